"""clauses -> named columns: how far the measure has come, whom it reaches, what followed."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence

from textclass import lexicon
from textclass.classifier import cues
from textclass.classifier.clauses import Clause

OPEN = frozenset(("not_yet", "pending", "planned", "future_time", "decided", "draft"))
USED = frozenset(("in_use", "since", "introduced", "regular"))
_DENIED = frozenset(("not_yet", "negation", "pending", "t:future"))
_UNDONE = frozenset(("not_yet", "negation", "planned", "t:future"))
_UNUSED = OPEN | {"negation", "t:until"}
_UNTRUE = _UNUSED | {"t:future", "says"}
_OPENED = OPEN | {"t:until"}
_CARRIED = frozenset(("done!", "past!", "use!", "does!"))
_STATES = _CARRIED | {"denied!", "open!"}
_BESIDE = {name: f"~{name}" for name in sorted(_STATES)}  # said of a clause in whose sentence another has the state
_CARRIED_BESIDE = frozenset(_BESIDE[name] for name in _CARRIED)
_FOLLOWED = frozenset(("follow_up", "finding", "change_after"))  # void where it is said that it was not done
_TOLD = frozenset(("t:perfect", "t:past", "t:present", "t:result"))
ASKED = {
    "asks_follow_up": ("follow_up", "finding", "change_after", "one_off", "not_followed", "improved"),
    "asks_all": ("all", "some"),
    "names_cause": ("change_after", "improved"),
}


def of_clauses(clauses: Sequence[Clause]) -> list[frozenset[str]]:
    """Return the columns that are 1 for each clause, in order."""
    found = _heads(clauses, [_of_clause(clause) for clause in clauses])
    sentences: dict[int, set[str]] = defaultdict(set)
    for clause, names in zip(clauses, found, strict=True):
        sentences[clause.sentence] |= names & _STATES
    return [
        names | {_BESIDE[name] for name in sentences[clause.sentence] - names}
        for clause, names in zip(clauses, found, strict=True)
    ]


def _heads(clauses: Sequence[Clause], found: list[frozenset[str]]) -> list[frozenset[str]]:
    """Give a subject cut off from its verb by a relative clause the columns of the clause with the verb."""
    whole = list(found)
    rest = 0  # the next main clause; 0 if there is none
    for i in range(len(clauses) - 1, -1, -1):
        clause = clauses[i]
        if clause.kind != "main":
            continue
        if (
            rest
            and not clause.tense
            and clauses[i + 1].kind == "relative"
            and clauses[rest].sentence == clause.sentence
        ):
            whole[i] = found[i] | found[rest]
        rest = i
    return whole


def _of_clause(clause: Clause) -> frozenset[str]:
    mark = "if:" if clause.kind == "condition" else ""
    names = cues.of_measures().names(clause.tokens)
    if mark:
        names = {mark + name for name in names}
    names.update([f"{mark}t:{name}" for name in clause.tense])
    if "not_followed" in names:
        names -= _FOLLOWED
    if not clause.tense:
        names.add("t:none")
    names |= _states(names)
    return frozenset(names)


def _states(names: set[str]) -> set[str]:
    """Return what several cues say together."""
    states = set()
    lacks = names.isdisjoint
    if "t:perfect" in names and lacks(_DENIED):
        states.add("done!")
    if "t:past" in names and lacks(_UNDONE):
        states.add("past!")
    if not lacks(USED) and lacks(_UNUSED):
        states.add("use!")
    if "t:present" in names and lacks(_UNTRUE):
        states.add("does!")
    if "negation" in names and not lacks(_TOLD):
        states.add("denied!")
    if not lacks(_OPENED):
        states.add("open!")
    return states


def is_open(names: frozenset[str]) -> bool:
    """Whether a clause, or else its sentence, speaks of what is still to come."""
    if "open!" in names:
        return True
    return "~open!" in names and names.isdisjoint(_CARRIED)


def is_done(names: frozenset[str]) -> bool:
    """Whether a clause, or else its sentence, speaks of what has been carried out or is in use."""
    if "open!" in names:
        return False
    if not names.isdisjoint(_CARRIED):
        return True
    return "~open!" not in names and not names.isdisjoint(_CARRIED_BESIDE)


def asked(found: Sequence[frozenset[str]], asks: frozenset[str]) -> list[list[str]]:
    """Return the columns of each clause together with what the need asks for; ``found``: those of each clause."""
    wanted = [(name, f"{ask}*{name}") for ask in sorted(asks) for name in ASKED[ask]]
    return [[together for name, together in wanted if name in names] for names in found]


_SIGNS = {
    **dict.fromkeys(("done!", "past!", "use!", "does!", "t:perfect", "t:past"), -1),
    **dict.fromkeys(("scope:grades", "scope:members", "scope:all", "scope:listed", "scope:all grades"), -1),
    **dict.fromkeys(("open!", "denied!", "t:future", "t:until", "scope:named", "scope:graded", "scope:not all"), 1),
    **dict.fromkeys(("scope:some grades", "scope:some members", "scope:some subjects"), 1),
}
_OUTCOME_SIGNS = {"in_line": -1, "more_needed": 1}


@functools.cache
def _signs() -> dict[str, int]:
    cues_ = lexicon.load("measures")["cue"]
    return _SIGNS | {cue["name"]: _OUTCOME_SIGNS[cue["speaks_for"]] for cue in cues_ if "speaks_for" in cue}


def sign(name: str) -> int:
    """Return -1 where a column may only speak for in_line, +1 only for more_needed, 0 where for either.

    >>> sign("in_use"), sign("asks_all*some"), sign("if:in_use")
    (-1, 1, 0)
    """
    core = name.rsplit("*", 1)[-1].lstrip("~")
    return _signs().get(core, 0)
