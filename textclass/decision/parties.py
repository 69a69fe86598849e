"""clean text -> who the decision is about and who made it: organiser, school forms and units, names of officers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from textclass import lexicon

_WORD = r"[A-ZÅÄÖÉ][\w&'-]*(?::\w+)?"
_NAME = rf"(?:{_WORD}(?: {_WORD}){{0,4}}?)"
_DNR_VALUE = r"(?:[A-ZÅÄÖ]{2,4}[ -])?(?:\d{2,3}-)?(?:19|20)\d\d[:-]\d{1,6}"
_DNR = re.compile(
    rf"(?:dnr|diarie(?:nummer|nr)|ärende(?:nummer|nr)?|vår beteckning|beteckning)[ .:]{{0,3}}({_DNR_VALUE})\b",
    re.IGNORECASE,
)
_DNR_ALONE = re.compile(rf"({_DNR_VALUE})")


@functools.cache
def _shapes() -> list[tuple[str, re.Pattern[str]]]:
    shapes = lexicon.load("organisers")["shape"]
    return [
        (
            shape["type"],
            re.compile(rf"(?<![\wåäö-])(?:{shape['pattern'].replace('NAME', _NAME)})(?:s|:s)?(?![\wåäö])"),
        )
        for shape in shapes
    ]


@functools.cache
def _not_names() -> frozenset[str]:
    return frozenset(lexicon.load("organisers")["words"]["not_names"])


def organiser(header: Sequence[str], paragraphs: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the organiser (huvudman) in base form and its type, (None, None) where none is named.

    ``header``: the lines before the first paragraph; ``paragraphs``: the opening paragraphs.
    """
    candidates: list[tuple[float, int, str, str]] = []
    order = 0
    for where, lines in ((2.0, header), (1.0, paragraphs)):
        for line in lines:
            for weight, name, kind in _named(line):
                candidates.append((where + weight, -order, name, kind))
                order += 1
    if not candidates:
        return None, None
    weights: dict[tuple[str, str], float] = {}
    for weight, back, name, kind in candidates:
        weights[name, kind] = max(weights.get((name, kind), 0.0) + 0.3, weight + back / 100)
    name, kind = max(weights, key=lambda pair: weights[pair])
    return name, kind


def _named(line: str) -> Iterable[tuple[float, str, str]]:
    taken: list[tuple[int, int]] = []
    for kind, shape in _shapes():
        for found in shape.finditer(line):
            start = found.start()
            name = found[0]
            while (first := name.split(" ", 1)[0]) in _not_names() and " " in name:
                name = name.split(" ", 1)[1]
                start += len(first) + 1
            if (
                any(start < stop and found.end() > begin for begin, stop in taken)
                or name.split(" ", 1)[0] in _not_names()
            ):
                continue
            taken.append((start, found.end()))
            weight = (
                3.0
                if re.search(
                    r"huvudman(?:nen)?(?: för [^.]{2,80})?,? ?(?:är|var|:)?,? ?$",
                    line[max(0, start - 110) : start],
                    re.IGNORECASE,
                )
                else 0.0
            )
            weight += 0.5 if kind != "municipality" else 0.0
            yield weight, base_form(name), kind


def base_form(name: str) -> str:
    """Return a name without the genitive: "Borlänge kommuns" -> "Borlänge kommun"."""
    if name.endswith(":s"):
        return name[:-2]
    for ending in (
        "kommuns",
        "förbunds",
        "förbundets",
        "föreningens",
        "förenings",
        "stads",
        "regions",
        "stiftelsens",
        "stiftelses",
        "myndighetens",
        "styrelsens",
        "ABs",
        "kooperativets",
        "församlings",
        "församlingens",
        "centrums",
    ):
        if name.endswith(ending):
            return name[:-1]
    return name


@functools.cache
def _forms() -> re.Pattern[str]:
    rules = lexicon.load("school_forms")
    named = [f"(?P<f{n}>{form['pattern']})" for n, form in enumerate(rules["form"])]
    return re.compile(rf"(?<![\wåäö-])(?:{'|'.join(rules['not_forms'])}|{'|'.join(named)})(?![\wåäö])", re.IGNORECASE)


def school_forms(text: str) -> tuple[str, ...]:
    """Return today's names of the school forms that ``text`` names, in order, without repeats."""
    forms = lexicon.load("school_forms")["form"]
    found = (forms[int(m.lastgroup[1:])]["is"] for m in _forms().finditer(text) if m.lastgroup)
    return tuple(dict.fromkeys(found))


_HINTS = (
    ("förskoleklass", re.compile(r"\bF[-–][1-9]\b|förskoleklass", re.IGNORECASE)),
    ("grundskola", re.compile(r"(?:årskurs(?:erna)?|åk) ?(?:F[-–])?[1-9]\b|\bF[-–][1-9]\b", re.IGNORECASE)),
    (
        "gymnasieskola",
        re.compile(
            r"gymnasi(?:um|et|ets|er)\b|(?:yrkes|introduktions|högskoleförberedande )\w*program|programmet\b",
            re.IGNORECASE,
        ),
    ),
)


def school_forms_by_year(text: str) -> tuple[str, ...]:
    """Return the school forms that years and programmes tell of, for a text that names none."""
    return tuple(form for form, hint in _HINTS if hint.search(text))


def diary_number(header_lines: Iterable[str]) -> str | None:
    """Return the diary number (diarienummer) as printed, from the lines of the header and the page heads."""
    for line in header_lines:
        found = _DNR.search(line)
        if found:
            return found[1]
    for line in header_lines:
        alone = _DNR_ALONE.fullmatch(line.strip())
        if alone and not re.fullmatch(r"(?:19|20)\d\d-\d{1,2}", alone[1]):
            return alone[1]
    return None
