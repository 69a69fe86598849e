"""What records show of themselves in a notebook and in a terminal."""

from pathlib import Path

import pytest

import textclass as tc
from textclass import display

from .browser import fetched, visit
from .payloads import PAYLOADS

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "barkeryda-2021.pdf"


@pytest.fixture(scope="module")
def decision():
    return tc.parse(SAMPLE)


def test_decision_shows_its_areas_and_sections(decision):
    html = decision._repr_html_()
    assert all(area.title in html for area in decision.areas)
    assert html.count("more_needed") == 2 and html.count("border-left") == len(decision.sections)
    assert 'href="https://lagen.nu/2010:800#K2P9"' in html


def test_decision_prints_as_a_few_lines(decision):
    lines = str(decision).splitlines()
    assert lines[0] == "Barkeryda kommun · 40-2019:7718 · 2021-02-11"
    assert lines[2] == "  1. Rektors ledarskap: in_line" and len(lines) == 2 + len(decision.areas)


def test_unread_file_shows_why():
    decision = tc.parse(SAMPLE.with_name("emadalen-2017-skyddad.pdf"))
    assert "encrypted" in decision._repr_html_() and "password" in str(decision)


def test_citations_show_as_links():
    shown = display.citations("Se 2 kap. 8 § skollagen & <b>.")._repr_html_()
    assert ">2 kap. 8 § skollagen</a>" in shown and "&amp; &lt;b&gt;." in shown
    (citation,) = tc.cite("Se 2 kap. 8 § skollagen.")
    assert "<code>2010:800#K2P8</code>" in citation._repr_html_()


def test_model_shows_its_card(model):
    assert model.model_id in model._repr_html_() and "<details>" in model._repr_html_()


@pytest.fixture(scope="module")
def shown_hostile(tmp_path_factory, model):
    """Every display of every payload, in one page without a policy: what a notebook that trusts it would show."""
    from textclass.records import Area

    parts = []
    for payload in PAYLOADS:
        decision = tc.parse_text(f"Rubrik {payload}\n\nText {payload} enligt 2 kap. 8 § skollagen.")
        area = Area(payload, payload, needs=(payload,), citations=(payload, "2010:800#K2P8"))
        found = model.explain(tc.Account(payload, (payload,), f"Rektorn {payload} leder."))
        cited = display.citations(f"2 kap. 8 § skollagen {payload}")
        parts += [thing._repr_html_() for thing in (decision, area, found, cited)]
    path = tmp_path_factory.mktemp("display") / "displays.html"
    path.write_text("<!DOCTYPE html><meta charset=utf-8>" + "\n".join(parts), encoding="utf-8")
    return path


def test_hostile_texts_stay_texts(chrome, shown_hostile):
    visit(chrome, shown_hostile)
    assert chrome.execute_script("return window.hacked") is None
    assert chrome.execute_script("return document.scripts.length") == 0
    assert fetched(chrome) == [shown_hostile.as_uri()]
    links = chrome.execute_script("return Array.from(document.links, function (a) { return a.protocol; })")
    assert links and set(links) == {"https:"}


def test_area_shows_its_outcome_needs_and_law(decision):
    html = decision.areas[1]._repr_html_()
    assert "more_needed" in html and decision.areas[1].needs[0] in html
    assert 'href="https://lagen.nu/2010:800#K1P4"' in html and "page 2" in html


def test_explanation_shows_what_each_sentence_adds(decision, model):
    area = decision.areas[1]
    found = model.explain(tc.Account(area.title, area.needs, area.account.text))
    html = found._repr_html_()
    assert all(f"{one.contribution:+.2f}" in html for one in found.sentences)
    assert f"{found.elsewhere:+.2f}" in html and "features" not in repr(found)


def test_a_notebook_sees_how_far_a_run_is(monkeypatch):
    import sys
    import types

    from textclass.archive import progress

    shown = []
    handle = types.SimpleNamespace(update=lambda bar: shown.append(bar._repr_html_()))
    shell = type("ZMQInteractiveShell", (), {})()
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: shell))
    face = types.SimpleNamespace(display=lambda bar, display_id: handle)
    monkeypatch.setitem(sys.modules, "IPython.display", face)
    with progress.reporter("auto", 200) as told:
        told.show(50, 150, 2)
        told.show(200, 600, 3)
    assert 'value="50" max="200"' in shown[0] and "50 of 200 documents, 150 rows, 2 with problems" in shown[0]
    assert 'value="200"' in shown[-1] and "600 rows, 3 with problems" in shown[-1]
