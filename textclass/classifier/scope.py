"""need and clauses -> whether the grades, units or subjects that the need names are all reached."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from textclass.classifier.clauses import Clause, is_infinitive
from textclass.classifier.tokens import NAME, Token, terms

_GRADES = re.compile(
    r"\b(?:årskurs(?:erna|er)?|klass(?:erna)?|åk\.?)\s+(\d(?:\s?(?:-|–|,|och|samt|till och med|till)\s?\d){0,6})",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d)\s?(?:-|–|till och med|till)\s?(\d)")
_WORDS = {
    0: ("sexåring", "förskoleklass", "nollor"), 1: ("ettor", "ettan"), 2: ("tvåor", "tvåan"), 3: ("treor", "trean"),
    4: ("fyror", "fyran"), 5: ("femmor", "femman"), 6: ("sexor", "sexan"), 7: ("sjuor", "sjuan"),
    8: ("åttor", "åttan"), 9: ("nior", "nian"),
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_STAGES = {"lågstadi": (1, 2, 3), "mellanstadi": (4, 5, 6), "högstadi": (7, 8, 9)}
_STEMS = (*((stem, (grade,)) for grade, stems in _WORDS.items() for stem in stems), *_STAGES.items())
_YEAR_STEMS = tuple(stem for stem, _ in _STEMS)
_ALL = frozenset("samtliga alla varje hela båda bägge oavsett".split())
_MANY_YEARS = 5  # school years that are as good as all
_MOST_MEMBERS = 50  # of an enumeration; the rest is not looked for
_SUBJECT = "p ämne"
_SUBJECTS = frozenset("math english swedish science social practical_subjects modern_language sport".split())
_JOINERS = frozenset(("och", "samt", "eller", "som", "respektive"))


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a need names: grades, members of an enumeration (each by its terms), nouns after "samtliga"."""

    grades: frozenset[int]
    members: tuple[frozenset[str], ...]
    universal: frozenset[str]


def of_need(text: str, tokens: Sequence[Token]) -> Scope:
    """Return whom the need names; empty parts where it names none."""
    return Scope(grades(text), _members(tokens), _universal(tokens))


@functools.lru_cache(maxsize=4096)
def grades(text: str) -> frozenset[int]:
    """Return the school years a text names; 0 is the preschool class.

    >>> sorted(grades("i årskurs 4-6 och för niorna"))
    [4, 5, 6, 9]
    """
    lower = text.lower()
    found = {grade for stem, years in _STEMS if stem in lower for grade in years}
    return frozenset(found | _numbered(" ".join(text.split()))) if _DIGIT.search(text) else frozenset(found)


def _numbered(text: str) -> set[int]:
    """Return the school years a text names by number; no two blanks stand together in it."""
    found: set[int] = set()
    for match in _GRADES.finditer(text):
        found |= {int(digit) for digit in _DIGIT.findall(match[1])}
        for first, last in _SPAN.findall(match[1]):
            found |= set(range(int(first), int(last) + 1))
    return found


def _members(tokens: Sequence[Token]) -> tuple[frozenset[str], ...]:
    """Return the members of the longest enumeration: words joined by commas and a last "och"."""
    best: list[frozenset[str]] = []
    for n, token in enumerate(tokens):
        if token.form in _JOINERS and 0 < n < len(tokens) - 1:
            chain = _chain(tokens, n)
            if len(chain) > len(best):
                best = chain
    names = [frozenset(terms(token)) for token in tokens if token.form == NAME]
    return tuple(names[:_MOST_MEMBERS]) if len(names) > 1 and len(names) >= len(best) else tuple(best)


def _chain(tokens: Sequence[Token], n: int) -> list[frozenset[str]]:
    if is_infinitive(tokens[n + 1].form):  # "och" joins what is to be done
        return []
    members = [_mark(tokens[n + 1]), _mark(tokens[n - 1])]
    at = n - 2
    while at > 0 and tokens[at].form == "," and _mark(tokens[at - 1]) and len(members) < _MOST_MEMBERS:
        members.append(_mark(tokens[at - 1]))
        at -= 2
    return members[::-1] if all(members) else []


def _mark(token: Token) -> frozenset[str]:
    """Return the terms that tell a member from others: its stem and parts, or its name."""
    return frozenset(term for term in terms(token) if term[0] in "wpn")


def _universal(tokens: Sequence[Token]) -> frozenset[str]:
    found: set[str] = set()
    for n, token in enumerate(tokens):
        if token.form in _ALL:
            ahead = [_mark(other) for other in tokens[n + 1 : n + 4]]
            found |= next((mark for mark in ahead if mark), frozenset())
    return frozenset(found)


def columns(scope: Scope, clauses: Sequence[Clause], held: Sequence[frozenset[str]], text: str) -> list[list[str]]:
    """Return for each clause which of the "scope:" columns are 1 in its sentence; ``held``: each clause's terms."""
    if not scope.grades and not scope.universal and len(scope.members) < 2:
        return [[] for _ in clauses]
    by_sentence: dict[int, list[int]] = {}
    for i, clause in enumerate(clauses):
        by_sentence.setdefault(clause.sentence, []).append(i)
    worded = any(map(text.lower().__contains__, _YEAR_STEMS))
    read = {}
    for at, rows in by_sentence.items():
        start, end = clauses[rows[0]].start, clauses[rows[-1]].end
        years = grades(text[start:end]) if worded or _DIGIT.search(text, start, end) else frozenset()
        terms_of_all = frozenset().union(*[held[i] for i in rows])
        read[at] = _of_sentence(scope, [clauses[i] for i in rows], terms_of_all, years)
    return [read[clause.sentence] for clause in clauses]


def _of_sentence(scope: Scope, inside: list[Clause], held: frozenset[str], reached: frozenset[int]) -> list[str]:
    found = []
    if scope.grades and reached:
        found.append("scope:grades" if reached >= scope.grades else "scope:some grades")
    if len(scope.members) > 1:
        share = sum(bool(held & member) for member in scope.members)
        if share:
            found.append("scope:members" if share == len(scope.members) else "scope:some members")
    if scope.universal:
        tokens = [token for clause in inside for token in clause.tokens]
        found += _of_universal(scope, tokens, held, len(reached))
    return found


def _of_universal(scope: Scope, tokens: list[Token], held: frozenset[str], years: int) -> list[str]:
    """Return whether a sentence reaches all where the need says "all", or names some of them."""
    found = []
    is_all = bool(_universal(tokens) & scope.universal)
    if is_all or held & scope.universal:
        found.append("scope:all" if is_all else "scope:not all")
    names = len({token.name for token in tokens if token.form == NAME})
    if names:
        found.append("scope:named" if names == 1 else "scope:listed")
    if years:
        found.append("scope:graded" if years < _MANY_YEARS else "scope:all grades")
    if _SUBJECT in scope.universal and not is_all and _subjects(tokens):
        found.append("scope:some subjects")
    return found


def _subjects(tokens: Sequence[Token]) -> bool:
    return any(token.word is not None and _SUBJECTS & set(token.word.concepts) for token in tokens)
