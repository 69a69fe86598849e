"""folded text -> the citations in it, in text order.

A few literal searches find where a citation can begin; only around those places is the text read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textclass.citations.assignment import Assigned, assign
from textclass.citations.beginnings import Beginnings
from textclass.citations.curricula import read_curriculum
from textclass.citations.found import Found
from textclass.citations.history import FOREIGN, Latest
from textclass.citations.lists import is_no_law, read_run
from textclass.citations.mentions import Mention, words
from textclass.citations.names import Names
from textclass.citations.register import Act, Register
from textclass.citations.sections import Item
from textclass.citations.starters import starters
from textclass.citations.tokens import Tokens
from textclass.citations.works import Works, cases, ombudsmen

_SENTENCE_END = re.compile(r"[.!?…][\"”»)]?\s{1,20}[\"”»]?[A-ZÅÄÖ•–]|\n\s{0,20}\n\s{0,20}[A-ZÅÄÖ•]|[\uf0b7•]")
_HEADING = re.compile(r"\s{1,20}[A-ZÅÄÖ][a-zåäö]")
_LAW = frozenset(("mark", "word", "article", "number", "union", "series", "abbreviation", "colon"))
_TOKEN_PART = re.compile(r"[\w/]")
_ANAPHOR = re.compile(r"(?:(?<!\w)[Aa]\.\s{0,2}|(?<!\w)(?:[Ss]amma|[Nn]ämnda)\s)$")
_FARTHEST = 600  # characters: a chapter named longer ago no longer holds


class Reader:
    """Reads one folded text from its beginning to its end."""

    def __init__(self, text: str, register: Register, base: Act | None, date: str | None) -> None:
        self.text = text
        self.base = base
        self.tokens = Tokens(text)
        self.names = Names(text, register, base, date)
        self.works = Works(text)
        self.position = 0  # everything before it has been read
        self.found: list[Found] = []
        self._cited = 0  # the end of the last citation
        self._carried: Item | None = None
        self._carried_from = 0
        self._register = register

    def read(self) -> Iterator[Found]:
        """Yield the citations of the text, in text order."""
        beginnings = Beginnings(self.text, self._register, self.names.definitions.short)
        for position, kind in starters(self.text, self._register):
            if position < self.position:
                continue
            beginnings.floor = max(beginnings.floor, self.position)
            if kind in _LAW:
                start = beginnings.beginning(position, kind)
                if start is None:
                    continue
                self._law(start)
                if self.position <= position and kind in ("word", "mark"):
                    again = beginnings.without_reach(position, kind)
                    if again > start:
                        self._law(again)
            else:
                self._other(kind, position)
            beginnings.floor = max(beginnings.floor, position)
            yield from self.found
            self.found.clear()

    def _other(self, kind: str, position: int) -> None:
        for found in self._others(kind, position):
            # What was read as law and came to nothing may be part of it: "kapitel 2 i Lgr 11".
            if found.start >= (self._cited if kind == "curriculum" else self.position):
                self.found.append(found)
                self.position = self._cited = found.end

    def _others(self, kind: str, position: int) -> Iterator[Found]:
        if kind == "preparatory":
            yield from self.works.preparatory(self._token_start(position))
        elif kind == "report":
            yield from self.works.report(self._token_start(position))
        elif kind == "case":
            yield from cases(self.text, position)
        elif kind == "ombudsman":
            yield from ombudsmen(self.text, position)
        elif kind == "curriculum":
            found = read_curriculum(self.text, position)
            if found:
                yield found

    def _token_start(self, position: int) -> int:
        while position > self.position and _TOKEN_PART.match(self.text[position - 1]):
            position -= 1
        anaphor = _ANAPHOR.search(self.text, max(self.position, position - 8), position)
        return anaphor.start() if anaphor else position

    # -- sections and acts ----------------------------------------------------------------------

    def _law(self, start: int) -> None:
        before = self.names.history.now()
        run = read_run(self.tokens, self.names, start, self._chapter_before(start))
        if not run.elements:
            return
        first = next((one.start for one in run.elements if isinstance(one, Mention)), len(self.text))
        for one in assign(run):
            self._emit(one, before if one.start < first else self.names.history.now())
        self.position = max(self.position, run.end)
        if self.found:
            self._cited = self.found[-1].end
        items = [element for element in run.elements if isinstance(element, Item)]
        if items:
            self._carried = items[-1] if items[-1].origin is None else items[-1].origin
            self._carried_from = run.end
            if items[-1].chapter is None:
                self._carried = None
            self.names.chapter = self._carried or self.names.chapter

    def _chapter_before(self, start: int) -> Item | None:
        """Return the item whose chapter still holds at ``start``: none after a sentence end."""
        if self._carried is None:
            return None
        gap_end = min(start, self._carried_from + _FARTHEST)
        if start > gap_end or _SENTENCE_END.search(self.text, self._carried_from, min(start + 1, len(self.text))):
            self._carried = None
        return self._carried

    def _emit(self, one: Assigned, latest: Latest) -> None:
        if one.item is None:
            if one.mention and one.mention.alone and (one.mention.id or one.mention.kind == "guidance"):
                self._add(one, [""], one.mention)
            return
        item, mention = one.item, one.mention
        if not self._believed(one, item):
            return
        if mention is None:
            mention = self._implicit(item, latest)
            if mention is None and self._is_vague(item, one.start):
                return
        chapter = self._chapter(item, mention)
        places = [("K" + chapter if chapter else "") + place for place in item.places]
        item.act = (mention.id or "?") if mention else None
        self._add(one, places, mention)

    def _believed(self, one: Assigned, item: Item) -> bool:
        """Whether the item is a place in law and no number, heading or paragraph of other rules."""
        if one.mention is None and is_no_law(self.text, one.start, one.end):
            return False
        if item.lost and not item.touched:
            return item.chapter is not None and item.followed
        if item.lost and not item.names_chapter and not item.marked:
            return self._led(one.start)
        bare = one.mention is None and not item.names_chapter and not item.article
        return not (bare and self._is_heading(one))

    def _is_vague(self, item: Item, start: int) -> bool:
        """Whether a place of no known act may be one of anything: "artikel 4", "boken har 12 kap."."""
        if item.article:
            return "." not in item.places[0]
        return item.places == [""] and not self._led(start)

    def _led(self, start: int) -> bool:
        """Whether what stands before a number lets it be a section whose mark was lost."""
        before = self.text[max(0, start - 30) : start].rstrip(" \u00a0")
        if not before or before[-1] in "(\n[:;,•":
            return True
        match = re.search(r"[^\W\d_]+$", before)
        return match is not None and match[0].lower() in words("leads")

    def _is_heading(self, one: Assigned) -> bool:
        """Whether the section number stands as the heading of its own text: "4 § Huvudmannen ska …"."""
        if not _HEADING.match(self.text, one.end):
            return False
        before = self.text[max(0, one.start - 60) : one.start].rpartition("\n")
        return not before[2].strip() and (before[1] == "\n" or one.start < 60)

    def _chapter(self, item: Item, mention: Mention | None) -> str | None:
        if item.chapter is None or item.origin is None:
            return item.chapter
        if mention is None:
            return item.chapter
        same = item.origin.act is None or item.origin.act == (mention.id or "?")
        if not same or (item.origin.closed and mention.chapters is False):
            return None
        return item.chapter

    def _implicit(self, item: Item, latest: Latest) -> Mention | None:
        """Return the act that a section with no act beside it belongs to: the base act, else the last named."""
        base = self.base
        if item.article:
            last = latest.foreign
            base = base if base and base.kind in FOREIGN else None
        else:
            last = latest.divided if item.names_chapter else latest.law
        if base is not None and not (item.article and last):
            return Mention(0, 0, 0, base.id, base.kind, "base", chapters=base.chapters)
        if last is None:
            return None
        return Mention(0, 0, 0, last.id, last.kind, "implicit", last.name, chapters=last.chapters, sort=last.sort)

    def _add(self, one: Assigned, places: list[str], mention: Mention | None) -> None:
        if self.found and one.start < self.found[-1].end:
            return
        if mention is None:
            article = one.item is not None and one.item.article
            ids = tuple("?#" + place for place in places)
            self.found.append(Found(one.start, one.end, ids, "eu" if article else "statute", None, None, "unresolved"))
            return
        whole = mention.id or "?" + mention.name
        ids = tuple(dict.fromkeys(f"{whole}#{place}" if place else whole for place in places))
        by = mention.by if mention.id else None
        self.found.append(Found(one.start, one.end, ids, mention.kind, mention.id, by, mention.status))
