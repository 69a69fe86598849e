"""The pages can be used by keyboard and read aloud: names, levels of headings, languages, visible focus."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from textclass.report import archive_page, view

from .browser import visit
from .made import scored
from .test_decision_page import SAMPLE
from .test_evaluation_page import evaluation

NAMELESS = """return Array.from(document.querySelectorAll("a, button, input, select, summary, img, svg"))
    .filter(function (e) { return !e.hidden && e.checkVisibility() && e.getAttribute("aria-hidden") !== "true"; })
    .filter(function (e) { return !(e.innerText || "").trim() && !e.alt && !(e.labels && e.labels.length)
        && !e.getAttribute("aria-label") && !e.getAttribute("aria-labelledby"); })
    .map(function (e) { return e.outerHTML.slice(0, 90); })"""
LEVELS = (
    """return Array.from(document.querySelectorAll("h1, h2, h3, h4"), function (h) { return Number(h.tagName[1]); })"""
)
HEADLESS = """return Array.from(document.querySelectorAll("table"))
    .filter(function (t) { return !t.querySelector("thead th[scope=col]"); }).length"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory, model):
    home = tmp_path_factory.mktemp("access")
    (home / "archive.html").write_text(archive_page.html(scored(200), "x"), encoding="utf-8")
    (home / "evaluation.html").write_text(evaluation().to_html(), encoding="utf-8")
    view(SAMPLE, home / "decision.html", model=model)
    return home


@pytest.mark.parametrize("name", ["archive", "decision", "evaluation"])
def test_everything_to_use_or_see_has_a_name(chrome, pages, name):
    visit(chrome, pages / f"{name}.html")
    assert chrome.execute_script(NAMELESS) == []
    assert chrome.execute_script(HEADLESS) == 0
    levels = chrome.execute_script(LEVELS)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize("name", ["archive", "decision", "evaluation"])
def test_tab_leads_through_the_page_and_can_be_seen(chrome, pages, name):
    visit(chrome, pages / f"{name}.html")
    body = chrome.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    assert chrome.switch_to.active_element.get_attribute("href").endswith("#content")
    seen = set()
    for _ in range(25):
        chrome.switch_to.active_element.send_keys(Keys.TAB)
        active = chrome.switch_to.active_element
        if active.tag_name == "body":  # past the last
            break
        outline = chrome.execute_script("return getComputedStyle(arguments[0]).outlineStyle", active)
        assert outline not in ("", "none"), active.get_attribute("outerHTML")[:120]
        seen.add(active.id)
    assert len(seen) > 5
