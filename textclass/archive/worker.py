"""a job -> one worker process that does its tasks, and is killed when a document takes too long."""

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
from collections.abc import Iterable, Iterator
from typing import Any

from textclass.archive.child import Fate, Job
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
_TICK = 0.2  # seconds between two looks at the clock


class Died(Exception):  # an event, not a fault of the program
    """A worker ended, or has to. ``item`` is the document it had in hand, None for none; ``fate`` what to say of it."""

    def __init__(self, item: int | None, how: str, fate: Fate) -> None:
        super().__init__(how)
        self.item, self.fate = item, fate


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


def _started() -> subprocess.Popen[bytes]:
    try:
        return _HEAD_START.pop()
    except IndexError:
        return _start()


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
        self._settings = job.settings
        self._process = _started()
        _WATCHDOG.add(self)
        self._converse(pickle.dumps(job))

    @property
    def item(self) -> int | None:
        """Number of the document in hand; None for none."""
        return self.in_hand[0]

    def call(self, task: Any, known: dict[int, Any], only: int | None = None) -> tuple[Any, int]:  # noqa: ANN401
        """Return the result of a task and the bytes the process then holds. Raises: Died; what the job raises.

        ``known``: what some of its documents came to. ``only``: do but this document, and return what it comes to.
        """
        return self._converse(pickle.dumps((task, known, only)))

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
                elif kind == "starved":
                    why = f"needs more than {self._settings.megabytes:g} MB of memory: not read"
                    raise Died(self.item, "out of memory", Fate(Status.CRASHED, why))
                else:
                    return (content[0], content[1]) if kind == "result" else (None, 0)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            how = self._ending()
            raise Died(self.item, how, self._fate(how)) from error
        finally:
            self.in_hand = None, 0.0

    def _fate(self, how: str) -> Fate:
        if self.item is not None and self.item == self._overdue:
            return Fate(Status.TIMEOUT, f"took longer than {self._settings.seconds:g} s: not read")
        return Fate(Status.CRASHED, f"the process that read it died ({how})")

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
        if item is not None and now - since > self._settings.seconds:
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
