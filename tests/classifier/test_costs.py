"""Hostile accounts: what they cost grows as their length, and ends at a bound."""

import gc
import time

import pytest

from textclass import Account
from textclass.classifier import features, load_model, needs

PIECES = {
    "numbers": "1, ",
    "brackets": "(",
    "brackets about digits": "(1",
    "colons": "1:",
    "dashes": "–5",
    "and": "3 och ",
    "hyphens": "skol-",
    "one word": "a",
    "capitals by turns": "aB",
    "names": "Anna Andersson ",
    "denials": "inte ",
    "relative clauses": "mallen, som används ",
    "clauses that bear upon the need": "rektorn besöker lektioner; ",
    "conditions": "när det har ",
}
NEED = "Rektorn behöver besöka lektioner i svenska, matematik och engelska."
SHORT, LONG = 6_000, 24_000
MOST_TIMES = 9.0  # four times the length: 4 where time is linear, 16 where it is quadratic


@pytest.fixture(scope="module")
def model():
    return load_model()


def repeated(name, size):
    piece = PIECES[name]
    return (piece * (size // len(piece) + 1))[:size]


def seconds(work):
    """Without the collector: it walks the whole heap of the tests before, which the shorter text may escape."""
    times = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(5):
            begin = time.process_time()
            work()
            times.append(time.process_time() - begin)
    finally:
        gc.enable()
    return min(times)


@pytest.mark.parametrize("name", PIECES)
def test_time_grows_as_the_length_of_an_account(model, monkeypatch, name):
    monkeypatch.setattr(features, "MOST_CHARACTERS", 10**9)
    monkeypatch.setattr(features, "MOST_CLAUSES", 10**9)
    short, long = (
        seconds(lambda size=size: model.predict_proba([Account("Titel", (NEED,), repeated(name, size))]))
        for size in (SHORT, LONG)
    )
    assert long <= MOST_TIMES * max(short, 0.002)


@pytest.mark.parametrize("name", ["colons", "and", "one word"])
def test_time_grows_as_the_length_of_a_need(model, name):
    short, long = (
        seconds(lambda size=size: needs.read.__wrapped__(repeated(name, size)))  # what is remembered costs nothing
        for size in (SHORT, LONG)
    )
    assert long <= MOST_TIMES * max(short, 0.002)


@pytest.mark.parametrize("name", ["colons", "denials", "one word", "clauses that bear upon the need"])
def test_an_account_of_a_megabyte_costs_no_more_than_its_bound(model, name):
    begin = time.process_time()
    model.predict_proba([Account("Titel", (NEED,) * 1_000, repeated(name, 1_000_000))])
    assert time.process_time() - begin < 5


def test_what_stands_beyond_the_bound_is_not_read(model):
    text = "Mallen används i alla klasser. " * (features.MOST_CHARACTERS // 31 + 1)
    text = text[: features.MOST_CHARACTERS]
    longer = text + " Rektorn har ännu inte besökt någon lektion."
    short, long = model.predict_proba([Account("Titel", (NEED,), each) for each in (text, longer)])
    assert short == long
    assert all(longer[s.start : s.end] == s.text for s in model.explain(Account("Titel", (NEED,), longer)).sentences)
