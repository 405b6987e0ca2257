"""Which passages are worth comparing: those that share rare words or word sequences, found through an index, never by trying all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest

from workbench.compare.common.wording import CONTENT, FUNCTION, Wording

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


def keys(wording: Wording) -> list[str]:
    """What a wording is found by, each once: its content words, and its sequences of three words."""
    stems = wording.stems
    triples = [" ".join(stems[i : i + 3]) for i in range(len(stems) - 2)]
    return list(dict.fromkeys([*wording.content_stems, *triples]))


def most(wordings: int, budget: int = BUDGET) -> int:
    """How many candidates each of so many wordings may have."""
    return max(LEAST, min(MOST, budget // max(1, wordings)))


def candidates(these: Sequence[Wording], *, budget: int = BUDGET, share: float = SHARED) -> Iterator[tuple[int, int]]:
    """Pairs of numbers, i < j, of wordings that are worth comparing: with rare words or sequences in common, and enough of them.

    `share` is the least that must be shared, of the worth of the shorter wording; pairs may come twice.
    """
    alike: dict[Wording, list[int]] = defaultdict(list)  # what several articles print is looked up and judged once
    for j, wording in enumerate(these):
        alike[wording].append(j)
    members = list(alike.values())
    keyed = [keys(wording) for wording in alike]
    index: dict[str, list[int]] = defaultdict(list)
    uses: Counter[str] = Counter()
    for n, found in enumerate(keyed):
        for key in found:
            index[key].append(n)
            uses[key] += len(members[n])
    bags = [(wording, Counter(wording.stems)) for wording in alike]
    kept = most(len(these), budget)
    for n in range(len(members)):
        votes: dict[int, float] = defaultdict(float)
        for key in keyed[n]:
            if 1 < uses[key] <= COMMON:
                weight = 1.0 / uses[key]
                for m in index[key]:
                    votes[m] += weight
        first = nsmallest(kept + 1, [(-vote, j, m) for m, vote in votes.items() for j in members[m]])
        tried = {m for _, _, m in first}
        enough = {m for m in tried if _enough(bags[n], bags[m], share)} if share else tried
        # Symmetric: a pair is tried when either wording has the other among its first.
        for i in members[n]:
            for _, j, m in [found for found in first if found[1] != i][:kept]:
                if m in enough:
                    yield min(i, j), max(i, j)


def _enough(one: tuple[Wording, Counter[str]], other: tuple[Wording, Counter[str]], share: float) -> bool:
    (small, _), (_, large) = (one, other) if len(one[0].words) <= len(other[0].words) else (other, one)
    left = dict(large)
    content = function = 0
    for stem, worth in zip(small.stems, small.worths, strict=True):
        if left.get(stem, 0) > 0:
            left[stem] -= 1
            if worth == CONTENT:
                content += 1
            else:
                function += 1
    gained = CONTENT * content + FUNCTION * function
    return gained >= _SHARED_LONG or gained >= share * small.worth
