import pytest
from standins import LineModel

from textclass import tables
from textclass.archive import rows
from textclass.records import Area, Decision, Kind, Outcome, Passage, Section, StatedOutcome, Status

ACCOUNT = Passage("Lärarna har fått utbildning. Arbetet följs upp. Mer ska göras. Slut.", 10, 78, 2)


def place(where, outcome, text):
    return StatedOutcome(where, outcome, text, 0, len(text), 3)


def area(**kept):
    return Area("Undervisning", **kept)


def decision(*areas, **kept):
    return Decision("a.txt", Status.OK, kind=Kind.QUALITY_REVIEW_FOLLOWUP, areas=areas, **kept)


def made(decision, **options):
    return rows.of(decision, LineModel(), version="1", **options)


def test_a_document_without_areas_is_one_row():
    (row,) = made(Decision("a.pdf", Status.ENCRYPTED, error="protected", source="pdf", sha256="ab"))
    assert (row["path"], row["status"], row["error"], row["sha256"]) == ("a.pdf", "encrypted", "protected", "ab")
    assert row.get("area_no") is None and row["model_id"] == "line" and row["corrected"] is False
    assert row["kind"] is None  # nothing is known of a file that was not read


def test_each_area_is_a_row_and_all_its_columns_have_names():
    found = made(decision(area(account=ACCOUNT, needs=("n",)), area()))
    assert [row["area_no"] for row in found] == [1, 2]
    assert all(set(row) <= set(tables.COLUMNS) for row in found)
    assert tables.table(found).num_rows == 2


def test_an_area_without_account_has_no_prediction():
    (row,) = made(decision(area(outcome=Outcome.IN_LINE, outcome_places=(place("decision", Outcome.IN_LINE, "x"),))))
    assert [row.get(n) for n in ("account", "p_more_needed", "predicted_outcome", "surprise", "evidence")] == [None] * 5
    assert row["stated_outcome"] == "in_line"


def test_the_prediction_names_an_outcome_only_if_one_alone_is_possible():
    by_length = {}
    for length in range(20, 120):
        (row,) = made(decision(area(account=Passage("x" * length, 0, length, 1))))
        by_length[row["predicted_outcome"]] = row["prediction_set"]
    assert by_length == {
        "in_line": ["in_line"],
        "more_needed": ["more_needed"],
        "uncertain": ["in_line", "more_needed"],
    }


def test_evidence_is_the_three_sentences_that_moved_most():
    (row,) = made(decision(area(account=ACCOUNT)))
    assert len(row["evidence"]) == 3
    assert row["evidence"][0]["text"] == "Slut"  # the stand-in's largest
    (bare,) = made(decision(area(account=ACCOUNT)), text=False)
    assert bare["evidence"] == [] and bare["p_more_needed"] == row["p_more_needed"]


@pytest.mark.parametrize(
    ("stated", "p", "bits"),
    [
        ("more_needed", 0.25, 2.0),
        ("in_line", 0.75, 2.0),
        ("in_line", 0.0, 0.0),
        ("more_needed", 0.0, 1074.0),
        ("conflict", 0.5, None),
        (None, 0.5, None),
        ("in_line", None, None),
    ],
)
def test_surprise_is_in_bits_and_null_for_what_is_not_predicted(stated, p, bits):
    assert rows.surprise(stated, p) == bits


def test_the_stated_text_is_the_conclusions_or_all_that_disagree():
    short = place("decision", Outcome.IN_LINE, "i linje")
    long = place("conclusion", Outcome.IN_LINE, "Mot bakgrund av ovanstående i linje")
    other = place("conclusion", Outcome.MORE_NEEDED, "mer behövs")
    assert rows.stated_text(area(outcome=Outcome.IN_LINE, outcome_places=(short, long))) == long.text
    assert rows.stated_text(area(outcome=Outcome.IN_LINE, outcome_places=(short,))) == "i linje"
    assert rows.stated_text(area(outcome=Outcome.CONFLICT, outcome_places=(short, other))) == "i linje / mer behövs"
    assert rows.stated_text(area()) is None


def test_warnings_go_to_the_rows_they_concern():
    said = ("area 1: no account of measures found", "page 2 scanned", "area 12: x")
    found = made(decision(area(), area(), warnings=said))
    assert [row["warnings"] for row in found] == [list(said[:2]), ["page 2 scanned"]]


def test_the_page_of_an_area_is_where_its_first_section_stands():
    sections = (Section("area", "Undervisning", 1, 0, 5, 4), Section("account", None, 1, 6, 9, 5))
    assert made(decision(area(), sections=sections))[0]["page"] == 4


def test_bytes_of_a_name_that_are_no_utf8_are_shown():
    (row,) = made(Decision("\udcffå.txt", Status.EMPTY))
    assert row["path"] == "\\xffå.txt"


def test_dates_that_are_none_are_null():
    (row,) = made(Decision("a", Status.NO_AREAS, decision_date="2023-02-31"))
    assert row["decision_date"] is None


def test_a_correction_wins_and_is_marked():
    found = made(decision(area(account=ACCOUNT, outcome=Outcome.IN_LINE), area(), sha256="ab"))
    used = rows.correct(found, {("ab", 1): "more_needed", ("a.txt", 2): None, ("a.txt", 3): "in_line"})
    assert used == 2
    assert [row["stated_outcome"] for row in found] == ["more_needed", None]
    assert [row["corrected"] for row in found] == [True, True]
    assert found[0]["surprise"] == rows.surprise("more_needed", found[0]["p_more_needed"])
