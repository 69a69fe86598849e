"""sentences below one title -> the needs as printed, without marks, labels and lead-ins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textclass.decision.roles import EARLIER, LEGAL, NEEDS, Unit

_MARK = re.compile(r"^(?:[•*–-]|\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?|[a-zåäö][.)]|\([a-z0-9]{1,2}\))\s+")
# a bracket of law after the end of a need is its legal basis; one inside its last sentence is part of it
_LAW_AFTER = re.compile(
    r"(?<=[.!?,;]) \((?:se |jfr )?\d{1,2}(?: [a-z])? kap[^()]{0,200}(?:\([^()]{1,60}\)[^()]{0,200}){0,4}\)\.?$|"
    r"(?<=[.!?]) \((?:se |jfr )?\d{1,3}(?: [a-z])? §[^()]{0,200}\)\.?$"
)
_COUNTED = r"(?: \d{1,2})?(?: \([^()]{1,120}\))?\s*"  # the number and the law that a label may have
_NEED_LABEL = re.compile(
    r"^(?:(?:identifiera|utpeka|angiv|påtala|konstatera)\w{1,3} )?"
    rf"(?:(?:utvecklings|förbättrings)(?:område|behov)(?:et|t)?{_COUNTED}[:–-]|(?:krav|behov|brist)(?:et|en)?{_COUNTED}:)"
    r"\s*",
    re.IGNORECASE,
)
_SAID = (
    r"(?:(?:bedömde|angav|skrev|uttalade|påpekade|konstaterade|ansåg|fann|framhöll|krävde|menade)s?|slogs fast|"
    r"gick ut på|framgick|innebar|på så sätt)"
)
_THEREFORE = r"(?: (?:[Ss]kolinspektionen|därför|också|även|dock|vidare|(?:mot|utifrån) (?:den|denna) bakgrund(?:en)?))"
# "Skolinspektionen ansåg att rektorn behöver …": the need is what was held, not that it was
_HELD = re.compile(
    rf"^(?:[^\s.:]{{1,40}} ){{1,9}}?{_SAID}{_THEREFORE}{{0,2}} att "
    r"(?=(?:[^\s.:]{1,40} ){1,6}?(?:behöver|behövde|ska|skall|skulle|måste|bör)\b)"
)


def find(text: str, sentences: Sequence[tuple[Unit, str]]) -> tuple[str, ...]:
    """Return each bullet, whole, and each sentence outside bullets, without their marks."""
    spans: list[tuple[int, int, bool]] = []
    for unit, role in sentences:
        last = spans[-1] if spans else None
        goes_on = last is not None and last[2] and not unit.opens and unit.heading is None
        if last and goes_on and _of_a_bullet(unit, role) and not text[last[1] : unit.start].strip():
            spans[-1] = (last[0], unit.end, True)
        elif role == NEEDS and unit.heading is None:
            spans.append((unit.start, unit.end, unit.bullet))
    return tuple(as_printed(text[start:end], whole=bullet) for start, end, bullet in spans)


def _of_a_bullet(unit: Unit, role: str) -> bool:
    """Whether the bullet of a need goes on with the sentence: how it was, the bracket of its law."""
    return role in (NEEDS, EARLIER) or (role == LEGAL and unit.text.startswith("("))


def as_printed(text: str, *, whole: bool) -> str:
    """Return a need without its mark and label, and a sentence without the bracket of law after it."""
    need = _NEED_LABEL.sub("", bare(text), count=1)
    return (need if whole else _LAW_AFTER.sub("", _HELD.sub("", need, count=1))).strip()


def bare(text: str) -> str:
    """Return an item of a list without its mark."""
    return _MARK.sub("", text, count=1)
