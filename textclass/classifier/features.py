"""account -> what the model reads in it: clauses, their columns, and their bearing on each need."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textclass.classifier import alignment, clauses, columns, coverage, grams, needs, scope, tokens
from textclass.classifier.alignment import Ground
from textclass.classifier.clauses import Clause
from textclass.classifier.coverage import Sides
from textclass.classifier.needs import Need
from textclass.records import Account

ACCOUNT_COLUMNS = coverage.COLUMNS
# What is read of an account, some forty pages, and of what is asked: a bound on what any text can cost.
MOST_CHARACTERS, MOST_CLAUSES = 100_000, 1_500
MOST_NEEDS, MOST_OF_NEED = 50, 5_000  # needs, characters of each


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


@dataclass(frozen=True, slots=True)
class Prepared:
    """What can be read in an account before the weights of terms are known."""

    base: Ground
    needs: list[tuple[Need, Sides, list[list[str]]]]  # need, clauses that reach all or some, columns of each clause
    told: Sides  # clauses that tell of what is done, open, followed up and not
    grams: list[list[str]]


def read(account: Account, weights: Mapping[str, float]) -> Reading:
    """Return the account read for each of its needs, or for its title where no need is stated."""
    return finish(prepare(account), weights)


def prepare(account: Account) -> Prepared:
    """Return what the words of the account say, up to the bounds above, whatever the terms weigh."""
    text = account.text[:MOST_CHARACTERS]
    found = clauses.cut(tokens.tokenise(text))[:MOST_CLAUSES]
    plain = columns.of_clauses(found)
    ordered = [sorted(each) for each in plain]
    base = alignment.ground(found)
    asked = []
    for need in _needs(account):
        scopes = scope.columns(need.scope, found, base.terms, text)
        names = [
            names + asked_for + reached
            for names, asked_for, reached in zip(ordered, columns.asked(plain, need.asks), scopes, strict=True)
        ]
        asked.append((need, coverage.reach(plain, scopes), names))
    return Prepared(base, asked, coverage.sides(found, plain), grams.of_clauses(found))


def finish(prepared: Prepared, weights: Mapping[str, float]) -> Reading:
    """Return the reading with the needs aligned; without clauses nothing is asked."""
    base = prepared.base
    if not base.clauses:
        return Reading([], [], [])
    asked = []
    for need, reached, names in prepared.needs:
        aligned = alignment.align(need, base, weights)
        whole = coverage.of_need(need, base, prepared.told, reached, aligned, weights)
        asked.append(Asked(aligned.rows, names, whole))
    return Reading(list(base.clauses), asked, prepared.grams)


def _needs(account: Account) -> list[Need]:
    stated = [need for text in account.needs[:MOST_NEEDS] if (need := needs.read(text[:MOST_OF_NEED])).terms]
    return stated or [needs.read(account.title[:MOST_OF_NEED])]


def term_weights(held: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return the idf of each term over accounts, given as sets of terms; "" holds that of an unseen term."""
    counts: Counter[str] = Counter()
    total = 0
    for terms in held:
        counts.update(terms)
        total += 1
    kept = {term: math.log((total + 1) / (n + 0.5)) for term, n in counts.items() if n > 1 and term[0] != "n"}
    return {"": math.log((total + 1) / 1.5)} | dict(sorted(kept.items()))


def terms_of(account: Account) -> frozenset[str]:
    """Return the terms of an account with its title and needs."""
    texts = (account.text, account.title, *account.needs)
    return frozenset(term for text in texts for token in tokens.tokenise(text) for term in tokens.terms(token))
