"""manuscripts of the corpus -> data/samples: twelve decisions as an office has them, three of them unreadable.

Eight PDFs (one scanned, one locked, one cut off), two texts in different encodings, one DOCX, one HTML page. What can
be read is read back and held against the manuscript, so that no sample loses a word to its layout. Deterministic.
"""

from __future__ import annotations

import html
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib
import pypdfium2
from PIL import Image
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

import textclass as tc
from textclass.records import Decision, Status

HERE = Path(__file__).resolve().parent
MANUSCRIPTS, CORPUS, SAMPLES = HERE / "manuscripts", HERE.parent / "corpus", HERE.parent / "samples"
SHORT = 130  # characters; a longer paragraph is running text
FIXED = (2020, 1, 1, 0, 0, 0)  # the time stamp in archives: the same files every time


@dataclass(frozen=True)
class Block:
    """One paragraph: its text without bullet, and how it is set."""

    style: str  # address, title, heading, bullet, body
    text: str


@dataclass(frozen=True)
class Sheet:
    """What stands around the text of a PDF: the running head of later pages, and the size of the text."""

    head: tuple[str, ...]
    size: float = 10.5
    serif: bool = False
    mark: str = "{n} ({of})"
    foot: str = ""


def blocks(text: str) -> list[Block]:
    """Return the paragraphs of a manuscript; the lines before the first running text are address and title."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=• )", text) if part.strip()]
    opening = next(n for n, part in enumerate(paragraphs) if len(part) > SHORT)
    found = [Block(_style(part), part.removeprefix("• ")) for part in paragraphs]
    for n in range(opening):
        long = len(paragraphs[n]) > 40 and ":" not in paragraphs[n]
        if found[n].style != "heading" or n < opening - 1 or long:
            found[n] = Block("title" if long else "address", paragraphs[n])
    return found


def _style(paragraph: str) -> str:
    if paragraph.startswith("• "):
        return "bullet"
    is_heading = len(paragraph) < SHORT and paragraph[-1] not in ".:;,)" and paragraph[0] not in "0123456789("
    numbered = re.match(r"\d+\.\d* \w", paragraph) and len(paragraph) < SHORT and paragraph[-1] != "."
    return "heading" if is_heading or numbered else "body"


def pdf(found: list[Block], sheet: Sheet, encrypt: StandardEncryption | None = None) -> bytes:
    """Return the decision as a PDF with running heads and page marks, fonts embedded."""
    register_fonts()
    pages = _built(found, sheet, 0, None)[1]
    return _built(found, sheet, pages, encrypt)[0]


def _built(found: list[Block], sheet: Sheet, pages: int, encrypt: StandardEncryption | None) -> tuple[bytes, int]:
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, leftMargin=30 * mm, rightMargin=28 * mm, topMargin=34 * mm, bottomMargin=28 * mm,
        title=next((b.text for b in found if b.style == "title"), "Beslut"), author="", lang="sv-SE", invariant=1,
        encrypt=encrypt,
    )  # fmt: skip
    frame = Frame(document.leftMargin, document.bottomMargin, document.width, document.height, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_dresser(sheet, pages)))
    document.build(_flow(found, sheet))
    return out.getvalue(), document.page


def _dresser(sheet: Sheet, pages: int) -> Callable[[Canvas, BaseDocTemplate], None]:
    def dress(canvas: Canvas, document: BaseDocTemplate) -> None:
        number = canvas.getPageNumber()
        canvas.setFont("Body", 8.5)
        left, right, top = 30 * mm, A4[0] - 28 * mm, A4[1] - 16 * mm
        for n, line in enumerate(sheet.head if number > 1 else ()):
            canvas.drawString(left, top - n * 11, line)
        canvas.drawRightString(right, top, sheet.mark.format(n=number, of=pages))
        if sheet.foot and number == 1:
            canvas.setLineWidth(0.4)
            canvas.line(left, 22 * mm, right, 22 * mm)
            canvas.drawString(left, 17 * mm, sheet.foot)

    return dress


def _flow(found: list[Block], sheet: Sheet) -> list[Flowable]:
    size, body = sheet.size, "Serif" if sheet.serif else "Body"
    bold = "Serif-Bold" if sheet.serif else "Body-Bold"
    base = {"fontName": body, "fontSize": size, "leading": size * 1.38, "alignment": TA_LEFT}
    styles = {
        "body": ParagraphStyle("body", **base, spaceAfter=size * 0.8),
        "address": ParagraphStyle("address", **base, leftIndent=0, spaceAfter=1),
        "bullet": ParagraphStyle("bullet", **base, leftIndent=16, bulletIndent=4, spaceAfter=size * 0.5),
        "title": ParagraphStyle(
            "title", fontName=bold, fontSize=size * 1.4, leading=size * 1.8, spaceBefore=20, spaceAfter=14
        ),
        "heading": ParagraphStyle(
            "heading", fontName=bold, fontSize=size * 1.1, leading=size * 1.4, spaceBefore=10, spaceAfter=4,
            keepWithNext=1,
        ),
    }  # fmt: skip
    return [Paragraph(escape(b.text), styles[b.style], bulletText="•" if b.style == "bullet" else None) for b in found]


def register_fonts() -> None:
    """Make the DejaVu fonts that come with matplotlib known to reportlab."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name, file in {
        "Body": "DejaVuSans",
        "Body-Bold": "DejaVuSans-Bold",
        "Serif": "DejaVuSerif",
        "Serif-Bold": "DejaVuSerif-Bold",
    }.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))


def scanned(data: bytes) -> bytes:
    """Return a PDF of page images of a PDF, as a copying machine makes it: black and white, a little askew."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    source = pypdfium2.PdfDocument(data)
    for n in range(len(source)):
        image = source[n].render(scale=150 / 72).to_pil().convert("L")
        turned = image.rotate(0.25 if n % 2 else -0.3, fillcolor=255, resample=Image.Resampling.BICUBIC)
        canvas.drawImage(ImageReader(turned.point(lambda v: 255 * (v > 150)).convert("1")), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def cut_off(data: bytes) -> bytes:
    """Return a PDF that a broken transfer left: its head, then nothing that can be mended."""
    return data[:900] + b"\x00" * 2048


def docx(found: list[Block]) -> bytes:
    """Return the decision as a Word document with headings and a real list."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = {"heading": "Heading2", "title": "Title", "bullet": "ListBullet"}
    rows = []
    for block in found:
        kind = f'<w:pStyle w:val="{styles[block.style]}"/>' if block.style in styles else ""
        if block.style == "bullet":
            kind += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        rows.append(f'<w:p><w:pPr>{kind}</w:pPr><w:r><w:t xml:space="preserve">{escape(block.text)}</w:t></w:r></w:p>')
    parts = {
        "[Content_Types].xml": DOCX_TYPES,
        "_rels/.rels": DOCX_RELATIONS,
        "word/_rels/document.xml.rels": DOCX_DOCUMENT_RELATIONS,
        "word/numbering.xml": f"<w:numbering {space}>{DOCX_LIST}</w:numbering>",
        "word/styles.xml": f"<w:styles {space}>{DOCX_STYLES}</w:styles>",
        "word/document.xml": f"<w:document {space}><w:body>{''.join(rows)}</w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(zipfile.ZipInfo(name, FIXED), head + xml)
    return out.getvalue()


def web_page(found: list[Block]) -> bytes:
    """Return the decision as a page of a web site, with what such pages carry around it."""
    rows, inside = [], False
    tags = {"title": "h1", "heading": "h2"}
    for block in found:
        item = block.style == "bullet"
        if item != inside:
            rows.append("<ul>" if item else "</ul>")
            inside = item
        tag = "li" if item else tags.get(block.style, "p")
        rows.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
    if inside:
        rows.append("</ul>")
    body = "\n".join(rows)
    page = f"""<!DOCTYPE html>
<html lang="sv">
<head><meta charset="utf-8"><title>Beslut</title>
<style>body {{ max-width: 42em; margin: 2em auto; font-family: serif; }}</style></head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
    return page.encode("utf-8")


def plain(found: list[Block]) -> str:
    """Return the decision as text, bullets as they were."""
    return "\n\n".join(f"• {b.text}" if b.style == "bullet" else b.text for b in found) + "\n"


def source(name: str) -> list[Block]:
    """Return the blocks of one manuscript."""
    return blocks((MANUSCRIPTS / f"{name}.txt").read_text(encoding="utf-8"))


def samples() -> dict[str, tuple[str, bytes]]:
    """Return for each file name the manuscript it was made of and its bytes."""
    foot = "Skolinspektionen · Box 1000, 100 00 Exempelstad · Telefon 010-000 00 00"
    locked = StandardEncryption("hemligt", ownerPassword="hemligare", strength=128)
    made = {
        "barkeryda-2021.pdf": ("A02", pdf(source("A02"), Sheet(("Skolinspektionen", "2021-02-11"), foot=foot))),
        "dovsjo-2021.pdf": ("B12", pdf(source("B12"), Sheet(("Skolinspektionen", "Beslut", "2021-06-21"), serif=True))),
        "Gökärten 2017.pdf": ("D07", pdf(source("D07"), Sheet(("Skolinspektionen",), mark="Sida {n} av {of}"))),
        "naveras-2017.pdf": ("G12", pdf(source("G12"), Sheet(("Skolinspektionen", "Beslut"), size=11, foot=foot))),
        "tallmon-2018.pdf": ("A11", pdf(source("A11"), Sheet(("Skolinspektionen", "2018-11-15", "Dnr 43-2017:5108")))),
        "granso-2016-inskannad.pdf": ("D10", scanned(pdf(source("D10"), Sheet(("Skolinspektionen",))))),
        "emadalen-2017-skyddad.pdf": ("C08", pdf(source("C08"), Sheet(("Skolinspektionen",)), locked)),
        "branntorp-2023-trasig.pdf": ("A14", cut_off(pdf(source("A14"), Sheet(("Skolinspektionen",))))),
        "flisberget-2013.txt": ("C03", plain(source("C03")).encode("utf-8")),
        "jonsfors-2016.txt": ("E12", plain(source("E12")).replace("\n", "\r\n").encode("cp1252")),
        "cirkelskolan-2022.docx": ("B06", docx(source("B06"))),
        "balerud-2023.html": ("A12", web_page(source("A12"))),
    }  # fmt: skip
    return made


UNREADABLE = {
    "granso-2016-inskannad.pdf": Status.NEEDS_OCR,
    "emadalen-2017-skyddad.pdf": Status.ENCRYPTED,
    "branntorp-2023-trasig.pdf": Status.ERROR,
}


def faults(name: str, manuscript: str) -> list[str]:
    """Return what is wrong with one sample when it is read back; [] if it is as it should be."""
    decision = tc.parse(SAMPLES / name)
    if name in UNREADABLE:
        due = UNREADABLE[name]
        return [] if decision.status is due else [f"{name}: status {decision.status}, not {due}"]
    found = _lost(decision, manuscript)
    gold = json.loads((CORPUS / f"{manuscript}.json").read_text(encoding="utf-8"))
    stated = [area.outcome and area.outcome.value for area in decision.areas]
    if stated != [area["outcome"] for area in gold["areas"]]:
        found.append(f"{name}: reads outcomes {stated}")
    return [f"{name}: {fault}" for fault in found]


def _lost(decision: Decision, manuscript: str) -> list[str]:
    there = _bare(decision.text)
    return [f"lost: {block.text[:60]!r}" for block in source(manuscript) if _bare(block.text) not in there]


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign == "§")


def main() -> int:
    """Write all samples and read them back; 1 if one of them is not as it should be."""
    SAMPLES.mkdir(exist_ok=True)
    made = samples()
    for name, (_, data) in made.items():
        (SAMPLES / name).write_bytes(data)
    found = [fault for name, (manuscript, _) in made.items() for fault in faults(name, manuscript)]
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"{len(made)} samples, {sum(len(data) for _, data in made.values()) // 1024} kB, {len(found)} faults")
    return 1 if found else 0


DOCX_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCX_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCX_DOCUMENT_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATION}/numbering" Target="numbering.xml"/></Relationships>'
)
DOCX_LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
DOCX_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
    for name, shown in {"Title": "Title", "Heading2": "heading 2", "ListBullet": "List Bullet"}.items()
)


if __name__ == "__main__":
    sys.exit(main())
