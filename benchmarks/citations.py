"""Speed of the reader of citations: on decisions, on text that is nothing but citations, on hostile megabytes.

Beside each figure stands that of a bare ``re`` scan for the section sign over the same text in the same run.
Run: ``python benchmarks/citations.py [DECISION.txt ...]``; exits 1 where a floor is missed.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from textclass.citations import find

DECISION_FLOOR = 10_000_000  # characters a second
DENSE_FLOOR = 400_000
MOST_SECONDS = 5.0  # for a hostile megabyte
MOST_GROWTH = 1.1  # exponent of the time over the length
MEGABYTE = 1_000_000
HOSTILE = ("12, ", "4 kap. ", "4 kap. 3 §, ", "3 och ", "§ ")
ROUNDS = 5
SIGN = re.compile("§")

PARAGRAPH = (
    "Huvudmannen redovisar att rektorerna under våren har arbetat med att kartlägga elevernas behov och att "
    "resultaten har följts upp vid tre tillfällen. Lärarna har planerat undervisningen tillsammans och provat "
    "nya former för återkoppling, och eleverna uppger i samtal att studieron har blivit bättre. "
)
BASIS = (
    "Författningsstöd\n\n1 kap. 9 §, 4 kap. 3, 5-7 §§, 5 kap. 3 § skollagen\n\n",
    "Lagrum: 3 kap. 14 § skollagen, 8 kap. 2 § gymnasieförordningen (2010:2039)\n\n",
    "(3 kap. 3 §, 4 kap. 9 § skollagen; 9 kap. 5 § skolförordningen; Lgr 11, 2.3 Elevernas ansvar och inflytande)\n\n",
)
DENSE = (
    "1 kap. 9 §, 4 kap. 3, 5-7 §§, 5 kap. 3 § skollagen; 2 kap. 4 § skolförordningen (2011:185) eller 2 kap. 3 a § "
    "gymnasieförordningen (2010:2039), 4 kap. 7 § andra stycket 3 skollagen, prop. 2009/10:165 s. 217. "
)


def made_decision() -> str:
    """Return a text of the length and the density of citations of a decision: 8 kB, 10 citations."""
    return "".join(part + PARAGRAPH * 9 + "\n\n" for part in BASIS)


def seconds(work: Callable[[], object], repeats: int = 7) -> float:
    """Return the least processor time that ``work`` took: what else the machine does then counts for nothing."""
    times = []
    for _ in range(repeats):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def speed(name: str, texts: list[str], floor: int) -> bool:
    size = sum(map(len, texts))
    ours = seconds(lambda: [find(text) for text in texts])
    scan = seconds(lambda: [SIGN.findall(text) for text in texts])
    count = sum(len(find(text)) for text in texts)
    print(
        f"{name:<12} {size:>9,} characters {count:>6,} citations {size / ours / 1e6:>7.2f} million/s "
        f"(floor {floor / 1e6:g}); bare scan for § {size / scan / 1e6:,.0f} million/s"
    )
    return size / ours >= floor


def hostile(piece: str) -> bool:
    quarter, whole = ((piece * (size // len(piece) + 1))[:size] for size in (MEGABYTE // 4, MEGABYTE))
    # Turn about, so that a busy moment of the machine falls on both.
    times = [(seconds(lambda: find(quarter), 1), seconds(lambda: find(whole), 1)) for _ in range(ROUNDS)]
    small, large = (min(column) for column in zip(*times, strict=True))
    growth = math.log(large / small) / math.log(len(whole) / len(quarter))
    # Below a few hundredths of a second the growth is noise.
    well = large < MOST_SECONDS and (growth <= MOST_GROWTH or large < 0.1)
    print(f"{piece!r:<16} a megabyte in {large:5.2f} s (at most {MOST_SECONDS:g}), growth {growth:4.2f}")
    return well


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    paths = parser.parse_args().paths
    texts = [path.read_text(encoding="utf-8") for path in paths] or [made_decision()] * 20
    passed = [speed("decisions", texts, DECISION_FLOOR), speed("dense", [DENSE * 200], DENSE_FLOOR)]
    passed += [hostile(piece) for piece in HOSTILE]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
