"""Accounts a second, in batches and one at a time, beside scikit-learn's TF-IDF and logistic regression.

Run: python benchmarks/classifier.py [DATA]. Prints JSON; ends with status 1 where a floor is missed.
Time is the process's own, on one thread; load of other programs slows it all the same.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from textclass.classifier import examples, load_model, needs, scope, store

FLOORS = {"batch": 1500, "single": 200, "load_ms": 200, "bytes": 5_000_000}
ROOT = Path(__file__).parents[1]


def best(run, rounds=5):
    """Return the shortest of several times, in seconds of the process; no sentence is remembered between them."""
    times = []
    for _ in range(rounds):
        needs.read.cache_clear()
        scope.grades.cache_clear()
        begin = time.process_time()
        run()
        times.append(time.process_time() - begin)
    return min(times)


def measure(folder):
    """Return the figures for the accounts of a corpus folder."""
    found = [example for example in examples.load([folder]).examples if example.pair is None]
    accounts = [example.account for example in found]
    store._load.cache_clear()
    load_ms = best(lambda: load_model(), rounds=1) * 1000
    model = load_model()
    n = len(accounts)
    figures = {
        "accounts": n,
        "characters": sum(len(account.text) for account in accounts) / n,
        "load_ms": load_ms,
        "bytes": sum(file.stat().st_size for file in (ROOT / "models" / "default").iterdir()),
        "batch": n / best(lambda: model.predict_proba(accounts)),
        "single": n / best(lambda: [model.predict_proba([account]) for account in accounts], rounds=2),
        "explained": n / best(lambda: [model.explain(account) for account in accounts], rounds=2),
    }
    return figures | {"sklearn_batch": n / best(sklearn_rival(found))}


def sklearn_rival(found):
    """Return a call that scores the same texts by TF-IDF and logistic regression."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    texts = ["\n".join((*example.account.needs, example.account.text)) for example in found]
    labels = [example.outcome.value for example in found]
    rival = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000)).fit(texts, labels)
    return lambda: rival.predict_proba(texts)


def main():
    figures = measure(sys.argv[1] if len(sys.argv) > 1 else ROOT / "data" / "corpus")
    missed = [name for name in ("batch", "single") if figures[name] < FLOORS[name]]
    missed += [name for name in ("load_ms", "bytes") if figures[name] > FLOORS[name]]
    print(json.dumps({**figures, "floors": FLOORS, "missed": missed}, indent=1))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
