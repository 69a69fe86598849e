"""examples and folds -> probabilities of plain methods, out of fold: what the model must beat."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textclass.classifier import tokens
from textclass.classifier.evaluation.metrics import Floats, Labels
from textclass.classifier.examples import Example

_NEGATIONS = re.compile(r"\b(?:inte|ej|icke|ingen|inget|inga|aldrig|saknas?|ännu|utan)\b", re.IGNORECASE)
_PLANS = re.compile(
    r"\b(?:ska|skall|planer\w{0,6}|avser|kommer att|väntas|beräknas|kommande|framöver|nästa|återstår)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:har|hade|infördes|genomfördes|används|tillämpas|sedan|numera|följts? upp)\b", re.IGNORECASE)

Folds = NDArray[np.intp]


def labels(examples: Sequence[Example]) -> Labels:
    """Return 1 for more_needed, 0 for in_line."""
    return np.array([example.outcome == "more_needed" for example in examples], dtype=np.intp)


def _text(example: Example) -> str:
    return "\n".join((*example.account.needs, example.account.text))


def _names(example: Example) -> str:
    found = tokens.tokenise(_text(example))
    return " ".join(token.name.replace(" ", "_") for token in found if token.name) or "none"


def _counts(pattern: re.Pattern[str]) -> Callable[[Example], list[float]]:
    def count(example: Example) -> list[float]:
        text = example.account.text
        return [len(pattern.findall(text)), 100 * len(pattern.findall(text)) / (1 + len(text.split()))]

    return count


def _length(example: Example) -> list[float]:
    return [float(np.log1p(len(example.account.text))), float(len(example.account.needs))]


def majority(examples: Sequence[Example], folds: Folds) -> Floats:
    """Return the share of more_needed in the other folds."""
    y = labels(examples)
    return np.array([y[folds != fold].mean() for fold in folds])


def keyword_rule(examples: Sequence[Example], _: Folds) -> Floats:
    """Return a share by hand: words of plan and negation against words of what was done. Nothing is learnt."""
    values = []
    for example in examples:
        text = example.account.text
        against = len(_PLANS.findall(text)) + len(_NEGATIONS.findall(text))
        values.append((against + 0.5) / (against + len(_DONE.findall(text)) + 1))
    return np.array(values)


def _numbers(read: Callable[[Example], list[float]]) -> Callable[[Sequence[Example], Folds], Floats]:
    def predict(examples: Sequence[Example], folds: Folds) -> Floats:
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        rows = np.array([read(example) for example in examples])
        return _out_of_fold(lambda: make_pipeline(StandardScaler(), LogisticRegression()), rows, examples, folds)

    return predict


def _words(read: Callable[[Example], str]) -> Callable[[Sequence[Example], Folds], Floats]:
    def predict(examples: Sequence[Example], folds: Folds) -> Floats:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        def make() -> Any:  # noqa: ANN401 - a scikit-learn pipeline
            vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
            return make_pipeline(vectors, LogisticRegression(C=10, max_iter=1000))

        return _out_of_fold(make, np.array([read(e) for e in examples], dtype=object), examples, folds)

    return predict


def _out_of_fold(make: Callable[[], Any], rows: NDArray[Any], examples: Sequence[Example], folds: Folds) -> Floats:
    y = labels(examples)
    p = np.full(len(y), 0.5)
    for fold in np.unique(folds):
        held = folds == fold
        p[held] = make().fit(rows[~held], y[~held]).predict_proba(rows[held])[:, 1]
    return p


def textcat(examples: Sequence[Example], folds: Folds) -> Floats:
    """Return the probabilities of spaCy's bag-of-words text categoriser, trained ten rounds on each fold."""
    y = labels(examples)
    p = np.full(len(y), 0.5)
    for fold in np.unique(folds):
        held = np.flatnonzero(folds == fold)
        kept = np.flatnonzero(folds != fold)
        p[held] = _textcat_fold([_text(e) for e in examples], y, kept, held)
    return p


def _textcat_fold(texts: list[str], y: Labels, kept: Folds, held: Folds) -> Floats:
    import random

    import spacy
    from spacy.training import Example as SpacyExample
    from spacy.util import minibatch

    spacy.util.fix_random_seed(0)  # type: ignore[attr-defined]
    nlp = spacy.blank("sv")
    bow = {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "ngram_size": 2,
        "no_output_layer": False,
        "length": 65536,
    }
    nlp.add_pipe("textcat", config={"model": bow})
    made = [
        SpacyExample.from_dict(
            nlp.make_doc(texts[i]), {"cats": {"more_needed": float(y[i]), "in_line": float(1 - y[i])}}
        )
        for i in kept
    ]
    nlp.initialize(lambda: made)
    optimizer = nlp.create_optimizer()
    order = random.Random(0)
    for _ in range(10):
        order.shuffle(made)
        for batch in minibatch(made, 16):
            nlp.update(batch, sgd=optimizer)
    return np.array([doc.cats["more_needed"] for doc in nlp.pipe([texts[i] for i in held])])


def permuted(examples: Sequence[Example], folds: Folds) -> Floats:
    """Return plain TF-IDF trained on labels dealt out anew: near chance unless something leaks."""
    import dataclasses

    rng = np.random.default_rng(0)
    order = rng.permutation(len(examples))
    dealt = [
        dataclasses.replace(example, outcome=examples[int(n)].outcome)
        for example, n in zip(examples, order, strict=True)
    ]
    return _words(_text)(dealt, folds)


def ceiling(examples: Sequence[Example], folds: Folds) -> Floats:
    """Return TF-IDF that also reads the inspectorate's conclusion, which states the verdict: the ceiling."""
    return _words(lambda e: f"{_text(e)}\n{e.conclusion or ''}")(examples, folds)


BASELINES: dict[str, Callable[[Sequence[Example], Folds], Floats]] = {
    "majority": majority,
    "length only": _numbers(_length),
    "title only": _words(lambda e: e.account.title),
    "names only": _words(_names),
    "negations only": _numbers(_counts(_NEGATIONS)),
    "plan words only": _numbers(_counts(_PLANS)),
    "keyword rule": keyword_rule,
    "TF-IDF + logistic regression": _words(_text),
    "spaCy textcat": textcat,
    "permuted labels": permuted,
    "ceiling: account and conclusion": ceiling,
}
