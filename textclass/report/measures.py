"""an account and its needs -> for each need the measures that take it up, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass

from textclass.classifier import measures
from textclass.classifier.measures import Measure
from textclass.records import Account

_TAKEN_UP = 0.08  # share of a need's words from which a measure is shown beside it
_MOST = 5  # measures beside one need


@dataclass(frozen=True, slots=True)
class Beside:
    """A need, or None where the account is read for its title, and the measures that take it up, in order."""

    need: str | None
    measures: list[Measure]


def beside(account: Account) -> list[Beside]:
    """Return the needs of an account, each with the measures that take it up most; the title's where none is stated."""
    found = measures.find(account.text)
    wanted: tuple[str | None, ...] = account.needs or (None,)
    return [Beside(need, _closest(found, measures.cover(account.text, need or account.title))) for need in wanted]


def _closest(found: list[Measure], shares: list[float]) -> list[Measure]:
    best = sorted(range(len(found)), key=lambda n: (-shares[n], n))[:_MOST]
    return [found[n] for n in sorted(best) if shares[n] >= _TAKEN_UP]
