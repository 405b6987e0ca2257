"""Explorers: every mark opens as many passages as it counts, the way back dims the others, and blind means blind."""

from __future__ import annotations

import base64
import io
import json
import re
from typing import Any

import altair as alt
import pandas as pd
import pytest

import workbench as wb
from workbench.address import Address
from workbench.show import layered, layers, linked
from workbench.show.kinds import KINDS
from workbench.show.parts import FOCUS, PICK

TELLING = ["Antiwar.com", "antiwar-com", "James Smith", "james-smith", "Kyle Anzalone", ".txt"]

every_explorer = pytest.mark.parametrize("name", list(KINDS))


@pytest.fixture(scope="module")
def corpus() -> wb.Corpus:
    return wb.load()


def opened(name: str, corpus: wb.Corpus, **settings: Any) -> linked.Linked:
    explorer: linked.Linked = getattr(wb.explore, name)(corpus, **settings)
    return explorer


def click(chart: alt.JupyterChart, key: str | None) -> None:
    """What the browser sends when a mark, or the ground between the marks, is clicked."""
    store = [] if key is None else [{"fields": [{"field": "key", "type": "E"}], "values": [key]}]
    chosen = {} if key is None else {"key": [key], "vlPoint": {"or": [{"key": key}]}}
    chart._vl_selections = {PICK: {"value": chosen, "store": store}}


def shown_passages(explorer: linked.Linked) -> list[str]:
    return re.findall(r'<mark data-mark="([^"]+)"', explorer.views["passages"].html)


def spec(explorer: linked.Linked) -> dict[str, Any]:
    chart: Any = explorer.chart.chart
    made: dict[str, Any] = chart.to_dict()
    return made


def drawn(explorer: linked.Linked) -> dict[str, dict[str, Any]]:
    """The data of every mark that can be clicked."""
    datasets = spec(explorer)["datasets"].values()
    return {row["key"]: row for data in datasets for row in data if row.get("key") and row.get("told")}


@every_explorer
def test_every_mark_opens_the_passages_that_it_counts(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    marks = drawn(explorer)
    assert marks
    for key in list(marks)[:: max(1, len(marks) // 12)]:
        click(explorer.chart, key)
        passages = shown_passages(explorer)
        absent = marks[key].get("status") == "not found" or marks[key].get("rung") == "absent"
        assert len(passages) <= linked.MOST_PASSAGES
        assert bool(passages) != absent
        assert f"{len(passages)} passage" in explorer.views["count"].value
        assert getattr(explorer.chart.params, FOCUS) == [key]
        click(explorer.chart, None)
        assert shown_passages(explorer) == []


@pytest.mark.parametrize("name", ["participants", "cues"])
def test_the_count_in_a_mark_is_the_number_of_its_passages(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    for key, mark in drawn(explorer).items():
        explorer.pick([key])
        assert len(shown_passages(explorer)) == mark["value"], mark["told"]


def test_what_was_not_found_says_how_it_was_looked_for(corpus: wb.Corpus) -> None:
    explorer = opened("coverage", corpus, kinds=("person",))
    crosses = [key for key, mark in drawn(explorer).items() if mark["status"] == "not found"]
    assert crosses
    explorer.pick(crosses[:1])
    assert "Looked for:" in explorer.views["passages"].html
    assert "Not found in" in explorer.views["passages"].html


def test_the_versions_of_an_utterance_stand_word_under_word(corpus: wb.Corpus) -> None:
    explorer = opened("same_words", corpus)
    explorer.pick(list(drawn(explorer))[:1])
    html = explorer.views["passages"].html
    assert html.count("<tr>") >= 2
    assert "criticism" in html
    assert 'class="differs"' in html


def test_the_words_in_a_bar_are_those_of_its_passages(corpus: wb.Corpus) -> None:
    explorer = opened("quotes", corpus)
    words = wb.order(corpus).set_index("address")["words"].groupby(level=0).sum()
    for key, mark in drawn(explorer).items():
        explorer.pick([key])
        if mark["manner"] != "paraphrased":  # of which words between marks are counted elsewhere
            assert sum(words[address] for address in shown_passages(explorer)) == mark["value"]


@every_explorer
def test_words_chosen_leave_only_their_own_marks_bright(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    key = next(iter(drawn(explorer)))
    explorer.pick([key])
    explorer.views["passages"].choose(shown_passages(explorer)[0])
    bright = getattr(explorer.chart.params, FOCUS)
    assert key in bright
    assert len(bright) < len(drawn(explorer))
    explorer.views["passages"].choose("no address")
    assert getattr(explorer.chart.params, FOCUS) == bright


@every_explorer
def test_a_mark_can_be_chosen_from_the_list(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    key = explorer.marks.options[1][1]
    explorer.marks.value = key
    assert getattr(explorer.chart.params, FOCUS) == [key]


@every_explorer
def test_without_names_nothing_outside_the_texts_tells_the_outlet(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus, names=False)
    explorer.pick(list(drawn(explorer))[:3])
    explorer._tabs.selected_index = 1
    seen = [
        explorer.views["head"].value,
        json.dumps(spec(explorer)),
        explorer.views["passages"].html,
        explorer.views["reader"].html,
        json.dumps(explorer.marks.options),
        *(box.description for box in explorer.controls["outlets"].boxes.values()),
    ]
    assert not [(label, n) for n, view in enumerate(seen) for label in TELLING if label in view]
    assert "Outlet X" in seen[1]
    explorer.controls["names"].value = True
    assert "Antiwar.com" in json.dumps(spec(explorer))
    assert "Antiwar.com" in [box.description for box in explorer.controls["outlets"].boxes.values()]


@every_explorer
def test_the_line_of_python_opens_the_same(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus, names=False)
    if "minimum" in explorer.controls:
        explorer.controls["minimum"].value = 2
    if "manners" in explorer.controls:
        explorer.controls["manners"].value = ("quoted",)
    line = re.search(r"<code>(.*)</code>", explorer.views["code"].value)
    assert line
    again = eval(line[1].replace("&#x27;", "'"), {"wb": wb, "corpus": corpus})
    assert spec(again) == spec(explorer)
    assert {n: c.value for n, c in again.controls.items()} == {n: c.value for n, c in explorer.controls.items()}


@every_explorer
def test_reset_is_as_at_the_beginning(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    before = spec(explorer)
    explorer.controls["outlets"].value = explorer.controls["outlets"].value[:1]
    assert spec(explorer) != before
    explorer.reset.click()
    assert spec(explorer) == before


@every_explorer
def test_an_export_holds_exactly_what_is_shown(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    if "person" in explorer.controls:
        explorer.controls["person"].value = "trump"
    explorer.save.click()
    links = re.findall(r'download="([^"]+)" href="data:[^;]+;base64,([^"]+)"', explorer.saved.value)
    files = {file: base64.b64decode(data) for file, data in links}
    assert set(files) == {f"{name}.svg", f"{name}.csv"}
    assert files[f"{name}.svg"].startswith(b"<svg")
    table = pd.read_csv(io.BytesIO(files[f"{name}.csv"]))
    assert explorer._shown
    shown = explorer._shown[1].frame
    assert list(table.columns) == list(shown.columns)
    assert len(table) == len(shown) > 0


def test_settings_that_do_not_fit_are_explained(corpus: wb.Corpus) -> None:
    with pytest.raises(ValueError, match=r"no setting 'minimun'; there are kinds, minimum, person, outlets, names"):
        opened("participants", corpus, minimun=3)
    with pytest.raises(ValueError, match=r"outlets=.*no checkbox 'Daily North'; there are"):
        opened("participants", corpus, outlets=("Daily North",))
    with pytest.raises(ValueError, match="no setting 'layer'; there are articles, layers"):
        wb.explore.reader(corpus, layer=("people",))


def test_when_nothing_is_left_it_says_what_is_near(corpus: wb.Corpus) -> None:
    explorer = opened("participants", corpus, person="Orbin")
    assert "the nearest are Viktor Orban" in explorer.views["told"].value
    explorer.controls["outlets"].value = ()
    assert "no outlet is ticked" in explorer.views["told"].value


def test_everything_opens_an_explorer_when_its_tab_is_chosen(corpus: wb.Corpus) -> None:
    page = wb.explore.everything(corpus)
    tabs = page.controls["tabs"]
    assert [bool(box.children) for box in tabs.children[:2]] == [True, False]
    tabs.selected_index = list(tabs.titles).index("Coverage")
    shown = tabs.children[tabs.selected_index].children[0]
    assert "items" in shown.views["told"].value


# ---- the reader ------------------------------------------------------------------------------------------------------


def test_words_chosen_in_the_reader_bring_their_counterparts(corpus: wb.Corpus) -> None:
    explorer = wb.explore.reader(corpus)
    pair = next(row for row in wb.same_words(corpus).itertuples() if row.relation == "altered")
    explorer.views["text"].choose(pair.passage_a)
    html = explorer.views["text"].html
    assert html.count("chosen") > 2
    assert pair.passage_b in explorer.views["cited"].html


@pytest.mark.parametrize("name", list(layers.LAYERS))
def test_each_layer_marks_words_and_has_its_place_in_the_legend(name: str, corpus: wb.Corpus) -> None:
    explorer = wb.explore.reader(corpus, layers=(name,))
    html = explorer.views["text"].html
    assert reader_label(name) in html
    marks = layers.marks(corpus, [name])
    assert sum(map(len, marks.values()))
    for article, found in marks.items():
        assert all(mark.at.article == article for mark in found)
        assert all(corpus.passage(str(mark.at)).words for mark in found)


def reader_label(name: str) -> str:
    return layers.LAYERS[name].label


def test_marks_that_overlap_lose_no_character(corpus: wb.Corpus) -> None:
    article = corpus.articles["article_id"].iloc[0]
    marks = [
        layers.Mark(Address(article, a, b), "people", "people", "") for a, b in ((0, 40), (10, 60), (20, 30), (55, 300))
    ]
    html = layered.columns(corpus, [article], {article: marks})
    body = re.sub(r'<sup.*?</sup>|<span class="(?:tag|number)">.*?</span>|<header>.*?</header>', "", html)
    plain = re.sub(r"<[^>]+>", "", body.replace("</p>", "\n"))
    text = corpus.articles["text"].iloc[0]
    assert plain.strip("\n").replace("&#x27;", "'").replace("&quot;", '"') == text


def test_an_unknown_layer_is_refused(corpus: wb.Corpus) -> None:
    with pytest.raises(ValueError, match="no layer 'bias'; there are people, quotations"):
        layers.marks(corpus, ["bias"])


# ---- blind corpora ---------------------------------------------------------------------------------------------------


def test_a_blind_corpus_keeps_every_number_and_every_address(corpus: wb.Corpus) -> None:
    hidden = wb.blind(corpus)
    assert wb.overview(hidden)["words"].tolist() == wb.overview(corpus)["words"].tolist()
    assert wb.people(hidden)["mentions"].tolist() == wb.people(corpus)["mentions"].tolist()
    for seen, own in zip(hidden.quotes["quote_id"], corpus.quotes["quote_id"], strict=True):
        assert hidden.passage(seen).words == corpus.passage(own).words
