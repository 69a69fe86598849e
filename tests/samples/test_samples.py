"""The demo archive is what its scripts made of the corpus, and each of its files is read as it should be."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def maker():
    name, path = "make_samples", ROOT / "data" / "tools" / "make_samples.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[name]


def test_samples_hold_every_format(maker):
    suffixes = sorted(path.suffix for path in maker.SAMPLES.iterdir())
    assert suffixes == [".docx", ".html", *[".pdf"] * 8, ".txt", ".txt"]


def test_every_sample_reads_as_its_manuscript_and_gold_say(maker):
    made = maker.samples()
    assert sorted(made) == sorted(path.name for path in maker.SAMPLES.iterdir())
    assert [fault for name, (manuscript, _) in made.items() for fault in maker.faults(name, manuscript)] == []


def test_a_lost_sentence_is_seen(maker, monkeypatch):
    whole = maker.source("A02")
    monkeypatch.setattr(maker, "source", lambda name: [*whole, maker.Block("body", "En mening som saknas.")])
    assert any("En mening som saknas" in fault for fault in maker.faults("barkeryda-2021.pdf", "A02"))


def test_making_samples_twice_gives_the_same_bytes(maker):
    assert maker.samples() == maker.samples()
