"""Where the data and notebooks that come with the workbench lie."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "WORKBENCH_CORPUS"
"""The environment variable that names another default corpus; `workbench lab --corpus` sets it."""


def shared_folder() -> Path:
    """The folder that holds `data/` and `notebooks/`: the clone the package runs from, or the installed copy."""
    package = Path(__file__).resolve().parent
    packaged = package / "_share"
    return packaged if packaged.is_dir() else package.parent


def default_corpus() -> Path:
    """The folder that `load()` reads: `$WORKBENCH_CORPUS`, or the two articles on the Alaska summit."""
    given = os.environ.get(VARIABLE)
    return Path(given).expanduser() if given else shared_folder() / "data" / "alaska-summit"
