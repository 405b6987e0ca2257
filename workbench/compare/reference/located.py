"""Where in a reference the words of a quotation stand: the nearest stretch, or the stretches it is pieced together from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from workbench.compare.common.alignment import align, worth
from workbench.compare.common.wording import FUNCTION_WORDS, Word, Wording
from workbench.compare.reference.tidying import padding

FOUND = 0.5
"""Share of a quotation's worth (content words 1, function words 0.35) that the reference must have, in order, for its place."""
FRAME = 0.4
"""Beside a piece that was found: the share of words, function words too, that rewording leaves standing (as in `continued`)."""
_COMMON = (
    400  # a key in more places of the references than this finds nothing by itself; sequences of three words hardly are
)
_TRIED = 6  # places that a quotation is held against, those with the most rare words first
_AS_GOOD = 0.01  # difference of two scores that says nothing
_SLACK = 12  # words on either side: what rewording may add before the first equal word
_FEWEST = 8  # words of a quotation that is looked for beside another: in fewer, three function words are a frame
_FILLER = 0.3  # what dropping a filler costs, as a share of any other word: speech is full of them, and print is not
_NEXT = 4  # words; what lies between a piece and the next one, if no more than this, belongs to the next
_PIECE = 4  # words of a piece that may come from elsewhere; fewer are a turn of phrase
_PIECE_WORTH = 2.0  # and two content words' worth of them


class Said(NamedTuple):
    """A turn of a reference: its id, article and place, who speaks, and the words without stage directions."""

    turn_id: str
    article_id: str
    start: int
    speaker: str | None
    label: str | None
    wording: Wording


class Stretch(NamedTuple):
    """Words `start` to `end` of a turn (its number), against words `low` to `high` of a quotation, and the word edits between."""

    turn: int
    start: int
    end: int
    low: int
    high: int
    errors: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The turns of all references, and where each word and each sequence of three stands in them."""

    turns: tuple[Said, ...]
    index: dict[str, list[tuple[int, int]]]


def reference_of(turns: Sequence[Said]) -> Reference:
    """The turns with their index."""
    index: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, turn in enumerate(turns):
        for key, at in _keys(turn.wording.words):
            index[key].append((n, at))
    return Reference(tuple(turns), dict(index))


def _keys(words: Sequence[Word]) -> Iterator[tuple[str, int]]:
    for at, word in enumerate(words):
        yield word.stem, at
        if at + 2 < len(words):
            yield " ".join(w.stem for w in words[at : at + 3]), at


def within(whole: Wording, low: int, high: int) -> Wording:
    """Words `low` to `high` of a wording, as a wording without ellipses: in a transcript they are pauses, and at the ends nothing."""
    return Wording(whole.text, whole.spans, whole.words[low:high], frozenset())


def nearest(reference: Reference, quote: Wording, speaker: str | None, beside: Stretch | None = None) -> Stretch | None:
    """The stretch of the reference with most of the words in order; of equal ones, the speaker's own, then the one nearest by.

    None when no word or sequence of the quotation leads anywhere.
    """
    exact = [
        Stretch(turn, at, at + len(quote.words), 0, len(quote.words), 0) for turn, at in exact_places(reference, quote)
    ]
    if exact:
        return min(exact, key=lambda s: _rank(reference, s, speaker, beside))
    scored = []
    for turn, middle in _places(reference, quote.words):
        words = reference.turns[turn].wording
        low, high = max(0, middle - _SLACK), min(len(words.words), middle + len(quote.words) + _SLACK)
        scored.append((align(quote, within(words, low, high)).score, (turn, low, high)))
    most = max((score for score, _ in scored), default=0.0)
    best = [
        fitted(reference.turns[place[0]].wording, place, quote) for score, place in scored if score >= most - _AS_GOOD
    ]
    return min(best, key=lambda s: (s.errors, *_rank(reference, s, speaker, beside)), default=None)


def _rank(reference: Reference, stretch: Stretch, speaker: str | None, beside: Stretch | None) -> tuple[int, ...]:
    """What is better among stretches that are equally alike: the speaker's own, the nearest to the piece before, the first."""
    said = reference.turns[stretch.turn]
    near = beside is not None and beside.turn == stretch.turn
    far = abs(stretch.start - beside.end) if beside and near else len(said.wording.words) + 1
    return int(speaker is None or said.speaker != speaker), int(not near), far, stretch.turn, stretch.start


def _places(reference: Reference, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Turns and words in them where the quotation may begin, those with the most rare keys first."""
    votes: dict[tuple[int, int], float] = defaultdict(float)
    bucket = max(8, len(words) // 2)
    least = None
    for key, at in _keys(words):
        found = reference.index.get(key, ())
        if not found or len(found) > _COMMON:
            continue
        if " " not in key and key in FUNCTION_WORDS and len(words) > 2:
            continue
        for turn, place in found:
            votes[turn, max(0, place - at) // bucket] += 1.0 / len(found)
        least = bucket
    first = nsmallest(_TRIED, votes, key=lambda place: (-votes[place], place))
    return [(turn, n * least) for turn, n in first] if least else []


def fitted(said: Wording, place: tuple[int, int, int], quote: Wording) -> Stretch:
    """Of the words `low` to `high` of a turn, those that fewest word edits turn into the quotation (Sellers' algorithm).

    >>> from workbench.compare.common.wording import wording
    >>> s = fitted(wording("Well, we said that we will win in the end."), (0, 0, 10), wording("we win in the end"))
    >>> s.start, s.end, s.errors
    (4, 10, 1)
    """
    turn, low, high = place
    there = [w.plain for w in said.words[low:high]]
    dropped = [_FILLER if filler else 1.0 for filler in padding(said.words[low:high])]
    # Each cell: edits so far, where the stretch begins. It may begin, and end, anywhere at no cost.
    row = [(0.0, n) for n in range(len(there) + 1)]
    for number, word in enumerate(quote.words, 1):
        above, row = row, [(float(number), 0)]
        for n, other in enumerate(there):
            diagonal = (above[n][0] + (other != word.plain), above[n][1])
            up, left = (above[n + 1][0] + 1, above[n + 1][1]), (row[n][0] + dropped[n], row[n][1])
            row.append(min(diagonal, up, left))
    least = min(row)
    end = max(n for n, cell in enumerate(row) if cell == least)
    errors = Levenshtein.distance([w.plain for w in quote.words], there[least[1] : end])
    return Stretch(turn, low + least[1], low + end, 0, len(quote.words), errors)


def covered(reference: Reference, stretch: Stretch, quote: Wording) -> float:
    """The share of the quotation's worth that the stretch has, in order."""
    said = reference.turns[stretch.turn].wording
    total = worth(quote.words)
    return max(0.0, align(quote, within(said, stretch.start, stretch.end)).score) / total if total else 0.0


def exact_places(reference: Reference, quote: Wording) -> list[tuple[int, int]]:
    """The turns and words in them where exactly these words stand, one after the other."""
    plain = [w.plain for w in quote.words]
    keys = [(len(reference.index.get(key, ())), key, at) for key, at in _keys(quote.words)]
    if not keys:
        return []
    _, key, at = min(keys)
    found = []
    for turn, place in reference.index.get(key, ()):
        words, start = reference.turns[turn].wording.words, place - at
        if start >= 0 and [w.plain for w in words[start : start + len(plain)]] == plain:
            found.append((turn, start))
    return found


def pieces(reference: Reference, quote: Wording, speaker: str | None) -> list[Stretch]:
    """The stretches that a quotation is made of, in the order of its words: between ellipses, one each, or more where it is spliced.

    What the reference does not have is in no stretch.
    """
    cuts = sorted({0, *quote.gaps, len(quote.words)})
    found: list[Stretch] = []
    for low, high in pairwise(cuts):
        if low < high:
            found += _pieces(reference, quote, (low, high), speaker, found[-1] if found else None)
    there = sum(covered(reference, s, part := within(quote, s.low, s.high)) * worth(part.words) for s in found)
    return found if there >= FOUND * worth(quote.words) or any(_holds_run(reference, s, quote) for s in found) else []


def _pieces(
    reference: Reference, quote: Wording, span: tuple[int, int], speaker: str | None, beside: Stretch | None
) -> list[Stretch]:
    part = within(quote, *span)
    first = nearest(reference, part, speaker, beside)
    if first is None or (covered(reference, first, part) < FOUND and not _holds_run(reference, first, part)):
        return []
    rest = [s for s in _uncovered(reference, first, part) if _heavy(part.words[slice(*s)])]
    others = []
    for low, high in rest:
        other = nearest(reference, within(part, low, high), speaker, first)
        if other and other.errors <= (high - low) // 4:
            others.append(_shrunk(reference, other._replace(low=low, high=high), part))
    if not others:
        whole = first._replace(low=span[0], high=span[1])
        return [whole]
    kept = _shrunk(reference, _trimmed(reference, first, part, others), part)
    return [
        s._replace(low=s.low + span[0], high=s.high + span[0]) for s in sorted([kept, *others], key=lambda s: s.low)
    ]


def _shrunk(reference: Reference, stretch: Stretch, part: Wording) -> Stretch:
    """The stretch without words at its ends that differ: those that tie a piece to the rest."""
    words = reference.turns[stretch.turn].wording.words
    start, end, low, high = stretch.start, stretch.end, stretch.low, stretch.high
    while low < high and start < end and words[start].plain != part.words[low].plain:
        start, low = start + 1, low + 1
    while low < high and start < end and words[end - 1].plain != part.words[high - 1].plain:
        end, high = end - 1, high - 1
    return stretch._replace(start=start, end=end, low=low, high=high) if low < high and start < end else stretch


def _heavy(words: Sequence[Word]) -> bool:
    return len(words) >= _PIECE and worth(words) >= _PIECE_WORTH


def _holds_run(reference: Reference, stretch: Stretch, part: Wording) -> bool:
    """Whether at least one long run of the part stands there: the rest may come from elsewhere, or from nowhere."""
    runs = align(part, within(reference.turns[stretch.turn].wording, stretch.start, stretch.end)).runs
    return any(_heavy(part.words[run.i : run.i + run.length]) for run in runs)


def _uncovered(reference: Reference, stretch: Stretch, part: Wording) -> list[tuple[int, int]]:
    """The stretches of the part's words before, between and after the words that the place has."""
    said = reference.turns[stretch.turn].wording
    at, open_ = 0, []
    for run in align(part, within(said, stretch.start, stretch.end)).runs:
        open_.append((at, run.i))
        at = run.i + run.length
    return [(a, b) for a, b in [*open_, (at, len(part.words))] if a < b]


def _trimmed(reference: Reference, first: Stretch, part: Wording, others: Sequence[Stretch]) -> Stretch:
    """The first stretch against the words that no other piece takes: from its first word before or after them."""
    taken = {n for s in others for n in range(s.low, s.high)}
    free = [n for n in range(len(part.words)) if n not in taken]
    low, high = free[0], free[-1] + 1
    said = reference.turns[first.turn].wording
    start, end = max(0, first.start - _SLACK), min(len(said.words), first.end + _SLACK)
    return fitted(said, (first.turn, start, end), within(part, low, high))._replace(low=low, high=high)


def continued(reference: Reference, quote: Wording, beside: Stretch, step: int) -> Stretch | None:
    """The words right after (`step` 1) or before a stretch, if they have the frame of the quotation: reworded in place."""
    said = reference.turns[beside.turn].wording
    reach = len(quote.words) * 3 // 2 + 2
    low, high = (beside.end, beside.end + reach) if step > 0 else (beside.start - reach, beside.start)
    low, high = max(0, low), min(len(said.words), high)
    mine, theirs = [w.stem for w in quote.words], [w.stem for w in said.words[low:high]]
    if len(mine) < _FEWEST or not theirs or LCSseq.similarity(mine, theirs) < FRAME * len(mine):
        return None
    found = fitted(said, (beside.turn, low, high), quote)
    if step > 0:
        return found._replace(start=beside.end) if found.start - beside.end <= _NEXT else found
    return found._replace(end=beside.start) if beside.start - found.end <= _NEXT else found
