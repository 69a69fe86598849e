"""Needs: lists inside a sentence, below a heading, after the account; and what only looks like one."""

from __future__ import annotations

import pytest

from textclass.decision.needs import as_printed, items
from textclass.decision.paragraphs import clean
from textclass.decision.parsing import parse_pages
from textclass.decision.verbs import is_clause

HEAD = """Inledning

Skolinspektionen granskade under hösten 2018 Ekskolan i Granhults kommun. I beslut den 3 juni 2019 angavs vad som
behövde utvecklas. Kommunen har den 14 januari 2020 kommit in med en redovisning av vidtagna åtgärder.

Bakgrund

"""
AREA = """Särskilt stöd

Vid granskningen framkom att stödet sällan följdes upp. {need}

Av kommunens redovisning framgår att stödet sedan augusti följs upp varje månad av en speciallärare.

Skolinspektionen bedömer att arbetet ligger i linje med vad som behövs.

Elevhälsa

Vid granskningen framkom att elevhälsan sällan deltog. Rektorn behöver ta med elevhälsan i analysen.

Av kommunens redovisning framgår att elevhälsan sedan augusti deltar i varje möte om analysen.

Skolinspektionen bedömer att arbetet ligger i linje med vad som behövs.
"""


def needs(need: str) -> tuple[str, ...]:
    return parse_pages([HEAD + AREA.format(need=need)]).areas[0].needs


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("Skolan behövde a) utreda stödet och b) följa upp det.", ["utreda stödet", "följa upp det."]),
        ("Rektorn ska (i) utreda, (ii) besluta, och (iii) följa upp.", ["utreda,", "besluta, och", "följa upp."]),
        ("Rektorn ska 1) utreda stödet, samt 2) följa upp det.", ["utreda stödet, samt", "följa upp det."]),
        ("Stiftelsen ombads att utreda; att följa upp.", ["att utreda;", "att följa upp."]),
        ("Skolan behövde se över bilaga b) och följa upp den.", None),  # no list begins with b
        ("Skolan behövde a) utreda stödet.", None),
        ("Rektorn ansåg att stödet gavs; att följa upp det var svårt.", None),
        ("Rektorn behöver leda arbetet.", None),
    ],
)
def test_a_list_may_run_inside_a_sentence(sentence: str, listed: list[str] | None) -> None:
    assert items(sentence) == (listed or [sentence])


def test_a_need_told_in_a_sentence_is_the_whole_sentence() -> None:
    told = "Skolinspektionen ansåg därför att rektorn behöver följa upp stödet."
    assert needs(told) == (told,)
    assert needs("Det som behövdes var att rektorn följer upp stödet.") == (
        "Det som behövdes var att rektorn följer upp stödet.",
    )


def test_below_a_heading_of_needs_stand_needs_though_they_demand_nothing() -> None:
    need = "Varje elev har en individuell studieplan (17 kap. 7 § skollagen)."
    assert needs(f"\n\nKrav enligt beslutet\n\n{need}") == (need,)


def test_needs_may_stand_below_the_account() -> None:
    text = (
        HEAD
        + """Frånvaro

Kommunens redovisning

Kommunen uppger att samtliga skolor sedan augusti registrerar frånvaro i samma system.

Vad granskningen visade

Enligt beslutet saknades överblick. Utvecklingsområdet formulerades så:

o   Nämnden behöver skaffa sig en samlad bild av frånvaron.

Bedömning

Skolinspektionen bedömer att arbetet ligger i linje med vad som behövs.
"""
    )
    assert parse_pages([text]).areas[0].needs == ("Nämnden behöver skaffa sig en samlad bild av frånvaron.",)


def test_what_is_demanded_below_a_last_heading_of_measures_is_no_account() -> None:
    orders = "Åtgärder\n\nGranhults kommun ska vid Ekskolan särskilt\n\n- utreda de sju elever som väntat\n"
    found = parse_pages([HEAD + AREA.format(need="Rektorn behöver följa upp stödet.") + "\n" + orders]).areas
    assert len(found) == 2
    assert found[1].account and "särskilt" not in found[1].account.text


ITEM = "• läraren sammanfattar vilka insatser som behövs för just den eleven"


@pytest.mark.parametrize(
    ("below", "apart"),
    [
        ("För särskolans del redovisar kommunen en ny mall.", True),
        ("(Jfr 1 kap. 4 § skollagen.)", True),
        ("och hur de följs upp.", False),
    ],
)
def test_an_item_without_a_stop_ends_where_a_sentence_begins(below: str, apart: bool) -> None:
    gap = "\n\n" if below.startswith("(") else "\n"
    texts = [block.text for block in clean([f"Kommunen behöver se till att\n{ITEM}{gap}{below}"]).blocks]
    assert (texts[-1] == below) is apart


def test_a_line_that_ends_in_a_comma_goes_on_with_law() -> None:
    lines = (
        "Nämnden hänvisar till protokollet från sitt sammanträde den 24 april 2019,\n§ 51 (bilaga 2). Där beslutades."
    )
    assert len(clean([lines]).blocks) == 1


def test_a_sentence_that_announces_needs_is_none() -> None:
    listed = "Kommunen behövde utveckla följande.\n\n• Rektorn behöver följa upp stödet.\n"
    assert needs(listed) == ("Rektorn behöver följa upp stödet.",)


def test_measures_that_are_ordered_below_the_needs_are_none() -> None:
    text = (
        HEAD
        + """Särskilt stöd

Bedömning av brist

Skolan uppfyller inte författningskraven avseende att:

- Elever i behov av särskilt stöd får ett åtgärdsprogram. (3 kap. 9 § skollagen;
Lgr 11, 2.2 Kunskaper)

Åtgärder

- Se till att åtgärdsprogrammen omfattar alla ämnen.

Kommunen uppger att 14 elever har fått ett åtgärdsprogram sedan augusti och att fler är på väg.

Skolinspektionen bedömer att bristen kvarstår.
"""
    )
    (area,) = parse_pages([text]).areas
    assert area.needs == (
        "Elever i behov av särskilt stöd får ett åtgärdsprogram. (3 kap. 9 § skollagen; Lgr 11, 2.2 Kunskaper)",
    )


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ('Rektor behöver leda arbetet."', "Rektor behöver leda arbetet."),  # a quotation that began with another need
        ('Rektor behöver leda "arbetet".', 'Rektor behöver leda "arbetet".'),
        ('"Rektor behöver leda arbetet."', '"Rektor behöver leda arbetet."'),
    ],
)
def test_the_end_of_a_quotation_of_several_needs_is_no_part_of_one(text: str, need: str) -> None:
    assert as_printed(text, whole=False) == need


@pytest.mark.parametrize("heading", ["Åtgärder", "Kommunens åtgärder", "Kommunens redovisning"])
@pytest.mark.parametrize(
    "told",
    [
        "Rektorn ska från och med augusti träffa elevhälsan varje vecka.",
        "Alla lärare måste sedan augusti dokumentera sina anpassningar.",
        "Kommunen ska vidta åtgärder under våren. Rektorn har anställt en speciallärare.",
    ],
)
def test_what_the_organiser_will_do_stays_an_account_below_its_heading(heading: str, told: str) -> None:
    text = HEAD + AREA.format(need="Rektorn behöver följa upp stödet.").replace(
        "Av kommunens redovisning framgår att stödet", f"{heading}\n\n{told} Stödet", 1
    )
    found = parse_pages([text]).areas
    assert [area.outcome for area in found] == ["in_line", "in_line"]
    assert found[0].account and found[0].account.text.startswith(told)


@pytest.mark.parametrize(
    ("line", "clause"),
    [("Låg måluppfyllelse i matematik", False), ("Studerandes inflytande", False), ("Rutinen användes sällan", True)],
)
def test_adjectives_and_genitives_are_no_verbs(line: str, clause: bool) -> None:
    assert is_clause(line) is clause
