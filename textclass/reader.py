"""path or text -> Decision, and decisions -> Model: what a programmer calls first."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textclass import reading
from textclass.decision import outcomes, sentences
from textclass.decision.parsing import parse_document, parse_pages
from textclass.records import Decision, RawDocument, Status

if TYPE_CHECKING:
    from textclass.classifier import Evaluation, Model
    from textclass.classifier.examples import Collected

PathLike = str | os.PathLike[str]
Source = PathLike | Sequence[PathLike] | Sequence[Decision]


def parse(path: PathLike, *, ocr: bool = False) -> Decision:
    """Return the Decision in a file (PDF, DOCX, HTML or text), read in this process.

    Whatever the file, it has a ``status``: "ok", "no_areas", or what went wrong, with ``error`` in words. Its
    ``areas`` have ``title, needs, account, conclusion, outcome, citations``; its ``citations`` are all of the
    document; offsets are into its ``text``; ``to_dict()`` is what ``textclass parse`` writes. What the document
    does not say is None or empty. ``ocr`` reads scanned pages too.
    Raises: FileNotFoundError: there is no such file.
    """
    shown = os.fspath(path)
    return parse_raw(reading.read(path, ocr=ocr), shown)


def parse_raw(raw: RawDocument, path: str | None) -> Decision:
    """Return the Decision in a file that was read; a fault of ours in it gives the status ``error``."""
    try:
        return parse_document(raw, path)
    except Exception as error:  # one strange document must never end a batch
        return Decision(path, Status.ERROR, error=f"could not be understood: {type(error).__name__}", sha256=raw.sha256)


def parse_text(text: str) -> Decision:
    """Return the Decision in ``text``; form feeds part its pages. Its offsets are into its own clean ``text``."""
    if not isinstance(text, str):
        raise TypeError(f"text is to be a str, not {type(text).__name__}; parse reads files")
    return parse_pages(text.split("\f"))


def collect(source: Source) -> Collected:
    """Return the labelled accounts of corpus folders, of an archive of decisions, or of Decisions.

    The label of an archive's area is its stated outcome; what cannot be used is listed in ``left_out``.
    Raises: FileNotFoundError: a path leads to nothing.
    """
    from textclass.classifier import examples

    items = [source] if isinstance(source, str | os.PathLike) else list(source)
    decisions = [item for item in items if isinstance(item, Decision)]
    if decisions:
        return examples.from_decisions(decisions)
    paths = [os.fspath(item) for item in items if not isinstance(item, Decision)]
    if paths and all(os.path.exists(path) and examples.is_corpus(path) for path in paths):
        return examples.load(paths)
    return examples.from_decisions(parse(path) for path in reading.find_files(paths))


def train(source: Source, seed: int = 0) -> Model:
    """Return a model trained on ``source``: paths of an archive or of corpus folders, or Decisions.

    The labels of an archive are the outcomes it states; areas without a clear one are left out. The same source
    and ``seed`` give the same model. Raises: TooFewExamples, a ValueError; FileNotFoundError.
    """
    from textclass import classifier

    return classifier.train(collect(source).examples, seed=seed)


def evaluate(source: Source, model: Model | str | None = None, seed: int = 0) -> Evaluation:
    """Return the evaluation of ``model`` on ``source``, or without one of the method by grouped cross-validation.

    ``source`` as of ``train``. ``model``: a Model, "default" or the folder of one; areas it was trained on are left
    out. Without one it takes minutes: models are trained for each fold and each baseline. The Evaluation has
    ``figures`` by name, ``tables`` (DataFrames), ``plots`` (SVG), ``to_html()`` and ``to_json()``.
    Raises: TooFewExamples, a ValueError; FileNotFoundError.
    """
    from textclass import classifier

    loaded = classifier.load_model(model) if isinstance(model, str) else model
    return classifier.evaluate(collect(source).examples, model=loaded, seed=seed, states_verdict=states_verdict)


def states_verdict(text: str) -> bool:
    """Whether the inspectorate states an outcome in any sentence of ``text``."""
    rules = outcomes.rules()
    return any(rules.judges(text[a:b]) and rules.find(text[a:b]) is not None for a, b in sentences.spans(text))
