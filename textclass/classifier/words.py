"""word -> what it means to the classifier: a stem, the parts of a compound, the concepts it belongs to."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from textclass import lexicon

_LONGEST_PART = 16
_SHORTEST_INSIDE = 5  # a stem this long may stand anywhere in a compound; shorter ones only first
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
    ('lektionsbesök', 'kartlägg', 'planer')
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
    return frozenset(" ".join(lexicon.load("concepts")["stop"]["words"]).split())


@functools.cache
def _parts() -> dict[str, tuple[str, ...]]:
    """Stem -> the concepts it stands for; a stem without a concept is a part of compounds only."""
    found: dict[str, set[str]] = {}
    tables = lexicon.load("concepts")
    for name, stems in tables["concepts"].items():
        for item in stems.split():
            found.setdefault(item, set()).add(name)
    for item in " ".join(tables["parts"]["stems"]).split():
        found.setdefault(item, set())
    return {item: tuple(sorted(names)) for item, names in found.items()}


def split(form: str) -> tuple[str, ...]:
    """Return the known stems that the word holds, longest first at each place, in order; () if none."""
    known = _parts()
    found: list[str] = []
    at = 0
    while at < len(form) - 2:
        longest = min(_LONGEST_PART, len(form) - at)
        floor = 2 if at == 0 else _SHORTEST_INSIDE - 1
        part = next(
            (form[at : at + n] for n in range(longest, floor, -1) if form[at : at + n] in known), None
        )
        if part is None:
            at += 1
            continue
        found.append(part)
        at += len(part)
    return tuple(found)


@functools.lru_cache(maxsize=200_000)
def analyse(form: str) -> Word:
    """Return the word analysed; ``form`` in lower case."""
    if form in _stops() or len(form) < 3:
        return Word(form, form, (), ())
    short = stem(form)
    parts = split(form)
    concepts = tuple(sorted({name for part in parts for name in _parts()[part]}))
    terms = dict.fromkeys(
        (f"w {short}", *(f"p {part}" for part in parts), *(f"c {name}" for name in concepts))
    )
    if len(short) > 5:
        terms[f"f {short[:5]}"] = None
    return Word(form, short, tuple(terms), concepts)
