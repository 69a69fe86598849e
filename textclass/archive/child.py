"""what runs in a worker process: jobs come in by standard input, results leave by what was standard output."""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol

from textclass.archive.plan import ArchiveError
from textclass.records import Decision, Status

if TYPE_CHECKING:
    from textclass.archive.plan import Settings

MEGABYTE = 1_000_000


class Fate(NamedTuple):
    """What became of a document that no worker could bear: its status, and why in a line."""

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

    def documents(self, task: Any) -> Sequence[str]:  # noqa: ANN401
        """Return the paths of a task."""

    def one(self, path: str) -> Any:  # noqa: ANN401
        """Do one document. Raises: MemoryError: it needs more than a worker may take."""

    def lost(self, path: str, fate: Fate) -> Any:  # noqa: ANN401
        """Return what stands for a document that could not be done."""

    def finish(self, task: Any, found: Sequence[Any]) -> Any:  # noqa: ANN401
        """Return the result of a task, given what each of its documents came to."""


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
        task, known, only = pickle.load(source)
        try:
            result = _alone(job, task, only, watch) if only is not None else _whole(job, task, known, watch)
        except BrokenPipeError:
            raise
        except MemoryError:
            _send(out, ("starved",))  # with the document still in hand; the parent ends this process
        except Exception as error:  # handed to the parent, which raises it
            watch.done()
            _send(out, ("failed", _told(error)))
        else:
            _send(out, ("result", result, resident()))


def _whole(job: Job, task: Any, known: Mapping[int, Any], watch: Watch) -> Any:  # noqa: ANN401
    """Do a task; ``known`` is what documents came to that were done alone, or their fates."""
    found = []
    for number, path in enumerate(job.documents(task)):
        if number in known:
            before = known[number]
            found.append(job.lost(path, before) if isinstance(before, Fate) else before)
        else:
            watch.at(number)
            found.append(job.one(path))
    watch.done()
    return job.finish(task, found)


def _alone(job: Job, task: Any, number: int, watch: Watch) -> Any:  # noqa: ANN401
    watch.at(number)
    found = job.one(job.documents(task)[number])
    watch.done()
    return found


def _send(out: BinaryIO, message: tuple[Any, ...]) -> None:
    pickle.dump(message, out, protocol=pickle.HIGHEST_PROTOCOL)
    out.flush()


def _told(error: Exception) -> Exception:
    """Return what may be said of a fault while documents are at work: its message may quote one."""
    if isinstance(error, ArchiveError):
        return error
    at = traceback.extract_tb(error.__traceback__)[-1]
    return RuntimeError(f"{type(error).__name__} in {os.path.basename(at.filename)}, line {at.lineno}")


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
