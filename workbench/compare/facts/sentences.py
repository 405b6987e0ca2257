"""The sentences of a corpus with what they are compared by: content words, numbers, and who is named and who speaks in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.compare.common.passages import Passage, sentences
from workbench.compare.common.wording import Wording
from workbench.compare.utterances.reported import name_roots
from workbench.corpus.model import Corpus
from workbench.parse.people import ELSEWHERE, NAMED

_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:\s+(thousand|million|billion|trillion))?")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED = {word: float(n) for n, word in enumerate(_WORDS, 2)}
_ROOT = 5  # letters, as in `reported`
_OPENING = 8  # content words: about a main clause, in which news tells the main fact


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with what it is compared by. People are participants: those named in it, or whose words stand in it.

    `plain` are its roots that are in no participant's name or title: these say whom it is about, not what it tells.
    """

    passage: Passage
    position: int
    full: Wording
    stems: frozenset[str]
    roots: frozenset[str]
    plain: frozenset[str]
    opening: frozenset[str]
    numbers: tuple[float, ...]
    people: frozenset[str]
    speakers: frozenset[str]


def told(corpus: Corpus) -> list[Told]:
    """Every sentence, article by article, in reading order."""
    passages = sentences(corpus, blank_marked=False)
    quotes = corpus.quotes
    mentions = corpus.mentions[~corpus.mentions["rule"].isin([ELSEWHERE, NAMED])]  # as when the weights were learnt
    named = within(passages, zip(mentions["article_id"], mentions["start"], mentions["participant_id"], strict=True))
    known = quotes[quotes["participant_id"].notna()]
    speak = within(passages, zip(known["article_id"], known["start"], known["participant_id"], strict=True))
    participants = corpus.participants
    names = name_roots([*participants["name"], *participants["aliases"].dropna(), *corpus.mentions["label"].unique()])
    seen: Counter[str] = Counter()
    read = cache(_read)  # many articles print the same sentences
    found = []
    for n, passage in enumerate(passages):
        stems, roots, opening, amounts = read(passage.wording)
        found.append(
            Told(
                passage=passage,
                position=seen[passage.article_id],
                full=passage.wording,
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


def _read(words: Wording) -> tuple[frozenset[str], frozenset[str], frozenset[str], tuple[float, ...]]:
    """The stems of the content words, their roots, the first of them, and the numbers."""
    content = words.content_stems
    roots = frozenset([s[:_ROOT] for s in content])
    return frozenset(content), roots, frozenset(content[:_OPENING]), tuple(numbers(words.text))


def within(passages: Sequence[Passage], marked: Iterable[tuple[str, int, str]]) -> list[set[str]]:
    """For each passage the names of what begins in it: `marked` gives article, first character and name."""
    at = Places(passages)
    found: list[set[str]] = [set() for _ in passages]
    for article, start, name in marked:
        n = at.number(article, start)
        if n is not None and start < passages[n].end:
            found[n].add(name)
    return found


class Places:
    """Which of the passages, given article by article in reading order, a character stands in or after."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._first: dict[str, int] = {}
        for n, passage in enumerate(passages):
            self._starts[passage.article_id].append(passage.start)
            self._first.setdefault(passage.article_id, n)

    def number(self, article: str, at: int) -> int | None:
        """The number of the last passage of the article that begins there or before; none where there is none."""
        before = bisect_right(self._starts.get(article, []), at)
        return self._first[article] + before - 1 if before else None


def numbers(text: str) -> Iterator[float]:
    """The numbers of a text, in digits and the small ones in words.

    >>> list(numbers("$1.4 million for 12,500 of the three towns"))
    [1400000.0, 12500.0, 3.0]
    """
    for found in _NUMBER.finditer(text):
        digits = found[0].split()[0].replace(",", "")
        yield float(digits) * _SCALE.get(found[1] or "", 1.0)
    yield from (_NAMED[w] for w in re.findall(r"[a-z]+", text.casefold()) if w in _NAMED)
