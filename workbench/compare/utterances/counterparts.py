"""From words in one article to the words of the others that tell or quote the same."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from workbench.address import Address
from workbench.compare.facts.same_facts import fact_pairs
from workbench.compare.utterances.same_words import same_words
from workbench.corpus.model import Corpus


def counterparts(corpus: Corpus, address: str) -> list[str]:
    """The addresses, in other articles, of passages that correspond to the words at this address; the nearest kind first.

    First quotations of the same utterance (`same_words`), then sentences that tell the same main fact (`fact_pairs`) in
    articles that no quotation led to. Empty when nothing corresponds. `AddressError` when the address leads nowhere here.

    >>> import workbench as wb
    >>> corpus = wb.load()
    >>> pair = wb.same_words(corpus).query("relation == 'altered'").iloc[0]
    >>> pair["passage_b"] in wb.counterparts(corpus, pair["passage_a"])
    True
    """
    at = corpus.passage(address, context=0).address
    quoted = list(_others(same_words(corpus), "passage", at))
    reached = {Address.parse(a).article for a in quoted}
    told = [a for a in _others(fact_pairs(corpus), "sentence", at) if Address.parse(a).article not in reached]
    return list(dict.fromkeys([*quoted, *told]))


def _others(pairs: pd.DataFrame, column: str, at: Address) -> Iterator[str]:
    for here, there in (("a", "b"), ("b", "a")):
        mine = pairs[pairs[f"article_{here}"].eq(at.article) & pairs[f"article_{there}"].ne(at.article)]
        for own, other in zip(mine[f"{column}_{here}"], mine[f"{column}_{there}"], strict=True):
            if Address.parse(own).overlaps(at):
                yield other
