"""What the second tagger says of each cue, as stretches of tokens: the likeliest source, the content, the cue's words."""

from __future__ import annotations

from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from workbench.parse.quotations.features import Index
from workbench.parse.quotations.frames import Frames
from workbench.parse.quotations.model import Doubles

Run = tuple[int, int]
"""A half-open range of token numbers."""

FAVOUR = np.array([1, 1, 1, 1, 1.5, 1.5, 1])
"""Content wins a token before it is likelier than nothing: the cue is already there (cross-validated)."""
SOURCE_SHARE = 0.2
"""Neighbours of the likeliest token of a source need this share of its probability (cross-validated)."""

CONTENT, CUE = 4, 6
"""Among `model.SECOND` the first label of content, and that of the cue."""


class Reading(NamedTuple):
    """One cue: token ranges in its own text, and how much content the tagger sees before each token, `shift` places further on.

    `upto` is one list for all cues that were read together.
    """

    head: int
    sentence: int
    chance: float
    cue: Run
    source: Run
    source_chance: float
    content: list[Run]
    shift: int
    upto: list[float]

    def content_chance(self, content: list[Run]) -> float:
        """The mean probability of these tokens to be content."""
        upto, shift = self.upto, self.shift
        covered, size = 0.0, 0
        for a, b in content:
            covered += upto[b - shift] - upto[a - shift]
            size += b - a
        return covered / size


def readings(
    f: Frames, q: Doubles, chances: list[float], tokens_before: Index, sentences_before: Index
) -> list[Reading]:
    """What the label probabilities `q` of the frames say of each cue, the `chances` of which are known.

    `…_before` is how many tokens and sentences stand before the text of each cue.
    """
    starts = np.array([a for a, _ in f.ranges], np.int64)
    shift = f.token[starts] - tokens_before - starts
    chance, inside = q[:, 2] + q[:, 3], q[:, 4] + q[:, 5]
    sources, peaks = likeliest(chance, starts)
    begins, ends, labels = runs((q * FAVOUR).argmax(axis=1), starts)
    head = f.cues - tokens_before
    around = np.searchsorted(begins, head - shift, side="right") - 1
    tagged = labels[around] == CUE
    cues = _pairs(np.where(tagged, begins[around] + shift, head), np.where(tagged, ends[around] + shift, head + 1))
    content = _by_frame(begins, ends, labels, starts, shift)
    upto = np.concatenate(([0.0], np.cumsum(inside))).tolist()
    columns = (
        *(head.tolist(), (f.sentences - sentences_before).tolist(), chances),
        *(cues, _pairs(*(sources + shift)), peaks.tolist(), content),
        *(shift.tolist(), repeat(upto, len(starts))),
    )
    return list(map(Reading._make, zip(*columns, strict=True)))


def _pairs(begins: Index, ends: Index) -> list[Run]:
    return list(zip(begins.tolist(), ends.tolist(), strict=True))


def likeliest(chance: Doubles, starts: Index) -> tuple[Index, Doubles]:
    """For each frame the run around the token most likely to belong to the source (a row of begins, one of ends), and its chance."""
    sizes = np.diff(starts, append=len(chance))
    peak = np.maximum.reduceat(chance, starts)
    enough = chance >= np.repeat(peak * SOURCE_SHARE, sizes)
    top = np.flatnonzero(chance == np.repeat(peak, sizes))
    top = top[np.searchsorted(top, starts)]  # the first of several
    stops = np.flatnonzero(~enough)
    after = np.searchsorted(stops, top)
    stops = np.concatenate(([-1], stops, [len(chance)]))
    return np.array([np.maximum(stops[after] + 1, starts), np.minimum(stops[after + 1], starts + sizes)]), peak


def runs(labels: npt.NDArray[np.intp], starts: Index) -> tuple[Index, Index, Index]:
    """The longest stretches of one label within a frame: begins, ends and labels."""
    changes = np.concatenate(([True], labels[1:] != labels[:-1]))
    changes[starts] = True
    begins = np.flatnonzero(changes)
    return begins, np.append(begins[1:], len(labels)), labels[begins]


def _by_frame(begins: Index, ends: Index, labels: Index, starts: Index, shift: Index) -> list[list[Run]]:
    """The stretches of content of each frame, those left of the cue first."""
    kept = np.flatnonzero((labels >= CONTENT) & (labels < CUE))
    frame = np.searchsorted(starts, begins[kept], side="right") - 1
    kept, frame = kept[order := np.lexsort((labels[kept], frame))], frame[order]
    found = _pairs(begins[kept] + shift[frame], ends[kept] + shift[frame])
    cuts = np.searchsorted(frame, np.arange(len(starts) + 1)).tolist()
    return [found[a:b] for a, b in pairwise(cuts)]
