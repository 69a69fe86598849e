"""text and a position -> the token of legal language that stands there.

A token is ``(kind, start, end, value)``; blanks before it are skipped. Where no such token stands, its kind
is ``OTHER`` and it is empty.
"""

from __future__ import annotations

import re
from typing import Any, Final

Token = tuple[str, int, int, str]

NUMBER: Final = "NUMBER"  # 12, 12 a, 2:a; the value is "12", "12a", "2"
LETTER: Final = "LETTER"
SECTION: Final = "SECTION"  # §, §§, paragraf; the value is "ocr" for S and $
CHAPTER: Final = "CHAPTER"
JOINER: Final = "JOINER"
RANGE: Final = "RANGE"
ORDINAL: Final = "ORDINAL"
STYCKE: Final = "STYCKE"
PUNKT: Final = "PUNKT"
MENING: Final = "MENING"
MOMENT: Final = "MOMENT"
FOLLOWING: Final = "FOLLOWING"  # f., ff.
COLON: Final = "COLON"  # 4:7
ARTICLE: Final = "ARTICLE"
OTHER: Final = "OTHER"

ORDINALS = {
    "första": "1",
    "andra": "2",
    "tredje": "3",
    "fjärde": "4",
    "femte": "5",
    "sjätte": "6",
    "sjunde": "7",
    "åttonde": "8",
    "nionde": "9",
    "tionde": "10",
    "elfte": "11",
    "tolfte": "12",
    "trettonde": "13",
    "fjortonde": "14",
    "femtonde": "15",
    "sextonde": "16",
    "sjuttonde": "17",
    "artonde": "18",
    "nittonde": "19",
    "tjugonde": "20",
    "sista": "",  # which one that is depends on the act
}
DASH = "-\u2010\u2011\u2012–—−"
JOINING_WORDS = ("och", "samt", "eller", "respektive", "resp", "jämte", "liksom", "ävensom")
_LEADS = r"(?:i|enligt|av|även|dels|också|särskilt|jfr|dock inte|inte|med stöd av|i fråga om|vad avser)"
_WORD_END = r"(?![^\W\d_])"

_TOKEN = re.compile(
    rf"""\s{{0,40}}+(?:
    (?P<NUMBER>(?<!\d)(?<!\d[/:.])(\d{{1,3}})(?![\d/]|[:.]\d)
        (?::[ea]{_WORD_END}|\s{{0,6}}(?:([a-eghj-lnqru-z])(?![\w:])(?!\.\w)|([iopåäöA-Z])(?=\s{{0,6}}§)
            |([fmst])(?![\w:.])))?)
    |(?P<SECTION>§(?:\s{{0,6}}§)?(?:\s?:(?:en|erna|s)\b)?|[Pp]aragraf(?:en|erna|er)?{_WORD_END}
        |(?:\$\s?\$?|SS?)(?![\w$]))
    |(?P<CHAPTER>[Kk]ap(?:it(?:el|l(?:et|en))s?|\.|{_WORD_END}))
    |(?P<JOINER>(?:[,;]\s{{0,40}}+)?(?:(?:och|samt|eller|liksom)(?:\s?/\s?eller)?|respektive|resp\.?|jämte|ävensom
            |såväl\s+som|(?:jäm(?:förd|fört|förda|likt)|jfrd?)\.?\s+med|och)(?![\w/])
            (?:\s+{_LEADS}(?!\w)(?!\s+(?:den|samma|nämnda|denna)\s))?
        |[,;](?:\s{{0,6}}(?:jfr|jämför|dels|även|inte|dock\s+inte|men\s+inte|se\s+även|allt|alla|samtliga)(?!\w))?|[&+/](?=\s?\d)
        |(?:men|dock)\s+inte(?!\w)(?:\s+av)?|utan(?:\s+{_LEADS})?(?=\s{{1,6}}\d)|o\.?(?=\s{{1,6}}\d)|(?:dels|såväl|som|både)(?=\s{{1,6}}\d))
    |(?P<RANGE>[{DASH}]|till\s+och\s+med{_WORD_END}|t\.?\s?o\.?\s?m\.?{_WORD_END})
    |(?P<ORDINAL>(?:{"|".join(ORDINALS)}){_WORD_END})
    |(?P<STYCKE>st(?:ycke(?:na|ns?|ts?|s)?{_WORD_END}|\.|{_WORD_END}))
    |(?P<PUNKT>p(?:unkt(?:en|erna|er|ens)?|kt\.?|\.)?{_WORD_END})
    |(?P<MENING>men(?:ing(?:en|arna|ar|ens)?|\.){_WORD_END})
    |(?P<MOMENT>mom(?:ent(?:et|en)?|\.)?{_WORD_END})
    |(?P<ARTICLE>[Aa]rt(?:ik(?:el|eln|elns|lar|larna){_WORD_END}|\.|(?=\s\d)))
    |(?P<COLON>(?<![\d:.])\d{{1,2}}:\d{{1,3}}(?:\s?[a-z](?!\w))?(?![\d:/]))
    |(?P<FOLLOWING>ff?(?:\.|{_WORD_END}))
    |(?P<LETTER>[a-hj-z](?![\w:]))
    )""",
    re.VERBOSE,
)


_MOST_KNOWN = 300  # few, so that they die young and the garbage collector need not look at them twice


class Tokens:
    """The tokens of one text, each read once."""

    __slots__ = ("text", "lists", "_known")

    def __init__(self, text: str) -> None:
        self.text = text
        self.lists: dict[int, Any] = {}  # what a reader of lists found at a place; kept here to be read once
        self._known: dict[int, Token] = {}

    def at(self, position: int) -> Token:
        """Return the token at ``position``, blanks before it skipped; kind ``OTHER`` where there is none."""
        known = self._known.get(position)
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self.lists.clear()
                self._known.clear()  # reading never goes far back
            known = self._known[position] = self._read(position)
        return known

    def _read(self, position: int) -> Token:
        match = _TOKEN.match(self.text, position)
        if match is None:
            return (OTHER, position, position, "")
        kind = match.lastgroup or OTHER
        start, end = match.span(kind)
        if kind == NUMBER:
            value = (match[2].lstrip("0") or "0") + (match[3] or match[4] or match[5] or "").lower()
        elif kind == ORDINAL:
            value = ORDINALS[match[kind]]
        elif kind == SECTION:
            value = "ocr" if match[kind][0] in "S$" else match[kind]
        else:
            value = match[kind]
        return (kind, start, end, value)
