"""text and a position -> the curriculum named there, with its numbered parts."""

from __future__ import annotations

import functools
import re

from textclass import lexicon
from textclass.citations.found import Found

_O = r"\s{0,20}+"
_NO_GAP = r"(?![^\S\n]{0,9}\n[^\S\n]{0,9}\n)"  # a title that no list knows is no heading or name a paragraph further
_TITLES_END = r"(?=\s{0,20}(?:[,;.):\]]|och\s+\d|samt\s+\d|$)|[^\S\n]{0,9}\n[^\S\n]{0,9}\n)"
_PART = r"(?P<part>\d(?:\.\d{1,2}){0,2})(?![\d/:]|\.\d)"
_ORDINAL = r"(?:(?<![.\d]\d)\.)?"  # "1. Skolans uppdrag"; the full stop of "2.4. Vad skolan gjort" ends a sentence
_BEFORE = re.compile(
    r"(?:(?:(?:avsnitt(?:en|et)?|kapitel|kapitlet|kap\.|del(?:en|arna)?|punkt(?:en)?|under|rubriken)\s{1,8})"
    r"|(?<![\w.,:/])(?=\d\.\d{1,2}\s{1,8}i\s))"
    r"(?P<first>\d(?:\.\d{1,2}){0,2})(?:(?:,|\s{1,8}och|\s{1,8}samt)\s{1,8}(?P<second>\d(?:\.\d{1,2}){0,2}))?"
    r"\s{1,8}(?:i\s{1,8})?(?:läroplanen\s{0,4}[,(]?\s{0,4})?$"
)
_OPENED = re.compile(r"\s{1,8}\((?=[A-ZÅÄÖ])")
_NAMED_BEFORE = re.compile(r"(?<!\w)[Ll]äroplan(?:ens?)?(?:\s{1,8}för(?:,?\s{1,8}[a-zåäö]+){1,7})?\s{1,8}\($")
# "läroplanens avsnitt 2.6 (", to the beginning of the curriculum in the bracket
_LED_BEFORE = re.compile(
    r"(?:[Ll]äroplanens\s{1,8})?(?<!\w)(?:avsnitt(?:en|et)?|kapitel|kap\.|del|punkt(?:en)?)\s{1,8}"
    r"(?P<part>\d(?:\.\d{1,2}){0,2})(?:(?:,|\s{1,8}och|\s{1,8}samt)\s{1,8}(?P<second>\d(?:\.\d{1,2}){0,2}))?\s{1,8}\($"
)
_LED_BEHIND = re.compile(
    r"\),?\s{1,8}(?:avsnitt(?:en|et)?|kapitel|kap\.|del|punkt)\s{1,8}\d|"
    r"\),\s{1,8}\d\.\d{1,2}(?=\s{1,8}[A-ZÅÄÖ]|\s{0,8}[,.;)]|\s{0,8}$)"
)
_LAST_BEFORE = frozenset("0123456789in,(")


@functools.cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of all spellings and a table from a spelling without blanks to its address."""
    table: dict[str, str] = {}
    for row in lexicon.load("curricula")["curriculum"]:
        for name in (*row["aliases"], *row.get("names", ())):
            table[_key(name)] = row["address"]
    names = sorted(
        (name for row in lexicon.load("curricula")["curriculum"] for name in (*row["aliases"], *row.get("names", ()))),
        key=len,
        reverse=True,
    )
    patterns = "|".join(_loose(name) for name in names)
    return re.compile(rf"(?<!\w)(?P<name>{patterns})(?![\w])"), table


def _key(name: str) -> str:
    return "".join(name.replace("-", "").split()).lower().replace("läroplanen", "läroplan")


def _loose(name: str) -> str:
    head, _, digits = name.rpartition(" ")
    if digits.isdigit() and " " not in head:
        return rf"(?:{re.escape(head)}|{re.escape(head.upper())})[\s-]{{0,3}}{digits}"
    first = f"[{name[0].upper()}{name[0].lower()}]"
    spelled = first + r"\s{1,20}".join(re.escape(word) for word in name[1:].split(" "))
    return spelled.replace("äroplan", "äroplan(?:en)?", 1)


@functools.cache
def _part_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a part with its title, and of a title with no number between two parts."""
    known = _any("titles")
    unknown = rf"{_NO_GAP}\s{{1,20}}[A-ZÅÄÖ][a-zåäö]+(?:,?\s{{1,20}}[a-zåäö–-]+){{0,9}}?{_TITLES_END}"
    title = rf"(?:\.?\s{{1,20}}(?:{known})(?!\w)|{_ORDINAL}{unknown})?"
    lead = r"(?P<lead>(?:under\s{1,8})?(?:rubriken|avsnitt(?:en|et)?|kapitel|kap\.?|del(?:en)?|punkt)\s{1,8})?"
    law = r"(?!\s{0,8}(?:[a-z]\s{0,4})?(?:§|kap\b)|\s{1,8}(?:och|-|–)\s{1,8}\d{1,3}\s{0,8}§|\s{1,8}i\s{1,8}L)"
    part = re.compile(rf"{_O}(?P<sep>(?:,\s{{0,8}})?(?:och|samt)\b|[,;:(–-])?{_O}{lead}{_PART}{law}(?P<title>{title})")
    between = re.compile(rf",{_O}(?:[A-ZÅÄÖ][a-zåäö]+(?:\s{{1,20}}[a-zåäö]+){{0,5}})(?=,{_O}\d)")
    return part, between


def _any(table: str) -> str:
    """Return a pattern of the titles of parts, or of the subjects, that are known."""
    phrases = sorted(lexicon.load("curricula")["parts"][table], key=len, reverse=True)
    return "|".join(r"\s{1,20}".join(map(re.escape, phrase.split())) for phrase in phrases)


@functools.cache
def _syllabus() -> re.Pattern[str]:
    subject = rf"(?:{_any('subjects')})(?!\w)"
    return re.compile(
        rf",\s{{1,20}}kursplan(?:en|er|erna)?\s{{1,20}}(?:i|för)\s{{1,20}}{subject}"
        rf"(?:(?:,\s{{1,20}}|\s{{1,20}}och\s{{1,20}}){subject}){{0,9}}"
    )


@functools.cache
def _titled_before() -> re.Pattern[str]:
    """Return the pattern of a part with its title that stands before a curriculum in brackets, to their beginning."""
    return re.compile(
        rf"(?:(?:läroplanens\s{{1,8}})?(?:avsnitt(?:et)?|kapitel|del)\s{{1,8}})?(?<![\w.,:/-])"
        rf"(?P<part>\d(?:\.\d{{1,2}})?)\s{{1,8}}(?:{_any('titles')})\s{{1,8}}\($"
    )


def read_curriculum(text: str, position: int) -> Found | None:
    """Return the curriculum named at ``position``, one address for each part named with it; None if none is."""
    pattern, table = _spellings()
    match = pattern.match(text, position)
    if match is None:
        return None
    alias = table[_key(match["name"])]
    end = _beyond_number(text, _beyond_alias(text, match.end(), alias))
    start, parts = _parts_before(text, match.start())
    behind, end = _parts_behind(text, end)
    if not parts and not behind and text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        start, parts, end = _parts_around(text, start, end)
    if syllabus := _syllabus().match(text, end):
        end = syllabus.end()
    if text.startswith(")", end) and text.count("(", start, end) > text.count(")", start, end):
        end += 1  # the bracket of "Lgr 11 (2.2 Kunskaper)"
    ids = dict.fromkeys(f"{alias}#{part}" for part in (*parts, *behind)) or {alias: None}
    return Found(start, end, tuple(ids), "curriculum", alias, "name", "resolved")


_SERIES = re.compile(
    r"(?:/\d\d(?!\d))?(?:,\s?(?:SKOLFS\s?\d{4}:\d{1,4}|rev(?:\.|iderad)\s\d{4})(?=\))"
    r"|\srev(?:\.|iderad)\s\d{4}"
    r"|\s?\((?:SKOLFS\s?\d{4}:\d{1,4}|rev\.? ?\d{4}|reviderad \d{4})[^()]{0,30}\))?"
)


def _beyond_alias(text: str, position: int, address: str) -> int:
    """Return the end of the short name in brackets behind the whole one: "Läroplan för förskolan 2018 (Lpfö 18)"."""
    pattern, table = _spellings()
    opened = _OPENED.match(text, position)
    short = pattern.match(text, opened.end()) if opened else None
    if short and table[_key(short["name"])] == address and text.startswith(")", short.end()):
        return short.end() + 1
    return position


def _beyond_number(text: str, position: int) -> int:
    match = _SERIES.match(text, position)
    return match.end() if match else position


def _parts_before(text: str, position: int) -> tuple[int, list[str]]:
    begin = max(0, position - 60)
    before = text[begin:position]
    # What _BEFORE ends with: a number, "i", "läroplanen" and its comma or bracket.
    match = _BEFORE.search(before) if before.rstrip()[-1:] in _LAST_BEFORE else None
    if match is None:
        return position, []
    return begin + match.start(), [part for part in match.groups() if part]


def _parts_around(text: str, start: int, end: int) -> tuple[int, list[str], int]:
    """Read the parts beside a bracket that holds nothing but the curriculum at ``start`` to ``end``.

    "avsnitt 2.3 Barns inflytande (Lpfö 98)" and "läroplanen för förskolan (Lpfö 98), avsnitt 2.3" are citations with
    their brackets.
    """
    begin = max(0, start - 120)
    before = text[begin:start]
    if not before[:-1].rstrip()[-1:].isalnum():
        return start, [], end
    if led := _LED_BEFORE.search(before):
        return begin + led.start(), [part for part in led.groups() if part], end + 1
    if titled := _titled_before().search(before):
        return begin + titled.start(), [titled["part"]], end + 1
    named = _NAMED_BEFORE.search(before)
    behind = _LED_BEHIND.match(text, end) if named else None
    if named and behind:
        parts, stop = _parts_behind(text, end + 1)
        return (begin + named.start(), parts, stop) if parts else (start, [], end)
    return start, [], end


def _parts_behind(text: str, position: int) -> tuple[list[str], int]:
    part, between = _part_patterns()
    parts: list[str] = []
    led = False  # a word such as "avsnitt" stands before the list
    while True:
        match = part.match(text, position)
        if match is None:
            skipped = between.match(text, position) if parts else None
            match = part.match(text, skipped.end()) if skipped else None
        if match is None or not _believed(match, bool(parts), led):
            return parts, position
        led = led or match["lead"] is not None
        parts.append(match["part"])
        position = match.end()


def _believed(match: re.Match[str], further: bool, led: bool) -> bool:
    """Return whether a number is a part: a bare whole one needs a title, or "avsnitt" before its list."""
    if "." in match["part"] or match["title"]:
        return bool(match["sep"]) or "." in match["part"] or not further
    return match["lead"] is not None or (led and bool(match["sep"]))
