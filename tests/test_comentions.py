"""Who is named beside whom, and whose words are printed: every count is its passages, and no word counts twice."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from tests.test_compare_people import document
from tests.test_compare_people import harbour as harbour
from workbench.address import Address
from workbench.compare.shared import JOINT
from workbench.compare.speech import REST, WITHIN
from workbench.corpus import build
from workbench.loaders.beside import Override, Study
from workbench.parse.text import count_words


@pytest.fixture(scope="module", params=["harbour", "alaska"])
def corpus(request: pytest.FixtureRequest) -> wb.Corpus:
    made: wb.Corpus = request.getfixturevalue(request.param)
    return made


def town(*sentences: str) -> wb.Corpus:
    """One article with these sentences, after one that introduces three people."""
    study = Study("A town")
    study.overrides["a.txt"] = {"outlet": Override("North", "made up")}
    first = "Mayor Ada Lopez spoke. Councillor Ben Okoro spoke. Engineer Mara Lind spoke."
    return build([document("\n\n".join(["A plan for the harbour", first, *sentences]) + "\n", "a.txt")], study)


def pairs(corpus: wb.Corpus, within: str = "sentence") -> dict[tuple[str, str], int]:
    rows = wb.comentions(corpus, within=within)
    return {tuple(sorted((r["name_a"].split()[-1], r["name_b"].split()[-1]))): r["count"] for _, r in rows.iterrows()}


CASES = [
    (["Ada Lopez met Ben Okoro."], {("Lopez", "Okoro"): 1}),
    (["Lopez met Okoro, and Okoro thanked Lopez."], {("Lopez", "Okoro"): 1}),
    (["Lopez met Okoro.", "Okoro met Lopez."], {("Lopez", "Okoro"): 2}),
    (["Lopez left. Okoro stayed."], {}),
    (["Lopez met him."], {}),
    (["The mayor met the councillor."], {}),
    (["Lopez, Okoro and Lind signed."], {("Lopez", "Okoro"): 1, ("Lind", "Lopez"): 1, ("Lind", "Okoro"): 1}),
    (["Lopez and Lopez signed."], {}),
]


@pytest.mark.parametrize(("sentences", "expected"), CASES)
def test_a_sentence_that_names_two_counts_once(sentences: list[str], expected: dict[tuple[str, str], int]) -> None:
    assert pairs(town(*sentences)) == expected


def test_a_paragraph_joins_those_of_its_sentences() -> None:
    corpus = town("Lopez left. Okoro stayed.")
    assert pairs(corpus, "paragraph")["Lopez", "Okoro"] == 2, "the paragraph that introduces them, and this one"
    with pytest.raises(ValueError, match="'sentence', 'paragraph'"):
        wb.comentions(corpus, within="page")


@pytest.mark.parametrize("within", WITHIN)
def test_a_count_is_its_passages_and_each_names_both(within: str, corpus: wb.Corpus) -> None:
    rows = wb.comentions(corpus, within=within)
    named = corpus.mentions
    for _, row in rows.iterrows():
        addresses = row["evidence"].split(JOINT)
        assert len(addresses) == len(set(addresses)) == row["count"]
        for address in map(Address.parse, addresses):
            inside = named[
                named["article_id"].eq(address.article) & named["start"].between(address.start, address.end - 1)
            ]
            assert {row["participant_a"], row["participant_b"]} <= set(inside["participant_id"])
        assert corpus.passage(addresses[0]).words == row["example"]
    assert not rows.duplicated(["participant_a", "participant_b", "article_id"]).any()


def test_every_pair_of_a_sentence_is_there(corpus: wb.Corpus) -> None:
    expected = 0
    for _, unit in corpus.sentences.iterrows():
        own = corpus.mentions[corpus.mentions["article_id"].eq(unit["article_id"])]
        own = own[own["start"].between(unit["start"], unit["end"] - 1)]
        expected += len(list(combinations(own["participant_id"].dropna().unique(), 2)))
    assert wb.comentions(corpus)["count"].sum() == expected


def test_the_pair_with_the_most_sentences_stands_first(corpus: wb.Corpus) -> None:
    rows = wb.comentions(corpus)
    total = rows.groupby(["participant_a", "participant_b"], sort=False)["count"].sum()
    assert list(total) == sorted(total, reverse=True)
    place = {key: n for n, key in enumerate(corpus.participants["participant_id"])}
    assert (rows["participant_a"].map(place) < rows["participant_b"].map(place)).all()


# ---- whose words -----------------------------------------------------------------------------------------------------


def test_each_word_is_somebodys_once(corpus: wb.Corpus) -> None:
    rows = wb.whose_words(corpus)
    assert (
        list(rows.groupby("outlet_label", sort=False)["manner"].agg(list))
        == [["quoted", "fragment", "paraphrased", REST]] * corpus.articles["outlet_label"].nunique()
    )
    for outlet, own in rows.groupby("outlet_label"):
        texts = corpus.articles.loc[corpus.articles["outlet_label"].eq(outlet), "text"]
        assert own["words"].sum() == own["outlet_words"].iloc[0] == sum(map(count_words, texts))
        assert own["share"].sum() == pytest.approx(1)


def test_words_between_marks_are_those_of_speaking(corpus: wb.Corpus) -> None:
    rows = wb.whose_words(corpus).set_index(["outlet_label", "manner"])["words"]
    speaking = (
        wb.speaking(corpus).groupby("outlet_label")[["quoted_words", "fragment_words", "paraphrased_words"]].sum()
    )
    for outlet, sums in speaking.iterrows():
        assert rows[outlet, "quoted"] == sums["quoted_words"]
        assert rows[outlet, "fragment"] == sums["fragment_words"]
        assert rows[outlet, "paraphrased"] <= sums["paraphrased_words"], "two speakers may share a statement"


def test_a_count_is_its_passages_and_the_rest_has_none(corpus: wb.Corpus) -> None:
    rows = wb.whose_words(corpus)
    manners = wb.order(corpus).set_index("address")["manner"]
    for _, row in rows.iterrows():
        if row["manner"] == REST or not row["words"]:
            assert row["count"] == 0
            assert row["evidence"] != row["evidence"]
            continue
        addresses = row["evidence"].split(JOINT)
        assert len(addresses) == len(set(addresses)) == row["count"]
        assert {manners[address] for address in addresses} == {row["manner"]}


@given(st.lists(st.sampled_from(["Lopez", "Okoro", "Lind", "she", "the mayor", "nobody"]), min_size=1, max_size=5))
def test_a_sentence_of_n_who_are_named_is_all_their_pairs(names: list[str]) -> None:
    """“A met B and C” joins each of the named with each other one, and nobody else with anybody."""
    told = pairs(town(f"In the end {', '.join(names)} agreed to it."))
    found = sorted({name for name in names if name in ("Lopez", "Okoro", "Lind")})
    assert told == dict.fromkeys(combinations(found, 2), 1)
