"""tokens and a position -> the places named there: chapters, sections and their parts, not yet tied to an act."""

from __future__ import annotations

from dataclasses import dataclass, field

from textclass.citations import tokens as tk
from textclass.citations.numbers import Unit, members, read_units
from textclass.citations.parts import read_parts
from textclass.citations.tokens import Token, Tokens


@dataclass(slots=True, eq=False)
class Item:
    """One place in the text that names sections, a chapter or articles of one act."""

    start: int
    end: int
    chapter: str | None
    places: list[str]  # fragments below the chapter: "P3S1"; [""] for the chapter itself
    lost: bool = False  # without its section mark: believed only beside an act
    article: bool = False
    marked: bool = False  # has a section mark, though in the doubtful place before its number
    clause: int = 0  # items that share one section mark have the same number
    before: str = ""  # what joins it to the element before
    origin: Item | None = None  # the item before it that named its chapter
    touched: bool = False  # an act stands right behind or before its list
    followed: bool = False  # a section with its mark comes later in its list
    closed: bool = False  # an act was named after it
    act: str | None = None  # the act it was found to belong to
    referring: bool = False  # "11 § samma kapitel": its chapter is the one named last before it

    @property
    def names_chapter(self) -> bool:
        """Whether a chapter is part of this place, named in it or before it."""
        return self.chapter is not None or self.places[0].startswith("K")


@dataclass(slots=True)
class Clause:
    """The items read at one place, and where reading goes on."""

    items: list[Item] = field(default_factory=list)
    end: int = 0
    chapter: str | None = None


def read_clause(tokens: Tokens, position: int, chapter: str | None) -> Clause | None:
    """Return the items that begin at ``position``, ``chapter`` holding until another is named; None if none."""
    token = tokens.at(position)
    kind = token[0]
    if kind == tk.NUMBER:
        return _from_numbers(tokens, position, chapter)
    if kind == tk.SECTION:
        return _from_mark(tokens, token, token[1], chapter)
    if kind == tk.CHAPTER:
        return _from_chapter_word(tokens, token)
    if kind == tk.ORDINAL and token[3]:
        after = tokens.at(token[2])
        if after[0] == tk.CHAPTER:
            return _in_chapter(tokens, after[2], token[3], token[1])
    if kind == tk.COLON:
        return _from_colon(tokens, token)
    return None


def _from_numbers(tokens: Tokens, position: int, chapter: str | None) -> Clause | None:
    units = read_units(tokens, position)
    if not units:
        return None
    marker = tokens.at(units[-1].end)
    if marker[0] == tk.SECTION:
        return _sections(tokens, units, marker, units[0].start, chapter)
    if marker[0] == tk.CHAPTER:
        return _chapters(tokens, units, marker)
    return _lost(tokens, units, units[0].start, chapter)


def _chapters(tokens: Tokens, units: list[Unit], marker: Token) -> Clause:
    """Read "1, 3 and 5 kap." and what follows inside the last chapter."""
    last = units[-1]
    before = [Item(unit.start, unit.end, None, ["K" + value for value in unit.values]) for unit in units[:-1]]
    if len(last.values) > 1:
        ranged = Item(last.start, marker[2], None, ["K" + value for value in last.values])
        return Clause([*before, ranged], marker[2], None)
    inner = _in_chapter(tokens, marker[2], last.values[0], last.start)
    return Clause([*before, *inner.items], inner.end, inner.chapter)


def _in_chapter(tokens: Tokens, position: int, chapter: str, start: int) -> Clause:
    """Read what follows "4 kap.": sections, or nothing when the whole chapter is meant."""
    token = tokens.at(position)
    if token[0] == tk.JOINER and token[3].strip() == ",":
        beyond = tokens.at(token[2])
        if beyond[0] == tk.SECTION or (beyond[0] == tk.NUMBER and _marked(tokens, token[2])):
            token, position = beyond, token[2]
    if token[0] == tk.SECTION:
        found = _from_mark(tokens, token, start, chapter)
        if found:
            return found
    units = read_units(tokens, position) if token[0] == tk.NUMBER else []
    if not units:
        # "30 kapitel" counts chapters, unless an act or a section follows.
        counted = tokens.text.endswith("kapitel", start, position)
        return Clause([Item(start, position, chapter, [""], lost=counted)], position, chapter)
    marker = tokens.at(units[-1].end)
    if marker[0] == tk.SECTION:
        return _sections(tokens, units, marker, start, chapter)
    if marker[0] == tk.CHAPTER:
        if len(units) == 1:
            return Clause([Item(start, position, chapter, [""])], position, chapter)
        return _plain(units[:-1], start, chapter, units[-1].start)
    return _lost(tokens, units, start, chapter)


def _marked(tokens: Tokens, position: int) -> bool:
    units = read_units(tokens, position)
    return bool(units) and tokens.at(units[-1].end)[0] == tk.SECTION


def _sections(tokens: Tokens, units: list[Unit], marker: Token, start: int, chapter: str | None) -> Clause:
    items = [Item(unit.start, unit.end, chapter, ["P" + value for value in unit.values]) for unit in units]
    items[0].start = start
    last = items[-1]
    last.end = marker[2]
    last.lost = marker[3] == "ocr" and chapter is None
    end = _range_over_marks(tokens, last, units[-1])
    last.places, last.end = read_parts(tokens, end, last.places)
    return Clause(items, last.end, chapter)


def _range_over_marks(tokens: Tokens, item: Item, unit: Unit) -> int:
    """Extend "3 §" by "–5 §" to the whole range; return where its parts would begin."""
    dash = tokens.at(item.end)
    if dash[0] != tk.RANGE or len(unit.values) != 1:
        return item.end
    upper = tokens.at(dash[2])
    mark = tokens.at(upper[2])
    if upper[0] != tk.NUMBER or mark[0] != tk.SECTION:
        return item.end
    item.places = ["P" + value for value in members(unit.values[0], upper[3])]
    item.end = mark[2]
    return item.end


def _plain(units: list[Unit], start: int, chapter: str | None, end: int) -> Clause:
    items = [Item(unit.start, unit.end, chapter, ["P" + value for value in unit.values], lost=True) for unit in units]
    items[0].start = start
    return Clause(items, end, chapter)


def _lost(tokens: Tokens, units: list[Unit], start: int, chapter: str | None) -> Clause:
    """Read numbers with no mark behind them, as they stand where the section mark was lost."""
    clause = _plain(units, start, chapter, units[-1].end)
    last = clause.items[-1]
    follower = tokens.at(last.end)
    if follower[0] in (tk.ORDINAL, tk.PUNKT, tk.STYCKE, tk.MOMENT):
        last.places, last.end = read_parts(tokens, last.end, last.places)
        last.marked = last.end > clause.end
    clause.end = last.end
    return clause


def _from_mark(tokens: Tokens, mark: Token, start: int, chapter: str | None) -> Clause | None:
    """Read "§ 7" and "§§ 5-7", the mark before its numbers."""
    if mark[3] == "ocr":
        return None
    units = read_units(tokens, mark[2]) if tokens.at(mark[2])[0] == tk.NUMBER else []
    if not units:
        return None
    if tokens.at(units[-1].end)[0] in (tk.SECTION, tk.CHAPTER):
        units = units[:-1]
    if not units:
        return None
    items = [
        Item(
            unit.start,
            unit.end,
            chapter,
            ["P" + value for value in unit.values],
            lost=chapter is None,
            marked=True,
        )
        for unit in units
    ]
    items[0].start = start
    last = items[-1]
    if tokens.at(last.end)[0] != tk.NUMBER:
        last.places, last.end = read_parts(tokens, last.end, last.places)
    return Clause(items, last.end, chapter)


def _from_chapter_word(tokens: Tokens, word: Token) -> Clause | None:
    """Read "kap. 3 4 §", "kap 4 § 7" and "kap. 3": the word before its number."""
    units = read_units(tokens, word[2]) if tokens.at(word[2])[0] == tk.NUMBER else []
    if not units:
        return None
    if len(units) > 1 or len(units[0].values) > 1:
        return _prefixed_list(tokens, units, word)
    chapter, end = units[0].values[0], units[0].end
    follower = tokens.at(end)
    if follower[0] == tk.SECTION and tokens.at(follower[2])[0] == tk.NUMBER:
        found = _from_mark(tokens, follower, word[1], chapter)
        if found:
            return found
    if follower[0] == tk.SECTION:
        return None
    clause = _in_chapter(tokens, end, chapter, word[1])
    if clause.items[0].places == [""]:
        clause.items[0].lost = True  # "kap. 3" can be a chapter of any book; "3 kap." is law
    return clause


def _prefixed_list(tokens: Tokens, units: list[Unit], word: Token) -> Clause:
    """Read "kap. 3, 4 §" (section 4 of chapter 3) and "kap. 3 och 4" (two chapters)."""
    marker = tokens.at(units[-1].end)
    if marker[0] == tk.SECTION and len(units[0].values) == 1 and len(units) > 1:
        return _sections(tokens, units[1:], marker, word[1], units[0].values[0])
    items = [Item(unit.start, unit.end, None, ["K" + value for value in unit.values], lost=True) for unit in units]
    items[0].start = word[1]
    return Clause(items, units[-1].end, None)


def _from_colon(tokens: Tokens, token: Token) -> Clause:
    """Read "4:7" and "6:6-8", section behind chapter."""
    chapter, _, section = token[3].replace(" ", "").partition(":")
    end, values = token[2], [section]
    dash = tokens.at(end)
    upper = tokens.at(dash[2])
    if dash[0] == tk.RANGE and upper[0] == tk.NUMBER:
        end, values = upper[2], members(section, upper[3])
    item = Item(token[1], end, chapter.lstrip("0") or "0", ["P" + value for value in values], lost=True)
    return Clause([item], end, None)
