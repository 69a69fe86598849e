"""text -> tokens with offsets, in which names, places, dates and numbers are masked."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from textclass import lexicon
from textclass.classifier import words

NAME, DATE, NUMBER = "‹name›", "‹date›", "‹number›"
_MONTHS = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_SCHOOL_YEAR = r"(?:läsåre[tn]s?|läsår|kalenderåret?|verksamhetsåret?|året?|år|höstterminen?|vårterminen?|hösten|våren|sommaren|vintern|ht|vt)"
_TOKEN = re.compile(
    rf"""(?P<date>\b(?:den\s+)?\d{{1,2}}\s+{_MONTHS}(?:\s+(?:19|20)\d\d)?\b
        |\b(?:(?:i\s+)?(?:början|slutet|mitten)\s+av\s+)?{_MONTHS}(?:\s+(?:19|20)\d\d)?\b
        |\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}(?:[ -](?:19|20)?\d\d)?\b
        |\b{_SCHOOL_YEAR}\s+(?:19|20)\d\d(?:\s?[/–-]\s?(?:19|20)?\d\d)?\b
        |\b(?:19|20)\d\d\s?[/–-]\s?(?:19|20)?\d\d\b|\b(?:19|20)\d\d\b
        |\b(?:veckorna|vecka|v\.)\s?\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\b)
      |(?P<case>\b(?:[Dd]nr|[Dd]iarienummer)\s+(?:SI\s+)?[\d:–-]{{4,20}}|\b(?:SI\s+)?\d{{1,4}}-?\d{{4}}:\d{{1,6}})
      |(?P<number>\d+(?:[.,\s]\d{{3}})*(?:[.,]\d+)?)
      |(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)
      |(?P<mark>[.!?;:,()–•\n"”])""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS = frozenset(".!?\n•")
_PARTICLES = frozenset(("af", "av", "von", "de", "van"))


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
    shouting = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    tokens: list[Token] = []
    opens = True
    for match in _TOKEN.finditer(text):
        kind, form = match.lastgroup, match[0]
        start, end = match.span()
        if kind == "word":
            tokens.append(_word(form, start, end, opens, shouting))
            opens = False
        elif kind == "mark":
            opens = form in _ENDS or (opens and form in '"”(')
            tokens.append(Token(form, start, end))
        elif kind != "case":
            tokens.append(Token(DATE if kind == "date" else NUMBER, start, end))
            opens = False
    return _join(tokens)


def _word(form: str, start: int, end: int, opens: bool, shouting: bool) -> Token:
    lower = form.lower()
    capital = not shouting and form[0].isupper()
    if capital and lower not in _common() and (not opens or not _is_known(lower)):
        return Token(NAME, start, end, name=lower.removesuffix("s"))
    return Token(lower, start, end, words.analyse(lower))


@functools.cache
def _common() -> frozenset[str]:
    """Words that are no names even with a capital letter in mid-sentence."""
    return frozenset(lexicon.load("concepts")["capitals"]["words"].split())


@functools.lru_cache(maxsize=50_000)
def _is_known(lower: str) -> bool:
    word = words.analyse(lower)
    return not word.terms or bool(words.split(lower)) or lower in openers()


@functools.cache
def openers() -> frozenset[str]:
    """Common words that no list of concepts holds and that may open a sentence."""
    return frozenset(lexicon.load("concepts")["openers"]["words"].split())


def _join(tokens: list[Token]) -> list[Token]:
    """Close up names of several words and ranges of dates, so that their length tells nothing."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last is not None and token.form == NAME and last.form == NAME:
            last.end, last.name = token.end, f"{last.name} {token.name}"
        elif last is not None and token.form == DATE and last.form == DATE:
            last.end = token.end
        else:
            joined.append(token)
    return joined
