"""What is missing when the workbench does not run, in plain words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Literal

from workbench.lab import FIRST
from workbench.paths import VARIABLE, share

if TYPE_CHECKING:
    from packaging.requirements import Requirement

PACKAGE = "news-workbench"
OLDEST_PYTHON = (3, 11)
INSTALL_AGAIN = "install again: make install, or pip install -e . in the folder of the workbench"

LAB_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
"""What JupyterLab needs to show a control and a chart; both come with their Python packages, already built."""

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

# A first import on a slow disk has taken half a minute; what takes two is stuck.
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the doctor looked at: `ok`, `warn` (works, with a limit) or `fail`; `advice` says what to do."""

    name: str
    level: Literal["ok", "warn", "fail"]
    message: str
    advice: str = ""


def doctor() -> list[Finding]:
    """All that a reader's set-up needs, looked at one by one; nothing is changed."""
    return [finding for check in CHECKS for finding in check()]


def python() -> Iterator[Finding]:
    """Is this Python new enough?"""
    found = sys.version.split()[0]
    if sys.version_info >= OLDEST_PYTHON:
        yield Finding("python", "ok", f"Python {found}")
    else:
        needed = ".".join(map(str, OLDEST_PYTHON))
        yield Finding("python", "fail", f"this is Python {found}", f"take Python {needed} or newer")


def packages() -> Iterator[Finding]:
    """Is each package that the workbench needs here, in a version that it was tested with?"""
    from packaging.requirements import Requirement

    try:
        requirements = [Requirement(line) for line in metadata.requires(PACKAGE) or []]
    except metadata.PackageNotFoundError:
        yield Finding("packages", "fail", f"{PACKAGE} itself is not installed", INSTALL_AGAIN)
        return
    needed = [r for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""})]
    problems = [problem for r in needed if (problem := _unsuitable(r))]
    for problem in problems:
        yield Finding("packages", "fail", problem, INSTALL_AGAIN)
    if not problems:
        found = ", ".join(f"{r.name} {metadata.version(r.name)}" for r in needed)
        yield Finding("packages", "ok", f"all {len(needed)} there: {found}")


def renderer() -> Iterator[Finding]:
    """Can a chart be drawn with no network?"""
    code = (
        "from workbench.show.drawing import script; script();"
        "import vl_convert; vl_convert.vegalite_to_svg({'data': {'values': [{}]}, 'mark': 'point'})"
    )
    trouble = _trouble(code)
    if trouble:
        yield Finding("charts", "fail", f"charts cannot be drawn without a network: {trouble}", INSTALL_AGAIN)
    else:
        yield Finding("charts", "ok", "charts are drawn and exported with no network")


def extensions() -> Iterator[Finding]:
    """Does JupyterLab find the extensions that show controls and charts?"""
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_federated_extensions

    found = get_federated_extensions(jupyter_path("labextensions"))
    missing = [name for name in LAB_EXTENSIONS if name not in found]
    if missing:
        message = f"JupyterLab does not find {' and '.join(missing)}, so charts or controls stay blank"
        yield Finding("widgets", "fail", message, INSTALL_AGAIN)
    else:
        versions = ", ".join(f"{name} {found[name].get('version', '?')}" for name in LAB_EXTENSIONS)
        yield Finding("widgets", "ok", f"JupyterLab finds {versions}")


def corpus() -> Iterator[Finding]:
    """Does the default corpus load?"""
    trouble = _trouble("import workbench as wb; assert len(wb.load().articles) > 0, 'no article in it'")
    if trouble:
        yield Finding(
            "corpus", "fail", f"the default corpus does not load: {trouble}", f"put it back: {share() / 'data'}"
        )
    else:
        yield Finding("corpus", "ok", "the default corpus loads")


def notebooks() -> Iterator[Finding]:
    """Are the notebooks here?"""
    folder = share() / "notebooks"
    if (folder / FIRST).is_file():
        yield Finding("notebooks", "ok", f"{len(list(folder.rglob('*.ipynb')))} in {folder}")
    else:
        yield Finding("notebooks", "fail", f"{FIRST} is not in {folder}", INSTALL_AGAIN)


def browser() -> Iterator[Finding]:
    """Is there a chromium for the tests that drive a browser? Nothing else needs it."""
    found = chromium()
    yield Finding("browser tests", "ok", found or "no chromium, so the tests that drive a browser are skipped")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    python,
    packages,
    renderer,
    extensions,
    corpus,
    notebooks,
    browser,
)


def chromium() -> str | None:
    """The chromium that browser tests drive: what the variable `CHROMIUM` names, else the first on the PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def _unsuitable(requirement: Requirement) -> str | None:
    """What is wrong with the installed version of a package, if anything."""
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return f"{requirement.name} is missing"
    if requirement.specifier.contains(version, prereleases=True):
        return None
    return f"{requirement.name} is {version}; the workbench is tested with {requirement.specifier}"


def _trouble(code: str) -> str | None:
    """What goes wrong when `code` runs in a Python of its own, where a crash cannot take the doctor along."""
    command = [sys.executable, "-c", code]
    plain = {name: value for name, value in os.environ.items() if name != VARIABLE}
    try:
        run = subprocess.run(command, env=plain, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return f"no answer in {PATIENCE} seconds"
    if run.returncode == 0:
        return None
    return (run.stderr.strip().splitlines() or [f"it stopped with code {run.returncode}"])[-1]
