"""The acts that citations can name: found by number, by name and by abbreviation; chosen by date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SFS = re.compile(r"(1[6-9]|20)\d\d:[1-9]\d{0,3}(_s\.\d{1,3})?")

# Definite ending -> the forms a name can take; a form is (ending, is it definite).
_ENDINGS = {
    "lagen": ("lagen", "lagens", "lag", "lags"),
    "ordningen": ("ordningen", "ordningens", "ordning", "ordnings"),
    "balken": ("balken", "balkens", "balk", "balks"),
    "formen": ("formen", "formens", "form", "forms"),
    "stadgan": ("stadgan", "stadgans", "stadga", "stadgas"),
    "kungörelsen": ("kungörelsen", "kungörelsens", "kungörelse", "kungörelses"),
    "konventionen": ("konventionen", "konventionens", "konvention", "konventions"),
    "instruktionen": ("instruktionen", "instruktionens", "instruktion", "instruktions"),
    "direktivet": ("direktivet", "direktivets", "direktiv", "direktivs"),
    "fördraget": ("fördraget", "fördragets", "fördrag", "fördrags"),
}
_REGULATION = ("förordningen", "förordningens", "förordning", "förordnings")
# Words that begin a name such as "lagen om anställningsskydd", each with the sort of act it is.
HEADS = {
    form: sort
    for sort, forms in {
        "lag": _ENDINGS["lagen"],
        "förordning": _REGULATION,
        "balk": _ENDINGS["balken"],
        "stadga": _ENDINGS["stadgan"],
        "kungörelse": _ENDINGS["kungörelsen"],
        "konvention": _ENDINGS["konventionen"],
        "instruktion": _ENDINGS["instruktionen"],
        "fördrag": _ENDINGS["fördraget"],
        "direktiv": _ENDINGS["direktivet"],
    }.items()
    for form in forms
}
DEFINITE = frozenset(form for form in HEADS if form.endswith(("en", "ens", "an", "ans", "et", "ets")))


@dataclass(frozen=True, slots=True)
class Act:
    """One act, treaty or EU act of the register; ``id`` is the address of the whole."""

    id: str
    kind: str
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    valid_from: str | None = None  # ISO dates, both days included
    valid_until: str | None = None
    chapters: bool | None = None  # None: not known whether it is divided in chapters
    example: str | None = None

    def holds_at(self, date: str) -> bool:
        """Whether the act was in force on the ISO date ``date``."""
        return (self.valid_from or "") <= date <= (self.valid_until or "9999")


@dataclass(slots=True)
class Phrase:
    """A node of the tree of names, word by word."""

    further: dict[str, Phrase] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    definite: bool = False


class Register:
    """Acts by number, by name (a tree of words) and by abbreviation."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.by_id: dict[str, Act] = {}
        self.names = Phrase()
        self.tails: dict[str, Phrase] = {}  # "lag" -> the tree of "om anställningsskydd" and its like
        self.prefixes: dict[str, list[str]] = {}  # last word of a name -> what must stand before it
        self.last_words: set[str] = set()  # of names, in every form
        self.abbreviations: dict[str, list[Act]] = {}
        for act in acts:
            known = self.by_id.get(act.id)
            self.by_id[act.id] = act if known is None else _merged(known, act)
        for act in self.by_id.values():
            self._index(act)
        self.needles = tuple(sorted({_needle(word) for word in self._last_words() if _needle(word)}))

    def _index(self, act: Act) -> None:
        for abbreviation in act.abbreviations:
            self.abbreviations.setdefault(abbreviation, []).append(act)
        for name in act.names:
            words = name.lower().split()
            if len(words) > 1 and words[0] in HEADS:
                _insert(self.tails.setdefault(HEADS[words[0]], Phrase()), words[1:], act, definite=True)
                continue
            for form in inflected(words[-1]):
                self.last_words.add(form)
                _insert(self.names, [*words[:-1], form], act, definite=_is_definite(form, words[-1]))
                if len(words) > 1:
                    before = self.prefixes.setdefault(form, [])
                    if " ".join(words[:-1]) not in before:
                        before.append(" ".join(words[:-1]))
                        before.sort(key=len, reverse=True)

    def _last_words(self) -> set[str]:
        return {
            name.split()[-1]
            for act in self.by_id.values()
            for name in act.names
            if name.lower().split()[0] not in HEADS
        }

    def choose(self, acts: list[Act], date: str | None) -> Act | None:
        """Return the act meant among namesakes: the one in force at ``date``, else the newest; None if none."""
        ordered = sorted(acts, key=lambda act: act.valid_from or "") if len(acts) > 1 else acts
        if date is None or not ordered:
            return ordered[-1] if ordered else None
        in_force = [act for act in ordered if act.holds_at(date)]
        if in_force:
            return in_force[-1]
        past = [act for act in ordered if (act.valid_until or "9999") < date]
        if past:
            return past[-1]
        issued = [act for act in ordered if not act.id[:4].isdigit() or act.id[:4] <= date[:4]]
        return issued[0] if issued else None

    def resolve(self, name: str, date: str | None = None) -> Act:
        """Return the act called ``name``: a number, a name or an abbreviation.

        A well-formed SFS number that the register lacks gives an act with no names.
        Raises: ValueError: no such act.
        """
        wanted = " ".join(name.split())
        number = re.sub(r"^SFS\s*", "", wanted)
        if number in self.by_id:
            return self.by_id[number]
        if SFS.fullmatch(number):
            return Act(number, "statute")
        acts = self.abbreviations.get(wanted) or self._named(wanted.lower().split())
        found = self.choose(acts, date)
        if found is None:
            raise ValueError(
                f"unknown act {name!r}: give an SFS number such as 2010:800, or a name or an abbreviation "
                "of the register such as skollagen or SkolL"
            )
        return found

    def _named(self, words: list[str]) -> list[Act]:
        node: Phrase | None = self.names
        if len(words) > 1 and words[0] in HEADS:
            node, words = self.tails.get(HEADS[words[0]]), words[1:]
        for word in words:
            node = node.further.get(word) if node else None
        return node.acts if node and words else []


def inflected(word: str) -> tuple[str, ...]:
    """Return the forms of a name's last word: definite, genitive, indefinite.

    >>> inflected("skollagen")
    ('skollagen', 'skollagens', 'skollag', 'skollags')
    """
    for ending, forms in _ENDINGS.items():
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return tuple(stem + form for form in forms)
    return (word, word + "s")


def _is_definite(form: str, word: str) -> bool:
    return form.startswith(word) or not any(word.endswith(ending) for ending in _ENDINGS)


def _insert(node: Phrase, words: list[str], act: Act, *, definite: bool) -> None:
    for word in words:
        node = node.further.setdefault(word, Phrase())
    if act not in node.acts:
        node.acts.append(act)
    node.definite = node.definite or definite


def _needle(word: str) -> str:
    # Words with the usual endings are found by the ending; only the others need a search of their own.
    if any(
        ending in word
        for ending in (
            "lag",
            "ordning",
            "balk",
            "konvention",
            "stadga",
            "kungörelse",
            "formen",
            "direktiv",
            "fördrag",
        )
    ):
        return ""
    return word


def _merged(known: Act, added: Act) -> Act:
    return Act(
        known.id,
        added.kind or known.kind,
        tuple(dict.fromkeys((*known.names, *added.names))),
        tuple(dict.fromkeys((*known.abbreviations, *added.abbreviations))),
        added.valid_from or known.valid_from,
        added.valid_until or known.valid_until,
        known.chapters if added.chapters is None else added.chapters,
        added.example or known.example,
    )
