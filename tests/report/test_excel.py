"""The workbook an office worker opens: filters, a frozen heading, typed columns, links to the law, no formula."""

import datetime

import openpyxl
import pytest

from textclass import tables

from .made import scored


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    path = tmp_path_factory.mktemp("excel") / "scores.xlsx"
    rows = [row for row in records(scored(30)) if row["area_no"]]
    rows[1]["citations"] = ["?#K1", "=HYPERLINK(1)"]
    book = tables.ExcelWriter(str(path), list(rows[0]))
    book.add_rows(rows)
    book.close()
    return openpyxl.load_workbook(path).active


def records(frame):
    from textclass.report.archive_page import _records

    return _records(frame)


def column(sheet, name):
    number = [cell.value for cell in sheet[1]].index(name) + 1
    return [sheet.cell(line, number) for line in range(2, sheet.max_row + 1)]


def test_heading_is_frozen_and_filtered(sheet):
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")


def test_columns_are_typed(sheet):
    assert all(isinstance(cell.value, datetime.datetime) for cell in column(sheet, "decision_date"))
    assert all(isinstance(cell.value, float | int) for cell in column(sheet, "p_more_needed"))
    assert all(isinstance(cell.value, int) for cell in column(sheet, "area_no"))


def test_citations_lead_to_the_law(sheet):
    cells = column(sheet, "citations")
    assert cells[0].hyperlink.target.startswith("https://lagen.nu/20")
    assert ";" in cells[0].value


def test_no_cell_is_a_formula(sheet):
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]


def test_numbers_are_shown_with_two_decimals_and_kept_whole(sheet):
    (first, *_) = column(sheet, "p_more_needed")
    assert first.number_format == "0.00" and first.value == scored(30)["p_more_needed"].dropna().iloc[0]


def test_review_offers_its_answers_in_a_list(tmp_path):
    from textclass.archive import queue

    path = tmp_path / "review.xlsx"
    made = tables.queue_writer(str(path), list(queue.COLUMNS), form=".xlsx", choices={queue.ANSWER: queue.ANSWERS})
    made.add_rows([dict.fromkeys(queue.COLUMNS) | {"reason": "conflict", "quote": "=1+1"}] * 3)
    made.close()
    review = openpyxl.load_workbook(path).active
    (offered,) = review.data_validations.dataValidation
    answers = column(review, queue.ANSWER)
    assert offered.formula1 == '"in_line,more_needed,partly,conflict,none"'
    assert str(offered.sqref) == f"{answers[0].coordinate}:{answers[-1].coordinate}"
    assert all(cell.fill.fgColor.rgb == "FFFDF0C9" for cell in answers)
    assert column(review, "quote")[0].alignment.wrap_text and column(review, "quote")[0].data_type == "s"


def test_titles_have_room(sheet):
    letter = column(sheet, "area_title")[0].column_letter
    assert sheet.column_dimensions[letter].width > 30
