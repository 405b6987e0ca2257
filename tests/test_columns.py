"""Two articles as columns of sentences: every sentence once, and joined only by what is stated."""

from __future__ import annotations

import workbench as wb
from workbench.address import Address
from workbench.corpus.model import records


def test_every_sentence_of_the_two_longest_articles_stands_once_and_in_its_place(alaska: wb.Corpus) -> None:
    rows = wb.columns(alaska)
    blocks = rows[rows["kind"].eq("sentence")]
    assert list(blocks["passage_a"]) == list(alaska.sentences["sentence_id"])
    for _, own in blocks.groupby("article_a"):
        assert own["first_a"].is_monotonic_increasing
        assert (own["last_a"] >= own["first_a"]).all()
    assert list(blocks["text_a"]) == [alaska.passage(at).words for at in blocks["passage_a"]]


def test_what_joins_them_is_stated_and_no_two_joins_are_one(alaska: wb.Corpus) -> None:
    practice = wb.load(wb.lesson.PRACTICE)
    for corpus in (alaska, practice):
        rows = wb.columns(corpus)
        joins = records(rows[rows["kind"].ne("sentence")])
        assert joins
        stated = wb.same_words(corpus)
        stated = stated[stated["standing"].ne("to check")]
        pairs = set(zip(stated["passage_a"], stated["passage_b"], strict=True))
        assert all((row["passage_a"], row["passage_b"]) in pairs for row in joins if row["kind"] == "same words")
        for n, one in enumerate(joins):
            for other in joins[n + 1 :]:
                both = [Address.parse(one[f"passage_{s}"]).overlaps(Address.parse(other[f"passage_{s}"])) for s in "ab"]
                assert not all(both)


def test_of_more_outlets_the_two_longest_and_of_one_its_sentences() -> None:
    practice = wb.load(wb.lesson.PRACTICE)
    rows = wb.columns(practice)
    reports = practice.articles[practice.articles["kind"].ne("reference")]
    longest = reports.sort_values("words", ascending=False, kind="stable")["article_id"].head(2)
    assert set(rows["article_a"]) == set(longest)
    alone = wb.columns(practice.where(outlet="Ostrey Ledger"))
    assert set(alone["kind"]) == {"sentence"}
