"""need -> the terms it asks about, with the kind of answer it wants."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from textclass.classifier import cues, tokens

_PURPOSE = re.compile(r"\b(?:så att|för att)\b", re.IGNORECASE)
_PURPOSE_SHARE = 0.6  # a purpose clause says what for, not what: its terms weigh less


@dataclass(frozen=True, slots=True)
class Need:
    """A need: the share each of its terms weighs (0 to 1), and what it asks for."""

    terms: dict[str, float]
    asks: frozenset[str]


@functools.lru_cache(maxsize=4096)
def read(text: str) -> Need:
    """Return the need analysed; its terms are empty where it has no content words."""
    found = tokens.tokenise(text)
    purpose = _PURPOSE.search(text, 10)
    border = purpose.start() if purpose else len(text)
    terms: dict[str, float] = {}
    for token in found:
        share = 1.0 if token.start < border else _PURPOSE_SHARE
        for term in tokens.terms(token):
            terms[term] = max(share, terms.get(term, 0.0))
    return Need(terms, frozenset(cue.name for cue in cues.of_needs().find(found)))
