"""text -> text as it was meant, with a way back: composed letters, no soft hyphens, no page heads.

Offsets found in the folded text are carried back to the caller's own text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = "\u0300-\u036f"
_ODD = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
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
_PAGE_MARKS = (
    re.compile(r"\([1-9]\d{0,2}\)(?=[ \t]{0,40}[\r\n\f])"),
    re.compile("\f"),
    re.compile(r"Sid(?:a|an)? [1-9]\d{0,2}(?= ?(?:av|\()| {0,40}[\r\n])"),
)
_FURNITURE = re.compile(
    r"\s*(?:(?i:Skolinspektionen|Skolverket|Statens skolinspektion"
    r"|(?:Beslut|Dom|Protokoll|Rapport|Datum|Sida?)\.?"
    r"|(?:Dnr|Diarienummer|Diarienr|Mål nr|Mål|Aktbilaga)\b.{0,40}|\d{4}-\d\d-\d\d"
    r"|(?:Sid(?:a|an)?\.? ?)?\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3})|Sid(?:a|an)? \d{1,3}"
    r"|(?:Kammarrätten|Förvaltningsrätten|Länsrätten|Tingsrätten|Hovrätten) i [\wåäö ]{2,30}"
    r"|(?:[A-ZÅÄÖ]{1,2} )?\d{1,5}-\d\d|Box \d{2,5}.{0,60})"
    r"|[A-ZÅÄÖ]{3,20}(?: [A-ZÅÄÖ]{1,20}){0,4}(?: \d{4}-\d\d-\d\d)?)?\s*"
)
_LONGEST = 100  # characters, one more than a line of page furniture has
_NEIGHBOURS = 16  # lines of page furniture looked for on each side of a page mark


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and the pieces it was made of: where each begins here, and its span in the text given."""

    text: str
    begins: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def start(self, position: int) -> int:
        """Return where the character at ``position`` begins in the text given."""
        return self._span(position)[0] if self.begins else position

    def end(self, position: int) -> int:
        """Return where the character before ``position`` ends in the text given."""
        return self._span(position - 1)[1] if self.begins and position else position

    def _span(self, position: int) -> tuple[int, int]:
        piece = bisect_right(self.begins, position) - 1
        start, end = self.spans[piece]
        follower = self.begins[piece + 1] if piece + 1 < len(self.begins) else len(self.text)
        if end - start != follower - self.begins[piece]:
            return start, end  # a piece that was changed is one whole
        at = start + position - self.begins[piece]
        return at, at + 1


def fold(text: str) -> Folded:
    """Return ``text`` folded; a text that needs nothing is given back itself, with no map."""
    edits = sorted(_edits(text))
    if not edits:
        return Folded(text)
    pieces: list[str] = []
    begins: list[int] = []
    spans: list[tuple[int, int]] = []
    length = at = 0
    for start, end, new in (*edits, (len(text), len(text), "")):
        if start < at:
            continue
        for piece, span in ((text[at:start], (at, start)), (new, (start, end))):
            if piece:
                pieces.append(piece)
                begins.append(length)
                spans.append(span)
                length += len(piece)
        at = end
    return Folded("".join(pieces), tuple(begins), tuple(spans))


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    if not text.isascii() and _is_odd(text):
        for match in _EDIT.finditer(text):
            new = "" if match.lastgroup == "dropped" else unicodedata.normalize("NFKC", match[0])
            if len(new) < len(match[0]) or match.lastgroup == "ligature":
                yield match.start(), match.end(), new
    for match in _HYPHEN.finditer(text):
        yield match.start(), match.end(), ""
    yield from _page_heads(text)


def _is_odd(text: str) -> bool:
    try:
        text.encode("latin-1")  # has no mark that could be composed, and no odd sign but one
        return "\u00ad" in text
    except UnicodeEncodeError:
        pass
    # Single characters are looked for at memory speed, one after the other; a set of them is not.
    return any(sign in text for sign in _ODD) or not unicodedata.is_normalized("NFC", text)


def _page_heads(text: str) -> Iterator[tuple[int, int, str]]:
    reached = 0
    for start, end in sorted(mark.span() for pattern in _PAGE_MARKS for mark in pattern.finditer(text)):
        if start < reached:
            continue
        first = text.rfind("\n", max(0, start - _LONGEST), start) + 1
        last = _line_end(text, end)
        if not _is_furniture(text, first, last):
            continue
        start, end = _above(text, first, reached), _below(text, last)
        reached = end
        yield start, end, "\n"


def _line_end(text: str, position: int) -> int:
    """Return where the line ends, or a place too far away for a line of page furniture."""
    end = text.find("\n", position, position + _LONGEST)
    return min(len(text), position + _LONGEST) if end < 0 else end


def _is_furniture(text: str, start: int, end: int) -> bool:
    return end - start < _LONGEST and _FURNITURE.fullmatch(text, start, end) is not None


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
