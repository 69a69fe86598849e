"""What a reader hands back, and the flow of paragraphs that DOCX and HTML are written into."""

from __future__ import annotations

import re
from dataclasses import dataclass

from textclass.reading.limits import Limits, too_large
from textclass.records import Status

BULLET = "• "

_BREAK = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of each page, and how the reading went."""

    texts: tuple[str, ...]
    status: Status = Status.OK
    error: str | None = None
    warnings: tuple[str, ...] = ()


def unify_line_ends(text: str) -> str:
    r"""Return ``text`` with every line end as "\n"."""
    return _BREAK.sub("\n", text) if "\r" in text else text


class Flow:
    """Paragraphs as they come, put on pages; an empty line between two paragraphs."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pages: list[list[str]] = [[]]
        self._characters = 0

    @property
    def page_is_empty(self) -> bool:
        """Whether nothing stands on the current page yet."""
        return not self._pages[-1]

    def add(self, paragraph: str, *, listed: bool = False) -> None:
        """Add a paragraph, or a list item; one without text is dropped. A form feed in it starts a page."""
        for number, part in enumerate(unify_line_ends(paragraph).split("\f")):
            if number:
                self.break_page()
            text = part.strip(" \t\n")
            if not text:
                continue
            bulleted = listed and not number and not text.startswith(BULLET.strip())
            self._append(BULLET + text if bulleted else text)

    def _append(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > self._limits.characters:
            raise too_large("characters", self._limits.characters)
        self._pages[-1].append(text)

    def break_page(self) -> None:
        """Start a new page."""
        self._pages.append([])
        if len(self._pages) > self._limits.pages:
            raise too_large("pages", self._limits.pages)

    def pages(self) -> Pages:
        """Return all pages; EMPTY where no paragraph was added."""
        texts = tuple("\n\n".join(page) + "\n" if page else "" for page in self._pages)
        if any(texts):
            return Pages(texts)
        return Pages((), Status.EMPTY, "the file holds no text")
