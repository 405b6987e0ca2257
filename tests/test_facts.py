"""Which facts all articles tell: links between sentences, and what only one article has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from workbench.compare.fact_links import Rarity, numbers_of, sentence_links
from workbench.corpus import build
from workbench.loaders.files import Document

ONE = (
    "Mayor signs budget\n\nMayor Jane Doe signed a budget of $140,937,785 on Monday. The library will open on Sundays. "
    "Rain fell on the crowd outside the hall.\n"
)
TWO = (
    "City has a budget\n\nOn Monday, Mayor Jane Doe signed the city’s $139 million budget. From May the library will be open "
    "on Sundays. A dog was found near the river.\n"
)
THREE = "Budget signed\n\nJane Doe, the mayor, signed the $141 million budget on Monday. Bus fares stay the same.\n"


def corpus(*texts: str) -> wb.Corpus:
    return build([Document(f"{n}.txt", text, "utf-8", "test", "0" * 64) for n, text in enumerate(texts)])


def told(data: wb.Corpus) -> dict[str, str]:
    rows = wb.facts(data)
    return dict(zip(rows["text"], rows["told"], strict=True))


def by_all(data: wb.Corpus) -> set[str]:
    rows = wb.facts(data)
    return set(rows.loc[rows["by_all"], "text"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$43,885,310", [43885310.0]),
        ("nearly $44 million", [44e6]),
        ("35.7 percent in 2014", [35.7, 2014.0]),
        ("three of 12", [12.0, 3.0]),
        ("nobody", []),
    ],
)
def test_numbers(text: str, expected: list[float]) -> None:
    assert list(numbers_of(text)) == expected


def test_what_all_tell_and_what_one_tells() -> None:
    data = corpus(ONE, TWO, THREE)
    found = told(data)
    assert found["Mayor Jane Doe signed a budget of $140,937,785 on Monday."] == "elsewhere"
    assert "Mayor Jane Doe signed a budget of $140,937,785 on Monday." in by_all(data)
    assert found["The library will open on Sundays."] == "elsewhere"
    assert "The library will open on Sundays." not in by_all(data)
    for alone in (
        "Rain fell on the crowd outside the hall.",
        "A dog was found near the river.",
        "Bus fares stay the same.",
    ):
        assert found[alone] == "nothing like it"


@given(st.permutations([ONE, TWO, THREE]))
def test_nothing_depends_on_the_order_of_the_articles(texts: list[str]) -> None:
    assert told(corpus(*texts)) == told(corpus(ONE, TWO, THREE))


def test_a_sentence_counts_the_articles_of_its_evidence(alaska: wb.Corpus) -> None:
    for data in (alaska, corpus(ONE, TWO, THREE)):
        for row in wb.facts(data).itertuples():
            addresses = row.evidence.split(" | ")
            assert addresses[0] == row.sentence_id
            if row.told == "perhaps":
                assert addresses[1:] == [row.nearest_at]
                assert row.articles == 1
            else:
                assert len({a.rsplit(":", 1)[0] for a in addresses}) == row.articles
            assert (row.standing == "to check") == (row.told == "perhaps")
            assert isinstance(row.nearest_at, str) <= (row.told != "elsewhere")
            assert data.passage(addresses[0]).words == row.text


def test_pairs_and_sentences_say_the_same(alaska: wb.Corpus) -> None:
    pairs, rows = wb.fact_pairs(alaska), wb.facts(alaska)
    stated = pairs[pairs["standing"] == "stated"]
    assert set(rows.loc[rows["told"] == "elsewhere", "sentence_id"]) == {*stated["sentence_a"], *stated["sentence_b"]}
    assert (pairs["article_a"] != pairs["article_b"]).all()


def test_one_article_has_everything_to_itself() -> None:
    rows = wb.facts(corpus(ONE))
    assert set(rows["told"]) == {"nothing like it"}
    assert not rows["by_all"].any()
    assert rows["rank"].tolist() == list(range(1, len(rows) + 1))
    assert wb.fact_pairs(corpus(ONE)).empty


def test_who_is_named_and_who_speaks_stands_in_the_right_sentence() -> None:
    text = "Town meets\n\nMayor Jane Doe arrived on Monday. “We begin now,” Councilman Adam Roe said. Rain fell.\n"
    data = corpus(text)
    names = dict(zip(data.participants["participant_id"], data.participants["name"], strict=True))
    by_text = {s.passage.text: s for s in sentence_links(data).sentences}
    arrived, begun, rain = (next(s for t, s in by_text.items() if word in t) for word in ("arrived", "begin", "Rain"))
    assert {names[p] for p in arrived.people} == {"Jane Doe"}
    assert not arrived.speakers
    assert {names[p] for p in begun.speakers} == {"Adam Roe"} == {names[p] for p in begun.people}
    assert not rain.people


def test_sentence_links_are_those_that_the_frames_count(alaska: wb.Corpus) -> None:
    compared, links, _ = sentence_links(alaska)
    ends = [(compared[x.i].passage.address, compared[x.j].passage.address) for x in links]
    rows = wb.fact_pairs(alaska)
    assert ends == list(zip(rows["sentence_a"], rows["sentence_b"], strict=True))
    assert sentence_links(alaska) is sentence_links(alaska)


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=6).map(frozenset), min_size=2, max_size=6))
def test_likeness_is_symmetric_and_one_for_itself(bags: list[frozenset[str]]) -> None:
    rarity = Rarity(bags)
    for i, bag in enumerate(bags):
        assert rarity.cosine(i, i) == pytest.approx(1.0 if bag else 0.0)
        for j in range(len(bags)):
            assert rarity.cosine(i, j) == pytest.approx(rarity.cosine(j, i))
            assert 0 <= rarity.cosine(i, j) <= 1 + 1e-9


def test_two_short_answers_of_one_speaker_are_not_stated_to_tell_the_same() -> None:
    data = corpus(
        "Pier hearing\n\nThe council asked about the pier on Monday. “Yes,” Harbor Chief Bo Day replied.\n",
        "Roof hearing\n\nThe roof of the hall leaks. Harbor Chief Bo Day replied: “That is correct.”\n",
    )
    rows, pairs = wb.facts(data), wb.fact_pairs(data)
    answers = rows[rows["text"].str.contains("replied")]
    assert len(answers) == 2
    assert "elsewhere" not in set(answers["told"])
    assert not pairs.loc[pairs["text_a"].str.contains("replied"), "standing"].eq("stated").any()
