"""text -> text as it was meant, with a way back: composed letters, no soft hyphens, no page heads.

Offsets found in the folded text are carried back to the caller's own text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = "\u0300-\u036f"
_ODD = re.compile(f"[\u00ad\u200b-\u200d\u2060\ufb00-\ufb06\ufeff{_MARKS}]")
_EDIT = re.compile(
    rf"(?P<composed>[^\W\d_][{_MARKS}]{{1,8}})"
    "|(?P<ligature>[\ufb00-\ufb06])"
    "|(?P<dropped>[\u00ad\u200b-\u200d\u2060\ufeff]{1,8}(?:[ \t]{0,8}\r?\n[ \t]{0,8}(?=[a-zåäö]))?)"
)
_HYPHEN = re.compile(
    r"-(?<=[a-zåäö]{2}-)(?:[ \t]{0,8}(?:\r?\n[ \t]{0,8}){1,2}(?=[a-zåäö]{2})"
    r"|[ \t]{1,4}(?=(?:lag|förordning|balk)(?:en|ens)?(?!\w)))"
    r"(?!(?:och|eller|samt|respektive|resp)\b)"
)
_PAGE_MARK = re.compile(
    r"\([1-9]\d{0,2}\)(?=[ \t]*[\r\n\f])|\f|Sid(?:a|an)? [1-9]\d{0,2}(?= ?(?:av|\()| *[\r\n])"
)
_FURNITURE = re.compile(
    r"\s*(?:(?i:Skolinspektionen|Skolverket|Statens skolinspektion"
    r"|(?:Beslut|Dom|Protokoll|Rapport|Datum|Sida?)\.?"
    r"|(?:Dnr|Diarienummer|Diarienr|Mål nr|Mål|Aktbilaga)\b.{0,40}|\d{4}-\d\d-\d\d"
    r"|(?:Sid(?:a|an)?\.? ?)?\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3})|Sid(?:a|an)? \d{1,3}"
    r"|(?:Kammarrätten|Förvaltningsrätten|Länsrätten|Tingsrätten|Hovrätten) i [\wåäö ]{2,30}"
    r"|Box \d{2,5}.{0,60})|[A-ZÅÄÖ]{3,20}(?: [A-ZÅÄÖ]{1,20}){0,4}(?: \d{4}-\d\d-\d\d)?)?\s*"
)
_NEIGHBOURS = 8  # lines of page furniture looked for on each side of a page mark


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``origin`` holds where each of its characters began in the text given, and the length."""

    text: str
    origin: array[int] | None = None
    width: array[int] | None = None

    def start(self, position: int) -> int:
        """Return where the character at ``position`` begins in the text given."""
        return position if self.origin is None else self.origin[position]

    def end(self, position: int) -> int:
        """Return where the character before ``position`` ends in the text given."""
        if self.origin is None or self.width is None:
            return position
        return self.origin[position - 1] + self.width[position - 1]


def fold(text: str) -> Folded:
    """Return ``text`` folded; a text that needs nothing is given back itself, with no map."""
    edits = sorted(_edits(text))
    if not edits:
        return Folded(text)
    pieces: list[str] = []
    origin, width = array("q"), array("q")
    at = 0
    for start, end, new in edits:
        if start < at:
            continue
        pieces += (text[at:start], new)
        origin.extend(range(at, start))
        width.extend([1] * (start - at))
        origin.extend([start] * len(new))
        width.extend([end - start] * len(new))
        at = end
    pieces.append(text[at:])
    origin.extend(range(at, len(text)))
    width.extend([1] * (len(text) - at))
    return Folded("".join(pieces), origin, width)


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    if not text.isascii() and _ODD.search(text):
        for match in _EDIT.finditer(text):
            new = "" if match.lastgroup == "dropped" else unicodedata.normalize("NFKC", match[0])
            if len(new) < len(match[0]) or match.lastgroup == "ligature":
                yield match.start(), match.end(), new
    for match in _HYPHEN.finditer(text):
        yield match.start(), match.end(), ""
    yield from _page_heads(text)


def _page_heads(text: str) -> Iterator[tuple[int, int, str]]:
    reached = 0
    for mark in _PAGE_MARK.finditer(text):
        if mark.start() < reached:
            continue
        first = text.rfind("\n", 0, mark.start()) + 1
        last = _line_end(text, mark.end())
        if not _is_furniture(text, first, last):
            continue
        start, end = _above(text, first, reached), _below(text, last)
        reached = end
        yield start, end, "\n"


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _is_furniture(text: str, start: int, end: int) -> bool:
    return end - start < 100 and _FURNITURE.fullmatch(text, start, end) is not None


def _above(text: str, start: int, floor: int) -> int:
    for _ in range(_NEIGHBOURS):
        line = text.rfind("\n", floor, max(start - 1, floor)) + 1
        if start - 1 <= floor or line <= floor or not _is_furniture(text, line, start - 1):
            return start
        start = line
    return start


def _below(text: str, end: int) -> int:
    for _ in range(_NEIGHBOURS):
        if end >= len(text):
            return end
        line = _line_end(text, end + 1)
        if not _is_furniture(text, end + 1, line):
            return end
        end = line
    return end
