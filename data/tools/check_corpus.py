"""corpus, contrast pairs and accounts -> counts, and whether they keep their promises; exits 1 where one is broken."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from gold import Quotes, bare

from textclass.classifier.examples import load
from textclass.decision.outcomes import rules
from textclass.decision.sentences import spans

NEGATION = frozenset("inte ej ingen inga inget ännu saknas saknar utan varken aldrig återstår".split())
PLAN = frozenset(
    "ska skall kommer planeras planerar avser avses tänkt planen planerade hösten införs påbörjas startar".split()
)
QUOTED = ("account", "conclusion")
Promise = tuple[str, float, str, bool]  # what, the figure, the bar, whether it holds


def documents(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8")), path.with_suffix(".txt").read_bytes().decode("utf-8")


def rows(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]


def disagreements(gold: dict[str, Any], text: str) -> list[str]:
    """Quotes of the gold that are not in the text, letter by letter, page furniture apart."""
    quotes = Quotes(text, gold["furniture"])
    wrong = []
    for area in gold["areas"]:
        for key in QUOTED:
            passage = area.get(key)
            if passage and not quotes.find(passage["text"]):
                wrong.append(f"{gold['id']} {key}: {passage['text'][:60]}")
        for need in area["needs"]:
            if not quotes.find(need):
                wrong.append(f"{gold['id']} need: {need[:60]}")
        if bare(area["title"]) not in quotes.letters:
            wrong.append(f"{gold['id']} title: {area['title']}")
    return wrong


def holds_verdict(account: str) -> bool:
    """Whether a sentence of the account states an outcome with the inspectorate as judge."""
    sentences = (account[start:end] for start, end in spans(account))
    return any(rules().find(s) and rules().judges(s) and "nspektionen" in s for s in sentences)


def shared(accounts: dict[str, str], length: int = 8) -> list[tuple[str, str, float]]:
    """Pairs of accounts that share runs of ``length`` words, with the larger share of the two."""
    where: dict[tuple[str, ...], set[str]] = defaultdict(set)
    sizes = {}
    for name, account in accounts.items():
        words = [bare(word) for word in account.split()]
        runs = {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}
        sizes[name] = max(1, len(runs))
        for run in runs:
            where[run].add(name)
    common = Counter(pair for names in where.values() if len(names) > 1 for pair in combinations(sorted(names), 2))
    return [(a, b, n / min(sizes[a], sizes[b])) for (a, b), n in common.items()]


def ranked_right(members: list[tuple[str, str]]) -> float:
    """Share of pairs (in_line, more_needed) that TF-IDF and logistic regression rank right, leaving each out."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    right = 0.0
    folds = np.arange(len(members)) % min(len(members), 60)  # sixty folds of whole pairs: as good as leaving one out
    for fold in range(folds.max() + 1):
        train = [m for m, f in zip(members, folds, strict=True) if f != fold]
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=10.0, max_iter=2000)
        )
        model.fit([text for pair in train for text in pair], [0, 1] * len(train))
        for pair in (m for m, f in zip(members, folds, strict=True) if f == fold):
            low, high = model.decision_function(list(pair))
            right += 1.0 if high > low else 0.5 if high == low else 0.0
    return right / len(members)


def auroc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Chance that a more_needed account scores higher; direction does not matter to a tell."""
    from sklearn.metrics import roc_auc_score

    found = float(roc_auc_score(labels, scores))
    return max(found, 1 - found)


def share_of(words: frozenset[str]) -> Callable[[str], float]:
    def share(text: str) -> float:
        found = [bare(word) for word in text.split()]
        return sum(word in words for word in found) / max(1, len(found))

    return share


def promises(data: Path) -> Iterable[Promise]:
    golds, further = list(documents(data / "corpus")), list(documents(data / "further"))
    couples, unseen, single = rows(data / "contrast"), rows(data / "unseen"), rows(data / "accounts")
    kept = [row for row in unseen if "account" in row]
    areas = [(gold, area) for gold, _ in golds for area in gold["areas"]]
    labelled = [(g, a) for g, a in areas if a["outcome"] in ("in_line", "more_needed") and a["account"]]
    kinds = Counter(couple["kind"] for couple in couples)
    yield from at_least("decisions", len(golds), 160)
    yield from at_least("assessed areas", len(areas), 400)
    yield from at_least("author groups", len({g["group"] for g, _ in golds}), 8)
    yield from at_least("contrast pairs", len(couples), 240)
    yield from at_least("accounts without a decision", len(single), 400)
    yield from at_least("unseen accounts", len(kept), 150)
    yield from at_least("unseen pairs", len(unseen) - len(kept), 150)
    trained = {row["group"] for row in (*couples, *single)} | {g["group"] for g, _ in golds}
    yield from at_most("groups both trained on and unseen", len(trained & {row["group"] for row in unseen}), 0)
    for kind, bar in (("status", 70), ("need", 60), ("scope", 40), ("effect", 35), ("fit", 35)):
        yield from at_least(f"pairs of kind {kind}", kinds[kind], bar)
    yield from at_least("further decisions", len(further), 60)
    groups = {g["group"] for g, _ in golds}
    yield from at_most("groups in corpus and further", len(groups & {g["group"] for g, _ in further}), 0)
    wrong = [line for gold, text in (*golds, *further) for line in disagreements(gold, text)]
    for line in wrong[:20]:
        print("  gold is not in the text:", line)
    yield from at_most("quotes of the gold that are not in the text", len(wrong), 0)
    owners = defaultdict(set)
    for gold, _ in golds:
        owners[gold["organiser"]].add(gold["group"])
    yield from at_most("organisers in two groups", sum(len(g) > 1 for o, g in owners.items() if o), 0)
    yield between("share of in_line, corpus", sum(a["outcome"] == "in_line" for _, a in labelled) / len(labelled))
    accounts = {
        f"{g['id']}.{n}": a["account"]["text"] for g, _ in golds for n, a in enumerate(g["areas"], 1) if a["account"]
    } | {row["id"]: row["account"] for row in (*single, *kept)}
    yield from at_most(
        "pairs of accounts that share over 2 % of runs of 8 words", sum(s > 0.02 for *_, s in shared(accounts)), 0
    )
    stated = [n for n, text in accounts.items() if holds_verdict(text)]
    yield from at_most("accounts that hold a verdict of the inspectorate", len(stated), 0)
    for where, alone in (("accounts without a decision", single), ("unseen accounts", kept)):
        yield between(f"share of in_line, {where}", sum(row["outcome"] == "in_line" for row in alone) / len(alone))
    texts = [
        tuple(" ".join([*c[side]["needs"], c[side]["account"]]) for side in ("in_line", "more_needed")) for c in couples
    ]
    yield from at_most("contrast pairs ranked right by TF-IDF, leave-pair-out", ranked_right(texts), 0.60)
    yield from tells("corpus", [(a["account"]["text"], a["outcome"]) for _, a in labelled])
    for where, alone in (("accounts without a decision", single), ("unseen accounts", kept)):
        yield from tells(where, [(row["account"], row["outcome"]) for row in alone])


def tells(where: str, labelled: list[tuple[str, str]]) -> Iterable[Promise]:
    labels = np.array([outcome == "more_needed" for _, outcome in labelled])
    for what, measure in (
        ("length", lambda text: float(len(text))),
        ("negations", share_of(NEGATION)),
        ("plan words", share_of(PLAN)),
    ):
        yield from at_most(
            f"AUROC of {what} alone, {where}", auroc(np.array([measure(t) for t, _ in labelled]), labels), 0.62
        )


def at_least(what: str, figure: float, bar: float) -> Iterable[Promise]:
    yield what, figure, f">= {bar:g}", figure >= bar


def at_most(what: str, figure: float, bar: float) -> Iterable[Promise]:
    yield what, figure, f"<= {bar:g}", figure <= bar


def between(what: str, figure: float) -> Promise:
    return what, figure, "0.45 to 0.55", 0.45 <= figure <= 0.55


def shares(golds: list[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    """What the corpus is made of: counts of documents and areas by what they are."""
    areas = [area for gold in golds for area in gold["areas"]]
    yield "documents by kind", counted(gold["kind"] for gold in golds)
    yield "documents by organiser type", counted(gold["organiser_type"] or "none" for gold in golds)
    yield "documents by school form", counted(form for gold in golds for form in gold["school_forms"])
    yield "documents by text", counted(gold["text_is"] for gold in golds)
    yield "areas by outcome", counted(area["outcome"] or "none" for area in areas)
    yield "areas by wording of the verdict", counted(area["wording"] or "none" for area in areas)
    yield "areas that are hard", f"{sum(bool(area['hard']) for area in areas)} of {len(areas)}"
    yield "distinct topics", str(len({area["topic"] for area in areas}))


def of_further(golds: list[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    """What the further decisions are, and what tells their outcomes: nothing was evened out in them."""
    areas = [area for gold in golds for area in gold["areas"]]
    labelled = [a for a in areas if a["outcome"] in ("in_line", "more_needed") and a["account"]]
    yield "further decisions, areas, author groups", f"{len(golds)}, {len(areas)}, {len({g['group'] for g in golds})}"
    for what, figure, *_ in tells("further", [(a["account"]["text"], a["outcome"]) for a in labelled]):
        yield what, f"{figure:.3f}"


def counted(values: Iterable[str]) -> str:
    return ", ".join(f"{value} {n}" for value, n in Counter(values).most_common())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=Path("data"))
    given = parser.parse_args()
    assert load([given.data / name for name in ("corpus", "contrast", "accounts", "unseen")]).examples
    broken = 0
    print("| what | counts |\n|---|---|")
    for what, counts in (
        *shares([gold for gold, _ in documents(given.data / "corpus")]),
        *of_further([gold for gold, _ in documents(given.data / "further")]),
    ):
        print(f"| {what} | {counts} |")
    print()
    print("| what | figure | bar | holds |\n|---|---:|---|---|")
    for what, figure, bar, holds in promises(given.data):
        shown = f"{figure:.3f}" if isinstance(figure, float) else figure
        print(f"| {what} | {shown} | {bar} | {'yes' if holds else 'NO'} |")
        broken += not holds
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
