"""The notebooks as a reader sees them: in JupyterLab, in a browser, with no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from labdriver import Page, browser, lab
from playwright.sync_api import Browser

from workbench.doctor import chromium

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "notebooks" / "00_start_here.ipynb"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="no chromium on the PATH; install it or set CHROMIUM=/path/to/it"),
]

CHART = """
import altair as alt, pandas as pd
alt.JupyterChart.enable_offline()
articles = pd.DataFrame({"outlet": ["Daily North", "South Post"], "quotes": [3, 8]})
alt.JupyterChart(alt.Chart(articles).mark_bar().encode(x="outlet:N", y="quotes:Q"))
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, Browser]]:
    """A folder, the JupyterLab that serves it, and a browser."""
    root = tmp_path_factory.mktemp("clone")
    with lab(root, tmp_path_factory.mktemp("jupyter")) as base, browser() as running:
        yield root, base, running


def write(folder: Path, name: str, *cells: str) -> str:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, folder / name)
    return name


def test_a_chart_shows_with_no_network(served: tuple[Path, str, Browser]) -> None:
    root, base, running = served
    page = Page(running, base, write(root, "chart.ipynb", CHART))
    assert page.run_all() == []
    page.bar("South Post").wait_for()
    assert page.blocked == []
    assert page.complaints == []


def test_an_error_in_a_cell_is_seen(served: tuple[Path, str, Browser]) -> None:
    root, base, running = served
    page = Page(running, base, write(root, "error.ipynb", "1 / 0"))
    assert page.run_all() == ["ZeroDivisionError: division by zero"]


@pytest.mark.skipif(not FIRST.is_file(), reason="no first notebook yet")
def test_the_first_notebook_runs_from_top_to_bottom(served: tuple[Path, str, Browser]) -> None:
    root, base, running = served
    shutil.copytree(FIRST.parent, root / "notebooks", dirs_exist_ok=True)
    page = Page(running, base, f"notebooks/{FIRST.name}")
    assert page.run_all() == []
    page.chart().wait_for()
    assert page.page.get_by_text("Error displaying widget").count() == 0
    assert page.blocked == []
    assert page.complaints == []
