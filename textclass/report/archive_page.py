"""scores -> one page that shows a whole archive."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textclass.citations.rendering import link
from textclass.report import figures, law, pages
from textclass.report.figures import Row

if TYPE_CHECKING:
    import pandas as pd

MOST_SURPRISING = 250  # rows; the page stays below 1.5 MB
FIRST_SHOWN = 30  # of them, until the reader asks for all
MOST_PROBLEMS = 300
SURPRISING = 2.5  # bits from which an outcome is called surprising: it was given less than 18 %
_LIGHT = (
    "path", "status", "error", "kind", "decision_date", "organiser_type", "school_forms", "report_received_date",
    "report_due_date", "assessment_decision_date", "area_no", "area_title", "stated_outcome", "predicted_outcome",
    "p_more_needed", "surprise", "citations", "account_chars",
)  # fmt: skip
_READ = ("ok", "no_areas", "partial")
_LONGEST = {"title": 160, "organiser": 120, "said": 420, "need": 260, "sentence": 300, "path": 260, "error": 200}


def report(scores: str | os.PathLike[str], output: str | os.PathLike[str], language: str = "en") -> None:
    """Write the page on a scored archive: what ``score`` wrote, a file or a folder.

    ``language``: en or sv, in which the page opens; it holds both. Raises: FileNotFoundError; ValueError: an
    unknown language, or no scores there.
    """
    from textclass.archive.scores import read_scores

    pages.write(html(read_scores(scores), Path(scores).name, language), output)


def html(frame: pd.DataFrame, source: str, language: str = "en") -> str:
    """Return the page on a scored table; ``source`` is what it is called."""
    rows = _records(frame[[name for name in _LIGHT if name in frame]])
    documents = list({row["path"]: row for row in reversed(rows)}.values())[::-1]
    areas = [row for row in rows if row["area_no"] is not None]
    values = _of_documents(documents) | _of_areas(areas) | {
        "source": source,
        "surprising": _surprising(frame),
        "first_shown": FIRST_SHOWN,
        "model": _only(frame, "model_id"),
        "version": _only(frame, "textclass_version"),
    }  # fmt: skip
    return pages.render("archive.html.j2", styles=("page.css",), script="page.js", language=language, **values)


def _of_documents(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the page says of the documents, each counted once."""
    problems = [row for row in documents if row["status"] not in ("ok", "no_areas")]
    dates = sorted(row["decision_date"] for row in documents if row["decision_date"] is not None)
    kinds, statuses = _kinds(documents)
    return {
        "n_documents": len(documents),
        "n_followups": sum("followup" in (row["kind"] or "") for row in documents),
        "n_problems": len(problems),
        "problems": [_problem(row) for row in problems[:MOST_PROBLEMS]],
        "first": f"{dates[0]:%Y-%m-%d}" if dates else None,
        "last": f"{dates[-1]:%Y-%m-%d}" if dates else None,
        "kinds": kinds,
        "statuses": statuses,
        "times": figures.times(documents),
        "late": figures.late(documents),
    }


def _of_areas(areas: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the page says of the assessed areas."""
    answers = [(row["path"], row["stated_outcome"] == "more_needed") for row in figures.judged(areas)]
    return {
        "n_areas": len(areas),
        "n_surprising": sum((row["surprise"] or 0) >= SURPRISING for row in areas),
        "n_scored": sum(row["surprise"] is not None for row in areas),
        "whole": figures.share_of("", answers) if answers else None,
        "outcomes": figures.outcomes(areas),
        "groups": _groups(areas),
        "cited": [(row, law.label(row.address), link(row.address)) for row in figures.cited(areas)],
        "agreement": figures.agreement(areas),
        "baseline": figures.baseline(areas),
        "cross": figures.cross(areas),
        "calibration": figures.calibration(areas),
        "doubts": _doubts(areas),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, None where a value is absent."""
    import pandas as pd

    rows = frame.astype(object).to_dict("records")
    return [
        {str(name): None if not isinstance(value, list) and pd.isna(value) else value for name, value in row.items()}
        for row in rows
    ]


def _only(frame: pd.DataFrame, column: str) -> str:
    return ", ".join(sorted({str(value) for value in frame[column].dropna()})) or "–"


def _groups(areas: list[dict[str, Any]]) -> list[tuple[str, figures.Groups]]:
    def year(row: Row) -> Iterable[str]:
        return [f"{row['decision_date']:%Y}"] if row["decision_date"] is not None else []

    def value(column: str) -> Any:  # noqa: ANN401 - a function from rows to groups
        return lambda row: [row[column]] if row[column] else []

    return [
        ("outcomes.year", figures.by_group(areas, year, in_order=True)),
        ("outcomes.school_form", figures.by_group(areas, lambda row: row["school_forms"] or [])),
        ("outcomes.organiser_type", figures.by_group(areas, value("organiser_type"))),
        ("outcomes.kind", figures.by_group(areas, value("kind"))),
        ("outcomes.title_of_area", figures.by_group(areas, _title, most=20)),
    ]


def _title(row: Row) -> list[str]:
    title = " ".join((row["area_title"] or "").split())
    return [title[:1].upper() + title[1:].lower() if title.isupper() else title] if title else []


def _kinds(documents: list[dict[str, Any]]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Return how many documents there are by kind and status, and the statuses that occur."""
    found: dict[str, Counter[str]] = {}
    for row in documents:
        found.setdefault(row["kind"] or "unread", Counter())[row["status"]] += 1
    totals = Counter(row["status"] for row in documents)
    order = sorted(totals, key=lambda status: (status not in _READ, -totals[status], status))
    return dict(sorted(found.items(), key=lambda item: (item[0] == "unread", -item[1].total()))), order


def _surprising(frame: pd.DataFrame) -> list[dict[str, Any]]:
    scored = frame[frame["surprise"].notna()]
    most = scored.sort_values(["surprise", "path", "area_no"], ascending=[False, True, True]).head(MOST_SURPRISING)
    return [_entry(row) for row in _records(most)]


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    evidence = [
        {"text": _cut(item["text"], "sentence"), "contribution": item["contribution"]}
        for item in row.get("evidence") or []
    ]
    return {
        "bits": round(min(row["surprise"], 99.0), 3),
        "organiser": _cut(row["organiser"], "organiser"),
        "title": _cut(row["area_title"], "title"),
        "date": f"{row['decision_date']:%Y-%m-%d}" if row["decision_date"] is not None else None,
        "stated": row["stated_outcome"],
        "p": row["p_more_needed"],
        "path": _cut(row["path"], "path"),
        "page": row["page"],
        "dnr": _cut(row["dnr"], "organiser"),
        "has_text": "account" in row,
        "said": _cut(row.get("stated_text"), "said"),
        "needs": [_cut(need, "need") for need in (row.get("needs") or [])[:3]],
        "evidence": evidence,
    }


def _problem(row: dict[str, Any]) -> dict[str, Any]:
    return {"path": _cut(row["path"], "path"), "status": row["status"], "error": _cut(row["error"], "error")}


def _cut(text: str | None, kind: str) -> str | None:
    most = _LONGEST[kind]
    return text if text is None or len(text) <= most else text[: most - 1].rstrip() + "…"


def _doubts(areas: list[dict[str, Any]]) -> dict[str, int]:
    return {
        "unknown": sum(row["stated_outcome"] is None for row in areas),
        "conflict": sum(row["stated_outcome"] == "conflict" for row in areas),
        "no_account": sum(not row["account_chars"] for row in areas),
    }
