"""head and opening -> the organiser (huvudman) the decision is about, and its type."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from textclass import lexicon

_WORD = r"[A-ZÅÄÖÉ][\w&'-]{0,40}(?::\w{1,20})?"
_FEW = rf"(?:{_WORD}(?: {_WORD}){{0,4}}?)"  # as few words as do
_MANY = rf"(?:{_WORD}(?: {_WORD}){{0,4}})"  # as many as there are

_ADDRESSED = re.compile(
    r"(?:(?:till|mottagare|adressat|huvudman(?:nen)?|organisation)\b[ :]*)?"
    r"(?:styrelsen|direktionen|förvaltningen)?(?: för)? ?$",
    re.IGNORECASE,
)
_IS_ORGANISER = re.compile(
    r"\bhuvudman(?:nen)?(?: för [^.,]{2,60}(?: är| var)|,| är| var|:)[ ,:]*(?:den |det )?$|"
    r"\b(?:drivs|bedrivs|drevs|ägs|äger|huvudmannaskapet) (?:\w+ )?(?:av|övertogs av) $",
    re.IGNORECASE,
)
_ORGANISER_IS = re.compile(
    r"(?: \([^)]{2,30}\))?,? (?:som )?(?:är|var) (?:\w+ ){0,3}huvudman|,? (?:som )?(?:driver|bedriver|ansvarar för)\b|"
    r",? huvudman för",
)
_ANY_WORD = re.compile(r"[^ ]+")
_SMALL = frozenset(("för", "i", "på", "och", "av", "vid", "den", "direktionen", "kommunalförbundet"))
_FOR_OTHERS = re.compile(r"kännedom|\bkopia\b|lägeskommun|belägen|ligger i", re.IGNORECASE)
_GENITIVE = re.compile(
    r"(?:kommun|förbund(?:et)?|förening(?:en)?|stad|region(?:en)?|stiftelse(?:n)?|myndighet(?:en)?|styrelse(?:n)?|AB|"
    r"Aktiebolag|nämnd(?:en)?|kooperativ(?:et)?|församling(?:en)?|centrum|universitet|samfund(?:et)?|"
    r"(?<=s )[a-zåäö]{0,15}(?:skola|skolor|gymnasium|gymnasier))s$"
)
_ENDS_IN_S = re.compile(r"(?:näs|ås|fors|hus|lös|vass|nes)$")  # names of places that end in s themselves


@functools.cache
def _shapes() -> list[tuple[str, tuple[str, ...], re.Pattern[str]]]:
    return [
        (shape["type"], tuple(shape["needs"]), _shape(shape["pattern"]))
        for shape in lexicon.load("organisers")["shape"]
    ]


def _shape(pattern: str) -> re.Pattern[str]:
    named = pattern.replace("NAMES", _MANY).replace("NAME", _FEW).replace("WORD", _WORD)
    return re.compile(rf"(?<![\wåäö-])(?:{named})(?:s|:s)?(?![\wåäö])")


@functools.cache
def _any_need() -> re.Pattern[str]:
    needs = [word for _, words, _ in _shapes() for word in words]
    return re.compile("|".join([*map(re.escape, needs), "KOMMUN", "STAD"]))


@functools.cache
def _words(table: str) -> frozenset[str]:
    return frozenset(lexicon.load("organisers")["words"][table])


@functools.cache
def _capitals() -> re.Pattern[str]:
    return re.compile(r"\b([A-ZÅÄÖÉ]{3,}(?: [A-ZÅÄÖÉ]{2,})?) (KOMMUN|STAD)\b")


@functools.lru_cache(maxsize=64)  # the lines of a head are read for organisers and for schools
def named(line: str) -> list[tuple[int, int, str, str]]:
    """Return start, end, name as printed and type of each organiser that ``line`` names, the surest types first."""
    if not _any_need().search(line):
        return []
    line = _capitals().sub(lambda found: f"{found[1].title()} {found[2].lower()}", line)
    taken: list[tuple[int, int, str, str]] = []
    for kind, needs, shape in _shapes():
        for found in shape.finditer(line) if any(word in line for word in needs) else ():
            start, end = _trimmed(line, *found.span())
            overlaps = any(start < stop and end > begin for begin, stop, *_ in taken)
            if start < end and not overlaps and line[start:end] != line[start:end].lower():
                taken.append((start, end, line[start:end], kind))
    return taken


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the words around a name that are not of it: a sentence's first word, a heading that ran into it."""
    words = [(w.start(), w.end(), w[0]) for w in _ANY_WORD.finditer(line, start, end)]
    while words and (words[0][2] in _words("not_names") or words[0][2] in _SMALL):
        words.pop(0)
    for number, (_, _, word) in enumerate(words):
        if number and word in _words("ends"):
            words = words[:number]
            break
    return (words[0][0], words[-1][1]) if words else (start, start)


def organiser(head: Sequence[str], paragraphs: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the organiser (huvudman) in base form and its type, (None, None) where none is named.

    ``head``: the lines before the first paragraph; ``paragraphs``: the opening paragraphs.
    """
    weights: dict[tuple[str, str], float] = {}
    order = 0
    for in_head, lines in ((True, head), (False, paragraphs)):
        for line in lines:
            for start, end, name, kind in named(line):
                weight = _weight(line, start, end, in_head=in_head) + (0.5 if kind != "municipality" else 0.0)
                key = (base_form(name), kind)
                weights[key] = max(weights.get(key, 0.0) + 0.3, weight - order / 100)
                order += 1
    if not weights:
        return None, None
    return max(weights, key=lambda key: weights[key])


def _weight(line: str, start: int, end: int, *, in_head: bool) -> float:
    """Return how much the place of a name speaks for its being the organiser."""
    before, after = line[max(0, start - 110) : start], line[end : end + 60]
    if _FOR_OTHERS.search(before[-40:]):
        return -1.0
    weight = 1.0
    if in_head:
        weight = 3.0 if _ADDRESSED.fullmatch(before) else 2.0
    if _IS_ORGANISER.search(before) or _ORGANISER_IS.match(after):
        weight += 3.0
    return weight


def base_form(name: str) -> str:
    """Return a name without the genitive: "Borlänge kommuns" -> "Borlänge kommun"."""
    name = name.removeprefix("ideella föreningen ")
    if name.startswith(("Region ", "Landstinget ")):
        return name if _ENDS_IN_S.search(name) else name.removesuffix("s")
    if name.endswith(":s"):
        return name[:-2]
    return name[:-1] if _GENITIVE.search(name) else name
