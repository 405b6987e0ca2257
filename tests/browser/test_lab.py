"""The notebooks as a reader sees them: in JupyterLab, in a browser, with no network."""

from __future__ import annotations

from pathlib import Path

import pytest
from labdriver import Page, runs_well, write
from playwright.sync_api import BrowserContext

from workbench.lab import chromium

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(str(p.relative_to(FOLDER)) for p in FOLDER.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="no chromium on the PATH; install it or set CHROMIUM=/path/to/it"),
]

CHART = """
import altair as alt, pandas as pd
from workbench import charts
articles = pd.DataFrame({"outlet": ["Daily North", "South Post"], "quotes": [3, 8]})
alt.Chart(articles).mark_bar().encode(x="outlet:N", y="quotes:Q")
"""


def test_a_chart_shows_with_no_network(served: tuple[Path, str, BrowserContext]) -> None:
    root, base, running = served
    page = Page(running, base, write(root, "chart.ipynb", CHART))
    assert page.run_all() == []
    page.bar("South Post").wait_for()
    assert page.blocked == []
    assert page.complaints == []
    page.close()


def test_an_error_in_a_cell_is_seen(served: tuple[Path, str, BrowserContext]) -> None:
    root, base, running = served
    page = Page(running, base, write(root, "error.ipynb", "1 / 0"))
    assert page.run_all() == ["ZeroDivisionError: division by zero"]
    page.close()


def a_click_on_a_mark_opens_its_passage(page: Page) -> None:
    page.page.locator('.vega-embed [aria-label*="extremely productive"]').first.click()
    page.page.locator(".jp-OutputArea mark", has_text="extremely productive").first.wait_for()


def a_checkbox_puts_back_what_its_rule_removed(page: Page) -> None:
    page.page.get_by_role("checkbox", name="author-bio").check()
    page.page.get_by_text('keep={"author-bio"}').first.wait_for()


# What is tried in a notebook once it has run, so that it need not run a second time for it.
THEN = {
    "00_start_here.ipynb": a_click_on_a_mark_opens_its_passage,
    "01_load_and_clean.ipynb": a_checkbox_puts_back_what_its_rule_removed,
}
AGAIN = "04_same_words.ipynb"  # runs in the test below


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name != AGAIN])
def test_a_notebook_runs_from_top_to_bottom(name: str, clone: tuple[Path, str, BrowserContext]) -> None:
    page = Page(clone[2], clone[1], f"notebooks/{name}")
    runs_well(page)
    if name in THEN:
        THEN[name](page)
        assert page.complaints == []
    page.close()


def test_a_page_loaded_again_while_its_kernel_runs_has_all_its_controls(
    clone: tuple[Path, str, BrowserContext],
) -> None:
    first = Page(clone[2], clone[1], f"notebooks/{AGAIN}")
    runs_well(first)
    first.page.get_by_text("Show the names of the outlets").first.wait_for()
    first.page.close()  # the kernel goes on, as when a reader closes a tab or loads the page again
    page = Page(clone[2], clone[1], f"notebooks/{AGAIN}")
    runs_well(page)
    page.page.get_by_text("Show the names of the outlets").first.wait_for()
    assert page.page.get_by_text("javascript error").count() == 0
    assert page.complaints == []
    page.close()


def test_markup_in_an_article_is_shown_as_text(clone: tuple[Path, str, BrowserContext]) -> None:
    root, base, running = clone
    folder = root / "markup"
    folder.mkdir()
    lede = (
        "“<script>document.title = 'owned'</script>,” the minister said on Monday, and the talks ended without a deal."
    )
    text = f"Talks <img src=x onerror=\"document.title='owned'\"> end\n\n{lede}\n\n<a href='javascript:alert(1)'>Nobody</a> spoke.\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    cells = [
        "import workbench as wb",
        "wb.explore.cleaning(wb.load('markup'))",
        "wb.explore.overview(wb.load('markup'))",
        "wb.explore.speaking(wb.load('markup'))",
        "wb.explore.ledger(wb.load('markup'))",
        "wb.explore.reader(wb.load('markup'))",
        "wb.explore.concordance(wb.load('markup'), 'script')",
    ]
    page = Page(running, base, write(root, "markup.ipynb", *cells))
    runs_well(page)
    page.page.get_by_text("<script>document.title").first.wait_for()
    assert page.page.title() != "owned"
    assert page.page.locator(".jp-OutputArea a[href^='javascript:'], .jp-OutputArea img[src='x']").count() == 0
    page.close()
