"""What the sentences of two articles have in common, and how sure it is that they tell the same main fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log, log1p, sqrt

from workbench.compare.common.candidates import candidates
from workbench.compare.common.passages import INDIRECT, Passage
from workbench.compare.facts.sentences import Places, Told
from workbench.compare.utterances.same_words import Pair

WEIGHTS = {
    "cosine": 1.75,
    "shared": 1.37,
    "opening": 3.02,
    "quoted": 1.29,
    "numbers": 0.72,
    "other numbers": -0.85,
    "lead": 1.96,
    "people": 0.69,
    "other speakers": -1.96,
}
"""What each signal is worth, as log-odds: a logistic regression on the sentences of 12 labelled events, 233 pairs of which
tell the same main fact, by `benchmarks/train_pairs.py`. Judged by models that have not seen the event, F1 is .65 to .66 at
thresholds from .25 to .35, and best at .3."""
BIAS = -2.70
SURE = 0.3
"""From this probability on two sentences are linked, if one is the other's nearest in its article. Low, because links are rare."""

_FIRST = 3  # title and the two sentences after it tell the main fact of the day in nearly every report
_PLAIN = 2
"""Roots besides names and titles that two sentences at the top must share to gain by standing there: two reports about the same people
may have different news. On 12 labelled events and 9 others this drops 11 links, 9 of them wrong."""
_FLOOR = 0.02  # keeps the logarithm of a cosine of nought finite
_CLOSE = 0.021  # relative difference of two numbers that may be one, rounded: $140,937,785 and $139 million
_YEARS = range(1900, 2101)  # which are not rounded
_MOST_NUMBERS = 2  # more equal or unequal numbers than this say nothing more
_BUDGET = 150_000
"""Comparisons of all sentences together; they are quicker than those of quotations."""
_KEPT = 0.02  # below this probability a link is not even a rival

Numbers = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FactLink:
    """Two sentences (their numbers), the signals, and the probability, by the model, that they tell the same main fact."""

    i: int
    j: int
    signals: dict[str, float]
    probability: float


def fact_links(sentences: Sequence[Told], same: Sequence[Pair]) -> list[FactLink]:
    """The linked sentences of different articles: likely enough, and one the nearest to the other in its article."""
    likely = [
        FactLink(i, j, signals, probability)
        for (i, j), signals in signals_of(sentences, same)
        if (probability := probable(signals)) >= _KEPT
    ]
    return [link for link in _nearest(sentences, likely) if link.probability >= SURE]


def probable(signals: Mapping[str, float]) -> float:
    """The probability that the model gives to these signals."""
    return 1 / (1 + exp(-BIAS - sum([WEIGHTS[name] * value for name, value in signals.items()])))


def signals_of(sentences: Sequence[Told], same: Sequence[Pair]) -> Iterator[tuple[Numbers, dict[str, float]]]:
    """Each pair of sentences of two articles that is worth comparing, with its signals."""
    quoted = quoted_alike(sentences, same)
    first: dict[str, int] = {}  # sentences that several articles print are judged once, by the first of them
    kinds = [first.setdefault(s.full.text, n) for n, s in enumerate(sentences)]
    likeness = _Likeness(sentences)
    for i, j in sorted(set(candidates([s.full for s in sentences], budget=_BUDGET, share=0.0)) | set(quoted)):
        a, b = sentences[i], sentences[j]
        if a.passage.article_id == b.passage.article_id:
            continue
        alike = likeness.of(min(kinds[i], kinds[j]), max(kinds[i], kinds[j]))
        together = a.people | b.people
        yield (
            (i, j),
            {
                **alike,
                "quoted": log1p(quoted[i, j]) if (i, j) in quoted else 0.0,
                "lead": float(_both_lead(a, b)),
                "people": len(a.people & b.people) / len(together) if together else 0.0,
                "other speakers": float(bool(a.speakers and b.speakers) and not a.speakers & b.speakers),
            },
        )


def _both_lead(a: Told, b: Told) -> bool:
    """Whether two sentences at the top have more in common than whom they are about."""
    return a.position < _FIRST and b.position < _FIRST and len(a.plain & b.plain) >= _PLAIN


class _Likeness:
    """The signals of two sentences that lie in their words alone."""

    def __init__(self, sentences: Sequence[Told]) -> None:
        self._sentences = sentences
        self._stems, self._roots = Rarity([s.stems for s in sentences]), Rarity([s.roots for s in sentences])
        self._openings = Rarity([s.opening for s in sentences])
        self._known: dict[Numbers, dict[str, float]] = {}

    def of(self, i: int, j: int) -> dict[str, float]:
        """Those of sentences number `i` and `j`."""
        if (i, j) not in self._known:
            equal, other = _numbers(self._sentences[i].numbers, self._sentences[j].numbers)
            self._known[i, j] = {
                "cosine": log(self._stems.cosine(i, j) + _FLOOR),
                "shared": log1p(self._roots.shared(i, j)),
                "opening": self._openings.cosine(i, j),
                "numbers": equal,
                "other numbers": other,
            }
        return self._known[i, j]


class Rarity:
    """Bags of words in which rare words count more: the logarithm of how few of the bags have them."""

    def __init__(self, bags: Sequence[frozenset[str]]) -> None:
        count = Counter(x for bag in bags for x in bag)
        self._bags = bags
        self._worth = {x: log((len(bags) + 1) / n) for x, n in count.items()}
        self._squares = {x: worth**2 for x, worth in self._worth.items()}
        self._norms = [sqrt(fsum([self._squares[x] for x in bag])) or 1.0 for bag in bags]

    def cosine(self, i: int, j: int) -> float:
        """How alike two bags are, 0 to 1: the cosine of their TF-IDF vectors."""
        dot = fsum(
            [self._squares[x] for x in self._bags[i] & self._bags[j]]
        )  # exact: the order of a set does not matter
        return dot / (self._norms[i] * self._norms[j])

    def shared(self, i: int, j: int) -> float:
        """What the words of both are worth."""
        return fsum([self._worth[x] for x in self._bags[i] & self._bags[j]])


def _numbers(a: Sequence[float], b: Sequence[float]) -> tuple[float, float]:
    """How many numbers two sentences have in common, and in how many they differ although both have them."""
    if not a or not b:
        return 0.0, 0.0
    equal = min(sum(any(_close(x, y) for y in b) for x in a), sum(any(_close(x, y) for x in a) for y in b))
    return float(min(equal, _MOST_NUMBERS)), float(min(max(0, min(len(a), len(b)) - equal), _MOST_NUMBERS))


def _close(x: float, y: float) -> bool:
    return x == y or (abs(x - y) <= _CLOSE * max(x, y) and not (_year(x) or _year(y)))


def _year(x: float) -> bool:
    return x.is_integer() and int(x) in _YEARS


def quoted_alike(sentences: Sequence[Told], same: Sequence[Pair]) -> dict[Numbers, float]:
    """How much of one utterance two sentences have, in the worth of its words."""
    at = Places([s.passage for s in sentences])

    def sentence(passage: Passage, word: int) -> int | None:
        printed = passage.wording.words[word].printed
        return at.number(passage.article_id, passage.start + passage.wording.spans[printed][0])

    worth: dict[Numbers, float] = defaultdict(float)
    for pair in same:
        if pair.a.article_id != pair.b.article_id and INDIRECT not in (pair.a.manner, pair.b.manner):
            for run in pair.found.runs:
                i, j = sentence(pair.a, run.i), sentence(pair.b, run.j)
                if i is not None and j is not None:
                    worth[min(i, j), max(i, j)] += run.weight
    return worth


def _nearest(sentences: Sequence[Told], given: Sequence[FactLink]) -> Iterator[FactLink]:
    articles = [s.passage.article_id for s in sentences]
    best: dict[tuple[int, str], float] = defaultdict(float)
    for link in given:
        for key in ((link.i, articles[link.j]), (link.j, articles[link.i])):
            if link.probability > best[key]:
                best[key] = link.probability
    for link in given:
        if link.probability >= min(best[link.i, articles[link.j]], best[link.j, articles[link.i]]):
            yield link
