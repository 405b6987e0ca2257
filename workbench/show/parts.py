"""What the charts are made of: their sizes, rows, axes and tooltips, the same in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from workbench.show import theme

Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.VConcatChart

NAMES = 200  # pixels for the names of rows, the same everywhere so that charts below each other align
WIDTH = 460  # with the names it fits the text column of a notebook beside JupyterLab's side bar on a laptop
LOW = 21  # pixels per row
SECOND_LINE = 7  # pixels, half a line


SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-left", "triangle-right")
"""The shape of each outlet's marks where colour alone would tell them apart."""

FOCUS = "focus"
"""The parameter of a chart that holds the keys of the marks to keep bright; empty, all are. Set it from Python."""
PICK = "pick"
"""The selection that a click on a mark makes; it holds the `key` of the mark."""
DIM = 0.25  # opacity of marks that are not meant: still there, plainly in the background


def lit(bright: float = 1) -> Any:
    """The opacity of marks that can be clicked: dim when others are in focus."""
    test = f"!length({FOCUS}) || indexof({FOCUS}, datum.key) >= 0"
    return alt.condition(test, alt.value(bright), alt.value(DIM))


def linked(marks: alt.Chart) -> alt.Chart:
    """The marks, each to be clicked (`PICK`) and to be dimmed from outside (`FOCUS`); their data need a column `key`."""
    pick = alt.selection_point(name=PICK, fields=["key"])
    return marks.add_params(pick, alt.param(name=FOCUS, value=[]))


def marks_of(spec: Mapping[str, Any]) -> dict[str, str]:
    """The marks of a chart, given as its specification, that can be clicked: their keys, in order, and what is told of each."""
    rows = (row for data in spec.get("datasets", {}).values() for row in data)
    return {row["key"]: row["told"] for row in rows if row.get("key") and row.get("told")}


def nothing(title: str) -> alt.Chart:
    """A chart that says that its frame is empty."""
    words = pd.DataFrame({"words": ["Nothing to show: the frame has no rows."]})
    chart: alt.Chart = (
        alt.Chart(words, title=title, width=WIDTH, height=40, description=f"{title}. Nothing to show.")
        .mark_text(align="left", color=theme.QUIET)
        .encode(text="words:N", x=alt.value(0))
    )
    return chart


def row_axis(data: pd.DataFrame, *, shared: bool = True) -> alt.Y:
    """Rows in order of appearance, a name may have a second line; unless `shared`, a panel has its own rows only."""
    axis = alt.Axis(labelExpr="split(datum.label, '\\n')", minExtent=NAMES, maxExtent=NAMES, labelLimit=NAMES - 8)
    if data["row"].str.contains("\n").any():
        axis.labelOffset = -SECOND_LINE  # Vega centres the first line only
    if not shared:
        return alt.Y("row:N", title=None, axis=axis, sort=None)
    return alt.Y("row:N", title=None, axis=axis, scale=alt.Scale(domain=list(data["row"].unique())))


def word_axis(column: str, title: str) -> alt.X:
    """Places in a text, in words from its start."""
    axis = alt.Axis(tickCount=6, titleAnchor="start")
    return alt.X(f"{column}:Q", title=title, axis=axis, scale=alt.Scale(nice=False))


def outlet_color(rows: pd.DataFrame) -> alt.Color:
    """The colour of each outlet, without a legend: rows and panels carry its name."""
    return alt.Color("outlet_label:N", scale=theme.outlet_colors(rows["outlet_label"]), legend=None)


def hint(column: str, title: str) -> alt.Tooltip:
    """A line of a tooltip."""
    return alt.Tooltip(f"{column}:N", title=title)
