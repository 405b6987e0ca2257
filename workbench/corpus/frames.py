"""Rows to frames whose columns and types are those of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, cast

import pandas as pd

from workbench.schema import Table


def records(data: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries, column name → value."""
    names = [str(name) for name in data.columns]
    return [dict(zip(names, row, strict=True)) for row in rows_of(data, *data.columns)]


def rows_of(data: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The values of those columns row by row, as plain Python values: ten times as fast as going over the columns themselves."""
    return zip(*(data[name].tolist() for name in names), strict=True)


def frame(rows: Iterable[Mapping[str, Any]] | pd.DataFrame, table: Table) -> pd.DataFrame:
    """The rows as a frame of that table: its columns in order, its types, missing values as NA, rows numbered from 0.

    `ValueError` when a column is missing, unknown, or holds what its type cannot.
    """
    data: Any = rows
    if not isinstance(rows, pd.DataFrame):
        given = list(rows)
        data = {name: [row.get(name) for row in given] for name in (dict.fromkeys(chain(*given)) or table.columns)}
    if set(data) != set(table.columns):
        absent, extra = set(table.columns) - set(data), set(data) - set(table.columns)
        raise ValueError(f"columns missing: {sorted(absent) or 'none'}; unknown: {sorted(extra) or 'none'}")
    try:
        typed = {name: pd.Series(data[name], dtype=cast("Any", column.dtype)) for name, column in table.columns.items()}
    except (TypeError, ValueError) as error:
        raise ValueError(f"a column holds what its type cannot: {error}") from error
    return pd.DataFrame(typed).reset_index(drop=True)
