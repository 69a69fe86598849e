"""the words before and after a day -> what they make of it: a day set, a day moved, an arrival; None if nothing."""

from __future__ import annotations

import functools
import re
from enum import StrEnum
from typing import Any

from textclass import lexicon


class Day(StrEnum):
    """What a day is in a case."""

    DUE = "due"
    EXTENDED = "extended"
    RECEIVED = "received"


_Rule = tuple[Day, re.Pattern[str] | None, re.Pattern[str] | None]
_ARTICLE = " den "


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    table = lexicon.load("days")
    return tuple(rule(entry, table["words"]) for entry in table["day"])


def rule(entry: dict[str, Any], words: dict[str, str]) -> _Rule:
    """Return an entry of the lexicon with its patterns compiled, ``words`` in the place of their names."""
    before, after = (_compiled(entry.get(side), words, end) for side, end in (("before", " ?$"), ("after", "")))
    return Day(entry["is"]), before, after


def _compiled(pattern: str | None, words: dict[str, str], end: str) -> re.Pattern[str] | None:
    if pattern is None:
        return None
    for name, means in words.items():
        pattern = pattern.replace(name, means)
    return re.compile(f"(?:{pattern}){end}", re.IGNORECASE)


def tells(before: str, after: str, rules: tuple[_Rule, ...] | None = None) -> Day | None:
    """Return what the first rule that fits makes of a day between ``before`` and ``after``.

    >>> tells("Kommunen har haft till den ", " på sig att svara.")
    <Day.DUE: 'due'>
    """
    before = before.removesuffix(_ARTICLE) if before.endswith(_ARTICLE) else before.removesuffix("Den ")
    for day, front, back in rules or _rules():
        if (back is None or back.match(after)) and (front is None or front.search(before)):
            return day
    return None
