"""From the marks of a figure to the words that they count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from workbench.compare.articles.overview import strip
from workbench.compare.common.evidence import evidence as passages
from workbench.compare.speech.quoting import order
from workbench.corpus import Corpus
from workbench.show.charts.marks import Behind, marks_of

Found = Mapping[str, tuple[str, ...]]
"""The key of a mark → the addresses of what it counts."""

_CONTEXT = 60  # characters on each side: enough to see who speaks, short enough that a page of hundreds stays small


def behind_marks(corpus: Corpus, spec: Mapping[str, Any], behind: Found) -> pd.DataFrame:
    """One row per mark that is drawn and passage that it counts, mark by mark: its key, what is told of it, address and words.

    A mark that counts nothing, such as one for “not found”, has no row.
    """
    told = marks_of(spec) or dict(zip(behind, behind, strict=True))  # a chart without keys draws all that it is given
    pairs = [(key, said, address) for key, said in told.items() for address in behind.get(key, ())]
    marks = pd.DataFrame(pairs, columns=["mark", "told", "address"], dtype="str")
    found = passages(corpus, marks["address"].unique()).set_index("address")
    short = {address: corpus.passage(address, context=_CONTEXT) for address in found.index}
    found["before"] = [short[address].before for address in found.index]
    found["after"] = [short[address].after for address in found.index]
    return marks.join(found, on="address")


def by_columns(*columns: str) -> Callable[[Corpus, pd.DataFrame], Found]:
    """Marks that stand for a row: their key is in those columns, their addresses in the column `evidence`."""
    return lambda _, frame: Behind(frame, columns)


def by_manner(*columns: str) -> Callable[[Corpus, pd.DataFrame], Found]:
    """Marks that stand for a manner of one row: mentioned, paraphrased, in fragments, in full."""
    return lambda corpus, _: Behind(order(corpus), [*columns, "manner"], ["address"])


def by_itself(column: str) -> Callable[[Corpus, pd.DataFrame], Found]:
    """Marks that stand for one passage, whose address is in that column and is their key."""
    return lambda _, frame: Behind(frame, [column], [column])


def of_pairs(_: Corpus, frame: pd.DataFrame) -> Found:
    """Marks that stand for two sentences with the same fact."""
    sides = ["sentence_a", "sentence_b"]
    return Behind(frame, sides, sides)


def of_edits(_: Corpus, frame: pd.DataFrame) -> Found:
    """Marks that stand for a kind of difference: the words on both sides of each."""
    return Behind(frame, ["kind"], ["address_a", "address_b"])


def of_overview(corpus: Corpus, frame: pd.DataFrame) -> Found:
    """What the overview counts in each article: its paragraphs, its sentences, its stretches between quotation marks."""
    stretches = strip(corpus)
    counted = {
        "paragraphs": corpus.paragraphs[["article_id", "paragraph_id"]],
        "sentences": corpus.sentences[["article_id", "sentence_id"]],
        "stretches in quotation marks": stretches[["article_id", "quote_id"]],
    }
    labels = dict(zip(frame["article_id"], frame["outlet_label"], strict=True))
    found: dict[str, list[str]] = {}
    for what, rows in counted.items():
        for article, address in rows.itertuples(index=False, name=None):
            if article in labels:
                found.setdefault(f"{labels[article]}, {what} [{article}]", []).append(address)
    return {key: tuple(addresses) for key, addresses in found.items()}
