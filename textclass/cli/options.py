"""what the commands share: the application, and arguments and options that several of them take."""

from __future__ import annotations

from typing import Annotated

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
