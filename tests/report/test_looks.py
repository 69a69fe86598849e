"""Colours of the pages can be told from their ground, and pages work without script and in print."""

import re
from pathlib import Path

import pytest

CSS = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "textclass" / "report" / "templates").glob("*.css"))
)
NAMED = dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", CSS))
PAIRS = [("ink", "paper"), ("soft", "paper"), ("soft", "card"), ("calm", "paper"), ("warm", "paper"), ("warm", "card"),
         ("doubt", "card"), ("soft", "faint"), ("ink", "mark")]  # fmt: skip
TAGS = re.findall(r"\.tag\.[\w.,-]+\{background:(#[0-9a-f]+);color:(#[0-9a-f]+)\}", CSS)
SHADES = re.findall(r"\.tone-?\d\{background:(#[0-9a-f]+)\}", CSS)


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_texts_stand_out(text, ground):
    assert contrast(NAMED[text], NAMED[ground]) >= 4.5


def test_tags_and_shades_stand_out():
    assert len(TAGS) == 3 and len(SHADES) == 8
    assert all(contrast(text, ground) >= 4.5 for ground, text in TAGS)
    assert all(contrast(NAMED["ink"], ground) >= 4.5 for ground in SHADES)


def test_controls_that_need_script_are_hidden_without_it():
    from textclass.report import archive_page

    from .made import scored

    html = archive_page.html(scored(30), "x")
    assert 'id="controls" hidden' in html and 'id="language" hidden' in html
    assert not re.search(r'<tr class="why"[^>]*hidden', html)


def test_print_shows_no_controls():
    printed = CSS.split("@media print{")[1]
    assert ".controls" in printed.split("display:none")[0] and ".bar" in printed.split("display:none")[0]
