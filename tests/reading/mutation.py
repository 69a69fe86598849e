"""Seeded mutations of small files; as a program, reads a range of them and prints what became of each."""

from __future__ import annotations

import functools
import io
import random
import sys
import time
import zipfile

from filemaking import docx, p, pdf, scan, zipped

WORDS = [
    "Skolinspektionen",
    "huvudmannen",
    "åtgärder",
    "förskolan",
    "§",
    "3",
    "kap.",
    "behövs",
    "uppföljning",
    "inte",
    "i",
    "linje",
    "med",
]
TOKENS = {
    "pdf": b"endobj|stream\n|endstream|/Kids[|/Count 99999|/Length -1|obj<<|0 0 R|/LZWDecode|xref|%%EOF|>>",
    "docx": b"<w:p>|</w:p>|<w:t>|&#0;|&x;|<![CDATA[|]]>|<!DOCTYPE a>|<?xml?>|PK\x03\x04|PK\x01\x02|\xff\xff",
    "html": b"<!--|-->|<script>|</div>|<div|&#xD800;|&#99999999;|<|\"|'|\0|<meta charset=utf-16>|\xff\xfe",
    "text": b"\0|\r|\f|\xff\xfe|\xef\xbb\xbf|\xc3|\xc3\xa5|\x1a|\x85|\xed\xa0\x80|\xf4\x90\x80\x80",
}


def _sentences(chance, n):
    return [" ".join(chance.choices(WORDS, k=8)) + "." for _ in range(n)]


@functools.cache
def seeds(kind: str) -> list[bytes]:
    """Return ten sound files of the format, each of another build."""
    chance = random.Random(kind)
    return [_MAKERS[kind](chance, number) for number in range(10)]


def _pdf(chance, number):
    from reportlab.lib.pdfencrypt import StandardEncryption

    pages = [_sentences(chance, 5 + number) for _ in range(1 + number % 3)]
    if number % 4 == 3:
        pages.append(scan(["Beslut"], 20))
    lock = StandardEncryption("", "x", strength=(40, 128)[number % 2]) if number in (4, 5) else None
    return pdf(pages, pageCompression=number % 2, encrypt=lock)


def _docx(chance, number):
    item = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    body = "".join(p(line, item if number % 3 == 1 else "") for line in _sentences(chance, 5 + number))
    row = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc></w:tr></w:tbl>" if number % 2 else ""
    return docx(body + row + "<w:p><w:r><w:br/></w:r></w:p>" * number, styles=f"<w:style>{item}</w:style>")


def _html(chance, number):
    tags = ("p", "div", "li", "td", "h1")
    body = "".join(f"<{tags[n % 5]}>{line}" for n, line in enumerate(_sentences(chance, 5 + number)))
    head = ("", "<html><head><title>T</title></head>", "<meta charset=windows-1252>")[number % 3]
    return f"{head}<body>{body}<script>a<b</script>&aring;".encode(("utf-8", "cp1252")[number % 2])


def _text(chance, number):
    encoding = ("utf-8", "cp1252", "mac_roman", "utf-16", "cp850")[number % 5]
    return "\n".join(_sentences(chance, 5 + number)).encode(encoding)


_MAKERS = {"pdf": _pdf, "docx": _docx, "html": _html, "text": _text}


def mutated(kind: str, seed: int) -> bytes:
    """Return the mutation of this number, always the same."""
    chance = random.Random(f"{kind} {seed}")
    data = chance.choice(seeds(kind))
    if kind == "docx" and seed % 3:  # otherwise the checksums of the zip stop nearly all
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(parts))
        return zipped(parts | {name: _change(parts[name], kind, chance)})
    return _change(data, kind, chance)


def _change(data: bytes, kind: str, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20))):
        if not out:
            break
        at, size = chance.randrange(len(out)), chance.choice((1, 4, 50, 1000))
        match chance.randrange(7):
            case 0:
                out[at] ^= 1 << chance.randrange(8)
            case 1:
                out[at : at + size] = chance.randbytes(size)
            case 2:
                del out[at : at + size]
            case 3:
                out[at:at] = out[at : at + size] * chance.choice((1, 3, 100))
            case 4:
                out[at:at] = chance.choice(TOKENS[kind].split(b"|"))
            case 5:
                out[at:] = out[at:][:size] if chance.random() < 0.3 else out[at:]
            case _:
                out[at : at + size] = chance.choice(seeds(kind))[at : at + size]
    return bytes(out)


def main() -> None:
    from textclass import reading

    kind, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    suffix = {"text": "txt"}.get(kind, kind)
    for seed in range(first, last):
        data = mutated(kind, seed)
        begun = time.process_time()
        document = reading.read_bytes(data, f"a.{suffix}")
        lines = [document.error or "", *document.warnings]
        sound = not any("\n" in line or len(line) > 200 for line in lines)
        sound = sound and not any("\r" in page for page in document.pages)
        print(seed, document.status if sound else "unsound", f"{time.process_time() - begun:.3f}", flush=True)


if __name__ == "__main__":
    main()
