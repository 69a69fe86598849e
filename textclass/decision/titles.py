"""blocks of a follow-up -> where the titles of its assessed areas and school units stand."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from textclass.decision import bounds, cycles, evidence, outcomes, roles, subheadings, units
from textclass.decision.evidence import ENOUGH, key
from textclass.decision.headings import Heading, headings
from textclass.decision.paragraphs import Block, item_mark
from textclass.decision.roles import ACCOUNT, CONCLUSION, EARLIER
from textclass.decision.seams import opening
from textclass.decision.shapes import may_be_sentence, may_be_title

_NEAR = 300  # characters of a paragraph that tell what it does
_SURE = 3.0  # the weight of cues that tell a conclusion
_SUB_LABELS = frozenset({"legal_basis", "earlier_assessment", "needs", "account", "conclusion"})
# words that no topic of an area has
_OF_THE_CASE = re.compile(
    r"\b(?:ärende\w*|uppföljningen|granskningen|tillsynen|beslutet|skolinspektion\w*|inspektionens?|händer|hänt|nu|"
    r"vite\w*|föreläggand\w*|överklag\w*)\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(r"åtgärder[:.]?", re.IGNORECASE)  # a heading of what was done, or must be
# … must be, where items follow and no sentence has ended
_ORDERS = re.compile(
    r"(?:• )?(?:Se till|Utred|Vidta|Upprätta)\b|[A-ZÅÄÖ][^.]{0,80} (?:ska|skall|måste)\b(?! ha\b)[^.]{0,120}$"
)
_LONG = 80  # characters; a shorter paragraph may be a heading
_LEAST = -3.0  # … and above a paragraph that begins as those below the sure ones do
_FEWEST = 10  # characters of a sentence
_APART = 4  # blocks from one numbered title to the next, at least
_LENIENT = 1.5  # so much less is enough between two sure titles


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
    sentences: Sequence[int] = ()  # blocks that stand alone as a title does, but are sentences

    def seen(self, blocks: Sequence[Block]) -> dict[int, list[str]]:
        """Return what is seen of each block that may be a title."""
        return evidence.seen(blocks, self.known, self.shaped, self.kinds)


def candidates(blocks: Sequence[Block]) -> Candidates:
    """Find the known headings, and those that only the document itself explains."""
    first = bounds.header_lines(blocks)
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
    for number, heading in enumerate(known[:-1]):
        measures = heading and heading.label == ACCOUNT and _MEASURES.fullmatch(blocks[number].text)
        if measures and _ORDERS.match(blocks[number + 1].text):
            known[number] = Heading("closing")  # "Åtgärder" above what the organiser must do next
    end = bounds.end_of_reasons(blocks, known)
    begin = max(first, bounds.end_of_header(blocks, known))
    shaped = [
        number
        for number in range(begin, end)
        if known[number] is None
        and not blocks[number].contents
        and not blocks[number].bullet
        and may_be_title(blocks[number].text)
        and not _goes_on_list(number, blocks)
        and not _ends_account(number, blocks)
    ]
    free = [n for n in range(begin, end) if known[n] is None and not blocks[n].contents and not blocks[n].bullet]
    sentences = [n for n in sorted({*free} - {*shaped}) if may_be_sentence(blocks[n].text)]
    shaped = sorted({*shaped, *_twice(sentences, blocks), *_in_sequence(shaped, sentences, blocks)})
    for number, heading in (
        subheadings.unknown(blocks, shaped, known) | subheadings.of_rank(blocks, shaped, known)
    ).items():
        known[number] = heading
    shaped = [number for number in shaped if known[number] is None]
    sentences = [number for number in sorted({*sentences} - {*shaped}) if known[number] is None]
    return Candidates(known, shaped, end, evidence.kinds(blocks, known), doubtful, sentences)


def _twice(sentences: Sequence[int], blocks: Sequence[Block]) -> set[int]:
    """Return the sentences that stand once more, alone or before a verdict ("Varje elev ska nås: tillräckligt")."""
    counts = Counter(
        key(text.removeprefix("• ").split(":", 1)[0].split(" – ", 1)[0])
        for block in blocks
        if len(text := block.text[:_NEAR]) > _FEWEST
    )
    return {n for n in sentences if counts[key(blocks[n].text)] > 1}


def _in_sequence(shaped: Sequence[int], sentences: Sequence[int], blocks: Sequence[Block]) -> set[int]:
    """Return the sentences that are numbered on, from 1, with what else may be titles; items of a list stand closer."""
    counted: list[int] = []
    last = -_APART
    for n in sorted({*shaped, *sentences}):
        if evidence.numeral(blocks[n].text) == len(counted) + 1 and n - last >= _APART:
            counted.append(n)
            last = n
    return set(counted) & set(sentences) if len(counted) > 1 else set()


def _ends_account(number: int, blocks: Sequence[Block]) -> bool:
    """Whether a short sentence ("Materialet bifogas.") stands above a conclusion, which no title does."""
    text = blocks[number].text
    if not text.endswith(".") or number + 1 >= len(blocks) or headings().is_usual_title(text[:-1]):
        return False
    below = blocks[number + 1].text[:_NEAR]
    scores = roles.cues().scores(below)
    return scores[CONCLUSION] >= _SURE and scores[CONCLUSION] > max(scores[EARLIER], scores[ACCOUNT])


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
    names = units.find(blocks, found.shaped, supported, found.known)
    best: dict[str, float] = {}
    for number, support in supported.items():
        if number not in names:
            best[key(blocks[number].text)] = max(best.get(key(blocks[number].text), -9.0), support)
    free = [n for n in found.shaped if n not in names]
    each = {n: best[key(blocks[n].text)] for n in free}
    settled = cycles.settle(
        blocks, found.kinds, found.end, free, _choose(blocks, found, names, best), each, found.sentences
    )
    chosen = sorted(cycles.in_form(blocks, free, settled, each))
    for number in _below_law(blocks, found.kinds, chosen):
        chosen.remove(number)
        found.known[number] = Heading(EARLIER)
    for number, heading in subheadings.of_one_area(blocks, found.known, found.kinds, [*chosen, found.end]).items():
        found.known[number] = heading
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
    also |= _above_like(blocks, found, sure, best)
    return [n for n in found.shaped if n in sure or (n not in names and key(blocks[n].text) in also)]


def _above_like(blocks: Sequence[Block], found: Candidates, sure: Sequence[int], best: dict[str, float]) -> set[str]:
    """Return the keys of lines above paragraphs that begin as those below sure titles do ("Så löd bedömningen: …")."""
    below = {n: blocks[n + 1].text for n in found.shaped if n + 1 < found.end and found.known[n + 1] is None}
    begins = {n: opening(text) for n, text in below.items() if len(text) > _LONG or text.endswith(":")}
    counts = Counter(begins.values())
    usual = {begins[n] for n in sure if n in begins and counts[begins[n]] > 2}
    keys = {key(blocks[n].text) for n, words in begins.items() if words in usual}
    return {title for title in keys if best.get(title, _LEAST) > _LEAST}


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
