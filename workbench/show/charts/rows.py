"""The rows that charts draw: result frames with the names, positions and words a mark needs."""

from __future__ import annotations

import pandas as pd

from workbench.schema import ARTICLE_PARTS
from workbench.show.charts.fit import middle, wide
from workbench.show.theme import look

_VISIBLE = 2  # pixels: what is shorter is drawn as long as this, or it would vanish
_SNIPPET = 240  # characters of a tooltip's text: four lines
MOST_OUTLETS = 12  # columns, or signs in a row, that can be told apart
AIR = 8  # pixels on screen between the name of a row and its marks
NOT_STATED = "not stated"

# Column of the overview → panel, and how its numbers are written.
MEASURES = {
    "words": ("Words", "{:,.0f}"),
    "sentences": ("Sentences", "{:,.0f}"),
    "paragraphs": ("Paragraphs", "{:,.0f}"),
    "marked_stretches": ("Stretches in marks", "{:,.0f}"),
    "quoted_share": ("Share of words inside them", "{:.0%}"),
    "removed_words": ("Words set aside by cleaning", "{:,.0f}"),
}


def plural(count: int, one: str, many: str | None = None) -> str:
    """The count with its noun.

    >>> plural(1, "word"), plural(1200, "word"), plural(2, "stretch", "stretches")
    ('1 word', '1,200 words', '2 stretches')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def snippet(text: str, length: int = _SNIPPET) -> str:
    """The text on one line, cut after a word with `…` when it is long.

    >>> snippet("The talks\\n  ended on Friday.", 12)
    'The talks …'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"


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


def numbered(names: pd.Series) -> pd.Series:
    """The names, those that stand more than once numbered in order of appearance."""
    if names.is_unique:
        return names
    number = names.groupby(names).cumcount() + 1
    numbered: pd.Series = names.where(~names.duplicated(keep=False), names + " (" + number.astype(str) + ")")
    return numbered


def measured(rows: pd.DataFrame) -> pd.DataFrame:
    """The overview, one row per article and measure: `part` is the value as part of the greatest in its panel."""
    panels = []
    for column, (panel, form) in MEASURES.items():
        values = rows[column].astype("float64").fillna(0)
        panels.append(
            pd.DataFrame(
                {
                    "row": rows["row"],
                    "row_name": rows["row_name"],
                    "outlet_label": rows["outlet_label"],
                    "title": rows["title"].fillna(NOT_STATED),
                    "panel": panel,
                    "measure": panel,
                    "value": [form.format(v) for v in values],
                    "part": values / (values.max() or 1),
                }
            )
        )
    data = pd.concat(panels, ignore_index=True)
    return data.assign(told=data["row_name"] + ", " + data["panel"].str.lower() + ": " + data["value"] + ".")


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
