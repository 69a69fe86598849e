"""text and a position -> the act that is named there, by number, name, abbreviation or back reference."""

from __future__ import annotations

import re

from textclass.citations import series
from textclass.citations.backreferences import BackReferences, back_words
from textclass.citations.definitions import TAIL, Definitions
from textclass.citations.history import History
from textclass.citations.identities import (
    ABBREVIATION,
    EU,
    EU_NUMBER_BEHIND,
    ISSUER,
    NUMBER,
    base_form,
    eu_address,
    identity_of,
    kind_of,
    sort_of,
    sort_of_name,
)
from textclass.citations.mentions import Mention, is_act_word, qualifier, qualifying_words, words
from textclass.citations.register import DEFINITE, HEADS, Act, Register
from textclass.citations.sections import Item
from textclass.citations.titles import WORD, Titles

_YEAR = re.compile(r"(\d{4})\s{1,8}års\s{1,8}([^\W\d_]+)")
# A capital inside a sentence begins a title: "propositionen Den nya skollagen – för kunskap (prop. …)".
_INSIDE_SENTENCE = re.compile(r"[a-zåäö][ \u00a0][\"”]?$")
_EU_WORD = re.compile(r"förordning|direktiv|beslut")
_ISSUER_INITIALS = "DdEeFKkRr"
_UNKNOWN_ABBREVIATION = re.compile(r"[A-ZÅÄÖ][A-Za-zåäöÅÄÖ]{0,4}[LFB]")


class Names:
    """Reads mentions of acts in one text, and remembers which acts were named and what was defined."""

    def __init__(self, text: str, register: Register, base: Act | None, date: str | None) -> None:
        self.text = text
        self.register = register
        self.base = base
        self.date = date
        self.definitions = Definitions(text, register)
        self._titles = Titles(text, register)
        self.history = History()
        self._back = BackReferences(self.history, base)
        self.chapter: Item | None = None  # the item that named a chapter last

    def read(self, position: int, *, beside: str) -> Mention | None:
        """Return the act named at ``position``; None where no act is named.

        ``beside`` is "section" or "article" where one touches the name, "number" where numbers of acts are listed.
        Abbreviations and unknown names count only beside a section or with a number.
        """
        found = self._read(position, beside)
        if found:
            self.history.add(found)
        return found

    def _read(self, at: int, beside: str) -> Mention | None:
        first = self.text[at : at + 1]
        year = _YEAR.match(self.text, at) if first.isdigit() else None
        if year:
            return self._of_year(year)
        agency = series.read(self.text, at, beside=bool(beside))
        if agency:
            return agency
        issuer = ISSUER.match(self.text, at) if first in _ISSUER_INITIALS else None
        if issuer is None:
            return self._read_name(at, beside)
        found = self._read_name(issuer.end(), beside)
        if found:
            found.start, found.alone = at, True
        return found

    def _read_name(self, at: int, beside: str) -> Mention | None:
        match = WORD.match(self.text, at)
        if match is None:
            eu = EU.match(self.text, at)
            return self._eu(eu) if eu else self._bare_number(at, beside)
        word = match[0]
        lower = word.lower()
        if word == "SFS":
            return self._bare_number(at, "section")
        eu = EU.match(self.text, at) if _EU_WORD.search(lower) else None
        if eu:
            return self._eu(eu)
        found = self._referring(at, beside) if lower in back_words() else None
        if lower in qualifying_words():
            found = found or self._qualified(match, beside) or self._qualified_number(at)
        if found:
            return found
        if lower in HEADS:
            return self._headed(match, lower, beside)
        return self._named(match, beside)

    # -- names of the register ------------------------------------------------------------------

    def _named(self, match: re.Match[str], beside: str) -> Mention | None:
        word, start = match[0], match.start()
        abbreviation = self._abbreviated(match, beside)
        if abbreviation:
            return abbreviation
        acts, end, definite = self._titles.walk(self.register.names, start)
        if acts:
            return self._resolved(start, end, acts, definite, beside)
        learned = self.definitions.of(word)
        if learned:
            return self._mention(start, match.end(), learned, "defined", alone=True)
        return self._unknown(match, beside)

    def _resolved(self, start: int, end: int, acts: list[Act], definite: bool, beside: str) -> Mention | None:
        name = _flat(self.text[start:end].lower())
        number = NUMBER.match(self.text, end)
        if number:
            return self._numbered(start, number, name)
        eu_number = EU_NUMBER_BEHIND.match(self.text, end) if acts[0].kind == "eu" else None
        if eu_number:
            return self._mention(start, eu_number.end(), acts[0].id, "number", alone=True)
        known = self.definitions.numbered.get(base_form(name))
        candidates = [act for act in acts if known and act.id in known] or acts
        act = self._valid(known, candidates, acts)
        if act is None:
            return self._mention(start, end, None, None, name=self.text[start:end]) if beside else None
        if known and act.id not in known:
            known = None
        found = self._mention(start, end, act.id, "name", alone=definite)
        self.definitions.define(found)
        return found

    def _valid(self, known: list[str] | None, candidates: list[Act], acts: list[Act]) -> Act | None:
        if known and len(candidates) == 1:
            return candidates[0]
        if known and not any(act.id in known for act in acts):
            return Act(known[-1], "statute")
        return self.register.choose(candidates, self.date)

    def _of_year(self, year: re.Match[str]) -> Mention | None:
        """Read "1985 års skollag": the act of that name with a number of that year."""
        acts, end, _ = self._titles.walk(self.register.names, year.start(2))
        fitting = [act for act in acts if act.id.startswith(year[1] + ":")]
        if not fitting:
            if acts or is_act_word(year[2]):
                return self._mention(year.start(), max(end, year.end()), None, None, name=_flat(year[0]))
            return None
        number = NUMBER.match(self.text, end)
        if number:
            return self._numbered(year.start(), number, _flat(year[0].lower()))
        return self._mention(year.start(), end, fitting[0].id, "name", alone=True)

    def _referring(self, position: int, beside: str) -> Mention | None:
        """Read "samma lag", "den nämnda förordningen" beside a section."""
        phrase = BackReferences.phrase(self.text, position) if beside else None
        if phrase is None or NUMBER.match(self.text, phrase.end()):
            return None
        sort = HEADS[phrase["noun"].lower()]
        meant = self._back.phrased(phrase["cue"].lower(), sort)
        name = "" if meant else _flat(phrase[0])
        return self._mention(*phrase.span(), meant, "back" if meant else None, name=name, sort=sort)

    def _qualified(self, match: re.Match[str], beside: str) -> Mention | None:
        """Read "gamla skollagen", "den nya skollagen", "då gällande skollagen"."""
        phrase = qualifier().match(self.text, match.start())
        acts, end, definite = self._titles.walk(self.register.names, phrase.end()) if phrase else ([], 0, False)
        if not acts or phrase is None:
            return None
        start = match.start()
        if match[0][0].isupper() and _INSIDE_SENTENCE.search(self.text[max(0, start - 3) : start]):
            definite = False
        if NUMBER.match(self.text, end):
            return self._resolved(start, end, acts, definite, beside)
        ordered = sorted(acts, key=lambda act: act.valid_from or "")
        newest = phrase["word"].lower() in words("newer") and not phrase["then"]
        chosen = ordered[-1:] if newest else ordered[-2:-1]
        if self.date and phrase["then"]:
            act = self.register.choose(acts, self.date)
            chosen = [act] if act else []
        if chosen:
            return self._mention(start, end, chosen[0].id, "name", alone=definite)
        return self._mention(start, end, None, None, name=_flat(self.text[start:end])) if beside else None

    def _qualified_number(self, position: int) -> Mention | None:
        """Read "den nya förordningen (EU) 2024/1689": the number says which act it is."""
        phrase = qualifier().match(self.text, position)
        word = WORD.match(self.text, phrase.end()) if phrase else None
        if phrase is None or word is None or word[0].lower() not in HEADS:
            return None
        found = self._read_name(phrase.end(), "")
        return found if found and found.by == "number" else None

    # -- lag, förordning ------------------------------------------------------------------------

    def _headed(self, match: re.Match[str], lower: str, beside: str) -> Mention | None:
        """Read "lagen (1994:260) om …", "lagen om …", "lagen"."""
        sort, start, end = HEADS[lower], match.start(), match.end()
        number = NUMBER.match(self.text, end)
        if number:
            return self._numbered(start, number, lower, sort)
        in_series = series.in_brackets(self.text, start, end)
        if in_series:
            return in_series
        acts, tail_end = self._titles.tail(sort, end)
        if acts:
            return self._titled(start, tail_end, acts, bool(beside) or lower in DEFINITE)
        tail = TAIL.match(self.text, end)
        return self._with_tail(match, sort, tail, beside) if tail else self._bare_head(match, sort, beside)

    def _with_tail(self, match: re.Match[str], sort: str, tail: re.Match[str], beside: str) -> Mention | None:
        """Read "lagen om båtar", a name that the register lacks."""
        start = match.start()
        closed = self._titles.number_ahead(match.end())
        number = NUMBER.match(self.text, closed.end()) if closed and not self._is_name(closed[1]) else None
        if number:
            return self._numbered(start, number, match[0].lower(), sort)
        learned = self.definitions.by_tail(sort, tail)
        if learned:
            return self._mention(start, tail.end(1), learned, "defined", alone=True)
        if beside and tail[1].startswith("om") and not _is_clause(tail):
            name = _flat(self.text[start : tail.end(1)])
            return self._mention(start, tail.end(1), None, None, name=name, sort=sort)
        return self._bare_head(match, sort, beside)

    def _is_name(self, word: str) -> bool:
        return word.lower() in self.register.last_words or is_act_word(word)

    def _bare_head(self, match: re.Match[str], sort: str, beside: str) -> Mention | None:
        start, end = match.span()
        defined = self.definitions.short.get(match[0].lower())
        if defined:
            return self._mention(start, end, defined, "defined", sort=sort)
        if not beside or match[0].lower() not in DEFINITE:
            return None
        meant = self._back.definite(sort, beside)
        found = self._mention(start, end, meant, "back" if meant else None, name=base_form(match[0]), sort=sort)
        if beside == "article" and found.kind != "treaty":
            found.kind = "eu"
        return found

    def _titled(self, start: int, end: int, acts: list[Act], alone: bool) -> Mention | None:
        number = NUMBER.match(self.text, end)
        if number and self.text[number.start() : number.end()].strip():
            return self._numbered(start, number, _flat(self.text[start:end].lower()))
        seen = [act for act in acts if act.id in self.history.numbered]
        act = self.register.choose(seen or acts, self.date)
        if act is None:
            return None
        found = self._mention(start, end, act.id, "name", alone=alone)
        self.definitions.define(found)
        return found

    # -- numbers --------------------------------------------------------------------------------

    def _numbered(self, start: int, number: re.Match[str], name: str, sort: str | None = None) -> Mention:
        """Read a name with its number behind it: the number decides."""
        identity = identity_of(number)
        end = number.end()
        if sort and name in HEADS:
            end = self._titles.after_number(sort, end)
        base_name = base_form(name)
        if base_name not in HEADS:
            self.definitions.number(base_name, identity)
        found = self._mention(start, end, identity, "number", alone=True, sort=sort or sort_of_name(base_name))
        self.definitions.learn_tail(found, number.end())
        for group in ("short", "abbr"):
            if number[group]:
                self.definitions.short[base_form(number[group])] = identity
        self.definitions.define(found)
        return found

    def _bare_number(self, position: int, beside: str) -> Mention | None:
        """Read "(2010:800)" beside a section or in a list of numbers, and "SFS 2010:800" anywhere."""
        number = NUMBER.match(self.text, position)
        if number is None or not (beside or "SFS" in number[0]):
            return None
        start = number.start() + len(number[0]) - len(number[0].lstrip())
        opened = self.text[start] in "([" and self.text[number.end() - 1] not in ")]"
        return self._mention(
            start + opened,
            number.end(),
            identity_of(number),
            "number",
            alone="SFS" in number[0] or beside == "number",
        )

    def _eu(self, match: re.Match[str]) -> Mention | None:
        identity = eu_address(match)
        if identity is None:
            return None
        found = self._mention(match.start(), match.end(), identity, "number", alone=True, sort="eu")
        self.definitions.define(found)
        return found

    # -- abbreviations, unknown names, definitions ----------------------------------------------

    def _abbreviated(self, match: re.Match[str], beside: str) -> Mention | None:
        word, start, end = match[0], match.start(), match.end()
        short = word[:-2] if word.endswith(":s") else word
        known = self.definitions.short.get(short)
        known = known if known and ABBREVIATION.match(short) else None
        acts = self.register.abbreviations.get(short)
        if known is None and not acts:
            return None
        number = NUMBER.match(self.text, end)
        if number and "(" in number[0]:
            return self._numbered(start, number, short)
        if not beside:
            return None
        if known:
            return self._mention(start, end, known, "defined")
        act = self.register.choose(acts or [], self.date)
        return self._mention(start, end, act.id, "abbreviation") if act else None

    def _unknown(self, match: re.Match[str], beside: str) -> Mention | None:
        """Read a name that the register lacks: by the number behind it, else unresolved beside a section."""
        word, start, end = match[0], match.start(), match.end()
        act_word = is_act_word(word)
        if act_word:
            number = NUMBER.match(self.text, end)
            if number:
                return self._numbered(start, number, word.lower(), sort_of_name(base_form(word)))
        short = _UNKNOWN_ABBREVIATION.fullmatch(word) and word not in words("not_abbreviations")
        if beside and (act_word or short):
            return self._mention(start, end, None, None, name=word, sort=sort_of_name(word.lower()))
        return None

    def _mention(
        self,
        start: int,
        end: int,
        identity: str | None,
        by: str | None,
        *,
        name: str = "",
        alone: bool = False,
        sort: str | None = None,
    ) -> Mention:
        act = self.register.by_id.get(identity) if identity else None
        sort = sort_of(act) if act else sort or "lag"
        kind = act.kind if act else kind_of(identity, sort)
        resume = end
        if self.text[end - 1] in ")]" and not any(bracket in "([" for bracket in self.text[start:end]):
            end -= 1  # it closes a bracket that was opened earlier: "(lag 2018:1197)"
        return Mention(start, end, resume, identity, kind, by, name, alone, act.chapters if act else None, sort)


def _is_clause(tail: re.Match[str]) -> bool:
    return tail[1].split()[-1].lower() in words("clauses")


def _flat(text: str) -> str:
    return " ".join(text.split())
