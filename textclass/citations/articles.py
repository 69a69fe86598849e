"""text and a position -> the articles of a treaty or an EU act that are named there."""

from __future__ import annotations

import re

from textclass.citations import tokens as tk
from textclass.citations.numbers import members
from textclass.citations.sections import Clause, Item
from textclass.citations.tokens import Tokens

_S = r"\s{0,20}"
_LETTER = r"[a-hj-z](?![\w:])"
_ENTRY = re.compile(
    rf"{_S}(?P<n>\d{{1,3}})(?P<sub>(?:\.\d{{1,2}}(?!\d)|{_S}\(\d{{1,2}}\)){{0,2}})(?!\d|[/:]\d)"
    rf"(?:\s{{1,20}}(?:p\.?|punkt(?:en)?|st\.)\s{{0,4}}(?P<point>\d{{1,2}})(?!\d))?"
    r"(?:,?\s{1,20}(?:första|andra|tredje|fjärde|femte)\s{1,20}(?:stycket|meningen))?"
    rf"(?:\.?{_S}(?:(?:led(?:et|en)?|punkt)\s{{1,4}})?\(?(?P<letter>{_LETTER})\)?)?"
    r"(?:,?\s{1,20}(?:första|andra|tredje|fjärde|femte)\s{1,20}(?:stycket|meningen))?"
)
_ALONE = re.compile(rf"{_S}\(?(?P<letter>{_LETTER})\)?")
_LAW = re.compile(r"\s{0,6}(?:§|kap)")


def read_articles(tokens: Tokens, position: int) -> Clause | None:
    """Return the articles listed from the word "artikel" on; None where no number follows it.

    A letter alone takes over the article before it: "artikel 6.1 c och e".
    """
    word = tokens.at(position)
    items: list[Item] = []
    at, stem = word[2], ""
    while True:
        value, stem, start, end = _entry(tokens, at, stem)
        if not value:
            break
        item = Item(start, end, None, [value], article=True)
        end = _to_upper_end(tokens, item, stem)
        items.append(item)
        joiner = tokens.at(end)
        if joiner[0] != tk.JOINER:
            break
        at = joiner[2]
    if not items:
        return None
    items[0].start = word[1]
    return Clause(items, items[-1].end, None)


def _entry(tokens: Tokens, position: int, stem: str) -> tuple[str, str, int, int]:
    """Return the article at ``position``, the part of it a later letter takes over, and its span; "" if none."""
    match = _ENTRY.match(tokens.text, position)
    if match and not _LAW.match(tokens.text, match.end()):
        sub = "".join("." + digits for digits in re.findall(r"\d+", match["sub"]))
        point = f".{match['point']}" if match["point"] else ""
        stem = match["n"].lstrip("0") + sub + point
        return stem + (match["letter"] or ""), stem, match.start("n"), match.end()
    alone = _ALONE.match(tokens.text, position) if stem else None
    if alone:
        return stem + alone["letter"], stem, alone.start("letter"), alone.end()
    return "", stem, position, position


def _to_upper_end(tokens: Tokens, item: Item, stem: str) -> int:
    dash = tokens.at(item.end)
    if dash[0] == tk.FOLLOWING:
        item.end = dash[2]
    if dash[0] != tk.RANGE:
        return item.end
    value, _, _, end = _entry(tokens, dash[2], stem)
    if value:
        item.places, item.end = members(item.places[0], value), end
    return item.end
