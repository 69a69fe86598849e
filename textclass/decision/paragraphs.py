"""lines -> the clean text: paragraphs, headings and bullets, each on its own, whose offsets map to pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textclass.decision import roles
from textclass.decision.characters import HYPHENATION
from textclass.decision.glue import BULLET, NUMBERED, WIDEST, is_item, unglue
from textclass.decision.headings import has_heading_shape, headings, is_heading, is_numbered, run_in
from textclass.decision.lines import Line, drop_furniture, split
from textclass.decision.seams import cuts
from textclass.decision.verbs import OPENERS, is_cut_short

BREAK = "\n\n"
_ENDS = re.compile(r"(?<!\bkap)(?<!\bst)(?<!\bnr)(?<!\bprop)(?<!\bs)(?<!\bp)[.!?:;][\"”’)\]]*$")
_CLOSING = frozenset('.!?:;"”’)]')
_TAIL = 8  # characters; more signs than that do not close a sentence
_GOES_ON = re.compile(r"[a-zåäö,;]|\((?!\d{1,2} ?kap|\d{1,3} ?§)")
_LAW_BRACKET = re.compile(
    r"\({1,2}[^()]{0,100}(?:\bkap\b|§|\bL(?:gr|pfö|pf|po|vux|gy|grsär|spec|sam) ?\d\d|\bGy ?\d\d|skollagen|förordn)"
)
_BRACKET_TO_STOP = re.compile(r"\([^()]{0,200}(?:\([^()]{1,60}\)[^()]{0,200})?\)[.,;]")
_OPEN_BRACKET = re.compile(r"\([^()]{1,100}$")  # of a title on two lines: "Stöd (Ekskolan och | Alskolan)"
_CLOSES_BRACKET = re.compile(r"[^().]{1,60}\)$")
# the end of a line of law that has no full stop
_ENDS_IN_LAW = re.compile(
    r"(?:§|\b(?:[Ss]kollagen|[a-zåäö]*förordningen)(?: \(\d{4}:\d{1,4}\))?|"
    r"\b(?:L[a-zåäö]{1,4}|Gy) ?\d\d(?:, \d[^.;]{0,60})?)$"
)
_LAW_ONLY = re.compile(r"\((?:se |jfr )?\d{1,3}(?: [a-z])? (?:kap\b|§)")
_ELLIPTIC = re.compile(r"(?:och|eller|samt|respektive|som|till|än)\b")
_ONE_WORD = re.compile(r"(?:efter|så|lik)-\|som\b|(?:där|här|in|ut|var)-\|till\b|(?:skynd|gemen|tvek|märk)-\|samt\b")
_INNER_HYPHEN = re.compile(
    r"(?<=\befter)- (?=som\b)|(?<=[a-zåäö]{2})- (?!(?:och|eller|samt|respektive|som|till|än|men|utan|"
    r"resp)\b)(?=[a-zåäö]{2,}(?![a-zåäö-]*-[ ,]))"
)
_CAPITALS = re.compile(r"[A-ZÅÄÖÉ\d .,:?()/–-]+")
_NUMBER_ALONE = re.compile(
    r"\d{1,2}(?:\.\d{1,2})?\.?|[A-H]\.|(?:[Oo]mråde|OMRÅDE|[Ff]råga|[Dd]el) (?:\d{1,2}[.:]?|(?:[A-H]|[IVX]{1,4}):)"
)
# after these words a number at the beginning of a line counts nothing ("i årskurs | 7. Rektorn …")
_WANTS_NUMBER = re.compile(
    r"(?:\b(?:årskurs(?:erna)?|åk|kapitel|vecka|veckorna|paragraf|klass|klasserna|cirka|drygt|nästan|den|till|och|"
    r"läsår(?:et|en)|terminen|i|av|med|om|på|för|minst|högst|ungefär|omkring|samtliga)|\bkap\.?|§)$"
)
# what leads into a list that has lost its marks ("Rektorn borde därför | följa upp …, och | besluta …")
_LEADS_IN = re.compile(
    r"\b(?:behöver|behövde|bör|borde|ska|skall|skulle|måste)(?: (?!(?:i|om|på|av|med|som|och)\b)[a-zåäö]+){0,3}$|"
    r"\b(?:bör|borde|ska|skall|skulle|måste|behöver|behövde) (?:[a-zåäö]+ ){1,4}(?:så|utsträckning|mån|grad|att)$|"
    r"\b(?:se|tillse|så) (?:till )?att$"
)
_BEGINS_SENTENCE = re.compile(rf"(?:{OPENERS}) [a-zåäö\d]")
_ITEM_ENDS = re.compile(r"[,;]$|[,;]? (?:och|samt)$")
_LONGEST_LABEL = 48  # characters
_LONGEST_BRACKET = 120
_LONGEST_WANTING = 16  # characters of such a word, and the blank before it
_SURE = 12  # lines that show by where they broke that all were wrapped at one width
_EARLY = 0.1  # … and the share of them that may have ended early all the same
_RAGGED = 0.86  # a line so much shorter than the width did not end because it was full


class Block(NamedTuple):
    """A paragraph, heading or bullet of the clean text."""

    text: str
    start: int  # offset into the clean text
    bullet: bool  # its text starts with "• "
    contents: bool  # an entry of a contents list

    @property
    def end(self) -> int:
        """Offset just after the block in the clean text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class CleanText:
    """The clean text of a document, its blocks, and where its pages begin."""

    text: str
    blocks: tuple[Block, ...]
    furniture: tuple[str, ...]  # lines of page furniture that were taken out, in order
    page_starts: tuple[int, ...]  # offsets, ascending
    page_numbers: tuple[int, ...]  # the page that begins there

    def page(self, offset: int) -> int:
        """Return the page, from 1, on which the character at ``offset`` stands."""
        return self.page_numbers[max(0, bisect_right(self.page_starts, offset) - 1)] if self.page_numbers else 1


def clean(pages: Sequence[str]) -> CleanText:
    """Return the running text of ``pages`` without furniture, lines joined to paragraphs, words mended."""
    kept, furniture = drop_furniture(split(pages))
    return _part(_join(unglue(_close_gaps(kept)), tuple(line.text for line in furniture)))


def _ended(text: str) -> bool:
    """Whether a line ends as a sentence does, or as a lead-in."""
    return text[-1:] in _CLOSING and _ENDS.search(text, max(0, len(text) - _TAIL)) is not None


def item_mark(text: str) -> int:
    """Return the length of the bullet sign, number or letter of a list with which a line begins; 0 for none."""
    mark = BULLET.match(text) or NUMBERED.match(text)
    return mark.end() if mark else 0


def _close_gaps(lines: list[Line]) -> list[Line]:
    """Take one empty line from every gap where the extraction put one between any two lines."""
    gaps = through = 0
    for before, line in zip(lines, lines[1:], strict=False):
        if line.gap and line.page == before.page:
            gaps += 1
            through += bool(_GOES_ON.match(line.text)) and not _ended(before.text)
    if gaps < 4 or through < 0.2 * gaps:
        return lines
    return [Line(x.text, x.page, max(0, x.gap - 1), x.contents, x.after_furniture) for x in lines]


class Wrap(NamedTuple):
    """How lines were wrapped, in characters; 0 where they were not."""

    width: int  # that most lines reach
    fitting: int  # a line that would have been no longer than this with the next word ended before it was full


def _wrap(lines: Sequence[Line]) -> Wrap:
    """Return how the lines were wrapped: all at one width, or raggedly, as proportional letters are."""
    pairs = [
        (len(before.text), len(line.text.split(" ", 1)[0]), before.text.endswith("-") or line.after_furniture)
        for before, line in zip(lines, lines[1:], strict=False)
        if not line.gap and len(before.text) < WIDEST and _GOES_ON.match(line.text) and not _ended(before.text)
    ]
    lengths = sorted(length for length, *_ in pairs)
    if len(lengths) < 3:
        return Wrap(0, 0)
    width = lengths[(len(lengths) * 9) // 10]
    whole = [(length, word) for length, word, cut in pairs if not cut]
    longest = lengths[(len(lengths) * 19) // 20]  # a heading or an address may stand out
    early = sum(length + 1 + word <= longest for length, word in whole)
    exact = len(whole) >= _SURE and early <= _EARLY * len(whole)
    return Wrap(width, longest if exact else int(_RAGGED * width))


def _recurring_titles(lines: Sequence[Line]) -> frozenset[str]:
    """Return the lines that have the shape of a heading and stand twice: the titles of areas do."""
    counts = Counter(line.text for line in lines if len(line.text) > 7 and has_heading_shape(line.text))
    return frozenset(text for text, count in counts.items() if count > 1)


def _stands_alone(before: Line, line: Line, after: Line | None, wrap: Wrap) -> bool:
    """Whether ``line`` is set like a heading: after a sentence that ended, no sentence itself, and cut short."""
    if not wrap.width or not has_heading_shape(line.text) or not _ended(before.text) or before.text.endswith(","):
        return False
    if after is None or _GOES_ON.match(after.text):
        return False
    return after.gap > 0 or len(line.text) + 1 + len(after.text.split(" ", 1)[0]) <= wrap.fitting


def _set_apart(text: str, below: str, *, full: bool) -> bool:
    """Whether the first line of a block looks like a heading: a question, in capitals, or numbered and no sentence.

    A numbered line that broke because it was ``full`` is the first of a numbered paragraph. Any line without a stop
    is a heading where ``below``, the next line, begins a sentence.
    """
    if _BEGINS_SENTENCE.match(below) and not _ended(text) and not is_cut_short(text):
        return True
    capitals = len(text) > 4 and _CAPITALS.fullmatch(text) is not None
    numbered = not full and is_numbered(text) and has_heading_shape(text) and not BULLET.match(text)
    return text.endswith("?") or capitals or numbered


def _ends_item(parts: Sequence[str], before: Line, line: Line, width: int) -> bool:
    """Whether ``line`` is the bracket of law at the end of the item of a list that ``parts`` begin.

    One that would have had room on the line before, after a full stop, is the law of the whole list.
    """
    if line.gap or line.after_furniture or not parts or not item_mark(parts[0]) or not _LAW_ONLY.match(line.text):
        return False
    return not _ended(before.text) or len(before.text) + len("(10 kap.") >= width > 0


def _leaves_item(parts: Sequence[str], before: Line, line: Line) -> bool:
    """Whether ``line`` begins a sentence after the item of a list that ``parts`` begin and that has no stop."""
    if not parts or not item_mark(parts[0]) or _ended(before.text) or before.text.endswith(","):
        return False
    return _BEGINS_SENTENCE.match(line.text) is not None and not is_cut_short(before.text)


def _is_labelled(text: str) -> bool:
    """Whether a line begins with a known heading and a colon or full stop ("Vad granskningen visade: …")."""
    opening = text[:_LONGEST_LABEL]
    led = run_in(text) if ": " in opening or ". " in opening else None
    return led is not None and (text[: led[1]].rstrip().endswith(":") or not led[0].weak)


def _ends_bracket(before: Line, line: Line) -> bool:
    """Whether ``line`` ends the bracket, and so the title, that began on the line before."""
    return line.gap == 0 and bool(_OPEN_BRACKET.search(before.text) and _CLOSES_BRACKET.match(line.text))


def _wants_number(before: Line, line: Line) -> bool:
    """Whether the number with which ``line`` begins belongs to the words before it."""
    if not line.text[0].isdigit() or (line.gap > 0 and is_item(line.text)):
        return False
    return _WANTS_NUMBER.search(before.text, max(0, len(before.text) - _LONGEST_WANTING)) is not None


def _meets_heading(before: str, line: str, twice: frozenset[str]) -> bool:
    """Whether one of two lines is a heading, or the second begins with one."""
    if is_heading(line) or is_heading(before) or {line, before} & twice:
        return True
    return headings().has_area_number(line) or _is_labelled(line)


def begins_list(before: str, text: str) -> bool:
    """Whether a paragraph in small letters is the first item of a list without marks that ``before`` leads into."""
    return text[:1].islower() and _LEADS_IN.search(before) is not None


def goes_on_list(before: str, text: str) -> bool:
    """Whether a paragraph in small letters is the next item of a list without marks."""
    return text[:1].islower() and _ITEM_ENDS.search(before) is not None


def _breaks(before: Line, line: Line, after: Line | None, wrap: Wrap, twice: frozenset[str], opens: bool) -> bool:
    """Whether a new block begins with ``line``; ``opens``: whether ``before`` began one."""
    if before.contents or line.contents or is_item(line.text):
        return True
    if _NUMBER_ALONE.fullmatch(before.text):
        return False
    ended = _ended(before.text)
    goes_on = _GOES_ON.match(line.text) is not None
    first_word = line.text.split(" ", 1)[0]
    room = len(before.text) + 1 + len(first_word)  # that the line would have had to have for it
    early = room <= wrap.fitting and not line.after_furniture
    if line.gap == 0 and _runs_on(before.text, line.text, early=early):
        return False
    if goes_on and not ended:
        apart = opens or not line.after_furniture
        return line.gap > 0 and (is_heading(before.text) or (apart and _LAW_BRACKET.match(line.text) is not None))
    if line.gap > 0 or _meets_heading(before.text, line.text, twice) or _stands_alone(before, line, after, wrap):
        return True
    fits = room <= wrap.fitting or not wrap.width
    if opens and not goes_on and _set_apart(before.text, line.text, full=room > wrap.width > 0):
        return True
    if line.text.isupper() != before.text.isupper() and _CAPITALS.fullmatch(line.text) and len(line.text) > 4:
        return True
    if before.text.endswith(":") and not goes_on:
        return headings().numbers_only(before.text) is False
    if before.after_furniture or line.after_furniture:
        law = fits and not goes_on and _ENDS_IN_LAW.search(before.text) is not None
        return (
            law
            or (ended and fits)
            or (before.text.endswith(")") and is_numbered(line.text) and has_heading_shape(line.text))
        )
    return (fits and (ended or not goes_on)) or (ended and not goes_on and roles.cues().opens(line.text))


def _runs_on(before: str, text: str, *, early: bool) -> bool:
    """Whether a line goes on with the one above, whatever it begins with; ``early``: that one ended before it was full.

    "den 24 april 2019, | § 51 (bilaga 2)"; the stop after a bracket is that of the sentence before it.
    """
    if before.endswith(","):
        return not text[0].isupper()
    if before.endswith(";") and before.rfind("(", max(0, len(before) - _LONGEST_BRACKET)) > before.rfind(")"):
        return True  # "(4 kap. 4 § skollagen; | Gy 11, 2.6 Rektors ansvar)"
    return not _ended(before) and (_BRACKET_TO_STOP.match(text) is not None or (is_cut_short(before) and not early))


def _is_listed(before: Line, line: Line, wrap: Wrap, listed: bool) -> bool:
    """Whether ``line`` begins an item of a list without marks; ``listed``: whether ``before`` did."""
    if line.gap > 0:
        return not line.after_furniture and begins_list(before.text, line.text)
    early = not wrap.width or len(before.text) + 1 + len(line.text.split(" ", 1)[0]) <= wrap.width
    return listed and early and goes_on_list(before.text, line.text)


def _join(lines: Sequence[Line], furniture: tuple[str, ...]) -> CleanText:
    wrap = _wrap(lines)
    twice = _recurring_titles(lines)
    blocks: list[Block] = []
    parts: list[str] = []  # of the block being built
    starts: list[int] = []
    numbers: list[int] = []
    offset = length = 0  # of the block being built
    before: Line | None = None

    def finish() -> None:
        nonlocal offset
        if parts and before is not None:
            text = "".join(parts)
            blocks.append(Block(text, offset, text.startswith("• "), before.contents))
            offset += len(text) + len(BREAK)
            parts.clear()

    listed = False  # whether the lines are items of a list without marks
    for line, after in zip(lines, [*lines[1:], None], strict=False):  # no lines: nothing
        listed = before is not None and _is_listed(before, line, wrap, listed)
        goes_on = before is None or _ends_bracket(before, line) or _wants_number(before, line)
        goes_on = goes_on or before is None or _ends_item(parts, before, line, wrap.width)
        if (
            before is not None
            and not goes_on
            and (
                listed
                or _leaves_item(parts, before, line)
                or _breaks(before, line, after, wrap, twice, len(parts) == 1)
            )
        ):
            finish()
            length = 0
        text = _mend_hyphens(line.text)
        if not parts:
            text = BULLET.sub("• ", text, count=1) if BULLET.match(text) else text
        else:
            length -= _glue(parts, text)
        if not numbers or line.page != numbers[-1]:
            starts.append(offset + length)
            numbers.append(line.page)
        parts.append(text)
        length += len(text)
        before = line
    finish()
    return CleanText(
        BREAK.join(block.text for block in blocks), tuple(blocks), furniture, tuple(starts), tuple(numbers)
    )


def _part(text: CleanText) -> CleanText:
    """Give the titles of areas that are lost in a paragraph a block of their own."""
    places = cuts([block.text for block in text.blocks])
    if not places:
        return text
    blocks: list[Block] = []
    seams: list[tuple[int, int]] = []  # offset in the old text, by how much what follows moves
    offset = 0
    for number, block in enumerate(text.blocks):
        edges = [0, *places.get(number, ()), len(block.text)]
        for begin, end in zip(edges, edges[1:], strict=False):
            part = block.text[begin:end].rstrip()
            part = part.rstrip(" ,–") if end < len(block.text) else part  # what parted a title from its law
            seams.append((block.start + begin, offset))
            blocks.append(Block(part, offset, part.startswith("• "), block.contents))
            offset += len(part) + len(BREAK)
    return CleanText(
        BREAK.join(block.text for block in blocks),
        tuple(blocks),
        text.furniture,
        tuple(_moved(start, seams, blocks) for start in text.page_starts),
        text.page_numbers,
    )


def _moved(start: int, seams: Sequence[tuple[int, int]], blocks: Sequence[Block]) -> int:
    number = max(0, bisect_right(seams, (start, len(seams) and blocks[-1].end)) - 1)
    old, new = seams[number]
    return min(new + start - old, blocks[number].end)


def _glue(parts: list[str], text: str) -> int:
    """Make the end of ``parts`` ready for ``text``; return how many characters went (-1: a blank came)."""
    last = parts[-1]
    if last.endswith(HYPHENATION):
        parts[-1] = last[:-1]
        return 1
    if last.endswith("-") and len(last) > 1 and last[-2].isalpha() and _goes_on_in(last, text):
        if text[:1].islower() and last[-3:-2].isalpha() and "-till-" not in last.rsplit(" ", 1)[-1]:
            parts[-1] = last[:-1]
            return 1
        return 0
    parts[-1] = last + " "
    return -1


def _goes_on_in(last: str, text: str) -> bool:
    """Whether the word whose beginning ends ``last`` with a hyphen goes on in ``text``."""
    return not _ELLIPTIC.match(text) or _ONE_WORD.search(f"{last[-7:]}|{text[:5]}") is not None


def _mend_hyphens(text: str) -> str:
    """Close "tydlig- görs" to "tydliggörs"; "yrkes- och introduktionsprogram" stays."""
    return _INNER_HYPHEN.sub("", text) if "- " in text else text
