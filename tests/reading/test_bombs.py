"""Files that unpack, nest or refer without end: each is read in a process of its own, and measured."""

import json
import subprocess
import sys

import pytest

pytest.importorskip("resource", reason="the measure of memory is that of POSIX")

SECONDS, MEGABYTES = 5, 512

# name -> (expression for the bytes, file name, statuses that are right)
BOMBS = {
    "docx of 270 MB": ("docx('<w:p><w:r><w:t>' + 'a' * 270_000_000)", "a.docx", "too_large"),
    "docx of paragraphs": ("docx(''.join(p(f'{n:x}') for n in range(400_000)))", "a.docx", "too_large"),
    "docx of tags": ("docx(''.join(f'<w:r{n}/>' for n in range(1_400_000)))", "a.docx", "too_large"),
    "docx nested": ("docx('<w:p>' * 400_000)", "a.docx", "too_large error"),
    "docx text boxes": ("docx('<w:p><w:r>' * 90_000)", "a.docx", "too_large error"),
    "styles without end": ("docx(p('a'), styles='<w:style/>' * 9_000_000)", "a.docx", "too_large"),
    "entities": ("docx(p('&j;'), prolog=ENTITIES)", "a.docx", "error"),
    "external entity": ("docx(p('&x;'), prolog=EXTERNAL)", "a.docx", "error"),
    "external type": ("docx(p('a'), prolog='<!DOCTYPE a SYSTEM \"file:///etc/passwd\">')", "a.docx", "error"),
    "zip in zip": ("zipped({'a': zipped({'b.zip': zipped({'c': 'a' * 10**8})})})", "a.docx", "unsupported"),
    "a million entries": ("million_entries()", "a.docx", "too_large"),
    "names that climb": ("zipped({'../../../../tmp/x': 'x', 'word/document.xml': ''})", "a.docx", "error"),
    "pdf of 100 MB, blank": ("pdf_of_stream(packed(100_000_000, b' '))", "a.pdf", "too_large"),
    "pdf of 100 MB, text": ("pdf_of_stream(packed(2_800_000))", "a.pdf", "too_large"),
    "pdf of 100 MB, lines": ("pdf_of_stream(packed(7_000_000, b'0 0 m 9 9 l S '))", "a.pdf", "too_large"),
    "pdf just under": ("pdf_of_stream(packed(800_000, b'0 0 m 9 9 l S '))", "a.pdf", "ok empty"),
    "pdf, twice": ("pdf_of_stream(compress(packed(100_000_000, b' ')), '[/Fl/Fl]')", "a.pdf", "too_large"),
    "pdf, hexadecimal": ("pdf_of_stream(b'%s>' % b2a_hex(BOMB), '[/AHx/Fl]')", "a.pdf", "too_large"),
    "pdf, base 85": ("pdf_of_stream(b'%s~>' % a85encode(BOMB), '[/A85/Fl]')", "a.pdf", "too_large"),
    "pdf, behind a decoy": ("pdf_of_stream(hidden(b'endstream stream\\n', 10**8))", "a.pdf", "too_large"),
    "pdf of streams": ("pdf_of_stream(b'x') + b'stream\\n' * 10**7", "a.pdf", "too_large"),
    "pdf, LZW": ("pdf_of_stream(lzw(16_000), '/LZWDecode')", "a.pdf", "too_large"),
    "pdf, other spelling": ("pdf_of_stream(packed(2_800_000), '/Fl#61teDecode')", "a.pdf", "too_large"),
    "pdf, as a picture": ("pdf_of_stream(packed(2_800_000), '/Fl /Subtype /Image')", "a.pdf", "too_large"),
    "pdf, behind a password": ("encrypted(b'0 0 m 9 9 l S ' * 7_000_000)", "a.pdf", "too_large"),
    "html 200,000 deep": ("b'<div><b>' * 200_000 + b'x'", "a.html", "ok"),
    "html of tags": ("b'<p>a' * 5_000_000", "a.html", "too_large"),
    "html of quotes": ("b'<a b=\\'>' * 2_000_000", "a.html", "empty ok too_large"),
    "text of 90 MB": ("b'hej hopp ' * 10_000_000", "a.txt", "too_large"),
}  # fmt: skip

MEASURE = """
import json, resource, struct, sys, time
from base64 import a85encode
from binascii import b2a_hex
from zlib import compress
from filemaking import *

ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)) + "]>"
EXTERNAL = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

def million_entries(n=1_000_000):
    entry = struct.pack("<4s6H3I5H2I", b"PK\\1\\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    start = struct.pack("<4s5H3I2H", b"PK\\3\\4", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    end = struct.pack("<4sQ2H2I4Q", b"PK\\6\\6", 44, 45, 45, 0, 0, n, n, len(entry) * n, len(start))
    end += struct.pack("<4sIQI", b"PK\\6\\7", 0, len(start) + len(entry) * n, 1)
    end += struct.pack("<4s4H2IH", b"PK\\5\\6", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
    return start + entry * n + end

BOMB = packed(2_800_000)

def hidden(decoy, size):
    # deflated: the decoy as it stands, in a block that is stored, then what packs well
    import zlib
    packer = zlib.compressobj(level=0)
    stored = packer.compress(decoy * 9) + packer.flush(zlib.Z_FULL_FLUSH)
    assert decoy in stored
    rest = zlib.compressobj(wbits=-15)
    return stored + rest.compress(b" " * size) + rest.flush()

def lzw(codes):
    # clear, then codes that each repeat the last with one more blank, from 258 up; the widths grow with them
    bits, n = [], 0
    while n < codes:
        bits += [(256, 9), (32, 9)]
        for code in range(258, 4094):
            bits.append((code, min(12, (code + 1).bit_length())))
            n += 1
        bits.append((256, 12))
    text = "".join(f"{code:0{width}b}" for code, width in bits)
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big")

def encrypted(content):
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas
    import io
    out = io.BytesIO()
    lock = StandardEncryption("", "x", strength=128)
    sheet = canvas.Canvas(out, pageCompression=1, invariant=1, encrypt=lock)
    sheet._code.append(content.decode())
    sheet.showPage()
    sheet.save()
    return out.getvalue()

data = eval(sys.argv[1])
from textclass import reading
base = reading.read_bytes(data[:2000] + b"x", sys.argv[2])
with open("/proc/self/clear_refs", "w") as file:
    file.write("5")
def memory(key):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) / 1000 for line in file if line.startswith(key))
before, begun = memory("VmRSS"), time.process_time()
document = reading.read_bytes(data, sys.argv[2])
print(json.dumps([document.status, time.process_time() - begun, memory("VmHWM") - before, document.error]))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured by /proc")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_or_bounded(name):
    expression, file, statuses = BOMBS[name]
    command = [sys.executable, "-c", MEASURE, expression, file]
    here = __file__.rpartition("/")[0]
    path = {"PYTHONPATH": f"{here}:{here}/../..", "PATH": "", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=path, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    status, seconds, megabytes, error = json.loads(done.stdout)
    assert status in statuses.split(), (status, error)
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert "root:" not in done.stdout
