"""examples and a model, or the method alone -> an honest evaluation: tables, plots, page, JSON."""

from textclass.classifier.evaluation.report import Evaluation
from textclass.classifier.evaluation.run import evaluate

__all__ = ["Evaluation", "evaluate"]
