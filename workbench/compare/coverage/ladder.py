"""The ladder: how much room each outlet gives the words of each utterance."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.compare.common.evidence import JOINT
from workbench.compare.common.witnesses import reports_only
from workbench.compare.coverage.ledger import CELLS
from workbench.compare.coverage.nearest import nearest
from workbench.compare.coverage.told import passages_of, quotation_items, rung
from workbench.corpus.frames import frame
from workbench.corpus.model import Corpus
from workbench.schema import RESULTS

RUNGS = ("absent", "indirect", "part", "full")
"""From the bottom."""
_FEWEST = 20  # as in the ledger


def ladder(corpus: Corpus) -> pd.DataFrame:
    """How each outlet gives each utterance: one row per utterance and outlet, the most widely told first (columns: docs/tables.md).

    `full`: at least half of the words that the longest version has between marks. `part`: fewer, or only a word or two.
    `indirect`: reported, or printed without marks. `absent`: not found, with what comes nearest in that outlet. Utterances are
    those of `wb.same_words`, and those that only one outlet quotes; with many outlets, the most widely told.

    >>> import workbench as wb
    >>> rows = wb.ladder(wb.load())
    >>> rows.loc[rows["item"].str.contains("heat"), ["outlet_label", "rung", "words"]].values.tolist()
    [['unnamed outlet (James Smith)', 'full', 18], ['Antiwar.com', 'full', 21]]
    """
    corpus = reports_only(corpus)
    outlets = list(dict.fromkeys(corpus.articles["outlet_label"]))
    names = dict(zip(corpus.participants["participant_id"], corpus.participants["name"], strict=True))
    near = nearest(corpus)
    kept = max(_FEWEST, CELLS // max(1, len(outlets)))
    rows: list[dict[str, Any]] = []
    for one, item in sorted(quotation_items(corpus), key=lambda p: -len(p[1].found))[:kept]:
        for outlet in outlets:
            step, addresses = rung(one, outlet), passages_of(one, outlet)
            miss = near.of(item, outlet) if step == "absent" else None
            rows.append(
                {
                    "utterance": one.key,
                    "participant_id": one.speaker,
                    "name": names.get(one.speaker or ""),
                    "item": item.name,
                    "outlet_label": outlet,
                    "rung": step,
                    "height": RUNGS.index(step),
                    "words": one.words.get(outlet, 0),
                    "count": len(addresses),
                    "evidence": JOINT.join(addresses) or None,
                    "nearest": miss[0] if miss else None,
                    "nearest_at": miss[1] if miss else None,
                }
            )
    return frame(rows, RESULTS["ladder"])
