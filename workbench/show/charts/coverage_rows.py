"""The rows that the charts of coverage draw: result frames with the names, places and words a mark needs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.show.charts.fit import cut, wide
from workbench.show.charts.marks import mark_key, mark_keys
from workbench.show.charts.parts import panels
from workbench.show.charts.rows import AIR, first_outlets, numbered, plural, snippet
from workbench.show.theme import look

PLURALS = {
    "person": "people",
    "body": "bodies",
    "place": "places",
    "number": "numbers",
    "date": "dates",
    "quotation": "quotations",
    "fact": "facts",
}
RUNG_NAMES = {"absent": "not found", "indirect": "paraphrased", "part": "in fragments", "full": "in full"}
"""Rung of the ladder, from the bottom → how charts call it: as they call a manner of speech, or a status of the ledger."""
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
