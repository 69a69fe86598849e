"""accounts -> probabilities that more is needed, with exact explanations. Neither scikit-learn nor spaCy is needed."""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from textclass.classifier import features, grams
from textclass.classifier.features import Asked, Reading
from textclass.records import Account

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

INTERCEPT = "(intercept)"


@dataclass(frozen=True, slots=True)
class Parameters:
    """All that training finds. The calibrated logit is ``slope * raw + shift``."""

    terms: Mapping[str, float]  # idf of terms; "" for an unseen one
    focus: tuple[float, ...]  # weights of alignment.COLUMNS
    names: Mapping[str, float]  # weights of clause columns
    whole: tuple[float, ...]  # weights of features.ACCOUNT_COLUMNS
    rarity: Mapping[str, float]  # idf of words and pairs of words
    grams: Mapping[str, float]  # their weights
    intercept: float
    slope: float = 1.0
    shift: float = 0.0
    cutoffs: tuple[float, float] = (0.1, 0.1)  # least probability at which in_line, more_needed stay possible


@dataclass(frozen=True, slots=True)
class SentenceContribution:
    """A sentence of the account and what it adds to the logit; positive speaks for more_needed."""

    text: str
    start: int
    end: int
    contribution: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """A prediction taken apart: the features sum to ``logit``, and so do sentences and ``elsewhere``."""

    p_more_needed: float
    logit: float
    features: dict[str, float] = field(repr=False)
    sentences: list[SentenceContribution]
    elsewhere: float  # what no sentence carries: intercept and columns of the whole account

    def _repr_html_(self) -> str:
        from textclass import display

        return display.explanation_html(self)

    @property
    def evidence(self) -> list[SentenceContribution]:
        """The sentences, those that moved the prediction most first."""
        return sorted(self.sentences, key=lambda item: -abs(item.contribution))


@dataclass(frozen=True)
class Model:
    """A trained classifier. Make one with ``train`` or ``load_model``."""

    parameters: Parameters
    facts: Mapping[str, Any] = field(default_factory=dict)  # how it was trained; JSON-ready
    card: str = ""
    model_id: str = "unsaved"

    def predict_proba(self, accounts: Sequence[Account]) -> NDArray[np.float64]:
        """Return P(more_needed), shape (len(accounts),); each row is the same in any batch.

        Of a very long account only the beginning is read: see the bounds in ``features``.
        """
        return np.array([probability(self.logit(account)) for account in accounts], dtype=np.float64)

    @functools.cached_property
    def _worth(self) -> dict[str, float]:
        """What each gram adds to the logit that stands once in an account of typical length."""
        return {gram: weight * self.parameters.rarity[gram] for gram, weight in self.parameters.grams.items()}

    def logit(self, account: Account) -> float:
        """Return the calibrated log odds of more_needed."""
        reading = self.read(account)
        return self._logit(reading, self._shares(reading), grams.count(reading.grams, self._worth))

    def _shares(self, reading: Reading) -> list[list[float]]:
        """Return the focus on each clause, for each thing asked."""
        return [focus(asked, self.parameters.focus) for asked in reading.asked]

    def _logit(self, reading: Reading, focused: list[list[float]], counts: Mapping[str, int]) -> float:
        found = self.parameters
        weights = found.names
        total = found.intercept
        for asked, shares in zip(reading.asked, focused, strict=True):
            answer = math.fsum(map(operator.mul, found.whole, asked.whole))
            for share, names in zip(shares, asked.names, strict=True):
                answer += share * math.fsum([weights[name] for name in names if name in weights])
            total += answer / len(reading.asked)
        total += grams.total(counts, self._worth, grams.share(reading.grams))
        return found.slope * total + found.shift

    def read(self, account: Account) -> Reading:
        """Return the account as the model reads it. Raises: TypeError: it is no Account."""
        if not isinstance(account, Account):
            raise TypeError(f"an account is Account(title, needs, text), not {type(account).__name__}")
        return features.read(account, self.parameters.terms)

    def explain(self, account: Account) -> Explanation:
        """Return the prediction for one account taken apart, with offsets into ``account.text``."""
        reading = self.read(account)
        focused = self._shares(reading)
        counts = grams.count(reading.grams, self._worth)
        logit = self._logit(reading, focused, counts)
        whole = self._of_account(reading)
        named, sentences = self._of_clauses(reading, focused)
        words = self._of_words(reading, counts, sentences)
        features = {name: math.fsum(values) for name, values in (whole | named).items()} | words
        return Explanation(
            p_more_needed=probability(logit),
            logit=logit,
            features=dict(sorted(features.items(), key=lambda item: -abs(item[1]))),
            sentences=_sentences(account.text, reading, sentences),
            elsewhere=math.fsum(chain.from_iterable(whole.values())),
        )

    def prediction_sets(self, p: Sequence[float] | NDArray[np.float64]) -> list[tuple[str, ...]]:
        """Return for each probability the outcomes that cannot be ruled out; one, both or none."""
        in_line, more_needed = self.parameters.cutoffs
        return [
            (
                *(("in_line",) if 1 - value >= in_line else ()),
                *(("more_needed",) if value >= more_needed else ()),
            )
            for value in np.asarray(p, dtype=np.float64).tolist()
        ]

    def save(self, path: str | Path) -> Path:
        """Write the model as a new folder and return it. Raises: FileExistsError: something stands there."""
        from textclass.classifier import store

        return store.save(self, Path(path))

    def to_sklearn(self) -> Pipeline:
        """Return an equal scikit-learn Pipeline from lists of accounts to probabilities."""
        from textclass.classifier.sklearn_face import pipeline

        return pipeline(self)

    def _repr_html_(self) -> str:
        from textclass import display

        return display.model_html(self)

    def _of_account(self, reading: Reading) -> dict[str, list[float]]:
        """Return what the intercept and each column of the whole account add to the logit, for each thing asked."""
        found = self.parameters
        added = {INTERCEPT: [found.slope * found.intercept + found.shift]}
        for asked in reading.asked:
            scale = found.slope / len(reading.asked)
            for name, weight, value in zip(features.ACCOUNT_COLUMNS, found.whole, asked.whole, strict=True):
                added.setdefault(name, []).append(scale * weight * value)
        return added

    def _of_clauses(
        self, reading: Reading, focused: list[list[float]]
    ) -> tuple[dict[str, list[float]], dict[int, list[float]]]:
        """Return what the columns of clauses add to the logit, by column and by sentence."""
        found, weights = self.parameters, self.parameters.names
        by_name: dict[str, list[float]] = {}
        by_sentence: dict[int, list[float]] = {clause.sentence: [] for clause in reading.clauses}
        for asked, shares in zip(reading.asked, focused, strict=True):
            scale = found.slope / len(reading.asked)
            for clause, share, names in zip(reading.clauses, shares, asked.names, strict=True):
                added = by_sentence[clause.sentence]
                for name in names:
                    if name in weights:
                        value = scale * share * weights[name]
                        by_name.setdefault(name, []).append(value)
                        added.append(value)
        return by_name, by_sentence

    def _of_words(
        self, reading: Reading, counts: Mapping[str, int], sentences: dict[int, list[float]]
    ) -> dict[str, float]:
        """Return what each word adds to the logit; evenly over its places, it is put to the ``sentences``."""
        found = self.parameters
        values = grams.weighed(counts, found.rarity, grams.share(reading.grams))
        each = {gram: found.slope * found.grams[gram] * value / counts[gram] for gram, value in values.items()}
        for clause, mine in zip(reading.clauses, reading.grams, strict=True):
            sentences[clause.sentence] += map(each.__getitem__, filter(each.__contains__, mine))
        # as one rounding of the product is of the sum of equal parts
        return {f"word {gram}": value * counts[gram] for gram, value in each.items()}


def focus(asked: Asked, weights: Sequence[float]) -> list[float]:
    """Return how much more than an even share of attention each clause gets for a need; the sum is 0."""
    logits = [sum(map(operator.mul, weights, row)) for row in asked.bearing]
    top = max(logits)
    raised = [math.exp(value - top) for value in logits]
    total = sum(raised)
    even = 1 / len(raised)
    return [value / total - even for value in raised]


def probability(logit: float) -> float:
    """Return the logistic function of a logit, without overflow."""
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    return math.exp(logit) / (1 + math.exp(logit))


def _sentences(text: str, reading: Reading, values: dict[int, list[float]]) -> list[SentenceContribution]:
    spans: dict[int, tuple[int, int]] = {}
    for clause in reading.clauses:
        start, _ = spans.get(clause.sentence, (clause.start, 0))
        spans[clause.sentence] = (start, clause.end)
    found = []
    for at, (start, end) in spans.items():
        end += text[end : end + 1] in (".", "!", "?")
        found.append(SentenceContribution(text[start:end], start, end, math.fsum(values[at])))
    return found
