"""bytes of a DOCX -> its text, paragraph by paragraph, streamed from the zip under caps."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from textclass.reading.docx_body import Body
from textclass.reading.docx_styles import Styles
from textclass.reading.limits import Limits, Refusal, too_large
from textclass.reading.pages import Pages
from textclass.records import Status

_ENTRY = b"PK\x01\x02"  # stands before each entry of a zip's table of contents
_PIECE = 1 << 16  # bytes
_NO_DOCUMENT = "no document needs that: take it as hostile"
_DAMAGED = "damaged DOCX: open it in a word processor and save it anew"


def read_pages(data: bytes, limits: Limits) -> Pages:
    """Return the running text: no headers, footers, notes, comments, nor what tracked changes deleted."""
    with open_zip(data, limits) as archive:
        main = main_part(archive)
        if main is None:
            raise Refusal(Status.ERROR, _DAMAGED)
        parts = _Parts(archive, limits)
        styles = Styles()
        folder = main.rpartition("/")[0]
        for name in ("styles.xml", "numbering.xml"):
            path = f"{folder}/{name}".lstrip("/")
            if path in archive.NameToInfo:
                parts.stream(path, styles.start, styles.end)
        body = Body(styles, limits)
        parts.stream(main, body.start, body.end, body.text)
    return body.pages()


def open_zip(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a zip in memory. Raises: Refusal: it is damaged, or holds more entries than the limit."""
    if data.count(_ENTRY) > limits.entries:  # counted first: zipfile builds an object for every entry
        raise too_large("entries in the zip", limits.entries, _NO_DOCUMENT)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, OverflowError) as error:
        raise Refusal(Status.ERROR, _DAMAGED) from error


def main_part(archive: zipfile.ZipFile) -> str | None:
    """Return the name of the part with the running text, None if this is no DOCX."""
    if "word/document.xml" in archive.NameToInfo:
        return "word/document.xml"
    names = [name for name in archive.namelist() if name.startswith("word/document")]
    return min((name for name in names if name.endswith(".xml")), default=None)


class _Parts:
    """The parts of one DOCX, fed to a parser piece by piece; what they unpack to is added up."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._unpacked = 0

    def stream(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Parse a part and call ``start``, ``end`` and ``text``. Raises: Refusal."""
        parser = expat.ParserCreate(namespace_separator="}", intern=None)
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            self._feed(parser, self._archive.getinfo(name))
        except expat.ExpatError as error:
            raise Refusal(Status.ERROR, _DAMAGED) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise Refusal(Status.ERROR, _DAMAGED) from error

    def _feed(self, parser: expat.XMLParserType, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & 1:
            raise Refusal(Status.ENCRYPTED, "protected by a password: save a copy without it")
        packed = max(1, entry.compress_size)
        here = 0
        with self._archive.open(entry) as part:
            while piece := part.read(_PIECE):
                here += len(piece)
                self._unpacked += len(piece)
                if self._unpacked > self._limits.unpacked:
                    raise too_large("bytes when unpacked", self._limits.unpacked, _NO_DOCUMENT)
                if here > 1_000_000 and here / packed > self._limits.ratio:
                    raise too_large("bytes unpacked from one", self._limits.ratio, _NO_DOCUMENT)
                parser.Parse(piece, False)
        parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise Refusal(Status.ERROR, "its XML declares a document type, which no word processor writes: not read")
