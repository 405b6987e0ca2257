"""Charts of coverage: who tells what, what became of the same words, and which facts lead where."""

from __future__ import annotations

from math import ceil
from typing import Any, Literal

import altair as alt
import pandas as pd

from workbench.compare.shared import WORD_OF_RUNG, WORD_OF_STATUS
from workbench.compare.standing import TO_CHECK
from workbench.phrasing import plural, snippet
from workbench.show import theme
from workbench.show.charts import parts
from workbench.show.charts.parts import Chart, chart
from workbench.show.theme import look

PLURALS = {"person": "people", "body": "bodies", "place": "places", "number": "numbers", "date": "dates"}
PLURALS |= {"quotation": "quotations", "fact": "facts"}
_TOLD = 5  # of those whose items are not drawn: of more only how many, those to check among them, not of which kinds
ITEMS = 0.5  # of the width, at most, for the words of utterances
_LINES_PER_ROW = 2  # lines of text in a row of a look, as far as the words beside slopes go
BESIDE_LINES = 0.37  # of the width, on both sides of the lines, for the words of the sentences
_LEADER = 0.05  # of the width, from the words of a sentence to its place in the story
_BETWEEN = 0.4  # of a line, between the words of two sentences


def cells(frame: pd.DataFrame, width: int) -> tuple[pd.DataFrame, list[str]]:
    """The ledger as cells: the items that fit (`_fitting`), and in words what is left out."""
    kept, missing = parts.first_outlets(frame)
    shown, notes = _fitting(kept.reset_index(drop=True))
    room = width - look().sized(parts.AIR) - parts.wide(" (8)")
    fitted = shown["item"].map(lambda item: parts.cut(item, room))
    shown = shown.assign(row=fitted.groupby(shown["kind"], sort=False).transform(parts.numbered))
    kept = shown[["kind", "item_id", "row"]].merge(kept, on=["kind", "item_id"]).rename(columns={"outlets": "told_by"})
    kept = kept.assign(status=kept["status"].mask(kept["standing"].eq(TO_CHECK), TO_CHECK))
    data = kept.assign(
        panel=kept["kind"].map(lambda kind: PLURALS.get(kind, kind)),
        item=kept["item"].map(snippet),
        nearest=kept["nearest"].fillna("–").map(snippet),
        key=parts.mark_keys(kept, "kind", "item_id", "outlet_label"),
    )
    data["told"] = data["item"].str.rstrip(",") + ", " + data["outlet_label"] + ": " + data["status"] + "."
    columns = ["row", "panel", "item", "kind", "outlet_label", "status", "count", "told_by", "nearest", "key", "told"]
    return data[columns], notes + missing


def _fitting(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Of each kind the items that fit, those first that outlets give most differently; and whose items are not drawn.

    Kinds share the rows, and within a kind those whose items they are take turns: what only one outlet has, for each outlet, and
    what several have. Of each of these the first is drawn even where the rows do not suffice: no outlet's own are cut off.
    """
    by, asked = [frame["kind"], frame["item_id"]], frame["standing"].eq(TO_CHECK)
    steps = frame["status"].map({status: n for n, status in enumerate(WORD_OF_STATUS)}).mask(asked)
    apart = steps.groupby(by).transform("std", ddof=0).fillna(0)
    only = asked.groupby(by).transform("any").map({True: "perhaps only in ", False: "only in "}) + frame["outlet_label"]
    whose = only.where(frame["outlets"].eq(1), "in several outlets")
    items = frame.assign(apart=apart, whose=whose, kind_at=pd.factorize(frame["kind"])[0])
    items = items[frame["count"].gt(0)].drop_duplicates(["kind", "item_id"])
    items = items.sort_values(["kind_at", "apart"], ascending=[True, False], kind="stable")
    turns = items.assign(turn=items.groupby(["kind", "whose"]).cumcount()).sort_values("turn", kind="stable")
    turns = turns.assign(later=turns["turn"].gt(0), place=turns.groupby("kind").cumcount())
    fit = max(look().rows, int(turns["turn"].eq(0).sum()))
    shown = items.index.isin(turns.sort_values(["later", "place"], kind="stable").index[:fit])
    left = items[~shown].groupby(["whose", "kind"], sort=False).size().reset_index(name="n")
    left["told"] = [plural(n, kind, PLURALS.get(kind)) for n, kind in zip(left["n"], left["kind"], strict=True)]
    told = [f"{', '.join(own)} {whose}" for whose, own in left.groupby("whose", sort=False)["told"]]
    if len(told) > _TOLD:
        count = items.loc[~shown, "whose"].str.removeprefix("perhaps ").value_counts()
        told = [f"{n} {whose}" for whose, n in count.items()] + ["those to check are counted, too"]
    return items[shown], [f"Not drawn: {'; '.join(told)}."] if told else []


def rungs(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The ladder as marks: the first utterances and outlets of the frame, as many as fit; a row is named by its words."""
    width = look().width * ITEMS - look().sized(parts.AIR) - parts.wide("“” (8)")
    utterances = list(frame["utterance"].unique())
    kept, missing = parts.first_outlets(frame)
    fit = max(8, look().rows // max(1, kept["outlet_label"].nunique() - 1))
    kept = kept[kept["utterance"].isin(utterances[:fit])]
    firsts = kept.drop_duplicates("utterance")
    quoted = firsts["item"].map(lambda item: f"“{parts.cut(item, width)}”")
    rows = dict(zip(firsts["utterance"], parts.numbered(quoted), strict=True))
    absent, reworded = kept["rung"].eq("absent"), kept["alike"].lt(kept["compared"])
    alike = kept["alike"].astype("str") + " of " + kept["compared"].astype("str")
    words = "reworded, " + alike + " words alike"
    data = kept.assign(
        row=kept["utterance"].map(rows),
        rung=kept["rung"].map(WORD_OF_RUNG),
        name=kept["name"].fillna("unresolved"),
        item=kept["item"].map(snippet),
        text=kept["text"].fillna("–").map(snippet),
        nearest=kept["nearest"].fillna("–").map(snippet),
        label=alike.where(reworded),
        wording=words.where(reworded, "in the words of the row").mask(kept["words"].eq(0), "–"),
        key=parts.mark_keys(kept, "utterance", "outlet_label"),
    )
    said = data["text"].str.rstrip(",") + ", " + data["outlet_label"] + ": " + data["rung"]
    said += (", " + data["wording"]).where(reworded, "") + "."
    data["told"] = said.mask(absent, "Not found in " + data["outlet_label"] + ": “" + data["item"] + "”")
    columns = ["row", "name", "outlet_label", "rung", "words", "wording", "label", "text", "nearest", "key", "told"]
    notes = [f"The first {fit} of {plural(len(utterances), 'utterance')}."] if len(utterances) > fit else []
    return data[columns], notes + missing


def _in_order(data: pd.DataFrame) -> list[str]:
    """The outlets in the order of the corpus, though a row lacks those that are to check there: so each has its usual colour."""
    order: list[str] = []
    for _, own in data.groupby("row", sort=False)["outlet_label"]:
        at = len(order)
        for outlet in reversed(list(own)):
            if outlet not in order:
                order.insert(at, outlet)
            at = order.index(outlet)
    return order


def slopes(frame: pd.DataFrame, width: float) -> tuple[pd.DataFrame, list[str]]:
    """Two rows per pair of sentences, one for each end of its line; `shown` are the whole words beside it, in lines."""
    above = parts.panels([*frame["outlet_a"], *frame["outlet_b"]], width * BESIDE_LINES)
    stories = frame.groupby(["article_a", "article_b"], sort=False)
    panels: list[pd.DataFrame] = []
    tallest = 0
    for _, own in stories:
        ends = _ends(own, width, above)
        tallest = max(tallest, ends.groupby("side")["lines"].sum().max())
        if panels and tallest * (len(panels) + 1) > look().rows * _LINES_PER_ROW:
            break
        panels.append(ends)
    note = f"{len(panels)} of {plural(stories.ngroups, 'pair')} of articles, the first."
    return pd.concat(panels, ignore_index=True), [note] if len(panels) < stories.ngroups else []


def _ends(own: pd.DataFrame, width: float, above: dict[str, str]) -> pd.DataFrame:
    """The ends of the lines between two stories: `edge` is where the words end, `at` where the line begins, in pixels."""
    words, sides = width * BESIDE_LINES, []
    both: dict[str, Any] = {"panel": own["article_a"] + " " + own["article_b"]}
    both["shift"] = (own["rank_a"] - own["rank_b"]).abs()
    both["key"] = parts.mark_keys(own, "sentence_a", "sentence_b")
    places = own[["rank_a", "outlet_a", "rank_b", "outlet_b"]].itertuples(index=False, name=None)
    both["told"] = ["Sentence {} of {}, sentence {} of {}.".format(*place) for place in places]
    for side, end, other, edge in (("left", "a", "b", words), ("right", "b", "a", width - words)):
        at = edge + width * (_LEADER if side == "left" else -_LEADER)
        texts = own[f"rank_{end}"].astype("str") + " " + own[f"text_{end}"]
        lines = texts.map(lambda text: "\n".join(parts.wrapped(text, words - look().sized(4))))
        place = {"side": side, "edge": edge, "at": at, "rank": own[f"rank_{end}"], "outlet": own[f"outlet_{end}"]}
        place |= {"text": own[f"text_{end}"].map(snippet), "other": own[f"text_{other}"].map(snippet)}
        place |= {"shown": lines, "heading": own[f"outlet_{end}"].map(above)}
        sides.append(pd.DataFrame({**both, **place}))
    data = pd.concat(sides)
    # A sentence in two pairs says its words once.
    data["shown"] = data["shown"].mask(data.duplicated(["side", "rank"]), "")
    data["heading"] = data["heading"].mask(data.duplicated("side"), "")
    return data.assign(lines=data["shown"].str.count("\n") + data["shown"].ne(""))


def _placed(data: pd.DataFrame, lines: float, line: float) -> pd.DataFrame:
    """The ends with their `place`, and where the words `beside` them begin: level with it, or right below those above; in pixels."""
    sides = data.sort_values("rank").groupby(["panel", "side"], sort=False)
    first, needed = data["rank"].min(), max(own["lines"].sum() + _BETWEEN * own["rank"].nunique() for _, own in sides)
    step = max(lines, needed) * line / (data["rank"].max() - first + 1)
    beside: dict[Any, float] = {}
    for _, own in sides:
        free = 0.0
        for rank, same in own.groupby("rank"):
            at = max(float((rank - first) * step), free)
            beside |= dict.fromkeys(same.index, at)
            free = at + (same["lines"].sum() + _BETWEEN) * line
    return data.assign(place=(data["rank"] - first) * step, beside=pd.Series(beside))


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
    TO_CHECK: (
        "M-.85,0A.2,.2,0,1,1,-.45,0A.2,.2,0,1,1,-.85,0ZM-.2,0A.2,.2,0,1,1,.2,0A.2,.2,0,1,1,-.2,0Z"
        "M.45,0A.2,.2,0,1,1,.85,0A.2,.2,0,1,1,.45,0Z",
        theme.PAPER,
    ),
}
"""What an outlet does with an item → its sign, as the path of a shape, and its ground, from the most to nothing.

A disc, half a disc, a ring, a dash, a cross; three dots where it is to check: the signs carry the meaning alone, and need no letters
that a font may lack."""

_CELL = 90  # pixels on screen: no cell with a sign in it is wider
_SIGNS = 0.45  # of the width is for cells, unless their legend needs more
_LINES = 24  # of text: the slopes are no higher, unless the words beside them need it
_NARROWEST = 0.3  # of the width stays for the names of items
_SIDES: tuple[tuple[str, Literal["left", "right"], int], ...] = (("left", "right", -1), ("right", "left", 1))
_MARK = 12  # pixels on screen from one outlet's mark to the next
_LINE = 14  # pixels on screen from one sentence to the next


@chart
def ledger(frame: pd.DataFrame) -> Chart:
    """The coverage ledger: a row per item, a column per outlet, in each cell a sign for how the outlet has it.

    The items that outlets give most differently stand first; a click on a cell gives its passages, or the nearest miss.
    """
    title = "Who tells what, and how"
    if frame.empty:
        return parts.nothing(title)
    outlets = min(frame["outlet_label"].nunique(), parts.MOST_OUTLETS)
    everything = look().names + look().plot
    most = max(parts.legend_width(STATUS, 2), min(outlets * look().sized(_CELL), everything * _SIGNS))
    plot = ceil(min(most, everything * (1 - _NARROWEST)))
    space, cell = parts.Room(everything - plot, plot), plot / outlets
    data, notes = cells(frame, space.names)
    data["outlet"] = data["outlet_label"].map(parts.headings(data["outlet_label"], cell))
    tips = {"item": "item", "kind": "what", "outlet_label": "outlet", "status": "how", "count": "passages"}
    tips |= {"told_by": "outlets that have it", "nearest": "nearest miss"}
    y = parts.row_axis(data, shared=False, names=space.names)
    base = parts.described(data, tips, x=parts.column_axis(data["outlet"], cell), y=y)
    grounds = alt.Scale(domain=list(STATUS), range=[ground for _, ground in STATUS.values()])
    squares = base.mark_rect(stroke="#bbbbbb", strokeWidth=0.7, cursor="pointer").encode(
        color=alt.Color("status:N", scale=grounds, legend=None), opacity=parts.lit()
    )
    dark = "datum.status === 'quoted in full' || datum.status === 'quoted in fragments'"
    signs = alt.Scale(domain=list(STATUS), range=[shape for shape, _ in STATUS.values()])
    ink = {"symbolFillColor": theme.INK, "symbolStrokeColor": theme.INK}
    key = parts.legend(STATUS, space.plot, symbolSize=look().area(90), **ink)
    marks = base.mark_point(filled=True, size=look().area(110), opacity=1, aria=False).encode(
        shape=alt.Shape("status:N", scale=signs, legend=key), color=parts.when(dark, theme.PAPER, theme.INK)
    )
    said = "A row is an item, a column an outlet; what they give most differently stands first."
    return parts.faceted(
        parts.layered(parts.linked(squares), marks, width=space.plot, height=alt.Step(look().row)),
        data,
        space.plot,
        spacing=look().sized(8),
        **parts.captioned(title, [said, *notes]),
        resolve=parts.resolved(y="independent", shape="shared", color="independent"),
    )


@chart
def same_words(frame: pd.DataFrame) -> Chart:
    """From a quotation in full down to nothing: a row per utterance, a mark per outlet on its rung."""
    title = "What became of the same words: in full, in fragments, paraphrased, not found"
    if frame.empty:
        return parts.nothing(title)
    data, notes = rungs(frame)
    space = parts.room(data["row"], most=ITEMS)
    outlets = _in_order(data)
    tips = {"outlet_label": "outlet", "name": "who", "rung": "how", "wording": "wording", "words": "words in marks"}
    base = parts.described(
        data,
        {**tips, "text": "its words", "nearest": "nearest miss"},
        x=parts.manner_axis("rung", list(WORD_OF_RUNG.values()), space.plot),
        y=parts.row_axis(data, names=space.names),
        yOffset=alt.YOffset("outlet_label:N", sort=outlets, scale=alt.Scale(paddingOuter=0.3)),
    )
    signs = parts.outlet_signs(outlets, space.plot)
    marks = base.mark_point(filled=True, size=look().area(62), cursor="pointer").encode(**signs, opacity=parts.lit())
    reworded = base.transform_filter("isValid(datum.label)")
    opened = reworded.mark_point(filled=True, size=look().area(16), color=theme.PAPER, opacity=1, aria=False)
    label = reworded.encode(text=alt.Text("label:N"))
    beside: dict[str, Any] = {"align": "right", "dx": -look().sized(8), "aria": False}
    ground = label.mark_text(**beside, stroke=theme.PAPER, strokeJoin="round", strokeWidth=look().sized(3))
    lanes = base.mark_rule(color=theme.LANE, strokeWidth=look().sized(2), aria=False).encode(
        x=alt.value(0), x2=alt.value(space.plot), tooltip=alt.TooltipValue(None)
    )
    said = "A row is one utterance, in its longest version between marks; an outlet without a mark is to check."
    if data["label"].notna().any():
        said += " An open mark words it differently; beside it, how many words are those of the row."
    return parts.layered(
        lanes,
        parts.linked(marks),
        opened.encode(shape=signs["shape"]),
        ground,
        label.mark_text(**beside),
        width=space.plot,
        height={"step": max(look().row, look().sized(_MARK) * (len(outlets) + 0.6)), "for": "position"},
        **parts.captioned(title, [said, *notes]),
    )


@chart
def facts(frame: pd.DataFrame) -> Chart:
    """What leads here and is buried there: a line joins two sentences that tell the same fact, by their place in each story.

    A panel per pair of articles; the first sentence is at the top. The steeper a line, the more the two differ in order.
    """
    title = "The same facts, and where each story has them"
    if frame.empty:
        return parts.nothing(title)
    width, line = look().names + look().plot, look().sized(_LINE)
    data, notes = slopes(frame, width)
    ranks = int(data["rank"].max() - data["rank"].min())
    data = _placed(data, min(ranks + 1, _LINES), line)
    high = float(max(data["place"].max(), (data["beside"] + (data["lines"] - 1) * line).max())) + line / 2
    across: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[0, width], nice=False)}
    down: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[high, -line / 2], nice=False)}
    tips = {"outlet": "outlet", "rank": "sentence", "text": "words", "other": "elsewhere"}
    base = parts.described(data, tips, x=alt.X("at:Q", **across), y=alt.Y("place:Q", **down))
    steep = alt.Scale(range=["#8fa5b5", theme.DARK], domain=[0, max(1, ranks)])
    lines = base.mark_line(strokeWidth=look().sized(2), cursor="pointer").encode(
        color=alt.Color("shift:Q", scale=steep, legend=None), detail=alt.Detail("key:N"), opacity=parts.lit(0.9)
    )
    dots = base.mark_circle(size=look().area(60), color=theme.DARK, opacity=1, cursor="pointer")
    leaders = base.transform_filter("datum.shown").mark_rule(color="#bbbbbb", aria=False)
    edge, beside = alt.X("edge:Q", **across), alt.Y("beside:Q", **down)
    leaders = leaders.encode(x=edge, x2=alt.X2("at:Q"), y=beside, y2=alt.Y2("place:Q"))
    named = 1 + int(data["heading"].str.count("\n").max())  # lines
    words = []
    for side, align, dx in _SIDES:
        own = base.transform_filter(f"datum.side === '{side}'").encode(x=edge)
        text: dict[str, Any] = {"align": align, "dx": dx * look().sized(3), "lineBreak": "\n", "aria": False}
        words.append(own.mark_text(**text, lineHeight=line).encode(y=beside, text=alt.Text("shown:N")))
        top = alt.value(-line * named)
        above = own.mark_text(**text, fontWeight="bold")
        words.append(above.encode(y=top, text=alt.Text("heading:N"), tooltip=alt.TooltipValue(None)))
    said = "A line is one fact, from its place in one story to that in the other, with the number of the sentence."
    dots = parts.linked(dots.encode(opacity=parts.lit()))
    return parts.faceted(
        parts.layered(leaders, lines, dots, *words, width=width, height=high + line / 2),
        data,
        parts.header(width, labelExpr="''"),  # the names of the two stand above their own sentences
        spacing=(2 + named) * line,
        **parts.captioned(title, [said, *notes]),
        resolve=parts.resolved(x="shared", y="shared"),
    )
