"""What counts as the article, and what was set aside under which rule."""

from __future__ import annotations

import pandas as pd

from workbench.corpus.frames import frame
from workbench.corpus.model import Corpus
from workbench.parse.text import count_words
from workbench.schema import RESULTS


def cleaning(corpus: Corpus) -> pd.DataFrame:
    """One row per paragraph kept and per visible thing removed, in the order of the file (columns: docs/tables.md).

    Changes of spacing alone are left out; they are in `corpus.edits`.

    >>> import workbench as wb
    >>> rows = wb.cleaning(wb.load())
    >>> rows[rows.part == "removed"].groupby("rule", sort=False)["words"].sum().to_dict()
    {'byline': 2, 'comment-counter': 1, 'empty-label': 2, 'residue': 0, 'author-bio': 32, 'comment-invitation': 3, 'comment-policy': 26}
    """
    kept = corpus.paragraphs.assign(part="kept", rule=None, words=[count_words(t) for t in corpus.paragraphs["text"]])
    visible = corpus.edits[corpus.edits["before"].str.strip().ne("") & corpus.edits["kind"].ne("spacing")]
    removed = visible.assign(part="removed", text=visible["before"].str.strip())
    rows = pd.concat([kept, removed]).assign(order=lambda d: d["article_id"].map(_order(corpus)))
    rows = rows.sort_values(["order", "raw_start"], kind="stable")
    rows["outlet_label"] = rows["article_id"].map(corpus.articles.set_index("article_id")["outlet_label"])
    return frame(rows[list(RESULTS["cleaning"].columns)], RESULTS["cleaning"])


def _order(corpus: Corpus) -> dict[str, int]:
    return {article: i for i, article in enumerate(corpus.articles["article_id"])}
