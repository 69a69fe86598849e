"""opening paragraphs -> the school units (skolenheter) that were reviewed, by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = r"[A-ZÅÄÖÉ][\wåäöéÅÄÖ:'-]*"
_KIND = (
    r"(?:(?:fria |anpassade |praktiska |internationella |kristna )?[a-zåäö]*(?:skola|skolor|gymnasium|gymnasieskola|"
    r"fritidshem|lärcentrum|lärcenter|"
    r"vuxenutbildning|högstadium|byskola)|lärogård|"
    r"(?:[A-ZÅÄÖ][a-zåäö]*)?(?:[Ss]kola|[Gg]ymnasium|[Ll]ärcentrum|[Ll]ärcenter))"
)
_DEFINITE = (
    r"(?:(?:Norra|Södra|Östra|Västra|Nya|Gamla) )?[A-ZÅÄÖÉ][\wåäöé]*(?:skolan|akademin|gymnasiet|förskolan|lärcentrum)"
)
_LED = (
    r"(?:[Ff]örskolan|[Mm]ontessoriskolan|[Ww]aldorfskolan|[A-ZÅÄÖ]?[a-zåäö]*gymnasiet|"
    r"[Ff]ritidshemmet|[Ll]ärcentrum|[Kk]omvux|[Rr]esursskolan|[Nn]aturbruksskolan|"
    r"(?:Sameskolan|Byskolan) i|[Ff]riskolan)"
)
_NAME = re.compile(
    rf"(?<![\wåäö-])(?:{_LED} {_PART}(?: {_PART})?|(?:{_PART} ){{1,4}}?{_KIND}|"
    rf"{_DEFINITE})(?: [A-ZÅÄÖ](?![\wåäö])| \d(?!\d))?s?(?![\wåäö-])"
)
_NOT_FIRST = frozenset(
    "Skolinspektionen Tillsyn Uppföljning Beslut Vid I För Av Den Rektorn Rektor Huvudmannen "
    "Kvalitetsgranskning Granskning Efter Kommunens Styrelsen Skolan Förskolan Till Om "
    "Grundskolan Gymnasieskolan Särskolan Specialskolan Grundsärskolan Gymnasiesärskolan "
    "Sameskolan Friskolan Föreläggande Huvudman Skolenheten Skolenheterna Enligt Båda Också Att "
    "Avser Datum Adressat Till Regelbunden Planerad Tematisk Riktad Förstagångstillsyn "
    "Prioriterad Sammanfattning Bakgrund Inledning Ärendet Studie- Undervisning Undervisningen "
    "Nybildade Kommunala Fristående Den Årskurs Flera Samtliga".split()
)
_ORGANISER_AFTER = re.compile(r"\s*(?:AB|Aktiebolag|ekonomisk|ideell|HB|kommun|stiftelse|i [A-ZÅÄÖ]\w+ AB)\b")
_ORGANISER_BEFORE = re.compile(r"(?:Stiftelsen|Föreningen|Kooperativet|AB|huvudmannen|Huvudmannen)(?: för)? $")


def find(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the names of school units in ``lines`` (title and introduction), in order, without repeats."""
    found: dict[str, str] = {}
    for line in lines:
        for match in _NAME.finditer(line):
            name, start = match[0], match.start()
            while " " in name and name.split(" ", 1)[0].rstrip(":") in _NOT_FIRST:
                start += name.index(" ") + 1
                name = name.split(" ", 1)[1]
            if (
                name in _NOT_FIRST
                or name.startswith("Stiftelsen ")
                or _ORGANISER_AFTER.match(line, match.end())
                or _ORGANISER_BEFORE.search(line[:start])
                or not name[0].isupper()
                and " " not in name
            ):
                continue
            name = _base_form(name)
            found.setdefault(name.casefold(), name)
    keys = list(found)
    return tuple(name for key, name in found.items() if not any(key != other and (key in other) for other in keys))


def _base_form(name: str) -> str:
    return (
        name[:-1]
        if re.search(r"(?:skolans|gymnasiets|skolas|skola s|centers|gymnasiums|fritidshems|förskolans|centrums)$", name)
        else name
    )
