"""Articles that are copies of one text, and long passages that articles have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.address import Address
from workbench.compare.common.evidence import JOINT
from workbench.compare.common.once import once_per_corpus
from workbench.compare.common.tokens import choose, tokens
from workbench.compare.common.witnesses import reports_only
from workbench.compare.copies.reuse import Printed, Run, candidates, covered, jaccard, printed, runs
from workbench.corpus.frames import frame, records
from workbench.corpus.model import Corpus
from workbench.schema import RESULTS

COPY = 0.5
"""Of one article's own words, what must stand in the other for a copy. Of 75 pairs of reports that different newsrooms wrote
on one event the most alike share 0.12. Of 840 other news articles 8 pairs share 0.53 or more (seven are versions of one text, one
is a brief half of which stands in a longer report), and the next pair 0.23. A copy with one word in five changed shares 0.59."""
PART = 0.15
"""From this share on, a pair without a long passage is reported too: more than newsrooms share that wrote for themselves."""
KEEP = ("longest", "earliest")
"""Which article of a group of copies stays: the one with the most words, or the first published."""


class Shared(NamedTuple):
    """Two articles (their numbers), the words that each shares with the other, and the long passages."""

    i: int
    j: int
    a: np.ndarray
    b: np.ndarray
    passages: tuple[Run, ...]


def copies(corpus: Corpus) -> pd.DataFrame:
    """Which articles share more than newsrooms do that write for themselves: one row per pair, in the order of the corpus.

    `relation` is `copy` when half of one article's words or more stand in the other, else `in part`. Only the reporters'
    words count, and only in rows of five equal ones: what both quote between marks is in `quoted_words`, apart. `share_a` is
    the share of a's words that stand in b; who took from whom, or both from an agency, the words do not tell. `evidence_a` and
    `evidence_b` hold the shared stretches, which have `shared_a` and `shared_b` words. References are left out.

    Method: articles with similar five-word shingles are found with MinHash and locality-sensitive hashing (Broder 1997; library
    rensa), those with a passage of `reuse.LONG` words in common through an index; each pair is then compared exactly. Where more than
    12 articles share a passage, each is compared with the first of them only.

    >>> import workbench as wb
    >>> len(wb.copies(wb.load()))
    0
    """
    articles, found = _compared(corpus)
    outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    rows = []
    for pair in found:
        a, b = articles[pair.i], articles[pair.j]
        row: dict[str, Any] = {"relation": "copy" if _most(pair, a, b) >= COPY else "in part"}
        for side, article, words in (("a", a, pair.a), ("b", b, pair.b)):
            row |= {
                f"article_{side}": article.article_id,
                f"outlet_{side}": outlets[article.article_id],
                f"words_{side}": article.words,
                f"shared_{side}": int(words.sum()),
                f"share_{side}": _share(words, article),
                f"evidence_{side}": JOINT.join(_stretches(article, words)) or None,
            }
        quoted = int(covered(a, b, quoted=True).sum())
        row |= {"similarity": jaccard(a, b), "quoted_words": quoted, "passages": len(pair.passages)}
        rows.append(row)
    return frame(rows, RESULTS["copies"])


def reused(corpus: Corpus) -> pd.DataFrame:
    """The long passages that two articles have word for word: one row per passage and pair, in reading order.

    Equal but for case and punctuation, and with 12 words or more outside quotation marks: what only quotes the same speech
    is the matter of `same_words`. A quotation inside a passage belongs to it; `quoted_words` counts its words.
    Pairs are those of `copies`, and `passages` there counts these rows.
    """
    articles, found = _compared(corpus)
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    rows = []
    for pair in found:
        a, b = articles[pair.i], articles[pair.j]
        for run in pair.passages:
            quoted = a.marked[run.i : run.i + run.length] | b.marked[run.j : run.j + run.length]
            row: dict[str, Any] = {"words": run.length, "quoted_words": int(quoted.sum())}
            for side, article, first in (("a", a, run.i), ("b", b, run.j)):
                start, end = int(article.starts[first]), int(article.ends[first + run.length - 1])
                row |= {
                    f"passage_{side}": str(Address(article.article_id, start, end)),
                    f"article_{side}": article.article_id,
                    f"outlet_{side}": outlets[article.article_id],
                    f"text_{side}": texts[article.article_id][start:end],
                }
            rows.append(row)
    return frame(rows, RESULTS["reused"])


def copy_groups(corpus: Corpus, *, keep: str = "longest") -> pd.DataFrame:
    """Which articles are set aside as copies, and which one stays for them: one row per article of a group of copies.

    An article is set aside when half of its words or more (the reporter's, as in `copies`) stand in one that stays.
    `keep` is `longest`, so that nothing is lost that only a longer version has, or `earliest`: the first day of publication,
    among equal or missing days the longest. Groups come in the order of the articles that stay, which head them.
    """
    choose("keep", keep, KEEP)
    articles, found = _compared(corpus)
    about = {row["article_id"]: row for row in records(corpus.articles)}
    head: dict[int, tuple[int, np.ndarray]] = {}
    for group in _joined(len(articles), [(p.i, p.j) for p in found if _most(p, articles[p.i], articles[p.j]) >= COPY]):
        staying: list[int] = []
        for n in sorted(group, key=lambda n: (*_rank(about[articles[n].article_id], keep), n)):
            shares = [(covered(articles[n], articles[m]), m) for m in staying]
            words, best = max(shares, key=lambda s: int(s[0].sum()), default=(np.zeros(0, bool), -1))
            if best >= 0 and _share(words, articles[n]) >= COPY:
                head[n] = best, words
            else:
                staying.append(n)
    rows = []
    for n in sorted(
        {*head, *(m for m, _ in head.values())}, key=lambda n: (head[n][0] if n in head else n, n in head, n)
    ):
        aside = n in head
        article = articles[n]
        row: dict[str, Any] = {c: about[article.article_id][c] for c in ("outlet_label", "published", "words")}
        row |= {
            "stays": articles[head[n][0]].article_id if aside else article.article_id,
            "article_id": article.article_id,
            "set_aside": aside,
            "share": _share(head[n][1], article) if aside else None,
            "evidence": JOINT.join(_stretches(article, head[n][1])) if aside else None,
        }
        rows.append(row)
    return frame(rows, RESULTS["copy_groups"])


def without_copies(corpus: Corpus, *, keep: str = "longest") -> Corpus:
    """The corpus with one article of each group of copies, so that one agency story does not count as five outlets.

    What is set aside, and why, is in `copy_groups`. Everything else is as it was: the same ids, rows and addresses.

    >>> import workbench as wb
    >>> corpus = wb.load()
    >>> wb.without_copies(corpus) == corpus
    True
    """
    groups = copy_groups(corpus, keep=keep)
    aside = set(groups.loc[groups["set_aside"], "article_id"])
    if not aside:
        return corpus
    return corpus.where(article_id=[a for a in corpus.articles["article_id"] if a not in aside])


@once_per_corpus
def _compared(corpus: Corpus) -> tuple[tuple[Printed, ...], tuple[Shared, ...]]:
    """The reports, and their pairs that share a long passage or more than newsrooms that write for themselves."""
    articles = printed(tokens(reports_only(corpus)))
    found = []
    for i, j in candidates(articles):
        a, b = articles[i], articles[j]
        pair = Shared(i, j, covered(a, b), covered(b, a), tuple(runs(a, b)))
        if pair.passages or _most(pair, a, b) >= PART:
            found.append(pair)
    return tuple(articles), tuple(found)


def _most(pair: Shared, a: Printed, b: Printed) -> float:
    return max(_share(pair.a, a), _share(pair.b, b))


def _share(words: np.ndarray, article: Printed) -> float:
    return float(words.sum() / article.words) if article.words else 0.0


def _stretches(article: Printed, words: np.ndarray) -> Iterator[str]:
    """The addresses of unbroken stretches of these words."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], words, [False])).astype(np.int8)))
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield str(Address(article.article_id, int(article.starts[first]), int(article.ends[end - 1])))


def _rank(article: dict[str, Any], keep: str) -> tuple[str, int]:
    """What stays comes first: the longest; or the first by day, articles without a date last, then the longest."""
    day = "~" if keep == "longest" or pd.isna(article["published"]) else str(article["published"])[:10]
    return day, -int(article["words"])


def _joined(articles: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The groups that the pairs join, those of one left out."""
    leader = list(range(articles))

    def lead(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    for i, j in pairs:
        leader[max(lead(i), lead(j))] = min(lead(i), lead(j))
    groups: dict[int, list[int]] = defaultdict(list)
    for n in range(articles):
        groups[lead(n)].append(n)
    return [group for group in groups.values() if len(group) > 1]
