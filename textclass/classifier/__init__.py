"""accounts -> probabilities that more is needed, explained; training and honest evaluation. No decision's text comes here."""

from textclass.classifier.model import Explanation, Model
from textclass.classifier.store import ModelError, load_model
from textclass.classifier.training import TooFewExamples, train

__all__ = ["Explanation", "Model", "ModelError", "TooFewExamples", "load_model", "train"]
