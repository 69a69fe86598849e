"""clean text -> the kind of document: follow-up, first decision, or something else."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable

from textclass import lexicon
from textclass.lexicon.phrases import Phrases, lower
from textclass.records import Kind

_HEAD = 1200  # characters that hold the header, the title and the first paragraphs
_START, _END = 2500, 1200  # characters that tell what has happened and what is decided
_MOST = 6  # a cue counts so many times at most


@functools.cache
def _cues(where: str) -> Phrases[tuple[str, float]]:
    return Phrases(
        ((cue["says"], float(cue["weight"])), cue["pattern"])
        for cue in lexicon.load("kinds")["cue"]
        if cue["where"] == where
    )


def points(text: str) -> dict[str, float]:
    """Return how much the wording speaks for each of "followup", "first", "quality_review", "supervision", "other".

    What the head alone says for the first two is under "followup in head" and "first in head" too.
    """
    total: dict[str, float] = defaultdict(float)
    lowered = lower(text)
    for (says, weight), times in _found("head", [lowered[:_HEAD]]).items():
        total[says] += min(times, 2) * weight
        total[f"{says} in head"] += min(times, 2) * weight
    ends = [lowered] if len(lowered) < _START + _END else [lowered[:_START], lowered[-_END:]]
    for (says, weight), times in _found("text", ends).items():
        total[says] += min(times, _MOST) * weight
    return total


def _found(where: str, texts: Iterable[str]) -> Counter[tuple[str, float]]:
    return Counter(cue for text in texts for cue, _ in _cues(where).find(text))


def classify(text: str, *, judged: int, assessed: bool, reported: bool) -> Kind:
    """Return the kind of the document whose clean text is ``text``.

    ``judged``: how many areas with an account and a stated outcome were found in it; ``assessed``: whether it dates an
    earlier decision; ``reported``: whether it tells when an account came in.
    """
    total = points(text)
    head = total["quality_review in head"] - total["supervision in head"]
    quality = head > 0 if head else total["quality_review"] + 0.5 >= total["supervision"]
    answered = reported and (assessed or not total["other in head"])  # and not in a case that somebody else began
    followup = total["followup"] + 2 * min(judged, 3) + (3 if answered else 0) + (2 if reported and assessed else 0)
    if not judged and not (reported and assessed):
        followup -= 3
    asked = total["first"] > total["first in head"]  # for an account, by a day to come
    first = total["first in head"] and not total["followup in head"] and not assessed and (asked or not reported)
    if followup >= 4 and followup > total["other"] and followup > total["first"] - 2 and not first:
        return Kind.QUALITY_REVIEW_FOLLOWUP if quality else Kind.SUPERVISION_FOLLOWUP
    if total["first"] >= 3 and total["first"] >= total["other"]:
        return Kind.QUALITY_REVIEW if quality else Kind.SUPERVISION
    return Kind.OTHER
