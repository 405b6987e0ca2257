"""Charts of wording: versions word under word, how far outlets are apart, and words that are one outlet's own."""

from __future__ import annotations

from functools import partial
from math import cos, log10, sin
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from workbench.compare.shared import JOINT
from workbench.phrasing import plural, snippet
from workbench.show import theme
from workbench.show.charts import parts
from workbench.show.charts.parts import Chart, chart
from workbench.show.charts.speech import by_outlet
from workbench.show.charts.tables import GROUND
from workbench.show.theme import look
from workbench.show.versions import MOST_VERSIONS, NOTHING, differing, printed

_LINE = 17  # pixels on screen from one version to the next
_BLOCK, _UTTERANCE = 9, 26  # and between blocks of lines, and between utterances
_WORD = 7  # pixels on screen between two words
_NAMES = 0.26  # of the width, at most, for the names of outlets
_CELL = 110  # pixels on screen: no cell of a pair of outlets is wider


class _Grid(NamedTuple):
    """The words of the versions of one utterance, column by column."""

    outlets: dict[str, str]
    words: dict[str, dict[int, tuple[str, str, str]]]
    columns: list[int]
    varying: set[int]


@partial(chart, name="collate")
def collation_grid(frame: pd.DataFrame) -> Chart:
    """Versions of the same words above each other: words in one column stand for each other, those that differ are marked.

    An utterance of which all versions are the same is left out, unless all are. Where a version has no word stands `·`.
    """
    title = "The same words, as each outlet prints them"
    grids = _grids(frame)
    if not grids:
        return parts.nothing(title)
    chosen = [grid for grid in grids if grid.varying] or grids
    data, shown, height = _placed(chosen)
    notes = [f"Words that differ are bold and underlined; {NOTHING} stands where a version has none."]
    if shown < len(grids):
        alike = sum(not grid.varying for grid in grids)
        notes.append(f"{shown} of {plural(len(grids), 'utterance')} in several versions; {alike} without a difference.")
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _width()], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    base = alt.Chart(data).encode(x=x, y=y)
    size = look().text
    tips = {"outlet": "outlet", "text": "word", "others": "elsewhere", "key": "address"}
    words = parts.described(data, tips, x=x, y=y, text=alt.Text("text:N"), opacity=parts.lit())
    words = words.transform_filter("datum.what === 'word'")
    plain = words.transform_filter("!datum.differs").mark_text(align="left", cursor="pointer")
    bold = words.transform_filter("datum.differs").mark_text(align="left", fontWeight="bold", cursor="pointer")
    differs = base.transform_filter("datum.differs").encode(x2=alt.X2("x2:Q"))
    under = differs.mark_rule(yOffset=size * 0.62, strokeWidth=1.5, color=theme.INK, aria=False)
    ground = differs.mark_bar(height=size * 1.3, color=GROUND, aria=False)
    names = base.transform_filter("datum.what === 'outlet'").mark_text(align="left", color=theme.QUIET, aria=False)
    lines = base.transform_filter("datum.what === 'line'").encode(x2=alt.X2("x2:Q"))
    return parts.layered(
        lines.mark_rule(color=theme.LANE, strokeWidth=1, aria=False),
        ground,
        under,
        parts.linked(plain),
        bold,
        names.encode(text=alt.Text("text:N")),
        width=_width(),
        height=height,
        **parts.captioned(title, notes),
    )


def _width() -> int:
    return look().names + look().plot


def _grids(frame: pd.DataFrame) -> list[_Grid]:
    """The utterances that stand in several versions."""
    grids = []
    for _, rows in frame.groupby("utterance", sort=False):
        versions = rows.drop_duplicates("witness")[["witness", "outlet_label"]].head(MOST_VERSIONS)
        if len(versions) > 1:
            shown = rows[rows["witness"].isin(versions["witness"])]
            outlets = dict(versions.itertuples(index=False, name=None))
            words = {str(witness): printed(own) for witness, own in shown.groupby("witness", sort=False)}
            columns = sorted(shown["column"].unique())
            grids.append(_Grid(outlets, words, columns, differing(words, columns)))
    return grids


def _placed(grids: list[_Grid]) -> tuple[pd.DataFrame, int, float]:
    """Each word with its place in pixels, how many utterances fit, and the height they take."""
    here = look()
    limit = here.rows * here.row
    marks: list[dict[str, Any]] = []
    y, shown = 0.0, 0
    for grid in grids:
        own, end = _utterance(grid, y)
        if shown and end > limit:
            break
        marks += own
        shown, y = shown + 1, end + here.sized(_UTTERANCE) - here.sized(_BLOCK)
        marks.append({"what": "line", "x": 0, "x2": _width(), "y": y - here.sized(_UTTERANCE) / 2})
    height = y - here.sized(_UTTERANCE)
    columns = ["what", "x", "x2", "y", "text", "outlet", "differs", "others", "key", "told"]
    data = pd.DataFrame(marks[:-1]).reindex(columns=columns)
    return data.assign(differs=data["differs"].eq(True)), shown, max(height, here.row)


def _utterance(grid: _Grid, y: float) -> tuple[list[dict[str, Any]], float]:
    """The marks of one utterance from that height on, and where they end."""
    here = look()
    limit = here.width * _NAMES
    names = {witness: parts.middle(outlet, limit) for witness, outlet in grid.outlets.items()}
    left = max(map(parts.wide, names.values())) + here.sized(14)
    marks: list[dict[str, Any]] = []
    for block in _blocks(grid, _width() - left):
        for witness, name in names.items():
            y += here.sized(_LINE)
            middle = y - here.sized(_LINE) / 2
            marks.append({"what": "outlet", "x": 0, "y": middle, "text": name})
            for column, at, width in block:
                place = {"x": left + at, "x2": left + at + width, "y": middle}
                marks.append(_word(grid, witness, column) | place)
        y += here.sized(_BLOCK)
    return marks, y


def _blocks(grid: _Grid, width: float) -> list[list[tuple[int, float, float]]]:
    """The columns in lines that fit, each with its place in the line and the width of its widest word."""
    blocks: list[list[tuple[int, float, float]]] = [[]]
    at = 0.0
    for column in grid.columns:
        cells = [words.get(column) for words in grid.words.values()]
        own = max(parts.wide(cell[1] if cell else NOTHING, bold=column in grid.varying) for cell in cells)
        if not own:
            continue  # the rest of a contraction, which stands in the column before
        if blocks[-1] and at + own > width:
            blocks.append([])
            at = 0.0
        blocks[-1].append((column, at, own))
        at += own + look().sized(_WORD)
    return blocks


def _word(grid: _Grid, witness: str, column: int) -> dict[str, Any]:
    """A word, or the sign that a version has none there; what the others have is said, too."""
    cell = grid.words[witness].get(column)
    differs = column in grid.varying
    said = [cells[column][1] if column in cells else "no word" for w, cells in grid.words.items() if w != witness]
    others = " / ".join(dict.fromkeys(word for word in said if word)) or "–"
    outlet = grid.outlets[witness]
    text = cell[1] if cell else NOTHING
    if not cell and not min(grid.words[witness]) < column < max(grid.words[witness]):
        text, differs = "", False  # the version begins later, or has ended
    mark = {"what": "word", "text": text, "outlet": outlet, "differs": differs, "others": others}
    if cell and text:
        mark |= {"key": cell[2], "told": f"{outlet}: {text}{f'; elsewhere: {others}' if differs else ''}."}
    return mark


_WORDS = 12  # words of each outlet: enough to see a pattern, few enough to read them all
_FEWEST = 4
_DOTS = 100  # words of each of two outlets
_MARGIN = 0.15  # powers of ten around the marks; what an outlet never uses stands at 0, as far below the least rate
_FLAT = 0.75  # height of the picture of two outlets, in its widths
_APART = 8  # pixels on screen between marks that would stand at one place
_GOLDEN = 2.39996  # radians of the golden angle: no two seeds stand behind each other
_ZERO = 7  # pixels on screen between the names and a mark at zero


@chart
def keyness(frame: pd.DataFrame) -> Chart:
    """The words that are more an outlet's own than the others': of two outlets by their rates in both, of more as lists."""
    title = "Words that one outlet uses more than the others"
    own = frame[frame["log_ratio"].fillna(0).gt(0)]
    if own.empty:
        return parts.nothing(title)
    groups = own.drop_duplicates("group")
    if len(groups) == 2 and set(groups["words"]) == set(groups["words_rest"]):
        return _scatter(own, title)
    data, left_out = _keywords(own, max(_FEWEST, min(_WORDS, look().rows // groups["group"].nunique())))
    space = parts.room(data["row"])
    tips = {"row_name": "outlet", "word": "word", "shown": "here : elsewhere", "text": "forms"}
    rate = alt.Tooltip("per_1000:Q", title="per 1,000 words", format=".2f")
    ratio = alt.Tooltip("log_ratio:Q", title="log ratio", format=".2f")
    base = parts.described(data, tips, rate, ratio, y=parts.row_axis(data, shared=False, names=space.names))
    beside = (max(map(parts.wide, data["shown"])) + look().sized(10)) / (space.plot - 2 * look().sized(_ZERO))
    most = float(data[["per_1000", "per_1000_rest"]].max().max())
    scale = alt.Scale(domain=[0, most / (1 - beside)], padding=look().sized(_ZERO), nice=False)
    x = alt.X("per_1000:Q", title=parts.below("times per 1,000 words"), scale=scale, axis=parts.number_axis())
    color = parts.outlet_color(data)
    line = base.mark_rule(strokeWidth=look().sized(2)).encode(
        x=x, x2=alt.X2("per_1000_rest:Q"), color=color, opacity=parts.lit(0.6)
    )
    rest = base.mark_point(filled=True, fill=theme.PAPER, stroke=theme.QUIET, strokeWidth=1.5, size=look().area(55))
    here = base.mark_circle(size=look().area(90), cursor="pointer").encode(x=x, color=color, opacity=parts.lit())
    numbers = base.mark_text(align="left", dx=look().sized(9), aria=False, color=theme.QUIET)
    notes = "Solid: here; open: in the other outlets together. Beside a word its counts, here : elsewhere."
    return parts.faceted(
        parts.layered(
            line,
            rest.encode(x=alt.X("per_1000_rest:Q"), opacity=parts.lit()),
            parts.linked(here),
            numbers.encode(x=x, text=alt.Text("shown:N")),
            width=space.plot,
            height=alt.Step(look().row),
        ),
        data,
        space.plot,
        **parts.captioned(title, [notes, *left_out]),
        resolve=parts.resolved(y="independent"),
    )


def _scatter(own: pd.DataFrame, title: str) -> Chart:
    """The words of two outlets by how often each uses them; those at one place stand round it, and the surest have names."""
    here = look()
    data, _ = _keywords(own, _DOTS)
    outlets = list(data["outlet_label"].unique())
    in_first = data["outlet_label"].eq(outlets[0])
    rates = {
        "x": 10 * data["per_1000"].where(in_first, data["per_1000_rest"]),
        "y": 10 * data["per_1000_rest"].where(in_first, data["per_1000"]),
    }
    every = pd.concat(rates.values())
    low = float(every[every.gt(0)].min())
    least, most = log10(low) - 2 * _MARGIN, log10(every.max()) + _MARGIN
    edge = here.sized(45)  # for the numbers of the axis
    sizes = {"x": round(_width() - edge), "y": round((_width() - edge) * _FLAT)}
    channels: dict[str, Any] = {}
    for side, rate in rates.items():
        unit = sizes[side] / (most - least)
        data[side] = [(log10(r) - least) * unit if r else _MARGIN / 2 * unit for r in rate]
        ticks = [n * 10**power for power in range(-1, 4) for n in (1, 2, 5)]
        values = [_MARGIN / 2 * unit, *((log10(t) - least) * unit for t in ticks if low <= t <= every.max())]
        number = f"datum.value < {_MARGIN * unit} ? '0' : format(pow(10, {least} + datum.value / {unit}), '~r')"
        axis = alt.Axis(values=values, labelExpr=number, titleAnchor="start")
        outlet = parts.middle(outlets[side == "y"], sizes[side] - parts.wide("times per 10,000 words in "))
        channel = alt.X if side == "x" else alt.Y
        scale = alt.Scale(domain=[0, sizes[side]], nice=False)
        channels[side] = channel(f"{side}:Q", title=f"times per 10,000 words in {outlet}", axis=axis, scale=scale)
    data = _apart(data, here.sized(_APART))
    data = data.assign(**_named(data, sizes))
    tips = {"row_name": "outlet", "word": "word", "shown": "here : elsewhere", "text": "forms"}
    base = parts.described(data, tips, alt.Tooltip("log_ratio:Q", title="log ratio", format=".2f"), **channels)
    points = base.mark_point(filled=True, size=here.area(45), cursor="pointer")
    line = alt.Chart(pd.DataFrame([{"x": 0, "y": 0, "x2": sizes["x"], "y2": sizes["y"]}]))
    line = line.mark_rule(color=theme.QUIET, strokeDash=[3, 3], aria=False)
    names = alt.Chart(data).transform_filter("isValid(datum.name)").mark_text(aria=False, align="left")
    return parts.layered(
        line.encode(**channels, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q")),
        names.encode(x=alt.X("name_x:Q"), y=alt.Y("name_y:Q"), text=alt.Text("name:N"), opacity=parts.lit()),
        parts.linked(points.encode(**parts.outlet_signs(outlets, sizes["x"]), opacity=parts.lit())),
        width=sizes["x"],
        height=sizes["y"],
        **parts.captioned(
            title,
            ["On the broken line both use a word equally often; at 0 one does not use it."],
        ),
    )


def _apart(data: pd.DataFrame, step: float) -> pd.DataFrame:
    """Marks at one place moved apart, each `step` pixels from the next, in a spiral like the seeds of a sunflower."""
    place = data.groupby(["x", "y"]).cumcount()
    turn, far = place * _GOLDEN, step * place**0.5
    return data.assign(x=data["x"] + far * turn.map(cos), y=data["y"] + far * turn.map(sin))


def _named(data: pd.DataFrame, sizes: dict[str, int]) -> dict[str, list[Any]]:
    """The name of each word beside its mark, surest words first, where it touches no other name and no mark; else none."""
    half, air = look().text / 2, look().sized(7)
    marks = list(zip(data["x"], data["y"], strict=True))
    taken = [(x - air / 2, y - air / 2, x + air / 2, y + air / 2) for x, y in marks]
    found: dict[int, tuple[str, float, float]] = {}
    for n in data["z"].reset_index(drop=True).sort_values(ascending=False, kind="stable").index:
        (x, y), word = marks[n], data["word"].iloc[n]
        wide = parts.wide(word)
        for left, up in ((air, 0), (-air - wide, 0), (-wide / 2, 2 * half), (-wide / 2, -2 * half)):
            box = (x + left, y + up - half, x + left + wide, y + up + half)
            inside = box[0] >= 0 and box[2] <= sizes["x"] and box[1] >= 0 and box[3] <= sizes["y"]
            if inside and not any(_touch(box, other) for other in taken):
                taken.append(box)
                found[n] = word, box[0], y + up
                break
    names = [found.get(n, (None, None, None)) for n in range(len(data))]
    return dict(zip(("name", "name_x", "name_y"), map(list, zip(*names, strict=True)), strict=True))


def _touch(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _keywords(own: pd.DataFrame, most: int) -> tuple[pd.DataFrame, list[str]]:
    """The surest words of each outlet, so many at most, each a row."""
    rows, left_out = by_outlet(own.rename(columns={"group": "outlet_label"}))
    top = rows.groupby("outlet_label", sort=False).head(most)
    data = top.assign(
        panel=top["row_name"].map(parts.panels(top["row_name"], look().plot)),
        row=top["word"].map(lambda word: parts.cut(word, look().names - look().text)),
        shown=[f"{here} : {rest}" for here, rest in zip(top["count"], top["count_rest"], strict=True)],
        key=parts.mark_keys(top, "outlet_label", "word"),
        text=top["forms"].str.replace(JOINT, ", ").map(snippet),
    )
    data["told"] = data["row_name"] + ", " + data["word"] + ": " + data["shown"] + " (here : elsewhere)."
    columns = [
        "panel",
        "row",
        "row_name",
        "outlet_label",
        "word",
        "per_1000",
        "per_1000_rest",
        "shown",
        "log_ratio",
        "z",
    ]
    return data[[*columns, "key", "text", "told"]], left_out
