"""head and page heads -> diary number, day of the decision, and whether the paper is the inspectorate's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from textclass.decision.days import DAY, iso

_OWN_NUMBER = r"(?:[A-ZÅÄÖ]{2,5}[ -]?)?(?:\d{2,3}-)?(?:19|20)\d\d[:-]\d{1,6}"
_OTHER_NUMBER = r"[A-ZÅÄÖ]{2,5}[ -/]?(?:19|20)\d\d[/:-]\d{1,6}"  # of a municipal board: BUN 2014/118
_CALLED = r"(?:\bdnr|\bdiarie(?:nummer|nr)|\bärende(?:nummer|nr|t)?|\bbeteckning)"
_CALLED_NUMBER = re.compile(rf"{_CALLED}[ .:]{{0,3}}({_OTHER_NUMBER}|{_OWN_NUMBER})(?![\w/])", re.IGNORECASE)
_NUMBER_FIRST = re.compile(rf"({_OWN_NUMBER})(?=$|,| \||  )")
_NAMED_IN_TEXT = re.compile(rf"\b(?:diarie(?:nummer|nr)|dnr)[ .:]{{0,3}}({_OWN_NUMBER})(?![\w/])", re.IGNORECASE)
_LOST_NUMBER = re.compile(r"\bdnr ?:\d", re.IGNORECASE)  # a text in which numbers have lost digits
_YEAR_AND_MONTH = re.compile(r"(?:19|20)\d\d-\d{1,2}")

_OFFICE = r"(?:skolinspektionen|beslut(?:sdatum|ets datum|et)?|datum|daterat|dnr|diarienummer|[a-zåäö]{1,40}+)"
_ALONE = re.compile(
    rf"(?:{_OFFICE}[ :.,|–-]{{0,3}}){{0,3}}({DAY})(?:[ |,–-]{{0,3}}(?:dnr|diarienummer|beslut)?[ .:]{{0,2}}"
    rf"[\w.:/-]{{0,14}}(?: \d{{2,4}}[:-]\d+)?)?(?: (?:sid(?:an?)? )?\d{{1,2}} ?\(\d{{1,3}}\))?",
    re.IGNORECASE,
)
_AT_END = re.compile(rf"({DAY})[ .|]*$", re.IGNORECASE)
_AFTER_DECISION = re.compile(
    rf"^(?:skolinspektionens? )?\w*(?:beslut|beslutat|datum)[ :,|–-]{{1,3}}({DAY})", re.IGNORECASE
)
# a day at the end of a line of the head that is another day
_ANOTHER_DAY = re.compile(
    r"\b(?:senast|redovis\w*|inkom\w*|från|till|läsår\w*|namnbyte\w*|besök\w*|giltig\w*|"
    r"(?:av|efter|till|i) \w*beslut\w*|"
    r"beslut (?:av|efter)|komplettera\w*|e-post|anmäl\w*|förel[aä]\w+|fastställd\w*|begär\w*)\b[^,|]{0,60}$",
    re.IGNORECASE,
)
_LONG = 200  # characters; a longer line is a paragraph
_MADE = re.compile(
    rf"\b(?:(?:detta )?beslut(?:et)?(?: i ärendet)? (?:har |är )?"
    rf"(?:fattades|fattats|fattat|meddelades|meddelas|meddelat|daterat)|fattar detta beslut|undertecknat) ({DAY})",
    re.IGNORECASE,
)
_THIS_DECISION = re.compile(
    rf"\bdetta beslut (?:är |har )?(?:fatta\w*|meddela\w*|daterat) ({DAY})|fattar detta beslut ({DAY})|"
    rf"\bbeslutet är (?:daterat|fattat) ({DAY}) och har (?:diarienummer|dnr)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"protokoll|tjänste(?:skrivelse|utlåtande)|sammanträde|revisionsrapport|^(?:till|mottagare:?) skolinspektionen\b|"
    r"^(?:svar|yttrande|redovisning|redogörelse|remissvar|inlaga)\b[^.]{0,60}\b(?:till|på|över|från) |"
    r"^ert (?:dnr|diarie)",
    re.IGNORECASE,
)


def diary_number(lines: Sequence[str], opening: str = "") -> str | None:
    """Return the diary number (diarienummer) as printed, from the lines of the head and the page heads.

    ``opening``: the first paragraphs; a number they call so counts where the head has none, not even in part.
    """
    for pattern in (_CALLED_NUMBER, _NUMBER_FIRST):
        for line in lines:
            found = pattern.search(line) if pattern is _CALLED_NUMBER else pattern.match(line.strip())
            if found and not _YEAR_AND_MONTH.fullmatch(found[1]):
                return found[1]
    named = None if any(map(_LOST_NUMBER.search, lines)) else _NAMED_IN_TEXT.search(opening)
    return named[1] if named else None


def decision_date(lines: Iterable[str], closing: Iterable[str], opening: str = "") -> str | None:
    """Return the day of the decision in ISO form: one that stands by itself in the head, the page heads or the
    signature, or that a sentence there gives as the day of this very decision.
    """  # noqa: D205
    heads = [line.strip(" .|") for line in lines if len(line) < _LONG]
    for line in heads:
        found = _ALONE.fullmatch(line)
        if found and not _ANOTHER_DAY.search(line[: found.start(1)]):
            return iso(found[1])
    for line in heads:
        found = _AFTER_DECISION.search(line) or _MADE.search(line) or _AT_END.search(line)
        if found and not (found.re is _AT_END and _ANOTHER_DAY.search(line[: found.start(1)])):
            return iso(found[1])
    for line in (line for line in closing if len(line) < _LONG):
        if found := _ALONE.fullmatch(line.strip(" .|")) or _MADE.search(line):
            return iso(found[1])
    said = _THIS_DECISION.search(opening)
    return iso(said[1] or said[2] or said[3]) if said else None


def is_minutes(head: Iterable[str]) -> bool:
    """Whether the head is that of the minutes of a board, whose day is the day of its own decision."""
    return any(re.search(r"protokoll|sammanträd|s a m m a n t r", line, re.IGNORECASE) for line in head)


def is_foreign(head: Iterable[str]) -> bool:
    """Whether the head is that of a paper of somebody else: minutes of a board, an answer to the inspectorate."""
    return any(_FOREIGN.search(line) for line in head)
