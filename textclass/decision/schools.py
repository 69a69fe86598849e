"""opening paragraphs -> the school units (skolenheter) that were reviewed, by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = r"[A-ZÅÄÖÉ][\wåäöéÅÄÖ:'-]*"
_NAME = re.compile(
    rf"(?<![\wåäö])(?:(?:[Ff]örskolan|[Ff]riskolan|[Gg]rundskolan|[Mm]ontessoriskolan|[Ww]aldorfskolan|[Gg]ymnasieskolan|[Gg]ymnasiet|[Ff]ritidshemmet|[Ll]ärcentrum|[Kk]omvux|[Ss]kolan|[Rr]esursskolan|[Ss]ärskolan|[Ss]pecialskolan) {_PART}(?: {_PART})?"
    rf"|(?:{_PART} ){{0,3}}?(?:{_PART} (?:skola|friskola|förskola|gymnasium|gymnasieskola|grundskola|montessoriskola|montessoriförskola|waldorfskola|resursskola|anpassade gymnasieskola|anpassade grundskola|grundsärskola|gymnasiesärskola|fritidshem|lärcentrum|vuxenutbildning|kulturskola|sameskola|specialskola|Skola|Gymnasium|Friskola|byskola|högstadium|utbildningscenter|folkhögskola)|[A-ZÅÄÖÉ][\wåäöé-]*(?:skolan|gymnasiet|förskolan|friskolan|lärcentrum))"
    rf"(?: [A-ZÅÄÖ0-9](?![\wåäö])| {_PART}(?= i [A-ZÅÄÖ]))?)(?:s)?(?![\wåäö])"
)
_NOT_FIRST = frozenset("Skolinspektionen Tillsyn Uppföljning Beslut Vid I För Av Den Rektorn Rektor Huvudmannen Kvalitetsgranskning Granskning Efter Kommunens Styrelsen Skolan Förskolan Till Om Grundskolan Gymnasieskolan Särskolan Specialskolan Grundsärskolan Gymnasiesärskolan Sameskolan Friskolan Föreläggande Huvudman Skolenheten Skolenheterna Enligt Båda Också Att".split())
_ORGANISER_AFTER = re.compile(r"\s*(?:AB|Aktiebolag|ekonomisk|ideell|HB|kommun|stiftelse|i [A-ZÅÄÖ]\w+ AB)\b")
_ORGANISER_BEFORE = re.compile(r"(?:Stiftelsen|Föreningen|Kooperativet|AB|huvudmannen|Huvudmannen)(?: för)? $")


def find(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the names of school units in ``lines`` (title and introduction), in order, without repeats."""
    found: dict[str, None] = {}
    for line in lines:
        for match in _NAME.finditer(line):
            name, start = match[0], match.start()
            while (first := name.split(" ", 1)[0]) in _NOT_FIRST and " " in name and name[len(first) + 1].isupper() and not first.endswith("skolan"):
                name, start = name.split(" ", 1)[1], start + len(first) + 1
            if name in _NOT_FIRST or _ORGANISER_AFTER.match(line, match.end()) or _ORGANISER_BEFORE.search(line[:start]):
                continue
            found.setdefault(_base_form(name), None)
    return tuple(found)


def _base_form(name: str) -> str:
    return name[:-1] if re.search(r"(?:skolans|gymnasiets|skolas|gymnasiums|fritidshems|förskolans|centrums)$", name) else name
