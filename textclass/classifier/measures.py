"""account -> measures: what was done, is in use, decided, planned or put off; whom it reaches; what followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from textclass.classifier import alignment, clauses, columns, needs, scope, tokens
from textclass.classifier.clauses import Clause

if TYPE_CHECKING:
    import pandas


class MeasureStatus(StrEnum):
    """How far a measure has come."""

    DONE = "done"
    IN_USE = "in_use"
    BEGUN = "begun"
    DECIDED = "decided"
    PLANNED = "planned"
    POSTPONED = "postponed"
    NOT_DONE = "not_done"
    UNCLEAR = "unclear"  # the words do not tell; often the matter of the next measure


class Reach(StrEnum):
    """Whom a measure reaches, as far as its words tell."""

    ALL = "all"
    SOME = "some"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Measure:
    """A main clause of an account with the clauses that hang on it; ``text == account[start:end]``."""

    text: str
    start: int
    end: int
    sentence: int  # number of its sentence, from 0
    status: MeasureStatus
    followed_up: bool  # tells of following up, or of what it showed
    effect: bool  # tells of a change made upon it, or of a result
    reach: Reach
    cues: tuple[str, ...]


def find(text: str) -> list[Measure]:
    """Return the measures of an account, in order; [] if it has no words.

    >>> [measure.status.value for measure in find("Mallen används. Kursen ska ges i höst.")]
    ['in_use', 'planned']
    """
    found = clauses.cut(tokens.tokenise(text))
    names = columns.of_clauses(found)
    return [_measure(text, found, names, rows) for rows in _groups(found)]


def cover(text: str, need: str) -> list[float]:
    """Return for each measure of ``find(text)`` the share of the need's words that it takes up, 0 to about 1."""
    found = clauses.cut(tokens.tokenise(text))
    if not found:
        return []
    aligned = alignment.align(needs.read(need), alignment.ground(found), {"": 1.0})
    return [max(aligned.coverage[i] for i in rows) for rows in _groups(found)]


def table(text: str, wanted: Sequence[str] = ()) -> pandas.DataFrame:
    """Return the measures of an account as a table, one row each, with a column of coverage for each need."""
    import pandas as pd

    rows = [
        {
            "measure": measure.text,
            "status": measure.status.value,
            "followed_up": measure.followed_up,
            "effect": measure.effect,
            "reach": measure.reach.value,
            "start": measure.start,
            "end": measure.end,
        }
        for measure in find(text)
    ]
    frame = pd.DataFrame(rows, columns=["measure", "status", "followed_up", "effect", "reach", "start", "end"])
    for number, need in enumerate(wanted, start=1):
        frame[f"need {number}"] = cover(text, need)
    return frame


def _groups(found: Sequence[Clause]) -> list[list[int]]:
    """Return the numbers of the clauses of each measure: a main clause and those that hang on it."""
    groups: list[list[int]] = []
    for i, clause in enumerate(found):
        if groups and clause.kind != "main" and found[i - 1].sentence == clause.sentence:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _measure(text: str, found: Sequence[Clause], names: Sequence[frozenset[str]], rows: Sequence[int]) -> Measure:
    start, end = found[rows[0]].start, found[rows[-1]].end
    told = frozenset().union(*(names[i] for i in rows))
    return Measure(
        text=text[start:end],
        start=start,
        end=end,
        sentence=found[rows[0]].sentence,
        status=_status(names[rows[0]], told),
        followed_up="not_followed" not in told and bool(told & {"follow_up", "finding"}),
        effect="not_followed" not in told and bool(told & {"change_after", "improved"}),
        reach=_reach(told, text[start:end]),
        cues=tuple(sorted(name for name in told if name[0] not in "~t" and not name.endswith("!"))),
    )


_OPEN = (
    ("not_yet", MeasureStatus.POSTPONED),
    ("draft", MeasureStatus.BEGUN),
    ("decided", MeasureStatus.DECIDED),
)


def _status(main: frozenset[str], told: frozenset[str]) -> MeasureStatus:
    """Return the status by the main clause, or else by the clauses around it."""
    if columns.is_open(main):
        if {"not_yet", "negation"} <= told:
            return MeasureStatus.NOT_DONE
        return next((status for cue, status in _OPEN if cue in told), MeasureStatus.PLANNED)
    if "negation" in main and not main & {"done!", "past!", "use!"}:
        return MeasureStatus.NOT_DONE
    if "use!" in main and main & {"in_use", "since", "regular"}:
        return MeasureStatus.IN_USE
    return MeasureStatus.DONE if columns.is_done(main) else MeasureStatus.UNCLEAR


def _reach(told: frozenset[str], text: str) -> Reach:
    if "some" in told:
        return Reach.SOME
    return Reach.ALL if "all" in told or len(scope.grades(text)) >= 5 else Reach.UNSAID
