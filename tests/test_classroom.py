"""The versions for a class: what is left out of them, what is hidden until a guess, and that all of them run."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.conftest import ROOT
from workbench.classroom import TAGS, VERSIONS, cell_source, cell_tags, lesson, notebook_version, pages
from workbench.cli import main
from workbench.compare.questions import PLANTED, QUESTIONS
from workbench.errors import WorkbenchError
from workbench.show.explore import predict
from workbench.show.explore.controls import Mode

SOURCE = ROOT / "notebooks"
LESSONS = pages(SOURCE)
TELLING = 40  # characters of a line that stands nowhere by chance

every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def tagged(path: Path, tag: str) -> list[dict[str, Any]]:
    return [cell for cell in read(path)["cells"] if tag in cell_tags(cell)]


def named(path: Path, tag: str) -> list[str]:
    return list(
        dict.fromkeys(cell["metadata"]["exercise"] for cell in tagged(path, tag) if "exercise" in cell["metadata"])
    )


# ---- the source ------------------------------------------------------------------------------------------------------


def test_every_notebook_is_a_lesson_but_the_page_without_code() -> None:
    assert {path.name for path in SOURCE.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts} - {
        path.name for path in pages(SOURCE)
    } == {"app.ipynb"}


@every_lesson
def test_it_asks_once_before_it_shows_and_ends_in_an_exercise(path: Path) -> None:
    (asked,) = tagged(path, "predict")
    assert cell_source(asked).endswith("\nguess")
    assert tagged(path, "after-guess")
    cells = read(path)["cells"]
    assert next(cell for cell in cells if "after-guess" in cell_tags(cell)) in cells[cells.index(asked) :]
    assert named(path, "exercise")
    whole = "\n".join(map(cell_source, cells))
    assert "oint to the passage" in whole


@every_lesson
def test_every_exercise_has_its_place_for_an_answer_and_its_solution(path: Path) -> None:
    asked = named(path, "exercise")
    hunts = [name for name in named(path, "answer") if name not in asked]
    assert named(path, "answer") == named(path, "solution")
    assert set(named(path, "answer")) == {*asked, *hunts}
    assert set(hunts) <= {"hunt"}
    for cell in tagged(path, "solution"):
        assert cell["cell_type"] == "code"
        assert cell_source(cell).startswith('NOTE = """\n')
        assert cell_source(cell).endswith("note=NOTE)")


@every_lesson
def test_what_is_graded_is_a_question_that_there_is(path: Path) -> None:
    for cell in tagged(path, "answer"):
        for call in (
            (n for n in ast.walk(ast.parse(cell_source(cell))) if isinstance(n, ast.Call))
            if cell["cell_type"] == "code"
            else ()
        ):
            if ast.unparse(call.func) == "wb.lesson.exercise":
                assert ast.literal_eval(call.args[1]) in {**QUESTIONS, **PLANTED}


@every_lesson
def test_solutions_are_folded_and_every_tag_is_known(path: Path) -> None:
    for cell in read(path)["cells"]:
        assert cell_tags(cell) <= set(TAGS)
    for cell in tagged(path, "solution"):
        assert cell["metadata"]["jupyter"]["source_hidden"]


# ---- the versions ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=list(VERSIONS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("class") / request.param
    lesson(folder, request.param)
    return request.param, folder


@every_lesson
def test_solutions_are_the_teachers_only(path: Path, made: tuple[str, Path]) -> None:
    mode, folder = made
    whole = "\n".join(map(cell_source, read(folder / path.relative_to(SOURCE))["cells"]))
    for cell in tagged(path, "solution"):
        lines = [
            x for x in cell_source(cell).split("\n") if len(x) >= TELLING and not x.startswith("wb.lesson.solution")
        ]
        assert all((line in whole) == (mode == "teacher") for line in lines), lines
    assert mode == "teacher" or "wb.lesson.solution(" not in whole


@every_lesson
def test_names_are_hidden_until_they_are_asked_for(path: Path, made: tuple[str, Path]) -> None:
    mode, folder = made
    whole = "\n".join(map(cell_source, read(folder / path.relative_to(SOURCE))["cells"]))
    assert ("NAMES = False" in whole) == (mode != "teacher")
    assert whole.count("wb.blind(wb.load(FOLDER))") == (mode != "teacher")
    assert whole.count('wb.mode("teacher")') == (mode == "teacher")
    assert whole.count("guess.then(") == (0 if mode == "teacher" else len(tagged(path, "after-guess")))


@every_lesson
def test_no_link_leads_out_of_the_folder(path: Path, made: tuple[str, Path]) -> None:
    page = made[1] / path.relative_to(SOURCE)
    for cell in read(page)["cells"]:
        if cell["cell_type"] == "markdown":
            targets = [part.split(")")[0] for part in cell_source(cell).split("](")[1:]]
            assert all("://" in t or t.startswith("#") or (page.parent / t).exists() for t in targets), targets


@pytest.mark.parametrize("made", ["student", "teacher"], indirect=True, scope="module")
@every_lesson
def test_a_version_runs_from_top_to_bottom(path: Path, made: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    page = made[1] / path.relative_to(SOURCE)
    nbformat.validate(nbformat.read(page, as_version=4))
    monkeypatch.chdir(page.parent)
    monkeypatch.setattr(predict, "_GUESSES", {})
    monkeypatch.setattr(Mode, "current", None)
    names: dict[str, Any] = {}
    for cell in read(page)["cells"]:
        if cell["cell_type"] == "code":
            exec(compile(cell_source(cell), cell["id"], "exec"), names)
    assert Mode.current == ("teacher" if made[0] == "teacher" else None)
    assert names["guess"].truth is None or made[0] == "teacher"
    if made[0] == "student":
        names["guess"].take("3" if hasattr(names["guess"].field, "placeholder") else names["guess"].field.options[0])
        assert names["guess"].truth is not None
        assert all("after your guess" not in str(box.children[0]) for box, _ in names["guess"]._waiting)


def test_a_class_of_one_cell() -> None:
    cells = [
        {"id": "a", "cell_type": "code", "metadata": {"tags": ["corpus"]}, "source": ["corpus = wb.load(FOLDER)"]},
        {"id": "b", "cell_type": "code", "metadata": {"tags": ["after-guess"]}, "source": "rows = 'ä'; rows.upper(\n)"},
        {
            "id": "c",
            "cell_type": "code",
            "metadata": {"tags": ["after-guess"]},
            "source": "for i in 'ab':\n    print(i)",
        },
        {
            "id": "d",
            "cell_type": "code",
            "metadata": {},
            "source": "'ä', wb.explore.order(\n    corpus,\n    names=False,\n)",
        },
        {"id": "e", "cell_type": "code", "metadata": {}, "source": "wb.explore.card(corpus)"},
        {"id": "f", "cell_type": "markdown", "metadata": {"tags": ["solution"]}, "source": "Secret"},
        {
            "id": "g",
            "cell_type": "markdown",
            "metadata": {},
            "source": "See [data](../data/README.md#own) and [00](00.ipynb).",
        },
    ]
    student = [cell["source"] for cell in notebook_version({"cells": cells}, "student")["cells"]]
    assert student[0].endswith("corpus = wb.load(FOLDER) if NAMES else wb.blind(wb.load(FOLDER))")
    assert student[1] == "rows = 'ä'; guess.then(lambda: rows.upper(\n))"
    assert student[2] == "def shown():\n    for i in 'ab':\n        print(i)\n\n\nguess.then(shown)"
    assert student[3:5] == [cells[3]["source"], cells[4]["source"]]  # the page has asked, and hides the outlets
    assert student[5:] == ["See data (data/README.md) and [00](00.ipynb)."]
    teacher = [cell["source"] for cell in notebook_version({"cells": cells}, "teacher")["cells"]]
    assert teacher[3] == cells[3]["source"]
    assert teacher[5] == "Secret"
    said, load = teacher[0].split("\n")
    assert said.startswith('wb.mode("teacher")  # ')
    assert load == "corpus = wb.load(FOLDER)"


# ---- the command -----------------------------------------------------------------------------------------------------


def test_the_command_writes_a_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lesson", "-o", str(tmp_path / "class"), "--mode", "student"]) == 0
    assert (tmp_path / "class" / "00_start_here.ipynb").is_file()
    assert "00_start_here.ipynb" in capsys.readouterr().out


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="new or empty folder"):
        lesson(tmp_path, "student")
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_an_unknown_version_lists_the_versions(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="student, teacher"):
        lesson(tmp_path, "pupil")
