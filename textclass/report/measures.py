"""an account and its needs -> for each need the measures that take it up, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass

from textclass.classifier import measures
from textclass.classifier.measures import Measure, MeasureStatus, Reach
from textclass.records import Account

_TAKEN_UP = 0.08  # share of a need's words from which a measure is shown beside it
_MOST = 5  # measures beside one need


_WHOLE = (".", "!", "?", ":", "•")  # what ends a sentence, and so stands before the next


@dataclass(frozen=True, slots=True)
class Quoted:
    """A measure in its words; dots stand where they are cut out of a sentence."""

    text: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Beside:
    """A need, or None where the account is read for its title, and the measures that take it up, in order."""

    need: str | None
    measures: list[Quoted]


def beside(account: Account) -> list[Beside]:
    """Return the needs of an account, each with the measures that take it up most; the title's where none is stated."""
    found = measures.find(account.text)
    wanted: tuple[str | None, ...] = account.needs or (None,)
    closest = [_closest(found, measures.cover(account.text, need or account.title)) for need in wanted]
    return [
        Beside(need, [Quoted(_quote(account.text, measure), measure) for measure in near])
        for need, near in zip(wanted, closest, strict=True)
    ]


def _closest(found: list[Measure], shares: list[float]) -> list[Measure]:
    telling = [n for n in range(len(found)) if shares[n] >= _TAKEN_UP and _tells(found[n])]
    best = sorted(telling, key=lambda n: (-shares[n], n))[:_MOST]
    return [found[n] for n in sorted(best)]


def _tells(measure: Measure) -> bool:
    """Whether the words tell anything of how far the measure has come; a lead-in does not."""
    said = measure.followed_up or measure.effect or measure.reach != Reach.UNSAID
    return said or measure.status != MeasureStatus.UNCLEAR


def _quote(account: str, measure: Measure) -> str:
    before, after = account[: measure.start].rstrip(), account[measure.end :].lstrip()
    text = measure.text.strip(" ,;")
    begins = not before or before.endswith(_WHOLE) or "\n" in account[len(before) : measure.start]
    ends = not after or text.endswith(_WHOLE) or after.startswith(_WHOLE)
    return ("" if begins else "… ") + text + ("" if ends else " …")
