"""What a user types: exit statuses, streams, help."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = ("parse", "cite", "score", "merge", "predict", "train", "evaluate", "view", "report", "export", "synth")
FOLLOWUP = """Skolinspektionen
Beslut
2021-03-04
Dnr 40-2020:1

Ekby kommun

Beslut efter uppföljning av kvalitetsgranskning av Ekby skola

Inledning
Skolinspektionen har genomfört en kvalitetsgranskning av Ekby skola. I beslut den 3 mars 2020 angavs
utvecklingsområden. Huvudmannen skulle senast den 1 december 2020 redovisa vidtagna åtgärder. Redovisningen
kom in den 30 november 2020.

Rektors ledarskap
Författningsstöd: 2 kap. 9-10 §§ skollagen
Bedömningen var: Rektorn följde i låg utsträckning upp undervisningen. Följande del behövde utvecklas:
• Rektorn behöver följa upp undervisningen i alla ämnen.

Av redovisningen framgår att rektorn sedan augusti besöker lektioner i alla ämnen och följer upp besöken med lärarna.

Mot bakgrund av ovanstående bedömer Skolinspektionen att ytterligare kvalitetshöjande åtgärder behövs.

Skolinspektionen avslutar granskningen.

På Skolinspektionens vägnar
Beslutet har fattats av enhetschef Eva Ek.
"""


def run(*arguments: str, given: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "textclass.cli", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=120)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_commands_help_has_an_example(command):
    done = run(command, "-h")
    assert done.returncode == 0
    assert f"textclass {command}" in " ".join(done.stdout.split())


def test_parse_writes_one_object_a_document_and_says_by_its_status_that_one_failed(tmp_path):
    (tmp_path / "åäö å.txt").write_text(FOLLOWUP, encoding="utf-8")
    (tmp_path / "tom.txt").write_text("", encoding="utf-8")
    done = run("parse", str(tmp_path))
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["status"] for row in rows] == ["empty", "ok"]
    (area,) = rows[1]["areas"]
    assert area["title"] == "Rektors ledarskap"
    assert area["outcome"] == "more_needed"
    assert area["citations"] == ["2010:800#K2P9", "2010:800#K2P10"]
    assert area["needs"] == ["Rektorn behöver följa upp undervisningen i alla ämnen."]
    assert "text" not in rows[1]


def test_parse_of_good_files_ends_well(tmp_path):
    (tmp_path / "a.txt").write_text(FOLLOWUP, encoding="cp1252")
    done = run("parse", str(tmp_path / "a.txt"), "--text", "-o", str(tmp_path / "ut.jsonl"))
    assert (done.returncode, done.stdout) == (0, "")
    row = json.loads((tmp_path / "ut.jsonl").read_text(encoding="utf-8"))
    passage = row["areas"][0]["account"]
    assert row["text"][passage["start"] : passage["end"]] == passage["text"]


def test_a_path_that_leads_to_nothing_is_misuse():
    done = run("parse", "no-such-folder")
    assert done.returncode == 2
    assert "no-such-folder" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_cite_reads_standard_input_and_keeps_its_offsets():
    text = "Enligt 4 kap. 3, 5-7 §§ skollagen\u00a0(2010:800)."
    done = run("cite", "-", given=text)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["ids"] for row in rows] == [["2010:800#K4P3"], ["2010:800#K4P5", "2010:800#K4P6", "2010:800#K4P7"]]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_cite_keeps_the_line_ends_that_offsets_count(tmp_path, encoding):
    text = "Författningsstöd\r\n\r\n4 kap. 3, 5-7 §§\r\nskollagen\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    rows = [json.loads(line) for line in run("cite", str(tmp_path / "a.txt")).stdout.splitlines()]
    assert [text[row["start"] : row["end"]] for row in rows] == ["4 kap. 3", "5-7 §§\r\nskollagen"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--base", "friskolelagen"), "friskolelagen"),
        (("--date", "2016-02-31"), "ISO"),
        (("--acts", "none.toml"), "none.toml: no such file"),
        (("--batch", "none.jsonl"), "none.jsonl: "),
        (("--format", "pdf"), "markdown"),
    ],
)
def test_misuse_of_cite_is_said_in_one_line(arguments, said):
    done = run("cite", "-", *arguments, given="4 kap. 3 §")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert said in done.stderr


def test_cite_batch_tells_by_its_status_that_a_line_was_bad(tmp_path):
    (tmp_path / "b.jsonl").write_text('{"id": 1, "text": "23 §"}\nx\n', encoding="utf-8")
    done = run("cite", "--batch", str(tmp_path / "b.jsonl"), "--base", "skollagen")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, first["citations"][0]["ids"], bool(second["error"])) == (1, ["2010:800#P23"], True)


def test_cite_batch_answers_each_line_in_order(tmp_path):
    lines = [{"id": 1, "text": "6 § FL"}, {"id": "två", "text": "Inget.", "base": None, "date": None}]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    done = run("cite", "--batch", str(batch))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], [c["ids"] for c in row["citations"]]) for row in rows] == [(1, [["2017:900#P6"]]), ("två", [])]


@pytest.mark.parametrize("outputs", [("a.xlsx",), ("a.xlsx", "a.parquet"), ("a.csv",)])
def test_scores_are_written_in_any_order_of_forms(tmp_path, outputs):
    sample = Path(__file__).parents[1] / "data" / "samples" / "flisberget-2013.txt"
    given = [part for output in outputs for part in ("-o", str(tmp_path / output))]
    done = run("score", str(sample), *given)
    assert done.returncode == 0, done.stderr
    assert ("Särskilt stöd" in done.stdout) == (outputs != ("a.xlsx",))
    assert all((tmp_path / output).exists() for output in outputs)


SAMPLES = Path(__file__).parents[1] / "data" / "samples"


def test_the_command_is_a_module_too():
    done = subprocess.run([sys.executable, "-m", "textclass", "--version"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.split()[0]) == (0, "textclass")


def test_view_of_a_file_that_cannot_be_read_gives_its_page_and_says_so_by_its_status(tmp_path):
    done = run("view", str(SAMPLES / "emadalen-2017-skyddad.pdf"), "--language", "sv", cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (1, "emadalen-2017-skyddad.html")
    html = (tmp_path / "emadalen-2017-skyddad.html").read_text(encoding="utf-8")
    assert '<html lang="sv"' in html and "protected by a password" in html


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("view", "."), ".: is a folder; view shows one decision"),
        (("view", "none.pdf"), "none.pdf: no such file"),
        (("view", "a.txt", "--language", "de"), "language 'de': choose one of en, sv"),
        (("report", "none.parquet", "-o", "r.html"), "none.parquet: No such file"),
        (("report", "page.html", "-o", "r.html"), "page.html: report is made of what score wrote"),
        (("report", "a.txt", "-o", "r.html"), "a.txt: "),
        (("score", "a.txt", "-o", "s.pdf"), "give a name in .parquet, .csv, .xlsx, .jsonl"),
        (("score", "a.txt", "-o", "s.csv", "--model", "none"), "none: no such model; give 'default'"),
        (("score", "a.txt", "-o", "s.csv", "--shard", "3/2"), "give it as 2/5"),
        (("export", "a.txt", "--format", "brat", "-o", "x"), "choose one of label-studio, doccano, prodigy"),
        (("train", "a.txt", "-o", "m"), "training needs at least 40"),
        (("predict", "none.csv"), "none.csv: No such file"),
        (("cite", "none.txt"), "none.txt: no such file"),
        (("parse", "a.txt", "-o", "none/x.jsonl"), "none/x.jsonl: No such file or directory"),
    ],
)
def test_misuse_is_said_in_a_line(tmp_path, arguments, said):
    (tmp_path / "a.txt").write_text(FOLLOWUP, encoding="utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr and len(done.stderr.splitlines()) == 1 and "Errno" not in done.stderr


def test_a_page_is_not_written_onto_a_folder(tmp_path):
    done = run("view", str(SAMPLES / "jonsfors-2016.txt"), "-o", str(tmp_path))
    assert done.returncode == 2 and "is a folder; give the name of a page in it" in done.stderr


def test_view_never_writes_over_the_decision(tmp_path):
    source = tmp_path / "balerud-2023.html"
    source.write_bytes((SAMPLES / "balerud-2023.html").read_bytes())
    assert run("view", "balerud-2023.html", cwd=tmp_path).stdout.strip() == "balerud-2023-view.html"
    done = run("view", "balerud-2023.html", "-o", "balerud-2023.html", cwd=tmp_path)
    assert done.returncode == 2 and "would be written over" in done.stderr
    assert source.read_bytes() == (SAMPLES / "balerud-2023.html").read_bytes()


@pytest.mark.parametrize("arguments", [("parse",), ("export", "--format", "prodigy"), ("report",)])
def test_nothing_is_written_over_what_is_to_be_read(tmp_path, arguments):
    (tmp_path / "a.txt").write_text(FOLLOWUP, encoding="utf-8")
    done = run(arguments[0], "a.txt", "-o", "./a.txt", *arguments[1:], cwd=tmp_path)
    assert done.returncode == 2 and "would be written over" in done.stderr
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == FOLLOWUP


ROW = {"id": "1", "title": "Undervisning", "needs": "Anpassa; Leda", "account": "Lärarna har fått utbildning."}


def test_accounts_are_read_in_any_form_that_people_save(tmp_path):
    names, cells = list(ROW), [f'"{cell}"' for cell in ROW.values()]
    forms = {
        "a.csv": ",".join(names) + "\n" + ",".join(cells),
        "b.csv": "\ufeff" + ";".join(names) + "\r\n" + ";".join(cells),
        "c.jsonl": json.dumps(ROW | {"needs": ["Anpassa", "Leda"]}, ensure_ascii=False),
    }
    said = []
    for name, text in forms.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        said.append(run("predict", name, cwd=tmp_path).stdout)
    assert json.loads(said[0])["p_more_needed"] and len(set(said)) == 1


def test_a_line_separator_inside_an_account_ends_no_line():
    done = run("predict", "-", given=json.dumps(ROW | {"account": "Rektorn\u2028leder."}, ensure_ascii=False))
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 1


def test_a_table_without_accounts_is_refused(tmp_path):
    (tmp_path / "f.csv").write_text("id;text\n1;x\n", encoding="utf-8")
    assert "no column 'account' in id, text" in run("predict", "f.csv", cwd=tmp_path).stderr
