"""Charts of coverage and wording: drawn from any frame, told in words, and never by colour alone."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import workbench as wb
from workbench.compare.keyness import HOUSE_STYLE
from workbench.show import versions, views
from workbench.show.charts import coverage
from workbench.show.charts.parts import FOCUS, PICK, Behind, mark_key, mark_keys, marks_of, wide
from workbench.show.nouns import CHARTS, FIGURES

PRACTICE = Path(__file__).parents[1] / "data" / "practice"
NAMES = (
    "ledger",
    "same_words",
    "facts",
    "keyness",
    "rates",
    "collate",
    "comentions",
    "whose_words",
)
every_chart = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def corpus() -> wb.Corpus:
    return wb.load()


@pytest.fixture(scope="module")
def frames(corpus: wb.Corpus) -> dict[str, pd.DataFrame]:
    return {name: getattr(wb, FIGURES[name].source)(corpus) for name in NAMES}


def spec(chart: Any) -> dict[str, Any]:
    made: dict[str, Any] = chart.to_dict()
    return made


def svg(chart: Any) -> str:
    import io

    out = io.StringIO()
    chart.save(out, format="svg")
    return out.getvalue()


@every_chart
def test_it_says_in_words_what_it_shows(name: str, frames: dict[str, pd.DataFrame]) -> None:
    chart = CHARTS[name](frames[name])
    made = spec(chart)
    assert made["title"]["text"]
    marks = marks_of(made)
    assert marks
    title = made["title"]["text"]
    assert (title if isinstance(title, str) else " ".join(title)) in made["description"]
    assert re.search(r"\d", made["description"])
    assert {param["name"] for param in made["params"]} >= {PICK, FOCUS}
    assert "<svg" in svg(chart)


@every_chart
def test_every_mark_has_a_tooltip_and_an_accessible_name(name: str, frames: dict[str, pd.DataFrame]) -> None:
    text = str(spec(CHARTS[name](frames[name])))
    assert "'tooltip'" in text
    assert "'description': {'field': 'told'" in text


@every_chart
def test_an_empty_frame_is_said_to_be_empty(name: str, frames: dict[str, pd.DataFrame]) -> None:
    assert "Nothing to show" in spec(CHARTS[name](frames[name].head(0)))["description"]


@pytest.mark.parametrize("name", ["ledger", "same_words"])
def test_outlets_and_states_are_not_told_by_colour_alone(name: str, frames: dict[str, pd.DataFrame]) -> None:
    assert "'shape': {" in str(spec(CHARTS[name](frames[name])))


def cells_of(chart: Any) -> pd.DataFrame:
    return pd.DataFrame([row for rows in spec(chart)["datasets"].values() for row in rows])


def test_the_ledger_says_how_many_of_each_it_leaves_out(frames: dict[str, pd.DataFrame]) -> None:
    whole = frames["ledger"]
    chart = coverage.ledger(whole)
    drawn = cells_of(chart).query("kind == 'fact'")["row"].nunique()
    left_out = map(int, re.findall(r"(\d+) facts?", " ".join(spec(chart)["title"]["subtitle"])))
    assert drawn + sum(left_out) == whole[whole["kind"] == "fact"]["item_id"].nunique()


def _story(numbers: dict[str, int]) -> pd.DataFrame:
    """A ledger in which every outlet has so many people of its own, after thirty that all have in full."""
    rows = []
    people = [(f"Everybody {n}", "") for n in range(30)]
    people += [(f"{outlet} {n}", outlet) for outlet, count in numbers.items() for n in range(count)]
    for (name, whose), outlet in itertools.product(people, numbers):
        status = "quoted in full" if not whose else "mentioned" if whose == outlet else "not found"
        about = {"kind": "person", "item_id": name, "item": name, "outlets": 1 if whose else len(numbers)}
        about |= {"outlet_label": outlet, "status": status, "count": int(status != "not found"), "standing": "stated"}
        rows.append({**about, "nearest": None, "evidence": None})
    return pd.DataFrame(rows)


@pytest.mark.parametrize("outlets", [2, 9])
def test_no_outlets_own_items_are_cut_off_and_what_differs_most_stands_first(outlets: int) -> None:
    story = _story({f"Paper {n}": 40 if n == 0 else 3 for n in range(outlets)})
    drawn = cells_of(coverage.ledger(story))
    own = drawn[drawn["told_by"].eq(1) & drawn["count"].gt(0)]["outlet_label"].value_counts()
    assert set(own) == {3, own["Paper 0"]}, "what a small outlet alone has is all there"
    assert len(own) == outlets
    assert drawn["row"].iloc[0].startswith("Paper 0")
    assert drawn["row"].iloc[-1].startswith("Everybody")
    notes = " ".join(spec(coverage.ledger(story))["title"]["subtitle"])
    assert f"{40 - own['Paper 0']} people only in Paper 0" in notes


@pytest.mark.parametrize("name", ["ledger", "same_words", "rates"])
def test_of_many_outlets_those_are_drawn_that_can_be_told_apart(name: str, frames: dict[str, pd.DataFrame]) -> None:
    many = pd.concat([frames[name].assign(outlet_label=f"Outlet {n}") for n in range(20)])
    chart = spec(CHARTS[name](many))
    assert "12 of 20 outlets" in " ".join(chart["title"]["subtitle"])
    drawn = {row["outlet_label"] for rows in chart["datasets"].values() for row in rows if row.get("outlet_label")}
    assert drawn == {f"Outlet {n}" for n in range(12)}


def test_a_version_that_is_worded_differently_has_a_mark_of_its_own(frames: dict[str, pd.DataFrame]) -> None:
    drawn = cells_of(coverage.same_words(frames["same_words"])).drop_duplicates("key")
    other = drawn[drawn["label"].notna()]
    assert other["label"].tolist() == ["12 of 21"]
    assert other["told"].str.contains("in full, reworded, 12 of 21 words alike").all()
    assert "An open mark words it differently" in " ".join(
        spec(coverage.same_words(frames["same_words"]))["title"]["subtitle"]
    )


def test_outlets_keep_the_order_of_the_corpus_though_some_are_to_check() -> None:
    rows = [("one", "B"), ("one", "D"), ("two", "A"), ("two", "B"), ("three", "C"), ("three", "D"), ("three", "E")]
    assert coverage._in_order(pd.DataFrame(rows, columns=["row", "outlet_label"])) == ["A", "B", "C", "D", "E"]


def test_a_mark_tells_the_words_of_its_own_outlet(corpus: wb.Corpus, frames: dict[str, pd.DataFrame]) -> None:
    articles = corpus.articles.set_index("outlet_label")["text"]
    drawn = cells_of(coverage.same_words(frames["same_words"])).drop_duplicates("key")
    assert (drawn["text"].eq("–") == drawn["rung"].eq("not found")).all()
    for mark in drawn[drawn["text"].ne("–")].to_dict("records"):
        for piece in mark["text"].removesuffix(" …").split(" … "):
            assert piece in " ".join(articles[mark["outlet_label"]].split())
        assert mark["told"].startswith(mark["text"].rstrip(","))
    absent = drawn[drawn["text"].eq("–")]
    assert (absent["told"].str.startswith("Not found in ") & ~absent["wording"].str.contains("row")).all()


def test_the_words_beside_the_slopes_are_whole_and_never_overlap() -> None:
    facts = wb.fact_pairs(wb.load(PRACTICE))
    line = coverage.look().sized(coverage._LINE)
    drawn = cells_of(coverage.facts(facts))
    whole = {" ".join(text.split()) for text in [*facts["text_a"], *facts["text_b"]]}
    assert {row.replace("\n", " ").split(" ", 1)[1] for row in drawn["shown"] if row} <= whole
    for _, side in drawn[drawn["lines"].gt(0)].sort_values("beside").groupby(["panel", "side"]):
        ends = side["beside"] + side["lines"] * line
        assert (side["beside"].iloc[1:].to_numpy() >= ends.iloc[:-1].to_numpy()).all()


def test_a_collation_marks_where_versions_differ_and_where_one_has_no_word() -> None:
    words = {"one": ["the", "talks", "went", "well"], "two": ["the", "talks", "went", "very", "well"]}
    columns = {"one": [0, 1, 2, 4], "two": [0, 1, 2, 3, 4]}
    rows = pd.DataFrame(
        [
            {
                "witness": w,
                "outlet_label": f"<b>{w}</b>",
                "column": c,
                "word": word,
                "text": word,
                "address": f"{w}-1:{c}-{c + 1}",
            }
            for w in words
            for c, word in zip(columns[w], words[w], strict=True)
        ]
    )
    html = versions.collation(rows)
    assert html.count('class="block differs"') == 1
    assert f"<span>{versions.NOTHING}</span>" in html
    assert html.count("data-mark=") == len(rows)
    assert "<b>one" not in html
    assert "&lt;b&gt;one" in html


def test_what_is_behind_a_mark_is_what_its_rows_say() -> None:
    frame = pd.DataFrame(
        {"who": ["a", "b", "a", None], "n": [1, 2, 1, 3], "evidence": ["x:0-1 | x:2-3", None, "x:2-3 | x:5-6", "x:7-8"]}
    )
    behind = Behind(frame, ["who", "n"])
    assert dict(behind) == {"a|1": ("x:0-1", "x:2-3", "x:5-6"), "b|2": (), "|3": ("x:7-8",)}
    assert behind.get("c|1") is None
    assert behind.rows(["|3", "a|1", "nobody"])["evidence"].tolist() == list(frame["evidence"].iloc[[0, 2, 3]])
    assert list(behind) == list(dict.fromkeys(mark_keys(frame, "who", "n")))
    assert [mark_key(*row) for row in [("a", 1), (None, 3)]] == ["a|1", "|3"]


def test_words_of_two_outlets_stand_by_both_rates_and_no_name_touches_another(corpus: wb.Corpus) -> None:
    own = FIGURES["keyness"].measure(corpus)
    rows = pd.DataFrame([r for rows in spec(CHARTS["keyness"](own))["datasets"].values() for r in rows])
    words = rows[rows["key"].notna()].drop_duplicates("key")
    assert len(words) == len(own)
    assert not words.duplicated(["x", "y"]).any(), "words with the same counts stand apart"
    named = words[words["name"].notna()]
    assert len(named) > 10
    boxes = [(x, x + wide(name), y) for name, x, y in zip(named["name"], named["name_x"], named["name_y"], strict=True)]
    for n, (left, right, at) in enumerate(boxes):
        for other_left, other_right, other_at in boxes[n + 1 :]:
            assert right <= other_left or other_right <= left or abs(at - other_at) >= 11


def test_words_of_three_outlets_are_lists(corpus: wb.Corpus) -> None:
    own = FIGURES["keyness"].measure(corpus)
    third = own[own["group"].eq(own["group"].iloc[0])].assign(group="Third")
    assert "facet" in spec(CHARTS["keyness"](pd.concat([own, third])))


def test_house_style_can_be_folded(corpus: wb.Corpus) -> None:
    every = views.keyness_rows(corpus, least=1).frame
    story = views.keyness_rows(corpus, least=1, no_house_style=True).frame
    assert 0 < len(every) - len(story) == every["word"].str.casefold().isin(HOUSE_STYLE).sum()
