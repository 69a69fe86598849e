"""blocks of a follow-up -> where the titles of its assessed areas and school units stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from textclass.decision import outcomes, roles
from textclass.decision.headings import Heading, has_heading_shape, headings, is_numbered
from textclass.decision.paragraphs import Block

_RUN_IN = re.compile(r"([A-ZÅÄÖ][^.:!?]{2,45}):\s*(?=\S)")
_UNIT_NAME = re.compile(
    r"(?:skolenhet(?:en)?:? )?(?:[A-ZÅÄÖÉ][\wåäöé:-]*[ -]){0,4}?[A-ZÅÄÖÉ]?[\wåäöé-]*(?:skolan?|förskolan?|gymnasi(?:et|um|eskolan?)|fritidshem(?:met)?|friskola|grundskola|skolor|montessori\w*|komvux|lärcentrum|vuxenutbildning\w*|enhet(?:en)?)"
    r"(?:,? (?:enhet )?[A-Z0-9ÅÄÖ]{1,3}|,? (?:årskurs|åk) ?[\d–-]+|,? F[–-]\d| [A-ZÅÄÖ][a-zåäö]+){0,2}(?: \([^)]{2,60}\))?:?"
)
_NO_TITLE = re.compile(
    r"(?:\(?\d{1,2}(?: [a-z])? ?kap|\d{1,3}(?: [a-z])? ?§|\(|dnr|diarie|box \d|tel|www|e-post|org|datum|sida?\b|\d{4}-\d\d-\d\d|(?:den )?\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|beslut(?:et)? (?:efter|för|om|vid|i)\b|(?:andra |förnyad )?uppföljning (?:av|efter|för) (?:[a-zåäö]+ )?(?:kvalitetsgranskning|tillsyn|granskning|beslut|föreläggande)|(?:stockholm|göteborg|linköping|lund|umeå) den|\d{3} ?\d\d )",
    re.IGNORECASE,
)
_LAW = re.compile(r"\d kap\b|\(\d{4}:\d+\)|\blgr \d\d|\bgy \d\d|\blpfö ", re.IGNORECASE)
_END_LABELS = frozenset({"signature", "appeal", "attachment"})
_SUB_LABELS = frozenset({"legal_basis", "earlier_assessment", "needs", "account", "conclusion"})
_SIGNING = re.compile(r"(?:beslutet? (?:har )?(?:fattats?|är fattat) av|detta beslut (?:har )?fattats|i (?:detta ärende|ärendets|handläggningen|den slutliga) )", re.IGNORECASE)
ENOUGH = 2.0  # support a title needs


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


def run_in(text: str) -> tuple[Heading, int] | None:
    """Return the known heading with which a paragraph begins ("Författningsstöd: …") and its length, or None."""
    found = _RUN_IN.match(text)
    known = headings().known(found[1]) if found else None
    return (known, found.end()) if found and known else None


def key(text: str) -> str:
    """Return what two spellings of one title share.

    >>> key("2. TRYGGHET och studiero:") == key("Område 2 – Trygghet och studiero")
    True
    """
    return re.sub(r"[^\w]+", " ", headings().strip_area_number(text).casefold()).strip()


def outline(blocks: Sequence[Block]) -> Outline:
    """Find the headings: known ones, titles of areas, names of school units, and sub-headings no lexicon knows."""
    known: list[Heading | None] = [None if block.bullet or block.contents else headings().known(block.text) for block in blocks]
    end = _end_of_reasons(blocks, known)
    begin = _end_of_header(blocks, known)
    shaped = [
        number
        for number in range(begin, end)
        if known[number] is None and not blocks[number].contents and not blocks[number].bullet and _may_be_title(blocks[number].text)
    ]
    for number, heading in _sub_headings(blocks, shaped, known).items():
        known[number] = heading
    shaped = [number for number in shaped if known[number] is None]
    counts = Counter(key(blocks[number].text) for number in shaped)
    supported = {number: _support(number, blocks, known, counts, shaped) for number in shaped}
    names = _units(blocks, shaped, supported, known)
    best: dict[str, float] = {}
    for number, support in supported.items():
        if number not in names:
            best[key(blocks[number].text)] = max(best.get(key(blocks[number].text), 0.0), support)
    titles = tuple(
        Title(number, key(blocks[number].text), headings().strip_area_number(blocks[number].text))
        for number in shaped
        if number not in names and best[key(blocks[number].text)] >= ENOUGH
    )
    return Outline(tuple(known), titles, tuple(sorted(names.items())), end)


def _sub_headings(blocks: Sequence[Block], shaped: Sequence[int], known: Sequence[Heading | None]) -> dict[int, Heading]:
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
        if headings().is_usual_title(headings().strip_area_number(text)) or _UNIT_NAME.fullmatch(text):
            continue
        if text.endswith(":") or (len(numbers) > 1 and all(_heads_text(n + 1, blocks, known) for n in numbers)):
            label = _role_below(numbers, blocks)
            if label:
                found.update((number, Heading(label)) for number in numbers)
    return found


def _heads_text(number: int, blocks: Sequence[Block], known: Sequence[Heading | None]) -> bool:
    """Whether a paragraph that is no verdict stands at ``number``."""
    if number >= len(blocks) or known[number] is not None:
        return False
    text = blocks[number].text
    return blocks[number].bullet or (len(text) > 60 and (outcomes.rules().find(text) is None or len(text) > 250))


def _role_below(numbers: Sequence[int], blocks: Sequence[Block]) -> str | None:
    """Return the role that the headings themselves and the first sentences below them speak for most."""
    total: Counter[str] = Counter()
    for number in numbers:
        below = blocks[number + 1].text[:300] if number + 1 < len(blocks) else ""
        for text in (blocks[number].text, below):
            scores = roles.rules().scores(text)
            for role in roles.ROLES:
                total[role] += scores[role]  # type: ignore[assignment]
    role, score = total.most_common(1)[0]
    return role if score >= 2.5 * len(numbers) else None


def _may_be_title(text: str) -> bool:
    if run_in(text) or "§" in text or _LAW.search(text):
        return False
    return has_heading_shape(text) and not _NO_TITLE.match(text) and "@" not in text and any(map(str.isalpha, text)) and len(text) > 3


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
    return len(blocks)


def _support(
    number: int, blocks: Sequence[Block], known: Sequence[Heading | None], counts: Counter[str], shaped: Sequence[int]
) -> float:
    """Return how much speaks for the block being the title of an area."""
    text = blocks[number].text
    bare = headings().strip_area_number(text)
    usual = headings().is_usual_title(bare)
    support = 1.0 if counts[key(text)] > 1 else 0.0
    support += 2.0 if headings().has_area_number(text) else 0.0
    support += 1.2 if usual else 0.0
    support += 0.6 if is_numbered(text) else 0.0
    support += 0.8 if text.endswith("?") else 0.0
    support += 0.6 if text.isupper() else 0.0
    support += 1.0 if counts[key(text)] == 1 and len(bare) > 6 and _named_before(number, bare, blocks) else 0.0
    if outcomes.rules().find(text) is not None and len(text) > 30 and not usual and not text.endswith("?"):
        support -= 1.5
    support -= 2.0 if text.endswith(":") and not headings().has_area_number(text) else 0.0
    support -= 1.5 if number - 1 in shaped and number + 1 in shaped and not is_numbered(text) else 0.0
    if number + 1 < len(blocks):
        support += _opens_area(number + 1, blocks, known)
    return support


def _named_before(number: int, title: str, blocks: Sequence[Block]) -> bool:
    """Whether an earlier paragraph, such as the summary, names the title."""
    lowered = title.casefold()
    return any(lowered in block.text.casefold() for block in blocks[:number] if len(block.text) > len(title) + 3)


def _opens_area(number: int, blocks: Sequence[Block], known: Sequence[Heading | None]) -> float:
    """Return how much the block looks like the first below the title of an area."""
    block, heading = blocks[number], known[number]
    if heading:
        return 2.5 if heading.label in _SUB_LABELS else 0.0
    led = run_in(block.text)
    if led:
        return 2.5 if led[0].label in _SUB_LABELS else 0.0
    scores = roles.rules().scores(block.text[:400])
    neutral = scores[roles.EARLIER] < 1 and scores[roles.NEEDS] < 1
    strongest = max(scores[role] for role in roles.ROLES)
    if neutral and strongest < 2.5:
        return -0.5 if block.bullet or len(block.text) < 60 else 0.6
    return 2.0 if strongest >= 2.5 else 1.0


def _units(
    blocks: Sequence[Block], shaped: Sequence[int], supported: dict[int, float], known: Sequence[Heading | None]
) -> dict[int, str]:
    """Return the blocks that head the areas of one school unit: a name, with the title of an area below it."""
    names = {}
    for number in shaped:
        text = blocks[number].text
        if not _UNIT_NAME.fullmatch(text) or headings().is_usual_title(text):
            continue
        below = number + 1
        if below in supported and known[below] is None:
            names[number] = text.rstrip(":")
    return names
