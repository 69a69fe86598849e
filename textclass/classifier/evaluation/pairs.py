"""examples and probabilities -> how contrast pairs are ranked, in all and by kind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from textclass.classifier.evaluation.metrics import Floats
from textclass.classifier.examples import Example
from textclass.classifier.fitting import pairs_of


def table(examples: Sequence[Example], p: Floats) -> pd.DataFrame:
    """Return a row for each kind of pair and one for all: n, share ranked right (ties half), both members right."""
    pairs = pairs_of(examples)
    kinds = np.array([examples[int(i)].kind or "" for i, _ in pairs])
    rows = [_row(kind, p[pairs[kinds == kind]]) for kind in sorted(set(kinds.tolist()))]
    if len(pairs):
        rows.append(_row("all", p[pairs]))
    return pd.DataFrame(rows, columns=["kind", "n", "ranked_right", "both_right"])


def _row(kind: str, p: Floats) -> dict[str, object]:
    gap = p[:, 1] - p[:, 0]
    return {
        "kind": kind,
        "n": len(p),
        "ranked_right": float(np.mean((gap > 0) + 0.5 * (gap == 0))),
        "both_right": float(np.mean((p[:, 1] > 0.5) & (p[:, 0] <= 0.5))),
    }


def overall(examples: Sequence[Example], p: Floats) -> tuple[float, float]:
    """Return the shares of all pairs ranked right and both right; nan without pairs."""
    found = table(examples, p)
    if found.empty:
        return float("nan"), float("nan")
    return float(found["ranked_right"].iloc[-1]), float(found["both_right"].iloc[-1])
