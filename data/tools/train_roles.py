"""corpus -> textclass/lexicon/roles.json: learns which wording, place and order tell the roles of sentences.

Averaged structured perceptron over the features of ``textclass.decision.roles``; one weight per feature and role.
With ``--leave-group-out`` it writes nothing and prints the share of sentences read right on groups held out.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from gold import Quotes

from textclass.decision import areas, evidence, roles, titles
from textclass.decision.paragraphs import CleanText, clean
from textclass.decision.roles import ROLES, Unit, Weights

SPANS = ("earlier_assessment", "account", "conclusion")
Example = tuple[list[Unit], list[int]]


def labelled(text: CleanText, gold: dict) -> list[Example]:
    """The areas of one document as sentences with their roles."""
    finder = Quotes(text.text)
    outline = titles.outline(text.blocks)
    found = []
    for area in gold["areas"]:
        marks = []
        for role in SPANS:
            span = finder.find(quoted(area.get(role))) if area.get(role) else None
            marks += [(span, ROLES.index(role))] if span else []
        anchor = min((span[0] for span, _ in marks), default=None)
        if anchor is None or not area.get("account"):
            continue
        block = next(n for n, b in enumerate(text.blocks) if b.end > anchor)
        last = max(span[1] for span, _ in marks)
        heads = [n for n in range(block + 1) if evidence.key(text.blocks[n].text) == evidence.key(area["title"])]
        first = (heads[-1] + 1) if heads and block - heads[-1] < 12 else block
        begin = text.blocks[first].start
        law = finder.find(quoted(area["legal_basis"]), begin) if area.get("legal_basis") else None
        if law and law[0] < last + 300:
            marks.append((law, ROLES.index("legal_basis")))
            last = max(last, law[1])
        stop = next((n for n, b in enumerate(text.blocks) if b.start >= last), len(text.blocks))
        for need in area["needs"]:
            span = finder.find(need, begin)
            marks += [(span, ROLES.index("needs"))] if span and span[1] <= last else []
        for quote in area.get("outcome_quotes") or []:
            span = finder.find(quote, begin)
            marks += [(span, ROLES.index("conclusion"))] if span and span[1] <= last else []
        units = areas.units_of(text, first, stop, outline)
        states = [role_of(unit, marks) for unit in units]
        if states.count(-1) <= 0.25 * len(states):
            found.append((units, fill(units, states)))
    return found


def quoted(value: object) -> str:
    return value["text"] if isinstance(value, dict) else str(value)


def role_of(unit: Unit, marks: list[tuple[tuple[int, int], int]]) -> int:
    middle = (unit.start + unit.end) // 2
    inside = [(end - start, role) for (start, end), role in marks if start <= middle < end]
    if inside:
        return min(inside)[1]
    return ROLES.index(unit.heading) if unit.heading in ROLES else -1


def fill(units: list[Unit], states: list[int]) -> list[int]:
    """Sentences that no quote covers take the role of what follows (headings, lead-ins), at the end "other"."""
    filled = list(states)
    for n in range(len(states) - 1, -1, -1):
        if filled[n] < 0:
            filled[n] = filled[n + 1] if n + 1 < len(states) else ROLES.index("other")
    return filled


def train(examples: list[Example], seed: int, rounds: int = 12) -> Weights:
    counts = Counter(name for units, _ in examples for names in roles.features(units) for name in names)
    rows = {name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count > 2))}
    k = len(ROLES)
    emit, first, step = np.zeros((len(rows), k)), np.zeros(k), np.zeros((k, k))
    sums = [np.zeros_like(emit), np.zeros_like(first), np.zeros_like(step)]
    seen = [
        ([[rows[n] for n in names if n in rows] for names in roles.features(units)], states)
        for units, states in examples
    ]
    shuffled, t = random.Random(seed), 1
    for _ in range(rounds):
        shuffled.shuffle(seen)
        for ids, states in seen:
            emitted = np.array([emit[row].sum(axis=0) if row else np.zeros(k) for row in ids])
            cost = np.ones_like(emitted)
            cost[np.arange(len(states)), states] = 0.0  # a margin: wrong roles must lose by one
            guess = roles.decode(emitted + cost, Weights({}, emit, first, roles.constrained(step)))
            t += 1
            if guess == states:
                continue
            for row, good, bad in zip(ids, states, guess, strict=True):
                if good != bad:
                    emit[row, good] += 1
                    emit[row, bad] -= 1
                    sums[0][row, good] += t
                    sums[0][row, bad] -= t
            for path, sign in ((states, 1.0), (guess, -1.0)):
                first[path[0]] += sign
                sums[1][path[0]] += sign * t
                for a, b in zip(path, path[1:], strict=False):
                    step[a, b] += sign
                    sums[2][a, b] += sign * t
    emit, first, step = emit - sums[0] / t, first - sums[1] / t, step - sums[2] / t
    return Weights(rows, emit, first, roles.constrained(step))


def load(folder: Path) -> dict[str, list[Example]]:
    groups: dict[str, list[Example]] = {}
    for path in sorted(folder.rglob("*.json")):
        if "pairs" in path.parts:
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = clean(path.with_suffix(".txt").read_bytes().decode("utf-8").split("\f"))
        groups.setdefault(gold["group"], []).extend(labelled(text, gold))
    return groups


def leave_group_out(groups: dict[str, list[Example]], seed: int) -> None:
    for held in groups:
        weights = train([e for g, examples in groups.items() if g != held for e in examples], seed)
        right = total = whole = 0
        for units, states in groups[held]:
            guess = [ROLES.index(role) for role in roles.assign(units, weights)]
            right += sum(a == b for a, b in zip(guess, states, strict=True))
            total += len(states)
            account = ROLES.index("account")
            whole += [g == account for g in guess] == [s == account for s in states]
        share = whole / max(1, len(groups[held]))
        print(
            f"group {held}: {len(groups[held])} areas, sentences right {right / total:.3f}, account exact {share:.3f}"
        )


def save(weights: Weights, path: Path) -> None:
    kept = {
        name: [round(float(x), 3) for x in weights.emit[row]]
        for name, row in weights.rows.items()
        if np.abs(weights.emit[row]).max() > 0.02
    }
    step = np.where(weights.step < -1e5, 0.0, weights.step)
    stored = {
        "roles": list(ROLES),
        "first": [round(float(x), 3) for x in weights.first],
        "step": [[round(float(x), 3) for x in row] for row in step],
        "features": kept,
    }
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=0).replace("\n\n", "\n"), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", default=Path("data/corpus"))
    parser.add_argument("--leave-group-out", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    groups = load(given.corpus)
    if given.leave_group_out:
        leave_group_out(groups, given.seed)
    else:
        save(
            train([e for examples in groups.values() for e in examples], given.seed),
            Path("textclass/lexicon/roles.json"),
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
