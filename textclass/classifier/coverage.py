"""need, clauses and their columns -> how far done, followed and wide-reaching measures cover the need."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from textclass.classifier import columns
from textclass.classifier.alignment import Alignment, Ground
from textclass.classifier.clauses import Clause
from textclass.classifier.needs import Need

_BALANCES = (
    "best done",
    "done or open",
    "done share",
    "share done or open",
    "followed or not",
    "share followed or not",
    "reached or not",
    "share reached or not",
)
_ASKS = ("asks_follow_up", "asks_all", "names_cause")
_ALONE = ("coverage", "spread", "best open", "open share")
_OVERALL = ("all done or open", "all followed or not", "all reached or not")
_GATED = tuple(f"{ask}*{name}" for ask in _ASKS for name in _BALANCES)
_WANTED = ("reach asked", "follow-up asked", "cause named")
COLUMNS = (*_ALONE, *_OVERALL, *_BALANCES, *_GATED, *_WANTED)
# Which way each column may speak: -1 for in_line, 1 for more_needed, 0 for either.
SIGNS = (-1, -1, 1, 1, *(-1 for _ in _OVERALL), *(-1 for _ in _BALANCES), *(0 for _ in _GATED), 0, 0, 0)
Sides = tuple[list[int], ...]  # numbers of clauses, each side beside the one it is weighed against
_COVERED = 0.15  # overlap from which a sentence counts as bearing upon the need
_EVEN = 0.05  # keeps a balance near 0 where neither side bears upon the need
_TYPES = {"w": 1.0, "p": 0.7, "c": 0.7, "f": 0.4, "n": 1.0}  # worth of a term by its mark
_WHOLE = {"scope:grades", "scope:members", "scope:all", "scope:listed", "scope:all grades"}
_PART = {"scope:some grades", "scope:some members", "scope:graded", "scope:named", "scope:some subjects"}


def of_need(
    need: Need,
    base: Ground,
    told: Sides,
    reached: Sides,
    aligned: Alignment,
    weights: Mapping[str, float],
) -> list[float]:
    """Return ``COLUMNS`` for one need. Balances run from -1 to 1; the other columns from 0 to about 1.

    ``told``: as of ``sides``, ``reached``: as of ``reach``.
    """
    both = (*told, *reached)
    best = [max([aligned.coverage[i] for i in rows], default=0.0) for rows in both]
    shares = _shares(need, base, both, aligned, weights)
    sizes = [len(rows) / len(base.clauses) for rows in both]
    balances = [best[0], _balance(best, 0), shares[0], _balance(shares, 0)]
    balances += [_balance(values, n) for n in (2, 4) for values in (best, shares)]
    overall = [_balance(sizes, n) for n in (0, 2, 4)]
    gated = [value if ask in need.asks else 0.0 for ask in _ASKS for value in balances]
    return [*_whole(base.clauses, aligned), best[1], shares[1], *overall, *balances, *gated, *_wanted(need)]


def _wanted(need: Need) -> list[float]:
    """Return 1 for each thing the need asks beside that something be done: accounts are measured against it."""
    reach = "asks_all" in need.asks or len(need.scope.members) > 1 or len(need.scope.grades) > 1
    return [float(reach), float("asks_follow_up" in need.asks), float("names_cause" in need.asks)]


def _whole(found: Sequence[Clause], aligned: Alignment) -> list[float]:
    """Return the best coverage by any sentence and the share of sentences that bear upon the need."""
    best: dict[int, float] = {}
    for clause, value in zip(found, aligned.coverage, strict=True):
        best[clause.sentence] = max(best.get(clause.sentence, 0.0), value)
    return [max(best.values()), sum(value > _COVERED for value in best.values()) / len(best)]


def _shares(need: Need, base: Ground, sides: Sides, aligned: Alignment, weights: Mapping[str, float]) -> list[float]:
    """Return the share of the need's worth found in each set of clauses together."""
    rarest = weights[""]
    worth = {t: _TYPES[t[0]] * share * weights.get(t, rarest) for t, share in need.terms.items()}
    total = sum(worth.values()) or 1.0
    rarity, counts = base.rarity, base.counts
    found = {term: value * rarity[counts[term]] for term, value in worth.items() if term in counts}
    shares = []
    for rows in sides:
        held = frozenset().union(*[aligned.shared[i] for i in rows])
        shares.append(math.fsum([found[term] for term in held]) / total)
    return shares


def _balance(values: Sequence[float], n: int) -> float:
    """Return how far the value at ``n`` outweighs the next one, from -1 to 1."""
    return (values[n] - values[n + 1]) / (values[n] + values[n + 1] + _EVEN)


def sides(found: Sequence[Clause], plain: Sequence[frozenset[str]]) -> Sides:
    """Return which clauses tell of what is done, open, followed up and not; ``plain``: their columns."""
    return (*_done(plain), *_followed(found, plain))


def _done(plain: Sequence[frozenset[str]]) -> tuple[list[int], list[int]]:
    done = [i for i, names in enumerate(plain) if columns.is_done(names)]
    return done, [i for i, names in enumerate(plain) if columns.is_open(names)]


def _followed(found: Sequence[Clause], plain: Sequence[frozenset[str]]) -> tuple[list[int], list[int]]:
    """Return the clauses of sentences that tell of following up, and of those that tell there was none.

    A sentence that says so speaks of the one before it as well: "Kursen gavs i mars. Den har inte utvärderats."
    """
    inside: dict[int, list[int]] = {}
    for i, clause in enumerate(found):
        inside.setdefault(clause.sentence, []).append(i)
    told = {at: frozenset().union(*[plain[i] for i in rows]) for at, rows in inside.items()}
    good: list[int] = []
    bad: list[int] = []
    for at, rows in inside.items():
        names, after = told[at], told.get(at + 1, frozenset())
        once = "one_off" in names and not names & {"follow_up", "change_after"}
        if "not_followed" in names | after or once:
            bad += rows
        elif names & {"follow_up", "change_after", "finding"} or after & {"finding", "change_after"}:
            good += rows
    return good, bad


def reach(plain: Sequence[frozenset[str]], scopes: Sequence[Sequence[str]]) -> Sides:
    """Return the clauses that reach all whom the need names, and those that reach some."""
    good: list[int] = []
    bad: list[int] = []
    for i, (names, reached) in enumerate(zip(plain, scopes, strict=True)):
        if _WHOLE.intersection(reached):
            good.append(i)
        elif "some" in names or _PART.intersection(reached):
            bad.append(i)
        elif "all" in names:
            good.append(i)
    return good, bad
