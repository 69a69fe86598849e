"""Strings that make patterns slow: fixed ones that hurt readers of law, and ones bred from a pattern itself."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from re import _constants as ops  # the parse tree has no public home
from re import _parser as parser
from typing import Any

# name -> the piece that is repeated, and what stands at the end
PIECES = {
    "numbers": ("1, ", ""),
    "numbers closed up": ("1,1", "x"),
    "sections": ("§", ""),
    "sections apart": ("§ ", "x"),
    "brackets": ("(", ""),
    "brackets about digits": ("(1", ""),
    "brackets that close": ("()", ")"),
    "square brackets": ("[", "x"),
    "hyphens": ("skol-", ""),
    "long words with hyphens": ("utbildningsverksamhets-" * 3, "x"),
    "one word": ("a", "!"),
    "one word in capitals": ("Å", "!"),
    "capitals by turns": ("aB", "!"),
    "blanks": (" ", "x"),
    "blanks of many kinds": (" \t\u00a0\u2009", "x"),
    "tabs": ("\t", "x"),
    "line ends": ("\n", "x"),
    "line ends of Windows": ("\r\n", "x"),
    "blank lines with blanks": (" \n", "x"),
    "combining marks": ("\u0301", "a"),
    "letters with marks": ("a\u0308", "x"),
    "marks of two classes": ("\u0316\u0301", "a"),
    "chapters": ("4 kap. ", ""),
    "chapters and sections": ("4 kap. 3 §, ", "x"),
    "chapters without blanks": ("4kap.3§", "x"),
    "and": ("3 och ", "x"),
    "ranges": ("3-", "x"),
    "en dashes": ("3–5", "x"),
    "digits": ("1", "x"),
    "acts": ("2010:800 ", "x"),
    "colons": ("1:", "x"),
    "dates": ("2023-01-", "x"),
    "days": ("den 1 januari ", "x"),
    "diary numbers": ("Dnr 400-2016:", "x"),
    "dots": (".", "x"),
    "dots and blanks": (". ", "x"),
    "dotted letters": ("a.", "x"),
    "abbreviations": ("t.ex. ", "x"),
    "bullets": ("• ", "x"),
    "bullets on lines": ("• a\n", "x"),
    "titles": ("Huvudmannens arbete\n", "x"),
    "short paragraphs": ("a\n\n", "x"),
    "headings": ("Beslut\n\n", "x"),
    "verdicts": ("Skolinspektionen bedömer att ", "x"),
    "verdicts cut short": ("ytterligare kvalitetshöjande åtgärder ", "x"),
    "denials": ("inte ", "x"),
    "municipalities": ("Borås kommun ", "x"),
    "names": ("Anna Andersson ", "x"),
    "quotes": ("”", "x"),
    "quotes by turns": ("”a“", "x"),
    "slashes": ("/", "x"),
    "tags": ("<a ", "x"),
    "addresses": ("https://a.se/", " "),
    "mail": ("a@", "x"),
    "underscores": ("_", "x"),
    "page marks": ("1 (2)\n", "x"),
    "form feeds": ("\f", "x"),
    "nulls": ("\0", "x"),
    "soft hyphens": ("a\u00ad", "x"),
    "ligatures": ("ﬁ", "x"),
    "sharp s": ("ß", "x"),
    "dotted capital i": ("İ", "x"),
    "surrogates": ("𝟏", "x"),
    "paragraphs of law": ("första stycket ", "x"),
    "semicolons": ("; ", "x"),
    "preparatory works": ("prop. 2009/10:165 s. ", "x"),
    "curricula": ("Lgr 11, ", "x"),
    "courts": ("HFD 2015 ref. ", "x"),
}


def fixed(name: str, size: int) -> str:
    """Return the string of that name, ``size`` characters long.

    >>> fixed("numbers", 7)
    '1, 1, 1'
    """
    piece, end = PIECES[name]
    room = size - len(end)
    return (piece * (room // len(piece) + 1))[:room] + end


def bred(pattern: str, flags: int, *, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Yield pieces made from the pattern: what each of its repetitions repeats, and a match without its end."""
    tree = parser.parse(pattern, flags)
    chance = random.Random(seed)
    whole = _sample(tree, chance)
    yield "itself", whole
    yield "itself, cut short", whole[:-1]
    for number, part in enumerate(_repeated(tree)):
        piece = _sample(part, chance)
        yield f"repetition {number}", piece
        yield f"repetition {number} after its beginning", whole[: max(1, len(whole) // 2)] + piece * 3


def repeated(piece: str, size: int) -> str:
    """Return the piece again and again, and an end that seldom matches."""
    return (piece * (size // len(piece) + 1))[: size - 1] + "\x01"


def _repeated(tree: Any) -> Iterator[Any]:
    for op, value in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            if value[1] > 3:
                yield value[2]
            yield from _repeated(value[2])
        elif op is ops.SUBPATTERN:
            yield from _repeated(value[3])
        elif op is ops.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch)
        elif op is ops.ATOMIC_GROUP:
            yield from _repeated(value)
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _repeated(value[1])


def _sample(tree: Any, chance: random.Random) -> str:
    return "".join(_MADE[op](value, chance) for op, value in tree if op in _MADE)


def _repeat(value: Any, chance: random.Random) -> str:
    least, most, body = value
    return "".join(_sample(body, chance) for _ in range(min(most, max(least, 1), 50)))


def _of_set(value: Any, chance: random.Random) -> str:
    wanted, negated = list(value), False
    if wanted[0][0] is ops.NEGATE:
        wanted, negated = wanted[1:], True
    if negated:
        return next((sign for sign in "a1 .§-\nÅ" if not any(_within(sign, item) for item in wanted)), "€")
    op, content = chance.choice(wanted)
    if op is ops.CATEGORY:
        return _CATEGORIES.get(content, "a")
    return chr(content if op is ops.LITERAL else content[0])


def _within(sign: str, item: Any) -> bool:
    op, content = item
    if op is ops.LITERAL:
        return ord(sign) == content
    if op is ops.RANGE:
        return bool(content[0] <= ord(sign) <= content[1])
    return {
        ops.CATEGORY_DIGIT: sign.isdigit(),
        ops.CATEGORY_SPACE: sign.isspace(),
        ops.CATEGORY_WORD: sign.isalnum() or sign == "_",
        ops.CATEGORY_NOT_SPACE: not sign.isspace(),
        ops.CATEGORY_NOT_DIGIT: not sign.isdigit(),
        ops.CATEGORY_NOT_WORD: not (sign.isalnum() or sign == "_"),
    }.get(content, False)


_CATEGORIES = {
    ops.CATEGORY_DIGIT: "1",
    ops.CATEGORY_SPACE: " ",
    ops.CATEGORY_WORD: "a",
    ops.CATEGORY_NOT_DIGIT: "a",
    ops.CATEGORY_NOT_SPACE: "a",
    ops.CATEGORY_NOT_WORD: " ",
}
_MADE: dict[Any, Callable[[Any, random.Random], str]] = {
    ops.LITERAL: lambda value, chance: chr(value),
    ops.NOT_LITERAL: lambda value, chance: "a" if value != ord("a") else "b",
    ops.ANY: lambda value, chance: "a",
    ops.IN: _of_set,
    ops.BRANCH: lambda value, chance: _sample(chance.choice(value[1]), chance),
    ops.SUBPATTERN: lambda value, chance: _sample(value[3], chance),
    ops.ATOMIC_GROUP: lambda value, chance: _sample(value, chance),
    ops.MAX_REPEAT: _repeat,
    ops.MIN_REPEAT: _repeat,
    ops.POSSESSIVE_REPEAT: _repeat,
}


def composed(size: int) -> str:
    """Return marks in an order that normal forms must sort: what NFC alone takes quadratic time for."""
    marks = [chr(code) for code in range(0x300, 0x370) if unicodedata.combining(chr(code))]
    marks.sort(key=unicodedata.combining, reverse=True)
    return "a" + ("".join(marks) * (size // len(marks) + 1))[: size - 1]
