"""What a text itself says an act is called: "(nedan SoL)", "[SoL]", ", LOA", or a name with its number."""

from __future__ import annotations

import re

from textclass.citations.identities import ABBREVIATION, base_form, sort_of_name
from textclass.citations.mentions import Mention, is_act_word, words
from textclass.citations.register import HEADS, Register

TAIL = re.compile(r"\s{1,40}((?:om|med|angående|till)\s{1,40}[^\W\d_]+)(?:\s{1,40}([^\W\d_]+-?))?")
_DEFINED = re.compile(
    r"(?:\s{1,40}(?:om|med|på|till|för)\s[^.;()\[\]§\d]{1,160}?)?\s{0,8}"
    r"(?:[(\[]\s{0,4}(?P<cue>(?:(?:här(?:efter|nedan)?|nedan|nedan även|fortsättningsvis|förkorta[dts]|förk\.?|"
    r"i det följande|i fortsättningen|kallad|kallat|kallas|benämnd|benämns|även kallad|cit\.?)\s{1,8}){0,3})"
    r"[\"”“'’]?(?P<short>[^\W\d_]{2,40}(?:-[^\W\d_]{2,30}|-\s?och\s[^\W\d_]{3,30})?)[\"”“'’]?\s{0,4}[)\]]"
    r"|[,–-]\s{0,8}(?P<cue2>(?:(?:här(?:efter|nedan)?|nedan|fortsättningsvis|förkorta[dts]|i det följande|"
    r"i fortsättningen|kallad|kallat|kallas|benämnd|benämns|även kallad)\s{1,8}){0,3})"
    r"[\"”“'’]?(?P<short2>[^\W\d_]{2,40}(?:-[^\W\d_]{2,30})?)(?![\w-]|\s{1,4}(?:\d{4}|dnr))[\"”“'’]?)"
)
# What can stand behind an act before its short name does; most names are followed by none of it.
_BEFORE_DEFINITIONS = ("(", "[", ",", "-", "–", "om", "med", "på", "till", "för")


class Definitions:
    """The names that one text gives to acts."""

    def __init__(self, text: str, register: Register) -> None:
        self.text = text
        self.register = register
        self.short: dict[str, str] = {}  # name or abbreviation -> id of the act it was given to
        self.numbered: dict[str, list[str]] = {}  # name -> numbers it was seen with, the last one last
        self._tails: dict[str, str] = {}

    def of(self, word: str) -> str | None:
        """Return the id of the act that the text calls ``word``; None if it calls none so."""
        return self.short.get(word) or self.short.get(base_form(word))

    def number(self, name: str, identity: str) -> None:
        """Remember that ``name`` (definite form) was seen with the number ``identity``."""
        seen = self.numbered.setdefault(name, [])
        if identity in seen:
            seen.remove(identity)
        seen.append(identity)
        self.short[name] = identity

    def define(self, mention: Mention) -> None:
        """Learn the short name that the text gives an act: "(nedan SoL)", "[SoL]", ", LOA"."""
        behind = self.text[mention.end : mention.end + 40].lstrip()
        if mention.id is None or not behind.startswith(_BEFORE_DEFINITIONS):
            return
        match = _DEFINED.match(self.text, mention.end)
        if match is None:
            return
        short = match["short"] or match["short2"]
        cue = match["cue"] or match["cue2"]
        bracket = match["short"] is not None
        if not cue and not self._can_define(short, bracket) and not self._names(short, mention, match.end()):
            return
        if not cue and not bracket and short in self.register.abbreviations and not self._is_own(short, mention.id):
            return
        self.short[short] = mention.id
        self.short[base_form(short)] = mention.id
        mention.resume = match.end()

    def _can_define(self, short: str, bracket: bool) -> bool:
        if ABBREVIATION.fullmatch(short) and short not in words("not_abbreviations"):
            return True
        return bracket and (short.lower() in HEADS or is_act_word(short))

    def _names(self, short: str, mention: Mention, end: int) -> bool:
        """Whether a word behind a comma is a name for the act before it: "…, friskoleförordningen, …"."""
        known = short.lower() in self.register.last_words
        return (
            not known
            and is_act_word(short)
            and sort_of_name(short) == mention.sort
            and self.text[end : end + 1] in ",.;)"
        )

    def _is_own(self, short: str, identity: str) -> bool:
        return any(act.id == identity for act in self.register.abbreviations[short])

    def by_tail(self, sort: str, tail: re.Match[str]) -> str | None:
        """Return the id of the numbered act of this ``sort`` whose name went on like ``tail``, or None."""
        whole, first = _tail_keys(sort, tail)
        return self._tails.get(whole) or self._tails.get(first)

    def learn_tail(self, mention: Mention, position: int) -> None:
        """Remember how a numbered act's name goes on at ``position``, for a later mention without its number."""
        tail = TAIL.match(self.text, position)
        if tail and mention.id and mention.by == "number":
            whole, first = _tail_keys(mention.sort, tail)
            self._tails[whole] = mention.id
            # "om vissa …" can begin many names; and of two acts "om båtar" none is meant for sure.
            vague = first.endswith("a") or self._tails.get(first, mention.id) != mention.id
            self._tails[first] = "" if vague else mention.id


def _tail_keys(sort: str, tail: re.Match[str]) -> tuple[str, str]:
    """Return the keys of a name by the two words that follow "om", and by the first of them."""
    return f"{sort} {' '.join(tail[0].split()).lower()}", f"{sort} {' '.join(tail[1].split()).lower()}"
