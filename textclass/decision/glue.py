"""lines -> the same, parted where a heading was glued to what stands before or after it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from textclass.decision.headings import has_heading_shape, headings, is_heading, is_numbered
from textclass.decision.lines import Line

WIDEST = 180  # a longer "line" is a whole paragraph
# … and what extraction makes of a round or square one: an "o" or "l" alone, or an "o" on the next word ("oSe till")
BULLET = re.compile(r"(?:[•*]|[-–—·o▪](?= )|l(?= [a-zåäöA-ZÅÄÖ])|o(?=[A-ZÅÄÖ][a-zåäö]))[ ]*(?=\S)")
NUMBERED = re.compile(r"(?:\d{1,2}[.)](?!\d)|[a-zåäö][.)]|\([a-z0-9]{1,2}\))[ ]+(?=\S)")
_GLUED = re.compile(r"[.!?:]\s*([A-ZÅÄÖ\d][^.!?:]{6,110}:?)$")
# those below begin with what is seldom, a blank or a capital: what stands before it is looked at only there
_OPENER = re.compile(
    r" (?<=[a-zåäö?] )(?=(?:Ytterligare|Inga ytterligare|Skolinspektionen|Huvudmannen har|Bristen|"
    r"Granskningen|Tillsynen|Vid granskningen|Vid tillsynen|I beslutet|Bedömningen|"
    r"Författningsstöd|Lagstöd|Av redovisningen|Rektorn|Rektor|Det|De|Brist:|Åtgärderna|"
    r"Arbetet)\b)"
)
SHORT_OPENING = re.compile(r"([A-ZÅÄÖ][^.!?:,;]{6,70})[.?] +(?=[A-ZÅÄÖ\d(])")
_LABEL = re.compile(r" (?<=[\w?] )([A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){0,3}):\s")
_SEAM = re.compile(r"[A-ZÅÄÖ](?:(?<=[a-zåäö].)|(?<=[\w:] .))")
_NO_BLANK = re.compile(r"[A-ZÅÄÖ](?<=[a-zåäö]{3}.)(?=[a-zåäö])")
_IN_CHAPTER = re.compile(r"\d{1,2}\.\d{1,2}\.? [A-ZÅÄÖ]")
# after the first words of a line, what may begin a sentence or law
_RUNS_IN = re.compile(r" (?=[A-ZÅÄÖ\d])(?<=[a-zåäö] )")
_FEWEST_LETTERS = 5  # of a title
_LONGEST_HEADING = 45  # characters
_PARTS_OF_AREA = frozenset({"legal_basis", "earlier_assessment", "needs", "account", "conclusion"})
_MOST_OPENINGS = 400  # paragraphs that open with a short phrase; each is looked for in the whole text


def unglue(lines: list[Line]) -> list[Line]:
    """Part a heading from what it was glued to ("… granskningen.Skälen för beslutet", "Skäl Rektors ledarskap")."""
    run_in = _run_in_titles(lines)
    led = _run_in_headings(lines)
    titles = {
        line.text for line in lines if len(line.text) > 3 and has_heading_shape(line.text) and not is_item(line.text)
    }
    parted: list[Line] = []
    for line in lines:
        opening = SHORT_OPENING.match(line.text)
        cut = opening.end() if opening and opening[1] in run_in else _led_by(line.text, led) or _seam(line.text, titles)
        if cut:
            parted.append(line._replace(text=line.text[:cut].rstrip()))
            parted.append(line._replace(text=line.text[cut:].lstrip(), gap=0))
        else:
            parted.append(line)
    return parted


def is_item(text: str) -> bool:
    """Whether a line begins with a bullet sign, a number or a letter of a list."""
    return BULLET.match(text) is not None or NUMBERED.match(text) is not None


def _run_in_titles(lines: Sequence[Line]) -> frozenset[str]:
    """Return the short phrases that open paragraphs and that the text names elsewhere ("Samband mellan ämnen.")."""
    openings = [found for line in lines if (found := SHORT_OPENING.match(line.text))]
    if not 2 <= len(openings) <= _MOST_OPENINGS:
        return frozenset()
    whole = " ".join(line.text for line in lines).casefold()
    named = {found[1] for found in openings if not is_heading(found[1]) and whole.count(found[1].casefold()) > 1}
    return frozenset(named) if len(named) > 1 else frozenset()


def _run_in_headings(lines: Sequence[Line]) -> frozenset[str]:
    """Return the known headings that run into the text of their line more than once ("Behov Rektorn behöver …")."""
    counts = Counter(
        line.text[: blank.start()]
        for line in lines
        if not line.text.isupper()
        for blank in _RUNS_IN.finditer(line.text, 0, _LONGEST_HEADING)
        if _heads_a_part(line.text[: blank.start()])
    )
    return frozenset(heading for heading, count in counts.items() if count > 1)


def _heads_a_part(text: str) -> bool:
    """Whether the words are a known heading inside an area."""
    known = headings().known(text)
    return known is not None and not known.weak and known.label in _PARTS_OF_AREA


def _led_by(text: str, headings_: frozenset[str]) -> int | None:
    """Return where the text begins after one of these headings; None where the line begins with none."""
    if not headings_:
        return None
    blanks = _RUNS_IN.finditer(text, 0, _LONGEST_HEADING)
    return next((blank.end() for blank in blanks if text[: blank.start()] in headings_), None)


def _is_glued(left: str, right: str, titles: set[str]) -> bool:
    """Whether two parts of a line without a blank between them are lines of their own."""
    if is_heading(right) or right in titles and left in titles or _IN_CHAPTER.match(left) and len(left) > 8:
        return True
    heading = headings().known(left)  # "Skälen för bedömningenElevhälsans arbete"
    return heading is not None and len(right) > _FEWEST_LETTERS and has_heading_shape(left + right)


def _seam(text: str, titles: set[str]) -> int | None:
    """Return where a heading begins that is glued to the end of the line, None where none is."""
    glued = _GLUED.search(text)
    if glued and (is_heading(glued[1]) or glued[1] in titles or headings().is_usual_title(glued[1])):
        return glued.start(1)
    led = _LABEL.search(text, 0, 130) if ":" in text else None
    if led and has_heading_shape(text[: led.start()]) and is_heading(led[1]):
        return led.start(1)
    opener = _OPENER.search(text, 0, 130)
    if opener and headings().known(text) is None:  # "1. Varför Skolinspektionen gör en uppföljning"
        left = text[: opener.start()]
        if (
            (is_numbered(left) and not NUMBERED.match(left[-3:]) and len(left) > 8)
            or left in titles
            or headings().is_usual_title(left)
        ):
            return opener.end()
    for seam in _NO_BLANK.finditer(text, 0, WIDEST):
        if _is_glued(text[: seam.start()], text[seam.start() :], titles):
            return seam.start()
    if len(text) > WIDEST or not has_heading_shape(text):
        return None
    for seam in _SEAM.finditer(text):
        right = text[seam.start() :]
        left = text[: seam.start()].rstrip()
        if (
            (right in titles or headings().is_usual_title(right))
            and (left in titles or is_heading(left))
            and len(right) > 4
        ):
            return seam.start()
    return None
