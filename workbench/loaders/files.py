"""The files of a folder and the loader for each kind: `LOADERS`."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from workbench.errors import Problem
from workbench.files import Row, csv_rows
from workbench.loaders import entries
from workbench.loaders.entries import ArticleEntry, Columns, Fault, Loaded
from workbench.loaders.html import load_html


def load_jsonl(data: bytes, columns: Columns) -> Loaded:
    """The article of each line, placed by its number in the file (`#1` is the first line); blank lines are none."""
    text, encoding, decided_by = entries.decode(data)
    lines = text.removeprefix("\ufeff").split("\n")
    articles = [_entry_of_line(number, line, columns) for number, line in enumerate(lines, 1) if line.strip()]
    return Loaded(articles, encoding, decided_by)


def _entry_of_line(number: int, line: str, columns: Columns) -> ArticleEntry | Fault:
    place = f"#{number}"
    try:
        row = json.loads(line, object_pairs_hook=_object, parse_int=_integer, parse_float=_decimal)
    except _KeyTwiceError as error:
        return Fault(place, f"line {number} has the key {str(error)!r} twice in one object", "give each key once")
    except (ValueError, RecursionError) as error:
        why = " ".join(str(error).split())
        return Fault(place, f"line {number} is not JSON ({why})", "put one article on a line, as one object in braces")
    if not isinstance(row, dict):
        kind = {list: "a list", str: "a text", type(None): "null"}.get(type(row), "a number or truth value")
        remedy = "write it as {…} with the article’s text in it"
        return Fault(place, f"line {number} holds {kind}, not an object", remedy)
    return _article(place, number, row, columns)


class _KeyTwiceError(ValueError):
    """A key that stands twice in one object, where JSON readers keep the last value and forget the others."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _KeyTwiceError(key)
        found[key] = value
    return found


def _integer(digits: str) -> int | str:
    """The number, or its digits as text where Python would not write it so again: `-0`, or one of thousands of digits."""
    try:
        return int(digits) if str(int(digits)) == digits else digits
    except ValueError:
        return digits


def _decimal(digits: str) -> float | str:
    """The number, or its digits as text where Python would not write it so again: `1.10`, `1e400`."""
    return float(digits) if repr(float(digits)) == digits else digits


def _article(place: str, number: int, row: dict[str, Any], columns: Columns) -> ArticleEntry | Fault:
    present = {key: value for key, value in row.items() if value not in (None, "", [], {})}
    given = {field: key for field, key in columns.items() if field == "text" or key in present}
    try:
        chosen = entries.matched_columns(list(present), given)
    except ValueError as error:
        why = str(error).replace("column", "key")
        return Fault(place, f"line {number} {why}", entries.MAPPING)
    body = present[chosen["text"]]
    if not isinstance(body, str) or not body.strip():
        return Fault(place, f"line {number} has no words under {chosen['text']!r}", "put the article’s text there")
    return ArticleEntry(
        place, _as_text(present, chosen, partial(entries.told_origin, f"line {number}", "key"), columns)
    )


_DELIMITERS = ",;\t"
# A file with more broken rows is no table, and the search for the next whole row would take too long.
_MOST_FAULTS = 100


def load_csv(data: bytes, columns: Columns) -> Loaded:
    """The article of each row, placed by its row as a spreadsheet counts: the header is row 1, so the first is `#2`."""
    text, encoding, decided_by = entries.decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = max(_DELIMITERS, key=text[: (text + "\n").index("\n")].count)
    return Loaded(_entries(text, delimiter, columns), encoding, decided_by)


def _entries(text: str, delimiter: str, columns: Columns) -> list[ArticleEntry | Fault]:
    rows = csv_rows(text, delimiter)
    header = next(rows, Row(1, []))
    if header.fault:
        return [Fault("", f"the header, line {header.line}, is no row of a table ({header.fault})", entries.MAPPING)]
    names = [name.strip() or f"column {number}" for number, name in enumerate(header.cells, 1)]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        return [Fault("", f"two columns are called {twice[0]!r}", "give each column a name of its own")]
    try:
        chosen = entries.matched_columns(names, columns)
    except ValueError as error:
        return [Fault("", str(error), entries.MAPPING)]
    articles: list[ArticleEntry | Fault] = []
    for position, row in enumerate(rows, 2):
        if row.fault or any(cell.strip() for cell in row.cells):
            articles.append(_entry_of_row(position, row, names, chosen, columns))
        if sum(isinstance(e, Fault) for e in articles) >= _MOST_FAULTS:
            reason = f"more than {_MOST_FAULTS} rows are broken; the rest was not read"
            return [*articles, Fault("", reason, "mend the table")]
    return articles


def _entry_of_row(
    position: int, row: Row, names: list[str], chosen: dict[str, str], given: Columns
) -> ArticleEntry | Fault:
    where, place = f"row {position} (line {row.line})", f"#{position}"
    quoting = "put a text with commas, line ends or quotation marks between marks, and write a mark inside it twice"
    if row.fault:
        return Fault(place, f"{where} is no row of a table ({row.fault})", quoting)
    if len(row.cells) != len(names):
        return Fault(place, f"{where} has {len(row.cells)} cells; the header has {len(names)}", quoting)
    cells = {name: cell for name, cell in zip(names, row.cells, strict=True) if cell.strip()}
    if chosen["text"] not in cells:
        return Fault(place, f"{where} has nothing in the column {chosen['text']!r}", "put the article’s text there")
    filled = {field: column for field, column in chosen.items() if column in cells}
    return ArticleEntry(place, _as_text(cells, filled, partial(entries.told_origin, where, "column"), given))


def _as_text(row: dict[str, Any], chosen: dict[str, str], origin: Callable[[str, bool], str], given: Columns) -> str:
    """The article in a row as text, `chosen` being field → key; what no field tells as it stands there comes along."""
    fields = {f: words for f, key in chosen.items() if f != "text" and (words := entries.as_words(row[key]))}
    found = {f: origin(key, f in given) for f, key in chosen.items() if f in fields or f == "text"}
    told_whole = {key for f, key in chosen.items() if f == "text" or _is_words(row[key])}
    rest = {key: value for key, value in row.items() if key not in told_whole}
    return entries.as_text(row[chosen["text"]], fields, found, {"also": rest} if rest else {})


def _is_words(value: Any) -> bool:
    """Does `as_words` give all that the value says? It does of words, numbers and lists of them."""
    values = value if isinstance(value, list) else [value]
    return all(isinstance(one, str | int | float) and not isinstance(one, bool) for one in values)


@dataclass(frozen=True, slots=True)
class Document:
    """An article as received: where from, its decoded text, how it was decoded, and the hash of its file's bytes.

    `source` is the file or, where it holds many articles, the file and the place in it: `articles.jsonl#3`.
    """

    source: str
    raw: str
    encoding: str
    encoding_from: str
    sha256: str


def load_text(data: bytes, columns: Columns) -> Loaded:
    """Plain text, in any encoding."""
    text, encoding, decided_by = entries.decode(data)
    return Loaded([ArticleEntry("", text)], encoding, decided_by)


LOADERS: dict[str, Callable[[bytes, Columns], Loaded]] = {
    ".txt": load_text,
    ".text": load_text,
    ".html": load_html,
    ".htm": load_html,
    ".jsonl": load_jsonl,
    ".csv": load_csv,
}
"""File ending → what turns the bytes into articles. A new format is one function and one line here.

No loader may lose text in silence. What is text in a file stands in the `raw` text of a `Document`, either in the body or
in the front matter above it, or else a `Fault` names the place that gave no article. In the front matter stand

- the metadata of the article, under their names;
- under `also` the other columns of a row and the other keys of a JSON object, each under its own name (a column without a
  name is called by its number), and of a metadatum that is more than words or numbers the whole value;
- under `dropped` the lines of a web page that are not of the article, the alternative texts of its pictures
  (`alt text: …`), and what its head states beside what was taken, such as `meta description: …` or another title.

Not text, and so left out without a word: how a file is made (byte-order marks, spacing between words and the kind of line
ends, delimiters, the names of columns and keys under which nothing stands); and of a web page what its readers never see:
tags and their attributes, comments, styles, templates, frames, and scripts, of which only JSON-LD is read, for metadata.
A line of a page without a letter or digit, such as `* * *`, is spacing too. Half of a surrogate pair, which JSON can
write and no file can hold, becomes U+FFFD.
"""

COMPANIONS = {
    "answer_key.csv", "corpus.toml", "corrections.csv", "license", "license.txt", "participants.csv", "readme.md",
    "readme.txt",
}  # fmt: skip
"""Files that stand beside the articles and are not articles (compared without case)."""


def find_inputs(folder: Path) -> list[Path]:
    """Every file of `folder` that should become an article: all but hidden files and companions, sorted by path.

    Folders inside are searched too. `NotADirectoryError` or `FileNotFoundError` when `folder` is none.
    """
    if not folder.exists():
        raise FileNotFoundError(f"{folder}: no such folder; give the folder that holds the articles")
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder}: this is a file; give the folder that holds it")
    found: list[Path] = []
    for where, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += (Path(where, f) for f in files if not f.startswith(".") and f.lower() not in COMPANIONS)
    return sorted(found, key=lambda p: p.relative_to(folder).as_posix())


def load_documents(path: Path, folder: Path, columns: Columns | None = None) -> list[Document | Problem]:
    """Every article in `path`, and the problems of those that could not be read, in their order; never raises for a bad file.

    `columns` says which column or key of a table holds which field, where its name does not.
    """
    source = path.relative_to(folder).as_posix()
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        known = ", ".join(sorted(LOADERS))
        kind = path.suffix or "a file without an ending"
        return [Problem(source, f"no loader for {kind}", f"save it as one of {known}")]
    try:
        data = path.read_bytes()
    except OSError as error:
        remedy = "check that the file exists and that you may read it"
        return [Problem(source, f"cannot be read ({error.strerror})", remedy)]
    try:
        entries, encoding, decided_by = loader(data, columns or {})
    except ValueError as error:
        return [Problem(source, str(error), "save the article as UTF-8 text, or take the file out of the folder")]
    if not entries:
        return [Problem(source, "holds no article", "put one into it, or take the file out of the folder")]
    digest = hashlib.sha256(data).hexdigest()
    found: list[Document | Problem] = []
    for entry in entries:
        if isinstance(entry, Fault):
            found.append(Problem(source + entry.place, entry.reason, entry.remedy))
        else:
            found.append(Document(source + entry.place, entry.raw, encoding, decided_by, digest))
    return found


def load_file(path: Path, folder: Path) -> Document | Problem:
    """The document in `path`, or the problem that kept it from becoming one; a problem too where it holds several."""
    first, *more = load_documents(path, folder)
    if more:
        source = path.relative_to(folder).as_posix()
        return Problem(source, f"holds {1 + len(more)} articles", "load the folder, or read it by load_documents")
    return first
