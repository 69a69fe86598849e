"""sentence -> the areas it names: by title, by number, by words of the title, or all of them."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from textclass.decision.evidence import key
from textclass.decision.paragraphs import CleanText
from textclass.decision.roles import Unit
from textclass.decision.segments import Found
from textclass.decision.units import own_words

_ALL = re.compile(
    r"\b(?:båda|bägge|samtliga|alla|vart och ett|respektive)\b(?: [a-zåäö]+){0,3}? (?:områden\w*|"
    r"delar\w*|brister\w*|avseenden\w*|punkter\w*|utvecklingsområden\w*|frågor\w*)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:inte|ej|icke)\b[^,;]{0,40}$", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(?:(?:det |den )?(första|andra|tredje|fjärde|femte) (?:området|delen|bristen|punkten|"
    r"frågan|frågetecknet|behovet|kravet|utvecklingsområdet)|(?:område|punkt|fråga|brist|del|"
    r"delområde)t? ((?:\d{1,2})(?:(?:, | och | samt )\d{1,2})*)\b(?!\.\d))",
    re.IGNORECASE,
)
# … and by roman number or letter ("område I och III")
_SIGNS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6} | {sign: n for n, sign in enumerate("ABCDEFGH", 1)}
_LETTERED = re.compile(
    r"\b(?:[Oo]mråde|[Dd]elområde|[Dd]el|[Pp]unkt|[Bb]rist)(?:et|en)? "
    r"((?:I{1,3}|IV|VI?|[A-H])(?:(?:, | och | samt )(?:I{1,3}|IV|VI?|[A-H]))*)(?![\w:])"
)
_ITS_OWN = re.compile(
    r"\b(?:(?:skol)?inspektionens|myndighetens|vår|sin|den|denna|gör|gjorda?|tidigare|"
    r"samlade) (?:samlade |tidigare )?bedömning\w*|\bbedöm(?:er|de|s|t|ts|des)\b|"
    r"\bbedömningen (?:att|av|är|i)\b",
    re.IGNORECASE,
)
_WITH_SUPPORT = re.compile(r"\bmed stöd (?:av|i)\b")  # no area of support is meant
_FIRST_OF = re.compile(
    r"\bde (?:(två|båda|tre|fyra) (första|sista)|(första|sista) (två|tre|fyra)) "
    r"(?:områden\w*|delar\w*|brister\w*|punkter\w*)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\bav (?:de|dessa) (?:\w+ )?(?:områdena|delarna|punkterna)\b", re.IGNORECASE)
_BARE_ORDINAL = re.compile(r"\b(?:det|den) (första|andra|tredje|fjärde|femte)\b", re.IGNORECASE)
_COUNTED = ("områd", "del", "brist", "avseend", "punkt", "fråg")  # one of these in all that counts areas
_LONG_WORD = re.compile(r"[a-zåäöé]{4,}")
_NO_WORD = re.compile(r"[^\w]+")
_NUMBERS = {"två": 2, "båda": 2, "tre": 3, "fyra": 4}
_MOST = 0.6  # share of the words of a title
_AS_MUCH = 0.25  # so much less than the largest share tells of another title
_MOST_AREAS = 100
_OPENING = 110  # characters of a sentence in which it names its subject
# "2.1 ", "Avsnitt 2.1:", "Under rubriken 3: "
_LEADING_NUMBER = re.compile(
    r"(?:(?:för|till|i|under|beträffande|ad) )?"
    r"(?:(?:avsnitt|område|del|delområde|punkt|fråga|rubrik|kapitel)(?:et|en)? )?"
    r"(\d{1,2}(?:\.\d{1,2})?)(?:[.:]|(?= (?!(?:[a-z] )?(?:kap\b|§))\D))(?: |$)",
    re.IGNORECASE,
)
# … or that it names further on ("Till grund för bedömningen i punkt 3.1 ligger …")
_NAMED_NUMBER = re.compile(
    r"[^.:§\d]{1,80}\b(?:avsnitt|område|delområde|punkt|rubrik)(?:et|en)? (\d{1,2}(?:\.\d{1,2})?)\b(?![.\d]\d)",
    re.IGNORECASE,
)
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5}
# words that tell no title from another
_COMMON = frozenset(
    "huvudmannens huvudmannen rektors rektorns rektor rektorn skolans skolan skola skolor skolorna skolornas "
    "arbete arbetet arbetets åtgärder åtgärderna verksamheten området elever eleverna elevernas elevers kommunen "
    "kommunens förbundet förbundets bolaget bolagets stiftelsen stiftelsens föreningen föreningens regionen regionens "
    "styrelsen styrelsens nämnden nämndens inom enligt eller samt under efter utifrån inte deras hur varför vilka "
    "vilken vilket håller alla olika".split()
)


def nameable(areas: list[Found]) -> list[Found]:
    """Return the areas that a sentence may name: none where so many are found that the text is of many decisions."""
    return areas if len(areas) <= _MOST_AREAS else []


def named_in(unit: Unit, areas: list[Found]) -> list[Found]:
    """Return the areas that the whole of a sentence, or a line of nothing but a title or number, is about."""
    wanted = key(unit.text)
    same = [area for area in areas if area.key == wanted]
    return same[:1] if same else mentioned(unit.text, areas)


def mentioned(part: str, areas: Sequence[Found]) -> list[Found]:
    """Return the areas that a sentence, or part of one, names: by title, by number, or all of them."""
    if not areas:
        return []
    part = _without_support(_ITS_OWN.sub(" ", part) if "bedöm" in part.lower() else part)
    counted = _counted(part)
    if counted.denied:
        return []  # "har inte avhjälpt samtliga brister" says nothing of each
    if counted.every:
        return list(areas)
    named = titled(part, areas)
    if named:
        return named
    if counted.some:
        return list(areas[counted.some])
    if counted.numbers:
        return [areas[n - 1] for n in counted.numbers if 0 < n <= len(areas)]
    return _mostly(part[:_OPENING], areas) or _by_one_word(part, areas)


def of_schools(part: str, areas: Sequence[Found]) -> list[str]:
    """Return the school units of areas that a sentence names, by the whole name or a word that no other has."""
    names = dict.fromkeys(area.unit for area in areas if area.unit)
    if not names:
        return []
    lowered = part.casefold()
    own = [
        name
        for word, name in own_words(names).items()
        if word in lowered and re.search(rf"\b{re.escape(word)}s?\b", lowered)
    ]
    return [name for name in names if name.casefold() in lowered or name in own]


class _Counted(NamedTuple):
    """What areas a sentence means by counting them."""

    every: bool = False
    denied: bool = False  # not every one
    some: slice | None = None  # the first or the last few
    numbers: tuple[int, ...] = ()


@functools.lru_cache(maxsize=2048)
def _counted(part: str) -> _Counted:
    lowered = part.lower()
    if not any(noun in lowered for noun in _COUNTED):
        return _Counted()
    every = _ALL.search(part)
    if every:
        denied = _NOT.search(part, 0, every.start()) is not None
        return _Counted(every=not denied, denied=denied)
    several = _FIRST_OF.search(part)
    if several:
        count = _NUMBERS[(several[1] or several[4]).lower()]
        return _Counted(some=slice(count) if (several[2] or several[3]).lower() == "första" else slice(-count, None))
    numbers = [
        n
        for m in _ORDINAL.finditer(part)
        for n in ([_ORDINALS[m[1].lower()]] if m[1] else map(int, re.findall(r"\d+", m[2])))
    ]
    numbers += [_SIGNS[sign] for m in _LETTERED.finditer(part) for sign in re.findall(r"[A-Z]+", m[1])]
    if not numbers and _OF_ALL.search(part):
        numbers = [_ORDINALS[m[1].lower()] for m in _BARE_ORDINAL.finditer(part)]
    return _Counted(numbers=tuple(numbers))


def titled(part: str, areas: Sequence[Found]) -> list[Found]:
    """Return the areas that a sentence names by their whole titles."""
    plain = _plain(part)
    named = [area for area in areas if area.key and f" {area.key}" in plain]
    return [a for a in named if not any(a.key != b.key and a.key in b.key for b in named)]


@functools.lru_cache(maxsize=2048)
def _plain(part: str) -> str:
    """Return the words of a text as they stand in keys of titles, a blank before each."""
    return " " + _NO_WORD.sub(" ", _without_support(part.casefold()))


def _without_support(part: str) -> str:
    return _WITH_SUPPORT.sub(" ", part) if "med stöd " in part else part


def leads_with(paragraph: str, areas: Sequence[Found]) -> bool:
    """Whether a paragraph begins by naming one of the areas by its title or most of its words."""
    opening = paragraph[:_OPENING]
    lowered = paragraph[: 2 * _OPENING].lower()
    labelled = any(lowered.startswith((f"{title}.", f"{title}:")) for title in {area.title.lower() for area in areas})
    whole = titled(opening, [area for area in areas if " " in area.key])
    return bool(labelled or whole or _mostly(opening, [area for area in areas if len(_stems(area.title)) > 1]))


def _mostly(opening: str, areas: Sequence[Found]) -> list[Found]:
    """Return the areas that have most of the words of their titles in the opening of a sentence, if none has more."""
    titles = _titles(tuple(area.title for area in areas))
    held = Counter(n for stem in _stems(opening) for n in titles.having.get(stem, ()))
    shares = {n: count / len(titles.stems[n]) for n, count in held.items()}
    least = max([_MOST, *(share - _AS_MUCH for share in shares.values())])
    return [areas[n] for n in sorted(shares) if shares[n] >= least]


def names_in_passing(part: str, areas: Sequence[Found]) -> bool:
    """Whether nothing but one word of one title names an area in a sentence."""
    named = mentioned(part, areas)
    return bool(named) and named == _by_one_word(part, areas) and not _mostly(part[:_OPENING], areas)


def _by_one_word(part: str, areas: Sequence[Found]) -> list[Found]:
    """Return the area whose title has in the opening of ``part`` a word that no other title has, if it is one area."""
    titles = _titles(tuple(area.title for area in areas))
    told = (titles.having.get(stem, ()) for stem in _stems(part[:_OPENING]))
    own = {having[0] for having in told if len(having) == 1}
    return [areas[n] for n in own] if len(own) == 1 else []


class _Titles(NamedTuple):
    """The words of titles, as ``_stems`` has them."""

    stems: tuple[frozenset[str], ...]  # of each title
    having: dict[str, list[int]]  # word -> the titles that have it


@functools.lru_cache(maxsize=8)
def _titles(titles: tuple[str, ...]) -> _Titles:
    stems = tuple(map(_stems, titles))
    having: dict[str, list[int]] = {}
    for number, words in enumerate(stems):
        for word in words:
            having.setdefault(word, []).append(number)
    return _Titles(stems, having)


@functools.lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in _LONG_WORD.findall(text.casefold()) if word not in _COMMON)


def numbered(line: str, text: CleanText, found: list[Found]) -> list[Found]:
    """Return the area whose title has the number that the line begins with, or names before its law."""
    number = _LEADING_NUMBER.match(line) or _NAMED_NUMBER.match(line)
    if not number:
        return []
    return [
        a
        for a in found
        if a.blocks and text.blocks[a.blocks[0][0]].text.startswith((f"{number[1]} ", f"{number[1]}. "))
    ]
