"""bytes of an HTML page -> its text, paragraph by paragraph, in time linear in length and at any depth.

The standard library's parser is quadratic on tags and comments that never end, so the cutting is done here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from textclass.reading import plain
from textclass.reading.limits import Limits, too_large
from textclass.reading.pages import Flow, Pages, unify_line_ends

_SKIPPED = frozenset(("head", "script", "style", "template", "noscript", "title", "svg", "math", "iframe"))
_RAW = frozenset(("script", "style", "title", "iframe", "noscript", "textarea", "xmp"))  # no tags inside
_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section select
    summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BODY = _BLOCKS - {"html"}  # their start ends a head or a drawing that was never closed
_UNCLOSED = ("head", "svg", "math")

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]{0,64}")
_BLANKS = re.compile(r"[ \t\n\r]+")  # not the no-break space, and not the form feed, which starts a page
_PAGE_BEFORE = re.compile(r"(?:page-)?break-before\s{0,9}:\s{0,9}(?:always|page|left|right)", re.IGNORECASE)
_PAGE_AFTER = re.compile(r"(?:page-)?break-after\s{0,9}:\s{0,9}(?:always|page|left|right)", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^<>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.-]{2,30})",
    re.IGNORECASE,
)
_QUOTES_CLOSED = re.compile(r"""[^"']*+(?:"[^"]*+"[^"']*+|'[^']*+'[^"']*+)*+""")
_REACH, _CANDIDATES = 300, 4  # how far, and past how many ">" within quotes, a tag may go on
_DECLARED = {
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "ibm850": "cp850",
    "cp850": "cp850",
    "iso-8859-1": "cp1252",
    "iso-8859-15": "iso-8859-15",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
}


def read_pages(data: bytes, limits: Limits) -> Pages:
    """Return the text of an HTML page without its head, scripts and styles."""
    text, warnings = _decode(data)
    writer = _Writer(limits)
    for number, (kind, content) in enumerate(_pieces(unify_line_ends(text))):
        if number >= limits.elements:
            raise too_large("tags and texts", limits.elements)
        writer.write(kind, content)
    pages = writer.finish()
    return Pages(pages.texts, pages.status, pages.error, (*pages.warnings, *warnings))


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text by its byte order mark, as UTF-8, by what it declares, or by what looks Swedish."""
    declared = _CHARSET.search(data[:4_096])
    encoding = _DECLARED.get(declared[1].decode("ascii").lower()) if declared else None
    if encoding and not plain.is_marked(data) and not plain.looks_binary(data):
        try:
            return data.decode("utf-8"), ()  # what is valid UTF-8 is UTF-8, whatever it declares
        except UnicodeDecodeError:
            return data.decode(encoding, "replace"), ()
    return plain.decode(data)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, content): ("text", ...), or ("start" | "end", name and attributes), in order."""
    position, last = 0, text.rfind(">")
    while position < len(text):
        opening = text.find("<", position)
        if opening < 0 or opening > last:
            yield "text", text[position:]
            return
        if opening > position:
            yield "text", text[position:opening]
        sign = text[opening + 1]
        if sign in "!?":
            position = _after_declaration(text, opening)
        elif sign.isascii() and (sign.isalpha() or sign == "/"):
            end = _tag_end(text, opening)
            kind = "end" if sign == "/" else "start"
            content = text[opening + 1 + (sign == "/") : end]
            yield kind, content
            position = _after_raw(text, end + 1, content) if kind == "start" else end + 1
        else:
            yield "text", "<"
            position = opening + 1


def _after_declaration(text: str, opening: int) -> int:
    """Return where the comment or declaration ends; one that never does takes the rest, as in browsers."""
    comment = text.startswith("<!--", opening)
    end = text.find("-->", opening + 2) if comment else text.find(">", opening)
    return len(text) if end < 0 else end + (3 if comment else 1)


def _tag_end(text: str, opening: int) -> int:
    """Return where the ">" of the tag stands, not within quotes if they are closed within reach."""
    first = end = text.find(">", opening)
    for _ in range(_CANDIDATES):
        if _QUOTES_CLOSED.fullmatch(text, opening, end):
            return end
        end = text.find(">", end + 1, first + _REACH)
        if end < 0:
            break
    return first


def _after_raw(text: str, start: int, content: str) -> int:
    """Return where to go on after a start tag: at the end tag, for an element without tags inside."""
    name = _name(content)
    if name not in _RAW or name == "textarea" or content.endswith("/"):
        return start
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, start)
    return end.start() if end else len(text)


def _name(content: str) -> str:
    found = _NAME.match(content)
    return found[0].lower() if found else ""


class _Writer:
    """The pieces of a page, written into a flow of paragraphs."""

    def __init__(self, limits: Limits) -> None:
        self._flow = Flow(limits)
        self._words: list[str] = []
        self._listed = False
        self._skipped: str | None = None  # the element whose content is left out
        self._depth = 0  # how many elements of that name are open
        self._preformatted = 0  # how many pre elements are open
        self._page_after: str | None = None  # the element at whose end a page starts

    def write(self, kind: str, content: str) -> None:
        if kind == "text":
            self._text(content)
        elif self._skipped:
            self._skip(kind, _name(content), content)
        elif kind == "start":
            self._start(_name(content), content)
        else:
            self._end(_name(content))

    def _text(self, content: str) -> None:
        if self._skipped:
            return
        text = unescape(content) if "&" in content else content
        self._words.append(text if self._preformatted else _BLANKS.sub(" ", text))

    def _skip(self, kind: str, name: str, content: str) -> None:
        if self._skipped in _UNCLOSED and kind == "start" and name in _BODY:
            self._skipped = None
            self._start(name, content)
        elif name == self._skipped:
            self._depth += 1 if kind == "start" else -1
            if self._depth <= 0:
                self._skipped = None

    def _start(self, name: str, content: str) -> None:
        if name in _SKIPPED:
            if not content.endswith("/"):
                self._skipped, self._depth = name, 1
        elif name == "br":
            self._words.append("\n")
        elif name in _BLOCKS:
            self._break(name, content)
        if len(content) > len(name) + 12:  # no room for a style that breaks the page in less
            self._break_page(name, content[:2_000])

    def _break_page(self, name: str, content: str) -> None:
        """Start a page here, or note that one starts at the end of this element."""
        after = _PAGE_AFTER.search(content) is not None
        if _PAGE_BEFORE.search(content) or (after and name in ("br", "hr")):
            self._close()
            self._flow.break_page()
        elif after:
            self._page_after = name

    def _break(self, name: str, content: str) -> None:
        self._close()
        self._listed = name == "li" or (self._listed and name in ("p", "div"))
        self._preformatted += name == "pre"

    def _end(self, name: str) -> None:
        if name in _BLOCKS:
            self._close()
            self._listed = False
        if name == self._page_after:
            self._close()
            self._flow.break_page()
            self._page_after = None
        if name == "pre":
            self._preformatted = max(0, self._preformatted - 1)

    def _close(self) -> None:
        text = "".join(self._words)
        self._words.clear()
        if not text.strip(" \n"):
            return
        lines = text.split("\n") if not self._preformatted else [text]
        self._flow.add("\n".join(" ".join(line.split(" ")).strip(" ") for line in lines), listed=self._listed)
        self._listed = False

    def finish(self) -> Pages:
        self._close()
        return self._flow.pages()
