"""Feature slots for the taggers: every token of a text as a column of slots, computed for the whole text at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.parse.quotations.shallow import Tokens
from workbench.parse.quotations.vocabulary import VOCABULARY, WORD_COLUMNS, identity_of

Codes = npt.NDArray[np.uint32]
Index = npt.NDArray[np.int64]

SLOT_BITS = 18
"""Features are hashed into 2**18 weight slots: no word list is shipped, and a lookup is one multiplication."""

_KEYS = np.array([0xD6E8FEB9, 0xA0761D65, 0xE7037ED1, 0x8EBC6AF1], np.uint32)[:, None]
_TEMPLATE, _PRIME = np.uint32(0x2545F491), np.uint32(0x9E3779B1)
_MIX, _SHIFT = np.uint32(15), np.uint32(32 - SLOT_BITS)

Part = tuple[str, int]
"""A column, and how many tokens to the right of the token in question it is read."""
Group = tuple[Sequence[int], list[list[Part]]]
"""Offsets, and the templates tried at each of them."""
MOVING = frozenset(WORD_COLUMNS)
"""Offsets move the columns of words; those of places stay with the token."""


def group(offsets: Sequence[int], *templates: str) -> Group:
    """Templates as they are written below: "word word+1 side" mixes a word, the next one and a place.

    >>> group([0, 1], "word", "coarse-1 ql")
    ([0, 1], [[('word', 0)], [('coarse', -1), ('ql', 0)]])
    """
    split = [[re.fullmatch(r"(\w+?)([+-]\d)?", part) for part in template.split()] for template in templates]
    return offsets, [[(m[1], int(m[2] or 0)) for m in parts if m] for parts in split]


class Plan:
    """Templates for sheets with these columns: each has a number of its own and parts (key, column, first entry read)."""

    def __init__(self, names: Sequence[str], pad: int, templates: Sequence[Template]) -> None:
        self.names, self.pad, self.templates = names, pad, templates
        # What the templates add up are columns times keys; each such product is made once.
        made = list(dict.fromkeys((key, name) for _, parts in templates for key, name, _ in parts))
        self.columns = np.array([names.index(name) for _, name in made], np.int64)
        self.keys = _KEYS[[key for key, _ in made]]
        self.sums = [[(made.index((key, name)), start) for key, name, start in parts] for _, parts in templates]
        self.salts = np.array([n for n, _ in templates], np.uint32)[:, None] * _TEMPLATE

    def split(self) -> tuple[dict[int, Plan], Plan]:
        """The templates that see one word alone (and its side), by where they see it, as plans for single words; and the others."""
        alone: dict[int, list[Template]] = {}
        others: list[Template] = []
        for number, parts in self.templates:
            words = {start for _, name, start in parts if name in MOVING}
            if len(words) == 1 and all(name in MOVING or name == SIDE for _, name, _ in parts):
                alone.setdefault(words.pop(), []).append((number, tuple((key, name, 0) for key, name, _ in parts)))
            else:
                others.append((number, parts))
        return {start: Plan(self.names, 0, found) for start, found in alone.items()}, Plan(self.names, self.pad, others)


Template = tuple[int, tuple[tuple[int, str, int], ...]]
SIDE = "side"
"""The column that says on which side of the cue a token stands: 0 left, 1 at it, 2 right."""


def plan(names: Sequence[str], pad: int, groups: Sequence[Group]) -> Plan:
    """The templates of `groups`, one after another, for a sheet with these columns and blanks."""
    listed = [
        tuple((key, name, pad + offset + (moved if name in MOVING else 0)) for key, (name, offset) in enumerate(parts))
        for offsets, some in groups
        for moved in offsets
        for parts in some
    ]
    return Plan(names, pad, list(enumerate(listed, 1)))


class Sheet:
    """Columns with one entry per token and `pad` blanks before, between and after the sequences.

    `at` holds the place of each token among the entries that have `pad` others on both sides; slots and scores have
    one column for each of these. `numbers` are those of the words in the vocabulary.
    """

    def __init__(self, names: Sequence[str], table: Codes, numbers: Index, at: Index, pad: int) -> None:
        self.names, self.table, self.numbers, self.at, self.pad = names, table, numbers, at, pad
        self.size = table.shape[1] - 2 * pad

    def __getitem__(self, name: str) -> Codes:
        """A column with all its blanks."""
        column: Codes = self.table[self.names.index(name)]
        return column

    def slots(self, templates: Plan, first: int = 0, stop: int | None = None) -> Index:
        """A weight slot for every template (row) and entry (column): a multiplicative hash of the template's parts.

        `first` and `stop` choose some of the entries.
        """
        size = (self.size if stop is None else stop) - first
        products = self.table[templates.columns, first : first + size + 2 * self.pad]
        products *= templates.keys
        rows = np.empty((len(templates.sums), size), np.uint32)
        for row, (part, *others) in zip(rows, templates.sums, strict=True):
            total = products[part[0], part[1] : part[1] + size]
            for product, start in others:
                total = np.add(total, products[product, start : start + size], out=row)
            if not others:
                row[:] = total
        rows += templates.salts
        rows ^= rows >> _MIX
        rows *= _PRIME
        rows >>= _SHIFT
        return rows.astype(np.int64)


TOKEN_GROUPS = (
    # Words, classes, shapes and endings around the token, alone and in runs of two and three.
    group(range(-3, 4), "word", "coarse"),
    group(range(-2, 3), "fine", "shape"),
    group(range(-1, 2), "suffix"),
    group(range(-2, 2), "word word+1", "fine fine+1"),
    group(range(-2, 1), "coarse coarse+1 coarse+2", "shape shape+1 shape+2"),
    # The place in sentence and paragraph, and the nearest quotations and cue words.
    group([0], "word first title", "shape first", "word last", "title shape", "marks shape", "paren shape"),
    group([0], "word ql", "word qr", "ql qr coarse", "kl kwl", "kr kwr", "kl kr shape", "kl coarse", "kr coarse"),
    group([0], "commas kl shape", "prior coarse-1 coarse+1", "prior prior+1 prior-1"),
)
"""What the first tagger sees of a token; the columns are those of `vocabulary` and of `layout`."""

PAD = 3
"""Blanks between sentences: no window of seven tokens reaches into the next one."""


def sheet(tokens: Tokens) -> Sheet:
    """The columns of all tokens, sentence by sentence: of the words and of their places."""
    sizes = np.array([b - a for a, b in tokens.sentences], np.int64)
    at = np.arange(len(tokens.words)) + np.repeat(np.arange(len(sizes)) * PAD, sizes)
    numbers = np.zeros(len(at) + PAD * (len(sizes) + 1), np.int64)
    numbers[at + PAD] = np.fromiter(map(VOCABULARY.__getitem__, tokens.words), np.int64, len(at))
    table = np.zeros((len(COLUMNS), len(numbers)), np.uint32)
    VOCABULARY.table.take(numbers, axis=1, out=table[: len(WORD_COLUMNS)])
    text = Sheet(COLUMNS, table, numbers, at, PAD)
    table[len(WORD_COLUMNS) :, PAD:] = layout(tokens, sizes, text)
    return text


PLACE_COLUMNS = ("first", "last", "title", "marks", "ql", "qr", "kl", "kr", "kwl", "kwr", "commas", "paren")
COLUMNS = (*WORD_COLUMNS, *PLACE_COLUMNS)
TOKEN_TEMPLATES = plan(COLUMNS, PAD, TOKEN_GROUPS)


def layout(tokens: Tokens, sizes: Index, text: Sheet) -> list[npt.NDArray[Any]]:
    """Where each token stands in its sentence, its paragraph, and among quotations, cues and commas: `PLACE_COLUMNS`.

    What they hold for the blanks after a sentence is never read.
    """
    size = np.repeat(sizes, sizes + PAD)
    start = np.repeat(np.cumsum(sizes + PAD) - sizes - PAD, sizes + PAD)
    steps = np.arange(len(start))
    word, stop = text["word"][PAD:], start + size
    ql, qr, _, _ = _nearest(text["shape"][PAD:] >= 7, start, stop)
    kl, kr, left, right = _nearest(text["prior"][PAD:] >= 3, start, stop)
    comma, opened = word == COMMA, (word == OPENED).astype(np.int64) - (word == CLOSED)
    commas, depth = np.cumsum(comma), np.cumsum(opened)
    marks = np.zeros(len(start), bool)
    marks[text.at[tokens.inside]] = True
    return [
        np.minimum(steps - start, 6),
        np.minimum(stop - 1 - steps, 6),
        np.repeat(np.array(tokens.paragraph) == 0, sizes + PAD) + 2 * (size < 4),
        marks,
        *(ql, qr, kl, kr),
        np.where(left >= 0, word[left], 0),
        np.where(right >= 0, word[right], 0),
        np.minimum(commas - (commas - comma)[start], 4),
        np.minimum(np.maximum(depth - (depth - opened)[start], 0), 1),
    ]


COMMA, OPENED, CLOSED = (identity_of(sign) for sign in ",()")


def _nearest(flag: npt.NDArray[np.bool_], start: Index, stop: Index) -> tuple[Index, Index, Index, Index]:
    """Bucketed distance to the nearest flagged token strictly left and right in the sentence, and those tokens (-1: none)."""
    n = len(flag)
    steps = np.arange(n)
    left, right = np.full(n, -1), np.full(n, n)
    np.maximum.accumulate(np.where(flag, steps, -1)[:-1], out=left[1:])
    np.minimum.accumulate(np.where(flag, steps, n)[:0:-1], out=right[-2::-1])
    left[left < start] = -1
    right[right >= stop] = -1
    return np.where(left < 0, 15, bucket(steps - left)), np.where(right < 0, 15, bucket(right - steps)), left, right


_BUCKETS = np.array([0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 8, 9, 9, 9, 9] + [10] * 8 + [11] * 16 + [12])


def bucket(distance: Index) -> Index:
    """Distances 0 … as 13 steps that grow."""
    return _BUCKETS.take(distance, mode="clip")
