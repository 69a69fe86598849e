"""TOML files -> the register of acts: numbers, names, abbreviations, times of validity."""

from __future__ import annotations

import datetime
import functools
import tomllib
from pathlib import Path
from typing import Any

from textclass import lexicon
from textclass.citations.register import HEADS, SFS, Act, Register

LEXICONS = ("statutes", "treaties")
_WANTED = (
    "an act has number (SFS) or address, names and abbreviations (lists of texts), from and until (dates such as "
    "2011-07-01), chapters (true or false), kind, example"
)


def _is_right(key: str, value: object) -> bool:
    if key in ("names", "abbreviations"):
        return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
    if key in ("from", "until"):
        return is_iso_date(str(value))
    if key == "chapters":
        return isinstance(value, bool)
    return key in ("number", "address", "kind", "example") and isinstance(value, str)


def is_iso_date(text: str) -> bool:
    """Whether ``text`` is a day of the calendar written as 2017-05-31."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _act(row: dict[str, Any], where: str) -> Act:
    identity = row.get("number") or row.get("address")
    if not isinstance(identity, str) or not identity:
        raise ValueError(f"{where}: an act needs number (SFS) or address; got {sorted(row)}")
    if "number" in row and not SFS.fullmatch(identity):
        raise ValueError(f"{where}: {identity!r} is not an SFS number such as 2010:800")
    for key, value in row.items():
        if not _is_right(key, value):
            raise ValueError(f"{where}: act {identity}: {key} = {value!r} is not understood; {_WANTED}")
    names = tuple(row.get("names", ()))
    kind = row.get("kind") or ("regulation" if names and _is_regulation(names[0]) else "statute")
    return Act(
        identity,
        kind,
        names,
        tuple(row.get("abbreviations", ())),
        str(row["from"]) if "from" in row else None,
        str(row["until"]) if "until" in row else None,
        row.get("chapters"),
        row.get("example"),
    )


def _is_regulation(name: str) -> bool:
    first = name.lower().split()[0]
    word = first if first in HEADS else name.lower().split()[-1]
    fundamental = word.startswith(("tryckfrihets", "successions", "riksdags"))
    return word.endswith(("förordningen", "stadgan", "kungörelsen", "förordning")) and not fundamental


def _acts(table: dict[str, Any], where: str) -> list[Act]:
    rows = table.get("act", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"{where}: acts stand in [[act]] tables")
    return [_act(row, where) for row in rows]


@functools.cache
def _default() -> Register:
    return Register([act for name in LEXICONS for act in _acts(lexicon.load(name), name)])


def load_register(*extra_toml_paths: str | Path) -> Register:
    """Return the acts known, with those of the user's TOML files; the default alone is read once.

    Raises: FileNotFoundError: no such file. ValueError: a file is not TOML, or has an act in it that is wrong.
    """
    if not extra_toml_paths:
        return _default()
    acts = list(_default().by_id.values())
    for path in extra_toml_paths:
        try:
            table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise FileNotFoundError(f"{path}: no such file") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ValueError(f"{path}: not a TOML file: {error}") from error
        acts += _acts(table, str(path))
    return Register(acts)
