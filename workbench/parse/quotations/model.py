"""The arithmetic of the taggers: weights by slot, and the best labels of many short sequences at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.parse.quotations.features import SIDE, SLOT_BITS, Index, Plan, Sheet
from workbench.parse.quotations.vocabulary import VOCABULARY, WORD_COLUMNS

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.int8]
Shorts = npt.NDArray[np.int16]

LANES = 8
"""The weights of a slot are as many bytes: one per label and zeros, so that a slot is read at once."""

BLOCK = 4096
"""Entries of a sheet scored at once: with fewer the calls cost most, with more the slots leave the cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """A linear-chain tagger.

    `weights` is a row of `LANES` bytes per slot, each to be multiplied by the `scale` of its label; `steps[i, j]` is for
    label i followed by label j.
    """

    labels: tuple[str, ...]
    weights: Bytes
    scale: Floats
    steps: Floats

    def summed(self, slots: npt.NDArray[np.integer[Any]]) -> Shorts:
        """The summed weights of each column of slots, not yet scaled."""
        found = self.weights.view(np.int64)[:, 0].take(slots).view(np.int8)
        summed: Shorts = found.reshape(*slots.shape, LANES).sum(axis=0, dtype=np.int16)
        return summed

    def scores(self, slots: npt.NDArray[np.integer[Any]]) -> Floats:
        """The scaled sums for each column of slots (one row of the result per token, one column per label)."""
        scores: Floats = self.summed(slots)[:, : len(self.labels)] * self.scale
        return scores

    def probabilities(self, scores: Floats, ranges: Sequence[tuple[int, int]]) -> Doubles:
        """The probability of each label at each token; the ranges, one after another, are sequences of their own."""
        bounds = np.array(ranges, np.int64).reshape(-1, 2)
        sizes = bounds[:, 1] - bounds[:, 0]
        sizes = sizes[sizes > 0]
        if not len(sizes):
            return np.zeros(scores.shape)
        local = np.exp(scores - _over_labels(np.maximum, scores)).astype(np.float64)
        # All first tokens, then all second ones, and so on, longest sequences first; so are the last ones, for the way back.
        longer = np.cumsum(np.bincount(sizes)[:0:-1])[::-1]  # how many sequences have a token at each place
        begin = np.cumsum(longer) - longer
        rank = np.empty_like(sizes)
        rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
        place = np.arange(len(scores)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        rank = np.repeat(rank, sizes)
        step = np.exp(self.steps.astype(np.float64))
        out = _swept(local, begin.take(place) + rank, longer.tolist(), step)
        out *= _swept(local, begin.take(np.repeat(sizes, sizes) - 1 - place) + rank, longer.tolist(), step.T)
        out /= np.maximum(local, 1e-30)
        out /= np.maximum(_over_labels(np.add, out), 1e-300)
        return out


def _over_labels(combine: np.ufunc, table: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The columns of a table as one: for a few labels and many tokens ten times as fast as numpy's own way along rows."""
    column: npt.NDArray[Any] = reduce(combine, table.T)[:, None]
    return column


def _swept(local: Doubles, order: Index, longer: Sequence[int], step: Doubles) -> Doubles:
    """What each token says by itself turned into the messages of one direction, place by place; `order` is that of the tokens.

    `longer` sequences have a token at each place. Scaled now and then so that nothing underflows.
    """
    tokens = np.empty_like(order)
    tokens[order] = np.arange(len(order))
    messages = local.take(tokens, axis=0)
    before, end = messages[: longer[0]], longer[0]
    for t, many in enumerate(longer[1:], 1):
        here = messages[end : end + many]
        here *= before[:many] @ step
        if t % 32 == 0:
            here /= _over_labels(np.add, here)
        before, end = here, end + many
    return messages.take(order, axis=0)


class Reader:
    """A chain with its templates. What those that see one word alone add up to is kept for every word of the vocabulary."""

    def __init__(self, chain: Chain, templates: Plan) -> None:
        self.chain = chain
        self.alone, self.others = templates.split()
        self.sides = 3 if SIDE in templates.names else 1
        self.known: dict[int, Shorts] = {}
        self.era, self.read = -1, 0

    def scores(self, sheet: Sheet) -> Floats:
        """The scores of the tokens of a sheet: those of `Chain.scores` for the slots of all templates."""
        self._look_up()
        blocks = [(a, min(a + BLOCK, sheet.size)) for a in range(0, sheet.size, BLOCK)]
        found = np.concatenate([self._block(sheet, *block) for block in blocks])[sheet.at]
        scores: Floats = found[:, : len(self.chain.labels)] * self.chain.scale
        return scores

    def _block(self, sheet: Sheet, first: int, stop: int) -> Shorts:
        total = self.chain.summed(sheet.slots(self.others, first, stop))
        side = sheet[SIDE][first + sheet.pad : stop + sheet.pad].astype(np.int64) if self.sides > 1 else 0
        for start, sums in self.known.items():
            rows = sheet.numbers[first + start : stop + start] * self.sides + side
            # A row of eight short numbers is as long as a complex one, and taken as fast.
            total += sums.view(np.complex128)[:, 0].take(rows).view(np.int16).reshape(-1, LANES)
        return total

    def _look_up(self) -> None:
        """Add up the weights of the words read since."""
        names, sides, size = self.others.names, self.sides, len(VOCABULARY) + 1
        room = sides * VOCABULARY.table.shape[1]
        if self.era != VOCABULARY.era:
            self.era, self.read, self.known = VOCABULARY.era, 0, {start: _rows(0) for start in self.alone}
        if self.read == size:
            return
        table = np.zeros((len(names), sides * (size - self.read)), np.uint32)
        for name, column in zip(WORD_COLUMNS, VOCABULARY.table[:, self.read : size], strict=True):
            if name in names:
                table[names.index(name)] = np.repeat(column, sides)
        if sides > 1:
            table[names.index(SIDE)] = np.tile(np.arange(sides), size - self.read)
        words = Sheet(names, table, np.arange(0), np.arange(0), 0)
        for start, templates in self.alone.items():
            if len(self.known[start]) < room:
                self.known[start] = np.concatenate([self.known[start], _rows(room - len(self.known[start]))])
            self.known[start][sides * self.read : sides * size] = self.chain.summed(words.slots(templates))
        self.read = size


def _rows(many: int) -> Shorts:
    return np.zeros((many, LANES), np.int16)


FIRST = ("O", "S", "K", "H", "C")
"""Labels of the first tagger: outside, source, cue, head of the cue, content."""
SECOND = ("OL", "OR", "SL", "SR", "CL", "CR", "K")
"""Labels of the second: outside, source, content left and right of the cue in question; the cue's words."""


@cache
def chains() -> tuple[Chain, Chain]:
    """The two taggers as shipped in `models/attribution.npz` (see its card)."""
    with (files("workbench.parse") / "models/attribution.npz").open("rb") as stream, np.load(stream) as stored:
        return _unpack(stored, "cue", FIRST), _unpack(stored, "frame", SECOND)


def _unpack(stored: Mapping[str, npt.NDArray[np.generic]], part: str, labels: tuple[str, ...]) -> Chain:
    """Only the slots that carry a weight are stored: their distances, and one byte per weight."""
    full = np.zeros((1 << SLOT_BITS, LANES), np.int8)
    full[np.cumsum(stored[f"{part}_slots"].astype(np.int64)), : len(labels)] = stored[f"{part}_weights"]
    return Chain(labels, full, stored[f"{part}_scale"].astype(np.float32), stored[f"{part}_steps"].astype(np.float32))


@cache
def acceptance() -> Doubles:
    """Intercept and weights of `confidence.confidence`."""
    with (files("workbench.parse") / "models/attribution.npz").open("rb") as stream, np.load(stream) as stored:
        return np.asarray(stored["accept"], np.float64)
