"""All benchmarks in one run, into one page: ``python benchmarks/run.py [--quick] [--long N] [-o RESULTS.md]``."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
sys.path.insert(0, str(Path(__file__).parent))
import archive  # noqa: E402
import citations  # noqa: E402
import classifier  # noqa: E402
import documents  # noqa: E402
import memory  # noqa: E402
import peers  # noqa: E402

HERE = Path(__file__).parent
HEAD = """# Results

Written by `make bench`; how to read it stands in [README.md](README.md). CPU time unless it says otherwise, in rounds
that take turns with the peer; medians, with the range of the rounds. Ratios travel between machines, times do not.
"""


def table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def of_peers(found: list[dict]) -> str:
    rows = [
        (
            r["name"],
            r["peer"],
            f"**{r['ratio']:g}**",
            "{:g} to {:g}".format(*r["range"]),
            r["ms"],
            r["peer_ms"],
            r["count"],
        )
        for r in found
    ]
    return table(("what", "beside", "ratio", "range", "ms each", "the other's ms", "how many"), rows)


def of_archive(found: list[dict]) -> str:
    def said(row: dict) -> str:
        unit = {"seconds": " s", "megabytes": " MB"}
        return next(f"{row[key]:g}{unit.get(key, ' times')}" for key in ("ratio", "seconds", "megabytes") if key in row)

    rows = []
    for row in found:
        span = "{:g} to {:g}".format(*row["range"]) if "range" in row else "-"
        rows.append((row["name"], row.get("documents", 1), said(row), span, row["goal"], "yes" if row["met"] else "NO"))
    return table(("what", "documents", "measured", "range", "goal", "met"), rows)


def of_memory(found: dict) -> str:
    curve = table(
        ("documents", "parent, MB", "largest worker, MB"), [tuple(map("{:,}".format, at)) for at in found["curve"]]
    )
    said = (
        f"{found['documents']:,} documents by {found['jobs']} workers in {found['seconds']:,} s. From a tenth of them "
        f"to the last the parent grew by **{found['growth']:g} MB** (goal: <= {memory.GROWTH:g}), and held "
        f"{found['end']} MB while the table was put together; the largest worker took "
        f"**{found['worker']:g} MB** (goal: <= {memory.WORKER:g}).\n"
    )
    return f"{said}\n{curve}"


def of_hostile(found: list[dict]) -> str:
    worst = {}
    for row in found:
        worst.setdefault(row["what"], []).append(row)
    rows = []
    for what, those in worst.items():
        slowest, steepest = those[0], max(those, key=lambda row: row["growth"])
        bad = sum(not documents.is_well(row) for row in those)
        rows.append((what, len(those), f"{slowest['seconds_a_megabyte']:g} ({slowest['text']})",
                     f"{steepest['growth']:g} ({steepest['text']})", bad))  # fmt: skip
    return table(("what", "texts", "slowest, s a megabyte", "steepest doubling", "over 1 s or 2.2 times"), rows)


def of_citations(quick: bool) -> str:
    text = [citations.made_decision()] * (5 if quick else 20)
    size = sum(map(len, text))
    ours = citations.seconds(lambda: [citations.find(t) for t in text])
    scan = citations.seconds(lambda: [citations.SIGN.findall(t) for t in text])
    rows = [("decisions", f"{size / ours / 1e6:.1f}", f"{size / scan / 1e6:,.0f}", f"{ours / scan:,.0f}")]
    return table(("text", "million characters a second", "bare scan for §", "ratio"), rows)


def of_classifier() -> str:
    figures = classifier.measure(classifier.ROOT / "data" / "corpus")
    rows = [(name, f"{value:,.1f}", classifier.FLOORS.get(name, "-")) for name, value in figures.items()]
    return table(("what", "measured", "floor or ceiling"), rows)


def page(*, quick: bool, long: int) -> str:
    began = time.monotonic()
    machine = ", ".join(f"{name} {value}" for name, value in archive.machine().items())
    parts = [HEAD, f"{datetime.date.today()}{', quick: for a look only' if quick else ''}; {machine}\n"]
    sections = {
        "Beside floors and peers": lambda: of_peers(peers.results(quick=quick)),
        "Archives, file to table": lambda: of_archive(archive.results(quick=quick)),
        "Memory over a long run": lambda: of_memory(memory.results(3_000 if quick else long)),
        "Citations": lambda: of_citations(quick),
        "Predictions a second": of_classifier,
        "Texts made to be slow": lambda: of_hostile(documents.results(quick=quick, every=8 if quick else 1)),
    }
    for title, make in sections.items():
        print(f"{time.monotonic() - began:6.0f} s  {title}", file=sys.stderr, flush=True)
        parts += [f"## {title}\n", make()]
    return "\n".join([*parts, f"The whole run took {(time.monotonic() - began) / 60:.0f} minutes.\n"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small part of each, to see that it works")
    parser.add_argument("--long", type=int, default=100_000, metavar="N", help="documents of the long run (100,000)")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "RESULTS.md")
    given = parser.parse_args()
    text = page(quick=given.quick, long=given.long)
    given.output.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
