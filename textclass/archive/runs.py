"""paths -> a table: plans the run, has its parts done here or on a cluster, resumes, and writes the outputs."""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textclass.archive import outputs, parts, plan, queue, sources, storage
from textclass.archive.outputs import Out
from textclass.archive.parts import GOOD, ScoreParts, Tally
from textclass.archive.plan import ArchiveError, Part, Plan, Settings
from textclass.archive.progress import Progress, reporter
from textclass.archive.rows import Model
from textclass.archive.workers import Team
from textclass.records import RawDocument

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Corrections = str | os.PathLike[str] | Iterable[Mapping[str, Any]] | None
_PLAN, _SUCCESS = "_plan.json", "_SUCCESS"
_OURS = re.compile(r"part-\d{6}-[0-9a-f]{8}\.parquet|_plan\.json|_SUCCESS|_lock.*")
_RENEWED = 30.0  # seconds after which a lock is renewed


@dataclass(slots=True)
class Summary:
    """What a run did."""

    tally: Tally
    outputs: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0
    resumed: int = 0  # documents that an earlier run had done
    review: int = 0  # entries of the queue for review
    interrupted: bool = False

    @property
    def exit_status(self) -> int:
        """0: all well; 1: some documents have a status other than ok and no_areas; 130: interrupted."""
        if self.interrupted:
            return 130
        return int(any(count and status not in GOOD for status, count in self.tally.statuses.items()))


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
    corrections: Corrections = None,
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
    targets = outputs.plan(out, sharded=shard is not None)
    if review:
        queue.check_form(os.fspath(review))
    fixes = queue.read_corrections(corrections)
    loaded = parts.load_model(model)
    settings = _settings(loaded, fixes, no_text, ocr, limit_seconds, limit_memory)
    planned = plan.make(sources.find(paths), settings)
    job = ScoreParts(targets.folder, planned.id, settings, model, fixes, read)
    place = _Place(targets.folder, planned, share)
    with place.held(restart=restart):
        try:
            summary = place.score(job, jobs=jobs, dask=dask, progress=progress)
        except KeyboardInterrupt:
            return Summary(Tally(), interrupted=True, seconds=time.monotonic() - began)
        if shard is None:
            _finish(place, targets, summary, review)
            summary.warnings += _unused(fixes, summary.tally)
    summary.outputs = targets.all
    summary.seconds = time.monotonic() - began
    if not targets.kept:
        place.clear()
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


def _unused(fixes: queue.Corrections, tally: Tally) -> list[str]:
    unused = len(fixes) - tally.corrected
    return [f"{unused:,} corrections fit no area of these files"] if unused > 0 else []


class _Place:
    """The folder of parts of one run."""

    def __init__(self, folder: str, planned: Plan, share: tuple[int, int]) -> None:
        self.store = storage.folder(folder)
        self.plan = planned
        self._share = share
        number, count = share
        self._lock = "_lock" if count == 1 else f"_lock-{number}-of-{count}"

    def held(self, *, restart: bool) -> Any:  # noqa: ANN401 - a context manager
        """Keep other runs out while parts are written, and see that only parts of this plan are there."""
        return _held(self, self._lock, restart)

    def mine(self) -> list[Part]:
        """Return the parts of this shard."""
        number, count = self._share
        return [part for part in self.plan.parts() if part.number % count == number - 1]

    def agree(self, *, restart: bool) -> None:
        """See that what is in the folder belongs to this plan. Raises: ArchiveError: it does not."""
        there = self.store.names()
        other = [name for name in there if not _OURS.fullmatch(name)]
        if other and _PLAN not in there:
            raise ArchiveError(f"{self.store.path}: holds other files ({other[0]}): name a new or empty folder")
        stored = json.loads(self.store.read(_PLAN)) if _PLAN in there else None
        if stored is not None and stored != self.plan.facts and not restart:
            differing = "; ".join(plan.differences(self.plan.facts, stored))
            raise ArchiveError(
                f"{self.store.path}: begun with something else ({differing}): --restart does it all anew"
            )
        if restart:
            self._clear(there, whole=stored != self.plan.facts)
        if stored != self.plan.facts:
            self.store.put(_PLAN, json.dumps(self.plan.facts, indent=1, sort_keys=True).encode())

    def _clear(self, there: Iterable[str], *, whole: bool) -> None:
        own = {part.name for part in self.mine()}
        for name in there:
            if name == _SUCCESS or name in own or (whole and name.startswith("part-") and _OURS.fullmatch(name)):
                self.store.remove(name)

    def score(self, job: ScoreParts, *, jobs: int, dask: str | None, progress: str) -> Summary:
        """Do the parts of this shard that are missing and return the account of all of them."""
        mine = self.mine()
        there = set(self.store.names())
        missing = [part for part in mine if part.name not in there]
        done = sum(len(part.paths) for part in mine) - sum(len(part.paths) for part in missing)
        total = done + sum(len(part.paths) for part in missing)
        with reporter(progress, total, done) as report:
            if missing:
                self._do(job, missing, _Shown(report, done, self._renew()), jobs=jobs, dask=dask)
        return Summary(self.tally(mine), resumed=done)

    def _do(self, job: ScoreParts, missing: list[Part], shown: _Shown, *, jobs: int, dask: str | None) -> None:
        with _workers(job, min(jobs, len(missing)), dask) as team:
            for tally in team.finished(missing, lambda: shown.tick(team.in_hand)):
                shown.add(tally)

    def _renew(self) -> Callable[[], None]:
        last = time.monotonic()

        def renew() -> None:
            nonlocal last
            if time.monotonic() - last > _RENEWED:
                last = time.monotonic()
                self.store.renew(self._lock)

        return renew

    def tally(self, these: Iterable[Part]) -> Tally:
        """Return the account of some parts, from their footers, in order. Raises: ArchiveError: one is damaged."""
        total = Tally()
        for part in these:
            total.merge(Tally.from_dict(self._account(part.name)["tally"]))
        return total

    def _account(self, name: str) -> dict[str, Any]:
        with self.store.open(name) as file:
            try:
                return parts.account(file)
            except ArchiveError as error:
                raise ArchiveError(f"{self.store.path}/{name}: {error}: remove it, and run again") from error

    def queues(self) -> Iterator[list[dict[str, Any]]]:
        """Return what each part has for review."""
        return (self._account(name)["review"] for name in plan.part_names(self.plan.facts))

    def tables(self) -> Iterator[pa.Table]:
        """Return the rows of each part, in order."""
        import pyarrow.parquet as pq

        for name in plan.part_names(self.plan.facts):
            with self.store.open(name) as file:
                yield pq.ParquetFile(file).read()

    def succeed(self, tally: Tally) -> None:
        """Say that all parts are there, with their account. Raises: ArchiveError: files and rows do not add up."""
        facts = self.plan.facts
        if tally.documents != facts["documents"] or sum(tally.statuses.values()) != facts["documents"]:
            raise ArchiveError(f"{self.store.path}: {facts['documents']} files, but {tally.documents} accounted for")
        said = {"plan": self.plan.id, **facts, **tally.to_dict()}
        self.store.put(_SUCCESS, json.dumps(said, indent=1, sort_keys=True).encode())

    def clear(self) -> None:
        """Remove the parts and the folder."""
        for name in self.store.names():
            if _OURS.fullmatch(name):
                self.store.remove(name)
        self.store.remove_folder()


class _held:  # noqa: N801 - a context manager
    def __init__(self, place: _Place, lock: str, restart: bool) -> None:
        self._place, self._restart = place, restart
        self._lock = place.store.lock(lock)

    def __enter__(self) -> None:
        self._place.store.create()
        self._lock.__enter__()
        try:
            self._place.agree(restart=self._restart)
            self._place.store.tidy()
        except BaseException as error:
            self._lock.__exit__(type(error), error, error.__traceback__)
            raise

    def __exit__(self, *error: Any) -> None:  # noqa: ANN401
        self._lock.__exit__(*error)


class _Shown:
    """Adds up what is to be shown of a run."""

    def __init__(self, report: Progress, done: int, renew: Callable[[], None]) -> None:
        self._report, self._done, self._renew = report, done, renew
        self._tally = Tally()

    def add(self, tally: Tally) -> None:
        """A part is done."""
        self._tally.merge(tally)

    def tick(self, in_hand: int) -> None:
        """Show how far the run is."""
        self._renew()
        tally = self._tally
        problems = sum(count for status, count in tally.statuses.items() if status not in GOOD)
        self._report.show(self._done + tally.documents + in_hand, tally.rows, problems)


def _workers(job: ScoreParts, jobs: int, dask: str | None) -> Any:  # noqa: ANN401 - a Team or a Cluster
    if dask is None:
        return Team(job, max(1, jobs))
    from textclass.archive.cluster import Cluster

    return Cluster(job, dask)


def _finish(place: _Place, targets: outputs.Outputs, summary: Summary, review: Out | None) -> None:
    place.succeed(summary.tally)
    text = place.plan.facts["settings"]["text"]
    for path in targets.files:
        summary.warnings += outputs.build(path, place.tables(), text=text)
    if review:
        summary.review = queue.write(os.fspath(review), place.queues())


def merge(folder: Out) -> Summary:
    """See that the shards in a folder are all complete, and say so in ``_SUCCESS``.

    Raises: ArchiveError: it is no folder of scores, or parts are missing.
    """
    began = time.monotonic()
    store = storage.folder(os.fspath(folder).rstrip("/"))
    there = set(store.names())
    if _PLAN not in there:
        raise ArchiveError(f"{store.path}: is no folder of scores: there is no {_PLAN}")
    planned = Plan([], 1, json.loads(store.read(_PLAN)))
    place = _Place(store.path, planned, (1, 1))
    names = plan.part_names(planned.facts)
    missing = [number for number, name in enumerate(names) if name not in there]
    if missing:
        raise ArchiveError(
            f"{store.path}: {len(missing)} of {len(names)} parts are missing, the first is number {missing[0]}: "
            "run the shards that have not ended once more"
        )
    tally = place.tally(Part(number, name, ()) for number, name in enumerate(names))
    place.succeed(tally)
    return Summary(tally, [store.path], seconds=time.monotonic() - began)


def score(paths: Paths, model: str | Model = "default", jobs: int = 1, **options: Any) -> pd.DataFrame:  # noqa: ANN401
    """Return the table of all files that ``paths`` lead to, one row an area; ``options`` as of ``run``.

    Files that cannot be read have a row that says why. Raises: FileNotFoundError: a path leads to nothing.
    """
    from textclass.archive.scores import read_scores

    with tempfile.TemporaryDirectory(prefix="textclass-") as home:
        folder = os.path.join(home, "scores")
        summary = run(paths, folder + "/", model=model, jobs=jobs, **{"progress": "none"} | options)
        if summary.interrupted:
            raise KeyboardInterrupt
        return read_scores(folder)
