"""arguments -> one call each: the command ``textclass``. Only this room prints."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from textclass.cli.options import app

# isort: off
from textclass.cli import documents, archives, models, pages  # noqa: F401 - the help has them in this order
# isort: on

_INTERRUPTED = 130


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
