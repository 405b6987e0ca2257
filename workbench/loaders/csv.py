"""Comma-separated tables: one row, one article; semicolons and tabs will do as well."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from workbench.loaders.encodings import decode
from workbench.loaders.entries import MAPPING, Columns, Entry, Fault, Loaded, as_text, choose, told

_DELIMITERS = ",;\t"
_MOST_FAULTS = (
    100  # a file with more broken rows is no table, and the search for the next whole row would take too long
)


def load_csv(data: bytes, columns: Columns) -> Loaded:
    """The article of each row, placed by its row as a spreadsheet counts: the header is row 1, so the first is `#2`."""
    text, encoding, decided_by = decode(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = max(_DELIMITERS, key=text[: (text + "\n").index("\n")].count)
    limit = csv.field_size_limit(sys.maxsize)
    try:
        return Loaded(_entries(text, delimiter, columns), encoding, decided_by)
    finally:
        csv.field_size_limit(limit)


def _entries(text: str, delimiter: str, columns: Columns) -> list[Entry | Fault]:
    rows = _rows(text.splitlines(keepends=True) if text.isascii() else _lines(text), delimiter)
    number, header = next(rows, (1, []))
    if isinstance(header, str):
        return [Fault("", f"the header, line {number}, is no row of a table ({header})", MAPPING)]
    names = [name.strip() for name in header]
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        return [Fault("", f"two columns are called {twice[0]!r}", "give each column a name of its own")]
    try:
        chosen = choose([name for name in names if name], columns)
    except ValueError as error:
        return [Fault("", str(error), MAPPING)]
    entries: list[Entry | Fault] = []
    for position, (line, row) in enumerate(rows, 2):
        if isinstance(row, str) or any(cell.strip() for cell in row):
            entries.append(_entry(f"row {position} (line {line})", f"#{position}", row, (names, chosen, columns)))
        if sum(isinstance(e, Fault) for e in entries) >= _MOST_FAULTS:
            entries.append(
                Fault("", f"more than {_MOST_FAULTS} rows are broken; the rest was not read", "mend the table")
            )
            break
    return entries


def _lines(text: str) -> list[str]:
    """The lines of `text`, parted at line feeds alone: rarer line ends stay inside a field."""
    return [line + "\n" for line in text.split("\n")]


def _rows(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """The line at which each row begins, 1 for the first, and its cells, or why it is none.

    After a broken row reading goes on with the next line, so that an open quotation mark does not swallow the rest.
    """
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        at = 0
        try:
            for row in reader:
                if row:
                    yield start + at + 1, row
                at = reader.line_num
            return
        except csv.Error as error:
            yield start + at + 1, str(error)
            start += at + 1


def _entry(
    where: str, place: str, row: list[str] | str, table: tuple[list[str], dict[str, str], Columns]
) -> Entry | Fault:
    names, chosen, given = table
    quoting = "put a text with commas, line ends or quotation marks between marks, and write a mark inside it twice"
    if isinstance(row, str):
        return Fault(place, f"{where} is no row of a table ({row})", quoting)
    if len(row) != len(names):
        return Fault(place, f"{where} has {len(row)} cells; the header has {len(names)}", quoting)
    cells = {name: cell for name, cell in zip(names, row, strict=True) if cell.strip()}
    if chosen["text"] not in cells:
        return Fault(place, f"{where} has nothing in the column {chosen['text']!r}", "put the article’s text there")
    fields = {f: " ".join(cells[c].split()) for f, c in chosen.items() if f != "text" and c in cells}
    found = {f: told(where, "column", c, f in given) for f, c in chosen.items() if c in cells}
    rest = {name: cell for name, cell in cells.items() if name not in chosen.values()}
    return Entry(place, as_text(cells[chosen["text"]], fields, found, {"also": rest} if rest else {}))
