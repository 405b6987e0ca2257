"""Two wordings word by word: the chain of equal runs that both have, in order, and what stands between them.

The chain is the best-scoring one of all chains of maximal runs of equal words (the sparse dynamic programming of sequence
aligners). A gap costs less than proportionally to its length, so that a sentence left out weighs little more than three words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log2
from typing import NamedTuple

from workbench.compare.common.wording import CONTENT, FUNCTION, FUNCTION_WORDS, Word, Wording

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


@dataclass(frozen=True)
class Alignment:
    """A chain of runs, in the order of both wordings, and its score: worth of the words less the cost of the gaps."""

    runs: tuple[Run, ...]
    score: float

    @cached_property
    def matched(self) -> int:
        """How many words the runs have."""
        return sum(r.length for r in self.runs)

    @cached_property
    def turned(self) -> Alignment:
        """The same alignment seen from the other wording."""
        return Alignment(tuple(Run(r.j, r.i, r.worths) for r in self.runs), self.score)


def worth(words: Sequence[Word]) -> float:
    """What words are worth in an alignment with themselves."""
    function = sum([w.plain in FUNCTION_WORDS for w in words])
    return CONTENT * (len(words) - function) + FUNCTION * function


@lru_cache(maxsize=1 << 14)  # the same two wordings meet in many articles, and in several comparisons
def align(a: Wording, b: Wording) -> Alignment:
    """The best chain of equal runs; the same whichever wording comes first, but for ties.

    >>> from workbench.compare.common.wording import wording
    >>> found = align(wording("That’s an interesting one"), wording("Well, that is a very interesting one."))
    >>> [(r.i, r.j, r.length) for r in found.runs]
    [(0, 1, 3), (3, 5, 2)]
    """
    if inside := _contained(a, b):
        return inside
    runs = _runs(a, b)
    if not runs:
        return Alignment((), 0.0)
    best: list[float] = []
    before: list[tuple[int, int]] = []  # the run before, and how many words of this one it already has
    starts = [(i, j, i + len(worths), j + len(worths)) for i, j, worths in runs]
    for i, j, worths in runs:
        weight = sum(worths)
        score, previous = weight, (-1, 0)
        for m, (so_far, (start_i, start_j, end_i, end_j)) in enumerate(zip(best, starts, strict=False)):
            if so_far + weight <= score or start_j >= j or start_i >= i:
                continue
            da, db = i - end_i, j - end_j
            shared = max(0, -da, -db)
            if shared < len(worths):
                gained = sum(worths[shared:]) if shared else weight
                linked = so_far + gained - _cost(da + shared, db + shared)
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


def _contained(a: Wording, b: Wording) -> Alignment | None:
    """The one run there is when one wording stands whole in the other: the commonest case, and the quickest."""
    inner, outer = (a, b) if len(a.spaced) <= len(b.spaced) else (b, a)
    at = outer.spaced.find(inner.spaced) if len(inner.spaced) > 2 else -1
    if at < 0:
        return None
    before = outer.spaced.count(" ", 0, at)
    run = Run(*((0, before) if inner is a else (before, 0)), inner.worths)
    return Alignment((run,), run.weight)


def _cost(da: int, db: int) -> float:
    return _REPLACED * min(da, db) + _GAP * log2(1 + abs(da - db))


def _runs(a: Wording, b: Wording) -> list[Run]:
    """Every maximal run of equal stems, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, stem in enumerate(_stems(b, a)):
        places[stem].append(j)
    runs: list[Run] = []
    open_runs: dict[int, int] = {}  # j after the run → its first i
    places_of_a = [places.get(stem, ()) for stem in _stems(a, b)]
    for i, found in enumerate([*places_of_a, ()]):  # after the last word all runs end
        here = {j + 1: open_runs.pop(j, i) for j in found}
        runs += [_run(a, b, (first, end - (i - first)), i - first) for end, first in open_runs.items()]
        open_runs = here
    return sorted(runs)


def _stems(side: Wording, other: Wording) -> Sequence[str]:
    """The stem of each word; one with asterisks for letters has that of the word in the other wording that fits it."""
    if "*" not in side.spaced:
        return side.stems
    return [_unmasked(w, other.words) if "*" in w.plain else w.stem for w in side.words]


def _unmasked(word: Word, other: Sequence[Word]) -> str:
    fits = re.compile(re.sub(r"\\?\*", ".", re.escape(word.plain)))
    return next((w.stem for w in other if "*" not in w.plain and fits.fullmatch(w.plain)), word.stem)


def _run(a: Wording, b: Wording, start: tuple[int, int], length: int) -> Run:
    i, j = start
    mine, theirs, worths = a.plains[i : i + length], b.plains[j : j + length], a.worths[i : i + length]
    if mine != theirs:
        worths = tuple([w if x == y else w * _INFLECTED for x, y, w in zip(mine, theirs, worths, strict=True)])
    return Run(i, j, worths)


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
        if part.place != "between" and (part.a[0] == part.a[1] or part.b[0] == part.b[1]):
            continue  # only one of them has words there
        one, other = worth(a.words[slice(*part.a)]), worth(b.words[slice(*part.b)])
        if part.place == "between":
            low, high = sorted((one, other))
            differing += low + log2(1 + high - low)
        else:
            differing += min(one, other)
    matched = sum(r.weight for r in found.runs)
    return matched / (matched + differing) if matched else 0.0
