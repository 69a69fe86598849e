"""blocks of a follow-up -> where the titles of its assessed areas and school units stand."""

from __future__ import annotations

import functools
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from textclass.decision import cycles, evidence, outcomes, roles, schools
from textclass.decision.evidence import key
from textclass.decision.headings import Heading, has_heading_shape, headings, run_in, strip_number
from textclass.decision.paragraphs import Block, item_mark
from textclass.decision.roles import CONCLUSION, EARLIER
from textclass.decision.seams import is_clause, is_cut_short, is_topic

_UNIT_NAME = re.compile(
    r"(?:skolenhet(?:en)?:? )?(?:[A-ZÅÄÖÉ][\wåäöé:-]{0,40}[ -]){0,4}?[A-ZÅÄÖÉ]?[\wåäöé-]{0,40}(?:skolan?|"
    r"förskolan?|gymnasi(?:et|um|eskolan?)|fritidshem(?:met)?|friskola|grundskola|skolor|"
    r"montessori\w*|komvux|lärcentrum|vuxenutbildning\w*|enhet(?:en)?)"
    r"(?:,? (?:enhet )?[A-Z0-9ÅÄÖ]{1,3}|,? (?:årskurs|åk) ?[\d–-]+|,? F[–-]\d|"
    r" [A-ZÅÄÖ][a-zåäö]+){0,2}(?: \([^)]{2,60}\))?:?"
)
_NO_TITLE = re.compile(
    r"(?:\(?\d{1,2}(?: [a-z])? ?kap|\d{1,3}(?: [a-z])? ?§|\(|dnr|diarie|box \d|tel|www|e-post|org|"
    r"datum|sida?\b|\d{4}-\d\d-\d\d|(?:den )?\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|"
    r"augusti|september|oktober|november|december)|beslut(?:et)? (?:efter|för|om|vid|i)\b|"
    r"(?:andra |förnyad )?uppföljning (?:av|efter|för) (?:[a-zåäö]+ )?(?:kvalitetsgranskning|"
    r"tillsyn|granskning|beslut|föreläggande)|(?:stockholm|göteborg|linköping|lund|umeå) den|"
    r"\d{3} ?\d\d |\d{1,4} \d|skolinspektionen )",
    re.IGNORECASE,
)
_LAW = re.compile(r"\d kap\b|\(\d{4}:\d+\)|\blgr \d\d|\bgy \d\d|\blpfö ", re.IGNORECASE)
_STATUS = re.compile(
    r" (?:Avhjälpt|Kvarstår|Åtgärdat|Föreläggande(?: vid vite)?|Anmärkning)(?: [–-])?$"
)  # a row of a table
_END_LABELS = frozenset({"signature", "appeal", "attachment"})
_INSIDE = {
    "decision": "conclusion",
    "background": "conclusion",
    "closing": "conclusion",
    "introduction": "earlier_assessment",
}
_HEADER_LINE = re.compile(
    r"(?:vårt |vår )?(?:dnr|diarie|beslutsdatum|datum|box \d|till:|adressat|mottagare|e-post|"
    r"att\.)|\d{4}-\d\d-\d\d$|\S{1,80}@\S{1,80}$|(?:[A-ZÅÄÖ]\w{1,40} )?(?:den )?\d{1,2} [a-z]{3,9} \d{4}$",
    re.IGNORECASE,
)
_SUB_LABELS = frozenset({"legal_basis", "earlier_assessment", "needs", "account", "conclusion"})
_SIGNING = re.compile(
    r"(?:(?:[A-ZÅÄÖ]\w{1,20} )?(?:dag )?som ovan$|"
    r"beslutet? (?:har )?(?:fattats?|är fattat) av|detta beslut (?:har )?fattats|"
    r"i (?:detta ärende|ärendets|handläggningen|den slutliga) |(?:(?:tf\.? |"
    r"biträdande )?(?:enhetschef|avdelningschef|utredare|beslutsfattare|föredragande)(?:en|"
    r"n)?:? [A-ZÅÄÖ]\w{1,40} [A-ZÅÄÖ]\w{1,40}$)|[A-ZÅÄÖ]\w{1,40} [A-ZÅÄÖ][\w-]{1,40},? (?:tf\.? )?(?:enhetschef|"
    r"avdelningschef|beslutsfattare|undervisningsråd)\b)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:tf\.? |biträdande )?(?:enhetschef|avdelningschef|utredare|beslutsfattare|föredragande|undervisningsråd|jurist)"
    r"(?:[/,] ?[a-z]{4,20})?",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZÅÄÖÉ][\wåäöé-]{1,30}(?: [A-ZÅÄÖÉ][\wåäöé-]{1,30}){1,3}")
# words that no topic of an area has
_OF_THE_CASE = re.compile(
    r"\b(?:ärende\w*|uppföljningen|granskningen|tillsynen|beslutet|skolinspektion\w*|inspektionens?|händer|hänt|nu|"
    r"vite\w*|föreläggand\w*|överklag\w*)\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:behöver|behövde|ska|skall|skulle|måste|bör) \w")
_SURE_NEED = 4.0  # weight of a cue that opens a need
_LONGEST_VERDICT = 250  # characters of a paragraph in a summary
_LONG = 80  # characters; a shorter paragraph may be a heading
_NEAR = 6  # blocks from a title to a sub-heading under it
_LENIENT = 1.5  # so much less is enough between two sure titles
ENOUGH = -0.3  # support a title needs: a lost one costs more than an invented one


@dataclass(frozen=True, slots=True)
class Title:
    """A place where the title of an area stands as a heading of its own."""

    block: int
    key: str
    text: str  # without its number


@dataclass(frozen=True, slots=True)
class Outline:
    """What the headings of a document say."""

    known: tuple[Heading | None, ...]  # for each block
    titles: tuple[Title, ...]
    units: tuple[tuple[int, str], ...]  # block, name of the school unit it heads
    end: int  # the block at which signature, appeal or attachments begin


@dataclass(frozen=True, slots=True)
class Candidates:
    """The known headings, and the blocks that have the shape of a heading and may be titles."""

    known: list[Heading | None]
    shaped: list[int]
    end: int
    kinds: list[str]  # what each block does
    doubtful: dict[int, Heading]  # headings read by their words alone, which may be titles

    def seen(self, blocks: Sequence[Block]) -> dict[int, list[str]]:
        """Return what is seen of each block that may be a title."""
        return evidence.seen(blocks, self.known, self.shaped, self.kinds)


def candidates(blocks: Sequence[Block]) -> Candidates:
    """Find the known headings, and those that only the document itself explains."""
    first = _header_lines(blocks)
    known: list[Heading | None] = [
        None if number < first or block.bullet or block.contents else headings().known(block.text)
        for number, block in enumerate(blocks)
    ]
    doubtful = {
        number: heading
        for number, heading in enumerate(known)
        if heading and heading.weak and _may_be_topic(number, heading, known, blocks)
    }
    for number in doubtful:
        known[number] = None
    for number, heading in enumerate(known[: 1 + len(blocks) // 4]):
        if heading and heading.label == "closing":  # "Uppföljning" at the head of a document tells its history
            known[number] = Heading("decision" if "reläggande" in blocks[number].text else "introduction")
    end = _end_of_reasons(blocks, known)
    begin = max(first, _end_of_header(blocks, known))
    shaped = [
        number
        for number in range(begin, end)
        if known[number] is None
        and not blocks[number].contents
        and not blocks[number].bullet
        and may_be_title(blocks[number].text)
        and not _goes_on_list(number, blocks)
    ]
    for number, heading in (_sub_headings(blocks, shaped, known) | _recurring_known(blocks, shaped, known)).items():
        known[number] = heading
    shaped = [number for number in shaped if known[number] is None]
    return Candidates(known, shaped, end, evidence.kinds(blocks, known), doubtful)


def _goes_on_list(number: int, blocks: Sequence[Block]) -> bool:
    """Whether a line is the next item of a numbered list of sentences ("4. En ny mall prövas." below "3. …")."""
    pair = [blocks[n].text for n in (number - 1, number) if n >= 0 and blocks[n].text.endswith(".")]
    marks = [text[: item_mark(text)].strip(".) ") for text in pair]
    return len(marks) == 2 and all(map(str.isdigit, marks)) and int(marks[0]) + 1 == int(marks[1])


def _may_be_topic(number: int, heading: Heading, known: Sequence[Heading | None], blocks: Sequence[Block]) -> bool:
    """Whether a heading read by its words alone may be the title of an area ("Rektors uppföljning"), or a verdict."""
    below = known[number + 1] if number + 1 < len(known) else None
    if outcomes.rules().find(blocks[number].text) is not None:
        return True
    if heading.label in ("closing", "introduction", "other"):
        return not _OF_THE_CASE.search(blocks[number].text)
    return below is not None and below.label in _SUB_LABELS and heading.label not in ("decision", "background")


def outline(blocks: Sequence[Block]) -> Outline:
    """Find the headings: known ones, titles of areas, names of school units, and sub-headings no lexicon knows."""
    found = candidates(blocks)
    supported = {number: _support(names, learnt()) for number, names in found.seen(blocks).items()}
    names = _units(blocks, found.shaped, supported, found.known)
    best: dict[str, float] = {}
    for number, support in supported.items():
        if number not in names:
            best[key(blocks[number].text)] = max(best.get(key(blocks[number].text), -9.0), support)
    free = [n for n in found.shaped if n not in names]
    each = {n: best[key(blocks[n].text)] for n in free}
    settled = cycles.settle(blocks, found.kinds, found.end, free, _choose(blocks, found, names, best), each)
    chosen = sorted(cycles.in_form(blocks, free, settled, each))
    for number in _below_law(blocks, found.kinds, chosen):
        chosen.remove(number)
        found.known[number] = Heading(EARLIER)
    titles = tuple(
        Title(number, key(blocks[number].text), headings().strip_area_number(blocks[number].text).rstrip("."))
        for number in chosen
    )
    for number, heading in found.doubtful.items():
        if number not in chosen and number not in names and outcomes.rules().find(blocks[number].text) is None:
            found.known[number] = heading
    return Outline(tuple(found.known), titles, tuple(sorted(names.items())), found.end)


def _below_law(blocks: Sequence[Block], kinds: Sequence[str], chosen: Sequence[int]) -> list[int]:
    """Return the titles with nothing but law between them and a title that a summary names, as it does not them."""
    counts = Counter(key(blocks[n].text) for n in chosen)
    return [
        second
        for first, second in zip(chosen, chosen[1:], strict=False)
        if second - first > 1
        and counts[key(blocks[first].text)] > 1 == counts[key(blocks[second].text)]
        and any(kinds[n].endswith("legal_basis") for n in range(first + 1, second))
        and all(
            kinds[n].endswith("legal_basis") or (kinds[n] == "none" and len(blocks[n].text) < _LONG)
            for n in range(first + 1, second)
        )
    ]


def _choose(blocks: Sequence[Block], found: Candidates, names: dict[int, str], best: dict[str, float]) -> list[int]:
    """Return the blocks that are titles: well supported ones, and others in their midst above a paragraph."""
    sure = [n for n in found.shaped if n not in names and best[key(blocks[n].text)] >= ENOUGH]
    heads_text = [n for n in sure if n + 1 < len(blocks) and (found.known[n + 1] or len(blocks[n + 1].text) > 100)]
    if not heads_text:
        return sure
    like = {bool(found.known[n + 1]) for n in heads_text}
    also = {
        key(blocks[n].text)
        for n in found.shaped
        if n not in names
        and n > heads_text[0]
        and best[key(blocks[n].text)] >= ENOUGH - _LENIENT
        and n + 1 < len(blocks)
        and bool(found.known[n + 1]) in like
        and (found.known[n + 1] or len(blocks[n + 1].text) > 100)
    }
    return [n for n in found.shaped if n in sure or (n not in names and key(blocks[n].text) in also)]


def _sub_headings(
    blocks: Sequence[Block], shaped: Sequence[int], known: Sequence[Heading | None]
) -> dict[int, Heading]:
    """Return the headings that come back in every area ("Så här har bolaget redovisat"), with the role they head.

    Their text recurs, and each time a paragraph of its own stands below it; the title of an area comes back
    at most once more, above a verdict.
    """
    places: dict[str, list[int]] = {}
    for number in shaped:
        places.setdefault(key(blocks[number].text), []).append(number)
    found: dict[int, Heading] = {}
    for numbers in places.values():
        text = blocks[numbers[0]].text
        if headings().is_usual_title(headings().strip_area_number(text)) or _names_unit(text):
            continue
        if all(n > 0 and _names_unit(blocks[n - 1].text) for n in numbers):
            continue
        if _heads_verdicts(numbers, blocks, known):
            found.update((number, Heading(CONCLUSION)) for number in numbers)
            continue
        heads_text = all(_heads_text(n + 1, blocks, known) for n in numbers)
        under_titles = heads_text and _stand_under_titles(numbers, blocks, shaped)
        if (text.endswith(":") and len(text.split()) < 5) or under_titles or (len(numbers) > 1 and heads_text):
            label = _role_below(numbers, blocks) or (EARLIER if under_titles else _role_above(numbers, blocks))
            alike = len({blocks[n].text.rstrip(":.") for n in numbers}) == 1  # a title is often numbered once
            if label and alike and (label != CONCLUSION or len(numbers) > 2):
                found.update((number, Heading(label)) for number in numbers)
    return found


def _names_unit(text: str) -> bool:
    """Whether a line is nothing but the name of a school unit, perhaps numbered ("3. Fritidshemmet Myran")."""
    name = strip_number(text.title() if text.isupper() else text)
    return _UNIT_NAME.fullmatch(name) is not None or schools.is_name(name)


def _stand_under_titles(numbers: Sequence[int], blocks: Sequence[Block], shaped: Sequence[int]) -> bool:
    """Whether a line stands more than once, each time under another that may be a title.

    A title that comes back from the summary stands after the same title both times, and the first after none.
    """
    above = [shaped[place - 1] if (place := bisect_left(shaped, n)) else None for n in numbers]
    near = {key(blocks[a].text) for n, a in zip(numbers, above, strict=True) if a is not None and n - a <= _NEAR}
    units = any(a is not None and _names_unit(blocks[a].text) for a in above)
    return 1 < len(numbers) == len(near) and not units


def _recurring_known(
    blocks: Sequence[Block], shaped: Sequence[int], known: Sequence[Heading | None]
) -> dict[int, Heading]:
    """Return the headings of rank ("Motivering", "Ställningstagande") that stand in every area, as its sub-headings."""
    places: dict[str, list[int]] = {}
    for number, heading in enumerate(known):
        if heading and heading.label in _INSIDE:
            places.setdefault(key(blocks[number].text), []).append(number)
    return {
        number: Heading(_INSIDE[known[number].label])  # type: ignore[union-attr]
        for numbers in places.values()
        if len(numbers) > 1 and 2 * _parted(numbers, shaped) >= len(numbers) - 1
        for number in numbers
    }


def _parted(numbers: Sequence[int], shaped: Sequence[int]) -> int:
    """Return how many neighbours among ``numbers`` have a number of ``shaped`` between them."""
    return sum(bisect_right(shaped, a) < bisect_left(shaped, b) for a, b in zip(numbers, numbers[1:], strict=False))


def _heads_text(number: int, blocks: Sequence[Block], known: Sequence[Heading | None]) -> bool:
    """Whether a paragraph that is no verdict stands at ``number``."""
    if number >= len(blocks) or known[number] is not None:
        return False
    text = blocks[number].text
    return (
        blocks[number].bullet
        or item_mark(text) > 0
        or roles.is_law_line(text)
        or (text[-1:] in (".", ":") and is_clause(text[:-1]) and outcomes.rules().find(text) is None)
        or (len(text) > 60 and (outcomes.rules().find(text) is None or len(text) > 250))
    )


def _heads_verdicts(numbers: Sequence[int], blocks: Sequence[Block], known: Sequence[Heading | None]) -> bool:
    """Whether a line stands more than once, each time between a text that is no verdict and a verdict.

    Above the title of an area that comes back in a summary stands another verdict, or what leads into the summary.
    """
    return len(numbers) > 1 and all(
        0 < n < len(blocks) - 1
        and known[n - 1] is None
        and known[n + 1] is None
        and (len(blocks[n - 1].text) > _LONG or blocks[n - 1].bullet)
        and not blocks[n - 1].text.endswith(":")
        and (len(blocks[n - 1].text) > _LONGEST_VERDICT or outcomes.rules().find(blocks[n - 1].text) is None)
        and outcomes.rules().find(blocks[n + 1].text) is not None
        for n in numbers
    )


def _role_above(numbers: Sequence[int], blocks: Sequence[Block]) -> str | None:
    """Return "account" where a line stands each time below a list of needs."""
    above = [blocks[n - 1] for n in numbers if n]
    listed = all(block.bullet or item_mark(block.text) for block in above)
    return roles.ACCOUNT if listed and len(above) == len(numbers) > 1 else None


def _role_below(numbers: Sequence[int], blocks: Sequence[Block]) -> str | None:
    """Return the role that the headings themselves and the first sentences below them speak for most."""
    total: Counter[str] = Counter()
    for number in numbers:
        below = blocks[number + 1].text[:300] if number + 1 < len(blocks) else ""
        for text in (blocks[number].text, below):
            scores = roles.cues().scores(text)
            for role in roles.ROLES[:5]:
                total[role] += scores[role]  # type: ignore[assignment]
    role, score = total.most_common(1)[0]
    return role if score >= 2.5 * len(numbers) else None


def may_be_title(text: str) -> bool:
    """Whether a line has the shape of a title, and is none of the lines that never are one."""
    if (run_in(text) and not headings().has_area_number(text)) or "§" in text or _LAW.search(text):
        return False
    return (
        (has_heading_shape(text) or is_topic(text))
        and not _NO_TITLE.match(text)
        and not is_cut_short(text.rstrip(":"))
        and not _STATUS.search(text)
        and not _is_sentence(text)
        and not _is_demand(text)
        and not strip_number(text)[:1].islower()  # "2) se till att alla elever får en plats": an item of a list
        and "@" not in text
        and any(map(str.isalpha, text))
        and len(headings().strip_area_number(text)) > 3
    )


def _is_sentence(text: str) -> bool:
    """Whether a line that could be a title is a lead-in or a verdict."""
    if text.endswith(".") and outcomes.rules().find(text) is not None:
        return True  # "Bristen består." alone on its line
    if not is_clause(text.rstrip(":")):
        return False
    return (text.endswith(":") and not headings().has_area_number(text)) or outcomes.rules().find(text) is not None


def _is_demand(text: str) -> bool:
    """Whether a line says what somebody must do ("1. Skolan behöver ge handledarna stöd"): a need, not a topic."""
    if _MUST.search(text) is None or text.endswith("?"):
        return False
    needed = any(role == roles.NEEDS and weight >= _SURE_NEED for (role, weight) in roles.cues().found(text))
    return needed and is_clause(headings().strip_area_number(text))


def _header_lines(blocks: Sequence[Block]) -> int:
    """Return the number of blocks up to the last line of the header (diary number, date, address)."""
    last = 0
    for number, block in enumerate(blocks[:14]):
        if len(block.text) > 150:
            break
        if _HEADER_LINE.match(block.text):
            last = number + 1
    return last


def _end_of_header(blocks: Sequence[Block], known: Sequence[Heading | None]) -> int:
    for number, block in enumerate(blocks):
        if known[number] is not None or len(block.text) > 150:
            return number
    return 0


def _end_of_reasons(blocks: Sequence[Block], known: Sequence[Heading | None]) -> int:
    for number in range(len(blocks) // 3, len(blocks)):
        heading = known[number]
        if (heading and heading.label in _END_LABELS) or _SIGNING.match(blocks[number].text):
            return number
        if _OFFICE.fullmatch(blocks[number].text) and _PERSON.fullmatch(blocks[number - 1].text):
            return number - 1
    return len(blocks)


@functools.cache
def learnt() -> dict[str, float]:
    """Return the shipped weights of what is seen of a title, learnt from the corpus."""
    stored: dict[str, float] = json.loads(
        resources.files("textclass.lexicon").joinpath("titles.json").read_text(encoding="utf-8")
    )
    return stored


def _support(names: Sequence[str], weights: dict[str, float]) -> float:
    """Return how much speaks for a title: a logit."""
    return sum(weights.get(name, 0.0) for name in names)


def _units(
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
        if not _names_unit(name) or headings().is_usual_title(text):
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
