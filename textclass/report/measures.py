"""a model, an account -> for each need the sentences that bear on it, and how far each measure has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from textclass.classifier import Model, columns, model
from textclass.classifier.clauses import Clause
from textclass.classifier.features import Asked
from textclass.records import Account

_BEARING = 0.08  # share of the model's attention from which a sentence is shown beside a need
_MOST = 4  # sentences beside one need


@dataclass(frozen=True, slots=True)
class Measure:
    """A sentence that tells of a measure; ``share`` is how much of the attention to its need it gets, 0 to 1."""

    text: str
    status: str  # done, open, mixed, told
    reach: str | None  # all, some
    followed: bool
    share: float


@dataclass(frozen=True, slots=True)
class Beside:
    """A need, or None where the account is read for its title, and what the account says to it."""

    need: str | None
    measures: list[Measure]


def beside(reader: Model, account: Account, sentences: Iterable[tuple[int, int]]) -> list[Beside]:
    """Return the needs of an account with the measures that bear on each, both in order; [] without words.

    ``sentences`` are offsets into the account's text, in order, as in ``Explanation.sentences``.
    """
    reading = reader.read(account)
    spans = list(sentences)
    named = account.needs if len(account.needs) == len(reading.asked) else (None,) * len(reading.asked)
    return [
        Beside(
            need, _measures(account.text, spans, reading.clauses, asked, model.focus(asked, reader.parameters.focus))
        )
        for need, asked in zip(named, reading.asked, strict=True)
    ]


def _measures(
    text: str, spans: list[tuple[int, int]], clauses: list[Clause], asked: Asked, focus: list[float]
) -> list[Measure]:
    shares: dict[int, float] = defaultdict(float)
    names: dict[int, list[frozenset[str]]] = defaultdict(list)
    order = {sentence: n for n, sentence in enumerate(dict.fromkeys(clause.sentence for clause in clauses))}
    for clause, found, share in zip(clauses, asked.names, focus, strict=True):
        shares[order[clause.sentence]] += share
        names[order[clause.sentence]].append(frozenset(found))
    best = sorted(shares, key=lambda n: -shares[n])[:_MOST]
    return [_measure(text[slice(*spans[n])], names[n], shares[n]) for n in sorted(best) if shares[n] >= _BEARING]


def _measure(text: str, names: list[frozenset[str]], share: float) -> Measure:
    done, still_open = any(map(columns.is_done, names)), any(map(columns.is_open, names))
    said = frozenset().union(*names)
    status = "mixed" if done and still_open else "done" if done else "open" if still_open else "told"
    partial = any(name == "some" or name.startswith(("scope:some", "scope:not all")) for name in said)
    whole = "all" in said or bool(said & {"scope:all", "scope:members", "scope:grades"})
    followed = bool(said & {"follow_up", "finding"}) and "not_followed" not in said
    return Measure(text, status, "some" if partial else "all" if whole else None, followed, share)
