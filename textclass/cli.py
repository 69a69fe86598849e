"""arguments -> one call each: the command ``textclass``. Only this module prints."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="textclass",
    help="Reads Swedish school-inspection decisions: areas, citations, stated outcomes, and a prediction from the account alone.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="A file, a folder (searched), or a glob.", show_default=False)]
_GOOD = frozenset({"ok", "no_areas"})


def _version(shown: bool) -> None:
    if shown:
        from textclass import __version__

        print(f"textclass {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")] = False,
) -> None:
    del version


@app.command(epilog="Example: textclass parse beslut/ -o beslut.jsonl")
def parse(
    paths: Paths,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT.jsonl", help="Write here and not to standard output.")] = None,
    text: Annotated[bool, typer.Option("--text", help="Add the clean text, into which all offsets point.")] = False,
    ocr: Annotated[bool, typer.Option("--ocr", help="Read scanned pages too (extra 'ocr', tesseract with swe+eng).")] = False,
) -> None:
    """Read decisions: one JSON object a document, one a line."""
    from textclass.reader import parse_files

    bad = False
    with _output(output) as out:
        for decision in parse_files(_find(paths), ocr=ocr):
            out.write(json.dumps(decision.to_dict(text=text), ensure_ascii=False, default=str) + "\n")
            bad = bad or decision.status not in _GOOD
    raise typer.Exit(1 if bad else 0)
