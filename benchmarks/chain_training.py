"""Training for the linear chains of `workbench.parse.quotations.tagger`: maximum likelihood, AdaGrad, hashed features, L1 and L2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from workbench.parse.quotations.tagger import LANES, SLOT_BITS, Chain

# type: ignore[import-untyped]


Array = npt.NDArray[np.float32]
Slots = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the training is run with; chosen on halves of the training articles."""

    l1: float = 5.0
    l2: float = 0.6
    epochs: int = 6
    rate: float = 0.1
    batch: int = 256
    rarest: int = 4


def fit_chain(
    sequences: Sequence[Slots], labels: Sequence[Sequence[str]], names: tuple[str, ...], settings: Settings
) -> Chain:
    """A trained chain; `sequences` are rows of slots per token, `labels` the label of each token."""
    rng, size, many = np.random.default_rng(0), 1 << SLOT_BITS, len(names)
    number = {name: i for i, name in enumerate(names)}
    lengths = np.array([len(s) for s in sequences])
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    slots, gold = np.concatenate(sequences), np.array([number[x] for y in labels for x in y])
    dead = np.bincount(slots.ravel(), minlength=size) < settings.rarest
    weights, squares = np.zeros((size, many), np.float32), np.full((size, many), 1e-2, np.float32)
    steps, step_squares = np.zeros((many, many), np.float32), np.full((many, many), 1e-2, np.float32)
    batches = int(np.ceil(len(sequences) / settings.batch))
    kept: list[tuple[Array, Array]] = []
    for epoch in range(settings.epochs):
        order = rng.permutation(len(sequences))
        for k in range(batches):
            ids = order[k * settings.batch : (k + 1) * settings.batch]
            rows = np.concatenate([np.arange(offsets[i], offsets[i + 1]) for i in ids])
            here = slots[rows]
            alive = np.where(dead[here.ravel()], 0, 1).astype(np.float32)
            design = sparse.csr_matrix(
                (alive, here.ravel(), np.arange(0, here.size + 1, here.shape[1])), shape=(len(rows), size)
            )
            error, step_gradient = _gradients(design @ weights, gold[rows], lengths[ids], steps)
            used = np.unique(here)
            gradient = np.asarray(design.T.tocsr()[used] @ error) + settings.l2 / batches * weights[used]
            squares[used] += gradient * gradient
            pace = settings.rate / np.sqrt(squares[used])
            moved = weights[used] - pace * gradient
            weights[used] = np.sign(moved) * np.maximum(np.abs(moved) - pace * settings.l1 / batches, 0)
            step_gradient += settings.l2 * steps / batches
            step_squares += step_gradient * step_gradient
            steps -= settings.rate * step_gradient / np.sqrt(step_squares)
        if epoch >= settings.epochs - 3:
            kept.append((weights.copy(), steps.copy()))
    mean = np.mean([w for w, _ in kept], axis=0)
    mean[(weights == 0) | dead[:, None]] = 0
    return in_bytes(names, mean, np.mean([s for _, s in kept], axis=0).astype(np.float32))


SMALLEST = 0.05
"""Slots whose largest weight is below this carry none: the scores stay the same."""


def in_bytes(names: tuple[str, ...], weights: Array, steps: Array) -> Chain:
    """The chain with one byte per weight, as it is shipped."""
    kept = np.abs(weights).max(axis=1) >= SMALLEST
    scale = (np.abs(weights).max(axis=0) / 127).astype(np.float32)
    packed = np.zeros((len(weights), LANES), np.int8)
    packed[kept, : len(names)] = np.round(weights[kept] / scale)
    return Chain(names, packed, scale, steps)


def _gradients(
    scores: Array, gold: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64], steps: Array
) -> tuple[Array, Array]:
    """Expected minus observed counts: per token and label, and per pair of labels."""
    error, pairs = np.zeros_like(scores), np.zeros_like(steps)
    offsets = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    order = np.argsort(lengths, kind="stable")
    for part in np.array_split(order, 3):
        if not len(part):
            continue
        longest = lengths[part].max()
        mask = np.arange(longest) < lengths[part][:, None]
        index = np.where(mask, offsets[part][:, None] + np.arange(longest), 0)
        nodes, both = _marginals(np.where(mask[:, :, None], scores[index], 0), mask, steps)
        error[index[mask]] = nodes[mask]
        pairs += both
        linked = mask[:, 1:]
        np.add.at(pairs, (gold[index][:, :-1][linked], gold[index][:, 1:][linked]), -1)
    error[np.arange(len(gold)), gold] -= 1
    return error, pairs


def _marginals(scores: Array, mask: npt.NDArray[np.bool_], steps: Array) -> tuple[Array, Array]:
    """Label probabilities of every token, and the summed probabilities of neighbouring pairs."""
    local, step = np.exp(scores - scores.max(2, keepdims=True)), np.exp(steps)
    forward, backward = np.empty_like(local), np.empty_like(local)
    state = local[:, 0] / local[:, 0].sum(1, keepdims=True)
    forward[:, 0] = state
    for t in range(1, local.shape[1]):
        new = (state @ step) * local[:, t]
        state = np.where(mask[:, t, None], new / new.sum(1, keepdims=True), state)
        forward[:, t] = state
    back = np.full_like(state, 1 / state.shape[1])
    backward[:, -1] = back
    for t in range(local.shape[1] - 1, 0, -1):
        new = (back * local[:, t]) @ step.T
        back = np.where(mask[:, t, None], new / new.sum(1, keepdims=True), back)
        backward[:, t - 1] = back
    nodes = forward * backward
    nodes /= nodes.sum(2, keepdims=True)
    before, after = forward[:, :-1], (backward * local)[:, 1:]
    total = np.einsum("bti,ij,btj->bt", before, step, after, optimize=True)
    share = mask[:, 1:] / np.maximum(total, 1e-30)
    return nodes, np.einsum("bti,btj->ij", before * share[:, :, None], after, optimize=True) * step
