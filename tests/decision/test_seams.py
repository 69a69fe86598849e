"""Titles that were lost in a paragraph come out of it; sentences stay whole."""

import textwrap
import time

import pytest

from textclass.decision.cycles import rounds
from textclass.decision.paragraphs import clean
from textclass.decision.seams import cuts, is_topic

BELOW = "Bedömningen var att uppföljning saknades."


def parts(texts: list[str], number: int) -> list[str]:
    edges = [0, *cuts(texts).get(number, ()), len(texts[number])]
    return [texts[number][a:b].rstrip() for a, b in zip(edges, edges[1:], strict=False)]


@pytest.mark.parametrize(
    ("text", "below", "title"),
    [
        ("Stöd till elever 3 kap. 5 § skollagen Vid granskningen saknades stöd.", "", "Stöd till elever"),
        ("Stöd till elever Lagrum: 3 kap. 5 § skollagen", "", "Stöd till elever"),
        ("Område 4: Elevers stöd Författningsstöd: 3 kap. 5 § skollagen.", "", "Område 4: Elevers stöd"),
        ("Åtgärderna är tillräckliga.3. Elevers stöd i skolan", BELOW, "3. Elevers stöd i skolan"),
        (
            "Bristen är avhjälpt. Flerspråkiga barns modersmål",
            "(8 kap. 10 § skollagen)",
            "Flerspråkiga barns modersmål",
        ),
        ("Det räcker. OMRÅDE 2 BETYG I IDROTT Lagrum: 3 kap. 14 § skollagen", "", "OMRÅDE 2 BETYG I IDROTT"),
        ("SKÄLEN FÖR BESLUTET 1. UNDERVISNINGEN", BELOW, "1. UNDERVISNINGEN"),
        ("TRYGGHET I beslutet den 3 mars 2020 angavs att mobbning var vanlig.", "", "TRYGGHET"),
    ],
)
def test_a_lost_title_gets_a_part_of_its_own(text, below, title):
    assert title in parts([text, below], 0)


def test_a_numbered_title_named_elsewhere_is_lost_in_any_paragraph():
    glued = "2. Skolans trygghetsarbete Föreläggandet omfattade två brister, som rör skilda delar av skolans område."
    assert parts(["2. Skolans trygghetsarbete", glued], 1)[0] == "2. Skolans trygghetsarbete"
    assert parts(["2. Skolans elevhälsa", glued], 1) == [glued]
    told = glued.replace("arbete Före", "arbete. Före")  # a line of a summary
    assert parts(["2. Skolans trygghetsarbete", told], 1) == [told]


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("Kraven finns i 3 kap. 5 § skollagen.", ""),
        ("Skolan arbetar enligt 3 kap. 5 § skollagen. Rektorn leder arbetet.", BELOW),
        ("1. Behovet av stöd utreds inte skyndsamt (3 kap. 8 § skollagen).", ""),
        ("Åtgärderna är tillräckliga. Rektorn har anställt två lärare i maj", "Eleverna fick mer tid."),
        ("Aktuella bestämmelser: 2 kap. 9 § skollagen", ""),
        ("2 kap. 9 § skollagen. Se även Lgr 11, 2.2 Kunskaper.", BELOW),
        ("• Rektorn behöver leda arbetet. Lärarna behöver tid.", BELOW),
        ("TRYGGHET I SKOLAN", BELOW),
        ("Område 4: UPPFÖLJNING AV UNDERVISNINGEN I FÖRSKOLAN", BELOW),
    ],
)
def test_a_sentence_stays_whole(text, below):
    assert parts([text, below], 0) == [text]


def test_titles_with_a_full_stop_come_in_company():
    law = " Grunden finns i 3 kap. 5-8 §§ skollagen. Skolan upptäckte elevernas svårigheter sent, ofta för sent."
    two = ["Stöd till elever." + law, "Samband mellan ämnen." + law]
    assert sorted(cuts(two)) == [0, 1]
    assert cuts(two[:1]) == {}


def blocks(text):
    return [block.text for block in clean([text]).blocks]


RUN_IN = """Stöd till elever
Författningsstöd 3 kap. 5 § skollagen
Behov Rektorn behöver se till att stödet sätts in i tid.

Trygghet
Författningsstöd 5 kap. 3 § skollagen
Behov Lärarna behöver finnas i korridorerna.
"""


def test_a_heading_that_runs_into_the_text_of_every_area_is_parted_from_it():
    parted = blocks(RUN_IN)
    assert parted.count("Behov") == parted.count("Författningsstöd") == 2
    assert "Rektorn behöver se till att stödet sätts in i tid." in parted


def test_a_word_that_runs_in_once_or_heads_no_part_of_an_area_stays():
    once = "Behov Sofia har ordnat stöd i skolan.\nDärefter träffade hon lärarna.\n"
    assert blocks(once)[0].startswith("Behov Sofia")
    number = "Område 1 – Stöd\n\nRektorn leder arbetet.\n\nOmråde 2 – Trygghet\n\nRektorn leder arbetet.\n"
    assert "Område 1 – Stöd" in blocks(number)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("2.3 Elevernas läxhjälpInget talar för att mer behövs i skolan", ["2.3 Elevernas läxhjälp", "Inget talar"]),
        ("Tillsynen av Granhults kommunBeslut", ["Tillsynen av Granhults kommun", "Beslut"]),
        ("Skälen för bedömningenElevhälsans arbete", ["Skälen för bedömningen", "Elevhälsans arbete"]),
        (
            "Redovisade åtgärder och slutsatserStöd till elever",
            ["Redovisade åtgärder och slutsatser", "Stöd till elever"],
        ),
        ("Bedömningen avser SkolFam", ["Bedömningen avser SkolFam"]),
        ("Lärarna delar allt i SchoolSoft med hemmen", ["Lärarna delar allt i SchoolSoft med hemmen"]),
        ("2. Lärarna delar PowerPoint med hemmen", ["2. Lärarna delar PowerPoint med hemmen"]),
    ],
)
def test_a_title_glued_without_a_blank_is_parted_and_names_of_products_are_not(line, parts):
    found = blocks(f"Inledning\n\n{line}\n\nRektorn leder arbetet.\n")[1:-1]
    assert len(found) == len(parts)
    assert all(text.startswith(part) for text, part in zip(found, parts, strict=True))


CLOSES = "Rektorn har ordnat möten. Därmed är arbetet i gång. Elever med lässvårigheter"
OPENS = "Vad vi sade i januari. Skolan upptäckte sent att elever hade svårt att läsa, och de fick ofta vänta på hjälp."


def test_a_title_at_the_end_of_a_paragraph_shows_by_how_the_next_one_opens():
    assert parts([CLOSES, OPENS, OPENS], 0)[-1] == "Elever med lässvårigheter"
    assert parts([CLOSES, OPENS], 0) == [CLOSES]  # no other paragraph opens so
    assert parts([CLOSES.replace("Elever", "Elever är"), OPENS, OPENS], 0)[-1] != "Elever är med lässvårigheter"


def test_a_numbered_title_is_lost_before_a_label_too():
    text = "Det är av mindre betydelse. 2. Lärarnas uppföljning av apl Ställningstagande: Åtgärderna räcker inte."
    assert "2. Lärarnas uppföljning av apl" in parts([text, ""], 0)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [("Område B:\nUndervisning", True), ("Område 2.\nUndervisning", True), ("område B.\nUndervisning", False)],
)
def test_a_number_alone_takes_its_title_from_the_next_line(lines, joined):
    text = f"Rektorn leder arbetet.\n{lines}\n\nEleverna fick vänta länge på stöd.\n"
    assert ("Undervisning" not in blocks(text)) is joined


def test_a_label_begins_a_paragraph_of_its_own():
    wrapped = "Rättslig reglering: 3 kap. 2 § skollagen\nVad granskningen visade: Eleverna fick vänta på\nsitt stöd.\n"
    assert blocks(wrapped)[1].startswith("Vad granskningen visade:")
    told = "Rektorn tog upp en sak som är\nviktig: alla ska trivas i skolan.\n"
    assert len(blocks(told)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "1. Samtal med elever som slutar hålls från och med läsåret\n\n2021/2022.",
        "Rättslig grund är 15 kap.\n2 § skollagen.",
        "1. Programmen anger inte hur stödet ska följas upp i skolan\n(3 kap. 9 § skollagen).",
        "Uppgifter om stöd lämnas över inför årskurs 4 och årskurs\n7. Rektorn kontrollerar att stödet ges.",
    ],
)
def test_what_a_line_wants_stays_with_it(text):
    assert len(blocks(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["Stöd till elever\n(3 kap. 9 § skollagen)\n\nSkolan saknade rutiner.", "Rektorn ska\n\n1. leda arbetet."],
)
def test_what_stands_apart_stays_apart(text):
    assert len(blocks(text)) > 1


@pytest.mark.parametrize(
    ("lines", "bullets"),
    [
        ("l Se till att stödet ges.\nl Följ upp stödet.", 2),
        ("l se till att stödet ges,\nl följa upp stödet.", 2),
        ("oSe till att stödet ges.\noFölj upp stödet.", 2),
        ("o Se till att stödet ges.", 1),
        ("ordna stöd i tid.", 0),
        ("l 2 kap. 9 §", 0),
    ],
)
def test_a_letter_alone_may_be_what_became_of_a_bullet(lines, bullets):
    found = clean([f"Skolan behöver:\n{lines}\n"]).blocks
    assert sum(block.bullet for block in found) == bullets


def test_the_first_line_of_a_numbered_paragraph_is_no_heading():
    text = (
        "1. Skolinspektionen beslutade den 19 mars 2014 att förelägga Granhults\n"
        "Friskolor Aktiebolag att avhjälpa vissa brister i skolan, som är en friskola\n"
        "med elever i årskurs 1 till 6, samt\n"
        "att redovisa vad som har gjorts inom den tid som Skolinspektionen har\n"
        "bestämt i samma beslut.\n"
    )
    assert len(blocks(text)) == 1


@pytest.mark.parametrize(
    ("line", "topic"), [("Stöd till elever.", True), ("Bristen är avhjälpt.", False), ("Stöd", False)]
)
def test_a_topic_has_no_verb(line, topic):
    assert is_topic(line) is topic


def test_offsets_and_pages_hold_after_a_cut():
    text = clean(["Beslut\n\nBristen är avhjälpt. Elevers stöd", "(3 kap. 5 § skollagen)\n\nSkolan saknade rutiner."])
    assert all(text.text[block.start : block.end] == block.text for block in text.blocks)
    assert text.page(text.text.index("rutiner")) == 2
    assert text.page(text.text.index("avhjälpt")) == 1
    assert list(text.page_starts) == sorted(text.page_starts)


def test_cutting_is_linear_in_hostile_text():
    def seconds(size: int) -> float:
        begun = time.perf_counter()
        cuts(["A. 1. B kap 3 § Område 1: " * size, "A " * size, "Åa. " * size])
        return time.perf_counter() - begun

    seconds(100)
    assert seconds(8000) < 12 * max(seconds(2000), 0.01)


def test_an_account_begins_each_round():
    kinds = ["none", "needs", "account", "account", "heading:conclusion", "none", "needs", "account", "account"]
    blocks = clean(["\n\n".join(f"Stycke {n} handlar om skolan." for n in range(len(kinds)))]).blocks
    assert rounds(blocks, kinds, len(blocks)) == [(2, 0), (7, 4)]
    assert rounds(blocks, kinds, 2) == []


LONG = "rektorn besöker varje vecka två lektioner och skriver efter varje besök ned vad som fungerade väl och " * 20
ENDS = "arbetslagen har läst en bok om detta och prövat det som sades i den."  # "Ett" would have had room


@pytest.mark.parametrize(("widths", "parted"), [((74, 74), True), ((78, 66), False)])
def test_a_paragraph_ends_where_lines_of_one_width_leave_room_for_a_word(widths, parted):
    lines, left = [], LONG
    for number in range(18):
        line, left = textwrap.fill(left, widths[number % 2]).split("\n", 1)
        left = left.replace("\n", " ")
        lines.append(line)
    blocks = clean(["\n".join([*lines, ENDS, "Ett häfte är ingen analys. Det räcker inte."])]).blocks
    assert any(block.text.startswith("Ett häfte") for block in blocks) is parted


GOES_ON = "gällde frågor som hade lyfts i tillsynen av skolan under våren samma år och som nu har följts upp."


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (f"Vite När det {GOES_ON}", "Vite"),
        (f"Skolinspektionens beslut Skolinspektionen konstaterar att det {GOES_ON}", "Skolinspektionens beslut"),
        (f"Undervisning och lärande Den brist som påtalades {GOES_ON}", "Undervisning och lärande"),
        ("Bakgrund till bedömningarna Huvudmannens analys av studieresultat", "Bakgrund till bedömningarna"),
    ],
)
def test_a_heading_is_parted_from_the_sentence_it_is_glued_to(text: str, first: str):
    assert parts([text], 0)[0] == first


@pytest.mark.parametrize(
    "text",
    [
        f"Vite Bergs skola {GOES_ON}",  # a name may go on a sentence
        f"Bedömning: Vi ser att det {GOES_ON}",  # a label
        f"Rektorn i Ekby Den {GOES_ON}",  # no heading
        "Beslut Ekby kommun",
    ],
)
def test_words_before_a_capital_are_no_heading_by_that(text: str):
    assert parts([text], 0) == [text]


def test_a_question_glued_to_a_sentence_is_a_title():
    text = (
        "Föreningen anmodas att lämna en ny redovisning.Kan skolan ta vid? Svaret är alltjämt nekande, eftersom så är."
    )
    assert parts([text], 0)[1] == "Kan skolan ta vid?"
    assert parts([text.replace(".Kan", ". Kan")], 0) == [text.replace(".Kan", ". Kan")]


def test_a_sentence_that_says_what_must_be_is_a_title_where_the_next_opens_as_usual():
    said = CLOSES.removesuffix("Elever med lässvårigheter") + "Alla barn måste få näring för sitt språk"
    assert parts([said, OPENS, OPENS], 0)[-1] == "Alla barn måste få näring för sitt språk"
    told = said.replace("måste få", "har ännu inte fått")
    assert parts([told, OPENS, OPENS], 0) == [told]
