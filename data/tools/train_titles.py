"""corpora -> textclass/lexicon/titles.json: learns what tells the title of an area from other short lines.

Logistic regression over the names that ``textclass.decision.evidence.seen`` gives; documents without areas give
negatives too. With ``--leave-group-out`` it writes nothing and prints precision and recall on groups held out.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from train_roles import CORPORA

from textclass.decision import evidence, titles
from textclass.decision.paragraphs import clean


def load(*folders: Path) -> dict[str, list[tuple[dict[str, float], bool]]]:
    groups: dict[str, list[tuple[dict[str, float], bool]]] = {}
    for path in sorted(path for folder in folders for path in folder.rglob("*.json")):
        if "pairs" in path.parts:
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        blocks = clean(path.with_suffix(".txt").read_bytes().decode("utf-8").split("\f")).blocks
        keys = {evidence.key(area["title"]) for area in gold["areas"]}
        for number, names in titles.candidates(blocks).seen(blocks).items():
            row = dict.fromkeys(names, 1.0)
            groups.setdefault(gold["group"], []).append((row, evidence.key(blocks[number].text) in keys))
    return groups


def fit(rows: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([row for row, _ in rows])
    model = LogisticRegression(C=0.3, fit_intercept=False, max_iter=2000).fit(table, [is_title for _, is_title in rows])
    return {
        name: round(float(weight), 3)
        for name, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
        if abs(weight) > 0.02
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="*", default=CORPORA)
    parser.add_argument("--leave-group-out", action="store_true")
    given = parser.parse_args()
    groups = load(*given.corpora)
    if not given.leave_group_out:
        weights = fit([row for rows in groups.values() for row in rows])
        Path("textclass/lexicon/titles.json").write_text(
            json.dumps(weights, ensure_ascii=False, indent=0), encoding="utf-8"
        )
        return 0
    for held, rows in groups.items():
        weights = fit([row for group, others in groups.items() if group != held for row in others])
        guesses = [sum(weights.get(name, 0.0) for name in row) >= evidence.ENOUGH for row, _ in rows]
        right = sum(guess and truth for guess, (_, truth) in zip(guesses, rows, strict=True))
        precision, recall = right / max(1, sum(guesses)), right / max(1, sum(truth for _, truth in rows))
        print(f"group {held}: precision {precision:.3f}, recall {recall:.3f}, n {len(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
