"""tokens and a position -> the list of numbers that begins there: "3, 5-7 och 12 d"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from textclass.citations import tokens as tk
from textclass.citations.mentions import words
from textclass.citations.tokens import Tokens

MOST_MEMBERS = 500  # a longer range is damage, not law: its two ends are kept
_WORD = re.compile(r"\s{0,40}+(%|[^\W\d_]+)")
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


@dataclass(slots=True)
class Unit:
    """One entry of a list of numbers: a number, or a range with all its members."""

    start: int
    end: int
    values: list[str]


def members(first: str, last: str) -> list[str]:
    """Return the members of a range; only its two ends where an end has a letter, or it runs backwards.

    >>> members("5", "7"), members("7a", "9")
    (['5', '6', '7'], ['7a', '9'])
    """
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= MOST_MEMBERS:
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [first, last] if first != last else [first]


def read_units(tokens: Tokens, position: int) -> list[Unit]:
    """Return the numbers listed from ``position`` on; [] if none stands there.

    A letter alone takes over the digits before it ("12 d och f"). A number that counts something
    ("3 elever", "5 maj") ends the list before it.
    """
    known: list[Unit] | None = tokens.lists.get(position)
    if known is None:
        known = tokens.lists[position] = _read_units(tokens, position)
    return known


def _read_units(tokens: Tokens, position: int) -> list[Unit]:
    units: list[Unit] = []
    last = ""
    while True:
        value, start, end = _number(tokens, position, last)
        if not value:
            return units
        last, values = value, [value]
        after = tokens.at(end)
        if after[0] == tk.RANGE:
            upper, _, upper_end = _number(tokens, after[2], value)
            if upper:
                last, values, end = upper, members(value, upper), upper_end
                after = tokens.at(end)
        if after[0] == tk.OTHER and counts_something(tokens, end):
            return units
        units.append(Unit(start, end, values))
        if after[0] != tk.JOINER:
            return units
        position = after[2]


def _number(tokens: Tokens, position: int, last: str) -> tuple[str, int, int]:
    """Return the number at ``position``, its start and its end; a letter alone takes the digits of ``last``."""
    token = tokens.at(position)
    if token[0] == tk.NUMBER:
        return token[3], token[1], token[2]
    if last and (token[0] == tk.LETTER or (token[0] == tk.FOLLOWING and token[3] == "f")):
        return last.rstrip(_LETTERS) + token[3], token[1], token[2]
    return "", position, position


def counts_something(tokens: Tokens, position: int) -> bool:
    """Whether the word after a number makes it an amount or a date: "3 elever", "5 maj", "10 %"."""
    if tokens.at(position)[0] != tk.OTHER:
        return False
    word = _WORD.match(tokens.text, position)
    return word is not None and word[1].lower() in words("counted")
