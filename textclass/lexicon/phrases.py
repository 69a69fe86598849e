"""text -> which of many patterns begin at which word: each is tried only where its first letters stand.

One alternation of a hundred patterns is tried at every character; here each word's first letters choose the few
patterns that could begin there. Patterns must begin at a word; text is compared in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_LETTERS = 6  # by so many first letters a pattern is chosen
_MOST_BEGINNINGS = 50_000  # remembered
_MANY = 2_000  # prefixes; a pattern with more is tried at every word


class Phrases(Generic[T]):
    """Patterns with a value each, found at the words of a text."""

    def __init__(self, entries: Iterable[tuple[T, str]]) -> None:
        self._by_prefix: dict[str, list[tuple[T, re.Pattern[str]]]] = {}
        self._always: list[tuple[T, re.Pattern[str]]] = []
        for value, pattern in entries:
            compiled = re.compile(pattern)
            prefixes = first_letters(pattern)
            if prefixes is None:
                self._always.append((value, compiled))
            for prefix in prefixes or ():
                self._by_prefix.setdefault(prefix, []).append((value, compiled))
        self._lengths = sorted({len(prefix) for prefix in self._by_prefix})
        self._word = re.compile(r"\b\w" if self._always else rf"\b(?={_alternation(self._by_prefix)})")
        self._known: dict[str, tuple[tuple[T, re.Pattern[str]], ...]] = {}  # what could begin at letters seen before

    def find(self, lowered: str, start: int = 0, end: int | None = None) -> Iterator[tuple[T, re.Match[str]]]:
        """Yield value and match for each pattern that begins at a word of ``lowered``, in text order.

        ``lowered``: the text in lower case, of the same length (see ``lower``).
        """
        stop = len(lowered) if end is None else end
        known = self._known.get
        for word in self._word.finditer(lowered, start, stop):
            at = word.start()
            letters = lowered[at : at + _LETTERS]
            candidates = known(letters)
            if candidates is None:
                candidates = self._candidates(letters)
            for value, pattern in candidates:
                match = pattern.match(lowered, at, stop)
                if match:
                    yield value, match

    def beginning(self, lowered: str) -> Iterator[T]:
        """Yield the value of each pattern with which ``lowered`` begins, be it at a word or not."""
        letters = lowered[:_LETTERS]
        known = self._known.get(letters)
        for value, pattern in self._candidates(letters) if known is None else known:
            if pattern.match(lowered):
                yield value

    def _candidates(self, letters: str) -> tuple[tuple[T, re.Pattern[str]], ...]:
        """Return the patterns that could begin with ``letters``."""
        chosen = [entry for length in self._lengths for entry in self._by_prefix.get(letters[:length], ())]
        candidates = tuple(dict.fromkeys([*chosen, *self._always]))
        if len(self._known) < _MOST_BEGINNINGS:
            self._known[letters] = candidates
        return candidates

    def any(self, lowered: str) -> bool:
        """Whether some pattern begins at a word of ``lowered``."""
        return next(self.find(lowered), None) is not None


def _alternation(words: Iterable[str]) -> str:
    """Return a pattern for the beginnings ``words``: what begins with a shorter one needs no longer one."""
    words = set(words)
    return any_of(word for word in words if not any(word[:n] in words for n in range(len(word))))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words`` that looks at each letter once: alternatives share their beginnings.

    >>> any_of(["ska", "skall", "bör"])
    '(?:bör|ska(?:ll)?)'
    """
    by_letter: dict[str, list[str]] = {}
    words = list(words)
    for word in filter(None, words):
        by_letter.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(letter) + any_of(tails) for letter, tails in sorted(by_letter.items())]
    if "" in words:
        return f"(?:{'|'.join(branches)})?" if branches else ""
    return f"(?:{'|'.join(branches)})" if len(branches) != 1 else branches[0]


def lower(text: str) -> str:
    """Return ``text`` in lower case with the same length, so that offsets hold."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(sign.lower()[:1] or sign for sign in text)


def first_letters(pattern: str) -> set[str] | None:
    """Return the first letters, up to six, that a match can begin with; None if they can't be told.

    >>> sorted(first_letters("(?:ytterligare|fler) åtgärder"))
    ['fler å', 'ytterl']
    """
    found = _expand(list(_parser.parse(pattern)), 0)
    prefixes = {prefix for prefix, _ in found}
    return prefixes if all(prefixes) and len(prefixes) <= _MANY else None


def _expand(items: list[Any], depth: int) -> set[tuple[str, bool]]:
    """Return (letters, whether more letters may follow) for the beginnings of a parsed pattern."""
    found = {("", True)}
    for code, value in items:
        if not any(more for _, more in found):
            break
        tails = _beginnings(code, value, depth)
        if tails is None:
            found = {(letters, False) for letters, _ in found}
            break
        found = {
            ((letters + tail)[:_LETTERS], goes_on and len(letters + tail) < _LETTERS) if more else (letters, False)
            for letters, more in found
            for tail, goes_on in tails
        }
        if len(found) > _MANY:
            return {("", False)}
    return found


def _beginnings(code: Any, value: Any, depth: int) -> set[tuple[str, bool]] | None:  # noqa: ANN401 - the parser's own types
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return {("", True)}
    if code is op.LITERAL:
        return {(chr(value), True)}
    if code is op.SUBPATTERN:
        return _expand(list(value[3]), depth + 1)
    if code is op.BRANCH:
        return {beginning for branch in value[1] for beginning in _expand(list(branch), depth + 1)}
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        inner = _expand(list(value[2]), depth + 1)
        return inner | {("", True)} if value[0] == 0 else inner
    if code is op.IN and all(kind is op.LITERAL for kind, _ in value):
        return {(chr(letter), True) for _, letter in value}
    return None
