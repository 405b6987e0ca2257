"""The notebooks for a class, made from the one source that lies in `notebooks/`: for students, and for the teacher.

What a cell is for stands in its tags: `corpus` loads the articles, `predict` takes a guess (and calls it `guess`), `after-guess`
shows what it was about, `exercise` asks, `answer` is the learner's, `solution` the teacher's.
"""

from __future__ import annotations

import ast
import copy
import json
import re
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.files import write_whole
from workbench.lab import APP
from workbench.paths import shared_folder

_Cell = dict[str, Any]

VERSIONS: dict[str, str] = {
    "student": "no solutions, outlets without names, charts after the guess",
    "teacher": "with solutions and what to expect, names and truths shown, how each passage was decided",
}
"""The name of a version → what it is."""

TAGS = ("corpus", "predict", "after-guess", "exercise", "answer", "solution")
"""What a cell of the notebooks can be tagged as."""

_BLIND = "NAMES = False  # when everybody has looked: True, and run the page again"
_LOAD = re.compile(r"^corpus = (?P<load>wb\.load\(.*\))$", re.MULTILINE)
_EITHER = r"corpus = \g<load> if NAMES else wb.blind(\g<load>)"
_TEACHER = 'wb.mode("teacher")  # solutions open, and beside each passage how it was decided\n\\g<0>'
_LINK = re.compile(r"\[([^\]]*)\]\((\.\./[^)]*)\)")


def lesson(folder: Path, mode: str, *, source: Path | None = None) -> list[Path]:
    """Write the notebooks in that version into a new or empty folder; gives the files. `ValueError` lists the versions.

    Links out of the folder become plain text, since it may be handed on alone.
    """
    if mode not in VERSIONS:
        raise ValueError(f"no version {mode!r}; there are {', '.join(VERSIONS)}")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise WorkbenchError(f"{folder}: holds something already; give a new or empty folder")
    source = source or shared_folder() / "notebooks"
    written = []
    try:
        for path in pages(source):
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            notebook = notebook_version(json.loads(path.read_text(encoding="utf-8")), mode)
            write_whole(target, (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
            written.append(target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return written


def pages(source: Path) -> list[Path]:
    """The notebooks that are lessons: all but the page of the explorers alone."""
    found = sorted(p for p in source.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
    return [p for p in found if p.name != Path(APP).name]


def notebook_version(notebook: dict[str, Any], mode: str) -> dict[str, Any]:
    """The notebook, as nbformat's JSON, in one of the versions `VERSIONS`."""
    made = copy.deepcopy(notebook)
    made["cells"] = [done for cell in made["cells"] for done in _cell(cell, mode)]
    return made


def cell_tags(cell: _Cell) -> set[str]:
    """What a cell is for."""
    return set(cell["metadata"].get("tags", ()))


def cell_source(cell: _Cell) -> str:
    """The source of a cell, which a file may hold in one piece or by lines."""
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def _cell(cell: _Cell, mode: str) -> Iterator[_Cell]:
    """What becomes of a cell: one cell, or none."""
    own, source = cell_tags(cell), cell_source(cell)
    if "solution" in own:
        if mode == "teacher":
            cell["metadata"].pop("jupyter", None)  # folded in the source, open here
            yield cell
        return
    if cell["cell_type"] == "markdown":
        yield {**cell, "source": _LINK.sub(_unlinked, source)}
        return
    if "corpus" in own:
        source = _LOAD.sub(_TEACHER, source) if mode == "teacher" else f"{_BLIND}\n{_LOAD.sub(_EITHER, source)}"
    # Students' explorers have no mode: they would ask first and hide the outlets, and here the page does both.
    late = mode != "teacher" and "after-guess" in own
    yield {**cell, "source": _after_guess(source) if late else source}


def _unlinked(link: re.Match[str]) -> str:
    """A link out of the folder as words, with the place in the repository."""
    words, place = link[1], link[2].replace("../", "").partition("#")[0]
    return words if words == place else f"{words} ({place})"


def _after_guess(source: str) -> str:
    """The code changed so that what it shows or prints appears only once a guess was made."""
    last = ast.parse(source).body[-1]
    if not isinstance(last, ast.Expr) or "print(" in source:
        return f"def shown():\n{textwrap.indent(source, '    ')}\n\n\nguess.then(shown)"
    lines = source.encode().split(b"\n")
    start = sum(len(line) + 1 for line in lines[: last.lineno - 1]) + last.col_offset
    return f"{source.encode()[:start].decode()}guess.then(lambda: {source.encode()[start:].decode()})"
