"""tokens after a section -> the parts of it that are meant: moment, stycken, punkter, meningar."""

from __future__ import annotations

import re

from textclass.citations import tokens as tk
from textclass.citations.numbers import Unit, members, read_units
from textclass.citations.tokens import Tokens

_LEVELS = {tk.MOMENT: "O", tk.STYCKE: "S", tk.PUNKT: "N", tk.MENING: "M"}
_NO_PART = frozenset((tk.OTHER, tk.RANGE, tk.CHAPTER, tk.SECTION, tk.COLON, tk.ARTICLE))
_ORDER = "OSNM"
# Parts that addresses have no letter for: they belong to the text of the citation and add nothing.
_UNADDRESSED = re.compile(
    rf"(?:\s{{1,20}}(?:{'|'.join(tk.ORDINALS)})\s{{1,20}}(?:strecksats(?:en)?|led(?:et)?|rad(?:en)?)(?![^\W\d_]))+"
)
_TRANSITION = re.compile(r"\s{1,20}(?:i|till)\s{1,20}(?:övergångs|ikraftträdande)")
_LARGEST = 99  # no section has more parts: a larger number is a sum or a year


class _Paths:
    """The parts gathered so far; the last of them is the one that deeper parts belong to."""

    def __init__(self) -> None:
        self.done: list[dict[str, str]] = []
        self.open: list[dict[str, str]] = [{}]

    def add(self, level: str, values: list[str], joiner: str) -> None:
        """Take up ``values`` at ``level``: below the open part, or beside it when joined to it."""
        last = self.open[-1]
        rank = _ORDER.index(level)
        deeper = all(_ORDER.index(key) < rank for key in last)
        if joiner and not (deeper and joiner.strip() == ","):
            last = {key: value for key, value in last.items() if _ORDER.index(key) < rank}
            self.done += self.open
        else:
            self.done += self.open[:-1]
        self.open = [{**last, level: value} for value in values]

    def fragments(self) -> list[str]:
        """Return the parts as fragments: "S1N2"; one empty fragment if there are none."""
        paths = [*self.done, *self.open]
        return ["".join(level + path[level] for level in _ORDER if path.get(level)) for path in paths]


def read_parts(tokens: Tokens, position: int, places: list[str]) -> tuple[list[str], int]:
    """Return ``places`` narrowed to the parts named from ``position`` on, and where those end.

    Parts belong to the last place of a range; with no parts the places come back as they are.
    """
    if tokens.at(position)[0] in _NO_PART:
        return places, position
    paths = _Paths()
    end = position
    while True:
        joiner = tokens.at(end)
        if joiner[0] == tk.ORDINAL:
            skipped = _UNADDRESSED.match(tokens.text, end)
            end = skipped.end() if skipped else end
            joiner = tokens.at(end)
        joined = joiner[0] == tk.JOINER
        found = _labelled(tokens, joiner[2]) if joined else _labelled(tokens, end) or _bare(tokens, end, end > position)
        if found is None:
            break
        # "4 §, andra stycket" goes down into the section; only after another part is it a list.
        paths.add(found[0], found[1], joiner[3] if joined and end > position else "")
        end = found[2]
    token = tokens.at(end)
    if token[0] == tk.FOLLOWING:
        end = token[2]
    fragments = list(dict.fromkeys(paths.fragments()))
    return [*places[:-1], *(places[-1] + fragment for fragment in fragments)], end


Labelled = tuple[str, list[str], int]


def _labelled(tokens: Tokens, position: int) -> Labelled | None:
    """Read "första och tredje styckena", "st. 2", "punkterna 1-3", "2 mom."."""
    token = tokens.at(position)
    if token[0] == tk.ORDINAL:
        return _ordinals(tokens, position)
    if token[0] in _LEVELS:
        units = _small(read_units(tokens, token[2])) if tokens.at(token[2])[0] == tk.NUMBER else []
        units = _without_next_section(tokens, units)
        if units and not _TRANSITION.match(tokens.text, units[-1].end):
            return _LEVELS[token[0]], _values(units), units[-1].end
        letter = tokens.at(token[2])
        if token[0] == tk.PUNKT and letter[0] == tk.LETTER:
            values, end = _letters(tokens, token[2])
            return "N", values, end
        return None
    if token[0] == tk.NUMBER:
        units = _small(read_units(tokens, position))
        after = tokens.at(units[-1].end) if units else token
        if units and after[0] in _LEVELS:
            return _LEVELS[after[0]], _values(units), after[2]
    return None


def _ordinals(tokens: Tokens, position: int) -> Labelled | None:
    values: list[str] = []
    while True:
        token = tokens.at(position)
        if token[0] != tk.ORDINAL:
            return None
        values.append(token[3])
        dash = tokens.at(token[2])
        upper = tokens.at(dash[2])
        if dash[0] == tk.RANGE and upper[0] == tk.ORDINAL:
            values[-1:] = members(token[3], upper[3])
            token, dash = upper, tokens.at(upper[2])
        if dash[0] in _LEVELS:
            return _LEVELS[dash[0]], values, dash[2]
        if dash[0] != tk.JOINER:
            return None
        position = dash[2]


def _bare(tokens: Tokens, position: int, began: bool) -> Labelled | None:
    """Read numbers or letters that follow with no label: points."""
    token = tokens.at(position)
    if token[0] == tk.LETTER and began:
        values, end = _letters(tokens, position)
        return "N", values, end
    if token[0] != tk.NUMBER:
        return None
    units = _without_next_section(tokens, _small(read_units(tokens, position)))
    return ("N", _values(units), units[-1].end) if units else None


def _letters(tokens: Tokens, position: int) -> tuple[list[str], int]:
    values: list[str] = []
    end = position
    while True:
        token = tokens.at(position)
        if token[0] != tk.LETTER and not (token[0] == tk.FOLLOWING and token[3] == "f"):
            return values, end
        values.append(token[3])
        end = token[2]
        joiner = tokens.at(end)
        if joiner[0] not in (tk.JOINER, tk.RANGE):
            return values, end
        position = joiner[2]


def _without_next_section(tokens: Tokens, units: list[Unit]) -> list[Unit]:
    """Leave out the numbers at the end that a following § or kap. claims: "2 och 4 §", "1, 4 och 5 §§"."""
    if not units:
        return units
    marker = tokens.at(units[-1].end)
    if marker[0] in _LEVELS and tokens.at(marker[2])[0] == tk.NUMBER:
        return units  # "st. 1 p. 2": the next label has its own number
    if marker[0] in (*_LEVELS, tk.CHAPTER):
        return units[:-1]
    if marker[0] != tk.SECTION:
        return units
    plural = "§" in marker[3] and len(marker[3].strip()) > 1
    return units[: -2 if plural and len(units[-1].values) == 1 and len(units) > 1 else -1]


def _small(units: list[Unit]) -> list[Unit]:
    for index, unit in enumerate(units):
        if any(int("".join(filter(str.isdigit, value))) > _LARGEST for value in unit.values):
            return units[:index]
    return units


def _values(units: list[Unit]) -> list[str]:
    return [value for unit in units for value in unit.values]
