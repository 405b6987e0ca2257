"""Which stretches of words two articles have in common, word for word, and which articles are worth comparing for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]  # published without types

from workbench.compare.common.tokens import Token
from workbench.compare.common.wording import printed_key

SHINGLE = 5
"""Words of a shingle, the unit of comparison: in news, four words in a row are often shared by chance, five seldom are."""
LONG = 12
"""Words in a row, outside quotation marks, that make a reused passage."""
PERMUTATIONS, BANDS = 128, 64
"""Of the MinHash index. Bands of two find a pair of Jaccard similarity 0.2 with a chance of 0.93, of 0.3 with 0.998."""
SEED = 42  # so that the same corpus gives the same pairs
BETWEEN = 12
"""What more articles share leads to pairs with the first of them only, so that cost stays near linear in the articles."""


class Run(NamedTuple):
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


def printed(articles: Iterable[tuple[str, Sequence[Token]]]) -> list[Printed]:
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


def covered(a: Printed, b: Printed, *, quoted: bool = False) -> np.ndarray:
    """Which words of `a` outside marks stand in `b` too, in a shingle of the reporter's in both; or which between marks, in any."""
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


def runs(a: Printed, b: Printed, *, least: int = LONG) -> Iterator[Run]:
    """The stretches of equal words with `least` or more outside marks in both, in the order of `a`; they do not overlap there."""
    free = 0
    for i in np.flatnonzero(_among(a.shingles, b.every)).tolist():
        if i < free:
            continue
        there = b.places[int(a.shingles[i])]
        best = max((Run(i, j, _equal(a.keys, b.keys, i, j)) for j in there), key=lambda r: r.length)
        outside = ~a.marked[i : i + best.length] & ~b.marked[best.j : best.j + best.length]
        if outside.sum() >= least:
            yield best
        free = i + best.length


def _equal(a: np.ndarray, b: np.ndarray, i: int, j: int) -> int:
    n = min(len(a) - i, len(b) - j)
    differs = np.flatnonzero(a[i : i + n] != b[j : j + n])
    return int(differs[0]) if len(differs) else n


def candidates(articles: list[Printed]) -> list[tuple[int, int]]:
    """Pairs of numbers, i < j, of articles that may have much in common: by MinHash, and by long windows that both have."""
    return sorted({*_alike(articles), *_sharing(articles)})


def _alike(articles: list[Printed]) -> Iterator[tuple[int, int]]:
    """Pairs whose reporters' shingles fall into one bucket of a MinHash index."""
    index = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
    for i, article in enumerate(articles):
        if len(article.own):
            sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
            first = (article.places[shingle][0] for shingle in article.own.tolist())
            sketch.update([" ".join(article.folded[at : at + SHINGLE]) for at in first])
            like = sorted(index.query(sketch))
            yield from ((j, i) for j in (like if len(like) <= BETWEEN else like[:1]))
            index.insert(i, sketch)


def _sharing(articles: list[Printed]) -> Iterator[tuple[int, int]]:
    """Pairs that share a window of `LONG` words in a row."""
    holders: dict[bytes, list[int]] = defaultdict(list)
    for i, article in enumerate(articles):
        for window in set(_windows(article.keys, LONG)):
            holders[window].append(i)
    for these in {tuple(found) for found in holders.values() if len(found) > 1}:
        yield from combinations(these, 2) if len(these) <= BETWEEN else ((these[0], j) for j in these[1:])
