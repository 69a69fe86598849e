import pytest
from filemaking import packed, pdf, pdf_of_stream, scan

from textclass import reading
from textclass.reading.pdf import tidy
from textclass.records import Status

LONG = ["En rad med text som är lång nog för att inte tas för en stämpel på en bild av en sida."]


def read(data, **options):
    return reading.read_bytes(data, "a.pdf", **options)


@pytest.fixture(scope="module")
def image():
    return scan(["Beslut"], dots_per_inch=50)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ett\r\ntvå", "ett\ntvå\n"),
        ("kvalitets\ufffearbete", "kvalitets-\narbete\n"),
        ("kvalitets\x02arbete", "kvalitets-\narbete\n"),
        ("yrkes\ufffe\r\noch", "yrkes-\noch\n"),
        ("yrkes-\r\noch", "yrkes-\noch\n"),
        ("3 kap. 2-4 §§", "3 kap. 2-4 §§\n"),
        ("a\0b\rc", "ab\nc\n"),
        ("", ""),
    ],
)
def test_tidy_gives_plain_hyphens_and_line_ends(given, expected):
    assert tidy(given) == expected


def test_each_page_is_a_text_of_lines():
    document = read(pdf([["Första raden, åäö ÅÄÖ", "3 § – ”slut”"], ["Sida två"]]))
    assert document.status is Status.OK
    assert document.source == "pdf"
    assert document.pages == ("Första raden, åäö ÅÄÖ\n3 § – ”slut”\n", "Sida två\n")


def test_a_hyphen_at_a_line_end_stays_with_its_line_end():
    assert read(pdf([["systematiskt kvalitets-", "arbete"]])).pages == ("systematiskt kvalitets-\narbete\n",)


def test_signs_beyond_the_basic_plane_and_nfd_are_kept():
    text = "Växjö a\u0308"
    assert read(pdf([[text]])).pages == (f"{text}\n",)


def test_the_same_bytes_give_the_same_document():
    data = pdf([LONG * 40] * 3)
    assert read(data) == read(data)


def test_an_owner_password_alone_does_not_lock():
    assert read(locked(user="", owner="hemlig")).pages == (LONG[0] + "\n",)


def test_a_user_password_locks():
    document = read(locked(user="hemlig", owner="hemlig"))
    assert (document.status, document.pages) == (Status.ENCRYPTED, ())
    assert "password" in document.error


def locked(user, owner):
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf([LONG], encrypt=StandardEncryption(user, owner, strength=128))


def test_scanned_pages_alone_need_ocr(image):
    document = read(pdf([image, image]))
    assert (document.status, document.pages) == (Status.NEEDS_OCR, ())


def test_scans_with_a_stamp_on_each_page_need_ocr(image):
    assert read(pdf([(["Dnr 2020:1"], image)] * 2)).status is Status.NEEDS_OCR


def test_scans_among_text_are_named(image):
    document = read(pdf([LONG, image, LONG, image]))
    assert document.status is Status.PARTIAL
    assert document.warnings == ("scanned without text, not read: pages 2, 4",)
    assert [bool(page) for page in document.pages] == [True, False, True, False]


@pytest.mark.parametrize("share", [(60, 60), (595, 100)])
def test_a_small_picture_on_an_empty_page_is_no_scan(image, share):
    assert read(pdf([LONG, image], share_of_page=share)).status is Status.OK


def test_text_on_a_picture_is_text(image):
    assert read(pdf([(LONG, image)])).status is Status.OK


def test_no_text_and_no_pictures_is_empty():
    document = read(pdf([[], []]))
    assert (document.status, document.pages) == (Status.EMPTY, ())


@pytest.mark.parametrize("cut", [20, 300])
def test_a_damaged_file_is_an_error(cut):
    document = read(pdf([LONG])[:cut])
    assert (document.status, document.pages) == (Status.ERROR, ())


def test_a_page_that_cannot_be_loaded_is_named_and_the_rest_is_read():
    data = pdf([LONG, LONG]).replace(b"/Type /Page\n", b"/Type /Pagx\n", 1)
    document = read(data)
    assert document.status is Status.PARTIAL
    assert document.warnings == ("damaged, not read: page 1",)
    assert document.pages == ("", LONG[0] + "\n")


def test_more_pages_than_the_limit_are_refused():
    document = read(pdf([LONG] * 4), limits=reading.Limits(pages=3))
    assert (document.status, document.pages) == (Status.TOO_LARGE, ())
    assert "3 pages" in document.error


def test_more_characters_than_the_limit_are_refused():
    assert read(pdf([LONG] * 4), limits=reading.Limits(characters=200)).status is Status.TOO_LARGE
    assert read(pdf([LONG] * 4), limits=reading.Limits(characters=4 * len(LONG[0]) + 4)).status is Status.OK


def test_a_stream_drawn_again_on_every_page_is_given_up_in_time():
    data = pdf_of_stream(packed(20_000), pages=500)
    document = read(data, limits=reading.Limits(seconds=0.5))
    assert document.status is Status.TIMEOUT
