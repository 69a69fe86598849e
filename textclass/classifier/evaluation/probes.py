"""model -> what it does when the text is changed: what must not move it, and what must."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Callable, Sequence
from importlib import resources

import pandas as pd

from textclass.classifier import tokens
from textclass.classifier.model import Model
from textclass.records import Account

_OTHERS = ("Solvik", "Ekmo", "Tallänge", "Hulta", "Vinnersby", "Lerkil", "Norrhaga", "Östanå")
TOLERANCE = 1e-12


def _swapped(text: str, masks: dict[str, Callable[[tokens.Token], str]]) -> str:
    pieces: list[str] = []
    done = 0
    for token in tokens.tokenise(text):
        if token.form in masks:
            pieces += (text[done : token.start], masks[token.form](token))
            done = token.end
    return "".join(pieces) + text[done:]


def _everywhere(account: Account, change: Callable[[str], str]) -> Account:
    return Account(change(account.title), tuple(map(change, account.needs)), change(account.text))


def swap_names(account: Account) -> Account:
    """Return the account with each name of a person, place or school replaced by another, everywhere alike."""
    known: dict[str, str] = {}

    def other(token: tokens.Token) -> str:
        name = token.name or ""
        ending = "s" if name.endswith("s") else ""
        return known.setdefault(
            name, f"{_OTHERS[len(known) % len(_OTHERS)]}{'by' * (len(known) // len(_OTHERS))}{ending}"
        )

    return _everywhere(account, lambda text: _swapped(text, {tokens.NAME: other}))


def swap_dates(account: Account) -> Account:
    """Return the account with every date replaced by another."""
    return _everywhere(account, lambda text: _swapped(text, {tokens.DATE: lambda _: "den 3 mars 2016"}))


def wrap_lines(account: Account) -> Account:
    """Return the account with a line break in place of every third blank."""
    count = 0

    def wrap(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return "\n" if count % 3 == 0 else match[0]

    return dataclasses.replace(account, text=re.sub(" ", wrap, account.text))


def title_in_capitals(account: Account) -> Account:
    """Return the account with its title in capitals."""
    return dataclasses.replace(account, title=account.title.upper())


INVARIANCES: dict[str, Callable[[Account], Account]] = {
    "names swapped": swap_names,
    "dates swapped": swap_dates,
    "lines wrapped": wrap_lines,
    "title in capitals": title_in_capitals,
}


def invariance(model: Model, accounts: Sequence[Account]) -> pd.DataFrame:
    """Return for each change how many accounts it changed in text, and the greatest change of probability."""
    before = model.predict_proba(accounts)
    rows = []
    for name, change in INVARIANCES.items():
        changed = [change(account) for account in accounts]
        moved = abs(model.predict_proba(changed) - before)
        touched = sum(a != b for a, b in zip(accounts, changed, strict=True))
        worst = float(moved.max()) if len(moved) else 0.0
        rows.append(
            {"change": name, "accounts": touched, "largest_change": worst, "moved": int((moved > TOLERANCE).sum())}
        )
    return pd.DataFrame(rows, columns=["change", "accounts", "largest_change", "moved"])


def direction(model: Model) -> pd.DataFrame:
    """Return for each kind of change whether p moves the right way, on accounts made for the purpose."""
    probes = tomllib.loads(resources.files("textclass.lexicon").joinpath("probes.toml").read_text("utf-8"))["probe"]
    rows = []
    for kind in ("planned", "not_followed", "other_need"):
        right = [_moves(model, probe, kind) for probe in probes]
        rows.append({"change": kind, "n": len(right), "right_way": sum(right) / len(right)})
    return pd.DataFrame(rows, columns=["change", "n", "right_way"])


def _moves(model: Model, probe: dict[str, str], kind: str) -> bool:
    good = Account(
        probe["title"], (probe["need"],), " ".join((probe["before"], probe["done"], probe["followed"], probe["after"]))
    )
    changed = {
        "planned": Account(probe["title"], good.needs, " ".join((probe["before"], probe["planned"], probe["after"]))),
        "not_followed": Account(
            probe["title"],
            good.needs,
            " ".join((probe["before"], probe["done"], probe["not_followed"], probe["after"])),
        ),
        "other_need": Account(probe["title"], (probe["other_need"],), good.text),
    }[kind]
    low, high = model.predict_proba([good, changed])
    return bool(high > low)
