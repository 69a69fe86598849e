"""what "predict", "train" and "evaluate" are given -> one call each."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from textclass.cli.options import ModelName, Paths, app
from textclass.cli.terminal import fail, misuse_is_said, say
from textclass.discretion import brief


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

    with misuse_is_said():
        if file == "-":
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        else:
            text = Path(file).read_bytes().decode("utf-8-sig")
        rows = commands.read_rows(text, is_csv=file.lower().endswith(".csv"))
        try:
            loaded = load_model(model)
        except ModelError as error:
            fail(error)
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

    with misuse_is_said():
        if output.exists() and not (force and (output / "model.json").is_file()):
            fail(f"{output} exists; give another name, or --force to write over a model")
        collected = collect(paths)
        for left in collected.left_out:
            say(f"not used: {left.decision}: {brief(left.title)}: {left.why}")
        try:
            trained = fit(collected.examples, seed=seed)
        except TooFewExamples as error:
            fail(error)
        if output.exists():
            shutil.rmtree(output)
        trained.save(output)
    say(f"{output}: trained on {len(collected.examples)} accounts; {len(collected.left_out)} not used")


@app.command(epilog="Example:  textclass evaluate data/corpus data/contrast data/accounts -o utvardering.html")
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

    with misuse_is_said():
        found = measure(paths, model=model, seed=seed)
        if output is not None:
            output.write_text(found.to_html(), encoding="utf-8")
        if json_file is not None:
            json_file.write_text(found.to_json(), encoding="utf-8")
        print(found)
