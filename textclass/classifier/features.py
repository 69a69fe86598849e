"""account -> what the model reads in it: clauses, their columns, and their bearing on each need."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textclass.classifier import alignment, clauses, columns, grams, needs, scope, tokens
from textclass.classifier.alignment import Alignment, Ground
from textclass.classifier.clauses import Clause
from textclass.classifier.needs import Need
from textclass.records import Account

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
ACCOUNT_COLUMNS = (
    "coverage",
    "spread",
    "best open",
    "open share",
    *_BALANCES,
    *(f"{ask}*{name}" for ask in _ASKS for name in _BALANCES),
)
SIGNS = (-1, -1, 1, 1, *(-1 for _ in _BALANCES), *(0 for _ in ACCOUNT_COLUMNS[12:]))
_COVERED = 0.15  # overlap from which a sentence counts as bearing upon the need


@dataclass(frozen=True, slots=True)
class Asked:
    """One need beside the account: the bearing and the columns of each clause, and of the whole account."""

    bearing: list[list[float]]  # rows of alignment.COLUMNS, one a clause
    names: list[list[str]]  # the columns that are 1, one list a clause
    whole: list[float]  # ACCOUNT_COLUMNS


@dataclass(frozen=True, slots=True)
class Reading:
    """An account as the model reads it; without words it has no clauses and nothing asked."""

    clauses: list[Clause]
    asked: list[Asked]
    grams: list[list[str]]  # words and pairs of words of each clause


def read(account: Account, weights: Mapping[str, float]) -> Reading:
    """Return the account read for each of its needs, or for its title where no need is stated."""
    found = clauses.cut(tokens.tokenise(account.text))
    if not found:
        return Reading([], [], [])
    base = alignment.ground(found)
    plain = columns.of_clauses(found)
    title = frozenset(needs.read(account.title).terms)
    asked = []
    for need in _needs(account):
        aligned = alignment.align(need, title, base, weights)
        reach = scope.columns(need.scope, found, account.text)
        names = [
            sorted(each) + columns.asked(each, need.asks) + reached
            for each, reached in zip(plain, reach, strict=True)
        ]
        asked.append(Asked(aligned.rows, names, _whole(found, aligned) + _met(need, base, plain, reach, aligned, weights)))
    return Reading(found, asked, grams.of_clauses(found))


def _needs(account: Account) -> list[Need]:
    stated = [need for text in account.needs if (need := needs.read(text)).terms]
    return stated or [needs.read(account.title)]


def _whole(found: list[Clause], aligned: Alignment) -> list[float]:
    best: dict[int, float] = {}
    for clause, value in zip(found, aligned.coverage, strict=True):
        best[clause.sentence] = max(best.get(clause.sentence, 0.0), value)
    covered = sum(value > _COVERED for value in best.values())
    return [max(best.values()), covered / len(best)]


def _met(need: Need, base: Ground, plain: Sequence[frozenset[str]], reach, aligned: Alignment, weights: Mapping[str, float]) -> list[float]:
    rows = [[i for i, names in enumerate(plain) if test(names)] for test in (columns.is_done, columns.is_open)]
    rows += _followed(base.clauses, plain)
    rows += _reached(base.clauses, plain, reach)
    best = [max((aligned.coverage[i] for i in each), default=0.0) for each in rows]
    rarest = weights[""]
    worth = {term: _TYPE[term[0]] * share * weights.get(term, rarest) for term, share in need.terms.items()}
    total = sum(worth.values()) or 1.0
    held = [frozenset().union(*(base.terms[i] for i in each)) & worth.keys() for each in rows]
    shares = [sum(worth[t] * base.rarity[t] for t in sorted(each)) / total for each in held]
    balances = [best[0], _balance(*best[:2]), shares[0], _balance(*shares[:2])]
    balances += [_balance(*each[n : n + 2]) for n in (2, 4) for each in (best, shares)]
    gated = [value if ask in need.asks else 0.0 for ask in _ASKS for value in balances]
    return [best[1], shares[1], *balances, *gated]


def _reached(cl, plain, reach):
    good, bad = [], []
    for i, (names, r) in enumerate(zip(plain, reach)):
        whole = "all" in names or {"scope:grades","scope:members","scope:all","scope:listed","scope:all grades"} & set(r)
        part = "some" in names or {"scope:some grades","scope:some members","scope:graded","scope:named","scope:some subjects"} & set(r)
        if {"scope:grades","scope:members","scope:all","scope:listed","scope:all grades"} & set(r): good.append(i)
        elif part: bad.append(i)
        elif whole: good.append(i)
    return [good, bad]


def _followed(cl, plain):
    by = {}
    for i, c in enumerate(cl): by.setdefault(c.sentence, []).append(i)
    good, bad = [], []
    for s, ix in by.items():
        names = frozenset().union(*(plain[i] for i in ix))
        nxt = frozenset().union(*(plain[i] for i in by.get(s + 1, [])))
        neg = names & {"one_off", "not_followed"} 
        if "not_followed" in names: bad += ix
        elif "one_off" in names and not names & {"follow_up","change_after"}: bad += ix
        elif names & {"follow_up", "change_after", "finding"} or nxt & {"finding", "change_after"}: good += ix
    return [good, bad]


_TYPE = dict(zip("wpcfn", (1.0, 0.7, 0.7, 0.4, 1.0)))


def _balance(done: float, opened: float) -> float:
    return (done - opened) / (done + opened + 0.05)


def term_weights(accounts: Iterable[Account]) -> dict[str, float]:
    """Return the idf of each term over accounts with their needs; the key "" holds that of an unseen term."""
    counts: Counter[str] = Counter()
    total = 0
    for account in accounts:
        texts = (account.text, account.title, *account.needs)
        counts.update(
            {term for text in texts for token in tokens.tokenise(text) for term in tokens.terms(token)}
        )
        total += 1
    kept = {term: math.log((total + 1) / (n + 0.5)) for term, n in counts.items() if n > 1 and term[0] != "n"}
    return {"": math.log((total + 1) / 1.5)} | dict(sorted(kept.items()))
