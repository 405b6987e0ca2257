"""Charts of coverage: who tells what and how, which quotations are given in full, and what leads or is buried.

Everywhere in them the darker a mark, the more of it an outlet gives; what was not found is an open cross, not a blank.
"""

from __future__ import annotations

from math import ceil
from typing import Literal

import altair as alt
import pandas as pd

from workbench.show import theme
from workbench.show.charts import told
from workbench.show.charts.columns import column_axis, headings, manner_axis
from workbench.show.charts.coverage_rows import ITEMS, RUNG_NAMES, cells, rungs, slopes, spread
from workbench.show.charts.coverage_rows import PLURALS as PLURALS
from workbench.show.charts.parts import (
    Chart,
    Room,
    chart,
    faceted,
    head,
    header,
    hint,
    layered,
    legend,
    legend_width,
    linked,
    lit,
    nothing,
    resolved,
    room,
    row_axis,
    shapes,
    when,
)
from workbench.show.charts.rows import MOST_OUTLETS
from workbench.show.theme import look

_DISC = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
STATUS = {
    "quoted in full": (_DISC, theme.DARK),
    "quoted in fragments": ("M0,-1A1,1,0,0,1,0,1Z", "#5b96c4"),
    "paraphrased": (_DISC + "M-.65,0A.65,.65,0,1,0,.65,0A.65,.65,0,1,0,-.65,0Z", "#a9c9e2"),
    "mentioned": ("M-.8,-.14H.8V.14H-.8Z", "#dbe7f0"),
    "not found": (
        "M-.7,-.85L0,-.15L.7,-.85L.85,-.7L.15,0L.85,.7L.7,.85L0,.15L-.7,.85L-.85,.7L-.15,0L-.85,-.7Z",
        theme.PAPER,
    ),
}
"""What an outlet does with an item → its sign, as the path of a shape, and its ground, from the most to nothing.

A disc, half a disc, a ring, a dash, a cross: the signs carry the meaning alone, and need no letters that a font may lack."""

_CELL = 90  # pixels on screen: no cell with a sign in it is wider
_SIGNS = 0.45  # of the width is for cells, unless their legend needs more
_LINES = 24  # of text: the slopes are no higher, unless the words beside them need it
_NARROWEST = 0.3  # of the width stays for the names of items
_SIDES: tuple[tuple[str, Literal["left", "right"], int], ...] = (("left", "right", -1), ("right", "left", 1))
_LINE = 14  # pixels on screen from one sentence to the next


@chart
def ledger(frame: pd.DataFrame) -> Chart:
    """The coverage ledger: a row per item, a column per outlet, in each cell a sign for how the outlet has it.

    The items of most outlets stand first, as in the frame; a click on a cell gives its passages, or the nearest miss.
    """
    title = "Who tells what, and how"
    if frame.empty:
        return nothing(title)
    space = _grid(min(frame["outlet_label"].nunique(), MOST_OUTLETS))
    cell = space.plot / min(frame["outlet_label"].nunique(), MOST_OUTLETS)
    data, notes = cells(frame, space.names)
    data["outlet"] = data["outlet_label"].map(headings(data["outlet_label"], cell))
    tips = {"item": "item", "kind": "what", "outlet_label": "outlet", "status": "how", "count": "passages"}
    tooltip = [hint(c, t) for c, t in {**tips, "told_by": "outlets that have it", "nearest": "nearest miss"}.items()]
    y = row_axis(data, shared=False, names=space.names)
    base = alt.Chart(data).encode(
        x=column_axis(data["outlet"], cell), y=y, tooltip=tooltip, description=alt.Description("told:N")
    )
    grounds = alt.Scale(domain=list(STATUS), range=[ground for _, ground in STATUS.values()])
    squares = base.mark_rect(stroke="#bbbbbb", strokeWidth=0.7, cursor="pointer").encode(
        color=alt.Color("status:N", scale=grounds, legend=None), opacity=lit()
    )
    dark = "datum.status === 'quoted in full' || datum.status === 'quoted in fragments'"
    signs = alt.Scale(domain=list(STATUS), range=[shape for shape, _ in STATUS.values()])
    key = legend(STATUS, space.plot, symbolFillColor=theme.INK, symbolStrokeColor=theme.INK, symbolSize=look().area(90))
    marks = base.mark_point(filled=True, size=look().area(110), opacity=1, aria=False).encode(
        shape=alt.Shape("status:N", scale=signs, legend=key),
        color=when(dark, theme.PAPER, theme.INK),
    )
    return faceted(
        layered(linked(squares), marks, width=space.plot, height=alt.Step(look().row)),
        data,
        space.plot,
        spacing=look().sized(8),
        title=head(title, ["A row is an item, a column an outlet.", *notes]),
        description=f"{title}. {told.ledger(frame)}",
        resolve=resolved(y="independent", shape="shared", color="independent"),
    )


@chart
def ladder(frame: pd.DataFrame) -> Chart:
    """From a quotation in full down to nothing: a row per utterance, a mark per outlet on its rung."""
    title = "What became of the same words: in full, in fragments, paraphrased, not found"
    if frame.empty:
        return nothing(title)
    data, notes = rungs(frame)
    space = room(data["row"], most=ITEMS)
    outlets = list(data["outlet_label"].unique())
    tips = {"outlet_label": "outlet", "name": "who", "rung": "how", "words": "words in marks", "text": "words"}
    base = alt.Chart(data).encode(
        x=manner_axis("rung", list(RUNG_NAMES.values()), space.plot),
        y=row_axis(data, names=space.names),
        yOffset=alt.YOffset("outlet_label:N", sort=outlets, scale=alt.Scale(paddingOuter=0.3)),
        tooltip=[*(hint(c, t) for c, t in tips.items()), hint("nearest", "nearest miss")],
        description=alt.Description("told:N"),
    )
    key = legend(outlets, space.plot)
    marks = base.mark_point(filled=True, size=look().area(62), cursor="pointer").encode(
        color=alt.Color("outlet_label:N", scale=theme.outlet_colors(outlets), legend=key),
        shape=alt.Shape("outlet_label:N", scale=shapes(outlets), legend=key),
        opacity=lit(),
    )
    lanes = base.mark_rule(color=theme.LANE, strokeWidth=look().sized(2), aria=False).encode(
        x=alt.value(0), x2=alt.value(space.plot), tooltip=alt.TooltipValue(None)
    )
    return layered(
        lanes,
        linked(marks),
        width=space.plot,
        height={"step": max(look().row, look().sized(10.5) * (len(outlets) + 0.6)), "for": "position"},
        title=head(title, ["A row is one utterance, in its longest version between marks.", *notes]),
        description=f"{title}. {told.ladder(frame)}",
    )


@chart
def fact_pairs(frame: pd.DataFrame) -> Chart:
    """What leads here and is buried there: a line joins two sentences that tell the same fact, by their place in each story.

    A panel per pair of articles; the first sentence is at the top. The steeper a line, the more the two differ in order.
    """
    title = "The same facts, and where each story has them"
    if frame.empty:
        return nothing(title)
    width = look().names + look().plot
    data, notes = slopes(frame, width)
    first, last = int(data["rank"].min()), int(data["rank"].max())
    words_beside = data[data["shown"].ne("")].groupby(["panel", "side"]).size().max()
    high = min(last - first + 1, max(_LINES, 1.2 * words_beside)) * look().sized(_LINE)
    data["beside"] = spread(data, (last - first + 1) / high * look().sized(_LINE - 1))
    x = alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))
    y = alt.Y("rank:Q", axis=None, scale=alt.Scale(domain=[last + 0.5, first - 0.5], nice=False))
    tips = {"outlet": "outlet", "rank": "sentence", "text": "words", "other": "elsewhere"}
    base = alt.Chart(data).encode(
        x=x, y=y, tooltip=[hint(c, t) for c, t in tips.items()], description=alt.Description("told:N")
    )
    steep = alt.Scale(range=["#8fa5b5", theme.DARK], domain=[0, max(1, last - first)])
    lines = base.mark_line(strokeWidth=look().sized(2), cursor="pointer").encode(
        color=alt.Color("shift:Q", scale=steep, legend=None), detail=alt.Detail("key:N"), opacity=lit(0.9)
    )
    dots = base.mark_circle(size=look().area(60), color=theme.DARK, opacity=1, cursor="pointer").encode(opacity=lit())
    named = 1 + int(data["heading"].str.count("\n").max())  # lines
    words = []
    for side, align, dx in _SIDES:
        own = base.transform_filter(f"datum.side === '{side}'")
        beside = own.mark_text(align=align, dx=dx * look().sized(7), aria=False)
        above = own.mark_text(align=align, dx=dx * look().sized(7), fontWeight="bold", lineBreak="\n", aria=False)
        top, nothing_told = alt.value(-look().sized(_LINE) * named), alt.TooltipValue(None)
        words += [
            beside.encode(y=alt.Y("beside:Q"), text=alt.Text("shown:N")),
            above.encode(y=top, text=alt.Text("heading:N"), tooltip=nothing_told),
        ]
    return faceted(
        layered(lines, linked(dots), *words, width=width, height=max(high, look().sized(40))),
        data,
        header(width, labelExpr="''"),  # the names of the two stand above their own sentences
        spacing=look().sized((2 + named) * _LINE),
        title=head(title, ["A line is one fact; a number is the place of its sentence in that story.", *notes]),
        description=f"{title}. {told.fact_pairs(frame)}",
        resolve=resolved(x="shared", y="shared"),
    )


def _grid(outlets: int) -> Room:
    """How much of the width the cells need: as much as their legend in two columns, and no cell too wide."""
    everything = look().names + look().plot
    cells = max(legend_width(STATUS, 2), min(outlets * look().sized(_CELL), everything * _SIGNS))
    plot = ceil(min(cells, everything * (1 - _NARROWEST)))
    return Room(everything - plot, plot)
