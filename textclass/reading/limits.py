"""The limits a file must keep to be read, and the refusal that says what became of one that does not."""

from __future__ import annotations

from dataclasses import dataclass

from textclass.records import Status

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. A file over a limit is ``too_large``; it is never read in part."""

    bytes: int = 100 * MEGABYTE  # of the file itself
    pages: int = 2_000
    unpacked: int = 24 * MEGABYTE  # bytes that the text of a DOCX unpacks to
    stream: int = 12 * MEGABYTE  # bytes that one stream of a PDF unpacks to; pdfium needs 25 times the room
    ratio: int = 250  # of unpacked to packed bytes, for a part that unpacks to more than a megabyte
    entries: int = 10_000  # in a zip
    elements: int = 1_000_000  # of a DOCX; tags, and texts between them, of an HTML page
    characters: int = 20_000_000
    seconds: float = 60.0  # for a PDF, looked at after each page: a small file can take hours


class Refusal(Exception):  # an answer, not a fault of the program
    """A file that gives no text. ``reason`` is one line, without text of the document."""

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def too_large(what: str, limit: int, advice: str = "split the file, or raise the limit") -> Refusal:
    """Return the refusal of a file with more than ``limit`` of ``what``."""
    return Refusal(Status.TOO_LARGE, f"more than {limit:,} {what}: {advice}")
