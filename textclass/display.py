"""records -> how they show themselves: HTML in a notebook, a few lines in a terminal.

Notebooks strip style sheets from what they do not trust, so every style stands on its element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from textclass.citations.rendering import link
from textclass.records import Area, Citation, Decision, Section

if TYPE_CHECKING:
    from textclass.classifier import Evaluation, Explanation, Model
    from textclass.report.evaluation_page import Table

_COLOURS = {
    "area": "#1c2328",
    "legal_basis": "#7d78a8",
    "earlier_assessment": "#a9a08a",
    "needs": "#c99b45",
    "account": "#5d9aa0",
    "conclusion": "#b3622c",
    "decision": "#b3622c",
}
_OUTCOMES = {"in_line": "#17646d", "more_needed": "#a3450f"}
_CELL = Markup('<td style="text-align:left;vertical-align:top;max-width:30em;white-space:normal">{}</td>')
_HEAD = Markup('<th style="text-align:left">{}</th>')
_LINK = Markup('<a href="{}" title="{}" target="_blank" rel="noopener">{}</a>')
_LONG = 160  # characters of an account or a need in a table


def decision_html(decision: Decision) -> str:
    """Return a decision as HTML: what it is, its areas as a table, its text with named sections to fold out."""
    head = Markup("<p><b>{}</b> · {}<br>{}</p>").format(
        decision.organiser or decision.path or "Decision",
        _known(decision.kind.value, decision.dnr, decision.decision_date),
        _state(decision),
    )
    return str(head + _areas(decision.areas) + _warnings(decision.warnings) + _text(decision))


def _known(*values: str | None) -> str:
    return " · ".join(value for value in values if value)


def _state(decision: Decision) -> str:
    parts = ((len(decision.areas), "area"), (len(decision.citations), "citation"), (decision.pages, "page"))
    counts = ", ".join(f"{n} {what}" if n == 1 else f"{n} {what}s" for n, what in parts)
    return f"{decision.status.value}: {counts}" + (f" ({decision.error})" if decision.error else "")


def _areas(areas: Sequence[Area]) -> Markup:
    if not areas:
        return Markup()
    rows = (
        (
            number,
            area.title,
            _outcome(area),
            _short(" ".join(area.needs)),
            _short(area.account.text if area.account else None),
        )
        for number, area in enumerate(areas, 1)
    )
    return _table(("", "area", "stated outcome", "needs", "account"), rows)


def _outcome(area: Area) -> Markup:
    if area.outcome is None:
        return Markup("<i>not stated</i>")
    colour = _OUTCOMES.get(area.outcome.value, "#545e66")
    return Markup('<b style="color:{}">{}</b>').format(colour, area.outcome.value)


def _short(text: str | None) -> str:
    text = text or "–"
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _table(names: Sequence[str], rows: Any) -> Markup:  # noqa: ANN401 - rows of anything that can be shown
    head = Markup().join(_HEAD.format(name) for name in names)
    body = Markup().join(
        Markup("<tr>{}</tr>").format(Markup().join(_CELL.format(cell) for cell in row)) for row in rows
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)


def area_html(area: Area) -> str:
    """Return an area as HTML: its outcome and where it is stated, its needs, its account and its law."""
    law = (_linked_address(address) for address in area.citations)
    places = Markup("<br>").join(f"{p.text} ({p.where}, page {p.page})" for p in area.outcome_places)
    rows = (
        ("stated outcome", _outcome(area)),
        ("stated in", places),
        ("needs", Markup("<br>").join(area.needs)),
        ("account", area.account.text if area.account else None),
        ("law", Markup(", ").join(law)),
    )
    known = ((name, value) for name, value in rows if value)
    head = Markup("<p><b>{}</b>{}</p>").format(area.title, f" · {area.school_unit}" if area.school_unit else "")
    return str(head + _table(("", ""), known))


def _linked_address(address: str) -> Markup:
    target = link(address)
    return _LINK.format(target, address, address) if target else escape(address)


def explanation_html(explanation: Explanation) -> str:
    """Return an explanation as HTML: the probability, and what each sentence adds to the log odds."""
    most = max((abs(sentence.contribution) for sentence in explanation.sentences), default=0.0) or 1.0
    rows = [(_bar(one.contribution, most), one.text) for one in explanation.sentences]
    rows.append((_bar(explanation.elsewhere, most), Markup("<i>what no sentence carries</i>")))
    head = Markup("<p><b>P(more needed) = {:.2f}</b> · log odds {:+.2f}, the sum of:</p>").format(
        explanation.p_more_needed, explanation.logit
    )
    return str(head + _table(("adds", "sentence"), rows))


def _bar(value: float, most: float) -> Markup:
    colour = _OUTCOMES["more_needed" if value > 0 else "in_line"]
    width = min(6.0, 4 * abs(value) / most)
    return Markup(
        '<span style="color:{};white-space:nowrap;font-variant-numeric:tabular-nums">{:+.2f} '
        '<span style="display:inline-block;height:.7em;width:{:.1f}em;background:{}"></span></span>'
    ).format(colour, value, width, colour)


def _warnings(warnings: Sequence[str]) -> Markup:
    return Markup().join(Markup("<p>⚠ {}</p>").format(warning) for warning in warnings)


def _text(decision: Decision) -> Markup:
    if not decision.text:
        return Markup()
    body = Markup().join(_section(decision, section) for section in decision.sections)
    return Markup("<details><summary>text with its sections</summary>{}</details>").format(body)


def _section(decision: Decision, section: Section) -> Markup:
    colour = _COLOURS.get(section.label, "#dcd9d0")
    label = section.label + (f" {section.area}" if section.area else "")
    return Markup(
        '<div style="border-left:4px solid {};padding:0 0 0 .8em;margin:.5em 0">'
        '<small style="opacity:.7">{}</small><div style="white-space:pre-wrap;max-width:50em">{}</div></div>'
    ).format(colour, label, _linked(decision.text, decision.citations, section.start, section.end))


def _linked(text: str, citations: Sequence[Citation], start: int, end: int) -> Markup:
    pieces, at = [], start
    for citation in citations:
        if at <= citation.start and citation.end <= end:
            pieces += [escape(text[at : citation.start]), _anchor(citation, text[citation.start : citation.end])]
            at = citation.end
    return Markup().join([*pieces, escape(text[at:end])])


def _anchor(citation: Citation, shown: str) -> Markup:
    target = next((address for one in citation.ids if (address := link(one))), None)
    if target is None:
        return escape(shown)
    title = " ".join(citation.ids)
    return _LINK.format(target, title, shown)


def decision_lines(decision: Decision) -> str:
    """Return a decision as a few lines of text."""
    return "\n".join(_decision_lines(decision))


def _decision_lines(decision: Decision) -> Iterator[str]:
    yield _known(decision.organiser or decision.path or "Decision", decision.dnr, decision.decision_date)
    yield f"{decision.kind.value}, {_state(decision)}"
    for number, area in enumerate(decision.areas, 1):
        yield f"  {number}. {area.title}: {area.outcome.value if area.outcome else 'no stated outcome'}"


def citation_html(citation: Citation) -> str:
    """Return a citation as HTML: its words, linked, and its addresses."""
    ids = Markup(" ").join(Markup("<code>{}</code>").format(address) for address in citation.ids)
    return str(_anchor(citation, citation.text) + Markup(" → ") + ids + f" ({citation.kind}, {citation.status})")


class Cited:
    """A text with its citations; in a notebook it shows itself with links."""

    def __init__(self, text: str, citations: Sequence[Citation]) -> None:
        self.text, self.citations = text, citations

    def _repr_html_(self) -> str:
        body = _linked(self.text, self.citations, 0, len(self.text))
        rows = ((c.text, " ".join(c.ids), c.kind, c.act_by or "", c.status) for c in self.citations)
        table = _table(("citation", "addresses", "kind", "act by", "status"), rows) if self.citations else Markup()
        return str(Markup('<div style="white-space:pre-wrap;max-width:50em">{}</div>').format(body) + table)


def citations(text: str, *, base: str | None = None, date: str | None = None) -> Cited:
    """Return a text with its citations, to be looked at in a notebook; arguments as in ``textclass.cite``."""
    from textclass.citations import find

    return Cited(text, find(text, base=base, date=date))


def model_html(model: Model) -> str:
    """Return a model as HTML: its name, what it was trained on, and its card, to fold out."""
    outcomes = model.facts.get("outcomes") or {}
    counts = ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(outcomes.items()))
    trained = f"trained on {model.facts['examples']:,} accounts ({counts})" if "examples" in model.facts else ""
    return str(
        Markup(
            "<p><b>textclass model</b> <code>{}</code><br>{}</p><details><summary>card</summary>"
            '<pre style="white-space:pre-wrap">{}</pre></details>'
        ).format(model.model_id, trained, model.card)
    )


def evaluation_page(evaluation: Evaluation) -> str:
    """Return an evaluation as one self-contained page."""
    from textclass.report import evaluation_page as page

    return page.html(evaluation)


def evaluation_html(evaluation: Evaluation) -> str:
    """Return an evaluation as HTML: its main figures, its comparison, its plots; the other tables to fold out."""
    from textclass.report import evaluation_page as page

    head = Markup("<p><b>{}</b></p>").format(evaluation.title)
    notes = Markup().join(Markup("<p>{}</p>").format(note) for note in evaluation.notes)
    main = _table(("figure", "95% interval", "what it is"), page.tiles(evaluation))
    tables = Markup().join(_evaluated(table) for table in page.tables_of(evaluation))
    return str(head + notes + main + tables)


def _evaluated(table: Table) -> Markup:
    plot = Markup('<p><img src="{}" alt="{}" style="max-width:30em;width:100%"></p>').format(table.plot, table.title)
    opened = Markup(" open") if table.key == "comparison" else Markup()
    shown = _table(table.columns, (row.cells for row in table.rows)) if table.rows else Markup("<p>None.</p>")
    return Markup("{}<details{}><summary>{}</summary><p>{}</p>{}</details>").format(
        plot if table.plot else "", opened, table.title, table.explain, shown
    )
