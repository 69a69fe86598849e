"""text -> the places where a citation can be: a handful of literal searches, each as fast as the machine allows."""

from __future__ import annotations

import functools
import re

from textclass.citations.register import Register

# Every pattern begins with literal letters, which the regex engine looks for at memory speed; what must
# stand before them is asked afterwards, by a look behind.
_LETTER = r"[^\W\d_]"
_PATTERNS = {
    "mark": (
        # A mark counts only with a number, a letter or two blanks before it, or a number behind it.
        r"§(?:(?<=[^\W_]§)|(?<=[^\W_]\s§)|(?<=\s\s§)|(?=\s{0,4}\d))",
        rf"ap(?<=[Kk]ap)(?<!{_LETTER}.ap)(?:\.|it|(?!{_LETTER}))",
    ),
    "word": (
        rf"lag(?:en?s?|s)?(?!{_LETTER})",
        rf"ordning(?:en)?s?(?!{_LETTER})",
        rf"balk(?:en)?s?(?!{_LETTER})",
        rf"konvention(?:en)?s?(?!{_LETTER})",
        rf"stadga(?:n|ns|s)?(?!{_LETTER})",
        rf"kungörelse(?:n|ns|s)?(?!{_LETTER})",
        rf"gsformen?s?(?!{_LETTER})",
        rf"irektiv(?:et)?s?(?!{_LETTER})",
        rf"fördrag(?:et)?s?(?!{_LETTER})",
        r"rambeslut",
        rf"instruktion(?:en)?s?(?!{_LETTER})",
        r"llmänna\s{1,20}råd(?!\w)",
    ),
    "article": (r"art(?:ik(?:el|lar)|\.(?=\s{0,6}\d)|(?<=\bart)\s\d)",),
    "union": (r"\((?:EU|EG|EEG|Euratom)\)\s",),
    "number": (
        r"\((?:SFS\s?)?\s?(?:1[6-9]|20)\d\d\s{0,2}:\s{0,2}\d",
        r"FS(?<=SFS)(?<![A-ZÅÄÖa-zåäö-]SFS)\s{0,4}(?:1[6-9]|20)\d\d\s{0,2}:\s{0,2}\d",
    ),
    "series": (r"FS(?:(?<!SFS)|(?<=[A-ZÅÄÖa-zåäö-]SFS))\s{0,4}(?:19|20)\d\d\s?:\s?\d",),
    "preparatory": (
        r"prop(?:\.|osition(?:en)?|(?=\s))",
        r"bet(?:\.|änkande(?:t|na)?|(?=\s))",
        r"skr(?:(?<=[Rr]skr)|(?:\.|ivelse)\s{0,8}\d{4}/)",
        r"dir(?:\.|ektiv(?:en|et)?|(?=\s))\s{0,8}\d{4}\s?:",
        r"iksdagsskrivelse",
    ),
    "curriculum": (r"läroplan",),
    "colon": (
        r":(?:(?<=[^\W\d_]\s\d:)|(?<=[^\W\d_]\s\d\d:)|(?<=\s\s\d:)|(?<=\s\s\d\d:)|(?=\d{1,3}\s{1,2}[A-ZÅÄÖ]))"
        r"\d{1,3}(?![\d:/])",
    ),
    "report": (r":(?<=\d\d:)[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}U\d",),
}
# Bills, series and numbered acts all hold a number such as 2010:800; a text with none needs no search for them.
_NUMBERED = re.compile(r":(?:(?<=\d:)|(?<=\d\s:)|(?<=\d\s\s:))\s{0,2}[\dA-ZÅÄÖ]")
_NEED_NUMBERS = frozenset(("number", "series", "preparatory", "report", "colon"))
# Names that begin with a capital share one search: an alternation of plain words is looked for by its first letters.
_CAPITALS = {
    "preparatory": ("SOU", "Ds", "Prop", "Bet", "Skr", "Dir"),
    "article": ("Artik", "Art."),
    "case": ("NJA", "HFD", "RÅ", "AD ", "AD1", "AD2", "MÖD", "PMÖD", "MIG", "RH ", "MD ", "FÖD"),
    "ombudsman": ("JO", "JK", "ARN", "Justitieombud", "Justitiekansl", "Riksdagens omb"),
    "abbreviation": ("EKMR", "EKR", "GDPR"),
    "word": ("LAG", "ORDNING", "BALK"),
    "curriculum": (
        *("Lgr", "LGR", "Lpo", "LPO", "Lpf", "LPF", "Lvux", "LVUX", "Lagr", "Lspec", "Lsam", "Lgy", "Lsär", "Gy", "GY"),
        *("Agy", "Läroplan"),
    ),
}


_Group = tuple[str, tuple[tuple[str, re.Pattern[str]], ...]]


@functools.cache
def _groups(numbered: bool) -> tuple[_Group, ...]:
    """Return the letters that matches begin with, and the patterns of these letters, each with its kind."""
    groups: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for kind, patterns in _PATTERNS.items():
        for pattern in patterns if numbered or kind not in _NEED_NUMBERS else ():
            groups.setdefault(_first_letters(pattern), []).append((kind, re.compile(pattern)))
    return tuple((letters, tuple(own)) for letters, own in groups.items())


def _first_letters(pattern: str) -> str:
    match = re.match(r"\\?(\(|[^\W\d_]{1,60}+|[§:])(?=[\\(?\[]|$)", pattern)
    letters = match[1] if match else pattern
    return letters.removesuffix("e") if pattern.startswith(letters + "?") else letters


@functools.cache
def _capitals() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: kind for kind, words_ in _CAPITALS.items() for word in words_}
    return re.compile("|".join(map(re.escape, sorted(kinds, key=len, reverse=True)))), kinds


def starters(text: str, register: Register) -> list[tuple[int, str]]:
    """Return where citations can be, in text order, each with the kind of reader it is for."""
    capitals, kinds = _capitals()
    found = [
        (match.start(), kind)
        for letters, own in _groups(_NUMBERED.search(text) is not None)
        if letters in text  # a plain search is faster still, and most of these words are in no decision
        for kind, pattern in own
        for match in pattern.finditer(text)
    ]
    found += [(match.start(), kinds[match[0]]) for match in capitals.finditer(text)]
    for needle in register.needles:
        found += _occurrences(text, needle) if needle not in kinds else ()
    found.sort()
    return found


def _occurrences(text: str, needle: str) -> list[tuple[int, str]]:
    # The first letter may be a capital; the rest is looked for as it stands.
    rest = needle[1:]
    found, at = [], text.find(rest)
    while at >= 0:
        found.append((at, "word"))
        at = text.find(rest, at + 1)
    return found
