"""areas and sentences -> what each sentence states of which area's outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from textclass.decision import outcomes
from textclass.decision.naming import mentioned, nameable, named_in, names_in_passing, of_schools, titled
from textclass.decision.paragraphs import CleanText
from textclass.decision.roles import CONCLUSION, Unit
from textclass.decision.segments import Found, Loose
from textclass.decision.weighing import turned
from textclass.records import Outcome, StatedOutcome

_ABOUT = r"område\w*|inom|i fråga om|gäller|avser|beträffande|avseende|rörande|angående|för|på"
_DEFICIENCY = re.compile(r"\bbrist|\bkrav|\bden del|\bdelen\b|föreläggande|\bpunkt", re.IGNORECASE)
_PARTS = re.compile(r";\s|, (?=(?:område|punkt|brist) \d)|,? medan |,? (?=men )|,? (?=däremot )|\. ")
_JOINS = re.compile(r"(?:;|, |,? (?=(?:men|medan|däremot|varemot|under det att|samt att|och att)\b))\s*")
_UNLIKE = re.compile(r",? till skillnad från ([^,.;]+),?")
_VERB = re.compile(r" (?:bedöms|är|har|anses|får) ")
_OTHERS = re.compile(
    r"\bde (?:två |tre |fyra |båda )?övriga\b|"
    r"\b(?:övriga|resterande|återstående|de andra)\b(?: [a-zåäö]+){0,2}? (?:områden\w*|delar\w*|"
    r"brister\w*|avseenden\w*|punkter\w*|frågor\w*)",
    re.IGNORECASE,
)
_HERE = re.compile(r"(?:Här|Där|Detta|Därmed|Därför|På (?:det|denna|den)\w* (?:området|punkten?))\b")
_THERE = re.compile(r"\bi (?:den|denna) del(?:en)?\b")
_ORDERED = re.compile(r"\bföreläg(?:ger|gs) .{20}", re.IGNORECASE)
_THESE = re.compile(r"\b(?:dessa båda|båda dessa|dessa två) områden\b")
_EXCEPT = re.compile(
    r"\b(?:med undantag (?:för|av)|utom|förutom|frånsett) ([^,.;]+)(?:, där [^,.;]+)?,?", re.IGNORECASE
)
_UNUSUAL = re.compile(r"\b(?:till skillnad från|respektive)\b")
_THE_SAME = re.compile(
    r"(?:Detsamma|Samma sak|Motsvarande) (?:gäller|kan sägas|måste sägas|är fallet)\b|Samma bedömning görs?\b|"
    r"Likaså (?:gäller|är) det"
)
_ORDERS = re.compile(r"\bföreläg(?!gandet\b)|\banmärkning|\bvite\b", re.IGNORECASE)


def state_outcomes(text: CleanText, areas: list[Found], loose: Sequence[Loose]) -> None:
    """Find the places that state each area's outcome: its conclusion, the summary, and sentences that name it."""
    if not areas:
        return
    others: list[Loose] = []
    near = nameable(areas)
    for area in areas:
        concluded = [unit for unit, role in area.sentences if role == CONCLUSION]
        strange = [unit for unit in concluded if _is_of_others(unit, area, near)]
        own = list(takewhile(lambda unit: not _is_of_others(unit, area, near), area.summary))  # noqa: B023
        others.extend((unit, None, None) for unit in [*area.summary[len(own) :], *strange])
        area.places.extend(_places(text, own, "decision"))
        area.places.extend(_places(text, [unit for unit in concluded if unit not in strange], "conclusion"))
    _state_by_name(text, near, sorted([*loose, *others], key=lambda told: told[0].start))
    for area in areas:
        area.places.sort(key=lambda place: place.start)


def _is_of_others(unit: Unit, area: Found, areas: Sequence[Found]) -> bool:
    """Whether a sentence names the title of another area, or orders without naming this one: it sums up."""
    named = [other for other in titled(unit.text, areas) if _is_meant(other, unit.text)] if len(areas) > 1 else []
    orders = len(areas) > 1 and _ORDERED.search(unit.text) is not None and unit.heading is None
    return (bool(named) or orders) and area.key not in {other.key for other in named}


def _is_meant(area: Found, sentence: str) -> bool:
    """Whether a sentence that has the title of an area means it: one word alone ("undervisningen") may be any."""
    if " " in area.key:
        return True
    about = rf"(?:^|\b(?:{_ABOUT}) ){re.escape(area.key)}(?:s|n|en|et|t)?\b"
    return re.search(about, sentence.casefold()) is not None


def _places(text: CleanText, units: Sequence[Unit], where: str) -> list[StatedOutcome]:
    """Return the sentences that state the outcome; the last counts, unless conclusions differ: doubt is said."""
    told = [unit for unit in units if unit.heading is None]
    read = zip(told, outcomes.passage([unit.text for unit in told]), strict=True)
    stated = [(unit, outcome) for unit, outcome in read if outcome]
    if (
        where == "conclusion"
        and len({outcome for _, outcome in stated}) > 1
        and all(_DEFICIENCY.search(unit.text) for unit, _ in stated)
    ):
        return [_place(text, unit, outcome, where) for unit, outcome in stated]
    rules = outcomes.rules()
    stated = [pair for pair in stated if not _ORDERS.search(pair[0].text)] or stated  # an order may sum up all areas
    firm = [pair for pair in stated if rules.firm(pair[0].text)]
    judged = [pair for pair in firm if rules.judges(pair[0].text)] or firm
    judged = judged or [pair for pair in stated if rules.judges(pair[0].text)] or stated
    if not judged:
        return []
    if where == "conclusion" and len({outcome for _, outcome in judged}) > 1:
        return [_place(text, unit, outcome, where) for unit, outcome in judged]
    last = judged[-1][1]
    return [_place(text, unit, outcome, where) for unit, outcome in stated if outcome in (last, Outcome.PARTLY)]


def _place(text: CleanText, unit: Unit, outcome: Outcome, where: str) -> StatedOutcome:
    return StatedOutcome(where, outcome, unit.text, unit.start, unit.end, text.page(unit.start))


@dataclass(slots=True)
class _Reading:
    """What has been read so far of the sentences that belong to no area."""

    named: set[int] = field(default_factory=set)  # areas that some sentence has named, by identity
    recent: list[Found] = field(default_factory=list)  # areas in the order in which they were named
    subject: list[Found] = field(default_factory=list)  # the one area that the paragraph is about, if it is
    led: bool = False  # the paragraph began with that area's title and a colon
    hangs: bool = False  # that title and colon is what was read last: what it leads in may stand in a paragraph below
    introduced: tuple[Unit, Outcome] | None = None  # a sentence that states the outcome of the list below it
    last: Outcome | None = None  # that a sentence gave to some area last


def _state_by_name(text: CleanText, areas: list[Found], loose: Sequence[Loose]) -> None:
    """Give the areas what sentences outside their reasons state of them: by title, by number, in a list, or of all."""
    reading = _Reading()
    general: list[StatedOutcome] = []
    for unit, listed, school in loose:
        mine = _of_school(unit, school, areas)
        named = of_schools(unit.text, areas)
        if reading.last and _THE_SAME.match(unit.text) and (alike := mentioned(unit.text, mine)):
            _give(_place(text, unit, reading.last, "decision"), alike, reading)
        elif not (named and (len(named) > 1 or len(mine) == 1) and _by_schools(text, unit, areas, reading)):
            general.extend(_read(text, unit, listed, mine, reading))
    for area in areas:
        if not area.places and general and len({place.outcome for place in general}) == 1:
            area.places.extend(general)


def _of_school(unit: Unit, school: str | None, areas: list[Found]) -> list[Found]:
    """Return the areas of the school unit that a sentence names or stands under; all where it is of none."""
    schools = {area.unit for area in areas if area.unit}
    if len(schools) < 2:
        return areas
    named = set(of_schools(unit.text, areas)) or {school or ""}
    named |= {area.unit for area in _only(titled(unit.text, areas)) if area.unit}
    return [area for area in areas if area.unit in named] or areas


def _by_schools(text: CleanText, unit: Unit, areas: list[Found], reading: _Reading) -> bool:
    """Give the areas of each school what the part of a sentence that names it states; False where all say the same."""
    parts = _parts_by_school(unit.text, areas)
    said: list[Outcome | None] = []
    for part in parts:
        said.append(outcomes.rules().find(part, next((one for one in reversed(said) if one), None)))
    named = of_schools(unit.text, areas)
    if None in said or (len(set(said)) < 2 and sum(area.unit in named for area in areas) > len(named)):
        return False
    topics = {area.key for area in titled(unit.text, areas)} or {area.key for area in reading.subject}
    for part, outcome in zip(parts, said, strict=True):
        mine = [area for area in areas if area.unit in of_schools(part, areas)]
        about = mentioned(part, mine) or [area for area in mine if area.key in topics] or mine
        _give(_place(text, unit, outcome, "decision"), about, reading)  # type: ignore[arg-type]
    return True


def _parts_by_school(sentence: str, areas: Sequence[Found]) -> list[str]:
    """Return the parts of a sentence of which each names other schools, cut at the words that join clauses."""
    parts: list[str] = []
    for piece in _JOINS.split(sentence):
        if parts and not (of_schools(piece, areas) and of_schools(parts[-1], areas)):
            parts[-1] += f" {piece}"
        else:
            parts.append(piece)
    return parts


def _only(named: Sequence[Found]) -> Sequence[Found]:
    """Return the areas named if no other bears the same title."""
    return named if len({area.key for area in named}) == len(named) else []


def _read(
    text: CleanText, unit: Unit, listed: str | None, areas: list[Found], reading: _Reading
) -> list[StatedOutcome]:
    """Give one sentence's outcome to the areas it is about; return it where it is about none."""
    leads_in = unit.text.endswith(":")
    if unit.opens and not reading.hangs:
        reading.subject, reading.led = reading.subject if _THERE.search(unit.text) else [], False
    led = reading.led and not leads_in and not _titles_another(unit, reading.subject, areas)
    subjects = reading.subject if led else named_in(unit, areas)
    if reading.subject and not unit.opens and _HERE.match(unit.text) and names_in_passing(unit.text, areas):
        subjects = []
    reading.subject = subjects if len(subjects) == 1 else reading.subject
    if not _THESE.search(unit.text):
        reading.recent += [area for area in subjects if area not in reading.recent[-1:]]
    reading.hangs = len(subjects) == 1 and leads_in
    reading.led = reading.led or reading.hangs
    whole = outcomes.rules().find(unit.text)
    if reading.introduced and not whole and subjects and (unit.bullet or unit.opens):
        _give(_place(text, *reading.introduced, "decision"), subjects, reading)
        return []
    reading.introduced = (unit, whole) if leads_in and whole else (reading.introduced if unit.bullet else None)
    if listed and unit.heading is None:
        _list(text, unit, Outcome(listed), subjects)
    elif whole and (led or not subjects) and reading.subject and not _of_more(unit):
        _give(_place(text, unit, whole, "decision"), reading.subject, reading)
    elif _THESE.search(unit.text) and whole and len(areas) > 2:
        _give(_place(text, unit, whole, "decision"), reading.recent[-2:], reading)
    elif (excepted := _EXCEPT.search(unit.text)) and mentioned(excepted[1], areas):
        _give_but(_place(text, unit, Outcome.PARTLY, "decision"), excepted, areas, reading)
    elif whole or len(_parts(unit.text)) > 1 and _UNUSUAL.search(unit.text):
        return _by_parts(text, unit, areas, reading)
    return []


def _give_but(place: StatedOutcome, excepted: re.Match[str], areas: Sequence[Found], reading: _Reading) -> None:
    """Give all areas the outcome of a sentence without its exception, and the excepted ones the contrary."""
    apart = mentioned(excepted[1], areas)
    outcome = outcomes.rules().find(_EXCEPT.sub("", place.text))
    if outcome:
        _give(replace(place, outcome=outcome), [area for area in areas if area not in apart], reading)
        _give(replace(place, outcome=turned(outcome)), apart, reading)


def _of_more(unit: Unit) -> bool:
    """Whether a sentence speaks of more than the area that its paragraph is about: of the others, or an order."""
    return _OTHERS.search(unit.text) is not None or _ORDERS.search(unit.text) is not None


def _titles_another(unit: Unit, subject: Sequence[Found], areas: Sequence[Found]) -> bool:
    return any(area not in subject for area in titled(unit.text, areas))


def _give(place: StatedOutcome, areas: Sequence[Found], reading: _Reading) -> None:
    for area in areas:
        area.places.append(place)
        reading.named.add(id(area))
        reading.last = place.outcome


def _list(text: CleanText, unit: Unit, outcome: Outcome, subjects: list[Found]) -> None:
    """Take a line of a list of remaining or remedied deficiencies for an area that nothing else speaks of."""
    for area in subjects:
        if not area.places:
            area.places.append(_place(text, unit, outcome, "decision"))


def _by_parts(text: CleanText, unit: Unit, areas: list[Found], reading: _Reading) -> list[StatedOutcome]:
    """Give the outcome of each part of a sentence to the areas it names; return it where it names none."""
    unclaimed: list[StatedOutcome] = []
    given: dict[int, tuple[Found, set[Outcome]]] = {}
    subjects: list[Found] = []
    before: Outcome | None = None
    orders = "reläg" in unit.text
    for part in [unit.text] if orders else _parts(unit.text):
        subjects = (titled(part, areas) if orders else mentioned(part, areas)) or subjects
        outcome = outcomes.rules().find(part, before)
        if outcome is None:
            continue
        outcome = Outcome.MORE_NEEDED if orders else outcome
        before = outcome
        others = [area for area in areas if id(area) not in reading.named] if _OTHERS.search(part) else []
        others = [area for area in others if id(area) not in given]
        for area in others or subjects:
            given.setdefault(id(area), (area, set()))[1].add(outcome)
        if not (others or subjects) and outcomes.rules().judges(unit.text) and not _ORDERS.search(unit.text):
            unclaimed.append(_place(text, unit, outcome, "decision"))
    for area, said in given.values():
        _give(_place(text, unit, said.pop() if len(said) == 1 else Outcome.PARTLY, "decision"), [area], reading)
    return unclaimed


def _parts(sentence: str) -> list[str]:
    """Return the parts of a sentence that can speak of different areas.

    >>> _parts("A kvarstår, men inte B.")
    ['A kvarstår', 'men inte B.']
    >>> _parts("För A respektive B bedöms läget vara bra respektive dåligt.")
    ['För A bedöms läget vara bra', 'B bedöms dåligt.']
    """
    if sentence.count(" respektive ") == 2:
        first, second, last = sentence.split(" respektive ")
        verb = _VERB.search(second)
        if verb:
            return [first + second[verb.start() :], second[: verb.start()] + verb[0] + last]
    unlike = [match[1] for match in _UNLIKE.finditer(sentence)]
    return [*_PARTS.split(_UNLIKE.sub("", sentence) if unlike else sentence), *unlike]
