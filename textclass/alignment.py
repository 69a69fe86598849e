"""clean text and the text it was cleaned from -> where a passage of the one stands in the other."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_PASSED_OVER = frozenset("-‐‑–—•·*▪◦\u00ad\ufeff")  # cleaning adds, drops or exchanges these
_BULLET = re.compile(r"\s{0,40}o\s{1,40}")
_AHEAD = 400  # signs of clean text searched for a line that does not follow at once
_TELLING = 20  # signs; a shorter line may stand in many places, so it must follow at once
_HEAD = 6  # lines of page furniture that may stand together


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of offsets (clean, raw) of the signs that stand in both texts, ascending."""

    clean: tuple[int, ...] | None  # None: the texts are equal
    raw: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the raw text of ``clean[start:end]``; an empty span where nothing of it is there."""
        if self.clean is None:
            return start, end
        first, last = bisect_left(self.clean, start), bisect_left(self.clean, end) - 1
        if first > last:
            return 0, 0
        return self.raw[first], self.raw[last] + 1


def align(clean: str, raw: str) -> Alignment:
    """Return where the signs of ``clean`` stand in ``raw``, of which it is a cleaned form.

    Cleaning takes out whole lines, joins and mends the rest, and keeps their order; so each raw line either
    follows where the last one ended or is page furniture. Time grows with the length of the texts.
    """
    if clean == raw:
        return Alignment(None)
    signs, offsets = _signs(clean, 0)
    lines = [line for text, begin in _lines(raw) if (line := _signs(text, begin))[0]]
    pairs: list[tuple[int, int]] = []
    at = 0
    for n, (wanted, places) in enumerate(lines):
        found = _find(signs, at, wanted, [line for line, _ in lines[n + 1 : n + 1 + _HEAD]])
        if found is not None:
            pairs += zip(offsets[found : found + len(wanted)], places, strict=True)
            at = found + len(wanted)
    return Alignment(tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def _find(signs: str, at: int, line: str, after: list[str]) -> int | None:
    """Return where a raw line stands in the signs from ``at`` on; None for page furniture."""
    if signs.startswith(line, at):
        is_head = any(len(line) < len(other) and signs.startswith(other, at) for other in after)
        return None if is_head else at
    if len(line) < _TELLING:
        return None
    found = signs.find(line, at, at + len(line) + _AHEAD)
    return None if found < 0 else found


def _lines(text: str) -> Iterator[tuple[str, int]]:
    begin = 0
    for line in text.replace("\f", "\n").split("\n"):
        bullet = _BULLET.match(line)
        yield (line[bullet.end() :], begin + bullet.end()) if bullet else (line, begin)
        begin += len(line) + 1


def _signs(text: str, begin: int) -> tuple[str, list[int]]:
    """Return the signs of a text that cleaning keeps, folded, and the offset of each."""
    signs: list[str] = []
    offsets: list[int] = []
    for n, sign in enumerate(text):
        if sign in _PASSED_OVER or sign.isspace() or unicodedata.combining(sign):
            continue
        for folded in unicodedata.normalize("NFKD", sign):
            if not unicodedata.combining(folded) and not "\ue000" <= folded <= "\uf8ff":
                signs.append(folded)
                offsets.append(begin + n)
    return "".join(signs), offsets
