"""How long each notebook takes from top to bottom: `python benchmarks/notebooks.py [NOTEBOOK ...]`, seconds in a fresh kernel.

The start of the kernel counts, and so does the import of the workbench; a script made once per machine (`show/bundle.py`) does not.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def seconds(path: Path) -> float:
    """Run a copy of the notebook, in its folder."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}})
    start = time.perf_counter()
    client.execute()
    return time.perf_counter() - start


def main(paths: list[Path]) -> None:
    """Print a line for each."""
    for path in paths:
        print(f"{path.stem:28}{seconds(path):6.1f} s", flush=True)


if __name__ == "__main__":
    main(
        [*map(Path, sys.argv[1:])] or sorted(p for p in NOTEBOOKS.rglob("*.ipynb") if not p.parent.name.startswith("."))
    )
