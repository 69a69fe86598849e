"""running text -> text as a PDF extractor gives it: wrapped lines, page furniture, odd bullets, hyphens, NFD.

Deterministic in the seed. Used to make the corpus look like an archive; the words and their order stay.
"""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from dataclasses import dataclass

BULLETS = ("\uf0b7 ", "\uf0b7", "• ", "- ", "– ", "\uf0a7 ", "· ")
VOWELS = "aeiouyåäö"


@dataclass(frozen=True)
class Layout:
    """How one document was set and extracted."""

    width: int
    lines: int  # a page
    head: tuple[str, ...]
    mark: str
    mark_below: bool
    form_feeds: bool
    spaced: bool  # an empty line after every line
    tight: bool  # no empty line between paragraphs
    bullet: str
    hyphenate: float
    trailing: bool
    nfd: bool
    soft: bool
    ligatures: bool
    nbsp: bool
    letter_spaced: bool


def choose(seed: str, dnr: str | None, date: str | None) -> Layout:
    """Draw the layout of one document; two documents of one author need not look alike."""
    draw = random.Random(f"layout {seed}")
    heads = [("Skolinspektionen",), (), ("Skolinspektionen", "Beslut")]
    if dnr:
        heads += [("Skolinspektionen", f"Dnr {dnr}"), (f"Dnr {dnr}",)]
    if dnr and date:
        heads += [("Skolinspektionen", "Beslut", date, f"Dnr {dnr}")]
    head = draw.choice(heads)
    marks = ["{n} ({of})", "{n}({of})", "Sid {n} ({of})", "{n} ({of})", "Sida {n} av {of}"]
    return Layout(
        width=draw.choice([66, 72, 78, 84, 88, 92]),
        lines=draw.randint(34, 46),
        head=head,
        mark=draw.choice(marks),
        mark_below=draw.random() < 0.3,
        form_feeds=draw.random() < 0.4,
        spaced=draw.random() < 0.25,
        tight=draw.random() < 0.2,
        bullet=draw.choice(BULLETS),
        hyphenate=draw.choice([0.0, 0.0, 0.25, 0.6]),
        trailing=draw.random() < 0.3,
        nfd=draw.random() < 0.06,
        soft=draw.random() < 0.06,
        ligatures=draw.random() < 0.06,
        nbsp=draw.random() < 0.15,
        letter_spaced=draw.random() < 0.04,
    )


def lay_out(text: str, layout: Layout, seed: str) -> str:
    """Return ``text`` (paragraphs parted by empty lines) as extracted from pages of that layout."""
    draw = random.Random(f"lines {seed}")
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for part in paragraph.split("\n"):
            lines += wrapped(part.strip(), layout, draw)
        if not (layout.tight or layout.spaced) or draw.random() < 0.1:
            lines.append("")
    pages = [lines[start : start + layout.lines] for start in range(0, len(lines), layout.lines)]
    shown = [dressed(page, number, len(pages), layout) for number, page in enumerate(pages, 1)]
    return damaged(("\f" if layout.form_feeds else "\n").join(shown), layout)


def furniture(text: str, layout: Layout) -> list[str]:
    """Return the lines of page furniture in a text that was laid out so."""
    marks = {layout.mark.format(n=n, of=of) for of in range(1, 30) for n in range(1, of + 1)}
    lines = {" ".join(line.replace("\f", " ").split()) for line in unicodedata.normalize("NFC", text).split("\n")}
    return sorted(lines & (marks | set(layout.head)))


def wrapped(part: str, layout: Layout, draw: random.Random) -> list[str]:
    """Wrap one paragraph, breaking long words at some line ends."""
    if part.startswith("• "):
        part = layout.bullet + part[2:]
    if layout.letter_spaced and len(part) < 40 and part[:1].isupper() and part[-1:].isalpha() and " " not in part:
        part = " ".join(part)
    rows = textwrap.wrap(part, layout.width, break_long_words=False, break_on_hyphens=False)
    for number in range(len(rows) - 1):
        if draw.random() < layout.hyphenate:
            rows[number], rows[number + 1] = hyphenated(rows[number], rows[number + 1], layout)
    return rows


def hyphenated(row: str, after: str, layout: Layout) -> tuple[str, str]:
    """Move the first syllables of the next line's first word up, if they fit and the word has two halves."""
    word = after.split(" ", 1)[0]
    room = layout.width - len(row) - 2
    for cut in range(min(room, len(word) - 3), 2, -1):
        whole = word.isalpha() and word.islower()
        if whole and word[cut] not in VOWELS and word[cut + 1] in VOWELS and any(sign in VOWELS for sign in word[:cut]):
            sign = "\u00ad" if layout.soft else "-"
            return f"{row} {word[:cut]}{sign}", after[cut:]
    return row, after


def dressed(page: list[str], number: int, pages: int, layout: Layout) -> str:
    """Add running head and page mark (the first page has only the mark)."""
    mark = layout.mark.format(n=number, of=pages)
    head = [] if number == 1 else list(layout.head)
    top = [*head, "" if head else "", *([] if layout.mark_below else [mark] if number > 1 else [])]
    rows = [row for row in top if row] + page + ([mark] if layout.mark_below else [])
    if layout.trailing:
        rows = [f"{row} " if row else row for row in rows]
    if layout.spaced:
        return "\n".join(f"{row}\n" for row in rows)
    return "\n".join(rows) + "\n"


def damaged(text: str, layout: Layout) -> str:
    """Change signs as extraction does."""
    if layout.nbsp:
        text = text.replace(" §", "\u00a0§").replace(" kap.", "\u00a0kap.")
    if layout.ligatures:
        text = text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")
    return unicodedata.normalize("NFD", text) if layout.nfd else text
