"""`answer_key.csv`: what there is to find in a corpus, kept beside its articles by whoever teaches with it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import Problem, ProblemsError
from workbench.loaders.encodings import decode

FILE = "answer_key.csv"
COLUMNS = ("item", "kind", "outlet", "words", "address", "raw", "counterpart", "hint")
"""The columns that are read; others, such as notes, are left alone. `kind` and either `address` or `outlet` must be there."""


class AnswerKeyError(ProblemsError):
    """Lines of an answer key that lead nowhere."""

    headline = "problem(s) in the answer key"


@dataclass(frozen=True, slots=True)
class Planted:
    """One line of the key, as it stands there; a field that is empty there is empty here."""

    line: int
    item: str
    kind: str
    outlet: str
    words: str
    address: str
    raw: str
    counterpart: str
    hint: str

    @property
    def where(self) -> str:
        """The line, for a message."""
        return f"{FILE} line {self.line}"


def read_answer_key(folder: Path) -> tuple[list[Planted], list[Problem]]:
    """The lines of the key beside a corpus, and what is wrong with their form; both empty where there is no key."""
    path = folder / FILE
    if not path.is_file():
        return [], []
    try:
        rows = _rows(path)
    except (OSError, ValueError, csv.Error) as error:
        return [], [Problem(FILE, str(error), f"the columns are {', '.join(COLUMNS)}; see data/README.md")]
    planted, problems = [], []
    for line, row in rows:
        where = f"{FILE} line {line}"
        if not row["kind"]:
            problems.append(Problem(where, "has no kind", "say what is to be found there, such as altered or buried"))
        elif not (row["address"] or row["raw"] or row["outlet"]):
            problems.append(Problem(where, "says no place", "fill in an address, or the outlet and the words"))
        else:
            planted.append(Planted(line, **row))
    return planted, problems


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The lines that hold anything, each with its number in the file."""
    text = decode(path.read_bytes()).text.removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restkey="more", restval="")
    header = reader.fieldnames or ()
    if "kind" not in header:
        raise ValueError("has no column 'kind'")
    if not {"address", "outlet"} & set(header):
        raise ValueError("has no column 'address', and no 'outlet' with 'words' instead")
    rows = []
    for row in reader:
        if "more" in row:
            raise ValueError(f"line {reader.line_num} has too many fields; put text with a comma in quotation marks")
        if any(v.strip() for v in row.values()):
            rows.append((reader.line_num, {c: (row.get(c) or "").strip() for c in COLUMNS}))
    return rows
