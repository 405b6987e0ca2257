"""Files written whole or not at all, and the one CSV writer and reader of the package."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from workbench.errors import WorkbenchError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: what stood at `path` is replaced once the new content is on the disk, or stays as it was.

    `WorkbenchError` says what to do where nothing can be written there.
    """
    if path.is_dir():
        raise WorkbenchError(f"{path} is a folder; give the name of a file")
    if not path.parent.is_dir():
        raise WorkbenchError(f"{path.parent}: no such folder; make it, or write somewhere else")
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise WorkbenchError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        aside.unlink(missing_ok=True)


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files, name → content, as all that `folder` holds; what was there before goes once all are written, or stays.

    `OSError` where they cannot be written.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    new, old = aside / "new", aside / "old"
    try:
        new.mkdir()
        for name, content in contents.items():
            (new / name).write_bytes(content)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


# Where a cell begins with one of these, spreadsheets compute it: a headline could run a formula on a reader's machine. The
# wide forms count too, in spreadsheets set to Chinese, Japanese or Korean.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")
_LONGEST_CELL = 2**31 - 1  # the csv module reads 131,072 characters without being told; Windows takes no larger number


def quoted(text: str) -> str:
    """The text as no spreadsheet computes it: with an apostrophe before what would be taken for a formula.

    >>> quoted("=1+1"), quoted("-- he said"), quoted("It's 5 = 5")
    ("'=1+1", "'-- he said", "It's 5 = 5")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unquoted(text: str) -> str:
    """The text that `quoted` was given.

    >>> unquoted(quoted("=1+1")), unquoted("'Tis the season")
    ('=1+1', "'Tis the season")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def csv_bytes(header: Iterable[object], rows: Iterable[Iterable[object]]) -> bytes:
    """A table as CSV: UTF-8 with a byte-order mark, by which spreadsheets know it, and every cell in quotation marks.

    `None` becomes an empty cell. Texts are `quoted`; numbers and truth values are not, so that -3 stays a number.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for row in (header, *rows):
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig", "surrogatepass")


def _cell(value: object) -> str:
    if value is None:
        return ""
    return quoted(value) if isinstance(value, str) else str(value)


class Row(NamedTuple):
    """A row of a table: the line of the file on which it begins (1 for the first), and its cells or why it is none."""

    line: int
    cells: list[str]
    fault: str = ""


def csv_rows(text: str, delimiter: str = ",") -> Iterator[Row]:
    """The rows of a CSV file as they stand there, but for lines without anything; a byte-order mark is not part of the first.

    After a broken row reading goes on with the next line, so that an open quotation mark does not swallow the rest.
    """
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    limit = csv.field_size_limit(_LONGEST_CELL)
    start = 0
    try:
        while start < len(lines):
            reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
            at = 0
            try:
                for cells in reader:
                    if cells:
                        yield Row(start + at + 1, cells)
                    at = reader.line_num
                return
            except csv.Error as error:
                yield Row(start + at + 1, [], str(error))
                start += at + 1
    finally:
        csv.field_size_limit(limit)


def read_csv(text: str, *, short_rows: bool = False) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header of a table, and each further row with its line; cells are `unquoted`.

    `ValueError` names the line of a broken row and of one whose cells are not as many as the header's. With `short_rows`
    cells may be missing at the end of a row, as people leave them out, and are empty.
    """
    table: list[tuple[int, list[str]]] = []
    for line, cells, fault in csv_rows(text):
        if fault:
            raise ValueError(f"line {line} is no row of a table ({fault})")
        wanted = len(table[0][1]) if table else len(cells)
        if len(cells) > wanted:
            raise ValueError(f"line {line} has too many fields; put text with a comma in quotation marks")
        if len(cells) < wanted and not short_rows:
            raise ValueError(f"line {line} has {len(cells)} fields, not {wanted}")
        table.append((line, [*map(unquoted, cells), *[""] * (wanted - len(cells))]))
    header = table[0][1] if table else []
    if twice := _first_repeated(header):
        raise ValueError(f"two columns are called {twice!r}; give each a name of its own")
    return header, table[1:]


def _first_repeated(names: Sequence[str]) -> str:
    return next((name for name in names if name and names.count(name) > 1), "")
