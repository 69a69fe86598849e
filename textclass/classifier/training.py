"""examples -> model: fitted, calibrated out of fold, with cutoffs for abstention."""

from __future__ import annotations

import dataclasses
import hashlib
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from textclass.classifier import fitting, store
from textclass.classifier.examples import Example
from textclass.classifier.fitting import Settings
from textclass.classifier.model import Model, Parameters
from textclass.records import Outcome

LEAST_AREAS, LEAST_OF_A_CLASS = 40, 15
COVERAGE = 0.9  # share of areas whose prediction set is to hold the outcome
_MOST_FOLDS = 12


class TooFewExamples(ValueError):
    """There are too few labelled areas to train on; the message says how many were found."""


def train(examples: Sequence[Example], seed: int = 0) -> Model:
    """Return a model trained on the examples; the same for the same examples and seed.

    Raises: TooFewExamples: under 40 areas, or under 15 of an outcome.
    """
    check(examples)
    return finish(examples, out_of_fold(examples, folds(examples, seed)), seed)


def finish(examples: Sequence[Example], raw: NDArray[np.float64], seed: int) -> Model:
    """Return the model of all the examples, calibrated on ``raw``, their out-of-fold logits."""
    from textclass.classifier import card
    from textclass.classifier.evaluation import studies

    calibrated = calibrate(fitting.fit(examples), raw, examples)
    facts = _facts(examples, seed)
    p = studies.calibrated(raw, examples, folds(examples, seed))
    return store.with_id(Model(calibrated, facts, card.write(examples, p, facts, COVERAGE)))


def check(examples: Sequence[Example]) -> None:
    """Raise TooFewExamples unless there is enough to train on."""
    counts = Counter(example.outcome.value for example in examples)
    least = min(counts.get(outcome, 0) for outcome in ("in_line", "more_needed"))
    if len(examples) < LEAST_AREAS or least < LEAST_OF_A_CLASS:
        told = ", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items())) or "none"
        raise TooFewExamples(
            f"{len(examples)} labelled areas found ({told}); training needs at least {LEAST_AREAS},"
            f" and {LEAST_OF_A_CLASS} of each outcome"
        )


def folds(examples: Sequence[Example], seed: int) -> NDArray[np.intp]:
    """Return the fold of each example: groups stay whole; at most 12 folds, of like size."""
    sizes = Counter(example.group for example in examples)
    order = sorted(sizes, key=lambda group: (-sizes[group], hashlib.sha256(f"{seed} {group}".encode()).digest()))
    loads = [0] * min(_MOST_FOLDS, len(sizes))
    where: dict[str, int] = {}
    for group in order:
        where[group] = loads.index(min(loads))
        loads[where[group]] += sizes[group]
    return np.array([where[example.group] for example in examples], dtype=np.intp)


def out_of_fold(
    examples: Sequence[Example], fold: NDArray[np.intp], settings: Settings | None = None
) -> NDArray[np.float64]:
    """Return raw logits, each from parameters fitted without the fold of its example."""
    raw = np.zeros(len(examples))
    for number in np.unique(fold):
        kept = [example for example, n in zip(examples, fold, strict=True) if n != number]
        held = np.flatnonzero(fold == number)
        raw[held] = raw_scores([examples[int(i)] for i in held], fitting.fit(kept, settings))
    return raw


def raw_scores(examples: Sequence[Example], parameters: Parameters) -> NDArray[np.float64]:
    """Return uncalibrated logits of the examples, shape (len(examples),)."""
    readings = fitting.read(examples, parameters.terms)
    names = list(parameters.names)
    return fitting.score(fitting.tabulate(readings, names, parameters.rarity), parameters, names)


def calibrate(found: Parameters, raw: NDArray[np.float64], examples: Sequence[Example]) -> Parameters:
    """Return the parameters with slope and shift (Platt) and cutoffs, from out-of-fold raw logits."""
    areas = np.array([example.pair is None for example in examples])
    if areas.sum() >= LEAST_AREAS:  # pairs are made to be hard: they would make the areas' probabilities too timid
        raw, examples = raw[areas], [example for example in examples if example.pair is None]
    labels = _labels(examples)
    slope, shift = platt(raw, labels)
    p = 1 / (1 + np.exp(-np.clip(slope * raw + shift, -60, 60)))
    cutoffs = (cutoff(1 - p[labels == 0]), cutoff(p[labels == 1]))
    return dataclasses.replace(found, slope=slope, shift=shift, cutoffs=cutoffs)


def _labels(examples: Sequence[Example]) -> NDArray[np.intp]:
    return np.array([example.outcome is Outcome.MORE_NEEDED for example in examples], dtype=np.intp)


def platt(raw: NDArray[np.float64], labels: NDArray[np.intp]) -> tuple[float, float]:
    """Return slope and shift of the logistic curve that fits the labels best, rounded to 6 digits."""
    from scipy.optimize import minimize

    signs = np.where(labels == 1, 1.0, -1.0)

    def loss(x: NDArray[np.float64]) -> float:
        margin = signs * (x[0] * raw + x[1])
        return float(np.logaddexp(0, -margin).sum() + 0.05 * (x[0] - 1) ** 2)

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="BFGS").x
    return round(max(float(slope), 0.01), 6), round(float(shift), 6)


def cutoff(p: NDArray[np.float64]) -> float:
    """Return the probability that ``COVERAGE`` of the probabilities of the true outcome reach (split conformal)."""
    allowed = math.floor((1 - COVERAGE) * (len(p) + 1))
    return round(float(np.sort(p)[allowed - 1]), 6) if allowed >= 1 else 0.0


def fingerprint(example: Example) -> str:
    """Return a hash of an account's words, by which a later evaluation knows it again."""
    words = " ".join(example.account.text.lower().split())
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _facts(examples: Sequence[Example], seed: int) -> dict[str, object]:
    return {
        "seed": seed,
        "examples": len(examples),
        "pairs": len(fitting.pairs_of(examples)),
        "outcomes": dict(sorted(Counter(example.outcome.value for example in examples).items())),
        "groups": sorted({example.group for example in examples}),
        "trained_on": sorted({fingerprint(example) for example in examples}),
    }
