"""The acts that one text has named so far, kept so that every question about them is answered at once."""

from __future__ import annotations

from typing import NamedTuple

from textclass.citations.mentions import Mention

FOREIGN = ("eu", "treaty")


class Latest(NamedTuple):
    """The acts that a bare section or article can belong to: those named last before it."""

    law: Mention | None
    divided: Mention | None
    foreign: Mention | None


class History:
    """Mentions in text order, seen from the questions that are asked of them."""

    def __init__(self) -> None:
        self.numbered: set[str] = set()  # ids of acts that were named with their number
        self.last_law: Mention | None = None  # no EU act, treaty or advice; perhaps one that cannot be told
        self.last_divided: Mention | None = None  # the last of them that has chapters, as far as is known
        self.last_foreign: Mention | None = None
        self._ids: dict[str, list[str | None]] = {}  # sort -> first and last id
        self._distinct: dict[str, set[str]] = {}  # sort -> ids; for EU acts also by the letter of their number

    def add(self, mention: Mention) -> None:
        """Take up the next mention of the text."""
        ends = self._ids.setdefault(mention.sort, [mention.id, mention.id])
        ends[1] = mention.id
        if mention.id:
            self._distinct.setdefault(mention.sort, set()).add(mention.id)
            if mention.sort == "eu":
                self._distinct.setdefault("eu " + _letter(mention.id), set()).add(mention.id)
            if mention.by == "number":
                self.numbered.add(mention.id)
        if mention.kind in FOREIGN:
            self.last_foreign = mention
        elif mention.kind != "guidance":
            self.last_law = mention
            if mention.chapters is not False:
                self.last_divided = mention

    def now(self) -> Latest:
        """Return the acts named last as things stand."""
        return Latest(self.last_law, self.last_divided, self.last_foreign)

    def last(self, sort: str) -> str | None:
        """Return the act of this sort that was named last; None if none was, or it could not be told."""
        return self._ids.get(sort, [None, None])[1]

    def first(self, sort: str) -> str | None:
        """Return the act of this sort that was named first; None if none was, or it could not be told."""
        return self._ids.get(sort, [None, None])[0]

    def distinct(self, sort: str) -> set[str]:
        """Return the acts of this sort named so far; "eu R" are the EU's regulations, "eu L" its directives."""
        return self._distinct.get(sort, set())


def _letter(address: str) -> str:
    # "ext/celex/32016R0679" is a regulation, "ext/celex/12012P" a treaty.
    return address[15:16]
