"""examples -> further studies of the method: other splits, less data, families of columns left out, subgroups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from textclass.classifier import fitting, training
from textclass.classifier.evaluation import metrics, pairs
from textclass.classifier.evaluation.baselines import labels
from textclass.classifier.evaluation.metrics import Floats
from textclass.classifier.examples import Example
from textclass.classifier.fitting import Settings

SIZES = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
_FEW = 30  # areas under which a subgroup says little
_SHORT = 4  # folds of the studies that need many fits

Folds = NDArray[np.intp]


def is_area(examples: Sequence[Example]) -> NDArray[np.bool_]:
    """Return which examples count as areas: all but members of contrast pairs, so accounts that stand alone too."""
    return np.array([example.pair is None for example in examples], dtype=bool)


def calibrated(raw: Floats, examples: Sequence[Example], folds: Folds) -> Floats:
    """Return probabilities from raw out-of-fold logits, each calibrated on the areas of the other folds."""
    y, areas = labels(examples), is_area(examples)
    areas = areas if areas.sum() >= training.LEAST_AREAS else np.ones(len(y), dtype=bool)
    p = np.full(len(y), 0.5)
    for fold in np.unique(folds):
        kept = areas & (folds != fold)
        slope, shift = training.platt(raw[kept], y[kept])
        held = folds == fold
        p[held] = 1 / (1 + np.exp(-np.clip(slope * raw[held] + shift, -60, 60)))
    return p


def merged(folds: Folds, number: int = _SHORT) -> Folds:
    """Return fewer folds, each of several whole ones."""
    return np.asarray(folds % number)


def by_group(examples: Sequence[Example], key: Callable[[Example], str], number: int) -> Folds:
    """Return folds that keep examples with the same key together."""
    import dataclasses

    renamed = [dataclasses.replace(example, group=key(example)) for example in examples]
    return merged(training.folds(renamed, 0), number)


def _score(examples: Sequence[Example], raw: Floats) -> dict[str, float | int]:
    areas = is_area(examples)
    y, p = labels(examples)[areas], raw[areas]
    ranked, _ = pairs.overall(examples, raw)
    return {"areas": int(areas.sum()), "auroc": metrics.auroc(y, p), "pairs_ranked_right": ranked}


def splits(examples: Sequence[Example], folds: Folds, raw: Floats) -> pd.DataFrame:
    """Return the same method under other splits; the random one is there to show how much it flatters."""
    rng = np.random.default_rng(0)
    organisers = by_group(examples, lambda e: e.pair or e.organiser or e.decision, 5)
    random = np.asarray(rng.permutation(np.arange(len(examples)) % 5))
    rows: list[dict[str, object]] = [{"split": "author group", **_score(examples, raw)}]
    rows.append({"split": "organiser", **_score(examples, training.out_of_fold(examples, organisers))})
    rows += list(_temporal(examples))
    rows.append({"split": "random (optimism)", **_score(examples, training.out_of_fold(examples, random))})
    return pd.DataFrame(rows)


def _temporal(examples: Sequence[Example]) -> Iterator[dict[str, object]]:
    years = np.array([example.year or 0 for example in examples])
    dated = years[years > 0]
    if len(dated) < 2 * training.LEAST_AREAS:
        return
    border = int(np.quantile(dated, 0.75))
    later = [e for e in examples if (e.year or 0) > border]
    kept = [e for e in examples if not e.year or e.year <= border]
    if len({e.outcome for e in later}) == 2:
        raw = training.raw_scores(later, fitting.fit(kept))
        yield {"split": f"trained to {border}, tested after", **_score(later, raw)}


def learning_curve(examples: Sequence[Example], folds: Folds) -> pd.DataFrame:
    """Return figures for six sizes of training set, tested on the same groups, never those trained on."""
    short = merged(folds)
    rows = []
    for size in SIZES:
        raw = np.zeros(len(examples))
        used = 0
        for fold in np.unique(short):
            kept = _part([e for e, n in zip(examples, short, strict=True) if n != fold], size)
            held = np.flatnonzero(short == fold)
            raw[held] = training.raw_scores([examples[int(i)] for i in held], fitting.fit(kept))
            used += len(kept)
        rows.append({"trained_on": used // len(np.unique(short)), **_score(examples, raw)})
    return pd.DataFrame(rows)


def _part(examples: list[Example], size: float) -> list[Example]:
    """Return a share of the decisions and pairs, whole ones, the same each time."""
    names = sorted({example.decision for example in examples})
    drawn = np.random.default_rng(0).permutation(len(names))[: max(8, round(size * len(names)))]
    chosen = {names[int(n)] for n in drawn}
    return [example for example in examples if example.decision in chosen]


def ablation(examples: Sequence[Example], folds: Folds) -> pd.DataFrame:
    """Return figures with each family of columns left out, on the same folds."""
    short = merged(folds)
    rows = []
    for name in (None, *fitting.FAMILIES):
        raw = training.out_of_fold(examples, short, Settings(without=name))
        rows.append({"left_out": name or "nothing", **_score(examples, raw)})
    return pd.DataFrame(rows)


SUBGROUPS: dict[str, Callable[[Example], str | None]] = {
    "organiser type": lambda e: e.organiser_type,
    "kind of decision": lambda e: e.kind,
    "school form": lambda e: e.school_forms[0] if e.school_forms else None,
    "years": lambda e: None if e.year is None else f"{e.year - e.year % 5}-{e.year - e.year % 5 + 4}",
    "hard": lambda e: None if e.hard is None else ("hard" if e.hard else "not hard"),
    "author group": lambda e: e.group,
}


def subgroups(examples: Sequence[Example], p: Floats, *, seed: int = 0) -> pd.DataFrame:
    """Return macro-F1 and AUROC with n and interval for each subgroup of the areas; ``few`` marks n under 30."""
    areas = [(example, float(value)) for example, value in zip(examples, p, strict=True) if example.pair is None]
    rows = []
    for name, key in SUBGROUPS.items():
        for value in sorted({key(example) for example, _ in areas} - {None}, key=str):
            inside = [(example, q) for example, q in areas if key(example) == value]
            y, q = labels([e for e, _ in inside]), np.array([q for _, q in inside])
            low, high = metrics.interval(y, q, [e.decision for e, _ in inside], metrics.macro_f1, seed=seed, rounds=100)
            rows.append(
                {
                    "subgroup": name,
                    "value": value,
                    "n": len(y),
                    "few": len(y) < _FEW,
                    "macro_f1": metrics.macro_f1(y, q),
                    "low": low,
                    "high": high,
                    "auroc": metrics.auroc(y, q),
                }
            )
    return pd.DataFrame(rows)


def conformal(examples: Sequence[Example], p: Floats, folds: Folds) -> pd.DataFrame:
    """Return how often prediction sets hold the outcome, and how often they hold exactly one; areas only.

    The cutoffs of each fold come from the other folds.
    """
    areas, y = is_area(examples), labels(examples)
    holds = np.zeros(len(y), dtype=bool)
    alone = np.zeros(len(y), dtype=bool)
    for fold in np.unique(folds):
        kept, held = areas & (folds != fold), areas & (folds == fold)
        low = training.cutoff(1 - p[kept & (y == 0)])
        high = training.cutoff(p[kept & (y == 1)])
        in_line, more = 1 - p >= low, p >= high
        holds[held] = np.where(y == 1, more, in_line)[held]
        alone[held] = (in_line ^ more)[held]
    rows = []
    for name, mask in (("all", areas), ("in_line", areas & (y == 0)), ("more_needed", areas & (y == 1))):
        rows.append(
            {
                "outcome": name,
                "n": int(mask.sum()),
                "wanted": training.COVERAGE,
                "covered": float(holds[mask].mean()),
                "decided": float(alone[mask].mean()),
            }
        )
    return pd.DataFrame(rows)


def risk_coverage(examples: Sequence[Example], p: Floats) -> pd.DataFrame:
    """Return the share of errors among the surest areas, for each share of areas answered."""
    areas = is_area(examples)
    y, q = labels(examples)[areas], p[areas]
    order = np.argsort(-abs(q - 0.5), kind="mergesort")
    wrong = ((q > 0.5) != (y == 1))[order]
    steps = np.unique(np.linspace(max(1, len(y) // 20), len(y), 20).astype(int))
    return pd.DataFrame([{"answered": n / len(y), "errors": float(wrong[:n].mean())} for n in steps])
