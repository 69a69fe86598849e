"""text and a position -> the act that is named there, by number, name, abbreviation or back reference."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from textclass import lexicon
from textclass.citations import series
from textclass.citations.register import DEFINITE, HEADS, Act, Phrase, Register

_WORD = re.compile(r"[^\W\d_]+(?:[-:][^\W\d_]+)*-?")
_NEXT_WORD = re.compile(r"[\s,]{1,40}?\s{0,40}(m\.\s?(?:m|fl)\.|[^\W\d_]+(?:[-:][^\W\d_]+)*-?)")
_YEAR = re.compile(r"(\d{4})\s{1,8}års\s{1,8}([^\W\d_]+)")
NUMBER = re.compile(
    r"\s{0,40}(?:[(\[]\s{0,4}|,\s{0,4}(?=SFS)|(?=(?:SFS|nr)?\s{0,4}\d{4}:))(?:(?P<abbr>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,7})[,;]?\s)?"
    r"(?:SFS\s{0,4}|nr\s{0,4}){0,2}(?P<year>1[6-9]\d\d|20\d\d)\s{0,4}:\s{0,4}0{0,4}(?P<number>[1-9]\d{0,3})(?!\d)"
    r"(?:(?:,\s?|\s|_)s\.?\s?(?P<page>\d{1,3})|\s(?P<leaf>\d)(?=\s?\)))?"
    r"(?:[,;]\s{0,4}(?:(?:nedan|förkortad|förkortat|härefter|kallad)\s{1,4}){0,2}[\"”'’]?(?P<short>[^\W\d_]{2,30})[\"”'’]?(?=\s{0,4}[)\]]))?"
    r"(?:\s{0,4}[)\]])?"
)
_EU = re.compile(
    r"(?:(?P<word>[Ff]örordning|[Dd]irektiv|[Bb]eslut|[Rr]ambeslut)(?:en|et|ens|ets|s)?\s{1,40})?"
    r"(?:\((?P<body>EU|EG|EEG|Euratom)\)\s{0,40}(?:nr\s{0,4})?(?P<a>\d{1,4})/(?P<b>\d{1,4})"
    r"|(?:nr\s{0,4})?(?P<c>\d{2,4})/(?P<d>\d{1,4})/(?P<suffix>EU|EG|EEG|RIF|Euratom|GUSP))(?![\w/])"
)
_ISSUER = re.compile(
    r"(?:Europaparlamentets\s{1,8}och\s{1,8}rådets|[Rr]ådets|[Kk]ommissionens|FN:s|EU:s|EG:s|Förenta\s{1,8}nationernas"
    r"|Europeiska\s{1,8}unionens|Europarådets|(?:[Dd]en\s{1,8})?[Ee]uropeiska(?=\s{1,8}konvention))\s{1,8}"
    r"(?:(?:delegerade|allmänna)\s{1,8})?"
)
_SECTORS = {"förordning": "R", "direktiv": "L", "beslut": "D", "rambeslut": "F"}
_ACT_ENDINGS = re.compile(
    r"(?:lag|förordning|balk|kungörelse|stadga|konvention|fördrag|direktiv|reform|instruktion)"
    r"(?:en|ens|n|ns|et|ets|s)?$"
)
_TAIL = re.compile(r"\s{1,40}((?:om|med|angående|till)\s{1,40}[^\W\d_]+)(?:\s{1,40}([^\W\d_]+-?))?")
_CHANGE = re.compile(
    r"\s{1,40}(?:om\s{1,40}(?:ändring(?:ar)?|införande|upphävande|ikraftträdande|tillämpning)|(?:angående|med)\s{1,40}"
    r"(?:införande|ändring))\s{1,40}(?:i|av)\s{1,40}"
)
_DEFINED = re.compile(
    r"(?:\s{1,40}(?:om|med|på|till|för)\s[^.;()\[\]§\d]{1,160}?)?\s{0,8}"
    r"(?:[(\[]\s{0,4}(?P<cue>(?:(?:här(?:efter|nedan)?|nedan|nedan även|fortsättningsvis|förkorta[dts]|förk\.?|i det följande|"
    r"i fortsättningen|kallad|kallat|kallas|benämnd|benämns|även kallad|i dagligt tal|cit\.?)\s{1,8}){0,3})"
    r"[\"”“'’]?(?P<short>[^\W\d_]{2,40}(?:-\s?och\s[^\W\d_]{3,30})?)[\"”“'’]?\s{0,4}[)\]]"
    r"|[,–-]\s{0,8}(?P<cue2>(?:(?:här(?:efter|nedan)?|nedan|fortsättningsvis|förkorta[dts]|i det följande|"
    r"i fortsättningen|kallad|kallat|kallas|benämnd|benämns|även kallad)\s{1,8}){0,3})"
    r"[\"”“'’]?(?P<short2>[^\W\d_]{2,40})(?!\w)[\"”“'’]?)"
)
_ABBREVIATION = re.compile(r"(?=[^\W\d_]{2,8}$)[A-ZÅÄÖ][a-zåäö]{0,4}[A-ZÅÄÖ][A-Za-zÅÄÖåäö]*")
_UNKNOWN_ABBREVIATION = re.compile(r"[A-ZÅÄÖ][A-Za-zåäöÅÄÖ]{0,4}[LFB]")


@dataclass(slots=True)
class Mention:
    """An act as it is named at one place. ``id`` is None where it cannot be told which act is meant."""

    start: int
    end: int  # of the name
    resume: int  # where reading goes on: behind a definition such as "(nedan SoL)"
    id: str | None
    kind: str
    by: str | None
    name: str = ""  # as it stands, for an act that cannot be told
    alone: bool = False  # whether it is a citation with no section beside it
    chapters: bool | None = None
    sort: str = "lag"  # what a later "samma lag", "förordningen", "balken" would call it
    before: str = ""

    @property
    def status(self) -> str:
        """The status of a citation that this mention gives its act."""
        if self.id is None:
            return "unresolved"
        return "inferred" if self.by in ("back", "base", "implicit") else "resolved"


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return one list of ``citation_words.toml``."""
    return frozenset(lexicon.load("citation_words")[name]["words"])


def is_act_word(word: str) -> bool:
    """Whether a word ends as names of acts do and is not one of those that only look so."""
    lower = word.lower()
    return (
        _ACT_ENDINGS.search(lower) is not None
        and lower not in HEADS
        and lower not in words("not_acts")
        and lower not in words("not_law")
    )


class Names:
    """Reads mentions of acts in one text, and remembers which acts were named and what was defined."""

    def __init__(self, text: str, register: Register, base: Act | None, date: str | None) -> None:
        self.text = text
        self.register = register
        self.base = base
        self.date = date
        self.learned: dict[str, str] = {}  # name or abbreviation -> id of the act it was given to
        self.learned_tails: dict[str, str] = {}
        self.numbered: dict[str, list[str]] = {}  # name -> numbers it was seen with
        self.history: list[Mention] = []  # resolved mentions, in text order

    def read(self, position: int, *, beside: str) -> Mention | None:
        """Return the act named at ``position``; ``beside`` is "section" or "article" where one touches the name.

        None where no act is named. Abbreviations and unknown names count only beside a section or with a number.
        """
        found = self._read(position, beside)
        if found:
            self.history.append(found)
        return found

    def _read(self, at: int, beside: str) -> Mention | None:
        year = _YEAR.match(self.text, at)
        if year:
            return self._of_year(year)
        agency = self._agency(at, beside)
        if agency:
            return agency
        issuer = _ISSUER.match(self.text, at)
        if issuer:
            found = self._read(issuer.end(), beside)
            if found:
                found.start, found.alone = at, True
            return found
        match = _WORD.match(self.text, at)
        if match is None:
            eu = _EU.match(self.text, at)
            return self._eu(eu) if eu else self._bare_number(at, beside)
        word = match[0]
        lower = word.lower()
        if word == "SFS":
            return self._bare_number(at, "section")
        eu = (
            _EU.match(self.text, at)
            if lower.startswith(("förordning", "direktiv", "beslut", "rambeslut"))
            else None
        )
        if eu:
            return self._eu(eu)
        qualified = self._qualified(match, lower, beside)
        if qualified:
            return qualified
        if lower in HEADS:
            return self._headed(match, lower, beside)
        return self._named(match, beside)

    # -- names of the register ------------------------------------------------------------------

    def _named(self, match: re.Match[str], beside: str) -> Mention | None:
        word, start = match[0], match.start()
        abbreviation = self._abbreviated(match, beside)
        if abbreviation:
            return abbreviation
        acts, end, definite = self._walk(self.register.names, start)
        if acts:
            return self._resolved(start, end, acts, definite, beside)
        learned = self.learned.get(word) or self.learned.get(_base_form(word))
        if learned:
            return self._mention(start, match.end(), learned, "defined", alone=True)
        return self._unknown(match, beside)

    def _walk(self, tree: Phrase, position: int) -> tuple[list[Act], int, bool]:
        """Return the acts of the longest name of ``tree`` that stands at ``position``, its end, its form."""
        text = self.text
        match = _WORD.match(text, position)
        node: Phrase | None = tree
        found: tuple[list[Act], int, bool] = ([], position, False)
        while match and node:
            word = match[match.lastindex or 0]
            node = node.further.get(word) or node.further.get(word.lower())
            if node and node.acts:
                found = (node.acts, match.end(), node.definite)
            match = _NEXT_WORD.match(text, match.end()) if node else None
        return found

    def _resolved(self, start: int, end: int, acts: list[Act], definite: bool, beside: str) -> Mention | None:
        name = " ".join(self.text[start:end].lower().split())
        number = NUMBER.match(self.text, end)
        if number:
            return self._numbered(start, number, name)
        known = self.numbered.get(_base_form(name))
        candidates = [act for act in acts if known and act.id in known] or acts
        act = self._valid(known, candidates, acts)
        if act is None:
            return self._mention(start, end, None, None, name=self.text[start:end]) if beside else None
        if known and act.id not in known:
            known = None
        found = self._mention(start, end, act.id, "name", alone=definite)
        self._define(found)
        return found

    def _valid(self, known: list[str] | None, candidates: list[Act], acts: list[Act]) -> Act | None:
        if known and len(candidates) == 1:
            return candidates[0]
        if known and not any(act.id in known for act in acts):
            return Act(known[-1], "statute")
        return self.register.choose(candidates, self.date)

    def _of_year(self, year: re.Match[str]) -> Mention | None:
        """Read "1985 års skollag": the act of that name with a number of that year."""
        acts, end, _ = self._walk(self.register.names, year.start(2))
        fitting = [act for act in acts if act.id.startswith(year[1] + ":")]
        if not fitting:
            if acts or is_act_word(year[2]):
                return self._mention(
                    year.start(), max(end, year.end()), None, None, name=" ".join(year[0].split())
                )
            return None
        number = NUMBER.match(self.text, end)
        if number:
            return self._numbered(year.start(), number, " ".join(year[0].lower().split()))
        return self._mention(year.start(), end, fitting[0].id, "name", alone=True)

    def _qualified(self, match: re.Match[str], lower: str, beside: str) -> Mention | None:
        """Read "samma lag", "gamla skollagen", "den nya skollagen"."""
        if lower in _back_words():
            found = self._back(match, beside)
            if found:
                return found
        start, at, word = match.start(), match.end(), lower
        if word == "den":
            further = _NEXT_WORD.match(self.text, at)
            if further is None:
                return None
            word, at = further[1].lower(), further.end()
        if word not in words("earlier") and word not in words("newer"):
            return None
        name = _NEXT_WORD.match(self.text, at)
        if name is None:
            return None
        acts, end, definite = self._walk(self.register.names, name.start(1))
        if not acts:
            return None
        if NUMBER.match(self.text, end):
            return self._resolved(start, end, acts, definite, beside)
        ordered = sorted(acts, key=lambda act: act.valid_from or "")
        if word in words("newer"):
            act = ordered[-1]
        elif len(ordered) > 1:
            act = ordered[-2]
        else:
            return (
                self._mention(start, end, None, None, name=" ".join(self.text[start:end].split()))
                if beside
                else None
            )
        return self._mention(start, end, act.id, "name", alone=definite)

    # -- lag, förordning ------------------------------------------------------------------------

    def _headed(self, match: re.Match[str], lower: str, beside: str) -> Mention | None:
        """Read "lagen (1994:260) om …", "lagen om …", "lagen"."""
        sort, start, end = HEADS[lower], match.start(), match.end()
        number = NUMBER.match(self.text, end)
        if number:
            return self._numbered(start, number, lower, sort)
        acts, tail_end = self._tail(sort, end)
        if acts:
            return self._titled(start, tail_end, acts, bool(beside) or lower in DEFINITE)
        tail = _TAIL.match(self.text, end)
        if tail:
            learned = self._learned_tail(sort, tail)
            if learned:
                return self._mention(start, self._tail_end(tail), learned, "defined", alone=True)
        defined = self.learned.get(lower)
        if defined and not tail:
            return self._mention(start, end, defined, "defined", sort=sort)
        if not beside or lower in ("lags", "förordnings"):
            return None
        if tail and tail[1].startswith("om") and not _is_clause(tail):
            ended = self._tail_end(tail)
            return self._mention(
                start, ended, None, None, name=" ".join(self.text[start:ended].split()), sort=sort
            )
        return self._definite(start, end, sort, beside) if lower in DEFINITE else None

    def _tail_end(self, tail: re.Match[str]) -> int:
        return tail.end(1)

    def _tail(self, sort: str, position: int) -> tuple[list[Act], int]:
        """Return the acts of a name such as "lagen om anställningsskydd" and where the name ends."""
        tree = self.register.tails.get(sort)
        first = _NEXT_WORD.match(self.text, position) if tree else None
        if tree is None or first is None or self.text[position : first.start(1)].strip():
            return [], position
        acts, end, _ = self._walk(tree, first.start(1))
        return acts, end

    def _titled(self, start: int, end: int, acts: list[Act], alone: bool) -> Mention | None:
        number = NUMBER.match(self.text, end)
        if number and self.text[number.start() : number.end()].strip():
            return self._numbered(start, number, " ".join(self.text[start:end].lower().split()))
        act = self.register.choose(acts, self.date)
        if act is None:
            return None
        found = self._mention(start, end, act.id, "name", alone=alone)
        self._define(found)
        return found

    def _definite(self, start: int, end: int, sort: str, beside: str) -> Mention:
        """Read "lagen" alone: the one act of that sort named so far, if it is only one."""
        fits = _is_eu_word(sort) if beside == "article" else _is_sort(sort)
        candidates = list(dict.fromkeys(m.id for m in self.history if m.id and fits(m)))
        if not candidates and self.base and _sort(self.base) == sort:
            candidates = [self.base.id]
        if len(candidates) == 1:
            return self._mention(start, end, candidates[0], "back", sort=sort)
        found = self._mention(start, end, None, None, name=_base_form(self.text[start:end]), sort=sort)
        if beside == "article" and found.kind != "treaty":
            found.kind = "eu"
        return found

    def _back(self, match: re.Match[str], beside: str) -> Mention | None:
        pattern = _back_pattern()
        phrase = pattern.match(self.text, match.start())
        if (
            phrase is None
            or _TAIL_AFTER.match(self.text, phrase.end())
            or NUMBER.match(self.text, phrase.end())
        ):
            return None
        if not beside:
            return None
        sort = HEADS[phrase["noun"].lower()]
        start, end = phrase.span()
        own = phrase["cue"].lower() == "denna" and self.base and _sort(self.base) == sort
        earlier = [m.id for m in self.history if m.sort == sort]
        if phrase["cue"].lower() == "förstnämnda" and earlier:
            earlier = earlier[:1]
        meant = self.base.id if own and self.base else earlier[-1] if earlier else None
        if meant is None and self.base and _sort(self.base) == sort:
            meant = self.base.id
        name = "" if meant else " ".join(phrase[0].split())
        return self._mention(start, end, meant, "back" if meant else None, name=name, sort=sort)

    # -- numbers --------------------------------------------------------------------------------

    def _numbered(self, start: int, number: re.Match[str], name: str, sort: str | None = None) -> Mention:
        """Read a name with its number behind it: the number decides."""
        identity = _identity(number)
        end = number.end()
        if sort and name in HEADS:
            end = self._title_after_number(sort, end)
        base_name = _base_form(name)
        if base_name not in HEADS:
            seen = self.numbered.setdefault(base_name, [])
            if identity in seen:
                seen.remove(identity)
            seen.append(identity)
            self.learned[base_name] = identity
        found = self._mention(
            start, end, identity, "number", alone=True, sort=sort or _sort_of_name(base_name)
        )
        for group in ("short", "abbr"):
            if number[group]:
                self.learned[_base_form(number[group])] = identity
        self._define(found)
        return found

    def _title_after_number(self, sort: str, end: int) -> int:
        """Return where the rest of the name ends in "lagen (1994:260) om offentlig anställning"."""
        change = _CHANGE.match(self.text, end)
        if change:
            # The act that is changed stands inside the name of the changing act.
            inner = self._inner(change.end())
            if inner:
                return inner
        acts, tail_end = self._tail(sort, end)
        if acts:
            inner_number = NUMBER.match(self.text, tail_end)
            return inner_number.end() if inner_number and "(" in inner_number[0] else tail_end
        return end

    def _inner(self, position: int) -> int:
        match = _WORD.match(self.text, position)
        if match is None:
            return 0
        acts, end, _ = self._walk(self.register.names, position)
        if not acts:
            end = match.end()
        number = NUMBER.match(self.text, end)
        if number:
            end = number.end()
            sort = HEADS.get(match[0].lower())
            return self._title_after_number(sort, end) if sort else end
        return end if acts else 0

    def _bare_number(self, position: int, beside: str) -> Mention | None:
        """Read "(2010:800)" beside a section, and "SFS 2010:800" anywhere."""
        number = NUMBER.match(self.text, position)
        if number is None or not (beside or "SFS" in number[0]):
            return None
        return self._mention(
            number.start() + len(number[0]) - len(number[0].lstrip()),
            number.end(),
            _identity(number),
            "number",
            alone="SFS" in number[0],
        )

    def _eu(self, match: re.Match[str]) -> Mention | None:
        identity = eu_address(match)
        if identity is None:
            return None
        found = self._mention(match.start(), match.end(), identity, "number", alone=True, sort="eu")
        self._define(found)
        return found

    def _agency(self, position: int, beside: str) -> Mention | None:
        """Read "SKOLFS 2016:61", "Skolverkets föreskrifter (SKOLFS 2016:61) …", "Skolverkets allmänna råd"."""
        first = self.text[position : position + 1]
        if not (first.isupper() or first in "(af"):
            return None
        numbered = series.NUMBERED.match(self.text, position)
        if numbered and (beside or "(" not in numbered[0][:1]):
            return self._of_series(position, numbered.end(), numbered, "regulation")
        issued = series.ISSUED.match(self.text, position)
        if issued is None:
            return None
        guidance = issued["sort"][0] in "Aa"
        number = series.ahead(self.text, issued.end())
        if number:
            return self._of_series(position, number.end(), number, "guidance" if guidance else "regulation")
        if issued["issuer"] is None or not (guidance or beside):
            return None
        name = " ".join(issued[0][: issued.start("more") - position].split())
        end = issued.start("more")
        found = self._mention(position, end, None, None, name=name, alone=guidance, sort="förordning")
        found.kind = "guidance" if guidance else "regulation"
        return found

    def _of_series(self, start: int, end: int, match: re.Match[str], kind: str) -> Mention:
        found = self._mention(start, end, series.address(match), "number", alone=True, sort="förordning")
        found.kind = kind
        return found

    # -- abbreviations, unknown names, definitions ----------------------------------------------

    def _abbreviated(self, match: re.Match[str], beside: str) -> Mention | None:
        word, start, end = match[0], match.start(), match.end()
        short = word[:-2] if word.endswith(":s") else word
        known = self.learned.get(short) if _ABBREVIATION.match(short) else None
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
                return self._numbered(start, number, word.lower(), _sort_of_name(_base_form(word)))
        if beside and (act_word or _UNKNOWN_ABBREVIATION.fullmatch(word)):
            return self._mention(start, end, None, None, name=word, sort=_sort_of_name(word.lower()))
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
        sort = _sort(act) if act else sort or "lag"
        kind = act.kind if act else kind_of(identity, sort)
        return Mention(start, end, end, identity, kind, by, name, alone, act.chapters if act else None, sort)

    def _define(self, mention: Mention) -> None:
        """Learn the short name that the text gives an act: "(nedan SoL)", "[SoL]", ", LOA"."""
        match = _DEFINED.match(self.text, mention.end)
        if match is None or mention.id is None:
            return
        short = match["short"] or match["short2"]
        cue = match["cue"] or match["cue2"]
        bracket = match["short"] is not None
        if not cue and not self._can_define(short, bracket):
            return
        if (
            not cue
            and not bracket
            and short in self.register.abbreviations
            and not self._is_own(short, mention.id)
        ):
            return
        self.learned[short] = mention.id
        self.learned[_base_form(short)] = mention.id
        mention.resume = match.end()

    def _can_define(self, short: str, bracket: bool) -> bool:
        if _ABBREVIATION.fullmatch(short) and len(short) >= 2:
            return True
        return bracket and (short.lower() in HEADS or is_act_word(short))

    def _is_own(self, short: str, identity: str) -> bool:
        return any(act.id == identity for act in self.register.abbreviations[short])

    def _learned_tail(self, sort: str, tail: re.Match[str]) -> str | None:
        return self.learned_tails.get(f"{sort} {' '.join(tail[0].split()).lower()}")

    def learn_tail(self, mention: Mention) -> None:
        """Remember how the name of a numbered act goes on, for a later mention without its number."""
        tail = _TAIL.match(self.text, mention.end)
        if tail and mention.id and mention.by == "number":
            self.learned_tails[f"{mention.sort} {' '.join(tail[0].split()).lower()}"] = mention.id


_TAIL_AFTER = re.compile(r"\s{1,40}om\s")
_CLAUSE_WORDS = frozenset(
    "att det den de en ett huvudmannen kommunen eleven elever eleverna barnet inte han hon man myndigheten rektorn "
    "skolan någon något sökanden".split()
)


def _is_clause(tail: re.Match[str]) -> bool:
    return tail[1].split()[-1].lower() in _CLAUSE_WORDS


@functools.cache
def _back_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in words("back"))


@functools.cache
def _back_pattern() -> re.Pattern[str]:
    cues = "|".join(r"\s{1,8}".join(p.split()) for p in sorted(words("back"), key=len, reverse=True))
    nouns = "|".join(sorted(HEADS, key=len, reverse=True))
    return re.compile(rf"(?P<cue>{cues})\s{{1,40}}(?P<noun>{nouns})(?!\w)", re.IGNORECASE)


def _is_sort(sort: str) -> Callable[[Mention], bool]:
    return lambda mention: mention.sort == sort


def _is_eu_word(sort: str) -> Callable[[Mention], bool]:
    """Return whether a mention is what "förordningen", "direktivet", "konventionen" beside an article can mean."""
    if sort in ("förordning", "direktiv"):
        letter = _SECTORS[sort]
        return lambda mention: mention.sort == "eu" and mention.id is not None and mention.id[15:16] == letter
    return lambda mention: mention.sort == "konvention"


def _identity(number: re.Match[str]) -> str:
    page = number["page"] or number["leaf"]
    own = f"{number['year']}:{number['number']}"
    return f"{own}_s.{page}" if page and int(number["year"]) < 1925 else own


def eu_address(match: re.Match[str]) -> str | None:
    """Return the CELEX address of "förordning (EU) 2016/679" or "direktiv 95/46/EG"; None if no such act can be."""
    word = (match["word"] or "förordning").lower()
    if match["body"]:
        # Before 2015 the number stood before the year: "(EU) nr 1303/2013".
        first, second = match["a"], match["b"]
        year, number = (first, second) if len(first) == 4 and int(first) >= 2015 else (second, first)
    else:
        year, number = match["c"], match["d"]
        if match["word"] is None:
            word = "rambeslut" if match["suffix"] == "RIF" else "direktiv"
    year = year if len(year) == 4 else "19" + year.zfill(2)
    if not 1950 <= int(year) <= 2099:
        return None
    return f"ext/celex/3{year}{_SECTORS[word]}{int(number):04d}"


def kind_of(identity: str | None, sort: str) -> str:
    """Return the kind of an act that the register lacks, from its address or the sort of its name."""
    if sort == "eu" or (identity and identity.startswith("ext/")):
        return "eu"
    if sort == "konvention":
        return "treaty"
    return "regulation" if sort in ("förordning", "kungörelse", "stadga", "instruktion") else "statute"


def _base_form(name: str) -> str:
    """Return a name without the genitive, in the definite form, lower case unless it is an abbreviation."""
    if name.isupper() or _ABBREVIATION.fullmatch(name):
        return name
    lower = name.lower()
    for ending in ("lag", "ordning", "balk"):
        for form in (ending, ending + "s", ending + "ens"):
            if lower.endswith(form):
                return lower[: -len(form)] + ending + "en"
    return lower.removesuffix("s") if lower.endswith(("ens", "ans")) else lower


def _sort_of_name(name: str) -> str:
    lower = name.lower()
    for form, sort in HEADS.items():
        if lower.endswith(form):
            return sort
    return "lag"


def _sort(act: Act) -> str:
    if act.kind == "eu":
        return "eu"
    if act.kind == "treaty":
        return "konvention"
    if not act.names:
        return "förordning" if act.kind == "regulation" else "lag"
    first = act.names[0].split()[0].lower()
    if first in HEADS:
        return HEADS[first]
    for ending, sort in (("balken", "balk"), ("stadgan", "stadga"), ("kungörelsen", "kungörelse")):
        if act.names[0].endswith(ending):
            return sort
    return "förordning" if act.kind == "regulation" else "lag"
