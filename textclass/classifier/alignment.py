"""need and clauses -> how each clause bears upon the need: the columns from which the focus is set."""

from __future__ import annotations

import functools
import math
import operator
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from textclass import lexicon
from textclass.classifier.clauses import Clause
from textclass.classifier.needs import Need
from textclass.classifier.tokens import terms

_TYPES = "wpcfn"  # stem, part, concept, first letters, name: the marks before a term
_PLACES = {mark: n for n, mark in enumerate(_TYPES)}
_MIX = (0.35, 0.3, 0.35, 0.2, 0.3)
_LINKING = 0.3  # rarity from which a word links clauses
_KEPT, _KEPT_OTHERWISE = 0.9, 0.5
COLUMNS = (
    *(f"own {mark}" for mark in _TYPES),
    *(f"sentence {mark}" for mark in _TYPES),
    "taken up",
    "sentence before",
    "sentence after",
    "linked",
    "length",
    "share of best",
    "opening",
    "relative",
    "condition",
    "clause before",
    "carried",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What alignment needs of an account, made once for all its needs."""

    clauses: Sequence[Clause]
    terms: list[frozenset[str]]  # of each clause
    counts: Mapping[str, int]  # in how many clauses a term stands
    rarity: dict[int, float]  # of a term in so many clauses: 1 in one clause, towards 0 in all
    links: list[frozenset[str]]  # the stems and parts of each clause by which another may take it up
    taken_up: dict[int, bool]  # whether a sentence opens by taking up what was said before
    shapes: list[tuple[float, float, float, float]]  # of each clause: "length", "opening", "relative", "condition"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows of ``COLUMNS``, one a clause, and how well the need is covered by any clause (0 to about 1)."""

    rows: list[list[float]]
    coverage: list[float]
    shared: list[frozenset[str]]  # the need's terms that each clause holds


def ground(clauses: Sequence[Clause]) -> Ground:
    """Return the clauses with their terms and how rare each term is among them."""
    held = [_held(clause) for clause in clauses]
    counts = Counter(chain.from_iterable(held))
    whole = math.log(1 + len(clauses)) or 1.0
    rarity = {n: math.log(1 + len(clauses) / n) / whole for n in set(counts.values())}
    linking = {term for term, n in counts.items() if term[0] in "wp" and rarity[n] > _LINKING}
    links = [each & linking for each in held]
    return Ground(clauses, held, counts, rarity, links, _taken_up(clauses), [_shape(clause) for clause in clauses])


def _shape(clause: Clause) -> tuple[float, float, float, float]:
    opening, relative, condition = clause.sentence == 0, clause.kind == "relative", clause.kind == "condition"
    return math.log(1 + len(clause.tokens)) - 2.3, float(opening), float(relative), float(condition)


def _held(clause: Clause) -> frozenset[str]:
    found = [token.word.terms for token in clause.tokens if token.word is not None]
    found += [terms(token) for token in clause.tokens if token.name]
    return frozenset(chain.from_iterable(found))


def align(need: Need, base: Ground, weights: Mapping[str, float]) -> Alignment:
    """Return how each clause of ``base`` bears upon ``need``; ``weights`` are the terms' idf."""
    asked = frozenset(need.terms).intersection(base.counts)
    shared = [held & asked for held in base.terms]
    own = _overlaps(need, base, asked, shared, weights)
    mixed = [sum(map(operator.mul, _MIX, row)) for row in own]
    sentences, best = _by_sentence(base.clauses, own, mixed)
    links = _links(base, mixed)
    carried = _carried(best, base.taken_up)
    top = max(mixed, default=0.0) or 1.0
    rows = []
    last = -1
    for i, (clause, (length, opening, relative, condition)) in enumerate(zip(base.clauses, base.shapes, strict=True)):
        at = clause.sentence
        before = best.get(at - 1, 0.0)
        joined, last = last == at, at
        rows.append(
            [
                *own[i],
                *sentences[at],
                before if base.taken_up[at] else 0.0,
                before,
                best.get(at + 1, 0.0),
                links[i],
                length,
                mixed[i] / top,
                opening,
                relative,
                condition,
                mixed[i - 1] if joined else 0.0,
                carried[at],
            ]
        )
    return Alignment(rows, mixed, shared)


def _overlaps(
    need: Need, base: Ground, asked: frozenset[str], shared: Sequence[frozenset[str]], weights: Mapping[str, float]
) -> list[list[float]]:
    """Return the share of the need's weight that each clause holds, by type of term."""
    rarest = weights.get("", 6.0)
    weighed = {term: share * weights.get(term, rarest) for term, share in need.terms.items()}
    totals = dict.fromkeys(_TYPES, 0.0)
    for term, weight in weighed.items():
        totals[term[0]] += weight
    parts = {term: weighed[term] * base.rarity[base.counts[term]] / totals[term[0]] for term in asked}
    rows = []
    for held in shared:
        row = [0.0] * len(_TYPES)
        for term in sorted(held) if held else ():
            row[_PLACES[term[0]]] += parts[term]
        rows.append(row)
    return rows


def _by_sentence(
    clauses: Sequence[Clause], own: list[list[float]], mixed: list[float]
) -> tuple[dict[int, list[float]], dict[int, float]]:
    """Return the best overlap in each sentence, by type of term and mixed."""
    parts: dict[int, list[float]] = {}
    best: dict[int, float] = {}
    for clause, row, value in zip(clauses, own, mixed, strict=True):
        at = clause.sentence
        parts[at] = list(map(max, parts[at], row)) if at in parts else row
        best[at] = max(best.get(at, 0.0), value)
    return parts, best


def _carried(best: dict[int, float], taken_up: dict[int, bool]) -> dict[int, float]:
    """Return what is left, in each sentence, of the bearing of those before it that it goes on from."""
    carried: dict[int, float] = {}
    left = 0.0
    for sentence, value in best.items():
        left *= _KEPT if taken_up[sentence] else _KEPT_OTHERWISE
        carried[sentence] = left
        left = max(left, value)
    return carried


def _links(base: Ground, mixed: list[float]) -> list[float]:
    """Return how much each clause shares with other clauses that bear upon the need: summed word by word."""
    given = [value / (2 + len(mine)) if value > 0.05 else 0.0 for value, mine in zip(mixed, base.links, strict=True)]
    if not any(given):
        return given
    by_word: dict[str, float] = {}
    for each, mine in zip(given, base.links, strict=True):
        if each:
            for word in mine:
                by_word[word] = by_word.get(word, 0.0) + each
    words = frozenset(by_word)
    return [
        0.0 if mine.isdisjoint(words) else math.fsum([by_word[word] - each for word in mine & words])
        for each, mine in zip(given, base.links, strict=True)
    ]


@functools.cache
def _anaphors() -> frozenset[str]:
    return frozenset(lexicon.load("measures")["anaphors"]["words"])


def _taken_up(clauses: Sequence[Clause]) -> dict[int, bool]:
    """Return for each sentence whether it opens by taking up what was said before."""
    found: dict[int, bool] = {}
    anaphors = _anaphors()
    for clause in clauses:
        if clause.sentence not in found:
            found[clause.sentence] = any(token.form in anaphors for token in clause.tokens[:2])
    return found
