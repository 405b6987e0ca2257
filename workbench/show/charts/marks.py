"""What the marks of a chart stand for: their keys, what is told of them, and the passages that they count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from workbench.compare.common.evidence import JOINT

KEY = "|"
"""What stands between the parts of the key of a mark."""


def mark_key(*parts: Any) -> str:
    """What a mark stands for, as one value that a click gives back; what is missing is empty.

    >>> mark_key("claim", None, 3)
    'claim||3'
    """
    return KEY.join("" if pd.isna(part) else str(part) for part in parts)


def mark_keys(frame: pd.DataFrame, *columns: str) -> list[str]:
    """The key of each row, made of those columns."""
    return [KEY.join(parts) for parts in zip(*(_written(frame[name]) for name in columns), strict=True)]


def _written(column: pd.Series) -> list[str]:
    return ["" if gone else str(v) for v, gone in zip(column.tolist(), column.isna().tolist(), strict=True)]


def marks_of(spec: Mapping[str, Any]) -> dict[str, str]:
    """The marks of a chart, given as its specification, that can be clicked: their keys, in order, and what is told of each."""
    rows = (row for data in spec.get("datasets", {}).values() for row in data)
    return {row["key"]: row["told"] for row in rows if row.get("key") and row.get("told")}


class Behind(Mapping[str, tuple[str, ...]]):
    """The key of each mark → the addresses of what it counts, those in the columns `cells` of its rows; () where there are none.

    The keys are made of the columns `by`. A frame may have a hundred thousand rows and nobody clicks on most, so it is read
    when the first mark is looked up, and of the addresses only those asked for.
    """

    def __init__(self, frame: pd.DataFrame, by: Sequence[str], cells: Sequence[str] = ("evidence",)) -> None:
        self._frame, self._by, self._cells = frame, by, cells

    def __getitem__(self, key: str) -> tuple[str, ...]:
        rows = self._frame[[*self._cells]].iloc[self._places[key]]
        cells = (cell for row in rows.itertuples(index=False, name=None) for cell in row if isinstance(cell, str))
        return tuple(dict.fromkeys(address for cell in cells for address in cell.split(JOINT)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def rows(self, keys: Iterable[str]) -> pd.DataFrame:
        """The rows of the frame that these marks stand for."""
        return self._frame.iloc[sorted({place for key in keys for place in self._places.get(key, ())})]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, key in enumerate(mark_keys(self._frame, *self._by)):
            places.setdefault(key, []).append(place)
        return places
