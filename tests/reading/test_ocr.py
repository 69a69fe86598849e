import os

import pytest
from filemaking import pdf, scan

from textclass import reading
from textclass.reading import ocr
from textclass.records import Status

LINES = ["Uppföljning av åtgärder vid förskolan", "enligt 3 kap. 2 § skollagen (2010:800)"]


@pytest.fixture
def tesseract():
    """Skip, and say so, where recognition is not installed; fail where everything is required."""
    lacking = ocr.missing()
    if lacking and os.environ.get("TEXTCLASS_REQUIRE_ALL") == "1":
        pytest.fail(f"everything is required, but {lacking}")
    if lacking:
        pytest.skip(f"NOT TESTED: {lacking}")


def test_a_scanned_page_is_recognised_on_request(tesseract):
    document = reading.read_bytes(pdf([scan(LINES, 300), LINES * 3]), "a.pdf", ocr=True)
    assert document.status is Status.OK
    assert [line for line in document.pages[0].split("\n") if line] == LINES
    assert document.pages[1] == "\n".join(LINES * 3) + "\n"
    assert document.warnings == ("read by OCR, which makes mistakes: page 1",)


def test_a_scanned_page_without_words_is_empty(tesseract):
    assert reading.read_bytes(pdf([scan([], 50)]), "a.pdf", ocr=True).status is Status.EMPTY


def test_recognition_is_off_by_default():
    assert reading.read_bytes(pdf([scan(LINES, 50)]), "a.pdf").status is Status.NEEDS_OCR


def test_what_is_lacking_is_said(monkeypatch):
    monkeypatch.setattr(ocr, "missing", lambda: "tesseract lacks the language data: swe")
    document = reading.read_bytes(pdf([scan(LINES, 50)]), "a.pdf", ocr=True)
    assert (document.status, document.error) == (Status.NEEDS_OCR, "tesseract lacks the language data: swe")


@pytest.fixture
def fresh():
    ocr.missing.cache_clear()
    yield
    ocr.missing.cache_clear()


def test_a_missing_program_is_said(fresh, monkeypatch):
    library = pytest.importorskip("pytesseract")
    monkeypatch.setattr(library.pytesseract, "tesseract_cmd", "/nowhere/tesseract")
    assert ocr.missing() == "OCR needs the program tesseract: install it with its Swedish language data"


def test_a_missing_language_is_said(fresh, monkeypatch):
    library = pytest.importorskip("pytesseract")
    monkeypatch.setattr(library, "get_languages", lambda **_: ["eng", "osd"])
    assert ocr.missing() == "tesseract lacks the language data: swe"


def test_missing_packages_are_said(fresh, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pytesseract", None)
    assert ocr.missing() == "OCR needs more packages: pip install 'textclass[ocr]'"


def test_a_page_that_takes_too_long_gives_no_text(tesseract, monkeypatch):
    monkeypatch.setattr(ocr, "_SECONDS", 0.01)
    assert reading.read_bytes(pdf([scan(LINES, 300)]), "a.pdf", ocr=True).status is Status.EMPTY
