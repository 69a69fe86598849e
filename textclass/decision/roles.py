"""sentences of one area -> the role of each: law, earlier assessment, need, account, conclusion, other.

A linear-chain tagger: the wording of a sentence, its place and the headings above it speak for a role, and the
order in which the roles of a decision follow one another is kept. The weights in ``lexicon/roles.json`` are learnt
from the labelled corpus (``data/tools/train_roles.py``); the cues in ``roles.toml`` are written by hand.
"""

from __future__ import annotations

import functools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import chain, pairwise
from operator import add
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textclass import lexicon
from textclass.decision import outcomes
from textclass.lexicon.phrases import Phrases, first_letters, lower

LEGAL, EARLIER, NEEDS, ACCOUNT, CONCLUSION, OTHER = ROLES = (
    "legal_basis",
    "earlier_assessment",
    "needs",
    "account",
    "conclusion",
    "other",
)
_STRONG = 5.0  # the weight of a cue that can open a paragraph
_NEVER = -1e6
# What can never follow: once the account has begun, the past and the needs are over.
_FORBIDDEN = ((ACCOUNT, EARLIER), (ACCOUNT, NEEDS), (OTHER, EARLIER), (OTHER, NEEDS), (OTHER, ACCOUNT))

_LEGAL_LINE = re.compile(
    r"\(?(?:(?:se|jfr|enligt|av|i)\s)?(?:bestämmelser(?:na)? (?:finns |återfinns )?i )?"
    r"(?:\d{1,2}(?: [a-z])? ?kap\b|\d{1,3}(?: [a-z])? ?§|skollagen\b|skolförordningen\b|"
    r"gymnasieförordningen\b|förordningen? \(|lag(?:en)? \(|"
    r"(?:l(?:gr|gy|pfö|vux|po|pf|grsär|gra|agr|spec|sam)|gy(?:sär|an)?) ?\d\d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+|\d+|[§?:]")
_PAST = frozenset(
    "var hade fanns blev fick kunde skulle saknade saknades visade fick gick såg gav behövde "
    "ville följde tog gjorde låg stod kände visste".split()
)
_PAST_ENDS = ("ade", "ades", "des", "tes")
_PERFECT, _PERFECT_ENDS = frozenset(("har", "hade")), ("ts", "its", "ats")
_NO_NAMES = frozenset(("Skolinspektionen", "Skolinspektionens"))
_MOST_OF_TENSE = {"past": 3, "perfect": 3, "future": 2}  # so many words of it are told apart
_NO_WORDS: dict[str, int] = {}
_FUTURE = frozenset("ska skall kommer planerar planeras avser återstår beräknas hösten".split())


def is_law_line(text: str) -> bool:
    """Whether a line begins as a line of statutes does ("5 kap. 3 § skollagen")."""
    return _LEGAL_LINE.match(text) is not None


class Unit(NamedTuple):
    """A sentence, bullet or heading inside an area."""

    text: str
    start: int
    end: int
    opens: bool  # first of its paragraph
    bullet: bool
    heading: str | None = None  # label of a known heading; None for text
    under: str | None = None  # label of the heading it stands under, inside the area
    depth: int = 0  # paragraphs between that heading and this one


class Cues:
    """The cues of ``roles.toml``, compiled once."""

    def __init__(self, rules: dict[str, Any]) -> None:
        words = rules["words"]
        organiser, inspectorate, reports = ("|".join(words[name]) for name in ("organiser", "inspectorate", "reports"))
        starts: dict[tuple[str, float], list[str]] = defaultdict(list)
        anywhere: list[tuple[tuple[str, float], str]] = []
        for cue in rules["cue"]:
            pattern = (
                cue["pattern"].replace("ORGANISER", f"(?:{organiser})").replace("INSPECTORATE", f"(?:{inspectorate})")
            )
            pattern = pattern.replace("REPORTS", f"(?:{reports})").replace("~", r"(?: [\wåäö]+){0,3}? ?").lower()
            value = (cue["role"], float(cue["weight"]))
            if cue["at"] == "start":
                starts[value].append(f"(?:{pattern})")
            else:
                anywhere.append((value, pattern))
        self._values = tuple(starts)
        self._starts = Phrases((value, pattern) for value, patterns in starts.items() for pattern in patterns)
        chosen = [entry for entry in anywhere if first_letters(entry[1])]
        self._anywhere = Phrases(chosen)
        self._searched = [(value, re.compile(pattern)) for value, pattern in anywhere if (value, pattern) not in chosen]
        observed = "|".join(f"(?:{entry['pattern']})" for entry in rules["observed"])
        inspector = "|".join(words["inspector"])
        self._observed = re.compile(observed.replace("INSPECTOR", f"(?:{inspector})").replace("~", r"(?: \w+){0,3}? "))

    @functools.lru_cache(maxsize=4096)  # noqa: B019 - one object for the life of the process
    def found(self, text: str) -> tuple[tuple[str, float], ...]:
        """Return role and weight of each group of cues that the sentence holds."""
        lowered = lower(text)
        opening = set(self._starts.beginning(lowered))
        inside = [value for value, pattern in self._searched if pattern.search(lowered)]
        inside.extend(value for value, _ in self._anywhere.find(lowered))
        return (*(value for value in self._values if value in opening), *dict.fromkeys(inside))

    def observed(self, text: str) -> bool:
        """Whether a paragraph begins as one does that tells what the inspectorate itself saw or heard."""
        return self._observed.match(lower(text)) is not None

    def opens(self, text: str) -> bool:
        """Whether a line begins as the account, the conclusion or the earlier assessment of an area does."""
        return any(weight >= _STRONG for _, weight in self._starts.beginning(lower(text)))

    @functools.lru_cache(maxsize=4096)  # noqa: B019
    def scores(self, text: str) -> dict[str, float]:
        """Return how strongly the cues in one sentence speak for each role; 0 where there is none."""
        scores = dict.fromkeys(ROLES, 0.0)
        for role, weight in self.found(text):
            scores[role] += weight
        if _LEGAL_LINE.match(text):
            scores[LEGAL] += 6.0
        if outcomes.rules().find(text) is not None:
            scores[CONCLUSION] += 3.0
        return scores


@functools.cache
def cues() -> Cues:
    """Return the cues of the shipped lexicon."""
    return Cues(lexicon.load("roles"))


@dataclass(frozen=True, eq=False)
class Weights:
    """What has been learnt: how much each feature, and each step from role to role, speaks for a role."""

    rows: dict[str, int]  # feature -> row of ``emit``
    emit: NDArray[np.float64]  # (features, roles)
    first: NDArray[np.float64]  # (roles,)
    step: NDArray[np.float64]  # (roles, roles), from row to column

    def emissions(self, units: Sequence[Unit]) -> list[list[float]]:
        """Return the score of each unit for each role."""
        told = zip(units, _places(units), strict=True)
        return [(self._of_unit(unit) + self._total(place)).tolist() for unit, place in told]

    def _of_unit(self, unit: Unit) -> NDArray[np.float64]:
        return self._total(_of_heading(unit.heading)) if unit.heading else self._of_sentence(unit.text)

    @functools.lru_cache(maxsize=8192)  # noqa: B019 - one object for the life of the process
    def _total(self, names: tuple[str, ...]) -> NDArray[np.float64]:
        """Return how much features speak together for each role."""
        return self._sum(map(self.rows.get, names))

    @functools.lru_cache(maxsize=2048)  # noqa: B019
    def _of_sentence(self, text: str) -> NDArray[np.float64]:
        """Return the ``_total`` of ``_text_features``: most are words, looked up without their names being made."""
        words, rest = _read(text)
        row = self.rows.get
        single = map(self._words.get, dict.fromkeys(words))
        after = self._pairs.get
        pairs = [after(one, _NO_WORDS).get(two) for one, two in pairwise(words)]
        return self._sum([row("bias"), *single, *map(row, _opening(words)), *pairs, *map(row, rest)])

    def _sum(self, rows: Iterable[int | None]) -> NDArray[np.float64]:
        total: NDArray[np.float64] = np.add.reduce(self.emit.take([row for row in rows if row is not None], axis=0))
        return total

    @functools.cached_property
    def _words(self) -> dict[str, int]:
        """The rows of single words."""
        return {name.removeprefix("w="): row for name, row in self.rows.items() if name.startswith("w=")}

    @functools.cached_property
    def _pairs(self) -> dict[str, dict[str, int]]:
        """The rows of pairs of words, by the first of them and the second."""
        pairs: dict[str, dict[str, int]] = defaultdict(dict)
        for name, row in self.rows.items():
            if name.startswith("2="):
                one, two = name.removeprefix("2=").split(" ")
                pairs[one][two] = row
        return dict(pairs)


def constrained(step: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``step`` with the forbidden ones ruled out."""
    step = step.copy()
    for old, new in _FORBIDDEN:
        step[ROLES.index(old), ROLES.index(new)] = _NEVER
    return step


@functools.cache
def learnt() -> Weights:
    """Return the shipped weights."""
    stored = json.loads(resources.files("textclass.lexicon").joinpath("roles.json").read_text(encoding="utf-8"))
    rows = {name: number for number, name in enumerate(stored["features"])}
    emit = np.array(list(stored["features"].values()), dtype=float).reshape(len(rows), len(ROLES))
    return Weights(
        rows, emit, np.array(stored["first"], dtype=float), constrained(np.array(stored["step"], dtype=float))
    )


def assign(units: Sequence[Unit], weights: Weights | None = None) -> list[str]:
    """Return the role of each unit of one area: the likeliest sequence of roles (Viterbi)."""
    if not units:
        return []
    weights = weights or learnt()
    return [ROLES[state] for state in decode(weights.emissions(units), weights)]


def decode(emitted: Sequence[Sequence[float]], weights: Weights) -> list[int]:
    """Return the likeliest sequence of roles, as indices of ``ROLES``; ``emitted``: the score of each unit for each.

    Lists of six numbers are added up faster than arrays are.
    """
    to_role = weights.step.T.tolist()
    reached = [list(map(add, emitted[0], weights.first.tolist()))]  # the best score that ends in each role
    for row in emitted[1:]:
        last = reached[-1]
        reached.append([max(map(add, last, step)) + here for step, here in zip(to_role, row, strict=True)])
    path = [_best(reached.pop())]
    while reached:
        path.append(_best(list(map(add, reached.pop(), to_role[path[-1]]))))
    return path[::-1]


def _best(scores: list[float]) -> int:
    return scores.index(max(scores))


def features(units: Sequence[Unit]) -> list[tuple[str, ...]]:
    """Return the names of what is seen of each unit: its words, its cues, its place."""
    return [
        (_of_heading(unit.heading) if unit.heading else _text_features(unit.text)) + place
        for unit, place in zip(units, _places(units), strict=True)
    ]


def _of_heading(label: str) -> tuple[str, ...]:
    return (f"heading={label}", "bias")


def _places(units: Sequence[Unit]) -> Iterator[tuple[str, ...]]:
    """Yield the names of where each unit stands."""
    bullets = [number for number, unit in enumerate(units) if unit.bullet]
    first_bullet, last_bullet = (bullets[0], bullets[-1]) if bullets else (len(units), -1)
    last_opening = max((n for n, unit in enumerate(units) if unit.opens and not unit.heading), default=0)
    for number, unit in enumerate(units):
        if unit.heading:
            yield ()
            continue
        before = units[number - 1] if number else None
        after = units[number + 1] if number + 1 < len(units) else None
        place = "before" if number < first_bullet else ("after" if number > last_bullet else "among")
        yield _place_features(
            place if bullets else "none",
            unit.opens,
            unit.bullet,
            unit.under,
            min(unit.depth, 2),
            4 * number // len(units),
            min(number, 4),
            min(len(units) - 1 - number, 3),
            number >= last_opening,
            before is not None and before.text.endswith(":"),
            before is not None and before.bullet,
            unit.text.endswith(":"),
            after is not None and after.bullet,
            (before.heading or "") if before else "title",
        )


@functools.lru_cache(maxsize=8192)
def _place_features(
    bullets: str, opens: bool, bullet: bool, under: str | None, depth: int, quarter: int, start: int, end: int,
    last: bool, led: bool, after_bullet: bool, leads: bool, above_bullet: bool, below: str,
) -> tuple[str, ...]:  # fmt: skip
    names = (
        f"bullets={bullets}",
        f"opens={opens}{bullet}",
        f"under={under}:{depth}",
        f"quarter={quarter}",
        f"from_start={start}",
        f"from_end={end}",
        f"last_paragraph={last}{opens}",
        f"led_in={led}{bullet}",
        f"after_bullet={after_bullet}{opens}",
        f"leads={leads}{above_bullet}",
    )
    return (*names, f"below={below}") if below else names


def _text_features(text: str) -> tuple[str, ...]:
    words, rest = _read(text)
    single = ["w=" + word for word in dict.fromkeys(words)]
    return ("bias", *single, *_opening(words), *[f"2={one} {two}" for one, two in pairwise(words)], *rest)


def _opening(words: list[str]) -> list[str]:
    """Return the names of the first words of a sentence, alone and together."""
    first = [f"1={words[0]}"] if words else []
    return first + ([f"12={' '.join(words[:2])}", f"123={' '.join(words[:3])}"] if len(words) > 2 else [])


def _read(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a sentence as they are learnt, and the names of what else is seen of it."""
    words = _WORD.findall(text[:600])
    shown = list(map(_shown, words))
    if shown and shown[0] == "X":  # a capital says nothing where a sentence begins
        shown[0] = words[0].lower()
    names = [f"cue={role}:{weight}" for role, weight in cues().found(text)]
    outcome = outcomes.rules().find(text)
    judged = outcomes.rules().judges(text)
    names += [f"outcome={outcome is not None}:{judged}", f"length={min(len(text) // 60, 5)}"]
    if _LEGAL_LINE.match(text):
        names.append("law")
    tenses = list(chain.from_iterable(map(_tenses, shown)))
    names += [f"{tense}={min(tenses.count(tense), most)}" for tense, most in _MOST_OF_TENSE.items()]
    return shown, names


@functools.lru_cache(maxsize=16384)
def _tenses(word: str) -> tuple[str, ...]:
    """Return which of the tenses a word tells of; () for most words."""
    return (
        *(("past",) if word in _PAST or word.endswith(_PAST_ENDS) else ()),
        *(("perfect",) if word in _PERFECT or word.endswith(_PERFECT_ENDS) else ()),
        *(("future",) if word in _FUTURE else ()),
    )


@functools.lru_cache(maxsize=16384)
def _shown(word: str) -> str:
    """Return a word in lower case; numbers are all alike, and so are names."""
    if word[0].isupper():
        return word.lower() if word in _NO_NAMES else "X"
    return "0" if word[0].isdigit() else word.lower()
