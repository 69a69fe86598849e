"""outline -> segments: what stands below each title, in sentences, and the sentences that stand below none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from textclass.decision.evidence import key
from textclass.decision.headings import Heading, headings, run_in
from textclass.decision.paragraphs import CleanText, begins_list, goes_on_list, item_mark
from textclass.decision.roles import ACCOUNT, CONCLUSION, EARLIER, LEGAL, NEEDS, Unit
from textclass.decision.sentences import spans
from textclass.decision.shapes import may_be_title
from textclass.decision.subheadings import INSIDE
from textclass.decision.titles import Outline, Title
from textclass.decision.verbs import is_clause
from textclass.records import StatedOutcome

_LED_IN = re.compile(r"[^.:!?]{2,90}:\s+(?=[A-ZÅÄÖ])")
_LAW_BRACKET = re.compile(
    r"(?:\((?:se |jfr )?\d{1,3}(?: [a-z])? (?:kap|§)[^()]{0,150}(?:\([^()]{1,40}\)[^()]{0,150}){0,4}\)|"
    r"\[(?:se |jfr )?\d{1,3}(?: [a-z])? (?:kap|§)[^\[\]]{0,300}\])\.?\s+(?=[A-ZÅÄÖ])"
)
_SUB_ITEM = re.compile(r"\d{1,2}\.\d{1,2}\.? (?=[A-ZÅÄÖ])")
_LONGEST_LABEL = 45
_MOST_SHARED = 4  # blocks between the title of an area and the first of its units
_LABEL_WORDS = 3  # of a label that is read by its words alone and ends in a full stop
_PARTS_OF_AREA = frozenset({LEGAL, NEEDS, ACCOUNT, CONCLUSION})
_OF_NO_UNIT = frozenset({"closing", "signature", "introduction", "background"})
_MAJOR = frozenset({"introduction", "decision", "background", "closing", "appeal", "signature", "attachment", "notice"})


# a sentence of no area, the outcome that the heading above it states, and the school unit it stands under
Loose = tuple[Unit, str | None, str | None]


@dataclass(slots=True)
class Found:
    """What has been found of one area."""

    title: str
    key: str
    unit: str | None
    blocks: list[tuple[int, int, int]] = field(default_factory=list)  # title block, first, stop of its reasons
    sentences: list[tuple[Unit, str]] = field(default_factory=list)  # of the reasons, with their roles
    summary: list[Unit] = field(default_factory=list)  # sentences below its title in a summary
    places: list[StatedOutcome] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Segment:
    """The blocks below one title, up to the next heading of its rank."""

    title: Title | None
    first: int
    stop: int
    context: str | None  # label of the heading above it
    unit: str | None
    outcome: str | None = None  # that the heading above it states


def segments_of(text: CleanText, outline: Outline) -> list[Segment]:
    """Cut the document at titles, names of units and headings of rank; sub-headings stay inside."""
    titles = {title.block: title for title in outline.titles}
    units = dict(outline.units)
    segments: list[Segment] = []
    summing_up = _summing_up(text, outline)
    first, context, unit, outcome = 0, None, None, None
    title: Title | None = None
    for number in range(len(text.blocks) + 1):
        if number == len(text.blocks):
            segments.append(Segment(title, first, number, context, unit, outcome))
            break
        heading = outline.known[number]
        ranks = heading is not None and (
            heading.label in _MAJOR or number + 1 in titles or title is None or number in summing_up
        )
        if not (number in titles or number in units or ranks or number == outline.end):
            continue
        within = title if number in units and number + 1 not in titles else None  # an area in parts, one for a unit
        if within and _is_shared(first, number, outline):
            unit = units[number]  # what stands before the first unit of an area is about all of them
        if number > first or title:
            segments.append(Segment(title, first, number, context, unit, outcome))
        title = titles.get(number) or (replace(within, block=number) if within else None)
        first = number + 1 if title else number
        if number in units:
            unit = units[number]
        elif heading and number not in titles:
            context = "decision" if number in summing_up and heading.label == CONCLUSION else heading.label
            outcome = heading.outcome
            unit = None if heading.label in _OF_NO_UNIT else unit
        if number == outline.end:
            context = heading.label if heading else "signature"
    return segments


def _is_shared(first: int, stop: int, outline: Outline) -> bool:
    """Whether little more than law stands between the title of an area and the name of a unit."""
    labels = {heading.label for heading in outline.known[first:stop] if heading}
    return stop - first <= _MOST_SHARED and not labels & {ACCOUNT, CONCLUSION, NEEDS}


def _summing_up(text: CleanText, outline: Outline) -> set[int]:
    """Return the headings that only the last area would have, and so head a part about all areas."""
    counts = Counter(heading.label for heading in outline.known if heading)
    last = outline.titles[-1].block if len(outline.titles) > 1 else len(text.blocks)
    return {
        number
        for number, heading in enumerate(outline.known[: outline.end])
        if heading and number > last + 1 and heading.label in (CONCLUSION, LEGAL) and counts[heading.label] == 1
    }


def units_of(
    text: CleanText, first: int, stop: int, outline: Outline, context: str | None = None, *, inside: bool = False
) -> list[Unit]:
    """Return the sentences of the blocks ``first`` to ``stop``; known headings are units of their own.

    ``context``: the label of the heading above. ``inside``: whether the blocks stand below the title of an area.
    """
    units: list[Unit] = []
    under, paragraphs = context, 0
    listed = False  # whether the block is an item of a list without marks
    for number in range(first, stop):
        block, heading = text.blocks[number], outline.known[number]
        above = text.blocks[number - 1].text if number > first else ""
        listed = begins_list(above, block.text) or (listed and goes_on_list(above, block.text))
        if heading:
            under, paragraphs = heading.label, 0
            units.append(Unit(block.text, block.start, block.end, True, False, heading.label))
            continue
        begin, opens = block.start, True
        led = run_in(block.text)
        part = (INSIDE.get(led[0].label, led[0].label) if inside else led[0].label) if led else None
        if led and part == EARLIER:  # "Bedömningen var: …" is part of what it leads in
            under, paragraphs = EARLIER, 0
        elif led:
            under, paragraphs, opens = part, 0, False
            units.append(Unit(block.text[: led[1]].rstrip(), begin, begin + led[1], True, False, part))
            begin += led[1]
        mark = _item_mark(block.text)
        bullet = block.bullet or mark > 0 or listed
        mark = mark if begin == block.start else 0
        for start, end in _pieces(text.text, begin, block.end, mark):
            label = None if opens else _led_inside(text.text[start:end])
            if label:
                under, paragraphs = label, 0
                units.append(Unit(text.text[start:end], start, end, True, False, label))
                continue
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


def _item_mark(text: str) -> int:
    """Return the length of the mark of an item; below a title, "2.1" may number one too."""
    number = _SUB_ITEM.match(text) if text.endswith((".", ",", ";")) else None
    return number.end() if number else item_mark(text)


def _led_inside(sentence: str) -> str | None:
    """Return the label of a heading that stands inside a paragraph as a sentence of its own ("Bedömning.")."""
    label = sentence if sentence.endswith(":") else sentence.removesuffix(".")
    known = headings().known(label) if sentence[-1:] in ".:" and len(sentence) < _LONGEST_LABEL else None
    wordy = sentence.endswith(".") and len(sentence.split()) > _LABEL_WORDS and not sentence.startswith("Vad ")
    if known is None or (known.weak and wordy):
        return None  # "Rektorn rapporterar nästa gång i januari." is a sentence of the account
    return known.label if known.label in _PARTS_OF_AREA else None


def _pieces(text: str, begin: int, end: int, mark: int = 0) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph, the first with its list mark of ``mark`` characters.

    A lead-in that ends in a colon, and a bracket of law that begins a sentence, are pieces of their own.
    """
    pieces = []
    for start, stop in spans(text, begin + mark, end):
        led = _LAW_BRACKET.match(text, start, stop) or _LED_IN.match(text, start, stop)
        if led:
            pieces.append((start, led.end() - (len(led[0]) - len(led[0].rstrip()))))
            start = led.end()
        pieces.append((start, stop))
    return [(begin, pieces[0][1]), *pieces[1:]] if pieces else []


def begins_again(assigned: Sequence[str]) -> int | None:
    """Return where a second area begins that has no title of its own: need or past after account and conclusion."""
    concluded = reported = False
    for number, role in enumerate(assigned):
        reported = reported or role == ACCOUNT
        concluded = concluded or (reported and role == CONCLUSION)
        if concluded and role in (EARLIER, NEEDS) and ACCOUNT in assigned[number:]:
            return number
    return None


def rest(text: CleanText, segment: Segment, unit: Unit, known: Sequence[Heading | None]) -> Segment:
    """Return the part of a segment from the block of ``unit`` on; a short line just above is taken for its title."""
    block = next(n for n in range(segment.first, segment.stop) if text.blocks[n].end > unit.start)
    for number in (block, block - 1):
        line = text.blocks[number]
        fits = number > segment.first and number + 1 < segment.stop and len(line.text) < 100 and not line.bullet
        if fits and may_be_title(line.text) and not is_clause(line.text) and known[number] is None:
            title = Title(number, key(line.text), headings().strip_area_number(line.text))
            return Segment(title, number + 1, segment.stop, segment.context, segment.unit)
    return Segment(None, max(block, segment.first + 1), segment.stop, "other", segment.unit)
