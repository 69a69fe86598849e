"""Nothing of a document leaves by a way that it should not: no network, no text in errors, logs and progress."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import textclass as tc
from textclass import archive, synthetic
from textclass.archive.plan import Settings
from textclass.archive.workers import Team

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"

WATCHED = """
import sys
ASKED = []
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        ASKED.append((event, str(arguments)))
        raise AssertionError(event)
sys.addaudithook(watch)
"""
WORK = {
    "import": "import textclass, textclass.cli, textclass.archive, textclass.report, textclass.exports",
    "parse": "import textclass as tc; assert tc.parse(SAMPLE).areas",
    "cite": "import textclass as tc; assert tc.cite('4 kap. 3 § skollagen')",
    "score": "import textclass as tc; assert len(tc.score([SAMPLE]))",
    "train": "import textclass as tc; tc.train([CORPUS])",
    "report": (
        "from textclass import archive, report; archive.run([SAMPLE], HOME + '/s.csv', progress='none');"
        "report.report(HOME + '/s.csv', HOME + '/r.html'); report.view(SAMPLE, HOME + '/v.html')"
    ),
}  # fmt: skip


@pytest.mark.parametrize("work", WORK)
def test_no_connection_is_made_and_no_name_looked_up(work, tmp_path):
    places = {"SAMPLE": SAMPLES / "tallmon-2018.pdf", "CORPUS": ROOT / "data" / "corpus", "HOME": tmp_path}
    names = "".join(f"{name} = {str(place)!r}\n" for name, place in places.items())
    (tmp_path / "sitecustomize.py").write_text(WATCHED)  # worker processes are watched, too
    code = f"{names}{WORK[work]}\nimport sitecustomize; print(sitecustomize.ASKED)"
    environment = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "PATH": "", "HOME": str(tmp_path), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stderr[-2_000:]


def test_spacy_looks_no_farther_than_this_machine():
    """To import spaCy is to import urllib3, which asks the system for IPv6 by binding to ::1, and no more."""
    code = (
        "import sys; asked = []\n"
        "def hook(event, given):\n"
        "    if event.startswith('socket.'):\n"
        "        asked.append((event, given[-1]))\n"
        "sys.addaudithook(hook)\n"
        "import textclass as tc; assert tc.nlp()('4 kap. 3 § skollagen').spans['citations']\n"
        "kinds = ('socket.connect', 'socket.bind', 'socket.getaddrinfo', 'socket.gethostbyname', 'socket.sendto')\n"
        "print([found for found in asked if found[0] in kinds and found != ('socket.bind', ('::1', 0))])"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_connection_would_be_seen(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(WATCHED)
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and "AssertionError: socket." in done.stderr


NUMBER = "19640823-3234"  # of a person, made up
SECRET = f"Eleven med personnummer {NUMBER} har berättat att modern är sjuk och att det är svårt att sova om natten"


def pieces(text, length=80):
    return {text[at : at + length] for at in range(len(text) - length + 1)}


@pytest.fixture
def secret(tmp_path):
    """Files whose text must not be told: a good one, damaged ones, and one that makes its reader fail."""
    home = tmp_path / "in"
    (path,) = synthetic.write(1, home)
    text = path.read_text(encoding="utf-8")
    told = text.replace("framgår följande. ", f"framgår följande. {SECRET}. ")
    assert told != text
    path.write_text(told, encoding="utf-8")
    (home / "odd.html").write_text(f"<p>{SECRET}<!--" + "<b" * 1_000, encoding="utf-8")
    (home / "odd.docx").write_bytes(b"PK\x03\x04" + SECRET.encode())
    (home / "odd.pdf").write_bytes(b"%PDF-1.4\n" + SECRET.encode())
    (home / "binary.txt").write_bytes(b"\0\1\2" + SECRET.encode())
    (home / "boom.txt").write_text(SECRET, encoding="utf-8")
    return home


def blurting_read(path, *, ocr=False, limits=None):
    """Read a file, but fail on one of them with its content in the message, as libraries do."""
    from textclass.archive import sources

    raw = sources.read(path, ocr=ocr, limits=limits)
    if "boom" in path:
        print("cannot read:", *raw.pages, file=sys.stderr)
        raise ValueError("".join(raw.pages))
    return raw


@pytest.mark.parametrize("progress", ["json", "rich", "none"])
def test_errors_logs_and_progress_hold_no_text_of_a_document(secret, tmp_path, capfd, progress):
    summary = archive.run(secret, tmp_path / "s.parquet", progress=progress, read=blurting_read)
    frame = archive.read_scores(tmp_path / "s.parquet")
    told = [str(summary), *capfd.readouterr(), *frame["error"].dropna(), *sum(map(list, frame["warnings"]), [])]
    said = "\n".join(told)
    assert summary.tally.statuses.total() == 6 and summary.tally.statuses["error"] >= 2
    assert NUMBER not in said and not pieces(SECRET, 30) & pieces(said, 30)


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl", ".xlsx", "/"])
def test_without_text_no_output_holds_any(secret, tmp_path, suffix):
    out = f"{tmp_path}/s{suffix}"
    archive.run(secret, out, review=None if suffix == "/" else f"{tmp_path}/r.csv", no_text=True, progress="none")
    held = b"".join(_unpacked(path) for path in tmp_path.rglob("*") if path.is_file() and secret not in path.parents)
    for word in (NUMBER, "personnummer", "modern är sjuk"):
        assert word.encode() not in held
    assert b"synth-00001" in held


def _unpacked(path):
    """Return the content of a file as it would be read: packed columns and sheets are unpacked."""
    import zipfile

    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return b"".join(book.read(name) for name in book.namelist())
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        table = pq.read_table(path)
        return repr(table.to_pylist()).encode() + repr(table.schema.metadata).encode()
    return path.read_bytes()


def test_a_command_that_fails_tells_no_text(secret, tmp_path):
    command = [sys.executable, "-m", "textclass.cli", "parse", str(secret), "-o", str(tmp_path / "d.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and NUMBER not in done.stdout + done.stderr


LONG = f"{SECRET}. " * 3
TOLD = {  # what a command is given that is not what it should be -> a file with the text in its place
    "accounts without a heading": (["predict"], "a.csv", f'"{LONG}",1\n'),
    "accounts that are no JSON": (["predict"], "a.jsonl", LONG),
    "an account that is named by its text": (["predict"], "a.jsonl", '{"id": "19640823-3234"}'),
    "a table with text for a number": (["report", "-o", "r.html"], "a.csv", f'path,pages\na.txt,"{LONG}"\n'),
    "a table that is none": (["report", "-o", "r.html"], "a.parquet", LONG),
    "an answer that is a text": (["score", "in.txt", "-o", "s.csv", "--corrections"], "a.csv",
                                 f'path,area_no,correct_outcome\na.txt,1,"{LONG}"\n'),
    "annotations that are none": (["score", "in.txt", "-o", "s.csv", "--corrections"], "a.json",
                                  f'[{{"data": {{"{SECRET}": 1}}, "annotations": [{{"result": "{SECRET}"}}]}}]'),
    "a name with an identity number": (["parse"], "196408233234/no.txt", None),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_a_command_that_is_given_the_wrong_file_says_so_briefly(case, tmp_path):
    arguments, name, content = TOLD[case]
    (tmp_path / "in.txt").write_text("Beslut", encoding="utf-8")
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "textclass.cli", *arguments, name],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2 and done.stderr.startswith("textclass: ") and not done.stdout
    assert not re.search(NUMBER.replace("-", ".?"), done.stderr)
    assert not pieces(LONG, 80) & pieces(done.stderr, 80)


def test_a_summary_names_files_without_identity_numbers(tmp_path):
    for name in (f"{NUMBER}.txt", "beslut 6408233234.pdf", "scan202301151230.pdf"):
        (tmp_path / name).write_bytes(b"")
    summary = archive.run(tmp_path, tmp_path / "s.csv", progress="none")
    for shown in ("XXXXXXXX-XXXX.txt", "beslut XXXXXXXXXX.pdf", "scan202301151230.pdf"):
        assert f"{shown}: empty" in str(summary)
    assert any(NUMBER in path for path in archive.read_scores(tmp_path / "s.csv")["path"])


@dataclass
class BlurtingJob:
    """A job that fails with a text in its message when its documents are done."""

    settings: Settings

    def start(self):
        pass

    def documents(self, task):
        return task

    def one(self, path):
        return path

    def finish(self, task, found):
        raise ValueError(f"{found}: {SECRET}")


def test_a_worker_that_fails_tells_where_and_no_text():
    with Team(BlurtingJob(Settings("", "")), 1) as team, pytest.raises(RuntimeError) as caught:
        list(team.finished([["a"]]))
    assert re.fullmatch(r"ValueError in test_quiet\.py, line \d+", str(caught.value))


def test_an_error_of_ours_tells_no_text(monkeypatch):
    from textclass import reader
    from textclass.records import RawDocument, Status

    def fail(raw, path):
        raise ValueError(raw.pages[0])

    monkeypatch.setattr(reader, "parse_document", fail)
    decision = tc.reader.parse_raw(RawDocument(Status.OK, "text", (SECRET,)), "a.txt")
    assert decision.status == "error" and decision.error and "modern" not in decision.error
