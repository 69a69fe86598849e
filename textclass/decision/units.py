"""blocks that are shaped as headings -> the names of school units below which areas stand."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from textclass.decision import schools
from textclass.decision.evidence import ENOUGH, key
from textclass.decision.headings import Heading, headings, strip_number
from textclass.decision.paragraphs import Block

_NAME = re.compile(
    r"(?:skolenhet(?:en)?:? )?(?:[A-ZÅÄÖÉ][\wåäöé:-]{0,40}[ -]){0,4}?"
    r"(?:norra |södra |östra |västra |övre |nedre |gamla |nya )?[A-ZÅÄÖÉ]?[\wåäöé-]{0,40}(?:skolan?|"
    r"förskolan?|gymnasi(?:et|um|eskolan?)|fritidshem(?:met)?|friskola|grundskola|skolor|"
    r"montessori\w*|komvux|lärcentrum|vuxenutbildning\w*|enhet(?:en)?)"
    r"(?:,? (?:enhet )?[A-Z0-9ÅÄÖ]{1,3}|,? (?:årskurs|åk) ?[\d–-]+|,? F[–-]\d|"
    r" [A-ZÅÄÖ][a-zåäö]+){0,2}(?: \([^)]{2,60}\))?:?"
)


# "Naturbruksgymnasiet Ekby (nedan Ekby)"
_CALLED = re.compile(
    r"(?P<name>[A-ZÅÄÖ][\wåäöé:-]{1,40}(?: (?:[A-ZÅÄÖ0-9][\wåäöé:-]{0,40}|[a-z]{0,12}skola|gymnasium|lärcentrum)){0,4})"
    r"(?: i [A-ZÅÄÖ]\w{1,40}(?: kommun)?)?,? "
    r"\((?:nedan|här|härefter|fortsättningsvis|i det följande|hädanefter)(?: kalla[dt]| benämn[dt]| även)? "
    r'[”"]?(?P<short>[A-ZÅÄÖ][\wåäöé-]{1,40}(?: [A-ZÅÄÖ]\w{1,40})?)[”"]?\)'
)
_CASE = 12  # blocks that introduce the schools
_TOO_SHORT = 4  # letters of a word that could be any


def is_name(text: str, called: Collection[str] = ()) -> bool:
    """Whether a line is nothing but the name of a school unit, perhaps numbered ("3. Fritidshemmet Myran").

    ``called``: what else the text calls its schools, in lower case.
    """
    name = strip_number(text.title() if text.isupper() else text)
    return name.casefold().rstrip(":") in called or _NAME.fullmatch(name) is not None or schools.is_name(name)


def called(blocks: Sequence[Block]) -> dict[str, str]:
    """Return the schools that the text calls by a short name: that name in lower case, and the whole one."""
    return _called(tuple(block.text for block in blocks[:_CASE] if len(block.text) < 1500))


@functools.lru_cache(maxsize=2)  # asked for two times of each document
def _called(told: tuple[str, ...]) -> dict[str, str]:
    defined = [match for text in told if "(" in text for match in _CALLED.finditer(text) if is_name(match["name"])]
    return own_words(schools.in_text(told)) | {match["short"].casefold(): match["name"] for match in defined}


def own_words(names: Collection[str]) -> dict[str, str]:
    """Return the words, in lower case, that tell one of several names from the others, each with its name.

    >>> own_words(["Ekby gymnasium Norra", "Ekby gymnasium Södra"])
    {'norra': 'Ekby gymnasium Norra', 'södra': 'Ekby gymnasium Södra'}
    """
    counts = Counter(word for name in names for word in set(name.split()))
    return {
        word.casefold(): name
        for name in names
        for word in name.split()[1:]
        if len(names) > 1 and counts[word] == 1 and len(word) >= _TOO_SHORT and word[0].isupper() and word.isalpha()
    }


def in_title(title: str, names: Collection[str]) -> str | None:
    """Return the one school unit that the title of an area names ("ELEVHÄLSA (EKSKOLAN)"), None if none or more."""
    named = [name for name in names if re.search(rf"(?<!\w){re.escape(name.casefold())}s?(?!\w)", title.casefold())]
    named = [name for name in named if not any(name != other and name in other for other in named)]
    return named[0] if len(named) == 1 else None


def find(
    blocks: Sequence[Block],
    shaped: Sequence[int],
    supported: dict[int, float],
    known: Sequence[Heading | None],
) -> dict[int, str]:
    """Return the blocks that head the areas of one school unit, or the part of an area that is about one.

    Above the areas of a unit a name has the title of an area below it; inside areas several names come back.
    """
    names: dict[int, str] = {}
    short = called(blocks)
    spelled_out: dict[str, str] = {}  # lines in capitals as the text spells them elsewhere
    titled = {key(blocks[number].text) for number in shaped if supported[number] > ENOUGH}
    told = [block.text for block in blocks if block.text.endswith(".")]
    folded = [block.text.casefold() for block in blocks]
    begins = [0, *accumulate(len(text) + 1 for text in folded)]  # where each of them does in the text below
    whole = "\n".join(folded)
    for number in shaped:
        text = blocks[number].text
        if text.isupper() and text not in spelled_out:
            spelled_out[text] = _spelled_out(text, blocks, whole, begins)
        name = strip_number(spelled_out.get(text, text))
        if not is_name(name, short) or headings().is_usual_title(text):
            continue
        below = number + 1
        heads_title = below in supported and known[below] is None and supported[below] > -1.0
        if heads_title or (below < len(blocks) and key(blocks[below].text.split(":", 1)[0]) in titled):
            names[number] = short.get(name.casefold().rstrip(":")) or schools.of_heading(name, told)
    names = names or _inside_areas(blocks, shaped, short, told)
    spelled = {name.casefold(): name for name in names.values()}
    again = {number: spelled.get(schools.base_form(strip_number(blocks[number].text)).casefold()) for number in shaped}
    return names | {number: name for number, name in again.items() if name}


def _inside_areas(
    blocks: Sequence[Block], shaped: Sequence[int], short: dict[str, str], told: Sequence[str]
) -> dict[int, str]:
    """Return the lines that are names of two schools or more, each of which comes back under several titles."""
    lines = [n for n in shaped if is_name(blocks[n].text, short) and not headings().is_usual_title(blocks[n].text)]
    counts = Counter(key(blocks[n].text) for n in lines)
    again = [n for n in lines if counts[key(blocks[n].text)] > 1]
    if len({key(blocks[n].text) for n in again}) < 2:
        return {}
    between = {n for n in shaped if n > again[0]} - set(lines)  # a title, between a name and the same name again
    if not between:
        return {}
    return {
        n: short.get(blocks[n].text.casefold().rstrip(":"))
        or schools.of_heading(strip_number(blocks[n].text).rstrip(":"), told)
        for n in again
    }


def _spelled_out(text: str, blocks: Sequence[Block], whole: str, begins: Sequence[int]) -> str:
    """Return a name in capitals as the text spells it elsewhere, or with a capital for each word.

    ``whole``: the blocks in small letters, a line each; ``begins``: where each does in it.
    """
    wanted = text.casefold()
    at = whole.find(wanted)
    while at >= 0:
        number = bisect_right(begins, at) - 1
        block, place = blocks[number].text, at - begins[number]
        if block[place].isupper() and not block[place : place + len(text)].isupper():
            return block[place : place + len(text)]
        at = whole.find(wanted, begins[number + 1])
    return text.title() if schools.is_name(text.title()) else text.capitalize()
