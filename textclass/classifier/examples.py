"""corpus folders or decisions -> examples: accounts with the outcome that was given, and where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textclass.records import Account, Decision, Outcome

TRAINED = (Outcome.IN_LINE, Outcome.MORE_NEEDED)
ALONE = "account"  # the kind of an example that was written without a decision around it


@dataclass(frozen=True, slots=True)
class Example:
    """One account and its outcome. ``group`` names the author or, in an archive, the organiser."""

    id: str
    account: Account
    outcome: Outcome
    decision: str
    group: str
    organiser: str | None = None
    year: int | None = None
    pair: str | None = None  # the contrast pair it is a member of
    kind: str | None = None  # of contrast pair, or of document
    organiser_type: str | None = None
    school_forms: tuple[str, ...] = ()
    hard: bool | None = None
    conclusion: str | None = None  # for the ceiling of the evaluation only; no feature sees it


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An area that cannot be trained on, and why: "unlabelled", "partly", "conflict" or "no account"."""

    decision: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Collected:
    """Examples and what was left out."""

    examples: list[Example]
    left_out: list[LeftOut]


def load(folders: Iterable[str | Path]) -> Collected:
    """Return the examples of folders and files, sorted by path: decisions (``*.json``), pairs, accounts (``*.jsonl``).

    Raises: FileNotFoundError: a path does not exist.
    """
    examples: list[Example] = []
    left_out: list[LeftOut] = []
    for path in _files(folders):
        if path.suffix == ".jsonl":
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
            examples += [member for row in rows for member in ([_account(row)] if "account" in row else _pair(row))]
        else:
            found, missed = _areas(json.loads(path.read_text(encoding="utf-8")), path.stem)
            examples += found
            left_out += missed
    return Collected(examples, left_out)


def is_corpus(folder: str | Path) -> bool:
    """Whether a path holds examples in the form of the corpus, not decisions to parse."""
    path = Path(folder)
    return path.suffix in (".json", ".jsonl") or any(path.rglob("*.jsonl")) or any(path.rglob("*.json"))


def _files(folders: Iterable[str | Path]) -> Iterator[Path]:
    for folder in map(Path, folders):
        if folder.is_file():
            yield folder
        elif folder.is_dir():
            yield from sorted(path for path in folder.rglob("*.json*") if path.suffix in (".json", ".jsonl"))
        else:
            raise FileNotFoundError(f"{folder}: no such file or folder")


def _pair(row: dict[str, Any]) -> Iterator[Example]:
    for outcome in TRAINED:
        member = row[outcome.value]
        account = Account(row["title"], tuple(member["needs"]), member["account"])
        name = f"{row['id']}/{outcome.value}"
        yield Example(name, account, outcome, row["id"], row["group"], pair=row["id"], kind=row["kind"])


def _account(row: dict[str, Any]) -> Example:
    account = Account(row["title"], tuple(row["needs"]), row["account"])
    return Example(row["id"], account, Outcome(row["outcome"]), row["id"], row["group"], kind=ALONE)


def _areas(row: dict[str, Any], stem: str) -> tuple[list[Example], list[LeftOut]]:
    examples: list[Example] = []
    left_out: list[LeftOut] = []
    decision = row.get("id") or stem
    for number, area in enumerate(row.get("areas", ()), start=1):
        text = (area.get("account") or {}).get("text")
        why = _why_not(area.get("outcome"), text)
        if text and why is None:
            examples.append(_example(row, decision, number, area, text))
        else:
            left_out.append(LeftOut(decision, area["title"], why or "no account"))
    return examples, left_out


def _why_not(outcome: str | None, text: str | None) -> str | None:
    if not text:
        return "no account"
    if outcome is None:
        return "unlabelled"
    return None if outcome in TRAINED else str(outcome)


def _example(row: dict[str, Any], decision: str, number: int, area: dict[str, Any], text: str) -> Example:
    return Example(
        id=f"{decision}/{number}",
        account=Account(area["title"], tuple(area["needs"]), text),
        outcome=Outcome(area["outcome"]),
        decision=decision,
        group=row.get("group") or row.get("organiser") or decision,
        organiser=row.get("organiser"),
        year=int(row["decision_date"][:4]) if row.get("decision_date") else None,
        kind=row.get("kind"),
        organiser_type=row.get("organiser_type"),
        school_forms=tuple(row.get("school_forms", ())),
        hard=area.get("hard"),
        conclusion=(area.get("conclusion") or {}).get("text"),
    )


def from_decisions(decisions: Iterable[Decision]) -> Collected:
    """Return the areas of parsed decisions as examples, by their stated outcomes; the rest is listed."""
    examples: list[Example] = []
    left_out: list[LeftOut] = []
    for number, decision in enumerate(decisions, start=1):
        row = decision.to_dict(text=False)
        name = decision.path or decision.dnr or str(number)
        row["id"], row["group"] = name, decision.organiser or name
        found, missed = _areas(row, name)
        examples += found
        left_out += missed
    return Collected(examples, left_out)
