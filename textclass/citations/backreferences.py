"""A back reference such as "samma lag" or "lagen" -> the act named earlier that it means."""

from __future__ import annotations

import functools
import re

from textclass.citations.history import History
from textclass.citations.identities import sort_of
from textclass.citations.mentions import words
from textclass.citations.register import HEADS, Act

# What a word beside an article can mean among EU acts; see History.distinct.
_FOREIGN_SORTS = {
    "förordning": ("eu R",),
    "direktiv": ("eu L",),
    "stadga": ("eu P",),
    "fördrag": ("eu E", "eu M"),
    "konvention": ("konvention",),
}
_NAME_GOES_ON = re.compile(r"\s{1,40}om\s")


class BackReferences:
    """Finds what a reference means among the acts named so far (``history``) and the base act."""

    def __init__(self, history: History, base: Act | None) -> None:
        self._history = history
        self._base = base

    @staticmethod
    def phrase(text: str, position: int) -> re.Match[str] | None:
        """Return the back reference that stands at ``position``; None if none does, or a name goes on behind it."""
        match = _pattern().match(text, position)
        return None if match is None or _NAME_GOES_ON.match(text, match.end()) else match

    def phrased(self, cue: str, sort: str) -> str | None:
        """Return the act that "samma lag" and its like mean: the last of its sort; None if none was named."""
        own = self._base.id if self._base and sort_of(self._base) == sort else None
        if cue == "denna" and own:
            return own
        earlier = self._history.first(sort) if cue.endswith("förstnämnda") else self._history.last(sort)
        return earlier or own

    def definite(self, sort: str, beside: str) -> str | None:
        """Return the act that "lagen" alone means: the one of its sort named so far; None if there are several."""
        sorts = _FOREIGN_SORTS.get(sort, (sort,)) if beside == "article" else (sort,)
        named: set[str] = set()
        for one in sorts:
            distinct = self._history.distinct(one)
            if len(distinct) > 1:
                return None
            named |= distinct
        if not named and self._base and sort_of(self._base) == sort:
            return self._base.id
        return named.pop() if len(named) == 1 else None


@functools.cache
def back_words() -> frozenset[str]:
    """Return the words that begin a back reference."""
    return frozenset(phrase.split()[0] for phrase in words("back"))


@functools.cache
def _pattern() -> re.Pattern[str]:
    cues = "|".join(r"\s{1,8}".join(cue.split()) for cue in sorted(words("back"), key=len, reverse=True))
    nouns = "|".join(sorted(HEADS, key=len, reverse=True))
    return re.compile(rf"(?P<cue>{cues})\s{{1,40}}(?P<noun>{nouns})(?!\w)", re.IGNORECASE)
