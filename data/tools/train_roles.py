"""corpora -> textclass/lexicon/roles.json: learns which wording, place and order tell the roles of sentences.

Averaged structured perceptrons over the features of ``textclass.decision.roles``; one weight per feature and role.
With ``--leave-group-out`` it writes nothing and prints the share of sentences read right on groups held out.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gold import Quotes

from textclass.decision import areas, evidence, roles, titles
from textclass.decision.paragraphs import CleanText, clean
from textclass.decision.roles import ROLES, Unit, Weights

CORPORA = (Path("data/corpus"), Path("data/further"))
SEEN = 0.6  # share of the features of an example that a step of training sees
LAW = ROLES.index("legal_basis")
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
            marks.append((law, LAW))
            last = max(last, law[1])
        stop = next((n for n, b in enumerate(text.blocks) if b.start >= last), len(text.blocks))
        for need in area["needs"]:
            span = finder.find(need, begin)
            marks += [(span, ROLES.index("needs"))] if span and span[1] <= last else []
        for quote in area.get("outcome_quotes") or []:
            span = finder.find(quote, begin)
            marks += [(span, ROLES.index("conclusion"))] if span and span[1] <= last else []
        units = areas.units_of(text, first, stop, outline, inside=True)
        states = [role_of(unit, marks) for unit in units]
        if states.count(-1) <= 0.25 * len(states):
            found.append((units, fill(states)))
    return found


def quoted(value: object) -> str:
    return value["text"] if isinstance(value, dict) else str(value)


def role_of(unit: Unit, marks: list[tuple[tuple[int, int], int]]) -> int:
    middle = (unit.start + unit.end) // 2
    inside = [(end - start, role) for (start, end), role in marks if start <= middle < end]
    if inside:
        return min(inside)[1]
    if any(role == LAW and start < unit.end and unit.start < end for (start, end), role in marks):
        return LAW  # the gold has the citations only, not the sentence around them
    return ROLES.index(unit.heading) if unit.heading in ROLES else -1


def fill(states: list[int]) -> list[int]:
    """Sentences that no quote covers take the role of what follows (headings, lead-ins), at the end "other"."""
    filled = list(states)
    for n in range(len(states) - 1, -1, -1):
        if filled[n] < 0:
            filled[n] = filled[n + 1] if n + 1 < len(states) else ROLES.index("other")
    return filled


@dataclass(frozen=True, slots=True)
class Table:
    """An example as a table: which features its sentences have, and their roles."""

    rows: np.ndarray  # of the features that occur in it
    has: np.ndarray  # (sentences, rows)
    states: list[int]


def train(examples: list[Example], seed: int, members: int = 3) -> Weights:
    """Mean of ``members`` averaged perceptrons, each of which sees only a part of the features of an example.

    A feature that is often out of sight can't carry a decision alone: this is what holds for authors not seen.
    """
    named = [(roles.features(units), states) for units, states in examples]
    counts = Counter(name for features, _ in named for names in features for name in set(names))
    rows = {name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count > 3))}
    tables = [table(features, states, rows) for features, states in named]
    trained = [perceptron(tables, len(rows), 100 * seed + member) for member in range(members)]
    emit, first, step = (sum(parts) / members for parts in zip(*trained, strict=True))
    return Weights(rows, emit * SEEN, first, roles.constrained(step))


def table(features: list[tuple[str, ...]], states: list[int], rows: dict[str, int]) -> Table:
    used = sorted({rows[name] for names in features for name in names if name in rows})
    at = {row: n for n, row in enumerate(used)}
    has = np.zeros((len(states), len(used)))
    for n, names in enumerate(features):
        has[n, [at[rows[name]] for name in set(names) if name in rows]] = 1.0
    return Table(np.array(used, dtype=int), has, states)


def perceptron(tables: list[Table], width: int, seed: int, rounds: int = 20) -> tuple[np.ndarray, ...]:
    """Averaged weights (emit, first, step) of a structured perceptron with a margin."""
    k = len(ROLES)
    now = [np.zeros((width, k)), np.zeros(k), np.zeros((k, k))]
    sums = [np.zeros_like(part) for part in now]
    order, drawn = list(tables), np.random.default_rng(seed)
    shuffled, t = random.Random(seed), 1
    for _ in range(rounds):
        shuffled.shuffle(order)
        for example in order:
            seen = drawn.random(len(example.rows)) < SEEN
            used, has = example.rows[seen], example.has[:, seen]
            right = np.eye(k)[example.states]
            emitted = has @ now[0][used] + 1.0 - right  # a margin: wrong roles must lose by one
            guess = roles.decode(emitted.tolist(), Weights({}, now[0], now[1], roles.constrained(now[2])))
            t += 1
            if guess == example.states:
                continue
            change = has.T @ (right - np.eye(k)[guess])
            now[0][used] += change
            sums[0][used] += t * change
            for path, sign in ((example.states, 1.0), (guess, -1.0)):
                now[1][path[0]] += sign
                sums[1][path[0]] += sign * t
                np.add.at(now[2], (path[:-1], path[1:]), sign)
                np.add.at(sums[2], (path[:-1], path[1:]), sign * t)
    return tuple(part - total / t for part, total in zip(now, sums, strict=True))


def load(*folders: Path) -> dict[str, list[Example]]:
    groups: dict[str, list[Example]] = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*.json")):
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
    parser.add_argument("corpora", type=Path, nargs="*", default=CORPORA)
    parser.add_argument("--leave-group-out", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    groups = load(*given.corpora)
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
