"""labels and probabilities -> figures, each with the interval that resampling whole decisions gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.intp]  # 1 = more_needed
BINS = 10


def auroc(y: Labels, p: Floats) -> float:
    """Return the share of (more_needed, in_line) couples in the right order, ties half; nan with one class."""
    positive = int(y.sum())
    negative = len(y) - positive
    if not positive or not negative:
        return float("nan")
    order = np.argsort(p, kind="mergesort")
    ranks = np.empty(len(p))
    values, inverse, counts = np.unique(p, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[inverse] if len(values) < len(p) else ranks
    if len(values) == len(p):
        ranks[order] = np.arange(1, len(p) + 1)
    return float((ranks[y == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))


def auprc(y: Labels, p: Floats) -> float:
    """Return the average precision of more_needed; nan where there is none."""
    if not y.sum():
        return float("nan")
    order = np.argsort(-p, kind="mergesort")
    hits = np.cumsum(y[order])
    precision = hits / np.arange(1, len(y) + 1)
    return float((precision * y[order]).sum() / y.sum())


def _f1(y: Labels, said: Labels, outcome: int) -> float:
    right = int(((y == outcome) & (said == outcome)).sum())
    total = int((y == outcome).sum() + (said == outcome).sum())
    return 2 * right / total if total else 0.0


def macro_f1(y: Labels, p: Floats) -> float:
    """Return the mean of the two outcomes' F1 at p = 0.5."""
    said = (p > 0.5).astype(np.intp)
    return (_f1(y, said, 0) + _f1(y, said, 1)) / 2


def balanced_accuracy(y: Labels, p: Floats) -> float:
    """Return the mean recall of the outcomes that occur."""
    said = p > 0.5
    return float(np.mean([np.mean(said[y == k] == k) for k in (0, 1) if (y == k).any()]))


def mcc(y: Labels, p: Floats) -> float:
    """Return Matthews' correlation; 0 where all predictions or labels are the same."""
    said = (p > 0.5).astype(float)
    if said.std() == 0 or y.std() == 0:
        return 0.0
    return float(np.corrcoef(y, said)[0, 1])


def brier(y: Labels, p: Floats) -> float:
    """Return the mean squared error of the probability."""
    return float(np.mean((p - y) ** 2))


def bins(y: Labels, p: Floats) -> list[tuple[float, float, int]]:
    """Return (mean probability, share of more_needed, n) of bins that hold equally many."""
    parts = np.array_split(np.argsort(p, kind="mergesort"), min(BINS, len(p)))
    return [(float(p[part].mean()), float(y[part].mean()), len(part)) for part in parts if len(part)]


def ece(y: Labels, p: Floats) -> float:
    """Return the expected calibration error over ten bins of equal mass."""
    return float(sum(n * abs(said - seen) for said, seen, n in bins(y, p)) / len(p))


METRICS: dict[str, Callable[[Labels, Floats], float]] = {
    "auroc": auroc,
    "macro_f1": macro_f1,
    "balanced_accuracy": balanced_accuracy,
    "mcc": mcc,
    "auprc": auprc,
    "brier": brier,
    "ece": ece,
}


def interval(
    y: Labels,
    p: Floats,
    clusters: Sequence[str],
    metric: Callable[[Labels, Floats], float],
    *,
    seed: int = 0,
    rounds: int = 300,
) -> tuple[float, float]:
    """Return the 95 % interval of a metric when whole clusters (decisions) are drawn again."""
    rng = np.random.default_rng(seed)
    names, member = np.unique(np.asarray(clusters), return_inverse=True)
    rows = [np.flatnonzero(member == n) for n in range(len(names))]
    values = []
    for _ in range(rounds):
        drawn = np.concatenate([rows[n] for n in rng.integers(0, len(rows), len(rows))])
        values.append(metric(y[drawn], p[drawn]))
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)
