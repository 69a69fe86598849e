"""tables and plots -> an evaluation that shows itself: as text and JSON; as HTML through ``display``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Evaluation:
    """The result of ``evaluate``: figures by name, tables as DataFrames, plots as SVG."""

    title: str
    notes: tuple[str, ...]  # what was evaluated, and how
    figures: Mapping[str, float]  # the main ones
    tables: Mapping[str, pd.DataFrame]
    plots: Mapping[str, str]

    def __str__(self) -> str:
        """Return the main figures and the comparison as plain text."""
        told = "\n".join(f"{name:32s} {value:.3f}" for name, value in self.figures.items())
        parts = [self.title, *self.notes, told]
        parts += [f"{name}\n{_rounded(table).to_string(index=False)}" for name, table in self.tables.items()]
        return "\n\n".join(parts)

    def _repr_html_(self) -> str:
        """Return the main figures and the tables, for a notebook."""
        from textclass import display

        return display.evaluation_html(self)

    def to_html(self) -> str:
        """Return one self-contained page, in which nothing runs."""
        from textclass import display

        return display.evaluation_page(self)

    def to_json(self) -> str:
        """Return all figures and tables as JSON; a figure that is not defined is null."""
        content = {
            "title": self.title,
            "notes": list(self.notes),
            "figures": {name: _number(value) for name, value in self.figures.items()},
            "tables": {name: _records(table) for name, table in self.tables.items()},
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    return table.round(3)


def _number(value: Any) -> Any:  # noqa: ANN401 - a cell
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): _number(value) for key, value in row.items()} for row in table.to_dict("records")]
