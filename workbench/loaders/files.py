"""The files of a folder, and the loader for each kind."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import Problem
from workbench.loaders.encodings import Decoded, decode


@dataclass(frozen=True, slots=True)
class Document:
    """A file as received: its decoded text, how it was decoded, and the hash of its bytes."""

    source: str
    raw: str
    encoding: str
    encoding_from: str
    sha256: str


def load_text(data: bytes) -> Decoded:
    """Plain text, in any encoding."""
    return decode(data)


LOADERS: dict[str, Callable[[bytes], Decoded]] = {
    ".txt": load_text,
    ".text": load_text,
}
"""File ending → what turns the bytes into text. A new format is one function and one line here."""

COMPANIONS = {"corpus.toml", "corrections.csv", "participants.csv", "readme.md", "readme.txt", "license", "license.txt"}
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


def load_file(path: Path, folder: Path) -> Document | Problem:
    """The document in `path`, or the problem that kept it from becoming one; never raises for a bad file."""
    source = path.relative_to(folder).as_posix()
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        known = ", ".join(sorted(LOADERS))
        return Problem(
            source, f"no loader for {path.suffix or 'a file without an ending'}", f"save it as one of {known}"
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        return Problem(
            source, f"cannot be read ({error.strerror})", "check that the file exists and that you may read it"
        )
    try:
        text, encoding, decided_by = loader(data)
    except ValueError as error:
        return Problem(source, str(error), "save the article as UTF-8 text, or take the file out of the folder")
    return Document(source, text, encoding, decided_by, hashlib.sha256(data).hexdigest())
