"""rows of a scored archive -> the figures of the report; groups of fewer than five areas are never shown."""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

LEAST = 5  # areas, or documents, in a group that is shown
Z = 1.959964
_LEAST_IN_A_BIN = 10  # areas
JUDGED = ("in_line", "more_needed")
OUTCOMES = ("in_line", "partly", "more_needed", "conflict", "none")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of areas, with its 95 % interval."""

    label: str
    n: int  # areas
    documents: int
    share: float  # 0 to 1
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Groups:
    """Shares by group, and how many groups and areas are too few to show."""

    shown: list[Share]
    hidden_groups: int
    hidden_areas: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in days."""

    key: str
    n: int
    lowest: float  # tenth percentile
    quarter: float
    median: float
    three_quarters: float
    highest: float  # ninetieth percentile


def wilson(hits: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share; (0, 1) for none.

    >>> [round(x, 3) for x in wilson(8, 10)]
    [0.49, 0.943]
    """
    if n <= 0:
        return 0.0, 1.0
    p = hits / n
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def share_of(label: str, answers: Iterable[tuple[Hashable, bool]]) -> Share:
    """Return the share of true answers, given as (document, answer), at least one.

    Areas of one document resemble each other, so the interval is that of as many independent areas as would
    vary as much (the effective sample size of a cluster sample).
    """
    by_document: dict[Hashable, list[bool]] = defaultdict(list)
    for document, answer in answers:
        by_document[document].append(answer)
    sizes = [len(found) for found in by_document.values()]
    hits = [sum(found) for found in by_document.values()]
    n, p = sum(sizes), sum(hits) / sum(sizes)
    low, high = wilson(p * _effective(sizes, hits), _effective(sizes, hits))
    return Share(label, n, len(sizes), p, low, high)


def _effective(sizes: Sequence[int], hits: Sequence[int]) -> float:
    n, k = sum(sizes), len(sizes)
    p = sum(hits) / n
    if k < 2 or p in (0.0, 1.0):
        return float(k)
    between = k / (k - 1) * sum((hit - p * size) ** 2 for size, hit in zip(sizes, hits, strict=True)) / n**2
    return n / max(1.0, between / (p * (1 - p) / n))


def judged(rows: Iterable[Row]) -> list[Row]:
    """Return the areas whose stated outcome is one of the two."""
    return [row for row in rows if row["stated_outcome"] in JUDGED]


def by_group(
    rows: Sequence[Row], groups_of: Callable[[Row], Iterable[str]], *, most: int = 40, in_order: bool = False
) -> Groups:
    """Return the share of areas where more is needed by group, the largest ``most`` groups, the largest first.

    A row may be in several groups, or none. ``in_order``: groups are in the order of their labels.
    """
    found: dict[str, list[tuple[Hashable, bool]]] = defaultdict(list)
    for row in judged(rows):
        for label in set(groups_of(row)):
            found[label].append((row["path"], row["stated_outcome"] == "more_needed"))
    large = sorted((label for label in found if len(found[label]) >= LEAST), key=lambda g: (-len(found[g]), g))
    small = [label for label in found if len(found[label]) < LEAST]
    return Groups(
        [share_of(label, found[label]) for label in (sorted(large[:most]) if in_order else large[:most])],
        len(small),
        sum(len(found[label]) for label in small),
    )


def outcomes(rows: Iterable[Row]) -> dict[str, int]:
    """Return how often each outcome is stated, over areas; "none" where none is."""
    counts = Counter(row["stated_outcome"] or "none" for row in rows)
    return {outcome: counts[outcome] for outcome in OUTCOMES}


def cross(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """Return how often each prediction goes with each of the two stated outcomes."""
    table = {stated: dict.fromkeys((*JUDGED, "uncertain"), 0) for stated in JUDGED}
    for row in judged(rows):
        if row["predicted_outcome"]:
            table[row["stated_outcome"]][row["predicted_outcome"]] += 1
    return table


def agreement(rows: Iterable[Row]) -> Share | None:
    """Return the share of predictions that agree with the stated outcome, the uncertain ones left out."""
    pairs = [
        (row["path"], row["predicted_outcome"] == row["stated_outcome"])
        for row in judged(rows)
        if row["predicted_outcome"] in JUDGED
    ]
    return share_of("", pairs) if len(pairs) >= LEAST else None


def baseline(rows: Iterable[Row]) -> float:
    """Return the agreement of one who always names the outcome most stated where ``agreement`` counts; 0 to 1."""
    stated = Counter(row["stated_outcome"] for row in judged(rows) if row["predicted_outcome"] in JUDGED)
    return max(stated.values()) / stated.total() if stated else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predicted against observed, in bins of as equal size as can be."""

    bins: list[tuple[float, Share]]  # mean prediction; share observed
    n: int
    brier: float
    error: float  # expected calibration error over the bins


def calibration(rows: Iterable[Row], *, most: int = 10) -> Calibration | None:
    """Return the calibration on the areas with prediction and outcome; None for fewer than two bins' worth."""
    seen = sorted(
        ((row["p_more_needed"], row["path"], row["stated_outcome"] == "more_needed") for row in judged(rows)
         if row["p_more_needed"] is not None),
        key=lambda item: item[0],
    )  # fmt: skip
    number = min(most, len(seen) // _LEAST_IN_A_BIN)
    if number < 2:
        return None
    bins = []
    for n in range(number):
        part = seen[n * len(seen) // number : (n + 1) * len(seen) // number]
        mean = statistics.fmean(p for p, _, _ in part)
        bins.append((mean, share_of("", [(path, answer) for _, path, answer in part])))
    brier = statistics.fmean((p - answer) ** 2 for p, _, answer in seen)
    error = sum(abs(mean - found.share) * found.n for mean, found in bins) / len(seen)
    return Calibration(bins, len(seen), brier, error)


GAPS = {
    "assessment_to_report": ("assessment_decision_date", "report_received_date"),
    "report_to_followup": ("report_received_date", "decision_date"),
    "assessment_to_followup": ("assessment_decision_date", "decision_date"),
}


def times(documents: Iterable[Row]) -> list[Spread]:
    """Return how long the steps took, where at least five documents tell; a negative time is a misreading."""
    rows, found = list(documents), []
    for key, (first, last) in GAPS.items():
        days = [(row[last] - row[first]).days for row in rows if row[first] is not None and row[last] is not None]
        days = sorted(day for day in days if day >= 0)
        if len(days) >= LEAST:
            cuts = statistics.quantiles(days, n=20, method="inclusive")
            found.append(Spread(key, len(days), cuts[1], cuts[4], cuts[9], cuts[14], cuts[17]))
    return found


def late(documents: Iterable[Row]) -> Share | None:
    """Return the share of accounts that came in after they were due; None where fewer than five tell."""
    answers = [
        (row["path"], row["report_received_date"] > row["report_due_date"])
        for row in documents
        if row["report_received_date"] is not None and row["report_due_date"] is not None
    ]
    return share_of("", answers) if len(answers) >= LEAST else None


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited address and how many areas and documents cite it."""

    address: str
    areas: int
    documents: int


def cited(rows: Iterable[Row], *, most: int = 20) -> list[Cited]:
    """Return the addresses that the areas cite most; those cited by fewer than five areas are left out."""
    areas: Counter[str] = Counter()
    documents: dict[str, set[Hashable]] = defaultdict(set)
    for row in rows:
        for address in set(row["citations"] or ()):
            areas[address] += 1
            documents[address].add(row["path"])
    ranked = sorted(areas, key=lambda address: (-areas[address], address))
    return [Cited(a, areas[a], len(documents[a])) for a in ranked[:most] if areas[a] >= LEAST]
