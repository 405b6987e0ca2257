"""One JupyterLab and one browser for all tests of a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from labdriver import browser, lab
from playwright.sync_api import Browser, BrowserContext

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def running() -> Iterator[Browser]:
    """The browser; there can be only one at a time."""
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, running: Browser) -> Iterator[tuple[Path, str, BrowserContext]]:
    """A folder, the JupyterLab that serves it, and where the browser opens its pages."""
    root = tmp_path_factory.mktemp("clone")
    with lab(root, tmp_path_factory.mktemp("jupyter")) as base:
        yield root, base, running.new_context(viewport={"width": 1400, "height": 1100})


@pytest.fixture(scope="session")
def clone(served: tuple[Path, str, BrowserContext]) -> tuple[Path, str, BrowserContext]:
    """The same, with the notebooks and the data of the repository in the folder."""
    for name in ("notebooks", "data"):
        shutil.copytree(ROOT / name, served[0] / name, dirs_exist_ok=True)
    return served
