"""Every Python and ``textclass`` block of the README and the documentation runs, in the order of its page.

Blocks after a line ``<!-- not run: why -->`` are left alone: set-up, clusters, and what takes minutes. They run
in a folder that has ``data/``, and an archive ``beslut/`` of samples and corpus, as a reader's folder would.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in PAGES if "_build" not in page.parts and page.name != "commands.md"]
BLOCK = re.compile(r"(?:<!-- (not run): [^>]+ -->\n)?```(python|sh|toml)\n(.*?)```", re.DOTALL)
REASONS = re.compile(r"<!-- not run: (.+?) -->")


@dataclass
class Block:
    language: str
    text: str


def blocks(page):
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [Block(language, text) for left, language, text in found if not left]


def commands(block):
    """The ``textclass`` commands of a shell block, a pipe into it included; set-up lines are left alone."""
    lines = re.sub(r"\\\n\s*", " ", block.text).splitlines()
    return [
        line.split("  #")[0].replace("C:\\", "")
        for line in lines
        if re.match(r"(textclass |echo .*\| textclass )", line)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder as a reader has it; ``textclass`` is on the path."""
    here = tmp_path_factory.mktemp("reader")
    (here / "data").symlink_to(ROOT / "data")
    shutil.copytree(ROOT / "data" / "samples", here / "beslut")
    for path in sorted((ROOT / "data" / "corpus").glob("A0*.txt")):
        shutil.copy(path, here / "beslut")
    return here


def environment():
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


def run(arguments, folder):
    return subprocess.run(arguments, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", timeout=300)


SESSION = """
import json, sys, traceback
names = {"__name__": "__main__"}
for line in sys.stdin:
    try:
        exec(compile(json.loads(line), "<block>", "exec"), names)
        fault = ""
    except Exception:
        fault = traceback.format_exc()
    print("\\0" + json.dumps(fault), flush=True)
"""


class Session:
    """A Python that runs the blocks of a page one after the other, warnings as errors."""

    def __init__(self, folder):
        self.python = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", SESSION],
            cwd=folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def fault(self, block):
        """Run a block; return its traceback, or "" if it ran."""
        self.python.stdin.write(json.dumps(block) + "\n")
        self.python.stdin.flush()
        for line in self.python.stdout:
            if "\0" in line:
                return json.loads(line.split("\0")[1])
        return "the session ended"

    def close(self):
        self.python.stdin.close()
        self.python.wait(60)
        self.python.stdout.close()


@pytest.fixture
def session(folder):
    opened = Session(folder)
    yield opened
    opened.close()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_blocks_of_a_page_run(page, folder, session):
    """In order; the Python blocks of a page share their names, as in one session."""
    for block in blocks(page):
        if block.language == "python":
            assert session.fault(block.text) == "", block.text
        for command in commands(block) if block.language == "sh" else ():
            done = run(["bash", "-c", command], folder)
            assert done.returncode in (0, 1) and "Traceback" not in done.stderr, f"{command}\n{done.stderr}"


def test_a_block_that_fails_is_seen(session, folder):
    assert session.fault("x = 1") == ""
    assert "FileNotFoundError" in session.fault("import textclass as tc; tc.parse('none.pdf')")
    assert "DeprecationWarning" in session.fault("import warnings; warnings.warn('old', DeprecationWarning)")
    assert session.fault("assert x == 1") == ""
    assert run(["bash", "-c", "textclass parse none.pdf"], folder).returncode == 2


def test_only_what_needs_more_than_a_reader_has_is_not_run():
    reasons = {reason for page in PAGES for reason in REASONS.findall(page.read_text(encoding="utf-8"))}
    allowed = {"set-up", "needs a cluster", "needs tesseract", "takes minutes"}
    assert reasons <= allowed


def test_formula_in_the_guide_is_read_as_it_says():
    """The entry shown is a sound one: its example and its near-misses are read as they say."""
    from textclass import lexicon
    from textclass.decision.outcomes import OutcomeRules

    text = (ROOT / "docs" / "how-to" / "add-a-formula.md").read_text(encoding="utf-8")
    (entry,) = tomllib.loads(re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1])["sign"]
    known = lexicon.load("outcomes")
    rules = OutcomeRules({**known, "sign": [entry]})
    assert {place.saying.outcome for place in rules._scan(entry["example"])[0]} == {entry["says"]}
    assert [miss["is"] for miss in entry["near_misses"]] == ["more_needed"]


def test_every_command_is_in_the_reference():
    import typer

    from textclass.cli import app

    group = typer.main.get_command(app)
    assert all(command.help and command.epilog.startswith("Example:") for command in group.commands.values())


@pytest.mark.filterwarnings("default")
def test_site_builds_without_a_warning(tmp_path):
    done = run([sys.executable, "-m", "sphinx", "-W", "-q", "-E", "docs", str(tmp_path / "site")], ROOT)
    assert done.returncode == 0, done.stderr
    pages = {str(path.relative_to(tmp_path / "site")) for path in (tmp_path / "site").rglob("*.html")}
    assert {"index.html", "tutorial.html", "reference/commands.html", "explanation/limits.html"} <= pages
    commands_page = (tmp_path / "site" / "reference" / "commands.html").read_text(encoding="utf-8")
    assert "textclass score beslut/" in commands_page and "--corrections" in commands_page
    outside = re.compile(r'<(?:script|link|img)[^>]+(?:src|href)="https?://')
    assert not [name for name in pages if outside.search((tmp_path / "site" / name).read_text(encoding="utf-8"))]
