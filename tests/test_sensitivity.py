"""A headline number under other definitions: which are tried, what each counts, and when a finding holds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import pytest

import workbench as wb
from workbench.compare.sensitivity import BIOS, HEADLINES, TOO_CLOSE
from workbench.compare.shared import JOINT
from workbench.compare.too_close import too_close
from workbench.corpus import build
from workbench.loaders.files import Document
from workbench.parse.rules import RULES
from workbench.parse.text import count_words

BY_ANN = (
    "Mayor signs budget\n\n“The budget is signed, and we are glad of it,” Mayor Jane Doe said on Monday. The library may open "
    "on Sundays. Tom Fox claimed it was “late”. He starred in “The Long Year” on TV.\n\n"
    "Ann Lee is a reporter at the Daily Planet. Follow her at @annlee.\n"
)
BY_BOB = (
    "A budget is signed\n\n“The budget is signed and we’re glad about it,” Jane Doe said. Rain fell, perhaps, on the hall. "
    "“We said it would be late,” Mr. Fox insisted.\n"
)


@cache
def corpus(*texts: str) -> wb.Corpus:
    return build([Document(f"paper{n}.txt", text, "utf-8", "test", "0" * 64) for n, text in enumerate(texts)])


@pytest.fixture(scope="module")
def two() -> wb.Corpus:
    return corpus(BY_ANN, BY_BOB)


@cache
def tried(name: str) -> pd.DataFrame:
    return wb.sensitivity(corpus(BY_ANN, BY_BOB), name)


def values(rows: pd.DataFrame, definition: str) -> list[float]:
    return [float(v) for v in rows.loc[rows["definition"] == definition, "value"]]


def table(numbers: dict[str, list[float]]) -> Any:
    """A measure that gives the numbers written down for each definition."""

    def measure(_: wb.Corpus, *, which: str) -> pd.Series:
        return pd.Series(numbers[which], index=["A", "B", "C"][: len(numbers[which])])

    return measure, {name: {"which": name} for name in numbers}


# ---- the ready measures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HEADLINES)
def test_every_headline_number_has_its_definitions_and_each_says_something(name: str) -> None:
    rows = tried(name)
    headline = HEADLINES[name]
    assert headline.says
    assert headline.measure.__doc__
    if rows.empty:  # nobody has any: no row of zeros
        assert wb.holds(rows).startswith("There is no finding")
        return
    assert list(dict.fromkeys(rows["definition"])) == list(headline.definitions)
    assert len(rows) == 2 * len(headline.definitions)
    assert rows["base"].tolist() == [True, True] + [False] * (len(rows) - 2)
    assert rows.loc[rows["base"], "holds"].all()
    assert wb.holds(rows).casefold().startswith(headline.says.casefold())
    for given in headline.definitions.values():
        assert set(given.get("keep", ())) <= set(RULES)


@pytest.mark.parametrize("name", HEADLINES)
def test_no_two_definitions_are_the_same(name: str) -> None:
    definitions = [repr(sorted(d.items())) for d in HEADLINES[name].definitions.values()]
    assert len(set(definitions)) == len(definitions)


@pytest.mark.parametrize(
    "name", ["quotations", "speakers", "coloured_verbs", "hedges", "intensifiers", "nothing_like_it"]
)
def test_a_count_is_the_number_of_its_places(name: str, two: wb.Corpus, alaska: wb.Corpus) -> None:
    for data in (two, alaska):
        rows = wb.sensitivity(data, name, {"base": next(iter(HEADLINES[name].definitions.values()))})
        for row in rows.itertuples():
            places = [] if pd.isna(row.evidence) else row.evidence.split(JOINT)
            assert row.count == len(places), name
            assert set(wb.evidence(data, places)["outlet_label"]) <= {row.outlet_label}


def test_the_share_of_quoted_words_is_that_of_the_overview(two: wb.Corpus) -> None:
    rows = tried("quoted_share")
    assert values(rows, "all between marks") == pytest.approx(wb.overview(two)["quoted_share"].tolist())
    for row in rows[rows["base"]].itertuples():
        assert row.count == sum(map(count_words, wb.evidence(two, row.evidence)["text"]))


@pytest.mark.parametrize(
    ("name", "definition", "expected"),
    [
        ("quoted_share", "all between marks", [14, 15]),
        ("quoted_share", "names of works left out", [11, 15]),
        ("quoted_share", "single words and fragments left out", [13, 15]),
        ("quotations", "all", [2, 2]),
        ("quotations", "single words and fragments left out", [1, 2]),
        ("speakers", "quoted between marks", [2, 2]),
        ("speakers", "whole sentences only", [1, 2]),
        ("coloured_verbs", "verbs of the lists", [1, 1]),
        ("hedges", "reporter's words", [1, 1]),
    ],
)
def test_what_a_definition_counts(name: str, definition: str, expected: list[int]) -> None:
    rows = tried(name)
    assert rows.loc[rows["definition"] == definition, "count"].tolist() == expected


def test_contractions_make_fewer_words_differ_when_they_are_expanded() -> None:
    rows = tried("altered_words")
    printed, expanded = (
        rows.loc[rows["definition"] == d, "count"].tolist() for d in ("as printed", "contractions expanded")
    )
    assert printed == [3, 3]  # “of” and “about”; “we are” and “we’re”
    assert expanded == [1, 1]


def test_an_outlet_that_shares_no_quotation_has_no_number() -> None:
    rows = wb.sensitivity(corpus("One\n\nRain fell.\n", "Two\n\nSnow fell.\n"), "altered_words")
    assert rows["value"].isna().all()
    assert rows["holds"].isna().all()
    assert wb.holds(rows) == "There is no finding: no outlet has a number under the first definition."


# ---- changed corpora -------------------------------------------------------------------------------------------------


def test_keeping_what_a_rule_removes_counts_its_words(two: wb.Corpus) -> None:
    assert set(BIOS) & set(two.edits["rule"]), "the first article has a biography"

    def words(data: wb.Corpus) -> pd.Series:
        return data.articles.set_index("outlet_label")["words"]

    rows = wb.sensitivity(two, words, {"cleaned": {}, "biographies": {"keep": BIOS}})
    cleaned, kept = values(rows, "cleaned"), values(rows, "biographies")
    assert kept[0] > cleaned[0]
    assert kept[1] == cleaned[1]


def test_copies_are_set_aside_before_the_measure_sees_them() -> None:
    long = " ".join(f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(80))
    data = corpus(f"{long}.\n", f"{long}.\n", "Another thing was told here.\n")
    rows = wb.sensitivity(data, lambda c: len(c.articles), {"all": {}, "one of each": {"copies": False}})
    assert rows["value"].tolist() == [3.0, 2.0]


# ---- own measures, findings, the sentence ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "finding", "expected"),
    [
        ({"a": [1, 2], "b": [1, 3], "c": [3, 2]}, "highest", [True, True, False]),
        ({"a": [1, 2], "b": [1, 3], "c": [3, 2]}, "lowest", [True, True, False]),
        ({"a": [1, 2, 3], "b": [2, 1, 3]}, "highest", [True, True]),
        ({"a": [1, 2, 3], "b": [2, 1, 3]}, "order", [True, False]),
        ({"a": [2, 2, 3], "b": [2, 2, 4], "c": [1, 2, 4]}, "order", [True, True, False]),
        ({"a": [2, 2], "b": [2, 3]}, "highest", [True, False]),
        ({"a": [0, 0], "b": [5, 5]}, "highest", [True, True]),
        ({"a": [1, 2], "b": [1, 9]}, lambda s: s["B"] > 5, [True, False]),
    ],
)
def test_when_a_finding_holds(
    numbers: dict[str, list[float]], finding: Any, expected: list[bool], two: wb.Corpus
) -> None:
    measure, definitions = table(numbers)
    rows = wb.sensitivity(two, measure, definitions, finding=finding)
    assert rows.drop_duplicates("definition")["holds"].tolist() == expected


def test_the_sentence_counts_the_others_and_names_those_that_disagree(two: wb.Corpus) -> None:
    measure, definitions = table(
        {"as is": [1, 2], "same": [1, 2], "other": [3, 2], "none": [float("nan"), float("nan")]}
    )
    assert wb.holds(wb.sensitivity(two, measure, definitions)) == (
        "measure, highest: B, 2 against 1. This holds under 1 of 3 other definitions, 1 of which changes no number; "
        "not under: other (highest: A); none (no number)."
    )


def test_ties_are_said(two: wb.Corpus) -> None:
    measure, definitions = table({"a": [2, 2], "b": [1, 2]})
    assert wb.sensitivity(two, measure, definitions)["finding"].tolist()[::2] == [
        "highest: no one, since all are alike",
        "highest: B",
    ]


def test_a_measure_may_give_evidence(two: wb.Corpus) -> None:
    at = two.sentences["sentence_id"][0]

    def measure(_: wb.Corpus) -> pd.DataFrame:
        return pd.DataFrame({"value": [1.5], "count": [1], "evidence": [at]}, index=["A"])

    row = wb.sensitivity(two, measure, {"one": {}}).iloc[0]
    assert (row["value"], row["count"], row["evidence"]) == (1.5, 1, at)


def test_one_number_has_no_outlet(two: wb.Corpus) -> None:
    rows = wb.sensitivity(two, lambda c: 3, {"one": {}}, finding=lambda s: s.iloc[0] > 2)
    assert rows["outlet_label"].isna().all()
    assert rows["finding"].tolist() == ["True"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("length",), "measure is 'length'; it is one of 'quoted_share'"),
        ((len,), "needs definitions"),
        ((lambda c: pd.DataFrame({"x": [1]}), {"a": {}}), "needs a column 'value'"),
    ],
)
def test_misuse_is_explained(arguments: tuple[Any, ...], message: str, two: wb.Corpus) -> None:
    with pytest.raises(ValueError, match=message):
        wb.sensitivity(two, *arguments)
    with pytest.raises(ValueError, match="'highest', 'lowest', 'order'"):
        wb.sensitivity(two, "speakers", finding="biggest")


def test_a_reference_is_not_counted(two: wb.Corpus) -> None:
    data = replace(two, articles=two.articles.assign(kind=["report", "reference"]))
    assert wb.sensitivity(data, "hedges")["outlet_label"].nunique() == 1


# ---- too close to call -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((13, 27, 10, 21), True),
        ((1, 400, 4, 1600), True),
        ((300, 1000, 100, 1000), False),
        ((21, None, 7, None), False),
        ((5, None, 3, None), True),
        ((0, 0, 3, 5), True),
        ((0, None, 0, None), True),
    ],
)
def test_few_things_decide_nothing(counts: tuple[int, int | None, int, int | None], expected: bool) -> None:
    a, of_a, b, of_b = counts
    assert too_close(*counts) is too_close(b, of_b, a, of_a) is expected


def test_more_than_there_are_is_an_error() -> None:
    with pytest.raises(ValueError, match="from 0 to its total"):
        too_close(5, 4, 1, 4)


def counted(corpus: wb.Corpus, counts: tuple[int, int], of: tuple[int, int]) -> pd.DataFrame:
    values = [count / total for count, total in zip(counts, of, strict=True)]
    return pd.DataFrame({"value": values, "count": counts, "of": of}, index=["A", "B"])


def test_what_is_too_close_ranks_nobody_and_gives_the_counts(alaska: wb.Corpus) -> None:
    same = {"counts": (13, 10), "of": (27, 21)}
    definitions = {
        "these": same,
        "those": {"counts": (300, 100), "of": (1000, 1000)},
        "none": {"counts": (0, 0), "of": (9, 9)},
    }
    rows = wb.sensitivity(alaska, counted, definitions)
    assert rows["finding"].tolist() == [f"highest: {TOO_CLOSE}"] * 2 + ["highest: A"] * 2  # and no row of zeros
    assert wb.holds(rows) == (
        "counted, too close to call: A 13 of 27, B 10 of 21. This holds under 0 of 1 other definition; not under: those (highest: A)."
    )
    order = wb.sensitivity(alaska, counted, {"these": same}, finding="order")
    assert order["finding"].tolist() == ["order: A ≈ B"] * 2
