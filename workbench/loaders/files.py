"""The files of a folder, and the loader for each kind."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import Problem
from workbench.loaders.csv import load_csv
from workbench.loaders.encodings import decode
from workbench.loaders.entries import Columns, Entry, Fault, Loaded
from workbench.loaders.html import load_html
from workbench.loaders.jsonl import load_jsonl


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
    text, encoding, decided_by = decode(data)
    return Loaded([Entry("", text)], encoding, decided_by)


LOADERS: dict[str, Callable[[bytes, Columns], Loaded]] = {
    ".txt": load_text,
    ".text": load_text,
    ".html": load_html,
    ".htm": load_html,
    ".jsonl": load_jsonl,
    ".csv": load_csv,
}
"""File ending → what turns the bytes into articles. A new format is one function and one line here."""

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
    return [
        Problem(source + e.place, e.reason, e.remedy)
        if isinstance(e, Fault)
        else Document(source + e.place, e.raw, encoding, decided_by, digest)
        for e in entries
    ]


def load_file(path: Path, folder: Path) -> Document | Problem:
    """The document in `path`, or the problem that kept it from becoming one; a problem too where it holds several."""
    first, *more = load_documents(path, folder)
    if more:
        source = path.relative_to(folder).as_posix()
        return Problem(source, f"holds {1 + len(more)} articles", "load the folder, or read it by load_documents")
    return first
