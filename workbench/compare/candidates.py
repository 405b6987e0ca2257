"""Which passages are worth comparing: those that share rare words or word sequences, found through an index, never by trying all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from workbench.compare.alignment import worth
from workbench.compare.wording import FUNCTION_WORDS, Wording

COMMON = 60
"""A word or sequence in more wordings than this leads to no candidates: it would lead to all. On 500 articles the sequences do."""
MOST = 60
"""Candidates kept for a wording, those that share the most rare words; versions of one utterance are far fewer wordings."""
_SHARED = 0.3  # of the shorter wording's worth; the model accepts nothing that shares less and has no other ground
_SHARED_LONG = 3.0  # or this much altogether


def keys(wording: Wording) -> set[str]:
    """What a wording is found by: its content words, and its sequences of three words."""
    stems = [w.stem for w in wording.words]
    content = {w.stem for w in wording.words if w.plain not in FUNCTION_WORDS}
    return content | {" ".join(stems[i : i + 3]) for i in range(len(stems) - 2)}


def candidates(these: Sequence[Wording], those: Sequence[Wording] | None = None) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of wordings that share enough to be worth aligning; without `those`, pairs within `these`, i < j."""
    within = those is None
    others = these if those is None else those
    index: dict[str, list[int]] = defaultdict(list)
    for j, wording in enumerate(others):
        for key in keys(wording):
            index[key].append(j)
    bags = [_bag(w) for w in others]
    for i, wording in enumerate(these):
        votes: Counter[int] = Counter()
        for key in keys(wording):
            found = index.get(key, ())
            if len(found) <= COMMON:
                votes.update({j: 1.0 / len(found) for j in found if not within or j != i})  # type: ignore[dict-item]
        mine = _bag(wording)
        for j in _first(votes):
            # Symmetric: a pair is tried when either wording has the other among its first.
            if _enough(mine, bags[j], wording, others[j]):
                yield (min(i, j), max(i, j)) if within else (i, j)


def _first(votes: Counter[int]) -> Iterable[int]:
    return (j for j, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:MOST])


def _bag(wording: Wording) -> Counter[str]:
    return Counter(w.stem for w in wording.words)


def _enough(a: Counter[str], b: Counter[str], one: Wording, other: Wording) -> bool:
    small, large = (one, b) if len(one.words) <= len(other.words) else (other, a)
    left = Counter(large)
    shared = []
    for word in small.words:
        if left[word.stem] > 0:
            left[word.stem] -= 1
            shared.append(word)
    gained = worth(shared)
    return gained >= _SHARED_LONG or gained >= _SHARED * worth(small.words)
