"""Figures into a folder: each in all its forms, with its data, the words behind it and a caption, all or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.corpus import Corpus
from workbench.errors import WorkbenchError
from workbench.show import theme
from workbench.show.figures.evidence import behind_marks
from workbench.show.figures.inputs import digest, inputs, name_of
from workbench.show.figures.letters import pinned
from workbench.show.figures.manifest import NAME, FiguresError, empty_manifest, read_manifest, replaced, write_manifest
from workbench.show.figures.page import SCRIPT, page, script
from workbench.show.figures.render import Format, pdf_of, png_of, spec_of, svg_of, written
from workbench.show.figures.table import FIGURES, Figure
from workbench.show.figures.words import markdown
from workbench.show.sheets import sheet

FAULTS = (WorkbenchError, ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What may go wrong with one figure and leaves the others to be written."""

Progress = Callable[[int, int, str], None]
"""Told how many figures are done, of how many, and which comes next."""

_IN_CSV = ["mark", "told", "address", "outlet_label", "paragraph", "text", "citation"]


class EmptyFigure(FiguresError):
    """A figure that would show nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one figure: `written`, `empty` (nothing to show) or `failed`, and then why."""

    name: str
    status: str
    reason: str = ""


def save(name: str, corpus: Corpus, folder: str | Path, *, format: Format | None = None) -> Path:
    """Write one figure into its own folder inside `folder`, and its digests into the manifest there; gives its folder.

    The files are `NAME.svg`, `.png`, `.pdf`, `.html`, `.vl.json` (the specification), `.csv` (the data), `.evidence.csv` (the words
    behind each mark, with addresses), `.caption.md` and `.alt.txt`. An earlier figure of that name is replaced, in one step.
    `FiguresError` when there is nothing to show; `ValueError` for a name that is not in `FIGURES`.
    """
    chosen, folder = format or Format(), Path(folder)
    contents = files_of(name, corpus, chosen)
    manifest = read_manifest(folder) if (folder / NAME).exists() else empty_manifest()
    _refuse_strangers(folder / name, set(manifest["figures"].get(name, {}).get("files", ())) | set(contents))
    folder.mkdir(parents=True, exist_ok=True)
    _swapped(folder / name, contents)
    if not (folder / SCRIPT).is_file() or digest((folder / SCRIPT).read_bytes()) != digest(script()):
        replaced(folder / SCRIPT, script())
    made_from = inputs(corpus)
    manifest["inputs"][name_of(made_from)] = made_from
    manifest["shared"] = {SCRIPT: digest(script())}
    manifest["figures"][name] = _entry(FIGURES[name], name_of(made_from), chosen, contents)
    write_manifest(folder, manifest, order=list(FIGURES))
    return folder / name


def save_all(
    corpus: Corpus,
    folder: str | Path,
    *,
    only: Iterable[str] = (),
    format: Format | None = None,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Write all figures, or `only` those named; what became of each. One that fails leaves the others to be written."""
    names = [known(name) for name in only] or list(FIGURES)
    tell = progress or (lambda done, of, name: None)
    outcomes = []
    for done, name in enumerate(names):
        tell(done, len(names), name)
        try:
            save(name, corpus, folder, format=format)
        except EmptyFigure as error:
            outcomes.append(Outcome(name, "empty", str(error)))
        except FAULTS as error:
            outcomes.append(Outcome(name, "failed", f"{type(error).__name__}: {error}"))
        else:
            outcomes.append(Outcome(name, "written"))
    tell(len(names), len(names), "")
    return outcomes


def files_of(name: str, corpus: Corpus, format: Format) -> dict[str, bytes]:
    """The files of one figure and what is in them, the same bytes whenever the inputs are the same; nothing is written."""
    figure = FIGURES[known(name)]
    frame = figure.measure(corpus)
    if frame.empty:
        raise EmptyFigure(f"{name}: nothing to show, for these articles give no row ({figure.question})")
    caption = figure.caption(frame)
    spec, screen = (_drawn(figure, frame, look) for look in (format.look(), format.on_screen()))
    told = f"{figure.picture} {spec.get('description', caption)}"
    behind = figure.behind(corpus, frame)
    evidence = behind_marks(corpus, spec, behind)
    svg, on_screen = (
        svg_of(drawn, name=name, title=figure.question, told=told, width=look.width)
        for drawn, look in ((spec, format.look()), (screen, format.on_screen()))
    )
    contents = {
        "svg": pinned(svg).encode("utf-8"),
        "png": png_of(svg, format.dpi),
        "pdf": pdf_of(svg),
        "html": page(figure.question, caption, pinned(on_screen), screen, behind_marks(corpus, screen, behind)).encode(
            "utf-8"
        ),
        "vl.json": written(spec),
        "csv": sheet(frame),
        "evidence.csv": sheet(evidence[_IN_CSV]),
        "caption.md": markdown(figure.question, caption, name).encode("utf-8"),
        "alt.txt": f"{told}\n".encode(),
    }
    return {f"{name}.{ending}": content for ending, content in contents.items()}


def _drawn(figure: Figure, frame: pd.DataFrame, look: theme.Look) -> dict[str, Any]:
    with theme.drawn(look):
        return spec_of(figure.draw(frame))


def known(name: str) -> str:
    """The name, when there is a figure of it; `ValueError` lists them all."""
    if name not in FIGURES:
        raise ValueError(f"no figure {name!r}; there are {', '.join(FIGURES)}")
    return name


def _entry(figure: Figure, made_from: str, format: Format, contents: dict[str, bytes]) -> dict[str, Any]:
    functions = {"measure": figure.measure, "draw": figure.draw}
    return {
        "question": figure.question,
        "inputs": made_from,
        "parameters": {"theme": format.theme, "width": format.width, "dpi": format.dpi},
        "functions": {role: f"{f.__module__}.{f.__qualname__}" for role, f in functions.items()},
        "files": {file: digest(content) for file, content in contents.items()},
    }


def _refuse_strangers(folder: Path, ours: set[str]) -> None:
    strangers = sorted({path.name for path in folder.iterdir()} - ours) if folder.is_dir() else []
    if strangers or (folder.exists() and not folder.is_dir()):
        found = strangers[0] if strangers else "a file of that name"
        raise FileExistsError(f"{folder}: holds {found}, which is no figure; move it, or give another folder")


def _swapped(folder: Path, contents: dict[str, bytes]) -> None:
    """Write the files beside their place, then put them there in one step."""
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new, old = aside / "new", aside / "old"
        new.mkdir()
        for file, content in contents.items():
            (new / file).write_bytes(content)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
