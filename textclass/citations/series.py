"""text and a position -> regulations and general advice of agencies: "SKOLFS 2016:61", "Skolverkets allmänna råd"."""

from __future__ import annotations

import re

from textclass.citations.mentions import Mention

_NUMBERED = (
    r"(?P<series>(?!SFS\b)[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,8}(?:-[A-ZÅÄÖ]{0,3})?FS)"
    r"\s{0,4}(?P<number>(?:19|20)\d\d\s?:\s?\d{1,4})(?!\d)"
)
_NUMBERED_HERE = re.compile(rf"[(\[]?\s{{0,4}}{_NUMBERED}(?:\s?[)\]])?")
_ISSUED = re.compile(
    r"(?:(?P<issuer>[A-ZÅÄÖ][^\W\d_]{1,40}(?:\s[a-zåäö]{1,30}){0,3}?s)\s{1,20})?(?P<sort>[Ff]öreskrifter(?:na)?|[Aa]llmänna\s{1,20}råd(?:en)?)(?!\w)"
    r"(?P<more>(?:\s{1,20}(?:och|med)\s{1,20}(?:allmänna\s{1,20}råd|kommentarer))?)"
)
_BRACKETED = re.compile(rf"\s{{0,8}}\(\s{{0,4}}{_NUMBERED}\s?\)")
_AHEAD = re.compile(rf"[^.;()\[\]§]{{0,220}}?\(\s{{0,4}}{_NUMBERED}\s?\)")


def read(text: str, position: int, *, beside: bool) -> Mention | None:
    """Return the agency's regulation or advice named at ``position``; None if none is.

    Advice without a number is an act that cannot be told; so are regulations, which count only ``beside`` a section.
    """
    if not (text[position : position + 1].isupper() or text.startswith(("(", "[", "allmänna", "föreskrift"), position)):
        return None
    numbered = _NUMBERED_HERE.match(text, position)
    if numbered and (beside or numbered[0][0] not in "(["):
        closed = numbered[0][0] in "([" or numbered[0][-1] not in ")]"
        return _known(position, numbered.end() - (not closed), numbered, "regulation")
    issued = _ISSUED.match(text, position)
    if issued is None:
        return None
    kind = "guidance" if issued["sort"][0] in "Aa" else "regulation"
    number = _AHEAD.match(text, issued.end())
    if number:
        return _known(position, number.end(), number, kind)
    if issued["issuer"] is None or not (beside or kind == "guidance"):
        return None
    end = issued.start("more")
    name = " ".join(text[position:end].split())
    return Mention(position, end, end, None, kind, None, name, kind == "guidance", sort="förordning")


def in_brackets(text: str, start: int, end: int) -> Mention | None:
    """Return the regulation of "förordning (SKOLFS 2010:37)", the word spanning ``start`` to ``end``; None if none."""
    match = _BRACKETED.match(text, end)
    return _known(start, match.end(), match, "regulation") if match else None


def _known(start: int, end: int, match: re.Match[str], kind: str) -> Mention:
    return Mention(start, end, end, address(match), kind, "number", alone=True, sort="förordning")


def address(match: re.Match[str]) -> str:
    """Return the address of the regulation whose series and number ``match`` holds: "skolfs/2016:61"."""
    year, _, number = "".join(match["number"].split()).partition(":")
    return f"{match['series'].lower()}/{year}:{number.lstrip('0')}"
