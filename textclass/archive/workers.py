"""a job and its tasks -> results, from worker processes that may die: it costs the document in hand, never more.

Each worker is one process of its own behind one thread of ours. So it is known which document a worker had in hand
when it died or ran out of time or memory. That document is done once more, by a new worker, while all others pause: a
crowded machine costs no document. What comes of it then counts; the task is done again by a worker that is told so.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Any

from textclass.archive.child import MEGABYTE, Job
from textclass.archive.plan import ArchiveError
from textclass.archive.worker import Died, Worker

_RETIRED = 300 * MEGABYTE  # bytes held after a task, from which a worker is replaced
_STARTS = 3  # workers that may die one after the other without a document in hand
_TICK = 0.2  # seconds between two calls of a ticker


class Floor:
    """Where workers work side by side; one that needs the floor alone waits till it is clear, and others for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._together = 0  # at work side by side
        self._asking = 0  # for the floor alone, or having it
        self._only = threading.Lock()

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        """Work beside others."""
        with self._changed:
            self._changed.wait_for(lambda: not self._asking)
            self._together += 1
        try:
            yield
        finally:
            with self._changed:
                self._together -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Work while nobody else does."""
        with self._changed:
            self._asking += 1
        try:
            with self._only:
                with self._changed:
                    self._changed.wait_for(lambda: not self._together)
                yield
        finally:
            with self._changed:
                self._asking -= 1
                self._changed.notify_all()


class Isolated:
    """Does tasks in a process of its own, whatever it takes: a new process for each that dies."""

    def __init__(self, job: Job, floor: Floor) -> None:
        self._job = job
        self._floor = floor
        self._worker: Worker | None = None
        self._closed = False

    @property
    def item(self) -> int:
        """How many documents of the task in hand are done."""
        worker = self._worker
        return (worker.item or 0) if worker else 0

    def run(self, task: Any) -> Any:  # noqa: ANN401 - what the job makes of it
        """Return the job's result for a task. Raises: what the job raises; ArchiveError: no worker lives."""
        known: dict[int, Any] = {}
        while True:
            try:
                with self._floor.shared():
                    return self._surely(task, known)
            except Died as died:
                assert died.item is not None
                known[died.item] = self._again(task, died.item)

    def _again(self, task: Any, item: int) -> Any:  # noqa: ANN401
        """Return what a document comes to when it is done alone, or its fate."""
        try:
            with self._floor.alone():
                return self._surely(task, {}, only=item)
        except Died as died:
            return died.fate

    def _surely(self, task: Any, known: dict[int, Any], only: int | None = None) -> Any:  # noqa: ANN401
        """Call, and once more if the worker dies without a document in hand. Raises: Died, with a document in hand."""
        for _ in range(_STARTS):
            try:
                return self._call(task, known, only)
            except Died as died:
                if died.item is not None:
                    raise
                last = died
            if self._closed:
                break
        raise ArchiveError(f"worker processes die without a document in hand ({last})") from last

    def _call(self, task: Any, known: dict[int, Any], only: int | None) -> Any:  # noqa: ANN401
        if self._closed:
            raise ArchiveError("interrupted")
        try:
            if self._worker is None:
                self._worker = Worker(self._job)
                if self._closed:  # while it was starting
                    self.stop()
                    raise ArchiveError("interrupted")
            result, held = self._worker.call(task, known, only)
        except Died:
            self.stop()
            raise
        if held > _RETIRED:
            self.stop()
        return result

    def stop(self) -> None:
        """End the process; the next task starts a new one."""
        worker, self._worker = self._worker, None
        if worker:
            worker.stop()

    def close(self) -> None:
        """End the process for good; a task in hand fails."""
        self._closed = True
        self.stop()


class Team:
    """Several workers for one job, with a bounded number of tasks in hand."""

    def __init__(self, job: Job, count: int) -> None:
        self._job = job
        self._count = count
        self._members: list[Isolated] = []
        self._floor = Floor()
        self._own = threading.local()
        self._threads = ThreadPoolExecutor(count, "textclass-worker")

    def __enter__(self) -> Team:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for member in list(self._members):
            member.close()
        self._threads.shutdown(wait=True)

    @property
    def in_hand(self) -> int:
        """How many documents of unfinished tasks are done."""
        return sum(member.item for member in list(self._members))

    def _run(self, task: Any) -> Any:  # noqa: ANN401
        if not hasattr(self._own, "member"):
            self._own.member = Isolated(self._job, self._floor)
            self._members.append(self._own.member)
        return self._own.member.run(task)

    def finished(self, tasks: Iterable[Any], tick: Callable[[], None] = lambda: None) -> Iterator[Any]:
        """Return the results as they come; ``tick`` is called a few times a second meanwhile."""
        pending: set[Future[Any]] = set()
        coming = iter(tasks)
        while True:
            while len(pending) < self._count + 1 and (task := next(coming, None)) is not None:
                pending.add(self._threads.submit(self._run, task))
            if not pending:
                return
            done, pending = wait(pending, timeout=_TICK, return_when=FIRST_COMPLETED)
            tick()
            for future in done:
                yield future.result()

    def in_order(self, tasks: Iterable[Any]) -> Iterator[Any]:
        """Return the results in the order of the tasks."""
        pending: deque[Future[Any]] = deque()
        coming = iter(tasks)
        while True:
            while len(pending) < 2 * self._count + 2 and (task := next(coming, None)) is not None:
                pending.append(self._threads.submit(self._run, task))
            if not pending:
                return
            yield pending.popleft().result()
