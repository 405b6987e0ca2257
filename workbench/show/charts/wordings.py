"""Charts of words: how versions of one utterance differ, which words are an outlet's own, and hedges and say-verbs in rates."""

from __future__ import annotations

import altair as alt
import pandas as pd

from workbench.compare.common.evidence import JOINT
from workbench.compare.words.rates import SAY_VERB
from workbench.show import theme
from workbench.show.charts import told
from workbench.show.charts.fit import cut, wide
from workbench.show.charts.marks import mark_keys
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
    panels,
    resolved,
    room,
    row_axis,
    shapes,
)
from workbench.show.charts.rows import first_outlets, plural, snippet
from workbench.show.charts.speech_rows import NO_CLASS, by_outlet
from workbench.show.theme import look

_WORDS = 12  # words of each outlet: enough to see a pattern, few enough to read them all
_FEWEST = 4
_ITEMS = 0.5  # of the width, at most, for the names of lists
_ZERO = 7  # pixels on screen between the names and a mark at zero
_CHANGING = ("substitution", "added", "dropped", "left-out", "moved", "inflection", "masking", "spelling")
"""Kinds of edit that change words; the others are matters of print."""
_WHAT = {True: "changes words", False: "changes print, or where they end"}
_GROUNDS = (theme.DARK, "#c3d3df")


@chart
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
        what=counts["kind"].isin(_CHANGING).map(_WHAT),
        told=[f"{k}: {plural(n, 'difference')}." for k, n in zip(counts["kind"], counts["value"], strict=True)],
    )
    space = room(data["row"])
    beside = wide(f"{data['value'].max():,}") + look().sized(8)
    longest = data["value"].max() / (1 - beside / space.plot)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, longest], nice=False))
    grounds = alt.Scale(domain=list(_WHAT.values()), range=list(_GROUNDS))
    fill = alt.Fill("what:N", scale=grounds, legend=legend(_WHAT.values(), space.plot))
    tips = [hint("kind", "kind"), hint("value", "differences"), hint("text", "for example")]
    base = alt.Chart(data).encode(
        x=x, y=row_axis(data, names=space.names), tooltip=tips, description=alt.Description("told:N")
    )
    bars = base.mark_bar(height=look().sized(13), cursor="pointer").encode(fill=fill, opacity=lit())
    numbers = base.mark_text(align="left", dx=5, aria=False).encode(text=alt.Text("value:Q"))
    return layered(
        linked(bars),
        numbers,
        width=space.plot,
        height=alt.Step(look().row),
        title=head(title, ["Differences between versions that two articles print between marks."]),
        description=f"{title}. {told.word_edits(data)}",
    )


@chart
def keyness(frame: pd.DataFrame) -> Chart:
    """The words that are more an outlet's own than the others': per thousand words here (solid) and elsewhere (open)."""
    title = "Words that one outlet uses more than the others"
    own = frame[frame["log_ratio"].fillna(0).gt(0)]
    if own.empty:
        return nothing(title)
    data, left_out = _keywords(own)
    space = room(data["row"])
    names = {"row_name": "outlet", "word": "word", "shown": "here : elsewhere", "text": "forms"}
    tips = [hint(c, t) for c, t in names.items()]
    tips += [
        alt.Tooltip("per_1000:Q", title="per 1,000 words", format=".2f"),
        alt.Tooltip("log_ratio:Q", title="log ratio", format=".2f"),
    ]
    y = row_axis(data, shared=False, names=space.names)
    base = alt.Chart(data).encode(y=y, tooltip=tips, description=alt.Description("told:N"))
    beside = (max(map(wide, data["shown"])) + look().sized(10)) / (space.plot - 2 * look().sized(_ZERO))
    most = float(data[["per_1000", "per_1000_rest"]].max().max())
    scale = alt.Scale(domain=[0, most / (1 - beside)], padding=look().sized(_ZERO), nice=False)
    x = alt.X("per_1000:Q", title=below("times per 1,000 words"), scale=scale, axis=number_axis())
    line = base.mark_rule(strokeWidth=look().sized(2)).encode(
        x=x, x2=alt.X2("per_1000_rest:Q"), color=outlet_color(data), opacity=lit(0.6)
    )
    rest = base.mark_point(filled=True, fill=theme.PAPER, stroke=theme.QUIET, strokeWidth=1.5, size=look().area(55))
    here = base.mark_circle(size=look().area(90), cursor="pointer").encode(x=x, color=outlet_color(data), opacity=lit())
    numbers = base.mark_text(align="left", dx=look().sized(9), aria=False, color=theme.QUIET)
    notes = "Solid: here; open: in the other outlets together. Beside a word its counts, here : elsewhere."
    return faceted(
        layered(
            line,
            rest.encode(x=alt.X("per_1000_rest:Q"), opacity=lit()),
            linked(here),
            numbers.encode(x=x, text=alt.Text("shown:N")),
            width=space.plot,
            height=alt.Step(look().row),
        ),
        data,
        space.plot,
        title=head(title, [notes, *left_out]),
        description=f"{title}. {told.keyness(data)}",
        resolve=resolved(y="independent"),
    )


@chart
def rates(frame: pd.DataFrame) -> Chart:
    """Hedges, intensifiers and say-verbs per thousand words: a dot per outlet, a row per list of words."""
    title = "Hedges, intensifiers, evaluations and say-verbs"
    there = frame.groupby(["kind", "group", "part"], dropna=False)["count"].transform("sum").gt(0)
    found = frame[frame["per_1000"].notna() & there]
    if found.empty:
        return nothing(title)
    found, left_out = first_outlets(found)
    data = _lists(found)
    space = room(data["row"], most=_ITEMS)
    outlets = list(data["outlet_label"].unique())
    names = {"outlet_label": "outlet", "row": "list", "count": "count", "words": "of words", "text": "found"}
    tips = [*(hint(c, t) for c, t in names.items()), alt.Tooltip("per_1000:Q", title="per 1,000 words", format=".1f")]
    key = legend(outlets, space.plot)
    scale = alt.Scale(padding=look().sized(_ZERO), nice=False, domainMin=0)
    marks = (
        alt.Chart(data)
        .mark_point(filled=True, size=look().area(80), cursor="pointer")
        .encode(
            x=alt.X("per_1000:Q", title=below("times per 1,000 words of that part"), axis=number_axis(), scale=scale),
            y=row_axis(data, shared=False, names=space.names),
            color=alt.Color("outlet_label:N", scale=theme.outlet_colors(outlets), legend=key),
            shape=alt.Shape("outlet_label:N", scale=shapes(outlets), legend=key),
            opacity=lit(),
            tooltip=tips,
            description=alt.Description("told:N"),
        )
    )
    return faceted(
        linked(marks.properties(width=space.plot, height=alt.Step(look().row))),
        data,
        space.plot,
        title=head(title, ["Few words make unsteady rates: look at the counts, too.", *left_out]),
        description=f"{title}. {told.rates(data)}",
        resolve=resolved(y="independent"),
    )


def _keywords(own: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The surest words of each outlet, each a row."""
    rows, left_out = by_outlet(own.rename(columns={"group": "outlet_label"}))
    most = max(_FEWEST, min(_WORDS, look().rows // rows["outlet_label"].nunique()))
    top = rows.groupby("outlet_label", sort=False).head(most)
    data = top.assign(
        panel=top["row_name"].map(panels(top["row_name"], look().plot)),
        row=top["word"].map(lambda word: cut(word, look().names - look().text)),
        shown=[f"{here} : {rest}" for here, rest in zip(top["count"], top["count_rest"], strict=True)],
        key=mark_keys(top, "outlet_label", "word"),
        text=top["forms"].str.replace(JOINT, ", ").map(snippet),
    )
    data["told"] = data["row_name"] + ", " + data["word"] + ": " + data["shown"] + " (here : elsewhere)."
    columns = ["panel", "row", "row_name", "outlet_label", "word", "per_1000", "per_1000_rest", "shown", "log_ratio"]
    return data[[*columns, "key", "text", "told"]], left_out


def _lists(found: pd.DataFrame) -> pd.DataFrame:
    """The rates with a row name for each list of words."""
    groups = found["group"].mask(found["kind"].eq(SAY_VERB) & found["group"].isna(), NO_CLASS)
    data = found.assign(
        row=[
            kind if pd.isna(group) else f"{kind} · {group}" for kind, group in zip(found["kind"], groups, strict=True)
        ],
        panel=found["part"].map({"reporter": "In the reporter's own words", "quoted": "Between quotation marks"}),
        text=found["forms"].fillna("–").str.replace(JOINT, ", ").map(snippet),
        key=mark_keys(found, "outlet_label", "kind", "group", "part"),
    )[["row", "kind", "panel", "outlet_label", "per_1000", "count", "words", "text", "key"]]
    data["told"] = data["row"] + ", " + data["outlet_label"] + ": " + data["count"].astype(str) + "."
    data["key"] = data["key"].where(data["count"].gt(0))  # nothing stands behind a zero
    return data


def _sample(words: pd.Series) -> str:
    return snippet("; ".join(words.dropna().head(5)), 120) or "–"
