"""word -> what it means to the classifier: a stem, the parts of a compound, the concepts it belongs to."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from textclass import lexicon

_LONGEST_PART = 16
_SHORTEST_INSIDE = 5  # a stem this long may stand anywhere in a compound; shorter ones only first
_INFLECTIONS = frozenset(
    ("", *"s n t en et er ar or na ens ets ers ars arna erna orna arnas ernas a e as at".split(), "n", "ns")
)
_ENDINGS = re.compile(
    r"(?:(?:ningarnas|ningarna|ningens|ningar|ningen|ning|andet|ande|heterna|heten|het"
    r"|arnas|ernas|ornas|arens|arna|erna|orna|aren|ades|ande|ad|ade|are|ats|ens|ets|"
    r"tes|des|ar|as|at|en|er|es|et|or|te|de|na|a|e|n|s|t))$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word form, lower case, analysed once."""

    form: str
    stem: str
    terms: tuple[str, ...]  # stem, parts, concepts, each with its mark; () for a function word
    concepts: tuple[str, ...]


def stem(form: str) -> str:
    """Return the word without its ending; at least three letters are left.

    >>> stem("lektionsbesöken"), stem("kartläggningarna"), stem("planerades")
    ('lektionsbesök', 'kartlägg', 'plan')
    """
    short = form
    for _ in range(2):
        match = _ENDINGS.search(short, 3)
        if match is None or match.start() < 3 + (len(short) > 6):
            break
        short = short[: match.start()]
    return short


@functools.cache
def _stops() -> frozenset[str]:
    return frozenset(lexicon.load("concepts")["stop"]["words"].split())


@functools.cache
def _parts() -> dict[str, tuple[str, ...]]:
    """Stem -> the concepts it stands for; a stem without a concept is a part of compounds only."""
    found: dict[str, set[str]] = {}
    tables = lexicon.load("concepts")
    for name, stems in tables["concepts"].items():
        for item in stems.split():
            found.setdefault(item, set()).add(name)
    for item in tables["parts"]["stems"].split():
        found.setdefault(item, set())
    for item in sorted(found, key=len):
        head = next((item[:n] for n in range(len(item) - 3, 3, -1) if item[:n] in found), None)
        if head:
            found[item] |= found[head]
    return {item: tuple(sorted(names)) for item, names in found.items()}


def split(form: str) -> tuple[str, ...]:
    """Return the known stems that the word holds, longest first at each place, in order; () if none.

    A short stem counts only where an inflection or another stem follows: "ord" is in "orden", not in "ordentlig".

    >>> split("lunchbesöken"), split("orden"), split("ordentlig")
    (('lunch', 'besök'), ('ord',), ())
    """
    found: list[str] = []
    at = border = 0
    while at < len(form) - 2:
        part = _part_at(form, at, at == border)
        if part is None:
            at += 1
            continue
        found += (part, *_tails(part))
        at += len(part)
        border = at + (form[at : at + 1] in ("s", "e", "o") and form[at + 1 : at + 2] not in ("", "n"))
        at = border if border != at and _part_at(form, border, True) else at
        border = at
    return tuple(found)


def is_form_of(form: str, parts: tuple[str, ...]) -> bool:
    """Whether the word is its only part and an ending, no more."""
    return len(parts) == 1 and form.startswith(parts[0]) and form[len(parts[0]) :] in _INFLECTIONS


def _part_at(form: str, at: int, is_border: bool) -> str | None:
    known = _parts()
    for n in range(min(_LONGEST_PART, len(form) - at), 2 if is_border else _SHORTEST_INSIDE - 1, -1):
        part = form[at : at + n]
        if part in known and (n >= _SHORTEST_INSIDE or _goes_on(form, at + n)):
            return part
    return None


def _goes_on(form: str, at: int) -> bool:
    """Whether an inflection ends the word at ``at``, or another part stands there."""
    if form[at:] in _INFLECTIONS:
        return True
    begins = at + (form[at] in "seo")
    known = _parts()
    return any(form[i : i + n] in known for i in {at, begins} for n in range(3, min(_longest(), len(form) - i) + 1))


@functools.cache
def _longest() -> int:
    return max(map(len, _parts()))


@functools.cache
def _tails(part: str) -> tuple[str, ...]:
    """Return the known stems in which a longer known stem ends ("text" in "elevtext")."""
    known = _parts()
    return tuple(
        part[i:]
        for i in range(3, len(part) - 3)
        if part[i:] in known and (part[:i] in known or part[:i].removesuffix("s") in known)
    )


@functools.lru_cache(maxsize=200_000)
def analyse(form: str) -> Word:
    """Return the word analysed; ``form`` in lower case."""
    if form in _stops() or len(form) < 3:
        return Word(form, form, (), ())
    short = stem(form)
    parts = split(form)
    concepts = tuple(sorted({name for part in parts for name in _parts()[part]}))
    terms = dict.fromkeys((f"w {short}", *(f"p {part}" for part in parts), *(f"c {name}" for name in concepts)))
    if len(short) > 5:
        terms[f"f {short[:5]}"] = None
    return Word(form, short, tuple(terms), concepts)
