"""arguments -> one call each: the command ``textclass``. Only this module prints."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, NoReturn, TextIO

import typer

app = typer.Typer(
    name="textclass",
    help="Reads Swedish school-inspection decisions: areas, citations, stated outcomes, and a prediction of the "
    "outcome from the organiser's account alone.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="A file, a folder (searched) or a glob.", show_default=False),
]
ModelName = Annotated[
    str, typer.Option("--model", metavar="MODEL", help="The shipped model, or a folder that train wrote.")
]
Language = Annotated[
    str, typer.Option("--language", metavar="en|sv", help="The language it opens in; the page can switch.")
]
Ocr = Annotated[bool, typer.Option("--ocr", help="Read scanned pages too (extra 'ocr', tesseract with swe+eng).")]

_GOOD = frozenset({"ok", "no_areas"})
_MISUSE, _INTERRUPTED = 2, 130
_SHOWN = 60  # rows of an archive small enough to be printed


def main() -> None:
    """Run the command; end with 0 (all well), 1 (some document failed), 2 (misuse) or 130 (interrupted)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:  # the reader of our output has gone, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: object) -> NoReturn:
    print(f"textclass: {message}", file=sys.stderr)
    raise typer.Exit(_MISUSE)


@contextlib.contextmanager
def _misuse_is_said() -> Iterator[None]:
    """Say in one line what is wrong with what the caller gave."""
    try:
        yield
    except (ValueError, ImportError) as error:
        _fail(error)
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else error)


def _spare(output: Path | None, inputs: Iterable[str]) -> None:
    """Refuse to write over what is to be read."""
    if output is not None and output.exists() and any(Path(one).exists() and output.samefile(one) for one in inputs):
        _fail(f"{output}: is to be read, and would be written over; give the output another name")


@contextlib.contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    if path is None or str(path) == "-":
        yield sys.stdout
    else:
        with path.open("w", encoding="utf-8", newline="") as out:
            yield out


def _input(path: str) -> str:
    """Return the text of a file as it stands in it, line ends and all, so that offsets are those of the caller."""
    from textclass import reading

    if path == "-":
        return reading.decode_text(sys.stdin.buffer.read())
    raw = reading.read(path)
    if raw.status not in _GOOD:
        _fail(f"{path}: {raw.error or raw.status}")
    return reading.decode_text(Path(path).read_bytes()) if raw.source == "text" else "\f".join(raw.pages)


def _version(shown: bool) -> None:
    if shown:
        from textclass import __version__

        print(f"textclass {__version__}")
        raise typer.Exit


@app.callback()
def _about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    del version


@app.command(epilog="Example:  textclass parse beslut/ -o beslut.jsonl")
def parse(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT.jsonl", help="Write here, not to standard output."),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Add the clean text, into which all offsets point.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Worker processes.")] = 1,
    ocr: Ocr = False,
) -> None:
    """Read decisions: one JSON object a document."""
    from textclass import archive, reading

    bad = False
    with _misuse_is_said():
        files = reading.find_files(paths)
        _spare(output, files)
        with _output(output) as out:
            for decision in archive.parse_files(files, ocr=ocr, jobs=jobs):
                out.write(json.dumps(decision.to_dict(text=text), ensure_ascii=False) + "\n")
                bad = bad or decision.status not in _GOOD
    raise typer.Exit(1 if bad else 0)


@app.command(epilog="Example:  echo '4 kap. 3, 5-7 §§ skollagen' | textclass cite - --format table")
def cite(
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="A text, PDF, DOCX or HTML file; - is standard input.")
    ] = "-",
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="ACT", help="The act that bare sections belong to, e.g. 2010:800 or skollagen."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="The date of the text: which act was in force."),
    ] = None,
    acts: Annotated[
        Path | None, typer.Option("--acts", metavar="FILE.toml", help="More acts, names and abbreviations.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="jsonl|table|html|markdown", help="How to show them.")
    ] = "jsonl",
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="FILE.jsonl",
            help="Lines with id, text, base and date; a line of citations for each.",
        ),
    ] = None,
) -> None:
    """Find the citations of law in any Swedish text."""
    from textclass.citations import command

    with _misuse_is_said():
        if batch is not None:
            bad = False
            with batch.open(encoding="utf-8-sig", newline="") as lines:
                for answer in command.cite_batch(lines, base=base, date=date, acts_path=acts):
                    bad = bad or "error" in answer
                    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            raise typer.Exit(1 if bad else 0)
        else:
            sys.stdout.write(command.cite_text(_input(file), base=base, date=date, acts_path=acts, format=format))


@app.command(epilog="Example:  textclass score beslut/ -o poang.xlsx -o poang.parquet --jobs 2")
def score(
    paths: Paths,
    output: Annotated[
        list[str],
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="A .parquet, .csv, .xlsx or .jsonl file, or a folder of Parquet parts; may be given more than once.",
        ),
    ],
    model: ModelName = "default",
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=1, help="Worker processes.")] = 1,
    shard: Annotated[
        str | None,
        typer.Option(
            "--shard",
            metavar="I/N",
            help="Do the I-th of N shares, for several machines and one shared folder; then merge.",
        ),
    ] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="ADDRESS", help="Work on a Dask cluster (extra 'dask').")
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Throw away what an earlier run left and begin anew.")
    ] = False,
    review: Annotated[
        str | None,
        typer.Option("--review", metavar="FILE", help="A .xlsx or .csv of what a person should look at."),
    ] = None,
    corrections: Annotated[
        str | None,
        typer.Option("--corrections", metavar="FILE", help="A corrected review file or annotations: they win."),
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave out needs, account, evidence and stated_text.")
    ] = False,
    ocr: Ocr = False,
    limit_seconds: Annotated[
        float, typer.Option("--limit-seconds", metavar="S", help="The longest one document may take.")
    ] = 60.0,
    limit_memory: Annotated[
        int, typer.Option("--limit-memory", metavar="MB", help="The most memory a worker may take.")
    ] = 1024,
    progress: Annotated[
        str, typer.Option("--progress", metavar="auto|rich|json|none", help="How progress is shown.")
    ] = "auto",
) -> None:
    """Score an archive: one row an area, whatever is in the folder."""
    from textclass import archive, exports

    with _misuse_is_said():
        summary = archive.run(
            paths, output, model=model, jobs=jobs, shard=shard, dask=dask, restart=restart, review=review,
            corrections=exports.read_corrections(corrections) if corrections else None,
            no_text=no_text, ocr=ocr, limit_seconds=limit_seconds, limit_memory=limit_memory, progress=progress,
        )  # fmt: skip
    print(summary, file=sys.stderr)
    _show(summary.outputs, summary.tally.rows)
    raise typer.Exit(summary.exit_status)


def _show(outputs: list[str], rows: int) -> None:
    """Print a small archive as a table; one written to Excel alone is looked at there."""
    readable = [output for output in outputs if not output.lower().endswith(".xlsx")]
    if not readable or not 0 < rows <= _SHOWN:
        return
    from rich.console import Console
    from rich.table import Table

    from textclass import archive
    from textclass.tables import printable

    table = Table(box=None, pad_edge=False)
    for name in ("file", "status", "area", "stated", "predicted", "p more needed"):
        table.add_column(name, justify="right" if name == "p more needed" else "left", overflow="fold")
    for row in archive.read_rows(readable[0]):
        p = row["p_more_needed"]
        shown = [row["area_title"], row["stated_outcome"], row["predicted_outcome"]]
        cells = [
            printable(row["path"].rsplit(os.sep, 1)[-1]),
            row["status"],
            *(printable(cell or "") for cell in shown),
        ]
        style = None if row["status"] in _GOOD else "red"
        table.add_row(*cells, "" if p is None else f"{p:.2f}", style=style)
    Console(width=None if sys.stdout.isatty() else 140, highlight=False, markup=False).print(table)


@app.command(epilog="Example:  textclass merge poang/")
def merge(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder that the shards wrote to.")],
) -> None:
    """Check that all shards of a folder are complete, and mark it done."""
    from textclass import archive

    with _misuse_is_said():
        summary = archive.merge(folder)
    print(summary, file=sys.stderr)
    raise typer.Exit(summary.exit_status)


@app.command(epilog="Example:  textclass predict konton.csv")
def predict(
    file: Annotated[
        str,
        typer.Argument(metavar="[FILE|-]", help="JSON lines (id, title, needs, account) or .csv; - is standard input."),
    ] = "-",
    model: ModelName = "default",
) -> None:
    """Predict the outcome of accounts that are not decisions."""
    from textclass.classifier import ModelError, commands, load_model

    with _misuse_is_said():
        if file == "-":
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        else:
            text = Path(file).read_bytes().decode("utf-8-sig")
        rows = commands.read_rows(text, is_csv=file.lower().endswith(".csv"))
        try:
            loaded = load_model(model)
        except ModelError as error:
            _fail(error)
        for row in commands.predict(rows, loaded):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


@app.command(epilog="Example:  textclass train beslut/ -o min-modell")
def train(
    paths: Paths,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="MODEL", help="The folder to write the model and its card to."),
    ],
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same model.")] = 0,
    force: Annotated[bool, typer.Option("--force", help="Write over a model that is there.")] = False,
) -> None:
    """Train a model on an archive of decisions (labels are the stated outcomes) or on corpus folders."""
    from textclass.classifier import TooFewExamples
    from textclass.classifier import train as fit
    from textclass.reader import collect

    with _misuse_is_said():
        if output.exists() and not (force and (output / "model.json").is_file()):
            _fail(f"{output} exists; give another name, or --force to write over a model")
        collected = collect(paths)
        for left in collected.left_out:
            print(f"not used: {left.decision}: {left.title}: {left.why}", file=sys.stderr)
        try:
            trained = fit(collected.examples, seed=seed)
        except TooFewExamples as error:
            _fail(error)
        if output.exists():
            shutil.rmtree(output)
        trained.save(output)
    print(
        f"{output}: trained on {len(collected.examples)} accounts; {len(collected.left_out)} not used",
        file=sys.stderr,
    )


@app.command(epilog="Example:  textclass evaluate data/corpus data/contrast -o utvardering.html")
def evaluate(
    paths: Paths,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="MODEL",
            help="Evaluate this model on decisions it has not seen; without it, the method, cross-validated.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="REPORT.html", help="Write tables and plots as one page."),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write every figure as JSON.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Seed of folds and intervals.")] = 0,
) -> None:
    """Evaluate a model, or the method, with baselines and intervals."""
    from textclass.reader import evaluate as measure

    with _misuse_is_said():
        found = measure(paths, model=model, seed=seed)
        if output is not None:
            output.write_text(found.to_html(), encoding="utf-8")
        if json_file is not None:
            json_file.write_text(found.to_json(), encoding="utf-8")
        print(found)


@app.command(epilog="Example:  textclass view beslut.pdf -o beslut.html")
def view(
    file: Annotated[str, typer.Argument(metavar="FILE", help="One decision.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT.html",
            help="Where to write the page; else here, under the file's name.",
        ),
    ] = None,
    model: ModelName = "default",
    language: Language = "en",
    ocr: Ocr = False,
) -> None:
    """Show one decision as a page: sections, citations, outcomes, measures, prediction."""
    from textclass import report as pages

    with _misuse_is_said():
        if Path(file).is_dir():
            _fail(f"{file}: is a folder; view shows one decision, and report a scored archive")
        written = output or _page_of(Path(file))
        _spare(written, [file])
        decision = pages.view(file, written, model=model, ocr=ocr, language=language)
    print(written)
    raise typer.Exit(0 if decision.status in _GOOD else 1)


def _page_of(file: Path) -> Path:
    """Return where the page of a decision goes by itself: here, and not onto a decision that is a page too."""
    page = Path(f"{file.stem}.html")
    return page.with_stem(f"{file.stem}-view") if file.suffix.lower() in {".html", ".htm", ".xhtml"} else page


@app.command(epilog="Example:  textclass report poang.parquet -o rapport.html")
def report(
    scores: Annotated[str, typer.Argument(metavar="SCORES", help="What score wrote: a file or a folder.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.html", help="Where to write the page.")],
    language: Language = "en",
) -> None:
    """Show a scored archive as one self-contained page."""
    from textclass import report as pages

    with _misuse_is_said():
        if Path(scores).suffix.lower() in {".html", ".pdf", ".docx"}:
            _fail(f"{scores}: report is made of what score wrote: a .parquet, .csv, .xlsx or .jsonl file, or a folder")
        _spare(output, [scores])
        pages.report(scores, output, language=language)
    print(output)


@app.command(epilog="Example:  textclass export beslut/ --format label-studio -o uppgifter.json")
def export(
    paths: Paths,
    format: Annotated[
        str, typer.Option("--format", metavar="label-studio|doccano|prodigy", help="The annotation tool.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write.")],
) -> None:
    """Export decisions to an annotation tool; its corrections come back by score --corrections."""
    from textclass import exports, reading

    with _misuse_is_said():
        _spare(output, reading.find_files(paths))
        count = exports.export(paths, format, output)
    print(f"{output}: {count} documents")


@app.command(epilog="Example:  textclass synth 1000 -o last/ --seed 1")
def synth(
    number: Annotated[int, typer.Argument(metavar="N", min=1, help="How many documents.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write to.")],
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="The same seed gives the same documents.")] = 0,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write PDF (extra 'synth').")] = False,
) -> None:
    """Write a made-up archive for load tests; never for training or figures of accuracy."""
    from textclass import synthetic

    with _misuse_is_said():
        synthetic.write(number, output, seed=seed, pdf=pdf)
    print(f"{output}: {number} documents")


if __name__ == "__main__":
    main()
