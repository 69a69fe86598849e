"""signs and their clauses -> the outcome that a sentence states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from textclass.decision.clauses import Clause, Grammar
from textclass.records import Outcome

_AGAINST = re.compile(r"\b(?:men|dock|däremot|emellertid|utan|varemot|medan)\b|;")


class Sign(NamedTuple):
    """A sign as its clause leaves it."""

    outcome: Outcome
    start: int
    end: int
    weak: bool
    clause: Clause
    elliptical: bool = False


def turned(outcome: Outcome) -> Outcome:
    """Return the other of the two outcomes; any else as it is."""
    turned = {Outcome.IN_LINE: Outcome.MORE_NEEDED, Outcome.MORE_NEEDED: Outcome.IN_LINE}
    return turned.get(outcome, outcome)


def with_ellipses(signs: list[Sign], clauses: list[Clause], before: Outcome | None) -> list[Sign]:
    """Add a sign for each clause that denies what was said before it without saying it again."""
    told = {sign.clause.start for sign in signs if not sign.weak}
    strong = [sign for sign in signs if not sign.weak]
    for clause in clauses:
        while strong and strong[0].start < clause.start:
            before = strong.pop(0).outcome
        if before and clause.start not in told and clause.elliptical:
            signs = [*signs, Sign(turned(before), clause.start, clause.end, False, clause, elliptical=True)]
    return sorted(signs, key=lambda sign: sign.start)


def decide(sentence: str, signs: list[Sign], grammar: Grammar) -> Outcome | None:
    """Weigh the signs: the main clause before what is granted, the strong before the weak, the last after "men"."""
    plain = [sign for sign in signs if not sign.clause.granted]
    if signs and not plain and _AGAINST.search(sentence, signs[-1].end):
        return None  # "en i och för sig ändamålsenlig åtgärd, men den är begränsad till …"
    signs = plain or signs
    signs = [sign for sign in signs if not sign.weak] or signs
    said = {sign.outcome for sign in signs}
    if Outcome.PARTLY in said:
        return Outcome.PARTLY
    if len(said) < 2:
        return said.pop() if said else None
    if _in_parts(sentence, signs, grammar):
        return Outcome.PARTLY
    main = [sign for sign in signs if not sign.clause.reason] or signs
    if len({sign.outcome for sign in main}) == 1:
        return main[0].outcome
    turn = max(n for n in range(1, len(main)) if main[n].outcome != main[n - 1].outcome)
    against = _AGAINST.search(sentence, main[turn - 1].end, main[turn].start) or main[turn].clause.contrast
    if against and main[turn - 1].outcome is Outcome.IN_LINE:
        return Outcome.PARTLY  # "tillräckliga åtgärder för …, men det behövs fler för …"
    return main[-1].outcome if against else None


def _in_parts(sentence: str, signs: Sequence[Sign], grammar: Grammar) -> bool:
    """Whether two outcomes in one sentence are said of two parts of the area."""
    if any(sign.elliptical or (sign.clause.contrast and "men" not in sign.clause.text[:3]) for sign in signs[1:]):
        return True
    topics = grammar.topics(sentence)
    return len(topics) > 1 or any(signs[0].end <= topic < signs[-1].start for topic in topics)
