"""examples and out-of-fold probabilities -> the model's card, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from textclass.classifier.examples import ALONE, Example

_HEAD = """# Model card

**What it does.** From the title of an assessed area, the needs the inspectorate stated and the organiser's account
of its measures, it gives a calibrated probability that the inspectorate finds that more is needed (`more_needed`)
and not that the work is in line (`in_line`). It never sees the inspectorate's own verdict.

**What it is for.** Sorting, comparing and questioning many accounts. It is no ground for a decision on an organiser.

**How it reads.** The account is cut into clauses; each clause gets columns for what its words tell (done, in use,
decided, planned, put off; whom it reaches; followed up, changed). For every need the clauses that take up its matter
weigh more than the rest, and the columns are summed with those weights. To this come how well done, followed and
wide-reaching measures cover the need. Words and pairs of words, those of plan and denial left out, are fitted last,
on areas alone, and count for less in short accounts. All of it adds up to the log odds, so that an explanation is
exact. Names, dates and numbers are masked before anything is read; a change of them changes nothing.
"""
_TAIL = """
## Where it fails

- The figures are for texts like those it was trained on. If those were written for the purpose, real archives will
  differ: train on your own decisions, where the stated outcomes are the labels.
- It knows no more of the world than lists of words that belong together: a measure told in words that share nothing
  with the need is missed.
- Pairs of accounts that differ in one fact are mostly put in the right order, but more often than not both fall on
  the same side of 0.5: it seldom sees alone whether a measure meets the very need. Writers it has not seen are read
  worse in this than the figures say.
- The areas are told mostly by their words. Words carry the manner of writing, which says nothing of the measures.
- Prediction sets are made to hold the outcome in {coverage:.0%} of areas like the training areas; other texts get no
  promise.
"""


def write(examples: Sequence[Example], p: NDArray[np.float64], facts: dict[str, object], coverage: float) -> str:
    """Return the card; ``p`` are out-of-fold calibrated probabilities of the examples."""
    return _HEAD + _data(examples, facts) + _figures(examples, p) + _TAIL.format(coverage=coverage)


def _data(examples: Sequence[Example], facts: dict[str, object]) -> str:
    counts = Counter(example.outcome.value for example in examples)
    areas = [example for example in examples if example.pair is None and example.kind != ALONE]
    alone = sum(example.kind == ALONE for example in examples)
    years = sorted(example.year for example in areas if example.year)
    apart = f", {alone} accounts written without a decision around them," if alone else ""
    told = ", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items()))
    span = f", decided {years[0]} to {years[-1]}" if years else ""
    return f"""
## Trained on

{len(examples)} accounts ({told}): {len(areas)} areas of {len({e.decision for e in areas})} decisions{span}{apart} and
{facts["pairs"]} contrast pairs. Groups (authors, or organisers of an archive): {len({e.group for e in examples})}. Seed
{facts["seed"]}. The model keeps hashes of its training accounts, so that an evaluation can leave them out.
"""


def _figures(examples: Sequence[Example], p: NDArray[np.float64]) -> str:
    from textclass.classifier.evaluation import metrics, pairs, studies
    from textclass.classifier.evaluation.baselines import labels

    alone = np.array([example.kind == ALONE for example in examples], dtype=bool)
    areas, y = studies.is_area(examples) & ~alone, labels(examples)
    kinds = {"areas of decisions": areas, "accounts alone": alone}
    kinds = {name: chosen for name, chosen in kinds.items() if chosen.any()}
    lines = ["", "## Out-of-fold figures (whole groups left out)", ""]
    if kinds:
        lines += [f"| figure | {' | '.join(kinds)} |", "|---" * (1 + len(kinds)) + "|"]
        lines += [f"| n | {' | '.join(str(chosen.sum()) for chosen in kinds.values())} |"]
        lines += [
            f"| {name} | {' | '.join(f'{metric(y[chosen], p[chosen]):.3f}' for chosen in kinds.values())} |"
            for name, metric in metrics.METRICS.items()
        ]
    found = pairs.table(examples, p)
    if len(found):
        lines += ["", "| contrast pairs | n | ranked right | both on the right side |", "|---|---|---|---|"]
        lines += [f"| {r.kind} | {r.n} | {r.ranked_right:.3f} | {r.both_right:.3f} |" for r in found.itertuples()]
    return "\n".join(lines) + "\n"
