"""Charts of coverage: who tells what and how, which quotations are given in full, and what leads or is buried.

Everywhere in them the darker a mark, the more of it an outlet gives; what was not found is an open cross, not a blank.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.compare.ladder import RUNGS
from workbench.show import theme
from workbench.show.parts import LOW, SHAPES, WIDTH, Chart, hint, linked, lit, nothing, row_axis
from workbench.show.rows import MOST_ROWS, numbered, plural, short, snippet
from workbench.show.speech_rows import mark_key

_DISC = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
STATUS = {
    "quoted in full": (_DISC, theme.DARK),
    "quoted in part": ("M0,-1A1,1,0,0,1,0,1Z", "#5b96c4"),
    "paraphrased": (_DISC + "M-.65,0A.65,.65,0,1,0,.65,0A.65,.65,0,1,0,-.65,0Z", "#a9c9e2"),
    "mentioned": ("M-.8,-.14H.8V.14H-.8Z", "#dbe7f0"),
    "not found": (
        "M-.7,-.85L0,-.15L.7,-.85L.85,-.7L.15,0L.85,.7L.7,.85L0,.15L-.7,.85L-.85,.7L-.15,0L-.85,-.7Z",
        theme.PAPER,
    ),
}
"""What an outlet does with an item → its sign, as the path of a shape, and its ground, from the most to nothing.

A disc, half a disc, a ring, a dash, a cross: the signs carry the meaning alone, and need no letters that a font may lack."""

PLURALS = {
    "person": "people",
    "body": "bodies",
    "place": "places",
    "number": "numbers",
    "date": "dates",
    "quotation": "quotations",
    "fact": "facts",
}
_CELL = 46  # pixels: the width of a cell with a sign in it
_FEWEST = 8  # items of a kind that are shown however many kinds there are
_MOST_OUTLETS = 12  # columns that can be read beside each other


def ledger(frame: pd.DataFrame) -> Chart:
    """The coverage ledger: a row per item, a column per outlet, in each cell a sign for how the outlet has it.

    The items of most outlets stand first, as in the frame; a click on a cell gives its passages, or the nearest miss.
    """
    title = "Who tells what, and how"
    if frame.empty:
        return nothing(title)
    data, notes = _cells(frame)
    outlets = list(data["outlet"].unique())
    x = alt.X("outlet:N", title=None, sort=outlets, axis=alt.Axis(orient="top", labelAngle=-25, labelAlign="left"))
    tips = {"item": "item", "kind": "what", "outlet_label": "outlet", "status": "how", "count": "passages"}
    tooltip = [hint(c, t) for c, t in {**tips, "told_by": "outlets that have it", "nearest": "nearest miss"}.items()]
    base = alt.Chart(data).encode(x=x, y=row_axis(data, shared=False), tooltip=tooltip, description="told:N")
    cells = base.mark_rect(stroke="#bbbbbb", strokeWidth=0.7, cursor="pointer").encode(
        color=alt.Color("ground:N", scale=None), opacity=lit()
    )
    dark = "datum.status === 'quoted in full' || datum.status === 'quoted in part'"
    shapes = alt.Scale(domain=list(STATUS), range=[shape for shape, _ in STATUS.values()])
    legend = alt.Legend(title=None, columns=3, symbolFillColor=theme.INK, symbolStrokeColor=theme.INK, symbolSize=90)
    signs = base.mark_point(filled=True, size=110, opacity=1, aria=False).encode(
        shape=alt.Shape("status:N", scale=shapes, legend=legend),
        color=alt.condition(dark, alt.value(theme.PAPER), alt.value(theme.INK)),
    )
    kinds = list(data["panel"].unique())
    chart: Chart = (
        alt.layer(linked(cells), signs)
        .properties(width=alt.Step(_CELL), height=alt.Step(LOW))
        .facet(
            facet=alt.Facet("panel:N", sort=kinds, header=alt.Header(labelAnchor="start")),
            columns=1,
            spacing=8,
            title=alt.Title(title, subtitle=["A row is an item, a column an outlet.", *notes]),
            description=f"{title}. {' '.join(data['told'])}",
        )
        .resolve_scale(y="independent")
    )
    return chart


def ladder(frame: pd.DataFrame) -> Chart:
    """From a quotation in full down to nothing: a row per utterance, a mark per outlet on its rung."""
    title = "What became of the same words: quoted in full, in part, reported, absent"
    if frame.empty:
        return nothing(title)
    data, notes = _rungs(frame)
    outlets = list(data["outlet_label"].unique())
    scale = theme.outlet_colors(outlets)
    shapes = alt.Scale(domain=outlets, range=[SHAPES[i % len(SHAPES)] for i in range(len(outlets))])
    tips = {"outlet_label": "outlet", "name": "who", "rung": "how", "words": "words in marks", "text": "words"}
    base = alt.Chart(data).encode(
        x=alt.X("rung:O", sort=list(RUNGS), title=None, axis=alt.Axis(orient="top", labelAngle=0)),
        y=row_axis(data),
        yOffset=alt.YOffset("outlet_label:N", sort=outlets),
        tooltip=[*(hint(c, t) for c, t in tips.items()), hint("nearest", "nearest miss")],
        description="told:N",
    )
    color = alt.Color("outlet_label:N", scale=scale, legend=alt.Legend(title=None, columns=2, labelLimit=WIDTH // 2))
    shape = alt.Shape("outlet_label:N", scale=shapes, legend=alt.Legend(title=None, columns=2, labelLimit=WIDTH // 2))
    marks = base.mark_point(filled=True, size=90, cursor="pointer").encode(color=color, shape=shape, opacity=lit())
    lanes = base.mark_rule(color=theme.LANE, strokeWidth=2, aria=False).encode(
        x=alt.value(0), x2=alt.value(WIDTH), tooltip=alt.value(None)
    )
    return alt.layer(
        lanes,
        linked(marks),
        width=WIDTH,
        height={"step": max(LOW, 9 * len(outlets)), "for": "position"},
        title=alt.Title(title, subtitle=["A row is one utterance, in its longest version between marks.", *notes]),
        description=f"{title}. {' '.join(data['told'])}",
    )


def fact_pairs(frame: pd.DataFrame) -> Chart:
    """What leads here and is buried there: a line joins two sentences that tell the same fact, by their place in each story.

    A panel per pair of articles; the first sentence is at the top. The steeper a line, the more the two differ in order.
    """
    title = "The same facts, and where each story has them"
    if frame.empty:
        return nothing(title)
    data, notes = _slopes(frame)
    last = int(data["rank"].max())
    side = alt.X("side:N", title=None, sort=None, axis=None)
    place = alt.Y(
        "rank:Q",
        title="place of the sentence (1 is the first)",
        scale=alt.Scale(domain=[last, 1], nice=False),
        axis=alt.Axis(tickMinStep=1, tickCount=6),
    )
    tips = [
        hint(c, t) for c, t in {"outlet": "outlet", "rank": "sentence", "text": "words", "other": "elsewhere"}.items()
    ]
    base = alt.Chart(data).encode(x=side, y=place, detail="key:N", tooltip=tips, description="told:N")
    steep = alt.Color("shift:Q", scale=alt.Scale(range=["#b9c7d2", theme.DARK], domain=[0, max(1, last)]), legend=None)
    lines = base.mark_line(strokeWidth=2.5, cursor="pointer").encode(color=steep, opacity=lit(0.9))
    dots = base.mark_circle(size=70, color=theme.DARK, cursor="pointer").encode(opacity=lit())
    chart: Chart = (
        alt.layer(lines, linked(dots))
        .properties(width=200, height=320)
        .facet(
            facet=alt.Facet("panel:N", sort=None, header=alt.Header(labelAnchor="start", labelLimit=330)),
            columns=2,
            title=alt.Title(
                title, subtitle=["Left and right: the two articles named above. A line is one fact.", *notes]
            ),
            description=f"{title}. {' '.join(data['told'].unique())}",
        )
    )
    return chart


def _cells(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The ledger as cells: of each kind as many items as fit, in the order of the frame, and what is left out in words."""
    outlets = list(frame["outlet_label"].unique())
    items = frame.drop_duplicates(["kind", "item_id"])
    kinds = items["kind"].nunique()
    shown = items.groupby("kind", sort=False).head(max(_FEWEST, MOST_ROWS // kinds))
    names = shown.groupby("kind", sort=False)["item"].transform(
        lambda given: numbered(given.map(lambda i: snippet(i, 34)))
    )
    rows = dict(zip(zip(shown["kind"], shown["item_id"], strict=True), names, strict=True))
    whole = items["kind"].value_counts()
    kept = frame[[pair in rows for pair in zip(frame["kind"], frame["item_id"], strict=True)]]
    kept = kept[kept["outlet_label"].isin(outlets[:_MOST_OUTLETS])]
    data = pd.DataFrame(
        {
            "row": [rows[pair] for pair in zip(kept["kind"], kept["item_id"], strict=True)],
            "panel": kept["kind"].map(lambda kind: PLURALS.get(kind, kind)),
            "item": kept["item"].map(snippet),
            "kind": kept["kind"],
            "outlet_label": kept["outlet_label"],
            "outlet": kept["outlet_label"].map(lambda label: short(label, 24)),
            "status": kept["status"],
            "ground": kept["status"].map({status: color for status, (_, color) in STATUS.items()}),
            "count": kept["count"],
            "told_by": kept["outlets"],
            "nearest": kept["nearest"].fillna("–").map(snippet),
            "key": [
                mark_key(*parts) for parts in zip(kept["kind"], kept["item_id"], kept["outlet_label"], strict=True)
            ],
        }
    )
    data["told"] = data["item"] + ", " + data["outlet_label"] + ": " + data["status"] + "."
    counted = shown["kind"].value_counts()
    cut = [
        f"{counted[kind]} of {whole[kind]} {PLURALS.get(kind, kind)}"
        for kind in whole.index
        if counted[kind] < whole[kind]
    ]
    notes = [f"Shown: {', '.join(cut)}."] if cut else []
    notes += [f"{_MOST_OUTLETS} of {plural(len(outlets), 'outlet')}."] if len(outlets) > _MOST_OUTLETS else []
    return data, notes


def _rungs(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    utterances = list(frame["utterance"].unique())
    outlets = max(1, frame["outlet_label"].nunique())
    fit = max(8, MOST_ROWS // max(1, outlets - 1))
    kept = frame[frame["utterance"].isin(utterances[:fit])]
    firsts = kept.drop_duplicates("utterance")
    rows = dict(zip(firsts["utterance"], numbered(firsts["item"].map(lambda item: _cut(item))), strict=True))
    data = kept.assign(
        row=kept["utterance"].map(rows),
        name=kept["name"].fillna("unresolved"),
        text=kept["item"].map(snippet),
        nearest=kept["nearest"].fillna("–").map(snippet),
        key=[mark_key(*parts) for parts in zip(kept["utterance"], kept["outlet_label"], strict=True)],
    )
    data["told"] = data["text"] + ", " + data["outlet_label"] + ": " + data["rung"] + "."
    columns = ["row", "name", "outlet_label", "rung", "words", "text", "nearest", "key", "told"]
    notes = [f"The first {fit} of {plural(len(utterances), 'utterance')}."] if len(utterances) > fit else []
    return data[columns], notes


def _cut(words: str) -> str:
    return f"“{snippet(words, 26)}”"


def _slopes(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Two rows per pair of sentences, one for each end of the line."""
    pairs = frame[["article_a", "article_b"]].drop_duplicates()
    most = 4
    kept = frame.merge(pairs.head(most), on=["article_a", "article_b"])
    ends: list[dict[str, Any]] = []
    for row in kept.to_dict("records"):
        panel = f"{short(row['outlet_a'], 24)}  ·  {short(row['outlet_b'], 24)}"
        key = mark_key(row["sentence_a"], row["sentence_b"])
        told = f"Sentence {row['rank_a']} of {row['outlet_a']}, sentence {row['rank_b']} of {row['outlet_b']}."
        for side, other in (("a", "b"), ("b", "a")):
            ends.append(
                {
                    "panel": panel,
                    "side": "left" if side == "a" else "right",
                    "rank": row[f"rank_{side}"],
                    "outlet": row[f"outlet_{side}"],
                    "text": snippet(row[f"text_{side}"]),
                    "other": snippet(row[f"text_{other}"]),
                    "shift": abs(row["rank_a"] - row["rank_b"]),
                    "key": key,
                    "told": told,
                }
            )
    notes = [f"The first {most} of {plural(len(pairs), 'pair')} of articles."] if len(pairs) > most else []
    return pd.DataFrame(ends), notes
