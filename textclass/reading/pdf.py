"""bytes of a PDF -> its pages, by pdfium. One process, one thread: pdfium bears no threads."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from textclass.reading import ocr as recognition
from textclass.reading import pdf_streams
from textclass.reading.limits import Limits, Refusal, too_large
from textclass.reading.pages import Pages
from textclass.records import Status

_PASSWORD_ERRORS = (4, 5)  # pdfium: a password is needed; a protection it does not know
# pdfium puts one of these in place of a hyphen and the line end after it
_HYPHENATION = re.compile("[\ufffe\x02](?:\r?\n)?")
_FEW = 60  # characters: a page with no more may be a scan with a stamp or a page number on it
_SCANNED = 0.3  # share of the page that images cover, from which an empty page is a scan


def read_pages(data: bytes, limits: Limits, *, ocr: bool = False) -> Pages:
    """Return the text of each page; scanned pages are recognised if ``ocr``, else named in a warning."""
    pdf_streams.check(data, limits)
    with _opened(data) as document:
        _check_protected(document, limits)
        if len(document) > limits.pages:
            raise too_large("pages", limits.pages)
        texts, broken, scanned = _read_all(document, limits)
        if scanned and ocr:
            return _recognised(document, texts, broken, scanned)
    return _judged(texts, broken, scanned)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _PASSWORD_ERRORS or "assword" in str(error):
            raise Refusal(Status.ENCRYPTED, "protected by a password: save a copy without it") from error
        raise Refusal(Status.ERROR, "damaged PDF: open it in a reader and save it anew") from error
    with closing(document):
        yield document


def _check_protected(document: Any, limits: Limits) -> None:  # noqa: ANN401
    """Measure the streams of a PDF that is encrypted, but opened: only its decrypted copy shows them."""
    import pypdfium2.raw as raw

    if raw.FPDF_GetSecurityHandlerRevision(document) < 0:
        return
    copy = io.BytesIO()
    document.save(copy, flags=raw.FPDF_REMOVE_SECURITY)
    pdf_streams.check(copy.getvalue(), limits)


def _read_all(document: Any, limits: Limits) -> tuple[list[str], list[int], list[int]]:  # noqa: ANN401
    """Return the texts of the pages, and the indices of those that are broken and of those that are scans."""
    import pypdfium2

    texts: list[str] = []
    broken: list[int] = []
    scanned: list[int] = []
    left, end = limits.characters, time.monotonic() + limits.seconds
    for index in range(len(document)):
        try:
            text, is_scan = _read_page(document, index, left)
        except pypdfium2.PdfiumError:
            text, is_scan = "", False
            broken.append(index)
        left -= len(text)
        if left < 0:
            raise too_large("characters", limits.characters)
        if time.monotonic() > end:
            raise Refusal(Status.TIMEOUT, f"not read within {limits.seconds:g} s: print it to a new PDF")
        texts.append(text)
        if is_scan:
            scanned.append(index)
    return texts, broken, _really_scanned(texts, scanned)


def _read_page(document: Any, index: int, most: int) -> tuple[str, bool]:  # noqa: ANN401
    """Return the text of a page, and whether images cover so much of it that it may be a scan."""
    with closing(document[index]) as page:
        with closing(page.get_textpage()) as textpage:
            if textpage.count_chars() > 2 * most + 1_000:  # pdfium counts made-up blanks too
                raise too_large("characters", most)
            text = tidy(textpage.get_text_range())
        few = len(text.strip()) <= _FEW
        return text, few and _image_share(page) >= _SCANNED


def tidy(text: str) -> str:
    r"""Return pdfium's text with "\n" line ends, a hyphen where one ends a line, and a last line end."""
    text = _HYPHENATION.sub("-\n", text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text + "\n" if text and not text.endswith("\n") else text


def _image_share(page: Any) -> float:  # noqa: ANN401
    """Return the share of the page's area that its images cover, 0 without any; overlaps count twice."""
    import pypdfium2.raw as raw

    area = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = _bounds(item)
        area += abs(right - left) * abs(top - bottom)
    width, height = page.get_size()
    return area / max(1.0, float(width * height))


def _bounds(item: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    import ctypes

    import pypdfium2.raw as raw

    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item.raw, *map(ctypes.byref, edges))
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _really_scanned(texts: Sequence[str], candidates: Sequence[int]) -> list[int]:
    """Return the scans: a page with a few words on an image is one only if no page has more than that."""
    if all(len(text.strip()) <= _FEW for text in texts):
        return list(candidates)
    return [index for index in candidates if not texts[index].strip()]


def _recognised(document: Any, texts: list[str], broken: list[int], scanned: list[int]) -> Pages:  # noqa: ANN401
    reason = recognition.missing()
    if reason is not None:
        raise Refusal(Status.NEEDS_OCR, reason)
    for index in scanned:
        with closing(document[index]) as page:
            texts[index] = recognition.recognise(page)
    judged = _judged(texts, broken, [])
    note = f"read by OCR, which makes mistakes: {_named(scanned)}"
    return Pages(judged.texts, judged.status, judged.error, (*judged.warnings, note))


def _judged(texts: Sequence[str], broken: Sequence[int], scanned: Sequence[int]) -> Pages:
    """Return the pages with the status that their texts, and the pages that gave none, add up to."""
    readable = any(text.strip() for index, text in enumerate(texts) if index not in scanned)
    if not readable and scanned:
        reason = "scanned pages without text: read it with OCR (--ocr)"
        return Pages((), Status.NEEDS_OCR, reason)
    if not readable and broken:
        return Pages((), Status.ERROR, "damaged PDF: none of its pages can be read")
    if not readable:
        return Pages((), Status.EMPTY, "the file holds no text and no scanned pages")
    lost = [f"scanned without text, not read: {_named(scanned)}"] if scanned else []
    lost += [f"damaged, not read: {_named(broken)}"] if broken else []
    if not lost:
        return Pages(tuple(texts))
    return Pages(tuple(texts), Status.PARTIAL, "; ".join(lost), tuple(lost))


def _named(indices: Sequence[int]) -> str:
    """Return "page 3" or "pages 2, 4, 5", the first twenty of them."""
    numbers = ", ".join(str(index + 1) for index in indices[:20])
    more = f" and {len(indices) - 20} more" if len(indices) > 20 else ""
    return f"page{'s' if len(indices) > 1 else ''} {numbers}{more}"
