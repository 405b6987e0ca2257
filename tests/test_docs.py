"""The documentation says what the code does: generated pages are current, examples run."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import pytest

import workbench as wb
from tests.conftest import ROOT
from workbench.cli import main
from workbench.parse.rules import RULES

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.S)


def test_the_pages_of_tables_and_nouns_are_current() -> None:
    spec = importlib.util.spec_from_file_location("make_tables", ROOT / "docs" / "make_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for page, made in (("tables.md", module.markdown()), ("nouns.md", module.nouns())):
        assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made, "run python docs/make_tables.py"


@pytest.mark.parametrize("name", wb.__all__)
def test_every_public_name_can_be_had_and_says_what_it_is(name: str) -> None:
    thing = getattr(wb, name)
    assert name == "__version__" or thing.__doc__


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(AttributeError, match="load"):
        _ = wb.laod


@pytest.mark.parametrize("rule", RULES)
def test_every_cleaning_rule_is_in_the_method(rule: str) -> None:
    assert f"`{rule}`" in (ROOT / "docs" / "method.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "code"), [(p.name, c) for p in PAGES for c in blocks(p, "python")])
def test_python_in_the_documentation_runs(
    page: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_CORPUS", raising=False)
    folder = tmp_path / "my_articles"
    folder.mkdir()
    for article in (ROOT / "data" / "alaska-summit").glob("*.txt"):
        (folder / article.name).write_bytes(article.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(code, page, "exec"), {})


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (p.name, line)
        for p in PAGES
        for block in blocks(p, "sh")
        for line in block.splitlines()
        if line.startswith("workbench ") and " lab" not in line
    ],
)
def test_commands_in_the_documentation_run(
    page: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_CORPUS", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my_articles").symlink_to(ROOT / "data" / "alaska-summit")
    wb.load(tmp_path / "my_articles").save(tmp_path / "tables")
    assert main(shlex.split(line.partition("#")[0])[1:]) == 0, page
