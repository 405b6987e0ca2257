"""What the charts are made of: their titles, rows, axes, legends and tooltips, the same in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Literal, NamedTuple, TypeVar

import altair as alt
import pandas as pd

from workbench.show import theme
from workbench.show.charts.fit import wide, wrapped
from workbench.show.charts.rows import AIR, brief
from workbench.show.theme import look

# Channels are written with their classes (`alt.Text("label:N")`, not `text="label:N"`), and conditions too: where it is given
# words or dicts, Altair looks for the class by hashing and trying its whole schema, which took a third of a chart's time.

T = TypeVar("T")

Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.VConcatChart

_TITLE = 15  # pixels on screen, of the letters of a title


class Room(NamedTuple):
    """How the width of a drawing is shared."""

    names: int
    """Pixels for the names of rows."""
    plot: int
    """Pixels for what stands beside them."""


_LINES = 3  # of the name of a panel
_SIGN = 25  # pixels on screen of a sign in a legend and the air around it
_SECOND_LINE = 7  # pixels on screen, half a line

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-left", "triangle-right")
"""The shape of each outlet's marks where colour alone would tell them apart."""

FOCUS = "focus"
"""The parameter of a chart that holds the keys of the marks to keep bright; empty, all are. Set it from Python."""
PICK = "pick"
"""The selection that a click on a mark makes; it holds the `key` of the mark."""
DIM = 0.25  # opacity of marks that are not meant: still there, plainly in the background


def fixed(part: T) -> T:
    """A part of a chart that nobody changes any more: the copies of the chart share it.

    Altair copies a whole chart at every step that makes it; without this, that takes a quarter of the time of drawing.
    """
    object.__setattr__(part, "__deepcopy__", lambda *_: part)
    return part


def lit(bright: float = 1) -> Any:
    """The opacity of marks that can be clicked: dim when others are in focus."""
    test = f"!length({FOCUS}) || indexof({FOCUS}, datum.key) >= 0"
    return fixed(
        alt.OpacityValue(DIM, condition=alt.ConditionalPredicateValueDefnumberExprRef(test=test, value=bright))
    )


def when(test: str, yes: str, no: str) -> alt.ColorValue:
    """One colour where the test holds, and another elsewhere."""
    condition = alt.ConditionalPredicateValueDefGradientstringnullExprRef(test=test, value=yes)
    return fixed(alt.ColorValue(no, condition=condition))


def linked(marks: alt.Chart) -> alt.Chart:
    """The marks, each to be clicked (`PICK`) and to be dimmed from outside (`FOCUS`); their data need a column `key`."""
    pick = alt.selection_point(name=PICK, fields=["key"])
    return marks.add_params(pick, alt.param(name=FOCUS, value=[]))


def chart(draw: Callable[[pd.DataFrame], Chart]) -> Callable[[pd.DataFrame], Chart]:
    """The chart with the settings of the look it was drawn for, so that it keeps them when it is saved later."""

    @wraps(draw)
    def finished(frame: pd.DataFrame) -> Chart:
        made: Chart = theme.finished(draw(frame))
        return made

    return finished


def head(title: str, notes: Iterable[str] = (), *, size: float = _TITLE) -> alt.Title:
    """The title and the lines below it, broken where the drawing ends."""
    large, width = look().sized(size), look().width - 2
    lines = [line for note in notes for line in wrapped(note, width)]
    return alt.Title(one_or_more(wrapped(title, width, large, bold=True)), subtitle=lines, fontSize=large)


def one_or_more(lines: list[str]) -> Any:
    """One line as a string, more as a list: so a chart's title is one where it can be."""
    return lines[0] if len(lines) == 1 else lines


def room(names: Iterable[str], *, most: float | None = None, bold: bool = False) -> Room:
    """The width as these names of rows need it, up to the part `most`; on screen at least the usual, so that charts align."""
    here = look()
    widest = max((wide(line, bold=bold) for name in names for line in name.split("\n")), default=0) + here.sized(AIR)
    limit = here.width * most if most else here.names
    used = round(min(widest, limit))
    used = max(used, here.names) if here == theme.LOOKS["screen"] else used
    return Room(used, here.plot + here.names - used)


def nothing(title: str) -> alt.Chart:
    """A chart that says that its frame is empty."""
    words = pd.DataFrame({"words": ["Nothing to show: the frame has no rows."]})
    drawing: alt.Chart = (
        alt.Chart(words, title=head(title), width=look().plot, height=40, description=f"{title}. Nothing to show.")
        .mark_text(align="left", color=theme.QUIET)
        .encode(text="words:N", x=alt.value(0))
    )
    return drawing


def row_axis(data: pd.DataFrame, *, shared: bool = True, names: int | None = None, **settings: Any) -> alt.Y:
    """Rows in order of appearance, a name may have a second line; unless `shared`, a panel has its own rows only."""
    width, air = names or look().names, look().sized(AIR)
    axis = alt.Axis(labelExpr="split(datum.label, '\\n')", minExtent=width, maxExtent=width, **settings)
    axis.labelLimit, axis.labelPadding = width - air + 2, air - 2
    if data["row"].str.contains("\n").any():
        axis.labelOffset = -look().sized(_SECOND_LINE)  # Vega centres the first line only
    if not shared:
        return fixed(alt.Y("row:N", title=None, axis=axis, sort=None))
    return fixed(alt.Y("row:N", title=None, axis=axis, scale=alt.Scale(domain=list(data["row"].unique()))))


def word_axis(column: str, title: str) -> alt.X:
    """Places in a text, in words from its start."""
    return fixed(alt.X(f"{column}:Q", title=below(title), axis=number_axis(), scale=alt.Scale(nice=False)))


def below(title: str) -> Any:
    """The title of an axis, in as many lines as its marks leave it."""
    return one_or_more(wrapped(title, look().plot))


def number_axis(**settings: Any) -> alt.Axis:
    """An axis of numbers, with as few as can be read where the drawing is narrow."""
    ticks = 4 if look().narrow else 6
    return alt.Axis(**{"tickCount": ticks, "titleAnchor": "start", "labelFlush": True, **settings})


def legend(labels: Iterable[str], width: int, **settings: Any) -> alt.Legend:
    """A legend whose entries stand in as many columns as fit into the width."""
    entries = list(labels)
    fits = (n for n in range(len(entries), 1, -1) if legend_width(entries, n) <= width)
    return alt.Legend(title=None, columns=next(fits, 1), labelLimit=max(width - look().sized(_SIGN), 1), **settings)


def legend_width(labels: Iterable[str], columns: int) -> float:
    """The width of a legend whose entries stand in so many columns."""
    sign = look().sized(_SIGN)
    widths = [wide(label) + sign for label in labels]
    return sum(max(widths[n::columns]) for n in range(columns))


def shapes(outlets: Iterable[str]) -> alt.Scale:
    """The shape of each outlet's marks."""
    domain = list(dict.fromkeys(outlets))
    return alt.Scale(domain=domain, range=[SHAPES[i % len(SHAPES)] for i in range(len(domain))])


def header(width: float, **settings: Any) -> alt.Header:
    """What stands above a panel, flush left and not wider than it."""
    return alt.Header(
        **{"labelAnchor": "start", "labelLimit": width, "labelExpr": "split(datum.label, '\\n')", **settings}
    )


def outlet_color(rows: pd.DataFrame) -> alt.Color:
    """The colour of each outlet, without a legend: rows and panels carry its name."""
    colors = theme.outlet_colors(rows["outlet_label"])
    return fixed(alt.Color("outlet_label:N", scale=colors, legend=None))


def layered(*layers: alt.Chart, **settings: Any) -> alt.LayerChart:
    """The layers above each other. They are this chart's alone from here on, so that its copies share them (`fixed`)."""
    return alt.LayerChart(layer=[*map(fixed, layers)], **settings)


def faceted(layers: Any, data: pd.DataFrame, above: float | alt.Header, **settings: Any) -> alt.FacetChart:
    """A panel for each name in the column `panel`, in order of appearance and below each other unless said otherwise.

    `above` is what stands above it, or how wide it is, then its name stands there.
    """
    named = above if isinstance(above, alt.Header) else header(above)
    facet = alt.Facet("panel:N", sort=list(data["panel"].unique()), header=named)
    drawing: alt.FacetChart = fixed(layers).facet(facet=facet, **{"columns": 1, **settings})
    return drawing


def resolved(**scales: Literal["shared", "independent"]) -> alt.Resolve:
    """Which scales the panels of a chart share."""
    return alt.Resolve(scale=alt.ScaleResolveMap(**scales))


def panels(names: Iterable[str], width: float) -> dict[str, str]:
    """The name of each panel → the same in as many lines as it needs above a panel so wide, up to three."""
    once = list(dict.fromkeys(names))
    lines = [wrapped(name, width, bold=True) for name in brief(pd.Series(once, dtype="str"), width * (_LINES - 1))]
    return dict(zip(once, ("\n".join(one) for one in lines), strict=True))


def hint(column: str, title: str) -> alt.Tooltip:
    """A line of a tooltip."""
    return fixed(alt.Tooltip(f"{column}:N", title=title))
