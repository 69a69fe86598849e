"""pages -> Decision: the one place where the parts of the reading come together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from textclass import citations as law
from textclass.decision import areas, closing, dates, forms, header, kinds, officers, parties, schools, titles
from textclass.decision.areas import Stretch
from textclass.decision.days import mentions
from textclass.decision.paragraphs import CleanText, clean
from textclass.decision.titles import Outline
from textclass.records import Area, Citation, Dates, Decision, Kind, RawDocument, Section, Status

_SEPARATE = frozenset({"area"})  # sections that a neighbour of the same label does not join
_LONG = 1500  # characters of a paragraph that are read for names
_MOST_IN_HEAD = 20  # blocks
_TITLE = re.compile(r"uppföljning|granskning|tillsyn|beslut (?:efter|för)", re.IGNORECASE)
_ON_THE_CASE = 5  # paragraphs that may name the schools
_REVIEWED = "gransk besök tillsyn förela förelä redovis brist drivs driver".split()  # in a paragraph on the case
_OPENING = 3  # paragraphs after the header that name whom and what the decision is about
_TAIL = 300  # characters before the signature: the case ends or goes on there whatever the stretch is taken for
_AFTER_THE_END = frozenset({"signature", "appeal", "attachment"})
_TELLING = frozenset({"account", "needs", "earlier_assessment", "legal_basis", "appeal"})


def parse_document(raw: RawDocument, path: str | None = None) -> Decision:
    """Return the Decision that a read file holds; a file that could not be read gives its status and no text."""
    decision = Decision(path, raw.status, raw.error, raw.source, len(raw.pages), raw.warnings, sha256=raw.sha256)
    if raw.status not in (Status.OK, Status.PARTIAL):
        return decision
    read = parse_pages(raw.pages)
    status = raw.status if raw.status is Status.PARTIAL else (Status.OK if read.areas else Status.NO_AREAS)
    return replace(
        read,
        path=path,
        status=status,
        source=raw.source,
        error=raw.error,
        sha256=raw.sha256,
        warnings=raw.warnings + read.warnings,
    )


def parse_pages(pages: Sequence[str]) -> Decision:
    """Return the Decision in the text of ``pages``; its offsets are into its own clean ``text``."""
    text = clean(pages)
    outline = titles.outline(text.blocks)
    opening = _opening(text, outline)
    cited = law.find(text.text, date=opening.decided)
    reading = areas.read(text, outline, cited, opening.school_units)
    days = mentions(text.text)
    history = dates.find(
        text.text,
        _case_history(reading.stretches),
        decided=opening.decided,
        days=days,
        foreign=opening.foreign,
    )
    judged = sum(area.account is not None and area.outcome is not None for area in reading.areas)
    kind = kinds.classify(
        text.text,
        judged=judged,
        assessed=history.assessment_decision is not None,
        reported=history.report_received is not None,
    )
    kind = Kind.OTHER if opening.foreign else kind
    if not kind.is_followup:
        reading = replace(reading, areas=(), stretches=_without_areas(text, outline))
    found = reading.areas
    units = [text.blocks[number].text for number, _ in outline.units] if found else []
    behind = max(filter(None, (opening.decided or history.report_due, history.report_received)), default=None)
    closed = (
        None
        if opening.foreign
        else closing.closed(text.text, _spoken(text, reading.stretches), days=days, after=behind)
    )
    return Decision(
        path=None,
        status=Status.OK if found else Status.NO_AREAS,
        source="text",
        pages=len(pages),
        warnings=_warnings(found),
        kind=kind,
        dnr=opening.dnr,
        decision_date=opening.decided,
        organiser=opening.organiser,
        organiser_type=opening.organiser_type,
        school_forms=forms.with_areas(opening.school_forms, found, units),
        school_units=_school_units(opening.school_units, found, opening.organiser),
        dates=history if kind.is_followup or opening.foreign else Dates(None, None, None),
        closed=closed,
        signed_by=opening.signed_by,
        presenter=opening.presenter,
        sections=_sections(text, reading.stretches),
        areas=found,
        citations=_place(cited, text, reading.stretches),
        text=text.text,
    )


@dataclass(frozen=True, slots=True)
class _Opening:
    dnr: str | None
    decided: str | None
    organiser: str | None
    organiser_type: str | None
    school_forms: tuple[str, ...]
    school_units: tuple[str, ...]
    signed_by: str | None
    presenter: str | None
    foreign: bool  # whether the paper is somebody else's


def _opening(text: CleanText, outline: Outline) -> _Opening:
    """Read what the head, the page heads, the first paragraphs and the signature say."""
    end = _head_end(text, outline)
    head = [block.text[:_LONG] for block in text.blocks[:end]]
    if foreign := header.is_foreign(head):
        head = [block.text[:_LONG] for block in text.blocks[:_MOST_IN_HEAD] if not block.text.endswith(".")]
    paragraphs = [block.text[:_LONG] for block in text.blocks[end : end + 12] if len(block.text) > 60][:_OPENING]
    short = [block.text for block in text.blocks[end : end + 12] if len(block.text) < 60]
    lines = [*head, *text.furniture, *short]
    tail = [block.text for block in text.blocks[max(0, min(outline.end, len(text.blocks) - 6)) :]][:16]
    signed, presented = (None, None) if foreign else officers.find(tail, text.text)
    told = " ".join(paragraphs)
    stop = max(end + 1, min([end + 12, *(title.block for title in outline.titles[:1])]))
    case = [block.text[:_LONG] for block in text.blocks[end:stop] if _is_of_case(block.text.lower())]
    return _Opening(
        header.diary_number(lines, told),
        None
        if foreign and not header.is_minutes(lines)
        else header.decision_date([*head, *text.furniture], tail, told),
        *parties.organiser(head, paragraphs),
        forms.of(head, paragraphs, text.text),
        schools.find(_without_organisers(head), _without_organisers(case[:_ON_THE_CASE])),
        signed,
        presented,
        foreign,
    )


def _is_of_case(lowered: str) -> bool:
    return any(stem in lowered for stem in _REVIEWED)


def _head_end(text: CleanText, outline: Outline) -> int:
    """Return how many blocks come before the first paragraph, titles of the document among them."""
    for number, block in enumerate(text.blocks[:_MOST_IN_HEAD]):
        sentence = len(block.text) > 70 and block.text.endswith(".")
        heading = outline.known[number] is not None and not _TITLE.search(block.text)
        if len(block.text) > 220 or sentence or heading:
            return number
    return min(len(text.blocks), 8)


def _without_organisers(lines: Sequence[str]) -> list[str]:
    """Return the lines with the names of organisers blanked out, but for those of municipalities."""
    return [_blanked(line) for line in lines]


def _blanked(line: str) -> str:
    for start, end, _, kind in parties.named(line):
        if kind not in ("municipality", "region"):
            line = line[:start] + "." * (end - start) + line[end:]
    return line


def _school_units(named: Sequence[str], found: Sequence[Area], organiser: str | None) -> tuple[str, ...]:
    """Return the school units that the opening names and those under which areas stand."""
    names = [*named, *(schools.base_form(area.school_unit) for area in found if area.school_unit)]
    return schools.distinct([name for name in names if name != organiser])


def _first_paragraph(text: CleanText, outline: Outline) -> int:
    for number, block in enumerate(text.blocks):
        if outline.known[number] is not None or len(block.text) > 150:
            return number
    return min(len(text.blocks), 8)


def _case_history(stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Return the stretches that can tell the dates of the case, those outside the areas first."""
    outside = [
        (s.start, s.end)
        for s in stretches
        if s.area is None and s.label not in ("header", "signature", "appeal", "attachment", "closing")
    ]
    inside = [(s.start, s.end) for s in stretches if s.label == "earlier_assessment"]
    return outside + inside


def _spoken(text: CleanText, stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Return the stretches in which the inspectorate can say how the case goes on, the end of the text among them."""
    end = max((s.end for s in stretches if s.label not in _AFTER_THE_END), default=len(text.text))
    return [(s.start, s.end) for s in stretches if s.label not in _TELLING or s.end > end - _TAIL]


def _without_areas(text: CleanText, outline: Outline) -> tuple[Stretch, ...]:
    first = _first_paragraph(text, outline)
    label, stretches = "header", []
    for number, block in enumerate(text.blocks):
        heading = outline.known[number]
        if number >= first and label == "header":
            label = "introduction"
        if heading:
            label = (
                heading.label
                if heading.label not in ("needs", "account", "conclusion", "earlier_assessment")
                else "other"
            )
        stretches.append(Stretch(block.start, block.end, label, None, block.text if heading else None))
    return tuple(stretches)


def _sections(text: CleanText, stretches: Sequence[Stretch]) -> tuple[Section, ...]:
    """Join neighbouring pieces of one label; a heading begins a section of its own."""
    begun: list[tuple[Stretch, int]] = []  # the first piece of each section, and where the section ends
    for piece in stretches:
        first = begun[-1][0] if begun else None
        joins = (
            first
            and first.label == piece.label
            and first.area == piece.area
            and not piece.title
            and piece.label not in _SEPARATE
        )
        if first and joins:
            begun[-1] = (first, piece.end)
        else:
            begun.append((piece, piece.end))
    return tuple(
        Section(first.label, first.title, first.area, first.start, end, text.page(first.start)) for first, end in begun
    )


def _place(cited: Sequence[Citation], text: CleanText, stretches: Sequence[Stretch]) -> tuple[Citation, ...]:
    """Tell each citation its page, section and area."""
    placed, number = [], 0
    for citation in cited:
        while number + 1 < len(stretches) and stretches[number + 1].start <= citation.start:
            number += 1
        at = stretches[number] if stretches else None
        placed.append(
            replace(
                citation,
                page=text.page(citation.start),
                section=at.label if at else None,
                area=at.area if at else None,
            )
        )
    return tuple(placed)


def _warnings(found: Sequence[Area]) -> tuple[str, ...]:
    """Say, per area, what a person should look at."""
    said = []
    for number, area in enumerate(found, 1):
        if area.outcome is None:
            said.append(f"area {number}: no stated outcome recognised")
        elif area.outcome == "conflict":
            said.append(f"area {number}: its stated outcomes disagree")
        if area.account is None:
            said.append(f"area {number}: no account of measures found")
    return tuple(said)
