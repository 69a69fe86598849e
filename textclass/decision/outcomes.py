"""sentence -> the outcome it states, if any; the same rules mask verdicts in accounts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from textclass import lexicon
from textclass.records import Outcome, StatedOutcome

_CLAUSE = re.compile(
    r"[,;:–]\s|\b(?:men|dock|däremot|utan att|utan|eftersom|därför att|medan)\b|\bdå\b(?= \w)"
)
_DEFICIENCY = re.compile(r"\bbrist(?:en|erna|er)?\b", re.IGNORECASE)
_AND = re.compile(r"\b(?:och|samt)\b")
_FILLER = r"(?: (?:nu|längre|därmed|således|alltså|dock|därför|för närvarande|enligt|skolinspektionens|bedömning|det|de|den|detta|dessa|åtgärderna|arbetet|insatserna|redovisningen|bristen|i|dag|någon|något|några|av|dessa|samtliga))"


@dataclass(frozen=True, slots=True)
class _Sign:
    outcome: Outcome
    start: int
    end: int
    conceded: bool  # stands in a clause such as "även om …"


class OutcomeRules:
    """The formulas of ``outcomes.toml``, compiled once."""

    def __init__(self, rules: dict[str, list[dict[str, str]] | dict[str, list[str]]]) -> None:
        signs: list[dict[str, str]] = rules["sign"]  # type: ignore[assignment]
        tables: dict[str, dict[str, list[str]]] = rules  # type: ignore[assignment]
        self._signs = [
            (
                Outcome(entry["says"]),
                re.compile(_expand(entry["pattern"]), re.IGNORECASE),
                bool(entry.get("negated")),
            )
            for entry in signs
        ]
        self._any = re.compile("|".join(f"(?:{_expand(entry['pattern'])})" for entry in signs), re.IGNORECASE)
        words = "|".join(sorted(map(re.escape, tables["negation"]["words"]), key=len, reverse=True))
        excepted = "|".join(tables["negation"]["not_in"])
        self._negation = re.compile(rf"\b(?!(?:{excepted})\b)(?:{words})\b", re.IGNORECASE)
        self._negated_after = re.compile(
            rf"{_FILLER}{{0,3}} (?!(?:{excepted})\b)(?:{words})\b", re.IGNORECASE
        )
        self._concession = re.compile(rf"(?:{'|'.join(tables['concession']['openings'])})\b", re.IGNORECASE)
        self._unreal = re.compile(
            rf"\b(?:{'|'.join(tables['unreal']['before'])}) (?:[\wåäö]+ ){{0,7}}$", re.IGNORECASE
        )
        self._condition = re.compile(rf"[ ,;:–]*(?:{'|'.join(tables['unreal']['opening'])}) ", re.IGNORECASE)
        self._set_aside = re.compile("|".join(tables["set_aside"]["patterns"]), re.IGNORECASE)
        self._judge = re.compile(rf"\b(?:{'|'.join(tables['judge']['patterns'])})\b", re.IGNORECASE)
        self._partly = re.compile("|".join(tables["partly"]["patterns"]), re.IGNORECASE)
        self._closed = re.compile("|".join(tables["closed"]["yes"]), re.IGNORECASE)
        self._open = re.compile("|".join(tables["closed"]["no"]), re.IGNORECASE)

    def judges(self, sentence: str) -> bool:
        """Whether the inspectorate speaks here as the one who judges."""
        return self._judge.search(sentence) is not None

    def closes(self, sentence: str) -> bool | None:
        """Whether the sentence ends the case (True), says that it goes on (False), or says neither (None)."""
        if self._open.search(sentence):
            return False
        return True if self._closed.search(sentence) else None

    def find(self, sentence: str) -> Outcome | None:
        """Return the outcome that one sentence states, or None.

        The caller knows that the inspectorate speaks: an organiser's own "tillräckliga" reads just the same.
        The last sign decides; one in a concession ("även om …") only where there is no other.
        """
        if self._partly.search(sentence):
            return Outcome.PARTLY
        if self._set_aside.search(sentence):
            return None
        signs = self._read(sentence)
        plain = [sign for sign in signs if not sign.conceded] or signs
        if len({sign.outcome for sign in plain}) > 1 and len(_DEFICIENCY.findall(sentence)) > 1:
            return Outcome.PARTLY
        return plain[-1].outcome if plain else None

    def _read(self, sentence: str) -> list[_Sign]:
        if not self._any.search(sentence):
            return []
        places = [
            (m.start(), m.end(), outcome, negated)
            for outcome, p, negated in self._signs
            for m in p.finditer(sentence)
        ]
        places = [
            a
            for a in places
            if not any(b[0] <= a[0] and a[1] <= b[1] and b[1] - b[0] > a[1] - a[0] for b in places)
        ]
        clauses = [0, *(match.start() for match in _CLAUSE.finditer(sentence))]
        signs: list[_Sign] = []
        done = 0
        for start, end, outcome, negated in sorted(places, key=lambda place: place[:2]):
            clause_start = max(c for c in clauses if c <= start)
            if done <= start and _AND.search(sentence, done, start):
                clause_start = max(clause_start, done)  # "inte … och …": the denial ends with what it denies
            before = sentence[clause_start:start]
            done = end
            if self._unreal.search(before) or self._condition.match(before):
                continue
            if self._denials(sentence, before, start, end) % 2 != negated:
                outcome = Outcome.MORE_NEEDED if outcome is Outcome.IN_LINE else Outcome.IN_LINE
            signs.append(
                _Sign(outcome, start, end, self._concession.match(before.lstrip(" ,;:–")) is not None)
            )
        return signs

    def _denials(self, sentence: str, before: str, start: int, end: int) -> int:
        inside = len(self._negation.findall(before)) + len(self._negation.findall(sentence[start:end]))
        return inside + (self._negated_after.match(sentence, end) is not None)

    def mask(self, text: str) -> str:
        """Return ``text`` with every wording of a verdict replaced by blanks, offsets unchanged.

        >>> rules().mask("Ytterligare kvalitetshöjande åtgärder behövs. Kö.").strip()
        '. Kö.'
        """
        return self._any.sub(lambda match: " " * len(match[0]), text)


def _expand(pattern: str) -> str:
    """Write out "~": up to four words."""
    return pattern.replace("~", r"(?: [a-zåäö]+){0,4}? ")


@functools.cache
def rules() -> OutcomeRules:
    """Return the rules of the shipped lexicon."""
    return OutcomeRules(lexicon.load("outcomes"))


def settle(places: Iterable[StatedOutcome]) -> Outcome | None:
    """Return the one outcome that all places state, ``conflict`` where they disagree, None where there is none.

    A conclusion that finds one deficiency remedied and another remaining is no contradiction but ``partly``.
    """
    places = tuple(places)
    distinct = {place.outcome for place in places}
    concluded = {place.outcome for place in places if place.where == "conclusion"}
    if Outcome.PARTLY in distinct or len(concluded) > 1:
        return Outcome.PARTLY
    if len(distinct) > 1:
        return Outcome.CONFLICT
    return distinct.pop() if distinct else None
