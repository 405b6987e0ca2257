"""Versions of one utterance above each other, word under word, as HTML: what differs is marked by weight and by a line."""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from workbench.corpus.frames import records
from workbench.show.reader import esc

_ACROSS = 12  # columns of words in a line, then the versions go on below
MOST = 8  # versions; more are too many to hold against each other
NOTHING = "·"
"""What stands where a version has no word."""


def collation(rows: pd.DataFrame) -> str:
    """The versions of one utterance (rows of `wb.collate`), the words that stand for each other below each other.

    A word that not all versions have in its column is bold and underlined; where a version has none stands `·`.
    """
    versions = rows.drop_duplicates("witness")[["witness", "outlet_label"]].head(MOST)
    shown = rows[rows["witness"].isin(versions["witness"])]
    words = {witness: _printed(own) for witness, own in shown.groupby("witness", sort=False)}
    columns = sorted(shown["column"].unique())
    varying = {c for c in columns if _varies([words[w].get(c) for w in versions["witness"]])}
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


def _printed(own: pd.DataFrame) -> dict[int, tuple[str, str, str]]:
    """Column → the plain word there, the printed word, and its address; of a printed word in several columns the first has it."""
    cells: dict[int, tuple[str, str, str]] = {}
    ordered = records(own.sort_values("column", kind="stable"))
    for _, run in groupby(ordered, key=lambda row: row["address"]):
        for n, row in enumerate(run):
            cells[row["column"]] = (row["word"], row["text"] if n == 0 else "", row["address"])
    return cells


def _varies(cells: list[tuple[str, str, str] | None]) -> bool:
    return len({cell[0] if cell else None for cell in cells}) > 1


def _cell(cell: tuple[str, str, str] | None, varies: bool) -> str:
    look = ' class="differs"' if varies else ""
    if cell is None:
        return f'<td{look} title="no word here">{NOTHING}</td>'
    _, printed, address = cell
    return f'<td{look} data-mark="{esc(address)}" title="{esc(address)}"><bdi>{esc(printed)}</bdi></td>'
