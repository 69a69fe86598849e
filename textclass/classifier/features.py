"""account -> what the model reads in it: clauses, their columns, and their bearing on each need."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textclass.classifier import alignment, clauses, columns, coverage, grams, needs, scope, tokens
from textclass.classifier.clauses import Clause
from textclass.classifier.needs import Need
from textclass.records import Account

ACCOUNT_COLUMNS = coverage.COLUMNS


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
    asked = []
    for need in _needs(account):
        aligned = alignment.align(need, base, weights)
        reach = scope.columns(need.scope, found, account.text)
        names = [
            sorted(each) + columns.asked(each, need.asks) + reached
            for each, reached in zip(plain, reach, strict=True)
        ]
        asked.append(Asked(aligned.rows, names, coverage.of_need(need, base, plain, reach, aligned, weights)))
    return Reading(found, asked, grams.of_clauses(found))


def _needs(account: Account) -> list[Need]:
    stated = [need for text in account.needs if (need := needs.read(text)).terms]
    return stated or [needs.read(account.title)]


def term_weights(accounts: Iterable[Account]) -> dict[str, float]:
    """Return the idf of each term over accounts with their needs; the key "" holds that of an unseen term."""
    counts: Counter[str] = Counter()
    total = 0
    for account in accounts:
        texts = (account.text, account.title, *account.needs)
        counts.update({term for text in texts for token in tokens.tokenise(text) for term in tokens.terms(token)})
        total += 1
    kept = {term: math.log((total + 1) / (n + 0.5)) for term, n in counts.items() if n > 1 and term[0] != "n"}
    return {"": math.log((total + 1) / 1.5)} | dict(sorted(kept.items()))
