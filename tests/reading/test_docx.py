import pytest
from filemaking import STRICT, docx, p, zipped

from textclass import reading
from textclass.records import Status

ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
LISTED = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
STYLES = (
    f'<w:style w:styleId="Punktlista"><w:name w:val="List Bullet"/>{LISTED}</w:style>'
    '<w:style w:styleId="Egen"><w:name w:val="Egen"/><w:basedOn w:val="Punktlista"/></w:style>'
    f'<w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/>{LISTED}</w:style>'
    '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
)
ROWS = f"<w:tr><w:tc>{p('1')}{p('2')}</w:tc><w:tc>{p('3')}</w:tc></w:tr><w:tr><w:tc>{p('4')}</w:tc></w:tr>"
BOX = f"<w:txbxContent>{p('ruta')}</w:txbxContent>"
CHOICE = f"<mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
BOXES = f"<mc:AlternateContent>{CHOICE}</mc:AlternateContent>"


def text(body, **parts):
    document = reading.read_bytes(docx(body, **parts), "a.docx")
    assert document.status is Status.OK, document
    return "\f".join(document.pages)


def styled(style):
    return p("x", f'<w:pStyle w:val="{style}"/>')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("Ett") + p("") + p("två"), "Ett\n\ntvå\n"),
        (p("a &amp; b"), "a & b\n"),
        ("<w:p><w:r><w:t>Upp</w:t></w:r><w:r><w:t>följning</w:t></w:r></w:p>", "Uppföljning\n"),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "a\nb\tc\n"),
        ('<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>', "a\n\fb\n"),
        ("<w:p><w:r><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p>", "ab\n"),
        ("<w:p><w:r><w:t>yrkes</w:t><w:noBreakHyphen/><w:t>och</w:t></w:r></w:p>", "yrkes\u2011och\n"),
        ('<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t>x</w:t></w:r></w:p>', "\uf0b7x\n"),
        ('<w:p><w:r><w:sym w:char="D800"/><w:sym w:char="zz"/><w:t>x</w:t></w:r></w:p>', "x\n"),
        (p("a", ITEM) + p("b", ITEM), "• a\n\n• b\n"),
        (p("• a", ITEM), "• a\n"),
        (p("a", '<w:numPr><w:numId w:val="0"/></w:numPr>'), "a\n"),
        (p("a", f"<w:pPrChange><w:pPr>{ITEM}</w:pPr></w:pPrChange>"), "a\n"),
        ("<w:p><w:del><w:r><w:delText>a</w:delText></w:r></w:del></w:p>" + p("b"), "b\n"),
        ("<w:p><w:ins><w:r><w:t>in</w:t></w:r></w:ins></w:p>", "in\n"),
        ("<w:p><w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:r><w:t>b</w:t></w:r></w:p>", "b\n"),
        (p("a", "<w:rPr><w:del/></w:rPr>") + p("b"), "ab\n"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>", "b\n"),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>synlig</w:t></w:r></w:p>', "synlig\n"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>", "3\n"),
        ("<w:p><w:hyperlink><w:r><w:t>länk</w:t></w:r></w:hyperlink></w:p>", "länk\n"),
        (f"<w:sdt><w:sdtContent>{p('i')}</w:sdtContent></w:sdt>", "i\n"),
        (p("a") + p("b", "<w:pageBreakBefore/>"), "a\n\fb\n"),
        (p("b", "<w:pageBreakBefore/>"), "b\n"),
        (p("a", "<w:sectPr/>") + p("b"), "a\n\fb\n"),
        (p("a", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>') + p("b"), "a\n\nb\n"),
        (p("a") + "<w:sectPr/>", "a\n"),
        (f"<w:tbl>{ROWS}</w:tbl>", "1\n\n2\n\n3\n\n4\n"),
        (f"<w:p><w:r>{BOXES}<w:t>text</w:t></w:r></w:p>", "ruta\n\ntext\n"),
    ],
)  # fmt: skip
def test_the_running_text_comes_out_paragraph_by_paragraph(body, expected):
    assert text(body) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [("Punktlista", "• x\n"), ("Egen", "• x\n"), ("Rubrik1", "x\n"), ("A", "x\n"), ("Okänd", "x\n")],
)
def test_a_style_can_make_a_list_item_but_a_heading_is_none(style, expected):
    assert text(styled(style), styles=STYLES) == expected


@pytest.mark.parametrize(("level", "expected"), [("0", "a\n"), ("1", "• a\n")])
def test_a_list_level_without_a_mark_gives_no_bullet(level, expected):
    described = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>'
    assert text(p("a", described), numbering=NUMBERING) == expected


def test_headers_notes_and_comments_are_left_out():
    beside = {name: p("bort") for name in ("header1", "footer1", "footnotes", "endnotes", "comments")}
    assert text(p("kvar"), **beside) == "kvar\n"


def test_the_strict_vocabulary_is_read():
    assert text(p("a", ITEM), namespace=STRICT) == "• a\n"


def test_what_a_word_processor_writes_is_read(tmp_path):
    library = pytest.importorskip("docx")
    made = library.Document()
    made.add_heading("Rubrik åäö", 1)
    made.add_paragraph("ett")
    made.add_paragraph("punkt", style="List Bullet")
    made.add_paragraph("nummer", style="List Number")
    made.add_table(1, 2).cell(0, 1).text = "cell"
    made.add_page_break()
    made.add_paragraph("sist")
    made.save(tmp_path / "a.docx")
    document = reading.read(tmp_path / "a.docx")
    assert document.pages == ("Rubrik åäö\n\nett\n\n• punkt\n\n• nummer\n\ncell\n", "sist\n")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (docx(""), Status.EMPTY),
        (docx(p("a"))[:-40], Status.ERROR),
        (docx(p("a"))[:200], Status.ERROR),
        (docx("<w:p>"), Status.ERROR),
        (zipped({"word/document.xml": "no xml"}), Status.ERROR),
        (docx(p("a")).replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1"), Status.ENCRYPTED),
    ],
)  # fmt: skip
def test_what_gives_no_text_says_why(data, status):
    document = reading.read_bytes(data, "a.docx")
    assert (document.status, document.pages) == (status, ())
    assert document.error


@pytest.mark.parametrize(
    "limits", [{"elements": 20}, {"characters": 50}, {"pages": 3}, {"unpacked": 500}, {"entries": 1}]
)
def test_each_limit_holds(limits):
    data = docx((p("text som är lång nog") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>') * 4)
    assert reading.read_bytes(data, "a.docx").status is Status.OK
    document = reading.read_bytes(data, "a.docx", limits=reading.Limits(**limits))
    assert (document.status, document.pages) == (Status.TOO_LARGE, ())
    assert f"more than {next(iter(limits.values()))} " in document.error
