"""The two chains that label words as cue, source or content: words → columns of numbers → labels → runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from importlib.resources import files
from itertools import accumulate, pairwise, product, repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from workbench.parse.quotations.tokens import VOCABULARY, WORD_COLUMNS, TokenRange, Tokens, identity_of, join

# ---- Templates and slots ---------------------------------------------------------------------------------------------

Codes = npt.NDArray[np.uint32]
Indices = npt.NDArray[np.int64]

SLOT_BITS = 18
"""Features are hashed into 2**18 weight slots: no word list is shipped, and a lookup is one multiplication."""

_HASH_KEYS = np.array([0xD6E8FEB9, 0xA0761D65, 0xE7037ED1, 0x8EBC6AF1], np.uint32)[:, None]
_TEMPLATE, _PRIME = np.uint32(0x2545F491), np.uint32(0x9E3779B1)
_MIX, _SHIFT = np.uint32(15), np.uint32(32 - SLOT_BITS)

TemplatePart = tuple[str, int]
"""A column, and how many tokens to the right of the token in question it is read."""
Group = tuple[Sequence[int], list[list[TemplatePart]]]
"""Offsets, and the templates tried at each of them."""
MOVING = frozenset(WORD_COLUMNS)
"""Offsets move the columns of words; those of places stay with the token."""


def group(offsets: Sequence[int], *templates: str) -> Group:
    """Templates as they are written below: "word word+1 side" mixes a word, the next one and a place.

    >>> group([0, 1], "word", "coarse-1 ql")
    ([0, 1], [[('word', 0)], [('coarse', -1), ('ql', 0)]])
    """
    return offsets, [list(map(_part, template.split())) for template in templates]


def _part(written: str) -> TemplatePart:
    """One part of a template: "word+1" is the word one token to the right.

    >>> _part("word+1"), _part("side")
    (('word', 1), ('side', 0))
    """
    at = max(written.find("+"), written.find("-"))
    return (written, 0) if at < 0 else (written[:at], int(written[at:]))


Template = tuple[int, tuple[tuple[int, str, int], ...]]
_SIDE = "side"
"""The column that says on which side of the cue a token stands: 0 left, 1 at it, 2 right."""


class Plan:
    """Templates for sheets with these columns: each has a number of its own and parts (key, column, first entry read)."""

    def __init__(self, names: Sequence[str], pad: int, templates: Sequence[Template]) -> None:
        self.names, self.pad, self.templates = names, pad, templates
        # What the templates add up are columns times keys; each such product is made once.
        made = list(dict.fromkeys((key, name) for _, parts in templates for key, name, _ in parts))
        self.columns = np.array([names.index(name) for _, name in made], np.int64)
        self.keys = _HASH_KEYS[[key for key, _ in made]]
        self.sums: list[list[tuple[int, int]]] = []  # for each template its products, and the first entry read of each
        for _, parts in templates:
            self.sums.append([(made.index((key, name)), start) for key, name, start in parts])
        self.salts = np.array([n for n, _ in templates], np.uint32)[:, None] * _TEMPLATE

    def split(self) -> tuple[dict[int, Plan], Plan]:
        """The templates that see one word alone (and its side), by where they see it, as plans for single words; and the others."""
        alone: dict[int, list[Template]] = {}
        others: list[Template] = []
        for number, parts in self.templates:
            words = {start for _, name, start in parts if name in MOVING}
            if len(words) == 1 and all(name in MOVING or name == _SIDE for _, name, _ in parts):
                alone.setdefault(words.pop(), []).append((number, tuple((key, name, 0) for key, name, _ in parts)))
            else:
                others.append((number, parts))
        return {start: Plan(self.names, 0, found) for start, found in alone.items()}, Plan(self.names, self.pad, others)


def plan(names: Sequence[str], pad: int, groups: Sequence[Group]) -> Plan:
    """The templates of `groups`, one after another, for a sheet with these columns and blanks."""
    templates: list[Template] = []
    for offsets, group_templates in groups:
        for moved, parts in product(offsets, group_templates):
            read = [pad + offset + (moved if name in MOVING else 0) for name, offset in parts]
            keyed = [(key, name, start) for key, ((name, _), start) in enumerate(zip(parts, read, strict=True))]
            templates.append((len(templates) + 1, tuple(keyed)))
    return Plan(names, pad, templates)


class Sheet:
    """Columns with one entry per token and `pad` blanks before, between and after the sequences.

    `at` holds the place of each token among the entries that have `pad` others on both sides; slots and scores have
    one column for each of these. `numbers` are those of the words in the vocabulary.
    """

    def __init__(self, names: Sequence[str], table: Codes, numbers: Indices, at: Indices, pad: int) -> None:
        self.names, self.table, self.numbers, self.at, self.pad = names, table, numbers, at, pad
        self.size = table.shape[1] - 2 * pad

    def __getitem__(self, name: str) -> Codes:
        """A column with all its blanks."""
        column: Codes = self.table[self.names.index(name)]
        return column

    def slots(self, templates: Plan, first: int = 0, stop: int | None = None) -> Indices:
        """A weight slot for every template (row) and entry (column): a multiplicative hash of the template's parts.

        `first` and `stop` choose some of the entries.
        """
        size = (self.size if stop is None else stop) - first
        products = self.table[templates.columns, first : first + size + 2 * self.pad]
        products *= templates.keys
        rows = np.empty((len(templates.sums), size), np.uint32)
        for row, (part, *others) in zip(rows, templates.sums, strict=True):
            total = products[part[0], part[1] : part[1] + size]
            for which, start in others:
                total = np.add(total, products[which, start : start + size], out=row)
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

TOKEN_PAD = 3  # blanks between sentences: no window of seven tokens reaches into the next one
PLACE_COLUMNS = ("first", "last", "title", "marks", "ql", "qr", "kl", "kr", "kwl", "kwr", "commas", "paren")
TOKEN_COLUMNS = (*WORD_COLUMNS, *PLACE_COLUMNS)
TOKEN_TEMPLATES = plan(TOKEN_COLUMNS, TOKEN_PAD, TOKEN_GROUPS)


def token_sheet(tokens: Tokens) -> Sheet:
    """The columns of all tokens, sentence by sentence: of the words and of their places."""
    sizes = np.array([b - a for a, b in tokens.sentences], np.int64)
    at = np.arange(len(tokens.words)) + np.repeat(np.arange(len(sizes)) * TOKEN_PAD, sizes)
    numbers = np.zeros(len(at) + TOKEN_PAD * (len(sizes) + 1), np.int64)
    numbers[at + TOKEN_PAD] = np.fromiter(map(VOCABULARY.__getitem__, tokens.words), np.int64, len(at))
    table = np.zeros((len(TOKEN_COLUMNS), len(numbers)), np.uint32)
    VOCABULARY.table.take(numbers, axis=1, out=table[: len(WORD_COLUMNS)])
    text = Sheet(TOKEN_COLUMNS, table, numbers, at, TOKEN_PAD)
    table[len(WORD_COLUMNS) :, TOKEN_PAD:] = _layout(tokens, sizes, text)
    return text


COMMA, _OPENED, CLOSED = (identity_of(sign) for sign in ",()")


def _layout(tokens: Tokens, sizes: Indices, text: Sheet) -> list[npt.NDArray[Any]]:
    """Where each token stands in its sentence, its paragraph, and among quotations, cues and commas: `PLACE_COLUMNS`.

    What they hold for the blanks after a sentence is never read.
    """
    size = np.repeat(sizes, sizes + TOKEN_PAD)
    start = np.repeat(np.cumsum(sizes + TOKEN_PAD) - sizes - TOKEN_PAD, sizes + TOKEN_PAD)
    steps = np.arange(len(start))
    word, stop = text["word"][TOKEN_PAD:], start + size
    ql, qr, _, _ = _nearest(text["shape"][TOKEN_PAD:] >= 7, start, stop)
    kl, kr, left, right = _nearest(text["prior"][TOKEN_PAD:] >= 3, start, stop)
    comma, opened = word == COMMA, (word == _OPENED).astype(np.int64) - (word == CLOSED)
    commas, depth = np.cumsum(comma), np.cumsum(opened)
    marks = np.zeros(len(start), bool)
    marks[text.at[tokens.inside]] = True
    return [
        np.minimum(steps - start, 6),
        np.minimum(stop - 1 - steps, 6),
        np.repeat(np.array(tokens.paragraph) == 0, sizes + TOKEN_PAD) + 2 * (size < 4),
        marks,
        *(ql, qr, kl, kr),
        np.where(left >= 0, word[left], 0),
        np.where(right >= 0, word[right], 0),
        np.minimum(commas - (commas - comma)[start], 4),
        np.minimum(np.maximum(depth - (depth - opened)[start], 0), 1),
    ]


def _nearest(flag: npt.NDArray[np.bool_], start: Indices, stop: Indices) -> tuple[Indices, Indices, Indices, Indices]:
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


def bucket(distance: Indices) -> Indices:
    """Distances 0 … as 13 steps that grow."""
    return _BUCKETS.take(distance, mode="clip")


# ---- Weights and labels ----------------------------------------------------------------------------------------------

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.int8]
Shorts = npt.NDArray[np.int16]

LANES = 8  # the weights of a slot are as many bytes: one per label and zeros, so that a slot is read at once

BLOCK = 4096  # entries of a sheet scored at once: with fewer the calls cost most, with more the slots leave the cache


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
        summed: Shorts = _rows_at(self.weights, slots).sum(axis=0, dtype=np.int16)
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


def _rows_at(table: npt.NDArray[Any], places: npt.NDArray[np.integer[Any]]) -> npt.NDArray[Any]:
    """The rows `table[places]` of a table of `LANES` columns, several times as fast.

    numpy gathers single numbers faster than rows. So the bytes of a row are read as one number of the same length (a row
    of bytes as an int64, one of shorts as a complex128), gathered, and read as a row again; nothing is computed with them.
    """
    row = np.dtype({1: np.int64, 2: np.complex128}[table.itemsize])
    gathered = table.view(row)[:, 0].take(places)
    return gathered.view(table.dtype).reshape(*places.shape, LANES)


def _over_labels(combine: np.ufunc, table: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The columns of a table as one: for a few labels and many tokens ten times as fast as numpy's own way along rows."""
    column: npt.NDArray[Any] = reduce(combine, table.T)[:, None]
    return column


def _swept(local: Doubles, order: Indices, longer: Sequence[int], step: Doubles) -> Doubles:
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


class ChainReader:
    """A chain with its templates, and sums of weights that it keeps.

    Templates that see one word alone, and on which side of the cue it stands, add up to the same wherever that word
    stands. `sums[start]` keeps what those that see the word `start` entries further on add up to: a row for each word of
    the vocabulary and each side, in the order word 0 left, word 0 at the cue, word 0 right, word 1 left, and so on. The
    templates of the first tagger see no side, and have one row a word.
    """

    def __init__(self, chain: Chain, templates: Plan) -> None:
        self.chain = chain
        self.alone, self.others = templates.split()
        self.sides = 3 if _SIDE in templates.names else 1
        self.sums: dict[int, Shorts] = {}
        self.era = -1  # that of the vocabulary when the sums were begun
        self.summed = 0  # how many words have their sums

    def scores(self, sheet: Sheet) -> Floats:
        """The scores of the tokens of a sheet: those of `Chain.scores` for the slots of all templates."""
        self._sum_new_words()
        blocks = [(a, min(a + BLOCK, sheet.size)) for a in range(0, sheet.size, BLOCK)]
        found = np.concatenate([self._block(sheet, *block) for block in blocks])[sheet.at]
        scores: Floats = found[:, : len(self.chain.labels)] * self.chain.scale
        return scores

    def _block(self, sheet: Sheet, first: int, stop: int) -> Shorts:
        """The summed weights of the entries `first:stop`: those of the other templates, then those kept for words alone."""
        total = self.chain.summed(sheet.slots(self.others, first, stop))
        side = sheet[_SIDE][first + sheet.pad : stop + sheet.pad].astype(np.int64) if self.sides > 1 else 0
        for start, sums in self.sums.items():
            total += _rows_at(sums, sheet.numbers[first + start : stop + start] * self.sides + side)
        return total

    def _sum_new_words(self) -> None:
        """Add up the weights of the words that the vocabulary has learned since; of all words, if it has forgotten some."""
        if self.era != VOCABULARY.era:
            self.era, self.summed, self.sums = (
                VOCABULARY.era,
                0,
                dict.fromkeys(self.alone, np.zeros((0, LANES), np.int16)),
            )
        known = len(VOCABULARY) + 1  # with the blank
        if self.summed == known:
            return
        words = self._word_sheet(self.summed, known)
        room = self.sides * VOCABULARY.table.shape[1]
        for start, templates in self.alone.items():
            if len(self.sums[start]) < room:
                more = np.zeros((room - len(self.sums[start]), LANES), np.int16)
                self.sums[start] = np.concatenate([self.sums[start], more])
            new = slice(self.sides * self.summed, self.sides * known)
            self.sums[start][new] = self.chain.summed(words.slots(templates))
        self.summed = known

    def _word_sheet(self, first: int, stop: int) -> Sheet:
        """The words with the numbers `first:stop`, each on every side, as a sheet without blanks; other columns are zero."""
        names = self.others.names
        table = np.zeros((len(names), self.sides * (stop - first)), np.uint32)
        for name, column in zip(WORD_COLUMNS, VOCABULARY.table[:, first:stop], strict=True):
            if name in names:
                table[names.index(name)] = np.repeat(column, self.sides)
        if self.sides > 1:
            table[names.index(_SIDE)] = np.tile(np.arange(self.sides), stop - first)
        return Sheet(names, table, np.arange(0), np.arange(0), 0)


FIRST_LABELS = ("O", "S", "K", "H", "C")
"""Labels of the first tagger: outside, source, cue, head of the cue, content."""
SECOND = ("OL", "OR", "SL", "SR", "CL", "CR", "K")
"""Labels of the second: outside, source, content left and right of the cue in question; the cue's words."""


@cache
def chains() -> tuple[Chain, Chain]:
    """The two taggers as shipped in `models/attribution.npz` (see its card)."""
    stored = _model()
    return _unpack(stored, "cue", FIRST_LABELS), _unpack(stored, "frame", SECOND)


def _model() -> dict[str, npt.NDArray[Any]]:
    with (files("workbench.parse") / "models/attribution.npz").open("rb") as stream, np.load(stream) as stored:
        return dict(stored)


def _unpack(stored: Mapping[str, npt.NDArray[np.generic]], part: str, labels: tuple[str, ...]) -> Chain:
    """Only the slots that carry a weight are stored: their distances, and one byte per weight."""
    full = np.zeros((1 << SLOT_BITS, LANES), np.int8)
    full[np.cumsum(stored[f"{part}_slots"].astype(np.int64)), : len(labels)] = stored[f"{part}_weights"]
    return Chain(labels, full, stored[f"{part}_scale"].astype(np.float32), stored[f"{part}_steps"].astype(np.float32))


@cache
def acceptance() -> Doubles:
    """Intercept and weights of `attributions.confidence`."""
    return np.asarray(_model()["accept"], np.float64)


# ---- What the second tagger sees: places relative to one cue ---------------------------------------------------------

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

FRAME_PAD = 2  # blanks around a frame: its windows reach two tokens far


@dataclass(frozen=True, slots=True)
class Frames:
    """The sentence of each cue, one after another: `token` holds token numbers, `ranges` the sentences."""

    cues: Indices
    token: Indices
    ranges: list[tuple[int, int]]
    sentences: Indices


def frames(tokens: Tokens, cues: Sequence[int] | Indices) -> Frames:
    """One sequence per cue: all tokens of its sentence."""
    at, bounds = np.array(cues, np.int64), np.array(tokens.sentences, np.int64)
    sentences = np.searchsorted(bounds[:, 0], at, side="right") - 1
    first, stop = bounds[sentences].T
    sizes = stop - first
    ends = np.cumsum(sizes)
    token = np.arange(sizes.sum()) + np.repeat(first - (ends - sizes), sizes)
    return Frames(at, token, list(zip((ends - sizes).tolist(), ends.tolist(), strict=True)), sentences)


HEAD_LIKELY = 0.3  # between a token and its cue, tokens from this probability on count as other cues

OF_TOKEN = ("word", "fine", "coarse", "shape", "first", "last", "marks", "title", "paren")
"""Columns of the text that are those of the token."""
TAGGED = ("label", "sure")
OF_CUE = {
    **{"said": ("word", 0), "next": ("word", 1), "second": ("word", 2), "before": ("word", -1)},
    **{"cue_fine": ("fine", 0), "coarse_next": ("coarse", 1), "coarse_before": ("coarse", -1)},
    **{f"cue_{name}": (name, 0) for name in ("ql", "qr", "first", "last", "paren")},
}
"""Columns that are the same for all tokens of a frame: which column of the text, at which offset from the cue."""
_RELATIVE = ("side", "signed", "marker", "heads", "sources", "commas")
FRAME_COLUMNS = (*OF_TOKEN, *TAGGED, *OF_CUE, "cue_sure", *_RELATIVE)
FRAME_TEMPLATES = plan(FRAME_COLUMNS, FRAME_PAD, FRAME_GROUPS)


def frame_sheet(text: Sheet, first: Doubles, f: Frames) -> Sheet:
    """The columns of every token of every frame; `first` holds the first tagger's probabilities (O, S, K, H, C)."""
    label, sure, flags = _first_labels(text, first)
    cue_at = text.at[f.cues] + text.pad
    lengths = np.array([b - a for a, b in f.ranges])
    # A frame's entries lie side by side in the text's sheet; each has its blanks to the right in common with the next.
    begin = text.at[f.token[[a for a, _ in f.ranges]]] + text.pad - FRAME_PAD
    sizes = lengths + FRAME_PAD
    sizes[-1] += FRAME_PAD
    where = np.arange(sizes.sum()) + np.repeat(begin - (np.cumsum(sizes) - sizes), sizes)
    cue = np.repeat(cue_at, sizes)
    table = np.empty((len(FRAME_COLUMNS), len(where)), np.uint32)
    of_token, of_cue = len(OF_TOKEN), len(OF_TOKEN) + len(TAGGED)
    text.table[[text.names.index(name) for name in OF_TOKEN]].take(where, axis=1, out=table[:of_token])
    table[of_token:of_cue] = label.take(where), sure.take(where)
    said = [*(text[name].take(cue_at + offset) for name, offset in OF_CUE.values()), sure.take(cue_at)]
    table[of_cue : -len(_RELATIVE)] = np.repeat(np.array(said), sizes, axis=1)
    distance = where - cue
    table[-6], table[-5] = np.sign(distance) + 1, np.where(distance < 0, 20, 40) + bucket(np.abs(distance))
    table[-4], table[-3:] = _marker(text["clause"], where, cue), _between(flags, where, cue)
    at = np.arange(len(f.token)) + np.repeat(np.arange(len(lengths)) * FRAME_PAD, lengths)
    return Sheet(FRAME_COLUMNS, table, text.numbers.take(where), at, FRAME_PAD)


def _first_labels(text: Sheet, first: Doubles) -> tuple[Indices, Indices, Indices]:
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


def _between(flags: Indices, where: Indices, cue: Indices) -> Indices:
    """How many flagged tokens lie strictly between each token and its cue (0 … 3), a row for each kind of flag."""
    upto = np.cumsum(flags, axis=1)
    low, high = np.minimum(where, cue), np.maximum(where, cue)
    found = (upto - flags).take(high, axis=1) - upto.take(low, axis=1)
    bounded: Indices = np.minimum(np.maximum(found, 0), 3)
    return bounded


def _marker(code: Codes, where: Indices, cue: Indices) -> Indices:
    """The clause word nearest to the token, strictly between it and its cue (0: none), as its number."""
    steps = np.arange(len(code))
    last = np.maximum.accumulate(np.where(code > 0, steps, -1)).take(where)
    following = np.minimum.accumulate(np.where(code > 0, steps, len(code))[::-1])[::-1].take(where)
    # For a token right of its cue the nearest marker lies at or before it; for one left of it, at or after it.
    near = np.where((where > cue) & (last > cue), last, np.where((where < cue) & (following < cue), following, -1))
    return np.where(near >= 0, code.take(near, mode="clip"), np.uint32(0))


# ---- The two taggers applied to texts --------------------------------------------------------------------------------


FAVOUR = np.array([1, 1, 1, 1, 1.5, 1.5, 1])
"""Content wins a token before it is likelier than nothing: the cue is already there (cross-validated)."""
SOURCE_SHARE = 0.2  # neighbours of the likeliest token of a source need this share of its probability (cross-validated)

CONTENT, CUE = 4, 6  # among `SECOND` the first label of content, and that of the cue


class CueReading(NamedTuple):
    """One cue: token ranges in its own text, and how much content the tagger sees before each token, `shift` places further on.

    `upto` is one list for all cues that were read together.
    """

    head: int
    sentence: int
    chance: float
    cue: TokenRange
    source: TokenRange
    source_chance: float
    content: list[TokenRange]
    shift: int
    upto: list[float]

    def content_chance(self, content: list[TokenRange]) -> float:
        """The mean probability of these tokens to be content."""
        upto, shift = self.upto, self.shift
        covered, size = 0.0, 0
        for a, b in content:
            covered += upto[b - shift] - upto[a - shift]
            size += b - a
        return covered / size


KEPT = 30_000_000  # bytes; glibc keeps no more than 32 MiB


@lru_cache(maxsize=4)
def _reader(chain: Chain, templates: Plan) -> ChainReader:
    # An array of this size is asked for, never touched, and given back at once. From then on glibc keeps freed memory up
    # to this size for the next batch of texts, instead of asking the system for it anew: a tenth of the time of a batch.
    np.empty(KEPT, np.uint8)
    return ChainReader(chain, templates)


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """Texts, one after another, with the first tagger's probabilities of each token to bear each of the labels `FIRST`.

    For each text, `heads` holds the probability of each token to head a cue, and `likely` the tokens above the floor.
    """

    texts: Sequence[Tokens]
    tokens: Tokens
    columns: Sheet
    labels: Doubles
    heads: list[list[float]]
    likely: list[list[int]]


def tag(texts: Sequence[Tokens], first: Chain, floor: float) -> Tagged:
    """What the first tagger says of texts of which one at least has a token; `floor` is that of `Tagged.likely`."""
    tokens = join(texts)
    columns = token_sheet(tokens)
    labels = first.probabilities(_reader(first, TOKEN_TEMPLATES).scores(columns), tokens.sentences)
    bounds = pairwise(accumulate((len(text.words) for text in texts), initial=0))
    heads = [labels[a:b, FIRST_LABELS.index("H")] for a, b in bounds]
    likely = [np.flatnonzero(chances > floor).tolist() for chances in heads]
    return Tagged(texts, tokens, columns, labels, [chances.tolist() for chances in heads], likely)


def read_cues(tagged: Tagged, second: Chain, cues: Sequence[Sequence[int]]) -> list[list[CueReading]]:
    """What the second tagger says of the cues of each text, which are token numbers in that text."""
    counts = [len(own) for own in cues]
    if not any(counts):
        return [[] for _ in cues]
    sizes = np.array([(len(text.words), len(text.sentences)) for text in tagged.texts])
    before = np.repeat(np.cumsum(sizes, axis=0) - sizes, counts, axis=0)
    heads = np.concatenate([np.array(own, np.int64) for own in cues]) + before[:, 0]
    framed = frames(tagged.tokens, heads)
    seen = frame_sheet(tagged.columns, tagged.labels, framed)
    labels = second.probabilities(_reader(second, FRAME_TEMPLATES).scores(seen), framed.ranges)
    chances = tagged.labels[heads, FIRST_LABELS.index("H")].tolist()
    found = readings(framed, labels, chances, before[:, 0], before[:, 1])
    return [found[a:b] for a, b in pairwise(accumulate(counts, initial=0))]


def readings(
    f: Frames, q: Doubles, chances: list[float], tokens_before: Indices, sentences_before: Indices
) -> list[CueReading]:
    """What the label probabilities `q` of the frames say of each cue, the `chances` of which are known.

    `…_before` is how many tokens and sentences stand before the text of each cue.
    """
    starts = np.array([a for a, _ in f.ranges], np.int64)
    shift = f.token[starts] - tokens_before - starts
    chance, inside = q[:, 2] + q[:, 3], q[:, 4] + q[:, 5]
    sources, peaks = likeliest(chance, starts)
    begins, ends, labels = _label_runs((q * FAVOUR).argmax(axis=1), starts)
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
    return list(map(CueReading._make, zip(*columns, strict=True)))


def _pairs(begins: Indices, ends: Indices) -> list[TokenRange]:
    return list(zip(begins.tolist(), ends.tolist(), strict=True))


def likeliest(chance: Doubles, starts: Indices) -> tuple[Indices, Doubles]:
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


def _label_runs(labels: npt.NDArray[np.intp], starts: Indices) -> tuple[Indices, Indices, Indices]:
    """The longest stretches of one label within a frame: begins, ends and labels."""
    changes = np.concatenate(([True], labels[1:] != labels[:-1]))
    changes[starts] = True
    begins = np.flatnonzero(changes)
    return begins, np.append(begins[1:], len(labels)), labels[begins]


def _by_frame(
    begins: Indices, ends: Indices, labels: Indices, starts: Indices, shift: Indices
) -> list[list[TokenRange]]:
    """The stretches of content of each frame, those left of the cue first."""
    kept = np.flatnonzero((labels >= CONTENT) & (labels < CUE))
    frame = np.searchsorted(starts, begins[kept], side="right") - 1
    kept, frame = kept[order := np.lexsort((labels[kept], frame))], frame[order]
    found = _pairs(begins[kept] + shift[frame], ends[kept] + shift[frame])
    cuts = np.searchsorted(frame, np.arange(len(starts) + 1)).tolist()
    return [found[a:b] for a, b in pairwise(cuts)]
