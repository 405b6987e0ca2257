"""Who is named beside whom."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from workbench.compare.common.evidence import JOINT
from workbench.compare.common.witnesses import reports_only
from workbench.corpus.frames import frame, rows_of
from workbench.corpus.model import Corpus
from workbench.schema import RESULTS

WITHIN = ("sentence", "paragraph")
"""What two participants have to share."""


def comentions(corpus: Corpus, *, within: str = "sentence") -> pd.DataFrame:
    """Which participants are named in the same sentence, or paragraph: one row per pair and article (columns: docs/tables.md).

    A sentence counts once for a pair, however often it names them, and `evidence` has its address; titles are sentences,
    too. Only namings count: “he” or “the president” names nobody. The pair with the most sentences in all articles stands
    first; of a pair the one who comes first in `participants` is `a`. Sharing a sentence says nothing about how the two
    stand to each other: read the sentences.

    >>> import workbench as wb
    >>> rows = wb.comentions(wb.load())
    >>> rows[["name_a", "name_b", "outlet_label", "count"]].values.tolist()[0]
    ['Vladimir Putin', 'Donald J. Trump', 'unnamed outlet (James Smith)', 7]
    """
    if within not in WITHIN:
        raise ValueError(f"within={within!r}: expected one of {', '.join(map(repr, WITHIN))}")
    corpus = reports_only(corpus)
    who = {key: place for place, key in enumerate(corpus.participants["participant_id"])}
    named = corpus.mentions[corpus.mentions["participant_id"].isin(who)]
    inside: dict[str, list[tuple[int, str]]] = {}
    for article, start, participant in rows_of(named, "article_id", "start", "participant_id"):
        inside.setdefault(article, []).append((start, participant))
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for article, start, end, address, text in rows_of(
        getattr(corpus, f"{within}s"), "article_id", "start", "end", f"{within}_id", "text"
    ):
        own = {participant for at, participant in inside.get(article, ()) if start <= at < end}
        for a, b in combinations(sorted(own, key=who.__getitem__), 2):
            found.setdefault((a, b, article), []).append((address, text))
    return frame(_rows(found, corpus), RESULTS["comentions"])


def _rows(found: dict[tuple[str, str, str], list[tuple[str, str]]], corpus: Corpus) -> list[dict[str, object]]:
    names = dict(zip(corpus.participants["participant_id"], corpus.participants["name"], strict=True))
    outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    article = {key: place for place, key in enumerate(outlets)}
    who = {key: place for place, key in enumerate(names)}
    total = pd.Series({key: len(units) for key, units in found.items()}, dtype="int64")
    both = total.groupby(level=[0, 1]).sum() if found else total
    order = sorted(found, key=lambda key: (-both[key[:2]], who[key[0]], who[key[1]], article[key[2]]))
    return [
        {
            "participant_a": a,
            "name_a": names[a],
            "participant_b": b,
            "name_b": names[b],
            "article_id": where,
            "outlet_label": outlets[where],
            "count": len(found[a, b, where]),
            "example": found[a, b, where][0][1],
            "evidence": JOINT.join(address for address, _ in found[a, b, where]),
        }
        for a, b, where in order
    ]
