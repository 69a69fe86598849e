"""texts <-> the terminal: how the commands read, write, and say what is wrong; only this room prints."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn, TextIO

import typer

from textclass.discretion import unnumbered

GOOD = frozenset({"ok", "no_areas"})
_MISUSE = 2


def say(message: object) -> None:
    """Print to standard error, which schedulers log: without identity numbers."""
    print(unnumbered(str(message)), file=sys.stderr)


def fail(message: object) -> NoReturn:
    """Say what is wrong with what the caller gave, and end."""
    say(f"textclass: {message}")
    raise typer.Exit(_MISUSE)


@contextlib.contextmanager
def misuse_is_said() -> Iterator[None]:
    """Say in one line what is wrong with what the caller gave."""
    try:
        yield
    except (ValueError, ImportError) as error:
        fail(error)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else error)


def spare(output: Path | None, inputs: Iterable[str]) -> None:
    """Refuse to write over what is to be read."""
    if output is not None and output.exists() and any(Path(one).exists() and output.samefile(one) for one in inputs):
        fail(f"{output}: is to be read, and would be written over; give the output another name")


@contextlib.contextmanager
def output_to(path: Path | None) -> Iterator[TextIO]:
    """Give what writes to a file, or to standard output for None and "-"."""
    if path is None or str(path) == "-":
        yield sys.stdout
    else:
        with path.open("w", encoding="utf-8", newline="") as out:
            yield out


def input_from(path: str) -> str:
    """Return the text of a file as it stands in it, line ends and all, so that offsets are those of the caller."""
    from textclass import reading

    if path == "-":
        return reading.decode_text(sys.stdin.buffer.read())
    raw = reading.read(path)
    if raw.status not in GOOD:
        fail(f"{path}: {raw.error or raw.status}")
    return reading.decode_text(Path(path).read_bytes()) if raw.source == "text" else "\f".join(raw.pages)
