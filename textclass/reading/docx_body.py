"""events of a DOCX's main part -> paragraphs on pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from textclass.reading.docx_styles import Styles, local_name, value_of
from textclass.reading.limits import Limits, too_large
from textclass.reading.pages import Flow, Pages

# deleted or moved away, the second copy of a text box, earlier formatting, and text that is no running text
_SKIPPED = frozenset(("del", "moveFrom", "pPrChange", "rPrChange", "sectPrChange", "instrText", "delText"))
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OFF = ("0", "false", "off")
_CONTINUOUS = ("continuous", "nextColumn")


@dataclass(slots=True)
class _Paragraph:
    words: list[str] = field(default_factory=list)
    style: str | None = None
    number: str | None = None
    level: str | None = None
    goes_on: bool = False  # its paragraph mark was deleted: the next paragraph belongs to it
    ends_page: bool = False


class Body:
    """Takes the events of the main part in order; the text of a text box comes before its paragraph."""

    def __init__(self, styles: Styles, limits: Limits) -> None:
        self._styles = styles
        self._limits = limits
        self._left = limits.elements
        self._flow = Flow(limits)
        self._open: list[_Paragraph] = []
        self._carried: list[str] = []  # words of a paragraph that goes on in the next
        self._skipping = 0  # depth inside an element that is left out
        self._in_text = self._hidden = False
        self._properties = 0  # depth inside pPr

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element. Raises: Refusal: there are too many."""
        self._left -= 1
        if self._left < 0:
            raise too_large("elements", self._limits.elements)
        tag = local_name(name)
        if self._skipping or name == _FALLBACK:
            self._skipping += 1
        elif tag == "del" and self._properties and self._open:
            self._open[-1].goes_on = True
            self._skipping = 1
        elif tag in _SKIPPED:
            self._skipping = 1
        elif tag == "p":
            self._open.append(_Paragraph(self._carried))
            self._carried = []
        elif self._open:
            self._inside(self._open[-1], tag, attributes)

    def _inside(self, paragraph: _Paragraph, tag: str, attributes: dict[str, str]) -> None:
        if tag == "pPr":
            self._properties += 1
        elif self._properties:
            self._describe(paragraph, tag, attributes)
        elif tag == "r":
            self._hidden = False
        elif tag == "vanish":
            self._hidden = value_of(attributes) not in _OFF
        elif tag == "t":
            self._in_text = True
        elif tag == "br":
            paragraph.words.append("\f" if value_of(attributes, "type") == "page" else "\n")
        elif tag == "sym":
            paragraph.words.append(_sign(value_of(attributes, "char")))
        elif tag in _SIGNS:
            paragraph.words.append(_SIGNS[tag])

    def _describe(self, paragraph: _Paragraph, tag: str, attributes: dict[str, str]) -> None:
        value = value_of(attributes)
        if tag == "pStyle":
            paragraph.style = value
        elif tag == "numId":
            paragraph.number = value
        elif tag == "ilvl":
            paragraph.level = value
        elif tag == "sectPr":
            paragraph.ends_page = True
        elif tag == "type" and paragraph.ends_page:
            paragraph.ends_page = value not in _CONTINUOUS
        elif tag == "pageBreakBefore" and value not in _OFF and not self._flow.page_is_empty:
            self._flow.break_page()

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._skipping:
            self._skipping -= 1
            return
        tag = local_name(name)
        if tag == "t":
            self._in_text = False
        elif tag == "pPr":
            self._properties -= 1
        elif tag == "p" and self._open:
            self._finish(self._open.pop())

    def _finish(self, paragraph: _Paragraph) -> None:
        if paragraph.goes_on:
            self._carried = paragraph.words
            return
        listed = self._styles.is_listed(paragraph.style, paragraph.number, paragraph.level)
        self._flow.add("".join(paragraph.words), listed=listed)
        if paragraph.ends_page:
            self._flow.break_page()

    def text(self, content: str) -> None:
        """Take character data."""
        if self._in_text and not self._skipping and not self._hidden and self._open:
            self._open[-1].words.append(content)

    def pages(self) -> Pages:
        """Return the pages after the last event."""
        self._flow.add("".join(self._carried))
        return self._flow.pages()


def _sign(code: str | None) -> str:
    """Return the sign of a symbol font by its number in hexadecimal, "" where that is none."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if 31 < number < 0xD800 or 0xE000 <= number < 0xFFFE else ""
