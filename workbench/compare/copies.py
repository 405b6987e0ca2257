"""Articles and passages that are copies of each other, found by shared runs of words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.address import Address
from workbench.compare.shared import joined_groups, once_per_corpus, reports_only
from workbench.compare.words import PrintedWord, checked_choice, printed_key, printed_words
from workbench.corpus.model import Corpus, frame, join_cell, outlet_of, records
from workbench.results import RESULTS

SHINGLE = 5
"""Words of a shingle, the unit of comparison: in news, four words in a row are often shared by chance, five seldom are."""
LONG = 12
"""Words in a row, outside quotation marks, that make a reused passage."""
BETWEEN = 12
"""What more articles than this share leads to pairs with the first of them only, so that cost stays near linear in the articles."""


class SharedRun(NamedTuple):
    """Equal words of two articles: the number of the first in each, and how many."""

    i: int
    j: int
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """The words of an article as numbers, where they stand, which stand between marks, and its shingles."""

    article_id: str
    starts: np.ndarray
    ends: np.ndarray
    marked: np.ndarray
    folded: list[str]
    """Without case and punctuation."""
    keys: np.ndarray
    """Equal numbers are equal folded words."""
    shingles: np.ndarray
    """By their first word; equal numbers are equal words."""
    places: dict[int, list[int]]
    """Shingle → its first words."""
    every: np.ndarray
    """The shingles, each once, in the order of their numbers."""
    own: np.ndarray
    """Of these, those most of whose words are the reporter's somewhere: stand outside quotation marks."""
    words: int
    """How many words are the reporter's."""


def printed_articles(articles: Iterable[tuple[str, Sequence[PrintedWord]]]) -> list[Printed]:
    """The articles, ready to be compared; equal numbers mean equal words, case and punctuation aside."""
    numbers: dict[str, int] = {}
    known: dict[bytes, int] = {}
    found = []
    for article, these in articles:
        folded = [printed_key(t.text) for t in these]
        keys = np.array([numbers.setdefault(word, len(numbers)) for word in folded], dtype=np.int64)
        marked = np.array([t.marked for t in these], dtype=bool)
        shingles = [known.setdefault(window, len(known)) for window in _windows(keys, SHINGLE)]
        inside = np.convolve(marked, np.ones(SHINGLE), "valid").tolist() if shingles else []
        places: dict[int, list[int]] = defaultdict(list)
        for at, shingle in enumerate(shingles):
            places[shingle].append(at)
        found.append(
            Printed(
                article,
                np.array([t.start for t in these], dtype=np.int64),
                np.array([t.end for t in these], dtype=np.int64),
                marked,
                folded,
                keys,
                np.array(shingles, dtype=np.int64),
                dict(places),
                np.array(sorted(places), dtype=np.int64),
                np.array(sorted({s for s, n in zip(shingles, inside, strict=True) if n < SHINGLE / 2}), dtype=np.int64),
                int((~marked).sum()),
            )
        )
    return found


def _windows(keys: np.ndarray, width: int) -> list[bytes]:
    """Every row of so many words, as bytes that can be looked up."""
    line, size = keys.tobytes(), keys.itemsize
    return [line[at : at + width * size] for at in range(0, (len(keys) - width + 1) * size, size)]


def covered_words(a: Printed, b: Printed, *, quoted: bool = False) -> np.ndarray:
    """Which words of `a` stand in `b` too: of those outside marks, the ones in a shingle that is the reporter's in both.

    With `quoted`, of those between marks, the ones in any shingle of `b`.
    """
    shared = b.every if quoted else a.own[_among(a.own, b.own)]
    first = np.flatnonzero(_among(a.shingles, shared))
    words = np.zeros(len(a.keys), dtype=bool)
    for n in range(SHINGLE):
        words[first + n] = True
    return np.asarray(words & (a.marked if quoted else ~a.marked))


def _among(these: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which of these numbers are among the others, which are in order."""
    if not len(others):
        return np.zeros(len(these), dtype=bool)
    return np.asarray(others[np.minimum(np.searchsorted(others, these), len(others) - 1)] == these)


def jaccard(a: Printed, b: Printed) -> float | None:
    """The share of the reporters' shingles of either that both have; none where neither has any."""
    both = int(_among(a.own, b.own).sum())
    union = len(a.own) + len(b.own) - both
    return both / union if union else None


def shared_runs(a: Printed, b: Printed, *, least: int = LONG) -> Iterator[SharedRun]:
    """The stretches of equal words with `least` or more outside marks in both, in the order of `a`; they do not overlap there."""
    free = 0
    for i in np.flatnonzero(_among(a.shingles, b.every)).tolist():
        if i < free:
            continue
        there = b.places[int(a.shingles[i])]
        best = max((SharedRun(i, j, _equal(a.keys, b.keys, i, j)) for j in there), key=lambda r: r.length)
        outside = ~a.marked[i : i + best.length] & ~b.marked[best.j : best.j + best.length]
        if outside.sum() >= least:
            yield best
        free = i + best.length


def _equal(a: np.ndarray, b: np.ndarray, i: int, j: int) -> int:
    n = min(len(a) - i, len(b) - j)
    differs = np.flatnonzero(a[i : i + n] != b[j : j + n])
    return int(differs[0]) if len(differs) else n


def likely_copies(articles: Sequence[Printed], least: float) -> list[tuple[int, int]]:
    """Pairs of numbers, i < j, of articles that may share `least` of one article's own words or more, or have a long window in common.

    A shingle that both have stands for five words at most, so a pair needs a fifth as many shingles as words.
    """
    shared: Counter[tuple[int, int]] = Counter()
    for holders, n in Counter(_holders([article.own for article in articles])).items():
        for pair in _pairs(holders):
            shared[pair] += n
    words = [article.words for article in articles]
    found = {(i, j) for (i, j), n in shared.items() if SHINGLE * n >= least * min(words[i], words[j])}
    long: dict[bytes, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        for window in set(_windows(article.keys, LONG)):
            long[window].append(number)
    for holders in {tuple(these) for these in long.values() if len(these) > 1}:
        found.update(_pairs(holders))
    return sorted(found)


def _holders(shingles: Sequence[np.ndarray]) -> Iterator[tuple[int, ...]]:
    """For each shingle that more than one article has: the numbers of these articles, in order."""
    every = np.concatenate([np.zeros(0, dtype=np.int64), *shingles])
    article = np.repeat(np.arange(len(shingles)), [len(own) for own in shingles])
    order = np.argsort(every, kind="stable")
    starts = np.flatnonzero(np.diff(every[order], prepend=-1))
    sizes = np.diff(starts, append=len(every))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        yield tuple(article[order[start : start + size]].tolist())


def _pairs(holders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of articles that have something in common; where they are many, those of the first of them."""
    if len(holders) <= BETWEEN:
        return combinations(holders, 2)
    return ((holders[0], other) for other in holders[1:])


COPY = 0.5
"""Of one article's own words, what must stand in the other for a copy. Of 75 pairs of reports that different newsrooms wrote
on one event the most alike share 0.12. Of 840 other news articles 8 pairs share 0.53 or more (seven are versions of one text, one
is a brief half of which stands in a longer report), and the next pair 0.23. A copy with one word in five changed shares 0.59."""
PART = 0.15
"""From this share on, a pair without a long passage is reported too: more than newsrooms share that wrote for themselves."""
KEEP = ("longest", "earliest")
"""Which article of a group of copies stays: the one with the most words, or the first published."""


class CopyPair(NamedTuple):
    """Two articles (their numbers), the words that each shares with the other, and the long passages."""

    i: int
    j: int
    a: np.ndarray
    b: np.ndarray
    passages: tuple[SharedRun, ...]


def copies(corpus: Corpus) -> pd.DataFrame:
    """Which articles share more than newsrooms do that write for themselves: one row per pair, in the order of the corpus.

    `relation` is `copy` when half of one article's words or more stand in the other, else `in part`. Only the reporters'
    words count, and only in rows of five equal ones: what both quote between marks is in `quoted_words`, apart. `share_a` is
    the share of a's words that stand in b; who took from whom, or both from an agency, the words do not tell. `evidence_a` and
    `evidence_b` hold the shared stretches, which have `shared_a` and `shared_b` words. References are left out.

    Method: articles that have five-word shingles in common (Broder 1997), or twelve words in a row, are found through an index, and
    each pair is then compared word for word. Where more than 12 articles share a shingle or passage, it leads to pairs with the first
    of them only.

    >>> import workbench as wb
    >>> len(wb.copies(wb.load()))
    0
    """
    articles, found = _compared(corpus)
    outlets = outlet_of(corpus)
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
                f"evidence_{side}": join_cell(_stretches(article, words)),
            }
        quoted = int(covered_words(a, b, quoted=True).sum())
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
    outlets = outlet_of(corpus)
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
    checked_choice("keep", keep, KEEP)
    articles, found = _compared(corpus)
    about = {row["article_id"]: row for row in records(corpus.articles)}
    head: dict[int, tuple[int, np.ndarray]] = {}
    alike = [(pair.i, pair.j) for pair in found if _most(pair, articles[pair.i], articles[pair.j]) >= COPY]
    for group in joined_groups(range(len(articles)), alike).values():
        staying: list[int] = []
        for n in sorted(group, key=lambda n: (*_rank(about[articles[n].article_id], keep), n)):
            shares = [(covered_words(articles[n], articles[m]), m) for m in staying]
            words, best = max(shares, key=lambda s: int(s[0].sum()), default=(np.zeros(0, bool), -1))
            if best >= 0 and _share(words, articles[n]) >= COPY:
                head[n] = best, words
            else:
                staying.append(n)
    rows = []
    members = {*head, *(staying_one for staying_one, _ in head.values())}
    for n in sorted(members, key=lambda n: (head[n][0] if n in head else n, n in head, n)):
        aside = n in head
        article = articles[n]
        row: dict[str, Any] = {c: about[article.article_id][c] for c in ("outlet_label", "published", "words")}
        row |= {
            "stays": articles[head[n][0]].article_id if aside else article.article_id,
            "article_id": article.article_id,
            "set_aside": aside,
            "share": _share(head[n][1], article) if aside else None,
            "evidence": join_cell(_stretches(article, head[n][1])) if aside else None,
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
def _compared(corpus: Corpus) -> tuple[tuple[Printed, ...], tuple[CopyPair, ...]]:
    """The reports, and their pairs that share a long passage or more than newsrooms that write for themselves."""
    articles = printed_articles(printed_words(reports_only(corpus)))
    found = []
    for i, j in likely_copies(articles, PART):
        a, b = articles[i], articles[j]
        pair = CopyPair(i, j, covered_words(a, b), covered_words(b, a), tuple(shared_runs(a, b)))
        if pair.passages or _most(pair, a, b) >= PART:
            found.append(pair)
    return tuple(articles), tuple(found)


def _most(pair: CopyPair, a: Printed, b: Printed) -> float:
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
