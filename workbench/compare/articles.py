"""The articles in numbers, where their quotations stand, and what cleaning kept and removed."""

from __future__ import annotations

import pandas as pd

from workbench.compare.shared import expect_corpus, reports_only
from workbench.corpus.model import Corpus, article_order, frame, records
from workbench.parse.text import count_words
from workbench.results import RESULTS


def overview(corpus: Corpus) -> pd.DataFrame:
    """One row per article: how long it is and how much of it stands between quotation marks (columns: docs/tables.md).

    `quoted_words` counts the words between outermost marks, whatever they are: speech, single words and titles alike.

    >>> import workbench as wb
    >>> wb.overview(wb.load())[["outlet_label", "words", "marked_stretches", "quoted_words"]].values.tolist()
    [['unnamed outlet (James Smith)', 658, 21, 183], ['Antiwar.com', 420, 7, 79]]
    """
    corpus = reports_only(corpus)
    marked = corpus.quotes[corpus.quotes["marks"] != "none"]
    ids = corpus.articles["article_id"]

    def per_article(values: pd.Series) -> pd.Series:
        return ids.map(values).fillna(0).astype("int64")

    quoted = per_article(marked.groupby("article_id")["words"].sum())
    removed = corpus.edits[corpus.edits["kind"] != "spacing"]
    rows = corpus.articles[["article_id", "outlet_label", "title", "byline", "published", "words"]].assign(
        paragraphs=per_article(corpus.paragraphs.groupby("article_id").size()),
        sentences=per_article(corpus.sentences.groupby("article_id").size()),
        marked_stretches=per_article(marked.groupby("article_id").size()),
        quoted_words=quoted,
        quoted_share=quoted / corpus.articles["words"],
        removed_words=per_article(removed.groupby("article_id")["words"].sum()),
    )
    return frame(rows, RESULTS["overview"])


def strip(corpus: Corpus) -> pd.DataFrame:
    """Where in each article the stretches between quotation marks stand: one row per stretch, measured in words.

    `first_word` and `last_word` count the words before it and up to its end; `article_words` is the article's length.
    """
    rows = []
    corpus = reports_only(corpus)
    articles = {article["article_id"]: article for article in records(corpus.articles)}
    for quote in records(corpus.quotes[corpus.quotes["marks"] != "none"]):
        article = articles[quote["article_id"]]
        before = count_words(article["text"][: quote["start"]])
        rows.append(
            {
                **{c: quote[c] for c in ("quote_id", "article_id", "words", "text")},
                "outlet_label": article["outlet_label"],
                "first_word": before,
                "last_word": before + quote["words"],
                "article_words": article["words"],
            }
        )
    return frame(rows, RESULTS["strip"])


def cleaning(corpus: Corpus) -> pd.DataFrame:
    """One row per paragraph kept and per visible thing removed, in the order of the file (columns: docs/tables.md).

    Changes of spacing alone are left out; they are in `corpus.edits`.

    >>> import workbench as wb
    >>> rows = wb.cleaning(wb.load())
    >>> rows[rows.part == "removed"].groupby("rule", sort=False)["words"].sum().to_dict()
    {'byline': 2, 'comment-counter': 1, 'empty-label': 2, 'residue': 0, 'author-bio': 32, 'comment-invitation': 3, 'comment-policy': 26}
    """
    corpus = expect_corpus(corpus)
    kept = corpus.paragraphs.assign(part="kept", rule=None, words=[count_words(t) for t in corpus.paragraphs["text"]])
    visible = corpus.edits[corpus.edits["before"].str.strip().ne("") & corpus.edits["kind"].ne("spacing")]
    removed = visible.assign(part="removed", text=visible["before"].str.strip())
    rows = pd.concat([kept, removed]).assign(order=lambda d: d["article_id"].map(article_order(corpus)))
    rows = rows.sort_values(["order", "raw_start"], kind="stable")
    rows["outlet_label"] = rows["article_id"].map(corpus.articles.set_index("article_id")["outlet_label"])
    return frame(rows[list(RESULTS["cleaning"].columns)], RESULTS["cleaning"])
