"""Numbers for the taggers: every token of a text as a row of feature slots, computed for the whole text at once."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from workbench.parse.quotations.cues import cue_priors
from workbench.parse.quotations.shallow import Shallow

Ints = npt.NDArray[np.uint64]
Slots = npt.NDArray[np.int32]
Index = npt.NDArray[np.int64]

SLOT_BITS = 18
"""Features are hashed into 2**18 weight slots: no word list is shipped, and a lookup is one multiplication."""

PAD = 3
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_TEMPLATE = np.uint64(0x2545F4914F6CDD1D)
_KEYS = [np.uint64(k) for k in (0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB)]
_SHIFT, _MIX = np.uint64(64 - SLOT_BITS), np.uint64(31)
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Grid:
    """Per-token columns with `PAD` blanks around each sentence; `at` holds the position of each token in them."""

    at: npt.NDArray[np.int64]
    word: Ints
    fine: Ints
    coarse: Ints
    shape: Ints
    suffix: Ints
    prior: Ints


class Rows:
    """Feature rows in the making: one row of slots per template, one column per token."""

    def __init__(self, templates: int, columns: int) -> None:
        self.raw = np.empty((templates, columns), np.uint64)
        self.used = 0

    def add(self, *parts: Ints) -> None:
        """A template: the parts are mixed by a multiplicative hash with the template's number."""
        row = self.raw[self.used]
        np.multiply(parts[0], _KEYS[0], out=row)
        for part, key in zip(parts[1:], _KEYS[1:], strict=False):
            row += part * key
        self.used += 1

    def slots(self) -> Slots:
        """The finished rows: a weight slot for every template and token."""
        x = self.raw[: self.used]
        x += (np.arange(1, self.used + 1, dtype=np.uint64) * _TEMPLATE)[:, None]
        x ^= x >> _MIX
        x *= _PRIME
        x >>= _SHIFT
        return x.astype(np.int32)


@cache
def word_classes() -> dict[str, tuple[int, int]]:
    """Word -> (fine class, coarse class), from `lexicons/word_classes.txt`; classes count from 1."""
    lines = (files("workbench.parse") / "lexicons/word_classes.txt").read_text(encoding="utf-8").split("\n")
    rows = [line.split(" ") for line in lines if line and not line.startswith("# ")]
    return {word: (n, int(coarse) + 1) for n, (coarse, *words) in enumerate(rows, 1) for word in words}


def shape_of(word: str) -> int:
    """The look of a word as a small number: folded quotation, number, capitals, capitalised, lower case, sign."""
    if word.startswith("“”"):
        return 7 if word == "“”," else 8 if word[2:] in (".", "?", "!") and len(word) > 2 else 9
    if _NUMBER.match(word):
        return 6
    if not word[0].isalpha():
        return 5
    if word[0].isupper():
        return 3 if word.isupper() and len(word) > 1 else 2 if "-" not in word else 4
    return 1


@cache
def columns_of(word: str) -> tuple[int, int, int, int, int, int]:
    """Identity, fine and coarse class, shape, ending and cue prior of one token.

    A capitalised word outside the word classes is only "a name": no model weight may hang on a particular one.
    """
    low, shape = word.lower(), shape_of(word)
    known = word_classes().get(low) or word_classes().get(low.replace("’", "'"))
    if known is None and "-" in low and shape in (1, 4):
        known = word_classes().get(low.rpartition("-")[2])
    if shape == 6:
        identity, ending = "<number>", "<number>"
    elif known is None and shape in (2, 3, 4):
        identity, ending = f"<name{shape}>", "<name>"
    elif known is None and shape == 1:
        identity, ending = "<rare>" + low[-3:], low[-3:]
    else:
        identity, ending = low.replace("’", "'"), low[-3:]
    fine, coarse = known or (0, 0)
    if known is None:
        coarse = 60 + shape
        fine = 300 + shape
    prior = cue_priors().get(low, 0)
    return zlib.crc32(identity.encode()), fine, coarse, shape, zlib.crc32(ending.encode()), prior


_BLANK = (1, 999, 99, 0, 1, 0)


def grid(shallow: Shallow) -> Grid:
    """The columns of all tokens, sentence by sentence."""
    rows: list[tuple[int, int, int, int, int, int]] = [_BLANK] * PAD
    at: list[int] = []
    for a, b in shallow.sentences:
        at += range(len(rows), len(rows) + b - a)
        rows += [columns_of(t.word) for t in shallow.tokens[a:b]]
        rows += [_BLANK] * PAD
    table = np.array(rows, dtype=np.uint64).T
    return Grid(np.array(at, dtype=np.int64), *table)


def layout(shallow: Shallow, g: Grid) -> dict[str, Ints]:
    """Where each token stands in its sentence, its paragraph, and among quotations, cues and commas."""
    size = np.array([b - a for a, b in shallow.sentences], np.int64)
    start = np.repeat(np.array([a for a, _ in shallow.sentences], np.int64), size)
    size = np.repeat(size, size)
    steps = np.arange(len(start))
    first, last = steps - start, start + size - 1 - steps
    shape, prior, word = g.shape[g.at], g.prior[g.at], g.word[g.at]
    title = np.repeat(np.array([p == 0 for p in shallow.paragraph], np.int64), [b - a for a, b in shallow.sentences])
    ql, qr, _, _ = _nearest(shape >= 7, start, size)
    kl, kr, left, right = _nearest(prior >= 3, start, size)
    comma = np.cumsum(word == np.uint64(columns_of(",")[0]))
    depth = np.cumsum(
        (word == np.uint64(columns_of("(")[0])).astype(np.int64) - (word == np.uint64(columns_of(")")[0]))
    )
    before = np.maximum(start - 1, 0)
    columns = {
        "first": np.minimum(first, 6),
        "last": np.minimum(last, 6),
        "title": title + 2 * (size < 4),
        "marks": np.array(shallow.inside, np.int64),
        "ql": ql,
        "qr": qr,
        "kl": kl,
        "kr": kr,
        "kwl": np.where(left >= 0, word[left], 0),
        "kwr": np.where(right >= 0, word[right], 0),
        "commas": np.minimum(comma - np.where(start > 0, comma[before], 0), 4),
        "paren": np.clip(depth - np.where(start > 0, depth[before], 0), 0, 1),
    }
    return {name: column.astype(np.uint64) for name, column in columns.items()}


def _nearest(flag: npt.NDArray[np.bool_], start: Index, size: Index) -> tuple[Index, Index, Index, Index]:
    """Bucketed distance to the nearest flagged token strictly left and right in the sentence, and those tokens (-1: none)."""
    n = len(flag)
    steps = np.arange(n)
    left = np.maximum.accumulate(np.where(flag, steps, -1))
    left = np.concatenate(([-1], left[:-1]))
    right = np.minimum.accumulate(np.where(flag, steps, n)[::-1])[::-1]
    right = np.concatenate((right[1:], [n]))
    left = np.where(left < start, -1, left)
    right = np.where(right >= start + size, -1, right)
    return np.where(left < 0, 15, bucket(steps - left)), np.where(right < 0, 15, bucket(right - steps)), left, right


_BUCKETS = np.array([0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 8, 9, 9, 9, 9] + [10] * 8 + [11] * 16 + [12])


def bucket(distance: Index) -> Index:
    """Distances 0 … as 13 steps that grow."""
    return _BUCKETS[np.clip(distance, 0, len(_BUCKETS) - 1)]


Templates = list[tuple[Ints, ...]]


def token_slots(g: Grid, lay: dict[str, Ints]) -> Slots:
    """One column of slots per token: its words, classes and shapes in a window, and its place."""
    templates = [*_window(g), *_place(g, lay)]
    rows = Rows(len(templates), len(g.at))
    for parts in templates:
        rows.add(*parts)
    return rows.slots()


def _window(g: Grid) -> Templates:
    """Words, classes, shapes and endings around the token, alone and in runs of two and three."""
    w, f, c, s = ({o: x[g.at + o] for o in range(-PAD, PAD + 1)} for x in (g.word, g.fine, g.coarse, g.shape))
    out: Templates = []
    for o in range(-3, 4):
        out += [(w[o],), (c[o],)]
    for o in range(-2, 3):
        out += [(f[o],), (s[o],)]
    out += [(g.suffix[g.at + o],) for o in (-1, 0, 1)]
    for o in (-2, -1, 0, 1):
        out += [(w[o], w[o + 1]), (f[o], f[o + 1])]
    for o in (-2, -1, 0):
        out += [(c[o], c[o + 1], c[o + 2]), (s[o], s[o + 1], s[o + 2])]
    return out


def _place(g: Grid, lay: dict[str, Ints]) -> Templates:
    """The place in sentence and paragraph, and the nearest quotations and cue words."""
    at = g.at
    w, c, s = g.word[at], g.coarse[at], g.shape[at]
    return [
        (w, lay["first"], lay["title"]),
        (s, lay["first"]),
        (w, lay["last"]),
        (lay["title"], s),
        (lay["marks"], s),
        (lay["paren"], s),
        (w, lay["ql"]),
        (w, lay["qr"]),
        (lay["ql"], lay["qr"], c),
        (lay["kl"], lay["kwl"]),
        (lay["kr"], lay["kwr"]),
        (lay["kl"], lay["kr"], s),
        (lay["kl"], c),
        (lay["kr"], c),
        (lay["commas"], lay["kl"], s),
        (g.prior[at], g.coarse[at - 1], g.coarse[at + 1]),
        (g.prior[at], g.prior[at + 1], g.prior[at - 1]),
    ]
