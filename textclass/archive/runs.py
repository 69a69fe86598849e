"""paths -> a table: plans a run, has its missing parts done here or on a cluster, and writes the outputs."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textclass.archive import outputs, parts, plan, queue, sources
from textclass.archive.outputs import Out, Outputs
from textclass.archive.parts import ScoreParts
from textclass.archive.place import Place
from textclass.archive.plan import ArchiveError, Part, Settings
from textclass.archive.progress import Progress, reporter
from textclass.archive.rows import Model
from textclass.archive.tally import Summary, Tally
from textclass.archive.worker import head_start
from textclass.archive.workers import Team
from textclass.records import RawDocument

if TYPE_CHECKING:
    import pandas as pd

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
_NEEDED = ("textclass.reader", "textclass.classifier", "textclass.archive.parts", "pyarrow.parquet")
_RENEWED = 30.0  # seconds after which a lock is renewed


def run(
    paths: Paths,
    out: Out | Sequence[Out],
    *,
    model: str | Model = "default",
    jobs: int = 1,
    shard: str | None = None,
    dask: str | None = None,
    restart: bool = False,
    review: Out | None = None,
    corrections: Out | Iterable[Mapping[str, Any]] | None = None,
    no_text: bool = False,
    ocr: bool = False,
    limit_seconds: float = 60.0,
    limit_memory: float = 1_000.0,
    progress: str = "auto",
    read: Callable[..., RawDocument] = sources.read,
) -> Summary:
    """Score all files that ``paths`` lead to and write the table to each ``out``.

    ``out``: files by suffix, or one folder of Parquet parts. ``shard``: "2/5" does the second fifth of the parts.
    ``limit_memory`` is in megabytes. ``read`` is what reads one file; tests hand in others. After Ctrl-C the
    summary says so, and the same call goes on from there.
    Raises: FileNotFoundError: a path leads to nothing. ArchiveError, ValueError: the run cannot be done so.
    """
    began = time.monotonic()
    share = _share(shard)
    targets = outputs.plan(out, review, sharded=shard is not None)
    fixes = queue.read_corrections(corrections)
    queue.keep_answers(review)
    with contextlib.nullcontext() if dask else head_start(*_NEEDED):
        settings = _settings(parts.load_model(model), fixes, no_text, ocr, limit_seconds, limit_memory)
        passed_over: Counter[str] = Counter()
        planned = plan.make(sources.find(paths, passed_over), settings)
        place = Place(targets.folder, planned, share)
        job = ScoreParts(targets.folder, planned.id, settings, model, fixes, read)
        with place.held(restart=restart):
            summary = _interruptible(place, job, jobs=jobs, dask=dask, progress=progress)
            if shard is None and not summary.interrupted:
                _finish(place, targets, summary)
                summary.warnings += _unused(fixes, summary.tally)
    if not targets.kept:
        place.store.remove_folder()
    summary.passed_over = passed_over
    summary.seconds = time.monotonic() - began
    return summary


def _settings(
    model: Model, fixes: queue.Corrections, no_text: bool, ocr: bool, seconds: float, megabytes: float
) -> Settings:
    from textclass import __version__

    if seconds <= 0 or megabytes <= 0:
        raise ValueError("the limits on seconds and memory must be above 0")
    checksum = queue.checksum(fixes)
    return Settings(model.model_id, __version__, not no_text, ocr, seconds, megabytes, checksum)


def _share(shard: str | None) -> tuple[int, int]:
    """Return which of how many shards, from 1; (1, 1) for all. Raises: ValueError."""
    if shard is None:
        return 1, 1
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", shard)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise ValueError(f"shard {shard!r}: give it as 2/5, the second of five")
    return int(found[1]), int(found[2])


def _interruptible(place: Place, job: ScoreParts, *, jobs: int, dask: str | None, progress: str) -> Summary:
    try:
        return _score(place, job, jobs=jobs, dask=dask, progress=progress)
    except KeyboardInterrupt:
        return Summary(Tally(), interrupted=True)


def _score(place: Place, job: ScoreParts, *, jobs: int, dask: str | None, progress: str) -> Summary:
    """Do the parts that are missing and return the account of all."""
    total, missing = _documents(place.parts()), place.missing()
    done = total - _documents(missing)
    with reporter(progress, total, done) as told:
        if missing:
            shown = _Shown(told, done, place.renew)
            with _workers(job, min(jobs, len(missing)), dask) as team:
                threading.Thread(target=_load_late, name="textclass-late").start()
                for tally in team.finished(missing, lambda: shown.tick(team.in_hand)):
                    shown.add(tally)
            shown.tick(0)
    return Summary(place.tally(), [place.store.path], resumed=done)


def _load_late() -> None:
    """Load what the end needs while the workers are at work; where it is loaded, Ctrl-C may be lost."""
    import pyarrow.parquet  # noqa: F401


def _documents(these: Iterable[Part]) -> int:
    return sum(len(part.paths) for part in these)


def _workers(job: ScoreParts, jobs: int, dask: str | None) -> Any:  # noqa: ANN401 - a Team or a Cluster
    if dask is None:
        return Team(job, max(1, jobs))
    from textclass.archive.cluster import Cluster

    return Cluster(job, dask)


class _Shown:
    """Adds up what is to be shown of a run, and renews its lock."""

    def __init__(self, told: Progress, done: int, renew: Callable[[], None]) -> None:
        self._told, self._done, self._renew = told, done, renew
        self._tally = Tally()
        self._renewed = time.monotonic()
        self._most = done

    def add(self, tally: Tally) -> None:
        """Count a part that is done."""
        self._tally.merge(tally)

    def tick(self, in_hand: int) -> None:
        """Show how far the run is."""
        if time.monotonic() - self._renewed > _RENEWED:
            self._renewed = time.monotonic()
            self._renew()
        self._most = max(self._most, self._done + self._tally.documents + in_hand)
        self._told.show(self._most, self._tally.rows, self._tally.bad)


def _finish(place: Place, targets: Outputs, summary: Summary) -> None:
    place.succeed(summary.tally)
    text = place.plan.facts["settings"]["text"]
    for path in targets.files:
        summary.warnings += outputs.build(path, place.tables(), text=text)
    if targets.review:
        summary.review = outputs.build_review(targets.review, place.queues())
    summary.outputs = targets.all
    if not targets.kept:
        place.clear()


def _unused(fixes: queue.Corrections, tally: Tally) -> list[str]:
    unused = len(fixes) - tally.corrected
    return [f"{unused:,} corrections fit no area of these files"] if unused > 0 else []


def merge(folder: Out) -> Summary:
    """See that the shards in a folder are all complete, and say so in ``_SUCCESS``.

    Raises: ArchiveError: it is no folder of scores, or parts are missing.
    """
    began = time.monotonic()
    place = Place.begun(os.fspath(folder).rstrip("/"))
    missing = place.missing()
    if missing:
        raise ArchiveError(
            f"{place.store.path}: {len(missing):,} of {len(place.parts()):,} parts are missing, first "
            f"{missing[0].name}: run the shards that have not ended once more"
        )
    tally = place.tally()
    place.succeed(tally)
    return Summary(tally, [place.store.path], seconds=time.monotonic() - began)


def score(paths: Paths, model: str | Model = "default", jobs: int = 1, **options: Any) -> pd.DataFrame:  # noqa: ANN401
    """Return the table of all files that ``paths`` lead to, one row an area.

    ``paths``: a file, a folder (searched), a glob, or several. ``model``: "default", the folder of a model, or a
    Model. ``jobs``: worker processes. ``options``, all by name: ``ocr`` (False), ``corrections`` (a corrected
    review file, or its rows), ``review`` (a file to write a queue for review to), ``no_text`` (False),
    ``limit_seconds`` (60) and ``limit_memory`` (1,000, megabytes) for one document, ``progress`` ("auto": a bar
    on a terminal or in a notebook; "rich", "json", "none").
    Files that cannot be read have a row that says why. Columns are typed: dates are ``datetime64``, whole numbers
    nullable, lists are lists. Raises: FileNotFoundError: a path leads to nothing. ValueError: no path is given.
    """
    from textclass.archive.scores import read_scores

    if not isinstance(paths, str | os.PathLike):
        paths = list(paths)
        if not paths:
            raise ValueError("no paths: give at least one file, folder or glob")

    with tempfile.TemporaryDirectory(prefix="textclass-") as home:
        folder = os.path.join(home, "scores")
        summary = run(paths, folder + "/", model=model, jobs=jobs, **options)
        if summary.interrupted:
            raise KeyboardInterrupt
        return read_scores(folder)
