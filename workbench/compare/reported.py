"""Quotations and what other articles print of them without marks: the same words unmarked, or the same statement reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from math import log
from typing import NamedTuple

from workbench.compare.alignment import Alignment, agreement, align, worth
from workbench.compare.candidates import COMMON, most
from workbench.compare.passages import Passage
from workbench.compare.wording import FUNCTION_WORDS, Wording, wording

UNMARKED_COVERED = 0.75
"""Share of the shorter passage that must stand in the other for “the same words without marks”."""
UNMARKED_SCORE = 2.5
"""And how much must be shared: two or three content words in one run; less is a phrase that anybody may use."""
REPORTED_COVERED = 0.35
"""Share of the shorter statement's content, rare words counting more, that a report by the same speaker must have in common."""
ONE_ROOT_COVERED = 0.42
"""The same, where they have a single root in common besides names and the shorter one has just two."""
REPORTED_FRAME = 0.45
"""Or the share of its words, function words too, that stand in both in order: “would not have … if … had been the president”."""
BESIDE_COVERED = 0.2
"""Enough where the next or the last words quoted are of one utterance in both articles, and this is what led to them."""
_BESIDE = 150  # characters between them: within a paragraph, or from one to the next
_FEWEST = 5  # words in common that make a frame
_SHORT = 2  # content words of a statement in which one of them may tell which it is; with one word alone anything fits
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


class Known(NamedTuple):
    """What is known of the corpus when reports are compared: the roots of names, and the quotations that are of one utterance."""

    names: frozenset[str]
    quoted: Sequence[tuple[Passage, Passage]]


def reported(statements: Sequence[Passage], reports: Sequence[Passage], known: Known) -> Iterator[Report]:
    """Statements and the reports of the same speaker, in other articles, that say the same: each the other's nearest.

    Content words count by their roots, rare ones more; names alone say who is spoken of, not what is said.
    """
    roots = [_roots(p.wording) for p in statements], [_roots(p.wording) for p in reports]
    everywhere = Counter(root for side in roots for bag in side for root in bag)
    total = len(statements) + len(reports)
    rarity = {root: log(1 + total / n) for root, n in everywhere.items()}
    by_speaker: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for j, report in enumerate(reports):
        for root in roots[1][j]:
            by_speaker[report.speaker, root].append(j)
    beside = _Beside(known.quoted)
    scored: dict[tuple[int, int], float] = {}
    answered: dict[tuple[int, int], float] = {}  # what the same words follow or precede needs not be the nearest
    for i, statement in enumerate(statements):
        if statement.speaker is None:
            continue
        found = (by_speaker.get((statement.speaker, root), ()) for root in roots[0][i])
        for j in {j for group in found if len(group) <= COMMON for j in group}:
            if reports[j].article_id != statement.article_id:
                a, b = roots[0][i], roots[1][j]
                covered = _covered(a, b, rarity)
                if covered >= BESIDE_COVERED and (a & b) - known.names and beside.both(statement, reports[j]):
                    answered[i, j] = covered
                if covered >= _least(a, b, known.names) or _framed(statement, reports[j]):
                    scored[i, j] = covered
    first = _nearest(scored, [p.article_id for p in statements], [p.article_id for p in reports])
    scored |= answered
    for i, j in sorted(first | answered.keys()):
        shared = len(roots[0][i] & roots[1][j])
        yield Report(i, j, align(statements[i].wording, reports[j].wording), scored[i, j], shared)


def name_roots(names: Iterable[str]) -> frozenset[str]:
    """The roots of the words of names."""
    return frozenset(root for name in names for root in _roots(wording(name)))


def _roots(words: Wording) -> frozenset[str]:
    return frozenset(w.stem[:_ROOT] for w in words.words if w.plain not in FUNCTION_WORDS)


def _least(a: frozenset[str], b: frozenset[str], names: frozenset[str]) -> float:
    """The share that must be in common: more where one root is all there is besides names, and out of reach for one word alone."""
    shared = len((a & b) - names)
    if shared > 1:
        return REPORTED_COVERED
    return ONE_ROOT_COVERED if shared == 1 and min(len(a), len(b)) == _SHORT else 2.0


def _framed(a: Passage, b: Passage) -> bool:
    """Whether the two are about one sentence with a few words replaced."""
    stems = {w.stem for w in a.wording.words}
    if sum(w.stem in stems for w in b.wording.words) < _FEWEST:
        return False
    found = align(a.wording, b.wording)
    least = min(worth(a.wording.words), worth(b.wording.words))
    return found.matched >= _FEWEST and found.score >= REPORTED_FRAME * least


class _Beside:
    """Which statements stand directly before or after quotations of one utterance."""

    def __init__(self, quoted: Sequence[tuple[Passage, Passage]]) -> None:
        self._places: dict[tuple[str, str], list[tuple[Passage, Passage]]] = defaultdict(list)
        for a, b in quoted:
            self._places[a.article_id, b.article_id].append((a, b))
            self._places[b.article_id, a.article_id].append((b, a))

    def both(self, one: Passage, other: Passage) -> bool:
        """Whether such a quotation follows both, or goes before both."""
        return any(
            (0 <= a.start - one.end <= _BESIDE and 0 <= b.start - other.end <= _BESIDE)
            or (0 <= one.start - a.end <= _BESIDE and 0 <= other.start - b.end <= _BESIDE)
            for a, b in self._places.get((one.article_id, other.article_id), ())
        )


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
