"""Two wordings word by word: the runs they share, the edits between them, and what they are to each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log2
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from workbench.compare.words import CONTENT_WORTH, FUNCTION_WORDS, FUNCTION_WORTH, PlainWord, Wording, printed_key

_INFLECTED = 0.75  # the same stem in another form, as a share of the worth of the word itself
_REPLACED = 0.1  # cost of each word that stands against another
_GAP = 0.3  # cost of the first word left out on one side; n words cost log2(1 + n) times this


class EqualRun(NamedTuple):
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

    runs: tuple[EqualRun, ...]
    score: float

    @cached_property
    def matched(self) -> int:
        """How many words the runs have."""
        return sum(r.length for r in self.runs)

    @cached_property
    def turned(self) -> Alignment:
        """The same alignment seen from the other wording."""
        return Alignment(tuple(EqualRun(r.j, r.i, r.worths) for r in self.runs), self.score)


def worth_of(words: Sequence[PlainWord]) -> float:
    """What these words are worth together: that of a content word for each, or of a function word."""
    function = sum([w.plain in FUNCTION_WORDS for w in words])
    return CONTENT_WORTH * (len(words) - function) + FUNCTION_WORTH * function


@lru_cache(maxsize=1 << 14)  # the same two wordings meet in many articles, and in several comparisons
def align(a: Wording, b: Wording) -> Alignment:
    """The best chain of equal runs; the same whichever wording comes first, but for ties.

    >>> from workbench.compare.words import wording
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
                gap_a, gap_b = da + shared, db + shared
                cost = _REPLACED * min(gap_a, gap_b) + _GAP * log2(1 + abs(gap_a - gap_b))
                linked = so_far + gained - cost
                if linked > score:
                    score, previous = linked, (m, shared)
        best.append(score)
        before.append(previous)
    at = max(range(len(runs)), key=best.__getitem__)
    score, chain = best[at], []
    while at >= 0:
        following, shared = before[at]
        run = runs[at]
        chain.append(EqualRun(run.i + shared, run.j + shared, run.worths[shared:]))
        at = following
    return Alignment(tuple(reversed(chain)), score)


def _contained(a: Wording, b: Wording) -> Alignment | None:
    """The alignment where one wording stands whole in the other, else None. That is the commonest case, and needs no search."""
    inner, outer = (a, b) if len(a.spaced) <= len(b.spaced) else (b, a)
    at = outer.spaced.find(inner.spaced) if len(inner.spaced) > 2 else -1
    if at < 0:
        return None
    before = outer.spaced.count(" ", 0, at)
    run = EqualRun(*((0, before) if inner is a else (before, 0)), inner.worths)
    return Alignment((run,), run.weight)


def _runs(a: Wording, b: Wording) -> list[EqualRun]:
    """Every maximal run of equal stems, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, stem in enumerate(_unmasked_stems(b, a)):
        places[stem].append(j)
    runs: list[EqualRun] = []
    open_runs: dict[int, int] = {}  # j after the run → its first i
    places_of_a = [places.get(stem, ()) for stem in _unmasked_stems(a, b)]
    for i, found in enumerate([*places_of_a, ()]):  # after the last word all runs end
        here = {j + 1: open_runs.pop(j, i) for j in found}
        for end, first in open_runs.items():
            start = end - (i - first)
            mine, theirs, worths = a.plains[first:i], b.plains[start:end], a.worths[first:i]
            if mine != theirs:
                worths = tuple([w if x == y else w * _INFLECTED for x, y, w in zip(mine, theirs, worths, strict=True)])
            runs.append(EqualRun(first, start, worths))
        open_runs = here
    return sorted(runs)


def _unmasked_stems(side: Wording, other: Wording) -> Sequence[str]:
    """The stem of each word; one with asterisks for letters has that of the word in the other wording that fits it."""
    if "*" not in side.spaced:
        return side.stems
    stems = []
    for plain, stem, _ in side.words:
        if "*" in plain:
            fits = re.compile(re.sub(r"\\?\*", ".", re.escape(plain)))
            stem = next((w.stem for w in other.words if "*" not in w.plain and fits.fullmatch(w.plain)), stem)
        stems.append(stem)
    return stems


class AlignedPart(NamedTuple):
    """Words of the one, `a`, and of the other, `b`, that stand against each other: where, as half-open word spans."""

    place: str
    """`equal`, `between` two runs, or `before` and `after` the chain."""
    a: tuple[int, int]
    b: tuple[int, int]


def chain_parts(a: Wording, b: Wording, found: Alignment) -> list[AlignedPart]:
    """The whole of both wordings, cut where the chain begins, ends and breaks."""
    cut: list[AlignedPart] = []
    i = j = 0
    for run in found.runs:
        if run.i > i or run.j > j:
            cut.append(AlignedPart("before" if not cut and not (i or j) else "between", (i, run.i), (j, run.j)))
        i, j = run.i + run.length, run.j + run.length
        cut.append(AlignedPart("equal", (run.i, i), (run.j, j)))
    if i < len(a.words) or j < len(b.words):
        cut.append(AlignedPart("after" if cut else "between", (i, len(a.words)), (j, len(b.words))))
    return cut


def left_out(part: AlignedPart, a: Wording, b: Wording) -> bool:
    """Whether an ellipsis says that words are left out here: on a side that has fewer words there."""
    (ai, aj), (bi, bj) = part.a, part.b
    if part.place == "before":
        return aj in a.gaps or bj in b.gaps
    if part.place == "after":
        return ai in a.gaps or bi in b.gaps
    return (aj - ai <= bj - bi and _ellipsis(a, ai, aj)) or (bj - bi <= aj - ai and _ellipsis(b, bi, bj))


def _ellipsis(side: Wording, start: int, end: int) -> bool:
    return any(start <= gap <= end for gap in side.gaps)


def same_letters(part: AlignedPart, a: Wording, b: Wording) -> bool:
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
    for part in chain_parts(a, b, found):
        if part.place == "equal" or left_out(part, a, b) or same_letters(part, a, b):
            continue
        if part.place != "between" and (part.a[0] == part.a[1] or part.b[0] == part.b[1]):
            continue  # only one of them has words there
        one, other = worth_of(a.words[slice(*part.a)]), worth_of(b.words[slice(*part.b)])
        if part.place == "between":
            low, high = sorted((one, other))
            differing += low + log2(1 + high - low)
        else:
            differing += min(one, other)
    matched = sum(r.weight for r in found.runs)
    return matched / (matched + differing) if matched else 0.0


EDITS = {
    "punctuation": "marks, case or hyphens between or in equal words",
    "sentence": "one has the end of a sentence where the other goes on: sentences fused or split",
    "contraction": "equal words, contracted in one (“it’s”, “it is”)",
    "spelling": "the same word spelled, abbreviated or joined otherwise",
    "inflection": "another form of the same word: tense, number",
    "masking": "letters of a word replaced by asterisks",
    "substitution": "other words in the same place",
    "added": "words that only the second has",
    "dropped": "words that only the first has",
    "left-out": "words missing where an ellipsis says so",
    "moved": "words that the other has in another place",
    "beyond": "words of one before the other begins or after it ends",
    "speaker": "the words are given to somebody else",
}
"""Every kind of edit, and what it means. Read from the second to the first, `added` is `dropped`; the others stay.

`speaker` is about the attribution, not the words: `word_edits` finds it, `edits` does not."""

REWORDED = 0.4
"""Share of the words, function words too, that rewording leaves standing, in order. With fewer, two stretches in one place of a speech
are no versions of each other."""
_TAIL = 3  # words; so few on one side are a substitution even so


class WordEdit(NamedTuple):
    """What stands in the first (plain words `a`) and in the second (`b`), as half-open word spans, and what kind of edit it is."""

    kind: str
    a: tuple[int, int]
    b: tuple[int, int]


def edits(a: Wording, b: Wording) -> list[WordEdit]:
    """Every difference, in order: replacing the words at each `a` by those at `b` turns the first into the second.

    >>> from workbench.compare.words import wording
    >>> [e.kind for e in edits(wording("That’s an interesting one,"), wording("That is a very interesting one."))]
    ['contraction', 'spelling', 'added']
    """
    found: list[WordEdit] = []
    for part in refined_parts(a, b):
        found += _inside(a, b, part) if part.place == "equal" else [WordEdit(_kind(a, b, part), part.a, part.b)]
    found.sort(key=lambda e: (e.a, e.b))
    # Equal words that are dropped in one place and added in another are moved.
    dropped = {_stems(a, e.a): n for n, e in enumerate(found) if e.kind == "dropped"}
    changed = list(found)
    for n, edit in enumerate(found):
        other = dropped.get(_stems(b, edit.b)) if edit.kind == "added" else None
        if other is not None:
            changed[n] = edit._replace(kind="moved")
            changed[other] = found[other]._replace(kind="moved")
    return changed


def refined_parts(a: Wording, b: Wording) -> list[AlignedPart]:
    """Both wordings cut into equal and differing parts, function words included: the chain of runs, then what is left."""
    cut: list[AlignedPart] = []
    for part in chain_parts(a, b, align(a, b)):
        both = part.a[0] < part.a[1] and part.b[0] < part.b[1]
        for piece in _again(a, b, part) if part.place != "equal" and both else [part]:
            if cut and piece.place == cut[-1].place == "equal":
                piece = AlignedPart("equal", (cut[-1].a[0], piece.a[1]), (cut.pop().b[0], piece.b[1]))
            cut.append(piece)
    return cut


def _again(a: Wording, b: Wording, part: AlignedPart) -> Iterator[AlignedPart]:
    """A differing part, cut by its longest common subsequence; whole where that is too short for a version of one another."""
    mine, theirs = [w.stem for w in a.words[slice(*part.a)]], [w.stem for w in b.words[slice(*part.b)]]
    shorter = min(len(mine), len(theirs))
    if part.place != "between" and (
        left_out(part, a, b) or (shorter > _TAIL and LCSseq.similarity(mine, theirs) < REWORDED * shorter)
    ):
        yield AlignedPart(part.place, part.a, (part.b[0], part.b[0]))
        yield AlignedPart(part.place, (part.a[1], part.a[1]), part.b)
        return
    i, j = part.a[0], part.b[0]
    for op in [*(op for op in LCSseq.opcodes(mine, theirs) if op.tag == "equal"), None]:
        ahead = (part.a[0] + op.src_start, part.b[0] + op.dest_start) if op else (part.a[1], part.b[1])
        if (i, j) != ahead:
            yield AlignedPart("between", (i, ahead[0]), (j, ahead[1]))
        if op:
            i, j = part.a[0] + op.src_end, part.b[0] + op.dest_end
            yield AlignedPart("equal", (ahead[0], i), (ahead[1], j))


def _inside(a: Wording, b: Wording, part: AlignedPart) -> Iterator[WordEdit]:
    """The differences among words that are equal in stem: form, spelling, and the marks after each."""
    i, j = part.a[0], part.b[0]
    while i < part.a[1]:
        length = max(_length(a, i, part.a[1]), _length(b, j, part.b[1]))
        span = (i, i + length), (j, j + length)
        mine, theirs = _printed_between(a, span[0]), _printed_between(b, span[1])
        kind = _form(a, b, *span) if printed_key(mine) != printed_key(theirs) else None
        if kind is None and mine != theirs:
            kind = "punctuation" if _same_spelling(mine, theirs) else "spelling"
        if i + length < part.a[1]:
            kind = kind or _between(a, b, i + length, j + length)
        if kind:
            yield WordEdit(kind, *span)
        i, j = i + length, j + length


def _same_spelling(mine: str, theirs: str) -> bool:
    """Whether two printed words that are one differ in marks or case, and not as British and American spelling do."""
    return re.sub(r"\W", "", mine).casefold() == re.sub(r"\W", "", theirs).casefold()


def _length(side: Wording, at: int, end: int) -> int:
    """How many plain words the printed word at `at` stands for, within the part."""
    stop = at + 1
    while stop < end and side.words[stop].printed == side.words[at].printed:
        stop += 1
    return stop - at


def _form(a: Wording, b: Wording, mine: tuple[int, int], theirs: tuple[int, int]) -> str:
    ours, others = a.words[slice(*mine)], b.words[slice(*theirs)]
    if any("*" in w.plain for w in (*ours, *others)):
        return "masking"
    if [w.plain for w in ours] == [w.plain for w in others]:
        apostrophe = re.search("[’'‘]", _printed_between(a, mine) + _printed_between(b, theirs))
        return "contraction" if apostrophe and len(ours) > 1 else "spelling"
    return "inflection" if {w.plain for w in (*ours, *others)} != {"a", "an"} else "spelling"


def _between(a: Wording, b: Wording, i: int, j: int) -> str | None:
    """The kind of edit when the marks before word `i` of the one and `j` of the other differ."""
    mine, theirs = _marks(a, i), _marks(b, j)
    if mine == theirs:
        return None
    ends = [bool(re.search(r"[.!?]", marks)) and "..." not in marks for marks in (mine, theirs)]
    return "sentence" if ends[0] != ends[1] else "punctuation"


def _marks(side: Wording, at: int) -> str:
    n = side.words[at].printed
    marks = side.text[side.spans[n - 1][1] : side.spans[n][0]] if n else ""
    return re.sub(r"\s+", "", marks.replace("…", "...")).translate(str.maketrans("“”‘’–—―", "\"\"''---"))


def _kind(a: Wording, b: Wording, part: AlignedPart) -> str:
    (ai, aj), (bi, bj) = part.a, part.b
    if part.place != "between" and (ai == aj or bi == bj):
        return "beyond"
    if left_out(part, a, b):
        return "left-out"
    if ai == aj:
        return "added"
    if bi == bj:
        return "dropped"
    mine, theirs = _letters(a, part.a), _letters(b, part.b)
    if "*" in mine + theirs and len(mine) == len(theirs):
        return "masking"
    if same_letters(part, a, b) or (aj - ai == bj - bi == 1 and _consonants(mine) == _consonants(theirs) is not None):
        return "spelling"
    return "substitution"


def _consonants(word: str) -> str | None:
    """What is left of a word of four letters or more without vowels and doublings: equal for momma and mama, grey and gray.

    It is also equal for live and love: such pairs are called spelling where they are another word.
    """
    return re.sub(r"(.)\1+", r"\1", word[0] + re.sub("[aeiou]", "", word[1:])) if len(word) > 3 else None


def _printed_between(side: Wording, span: tuple[int, int]) -> str:
    words = side.words[slice(*span)]
    return side.text[side.spans[words[0].printed][0] : side.spans[words[-1].printed][1]] if words else ""


def _stems(side: Wording, span: tuple[int, int]) -> tuple[str, ...]:
    return tuple(w.stem for w in side.words[slice(*span)])


class Errors(NamedTuple):
    """Word edits between two versions where both have words, and how many words each has there."""

    errors: int
    words_a: int
    words_b: int


def count_errors(a: Wording, b: Wording, found: Sequence[WordEdit], *, expanded: bool) -> Errors:
    """The fewest word edits (Levenshtein) that lead from one to the other, leaving out what is beyond or left out.

    With `expanded`, contractions count as the words they stand for. The same in both directions; the two rates, per
    word of the first and per word of the second, are not.
    """
    skipped = [e for e in found if e.kind in ("beyond", "left-out")]
    sides = []
    for side, spans in ((a, [e.a for e in skipped]), (b, [e.b for e in skipped])):
        beyond = {n for span in spans for n in range(*span)}
        kept = [n for n in range(len(side.words)) if n not in beyond]
        if expanded:
            sides.append([side.words[n].plain for n in kept])
        else:
            printed = sorted({side.words[n].printed for n in kept})
            sides.append([printed_key(side.text[slice(*side.spans[n])]) for n in printed])
    return Errors(Levenshtein.distance(*sides), len(sides[0]), len(sides[1]))


def relation_of(a: Wording, b: Wording, found: Alignment) -> str:
    """`verbatim`: equal but for punctuation, case and spacing; `excerpt`: where both have words, those are equal; else `altered`.

    >>> from workbench.compare.align import align
    >>> from workbench.compare.words import wording
    >>> long, short = wording("It’s a big tent, and it is ours."), wording("a big tent")
    >>> relation_of(long, short, align(long, short))
    'excerpt'
    """
    if a.key == b.key:
        return "verbatim"
    return "altered" if any(words_differ(part, a, b) for part in chain_parts(a, b, found)) else "excerpt"


def words_differ(part: AlignedPart, a: Wording, b: Wording) -> bool:
    """Whether the words of a part differ in another way than that one of the two wordings ends before it, or is cut short."""
    if part.place == "equal":
        return _printed_letters(a, part.a) != _printed_letters(b, part.b)
    if left_out(part, a, b) or same_letters(part, a, b):
        return False
    if part.place == "between":
        return True
    return part.a[0] < part.a[1] and part.b[0] < part.b[1]


def _printed_letters(side: Wording, span: tuple[int, int]) -> str:
    """The printed words of a stretch of plain words, letters and digits alone."""
    numbers = sorted({w.printed for w in side.words[span[0] : span[1]]})
    return "".join(printed_key(side.text[slice(*side.spans[n])]) for n in numbers)
