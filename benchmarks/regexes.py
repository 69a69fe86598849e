"""How the time of every regular expression of the package grows with hostile input.

    python benchmarks/regexes.py [--quick] [--every N] [--only WORD] [--seconds S] [-o FILE.md]

All modules are imported and all lexicons read while the compiler of ``re`` is watched, so that no pattern is missed.
Each pattern searches each string of ``adversaries``, and those bred from it, at a thousand characters and more. Then
the strings it took longest for come first, and each grows to a million characters, or until one search takes a third
of a second: at least thirty strings, and more until the pattern's seconds are spent. Where time grows too fast,
doublings are measured one by one. The table that is printed at the end has the worst growth of each pattern, the
steepest first; the command ends with 1 if a doubling costs more than 2.2 times.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import math
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from re import _compiler as compiler  # what ``re`` calls for each new pattern
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
import adversaries

PACKAGE = str(Path(__file__).parents[1] / "textclass")
MOST = 2.2  # times that twice the input may cost
LEAST = 0.005  # seconds below which a time is noise
ENOUGH = 0.3  # seconds after which a string is not made longer
SIZES = tuple(1_000 * 2**step for step in (0, 2, 4, 6, 8, 10))
QUICK = (2_000, 16_000)
FIRST = 3  # of the sizes: those that every string is searched at
FEWEST = 30  # strings that grow to the last size, whatever that takes
SECONDS = 1.0  # for a pattern, after which no further string grows
ROUNDS = 3
BRED = 24  # strings of a pattern's own

_compiled: dict[re.Pattern[str], str] = {}  # and where it was compiled


class Growth(NamedTuple):
    """The worst doubling of a pattern: times, on what, at which length, and the seconds it took there."""

    times: float
    string: str
    size: int
    seconds: float


class Line(NamedTuple):
    """What is said of a pattern: its worst doubling, how many strings it searched, and how many at full length."""

    worst: Growth
    strings: int
    grown: int


def watch() -> None:
    """Note from now on each pattern that the package has compiled."""
    compile_ = compiler.compile

    def noted(pattern, flags=0):
        made = compile_(pattern, flags)
        frame = sys._getframe(1)
        while frame and "/re/" in frame.f_code.co_filename:
            frame = frame.f_back
        if frame and frame.f_code.co_filename.startswith(PACKAGE) and isinstance(pattern, str):
            place = Path(frame.f_code.co_filename).relative_to(PACKAGE)
            _compiled.setdefault(made, f"{place}:{frame.f_lineno}")
        return made

    compiler.compile = noted


def collect() -> dict[re.Pattern[str], str]:
    """Return every pattern of text of the package, and where it was compiled."""
    watch()
    package = importlib.import_module("textclass")
    modules = [importlib.import_module(f.name) for f in pkgutil.walk_packages(package.__path__, "textclass.")]
    _use()
    for module in modules:
        for name, value in vars(module).items():
            for pattern in _within(value):
                _compiled.setdefault(pattern, f"{module.__name__} {name}")
    for thing in gc.get_objects():
        if str(type(thing).__module__).startswith("textclass"):
            for pattern in _within(thing):
                _compiled.setdefault(pattern, f"{type(thing).__module__}.{type(thing).__qualname__}")
    return {pattern: place for pattern, place in _compiled.items() if isinstance(pattern.pattern, str)}


def _within(value: object, depth: int = 4) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for item in value.values():
            yield from _within(item, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _within(item, depth - 1)
    elif depth and hasattr(value, "__dict__") and str(type(value).__module__).startswith("textclass"):
        yield from _within(vars(value), depth - 1)
    elif depth and hasattr(value, "__slots__") and str(type(value).__module__).startswith("textclass"):
        yield from _within([getattr(value, name, None) for name in value.__slots__], depth - 1)


def _use() -> None:
    """Do once what compiles patterns when it is first needed."""
    import tempfile

    import textclass as tc
    from textclass import reading, report, synthetic

    with tempfile.TemporaryDirectory() as home:
        (path,) = synthetic.write(1, home)
        decision = tc.parse(path)
        model = tc.load_model("default")
        for area in decision.areas:
            if area.account:
                model.explain(tc.Account(area.title, area.needs, area.account.text))
        for suffix, content in {"html": b"<p>a<script>b</script><style>c</style>", "csv": b"a"}.items():
            reading.read_bytes(content, f"a.{suffix}")
        report.view(str(path), Path(home, "a.html"))
    tc.cite("Se prop. 2009/10:165 s. 217, 4 kap. 3 § skollagen och Lgr 11.", base="2010:800", date="2020-01-01")


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return the CPU time of finding all matches, and of one at the beginning."""
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.match(text)
    return time.process_time() - began


def worst(
    pattern: re.Pattern[str], sizes: tuple[int, ...], share: tuple[int, int] = (0, 1), budget: float = SECONDS
) -> Line:
    """Return the worst growth over all strings, or over a share of them."""
    strings: dict[str, Callable[[int], str]] = {
        name: (lambda size, name=name: adversaries.fixed(name, size)) for name in adversaries.PIECES
    }
    for name, piece in islice(adversaries.bred(pattern.pattern, pattern.flags), BRED):
        if piece:
            strings[f"{name} {piece[:40]!r}"] = lambda size, piece=piece: adversaries.repeated(piece, size)
    first, step = share
    chosen = list(strings.items())[first % step :: step]
    short = [_growth(pattern, name, string, sizes[:FIRST]) for name, string in chosen]
    grown, began = [], time.process_time()
    for growth in sorted(short, key=lambda growth: -growth.seconds) if len(sizes) > FIRST else ():
        if len(grown) >= FEWEST and time.process_time() - began > budget:
            break
        grown.append(_growth(pattern, growth.string, strings[growth.string], sizes[FIRST - 1 :]))
    return Line(max(short + grown), len(chosen), len(grown))


def _growth(pattern: re.Pattern[str], name: str, string: Callable[[int], str], sizes: tuple[int, ...]) -> Growth:
    """Return the growth on one string; where it is suspicious, that of single doublings, the best of several."""
    most = Growth(0.0, name, sizes[0], 0.0)
    last = seconds(pattern, string(sizes[0]))
    for before, size in pairwise(sizes):
        if last > ENOUGH:
            break
        took = seconds(pattern, string(size))
        doublings = math.log2(size / before)
        times = (took / max(last, LEAST)) ** (1 / doublings)
        if times > MOST:
            times = _doubled(pattern, string, before, size)
        most = max(most, Growth(times, name, size, took))
        last = took
    return most


def _doubled(pattern: re.Pattern[str], string: Callable[[int], str], first: int, last: int) -> float:
    """Return what the last doubling that takes long enough to be measured costs, the least of several measures."""
    size, times = first, 0.0
    while size < last:
        shorter, longer, size = string(size), string(2 * size), 2 * size
        rounds = 1 if seconds(pattern, shorter) > ENOUGH / 4 else ROUNDS
        measured = [(seconds(pattern, shorter), seconds(pattern, longer)) for _ in range(rounds)]
        before, after = (min(column) for column in zip(*measured, strict=True))
        times = after / before if before > LEAST else times
        if after > ENOUGH:
            break
    return times


def table(lines: dict[re.Pattern[str], tuple[str, Line]]) -> str:
    """Return a line for each pattern, the steepest first."""
    rows = ["| doubling | ms | at | strings | grown | on | place | pattern |", "|---|---|---|---|---|---|---|---|"]
    for pattern, (place, (growth, strings, grown)) in sorted(lines.items(), key=lambda item: -item[1][1].worst.times):
        shown = pattern.pattern[:60].replace("|", r"\|").replace("\n", " ")
        mark = "**" if growth.times > MOST else ""
        rows.append(
            f"| {mark}{growth.times:.2f}{mark} | {growth.seconds * 1000:.1f} | {growth.size:,} | {strings} | {grown} "
            f"| {growth.string.replace('|', chr(92) + '|')} | {place} | `{shown}` |"
        )
    return "\n".join(rows) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="up to 16,000 characters")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each N-th string for each pattern")
    parser.add_argument("--only", default="", metavar="WORD", help="just what was compiled in places with this word")
    parser.add_argument("--seconds", type=float, default=SECONDS, metavar="S", help="for the long strings of a pattern")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.md", help="write the table here too")
    given = parser.parse_args()
    patterns = {pattern: place for pattern, place in collect().items() if given.only in place}
    lines: dict[re.Pattern[str], tuple[str, Line]] = {}
    for number, (pattern, place) in enumerate(sorted(patterns.items(), key=lambda item: item[1])):
        line = worst(pattern, QUICK if given.quick else SIZES, (number, given.every), given.seconds)
        lines[pattern] = (place, line)
        if line.worst.times > MOST:
            print(f"TOO MUCH {line.worst} {place} {pattern.pattern[:120]!r}", file=sys.stderr, flush=True)
        if number % 50 == 49:
            print(f"{number + 1} of {len(patterns)} patterns", file=sys.stderr, flush=True)
    bad = sum(line.worst.times > MOST for _, line in lines.values())
    text = table(lines)
    print(text, f"{len(patterns)} patterns; {bad} grow too much", sep="\n")
    if given.output:
        given.output.write_text(text, encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
