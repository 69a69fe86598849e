"""text -> tokens with offsets, in which names, places, dates and numbers are masked."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from textclass import lexicon
from textclass.classifier import words

NAME, DATE, NUMBER = "‹name›", "‹date›", "‹number›"
_MONTHS = (
    "(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|apr|aug|sept|okt|nov|dec)"
)
_PERIOD = (
    "(?:läsåre[tn]s?|läsår|kalenderåret?|verksamhetsåret?|året?|år|hösttermin(?:en)?|vårtermin(?:en)?"
    "|hösten|våren|sommaren|vintern|ht|vt)"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""(?:den\s+)?\d{{1,2}}(?::?e)?\s+{_MONTHS}(?:\s+{_YEAR})?\b   # den 14 mars 2023
    |{_MONTHS}(?:\s+{_YEAR})?\b                                      # mars 2023
    |{_YEAR}-\d\d-\d\d\b | \d{{1,2}}/\d{{1,2}}(?:[ -](?:19|20)?\d\d)?\b
    |{_PERIOD}\s+{_YEAR}(?:\s?[/–-]\s?(?:19|20)?\d\d)?\b             # läsåret 2023/24
    |{_YEAR}(?:\s?[/–-]\s?(?:19|20)?\d\d)?\b
    |(?:veckorna|vecka|v\.)\s?\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\b""",
    re.VERBOSE | re.IGNORECASE,
)
_CASE = re.compile(r"(?:dnr|diarienummer)\.?\s+(?:SI\s+)?[\d:–-]{4,20}|(?:SI\s+)?\d{1,4}-?\d{4}:\d{1,6}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,15}(?:\s\d{3}){0,4}(?:[.,]\d{1,9})?")
_LETTERS = r"(?:[A-Za-zÅÄÖåäö]{1,100}+[^\W\d_]{0,100}+|[^\W\d_]{1,100}+)"  # a longer word is read in pieces
_TOKEN = re.compile(rf'{_LETTERS}(?:-{_LETTERS}){{0,9}}+|\d|[.!?;:,()–•"”]|\n[ \t\r]*\n')
_SMALL = b"abcdefghijklmnopqrstuvwxyz"
MARKS = frozenset(',;:()–"”')  # inside a sentence
_ENDS = frozenset(".!?•")
_QUOTES = frozenset('"”(')
_LONGEST_NAME = 200  # letters by which names are told apart
_TELLING = 5  # letters of a part that make a word known for no name

Form = tuple[str, words.Word | None, bool, bool, bool]  # what ``_form`` tells of a word


@dataclass(slots=True)
class Token:
    """One token: ``form`` is lower case, or a mask; ``name`` tells names apart, whatever they are."""

    form: str
    start: int
    end: int
    word: words.Word | None = None
    name: str | None = None


def terms(token: Token) -> tuple[str, ...]:
    """Return what a token can be matched by: its word's terms, or its name; () if nothing."""
    if token.word is not None:
        return token.word.terms
    return (f"n {token.name}",) if token.name else ()


def tokenise(text: str) -> list[Token]:
    """Return the tokens of ``text``, names in one token each, dates and numbers masked; [] if none."""
    shouting = _is_shouted(text)
    tokens: list[Token] = []
    add = tokens.append
    opens, done = True, 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        known = _form(match[0])
        if known is None:
            mark = _mark(text, start)
            if mark:
                opens = mark in _ENDS or (opens and mark in _QUOTES)
                add(Token(mark, start, start + 1))
            continue
        lower, word, may_be_date, named, named_first = known
        if not named and not may_be_date:
            add(Token(lower, start, end, word))
        else:
            is_name = named_first if opens else named
            masked = _masked(text, start, end, known, is_name and not shouting)
            done = masked.end
            _add(tokens, masked)
        opens = False
    return tokens


def _mark(text: str, start: int) -> str:
    """Return the mark that stands here; "" for the full stop of an abbreviation.

    An empty line ends a sentence as a full stop does.
    """
    mark = "." if text[start] == "\n" else text[start]
    return "" if mark == "." and _goes_on(text, start + 1) else mark


def _add(tokens: list[Token], token: Token) -> None:
    """Add a token; names of several words and dates in a row are closed up, so that their length tells nothing."""
    last = tokens[-1] if tokens else None
    if not token.form:
        return
    if last is None or last.form != token.form or token.form not in (NAME, DATE):
        tokens.append(token)
    else:
        last.end = token.end
        if token.form == NAME:
            last.name = f"{last.name} {token.name}"[:_LONGEST_NAME]


def _is_shouted(text: str) -> bool:
    """Whether capitals outnumber small letters; quickly where plain small letters are half the text."""
    letters = text.encode(errors="replace")
    if 2 * (len(letters) - len(letters.translate(None, _SMALL))) >= len(text):
        return False
    return sum(map(str.isupper, text)) > sum(map(str.islower, text))


def _goes_on(text: str, at: int) -> bool:
    """Whether the full stop before ``at`` ends an abbreviation: a small letter or, at once, a digit follows.

    A date tells nothing, so that no other date in its place moves the end of a sentence.
    """
    if text[at : at + 1].isdigit():
        return True
    begin = at + 2 - len(text[at : at + 2].lstrip(" \n"))
    return text[begin : begin + 1].islower() and not _DATE.match(text, begin)


def _masked(text: str, start: int, end: int, known: Form, is_name: bool) -> Token:
    """Return the token of a word that may be a date, a number or a name; without form for a case number."""
    lower, word, may_be_date, _, _ = known
    if may_be_date:
        found = _CASE.match(text, start)
        if found:
            return Token("", start, found.end())
        found = _DATE.match(text, start)
        if found:
            return Token(DATE, start, found.end())
    if word is None:
        return Token(NUMBER, start, _number_end(text, start))
    return Token(NAME, start, end, None, lower.removesuffix("s")) if is_name else Token(lower, start, end, word)


def _number_end(text: str, start: int) -> int:
    found = _NUMBER.match(text, start)
    return found.end() if found else start + 1


@functools.lru_cache(maxsize=100_000)
def _form(form: str) -> Form | None:
    """Return a word in lower case, analysed; whether a date may begin with it; whether it is a name.

    The last two tell of a name in mid-sentence, and at the start of a sentence. A digit has no analysis;
    a mark gives None.
    """
    if form.isdigit():
        return form, None, True, False, False
    if not (form.isalpha() or (len(form) > 1 and form[0] != "\n")):
        return None
    lower = form.lower()
    named = form[0].isupper() and lower not in _list("capitals")
    starts_date = lower in ("den", "dnr", "diarienummer", "si", "v", "vecka", "veckorna") or bool(
        re.fullmatch(rf"{_MONTHS}|{_PERIOD}", lower)
    )
    return lower, words.analyse(lower), starts_date, named, named and not _is_known(lower)


@functools.cache
def _list(table: str) -> frozenset[str]:
    """Return the words of a table of the lexicon: those that are no names whatever their capitals."""
    return frozenset(lexicon.load("concepts")[table]["words"].split())


def _is_known(lower: str) -> bool:
    """Whether a word that opens a sentence is known for no name; schools' own names count as names.

    One short part alone ("tal" in "Tallänge") tells nothing: names hold such by chance.
    """
    if lower.endswith(("skolan", "skolans", "gymnasiet", "gymnasiets")) and lower not in _list("openers"):
        return False
    parts = words.split(lower)
    telling = len(parts) > 1 or any(len(part) >= _TELLING for part in parts) or words.is_form_of(lower, parts)
    return not words.analyse(lower).terms or telling or lower in _list("openers")
