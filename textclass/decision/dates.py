"""clean text -> the dates of the case, as ISO days; None where the text does not state them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textclass.decision.sentences import spans
from textclass.records import Dates

_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_DAY = rf"(?:(?:den )?\d{{1,2}}(?::?e)? (?:{'|'.join(_MONTHS)}),? \d{{4}}|\d{{4}}-\d\d-\d\d)"
_WRITTEN = re.compile(
    rf"(?:den )?(\d{{1,2}})(?::?e)? ({'|'.join(_MONTHS)}),? (\d{{4}})|(\d{{4}})-(\d\d)-(\d\d)", re.IGNORECASE
)
_BARE_DAY = rf"(?:(?:den )?\d{{1,2}} (?:{'|'.join(_MONTHS)}))"
_W = r"(?: [\wåäöé.()§:/-]+,?)"  # a word in between

_ALONE = re.compile(
    rf"(?:(?:skolinspektionen|beslut(?:sdatum|ets datum|et)?|datum|daterat|tillsynsbeslut|"
    rf"stockholm|göteborg|linköping|lund|umeå|dnr|diarienummer)[ :.,|"
    rf"–-]{{0,3}}){{0,3}}({_DAY})(?:[ |,–-]{{0,3}}(?:dnr|diarienummer|"
    rf"beslut)?[ .:]{{0,2}}[\w.:/-]{{0,14}}(?: \d{{2,4}}[:-]\d+)?)?",
    re.IGNORECASE,
)
_MADE = re.compile(
    rf"beslut(?:et)?(?: i ärendet)? (?:har )?(?:fattades|fattats|är fattat|meddelades|meddelas) ({_DAY})",
    re.IGNORECASE,
)
_MENTION = re.compile(rf"{_DAY}|{_BARE_DAY}", re.IGNORECASE)
# what stands before a date, back to the date before it, tells what it is
_DUE_BEFORE = re.compile(
    r"(?:\bsenast|\bföre|till och med|t\.o\.m\.|\bfram till|sista (?:dag|dagen)\b[^.]{0,40}|"
    r"\btill)(?: den)? ?$|dag(?:en)? som (?:var|hade) [^.]{0,40}(?:den)? ?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\btill(?: den)? ?$", re.IGNORECASE)
_TIME = re.compile(
    r"anstånd|förläng|flytta|uppskov|skjut|sköts|tid\b|tiden|tidpunkt|bestäm|bevilja|medg[ae]v|"
    r"fick|hade|dagen|dag\b|senarel",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"anstånd|förläng|flytta|uppskov|sköts|skjut|ny(?:a)? tid|nytt datum|senarel|längre tid|mer tid",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:skulle|förelades|ombads|anmodades|ålades|hade att|uppmanades|begärdes|begärde|begärt|"
    r"begär|förelade|fick)\b[^.]*\b(?:redovis|svar|komma in|inkomma|lämna|rapport|yttra|redogör|"
    r"återkom|beskriv|visa|senast|åtgärda|rätta|avhjälp|vidta)\w*",
    re.IGNORECASE,
)
_ARRIVED = re.compile(
    r"\b(?:inkom|inkommit|inkommen|inkomna|inkommet|kom|kommit|lämnade|lämnat|lämnades|lämnats|"
    r"gav|gavs|gett|ingav|ingavs|ingivits|mottog|mottogs|mottagits|tog|togs|svarade|svarat|ankom|"
    r"nådde|registrerades|registrerad|diariefördes|diarieförd|redovisade|redovisat|redovisats|"
    r"översände|översändes|insänd|insändes|insänt|skickade|skickades|sände|sändes|återkom|"
    r"återkommit|redogjorde|redogjort|yttrade|yttrat|gjorde|fick|fullständigt|fullständig|"
    r"rapporterade|besvarade|hördes)\b",
    re.IGNORECASE,
)
_ARRIVED_AFTER = re.compile(
    rf"{_W}{{0,3}}? ?\b(?:inkom|kom|lämnade|lämnades|mottog|mottogs|tog|togs|svarade|redovisade|"
    rf"skickade|gav|nådde|registrerades)\b",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(
    r"(?:inkom|kom in|kom|lämnades|gavs in|redovisade)\b[^.]{0,25} samma dag|\bdå (?:redovisning|"
    r"svar|redogörels|handling)\w*[^.]{0,20} kom in|samma dag (?:kom|inkom|lämnade)",
    re.IGNORECASE,
)
_THAT_DAY = re.compile(
    r"^,? ?(?:vilket (?:är|var) )?(?:den |samma )(?:sista )?dag som (?:var |hade )?(?:angiven|"
    r"angivits|satt|begärts|bestämts|löpte|begärd|utsatt)|^,? det vill säga (?:den )?sista dag",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"beslut\w*|förel[aä]\w+|fattade|fattades|meddela\w*|tillsynsbeslut\w*|granskningsbeslut\w*|avslutade",
    re.IGNORECASE,
)
_DECIDED_AFTER = re.compile(
    rf"{_W}{{0,5}}? ?\b(?:beslutade|fattade|fattades|meddelade|meddelades|förelade|förelades|beslut)\b",
    re.IGNORECASE,
)
_NOT_THE_ACCOUNT = re.compile(
    r"kompletter|besök|intervju|samtal|telefon|påmin|daterad|daterat|begärde|begärt anstånd|ansök|"
    r"undertecknad|antog|antogs",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\bny redovisning|på nytt|\bytterligare redovis|\bska (?:åter|igen)\b|inkomma med (?:en )?ny|"
    r"skolinspektionen förelägger|\bska\b[^.]{0,80}\bsenast|senast[^.]{0,40}\bska\b",
    re.IGNORECASE,
)
_ASKS_PAST = re.compile(r"har begärt|begärde|har förelagt|uppmanade", re.IGNORECASE)


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


def decision_date(header_lines: Iterable[str], closing_lines: Iterable[str]) -> str | None:
    """Return the date of the decision: one that stands by itself in the header, the page heads or the signature,
    or that the signature says the decision was made on.
    """  # noqa: D205
    for line in header_lines:
        found = _ALONE.fullmatch(line.strip(" .|"))
        if found:
            return iso(found[1])
    for line in closing_lines:
        found = _ALONE.fullmatch(line.strip(" .|")) or _MADE.search(line)
        if found:
            return iso(found[1])
    return None


@dataclass(slots=True)
class _Case:
    """What has been read so far."""

    assessment: str | None = None
    due: str | None = None
    extended: str | None = None
    received: str | None = None

    @property
    def latest(self) -> str | None:
        return self.extended or self.due or self.assessment


def find(text: str, body: Sequence[tuple[int, int]], *, decided: str | None) -> Dates:
    """Return the dates of the first decision, of the account's due day and of its arrival.

    ``body``: the stretches of ``text`` to read, in order (introduction first); ``decided``: the decision's own date,
    before which all three lie.
    """
    case = _Case()
    for start, end in body:
        for a, b in spans(text, start, end):
            _read(text[a:b], case, decided)
    return Dates(case.assessment, case.extended or case.due, case.received)


def _read(sentence: str, case: _Case, decided: str | None) -> None:
    mentions = list(_MENTION.finditer(sentence))
    new = _NEW.search(sentence) is not None and not _ASKS_PAST.search(sentence)
    for number, mention in enumerate(mentions):
        day = iso(mention[0], year=int(case.latest[:4]) if case.latest else _year_in(sentence))
        if day is None or (decided and day >= decided) or new:
            continue
        before = sentence[mentions[number - 1].end() if number else 0 : mention.start()][-130:]
        after = sentence[mention.end() : mentions[number + 1].start() if number + 1 < len(mentions) else len(sentence)][
            :80
        ]
        _take(case, day, before, after, sentence)


def _year_in(sentence: str) -> int | None:
    found = re.search(r"\b(?:19|20)\d\d\b", sentence)
    return int(found[0]) if found else None


def _take(case: _Case, day: str, before: str, after: str, sentence: str) -> None:
    """Let one date be what its surroundings say."""
    due = _DUE_BEFORE.search(before) is not None
    if due and _TO.search(before) and not _TIME.search(before):
        due = False
    if due or (_MUST.search(before) and not _ARRIVED.search(before)):
        if _LONGER.search(before):
            case.extended = day
        else:
            case.due = case.due or day
        if _SAME_DAY.search(after):
            case.received = case.received or day
    elif _ARRIVED_AFTER.match(after) and not _NOT_THE_ACCOUNT.search(after[:30]):
        case.received = case.received or day
    elif (
        _ARRIVED.search(before)
        and not _NOT_THE_ACCOUNT.search(_last_clause(before))
        and not (case.assessment is None and _DECIDED.search(before))
    ):
        case.received = case.received or day
        if _THAT_DAY.match(after):
            case.due = case.due or day
    elif case.assessment is None and (
        _DECIDED.search(before) or _DECIDED_AFTER.match(after) or re.search(r"beslut", sentence[:60], re.IGNORECASE)
    ):
        case.assessment = day


def _last_clause(before: str) -> str:
    return re.split(r"[,;]| och | men ", before)[-1]
