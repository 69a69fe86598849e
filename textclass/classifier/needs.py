"""need -> the terms it asks about, with the kind of answer it wants."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from textclass.classifier import cues, scope, tokens
from textclass.classifier.scope import Scope

_PURPOSE = re.compile(r"\b(?:så att|för att)\b", re.IGNORECASE)
_ASKING = frozenset(("follow_up", "evaluate"))
_ASKING_SHARE = 0.25  # where following up is asked for, what is followed up tells the measure
_NAMED_SHARE = 0.4  # whom the need names is asked of the measure's reach, not of its kind
_ASKED = re.compile(r"\b(?:behöver|behövs|ska|skall|måste|bör)\b", re.IGNORECASE)
_ACTORS = frozenset(("head", "teacher", "staff", "organiser", "pupil", "preschool"))
_ACTOR_SHARE = 0.3  # who is to do it is named all over the account
_PURPOSE_SHARE = 0.6  # a purpose clause says what for, not what: its terms weigh less


@dataclass(frozen=True, slots=True)
class Need:
    """A need: the share each of its terms weighs (0 to 1), and what it asks for."""

    terms: dict[str, float]
    asks: frozenset[str]
    scope: Scope


@functools.lru_cache(maxsize=4096)
def read(text: str) -> Need:
    """Return the need analysed; its terms are empty where it has no content words."""
    found = tokens.tokenise(text)
    purpose = _PURPOSE.search(text, 10)
    border = purpose.start() if purpose else len(text)
    asked = _ASKED.search(text)
    subject = asked.start() if asked else 0
    asks = frozenset(cues.of_needs().names(found))
    asking = "asks_follow_up" in asks
    terms: dict[str, float] = {}
    for token in found:
        share = 1.0 if token.start < border else _PURPOSE_SHARE
        if asking and token.word and not _ASKING.isdisjoint(token.word.concepts):
            share = _ASKING_SHARE
        if token.start < subject and token.word and not _ACTORS.isdisjoint(token.word.concepts):
            share = _ACTOR_SHARE
        for term in tokens.terms(token):
            if share > terms.get(term, 0.0):
                terms[term] = share
    named = scope.of_need(text, found)
    for term in named.universal.union(*named.members):
        if term in terms:
            terms[term] *= _NAMED_SHARE
    return Need(terms, asks, named)
