"""Feature slots for the second tagger: the words of a sentence as one cue sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.parse.quotations.features import COMMA, Codes, Index, Sheet, bucket, group, plan
from workbench.parse.quotations.model import Doubles
from workbench.parse.quotations.shallow import Tokens

FRAME_GROUPS = (
    # The words, classes and shapes around the token, each with its side of the cue.
    group(range(-2, 3), "word side", "coarse side", "fine"),
    group(range(-1, 2), "shape side"),
    group(range(-1, 1), "word word+1 side"),
    group(range(-1, 1), "coarse coarse+1 side"),
    group([0], "shape-1 shape shape+1 side"),
    # How far the token is from the cue, in words, commas and other cues.
    group([0], "signed", "signed said", "signed cue_fine", "signed shape", "signed coarse", "side said word"),
    group([0], "side cue_fine coarse", "side said shape commas", "side commas heads", "side commas coarse"),
    group([0], "side said commas"),
    # The words next to the cue: "that" after it, an auxiliary before it.
    group([0], "side next signed", "side next shape", "side before signed", "side before next"),
    group([0], "side coarse_before coarse_next said", "side coarse_next second", "side said next", "side heads signed"),
    # What the first tagger made of the token, and what stands between it and the cue.
    group([0], "side label", "side label heads", "side label sources", "side label sources said"),
    group([0], "side label-1 label label+1", "side label signed", "sure cue_sure signed"),
    group([0], "side marker", "side marker commas", "side marker said", "side marker label heads"),
    # Where token and cue stand in the sentence, and where its quotations are.
    group([0], "side cue_ql cue_qr shape", "side cue_ql cue_qr label", "side first cue_last said", "side first label"),
    group([0], "side last word", "side last cue_first", "side marks title", "side paren cue_paren"),
)
"""What the second tagger sees of a token from where the cue stands; the columns are those of `frame_sheet`."""

PAD = 2
"""Blanks around a frame: its windows reach two tokens far."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The sentence of each cue, one after another: `token` holds token numbers, `ranges` the sentences."""

    cues: Index
    token: Index
    ranges: list[tuple[int, int]]
    sentences: Index


def frames(tokens: Tokens, cues: Sequence[int]) -> Frames:
    """One sequence per cue: all tokens of its sentence."""
    at, bounds = np.array(cues, np.int64), np.array(tokens.sentences, np.int64)
    sentences = np.searchsorted(bounds[:, 0], at, side="right") - 1
    first, stop = bounds[sentences].T
    sizes = stop - first
    ends = np.cumsum(sizes)
    token = np.arange(sizes.sum()) + np.repeat(first - (ends - sizes), sizes)
    return Frames(at, token, list(zip((ends - sizes).tolist(), ends.tolist(), strict=True)), sentences)


HEAD_LIKELY = 0.3
"""Between a token and its cue, tokens from this probability on count as other cues."""

OF_TOKEN = ("word", "fine", "coarse", "shape", "first", "last", "marks", "title", "paren")
"""Columns of the text that are those of the token."""
TAGGED = ("label", "sure")
OF_CUE = {
    **{"said": ("word", 0), "next": ("word", 1), "second": ("word", 2), "before": ("word", -1)},
    **{"cue_fine": ("fine", 0), "coarse_next": ("coarse", 1), "coarse_before": ("coarse", -1)},
    **{f"cue_{name}": (name, 0) for name in ("ql", "qr", "first", "last", "paren")},
}
"""Columns that are the same for all tokens of a frame: which column of the text, at which offset from the cue."""
RELATIVE = ("side", "signed", "marker", "heads", "sources", "commas")
COLUMNS = (*OF_TOKEN, *TAGGED, *OF_CUE, "cue_sure", *RELATIVE)
FRAME_TEMPLATES = plan(COLUMNS, PAD, FRAME_GROUPS)


def frame_sheet(text: Sheet, first: Doubles, f: Frames) -> Sheet:
    """The columns of every token of every frame; `first` holds the first tagger's probabilities (O, S, K, H, C)."""
    label, sure, flags = _tagged(text, first)
    cue_at = text.at[f.cues] + text.pad
    lengths = np.array([b - a for a, b in f.ranges])
    # A frame's entries lie side by side in the text's sheet; each has its blanks to the right in common with the next.
    begin = text.at[f.token[[a for a, _ in f.ranges]]] + text.pad - PAD
    sizes = lengths + PAD
    sizes[-1] += PAD
    where = np.arange(sizes.sum()) + np.repeat(begin - (np.cumsum(sizes) - sizes), sizes)
    cue = np.repeat(cue_at, sizes)
    table = np.empty((len(COLUMNS), len(where)), np.uint32)
    of_token, of_cue = len(OF_TOKEN), len(OF_TOKEN) + len(TAGGED)
    text.table[[text.names.index(name) for name in OF_TOKEN]].take(where, axis=1, out=table[:of_token])
    table[of_token:of_cue] = label.take(where), sure.take(where)
    said = [*(text[name].take(cue_at + offset) for name, offset in OF_CUE.values()), sure.take(cue_at)]
    table[of_cue : -len(RELATIVE)] = np.repeat(np.array(said), sizes, axis=1)
    distance = where - cue
    table[-6], table[-5] = np.sign(distance) + 1, np.where(distance < 0, 20, 40) + bucket(np.abs(distance))
    table[-4], table[-3:] = _marker(text["clause"], where, cue), _between(flags, where, cue)
    at = np.arange(len(f.token)) + np.repeat(np.arange(len(lengths)) * PAD, lengths)
    return Sheet(COLUMNS, table, text.numbers.take(where), at, PAD)


def _tagged(text: Sheet, first: Doubles) -> tuple[Index, Index, Index]:
    """The first tagger's label of each token, how sure it is of a cue, and flags: cue, beginning of a source, comma."""
    at = text.at + text.pad
    label, sure = np.full(text.table.shape[1], 9), np.zeros(text.table.shape[1], np.int64)
    label[at] = first.argmax(axis=1)
    sure[at] = np.minimum(first[:, 3] * 4, 3)
    flags = np.zeros((3, len(label)), np.int64)
    flags[0, at] = first[:, 3] > HEAD_LIKELY
    flags[1, 1:] = (label[1:] == 1) & (label[:-1] != 1)
    flags[2] = text["word"] == COMMA
    return label, sure, flags


def _between(flags: Index, where: Index, cue: Index) -> Index:
    """How many flagged tokens lie strictly between each token and its cue (0 … 3), a row for each kind of flag."""
    upto = np.cumsum(flags, axis=1)
    low, high = np.minimum(where, cue), np.maximum(where, cue)
    found = (upto - flags).take(high, axis=1) - upto.take(low, axis=1)
    bounded: Index = np.minimum(np.maximum(found, 0), 3)
    return bounded


def _marker(code: Codes, where: Index, cue: Index) -> Index:
    """The clause word nearest to the token, strictly between it and its cue (0: none), as its number."""
    steps = np.arange(len(code))
    last = np.maximum.accumulate(np.where(code > 0, steps, -1)).take(where)
    following = np.minimum.accumulate(np.where(code > 0, steps, len(code))[::-1])[::-1].take(where)
    # For a token right of its cue the nearest marker lies at or before it; for one left of it, at or after it.
    near = np.where((where > cue) & (last > cue), last, np.where((where < cue) & (following < cue), following, -1))
    return np.where(near >= 0, code.take(near, mode="clip"), np.uint32(0))
