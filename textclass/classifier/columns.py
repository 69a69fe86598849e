"""clauses -> named columns: how far the measure has come, whom it reaches, what followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from textclass.classifier import cues
from textclass.classifier.clauses import Clause

OPEN = frozenset(("not_yet", "pending", "planned", "future_time", "decided", "draft"))
USED = frozenset(("in_use", "since", "introduced", "regular"))
_DENIED = frozenset(("not_yet", "negation", "pending", "t:future"))
_UNDONE = frozenset(("not_yet", "negation", "planned", "t:future"))
ASKED = {
    "asks_follow_up": ("follow_up", "finding", "change_after", "one_off", "not_followed", "improved"),
    "asks_all": ("all", "some"),
    "names_cause": ("change_after", "improved"),
}


def of_clauses(clauses: Sequence[Clause]) -> list[frozenset[str]]:
    """Return the columns that are 1 for each clause, in order."""
    found = [_of_clause(clause) for clause in clauses]
    sentences: dict[int, set[str]] = defaultdict(set)
    for clause, names in zip(clauses, found, strict=True):
        sentences[clause.sentence] |= {name for name in names if name.endswith("!")}
    return [
        names | {f"~{name}" for name in sentences[clause.sentence] - names}
        for clause, names in zip(clauses, found, strict=True)
    ]


def _of_clause(clause: Clause) -> frozenset[str]:
    mark = "if:" if clause.kind == "condition" else ""
    names = {mark + cue.name for cue in cues.of_measures().find(clause.tokens)}
    names |= {f"{mark}t:{name}" for name in clause.tense}
    if not clause.tense:
        names.add("t:none")
    return frozenset(names | _states(names))


def _states(names: set[str]) -> set[str]:
    """What several cues say together."""
    states = set()
    if "t:perfect" in names and not names & _DENIED:
        states.add("done!")
    if "t:past" in names and not names & _UNDONE:
        states.add("past!")
    if names & USED and not names & (OPEN | {"negation"}):
        states.add("use!")
    if names & OPEN:
        states.add("open!")
    return states


def asked(names: frozenset[str], asks: frozenset[str]) -> list[str]:
    """Return the columns of a clause together with what the need asks for."""
    return [f"{ask}*{name}" for ask in sorted(asks) for name in ASKED[ask] if name in names]
