"""Mutated files: each gets one status in time; a process that pdfium takes down costs one file."""

import os
import subprocess
import sys
from collections import Counter

import pytest

from textclass.records import Status

SECONDS = 5.0  # for one file
HERE = os.path.dirname(os.path.abspath(__file__))


def statuses(kind, first, last):
    """Yield (seed, status, seconds) of each mutation; "crashed" where it ended the process."""
    while first < last:
        command = [sys.executable, os.path.join(HERE, "mutation.py"), kind, str(first), str(last)]
        path = os.pathsep.join((HERE, os.path.dirname(os.path.dirname(HERE))))
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=900,
            env=os.environ | {"PYTHONPATH": path},
            check=False,
        )
        for line in done.stdout.splitlines():
            seed, status, seconds = line.split()
            first = int(seed) + 1
            yield int(seed), status, float(seconds)
        if done.returncode > 0:
            pytest.fail(done.stderr[-2000:])
        if done.returncode < 0:
            yield first, "crashed", 0.0
            first += 1


def check(kind, first, last, crashes):
    results = list(statuses(kind, first, last))
    assert [seed for seed, _, _ in results] == list(range(first, last))
    counts = Counter(status for _, status, _ in results)
    print(kind, dict(counts), f"slowest {max(seconds for _, _, seconds in results):.2f} s")
    assert counts.keys() <= set(Status), [seed for seed, status, _ in results if status not in set(Status)]
    assert counts["crashed"] <= crashes, [seed for seed, status, _ in results if status == "crashed"]
    assert counts["ok"] > (last - first) / 20  # mutations that nothing survives would test nothing
    assert max(seconds for _, _, seconds in results) < SECONDS


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "text"])
def test_a_hundred_mutated_files_each_get_a_status(kind):
    check(kind, 0, 100, crashes=2 if kind == "pdf" else 0)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "text"])
def test_two_thousand_mutated_files_each_get_a_status(kind):
    check(kind, 1_000, 3_000, crashes=20 if kind == "pdf" else 0)


def test_a_mutation_is_always_the_same():
    import mutation

    assert [mutation.mutated("html", seed) for seed in range(9)] == [
        mutation.mutated("html", seed) for seed in range(9)
    ]
