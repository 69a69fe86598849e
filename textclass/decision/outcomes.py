"""sentence -> the outcome it states, if any; the same rules mask verdicts in accounts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from textclass import lexicon
from textclass.lexicon.phrases import Phrases, lower
from textclass.records import Outcome, StatedOutcome

_CLAUSE = re.compile(
    r"[,;:–]\s|\b(?:men|dock|däremot|utan att|utan|eftersom|därför att|medan|går det|innebär|annat än)\b|"
    r"\b(?:bedömer|anser|finner|konstaterar|menar|gör|drar)\b(?= (?:skolinspektionen|inspektionen|myndigheten|vi)\b)|"
    r"\bdå\b(?= \w)"
)
_DEFICIENCY = re.compile(r"\bbrist(?:en|erna|er)?\b", re.IGNORECASE)
_POLAR = re.compile(r", (?:någon|något|några)\b")  # after a denial before the comma: "ser inte, …, någon anledning"
_BACK = 300  # characters in which such a denial stands
_NOT_YET = re.compile(r"\b(?:innan|förrän)\b")
_AND = re.compile(r"\b(?:och|samt)\b")
_FILLER = (
    r"(?: (?:nu|längre|därmed|således|alltså|dock|därför|för närvarande|enligt|skolinspektionens|"
    r"bedömning|det|de|den|detta|dessa|åtgärderna|arbetet|insatserna|redovisningen|bristen|i|dag|"
    r"någon|något|några|av|dessa|samtliga))"
)


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
        marks = {name: tables[name]["patterns"] for name in ("set_aside", "partly")}
        marks["judge"] = [rf"(?:{pattern})\b" for pattern in tables["judge"]["patterns"]]
        self._phrases: Phrases[tuple[str, Outcome | None, bool]] = Phrases(
            [(("sign", Outcome(e["says"]), bool(e.get("negated"))), _expand(e["pattern"])) for e in signs]
            + [((name, None, False), pattern) for name, patterns in marks.items() for pattern in patterns]
        )
        words = "|".join(sorted(map(re.escape, tables["negation"]["words"]), key=len, reverse=True))
        excepted = "|".join(tables["negation"]["not_in"])
        self._negation = re.compile(rf"\b(?!(?:{excepted})\b)(?:{words})\b", re.IGNORECASE)
        denial = rf"(?!(?:{excepted})\b)(?:{words})\b"
        self._negated_after = re.compile(
            rf"{_FILLER}{{0,3}} {denial}|(?: (?!och\b|men\b|utan\b)[a-zåäö]+){{1,5}} {denial}(?=[.,;]|$| för| till)",
            re.IGNORECASE,
        )
        self._concession = re.compile(rf"(?:{'|'.join(tables['concession']['openings'])})\b", re.IGNORECASE)
        self._unreal = re.compile(rf"\b(?:{'|'.join(tables['unreal']['before'])}) (?:[\wåäö]+ ){{0,7}}$", re.IGNORECASE)
        self._condition = re.compile(rf"[ ,;:–]*(?:{'|'.join(tables['unreal']['opening'])}) ", re.IGNORECASE)

    @functools.lru_cache(maxsize=4096)  # noqa: B019
    def judges(self, sentence: str) -> bool:
        """Whether the inspectorate speaks here as the one who judges."""
        return "judge" in self._scan(sentence)[1]

    @functools.lru_cache(maxsize=4096)  # noqa: B019
    def _scan(self, sentence: str) -> tuple[list[tuple[int, int, Outcome, bool]], set[str]]:
        """Return the places of signs, and which of "judge", "partly" and "set_aside" the sentence holds."""
        places: list[tuple[int, int, Outcome, bool]] = []
        marks: set[str] = set()
        for (name, outcome, negated), match in self._phrases.find(lower(sentence)):
            if outcome is None:
                marks.add(name)
            else:
                places.append((match.start(), match.end(), outcome, negated))
        return places, marks

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - one object for the life of the process
    def find(self, sentence: str) -> Outcome | None:
        """Return the outcome that one sentence states, or None.

        The caller knows that the inspectorate speaks: an organiser's own "tillräckliga" reads just the same.
        The last sign decides; one in a concession ("även om …") only where there is no other.
        """
        lowered = lower(sentence)
        places, marks = self._scan(sentence)
        if "partly" in marks:
            return Outcome.PARTLY
        if "set_aside" in marks or not places:
            return None
        signs = self._read(lowered, places)
        plain = [sign for sign in signs if not sign.conceded] or signs
        if len({sign.outcome for sign in plain}) > 1 and len(_DEFICIENCY.findall(sentence)) > 1:
            return Outcome.PARTLY
        return plain[-1].outcome if plain else None

    def _read(self, sentence: str, places: list[tuple[int, int, Outcome, bool]]) -> list[_Sign]:
        places = [
            a for a in places if not any(b[0] <= a[0] and a[1] <= b[1] and b[1] - b[0] > a[1] - a[0] for b in places)
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
            if signs and _NOT_YET.search(sentence, signs[0].end, start):
                continue  # "… har mer att göra innan behovet är tillgodosett"
            if _POLAR.match(before) and sentence[clause_start : clause_start + 1] == ",":
                before = sentence[max((c for c in clauses if c < clause_start), default=0) : start]
                before = (
                    sentence[max(0, clause_start - _BACK) : clause_start] + before
                    if not self._negation.search(before)
                    else before
                )
            if self._denials(sentence, before, start, end) % 2 != negated:
                outcome = Outcome.MORE_NEEDED if outcome is Outcome.IN_LINE else Outcome.IN_LINE
            signs.append(_Sign(outcome, start, end, self._concession.match(before.lstrip(" ,;:–")) is not None))
        return signs

    def _denials(self, sentence: str, before: str, start: int, end: int) -> int:
        inside = len(self._negation.findall(before)) + len(self._negation.findall(sentence[start:end]))
        return inside + (self._negated_after.match(sentence, end) is not None)

    def mask(self, text: str) -> str:
        """Return ``text`` with every wording of a verdict replaced by blanks, offsets unchanged.

        >>> rules().mask("Ytterligare kvalitetshöjande åtgärder behövs. Kö.").strip()
        '. Kö.'
        """
        signs = list(text)
        for start, end, *_ in self._scan(text)[0]:
            signs[start:end] = " " * (end - start)
        return "".join(signs)


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
    places = _weighty(tuple(places))
    distinct = {place.outcome for place in places}
    concluded = {place.outcome for place in places if place.where == "conclusion"}
    if Outcome.PARTLY in distinct or len(concluded) > 1:
        return Outcome.PARTLY
    if len(distinct) > 1:
        return Outcome.CONFLICT
    return distinct.pop() if distinct else None


def _weighty(places: tuple[StatedOutcome, ...]) -> tuple[StatedOutcome, ...]:
    """Return the places without those in which nobody judges, where a place that disagrees says that it judges."""
    judged = [place for place in places if rules().judges(place.text)]
    said = {place.outcome for place in judged}
    if len(said) == 1 and Outcome.PARTLY not in {place.outcome for place in places}:
        return tuple(place for place in places if place.outcome in said)
    return places
