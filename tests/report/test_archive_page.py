"""The page on an archive: nothing leaves it, nothing runs in it, its table sorts and filters, both languages show."""

import re

import pytest
from selenium.webdriver.common.by import By

from textclass import tables
from textclass.archive.scores import read_scores
from textclass.report import archive_page, report

from .browser import fetched, said, visit
from .made import scored
from .payloads import PAYLOADS


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(archive_page.html(scored(400), "scores.parquet"), encoding="utf-8")
    return path


def shown(chrome):
    """The rows that one can see, in order, as (surprise, title, stated)."""
    script = """return Array.from(document.querySelectorAll("#areas tbody"))
        .filter(function (b) { return b.getClientRects().length; })
        .map(function (b) { return [parseFloat(b.dataset.bits), b.dataset.title, b.dataset.stated]; })"""
    return chrome.execute_script(script)


def test_page_is_silent_and_fetches_nothing(chrome, page):
    visit(chrome, page)
    assert said(chrome) == []
    assert fetched(chrome) == [page.as_uri()]


def test_page_of_ten_thousand_areas_is_small(tmp_path):
    assert len(archive_page.html(scored(10_000), "scores.parquet").encode()) < 1_500_000


def test_long_texts_do_not_make_it_large():
    frame = scored(600, text="Ett mycket långt ord " * 400)
    assert len(archive_page.html(frame, "x").encode()) < 1_500_000


def test_policy_allows_only_the_pages_own_script(page):
    html = page.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[1]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert re.search(r"script-src 'sha256-[^']+'(;|$)", policy) and "*" not in policy
    assert " style=" not in html and not re.search(r"\son\w+=", html.split("<main")[1])


def show_all(chrome, page):
    visit(chrome, page)
    chrome.find_element(By.ID, "all").click()
    return shown(chrome)


def test_table_shows_its_first_rows_until_asked_for_all(chrome, page):
    visit(chrome, page)
    assert len(shown(chrome)) == archive_page.FIRST_SHOWN == int(chrome.find_element(By.ID, "shown").text)
    chrome.find_element(By.CSS_SELECTOR, "th[data-key=bits] button").click()
    least = shown(chrome)
    assert len(least) == archive_page.FIRST_SHOWN
    everything = show_all(chrome, page)
    assert len(everything) == int(chrome.find_element(By.ID, "fits").text) == archive_page.MOST_SURPRISING
    assert least[0][0] == min(row[0] for row in everything)
    assert not chrome.find_element(By.ID, "all").is_displayed()


def test_table_is_sorted_by_any_heading(chrome, page):
    before = show_all(chrome, page)
    assert [row[0] for row in before] == sorted((row[0] for row in before), reverse=True)
    chrome.find_element(By.CSS_SELECTOR, "th[data-key=bits] button").click()
    assert [row[0] for row in shown(chrome)] == sorted(row[0] for row in before)
    chrome.find_element(By.CSS_SELECTOR, "th[data-key=title] button").click()
    assert [row[1] for row in shown(chrome)] == sorted(row[1] for row in before)
    assert chrome.find_element(By.CSS_SELECTOR, "th[data-key=title]").get_attribute("aria-sort") == "ascending"


def test_table_is_filtered_by_words_and_outcome(chrome, page):
    before = show_all(chrome, page)
    chrome.find_element(By.ID, "filter").send_keys("LEDARSKAP rektors")
    found = shown(chrome)
    assert 0 < len(found) < len(before) and {row[1] for row in found} == {"Rektors ledarskap"}
    chrome.find_element(By.CSS_SELECTOR, "#stated option[value=in_line]").click()
    assert {row[2] for row in shown(chrome)} == {"in_line"}
    assert chrome.find_element(By.ID, "shown").text == str(len(shown(chrome)))
    chrome.find_element(By.ID, "filter").send_keys(" finns inte")
    assert shown(chrome) == []


def test_rows_open_and_close_by_keyboard(chrome, page):
    from selenium.webdriver.common.keys import Keys

    visit(chrome, page)
    button = chrome.find_element(By.CSS_SELECTOR, "#areas .open")
    why = chrome.find_element(By.ID, button.get_attribute("aria-controls"))
    assert not why.is_displayed()
    button.send_keys(Keys.ENTER)
    assert why.is_displayed() and button.get_attribute("aria-expanded") == "true"
    button.send_keys(Keys.SPACE)
    assert not why.is_displayed() and button.get_attribute("aria-expanded") == "false"


def test_language_is_switched(chrome, page):
    visit(chrome, page)
    heading = chrome.find_element(By.ID, "outcomes-h")
    assert heading.text == "Outcomes"
    chrome.find_element(By.ID, "language").click()
    assert heading.text == "Utfall"
    assert chrome.execute_script("return document.documentElement.lang") == "sv"
    assert chrome.find_element(By.CSS_SELECTOR, "#stated option").text == "alla"
    visible = chrome.execute_script("return document.getElementById('content').innerText")
    assert "Share of areas" not in visible and "More needed" not in visible


def test_page_opens_in_swedish(chrome, tmp_path):
    path = tmp_path / "rapport.html"
    path.write_text(archive_page.html(scored(60), "x", "sv"), encoding="utf-8")
    visit(chrome, path)
    assert chrome.find_element(By.ID, "glance-h").text == "I korthet"


@pytest.mark.parametrize("width", [1280, 400])
def test_page_fits_its_window(chrome, page, width):
    visit(chrome, page, width)
    assert chrome.execute_script("return document.documentElement.scrollWidth") <= width
    chrome.find_element(By.ID, "language").click()
    assert chrome.execute_script("return document.documentElement.scrollWidth") <= width


def test_intervals_are_seen_at_any_width(chrome, page):
    count = """return Array.from(document.querySelectorAll("#outcomes tbody tr:first-child :is(.roomy, small)"))
        .filter(function (cell) { return cell.getClientRects().length && /\\d–\\d/.test(cell.innerText); }).length"""
    for width in (1280, 400):
        visit(chrome, page, width)
        assert chrome.execute_script(count) == 5


def test_page_says_where_probabilities_do_not_hold():
    frame = scored(200)
    assert "do not mean what they say" not in archive_page.html(frame, "x")
    frame["p_more_needed"] = 1 - frame["p_more_needed"]
    assert "do not mean what they say" in archive_page.html(frame, "x")


def test_hostile_texts_stay_texts(chrome, tmp_path):
    """Each of the forty in every text cell of a table of its own rows, all in one page."""
    import pandas as pd

    frame = pd.concat([scored(6, seed=n, text=payload) for n, payload in enumerate(PAYLOADS)], ignore_index=True)
    path = tmp_path / "hostile.html"
    path.write_text(archive_page.html(frame, PAYLOADS[0]), encoding="utf-8")
    visit(chrome, path)
    chrome.execute_script("document.querySelectorAll('.open').forEach(function (b) { b.click(); })")
    assert len(PAYLOADS) == 40
    assert chrome.execute_script("return window.hacked") is None
    assert said(chrome) == [] and fetched(chrome) == [path.as_uri()]
    assert chrome.execute_script("return document.scripts.length") == 1
    strays = "img, iframe, object, embed, video, audio, form, base, marquee, link, animate, textarea, [onload]"
    assert chrome.execute_script("return document.querySelectorAll(arguments[0]).length", strays) == 0
    links = chrome.execute_script("return Array.from(document.links, function (a) { return a.protocol; })")
    assert set(links) <= {"file:", "https:"}


def test_text_reads_as_it_was_written(chrome, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_text(archive_page.html(scored(9, text=PAYLOADS[0]), "x"), encoding="utf-8")
    visit(chrome, path)
    said_ = chrome.execute_script("return document.querySelector('#areas .who').textContent")
    assert said_ == PAYLOADS[0]


def test_small_groups_are_never_shown():
    frame = scored(60)
    frame.loc[frame.index[:4], "organiser_type"] = "foundation"
    frame.loc[frame.index[4:], "organiser_type"] = "company"
    html = archive_page.html(frame, "x")
    group = html.split('id="group-3"')[1].split('id="group-4"')[0]
    assert "aktiebolag" in group and "stiftelse" not in group
    assert "Too small to show, with fewer than five areas each: 1 of" in group


def test_problem_files_are_explained_in_both_languages(chrome, tmp_path):
    path = tmp_path / "problems.html"
    path.write_text(archive_page.html(scored(9), "x"), encoding="utf-8")
    visit(chrome, path)
    row = chrome.find_element(By.CSS_SELECTOR, "#problems tbody tr")
    assert row.text.endswith("damaged PDF")
    chrome.find_element(By.ID, "language").click()
    assert row.text.endswith("öppna den i sitt program och spara den på nytt")


def test_scores_without_texts_give_a_page():
    html = archive_page.html(scored(60, with_text=False), "x")
    assert "The scores were written without texts." in html


def test_an_archive_without_areas_gives_a_page():
    frame = scored(3)
    html = archive_page.html(frame[frame["status"] == "error"], "x")
    assert "Every file was read." not in html and "damaged PDF" in html


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".xlsx", ".jsonl"])
def test_every_form_of_scores_gives_the_page(tmp_path, suffix):
    frame = scored(30)
    path = tmp_path / f"scores{suffix}"
    writer = tables.writer(str(path), list(frame.columns), form=suffix)
    writer.add(_table(frame))
    writer.close()
    report(path, tmp_path / "out" / "report.html")
    html = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Exempelstads kommun" in html and f"scores{suffix}" in html


def _table(frame):
    return tables.table(archive_page._records(frame))


def test_a_workbook_gives_the_page_that_parquet_gives(tmp_path):
    frame = scored(60, text="=1+1, och så")
    pages = []
    for suffix in (".parquet", ".xlsx"):
        writer = tables.writer(str(tmp_path / f"scores{suffix}"), list(frame.columns), form=suffix)
        writer.add(_table(frame))
        writer.close()
        pages.append(archive_page.html(read_scores(tmp_path / f"scores{suffix}"), "scores"))
    ours, theirs = (re.sub(r"<section id=.surprising.*", "", page, flags=re.DOTALL) for page in pages)
    assert theirs == ours


def test_a_workbook_that_holds_no_scores_is_refused(tmp_path):
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"no zip")
    with pytest.raises(ValueError, match="is no table of scores: sheet 'Sheet' has no column 'path'"):
        report(tmp_path / "other.xlsx", tmp_path / "x.html")
    with pytest.raises(ValueError, match="cannot be read as .xlsx"):
        report(tmp_path / "broken.xlsx", tmp_path / "x.html")


def test_an_unknown_language_is_refused(tmp_path):
    with pytest.raises(ValueError, match="choose one of en, sv"):
        archive_page.html(scored(3), "x", "de")
