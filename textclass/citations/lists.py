"""tokens and a position -> the run of sections and acts that hang together there, as one list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from textclass.citations import tokens as tk
from textclass.citations.articles import read_articles
from textclass.citations.mentions import Mention, words
from textclass.citations.names import Names
from textclass.citations.sections import Clause, Item, read_clause
from textclass.citations.tokens import Tokens

_LINK = re.compile(r"\s{1,40}(i|av|enligt|ur)\s{1,40}(?=\S)")
_WORD_AFTER = re.compile(
    r"\s{1,40}(?:(?:i|av|enligt)\s{1,40})?(?:[^\W\d_]{2,30}s\s{1,4}|(?:första|andra|tredje)\s{1,4})?([^\W\d_]+)"
)
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+),?\s{1,4}$")
_BRACKETS = ("(", ")")
_ASIDE = re.compile(r"\s{0,20}\((?:jfr|jämför|se\s{1,4}även|se)\s{1,4}(?=\d)")
# A word on what a section is about: "5 kap. 3 § (trygghet och studiero) samt 6 kap. 6 § (…) skollagen".
_REMARK = re.compile(r"\s{0,4}\([^\W\d_][^()§\d\[\].;:]{2,80}\)(?=,?\s{1,4}[^\W\d_]|,?\s{1,4}\d)")
# An act in brackets behind its section: "3 kap. 5 § (skollagen)", "5 § (FL)".
_NAMED = re.compile(
    r"\s{0,4}\((?=[^()§\d\[\].;:]{0,60}?(?:(?:lag|ordning|balk)(?:en)?|(?<!\w)[A-ZÅÄÖ][a-zåäö]{0,4}(?:[A-ZÅÄÖ]?[LFUSTM]|B))"
    r"(?:\s?\(\d{4}:\d{1,4}\))?\))"
)
# The note behind a section of a statute on the act that changed it: "… enligt 23 kap. Lag (2018:601)."
_CHANGE_NOTE = re.compile(r"\s{1,10}(?:Lag|Förordning)\s{1,10}\(\d{4}:\d{1,4}\)\s{0,4}(?:\.|\n|$)")
_CLOSING = re.compile(r"\s{0,20}\)")
_SAME_CHAPTER = re.compile(r"\s{1,20}(?:i\s{1,20})?(?:samma|nämnda)\s{1,20}kap(?:itel|itlet|\.)(?![^\W\d_])")
_CHAPTERS_OWN = re.compile(r"(?<!\w)(?:[Kk]apitlets|samma\s{1,4}kapitels)\s{1,8}$")
# The items of a list can be numbered: "1) 3 kap. 2 §, 2) 4 kap. 3 §".
_LABEL = re.compile(r"\s{0,8}\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})\)\s{1,8}(?=\d|§)")
_BLANK = re.compile(r"\s{0,40}+")
_ITEM_STARTS = (tk.NUMBER, tk.SECTION, tk.CHAPTER, tk.ORDINAL, tk.COLON)


MOST_ELEMENTS = 10_000  # of one list; no law is so long, and memory stays bounded


@dataclass(slots=True)
class Run:
    """Sections and acts that stand in one list, in text order, and where the list ends."""

    elements: list[Item | Mention] = field(default_factory=list)
    end: int = 0
    open: int = 0  # brackets that were opened for sections to compare: "3 § (jfr 4 §)"


def read_run(tokens: Tokens, names: Names, position: int, carried: Item | None) -> Run:
    """Return the list that begins at ``position``; ``carried`` is an item before it whose chapter still holds."""
    run = Run(end=position)
    origin = carried
    before, clause = "", 0
    while len(run.elements) < MOST_ELEMENTS:
        clause += 1
        found, end = _element(tokens, names, position, run, origin)
        if not found:
            return run
        for index, element in enumerate(found):
            element.before = before if index == 0 else ","
            if isinstance(element, Item):
                element.clause = clause
                if element.referring or (element.chapter is not None and element.origin is None):
                    origin = element.origin or element
        run.elements += found
        run.end = end
        if isinstance(found[-1], Mention) and origin:
            origin.closed = True
        before, position = _separator(tokens, found[-1], end, run)
    return run


def _element(
    tokens: Tokens, names: Names, position: int, run: Run, origin: Item | None
) -> tuple[list[Item | Mention], int]:
    kind = tokens.at(position)[0]
    if kind in _ITEM_STARTS:
        chapter = origin.chapter if origin else None
        clause = read_clause(tokens, position, chapter)
        if clause:
            if origin and not _named_here(tokens, clause, position):
                for item in clause.items:
                    item.origin = item.origin or (origin if item.chapter is not None else None)
            _same_chapter(tokens, clause, origin or names.chapter)
            return list(clause.items), clause.end
    if kind == tk.ARTICLE:
        articles = read_articles(tokens, position)
        return (list(articles.items), articles.end) if articles else ([], position)
    mention = _mention(names, position, run)
    return ([mention], mention.resume) if mention else ([], position)


def _same_chapter(tokens: Tokens, clause: Clause, earlier: Item | None) -> None:
    """Give sections the chapter named last before them: "7 och 8 §§ samma kapitel", "kapitlets 7 §"."""
    if earlier is None or any(item.chapter for item in clause.items if item.origin is None):
        return
    start = clause.items[0].start
    behind = _SAME_CHAPTER.match(tokens.text, clause.end)
    if behind is None and _CHAPTERS_OWN.search(tokens.text, max(0, start - 24), start) is None:
        return
    for item in clause.items:
        item.chapter, item.origin, item.referring = earlier.chapter, earlier, True
    if behind:
        clause.end = clause.items[-1].end = behind.end()


def _named_here(tokens: Tokens, clause: Clause, position: int) -> bool:
    """Whether the chapter of a clause stands in it."""
    text = tokens.text[position : clause.end]
    return "kap" in text or "Kap" in text or ":" in text


def _mention(names: Names, position: int, run: Run) -> Mention | None:
    """Read an act, "i" before it skipped where a section stands before that."""
    last = run.elements[-1] if run.elements else None
    start = _BLANK.match(names.text, position).end()  # type: ignore[union-attr]
    beside = "" if last is None or isinstance(last, Mention) else "article" if last.article else "section"
    beside = beside or _opens(names.text, start) or _numbers_go_on(names.text, last, start)
    link = _LINK.match(names.text, position) if last is not None and isinstance(last, Item) else None
    found = names.read(link.end() if link else start, beside=beside)
    if found and last and names.text[start : start + 1].isupper():
        found.heads_line = "\n" in names.text[last.end : start]
    if found and last and names.text[start - 1 : start] == "(" and names.text.startswith(")", found.end):
        found.end += 1  # the bracket of "5 § (FL)"
        found.resume = max(found.resume, found.end)
    return found


_PLAIN_NUMBER = re.compile(r"(?:SFS\s{0,4})?(?:1[6-9]|20)\d\d\s{0,2}:\s{0,2}\d")


def _numbers_go_on(text: str, last: Item | Mention | None, position: int) -> str:
    """Return "number" where one stands in a list of numbers alone: "SFS 2018:1098, 2018:1303 och 2019:109"."""
    before = isinstance(last, Mention) and _PLAIN_NUMBER.match(text, last.start)
    return "number" if before and _PLAIN_NUMBER.match(text, position) else ""


_OPENED = re.compile(
    r"[^\W\d_]{2,12}(?::s)?(?:\s{0,4}[(\[][^)\]]{4,20}[)\]])?[,:]?\s{1,10}(?:(?:\d{1,3}\s?[a-z]?\s{0,4}(?:kap\b|§|:\d{1,3}(?!\d))|[Kk]ap\.?\s?\d|§)|(?P<article>[Aa]rt(?:ikel|iklarna|\.)\s))"
)


def _opens(text: str, position: int) -> str:
    """Return whether the word at ``position`` has a "section" or an "article" right behind it, or neither ("")."""
    match = _OPENED.match(text, position)
    return "" if match is None else "article" if match["article"] else "section"


def _separator(tokens: Tokens, last: Item | Mention, position: int, run: Run) -> tuple[str, int]:
    if isinstance(last, Item) and tokens.text[position - 1] == "." and _CHANGE_NOTE.match(tokens.text, position):
        return ".", position
    if isinstance(last, Item) and tokens.text[position : position + 20].lstrip()[:1] in _BRACKETS:
        aside = _ASIDE.match(tokens.text, position)
        if aside:
            run.open += 1
            return ",", aside.end()
        closing = _CLOSING.match(tokens.text, position)
        if closing and (run.open or _ends_in_letter(tokens.text, position)):
            run.open = max(0, run.open - 1)
            position = closing.end()
        named = _NAMED.match(tokens.text, position)
        if named:
            return "", named.end()
        remark = _REMARK.match(tokens.text, position)
        position = remark.end() if remark else position
    token = tokens.at(position)
    if token[0] in (tk.JOINER, tk.RANGE):
        joiner = token[3].strip()
        label = _LABEL.match(tokens.text, token[2]) if token[0] == tk.JOINER else None
        position = label.end() if label else token[2]
        # "3 §, 5 § och 7 §, allt skollagen": the act claims what stands before the comma.
        return "" if joiner.endswith(("allt", "alla", "samtliga")) else joiner, position
    if isinstance(last, Mention):
        start = _BLANK.match(tokens.text, position).end()  # type: ignore[union-attr]
        mark = tokens.text[start : start + 1]
        if mark in (":", "(", "[") and mark and tokens.at(start + 1)[0] in (*_ITEM_STARTS, tk.ARTICLE):
            return mark, start + 1
    return "", position


def _ends_in_letter(text: str, position: int) -> bool:
    """Whether a bracket at ``position`` belongs to a letter before it, "a)", and closes nothing."""
    line = text[max(0, position - 200) : position]
    return line[-2:-1].isspace() and line[-1:].islower() and line.rfind("(") <= line.rfind(")")


def is_no_law(text: str, start: int, end: int) -> bool:
    """Whether the word behind or before a section names rules that are no law: "3 § arbetsordningen"."""
    found = (_WORD_AFTER.match(text, end), _WORD_BEFORE.search(text, max(0, start - 30), start))
    return any(match is not None and match[1].lower() in words("not_law") for match in found)
