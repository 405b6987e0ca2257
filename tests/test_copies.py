"""Copies of one text, and passages that articles share: found, counted by their places, and set aside by choice."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workbench as wb
from workbench.compare.copies import BETWEEN, LONG, PART, SHINGLE, Printed, likely_copies, printed_articles, shared_runs
from workbench.compare.shared import JOINT
from workbench.compare.words import PrintedWord
from workbench.corpus import build
from workbench.loaders.files import Document
from workbench.parse.text import count_words, words


@cache
def corpus(*texts: str) -> wb.Corpus:
    return build([Document(f"paper{n}.txt", text, "utf-8", "test", "0" * 64) for n, text in enumerate(texts)])


def prose(letter: str, words: int = 60) -> str:
    """Words that stand nowhere else, in sentences of ten."""
    spelt = [f"{letter}{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(words)]
    return " ".join(w.capitalize() if n % 10 == 0 else f"{w}." if n % 10 == 9 else w for n, w in enumerate(spelt))


WIRE = f"{prose('a')}\n\n{prose('b')}\n"
SPEECH = "“" + prose("q", 30) + "”"


def read(*texts: str) -> list[Printed]:
    """Texts without quotation marks, as they are compared."""
    return printed_articles(
        (str(n), [PrintedWord(a, b, text[a:b], 0, False) for a, b in words(text)]) for n, text in enumerate(texts)
    )


def evidence_words(data: wb.Corpus, cell: object) -> int:
    if pd.isna(cell):
        return 0
    return sum(count_words(text) for text in wb.evidence(data, str(cell))["text"])


# ---- pairs -----------------------------------------------------------------------------------------------------------


def test_the_same_text_twice_is_a_copy() -> None:
    row = wb.copies(corpus(WIRE, WIRE)).iloc[0]
    assert (row["relation"], row["similarity"], row["share_a"], row["share_b"]) == ("copy", 1.0, 1.0, 1.0)
    assert (row["shared_a"], row["passages"]) == (120, 1)


def test_case_and_punctuation_do_not_hide_a_copy() -> None:
    data = corpus(WIRE, WIRE.upper().replace(".", ";"))
    assert wb.copies(data)["similarity"].tolist() == [1.0]


def test_a_shared_quotation_is_no_copy() -> None:
    data = corpus(f"{prose('a')}\n\n{SPEECH} he said.\n", f"{prose('b')}\n\n{SPEECH} he said.\n")
    assert wb.copies(data).empty
    assert wb.reused(data).empty


def test_a_quotation_in_a_copy_is_counted_apart() -> None:
    text = f"{prose('a')}\n\n{SPEECH} he said to all.\n\n{prose('b')}\n"
    row = wb.copies(corpus(text, text)).iloc[0]
    assert (row["words_a"], row["shared_a"], row["quoted_words"]) == (124, 124, 30)
    passage = wb.reused(corpus(text, text)).iloc[0]
    assert (passage["words"], passage["quoted_words"]) == (154, 30)


def test_half_makes_a_copy_and_a_passage_a_part() -> None:
    brief = f"{prose('a')}\n"
    rows = wb.copies(corpus(WIRE, brief, f"{prose('c', 200)}\n\n{prose('a', 20)}\n"))
    assert rows["relation"].tolist() == ["copy", "in part", "in part"]
    assert rows["share_b"].tolist()[0] == 1.0
    assert rows["share_a"].tolist()[0] == 0.5


def test_newsrooms_that_write_for_themselves_share_nothing(alaska: wb.Corpus) -> None:
    assert wb.copies(alaska).empty
    assert wb.reused(alaska).empty
    assert wb.copy_groups(alaska).empty


TEXTS = [
    WIRE,
    f"{prose('a')}\n\n{prose('c')}\n",
    f"{prose('b')}\n\n{SPEECH} she said. {prose('a', 30)}\n",
    f"{prose('d')}\n\n{SPEECH} she said.\n",
    f"{prose('a', 14)} Then {prose('d', 11)}\n",
]


@settings(max_examples=12)
@given(st.permutations(TEXTS))
def test_rows_are_places_and_the_order_of_the_articles_changes_only_the_sides(texts: list[str]) -> None:
    data = corpus(*texts)
    rows, passages = wb.copies(data), wb.reused(data)
    titles = dict(zip(data.articles["article_id"], data.articles["text"].str[:9], strict=True))
    found = set()
    for row in rows.itertuples():
        assert evidence_words(data, row.evidence_a) == row.shared_a
        assert evidence_words(data, row.evidence_b) == row.shared_b
        own = passages[(passages["article_a"] == row.article_a) & (passages["article_b"] == row.article_b)]
        assert len(own) == row.passages
        sides = sorted([(titles[row.article_a], row.share_a), (titles[row.article_b], row.share_b)])
        found.add((*sides, row.similarity, row.relation))
    assert found == expected()


@cache
def expected() -> set[tuple[object, ...]]:
    data = corpus(*TEXTS)
    titles = dict(zip(data.articles["article_id"], data.articles["text"].str[:9], strict=True))
    return {
        (*sorted([(titles[r.article_a], r.share_a), (titles[r.article_b], r.share_b)]), r.similarity, r.relation)
        for r in wb.copies(data).itertuples()
    }


def test_passages_have_equal_words_and_lead_to_them() -> None:
    data = corpus(*TEXTS)
    rows = wb.reused(data)
    assert len(rows) >= 4
    for row in rows.itertuples():
        for side in "ab":
            there = getattr(row, f"text_{side}")
            assert data.passage(getattr(row, f"passage_{side}"), context=0).words == there
            assert count_words(there) == row.words
        assert row.words - row.quoted_words >= LONG


# ---- finding them ----------------------------------------------------------------------------------------------------


@given(st.integers(0, 25), st.integers(0, 40), st.integers(0, 40))
def test_a_planted_passage_is_found_when_it_is_long_enough(length: int, before: int, after: int) -> None:
    planted = prose("p", length)
    a, b = read(
        f"{prose('a', before)} {planted} {prose('b', 30)}\n", f"{prose('c', after)} {planted} {prose('d', 30)}\n"
    )
    found = list(shared_runs(a, b))
    assert [(run.i, run.j, run.length) for run in found] == ([(before, after, length)] if length >= LONG else [])
    assert bool(likely_copies([a, b], PART)) >= (length >= LONG)
    assert [r.length for r in shared_runs(a, b, least=SHINGLE)] == ([length] if length >= SHINGLE else [])


@given(st.lists(st.sampled_from(["x", "y", "z"]), max_size=60), st.lists(st.sampled_from(["x", "y", "z"]), max_size=60))
def test_runs_are_equal_words_that_do_not_overlap(one: list[str], other: list[str]) -> None:
    a, b = read(" ".join(one), " ".join(other))
    free = 0
    for run in shared_runs(a, b, least=SHINGLE):
        assert run.i >= free
        assert (a.keys[run.i : run.i + run.length] == b.keys[run.j : run.j + run.length]).all()
        free = run.i + run.length


# ---- setting them aside ----------------------------------------------------------------------------------------------


def test_the_longest_stays_and_an_independent_report_is_left_alone() -> None:
    brief, own = f"{prose('a')}\n", f"{prose('e')}\n\n{prose('f')}\n"
    data = corpus(brief, WIRE, own)
    groups = wb.copy_groups(data)
    ids = data.articles["article_id"]
    assert groups["article_id"].tolist() == [ids[1], ids[0]]
    assert groups["set_aside"].tolist() == [False, True]
    assert groups["stays"].tolist() == [ids[1], ids[1]]
    assert groups["share"].tolist()[1] == 1.0
    assert evidence_words(data, groups["evidence"][1]) == 60
    left = wb.without_copies(data)
    assert left.articles["article_id"].tolist() == [ids[1], ids[2]]
    assert left == data.where(article_id=[ids[1], ids[2]])


@pytest.mark.parametrize(
    ("days", "stays"),
    [
        (["2020-01-02", "2020-01-01"], 1),
        (["2020-01-01T09:00", "2020-01-01T08:00"], 0),  # the same day: the longer one
        ([None, "2020-01-01"], 1),
        ([None, None], 0),
    ],
)
def test_the_earliest_stays_if_asked(days: list[str | None], stays: int) -> None:
    data = corpus(f"{WIRE}\n{prose('g', 10)}\n", WIRE)
    data = replace(data, articles=data.articles.assign(published=days))
    groups = wb.copy_groups(data, keep="earliest")
    assert groups.loc[~groups["set_aside"], "article_id"].tolist() == [data.articles["article_id"][stays]]


def test_a_chain_of_parts_does_not_set_aside_what_is_its_own() -> None:
    one, other = f"{prose('a')}\n\n{prose('b', 40)}\n", f"{prose('b', 40)}\n\n{prose('c')}\n"
    middle = f"{prose('b', 40)}\n"
    data = corpus(one, middle, other)
    assert wb.without_copies(data).articles["article_id"].tolist() == data.articles["article_id"][[0, 2]].tolist()


def test_many_copies_leave_one() -> None:
    data = corpus(*(f"{prose(chr(99 + n), 9)}\n\n{WIRE}" for n in range(BETWEEN + 6)))
    groups = wb.copy_groups(data)
    assert groups["set_aside"].sum() == BETWEEN + 5
    assert len(wb.without_copies(data).articles) == 1
    assert len(wb.copies(data)) < 100, "not every one of 153 pairs"


def test_a_reference_is_no_copy() -> None:
    data = corpus(WIRE, WIRE)
    data = replace(data, articles=data.articles.assign(kind=["report", "reference"]))
    assert wb.copies(data).empty
    assert len(wb.without_copies(data).articles) == 2


def test_unknown_choice() -> None:
    with pytest.raises(ValueError, match="keep is 'best'; it is one of 'longest', 'earliest'"):
        wb.copy_groups(corpus(WIRE), keep="best")


@pytest.mark.parametrize("texts", [(), ("Three words here\n",), ("“All in marks.”\n", "“All in marks.”\n")])
def test_corpora_with_nothing_to_compare(texts: tuple[str, ...]) -> None:
    data = corpus(*texts)
    assert wb.copies(data).empty
    assert wb.without_copies(data) == data


def test_evidence_is_joined_like_everywhere() -> None:
    row = wb.copies(corpus(WIRE, f"{prose('a')}\n\nIn between\n\n{prose('b')}\n")).iloc[0]
    assert len(str(row["evidence_b"]).split(JOINT)) == 2
