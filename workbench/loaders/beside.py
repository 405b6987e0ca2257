"""The files that stand beside the articles: corpus.toml, corrections.csv, participants.csv, answer_key.csv."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workbench.errors import Problem, ProblemsError, WorkbenchError
from workbench.files import csv_bytes, csv_rows, read_csv, write_whole
from workbench.loaders.entries import COLUMNS, decode
from workbench.schema import ARTICLE_KINDS, METADATA

STUDY_FILE = "corpus.toml"


@dataclass(frozen=True, slots=True)
class Override:
    """A value that the reader gives for a file, and how the reader knows it."""

    value: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Study:
    """What `corpus.toml` says; all empty where there is no such file."""

    title: str | None = None
    overrides: dict[str, dict[str, Override]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def columns_of(self, path: Path, folder: Path) -> dict[str, str]:
        """Field → column of the table at `path`, as far as it is said."""
        return self.columns.get(path.relative_to(folder).as_posix(), {})


def read_study(folder: Path) -> Study:
    """The study of `folder`; what is wrong with its `corpus.toml` is collected in `problems`.

    The file may hold `title = "…"` and one table per article, `[files."name.txt"]`, with `kind = "reference"` and any of
    the metadata as `outlet = {value = "…", evidence = "how you know"}`. A row of a table is named `[files."name.csv#3"]`;
    what is said of the table holds for all its rows. `[files."name.csv".columns]` says which column holds which field.
    """
    path = folder / STUDY_FILE
    if not path.is_file():
        return Study()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return Study(problems=(Problem(STUDY_FILE, f"is not readable as TOML ({error})", "mend that line"),))
    problems: list[Problem] = []

    def note(where: str, reason: str, remedy: str) -> None:
        problems.append(Problem(where, reason, remedy))

    _only(data, {"title", "files"}, STUDY_FILE, note)
    title = data.get("title")
    if title is not None and not isinstance(title, str):
        note(STUDY_FILE, f"title is {title!r}", "write it in quotation marks")
        title = None
    files = data.get("files", {})
    if not isinstance(files, dict):
        note(STUDY_FILE, "files is not a table", 'write one table per file: [files."name.txt"]')
        files = {}
    kinds: dict[str, str] = {}
    overrides: dict[str, dict[str, Override]] = {}
    columns: dict[str, dict[str, str]] = {}
    for name, given in files.items():
        where = f'{STUDY_FILE} [files."{name}"]'
        if not any((folder / file).is_file() for file in (name, name.partition("#")[0])):
            note(where, "there is no such file in the folder", "correct the name or remove the table")
        elif not isinstance(given, dict):
            note(where, "is not a table", f'write [files."{name}"] and its values below')
        else:
            _only(given, {"kind", "columns", *METADATA}, where, note)
            columns[name] = _columns(given.get("columns", {}), where, note)
            if "kind" in given:
                kinds[name] = _kind(given["kind"], where, note)
            found = {field: _override(given[field], field, where, note) for field in METADATA if field in given}
            overrides[name] = {field: override for field, override in found.items() if override}
    return Study(title, overrides, kinds, columns, tuple(problems))


def for_rows(study: Study, sources: Iterable[str]) -> Study:
    """The study with what it says of a table said of each of its rows; a row that is not there becomes a problem."""
    known = list(sources)
    kinds, overrides, problems = dict(study.kinds), dict(study.overrides), list(study.problems)
    for source in known:
        table, mark, _ = source.partition("#")
        if mark:
            kinds[source] = kinds.get(source, kinds.get(table, ARTICLE_KINDS[0]))
            overrides[source] = {**overrides.get(table, {}), **overrides.get(source, {})}
    for name in study.overrides:
        if "#" in name and name not in known:
            remedy = "count as a spreadsheet does, with the header as row 1; in JSON Lines, count lines"
            problems.append(Problem(f'{STUDY_FILE} [files."{name}"]', "there is no article at that place", remedy))
    return replace(study, kinds=kinds, overrides=overrides, problems=tuple(problems))


Note = Callable[[str, str, str], None]
"""What takes down a problem: where, the reason, the remedy."""


def _columns(given: Any, where: str, note: Note) -> dict[str, str]:
    if not _all_words(given):
        note(where, f"columns is {given!r}", 'write [files."name.csv".columns] and below it text = "…"')
        return {}
    _only(given, set(COLUMNS), f"{where} columns", note)
    return {field: name for field, name in given.items() if field in COLUMNS}


def _all_words(given: Any) -> bool:
    """Is it a table in which every value is a text that is not empty?"""
    return isinstance(given, dict) and all(isinstance(v, str) and v for v in given.values())


def _only(given: dict[str, Any], known: set[str], where: str, note: Note) -> None:
    for key in sorted(set(given) - known):
        note(where, f"unknown key {key!r}", f"the keys are {', '.join(sorted(known))}")


def _kind(kind: Any, where: str, note: Note) -> str:
    if kind in ARTICLE_KINDS:
        return str(kind)
    note(where, f"kind is {kind!r}", f"it is one of {', '.join(ARTICLE_KINDS)}")
    return "report"


def _override(given: Any, name: str, where: str, note: Note) -> Override | None:
    if _all_words(given) and set(given) == {"value", "evidence"}:
        return Override(**given)
    note(where, f"{name} is {given!r}", f'write {name} = {{value = "…", evidence = "how you know"}}')
    return None


CORRECTIONS = "corrections.csv"
PARTICIPANTS = "participants.csv"
_COLUMNS = {
    CORRECTIONS: ("address", "field", "before", "after", "who", "when", "why"),
    PARTICIPANTS: ("action", "name", "to", "address", "who", "when", "why"),
}
ACTIONS = ("alias", "merge", "rename", "split")
"""What a line of `participants.csv` may do: `name` is another name of `to`; is the same as `to`; is to be called `to`; the
naming at `address` is not `name` but `to`."""

CORRECTED_FIELDS = ("kind", "participant", "cue_class", "utterance", "mention", "confirm", "reject")
"""What a line of `corrections.csv` may set: of a quotation its kind, speaker, cue class or utterance; whom a naming means; and whether a
row that is to check is so, its `address` being the row's evidence and `before` the name of its frame."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of either file: what it changes, from what to what, and who says so when and why."""

    file: str
    line: int
    action: str
    address: str
    before: str
    after: str
    who: str
    when: str
    why: str


def read_decisions(folder: Path) -> tuple[list[Decision], list[Problem]]:
    """The decisions beside a corpus, participants first, and what is wrong with their files."""
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for file in (PARTICIPANTS, CORRECTIONS):
        if not (folder / file).is_file():
            continue
        columns = _COLUMNS[file]
        try:
            rows = filled_rows(folder / file, columns, needed=[[name] for name in columns])
        except (OSError, ValueError) as error:
            problems.append(Problem(file, str(error), f"the columns are {','.join(columns)}"))
            continue
        found = [_decision(file, line, row) for line, row in rows]
        problems += (p for p in found if isinstance(p, Problem))
        decisions += (d for d in found if isinstance(d, Decision))
    return decisions, problems


def correction_line(**cells: str) -> str:
    """A line of `corrections.csv` with these cells, by the name of their column; the others are empty."""
    row = [" ".join(cells.get(name, "").split()) for name in _COLUMNS[CORRECTIONS]]
    return csv_bytes(row, []).decode("utf-8-sig").rstrip("\n")


def add_correction(folder: Path, line: str) -> Path:
    """Write a line of `correction_line` at the end of the folder's `corrections.csv`, made if need be; gives the file.

    `WorkbenchError` where nothing can be written, or when the file there has other columns or another order of them.
    """
    path, header = folder / CORRECTIONS, list(_COLUMNS[CORRECTIONS])
    try:
        text = decode(path.read_bytes()).text.removeprefix("\ufeff") if path.is_file() else ",".join(header)
    except (OSError, ValueError) as error:
        raise WorkbenchError(f"{path}: cannot be read ({error})") from error
    columns = next((row.cells for row in csv_rows(text)), [])
    if columns != header:
        raise WorkbenchError(f"{path} has the columns {', '.join(columns)}, not {', '.join(header)}")
    write_whole(path, f"{text.rstrip()}\n{line}\n".encode("utf-8-sig"))
    return path


def filled_rows(
    path: Path, columns: Sequence[str], *, needed: Sequence[Sequence[str]]
) -> list[tuple[int, dict[str, str]]]:
    """Those columns of a table beside the articles: of each row that holds anything its line, and column → cell.

    A cell that is not there is empty. `needed` are columns of which one in each group must be there. `ValueError` when none is,
    or when the file is no table.
    """
    header, rows = read_csv(decode(path.read_bytes()).text, short_rows=True)
    for group in needed:
        if not set(group) & set(header):
            raise ValueError(f"has no column {', and no '.join(map(repr, group))}")
    filled = []
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            row = dict(zip(header, cells, strict=True))
            filled.append((line, {name: row.get(name, "").strip() for name in columns}))
    return filled


def _decision(file: str, line: int, row: dict[str, str]) -> Decision | Problem:
    """The decision that a line states, or what is wrong with it."""
    where = f"{file} line {line}"
    if file == PARTICIPANTS:
        action, before, after = row["action"], row["name"], row["to"]
        if action not in ACTIONS:
            return Problem(where, f"action is {action!r}", f"it is one of {', '.join(ACTIONS)}")
        if not after or not (before or action == "split") or (action == "split" and not row["address"]):
            need = "address and to" if action == "split" else "name and to"
            return Problem(where, f"{action} needs {need}", "fill them in")
    else:
        action, before, after = row["field"], row["before"], row["after"]
        if action not in CORRECTED_FIELDS:
            return Problem(where, f"field is {action!r}", f"it is one of {', '.join(CORRECTED_FIELDS)}")
        if not row["address"]:
            return Problem(where, "has no address", "copy the id of the quotation or naming into it")
    return Decision(file, line, action, row["address"], before, after, row["who"], row["when"], row["why"])


ANSWER_KEY_FILE = "answer_key.csv"
ANSWER_KEY_COLUMNS = ("item", "kind", "outlet", "words", "address", "raw", "counterpart", "hint")
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
        return f"{ANSWER_KEY_FILE} line {self.line}"


def read_answer_key(folder: Path) -> tuple[list[Planted], list[Problem]]:
    """The lines of the key beside a corpus, and what is wrong with their form; both empty where there is no key."""
    path = folder / ANSWER_KEY_FILE
    if not path.is_file():
        return [], []
    try:
        rows = filled_rows(path, ANSWER_KEY_COLUMNS, needed=[["kind"], ["address", "outlet"]])
    except (OSError, ValueError) as error:
        remedy = f"the columns are {', '.join(ANSWER_KEY_COLUMNS)}; see data/README.md"
        return [], [Problem(ANSWER_KEY_FILE, str(error), remedy)]
    planted, problems = [], []
    for line, row in rows:
        where = f"{ANSWER_KEY_FILE} line {line}"
        if not row["kind"]:
            problems.append(Problem(where, "has no kind", "say what is to be found there, such as altered or buried"))
        elif not (row["address"] or row["raw"] or row["outlet"]):
            problems.append(Problem(where, "says no place", "fill in an address, or the outlet and the words"))
        else:
            planted.append(Planted(line, **row))
    return planted, problems
