"""what "view", "report", "export" and "synth" are given -> one call each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textclass.cli.options import Language, ModelName, Ocr, Paths, app
from textclass.cli.terminal import GOOD, fail, misuse_is_said, spare


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

    with misuse_is_said():
        if Path(file).is_dir():
            fail(f"{file}: is a folder; view shows one decision, and report a scored archive")
        written = output or _page_of(Path(file))
        spare(written, [file])
        decision = pages.view(file, written, model=model, ocr=ocr, language=language)
    print(written)
    raise typer.Exit(0 if decision.status in GOOD else 1)


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

    with misuse_is_said():
        if Path(scores).suffix.lower() in {".html", ".pdf", ".docx"}:
            fail(f"{scores}: report is made of what score wrote: a .parquet, .csv, .xlsx or .jsonl file, or a folder")
        spare(output, [scores])
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

    with misuse_is_said():
        spare(output, reading.find_files(paths))
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

    with misuse_is_said():
        synthetic.write(number, output, seed=seed, pdf=pdf)
    print(f"{output}: {number} documents")
