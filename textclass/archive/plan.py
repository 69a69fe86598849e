"""files and settings -> the plan of a run: numbered parts with names that depend on the plan alone."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textclass.reading import Limits

_PART = 100  # documents of a full part
_PARTS = 16  # parts that a small archive is cut into, so that several workers have something to do


class ArchiveError(ValueError):
    """A run cannot go on, or must not begin; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the rows beside the files. ``seconds`` and ``megabytes`` bound what one document may cost."""

    model_id: str
    version: str
    text: bool = True
    ocr: bool = False
    seconds: float = 60.0
    megabytes: float = 1_000.0
    corrections: str = ""  # their checksum

    @property
    def limits(self) -> Limits:
        """The limits a reader keeps to by itself: not that of time, which is kept for it from outside."""
        return Limits(seconds=math.inf)


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents that are scored and written together."""

    number: int  # from 0
    name: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents in order, cut into parts."""

    paths: Sequence[str]  # empty where just the names of the parts matter
    facts: dict[str, Any]  # what must be equal for two runs to be mixed; JSON-ready

    @property
    def id(self) -> str:
        """Tells plans apart: equal for equal files and settings, however and wherever they are run."""
        return hashlib.sha256(json.dumps(self.facts, sort_keys=True).encode()).hexdigest()[:16]

    def parts(self) -> Iterator[Part]:
        """Return the parts in order."""
        mark, size = self.id[:8], self.facts["part"]
        for number, first in enumerate(range(0, self.facts["documents"], size)):
            yield Part(number, f"part-{number:06d}-{mark}.parquet", tuple(self.paths[first : first + size]))


def make(files: Mapping[str, str], settings: Settings) -> Plan:
    """Return the plan for files, in the order given; the value of each is a stamp that changes with the file."""
    size = max(1, min(_PART, -(-len(files) // _PARTS)))
    listed = hashlib.sha256()
    for path, stamp in files.items():
        listed.update(f"{path!r} {stamp}\n".encode())
    facts = {
        "documents": len(files),
        "part": size,
        "files": listed.hexdigest(),
        "settings": {name: getattr(settings, name) for name in Settings.__slots__},
    }
    return Plan(list(files), facts)


def differences(mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """Return in words what differs between the facts of two plans."""
    said = []
    if mine["documents"] != theirs["documents"]:
        said.append(f"{theirs['documents']:,} files then, {mine['documents']:,} now")
    elif mine["files"] != theirs["files"]:
        said.append("other files, or files that were changed since")
    names = mine["settings"].keys() | theirs["settings"].keys()
    for name in sorted(names):
        then, now = theirs["settings"].get(name), mine["settings"].get(name)
        if then != now:
            said.append(f"{name}: {then} then, {now} now")
    return said
