"""text and a position -> how the name of an act goes on there, and where it ends."""

from __future__ import annotations

import re

from textclass.citations.identities import CHANGE, NUMBER, NUMBER_AHEAD, REST
from textclass.citations.mentions import words
from textclass.citations.register import HEADS, Act, Phrase, Register

WORD = re.compile(r"[^\W\d_]+(?:[-:][^\W\d_]+){0,40}-?")
_NEXT_WORD = re.compile(r"[\s,]{1,40}?\s{0,40}(m\.\s?(?:m|fl)\.|[^\W\d_]+(?:[-:][^\W\d_]+){0,40}-?)")
_MOST_NESTED = 4  # "lag om ändring i lagen om ändring i …": no law goes deeper
_LONGEST = 260  # characters, of a name up to the number at its end


class Titles:
    """Follows the names of acts through one text."""

    def __init__(self, text: str, register: Register) -> None:
        self.text = text
        self._register = register

    def walk(self, tree: Phrase, position: int) -> tuple[list[Act], int, bool]:
        """Return the acts of the longest name of ``tree`` that stands at ``position``, its end, its form."""
        text = self.text
        match = WORD.match(text, position)
        node: Phrase | None = tree
        found: tuple[list[Act], int, bool] = ([], position, False)
        while match and node:
            word = match[match.lastindex or 0]
            node = node.further.get(word) or node.further.get(word.lower())
            if node and node.acts:
                found = (node.acts, match.end(), node.definite)
            match = _NEXT_WORD.match(text, match.end()) if node else None
        return found

    def tail(self, sort: str, position: int) -> tuple[list[Act], int]:
        """Return the acts of a name such as "lagen om anställningsskydd" and where the name ends."""
        tree = self._register.tails.get(sort)
        first = _NEXT_WORD.match(self.text, position) if tree else None
        if tree is None or first is None or self.text[position : first.start(1)].strip():
            return [], position
        acts, end, _ = self.walk(tree, first.start(1))
        return acts, end

    def number_ahead(self, position: int) -> re.Match[str] | None:
        """Return the rest of a name whose number stands at its end: "… om statsbidrag till böcker (2015:218)"."""
        near = position + _LONGEST  # where no bracket is near, the costly pattern need not try
        if self.text.find("(", position, near) < 0 and self.text.find("[", position, near) < 0:
            return None
        return NUMBER_AHEAD.match(self.text, position)

    def after_number(self, sort: str, end: int, nested: int = 0) -> int:
        """Return where the rest of the name ends in "lagen (1994:260) om offentlig anställning"."""
        change = CHANGE.match(self.text, end) if nested < _MOST_NESTED else None
        if change:
            # The act that is changed stands inside the name of the changing act.
            inner = self._inner(change.end(), nested + 1)
            if inner:
                return inner
        acts, tail_end = self.tail(sort, end)
        if acts:
            inner_number = NUMBER.match(self.text, tail_end)
            return inner_number.end() if inner_number and "(" in inner_number[0] else tail_end
        rest = REST.match(self.text, end)
        # A sentence that goes on holds one of the small words; the rest of a name holds none.
        if rest and not words("not_in_names") & set(rest[0].lower().split()):
            return rest.end()
        return end

    def _inner(self, position: int, nested: int) -> int:
        match = WORD.match(self.text, position)
        if match is None:
            return 0
        acts, end, _ = self.walk(self._register.names, position)
        if not acts:
            end = match.end()
        number = NUMBER.match(self.text, end)
        if number:
            end = number.end()
            sort = HEADS.get(match[0].lower())
            return self.after_number(sort, end, nested) if sort else end
        return end if acts else 0
