"""The arithmetic of the taggers: weights by slot, and the best labels of many short sequences at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from workbench.parse.quotations.features import SLOT_BITS, Slots

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chain:
    """A linear-chain tagger: `weights` one row per slot, `steps[i, j]` for label i followed by label j."""

    labels: tuple[str, ...]
    weights: Floats
    steps: Floats

    def scores(self, slots: Slots) -> Floats:
        """The summed weights of each column of slots (one row of the result per token, one column per label)."""
        out: Floats = np.take(self.weights, slots[0], axis=0)
        buffer = np.empty_like(out)
        for row in slots[1:]:
            np.take(self.weights, row, axis=0, out=buffer, mode="clip")
            out += buffer
        return out

    def probabilities(self, scores: Floats, ranges: Sequence[tuple[int, int]]) -> Floats:
        """The probability of each label at each token, each range of tokens being a sequence of its own."""
        out = np.zeros_like(scores)
        starts = np.array([a for a, b in ranges if b > a], np.int64)
        sizes = np.array([b - a for a, b in ranges if b > a], np.int64)
        if not len(starts):
            return out
        step = np.exp(self.steps).astype(np.float64)
        local = np.exp(scores - scores.max(axis=1, keepdims=True)).astype(np.float64)
        longest = int(sizes.max())
        steps = np.arange(longest)[:, None]
        # Forward messages with the sequences flush left, backward ones flush right: padding is never read.
        left = np.minimum(starts + steps, starts + sizes - 1)
        right = np.maximum(starts + sizes - longest + steps, starts)[::-1]
        forward, backward = _sweep(np.stack([local[left], local[right]], axis=1), np.stack([step, step.T]))
        here = steps < sizes
        rows = left[here]
        both = forward[here] * backward[::-1][(longest - sizes + steps)[here], np.nonzero(here)[1]]
        both /= np.maximum(local[rows], 1e-30)
        out[rows] = both / np.maximum(both.sum(axis=1, keepdims=True), 1e-300)
        return out


def _sweep(local: Doubles, step: Doubles) -> tuple[Doubles, Doubles]:
    """The messages of both directions, time first; scaled now and then so that nothing underflows."""
    out = np.empty_like(local)
    out[0] = local[0]
    for t in range(1, len(local)):
        np.matmul(out[t - 1], step, out=out[t])
        out[t] *= local[t]
        if t % 8 == 0:
            out[t] /= out[t].sum(axis=2, keepdims=True)
    return out[:, 0], out[:, 1]


FIRST = ("O", "S", "K", "H", "C")
"""Labels of the first tagger: outside, source, cue, head of the cue, content."""
SECOND = ("OL", "OR", "SL", "SR", "CL", "CR", "K")
"""Labels of the second: outside, source, content left and right of the cue in question; the cue's words."""


@cache
def chains() -> tuple[Chain, Chain]:
    """The two taggers as shipped in `models/attribution.npz` (see its card)."""
    with (files("workbench.parse") / "models/attribution.npz").open("rb") as stream, np.load(stream) as stored:
        return tuple(_unpack(stored, part, labels) for part, labels in (("cue", FIRST), ("frame", SECOND)))  # type: ignore[return-value]


def _unpack(stored: Mapping[str, npt.NDArray[np.generic]], part: str, labels: tuple[str, ...]) -> Chain:
    """Only the slots that carry a weight are stored: their distances, and one byte per weight."""
    full = np.zeros((1 << SLOT_BITS, len(labels)), np.float32)
    slots = np.cumsum(stored[f"{part}_slots"].astype(np.int64))
    full[slots] = stored[f"{part}_weights"].astype(np.float32) * stored[f"{part}_scale"].astype(np.float32)
    return Chain(labels, full, stored[f"{part}_steps"].astype(np.float32))


@cache
def acceptance() -> Doubles:
    """Intercept and weights of `confidence.confidence`."""
    with (files("workbench.parse") / "models/attribution.npz").open("rb") as stream, np.load(stream) as stored:
        return np.asarray(stored["accept"], np.float64)
