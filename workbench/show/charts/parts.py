"""What the charts share: widths, axes, legends, keys of marks, and names of rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, wraps
from typing import Any, Literal, NamedTuple, TypeVar

import altair as alt
import pandas as pd

from workbench.corpus import Corpus
from workbench.corpus.model import split_cell
from workbench.phrasing import plural, snippet
from workbench.schema import ARTICLE_PARTS
from workbench.show import theme
from workbench.show.theme import look

# Advance widths of the chart's font (Liberation Sans, which has those of Arial and Helvetica), in thousandths of its size.
_ADVANCES = {
    **dict.fromkeys("ijl'‘’", 222),
    **dict.fromkeys("|", 260),
    **dict.fromkeys(" !,./:;I[]\\ft", 278),
    **dict.fromkeys("()-r`“”·", 333),
    **dict.fromkeys('*"', 370),
    **dict.fromkeys("ckJsvxyz", 500),
    **dict.fromkeys("FTZß", 611),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQØ", 778),
    **dict.fromkeys("Mm", 833),
    **dict.fromkeys("%WÆæŒœ", 910),
    **dict.fromkeys("@—…", 1000),
}
_USUAL, _FULL = 556, 1000  # thousandths: most letters and all digits; a letter of Chinese, Japanese or Korean
_BOLD = 1.08  # how much wider the bold letters are, on the average of an English sentence


def wide(text: str, size: float | None = None, *, bold: bool = False) -> float:
    """The width of a line in pixels; letters of other scripts are estimated.

    >>> round(wide("Who tells what, and how", 12))
    130
    """
    return _units(text) / 1000 * (size or theme.look().text) * (_BOLD if bold else 1)


@lru_cache(8192)  # the same names and words are measured at each change of a control
def _units(text: str) -> int:
    return sum(_advance(char) for char in text)


def _advance(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    letter = unicodedata.normalize("NFD", char)[0]  # an accent takes no room
    return _ADVANCES.get(letter, _FULL if unicodedata.east_asian_width(char) in "WF" else _USUAL)


def wrapped(text: str, width: float, size: float | None = None, *, bold: bool = False) -> list[str]:
    """The words in as many lines as they need; a word wider than a line is broken.

    >>> wrapped("Who tells what, and how", 80, 12)
    ['Who tells', 'what, and how']
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and wide(f"{line} {word}", size, bold=bold) <= width:
            line = f"{line} {word}"
            continue
        lines += [line] if line else []
        line = word
        while wide(line, size, bold=bold) > width and len(line) > 1:
            fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or wide(line[:n], size, bold=bold) <= width)
            lines, line = [*lines, line[:fits]], line[fits:]
    return [*lines, line] if line else lines


def cut(text: str, width: float, size: float | None = None) -> str:
    """As many words as fit, then `…`.

    >>> cut("The agreements made today", 110, 12)
    'The agreements …'
    """
    lines = wrapped(text, width, size)
    if len(lines) <= 1:
        return "".join(lines)
    return f"{wrapped(text, width - wide(' …', size), size)[0]} …"


def middle(name: str, width: float, size: float | None = None, *, bold: bool = False) -> str:
    """A name as it fits; its middle gives way, since names of outlets often differ at the end.

    >>> middle("unnamed outlet (An Author With a Long Name)", 180, 12)
    'unnamed outlet (A… Long Name)'
    """
    name = " ".join(name.split())
    kept = len(name)
    shown = name
    while wide(shown, size, bold=bold) > width and kept > 2:
        kept -= 1
        tail = max(1, kept * 2 // 5)
        shown = f"{name[: kept - tail]}…{name[-tail:]}"
    return shown


KEY = "|"
"""What stands between the parts of the key of a mark."""


def mark_key(*parts: Any) -> str:
    """What a mark stands for, as one value that a click gives back; what is missing is empty.

    >>> mark_key("claim", None, 3)
    'claim||3'
    """
    return KEY.join("" if pd.isna(part) else str(part) for part in parts)


def mark_keys(frame: pd.DataFrame, *columns: str) -> list[str]:
    """The key of each row, made of those columns."""
    return [KEY.join(parts) for parts in zip(*(_written(frame[name]) for name in columns), strict=True)]


def _written(column: pd.Series) -> list[str]:
    return ["" if gone else str(v) for v, gone in zip(column.tolist(), column.isna().tolist(), strict=True)]


def marks_of(spec: Mapping[str, Any]) -> dict[str, str]:
    """The marks of a chart, given as its specification, that can be clicked: their keys, in order, and what is told of each."""
    rows = (row for data in spec.get("datasets", {}).values() for row in data)
    return {row["key"]: row["told"] for row in rows if row.get("key") and row.get("told")}


class Behind(Mapping[str, tuple[str, ...]]):
    """The key of each mark → the addresses of what it counts, those in the columns `cells` of its rows; () where there are none.

    The keys are made of the columns `by`. A frame may have a hundred thousand rows and nobody clicks on most, so it is read
    when the first mark is looked up, and of the addresses only those asked for.
    """

    def __init__(self, frame: pd.DataFrame, by: Sequence[str], cells: Sequence[str] = ("evidence",)) -> None:
        self._frame, self._by, self._cells = frame, by, cells

    def __getitem__(self, key: str) -> tuple[str, ...]:
        cells = (column[place] for place in self._places[key] for column in self._columns)
        cells = (cell for cell in cells if isinstance(cell, str))
        return tuple(dict.fromkeys(address for cell in cells for address in split_cell(cell)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def rows(self, keys: Iterable[str]) -> pd.DataFrame:
        """The rows of the frame that these marks stand for."""
        return self._frame.iloc[sorted({place for key in keys for place in self._places.get(key, ())})]

    @cached_property
    def _columns(self) -> list[list[Any]]:
        return [self._frame[name].tolist() for name in self._cells]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, key in enumerate(mark_keys(self._frame, *self._by)):
            places.setdefault(key, []).append(place)
        return places


_VISIBLE = 2  # pixels: what is shorter is drawn as long as this, or it would vanish
MOST_OUTLETS = 12  # columns, or signs in a row, that can be told apart
"""The way of counting word errors in which contractions are the words they stand for."""
AIR = 8  # pixels on screen between the name of a row and its marks


def brief(names: pd.Series, width: float | None = None) -> pd.Series:
    """The names as they fit beside rows, or into the width; those that would look alike are numbered."""
    width = width or look().names - look().sized(AIR)
    fitted = names.map(lambda name: middle(name, width))
    if not fitted.is_unique:
        fitted = names.map(lambda name: middle(name, width - wide(" (88)")))
    return numbered(fitted)


def row_names(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The frame with the name of each article's row, unlike any other's, and what to say when some are left out.

    `row_name` is the outlet's label, and articles that share a label are numbered in order of appearance; `row` is what
    of it fits beside the row.
    """
    articles = frame[["article_id", "outlet_label"]].drop_duplicates("article_id")
    names = numbered(articles["outlet_label"].map(snippet))
    beside = brief(names)
    shown = articles["article_id"].iloc[: look().rows]
    rows = frame[frame["article_id"].isin(list(shown))].copy()
    rows["row_name"] = rows["article_id"].map(dict(zip(articles["article_id"], names, strict=True))).astype("str")
    rows["row"] = rows["article_id"].map(dict(zip(articles["article_id"], beside, strict=True))).astype("str")
    rows["outlet_label"] = rows["outlet_label"].map(snippet).astype("str")
    note = f"The first {len(shown)} of {plural(len(articles), 'article')}; corpus.where(...) chooses others."
    return rows, [note] if len(articles) > len(shown) else []


def first_outlets(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The rows of as many outlets as can be told apart by a sign or a column, and what to say when some are left out."""
    outlets = frame["outlet_label"].unique()
    if len(outlets) <= MOST_OUTLETS:
        return frame, []
    note = f"{MOST_OUTLETS} of {plural(len(outlets), 'outlet')}."
    return frame[frame["outlet_label"].isin(outlets[:MOST_OUTLETS])], [note]


def most_outlets_first(frame: pd.DataFrame) -> pd.DataFrame:
    """The participants of a frame by their ids, with `name`, `outlets` and `count`: those whom most outlets name come first."""
    sums = frame.groupby("participant_id", sort=False).agg(
        name=("name", "first"), outlets=("outlet_label", "nunique"), count=("count", "sum")
    )
    return sums.sort_values(["outlets", "count"], ascending=False, kind="stable")


def numbered(names: pd.Series) -> pd.Series:
    """The names, those that stand more than once numbered in order of appearance."""
    if names.is_unique:
        return names
    number = names.groupby(names).cumcount() + 1
    numbered: pd.Series = names.where(~names.duplicated(keep=False), names + " (" + number.astype(str) + ")")
    return numbered


def stretches(rows: pd.DataFrame, *, low: bool) -> pd.DataFrame:
    """The stretches with their words and counts told; unless rows are `low`, a name has a second line of totals."""
    data = rows.assign(
        text=rows["text"].map(snippet),
        count=[plural(n, "word") for n in rows["words"]],
        drawn_to=_drawn_to(rows["first_word"], rows["last_word"], rows["article_words"].max()),
        key=rows["quote_id"],
    )
    data["told"] = data["row_name"] + ", " + data["count"] + ": " + data["text"]
    if not low:
        per_row = data.groupby("row_name")["words"]
        totals = per_row.agg(lambda w: f"{plural(len(w), 'stretch', 'stretches')}, {plural(int(w.sum()), 'word')}")
        data["row"] = data["row"] + "\n" + data["row_name"].map(totals)
    return data


def in_file(rows: pd.DataFrame, *, low: bool) -> pd.DataFrame:
    """Each part of a file with the words before it (`first_word`) and up to its end (`last_word`), and what became of it (`state`)."""
    back = rows["part"].eq("kept") & ~rows["kind"].isin(ARTICLE_PARTS)
    last = rows.groupby("article_id")["words"].cumsum()
    data = rows.assign(
        first_word=last - rows["words"],
        last_word=last,
        drawn_to=_drawn_to(last - rows["words"], last, last.max()),
        state=rows["part"].mask(back, "put back"),
        text=rows["text"].map(snippet),
        count=[plural(n, "word") for n in rows["words"]],
    )
    data["why"] = data["state"] + ": " + rows["rule"].fillna(rows["kind"])
    data["told"] = data["row_name"] + ", " + data["state"] + ", " + data["count"] + ": " + data["text"]
    if not low:
        sums = data.pivot_table(index="row_name", columns="part", values="words", aggfunc="sum", fill_value=0)
        totals = {n: f"{r.get('kept', 0):,} kept, {r.get('removed', 0):,} removed" for n, r in sums.iterrows()}
        data["row"] = data["row"] + "\n" + data["row_name"].map(totals)
    return data.sort_values("state", key=lambda states: states.ne("kept"), kind="stable")  # drawn last, on top


def visible(longest: float) -> float:
    """The least length of a mark that is seen, in the unit of the longest."""
    return longest * _VISIBLE / look().plot


def _drawn_to(first: pd.Series, last: pd.Series, longest: int) -> pd.Series:
    return last.clip(lower=first + visible(longest))


def by_rule(rows: pd.DataFrame) -> pd.DataFrame:
    """The words each rule removed, in the order in which the files show them; `where` names the articles."""
    found = []
    for rule, part in rows[rows["part"] == "removed"].groupby("rule", sort=False):
        articles = part["row_name"].unique()
        where = articles[0] if len(articles) == 1 else plural(len(articles), "article")
        words = int(part["words"].sum())
        characters = plural(int(part["text"].str.len().sum()), "character")
        label = f"{plural(words, 'word')}{'' if words else f' ({characters})'} · {where}"
        told = f"{rule}: {label}."
        text = snippet(" / ".join(part["text"]))
        found.append({"row": rule, "words": words, "where": where, "label": label, "text": text, "told": told})
    return pd.DataFrame(found, columns=["row", "words", "where", "label", "text", "told"])


_LYING = 56  # pixels on screen: above a narrower cell the name of its outlet stands upright
_LINES_OF_COLUMN = 3  # of a name that lies
_UPRIGHT = 110  # pixels on screen: the height of a name that stands
_AIR = 6  # pixels between the names of neighbours
_TURNED = {75: 0, 44: -35, 0: -90}
"""Pixels on screen of a column's width, at least → degrees by which the name of its manner is turned."""


def _lie(cell: float) -> bool:
    return cell >= look().sized(_LYING)


def headings(labels: pd.Series, cell: float) -> dict[str, str]:
    """Outlet → its name as it stands above a cell so wide, unlike the others'; names that lie end on the same line."""
    outlets = pd.Series(labels.unique())
    if not _lie(cell):
        return dict(zip(outlets, brief(outlets, look().sized(_UPRIGHT)), strict=True))
    lines = [wrapped(name, cell - _AIR) for name in brief(outlets, (cell - _AIR) * (_LINES_OF_COLUMN - 1))]
    most = max(map(len, lines), default=0)
    return dict(zip(outlets, ("\n" * (most - len(own)) + "\n".join(own) for own in lines), strict=True))


def column_axis(names: pd.Series, cell: float) -> alt.X:
    """The axis above the cells; `names` are the column `outlet` of the data, as `headings` writes them."""
    shown = list(names.unique())
    axis = alt.Axis(orient="top", labelAngle=-90, labelLimit=look().sized(_UPRIGHT) + 2)
    if _lie(cell):
        axis = alt.Axis(orient="top", labelAngle=0, labelExpr="split(datum.label, '\\n')", labelLimit=cell)
        axis.labelPadding = max(name.count("\n") for name in shown) * (look().text + 2) + _AIR
    return alt.X("outlet:N", title=None, sort=shown, axis=axis)


def manner_axis(column: str, manners: list[str], width: float) -> alt.X:
    """The axis above columns that are manners of telling, as wide together; their names are turned where they would touch."""
    turned = next(angle for least, angle in _TURNED.items() if width / len(manners) >= look().sized(least))
    axis = alt.Axis(orient="top", labelAngle=turned, labelAlign="left" if turned else "center", grid=False)
    return alt.X(f"{column}:N", title=None, scale=alt.Scale(domain=manners), axis=axis)


# Channels are written with their classes (`alt.Text("label:N")`, not `text="label:N"`), and conditions too: where it is given
# words or dicts, Altair looks for the class by hashing and trying its whole schema, which took a third of a chart's time.

T = TypeVar("T")

Chart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.VConcatChart

_OTHER_LETTERS = 0.84  # of the width: a browser without Arial or its like draws bold letters so much wider
_TITLE = 15  # pixels on screen, of the letters of a title


class Room(NamedTuple):
    """How the width of a drawing is shared."""

    names: int
    """Pixels for the names of rows."""
    plot: int
    """Pixels for what stands beside them."""


_LINES_OF_PANEL = 3  # of the name of a panel
_SIGN = 25  # pixels on screen of a sign in a legend and the air around it
_SECOND_LINE = 7  # pixels on screen, half a line

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-left", "triangle-right")
"""The shape of each outlet's marks where colour alone would tell them apart."""

FOCUS = "focus"
"""The parameter of a chart that holds the keys of the marks to keep bright; empty, all are. Set it from Python."""
PICK = "pick"
"""The selection that a click on a mark makes; it holds the `key` of the mark."""
DIM = 0.25  # opacity of marks that are not meant: still there, plainly in the background


def fixed(part: T) -> T:
    """A part of a chart that nobody changes any more: the copies of the chart share it.

    Altair copies a whole chart at every step that makes it; without this, that takes a quarter of the time of drawing.
    """
    object.__setattr__(part, "__deepcopy__", lambda *_: part)
    return part


def lit(bright: float = 1) -> Any:
    """The opacity of marks that can be clicked: dim when others are in focus."""
    test = f"!length({FOCUS}) || indexof({FOCUS}, datum.key) >= 0"
    return fixed(
        alt.OpacityValue(DIM, condition=alt.ConditionalPredicateValueDefnumberExprRef(test=test, value=bright))
    )


def when(test: str, yes: str, no: str) -> alt.ColorValue:
    """One colour where the test holds, and another elsewhere."""
    condition = alt.ConditionalPredicateValueDefGradientstringnullExprRef(test=test, value=yes)
    return fixed(alt.ColorValue(no, condition=condition))


def linked(marks: alt.Chart) -> alt.Chart:
    """The marks, each to be clicked (`PICK`) and to be dimmed from outside (`FOCUS`); their data need a column `key`."""
    pick = alt.selection_point(name=PICK, fields=["key"])
    return marks.add_params(pick, alt.param(name=FOCUS, value=[]))


def chart(draw: Callable[[pd.DataFrame], Chart], name: str = "") -> Callable[[Corpus | pd.DataFrame], Chart]:
    """The chart `name` (that of the function, unless given) of a frame, or of a corpus: then of the frame that it draws.

    It has the settings of the look it was drawn for, and keeps them when it is saved later. A frame of another comparison is
    refused with a `TypeError` that says what to pass.
    """

    @wraps(draw)
    def finished(given: Corpus | pd.DataFrame) -> Chart:
        from workbench.show.nouns import framed  # which knows the charts by their names

        made: Chart = theme.finished(framed(name or draw.__name__, given, draw))
        return made

    return finished


def bold_room(width: float) -> float:
    """How much of a width bold words may fill: on screen less, since a browser may draw them in wider letters than are measured."""
    return width * (_OTHER_LETTERS if look() == theme.LOOKS["screen"] else 1)


def head(title: str, notes: Iterable[str] = (), *, size: float = _TITLE) -> alt.Title:
    """The title and the lines below it, broken where the drawing ends."""
    large, width = look().sized(size), look().width - 2
    lines = [line for note in notes for line in wrapped(note, width)]
    return alt.Title(one_or_more(wrapped(title, bold_room(width), large, bold=True)), subtitle=lines, fontSize=large)


def one_or_more(lines: list[str]) -> Any:
    """One line as a string, more as a list: so a chart's title is one where it can be."""
    return lines[0] if len(lines) == 1 else lines


def room(names: Iterable[str], *, most: float | None = None, bold: bool = False) -> Room:
    """The width as these names of rows need it, up to the part `most`; on screen at least the usual, so that charts align."""
    here = look()
    widest = max((wide(line, bold=bold) for name in names for line in name.split("\n")), default=0) + here.sized(AIR)
    limit = here.width * most if most else here.names
    used = round(min(widest, limit))
    used = max(used, here.names) if here == theme.LOOKS["screen"] else used
    return Room(used, here.plot + here.names - used)


def nothing(title: str) -> alt.Chart:
    """A chart that says that its frame is empty."""
    words = pd.DataFrame({"words": ["Nothing to show: the frame has no rows."]})
    base = alt.Chart(words, width=look().plot, height=40, title=head(title), description=f"{title}. Nothing to show.")
    drawing: alt.Chart = base.mark_text(align="left", color=theme.QUIET).encode(text="words:N", x=alt.value(0))
    return drawing


def row_axis(data: pd.DataFrame, *, shared: bool = True, names: int | None = None, **settings: Any) -> alt.Y:
    """Rows in order of appearance, a name may have a second line; unless `shared`, a panel has its own rows only."""
    width, air = names or look().names, look().sized(AIR)
    axis = alt.Axis(labelExpr="split(datum.label, '\\n')", minExtent=width, maxExtent=width, **settings)
    axis.labelLimit, axis.labelPadding = width - air + 2, air - 2
    if data["row"].str.contains("\n").any():
        axis.labelOffset = -look().sized(_SECOND_LINE)  # Vega centres the first line only
    if not shared:
        return fixed(alt.Y("row:N", title=None, axis=axis, sort=None))
    return fixed(alt.Y("row:N", title=None, axis=axis, scale=alt.Scale(domain=list(data["row"].unique()))))


def below(title: str) -> Any:
    """The title of an axis, in as many lines as its marks leave it."""
    return one_or_more(wrapped(title, look().plot))


def number_axis(**settings: Any) -> alt.Axis:
    """An axis of numbers, with as few as can be read where the drawing is narrow."""
    ticks = 4 if look().narrow else 6
    return alt.Axis(**{"tickCount": ticks, "titleAnchor": "start", "labelFlush": True, **settings})


def legend(labels: Iterable[str], width: int, **settings: Any) -> alt.Legend:
    """A legend whose entries stand in as many columns as fit into the width."""
    entries = list(labels)
    fits = (n for n in range(len(entries), 1, -1) if legend_width(entries, n) <= width)
    return alt.Legend(title=None, columns=next(fits, 1), labelLimit=max(width - look().sized(_SIGN), 1), **settings)


def legend_width(labels: Iterable[str], columns: int) -> float:
    """The width of a legend whose entries stand in so many columns."""
    sign = look().sized(_SIGN)
    widths = [wide(label) + sign for label in labels]
    return sum(max(widths[n::columns]) for n in range(columns))


def outlet_signs(outlets: list[str], width: int) -> dict[str, Any]:
    """The colour and the shape of each outlet's marks, with one legend so wide. Where colours come again, shapes are other ones."""
    key = legend(outlets, width)
    colors = theme.GREYS if look().grey else theme.PALETTE
    shapes = [SHAPES[(n + n // len(SHAPES)) % len(SHAPES)] for n in range(len(outlets))]
    hues = alt.Scale(domain=outlets, range=[colors[n % len(colors)] for n in range(len(outlets))])
    return {
        "color": alt.Color("outlet_label:N", scale=hues, legend=key),
        "shape": alt.Shape("outlet_label:N", scale=alt.Scale(domain=outlets, range=shapes), legend=key),
    }


def header(width: float, **settings: Any) -> alt.Header:
    """What stands above a panel, flush left and not wider than it."""
    return alt.Header(
        **{"labelAnchor": "start", "labelLimit": width, "labelExpr": "split(datum.label, '\\n')", **settings}
    )


def outlet_color(rows: pd.DataFrame) -> alt.Color:
    """The colour of each outlet, without a legend: rows and panels carry its name."""
    colors = theme.outlet_colors(rows["outlet_label"])
    return fixed(alt.Color("outlet_label:N", scale=colors, legend=None))


def layered(*layers: alt.Chart, **settings: Any) -> alt.LayerChart:
    """The layers above each other. They are this chart's alone from here on, so that its copies share them (`fixed`)."""
    return alt.LayerChart(layer=[*map(fixed, layers)], **settings)


def faceted(layers: Any, data: pd.DataFrame, above: float | alt.Header, **settings: Any) -> alt.FacetChart:
    """A panel for each name in the column `panel`, in order of appearance and below each other unless said otherwise.

    `above` is what stands above it, or how wide it is, then its name stands there.
    """
    named = above if isinstance(above, alt.Header) else header(above)
    facet = alt.Facet("panel:N", sort=list(data["panel"].unique()), header=named)
    drawing: alt.FacetChart = fixed(layers).facet(facet=facet, **{"columns": 1, **settings})
    return drawing


def resolved(**scales: Literal["shared", "independent"]) -> alt.Resolve:
    """Which scales the panels of a chart share."""
    return alt.Resolve(scale=alt.ScaleResolveMap(**scales))


def panels(names: Iterable[str], width: float) -> dict[str, str]:
    """The name of each panel → the same in as many lines as it needs above a panel so wide, up to three."""
    once = pd.Series(list(dict.fromkeys(names)), dtype="str")
    shown = brief(once, width * (_LINES_OF_PANEL - 1))
    return {name: "\n".join(wrapped(fits, width, bold=True)) for name, fits in zip(once, shown, strict=True)}


def hint(column: str, title: str) -> alt.Tooltip:
    """A line of a tooltip."""
    return fixed(alt.Tooltip(f"{column}:N", title=title))


def described(data: pd.DataFrame, tips: Mapping[str, str], *numbers: alt.Tooltip, **channels: Any) -> alt.Chart:
    """The base of marks that say what they are: `tips`, column → title, in a tooltip, the column `told` to a screen reader."""
    lines = [*(hint(column, title) for column, title in tips.items()), *numbers]
    base: alt.Chart = alt.Chart(data).encode(tooltip=lines, description=alt.Description("told:N"), **channels)
    return base


def captioned(title: str, notes: Iterable[str]) -> dict[str, Any]:
    """The settings of a whole chart: what it counts, as its title, with the notes below it; `nouns.headed` adds what was found."""
    return {"title": head(title, notes), "description": title}


def shaded(base: alt.Chart, column: str, most: float) -> alt.Chart:
    """Cells that can be clicked, the darker the more the column says, up to `most`; ink on the darkest has 9:1."""
    ground = alt.Scale(range=[theme.PAPER, theme.MANNER_COLORS["fragment"]], interpolate="rgb", domain=[0, most])
    color = alt.Color(f"{column}:Q", scale=ground, legend=None)
    cells = base.mark_rect(stroke=theme.QUIET, strokeWidth=0.7, cursor="pointer").encode(color=color, opacity=lit())
    return linked(cells)
