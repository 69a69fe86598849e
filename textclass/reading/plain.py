"""bytes of a text file, in any encoding Swedish offices have used -> its pages."""

from __future__ import annotations

import codecs
from collections import Counter

from textclass.reading.limits import Limits, Refusal, too_large
from textclass.reading.pages import Pages, unify_line_ends
from textclass.records import Status

_MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OFFICE_ENCODINGS = ("cp1252", "mac_roman", "cp850")  # of equals, the first wins
_EXPECTED = frozenset("åäöÅÄÖ§–éÉ")
_RARE = frozenset("éÉ")  # é of Mac Roman is Ä of CP850
_POSSIBLE = frozenset("”’“…•—»«\u00a0´½°üÜèáàôçæøÆØ€‘·²³×")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b\b"))
_SAMPLE = 1_000_000  # bytes looked at to choose an encoding


def read_pages(data: bytes, limits: Limits) -> Pages:
    """Return the pages of a text file; a form feed starts a new one."""
    text, warnings = decode(data)
    if len(text) > limits.characters:
        raise too_large("characters", limits.characters)
    texts = tuple(unify_line_ends(text).split("\f"))
    if len(texts) > limits.pages:
        raise too_large("pages", limits.pages)
    if not text.strip():
        return Pages((), Status.EMPTY, "the file holds no text")
    return Pages(texts, warnings=warnings)


def decode_text(data: bytes) -> str:
    """Return the text in ``data`` without its byte order mark. Raises: ValueError: the bytes are no text."""
    try:
        return decode(data)[0]
    except Refusal as refusal:
        raise ValueError(refusal.reason) from None


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text and the warnings of its decoding. Raises: Refusal: the bytes are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    if looks_binary(data):
        wide = _wide_encoding(data)
        if wide is None:
            raise Refusal(Status.UNSUPPORTED, "not a text: save it as PDF, DOCX, HTML or text")
        return _decode_marked(data, wide)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_damaged_or_old(data)


def _decode_marked(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), (_damaged(encoding),)


def _damaged(encoding: str) -> str:
    return f"some bytes are not {encoding.upper()} and were replaced"


def looks_binary(data: bytes) -> bool:
    """Whether control characters make out more than a two-hundredth of the start, or a NUL stands in it."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in sample or controls > len(sample) / 200


def is_marked(data: bytes) -> bool:
    """Whether a byte order mark stands at the start."""
    return any(data.startswith(mark) for mark, _ in _MARKS)


def is_wide(data: bytes) -> bool:
    """Whether this is UTF-16 without a byte order mark."""
    return _wide_encoding(data) is not None


def _wide_encoding(data: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark: nearly every second byte of Swedish in it is NUL."""
    sample = data[: _SAMPLE // 2 * 2]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.05 else None


def _decode_damaged_or_old(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return a text that is not wholly UTF-8: a damaged one, or one in an older encoding of offices."""
    sample = data[:_SAMPLE]
    lenient = sample.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if broken * 10 < sum(sign > "\x7f" for sign in lenient) and any(sign in _EXPECTED for sign in lenient):
        return data.decode("utf-8", "replace"), (_damaged("utf-8"),)
    encoding = max(_OFFICE_ENCODINGS, key=lambda name: _likeness(sample, name))
    return data.decode(encoding, "replace"), ()


def _likeness(sample: bytes, encoding: str) -> float:
    """Return how Swedish the bytes over 127 look in ``encoding``: 1 if all are expected, down to -1."""
    counts = Counter(byte for byte in sample if byte > 127)
    total = 0.0
    for byte, n in counts.items():
        sign = bytes([byte]).decode(encoding, "replace")
        total += n * _weight(sign)
    return total / max(1, counts.total())


def _weight(sign: str) -> float:
    if sign in _EXPECTED:
        return 0.9 if sign in _RARE else 1.0
    return 0.5 if sign in _POSSIBLE else -1.0
