"""clean text -> the dates of the case, as ISO days; None where the text does not state them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from textclass.decision.sentences import spans
from textclass.records import Dates

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_DAY = rf"(?:(?:den )?\d{{1,2}}(?::?e)? (?:{'|'.join(_MONTHS)}),? \d{{4}}|\d{{4}}-\d\d-\d\d)"
_WRITTEN = re.compile(rf"(?:den )?(\d{{1,2}})(?::?e)? ({'|'.join(_MONTHS)}),? (\d{{4}})|(\d{{4}})-(\d\d)-(\d\d)", re.IGNORECASE)
_BARE_DAY = rf"(?:(?:den )?\d{{1,2}} (?:{'|'.join(_MONTHS)}))"
_W = r"(?: [\wåäöé.()§:/-]+,?)"  # a word in between

_ALONE = re.compile(
    rf"(?:(?:skolinspektionen|beslut(?:sdatum|ets datum|et)?|datum|daterat|tillsynsbeslut|stockholm|göteborg|linköping|lund|umeå|dnr|diarienummer)[ :.,|–-]{{0,3}}){{0,3}}({_DAY})(?:[ |,–-]{{0,3}}(?:dnr|diarienummer|beslut)?[ .:]{{0,2}}[\w.:/-]{{0,14}}(?: \d{{2,4}}[:-]\d+)?)?",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    rf"(?:beslut(?:et|ade|at|ats)?|föreläggande(?:t|n)?|förelade(?:s)?|förelagt|fattade(?:s)?|meddelade(?:s)?){_W}{{0,9}}? (?:den |av |från |av den |från den )?({_DAY})|(?:den )?({_DAY}){_W}{{0,3}}? (?:beslutade|fattade|fattades|meddelade|meddelades|förelade|förelades)|({_DAY}){_W}{{0,4}}? beslut\b|(?:genom|i) (?:ett |sitt )?beslut ({_DAY})",
    re.IGNORECASE,
)
_EXTENDED = re.compile(
    rf"(?:anstånd|förläng\w+|förlängd tid|flyttades? fram|sköts fram|senarelades|uppskov|ny tid|nytt datum|fick (?:längre|mer) tid|dröja){_W}{{0,10}}? (?:till och med|t\.o\.m\.|till den|till|senast|den) ?({_DAY}|{_BARE_DAY})",
    re.IGNORECASE,
)
_DUE = re.compile(rf"(?:senast|före|till den|inom den tid som löpte ut|sista dag{_W}{{0,5}}? var|skulle{_W}{{0,14}}?) (?:den )?({_DAY})", re.IGNORECASE)
_ASKED = re.compile(r"redovis|rapporter|inkomma|komma in|lämna|svara|åtgärda|avhjälp|rätta|senast|yttra", re.IGNORECASE)
_RECEIVED = re.compile(
    rf"(?:inkom|inkommit|kom in|kommit in|lämnade(?:s)?|lämnat|lämnats|mottog(?:s)?|mottagit|tog emot|togs emot|svarade|redovisade|skickade(?:s)?|gav in|gavs in|ingavs|anlände|nådde|yttrade sig|kom|fick|översände|daterad|redovisats|redogjorde|registrerades){_W}{{0,12}}? ?(?<![Ss]enast )(?:den )?({_DAY}|{_BARE_DAY})|({_DAY}|{_BARE_DAY}){_W}{{0,4}}? (?:inkom|kom|lämnade|lämnades|mottog|tog|svarade|redovisade|skickade|gav)\b|(?:redovisning(?:en)?|svar(?:et)?|yttrande(?:t)?|rapport(?:en)?) (?:av den|av|från den|från|den|,)? ?({_DAY})",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"redovisning|svar|yttrande|redogör|rapport|inkom|kom in|åtgärder|handling", re.IGNORECASE)
_COMPLETION = re.compile(r"kompletter|besök|intervju", re.IGNORECASE)
_NEW = re.compile(r"\bny redovisning|på nytt|\bytterligare redovis|\bska (?:senast )?(?:den )?\d|\bska (?:åter|igen)\b|inkomma med (?:en )?ny|förelägger", re.IGNORECASE)


def iso(written: str, *, year: int | None = None) -> str | None:
    """Return a written day ("den 2 februari 2023", "2023-02-02") in ISO form, None if there is no such day.

    A day without a year ("den 29 augusti") takes ``year``.
    """
    found = _WRITTEN.search(written)
    if found is None:
        found = re.search(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})", written, re.IGNORECASE) if year else None
        if found is None or year is None:
            return None
        return _day(year, _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    if found[1]:
        return _day(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    return _day(int(found[4]), int(found[5]), int(found[6]))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if 1990 <= year <= 2100 else None
    except ValueError:
        return None


def decision_date(header_lines: Iterable[str]) -> str | None:
    """Return the date of the decision: a date that stands on a line of the header or the page heads by itself."""
    for line in header_lines:
        found = _ALONE.fullmatch(line.strip(" .|"))
        if found:
            return iso(found[1])
    return None


def find(text: str, body: Sequence[tuple[int, int]], *, decided: str | None) -> Dates:
    """Return the dates of the first decision, of the account's due day and of its arrival.

    ``body``: the stretches of ``text`` to read, in order (introduction first); ``decided``: the decision's own date,
    before which all three lie.
    """
    sentences = [text[a:b] for start, end in body for a, b in spans(text, start, end)]
    assessment = due = received = extended = None
    for sentence in sentences:
        if assessment is None and not _NEW.search(sentence):
            assessment = _first(_DECIDED, sentence, decided, None, senast=False)
        year = int(assessment[:4]) if assessment else None
        if _EXTENDED.search(sentence):
            extended = _first(_EXTENDED, sentence, None, _year(due or assessment)) or extended
        if due is None and _ASKED.search(sentence) and not _NEW.search(sentence):
            due = _first(_DUE, sentence, decided, year)
        if received is None and _SUBJECT.search(sentence) and not (_COMPLETION.search(sentence) and due is None):
            received = _received(sentence, decided, due, extended)
    return Dates(assessment, extended or due, received)


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None


def _first(pattern: re.Pattern[str], sentence: str, before: str | None, year: int | None, *, senast: bool = True) -> str | None:
    for found in pattern.finditer(sentence):
        written = next(group for group in found.groups() if group)
        at = found.start(next(n for n, group in enumerate(found.groups(), 1) if group))
        if not senast and re.search(r"senast(?: den)? ?$", sentence[max(0, at - 12) : at], re.IGNORECASE):
            continue
        day = iso(written, year=year)
        if day and (before is None or day < before):
            return day
    return None


def _received(sentence: str, decided: str | None, due: str | None, extended: str | None) -> str | None:
    for found in _RECEIVED.finditer(sentence):
        number, written = next((n, group) for n, group in enumerate(found.groups(), 1) if group)
        at = found.start(number)
        if re.search(r"(?:senast|till|före)(?: den)? ?$", sentence[max(0, at - 12) : at], re.IGNORECASE):
            continue
        day = iso(written, year=_year(extended or due))
        if day and (decided is None or day <= decided):
            return day
    return None
