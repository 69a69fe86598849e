"""readings with outcomes -> parameters: focus and weights found together, on single accounts and on pairs."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from textclass.classifier import alignment, columns, coverage, features, grams
from textclass.classifier.examples import Example
from textclass.classifier.features import Reading
from textclass.classifier.model import Parameters
from textclass.records import Outcome

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]

# Where training starts and what it is held to: clauses that share the need's words carry the answer.
PRIOR = {
    "own w": 2, "own p": 2, "own c": 3, "own f": 1, "own n": 2,
    "sentence w": 1, "sentence p": 1, "sentence c": 1.5, "sentence f": 0.5, "sentence n": 1,
    "taken up": 1, "sentence before": 0.3, "sentence after": 0, "linked": 1, "length": 0.3,
    "share of best": 1, "opening": 0, "relative": -0.3, "condition": -0.5, "clause before": 0.5, "carried": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """How strongly weights are held to their priors, and what counts how much."""

    weights: float = 1.0
    focus: float = 0.5
    whole: float = 4.0
    pairs: float = 1.0  # how much the order within a pair counts beside its members
    areas: float = 0.3  # how much an area counts beside a member of a pair while the columns are fitted
    share: float = 0.6  # how much of what the columns say is kept beside the words
    grams: float = 0.02
    quiet: float = 0.1  # how strongly the words are kept from speaking where only one fact decides: in pairs
    level: float = 0.3  # how strongly the mean of the pairs is held to even odds while the words are fitted
    without: str | None = None  # a family of columns to leave out: see FAMILIES
    rounds: int = 300


FAMILIES = ("status", "follow-up", "reach", "coverage", "focus", "words")
_OF_FOLLOW_UP = frozenset(("follow_up", "finding", "change_after", "improved", "one_off", "not_followed"))


def family(name: str) -> str:
    """Return the family of a clause column: "status", "follow-up" or "reach".

    >>> family("asks_all*some"), family("~open!"), family("if:finding")
    ('reach', 'status', 'follow-up')
    """
    core = name.rsplit("*", 1)[-1].lstrip("~").removeprefix("if:")
    if core in _OF_FOLLOW_UP:
        return "follow-up"
    return "reach" if core in ("all", "some") or core.startswith("scope:") else "status"


@dataclass(frozen=True, slots=True)
class Table:
    """Readings as arrays. A row is a clause asked for a need; rows of one need stand together."""

    bearing: Floats  # (rows, alignment.COLUMNS)
    names: object  # scipy sparse (rows, names)
    starts: Numbers  # first row of each need
    need: Numbers  # of each row
    owner: Numbers  # account of each need
    share: Floats  # 1 / needs of that account
    whole: Floats  # (needs, ACCOUNT_COLUMNS)
    grams: object  # scipy sparse (accounts, grams)
    accounts: int
    even: Floats  # 1 / rows of the need of each row


def name_list(readings: Sequence[Reading]) -> list[str]:
    """Return the clause columns seen in any reading, and every one a need can ask for, sorted."""
    seen = {name for reading in readings for asked in reading.asked for names in asked.names for name in names}
    return sorted(seen | {f"{ask}*{name}" for ask, names in columns.ASKED.items() for name in names})


def tabulate(readings: Sequence[Reading], names: Sequence[str], rarity: Mapping[str, float]) -> Table:
    """Return readings as arrays; names that are not in ``names`` are left out."""
    from scipy import sparse

    number = {name: n for n, name in enumerate(names)}
    bearing: list[list[float]] = []
    rows, cells, starts, owner, share, whole = [], [], [], [], [], []
    for account, reading in enumerate(readings):
        for asked in reading.asked:
            starts.append(len(bearing))
            owner.append(account)
            share.append(1 / len(reading.asked))
            whole.append(asked.whole)
            for each in asked.names:
                known = [number[name] for name in each if name in number]
                rows += [len(bearing)] * len(known)
                cells += known
                bearing.append(asked.bearing[len(bearing) - starts[-1]])
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, cells)), shape=(len(bearing), len(names)))
    firsts = np.array(starts, dtype=np.intp)
    need = np.repeat(np.arange(len(starts)), np.diff(np.append(firsts, len(bearing))))
    return Table(
        np.array(bearing, dtype=float).reshape(len(bearing), len(alignment.COLUMNS)),
        matrix,
        firsts,
        need,
        np.array(owner, dtype=np.intp),
        np.array(share, dtype=float),
        np.array(whole, dtype=float).reshape(len(starts), len(features.ACCOUNT_COLUMNS)),
        _gram_matrix(readings, rarity),
        len(readings),
        (1 / np.diff(np.append(firsts, len(bearing))))[need],
    )


def _gram_matrix(readings: Sequence[Reading], rarity: Mapping[str, float]) -> object:
    from scipy import sparse

    number = {gram: n for n, gram in enumerate(rarity)}
    rows, cells, values = [], [], []
    for row, reading in enumerate(readings):
        for gram, value in grams.values(reading.grams, rarity).items():
            rows.append(row)
            cells.append(number[gram])
            values.append(value)
    return sparse.csr_matrix((values, (rows, cells)), shape=(len(readings), len(rarity)))


@dataclass(slots=True)
class _Columns:
    """The penalised loss of single accounts and pairs by the columns alone, with its gradient."""

    table: Table
    signs: Floats  # +1 more_needed, -1 in_line
    pairs: Numbers  # (pairs, 2): the in_line and the more_needed member
    settings: Settings
    prior: Floats
    counts: Floats  # how much each account counts by itself

    def __call__(self, x: Floats) -> tuple[float, Floats]:
        t, s = self.table, self.settings
        focus, names, whole, intercept = _unpack(x, t)
        found, shares, values = _answers(t, focus, names, whole)
        raw = found + intercept
        margin = self.signs * raw
        loss = float(self.counts @ np.logaddexp(0, -margin))
        d_raw = -self.signs * self.counts * _sigmoid(-margin)
        if len(self.pairs):
            gap = raw[self.pairs[:, 1]] - raw[self.pairs[:, 0]]
            loss += s.pairs * float(np.logaddexp(0, -gap).sum())
            pull = s.pairs * _sigmoid(-gap)
            np.add.at(d_raw, self.pairs[:, 1], -pull)
            np.add.at(d_raw, self.pairs[:, 0], pull)
        d_need = d_raw[t.owner] * t.share
        d_row = (shares - t.even) * d_need[t.need]
        focused = np.add.reduceat(shares * values, t.starts)
        d_focus = shares * (values - focused[t.need]) * d_need[t.need]
        off = focus - self.prior
        loss += 0.5 * float(s.focus * off @ off + s.weights * names @ names + s.whole * whole @ whole)
        gradient = (
            t.bearing.T @ d_focus + s.focus * off,
            t.names.T @ d_row + s.weights * names,  # type: ignore[attr-defined]
            t.whole.T @ d_need + s.whole * whole,
            np.array([d_raw.sum()]),
        )
        return loss, np.concatenate(gradient)


@dataclass(slots=True)
class _Words:
    """The penalised loss of the areas by words added to what the columns say, with its gradient."""

    grams: object  # scipy sparse (accounts, grams)
    said: Floats  # by the columns, of each account
    signs: Floats
    members: NDArray[np.bool_]  # of pairs: they only tell what words must not say
    settings: Settings

    def __call__(self, x: Floats) -> tuple[float, Floats]:
        s, words, areas = self.settings, x[:-1], ~self.members
        spoken = self.grams @ words  # type: ignore[operator]
        raw = self.said + spoken + x[-1]
        margin = self.signs * raw
        loss = float(np.logaddexp(0, -margin[areas]).sum())
        d_raw = np.where(areas, -self.signs * _sigmoid(-margin), 0.0)
        number = int(self.members.sum())
        mean = float(raw[self.members].mean()) if number else 0.0
        loss += 0.5 * s.level * number * mean**2
        d_raw = d_raw + np.where(self.members, s.level * mean, 0.0)
        quiet = np.where(self.members, s.quiet * spoken, 0.0)
        loss += 0.5 * float(quiet @ spoken + s.grams * words @ words)
        gradient = self.grams.T @ (d_raw + quiet) + s.grams * words  # type: ignore[attr-defined]
        return loss, np.append(gradient, d_raw.sum())


def _unpack(x: Floats, t: Table) -> tuple[Floats, Floats, Floats, float]:
    a = t.bearing.shape[1]
    b = a + t.names.shape[1]  # type: ignore[attr-defined]
    return x[:a], x[a:b], x[b:-1], float(x[-1])


def _sigmoid(z: Floats) -> Floats:
    return 1 / (1 + np.exp(np.clip(-z, -60, 60)))


def _answers(t: Table, focus: Floats, names: Floats, whole: Floats) -> tuple[Floats, Floats, Floats]:
    """Return what the columns say of each account; shares and values of the rows."""
    logits = t.bearing @ focus
    raised = np.exp(logits - np.maximum.reduceat(logits, t.starts)[t.need])
    shares = raised / np.add.reduceat(raised, t.starts)[t.need]
    values = t.names @ names  # type: ignore[operator]
    found = np.zeros(t.accounts)
    answers = np.add.reduceat((shares - t.even) * values, t.starts)
    np.add.at(found, t.owner, (answers + t.whole @ whole) * t.share)
    return found, shares, values


def score(table: Table, parameters: Parameters, names: Sequence[str]) -> Floats:
    """Return the raw logits of the accounts of a table, uncalibrated."""
    weights = np.array([parameters.names.get(name, 0.0) for name in names])
    words = np.array([parameters.grams[gram] for gram in parameters.rarity])
    found, _, _ = _answers(table, np.array(parameters.focus), weights, np.array(parameters.whole))
    return np.asarray(found + table.grams @ words + parameters.intercept)


_prepare = functools.lru_cache(maxsize=4096)(features.prepare)  # the same accounts are read in fold after fold
_terms = functools.lru_cache(maxsize=4096)(features.terms_of)


def read(examples: Sequence[Example], terms: Mapping[str, float]) -> list[Reading]:
    """Return the readings of the examples' accounts."""
    return [features.finish(_prepare(example.account), terms) for example in examples]


def fit(examples: Sequence[Example], settings: Settings | None = None) -> Parameters:
    """Return uncalibrated parameters fitted to the examples, rounded to 6 digits; the same for the same input."""
    chosen = settings or Settings()
    terms = features.term_weights(_terms(example.account) for example in examples)
    terms = {term: round(value, 6) for term, value in terms.items()}
    readings = read(examples, terms)
    names = [name for name in name_list(readings) if family(name) != chosen.without]
    rarity = grams.rarities((e.group, r.grams) for e, r in zip(examples, readings, strict=True))
    if chosen.without == "words":
        rarity = {}
    table = tabulate(readings, names, rarity)
    focus, weights, whole, words, intercept = _solve(table, examples, names, chosen)
    return Parameters(
        terms=terms,
        focus=tuple(np.round(focus, 6).tolist()),
        names={name: round(float(w), 6) for name, w in zip(names, weights, strict=True) if abs(w) >= 5e-7},
        whole=tuple(np.round(whole, 6).tolist()),
        rarity=rarity,
        grams={gram: round(float(w), 6) for gram, w in zip(rarity, words, strict=True)},
        intercept=round(intercept, 6),
    )


def _solve(
    table: Table, examples: Sequence[Example], names: Sequence[str], chosen: Settings
) -> tuple[Floats, Floats, Floats, Floats, float]:
    """Return focus, weights of clause columns and of whole accounts, words and intercept.

    The columns are fitted first and without the words, which would learn the pairs by heart.
    """
    signs = np.array([1.0 if example.outcome is Outcome.MORE_NEEDED else -1.0 for example in examples])
    members = np.array([example.pair is not None for example in examples])
    prior = np.array([float(PRIOR[name]) for name in alignment.COLUMNS]) * (chosen.without != "focus")
    counts = np.where(members | ~members.any(), 1.0, chosen.areas)
    columns_ = _Columns(table, signs, pairs_of(examples), chosen, prior, counts)
    start = np.concatenate((prior, np.zeros(len(names) + len(features.ACCOUNT_COLUMNS) + 1)))
    found = _minimum(columns_, start, chosen, _bounds(prior, names, chosen))
    focus, weights, whole, _ = _unpack(found, table)
    weights, whole = chosen.share * weights, chosen.share * whole
    said = _answers(table, focus, weights, whole)[0]
    words = table.grams.shape[1]  # type: ignore[attr-defined]
    spoken = _minimum(_Words(table.grams, said, signs, members, chosen), np.zeros(words + 1), chosen)
    return focus, weights, whole, spoken[:-1], float(spoken[-1])


def _minimum(
    goal: Callable[[Floats], tuple[float, Floats]],
    start: Floats,
    chosen: Settings,
    bounds: Sequence[tuple[float | None, float | None]] | None = None,
) -> Floats:
    from scipy.optimize import minimize

    options = {"maxiter": chosen.rounds}
    return np.asarray(minimize(goal, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x)


def _bounds(prior: Floats, names: Sequence[str], chosen: Settings) -> list[tuple[float | None, float | None]]:
    """Return the least and greatest value of each weight: evidence may speak only the way its words do."""
    spans: dict[int, tuple[float | None, float | None]] = {-1: (None, 0.0), 0: (None, None), 1: (0.0, None)}
    nought = (0.0, 0.0)
    of_focus = [nought if chosen.without == "focus" else spans[0]] * len(prior)
    of_names = [spans[columns.sign(name)] for name in names]
    of_whole = [nought if chosen.without == "coverage" else spans[sign] for sign in coverage.SIGNS]
    return [*of_focus, *of_names, *of_whole, spans[0]]


def pairs_of(examples: Sequence[Example]) -> Numbers:
    """Return the numbers of the in_line and the more_needed member of each whole contrast pair, shape (n, 2)."""
    members: dict[str, dict[Outcome, int]] = {}
    for n, example in enumerate(examples):
        if example.pair:
            members.setdefault(example.pair, {})[example.outcome] = n
    whole = [(m[Outcome.IN_LINE], m[Outcome.MORE_NEEDED]) for m in members.values() if len(m) == 2]
    return np.array(whole, dtype=np.intp).reshape(len(whole), 2)
