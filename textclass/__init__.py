"""Reads Swedish school-inspection decisions: areas, citations, stated outcomes, and a prediction from the account.

::

    file --reading--> lines --decision--> Decision (areas, citations, stated outcomes) --.
                           `-citations-'                                    the waist: records.py
    table <--archive-- rows <--classifier-- probability <-- features of the account ----'
    faces: cli, notebooks, report (HTML), spaCy pipeline, exports

The names below are loaded when they are used: ``import textclass`` itself imports neither spaCy nor
scikit-learn nor pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textclass.archive import score as score
    from textclass.citations import find as cite  # noqa: F401 - the name that this module gives it
    from textclass.classifier import Evaluation as Evaluation
    from textclass.classifier import Model as Model
    from textclass.classifier import load_model as load_model
    from textclass.pipeline import nlp as nlp
    from textclass.reader import evaluate as evaluate
    from textclass.reader import parse as parse
    from textclass.reader import parse_text as parse_text
    from textclass.reader import train as train
    from textclass.records import Account as Account
    from textclass.records import Area as Area
    from textclass.records import Citation as Citation
    from textclass.records import Decision as Decision
    from textclass.records import Outcome as Outcome

__version__ = "0.1.0"

_HOMES = {
    "Account": "textclass.records",
    "Area": "textclass.records",
    "Citation": "textclass.records",
    "Decision": "textclass.records",
    "Evaluation": "textclass.classifier",
    "Model": "textclass.classifier",
    "Outcome": "textclass.records",
    "cite": "textclass.citations",
    "evaluate": "textclass.reader",
    "load_model": "textclass.classifier",
    "nlp": "textclass.pipeline",
    "parse": "textclass.reader",
    "parse_text": "textclass.reader",
    "score": "textclass.archive",
    "train": "textclass.reader",
}

__all__ = sorted([*_HOMES, "__version__"])


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    if name not in _HOMES:
        raise AttributeError(f"module 'textclass' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), "find" if name == "cite" else name)


def __dir__() -> list[str]:
    return __all__
