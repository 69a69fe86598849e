"""text and a starter in it -> where the citation around the starter begins."""

from __future__ import annotations

import functools
import re

from textclass.citations.identities import base_form
from textclass.citations.mentions import words
from textclass.citations.register import HEADS, Register
from textclass.citations.tokens import DASH, JOINING_WORDS, ORDINALS

_LETTER = r"[^\W\d_]"
_BACKWARD_WORDS = (
    *JOINING_WORDS,
    *ORDINALS,
    "stycket",
    "styckena",
    "stycke",
    "punkten",
    "punkterna",
    "punkt",
    "st.",
    "p.",
    "mom.",
    "t.o.m.",
    "till och med",
    "i",
)
_MIRRORED = "|".join(re.escape(word[::-1]) for word in sorted(_BACKWARD_WORDS, key=len, reverse=True))
# The mirror image of a list of numbers: "7 hco 6-5 ,3" for "3, 5-6 och 7".
_BACK = re.compile(
    rf"(?:[\s,;]|[{DASH}]|(?:{_MIRRORED})(?!{_LETTER})|[ae]:(?=\d)|(?<=\d):(?=\d)"
    rf"|\d{{1,3}}:\d{{1,2}}(?![\d/:.])|\d{{1,3}}(?![\d/:.])|[a-zåäö](?!{_LETTER}))*+"
)
# The rest of a date or a diary number, whose beginning is no number of a list: "2015-05-20 § 47".
_OF_ANOTHER = re.compile(r"(?:(?<=\d)[\d.:/\-–]{0,40})?")
_MARK_IN_WORDS = re.compile(r"(?<!\w)[Pp]aragraf(?:en|erna|er)?\s{1,2}$")
_LABEL = re.compile(r"(?<!\w)(?:stycke(?:t|na)|st\.|punkt(?:en|erna)?|p\.)\s{1,4}$")
_SECTION_NUMBER = re.compile(rf"\d{{1,3}}(?:\s?[a-z](?!\w))?(?:\s?[{DASH}]\s?\d{{1,3}}(?:\s?[a-z](?!\w))?)?")
# "Område 3 5 kap. 2 §", as a flattened table has it: the first number is no section.
_NUMBER_OF_HEADING = re.compile(r"\s{0,4}\d{1,3}\s{1,4}(?=\d{1,3}(?:\s?[a-z])?\s{0,4}$)")
_COUNTER = re.compile(r"[\s.]{0,4}([^\W\d_]{1,12})(?![^\W\d_])")
_JOINED = re.compile(r"[,;]|\b(?:och|samt|eller)\b")
_NAME_BEFORE = re.compile(r"[\s,:]{0,6}([)\]][^()\[\]]{4,20}[(\[]\s{0,4})?((?:s:)?[^\W\d_]{2,12})(?![^\W\d_])")
_WORD_FROM = re.compile(r"[^\W\d_]+(?:[-:][^\W\d_]+){0,40}")
_BACK_WORD = re.compile(r"[^\W\d_]{0,60}(?:-?[^\W\d_]{1,40}){0,2}")
_ISSUED = re.compile(
    r"[A-ZÅÄÖ][^\W\d_]{1,40}(?:\s[a-zåäö]{1,30}){0,3}s\s{1,20}(?:föreskrifter|allmänna\s{1,20}råd)"
    r"[^.;()\[\]§]{0,220}\(?\s?$"
)
_AGENCY = re.compile(r"[A-ZÅÄÖ][^\W\d_]{2,40}s\s{1,20}(?:föreskrifter\s{1,20}och\s{1,20})?$")


class Beginnings:
    """Goes back from a starter to where its citation begins."""

    def __init__(self, text: str, register: Register, learned: dict[str, str]) -> None:
        self.text = text
        self.floor = 0  # nothing before it can begin a citation: it was read, or tried and found wanting
        self._mirror = text[::-1]
        self._register = register
        self._learned = learned

    def beginning(self, position: int, kind: str) -> int | None:
        """Return where the citation around the starter at ``position`` begins, at or after the floor.

        None where the word there can be no act: names that nobody knows count only beside a section or a number.
        """
        if kind == "series":
            return self._series(position)
        if kind == "colon":
            return self._before(self._list(position + 1))
        if kind in ("number", "union"):
            return self._numbered(position)
        start = self._word(position) if kind != "mark" or self.text[position] != "§" else position
        if kind in ("mark", "article"):
            return self._before(self._list(start) if kind == "mark" else start)
        if self.text.startswith("llmänna", position):
            agency = _AGENCY.search(self.text, max(self.floor, start - 60), start)
            return agency.start() if agency else start
        return self._list(self._prefixed(start)) if self._can_be_act(start) else None

    def without_reach(self, position: int, kind: str) -> int:
        """Return where the citation begins when what stood further before it turned out to be none of it."""
        if kind == "word":
            return self._prefixed(self._word(position))
        return self._list(position if self.text[position] == "§" else self._word(position))

    def _can_be_act(self, start: int) -> bool:
        match = _WORD_FROM.match(self.text, start)
        word = match[0].lower() if match else ""
        if word in self._register.last_words or word in HEADS or word.startswith("rambeslut"):
            return True
        return match is not None and (word in self._learned or base_form(word) in self._learned)

    def _word(self, position: int) -> int:
        """Return where the word around ``position`` begins."""
        size = len(self.text)
        match = _BACK_WORD.match(self._mirror, size - position, size - self.floor)
        return position if match is None else size - match.end()

    def _list(self, position: int) -> int:
        """Return where the numbers before ``position`` begin; ``position`` itself where none stand there."""
        size = len(self.text)
        match = _BACK.match(self._mirror, size - position, size - self.floor)
        if match is None or match.end() == match.start():
            return position
        start = _OF_ANOTHER.match(self.text, size - match.end(), position).end()  # type: ignore[union-attr]
        start = self._behind_counted(start, position)
        heading = _NUMBER_OF_HEADING.match(self.text, start, position)
        start = heading.end() if heading else start
        # What is not a number at the front of it ("i 3 §", "och 3 §") belongs to the sentence.
        for index in range(start, position):
            if self.text[index].isdigit():
                return self._mark_in_words(self._behind_label(start, index, position))
        return self._ordinal(start, position)

    def _behind_counted(self, start: int, position: int) -> int:
        """Return ``start`` moved past a number that is a page, a school year or its like: "s. 3, 4 kap. 5 §"."""
        first = _COUNTER.match(self._mirror, len(self.text) - start, len(self.text) - max(self.floor, start - 20))
        if first is None or first[1][::-1].lower() not in words("counters"):
            return start
        behind = _JOINED.search(self.text, start, position)
        return behind.end() if behind else start

    def _behind_label(self, start: int, first: int, position: int) -> int:
        """Return ``first`` moved past the numbers of a part: in "första stycket 1 och 3 samt 4 §" to the 4."""
        if not _LABEL.search(self.text, start, first):
            return first
        numbers = [match.start() for match in _SECTION_NUMBER.finditer(self.text, first, position)]
        own = 2 if self.text.startswith("§§", position) else 1
        return numbers[-own:][0] if numbers else first

    def _mark_in_words(self, start: int) -> int:
        if "aragraf" not in self.text[max(self.floor, start - 14) : start]:
            return start
        mark = _MARK_IN_WORDS.search(self.text, max(self.floor, start - 14), start)
        return mark.start() if mark else start

    def _ordinal(self, start: int, position: int) -> int:
        for word in reversed(self.text[start:position].split()[-1:]):
            if word in ORDINALS:
                return self.text.rindex(word, start, position)
        return position

    def _before(self, position: int) -> int:
        """Return where an abbreviation right before ``position`` begins: "SkolL, 23 kap. 4 §"."""
        size = len(self.text)
        match = _NAME_BEFORE.match(self._mirror, size - position, size - self.floor)
        if match is None:
            return position
        name = match[2][::-1].removesuffix(":s")
        if name in self._register.abbreviations or name in self._learned or name.lower() in ("lagen", "förordningen"):
            return size - match.end(2)
        return position

    def _prefixed(self, start: int) -> int:
        """Return where a name begins that has words before its last: "offentlighets- och sekretesslagen"."""
        before = self.text[max(self.floor, start - 70) : start]
        tail = before.split()[-1:]
        if not tail:
            return start
        last = tail[0].lower().lstrip('("”')
        determiner = _determiner().search(before) if last in _determiners() else None
        if determiner:
            return start - len(before) + determiner.start()
        end = start
        while self.text[end : end + 1].isalpha() or self.text[end : end + 1] == "-":
            end += 1
        folded = " ".join(before.lower().split())
        for prefix in self._register.prefixes.get(self.text[start:end].lower(), ()):
            if folded.endswith(prefix) and not folded[: -len(prefix)][-1:].isalpha():
                pattern = r"\s+".join(re.escape(word) for word in prefix.split()) + r"\s+$"
                match = re.search(pattern, before, re.IGNORECASE)
                return start - len(before) + match.start() if match else start
        return start

    def _numbered(self, position: int) -> int:
        if self.text.startswith("FS", position):
            return position - 1
        before = self.text[max(self.floor, position - 60) : position]
        match = re.search(r"(?:[^\W\d_]+(?:[-:][^\W\d_]+)*)\s*$", before)
        if match is None:
            return position
        start = position - len(before) + match.start()
        return self._list(self._prefixed(start))

    def _series(self, position: int) -> int:
        start = position
        while start > self.floor and (self.text[start - 1].isalpha() or self.text[start - 1] == "-"):
            start -= 1
        issued = _ISSUED.search(self.text[max(self.floor, start - 320) : start])
        return start - (min(320, start - self.floor) - issued.start()) if issued else start


@functools.cache
def _determiners() -> frozenset[str]:
    every = (*words("back"), *words("earlier"), *words("newer"), "års")
    return frozenset(word for phrase in every for word in phrase.split()[-1:]) | {
        "fn:s",
        "eu:s",
        "europeiska",
        "allmänna",
        "nationernas",
        "unionens",
        "rådets",
        "kommissionens",
    }


@functools.cache
def _determiner() -> re.Pattern[str]:
    phrases = sorted((*words("back"), *words("earlier"), *words("newer")), key=len, reverse=True)
    alternatives = "|".join(r"\s+".join(phrase.split()) for phrase in phrases)
    issuers = (
        r"FN:s|EU:s|(?:EU:s\s+)?allmänna|Förenta\s+nationernas|Europeiska\s+unionens"
        r"|Europaparlamentets\s+och\s+rådets|(?:den\s+)?europeiska|\w+"
    )
    return re.compile(
        rf"(?<!\w)(?:\d{{4}}\s+års|(?:den\s+)?(?:(?:då|nu|numera)\s+)?(?:{alternatives})|{issuers})\s+$", re.IGNORECASE
    )
