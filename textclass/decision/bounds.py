"""blocks of a decision -> where its header ends, and where its reasons do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textclass.decision.headings import Heading
from textclass.decision.paragraphs import Block

_END_LABELS = frozenset({"signature", "appeal", "attachment"})
_HEADER_LINE = re.compile(
    r"(?:vårt |vår )?(?:dnr|diarie|beslutsdatum|datum|box \d|till:|adressat|mottagare|e-post|"
    r"att\.)|\d{4}-\d\d-\d\d$|\S{1,80}@\S{1,80}$|(?:[A-ZÅÄÖ]\w{1,40} )?(?:den )?\d{1,2} [a-z]{3,9} \d{4}$",
    re.IGNORECASE,
)
_SIGNING = re.compile(
    r"(?:(?:[A-ZÅÄÖ]\w{1,20} )?(?:dag )?som ovan$|"
    r"(?:stockholm|göteborg|lund|linköping|umeå),? (?:den )?\d{1,2} [a-z]{3,9} \d{4}$|"
    r"beslutet? (?:har )?(?:fattats?|är fattat) av|detta beslut (?:har )?fattats|"
    r"beslut i (?:detta ärende|ärendet) har |"
    r"i (?:detta ärende|ärendet har|ärendets|handläggningen|den slutliga) |(?:(?:tf\.? |"
    r"biträdande )?(?:enhetschef|avdelningschef|utredare|beslutsfattare|föredragande)(?:en|"
    r"n)?:? [A-ZÅÄÖ][\w-]{1,40} [A-ZÅÄÖ][\w-]{1,40}(?:, [a-z. /]{4,40})?$)|"
    r"[A-ZÅÄÖ]\w{1,40} [A-ZÅÄÖ][\w-]{1,40},? (?:tf\.? )?(?:enhetschef|"
    r"avdelningschef|beslutsfattare|beslutande|föredragande|undervisningsråd)\b)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:tf\.? |biträdande )?(?:enhetschef|avdelningschef|utredare|beslutsfattare|föredragande|undervisningsråd|jurist)"
    r"(?:[/,] ?[a-z]{4,20})?",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZÅÄÖÉ][\wåäöé-]{1,30}(?: [A-ZÅÄÖÉ][\wåäöé-]{1,30}){1,3}")


def header_lines(blocks: Sequence[Block]) -> int:
    """Return the number of blocks up to the last line of the header (diary number, date, address)."""
    last = 0
    for number, block in enumerate(blocks[:14]):
        if len(block.text) > 150:
            break
        if _HEADER_LINE.match(block.text):
            last = number + 1
    return last


def end_of_header(blocks: Sequence[Block], known: Sequence[Heading | None]) -> int:
    """Return the block of the first known heading or paragraph; 0 where there is neither."""
    for number, block in enumerate(blocks):
        if known[number] is not None or len(block.text) > 150:
            return number
    return 0


def end_of_reasons(blocks: Sequence[Block], known: Sequence[Heading | None]) -> int:
    """Return the block at which somebody signs, or appeal or attachments begin; the number of blocks where none."""
    for number in range(len(blocks) // 3, len(blocks)):
        heading = known[number]
        if (heading and heading.label in _END_LABELS) or _SIGNING.match(blocks[number].text):
            return number
        if _OFFICE.fullmatch(blocks[number].text) and _PERSON.fullmatch(blocks[number - 1].text):
            return number - 1
    return len(blocks)
