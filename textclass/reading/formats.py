"""first bytes and name of a file -> the format it is read as, or what to do with one that is not."""

from __future__ import annotations

import re

from textclass.reading import docx, plain
from textclass.reading.files import suffix_of
from textclass.reading.limits import Limits, Refusal
from textclass.records import Status

_HEAD = 1_024  # bytes in which a PDF announces itself
_SAVE = "save it as PDF, DOCX, HTML or text"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = (
    (b"{\\rtf", f"RTF: {_SAVE}"),
    (b"\x89PNG", "an image: make it a PDF, and read it with OCR (--ocr)"),
    (b"\xff\xd8\xff", "an image: make it a PDF, and read it with OCR (--ocr)"),
    (b"GIF8", "an image: make it a PDF, and read it with OCR (--ocr)"),
    (b"II*\0", "an image: make it a PDF, and read it with OCR (--ocr)"),
    (b"MM\0*", "an image: make it a PDF, and read it with OCR (--ocr)"),
    (b"BM", "an image: make it a PDF, and read it with OCR (--ocr)"),
    (b"%!PS", f"PostScript: {_SAVE}"),
    (b"\x1f\x8b", "packed with gzip: unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "packed with 7-Zip: unpack it"),
    (b"Rar!", "packed with RAR: unpack it"),
    (b"MIME-Version:", f"a mail or web archive: {_SAVE}"),
)
_HTML = re.compile(rb"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
_TEXT_SUFFIXES = ("", ".txt", ".text", ".pdf", ".docx", ".docm")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")


def recognise(data: bytes, name: str, limits: Limits) -> str:
    """Return "pdf", "docx", "html" or "text". Raises: Refusal: it is none of these."""
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, limits)
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data)
    for start, advice in _FOREIGN:
        if data.startswith(start) and not (start == b"BM" and not plain.looks_binary(data)):
            raise Refusal(Status.UNSUPPORTED, advice)
    return _written(data, suffix_of(name))


def _zipped(data: bytes, limits: Limits) -> str:
    with docx.open_zip(data, limits) as archive:
        if docx.main_part(archive) is not None:
            return "docx"
        names = set(archive.namelist()[:100])
    if "[Content_Types].xml" in names:
        raise Refusal(Status.UNSUPPORTED, f"an Office file other than a text document: {_SAVE}")
    if "mimetype" in names:
        raise Refusal(Status.UNSUPPORTED, f"OpenDocument or an e-book: {_SAVE}")
    raise Refusal(Status.UNSUPPORTED, "a zip: unpack it")


def _old_office(data: bytes) -> Refusal:
    if _ENCRYPTED_PACKAGE in data:
        return Refusal(Status.ENCRYPTED, "protected by a password: save a copy without it")
    return Refusal(Status.UNSUPPORTED, f"DOC or another old Office file: {_SAVE}")


def _written(data: bytes, suffix: str) -> str:
    """Return "html" or "text" for a file with no signature: its content and its suffix together decide."""
    binary = plain.looks_binary(data) and not plain.is_marked(data) and not plain.is_wide(data)
    if binary and suffix in (".pdf", ".docx", ".docm"):
        raise Refusal(Status.ERROR, f"damaged {suffix[1:].upper()}: its beginning is missing")
    if binary:
        raise Refusal(Status.UNSUPPORTED, f"not a text: {_SAVE}")
    if suffix in _HTML_SUFFIXES or _HTML.search(data[:_HEAD].replace(b"\0", b"")):
        return "html"
    if suffix in _TEXT_SUFFIXES:
        return "text"
    raise Refusal(Status.UNSUPPORTED, f"files named {suffix} are not read: {_SAVE}")
