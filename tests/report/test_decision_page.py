"""The page on one decision: everything of the text is there, marked and linked, and nothing of it runs."""

import dataclasses
import re
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

import textclass as tc
from textclass.report import decision_page, view

from .browser import fetched, said, visit
from .payloads import PAYLOADS

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
SAMPLE = SAMPLES / "barkeryda-2021.pdf"


@pytest.fixture(scope="module")
def page(tmp_path_factory, model):
    path = tmp_path_factory.mktemp("view") / "view.html"
    view(SAMPLE, path, model=model)
    return path


def test_page_is_silent_and_fetches_nothing(chrome, page):
    visit(chrome, page)
    assert said(chrome) == []
    assert fetched(chrome) == [page.as_uri()]


def test_whole_text_is_shown_in_order(chrome, page):
    visit(chrome, page)
    paragraphs = chrome.execute_script(
        "return Array.from(document.querySelectorAll('.stretch p'), function (p) { return p.textContent; })"
    )
    assert " ".join(" ".join(paragraphs).split()) == " ".join(tc.parse(SAMPLE).text.split())


def test_margin_names_every_section(chrome, page):
    visit(chrome, page)
    labels = chrome.execute_script(
        "return Array.from(document.querySelectorAll('.stretch'), function (s) { return s.classList[1]; })"
    )
    assert labels == [section.label for section in tc.parse(SAMPLE).sections]
    assert len(chrome.find_elements(By.CSS_SELECTOR, ".pagebreak")) == 3


def test_outcomes_are_marked(chrome, page):
    visit(chrome, page)
    marked = [(m.text, m.get_attribute("class")) for m in chrome.find_elements(By.CSS_SELECTOR, "#text mark")]
    stated = {(p.text, p.outcome.value) for area in tc.parse(SAMPLE).areas for p in area.outcome_places}
    assert set(marked) == stated


def test_citations_are_linked(chrome, page):
    visit(chrome, page)
    links = [a.get_attribute("href") for a in chrome.find_elements(By.CSS_SELECTOR, "#text a")]
    cited = [c for c in tc.parse(SAMPLE).citations if not c.ids[0].startswith("?")]
    assert len(links) == len(cited) and all(link.startswith("https://lagen.nu/") for link in links)


def test_contributions_sum_to_the_prediction(page, model):
    """The figures on the page, rounded to two decimals, add up to what the model says."""
    decision = tc.parse(SAMPLE)
    for area in decision_page._shown(decision.areas[0], 1, model), decision_page._shown(decision.areas[1], 2, model):
        assert sum(s.contribution for s in area.sentences) + area.elsewhere == pytest.approx(area.logit)


def test_needs_stand_beside_measures(chrome, page):
    visit(chrome, page)
    for number, area in enumerate(tc.parse(SAMPLE).areas, 1):
        shown = chrome.find_element(By.ID, f"area-{number}")
        needs = [p.text for p in shown.find_elements(By.CSS_SELECTOR, ".beside > div:first-child p")]
        assert needs == list(area.needs)
        assert shown.find_elements(By.CSS_SELECTOR, ".measures li .tag")


def test_language_is_switched(chrome, page):
    visit(chrome, page)
    chrome.find_element(By.ID, "language").click()
    assert chrome.find_element(By.ID, "facts-h").text == "Vad det är"


@pytest.mark.parametrize("width", [1280, 400])
def test_page_fits_its_window(chrome, page, width):
    visit(chrome, page, width)
    assert chrome.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "name", ["granso-2016-inskannad.pdf", "emadalen-2017-skyddad.pdf", "branntorp-2023-trasig.pdf"]
)
def test_an_unreadable_file_gives_a_page_that_says_why(tmp_path, model, name):
    view(SAMPLES / name, tmp_path / "x.html", model=model)
    html = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "This file could not be read" in html and tc.parse(SAMPLES / name).error.split(":")[0] in html


def test_a_decision_without_areas_gives_a_page(tmp_path, model):
    view(SAMPLES / "balerud-2023.html", tmp_path / "x.html", model=model)
    assert "assesses no areas anew" in (tmp_path / "x.html").read_text(encoding="utf-8")


def test_a_missing_file_is_said(tmp_path, model):
    with pytest.raises(FileNotFoundError):
        view(tmp_path / "none.pdf", tmp_path / "x.html", model=model)


HOSTILE = """Skolinspektionen

Beslut

2023-05-04

Dnr SI 2022:1234

Exempelstads kommun {0}

Beslut efter uppföljning av kvalitetsgranskning i Exempelskolan {0}

Skolinspektionen fattade den 4 maj 2022 beslut efter en kvalitetsgranskning. Redovisningen inkom den 3 mars 2023.

Rektors ledarskap {0}

Författningsstöd: 2 kap. 9 § skollagen {0}.

I beslutet bedömdes att rektorn inte ledde arbetet {0}. Följande behövde utvecklas:

• Rektorn behöver följa upp undervisningen {0}.

Kommunen uppger i sin redovisning att rektorn har besökt alla lektioner {0}. Rutinen används sedan augusti {0}.

Skolinspektionen bedömer att ytterligare åtgärder behövs.
"""


def test_hostile_texts_stay_texts(chrome, tmp_path, model):
    for number, payload in enumerate(PAYLOADS):
        path = tmp_path / f"{number}.html"
        decision = dataclasses.replace(  # the file's name and what is said of it are hostile too
            tc.parse_text(HOSTILE.format(payload)), path=payload, error=payload, warnings=(payload,)
        )
        path.write_text(decision_page.html(decision, model), encoding="utf-8")
        visit(chrome, path)
        assert chrome.execute_script("return window.hacked") is None, payload
        assert said(chrome) == [] and fetched(chrome) == [path.as_uri()], payload
        assert chrome.execute_script("return document.scripts.length") == 1, payload


def test_hostile_titles_reach_the_page(model):
    """What the test above throws at the page does come to the places where it could hurt."""
    html = decision_page.html(tc.parse_text(HOSTILE.format("<b>x</b>")), model)
    assert html.count("&lt;b&gt;x&lt;/b&gt;") >= 8 and "<b>x</b>" not in re.sub(r"<script.*", "", html)


def test_measures_cut_out_of_sentences_are_quoted_with_dots():
    from textclass.report.measures import beside

    text = (
        "Rektorn redogör för följande. En rutin har införts på alla enheter, och i höst ska personalen få utbildning."
    )
    account = tc.Account("Rutiner", ("Rutiner för alla enheter och utbildning för personalen behövs.",), text)
    (shown,) = beside(account)
    assert [quoted.text for quoted in shown.measures] == [
        "En rutin har införts på alla enheter …",
        "… och i höst ska personalen få utbildning",
    ]


def test_page_opens_in_swedish(tmp_path, model):
    view(SAMPLE, tmp_path / "x.html", model=model, language="sv")
    assert '<html lang="sv"' in (tmp_path / "x.html").read_text(encoding="utf-8")
