"""An archive of everything that can be in one, and runs that are killed again and again. ``-m slow``: full figures."""

import io
import os
import random
import signal
import subprocess
import zipfile
import zlib
from collections import Counter
from pathlib import Path

import pytest
from standins import LineModel, deadly_read
from test_runs import start

from textclass import archive, synthetic

SHARES = {  # per thousand files
    "good": 700,
    "letter": 100,
    "empty": 40,
    "encrypted": 20,
    "truncated": 40,
    "scanned": 20,
    "foreign": 40,
    "bomb": 10,
    "exit": 8,
    "segv": 6,
    "kill": 3,
    "native": 3,
    "sleep": 10,
}
STATUSES = {  # each kind of file may end in these
    "good": {"ok"},
    "letter": {"no_areas"},
    "empty": {"empty"},
    "encrypted": {"encrypted"},
    "truncated": {"ok", "no_areas", "partial", "error", "empty"},
    "scanned": {"needs_ocr"},
    "foreign": {"unsupported", "error"},
    "bomb": {"too_large"},
    "exit": {"crashed"},
    "segv": {"crashed"},
    "kill": {"crashed"},
    "native": {"crashed"},
    "sleep": {"timeout"},
}


def pdf(**options):
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, invariant=1, encrypt=options.get("encrypt"))
    if options.get("scan"):
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        picture = Image.effect_noise((300, 400), 40)
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    else:
        canvas.drawString(100, 700, "Skolinspektionen")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    b"%s</w:t></w:r></w:p></w:body></w:document>"
)


def docx_bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", WORD % (b"a " * 50_000_000))
    return file.getvalue()


def pdf_bomb():
    packed = zlib.compress(b"q " * 50_000_000, 9)
    return b"%%PDF-1.4\n1 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % (
        len(packed),
        packed,
    )


def mixed(home, count):
    """Write ``count`` files of all kinds; their names begin with the kind."""
    chance = random.Random(5)
    good = [path.read_bytes() for path in synthetic.write(max(2, count // 100), home / "text", seed=8)]
    pdfs = [path.read_bytes() for path in synthetic.write(max(2, count // 100), home / "pdf", seed=8, pdf=True)]
    locked, scan, bombs = pdf(encrypt="hemlig"), pdf(scan=True), [(docx_bomb(), "docx"), (pdf_bomb(), "pdf")]
    makers = {
        "good": lambda: chance.choice([(chance.choice(good), "txt"), (chance.choice(pdfs), "pdf")]),
        "letter": lambda: ("Ett brev om lunchen på skolan.\n".encode() * chance.randint(1, 9), "txt"),
        "empty": lambda: (b"", chance.choice(["pdf", "txt", "docx"])),
        "encrypted": lambda: (locked, "pdf"),
        "truncated": lambda: ((whole := chance.choice(pdfs))[: chance.randrange(20, len(whole) - 1)], "pdf"),
        "scanned": lambda: (scan, "pdf"),
        "foreign": lambda: (chance.choice([b"\x89PNG\r\n\x1a\n", b"Rar!\x1a\x07", b"\x00\x01\x02" * 400]), "txt"),
        "bomb": lambda: chance.choice(bombs),
    }
    counts = {kind: max(1, share * count // 1_000) for kind, share in SHARES.items()}
    kinds = [kind for kind, number in counts.items() for _ in range(number)]
    chance.shuffle(kinds)
    (home / "in").mkdir()
    for number, kind in enumerate(kinds):
        content, suffix = makers.get(kind, lambda: (b"x", "txt"))()
        folder = home / "in" / f"{number // 500}"
        folder.mkdir(exist_ok=True)
        (folder / f"{kind}-{number:05d}.{suffix}").write_bytes(content)
    return home / "in", Counter(kinds)


@pytest.mark.parametrize("count", [40, pytest.param(5_000, marks=pytest.mark.slow)])
def test_each_of_many_files_has_one_status_and_all_good_ones_are_scored(tmp_path, count):
    folder, kinds = mixed(tmp_path, count)
    options = {"read": deadly_read, "limit_seconds": 4, "limit_memory": 400, "progress": "none"}
    summary = archive.run(folder, tmp_path / "s.parquet", model=LineModel(), jobs=2, **options)
    frame = archive.read_scores(tmp_path / "s.parquet").drop_duplicates("path")
    found = [(os.path.basename(path).partition("-")[0], status) for path, status in frame[["path", "status"]].values]
    assert Counter(kind for kind, _ in found) == kinds
    assert {pair for pair in found if pair[1] not in STATUSES[pair[0]]} == set()
    assert summary.tally.statuses.total() == kinds.total() == len(frame)


@pytest.mark.parametrize(
    ("documents", "kills"), [(60, 3), pytest.param(2_400, 60, marks=[pytest.mark.slow, pytest.mark.timeout(1_800)])]
)
def test_a_run_killed_again_and_again_ends_in_the_undisturbed_table(tmp_path, documents, kills):
    synthetic.write(documents, tmp_path / "in", seed=6)
    archive.run(tmp_path / "in", tmp_path / "calm.parquet", model=LineModel(), jobs=2, progress="none")
    chance = random.Random(7)
    out = tmp_path / "hunted.parquet"
    for _ in range(kills):
        run = start(tmp_path / "in", out)
        try:
            run.wait(timeout=chance.uniform(0.2, 2.2))
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate(timeout=30)
    last = start(tmp_path / "in", out)
    last.communicate(timeout=600)
    assert last.returncode == 0
    assert out.read_bytes() == (tmp_path / "calm.parquet").read_bytes()
    assert sorted(path.name for path in Path(tmp_path).iterdir()) == ["calm.parquet", "hunted.parquet", "in"]
