"""Which passages are worth comparing: those that share rare words or word sequences, found through an index, never by trying all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest

from workbench.compare.alignment import worth
from workbench.compare.wording import FUNCTION_WORDS, Wording

COMMON = 60
"""A word or sequence in more wordings than this leads to no candidates: it would lead to all. On 500 articles the sequences do."""
MOST = 60
"""Candidates kept for a wording, those that share the most rare words; in a handful of articles that is nearly all."""
BUDGET = 30_000
"""Comparisons of all wordings together, so that cost grows with the articles and not with their square. Above
500 wordings each is held against fewer, but at least against `LEAST`; versions of one utterance stay joined through others."""
LEAST = 4
SHARED = 0.3
"""Of the shorter wording's worth, what two quotations must share; the model accepts nothing that shares less."""
_SHARED_LONG = 3.0  # or they share this much altogether


def keys(wording: Wording) -> set[str]:
    """What a wording is found by: its content words, and its sequences of three words."""
    stems = [w.stem for w in wording.words]
    content = {w.stem for w in wording.words if w.plain not in FUNCTION_WORDS}
    return content | {" ".join(stems[i : i + 3]) for i in range(len(stems) - 2)}


def most(wordings: int, budget: int = BUDGET) -> int:
    """How many candidates each of so many wordings may have."""
    return max(LEAST, min(MOST, budget // max(1, wordings)))


def candidates(these: Sequence[Wording], *, budget: int = BUDGET, share: float = SHARED) -> Iterator[tuple[int, int]]:
    """Pairs of numbers, i < j, of wordings that are worth comparing: with rare words or sequences in common, and enough of them.

    `share` is the least that must be shared, of the worth of the shorter wording; pairs may come twice.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for j, wording in enumerate(these):
        for key in keys(wording):
            index[key].append(j)
    bags = [_bag(w) for w in these]
    for i, wording in enumerate(these):
        votes: dict[int, float] = defaultdict(float)
        for key in keys(wording):
            found = index[key]
            if 1 < len(found) <= COMMON:
                weight = 1.0 / len(found)
                for j in found:
                    votes[j] += weight
        votes.pop(i, None)
        # Symmetric: a pair is tried when either wording has the other among its first.
        for j in nsmallest(most(len(these), budget), votes, key=lambda j: (-votes[j], j)):
            if not share or _enough(bags[i], bags[j], (wording, these[j]), share):
                yield min(i, j), max(i, j)


def _bag(wording: Wording) -> Counter[str]:
    return Counter(w.stem for w in wording.words)


def _enough(a: Counter[str], b: Counter[str], two: tuple[Wording, Wording], share: float) -> bool:
    small, large = (two[0], b) if len(two[0].words) <= len(two[1].words) else (two[1], a)
    left = Counter(large)
    shared = []
    for word in small.words:
        if left[word.stem] > 0:
            left[word.stem] -= 1
            shared.append(word)
    gained = worth(shared)
    return gained >= _SHARED_LONG or gained >= share * worth(small.words)
