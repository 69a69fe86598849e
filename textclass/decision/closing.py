"""text and what its parts are -> whether the inspectorate ends the case."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textclass import lexicon
from textclass.decision.days import Mention
from textclass.decision.sentences import spans
from textclass.lexicon.phrases import lower

_LONG = 1000  # characters; what is longer is no sentence
_CELL = 40  # characters up to the end of a day that is the cell of a table
_TABLE = 600  # characters from the head of a table to its last cell
_APPEAL = re.compile(r"överklag|förvaltningsrätten")
_CLAUSE = re.compile(r",? men |; |, (?:och|som|dock|medan) | – ")


@dataclass(frozen=True, slots=True)
class _Rules:
    ends: re.Pattern[str]
    end_denied: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]
    orders: re.Pattern[str]
    goes_on: re.Pattern[str]
    going_on_denied: re.Pattern[str]
    asks: re.Pattern[str]
    column: re.Pattern[str]
    what: re.Pattern[str]
    stems: tuple[str, ...]


@functools.cache
def rules() -> _Rules:
    """Return the patterns of ``closing.toml``, compiled once."""
    table = lexicon.load("closing")
    ends, on = table["ends"], table["goes_on"]

    def one_of(patterns: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(rf"\b(?:{pattern.replace('CASE', table['case'])})" for pattern in patterns))

    return _Rules(
        ends=one_of(ends["patterns"]),
        end_denied=re.compile(table["not_ends"]["denied"]),
        part=re.compile(table["not_ends"]["part"]),
        whole=re.compile(table["not_ends"]["whole"]),
        orders=one_of(on["orders"]),
        goes_on=one_of(on["patterns"]),
        going_on_denied=re.compile(f"{on['denied']}|{on['past']}"),
        asks=re.compile(table["demand"]["asks"]),
        column=re.compile(table["demand"]["column"], re.MULTILINE),
        what=re.compile(table["demand"]["what"]),
        stems=tuple(dict.fromkeys([*ends["stems"], *on["stems"]])),
    )


def says(sentence: str) -> str | None:
    """Return what one sentence says of the case: "ends", "ends in part", "goes on", or None."""
    lowered = lower(sentence)
    if rules().orders.search(lowered):
        return "goes on"
    if end := rules().ends.search(lowered):
        clause = _clause(lowered, end.start(), end.end())
        if rules().end_denied.search(clause):
            return "goes on"
        return "ends in part" if rules().part.search(clause) and not rules().whole.search(clause) else "ends"
    if rules().goes_on.search(lowered) and not rules().going_on_denied.search(lowered):
        return "goes on"
    return None


def _clause(sentence: str, start: int, end: int) -> str:
    """Return the clause around ``sentence[start:end]``."""
    cuts = [(cut.start(), cut.end()) for cut in _CLAUSE.finditer(sentence)]
    first = max((stop for _, stop in cuts if stop <= start), default=0)
    last = min((begin for begin, _ in cuts if begin >= end), default=len(sentence))
    return sentence[first:last]


def demands(sentence: str) -> bool:
    """Whether a sentence, which names a day after the decision, asks for something by that day."""
    lowered = lower(sentence)
    return bool(rules().asks.search(lowered) and rules().what.search(lowered)) and not _APPEAL.search(lowered)


def closed(text: str, parts: Sequence[tuple[int, int]], *, days: Sequence[Mention], after: str | None) -> bool | None:
    """Whether the inspectorate ends the case; None where it does not say.

    ``parts``: the stretches of ``text`` in which the inspectorate speaks of the case; ``days``: all days named in the
    text; ``after``: the latest day that lies behind (that of the decision, or of the account).
    """
    said = set()
    for start, end in _worth_reading(text, parts):
        said.add(says(text[start:end]))
    later = [day for day in days if after and day.iso and day.iso > after]
    if "goes on" in said or any(demands(text[a:b]) for a, b in _holding(text, parts, later)):
        return False
    if any(_in_table(text, day) for day in later):
        return False
    if "ends" in said:
        return True
    return False if "ends in part" in said else None


def _in_table(text: str, day: Mention) -> bool:
    """Whether a day stands in a cell of a table, below the head of a column of last days."""
    begin = text.rfind("\n", 0, day.start) + 1
    alone = day.end - begin < _CELL and text[day.end : day.end + 1] in ("", "\n")
    return alone and rules().column.search(lower(text[max(0, begin - _TABLE) : begin])) is not None


def _worth_reading(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the sentences in which a stem stands that an end or a going on needs."""
    lowered = lower(text)
    hits = sorted({at for stem in rules().stems for at in _places(lowered, stem)})
    yield from _around(text, parts, hits)


def _places(lowered: str, stem: str) -> Iterator[int]:
    at = lowered.find(stem)
    while at >= 0:
        yield at
        at = lowered.find(stem, at + 1)


def _holding(text: str, parts: Sequence[tuple[int, int]], days: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    yield from _around(text, parts, [day.start for day in days])


def _around(text: str, parts: Sequence[tuple[int, int]], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the sentence around each place that lies in one of the parts."""
    places = sorted(places)
    for start, end in parts:
        if _has_one(places, start, end):
            yield from ((a, b) for a, b in spans(text, start, end) if b - a < _LONG and _has_one(places, a, b))


def _has_one(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the ascending ``places`` lies between ``start`` and ``end``."""
    return bisect_left(places, start) < bisect_left(places, end)
