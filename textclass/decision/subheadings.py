"""blocks that are shaped as headings -> those that come back in every area, with the part of an area that they head.

Their text recurs, and each time a paragraph of its own stands below it; the title of an area comes back at most
once more, above a verdict.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from textclass.decision import outcomes, roles, units
from textclass.decision.evidence import key
from textclass.decision.headings import Heading, headings
from textclass.decision.paragraphs import Block, item_mark
from textclass.decision.roles import ACCOUNT, CONCLUSION, EARLIER
from textclass.decision.verbs import is_clause

INSIDE = {
    "decision": "conclusion",
    "background": "conclusion",
    "closing": "conclusion",
    "introduction": "earlier_assessment",
}
_LONGEST_VERDICT = 250  # characters of a paragraph in a summary
_LONG = 80  # characters; a shorter paragraph may be a heading
_NEAR = 6  # blocks from a title to a sub-heading under it


def unknown(blocks: Sequence[Block], shaped: Sequence[int], known: Sequence[Heading | None]) -> dict[int, Heading]:
    """Return the headings that come back in every area ("Så här har bolaget redovisat"), with the role they head.

    Their text recurs, and each time a paragraph of its own stands below it; the title of an area comes back
    at most once more, above a verdict.
    """
    places: dict[str, list[int]] = {}
    for number in shaped:
        places.setdefault(key(blocks[number].text), []).append(number)
    found: dict[int, Heading] = {}
    short = units.called(blocks)
    for numbers in places.values():
        text = blocks[numbers[0]].text
        if headings().is_usual_title(headings().strip_area_number(text)) or units.is_name(text, short):
            continue
        if all(n > 0 and units.is_name(blocks[n - 1].text, short) for n in numbers):
            continue
        if _heads_verdicts(numbers, blocks, known):
            found.update((number, Heading(CONCLUSION)) for number in numbers)
            continue
        heads_text = all(_heads_text(n + 1, blocks, known) for n in numbers)
        under_titles = heads_text and _stand_under_titles(numbers, blocks, shaped, short)
        if (text.endswith(":") and len(text.split()) < 5) or under_titles or (len(numbers) > 1 and heads_text):
            label = _role_below(numbers, blocks) or (EARLIER if under_titles else _role_above(numbers, blocks))
            alike = len({blocks[n].text.rstrip(":.") for n in numbers}) == 1  # a title is often numbered once
            if label and alike and (label != CONCLUSION or len(numbers) > 2):
                found.update((number, Heading(label)) for number in numbers)
    return found


def _stand_under_titles(
    numbers: Sequence[int], blocks: Sequence[Block], shaped: Sequence[int], short: Collection[str]
) -> bool:
    """Whether a line stands more than once, each time under another that may be a title.

    A title that comes back from the summary stands after the same title both times, and the first after none.
    """
    above = [shaped[place - 1] if (place := bisect_left(shaped, n)) else None for n in numbers]
    near = {key(blocks[a].text) for n, a in zip(numbers, above, strict=True) if a is not None and n - a <= _NEAR}
    below_unit = any(a is not None and units.is_name(blocks[a].text, short) for a in above)
    return 1 < len(numbers) == len(near) and not below_unit


def of_rank(blocks: Sequence[Block], shaped: Sequence[int], known: Sequence[Heading | None]) -> dict[int, Heading]:
    """Return the headings of rank ("Motivering", "Ställningstagande") that stand in every area, as its sub-headings."""
    places: dict[str, list[int]] = {}
    for number, heading in enumerate(known):
        if heading and heading.label in INSIDE:
            places.setdefault(key(blocks[number].text), []).append(number)
    return {
        number: Heading(INSIDE[known[number].label])  # type: ignore[union-attr]
        for numbers in places.values()
        if len(numbers) > 1 and 2 * _parted(numbers, shaped) >= len(numbers) - 1
        for number in numbers
    }


def of_one_area(
    blocks: Sequence[Block], known: Sequence[Heading | None], kinds: Sequence[str], titles: Sequence[int]
) -> dict[int, Heading]:
    """Return the headings of reasons ("Motivering") that only one area has: its account follows, its title no more.

    ``titles``: the blocks that are titles, and the end of the reasons.
    """
    found: dict[int, Heading] = {}
    last = {key(blocks[n].text): n for n in titles[:-1]}  # where each title stands for the last time
    for title, following in pairwise(titles):
        if last[key(blocks[title].text)] > title:
            continue
        ranks = [n for n in range(title + 2, following) if (heading := known[n]) and heading.label in INSIDE]
        if not ranks or known[ranks[0]] != Heading("background"):
            continue
        until = ranks[1] if len(ranks) > 1 else following
        if ACCOUNT in kinds[ranks[0] + 1 : until] and ACCOUNT not in kinds[title + 1 : ranks[0]]:
            found[ranks[0]] = Heading(_role_below(ranks[:1], blocks) or EARLIER)
    return found


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
