"""blocks -> what is seen of each block that may be the title of an area: words, place, neighbours."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from textclass.decision import outcomes, roles
from textclass.decision.headings import Heading, headings, is_numbered, run_in
from textclass.decision.paragraphs import Block
from textclass.decision.verbs import is_clause

ENOUGH = -0.3  # support a title needs: a lost one costs more than an invented one
_LONGER = 3  # characters by which a block that names a title is longer than it, at least
_FAR = 150  # blocks; a summary is not farther from the reasons
_NEAR = 300  # characters of a paragraph that tell what it does
_WINDOW = 12  # blocks in which a round is looked for
_ROUND = frozenset({"legal_basis", "earlier_assessment", "needs", "bullet", "account", "conclusion"})
_NO_WORD = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"\D{0,14}?(\d{1,2})\b")


@functools.lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Return what two spellings of one title share.

    >>> key("2. TRYGGHET och studiero:") == key("Område 2 – Trygghet och studiero")
    True
    """
    return _NO_WORD.sub(" ", headings().strip_area_number(text).casefold()).strip()


@dataclass(frozen=True, slots=True)
class _Seen:
    """The document as the candidates are seen in it."""

    blocks: Sequence[Block]
    known: Sequence[Heading | None]
    among: frozenset[int]
    longer: Sequence[tuple[int, str]]  # blocks that may name a title, each with its text in lower case
    kinds: Sequence[str]  # of each block: what it does
    keys: Counter[str]  # of short blocks
    numbers: frozenset[int]  # with which candidates begin
    asked: int  # candidates that are questions


def seen(
    blocks: Sequence[Block], known: Sequence[Heading | None], shaped: Sequence[int], done: Sequence[str]
) -> dict[int, list[str]]:
    """Return the names of what is seen of each block of ``shaped``; ``done``: what each block does (``kinds``)."""
    texts = [blocks[number].text for number in shaped]
    least = min((len(headings().strip_area_number(text).rstrip(".:")) for text in texts), default=0) + _LONGER
    document = _Seen(
        blocks,
        known,
        frozenset(shaped),
        [(n, lowered) for n, block in enumerate(blocks) if len(lowered := block.text.casefold()) > least],
        done,
        Counter(key(block.text) for block in blocks if len(block.text) < 100),
        frozenset(n for text in texts if (n := numeral(text))),
        sum(text.endswith("?") for text in texts),
    )
    return {number: _seen_of(number, document) for number in shaped}


def kinds(blocks: Sequence[Block], known: Sequence[Heading | None]) -> list[str]:
    """Return in one word what each block does, as far as its own words tell."""
    return [
        f"heading:{heading.label}" if heading else _kind(block.text[:_NEAR], block.bullet)
        for block, heading in zip(blocks, known, strict=True)
    ]


@functools.lru_cache(maxsize=4096)
def _kind(text: str, bullet: bool) -> str:
    led = run_in(text)
    if led:
        return f"run_in:{led[0].label}"
    if bullet:
        return "bullet"
    scores = roles.cues().scores(text)
    role, score = max(scores.items(), key=lambda item: item[1])
    return role if score >= 2 else "none"


def numeral(text: str) -> int | None:
    """Return the number with which a heading begins, None where there is none."""
    found = _NUMBER.match(text) if is_numbered(text) or headings().has_area_number(text) else None
    return int(found[1]) if found else None


def _seen_of(number: int, seen: _Seen) -> list[str]:
    text = seen.blocks[number].text
    bare = headings().strip_area_number(text)
    words = bare.casefold().rstrip(".").split()
    named = len(bare) > 6 and _named_elsewhere(number, bare.rstrip(".:"), seen)
    verdict = outcomes.rules().find(text) is not None
    order = numeral(text)
    names = [
        "bias",
        f"count={min(seen.keys[key(text)], 4)}",
        f"numbered={headings().has_area_number(text)}{is_numbered(text)}",
        f"sequence={order is not None and bool({order - 1, order + 1} & seen.numbers)}",
        f"usual={headings().is_usual_title(bare)}",
        f"end={text[-1] if not text[-1].isalnum() else ''}",
        f"asked={text[-1] == '?'}{min(seen.asked, 3)}",
        f"capitals={text.isupper()}",
        f"named={named}",
        f"verdict={verdict}:{len(text) <= 30}",
        f"length={min(len(words), 12) // 2}",
        f"alone={number - 1 in seen.among}{number + 1 in seen.among}",
        f"first={words[0]}",
        f"last={words[-1]}",
        f"after_start={min(number, 3)}",
        f"clause={is_clause(bare)}",
        *_phase(number, seen),
        *(f"above={name}" for name in _above(number, seen)),
        *(f"below={name}" for name in _below(number + 1, seen)),
    ]
    return names + [f"w={word}" for word in words] + [f"s={word[:5]}" for word in words if len(word) > 5]


def _phase(number: int, seen: _Seen) -> list[str]:
    """Return where in the round of an area (law, past, needs, account, conclusion) a block stands."""
    below = [kind.split(":")[-1] for kind in seen.kinds[number + 1 : number + 1 + _WINDOW]]
    above = [kind.split(":")[-1] for kind in reversed(seen.kinds[max(0, number - _WINDOW) : number])]
    account = below.index("account") if "account" in below else None
    until = below[:account]
    stop = next((n for n in range(len(below)) if number + 1 + n in seen.among), len(below))
    mine = sorted({kind for kind in below[:stop] if kind in _ROUND})
    last = next((kind for kind in above if kind in ("account", "conclusion", "needs", "earlier_assessment")), "none")
    return [
        f"to_account={'none' if account is None else min(account, 6)}",
        f"concludes_first={'conclusion' in until}",
        f"needs_first={'needs' in until or 'bullet' in until}",
        f"mine={'+'.join(mine)}",
        *(f"has={kind}" for kind in mine),
        f"last={last}",
    ]


def _above(number: int, seen: _Seen) -> list[str]:
    """Return what is seen of the two blocks above."""
    if number == 0:
        return ["start"]
    text = seen.blocks[number - 1].text
    closes = seen.known[number - 1] is None and outcomes.rules().find(text[-_NEAR:]) is not None
    second = seen.kinds[number - 2] if number > 1 else "start"
    return [seen.kinds[number - 1], f"2:{second}", f"verdict:{closes}", f"length:{min(len(text) // 80, 2)}"]


def _below(number: int, seen: _Seen) -> list[str]:
    """Return what is seen of the two blocks under a heading."""
    if number >= len(seen.blocks):
        return ["end"]
    block, kind = seen.blocks[number], seen.kinds[number]
    second = seen.kinds[number + 1] if number + 1 < len(seen.blocks) else "end"
    recurs = len(block.text) < 100 and seen.keys[key(block.text)] > 1
    if number in seen.among:
        return ["shaped", f"recurs:{recurs}"]
    if seen.known[number]:
        return [kind, f"recurs:{recurs}", f"2:{second}"]
    verdict = outcomes.rules().find(block.text[:_NEAR]) is not None
    return [
        kind,
        f"2:{second}",
        f"length:{min(len(block.text) // 60, 4)}",
        f"verdict:{verdict}:{len(block.text) < 200}",
    ]


def _named_elsewhere(number: int, title: str, seen: _Seen) -> bool:
    """Whether another paragraph, such as the summary, names the title."""
    wanted = title.casefold()
    first, stop = (bisect_left(seen.longer, (n,)) for n in (number - _FAR, number + _FAR))
    return any(wanted in text for _, text in seen.longer[first:stop] if len(text) > len(title) + _LONGER)
