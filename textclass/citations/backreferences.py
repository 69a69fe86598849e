"""A back reference such as "samma lag" or "lagen" -> the act named earlier that it means."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from textclass.citations.identities import SECTORS, sort_of
from textclass.citations.mentions import Mention, words
from textclass.citations.register import HEADS, Act


class BackReferences:
    """Finds what a reference means among the mentions so far (``history``, which grows) and the base act."""

    def __init__(self, history: list[Mention], base: Act | None) -> None:
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
        earlier = [mention.id for mention in self._history if mention.sort == sort]
        if not earlier:
            return own
        return earlier[0 if cue.endswith("förstnämnda") else -1]

    def definite(self, sort: str, beside: str) -> str | None:
        """Return the act that "lagen" alone means: the one of its sort named so far; None if there are several."""
        fits = _is_eu_act(sort) if beside == "article" else _is_of(sort)
        named = {mention.id for mention in self._history if mention.id and fits(mention)}
        if not named and self._base and sort_of(self._base) == sort:
            return self._base.id
        return named.pop() if len(named) == 1 else None


_NAME_GOES_ON = re.compile(r"\s{1,40}om\s")


@functools.cache
def back_words() -> frozenset[str]:
    """Return the words that begin a back reference."""
    return frozenset(phrase.split()[0] for phrase in words("back"))


@functools.cache
def _pattern() -> re.Pattern[str]:
    cues = "|".join(r"\s{1,8}".join(cue.split()) for cue in sorted(words("back"), key=len, reverse=True))
    nouns = "|".join(sorted(HEADS, key=len, reverse=True))
    return re.compile(rf"(?P<cue>{cues})\s{{1,40}}(?P<noun>{nouns})(?!\w)", re.IGNORECASE)


def _is_of(sort: str) -> Callable[[Mention], bool]:
    return lambda mention: mention.sort == sort


def _is_eu_act(sort: str) -> Callable[[Mention], bool]:
    """Return whether a mention is what "förordningen", "direktivet", "konventionen" beside an article can mean."""
    if sort in ("förordning", "direktiv"):
        letter = SECTORS[sort]
        return lambda mention: mention.sort == "eu" and mention.id is not None and mention.id[15:16] == letter
    if sort in ("stadga", "fördrag"):
        treaties = ("P",) if sort == "stadga" else ("E", "M")
        return lambda mention: mention.id is not None and mention.id.endswith(treaties)
    return _is_of("konvention")
