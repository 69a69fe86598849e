"""text and a position -> what stands there besides acts: preparatory works, cases, decisions of ombudsmen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textclass.citations.found import Found

_S = r"[\s\u00a0]{1,20}"
_O = r"\s{0,20}"
_YEARS = r"(?:18|19|20)\d\d(?:/(?:\d{4}|\d\d))?"
_NOT_LAW = rf"(?!\d|{_O}(?:§|kap\b|kap\.|/\d|:\d|[a-z]{_O}§))"
_JOIN = rf"(?:{_O},|{_O};)?{_O}(?:och|samt|eller|respektive|resp\.|,|;){_O}"
_PAGE = rf"\d{{1,4}}{_NOT_LAW}(?:{_O}[-\u2010-\u2015\u2212]{_O}\d{{1,4}}{_NOT_LAW})?(?:{_O}ff?\b\.?)?"
_PAGES = re.compile(
    rf"(?:{_O},?{_O}(?:(?:[Dd]el|[Bb]ilaga|avsnitt|band|kap\.){_S}[\dIVXA-C.]{{1,6}},?))?{_O}[,(]?{_O}"
    rf"(?:s|S|sid|sida|sidan|sidorna|sidor)\b\.?{_O}(?P<pages>{_PAGE}(?:{_JOIN}(?:(?:s|sid)\.{_O})?{_PAGE})*)"
)
_DASHED = re.compile(r"(\d+)(?:\s*[-\u2010-\u2015\u2212]\s*(\d+))?")

_PREPARATORY = re.compile(
    rf"(?:(?P<prop>[Pp]rop(?:\.|osition(?:en|ens|erna)?|(?=\s)))|(?P<bet>[Bb]et(?:\.|änkande(?:t|na)?|(?=\s)))"
    rf"|(?P<rskr>[Rr](?:skr|iksdagsskrivelse)(?:\.|n|(?=\s)))|(?P<skr>[Ss]kr(?:\.|ivelse(?:n)?|(?=\s)))|(?P<sou>SOU)|(?P<ds>Ds)"
    rf"|(?P<dir>(?:[Dd]ir(?:\.|(?=\s))|(?:[Kk]ommitt[eé]|[Tt]illäggs)?direktiv(?:en|et)?)))"
    rf"{_O}\(?(?:nr{_S})?(?P<years>{_YEARS}){_O}:{_O}(?P<number>\d{{1,4}}|[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,4}}U\d{{1,3}}y?)(?![\d/])"
)
_FURTHER = re.compile(
    rf"{_JOIN}(?P<years>{_YEARS}):(?P<number>\d{{1,4}}|[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,4}}U\d{{1,3}}y?)(?![\d/:])(?!{_O}\))"
)
_AGAIN = re.compile(
    r"(?:[Aa]\.{O}(?P<a>prop|bet|SOU|skr)\.?|(?:[Ss]amma|[Nn]ämnda){S}(?P<b>prop|bet)(?:\.|osition(?:en)?|änkande(?:t)?)"
    r"|(?P<c>[Pp]roposition|[Bb]etänkande)(?:en|t)(?={O},?{O}\(?{O}s\.))".replace("{O}", r"\s{0,8}").replace("{S}", _S)
)
_BARE_REPORT = re.compile(rf"(?P<years>{_YEARS}):(?P<number>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,4}}U\d{{1,3}}y?)(?!\w)")
_SHORT = {
    "prop": "prop",
    "bet": "bet",
    "proposition": "prop",
    "betänkande": "bet",
    "sou": "sou",
    "skr": "skr",
}


class Works:
    """Reads one text's preparatory works and cases; remembers the last of each for "a. prop."."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._last: dict[str, str] = {}

    def preparatory(self, position: int) -> Iterator[Found]:
        """Yield the preparatory works named from ``position`` on: one, or several joined ones."""
        match = _PREPARATORY.match(self.text, position)
        if match is None:
            again = _AGAIN.match(self.text, position)
            if again:
                yield from self._again(again)
            return
        sort = match.lastgroup and next(
            name for name in ("prop", "bet", "rskr", "skr", "sou", "ds", "dir") if match[name]
        )
        further: re.Match[str] | None = match
        while further and sort:
            if (sort == "bet") == further["number"].isdigit():
                return
            found = self._work(sort, further)
            yield found
            further = _FURTHER.match(self.text, found.end)

    def report(self, position: int) -> Iterator[Found]:
        """Yield a committee report with no word before it: "2009/10:UbU21"."""
        match = _BARE_REPORT.match(self.text, position)
        if match:
            yield self._work("bet", match)

    def _work(self, sort: str, match: re.Match[str]) -> Found:
        start = match.start() if match.re is not _FURTHER else match.start("years")
        address = f"{sort}/{match['years']}:{match['number'].lstrip('0')}"
        self._last[sort] = address
        return self._paged(start, match.end(), address, "preparatory", "number", "resolved")

    def _again(self, match: re.Match[str]) -> Iterator[Found]:
        word = (match["a"] or match["b"] or match["c"]).lower()
        address = self._last.get(_SHORT[word])
        found = self._paged(match.start(), match.end(), address or "", "preparatory", "back", "inferred")
        if address and found.end > match.end():
            yield found

    def _paged(self, start: int, end: int, address: str, kind: str, by: str, status: str) -> Found:
        pages = _PAGES.match(self.text, end)
        ids = [address]
        if pages:
            end = pages.end()
            numbers = [n for pair in _DASHED.findall(pages["pages"]) for n in pair if n]
            ids = [f"{address}#sid{int(number)}" for number in dict.fromkeys(numbers)]
        return Found(start, end, tuple(ids), kind, address, by, status)


_COURTS = {
    "NJA": "nja",
    "HFD": "hfd",
    "RÅ": "rå",
    "AD": "ad",
    "MÖD": "mod",
    "PMÖD": "pmod",
    "MIG": "mig",
    "RH": "rh",
}
_COURTS |= {"MD": "md", "FÖD": "fod"}
_MARK = rf"(?:{_O}(?P<mark>ref\.?|not\.?|nr\.?|s\.?|:){_O})"
_COURT = "|".join(sorted(_COURTS, key=len, reverse=True))
_CASE = re.compile(rf"(?P<court>{_COURT}){_O}(?P<year>(?:19|20)\d\d),?{_MARK}(?P<number>\d{{1,4}})(?![\d/]|:\d)")
_OLD_CASE = re.compile(rf"RÅ{_O}(?P<year>(?:19)?[78]\d){_S}(?P<number>[12]:\d{{1,4}})(?!\d)")
_CASE_FURTHER = re.compile(
    rf"{_JOIN}(?:(?P<year>(?:19|20)\d\d)(?P<mark>{_O}(?:ref\.?|not\.?|nr\.?|s\.?|:){_O})|(?P<mark2>(?:ref|not|nr|s)\b\.?{_O})?)"
    rf"(?P<number>\d{{1,4}})(?![\d/]|:\d|{_O}(?:§|kap\b|[a-z]{_O}§|[a-zåäö]{{2,}}))"
)


def cases(text: str, position: int) -> Iterator[Found]:
    """Yield the court cases named from ``position`` on: "NJA 2015 s. 482", "HFD 2017 ref. 50 och 51"."""
    match = _CASE.match(text, position)
    if match is None:
        old = _OLD_CASE.match(text, position)
        if old:
            year = old["year"] if len(old["year"]) == 4 else "19" + old["year"]
            yield _case(old.start(), old.end(), f"dom/rå/{year}:{old['number']}")
        return
    court, year, mark = match["court"], match["year"], match["mark"].rstrip(".")
    yield _case(match.start(), match.end(), _case_address(court, year, mark, match["number"]))
    end = match.end()
    further = _CASE_FURTHER.match(text, end)
    while further:
        own = (further["mark"] or further["mark2"] or "").strip().rstrip(".")
        if not own and (mark in (":", "s") or not further["year"] and "," in further[0].split(further["number"])[0]):
            return
        year = further["year"] or year
        start = further.start("year") if further["year"] else further.start("mark2") if own else further.start("number")
        yield _case(start, further.end(), _case_address(court, year, own or mark, further["number"]))
        further = _CASE_FURTHER.match(text, further.end())


def _case_address(court: str, year: str, mark: str, number: str) -> str:
    divider = {"s": "s", "not": "not"}.get(mark, ":")
    return f"dom/{_COURTS[court]}/{year}{divider}{int(number)}"


def _case(start: int, end: int, address: str) -> Found:
    return Found(start, end, (address,), "case", address, "number", "resolved")


_JO_PAGE = re.compile(
    rf"JO(?::s)?(?:{_S}(?:ämbetsberättelse|ÄB|årsbok|\d{{4}}/\d\d:JO\d))?{_S}(?P<year>(?:19|20)\d\d(?:/(?:\d{{4}}|\d\d))?)"
    rf"(?::JO\d)?,?{_O}\(?(?:s|sid|sidan)\b\.?{_O}(?P<page>\d{{1,4}}){_NOT_LAW}(?:{_O}ff?\b\.?)?"
)
_JO_PAGE_FURTHER = re.compile(
    rf"{_JOIN}(?:(?P<year>(?:19|20)\d\d/\d\d),?{_O})?s\.{_O}(?P<page>\d{{1,4}}){_NOT_LAW}(?:{_O}ff?\b\.?)?"
)
_JO_NUMBER = r"\d{1,5}[-\u2010-\u2013](?:19|20)\d\d(?![\d-])"
_JK_NUMBER = r"\d{1,5}-\d\d-\d{2,3}(?![\d-])|(?:19|20)\d\d/\d{1,5}(?![\d/])"
_ARN_NUMBER = r"(?:19|20)\d\d-\d{4,5}(?![\d-])"
# What may stand between a body and the number of its decision; another mention of one of them begins anew.
_GAP = r"(?:(?!\.\s{1,8}[A-ZÅÄÖ]|(?<!\w)(?:JO|JK|ARN)\s)[^;\n§]){0,70}?"
_NUMBERED = {
    "jo": re.compile(
        rf"(?:JO(?!\w)(?::s)?|Justitieombudsmann?ens?|Riksdagens ombudsm[aä]ns?)"
        rf"{_GAP}(?<![\d-])(?P<number>{_JO_NUMBER})"
    ),
    "jk": re.compile(
        rf"(?:JK(?!\w)(?::s)?|Justitiekanslerns?){_GAP}(?:dnr{_O}|nr{_O}|JK{_O})(?<![\d-])(?P<number>{_JK_NUMBER})"
    ),
    "arn": re.compile(rf"ARN(?!\w)(?::s)?{_GAP}(?<![\d-])(?P<number>{_ARN_NUMBER})"),
}
_NUMBER_FURTHER = {
    "jo": re.compile(rf"{_JOIN}(?:dnr{_O})?(?P<number>{_JO_NUMBER})"),
    "jk": re.compile(rf"{_JOIN}(?:dnr{_O})?(?P<number>{_JK_NUMBER})"),
    "arn": re.compile(rf"{_JOIN}(?:dnr{_O})?(?P<number>{_ARN_NUMBER})"),
}


def ombudsmen(text: str, position: int) -> Iterator[Found]:
    """Yield decisions of JO, JK and ARN named from ``position`` on, by page of the yearbook or by diary number."""
    paged = _JO_PAGE.match(text, position)
    if paged:
        yield from _yearbook(text, paged)
        return
    for body, pattern in _NUMBERED.items():
        match = pattern.match(text, position)
        start = position
        while match:
            number = re.sub("[\u2010-\u2013]", "-", match["number"])
            address = f"avg/{body}/{number}"
            start = max(start, text.rfind(body.upper() + " ", start, match.start("number")))
            yield Found(start, match.end(), (address,), "decision", address, "number", "resolved")
            match = _NUMBER_FURTHER[body].match(text, match.end())
            start = match.start("number") if match else 0


def _yearbook(text: str, match: re.Match[str]) -> Iterator[Found]:
    further: re.Match[str] | None = match
    year, start = match["year"], match.start()
    while further:
        year = further["year"] or year
        address = f"avg/jo/{year}s{int(further['page'])}"
        yield Found(start, further.end(), (address,), "decision", address, "number", "resolved")
        number = _NUMBER_FURTHER["jo"].match(text, further.end())
        if number:
            address = f"avg/jo/{number['number']}"
            yield Found(number.start("number"), number.end(), (address,), "decision", address, "number", "resolved")
        further = _JO_PAGE_FURTHER.match(text, number.end() if number else further.end())
        if further:
            start = further.start("year") if further["year"] else further.start("page")
