"""What reading, tokens, citations and predictions cost beside a floor or a peer: CPU time, in rounds by turns."""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5
Work = Callable[[], object]


def compare(name: str, work: Work, peers: dict[str, Work], *, count: int, rounds: int = ROUNDS) -> list[dict]:
    """Return, for each peer, our cost in terms of its cost: the median of the rounds, and their range."""
    everyone = {"": work, **peers}
    for first in everyone.values():
        first()  # caches and imports
    times: dict[str, list[float]] = {each: [] for each in everyone}
    for _ in range(rounds):
        for each, do in everyone.items():
            began = time.process_time()
            do()
            times[each].append(time.process_time() - began)
    return [_row(name, peer, times[""], times[peer], count) for peer in peers]


def _row(name: str, peer: str, ours: list[float], theirs: list[float], count: int) -> dict:
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return {
        "name": name,
        "peer": peer,
        "ratio": round(statistics.median(ratios), 2),
        "range": [round(min(ratios), 2), round(max(ratios), 2)],
        "ms": round(1000 * statistics.median(ours) / count, 3),
        "peer_ms": round(1000 * statistics.median(theirs) / count, 3),
        "count": count,
    }


def reading(home: Path, count: int) -> list[dict]:
    """PDF text by our reader, by bare pypdfium2 and by pdfplumber."""
    import pdfplumber
    from archive import pages_of

    from textclass import reading, synthetic

    paths = [str(path) for path in synthetic.write(count, home / "pdf", seed=11, pdf=True)]

    def plumber() -> None:
        for path in paths[: max(1, count // 10)]:
            with pdfplumber.open(path) as document:
                for page in document.pages:
                    page.extract_text()

    ours = compare(
        "a PDF read", lambda: [reading.read(p) for p in paths], {"pypdfium2": lambda: pages_of(paths)}, count=count
    )
    tenth = paths[: max(1, count // 10)]
    return ours + compare(
        "a PDF read", lambda: [reading.read(p) for p in tenth], {"pdfplumber": plumber}, count=len(tenth), rounds=3
    )


Rounds = list[list[str]]  # the texts of each round, and of one before them


def made_up(count: int) -> Rounds:
    """Return made-up decisions. Two thirds of their lines and sentences come again in others."""
    from textclass import synthetic

    return [["\n\n".join(synthetic.decision(item, seed=seed)) for item in range(count)] for seed in range(ROUNDS + 1)]


def written(count: int) -> Rounds:
    """Return decisions of the corpus, each by one of many authors. One sentence in six comes again in others."""
    paths = sorted((Path(__file__).parents[1] / "data" / "corpus").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return [texts[first :: ROUNDS + 1][:count] for first in range(ROUNDS + 1)]


def understanding(count: int) -> list[dict]:
    """A decision understood, its citations, and its tokens, beside spaCy's tokeniser as it comes and warmed.

    No text is read twice, since what is remembered of one would flatter us.
    """
    import spacy

    import textclass as tc

    plain, warm = spacy.blank("sv"), tc.nlp()
    found = []
    for kind, rounds in (("made-up", made_up(count)), ("written", written(count))):
        size = len(rounds[0])

        def each(do: Callable[[str], object], rounds: Rounds = rounds) -> Work:
            coming = iter(rounds)
            return lambda: [do(text) for text in next(coming)]

        for name, work in ((f"a {kind} decision parsed", tc.parse_text), ("its citations", tc.cite)):
            peers = {"spaCy's tokens, plain": each(plain.make_doc), "spaCy's tokens, warmed": each(warm.make_doc)}
            found += compare(name, each(work), peers, count=size)
        found += compare("tokens, warmed", each(warm.make_doc), {"plain": each(plain.make_doc)}, count=size)
    return found


def prediction(rounds: int) -> list[dict]:
    """A prediction beside scikit-learn's TF-IDF with logistic regression, and spaCy's textcat, both trained here."""
    import classifier

    from textclass.classifier import examples, load_model

    found = [
        example for example in examples.load([classifier.ROOT / "data" / "corpus"]).examples if example.pair is None
    ]
    accounts, model = [example.account for example in found], load_model()
    peers = {"TF-IDF and logistic regression": classifier.sklearn_rival(found), "spaCy textcat": _textcat(found)}
    return compare("a prediction", lambda: model.predict_proba(accounts), peers, count=len(found), rounds=rounds)


def _textcat(found: list) -> Work:
    """Return a call that scores the accounts by a bag of words in spaCy; training changes no cost."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("sv")
    cat = nlp.add_pipe("textcat", config={"model": {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True,
        "ngram_size": 1, "no_output_layer": False, "length": 262144}})  # fmt: skip
    for label in ("in_line", "more_needed"):
        cat.add_label(label)
    made = [
        Example.from_dict(nlp.make_doc(e.account.text), {"cats": {o: float(o == e.outcome) for o in cat.labels}})
        for e in found[:200]
    ]
    optimizer = nlp.initialize(lambda: made)
    nlp.update(made, sgd=optimizer)
    texts = [example.account.text for example in found]
    return lambda: [doc.cats for doc in nlp.pipe(texts)]


def results(*, quick: bool = False) -> list[dict]:
    """Run all of it."""
    with tempfile.TemporaryDirectory(prefix="textclass-bench-") as home, contextlib.chdir(home):
        found = reading(Path(home), 20 if quick else 200)
        return found + understanding(20 if quick else 200) + prediction(1 if quick else ROUNDS)
