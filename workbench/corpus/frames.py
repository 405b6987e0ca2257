"""Rows to frames whose columns and types are those of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import pandas as pd

from workbench.schema import Table


def records(data: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries, column name → value."""
    return [{str(k): v for k, v in row.items()} for row in data.to_dict("records")]


def frame(rows: Iterable[Mapping[str, Any]] | pd.DataFrame, table: Table) -> pd.DataFrame:
    """The rows as a frame of that table: its columns in order, its types, missing values as NA, rows numbered from 0.

    `ValueError` when a column is missing, unknown, or holds what its type cannot.
    """
    data = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame.from_records(list(rows), columns=None)
    if not len(data.columns):
        data = pd.DataFrame(columns=list(table.columns))
    if set(data.columns) != set(table.columns):
        absent, extra = set(table.columns) - set(data.columns), set(data.columns) - set(table.columns)
        raise ValueError(f"columns missing: {sorted(absent) or 'none'}; unknown: {sorted(extra) or 'none'}")
    try:
        typed = {name: data[name].astype(cast("Any", column.dtype)) for name, column in table.columns.items()}
    except (TypeError, ValueError) as error:
        raise ValueError(f"a column holds what its type cannot: {error}") from error
    return pd.DataFrame(typed).reset_index(drop=True)
