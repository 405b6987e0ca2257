"""Charts of coverage: who tells what, what became of the same words, and which facts lead where."""

from __future__ import annotations

from math import ceil
from typing import Any, Literal

import altair as alt
import pandas as pd

from workbench.show import theme, told
from workbench.show.charts.parts import (
    AIR,
    MOST_OUTLETS,
    Chart,
    Room,
    chart,
    column_axis,
    cut,
    faceted,
    first_outlets,
    head,
    header,
    headings,
    hint,
    layered,
    legend,
    legend_width,
    linked,
    lit,
    manner_axis,
    mark_key,
    mark_keys,
    nothing,
    numbered,
    panels,
    resolved,
    room,
    row_axis,
    shapes,
    when,
    wide,
)
from workbench.show.phrasing import RUNG_NAMES, plural, snippet
from workbench.show.theme import look

# ---- The rows that the charts of coverage draw: result frames with the names, places and words a mark needs ----------


PLURALS = {
    "person": "people",
    "body": "bodies",
    "place": "places",
    "number": "numbers",
    "date": "dates",
    "quotation": "quotations",
    "fact": "facts",
}
ITEMS = 0.5  # of the width, at most, for the words of utterances
_ROWS_OF_PAIR = 15  # of the rows of a look: what the panel of a pair of articles takes
BESIDE = 0.41  # of the width, on both sides of the lines, for the words of the sentences


def cells(frame: pd.DataFrame, width: int) -> tuple[pd.DataFrame, list[str]]:
    """The ledger as cells: of each kind as many items as fit, in the order of the frame, and what is left out in words."""
    items = frame.drop_duplicates(["kind", "item_id"])
    kinds = items["kind"].nunique()
    shown = items.groupby("kind", sort=False).head(max(1, look().rows // kinds))
    names = shown.groupby("kind", sort=False)["item"].transform(
        lambda given: numbered(given.map(lambda item: cut(item, width - look().sized(AIR) - wide(" (8)"))))
    )
    rows = dict(zip(zip(shown["kind"], shown["item_id"], strict=True), names, strict=True))
    whole = items["kind"].value_counts()
    kept, missing = first_outlets(frame)
    kept = kept[[pair in rows for pair in zip(kept["kind"], kept["item_id"], strict=True)]]
    data = pd.DataFrame(
        {
            "row": [rows[pair] for pair in zip(kept["kind"], kept["item_id"], strict=True)],
            "panel": kept["kind"].map(lambda kind: PLURALS.get(kind, kind)),
            "item": kept["item"].map(snippet),
            "kind": kept["kind"],
            "outlet_label": kept["outlet_label"],
            "status": kept["status"],
            "count": kept["count"],
            "told_by": kept["outlets"],
            "nearest": kept["nearest"].fillna("–").map(snippet),
            "key": mark_keys(kept, "kind", "item_id", "outlet_label"),
        }
    )
    data["told"] = data["item"].str.rstrip(",") + ", " + data["outlet_label"] + ": " + data["status"] + "."
    counted = shown["kind"].value_counts()
    left_out = [
        f"{counted[kind]} of {whole[kind]} {PLURALS.get(kind, kind)}"
        for kind in whole.index
        if counted[kind] < whole[kind]
    ]
    notes = [f"Shown: {', '.join(left_out)}."] if left_out else []
    return data, notes + missing


def rungs(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The ladder as marks: the first utterances and outlets of the frame, as many as fit; a row is named by its words."""
    width = look().width * ITEMS - look().sized(AIR) - wide("“” (8)")

    def quoted(item: str) -> str:
        return f"“{cut(item, width)}”"

    utterances = list(frame["utterance"].unique())
    kept, missing = first_outlets(frame)
    fit = max(8, look().rows // max(1, kept["outlet_label"].nunique() - 1))
    kept = kept[kept["utterance"].isin(utterances[:fit])]
    firsts = kept.drop_duplicates("utterance")
    rows = dict(zip(firsts["utterance"], numbered(firsts["item"].map(quoted)), strict=True))
    data = kept.assign(
        row=kept["utterance"].map(rows),
        rung=kept["rung"].map(RUNG_NAMES),
        name=kept["name"].fillna("unresolved"),
        text=kept["item"].map(snippet),
        nearest=kept["nearest"].fillna("–").map(snippet),
        key=mark_keys(kept, "utterance", "outlet_label"),
    )
    data["told"] = data["text"].str.rstrip(",") + ", " + data["outlet_label"] + ": " + data["rung"] + "."
    columns = ["row", "name", "outlet_label", "rung", "words", "text", "nearest", "key", "told"]
    notes = [f"The first {fit} of {plural(len(utterances), 'utterance')}."] if len(utterances) > fit else []
    return data[columns], notes + missing


def slopes(frame: pd.DataFrame, width: float) -> tuple[pd.DataFrame, list[str]]:
    """Two rows per pair of sentences, one for each end of the line; `shown` is what stands beside it."""
    pairs = frame[["article_a", "article_b"]].drop_duplicates()
    fit = max(1, look().rows // _ROWS_OF_PAIR)
    kept = frame.merge(pairs.head(fit), on=["article_a", "article_b"])
    words = width * BESIDE - look().sized(8)
    above = panels([*kept["outlet_a"], *kept["outlet_b"]], words)
    ends: list[dict[str, Any]] = []
    for row in kept.to_dict("records"):
        panel = f"{row['article_a']} {row['article_b']}"
        key = mark_key(row["sentence_a"], row["sentence_b"])
        said = f"Sentence {row['rank_a']} of {row['outlet_a']}, sentence {row['rank_b']} of {row['outlet_b']}."
        for side, other in (("a", "b"), ("b", "a")):
            ends.append(
                {
                    "panel": panel,
                    "side": "left" if side == "a" else "right",
                    "at": width * (BESIDE if side == "a" else 1 - BESIDE),
                    "rank": row[f"rank_{side}"],
                    "outlet": row[f"outlet_{side}"],
                    "heading": above[row[f"outlet_{side}"]],
                    "text": snippet(row[f"text_{side}"]),
                    "other": snippet(row[f"text_{other}"]),
                    "shown": cut(f"{row[f'rank_{side}']}  {row[f'text_{side}']}", words),
                    "shift": abs(row["rank_a"] - row["rank_b"]),
                    "key": key,
                    "told": said,
                }
            )
    data = pd.DataFrame(ends)
    data.loc[data.duplicated(["panel", "side", "rank"]), "shown"] = ""  # a sentence in two pairs says its words once
    data.loc[data.duplicated(["panel", "side"]), "heading"] = ""
    notes = [f"The first {fit} of {plural(len(pairs), 'pair')} of articles."] if len(pairs) > fit else []
    return data, notes


def spread(ends: pd.DataFrame, gap: float) -> pd.Series:
    """Where the words beside each end stand: at its rank, or so far below that they keep the gap, in ranks, to those above."""
    places = dict(zip(ends.index, ends["rank"].astype("float64"), strict=True))
    for _, own in ends[ends["shown"].ne("")].sort_values("rank").groupby(["panel", "side"], sort=False):
        at = -gap
        for row, rank in zip(own.index, own["rank"], strict=True):
            at = max(float(rank), at + gap)
            places[row] = at
    return pd.Series(places)


# ---- Charts of coverage: who tells what and how, which quotations are given in full, and what leads or is buried -----


_DISC = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
STATUS = {
    "quoted in full": (_DISC, theme.DARK),
    "quoted in fragments": ("M0,-1A1,1,0,0,1,0,1Z", "#5b96c4"),
    "paraphrased": (_DISC + "M-.65,0A.65,.65,0,1,0,.65,0A.65,.65,0,1,0,-.65,0Z", "#a9c9e2"),
    "mentioned": ("M-.8,-.14H.8V.14H-.8Z", "#dbe7f0"),
    "not found": (
        "M-.7,-.85L0,-.15L.7,-.85L.85,-.7L.15,0L.85,.7L.7,.85L0,.15L-.7,.85L-.85,.7L-.15,0L-.85,-.7Z",
        theme.PAPER,
    ),
}
"""What an outlet does with an item → its sign, as the path of a shape, and its ground, from the most to nothing.

A disc, half a disc, a ring, a dash, a cross: the signs carry the meaning alone, and need no letters that a font may lack."""

_CELL = 90  # pixels on screen: no cell with a sign in it is wider
_SIGNS = 0.45  # of the width is for cells, unless their legend needs more
_LINES = 24  # of text: the slopes are no higher, unless the words beside them need it
_NARROWEST = 0.3  # of the width stays for the names of items
_SIDES: tuple[tuple[str, Literal["left", "right"], int], ...] = (("left", "right", -1), ("right", "left", 1))
_LINE = 14  # pixels on screen from one sentence to the next


@chart
def ledger(frame: pd.DataFrame) -> Chart:
    """The coverage ledger: a row per item, a column per outlet, in each cell a sign for how the outlet has it.

    The items of most outlets stand first, as in the frame; a click on a cell gives its passages, or the nearest miss.
    """
    title = "Who tells what, and how"
    if frame.empty:
        return nothing(title)
    space = _grid(min(frame["outlet_label"].nunique(), MOST_OUTLETS))
    cell = space.plot / min(frame["outlet_label"].nunique(), MOST_OUTLETS)
    data, notes = cells(frame, space.names)
    data["outlet"] = data["outlet_label"].map(headings(data["outlet_label"], cell))
    tips = {"item": "item", "kind": "what", "outlet_label": "outlet", "status": "how", "count": "passages"}
    tooltip = [hint(c, t) for c, t in {**tips, "told_by": "outlets that have it", "nearest": "nearest miss"}.items()]
    y = row_axis(data, shared=False, names=space.names)
    base = alt.Chart(data).encode(
        x=column_axis(data["outlet"], cell), y=y, tooltip=tooltip, description=alt.Description("told:N")
    )
    grounds = alt.Scale(domain=list(STATUS), range=[ground for _, ground in STATUS.values()])
    squares = base.mark_rect(stroke="#bbbbbb", strokeWidth=0.7, cursor="pointer").encode(
        color=alt.Color("status:N", scale=grounds, legend=None), opacity=lit()
    )
    dark = "datum.status === 'quoted in full' || datum.status === 'quoted in fragments'"
    signs = alt.Scale(domain=list(STATUS), range=[shape for shape, _ in STATUS.values()])
    key = legend(STATUS, space.plot, symbolFillColor=theme.INK, symbolStrokeColor=theme.INK, symbolSize=look().area(90))
    marks = base.mark_point(filled=True, size=look().area(110), opacity=1, aria=False).encode(
        shape=alt.Shape("status:N", scale=signs, legend=key), color=when(dark, theme.PAPER, theme.INK)
    )
    return faceted(
        layered(linked(squares), marks, width=space.plot, height=alt.Step(look().row)),
        data,
        space.plot,
        spacing=look().sized(8),
        title=head(title, ["A row is an item, a column an outlet.", *notes]),
        description=f"{title}. {told.ledger(frame)}",
        resolve=resolved(y="independent", shape="shared", color="independent"),
    )


@chart
def same_words(frame: pd.DataFrame) -> Chart:
    """From a quotation in full down to nothing: a row per utterance, a mark per outlet on its rung."""
    title = "What became of the same words: in full, in fragments, paraphrased, not found"
    if frame.empty:
        return nothing(title)
    data, notes = rungs(frame)
    space = room(data["row"], most=ITEMS)
    outlets = list(data["outlet_label"].unique())
    tips = {"outlet_label": "outlet", "name": "who", "rung": "how", "words": "words in marks", "text": "words"}
    base = alt.Chart(data).encode(
        x=manner_axis("rung", list(RUNG_NAMES.values()), space.plot),
        y=row_axis(data, names=space.names),
        yOffset=alt.YOffset("outlet_label:N", sort=outlets, scale=alt.Scale(paddingOuter=0.3)),
        tooltip=[*(hint(c, t) for c, t in tips.items()), hint("nearest", "nearest miss")],
        description=alt.Description("told:N"),
    )
    key = legend(outlets, space.plot)
    marks = base.mark_point(filled=True, size=look().area(62), cursor="pointer").encode(
        color=alt.Color("outlet_label:N", scale=theme.outlet_colors(outlets), legend=key),
        shape=alt.Shape("outlet_label:N", scale=shapes(outlets), legend=key),
        opacity=lit(),
    )
    lanes = base.mark_rule(color=theme.LANE, strokeWidth=look().sized(2), aria=False).encode(
        x=alt.value(0), x2=alt.value(space.plot), tooltip=alt.TooltipValue(None)
    )
    return layered(
        lanes,
        linked(marks),
        width=space.plot,
        height={"step": max(look().row, look().sized(10.5) * (len(outlets) + 0.6)), "for": "position"},
        title=head(title, ["A row is one utterance, in its longest version between marks.", *notes]),
        description=f"{title}. {told.same_words(frame)}",
    )


@chart
def facts(frame: pd.DataFrame) -> Chart:
    """What leads here and is buried there: a line joins two sentences that tell the same fact, by their place in each story.

    A panel per pair of articles; the first sentence is at the top. The steeper a line, the more the two differ in order.
    """
    title = "The same facts, and where each story has them"
    if frame.empty:
        return nothing(title)
    width = look().names + look().plot
    data, notes = slopes(frame, width)
    first, last = int(data["rank"].min()), int(data["rank"].max())
    words_beside = data[data["shown"].ne("")].groupby(["panel", "side"]).size().max()
    high = min(last - first + 1, max(_LINES, 1.2 * words_beside)) * look().sized(_LINE)
    data["beside"] = spread(data, (last - first + 1) / high * look().sized(_LINE - 1))
    x = alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))
    y = alt.Y("rank:Q", axis=None, scale=alt.Scale(domain=[last + 0.5, first - 0.5], nice=False))
    tips = {"outlet": "outlet", "rank": "sentence", "text": "words", "other": "elsewhere"}
    base = alt.Chart(data).encode(
        x=x, y=y, tooltip=[hint(c, t) for c, t in tips.items()], description=alt.Description("told:N")
    )
    steep = alt.Scale(range=["#8fa5b5", theme.DARK], domain=[0, max(1, last - first)])
    lines = base.mark_line(strokeWidth=look().sized(2), cursor="pointer").encode(
        color=alt.Color("shift:Q", scale=steep, legend=None), detail=alt.Detail("key:N"), opacity=lit(0.9)
    )
    dots = base.mark_circle(size=look().area(60), color=theme.DARK, opacity=1, cursor="pointer").encode(opacity=lit())
    named = 1 + int(data["heading"].str.count("\n").max())  # lines
    words = []
    for side, align, dx in _SIDES:
        own = base.transform_filter(f"datum.side === '{side}'")
        beside = own.mark_text(align=align, dx=dx * look().sized(7), aria=False)
        above = own.mark_text(align=align, dx=dx * look().sized(7), fontWeight="bold", lineBreak="\n", aria=False)
        top, nothing_told = alt.value(-look().sized(_LINE) * named), alt.TooltipValue(None)
        words += [
            beside.encode(y=alt.Y("beside:Q"), text=alt.Text("shown:N")),
            above.encode(y=top, text=alt.Text("heading:N"), tooltip=nothing_told),
        ]
    return faceted(
        layered(lines, linked(dots), *words, width=width, height=max(high, look().sized(40))),
        data,
        header(width, labelExpr="''"),  # the names of the two stand above their own sentences
        spacing=look().sized((2 + named) * _LINE),
        title=head(title, ["A line is one fact; a number is the place of its sentence in that story.", *notes]),
        description=f"{title}. {told.facts(frame)}",
        resolve=resolved(x="shared", y="shared"),
    )


def _grid(outlets: int) -> Room:
    """How much of the width the cells need: as much as their legend in two columns, and no cell too wide."""
    everything = look().names + look().plot
    cells = max(legend_width(STATUS, 2), min(outlets * look().sized(_CELL), everything * _SIGNS))
    plot = ceil(min(cells, everything * (1 - _NARROWEST)))
    return Room(everything - plot, plot)
