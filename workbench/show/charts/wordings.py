"""Charts of wording: versions word under word, how far outlets are apart, and words that are one outlet's own."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from workbench.compare.rates import SAY_VERB
from workbench.compare.shared import JOINT
from workbench.phrasing import plural, snippet
from workbench.show import theme, told
from workbench.show.charts import parts
from workbench.show.charts.parts import Chart, chart
from workbench.show.charts.speech import NO_CLASS, by_outlet
from workbench.show.theme import look
from workbench.show.versions import MOST_VERSIONS, NOTHING, differing, printed

_LINE = 17  # pixels on screen from one version to the next
_BLOCK, _UTTERANCE = 9, 26  # and between blocks of lines, and between utterances
_WORD = 7  # pixels on screen between two words
_NAMES = 0.26  # of the width, at most, for the names of outlets
_CELL = 110  # pixels on screen: no cell of a pair of outlets is wider
_GROUND = "#dbe7f0"  # below words that differ; they are bold and underlined, too


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
    ground = differs.mark_bar(height=size * 1.3, color=_GROUND, aria=False)
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
        **parts.captioned(title, notes, told.collate_sentence(frame)),
    )


@partial(chart, name="word_errors")
def word_error_grid(frame: pd.DataFrame) -> Chart:
    """How far the versions of two outlets are apart: a cell per pair, with the words that differ, and of how many.

    Over all utterances that both print, where both have words, contractions written out; darker is farther apart.
    """
    title = "How far apart two outlets print the same words"
    counted = frame[frame["counted"].eq(parts.EXPANDED)]
    if counted.empty:
        return parts.nothing(title)
    data = _distances(counted)
    space = parts.room(data["row"])
    cell = min(space.plot / len(set(data["outlet_a"])), look().sized(_CELL))
    data["outlet"] = data["outlet_a"].map(parts.headings(data["outlet_a"], cell))
    data["shown"] = data["shown"].where(data["shown"].map(parts.wide) < cell, data["errors"].astype(str))
    tips = {"outlet_a": "one", "outlet_b": "other", "errors": "words that differ", "words": "of words"}
    tips |= {"pairs": "pairs of versions"}
    x, y = parts.column_axis(data["outlet"], cell), parts.row_axis(data, names=space.names)
    base = parts.described(data, tips, x=x, y=y)
    numbers = base.mark_text(aria=False).encode(text=alt.Text("shown:N"))
    notes = ["Words replaced, added or dropped, of all words of the longer version, where both have words."]
    return parts.layered(
        parts.shaded(base, "rate", max(data["rate"].max(), 0.01)),
        numbers,
        width=round(cell * len(set(data["outlet_a"]))),
        height=alt.Step(look().row),
        **parts.captioned(title, notes, told.word_errors_sentence(counted)),
    )


def _distances(frame: pd.DataFrame) -> pd.DataFrame:
    data = parts.outlet_pairs(frame)
    others = pd.Series(data["outlet_b"].unique())
    of = data["errors"].astype(str) + " of " + data["words"].astype(str)
    return data.assign(
        row=data["outlet_b"].map(dict(zip(others, parts.brief(others), strict=True))),
        shown=of.str.replace(" of ", " / "),
        key=parts.mark_keys(data, "outlet_a", "outlet_b"),
        told=data["outlet_a"] + " and " + data["outlet_b"] + ": " + of + " words differ.",
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
_ITEMS = 0.5  # of the width, at most, for the names of lists
_ZERO = 7  # pixels on screen between the names and a mark at zero


@chart
def keyness(frame: pd.DataFrame) -> Chart:
    """The words that are more an outlet's own than the others': per thousand words here (solid) and elsewhere (open)."""
    title = "Words that one outlet uses more than the others"
    own = frame[frame["log_ratio"].fillna(0).gt(0)]
    if own.empty:
        return parts.nothing(title)
    data, left_out = _keywords(own)
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
        **parts.captioned(title, [notes, *left_out], told.keyness_sentence(own)),
        resolve=parts.resolved(y="independent"),
    )


@chart
def rates(frame: pd.DataFrame) -> Chart:
    """Hedges, intensifiers and say-verbs per thousand words: a dot per outlet, a row per list of words."""
    title = "Hedges, intensifiers, evaluations and say-verbs"
    there = frame.groupby(["kind", "group", "part"], dropna=False)["count"].transform("sum").gt(0)
    found = frame[frame["per_1000"].notna() & there]
    if found.empty:
        return parts.nothing(title)
    found, left_out = parts.first_outlets(found)
    data = _lists(found)
    space = parts.room(data["row"], most=_ITEMS)
    outlets = list(data["outlet_label"].unique())
    tips = {"outlet_label": "outlet", "row": "list", "count": "count", "words": "of words", "text": "found"}
    rate = alt.Tooltip("per_1000:Q", title="per 1,000 words", format=".1f")
    scale = alt.Scale(padding=look().sized(_ZERO), nice=False, domainMin=0)
    below = parts.below("times per 1,000 words of that part")
    x = alt.X("per_1000:Q", title=below, axis=parts.number_axis(), scale=scale)
    base = parts.described(data, tips, rate, x=x, y=parts.row_axis(data, shared=False, names=space.names))
    marks = base.mark_point(filled=True, size=look().area(80), cursor="pointer").encode(
        **parts.outlet_signs(outlets, space.plot), opacity=parts.lit()
    )
    notes = ["Few words make unsteady rates: look at the counts, too.", *left_out]
    return parts.faceted(
        parts.linked(marks.properties(width=space.plot, height=alt.Step(look().row))),
        data,
        space.plot,
        **parts.captioned(title, notes, told.rates_sentence(found)),
        resolve=parts.resolved(y="independent"),
    )


def _keywords(own: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The surest words of each outlet, each a row."""
    rows, left_out = by_outlet(own.rename(columns={"group": "outlet_label"}))
    most = max(_FEWEST, min(_WORDS, look().rows // rows["outlet_label"].nunique()))
    top = rows.groupby("outlet_label", sort=False).head(most)
    data = top.assign(
        panel=top["row_name"].map(parts.panels(top["row_name"], look().plot)),
        row=top["word"].map(lambda word: parts.cut(word, look().names - look().text)),
        shown=[f"{here} : {rest}" for here, rest in zip(top["count"], top["count_rest"], strict=True)],
        key=parts.mark_keys(top, "outlet_label", "word"),
        text=top["forms"].str.replace(JOINT, ", ").map(snippet),
    )
    data["told"] = data["row_name"] + ", " + data["word"] + ": " + data["shown"] + " (here : elsewhere)."
    columns = ["panel", "row", "row_name", "outlet_label", "word", "per_1000", "per_1000_rest", "shown", "log_ratio"]
    return data[[*columns, "key", "text", "told"]], left_out


def _lists(found: pd.DataFrame) -> pd.DataFrame:
    """The rates with a row name for each list of words."""
    groups = found["group"].mask(found["kind"].eq(SAY_VERB) & found["group"].isna(), NO_CLASS)
    data = found.assign(
        row=found["kind"].where(groups.isna(), found["kind"] + " · " + groups),
        panel=found["part"].map(told.PART_NAMES),
        text=found["forms"].fillna("–").str.replace(JOINT, ", ").map(snippet),
        key=parts.mark_keys(found, "outlet_label", "kind", "group", "part"),
    )[["row", "kind", "panel", "outlet_label", "per_1000", "count", "words", "text", "key"]]
    data["told"] = data["row"] + ", " + data["outlet_label"] + ": " + data["count"].astype(str) + "."
    data["key"] = data["key"].where(data["count"].gt(0))  # nothing stands behind a zero
    return data


_NAMED = 0.27  # of the width, for the names of the participants
_CALLED = 125  # pixels on screen: a column of labels is at least so wide


@chart
def labels(frame: pd.DataFrame) -> Chart:
    """What each outlet calls whom: a row per participant, a column per outlet, and in it each label with its count.

    Those whom most outlets name stand first. Where not all outlets have room, the first are shown.
    """
    title = "What each outlet calls whom"
    if frame.empty:
        return parts.nothing(title)
    data, lines, notes = _labels(frame)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _width()], nice=False))
    y = alt.Y("line:Q", axis=None, scale=alt.Scale(domain=[lines, 0], nice=False))
    base = alt.Chart(data).encode(x=x, y=y)
    written: dict[str, Any] = {"align": "left", "lineBreak": "\n", "lineHeight": look().row}
    tips = {"name": "who", "outlet_label": "outlet", "label": "label", "count": "times"}
    called = parts.described(data, tips, x=x, y=y, text=alt.Text("text:N"), opacity=parts.lit())
    called = called.transform_filter("datum.what === 'label'").mark_text(**written, cursor="pointer")
    names = base.transform_filter("datum.what === 'name'").mark_text(**written, aria=False)
    heads = base.transform_filter("datum.what === 'outlet'").mark_text(**written, fontWeight="bold", aria=False)
    rules = base.transform_filter("datum.what === 'rule'").mark_rule(color=theme.LANE, aria=False)
    return parts.layered(
        rules.encode(x2=alt.X2("x2:Q")),
        parts.linked(called),
        names.encode(text=alt.Text("text:N")),
        heads.encode(text=alt.Text("text:N")),
        width=_width(),
        height=lines * look().row,
        **parts.captioned(title, ["Beside a label how often it stands.", *notes], told.labels_sentence(frame)),
    )


def _labels(frame: pd.DataFrame) -> tuple[pd.DataFrame, int, list[str]]:
    """The labels with their places, in pixels from the left and in lines from the top; how many lines; what is left out."""
    outlets = list(frame["outlet_label"].unique())
    left = _width() * _NAMED
    shown = outlets[: max(1, int((_width() - left) // look().sized(_CALLED)))]
    column, space = (_width() - left) / len(shown), look().sized(_WORD)
    heads = parts.panels(shown, column - space)
    places = {outlet: left + n * column for n, outlet in enumerate(shown)}
    marks = [{"what": "outlet", "x": places[outlet], "line": 0.5, "text": heads[outlet]} for outlet in shown]
    kept = frame[frame["outlet_label"].isin(shown)]
    everybody = parts.most_outlets_first(kept)
    names = dict(zip(everybody.index, parts.numbered(everybody["name"].map(snippet)), strict=True))
    line = 1 + max(text.count("\n") for text in heads.values())
    count = 0
    for who, name in names.items():
        beside = parts.wrapped(name, left - space)
        cells, tall = _label_marks(kept[kept["participant_id"].eq(str(who))], name, column - space)
        tall = max(tall, len(beside))
        if count and line + tall > look().rows:
            break
        marks.append({"what": "rule", "x": 0, "x2": _width(), "line": line})
        marks.append({"what": "name", "x": 0, "line": line + 0.5, "text": "\n".join(beside)})
        marks += [{**cell, "x": places[cell["outlet_label"]], "line": line + cell["line"] + 0.5} for cell in cells]
        line, count = line + tall, count + 1
    notes = [f"{len(shown)} of {plural(len(outlets), 'outlet')}."] if len(shown) < len(outlets) else []
    if count < len(names):
        notes = [f"{count} of {plural(len(names), 'participant')}, those whom most outlets name first.", *notes]
    return pd.DataFrame(marks), line, notes


def _label_marks(rows: pd.DataFrame, name: str, width: float) -> tuple[list[dict[str, Any]], int]:
    """The labels of a participant, in each outlet below each other, and the lines of the outlet that has most of them."""
    keys = parts.mark_keys(rows, "participant_id", "outlet_label", "label")
    marks, lines = [], dict.fromkeys(rows["outlet_label"], 0)
    for outlet, label, count, key in zip(rows["outlet_label"], rows["label"], rows["count"], keys, strict=True):
        text = parts.wrapped(f"{label} {count:,}×", width)
        said = f"{name}, {outlet}: {snippet(label)}, {plural(count, 'time')}."
        mark = {"what": "label", "text": "\n".join(text), "line": lines[outlet], "key": key, "told": said}
        marks.append({**mark, "name": name, "outlet_label": outlet, "label": snippet(label), "count": count})
        lines[outlet] += len(text)
    return marks, max(lines.values())
