"""pages -> Decision: the one place where the parts of the reading come together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from textclass import citations as law
from textclass.decision import areas, dates, kinds, officers, outcomes, parties, schools, titles
from textclass.decision.areas import Stretch
from textclass.decision.paragraphs import CleanText, clean
from textclass.decision.titles import Outline
from textclass.records import Area, Citation, Decision, Kind, RawDocument, Section, Status

_SEPARATE = frozenset({"area"})  # sections that a neighbour of the same label does not join
_OPENING = 3  # paragraphs after the header that name whom and what the decision is about
_ASKS_AGAIN = re.compile(
    r"(?:ska|skall|begär|föreläggs|förelägger|uppmanas|behöver|måste)\b.{0,160}?\b(?:redovis|"
    r"inkomma|lämna|komma in|återrapport)\w*.{0,80}?\bsenast|"
    r"senast (?:den )?\d.{0,80}\b(?:redovis|inkomma|lämna|komma in|återrapport)|\bförelägger\b|"
    r"(?:ny|förnyad|ytterligare|kompletterande) redovisning\b.{0,60}\b(?:ska|senast|begär)|(?:ska|"
    r"kommer att) (?:åter |på nytt )?följa?s? upp|fortsätter (?:därför |alltså )?(?:sin |"
    r"granskningen|ärendet|tillsynen|uppföljningen)|"
    r"(?:granskningen|ärendet|tillsynen|uppföljningen) fortsätter\b",
    re.IGNORECASE,
)

# an order given now: the case goes on, even where a part of it ends
_ENJOINS = re.compile(
    r"\bskolinspektionen förelägger\b|\bföreläggs\b|\batt förelägga\b|"
    r"\bi övriga delar avslut",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\bskolinspektionen\b[^.]{0,200}\bavslutar (?:\w+ )?(?:tillsyn|granskning|ärende)", re.IGNORECASE)
_HEAD = 3000  # characters at the beginning, where a summary may end the case
_TAIL = 900  # characters at the end, where a new account is asked for whatever the sections are


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
    reading = areas.read(text, outline, cited)
    history = dates.find(text.text, _case_history(text, reading.stretches), decided=opening.decided)
    judged = sum(area.account is not None and area.outcome is not None for area in reading.areas)
    kind = kinds.classify(text.text, judged=judged, reported=history.report_received is not None)
    if not kind.is_followup:
        reading = replace(reading, areas=(), stretches=_without_areas(text, outline))
    found = reading.areas
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
        school_forms=opening.school_forms,
        school_units=tuple(dict.fromkeys(a.school_unit for a in found if a.school_unit)) or opening.school_units,
        dates=history,
        closed=_closed(text, reading.stretches),
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


def _opening(text: CleanText, outline: Outline) -> _Opening:
    """Read what the header, the page heads, the first paragraphs and the signature say."""
    first = _first_paragraph(text, outline)
    header = [block.text for block in text.blocks[:first]]
    paragraphs = [block.text for block in text.blocks[first : first + 12] if len(block.text) > 60][:_OPENING]
    page_lines = [*header, *text.furniture]
    name, kind = parties.organiser(header, paragraphs)
    forms = parties.school_forms(" \n ".join(header)) or parties.school_forms(" \n ".join(paragraphs))
    closing = [block.text for block in text.blocks[max(0, min(outline.end, len(text.blocks) - 6)) :]][:16]
    return _Opening(
        parties.diary_number(page_lines),
        dates.decision_date(page_lines, closing),
        name,
        kind,
        forms or parties.school_forms(text.text[:3000]) or parties.school_forms_by_year(text.text[:3000]),
        schools.find([*header, *paragraphs[:2]]),
        *officers.find(closing, text.text),
    )


def _first_paragraph(text: CleanText, outline: Outline) -> int:
    for number, block in enumerate(text.blocks):
        if outline.known[number] is not None or len(block.text) > 150:
            return number
    return min(len(text.blocks), 8)


def _case_history(text: CleanText, stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Return the stretches that can tell the dates of the case, those outside the areas first."""
    outside = [
        (s.start, s.end)
        for s in stretches
        if s.area is None and s.label not in ("header", "signature", "appeal", "attachment", "closing")
    ]
    inside = [(s.start, s.end) for s in stretches if s.label == "earlier_assessment"]
    return outside + inside


def _closed(text: CleanText, stretches: Sequence[Stretch]) -> bool | None:
    """Whether the inspectorate ends the case; None where it does not say."""
    said = [
        outcomes.rules().closes(text.text[s.start : s.end])
        for s in stretches
        if s.label not in ("account", "needs", "earlier_assessment", "legal_basis")
    ]
    late = [
        text.text[s.start : s.end] for s in stretches if s.label in ("closing", "decision", "conclusion", "signature")
    ]
    tail = text.text[-_TAIL:]
    if False in said or any(_ENJOINS.search(piece) for piece in [*late, tail]):
        return False
    if True in said:
        return True
    if any(_ASKS_AGAIN.search(piece) for piece in [*late, tail]):
        return False
    return True if _ENDS.search(text.text, 0, _HEAD) else None


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
    sections: list[Section] = []
    for piece in stretches:
        last = sections[-1] if sections else None
        joins = (
            last
            and last.label == piece.label
            and last.area == piece.area
            and not piece.title
            and piece.label not in _SEPARATE
        )
        if last and joins:
            sections[-1] = replace(last, end=piece.end)
        else:
            sections.append(
                Section(piece.label, piece.title, piece.area, piece.start, piece.end, text.page(piece.start))
            )
    return tuple(sections)


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


__all__ = ["Kind", "parse_document", "parse_pages"]
