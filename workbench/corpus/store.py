"""A corpus on disk: one file per table, and a manifest that says what they are."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.corpus.laws import broken_laws
from workbench.corpus.model import Corpus
from workbench.errors import LawError, LoadError, Problem
from workbench.schema import TABLES, Table

MANIFEST = "tables.json"
FORMATS = ("csv", "parquet")
_VERSION = 1  # of the layout below; a reader refuses one it does not know


def is_saved(folder: Path) -> bool:
    """Does `folder` hold saved tables?"""
    return (folder / MANIFEST).is_file()


def save_tables(corpus: Corpus, folder: Path, *, format: str = "csv") -> Path:
    """Write every table of `corpus` into `folder`, all or nothing; gives the folder.

    `FileExistsError` when the folder holds anything but tables saved before, which are replaced.
    """
    if format not in FORMATS:
        raise ValueError(f"format is {format!r}; it is one of {', '.join(FORMATS)}")
    if folder.exists() and not (folder.is_dir() and (is_saved(folder) or not any(folder.iterdir()))):
        raise FileExistsError(
            f"{folder}: holds something else; give a new or empty folder, or one that tables were saved in before"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, data in corpus.tables():
            _write(data, scratch / f"{name}.{format}", format)
        manifest = {
            "workbench_tables": _VERSION,
            "title": corpus.title,
            "format": format,
            "rows": {n: len(t) for n, t in corpus.tables()},
        }
        (scratch / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        scratch.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        scratch.rename(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return folder


def read_tables(folder: Path) -> Corpus:
    """The corpus saved in `folder`; `LoadError` lists unreadable files, `LawError` every broken law."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version, title, format = manifest["workbench_tables"], manifest["title"], manifest["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LoadError(
            [Problem(str(folder / MANIFEST), f"is not a manifest of saved tables ({error!r})", "save the corpus again")]
        ) from error
    if version != _VERSION or format not in FORMATS:
        found = f"format {format!r}, version {version!r}"
        raise LoadError(
            [
                Problem(
                    str(folder / MANIFEST),
                    f"{found}, not a version {_VERSION} of {' or '.join(FORMATS)}",
                    "save the corpus again",
                )
            ]
        )
    tables, problems = {}, []
    for name, table in TABLES.items():
        path = folder / f"{name}.{format}"
        try:
            tables[name] = _read(path, format, table)
        except (OSError, ValueError, KeyError, csv.Error) as error:
            problems.append(
                Problem(str(path), f"cannot be read as the table {name} ({error})", "save the corpus again")
            )
    if problems:
        raise LoadError(problems)
    corpus = Corpus(title, **tables)
    if broken := broken_laws(corpus):
        raise LawError(broken)
    return corpus


def _write(data: pd.DataFrame, path: Path, format: str) -> None:
    if format == "parquet":
        try:
            data.to_parquet(path, index=False)
        except ImportError as error:
            raise ImportError('Parquet needs pyarrow: pip install "news-workbench[parquet]", or save as csv') from error
        return
    # The byte-order mark makes spreadsheets read the file as UTF-8; quoting everything keeps line ends inside a field.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(data.columns)
        writer.writerows([["" if pd.isna(v) else v for v in row] for row in data.itertuples(index=False, name=None)])


def _read(path: Path, format: str, table: Table) -> pd.DataFrame:
    if format == "parquet":
        return pd.read_parquet(path)
    # The csv module, not pandas: its reader takes a lone carriage return inside a field for the end of a row.
    limit = csv.field_size_limit(sys.maxsize)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
    finally:
        csv.field_size_limit(limit)
    if ragged := [i for i, row in enumerate(rows) if len(row) != len(header)]:
        raise ValueError(f"row {ragged[0] + 1} has {len(rows[ragged[0]])} fields, not {len(header)}")
    data = pd.DataFrame(rows, columns=header, dtype="str")
    return data.assign(
        **{name: _typed(data[name], column.dtype, column.missing) for name, column in table.columns.items()}
    )


def _typed(values: Any, dtype: str, missing: bool) -> Any:
    """The strings of a CSV column as its type; an empty one is a missing value where the schema allows that."""
    if dtype == "bool":
        return values.map({"True": True, "False": False}).astype(dtype)
    if missing:
        values = values.where(values != "")
    return values.astype(dtype)
