"""the commands predict and train as pure functions: rows in, rows or a model out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from textclass.classifier.model import Model
from textclass.discretion import brief
from textclass.records import Account


def read_rows(text: str, *, is_csv: bool = False) -> list[dict[str, Any]]:
    """Return the rows of JSON lines, or of CSV where needs are separated by ";". Raises: ValueError: a bad line."""
    if is_csv:
        return _csv_rows(text.removeprefix("\ufeff"))
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):  # U+2028 may stand in a text
        if line.strip():
            found.append(_parse(line, number))
    return found


def _csv_rows(text: str) -> list[dict[str, Any]]:
    csv.field_size_limit(2**31 - 1)
    head = text.partition("\n")[0]
    comma = ";" if head.count(";") > head.count(",") else ","  # a Swedish Excel saves with semicolons
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=comma)
    if "account" not in (lines.fieldnames or ()):
        raise ValueError(f"no column 'account' in {brief(', '.join(lines.fieldnames or ())) or 'an empty file'}")
    return [line | {"needs": [n.strip() for n in (line.get("needs") or "").split(";") if n.strip()]} for line in lines]


def _parse(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise ValueError(f"line {number}: not a JSON object")
    return row


def account_of(row: dict[str, Any]) -> Account:
    """Return the account of one row. Raises: ValueError: its "account" is missing or no text."""
    text, needs = row.get("account"), row.get("needs") or []
    if not isinstance(text, str):
        raise ValueError(f"row {row.get('id')!r}: 'account' must be a text")
    if isinstance(needs, str):
        needs = [needs]
    if not isinstance(needs, list) or not all(isinstance(need, str) for need in needs):
        raise ValueError(f"row {row.get('id')!r}: 'needs' must be a list of texts")
    return Account(str(row.get("title") or ""), tuple(needs), text)


def predict(rows: Iterable[dict[str, Any]], model: Model) -> Iterator[dict[str, Any]]:
    """Yield for each row its id, P(more_needed) and the predicted outcome, in order."""
    for row in rows:
        p = float(model.predict_proba([account_of(row)])[0])
        yield {"id": row.get("id"), "p_more_needed": p, "predicted_outcome": outcome(model, p)}


def outcome(model: Model, p: float) -> str:
    """Return the one outcome left by the prediction set, or "uncertain"."""
    (left,) = model.prediction_sets([p])
    return left[0] if len(left) == 1 else "uncertain"
