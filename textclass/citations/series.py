"""text and a position -> regulations and general advice of agencies: "SKOLFS 2016:61", "Skolverkets allmänna råd"."""

from __future__ import annotations

import re

_NUMBERED = (
    r"(?P<series>(?!SFS\b)[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,8}(?:-[A-ZÅÄÖ]{0,3})?FS)"
    r"\s{0,4}(?P<number>(?:19|20)\d\d\s?:\s?\d{1,4})(?!\d)"
)
NUMBERED = re.compile(rf"[(\[]?\s{{0,4}}{_NUMBERED}(?:\s?[)\]])?")
ISSUED = re.compile(
    r"(?:(?P<issuer>[A-ZÅÄÖ][^\W\d_]{1,40}(?:\s[a-zåäö]{1,30}){0,3}?s)\s{1,20})?(?P<sort>[Ff]öreskrifter(?:na)?|[Aa]llmänna\s{1,20}råd(?:en)?)(?!\w)"
    r"(?P<more>(?:\s{1,20}(?:och|med)\s{1,20}(?:allmänna\s{1,20}råd|kommentarer))?)"
)
_AHEAD = re.compile(rf"[^.;()\[\]§]{{0,220}}?\(\s{{0,4}}{_NUMBERED}\s?\)")


def address(match: re.Match[str]) -> str:
    """Return the address of the regulation whose series and number ``match`` holds: "skolfs/2016:61"."""
    year, _, number = match["number"].replace(" ", "").partition(":")
    return f"{match['series'].lower()}/{year}:{number.lstrip('0')}"


def ahead(text: str, position: int) -> re.Match[str] | None:
    """Return the number that closes a title which goes on at ``position``; None if none does."""
    return _AHEAD.match(text, position)
