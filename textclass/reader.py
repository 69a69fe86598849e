"""path or text -> Decision, and decisions -> Model: what a programmer calls first."""

from __future__ import annotations

import os
from collections.abc import Iterable

from textclass import reading
from textclass.decision.parsing import parse_document, parse_pages
from textclass.records import Decision, RawDocument, Status

PathLike = str | os.PathLike[str]


def parse(path: PathLike, *, ocr: bool = False) -> Decision:
    """Return the Decision in a file, read in this process; whatever the file, it has a ``status``.

    Raises: FileNotFoundError: there is no such file.
    """
    shown = os.fspath(path)
    return parse_raw(reading.read(path, ocr=ocr), shown)


def parse_raw(raw: RawDocument, path: str | None) -> Decision:
    """Return the Decision in a file that was read; a fault of ours in it gives the status ``error``."""
    try:
        return parse_document(raw, path)
    except Exception as error:  # noqa: BLE001 - one strange document must never end a batch
        return Decision(path, Status.ERROR, error=f"could not be understood: {type(error).__name__}", sha256=raw.sha256)


def parse_text(text: str) -> Decision:
    """Return the Decision in ``text``; form feeds part its pages. Its offsets are into its own clean ``text``."""
    return parse_pages(text.split("\f"))
