"""The chart of co-mentions: participants one below the other, and an arc between two whom a sentence names together."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from workbench.show import theme
from workbench.show.charts import told
from workbench.show.charts.fit import wide
from workbench.show.charts.marks import mark_keys
from workbench.show.charts.parts import Chart, chart, faceted, head, hint, layered, linked, lit, nothing, room
from workbench.show.charts.parts import panels as titles
from workbench.show.charts.rows import AIR, brief, plural, row_names, snippet
from workbench.show.charts.speech_rows import across, gap, panel_width
from workbench.show.theme import look

_STEPS = 24  # points of an arc: enough to look round
_THICK = (1.2, 6.0)  # pixels on screen of the line of one sentence, and at most
_PER_SENTENCE = 1.2  # pixels on screen that each sentence adds


@chart
def comentions(frame: pd.DataFrame) -> Chart:
    """Who is named beside whom: a panel per article, a row per participant, an arc per pair, thicker with more sentences.

    A click on the dot of an arc gives its sentences. Who is named beside nobody is not in the frame, and so not here.
    """
    title = "Who is named in the same sentence"
    if frame.empty:
        return nothing(title)
    pairs, names, notes = _pairs(frame)
    space = room(names)
    width = panel_width(pairs["panel"].nunique(), space.plot)
    data = _placed(pairs.assign(panel=pairs["panel"].map(titles(pairs["panel"], width))))
    rows = len(names)
    axis = alt.Axis(values=list(range(rows)), grid=False, title=None, minExtent=space.names, maxExtent=space.names)
    axis.labelExpr, axis.labelPadding = f"{json.dumps(names)}[datum.value]", look().sized(AIR) - 2
    axis.labelLimit = space.names - look().sized(AIR) + 2
    y = alt.Y("middle:Q", scale=alt.Scale(domain=[rows - 0.5, -0.5], nice=False), axis=axis)
    beside = 1 / (1 - (wide(f"{pairs['count'].max()}") + look().sized(10)) / width)  # room for the number at the widest
    tips = {"row_name": "article", "names": "who", "count": "sentences", "text": "the first"}
    base = alt.Chart(data).encode(
        x=alt.X("span:Q", axis=None, scale=alt.Scale(domain=[-0.02, beside], nice=False)),
        y=y,
        tooltip=[hint(c, t) for c, t in tips.items()],
        description=alt.Description("told:N"),
        opacity=lit(),
    )
    tops = base.mark_circle(size=look().area(45), color=theme.DARK, stroke=theme.PAPER, strokeWidth=1, cursor="pointer")
    counts = base.transform_filter("datum.count > 1").mark_text(align="left", dx=look().sized(7), aria=False)
    return faceted(
        layered(
            _arcs(data, y), linked(tops), counts.encode(text=alt.Text("count:Q")), width=width, height=rows * look().row
        ),
        data,
        width,
        columns=across(pairs["panel"].nunique()),
        spacing={"row": gap(), "column": gap()},
        title=head(title, ["An arc joins two; beside it, if more than one, the number of sentences.", *notes]),
        description=f"{title}. {told.comentions(frame)}",
    )


def _pairs(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str], list[str]]:
    """The pairs of the participants that fit, with the places of their rows; the names of the rows; what is left out."""
    rows, notes = row_names(frame)
    ends = rows[["participant_a", "participant_b"]].to_numpy().ravel()
    everybody = list(dict.fromkeys(ends))
    called = {**dict(zip(rows["participant_b"], rows["name_b"], strict=True))}
    called |= dict(zip(rows["participant_a"], rows["name_a"], strict=True))
    fit = look().rows // 2 * across(rows["row_name"].nunique()) // max(1, rows["row_name"].nunique())
    place = {key: n for n, key in enumerate(everybody[: max(fit, 5)])}
    kept = rows[rows["participant_a"].isin(place) & rows["participant_b"].isin(place)]
    pairs = kept.assign(
        panel=kept["row_name"],
        a=kept["participant_a"].map(place),
        b=kept["participant_b"].map(place),
        names=kept["name_a"] + " and " + kept["name_b"],
        text=kept["example"].map(snippet),
        key=mark_keys(kept, "participant_a", "participant_b", "article_id"),
    )
    pairs["told"] = [
        f"{names}, {where}: {plural(n, 'sentence')}."
        for names, where, n in zip(pairs["names"], pairs["row_name"], pairs["count"], strict=True)
    ]
    if len(place) < len(everybody):
        notes = [f"{len(place)} of {plural(len(everybody), 'participant')}, those of the most frequent pairs.", *notes]
    return pairs, list(brief(pd.Series([called[key] for key in place]))), notes


def _placed(pairs: pd.DataFrame) -> pd.DataFrame:
    """Where the arcs begin, where they are widest, and how thick they are: an arc is as wide as its rows are far apart."""
    first, last = pairs[["a", "b"]].min(axis=1), pairs[["a", "b"]].max(axis=1)
    least, most = map(look().sized, _THICK)
    columns = ["panel", "row_name", "names", "count", "text", "key", "told"]
    return pairs[columns].assign(
        first=first,
        middle=(first + last) / 2,
        half=(last - first) / 2,
        span=(last - first) / max(1, (last - first).max()),
        thick=(least + (pairs["count"] - 1) * look().sized(_PER_SENTENCE)).clip(upper=most),
    )


def _arcs(data: pd.DataFrame, y: alt.Y) -> alt.Chart:
    """Half of an ellipse for each pair, from the upper row to the lower; its points are made where it is drawn."""
    points = (
        alt.Chart(data)
        .transform_calculate(step=f"sequence({_STEPS + 1})")
        .transform_flatten(["step"])
        .transform_calculate(
            at=f"datum.span * sin(PI * datum.step / {_STEPS})",
            place=f"datum.middle - datum.half * cos(PI * datum.step / {_STEPS})",
        )
    )
    lines: alt.Chart = points.mark_line(color=theme.DARK, strokeCap="round", aria=False).encode(
        x=alt.X("at:Q", axis=None),
        y=alt.Y("place:Q", scale=y["scale"], axis=y["axis"]),
        detail=alt.Detail("key:N"),
        order=alt.Order("step:Q"),
        strokeWidth=alt.StrokeWidth("thick:Q", scale=None),
        opacity=lit(0.55),
    )
    return lines
