"""Charts: `result frame → chart`. Each has the name of the comparison that makes its frame, and sees nothing else.

Titles say what is counted, tooltips give the count and the words, and `description` tells the same to a screen reader.
Importing this module makes charts appear in JupyterLab without a network.
"""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd

from workbench.show import theme, told
from workbench.show.charts.coverage import fact_pairs, ladder, ledger
from workbench.show.charts.parts import Chart as Chart
from workbench.show.charts.parts import (
    Room,
    by_rule,
    chart,
    faceted,
    head,
    hint,
    in_file,
    layered,
    legend,
    linked,
    lit,
    measured,
    middle,
    nothing,
    outlet_color,
    panels,
    room,
    row_axis,
    row_names,
    stretches,
    wide,
    word_axis,
)
from workbench.show.charts.speech import comentions, cues, order, people, speaking, whose_words
from workbench.show.charts.wordings import collate, keyness, rates, word_edits, word_errors
from workbench.show.phrasing import plural
from workbench.show.theme import look
from workbench.show.widgets import use

theme.use()
use()

BAND = 18  # pixels on screen: the height of a strip
BAR = 12  # and of a bar
TALL = 44  # pixels on screen per row with a second line of numbers
_ABREAST = 3  # panels; in a narrow drawing two
_GAP = 8  # pixels between them
_BESIDE = 0.75  # of the width, at most, for the words beside a bar
_EDGE = alt.StrokeWidthValue(
    0, condition=alt.ConditionalPredicateValueDefnumberExprRef(test="datum.state === 'kept'", value=0.5)
)
SMALL_SHARE = 0.03  # of all words: a rule that removed less has a small bar, even when no rule removed more
MANY = 12  # more rows than this are low, or the chart would not fit a screen


@chart
def overview(frame: pd.DataFrame) -> Chart:
    """How long each article is and how much of it stands between quotation marks: one row per article, six measures.

    Each panel has its own scale, from zero; the number stands beside the bar.
    """
    title = "The articles in numbers"
    rows, left_out = row_names(frame)
    if rows.empty:
        return nothing(title)
    data, space = measured(rows), room(rows["row"])
    abreast = _ABREAST - look().narrow
    width = (space.plot - _GAP * (abreast - 1)) // abreast
    named = panels(data["panel"], width)
    data["panel"] = data["panel"].map(named)
    hints = [hint("row_name", "article"), hint("title", "title"), hint("measure", "what"), hint("value", "count")]
    x = alt.X("part:Q", axis=None, scale=alt.Scale(domain=[0, 1.4]))  # the rest is room for the longest bar's number
    base = alt.Chart(data).encode(
        x=x, y=row_axis(data, names=space.names), tooltip=hints, description=alt.Description("told:N")
    )
    bars = base.mark_bar(height=look().sized(BAR)).encode(color=outlet_color(rows))
    numbers = base.mark_text(align="left", dx=5, aria=False).encode(text=alt.Text("value:N"))
    return faceted(
        layered(bars, numbers, width=width, height=alt.Step(look().row)),
        data,
        width,
        columns=abreast,
        spacing={"row": look().sized(14), "column": _GAP},
        title=head(title, ["Each panel has its own scale, starting at zero.", *left_out]),
        description=f"{title}. {told.overview(data)}",
    )


@chart
def strip(frame: pd.DataFrame) -> Chart:
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
        description=f"{title}. {counted} {told.strip(data)}",
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
        description=f"{title}. {counted} {told.cleaning(placed)} {' '.join(rules['told'])}",
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


CHARTS: dict[str, Callable[[pd.DataFrame], Chart]] = {
    "overview": overview,
    "strip": strip,
    "cleaning": cleaning,
    "people": people,
    "speaking": speaking,
    "whose_words": whose_words,
    "comentions": comentions,
    "cues": cues,
    "order": order,
    "ledger": ledger,
    "ladder": ladder,
    "fact_pairs": fact_pairs,
    "collate": collate,
    "word_edits": word_edits,
    "word_errors": word_errors,
    "keyness": keyness,
    "rates": rates,
}
"""The name of a comparison → the chart of its frame."""
