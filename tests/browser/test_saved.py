"""A saved notebook keeps its pictures: opened without a kernel, trusted or not, and converted to a page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from labdriver import Page, write
from nbconvert import HTMLExporter
from playwright.sync_api import BrowserContext, expect

from workbench.lab import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="no chromium on the PATH; install it or set CHROMIUM=/path/to/it"),
]

CELLS = (
    "import workbench as wb\ncorpus = wb.load()",
    "wb.charts.people(corpus)",
    "wb.explore.speaking(corpus)",
    "wb.explore.speaking(corpus, mode='student')",
)
PATIENCE = 60_000  # milliseconds; a busy machine is slow, not wrong
SAVED = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.context.save();
  await panel.sessionContext.shutdown();
}"""
DATA = ["display_data", "execute_result"]


def outputs(notebook: Path) -> list[dict[str, str]]:
    """What each output holds, by MIME type."""
    cells = json.loads(notebook.read_text())["cells"]
    return [o["data"] for cell in cells for o in cell["outputs"] if o["output_type"] in DATA]


@pytest.fixture(scope="module")
def saved(served: tuple[Path, str, BrowserContext]) -> Path:
    """A notebook that was run, used, saved and shut down, with a chart, an explorer and one whose question nobody answered."""
    root, base, running = served
    page = Page(running, base, write(root, "saved.ipynb", *CELLS))
    assert page.run_all() == []
    own = page.page.locator(".jp-Cell").nth(2)
    own.locator(".vega-embed svg.marks").wait_for(timeout=PATIENCE)
    assert own.locator("img:visible").count() == 0  # the picture is hidden while the explorer lives
    own.locator("select").last.select_option(index=1)
    own.locator(".passages mark").first.wait_for(timeout=PATIENCE)
    page.page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.content.widgets[2].model.outputs.get(2).data['text/html'].includes('<mark')"
    )
    page.page.evaluate(SAVED)
    page.page.close()
    return root / "saved.ipynb"


def test_each_picture_is_saved_in_a_form_that_every_reader_knows(saved: Path) -> None:
    chart, _, picture, passages, _, covered, _ = outputs(saved)
    assert chart.keys() == {"application/vnd.vegalite.v5+json", "image/png", "text/plain"}
    assert "Donald J. Trump" in "".join(chart["text/plain"])
    assert picture.keys() == {"image/png", "text/plain"}
    assert "<mark" in "".join(passages["text/html"])
    assert "".join(covered["text/plain"]) == "Nothing is shown yet."  # or the file would hold the answer
    assert saved.stat().st_size < 500_000


@pytest.mark.parametrize("trusted", [True, False])
def test_a_notebook_opened_without_a_kernel_shows_its_pictures(
    trusted: bool, saved: Path, served: tuple[Path, str, BrowserContext]
) -> None:
    _, base, running = served
    name = saved.name
    if not trusted:
        notebook = nbformat.read(saved, 4)
        notebook.cells[0].source += "  # as another machine would have it: nobody here has signed this"
        name = "unsigned.ipynb"
        nbformat.write(notebook, saved.with_name(name))
    page = running.new_page()
    page.goto(f"{base}/lab/tree/{name}?reset")
    cells = page.locator(".jp-NotebookPanel .jp-Cell")
    cells.nth(1).locator(".vega-embed svg.marks, .vega-embed canvas").first.wait_for(timeout=PATIENCE)
    expect(cells.nth(2).locator(".jp-RenderedImage img")).to_be_visible(timeout=PATIENCE)
    expect(cells.nth(2).locator(".passages mark").first).to_be_visible(timeout=PATIENCE)
    assert cells.nth(3).locator("img").count() == 0
    page.close()


def test_a_page_made_of_it_has_its_pictures_and_asks_no_network(saved: Path) -> None:
    page, _ = HTMLExporter(template_name="lab").from_filename(str(saved))
    assert len(re.findall(r'<img[^>]*src="data:image/png', page)) == 2
    assert "<mark" in page
    assert "run this cell" in page
