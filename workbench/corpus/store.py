"""The laws that hold in every corpus, and saving one and reading it back."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.corpus.model import Corpus, records, rows_of
from workbench.errors import AddressError, LawError, LoadError, Problem
from workbench.files import csv_bytes, read_csv, write_folder
from workbench.parse.text import Span, count_words
from workbench.schema import TABLES, Table


def _missing(corpus: Corpus) -> Iterator[str]:
    """What is unknown is missing, never an empty string, and only where the schema allows it."""
    for name, data in corpus.tables():
        for column, rules in TABLES[name].columns.items():
            if not rules.missing and data[column].isna().any():
                yield f"{name}.{column}: a value is missing in row {data[column].isna().idxmax()}"
            elif rules.missing and rules.dtype == "str" and (data[column] == "").any():
                yield f"{name}.{column}: an empty string stands for a missing value in row {(data[column] == '').idxmax()}"


def _keys(corpus: Corpus) -> Iterator[str]:
    """Every id is unique, and every id that a row refers to exists."""
    for name, data in corpus.tables():
        key = TABLES[name].key
        if key and data[key].duplicated().any():
            yield f"{name}.{key}: {data[key][data[key].duplicated()].iloc[0]} stands twice"
        for other, table in TABLES.items():
            if table.key and table.key != key and table.key in data:
                lost = _lost(data[table.key], getattr(corpus, other)[table.key])
                if lost is not None:
                    yield f"{name}.{table.key}: {lost} is not in {other}"
    for column in ("utterance_id", "repeats"):
        lost = _lost(corpus.quotes[column], corpus.quotes["quote_id"])
        if lost is not None:
            yield f"quotes.{column}: {lost} is no quotation"


def _lost(ids: pd.Series, known: pd.Series) -> str | None:
    """The first id that is not among the known ones."""
    there = set(known.tolist())
    return next((i for i in ids.dropna().tolist() if i not in there), None)


def _addresses(corpus: Corpus) -> Iterator[str]:
    """Every id of a span is its address, and the words in the row are the words at that address, in `text` and in `raw`."""
    texts = {key: (text, len(raw)) for key, text, raw in rows_of(corpus.articles, "article_id", "text", "raw")}
    for name, table in TABLES.items():
        if not {"start", "raw_start"} <= table.columns.keys():
            continue
        names = (table.key or "article_id", "article_id", "start", "end", "raw_start", "raw_end", "text")
        for key, article, start, end, raw_start, raw_end, words in rows_of(getattr(corpus, name), *names):
            if article not in texts:
                continue  # `_keys` has said so
            text, raw_length = texts[article]
            if key != str(Address(article, start, end)):
                yield f"{name}: the id {key} is not the address {article}:{start}-{end}"
            elif not 0 <= start < end <= len(text) or text[start:end] != words:
                yield f"{name}: {key} does not lead to the words {words[:40]!r}"
            elif not 0 <= raw_start < raw_end <= raw_length:
                yield f"{name}: {key} has no place {raw_start}-{raw_end} in the raw text"


def _pointers(corpus: Corpus) -> Iterator[str]:
    """Every address in a `…_at` column leads to the words in the column beside it."""
    texts = dict(rows_of(corpus.articles, "article_id", "text"))
    for name, table in TABLES.items():
        for column in (c for c in table.columns if c.endswith("_at")):
            data: pd.DataFrame = getattr(corpus, name)
            for at, words in rows_of(data, column, column.removesuffix("_at")):
                if isinstance(at, str) != isinstance(words, str):
                    yield f"{name}.{column}: {at} stands beside {words}"
                elif isinstance(at, str):
                    try:
                        a = Address.parse(at)
                    except AddressError as error:
                        yield f"{name}.{column}: {error}"
                        continue
                    if texts.get(a.article, "")[a.start : a.end] != words:
                        yield f"{name}.{column}: {at} does not lead to {words!r}"


def _edits(corpus: Corpus) -> Iterator[str]:
    """Applying the edits of an article to its raw text gives its clean text; edits are ordered and disjoint."""
    by_article: dict[str, list[dict[str, Any]]] = {a: [] for a in corpus.articles["article_id"]}
    for edit in records(corpus.edits):
        by_article.setdefault(edit["article_id"], []).append(edit)
    for article in records(corpus.articles):
        at, parts, raw = 0, [], article["raw"]
        for edit in by_article[article["article_id"]]:
            if edit["raw_start"] < at or raw[edit["raw_start"] : edit["raw_end"]] != edit["before"]:
                yield f"edits: {article['article_id']} at {edit['raw_start']}: not the text there, or out of order"
                break
            parts += [raw[at : edit["raw_start"]], edit["after"]]
            at = edit["raw_end"]
        else:
            if "".join([*parts, raw[at:]]) != article["text"]:
                yield f"edits: applying them to the raw text of {article['article_id']} does not give its text"


def _segments(corpus: Corpus) -> Iterator[str]:
    """Paragraphs and sentences are in order, do not overlap, and leave out nothing but white space."""
    for name in ("paragraphs", "sentences"):
        spans: dict[str, list[Span]] = defaultdict(list)
        for article, start, end in rows_of(getattr(corpus, name), "article_id", "start", "end"):
            spans[article].append((start, end))
        for article, text in rows_of(corpus.articles, "article_id", "text"):
            at = 0
            for start, end in spans[article]:
                if start < at or text[at:start].strip():
                    yield f"{name}: {article} loses or repeats words before {start}"
                at = end
            if text[at:].strip():
                yield f"{name}: {article} loses the words after {at}"


def _counts(corpus: Corpus) -> Iterator[str]:
    """A count of words is the number of words at that place."""
    for name, column in (("articles", "text"), ("quotes", "text"), ("edits", "before")):
        for i, (words, text) in enumerate(rows_of(getattr(corpus, name), "words", column)):
            if words != count_words(text):
                yield f"{name}: row {i} says {words} words, there are {count_words(text)}"


LAWS: dict[str, Callable[[Corpus], Iterator[str]]] = {
    "missing": _missing,
    "keys": _keys,
    "addresses": _addresses,
    "pointers": _pointers,
    "edits": _edits,
    "segments": _segments,
    "counts": _counts,
}
"""Law → what finds where it is broken; the sentence each keeps is its docstring."""


def broken_laws(corpus: Corpus, *, most: int = 20) -> list[Problem]:
    """Where the corpus breaks a law, at most that many findings a law; empty when all hold."""
    found = []
    for name, law in LAWS.items():
        for _, finding in zip(range(most), law(corpus), strict=False):
            found.append(Problem(f"law of {name}", finding, "build the tables again from the articles"))
    return found


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
        advice = "give a new or empty folder, or one that tables were saved in before"
        raise FileExistsError(f"{folder}: holds something else; {advice}")
    sizes = {name: len(table) for name, table in corpus.tables()}
    manifest = {"workbench_tables": _VERSION, "title": corpus.title, "format": format, "rows": sizes}
    contents = {f"{name}.{format}": _written(data, format) for name, data in corpus.tables()}
    contents[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    write_folder(folder, contents)
    return folder


def read_tables(folder: Path) -> Corpus:
    """The corpus saved in `folder`; `LoadError` lists unreadable files, `LawError` every broken law."""
    path, remedy = folder / MANIFEST, "save the corpus again"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        version, title, format = manifest["workbench_tables"], manifest["title"], manifest["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LoadError([Problem(str(path), f"is not a manifest of saved tables ({error!r})", remedy)]) from error
    if version != _VERSION or format not in FORMATS:
        reason = f"format {format!r}, version {version!r}, not a version {_VERSION} of {' or '.join(FORMATS)}"
        raise LoadError([Problem(str(path), reason, remedy)])
    tables, problems = {}, []
    for name, table in TABLES.items():
        path = folder / f"{name}.{format}"
        try:
            tables[name] = _read(path, format, table)
        except (OSError, ValueError, KeyError) as error:
            problems.append(Problem(str(path), f"cannot be read as the table {name} ({error})", remedy))
    if problems:
        raise LoadError(problems)
    corpus = Corpus(title, **tables)
    if broken := broken_laws(corpus):
        raise LawError(broken)
    return corpus


def _written(data: pd.DataFrame, format: str) -> bytes:
    """The file of a table. In CSV a text that a spreadsheet would compute is defused, and `_read` gives it back as it was."""
    if format == "csv":
        rows = data.astype(object).where(data.notna(), None).itertuples(index=False, name=None)
        return csv_bytes(data.columns, rows)
    file = io.BytesIO()
    try:
        data.to_parquet(file, index=False)
    except ImportError as error:
        raise ImportError('Parquet needs pyarrow: pip install "news-workbench[parquet]", or save as csv') from error
    return file.getvalue()


def _read(path: Path, format: str, table: Table) -> pd.DataFrame:
    if format == "parquet":
        return pd.read_parquet(path)
    # Not by pandas: its reader takes a lone carriage return inside a field for the end of a row.
    header, rows = read_csv(path.read_bytes().decode("utf-8-sig", "surrogatepass"))
    data = pd.DataFrame([cells for _, cells in rows], columns=header, dtype="str")
    typed: dict[str, Any] = {}
    for name, column in table.columns.items():
        values: Any = data[name]
        if column.dtype == "bool":
            values = values.map({"True": True, "False": False})
        elif column.missing:
            values = values.where(values != "")
        typed[name] = values.astype(column.dtype)
    return data.assign(**typed)
