"""What an explorer asks before it shows anything: a question that its chart answers, and the answer, counted from the same frame."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.compare.articles.overview import strip
from workbench.corpus import Corpus
from workbench.show.charts.rows import plural
from workbench.show.explore import view, view_words
from workbench.show.explore.predict import Question

_MOST = 5  # choices; of more, those that come nearest to the answer


def most(asks: str, counts: pd.Series, unit: str) -> Question | None:
    """Which label has the highest count? None when there is nothing to choose between. The choices stand in alphabetical order.

    >>> most("Who has most?", pd.Series({"Y": 9, "X": 3}), "word")
    Question(asks='Who has most?', choices=('X', 'Y'), truth=('Y',), numbers='Y: 9 words, X: 3 words.')
    """
    ranked = counts[counts.index.notna()].sort_values(ascending=False, kind="stable").head(_MOST)
    if len(ranked) < 2 or not ranked.max() > 0:
        return None
    truth = tuple(map(str, ranked.index[ranked == ranked.max()]))
    told = ", ".join(f"{label}: {_number(n, unit)}" for label, n in ranked.items())
    return Question(asks, tuple(sorted(map(str, ranked.index))), truth, f"{told}.")


def _number(value: float, unit: str) -> str:
    return plural(int(value), unit) if float(value).is_integer() else f"{value:.1f} {unit}s"


def _marked(corpus: Corpus) -> Question | None:
    words = strip(corpus).groupby("outlet_label")["words"].sum()
    every = words.reindex(corpus.articles["outlet_label"].unique(), fill_value=0)
    return most("Which outlet prints most words between quotation marks?", every, "word")


def _named(corpus: Corpus) -> Question | None:
    counts = view.people_frame(corpus).groupby("name")["mentions"].sum()
    return most("Who is named most often?", counts, "naming")


def _speaks(corpus: Corpus) -> Question | None:
    frame = view.speaking_frame(corpus).dropna(subset=["name"])
    words = (frame["quoted_words"] + frame["fragment_words"]).groupby(frame["name"]).sum()
    return most("Of whom do these articles print most words between marks?", words, "word")


def _verb(corpus: Corpus) -> Question | None:
    counts = view.cues_frame(corpus).groupby("cue")["count"].sum()
    return most("Which verb introduces speech most often?", counts, "time")


def _first(corpus: Corpus) -> Question | None:
    """In the first article where several people speak."""
    heard = view.order_frame(corpus).dropna(subset=["name"])
    heard = heard[heard["manner"] != "mentioned"]
    for label, rows in heard.groupby("outlet_label", sort=False):
        first = rows.groupby("name")["first_word"].min().sort_values(kind="stable").head(_MOST)
        if len(first) > 1:
            told = ", ".join(f"{name}: word {int(at) + 1:,}" for name, at in first.items())
            names = tuple(map(str, first.index))
            return Question(f"Who is heard first in {label}?", tuple(sorted(names)), names[:1], f"{told}.")
    return None


def _alone(corpus: Corpus) -> Question | None:
    frame = view_words.ledger_frame(corpus)
    own = frame[frame["outlets"].eq(1) & frame["count"].gt(0)].groupby("outlet_label").size()
    every = own.reindex(corpus.articles["outlet_label"].unique(), fill_value=0)
    asks = "Which outlet has most people, places, numbers, quotations and facts that no other has?"
    return most(asks, every, "item")


def _hedges(corpus: Corpus) -> Question | None:
    frame = view_words.rates_frame(corpus)
    hedges = frame[frame["kind"].eq("hedge")].groupby("outlet_label")["count"].sum()
    words = corpus.articles.groupby("outlet_label")["words"].sum()
    rate = (1000 * hedges / words).fillna(0).round(1)
    return most("Which outlet uses most hedges (may, reportedly …) in 1,000 words?", rate, "hedge")


ASKED: dict[str, Callable[[Corpus], Question | None]] = {
    "overview": _marked,
    "participants": _named,
    "quotes": _speaks,
    "cues": _verb,
    "order": _first,
    "coverage": _alone,
    "rates": _hedges,
}
"""The name of an explorer → the question that its chart answers, if this corpus has something to ask about."""
