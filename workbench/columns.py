"""What a table is made of: columns with their types, and what one row means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: pandas dtype, meaning, and whether a value may be missing."""

    dtype: str
    doc: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, and its columns in order. `key` names the column whose values are unique."""

    row: str
    columns: dict[str, Column]
    key: str | None = None


def text(doc: str, *, missing: bool = False) -> Column:
    """A column of words."""
    return Column("str", doc, missing)


def count(doc: str) -> Column:
    """A column of whole numbers."""
    return Column("int64", doc)


def share(doc: str, *, missing: bool = False) -> Column:
    """A column of numbers between 0 and 1."""
    return Column("float64", doc, missing)
