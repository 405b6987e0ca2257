"""Which sentences of two articles tell the same fact: the signals, the model that weighs them, and the links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, fsum, log, log1p, sqrt
from typing import NamedTuple

from workbench.compare.passages import INDIRECT, ROOT, ComparedPassage, likely_pairs, sentence_passages
from workbench.compare.reported import name_roots
from workbench.compare.same_words import WordsPair, utterance_pairs
from workbench.compare.shared import once_per_corpus
from workbench.compare.standing import STATED
from workbench.compare.words import Wording
from workbench.corpus.model import Corpus, rows_of
from workbench.parse.people import ELSEWHERE, NAMED

_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:\s+(thousand|million|billion|trillion))?")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED = {word: float(n) for n, word in enumerate(_WORDS, 2)}
_LETTERS = 4
_OPENING = 8  # content words: about a main clause, in which news tells the main fact


@dataclass(frozen=True, slots=True)
class FactSentence:
    """A sentence with what it is compared by. People are participants: those named in it, or whose words stand in it.

    `plain` are its roots that are in no participant's name or title: these say whom it is about, not what it tells.
    """

    passage: ComparedPassage
    position: int
    full: Wording
    letters: frozenset[str]
    """Its words as sequences of four letters: words formed from one another, and spellings of one, have most of them in common."""
    stems: frozenset[str]
    roots: frozenset[str]
    plain: frozenset[str]
    opening: frozenset[str]
    numbers: tuple[float, ...]
    people: frozenset[str]
    speakers: frozenset[str]


def fact_sentences(corpus: Corpus) -> list[FactSentence]:
    """Every sentence, article by article, in reading order."""
    passages = sentence_passages(corpus, blank_marked=False)
    quotes = corpus.quotes
    mentions = corpus.mentions[~corpus.mentions["rule"].isin([ELSEWHERE, NAMED])]  # as when the weights were learnt
    columns = ("article_id", "start", "participant_id")
    named = names_within(passages, rows_of(mentions, *columns))
    speak = names_within(passages, rows_of(quotes[quotes["participant_id"].notna()], *columns))
    participants = corpus.participants
    names = name_roots([*participants["name"], *participants["aliases"].dropna(), *corpus.mentions["label"].unique()])
    seen: Counter[str] = Counter()
    read = cache(_read)  # many articles print the same sentences
    found = []
    for n, passage in enumerate(passages):
        letters, stems, roots, opening, amounts = read(passage.wording)
        found.append(
            FactSentence(
                passage=passage,
                position=seen[passage.article_id],
                full=passage.wording,
                letters=letters,
                stems=stems,
                roots=roots,
                plain=roots - names,
                opening=opening,
                numbers=amounts,
                people=frozenset(named[n] | speak[n]),
                speakers=frozenset(speak[n]),
            )
        )
        seen[passage.article_id] += 1
    return found


def _read(words: Wording) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], tuple[float, ...]]:
    """The sequences of letters, the stems of the content words, their roots, the first of them, and the numbers."""
    content = words.content_stems
    roots = frozenset([s[:ROOT] for s in content])
    letters = frozenset(four_letters(words.plains))
    return letters, frozenset(content), roots, frozenset(content[:_OPENING]), tuple(numbers_of(words.text))


def four_letters(words: Iterable[str]) -> Iterator[str]:
    """The sequences of four letters in words, whose beginnings and ends count as letters.

    >>> list(four_letters(["sure", "a"]))
    ['<sur', 'sure', 'ure>', '<a>']
    """
    for word in words:
        marked = f"<{word}>"
        for at in range(max(1, len(marked) - _LETTERS + 1)):
            yield marked[at : at + _LETTERS]


def names_within(passages: Sequence[ComparedPassage], marked: Iterable[tuple[str, int, str]]) -> list[set[str]]:
    """For each passage the names of what begins in it: `marked` gives article, first character and name."""
    at = PassagePlaces(passages)
    found: list[set[str]] = [set() for _ in passages]
    for article, start, name in marked:
        n = at.number(article, start)
        if n is not None and start < passages[n].end:
            found[n].add(name)
    return found


class PassagePlaces:
    """Which of the passages, given article by article in reading order, a character stands in or after."""

    def __init__(self, passages: Sequence[ComparedPassage]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._first: dict[str, int] = {}
        for n, passage in enumerate(passages):
            self._starts[passage.article_id].append(passage.start)
            self._first.setdefault(passage.article_id, n)

    def number(self, article: str, at: int) -> int | None:
        """The number of the last passage of the article that begins there or before; none where there is none."""
        before = bisect_right(self._starts.get(article, []), at)
        return self._first[article] + before - 1 if before else None


def numbers_of(text: str) -> Iterator[float]:
    """The numbers of a text, in digits and the small ones in words.

    >>> list(numbers_of("$1.4 million for 12,500 of the three towns"))
    [1400000.0, 12500.0, 3.0]
    """
    for found in _NUMBER.finditer(text):
        digits = found[0].split()[0].replace(",", "")
        yield float(digits) * _SCALE.get(found[1] or "", 1.0)
    yield from (_NAMED[w] for w in re.findall(r"[a-z]+", text.casefold()) if w in _NAMED)


FACT_WEIGHTS = {
    "letters": 2.42,
    "shared": 0.99,
    "opening": 3.01,
    "quoted": 1.81,
    "numbers": 0.99,
    "other numbers": -1.04,
    "lead": 1.77,
    "people": 0.62,
    "other speakers": -1.59,
}
"""What each signal is worth, as log-odds: a logistic regression on the sentences of 15 labelled events, 281 pairs of which
tell the same main fact, by `benchmarks/train_pairs.py`. Judged by models that have not seen the event (1 December 2026), F1 is .70 at
thresholds of .25 and .3; with the cosine of word stems in place of sequences of letters it was .66."""
FACT_BIAS = -0.74
FACT_SURE = 0.3
"""From this probability on two sentences are linked, if one is the other's nearest in its article. Low, because links are rare."""

_FIRST = 3  # title and the two sentences after it tell the main fact of the day in nearly every report
_PLAIN = 2
"""Roots besides names and titles that two sentences at the top must share to gain by standing there: two reports about the same people
may have different news. On 12 labelled events and 9 others this drops 11 links, 9 of them wrong."""
_FLOOR = 0.02  # keeps the logarithm of a cosine of nought finite
ROUNDING = 0.021
"""Relative difference of two numbers that may be one, rounded: $140,937,785 and $139 million."""
_YEARS = range(1900, 2101)  # which are not rounded
_MOST_NUMBERS = 2  # more equal or unequal numbers than this say nothing more
_BUDGET = 150_000
"""Comparisons of all sentences together; they are quicker than those of quotations."""

_SAME_WORDS = log1p(2.5)
"""Worth of the words of one utterance, two or three content words, from which on sentences that quote it tell the same in part."""
QUOTED_IN_BOTH = 0.7
"""The least probability then: what is stated to be one utterance is told in both, whatever else the sentences say."""

SentenceNumbers = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FactLink:
    """Two sentences (their numbers), the signals, and the probability, by the model, that they tell the same main fact."""

    i: int
    j: int
    signals: dict[str, float]
    probability: float


class SentenceLinks(NamedTuple):
    """Every sentence of a corpus, in reading order, the links between those that tell the same, and what is nearest to each.

    `nearest` has, for a sentence and another article, the sentence there that most probably tells the same, and its probability.
    """

    sentences: tuple[FactSentence, ...]
    links: tuple[FactLink, ...]
    nearest: Mapping[tuple[int, str], tuple[int, float]]


@once_per_corpus
def sentence_links(corpus: Corpus) -> SentenceLinks:
    """The sentences and links that `facts` and `fact_pairs` count, found once per corpus.

    >>> import workbench as wb
    >>> compared, links, _ = sentence_links(wb.load())
    >>> all(compared[link.i].passage.article_id != compared[link.j].passage.article_id for link in links)
    True
    """
    compared = fact_sentences(corpus)
    return SentenceLinks(tuple(compared), *fact_links(compared, utterance_pairs(corpus)))


def fact_links(
    sentences: Sequence[FactSentence], same: Sequence[WordsPair]
) -> tuple[tuple[FactLink, ...], dict[tuple[int, str], tuple[int, float]]]:
    """The linked sentences of different articles: likely enough, and one the nearest to the other in its article; and the nearest."""
    articles = [s.passage.article_id for s in sentences]
    likely = []
    best: dict[tuple[int, str], tuple[int, float]] = {}
    for (i, j), signals in signals_of(sentences, same):
        probability = probable(signals)
        if signals["quoted"] >= _SAME_WORDS:
            probability = max(probability, QUOTED_IN_BOTH)
        if probability >= FACT_SURE:
            likely.append(FactLink(i, j, signals, probability))
        for n, m in ((i, j), (j, i)):
            place = n, articles[m]
            if place not in best or probability > best[place][1]:
                best[place] = m, probability
    linked = []
    for link in likely:
        if link.probability >= min(best[link.i, articles[link.j]][1], best[link.j, articles[link.i]][1]):
            linked.append(link)
    return tuple(linked), best


def probable(signals: Mapping[str, float]) -> float:
    """The probability that the model gives to these signals."""
    return 1 / (1 + exp(-FACT_BIAS - sum([FACT_WEIGHTS[name] * value for name, value in signals.items()])))


def signals_of(
    sentences: Sequence[FactSentence], same: Sequence[WordsPair]
) -> Iterator[tuple[SentenceNumbers, dict[str, float]]]:
    """Each pair of sentences of two articles that is worth comparing, with its signals."""
    quoted = quoted_alike(sentences, same)
    first: dict[str, int] = {}  # sentences that several articles print are judged once, by the first of them
    kinds = [first.setdefault(s.full.text, n) for n, s in enumerate(sentences)]
    letters, roots = Rarity([s.letters for s in sentences]), Rarity([s.roots for s in sentences])
    openings = Rarity([s.opening for s in sentences])

    @cache
    def alike_in_words(i: int, j: int) -> dict[str, float]:
        equal, other = _numbers(sentences[i].numbers, sentences[j].numbers)
        return {
            "letters": log(letters.cosine(i, j) + _FLOOR),
            "shared": log1p(roots.shared(i, j)),
            "opening": openings.cosine(i, j),
            "numbers": equal,
            "other numbers": other,
        }

    for i, j in sorted(set(likely_pairs([s.full for s in sentences], budget=_BUDGET, share=0.0)) | set(quoted)):
        a, b = sentences[i], sentences[j]
        if a.passage.article_id == b.passage.article_id:
            continue
        both_lead = a.position < _FIRST and b.position < _FIRST and len(a.plain & b.plain) >= _PLAIN
        together = a.people | b.people
        signals = {
            **alike_in_words(min(kinds[i], kinds[j]), max(kinds[i], kinds[j])),
            "quoted": log1p(quoted[i, j]) if (i, j) in quoted else 0.0,
            "lead": float(both_lead),
            "people": len(a.people & b.people) / len(together) if together else 0.0,
            "other speakers": float(bool(a.speakers and b.speakers) and not a.speakers & b.speakers),
        }
        yield (i, j), signals


class Rarity:
    """Sets of words, of which a word is worth the more the fewer of the sets have it (the logarithm of their share)."""

    def __init__(self, bags: Sequence[frozenset[str]]) -> None:
        count = Counter(x for bag in bags for x in bag)
        self._bags = bags
        self._worth = {x: log((len(bags) + 1) / n) for x, n in count.items()}
        self._squares = {x: worth**2 for x, worth in self._worth.items()}
        self._norms = [sqrt(self._square(bag)) or 1.0 for bag in bags]

    def cosine(self, i: int, j: int) -> float:
        """How alike two bags are, 0 to 1: the cosine of their TF-IDF vectors."""
        return self._square(self._bags[i] & self._bags[j]) / (self._norms[i] * self._norms[j])

    def _square(self, bag: frozenset[str]) -> float:
        # `fsum` is exact, so that the order of a set does not matter.
        return fsum([self._squares[x] for x in bag])

    def shared(self, i: int, j: int) -> float:
        """What the words of both are worth."""
        return fsum([self._worth[x] for x in self._bags[i] & self._bags[j]])


def _numbers(a: Sequence[float], b: Sequence[float]) -> tuple[float, float]:
    """How many numbers two sentences have in common, and in how many they differ although both have them."""
    if not a or not b:
        return 0.0, 0.0
    equal = min(_near_any(a, b), _near_any(b, a))
    return float(min(equal, _MOST_NUMBERS)), float(min(max(0, min(len(a), len(b)) - equal), _MOST_NUMBERS))


def _near_any(these: Sequence[float], others: Sequence[float]) -> int:
    """How many of these numbers may be one of the others."""
    count = 0
    for number in these:
        count += any(_close(number, other) for other in others)
    return count


def _close(x: float, y: float) -> bool:
    return x == y or (abs(x - y) <= ROUNDING * max(x, y) and not (_year(x) or _year(y)))


def _year(x: float) -> bool:
    return x.is_integer() and int(x) in _YEARS


def quoted_alike(sentences: Sequence[FactSentence], same: Sequence[WordsPair]) -> dict[SentenceNumbers, float]:
    """How much of one utterance two sentences have, in the worth of its words; only of utterances that are stated to be one."""
    at = PassagePlaces([s.passage for s in sentences])

    def sentence(passage: ComparedPassage, word: int) -> int | None:
        printed = passage.wording.words[word].printed
        return at.number(passage.article_id, passage.start + passage.wording.spans[printed][0])

    worth: dict[SentenceNumbers, float] = defaultdict(float)
    for pair in same:
        marked = pair.a.article_id != pair.b.article_id and INDIRECT not in (pair.a.manner, pair.b.manner)
        if marked and pair.standing == STATED:
            for run in pair.found.runs:
                i, j = sentence(pair.a, run.i), sentence(pair.b, run.j)
                if i is not None and j is not None:
                    worth[min(i, j), max(i, j)] += run.weight
    return worth
