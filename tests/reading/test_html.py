import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textclass import reading
from textclass.records import Status


def read(page, **options):
    return reading.read_bytes(page.encode() if isinstance(page, str) else page, "a.html", **options)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Ett<p>två", "Ett\n\ntvå\n"),
        ("<p>Ett\n  rad <b>till</b>.</p>", "Ett rad till.\n"),
        ("<p>a<br>b<br/>c</p>", "a\nb\nc\n"),
        ("<title>T</title><p>x", "x\n"),
        ("<html><head><meta name=a><title>T</title><body>x", "x\n"),
        ("<head><style>p {}</style><p>x", "x\n"),
        ("<script>if (a<b) '</p>'</script>x<style>y</style>", "x\n"),
        ("<SCRIPT>x</SCRIPT >y", "y\n"),
        ("a<svg><text>b</text></svg>c", "ac\n"),
        ("a<svg><p>c", "a\n\nc\n"),
        ("<ul><li>a<li><p>b</p></ul><p>c", "• a\n\n• b\n\nc\n"),
        ("<ul><li>a<ul><li>b</ul></ul>", "• a\n\n• b\n"),
        ("<ol><li>• a</ol>", "• a\n"),
        ("<li></li><p>a", "a\n"),
        ("<table><tr><td>1<td>2<tr><th>3</table>", "1\n\n2\n\n3\n"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc\n"),
        ("<pre>a\n  b</pre><p>c  d", "a\n  b\n\nc d\n"),
        ("&aring;&#228;&#xf6; &amp;lt; &sect; &nope;", "åäö &lt; § &nope;\n"),
        ("a&nbsp;b", "a\u00a0b\n"),
        ("3 < 4 och 5 > 4 <", "3 < 4 och 5 > 4 <\n"),
        ("<!-- a > b --><p>x<!doctype y>", "x\n"),
        ("<![if !supportLists]>a<![endif]>", "a\n"),
        ("x<!-- never closed <p>y", "x\n"),
        ('<p title="a > b">x', "x\n"),
        ("<p title='it\"s >'>x", "x\n"),
        ('<p title=">x<p>y', "x\n\ny\n"),
        ('a<p style="page-break-before: always">b', "a\n\fb\n"),
        ('a<div style="PAGE-BREAK-AFTER:always">b</div>c', "a\n\nb\n\fc\n"),
        ('a<br style="break-after:page">b', "a\n\fb\n"),
        ('a<p style="page-break-before: avoid">b', "a\n\nb\n"),
        ("a\fb", "a\n\fb\n"),
    ],
)
def test_the_text_of_a_page_comes_out_paragraph_by_paragraph(page, expected):
    document = read(page)
    assert document.status is Status.OK
    assert "\f".join(document.pages) == expected


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ("", "cp1252"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "cp1252"),
        ("<meta charset=macintosh>", "mac_roman"),
        ("<META CHARSET=windows-1252>", "cp1252"),
        ("<meta charset=evil-codec>", "cp1252"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso-8859-15"),
    ],
)
def test_the_encoding_is_found(declared, encoding):
    page = f"{declared}<p>Uppföljning på förskolan i Ånge, 3 §</p>"
    assert read(page.encode(encoding)).pages == ("Uppföljning på förskolan i Ånge, 3 §\n",)


def test_nothing_but_markup_is_empty():
    assert read("<html><script>x</script><p></p>").status is Status.EMPTY


def test_limits_hold():
    assert read("<p>abc" * 10, limits=reading.Limits(elements=19)).status is Status.TOO_LARGE
    assert read("<p>abc" * 10, limits=reading.Limits(elements=20)).status is Status.OK
    assert read("<p>abc" * 10, limits=reading.Limits(characters=29)).status is Status.TOO_LARGE


def test_depth_does_not_matter():
    assert read("<div><b>" * 200_000 + "djupt").pages == ("djupt\n",)


HOSTILE = (
    *(
        "<a",
        "<!--",
        "</",
        "<!",
        "<?",
        "<",
        " <p",
        "</p>",
        "<a b='",
        '<a b="x ',
        "<a b='>",
        '<a b=">">',
        "<meta x",
    ),
    *("&#", "&amp", "<script>", "<title></title ", "<pre>", "<li>", "<svg>", "\f"),
)


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("end", ["", ">", "'>"])
def test_hostile_pages_take_time_linear_in_their_length(piece, end):
    page = (piece * (500_000 // len(piece)) + end).encode()
    begun = time.process_time()
    read(page)
    assert time.process_time() - begun < 2.0  # quadratic readers take minutes


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/!-?&#;'\" =abpli\n\f\rå", max_size=60))
def test_any_text_is_read_without_loss_of_order_or_line_ends(page):
    document = read(page)
    assert document.status in (Status.OK, Status.EMPTY)
    assert not any("\r" in text or "\f" in text for text in document.pages)
