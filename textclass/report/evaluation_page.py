"""an evaluation -> its page: the main figures, the comparison with baselines, plots, and each table explained."""

from __future__ import annotations

import base64
import functools
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from textclass.report import pages

if TYPE_CHECKING:
    import pandas as pd

    from textclass.classifier import Evaluation

_LONG = 12  # rows from which a table is folded
_PLOTS = {"reliability": "reliability", "risk and coverage": "risk and coverage", "learning curve": "learning curve"}
_FEW = "few"  # the column that marks rows of few areas


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table as the page shows it; ``bar`` is its main figure's interval, for a drawing beside it."""

    cells: list[str]
    few: bool = False
    bar: tuple[float, float, float] | None = None  # figure, low, high


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading, what it means, and the plot drawn of it."""

    key: str
    title: str
    explain: str
    columns: list[str]
    rows: list[Row]
    numbers: list[bool]  # of each column: whether it holds figures
    plot: str | None

    @property
    def long(self) -> bool:
        """Whether it is folded at first."""
        return len(self.rows) > _LONG


def html(evaluation: Evaluation) -> str:
    """Return the page: self-contained, nothing runs in it and nothing leaves it."""
    tables = tables_of(evaluation)
    return pages.render(
        "evaluation.html.j2", styles=("page.css", "evaluation.css"), script=None, language="en", images=True,
        title=evaluation.title, notes=evaluation.notes, tiles=tiles(evaluation), tables=tables,
    )  # fmt: skip


@functools.cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "evaluation.toml").read_text(encoding="utf-8"))


def tiles(evaluation: Evaluation) -> list[tuple[str, str, str]]:
    """Return the main figures as (figure, interval or "", what it is); those that are not defined are left out."""
    comparison = evaluation.tables.get("comparison")
    first: Mapping[Any, Any] = {} if comparison is None or comparison.empty else comparison.iloc[0].to_dict()
    found = []
    for name, what in _words()["figures"].items():
        value = evaluation.figures.get(name, math.nan)
        if not math.isnan(value):
            low, high = first.get(f"{name}_low"), first.get(f"{name}_high")
            found.append((f"{value:.3f}", f"{low:.3f}–{high:.3f}" if low is not None else "", what))
    return found


def tables_of(evaluation: Evaluation) -> list[Table]:
    """Return the tables in the order of the page; one it does not know comes last, under its own name."""
    known = _words()["tables"]
    names = [name for name in known if name in evaluation.tables]
    names += [name for name in evaluation.tables if name not in known]
    return [_table(name, evaluation, known.get(name, {})) for name in names]


def _table(name: str, evaluation: Evaluation, words: Mapping[str, str]) -> Table:
    frame = evaluation.tables[name]
    rows = frame.to_dict("records")
    shown = _columns(frame)
    return Table(
        key=name.split(":")[0].replace(" ", "-"),
        title=words.get("title", name),
        explain=words.get("explain", ""),
        columns=[_words()["columns"].get(column, column.replace("_", " ")) for column in shown],
        rows=[_row({str(key): value for key, value in row.items()}, shown) for row in rows],
        numbers=[not any(isinstance(row[column], str) for row in rows) for column in shown],
        plot=_image(evaluation.plots.get(_PLOTS.get(name, ""))),
    )


def _columns(frame: pd.DataFrame) -> list[str]:
    """Return the columns that say anything, without the ends of intervals: these stand beside their figure."""
    names = [str(name) for name in frame.columns if frame.empty or frame[name].notna().any()]
    return [name for name in names if not name.endswith(("_low", "_high")) and name not in (_FEW, "low", "high")]


def _row(row: Mapping[str, Any], shown: list[str]) -> Row:
    ends = {name: _interval(row, name) for name in shown}
    cells = [_cell(row[name], ends[name]) for name in shown]
    main = next((name for name in shown if ends[name]), None)
    bar = (float(row[main]), *ends[main]) if main and ends[main] else None  # type: ignore[misc]
    return Row(cells, bool(row.get(_FEW)), bar)


def _interval(row: Mapping[str, Any], name: str) -> tuple[float, float] | None:
    own = (row.get(f"{name}_low"), row.get(f"{name}_high"))
    low, high = (row.get("low"), row.get("high")) if name == "macro_f1" and own[0] is None else own
    return None if low is None or high is None or math.isnan(low) or math.isnan(high) else (float(low), float(high))


def _cell(value: Any, ends: tuple[float, float] | None) -> str:  # noqa: ANN401 - a cell
    if isinstance(value, bool):
        return "yes" if value else ""
    if not isinstance(value, float):
        return str(value)
    if math.isnan(value):
        return "–"
    figure = f"{value:.3f}".replace("-", "\N{MINUS SIGN}")
    return f"{figure} ({ends[0]:.2f}–{ends[1]:.2f})" if ends else figure


def _image(svg: str | None) -> str | None:
    """Return a plot as an address that holds it: inside the page its styles would need a laxer policy."""
    if svg is None:
        return None
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode("utf-8")).decode("ascii")
