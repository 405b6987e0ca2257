"""Lessons in a browser: a guess before the chart, words selected with the mouse as an answer, a hint."""

from __future__ import annotations

import pytest
from labdriver import Page, runs_well, write
from playwright.sync_api import BrowserContext, expect

from workbench.lab import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="no chromium on the PATH; install it or set CHROMIUM=/path/to/it"),
]

CELLS = (
    "import workbench as wb\ncorpus = wb.load()",
    "wb.charts.overview(corpus)",
    """wb.lesson.predict("How many articles?", "number", truth=lambda: 2, reveal=lambda: wb.overview(corpus)[["title"]])""",
    """wb.lesson.exercise(corpus, "one word")""",
    """key = wb.lesson.computed_key(corpus, "only one tells")\nwb.lesson.hunt(corpus, key)""",
)


def test_guess_answer_and_hunt_work_with_mouse_and_keyboard(clone: tuple[object, str, BrowserContext]) -> None:
    root, base, running = clone
    page = Page(running, base, write(root, "lesson.ipynb", *CELLS))  # type: ignore[arg-type]
    runs_well(page)
    lab = page.page

    lab.get_by_placeholder("a number").fill("3")
    lab.get_by_placeholder("a number").press("Tab")
    show = lab.get_by_role("button", name="Show me")
    expect(show).to_be_enabled(timeout=60_000)  # once the kernel has heard of the number
    show.press("Enter")
    lab.get_by_text("You said 3. It is 2.").wait_for()
    lab.locator(".jp-OutputArea td", has_text="Putin Invites Trump").first.wait_for()

    lab.get_by_placeholder("words from an article, or an address").first.fill("friendly")
    lab.get_by_role("button", name="Check").first.click()
    lab.get_by_text("Right: “friendly”").wait_for()

    words = lab.locator(".column p.text").nth(2)
    words.scroll_into_view_if_needed()
    words.locator("[data-at]").first.click(click_count=3)  # three clicks select a paragraph
    field = lab.get_by_placeholder("words from an article, or an address").last
    lab.wait_for_function("field => field.value.includes(':')", arg=field.element_handle())
    lab.get_by_role("button", name="Hint").last.click()
    lab.get_by_text("Hint: look in").last.wait_for()
    assert page.complaints == []
    page.close()
