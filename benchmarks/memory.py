"""Memory of a run over many documents, as a curve: that of the parent, and of its largest worker.

    python benchmarks/archive.py --memory [N] [--jobs N] [--json FILE]

Runs ``textclass score`` over N made-up text decisions (100,000), says every half minute how far it is, and may be left
to itself; it looks at /proc, and so needs Linux. The parent's growth is counted from a tenth of the documents to the
last, and what it takes then to put the table together by itself: that is bounded by the rows of a group, and not by
their number. A worker's peak counts from its start.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from textclass import synthetic

GROWTH, WORKER = 20.0, 400.0  # MB: the most that the parent may grow, and that a worker may take
POINTS = 12  # of the curve that is shown
LOOK, SAY = 0.5, 30.0  # seconds between two looks, and between two lines of progress


class Sample(NamedTuple):
    """What was held at a moment; ``worker`` is the largest peak of any worker so far."""

    documents: int  # done
    parent: float  # MB
    worker: float  # MB


def held(pid: int | str, field: str) -> float:
    """Return a line of a process' status in megabytes; 0 if it has ended. ``VmRSS`` is now, ``VmHWM`` the peak."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith(f"{field}:")), 0.0)


def children(pid: int) -> list[str]:
    """Return the processes that a process has started, by any of its threads."""
    found: list[str] = []
    for place in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += place.read_text().split()
        except OSError:  # the thread has ended
            continue
    return found


def samples(run: subprocess.Popen[bytes], parts: Path, size: int) -> Iterator[Sample]:
    """Look at a run from time to time until it ends; ``size`` is the number of documents of a part."""
    done, worker = 0, 0.0
    while run.poll() is None:
        time.sleep(LOOK)
        done = max(done, size * len(list(parts.glob("part-*"))))
        worker = max([worker, *(held(child, "VmHWM") for child in children(run.pid))])
        if parent := held(run.pid, "VmRSS"):
            yield Sample(done, parent, worker)


def follow(documents: int, home: Path, *, jobs: int = 2) -> list[Sample]:
    """Score made-up documents in a process of its own and return the samples. Raises: CalledProcessError."""
    said = time.monotonic()
    synthetic.write(documents, home / "in", seed=9)
    print(f"{documents:,} documents are written", file=sys.stderr, flush=True)
    out = home / "scores.parquet"
    command = [sys.executable, "-m", "textclass.cli", "score", str(home / "in"), "-o", str(out), "--jobs", str(jobs)]
    found: list[Sample] = []
    with subprocess.Popen([*command, "--progress", "none"], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        for sample in samples(run, Path(f"{out}.parts"), min(100, -(-documents // 16))):
            found.append(sample)
            if time.monotonic() - said > SAY:
                said = time.monotonic()
                print(
                    f"{sample.documents:>9,} done, parent {sample.parent:.0f} MB, worker {sample.worker:.0f} MB",
                    file=sys.stderr,
                    flush=True,
                )
        assert run.stderr
        error = run.stderr.read()
    if run.returncode or not out.exists():
        raise subprocess.CalledProcessError(run.returncode, command, stderr=error)
    return found


def curve(found: list[Sample]) -> list[Sample]:
    """Return some samples, evenly spread over the documents."""
    most = found[-1].documents
    wanted = [most * number // (POINTS - 1) for number in range(POINTS)]
    return list(dict.fromkeys(min(found, key=lambda sample: abs(sample.documents - at)) for at in wanted))


def results(documents: int = 100_000, *, jobs: int = 2) -> dict[str, object]:
    """Return what the parent grows by and holds at the end, the largest worker, and the curve; all in megabytes."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="textclass-bench-") as home:
        found = follow(documents, Path(home), jobs=jobs)
    at_work = [sample for sample in found if documents / 10 <= sample.documents < documents]
    growth = max(sample.parent for sample in at_work) - at_work[0].parent
    return {
        "documents": documents,
        "jobs": jobs,
        "seconds": round(time.monotonic() - began),
        "growth": round(growth, 1),
        "end": round(max(sample.parent for sample in found)),
        "worker": round(found[-1].worker, 1),
        "curve": [tuple(map(round, sample)) for sample in curve(found)],
        "met": growth <= GROWTH and found[-1].worker <= WORKER,
    }
