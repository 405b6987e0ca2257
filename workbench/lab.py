"""JupyterLab, opened on the notebooks of the workbench; or the explorers alone, as a page without code."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.paths import VARIABLE, share

FIRST = "00_start_here.ipynb"
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
    environment = dict(os.environ)
    for variable in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"):
        environment[variable] = os.pathsep.join([str(DEFAULTS), *_set(variable)])
    if corpus is not None:
        environment[VARIABLE] = str(existing_folder(corpus))
    return environment


def _served(words: Sequence[str], environment: dict[str, str]) -> int:
    server = subprocess.Popen(words, env=environment)
    ended = signal.signal(signal.SIGTERM, lambda *_: server.terminate())  # who stops this command means the server
    try:
        while True:
            try:
                return server.wait()
            except (
                KeyboardInterrupt
            ):  # Ctrl-C reaches JupyterLab too, which asks whether it is meant: wait for the answer
                continue
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
    return [*words, str(share() / "notebooks" / APP)]


def existing_folder(path: Path) -> Path:
    """The full path of the folder `path`; `WorkbenchError` when there is none."""
    if not path.is_dir():
        what = "is a file, not a folder" if path.exists() else "does not exist"
        raise WorkbenchError(f"{path}: {what}; expected a folder with one file per article")
    return path.resolve()


def workplace(here: Path) -> tuple[Path, str]:
    """The folder that JupyterLab shows, a clone or a copy of the notebooks in `here`, and the first notebook in it."""
    notebooks = share() / "notebooks"
    if share().name == "_share":  # an installed package: what lies in it is not the reader's to change
        return copy_missing(notebooks, here / READERS_FOLDER), FIRST
    return share(), f"{notebooks.name}/{FIRST}"


def copy_missing(source: Path, target: Path) -> Path:
    """`target`, once it has each file of `source`; those already there stay as the reader left them."""
    for file in sorted(p for p in source.rglob("*") if p.is_file()):
        copy = target / file.relative_to(source)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    return target


def _set(variable: str) -> list[str]:
    """The value of an environment variable, if it has one."""
    value = os.environ.get(variable)
    return [value] if value else []
