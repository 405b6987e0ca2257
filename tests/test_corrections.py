"""Corrections are data: replayed on every load, stronger than the rules, and never stale in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import workbench as wb
from tests.conftest import ROOT
from workbench.corpus import broken_laws
from workbench.corpus.corrections import StaleCorrection

QUOTES = "address,field,before,after,who,when,why\n"
PEOPLE = "action,name,to,address,who,when,why\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the default articles, to put decisions beside."""
    return Path(shutil.copytree(ROOT / "data" / "alaska-summit", tmp_path / "articles"))


def decide(folder: Path, *, quotes: str = "", people: str = "") -> wb.Corpus:
    if quotes:
        (folder / "corrections.csv").write_text(QUOTES + quotes, encoding="utf-8")
    if people:
        (folder / "participants.csv").write_text(PEOPLE + people, encoding="utf-8")
    corpus = wb.load(folder)
    assert broken_laws(corpus) == []
    return corpus


def names(corpus: wb.Corpus) -> set[str]:
    return set(corpus.participants["name"])


def test_without_decisions_the_table_is_empty(alaska: wb.Corpus) -> None:
    assert alaska.corrections.empty


def test_a_merge_moves_every_naming_and_keeps_the_name_as_alias(folder: Path, alaska: wb.Corpus) -> None:
    corpus = decide(folder, people="merge,Mark Rutte,Keir Starmer,,Ada,2026-01-31,to see what happens\n")
    assert names(alaska) - names(corpus) == {"Mark Rutte"}
    starmer = corpus.participants.set_index("name").loc["Keir Starmer"]
    assert "Mark Rutte" in starmer["aliases"].split(" | ")
    mine = corpus.mentions[corpus.mentions["participant_id"] == starmer["participant_id"]]
    assert set(mine["text"]) == {"Keir Starmer", "Mark Rutte"}
    assert list(corpus.corrections["status"]) == ["applied"]
    assert corpus.corrections["who"].iloc[0] == "Ada"


def test_a_rename_changes_the_name_alone(folder: Path) -> None:
    corpus = decide(folder, people="rename,Joe Biden,Joseph R. Biden,,Ada,,\n")
    biden = corpus.participants.set_index("name").loc["Joseph R. Biden"]
    assert "Joe Biden" in biden["aliases"].split(" | ")


def test_a_split_gives_one_naming_to_somebody_new(folder: Path, alaska: wb.Corpus) -> None:
    putin = alaska.mentions[alaska.mentions["text"] == "Putin"].iloc[2]
    corpus = decide(folder, people=f"split,Vladimir Putin,Another Putin,{putin['mention_id']},Ada,,\n")
    other = corpus.participants.set_index("name").loc["Another Putin"]
    assert list(corpus.mentions.loc[corpus.mentions["participant_id"] == other["participant_id"], "mention_id"]) == [
        putin["mention_id"]
    ]
    assert corpus.mentions.set_index("mention_id").at[putin["mention_id"], "rule"] == "correction"


def test_a_split_of_the_naming_that_gives_the_id_moves_the_id(folder: Path, alaska: wb.Corpus) -> None:
    trump = alaska.participants.set_index("name").at["Donald J. Trump", "participant_id"]
    corpus = decide(folder, people=f"split,Donald J. Trump,Another Trump,{trump},Ada,,\n")
    assert corpus.participants.set_index("name").at["Another Trump", "participant_id"] == trump
    assert "Donald J. Trump" in names(corpus)


def test_the_kind_and_speaker_of_a_quotation_can_be_set(folder: Path, alaska: wb.Corpus) -> None:
    quote = alaska.labelled("quotes").iloc[3]
    before_kind = "" if wb_missing(quote["kind"]) else quote["kind"]
    before_name = "" if wb_missing(quote["name"]) else quote["name"]
    line = f"{quote['quote_id']},kind,{before_kind},scare,Ada,,\n{quote['quote_id']},participant,{before_name},Joe Biden,Ada,,he said it\n"
    row = decide(folder, quotes=line).labelled("quotes").set_index("quote_id").loc[quote["quote_id"]]
    assert (row["kind"], row["name"], row["rule"]) == ("scare", "Joe Biden", "correction")


def wb_missing(value: object) -> bool:
    return value != value or value is None


def test_a_naming_can_be_taken_back(folder: Path, alaska: wb.Corpus) -> None:
    putin = alaska.mentions[alaska.mentions["text"] == "Putin"].iloc[2]
    corpus = decide(folder, quotes=f"{putin['mention_id']},mention,Vladimir Putin,,Ada,,not he\n")
    assert len(corpus.mentions) == len(alaska.mentions) - 1


def test_the_rules_alone_can_be_seen(folder: Path, alaska: wb.Corpus) -> None:
    decide(folder, people="merge,Mark Rutte,Keir Starmer,,Ada,,\n")
    assert wb.load(folder, corrections=False) == alaska


def test_decisions_survive_saving_and_cleaning_anew(folder: Path, tmp_path: Path) -> None:
    corpus = decide(folder, people="rename,Joe Biden,Joseph R. Biden,,Ada,,\n")
    assert wb.load(corpus.save(tmp_path / "tables")) == corpus
    assert wb.rebuild(corpus) == corpus


STALE = [
    ("people", "merge,Nobody Here,Keir Starmer,,Ada,,\n", "no participant is called 'Nobody Here'"),
    ("people", "merge,Keir Starmer,Keir Starmer,,Ada,,\n", "one participant already"),
    ("people", "split,,Another,antiwar-com-00000000:1-2,Ada,,\n", "no mention stands at"),
    ("quotes", "antiwar-com-00000000:1-2,kind,,scare,Ada,,\n", "no quote stands at"),
    ("quotes", "{quote},kind,title,scare,Ada,,\n", "not 'title'"),
    ("quotes", "{quote},utterance,,,Ada,,\n", "not 'missing'"),
    ("quotes", "{mention},mention,Joe Biden,,Ada,,\n", "not 'Joe Biden'"),
]


@pytest.mark.parametrize(("file", "line", "words"), STALE)
def test_a_decision_that_no_longer_fits_is_reported_and_left_out(
    file: str, line: str, words: str, folder: Path, alaska: wb.Corpus
) -> None:
    mention = alaska.mentions[alaska.mentions["text"] == "Putin"].iloc[2]["mention_id"]
    line = line.format(quote=alaska.quotes["quote_id"].iloc[3], mention=mention)
    with pytest.warns(StaleCorrection, match="1 of 1 corrections no longer fit"):
        corpus = decide(folder, **{file: line})
    assert list(corpus.corrections["status"]) == ["stale"]
    assert words in corpus.corrections["reason"].iloc[0]
    for name, table in alaska.tables():
        assert name == "corrections" or table.equals(getattr(corpus, name))


def test_a_changed_text_makes_its_corrections_stale_loudly(folder: Path, alaska: wb.Corpus) -> None:
    quote = alaska.quotes["quote_id"].iloc[3]
    (folder / "corrections.csv").write_text(f"{QUOTES}{quote},kind,,scare,Ada,,\n", encoding="utf-8")
    path = folder / "000_7ba88832fcbc1348.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("On Friday", "On Thursday"), encoding="utf-8")
    with pytest.warns(StaleCorrection):
        assert "have moved" in wb.load(folder).corrections["reason"].iloc[0]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("corrections.csv", "address,field,after\nx,kind,y\n", "has no column 'before'"),
        ("corrections.csv", QUOTES + "x,colour,a,b,c,d,e\n", "line 2: field is 'colour'; it is one of kind"),
        ("corrections.csv", QUOTES + ",kind,a,b,c,d,e\n", "line 2: has no address"),
        ("corrections.csv", QUOTES + "a,kind,a,b,c,d,e,f,g\n", "too many fields"),
        ("participants.csv", PEOPLE + "marry,a,b,,,,\n", "action is 'marry'; it is one of alias"),
        ("participants.csv", PEOPLE + "merge,a,,,,,\n", "merge needs name and to"),
        ("participants.csv", PEOPLE + "split,a,b,,,,\n", "split needs address and to"),
        ("participants.csv", PEOPLE + 'merge,"a,b,,,,\n', "participants.csv"),
    ],
)
def test_a_fault_in_a_file_of_decisions_says_where_and_what_to_do(
    name: str, text: str, words: str, folder: Path
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(wb.LoadError) as caught:
        wb.load(folder)
    assert words in str(caught.value)
