"""The versions of one utterance, word under word, as HTML: what differs is marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from workbench.compare.collate import collate
from workbench.compare.standing import stated
from workbench.corpus import Corpus
from workbench.corpus.model import records
from workbench.show.html import Templates, place

MOST_VERSIONS = 8
"""Versions below each other; more are too many to hold against each other."""
NOTHING = "·"
"""What stands where a version has no word."""

_HTML = Templates("versions.html.j2")
collate_frame = stated(collate)


class Cell(NamedTuple):
    """What a version has in a column: the plain word, the word as printed, and the address of the printed word."""

    plain: str
    printed: str
    address: str


_Version = Mapping[int, Cell]
"""Column → what a version has there; no entry where it has no word."""


def printed(own: pd.DataFrame) -> dict[int, tuple[str, str, str]]:
    """Column → the plain word there, the printed word, and its address; of a printed word in several columns the first has it."""
    cells: dict[int, tuple[str, str, str]] = {}
    ordered = records(own.sort_values("column", kind="stable"))
    for _, run in groupby(ordered, key=lambda row: row["address"]):
        for n, row in enumerate(run):
            cells[row["column"]] = (row["word"], row["text"] if n == 0 else "", row["address"])
    return cells


def differing(words: Mapping[str, Mapping[int, tuple[str, str, str]]], columns: Iterable[int]) -> set[int]:
    """The columns in which versions differ. Before its first word and after its last a version is silent: it says nothing else."""
    extents = {witness: (min(own), max(own)) for witness, own in words.items() if own}
    found = set()
    for column in columns:
        inside = [words[w].get(column) for w, (first, last) in extents.items() if first <= column <= last]
        if len({cell[0] if cell else None for cell in inside}) > 1:
            found.add(column)
    return found


def collation(rows: pd.DataFrame) -> Markup:
    """The versions of one utterance (rows of `wb.collate`) for a `Pane`, where a click on a word chooses it."""
    return _grid(rows, {}, marked=True, opens=True)


def word_under_word(corpus: Corpus, witnesses: Sequence[str], *, marked: bool = True) -> Markup:
    """These versions of one utterance for a report, with links to them; unless `marked`, nothing tells where they differ."""
    rows = collate_frame(corpus)
    rows = rows[rows["witness"].isin(witnesses)]
    places = {witness: place(corpus, witness, named=False) for witness in _first(rows)}
    return _grid(rows, places, marked=marked, opens=False)


def _grid(rows: pd.DataFrame, places: Mapping[str, str], *, marked: bool, opens: bool) -> Markup:
    """Versions below each other in blocks that wrap: it fits a phone as it fits paper.

    Who sees gets columns of words; who listens gets each version as a sentence, one after the other.
    """
    labels = dict(rows.drop_duplicates("witness")[["witness", "outlet_label"]].itertuples(index=False, name=None))
    shown: dict[str, _Version] = {}
    for witness in _first(rows):
        own = rows.loc[rows["witness"].eq(witness), ["column", "word", "text", "address"]]
        shown[witness] = {int(column): Cell(*cell) for column, *cell in own.itertuples(index=False, name=None)}
    versions = list(shown.values())
    blocks = [_block(versions, columns, marked) for columns in _columns(versions)]
    legend = [(labels[witness], places.get(witness, "")) for witness in shown]
    spoken = []
    for witness, version in shown.items():
        once = {cell.address: cell.printed for _, cell in sorted(version.items())}
        spoken.append((labels[witness], " ".join(once.values())))
    return _HTML.grid(legend, blocks, spoken, len(labels) - len(shown), opens)


def _first(rows: pd.DataFrame) -> list[str]:
    """The versions that are shown."""
    return list(dict.fromkeys(rows["witness"]))[:MOST_VERSIONS]


def _columns(versions: Sequence[_Version]) -> list[list[int]]:
    """The columns, those together that one printed word fills: “That’s” stands over “That is”.

    What one version alone has before the others begin or after they end is no difference, and left out.
    """
    counts = Counter(column for version in versions for column in version)
    every = sorted(counts)
    common = [column for column in every if counts[column] > 1]
    columns = [column for column in every if common and common[0] <= column <= common[-1]]
    blocks = [[column] for column in columns[:1]]
    for before, column in pairwise(columns):
        pairs = [(version[before], version[column]) for version in versions if before in version and column in version]
        if any(one.address == other.address for one, other in pairs):
            blocks[-1].append(column)
        else:
            blocks.append([column])
    return blocks


def _block(versions: Sequence[_Version], columns: list[int], marked: bool) -> tuple[bool, list[tuple[str, str]]]:
    """Whether the versions differ in these columns, and for each its printed words there and the address of the first."""
    cells, readings = [], set()
    for version in versions:
        if not min(version) <= columns[-1] or not columns[0] <= max(version):
            cells.append(("", ""))  # a version that has not begun here, or has ended, leaves nothing out
            continue
        here = [version[column] for column in columns if column in version]
        readings.add("; ".join(dict.fromkeys(cell.plain for cell in here if cell.plain)))
        words = {cell.address: cell.printed for cell in here}
        cells.append((" ".join(words.values()) or NOTHING, next(iter(words), "")))
    return marked and len(readings) > 1, cells
