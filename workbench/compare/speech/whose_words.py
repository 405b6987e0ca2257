"""How much of each outlet's words are somebody else's."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import pandas as pd

from workbench.compare.common.evidence import JOINT
from workbench.compare.common.witnesses import reports_only
from workbench.compare.speech.quoting import outlet_order, said
from workbench.corpus.frames import frame, records
from workbench.corpus.model import Corpus
from workbench.parse.text import words
from workbench.schema import RESULTS

REST = "rest"
_OWNERS = ("paraphrased", "fragment", "quoted")  # of a word in several, the last has it


def whose_words(corpus: Corpus) -> pd.DataFrame:
    """In whose words each outlet tells the story: quoted in full, in fragments, paraphrased, and all the rest.

    Four rows per outlet; together they have each of its words once. A word between marks is not counted again with the
    paraphrase around it, nor with a second speaker. `count` is the number of passages that have these words, with an
    address each in `evidence`; the rest has none. Titles of works, and words set at a distance that nobody said, are
    part of the rest.

    >>> import workbench as wb
    >>> wb.whose_words(wb.load())[["manner", "words", "outlet_words"]].values.tolist()[:2]
    [['quoted', 149, 658], ['fragment', 34, 658]]
    """
    corpus = reports_only(corpus)
    spoken = dict(iter(said(corpus).groupby("article_id", sort=False)))
    counted: dict[str, dict[str, int]] = {}
    behind: dict[tuple[str, str], list[str]] = {}
    for article in records(corpus.articles):
        starts = [start for start, _ in words(article["text"])]
        owner: list[tuple[str, str | None]] = [(REST, None)] * len(starts)
        own = records(spoken[article["article_id"]]) if article["article_id"] in spoken else []
        for quote in sorted(own, key=lambda q: _OWNERS.index(q["manner"])):
            first, last = bisect_left(starts, quote["start"]), bisect_left(starts, quote["end"])
            owner[first:last] = [(quote["manner"], quote["quote_id"])] * (last - first)
        sums = counted.setdefault(article["outlet_label"], dict.fromkeys((*reversed(_OWNERS), REST), 0))
        for manner, _ in owner:
            sums[manner] += 1
        for manner, address in dict.fromkeys(owner):
            if address:
                behind.setdefault((article["outlet_label"], manner), []).append(address)
    rows: list[dict[str, Any]] = []
    for outlet in sorted(counted, key=outlet_order(corpus).__getitem__):
        all_words = sum(counted[outlet].values())
        for manner, count in counted[outlet].items():
            addresses = behind.get((outlet, manner), [])
            rows.append(
                {
                    "outlet_label": outlet,
                    "manner": manner,
                    "words": count,
                    "outlet_words": all_words,
                    "share": count / all_words if all_words else None,
                    "count": len(addresses),
                    "evidence": JOINT.join(addresses) or None,
                }
            )
    return frame(rows, RESULTS["whose_words"])
