"""The registry of nouns: whoever adds one is told what is missing until all of it is there."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import workbench as wb
from tests.conftest import ROOT
from workbench.results import RESULTS
from workbench.show import charts, explore, figures
from workbench.show.nouns import CHARTS, FIGURES, NOUNS

every_noun = pytest.mark.parametrize("name", NOUNS)
every_figure = pytest.mark.parametrize("name", FIGURES)


@every_noun
def test_a_noun_is_the_same_all_the_way(name: str) -> None:
    noun = NOUNS[name]
    assert name in dir(wb), f"name its frame in workbench/__init__.pyi: from .compare… import {name} as {name}"
    assert getattr(wb, name) is noun.frame, f"NOUNS[{name!r}].frame is not wb.{name}"
    assert noun.frame.__name__ == name, f"the function of its frame is called {noun.frame.__name__}, not {name}"
    assert name in RESULTS, f"describe the columns of its frame in results.py: RESULTS[{name!r}]"
    assert getattr(charts, name) is noun.chart, f"wb.charts.{name} is something else: is a module called so?"
    assert noun.chart.__name__ == name, f"the function of its chart is called {noun.chart.__name__}, not {name}"
    assert callable(getattr(explore, name)), f"wb.explore.{name} is no function: is a module called so?"
    assert name in figures.FIGURES


@every_figure
def test_what_is_said_of_it_is_there_and_in_sentences(name: str, alaska: wb.Corpus) -> None:
    figure = FIGURES[name]
    assert figure.question.endswith("?"), "its question is a question"
    assert figure.picture.endswith("."), "its picture is a sentence"
    assert figure.sentence is None or figure.sentence.__doc__, "its sentence has no docstring"
    assert figure.chart.__doc__, "its chart has no docstring"
    assert figure.source in dir(wb), "what it is drawn from is no public frame"
    frame = figure.measure(alaska)
    said = figure.says(frame)
    assert re.search(r"\d", said), "its sentence has no number"
    assert said.endswith("."), "its sentence does not end"
    description = figure.chart(frame).to_dict()["description"]
    assert description.endswith(said), (
        "its chart describes itself in other words than its sentence: told.NAME_sentence(frame), or told.rows_sentence(NAME, frame)"
    )
    assert description != said


@every_figure
def test_a_corpus_is_drawn_like_its_frame(name: str, alaska: wb.Corpus) -> None:
    figure = FIGURES[name]
    assert figure.chart(alaska).to_dict() == figure.chart(figure.measure(alaska)).to_dict()


@every_noun
def test_its_marks_lead_to_words_and_its_settings_have_controls(name: str, alaska: wb.Corpus) -> None:
    noun = NOUNS[name]
    frame = noun.measure(alaska)
    behind = noun.behind(alaska, frame)
    addresses = {address for key in list(behind)[:30] for address in behind[key]}
    assert addresses, "nothing stands behind its marks"
    assert all(alaska.passage(address).words for address in addresses)
    if noun.explorer is None:
        explorer = getattr(wb.explore, name)(alaska)
        assert set(explorer.controls) == {*noun.controls, "outlets", "names"}
        assert explorer._shown
        assert set(explorer._shown.marks) <= set(explorer._shown.view.behind), "the keys of chart and passages differ"
    for column in noun.table:
        assert column in frame, f"the table of the report has no column {column!r}"


@every_noun
def test_a_lesson_is_about_it_and_the_app_has_its_tab(name: str) -> None:
    noun = NOUNS[name]
    lesson = json.loads((ROOT / "notebooks" / noun.notebook).read_text(encoding="utf-8"))
    code = "\n".join("".join(cell["source"]) for cell in lesson["cells"] if cell["cell_type"] == "code")
    assert re.search(rf"\bwb\.(explore\.|charts\.)?{name}\(", code), f"{noun.notebook} does not use it"
    assert [noun.tab in views for views in explore.tabs_of().values()].count(True) == 1


def test_explorer_tab_and_figure_follow_from_an_entry(
    alaska: wb.Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = replace(NOUNS["cues"], tab="Twin", kept=None, controls={}, asks=None)
    monkeypatch.setitem(NOUNS, "twin", twin)
    monkeypatch.setitem(FIGURES, "twin", twin)
    explorer = wb.explore.twin(alaska, names=False)
    explorer.pick(list(explorer._shown.marks)[:1])
    assert "<mark" in explorer.views["passages"].html
    assert "wb.explore.twin(corpus, names=False)" in explorer.views["code"].value
    assert "twin" in dir(explore)
    assert explore.tabs_of()["Speech"]["Twin"] is explore.twin
    assert (
        (figures.save("twin", alaska, tmp_path) / "twin.alt.txt").read_text(encoding="utf-8").startswith(twin.picture)
    )


@every_figure
def test_another_frame_is_refused_with_what_to_pass(name: str, alaska: wb.Corpus) -> None:
    other = "cues" if FIGURES[name].source != "cues" else "people"
    with pytest.raises(TypeError, match=rf"charts\.{name} draws wb\.{FIGURES[name].source}\(corpus\); .*wb\.{other}\("):
        CHARTS[name](getattr(wb, other)(alaska))
    wrong: Any = ["no frame"]
    with pytest.raises(TypeError, match="not a list"):
        CHARTS[name](wrong)
    with pytest.raises(TypeError, match="has no column"):
        CHARTS[name](pd.DataFrame({"count": [1]}))


COMPARED = [name for name in RESULTS if name in dir(wb) and name not in ("evidence", "turns")]


@pytest.mark.parametrize("name", COMPARED)
def test_a_frame_is_no_corpus(name: str, alaska: wb.Corpus) -> None:
    wrong: Any = wb.cues(alaska)
    given = {"concordance": ("deal",), "sensitivity": ("quoted_share",), "reused": (), "blind": ()}.get(name, ())
    with pytest.raises(TypeError, match=r"a frame like that of wb\.cues\(corpus\)"):
        getattr(wb, name)(wrong, *given)


@pytest.mark.parametrize("module", [wb, charts, explore, wb.lesson], ids=lambda module: module.__name__)
def test_only_public_names_are_offered_and_all_can_be_had(module: Any) -> None:
    names = dir(module)
    assert {name for name in names if name.startswith("_")} <= {"__version__"}
    assert set(module.__all__) <= set(names)
    for name in names:
        thing = getattr(module, name)
        assert name in ("__version__", "charts", "explore", "figures", "lesson", "report", "PRACTICE", "QUESTIONS") or (
            callable(thing)
        ), f"{name} is a {type(thing).__name__}"


def test_what_is_completed_in_a_notebook_is_public() -> None:
    from IPython.core.completer import IPCompleter, provisionalcompleter

    completer = IPCompleter(namespace={"wb": wb}, use_jedi=False)
    for start, module in (("wb.", wb), ("wb.charts.", charts), ("wb.explore.", explore), ("wb.lesson.", wb.lesson)):
        with provisionalcompleter():
            offered = {match.text.rpartition(".")[2] for match in completer.completions(start, len(start))}
        assert offered == {name for name in dir(module) if not name.startswith("_")}


@pytest.mark.parametrize(
    ("module", "wrong", "near"), [(wb, "laod", "load"), (charts, "poeple", "people"), (explore, "keynes", "keyness")]
)
def test_an_unknown_name_gives_the_nearest(module: Any, wrong: str, near: str) -> None:
    with pytest.raises(AttributeError, match=rf"has no '{wrong}'; the nearest (is|are) .*{near}"):
        getattr(module, wrong)
