"""What the tests share: where the labelled news lies, how many examples a law is tried on, the default corpus."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

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


BROWSER = "tests/browser/"


class ByFile(LoadFileScheduling):
    """The tests of a file stay on one core, so that what they share is made once; all that drive a browser on one.

    There is then one JupyterLab and one browser at a time. pytest-xdist's own groups are of no use here: their names, which it
    writes into the ids of tests, do not arrive with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return BROWSER if file.startswith(BROWSER) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)
