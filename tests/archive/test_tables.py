import csv
import datetime
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textclass import archive, tables
from textclass.cli import archives

# A row of each kind: plain, dangerous in a spreadsheet, absent, long, broken
ROWS = [
    {
        "path": "åäö.txt",
        "status": "ok",
        "pages": 4,
        "decision_date": datetime.date(2023, 2, 2),
        "school_forms": ["grundskola", "fritidshem"],
        "closed": True,
        "area_no": 1,
        "p_more_needed": 0.1 + 0.2,
        "needs": ["a", "b"],
        "evidence": [{"text": "Arbetet är klart.", "contribution": -0.834}],
        "corrected": False,
        "warnings": [],
    },
    {"path": "=1+1.txt", "status": "ok", "organiser": "@kommun", "account": "-5 grader", "area_title": "\tTabb"},
    {"path": "a\nb.txt", "status": "empty", "error": "the file has no content"},
]


def write(tmp_path, form, rows=ROWS):
    path = tmp_path / f"t{form}"
    writer = tables.writer(str(path), tables.columns(), form=form)
    writer.add(tables.table(rows))
    writer.close()
    return path, writer.warnings


def test_columns_are_those_of_the_contract_in_order():
    names = list(tables.COLUMNS)
    assert names[:4] == ["path", "sha256", "status", "error"]
    assert names[-3:] == ["warnings", "model_id", "textclass_version"]
    assert len(names) == 34
    assert set(names) - set(tables.columns(text=False)) == {"needs", "account", "evidence", "stated_text"}
    assert tables.schema().names == names


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+46", "'+46"),
        ("-5 grader", "'-5 grader"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=b", "a=b"),  # only at the start
        ("'quoted'", "'quoted'"),
        (["=a", "b"], "'=a; b"),
        ([], ""),
        (-0.5, "-0.5"),  # a number is no text
        (None, ""),
        (False, "false"),
        (datetime.date(2020, 1, 2), "2020-01-02"),
        ([{"text": "Klart.", "contribution": 0.834}], "'+0.83 Klart."),
    ],
)
def test_no_csv_cell_becomes_a_formula(value, cell):
    assert tables.csv_cell(value) == cell


@given(st.text(max_size=20))
@settings(max_examples=50)
def test_a_guarded_cell_never_starts_as_a_formula_and_can_be_unguarded(text):
    cell = tables.csv_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    if not text.startswith("'"):
        assert tables.unguarded(cell) == text


def test_csv_has_a_byte_order_mark_and_survives_line_ends_in_names(tmp_path):
    path, _ = write(tmp_path, ".csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["path"] for line in lines] == ["åäö.txt", "'=1+1.txt", "a\nb.txt"]
    assert lines[0]["school_forms"] == "grundskola; fritidshem"
    assert float(lines[0]["p_more_needed"]) == 0.1 + 0.2


def test_parquet_and_json_lines_are_exact(tmp_path):
    exact = tables.table(ROWS).to_pylist()
    parquet, _ = write(tmp_path, ".parquet")
    lines, _ = write(tmp_path, ".jsonl")
    assert archive.scores.tables.table(ROWS).schema == tables.schema()
    assert list(archive.scores.read_tables(str(parquet)))[0].to_pylist() == exact
    assert list(archive.read_rows(lines)) == exact
    assert list(json.loads(lines.read_text("utf-8").splitlines()[0])) == list(tables.COLUMNS)


def test_all_forms_read_back_as_one_frame(tmp_path):
    frames = [archive.read_scores(write(tmp_path, form)[0]) for form in (".parquet", ".jsonl", ".csv")]
    for frame in frames:
        assert frame["path"].tolist() == ["åäö.txt", "=1+1.txt", "a\nb.txt"]
        assert frame["pages"].tolist()[0] == 4 and frame["pages"].isna().tolist() == [False, True, True]
        assert frame["closed"][0] is True or bool(frame["closed"][0])
        assert frame["decision_date"][0] == datetime.datetime(2023, 2, 2)
        assert frame["p_more_needed"][0] == 0.1 + 0.2
        assert frame["school_forms"][0] == ["grundskola", "fritidshem"]
        assert frame["evidence"][0][0]["text"] == "Arbetet är klart."
        assert frame["organiser"][1] == "@kommun"
    assert all((frame.dtypes == frames[0].dtypes).all() for frame in frames)


def test_excel_keeps_strings_strings_and_says_what_it_cut(tmp_path):
    rows = [*ROWS, {"path": "long.txt", "status": "ok", "account": "å" * 40_000, "warnings": ["w"]}]
    path, warnings = write(tmp_path, ".xlsx", rows)
    sheet = openpyxl.load_workbook(path)["scores"]
    names = [cell.value for cell in sheet[1]]
    cells = [dict(zip(names, line, strict=True)) for line in sheet.iter_rows(min_row=2)]
    assert cells[1]["path"].value == "=1+1.txt" and cells[1]["path"].data_type == "s"
    assert cells[0]["decision_date"].value == datetime.datetime(2023, 2, 2)
    assert cells[0]["closed"].value is True and cells[0]["pages"].value == 4
    assert len(cells[3]["account"].value) == 32_767
    assert cells[3]["warnings"].value == "w; cut at 32,767 characters for Excel: account"
    assert len(warnings) == 1 and warnings[0].startswith("1 rows have cells cut")


def test_excel_goes_on_to_a_further_sheet_when_one_is_full(tmp_path):
    path = tmp_path / "t.xlsx"
    writer = tables.ExcelWriter(str(path), ["path"], most=3)
    writer.add_rows({"path": str(number)} for number in range(7))
    writer.close()
    book = openpyxl.load_workbook(path)
    values = {sheet.title: [cell.value for cell in sheet["A"]] for sheet in book}
    assert values == {
        "scores": ["path", "0", "1", "2"],
        "scores 2": ["path", "3", "4", "5"],
        "scores 3": ["path", "6"],
    }
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:A4", "A1:A4", "A1:A2"]
    assert tables.SHEET_MOST == 2**20 - 1


def test_lone_surrogates_become_replacement_characters():
    found = tables.table(
        [{"path": "a\ud800b", "needs": ["\udfff"], "evidence": [{"text": "\ud800", "contribution": 1}]}]
    )
    row = found.to_pylist()[0]
    assert (row["path"], row["needs"], row["evidence"][0]["text"]) == ("a\ufffdb", ["\ufffd"], "\ufffd")


def test_row_groups_are_large(tmp_path):
    import pyarrow.parquet as pq

    path = tmp_path / "t.parquet"
    writer = tables.writer(str(path), tables.columns(), form=".parquet")
    for _ in range(45):
        writer.add(tables.table([{"path": "a", "status": "ok"}] * 500))
    writer.close()
    found = pq.ParquetFile(path)
    assert [found.metadata.row_group(n).num_rows for n in range(found.num_row_groups)] == [10_000, 10_000, 2_500]


def test_the_command_prints_a_row_for_each_problem_file_and_no_escape_of_a_name(tmp_path, capsys):
    rows = [{"path": "x/\x1b[31mred.pdf", "status": "encrypted", "error": "protected"}, {"path": "[b]", "status": "ok"}]
    path, _ = write(tmp_path, ".parquet", rows)
    archives._show([str(path)], len(rows))
    out = capsys.readouterr().out
    assert "red.pdf encrypted" in " ".join(out.split())
    assert "\x1b[31mred" not in out and "[b]" in out
