"""The explorers without code, as Voilà serves them: no cell is seen, and nothing is asked of the network."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from workbench.lab import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="no chromium on the PATH; install it or set CHROMIUM=/path/to/it"),
]

ICON = """() => getComputedStyle(document.querySelector(".fa-undo"), "::before").fontFamily"""  # of a button's icon
PATIENCE = 240_000  # milliseconds; Voilà runs the notebook before it shows anything


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where `workbench app` says that the page is."""
    words = [sys.executable, "-m", "workbench.cli", "app", "--no-browser"]
    server = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    assert server.stderr
    try:
        found = (re.search(r"http://\S+", line) for line in server.stderr)
        yield next(match[0] for match in found if match)
    finally:
        server.terminate()
        server.wait(20)
        server.stderr.close()


def test_the_app_shows_the_explorers_and_no_code(address: str, served: tuple[Path, str, Browser]) -> None:
    page = served[2].new_page(viewport={"width": 1300, "height": 1100})
    blocked: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1", "http://localhost", "data:", "blob:")):
            route.continue_()
        else:
            blocked.append(route.request.url)
            route.abort()

    page.route("**/*", guard)
    page.goto(address, timeout=PATIENCE)
    page.locator(".vega-embed svg.marks").first.wait_for(timeout=PATIENCE)
    page.get_by_role("tab", name="Coverage").click()
    page.get_by_text("Click a mark in the chart").last.wait_for(timeout=PATIENCE)
    assert page.get_by_text("import workbench").count() == 0
    assert blocked == []
    assert page.evaluate(ICON).startswith('"Font Awesome')
    page.close()


def test_without_its_token_nobody_reads_along(address: str, served: tuple[Path, str, Browser]) -> None:
    page = served[2].new_page()
    answer = page.goto(address.partition("?")[0], timeout=PATIENCE)
    assert answer
    assert page.locator(".vega-embed").count() == 0
    assert "token" in page.content().lower() or answer.status in (401, 403)
    page.close()
