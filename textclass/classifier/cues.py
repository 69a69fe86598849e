"""tokens -> cues: the places that tell how far a measure has come, whom it reaches, what followed."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textclass import lexicon
from textclass.classifier.tokens import Token

_GAP = 4  # words that "…" may stand for
_MOST_FORMS = 200_000  # remembered
_MOST_SECONDS = 20_000  # remembered for each first word

Pattern = tuple[tuple[str, ...], str]  # the words after those matched so far, and the cue's name


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and the numbers of its first token and of the one after its last."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Starts:
    """What may begin with one word form."""

    alone: tuple[str, ...]  # names of cues of this one word
    longer: tuple[tuple[str, str | None, Pattern], ...]  # those whose second word, or its stem, is told; what follows
    gaps: tuple[Pattern, ...]  # those whose second word may be any
    known: dict[str, tuple[Pattern, ...]]  # what of ``longer`` goes on with a second word seen before

    def second(self, form: str) -> tuple[Pattern, ...]:
        """Return the patterns that ``form`` goes on, without that word."""
        if form not in self.known:
            if len(self.known) > _MOST_SECONDS:
                self.known.clear()
            self.known[form] = tuple(
                [
                    after
                    for word, stem, after in self.longer
                    if word == form or (stem is not None and form.startswith(stem))
                ]
            )
        return self.known[form]


class Cues:
    """The patterns of one table of the lexicon, by their first word."""

    def __init__(self, entries: list[dict[str, Any]]) -> None:
        self._exact: dict[str, list[Pattern]] = {}
        self._stems: dict[str, list[Pattern]] = {}
        self._starts: dict[str, _Starts | None] = {}
        for entry in entries:
            for pattern in entry["patterns"]:
                first, *rest = pattern.split()
                table = self._stems if first.endswith("*") else self._exact
                table.setdefault(first.removesuffix("*"), []).append((tuple(rest), entry["name"]))
        self._longest = max(map(len, self._stems), default=0)

    def find(self, tokens: Sequence[Token]) -> list[Cue]:
        """Return the cues among ``tokens``, in order of their first word; [] if none."""
        forms = [token.form for token in tokens]
        found: list[Cue] = []
        for at, form in enumerate(forms):
            try:
                starts = self._starts[form]
            except KeyError:
                starts = self._open(form)
            if starts is not None:
                found += _begun(forms, at, starts)
        return found

    def names(self, tokens: Sequence[Token]) -> set[str]:
        """Return the names of the cues among ``tokens``: as ``find``, but faster."""
        forms = [token.form for token in tokens]
        found: set[str] = set()
        known, last = self._starts, len(forms) - 1
        for at, form in enumerate(forms):
            starts = known[form] if form in known else self._open(form)
            if starts is None:
                continue
            if starts.alone:
                found.update(starts.alone)
            if at == last:
                break
            following = forms[at + 1]
            for rest, name in starts.known[following] if following in starts.known else starts.second(following):
                if not rest or (name not in found and _match(forms, at + 2, rest)):
                    found.add(name)
            for rest, name in starts.gaps:
                if name not in found and _match(forms, at + 1, rest):
                    found.add(name)
        return found

    def alone(self, form: str) -> tuple[str, ...]:
        """Return the names of the cues that this one word form is; () if none."""
        starts = self._starts[form] if form in self._starts else self._open(form)
        return starts.alone if starts is not None else ()

    def _open(self, form: str) -> _Starts | None:
        """Return what may begin with a word form, and remember it."""
        patterns = list(self._exact.get(form, ()))
        for n in range(2, min(self._longest, len(form)) + 1):
            patterns += self._stems.get(form[:n], ())
        if len(self._starts) > _MOST_FORMS:
            self._starts.clear()
        self._starts[form] = _sort(patterns) if patterns else None
        return self._starts[form]


def _sort(patterns: list[Pattern]) -> _Starts:
    longer = [pattern for pattern in patterns if pattern[0]]
    return _Starts(
        alone=tuple(name for rest, name in patterns if not rest),
        longer=tuple(
            (rest[0], rest[0][:-1] if rest[0].endswith("*") else None, (rest[1:], name))
            for rest, name in longer
            if rest[0] != "…"
        ),
        gaps=tuple(pattern for pattern in longer if pattern[0][0] == "…"),
        known={},
    )


def _begun(forms: list[str], at: int, starts: _Starts) -> list[Cue]:
    found = [Cue(name, at, at + 1) for name in starts.alone]
    if at + 1 < len(forms):
        for rest, name in starts.second(forms[at + 1]):
            last = _match(forms, at + 2, rest)
            if last:
                found.append(Cue(name, at, last))
        for rest, name in starts.gaps:
            last = _match(forms, at + 1, rest)
            if last:
                found.append(Cue(name, at, last))
    return found


def _match(forms: list[str], at: int, rest: tuple[str, ...]) -> int:
    """Return the number after the last word of the match, 0 if there is none."""
    for n, want in enumerate(rest):
        if want == "…":
            return _match_later(forms, at, rest[n + 1 :])
        if at >= len(forms) or not _same(forms[at], want):
            return 0
        at += 1
    return at


def _match_later(forms: list[str], at: int, rest: tuple[str, ...]) -> int:
    """Return the number after the last word of the first match that begins within the gap, 0 if there is none."""
    for begin in range(at, min(at + _GAP + 1, len(forms))):
        if _same(forms[begin], rest[0]):
            end = _match(forms, begin + 1, rest[1:]) if rest[1:] else begin + 1
            if end:
                return end
    return 0


def _same(form: str, want: str) -> bool:
    return form.startswith(want[:-1]) if want.endswith("*") else form == want


@functools.cache
def of_measures() -> Cues:
    """Return the cues in accounts."""
    return Cues(lexicon.load("measures")["cue"])


@functools.cache
def of_needs() -> Cues:
    """Return the cues in needs."""
    return Cues(lexicon.load("measures")["need"])
