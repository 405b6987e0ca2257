"""Quotations and what other articles print of them without marks: the same words unmarked, or the same statement reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from math import fsum, log
from typing import NamedTuple

from workbench.compare.align import Alignment, agreement, align
from workbench.compare.passages import COMMON, ROOT, ComparedPassage, candidates_each
from workbench.compare.words import Wording, wording

UNMARKED_COVERED = 0.75
"""Share of the shorter passage that must stand in the other for “the same words without marks”."""
UNMARKED_SCORE = 2.5
"""And how much must be shared: two or three content words in one run; less is a phrase that anybody may use."""
REPORTED_COVERED = 0.35
"""Share of the shorter statement's content, rare words counting more, that a report by the same speaker must have in common."""
ONE_ROOT_COVERED = 0.42
"""Where they have a single root in common besides names: the share of the shorter one's content, which must be two words;"""
ONE_ROOT_COMMON = 0.37
"""or the share of both statements' content (Dice's coefficient) that must be
common. Of 36 such pairs in 25 events, read by hand, 26 say the same; sharing that much of the shorter one only, half of them do."""
REPORTED_FRAME = 0.45
"""Or the share of its words, function words too, that stand in both in order: “would not have … if … had been the president”."""
BESIDE_COVERED = 0.2
"""Enough where the next or the last words quoted are of one utterance in both articles, and this is what led to them."""
BESIDE = 150
"""Characters between two passages that stand side by side: within a paragraph, or from one to the next."""
_FEWEST = 5  # words in common that make a frame
_SHORT = 2  # content words of a statement in which one of them may tell which it is; with one word alone anything fits


class Report(NamedTuple):
    """A quotation or report `i`, its counterpart `j` among the others, and how much of the shorter one is shared, 0 to 1."""

    i: int
    j: int
    found: Alignment
    similarity: float
    shared: int


def unmarked_copies(quotes: Sequence[ComparedPassage], sentences: Sequence[ComparedPassage]) -> Iterator[Report]:
    """Quotations whose words another article, or another sentence of the same one, prints without marks."""
    index: dict[str, list[int]] = defaultdict(list)
    for j, sentence in enumerate(sentences):
        for key in set(sentence.wording.triples):
            index[key].append(j)
    for i, quote in enumerate(quotes):
        votes: Counter[int] = Counter()
        for key in set(quote.wording.triples):
            if len(index.get(key, ())) <= COMMON:
                votes.update(index.get(key, ()))
        shortest = len(quote.wording.words) - 2
        votes = Counter({j: n for j, n in votes.items() if 3 * n >= min(shortest, len(sentences[j].wording.words) - 2)})
        for j in nsmallest(candidates_each(len(quotes)), votes, key=lambda j: (-votes[j], j)):
            found = align(quote.wording, sentences[j].wording)
            least = min(quote.wording.worth, sentences[j].wording.worth)
            if found.score >= UNMARKED_SCORE and found.score >= UNMARKED_COVERED * least:
                similarity = agreement(quote.wording, sentences[j].wording, found)
                yield Report(i, j, found, similarity, found.matched)


def reported_statements(
    statements: Sequence[ComparedPassage],
    reports: Sequence[ComparedPassage],
    names: frozenset[str],
    quoted: Sequence[tuple[ComparedPassage, ComparedPassage]],
) -> Iterator[Report]:
    """Statements and the reports of the same speaker, in other articles, that say the same: each the other's nearest.

    Content words count by their roots, rare ones more; the roots of `names` say who is spoken of, not what is said. `quoted` are the
    pairs of quotations that are of one utterance.
    """
    alike = _Alike((*statements, *reports), names)
    by_speaker: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, report in enumerate(reports):
        for speaker in () if _hollow(report) else report.speakers:
            for root in alike.roots(report):
                by_speaker[speaker, root].append(j)
    quoted_in: dict[tuple[str, str], list[tuple[ComparedPassage, ComparedPassage]]] = defaultdict(list)
    for a, b in quoted:
        quoted_in[a.article_id, b.article_id].append((a, b))
        quoted_in[b.article_id, a.article_id].append((b, a))
    scored: dict[tuple[int, int], float] = {}
    answered: dict[tuple[int, int], float] = {}  # what the same words follow or precede needs not be the nearest
    for i, statement in enumerate(statements):
        roots = alike.roots(statement)
        speakers = () if _hollow(statement) else statement.speakers
        found = (by_speaker.get((speaker, root), ()) for speaker in speakers for root in roots)
        for j in {j for group in found if len(group) <= COMMON for j in group}:
            if reports[j].article_id != statement.article_id:
                covered, same, related = alike.judged(statement, reports[j])
                known = quoted_in.get((statement.article_id, reports[j].article_id), ())
                if related and any(_beside(statement, reports[j], a, b) for a, b in known):
                    answered[i, j] = covered
                if same:
                    scored[i, j] = covered
    first = _nearest(scored, statements, reports)
    scored |= answered
    for i, j in sorted(first | answered.keys()):
        a, b = statements[i], reports[j]
        yield Report(i, j, align(a.wording, b.wording), scored[i, j], len(alike.roots(a) & alike.roots(b)))


FEWEST_ROOTS, FEW_ROOTS, LEAST_ALIKE = 4, 3, 0.6
"""Roots in common from which a report is shown; or one fewer, where `similarity` is this;"""
SAME_RUN, NEARLY_ALL = 4, 0.9
"""or two roots, where that is nearly all of the shorter one and so many words stand in the same order. Of a sample of 44 pairs on
four events 14 of 15 say the same by these, and 12 of the other 29."""


def telling(report: Report) -> bool:
    """Whether a statement and a report have enough in common to be shown: a root or two alone are a subject, and no statement."""
    if report.shared >= FEWEST_ROOTS or (report.shared == FEW_ROOTS and report.similarity >= LEAST_ALIKE):
        return True
    return report.shared == FEW_ROOTS - 1 and report.similarity >= NEARLY_ALL and report.found.matched >= SAME_RUN


def _hollow(passage: ComparedPassage) -> bool:
    """Whether a report says nothing without the words between marks in it: “that the talks could [“…”]”."""
    return "  " in passage.text and len(passage.wording.content_stems) < _SHORT


class _Alike:
    """How much two statements have in common by the roots of their content words, of which rare ones count more."""

    def __init__(self, passages: Sequence[ComparedPassage], names: frozenset[str]) -> None:
        self._content: dict[Wording, frozenset[str]] = {}
        self._deeds: dict[str, frozenset[str]] = {}
        for passage in passages:
            if passage.wording not in self._content:
                self._content[passage.wording] = _roots(passage.wording)
            if passage.deed not in self._deeds:
                self._deeds[passage.deed] = _roots(wording(passage.deed))
        count = Counter(root for passage in passages for root in self.roots(passage))
        self._rarity = {root: log(1 + len(passages) / n) for root, n in count.items()}
        self._names = names
        self._known: dict[tuple[Wording, str, Wording, str], tuple[float, bool, bool]] = {}

    def roots(self, passage: ComparedPassage) -> frozenset[str]:
        """The roots of the content words of a statement, and of the demand that its cue makes."""
        return self._content[passage.wording] | self._deeds[passage.deed]

    def judged(self, one: ComparedPassage, other: ComparedPassage) -> tuple[float, bool, bool]:
        """The share of the shorter that both have; whether it is enough for one statement; and whether it is beside one.

        What a statement does counts where both do it, and is not missed where one does not.
        """
        key = one.wording, one.deed, other.wording, other.deed
        if key not in self._known:
            a, b = self._content[one.wording], self._content[other.wording]
            common = self.roots(one) & self.roots(other)
            shared, worths = self._worth(common), (self._worth(a), self._worth(b))
            covered = min(1.0, shared / min(worths)) if min(worths) else 0.0
            plain = len(common - self._names)
            enough = covered >= REPORTED_COVERED
            if plain <= 1:
                short = min(len(a), len(b)) == _SHORT and covered >= ONE_ROOT_COVERED
                enough = bool(plain) and (short or 2 * shared >= ONE_ROOT_COMMON * sum(worths))
            same = enough or _framed(one.wording, other.wording)
            self._known[key] = covered, same, covered >= BESIDE_COVERED and bool(plain)
        return self._known[key]

    def _worth(self, roots: Iterable[str]) -> float:
        return fsum([self._rarity[root] for root in roots])  # exact, so that the order of a set does not matter


def name_roots(names: Iterable[str]) -> frozenset[str]:
    """The roots of the words of names."""
    return frozenset(root for name in names for root in _roots(wording(name)))


def _roots(words: Wording) -> frozenset[str]:
    return frozenset(stem[:ROOT] for stem in words.content_stems)


def _framed(a: Wording, b: Wording) -> bool:
    """Whether the two are about one sentence with a few words replaced."""
    stems = set(a.stems)
    if sum([stem in stems for stem in b.stems]) < _FEWEST:
        return False
    found = align(a, b)
    return found.matched >= _FEWEST and found.score >= REPORTED_FRAME * min(a.worth, b.worth)


def _beside(one: ComparedPassage, other: ComparedPassage, a: ComparedPassage, b: ComparedPassage) -> bool:
    """Whether quotation `a` follows `one` directly as `b` follows `other`, or goes before it as `b` does."""
    follow = 0 <= a.start - one.end <= BESIDE and 0 <= b.start - other.end <= BESIDE
    return follow or (0 <= one.start - a.end <= BESIDE and 0 <= other.start - b.end <= BESIDE)


def _nearest(
    scored: dict[tuple[int, int], float], left: Sequence[ComparedPassage], right: Sequence[ComparedPassage]
) -> set[tuple[int, int]]:
    """The pairs in which each is the other's best among the statements of that speaker in that article, ties included.

    A heading repeats what the text says, shorter, and so is no rival of it.
    """
    best: dict[tuple[str, str, str | None, bool], float] = defaultdict(float)
    ends = {(i, j): (_place(left[i], right[j]), _place(right[j], left[i])) for i, j in scored}
    for pair, score in scored.items():
        for end in ends[pair]:
            best[end] = max(best[end], score)
    nearest = set()
    for pair, score in scored.items():
        here, there = ends[pair]
        if score >= best[here] and score >= best[there]:
            nearest.add(pair)
    return nearest


def _place(passage: ComparedPassage, other: ComparedPassage) -> tuple[str, str, str | None, bool]:
    return passage.address, other.article_id, other.speaker, other.heading
