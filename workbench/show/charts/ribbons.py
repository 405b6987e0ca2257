"""Two articles as columns of sentences, and ribbons between what both have."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.compare.columns import SAME_WORDS, SENTENCE
from workbench.corpus.model import records
from workbench.phrasing import snippet
from workbench.show import theme
from workbench.show.charts import parts
from workbench.show.charts.parts import Chart, chart
from workbench.show.theme import look

_COLUMN = 0.4  # of the width, for a column; between the two there is the rest
_TALL = 1.15  # of the width: the longer article
_AIR = 0.6  # pixels between two blocks
_FILLS = {"nothing like it": "#f2c879", "elsewhere": "#c3ced6", "perhaps": theme.LANE}
_RIBBONS = {SAME_WORDS: theme.DARK, "same fact": "#8fa5b5"}


@chart
def columns(frame: pd.DataFrame) -> Chart:
    """Both articles from the first word at the top to the last: a block per sentence, as high as it is long, and ribbons between them."""
    title = "Two articles beside each other, and what both have"
    if frame.empty:
        return parts.nothing(title)
    wide = look().names + look().plot
    high = round(wide * _TALL)
    longest = max(int(frame["last_a"].max()), int(frame["last_b"].fillna(0).max()))
    blocks, joins = _blocks(frame, wide, high / longest), _ribbons(frame, wide)
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False))
    down: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[longest, 0], nice=False)}
    tips = {"outlet": "outlet", "text": "words", "answer": "elsewhere"}
    base = parts.described(blocks, tips, x=across, y=alt.Y("first:Q", **down))
    fill = alt.Color("answer:N", legend=None, scale=alt.Scale(domain=list(_FILLS), range=list(_FILLS.values())))
    drawn = base.mark_rect(cursor="pointer", stroke=theme.PAPER, strokeWidth=_AIR)
    drawn = parts.linked(drawn.encode(x2="x2:Q", y2="last:Q", color=fill, opacity=parts.lit()))
    small: dict[str, Any] = {
        "align": "left",
        "baseline": "top",
        "dx": 3,
        "dy": 2,
        "aria": False,
        "fontSize": look().text,
    }
    words = (
        base.transform_filter("datum.shown").mark_text(**small).encode(text="shown:N", tooltip=alt.TooltipValue(None))
    )
    heads = alt.Chart(blocks.drop_duplicates("outlet")).mark_text(
        align="left", baseline="bottom", fontWeight="bold", fontSize=look().text, dy=-4, aria=False
    )
    layers = [drawn, words, heads.encode(x=across, y=alt.value(0), text="name:N")]
    if len(joins):
        joined = parts.described(joins, {"kind": "both have", "text": "words"}, x=across, y=alt.Y("first:Q", **down))
        hue = alt.Color("kind:N", legend=None, scale=alt.Scale(domain=list(_RIBBONS), range=list(_RIBBONS.values())))
        area = joined.mark_area(line=False).encode(y2="last:Q", detail="ribbon:N", color=hue, opacity=alt.value(0.55))
        layers.insert(0, area)
    notes = [
        "A block is a sentence, as high as it is long. Orange: nothing like it was found elsewhere; grey: told elsewhere; pale: perhaps.",
        "Ribbons join what both have: dark the same words, pale the same fact.",
    ]
    caption = parts.captioned(title, notes)
    return parts.layered(*layers, width=wide, height=high, resolve=parts.resolved(color="independent"), **caption)


def _blocks(frame: pd.DataFrame, wide: float, scale: float) -> pd.DataFrame:
    """A row per sentence: where its block stands, and as many of its words as are seen in it."""
    own = frame[frame["kind"].eq(SENTENCE)]
    sides = {name: n for n, name in enumerate(own["article_a"].unique())}
    rows = []
    for row in records(own):
        left = sides[row["article_a"]] * wide * (1 - _COLUMN)
        room = (row["last_a"] - row["first_a"]) * scale > look().text * 1.3
        answer = row["told"] if isinstance(row["told"], str) else "perhaps"
        rows.append(
            {
                "key": row["passage_a"],
                "x": left,
                "x2": left + wide * _COLUMN,
                "first": row["first_a"],
                "last": row["last_a"],
                "outlet": row["outlet_a"],
                "name": parts.cut(row["outlet_a"], wide * _COLUMN),
                "answer": answer,
                "text": snippet(row["text_a"]),
                "shown": parts.cut(row["text_a"], wide * _COLUMN - 8) if room else "",
                "told": f"{row['outlet_a']}, told elsewhere: {answer}: {snippet(row['text_a'], 90)}",
            }
        )
    return pd.DataFrame(rows)


def _ribbons(frame: pd.DataFrame, wide: float) -> pd.DataFrame:
    """Two rows per passage that joins the articles: its stretch on the left, and on the right."""
    rows = []
    for row in records(frame[frame["kind"].ne(SENTENCE)]):
        text = f"{snippet(row['text_a'], 110)} / {snippet(row['text_b'], 110)}"
        about = {"ribbon": row["evidence"], "kind": row["kind"], "text": text, "told": f"{row['kind']}: {text}"}
        for side, at in (("a", _COLUMN), ("b", 1 - _COLUMN)):
            rows.append({**about, "x": wide * at, "first": row[f"first_{side}"], "last": row[f"last_{side}"]})
    return pd.DataFrame(rows)
