"""Promises that hold for any text at all."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textclass.decision.parsing import parse_pages

PIECES = [
    "Skolinspektionen",
    "3 (4)",
    "Bakgrund",
    "Beslut:",
    "1. Rektors ledarskap",
    "Rektors ledarskap",
    "• Rektorn behöver leda.",
    "Av redovisningen framgår att rektorn har infört besök.",
    "Ytterligare kvalitetshöjande åtgärder behövs.",
    "1 kap. 9 §, 4 kap. 3 § skollagen",
    "Dnr 40-2021:1",
    "2021-03-04",
    "under-\nvisningen",
    "yrkes- och\nkursplaner",
    "\f",
    "",
    "På Skolinspektionens vägnar",
    "Bedömningen var: Skolan följer i låg utsträckning upp.",
    "B e s l u t",
    "e\u0301",
    "\u00a0",
]
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=30).map("\n\n".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_sections_cover_the_text_without_overlap_and_quotes_slice_to_it(text):
    decision = parse_pages(text.split("\f"))
    position = 0
    for section in decision.sections:
        assert section.start >= position
        assert not decision.text[position : section.start].strip()
        assert section.start < section.end
        position = section.end
    assert not decision.text[position:].strip()
    for area in decision.areas:
        passages = [area.account, area.conclusion, *area.outcome_places]
        assert all(p is None or decision.text[p.start : p.end] == p.text for p in passages)
    assert all(decision.text[c.start : c.end] == c.text for c in decision.citations)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_reading_a_text_twice_gives_the_same(text):
    assert parse_pages([text]) == parse_pages([text])


HOSTILE = [
    "1, 1, 1 ",
    "§§§",
    "(((",
    "aaa-bbb-",
    "a ",
    "4 kap. ",
    "Rektors ledarskap\n",
    "3 (4)\n",
    "• ",
    "Bristen kvarstår. ",
    "e\u0301\u0323",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear_in_the_length(piece):
    def seconds(times: int) -> float:
        text = piece * times
        begin = time.process_time()
        parse_pages([text])
        return time.process_time() - begin

    seconds(10)
    size = 20_000 // len(piece)
    small = max(seconds(size), seconds(size), 0.02)
    assert seconds(8 * size) < 8 * 3 * small


@pytest.mark.timeout(60)
def test_a_decision_that_was_read_as_one_line_comes_to_an_end():
    for path in sorted((Path(__file__).parents[2] / "data/corpus").glob("E*.txt")):
        text = " ".join(path.read_text(encoding="utf-8").split())
        assert parse_pages([text]).text
