"""The one real decision, where it is at hand: its whole expected output, as text and as a PDF of it."""

import json
import os
import unicodedata
from pathlib import Path

import pytest

import textclass as tc

FOLDER = os.environ.get("TEXTCLASS_REAL_DECISIONS")
pytestmark = pytest.mark.skipif(not FOLDER, reason="TEXTCLASS_REAL_DECISIONS is not set")


def folded(value):
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, list):
        return [folded(item) for item in value]
    return {key: folded(item) for key, item in value.items()} if isinstance(value, dict) else value


def without(value, *keys):
    if isinstance(value, list):
        return [without(item, *keys) for item in value]
    return {k: without(v, *keys) for k, v in value.items() if k not in keys} if isinstance(value, dict) else value


def test_the_text_gives_the_whole_expected_output():
    folder = Path(FOLDER)
    expected = json.loads((folder / "borlange-2023.json").read_text(encoding="utf-8"))
    found = tc.parse(folder / "borlange-2023.txt").to_dict()
    found["path"] = expected["path"]
    assert [key for key in found if key != "sha256"] == list(expected)
    del found["sha256"]
    assert folded(found) == folded(expected)


def test_a_pdf_of_it_with_page_furniture_gives_the_same(tmp_path):
    folder = Path(FOLDER)
    expected = json.loads((folder / "borlange-2023.json").read_text(encoding="utf-8"))
    pdf = tmp_path / "borlange-2023.pdf"
    print_pdf(expected["text"], pdf)
    found = tc.parse(pdf).to_dict()
    assert found["source"] == "pdf"
    assert found["pages"] > 1
    ignored = ("path", "sha256", "source", "pages", "page", "start", "end", "text")
    kept = without(found, *ignored) | {"text": found["text"]}
    assert folded(kept) == folded(without(expected, *ignored) | {"text": expected["text"]})


def print_pdf(text: str, path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    rows = [row for paragraph in text.split("\n\n") for row in [*wrapped(paragraph), ""]]
    pages = [rows[start : start + 44] for start in range(0, len(rows), 44)]
    page = canvas.Canvas(str(path))
    for number, lines in enumerate(pages, 1):
        page.setFont("DejaVu", 10)
        page.drawString(60, 800, "Skolinspektionen")
        page.drawString(480, 800, f"{number} ({len(pages)})")
        for row, line in enumerate(lines):
            page.drawString(60, 770 - 15 * row, line)
        page.showPage()
    page.save()


def wrapped(paragraph: str) -> list[str]:
    import textwrap

    return textwrap.wrap(paragraph, 84, break_long_words=False, break_on_hyphens=False)
