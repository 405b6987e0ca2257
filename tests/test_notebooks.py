"""Every notebook runs from top to bottom in a clean kernel, and is stored without outputs."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted(p for p in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
PATIENCE = 300  # seconds for one cell; the slowest, a first import of altair, takes five

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT / "notebooks")))


@pytest.mark.slow  # at each change its cells run as a teacher's lesson, and in a browser where there is one
@pytest.mark.notebook
@every_notebook
def test_it_runs_from_top_to_bottom(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    # An error in a cell raises here, with the cell and its traceback.
    NotebookClient(notebook, timeout=PATIENCE, kernel_name="python3", resources=_in(path.parent)).execute()


@every_notebook
def test_it_is_stored_without_outputs(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    kept = [i for i, c in enumerate(cells) if c.cell_type == "code" and (c.outputs or c.execution_count is not None)]
    assert not kept, f"cells {kept} hold outputs; remove them: make strip"


@every_notebook
def test_it_is_valid_and_asks_for_the_plain_python_kernel(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.get("kernelspec", {}).get("name") == "python3"
    assert "widgets" not in notebook.metadata, "the state of widgets is stored; remove it: make strip"


def _in(folder: Path) -> dict[str, dict[str, str]]:
    return {"metadata": {"path": str(folder)}}
