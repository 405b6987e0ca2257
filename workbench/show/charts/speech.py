"""Charts of people and quotations: who is named, who speaks, how much, where, and with which verbs.

Everywhere in them the darker a mark, the nearer to a person's own words: a line is a naming, an outline a paraphrase,
a pale bar a fragment, a solid bar a quotation in full.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from workbench.compare.speech.whose_words import REST
from workbench.show import theme
from workbench.show.charts import told
from workbench.show.charts.columns import manner_axis
from workbench.show.charts.fit import wide
from workbench.show.charts.parts import (
    Chart,
    below,
    chart,
    faceted,
    head,
    hint,
    layered,
    legend,
    linked,
    lit,
    nothing,
    number_axis,
    outlet_color,
    resolved,
    room,
    row_axis,
    when,
)
from workbench.show.charts.speech_rows import (
    CLASS,
    MANNER_NAMES,
    across,
    gap,
    panel_width,
    parts_of,
    places,
    presence,
    spoken,
    verbs,
)
from workbench.show.theme import look

LANE = 3  # pixels on screen: the line on which a participant's marks stand
_BAR = 12  # pixels on screen
_DOT, _FAR = 7, 11  # pixels on screen from dot to dot, at least and at most; with less room a bar stands for all


@chart
def people(frame: pd.DataFrame) -> Chart:
    """Who is in each story: a panel per article, a row per participant, a column per manner, and the count in each cell.

    The participants with the most evidence stand first. Who has no row for an article is said to be not named in it.
    """
    title = "Who is in the story: mentioned, paraphrased, quoted"
    if frame.empty:
        return nothing(title)
    data, left_out = presence(frame)
    space = room(data["row"])
    width = panel_width(data["panel"].nunique(), space.plot)
    column = width / len(MANNER_NAMES)
    x = manner_axis("how", list(MANNER_NAMES.values()), width)
    base = alt.Chart(data).encode(
        x=x,
        y=row_axis(data, names=space.names),
        tooltip=_hints("article", "count", column="label"),
        description=alt.Description("told:N"),
    )
    widest = min(look().area(300), (column * 0.4) ** 2)  # a number stands beside it
    size = alt.Size("value:Q", scale=alt.Scale(range=[0, widest], domainMin=0), legend=None)
    dots = base.transform_filter("datum.value > 0").mark_circle(
        xOffset=-column / 6, stroke=theme.DARK, strokeWidth=1, cursor="pointer"
    )
    numbers = base.mark_text(align="left", dx=column / 10, aria=False).encode(
        text=alt.Text("label:N"), color=when("datum.value > 0", theme.INK, theme.QUIET)
    )
    dots = dots.encode(size=size, fill=_manner(), opacity=lit())
    notes = ["How often each participant is named, and speaks.", *left_out]
    return _panels((linked(dots), numbers), data, width, head(title, notes), f"{title}. {told.people(frame)}")


@chart
def speaking(frame: pd.DataFrame) -> Chart:
    """How many words of each speaker an outlet prints: in full, in fragments, paraphrased; a panel per outlet.

    Beside a bar stand the words between marks and their share of all words between marks in that outlet.
    """
    title = "Who speaks how much: words in full, in fragments, paraphrased"
    if frame.empty:
        return nothing(title)
    data, left_out = spoken(frame)
    space = room(data["row"])
    width = panel_width(data["panel"].nunique(), space.plot)
    longest = _with_room(data["end"].max(), data["label"], width)
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, longest], nice=False))
    base = alt.Chart(data).encode(
        y=row_axis(data, names=space.names),
        tooltip=_hints("outlet", "words of it"),
        description=alt.Description("told:N"),
    )
    bars = base.mark_bar(height=look().sized(_BAR), stroke=theme.DARK, strokeWidth=1, cursor="pointer").encode(
        x=x, x2=alt.X2("end:Q"), fill=_manner(but="mentioned", width=space.plot), opacity=lit()
    )
    ends = base.transform_filter("isValid(datum.label)").mark_text(align="left", dx=5, aria=False)
    numbers = ends.encode(x=alt.X("end:Q"), text=alt.Text("label:N"))
    notes = ["Beside a bar: words between quotation marks, and their share in that outlet.", *left_out]
    shown = bars.transform_filter("datum.end > datum.start")
    return _panels((linked(shown), numbers), data, width, head(title, notes), f"{title}. {told.speaking(frame)}")


@chart
def whose_words(frame: pd.DataFrame) -> Chart:
    """In whose words each outlet tells the story: a bar per outlet, from quotations in full to the reporter's own words.

    Each word of an outlet is in one part; the share stands in the part where it has room.
    """
    title = "In whose words the story is told"
    if frame.empty:
        return nothing(title)
    names = {**{m: name for m, name in reversed(MANNER_NAMES.items()) if m != "mentioned"}, REST: "all the rest"}
    data, left_out = parts_of(frame, names)
    space = room(data["row"])
    data["shown"] = data["percent"].where(data["percent"].map(wide) + 6 < data["share"] * space.plot)
    fill = alt.Scale(domain=list(names.values()), range=[*map(theme.MANNERS.__getitem__, list(names)[:-1]), theme.LANE])
    tips = {"row_name": "outlet", "how": "how", "words": "words", "percent": "share", "count": "passages"}
    base = alt.Chart(data).encode(
        y=row_axis(data, names=space.names),
        tooltip=[hint(c, t) for c, t in tips.items()],
        description=alt.Description("told:N"),
    )
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    bars = base.mark_bar(height=look().sized(16), stroke=theme.DARK, strokeWidth=1, cursor="pointer").encode(
        x=x,
        x2=alt.X2("end:Q"),
        fill=alt.Fill("how:N", scale=fill, legend=legend(names.values(), space.plot, symbolStrokeColor=theme.DARK)),
        opacity=lit(),
    )
    numbers = (
        base.transform_filter("isValid(datum.shown)")
        .mark_text(aria=False)
        .encode(
            x=alt.X("middle:Q"),
            text=alt.Text("shown:N"),
            color=when("datum.manner === 'quoted'", theme.PAPER, theme.INK),
        )
    )
    return layered(
        linked(bars.transform_filter("datum.words > 0")),
        numbers,
        width=space.plot,
        height=alt.Step(round(look().sized(25))),
        title=head(title, ["Shares of all words of an outlet, titles included.", *left_out]),
        description=f"{title}. {told.whose_words(frame)}",
    )


@chart
def cues(frame: pd.DataFrame) -> Chart:
    """With which verbs each outlet introduces what others say: a panel per outlet, verbs by class, a dot per use.

    Where so many dots have no room, a bar stands for them; the count stands beside it.
    """
    title = "With which verbs speech is introduced"
    if frame.empty:
        return nothing(title)
    data, left_out = verbs(frame)
    space = room(data["row"], bold=True)
    width = panel_width(data["panel"].nunique(), space.plot)
    names = {"row_name": "outlet", "kind": "class", "cue": "verb", "value": "count", "text": "words"}
    longest = max(_with_room(data["value"].max(), data["label"], width), width / look().sized(_FAR))
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, longest], nice=False))
    bold = {"condition": {"test": f"slice(datum.label, -1) === '{CLASS}'", "value": "bold"}, "value": "normal"}
    y = row_axis(data, names=space.names, labelFontWeight=bold)
    base = (
        alt.Chart(data)
        .transform_filter("isValid(datum.value)")
        .encode(
            y=y,
            tooltip=[*(hint(column, name) for column, name in names.items()), hint("address", "address")],
            description=alt.Description("told:N"),
        )
    )
    if width / longest >= look().sized(_DOT):
        each = base.transform_calculate(at="sequence(0.5, datum.value)").transform_flatten(["at"])
        marks = each.mark_circle(size=look().area(36), cursor="pointer").encode(x=alt.X("at:Q", axis=None))
    else:
        marks = base.mark_bar(height=look().sized(_BAR), cursor="pointer").encode(x=x)
    marks = marks.encode(color=outlet_color(data), opacity=lit())
    numbers = base.mark_text(align="left", dx=5, aria=False).encode(x=x, text=alt.Text("label:N"))
    notes = ["A dot is one use. The classes of verbs stand in bold.", *left_out]
    return _panels((linked(marks), numbers), data, width, head(title, notes), f"{title}. {told.cues(frame)}")


@chart
def order(frame: pd.DataFrame) -> Chart:
    """Where in each story participants are named and speak: a panel per article, a lane per participant.

    A line is a naming; a bar is as long as the words, and the darker, the nearer to the speaker's own.
    """
    title = "Where in the story participants are named, and where they speak"
    if frame.empty:
        return nothing(title)
    data, left_out = places(frame)
    space = room(data["row"])
    words = alt.Scale(domain=[0, int(data["article_words"].max())], nice=False)
    x = alt.X("first_word:Q", title=below("words from the start of the article"), axis=number_axis(), scale=words)
    y = row_axis(data, shared=False, names=space.names)
    base = alt.Chart(data).encode(
        x=x, y=y, tooltip=_hints("article", "length", text="words"), description=alt.Description("told:N")
    )
    lanes = alt.Chart(data).transform_aggregate(
        first_word="min(zero)", article_words="max(article_words)", groupby=["row", "panel"]
    )
    lane = lanes.mark_bar(height=look().sized(LANE), color=theme.LANE, aria=False)
    bars = base.transform_filter("datum.manner !== 'mentioned'").mark_bar(
        height=look().sized(11), stroke=theme.DARK, strokeWidth=look().sized(1), cursor="pointer"
    )
    ticks = base.transform_filter("datum.manner === 'mentioned'").mark_tick(
        size=look().sized(17), thickness=look().sized(2), cursor="pointer"
    )
    bars = bars.encode(x2=alt.X2("drawn_to:Q"), fill=_manner(but="mentioned", width=space.plot), opacity=lit())
    ticks = ticks.encode(color=alt.ColorValue(theme.INK), opacity=lit())
    lane = lane.encode(x=x, x2=alt.X2("article_words:Q"), y=y)
    return faceted(
        layered(lane, linked(bars), ticks, width=space.plot, height=alt.Step(look().row)),
        data,
        space.plot,
        spacing=gap(),
        title=head(title, ["From the first word of each article to its last. A line is a naming.", *left_out]),
        description=f"{title}. {told.order(frame)}",
        resolve=resolved(y="independent"),
    )


def _panels(layers: tuple[alt.Chart, ...], data: pd.DataFrame, width: int, title: alt.Title, description: str) -> Chart:
    """A panel per article or outlet, all with the same rows and scales."""
    return faceted(
        layered(*layers, width=width, height=alt.Step(look().row)),
        data,
        width,
        columns=across(data["panel"].nunique()),
        spacing={"row": gap(), "column": gap()},
        title=title,
        description=description,
    )


def _with_room(longest: float, labels: pd.Series, width: float) -> float:
    """The end of the scale of bars, so that the number beside the longest stays inside the panel."""
    beside = max(map(wide, labels.dropna()), default=0) + look().sized(8)
    return max(longest, 1) / (1 - min(0.8, beside / width))


def _manner(*, but: str = "", width: int = 0) -> alt.Fill:
    """The fill of each manner, with a legend where a width is given; what a chart tells otherwise is not in it."""
    shown = {name: theme.MANNERS[m] for m, name in reversed(MANNER_NAMES.items()) if m != but}
    scale = alt.Scale(domain=list(shown), range=list(shown.values()))
    key = legend(shown, width, symbolStrokeColor=theme.DARK) if width else None
    return alt.Fill("how:N", scale=scale, legend=key)


def _hints(panel: str, value: str, *, column: str = "value", text: str = "for example") -> list[alt.Tooltip]:
    pairs = {"row_name": panel, "name": "who", "how": "how", column: value, "text": text, "address": "address"}
    return [hint(column, title) for column, title in pairs.items()]
