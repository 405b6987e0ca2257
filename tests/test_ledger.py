"""The coverage ledger and the ladder: every cell counted from its passages, every “not found” backed."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from workbench.compare.coverage import STATUSES
from workbench.compare.ledger import COLLECTED
from workbench.compare.shared import WORD_OF_RUNG
from workbench.corpus import build
from workbench.loaders.files import Document
from workbench.parse.places import places
from workbench.parse.quantities import quantities


def corpus(*texts: str) -> wb.Corpus:
    return build(
        [
            Document(source=f"{n}.txt", raw=text, encoding="utf-8", encoding_from="test", sha256="0" * 64)
            for n, text in enumerate(texts)
        ]
    )


ONE = """Harbor talks end
The mayor, Ana Lee, met the harbor chief, Bo Day, in Oslo on Friday for three hours.
“We will sell the old pier in spring, and nobody will miss it,” Lee said. The pier cost $1.97 million in 2022.
Foreign Minister Ida Rosenqvist stayed in Norway.
"""
TWO = """A day at the hall
The mayor, Ana Lee, met Bo Day on Saturday. The Norwegian hall was cold, and they talked for an hour.
Lee called the plan to “sell the old pier” overdue. The pier had cost $2 million. Day said that the roof must wait.
A Mr. Rosenquist was there.
"""
THREE = """Pier to go
Ana Lee said that she would sell the old pier in spring and that nobody would miss it. The foreign minister stayed away.
The Day campaign said nothing of it.
"""


@pytest.fixture(scope="module")
def harbor() -> wb.Corpus:
    return corpus(ONE, TWO, THREE)


@pytest.fixture(scope="module")
def rows(harbor: wb.Corpus) -> pd.DataFrame:
    return wb.ledger(harbor)


def cell(rows: pd.DataFrame, kind: str, item: str, outlet: int) -> dict[str, object]:
    found = rows[
        (rows["kind"] == kind)
        & rows["item"].str.contains(item, regex=False)
        & rows["outlet_label"].str.contains(f"({outlet})", regex=False)
    ]
    assert len(found) == 1, found
    return {str(k): v for k, v in found.iloc[0].items()}


@pytest.mark.parametrize(
    ("kind", "item", "statuses"),
    [
        ("person", "Ana Lee", ["quoted in full", "quoted in fragments", "paraphrased"]),
        ("person", "Bo Day", ["mentioned", "paraphrased", "not found"]),
        ("person", "Ida Rosenqvist", ["mentioned", "not found", "not found"]),
        ("place", "Oslo", ["mentioned", "not found", "not found"]),
        ("place", "Norway", ["mentioned", "not found", "not found"]),
        ("number", "$1.97 million", ["mentioned", "mentioned", "not found"]),
        ("number", "three hours", ["mentioned", "not found", "not found"]),
        ("date", "Friday", ["mentioned", "not found", "not found"]),
        ("quotation", "We will sell the old pier", ["quoted in full", "quoted in fragments", "paraphrased"]),
    ],
)
def test_statuses(rows: pd.DataFrame, kind: str, item: str, statuses: list[str]) -> None:
    assert [cell(rows, kind, item, n)["status"] for n in range(3)] == statuses


@pytest.mark.parametrize(
    ("kind", "item", "outlet", "nearest"),
    [
        ("person", "Ida Rosenqvist", 1, "Rosenquist"),
        ("person", "Ida Rosenqvist", 2, "foreign minister"),
        ("person", "Bo Day", 2, "Day"),
        ("place", "Norway", 1, "Norwegian"),
        ("number", "three hours", 1, "an hour"),
        ("date", "Friday", 1, "Saturday"),
    ],
)
def test_not_found_says_what_comes_nearest(harbor: wb.Corpus, kind: str, item: str, outlet: int, nearest: str) -> None:
    found = cell(wb.ledger(harbor, kinds=[kind]), kind, item, outlet)
    assert found["nearest"] == nearest
    assert harbor.passage(str(found["nearest_at"])).words == nearest


def test_every_cell_is_counted_from_its_passages(harbor: wb.Corpus, rows: pd.DataFrame, alaska: wb.Corpus) -> None:
    for source, data in ((harbor, rows), (alaska, wb.ledger(alaska)), (alaska, wb.ladder(alaska))):
        outlets = set(source.articles["outlet_label"])
        for row in data.to_dict("records"):
            addresses = row["evidence"].split(" | ") if isinstance(row["evidence"], str) else []
            assert len(set(addresses)) == len(addresses) == row["count"]
            assert {source.passage(a).outlet_label for a in addresses} <= {row["outlet_label"]}
            if isinstance(row["nearest_at"], str):
                assert not addresses
                assert source.passage(row["nearest_at"]).outlet_label == row["outlet_label"]
        keys = ["kind", "item_id"] if "kind" in data else ["utterance"]
        assert (data.groupby(keys)["outlet_label"].agg(set) == outlets).all()


def test_the_words_of_the_frame(rows: pd.DataFrame) -> None:
    assert set(rows["status"]) <= set(STATUSES)
    assert list(dict.fromkeys(rows["kind"])) == [kind for kind in COLLECTED if kind in set(rows["kind"])]
    absent = rows["status"] == "not found"
    assert (rows["count"] == 0).equals(absent)
    assert rows["evidence"].isna().equals(absent)
    assert rows.groupby(["kind", "item_id"]).apply(lambda g: (g["count"] > 0).sum() == g["outlets"].iloc[0]).all()
    assert (rows["searched"].str.len() > 0).all()


def test_kinds_and_most_choose(harbor: wb.Corpus, rows: pd.DataFrame) -> None:
    assert set(wb.ledger(harbor, kinds=["place"])["kind"]) == {"place"}
    first = wb.ledger(harbor, kinds=["person"], most=1)
    assert first["item"].tolist() == ["Ana Lee"] * 3
    assert first.equals(rows[rows["item"] == "Ana Lee"].query("kind == 'person'").reset_index(drop=True))
    with pytest.raises(ValueError, match="no kind of item 'poem'; there are person, body, place"):
        wb.ledger(harbor, kinds=["poem"])


def test_the_ladder(harbor: wb.Corpus) -> None:
    ladder = wb.ladder(harbor)
    pier = ladder[ladder["item"].str.contains("nobody will miss it")]
    assert pier["rung"].tolist() == ["full", "part", "indirect"]
    assert pier["words"].tolist() == [13, 4, 0]
    assert pier["compared"].tolist() == [13, 4, 0]
    assert pier["alike"].tolist() == [13, 4, 0]
    assert (ladder["height"] == ladder["rung"].map(list(WORD_OF_RUNG).index)).all()


def test_one_article_alone() -> None:
    alone = wb.ledger(corpus(ONE))
    assert (alone["status"] != "not found").all()


# ---- what is looked for ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("for three hours", [("hour", 3.0)]),
        ("a three-hour talk", [("hour", 3.0)]),
        ("more than an hour", [("hour", 1.0)]),
        ("two largest powers", []),
        ("12 largest powers", [("largest", 12.0)]),
        ("1,200 guests", [("guest", 1200.0)]),
        ("fifteen guests", [("guest", 15.0)]),
        ("$43,885,310", [("$", 43885310.0)]),
        ("$1.5 billion", [("$", 1.5e9)]),
        ("3 million dollars", [("$", 3e6)]),
        ("losing 110 pounds", [("pound", 110.0)]),
        ("6 inches of pipe", [("inch", 6.0)]),
        ("several hundred pages", []),
        ("12.5 percent", [("%", 12.5)]),
        ("12%", [("%", 12.0)]),
        ("twenty-one percent", [("%", 21.0)]),
        ("on Friday", [("weekday", "Friday")]),
        ("Aug. 15", [("day", "August 15")]),
        ("15 August 2025", [("day", "August 15")]),
        ("in March 2025", [("month", "March 2025")]),
        ("since 2022", [("year", "2022")]),
        ("the 1990s", []),
        ("an F-16", []),
        ("the 14th Amendment", []),
        ("at 5:30 p.m.", [("time", "5:30 p.m.")]),
        ("nobody may march", []),
    ],
)
def test_quantities(text: str, found: list[tuple[str, object]]) -> None:
    assert [(q.unit, q.value) for q in quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left the U.S. for the UK.", ["United States", "United Kingdom"]),
        ("She met US officials.", ["United States"]),
        ("She met us there.", []),
        ("Russian and Ukrainian troops", []),
        ("in New York City", ["New York City"]),
        ("the Boston Globe reported", []),
        ("Georgia’s governor", ["Georgia"]),
        ("in Portland, Ore., on Friday", ["Portland", "Oregon"]),
        ("in Washington, D.C.", ["Washington"]),
        ("Sen. Lee (R-Fla.) met Rep. Day (Tex.)", ["Florida", "Texas"]),
        ("He left New Jersey Tuesday", ["New Jersey"]),
        ("In Parliament and in English, in God and in March", []),
        ("near Zelbury", ["Zelbury"]),
        ("Nice people left.", []),
    ],
)
def test_places(text: str, found: list[str]) -> None:
    assert [p.name for p in places(text)] == found


def test_names_of_participants_are_no_places() -> None:
    text = "Jordan Lee met Chelsea Manchester in Jordan. Manchester left."
    taken = [(0, 10), (15, 33), (45, 55)]
    assert [(p.start, p.name) for p in places(text, taken)] == [(37, "Jordan")]


PARTS = st.lists(
    st.sampled_from(
        [
            "$5 million",
            "Friday",
            "in Oslo",
            "U.S.",
            "12%",
            "2022",
            "Aug. 15",
            "three hours",
            "and",
            "at 5 p.m.,",
            "Chad",
        ]
    )
)


@given(PARTS)
def test_spans_are_ordered_disjoint_and_within(parts: list[str]) -> None:
    text = " ".join(parts)
    for spans in ([(q.start, q.end) for q in quantities(text)], [(p.start, p.end) for p in places(text)]):
        at = 0
        for start, end in spans:
            assert at <= start < end <= len(text)
            at = end


def test_a_body_that_acts_in_one_article_is_found_where_it_is_only_named() -> None:
    data = corpus(
        "Pier searched\n\nThe F.B.I. said on Monday that it had searched the pier. The Harbor Authority denied it all.\n",
        "Day questioned\n\nBo Day was questioned by the FBI, then by the FBI again. He owed the harbor authority nothing.\n",
        "Roof waits\n\nBo Day said that the roof must wait.\n",
    )
    rows = wb.ledger(data)
    assert cell(rows, "body", "F.B.I.", 0)["status"] == "paraphrased"
    named = cell(rows, "body", "F.B.I.", 1)
    assert (named["status"], named["count"]) == ("mentioned", 2)
    assert set(wb.evidence(data, str(named["evidence"]))["text"]) == {"FBI"}
    assert cell(rows, "body", "F.B.I.", 2)["status"] == "not found"
    mentions = data.mentions[data.mentions["text"].eq("FBI")]
    assert set(mentions["rule"]) == {"acts-elsewhere"}
    silent = data.quotes[data.quotes["article_id"].isin(mentions["article_id"])]
    assert not silent["participant_id"].isin(mentions["participant_id"]).any()


@pytest.mark.parametrize("text", [ONE, TWO, THREE])
def test_a_lone_article_has_no_body_that_acts_elsewhere(text: str) -> None:
    assert not corpus(text).mentions["rule"].eq("acts-elsewhere").any()


@pytest.mark.parametrize(
    ("other", "namings"),
    [
        ("It is the way Quillfeather won, he wrote.", ["Quillfeather"]),
        ("The shares of Quillfeather & Sons, said Quillfeather reported.", []),  # a firm, a paper
        ("It was the court’s pick, Zorvan Quillfeather, because of that.", ["Zorvan Quillfeather"]),
        ("He left the Quillfeather campaign.", []),  # names nobody
        ("Bo Quillfeather, a dentist, left.", []),  # another bearer: whom a surname means is his article's business
    ],
)
def test_a_person_of_one_article_is_found_where_another_names_nobody_else(other: str, namings: list[str]) -> None:
    data = corpus("Gov. Zorvan Quillfeather spoke on Monday.", other)
    found = data.labelled("mentions")
    found = found[found["rule"].eq("named-elsewhere")]
    assert [data.passage(key).words for key in found["mention_id"]] == namings
    assert set(found["name"]) <= {"Zorvan Quillfeather"}


def test_a_surname_that_is_a_word_or_a_place_is_not_looked_for_elsewhere() -> None:
    data = corpus("Gov. Ana Young spoke. So did Eva Houston.", "It was Young who left. He wrote that Houston had won.")
    assert not data.mentions["rule"].eq("named-elsewhere").any()


def test_a_group_without_a_name_is_no_item_and_a_dateline_is_not_nothing() -> None:
    one = "Talks end\n\nOSLO, Norway (AP) — Mayor Ana Lee met lawmakers on Friday. “We go on,” lawmakers said. Democrats agreed.\n"
    two = "Pier to go\n\nLawmakers from Norway met in Oslo. Ana Lee said that it was late. “Lawmakers wait,” said Ana Lee.\n"
    rows = wb.ledger(corpus(one, two))
    assert "lawmakers" not in {item.lower() for item in rows["item"]}
    oslo = rows[rows["item"].eq("Oslo")].set_index("outlet_label")
    if "not found" in set(oslo["status"]):
        assert list(oslo.loc[oslo["status"].eq("not found"), "standing"]) == ["to check"]
