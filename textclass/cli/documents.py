"""what "parse" and "cite" are given -> one call each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from textclass.cli.options import Ocr, Paths, app
from textclass.cli.terminal import GOOD, input_from, misuse_is_said, output_to, spare


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
    with misuse_is_said():
        files = reading.find_files(paths)
        spare(output, files)
        with output_to(output) as out:
            for decision in archive.parse_files(files, ocr=ocr, jobs=jobs):
                out.write(json.dumps(decision.to_dict(text=text), ensure_ascii=False) + "\n")
                bad = bad or decision.status not in GOOD
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

    with misuse_is_said():
        if batch is not None:
            bad = False
            with batch.open(encoding="utf-8-sig", newline="") as lines:
                for answer in command.cite_batch(lines, base=base, date=date, acts_path=acts):
                    bad = bad or "error" in answer
                    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            raise typer.Exit(1 if bad else 0)
        else:
            sys.stdout.write(command.cite_text(input_from(file), base=base, date=date, acts_path=acts, format=format))
