"""Charts of people and quotations: who is named, who speaks, how much, where, and with which verbs.

Everywhere in them the darker a mark, the nearer to a person's own words: a line is a naming, an outline a paraphrase,
a pale bar a fragment, a solid bar a quotation in full.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from workbench.show import theme
from workbench.show.parts import LOW, WIDTH, Chart, hint, linked, lit, nothing, outlet_color, row_axis
from workbench.show.speech_rows import MANNER_NAMES, across, places, presence, spoken, verbs

_GAP = 16  # pixels between panels
LANE = 3  # pixels: the line on which a participant's marks stand
ROOM = 1.45  # of the longest bar: the rest is for the number beside it


def people(frame: pd.DataFrame) -> Chart:
    """Who is in each story: a panel per article, a row per participant, a column per manner, and the count in each cell.

    The participants with the most evidence stand first. Who has no row for an article is said to be not named in it.
    """
    title = "Who is in the story: mentioned, paraphrased, quoted"
    if frame.empty:
        return nothing(title)
    data, left_out = presence(frame)
    x = alt.X(
        "how:N",
        title=None,
        scale=alt.Scale(domain=list(MANNER_NAMES.values())),
        axis=alt.Axis(orient="top", labelAngle=-35, labelAlign="left", grid=False),
    )
    base = alt.Chart(data).encode(
        x=x, y=row_axis(data), tooltip=_hints("article", "count", column="label"), description="told:N"
    )
    size = alt.Size("value:Q", scale=alt.Scale(range=[0, 300], domainMin=0), legend=None)
    dots = base.transform_filter("datum.value > 0").mark_circle(
        xOffset=-8, stroke=theme.DARK, strokeWidth=1, cursor="pointer"
    )
    numbers = base.mark_text(align="left", dx=3, aria=False).encode(
        text="label:N", color=alt.condition("datum.value > 0", alt.value(theme.INK), alt.value(theme.QUIET))
    )
    counted = "How often each participant is named, and speaks."
    return _panels(
        alt.layer(linked(dots.encode(size=size, fill=_manner(legend=False), opacity=lit())), numbers),
        data,
        title,
        [counted, *left_out],
    )


def speaking(frame: pd.DataFrame) -> Chart:
    """How many words of each speaker an outlet prints: in full, in fragments, paraphrased; a panel per outlet.

    Beside a bar stand the words between marks and their share of all words between marks in that outlet.
    """
    title = "Who speaks how much: words in full, in fragments, paraphrased"
    if frame.empty:
        return nothing(title)
    data, left_out = spoken(frame)
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, ROOM * max(data["end"].max(), 1)]))
    base = alt.Chart(data).encode(y=row_axis(data), tooltip=_hints("outlet", "words of it"), description="told:N")
    bars = base.mark_bar(height=12, stroke=theme.DARK, strokeWidth=1, cursor="pointer").encode(
        x=x, x2="end:Q", fill=_manner(but="mentioned"), opacity=lit()
    )
    ends = base.transform_filter("isValid(datum.label)").mark_text(align="left", dx=5, aria=False)
    numbers = ends.encode(x=alt.X("end:Q"), text="label:N")
    told = "Beside a bar: words between quotation marks, and their share in that outlet."
    shown = bars.transform_filter("datum.end > datum.start")
    return _panels(alt.layer(linked(shown), numbers), data, title, [told, *left_out])


def cues(frame: pd.DataFrame) -> Chart:
    """With which verbs each outlet introduces what others say: a panel per outlet, verbs by class, most frequent first."""
    title = "With which verbs speech is introduced"
    if frame.empty:
        return nothing(title)
    data, left_out = verbs(frame)
    hints = {
        "row_name": "outlet",
        "kind": "class",
        "cue": "verb",
        "value": "count",
        "text": "words",
        "address": "address",
    }
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, ROOM * data["value"].max()]))
    tooltip = [hint(column, name) for column, name in hints.items()]
    base = alt.Chart(data).encode(x=x, y=row_axis(data), tooltip=tooltip, description="told:N")
    bars = base.mark_bar(height=12, cursor="pointer").encode(color=outlet_color(data), opacity=lit())
    ends = base.transform_filter("isValid(datum.label)").mark_text(align="left", dx=5, aria=False)
    numbers = ends.encode(text="label:N")
    counted = "How often each verb is used. Before the first verb of a class stands its name."
    return _panels(alt.layer(linked(bars), numbers), data, title, [counted, *left_out])


def order(frame: pd.DataFrame) -> Chart:
    """Where in each story participants are named and speak: a panel per article, a lane per participant.

    A line is a naming; a bar is as long as the words, and the darker, the nearer to the speaker's own.
    """
    title = "Where in the story participants are named, and where they speak"
    if frame.empty:
        return nothing(title)
    data, left_out = places(frame)
    axis = alt.Axis(tickCount=6, titleAnchor="start")
    words = alt.Scale(domain=[0, int(data["article_words"].max())], nice=False)
    x = alt.X("first_word:Q", title="words from the start of the article", axis=axis, scale=words)
    base = alt.Chart(data).encode(
        x=x, y=row_axis(data, shared=False), tooltip=_hints("article", "length", text="words"), description="told:N"
    )
    lanes = alt.Chart(data).transform_aggregate(
        first_word="min(zero)", article_words="max(article_words)", groupby=["row", "panel"]
    )
    lane = lanes.mark_bar(height=LANE, color=theme.LANE, aria=False)
    bars = base.transform_filter("datum.manner !== 'mentioned'").mark_bar(
        height=11, stroke=theme.DARK, strokeWidth=1, cursor="pointer"
    )
    ticks = base.transform_filter("datum.manner === 'mentioned'").mark_tick(size=17, thickness=2, cursor="pointer")
    chart: Chart = (
        alt.layer(
            lane.encode(x=x, x2="article_words:Q", y=row_axis(data, shared=False)),
            linked(bars.encode(x2="drawn_to:Q", fill=_manner(but="mentioned"), opacity=lit())),
            ticks.encode(color=alt.value(theme.INK), opacity=lit()),
        )
        .properties(width=WIDTH, height=alt.Step(LOW))
        .facet(
            facet=alt.Facet("panel:N", sort=list(data["panel"].unique()), header=alt.Header(labelAnchor="start")),
            columns=1,
            spacing=_GAP,
            title=alt.Title(
                title, subtitle=["From the first word of each article to its last. A line is a naming.", *left_out]
            ),
            description=f"{title}. {' '.join(data['told'])}",
        )
        .resolve_scale(y="independent")
    )
    return chart


def _panels(layers: alt.LayerChart | alt.FacetChart, data: pd.DataFrame, title: str, subtitle: list[str]) -> Chart:
    """A panel per article or outlet, all with the same rows and scales."""
    names = list(data["panel"].unique())
    columns = across(len(names))
    width = (WIDTH - _GAP * (columns - 1)) // columns
    header = alt.Header(labelAnchor="start", labelLimit=width)
    return layers.properties(width=width, height=alt.Step(LOW)).facet(
        facet=alt.Facet("panel:N", sort=names, header=header),
        columns=columns,
        spacing={"row": _GAP, "column": _GAP},
        title=alt.Title(title, subtitle=subtitle),
        description=f"{title}. {' '.join(data['told'])}",
    )


def _manner(*, but: str = "", legend: bool = True) -> alt.Fill:
    """The fill of each manner; a chart that tells one of them otherwise leaves it out of the legend."""
    shown = {name: theme.MANNERS[m] for m, name in reversed(MANNER_NAMES.items()) if m != but}
    scale = alt.Scale(domain=list(shown), range=list(shown.values()))
    return alt.Fill(
        "how:N", scale=scale, legend=alt.Legend(title=None, symbolStrokeColor=theme.DARK) if legend else None
    )


def _hints(panel: str, value: str, *, column: str = "value", text: str = "for example") -> list[alt.Tooltip]:
    pairs = {"row_name": panel, "name": "who", "how": "how", column: value, "text": text, "address": "address"}
    return [hint(column, title) for column, title in pairs.items()]
