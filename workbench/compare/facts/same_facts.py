"""Which facts all articles tell, which only some, and which only one; and how early each tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from workbench.compare.common.evidence import JOINT
from workbench.compare.common.once import once_per_corpus
from workbench.compare.common.witnesses import reports_only
from workbench.compare.facts.links import FactLink, fact_links
from workbench.compare.facts.sentences import Told, told
from workbench.compare.utterances.same_words import pairs
from workbench.corpus.frames import frame
from workbench.corpus.model import Corpus
from workbench.parse.text import count_words
from workbench.schema import RESULTS

ALL, SOME, ONLY = "by all", "by some", "only here"
"""How many of the articles tell what a sentence tells."""


def same_facts(corpus: Corpus) -> pd.DataFrame:
    """What each sentence tells and who else tells it: one row per sentence, in reading order (columns: docs/tables.md).

    `told` is `by all`, `by some` or `only here`: every other article, some, or none has a sentence with the same main fact.
    `only here` is a finding of this method, not a proof: other words for the same thing are missed: read the other
    articles before you say that they leave it out. `rank` is the place of the sentence in its article, 1 for the first;
    `words_before` is how far in it stands.

    >>> import workbench as wb
    >>> rows = wb.same_facts(wb.load())
    >>> sorted(rows["told"].unique())
    ['by all', 'only here']
    """
    corpus = reports_only(corpus)
    compared, links = sentence_links(corpus)
    outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    others: dict[int, list[int]] = defaultdict(list)
    for link in links:
        others[link.i].append(link.j)
        others[link.j].append(link.i)
    before: dict[str, int] = defaultdict(int)
    rows: list[dict[str, Any]] = []
    for n, sentence in enumerate(compared):
        article = sentence.passage.article_id
        by = {compared[m].passage.article_id for m in others[n]} | {article}
        rows.append(
            {
                "sentence_id": sentence.passage.address,
                "article_id": article,
                "outlet_label": outlets[article],
                "rank": sentence.position + 1,
                "words_before": before[article],
                "told": ONLY if len(by) == 1 else ALL if len(by) == len(outlets) else SOME,
                "articles": len(by),
                "text": sentence.full.text,
                "evidence": JOINT.join(compared[m].passage.address for m in (n, *sorted(others[n]))),
            }
        )
        before[article] += count_words(sentence.full.text)
    return frame(rows, RESULTS["same_facts"])


def fact_pairs(corpus: Corpus) -> pd.DataFrame:
    """The sentences of two articles that tell the same main fact: one row per pair, in reading order (columns: docs/tables.md).

    Method: a logistic model over TF-IDF cosine, rare words shared, like openings, the same utterance quoted, equal and unequal
    numbers, people in common, different speakers, and both standing at the top; of those likely enough, the ones of which one
    is the other's nearest in its article (docs/method.md). Rounded numbers are equal (“$43,885,310”, “nearly $44 million”).
    `rank_a` and `rank_b` show what leads here and is buried there.

    >>> import workbench as wb
    >>> rows = wb.fact_pairs(wb.load())
    >>> bool((rows["article_a"] != rows["article_b"]).all())
    True
    """
    corpus = reports_only(corpus)
    compared, links = sentence_links(corpus)
    outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    rows: list[dict[str, Any]] = []
    for link in links:
        row: dict[str, Any] = {}
        for side, sentence in (("a", compared[link.i]), ("b", compared[link.j])):
            row |= {
                f"sentence_{side}": sentence.passage.address,
                f"article_{side}": sentence.passage.article_id,
                f"outlet_{side}": outlets[sentence.passage.article_id],
                f"rank_{side}": sentence.position + 1,
                f"text_{side}": sentence.full.text,
            }
        rows.append(row | {"probability": link.probability, "signs": _signs(compared, link)})
    return frame(rows, RESULTS["fact_pairs"])


class SentenceLinks(NamedTuple):
    """Every sentence of a corpus, in reading order, and the links between those that tell the same main fact."""

    sentences: tuple[Told, ...]
    links: tuple[FactLink, ...]


@once_per_corpus
def sentence_links(corpus: Corpus) -> SentenceLinks:
    """The sentences and links that `same_facts` and `fact_pairs` count, found once per corpus.

    >>> import workbench as wb
    >>> compared, links = sentence_links(wb.load())
    >>> all(compared[link.i].passage.article_id != compared[link.j].passage.article_id for link in links)
    True
    """
    compared = told(corpus)
    return SentenceLinks(tuple(compared), tuple(fact_links(compared, pairs(corpus))))


def _signs(compared: Sequence[Told], link: FactLink) -> str:
    shared, numbers = len(compared[link.i].stems & compared[link.j].stems), round(link.signals["numbers"])
    signs = ["1 content word" if shared == 1 else f"{shared} content words"]
    signs += ["1 number" if numbers == 1 else f"{numbers} numbers"] if numbers else []
    signs += ["the same words quoted"] if link.signals["quoted"] else []
    signs += ["both at the top"] if link.signals["lead"] else []
    return ", ".join(signs)
