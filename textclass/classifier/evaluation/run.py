"""examples -> Evaluation: of a model on what it has not seen, or of the method by folds of whole groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from textclass.classifier import training
from textclass.classifier.evaluation import checks, metrics, pairs, plots, probes, studies
from textclass.classifier.evaluation.baselines import BASELINES, labels
from textclass.classifier.evaluation.metrics import Floats
from textclass.classifier.evaluation.report import Evaluation
from textclass.classifier.examples import ALONE, Example
from textclass.classifier.model import Model
from textclass.records import Account

OURS = "textclass"


def evaluate(
    examples: Sequence[Example],
    model: Model | None = None,
    seed: int = 0,
    *,
    states_verdict: Callable[[str], bool] | None = None,
) -> Evaluation:
    """Return the evaluation of ``model``, or without one of the method, by grouped cross-validation.

    ``states_verdict`` tells whether a text states a verdict, for the audit that no account does.
    Raises: TooFewExamples: there is too little to evaluate (with a model: no area it was not trained on).
    """
    if model is not None:
        return _of_model(examples, model, seed, states_verdict)
    training.check(examples)
    folds = training.folds(examples, seed)
    raw = training.out_of_fold(examples, folds)
    p = studies.calibrated(raw, examples, folds)
    tables = {"comparison": _comparison(examples, folds, p, seed)}
    tables |= _common(examples, p, seed)
    tables["prediction sets"] = studies.conformal(examples, p, folds)
    tables["splits"] = studies.splits(examples, folds, raw)
    tables["learning curve"] = studies.learning_curve(examples, folds)
    tables["ablation"] = studies.ablation(examples, folds)
    trained = training.finish(examples, raw, seed)
    tables |= _behaviour(trained, examples)
    tables["near-duplicates across folds"] = checks.near_duplicates(examples, folds)
    tables["verdicts in accounts"] = checks.verdicts(examples, states_verdict)
    notes = (
        _provenance(examples),
        f"Folds: {len(np.unique(folds))}, of whole author groups or organisers; seed {seed}.",
    )
    return _finish("Evaluation of the method, out of fold", notes, tables)


def _of_model(
    examples: Sequence[Example], model: Model, seed: int, states_verdict: Callable[[str], bool] | None
) -> Evaluation:
    known = set(model.facts.get("trained_on", ()))
    seen = [example for example in examples if training.fingerprint(example) in known]
    fresh = [example for example in examples if training.fingerprint(example) not in known]
    if not fresh:
        raise training.TooFewExamples(
            f"none of the {len(examples)} labelled areas is new to the model: it was trained on all of them"
        )
    p = model.predict_proba([example.account for example in fresh])
    tables = {"comparison": pd.DataFrame([_line(OURS, fresh, p, seed)])}
    tables |= _common(fresh, p, seed)
    tables["prediction sets"] = _sets(model, fresh, p)
    tables |= _behaviour(model, fresh)
    tables["left out: the model was trained on them"] = pd.DataFrame(
        [{"id": example.id} for example in seen], columns=["id"]
    )
    tables["verdicts in accounts"] = checks.verdicts(fresh, states_verdict)
    notes = (_provenance(fresh), f"Model {model.model_id}; {len(seen)} examples it was trained on are left out.")
    return _finish("Evaluation of a model on areas new to it", notes, tables)


def _sets(model: Model, examples: Sequence[Example], p: Floats) -> pd.DataFrame:
    sets = model.prediction_sets(p)
    rows = []
    for outcome in ("in_line", "more_needed"):
        mine = [left for left, example in zip(sets, examples, strict=True) if example.outcome == outcome]
        if mine:
            rows.append(
                {
                    "outcome": outcome,
                    "n": len(mine),
                    "wanted": training.COVERAGE,
                    "covered": sum(outcome in left for left in mine) / len(mine),
                    "decided": sum(len(left) == 1 for left in mine) / len(mine),
                }
            )
    return pd.DataFrame(rows)


def _comparison(examples: Sequence[Example], folds: studies.Folds, p: Floats, seed: int) -> pd.DataFrame:
    rows = [_line(OURS, examples, p, seed)]
    rows += [_line(name, examples, predict(examples, folds), seed) for name, predict in BASELINES.items()]
    return pd.DataFrame(rows)


def _line(name: str, examples: Sequence[Example], p: Floats, seed: int) -> dict[str, object]:
    """Return one row of the comparison: figures of the areas with intervals, and of the pairs."""
    areas = studies.is_area(examples)
    y, q = labels(examples)[areas], p[areas]
    decisions = [example.decision for example in examples if example.pair is None]
    row: dict[str, object] = {"method": name, "areas": int(areas.sum())}
    for metric, function in metrics.METRICS.items():
        row[metric] = function(y, q) if len(y) else float("nan")
        if metric in ("auroc", "macro_f1") and len(y):
            low, high = metrics.interval(y, q, decisions, function, seed=seed)
            row |= {f"{metric}_low": low, f"{metric}_high": high}
    row["pairs_ranked_right"], row["pairs_both_right"] = pairs.overall(examples, p)
    return row


def _common(examples: Sequence[Example], p: Floats, seed: int) -> dict[str, pd.DataFrame]:
    areas = studies.is_area(examples)
    tables = {"contrast pairs": pairs.table(examples, p)}
    if areas.any():
        found = metrics.bins(labels(examples)[areas], p[areas])
        tables["reliability"] = pd.DataFrame(found, columns=["predicted", "observed", "n"])
        tables["risk and coverage"] = studies.risk_coverage(examples, p)
        tables["subgroups"] = studies.subgroups(examples, p, seed=seed)
    return tables


def _behaviour(model: Model, examples: Sequence[Example]) -> dict[str, pd.DataFrame]:
    accounts: list[Account] = [example.account for example in examples]
    return {"nothing may change": probes.invariance(model, accounts), "must move": probes.direction(model)}


def _provenance(examples: Sequence[Example]) -> str:
    outcomes = Counter(example.outcome.value for example in examples)
    told = ", ".join(f"{n} {name}" for name, n in sorted(outcomes.items()))
    members = sum(example.pair is not None for example in examples)
    alone = sum(example.kind == ALONE for example in examples)
    decisions = {example.decision for example in examples if example.pair is None and example.kind != ALONE}
    return (
        f"{len(examples)} examples ({told}); {members} of them members of contrast pairs, {alone} accounts without a"
        f" decision around them (counted as areas), the rest assessed areas of {len(decisions)} decisions. Labels:"
        " the writers' gold where the corpus gives it, otherwise the outcomes stated in the decisions."
    )


def _finish(title: str, notes: tuple[str, ...], tables: dict[str, pd.DataFrame]) -> Evaluation:
    line = tables["comparison"].iloc[0]
    names = (*metrics.METRICS, "pairs_ranked_right", "pairs_both_right")
    figures = {name: float(line[name]) for name in names}
    drawn: dict[str, str] = {}
    if "reliability" in tables:
        drawn["reliability"] = plots.reliability(tables["reliability"])
        drawn["risk and coverage"] = plots.risk(tables["risk and coverage"])
    if "learning curve" in tables:
        drawn["learning curve"] = plots.learning(tables["learning curve"])
    return Evaluation(title, notes, figures, tables, drawn)
