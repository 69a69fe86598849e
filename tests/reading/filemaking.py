"""Files for the tests of reading, made when they run."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import matplotlib

FONT = str(Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))  # in every install
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def pdf(pages, share_of_page=(595, 842), **options) -> bytes:
    """Return a PDF; a page is a list of lines, or an image that fills it, or a pair of both."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    if "DejaVu" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("DejaVu", FONT))
    out = io.BytesIO()
    sheet = canvas.Canvas(out, invariant=1, **options)
    for page in pages:
        either = (page, None) if isinstance(page, list) else ([], page)
        lines, image = page if isinstance(page, tuple) else either
        if image is not None:
            sheet.drawImage(ImageReader(image), 0, 0, *share_of_page)
        sheet.setFont("DejaVu", 10)
        for number, line in enumerate(lines):
            sheet.drawString(60, 780 - 14 * number, line)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def scan(lines, dots_per_inch=200):
    """Return the image of an A4 page with the lines on it."""
    from PIL import Image, ImageDraw, ImageFont

    scale = dots_per_inch / 72
    image = Image.new("L", (int(595 * scale), int(842 * scale)), 255)
    font = ImageFont.truetype(FONT, int(12 * scale))
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((60 * scale, (60 + 24 * number) * scale), line, fill=0, font=font)
    return image


def pdf_of_stream(stream: bytes, filters: str = "/FlateDecode", pages: int = 1) -> bytes:
    """Return a PDF whose pages all draw the one stream, which is given packed."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter %s>>stream\n" % (len(stream), filters.encode()) + stream + b"\nendstream",
        *[page] * pages,
    ]
    out, places = b"%PDF-1.5\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + item + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + table + end


def packed(times: int, text: bytes = b"BT /F1 10 Tf 50 700 Td (hej) Tj ET\n") -> bytes:
    return zlib.compress(text * times)


def zipped(parts, method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, namespace: str = W, prolog: str = "", **parts: str) -> bytes:
    """Return a DOCX by hand; other parts by name, as ``styles="<w:style .../>"``."""
    files = {"[Content_Types].xml": "<Types/>"}
    for name, content in {"document": f"<w:body>{body}</w:body>", **parts}.items():
        root = f'<w:{name} xmlns:w="{namespace}" xmlns:mc="{MC}">{content}</w:{name}>'
        files[f"word/{name}.xml"] = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}{root}'
    return zipped(files)


def p(text: str, properties: str = "") -> str:
    """Return a paragraph of DOCX."""
    described = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{described}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
