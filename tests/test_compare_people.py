"""Who is named and who speaks: every number is the number of its evidence rows, and no word counts twice."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from workbench.compare.shared import JOINT
from workbench.compare.speech import MANNERS, spoken_quotes
from workbench.corpus import broken_laws, build
from workbench.corpus.model import frame, outlet_order
from workbench.errors import AddressError
from workbench.loaders import Document
from workbench.loaders.beside import Override, Study
from workbench.parse.text import count_words
from workbench.results import RESULTS
from workbench.schema import TABLES
from workbench.show.told import sources_sentence

NORTH = """Harbour plan divides the council

Mayor Ada Lopez said on Monday that the harbour plan was “a gift to the city” and would bring work. “We will build it,” Lopez said. “And we will build it well.”

Councillor Ben Okoro called the plan “reckless”. He warned that the so-called “green dividend” would never come, and that “the city will pay for it twice”, as a memo in “The Harbour Book” said.
"""
SOUTH = """Okoro: city will pay twice

“The city will pay for it twice,” Councillor Ben Okoro told reporters. “Nobody has shown me the sums.”

Lopez denied that. An official said that the sums were ready.
"""


def document(raw: str, source: str) -> Document:
    return Document(source, raw, "utf-8", "valid UTF-8", hashlib.sha256(raw.encode()).hexdigest())


def quoting(corpus: wb.Corpus, spoken: dict[str, list[dict[str, Any]]]) -> wb.Corpus:
    """The corpus with exactly these quotations: outlet → rows given by their words, kind, who and cue."""
    rows = []
    ids = dict(zip(corpus.participants["name"], corpus.participants["participant_id"], strict=True))
    for article in corpus.articles.to_dict("records"):
        own = corpus.paragraphs[corpus.paragraphs["article_id"] == article["article_id"]].to_dict("records")
        rows += [_quote(article, own, quote, ids) for quote in spoken.get(article["outlet_label"], [])]
    return replace(corpus, quotes=frame(rows, TABLES["quotes"]))


def _quote(
    article: dict[str, Any], own: list[dict[str, Any]], given: dict[str, Any], ids: dict[str, str]
) -> dict[str, Any]:
    def at(words: str) -> str:
        start: int = article["text"].index(words)
        return f"{article['article_id']}:{start}-{start + len(words)}"

    start = article["text"].index(given["words"])
    end = start + len(given["words"])
    cue = given.get("cue")
    marks = "none" if given["kind"] in ("indirect", "mixed") else "double"
    return {
        **dict.fromkeys(TABLES["quotes"].columns),
        "quote_id": at(given["words"]),
        "article_id": article["article_id"],
        "paragraph_id": next(p["paragraph_id"] for p in own if p["start"] <= start < p["end"]),
        "kind": given["kind"],
        "marks": marks,
        "words": count_words(given["words"]),
        "utterance_id": at(given.get("same", given["words"])),
        "participant_id": ids.get(given.get("who", "")),
        "cue": cue,
        "cue_at": at(cue) if cue else None,
        "cue_class": given.get("class"),
        "inherited": False,
        **{"start": start, "end": end, "raw_start": start, "raw_end": end, "text": given["words"]},
        "rule": "by hand",
    }


@pytest.fixture(scope="module")
def harbour() -> wb.Corpus:
    """Two short reports, their quotations labelled by hand."""
    study = Study("The harbour plan")
    for name in ("North", "South"):
        study.overrides[f"{name}.txt"] = {"outlet": Override(name, "made up")}
    corpus = build([document(NORTH, "North.txt"), document(SOUTH, "South.txt")], study)
    lopez, okoro = {"who": "Ada Lopez"}, {"who": "Ben Okoro"}
    gift = "that the harbour plan was “a gift to the city” and would bring work"
    said = {"cue": "said", "class": "neutral"}
    warned = {"cue": "warned", "class": "warning"}
    return quoting(
        corpus,
        {
            "North": [
                {**lopez, **said, "kind": "mixed", "words": gift},
                {**lopez, **said, "kind": "fragment", "words": "a gift to the city", "same": gift},
                {**lopez, **said, "kind": "direct", "words": "We will build it,"},
                {**lopez, "kind": "direct", "words": "And we will build it well.", "same": "We will build it,"},
                {**okoro, "cue": "called", "class": "neutral", "kind": "scare", "words": "reckless"},
                {**okoro, **warned, "kind": "mixed", "words": "that the so-called “green dividend” would never come, and that “the city will pay for it twice”"},
                {**okoro, "kind": "indirect", "words": "would never come"},
                {"kind": "scare", "words": "green dividend"},
                {**okoro, **warned, "kind": "fragment", "words": "the city will pay for it twice"},
                {"kind": "title", "words": "The Harbour Book"},
            ],
            "South": [
                {**okoro, "cue": "told reporters", "class": "neutral", "kind": "direct", "words": "The city will pay for it twice,"},
                {**okoro, "cue": "told reporters", "class": "neutral", "kind": "direct", "words": "Nobody has shown me the sums."},
                {**lopez, "cue": "denied", "class": "denial", "kind": "indirect", "words": "that."},
                {"cue": "said", "class": "neutral", "kind": "indirect", "words": "that the sums were ready"},
            ],
        },
    )  # fmt: skip


@pytest.fixture(scope="module", params=["harbour", "alaska"])
def corpus(request: pytest.FixtureRequest) -> wb.Corpus:
    made: wb.Corpus = request.getfixturevalue(request.param)
    return made


def cell(data: pd.DataFrame, column: str, **where: str) -> Any:
    for name, value in where.items():
        data = data[data[name] == value]
    assert len(data) == 1, data
    return data[column].iloc[0]


def addresses(cells: str) -> list[str]:
    return cells.split(JOINT)


def test_the_corpus_labelled_by_hand_keeps_every_law(harbour: wb.Corpus) -> None:
    assert broken_laws(harbour) == []
    assert set(harbour.participants["name"]) >= {"Ada Lopez", "Ben Okoro"}


# ---- traceability: a count is the number of its evidence rows --------------------------------------------------------


def test_every_row_of_the_order_stands_at_its_address(corpus: wb.Corpus) -> None:
    rows = wb.order(corpus)
    for row in rows.to_dict("records"):
        passage = corpus.passage(row["address"])
        text = corpus.articles.set_index("article_id").at[row["article_id"], "text"]
        assert passage.words == row["text"]
        assert row["first_word"] == count_words(text[: passage.address.start])
        assert row["last_word"] <= row["article_words"] == count_words(text)
    assert set(rows["manner"]) <= set(MANNERS)
    assert len(rows) == len(corpus.mentions) + len(spoken_quotes(corpus))


def test_the_counts_of_people_are_rows_of_the_tables(corpus: wb.Corpus) -> None:
    found = wb.people(corpus)
    assert found["mentions"].sum() == len(corpus.mentions)
    for row in found.to_dict("records"):
        own = {
            name: data[(data["participant_id"] == row["participant_id"]) & (data["article_id"] == row["article_id"])]
            for name, data in (("mentions", corpus.mentions), ("quotes", corpus.quotes))
        }
        quotes = own["quotes"]
        assert row["mentions"] == len(own["mentions"])
        assert row["quoted"] == quotes["kind"].eq("direct").sum()
        assert row["fragments"] == quotes["kind"].isin(["fragment", "scare"]).sum()
        assert row["paraphrased"] == quotes["kind"].isin(["indirect", "mixed"]).sum()
        assert row["quoted_words"] == quotes.loc[quotes["kind"] == "direct", "words"].sum()
        assert row["fragment_words"] == quotes.loc[quotes["kind"].isin(["fragment", "scare"]), "words"].sum()
        behind = addresses(row["evidence"])
        assert len(behind) == row["mentions"] + row["paraphrased"] + row["fragments"] + row["quoted"]
        assert sorted(behind) == sorted(
            [*own["mentions"]["mention_id"], *quotes.loc[quotes["kind"] != "title", "quote_id"]]
        )


def test_a_label_counts_the_namings_that_carry_it(corpus: wb.Corpus) -> None:
    found = wb.labels(corpus)
    assert found["count"].sum() == len(corpus.mentions)
    for row in found.to_dict("records"):
        assert len(addresses(row["evidence"])) == row["count"]
        assert set(wb.evidence(corpus, row["evidence"])["text"]) == {row["label"]}
        assert set(wb.evidence(corpus, row["evidence"])["outlet_label"]) == {row["outlet_label"]}


def test_the_words_of_speaking_are_those_of_its_evidence(corpus: wb.Corpus) -> None:
    found, order = wb.speaking(corpus), wb.order(corpus).set_index("address")
    columns = {"quoted": "quoted_words", "fragment": "fragment_words", "paraphrased": "paraphrased_words"}
    utterance = corpus.quotes.set_index("quote_id")["utterance_id"]
    for row in found.to_dict("records"):
        behind = order.loc[addresses(row["evidence"])]
        assert set(behind["outlet_label"]) == {row["outlet_label"]}
        assert row["utterances"] == utterance[behind.index].nunique()
        for manner, column in columns.items():
            assert row[column] == behind.loc[behind["manner"] == manner, "words"].sum()
    assert sum(len(addresses(cells)) for cells in found["evidence"]) == len(spoken_quotes(corpus))
    for _, outlet in found.groupby("outlet_label"):
        assert outlet["share"].isna().all() or outlet["share"].sum() == pytest.approx(1)


def test_a_cue_counts_the_places_where_it_is_printed(corpus: wb.Corpus) -> None:
    found = wb.cues(corpus)
    cues = spoken_quotes(corpus).drop_duplicates("cue_at")["cue"].dropna()
    assert found["count"].sum() == sum(any(map(str.isalpha, cue)) for cue in cues)
    for row in found.to_dict("records"):
        behind = wb.evidence(corpus, row["evidence"])
        assert len(behind) == row["count"]
        assert all(row["cue"] in text.lower() for text in behind["text"])
        assert row["printed"].split(JOINT) == list(dict.fromkeys(behind["text"]))


def test_sources_have_the_words_of_every_quotation_and_report(corpus: wb.Corpus) -> None:
    found, spoken = wb.sources(corpus), wb.order(corpus).query("manner != 'mentioned'")
    assert found["words"].sum() == spoken["words"].sum()
    assert found["quotations"].sum() == len(spoken) == sum(len(addresses(c)) for c in found["evidence"].dropna())
    assert found.groupby("outlet_label")["share"].sum().round(6).isin([0, 1]).all()
    marked = wb.sources(corpus, marked=True)
    assert marked["words"].tolist() == marked["quoted_words"].tolist() == found["quoted_words"].tolist()


def test_the_sentence_on_sources_names_what_differs_most_unless_few_passages_decide() -> None:
    def told(quotations: list[int], words: list[int]) -> str:
        kinds, outlets = ["person", "anonymous"] * 2, ["North", "North", "South", "South"]
        frame = pd.DataFrame({"outlet_label": outlets, "source_kind": kinds, "quotations": quotations, "words": words})
        return sources_sentence(
            frame.assign(share=frame["words"] / frame.groupby("outlet_label")["words"].transform("sum"))
        )

    sure = "Anonymous sources have 40% of the words that North takes from sources, 5% of South’s. North, 100 words"
    assert told([25, 20, 40, 2], [60, 40, 95, 5]).startswith(sure)
    assert "too close to call, 1 of 3 passages and 0 of 3." in told([2, 1, 3, 0], [60, 40, 95, 0])
    assert told([1, 1, 1, 1], [50, 50, 50, 50]).startswith("North, 100 words of sources")


# ---- every word once -------------------------------------------------------------------------------------------------


def test_words_of_a_paraphrase_are_those_outside_the_marks(harbour: wb.Corpus) -> None:
    rows = wb.order(harbour).set_index("text")
    assert rows.at["a gift to the city", "words"] == 5
    assert rows.at["that the harbour plan was “a gift to the city” and would bring work", "words"] == 9


def test_what_stands_inside_another_statement_of_the_speaker_counts_once(harbour: wb.Corpus) -> None:
    rows = wb.order(harbour)
    okoro = rows[(rows["name"] == "Ben Okoro") & (rows["outlet_label"] == "North") & (rows["manner"] != "mentioned")]
    outer = okoro[okoro["text"].str.startswith("that the so-called")].iloc[0]
    assert outer["words"] == 7  # that the so-called green dividend · and that
    assert okoro.loc[okoro["text"] == "would never come", "words"].tolist() == [3]


def test_words_set_at_a_distance_are_nobodys_speech_and_titles_neither(harbour: wb.Corpus) -> None:
    texts = set(wb.order(harbour)["text"])
    assert "reckless" in texts
    assert not {"green dividend", "The Harbour Book"} & texts


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(["direct", "indirect"])), max_size=8))
def test_no_word_counts_twice_for_one_speaker(spans: list[tuple[int, int, str]]) -> None:
    from workbench.compare.speech import _own_words

    text = "word " * 50
    rows, ends = [], 0
    for first, length, kind in spans:
        if kind == "direct":  # marked stretches never overlap
            first = max(first, ends)
            ends = first + length
        span = {"start": 5 * first, "end": 5 * min(50, first + length) - 1, "participant_id": "a"}
        manner = "quoted" if kind == "direct" else "paraphrased"
        if span["end"] > span["start"]:
            rows.append({**span, "address": f"{span['start']}-{span['end']}-{kind}", "manner": manner})
    own = _own_words(text, {r["address"]: r for r in rows}.values())
    covered = {i for r in rows for i in range(r["start"], r["end"])}
    assert sum(own.values()) == sum(text[i : i + 2] == "wo" for i in covered)


# ---- what the numbers mean -------------------------------------------------------------------------------------------


def test_quoted_fragments_and_paraphrase_are_kept_apart(harbour: wb.Corpus) -> None:
    found = wb.people(harbour)
    north = cell(found, "mentions", name="Ada Lopez", outlet_label="North")
    assert north == 2
    row = found[(found["name"] == "Ada Lopez") & (found["outlet_label"] == "North")].iloc[0]
    counts = row[["paraphrased", "fragments", "quoted", "quoted_words", "fragment_words", "first_word"]].tolist()
    assert counts == [1, 1, 2, 10, 5, 6]


def test_who_is_not_in_an_article_has_no_row_for_it(corpus: wb.Corpus) -> None:
    found = wb.people(corpus)
    assert not found.duplicated(["participant_id", "article_id"]).any()
    assert (found[["mentions", "paraphrased", "fragments", "quoted"]].sum(axis=1) > 0).all()


def test_two_pieces_of_one_utterance_are_one_act_of_speech(harbour: wb.Corpus) -> None:
    found = wb.speaking(harbour)
    assert cell(found, "utterances", name="Ada Lopez", outlet_label="North") == 2
    assert cell(found, "share", name="Ada Lopez", outlet_label="North") == pytest.approx(15 / 23)


def test_an_unresolved_speaker_has_a_row_of_its_own_at_the_end(harbour: wb.Corpus) -> None:
    last = wb.speaking(harbour).iloc[-1]
    assert pd.isna(last["name"])
    assert pd.isna(last["participant_id"])
    assert (last["outlet_label"], last["paraphrased_words"], last["share"]) == ("South", 5, 0)


def test_a_cue_with_two_quotations_counts_once_and_classes_stay_in_order(harbour: wb.Corpus) -> None:
    found = wb.cues(harbour)
    assert cell(found, "count", cue="told", outlet_label="South") == 1
    assert cell(found, "printed", cue="told", outlet_label="South") == "told reporters"
    classes = found.groupby("outlet_label", sort=False)["cue_class"].agg(lambda own: list(dict.fromkeys(own)))
    assert classes.to_dict() == {"North": ["neutral", "warning"], "South": ["neutral", "denial"]}


def test_outlets_are_in_the_order_of_the_articles(corpus: wb.Corpus) -> None:
    place = outlet_order(corpus)
    for name in ("labels", "people"):
        found: pd.DataFrame = getattr(wb, name)(corpus)
        for _, rows in found.groupby("participant_id"):
            assert rows["outlet_label"].map(place).is_monotonic_increasing


def test_an_outlet_that_quotes_nobody_has_no_share(harbour: wb.Corpus) -> None:
    quotes = harbour.quotes[harbour.quotes["kind"].isin(["indirect", "mixed"])]
    quotes = quotes.assign(utterance_id=quotes["quote_id"])
    assert wb.speaking(replace(harbour, quotes=quotes))["share"].isna().all()


# ---- evidence --------------------------------------------------------------------------------------------------------


def test_evidence_takes_a_cell_a_column_or_ids(harbour: wb.Corpus) -> None:
    cells = wb.people(harbour)["evidence"]
    assert len(wb.evidence(harbour, cells.iloc[0])) == len(addresses(cells.iloc[0]))
    assert len(wb.evidence(harbour, cells)) == sum(map(len, map(addresses, cells)))
    assert wb.evidence(harbour).empty
    quote = harbour.quotes["quote_id"].iloc[0]
    row = wb.evidence(harbour, [quote]).iloc[0]
    assert row["citation"] == harbour.passage(quote).citation
    assert row["paragraph"] == 2


def test_an_address_that_leads_nowhere_is_refused(harbour: wb.Corpus) -> None:
    with pytest.raises(AddressError, match="no article nobody-00000000"):
        wb.evidence(harbour, ["nobody-00000000:0-1"])


@pytest.mark.parametrize("name", ["order", "people", "labels", "speaking", "cues", "sources", "evidence"])
def test_a_corpus_of_nothing_gives_an_empty_frame_of_the_same_columns(name: str) -> None:
    made: pd.DataFrame = getattr(wb, name)(build([]))
    assert made.empty
    assert list(made.columns) == list(RESULTS[name].columns)
