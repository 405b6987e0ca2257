"""The command line: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import workbench as wb
from tests.conftest import ROOT
from workbench.cli import OK, PROBLEMS, USAGE, main, parser

ALASKA = str(ROOT / "data" / "alaska-summit")


def test_build_writes_tables_that_load_and_check(
    tmp_path: Path, alaska: wb.Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", ALASKA, "-o", str(tmp_path / "tables")]) == OK
    assert "antiwar-com-1a12d944  420 words" in capsys.readouterr().out
    assert wb.load(tmp_path / "tables") == alaska
    assert main(["check", str(tmp_path / "tables")]) == OK
    assert "2 articles keep all" in capsys.readouterr().out


def test_build_without_an_output_only_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", ALASKA]) == OK
    assert list(tmp_path.iterdir()) == []


def test_build_can_keep_what_a_rule_removes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", ALASKA, "--keep", "author-bio", "--keep", "byline"]) == OK
    assert "452 words" in capsys.readouterr().out


def test_a_report_on_unnamed_outlets_says_how_to_name_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks end\n\nThe talks ended on Monday.\n", encoding="utf-8")
    page = ["report", str(folder), "-o", str(tmp_path / "page.html")]
    assert main(page) == 0
    said = capsys.readouterr().err
    assert said.startswith("1 of 1 articles name no outlet.")
    (folder / "corpus.toml").write_text(said.partition(":\n")[2], encoding="utf-8")  # as a reader would paste it
    assert '[files."a.txt"]' in said
    assert main(page) == 0
    assert capsys.readouterr().err == ""


def test_build_reports_problems_and_loads_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks end\n\nThe ministers met on Monday.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    assert main(["build", str(tmp_path)]) == PROBLEMS
    assert "b.txt: the file is empty" in capsys.readouterr().err
    assert main(["build", str(tmp_path), "--report"]) == PROBLEMS
    printed = capsys.readouterr()
    assert "not loaded: b.txt: the file is empty" in printed.err
    assert "a.txt" in printed.out


def test_nothing_is_written_when_nothing_loads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.txt").write_bytes(b"")
    assert main(["build", str(tmp_path), "--report", "-o", str(tmp_path / "tables")]) == PROBLEMS
    assert "nothing was written" in capsys.readouterr().err
    assert not (tmp_path / "tables").exists()


def test_check_names_the_broken_law(tmp_path: Path, alaska: wb.Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    path = alaska.save(tmp_path / "tables") / "quotes.csv"
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("extremely productive", "very productive"), encoding="utf-8"
    )
    assert main(["check", str(path.parent)]) == PROBLEMS
    assert "law of addresses" in capsys.readouterr().err


def test_show_prints_the_passage(alaska: wb.Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    quote = alaska.quotes[alaska.quotes["text"] == "extremely productive"].iloc[0]
    assert main(["show", quote["quote_id"], "--corpus", ALASKA]) == OK
    assert "⟦extremely productive⟧" in capsys.readouterr().out
    assert main(["show", "nobody-00000000:1-2", "--corpus", ALASKA]) == PROBLEMS
    assert "no article nobody-00000000" in capsys.readouterr().err


def test_doctor_says_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor"])
    printed = capsys.readouterr().out
    assert code == (PROBLEMS if "FAIL" in printed else OK)
    assert "the default corpus loads" in printed


@pytest.mark.parametrize("arguments", [[], ["nope"], ["build"], ["build", "x", "--format", "xlsx"]])
def test_a_command_that_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == USAGE


@pytest.mark.parametrize("name", ["lab", "build", "check", "show", "doctor"])
def test_every_command_has_a_help_text_with_an_example_that_parses(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main([name, "--help"])
    assert caught.value.code == OK
    example = re.search(r"example: workbench (.*)", " ".join(capsys.readouterr().out.split()))
    assert example is not None
    assert parser().parse_args(example[1].split()).run


def test_the_id_in_the_help_text_is_one_of_the_default_corpus(
    capsys: pytest.CaptureFixture[str], alaska: wb.Corpus
) -> None:
    with pytest.raises(SystemExit):
        main(["show", "--help"])
    example = re.search(r"workbench show (\S+:\S+)", capsys.readouterr().out)
    assert example is not None
    assert example[1] in set(alaska.paragraphs["paragraph_id"])
