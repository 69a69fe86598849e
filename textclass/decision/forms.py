"""head, opening and areas -> the school forms (skolformer) a decision is about, under their names of today."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from textclass import lexicon
from textclass.lexicon.phrases import lower
from textclass.records import Area

_START = 3000  # characters at the beginning that tell what the decision is about
_OF_A_NAME = re.compile(r"\b(?!Skolinspektionens|Kommunens|Huvudmannens)[A-ZÅÄÖ]\w+s $")  # "Ekbys vuxenutbildning"
WIDE, WITHIN = "komvux", ("sfi",)  # a title may name the whole, where a part of it was reviewed
# names of schools: "Ekens grundsärskola" beside "Ekskolan" and "Lindens skola"
_ADAPTED_SCHOOL = re.compile(r"\b[A-ZÅÄÖ]\w+s (?:grund)?särskola\b|\b[A-ZÅÄÖ]\w+s anpassade grundskola\b")
_PLAIN_SCHOOL = re.compile(r"\b(?:[A-ZÅÄÖ]\w+s skola|(?!Grundsär|Sär)[A-ZÅÄÖ]\w+skolan)\b")
_FORM_ITSELF = re.compile(r"särskolan\b|anpassade grundskolan\b|särskolor")
_ON_WORDS = re.compile(r"\bheter\b|\bbyt(?:t|te) namn|\bbenämn|\bkallas\b")  # a paragraph on what things are called
_REVIEW_OF = re.compile(r"(?:gransk|tillsyn|förel)\w*[^.,;\n]{0,120}")
# what the inspectorate reviews at all: "Skolinspektionen genomför granskningar av grundskolor och gymnasieskolor."
_IN_GENERAL = re.compile(
    r"Skolinspektionen (?:genomför|granskar|utövar|bedriver|gör)\b[^.]{0,120}(?:skolor|fritidshem)\b[^.]{0,120}\."
)
_BETWEEN = re.compile(
    r"samarbet|samverka|övergång|mellan|läser enligt", re.IGNORECASE
)  # a title that names others' forms too


@functools.cache
def _forms() -> re.Pattern[str]:
    rules = lexicon.load("school_forms")
    patterns = [f"(?P<f{n}>{form['pattern']})" for n, form in enumerate(rules["form"])]
    return re.compile(rf"\b(?<!-)(?:{'|'.join(rules['not_forms'])}|{'|'.join(patterns)})(?!\w)")


@functools.cache
def _hints() -> list[tuple[str, re.Pattern[str]]]:
    hints = lexicon.load("school_forms")["hint"]
    return [(hint["is"], re.compile(hint["pattern"])) for hint in hints]


def named(text: str) -> tuple[str, ...]:
    """Return today's names of the school forms that ``text`` names, in order, without repeats."""
    return tuple(_counted(text))


def _counted(text: str) -> Counter[str]:
    forms = lexicon.load("school_forms")["form"]
    found = ((forms[int(m.lastgroup[1:])]["is"], m.start()) for m in _forms().finditer(lower(text)) if m.lastgroup)
    return Counter(form for form, at in found if form != "komvux" or not _OF_A_NAME.search(text, max(0, at - 30), at))


def _with_plain_schools(text: str) -> tuple[str, ...]:
    """Return the forms that ``text`` names; a school of one form in a list with plain schools is told from them."""
    found = named(text)
    special = found == ("anpassad grundskola",) and _ADAPTED_SCHOOL.search(text) and not _FORM_ITSELF.search(text)
    return (*found, "grundskola") if special and _PLAIN_SCHOOL.search(text) else found


def hinted(text: str) -> tuple[str, ...]:
    """Return the school forms that names of schools, years and programmes tell of, for a text that names none."""
    lowered = lower(text)
    return tuple(form for form, hint in _hints() if hint.search(lowered))


def of(head: Sequence[str], paragraphs: Sequence[str], text: str) -> tuple[str, ...]:
    """Return the school forms of a decision: those of its head, else of the first paragraph that names any.

    Where neither names one, schools' names, years and programmes tell it, or what the beginning names repeatedly.
    """
    title, start = " \n ".join(head), text[:_START]
    if forms := named(title):
        reviewed = [m[0] for m in _REVIEW_OF.finditer(" \n ".join(paragraphs))] if forms == (WIDE,) else []
        return tuple(dict.fromkeys([*forms, *(form for form in named(" \n ".join(reviewed)) if form in WITHIN)]))
    by_name = hinted(title)
    on_the_case = [paragraph for paragraph in paragraphs if not _ON_WORDS.search(paragraph)]
    own = [_IN_GENERAL.sub("", paragraph) for paragraph in on_the_case or paragraphs] if by_name else on_the_case
    told = next(filter(None, map(_with_plain_schools, own or paragraphs)), ())
    if not told and not by_name:
        told = next(filter(None, map(named, paragraphs)), ())
    if told and ("gymnasieskola" not in by_name or any("gymnasie" in form for form in told)):
        return (*told, "grundskola") if told == ("förskoleklass",) else told
    often = tuple(form for form, times in _counted(start).items() if times > 1)
    return by_name or hinted(" \n ".join(paragraphs)) or often or hinted(start) or named(start) or hinted(text)


def with_areas(forms: Sequence[str], areas: Iterable[Area], units: Iterable[str]) -> tuple[str, ...]:
    """Add the forms that the titles of areas, and ``units``, the headings of units they stand under, name."""
    titles = (title for title in (*(area.title for area in areas), *units) if not _BETWEEN.search(title))
    return tuple(dict.fromkeys([*forms, *(form for title in titles for form in named(title))]))
