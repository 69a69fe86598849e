"""author's gold (quotes, spans as "first words … last words") -> gold with whole strings and offsets into the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import Any

_BULLET = re.compile(r"(?m)^[ \t]*(?:[•*\uf0b7\uf0a7►▪●◦■·]|[-–—o](?= ))[ \t]*(?=\S)")
_LETTER_BULLET = re.compile(r"\s*o\s+(?=\S)")
_OWN = "och|eller|samt|respektive|till"  # "för- och": the hyphen is the word's own
_HYPHEN = re.compile(rf"([^\W\d_]{{2,}})[-\u00ad]\s*\n\s*(?!(?:{_OWN})\b)([a-zåäöé])")
_STRAY = re.compile(rf"([^\W\d_]{{2,}})(?:- +|\u00ad)(?!(?:{_OWN}|som|men|än)\b)([a-zåäöé])")  # within a line


def bare(text: str) -> str:
    """The letters and digits of a text: what is left of it under any layout."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


class Quotes:
    """Finds quotes in a text by their letters and digits, whatever lies between; offsets are of the text in NFC."""

    def __init__(self, text: str, furniture: list[str] | None = None) -> None:
        self.text = text = unicodedata.normalize("NFC", text)
        lines = {" ".join(line.split()) for line in furniture or []}
        self.at: list[int] = []
        letters: list[str] = []
        offset, broken = 0, False
        for line in text.split("\n"):
            if " ".join(line.replace("\f", " ").split()) not in lines:
                mark = None if broken else _LETTER_BULLET.match(line)
                broken = line.rstrip().endswith("-") if line.strip() else broken
                for n, sign in enumerate(line):
                    if mark and n < mark.end():
                        continue
                    for letter in bare(sign):
                        self.at.append(offset + n)
                        letters.append(letter)
            offset += len(line) + 1
        self.letters = "".join(letters)

    def find(self, quote: str, begin: int = 0) -> tuple[int, int] | None:
        """Offsets of a quote or a span "first words … last words", from ``begin`` on; None where it is not there."""
        first, _, last = quote.partition(" … ")
        start = self.letters.find(bare(first), bisect_left(self.at, begin))
        if start < 0 or not bare(first):
            return None
        end = start + len(bare(first))
        if last:
            tail = self.letters.find(bare(last), start)
            if tail < 0:
                return None
            end = tail + len(bare(last))
        return self.at[start], self.at[end - 1] + 1


def running(text: str, furniture: list[str] | None = None) -> str:
    """Text of a passage as a person would copy it out: no page furniture, words whole, paragraphs kept."""
    drop = {" ".join(line.split()) for line in furniture or []}
    kept = [
        line.replace("\f", " ")
        for line in text.split("\n")
        if " ".join(line.replace("\f", " ").split()) not in drop or not line.strip()
    ]
    text = "\n".join(" ".join(line.split()) for line in kept)
    for broken in (_HYPHEN, _HYPHEN, _STRAY, _STRAY):  # twice: a word may be broken in two places
        text = broken.sub(r"\1\2", text)
    text = _BULLET.sub("\n\n• ", text)
    paragraphs = re.split(r"\n\s*\n", text) if "\n\n" in text else [text]
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())


def whole(quotes: Quotes, quote: str | None, furniture: list[str]) -> dict[str, Any] | None:
    """The passage a quote names, with its offsets into the manuscript. Raises: ValueError: it is not there."""
    if quote is None:
        return None
    span = quotes.find(quote)
    if span is None:
        raise ValueError(f"not in the text: {quote[:80]}")
    start, end = span
    tail = re.match(r"[.!?:;)\"”’»…]{1,3}", quotes.text[end:])
    if tail and quote.rstrip()[-1:] in tail[0]:
        end += tail[0].index(quote.rstrip()[-1]) + 1
    return {"text": running(quotes.text[start:end], furniture)}
