"""tables -> plots as SVG, with a text that says what they show."""

from __future__ import annotations

import io
import re
from typing import Any

import pandas as pd

_INK, _PALE = "#17646d", "#9aa5b1"


def _svg(draw: Any, title: str) -> str:  # noqa: ANN401 - a function of matplotlib's axes
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.2, 3.6), layout="constrained")
    FigureCanvasSVG(figure)
    axes = figure.add_subplot()
    draw(axes)
    axes.set_title(title, fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    found = out.getvalue()
    svg = found[found.index("<svg") :]
    return re.sub(r"<svg ", f'<svg role="img" aria-label="{title}" ', svg, count=1)


def reliability(table: pd.DataFrame) -> str:
    """Return predicted against observed shares of more_needed."""

    def draw(axes: Any) -> None:  # noqa: ANN401
        axes.plot([0, 1], [0, 1], color=_PALE, linestyle="--")
        axes.plot(table["predicted"], table["observed"], color=_INK, marker="o")
        axes.set_xlabel("predicted P(more_needed)")
        axes.set_ylabel("share of more_needed")

    return _svg(draw, "Reliability, ten bins of equal size")


def risk(table: pd.DataFrame) -> str:
    """Return the share of errors against the share of areas answered."""

    def draw(axes: Any) -> None:  # noqa: ANN401
        axes.plot(table["answered"], table["errors"], color=_INK, marker="o", markersize=3)
        axes.set_xlabel("share of areas answered, surest first")
        axes.set_ylabel("share of errors")

    return _svg(draw, "Risk and coverage")


def learning(table: pd.DataFrame) -> str:
    """Return figures against the size of the training set."""

    def draw(axes: Any) -> None:  # noqa: ANN401
        axes.plot(table["trained_on"], table["auroc"], color=_INK, marker="o", label="AUROC of areas")
        if table["pairs_ranked_right"].notna().any():
            axes.plot(
                table["trained_on"], table["pairs_ranked_right"], color=_PALE, marker="s", label="pairs ranked right"
            )
        axes.set_xlabel("examples trained on")
        axes.legend(frameon=False, fontsize=8)

    return _svg(draw, "Learning curve")
