"""Hostile text costs time in proportion to its length; ``make fuzz`` measures every pattern on every string."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def measured(*arguments):
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_twice_the_input_costs_no_pattern_more_than_twice_the_time():
    done = measured(BENCHMARKS / "regexes.py", "--quick", "--every", 40)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_no_pattern_grows_faster_than_its_text():
    done = measured(BENCHMARKS / "regexes.py")
    assert done.returncode == 0, done.stderr


def test_a_pattern_that_grows_too_fast_is_found():
    code = "import re, regexes; print(regexes.worst(re.compile(r'\\s+$'), regexes.QUICK).worst.times > regexes.MOST)"
    done = subprocess.run([sys.executable, "-c", code], cwd=BENCHMARKS, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
