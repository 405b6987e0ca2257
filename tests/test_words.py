"""Words counted: which are distinctive, where they stand, how often an outlet hedges, and that every count has its places."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from workbench.compare.keyness import log_likelihood, log_odds
from workbench.compare.shared import JOINT
from workbench.compare.words import printed_words
from workbench.corpus import build
from workbench.loaders.files import Document
from workbench.parse.stance import entries, find, groups
from workbench.parse.text import words

ONE = (
    "Summit ends in deal\n\nMayor Jane Doe said the summit may help. “We had very good talks, a summit of friends,” she said. "
    "The summit lasted about 40 minutes, and the talks were often heated.\n"
)
TWO = "Talks end\n\nThe meeting could not help, Tom Fox claimed. “It was perhaps a summit,” he added. The meeting was brief.\n"
THREE = "Meeting over\n\nThe meeting ended. Nobody’s talks are like a meeting’s talks.\n"


@cache
def corpus(*texts: str) -> wb.Corpus:
    return build([Document(f"paper{n}.txt", text, "utf-8", "test", "0" * 64) for n, text in enumerate(texts)])


@pytest.fixture(scope="module")
def three() -> wb.Corpus:
    return corpus(ONE, TWO, THREE)


def addresses(cell: object) -> list[str]:
    return [] if pd.isna(cell) else str(cell).split(JOINT)


# ---- words -----------------------------------------------------------------------------------------------------------


def test_there_are_as_many_words_as_the_articles_say(alaska: wb.Corpus, three: wb.Corpus) -> None:
    for data in (alaska, three):
        counts = {article: len(these) for article, these in printed_words(data)}
        assert counts == dict(zip(data.articles["article_id"], data.articles["words"], strict=True))
        marked = sum(t.marked for _, these in printed_words(data) for t in these)
        assert marked == wb.overview(data)["quoted_words"].sum()


# ---- keyness ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["stem", "printed", "phrase"])
@pytest.mark.parametrize("part", ["all", "reporter", "quoted"])
def test_counts_are_places_and_the_rest_is_the_other_rows(three: wb.Corpus, unit: str, part: str) -> None:
    rows = wb.keyness(three, unit=unit, part=part, least=1)
    assert len(rows)
    places = [a for cell in rows["evidence"] for a in addresses(cell)]
    assert len(places) == len(set(places)) == rows["count"].sum()
    assert rows["count"].tolist() == [len(addresses(cell)) for cell in rows["evidence"]]
    for group, own in rows.groupby("group"):
        assert own["words"].iloc[0] == own["count"].sum(), group  # with least=1 every word has its row
        assert own["words_rest"].iloc[0] == rows["count"].sum() - own["count"].sum()
    for row in rows.itertuples():
        forms = set(row.forms.split(JOINT))
        found = wb.evidence(three, row.evidence)["text"]
        assert {re.sub(r"\W+", " ", text) for text in found} == {re.sub(r"\W+", " ", form) for form in forms}


def test_inflected_forms_count_together_or_apart(three: wb.Corpus) -> None:
    together = wb.keyness(three, least=1)
    apart = wb.keyness(three, unit="printed", least=1)
    row = together[(together["word"] == "meeting") & (together["group"].str.contains("paper2"))].iloc[0]
    assert row["count"] == 3
    assert row["count_rest"] == 2
    assert set(row["forms"].split(JOINT)) == {"Meeting", "meeting", "meeting’s"}
    assert apart[apart["word"].eq("meeting’s")]["count"].tolist() == [1]


@pytest.mark.parametrize("least", [2, 3, 5])
def test_how_often_a_word_must_stand_changes_nothing_else(alaska: wb.Corpus, least: int) -> None:
    every = wb.keyness(alaska, least=1)
    often = every[(every["count"] + every["count_rest"]).ge(least)].reset_index(drop=True)
    pd.testing.assert_frame_equal(wb.keyness(alaska, least=least), often)


def test_phrases_do_not_cross_sentences_or_left_out_quotations() -> None:
    data = corpus("Words here\n\nThe dog ran. It said “never mind” to all. It ran home.\n")
    everything = set(wb.keyness(data, unit="phrase", least=1)["word"])
    outside = set(wb.keyness(data, unit="phrase", part="reporter", least=1)["word"])
    assert {"dog ran", "never mind", "said never"} <= everything
    assert "ran It" not in everything
    assert "said to" not in outside
    assert "never mind" not in outside


def test_groups_are_the_values_of_any_column(three: wb.Corpus) -> None:
    rows = wb.keyness(three, by="source", least=1)
    assert list(dict.fromkeys(rows["group"])) == ["paper0.txt", "paper1.txt", "paper2.txt"]
    missing = wb.keyness(three, by="published", least=1)
    assert missing["group"].isna().all()
    assert missing["log_ratio"].isna().all(), "there is nothing to compare with"
    assert missing["count_rest"].eq(0).all()


def test_a_reference_is_no_outlet() -> None:
    data = corpus(ONE, TWO, THREE)
    data = replace(data, articles=data.articles.assign(kind=["report", "report", "reference"]))
    assert not wb.keyness(data, least=1)["group"].str.contains("paper2").any()
    assert not wb.rates(data)["outlet_label"].str.contains("paper2").any()


@pytest.mark.parametrize("wrong", [{"by": "colour"}, {"unit": "letter"}, {"part": "quotes"}])
def test_unknown_choices_list_the_known_ones(three: wb.Corpus, wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="it is one of '"):
        wb.keyness(three, **wrong)


def test_the_measures_of_keyness_by_hand() -> None:
    rows = wb.keyness(corpus("a b b b b b b b\n", "a a a a b b b b\n"), least=1)
    a = rows[(rows["word"] == "a") & (rows["group"].str.contains("paper1"))].iloc[0]
    assert (a["count"], a["count_rest"], a["per_1000"], a["per_1000_rest"]) == (4, 1, 500.0, 125.0)
    assert a["log_ratio"] == pytest.approx(math.log2(4.5 / 1.5))  # half an occurrence more on each side
    cells = [(4, 8 * 5 / 16), (1, 8 * 5 / 16), (4, 8 * 11 / 16), (7, 8 * 11 / 16)]
    assert a["g2"] == pytest.approx(2 * sum(o * math.log(o / e) for o, e in cells))
    alpha = 8 * 5 / 16  # an article has 8 words on average, 5 of 16 are this one
    odds = [math.log((c + alpha) / (8 + 8 - c - alpha)) for c in (4, 1)]
    assert a["z"] == pytest.approx((odds[0] - odds[1]) / math.sqrt(1 / (4 + alpha) + 1 / (1 + alpha)))


counts = st.integers(0, 40)


@given(counts, counts, st.integers(41, 500), st.integers(41, 500))
def test_swapping_the_sides_turns_the_sign_and_equal_rates_differ_by_nothing(c: int, d: int, n: int, m: int) -> None:
    def one(f, *values: float, **more: float) -> float:  # type: ignore[no-untyped-def]
        return float(f(*(pd.Series([v]).to_numpy(float) for v in values), **more)[0])

    if c + d:
        assert one(log_odds, c, d, n, m, prior=100) == pytest.approx(-one(log_odds, d, c, m, n, prior=100))
        assert one(log_likelihood, c, d, n, m) == pytest.approx(one(log_likelihood, d, c, m, n))
        assert one(log_likelihood, c, d, n, m) >= 0
        assert one(log_likelihood, c, c, n, n) == pytest.approx(0)
        assert (one(log_odds, c, d, n, n, prior=100) > 0) == (c > d)


@given(st.permutations([ONE, TWO, THREE]))
def test_keyness_does_not_depend_on_the_order_of_the_articles(texts: list[str]) -> None:
    def table(*given: str) -> set[tuple[object, ...]]:
        data = corpus(*given)
        titles = data.articles.set_index("outlet_label")["title"]
        rows = wb.keyness(data, least=1)
        return {
            (titles[r.group], r.word, r.count, r.count_rest, round(r.z, 9), round(r.g2, 9)) for r in rows.itertuples()
        }

    assert table(*texts) == table(ONE, TWO, THREE)


# ---- concordance -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "how", "case", "expected"),
    [
        ("summit", "words", False, 5),
        ("summit", "words", True, 4),
        ("Summit", "words", True, 1),
        ("meet", "words", False, 0),
        ("meet", "letters", False, 5),
        ("nobody's", "words", False, 1),
        ("the  meeting", "words", False, 3),
        ("good talks, a", "words", False, 1),
        (r"\btalks?\b", "regex", False, 5),
        (r"^talks", "regex", False, 1),
        (r"z*", "regex", False, 0),
        (".", "letters", False, 8),
        ("40", "words", False, 1),
    ],
)
def test_concordance(three: wb.Corpus, pattern: str, how: str, case: bool, expected: int) -> None:
    rows = wb.concordance(three, pattern, how=how, case=case)
    assert len(rows) == expected
    texts = three.articles.set_index("article_id")["text"]
    for row in rows.itertuples():
        assert three.passage(row.address, context=0).words == row.text
        assert row.before + row.text + row.after in texts[row.article_id]
        assert three.passage(row.address).paragraph == row.paragraph


@given(st.sampled_from(["the", "a", "t", "su", "ended"]), st.sampled_from(["reading", "before", "after"]))
def test_sorting_changes_the_order_only(letters: str, sort: str) -> None:
    data = corpus(ONE, TWO, THREE)
    rows = wb.concordance(data, letters, how="letters", sort=sort)
    plain = wb.concordance(data, letters, how="letters")
    assert sorted(rows["address"]) == sorted(plain["address"])
    assert len(plain) == sum(text.casefold().count(letters) for text in data.articles["text"])


def test_sorted_by_the_nearest_word(three: wb.Corpus) -> None:
    after = wb.concordance(three, "the", sort="after")["after"].str.split().str[0].str.casefold()
    assert after.tolist() == sorted(after)
    before = wb.concordance(three, "talks", sort="before")["before"].str.split().str[-1].fillna("").str.casefold()
    assert before.tolist() == sorted(before)


def test_who_says_it(three: wb.Corpus) -> None:
    rows = wb.concordance(three, "summit of friends")
    assert rows[["quote_kind", "name"]].values.tolist() == [["direct", "Jane Doe"]]
    outside = wb.concordance(three, "lasted")
    assert outside["quote_id"].isna().all()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"pattern": "(", "how": "regex"}, "no regular expression: missing.*character 1.*how='words'"),
        ({"pattern": " "}, "give the words to look for"),
        ({"pattern": "a", "how": "glob"}, "how is 'glob'; it is one of 'words', 'letters', 'regex'"),
        ({"pattern": "a", "sort": "size"}, "'reading', 'before', 'after'"),
    ],
)
def test_a_bad_pattern_is_explained(three: wb.Corpus, wrong: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        wb.concordance(three, **wrong)


# ---- hedges, intensifiers, evaluations, say-verbs --------------------------------------------------------------------


def found(text: str, lexicon: str = "stance") -> list[str]:
    spans = list(words(text))
    return [text[spans[h.first][0] : spans[h.last - 1][1]] for h in find(text, spans, lexicon)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It may rain", ["may"]),
        ("In May it rained", []),
        ("May 5 was dry", []),
        ("He could not go", []),
        ("He could go", ["could"]),
        ("as soon as possible", []),
        ("a possible deal", ["possible"]),
        ("about 40 people", ["about"]),
        ("about forty-two people", ["about"]),
        ("about a third of them", ["about"]),
        ("about a boy", []),
        ("they talked about it", []),
        ("some 300 came", ["some"]),
        ("some came", []),
        ("a very good day", ["very"]),
        ("the very day", []),
        ("likely voters", []),
        ("it is likely", ["likely"]),
        ("loud and clearly", []),
        ("clearly wrong", ["clearly"]),
        ("it appears to work", ["appears to"]),
        ("he appeared in court", []),
        ("far more often", ["far more", "often"]),
        ("a great deal of work", []),
        ("a great day", ["great"]),
        ("Great Britain", []),
        ("ALLEGEDLY", ["ALLEGEDLY"]),
    ],
)
def test_listed_words_and_near_misses(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the two-hour meeting", ["meeting"]),
        ("they are meeting the mayor", []),
        ("he talks about peace", []),
        ("the talks failed", ["talks"]),
        ("the war crimes court", []),
        ("a conflict of interest", []),
        ("peace deal", ["deal"]),
        ("a great deal of", []),
        ("an attack ad", []),
        ("illegal immigrants", ["illegal immigrants"]),
    ],
)
def test_words_for_the_same_thing_and_near_misses(text: str, expected: list[str]) -> None:
    assert found(text, "word_choices") == expected


@pytest.mark.parametrize("lexicon", ["stance", "word_choices"])
def test_no_word_is_in_two_lists(lexicon: str) -> None:
    listed = [(e.words, e.before_number, e.not_after) for these in entries(lexicon).values() for e in these]
    assert len(listed) == len(set(listed))
    assert all(word == word.lower() for words_, *_ in listed for word in words_)
    assert {(e.kind, e.group) for these in entries(lexicon).values() for e in these} == set(groups(lexicon))


def test_rates_are_places_and_parts_add_up(alaska: wb.Corpus, three: wb.Corpus) -> None:
    for data in (alaska, three):
        rows = wb.rates(data)
        for row in rows.itertuples():
            assert row.count == len(addresses(row.evidence))
            if row.count:
                assert row.per_1000 == pytest.approx(1000 * row.count / row.words)
        parts = rows.drop_duplicates(["outlet_label", "part"])
        assert parts["words"].sum() == data.articles["words"].sum()
        say_verbs = rows[rows["kind"] == "say-verb"]
        assert say_verbs["count"].sum() == wb.cues(data)["count"].sum()
        assert not rows.duplicated(["outlet_label", "kind", "group", "part"]).any()


def test_what_is_hedged_by_whom(three: wb.Corpus) -> None:
    rows = wb.rates(three)
    used = rows[rows["count"].gt(0) & rows["kind"].isin(["hedge", "intensifier"])]
    assert used[["group", "part", "forms"]].values.tolist() == [
        ["possibility", "reporter", "may"],
        ["approximation", "reporter", "about"],
        ["generality", "reporter", "often"],
        ["degree", "quoted", "very"],
        ["possibility", "quoted", "perhaps"],
    ]


def test_word_choices_count_their_places_and_show_who_does_without(three: wb.Corpus) -> None:
    rows = wb.word_choices(three)
    meeting = rows[rows["field"] == "meeting"]
    assert meeting.groupby("word", sort=False)["count"].agg(list).to_dict() == {
        "meeting": [0, 2, 3],
        "talks": [2, 1, 2],
        "summit": [4, 1, 0],
    }
    assert meeting[meeting["word"] == "summit"]["count_quoted"].tolist() == [1, 1, 0]
    for row in rows.itertuples():
        assert row.count == len(addresses(row.evidence))
    assert meeting.groupby("outlet_label")["share"].sum().tolist() == pytest.approx([1.0, 1.0, 1.0])


@pytest.mark.parametrize("measure", [wb.keyness, wb.rates, wb.word_choices, lambda c: wb.concordance(c, "a")])
def test_an_empty_corpus_gives_empty_frames(measure) -> None:  # type: ignore[no-untyped-def]
    assert len(measure(build([]))) == 0
