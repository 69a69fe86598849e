"""What the command ``cite`` does: a text, or many JSON lines, -> the citations in the form asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from textclass.citations import Register, find, load_register
from textclass.citations.rendering import FORMATS, row


def _register(acts_path: str | Path | None) -> Register:
    return load_register() if acts_path is None else load_register(acts_path)


def cite_text(
    text: str,
    *,
    base: str | None = None,
    date: str | None = None,
    acts_path: str | Path | None = None,
    format: str = "jsonl",
) -> str:
    """Return the citations of ``text`` as ``format``: jsonl, table, html or markdown.

    Raises: ValueError: an unknown format, base act or date. FileNotFoundError: no file at ``acts_path``.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}: choose one of {', '.join(FORMATS)}")
    return FORMATS[format](text, find(text, base=base, date=date, acts=_register(acts_path)))


def cite_batch(
    lines: Iterable[str],
    *,
    base: str | None = None,
    date: str | None = None,
    acts_path: str | Path | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield an answer ``{"id", "citations"}`` for each JSON line ``{"id", "text", "base", "date"}``, in order.

    ``base`` and ``date`` stand in where a line has none. A line that cannot be read gives its id (or null), an
    ``error`` and no citations, and the work goes on; empty lines are passed over.
    """
    register = _register(acts_path)
    for line in lines:
        if line.strip():
            yield _answer(line, base, date, register)


def _answer(line: str, base: str | None, date: str | None, register: Register) -> dict[str, Any]:
    identity: Any = None
    try:
        asked = json.loads(line)
        if not isinstance(asked, dict):
            raise ValueError("a line must be a JSON object")
        identity = asked.get("id")
        text = asked.get("text")
        own_base, own_date = asked.get("base"), asked.get("date")
        if not isinstance(text, str):
            raise ValueError("text is missing or is no string")
        if not all(value is None or isinstance(value, str) for value in (own_base, own_date)):
            raise ValueError("base and date must be strings or null")
        found = find(text, base=own_base or base, date=own_date or date, acts=register)
    except (ValueError, RecursionError) as error:
        return {"id": identity, "error": _one_line(error), "citations": []}
    return {"id": identity, "citations": [row(citation) for citation in found]}


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
