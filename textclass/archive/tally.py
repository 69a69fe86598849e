"""documents and rows -> their account: what became of each file, and what a run says of itself at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from textclass.discretion import printable
from textclass.records import Status

GOOD = frozenset({Status.OK.value, Status.NO_AREAS.value})
SURPRISING = 2.5  # bits from which a stated outcome is called surprising: it was given less than 18 %
_PROBLEMS = 20  # problem files that an account names


@dataclass(slots=True)
class Tally:
    """The account of documents and rows; accounts add up."""

    documents: int = 0
    rows: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)  # areas by stated outcome
    predicted: Counter[str] = field(default_factory=Counter)  # accounts by predicted outcome
    surprising: int = 0
    corrected: int = 0
    problems: list[list[str]] = field(default_factory=list)  # path, status, error of the first problem files

    def add(self, document: Sequence[Mapping[str, Any]]) -> None:
        """Count a document by its rows."""
        first = document[0]
        self.documents += 1
        self.rows += len(document)
        self.statuses[first["status"]] += 1
        areas = [row for row in document if row.get("area_no") is not None]
        self.stated.update(row.get("stated_outcome") or "none" for row in areas)
        self.predicted.update(outcome for row in areas if (outcome := row.get("predicted_outcome")))
        self.surprising += sum((row.get("surprise") or 0.0) >= SURPRISING for row in areas)
        self.corrected += sum(row["corrected"] for row in document)
        if first["status"] not in GOOD and len(self.problems) < _PROBLEMS:
            self.problems.append([first["path"], first["status"], first["error"] or ""])

    def merge(self, other: Tally) -> None:
        """Add another account to this one."""
        for name in ("documents", "rows", "surprising", "corrected"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("statuses", "stated", "predicted"):
            getattr(self, name).update(getattr(other, name))
        self.problems = (self.problems + other.problems)[:_PROBLEMS]

    @property
    def bad(self) -> int:
        """How many documents have a status other than ok and no_areas."""
        return sum(count for status, count in self.statuses.items() if status not in GOOD)

    def to_dict(self) -> dict[str, Any]:
        """Return the account as JSON-ready values, the same for the same documents."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return {n: dict(sorted(v.items())) if isinstance(v, Counter) else v for n, v in plain.items()}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Tally:
        """Return the account that ``to_dict`` wrote."""
        made = cls(**{name: plain[name] for name in cls.__slots__})
        for name in ("statuses", "stated", "predicted"):
            setattr(made, name, Counter(plain[name]))
        return made


@dataclass(slots=True)
class Summary:
    """What a run did; as text, its closing words."""

    tally: Tally
    outputs: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0
    resumed: int = 0  # documents that an earlier run had done
    review: int = 0  # entries of the queue for review
    passed_over: Counter[str] = field(default_factory=Counter)  # files of other kinds in the folders, by suffix
    interrupted: bool = False

    @property
    def exit_status(self) -> int:
        """0: all well; 1: some documents have a status other than ok and no_areas; 130: interrupted."""
        if self.interrupted:
            return 130
        return int(self.tally.bad > 0)

    def __str__(self) -> str:
        return "\n".join(_interrupted(self) if self.interrupted else _lines(self))


def _interrupted(summary: Summary) -> list[str]:
    return [f"interrupted after {summary.seconds:,.0f} s; the same command goes on from there"]


def _lines(summary: Summary) -> list[str]:
    tally = summary.tally
    lines = [
        f"{tally.documents:,} documents, {tally.rows:,} rows in {summary.seconds:,.1f} s{_before(summary)}",
        f"documents   {_counted(tally.statuses)}",
        f"stated      {_counted(tally.stated)}",
        f"predicted   {_counted(tally.predicted)}",
        f"surprising  {tally.surprising:,} areas: the outcome stated was given less than {2**-SURPRISING:.0%}",
    ]
    others = Counter({suffix or "without suffix": count for suffix, count in summary.passed_over.items()})
    lines += [f"passed over {_counted(others)}: of no kind that is read"] if others else []
    lines += [f"corrected   {tally.corrected:,} rows"] if tally.corrected else []
    lines += [f"for review  {summary.review:,} entries"] if summary.review else []
    lines += [f"problem     {printable(path)}: {status}: {error}" for path, status, error in tally.problems]
    more = tally.bad - len(tally.problems)
    lines += [f"            and {more:,} more"] if more > 0 else []
    lines += [f"warning     {warning}" for warning in summary.warnings]
    return lines + [f"written     {output}" for output in summary.outputs]


def _before(summary: Summary) -> str:
    return f", {summary.resumed:,} of them done by an earlier run" if summary.resumed else ""


def _counted(counts: Counter[str]) -> str:
    """Return "ok 12, empty 1", the most frequent first; "-" for nothing."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count:,}" for name, count in ordered) or "-"
