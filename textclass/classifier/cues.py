"""tokens -> cues: the places that tell how far a measure has come, whom it reaches, what followed."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from textclass import lexicon
from textclass.classifier.tokens import Token

_GAP = 4  # words that "…" may stand for


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue and the numbers of its first token and of the one after its last."""

    name: str
    first: int
    last: int


Pattern = tuple[tuple[str, ...], str]


class Cues:
    """The patterns of one table of the lexicon, by their first word."""

    def __init__(self, entries: list[dict[str, object]]) -> None:
        self.names = [str(entry["name"]) for entry in entries]
        self._exact: dict[str, list[Pattern]] = {}
        self._stems: dict[str, list[Pattern]] = {}
        for entry in entries:
            for pattern in entry["patterns"]:  # type: ignore[attr-defined]
                first, *rest = pattern.split()
                table = self._stems if first.endswith("*") else self._exact
                table.setdefault(first.removesuffix("*"), []).append((tuple(rest), str(entry["name"])))
        self._starts: dict[str, tuple[Pattern, ...]] = {}

    def find(self, tokens: Sequence[Token]) -> list[Cue]:
        """Return the cues among ``tokens``, in order of their first word; [] if none."""
        forms = [token.form for token in tokens]
        starts, found = self._starts, []
        for at, form in enumerate(forms):
            patterns = starts.get(form)
            if patterns is None:
                patterns = self._open(form)
            for rest, name in patterns:
                last = _match(forms, at + 1, rest) if rest else at + 1
                if last:
                    found.append(Cue(name, at, last))
        return found

    def _open(self, form: str) -> tuple[Pattern, ...]:
        """The patterns that may begin with this word form, remembered."""
        patterns = list(self._exact.get(form, ()))
        for n in range(2, len(form) + 1):
            patterns += self._stems.get(form[:n], ())
        if len(self._starts) > 200_000:
            self._starts.clear()
        return self._starts.setdefault(form, tuple(patterns))


def _match(forms: list[str], at: int, rest: tuple[str, ...]) -> int:
    """Return the number after the last word of the match, 0 if there is none."""
    for n, want in enumerate(rest):
        if want == "…":
            ends = (_match(forms, at + gap, rest[n + 1 :]) for gap in range(_GAP + 1))
            return next((end for end in ends if end), 0)
        if at >= len(forms) or not _same(forms[at], want):
            return 0
        at += 1
    return at


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
