"""Charts: `result frame → chart`. Each has the name of the comparison that makes its frame, and sees nothing else.

Titles say what is counted, tooltips give the count and the words, and `description` tells the same to a screen reader.
Importing this module makes charts appear in JupyterLab without a network.
"""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd

from workbench.show import theme
from workbench.show.coverage import fact_pairs, ladder, ledger
from workbench.show.parts import LOW, WIDTH, hint, linked, lit, nothing, outlet_color, row_axis, word_axis
from workbench.show.parts import Chart as Chart
from workbench.show.rows import by_rule, in_file, measured, plural, row_names, stretches
from workbench.show.speech import cues, order, people, speaking
from workbench.show.wordings import keyness, rates, word_edits

theme.use()

PANEL = 140  # three panels and the names are as wide as the other charts
BAND = 18  # the height of a strip
TALL = 44  # pixels per row with a second line of numbers
SMALL_SHARE = 0.03  # of all words: a rule that removed less has a small bar, even when no rule removed more
MANY = 12  # more rows than this are low, or the chart would not fit a screen


def overview(frame: pd.DataFrame) -> Chart:
    """How long each article is and how much of it stands between quotation marks: one row per article, six measures.

    Each panel has its own scale, from zero; the number stands beside the bar.
    """
    title = "The articles in numbers"
    rows, left_out = row_names(frame)
    if rows.empty:
        return nothing(title)
    data = measured(rows)
    hints = [hint("row_name", "article"), hint("title", "title"), hint("panel", "what"), hint("value", "count")]
    x = alt.X("part:Q", axis=None, scale=alt.Scale(domain=[0, 1.4]))  # the rest is room for the longest bar's number
    base = alt.Chart(data).encode(x=x, y=row_axis(data), tooltip=hints, description="told:N")
    panel = alt.Facet("panel:N", sort=list(data["panel"].unique()), header=alt.Header(labelAnchor="start"))
    return (
        alt.layer(
            base.mark_bar(height=12).encode(color=outlet_color(rows)),
            base.mark_text(align="left", dx=5, aria=False).encode(text="value:N"),
        )
        .properties(width=PANEL, height=alt.Step(LOW))
        .facet(
            facet=panel,
            columns=3,
            spacing={"row": 14, "column": 8},
            title=alt.Title(title, subtitle=["Each panel has its own scale, starting at zero.", *left_out]),
            description=f"{title}. {' '.join(data['told'])}",
        )
    )


def strip(frame: pd.DataFrame) -> Chart:
    """Where in each article the stretches between quotation marks stand: a pale bar per article, a mark per stretch.

    Articles without any have no row in the frame, and so none here. A mark can be clicked and dimmed (`parts.linked`).
    """
    title = "Where the stretches between quotation marks stand"
    rows, left_out = row_names(frame)
    if rows.empty:
        return nothing(title)
    data = stretches(rows, low=_many(rows))
    counted = f"{plural(len(data), 'stretch', 'stretches')}, {plural(int(data['words'].sum()), 'word')}"
    lanes = data.drop_duplicates("row")[["row", "article_words"]].assign(start=0)
    lane = (
        alt.Chart(lanes)
        .mark_bar(height=BAND, color=theme.LANE, aria=False)
        .encode(x=word_axis("start", "words from the start of the article"), x2="article_words:Q", y=row_axis(data))
    )
    per_row = data.groupby("row_name", sort=False).size()
    told = [f"{name}: {plural(n, 'stretch', 'stretches')}." for name, n in per_row.items()]
    return alt.layer(
        lane,
        _stretches(data),
        width=WIDTH,
        height=alt.Step(_step(data)),
        title=alt.Title(title, subtitle=[f"{counted}. A pale bar is an article from first word to last.", *left_out]),
        description=f"{title}. {counted}. {' '.join(told)}",
    )


def cleaning(frame: pd.DataFrame) -> Chart:
    """The words kept and removed: above, where they stand in each file; below, how many each rule removed."""
    title = "What cleaning kept, and what it set aside"
    rows, left_out = row_names(frame)
    if rows.empty:
        return nothing(title)
    rules = by_rule(rows)
    all_words, removed = int(rows["words"].sum()), int(rules["words"].sum())
    counted = f"{all_words - removed:,} of {plural(all_words, 'word')} kept, {removed:,} removed."
    return alt.vconcat(
        _files(in_file(rows, low=_many(rows))),
        _rules(rules, all_words),
        spacing=18,
        title=alt.Title(title, subtitle=[counted, *left_out]),
        description=f"{title}. {counted} {' '.join(rules['told'])}",
    )


def _stretches(data: pd.DataFrame) -> alt.Chart:
    hints = map(hint, ("row_name", "count", "text", "quote_id"), ("article", "length", "words", "address"))
    marks = (
        alt.Chart(data)
        .mark_bar(height=BAND, cursor="pointer")
        .encode(
            x=word_axis("first_word", "words from the start of the article"),
            x2="drawn_to:Q",
            y=row_axis(data),
            color=outlet_color(data),
            opacity=lit(),
            tooltip=[*hints],
            description="told:N",
        )
    )
    return linked(marks)


def _files(data: pd.DataFrame) -> alt.Chart:
    states = alt.Scale(domain=list(theme.STATES), range=list(theme.STATES.values()))
    hints = map(hint, ("row_name", "why", "count", "text"), ("article", "why", "length", "words"))
    chart: alt.Chart = (
        alt.Chart(data, width=WIDTH, height=alt.Step(_step(data)))
        .mark_bar(height=BAND, stroke=theme.PAPER)
        .encode(
            x=word_axis("first_word", "words from the start of the file"),
            x2="drawn_to:Q",
            y=row_axis(data),
            color=alt.Color("state:N", scale=states, title=None),
            strokeWidth=alt.condition("datum.state === 'kept'", alt.value(0.5), alt.value(0)),
            tooltip=[*hints],
            description="told:N",
        )
    )
    return chart


def _rules(data: pd.DataFrame, all_words: int) -> Chart:
    title = f"Words removed, by rule{'' if len(data) else ': none'}"
    longest = max([*data["words"], SMALL_SHARE * all_words, 1])
    scale = alt.Scale(domain=[0, 2 * longest])  # half of the width is for the words beside the longest bar
    base = alt.Chart(data).encode(
        x=alt.X("words:Q", axis=None, scale=scale),
        y=row_axis(data),
        tooltip=[*map(hint, ("row", "label", "text"), ("rule", "removed", "words"))],
        description="told:N",
    )
    return alt.layer(
        base.mark_bar(height=12, color=theme.STATES["removed"], stroke=theme.STATES["removed"]),
        base.mark_text(align="left", dx=6, aria=False).encode(text="label:N"),
        width=WIDTH,
        height=alt.Step(LOW),
        title=alt.Title(title, fontSize=13, offset=6),
    )


def _many(rows: pd.DataFrame) -> bool:
    return rows["row"].nunique() > MANY


def _step(data: pd.DataFrame) -> int:
    return LOW if _many(data) else TALL


CHARTS: dict[str, Callable[[pd.DataFrame], Chart]] = {
    "overview": overview,
    "strip": strip,
    "cleaning": cleaning,
    "people": people,
    "speaking": speaking,
    "cues": cues,
    "order": order,
    "ledger": ledger,
    "ladder": ladder,
    "fact_pairs": fact_pairs,
    "word_edits": word_edits,
    "keyness": keyness,
    "rates": rates,
}
"""The name of a comparison → the chart of its frame."""
