"""Two articles beside each other, sentence by sentence, and what joins them: the same words, the same facts."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.compare.facts import fact_pairs, facts
from workbench.compare.same_words import same_words
from workbench.compare.shared import reports_only
from workbench.compare.standing import countable
from workbench.corpus.model import Corpus, frame, join_cell, records
from workbench.parse.text import words
from workbench.results import RESULTS

SENTENCE, SAME_WORDS, SAME_FACT = "sentence", "same words", "same fact"
_MARKED = ("verbatim", "excerpt", "altered", "direct-vs-unmarked")


def columns(corpus: Corpus) -> pd.DataFrame:
    """The two longest articles of different outlets: a row per sentence, and a row per passage that joins the two.

    `first_…` and `last_…` count the words of the article before a passage and up to its end. What joins is what `same_words` and
    `fact_pairs` state; two sentences whose words are joined are not joined once more as a fact. One article gives its sentences
    alone. Columns: `wb.RESULTS["columns"]`.

    >>> import workbench as wb
    >>> wb.columns(wb.load())["kind"].value_counts().to_dict()
    {'sentence': 58, 'same words': 2, 'same fact': 2}
    """
    corpus = reports_only(corpus)
    chosen = (
        corpus.articles.sort_values("words", ascending=False, kind="stable").drop_duplicates("outlet_label").head(2)
    )
    wanted = [name for name in corpus.articles["article_id"] if name in set(chosen["article_id"])]  # in their own order
    labels = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    starts = {name: [start for start, _ in words(texts[name])] for name in wanted}

    def side(letter: str, address: str) -> dict[str, Any]:
        at = Address.parse(address)
        place = bisect_left(starts[at.article], at.start), bisect_left(starts[at.article], at.end)
        given = {"article": at.article, "outlet": labels[at.article], "passage": address}
        given |= {"first": place[0], "last": place[1], "text": corpus.passage(address, context=0).words}
        return {f"{name}_{letter}": value for name, value in given.items()}

    told = countable(facts(corpus)).set_index("sentence_id")["told"]
    no_other = dict.fromkeys(column for column in RESULTS["columns"].columns if column.endswith("_b"))
    rows: list[dict[str, Any]] = []
    for name in wanted:
        for address in corpus.sentences.loc[corpus.sentences["article_id"].eq(name), "sentence_id"]:
            rows.append(
                {**no_other, "kind": SENTENCE, "told": told.get(address), **side("a", address), "evidence": address}
            )
    joined: list[tuple[Address, Address]] = []
    for kind, address_a, address_b in _joins(corpus):
        a, b = Address.parse(address_a), Address.parse(address_b)
        if [a.article, b.article] != wanted or any(a.overlaps(c) and b.overlaps(d) for c, d in joined):
            continue
        joined.append((a, b))
        rows.append(
            {
                "kind": kind,
                **side("a", address_a),
                **side("b", address_b),
                "evidence": join_cell([address_a, address_b]),
            }
        )
    return frame(rows, RESULTS["columns"])


def _joins(corpus: Corpus) -> list[tuple[str, str, str]]:
    """What joins two passages, and their addresses: the same words first."""
    pairs = countable(same_words(corpus))
    pairs = pairs[pairs["relation"].isin(_MARKED)]
    found = [(SAME_WORDS, row["passage_a"], row["passage_b"]) for row in records(pairs)]
    return found + [(SAME_FACT, row["sentence_a"], row["sentence_b"]) for row in records(countable(fact_pairs(corpus)))]
