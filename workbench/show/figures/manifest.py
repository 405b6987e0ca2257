"""The manifest of a folder of figures: what each was made from, and the digest of every file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError

NAME = "manifest.json"
_VERSION = 1  # of the layout below; a reader refuses one that it does not know
_PARTS = ("inputs", "shared", "figures")


class FiguresError(WorkbenchError):
    """A figure that cannot be drawn from these articles, or a folder that cannot be what it is said to be."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest in `folder`; `FiguresError` when there is none, or none that this version reads."""
    path = folder / NAME
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        known = manifest["workbench_figures"] == _VERSION and all(isinstance(manifest[part], dict) for part in _PARTS)
    except FileNotFoundError as error:
        raise FiguresError(f"{path}: not there; write the figures first: workbench figures -o {folder}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FiguresError(f"{path}: is no manifest of figures ({error!r}); write them into a new folder") from error
    if not known:
        raise FiguresError(f"{path}: another version wrote it; write the figures anew into a new folder")
    return manifest


def write_manifest(folder: Path, manifest: dict[str, Any], *, order: list[str]) -> None:
    """Write it in one piece, the figures in that order, and of the inputs only those that a figure was made from."""
    figures = {name: manifest["figures"][name] for name in order if name in manifest["figures"]}
    figures |= manifest["figures"]  # those that this version no longer knows stay as they are
    used = {entry["inputs"] for entry in figures.values()}
    whole = {
        "workbench_figures": _VERSION,
        "inputs": {name: value for name, value in sorted(manifest["inputs"].items()) if name in used},
        "shared": manifest["shared"],
        "figures": figures,
    }
    replaced(folder / NAME, (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass"))


def empty_manifest() -> dict[str, Any]:
    """The manifest of a folder without figures."""
    return {part: {} for part in _PARTS}


def replaced(path: Path, content: bytes) -> None:
    """Write a file in one piece: beside its place first, then there, so that nobody finds half of it."""
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
