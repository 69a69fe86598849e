"""tables and plots -> an evaluation that shows itself: as text, in a notebook, as a page, as JSON."""

from __future__ import annotations

import html
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

_STYLE = """body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1c2733}
table{border-collapse:collapse;margin:.5rem 0 1.5rem;font-size:13px;display:block;overflow-x:auto}
th,td{padding:.25rem .6rem;border-bottom:1px solid #d8dee4;text-align:right}
th:first-child,td:first-child{text-align:left}
.few{color:#6b7785}figure{margin:0 0 1rem}.plots{display:flex;flex-wrap:wrap;gap:1rem}"""


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
        """Return the body of the page, for a notebook."""
        return self._body()

    def to_html(self) -> str:
        """Return one self-contained page."""
        head = f"<meta charset='utf-8'><title>{html.escape(self.title)}</title><style>{_STYLE}</style>"
        return f"<!doctype html>\n<html lang='en'><head>{head}</head><body>{self._body()}</body></html>\n"

    def to_json(self) -> str:
        """Return all figures and tables as JSON; a figure that is not defined is null."""
        content = {
            "title": self.title,
            "notes": list(self.notes),
            "figures": {name: _number(value) for name, value in self.figures.items()},
            "tables": {name: _records(table) for name, table in self.tables.items()},
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def _body(self) -> str:
        parts = [f"<h1>{html.escape(self.title)}</h1>"]
        parts += [f"<p>{html.escape(note)}</p>" for note in self.notes]
        main = pd.DataFrame({"figure": list(self.figures), "value": list(self.figures.values())})
        parts.append(_table_html(main))
        shown = "".join(f"<figure>{plot}</figure>" for plot in self.plots.values())
        parts.append(f"<div class='plots'>{shown}</div>")
        for name, table in self.tables.items():
            parts.append(f"<h2>{html.escape(name)}</h2>{_table_html(table)}")
        return "\n".join(parts)


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    return table.round(3)


def _table_html(table: pd.DataFrame) -> str:
    if table.empty:
        return "<p>None.</p>"
    head = "".join(f"<th scope='col'>{html.escape(str(name))}</th>" for name in table.columns)
    rows = []
    for row in table.to_dict("records"):
        cells = "".join(f"<td>{html.escape(_shown(value))}</td>" for value in row.values())
        rows.append(f"<tr class='few'>{cells}</tr>" if row.get("few") else f"<tr>{cells}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _shown(value: Any) -> str:  # noqa: ANN401 - a cell
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return "–" if math.isnan(value) else f"{value:.3f}" if abs(value) >= 0.0005 or value == 0 else f"{value:.1e}"
    return str(value)


def _number(value: Any) -> Any:  # noqa: ANN401 - a cell
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): _number(value) for key, value in row.items()} for row in table.to_dict("records")]
