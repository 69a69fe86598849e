"""text -> text: the character noise of extraction (ligatures, soft hyphens, odd blanks, NFD, mojibake) mended."""

from __future__ import annotations

import re
import unicodedata

HYPHENATION = "\u00ad"  # a soft hyphen is kept at the end of a line, where it means "the word goes on"

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v"
_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_BULLETS = (
    "\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf0be\uf02d\uf0a8\uf06e\u25aa\u25cf\u25e6\u2023\u25a0"
    "\u25a1\u27a2\u2043\u2219\u25ab\u25fe\u25fc\u25b6\u25ba\u2756"
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}

_TABLE: dict[int, str | None] = (
    {ord(sign): " " for sign in _BLANKS}
    | dict.fromkeys((ord(sign) for sign in _NOTHING), None)
    | {ord(sign): "•" for sign in _BULLETS}
    | {ord(sign): letters for sign, letters in _LIGATURES.items()}
    | {0xFFFE: HYPHENATION, 0x2010: "-", 0x2011: "-", 0x2028: "\n", 0x2029: "\n", 0x85: "\n"}
    | dict.fromkeys((*range(0, 9), *range(14, 32), 127), None)
)
_UNUSUAL = re.compile(r"[^\n\x20-\x7eåäöÅÄÖéÉ§–”’•]+")

# UTF-8 that was once read as Windows-1252
_MOJIBAKE = {
    "Ã¥": "å", "Ã¤": "ä", "Ã¶": "ö", "Ã…": "Å", "Ã„": "Ä", "Ã–": "Ö", "Ã©": "é", "Ã‰": "É",
    "Â§": "§", "â€“": "–", "â€”": "—", "â€™": "’", "â€\x9d": "”", "â€œ": "“", "â€¢": "•", "Â\u00a0": " ",
}  # fmt: skip
_MOJIBAKE_MARK = re.compile("|".join(map(re.escape, _MOJIBAKE)))

# runs of signs that are no word and no blank, where long runs of combining marks hide
_LONG_RUN = re.compile(r"([^\x00-\u02ff\w\s]{32})[^\x00-\u02ff\w\s]+")
_LETTER_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?=\s|[.:,;]|$)", re.MULTILINE)

_LETTERS_APART = re.compile(r" [^\W\d_] {1,5}[^\W\d_](?!\w)")  # quick to look for: both of these have it

# a line of single letters, its words set apart by more than one blank ("S t ö d   o c h   h j ä l p")
_LETTER_SPACED_LINE = re.compile(r"^ *[^\W\d_](?: {1,5}[^\W\d_]){4,200}[ .:?]*$", re.MULTILINE)


def mend(text: str) -> str:
    r"""Return ``text`` in NFC with one kind of blank, bullet and line end, and letter-spaced words closed up.

    Soft hyphens are dropped, except before a line end.

    >>> mend("S t ö d   o c h   h j ä l p")
    'Stöd och hjälp'
    >>> mend("B e s l u t\nför\u00a0gymnasieskolan, e\ufb03cient")
    'Beslut\nför gymnasieskolan, efficient'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "Ã" in text or "Â" in text or "â€" in text:
        text = _MOJIBAKE_MARK.sub(lambda found: _MOJIBAKE[found[0]], text)
    if _UNUSUAL.search(text):
        text = _UNUSUAL.sub(lambda found: found[0].translate(_TABLE), compose(text))
        text = re.sub(rf"{HYPHENATION}(?! *(?:\n|\Z))", "", text)
    if _LETTERS_APART.search(text):
        text = _LETTER_SPACED_LINE.sub(lambda found: _close_up(found[0]), text)
        text = _LETTER_SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    return text


def _close_up(line: str) -> str:
    words = re.split(" {2,}", line.strip())
    return " ".join(word.replace(" ", "") for word in words)


def compose(text: str) -> str:
    """Return ``text`` in NFC; runs of more than 32 marks are cut, since composing them takes quadratic time."""
    return unicodedata.normalize("NFC", _LONG_RUN.sub(r"\1", text))
