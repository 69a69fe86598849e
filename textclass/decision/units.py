"""blocks that are shaped as headings -> the names of school units below which areas stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textclass.decision import schools
from textclass.decision.evidence import ENOUGH, key
from textclass.decision.headings import Heading, headings, strip_number
from textclass.decision.paragraphs import Block

_NAME = re.compile(
    r"(?:skolenhet(?:en)?:? )?(?:[A-ZÅÄÖÉ][\wåäöé:-]{0,40}[ -]){0,4}?[A-ZÅÄÖÉ]?[\wåäöé-]{0,40}(?:skolan?|"
    r"förskolan?|gymnasi(?:et|um|eskolan?)|fritidshem(?:met)?|friskola|grundskola|skolor|"
    r"montessori\w*|komvux|lärcentrum|vuxenutbildning\w*|enhet(?:en)?)"
    r"(?:,? (?:enhet )?[A-Z0-9ÅÄÖ]{1,3}|,? (?:årskurs|åk) ?[\d–-]+|,? F[–-]\d|"
    r" [A-ZÅÄÖ][a-zåäö]+){0,2}(?: \([^)]{2,60}\))?:?"
)


def is_name(text: str) -> bool:
    """Whether a line is nothing but the name of a school unit, perhaps numbered ("3. Fritidshemmet Myran")."""
    name = strip_number(text.title() if text.isupper() else text)
    return _NAME.fullmatch(name) is not None or schools.is_name(name)


def find(
    blocks: Sequence[Block],
    shaped: Sequence[int],
    supported: dict[int, float],
    known: Sequence[Heading | None],
) -> dict[int, str]:
    """Return the blocks that head the areas of one school unit: a name, with the title of an area below it."""
    names: dict[int, str] = {}
    spelled_out: dict[str, str] = {}  # lines in capitals as the text spells them elsewhere
    titled = {key(blocks[number].text) for number in shaped if supported[number] > ENOUGH}
    told = [block.text for block in blocks if block.text.endswith(".")]
    for number in shaped:
        text = blocks[number].text
        if text.isupper() and text not in spelled_out:
            spelled_out[text] = _spelled_out(text, blocks)
        name = strip_number(spelled_out.get(text, text))
        if not is_name(name) or headings().is_usual_title(text):
            continue
        below = number + 1
        heads_title = below in supported and known[below] is None and supported[below] > -1.0
        if heads_title or (below < len(blocks) and key(blocks[below].text.split(":", 1)[0]) in titled):
            names[number] = schools.of_heading(name, told)
    spelled = {name.casefold(): name for name in names.values()}
    again = {number: spelled.get(schools.base_form(strip_number(blocks[number].text)).casefold()) for number in shaped}
    return names | {number: name for number, name in again.items() if name}


def _spelled_out(text: str, blocks: Sequence[Block]) -> str:
    """Return a name in capitals as the text spells it elsewhere, or with a capital for each word."""
    wanted = text.casefold()
    for block in blocks:
        place = block.text.casefold().find(wanted)
        if place >= 0 and block.text[place].isupper() and not block.text[place : place + len(text)].isupper():
            return block.text[place : place + len(text)]
    return text.title() if schools.is_name(text.title()) else text.capitalize()
