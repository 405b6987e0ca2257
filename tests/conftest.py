"""What the tests share: where the labelled news lies, how many examples a law is tried on, the default corpus."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import workbench as wb

ROOT = Path(__file__).parents[1]

settings.register_profile("quick", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of labelled news, which is not part of the repository: $WORKBENCH_GOLD, or shared/gold beside it."""
    folder = Path(os.environ.get("WORKBENCH_GOLD", ROOT.parent / "shared" / "gold"))
    if not folder.is_dir():
        pytest.skip(f"no labelled news in {folder}; set WORKBENCH_GOLD to its folder")
    return folder


@pytest.fixture(scope="session")
def alaska() -> wb.Corpus:
    """The default corpus."""
    return wb.load(ROOT / "data" / "alaska-summit")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file on one core, so that what they share is made once, and all that drive a browser on another.

    There is then one JupyterLab and one browser at a time, and nothing to fight over.
    """
    for item in items:
        group = "browser" if item.get_closest_marker("browser") else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))
