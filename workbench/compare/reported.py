"""Quotations and what other articles print of them without marks: the same words unmarked, or the same statement reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from math import log
from typing import NamedTuple

from workbench.compare.alignment import Alignment, agreement, align, worth
from workbench.compare.candidates import COMMON, most
from workbench.compare.passages import Passage
from workbench.compare.wording import FUNCTION_WORDS, Wording

UNMARKED_COVERED = 0.75
"""Share of the shorter passage that must stand in the other for “the same words without marks”."""
UNMARKED_SCORE = 2.5
"""And how much must be shared: two or three content words in one run; less is a phrase that anybody may use."""
REPORTED_COVERED = 0.3
"""Share of the shorter statement's content, rare words counting more, that a report by the same speaker must have in common."""
_SHORT = 4  # content words of a statement in which one of them may tell which it is
_ROOT = 5  # letters that a word shares with those formed from it: resolution, resolve; Ukraine, Ukrainian


class Report(NamedTuple):
    """A quotation or report `i`, its counterpart `j` among the others, and how much of the shorter one is shared, 0 to 1."""

    i: int
    j: int
    found: Alignment
    similarity: float
    shared: int


def unmarked(quotes: Sequence[Passage], sentences: Sequence[Passage]) -> Iterator[Report]:
    """Quotations whose words another article, or another sentence of the same one, prints without marks."""
    index: dict[str, list[int]] = defaultdict(list)
    for j, sentence in enumerate(sentences):
        for key in set(_triples(sentence.wording)):
            index[key].append(j)
    for i, quote in enumerate(quotes):
        votes: Counter[int] = Counter()
        for key in set(_triples(quote.wording)):
            if len(index.get(key, ())) <= COMMON:
                votes.update(index.get(key, ()))
        shortest = len(quote.wording.words) - 2
        votes = Counter({j: n for j, n in votes.items() if 3 * n >= min(shortest, len(sentences[j].wording.words) - 2)})
        for j in nsmallest(most(len(quotes)), votes, key=lambda j: (-votes[j], j)):
            found = align(quote.wording, sentences[j].wording)
            least = min(worth(quote.wording.words), worth(sentences[j].wording.words))
            if found.score >= UNMARKED_SCORE and found.score >= UNMARKED_COVERED * least:
                similarity = agreement(quote.wording, sentences[j].wording, found)
                yield Report(i, j, found, similarity, found.matched)


def _triples(wording: Wording) -> list[str]:
    stems = [w.stem for w in wording.words]
    return [" ".join(stems[n : n + 3]) for n in range(len(stems) - 2)]


def reported(statements: Sequence[Passage], reports: Sequence[Passage]) -> Iterator[Report]:
    """Statements and the reports of the same speaker, in other articles, that say the same: each the other's nearest.

    Content words count by their roots, rare ones more; nothing is said about how the report words it.
    """
    roots = [_roots(p.wording) for p in statements], [_roots(p.wording) for p in reports]
    everywhere = Counter(root for side in roots for bag in side for root in bag)
    total = len(statements) + len(reports)
    rarity = {root: log(1 + total / n) for root, n in everywhere.items()}
    by_speaker: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for j, report in enumerate(reports):
        for root in roots[1][j]:
            by_speaker[report.speaker, root].append(j)
    scored: dict[tuple[int, int], float] = {}
    for i, statement in enumerate(statements):
        if statement.speaker is None:
            continue
        found = (by_speaker.get((statement.speaker, root), ()) for root in roots[0][i])
        for j in {j for group in found if len(group) <= COMMON for j in group}:
            if reports[j].article_id != statement.article_id:
                covered = _covered(roots[0][i], roots[1][j], rarity)
                if covered >= REPORTED_COVERED and _enough(roots[0][i], roots[1][j]):
                    scored[i, j] = covered
    first = _nearest(scored, [p.article_id for p in statements], [p.article_id for p in reports])
    for i, j in sorted(first):
        shared = len(roots[0][i] & roots[1][j])
        yield Report(i, j, align(statements[i].wording, reports[j].wording), scored[i, j], shared)


def _roots(wording: Wording) -> frozenset[str]:
    return frozenset(w.stem[:_ROOT] for w in wording.words if w.plain not in FUNCTION_WORDS)


def _enough(a: frozenset[str], b: frozenset[str]) -> bool:
    """Two roots in common; or one, where one statement is so short that it hardly has more."""
    return len(a & b) > 1 or 2 <= min(len(a), len(b)) <= _SHORT


def _covered(a: frozenset[str], b: frozenset[str], rarity: dict[str, float]) -> float:
    least = min(sum(rarity[r] for r in a), sum(rarity[r] for r in b))
    return sum(rarity[r] for r in a & b) / least if least else 0.0


def _nearest(scored: dict[tuple[int, int], float], left: Sequence[str], right: Sequence[str]) -> set[tuple[int, int]]:
    """The pairs in which each is the other's best within that article, ties included."""
    best_left: dict[tuple[int, str], float] = defaultdict(float)
    best_right: dict[tuple[int, str], float] = defaultdict(float)
    for (i, j), score in scored.items():
        best_left[i, right[j]] = max(best_left[i, right[j]], score)
        best_right[j, left[i]] = max(best_right[j, left[i]], score)
    return {
        (i, j)
        for (i, j), score in scored.items()
        if score >= best_left[i, right[j]] and score >= best_right[j, left[i]]
    }
