"""What the sentences of two articles have in common, and how sure it is that they tell the same main fact."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, log1p, sqrt

from workbench.compare.candidates import candidates
from workbench.compare.passages import INDIRECT, Passage
from workbench.compare.same_words import Pair
from workbench.compare.wording import FUNCTION_WORDS, Wording, wording

WEIGHTS = {"cosine": 1.4, "shared": 1.3, "quoted": 0.5, "numbers": 0.6, "other numbers": -0.7, "lead": 1.5}
"""What each signal is worth, as log-odds: set by hand near a logistic regression on the 53 links of 313 labelled sentences,
too few to fit more. Leaving out one event of four, such a regression reaches F1 0.60 to 0.67,
and one on cosine alone 0.57 to 0.64, at thresholds chosen afterwards."""
BIAS = -3.0
SURE = 0.2
"""From this probability on two sentences are linked, if one is the other's nearest in its article. Low, because links are rare."""

_FIRST = 3  # title and the two sentences after it tell the main fact of the day in nearly every report
_FLOOR = 0.02  # keeps the logarithm of a cosine of nought finite
_CLOSE = 0.021  # relative difference of two numbers that may be one, rounded: $140,937,785 and $139 million
_YEARS = range(1900, 2101)  # which are not rounded
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:\s+(thousand|million|billion|trillion))?")
_NAMED = {
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
}
_ROOT = 5  # as in `reported`


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with what it is compared by."""

    passage: Passage
    position: int
    full: Wording
    stems: frozenset[str]
    roots: frozenset[str]
    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FactLink:
    """Two sentences (their numbers), the signals, and the probability that they tell the same main fact."""

    i: int
    j: int
    signals: dict[str, float]

    @property
    def probability(self) -> float:
        """By the model, 0 to 1."""
        return 1 / (1 + exp(-BIAS - sum(WEIGHTS[name] * value for name, value in self.signals.items())))


def told(sentences: Sequence[Passage], texts: Sequence[str]) -> list[Told]:
    """The sentences in the order given, article by article, ready to be compared; `texts` are their full words."""
    seen: Counter[str] = Counter()
    found = []
    for passage, text in zip(sentences, texts, strict=True):
        full = wording(text)
        stems = frozenset(w.stem for w in full.words if w.plain not in FUNCTION_WORDS)
        roots = frozenset(s[:_ROOT] for s in stems)
        found.append(Told(passage, seen[passage.article_id], full, stems, roots, tuple(numbers(text))))
        seen[passage.article_id] += 1
    return found


def numbers(text: str) -> Iterator[float]:
    """The numbers of a text, in digits and the small ones in words.

    >>> list(numbers("$1.4 million for 12,500 of the three towns"))
    [1400000.0, 12500.0, 3.0]
    """
    for found in _NUMBER.finditer(text):
        digits = found[0].split()[0].replace(",", "")
        yield float(digits) * _SCALE.get(found[1] or "", 1.0)
    yield from (_NAMED[w] for w in re.findall(r"[a-z]+", text.casefold()) if w in _NAMED)


def fact_links(sentences: Sequence[Told], same: Sequence[Pair]) -> list[FactLink]:
    """The linked sentences of different articles: likely enough, and one the nearest to the other in its article."""
    stems = _rarity([s.stems for s in sentences])
    roots = _rarity([s.roots for s in sentences])
    norms = [sqrt(sum(stems[x] ** 2 for x in s.stems)) for s in sentences]
    quoted = _quoted(sentences, same)
    pairs = set(candidates([s.full for s in sentences], budget=_BUDGET, share=0.0)) | set(quoted)
    likely = []
    for i, j in sorted(pairs):
        a, b = sentences[i], sentences[j]
        if a.passage.article_id == b.passage.article_id:
            continue
        dot = sum(stems[x] ** 2 for x in a.stems & b.stems)
        equal = sum(any(_close(x, y) for y in b.numbers) for x in a.numbers)
        equal = min(equal, sum(any(_close(x, y) for x in a.numbers) for y in b.numbers))
        link = FactLink(
            i,
            j,
            {
                "cosine": log(dot / (norms[i] * norms[j] or 1.0) + _FLOOR),
                "shared": log1p(sum(roots[x] for x in a.roots & b.roots)),
                "quoted": log1p(quoted.get((i, j), 0.0)),
                "numbers": float(min(equal, 2)),
                "other numbers": float(min(max(0, min(len(a.numbers), len(b.numbers)) - equal), 2)),
                "lead": float(a.position < _FIRST and b.position < _FIRST),
            },
        )
        if link.probability >= _KEPT:
            likely.append(link)
    return [link for link in _nearest(sentences, likely) if link.probability >= SURE]


_BUDGET = 300_000
"""Comparisons of all sentences together; they are quicker than those of quotations."""
_KEPT = 0.02  # below, a link is not even a rival


def _rarity(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    count = Counter(x for bag in bags for x in bag)
    return {x: log((len(bags) + 1) / n) for x, n in count.items()}


def _close(x: float, y: float) -> bool:
    if x in _YEARS or y in _YEARS:
        return x == y
    return abs(x - y) <= _CLOSE * max(x, y)


def _quoted(sentences: Sequence[Told], same: Sequence[Pair]) -> dict[tuple[int, int], float]:
    """How much of one utterance two sentences have, in the worth of its words."""
    starts: dict[str, list[int]] = defaultdict(list)
    first: dict[str, int] = {}
    for n, sentence in enumerate(sentences):
        starts[sentence.passage.article_id].append(sentence.passage.start)
        first.setdefault(sentence.passage.article_id, n)

    def at(passage: Passage, word: int) -> int:
        where = passage.start + passage.wording.spans[passage.wording.words[word].printed][0]
        return first[passage.article_id] + max(0, bisect_right(starts[passage.article_id], where) - 1)

    worth: dict[tuple[int, int], float] = defaultdict(float)
    for pair in same:
        if pair.a.article_id != pair.b.article_id and INDIRECT not in (pair.a.manner, pair.b.manner):
            for run in pair.found.runs:
                i, j = at(pair.a, run.i), at(pair.b, run.j)
                worth[min(i, j), max(i, j)] += run.weight
    return worth


def _nearest(sentences: Sequence[Told], given: Sequence[FactLink]) -> Iterator[FactLink]:
    best: dict[tuple[int, str], float] = defaultdict(float)
    for link in given:
        for n, other in ((link.i, link.j), (link.j, link.i)):
            key = n, sentences[other].passage.article_id
            best[key] = max(best[key], link.probability)
    for link in given:
        mine = best[link.i, sentences[link.j].passage.article_id]
        theirs = best[link.j, sentences[link.i].passage.article_id]
        if link.probability >= min(mine, theirs):
            yield link
