"""The same utterance in several articles: found, named rightly, laid side by side, and the same whoever comes first."""

from __future__ import annotations

import gc
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from workbench.compare import same_words as same_words_module
from workbench.compare.align import EDITS, WordEdit, align, count_errors, edits, relation_of
from workbench.compare.collate import word_columns
from workbench.compare.same_words import utterance_pairs
from workbench.compare.shared import once_per_corpus
from workbench.compare.standing import STATED
from workbench.compare.words import Wording, wording
from workbench.corpus import build
from workbench.loaders.files import Document, load_file

SAME = ["verbatim", "excerpt", "altered"]


def document(source: str, text: str) -> Document:
    return Document(source=source, raw=text, encoding="utf-8", encoding_from="test", sha256="0" * 64)


def corpus(*texts: str) -> wb.Corpus:
    return build([document(f"{n}.txt", text) for n, text in enumerate(texts)])


# ---- what two wordings are to each other -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("We must act now,", "we must act now.", "verbatim"),
        ("our work force", "our workforce", "verbatim"),
        ("it is the Burns’s own plan", "it is the Burns’ own plan", "verbatim"),
        ("herds & hunters", "herds and hunters", "verbatim"),
        ("He told the F.B.I. everything", "he told the FBI everything", "verbatim"),
        ("a very good chance", "we have a very good chance of that", "excerpt"),
        ("I was late. The bus left", "The bus left without me", "excerpt"),
        ("I want a…team that can win", "a team that can win", "excerpt"),
        ("The board … agreed to pay", "The board, after some debate, agreed to pay", "excerpt"),
        ("The board agreed to pay", "The board, after some debate, agreed to pay", "altered"),
        ("We went into town", "We went in to town", "verbatim"),
        ("That’s a fair point", "That is a fair point", "altered"),
        ("like he’s run his shop", "like he’s running his shop", "altered"),
        ("a seat at the table", "a seat at a table", "altered"),
    ],
)
def test_relation(a: str, b: str, expected: str) -> None:
    one, other = wording(a), wording(b)
    assert relation_of(one, other, align(one, other)) == expected
    assert relation_of(other, one, align(other, one)) == expected


@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        ("We won", "we won", ["punctuation"]),
        ("I know. We won", "I know, we won", ["sentence", "punctuation"]),
        ("It’s late", "It is late", ["contraction"]),
        ("we’re gonna win", "we’re going to win", ["spelling"]),
        ("the colour red", "the color red", ["spelling"]),
        ("he says no", "he said no", ["inflection"]),
        ("that damned fool left", "that d***ed fool left", ["masking"]),
        ("a clear win for us", "a clear loss for us", ["substitution"]),
        ("a win for us", "a clear win for us", ["added"]),
        ("a clear win for us", "a win for us", ["dropped"]),
        ("a clear win for us", "a … win for us", ["left-out"]),
        ("a clear win for us", "win for us", ["beyond"]),
    ],
)
def test_edit_kinds(a: str, b: str, kinds: list[str]) -> None:
    found = edits(wording(a), wording(b))
    assert [e.kind for e in found] == kinds
    assert {e.kind for e in found} <= set(EDITS)


def test_contractions_count_once_when_they_are_expanded() -> None:
    a, b = wording("It’s late and I don’t know"), wording("It is late and I do not know")
    found = edits(a, b)
    assert count_errors(a, b, found, expanded=False).errors == 4
    assert count_errors(a, b, found, expanded=True).errors == 0


# ---- laws ------------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "the",
        "a",
        "we",
        "do",
        "not",
        "don't",
        "it's",
        "is",
        "big",
        "bigger",
        "tent",
        "tents",
        "war",
        "peace",
        "talk",
        "talks,",
        "talk.",
        "…",
        "and",
        "but",
        "never",
        "Moscow",
        "12",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join).filter(lambda t: bool(wording(t).words))


def edited_words(a: Wording, b: Wording, found: Sequence[WordEdit]) -> list[str]:
    """The plain words of the first with every edit made: those of the second."""
    words, at = [], 0
    for edit in found:
        words += [w.plain for w in a.words[at : edit.a[0]]] + [w.plain for w in b.words[slice(*edit.b)]]
        at = edit.a[1]
    return words + [w.plain for w in a.words[at:]]


@given(TEXTS, TEXTS)
def test_making_every_edit_gives_the_other_version(a: str, b: str) -> None:
    one, other = wording(a), wording(b)
    found = edits(one, other)
    assert edited_words(one, other, found) == [w.plain for w in other.words]
    assert edited_words(other, one, [e._replace(a=e.b, b=e.a) for e in found]) == [w.plain for w in one.words]


@given(TEXTS, TEXTS)
def test_an_alignment_scores_the_same_from_both_sides(a: str, b: str) -> None:
    one, other = wording(a), wording(b)
    assert align(one, other).score == pytest.approx(align(other, one).score)


@given(TEXTS)
def test_a_version_is_verbatim_to_itself_and_has_no_edits(text: str) -> None:
    version = wording(text)
    assert relation_of(version, version, align(version, version)) == "verbatim"
    assert edits(version, version) == []
    assert count_errors(version, version, [], expanded=True).errors == 0


@given(st.lists(TEXTS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_a_collation_does_not_depend_on_the_order_of_its_versions(texts: list[str], rng: random.Random) -> None:
    group = [wording(t) for t in texts]
    shuffled = list(range(len(group)))
    rng.shuffle(shuffled)
    plain, other = word_columns(group), word_columns([group[n] for n in shuffled])
    assert [plain[n] for n in shuffled] == other


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_every_word_of_every_version_has_a_column_of_its_own_in_order(texts: list[str]) -> None:
    group = [wording(t) for t in texts]
    for version, columns in zip(group, word_columns(group), strict=True):
        assert len(columns) == len(version.words)
        assert columns == sorted(set(columns))


# ---- over articles ---------------------------------------------------------------------------------------------------

ONE = "Budget passes\n\n“We have never seen a budget like this one,” Mayor Jane Doe said on Monday. “Now the work begins.”\n"
TWO = (
    "Mayor celebrates\n\nMayor Jane Doe praised the vote. “We have never seen a budget quite like this one. Now the work "
    "begins,” Doe said.\n"
)
THREE = (
    "Council votes\n\nMayor Jane Doe called it a day of work. Now the work begins. “never seen a budget,” she said.\n"
)


def found(data: pd.DataFrame) -> set[frozenset[tuple[str, str]]]:
    return {
        frozenset([(r.passage_a, r.relation), (r.passage_b, r.relation)])
        for r in data[data["relation"].isin(SAME)].itertuples()
    }


def test_the_pieces_of_one_utterance_share_it_over_all_outlets() -> None:
    rows = wb.same_words(corpus(ONE, TWO, THREE))
    same = rows[rows["relation"].isin(SAME)]
    assert same["utterance"].nunique() == 1
    assert same["article_a"].nunique() >= 2


def test_nothing_depends_on_the_order_of_the_articles() -> None:
    texts = [ONE, TWO, THREE]
    plain = found(wb.same_words(corpus(*texts)))
    for order in ([2, 0, 1], [1, 2, 0], [2, 1, 0]):
        turned = build([document(f"{n}.txt", texts[m]) for n, m in enumerate(order)])
        # Ids hold the file's name; the digits of the text's hash tell the articles apart.
        strip = lambda ids: {frozenset((a.rsplit("-", 1)[1], r) for a, r in pair) for pair in ids}  # noqa: E731
        assert strip(found(wb.same_words(turned))) == strip(plain)


def test_every_address_gives_the_words_of_its_row(alaska: wb.Corpus) -> None:
    for row in wb.same_words(alaska).itertuples():
        assert alaska.passage(row.passage_a).words == row.text_a
        assert alaska.passage(row.passage_b).words == row.text_b
    for row in wb.collate(alaska).itertuples():
        assert alaska.passage(row.address).words == row.text
    for row in wb.word_edits(alaska).itertuples():
        for words, address in ((row.words_a, row.address_a), (row.words_b, row.address_b)):
            assert pd.isna(words) == pd.isna(address)


def test_word_errors_count_the_words_of_their_evidence(alaska: wb.Corpus) -> None:
    rows = wb.word_errors(alaska)
    assert (rows["errors"] <= rows[["words_a", "words_b"]].max(axis=1)).all()
    assert len(wb.evidence(alaska, rows["evidence"])) >= 2 * len(rows)


def test_a_corpus_without_quotations_gives_empty_frames() -> None:
    plain = corpus("Rain\n\nIt rained all day in the north of the country.\n", "Sun\n\nThe sun shone in the south.\n")
    for make in (wb.same_words, wb.collate, wb.word_edits, wb.word_errors):
        assert make(plain).empty


def test_what_is_compared_is_found_once_per_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    plain = same_words_module.quotation_links
    monkeypatch.setattr(
        same_words_module, "quotation_links", lambda quotes, own: asked.append(len(quotes)) or plain(quotes, own)
    )
    data, other = corpus(ONE, TWO, THREE), corpus(ONE, TWO)
    for make in (wb.same_words, wb.collate, wb.word_edits, wb.word_errors, wb.facts, wb.fact_pairs):
        make(data)
    assert len(asked) == 1
    assert wb.same_words(other)["article_a"].nunique() < wb.same_words(data)["article_a"].nunique()
    assert len(asked) == 2
    assert not wb.same_words(data.where(source=["0.txt", "1.txt"])).equals(wb.same_words(data))
    assert len(asked) == 3


def test_results_are_forgotten_with_their_corpus() -> None:
    asked: list[int] = []

    @once_per_corpus
    def articles(data: wb.Corpus) -> int:
        asked.append(1)
        return len(data.articles)

    for texts in ([ONE], [ONE, TWO], [ONE, TWO, THREE]):  # the freed corpus' number is likely to be given to the next
        data = corpus(*texts)
        assert articles(data) == articles(data) == len(texts)
        del data
        gc.collect()
    assert len(asked) == 3


def test_nobody_can_change_what_is_shared(alaska: wb.Corpus) -> None:
    found = utterance_pairs(alaska)
    found.clear()
    assert utterance_pairs(alaska)


@pytest.mark.parametrize(("speaker", "expected"), [("Mayor Jane Doe", True), ("Councilman Adam Roe", False)])
def test_a_word_or_two_need_the_same_speaker(speaker: str, expected: bool) -> None:
    data = corpus(
        "Budget passes\n\nMayor Jane Doe said on Monday that the vote was “remarkable” for the city.\n",
        f"Council votes\n\n“It is a remarkable budget for all of us here today,” {speaker} said on Monday.\n",
    )
    rows = wb.same_words(data)
    assert ("excerpt" in set(rows["relation"])) is expected


@pytest.mark.parametrize(("speaker", "expected"), [("Mayor Jane Doe", True), ("Councilman Adam Roe", False)])
def test_a_phrase_among_more_words_needs_the_same_speaker(speaker: str, expected: bool) -> None:
    data = corpus(
        "Budget passes\n\nMayor Jane Doe said on Monday that she stood for “law and order” in the city.\n",
        f"Council votes\n\n“I am the candidate of law and order and of nothing else,” {speaker} said on Monday.\n",
    )
    assert bool(set(wb.same_words(data)["relation"]) & set(SAME)) is expected


def test_one_word_that_reporters_use_themselves_is_no_sign_of_an_utterance() -> None:
    news = "The bridge was closed. The bridge is old. The bridge will be rebuilt. The bridge is long. "

    def related(word: str) -> set[str]:
        return set(
            wb.same_words(
                corpus(
                    f"Budget passes\n\n{news}Mayor Jane Doe said on Monday that it was a “{word}” for the city.\n",
                    f"Council votes\n\n{news}“It is the one {word} that I have loved,” Mayor Jane Doe said on Monday.\n",
                )
            )["relation"]
        ) & set(SAME)

    assert related("triumph")
    assert not related("bridge")


def test_of_a_few_words_none_may_be_missing() -> None:
    def related(words: str) -> set[str]:
        one = f"Budget passes\n\nMayor Jane Doe said on Monday that they would “{words}” if they could.\n"
        two = "Council votes\n\n“Though for the second bridge there may be money, I do not know,” Mayor Jane Doe said on Monday.\n"
        return set(wb.same_words(corpus(one, two))["relation"]) & set(SAME)

    assert related("the second bridge")
    assert not related("abolish the second bridge")


def test_who_says_it_twice_is_not_quoted_in_other_words() -> None:
    one = "Budget passes\n\nMayor Jane Doe spoke to the radio on Monday. “No, I meant that we will win the vote,” Doe said.\n"
    other = "“I meant exactly that. I say that we shall win the vote,” Doe said on Sunday."
    both = f"Council votes\n\nMayor Jane Doe spoke to the paper, too. {other}\n\n“No, I meant that we will win the vote,” Doe said on Monday.\n"
    rows = wb.same_words(corpus(one, both))
    assert set(rows.loc[rows["article_a"] != rows["article_b"], "relation"]) & set(SAME) == {"verbatim"}


def test_a_change_of_speaker_is_an_edit_with_both_speakers() -> None:
    words = "“We have never seen a budget quite like this one and now the work begins,”"
    data = corpus(
        f"Budget passes\n\nMayor Jane Doe spoke on Monday. {words} Mayor Jane Doe said.\n",
        f"Budget signed\n\nCouncilman Adam Roe spoke on Monday. {words} Councilman Adam Roe said.\n",
    )
    rows = wb.word_edits(data)
    assert rows["kind"].tolist() == ["speaker"]
    assert "Doe" in rows["words_a"].iloc[0]
    assert "Roe" in rows["words_b"].iloc[0]
    for side in "ab":
        assert data.passage(rows[f"address_{side}"].iloc[0]).words == rows[f"words_{side}"].iloc[0]


@pytest.mark.parametrize(
    ("quoted", "reported", "expected"),
    [
        ("The city will repair every bridge in spring,", "that bridges would be repaired in the spring", True),
        (
            "The city will repair every bridge,",
            "that bridges would be repaired everywhere",
            False,
        ),  # two words: a subject
        ("The city will repair every bridge,", "that the city had a good year", False),  # one word of many
        ("Jane Doe likes bridges,", "that Jane Doe was tired", False),  # a name alone
        ("productive", "that the meeting was productive", False),  # one word
        ("We will close the northern harbour,", "that the northern harbour would be closed, and soon", True),
    ],
)
def test_a_report_needs_more_than_a_name_or_a_word_in_common(quoted: str, reported: str, expected: bool) -> None:
    data = corpus(
        f"Budget passes\n\nThe council met on Monday. “{quoted}” Mayor Jane Doe said.\n",
        f"Council meets\n\nThe council met on Monday. Mayor Jane Doe said {reported}.\n",
    )
    rows = wb.same_words(data)
    assert ("direct-vs-indirect" in set(rows["relation"])) is expected


# ---- against the labels ----------------------------------------------------------------------------------------------


def raw_spans(data: wb.Corpus) -> dict[str, tuple[str, int, int]]:
    source = dict(zip(data.articles["article_id"], data.articles["source"], strict=True))
    return {
        row.key: (source[row.article_id].removesuffix(".txt"), row.raw_start, row.raw_end)
        for table, key in ((data.quotes, "quote_id"), (data.sentences, "sentence_id"))
        for row in table.rename(columns={key: "key"}).itertuples()
    }


def touches(label: dict[str, object], sides: tuple[tuple[str, int, int], tuple[str, int, int]]) -> bool:
    def over(side: tuple[str, int, int], s: str) -> bool:
        low, high = max(side[1], label[f"start_{s}"]), min(side[2], label[f"end_{s}"])  # type: ignore[type-var]
        return str(label[f"id_{s}"]).startswith(side[0]) and high - low >= 0.5 * min(  # type: ignore[operator]
            side[2] - side[1],
            label[f"end_{s}"] - label[f"start_{s}"],  # type: ignore[operator]
        )

    return any(over(x, "a") and over(y, "b") for x, y in (sides, sides[::-1]))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Both officials", True),  # whoever is named in the article
        ("Mayor Jane Doe and Treasurer Amy Lee", True),
        ("Neither official", False),  # denies that it was said
        ("Mayor John Roe and Treasurer Amy Lee", False),
    ],
)
def test_a_joint_source_may_be_each_of_those_it_names(source: str, expected: bool) -> None:
    data = corpus(
        "Budget passes\n\nThe council met. “We made progress on old bridges and a school,” Mayor Jane Doe said.\n",
        f"Council meets\n\nMayor Jane Doe met Treasurer Amy Lee. {source} said that the school and the old bridges had seen progress.\n",
    )
    rows = wb.same_words(data)
    reported = rows[rows["relation"].eq("direct-vs-indirect")]
    assert (len(reported) == 1) is expected
    assert reported["signs"].str.startswith("one of several speakers").all()


def test_what_is_asked_of_somebody_counts_with_the_verb_that_asks() -> None:
    data = corpus(
        "Talks end\n\nThe talks ended on Monday. Mayor Jane Doe invited Amy Lee to visit Springfield for a conference.\n",
        "Doe speaks\n\nReporters waited. Mayor Jane Doe invited Amy Lee to attend a dinner in Springfield.\n",
    )
    rows = wb.same_words(data)
    assert list(rows["relation"]) == ["indirect-vs-indirect"]
    assert "4 roots" in rows["signs"].iloc[0]  # Amy, Lee, Springfield, and the invitation


def test_the_default_corpus_has_every_labelled_pair_and_no_trap(gold: Path, alaska: wb.Corpus) -> None:
    labels = [json.loads(line) for line in (gold / "seeds" / "seed_pairs.jsonl").read_text("utf-8").splitlines()]
    spans = raw_spans(alaska)
    rows = wb.same_words(alaska)
    sides = [(r.relation, (spans[r.passage_a], spans[r.passage_b])) for r in rows.itertuples()]
    reported = []
    for label in labels:
        here = [kind for kind, pair in sides if touches(label, pair)]
        if label["relation"] in SAME and not label["uncertain"]:
            assert label["relation"] in here, label
        if label["relation"] == "hard-negative":
            assert not set(here) & set(SAME), label
        if "indirect" in label["relation"] and not label["uncertain"]:
            reported.append(label["relation"] in here)
    assert sum(reported) >= 2  # of 10: the others have a word or two in common, and are not shown


def test_labelled_pairs_are_found(gold: Path) -> None:
    """Floors a little under what is reached: 0.90 of the pairs stated, 0.98 of the relations right, 2 traps of 55."""
    folder = gold / "basil-open"
    labels = [json.loads(line) for line in (folder / "pairs.jsonl").read_text("utf-8").splitlines()]
    wanted = [x for x in labels if x["relation"] in SAME and not x["uncertain"]]
    traps = [x for x in labels if x["relation"] == "hard-negative"]
    hits, right, taken = 0, 0, 0
    for triple in sorted({x["triple"] for x in labels}):
        data = build([load_file(path, folder / "text") for path in sorted((folder / "text").glob(f"{triple}_*.txt"))])
        spans = raw_spans(data)
        mine = [
            (p.relation, (spans[p.a.address], spans[p.b.address]))
            for p in utterance_pairs(data)
            if p.relation in SAME and p.standing == STATED and p.a.article_id != p.b.article_id
        ]
        for label in (x for x in wanted if x["triple"] == triple):
            kinds = [kind for kind, sides in mine if touches(label, sides)]
            hits += bool(kinds)
            right += label["relation"] in kinds
        taken += sum(any(touches(x, sides) for _, sides in mine) for x in traps if x["triple"] == triple)
    assert hits / len(wanted) > 0.87
    assert right / hits > 0.95
    assert taken / len(traps) < 0.07
