"""the folder of parts that a run works in: what is there, what is missing, what it adds up to."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from textclass.archive import parts, plan, storage
from textclass.archive.plan import ArchiveError, Part, Plan
from textclass.archive.tally import Tally

if TYPE_CHECKING:
    import pyarrow as pa

_PLAN, _SUCCESS = "_plan.json", "_SUCCESS"
_OURS = re.compile(r"part-\d{6}-[0-9a-f]{8}\.parquet|_plan\.json|_SUCCESS|_lock(?:-\d{1,6}-of-\d{1,6})?")


class Place:
    """The folder of a plan, or of one shard of it. ``share``: which of how many shards, from 1."""

    def __init__(self, folder: str, planned: Plan, share: tuple[int, int] = (1, 1)) -> None:
        self.store = storage.folder(folder)
        self.plan = planned
        number, count = self._share = share
        self._lock = "_lock" if count == 1 else f"_lock-{number}-of-{count}"

    @classmethod
    def begun(cls, folder: str) -> Place:
        """Return the place that runs have begun in a folder. Raises: ArchiveError: it is none."""
        store = storage.folder(folder)
        if _PLAN not in store.names():
            raise ArchiveError(f"{store.path}: is no folder of scores: there is no {_PLAN}")
        return cls(folder, Plan([], json.loads(store.read(_PLAN))))

    @contextlib.contextmanager
    def held(self, *, restart: bool = False) -> Iterator[None]:
        """Keep other runs out, and see that what is there belongs to this plan. Raises: ArchiveError."""
        self.store.create()
        with self.store.lock(self._lock):
            self._agree(restart=restart)
            self.store.tidy()
            yield

    def _agree(self, *, restart: bool) -> None:
        there = self.store.names()
        foreign = [name for name in there if not _OURS.fullmatch(name)]
        if foreign and _PLAN not in there:
            raise ArchiveError(f"{self.store.path}: holds other files ({foreign[0]}): name a new or empty folder")
        stored = json.loads(self.store.read(_PLAN)) if _PLAN in there else None
        same = stored == self.plan.facts
        if stored is not None and not same and not restart:
            differing = "; ".join(plan.differences(self.plan.facts, stored))
            raise ArchiveError(f"{self.store.path}: begun with other input ({differing}): --restart begins anew")
        if restart:
            self._empty(there, whole=not same)
        if not same:
            self.store.put(_PLAN, json.dumps(self.plan.facts, indent=1, sort_keys=True).encode())

    def _empty(self, there: Iterable[str], *, whole: bool) -> None:
        own = {part.name for part in self.parts()}
        for name in there:
            if name == _SUCCESS or name in own or (whole and name.startswith("part-") and _OURS.fullmatch(name)):
                self.store.remove(name)

    def renew(self) -> None:
        """Say that the run is still at work."""
        self.store.renew(self._lock)

    def parts(self) -> list[Part]:
        """Return the parts of this shard."""
        number, count = self._share
        return [part for part in self.plan.parts() if part.number % count == number - 1]

    def missing(self) -> list[Part]:
        """Return the parts of this shard that are still to be done."""
        there = set(self.store.names())
        return [part for part in self.parts() if part.name not in there]

    def tally(self) -> Tally:
        """Return the account of this shard, from the footers of its parts. Raises: ArchiveError: one is damaged."""
        total = Tally()
        for part in self.parts():
            total.merge(Tally.from_dict(self._account(part)["tally"]))
        return total

    def queues(self) -> Iterator[list[dict[str, Any]]]:
        """Return what each part has for review, in order."""
        return (self._account(part)["review"] for part in self.parts())

    def _account(self, part: Part) -> dict[str, Any]:
        with self.store.open(part.name) as file:
            try:
                return parts.account(file)
            except ArchiveError as error:
                raise ArchiveError(f"{self.store.path}/{part.name}: {error}; remove it and run again") from error

    def tables(self) -> Iterator[pa.Table]:
        """Return the rows of each part, in order."""
        import pyarrow.parquet as pq

        for part in self.parts():
            with self.store.open(part.name) as file:
                yield pq.ParquetFile(file).read()

    def succeed(self, tally: Tally) -> None:
        """Say that all parts are there, with their account. Raises: ArchiveError: the files do not add up."""
        files = self.plan.facts["documents"]
        if not files == tally.documents == tally.statuses.total():
            raise ArchiveError(f"{self.store.path}: {files:,} files, but {tally.documents:,} are accounted for")
        said = {"plan": self.plan.id, **self.plan.facts, **tally.to_dict()}
        self.store.put(_SUCCESS, json.dumps(said, indent=1, sort_keys=True).encode())

    def clear(self) -> None:
        """Remove the parts, plan and account."""
        for name in self.store.names():
            if _OURS.fullmatch(name) and name != self._lock:
                self.store.remove(name)
