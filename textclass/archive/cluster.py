"""the parts of a run -> their accounts, done by the workers of a Dask cluster.

A task of the cluster is one part: its worker reads the files, scores them in a process of its own, and writes the
part to where the run's folder is. Neither documents nor rows pass the scheduler.
"""

from __future__ import annotations

import contextlib
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any

from textclass.archive.child import Job
from textclass.archive.plan import ArchiveError, Part
from textclass.archive.workers import Floor, Isolated

_WAIT = 20  # seconds in which a scheduler must answer
_TRIES = 5  # times that a part may lose its worker
_TICK = 0.1  # seconds

# in a worker of the cluster: the process of each of its threads, and the run it is for
_PROCESSES: dict[int, tuple[str, Isolated]] = {}
_FLOOR = Floor()  # of these processes: a document is alone beside them, not in the whole cluster


def do(job: Job, run: str, part: Part) -> Any:  # noqa: ANN401 - what the job makes of it
    """Do one part in a process beside this worker's; the process is kept for the next part of the same run."""
    thread = threading.get_ident()
    kept = _PROCESSES.get(thread)
    if kept is None or kept[0] != run:
        if kept:
            kept[1].close()
        kept = _PROCESSES[thread] = (run, Isolated(job, _FLOOR))
    return kept[1].run(part)


def forget(run: str) -> None:
    """End the processes of a run."""
    for thread, (of, isolated) in list(_PROCESSES.items()):
        if of == run:
            del _PROCESSES[thread]
            isolated.close()


class Cluster:
    """The workers of a Dask cluster, used as ``workers.Team`` is. Raises: ArchiveError: no scheduler answers."""

    in_hand = 0  # what a worker far away has done of its part is not known

    def __init__(self, job: Job, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise ArchiveError("--dask needs the extra 'dask': pip install 'textclass[dask]'") from error
        try:
            client: Any = distributed.Client
            self._client = client(address, timeout=_WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ArchiveError(f"{address}: no Dask scheduler answers there: {error}") from error
        self._job = job
        self._run = uuid.uuid4().hex
        self._tries: dict[str, int] = {}

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(OSError, ValueError, RuntimeError):  # workers may be gone: nothing is left to end
            self._client.run(forget, self._run, on_error="ignore")
        self._client.close(timeout=2)

    def _window(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return 2 * sum(threads.values()) + 2

    def finished(self, tasks: Iterable[Part], tick: Callable[[], None] = lambda: None) -> Iterator[Any]:
        """Return the results as they come. Raises: what the job raises; ArchiveError: workers die again and again."""
        coming = iter(tasks)
        pending: dict[Any, Part] = {}
        while True:
            window = self._window()
            while len(pending) < window and (part := next(coming, None)) is not None:
                pending[self._submit(part)] = part
            if not pending:
                return
            time.sleep(_TICK)
            tick()
            for future in [future for future in pending if future.done()]:
                yield from self._taken(future, pending)

    def _submit(self, part: Part) -> Any:  # noqa: ANN401 - a future of the cluster
        count = self._tries[part.name] = self._tries.get(part.name, 0) + 1
        name = f"textclass-{self._run}-{part.name}-{count}"
        return self._client.submit(do, self._job, self._run, part, key=name, pure=False)

    def _taken(self, future: Any, pending: dict[Any, Part]) -> Iterator[Any]:  # noqa: ANN401
        """Yield the result; a part that was lost with its worker is handed in anew."""
        from distributed import CancelledError, KilledWorker

        part = pending.pop(future)
        try:
            yield future.result()
        except (KilledWorker, CancelledError) as error:
            if self._tries[part.name] >= _TRIES:
                raise ArchiveError(f"{part.name}: workers of the cluster die again and again: {error}") from error
            pending[self._submit(part)] = part
