"""The explorers without code, as Voilà serves them: no cell is seen, and nothing is asked of the network."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from workbench.lab import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="no chromium on the PATH; install it or set CHROMIUM=/path/to/it"),
]

OWN = (
    "http://127.0.0.1",
    "http://localhost",
    "data:",
    "blob:",
)  # how an address begins that does not leave this machine
ICON = """() => getComputedStyle(document.querySelector(".fa-caret-down, .fa-undo"), "::before").fontFamily"""  # of a button's icon
PATIENCE = 120_000  # milliseconds; Voilà runs the notebook before it shows anything


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `workbench app` says that the page is."""
    words = [sys.executable, "-m", "workbench.cli", "app", "--no-browser"]
    server = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, cwd=tmp_path_factory.mktemp("app"))
    assert server.stderr
    try:
        found = (re.search(r"http://\S+", line) for line in server.stderr)
        yield next(match[0] for match in found if match)
    finally:
        server.terminate()
        server.wait(20)
        server.stderr.close()


def test_the_app_shows_the_explorers_and_no_code(address: str, running: Browser) -> None:
    page = running.new_page(viewport={"width": 1300, "height": 1100})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, timeout=PATIENCE)
    page.locator(".collation").first.wait_for(timeout=PATIENCE)  # the first finding is open, word under word
    page.get_by_role("tab", name="People").click()
    page.locator(".vega-embed svg.marks").first.wait_for(timeout=PATIENCE)
    page.get_by_text("Click a mark in the chart").last.wait_for(timeout=PATIENCE)
    page.get_by_role("button", name="Labels").click()
    page.get_by_text("What each outlet calls whom").last.wait_for(timeout=PATIENCE)
    page.set_viewport_size({"width": 390, "height": 800})
    chart = page.locator(".vega-embed svg.marks").first
    assert chart.evaluate("svg => svg.getBoundingClientRect().width / svg.width.baseVal.value") > 0.9, (
        "readable on a phone"
    )
    assert page.get_by_text("import workbench").count() == 0
    assert [url for url in asked if not url.startswith(OWN)] == []
    assert page.evaluate(ICON).startswith('"Font Awesome')
    page.close()


@pytest.mark.parametrize(("scheme", "light"), [("light", True), ("dark", False)])
def test_on_a_phone_a_mark_can_be_tapped_and_the_page_is_as_dark_as_the_browser(
    scheme: Any, light: bool, address: str, running: Browser
) -> None:
    phone = running.new_context(viewport={"width": 390, "height": 800}, has_touch=True, color_scheme=scheme)
    page = phone.new_page()
    page.goto(address, timeout=PATIENCE)
    page.locator(".collation").first.wait_for(timeout=PATIENCE)
    page.get_by_role("tab", name="People").click()
    mark = page.locator(".vega-embed svg.marks [tabindex]").nth(2)
    mark.wait_for(timeout=PATIENCE)
    mark.scroll_into_view_if_needed()
    place = mark.bounding_box()
    assert place
    page.touchscreen.tap(place["x"] + place["width"] / 2, place["y"] - 6)  # a finger beside it
    expect(page.locator(".nw-sides .passages mark").first).to_be_in_viewport(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ground = page.evaluate("getComputedStyle(document.body).getPropertyValue('--jp-layout-color1').trim()")
    assert (ground in ("white", "#fff")) is light
    assert (page.evaluate("document.body.dataset.jpThemeLight") == "true") is light
    phone.close()


def test_without_its_token_nobody_reads_along(address: str, running: Browser) -> None:
    page = running.new_page()
    answer = page.goto(address.partition("?")[0], timeout=PATIENCE)
    assert answer
    assert page.locator(".vega-embed").count() == 0
    assert "token" in page.content().lower() or answer.status in (401, 403)
    page.close()
