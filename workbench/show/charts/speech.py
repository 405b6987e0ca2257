"""Charts of people and speech: who is named, who speaks how much, where, in whose words, with whom."""

from __future__ import annotations

from itertools import product
from math import ceil
from typing import Any

import altair as alt
import pandas as pd

from workbench.compare.shared import WORD_OF_MANNER
from workbench.compare.speech import MANNERS, REST
from workbench.corpus.model import records
from workbench.phrasing import plural, snippet
from workbench.show import theme
from workbench.show.charts import parts
from workbench.show.charts.parts import Chart, chart
from workbench.show.theme import look

UNRESOLVED = "unresolved"
NO_CLASS = "no class"
_FEWEST = 5  # rows of a panel that are shown however many panels there are
_GAP = 16  # pixels on screen between panels
_ABREAST = 3  # panels beside each other, at most
_NARROWEST = 95  # pixels on screen: panels beside each other are at least so wide, if there is more than one

COUNTS = dict(zip(("mentions", "paraphrased", "fragments", "quoted"), MANNERS, strict=True))
WORDS = {"quoted_words": "quoted", "fragment_words": "fragment", "paraphrased_words": "paraphrased"}


def by_outlet(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """`row_names` for a frame that has rows per outlet, not per article."""
    rows, left_out = parts.row_names(frame.assign(article_id=frame["outlet_label"]))
    return rows, [note.replace(" articles;", " outlets;") for note in left_out]


def gap() -> float:
    """Pixels between panels."""
    return look().sized(_GAP)


def across(count: int) -> int:
    """How many panels stand beside each other: as many as are wide enough to be read."""
    fit = (look().plot + gap()) // (look().sized(_NARROWEST) + gap())
    return max(1, min(count, _ABREAST, int(fit)))


def panel_width(count: int, plot: int | None = None) -> int:
    """The width of each of so many panels in a plot."""
    columns = across(count)
    return int(((plot or look().plot) - gap() * (columns - 1)) // columns)


def presence(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """People as cells: participant × article × manner, those first whom articles treat most differently; absence is a cell, too."""
    rows, left_out = parts.row_names(frame)
    kept, notes = _foremost(rows.assign(all=rows[list(COUNTS)].sum(axis=1)), "participant")
    kept = _apart_first(kept, pd.Index(rows["row_name"].unique()))
    cells = []
    for place, row in _grid(kept, rows):
        if row is None:
            cells.append({**place, "manner": MANNERS[0], "label": "not named", "told": f"{place['told']}: not named."})
            continue
        for column, manner in COUNTS.items():
            n = row[column]
            told = f"{place['told']}, {WORD_OF_MANNER[manner]}: {plural(n, 'time')}."
            cell = {"manner": manner, "value": n, "label": f"{n:,}", "told": told}
            cells.append({**place, **_passages(row, manner, n), **cell})
    return _frame(cells), [*notes, *left_out]


def _apart_first(kept: pd.DataFrame, articles: pd.Index) -> pd.DataFrame:
    """Those first of whom the articles differ most in how often they speak; of equal ones, in how often they are named."""
    speaks = kept.assign(speaks=kept[[*COUNTS][1:]].sum(axis=1))
    each = {
        name: speaks.pivot_table(name, "who", "row_name", "sum", 0, sort=False).reindex(columns=articles, fill_value=0)
        for name in ("speaks", "mentions")
    }
    apart = pd.DataFrame({name: own.max(axis=1) - own.min(axis=1) for name, own in each.items()})
    order = apart.sort_values([*apart], ascending=False, kind="stable").index
    return kept.assign(place=order.get_indexer(pd.Index(kept["who"]))).sort_values("place", kind="stable")


def _spoken(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Speakers as segments: speaker × outlet × manner, each beginning where the one before ends; `label` on the last."""
    rows, left_out = by_outlet(frame)
    kept, notes = _foremost(rows.assign(all=rows["quoted_words"] + rows["fragment_words"]), "speaker")
    segments = []
    for place, row in _grid(kept, rows):
        if row is None:
            told = f"{place['told']}: not quoted, not paraphrased."
            segments.append({**place, "manner": "quoted", "start": 0, "end": 0, "value": 0, "label": "–", "told": told})
            continue
        marked, end = row["quoted_words"] + row["fragment_words"], 0
        share = "" if pd.isna(row["share"]) or not marked else f" ({row['share']:.0%})"
        for column, manner in WORDS.items():
            n, start, end = row[column], end, end + row[column]
            told = f"{place['told']}, {WORD_OF_MANNER[manner]}: {plural(n, 'word')}."
            label = f"{marked:,}{share}" if manner == "paraphrased" else None
            segment = {"manner": manner, "start": start, "end": end, "value": n, "label": label, "told": told}
            segments.append({**place, **_passages(row, manner, n), **segment})
    return _frame(segments), [*notes, *left_out]


def parts_of(frame: pd.DataFrame, names: dict[str, str]) -> tuple[pd.DataFrame, list[str]]:
    """The manners of each outlet as parts of one bar, each beginning where the one before ends."""
    rows, left_out = by_outlet(frame)
    share = rows["share"].fillna(0)
    end = share.groupby(rows["row_name"], sort=False).cumsum()
    data = rows.assign(
        share=share,
        start=end - share,
        middle=end - share / 2,
        end=end,
        how=rows["manner"].map(names),
        percent=[f"{value:.0%}" for value in share],
    )
    data["key"] = pd.Series(parts.mark_keys(data, "outlet_label", "manner"), data.index).where(data["count"].gt(0))
    data["told"] = data["row_name"] + ", " + data["how"] + ": " + [plural(n, "word") for n in data["words"]] + "."
    return data.drop(columns=["evidence", "article_id"]), left_out


def _passages(row: dict[str, Any], manner: str, count: float) -> dict[str, Any]:
    """The key of a mark, if it counts any passage: who, in which article or outlet, and how; and one example."""
    key = parts.mark_key(row["participant_id"], row["article_id"], manner) if count else None
    return {"text": snippet(row["example"]), "address": row["example_at"], "key": key}


def _foremost(rows: pd.DataFrame, noun: str) -> tuple[pd.DataFrame, list[str]]:
    """The rows of those with the most, as many as fit, most first; and what to say when some are left out."""
    panels = rows["row_name"].nunique()
    keyed = rows.assign(who=rows["participant_id"].fillna(""))
    total = keyed.groupby("who", sort=False)["all"].sum().sort_values(ascending=False, kind="stable")
    total = pd.concat([total.drop("", errors="ignore"), total.filter([""])])  # the unresolved stay last
    fit = max(_FEWEST, look().rows // ceil(panels / across(panels)))
    most = max(_FEWEST, min(len(total), fit))
    chosen = list(total.index[:most])
    order = {key: i for i, key in enumerate(chosen)}
    kept = keyed[keyed["who"].isin(chosen)].sort_values("who", key=lambda keys: keys.map(order), kind="stable")
    note = f"{len(chosen)} of {plural(len(total), noun)}, those with the most; the frame has them all."
    return kept, [note] if len(total) > len(chosen) else []


def _grid(kept: pd.DataFrame, rows: pd.DataFrame) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Every row name × every panel, with what the frame says there: None where it has no row."""
    who = kept.drop_duplicates("who").assign(name=lambda d: d["name"].fillna(UNRESOLVED))
    names = dict(zip(who["who"], parts.numbered(who["name"].map(snippet)), strict=True))
    beside = dict(zip(who["who"], parts.brief(who["name"]), strict=True))
    given = {(row["who"], row["row_name"]): row for row in records(kept)}
    panels = rows.drop_duplicates("row_name")
    width = panel_width(len(panels))
    panels = panels.assign(row=panels["row_name"].map(parts.panels(panels["row_name"], width)))
    grid = []
    for key, panel in product(names, records(panels)):
        place = {"who": key, "row": beside[key], "name": names[key], "panel": panel["row"]}
        place |= {c: panel[c] for c in ("row_name", "outlet_label")}
        grid.append(({**place, "told": f"{names[key]}, {panel['row_name']}"}, given.get((key, panel["row_name"]))))
    return grid


_CELL = ("key", "manner", "value", "label", "text", "address", "start", "end")


def _frame(cells: list[dict[str, Any]]) -> pd.DataFrame:
    data = pd.DataFrame(cells).reindex(columns=list(dict.fromkeys([*(c for cell in cells for c in cell), *_CELL])))
    data["how"] = data["manner"].map(WORD_OF_MANNER)
    data[["text", "address"]] = data[["text", "address"]].fillna("–")  # a tooltip would say “null”
    return data.drop(columns="who")


def _places(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The order with a lane for each participant in each article, the same for all; those who have the most, as many as fit.

    The lane of somebody whom an article does not name is a row without a mark.
    """
    rows, left_out = parts.row_names(frame)
    rows = rows.assign(who=rows["participant_id"].fillna(""), shown=rows["name"].fillna(UNRESOLVED).map(snippet))
    seen = rows["who"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    ranked = [*seen.index.drop("", errors="ignore"), *seen.index.intersection([""])]  # the unresolved stay last
    articles = rows.drop_duplicates("row_name")[["row_name", "outlet_label", "article_words"]]
    lanes = rows.drop_duplicates("who").set_index("who").loc[ranked[: max(1, look().rows // len(articles))], ["shown"]]
    lanes = lanes.assign(row=parts.brief(lanes["shown"]), name=parts.numbered(lanes["shown"])).drop(columns="shown")
    drawn = rows.drop(columns=["row", "name"]).merge(lanes, left_on="who", right_index=True)
    data = articles.merge(lanes.reset_index(), how="cross").merge(drawn, how="left", on=[*articles, *lanes, "who"])
    data = data.assign(
        panel=data["row_name"].map(parts.panels(rows["row_name"], look().plot)),
        drawn_to=data["last_word"].clip(lower=data["first_word"] + parts.visible(rows["article_words"].max())),
        how=data["manner"].map(WORD_OF_MANNER),
        value=data["words"].map(lambda n: plural(int(n), "word"), na_action="ignore"),
        text=data["text"].map(snippet, na_action="ignore"),
        key=data["address"],
        zero=0,
    )
    data["told"] = data["name"] + ", " + data["row_name"] + ", " + data["how"] + ": " + data["text"]
    people, shown = len(set(ranked) - {""}), len(set(data["who"]) - {""})
    note = f"{shown} of {plural(people, 'participant')}, those with the most; the frame has them all."
    return data, [*([note] if shown < people else []), *left_out]


_WIDEST, _LEAST = 34, 15  # pixels on screen of a cell, at most and at least
_FEWEST_PEOPLE = 5  # are shown, however many panels there are


@chart
def comentions(frame: pd.DataFrame) -> Chart:
    """Who is named beside whom: a panel per article, participants as rows and as columns, and in a cell their sentences.

    Each pair has one cell, darker with more sentences. Who is named beside nobody is not in the frame, and so not here.
    """
    title = "Who is named in the same sentence"
    if frame.empty:
        return parts.nothing(title)
    pairs, names, notes = _pairs(frame)
    columns = names.iloc[sorted(pairs["column"].unique())]
    space = parts.room(parts.brief(names))
    cell = min(space.plot / len(columns), look().sized(_WIDEST))
    heads = parts.headings(columns, cell)
    data = pairs.assign(
        row=pairs["last"].map(parts.brief(names)),
        outlet=pairs["column"].map(names).map(heads),
        panel=pairs["row_name"].map(parts.panels(pairs["row_name"], space.plot)),
    )
    tips = {"row_name": "article", "names": "who", "count": "sentences", "text": "the first"}
    x = parts.column_axis(pd.Series(list(heads.values())), cell)
    base = parts.described(data, tips, x=x, y=parts.row_axis(data, shared=False, names=space.names))
    squares = parts.shaded(base, "count", int(data["count"].max()))
    counts = base.mark_text(aria=False).encode(text=alt.Text("count:Q"))
    notes = ["In a cell the number of sentences that name both.", *notes]
    return parts.faceted(
        parts.layered(squares, counts, width=round(cell * len(columns)), height=alt.Step(look().row)),
        data,
        space.plot,
        spacing=gap(),
        **parts.captioned(title, notes),
        resolve=parts.resolved(y="independent"),
    )


def _pairs(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series, list[str]]:
    """The pairs of the participants that fit, each by the places of the two; the names by place; and what is left out.

    The places follow the most frequent pairs: the participant in front is the column of a pair, the other one its row.
    """
    rows, notes = parts.row_names(frame)
    called = dict(zip(rows["participant_b"], rows["name_b"], strict=True))
    called |= dict(zip(rows["participant_a"], rows["name_a"], strict=True))
    everybody = list(dict.fromkeys(rows[["participant_a", "participant_b"]].to_numpy().ravel()))
    across_page = int(look().plot // look().sized(_LEAST))
    fit = max(_FEWEST_PEOPLE, min(look().rows // rows["row_name"].nunique(), across_page))
    place = {key: n for n, key in enumerate(everybody[:fit])}
    kept = rows[rows["participant_a"].isin(place) & rows["participant_b"].isin(place)]
    both = pd.DataFrame({side: kept[f"participant_{side}"].map(place) for side in "ab"}).astype("int64")
    pairs = kept.assign(
        column=both.min(axis=1),
        last=both.max(axis=1),
        names=kept["name_a"] + " and " + kept["name_b"],
        text=kept["example"].map(snippet),
        key=parts.mark_keys(kept, "participant_a", "participant_b", "article_id"),
    )
    pairs["told"] = [
        f"{names}, {where}: {plural(n, 'sentence')}."
        for names, where, n in zip(pairs["names"], pairs["row_name"], pairs["count"], strict=True)
    ]
    articles = {name: n for n, name in enumerate(rows["row_name"].unique())}
    pairs = pairs.assign(article=pairs["row_name"].map(articles)).sort_values(["article", "last", "column"])
    if len(place) < len(everybody):
        notes = [f"{len(place)} of {plural(len(everybody), 'participant')}, those of the most frequent pairs.", *notes]
    columns = ["row_name", "outlet_label", "names", "count", "text", "key", "told", "column", "last"]
    return pairs[columns], parts.numbered(pd.Series([called[key] for key in place])), notes


_LANE = 3  # pixels on screen: the line on which a participant's marks stand
_BAR = 12  # pixels on screen


@chart
def people(frame: pd.DataFrame) -> Chart:
    """Who is in each story: a panel per article, a row per participant, a column per manner, and the count in each cell.

    The participants with the most evidence stand first. Who has no row for an article is said to be not named in it.
    """
    title = "Who is in the story: mentioned, paraphrased, quoted"
    if frame.empty:
        return parts.nothing(title)
    data, left_out = presence(frame)
    space = parts.room(data["row"])
    width = panel_width(data["panel"].nunique(), space.plot)
    column = width / len(WORD_OF_MANNER)
    x = parts.manner_axis("how", list(WORD_OF_MANNER.values()), width)
    tips = _tips("article", "count", column="label")
    base = parts.described(data, tips, x=x, y=parts.row_axis(data, names=space.names))
    widest = min(look().area(300), (column * 0.4) ** 2)  # a number stands beside it
    size = alt.Size("value:Q", scale=alt.Scale(range=[0, widest], domainMin=0), legend=None)
    dots = base.transform_filter("datum.value > 0").mark_circle(
        xOffset=-column / 6, stroke=theme.DARK, strokeWidth=1, cursor="pointer"
    )
    bold = alt.expr("datum.value > 0 ? 'bold' : 'normal'")
    numbers = base.mark_text(align="left", dx=column / 10, fontWeight=bold, aria=False).encode(
        text=alt.Text("label:N"), color=parts.when("datum.value > 0", theme.INK, theme.QUIET)
    )
    dots = dots.encode(size=size, fill=_manner(), opacity=parts.lit())
    notes = ["How often each participant is named, and speaks; those stand first of whom it differs most.", *left_out]
    caption = parts.captioned(title, notes)
    above = alt.Resolve(axis=alt.AxisResolveMap(x="independent"))  # the manners stand below the name of each outlet
    return _panels(parts.linked(dots), numbers, data, width, {**caption, "resolve": above})


@chart
def speaking(frame: pd.DataFrame) -> Chart:
    """How many words of each speaker an outlet prints: in full, in fragments, paraphrased; a panel per outlet.

    Beside a bar stand the words between marks and their share of all words between marks in that outlet.
    """
    title = "Who speaks how much: words in full, in fragments, paraphrased"
    if frame.empty:
        return parts.nothing(title)
    data, left_out = _spoken(frame)
    space = parts.room(data["row"])
    width = panel_width(data["panel"].nunique(), space.plot)
    longest = _with_room(data["end"].max(), data["label"], width)
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, longest], nice=False))
    base = parts.described(data, _tips("outlet", "words of it"), y=parts.row_axis(data, names=space.names))
    bars = base.mark_bar(height=look().sized(_BAR), stroke=theme.DARK, strokeWidth=1, cursor="pointer").encode(
        x=x, x2=alt.X2("end:Q"), fill=_manner(but="mentioned", width=space.plot), opacity=parts.lit()
    )
    ends = base.transform_filter("isValid(datum.label)").mark_text(align="left", dx=5, aria=False)
    numbers = ends.encode(x=alt.X("end:Q"), text=alt.Text("label:N"))
    notes = ["Beside a bar: words between quotation marks, and their share in that outlet.", *left_out]
    shown = bars.transform_filter("datum.end > datum.start")
    return _panels(parts.linked(shown), numbers, data, width, parts.captioned(title, notes))


@chart
def whose_words(frame: pd.DataFrame) -> Chart:
    """In whose words each outlet tells the story: a bar per outlet, from quotations in full to the reporter's own words.

    Each word of an outlet is in one part; the share stands in the part where it has room.
    """
    title = "In whose words the story is told"
    if frame.empty:
        return parts.nothing(title)
    names = {**{m: name for m, name in reversed(WORD_OF_MANNER.items()) if m != "mentioned"}, REST: "all the rest"}
    data, left_out = parts_of(frame, names)
    space = parts.room(data["row"])
    data["shown"] = data["percent"].where(data["percent"].map(parts.wide) + 6 < data["share"] * space.plot)
    fill = alt.Scale(
        domain=list(names.values()), range=[*map(theme.MANNER_COLORS.__getitem__, list(names)[:-1]), theme.LANE]
    )
    tips = {"row_name": "outlet", "how": "how", "words": "words", "percent": "share", "count": "passages"}
    base = parts.described(data, tips, y=parts.row_axis(data, names=space.names))
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    key = parts.legend(names.values(), space.plot, symbolStrokeColor=theme.DARK)
    bars = base.mark_bar(height=look().sized(16), stroke=theme.DARK, strokeWidth=1, cursor="pointer").encode(
        x=x, x2=alt.X2("end:Q"), fill=alt.Fill("how:N", scale=fill, legend=key), opacity=parts.lit()
    )
    ink = parts.when("datum.manner === 'quoted'", theme.PAPER, theme.INK)
    numbers = base.transform_filter("isValid(datum.shown)").mark_text(aria=False)
    numbers = numbers.encode(x=alt.X("middle:Q"), text=alt.Text("shown:N"), color=ink)
    notes = ["Shares of all words of an outlet, titles included.", *left_out]
    return parts.layered(
        parts.linked(bars.transform_filter("datum.words > 0")),
        numbers,
        width=space.plot,
        height=alt.Step(round(look().sized(25))),
        **parts.captioned(title, notes),
    )


@chart
def order(frame: pd.DataFrame) -> Chart:
    """Where in each story participants are named and speak: a panel per article, a lane per participant.

    A line is a naming; a bar is as long as the words, and the darker, the nearer to the speaker's own.
    """
    title = "Where in the story participants are named, and where they speak"
    if frame.empty:
        return parts.nothing(title)
    data, left_out = _places(frame)
    space = parts.room(data["row"])
    words = alt.Scale(domain=[0, int(data["article_words"].max())], nice=False)
    below = parts.below("words from the start of the article")
    x = alt.X("first_word:Q", title=below, axis=parts.number_axis(), scale=words)
    y = parts.row_axis(data, names=space.names)
    base = parts.described(data, _tips("article", "length", text="words"), x=x, y=y)
    lanes = alt.Chart(data).transform_aggregate(
        first_word="min(zero)", article_words="max(article_words)", groupby=["row", "panel"]
    )
    lane = lanes.mark_bar(height=look().sized(_LANE), color=theme.LANE, aria=False)
    bars = base.transform_filter("isValid(datum.key) && datum.manner !== 'mentioned'").mark_bar(
        height=look().sized(11), stroke=theme.DARK, strokeWidth=look().sized(1), cursor="pointer"
    )
    ticks = base.transform_filter("datum.manner === 'mentioned'").mark_tick(
        size=look().sized(17), thickness=look().sized(2), cursor="pointer"
    )
    bars = bars.encode(x2=alt.X2("drawn_to:Q"), fill=_manner(but="mentioned", width=space.plot), opacity=parts.lit())
    ticks = ticks.encode(color=alt.ColorValue(theme.INK), opacity=parts.lit())
    lane = lane.encode(x=x, x2=alt.X2("article_words:Q"), y=y)
    notes = [
        "From the first word of each article to its last; a row is one participant in all articles. A line is a naming.",
        *left_out,
    ]
    return parts.faceted(
        parts.layered(lane, parts.linked(bars), ticks, width=space.plot, height=alt.Step(look().row)),
        data,
        space.plot,
        spacing=gap(),
        **parts.captioned(title, notes),
    )


def _panels(marks: alt.Chart, numbers: alt.Chart, data: pd.DataFrame, width: int, caption: dict[str, Any]) -> Chart:
    """A panel per article or outlet, all with the same rows and scales."""
    layers = parts.layered(marks, numbers, width=width, height=alt.Step(look().row))
    spacing = {"row": gap(), "column": gap()}
    return parts.faceted(layers, data, width, columns=across(data["panel"].nunique()), spacing=spacing, **caption)


def _with_room(longest: float, labels: pd.Series, width: float) -> float:
    """The end of the scale of bars, so that the number beside the longest stays inside the panel."""
    beside = max(map(parts.wide, labels.dropna()), default=0) + look().sized(8)
    return max(longest, 1) / (1 - min(0.8, beside / width))


def _manner(*, but: str = "", width: int = 0) -> alt.Fill:
    """The fill of each manner, with a legend where a width is given; what a chart tells otherwise is not in it."""
    shown = {name: theme.MANNER_COLORS[m] for m, name in reversed(WORD_OF_MANNER.items()) if m != but}
    scale = alt.Scale(domain=list(shown), range=list(shown.values()))
    key = parts.legend(shown, width, symbolStrokeColor=theme.DARK) if width else None
    return alt.Fill("how:N", scale=scale, legend=key)


def _tips(panel: str, value: str, *, column: str = "value", text: str = "for example") -> dict[str, str]:
    return {"row_name": panel, "name": "who", "how": "how", column: value, "text": text, "address": "address"}
