"""what runs in a worker process: jobs come in by standard input, results leave by what was standard output."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol

from textclass.records import Decision, Status

if TYPE_CHECKING:
    from textclass.archive.plan import Settings

MEGABYTE = 1_000_000


class Fate(NamedTuple):
    """What became of a document that killed or hung a worker: its status, and why in a line."""

    status: Status
    error: str

    def decision(self, path: str) -> Decision:
        """Return the record of such a document."""
        return Decision(path, self.status, error=self.error)


class Job(Protocol):
    """What the workers of a team do. It is pickled once for each worker."""

    @property
    def settings(self) -> Settings:
        """How documents are read, and what one of them may cost."""

    def start(self) -> None:
        """Load what all tasks need; called once in each process."""

    def run(self, task: Any, fates: Mapping[int, Fate], watch: Watch, only: int | None) -> Any:  # noqa: ANN401
        """Do one task; of the document ``only``, if given, see just whether it can be borne."""


class Watch:
    """Tells the parent which document is in hand, and bounds the memory that it may take."""

    def __init__(self, out: BinaryIO, megabytes: float) -> None:
        self._out = out
        self._megabytes = megabytes
        self._bounded = False

    def at(self, number: int) -> None:
        """Say that work on document ``number`` of the task begins."""
        if not self._bounded:
            _bound_memory(self._megabytes)
            self._bounded = True
        _send(self._out, ("at", number))

    def done(self) -> None:
        """Say that no document is in hand any longer."""
        if self._bounded:
            _bound_memory(None)
            self._bounded = False
        _send(self._out, ("at", None))


def main() -> None:
    """Serve until the parent is gone."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the results
    source = sys.stdin.buffer
    try:
        job: Job = pickle.load(source)
        watch = Watch(out, job.settings.megabytes)
        job.start()
        _send(out, ("ready",))
        _silence()
        _serve(job, watch, source, out)
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # nobody is left to be told anything
    except Exception as error:  # handed to the parent, which raises it
        _send(out, ("failed", _portable(error)))


def _serve(job: Job, watch: Watch, source: BinaryIO, out: BinaryIO) -> None:
    while True:
        task, fates, only = pickle.load(source)
        try:
            result = job.run(task, fates, watch, only)
        except BrokenPipeError:
            raise
        except Exception as error:  # handed to the parent, which raises it
            watch.done()
            _send(out, ("failed", _portable(error)))
        else:
            _send(out, ("result", result, resident()))


def _send(out: BinaryIO, message: tuple[Any, ...]) -> None:
    pickle.dump(message, out, protocol=pickle.HIGHEST_PROTOCOL)
    out.flush()


def _portable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever an exception's own pickling does wrong
        return RuntimeError(f"{type(error).__name__}: {error}"[:200])
    return error


def _silence() -> None:
    """Send to nowhere what a dying library writes: it may quote the document."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _bound_memory(megabytes: float | None) -> None:
    """Let this process take ``megabytes`` more than it has now, where the system can; None: as much as it likes."""
    try:
        import resource
    except ImportError:  # Windows has no such bound
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = hard
    if megabytes is not None:
        size = _statm(0)
        if not size:
            return
        soft = size + int(megabytes * MEGABYTE)
        soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def resident() -> int:
    """Return the bytes of memory that this process holds; 0 where that is not known."""
    return _statm(1)


def _statm(field: int) -> int:
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[field]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
