"""The waist of the house: the frozen records that pass between the stages. Standard library only."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What became of one input file; every file has exactly one."""

    OK = "ok"
    NO_AREAS = "no_areas"  # read well, but it is no follow-up or assesses no area
    PARTIAL = "partial"  # some pages could not be read
    EMPTY = "empty"
    NEEDS_OCR = "needs_ocr"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    ERROR = "error"


class Kind(StrEnum):
    """What a document is. Only the two follow-up kinds have areas."""

    QUALITY_REVIEW_FOLLOWUP = "quality_review_followup"
    SUPERVISION_FOLLOWUP = "supervision_followup"
    QUALITY_REVIEW = "quality_review"
    SUPERVISION = "supervision"
    OTHER = "other"

    @property
    def is_followup(self) -> bool:
        """Whether documents of this kind assess areas anew."""
        return self in (Kind.QUALITY_REVIEW_FOLLOWUP, Kind.SUPERVISION_FOLLOWUP)


class Outcome(StrEnum):
    """The verdict on one area; only the first two are trained on or predicted."""

    IN_LINE = "in_line"
    MORE_NEEDED = "more_needed"
    PARTLY = "partly"
    CONFLICT = "conflict"  # the places that state the outcome disagree


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as it was read: the text of each page, uncleaned, and what became of the reading."""

    status: Status
    source: str | None  # "pdf", "docx", "html", "text"; None where the format was not recognised
    pages: tuple[str, ...] = ()  # lines end in "\n"; a paragraph break is an empty line
    error: str | None = None  # one line, with no text of the document in it
    sha256: str | None = None  # of the file's bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the clean text: ``text == decision.text[start:end]``."""

    text: str
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled stretch of the clean text; sections are flat, sorted and cover all but white space."""

    label: str
    title: str | None
    area: int | None  # number of the area it belongs to, from 1
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in a text that refers to law, and the addresses it stands for.

    ``start`` and ``end`` are character offsets into the text that was given to the reader, and
    ``text`` is exactly what stands there. ``ids`` holds one address per place meant: a range has several.
    """

    text: str
    start: int
    end: int
    ids: tuple[str, ...]
    kind: str  # statute, regulation, curriculum, preparatory, case, eu, treaty, decision, guidance
    act: str | None
    act_by: str | None  # number, name, abbreviation, defined, back, base, implicit
    status: str  # resolved, inferred, unresolved
    page: int | None = None  # the last three are known only inside a decision
    section: str | None = None
    area: int | None = None

    def _repr_html_(self) -> str:
        from textclass import display

        return display.citation_html(self)


@dataclass(frozen=True, slots=True)
class StatedOutcome:
    """One place that states the outcome of an area."""

    where: str  # "conclusion" inside the area's own block, "decision" anywhere else
    outcome: Outcome
    text: str
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Area:
    """One assessed area of one school unit."""

    title: str
    school_unit: str | None = None
    outcome: Outcome | None = None
    outcome_places: tuple[StatedOutcome, ...] = ()
    legal_basis: str | None = None
    citations: tuple[str, ...] = ()
    curriculum: tuple[str, ...] = ()
    earlier_assessment: str | None = None
    needs: tuple[str, ...] = ()
    account: Passage | None = None
    conclusion: Passage | None = None

    def _repr_html_(self) -> str:
        from textclass import display

        return display.area_html(self)


@dataclass(frozen=True, slots=True)
class Account:
    """What the classifier is given, and all it is given."""

    title: str
    needs: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO dates of the case; None where the document does not state them."""

    assessment_decision: str | None = None
    report_due: str | None = None
    report_received: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One document: what it is, its parts, and a status. All offsets are characters of ``text``."""

    path: str | None
    status: Status
    error: str | None = None
    source: str | None = None
    pages: int = 0
    warnings: tuple[str, ...] = ()
    kind: Kind = Kind.OTHER
    dnr: str | None = None
    decision_date: str | None = None
    organiser: str | None = None
    organiser_type: str | None = None
    school_forms: tuple[str, ...] = ()
    school_units: tuple[str, ...] = ()
    dates: Dates = field(default_factory=Dates)
    closed: bool | None = None
    signed_by: str | None = None
    presenter: str | None = None
    sections: tuple[Section, ...] = ()
    areas: tuple[Area, ...] = ()
    citations: tuple[Citation, ...] = ()
    sha256: str | None = None
    text: str = field(default="", repr=False)

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """Return the decision as JSON-ready values, keys in the contract's order; without ``text`` on request."""
        row: dict[str, Any] = _plain(self)
        for citation, plain in zip(self.citations, row["citations"], strict=True):
            plain.clear()
            plain.update({key: _plain(getattr(citation, key)) for key in _CITATION_KEYS})
        if not text:
            del row["text"]
        return row

    def __str__(self) -> str:
        from textclass import display

        return display.decision_lines(self)

    def _repr_html_(self) -> str:
        from textclass import display

        return display.decision_html(self)


_CITATION_KEYS = (
    "text",
    "start",
    "end",
    "page",
    "ids",
    "kind",
    "act",
    "act_by",
    "status",
    "section",
    "area",
)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON-ready value
    if dataclasses.is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value
