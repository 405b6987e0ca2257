"""Charts of words: how versions of one utterance differ, which words are an outlet's own, and hedges and say-verbs in rates."""

from __future__ import annotations

import altair as alt
import pandas as pd

from workbench.compare.evidence import JOINT
from workbench.show import theme
from workbench.show.parts import LOW, SHAPES, WIDTH, Chart, hint, linked, lit, nothing, outlet_color, row_axis
from workbench.show.rows import plural, snippet
from workbench.show.speech_rows import by_outlet, mark_key

_WORDS = 12  # words of each outlet: enough to see a pattern, few enough to read them all
_ROOM = 1.3  # of the longest bar: the rest is for the number beside it
_CHANGING = ("substitution", "added", "dropped", "left-out", "moved", "inflection", "masking", "spelling")
"""Kinds of edit that change words; the others are matters of print."""


def word_edits(frame: pd.DataFrame) -> Chart:
    """How the versions of the same utterances differ: a bar per kind of edit, those that change words in the dark."""
    title = "How versions of the same words differ"
    if frame.empty:
        return nothing(title)
    counts = frame.groupby("kind", sort=False).agg(value=("kind", "size"), text=("words_b", _sample)).reset_index()
    rank = {kind: n for n, kind in enumerate(_CHANGING)}
    counts = counts.sort_values("kind", key=lambda kinds: kinds.map(lambda k: rank.get(k, len(rank))), kind="stable")
    data = counts.assign(
        row=counts["kind"],
        key=counts["kind"],
        what=counts["kind"].isin(_CHANGING).map({True: "changes words", False: "changes print, or where they end"}),
        told=[f"{k}: {plural(n, 'difference')}." for k, n in zip(counts["kind"], counts["value"], strict=True)],
    )
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, _ROOM * data["value"].max()]))
    fill = alt.Scale(domain=["changes words", "changes print, or where they end"], range=[theme.DARK, "#c3d3df"])
    tips = [hint("kind", "kind"), hint("value", "differences"), hint("text", "for example")]
    base = alt.Chart(data).encode(x=x, y=row_axis(data), tooltip=tips, description="told:N")
    bars = base.mark_bar(height=13, cursor="pointer").encode(
        fill=alt.Fill("what:N", scale=fill, title=None), opacity=lit()
    )
    numbers = base.mark_text(align="left", dx=5, aria=False).encode(text="value:Q")
    return alt.layer(
        linked(bars),
        numbers,
        width=WIDTH,
        height=alt.Step(LOW),
        title=alt.Title(title, subtitle=["Differences between versions that two articles print between marks."]),
        description=f"{title}. {' '.join(data['told'])}",
    )


def keyness(frame: pd.DataFrame) -> Chart:
    """The words that are more an outlet's own than the others': per thousand words here (solid) and elsewhere (open)."""
    title = "Words that one outlet uses more than the others"
    own = frame[frame["log_ratio"].fillna(0).gt(0)]
    if own.empty:
        return nothing(title)
    rows, left_out = by_outlet(own.rename(columns={"group": "outlet_label"}))
    top = rows.groupby("outlet_label", sort=False).head(_WORDS)
    data = top.assign(
        panel=top["row"],
        row=top["word"],
        shown=[f"{here} : {rest}" for here, rest in zip(top["count"], top["count_rest"], strict=True)],
        key=[mark_key(*parts) for parts in zip(top["outlet_label"], top["word"], strict=True)],
        text=top["forms"].str.replace(JOINT, ", ").map(snippet),
    )[["panel", "row", "row_name", "outlet_label", "per_1000", "per_1000_rest", "shown", "key", "text", "log_ratio"]]
    data["told"] = data["row_name"] + ", " + data["row"] + ": " + data["shown"] + " (here : elsewhere)."
    names = {"row_name": "outlet", "row": "word", "shown": "here : elsewhere", "text": "forms"}
    tips = [hint(c, t) for c, t in names.items()]
    tips += [
        alt.Tooltip("per_1000:Q", title="per 1,000 words", format=".2f"),
        alt.Tooltip("log_ratio:Q", title="log ratio", format=".2f"),
    ]
    y = row_axis(data, shared=False)
    base = alt.Chart(data).encode(y=y, tooltip=tips, description="told:N")
    x = alt.X("per_1000:Q", title="times per 1,000 words", scale=alt.Scale(domainMin=0), axis=alt.Axis(tickCount=5))
    line = base.mark_rule(strokeWidth=2).encode(x=x, x2="per_1000_rest:Q", color=outlet_color(data), opacity=lit(0.6))
    rest = base.mark_point(filled=False, size=60, color=theme.QUIET).encode(x=alt.X("per_1000_rest:Q"), opacity=lit())
    here = base.mark_circle(size=90, cursor="pointer").encode(x=x, color=outlet_color(data), opacity=lit(1))
    numbers = base.mark_text(align="left", dx=9, aria=False, color=theme.QUIET).encode(x=x, text="shown:N")
    facet = alt.Facet("panel:N", sort=list(data["panel"].unique()), header=alt.Header(labelAnchor="start"))
    told = "Solid: here; open: in the other outlets together. Beside a word its counts, here : elsewhere."
    chart: Chart = (
        alt.layer(line, rest, linked(here), numbers)
        .properties(width=WIDTH, height=alt.Step(LOW))
        .facet(
            facet=facet,
            columns=1,
            title=alt.Title(title, subtitle=[told, *left_out]),
            description=f"{title}. {' '.join(data['told'])}",
        )
        .resolve_scale(y="independent")
    )
    return chart


def rates(frame: pd.DataFrame) -> Chart:
    """Hedges, intensifiers and say-verbs per thousand words: a dot per outlet, a row per list of words."""
    title = "Hedges, intensifiers, evaluations and say-verbs"
    there = frame.groupby(["kind", "group", "part"], dropna=False)["count"].transform("sum").gt(0)
    found = frame[frame["per_1000"].notna() & there]
    if found.empty:
        return nothing(title)
    data = found.assign(
        row=[
            kind if pd.isna(group) else f"{kind} · {group}"
            for kind, group in zip(found["kind"], found["group"], strict=True)
        ],
        panel=found["part"].map({"reporter": "In the reporter's own words", "quoted": "Between quotation marks"}),
        text=found["forms"].fillna("–").str.replace(JOINT, ", ").map(snippet),
        key=[
            mark_key(*parts)
            for parts in zip(found["outlet_label"], found["kind"], found["group"], found["part"], strict=True)
        ],
    )[["row", "panel", "outlet_label", "per_1000", "count", "words", "text", "key"]]
    data["told"] = data["row"] + ", " + data["outlet_label"] + ": " + data["count"].astype(str) + "."
    data["key"] = data["key"].where(data["count"].gt(0))  # nothing stands behind a zero
    outlets = list(data["outlet_label"].unique())
    names = {"outlet_label": "outlet", "row": "list", "count": "count", "words": "of words", "text": "found"}
    tips = [*(hint(c, t) for c, t in names.items()), alt.Tooltip("per_1000:Q", title="per 1,000 words", format=".1f")]
    color = alt.Color(
        "outlet_label:N",
        scale=theme.outlet_colors(outlets),
        legend=alt.Legend(title=None, columns=2, labelLimit=WIDTH // 2),
    )
    shapes = alt.Scale(domain=outlets, range=[SHAPES[i % len(SHAPES)] for i in range(len(outlets))])
    shape = alt.Shape("outlet_label:N", scale=shapes, legend=alt.Legend(title=None, columns=2, labelLimit=WIDTH // 2))
    marks = (
        alt.Chart(data)
        .mark_point(filled=True, size=80, cursor="pointer")
        .encode(
            x=alt.X("per_1000:Q", title="times per 1,000 words of that part", axis=alt.Axis(tickCount=5)),
            y=row_axis(data, shared=False),
            color=color,
            shape=shape,
            opacity=lit(),
            tooltip=tips,
            description="told:N",
        )
    )
    chart: Chart = (
        linked(marks)
        .properties(width=WIDTH, height=alt.Step(LOW))
        .facet(
            facet=alt.Facet("panel:N", sort=list(data["panel"].unique()), header=alt.Header(labelAnchor="start")),
            columns=1,
            title=alt.Title(title, subtitle=["Few words make unsteady rates: point at a dot for the counts."]),
            description=f"{title}. {' '.join(data['told'])}",
        )
        .resolve_scale(y="independent")
    )
    return chart


def _sample(words: pd.Series) -> str:
    return snippet("; ".join(words.dropna().head(5)), 120) or "–"
