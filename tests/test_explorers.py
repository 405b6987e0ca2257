"""Explorers: every mark opens as many passages as it counts, the way back dims the others, and blind means blind."""

from __future__ import annotations

import base64
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
import traitlets
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from workbench.address import Address
from workbench.compare.align import EDITS
from workbench.corpus import build
from workbench.loaders.files import Document
from workbench.show import layers, widgets
from workbench.show.explore import controls, linked, predict, searching
from workbench.show.explore.controls import MOST_BOXES, Ticks, several
from workbench.show.nouns import NOUNS

TELLING = ["Antiwar.com", "antiwar-com", "James Smith", "james-smith", "Kyle Anzalone", ".txt"]

LINKED = [name for name, noun in NOUNS.items() if noun.explorer is None]
ASKED = [name for name in LINKED if NOUNS[name].asks]

every_explorer = pytest.mark.parametrize("name", LINKED)


@pytest.fixture(scope="module")
def corpus() -> wb.Corpus:
    return wb.load()


def opened(name: str, corpus: wb.Corpus, **settings: Any) -> linked.Linked:
    explorer: linked.Linked = getattr(wb.explore, name)(corpus, **settings)
    return explorer


def shown_passages(explorer: linked.Linked) -> list[str]:
    return re.findall(r'<mark data-mark="([^"]+)"', explorer.views["passages"].html)


def spec(explorer: linked.Linked) -> dict[str, Any]:
    made: dict[str, Any] = explorer.chart.spec
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
        explorer.chart.click([key])
        passages = shown_passages(explorer)
        absent = marks[key].get("status") in ("not found", "to check") or marks[key].get("rung") == "not found"
        assert len(passages) <= controls.MOST_PASSAGES
        assert bool(passages) != absent
        assert f"{len(passages)} passage" in explorer.views["count"].value
        assert explorer.chart.focus == [key]
        explorer.chart.click([])
        assert shown_passages(explorer) == []


def test_a_verb_without_a_class_is_seen_and_can_be_chosen(corpus: wb.Corpus) -> None:
    explorer, rows = opened("cues", corpus), wb.cues(corpus)
    assert f"{rows['count'].sum()} cues" in explorer.views["told"].value
    explorer.set({"classes": ("no class",)})
    assert f"{rows.loc[rows['cue_class'].isna(), 'count'].sum()} cue" in explorer.views["told"].value


@pytest.mark.parametrize("name", ["people", "cues"])
def test_the_count_in_a_mark_is_the_number_of_its_passages(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    for key, mark in drawn(explorer).items():
        explorer.pick([key])
        assert len(shown_passages(explorer)) == mark.get("value", mark.get("count")), mark["told"]


def test_what_was_not_found_says_how_it_was_looked_for(corpus: wb.Corpus) -> None:
    explorer = opened("ledger", corpus, kinds=("person",))
    crosses = [key for key, mark in drawn(explorer).items() if mark["status"] == "not found"]
    assert crosses
    explorer.pick(crosses[:1])
    assert "Looked for:" in explorer.views["passages"].html
    assert "Not found in" in explorer.views["passages"].html


def test_the_versions_of_an_utterance_stand_word_under_word(corpus: wb.Corpus) -> None:
    explorer = opened("same_words", corpus)
    explorer.pick(list(drawn(explorer))[:1])
    html = explorer.views["passages"].html
    assert html.count('class="block') >= 2
    assert "criticism" in html
    assert 'class="block differs"' in html


def test_the_words_in_a_bar_are_those_of_its_passages(corpus: wb.Corpus) -> None:
    explorer = opened("speaking", corpus)
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
    bright = explorer.chart.focus
    assert key in bright
    assert len(bright) < len(drawn(explorer))
    explorer.views["passages"].choose("no address")
    assert explorer.chart.focus == bright


@every_explorer
def test_a_mark_can_be_chosen_from_the_list(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    key = explorer.marks.options[1][1]
    explorer.marks.value = key
    assert explorer.chart.focus == [key]


@every_explorer
def test_the_list_shows_the_mark_that_was_clicked(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    keys = list(drawn(explorer))[:2]
    explorer.chart.click(keys[-1:])
    assert explorer.marks.value == keys[-1]
    explorer.chart.click(keys)
    assert explorer.marks.value == ("" if len(keys) > 1 else keys[0])
    assert explorer.chart.focus == keys
    explorer.chart.click([])
    assert explorer.marks.value == ""


def test_the_list_follows_a_click_on_every_mark_also_where_two_have_the_same_name(corpus: wb.Corpus) -> None:
    explorer = opened("order", corpus)
    for key in drawn(explorer):
        explorer.chart.click([key])
        assert (explorer.marks.value, explorer.chart.focus) == (key, [key])


def test_only_a_click_brings_the_passages_into_view(corpus: wb.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(widgets.Pane, "reveal", lambda pane: asked.append(pane))
    explorer = opened("speaking", corpus)
    explorer.set({"names": False})
    assert asked == []
    explorer.chart.click(list(drawn(explorer))[:1])
    assert asked == [explorer.views["passages"]]


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
    shown = explorer._shown.view.frame
    assert list(table.columns) == list(shown.columns)
    assert len(table) == len(shown) > 0


def test_settings_that_do_not_fit_are_explained(corpus: wb.Corpus) -> None:
    with pytest.raises(ValueError, match=r"no setting 'minimun'; there are kinds, minimum, person, outlets, names"):
        opened("people", corpus, minimun=3)
    with pytest.raises(ValueError, match=r"outlets=.*no checkbox 'Daily North'; there are"):
        opened("people", corpus, outlets=("Daily North",))
    with pytest.raises(ValueError, match="no setting 'layer'; there are articles, layers"):
        wb.explore.reader(corpus, layer=("people",))


def test_when_nothing_is_left_it_says_what_is_near(corpus: wb.Corpus) -> None:
    explorer = opened("people", corpus, person="Orbin")
    assert "the nearest are Viktor Orban" in explorer.views["told"].value
    explorer.controls["outlets"].value = ()
    assert "no outlet is ticked" in explorer.views["told"].value


def test_everything_opens_an_explorer_when_its_tab_is_chosen(corpus: wb.Corpus) -> None:
    page = wb.explore.everything(corpus)
    tabs = page.controls["tabs"]
    assert [bool(box.children) for box in tabs.children[:2]] == [True, False]
    tabs.selected_index = list(tabs.titles).index("Not found")
    choice, place = tabs.children[tabs.selected_index].children
    assert "items" in place.children[0].views["told"].value
    choice.value = "Same facts"
    assert "tell the same" in place.children[0].views["told"].value
    assert len(tabs.titles) <= 7


def test_a_finding_opens_its_passages_and_hides_them_again(corpus: wb.Corpus) -> None:
    explorer = wb.explore.findings(corpus)
    first, second = explorer._list.children[:2]
    assert wb.findings(corpus)["sentence"].iloc[0][:20] in first.children[0].children[1].value
    assert "collation" in first.children[1].html, "the first is open, its versions word under word"
    assert second.children[1].html == ""
    explorer.show(2)
    assert "<mark" in second.children[1].html
    explorer.show(2)
    assert second.children[1].html == ""
    explorer.controls["every"].value = True
    assert len(explorer._list.children) == len(wb.findings(corpus))


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
    html = layers.columns(corpus, [article], {article: marks})
    body = re.sub(r'<sup.*?</sup>|<span class="(?:tag|number)">.*?</span>|<header>.*?</header>', "", html)
    plain = re.sub(r"<[^>]+>", "", body.replace("</p>", "\n"))
    text = corpus.articles["text"].iloc[0]
    assert plain.strip("\n").replace("&#x27;", "'").replace("&quot;", '"') == text


def test_an_unknown_layer_is_refused(corpus: wb.Corpus) -> None:
    with pytest.raises(ValueError, match="no layer 'bias'; there are people, quotations"):
        layers.marks(corpus, ["bias"])


def test_speakers_are_told_by_initials_that_no_two_share_and_the_legend_names(corpus: wb.Corpus) -> None:
    explorer = wb.explore.reader(corpus, layers=("quotations",))
    voices = layers.voices(corpus)
    assert len({voice.initials for voice in voices.values()}) == len(voices) > 2
    html = explorer.views["text"].html
    for name, voice in layers.heard(corpus, corpus.articles["article_id"]).items():
        assert f">{voice.initials}</span><bdi>{name}</bdi>" in html
    tags = re.findall(r'<span class="tag quotations[^>]*>([^<]*)</span>', html.partition('<div class="columns"')[2])
    assert set(tags) <= {voice.initials for voice in voices.values()} | {"?"}
    assert len(tags) == len(corpus.quotes.query("marks != 'none' and kind != 'title'"))


def test_initials_of_namesakes_differ() -> None:
    text = "“We will go on,” said Ada Lopez. “We will not,” said Abe Lund. “Perhaps,” said Ada Lopez."
    corpus = build([Document("north.txt", text, "utf-8", "test", "0" * 64)])
    assert [voice.initials for voice in layers.voices(corpus).values()] == ["AL", "AL2"]


def test_an_edit_says_of_what_kind_it_is_and_against_which_article(corpus: wb.Corpus) -> None:
    first, second = corpus.articles["article_id"]
    every = layers.marks(corpus, ["edits"])
    assert {mark.tag for mark in every[first] if mark.tag} <= set(EDITS)
    assert layers.marks(corpus, ["edits"], against=second)[first] == every[first]
    assert layers.marks(corpus, ["edits"], against=first)[first] == []
    explorer = wb.explore.reader(corpus, layers=("edits",), against=first)
    assert "substitution" in explorer.views["text"].html
    explorer.controls["against"].value = second
    assert f"against=&#x27;{second}&#x27;" in explorer.views["code"].value


def test_the_reader_without_names_shows_the_same_articles(corpus: wb.Corpus) -> None:
    explorer = wb.explore.reader(corpus, names=False)
    shown = [explorer.views["text"].html, *(box.description for box in explorer.controls["articles"].boxes.values())]
    assert not [label for view in shown for label in TELLING if label in view]
    hidden = wb.blind(corpus)
    explorer.views["text"].choose(hidden.quotes["quote_id"].iloc[3])
    assert f'data-mark="{hidden.quotes["quote_id"].iloc[3]}"' in explorer.views["cited"].html
    explorer.controls["names"].value = True
    assert "Antiwar.com" in explorer.views["text"].html
    assert f'data-mark="{corpus.quotes["quote_id"].iloc[3]}"' in explorer.views["cited"].html


# ---- the concordance -------------------------------------------------------------------------------------------------


def lines(explorer: Any) -> list[str]:
    return re.findall(r'<mark data-mark="([^"]+)"', explorer.views["lines"].html)


def test_every_match_is_inside_quotations_or_outside(corpus: wb.Corpus) -> None:
    explorer = wb.explore.concordance(corpus, "the")
    every = lines(explorer)
    parts = []
    for where in searching.WHOSE[1:]:
        explorer.controls["whose"].value = where
        parts.append(lines(explorer))
    assert all(parts)
    assert sorted(parts[0] + parts[1]) == sorted(every)


def test_a_word_that_is_not_there_names_the_nearest(corpus: wb.Corpus) -> None:
    explorer = wb.explore.concordance(corpus, "agrement")
    assert "The nearest words here: agreement" in explorer.views["told"].value
    explorer.controls["pattern"].value = "qqqqqqqq"
    assert "nearest" not in explorer.views["told"].value
    explorer.controls["how"].value = "regex"
    explorer.controls["pattern"].value = "("
    assert "is no regular expression" in explorer.views["told"].value


def test_matches_of_one_outlet_only(corpus: wb.Corpus) -> None:
    label = corpus.articles["outlet_label"].iloc[1]
    explorer = wb.explore.concordance(corpus, "the", outlets=(label,))
    assert {line.partition(":")[0] for line in lines(explorer)} == {corpus.articles["article_id"].iloc[1]}
    explorer.save.click()
    assert 'download="concordance.csv"' in explorer.saved.value


# ---- modes -----------------------------------------------------------------------------------------------------------

OTHERS = ("reader", "concordance", "everything", "card", "passage", "passages")


@pytest.mark.parametrize("name", [*NOUNS, *OTHERS])
def test_a_mode_that_there_is_not_is_refused(name: str, corpus: wb.Corpus) -> None:
    with pytest.raises(ValueError, match="no mode 'lecture'; there are student, teacher"):
        getattr(wb.explore, name)(corpus, mode="lecture")


@every_explorer
def test_a_student_looks_before_knowing_and_reveals_the_outlets(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus, mode="student")
    told = json.dumps(spec(explorer)) + explorer.views["head"].value + explorer.views["told"].value
    assert "Outlet X" in json.dumps(spec(explorer))
    assert not [label for label in TELLING if label in told]
    if explorer.ask:
        explorer.ask.take(explorer.ask.field.options[0])
    button = next(
        child for child in everything_in(explorer) if getattr(child, "description", "") == "Reveal the outlets"
    )
    button.click()
    assert "Antiwar.com" in json.dumps(spec(explorer))
    explorer.reset.click()
    assert "Antiwar.com" not in json.dumps(spec(explorer))


@pytest.mark.parametrize("name", ASKED)
def test_a_guess_is_taken_before_the_chart_and_stands_beside_the_truth(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus, mode="student")
    assert explorer.ask
    assert explorer.chart not in everything_in(explorer)
    assert explorer.ask.guess is None
    with pytest.raises(ValueError, match="no choice 'nobody'; there are"):
        explorer.ask.take("nobody")
    explorer.ask.field.value = explorer.ask.field.options[-1]
    explorer.ask.show.click()
    assert explorer.chart in everything_in(explorer)
    assert explorer.ask.guess == explorer.ask.field.options[-1]
    assert explorer.ask.right == (explorer.ask.guess in explorer.ask.truth)
    assert all(html.escape(name) in explorer.ask.line.value for name in explorer.ask.truth)
    assert explorer.ask.question.numbers in explorer.ask.told


def test_the_truth_is_what_the_frames_say(corpus: wb.Corpus) -> None:
    hidden = wb.blind(corpus)
    marked = wb.overview(hidden).groupby("outlet_label")["quoted_words"].sum()
    asked = predict.most_marked(hidden)
    assert asked
    assert asked.truth == tuple(marked.index[marked == marked.max()])
    named = wb.people(hidden).groupby("name")["mentions"].sum()
    asked = predict.most_named(hidden)
    assert asked
    assert asked.truth == (named.idxmax(),)


def test_with_nothing_to_choose_between_nothing_is_asked(corpus: wb.Corpus) -> None:
    one = corpus.where(article_id=corpus.articles["article_id"].iloc[0])
    explorer = opened("overview", one, mode="student")
    assert explorer.ask is None
    assert explorer.chart in everything_in(explorer)


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 9), max_size=9))
def test_whoever_has_most_is_among_the_choices(counts: dict[str, int]) -> None:
    asked = predict.most_frequent("Who?", pd.Series(counts, dtype="int64"), "word")
    if asked is None:
        assert len(counts) < 2 or max(counts.values()) == 0
    else:
        assert set(asked.truth) <= set(asked.choices)
        assert max(counts.values()) == counts[asked.truth[0]]


def test_a_teacher_sees_how_each_passage_was_decided(corpus: wb.Corpus) -> None:
    rules = corpus.quotes.set_index("quote_id")["rule"]
    explorer = opened("overview", corpus, mode="teacher")
    key = next(key for key in drawn(explorer) if key in rules.dropna())
    explorer.pick([key])
    assert f"rule {rules[key]}" in explorer.views["passages"].html
    plain = opened("overview", corpus)
    plain.pick([key])
    assert f"rule {rules[key]}" not in plain.views["passages"].html


def test_a_mode_holds_for_a_block_or_for_good_and_a_call_can_say_otherwise(
    corpus: wb.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controls.Mode, "current", None)
    with wb.mode("student"):
        assert opened("people", corpus).ask
        assert opened("people", corpus, mode="teacher").controls["names"].value
        with wb.mode(None):
            assert opened("people", corpus).ask is None
        assert not wb.explore.reader(corpus).controls["names"].value
    assert opened("people", corpus).controls["names"].value
    assert repr(wb.mode("teacher")).startswith("mode teacher: ")
    assert controls.known(None) == "teacher"
    with pytest.raises(ValueError, match="no mode 'pupil'; there are student, teacher"):
        wb.mode("pupil")
    assert controls.known(None) == "teacher"


def test_parts_of_the_same_words_are_read_below_their_chart(corpus: wb.Corpus) -> None:
    explorer = opened("same_words", corpus, names=False)
    titles = list(explorer._tabs.titles)
    for title, rows in (("Differences", wb.word_edits(corpus)), ("Word errors", wb.word_errors(corpus))):
        pane = explorer._tabs.children[titles.index(title)]
        assert pane.html == ""
        explorer._tabs.selected_index = titles.index(title)
        assert pane.html.count("<tr>") == len(rows) + 1
        assert "Antiwar.com" not in pane.html
    explorer._tabs.selected_index = titles.index("Word under word")
    assert ' differs">' in explorer._tabs.children[titles.index("Word under word")].html


def everything_in(widget: Any) -> list[Any]:
    """The widget and all that it shows."""
    inside = [thing for child in getattr(widget, "children", ()) for thing in everything_in(child)]
    return [widget, *inside]


# ---- controls of many names, and of scores -----------------------------------------------------------------------------


def test_a_few_names_are_checkboxes_and_many_are_a_list_that_can_be_renamed() -> None:
    few = several({"a": "a", "b": "b"}, value=("b",))
    assert type(few) is Ticks
    names = {f"n{n:02}": f"n{n:02}" for n in range(MOST_BOXES + 1)}
    many = several(names, value=("n03", "n01"))
    heard: list[tuple[str, ...]] = []
    many.observe(lambda change: heard.append(change["new"]), names="value")
    many.rename({name: f"Outlet {name}" for name in names})
    assert many.value == many.list.value == ("n01", "n03")
    assert heard == []
    many.list.value = ("n05", "n04")
    assert heard == [("n04", "n05")]
    many.list.value = ()
    assert many.value == tuple(names)
    with pytest.raises(traitlets.TraitError, match="no name 'x'; there are n00, n01"):
        many.value = ("x",)


def test_the_least_score_leaves_no_pair_below_it(corpus: wb.Corpus) -> None:
    explorer = opened("facts", corpus)
    pairs = wb.fact_pairs(corpus)
    probabilities = pairs.loc[pairs["standing"].ne("to check"), "probability"]
    for least in (0.0, 0.5, 0.9, 1.0):
        explorer.controls["least"].value = least
        assert len(explorer.marks.options) - 1 == int((probabilities >= least).sum())
    assert f"{probabilities.max():.2f}" in explorer.views["told"].value
    explorer.controls["least"].value = 0
    explorer.pick([explorer.marks.options[1][1]])
    assert "Probability" in explorer.views["passages"].html


def test_utterances_of_which_no_two_passages_are_so_similar_are_left_out(corpus: wb.Corpus) -> None:
    shown = {}
    for least in (0.0, 0.6, 1.0):
        view = opened("same_words", corpus, shared=False, least=least)._shown
        assert view
        shown[least] = set(view.view.frame["utterance"])
    pairs = wb.same_words(corpus).query("standing != 'to check'")
    assert shown[1.0] == set(pairs.loc[pairs["similarity"] >= 1, "utterance"]) & shown[0.0]
    assert shown[1.0] <= shown[0.6] < shown[0.0]


# ---- drawing ---------------------------------------------------------------------------------------------------------


@every_explorer
def test_what_is_drawn_is_what_the_schema_allows(name: str, corpus: wb.Corpus) -> None:
    explorer = opened(name, corpus)
    assert explorer._shown
    assert explorer._shown.view.chart.to_dict() == spec(explorer)


def test_settings_seen_before_are_not_drawn_again(corpus: wb.Corpus) -> None:
    explorer = opened("people", corpus)
    first = explorer._shown
    explorer.controls["minimum"].value = 2
    assert explorer._shown is not first
    explorer.controls["minimum"].value = 1
    assert explorer._shown is first


def test_a_chart_of_many_rows_is_drawn() -> None:
    many = pd.DataFrame({"n": range(6000)})
    made = widgets.specified(alt.Chart(many).mark_point().encode(x="n:Q"))
    assert len(next(iter(made["datasets"].values()))) == len(many)


def test_the_rows_of_a_chart_are_those_that_altair_gives() -> None:
    frame = pd.DataFrame(
        {
            "words": pd.array(["a", None, "c"], dtype="str"),
            "mixed": ["a", None, float("nan")],
            "count": pd.array([1, None, 3], dtype="Int64"),
            "share": [0.5, float("inf"), None],
            "sure": [True, False, True],
            "lists": [[1], [], ["a"]],
        }
    )
    drawn = alt.Chart(frame).mark_point()
    (rows,) = widgets.specified(drawn)["datasets"].values()
    (expected,) = drawn.to_dict(validate=False)["datasets"].values()
    assert rows == expected
    dated = alt.Chart(pd.DataFrame({"when": pd.to_datetime(["2031-03-12"])})).mark_point()
    assert widgets.specified(dated)["datasets"] == dated.to_dict(validate=False)["datasets"]


def test_a_script_is_made_once_and_read_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def bundled(source: str, **_: Any) -> str:
        made.append(source)
        return f"// {source}"

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(vl_convert, "javascript_bundle", bundled)
    assert [widgets.bundled("one"), widgets.bundled("one"), widgets.bundled("two")] == ["// one", "// one", "// two"]
    assert made == ["one", "two"]
    assert len(list((tmp_path / "news-workbench").iterdir())) == 2


def test_without_a_place_for_it_a_script_is_made_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news-workbench").write_text("a file where the folder would be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda source, **_: f"// {source}")
    assert widgets.bundled("one") == "// one"


# ---- blind corpora ---------------------------------------------------------------------------------------------------


def test_a_blind_corpus_keeps_every_number_and_every_address(corpus: wb.Corpus) -> None:
    hidden = wb.blind(corpus)
    assert wb.overview(hidden)["words"].tolist() == wb.overview(corpus)["words"].tolist()
    assert wb.people(hidden)["mentions"].tolist() == wb.people(corpus)["mentions"].tolist()
    for seen, own in zip(hidden.quotes["quote_id"], corpus.quotes["quote_id"], strict=True):
        assert hidden.passage(seen).words == corpus.passage(own).words
