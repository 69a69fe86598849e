"""paths -> Decisions, in order, read in worker processes: one for each file, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from textclass.archive import sources
from textclass.archive.child import Fate
from textclass.archive.parts import read_decision, warm_up
from textclass.archive.plan import Settings
from textclass.archive.workers import Team
from textclass.records import Decision, RawDocument

_TASK = 8  # documents a worker takes at once


@dataclass
class ParseFiles:
    """The job of a reading worker."""

    settings: Settings
    read: Callable[..., RawDocument]

    def start(self) -> None:
        """Load what reading needs."""
        warm_up()

    def documents(self, task: Sequence[str]) -> Sequence[str]:
        """Return the paths: a task is nothing else."""
        return task

    def one(self, path: str) -> Decision:
        """Return the Decision in a file. Raises: MemoryError."""
        return read_decision(path, self.settings, self.read)

    def lost(self, path: str, fate: Fate) -> Decision:
        """Return the Decision of a file that could not be read."""
        return fate.decision(path)

    def finish(self, task: Sequence[str], found: Sequence[Decision]) -> Sequence[Decision]:
        """Return the Decisions."""
        del task
        return found


def parse_files(
    paths: Sequence[str],
    *,
    ocr: bool = False,
    jobs: int = 1,
    limit_seconds: float = 60.0,
    limit_memory: float = 1_000.0,
    read: Callable[..., RawDocument] = sources.read,
) -> Iterator[Decision]:
    """Return the Decision in each file, in order; one that kills or hangs its reader is ``crashed`` or ``timeout``.

    ``limit_memory`` is in megabytes, and holds where the system can bound a process.
    """
    settings = Settings("", "", ocr=ocr, seconds=limit_seconds, megabytes=limit_memory)
    size = max(1, min(_TASK, len(paths) // max(1, jobs)))
    tasks: Iterator[Any] = (paths[first : first + size] for first in range(0, len(paths), size))
    with Team(ParseFiles(settings, read), max(1, jobs)) as team:
        for decisions in team.in_order(tasks):
            yield from decisions
