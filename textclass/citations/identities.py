"""Numbers, names and EU references -> the address of an act, its kind, and the sort of name it has."""

from __future__ import annotations

import functools
import re

from textclass.citations.register import HEADS, Act

NUMBER = re.compile(
    r"\s{0,40}(?:[(\[]\s{0,4}|,\s{0,4}(?=SFS|\d{4}:\d)|(?=(?:SFS\s{0,4}\d{4}\s{0,2}|(?:nr)?\s{0,4}\d{4}):))(?:(?P<abbr>(?![A-ZÅÄÖ-]*FS\b)[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,7})[,;]?\s)?"
    r"(?:SFS\s{0,4}|nr\s{0,4}){0,2}(?P<year>1[6-9]\d\d|20\d\d)\s{0,4}:\s{0,4}0{0,4}(?P<number>[1-9]\d{0,3})(?!\d)"
    r"(?:(?:,\s{0,8}|\s{1,8}|_)s\.?\s{0,8}(?P<page>\d{1,3})|\s{1,8}(?P<leaf>\d)(?=\s?\)))?"
    r"(?:[,;]\s{0,4}(?:(?:nedan|förkortad|förkortat|härefter|kallad)\s{1,4}){0,2}[\"”'’]?(?P<short>[^\W\d_]{2,30})[\"”'’]?(?=\s{0,4}[)\]]))?"
    r"(?:\s{0,4}[)\]])?"
)
EU = re.compile(
    r"(?:(?:[Gg]enomförande|[Tt]illämpnings)?(?P<word>[Ff]örordning|[Dd]irektiv|[Bb]eslut|[Rr]ambeslut)(?:en|et|ens|ets|s)?\s{1,40})?"
    r"(?:\((?P<body>EU|EG|EEG|Euratom)\)\s{0,40}(?P<nr>nr\s{0,4})?(?P<a>\d{1,4})/(?P<b>\d{1,4})"
    r"|(?:nr\s{0,4})?(?P<c>\d{2,4})/(?P<d>\d{1,4})/(?P<suffix>EU|EG|EEG|RIF|Euratom|GUSP))(?![\w/])"
)
# The rest of a name whose number stands at its end: "förordningen om statsbidrag till böcker (2015:218)".
NUMBER_AHEAD = re.compile(
    r"\s{1,40}(?:om|med|angående|för)\s[^.,;:()\[\]§\d]{1,150}?([^\W\d_]+)\s{0,8}(?=[(\[]\s{0,4}(?:SFS\s?)?(?:1[6-9]|20)\d\d\s{0,4}:)"
)
# How the name of an act goes on behind its number, as far as the next stop: "om arvsskatt och gåvoskatt".
REST = re.compile(
    r"\s{1,20}(?:om|med)\s{1,20}[^\W\d_]+-?(?:\s{1,20}[^\W\d_]+-?){0,13}?(?:\s{1,4}m\.\s?(?:m|fl)\.)?(?=\s{0,8}(?:[.;:)\]]|$))"
)
CHANGE = re.compile(
    r"\s{1,40}(?:om\s{1,40}(?:ändring(?:ar)?|införande|upphävande|ikraftträdande|tillämpning)|(?:angående|med)\s{1,40}"
    r"(?:införande|ändring))\s{1,40}(?:i|av)\s{1,40}"
)
EU_NUMBER_BEHIND = re.compile(
    r"\s{0,8}\(?(?:[Ff]örordning(?:en)?\s{1,8})?\(?(?:EU|EG)?\)?\s{0,8}(?:nr\s{1,8})?\d{2,4}/\d{2,4}(?:/E[UG])?(?![\d/])\){0,2}"
)
ISSUER = re.compile(
    r"(?:Europaparlamentets\s{1,8}och\s{1,8}rådets|[Rr]ådets|[Kk]ommissionens|FN:s|EU:s|EG:s|Förenta\s{1,8}nationernas"
    r"|Europeiska\s{1,8}unionens|Europarådets|(?:[Dd]en\s{1,8})?[Ee]uropeiska(?=\s{1,8}konvention))\s{1,8}"
    r"(?:(?:delegerade|allmänna)\s{1,8})?"
)
SECTORS = {"förordning": "R", "direktiv": "L", "beslut": "D", "rambeslut": "F"}
ABBREVIATION = re.compile(r"(?=[^\W\d_]{2,8}$)[A-ZÅÄÖ][a-zåäö]{0,4}[A-ZÅÄÖ][A-Za-zÅÄÖåäö]*")


def identity_of(number: re.Match[str]) -> str:
    """Return the SFS number that ``NUMBER`` matched, with its page for acts before 1925."""
    page = number["page"] or number["leaf"]
    own = f"{number['year']}:{number['number']}"
    return f"{own}_s.{page}" if page and int(number["year"]) < 1925 else own


def eu_address(match: re.Match[str]) -> str | None:
    """Return the CELEX address of "förordning (EU) 2016/679" or "direktiv 95/46/EG"; None if no such act can be."""
    word = (match["word"] or "förordning").lower()
    if match["body"]:
        # Before 2015 the number stood before the year: "(EU) nr 1303/2013".
        first, second = match["a"], match["b"]
        by_year = not match["nr"] and 2015 <= int(first) <= 2099
        year, number = (first, second) if by_year else (second, first)
    else:
        year, number = match["c"], match["d"]
        if match["word"] is None:
            word = "rambeslut" if match["suffix"] == "RIF" else "direktiv"
    year = year if len(year) == 4 else "19" + year.zfill(2)
    if not 1950 <= int(year) <= 2099:
        return None
    return f"ext/celex/3{year}{SECTORS[word]}{int(number):04d}"


def kind_of(identity: str | None, sort: str) -> str:
    """Return the kind of an act that the register lacks, from its address or the sort of its name."""
    if sort == "eu" or (identity and identity.startswith("ext/")):
        return "eu"
    if sort == "konvention":
        return "treaty"
    return "regulation" if sort in ("förordning", "kungörelse", "stadga", "instruktion") else "statute"


@functools.lru_cache(maxsize=1024)
def base_form(name: str) -> str:
    """Return a name without the genitive, in the definite form, lower case unless it is an abbreviation."""
    if name.isupper() or ABBREVIATION.fullmatch(name):
        return name
    lower = name.lower()
    for ending in ("lag", "ordning", "balk"):
        for form in (ending, ending + "s", ending + "ens"):
            if lower.endswith(form):
                return lower[: -len(form)] + ending + "en"
    return lower.removesuffix("s") if lower.endswith(("ens", "ans")) else lower


def sort_of_name(name: str) -> str:
    """Return what sort of act a name says it is: "förordning" for "skolförordningen"; "lag" where it does not say."""
    lower = name.lower()
    for form, sort in HEADS.items():
        if lower.endswith(form):
            return sort
    return "lag"


def sort_of(act: Act) -> str:
    """Return what "samma …" would call an act: "lag", "förordning", "balk", "konvention", "eu"."""
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
