"""Lists whose marks were lost: what leads into them, what their items are, and what is no list."""

import pytest

from textclass.decision.paragraphs import begins_list, clean, goes_on_list
from textclass.decision.parsing import parse_pages

HEAD = """Inledning

Skolinspektionen granskade under våren 2021 Lövåsskolan i Granhults kommun. I beslut den 3 juni 2021 angavs vad
som behövde utvecklas. Kommunen har den 14 januari 2022 kommit in med en redovisning av vidtagna åtgärder.

Bakgrund

Rektors ledarskap

"""
TAIL = """
Av kommunens redovisning framgår att rektorn sedan augusti besöker varje lärares lektioner två gånger per termin.
Samtalen efter besöken följer en gemensam mall. Två arbetslag har därefter ändrat sin planering.

Mot bakgrund av ovanstående bedömer Skolinspektionen att kommunen har vidtagit tillräckliga åtgärder.

På Skolinspektionens vägnar

Enhetschef Majken Tornlind
"""


@pytest.mark.parametrize(
    ("lead", "items"),
    [
        ("Rektorn borde därför i större utsträckning", ["följa upp undervisningen, och", "besluta om utveckling."]),
        ("Arbetet borde därför utvecklas så", ["att alla får läsa,", "att tid finns, samt", "att lärarna leder."]),
        ("Förskolan behövde därför", ["planera högläsning, och", "ge barnen möjlighet att tala sitt språk."]),
        ("Kommunen ska", ["kartlägga behoven,", "följa upp insatserna."]),
        ("Skolan bör se till att", ["reglerna är kända;", "alla följer dem."]),
    ],
)  # fmt: skip
def test_items_without_marks_are_needs_of_their_own(lead: str, items: list[str]) -> None:
    past = f"Vid granskningen framkom att rektorn sällan var ute i klassrummen under det år som vi följde. {lead}\n\n"
    (area,) = parse_pages([HEAD + past + "\n".join(items) + "\n" + TAIL]).areas
    assert list(area.needs) == items


@pytest.mark.parametrize(
    ("before", "text", "begins", "goes_on"),
    [
        ("Rektorn måste", "följa upp", True, False),
        ("Rektorn måste", "Följa upp", False, False),
        ("Rektorn ville", "följa upp", False, False),
        ("Kommunen ska arbeta med", "trygghet", False, False),
        ("… följa upp undervisningen, och", "besluta", False, True),
        ("… följa upp undervisningen.", "besluta", False, False),
    ],
)
def test_what_leads_into_a_list_and_what_goes_on_with_it(before: str, text: str, begins: bool, goes_on: bool) -> None:
    assert (begins_list(before, text), goes_on_list(before, text)) == (begins, goes_on)


def test_a_numbered_heading_after_a_page_break_does_not_join_the_law_above() -> None:
    page = "Skolan har ordning på sina papper.\n\n3.4 Lagrum\n5 kap. 3 § och 6 kap. 7 § skollagen (2010:800)\n"
    blocks = [
        block.text
        for block in clean([page, "4 Undervisning\n4.1 Det vi skrev i juni\nEleverna läste själva.\n"]).blocks
    ]
    assert "4 Undervisning" in blocks


def test_the_name_of_the_organiser_at_the_foot_of_two_pages_is_no_title() -> None:
    page = "Lärarna har nu en plan för hela året och följer den i alla klasser.\n\nRegion Västanlandet\n\n  {}(4)\n\n"
    text = clean([page.format(2), page.format(3), "Nu är den tredje sidan här och den är slut.\n"])
    assert not [block for block in text.blocks if block.text == "Region Västanlandet"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("2. KURSUTBUD  (Ekvikens Estetiska och Ekvikens\nTekniska)\nBrist mot 16 kap. 18 skollagen\n", True),
        ("2. Kursutbud (Ekvikens Estetiska)\nTekniska ämnen\nBrist mot 16 kap. 18 skollagen\n", False),
    ],
)
def test_a_bracket_in_a_title_goes_on_to_the_next_line(lines: str, joined: bool) -> None:
    first = clean([lines]).blocks[0].text
    assert first.endswith("Tekniska)") is joined


@pytest.mark.parametrize(
    ("line", "below", "parted"),
    [
        ("Bestämmelser: 2 kap. 9 § skollagen, Lgr 22, 4 Fritidshemmet", "Så här beskrivs arbetet.", True),
        ("Bestämmelser: 2 kap. 9 § och 4 kap. 4 §", "Så här beskrivs arbetet.", True),
        ("Bestämmelser: 2 kap. 9 § skollagen", "och 4 kap. 4 § samma lag.", False),
        ("Det som angavs om arbetet i den tidigare", "Kommunen hade inte beskrivits.", False),
    ],
)
def test_a_line_of_law_that_ends_a_page_early_ends_its_paragraph(line: str, below: str, parted: bool) -> None:
    above = (
        "Rektorn behövde följa upp undervisningen i alla ämnen och samtala med lärarna om det som hon ser\n"
        "när hon besöker deras lektioner under hela läsåret och vid alla skolans enheter.\n"
    )
    more = "Rektorn besöker varje lärare två gånger i terminen och\nsamtalar därefter om lektionerna.\nSida 2 av 2\n"
    blocks = [block.text for block in clean([f"{above}{line}\nSida 1 av 2\n{below} {more}"]).blocks]
    assert (line in blocks) is parted
