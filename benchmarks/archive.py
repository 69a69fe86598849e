"""Cost of scoring an archive, file to table, beside the floor that no reader can go below.

    python benchmarks/archive.py [--quick] [--json FILE]
    python benchmarks/archive.py --memory [N] [--jobs N] [--json FILE]

CPU time of parent and worker together, start-up taken off (that of a run over the first documents), in rounds that
take turns with the floor: text extraction by bare pypdfium2, tokenisation by ``spacy.blank("sv")``. The files are
made up by ``textclass synth``, but for the text of ten megabytes, which is put together from the corpus. ``--memory``
follows the memory of one run over many documents instead.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import memory

from textclass import archive, synthetic

ROUNDS = 5
START = 48  # documents of the run that is taken for start-up
GOALS = {"pdf": 2.0, "text": 0.5, "workers": 1.7, "first row": 1.5}
CORPUS = Path(__file__).parents[1] / "data" / "corpus"
GOALS |= {"large seconds": 10.0, "large megabytes": 600.0}


def cpu() -> float:
    """Return the seconds of CPU time of this process and of its children that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def cost(work: Callable[[], object]) -> float:
    began = cpu()
    work()
    return cpu() - began


def score(paths: list[str], out: Path, jobs: int = 1) -> None:
    archive.run(paths, out / "scores.parquet", jobs=jobs, progress="none")


def pages_of(paths: list[str]) -> int:
    import pypdfium2

    characters = 0
    for path in paths:
        with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
            for page in document:
                with contextlib.closing(page), contextlib.closing(page.get_textpage()) as text:
                    characters += len(text.get_text_range())
    return characters


def tokens_of(paths: list[str]) -> int:
    import spacy

    nlp = spacy.blank("sv")
    return sum(len(nlp.make_doc(Path(path).read_text(encoding="utf-8"))) for path in paths)


def ratio(name: str, paths: list[str], floor: Callable[[list[str]], object], out: Path) -> dict[str, object]:
    """Return the cost of scoring in terms of the floor, by rounds over slices of the files."""
    size = len(paths) // ROUNDS
    found = []
    floor(paths[:START])
    for number in range(ROUNDS):
        part = paths[number * size : (number + 1) * size]
        start = cost(lambda part=part: score(part[:START], out))
        ours = cost(lambda part=part: score(part, out)) - start
        base = cost(lambda part=part: floor(part)) * (size - START) / size
        found.append((ours / base, 1000 * ours / (size - START), 1000 * base / (size - START)))
    ratios, ours, bases = ([row[column] for row in found] for column in range(3))
    return {
        "name": name,
        "documents": len(paths),
        "ratio": round(statistics.median(ratios), 2),
        "range": [round(min(ratios), 2), round(max(ratios), 2)],
        "ms_a_document": round(statistics.median(ours), 2),
        "floor_ms_a_document": round(statistics.median(bases), 2),
        "goal": f"<= {GOALS[name]}",
        "met": statistics.median(ratios) <= GOALS[name],
    }


def workers(paths: list[str], out: Path) -> dict[str, object]:
    """Return how much faster two workers are than one, in wall time."""
    found = []
    for _ in range(3):
        times = []
        for jobs in (1, 2):
            began = time.perf_counter()
            score(paths, out, jobs)
            times.append(time.perf_counter() - began)
        found.append(times[0] / times[1])
    gain = statistics.median(found)
    return {
        "name": "workers",
        "documents": len(paths),
        "ratio": round(gain, 2),
        "range": [round(min(found), 2), round(max(found), 2)],
        "goal": f">= {GOALS['workers']}",
        "met": gain >= GOALS["workers"],
    }


def first_row(path: str, out: Path) -> dict[str, object]:
    """Return the seconds from the command to the table of one text decision, the whole process."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        command = [sys.executable, "-m", "textclass.cli", "score", path, "-o", str(out / "one.csv")]
        subprocess.run(command, check=True, capture_output=True)
        found.append(time.perf_counter() - began)
    seconds = statistics.median(found)
    return {
        "name": "first row",
        "seconds": round(seconds, 2),
        "range": [round(min(found), 2), round(max(found), 2)],
        "goal": f"<= {GOALS['first row']} s",
        "met": seconds <= GOALS["first row"],
    }


LARGE = """
import resource, sys, time
import textclass as tc
model = tc.load_model()
began = time.process_time()
decision = tc.parse(sys.argv[1])
for area in decision.areas:
    if area.account:
        model.explain(tc.Account(area.title, area.needs, area.account.text))
print(decision.status, time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
"""


def large(home: Path, characters: int = 10_000_000) -> list[dict[str, object]]:
    """Return seconds and megabytes that one text of ten million characters takes, start-up left out.

    It is the decisions of the corpus as they were written, one after another with blank lines between them: no such
    text exists, but its lines do. The corpus is 1.3 million characters long, so that each decision comes back seven
    times; nothing is altered in the copies. Between two of them lie more lines than any of our caches holds.
    """
    written = [file.read_text(encoding="utf-8") for file in sorted(CORPUS.glob("*.txt"))]
    rounds = 1 + characters // sum(map(len, written))
    path = home / "large.txt"
    path.write_text("\n\n".join(written * rounds)[:characters], encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", LARGE, path], capture_output=True, text=True, check=True)
    status, seconds, megabytes = done.stdout.split()
    assert status == "ok"
    found = {"seconds": round(float(seconds), 1), "megabytes": round(float(megabytes))}
    return [
        {"name": f"10 MB text, {unit}", unit: found[unit], "goal": f"<= {goal}", "met": found[unit] <= goal}
        for unit, goal in (("seconds", GOALS["large seconds"]), ("megabytes", GOALS["large megabytes"]))
    ]


def results(*, quick: bool = False) -> list[dict[str, object]]:
    """Measure all but the memory of a long run."""
    pdfs, texts = (500, 1_000) if quick else (2_000, 20_000)
    with tempfile.TemporaryDirectory(prefix="textclass-bench-") as place:
        home = Path(place)
        out = home / "out"
        out.mkdir()
        pdf = [str(path) for path in synthetic.write(pdfs, home / "pdf", seed=1, pdf=True)]
        text = [str(path) for path in synthetic.write(texts, home / "text", seed=2)]
        found = [ratio("pdf", pdf, pages_of, out), ratio("text", text, tokens_of, out)]
        found += [workers(text[: 400 if quick else 1_000], out), first_row(text[0], out)]
        return found + large(home, 500_000 if quick else 10_000_000)


def machine() -> dict[str, object]:
    """Return what the figures were measured on."""
    packages = ("pypdfium2", "spacy", "pyarrow", "numpy")
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        **{name: version(name) for name in packages},
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a quarter of the PDFs, a twentieth of the texts")
    parser.add_argument(
        "--memory", type=int, nargs="?", const=100_000, metavar="N", help="follow the memory of a run over N documents"
    )
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="workers of that run")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    found = [memory.results(given.memory, jobs=given.jobs)] if given.memory else results(quick=given.quick)
    said = {"machine": machine(), "results": found}
    print(json.dumps(said, indent=1))
    if given.json:
        given.json.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    return 0 if all(result["met"] for result in found) else 1


if __name__ == "__main__":
    sys.exit(main())
