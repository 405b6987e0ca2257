"""Two wordings word by word: the chain of equal runs that both have, in order, and what stands between them.

The chain is the best-scoring one of all chains of maximal runs of equal words (the sparse dynamic programming of sequence
aligners). A gap costs less than proportionally to its length, so that a sentence left out weighs little more than three words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

from workbench.compare.wording import FUNCTION_WORDS, Word, Wording

# What a word is worth in an alignment. A function word alone should not hold two texts together, three in a row may.
_CONTENT, _FUNCTION = 1.0, 0.35
_INFLECTED = 0.75  # the same stem in another form, as a share of the worth of the word itself
_REPLACED = 0.1  # cost of each word that stands against another
_GAP = 0.3  # cost of the first word left out on one side; n words cost log2(1 + n) times this


class Run(NamedTuple):
    """Words from word `i` of the one and word `j` of the other on that are equal, or equal in stem; what each is worth."""

    i: int
    j: int
    worths: tuple[float, ...]

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.worths)

    @property
    def weight(self) -> float:
        """What its words are worth together."""
        return sum(self.worths)


@dataclass(frozen=True, slots=True)
class Alignment:
    """A chain of runs, in the order of both wordings, and its score: worth of the words less the cost of the gaps."""

    runs: tuple[Run, ...]
    score: float

    @property
    def matched(self) -> int:
        """How many words the runs have."""
        return sum(r.length for r in self.runs)

    @property
    def turned(self) -> Alignment:
        """The same alignment seen from the other wording."""
        return Alignment(tuple(Run(r.j, r.i, r.worths) for r in self.runs), self.score)


def worth(words: Sequence[Word]) -> float:
    """What words are worth in an alignment with themselves."""
    function = sum([w.plain in FUNCTION_WORDS for w in words])
    return _CONTENT * (len(words) - function) + _FUNCTION * function


def align(a: Wording, b: Wording) -> Alignment:
    """The best chain of equal runs; the same whichever wording comes first, but for ties.

    >>> from workbench.compare.wording import wording
    >>> found = align(wording("That’s an interesting one"), wording("Well, that is a very interesting one."))
    >>> [(r.i, r.j, r.length) for r in found.runs]
    [(0, 1, 3), (3, 5, 2)]
    """
    if inside := _contained(a.words, b.words):
        return inside
    runs = _runs(a.words, b.words)
    if not runs:
        return Alignment((), 0.0)
    best: list[float] = []
    before: list[tuple[int, int]] = []  # the run before, and how many words of this one it already has
    ends = [(run.i + run.length, run.j + run.length) for run in runs]
    for n, run in enumerate(runs):
        weight, length = run.weight, run.length
        score, previous = weight, (-1, 0)
        for m in range(n):
            if best[m] + weight <= score or runs[m].j >= run.j or runs[m].i >= run.i:
                continue
            da, db = run.i - ends[m][0], run.j - ends[m][1]
            shared = max(0, -da, -db)
            if shared < length:
                gained = sum(run.worths[shared:]) if shared else weight
                linked = best[m] + gained - _cost(da + shared, db + shared)
                if linked > score:
                    score, previous = linked, (m, shared)
        best.append(score)
        before.append(previous)
    at = max(range(len(runs)), key=best.__getitem__)
    score, chain = best[at], []
    while at >= 0:
        following, shared = before[at]
        run = runs[at]
        chain.append(Run(run.i + shared, run.j + shared, run.worths[shared:]))
        at = following
    return Alignment(tuple(reversed(chain)), score)


def _contained(a: Sequence[Word], b: Sequence[Word]) -> Alignment | None:
    """The one run there is when one wording stands whole in the other: the commonest case, and the quickest."""
    short, long = sorted((f" {' '.join(w.plain for w in side)} " for side in (a, b)), key=len)
    at = long.find(short) if len(short) > 2 else -1
    if at < 0:
        return None
    before = long.count(" ", 0, at)
    inner = min((a, b), key=lambda side: sum(len(w.plain) + 1 for w in side))
    i, j = (0, before) if inner is a else (before, 0)
    run = _run(a, b, i, j, len(inner))
    return Alignment((run,), run.weight)


def _cost(da: int, db: int) -> float:
    return _REPLACED * min(da, db) + _GAP * log2(1 + abs(da - db))


def _runs(a: Sequence[Word], b: Sequence[Word]) -> list[Run]:
    """Every maximal run of equal stems, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(b):
        places[_unmasked(word, a) if "*" in word.plain else word.stem].append(j)
    runs: list[Run] = []
    open_runs: dict[int, int] = {}  # j after the run → its first i
    for i in range(len(a) + 1):
        here: dict[int, int] = {}
        stem = "" if i == len(a) else _unmasked(a[i], b) if "*" in a[i].plain else a[i].stem
        for j in places.get(stem, ()):
            here[j + 1] = open_runs.pop(j, i)
        runs += [_run(a, b, first, end - (i - first), i - first) for end, first in open_runs.items()]
        open_runs = here
    return sorted(runs)


def _unmasked(word: Word, other: Sequence[Word]) -> str:
    """The stem of the word in the other wording that fits one with asterisks for letters; else its own."""
    fits = re.compile(re.sub(r"\\?\*", ".", re.escape(word.plain)))
    return next((w.stem for w in other if "*" not in w.plain and fits.fullmatch(w.plain)), word.stem)


def _run(a: Sequence[Word], b: Sequence[Word], i: int, j: int, length: int) -> Run:
    worths = []
    for x, y in zip(a[i : i + length], b[j : j + length], strict=True):
        own = _FUNCTION if x.plain in FUNCTION_WORDS else _CONTENT
        worths.append(own if x.plain == y.plain else own * _INFLECTED)
    return Run(i, j, tuple(worths))


class Part(NamedTuple):
    """Words of the one, `a`, and of the other, `b`, that stand against each other: where, as half-open word spans."""

    place: str
    """`equal`, `between` two runs, or `before` and `after` the chain."""
    a: tuple[int, int]
    b: tuple[int, int]


def parts(a: Wording, b: Wording, found: Alignment) -> list[Part]:
    """The whole of both wordings, cut where the chain begins, ends and breaks."""
    cut: list[Part] = []
    i = j = 0
    for run in found.runs:
        if run.i > i or run.j > j:
            cut.append(Part("before" if not cut and not (i or j) else "between", (i, run.i), (j, run.j)))
        i, j = run.i + run.length, run.j + run.length
        cut.append(Part("equal", (run.i, i), (run.j, j)))
    if i < len(a.words) or j < len(b.words):
        cut.append(Part("after" if cut else "between", (i, len(a.words)), (j, len(b.words))))
    return cut


def left_out(part: Part, a: Wording, b: Wording) -> bool:
    """Whether an ellipsis says that words are left out here: on a side that has fewer words there."""
    (ai, aj), (bi, bj) = part.a, part.b
    if part.place == "before":
        return aj in a.gaps or bj in b.gaps
    if part.place == "after":
        return ai in a.gaps or bi in b.gaps
    return (aj - ai <= bj - bi and _ellipsis(a, ai, aj)) or (bj - bi <= aj - ai and _ellipsis(b, bi, bj))


def _ellipsis(side: Wording, start: int, end: int) -> bool:
    return any(start <= gap <= end for gap in side.gaps)


def same_letters(part: Part, a: Wording, b: Wording) -> bool:
    """Whether the words there differ only in how they are joined: “into” and “in to”."""
    if part.a[0] == part.a[1] or part.b[0] == part.b[1]:
        return False
    return _letters(a, part.a) == _letters(b, part.b)


def _letters(side: Wording, span: tuple[int, int]) -> str:
    return "".join(w.plain for w in side.words[span[0] : span[1]])


def agreement(a: Wording, b: Wording, found: Alignment) -> float:
    """How well two wordings agree where both have words, 0 to 1: the worth of the chain over that of chain and differences.

    What only one of them has before or after the chain is no difference, nor what an ellipsis stands for.
    """
    differing = 0.0
    for part in parts(a, b, found):
        if part.place == "equal" or left_out(part, a, b) or same_letters(part, a, b):
            continue
        one, other = worth(a.words[slice(*part.a)]), worth(b.words[slice(*part.b)])
        if part.place == "between":
            low, high = sorted((one, other))
            differing += low + log2(1 + high - low)
        else:
            differing += min(one, other)
    matched = sum(r.weight for r in found.runs)
    return matched / (matched + differing) if matched else 0.0
