"""sentences of one area -> the role of each: law, earlier assessment, need, account, conclusion."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textclass import lexicon
from textclass.decision import outcomes

LEGAL, EARLIER, NEEDS, ACCOUNT, CONCLUSION = ROLES = (
    "legal_basis",
    "earlier_assessment",
    "needs",
    "account",
    "conclusion",
)
_HEAD = "head"  # a conclusion that stands before the rest

_LEGAL_LINE = re.compile(
    r"\(?(?:(?:se|jfr|enligt|av|i)\s)?(?:bestämmelser(?:na)? (?:finns |återfinns )?i )?"
    r"(?:\d{1,2}(?: [a-z])? ?kap\b|\d{1,3}(?: [a-z])? ?§|skollagen\b|skolförordningen\b|gymnasieförordningen\b|förordningen? \(|lag(?:en)? \(|l(?:gr|gy|pfö|vux|po|pf|grsär) ?\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, bullet or heading inside an area."""

    text: str
    start: int
    end: int
    opens: bool  # first of its paragraph
    bullet: bool
    heading: str | None = None  # label of a known heading; None for text
    under: str | None = None  # label of the heading it stands under, inside the area


# What it costs to go from one role to another; a pair not named is forbidden.
_START = {_HEAD: 0.0, LEGAL: 0.0, EARLIER: 0.0, NEEDS: -0.8, ACCOUNT: -0.8, CONCLUSION: -1.0}
_STEP = {
    _HEAD: {_HEAD: 0.0, LEGAL: 0.0, EARLIER: 0.0, NEEDS: -0.2, ACCOUNT: -0.4},
    LEGAL: {LEGAL: 0.0, _HEAD: -0.5, EARLIER: 0.0, NEEDS: 0.0, ACCOUNT: -0.3, CONCLUSION: -1.0},
    EARLIER: {EARLIER: 0.0, LEGAL: -0.3, NEEDS: 0.0, ACCOUNT: 0.0, CONCLUSION: -1.5},
    NEEDS: {NEEDS: 0.0, EARLIER: -1.0, LEGAL: -0.3, ACCOUNT: 0.0, CONCLUSION: -1.5},
    ACCOUNT: {ACCOUNT: 0.0, CONCLUSION: 0.0, LEGAL: -4.0},
    CONCLUSION: {CONCLUSION: 0.0, LEGAL: -3.0},
}
_NEUTRAL = {_HEAD: -1.5, LEGAL: -1.5, EARLIER: 0.4, NEEDS: -0.2, ACCOUNT: 0.7, CONCLUSION: 0.2}
_MID_PARAGRAPH = 1.3  # what a change of role inside a paragraph costs
_UNDER_HEADING = 3.5  # what a heading says of the sentences below it
_VERDICT = 3.0  # what wording of an outcome says for a conclusion


class RoleRules:
    """The cues of ``roles.toml``, compiled once."""

    def __init__(self, rules: dict[str, Any]) -> None:
        words = rules["words"]
        organiser, inspectorate, reports = ("|".join(words[name]) for name in ("organiser", "inspectorate", "reports"))
        groups: dict[tuple[str, str, float], list[str]] = defaultdict(list)
        for cue in rules["cue"]:
            pattern = cue["pattern"].replace("ORGANISER", f"(?:{organiser})").replace("INSPECTORATE", f"(?:{inspectorate})")
            pattern = pattern.replace("REPORTS", f"(?:{reports})").replace("~", r"(?: [\wåäö]+){0,3}? ?")
            groups[cue["at"], cue["role"], float(cue["weight"])].append(f"(?:{pattern})")
        self._cues = [
            (role, weight, at == "start", re.compile("|".join(patterns), re.IGNORECASE)) for (at, role, weight), patterns in groups.items()
        ]

    def scores(self, text: str) -> dict[str, float]:
        """Return how strongly the wording of one sentence speaks for each role; the neutral ones included."""
        scores = dict(_NEUTRAL)
        for role, weight, start, pattern in self._cues:
            if pattern.match(text) if start else pattern.search(text):
                scores[role] += weight
        if _LEGAL_LINE.match(text):
            scores[LEGAL] += 6.0 if len(text) < 300 else 4.0
        if scores[ACCOUNT] < 4.0 and outcomes.rules().find(text) is not None:
            scores[CONCLUSION] += _VERDICT
            scores[_HEAD] += _VERDICT + 1.0
        scores[_HEAD] += max(0.0, scores[CONCLUSION] - _NEUTRAL[CONCLUSION] - _VERDICT) * 0.8
        return scores


@functools.cache
def rules() -> RoleRules:
    """Return the rules of the shipped lexicon."""
    return RoleRules(lexicon.load("roles"))


def assign(units: Sequence[Unit]) -> list[str]:
    """Return the role of each unit of one area: the likeliest sequence (Viterbi), in which the order of a
    decision is kept: law, earlier assessment and needs before the account, the account before the conclusion.
    """  # noqa: D205
    if not units:
        return []
    states = list(_START)
    best: list[dict[str, tuple[float, str]]] = []
    for number, unit in enumerate(units):
        emitted = _emit(unit, units[number - 1] if number else None)
        row: dict[str, tuple[float, str]] = {}
        for state in states:
            if number == 0:
                row[state] = (_START[state] + emitted[state], state)
                continue
            score, came = max(
                (best[-1][old][0] + _STEP[old][state] - _change(old, state, unit), old) for old in states if state in _STEP[old]
            ) if any(state in _STEP[old] for old in states) else (-1e9, state)
            row[state] = (score + emitted[state], came)
        best.append(row)
    state = max(states, key=lambda name: best[-1][name][0])
    path = [state]
    for row in reversed(best[1:]):
        state = row[state][1]
        path.append(state)
    return [CONCLUSION if name == _HEAD else name for name in reversed(path)]


def _change(old: str, state: str, unit: Unit) -> float:
    return 0.0 if old == state or unit.opens else _MID_PARAGRAPH


def _emit(unit: Unit, before: Unit | None) -> dict[str, float]:
    if unit.heading:
        label = unit.heading
        return {state: 6.0 if state == label or (label == CONCLUSION and state == _HEAD) else 0.0 for state in _START}
    scores = rules().scores(unit.text)
    if unit.under in scores:
        scores[unit.under] += _UNDER_HEADING
    if unit.bullet:
        introduced = before is not None and (before.bullet or before.text.endswith(":"))
        scores[NEEDS] += 1.5 if introduced else 0.7
        scores[CONCLUSION] -= 1.0
        scores[EARLIER] -= 1.5
    return scores
