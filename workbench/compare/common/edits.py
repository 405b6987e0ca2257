"""What was done to the words between two versions of an utterance, edit by edit, and how far apart that leaves them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from workbench.compare.common.alignment import Part, align, left_out, parts, same_letters
from workbench.compare.common.wording import Wording, printed_key

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

_FRAME = 0.4  # as in `continued`: with fewer equal words, what follows on both sides is no version of each other
_TAIL = 3  # words; so few on one side are a substitution even so


class Edit(NamedTuple):
    """What stands in the first (plain words `a`) and in the second (`b`), as half-open word spans, and what kind of edit it is."""

    kind: str
    a: tuple[int, int]
    b: tuple[int, int]


def edits(a: Wording, b: Wording) -> list[Edit]:
    """Every difference, in order: replacing the words at each `a` by those at `b` turns the first into the second.

    >>> from workbench.compare.common.wording import wording
    >>> [e.kind for e in edits(wording("That’s an interesting one,"), wording("That is a very interesting one."))]
    ['contraction', 'spelling', 'added']
    """
    found: list[Edit] = []
    for part in refined(a, b):
        found += _inside(a, b, part) if part.place == "equal" else [Edit(_kind(a, b, part), part.a, part.b)]
    return _moved(a, b, sorted(found, key=lambda e: (e.a, e.b)))


def refined(a: Wording, b: Wording) -> list[Part]:
    """Both wordings cut into equal and differing parts, function words included: the chain of runs, then what is left."""
    cut: list[Part] = []
    for part in parts(a, b, align(a, b)):
        both = part.a[0] < part.a[1] and part.b[0] < part.b[1]
        for piece in _again(a, b, part) if part.place != "equal" and both else [part]:
            if cut and piece.place == cut[-1].place == "equal":
                piece = Part("equal", (cut[-1].a[0], piece.a[1]), (cut.pop().b[0], piece.b[1]))
            cut.append(piece)
    return cut


def _again(a: Wording, b: Wording, part: Part) -> Iterator[Part]:
    """A differing part, cut by its longest common subsequence; whole where that is too short for a version of one another."""
    mine, theirs = [w.stem for w in a.words[slice(*part.a)]], [w.stem for w in b.words[slice(*part.b)]]
    shorter = min(len(mine), len(theirs))
    if part.place != "between" and (
        left_out(part, a, b) or (shorter > _TAIL and LCSseq.similarity(mine, theirs) < _FRAME * shorter)
    ):
        yield Part(part.place, part.a, (part.b[0], part.b[0]))
        yield Part(part.place, (part.a[1], part.a[1]), part.b)
        return
    i, j = part.a[0], part.b[0]
    for op in [*(op for op in LCSseq.opcodes(mine, theirs) if op.tag == "equal"), None]:
        ahead = (part.a[0] + op.src_start, part.b[0] + op.dest_start) if op else (part.a[1], part.b[1])
        if (i, j) != ahead:
            yield Part("between", (i, ahead[0]), (j, ahead[1]))
        if op:
            i, j = part.a[0] + op.src_end, part.b[0] + op.dest_end
            yield Part("equal", (ahead[0], i), (ahead[1], j))


def _inside(a: Wording, b: Wording, part: Part) -> Iterator[Edit]:
    """The differences among words that are equal in stem: form, spelling, and the marks after each."""
    i, j = part.a[0], part.b[0]
    while i < part.a[1]:
        length = max(_length(a, i, part.a[1]), _length(b, j, part.b[1]))
        span = (i, i + length), (j, j + length)
        mine, theirs = _printed(a, span[0]), _printed(b, span[1])
        kind = _form(a, b, *span) if printed_key(mine) != printed_key(theirs) else None
        if kind is None and mine != theirs:
            kind = "punctuation"
        if i + length < part.a[1]:
            kind = kind or _between(a, b, i + length, j + length)
        if kind:
            yield Edit(kind, *span)
        i, j = i + length, j + length


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
        apostrophe = re.search("[’'‘]", _printed(a, mine) + _printed(b, theirs))
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


def _kind(a: Wording, b: Wording, part: Part) -> str:
    (ai, aj), (bi, bj) = part.a, part.b
    if part.place != "between" and (ai == aj or bi == bj):
        return "beyond"
    if left_out(part, a, b):
        return "left-out"
    if ai == aj:
        return "added"
    if bi == bj:
        return "dropped"
    mine, theirs = ("".join(w.plain for w in side.words[slice(*span)]) for side, span in ((a, part.a), (b, part.b)))
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


def _printed(side: Wording, span: tuple[int, int]) -> str:
    words = side.words[slice(*span)]
    return side.text[side.spans[words[0].printed][0] : side.spans[words[-1].printed][1]] if words else ""


def _moved(a: Wording, b: Wording, found: Sequence[Edit]) -> list[Edit]:
    """The edits, with words that are dropped here and added there called what they are."""
    dropped = {_stems(a, e.a): n for n, e in enumerate(found) if e.kind == "dropped"}
    changed = list(found)
    for n, edit in enumerate(found):
        other = dropped.get(_stems(b, edit.b)) if edit.kind == "added" else None
        if other is not None:
            changed[n] = edit._replace(kind="moved")
            changed[other] = found[other]._replace(kind="moved")
    return changed


def _stems(side: Wording, span: tuple[int, int]) -> tuple[str, ...]:
    return tuple(w.stem for w in side.words[slice(*span)])


def applied(a: Wording, b: Wording, found: Sequence[Edit]) -> list[str]:
    """The plain words of the first with every edit made: those of the second."""
    words, at = [], 0
    for edit in found:
        words += [w.plain for w in a.words[at : edit.a[0]]] + [w.plain for w in b.words[slice(*edit.b)]]
        at = edit.a[1]
    return words + [w.plain for w in a.words[at:]]


class Errors(NamedTuple):
    """Word edits between two versions where both have words, and how many words each has there."""

    errors: int
    words_a: int
    words_b: int


def errors(a: Wording, b: Wording, found: Sequence[Edit], *, expanded: bool) -> Errors:
    """The fewest word edits (Levenshtein) that lead from one to the other, leaving out what is beyond or left out.

    With `expanded`, contractions count as the words they stand for. The same in both directions; the two rates, per
    word of the first and per word of the second, are not.
    """
    skipped = [e for e in found if e.kind in ("beyond", "left-out")]
    sides = []
    for side, spans in ((a, [e.a for e in skipped]), (b, [e.b for e in skipped])):
        kept = [n for n in range(len(side.words)) if not any(low <= n < high for low, high in spans)]
        if expanded:
            sides.append([side.words[n].plain for n in kept])
        else:
            printed = sorted({side.words[n].printed for n in kept})
            sides.append([printed_key(side.text[slice(*side.spans[n])]) for n in printed])
    return Errors(Levenshtein.distance(*sides), len(sides[0]), len(sides[1]))
