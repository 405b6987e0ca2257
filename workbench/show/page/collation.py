"""Versions of one utterance above each other, word under word, as HTML: what differs is marked by weight and by a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

import pandas as pd

from workbench.corpus.frames import records
from workbench.show.page.reader import esc

_ACROSS = 12  # columns of words in a line, then the versions go on below
MOST = 8  # versions; more are too many to hold against each other
NOTHING = "·"
"""What stands where a version has no word."""


def collation(rows: pd.DataFrame) -> str:
    """The versions of one utterance (rows of `wb.collate`), the words that stand for each other below each other.

    Words that differ from one version to the next are bold and underlined; where a version has none stands `·`.
    """
    versions = rows.drop_duplicates("witness")[["witness", "outlet_label"]].head(MOST)
    shown = rows[rows["witness"].isin(versions["witness"])]
    words = {str(witness): printed(own) for witness, own in shown.groupby("witness", sort=False)}
    columns = sorted(shown["column"].unique())
    varying = differing(words, columns)
    blocks = [columns[n : n + _ACROSS] for n in range(0, len(columns), _ACROSS)]
    tables = []
    for block in blocks:
        lines = []
        for witness, outlet in versions.itertuples(index=False, name=None):
            cells = "".join(_cell(words[witness].get(c), c in varying) for c in block)
            lines.append(f'<tr><th scope="row"><bdi>{esc(outlet)}</bdi></th>{cells}</tr>')
        tables.append(f'<table class="collation">{"".join(lines)}</table>')
    more = rows["witness"].nunique() - len(versions)
    note = f'<p class="quiet">{more} more versions; wb.collate has them all.</p>' if more > 0 else ""
    return "".join(tables) + note


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


def _cell(cell: tuple[str, str, str] | None, differs: bool) -> str:
    look = ' class="differs"' if differs else ""
    if cell is None:
        return f'<td{look} title="no word here">{NOTHING}</td>'
    _, word, address = cell
    return f'<td{look} data-mark="{esc(address)}" title="{esc(address)}"><bdi>{esc(word)}</bdi></td>'
