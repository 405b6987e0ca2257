"""The practice corpus: it loads whole, it is what it was meant to be, and the workbench finds all that was planted in it.

The answer key is `data/practice/answer_key.csv`. Each test compares all findings of one kind with all its rows of that kind,
so that nothing planted is missed and nothing else is taken for it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from itertools import combinations
from types import ModuleType

import pandas as pd
import pytest

import workbench as wb
from tests.conftest import ROOT
from workbench.address import Address

pytest.importorskip("trafilatura", reason="one of the articles is a web page")

FOLDER = ROOT / "data" / "practice"
RECORD = "Town council of Tarrow Point"
# Outlet → file and place in it, byline, date.
ARTICLES = {
    "Ostrey Ledger": ("archive.csv#2", "Anton Reiss", "2031-03-12"),
    "Radio Calder": ("archive.csv#3", "Signe Holm", "2031-03-12"),
    "Calder Sound Today": ("calder-feed.jsonl#1", "Petra Lund", "2031-03-12T06:30"),
    "Ostrey Mirror": ("calder-feed.jsonl#2", "Helen Marsh", "2031-03-13"),
    "Skerrin Voice": ("skerrin-voice.html", "Owen Tarrant", "2031-03-12T07:15+01:00"),
    "Tarrow Courier": ("tarrow-courier.txt", "Helen Marsh", "2031-03-12"),
    RECORD: ("transcript.txt", None, "2031-03-11"),
}
PEOPLE = {"Ines Calloway", "Dario Fenn", "Tobias Renner", "Leila Okafor", "Jonah Velt", "Ruth Ambler"}
# Who says it in the reports; “promise” is given to another in the Ostrey Ledger, and is Dario Fenn's.
SPEAKERS = {
    "bury a boat": "Ines Calloway",
    "night boat back": "Ines Calloway",
    "bus shelter": "Dario Fenn",
    "promise": "Dario Fenn",
    "repair": "Tobias Renner",
    "money before 2037": "Tobias Renner",
    "get home": "Leila Okafor",
    "no rehearsal": "Leila Okafor",
    "my boss": "Jonah Velt",
    "my job": "Jonah Velt",
    "pier in the dark": "Ruth Ambler",
}
QUOTED = ["verbatim", "truncated", "altered", "spliced", "misattributed", "cleaned up"]


def key_maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_answer_key", ROOT / "docs" / "make_answer_key.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def practice() -> wb.Corpus:
    return wb.load(FOLDER)


@pytest.fixture(scope="module")
def reports(practice: wb.Corpus) -> wb.Corpus:
    return practice.where(kind="report")


@pytest.fixture(scope="module")
def key() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "answer_key.csv", dtype="str")


def planted(key: pd.DataFrame, *kinds: str, column: str = "address") -> set[str]:
    return set(key.loc[key["kind"].isin(kinds), column])


def bare(address: str, words: str) -> str:
    """The address without the comma or full stop that a report puts before the closing mark."""
    at = Address.parse(address)
    return str(Address(at.article, at.start, at.end - len(words) + len(words.rstrip(",."))))


def around(rows: pd.DataFrame, address: str) -> pd.DataFrame:
    """The rows of a table of spans that hold the first character at that address."""
    at = Address.parse(address)
    return rows[(rows["article_id"] == at.article) & (rows["start"] <= at.start) & (rows["end"] > at.start)]


# ---- what it is ------------------------------------------------------------------------------------------------------


def test_every_article_loads_with_what_its_file_states(practice: wb.Corpus) -> None:
    assert practice.problems.empty
    found = {
        a.outlet_label: (a.source, None if pd.isna(a.byline) else a.byline, a.published)
        for a in practice.articles.itertuples()
    }
    assert found == ARTICLES
    assert list(practice.articles.query("kind == 'reference'")["outlet"]) == [RECORD]
    assert practice.articles["words"].between(300, 600).all()
    assert practice.articles["title"].notna().all()


def test_every_field_says_where_it_was_found(practice: wb.Corpus) -> None:
    rows = practice.articles.set_index("source")
    assert rows.at["archive.csv#2", "byline_from"].startswith("column 'writer' of row 2 (line 2), named in corpus.toml")
    assert rows.at["archive.csv#3", "title_from"].startswith("column 'headline' of row 3 (line ")
    assert "guessed by its name" in rows.at["archive.csv#3", "title_from"]
    assert rows.at["calder-feed.jsonl#2", "outlet_from"].startswith("key 'publisher' of line 2, guessed by its name")
    assert rows.at["skerrin-voice.html", "outlet_from"].startswith("JSON-LD publisher")
    assert rows.at["skerrin-voice.html", "url_from"].startswith("link canonical")
    assert rows.at["tarrow-courier.txt", "outlet_from"].startswith("author-bio")


def test_it_says_everywhere_that_it_is_fiction(practice: wb.Corpus) -> None:
    assert "fictional" in str(practice.title)
    for path in FOLDER.iterdir():
        words = path.read_text(encoding="utf-8").lower()
        assert "invented" in words or path.name == "answer_key.csv", path.name
    for raw in practice.articles["raw"]:
        assert "fiction" in raw.lower()


def test_the_default_corpus_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_CORPUS", raising=False)
    assert "Alaska" in str(wb.load().title)


def test_the_answer_key_is_current(practice: wb.Corpus) -> None:
    maker = key_maker()
    text = maker.KEY.read_text(encoding="utf-8")
    rows = maker.read(text)
    assert maker.write(maker.addressed(rows, practice)) == text, "run python docs/make_answer_key.py"


def test_every_address_of_the_key_gives_its_words_and_every_row_a_hint(practice: wb.Corpus, key: pd.DataFrame) -> None:
    assert key["hint"].str.len().gt(8).all()
    for row in key.fillna("").itertuples():
        if row.address and row.words:
            assert practice.passage(row.address).words == row.words
        for address, words in zip(row.counterpart.split(" | "), row.counterpart_words.split(" | "), strict=True):
            assert not words or practice.passage(address).words == words


# ---- who speaks ------------------------------------------------------------------------------------------------------


def test_the_people_are_those_who_were_meant(practice: wb.Corpus) -> None:
    assert set(practice.participants.query("kind == 'person'")["name"]) == PEOPLE


def test_every_quotation_of_the_reports_is_in_the_key_with_its_speaker(reports: wb.Corpus, key: pd.DataFrame) -> None:
    rows = reports.labelled("quotes").query("marks != 'none'")
    found = {bare(r.quote_id, r.text): r.name for r in rows.itertuples()}
    meant = {
        r.address: "Leila Okafor" if r.kind == "misattributed" else SPEAKERS[r.item]
        for r in key[key["kind"].isin(QUOTED)].itertuples()
    }
    assert found == meant


# ---- the same words --------------------------------------------------------------------------------------------------


def relation(one: str, other: str) -> str:
    """What two versions are to each other, from what each is to the record."""
    if "altered" in (one, other):
        return "verbatim" if one == other else "altered"
    return "excerpt" if {one, other} & {"truncated", "spliced"} else "verbatim"


def pairs(key: pd.DataFrame) -> Iterator[tuple[frozenset[str], str]]:
    for _, rows in key[key["kind"].isin(QUOTED)].groupby("item"):
        for a, b in combinations(rows.itertuples(), 2):
            yield frozenset([a.address, b.address]), relation(a.kind, b.kind)


def test_every_pair_of_versions_is_found_with_its_relation_and_no_other(reports: wb.Corpus, key: pd.DataFrame) -> None:
    rows = wb.same_words(reports)
    rows = rows[rows["relation"].isin(["verbatim", "excerpt", "altered"])]
    found = {
        frozenset([bare(r.passage_a, r.text_a), bare(r.passage_b, r.text_b)]): r.relation for r in rows.itertuples()
    }
    assert found == dict(pairs(key))


SURE = 0.5  # pairs with an indirect report are hints; those of different statements that it lists agree by 0.36 at most


def test_quotations_turned_into_paraphrase_are_found(reports: wb.Corpus, key: pd.DataFrame) -> None:
    indirect = set(reports.quotes.query("kind == 'indirect'")["quote_id"])
    rows = wb.same_words(reports).query("relation == 'direct-vs-indirect' and similarity >= @SURE")
    found = {a for r in rows.itertuples() for a in (r.passage_a, r.passage_b) if a in indirect}
    assert found == planted(key, "paraphrase")


def test_the_record_gives_every_quotation_its_verdict(practice: wb.Corpus, key: pd.DataFrame) -> None:
    rows = wb.fidelity(practice)
    found = {bare(r.quote_id, r.text): r.verdict for r in rows.itertuples()}
    meant = {r.address: r.kind for r in key[key["kind"].isin(QUOTED)].itertuples()}
    assert found.keys() == meant.keys()
    verdicts = {"misattributed": {"speaker differs"}, "truncated": {"verbatim", "excerpt"}}
    for address, kind in meant.items():
        assert found[address] in verdicts.get(kind, {kind}), practice.passage(address)


def test_both_halves_of_the_splice_are_shown(practice: wb.Corpus, key: pd.DataFrame) -> None:
    rows = wb.fidelity(practice).query("verdict == 'spliced'")
    meant = key[key["kind"] == "spliced"]
    assert rows["reference_at"].tolist() == meant["counterpart"].tolist()


def test_the_one_pair_with_different_speakers_is_the_misattributed_one(practice: wb.Corpus, key: pd.DataFrame) -> None:
    rows = wb.conflicts(practice).query("kind == 'different speakers'")
    found = [{bare(r.passage_a, r.text_a), bare(r.passage_b, r.text_b)} for r in rows.itertuples()]
    assert found == [{r.address, r.counterpart} for r in key[key["kind"] == "misattributed"].itertuples()]


# ---- the same facts --------------------------------------------------------------------------------------------------


def test_nothing_like_what_is_told_elsewhere_is_never_said_and_what_only_one_tells_is_not_elsewhere(
    reports: wb.Corpus, key: pd.DataFrame
) -> None:
    rows = wb.facts(reports)
    # The correction is only here too: its first sentence; the second is the fact that all tell.
    (correction,) = planted(key, "correction")
    alone = planted(key, "only here", "credit") | set(around(reports.sentences, correction)["sentence_id"])
    told = dict(zip(rows["sentence_id"], rows["told"], strict=True))
    assert "elsewhere" not in {told[address] for address in alone}
    # Quotations that only one prints are of the kinds above, and a headline is no fact of its own.
    nothing = rows.query("told == 'nothing like it'")["sentence_id"]
    body = {a for a in nothing if around(reports.paragraphs, a)["kind"].tolist() == ["body"]}
    assert {a for a in body if "“" not in reports.passage(a).words} <= alone


def test_the_buried_fact_leads_elsewhere(reports: wb.Corpus, key: pd.DataFrame) -> None:
    rows = wb.facts(reports).set_index("sentence_id")
    linked = {frozenset([r.sentence_a, r.sentence_b]) for r in wb.fact_pairs(reports).itertuples()}
    words = reports.articles.set_index("article_id")["words"]
    for r in key[key["kind"] == "buried"].itertuples():
        assert frozenset([r.address, r.counterpart]) in linked
        assert rows.at[r.counterpart, "words_before"] < 20
        assert rows.at[r.address, "words_before"] > 0.9 * words[rows.at[r.address, "article_id"]]


def test_the_number_that_differs_stands_beside_the_others(practice: wb.Corpus, key: pd.DataFrame) -> None:
    (row,) = key[key["kind"] == "number"].itertuples()
    (mine,) = around(practice.sentences, row.address)["sentence_id"]
    pairs = wb.fact_pairs(practice)
    others = [
        (b if a == mine else a) for a, b in zip(pairs["sentence_a"], pairs["sentence_b"], strict=True) if mine in (a, b)
    ]
    told = [practice.passage(a).words for a in others]
    assert sum(row.counterpart_words in words for words in told) >= 2
    assert not any(row.words in words for words in told)


def test_the_ledger_lays_the_number_that_differs_beside_the_others(practice: wb.Corpus, key: pd.DataFrame) -> None:
    (row,) = key[key["kind"] == "number"].itertuples()
    rows = wb.ledger(practice, kinds=["number"])
    others = rows[rows["item"].str.startswith(row.counterpart_words)].set_index("outlet_label")
    assert others.pop("status").to_dict() == {
        outlet: "not found" if outlet == row.outlet else "mentioned" for outlet in ARTICLES if outlet != RECORD
    }
    nearest = Address.parse(others.at[row.outlet, "nearest_at"])
    assert practice.passage(nearest).words.startswith(row.words)
    assert nearest.start == Address.parse(row.address).start


# ---- the choice of words ---------------------------------------------------------------------------------------------


def test_the_loaded_say_verbs_are_found_and_no_others(reports: wb.Corpus, key: pd.DataFrame) -> None:
    rows = wb.cues(reports)
    loaded = rows[rows["cue_class"].isin(["admission", "claim", "denial", "promise", "criticism", "warning"])]
    assert set(" | ".join(loaded["evidence"]).split(" | ")) == planted(key, "say-verb")


def test_the_labels_of_one_person_are_found_side_by_side(reports: wb.Corpus, key: pd.DataFrame) -> None:
    meant = key[key["kind"] == "label"]
    rows = wb.labels(reports)
    titled = {
        (r.outlet_label, r.label)
        for r in rows.itertuples()
        if r.name in ("Dario Fenn", "Ines Calloway", "Tobias Renner") and r.label not in (r.name, r.name.split()[-1])
    }
    beside = {(r.outlet, r.words) for r in meant[meant["measure"] == "wb.labels"].itertuples()}
    assert {t for t in titled if t[1] != "Mayor Ines Calloway"} == beside
    roles = {(r.outlet_label, r.role) for r in reports.labelled("roles").itertuples()}
    assert {(r.outlet, r.words) for r in meant[meant["measure"] == "corpus.roles"].itertuples()} <= roles


# ---- what is not the story -------------------------------------------------------------------------------------------


def test_the_boilerplate_is_set_aside_and_nothing_else(practice: wb.Corpus, key: pd.DataFrame) -> None:
    edits = practice.labelled("edits")
    removed = edits[edits["kind"].isin(["junk", "bio", "boilerplate"])]
    found = {(r.outlet_label, r.before.strip()) for r in removed.itertuples()}
    meant = {(r.outlet, r.words) for r in key[key["kind"] == "boilerplate"].itertuples()}
    page = {(outlet, words) for outlet, words in meant if outlet == "Skerrin Voice"}  # trafilatura set it aside
    assert found == meant - page
    for outlet, words in page:
        (block,) = edits.loc[(edits["outlet_label"] == outlet) & (edits["rule"] == "front-matter"), "before"]
        assert f'- "{words}"' in block


def test_the_correction_stays_in_the_text(practice: wb.Corpus, key: pd.DataFrame) -> None:
    (address,) = planted(key, "correction")
    assert around(practice.paragraphs, address)["kind"].tolist() == ["body"]


def test_the_syndicated_copy_is_the_only_one(practice: wb.Corpus, key: pd.DataFrame) -> None:
    (row,) = key[key["kind"] == "copy"].itertuples()
    rows = wb.copies(practice)
    assert [{r.article_a, r.article_b} for r in rows.itertuples()] == [{row.address, row.counterpart}]
    assert rows["relation"].tolist() == ["copy"]
    passages = wb.reused(practice)
    assert {frozenset([r.article_a, r.article_b]) for r in passages.itertuples()} == {
        frozenset([row.address, row.counterpart])
    }
