"""The corpus: its laws on any text, its filter, the way from an id to its words, and its way to disk and back."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from tests.test_normalize import KEPT, TEXTS
from workbench.address import Address, slug
from workbench.corpus import LAWS, broken_laws, build, read_tables
from workbench.errors import AddressError, LawError, Problem
from workbench.loaders import Document
from workbench.results import RESULTS
from workbench.schema import TABLES

LEDE = "The ministers of the two countries met for the third time this month on Monday, and they parted again without a deal."


def document(raw: str, source: str = "a.txt") -> Document:
    return Document(
        source, raw, "utf-8", "valid UTF-8", hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    )


def corpus_of(*raws: str) -> wb.Corpus:
    return build([document(raw, f"{i}.txt") for i, raw in enumerate(raws)])


# ---- laws ------------------------------------------------------------------------------------------------------------


@given(TEXTS, KEPT)
def test_any_text_becomes_an_article_that_keeps_every_law_or_a_problem(raw: str, keep: set[str]) -> None:
    corpus = build([document(raw)], keep=keep)
    assert len(corpus.articles) + len(corpus.problems) == 1
    assert broken_laws(corpus) == []


@given(st.lists(TEXTS, max_size=3))
def test_what_was_saved_is_read_back_equal(raws: list[str]) -> None:
    corpus = replace(corpus_of(*raws), title="Ein „Titel“\n, mit Komma")
    with tempfile.TemporaryDirectory() as folder:
        assert wb.load(corpus.save(Path(folder, "tables"))) == corpus


@given(TEXTS)
def test_every_id_leads_to_the_words_of_its_row(raw: str) -> None:
    corpus = corpus_of(raw)
    for table, key in (("paragraphs", "paragraph_id"), ("sentences", "sentence_id"), ("quotes", "quote_id")):
        for row in getattr(corpus, table).to_dict("records"):
            assert corpus.passage(row[key]).words == row["text"]


@given(TEXTS)
def test_cleaning_anew_gives_the_same_corpus(raw: str) -> None:
    corpus = corpus_of(raw)
    assert wb.rebuild(corpus) == corpus


def broken(corpus: wb.Corpus, table: str, column: str, value: object, row: int = 0) -> wb.Corpus:
    data = getattr(corpus, table).copy()
    data.loc[row, column] = value
    return replace(corpus, **{table: data})


@pytest.mark.parametrize(
    ("law", "table", "column", "value"),
    [
        ("missing", "articles", "source", None),
        ("missing", "articles", "outlet", ""),
        ("keys", "sentences", "article_id", "nobody-00000000"),
        ("keys", "sentences", "paragraph_id", "nobody-00000000:0-1"),
        ("keys", "paragraphs", "paragraph_id", "james-smith-6359824f:50-299"),
        ("keys", "quotes", "utterance_id", "nobody-00000000:0-1"),
        ("keys", "quotes", "repeats", "nobody-00000000:0-1"),
        ("addresses", "sentences", "start", 1),
        ("addresses", "quotes", "text", "other words"),
        ("addresses", "quotes", "raw_end", 10**6),
        ("pointers", "quotes", "speaker", "Trump"),
        ("edits", "edits", "after", "x"),
        ("edits", "edits", "raw_start", 3),
        ("segments", "paragraphs", "end", 20),
        ("counts", "quotes", "words", 99),
    ],
)
def test_a_broken_law_is_found(law: str, table: str, column: str, value: object, alaska: wb.Corpus) -> None:
    found = broken_laws(broken(alaska, table, column, value))
    assert f"law of {law}" in {problem.where for problem in found}
    assert all(isinstance(p, Problem) for p in found)


def test_every_law_has_a_test_that_breaks_it() -> None:
    marks = test_a_broken_law_is_found.pytestmark  # type: ignore[attr-defined]
    assert {case[0] for case in marks[0].args[1]} == set(LAWS)


def test_a_pointer_to_other_words_is_found(alaska: wb.Corpus) -> None:
    wrong = broken(broken(alaska, "quotes", "speaker", "Trump"), "quotes", "speaker_at", "james-smith-6359824f:0-5")
    assert any("does not lead to 'Trump'" in p.reason for p in broken_laws(wrong))


# ---- ids and addresses -----------------------------------------------------------------------------------------------


@given(st.text(max_size=40), st.integers(0, 10**6), st.integers(0, 10**6))
def test_an_address_reads_back_as_it_was_written(name: str, start: int, length: int) -> None:
    address = Address(f"{slug(name)}-0123abcd", start, start + length)
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize(
    "text", ["", "a", "antiwar-com-1a12d944", "antiwar-com-1a12d944:9-3", "antiwar:1-2", "x-1a12d944:-1-2"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressError, match="is not an address"):
        Address.parse(text)


def test_a_changed_text_makes_its_old_addresses_fail_loudly(alaska: wb.Corpus) -> None:
    old = alaska.quotes["quote_id"].iloc[-1]
    changed = wb.rebuild(alaska, keep={"author-bio"})
    with pytest.raises(AddressError, match="has changed since"):
        changed.passage(old)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nobody-00000000:0-3", "no article nobody-00000000"),
        ("antiwar-com-1a12d944:0-99999", "only 2539 characters"),
        ("words", "not an address"),
    ],
)
def test_an_address_that_leads_nowhere_says_why(address: str, words: str, alaska: wb.Corpus) -> None:
    with pytest.raises(AddressError, match=words):
        alaska.passage(address)


def test_a_passage_has_its_context_and_can_be_cited(alaska: wb.Corpus) -> None:
    quote = alaska.quotes[alaska.quotes["text"].str.startswith("That is an interesting one")].iloc[0]
    passage = alaska.passage(quote["quote_id"])
    assert passage.before.endswith("to attend a summit in Moscow. “")
    assert passage.after.startswith("” Trump replied.")
    assert passage.citation.startswith(
        "Antiwar.com, “Trump on Summit with Putin: We Made Great Progress Today”, paragraph 11,"
    )
    assert "⟦That is an interesting one." in str(passage)


def test_an_article_id_leads_to_the_whole_article(alaska: wb.Corpus) -> None:
    article = alaska.articles.iloc[0]
    assert alaska.passage(article["article_id"]).words == article["text"]


def test_two_articles_with_the_same_words_keep_their_own_ids() -> None:
    corpus = build([document(LEDE, "one/a.txt"), document(LEDE, "two/a.txt")])
    first, second = corpus.articles["article_id"]
    assert second == f"{first}-2"
    assert broken_laws(corpus) == []


# ---- filter and labels -----------------------------------------------------------------------------------------------


def test_the_filter_reaches_every_table(alaska: wb.Corpus) -> None:
    part = alaska.where(outlet="Antiwar.com")
    for name in ("articles", "edits", "paragraphs", "sentences", "quotes"):
        assert set(getattr(part, name)["article_id"]) == {"antiwar-com-1a12d944"}
    assert broken_laws(part) == []
    assert (part.quotes["marks"] != "none").sum() == 7


def test_missing_can_be_asked_for(alaska: wb.Corpus) -> None:
    assert list(alaska.where(outlet=None).articles["byline"]) == ["James Smith"]
    assert alaska.where(outlet=[None, "Antiwar.com"]) == alaska
    assert alaska.where() == alaska


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"outlet": "Antiwar"}, "there are 'Antiwar.com'"),
        ({"outlets": "x"}, "no column 'outlets'"),
        ({"title": None}, "there are 'Putin"),
    ],
)
def test_a_filter_that_finds_nothing_lists_what_there_is(chosen: dict[str, str], words: str, alaska: wb.Corpus) -> None:
    with pytest.raises(ValueError, match=words):
        alaska.where(**chosen)


def test_labelled_adds_names_in_front(alaska: wb.Corpus) -> None:
    quotes = alaska.labelled("quotes")
    assert list(quotes.columns[:2]) == ["outlet_label", "name"]
    assert len(quotes) == len(alaska.quotes)
    assert "outlet_label" in alaska.labelled("articles")
    with pytest.raises(ValueError, match="no table 'quotations'; there are articles"):
        alaska.labelled("quotations")


def test_filtering_and_labelling_leave_the_corpus_as_it_was(alaska: wb.Corpus) -> None:
    before = wb.rebuild(alaska)
    alaska.where(outlet="Antiwar.com")
    labelled = alaska.labelled("quotes")
    labelled["text"] = "x"
    assert alaska == before


# ---- in a notebook ---------------------------------------------------------------------------------------------------

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(1)">\u202e" style="color:red'


class Tags(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, set[str]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name for name, _ in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += f"{data}\n"


def test_a_notebook_shows_a_card_with_everything_counted(alaska: wb.Corpus) -> None:
    words = Tags(alaska._repr_html_()).words
    assert str(alaska.title) in words
    assert f"2 outlets · 2 articles · {alaska.articles['words'].sum():,} words" in words
    for outlet in alaska.articles["outlet_label"]:
        assert outlet in words
    for name, table in alaska.tables():
        assert (f"{name} {len(table):,}" in words) == (len(table) > 0)
    assert "problem" not in words


def test_a_card_holds_no_markup_of_an_outlet_title_or_file(alaska: wb.Corpus) -> None:
    articles = alaska.articles.assign(outlet_label=HOSTILE)
    problems = pd.DataFrame([{"source": HOSTILE, "reason": HOSTILE, "remedy": HOSTILE}])
    card = Tags(replace(alaska, title=HOSTILE, articles=articles, problems=problems)._repr_html_())
    assert {tag for tag, _ in card.elements} <= {"div", "table", "thead", "tbody", "tr", "th", "td", "bdi", "b"}
    assert {name for _, names in card.elements for name in names} <= {"style", "scope"}
    assert card.words.count(HOSTILE) == 5
    assert "1 problem\n" in card.words


def test_a_card_of_many_outlets_and_problems_stays_short(alaska: wb.Corpus) -> None:
    copies = pd.concat([alaska.articles.head(1)] * 200, ignore_index=True)
    labels = [f"Outlet number {n}" for n in range(200)]
    problems = pd.DataFrame([{"source": f"{n}.txt", "reason": "r", "remedy": "m"} for n in range(50)])
    corpus = replace(alaska, articles=copies.assign(outlet_label=labels), problems=problems)
    card = corpus._repr_html_()
    assert "200 outlets · 200 articles" in card
    assert "and 188 more" in card
    assert "and 38 more" in card
    assert len(card) < 10_000
    assert len(repr(corpus)) < 1000


def test_an_empty_corpus_has_a_card() -> None:
    assert "0 outlets · 0 articles · 0 words" in build([])._repr_html_()


# ---- tables on disk --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_both_formats_come_back_equal(format: str, alaska: wb.Corpus, tmp_path: Path) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    saved = alaska.save(tmp_path / "tables", format=format)
    assert wb.load(saved) == alaska
    assert wb.load(saved).save(tmp_path / "tables", format=format) == saved


def test_a_lone_carriage_return_and_a_long_text_survive_csv(tmp_path: Path) -> None:
    corpus = corpus_of('Title\rBody, "with" marks.\r\n' + LEDE * 2000)
    assert wb.load(corpus.save(tmp_path / "tables")) == corpus


def test_saving_never_touches_a_folder_that_holds_something_else(alaska: wb.Corpus, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(FileExistsError, match="holds something else"):
        alaska.save(tmp_path)
    with pytest.raises(ValueError, match="csv, parquet"):
        alaska.save(tmp_path / "new", format="xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_failed_save_leaves_what_was_there(
    alaska: wb.Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = alaska.save(tmp_path / "tables")
    monkeypatch.setattr("workbench.corpus.store._written", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        alaska.save(saved)
    monkeypatch.undo()
    assert wb.load(saved) == alaska
    assert [p.name for p in tmp_path.iterdir()] == ["tables"]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("tables.json", '"csv"', '"xlsx"', "version 1 of csv or parquet"),
        ("tables.json", "{", "", "not a manifest"),
        ("quotes.csv", "quote_id", "quoteid", "cannot be read as the table quotes"),
        ("quotes.csv", '"2"', '"two"', "cannot be read as the table quotes"),
    ],
)
def test_damaged_tables_are_refused_with_the_file_named(  # noqa: PLR0913
    file: str, old: str, new: str, words: str, alaska: wb.Corpus, tmp_path: Path
) -> None:
    path = alaska.save(tmp_path / "tables") / file
    path.write_text(path.read_text(encoding="utf-8-sig").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(wb.LoadError, match=file) as caught:
        wb.load(path.parent)
    assert words in str(caught.value)


def test_tables_that_were_changed_by_hand_break_a_law(alaska: wb.Corpus, tmp_path: Path) -> None:
    path = alaska.save(tmp_path / "tables") / "quotes.csv"
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("extremely productive", "very productive"), encoding="utf-8"
    )
    with pytest.raises(LawError, match="does not lead to the words 'very productive'"):
        read_tables(path.parent)


def test_a_rule_cannot_be_switched_off_in_saved_tables(alaska: wb.Corpus, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cleaned already"):
        wb.load(alaska.save(tmp_path / "tables"), keep={"author-bio"})


# ---- keeping what a rule removes -------------------------------------------------------------------------------------


def test_a_rule_that_is_switched_off_leaves_its_words_with_their_kind(alaska: wb.Corpus) -> None:
    kept = wb.rebuild(alaska, keep={"author-bio", "byline"})
    kinds = dict(zip(kept.paragraphs["text"].str[:13], kept.paragraphs["kind"], strict=True))
    assert kinds["Kyle Anzalone"] == "bio"
    assert kinds["- James Smith"] == "byline"
    assert list(kept.articles["byline"]) == ["James Smith", "Kyle Anzalone"]  # metadata does not depend on what is kept
    assert kept.articles["words"].sum() == alaska.articles["words"].sum() + 32 + 2


# ---- result frames ---------------------------------------------------------------------------------------------------


NEEDS = {"concordance": ("deal",), "sensitivity": ("quoted_share",)}
"""What a comparison must be told beside the corpus."""
AGAINST_REFERENCE = {"fidelity", "departures"}
BESIDE: dict[str, Callable[..., pd.DataFrame]] = {"answer_key": wb.lesson.key}
"""Frames that are not made by a comparison of their name."""


@pytest.mark.parametrize("name", RESULTS)
def test_every_result_frame_has_the_columns_of_the_schema_also_when_empty(
    name: str, alaska: wb.Corpus, witnessed: wb.Corpus
) -> None:
    nothing = build([])
    corpora = [witnessed] if name in AGAINST_REFERENCE else [alaska, nothing, witnessed]
    for corpus in corpora:
        make = BESIDE.get(name) or getattr(wb, name)
        result: pd.DataFrame = make(corpus, *NEEDS.get(name, ()))
        assert {c: str(t) for c, t in result.dtypes.items()} == {
            c: column.dtype for c, column in RESULTS[name].columns.items()
        }


@pytest.mark.parametrize("name", sorted(AGAINST_REFERENCE))
def test_without_a_reference_it_says_how_to_add_one(name: str, alaska: wb.Corpus) -> None:
    with pytest.raises(ValueError, match='kind = "reference"'):
        getattr(wb, name)(alaska)


@pytest.fixture(scope="module")
def witnessed(tmp_path_factory: pytest.TempPathFactory) -> wb.Corpus:
    """A report and the record of what was said."""
    folder = tmp_path_factory.mktemp("witnessed")
    (folder / "report.txt").write_text(
        "Harbour to open\n\n“The harbour opens on Monday,” Mayor Ada Lopez said. The council agreed.\n",
        encoding="utf-8",
    )
    (folder / "record.txt").write_text(
        "Meeting of the council\n\nMAYOR LOPEZ: The harbour opens on Monday, at last.\n\nMR. HALE: I agree.\n",
        encoding="utf-8",
    )
    (folder / "corpus.toml").write_text('[files."record.txt"]\nkind = "reference"\n', encoding="utf-8")
    return wb.load(folder)


def test_a_reference_is_a_witness_and_no_outlet(witnessed: wb.Corpus) -> None:
    outlet = witnessed.articles.loc[witnessed.articles["kind"] == "report", "outlet_label"].iloc[0]
    for name in ("overview", "order", "people", "speaking", "cues", "labels", "facts", "ledger", "rates"):
        frame = getattr(wb, name)(witnessed)
        assert set(frame["outlet_label"]) <= {outlet}, name


def test_counts_equal_their_evidence(alaska: wb.Corpus) -> None:
    overview = wb.overview(alaska).set_index("article_id")
    strip, cleaning = wb.strip(alaska), wb.cleaning(alaska)
    for article, row in overview.iterrows():
        stretches = strip[strip["article_id"] == article]
        lines = cleaning[cleaning["article_id"] == article]
        assert row["marked_stretches"] == len(stretches)
        assert row["quoted_words"] == stretches["words"].sum()
        assert row["words"] == lines.loc[lines["part"] == "kept", "words"].sum()
        assert row["removed_words"] == lines.loc[lines["part"] == "removed", "words"].sum()
        assert (stretches["last_word"] <= row["words"]).all()


def test_every_table_of_the_schema_is_one_of_the_corpus(alaska: wb.Corpus) -> None:
    assert [name for name, _ in alaska.tables()] == list(TABLES)
    assert repr(alaska).startswith("Corpus The Alaska summit in two articles: 2 articles")


# ---- people and quotations -------------------------------------------------------------------------------------------


def test_a_fragment_that_is_repeated_in_full_points_to_the_whole(alaska: wb.Corpus) -> None:
    texts = alaska.quotes.set_index("quote_id")["text"]
    repeats = alaska.quotes.dropna(subset=["repeats"])
    assert {row["text"]: texts[row["repeats"]][:25] for row in repeats.to_dict("records")} == {
        "very good chance": "We didn’t reach an agreem",
        "is a safer place today": "The world is a safer plac",
    }


def test_the_same_person_is_one_participant_in_both_articles(alaska: wb.Corpus) -> None:
    articles = alaska.mentions.groupby("participant_id")["article_id"].nunique()
    names = alaska.participants.set_index("participant_id")["name"]
    assert set(names[articles[articles == 2].index]) == {"Vladimir Putin", "Donald J. Trump", "Volodymyr Zelensky"}


def test_every_participant_is_named_and_every_link_has_its_rule(alaska: wb.Corpus) -> None:
    assert set(alaska.participants["participant_id"]) == set(alaska.mentions["participant_id"])
    assert not alaska.links[["rule", "evidence"]].isna().any(axis=None)


def test_a_missing_speaker_has_its_reason(alaska: wb.Corpus) -> None:
    spoken = alaska.quotes[~alaska.quotes["kind"].isin(["title", "scare"])]
    assert (spoken["participant_id"].isna() == spoken["reason"].notna()).all()


@given(st.data())
def test_context_is_whole_words_of_the_text_around_a_passage(alaska: wb.Corpus, data: st.DataObject) -> None:
    key, text = alaska.articles[["article_id", "text"]].iloc[0]
    start, end = sorted(data.draw(st.tuples(*2 * [st.integers(0, len(text))])))
    context = data.draw(st.integers(0, 80))
    found = alaska.passage(f"{key}:{start}-{end}", context=context)
    assert found.before.startswith("…") == (start > context)
    assert found.after.endswith("…") == (end + context < len(text))
    before, after = found.before.removeprefix("…"), found.after.removesuffix("…")
    assert text[:start].endswith(before)
    assert text[end:].startswith(after)
    left, right = start - len(before), end + len(after)
    assert left == 0 or re.search(r"\s", text[left - 1 : left + 1]) or len(before.split()) < 2
    assert right == len(text) or re.search(r"\s", text[right - 1 : right + 1]) or len(after.split()) < 2
