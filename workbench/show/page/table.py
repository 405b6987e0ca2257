"""A frame as a table that can be read: whole texts in lines that wrap, missing values said, each column explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.columns import Column
from workbench.schema import RESULTS, TABLES
from workbench.show.page.reader import esc, page

MOST = 60
"""Rows that are shown; nobody reads more on a page, and the frame has them all."""


@dataclass(frozen=True)
class Readable:
    """A frame that a notebook shows as a table to read."""

    frame: pd.DataFrame

    def _repr_html_(self) -> str:
        shown = self.frame.head(MOST)
        kept = list(shown.index.names) == [None]  # plain numbers of rows, not the groups of a summary
        own = shown if kept else shown.reset_index()
        decimals = [_decimals(own.iloc[:, n]) for n in range(own.shape[1])]
        docs = _meanings([str(name) for name in own.columns])
        heads = "".join(_head(str(name), docs) for name in own.columns)
        number = '<th scope="col" aria-label="number of the row"></th>' if kept else ""
        rows = []
        for n, values in zip(shown.index, own.itertuples(index=False, name=None), strict=True):
            cells = "".join(_cell(value, places) for value, places in zip(values, decimals, strict=True))
            rows.append(f"<tr>{f'<th scope=row>{n}</th>' if kept else ''}{cells}</tr>")
        left = len(self.frame) - len(shown)
        note = f'<p class="quiet">The first {MOST} of {len(self.frame):,} rows; the frame has them all.</p>'
        none = '<p class="quiet">No rows.</p>'
        body = f'<table class="rows"><thead><tr>{number}{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
        return page(body, note if left else "" if len(shown) else none)

    def __repr__(self) -> str:
        return repr(self.frame)


def table(frame: pd.DataFrame) -> Readable:
    """The frame to be read in a notebook: whole texts, flush left, in lines that wrap; the frame itself stays as it is.

    Missing values are a dash, numbers have two decimals, column heads tell their meaning when pointed at. Of more than 60 rows the
    first 60 are shown, and that is said. Words from articles are text in it, never markup.

    >>> import workbench as wb
    >>> corpus = wb.load()
    >>> wb.table(corpus.quotes[["text", "words"]]).frame.shape
    (70, 2)
    """
    return Readable(frame)


def _meanings(names: list[str]) -> dict[str, Column]:
    """The columns of that table of the schema which has most of these names."""
    schemas = [t.columns for t in (*TABLES.values(), *RESULTS.values())]
    best = max(schemas, key=lambda columns: sum(name in columns for name in names))
    return {name: best[name] for name in names if name in best}


def _head(name: str, docs: dict[str, Column]) -> str:
    title = f' title="{esc(docs[name].doc)}"' if name in docs else ""
    return f'<th scope="col"{title}>{esc(name)}</th>'


def _decimals(column: pd.Series[Any]) -> int:
    known = column.dropna()
    return 2 if pd.api.types.is_float_dtype(column) and not (known == known.round()).all() else 0


def _cell(value: Any, decimals: int) -> str:
    if not isinstance(value, (list, tuple, dict)) and pd.isna(value):
        return '<td class="missing"><span aria-label="missing">–</span></td>'
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, (int, float)):
        return f'<td class="count">{value:,.{decimals}f}</td>'
    return f"<td><bdi>{esc(value)}</bdi></td>"
