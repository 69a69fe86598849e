"""corpora -> how well decisions are read: areas, outcomes, accounts, needs, law, metadata, each with n and interval.

With ``--leave-group-out`` the learnt weights (titles and roles) are fitted anew without each author group before its
documents are read, so that no text is read with weights that have seen its author. Rules and lexicons stay as they
are: for authors who wrote before the rules did, the figure is not of first contact.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import train_roles
import train_titles

from textclass.decision import roles, titles
from textclass.decision.parsing import parse_pages

FIELDS = (
    "kind", "dnr", "decision_date", "organiser", "organiser_type", "school_forms", "school_units", "closed",
    "signed_by", "presenter",
)  # fmt: skip
DATES = ("assessment_decision", "report_due", "report_received")
MARK = re.compile(r"(?:^|(?<=\s))(?:[•\-–*·\uf0b7]|\d{1,2}[.)]|[a-z]\)) (?=\S)")
Counts = dict[str, list[tuple[str, bool]]]


def folded(value: Any) -> Any:
    """Equal after NFC, with blanks folded, list marks and soft hyphens set aside."""
    if isinstance(value, str):
        return MARK.sub("", " ".join(unicodedata.normalize("NFC", value).replace("\u00ad", "").split())).strip("(). ")
    if isinstance(value, list | tuple):
        return [folded(item) for item in value]
    return value


def title_key(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()


def text_of(passage: dict[str, Any] | None) -> str | None:
    return passage["text"] if passage else None


def measure(gold: dict[str, Any], text: str, counts: Counts, misses: list[str]) -> None:
    found = parse_pages(text.split("\f")).to_dict()
    name = gold["id"]

    def note(what: str, right: bool, said: str = "") -> None:
        counts[what].append((name, right))
        if not right:
            misses.append(f"{what}\t{name}\t{said}")

    for field in FIELDS:
        wanted, got = gold.get(field), found[field]
        if isinstance(got, list):
            wanted, got = sorted(wanted or []), sorted(got)
        note(field, folded(wanted) == folded(got), f"{wanted!r} | {got!r}")
    for field in DATES:
        wanted = (gold.get("dates") or {}).get(field)
        note(field, wanted == found["dates"][field], f"{wanted} | {found['dates'][field]}")
    left = list(found["areas"])
    for area in gold["areas"]:
        same = [a for a in left if title_key(a["title"]) == title_key(area["title"])]
        same = [a for a in same if (a["school_unit"] or None) == (area.get("school_unit") or None)] or same
        note("area found", bool(same), f"{area['title']} | {[a['title'] for a in found['areas']]}")
        if same:
            left.remove(same[0])
            measure_area(area, same[0], note)
    for extra in left:
        note("area not invented", False, extra["title"])
    counts["area not invented"] += [(name, True)] * (len(found["areas"]) - len(left))


def measure_area(gold: dict[str, Any], found: dict[str, Any], note: Any) -> None:
    where = gold["title"][:40]
    wanted, got = gold["outcome"], found["outcome"]
    places = [(p["outcome"], p["text"][:100]) for p in found["outcome_places"]]
    note("outcome", wanted == got, f"{where}: {wanted} | {got} {places}")
    note("outcome not the wrong one of two", {wanted, got} != {"in_line", "more_needed"}, where)
    for field, a, b in (
        ("account", text_of(gold["account"]), text_of(found["account"])),
        ("needs", gold["needs"], found["needs"]),
        ("legal basis", gold.get("legal_basis"), found["legal_basis"]),
        ("citations", gold.get("citations") or [], found["citations"]),
        ("curriculum", gold.get("curriculum") or [], found["curriculum"]),
        ("school unit", gold.get("school_unit"), found["school_unit"]),
    ):
        note(field, (folded(a) or None) == (folded(b) or None), f"{where}: {a!r} | {b!r}")


def interval(rows: list[tuple[str, bool]], seed: int = 0) -> tuple[float, float]:
    """95 % interval of a share, resampling whole documents."""
    by_document: dict[str, list[bool]] = defaultdict(list)
    for name, right in rows:
        by_document[name].append(right)
    sums = np.array([[sum(v), len(v)] for v in by_document.values()])
    draw = np.random.default_rng(seed).integers(0, len(sums), (2000, len(sums)))
    drawn = sums[draw].sum(axis=1)
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    return float(low), float(high)


def use(weights: roles.Weights, title_weights: dict[str, float]) -> None:
    """Read with these weights from now on."""
    roles.learnt = lambda: weights  # type: ignore[assignment]
    titles.learnt = lambda: title_weights  # type: ignore[assignment]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="*", default=train_roles.CORPORA)
    parser.add_argument("--leave-group-out", action="store_true")
    parser.add_argument("--groups", default="", help="only these author groups, e.g. K,L,BA")
    parser.add_argument("--misses", type=Path, help="write every miss here, one a line")
    given = parser.parse_args()
    documents = [
        (json.loads(path.read_text(encoding="utf-8")), path.with_suffix(".txt"))
        for corpus in given.corpora
        for path in sorted(corpus.glob("*.json"))
    ]
    wanted = set(filter(None, given.groups.split(",")))
    groups = sorted({gold["group"] for gold, _ in documents if not wanted or gold["group"] in wanted})
    if given.leave_group_out:
        sentences, lines = train_roles.load(*given.corpora), train_titles.load(*given.corpora)
    counts: Counts = defaultdict(list)
    misses: list[str] = []
    for group in groups:
        if given.leave_group_out:
            seen = [e for g, examples in sentences.items() if g != group for e in examples]
            use(
                train_roles.train(seen, 0),
                train_titles.fit([row for g, rows in lines.items() if g != group for row in rows]),
            )
        for gold, path in documents:
            if gold["group"] == group:
                measure(gold, path.read_bytes().decode("utf-8"), counts, misses)
    print("| what | right | of | share | 95 % interval |\n|---|---:|---:|---:|---|")
    for what, rows in counts.items():
        low, high = interval(rows)
        right = sum(ok for _, ok in rows)
        print(f"| {what} | {right} | {len(rows)} | {right / len(rows):.3f} | {low:.3f} to {high:.3f} |")
    if given.misses:
        given.misses.write_text("\n".join(misses) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
