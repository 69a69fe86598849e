"""An act as it is named at one place, and the words that decide whether something is a name of an act."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from textclass import lexicon
from textclass.citations.register import HEADS

_ACT_ENDINGS = re.compile(
    r"(?:lag|förordning|balk|kungörelse|stadga|konvention|fördrag|direktiv|reform|instruktion)"
    r"(?:en|ens|n|ns|et|ets|s)?$"
)


@dataclass(slots=True, eq=False)
class Mention:
    """An act as it is named at one place. ``id`` is None where it cannot be told which act is meant."""

    start: int
    end: int  # of the name
    resume: int  # where reading goes on: behind a definition such as "(nedan SoL)"
    id: str | None
    kind: str
    by: str | None
    name: str = ""  # as it stands, for an act that cannot be told
    alone: bool = False  # whether it is a citation with no section beside it
    chapters: bool | None = None
    sort: str = "lag"  # what a later "samma lag", "förordningen", "balken" would call it
    before: str = ""
    heads_line: bool = False  # whether it stands with a capital at the beginning of a line

    @property
    def status(self) -> str:
        """The status of a citation that this mention gives its act."""
        if self.id is None:
            return "unresolved"
        return "inferred" if self.by in ("back", "base", "implicit") else "resolved"


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return one list of ``citation_words.toml``."""
    return frozenset(lexicon.load("citation_words")[name]["words"])


def is_act_word(word: str) -> bool:
    """Whether a word ends as names of acts do and is not one of those that only look so."""
    lower = word.lower()
    return (
        _ACT_ENDINGS.search(lower) is not None
        and lower not in HEADS
        and lower not in words("not_acts")
        and lower not in words("not_law")
    )


@functools.cache
def qualifying_words() -> frozenset[str]:
    """Return the words that can begin "den då gällande skollagen"."""
    return words("earlier") | words("newer") | {"den", "då", "nu", "numera"}


@functools.cache
def qualifier() -> re.Pattern[str]:
    """Return the pattern of "gamla", "den nya", "då gällande" before a name."""
    every = "|".join(sorted(words("earlier") | words("newer"), key=len, reverse=True))
    return re.compile(
        rf"(?:den\s{{1,8}})?(?:(?P<then>då)\s{{1,8}}|(?:nu|numera)\s{{1,8}})?(?P<word>{every})\s{{1,8}}", re.I
    )
