"""path or bytes -> RawDocument: one status for every file, whatever is in it."""

from __future__ import annotations

import hashlib
import os
import stat

from textclass.reading import docx, formats, html, pdf, plain
from textclass.reading.files import locate
from textclass.reading.limits import Limits, Refusal, too_large
from textclass.reading.pages import Pages
from textclass.records import RawDocument, Status

_READERS = {"docx": docx.read_pages, "html": html.read_pages, "text": plain.read_pages}


def read(path: str | os.PathLike[str], *, ocr: bool = False, limits: Limits = Limits()) -> RawDocument:  # noqa: B008
    """Return the pages of the file, or why there are none.

    Never raises for what is in the file. Raises: FileNotFoundError: there is no such file.
    """
    name = os.fspath(path)
    located = locate(name)
    if located is None:
        raise FileNotFoundError(f"{ascii(name)[1:-1]}: no such file")
    try:
        data = _load(located, limits)
    except FileNotFoundError:
        raise
    except OSError as error:
        return _refused(Refusal(Status.ERROR, f"cannot be opened: {error.strerror or type(error).__name__}"))
    except Refusal as refusal:
        return _refused(refusal)
    return read_bytes(data, name, ocr=ocr, limits=limits)


def _load(path: str, limits: Limits) -> bytes:
    status = os.stat(path)
    if stat.S_ISDIR(status.st_mode):
        os.scandir(path).close()  # one that cannot be searched says so
        raise Refusal(Status.UNSUPPORTED, "a folder: name its files, or let it be searched")
    if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device might never end
        raise Refusal(Status.UNSUPPORTED, "not a regular file: copy its content to one")
    if status.st_size > limits.bytes:
        raise too_large("bytes", limits.bytes)
    with open(path, "rb") as file:
        return file.read(limits.bytes + 1)  # it may have grown


def read_bytes(data: bytes, name: str, *, ocr: bool = False, limits: Limits = Limits()) -> RawDocument:  # noqa: B008
    """Return the pages of a file that is in memory; of ``name`` only the suffix matters. Never raises."""
    try:
        if len(data) > limits.bytes:
            raise too_large("bytes", limits.bytes)
    except Refusal as refusal:
        return _refused(refusal)
    sha256 = hashlib.sha256(data).hexdigest()
    source: str | None = None
    try:
        if not data:
            raise Refusal(Status.EMPTY, "the file has no content")
        source = formats.recognise(data, name, limits)
        pages = pdf.read_pages(data, limits, ocr=ocr) if source == "pdf" else _READERS[source](data, limits)
    except Refusal as refusal:
        return _refused(refusal, source, sha256)
    except Exception as error:  # a file must not stop the run; the type alone tells no text of it
        return _refused(Refusal(Status.ERROR, f"cannot be read ({type(error).__name__})"), source, sha256)
    return _document(pages, source, sha256)


def _document(pages: Pages, source: str, sha256: str) -> RawDocument:
    return RawDocument(pages.status, source, pages.texts, pages.error, sha256, pages.warnings)


def _refused(refusal: Refusal, source: str | None = None, sha256: str | None = None) -> RawDocument:
    return RawDocument(refusal.status, source, (), refusal.reason, sha256)
