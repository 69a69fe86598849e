"""rows -> the queue of what a person should look at; and the queue, filled in -> corrections of rows."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zipfile import BadZipFile

from textclass import tables
from textclass.archive.plan import ArchiveError
from textclass.archive.rows import UNCERTAIN
from textclass.archive.tally import GOOD, SURPRISING
from textclass.discretion import brief
from textclass.records import Area, Decision, Outcome

COLUMNS = (
    "reason",
    "path",
    "page",
    "area_no",
    "area_title",
    "quote",
    "stated_outcome",
    "predicted_outcome",
    "p_more_needed",
    "surprise",
    "correct_outcome",
    "sha256",
)
REASONS = ("damaged file", "conflict", "unknown wording", "surprising", "uncertain")  # in the order of the queue
ANSWER = "correct_outcome"  # the column that a person fills in
NO_OUTCOME = "none"  # the answer that no outcome is stated
_QUOTE = 300  # characters
ANSWERS = (*(outcome.value for outcome in Outcome), NO_OUTCOME)
_NO_WORD = re.compile(r"[\s_-]+")

Corrections = Mapping[tuple[str, int], str | None]


def of(decision: Decision, rows: Sequence[Mapping[str, Any]], *, text: bool = True) -> list[dict[str, Any]]:
    """Return the entries of the queue that the rows of one document give; quotes only if ``text``."""
    queue = []
    if decision.status not in GOOD:
        queue.append(_entry("damaged file", rows[0], f"{decision.status}: {decision.error or ''}", None))
    for area, row in zip(decision.areas, rows, strict=bool(decision.areas)):
        reason = None if row["corrected"] else _reason(row)
        if reason:
            quote, page = _quote(area, row)
            queue.append(_entry(reason, row, quote if text else None, page))
    return queue


def _reason(row: Mapping[str, Any]) -> str | None:
    if row["stated_outcome"] == Outcome.CONFLICT:
        return "conflict"
    if row["stated_outcome"] is None:
        return "unknown wording"
    if (row.get("surprise") or 0.0) >= SURPRISING:
        return "surprising"
    return "uncertain" if row.get("predicted_outcome") == UNCERTAIN else None


def _quote(area: Area, row: Mapping[str, Any]) -> tuple[str | None, int | None]:
    """Return the words to look at, those of the conclusion first, and their page."""
    if area.outcome_places:
        place = next((p for p in area.outcome_places if p.where == "conclusion"), area.outcome_places[0])
        return row.get("stated_text") or place.text, place.page
    passage = area.conclusion or area.account
    return (passage.text, passage.page) if passage else (None, row.get("page"))


def _entry(reason: str, row: Mapping[str, Any], quote: str | None, page: int | None) -> dict[str, Any]:
    entry: dict[str, Any] = {name: row.get(name) for name in COLUMNS}
    short = quote if quote is None or len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"
    return entry | {"reason": reason, "quote": short, "page": page or row.get("page"), ANSWER: None}


def gravest_first(entry: Mapping[str, Any]) -> tuple[int, float]:
    """Return the key that sorts entries: by reason, then the more surprising first."""
    return REASONS.index(entry["reason"]), -(entry["surprise"] or 0.0)


def read_corrections(source: str | os.PathLike[str] | Iterable[Mapping[str, Any]] | None) -> Corrections:
    """Return what a person answered, by (checksum or path, number of the area); {} for None.

    ``source``: a queue with its column ``correct_outcome`` filled in (.csv, .xlsx, .jsonl), or such rows.
    Rows without an answer say nothing. Raises: ArchiveError: an answer or the file cannot be understood.
    """
    if source is None:
        return {}
    name = os.fspath(source) if isinstance(source, str | os.PathLike) else None
    found: dict[tuple[str, int], str | None] = {}
    lines = iter(source) if not isinstance(source, str | os.PathLike) else _lines(os.fspath(source))
    for number, line in enumerate(lines, 2):
        answer = _NO_WORD.sub("_", str(line.get(ANSWER) or "").strip().lower())  # "More needed" is more_needed
        if not answer:
            continue
        if answer not in ANSWERS:
            where = f"{name}, line {number}" if name else f"correction {number - 1}"
            raise ArchiveError(f"{where}: {brief(answer)!r} is no outcome: {', '.join(ANSWERS)}")
        key = _key(line)
        if key:
            found[key] = None if answer == NO_OUTCOME else answer
    return found


def keep_answers(path: str | os.PathLike[str] | None) -> None:
    """Refuse to write a queue where one stands that a person has answered. Raises: ArchiveError."""
    if path is None or not os.path.isfile(path):
        return
    try:
        answered = bool(read_corrections(path))
    except ArchiveError:  # answers that cannot be understood are answers; another file is none
        answered = ANSWER in _head(os.fspath(path))
    if answered:
        raise ArchiveError(
            f"{os.fspath(path)}: holds answers: hand it back as corrections, and give the new queue another name"
        )


def _head(path: str) -> Iterable[str]:
    try:
        return next(_lines(path), {})
    except ArchiveError:
        return ()


def _key(line: Mapping[str, Any]) -> tuple[str, int] | None:
    document = str(line.get("sha256") or line.get("path") or "")
    try:
        return document, int(float(line.get("area_no") or 0))
    except ValueError:
        return None


def _lines(path: str) -> Iterator[Mapping[str, Any]]:
    """Return the lines of a file of corrections by column; apostrophes that guard cells are taken off."""
    suffix = os.path.splitext(path)[1].lower()
    reader = {".csv": _csv_lines, ".xlsx": _excel_lines, ".jsonl": _json_lines}.get(suffix)
    if reader is None:
        raise ArchiveError(f"{path}: corrections are read from .csv, .xlsx or .jsonl")
    try:
        lines = list(reader(path))
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, BadZipFile) as error:
        raise ArchiveError(f"{path}: cannot be read as {suffix}: {error}") from error
    if lines and ANSWER not in lines[0]:
        raise ArchiveError(f"{path}: has no column {ANSWER!r}")
    return iter(lines)


def _csv_lines(path: str) -> Iterator[Mapping[str, Any]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        comma = ";" if first.count(";") > first.count(",") else ","  # a Swedish Excel saves with semicolons
        for line in csv.DictReader(file, delimiter=comma):
            yield {name: tables.unguarded(cell or "") for name, cell in line.items() if name}


def _excel_lines(path: str) -> Iterator[Mapping[str, Any]]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            names = [str(name) for name in next(rows, ())]
            yield from (dict(zip(names, row, strict=False)) for row in rows)
    finally:
        book.close()


def _json_lines(path: str) -> Iterator[Mapping[str, Any]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        for line in file:
            if line.strip():
                yield {ANSWER: None} | json.loads(line)


def checksum(corrections: Corrections) -> str:
    """Return what tells sets of corrections apart; "" for none."""
    if not corrections:
        return ""
    listed = json.dumps(sorted([*map(str, key), str(value)] for key, value in corrections.items()))
    return hashlib.sha256(listed.encode()).hexdigest()[:16]
