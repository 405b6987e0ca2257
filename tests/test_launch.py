"""JupyterLab is started on the right folder, and the doctor says what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from workbench import lab
from workbench.errors import WorkbenchError
from workbench.paths import VARIABLE, shared_folder


class Server:
    """Stands in for JupyterLab: remembers how it was started, is interrupted once, then ends."""

    def __init__(self, words: list[str], env: dict[str, str]) -> None:
        self.words, self.env, self.interrupted = words, env, False

    def wait(self) -> int:
        if not self.interrupted:
            self.interrupted = True
            raise KeyboardInterrupt
        return 0


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Server]:
    servers: list[Server] = []

    def start(words: list[str], env: dict[str, str]) -> Server:
        servers.append(Server(words, env))
        return servers[-1]

    monkeypatch.setattr(lab.subprocess, "Popen", start)
    return servers


def test_the_corpus_is_handed_to_the_notebooks_by_its_full_path(
    started: list[Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    assert lab.launch(Path("mine"), port=8899, open_browser=False) == 0
    assert started[0].env[VARIABLE] == str(tmp_path / "mine")
    assert {"--ServerApp.ip=127.0.0.1", "--ServerApp.port=8899", "--no-browser"} <= set(started[0].words)


def test_one_ctrl_c_is_left_to_jupyterlab(started: list[Server]) -> None:
    assert lab.launch() == 0
    assert started[0].interrupted


def test_its_token_is_never_switched_off(started: list[Server]) -> None:
    lab.launch()
    assert not [word for word in started[0].words if "token" in word or "password" in word]


def test_the_app_is_served_on_this_machine_only_and_with_a_token(started: list[Server], tmp_path: Path) -> None:
    assert lab.app(tmp_path, port=8899, open_browser=False) == 0
    words = set(started[0].words)
    assert {"--Voila.ip=127.0.0.1", "--Voila.auto_token=True", "--Voila.port=8899", "--no-browser"} <= words
    assert (shared_folder() / "notebooks" / lab.APP).is_file()
    assert started[0].env[VARIABLE] == str(tmp_path)


def test_without_voila_the_app_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab, "find_spec", lambda name: None)
    with pytest.raises(WorkbenchError, match=r"pip install 'news-workbench\[app\]'"):
        lab.app()


@pytest.mark.parametrize(("name", "says"), [("nowhere", "does not exist"), ("file.txt", "is a file, not a folder")])
def test_a_corpus_that_is_no_folder_is_refused(started: list[Server], tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "file.txt").touch()
    with pytest.raises(WorkbenchError, match=says):
        lab.launch(tmp_path / name)
    assert started == []


def test_a_clone_is_shown_as_it_is(tmp_path: Path) -> None:
    assert lab.workplace(tmp_path) == (shared_folder(), "notebooks/00_start_here.ipynb")
    assert list(tmp_path.iterdir()) == []


def test_an_installed_package_lays_out_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = tmp_path / "_share"
    (packaged / "notebooks" / "templates").mkdir(parents=True)
    (packaged / "notebooks" / lab.FIRST_NOTEBOOK).write_text("first")
    (packaged / "notebooks" / "templates" / "own.ipynb").write_text("template")
    monkeypatch.setattr(lab, "shared_folder", lambda: packaged)
    folder, first = lab.workplace(tmp_path)
    assert (folder / first).read_text() == "first"
    assert (folder / "templates" / "own.ipynb").read_text() == "template"


def test_what_the_reader_wrote_is_never_overwritten(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    for folder, text in ((source, "as shipped"), (target, "with my notes")):
        folder.mkdir()
        (folder / "a.ipynb").write_text(text)
    (source / "b.ipynb").write_text("as shipped")
    lab.copy_missing(source, target)
    assert [p.read_text() for p in sorted(target.iterdir())] == ["with my notes", "as shipped"]


def test_the_doctor_finds_this_set_up_able_to_draw_and_to_show() -> None:
    findings = [f for check in (lab.python, lab.packages, lab.renderer, lab.extensions) for f in check()]
    assert [(f.level, f.message) for f in findings if f.level != "ok"] == []


def test_whatever_fails_comes_with_advice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lab, "shared_folder", lambda: tmp_path)
    monkeypatch.setattr(lab, "_trouble", lambda code: "ImportError: no such thing")
    monkeypatch.setattr(lab, "LAB_EXTENSIONS", ("no-such-extension",))
    monkeypatch.setattr(lab, "OLDEST_PYTHON", (4, 0))
    monkeypatch.setattr(lab.metadata, "version", lambda name: "0.0.1")
    findings = lab.doctor()
    assert {f.name for f in findings if f.level == "fail"} >= {
        "python",
        "packages",
        "charts",
        "widgets",
        "corpus",
        "notebooks",
    }
    assert all(f.advice for f in findings if f.level == "fail")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "altair":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    real = metadata.version
    monkeypatch.setattr(lab.metadata, "version", version)
    assert [f.message for f in lab.packages()] == ["altair is missing"]


def test_the_doctor_survives_what_breaks() -> None:
    assert lab._trouble("raise ValueError('of this kind')") == "ValueError: of this kind"
    assert lab._trouble("import os; os._exit(3)") == "it stopped with code 3"
    assert lab._trouble("pass") is None


@pytest.mark.parametrize("given", [None, "/opt/my-chromium"])
def test_the_variable_chromium_wins(monkeypatch: pytest.MonkeyPatch, given: str | None) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    if given:
        monkeypatch.setenv("CHROMIUM", given)
    assert lab.chromium() == given


SERVES = """
import os, sys
from workbench.lab import _served
_served([sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(60)"], dict(os.environ))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without telling it")
def test_who_stops_the_command_stops_the_server() -> None:
    command = subprocess.Popen([sys.executable, "-c", SERVES], stdout=subprocess.PIPE, text=True)
    assert command.stdout
    server = int(command.stdout.readline())
    command.terminate()
    command.wait(20)
    command.stdout.close()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
