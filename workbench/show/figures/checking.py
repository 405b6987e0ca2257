"""Does a folder of figures still come out of these articles? Each is drawn again, and what differs is traced to its cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.corpus import Corpus
from workbench.show.figures.inputs import differences, digest, inputs
from workbench.show.figures.manifest import NAME, read_manifest
from workbench.show.figures.page import script
from workbench.show.figures.png import dots
from workbench.show.figures.render import Format
from workbench.show.figures.saving import FAULTS, Progress, files_of
from workbench.show.figures.table import FIGURES

CODE = "no article, correction, version or parameter has changed: the workbench’s own code draws it in another way now"
EDITED = "the file was changed after it was written"


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that does not agree with the manifest, or with what is drawn now: which, how, and the causes that are known."""

    file: str
    what: str
    causes: tuple[str, ...] = ()

    def __str__(self) -> str:
        because = f" ({'; '.join(self.causes)})" if self.causes else ""
        return f"{self.file}: {self.what}{because}"


def verify(folder: str | Path, corpus: Corpus, *, progress: Progress | None = None) -> list[Difference]:
    """What in a folder of figures cannot be rebuilt from `corpus`, file by file; empty when everything can.

    Every figure is drawn again with the parameters of its manifest; the files must be those of the manifest and must come out
    in the same bytes. Where they do not, the causes are named: an article, the readers' corrections, a version, or none of
    these. `FiguresError` when the folder has no manifest.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    now = inputs(corpus)
    tell = progress or (lambda done, of, name: None)
    found = [*_shared(folder, manifest), *_strangers(folder, manifest)]
    for done, (name, entry) in enumerate(manifest["figures"].items()):
        tell(done, len(manifest["figures"]), name)
        found += _figure(folder, name, entry, corpus, differences(manifest["inputs"][entry["inputs"]], now))
    tell(len(manifest["figures"]), len(manifest["figures"]), "")
    return found


def _figure(folder: Path, name: str, entry: dict[str, Any], corpus: Corpus, changed: list[str]) -> Iterator[Difference]:
    for file, known in entry["files"].items():
        yield from _as_written(folder / name / file, f"{name}/{file}", known)
    if name not in FIGURES:
        yield Difference(name, "cannot be drawn again", ("this version of the workbench has no such figure",))
        return
    try:
        again = files_of(name, corpus, Format(**entry["parameters"]))
    except FAULTS as error:
        yield Difference(name, "cannot be drawn again", (str(error), *changed))
        return
    for file, known in entry["files"].items():
        if not _same(folder / name / file, again.get(file, b""), known):
            yield Difference(f"{name}/{file}", "comes out differently", tuple(changed) or (CODE,))


def _same(path: Path, again: bytes, known: str) -> bool:
    """Whether the file comes out as it is known: byte for byte, but for PNG dot for dot, since Pythons press them differently."""
    if digest(again) == known:
        return True
    written = path.read_bytes() if path.is_file() and path.suffix == ".png" and again else b""
    return digest(written) == known and dots(written) == dots(again)


def _as_written(path: Path, file: str, known: str) -> Iterator[Difference]:
    if not path.is_file():
        yield Difference(file, "is missing", ("it was removed after it was written",))
    elif digest(path.read_bytes()) != known:
        yield Difference(file, "is not what was written", (EDITED,))


def _shared(folder: Path, manifest: dict[str, Any]) -> Iterator[Difference]:
    for file, known in manifest["shared"].items():
        yield from _as_written(folder / file, file, known)
        if known != digest(script()):
            yield Difference(file, "comes out differently", ("another vl-convert, or another page.js, made it",))


def _strangers(folder: Path, manifest: dict[str, Any]) -> Iterator[Difference]:
    """What lies in the folder and no manifest tells of: it would be taken for a figure, and nobody could rebuild it."""
    ours = {NAME, *manifest["shared"], *(f"{name}/{f}" for name, e in manifest["figures"].items() for f in e["files"])}
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(folder)
        if path.is_file() and file.as_posix() not in ours and not any(part.startswith(".") for part in file.parts):
            yield Difference(file.as_posix(), "is not in the manifest", ("it was put there by something else",))
