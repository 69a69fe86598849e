"""model -> scikit-learn Pipeline that gives the same probabilities; imported only on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from textclass.classifier import features, grams
from textclass.classifier.model import focus
from textclass.records import Account

if TYPE_CHECKING:
    from textclass.classifier.model import Model, Parameters


class AccountFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Accounts -> matrix of focused clause columns and columns of the whole account; nothing is learnt here."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters

    def fit(self, accounts: Sequence[Account], y: Any = None) -> AccountFeatures:  # noqa: ANN401
        """Return itself."""
        return self

    def transform(self, accounts: Sequence[Account]) -> NDArray[np.float64]:
        """Return the matrix, shape (len(accounts), number of columns)."""
        names = {name: n for n, name in enumerate(self.get_feature_names_out())}
        matrix = np.zeros((len(accounts), len(names)))
        for row, account in zip(matrix, accounts, strict=True):
            self._fill(row, account, names)
        return matrix

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:  # noqa: ANN401
        """Return the names of the columns."""
        found = self.parameters
        words = (f"word {gram}" for gram in found.rarity)
        return np.array([*features.ACCOUNT_COLUMNS, *found.names, *words], dtype=object)

    def _fill(self, row: NDArray[np.float64], account: Account, names: dict[str, int]) -> None:
        reading = features.read(account, self.parameters.terms)
        for asked in reading.asked:
            row[: len(asked.whole)] += np.array(asked.whole) / len(reading.asked)
            for clause, share in enumerate(focus(asked, self.parameters.focus)):
                for name in asked.names[clause]:
                    if name in names:
                        row[names[name]] += share / len(reading.asked)
        for gram, value in grams.values(reading.grams, self.parameters.rarity).items():
            row[names[f"word {gram}"]] = value

    def __sklearn_is_fitted__(self) -> bool:
        return True


def pipeline(model: Model) -> Pipeline:
    """Return features and a logistic regression with the model's weights, ready to predict."""
    found = model.parameters
    regression = LogisticRegression()
    regression.classes_ = np.array(["in_line", "more_needed"])
    regression.coef_ = found.slope * np.array([[*found.whole, *found.names.values(), *found.grams.values()]])
    regression.intercept_ = np.array([found.slope * found.intercept + found.shift])
    regression.n_features_in_ = regression.coef_.shape[1]
    return Pipeline([("features", AccountFeatures(found)), ("regression", regression)])
