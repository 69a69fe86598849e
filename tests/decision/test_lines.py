"""Page furniture goes, and what only looks like it stays."""

import pytest

from textclass.decision import lines

BODY = ["Skolinspektionen har granskat hur rektorn leder arbetet.", "Rektorn har redovisat sina åtgärder."]
LONG = "Rektorn har under hela våren låtit lärarna i alla arbetslag besöka varandra och"


def kept(pages):
    running, _ = lines.drop_furniture(lines.split("\n".join(page) for page in pages))
    return [line.text for line in running]


def test_a_title_that_ends_two_pages_is_no_furniture():
    title = "Rektorns analys av resultaten"
    pages = [[f"Skolinspektionen {n} (4)", *BODY, *([title] if n in (1, 3) else [])] for n in range(1, 5)]
    assert kept(pages).count(title) == 2


def test_a_title_atop_two_pages_is_no_furniture():
    title = "Rektorns analys av resultaten"
    pages = [BODY, [title, *BODY], [title, *BODY]]
    assert kept(pages).count(title) == 2


def test_a_line_atop_two_pages_that_parts_a_sentence_is_furniture():
    pages = [[*BODY, LONG], ["Granskning i Exempelby", "samlat deras intryck."], ["Granskning i Exempelby", *BODY]]
    assert "Granskning i Exempelby" not in kept(pages)


def test_a_line_that_heads_every_page_is_furniture():
    pages = [[f"Granskning i Exempelby {n} (5)", "Uppföljning av granskning", *BODY] for n in range(1, 6)]
    assert kept(pages).count("Uppföljning av granskning") <= 1


@pytest.mark.parametrize(
    "line",
    [
        "Skolinspektionen      SI 2020:4417",
        "Beslut    2021:9035    2/3",
        "Skolinspektionen  |  www.skolinspektionen.example  |  08-586 080 00",
        "2 (3) SI 2023:7702",
        "Dnr 40-2014:33 • Beslut • 2015-03-04 • sid 2 (5)",
        "Skolinspektionen, Enhet 2, Box 330, 581 03 Linköping",
        "Beslut 12 maj 2020 | Dnr SI 2019:77",
        "Postadress: Box 156, 221 00 Lund Tfn: 08-586 080 00",
        "SKOLINSPEKTIONEN TILLSYNSBESLUT 3 av 4",
        "Statens skolinspektion – Rapport – 2012-02-03",
        "Skolinspektionen Beslut 2016-06-29 Dnr 43-2015:2430 3 (7)",
        "Dnr SI 2022:1234 3 (7)",
        "Skolinspektionen, Box 2320, 403 15 Göteborg Sid 2 (5)",
    ],
)
def test_a_line_of_pieces_is_furniture_beside_the_edge_of_a_page(line):
    pages = [[LONG, line], ["1 (2)", "samlat deras intryck."]]
    assert kept(pages) == [LONG, "samlat deras intryck."]


@pytest.mark.parametrize(
    "line",
    [
        "Beslut 2 kap. 9 §",
        "Rapport från skolan lämnades",
        "2022 och 2023",
        "Skolinspektionen bedömer 3 av 7",
        "Beslutet fattades 2016-06-29",
        "Lund 2 elever",
    ],
)
def test_a_line_with_a_word_of_its_own_is_text(line):
    pages = [[LONG, line], ["1 (2)", "samlat deras intryck."]]
    assert line in kept(pages)


TITLE = ["Huvudmannabeslut för förskola och fritidshem", "Ekby kommun", "Dnr 43-2012:5518"]


@pytest.mark.parametrize(
    ("top", "text"),
    [
        (["Huvudmannabeslut Ekby kommun", "2"], []),
        (["2"], []),
        (["7"], ["7"]),  # not the number of the page
        (["Huvudmannabeslut Ekby kommun gäller", "2"], ["Huvudmannabeslut Ekby kommun gäller"]),
        (["Ekby kommun", "2"], ["Ekby kommun"]),  # a sentence may end so
    ],
)
def test_a_page_is_headed_by_its_number_and_the_name_of_the_document(top, text):
    assert kept([[*TITLE, LONG], [*top, "samlat deras intryck."]]) == [*TITLE, LONG, *text, "samlat deras intryck."]


def test_the_head_of_a_document_goes_on_below_a_long_address():
    address = "Skolinspektionen · Box 1000, 100 00 Exempelstad · Telefon 010-000 00 00"
    pages = [["1 (2)", address, "Diarienummer 40-2019:7718", "Beslut 2021-02-11", *BODY], ["2 (2)", *BODY]]
    assert {"Diarienummer 40-2019:7718", "Beslut 2021-02-11"} <= set(kept(pages))
