"""The arithmetic of the taggers: weights by slot, and the best labels of many short sequences at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.parse.quotations.features import SLOT_BITS

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.int8]

LANES = 8
"""The weights of a slot are as many bytes: one per label and zeros, so that a slot is read at once."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A linear-chain tagger.

    `weights` is a row of `LANES` bytes per slot, each to be multiplied by the `scale` of its label; `steps[i, j]` is for
    label i followed by label j.
    """

    labels: tuple[str, ...]
    weights: Bytes
    scale: Floats
    steps: Floats

    def scores(self, slots: npt.NDArray[np.integer[Any]]) -> Floats:
        """The summed weights of each column of slots (one row of the result per token, one column per label)."""
        found = self.weights.view(np.int64)[:, 0].take(slots).view(np.int8)
        summed = found.reshape(*slots.shape, LANES).sum(axis=0, dtype=np.int16)
        scores: Floats = summed[:, : len(self.labels)] * self.scale
        return scores

    def probabilities(self, scores: Floats, ranges: Sequence[tuple[int, int]]) -> Doubles:
        """The probability of each label at each token; the ranges, one after another, are sequences of their own."""
        sizes = np.array([b - a for a, b in ranges if b > a], np.int64)
        if not len(sizes):
            return np.zeros(scores.shape)
        starts, many, labels = np.cumsum(sizes) - sizes, len(sizes), len(self.labels)
        local = np.exp(scores - scores.max(axis=1, keepdims=True)).astype(np.float64)
        # Forward messages with the sequences flush left, backward ones flush right: padding is never read.
        time = np.arange(sizes.max())[:, None]
        forward = np.minimum(starts + time, starts + sizes - 1)
        backward = np.maximum(starts + sizes - 1 - time, starts)
        swept = _sweep(
            np.concatenate([local.take(forward, axis=0), local.take(backward, axis=0)], axis=2), self._both_ways()
        )
        swept = swept.reshape(-1, 2 * labels)
        sequence = np.repeat(np.arange(many), sizes)
        place = np.arange(len(scores)) - starts[sequence]
        out = swept.take(place * many + sequence, axis=0)[:, :labels]
        out *= swept.take((sizes[sequence] - 1 - place) * many + sequence, axis=0)[:, labels:]
        out /= np.maximum(local, 1e-30)
        out /= np.maximum(out.sum(axis=1, keepdims=True), 1e-300)
        return out

    def _both_ways(self) -> Doubles:
        """The step of the forward messages and that of the backward ones, side by side."""
        step, many = np.exp(self.steps.astype(np.float64)), len(self.labels)
        both = np.zeros((2 * many, 2 * many))
        both[:many, :many], both[many:, many:] = step, step.T
        return both


def _sweep(local: Doubles, step: Doubles) -> Doubles:
    """The messages of both directions, time first; scaled now and then so that nothing underflows."""
    out = np.empty_like(local)
    out[0] = local[0]
    half = local.shape[2] // 2
    for t, (before, here, own) in enumerate(zip(out, out[1:], local[1:], strict=False), 1):
        np.dot(before, step, out=here)
        here *= own
        if t % 32 == 0:
            here[:, :half] /= here[:, :half].sum(axis=1, keepdims=True)
            here[:, half:] /= here[:, half:].sum(axis=1, keepdims=True)
    return out


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
