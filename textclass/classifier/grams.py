"""clauses -> words and pairs of words with their weight in the account (tf-idf); names are left out."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from textclass.classifier import cues
from textclass.classifier.clauses import Clause
from textclass.classifier.tokens import MARKS, NAME

_TYPICAL = 60.0  # length of the vector of an account of some hundred words
_FULL = 14  # clauses from which words count in full
_OPEN = frozenset(("planned", "pending", "not_yet", "negation", "draft", "decided", "future_time", "admits"))
_LOOSE = frozenset(("planerar", "först", "kvar", "klar", "klart", "klara", "ännu", "kommer", "nästa", "än"))
_LEAST_ACCOUNTS, _LEAST_GROUPS = 3, 2


def of_clauses(clauses: Sequence[Clause]) -> list[list[str]]:
    """Return the words and pairs of words of each clause; a pair may reach back into the clause before."""
    found: list[list[str]] = []
    last, sentence = "", -1
    for clause in clauses:
        if clause.sentence != sentence:
            last, sentence = "", clause.sentence
        mine: list[str] = []
        for token in clause.tokens:
            form = token.form
            if _is_no_word(form):
                if form not in MARKS:
                    last = ""
                continue
            mine.append(form)
            if last:
                mine.append(f"{last} {form}")
            last = form
        found.append(mine)
    return found


@functools.lru_cache(maxsize=100_000)
def _is_no_word(form: str) -> bool:
    """Whether a form is a mark, a name, or a word that denies or puts off.

    What such a word says depends on the measure it stands with, never on itself.
    """
    return form in MARKS or form == NAME or form in _LOOSE or bool(_OPEN & set(cues.of_measures().alone(form)))


def values(grams: Sequence[Sequence[str]], rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each known gram in one account, less in a short one; {} if none is known."""
    return weighed(count(grams, rarity), rarity, share(grams))


def weighed(counts: Mapping[str, int], rarity: Mapping[str, float], share: float) -> dict[str, float]:
    """Return the weights as ``values`` does, of grams that were counted; ``share``: as of ``share``."""
    return {gram: (1 + math.log(n) if n > 1 else 1.0) * rarity[gram] * share for gram, n in counts.items()}


def total(counts: Mapping[str, int], worth: Mapping[str, float], share: float) -> float:
    """Return the sum of the weights of the grams in one account, each times its worth divided by its rarity."""
    once = math.fsum(map(worth.__getitem__, counts))
    again = math.fsum([math.log(n) * worth[gram] for gram, n in counts.items() if n > 1])
    return share * (once + again)


def share(grams: Sequence[Sequence[str]]) -> float:
    """Return by what the weights of grams are scaled: less in an account of few clauses."""
    return min(1.0, len(grams) / _FULL) / _TYPICAL


def count(grams: Sequence[Sequence[str]], known: Mapping[str, float]) -> dict[str, int]:
    """Return how often each known gram stands in an account."""
    return Counter(filter(known.__contains__, chain.from_iterable(grams)))


def rarities(accounts: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> dict[str, float]:
    """Return the idf of grams that enough accounts of enough groups hold; ``accounts`` are (group, grams)."""
    counts: Counter[str] = Counter()
    groups: dict[str, set[str]] = {}
    total = 0
    for group, grams in accounts:
        distinct = {gram for clause in grams for gram in clause}
        counts.update(distinct)
        for gram in distinct:
            groups.setdefault(gram, set()).add(group)
        total += 1
    kept = (gram for gram, n in counts.items() if n >= _LEAST_ACCOUNTS and len(groups[gram]) >= _LEAST_GROUPS)
    return {gram: round(math.log((1 + total) / (1 + counts[gram])) + 1, 6) for gram in sorted(kept)}
