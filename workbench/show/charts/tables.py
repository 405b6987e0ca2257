"""Charts that are tables: a column per outlet, and in its cells words or numbers, over a pale bar where its length says something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from workbench.compare.rates import SAY_VERB
from workbench.compare.shared import JOINT
from workbench.corpus.model import records, split_cell
from workbench.phrasing import plural, snippet
from workbench.schema import CUE_CLASSES
from workbench.show import theme, told
from workbench.show.charts import parts
from workbench.show.charts.parts import Chart, chart
from workbench.show.charts.speech import NO_CLASS, by_outlet
from workbench.show.theme import look

GROUND = "#dbe7f0"  # of bars below words
_NUMBER, _CALLED = 64, 125  # pixels on screen: as its words need, a column is at least from so to so wide
_WIDEST = 190  # pixels on screen of a column of numbers
_INSIDE = 4  # pixels on screen between the edge of a cell and its words
_SPACE = 12  # pixels on screen between two columns
_PRINTED = 5  # addresses in a tooltip
_FEWEST_LINES = 6  # in each band of columns, however many there are
_TELLS = 3
"""Counts from which a rate has a bar: of one or two occurrences it says how long the text is."""


@chart
def labels(frame: pd.DataFrame) -> Chart:
    """What each outlet calls whom: a row per participant, a column per outlet, and in it each label with its count.

    Those whom most outlets name stand first.
    """
    title = "What each outlet calls whom"
    if frame.empty:
        return parts.nothing(title)
    everybody = parts.most_outlets_first(frame)
    names = parts.numbered(everybody["name"].map(snippet))
    place = {who: n for n, who in enumerate(everybody.index)}
    rows = frame.sort_values("participant_id", key=lambda ids: ids.map(place), kind="stable")
    cells = rows.assign(
        who=rows["participant_id"],
        name=rows["participant_id"].map(names),
        text=rows["label"] + [f" {n:,}×" for n in rows["count"]],
        label=rows["label"].map(snippet),
        key=parts.mark_keys(rows, "participant_id", "outlet_label", "label"),
    )
    cells["told"] = cells["name"] + ", " + cells["outlet_label"] + ": " + cells["label"]
    cells["told"] += [f", {plural(n, 'time')}." for n in cells["count"]]
    tips = {"name": "who", "outlet_label": "outlet", "label": "label", "count": "times"}
    notes = ["Beside a label how often it stands."]
    return _table(cells, tips, (title, notes))


@chart
def cues(frame: pd.DataFrame) -> Chart:
    """With which verbs each outlet introduces what others say: a row per class, a column per outlet, and in it each verb."""
    title = "With which verbs speech is introduced"
    if frame.empty:
        return parts.nothing(title)
    frame, left_out = by_outlet(frame)
    kind = frame["cue_class"].fillna(NO_CLASS)
    cells = frame.assign(
        who=kind,
        name=kind,
        text=frame["cue"] + [f" {n:,}×" for n in frame["count"]],
        words=frame["printed"].str.replace(JOINT, ", ").map(snippet),
        key=parts.mark_keys(frame, "cue_class", "cue", "outlet_label"),
    )
    cells["told"] = cells["outlet_label"] + ", " + kind + ", " + cells["cue"]
    cells["told"] += [f": {plural(n, 'time')}." for n in frame["count"]]
    cells["weight"] = cells.groupby("who")["count"].transform("sum")
    rank = {name: n for n, name in enumerate([*CUE_CLASSES, NO_CLASS])}
    ranked = cells.assign(rank=kind.map(rank)).sort_values(["rank", "count"], ascending=[True, False], kind="stable")
    tips = {"outlet_label": "outlet", "name": "class", "cue": "verb", "count": "count", "words": "as printed"}
    notes = ["A row per class of verbs; beside a verb how often it introduces what somebody said.", *left_out]
    return _table(ranked, tips, (title, notes))


@chart
def rates(frame: pd.DataFrame) -> Chart:
    """Hedges, intensifiers and say-verbs: a row per list of words, in each cell how many, and how many in a thousand words."""
    title = "Hedges, intensifiers, evaluations and say-verbs"
    there = frame.groupby(["kind", "group", "part"], dropna=False)["count"].transform("sum").gt(0)
    found = frame[frame["per_1000"].notna() & there]
    if found.empty:
        return parts.nothing(title)
    found, left_out = parts.first_outlets(found)
    groups = found["group"].mask(found["kind"].eq(SAY_VERB) & found["group"].isna(), NO_CLASS)
    some, tells = found["count"].gt(0), found["count"].ge(_TELLS)
    cells = found.assign(
        group=found["part"].map(told.PART_NAMES),
        name=found["kind"].where(groups.isna(), found["kind"] + " · " + groups),
        text=[f"{n:,} · {rate:.1f}" if n else "–" for n, rate in zip(found["count"], found["per_1000"], strict=True)],
        words=found["forms"].fillna("–").str.replace(JOINT, ", ").map(snippet),
        rate=found["per_1000"].round(1),
        of=found["words"],
        key=pd.Series(parts.mark_keys(found, "outlet_label", "kind", "group", "part"), found.index).where(some),
        part=(found["per_1000"] / found["per_1000"].where(tells).max()).where(tells),
    )
    cells["who"] = found["part"] + JOINT + cells["name"]
    cells["told"] = cells["name"] + ", " + cells["outlet_label"] + ": " + cells["count"].astype(str)
    cells["told"] += " " + cells["group"].str.lower() + "."
    ordered = cells.sort_values("group", key=lambda own: own.map(list(told.PART_NAMES.values()).index), kind="stable")
    tips = {"outlet_label": "outlet", "name": "list", "count": "count", "rate": "per 1,000 words", "of": "of words"}
    notes = [f"Count · times per 1,000 words of that part. A rate has a bar from {_TELLS} occurrences on.", *left_out]
    return _table(ordered, {**tips, "words": "found"}, (title, notes))


@chart
def sources(frame: pd.DataFrame) -> Chart:
    """What kind of sources each outlet has: a row per kind, a column per outlet, and in it the share of their words."""
    title = "What kind of sources each outlet has"
    shown = frame[frame.groupby("source_kind", dropna=False)["quotations"].transform("sum").gt(0)]
    if shown.empty:
        return parts.nothing(title)
    name = shown["source_kind"].fillna("").map(told.SOURCE_NAMES)
    size = [
        f"{plural(words, 'word')} in {plural(n, 'passage')}"
        for words, n in zip(shown["words"], shown["quotations"], strict=True)
    ]
    share = [f"{part:.0%}" for part in shown["share"].fillna(0)]
    cells = shown.assign(
        who=name,
        name=name,
        size=size,
        percent=share,
        text=[f"{part} · {n:,}" if n else "–" for part, n in zip(share, shown["words"], strict=True)],
        part=shown["share"],
        key=pd.Series(parts.mark_keys(shown, "outlet_label", "source_kind"), shown.index).where(
            shown["quotations"].gt(0)
        ),
    )
    cells["told"] = cells["outlet_label"] + ", " + cells["name"] + ": " + cells["size"] + ", " + cells["percent"] + "."
    tips = {"outlet_label": "outlet", "name": "source", "percent": "share", "size": "size"}
    notes = ["Share of the words that an outlet takes from sources · how many words."]
    return _table(cells, tips, (title, notes))


def _table(cells: pd.DataFrame, tips: Mapping[str, str], caption: tuple[str, list[str]]) -> Chart:
    """The cells as a table, their columns in bands below each other where not all have room beside each other.

    `who` is the row of a cell, below its heading `group`, and `name` what stands beside it; `text` is what stands in the cell and
    `part` how much of its width the bar takes. Where rows have no room, those of the least `weight` are left out, or the last.
    """
    (title, notes), (data, lines, left_out) = caption, _placed(cells)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _width()], nice=False))
    y = alt.Y("line:Q", axis=None, scale=alt.Scale(domain=[lines, 0], nice=False))
    base, text = alt.Chart(data).encode(x=x, y=y), alt.Text("text:N")
    written: dict[str, Any] = {
        "align": "left",
        "dx": look().sized(_INSIDE),
        "lineBreak": "\n",
        "lineHeight": look().row,
    }
    marks = parts.described(data, {**tips, "address": "address"}, x=x, y=y, text=text, opacity=parts.lit())
    marks = marks.transform_filter("datum.what === 'cell'").encode(
        color=parts.when("datum.key", theme.INK, theme.QUIET)
    )
    bars = base.transform_filter("datum.bar > datum.x").encode(x2=alt.X2("bar:Q"), opacity=parts.lit())
    bold = base.transform_filter("datum.what === 'head'").mark_text(**written, fontWeight="bold", aria=False)
    names = base.transform_filter("datum.what === 'name'").mark_text(**written, aria=False)
    rules = base.transform_filter("datum.what === 'rule'").encode(x2=alt.X2("x2:Q"))
    return parts.layered(
        rules.mark_rule(color=theme.LANE, aria=False),
        bars.mark_bar(height=look().row - look().sized(4), color=GROUND, cursor="pointer", aria=False),
        parts.linked(marks.mark_text(**written, cursor="pointer")),
        names.encode(text=text),
        bold.encode(text=text),
        width=_width(),
        height=lines * look().row,
        **parts.captioned(title, [*notes, *left_out]),
    )


def _width() -> int:
    return look().names + look().plot


def _placed(cells: pd.DataFrame) -> tuple[pd.DataFrame, int, list[str]]:
    """The marks with their places, in pixels from the left and in lines from the top; how many lines; what is left out."""
    outlets, space = list(cells.sort_index()["outlet_label"].unique()), look().sized(_SPACE)
    left = min(look().names, max(parts.wide(name, bold=True) for name in cells["name"]) + space)
    widest = max(map(parts.wide, cells["text"])) + space + look().sized(_INSIDE)
    fit = max(1, int((_width() - left) // min(max(widest, look().sized(_NUMBER)), look().sized(_CALLED))))
    column = (_width() - left) / min(fit, len(outlets))
    column = min(column, look().sized(_WIDEST)) if "part" in cells else column
    bands = [outlets[at : at + fit] for at in range(0, len(outlets), fit)]
    rows = _rows(cells, left - space, column - space - look().sized(_INSIDE))
    kept = _fitting(rows, max(_FEWEST_LINES, look().rows // len(bands)))
    heads = parts.panels(outlets, parts.bold_room(column - space))
    marks: list[dict[str, Any]] = []
    line = 0
    for band in bands:
        places = {outlet: left + n * column for n, outlet in enumerate(band)}
        tall, end = max(heads[outlet].count("\n") for outlet in band), left + len(band) * column
        for outlet, x in places.items():
            text = heads[outlet]
            marks.append({"what": "head", "x": x, "line": line + tall - text.count("\n") + 0.5, "text": text})
        line, group = line + 1 + tall, None
        for who in kept:
            row = rows[who]
            marks.append({"what": "rule", "x": 0, "x2": end - space, "line": line})
            if row["group"] != group:
                group, line = row["group"], line + 1
                marks.append({"what": "head", "x": 0, "line": line - 0.5, "text": group})
            marks.append({"what": "name", "x": 0, "line": line + 0.5, "text": row["beside"]})
            for cell in row["cells"]:
                if (at := places.get(cell["outlet_label"])) is not None:
                    bar = at + (cell.get("part") or 0) * (column - space)
                    marks.append({**cell, "x": at, "bar": bar, "line": line + cell["line"] + 0.5})
            line += row["lines"]
        line += 1
    note = f"{len(kept)} of {plural(len(rows), 'row')}, those with the most; the frame has them all."
    data = pd.DataFrame(marks).drop(columns=["evidence", "part"], errors="ignore")
    return data, line - 1, [note] if len(kept) < len(rows) else []


def _rows(cells: pd.DataFrame, beside: float, width: float) -> dict[str, dict[str, Any]]:
    """The rows by who they are of: their cells, each in as many lines as it needs, and the lines of the tallest column."""
    rows: dict[str, dict[str, Any]] = {}
    for cell in records(cells):
        name = parts.wrapped(cell["name"], beside)
        fresh = {"group": cell.get("group"), "weight": cell.get("weight", 0), "beside": "\n".join(name)}
        row = rows.setdefault(cell["who"], {**fresh, "cells": [], "lines": len(name), "ends": {}})
        text, outlet = parts.wrapped(cell["text"], width), cell["outlet_label"]
        line = row["ends"].get(outlet, 0)
        row["ends"][outlet] = line + len(text)
        row["lines"] = max(row["lines"], line + len(text))
        addresses = split_cell(cell["evidence"]) if isinstance(cell["evidence"], str) else ()
        address = ", ".join(addresses[:_PRINTED]) + (" …" if len(addresses) > _PRINTED else "")
        row["cells"].append({**cell, "what": "cell", "text": "\n".join(text), "line": line, "address": address or "–"})
    return rows


def _fitting(rows: dict[str, dict[str, Any]], limit: int) -> list[str]:
    """Who has room in so many lines: those of the greatest weight, in the order of the rows."""
    kept: set[str] = set()
    groups = {None}
    lines = 0
    for who in sorted(rows, key=lambda who: -rows[who]["weight"]):
        lines += rows[who]["lines"] + (rows[who]["group"] not in groups)
        if kept and lines > limit:
            break
        kept.add(who)
        groups.add(rows[who]["group"])
    return [who for who in rows if who in kept]
