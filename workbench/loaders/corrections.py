"""`corrections.csv` and `participants.csv`: what readers decided about a corpus, kept beside it as data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import Problem
from workbench.loaders.encodings import decode

CORRECTIONS = "corrections.csv"
PARTICIPANTS = "participants.csv"
_COLUMNS = {
    CORRECTIONS: ("address", "field", "before", "after", "who", "when", "why"),
    PARTICIPANTS: ("action", "name", "to", "address", "who", "when", "why"),
}
ACTIONS = ("alias", "merge", "rename", "split")
"""What a line of `participants.csv` may do: `name` is another name of `to`; is the same as `to`; is to be called `to`; the
naming at `address` is not `name` but `to`."""

FIELDS = ("kind", "participant", "cue_class", "utterance", "mention")
"""What a line of `corrections.csv` may set: of a quotation its kind, speaker, cue class or utterance; whom a naming means."""


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
        path = folder / file
        if path.is_file():
            try:
                rows = _rows(path, _COLUMNS[file])
            except (OSError, ValueError, csv.Error) as error:
                problems.append(Problem(file, str(error), f"the columns are {','.join(_COLUMNS[file])}"))
                continue
            for line, row in rows:
                found = _decision(file, line, row)
                (problems if isinstance(found, Problem) else decisions).append(found)  # type: ignore[arg-type]
    return decisions, problems


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The lines that hold anything, each with its number in the file."""
    text = decode(path.read_bytes()).text.removeprefix("\ufeff")
    reader = csv.DictReader(text.splitlines(), strict=True, restkey="more", restval="")
    missing = [c for c in columns if c not in (reader.fieldnames or ())]
    if missing:
        raise ValueError(f"has no column {missing[0]!r}")
    rows = []
    for row in reader:
        if "more" in row:
            raise ValueError(f"line {reader.line_num} has too many fields; put text with a comma in quotation marks")
        if any(v.strip() for v in row.values()):
            rows.append((reader.line_num, {c: row[c].strip() for c in columns}))
    return rows


def _decision(file: str, line: int, row: dict[str, str]) -> Decision | Problem:
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
        if action not in FIELDS:
            return Problem(where, f"field is {action!r}", f"it is one of {', '.join(FIELDS)}")
        if not row["address"]:
            return Problem(where, "has no address", "copy the id of the quotation or naming into it")
    return Decision(file, line, action, row["address"], before, after, row["who"], row["when"], row["why"])
