"""The versions of one utterance, word under word, as HTML: what differs is marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

import pandas as pd

from workbench.compare.collate import collate, word_errors
from workbench.compare.shared import once_per_corpus
from workbench.corpus import Corpus
from workbench.corpus.model import records
from workbench.show.html import esc, outlet, place

# ---- Versions of one utterance above each other, word under word, as HTML: what differs is marked by weight and by a line


_ACROSS = 12  # columns of words in a line, then the versions go on below
MOST_VERSIONS = 8  # versions; more are too many to hold against each other
NOTHING = "·"
"""What stands where a version has no word."""


def collation(rows: pd.DataFrame) -> str:
    """The versions of one utterance (rows of `wb.collate`), the words that stand for each other below each other.

    Words that differ from one version to the next are bold and underlined; where a version has none stands `·`.
    """
    versions = rows.drop_duplicates("witness")[["witness", "outlet_label"]].head(MOST_VERSIONS)
    shown = rows[rows["witness"].isin(versions["witness"])]
    words = {str(witness): printed(own) for witness, own in shown.groupby("witness", sort=False)}
    columns = sorted(shown["column"].unique())
    varying = differing(words, columns)
    blocks = [columns[n : n + _ACROSS] for n in range(0, len(columns), _ACROSS)]
    tables = []
    for block in blocks:
        lines = []
        for witness, label in versions.itertuples(index=False, name=None):
            cells = "".join(_cell(words[witness].get(c), c in varying) for c in block)
            lines.append(f'<tr><th scope="row"><bdi>{esc(label)}</bdi></th>{cells}</tr>')
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


# ---- The versions of one utterance, word under word, in blocks that wrap: it fits a phone as it fits paper -----------


MOST_BLOCK_VERSIONS = 6
"""Versions below each other; more are too many to hold against each other."""
ENOUGH = 5
"""Words; of shorter versions little can be said."""
NO_WORD = "·"

collated = once_per_corpus(collate)


@once_per_corpus
def shared(corpus: Corpus) -> pd.DataFrame:
    """The pairs of versions that two outlets print between marks, contractions as the words they stand for.

    The most different come first, but those of a few words after all others: little can be held against little. Two that have no
    word in common are pieces of one utterance, not versions of the same piece, and left out.
    """
    errors = word_errors(corpus)
    pairs = errors[errors["counted"].eq("expanded") & errors["outlet_a"].ne(errors["outlet_b"])]
    shorter = pairs[["words_a", "words_b"]].min(axis=1)
    pairs, long = pairs[pairs["errors"].lt(shorter)], shorter.ge(ENOUGH)
    return pairs.assign(long=long).sort_values(["long", "errors"], ascending=False, kind="stable").drop(columns="long")


def word_under_word(corpus: Corpus, witnesses: Sequence[str], *, marked: bool = True) -> str:
    """These versions of one utterance below each other; unless `marked`, nothing tells where they differ.

    Who sees gets columns of words; who listens gets each version as a sentence, one after the other.
    """
    rows = collated(corpus)
    rows = rows[rows["witness"].isin(witnesses)]
    shown = list(dict.fromkeys(rows["witness"]))[:MOST_BLOCK_VERSIONS]
    cells = {witness: _cells(rows[rows["witness"].eq(witness)]) for witness in shown}
    blocks = []
    for block in _blocks(list(cells.values())):
        # A version that has not begun here, or has ended, leaves nothing out.
        there = [w for w in shown if min(cells[w]) <= block[-1] and block[0] <= max(cells[w])]
        words = {
            "; ".join(dict.fromkeys(plain for c in block if (plain := cells[w].get(c, ("", "", ""))[0]))) for w in there
        }
        look = " differs" if marked and len(words) > 1 else ""
        printed = "".join(f"<span>{_printed(cells[w], block) if w in there else ''}</span>" for w in shown)
        blocks.append(f'<span class="block{look}">{printed}</span>')
    labels = dict(rows.drop_duplicates("witness")[["witness", "outlet_label"]].itertuples(index=False, name=None))
    legend = "".join(f"<li>{outlet(labels[w])} {place(corpus, w, named=False)}</li>" for w in shown)
    spoken = " ".join(f"{esc(labels[w])}: {esc(' '.join(_texts(cells[w])))}." for w in shown)
    more = len(set(witnesses)) - len(shown)
    note = f'<p class="quiet">{more} more versions are left out here.</p>' if more > 0 else ""
    return (
        f'<div class="collation" dir="auto"><ol class="legend">{legend}</ol>'
        f'<div class="blocks" aria-hidden="true">{"".join(blocks)}</div><p class="unseen">{spoken}</p>{note}</div>'
    )


def _cells(own: pd.DataFrame) -> dict[int, tuple[str, str, str]]:
    """Column → the plain word there, the printed word, and its address."""
    columns = own[["column", "word", "text", "address"]].itertuples(index=False, name=None)
    return {int(column): (word, text, address) for column, word, text, address in columns}


def _texts(cells: dict[int, tuple[str, str, str]]) -> list[str]:
    once = {address: text for _, (_, text, address) in sorted(cells.items())}
    return list(once.values())


def _blocks(versions: list[dict[int, tuple[str, str, str]]]) -> list[list[int]]:
    """The columns, those together that one printed word fills: “That’s” stands over “That is”.

    What one version alone has before the others begin or after they end is no difference, and left out.
    """
    every = sorted({column for cells in versions for column in cells})
    both = [column for column in every if sum(column in cells for cells in versions) > 1]
    columns = [column for column in every if both and both[0] <= column <= both[-1]]
    blocks = [[column] for column in columns[:1]]
    for before, column in pairwise(columns):
        if any(before in cells and column in cells and cells[before][2] == cells[column][2] for cells in versions):
            blocks[-1].append(column)
        else:
            blocks.append([column])
    return blocks


def _printed(cells: dict[int, tuple[str, str, str]], block: list[int]) -> str:
    words = {cells[c][2]: cells[c][1] for c in block if c in cells}
    return esc(" ".join(words.values())) if words else NO_WORD
