"""clean text -> the dates of the case, as ISO days; None where the text does not state them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textclass.decision.day_words import Day, tells
from textclass.decision.days import Mention, in_year, later_by, mentions
from textclass.decision.sentences import spans
from textclass.records import Dates

_W = r"(?: [\wåäöé.()§:/-]+,?)"  # a word in between

_LONG = 1500  # characters; what is longer is no sentence
_OPENING = 4000  # characters at the beginning that tell the history of the case
# what stands before a date, back to the date before it, tells what it is
_DUE_BEFORE = re.compile(
    r"(?:\bsenast|\bföre|till och med|t\.o\.m\.|\bfram till|sista (?:dag|dagen)\b[^.]{0,40}|"
    r"\btill)(?: den)? ?$|dag(?:en)? som (?:var|hade) [^.]{0,40}(?:den)? ?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\btill(?: den)? ?$", re.IGNORECASE)
_TIME = re.compile(
    r"anstånd|förläng|flytta|uppskov|skjut|sköts|dröj|bif[aö]ll|tid\b|tiden|tidpunkt|bestäm|bevilja|medg[ae]v|"
    r"fick|hade|dagen|dag\b|senarel",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"anstånd|förläng|flytta|uppskov|sköts|skjut|dröj|bif[aö]ll|"
    r"nya? tid|nytt datum|senarel|(?:längre|mer|ytterligare) tid",
    re.IGNORECASE,
)
_MORE_TIME = re.compile(r"\b(?:anstånd|uppskov|förläng\w+|(?:längre|mer|ytterligare) tid)\b", re.IGNORECASE)
_MUST = re.compile(
    r"\b(?:skulle|förelades|ombads|anmodades|ålades|hade att|uppmanades|begärdes|begärde|begärt|"
    r"anmodat|anmodade|begär|förelade|fick)\b[^.]*\b(?:redovis|svar|komma in|inkomma|lämna|rapport|yttra|redogör|"
    r"återkom|beskriv|berätta|inne\b|till handa|visa|senast|åtgärda|rätta|avhjälp|vidta)\w*",
    re.IGNORECASE,
)
# "skulle den 3 maj redovisa", "begärdes att kommunen den 3 maj, eller dessförinnan, skulle beskriva"
_SHALL = re.compile(
    r"\bskulle(?: \w+){0,3}?(?: den)? ?$|\b(?:begär\w+|förelad\w+|ålad\w+|uppmana\w+|ombad\w*|bad)\b[^.]{0,60}\batt\b"
    r"(?! \w+ (?:fått|fick|hade))[^.]{0,30}$",
    re.IGNORECASE,
)
# "fick i uppdrag att redovisa sina åtgärder den 3 maj": the day on which it is due
_TASKED = re.compile(
    r"\b(?:fick|fått|gavs|hade|getts|gett) (?:[\wåäö]+ )?(?:i uppdrag|i uppgift|till uppgift|som uppgift|order) att"
    r"(?: [\wåäö]+){1,8}?(?: den)? ?$",
    re.IGNORECASE,
)
_SET_AFTER = re.compile(
    r" (?:utsatta?|angivna|bestämda|förlängda|stipulerade) (?:tid|dag|frist|datum)",
    re.IGNORECASE,
)
# "I beslutet angavs den 1 juni som sista dag"
_DECISION_SETS = re.compile(r"\b(?:beslut|förelägg)\w*\b[^.]{0,40}$", re.IGNORECASE)
_AS_LAST_DAY = re.compile(r" som (?:den )?sista (?:dag|datum)\b", re.IGNORECASE)
_DO_SO = re.compile(
    r"(?!,? att\b)(?:,? [\wåäö]+){0,6}?,? (?:redovisa|beskriva|komma in|inkomma|lämna|rapportera|yttra sig|redogöra|"
    r"återkomma|berätta|svara|ge in|skicka|visa)\b",
    re.IGNORECASE,
)
_BADE = re.compile(r"\b(?:bad|bett|ombad)\b[^.,]{0,60} att (?:senast )?(?:den )?(?= (?!få\b)\w+)", re.IGNORECASE)
_ARRIVED = re.compile(
    r"\b(?:inkom|inkommit|inkommen|inkomna|inkommet|kom|kommit|lämnade|lämnat|lämnades|lämnats|"
    r"gav|gavs|gett|ingav|ingavs|ingivits|mottog|mottogs|mottagits|tog|togs|svarade|svarat|ankom|"
    r"nådde|anlände|anlänt|registrera(?:des|de|d|t|ts)|diarieför(?:des|de|d|t|ts)|(?:ankomst)?stämpla(?:des|d|t|ts)|"
    r"tillhanda|redovisade|redovisat|redovisats|"
    r"inlämna(?:d|t|des|ts|de)|(?:gjort|gjordes) (?:det|detta|så)|"
    r"översände|översändes|insänd|insändes|insänt|skickade|skickades|sände|sändes|återkom|"
    r"återkommit|redogjorde|redogjort|yttrade|yttrat|gjorde|fick|"
    r"vilket (?:också |även )?(?:har )?(?:skedde|skett|gjorts|gjordes)|"
    r"(?:svar|redovisning|yttrande|rapport)(?:et|en)?(?: [\wåäö]+){0,3} finns(?: [\wåäö]+){0,4} sedan|"
    r"fullständigt|fullständig|"
    r"rapporterade|besvarade|beskrivit|beskrev|hördes)\b|^så skedde\b|^detta skedde\b",
    re.IGNORECASE,
)
_ARRIVED_AFTER = re.compile(
    rf"{_W}{{0,3}}? ?(?<!och )\b(?:inkom(?:men|met|na)?|ingiv(?:en|et|na)|insän[dt]a?|kom|lämnade|lämnades|mottog|"
    rf"mottogs|tog|togs|svarade|redovisade|"
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
_AND_CAME_THEN = re.compile(r" och (?:inkom|kom|lämnades|gavs|registrerades)\b[^.]{0,40} samma dag", re.IGNORECASE)
_THAT_DAY = re.compile(
    r"^,? (?:vilket|som) (?:också |även )?(?:är|var) (?:den |samma )?(?:sista|utsatta?|angivna?|begärda?) dag|"
    r"^,? (?:vilket|som) (?:är|var) den (?:sista )?dag(?:en)? (?:då |som )?\w+ (?:senast |sist )?skulle\b|"
    r"^(?: (?!som|och)\w+){0,3}"
    r",? ?(?:vilket (?:är|var) )?(?:den |samma )(?:sista )?dag som "
    r"(?:den |det |svaret |"
    r"redovisningen )?(?:var |hade |skulle )?(?:angiven|ha kommit|lämnas|komma in|"
    r"angivits|satt|begärts|bestämts|löpte|begärd|utsatt|(?:tiden|fristen) (?:löpte|gick))|"
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
    r"kompletter|kvalitetsrapport|besök|intervju|samtal|telefon|(?:påminde|påmint)(?!.*\b(?:kom|inkom|lämna\w+)\b)|daterad|daterat|dagteckna[dt]|"
    r"begärde|begärt anstånd|ansök|utkast|(?:^|[.;] )(?:skolinspektionen|inspektionen|vi) (?:skicka|översän|sän[dt])|"
    r"undertecknad|antog|antogs|fastställ|behandla|godkän",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\bny redovisning|på nytt|\bytterligare redovis|\bska (?:åter|igen)\b|inkomma med (?:en )?ny|"
    r"skolinspektionen förelägger|\bska\b[^.]{0,80}\bsenast|senast[^.]{0,40}\bska\b",
    re.IGNORECASE,
)
_ASKED_FOR_TIME = re.compile(r"(?:(?<!inspektionens )begäran|anhållan|hemställan|ansökan)\b[^.]{0,40}$", re.IGNORECASE)
_SHOULD_HAVE = re.compile(r"\bskulle (?:ha|vara)\b[^.]{0,70}$", re.IGNORECASE)
_MEANWHILE = re.compile(r"\b(?:men|inkom|kom|lämnades|gavs)\b", re.IGNORECASE)
_HAVE = re.compile(
    r"\bha (?:kommit in|inkommit|lämnats?|redovisats?|varit inne|getts in|nått)\b[^.,]{0,30}$", re.IGNORECASE
)
_SHOULD = re.compile(r"\bskulle\b", re.IGNORECASE)
# more time is asked for, and is granted or not in another sentence
_WISH = re.compile(
    r"(?:hemställ\w+|anhöll|ansök\w+|begärde|bad)\b[^.]*\b(?:få|tid|anstånd|uppskov)\b[^.]*$", re.IGNORECASE
)
_GRANTED = re.compile(r"\b(?:bif[aö]ll\w*|bevilja\w*|medg[ae]v\w*|godtog|godkände|fick)\b", re.IGNORECASE)
_MOVED = re.compile(rf"{_GRANTED.pattern}|flytta|förläng|sköt|bestäm|satte", re.IGNORECASE)
_GRANTED_IT = re.compile(
    r",? (?:vilket|och|som)\b[^.,;]{0,40}\b(?:bif[aö]ll\w*|bevilja\w*|medg[ae]v\w*|godtogs?|godkände?s?)\b",
    re.IGNORECASE,
)
# "medgav att redovisningen lämnades senast den 3 maj": the day before that has been moved
_ALLOWED = re.compile(
    r"\b(?:medg[ae]v\w*|godtog\w*|godtagit\w*|accepter\w+|tillät|bevilja\w+|lät)\b[^.;]*\b(?:att|redovis\w*|svar\w*)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:inte|ej|avslog\w*|avslagits)\b", re.IGNORECASE)
_ON_THAT_DAY = re.compile(
    r"\b(?:inkom|kom|lämnades|gavs|togs|skedde|ankom|anlände|registrerades|redovisade|skickades)\b[^.]{0,40}"
    r"\b(?:samma dag|den dagen|på (?:utsatt|angiven) (?:dag|tid)|sista dagen)\b|"
    r"^(?:den dagen|samma dag) (?:kom|inkom|lämnade|gavs)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(\w+) (dag|dagar|vecka|veckor) (senare|efteråt|därefter|för sent|efter|före|tidigare)\b",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_DECISION_FROM = re.compile(r"\b[a-zåäö]{0,20}beslut\w*(?:(?: [^.,]{0,90})? är)? från(?: den)? ?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrån(?: den)? ?$", re.IGNORECASE)
_SET_DAY = re.compile(
    r"\b(?:redovis|svar|yttrand|rapport)\w* skulle (?:ske|göras|lämnas|ges in|komma in|inkomma|vara inne)(?: den)? ?$|"
    r"\b(?:tid|dag|datum|tidpunkt|frist) som (?:beslutet|föreläggandet|inspektionen|skolinspektionen) "
    r"(?:hade )?(?:angav|angett|satte|satt|gav|gett|bestämde|bestämt)\b[^.()]{0,20} \((?:den )?$|"
    r"\bbegärd\w* till:?(?: den)? ?$|"
    r"(?:utsatta|angivna|bestämda|sista) (?:dag|dagen|datum|datumet|tidpunkt|tidpunkten)(?: var)?,?(?: den)? ?$|"
    r"\b(?:tid|dag|datum|tidpunkt) som (?:hade )?(?:angavs|angetts|angivits|sattes|bestämdes|bestämts|begärdes)\b"
    r"[^.()]{0,40} \((?:den )?$",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:har|hade redan)\b(?:, [^.;]{3,110},)?(?: (?!beslut)[\wåäö-]+){0,4},? ?(?:den)? ?$", re.IGNORECASE
)
_DONE = re.compile(
    r"(?:,[^,.]{0,90},|,)?(?: [\wåäö-]+){0,3}? (?:redovisat|inkommit|kommit in|lämnat|gett in|skickat|beskrivit|"
    r"yttrat|gett|"
    r"översänt|svarat|besvarat|fullgjort|gjort|efterkommit|återkommit|rapporterat|redogjort)\b",
    re.IGNORECASE,
)
_BY_DECISION = re.compile(r"\b(?:beslut|besluten|beslutet)(?: av| från)?(?: den)? ?$", re.IGNORECASE)
_GOT_A_DECISION = re.compile(r"(?: (?!redovis|svar)[\wåäö-]+){0,6}? (?:beslut|besluts|beslutet)\b", re.IGNORECASE)
_INSPECTORATE_TOLD = re.compile(
    r"(?:^|[,;] )skolinspektionen [^,;]{0,90}\b(?:redovisade|beskrev|lämnade|gav)\b", re.IGNORECASE
)
_ASKS_PAST = re.compile(
    r"har begärt|begärde|har förelagt|uppmanade|enligt (?:det )?beslut|\b(?:av|i) (?:det )?beslut", re.IGNORECASE
)


# what is told of another case, and of the facts that a first decision rests on
_OTHER_CASE = re.compile(r"\b(?:det ärendet|(?:ett|i) (?:tidigare|annat|äldre) ärende)\b", re.IGNORECASE)
_ON_FACTS = re.compile(
    r"tillfälle (?:att|till att) (?:yttra sig|lämna synpunkter|komma in med synpunkter)|faktagransk|faktatext",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"\b(?:yttrande|synpunkter)", re.IGNORECASE)
# the first decision of all, though a later one was named before
_FIRST_DECISION = re.compile(r"\b(?:tillsynen|granskningen)\b[^.]{0,40}\bavslutades (?:genom|med|i)\b", re.IGNORECASE)
_VISITED = re.compile(r"\b(?:genomfördes|ägde rum|besöktes?|intervjua\w*)\b(?:(?!beslut)[^.,;]){0,40}$", re.IGNORECASE)
# what an earlier follow-up decided is not the first decision, if the text tells that too
_FOLLOWED_UP = re.compile(r"\b(?:första|förra|andra|föregående) uppföljning\w*\b[^.]{0,60}$", re.IGNORECASE)
_REMINDED = re.compile(r"\bpåmin(?:nelse|d\w*)(?: den)? ?$", re.IGNORECASE)


@dataclass(slots=True)
class _Case:
    """What has been read so far."""

    assessment: str | None = None
    followed_up: str | None = None  # when an earlier follow-up was decided
    due: str | None = None
    extended: str | None = None
    received: str | None = None
    renewed: bool = False  # whether a due day after the arrival was set
    wished: str | None = None  # the day until which more time was asked for
    asked: bool = False  # whether more time was asked for
    heard: bool = False  # whether the organiser was let comment on facts
    foreign: bool = False  # whether it is read from a paper that is not the inspectorate's

    @property
    def latest(self) -> str | None:
        return self.extended or self.due or self.assessment

    @property
    def year(self) -> int | None:
        return int(self.latest[:4]) if self.latest else None


def find(
    text: str,
    body: Sequence[tuple[int, int]],
    *,
    decided: str | None,
    days: Sequence[Mention] | None = None,
    foreign: bool = False,
) -> Dates:
    """Return the dates of the first decision, of the account's due day and of its arrival.

    ``body``: the stretches of ``text`` to read, in order (introduction first); ``decided``: the decision's own date,
    before which all three lie; ``days``: the days named in the text; ``foreign``: whether the paper is not the
    inspectorate's, so that a day to come is the one it was given. What ``body`` does not tell is sought in the opening.
    """
    days = mentions(text) if days is None else days
    before = None if foreign else decided
    case = _Case(foreign=foreign)
    for start, end in body:
        _read_stretch(text, start, end, case, days, before)
    if not (case.assessment and case.latest != case.assessment and case.received):
        opening = _Case(foreign=foreign)
        _read_stretch(text, 0, min(len(text), _OPENING), opening, days, before)
        case.assessment = case.assessment or opening.assessment
        case.received = case.received or opening.received
        if case.due is None and case.extended is None:
            case.due, case.extended = opening.due, opening.extended
    return Dates(case.assessment or case.followed_up, case.extended or case.due, None if foreign else case.received)


def _start(day: Mention) -> int:
    return day.start


def _read_stretch(text: str, start: int, end: int, case: _Case, days: Sequence[Mention], decided: str | None) -> None:
    inside = days[bisect_left(days, start, key=_start) : bisect_left(days, end, key=_start)]
    if not inside:
        return
    for a, b in _sentences(text, start, end):
        here = [day for day in inside if a <= day.start < b]
        if b - a > _LONG:
            continue
        if here:
            _read(text[a:b], a, here, case, decided)
        else:
            _read_undated(text[a:b], case)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences, a paragraph's end no end where a day follows "den"."""
    begin = None
    for a, b in ((a, b) for block in _BLOCK.finditer(text, start, end) for a, b in spans(text, *block.span())):
        if text.endswith(" den", a, b) and text[b : b + 12].strip()[:1].isdigit():
            begin = a if begin is None else begin
            continue
        yield begin if begin is not None else a, b
        begin = None


def _read(sentence: str, offset: int, here: Sequence[Mention], case: _Case, decided: str | None) -> None:
    if _OTHER_CASE.search(sentence) or _comments(sentence, case):
        return
    new = not (case.foreign or decided) and _NEW.search(sentence) is not None and not _ASKS_PAST.search(sentence)
    case.asked = not case.foreign and (case.asked or _LONGER.search(sentence) is not None)
    last = 0
    for number, mention in enumerate(here):
        start, end = mention.start - offset, mention.end - offset
        day = mention.iso or in_year(sentence[start:end], _year(here, number) or case.year or _year_in(sentence))
        before, last = sentence[last:start][-130:], end
        stop = here[number + 1].start - offset if number + 1 < len(here) else len(sentence)
        if day and not (decided and day >= decided) and not new:
            _take(case, day, before, sentence[end:stop][:80], sentence, sentence[end : end + 120])


def _comments(sentence: str, case: _Case) -> bool:
    """Whether a sentence tells of comments on facts, before anything is told of an earlier decision or a day set."""
    case.heard = case.heard or _ON_FACTS.search(sentence) is not None
    return case.heard and case.assessment is None and case.due is None and _COMMENTS.search(sentence) is not None


def _read_undated(sentence: str, case: _Case) -> None:
    """Read "Redovisningen kom in samma dag", "en vecka senare", "Skolinspektionen biföll begäran"."""
    case.asked = not case.foreign and (case.asked or _MORE_TIME.search(sentence) is not None)
    case.heard = case.heard or _ON_FACTS.search(sentence) is not None
    if case.wished and _GRANTED.search(sentence) and not _REFUSED.search(sentence):
        case.extended, case.wished = case.wished, None
    if case.received is None and case.latest != case.assessment and case.latest:
        apart = _APART.search(sentence)
        if _ON_THAT_DAY.search(sentence):
            _take_arrival(case, case.latest)
        elif apart and _ARRIVED.search(sentence[: apart.start()]):
            _take_arrival(case, later_by(case.latest, apart[1], apart[2], back=apart[3] in ("före", "tidigare")))


def _year(here: Sequence[Mention], number: int) -> int | None:
    """Return the year of the next day that has one in the sentence, or of the one before."""
    dated = [day.iso for day in [*here[number + 1 :], *reversed(here[:number])] if day.iso]
    return int(dated[0][:4]) if dated else None


def _year_in(sentence: str) -> int | None:
    found = re.search(r"\b(?:19|20)\d\d\b", sentence)
    return int(found[0]) if found else None


def _take(case: _Case, day: str, before: str, after: str, sentence: str, far: str) -> None:
    """Let one date be what its surroundings say; ``far``: what follows, over other days."""
    told = tells(before, far)
    if told is None and _FROM.search(before) and not _DECISION_FROM.search(before):
        return
    if _WISH.search(before) and not _MOVED.search(before) and not _REFUSED.search(sentence):
        case.extended, case.wished = (day, None) if _GRANTED_IT.match(far) else (case.extended, day)
    elif told == Day.RECEIVED and not _NOT_THE_ACCOUNT.search(_last_clause(before)):
        _take_arrival(case, day)
    elif told == Day.EXTENDED and case.received is None:
        _take_due(case, day, after, longer=True)
    elif told == Day.DUE or _is_due(before, after) or _should_have(before, sentence):
        _take_due(case, day, after, longer=_is_later(case, day, before))
    else:
        _take_other(case, day, before, after, sentence, far)


def _is_later(case: _Case, day: str, before: str) -> bool:
    """Whether a day set is the one to which an earlier was moved."""
    allowed = case.asked or _ALLOWED.search(before) is not None
    later = allowed and case.due is not None and case.due < day and case.received is None
    return later or (_LONGER.search(before) is not None and not (case.foreign and case.due))


def _take_other(case: _Case, day: str, before: str, after: str, sentence: str, far: str) -> None:
    """Let a date that is no day set end a move begun before it, or be a decision's or an arrival's."""
    if _continues(case, before, sentence):
        _take_due(case, day, after, longer=True)
    elif _FOLLOWED_UP.search(before) and not _ARRIVED.search(_last_clause(before)):
        case.followed_up = case.followed_up or day
    elif _tells_decision(before, after):
        first = case.assessment is None or (day < case.assessment and _FIRST_DECISION.search(sentence) is not None)
        case.assessment = day if first else case.assessment
    elif _is_arrival(case, before, after, far):
        _take_arrival(case, day)
        if _THAT_DAY.match(after):
            case.due = case.due or day
            case.extended = day if "anstånd" in after[:20] else case.extended
    elif case.assessment is None and _may_be_decision(before, after, sentence):
        case.assessment = day


def _may_be_decision(before: str, after: str, sentence: str) -> bool:
    """Whether a sentence on a decision gives the day, and it is not that of a visit."""
    if _VISITED.search(before):
        return False
    on_decision = re.search(r"beslut", sentence[:60], re.IGNORECASE)
    return bool(_DECIDED.search(before) or _DECIDED_AFTER.match(after) or on_decision)


def _should_have(before: str, sentence: str) -> bool:
    """Whether "skulle …, ha kommit in den" stands before the day."""
    return _HAVE.search(before) is not None and _SHOULD.search(sentence) is not None


def _is_due(before: str, after: str) -> bool:
    if _SET_DAY.search(before) or (should := _SHOULD_HAVE.search(before)) and not _MEANWHILE.search(should[0]):
        return True
    if _AS_LAST_DAY.match(after) and _DECISION_SETS.search(before):
        return True
    if _TASKED.search(before) or _SET_AFTER.match(after):
        return True
    if _DUE_BEFORE.search(before):
        asked = _MUST.search(before) or re.search(r"\b(?:skulle|begär\w+) till(?: den)? ?$", before, re.IGNORECASE)
        return not _TO.search(before) or bool(_TIME.search(before) or asked)
    if _SHALL.search(before) and _DO_SO.match(after):
        return True
    return _MUST.search(before) is not None and not _ARRIVED.search(before) or _BADE.search(before + after) is not None


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


def _is_arrival(case: _Case, before: str, after: str, far: str) -> bool:
    clause = _last_clause(before)
    if _AND_CAME_THEN.match(after):
        return True
    if _NOT_THE_ACCOUNT.search(clause) or _ASKED_FOR_TIME.search(before) or _REMINDED.search(before):
        return False
    if (
        _ARRIVED_AFTER.match(after)
        and not after.startswith((" och ", " men "))
        and not _NOT_THE_ACCOUNT.search(after[:30])
    ):
        return True
    if _HAS.search(before) and _DONE.match(far):
        return True
    return _ARRIVED.search(before) is not None and not (case.assessment is None and _DECIDED.search(before) is not None)


def _take_due(case: _Case, day: str, after: str, *, longer: bool) -> None:
    if longer or (case.extended and case.received is None and day > case.extended):
        case.extended = day
    else:
        case.due = case.due or day
    if case.received and day > case.received:
        case.renewed = True
    if _SAME_DAY.search(after):
        _take_arrival(case, day)


def _take_arrival(case: _Case, day: str | None) -> None:
    """Keep the first arrival, or the one after a later day was set."""
    if day is None:
        return
    if case.received is None or (case.renewed and day > case.received):
        case.received, case.renewed = day, False


def _last_clause(before: str) -> str:
    return re.split(r"[,;]| och | men ", before)[-1]
