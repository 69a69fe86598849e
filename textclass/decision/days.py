"""text -> the days it names; a written day -> the day in ISO form."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
DAY = rf"(?:(?:den )?\d{{1,2}}(?::?e)? (?:{'|'.join(MONTHS)}),? \d{{4}}|\d{{4}}-\d\d-\d\d)"  # a day with its year
_NUMBERS = {
    word: number
    for number, word in enumerate("noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton".split())
}
_UNITS = {"dag": 1, "veck": 7}
_WRITTEN = re.compile(
    rf"(?:den )?(\d{{1,2}})(?::?e)? ({'|'.join(MONTHS)})(?:,? (\d{{4}}))?|(\d{{4}})-(\d\d)-(\d\d)", re.IGNORECASE
)


def iso(written: str, *, year: int | None = None) -> str | None:
    """Return a written day ("den 2 februari 2023", "2023-02-02") in ISO form, None if there is no such day.

    A day without a year ("den 29 augusti") takes ``year``.
    """
    found = _WRITTEN.search(written)
    if found is None:
        return None
    if found[4]:
        return _day(int(found[4]), int(found[5]), int(found[6]))
    year = int(found[3]) if found[3] else year
    return _day(year, MONTHS.index(found[2].lower()) + 1, int(found[1])) if year else None


def in_year(written: str, year: int | None) -> str | None:
    """Return a day written without a year as a day of ``year``, None where no year is known."""
    return iso(written, year=year) if year else None


def later_by(day: str, number: str, unit: str, *, back: bool = False) -> str | None:
    """Return the day "två veckor" (``number``, ``unit``) after ``day``, or before it; None for an unknown number."""
    count = int(number) if number.isdigit() and len(number) < 4 else _NUMBERS.get(number.lower())
    if count is None:
        return None
    length = next(days for stem, days in _UNITS.items() if unit.lower().startswith(stem))
    apart = datetime.timedelta(days=count * length)
    start = datetime.date.fromisoformat(day)
    return (start - apart if back else start + apart).isoformat()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if 1990 <= year <= 2100 else None
    except ValueError:
        return None


class Mention(NamedTuple):
    """A day named in a text; ``iso`` is None where its year is not given or there is no such day."""

    start: int
    end: int
    iso: str | None


# begins with a digit and nothing before it, so that the search leaps from digit to digit
_MENTION = re.compile(
    rf"\d\d{{0,3}}(?:(?::?e)? (?:{'|'.join(MONTHS)})\b(?:,? \d{{4}}\b)?|-\d\d-\d\d(?!\d))", re.IGNORECASE
)


def mentions(text: str) -> list[Mention]:
    """Return every day named in ``text``, in order."""
    return [Mention(found.start(), found.end(), iso(found[0])) for found in _MENTION.finditer(text)]
