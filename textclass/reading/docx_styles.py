"""styles.xml and numbering.xml of a DOCX -> which paragraphs are list items."""

from __future__ import annotations

from dataclasses import dataclass

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_DEEPEST = 20  # styles based on styles


_TAGS = """
    abstractNum abstractNumId basedOn br cr del delText ilvl instrText lvl moveFrom name noBreakHyphen num
    numFmt numId outlineLvl p pPr pPrChange pStyle pageBreakBefore r rPrChange sectPr sectPrChange softHyphen
    style sym t tab type vanish
"""
_LOCAL_NAMES = {namespace + tag: tag for namespace in _NAMESPACES for tag in _TAGS.split()}


def local_name(name: str) -> str:
    """Return the name of an element that matters here, "" for every other."""
    return _LOCAL_NAMES.get(name, "")


def value_of(attributes: dict[str, str], name: str = "val") -> str | None:
    """Return the attribute ``name`` of WordprocessingML, None if it is absent."""
    for namespace in _NAMESPACES:
        if namespace + name in attributes:
            return attributes[namespace + name]
    return None


@dataclass(slots=True)
class _Style:
    based_on: str | None = None
    number: str | None = None  # of the list; "0" switches an inherited one off
    is_heading: bool = False


class Styles:
    """What the styles and lists of a DOCX say; start and end take the events of both parts."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._style: _Style | None = None
        self._abstract: str | None = None
        self._level: str | None = None
        self._number: str | None = None
        self._unmarked: set[tuple[str, str]] = set()  # (abstract list, level) without any mark
        self._abstract_of: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        tag = local_name(name)
        value = value_of(attributes) or ""
        if tag == "style":
            self._style = self._styles.setdefault(value_of(attributes, "styleId") or "", _Style())
        elif self._style is not None:
            self._describe(self._style, tag, value)
        else:
            self._describe_list(tag, value, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if local_name(name) == "style":
            self._style = None

    @staticmethod
    def _describe(style: _Style, tag: str, value: str) -> None:
        if tag == "basedOn":
            style.based_on = value
        elif tag == "numId":
            style.number = value
        elif tag == "outlineLvl":
            style.is_heading = value != "9"  # the tenth level is that of running text
        elif tag == "name" and value.lower().startswith(("heading", "title", "rubrik")):
            style.is_heading = True

    def _describe_list(self, tag: str, value: str, attributes: dict[str, str]) -> None:
        if tag == "abstractNum":
            self._abstract = value_of(attributes, "abstractNumId")
        elif tag == "lvl":
            self._level = value_of(attributes, "ilvl")
        elif tag == "numFmt" and value == "none" and self._abstract is not None:
            self._unmarked.add((self._abstract, self._level or "0"))
        elif tag == "num":
            self._number = value_of(attributes, "numId")
        elif tag == "abstractNumId" and self._number is not None:
            self._abstract_of[self._number] = value

    def is_listed(self, style: str | None, number: str | None, level: str | None) -> bool:
        """Whether a paragraph of this style, or with this list of its own, is a list item and no heading."""
        for _ in range(_DEEPEST):
            found = self._styles.get(style or "")
            if found is None:
                break
            if found.is_heading:
                return False
            number = number if number is not None else found.number
            style = found.based_on
        if number in (None, "0"):
            return False
        return (self._abstract_of.get(number or ""), level or "0") not in self._unmarked
