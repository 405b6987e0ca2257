"""Charts of the articles: where their quotations stand, and what cleaning kept and removed."""

from __future__ import annotations

import altair as alt
import pandas as pd

from workbench.phrasing import plural
from workbench.show import theme
from workbench.show.charts import parts
from workbench.show.charts.parts import Chart, chart
from workbench.show.theme import look

BAND = 18  # pixels on screen: the height of a strip
BAR = 12  # and of a bar
TALL = 44  # pixels on screen per row with a second line of numbers
_BESIDE = 0.75  # of the width, at most, for the words beside a bar
_EDGE = alt.StrokeWidthValue(
    0, condition=alt.ConditionalPredicateValueDefnumberExprRef(test="datum.state === 'kept'", value=0.5)
)
SMALL_SHARE = 0.03  # of all words: a rule that removed less has a small bar, even when no rule removed more
MANY = 12  # more rows than this are low, or the chart would not fit a screen


@chart
def overview(frame: pd.DataFrame) -> Chart:
    """Where in each article the stretches between quotation marks stand: a pale bar per article, a mark per stretch.

    Articles without any have no row in the frame, and so none here. A mark can be clicked and dimmed (`parts.linked`).
    """
    title = "Where the stretches between quotation marks stand"
    rows, left_out = parts.row_names(frame)
    if rows.empty:
        return parts.nothing(title)
    data = parts.stretches(rows, low=_many(rows))
    space = parts.room(data["row"])
    counted = f"{plural(len(data), 'stretch', 'stretches')}, {plural(int(data['words'].sum()), 'word')}."
    y = parts.row_axis(data, names=space.names)
    lanes = data.drop_duplicates("row")[["row", "article_words"]].assign(start=0)
    lane = alt.Chart(lanes).mark_bar(height=look().sized(BAND), color=theme.LANE, aria=False)
    tips = {"row_name": "article", "count": "length", "text": "words", "quote_id": "address"}
    base = parts.described(data, tips, x=_word_axis("first_word", "article"), x2=alt.X2("drawn_to:Q"), y=y)
    marks = base.mark_bar(height=look().sized(BAND), cursor="pointer")
    notes = [f"{counted} A pale bar is an article from first word to last.", *left_out]
    return parts.layered(
        lane.encode(x=_word_axis("start", "article"), x2=alt.X2("article_words:Q"), y=y),
        parts.linked(marks.encode(color=parts.outlet_color(data), opacity=parts.lit())),
        width=space.plot,
        height=alt.Step(_step(data)),
        **parts.captioned(title, notes),
    )


@chart
def cleaning(frame: pd.DataFrame) -> Chart:
    """The words kept and removed: above, where they stand in each file; below, how many each rule removed."""
    title = "What cleaning kept, and what it set aside"
    rows, left_out = parts.row_names(frame)
    if rows.empty:
        return parts.nothing(title)
    rules, placed = parts.by_rule(rows), parts.in_file(rows, low=_many(rows))
    space = parts.room([*placed["row"], *rules["row"]])
    all_words, removed = int(rows["words"].sum()), int(rules["words"].sum())
    counted = f"{all_words - removed:,} of {plural(all_words, 'word')} kept, {removed:,} removed."
    return alt.vconcat(
        _files(placed, space),
        _rules(rules, all_words, space),
        spacing=look().sized(18),
        **parts.captioned(title, [counted, *left_out]),
    )


def _files(data: pd.DataFrame, space: parts.Room) -> alt.Chart:
    states = alt.Scale(domain=list(theme.STATES), range=list(theme.STATES.values()))
    color = alt.Color("state:N", scale=states, legend=parts.legend(theme.STATES, space.plot))
    tips = {"row_name": "article", "why": "why", "count": "length", "text": "words"}
    y = parts.row_axis(data, names=space.names)
    base = parts.described(data, tips, x=_word_axis("first_word", "file"), x2=alt.X2("drawn_to:Q"), y=y)
    bars = base.mark_bar(height=look().sized(BAND), stroke=theme.PAPER).encode(color=color, strokeWidth=_EDGE)
    drawing: alt.Chart = bars.properties(width=space.plot, height=alt.Step(_step(data)))
    return drawing


def _rules(data: pd.DataFrame, all_words: int, space: parts.Room) -> Chart:
    title = f"Words removed, by rule{'' if len(data) else ': none'}"
    longest = max([*data["words"], SMALL_SHARE * all_words, 1])
    beside = min(_BESIDE, (max(map(parts.wide, data["label"]), default=0) + 10) / space.plot)
    shown = [parts.middle(label, beside * space.plot - 8) for label in data["label"]]
    base = parts.described(
        data.assign(shown=shown),
        {"row": "rule", "label": "removed", "text": "words"},
        x=alt.X("words:Q", axis=None, scale=alt.Scale(domain=[0, longest / (1 - beside)])),
        y=parts.row_axis(data, names=space.names),
    )
    removed = theme.STATES["removed"]
    return parts.layered(
        base.mark_bar(height=look().sized(BAR), color=removed, stroke=removed),
        base.mark_text(align="left", dx=6, aria=False).encode(text=alt.Text("shown:N")),
        width=space.plot,
        height=alt.Step(look().row),
        title=parts.head(title, size=13),
    )


def _word_axis(column: str, text: str) -> alt.X:
    title = parts.below(f"words from the start of the {text}")
    return parts.fixed(alt.X(f"{column}:Q", title=title, axis=parts.number_axis(), scale=alt.Scale(nice=False)))


def _many(rows: pd.DataFrame) -> bool:
    return rows["row"].nunique() > MANY


def _step(data: pd.DataFrame) -> int:
    return look().row if _many(data) else round(look().sized(TALL))
