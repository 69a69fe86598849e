"""examples -> what could make figures look better than they are: repeated accounts, verdicts left in accounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from textclass.classifier.examples import Example

_RUN = 8  # words in a row that two accounts may share no more than a trace of
_SHARE = 0.02


def near_duplicates(examples: Sequence[Example], folds: NDArray[np.intp]) -> pd.DataFrame:
    """Return couples of accounts in different folds that share over 2 % of either's runs of eight words."""
    runs = [_runs(example.account.text) for example in examples]
    where: dict[int, list[int]] = {}
    shared: dict[tuple[int, int], int] = {}
    for n, mine in enumerate(runs):
        for run in mine:
            for other in where.setdefault(run, []):
                if folds[other] != folds[n]:
                    shared[(other, n)] = shared.get((other, n), 0) + 1
            where[run].append(n)
    rows = [
        {"first": examples[a].id, "second": examples[b].id, "shared": count / min(len(runs[a]), len(runs[b]))}
        for (a, b), count in sorted(shared.items())
    ]
    frame = pd.DataFrame(rows, columns=["first", "second", "shared"])
    return frame[frame["shared"] > _SHARE].reset_index(drop=True)


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", text.lower())
    return {hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1)}


def verdicts(examples: Sequence[Example], states_verdict: Callable[[str], bool] | None) -> pd.DataFrame:
    """Return the examples whose account states a verdict; none where no one can tell."""
    found = [] if states_verdict is None else [e.id for e in examples if states_verdict(e.account.text)]
    return pd.DataFrame({"id": found}, columns=["id"])
