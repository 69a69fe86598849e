"""blocks of a follow-up -> its assessed areas, and a label for every stretch of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from textclass.decision import outcomes, roles
from textclass.decision.headings import has_heading_shape, headings
from textclass.decision.paragraphs import CleanText, is_item
from textclass.decision.roles import ACCOUNT, CONCLUSION, EARLIER, LEGAL, NEEDS, Unit
from textclass.decision.sentences import spans
from textclass.decision.titles import Outline, Title, key, run_in
from textclass.records import Area, Citation, Outcome, Passage, StatedOutcome

_MARK = re.compile(r"^(?:[•*–-]|\d{1,2}[.)]|[a-zåäö][.)]|\([a-z0-9]{1,2}\))\s+")
_LAW_AFTER = re.compile(
    r"(?<=[.!?,;]) \((?:se |jfr )?\d{1,2}(?: [a-z])? kap[^()]{0,200}\)\.?$|(?<=[.!?]) \((?:se |jfr )?\d{1,3}(?: [a-z])? §[^()]{0,200}\)\.?$"
)
_LAW_ONLY = re.compile(r"\((?:se |jfr )?\d{1,3}(?: [a-z])? (?:kap|§)[^()]{0,200}\)\.?")
_LED_IN = re.compile(r"[^.:!?]{3,90}:\s+(?=[A-ZÅÄÖ])")
_NEED_LABEL = re.compile(
    r"^(?:utvecklings|förbättrings)(?:område|behov)(?:et|t)?(?: \d{1,2})?\s*[:–-]\s*|^(?:krav|behov|brist)(?: \d{1,2})?\s*:\s*",
    re.IGNORECASE,
)
_MAJOR = frozenset(
    {"introduction", "decision", "background", "closing", "appeal", "signature", "attachment", "notice"}
)
_DEFICIENCY = re.compile(r"\bbrist|\bkrav|\bden del|\bdelen\b|föreläggande|\bpunkt", re.IGNORECASE)
_PARTS = re.compile(r";\s|,? medan |,? men |,? däremot |\. ")
_ALL = re.compile(
    r"\b(?:båda|bägge|samtliga|alla|vart och ett|respektive)\b(?: [a-zåäö]+){0,3}? (?:områden\w*|delar\w*|brister\w*|avseenden\w*|punkter\w*|utvecklingsområden\w*|frågor\w*)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:övriga|resterande|återstående|de andra)\b(?: [a-zåäö]+){0,2}? (?:områden\w*|delar\w*|brister\w*|avseenden\w*|punkter\w*|frågor\w*)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:(?:det |den )?(första|andra|tredje|fjärde|femte) (?:området|delen|bristen|punkten|frågan|utvecklingsområdet)|(?:område|punkt|fråga|brist|del|delområde)t? ((?:\d{1,2})(?:(?:, | och | samt )\d{1,2})*)\b)",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(
    r"\b(?:(?:skol)?inspektionens|myndighetens|vår|sin|den|denna|gör|gjorda?|tidigare|samlade) (?:samlade |tidigare )?bedömning\w*|\bbedöm(?:er|de|s|t|ts|des)\b|\bbedömningen (?:att|av|är|i)\b",
    re.IGNORECASE,
)
_OPENING = 110  # characters of a sentence in which it names its subject
_ORDERS = re.compile(r"\bföreläg|\banmärkning|\bvite\b", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)[.:]? ")
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5}
_COMMON = frozenset(
    "huvudmannens huvudmannen rektors rektorns skolans arbete arbetet arbetets åtgärder åtgärderna verksamheten området inom enligt eller samt under efter utifrån skolan elevernas elever hur".split()
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A labelled piece of the clean text, no longer than a block."""

    start: int
    end: int
    label: str
    area: int | None = None
    title: str | None = None  # of the heading it is


@dataclass(slots=True)
class _Found:
    """What has been found of one area."""

    title: str
    key: str
    unit: str | None
    blocks: list[tuple[int, int, int]] = field(
        default_factory=list
    )  # title block, first, stop of its reasons
    sentences: list[tuple[Unit, str]] = field(default_factory=list)  # of the reasons, with their roles
    summary: list[Unit] = field(default_factory=list)  # sentences below its title in a summary
    places: list[StatedOutcome] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Segment:
    """The blocks below one title, up to the next heading of its rank."""

    title: Title | None
    first: int
    stop: int
    context: str | None  # label of the heading above it
    unit: str | None
    outcome: str | None = None  # that the heading above it states


@dataclass(frozen=True, slots=True)
class Reading:
    """The areas of a follow-up, and a label for every piece of its text, in order."""

    areas: tuple[Area, ...]
    stretches: tuple[Stretch, ...]


def read(text: CleanText, outline: Outline, citations: Sequence[Citation]) -> Reading:
    """Return the areas that the document assesses, in the order of its reasons, and the labels of its pieces."""
    segments = _segments(text, outline)
    found, loose = _gather(text, outline, segments)
    _state_outcomes(text, found, loose)
    areas = tuple(_area(text, area, citations) for area in found)
    areas = _law_elsewhere(text, areas, found, loose, citations)
    return Reading(areas, tuple(_stretches(text, outline, segments, found)))


def _segments(text: CleanText, outline: Outline) -> list[_Segment]:
    """Cut the document at titles, names of units and headings of rank; sub-headings stay inside."""
    titles = {title.block: title for title in outline.titles}
    units = dict(outline.units)
    segments: list[_Segment] = []
    summing_up = _summing_up(text, outline)
    first, title, context, unit, outcome = 0, None, None, None, None
    for number in range(len(text.blocks) + 1):
        if number == len(text.blocks):
            segments.append(_Segment(title, first, number, context, unit, outcome))
            break
        heading = outline.known[number]
        ranks = heading is not None and (
            heading.label in _MAJOR or number + 1 in titles or title is None or number in summing_up
        )
        if not (number in titles or number in units or ranks or number == outline.end):
            continue
        if number > first or title:
            segments.append(_Segment(title, first, number, context, unit, outcome))
        title, first = None, number
        if number in titles:
            title, first = titles[number], number + 1
        elif number in units:
            unit = units[number]
        elif heading:
            context = "decision" if number in summing_up and heading.label == CONCLUSION else heading.label
            outcome = heading.outcome
            unit = None if heading.label in ("closing", "signature") else unit
        if number == outline.end:
            context = heading.label if heading else "signature"
    return segments


def _summing_up(text: CleanText, outline: Outline) -> set[int]:
    """Return the headings that only the last area would have, and so head a part about all areas."""
    counts = Counter(heading.label for heading in outline.known if heading)
    last = outline.titles[-1].block if len(outline.titles) > 1 else len(text.blocks)
    return {
        number
        for number, heading in enumerate(outline.known[: outline.end])
        if heading
        and number > last + 1
        and heading.label in (CONCLUSION, LEGAL)
        and counts[heading.label] == 1
    }


def units_of(
    text: CleanText, first: int, stop: int, outline: Outline, context: str | None = None
) -> list[Unit]:
    """Return the sentences of the blocks ``first`` to ``stop``; known headings are units of their own."""
    units: list[Unit] = []
    under, paragraphs = context, 0
    for number in range(first, stop):
        block, heading = text.blocks[number], outline.known[number]
        if heading:
            under, paragraphs = heading.label, 0
            units.append(Unit(block.text, block.start, block.end, True, False, heading.label))
            continue
        begin, opens = block.start, True
        led = run_in(block.text)
        if led and led[0].label == EARLIER:  # "Bedömningen var: …" is part of what it leads in
            under, paragraphs = EARLIER, 0
        elif led:
            under, paragraphs, opens = led[0].label, 0, False
            units.append(
                Unit(block.text[: led[1]].rstrip(), begin, begin + led[1], True, False, led[0].label)
            )
            begin += led[1]
        bullet = block.bullet or is_item(block.text)
        for start, end in _pieces(text.text, begin, block.end):
            units.append(
                Unit(
                    text.text[start:end],
                    start,
                    end,
                    opens,
                    bullet and start == begin,
                    None,
                    under,
                    paragraphs,
                )
            )
            opens = False
        paragraphs += 1
    return units


def _pieces(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph; a lead-in that ends in a colon is a piece of its own."""
    pieces = []
    for start, stop in spans(text, begin, end):
        led = _LED_IN.match(text, start, stop)
        if led:
            pieces.append((start, led.end() - (len(led[0]) - len(led[0].rstrip()))))
            start = led.end()
        pieces.append((start, stop))
    return pieces


def _gather(
    text: CleanText, outline: Outline, segments: Sequence[_Segment]
) -> tuple[list[_Found], list[tuple[Unit, str | None]]]:
    """Give each area its reasons and its lines of the summary; return too the sentences that belong to none."""
    found: dict[tuple[str, str | None], _Found] = {}
    summaries: list[tuple[_Segment, list[Unit]]] = []
    loose: list[tuple[Unit, str | None]] = []
    queue = list(segments)
    while queue:
        segment = queue.pop(0)
        units = units_of(text, segment.first, segment.stop, outline, segment.context if segment.title else None)
        if segment.title is None:
            told = segment.first < outline.end or segment.context == "closing"
            loose.extend((unit, segment.outcome) for unit in units if told)
            continue
        assigned = _roles(units)
        again = _begins_again(assigned)
        if again is not None:
            rest = _rest(text, segment, units[again])
            queue.insert(0, rest)
            segment = replace(segment, stop=rest.title.block if rest.title else rest.first)
            units = units_of(text, segment.first, segment.stop, outline, segment.context)
            assigned = _roles(units)
        if not _is_reasons(units, assigned):
            summaries.append((segment, units))
            continue
        where = (segment.title.key, segment.unit)
        area = found.setdefault(where, _Found(segment.title.text, *where))
        area.blocks.append((segment.title.block, segment.first, segment.stop))
        area.sentences.extend(zip(units, assigned, strict=True))
    for segment, units in summaries:
        area = _match(segment, list(found.values()))
        if area is None and segment.title and any(outcomes.rules().find(unit.text) for unit in units):
            area = found.setdefault(
                (segment.title.key, segment.unit), _Found(segment.title.text, segment.title.key, segment.unit)
            )
        if area is None:
            loose.extend((unit, segment.outcome) for unit in units)
        else:
            area.summary.extend(units)
    return list(found.values()), loose


def _roles(units: Sequence[Unit]) -> list[str]:
    """Return the roles of the sentences below one title; a bracket of nothing but law is law."""
    return [
        LEGAL if role == NEEDS and _LAW_ONLY.fullmatch(unit.text) else role
        for unit, role in zip(units, roles.assign(units), strict=True)
    ]


def _begins_again(assigned: Sequence[str]) -> int | None:
    """Return where a second area begins that has no title of its own: need or past after account and conclusion."""
    concluded = reported = False
    for number, role in enumerate(assigned):
        reported = reported or role == ACCOUNT
        concluded = concluded or (reported and role == CONCLUSION)
        if concluded and role in (EARLIER, NEEDS) and ACCOUNT in assigned[number:]:
            return number
    return None


def _rest(text: CleanText, segment: _Segment, unit: Unit) -> _Segment:
    """Return the part of a segment from the block of ``unit`` on; a short line just above is taken for its title."""
    block = next(n for n in range(segment.first, segment.stop) if text.blocks[n].end > unit.start)
    for number in (block, block - 1):
        line = text.blocks[number]
        fits = number > segment.first and number + 1 < segment.stop and len(line.text) < 100 and not line.bullet
        if fits and has_heading_shape(line.text):
            title = Title(number, key(line.text), headings().strip_area_number(line.text))
            return _Segment(title, number + 1, segment.stop, segment.context, segment.unit)
    return _Segment(None, max(block, segment.first + 1), segment.stop, "other", segment.unit)


def _is_reasons(units: Sequence[Unit], assigned: Sequence[str]) -> bool:
    """Whether a title heads more than a verdict."""
    rest = [
        unit
        for unit, role in zip(units, assigned, strict=True)
        if role != CONCLUSION and unit.heading is None
    ]
    return sum(len(unit.text) for unit in rest) > 60


def _match(segment: _Segment, areas: Sequence[_Found]) -> _Found | None:
    """Return the area whose reasons have the title of a summary, in the same or other words."""
    if segment.title is None:
        return None
    same = [
        a
        for a in areas
        if a.key == segment.title.key and (a.unit == segment.unit or segment.unit is None or a.unit is None)
    ]
    if same:
        return same[0] if len(same) == 1 else None
    words = set(segment.title.key.split())
    near = [
        a
        for a in areas
        if len(words & set(a.key.split())) >= 0.6 * max(1, min(len(words), len(a.key.split())))
    ]
    return near[0] if len(near) == 1 else None


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-zåäöé]{4,}", text.casefold()) if word not in _COMMON}


def _titled(part: str, areas: Sequence[_Found]) -> list[_Found]:
    """Return the areas that a sentence names by their whole titles."""
    plain = re.sub(r"[^\w]+", " ", part.casefold())
    named = [area for area in areas if area.key and area.key in plain]
    return [a for a in named if not any(a.key != b.key and a.key in b.key for b in named)]


def _mentioned(part: str, areas: Sequence[_Found]) -> list[_Found]:
    """Return the areas that a sentence, or part of one, names: by title, by number, or all of them."""
    part = _ITS_OWN.sub(" ", part)
    if _ALL.search(part):
        return list(areas)
    named = _titled(part, areas)
    if named:
        return named
    numbers = [
        n
        for m in _ORDINAL.finditer(part)
        for n in ([_ORDINALS[m[1].lower()]] if m[1] else map(int, re.findall(r"\d+", m[2])))
    ]
    if numbers:
        return [areas[n - 1] for n in numbers if 0 < n <= len(areas)]
    return _by_words(part, areas)


def _by_words(part: str, areas: Sequence[_Found]) -> list[_Found]:
    """Return the areas whose titles have, in the opening of ``part``, most of their words or one that no other title has."""
    titles = [_stems(area.title) for area in areas]
    opening = _stems(part[:_OPENING])
    most = [
        area
        for area, stems in zip(areas, titles, strict=True)
        if stems and len(stems & opening) >= 0.6 * len(stems)
    ]
    if most:
        return most
    counts = Counter(stem for stems in titles for stem in stems)
    own = [
        area
        for area, stems in zip(areas, titles, strict=True)
        if any(counts[stem] == 1 and stem in opening for stem in stems)
    ]
    return own if len(own) == 1 else []


def _state_outcomes(text: CleanText, areas: list[_Found], loose: Sequence[tuple[Unit, str | None]]) -> None:
    """Find the places that state each area's outcome: its conclusion, the summary, and sentences that name it."""
    for area in areas:
        area.places.extend(_places(text, area.summary, "decision"))
        area.places.extend(
            _places(text, [u for u, role in area.sentences if role == CONCLUSION], "conclusion")
        )
    _state_by_name(text, areas, loose)
    for area in areas:
        area.places.sort(key=lambda place: place.start)


def _places(text: CleanText, units: Sequence[Unit], where: str) -> list[StatedOutcome]:
    """Return the sentences that state the outcome; of contrary ones the last counts, unless each speaks of its own deficiency."""
    stated = [
        (unit, outcome)
        for unit in units
        if unit.heading is None and (outcome := outcomes.rules().find(unit.text))
    ]
    if (
        where == "conclusion"
        and len({outcome for _, outcome in stated}) > 1
        and all(_DEFICIENCY.search(unit.text) for unit, _ in stated)
    ):
        return [_place(text, unit, outcome, where) for unit, outcome in stated]
    judged = [pair for pair in stated if outcomes.rules().judges(pair[0].text)] or stated
    if not judged:
        return []
    last = judged[-1][1]
    return [
        _place(text, unit, outcome, where) for unit, outcome in stated if outcome in (last, Outcome.PARTLY)
    ]


def _place(text: CleanText, unit: Unit, outcome: Outcome, where: str) -> StatedOutcome:
    return StatedOutcome(where, outcome, unit.text, unit.start, unit.end, text.page(unit.start))


def _state_by_name(text: CleanText, areas: list[_Found], loose: Sequence[tuple[Unit, str | None]]) -> None:
    """Give the areas what sentences outside their reasons state of them: by title, by number, in a list, or of all."""
    general: list[StatedOutcome] = []
    introduced: tuple[Unit, Outcome] | None = None
    named: set[int] = set()
    current: list[_Found] = []
    led = False  # the paragraph began with a title and a colon
    for unit, listed in loose:
        if unit.opens:
            current, led = [], False
        about = current if led and not unit.text.endswith(":") else _about(unit, areas)
        current = about if len(about) == 1 else current
        led = led or (len(about) == 1 and unit.text.endswith(":"))
        whole = outcomes.rules().find(unit.text)
        if introduced and not whole and about and (unit.bullet or unit.opens):
            for area in about:
                area.places.append(_place(text, introduced[0], introduced[1], "decision"))
                named.add(id(area))
            continue
        introduced = (
            (unit, whole) if whole and unit.text.endswith(":") else (introduced if unit.bullet else None)
        )
        if listed and unit.heading is None:
            _list(text, unit, Outcome(listed), about)
        elif whole and not about and current:
            current[0].places.append(_place(text, unit, whole, "decision"))
            named.add(id(current[0]))
        elif whole:
            general.extend(_by_parts(text, unit, areas, named))
    for area in areas:
        if not area.places and general and len({place.outcome for place in general}) == 1:
            area.places.extend(general)


def _about(unit: Unit, areas: list[_Found]) -> list[_Found]:
    """Return the areas that the whole of a sentence, or a line of nothing but a title or number, is about."""
    same = [area for area in areas if area.key == key(unit.text)]
    return same[:1] if same else _mentioned(unit.text, areas)


def _list(text: CleanText, unit: Unit, outcome: Outcome, about: list[_Found]) -> None:
    """Take a line of a list of remaining or remedied deficiencies for an area that nothing else speaks of."""
    for area in about:
        if not area.places:
            area.places.append(_place(text, unit, outcome, "decision"))


def _by_parts(text: CleanText, unit: Unit, areas: list[_Found], named: set[int]) -> list[StatedOutcome]:
    """Give the outcome of each part of a sentence to the areas it names; return it where it names none."""
    rest: list[StatedOutcome] = []
    about: list[_Found] = []
    for part in _PARTS.split(unit.text):
        about = (_titled(part, areas) if "reläg" in unit.text else _mentioned(part, areas)) or about
        outcome = outcomes.rules().find(part)
        if outcome is None:
            continue
        place = _place(text, unit, outcome, "decision")
        others = [area for area in areas if id(area) not in named] if _OTHERS.search(part) else []
        for area in others or about:
            area.places.append(place)
            named.add(id(area))
        if not (others or about) and outcomes.rules().judges(unit.text) and not _ORDERS.search(unit.text):
            rest.append(place)
    return rest


def _area(text: CleanText, found: _Found, citations: Sequence[Citation]) -> Area:
    by_role = {
        role: [unit for unit, assigned in found.sentences if assigned == role and unit.heading is None]
        for role in roles.ROLES
    }
    cited = [c for c in citations if any(u.start <= c.start < u.end for u in by_role[LEGAL])]
    return Area(
        title=found.title,
        school_unit=found.unit,
        outcome=outcomes.settle(found.places),
        outcome_places=tuple(found.places),
        **_law(text, cited),
        earlier_assessment=_text(text, by_role[EARLIER]),
        needs=_needs(text, by_role[NEEDS]),
        account=_passage(text, by_role[ACCOUNT]),
        conclusion=_passage(text, by_role[CONCLUSION]),
    )


def _law_elsewhere(
    text: CleanText, areas: tuple[Area, ...], found: list[_Found], loose: Sequence[tuple[Unit, str | None]], citations: Sequence[Citation]
) -> tuple[Area, ...]:
    """Take the law of areas that state none from lines elsewhere that name the area ("Område 2: 5 kap. 3 § skollagen")."""
    if not areas or all(area.legal_basis for area in areas):
        return areas
    given: dict[int, list[Citation]] = {}
    about: list[_Found] = []
    for unit, _ in loose:
        about = (_about(unit, found) or _numbered(unit.text, text, found)) if unit.opens else about
        cited = [c for c in citations if unit.start <= c.start < unit.end]
        if cited and len(about) == 1 and _share(cited) > 0.3 * len(unit.text):
            given.setdefault(found.index(about[0]), cited)
    return tuple(
        area if area.legal_basis or n not in given else replace(area, **_law(text, given[n])) for n, area in enumerate(areas)
    )


def _share(cited: Sequence[Citation]) -> int:
    return sum(c.end - c.start for c in cited)


def _numbered(line: str, text: CleanText, found: list[_Found]) -> list[_Found]:
    """Return the area whose title has the number that the line begins with."""
    number = _LEADING_NUMBER.match(line)
    if not number:
        return []
    return [a for a in found if a.blocks and text.blocks[a.blocks[0][0]].text.startswith((f"{number[1]} ", f"{number[1]}. "))]


def _law(text: CleanText, cited: Sequence[Citation]) -> dict[str, Any]:
    """Return the fields of an area that tell its law."""
    ids = dict.fromkeys(i for c in cited if c.kind in ("statute", "regulation") and c.status != "unresolved" for i in c.ids)
    return {
        "legal_basis": text.text[cited[0].start : cited[-1].end] if cited else None,
        "citations": tuple(ids),
        "curriculum": tuple(c.text for c in cited if c.kind == "curriculum"),
    }


def _needs(text: CleanText, units: Sequence[Unit]) -> tuple[str, ...]:
    """Return each bullet, whole, and each sentence outside bullets, without their marks."""
    spans_: list[tuple[int, int, bool]] = []
    for unit in units:
        last = spans_[-1] if spans_ else None
        if last and last[2] and not unit.opens:
            spans_[-1] = (last[0], unit.end, True)
        else:
            spans_.append((unit.start, unit.end, unit.bullet))
    return tuple(_need(text.text[start:end]) for start, end, _ in spans_)


def _need(text: str) -> str:
    return _LAW_AFTER.sub("", _NEED_LABEL.sub("", _MARK.sub("", text, count=1), count=1)).strip()


def _text(text: CleanText, units: Sequence[Unit]) -> str | None:
    passage = _passage(text, units)
    return passage.text if passage else None


def _passage(text: CleanText, units: Sequence[Unit]) -> Passage | None:
    """Return the longest run of units that follow one another."""
    runs: list[tuple[int, int]] = []
    for unit in units:
        if runs and not text.text[runs[-1][1] : unit.start].strip():
            runs[-1] = (runs[-1][0], unit.end)
        else:
            runs.append((unit.start, unit.end))
    if not runs:
        return None
    start, end = max(runs, key=lambda run: run[1] - run[0])
    return Passage(text.text[start:end], start, end, text.page(start))


def _stretches(
    text: CleanText, outline: Outline, segments: Sequence[_Segment], found: Sequence[_Found]
) -> list[Stretch]:
    """Label every piece of the text, in order."""
    inside: list[Stretch] = []
    covered: set[int] = set()
    for number, area in enumerate(found, 1):
        for title, first, stop in area.blocks:
            block = text.blocks[title]
            inside.append(Stretch(block.start, block.end, "area", number, block.text))
            covered.update(range(title, stop))
            del first
        inside.extend(
            Stretch(u.start, u.end, role, number, u.text if u.heading else None) for u, role in area.sentences
        )
    for segment in segments:
        for number in range(segment.title.block if segment.title else segment.first, segment.stop):
            if number in covered:
                continue
            block, heading = text.blocks[number], outline.known[number]
            label = segment.context or ("header" if number < _header_end(text, outline) else "introduction")
            title = block.text if heading and heading.label == label != "signature" else None
            inside.append(Stretch(block.start, block.end, label, None, title))
    return sorted(inside, key=lambda stretch: stretch.start)


def _header_end(text: CleanText, outline: Outline) -> int:
    for number, block in enumerate(text.blocks):
        if outline.known[number] is not None or len(block.text) > 150:
            return number
    return len(text.blocks)
