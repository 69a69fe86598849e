"""bytes of a PDF -> a refusal if one of its streams unpacks to more than the limit.

pdfium unpacks a stream whole, up to a gigabyte, before it looks at it; so they are measured beforehand.
Pictures are not unpacked when text is read: they are only looked at far enough to see that they are pictures.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import re
import zlib
from collections.abc import Callable, Iterator

from textclass.reading.limits import Limits, Refusal, too_large

_DEFLATE_AT_MOST = 1_032  # bytes out of each byte in
_TOTAL = 10  # times the limit of one stream, for all streams together
_FONT = 4  # times the limit, for what is no text: a font for all the world's scripts has 23 MB
_STREAMS = 200_000  # in one file
_PIECE = 1 << 16  # bytes
_DICTIONARY = 600  # bytes before a stream in which its dictionary is looked for
_STAGES = 4  # filters upon filters
_LONGEST = 4_000_000  # bytes of a stream in one of the filters that are slow to measure
_KEYWORD = re.compile(rb"(?<!end)stream[ \t]{0,8}(?:\r\n|\n|\r)")
_END = re.compile(rb"\s{0,4}endstream")
_LENGTH = re.compile(rb"/Length\s{1,4}(\d{1,10})(?!\d|\s{1,4}\d{1,5}\s{1,4}R)")
_FILTERS = re.compile(rb"/(Fl(?:ateDecode)?|LZW(?:Decode)?|A85|ASCII85Decode|AHx|ASCIIHexDecode)(?!\w)")
_TEXT_BYTES = bytes(range(32, 127)) + b"\t\n\r\f"


def check(data: bytes, limits: Limits) -> None:
    """Raise Refusal if a stream, or all of them together, unpack to more than the limits."""
    total = 0
    for number, keyword in enumerate(_KEYWORD.finditer(data)):
        if number == _STREAMS:
            raise too_large("streams", _STREAMS, "print it to a new PDF, or split it")
        before = data[max(0, keyword.start() - _DICTIONARY) : keyword.start()]
        dictionary = before[before.rfind(b" obj") + 1 :]
        if _cannot_grow(data, keyword.end(), dictionary, limits.stream):
            continue
        total += _size(data, keyword.end(), dictionary, limits.stream)
        if total > _TOTAL * limits.stream:
            raise _refused(_TOTAL * limits.stream)


def _refused(limit: int) -> Refusal:
    return too_large("bytes when unpacked", limit, "print it to a new PDF, or split it")


def _cannot_grow(data: bytes, start: int, dictionary: bytes, limit: int) -> bool:
    """Whether a stream with one packing filter is too short to reach the limit, and as long as it says."""
    packings = [name for name in _FILTERS.findall(dictionary) if name[:1] in b"FL"]
    length = max(map(int, _LENGTH.findall(dictionary)), default=limit)
    if len(packings) > 1 or b"LZW" in dictionary or length * _DEFLATE_AT_MOST >= limit:
        return False
    return _END.match(data, start + length) is not None


def _size(data: bytes, start: int, dictionary: bytes, limit: int) -> int:
    """Return how many bytes the stream unpacks to, 0 for pictures. Raises: Refusal: more than ``limit``."""
    names = _FILTERS.findall(dictionary)
    if names and names[0].startswith(b"LZW"):
        return _lzw_size(data[start : start + _LONGEST], limit)
    packed = _slices(data, start)
    while names and names[0] in _DECODERS:
        packed = iter([_DECODERS[names.pop(0)](b"".join(itertools.islice(packed, _LONGEST // _PIECE)))])
    size = 0
    for piece in _inflated(packed):
        if not size and not _reads_as_text(piece):
            if b"/Image" in dictionary:
                return 0
            limit *= _FONT
        size += len(piece)
        if size > limit:
            raise _refused(limit)
    return size


def _slices(data: bytes, start: int) -> Iterator[bytes]:
    return (data[at : at + _PIECE] for at in range(start, len(data), _PIECE))


def _reads_as_text(piece: bytes) -> bool:
    """Whether nearly all bytes are printable, as in instructions that call themselves a picture."""
    return len(piece.translate(None, _TEXT_BYTES)) < len(piece) / 20


def _inflated(stream: Iterator[bytes], stage: int = 0) -> Iterator[bytes]:
    """Yield what the pieces inflate to, nothing if not at all; what is deflated twice is inflated twice."""
    first = next(stream, b"")
    if stage < _STAGES and _looks_deflated(first):
        yield from _inflated(_inflate(first, stream), stage + 1)
    elif stage:
        yield first
        yield from stream


def _looks_deflated(piece: bytes) -> bool:
    return len(piece) > 1 and piece[0] & 15 == 8 and (piece[0] << 8 | piece[1]) % 31 == 0


def _inflate(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    piece: bytes | None = first
    try:
        while piece is not None and not inflater.eof:
            out = inflater.decompress(piece, _PIECE)
            if out:
                yield out
            piece = inflater.unconsumed_tail or next(others, None)
    except zlib.error:  # a damaged end: pdfium too keeps what came before
        return


def _from_hex(packed: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", packed.partition(b">")[0])
    return binascii.unhexlify(digits[: len(digits) // 2 * 2])


def _from_base85(packed: bytes) -> bytes:
    try:
        return base64.a85decode(packed.partition(b"~>")[0])
    except ValueError:
        return b""


_DECODERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"AHx": _from_hex,
    b"ASCIIHexDecode": _from_hex,
    b"A85": _from_base85,
    b"ASCII85Decode": _from_base85,
}


def _lzw_size(packed: bytes, limit: int) -> int:
    """Return how many bytes an LZW stream unpacks to, by the lengths of its codes alone."""
    lengths: list[int] = []
    size = previous = bits = held = 0
    for byte in packed:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        width = min(12, max(9, (len(lengths) + 259).bit_length()))
        if bits < width:
            continue
        bits -= width
        code = held >> bits & ((1 << width) - 1)
        if code == 257:
            break
        if code == 256:
            lengths, previous = [], 0
            continue
        length = 1 if code < 256 else lengths[code - 258] if code - 258 < len(lengths) else previous + 1
        if previous and len(lengths) < 3838:
            lengths.append(previous + 1)
        size, previous = size + length, length
        if size > limit:
            raise _refused(limit)
    return size
