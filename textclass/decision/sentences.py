"""text -> sentences, by offsets."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][\"”’»)\]]*\s+(?=[\"”«(]?[A-ZÅÄÖÉ\d•])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:bl\.? ?a|t\.? ?ex|s\.? ?k|m\.? ?fl|o\.? ?s\.? ?v|f\.? ?d|p\.? ?g\.? ?a|e\.? ?d|"
    r"fr\.? ?o\.? ?m|t\.? ?o\.? ?m|kap|st|p|nr|prop|ca|cirka|kl|tfn|tel|resp|jfr|jml|art|bil|dnr|"
    r"ref|rev|avd|st|s|[A-ZÅÄÖ])|\b(?-i:L[a-zåäö]{1,5}|Gy[a-z]{0,3}) ?\d\d, \d)\.$",
    re.IGNORECASE,
)
_LONGEST = 6  # so many letters in a row end no abbreviation
_SINGLE = re.compile(r"\b[A-ZÅÄÖ]\.$")
_MAY_END = re.compile(r"m\.? ?m\.$|m\.? ?fl\.$|o\.? ?s\.? ?v\.$|e\.? ?d\.$")


def spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence of ``text[start:end]``, offsets into ``text``, blanks around left out.

    >>> [("Vi ses kl. 9. Kom!")[a:b] for a, b in spans("Vi ses kl. 9. Kom!")]
    ['Vi ses kl. 9.', 'Kom!']
    """
    stop = len(text) if end is None else end
    found = []
    begin = start
    for match in _END.finditer(text, start, stop):
        head = text[max(begin, match.start() - 16) : match.start() + 1]
        digit_next = text[match.end() : match.end() + 1].isdigit()
        word = head[-1 - _LONGEST : -1]
        if text[match.start()] == "." and not (len(word) == _LONGEST and word.isalpha()) and _ABBREVIATION.search(head):
            initial = _SINGLE.search(head) is not None
            if digit_next or initial or not _MAY_END.search(head):
                continue
        close = match.start() + 1
        while close < match.end() and not text[close].isspace():
            close += 1
        found.append((begin, close))
        begin = match.end()
    if begin < stop and text[begin:stop].strip():
        found.append((begin, stop))
    return found
