"""Charts of the articles: where their quotations stand, and what cleaning kept and removed."""

from __future__ import annotations

import altair as alt
import pandas as pd

from workbench.show import theme, told
from workbench.show.charts.parts import (
    Chart,
    Room,
    by_rule,
    chart,
    head,
    hint,
    in_file,
    layered,
    legend,
    linked,
    lit,
    middle,
    nothing,
    outlet_color,
    room,
    row_axis,
    row_names,
    stretches,
    wide,
    word_axis,
)
from workbench.show.phrasing import plural
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
    rows, left_out = row_names(frame)
    if rows.empty:
        return nothing(title)
    data = stretches(rows, low=_many(rows))
    space = room(data["row"])
    counted = f"{plural(len(data), 'stretch', 'stretches')}, {plural(int(data['words'].sum()), 'word')}."
    lanes = data.drop_duplicates("row")[["row", "article_words"]].assign(start=0)
    lane = (
        alt.Chart(lanes)
        .mark_bar(height=look().sized(BAND), color=theme.LANE, aria=False)
        .encode(
            x=word_axis("start", "words from the start of the article"),
            x2=alt.X2("article_words:Q"),
            y=row_axis(data, names=space.names),
        )
    )
    return layered(
        lane,
        _stretches(data, space.names),
        width=space.plot,
        height=alt.Step(_step(data)),
        title=head(title, [f"{counted} A pale bar is an article from first word to last.", *left_out]),
        description=f"{title}. {told.overview(frame)}",
    )


@chart
def cleaning(frame: pd.DataFrame) -> Chart:
    """The words kept and removed: above, where they stand in each file; below, how many each rule removed."""
    title = "What cleaning kept, and what it set aside"
    rows, left_out = row_names(frame)
    if rows.empty:
        return nothing(title)
    rules, placed = by_rule(rows), in_file(rows, low=_many(rows))
    space = room([*placed["row"], *rules["row"]])
    all_words, removed = int(rows["words"].sum()), int(rules["words"].sum())
    counted = f"{all_words - removed:,} of {plural(all_words, 'word')} kept, {removed:,} removed."
    return alt.vconcat(
        _files(placed, space),
        _rules(rules, all_words, space),
        spacing=look().sized(18),
        title=head(title, [counted, *left_out]),
        description=f"{title}. {told.cleaning(frame)}",
    )


def _stretches(data: pd.DataFrame, names: int) -> alt.Chart:
    hints = map(hint, ("row_name", "count", "text", "quote_id"), ("article", "length", "words", "address"))
    marks = (
        alt.Chart(data)
        .mark_bar(height=look().sized(BAND), cursor="pointer")
        .encode(
            x=word_axis("first_word", "words from the start of the article"),
            x2=alt.X2("drawn_to:Q"),
            y=row_axis(data, names=names),
            color=outlet_color(data),
            opacity=lit(),
            tooltip=[*hints],
            description=alt.Description("told:N"),
        )
    )
    return linked(marks)


def _files(data: pd.DataFrame, space: Room) -> alt.Chart:
    states = alt.Scale(domain=list(theme.STATES), range=list(theme.STATES.values()))
    hints = map(hint, ("row_name", "why", "count", "text"), ("article", "why", "length", "words"))
    drawing: alt.Chart = (
        alt.Chart(data, width=space.plot, height=alt.Step(_step(data)))
        .mark_bar(height=look().sized(BAND), stroke=theme.PAPER)
        .encode(
            x=word_axis("first_word", "words from the start of the file"),
            x2=alt.X2("drawn_to:Q"),
            y=row_axis(data, names=space.names),
            color=alt.Color("state:N", scale=states, legend=legend(theme.STATES, space.plot)),
            strokeWidth=_EDGE,
            tooltip=[*hints],
            description=alt.Description("told:N"),
        )
    )
    return drawing


def _rules(data: pd.DataFrame, all_words: int, space: Room) -> Chart:
    title = f"Words removed, by rule{'' if len(data) else ': none'}"
    longest = max([*data["words"], SMALL_SHARE * all_words, 1])
    beside = min(_BESIDE, (max(map(wide, data["label"]), default=0) + 10) / space.plot)
    shown = [middle(label, beside * space.plot - 8) for label in data["label"]]
    base = alt.Chart(data.assign(shown=shown)).encode(
        x=alt.X("words:Q", axis=None, scale=alt.Scale(domain=[0, longest / (1 - beside)])),
        y=row_axis(data, names=space.names),
        tooltip=[*map(hint, ("row", "label", "text"), ("rule", "removed", "words"))],
        description=alt.Description("told:N"),
    )
    removed = theme.STATES["removed"]
    return layered(
        base.mark_bar(height=look().sized(BAR), color=removed, stroke=removed),
        base.mark_text(align="left", dx=6, aria=False).encode(text=alt.Text("shown:N")),
        width=space.plot,
        height=alt.Step(look().row),
        title=head(title, size=13),
    )


def _many(rows: pd.DataFrame) -> bool:
    return rows["row"].nunique() > MANY


def _step(data: pd.DataFrame) -> int:
    return look().row if _many(data) else round(look().sized(TALL))
