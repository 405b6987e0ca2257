"""Starting JupyterLab or the app, and saying what is missing where they do not start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from workbench.errors import WorkbenchError
from workbench.files import write_whole
from workbench.paths import VARIABLE, shared_folder

if TYPE_CHECKING:
    from packaging.requirements import Requirement


FIRST_NOTEBOOK = "00_start_here.ipynb"
APP = "templates/app.ipynb"
READERS_FOLDER = "news-workbench-notebooks"
TEMPLATE = "news-workbench"  # of Voilà's page, below `DEFAULTS`: without it the page asks another site for icons
WORKSPACE = "news-workbench"  # JupyterLab's own keeps the tabs of whatever else the reader does with it
# JupyterLab's defaults here, which the reader's own settings override: it asks nobody outside for news or updates.
DEFAULTS = Path(__file__).parent / "_jupyter"


def launch(corpus: Path | None = None, *, port: int | None = None, open_browser: bool = True) -> int:
    """Run JupyterLab on the notebooks until it is closed; its exit code.

    It listens on 127.0.0.1 only and asks for its token, as JupyterLab does by itself. In a clone it shows the clone; an
    installed package first lays a copy of its notebooks into `news-workbench-notebooks` in the current folder.
    `WorkbenchError` when `corpus` is not a folder.
    """
    environment = _environment(corpus)
    root, first = workplace(Path.cwd())
    return _served(command(root, first, port=port, open_browser=open_browser), environment)


def app(corpus: Path | None = None, *, port: int | None = None, open_browser: bool = True) -> int:
    """Serve the explorers as a page without code, by Voilà on 127.0.0.1, until it is stopped; its exit code.

    The address that opens carries a token, as JupyterLab's does. `WorkbenchError` when `corpus` is not a folder, or Voilà
    is not installed.
    """
    if find_spec("voila") is None:
        raise WorkbenchError("the app is served by Voilà, which is not installed: pip install 'news-workbench[app]'")
    return _served(app_command(port=port, open_browser=open_browser), _environment(corpus))


def _environment(corpus: Path | None) -> dict[str, str]:
    """The variables for a server that has our defaults and that corpus."""
    environment = dict(os.environ)
    for variable in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"):
        environment[variable] = os.pathsep.join([str(DEFAULTS), *_set(variable)])
    if corpus is not None:
        environment[VARIABLE] = str(existing_folder(corpus))
    return environment


def _served(words: Sequence[str], environment: dict[str, str]) -> int:
    """Run that command until it ends; its exit code."""
    server = subprocess.Popen(words, env=environment)
    ended = signal.signal(signal.SIGTERM, lambda *_: server.terminate())  # stopping this command stops the server
    try:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                continue  # Ctrl-C reaches JupyterLab too, which asks whether it is meant: wait for its answer
    finally:
        signal.signal(signal.SIGTERM, ended)


def command(root: Path, first: str, *, port: int | None, open_browser: bool) -> Sequence[str]:
    """The words that start JupyterLab on `root` with the notebook `first` (relative to `root`) open.

    >>> command(Path("study"), "00_start_here.ipynb", port=8899, open_browser=False)[3:5]
    ['--ServerApp.ip=127.0.0.1', '--ServerApp.root_dir=study']
    """
    words = [sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={root}"]
    words.append(f"--LabApp.default_url=/lab/workspaces/{WORKSPACE}/tree/{first}")
    if port is not None:
        words.append(f"--ServerApp.port={port}")
    if not open_browser:
        words.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")  # in a container root is the only user; token and 127.0.0.1 guard it all the same
    return words


def app_command(*, port: int | None, open_browser: bool) -> Sequence[str]:
    """The words that start Voilà on the page of all explorers.

    >>> app_command(port=8899, open_browser=False)[2:5]
    ['voila', '--Voila.ip=127.0.0.1', '--Voila.auto_token=True']
    """
    words = [sys.executable, "-m", "voila", "--Voila.ip=127.0.0.1", "--Voila.auto_token=True"]
    words.append(f"--VoilaConfiguration.template={TEMPLATE}")
    if port is not None:
        words.append(f"--Voila.port={port}")
    if not open_browser:
        words.append("--no-browser")
    return [*words, str(shared_folder() / "notebooks" / APP)]


def existing_folder(path: Path) -> Path:
    """The full path of the folder `path`; `WorkbenchError` when there is none."""
    if not path.is_dir():
        what = "is a file, not a folder" if path.exists() else "does not exist"
        raise WorkbenchError(f"{path}: {what}; expected a folder with one file per article")
    return path.resolve()


def workplace(here: Path) -> tuple[Path, str]:
    """The folder that JupyterLab shows, a clone or a copy of the notebooks in `here`, and the first notebook in it."""
    notebooks = shared_folder() / "notebooks"
    if shared_folder().name == "_share":  # an installed package: what lies in it is not the reader's to change
        return copy_missing(notebooks, here / READERS_FOLDER), FIRST_NOTEBOOK
    return shared_folder(), f"{notebooks.name}/{FIRST_NOTEBOOK}"


def copy_missing(source: Path, target: Path) -> Path:
    """`target`, once it has each file of `source`; those already there stay as the reader left them."""
    for file in sorted(p for p in source.rglob("*") if p.is_file()):
        copy = target / file.relative_to(source)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            write_whole(copy, file.read_bytes())
    return target


def _set(variable: str) -> list[str]:
    """The value of an environment variable, if it has one."""
    value = os.environ.get(variable)
    return [value] if value else []


PACKAGE = "news-workbench"
OLDEST_PYTHON = (3, 11)
INSTALL_AGAIN = "install again: make install, or pip install -e . in the folder of the workbench"
LAB_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
"""What JupyterLab needs to show a control and a chart; both come with their Python packages, already built."""

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# A first import on a slow disk has taken half a minute; what takes two is stuck.
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """One thing that the doctor looked at: `ok`, `warn` (works, with a limit) or `fail`; `advice` says what to do."""

    name: str
    level: Literal["ok", "warn", "fail"]
    message: str
    advice: str = ""


def doctor() -> list[DoctorFinding]:
    """All that a reader's set-up needs, looked at one by one; nothing is changed."""
    return [finding for check in CHECKS for finding in check()]


def python() -> Iterator[DoctorFinding]:
    """Is this Python new enough?"""
    found = sys.version.split()[0]
    if sys.version_info >= OLDEST_PYTHON:
        yield DoctorFinding("python", "ok", f"Python {found}")
    else:
        needed = ".".join(map(str, OLDEST_PYTHON))
        yield DoctorFinding("python", "fail", f"this is Python {found}", f"take Python {needed} or newer")


def packages() -> Iterator[DoctorFinding]:
    """Is each package that the workbench needs here, in a version that it was tested with?"""
    from packaging.requirements import Requirement

    try:
        requirements = [Requirement(line) for line in metadata.requires(PACKAGE) or []]
    except metadata.PackageNotFoundError:
        yield DoctorFinding("packages", "fail", f"{PACKAGE} itself is not installed", INSTALL_AGAIN)
        return
    needed = [r for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""})]
    problems = [problem for r in needed if (problem := _unsuitable(r))]
    for problem in problems:
        yield DoctorFinding("packages", "fail", problem, INSTALL_AGAIN)
    if not problems:
        found = ", ".join(f"{r.name} {metadata.version(r.name)}" for r in needed)
        yield DoctorFinding("packages", "ok", f"all {len(needed)} there: {found}")


def renderer() -> Iterator[DoctorFinding]:
    """Can a chart be drawn with no network?"""
    code = (
        "from workbench.show.widgets import library; library();"
        "import vl_convert; vl_convert.vegalite_to_svg({'data': {'values': [{}]}, 'mark': 'point'})"
    )
    trouble = _trouble(code)
    if trouble:
        yield DoctorFinding("charts", "fail", f"charts cannot be drawn without a network: {trouble}", INSTALL_AGAIN)
    else:
        yield DoctorFinding("charts", "ok", "charts are drawn and exported with no network")


def extensions() -> Iterator[DoctorFinding]:
    """Does JupyterLab find the extensions that show controls and charts?"""
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_federated_extensions

    found = get_federated_extensions(jupyter_path("labextensions"))
    missing = [name for name in LAB_EXTENSIONS if name not in found]
    if missing:
        message = f"JupyterLab does not find {' and '.join(missing)}, so charts or controls stay blank"
        yield DoctorFinding("widgets", "fail", message, INSTALL_AGAIN)
    else:
        versions = ", ".join(f"{name} {found[name].get('version', '?')}" for name in LAB_EXTENSIONS)
        yield DoctorFinding("widgets", "ok", f"JupyterLab finds {versions}")


def corpus() -> Iterator[DoctorFinding]:
    """Does the default corpus load?"""
    trouble = _trouble("import workbench as wb; assert len(wb.load().articles) > 0, 'no article in it'")
    if trouble:
        message = f"the default corpus does not load: {trouble}"
        yield DoctorFinding("corpus", "fail", message, f"put it back: {shared_folder() / 'data'}")
    else:
        yield DoctorFinding("corpus", "ok", "the default corpus loads")


def notebooks() -> Iterator[DoctorFinding]:
    """Are the notebooks here?"""
    folder = shared_folder() / "notebooks"
    if (folder / FIRST_NOTEBOOK).is_file():
        yield DoctorFinding("notebooks", "ok", f"{len(list(folder.rglob('*.ipynb')))} in {folder}")
    else:
        yield DoctorFinding("notebooks", "fail", f"{FIRST_NOTEBOOK} is not in {folder}", INSTALL_AGAIN)


def browser() -> Iterator[DoctorFinding]:
    """Is there a chromium for the tests that drive a browser? Nothing else needs it."""
    found = chromium()
    yield DoctorFinding("browser tests", "ok", found or "no chromium, so the tests that drive a browser are skipped")


Check = Callable[[], Iterator[DoctorFinding]]
CHECKS: tuple[Check, ...] = (python, packages, renderer, extensions, corpus, notebooks, browser)


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
