"""What a programmer types: names, docstrings, types, and errors that say what would do."""

from importlib.resources import files
from pathlib import Path

import pytest

import textclass as tc

SAMPLE = Path(__file__).parents[1] / "data" / "samples" / "jonsfors-2016.txt"


def test_every_name_is_there_and_explained():
    for name in tc.__all__:
        assert getattr(tc, name).__doc__, name


def test_types_are_told_to_type_checkers():
    assert (files("textclass") / "py.typed").is_file()


def test_base_and_date_may_be_given_by_place():
    (citation,) = tc.cite("Se 3 kap. 2 §.", "skollagen", "2020-01-01")
    assert citation.ids == ("2010:800#K3P2",)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: tc.parse("none.pdf"), FileNotFoundError, "none.pdf: no such file"),
        (lambda: tc.parse_text(b"Beslut"), TypeError, "str, not bytes; parse reads files"),
        (lambda: tc.cite("x", base="nix"), ValueError, "unknown act 'nix': give an SFS number"),
        (lambda: tc.cite("x", date="2020"), ValueError, "not an ISO date such as"),
        (lambda: tc.score([]), ValueError, "no paths: give at least one"),
        (lambda: tc.score("none"), FileNotFoundError, "none: no such file or folder"),
        (lambda: tc.load_model("none"), ValueError, "none: no such model; give 'default'"),
        (lambda: tc.load_model().predict_proba(["text"]), TypeError, r"Account\(title, needs, text\), not str"),
        (lambda: tc.train([tc.parse(SAMPLE)]), ValueError, "training needs at least 40"),
    ],
)
def test_wrong_input_is_answered_with_what_would_do(call, error, said):
    with pytest.raises(error, match=said):
        call()
