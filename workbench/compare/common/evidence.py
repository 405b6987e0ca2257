"""From the number in a cell back to the words that it was counted from."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from workbench.corpus.frames import frame
from workbench.corpus.model import Corpus
from workbench.schema import RESULTS

JOINT = " | "
"""What stands between the addresses in a column `evidence`."""


def evidence(corpus: Corpus, addresses: str | Iterable[str] = ()) -> pd.DataFrame:
    """The words behind a number, each in its context and with a citation: one row per address, in the order given.

    `addresses` is a cell of a column `evidence`, a whole column of addresses, or any ids of this corpus.
    `AddressError` when one leads nowhere here.

    >>> import workbench as wb
    >>> corpus = wb.load()
    >>> rows = wb.labels(corpus).query("name == 'Joe Biden'")
    >>> wb.evidence(corpus, rows["evidence"])["text"].tolist()
    ['former US President Joe Biden', 'Biden']
    """
    given = [addresses] if isinstance(addresses, str) else list(addresses)
    rows = []
    for address in (a.strip() for cell in given for a in cell.split(JOINT.strip()) if a.strip()):
        found = corpus.passage(address)
        rows.append(
            {
                "address": address,
                "outlet_label": found.outlet_label,
                "paragraph": found.paragraph,
                "before": found.before,
                "text": found.words,
                "after": found.after,
                "citation": found.citation,
            }
        )
    return frame(rows, RESULTS["evidence"])
