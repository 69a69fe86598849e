"""The model: exact, the same everywhere, moved only by what it should be moved by."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from textclass.classifier import load_model
from textclass.classifier.evaluation import probes
from textclass.classifier.model import probability
from textclass.records import Account

ROOT = Path(__file__).parents[2]
ACCOUNTS = [
    Account(
        "Rektors ledarskap",
        ("Rektorn behöver besöka lektioner.", "Rektorn behöver ge återkoppling."),
        "Rektorn Hanna Gillberg i Solviks kommun har sedan den 3 mars 2022 besökt 24 lektioner. Besöken visade att"
        " lektionerna slutade för tidigt, och därför ändrades schemat. Återkoppling ska ges från och med nästa termin.",
    ),
    Account("Trygghet", (), "Skolan planerar att kartlägga otrygga platser."),
    Account("Tomt", ("Något behöver göras.",), ""),
    Account("", (), "• Punkt ett\n\n• Punkt två"),
    Account("Studiero", ("!!!",), "Ordningsregler infördes i samtliga klasser."),
]


@pytest.fixture(scope="module")
def model():
    return load_model()


def test_an_account_scores_the_same_in_any_batch(model):
    together = model.predict_proba(ACCOUNTS)
    assert together.shape == (len(ACCOUNTS),)
    assert [model.predict_proba([account])[0] for account in ACCOUNTS] == together.tolist()
    assert ((together > 0) & (together < 1)).all()
    assert model.predict_proba([]).shape == (0,)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_an_explanation_sums_to_the_logit(model, account):
    told = model.explain(account)
    assert sum(told.features.values()) == pytest.approx(told.logit, abs=1e-9)
    assert sum(s.contribution for s in told.sentences) + told.elsewhere == pytest.approx(told.logit, abs=1e-9)
    assert told.p_more_needed == model.predict_proba([account])[0] == probability(told.logit)
    assert all(account.text[s.start : s.end] == s.text for s in told.sentences)


def test_evidence_begins_with_the_sentence_that_moved_most(model):
    evidence = model.explain(ACCOUNTS[0]).evidence
    sizes = [abs(sentence.contribution) for sentence in evidence]
    assert len(evidence) == 3 and sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("change", probes.INVARIANCES.values(), ids=probes.INVARIANCES)
def test_what_must_change_nothing_changes_nothing(model, change):
    changed = [change(account) for account in ACCOUNTS]
    assert np.abs(model.predict_proba(changed) - model.predict_proba(ACCOUNTS)).max() <= 1e-12


def test_the_changes_do_change_the_text():
    for change in (probes.swap_names, probes.swap_dates, probes.wrap_lines, probes.title_in_capitals):
        assert change(ACCOUNTS[0]) != ACCOUNTS[0]


def test_what_must_move_it_moves_it_the_right_way(model):
    assert (probes.direction(model)["right_way"] >= 0.95).all()


def test_prediction_sets_hold_what_cannot_be_ruled_out(model):
    sets = model.prediction_sets([0.001, 0.999])
    assert sets == [("in_line",), ("more_needed",)]
    assert model.prediction_sets([]) == []


def test_the_pipeline_for_scikit_learn_gives_the_same(model):
    pipe = model.to_sklearn()
    assert np.allclose(pipe.predict_proba(ACCOUNTS)[:, 1], model.predict_proba(ACCOUNTS), atol=1e-9)
    assert len(pipe[:-1].get_feature_names_out()) == pipe[-1].coef_.shape[1]


def test_scoring_opens_nothing_heavy():
    code = (
        "import sys; from textclass.classifier import load_model; from textclass.records import Account;"
        "load_model().explain(Account('T', ('B.',), 'Vi har gjort det.'));"
        "print([name for name in ('sklearn', 'pandas', 'spacy', 'scipy', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_default_model_is_small_and_quick_to_load():
    folder = ROOT / "models" / "default"
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 5_000_000
    from textclass.classifier import store

    store._load.cache_clear()
    begin = time.process_time()
    load_model(folder)
    assert time.process_time() - begin <= 0.2


@pytest.mark.skipif("TEXTCLASS_REAL_DECISIONS" not in os.environ, reason="needs real decisions")
def test_both_areas_of_the_real_decision_are_on_the_right_side(model):
    for path in sorted(Path(os.environ["TEXTCLASS_REAL_DECISIONS"]).glob("*.json")):
        for area in json.loads(path.read_text(encoding="utf-8"))["areas"]:
            account = Account(area["title"], tuple(area["needs"]), area["account"]["text"])
            p = model.predict_proba([account])[0]
            assert (p > 0.5) == (area["outcome"] == "more_needed"), area["title"]


def test_the_card_tells_what_it_was_trained_on_and_where_it_fails(model):
    for heading in ("# Model card", "## Trained on", "## Out-of-fold figures", "## Where it fails"):
        assert heading in model.card
