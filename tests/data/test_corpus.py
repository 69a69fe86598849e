"""The fictional corpus keeps its promises: counts, gold that agrees with its text, balance, no tells."""

import sys
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
sys.path.insert(0, str(DATA / "tools"))

import check_corpus  # noqa: E402 - a script beside the data, not a package

PROMISES = list(check_corpus.promises(DATA))


@pytest.mark.parametrize(("what", "figure", "bar", "holds"), PROMISES, ids=[promise[0] for promise in PROMISES])
def test_the_corpus_keeps_its_promise(what, figure, bar, holds):
    assert holds, f"{what}: {figure} is not {bar}"


def test_each_document_says_that_it_is_fictional():
    assert "fictional" in (DATA / "README.md").read_text(encoding="utf-8")


def test_a_pair_differs_in_the_decisive_fact_only():
    for pair in check_corpus.rows(DATA / "contrast"):
        one, other = pair["in_line"], pair["more_needed"]
        assert (one["account"] == other["account"]) == (pair["kind"] == "need"), pair["id"]
        assert abs(len(one["account"].split()) - len(other["account"].split())) <= 8, pair["id"]
