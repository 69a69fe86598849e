"""Titles that were lost in a paragraph come out of it; sentences stay whole."""

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
