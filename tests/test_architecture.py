"""docs/architecture.md says what is there: the files and functions it names, and the way of a quotation and back."""

from __future__ import annotations

import ast
import re

import pytest

import workbench as wb
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FUNCTIONS = sorted(set(re.findall(r"`(workbench/[\w/]+\.py):([\w.]+)`", PAGE)))
FILES_TO_READ = re.findall(r"^\d\. `(workbench/[\w/]+\.py)`", PAGE, re.MULTILINE)


def defined(tree: ast.AST) -> set[str]:
    """The functions and classes at the top of a module, and `Class.method` of each class."""
    names = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef)}
    return names


@pytest.mark.parametrize(("file", "name"), FUNCTIONS, ids=lambda value: value)
def test_every_step_names_a_function_that_exists(file: str, name: str) -> None:
    assert name in defined(ast.parse((ROOT / file).read_text(encoding="utf-8")))


def test_five_files_to_read_first_are_short() -> None:
    lines = {file: (ROOT / file).read_text(encoding="utf-8").count("\n") for file in FILES_TO_READ}
    assert len(lines) == 5
    assert sum(lines.values()) < 1000, lines


def test_a_quotation_leads_to_a_mark_and_back_to_the_characters_of_its_file() -> None:
    corpus = wb.load()
    explorer = wb.explore.speaking(corpus)
    key = explorer.marks.options[1][1]  # the first is the invitation to choose
    explorer.pick([key])
    shown = re.findall(r"[a-z0-9-]+-[0-9a-f]{8}:\d+-\d+", explorer.views["passages"].html)
    quotes = corpus.quotes.set_index("quote_id")
    raw = corpus.articles.set_index("article_id")["raw"]
    there = [quotes.loc[address] for address in dict.fromkeys(shown) if address in quotes.index]
    assert there
    for quote in there:
        words = re.findall(r"\w+", raw[quote["article_id"]][quote["raw_start"] : quote["raw_end"]])
        assert words == re.findall(r"\w+", quote["text"])
