"""Verdicts worded by several hands who did not know the rules, and what only looks like one.

The sentences are fictional, written for this project, CC0. ``verdicts/hard.tsv`` holds those that are not read: of
them the rules may say nothing, but not the contrary. A new verdict that is misread belongs into one of these tables.
"""

from pathlib import Path

import pytest

from textclass.decision import outcomes, stating
from textclass.decision.evidence import key
from textclass.decision.naming import mentioned
from textclass.decision.roles import Unit
from textclass.decision.segments import Found
from textclass.decision.sentences import spans

FOLDER = Path(__file__).parent / "verdicts"
CONTRARY = {("in_line", "more_needed"), ("more_needed", "in_line")}


def table(name):
    return [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def stated(text):
    """Return the outcome of a few sentences that follow one another: partly, or the last that a judge states."""
    sentences = [text[start:end] for start, end in spans(text)]
    told = [(s, o) for s, o in zip(sentences, outcomes.passage(sentences), strict=True) if o]
    if any(outcome == "partly" for _, outcome in told):
        return "partly"
    judged = [pair for pair in told if outcomes.rules().judges(pair[0])] or told
    return judged[-1][1].value if judged else "none"


@pytest.mark.parametrize(
    "name", ["hand-1.tsv", "hand-2.tsv", "hand-3.tsv", "hand-4.tsv", "hand-5.tsv", "plain-words.tsv", "traps.tsv"]
)
def test_verdicts_of_many_wordings_are_read(name):
    misread = [(want, stated(text), text) for want, text in table(name) if stated(text) != want]
    assert not misread


def test_a_verdict_too_hard_to_read_is_never_read_as_its_contrary():
    assert not [(want, text) for want, text in table("hard.tsv") if (want, stated(text)) in CONTRARY]


class Page:
    """Stands for the clean text: all on one page."""

    def page(self, position):
        return 1


@pytest.mark.parametrize(("want", "title", "text"), table("of-areas.tsv"))
def test_each_area_gets_its_own_part_of_a_sentence(want, title, text):
    titles = dict.fromkeys(title for _, title, _ in table("of-areas.tsv"))
    areas = [Found(name, key(name), None) for name in titles]
    units = [Unit(text[a:b], a, b, opens=number == 0, bullet=False) for number, (a, b) in enumerate(spans(text))]
    stating._state_by_name(Page(), areas, [(unit, None, None) for unit in units])
    (area,) = (area for area in areas if area.title == title)
    assert (outcomes.settle(area.places) or "none") == want


def test_a_sentence_names_areas_by_all_by_number_and_by_letter() -> None:
    areas = [Found(name, key(name), None) for name in ("Särskilt stöd", "Språk och kommunikation")]
    assert mentioned("Kommunen har inte avhjälpt samtliga brister.", areas) == []
    assert mentioned("Kommunen har avhjälpt samtliga brister.", areas) == areas
    assert mentioned("Bristen under område II är inte avhjälpt.", areas) == areas[1:]
    assert mentioned("Inom område A och B har bristerna avhjälpts.", areas) == areas
    assert mentioned("Kommunen arbetar så som beslutet syftade till.", areas) == []
