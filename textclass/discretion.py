"""text -> what of it may stand on a terminal or in a log: no control signs, no identity numbers, never much of it."""

from __future__ import annotations

import re

MOST = 80  # characters of a document that a log may hold

_NUMBER = re.compile(r"(?<!\d)(?:\d\d)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-9]\d)(?:([-+–−])|[_ ]?)\d{4}(?!\d)")
_DIGIT = re.compile(r"\d")


def unnumbered(text: str) -> str:
    """Return ``text`` with X for each digit of a personal identity number.

    >>> unnumbered("beslut om 640823-3234.pdf, 196408233234, 2023-01-15 och scan202301151230")
    'beslut om XXXXXX-XXXX.pdf, XXXXXXXXXXXX, 2023-01-15 och scan202301151230'
    """
    return _NUMBER.sub(lambda found: _DIGIT.sub("X", found[0]) if found[1] or _adds_up(found[0]) else found[0], text)


def _adds_up(text: str) -> bool:
    """Whether the last digit checks the nine before it, as in an identity number and not in most times of a scan."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(_DIGIT.findall(text)[-10:]))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def printable(text: str) -> str:
    r"""Return ``text`` without what could steer a terminal, and without identity numbers.

    >>> printable("a\x1b[31m\nå")
    'a\\x1b[31m\\nå'
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in unnumbered(text))


def brief(text: str) -> str:
    """Return ``text`` as ``printable`` does, cut to what a log may hold."""
    shown = printable(text[: 2 * MOST])
    return shown if len(shown) <= MOST else shown[: MOST - 1] + "…"
