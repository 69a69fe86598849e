"""where a table goes: the folder of parts that a run works in, and the files that are built from it."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textclass import tables
from textclass.archive import queue
from textclass.archive.plan import ArchiveError
from textclass.archive.sources import filesystem, is_address
from textclass.archive.storage import sync_folder
from textclass.tables import Row

if TYPE_CHECKING:
    import pyarrow as pa

Out = str | os.PathLike[str]
QUEUES = (".csv", ".xlsx")  # forms of the queue for review


@dataclass(frozen=True, slots=True)
class Outputs:
    """``folder`` holds the parts, for good only if the user asked for a folder."""

    folder: str
    kept: bool
    files: tuple[str, ...]
    review: str | None = None  # where the queue for review goes

    @property
    def all(self) -> list[str]:
        """What the user asked for."""
        return [*([self.folder] if self.kept else []), *self.files, *([self.review] if self.review else [])]


def plan(out: Out | Sequence[Out], review: Out | None = None, *, sharded: bool = False) -> Outputs:
    """Return where the outputs go. Raises: ArchiveError: one cannot be written so."""
    given = [os.fspath(item) for item in ([out] if isinstance(out, str | os.PathLike) else out)]
    if not given:
        raise ArchiveError("no output named: -o scores.parquet, for example")
    folders = [path for path in given if is_folder(path)]
    files = tuple(path for path in given if not is_folder(path))
    if len(folders) > 1:
        raise ArchiveError("one folder at most can be written: name files besides")
    if sharded and (files or review or not folders):
        raise ArchiveError("a shard is written to a folder alone: -o scores/, then: textclass merge scores/")
    for path in files:
        _check(path, tables.SUFFIXES)
    entries = os.fspath(review) if review else None
    if entries:
        _check(entries, QUEUES)
    folder = folders[0] if folders else f"{files[0]}.parts"
    return Outputs(folder.rstrip("/") or "/", bool(folders), files, entries)


def is_folder(path: str) -> bool:
    """Whether an output is a folder of parts: it ends in "/", or has no suffix."""
    return path.endswith(("/", os.sep)) or not os.path.splitext(os.path.basename(path))[1]


def _check(path: str, suffixes: Sequence[str]) -> None:
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in suffixes:
        raise ArchiveError(f"{path}: cannot be written: give a name in {', '.join(suffixes)}")
    if not is_address(path) and os.path.isdir(path):
        raise ArchiveError(f"{path}: is a folder: remove it, or end the name in / to write parts into it")
    parent = os.path.dirname(path)
    if not is_address(path) and parent:
        _make(parent)


def _make(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be made: {error.strerror}") from error


def build(path: str, pieces: Iterable[pa.Table], *, text: bool) -> list[str]:
    """Write one file whole, or not at all; return what to warn of. Raises: ArchiveError."""
    form = os.path.splitext(path)[1].lower()
    with _draft(path, form) as draft:
        writer = tables.writer(draft, tables.columns(text=text), form=form)
        try:
            for piece in pieces:
                writer.add(piece)
        finally:
            writer.close()
        return [f"{path}: {warning}" for warning in writer.warnings]


def build_review(path: str, parts: Iterable[Sequence[Row]]) -> int:
    """Write the queue for review, the gravest reasons first; return its length. Raises: ArchiveError."""
    entries = sorted((entry for part in parts for entry in part), key=queue.gravest_first)
    form = os.path.splitext(path)[1].lower()
    with _draft(path, form) as draft:
        made = tables.queue_writer(draft, list(queue.COLUMNS), form=form, choices={queue.ANSWER: queue.ANSWERS})
        made.add_rows(entries)
        made.close()
    return len(entries)


@contextlib.contextmanager
def _draft(path: str, form: str) -> Iterator[str]:
    """Give a place to write to; what stands there is put in place at the end."""
    away = is_address(path)
    home = tempfile.gettempdir() if away else os.path.dirname(path) or "."
    try:
        with tempfile.TemporaryDirectory(dir=home, prefix=".textclass-") as folder:
            draft = os.path.join(folder, f"table{form}")
            yield draft
            _put(draft, path, away=away)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written: {error.strerror or error}") from error


def _put(draft: str, path: str, *, away: bool) -> None:
    if away:
        system, there = filesystem(path)
        system.put_file(draft, there)
        return
    with open(draft, "rb") as file:
        os.fsync(file.fileno())
    if os.path.exists(path):
        shutil.copymode(path, draft)
    os.replace(draft, path)
    sync_folder(os.path.dirname(path))
