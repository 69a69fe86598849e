"""What whole documents cost that were written to be slow.

    python benchmarks/documents.py [--quick] [--json FILE]

Each string of ``adversaries`` is parsed, cited and predicted at doubling lengths, up to a million characters or until
that has taken two seconds. Ends with 1 where a megabyte takes more than a second or a doubling more than 2.2 times.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import adversaries

import textclass as tc

MOST_SECONDS, MOST_GROWTH = 1.0, 2.2  # a megabyte; a doubling
LEAST = 0.02  # seconds below which a time is noise
ENOUGH = 2.0
SIZES = tuple(15_625 * 2**step for step in range(7))


def took(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def works() -> dict:
    """Return what is done with a text."""
    model = tc.load_model("default")
    return {
        "parse": tc.parse_text,
        "cite": tc.cite,
        "predict": lambda text: model.predict_proba([tc.Account("Titel", ("Ett behov.",), text)]),
    }


def measured(do, name: str, sizes: tuple[int, ...]) -> dict:
    """Return seconds a megabyte at the greatest length, and the worst growth by doubling."""
    last = worst = 0.0
    for size in sizes:
        text = adversaries.composed(size) if name == "marks out of order" else adversaries.fixed(name, size)
        now = took(lambda text=text: do(text))
        if last > LEAST and now > MOST_GROWTH * last:
            now = min(now, took(lambda text=text: do(text)))
        if last > LEAST:
            worst = max(worst, now / last)
        last = now
        if now > ENOUGH:
            break
    return {"size": size, "seconds_a_megabyte": round(last * 1e6 / size, 2), "growth": round(worst, 2)}


def results(*, quick: bool = False, every: int = 1) -> list[dict]:
    """Return all measures, the slowest first."""
    found = []
    for what, do in works().items():
        do("Beslut")
        for name in [*adversaries.PIECES, "marks out of order"][::every]:
            found.append({"what": what, "text": name} | measured(do, name, SIZES[:2] if quick else SIZES))
    return sorted(found, key=lambda row: -row["seconds_a_megabyte"])


def is_well(row: dict) -> bool:
    return row["seconds_a_megabyte"] <= MOST_SECONDS and row["growth"] <= MOST_GROWTH


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two lengths")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    found = results(quick=given.quick)
    for row in found:
        mark = "" if is_well(row) else "  TOO MUCH"
        print(f"{row['seconds_a_megabyte']:9.2f} s/MB  x{row['growth']:5.2f}  {row['what']:<8} {row['text']}{mark}")
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0 if all(map(is_well, found)) else 1


if __name__ == "__main__":
    sys.exit(main())
