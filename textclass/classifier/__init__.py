"""accounts -> probabilities that more is needed, explained; training and evaluation. No decision's text comes here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from textclass.classifier.model import Explanation, Model
from textclass.classifier.store import ModelError, load_model
from textclass.classifier.training import TooFewExamples, train

if TYPE_CHECKING:
    from textclass.classifier.evaluation import Evaluation as Evaluation
    from textclass.classifier.evaluation import evaluate as evaluate

__all__ = ["Evaluation", "Explanation", "Model", "ModelError", "TooFewExamples", "evaluate", "load_model", "train"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - evaluation opens pandas, so it is opened only when asked for
    if name in ("Evaluation", "evaluate"):
        return getattr(import_module("textclass.classifier.evaluation"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
