"""sentences below one title -> the needs as printed, without marks, labels and lead-ins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textclass.decision.roles import EARLIER, LEGAL, NEEDS, Unit

_MUST = re.compile(
    r"(?<!\bsom )\b(?:behöver|behövdes?|krävdes|ska|skall|skulle|måste|bör|förelades|ålades|uppmanades|ombads|"
    r"anmodades|rekommenderades)[ ,]"
)
_MARK = re.compile(r"^(?:[•*–-]|\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?|[a-zåäö][.)]|\([a-z0-9]{1,2}\))\s+")
# a bracket of law after the end of a need is its legal basis; one inside its last sentence is part of it
_LAW_AFTER = re.compile(
    r"(?<=[.!?,;]) \((?:se |jfr )?\d{1,2}(?: [a-z])? kap[^()]{0,200}(?:\([^()]{1,60}\)[^()]{0,200}){0,4}\)\.?$|"
    r"(?<=[.!?]) \((?:se |jfr )?\d{1,3}(?: [a-z])? §[^()]{0,200}\)\.?$"
)
_COUNTED = r"(?: \d{1,2})?(?: \([^()]{1,120}\))?\s*"  # the number and the law that a label may have
_NEED_LABEL = re.compile(
    r"^(?:(?:identifiera|utpeka|angiv|påtala|konstatera)\w{1,3} )?"
    rf"(?:(?:utvecklings|förbättrings)(?:område|behov)(?:et|t)?{_COUNTED}[:–-]|(?:krav|behov|brist)(?:et|en)?{_COUNTED}:)"
    r"\s*",
    re.IGNORECASE,
)
# items of a list inside a sentence: "Skolan behövde a) följa upp … och b) besluta …"
_ENUMERATED = re.compile(r"(?:(?<=\s)|^)\(?(?:(?P<letter>[a-h])|(?P<roman>[ivx]{1,4})|(?P<digit>\d))\) (?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
# … "Stiftelsen ombads att införa …; att låta …"
_THAT = re.compile(r"\b(?:ombads?|ombetts|ålades|ålagts|förelades|uppmanades|anmodades)\b[^;]{0,40}? (?=att )")
_JOINS = re.compile(r"(?<!,) (?:och|samt)$")


def find(text: str, sentences: Sequence[tuple[Unit, str]]) -> tuple[str, ...]:
    """Return each bullet, whole, and each sentence outside bullets, without their marks."""
    spans: list[tuple[int, int, bool]] = []
    for unit, role in sentences:
        last = spans[-1] if spans else None
        goes_on = last is not None and last[2] and not unit.opens and unit.heading is None
        if last and goes_on and _of_a_bullet(unit, role) and not text[last[1] : unit.start].strip():
            spans[-1] = (last[0], unit.end, True)
        elif role == NEEDS and unit.heading is None:
            spans.append((unit.start, unit.end, unit.bullet))
    listed = [items(text[start:end]) for start, end, _ in spans]
    printed = [
        [as_printed(text[start:end], whole=bullet)] if len(parts) == 1 else parts
        for (start, end, bullet), parts in zip(spans, listed, strict=True)
    ]
    told = [need for needs in printed for need in needs]
    return tuple(need for need in told if not need.endswith("följande.")) or tuple(told)


def _of_a_bullet(unit: Unit, role: str) -> bool:
    """Whether the bullet of a need goes on with the sentence: how it was, the bracket of its law."""
    return role in (NEEDS, EARLIER) or (role == LEGAL and unit.text.startswith("("))


def as_printed(text: str, *, whole: bool) -> str:
    """Return a need without its mark and label, and a sentence without the bracket of law after it."""
    need = _NEED_LABEL.sub("", bare(text), count=1)
    need = (need if whole else _LAW_AFTER.sub("", need)).strip()
    lone = need.endswith(('"', "”")) and sum(map(need.count, '"”“')) == 1
    return need[:-1] if lone else need  # the end of a quotation of several


def items(need: str) -> list[str]:
    """Return the items of a list that runs inside a sentence; the sentence whole where none does.

    >>> items("Skolan behövde a) utreda stödet och b) följa upp det.")
    ['utreda stödet', 'följa upp det.']
    """
    marks = [mark for mark in _ENUMERATED.finditer(need) if _order(mark) is not None]
    first = _order(marks[0]) if marks else None
    begins = first == 0 or (marks and marks[0].start() == 0)  # one that begins with "2)" may hold "3)" too
    if (
        len(marks) > 1
        and begins
        and [_order(mark) for mark in marks] == list(range(first or 0, (first or 0) + len(marks)))
    ):
        ends = [*(mark.start() for mark in marks[1:]), len(need)]
        return [_JOINS.sub("", need[m.end() : end].strip()) for m, end in zip(marks, ends, strict=True)]
    led = _THAT.search(need)
    if led and "; att " in need[led.end() :]:
        return [item.strip() for item in re.split(r"(?<=;) (?=att )", need[led.end() :])]
    return [need]


def _order(mark: re.Match[str]) -> int | None:
    """Return the place of a mark in its list, from 0: of "c)" 2, of "(ii)" 1."""
    if mark["letter"]:
        return "abcdefgh".index(mark["letter"])
    if mark["digit"]:
        return int(mark["digit"]) - 1
    return _ROMAN.index(mark["roman"]) if mark["roman"] in _ROMAN else None


def bare(text: str) -> str:
    """Return an item of a list without its mark."""
    return _MARK.sub("", text, count=1)


def demands(unit: Unit) -> bool:
    """Whether a sentence says what must be done, and does not lead into what says so."""
    return unit.heading is None and not unit.text.endswith(":") and _MUST.search(unit.text) is not None
