"""The rows that the charts of people and quotations draw: result frames with the names, places and words a mark needs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import ceil
from types import MappingProxyType
from typing import Any

import pandas as pd

from workbench.compare.common.evidence import JOINT
from workbench.compare.speech.quoting import MANNERS
from workbench.corpus.frames import records
from workbench.schema import CUE_CLASSES
from workbench.show.charts.fit import middle
from workbench.show.charts.marks import mark_key, mark_keys
from workbench.show.charts.parts import panels as titles
from workbench.show.charts.rows import brief, numbered, plural, row_names, snippet, visible
from workbench.show.theme import look

UNRESOLVED = "unresolved"
NO_CLASS = "no class"
CLASS = ":"
"""What ends the name of a class of verbs that stands above its verbs."""
_FEWEST = 5  # rows of a panel that are shown however many panels there are
_GAP = 16  # pixels on screen between panels
_ABREAST = 3  # panels beside each other, at most
_NARROWEST = 95  # pixels on screen: panels beside each other are at least so wide, if there is more than one
_PRINTED = 5  # addresses in a tooltip

MANNER_NAMES = {"mentioned": "mentioned", "paraphrased": "paraphrased", "fragment": "in fragments", "quoted": "in full"}
"""Manner → how charts call it."""

COUNTS = dict(zip(("mentions", "paraphrased", "fragments", "quoted"), MANNERS, strict=True))
WORDS = {"quoted_words": "quoted", "fragment_words": "fragment", "paraphrased_words": "paraphrased"}


def by_outlet(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """`row_names` for a frame that has rows per outlet, not per article."""
    rows, left_out = row_names(frame.assign(article_id=frame["outlet_label"]))
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
    """People as cells: participant × article × manner, those with the most evidence first; absence is a cell, too."""
    rows, left_out = row_names(frame)
    kept, notes = _foremost(rows.assign(all=rows[list(COUNTS)].sum(axis=1)), "participant")
    cells = []
    for place, row in _grid(kept, rows):
        if row is None:
            cells.append({**place, "manner": MANNERS[0], "label": "not named", "told": f"{place['told']}: not named."})
            continue
        for column, manner in COUNTS.items():
            n = row[column]
            told = f"{place['told']}, {MANNER_NAMES[manner]}: {plural(n, 'time')}."
            cell = {
                "manner": manner,
                "value": n,
                "label": f"{n:,}",
                "told": told,
                "key": _mark(row, manner) if n else None,
            }
            cells.append({**place, **_example(row), **cell})
    return _frame(cells), [*notes, *left_out]


def spoken(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
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
            told = f"{place['told']}, {MANNER_NAMES[manner]}: {plural(n, 'word')}."
            label = f"{marked:,}{share}" if manner == "paraphrased" else None
            segment = {"manner": manner, "start": start, "end": end, "value": n, "label": label, "told": told}
            segments.append({**place, **_example(row), **segment, "key": _mark(row, manner) if n else None})
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
    data["key"] = pd.Series(mark_keys(data, "outlet_label", "manner"), data.index).where(data["count"].gt(0))
    data["told"] = data["row_name"] + ", " + data["how"] + ": " + [plural(n, "word") for n in data["words"]] + "."
    return data.drop(columns=["evidence", "article_id"]), left_out


def verbs(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Say-verbs as rows, the class named at its first verb."""
    rows, left_out = by_outlet(frame)
    rows = rows.assign(kind=rows["cue_class"].fillna(NO_CLASS))
    rows["participant_id"], rows["name"] = rows["kind"] + JOINT + rows["cue"], rows["cue"]
    rank = {name: i for i, name in enumerate([*CUE_CLASSES, NO_CLASS])}
    kept, notes = _foremost(
        rows.assign(all=rows["count"]), "verb", heads=dict(zip(rows["participant_id"], rows["kind"], strict=True))
    )
    kept = kept.sort_values("kind", key=lambda kinds: kinds.map(rank), kind="stable")
    bars: list[dict[str, Any]] = []
    for place, row in _grid(kept, rows):
        kind, cue = place["who"].split(JOINT)
        named = middle(cue, look().names - look().text)
        if not bars or bars[-1]["kind"] != kind:
            bars.append({**place, "row": f"{kind}{CLASS}", "kind": kind, "told": None})
        told = f"{place['row_name']}, {kind}, {cue}: {plural(0 if row is None else row['count'], 'time')}."
        bar: dict[str, Any] = {**place, "row": named, "kind": kind, "cue": cue, "told": told}
        if row is not None:
            addresses = row["evidence"].split(JOINT)
            bar |= {"value": row["count"], "label": f"{row['count']:,}", "text": snippet(row["printed"])}
            bar["key"] = mark_key(row["cue_class"], cue, row["outlet_label"])
            bar["address"] = ", ".join(addresses[:_PRINTED]) + (" …" if len(addresses) > _PRINTED else "")
        bars.append(bar)
    return _frame(bars), [*notes, *left_out]


def _mark(row: dict[str, Any], manner: str) -> str:
    """The key of a mark: who, in which article or outlet, and how."""
    return mark_key(row["participant_id"], row["article_id"], manner)


def _example(row: dict[str, Any]) -> dict[str, Any]:
    return {"text": snippet(row["example"]), "address": row["example_at"]}


def _foremost(
    rows: pd.DataFrame, noun: str, *, heads: Mapping[str, str] = MappingProxyType({})
) -> tuple[pd.DataFrame, list[str]]:
    """The rows of those with the most, as many as fit, most first; and what to say when some are left out.

    Of those who have one of the `heads`, each takes a row of its own.
    """
    panels = rows["row_name"].nunique()
    keyed = rows.assign(who=rows["participant_id"].fillna(""))
    total = keyed.groupby("who", sort=False)["all"].sum().sort_values(ascending=False, kind="stable")
    total = pd.concat([total.drop("", errors="ignore"), total.filter([""])])  # the unresolved stay last
    fit = max(_FEWEST, look().rows // ceil(panels / across(panels)))
    headed = (
        n
        for n in range(min(len(total), fit), _FEWEST, -1)
        if n + len({heads.get(key) for key in total.index[:n]} - {None}) <= fit
    )
    chosen = list(total.index[: next(headed, _FEWEST)])
    order = {key: i for i, key in enumerate(chosen)}
    kept = keyed[keyed["who"].isin(chosen)].sort_values("who", key=lambda keys: keys.map(order), kind="stable")
    note = f"{len(chosen)} of {plural(len(total), noun)}, those with the most; the frame has them all."
    return kept, [note] if len(total) > len(chosen) else []


def _grid(kept: pd.DataFrame, rows: pd.DataFrame) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Every row name × every panel, with what the frame says there: None where it has no row."""
    who = kept.drop_duplicates("who").assign(name=lambda d: d["name"].fillna(UNRESOLVED))
    names = dict(zip(who["who"], numbered(who["name"].map(snippet)), strict=True))
    beside = dict(zip(who["who"], brief(who["name"]), strict=True))
    given = {(row["who"], row["row_name"]): row for row in records(kept)}
    panels = rows.drop_duplicates("row_name")
    width = panel_width(len(panels))
    panels = panels.assign(row=panels["row_name"].map(titles(panels["row_name"], width)))
    grid = []
    for key, panel in product(names, records(panels)):
        place = {"who": key, "row": beside[key], "name": names[key], "panel": panel["row"]}
        place |= {c: panel[c] for c in ("row_name", "outlet_label")}
        grid.append(({**place, "told": f"{names[key]}, {panel['row_name']}"}, given.get((key, panel["row_name"]))))
    return grid


_CELL = ("key", "manner", "value", "label", "text", "address", "start", "end")


def _frame(cells: list[dict[str, Any]]) -> pd.DataFrame:
    data = pd.DataFrame(cells).reindex(columns=list(dict.fromkeys([*(c for cell in cells for c in cell), *_CELL])))
    data["how"] = data["manner"].map(MANNER_NAMES)
    data[["text", "address"]] = data[["text", "address"]].fillna("–")  # a tooltip would say “null”
    return data.drop(columns="who")


def places(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The order with a row name for each participant who is most in its article; those who are not are left out."""
    rows, left_out = row_names(frame)
    rows = rows.assign(who=rows["participant_id"].fillna(""), shown=rows["name"].fillna(UNRESOLVED).map(snippet))
    fit = max(1, look().rows // max(1, rows["row_name"].nunique()))
    lanes, cut = _lanes(rows, fit)
    place = {name: n for n, name in enumerate(rows["row_name"].unique())}
    data = rows.drop(columns=["row", "name"]).merge(lanes, on=["row_name", "who"])
    data = data.sort_values(["row_name", "lane"], key=lambda own: own.map(place) if own.name == "row_name" else own)
    data = data.assign(
        panel=data["row_name"].map(titles(rows["row_name"], look().plot)),
        drawn_to=data["last_word"].clip(lower=data["first_word"] + visible(rows["article_words"].max())),
        how=data["manner"].map(MANNER_NAMES),
        value=[plural(n, "word") for n in data["words"]],
        text=data["text"].map(snippet),
        key=data["address"],
        zero=0,
    )
    data["told"] = data["name"] + ", " + data["row_name"] + ", " + data["how"] + ": " + data["text"]
    note = f"Of each article at most {plural(fit, 'participant')}, those with the most; the frame has them all."
    return data.drop(columns="lane"), [*([note] if cut else []), *left_out]


def _lanes(rows: pd.DataFrame, fit: int) -> tuple[pd.DataFrame, bool]:
    """The lanes of each article, one per participant, those with the most rows first and the unresolved last; were some cut?"""
    by = ["row_name", "who"]
    seen = rows.groupby(by, sort=False).agg(rows=("shown", "size"), shown=("shown", "first")).reset_index()
    ranked = seen.assign(last=seen["who"].eq("")).sort_values(["last", "rows"], ascending=[True, False], kind="stable")
    ranked["lane"] = ranked.groupby("row_name").cumcount()
    lanes = ranked[ranked["lane"] < fit]
    names = lanes.groupby("row_name", sort=False)["shown"]
    named = lanes.assign(row=names.transform(brief), name=names.transform(numbered))
    return named[[*by, "lane", "row", "name"]], len(lanes) < len(ranked)
