"""what "score" and "merge" are given -> one call each, and the table of a small archive."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from textclass.cli.options import ModelName, Ocr, Paths, app
from textclass.cli.terminal import GOOD, misuse_is_said, say
from textclass.discretion import brief, printable

_SHOWN = 60  # rows of an archive small enough to be printed


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

    with misuse_is_said():
        summary = archive.run(
            paths, output, model=model, jobs=jobs, shard=shard, dask=dask, restart=restart, review=review,
            corrections=exports.read_corrections(corrections) if corrections else None,
            no_text=no_text, ocr=ocr, limit_seconds=limit_seconds, limit_memory=limit_memory, progress=progress,
        )  # fmt: skip
    say(summary)
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

    table = Table(box=None, pad_edge=False)
    for name in ("file", "status", "area", "stated", "predicted", "p more needed"):
        table.add_column(name, justify="right" if name == "p more needed" else "left", overflow="fold")
    for row in archive.read_rows(readable[0]):
        p = row["p_more_needed"]
        said = [row["area_title"], row["stated_outcome"], row["predicted_outcome"]]
        cells = [printable(row["path"].rsplit(os.sep, 1)[-1]), row["status"], *(brief(cell or "") for cell in said)]
        style = None if row["status"] in GOOD else "red"
        table.add_row(*cells, "" if p is None else f"{p:.2f}", style=style)
    Console(width=None if sys.stdout.isatty() else 140, highlight=False, markup=False).print(table)


@app.command(epilog="Example:  textclass merge poang/")
def merge(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder that the shards wrote to.")],
) -> None:
    """Check that all shards of a folder are complete, and mark it done."""
    from textclass import archive

    with misuse_is_said():
        summary = archive.merge(folder)
    say(summary)
    raise typer.Exit(summary.exit_status)
