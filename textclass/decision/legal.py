"""sentences of an area and the citations of the text -> its legal basis: the text of its citations, their addresses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from textclass.decision.roles import CONCLUSION, EARLIER, LEGAL, NEEDS, Unit
from textclass.records import Citation

_POWERS = re.compile(r"2010:800#K26P(?:10|19|27)\b")  # by which the inspectorate acts, not what the area is about
_SEQUEL = re.compile(r"2010:800#K2[68](?:P|$)|1985:206#")  # supervision, appeal, penalty: how the case goes on
_BY_POWER = re.compile(r"[^.]{0,120}\bmed stöd av\b")
_SIGN = re.compile(r"[()\[\]]")
_LAW_ONLY = re.compile(
    r"(?:\((?:se |jfr )?\d{1,3}(?: [a-z])? (?:kap|§)[^()]{0,200}(?:\([^()]{1,60}\)[^()]{0,200}){0,4}\)|"
    r"\[(?:se |jfr )?\d{1,3}(?: [a-z])? (?:kap|§)[^\[\]]{0,400}\])\.?"
)
# a sentence that tells what the law says …
_LAW_SAYS = re.compile(r"(?:Enligt|Av|I|Se|Jfr) \d{1,3}(?: [a-z])? (?:kap|§)|\d{1,3}(?: [a-z])? (?:kap|§)")
# … or where it stands ("Aktuella bestämmelser är …", "Kravet stöds på …")
_LAW_STANDS = re.compile(
    r"(?=[^.]{0,160}\b(?:lagrum|bestämmels\w+|regleras|rättslig\w*|författningsstöd\w*|lagstöd\w*)\b)"
    r"[^.]{0,160}\d kap\b|"
    r"(?:Bedömning|Krav|Behov|Område|Fråg|Granskning|Brist|Stöd|Grund)\w*(?: [a-zåäö]+){0,4}? (?:vil(?:ar|ade)|"
    r"grunda(?:s|des)|bygg(?:er|de)|stöd(?:er|de)?s|utg(?:år|ick)|(?:har|hade|tar|tog) sin (?:grund|utgångspunkt)|"
    r"gjordes|görs|har gjorts|finns|prövades|prövas|har prövats|följer|framgår)(?: [a-zåäö]+){0,3} "
    r"\d{1,3}(?: [a-z])? (?:kap|§)"
)
_CITED = r"(?:\d{1,3}(?: [a-z])? ?(?:kap\b|§)|[Ss]kollagen|[a-zåäö]*förordningen|L[a-zåäö]{1,5} ?\d\d|Gy ?\d\d)"
# a sentence that tells what the law is in running words: "Av 4 kap. 3 § följer …", "… ska enligt 5 kap. …"
_TELLS = re.compile(
    rf"(?:Enligt|Av|I) (?:bestämmelserna i )?{_CITED}|Bestämmelserna? i {_CITED}|"
    r"[^.]{0,300}?(?:(?<!som )\b(?:framgår|följer|föreskrivs|föreskrivet|regler(?:as|at|ade)|stadgas|anges|gäller|"
    rf"sägs|(?:åter)?finns)(?: [a-zåäö]+){{0,2}}?,? (?:av|i|enligt) {_CITED}|"
    rf"såsom (?:följer|framgår|anges|föreskrivs) (?:av|i) {_CITED}|"
    r"\bska(?:ll)? [^.]{3,160}, \d{1,2}(?: [a-z])? kap\b|"
    rf"\b(?:ska(?:ll)?|ansvarar),? enligt {_CITED}|\b(?:ska(?:ll)?|har|är), enligt {_CITED})"
)
_IN_BRACKET_AT_END = re.compile(rf"\((?:se |jfr )?{_CITED}[^()]{{0,160}}\)\.?$")
_SPOKEN_BY = re.compile(r"(?:Skolinspektionen|Inspektionen|Vi)\b")
_SHORT = 160  # characters of a sentence that says where law stands and nothing else
# a demand with its law in front: "22 kap. 15 skollagen: Hemkommunen ska …"
_IN_FRONT = re.compile(
    r"(?:\d{1,2}(?: [a-z])? kap\b|\d{1,3}(?: [a-z])? (?:§|(?:förordning|lag)(?:en)?\b)|"
    r"[A-ZÅÄÖ][a-zåäö]{0,30}(?:lag|förordning)en\b)"
    r"(?:[^:–]|:(?=\d)){0,120}(?::| –) (?=[A-ZÅÄÖ])"
)
# a sentence that points to a curriculum beside the law
_POINTS = (
    r"(?:Se (?:även|också|vidare)|Jämför|Jfr|(?:Samma (?:sak|krav|innehåll)|Detsamma|Motsvarande|Liknande)[^.]{0,30}? "
    r"(?:följer|framgår|gäller|anges|uttrycks|finns)(?: också| även| vidare)? (?:av|i|enligt)|"
    r"(?:Därtill|Härtill|Till detta|Dessutom) (?:kommer|gäller|hör))"
)
# what stands for the law where another area's is meant: "Se ovan under samma rubrik."
_REFERS = re.compile(
    r"(?:\b[A-ZÅÄÖ][a-zåäö]{1,30}(?: [a-zåäö]{1,30}){0,2}: ?)?"
    r"\b(?:Se|Jfr|Jämför|Som(?= ovan)|(?:Samma|Desamma) som|(?:Samma|De) "
    r"(?:bestämmelser|lagrum|författningar)(?: gäller)? som)\b[^.]{0,30}? (?:ovan|ovanstående|föregående|tidigare|"
    r"under (?:samma rubrik|rubriken))\b[^.§]{0,90}\.?|(?:Samma|Desamma) som (?:för|under|i) [^.§]{0,90}\.?",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"[.;]\s*{_POINTS}(?: [a-zåäö]+){{0,4}} ?$", re.IGNORECASE)
# a sentence that goes on with law: it points to more, or is a curriculum and nothing else ("Gy 11, 2.1 Kunskaper.")
_MORE = re.compile(
    rf"{_POINTS} (?:[a-zåäö\d.]+ ){{0,4}}?{_CITED}|"
    r"(?:L[a-zåäö]{1,4}|Gy) ?\d\d\b(?:[ ,(]{1,2}[^.]{0,60}(?:\d\.\d{1,2}|\b\d\.)[^.]{0,90})?\.?$"
)
# what stands between two citations that are two places of the text: the end of a sentence, or more than a few words
_APART = re.compile(
    r"\)\. |\. (?:I|Av|Enligt|[\w-]+ \w)|\b(?:\w++\W++){5}|\bi läroplanen\b|, (?:och|samt) (?:enligt|av|i) "
)
_JOIN = "; "
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Law:
    """The law of an area."""

    basis: str | None
    citations: tuple[str, ...] = ()
    curriculum: tuple[str, ...] = ()


def is_law(text: str, *, whole: bool = False) -> bool:
    """Whether a sentence tells the law, or a bracket holds nothing else; ``whole``: only the bracket counts."""
    if _LAW_ONLY.fullmatch(text) is not None:
        return True
    return not whole and (_LAW_SAYS.match(text) is not None or _LAW_STANDS.match(text) is not None)


def is_basis(text: str) -> bool:
    """Whether a short sentence says where the law stands, as it may below the conclusion too."""
    return len(text) < _SHORT and _LAW_STANDS.match(text) is not None


def tells(text: str) -> bool:
    """Whether a sentence tells what the law is, and does not say how it was kept."""
    return _SPOKEN_BY.match(text) is None and _TELLS.match(text) is not None


def goes_on(text: str) -> bool:
    """Whether a sentence that follows one of law goes on with it: it tells law, points to more, or ends in law."""
    return tells(text) or ends_in_law(text) or _MORE.match(text) is not None


def refers(text: str) -> bool:
    """Whether a sentence, in the place of the law, points to that of another area."""
    return _REFERS.fullmatch(text) is not None


def ends_in_law(text: str) -> bool:
    """Whether a sentence ends in a bracket of law."""
    return text.endswith((")", ").")) and _IN_BRACKET_AT_END.search(text) is not None


def in_front(text: str) -> int:
    """Return the length of the law that stands in front of a demand, its colon with it; 0 where there is none."""
    found = _IN_FRONT.match(text)
    return found.end() if found else 0


def of_area(text: str, sentences: Sequence[tuple[Unit, str]], citations: Sequence[Citation]) -> Law:
    """Return the law that the reasons of an area cite: its law lines, what the past and the needs cite, and what the
    conclusion says that the law is. What was cited before adds nothing but in a law line or a bracket.
    """  # noqa: D205
    groups: list[list[Citation]] = []
    beside: list[list[Citation]] = []  # cited in running words
    follows = concluded = False  # whether the sentence before was law too; whether a conclusion has been read
    for unit, role in sentences:
        first, stop = (bisect_left(citations, at, key=_START) for at in (unit.start, unit.end))
        inside = citations[first:stop]
        concluded = concluded or role == CONCLUSION
        if concluded:
            inside = [c for c in inside if not (c.ids and all(map(_SEQUEL.match, c.ids)))]
        if role == LEGAL and _BY_POWER.match(unit.text):
            inside = [c for c in inside if not (c.ids and all(map(_POWERS.match, c.ids)))]
        if role == LEGAL and follows:
            groups[-1].extend(inside)
        elif role == LEGAL:
            groups.append(list(inside))
        elif role in (EARLIER, NEEDS):
            groups.append([c for c in inside if c.end <= unit.start + in_front(unit.text)])
            groups.extend(_in_brackets(unit, inside))
            beside.append([c for c in inside if _is_place(c)])
        elif role == CONCLUSION and inside and tells(unit.text):
            beside.append([c for c in inside if _is_place(c)])
        follows = role == LEGAL
    return of_groups(text, _with_new(groups, beside))


def _is_place(citation: Citation) -> bool:
    """Whether a citation names a place in the law of schools, or a curriculum, and nothing on how a case goes on."""
    known = citation.kind in ("statute", "regulation") and all("#" in i and not _SEQUEL.match(i) for i in citation.ids)
    return citation.status != "unresolved" and (known or citation.kind == "curriculum")


def _with_new(groups: Sequence[list[Citation]], beside: Sequence[list[Citation]]) -> list[list[Citation]]:
    """Return ``groups`` and, in their places among them, the citations in ``beside`` that give new addresses."""
    taken = {i for group in groups for c in group for i in c.ids}
    found = [group for group in groups if group]
    for group in beside:
        if new := [c for c in group if not taken.issuperset(c.ids)]:
            found.append(new)
            taken.update(i for c in new for i in c.ids)
    return sorted(found, key=lambda group: group[0].start)


def of_groups(text: str, groups: Sequence[Sequence[Citation]]) -> Law:
    """Return the law in groups of citations, each group one stretch of the text, or more (``_APART``)."""
    named = {i.partition("#")[0] for group in groups for c in group for i in c.ids if "#" in i}  # acts with a place
    filled = [kept for group in groups if (kept := _from_first_place(text, group, named))]
    stretches = dict.fromkeys(part for group in filled for part in _stretches(text, group))
    cited = [c for group in filled for c in group]
    ids = dict.fromkeys(
        i
        for c in cited
        if c.kind in ("statute", "regulation") and c.status != "unresolved"
        for i in c.ids
        if i not in named
    )
    return Law(_JOIN.join(stretches) or None, tuple(ids), tuple(c.text for c in cited if c.kind == "curriculum"))


def _from_first_place(text: str, group: Sequence[Citation], named: Container[str]) -> Sequence[Citation]:
    """Leave out an act that words part from the place in it: "Enligt skollagen ska rektorn leda (2 kap. 9 §)"."""
    while len(group) > 1 and named and all(i in named for i in group[0].ids):
        if not re.search(r"\w", text[group[0].end : group[1].start]):
            break
        group = group[1:]
    return group


def _stretches(text: str, group: Sequence[Citation]) -> list[str]:
    """Return the text of a group, cut where a sentence ends or more than a few words stand between two citations."""
    end, begin, found = _end(text, group), group[0].start, []
    for one, two in pairwise(group):
        if two.start >= end:
            break
        if _APART.search(text, one.end, two.start):
            found.append(text[begin : one.end])
            begin = two.start
    return [*found, text[begin:end]]


def _end(text: str, group: Sequence[Citation]) -> int:
    """Return where the law of a group ends: before a sentence that only points to a curriculum ("Se även Lgr 11 …")."""
    last = max((n for n, c in enumerate(group) if c.kind != "curriculum"), default=len(group) - 1)
    if last + 1 < len(group) and _BESIDE.search(text, group[last].end, group[last + 1].start):
        return group[last].end
    return group[-1].end


def _in_brackets(unit: Unit, inside: Sequence[Citation]) -> list[list[Citation]]:
    """Return the citations that stand in brackets, one group a bracket."""
    found = []
    for begin, stop in _brackets(unit.text) if inside else ():
        group = [c for c in inside if begin <= c.start - unit.start < stop]
        found.append([c for c in group if not all(map(_POWERS.match, c.ids))])
    return found


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return where outer brackets begin and end; one that never closes goes to the end."""
    found, depth, begin = [], 0, 0
    for sign in _SIGN.finditer(text):
        if sign[0] in "([":
            begin = begin if depth else sign.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((begin, sign.end()))
    return [*found, (begin, len(text))] if depth else found
