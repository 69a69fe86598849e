import csv

import openpyxl
import pytest
from standins import LineModel

from textclass import archive
from textclass.archive import queue, rows
from textclass.records import Area, Decision, Outcome, Passage, StatedOutcome, Status

ACCOUNT = Passage("x" * 40, 10, 50, 2)  # the stand-in gives 41 / 99: uncertain
LOW = Passage("x", 10, 11, 2)  # 2 / 99
VERDICT = StatedOutcome("conclusion", Outcome.MORE_NEEDED, "mer behövs", 60, 70, 3)
CLOSE = Passage("Arbetet är på god väg.", 80, 102, 4)


def entries(*areas, status=Status.OK, **options):
    decision = Decision("a.txt", status, areas=areas, error=None if areas else "protected")
    return queue.of(decision, rows.of(decision, LineModel(), version="1", **options), **options)


@pytest.mark.parametrize(
    ("area", "reason", "quote", "page"),
    [
        (Area("A", outcome=Outcome.CONFLICT, outcome_places=(VERDICT,)), "conflict", "mer behövs", 3),
        (Area("A", account=LOW, conclusion=CLOSE), "unknown wording", "Arbetet är på god väg.", 4),
        (Area("A", account=LOW, outcome=Outcome.MORE_NEEDED, outcome_places=(VERDICT,)), "surprising", "mer behövs", 3),
        (
            Area("A", account=ACCOUNT, outcome=Outcome.MORE_NEEDED, outcome_places=(VERDICT,)),
            "uncertain",
            "mer behövs",
            3,
        ),
    ],
)
def test_what_a_person_should_look_at_has_reason_quote_and_page(area, reason, quote, page):
    (entry,) = entries(area)
    assert (entry["reason"], entry["quote"], entry["page"]) == (reason, quote, page)


def test_what_needs_no_look_is_not_in_the_queue():
    verdict = StatedOutcome("conclusion", Outcome.IN_LINE, "i linje", 60, 70, 3)
    assert entries(Area("A", account=LOW, outcome=Outcome.IN_LINE, outcome_places=(verdict,))) == []
    assert entries(status=Status.NO_AREAS) == []


def test_damaged_files_are_in_the_queue_with_their_error():
    (entry,) = entries(status=Status.ENCRYPTED)
    assert (entry["reason"], entry["quote"], entry["area_no"]) == ("damaged file", "encrypted: protected", None)


def test_quotes_are_short_and_left_out_where_no_text_is_wanted():
    long = Passage("å" * 1_000, 0, 1_000, 1)
    assert len(entries(Area("A", conclusion=long))[0]["quote"]) == 300
    assert entries(Area("A", conclusion=long), text=False)[0]["quote"] is None


def answers(path, given):
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        line["correct_outcome"] = given
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        made = csv.DictWriter(file, lines[0])
        made.writeheader()
        made.writerows(lines)
    return lines


def test_a_queue_comes_back_as_corrections(score, tmp_path):
    first = score(review=tmp_path / "review.csv")
    before = archive.read_scores(tmp_path / "scores.parquet")
    given = [line for line in answers(tmp_path / "review.csv", "partly") if line["area_no"]]
    assert first.review > len(given) > 0  # a damaged file has no area to correct
    again = score(corrections=tmp_path / "review.csv")
    after = archive.read_scores(tmp_path / "scores.parquet")
    changed = after[after["corrected"].astype(bool)]
    assert set(changed["stated_outcome"]) == {"partly"}
    assert changed["surprise"].isna().all()
    assert sorted(zip(changed["path"], changed["area_no"], strict=True)) == sorted(
        (line["path"], int(line["area_no"])) for line in given
    )
    same = ~after["corrected"].astype(bool)
    assert before[same].astype(str).equals(after[same].astype(str))
    assert again.tally.corrected == len(given)


def test_an_excel_queue_comes_back_as_corrections(score, tmp_path):
    score(review=tmp_path / "review.xlsx")
    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    sheet = book["review"]
    names = [cell.value for cell in sheet[1]]
    row = next(r for r in sheet.iter_rows(min_row=2) if r[names.index("area_no")].value)
    row[names.index("correct_outcome")].value = " In_line "
    book.save(tmp_path / "review.xlsx")
    found = queue.read_corrections(tmp_path / "review.xlsx")
    assert found == {(row[names.index("sha256")].value, row[names.index("area_no")].value): "in_line"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ({"sha256": "ab", "path": "p", "area_no": 2, "correct_outcome": "in_line"}, {("ab", 2): "in_line"}),
        ({"path": "p", "area_no": "2", "correct_outcome": "none"}, {("p", 2): None}),
        ({"path": "p", "area_no": "2", "correct_outcome": ""}, {}),
        ({"path": "p", "area_no": "2", "correct_outcome": " More needed"}, {("p", 2): "more_needed"}),
        ({"path": "p", "area_no": "2"}, {}),
        ({"path": "p", "area_no": "två", "correct_outcome": "partly"}, {}),
    ],
)
def test_corrections_are_found_by_checksum_or_path_and_number(line, found):
    assert queue.read_corrections([line]) == found


def test_entries_are_sorted_by_reason_and_surprise():
    entries = [
        {"reason": "uncertain", "surprise": 1.0}, {"reason": "surprising", "surprise": 3.0},
        {"reason": "surprising", "surprise": 7.0}, {"reason": "damaged file", "surprise": None},
    ]  # fmt: skip
    assert [entry["surprise"] for entry in sorted(entries, key=queue.gravest_first)] == [None, 7.0, 3.0, 1.0]


def test_what_is_no_outcome_is_refused_with_its_line(tmp_path):
    (tmp_path / "c.csv").write_text("path;area_no;correct_outcome\na;1;\na;2;kanske\n", encoding="utf-8")
    with pytest.raises(archive.ArchiveError, match=r"c\.csv, line 3: 'kanske' is no outcome: in_line"):
        queue.read_corrections(tmp_path / "c.csv")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("c.csv", b"path,area_no\na,1\n", "has no column 'correct_outcome'"),
        ("c.xlsx", b"no zip", "cannot be read as .xlsx"),
        ("c.jsonl", b"{", "cannot be read as .jsonl"),
        ("c.txt", b"", "corrections are read from .csv, .xlsx or .jsonl"),
    ],
)
def test_a_file_that_holds_no_corrections_is_refused(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(archive.ArchiveError, match=said.replace(".", r"\.")):
        queue.read_corrections(tmp_path / name)


def test_corrections_that_fit_nothing_are_said(score):
    summary = score(corrections=[{"path": "elsewhere", "area_no": 1, "correct_outcome": "partly"}])
    assert summary.warnings == ["1 corrections fit no area of these files"]


def test_a_queue_that_holds_answers_is_not_written_over(score, tmp_path):
    review = tmp_path / "review.csv"
    score(review=review)
    score(review=review, restart=True)  # nothing is answered yet
    for given in ("partly", "kanske"):
        answers(review, given)
        kept = review.read_bytes()
        with pytest.raises(archive.ArchiveError, match=r"review\.csv: holds answers: hand it back as corrections"):
            score(review=review, restart=True)
        assert review.read_bytes() == kept


def test_a_file_that_is_no_queue_may_be_written_over(score, tmp_path):
    (tmp_path / "review.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert score(review=tmp_path / "review.csv").review > 0
