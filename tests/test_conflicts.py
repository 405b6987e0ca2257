"""Whose words these are: the same content with other speakers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from workbench.compare.conflicts import OWN_READING
from workbench.compare.passages import ContentIndex, content, phrases, synonyms
from workbench.compare.words import wording
from workbench.corpus import build
from workbench.loaders.files import Document


def corpus(*texts: str) -> wb.Corpus:
    return build(
        [
            Document(source=f"{n}.txt", raw=text, encoding="utf-8", encoding_from="test", sha256="0" * 64)
            for n, text in enumerate(texts)
        ]
    )


PEOPLE = "The mayor, Ana Lee, and the harbor chief, Bo Day, met in the old hall on Friday.\n"


def kinds(one: str, other: str) -> list[str]:
    rows = wb.conflicts(corpus(f"Harbor talks end\n{PEOPLE}{one}", f"A day at the hall\n{PEOPLE}{other}"))
    return rows["kind"].tolist()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "“The fishermen have been cheated for thirty long years,” Lee said.",
            "“The fishermen have been cheated for thirty long years,” Day said.",
            ["different speakers"],
        ),
        (
            "Lee said that the fishermen had been cheated for thirty long years.",
            "“The fishermen have been cheated for thirty long years,” Day said.",
            ["different speakers"],
        ),
        (
            "Day said that the fishermen had been cheated for thirty long years.",
            "“The fishermen have been cheated for thirty long years,” Day said.",
            [],
        ),
        (
            "The fishermen have been cheated for thirty long years on this coast.",
            "“The fishermen have been cheated for thirty long years,” Day said.",
            [],  # a reporter who tells it gives it to nobody
        ),
        (
            "“The fishermen have been cheated for thirty long years,” Lee said. “The fishermen were cheated for years,” Day said.",
            "“The fishermen have been cheated for thirty long years,” Day said.",
            [],
        ),
        ("“The pier is sold,” Lee said.", "“The pier is dear,” Day said.", []),
        (
            "Lee denied that the fishermen had been cheated for thirty long years.",
            "“The fishermen have been cheated for thirty long years,” Day said.",
            [],
        ),
        (
            "“We made a start,” Lee said. “This paper will help us to repair our ties.”",
            "Day told reporters he hoped the evening would restore relations between both sides of the quay.",
            ["different speakers"],
        ),
        (
            "“This paper will help us to repair our ties,” Lee said.",
            "Day told reporters he hoped the evening would restore relations between both sides of the quay.",
            [],
        ),
    ],
)
def test_conflicts(one: str, other: str, expected: list[str]) -> None:
    assert kinds(one, other) == expected
    assert kinds(other, one) == expected


def test_default_corpus(alaska: wb.Corpus) -> None:
    rows = wb.conflicts(alaska)
    first = rows.iloc[0]
    assert (first["name_a"], first["made_a"]) == ("Donald J. Trump", "by position")
    assert (first["name_b"], first["made_b"]) == ("Vladimir Putin", "by cue")
    assert "pragmatic relations" in first["text_a"]
    assert rows["standing"].tolist() == ["to check"]
    assert rows["record_says"].isna().all()
    trump = wb.same_words(alaska)
    assert not trump["text_a"].str.contains("pragmatic relations").any()  # nor is anything else of his its support


SAID = "“The fishermen have been cheated for thirty long years,” {} said on Friday."


def test_one_sentence_word_for_word_under_two_firm_speakers_is_stated() -> None:
    texts = [f"{title}\n{PEOPLE}{SAID.format(who)}" for title, who in (("Harbor talks end", "Lee"), ("A day", "Day"))]
    rows = wb.conflicts(corpus(*texts))
    assert rows["standing"].tolist() == ["stated"]
    assert {rows["name_a"][0], rows["name_b"][0]} == {"Ana Lee", "Bo Day"}


def test_one_page_against_all_others_is_to_check_and_says_why() -> None:
    speakers = (("Harbor talks end", "Lee"), ("A day at the hall", "Day"), ("What a day", "Day"))
    rows = wb.conflicts(corpus(*[f"{title}\n{PEOPLE}{SAID.format(who)}" for title, who in speakers]))
    assert rows["standing"].tolist() == ["to check"]
    assert OWN_READING in rows["signs"][0]
    assert sorted([rows["outlets_a"][0], rows["outlets_b"][0]]) == [1, 2]


def test_the_record_shows_who_says_what_is_nearest(tmp_path: Path) -> None:
    for name, who in (("a", "Lee"), ("b", "Day")):
        (tmp_path / f"{name}.txt").write_text(f"Harbor talks end {name}\n{PEOPLE}{SAID.format(who)}", encoding="utf-8")
    record = "BO DAY: Good evening. The fishermen were cheated for thirty years. It was a long time."
    (tmp_path / "r.txt").write_text(f"Minutes\n\n{record}\n\nANA LEE: Thank you all.\n", encoding="utf-8")
    (tmp_path / "corpus.toml").write_text('[files."r.txt"]\nkind = "reference"\n', encoding="utf-8")
    data = wb.load(tmp_path)
    row = wb.conflicts(data).iloc[0]
    assert row["record_says"] == "Bo Day"
    assert "cheated for thirty years" in data.passage(row["record_at"]).words


def test_evidence_leads_to_the_words(alaska: wb.Corpus) -> None:
    for row in wb.conflicts(alaska).to_dict("records"):
        for side in "ab":
            assert alaska.passage(row[f"passage_{side}"]).words == row[f"text_{side}"]
            assert (row[f"made_{side}"] is None) == (row[f"name_{side}"] is None)


def test_the_order_of_the_articles_does_not_matter() -> None:
    texts = [
        f"Harbor talks end\n{PEOPLE}“The fishermen have been cheated for thirty long years,” Lee said.",
        f"A day at the hall\n{PEOPLE}Day said the fishermen had been cheated for thirty long years.",
        f"What a day\n{PEOPLE}“Thirty long years the fishermen were cheated,” Day said. “We sell the pier in spring.”",
    ]

    def found(order: list[str]) -> list[frozenset[str]]:
        rows = wb.conflicts(corpus(*order))
        return sorted((frozenset(pair) for pair in zip(rows["text_a"], rows["text_b"], strict=True)), key=sorted)

    shuffled = texts[:]
    random.Random(4).shuffle(shuffled)
    assert found(texts) == found(shuffled) == found(texts[::-1])
    assert len(found(texts)) == 2


def test_one_article_alone_has_no_conflicts() -> None:
    alone = corpus(f"Harbor talks end\n{PEOPLE}“We will sell the old pier in spring,” Lee said.")
    assert wb.conflicts(alone).empty


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("repair the ties", "restored their relations", {"=repair", "=tie"}),
        ("a resolution", "to resolve it", {"=resolve"}),
        ("Ukraine", "the Ukrainian army", {"ukrai"}),
        ("constructive", "productive", set()),
        ("the pier", "the peer", set()),
    ],
)
def test_content(one: str, other: str, shared: set[str]) -> None:
    a, b = content(wording(one)), content(wording(other))
    index = ContentIndex([a, b])
    assert set(index.shared(a, b).groups) == shared
    assert index.shared(a, b).similarity == pytest.approx(index.shared(b, a).similarity)
    assert phrases(a, b) == phrases(b, a)


def test_a_word_has_one_group_of_near_synonyms() -> None:
    groups = synonyms()
    assert all(groups.get(wording(first).words[0].stem, first) == first for first in set(groups.values()))


@given(st.lists(st.sampled_from(["pier", "sold", "spring", "ties", "relations", "the", "repair", "12"]), max_size=8))
def test_a_passage_shares_all_with_itself(words: list[str]) -> None:
    one = content(wording(" ".join(words)))
    shared = ContentIndex([one]).shared(one, one)
    assert len(shared.groups) == len(one)
    assert shared.similarity == pytest.approx(1.0 if len(one) else 0.0)
