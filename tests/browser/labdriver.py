"""A real JupyterLab driven in a real chromium, where nothing but this machine can be reached from the page."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Request, sync_playwright

from workbench.lab import chromium

STARTED = 90  # seconds; the server takes 6 to 8 on two cores
OPENED = 60
RAN = 240  # all cells of a notebook; 9 to 13 seconds measured, most of it the first import of pandas and altair

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # no request leaves this machine
]

SETTINGS = {  # no toast about news, no "Select Kernel" dialog, and every cell stays in the page
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none", "autoStartDefaultKernel": True},
}

RUN_ALL = """async () => {
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
  while (!panel.sessionContext.session?.kernel) await new Promise(later => setTimeout(later, 50));
  await window.jupyterapp.commands.execute('notebook:run-all-cells');
  const code = [...panel.content.widgets].map(cell => cell.model).filter(model => model.type === 'code');
  const outputs = code.flatMap(model => model.sharedModel.outputs);
  return outputs.filter(o => o.output_type === 'error').map(o => o.ename + ': ' + o.evalue);
}"""


@contextlib.contextmanager
def lab(root: Path, home: Path) -> Iterator[str]:
    """The address of a JupyterLab that serves `root`, without a token; its own settings lie in `home`."""
    for name, values in SETTINGS.items():
        file = home / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    log = home / "lab.log"
    port = _free_port()
    with log.open("w") as output:
        server = subprocess.Popen(_command(root, port), stdout=output, stderr=subprocess.STDOUT, env=_environment(home))
        try:
            yield _answering(f"http://127.0.0.1:{port}", server, log)
        finally:
            server.terminate()
            server.wait(20)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """A headless chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield running
        finally:
            running.close()


class Page:
    """One notebook open in JupyterLab; `blocked` and `complaints` are empty when all is well.

    `blocked` lists the requests that tried to leave this server, `complaints` the errors in the browser's console.
    The pages of one context keep the files of JupyterLab in one cache.
    """

    def __init__(self, running: BrowserContext, base: str, notebook: str) -> None:
        self.base = base
        self.blocked: list[str] = []
        self.complaints: list[str] = []
        self.page = running.new_page()
        self.page.on("request", self._guard)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{base}/lab/tree/{notebook}?reset")
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=1000 * OPENED)

    def run_all(self) -> list[str]:
        """Run every cell to its end; the errors raised, as `Name: message`."""
        self.page.set_default_timeout(1000 * RAN)
        errors: list[str] = self.page.evaluate(RUN_ALL)
        self.page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        return errors

    def close(self) -> None:
        """Close the page and end its kernel: an idle one holds the memory that the next notebooks need."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        self.page.close()

    def chart(self) -> Locator:
        """The first chart or figure of the notebook; it appears a moment after its cell has run, so wait for it."""
        return self.page.locator(".vega-embed svg, .vega-embed canvas, .jp-RenderedSVG img").first

    def bar(self, text: str) -> Locator:
        """The first bar of a chart whose description holds `text`, so that a click finds it by meaning."""
        return self.page.locator(f'.vega-embed [aria-roledescription="bar"][aria-label*="{text}"]').first

    def _guard(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.blocked.append(request.url)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)


def write(folder: Path, name: str, *cells: str) -> str:
    """A notebook with these cells in the folder; its name."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, folder / name)
    return name


def runs_well(page: Page) -> None:
    """Run all cells: no error, no widget that fails, no request that leaves the machine, no complaint of the browser."""
    assert page.run_all() == []
    page.chart().or_(
        page.page.locator(".collation").first
    ).first.wait_for()  # the app begins with words, not with a chart
    assert page.page.get_by_text("Error displaying widget").count() == 0
    assert page.blocked == []
    assert page.complaints == []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _command(root: Path, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", f"--ServerApp.root_dir={root}"),
        *("--IdentityProvider.token=", "--ServerApp.password="),
        *("--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly"),
    ]


def _environment(home: Path) -> dict[str, str]:
    """This environment, with every folder of Jupyter's own below `home`, so that no user's settings change a test."""
    folders = {
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
    }
    return dict(os.environ) | {name: str(home / folder) for name, folder in folders.items()}


def _answering(base: str, server: subprocess.Popen[bytes], log: Path) -> str:
    """`base`, as soon as the server answers there."""
    end = time.monotonic() + STARTED
    while True:
        try:
            urllib.request.urlopen(f"{base}/api/status", timeout=1).close()
        except OSError:
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}") from None
            time.sleep(0.1)
        else:
            return base
