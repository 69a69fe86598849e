"""sentence -> the outcome it states, if any; the same rules mask verdicts in accounts."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from textclass import lexicon
from textclass.decision import weighing
from textclass.decision.clauses import Clause, Grammar
from textclass.decision.sentences import spans
from textclass.decision.weighing import Sign
from textclass.lexicon.phrases import Phrases, lower
from textclass.records import Outcome, StatedOutcome

_GAP = r"(?: (?!(?:som|men|att|och)\b)[a-zåäö]+){0,4}? "
_ANY_GAP = r"(?: [\w.§-]+){0,9}? "
_WIDE_GAP = r"(?: (?!som\b|men\b)[\w.§-]+){0,9}? "


class _Saying(NamedTuple):
    """What a sign of the lexicon says."""

    outcome: Outcome
    negated: bool  # its own denial is part of it
    weak: bool
    judged: bool  # counts only where the inspectorate judges


class _Place(NamedTuple):
    """Where a sign stands, before its clause has been heard."""

    start: int
    end: int
    saying: _Saying


class OutcomeRules:
    """The formulas of ``outcomes.toml``, compiled once."""

    def __init__(self, rules: dict[str, Any]) -> None:
        words = word_classes(rules)
        signs = [(_saying(e), expand(pattern, words)) for e in rules["sign"] for pattern in e["patterns"]]
        marks = [(name, pattern) for name in ("set_aside", "general", "decided") for pattern in rules[name]["patterns"]]
        marks += [("judge", rf"(?:{pattern})\b") for pattern in rules["judge"]["patterns"]]
        self._phrases: Phrases[_Saying | str] = Phrases([*signs, *marks])
        self._grammar = Grammar(rules)

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - one object for the life of the process
    def judges(self, sentence: str) -> bool:
        """Whether the inspectorate speaks here as the one who judges."""
        return "judge" in self._scan(sentence)[1]

    def decides(self, sentence: str) -> bool:
        """Whether the sentence holds a plain formula of the decision itself, which needs no judge beside it."""
        return "decided" in self._scan(sentence)[1]

    @functools.lru_cache(maxsize=4096)  # noqa: B019
    def _scan(self, sentence: str) -> tuple[list[_Place], set[str]]:
        """Return the places of signs, longest first told, and the marks ("judge", "general", "set_aside") found."""
        places: list[_Place] = []
        marks: set[str] = set()
        for found, match in self._phrases.find(lower(sentence)):
            if isinstance(found, str):
                marks.add(found)
            else:
                places.append(_Place(match.start(), match.end(), found))
        return places, marks

    @functools.lru_cache(maxsize=4096)  # noqa: B019
    def find(self, sentence: str, before: Outcome | None = None) -> Outcome | None:
        """Return the outcome that one sentence states, or None.

        The caller knows that the inspectorate speaks: an organiser's own "tillräckliga" reads just the same, unless
        the sentence says whose view it is. ``before``: the outcome of the sentence before, which an elliptical one
        turns round ("Den andra är det inte.").
        """
        places, marks = self._scan(sentence)
        if "set_aside" in marks or "general" in marks or not places and before is None:
            return None
        lowered = lower(sentence)
        clauses = self._grammar.split(lowered)
        if self._grammar.conditional(lowered) or self._grammar.reported(lowered):
            return None
        signs = self._signs(lowered, clauses, _longest(places, "judge" in marks))
        return weighing.decide(lowered, weighing.with_ellipses(signs, clauses, before), self._grammar)

    def _signs(self, sentence: str, clauses: list[Clause], places: list[_Place]) -> list[Sign]:
        signs: list[Sign] = []
        done, number = 0, 0
        for place, following in zip(places, _following(places, len(sentence)), strict=True):
            while clauses[number].end <= place.start:
                number += 1
            clause = clauses[number]
            if self._grammar.counts(sentence, clause, place.start, place.end):
                span = (place.start, place.end)
                denials = self._grammar.denials(sentence, clauses, number, span, done, max(following, place.end))
                said = place.saying
                outcome = weighing.turned(said.outcome) if denials % 2 != said.negated else said.outcome
                signs.append(Sign(outcome, place.start, place.end, said.weak, clause))
            done = place.end
        return signs

    def firm(self, sentence: str) -> bool:
        """Whether some wording in the sentence is a verdict's own, and not one that organisers use as well."""
        places = self._scan(sentence)[0]
        return not places or not all(place.saying.weak for place in places)

    def turns(self, sentence: str) -> bool:
        """Whether the sentence takes up another part than the one before: "Den andra bristen …"."""
        return self._grammar.turns(lower(sentence))

    def mask(self, text: str) -> str:
        """Return ``text`` with every wording of a verdict replaced by blanks, offsets unchanged.

        Words that an organiser uses as well ("påbörjat") stay where nobody judges.

        >>> rules().mask("Ytterligare kvalitetshöjande åtgärder behövs. Kö.").strip()
        '. Kö.'
        """
        signs = list(text)
        for start, end in spans(text):
            places, marks = self._scan(text[start:end])
            if "judge" in marks or not all(place.saying.weak for place in places):
                for place in places:
                    signs[start + place.start : start + place.end] = " " * (place.end - place.start)
        return "".join(signs)


def _saying(entry: Mapping[str, Any]) -> _Saying:
    return _Saying(Outcome(entry["says"]), *(bool(entry.get(flag)) for flag in ("negated", "weak", "judged")))


def _longest(places: list[_Place], judged: bool) -> list[_Place]:
    """Return the places in order, without those inside others and those that need a judge where there is none."""
    kept: list[_Place] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if place.saying.judged and not judged or kept and place.end <= kept[-1].end:
            continue
        if kept and place.start < kept[-1].end and _agree(place.saying, kept[-1].saying):
            kept[-1] = kept[-1]._replace(end=place.end)
        else:
            kept.append(place)
    return kept


def _following(places: list[_Place], end: int) -> list[int]:
    """Return for each place where the next strong one begins."""
    following = []
    for place in reversed(places):
        following.append(end)
        end = end if place.saying.weak else place.start
    return following[::-1]


def _agree(one: _Saying, other: _Saying) -> bool:
    return one.outcome == other.outcome and not (one.negated or other.negated)


def passage(sentences: Sequence[str]) -> list[Outcome | None]:
    """Return what each of the sentences states, where they follow one another in one conclusion.

    A sentence that takes up another part ("Den andra …", "… däremot …") and finds the contrary makes both ``partly``.
    """
    stated: list[Outcome | None] = []
    last: int | None = None  # number of the last that states something
    for number, sentence in enumerate(sentences):
        before = stated[last] if last is not None and rules().firm(sentences[last]) else None
        said = rules().find(sentence, before)
        contrary = before is not None and said == weighing.turned(before) != before
        if last is not None and contrary and rules().firm(sentence) and rules().turns(sentence):
            stated[last] = said = Outcome.PARTLY
        stated.append(said)
        last = number if said else last
    return stated


def word_classes(rules: Mapping[str, Any]) -> dict[str, str]:
    """Return each class of words of the lexicon as one alternation."""
    return {name: "|".join(forms) for name, forms in rules["words"].items()}


def expand(pattern: str, words: Mapping[str, str]) -> str:
    """Write out a pattern: "{flaw}" any word of that class, "~" up to four words, "~~" up to nine."""
    for name, forms in words.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{forms})")
    for mark, gap in (("~~~", _ANY_GAP), ("~~", _WIDE_GAP), ("~", _GAP)):
        pattern = pattern.replace(mark, gap)
    return rf"(?:{pattern})\b"


@functools.cache
def rules() -> OutcomeRules:
    """Return the rules of the shipped lexicon."""
    return OutcomeRules(lexicon.load("outcomes"))


def settle(places: Iterable[StatedOutcome]) -> Outcome | None:
    """Return the one outcome that all places state, ``conflict`` where they disagree, None where there is none.

    A conclusion that finds one deficiency remedied and another remaining is no contradiction but ``partly``.
    """
    places = _weighty(tuple(places))
    distinct = {place.outcome for place in places}
    concluded = {place.outcome for place in places if place.where == "conclusion"}
    if Outcome.PARTLY in distinct or len(concluded) > 1:
        return Outcome.PARTLY
    if len(distinct) > 1:
        return Outcome.CONFLICT
    return distinct.pop() if distinct else None


def _weighty(places: tuple[StatedOutcome, ...]) -> tuple[StatedOutcome, ...]:
    """Return the places without the weakly worded, and those where nobody judges, that others gainsay."""
    firm = tuple(place for place in places if rules().firm(place.text)) or places
    said = {place.outcome for place in firm if rules().judges(place.text)}
    if len(said) == 1 and Outcome.PARTLY not in {place.outcome for place in firm}:
        return tuple(place for place in places if place.outcome in said or (place in firm and _is_decided(place)))
    return firm


def _is_decided(place: StatedOutcome) -> bool:
    """Whether a place is a plain verdict of the decision itself, which needs no judge beside it."""
    return place.where == "decision" and place.text[-1:] != ":" and rules().decides(place.text)
