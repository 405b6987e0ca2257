"""Feature slots for the second tagger: the words of a sentence as one cue sees them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.parse.quotations.features import Grid, Index, Ints, Rows, Slots, bucket, columns_of
from workbench.parse.quotations.model import Floats
from workbench.parse.quotations.shallow import Shallow

CLAUSE = (
    *("that", "which", "who", "and", "but", "because", "if", "whether", "as", "while", "when", "after"),
    *(";", ":", "to", "–", "—", "--"),
)
"""Words that open a clause: content seldom reaches over one that does not belong to it."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The sentence of each cue, one after another: `token` and `cue` are token numbers, `ranges` the sentences."""

    token: Index
    cue: Index
    ranges: list[tuple[int, int]]


def frames(shallow: Shallow, cues: list[int]) -> Frames:
    """One sequence per cue: all tokens of its sentence."""
    starts = np.array([a for a, _ in shallow.sentences])
    token: list[Index] = []
    cue: list[Index] = []
    ranges: list[tuple[int, int]] = []
    position = 0
    for c in cues:
        a, b = shallow.sentences[int(np.searchsorted(starts, c, side="right")) - 1]
        token.append(np.arange(a, b))
        cue.append(np.full(b - a, c))
        ranges.append((position, position + b - a))
        position += b - a
    empty = np.zeros(0, np.int64)
    return Frames(np.concatenate(token) if token else empty, np.concatenate(cue) if cue else empty, ranges)


def _u(values: npt.NDArray[np.generic]) -> Ints:
    return values.astype(np.uint64)


def between(flag: npt.NDArray[np.bool_], f: Frames) -> Index:
    """How many flagged tokens lie strictly between each token and its cue (0 … 3)."""
    total = np.concatenate(([0], np.cumsum(flag)))
    low, high = np.minimum(f.token, f.cue) + 1, np.maximum(f.token, f.cue)
    found: Index = np.clip(total[np.maximum(low, high)] - total[low], 0, 3)
    return found


@dataclass(frozen=True, slots=True)
class View:
    """The columns of every token of every frame: around the token, around its cue, and between the two."""

    side: Ints
    signed: Ints
    word: dict[int, Ints]
    fine: dict[int, Ints]
    coarse: dict[int, Ints]
    shape: dict[int, Ints]
    cue_word: dict[int, Ints]
    cue_coarse: dict[int, Ints]
    cue_fine: Ints
    label: dict[int, Ints]
    sure: Ints
    cue_sure: Ints
    heads: Ints
    sources: Ints
    commas: Ints
    marker: Ints


HEAD_LIKELY = 0.3
"""Between a token and its cue, tokens from this probability on count as other cues."""


def view(g: Grid, first: Floats, f: Frames) -> View:
    """What each token is from where its cue stands; `first` holds the first tagger's probabilities."""
    at, cue_at = g.at[f.token], g.at[f.cue]
    distance = f.token - f.cue
    label = _u(first.argmax(axis=1))
    sure = _u(np.minimum(first[:, 3] * 4, 3).astype(np.int64))
    begins = (label == 1) & (np.concatenate(([0], label[:-1])) != 1)
    padded = np.concatenate(([9], label, [9])).astype(np.uint64)
    near = range(-2, 3)
    return View(
        side=_u(np.sign(distance) + 1),
        signed=_u(np.where(distance < 0, 20, 40) + bucket(np.abs(distance))),
        word={o: g.word[at + o] for o in near},
        fine={o: g.fine[at + o] for o in near},
        coarse={o: g.coarse[at + o] for o in near},
        shape={o: g.shape[at + o] for o in near},
        cue_word={o: g.word[cue_at + o] for o in near},
        cue_coarse={o: g.coarse[cue_at + o] for o in near},
        cue_fine=g.fine[cue_at],
        label={o: padded[f.token + 1 + o] for o in (-1, 0, 1)},
        sure=sure[f.token],
        cue_sure=sure[f.cue],
        heads=_u(between(first[:, 3] > HEAD_LIKELY, f)),
        sources=_u(between(begins, f)),
        commas=_u(between(g.word[g.at] == _hash(","), f)),
        marker=_u(_clause_marker(g, f)),
    )


def frame_slots(g: Grid, lay: dict[str, Ints], first: Floats, f: Frames) -> Slots:
    """One column of slots per token of each frame; `first` holds the first tagger's probabilities (O, S, K, H, C)."""
    v = view(g, first, f)
    templates = [*_around(v), *_from_cue(v), *_cue_words(v), *_tagged(v), *_placed(v, lay, f)]
    rows = Rows(len(templates), len(f.token))
    for parts in templates:
        rows.add(*parts)
    return rows.slots()


Templates = list[tuple[Ints, ...]]


def _around(v: View) -> Templates:
    """The words, classes and shapes around the token, each with its side of the cue."""
    w, c, s, side = v.word, v.coarse, v.shape, v.side
    out: Templates = []
    for o in range(-2, 3):
        out += [(w[o], side), (c[o], side), (v.fine[o],)]
    out += [(s[o], side) for o in (-1, 0, 1)]
    pairs = [(x[a], x[a + 1], side) for x in (w, c) for a in (-1, 0)]
    return [*out, *pairs, (s[-1], s[0], s[1], side)]


def _from_cue(v: View) -> Templates:
    """How far the token is from the cue, in words, commas and other cues."""
    side, signed, said, w, c, s = v.side, v.signed, v.cue_word[0], v.word[0], v.coarse[0], v.shape[0]
    return [
        (signed,),
        (signed, said),
        (signed, v.cue_fine),
        (signed, s),
        (signed, c),
        (side, said, w),
        (side, v.cue_fine, c),
        (side, said, s, v.commas),
        (side, v.commas, v.heads),
        (side, v.commas, c),
        (side, said, v.commas),
    ]


def _cue_words(v: View) -> Templates:
    """The words next to the cue: "that" after it, an auxiliary before it."""
    side, signed, cw, cc = v.side, v.signed, v.cue_word, v.cue_coarse
    return [
        (side, cw[1], signed),
        (side, cw[1], v.shape[0]),
        (side, cw[-1], signed),
        (side, cw[-1], cw[1]),
        (side, cc[-1], cc[1], cw[0]),
        (side, cc[1], cw[2]),
        (side, cw[0], cw[1]),
        (side, v.heads, signed),
    ]


def _tagged(v: View) -> Templates:
    """What the first tagger made of the token, and what stands between it and the cue."""
    side, signed, said, label, marker = v.side, v.signed, v.cue_word[0], v.label[0], v.marker
    return [
        (side, label),
        (side, label, v.heads),
        (side, label, v.sources),
        (side, label, v.sources, said),
        (side, v.label[-1], label, v.label[1]),
        (side, label, signed),
        (v.sure, v.cue_sure, signed),
        (side, marker),
        (side, marker, v.commas),
        (side, marker, said),
        (side, marker, label, v.heads),
    ]


def _placed(v: View, lay: dict[str, Ints], f: Frames) -> Templates:
    """Where token and cue stand in the sentence, and where its quotations are."""
    side, t, cue = v.side, f.token, f.cue
    return [
        (side, lay["ql"][cue], lay["qr"][cue], v.shape[0]),
        (side, lay["ql"][cue], lay["qr"][cue], v.label[0]),
        (side, lay["first"][t], lay["last"][cue], v.cue_word[0]),
        (side, lay["first"][t], v.label[0]),
        (side, lay["last"][t], v.word[0]),
        (side, lay["last"][t], lay["first"][cue]),
        (side, lay["marks"][t], lay["title"][t]),
        (side, lay["paren"][t], lay["paren"][cue]),
    ]


def _hash(word: str) -> np.uint64:
    return np.uint64(columns_of(word)[0])


def _clause_marker(g: Grid, f: Frames) -> Index:
    """The clause word nearest to the token, strictly between it and its cue (0: none), as its number."""
    code = np.zeros(len(g.at), np.int64)
    words = g.word[g.at]
    for number, word in enumerate(CLAUSE, 1):
        code[words == _hash(word)] = number
    steps = np.arange(len(code))
    last = np.maximum.accumulate(np.where(code > 0, steps, -1))
    following = np.minimum.accumulate(np.where(code > 0, steps, len(code))[::-1])[::-1]
    # For a token right of its cue the nearest marker lies at or before it; for one left of it, at or after it.
    right = np.where((last[f.token] > f.cue) & (f.token > f.cue), last[f.token], -1)
    left = np.where((following[f.token] < f.cue) & (f.token < f.cue), following[f.token], -1)
    where = np.maximum(right, left)
    return np.where(where >= 0, code[np.maximum(where, 0)], 0)
