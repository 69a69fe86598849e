"""one decision -> one page: what it is, its areas with their predictions, and its whole text with the margin named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from textclass.citations.rendering import link
from textclass.records import Account, Area, Citation, Decision, Section
from textclass.report import law, measures, pages

if TYPE_CHECKING:
    from textclass.classifier import Model

_FACTS = ("dnr", "decision_date", "organiser", "signed_by", "presenter")
_NUMBERING = 10  # characters of number and colon around the title of a heading
_DATES = ("assessment_decision", "report_due", "report_received")
_ORDER = (
    "kind", "dnr", "decision_date", "organiser", "school_forms", "school_units", "assessment_decision", "report_due",
    "report_received", "closed", "signed_by", "presenter", "pages", "file",
)  # fmt: skip


def view(
    path: str | os.PathLike[str],
    output: str | os.PathLike[str],
    model: str | Model = "default",
    *,
    ocr: bool = False,
    language: str = "en",
) -> Decision:
    """Write the page on the decision in a file, and return it; one that cannot be read gives a page that says why.

    Raises: FileNotFoundError: there is no such file.
    """
    from textclass import classifier, reader

    loaded = classifier.load_model(model) if isinstance(model, str) else model
    decision = reader.parse(path, ocr=ocr)
    pages.write(html(decision, loaded, language), output)
    return decision


def html(decision: Decision, model: Model, language: str = "en") -> str:
    """Return the page on a decision."""
    from textclass import __version__

    return pages.render(
        "decision.html.j2",
        styles=("page.css", "decision.css"),
        script="page.js",
        language=language,
        decision=decision,
        called=decision.organiser or (Path(decision.path).name if decision.path else "–"),
        facts=_facts(decision),
        areas=[_shown(area, number, model) for number, area in enumerate(decision.areas, 1)],
        sections=list(_sections(decision)),
        law=law.label,
        link=link,
        model=model.model_id,
        version=__version__,
    )


def _facts(decision: Decision) -> list[tuple[str, Any]]:
    """Return what is known of the document, in the order of the page."""
    known: dict[str, Any] = {name: getattr(decision, name) for name in _FACTS}
    known |= {name: getattr(decision.dates, name) for name in _DATES}
    known |= {
        "kind": decision.kind,
        "school_forms": ", ".join(decision.school_forms),
        "school_units": ", ".join(decision.school_units),
        "closed": None if decision.closed is None else ("yes" if decision.closed else "no"),
        "pages": decision.pages,
        "file": decision.path,
    }
    return [(name, known[name]) for name in _ORDER if known[name]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an account, with what it adds to the log odds; ``tone`` of its shade, -4 to 4."""

    text: str
    contribution: float
    tone: int


@dataclass(frozen=True, slots=True)
class Shown:
    """An area as the page shows it; without an account there is no prediction."""

    area: Area
    number: int
    stated: str
    p: float | None = None
    predicted: str | None = None
    logit: float = 0.0
    elsewhere: float = 0.0
    sentences: Sequence[Sentence] = ()
    beside: Sequence[measures.Beside] = ()


def _shown(area: Area, number: int, model: Model) -> Shown:
    stated = area.outcome.value if area.outcome else "none"
    if area.account is None or not area.account.text.strip():
        return Shown(area, number, stated)
    account = Account(area.title, area.needs, area.account.text)
    found = model.explain(account)
    possible = model.prediction_sets([found.p_more_needed])[0]
    most = max((abs(s.contribution) for s in found.sentences), default=0.0)
    return Shown(
        area,
        number,
        stated,
        found.p_more_needed,
        possible[0] if len(possible) == 1 else "uncertain",
        found.logit,
        found.elsewhere,
        [Sentence(s.text, s.contribution, _tone(s.contribution, most)) for s in found.sentences],
        measures.beside(account),
    )


def _tone(contribution: float, most: float) -> int:
    """Return the shade of a sentence, from -4 (speaks most for in line) to 4 (for more needed)."""
    return round(4 * contribution / max(most, 0.3))


@dataclass(frozen=True, slots=True)
class Margin:
    """A section as the page shows it: its label, and its text as paragraphs of safe HTML."""

    section: Section
    new_page: bool
    has_heading: bool  # its first paragraph is a heading of its own
    paragraphs: list[Markup]


def _sections(decision: Decision) -> Iterator[Margin]:
    page = 0
    for section in decision.sections:
        first = decision.text[section.start : section.end].partition("\n\n")[0]
        has_heading = section.title is not None and len(first) <= len(section.title) + _NUMBERING
        paragraphs = list(_paragraphs(decision, section.start, section.end))
        yield Margin(section, section.page != page, has_heading, paragraphs)
        page = section.page


def _paragraphs(decision: Decision, start: int, end: int) -> Iterator[Markup]:
    """Yield the paragraphs of a stretch with its citations linked and its outcomes marked."""
    at = start
    for part in decision.text[start:end].split("\n\n"):
        yield _marked(decision, at, at + len(part))
        at += len(part) + 2


def _marked(decision: Decision, start: int, end: int) -> Markup:
    """Return a stretch with marks around the places that state an outcome, and links in and outside them."""
    pieces, at = [], start
    places = sorted(
        {(place.start, place.end, place.outcome.value) for area in decision.areas for place in area.outcome_places}
    )
    for first, last, outcome in places:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        pieces.append(_linked(decision, at, first))
        pieces.append(Markup('<mark class="{}">{}</mark>').format(outcome, _linked(decision, first, last)))
        at = last
    return Markup("").join([*pieces, _linked(decision, at, end)])


def _linked(decision: Decision, start: int, end: int) -> Markup:
    pieces, at = [], start
    for citation in decision.citations:
        first, last = max(citation.start, at), min(citation.end, end)
        if first < last:
            pieces += [escape(decision.text[at:first]), _anchor(citation, decision.text[first:last])]
            at = last
    return Markup("").join([*pieces, escape(decision.text[at:end])])


def _anchor(citation: Citation, shown: str) -> Markup:
    target = next((link(address) for address in citation.ids if link(address)), None)
    title = "; ".join(law.label(address) for address in citation.ids)
    if target is None:
        return Markup('<span class="unresolved" title="{}">{}</span>').format(title, shown)
    return Markup('<a href="{}" title="{}" rel="noopener noreferrer">{}</a>').format(target, title, shown)
