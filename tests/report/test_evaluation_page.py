"""The page of an evaluation: figures with intervals, baselines beside them, each table explained, nothing runs."""

import re

import pandas as pd
import pytest
from selenium.webdriver.common.by import By

from textclass.classifier import Evaluation
from textclass.classifier.evaluation import plots
from textclass.report import evaluation_page

from .browser import fetched, said, visit
from .payloads import PAYLOADS


def evaluation(name="textclass"):
    figures = {"auroc": 0.9, "macro_f1": 0.8, "ece": 0.02, "pairs_ranked_right": float("nan")}
    line = {"areas": 40, "auroc": 0.9, "auroc_low": 0.84, "auroc_high": 0.95, "mcc": -0.25, "pairs": float("nan")}
    reliability = pd.DataFrame({"predicted": [0.1, 0.9], "observed": [0.0, 1.0], "n": [20, 20]})
    groups = {"subgroup": "school form", "n": 7, "few": True, "macro_f1": 0.8, "low": 0.5, "high": 0.9}
    tables = {
        "subgroups": pd.DataFrame([groups | {"value": name}]),
        "verdicts in accounts": pd.DataFrame(columns=["id"]),
        "comparison": pd.DataFrame([{"method": name} | line, {"method": "majority"} | line]),
        "reliability": reliability,
        "a new table": pd.DataFrame({"x": [1]}),
    }
    return Evaluation(
        f"Of {name}", (f"n = 40, {name}",), figures, tables, {"reliability": plots.reliability(reliability)}
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("evaluation") / "evaluation.html"
    path.write_text(evaluation().to_html(), encoding="utf-8")
    return path


def test_page_is_silent_and_fetches_nothing(chrome, page):
    visit(chrome, page)
    assert said(chrome) == []
    assert [address for address in fetched(chrome) if not address.startswith("data:image/svg")] == [page.as_uri()]


def test_plots_are_drawn_and_told(chrome, page):
    visit(chrome, page)
    (image,) = chrome.find_elements(By.TAG_NAME, "img")
    assert chrome.execute_script("return arguments[0].naturalWidth", image) > 100
    assert image.get_attribute("alt").startswith("Calibration")


@pytest.mark.parametrize("width", [1280, 400])
def test_page_fits_its_window(chrome, page, width):
    visit(chrome, page, width)
    assert chrome.execute_script("return document.documentElement.scrollWidth") <= width


def test_policy_lets_no_script_run(page):
    html = page.read_text(encoding="utf-8")
    assert "default-src 'none'" in html and "script-src 'none'" in html and "unsafe" not in html
    assert "<script" not in html and " style=" not in html


def test_figures_stand_with_their_intervals():
    assert evaluation_page.tiles(evaluation())[0][:2] == ("0.900", "0.840–0.950")
    first, second, *rest = evaluation_page.tables_of(evaluation())
    assert first.key == "comparison" and first.columns == ["method", "areas", "AUROC", "MCC"]
    assert first.rows[0].cells == ["textclass", "40", "0.900 (0.84–0.95)", "−0.250"]
    assert first.rows[0].bar == (0.9, 0.84, 0.95)
    assert rest[0].rows[0].few and "0.800 (0.50–0.90)" in rest[0].rows[0].cells
    assert rest[-1].title == "a new table"


def test_every_table_of_an_evaluation_is_explained():
    """A table that ``run`` names stands in the words of the page."""
    import inspect

    from textclass.classifier.evaluation import run

    made = set(re.findall(r'"([a-z][a-z: -]+)": (?:_|studies|probes|pairs|checks)', inspect.getsource(run)))
    made |= set(re.findall(r'tables\["([^"]+)"\]', inspect.getsource(run)))
    known = evaluation_page._words()["tables"]
    assert len(made) > 10 and made <= set(known)
    assert all(words["title"] and words["explain"] for words in known.values())


@pytest.mark.parametrize("payload", PAYLOADS[:8])
def test_hostile_names_stay_text(payload):
    assert payload not in evaluation(payload).to_html()
    assert payload not in evaluation(payload)._repr_html_()
