"""a Decision and a model -> its rows in the table: one an area, or one alone for a document without areas."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from textclass.archive.sources import shown
from textclass.records import Account, Area, Decision, Outcome, Status

_OF_AN_AREA = re.compile(r"area (\d{1,6}): ")
_EVIDENCE = 3  # sentences
_LEAST = 5e-324  # a surprise is at most 1,074 bits
PREDICTED = (Outcome.IN_LINE.value, Outcome.MORE_NEEDED.value)
UNCERTAIN = "uncertain"


class Model(Protocol):
    """What scoring asks of a model; ``textclass.classifier.Model`` is one."""

    @property
    def model_id(self) -> str:
        """Tells models apart."""

    def explain(self, account: Account) -> Any:  # noqa: ANN401 - a record of the model's own
        """Return the prediction for one account, with ``p_more_needed`` and ``evidence``."""

    def predict_proba(self, accounts: Sequence[Account]) -> Any:  # noqa: ANN401 - an array
        """Return P(more_needed) for each account."""

    def prediction_sets(self, p: Sequence[float]) -> list[tuple[str, ...]]:
        """Return for each probability the outcomes that stay possible."""


def of(decision: Decision, model: Model, *, version: str, text: bool = True) -> list[dict[str, Any]]:
    """Return the rows of a document, columns of ``tables.COLUMNS``; at least one."""
    document = _document(decision) | {"model_id": model.model_id, "textclass_version": version}
    if not decision.areas:
        return [document]
    pages = {s.area: s.page for s in reversed(decision.sections) if s.area is not None}
    return [
        document
        | _area(area, number)
        | {"page": pages.get(number), "warnings": _warnings(decision.warnings, number)}
        | _prediction(area, model, text=text)
        for number, area in enumerate(decision.areas, 1)
    ]


def _document(decision: Decision) -> dict[str, Any]:
    return {
        "path": None if decision.path is None else shown(decision.path),
        "sha256": decision.sha256,
        "status": decision.status.value,
        "error": decision.error,
        "source": decision.source,
        "pages": decision.pages,
        "kind": decision.kind.value if decision.status in (Status.OK, Status.NO_AREAS, Status.PARTIAL) else None,
        "dnr": decision.dnr,
        "decision_date": _date(decision.decision_date),
        "organiser": decision.organiser,
        "organiser_type": decision.organiser_type,
        "school_forms": list(decision.school_forms),
        "assessment_decision_date": _date(decision.dates.assessment_decision),
        "report_due_date": _date(decision.dates.report_due),
        "report_received_date": _date(decision.dates.report_received),
        "closed": decision.closed,
        "corrected": False,
        "warnings": list(decision.warnings),
    }


def _date(iso: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _warnings(said: Sequence[str], number: int) -> list[str]:
    """Return the warnings that concern the whole document or this area."""
    areas = [_OF_AN_AREA.match(warning) for warning in said]
    return [w for w, area in zip(said, areas, strict=True) if area is None or int(area[1]) == number]


def _area(area: Area, number: int) -> dict[str, Any]:
    return {
        "area_no": number,
        "area_title": area.title,
        "stated_outcome": area.outcome.value if area.outcome else None,
        "stated_text": stated_text(area),
        "needs": list(area.needs),
        "citations": list(area.citations),
        "account_chars": len(area.account.text) if area.account else None,
        "account": area.account.text if area.account else None,
    }


def stated_text(area: Area) -> str | None:
    """Return the words that state the outcome: the conclusion's, or all that disagree; None if none is stated."""
    places = area.outcome_places
    if not places:
        return None
    if area.outcome in (Outcome.CONFLICT, Outcome.PARTLY):
        return " / ".join(dict.fromkeys(place.text for place in places))
    agreeing = [place for place in places if place.outcome == area.outcome] or list(places)
    return next((place.text for place in agreeing if place.where == "conclusion"), agreeing[0].text)


def _prediction(area: Area, model: Model, *, text: bool) -> dict[str, Any]:
    if area.account is None or not area.account.text.strip():
        return {}
    account = Account(area.title, area.needs, area.account.text)
    if text:
        explained = model.explain(account)
        p = float(explained.p_more_needed)
        said = [{"text": s.text, "contribution": float(s.contribution)} for s in explained.evidence[:_EVIDENCE]]
    else:
        p, said = float(model.predict_proba([account])[0]), []
    possible = [str(outcome) for outcome in model.prediction_sets([p])[0]]
    return {
        "p_more_needed": p,
        "prediction_set": possible,
        "predicted_outcome": possible[0] if len(possible) == 1 else UNCERTAIN,
        "surprise": surprise(area.outcome, p),
        "evidence": said,
    }


def surprise(stated: str | None, p: float | None) -> float | None:
    """Return the bits of surprise at the stated outcome given P(more_needed); None unless it is predictable.

    >>> surprise("more_needed", 0.25), surprise("in_line", 0.25) < 1, surprise("partly", 0.5)
    (2.0, True, None)
    """
    if p is None or stated not in PREDICTED:
        return None
    given = p if stated == Outcome.MORE_NEEDED else 1 - p
    return max(0.0, -math.log2(max(given, _LEAST)))


def correct(rows: Sequence[dict[str, Any]], corrections: Mapping[tuple[str, int], str | None]) -> int:
    """Give rows the outcome that a person gave them, by checksum or path and number of the area; how many."""
    used = 0
    for row in rows:
        keys = [(row[name], row.get("area_no")) for name in ("sha256", "path")]
        key = next((key for key in keys if key in corrections), None)
        if key is None or row.get("area_no") is None:
            continue
        row["stated_outcome"] = corrections[key]  # type: ignore[index]
        row["surprise"] = surprise(row["stated_outcome"], row.get("p_more_needed"))
        row["corrected"] = True
        used += 1
    return used
