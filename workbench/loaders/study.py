"""`corpus.toml`: the title of a study, and what the reader knows of a file that the file does not say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workbench.errors import Problem
from workbench.loaders.entries import COLUMNS
from workbench.schema import ARTICLE_KINDS, METADATA

FILE = "corpus.toml"


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
    path = folder / FILE
    if not path.is_file():
        return Study()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return Study(problems=(Problem(FILE, f"is not readable as TOML ({error})", "mend that line"),))
    problems: list[Problem] = []
    _only(data, {"title", "files"}, FILE, problems)
    title = data.get("title")
    if title is not None and not isinstance(title, str):
        problems.append(Problem(FILE, f"title is {title!r}", "write it in quotation marks"))
        title = None
    files = data.get("files", {})
    if not isinstance(files, dict):
        problems.append(Problem(FILE, "files is not a table", 'write one table per file: [files."name.txt"]'))
        files = {}
    kinds: dict[str, str] = {}
    overrides: dict[str, dict[str, Override]] = {}
    columns: dict[str, dict[str, str]] = {}
    for name, given in files.items():
        where = f'{FILE} [files."{name}"]'
        if not any((folder / file).is_file() for file in (name, name.partition("#")[0])):
            problems.append(
                Problem(where, "there is no such file in the folder", "correct the name or remove the table")
            )
        elif not isinstance(given, dict):
            problems.append(Problem(where, "is not a table", f'write [files."{name}"] and its values below'))
        else:
            _only(given, {"kind", "columns", *METADATA}, where, problems)
            columns[name] = _columns(given.get("columns", {}), where, problems)
            kinds |= {name: _kind(given["kind"], where, problems)} if "kind" in given else {}
            overrides[name] = {f: o for f in METADATA if f in given and (o := _override(given[f], f, where, problems))}
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
            problems.append(Problem(f'{FILE} [files."{name}"]', "there is no article at that place", remedy))
    return replace(study, kinds=kinds, overrides=overrides, problems=tuple(problems))


def _columns(given: Any, where: str, problems: list[Problem]) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(v, str) and v for v in given.values()):
        problems.append(
            Problem(where, f"columns is {given!r}", 'write [files."name.csv".columns] and below it text = "…"')
        )
        return {}
    _only(given, set(COLUMNS), f"{where} columns", problems)
    return {field: name for field, name in given.items() if field in COLUMNS}


def _only(given: dict[str, Any], known: set[str], where: str, problems: list[Problem]) -> None:
    for key in sorted(set(given) - known):
        problems.append(Problem(where, f"unknown key {key!r}", f"the keys are {', '.join(sorted(known))}"))


def _kind(kind: Any, where: str, problems: list[Problem]) -> str:
    if kind in ARTICLE_KINDS:
        return str(kind)
    problems.append(Problem(where, f"kind is {kind!r}", f"it is one of {', '.join(ARTICLE_KINDS)}"))
    return "report"


def _override(given: Any, name: str, where: str, problems: list[Problem]) -> Override | None:
    if (
        isinstance(given, dict)
        and set(given) == {"value", "evidence"}
        and all(isinstance(v, str) and v for v in given.values())
    ):
        return Override(given["value"], given["evidence"])
    problems.append(
        Problem(where, f"{name} is {given!r}", f'write {name} = {{value = "…", evidence = "how you know"}}')
    )
    return None
