"""a job and its tasks -> results, from worker processes that may die: it costs the document in hand, never more.

Each worker is one process of its own behind one thread of ours. So it is known which document a dying worker
had in hand; the task is done again by a new worker that passes that document by.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Any

from textclass.archive.child import MEGABYTE, Fate, Job
from textclass.archive.plan import ArchiveError
from textclass.records import Status

_BOOT = """
import json, sys
sys.path[:], modules = json.loads(sys.argv.pop())
for module in modules:
    __import__(module)
from textclass.archive.child import main
main()
"""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_IO_THREADS")
_RETIRED = 300 * MEGABYTE  # bytes held after a task, from which a worker is replaced
_TICK = 0.2  # seconds between two looks at the clock


class Died(Exception):  # an event, not a fault of the program
    """A worker ended. ``item`` is the document it had in hand, None for none."""

    def __init__(self, item: int | None, how: str, timed_out: bool) -> None:
        super().__init__(how)
        self.item, self.how, self.timed_out = item, how, timed_out


def _start(modules: Iterable[str] = ()) -> subprocess.Popen[bytes]:
    """Start a process that waits for its job; it does not see Ctrl-C: its parent ends it."""
    environment = dict(os.environ) | dict.fromkeys(_ONE_THREAD, "1")
    path = [os.fsencode(place).decode("utf-8", "surrogateescape") for place in sys.path]
    command = [sys.executable, "-c", _BOOT, json.dumps([path, list(modules)])]
    with _interrupts_held():
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Block Ctrl-C in this thread, and so in processes that are started meanwhile, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_HEAD_START: list[subprocess.Popen[bytes]] = []


@contextlib.contextmanager
def head_start(*modules: str) -> Iterator[None]:
    """Start the first process now, and let it import what its job will need, while the job is still thought up."""
    process = _start(modules)
    _HEAD_START.append(process)
    try:
        yield
    finally:
        if process in _HEAD_START:
            _HEAD_START.remove(process)
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(BrokenPipeError):  # what it was to be told last
            if stream:
                stream.close()


class Worker:
    """One process."""

    def __init__(self, job: Job) -> None:
        self.in_hand: tuple[int | None, float] = None, 0.0  # number of the document, and since when
        self._overdue: int | None = None  # the document for which the process was killed
        self._seconds = job.settings.seconds
        self._process = _HEAD_START.pop() if _HEAD_START else _start()
        _WATCHDOG.add(self)
        self._converse(pickle.dumps(job))

    @property
    def item(self) -> int | None:
        """Number of the document in hand; None for none."""
        return self.in_hand[0]

    def call(self, task: Any, fates: dict[int, Fate], only: int | None = None) -> tuple[Any, int]:  # noqa: ANN401
        """Return the result of a task and the bytes the process then holds. Raises: Died; what the job raises."""
        return self._converse(pickle.dumps((task, fates, only)))

    def _converse(self, message: bytes) -> tuple[Any, int]:
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(message)
            self._process.stdin.flush()
            while True:
                kind, *content = pickle.load(self._process.stdout)
                if kind == "at":
                    self.in_hand = content[0], time.monotonic()
                elif kind == "failed":
                    raise content[0]
                else:
                    return (content[0], content[1]) if kind == "result" else (None, 0)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            overdue = self.item is not None and self.item == self._overdue
            raise Died(self.item, self._ending(), overdue) from error
        finally:
            self.in_hand = None, 0.0

    def _ending(self) -> str:
        self._process.kill()
        code = self._process.wait()
        if code >= 0:
            return f"status {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"

    def look(self, now: float) -> None:
        """Kill the process if it has had a document in hand for too long."""
        item, since = self.in_hand
        if item is not None and now - since > self._seconds:
            self._overdue = item  # it may be done just now: then another one dies, and is not to blame
            self._process.kill()

    def stop(self) -> None:
        """End the process, at once."""
        _WATCHDOG.drop(self)
        _end(self._process)


class _Watchdog:
    """One thread that looks at the clock for all workers, as long as there are any."""

    def __init__(self) -> None:
        self._workers: set[Worker] = set()
        self._lock = threading.Lock()
        self._awake = False

    def add(self, worker: Worker) -> None:
        with self._lock:
            self._workers.add(worker)
            if not self._awake:
                self._awake = True
                threading.Thread(target=self._look, name="textclass-watchdog", daemon=True).start()

    def drop(self, worker: Worker) -> None:
        with self._lock:
            self._workers.discard(worker)

    def _look(self) -> None:
        while True:
            time.sleep(_TICK)
            with self._lock:
                if not self._workers:
                    self._awake = False
                    return
                workers = list(self._workers)
            for worker in workers:
                worker.look(time.monotonic())


_WATCHDOG = _Watchdog()


class Isolated:
    """Does tasks in a process of its own, whatever it takes: a new process for each that dies."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._worker: Worker | None = None
        self._closed = False

    @property
    def item(self) -> int:
        """How many documents of the task in hand are done."""
        worker = self._worker
        return (worker.item or 0) if worker else 0

    def run(self, task: Any) -> Any:  # noqa: ANN401 - what the job makes of it
        """Return the job's result for a task. Raises: what the job raises; ArchiveError: no worker lives."""
        fates: dict[int, Fate] = {}
        deaths: Counter[int | None] = Counter()
        while True:
            try:
                return self._call(task, fates)
            except Died as died:
                deaths[died.item] += 1
                if died.item is None:
                    self._give_up(died, deaths[None])
                elif fate := self._fate(task, died, deaths[died.item]):
                    fates[died.item] = fate

    def _call(self, task: Any, fates: dict[int, Fate], only: int | None = None) -> Any:  # noqa: ANN401
        if self._closed:
            raise ArchiveError("interrupted")
        try:
            if self._worker is None:
                self._worker = Worker(self._job)
                if self._closed:  # while it was starting
                    self.stop()
                    raise ArchiveError("interrupted")
            result, held = self._worker.call(task, fates, only)
        except Died:
            self.stop()
            raise
        if held > _RETIRED:
            self.stop()
        return result

    def _fate(self, task: Any, died: Died, deaths: int) -> Fate | None:  # noqa: ANN401
        """Return what to say of a document whose worker died; None if it is borne when it is read alone."""
        if died.timed_out:
            return Fate(Status.TIMEOUT, f"took longer than {self._job.settings.seconds:g} s: not read")
        if deaths > 1:
            return Fate(Status.CRASHED, f"the process that read it died ({died.how})")
        try:
            self._call(task, {}, only=died.item)
        except Died as again:
            return self._fate(task, again, 2)
        return None

    def _give_up(self, died: Died, deaths: int) -> None:
        if self._closed or deaths >= 3:
            raise ArchiveError(f"worker processes die without a document in hand ({died})") from died

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
            self._own.member = Isolated(self._job)
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
