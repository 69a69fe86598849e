"""clean text -> the dates of the case, as ISO days; None where the text does not state them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textclass.decision.days import BARE_DAY, DAY, iso
from textclass.decision.sentences import spans
from textclass.records import Dates

_W = r"(?: [\wåäöé.()§:/-]+,?)"  # a word in between

_OPENING = 4000  # characters at the beginning that tell the history of the case
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_MENTION = re.compile(rf"{DAY}|{BARE_DAY}", re.IGNORECASE)
# what stands before a date, back to the date before it, tells what it is
_DUE_BEFORE = re.compile(
    r"(?:\bsenast|\bföre|till och med|t\.o\.m\.|\bfram till|sista (?:dag|dagen)\b[^.]{0,40}|"
    r"\btill)(?: den)? ?$|dag(?:en)? som (?:var|hade) [^.]{0,40}(?:den)? ?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\btill(?: den)? ?$", re.IGNORECASE)
_TIME = re.compile(
    r"anstånd|förläng|flytta|uppskov|skjut|sköts|bif[aö]ll|tid\b|tiden|tidpunkt|bestäm|bevilja|medg[ae]v|"
    r"fick|hade|dagen|dag\b|senarel",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"anstånd|förläng|flytta|uppskov|sköts|skjut|bif[aö]ll|ny(?:a)? tid|nytt datum|senarel|längre tid|mer tid",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:skulle|förelades|ombads|anmodades|ålades|hade att|uppmanades|begärdes|begärde|begärt|"
    r"anmodat|anmodade|begär|förelade|fick)\b[^.]*\b(?:redovis|svar|komma in|inkomma|lämna|rapport|yttra|redogör|"
    r"återkom|beskriv|berätta|inne\b|till handa|visa|senast|åtgärda|rätta|avhjälp|vidta)\w*",
    re.IGNORECASE,
)
_ARRIVED = re.compile(
    r"\b(?:inkom|inkommit|inkommen|inkomna|inkommet|kom|kommit|lämnade|lämnat|lämnades|lämnats|"
    r"gav|gavs|gett|ingav|ingavs|ingivits|mottog|mottogs|mottagits|tog|togs|svarade|svarat|ankom|"
    r"nådde|registrerades|registrerad|diariefördes|diarieförd|redovisade|redovisat|redovisats|"
    r"översände|översändes|insänd|insändes|insänt|skickade|skickades|sände|sändes|återkom|"
    r"återkommit|redogjorde|redogjort|yttrade|yttrat|gjorde|fick|fullständigt|fullständig|"
    r"rapporterade|besvarade|beskrivit|beskrev|hördes)\b|^så skedde\b|^detta skedde\b",
    re.IGNORECASE,
)
_ARRIVED_AFTER = re.compile(
    rf"{_W}{{0,3}}? ?(?<!och )\b(?:inkom|kom|lämnade|lämnades|mottog|mottogs|tog|togs|svarade|redovisade|"
    rf"skickade|gav|nådde|registrerades)\b",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(
    r"(?:inkom|kom in|kom|lämnades|gavs in|redovisade)\b[^.]{0,25} samma dag|\bdå (?:redovisning|"
    r"svar|redogörels|handling)\w*[^.]{0,20} kom in|(?:samma dag|den dagen) (?:kom|inkom|lämnade)|"
    r"gjorde (?:det|så|detta)\b[^.]{0,20} (?:den|samma) dag|"
    r"vilket [^.]{0,25}(?:gjorde|skedde)s?\b,?[^.]{0,20} dag",
    re.IGNORECASE,
)
_THAT_DAY = re.compile(
    r"^(?: (?!som|och)\w+){0,3}"
    r",? ?(?:vilket (?:är|var) )?(?:den |samma )(?:sista )?dag som "
    r"(?:den |det |svaret |"
    r"redovisningen )?(?:var |hade |skulle )?(?:angiven|ha kommit|lämnas|komma in|"
    r"angivits|satt|begärts|bestämts|löpte|begärd|utsatt)|"
    r"^,? det vill säga (?:den )?sista dag|"
    r"^,? efter (?:anstånd|uppskov) till (?:den|samma) dag",
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
    r"kompletter|besök|intervju|samtal|telefon|påminde|påmint|daterad|daterat|dagteckna[dt]|"
    r"begärde|begärt anstånd|ansök|"
    r"undertecknad|antog|antogs",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\bny redovisning|på nytt|\bytterligare redovis|\bska (?:åter|igen)\b|inkomma med (?:en )?ny|"
    r"skolinspektionen förelägger|\bska\b[^.]{0,80}\bsenast|senast[^.]{0,40}\bska\b",
    re.IGNORECASE,
)
_ASKED_FOR_TIME = re.compile(r"(?:begäran|anhållan|hemställan|ansökan)\b[^.]{0,40}$", re.IGNORECASE)
_SHOULD_HAVE = re.compile(r"\bskulle (?:ha|vara)\b[^.]{0,70}$", re.IGNORECASE)
_MEANWHILE = re.compile(r"\b(?:men|inkom|kom|lämnades|gavs)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrån(?: den)? ?$", re.IGNORECASE)
_SET_DAY = re.compile(
    r"(?:utsatta|angivna|bestämda|sista) (?:dag|dagen|datum|datumet)(?: var)?,?(?: den)? ?$", re.IGNORECASE
)
_HAS = re.compile(r"\bhar\b(?: (?!beslut)[\wåäö-]+){0,4},? ?(?:den)? ?$", re.IGNORECASE)
_DONE = re.compile(
    r"(?:,[^,.]{0,70},)?(?: [\wåäö-]+){0,3}? (?:redovisat|inkommit|kommit in|lämnat|skickat|beskrivit|"
    r"yttrat|gett|"
    r"översänt|svarat|återkommit|rapporterat|redogjort)\b",
    re.IGNORECASE,
)
_BY_DECISION = re.compile(r"\b(?:beslut|besluten|beslutet)(?: av| från)?(?: den)? ?$", re.IGNORECASE)
_GOT_A_DECISION = re.compile(r"(?: (?!redovis|svar)[\wåäö-]+){0,6}? (?:beslut|besluts|beslutet)\b", re.IGNORECASE)
_INSPECTORATE_TOLD = re.compile(
    r"(?:^|[,;] )skolinspektionen [^,;]{0,90}\b(?:redovisade|beskrev|lämnade|gav)\b", re.IGNORECASE
)
_ASKS_PAST = re.compile(r"har begärt|begärde|har förelagt|uppmanade", re.IGNORECASE)


@dataclass(slots=True)
class _Case:
    """What has been read so far."""

    assessment: str | None = None
    due: str | None = None
    extended: str | None = None
    received: str | None = None
    renewed: bool = False  # whether a due day after the arrival was set

    @property
    def latest(self) -> str | None:
        return self.extended or self.due or self.assessment


def find(text: str, body: Sequence[tuple[int, int]], *, decided: str | None) -> Dates:
    """Return the dates of the first decision, of the account's due day and of its arrival.

    ``body``: the stretches of ``text`` to read, in order (introduction first); ``decided``: the decision's own date,
    before which all three lie. What they do not tell is sought in the opening of the text.
    """
    case = _Case()
    for start, end in body:
        _read_stretch(text, start, end, case, decided)
    if not (case.assessment and case.latest != case.assessment and case.received):
        opening = _Case()
        for block in _BLOCK.finditer(text, 0, min(len(text), _OPENING)):
            _read_stretch(text, block.start(), block.end(), opening, decided)
        case.assessment = case.assessment or opening.assessment
        case.received = case.received or opening.received
        case.due, case.extended = (case.due or opening.due), (case.extended or opening.extended)
    return Dates(case.assessment, case.extended or case.due, case.received)


def _read_stretch(text: str, start: int, end: int, case: _Case, decided: str | None) -> None:
    for a, b in spans(text, start, end):
        _read(text[a:b], case, decided)


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
    if _FROM.search(before):
        return
    if _is_due(before, after):
        _take_due(case, day, after, longer=_LONGER.search(before) is not None)
    elif _continues(case, before, sentence):
        _take_due(case, day, after, longer=True)
    elif _tells_decision(before, after):
        case.assessment = case.assessment or day
    elif _is_arrival(case, before, after):
        _take_arrival(case, day)
        if _THAT_DAY.match(after):
            case.due = case.due or day
            case.extended = day if "anstånd" in after[:20] else case.extended
    elif case.assessment is None and (
        _DECIDED.search(before) or _DECIDED_AFTER.match(after) or re.search(r"beslut", sentence[:60], re.IGNORECASE)
    ):
        case.assessment = day


def _is_due(before: str, after: str) -> bool:
    if _SET_DAY.search(before) or (should := _SHOULD_HAVE.search(before)) and not _MEANWHILE.search(should[0]):
        return True
    if _DUE_BEFORE.search(before):
        asked = _MUST.search(before) or re.search(r"\bskulle till(?: den)? ?$", before, re.IGNORECASE)
        return not _TO.search(before) or bool(_TIME.search(before) or asked)
    return _MUST.search(before) is not None and not _ARRIVED.search(before)


def _continues(case: _Case, before: str, sentence: str) -> bool:
    """Whether "till den …" ends a move of the day that the sentence began before an earlier date."""
    return _TO.search(before) is not None and case.latest is not None and _LONGER.search(sentence[:200]) is not None


def _tells_decision(before: str, after: str) -> bool:
    got = re.search(r"\bfick(?: den)? ?$", before, re.IGNORECASE) or re.search(r"^ fick\b", after)
    return bool(
        (_BY_DECISION.search(before) and not _ARRIVED.search(_last_clause(before)))
        or (got and _GOT_A_DECISION.match(after))
        or _INSPECTORATE_TOLD.search(before)
    )


def _is_arrival(case: _Case, before: str, after: str) -> bool:
    clause = _last_clause(before)
    if _NOT_THE_ACCOUNT.search(clause) or _ASKED_FOR_TIME.search(before):
        return False
    if _ARRIVED_AFTER.match(after) and not _NOT_THE_ACCOUNT.search(after[:30]):
        return True
    if _HAS.search(before) and _DONE.match(after):
        return True
    return _ARRIVED.search(before) is not None and not (case.assessment is None and _DECIDED.search(before) is not None)


def _take_due(case: _Case, day: str, after: str, *, longer: bool) -> None:
    if longer:
        case.extended = day
    else:
        case.due = case.due or day
    if case.received and day > case.received:
        case.renewed = True
    if _SAME_DAY.search(after):
        _take_arrival(case, day)


def _take_arrival(case: _Case, day: str) -> None:
    """Keep the first arrival, or the one after a later day was set."""
    if case.received is None or (case.renewed and day > case.received):
        case.received, case.renewed = day, False


def _last_clause(before: str) -> str:
    return re.split(r"[,;]| och | men ", before)[-1]
