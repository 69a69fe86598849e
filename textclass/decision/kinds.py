"""clean text -> the kind of document: follow-up, first decision, or something else."""

from __future__ import annotations

import functools
import re

from textclass import lexicon
from textclass.records import Kind

_HEAD = 1200  # characters that hold the header, the title and the first paragraphs
_MOST = 6  # a cue counts so many times at most


@functools.cache
def _cues() -> list[tuple[str, bool, float, re.Pattern[str]]]:
    return [
        (cue["says"], cue["where"] == "head", float(cue["weight"]), re.compile(cue["pattern"], re.IGNORECASE))
        for cue in lexicon.load("kinds")["cue"]
    ]


def points(text: str) -> dict[str, float]:
    """Return how much the wording speaks for each of "followup", "first", "quality_review", "supervision", "other"."""
    total = dict.fromkeys(("followup", "first", "quality_review", "supervision", "other"), 0.0)
    for says, head, weight, pattern in _cues():
        found = 0
        for _ in pattern.finditer(text, 0, _HEAD if head else len(text)):
            found += 1
            if found == _MOST:
                break
        total[says] += weight * (min(found, 2) if head else found)
    return total


def classify(text: str, *, judged: int, reported: bool) -> Kind:
    """Return the kind of the document whose clean text is ``text``.

    ``judged``: how many areas with an account and a stated outcome were found in it; ``reported``: whether it tells
    when an account came in.
    """
    total = points(text)
    followup = total["followup"] + 2 * min(judged, 3) + (3 if reported else 0) - (0 if judged else 3)
    quality = total["quality_review"] + 0.5 >= total["supervision"]
    if followup >= 4 and followup > total["other"] and followup > total["first"] - 2:
        return Kind.QUALITY_REVIEW_FOLLOWUP if quality else Kind.SUPERVISION_FOLLOWUP
    if total["first"] >= 3 and total["first"] >= total["other"]:
        return Kind.QUALITY_REVIEW if quality else Kind.SUPERVISION
    return Kind.OTHER
