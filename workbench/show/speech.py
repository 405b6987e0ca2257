"""Charts of people and quotations: who is named, who speaks, how much, where, and with which verbs.

Everywhere in them the darker a mark, the nearer to a person's own words: a line is a naming, an outline a paraphrase,
a pale bar a fragment, a solid bar a quotation in full.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from workbench.show import theme
from workbench.show.parts import LOW, WIDTH, Chart, hint, nothing, row_axis
from workbench.show.speech_rows import MANNER_NAMES, across, presence, spoken, verbs

_GAP = 16  # pixels between panels


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
    base = alt.Chart(data).encode(x=x, y=row_axis(data), tooltip=_hints("article", "count"), description="told:N")
    size = alt.Size("value:Q", scale=alt.Scale(range=[0, 300], domainMin=0), legend=None)
    dots = base.transform_filter("datum.value > 0").mark_circle(xOffset=-8, opacity=1, stroke=theme.DARK, strokeWidth=1)
    numbers = base.mark_text(align="left", dx=3, aria=False).encode(
        text="label:N", color=alt.condition("datum.value > 0", alt.value(theme.INK), alt.value(theme.QUIET))
    )
    counted = "How often each participant is named, and speaks."
    return _panels(alt.layer(dots.encode(size=size, fill=_manner(legend=False)), numbers), data, title, [counted, *left_out])


def _panels(layers: alt.LayerChart, data: pd.DataFrame, title: str, subtitle: list[str]) -> Chart:
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


def _manner(*, legend: bool = True) -> alt.Fill:
    scale = alt.Scale(domain=list(MANNER_NAMES.values()), range=[theme.MANNERS[m] for m in MANNER_NAMES])
    return alt.Fill("how:N", scale=scale, legend=alt.Legend(title=None, symbolStrokeColor=theme.DARK) if legend else None)


def _hints(panel: str, value: str) -> list[alt.Tooltip]:
    pairs = {"row_name": panel, "name": "who", "how": "how", "value": value, "text": "words", "address": "address"}
    return [hint(column, title) for column, title in pairs.items()]
