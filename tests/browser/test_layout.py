"""The answer beside the question: where passages stand, what can be read and reached, by mouse, finger and keyboard, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from labdriver import Page, runs_well, write
from playwright.sync_api import BrowserContext, Locator, expect

from workbench.lab import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="no chromium on the PATH; install it or set CHROMIUM=/path/to/it"),
]

PATIENCE = 60_000  # milliseconds; a busy machine is slow, not wrong
LEAST = 11  # pixels: letters smaller than these are not read
HEIGHT = 900
FOCUSED = "document.activeElement.getAttribute('aria-label')"
CELLS = ["import workbench as wb\ncorpus = wb.load()", "wb.explore.overview(corpus)", "wb.explore.ledger(corpus)"]
CELLS += ["wb.explore.speaking(corpus, mode='student')", "after = 1", "wb.explore.speaking(corpus)"]
TYPE = "svg => 12 * svg.getBoundingClientRect().width / svg.getAttribute('width')"


@pytest.fixture(scope="module")
def page(served: tuple[Path, str, BrowserContext]) -> Iterator[Page]:
    """A notebook with the explorers that have a small chart, a long one, and a question first."""
    root, base, running = served
    opened = Page(running, base, write(root, "layout.ipynb", *CELLS))
    runs_well(opened)
    yield opened
    opened.close()


def seen(page: Page, number: int, width: int) -> Locator:
    """The output of a cell in a window so wide, without the side bar."""
    page.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    page.page.set_viewport_size({"width": width, "height": HEIGHT})
    found = page.page.locator(".jp-Cell").nth(number)
    found.scroll_into_view_if_needed()
    page.page.wait_for_timeout(600)  # until the page stands again
    return found


def box(found: Locator) -> dict[str, float]:
    place = found.bounding_box()
    assert place
    return dict(place)


@pytest.mark.parametrize(("width", "beside"), [(1400, True), (1200, True), (1024, False), (600, False)])
def test_the_passages_stand_beside_the_chart_where_there_is_room(width: int, beside: bool, page: Page) -> None:
    own = seen(page, 1, width)
    chart, tabs = box(own.locator("svg.marks").first), box(own.get_by_role("tablist").first)
    assert (tabs["x"] >= chart["x"] + chart["width"]) is beside
    assert (tabs["y"] >= chart["y"] + chart["height"]) is not beside


@pytest.mark.parametrize("width", [1400, 1200, 1024, 390])
@pytest.mark.parametrize("number", [1, 2])
def test_the_letters_of_a_chart_can_be_read_and_it_scrolls_in_its_own_box(number: int, width: int, page: Page) -> None:
    own = seen(page, number, width)
    assert own.locator("svg.marks").first.evaluate(TYPE) >= LEAST
    explorer = own.locator(".nw-explorer").first
    assert explorer.evaluate("e => e.scrollWidth - e.clientWidth") <= 1


@pytest.mark.parametrize("width", [1400, 1024, 390])
def test_the_passages_of_a_click_are_on_screen(width: int, page: Page) -> None:
    own = seen(page, 2, width)
    marks = own.locator("svg.marks [tabindex]")
    for nth in (3, marks.count() - 8):
        marks.nth(nth).click(force=True)
        expect(own.locator(".passages mark").first).to_be_in_viewport(timeout=PATIENCE)


def test_marks_are_reached_by_keyboard_with_a_focus_that_is_seen(page: Page) -> None:
    own = seen(page, 5, 1400)
    stops = own.locator("svg.marks [tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    first = page.page.evaluate(FOCUSED)
    page.page.keyboard.press("ArrowDown")
    second = page.page.evaluate(FOCUSED)
    assert first != second
    assert page.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.page.keyboard.press("Enter")
    own.locator(".passages mark").first.wait_for(timeout=PATIENCE)
    assert page.page.evaluate(FOCUSED) == second
    listed = own.locator("select").last.evaluate("s => s.selectedOptions[0].text").replace("\xa0", " ")
    assert listed[:20] == second[:20]


def test_a_tooltip_stands_beside_its_mark(page: Page) -> None:
    own = seen(page, 1, 1400)
    mark = own.locator("svg.marks [tabindex]").nth(4)
    mark.hover(force=True)
    tip = page.page.locator(".vg-tooltip.visible, #vg-tooltip-element.visible")
    tip.wait_for(timeout=PATIENCE)
    a, b = box(mark), box(tip)
    across = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
    assert across or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]


def test_after_a_guess_shift_enter_goes_on_to_the_next_cell(page: Page) -> None:
    own = seen(page, 3, 1400)
    own.get_by_role("radio").first.check()
    own.get_by_role("button", name="Show me").click()
    expect(own.get_by_role("button", name="Guess anew")).to_be_focused(timeout=PATIENCE)
    page.page.keyboard.press("Shift+Enter")
    now = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex === 4"
    page.page.wait_for_function(now, timeout=PATIENCE)


def test_a_chart_follows_the_dark_theme(page: Page) -> None:
    svg = seen(page, 1, 1400).locator("svg.marks").first
    assert svg.evaluate("s => getComputedStyle(s).filter") == "none"
    change = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
    page.page.evaluate(change, "JupyterLab Dark")
    dark = "() => document.body.dataset.jpThemeLight === 'false'"
    page.page.wait_for_function(dark, timeout=PATIENCE)
    assert "invert" in svg.evaluate("s => getComputedStyle(s).filter")
    assert svg.evaluate("s => getComputedStyle(s).backgroundColor") == "rgba(0, 0, 0, 0)"
    page.page.evaluate(change, "JupyterLab Light")
    page.page.wait_for_function(dark.replace("'false'", "'true'"), timeout=PATIENCE)
