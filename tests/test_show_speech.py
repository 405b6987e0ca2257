"""The charts of people and quotations: their marks are the numbers of the frame, absence is said, nothing by colour alone."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

import workbench as wb
from tests.test_compare_people import harbour as harbour
from tests.test_show import drawn, lightness, many, spec, svg
from workbench.compare.shared import JOINT, WORD_OF_MANNER
from workbench.show import charts, theme
from workbench.show.charts import speech
from workbench.show.charts.parts import wide
from workbench.show.charts.speech import COUNTS, UNRESOLVED, WORDS
from workbench.show.explore import controls
from workbench.show.nouns import CHARTS


@pytest.fixture(scope="module", params=["harbour", "alaska"])
def corpus(request: pytest.FixtureRequest) -> wb.Corpus:
    made: wb.Corpus = request.getfixturevalue(request.param)
    return made


def cells(chart: Any) -> pd.DataFrame:
    return pd.DataFrame(drawn(chart))


def test_the_cells_of_people_are_the_counts_of_the_frame(corpus: wb.Corpus) -> None:
    people = wb.people(corpus)
    shown = cells(charts.people(people))
    for column, manner in COUNTS.items():
        own = shown[shown["manner"] == manner]
        assert own["value"].sum() == people[column].sum()
    absent = shown[shown["label"] == "not named"]
    assert len(absent) == people["participant_id"].nunique() * people["article_id"].nunique() - len(people)
    assert absent["value"].isna().all()


def test_who_is_not_in_an_article_is_said_to_be_not_named(harbour: wb.Corpus) -> None:
    only_north = wb.people(harbour)[lambda d: (d["name"] != "Ada Lopez") | (d["outlet_label"] == "North")]
    assert "Ada Lopez, South: not named." in set(cells(charts.people(only_north))["told"])


def test_the_segments_of_speaking_follow_each_other_and_add_up(corpus: wb.Corpus) -> None:
    speaking = wb.speaking(corpus)
    shown = cells(charts.speaking(speaking))
    for column, manner in WORDS.items():
        own = shown[shown["manner"] == manner]
        assert (own["end"] - own["start"]).sum() == speaking[column].sum()
    for _, bar in shown.groupby(["row", "panel"]):
        assert list(bar["start"]) == [0, *bar["end"].iloc[:-1]]
    assert list(shown["row"])[-1] == UNRESOLVED


def test_the_table_of_cues_has_each_verb_once_in_the_row_of_its_class(corpus: wb.Corpus) -> None:
    cues = wb.cues(corpus)
    shown = cells(charts.cues(cues))
    verbs = shown[shown["key"].notna()]
    assert verbs["count"].sum() == cues["count"].sum()
    assert len(verbs) == len(cues)
    names = list(shown.loc[shown["what"] == "name", "text"])
    assert len(names) == len(set(names)) == cues["cue_class"].nunique(dropna=False)


def test_the_table_of_sources_has_what_is_there_and_a_dash_for_the_rest(corpus: wb.Corpus) -> None:
    sources = wb.sources(corpus)
    shown = cells(charts.sources(sources))
    assert shown.loc[shown["key"].notna(), "words"].sum() == sources["words"].sum()
    assert set(shown.loc[shown["key"].isna() & shown["what"].eq("cell"), "text"]) <= {"–"}
    assert len(shown[shown["key"].notna()]) == sources["evidence"].notna().sum()


def test_every_row_of_the_order_is_a_mark_with_its_address(corpus: wb.Corpus) -> None:
    rows = wb.order(corpus)
    shown = cells(charts.order(rows)).dropna(subset=["address"])
    assert sorted(shown["address"]) == sorted(rows["address"])
    assert (shown["drawn_to"] >= shown["last_word"]).all()


@pytest.mark.parametrize("name", ["people", "speaking", "cues", "sources", "order"])
def test_marks_lead_back_to_words_and_their_address(name: str, corpus: wb.Corpus) -> None:
    chart = CHARTS[name](getattr(wb, name)(corpus))
    assert '"title": "address"' in json.dumps(spec(chart))
    pointing = cells(chart).dropna(subset=["address"])[lambda d: d["address"] != "–"]
    for address in pointing["address"].str.removesuffix(" …").str.split(", ").explode().unique():
        assert corpus.passage(address).words


@pytest.mark.parametrize("name", ["people", "speaking"])
def test_many_outlets_stand_three_abreast_each_under_a_name_of_its_own(name: str, alaska: wb.Corpus) -> None:
    frame = many(name, alaska)
    made = spec(CHARTS[name](frame))
    assert made["columns"] == 3
    panels = cells(CHARTS[name](frame)).drop_duplicates("row_name")["panel"]
    assert panels.is_unique
    lines = panels.str.split("\n").explode()
    assert all(wide(line, bold=True) <= speech.panel_width(len(panels)) for line in lines)


def test_two_people_with_one_name_have_rows_of_their_own(harbour: wb.Corpus) -> None:
    people = wb.people(harbour).assign(name="Lee")
    assert set(cells(charts.people(people))["row"]) == {"Lee (1)", "Lee (2)"}


def test_a_chart_says_whom_it_leaves_out(alaska: wb.Corpus) -> None:
    with theme.drawn(replace(theme.LOOKS["screen"], rows=6)):
        people, order = charts.people(wb.people(alaska)), charts.order(wb.order(alaska))
    subtitle = spec(people)["title"]["subtitle"]
    assert "6 of 19 participants, those with the most; the frame has them all." in subtitle
    subtitle = spec(order)["title"]["subtitle"]
    assert "3 of 19 participants, those with the most; the frame has them all." in subtitle


def test_people_whom_the_articles_treat_most_differently_stand_first(harbour: wb.Corpus) -> None:
    counts = {"mentions": 1, "paraphrased": 0, "fragments": 0, "quoted": 0}
    two = [("Alike", "North", 9), ("Alike", "South", 9), ("Heard once", "North", 4), ("Heard once", "South", 0)]
    two += [("Only named", "South", 0), ("Only South", "South", 2)]
    rows = [
        {"participant_id": who, "name": who, "article_id": place, "outlet_label": place, **counts, "quoted": n}
        for who, place, n in two
    ]
    people = pd.DataFrame(rows).assign(example="–", example_at="–", evidence="–", standing="stated")
    chart = charts.people(people)
    assert list(cells(chart)["row"].unique()) == ["Heard once", "Only South", "Only named", "Alike"]
    assert spec(chart)["resolve"] == {"axis": {"x": "independent"}}, "each outlet's name stands above its own columns"


def test_the_order_has_the_same_participants_in_the_same_rows_of_each_panel(corpus: wb.Corpus) -> None:
    shown = cells(charts.order(wb.order(corpus)))
    lanes = shown.groupby("panel", sort=False)["row"].agg(lambda rows: list(dict.fromkeys(rows)))
    assert all(own == lanes.iloc[0] for own in lanes)
    assert shown.loc[shown["key"].isna(), "told"].isna().all(), "an empty lane is no mark"


def test_outlets_have_their_colour_in_every_chart(alaska: wb.Corpus) -> None:
    labels = list(alaska.articles["outlet_label"])
    for name in ("people", "speaking"):
        assert list(cells(CHARTS[name](getattr(wb, name)(alaska)))["outlet_label"].drop_duplicates()) == labels


def test_the_manners_differ_in_greyscale() -> None:
    lights = sorted(map(lightness, theme.MANNER_COLORS.values()))
    assert all(b - a > 12 for a, b in itertools.pairwise(lights))
    assert set(theme.MANNER_COLORS) == set(WORD_OF_MANNER)


def test_a_frame_of_mentions_alone_draws(harbour: wb.Corpus) -> None:
    rows = wb.order(harbour)
    assert "<svg" in svg(charts.order(rows[rows["manner"] == "mentioned"]))
    unresolved = wb.speaking(harbour).iloc[-1:]
    assert UNRESOLVED in svg(charts.speaking(unresolved))


# ---- the passages behind a number ------------------------------------------------------------------------------------


def test_passages_show_the_words_their_manner_and_their_address(harbour: wb.Corpus) -> None:
    row = wb.speaking(harbour).query("name == 'Ada Lopez'").iloc[0]
    html = wb.explore.passages(harbour, row["evidence"]).html
    assert html.count("<mark ") == len(row["evidence"].split(JOINT))
    for address in row["evidence"].split(JOINT):
        assert f"[{address}]" in html
    for tag in ("in full", "in fragments", "paraphrased"):
        assert f'<span class="tag">{tag}</span>' in html
    assert "Councillor" not in html, "a passage keeps to its paragraph"


def test_no_passage_and_too_many_are_said_to_be(alaska: wb.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No passage." in wb.explore.passages(alaska).html
    monkeypatch.setattr(controls, "MOST_PASSAGES", 2)
    html = wb.explore.passages(alaska, alaska.sentences["sentence_id"]).html
    assert html.count("<mark ") == 2
    assert f"The first 2 of {len(alaska.sentences)}; wb.evidence has them all." in html
