"""Quotations in other words: what follows, or goes before, words that two articles share, in the same place of the same speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from workbench.compare.common.alignment import Alignment, Run
from workbench.compare.common.passages import Passage
from workbench.compare.common.wording import Wording
from workbench.compare.utterances.pairing import Link

FRAME = 0.4
"""Share of the words, function words too, that must be equal and in order: the frame that rewording leaves standing."""
_LENGTHS = 0.6  # the shorter must have this share of the longer's words: an utterance reworded keeps about its length
_FEWEST = 5  # words; a shorter rest is a tag such as “he is, though”


def continued(passages: Sequence[Passage], accepted: Sequence[Link]) -> Iterator[Link]:
    """Links for pieces that no wording links: next to a linked piece of their utterance, and in the frame of the same sentence.

    The piece is held against what the other article's quotation has left on that side, or against its next piece there.
    """
    pieces: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        pieces[passage.utterance].append(number)
    ends = [(link.i, link.j, link.found) for link in accepted]
    ends += [(link.j, link.i, link.found.turned) for link in accepted]
    linked = {(here, passages[there].article_id) for here, there, _ in ends}
    done: set[tuple[int, int]] = set()
    for here, there, found in ends:
        for step in (-1, 1):
            n = _beside(pieces[passages[here].utterance], here, step)
            if n is None or (n, passages[there].article_id) in linked:
                continue
            if passages[here].article_id == passages[there].article_id:
                continue
            for m, low, high in _rests(passages, pieces, (there, found), step):
                pair = (min(n, m), max(n, m))
                if pair not in done and (frame := _frame(passages[n].wording, passages[m].wording, low, high)):
                    done.add(pair)
                    yield Link(*pair, frame if n < m else frame.turned, {"near": 1.0})


def _beside(pieces: Sequence[int], n: int, step: int) -> int | None:
    at = pieces.index(n) + step
    return pieces[at] if 0 <= at < len(pieces) else None


def _rests(
    passages: Sequence[Passage], pieces: dict[str, list[int]], end: tuple[int, Alignment], step: int
) -> Iterator[tuple[int, int, int]]:
    """What the other article has next on that side: the rest of the quotation, else the next piece, as word spans."""
    there, found = end
    words = len(passages[there].wording.words)
    low, high = found.runs[0].j, found.runs[-1].j + found.runs[-1].length
    rest = (high, words) if step > 0 else (0, low)
    if rest[1] - rest[0] >= _FEWEST:
        yield there, *rest
        return
    beside = _beside(pieces[passages[there].utterance], there, step)
    if beside is not None:
        yield beside, 0, len(passages[beside].wording.words)


def _frame(piece: Wording, other: Wording, low: int, high: int) -> Alignment | None:
    """The alignment with words `low` to `high` of the other, if the two are about as long with one frame: a long common subsequence."""
    lengths = sorted((len(piece.words), high - low))
    if lengths[0] < _FEWEST or lengths[0] < _LENGTHS * lengths[1]:
        return None
    mine, theirs = [w.stem for w in piece.words], [w.stem for w in other.words[low:high]]
    runs = tuple(
        Run(op.src_start, op.dest_start + low, (1.0,) * (op.src_end - op.src_start))
        for op in LCSseq.opcodes(mine, theirs)
        if op.tag == "equal"
    )
    matched = sum(run.length for run in runs)
    return Alignment(runs, float(matched)) if matched >= FRAME * lengths[0] else None
