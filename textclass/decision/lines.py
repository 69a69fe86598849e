"""pages -> lines that know their page, without page furniture and contents lists."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textclass import lexicon
from textclass.decision.characters import mend

_LONGEST_FURNITURE = 140
_EDGE = 6  # lines at the top or foot of a page, or on either side of a page mark, where furniture can stand
_LONGEST_TITLE = 10  # words of a running title
_DOCUMENT = re.compile("beslut|tillsyn|gransk|uppföljning|rapport")
_MOST_PIECES = 9  # of a line of furniture
_BETWEEN = r"[ ,|;•·–-]{1,3}"
_DIGITS = re.compile(r"\d+")
_LEADERS = re.compile(r"(?<![ .…·_])(?=[ .…·_]*?(?:(?:\. ?){4}|……|____))[ .…·_]++\d{0,3} {0,9}$")


class Line(NamedTuple):
    """One printed line; ``gap`` counts the empty lines before it on its page."""

    text: str  # stripped, single blanks
    page: int  # from 1
    gap: int
    contents: bool = False  # an entry of a contents list
    after_furniture: bool = False  # page furniture stood between it and the line before


def _any_of(table: str) -> str:
    return "|".join(f"(?:{entry['pattern']})" for entry in lexicon.load("furniture")[table])


@functools.cache
def _furniture(table: str) -> re.Pattern[str]:
    """Return what the lines of a table match, lines put together of pieces among them."""
    page, pieces = f"(?:{_any_of('page')})", f"(?:{_any_of('piece')})"
    more = f"(?:{_BETWEEN}{pieces}){{0,{_MOST_PIECES}}}"
    built = {
        "mark": f"|{page}{more}|{pieces}{more}{_BETWEEN}{page}{more}",
        "near_mark": f"|{pieces}{more}",
        "always": "",
    }
    return re.compile(_any_of(table) + built[table], re.IGNORECASE)


def is_page_mark(text: str) -> bool:
    """Whether the line is nothing but a page number, such as "3 (4)"."""
    return len(text) < _LONGEST_FURNITURE and any(map(str.isdigit, text)) and _matches("mark", text)


def _matches(table: str, text: str) -> bool:
    return _furniture(table).fullmatch(text) is not None


def split(pages: Iterable[str]) -> list[Line]:
    """Return the lines of the pages that are not empty, in order, furniture included."""
    lines = []
    for number, page in enumerate(pages, 1):
        gap = 0
        for raw in mend(page).split("\n"):
            text = " ".join(raw.split()) if "  " in raw else raw.strip()
            if not text:
                gap += 1
                continue
            leaders = (
                _LEADERS.search(text) if "...." in text or ". . ." in text or "…" in text or "__" in text else None
            )
            if leaders:
                text = text[: leaders.start()].rstrip(" .…_")
            if text:
                lines.append(Line(text, number, gap, contents=leaders is not None))
                gap = 0
    return lines


def drop_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines of the running text, and those of the page furniture taken out of it."""
    marks = {n for n, line in enumerate(lines) if is_page_mark(line.text)}
    breaks = {n for n in range(1, len(lines)) if lines[n].page != lines[n - 1].page}
    marks |= {n for edge in breaks for n in range(edge - 1, min(len(lines), edge + 2)) if _numbers_page(lines[n])}
    keys = [_key(line.text) for line in lines] if marks or breaks else []
    recurring = _recurring(lines, keys, marks, breaks)
    head = _head_of_document(lines)
    heading = frozenset(word for line in lines[:head] for word in line.text.casefold().split())

    def belongs(number: int) -> bool:
        text = lines[number].text
        return number >= head and (
            keys[number] in recurring
            or _matches("near_mark", text)
            or _matches("always", text)
            or _is_running_title(text, heading)
        )

    out = {n for n, line in enumerate(lines) if n >= head and len(line.text) < 20 and _matches("always", line.text)}
    out |= marks
    for edge in sorted(marks | breaks | ({len(lines)} if breaks else set())):
        for step in (-1, 1):
            number = edge - 1 if step < 0 else edge + (edge in marks)
            for _ in range(2 * _EDGE):
                if not (0 <= number < len(lines)) or not (number in out or belongs(number)):
                    break
                out.add(number)
                number += step
    kept = [
        line._replace(gap=0, after_furniture=True) if number - 1 in out and number > head else line
        for number, line in enumerate(lines)
        if number not in out
    ]
    return kept, [lines[number] for number in sorted(out)]


def _numbers_page(line: Line) -> bool:
    """Whether a line is nothing but the number of its page; a cover may not be counted."""
    return line.text.isdecimal() and int(line.text[:4]) in (line.page, line.page - 1)


def _is_running_title(text: str, heading: frozenset[str]) -> bool:
    """Whether a line tells in words of the document's head what document it is ("Huvudmannabeslut Ekby kommun")."""
    words = text.casefold().split()
    if not 1 < len(words) < _LONGEST_TITLE or text[-1] in ".,:;?" or not _DOCUMENT.search(words[0]):
        return False
    return all(word in heading for word in words)


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()


def _recurring(lines: Sequence[Line], keys: Sequence[str], marks: set[int], breaks: set[int]) -> set[str]:
    """Return the keys of short lines, no sentences, that stand at one place beside the edge of most pages.

    ``keys``: of all lines.
    """
    counts: Counter[tuple[str, int]] = Counter()
    for edge in marks | breaks:
        for number in range(max(0, edge - _EDGE), min(len(lines), edge + _EDGE)):
            if len(lines[number].text) < 80:
                counts[keys[number], number - edge] += 1
    edges = max(len(marks), len(breaks))
    enough = max(2 if edges < 4 else 3, (edges + 1) // 2)  # a title may end two pages: in the summary, in the reasons
    often = {
        key: n
        for (key, _), n in counts.items()
        if n >= enough and not key.endswith((".", ",", ";", ":")) and key[:1] != "•"
    }
    above_marks = {keys[number - 1] for number in marks if number}  # no title ends a page
    furniture = marks | {number for number, key in enumerate(keys) if key in often}
    return {
        key for key, n in often.items() if n > 2 or key in above_marks or not _heads_text(key, lines, keys, furniture)
    }


def _heads_text(key: str, lines: Sequence[Line], keys: Sequence[str], furniture: set[int]) -> bool:
    """Whether a line without a digit stands where a sentence has ended and another begins: a title, atop two pages."""
    text = [number for number in range(len(lines)) if number not in furniture]
    around = [bisect_left(text, number) for number, other in enumerate(keys) if other == key]
    return "#" not in key and all(
        0 < place < len(text) and lines[text[place - 1]].text[-1] in ".!?" and lines[text[place]].text[0].isupper()
        for place in around
    )


def _head_of_document(lines: Sequence[Line]) -> int:
    """Return the number of lines that head the document: its diary number, date and addressee are no furniture."""
    for number, line in enumerate(lines[: 2 * _EDGE]):
        paragraph = len(line.text) > 60 and not _matches("near_mark", line.text)
        if paragraph or line.page > 1:
            return number
    return min(2 * _EDGE, len(lines))
