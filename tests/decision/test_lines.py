"""Page furniture goes, and what only looks like it stays."""

from textclass.decision import lines

BODY = ["Skolinspektionen har granskat hur rektorn leder arbetet.", "Rektorn har redovisat sina åtgärder."]


def kept(pages):
    running, _ = lines.drop_furniture(lines.split("\n".join(page) for page in pages))
    return [line.text for line in running]


def test_a_title_that_ends_two_pages_is_no_furniture():
    title = "Rektorns analys av resultaten"
    pages = [[f"Skolinspektionen {n} (4)", *BODY, *([title] if n in (1, 3) else [])] for n in range(1, 5)]
    assert kept(pages).count(title) == 2


def test_a_line_that_heads_every_page_is_furniture():
    pages = [[f"Granskning i Exempelby {n} (5)", "Uppföljning av granskning", *BODY] for n in range(1, 6)]
    assert kept(pages).count("Uppföljning av granskning") <= 1
