"""Outlets and manners as columns: their names above narrow cells, in lines of words or lying where there is room."""

from __future__ import annotations

import altair as alt
import pandas as pd

from workbench.show.charts.fit import wrapped
from workbench.show.charts.rows import brief
from workbench.show.theme import look

_LYING = 56  # pixels on screen: above a narrower cell the name of its outlet stands upright
_LINES = 3  # of a name that lies
_UPRIGHT = 110  # pixels on screen: the height of a name that stands
_AIR = 6  # pixels between the names of neighbours
_TURNED = {75: 0, 44: -35, 0: -90}
"""Pixels on screen of a column's width, at least → degrees by which the name of its manner is turned."""


def _lie(cell: float) -> bool:
    return cell >= look().sized(_LYING)


def headings(labels: pd.Series, cell: float) -> dict[str, str]:
    """Outlet → its name as it stands above a cell so wide, unlike the others'; names that lie end on the same line."""
    outlets = pd.Series(labels.unique())
    if not _lie(cell):
        return dict(zip(outlets, brief(outlets, look().sized(_UPRIGHT)), strict=True))
    lines = [wrapped(name, cell - _AIR) for name in brief(outlets, (cell - _AIR) * (_LINES - 1))]
    most = max(map(len, lines), default=0)
    return dict(zip(outlets, ("\n" * (most - len(own)) + "\n".join(own) for own in lines), strict=True))


def column_axis(names: pd.Series, cell: float) -> alt.X:
    """The axis above the cells; `names` are the column `outlet` of the data, as `headings` writes them."""
    shown = list(names.unique())
    axis = alt.Axis(orient="top", labelAngle=-90, labelLimit=look().sized(_UPRIGHT) + 2)
    if _lie(cell):
        axis = alt.Axis(orient="top", labelAngle=0, labelExpr="split(datum.label, '\\n')", labelLimit=cell)
        axis.labelPadding = max(name.count("\n") for name in shown) * (look().text + 2) + _AIR
    return alt.X("outlet:N", title=None, sort=shown, axis=axis)


def manner_axis(column: str, manners: list[str], width: float) -> alt.X:
    """The axis above columns that are manners of telling, as wide together; their names are turned where they would touch."""
    turned = next(angle for least, angle in _TURNED.items() if width / len(manners) >= look().sized(least))
    axis = alt.Axis(orient="top", labelAngle=turned, labelAlign="left" if turned else "center", grid=False)
    return alt.X(f"{column}:N", title=None, scale=alt.Scale(domain=manners), axis=axis)
