"""Titles that are sentences, and areas in parts of which each is about one school unit."""

from __future__ import annotations

import pytest

from textclass.decision import outcomes, titles
from textclass.decision.paragraphs import clean
from textclass.decision.parsing import parse_pages
from textclass.decision.segments import Found, units_of
from textclass.decision.shapes import may_be_sentence
from textclass.decision.stating import state_outcomes
from textclass.records import StatedOutcome

HEAD = """Inledning

Skolinspektionen granskade under hösten 2013 Ekskolan och Alskolan i Granhults kommun. I beslut den 3 juni 2014
angavs vad som behövde utvecklas. Kommunen har den 14 januari 2015 kommit in med en redovisning av åtgärder.

"""
AREA = """{title}

Påpekande

Lärarna hade skilda uppfattningar om eleverna. Kommunen behöver ge dem gemensam tid för detta.

Kommunens åtgärder

Sedan augusti möts lärarna varje onsdag och går igenom elevernas utveckling. Mötena har följts upp två gånger.

Skolinspektionens bedömning

{verdict}

"""
DONE, UNDONE = "Åtgärderna är tillräckliga.", "Ytterligare åtgärder behövs."


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(area.title, area.school_unit, area.outcome) for area in parse_pages([text]).areas]


def test_numbered_sentences_are_the_titles() -> None:
    text = HEAD + AREA.format(title="1   Lärarna skall dela sin kunskap om eleven", verdict=DONE)
    text += AREA.format(title="2   Rektorn skall se till att stödet utreds skyndsamt", verdict=UNDONE)
    assert [title for title, *_ in read(text)] == [
        "Lärarna skall dela sin kunskap om eleven",
        "Rektorn skall se till att stödet utreds skyndsamt",
    ]


def test_numbered_sentences_in_a_row_are_a_list() -> None:
    items = "1. Lärarna ska dela sin kunskap\n\n2. Rektorn ska följa upp arbetet\n\n3. Eleverna ska höras oftare\n\n"
    blocks = clean([HEAD + items]).blocks
    shaped = titles.candidates(blocks).shaped
    assert not [n for n in shaped if blocks[n].text[0].isdigit()]


def test_a_sentence_that_the_summary_names_is_a_title() -> None:
    summary = f"Beslut\n\nVarje elev ska ha en plan som hålls levande: {DONE.lower()}\n\nSkäl för beslutet\n\n"
    blocks = clean([HEAD + summary + AREA.format(title="Varje elev ska ha en plan som hålls levande", verdict=DONE)])
    assert "Varje elev ska ha en plan som hålls levande" in [
        blocks.blocks[n].text for n in titles.candidates(blocks.blocks).shaped
    ]


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("Varje elev ska ha en plan som hålls levande", True),
        ("Varje elev ska ha en plan.", False),  # a need
        ("Rektorn ska se till att:", False),  # leads into a list
        ("Bristen är avhjälpt", False),  # a verdict
        ("Trygghet och studiero", False),  # no sentence
        ("2 kap. 9 § skollagen ska följas", False),
    ],
)
def test_a_sentence_without_its_stop_may_be_a_title(line: str, may: bool) -> None:
    assert may_be_sentence(line) is may


UNITS = """SÄRSKILT STÖD

Rättslig reglering

3 kap. 8 § skollagen

Ekskolan

Av beslutet framgår att stödet inte utreddes. Kommunen skulle

* utreda elevernas behov av stöd

Kommunen uppger att behovet har utretts för 26 elever och att en speciallärare har anställts.

Skolinspektionen bedömer att bristen är avhjälpt.

Alskolan

Av beslutet framgår att stödet inte följdes upp. Kommunen skulle

* följa upp stödet

Kommunen uppger att en mall för uppföljning ska tas fram under våren och prövas därefter.

Skolinspektionen bedömer att bristen kvarstår.

"""


def test_an_area_in_parts_is_one_for_each_school_unit_and_shares_its_law() -> None:
    second = UNITS.replace("SÄRSKILT STÖD", "ELEVHÄLSA").replace("3 kap. 8 §", "2 kap. 25 §")
    found = parse_pages([HEAD + UNITS + second]).areas
    assert [(area.title, area.school_unit, area.outcome) for area in found] == [
        ("SÄRSKILT STÖD", "Ekskolan", "in_line"),
        ("SÄRSKILT STÖD", "Alskolan", "more_needed"),
        ("ELEVHÄLSA", "Ekskolan", "in_line"),
        ("ELEVHÄLSA", "Alskolan", "more_needed"),
    ]
    assert [area.legal_basis for area in found] == [
        "3 kap. 8 § skollagen",
        "3 kap. 8 § skollagen",
        "2 kap. 25 § skollagen",
        "2 kap. 25 § skollagen",
    ]


@pytest.mark.parametrize(
    ("line", "basis"),
    [
        ("Rättsliga utgångspunkter: Se ovan under samma rubrik.\n\n", None),
        ("", "3 kap. 2 § skollagen"),  # what stands above the first holds for both
    ],
)
def test_an_area_whose_line_of_law_points_to_another_cites_none(line: str, basis: str | None) -> None:
    law = "Rättsliga utgångspunkter: 3 kap. 2 § skollagen.\n\n"
    area = AREA.format(title="Särskilt stöd", verdict=DONE)
    text = HEAD + "".join(
        f"{unit}\n\n" + area.replace("Påpekande\n\n", above) for unit, above in (("Ekskolan", law), ("Alskolan", line))
    )
    assert [one.legal_basis for one in parse_pages([text]).areas] == ["3 kap. 2 § skollagen", basis]


def test_units_above_their_areas_stay_there() -> None:
    text = HEAD + "".join(
        f"{unit}\n\n" + AREA.format(title="Särskilt stöd", verdict=verdict)
        for unit, verdict in (("Ekskolan", DONE), ("Alskolan", UNDONE))
    )
    assert read(text) == [("Särskilt stöd", "Ekskolan", "in_line"), ("Särskilt stöd", "Alskolan", "more_needed")]


def place(where: str, outcome: str, text: str) -> StatedOutcome:
    return StatedOutcome(where, outcome, text, 0, len(text), 1)  # type: ignore[arg-type]


def test_a_plain_verdict_of_the_decision_gainsays_the_reasons() -> None:
    plain = place("decision", "more_needed", "Ytterligare åtgärder krävs för att kvaliteten ska höjas.")
    judged = place("conclusion", "in_line", "Skolinspektionen bedömer att arbetet ligger i linje med vad som behövs.")
    assert outcomes.settle([plain, judged]) == "conflict"
    lead_in = place("decision", "more_needed", "Ytterligare åtgärder behövs däremot när det gäller:")
    assert outcomes.settle([lead_in, judged]) == "in_line"


def test_the_same_is_said_of_another_area() -> None:
    found = [Found(title, title.lower(), None) for title in ("Undervisning", "Rektors ledarskap")]
    text = clean(["Undervisning: åtgärderna är tillräckliga. Detsamma gäller rektors ledarskap."])
    loose = [(unit, None, None) for unit in units_of(text, 0, len(text.blocks), titles.outline(text.blocks))]
    state_outcomes(text, found, loose)
    assert [[p.outcome for p in area.places] for area in found] == [["in_line"], ["in_line"]]
