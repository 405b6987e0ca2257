"""What is to check: the list, the two buttons, what they write, and that only what is stated is counted."""

from __future__ import annotations

import re
import shutil
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import workbench as wb
from tests.conftest import ROOT
from workbench.compare import standing
from workbench.compare import to_check as asking
from workbench.compare.standing import (
    CLAIMS,
    CONFIRMED,
    LEAST,
    MOST_TO_CHECK,
    STATED,
    TO_CHECK,
    Claim,
    made_by,
    settled,
)
from workbench.corpus.corrections import StaleCorrection
from workbench.errors import WorkbenchError
from workbench.loaders.beside import add_correction, correction_line
from workbench.results import RESULTS
from workbench.show.explore.checking import Checking, source_folder
from workbench.show.nouns import FIGURES

CONCLUDING = [name for name, table in RESULTS.items() if "standing" in table.columns and name != "to_check"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the default articles, in which decisions may be written."""
    return Path(shutil.copytree(ROOT / "data" / "alaska-summit", tmp_path / "articles"))


@pytest.fixture(scope="module")
def corpora(alaska: wb.Corpus) -> dict[str, wb.Corpus]:
    return {"default": alaska, "practice": wb.load(wb.lesson.PRACTICE)}


def opened(folder: Path, **settings: Any) -> Checking:
    return wb.explore.to_check(wb.load(folder), folder=folder, **settings)


def pages(explorer: Checking) -> str:
    """The questions on view, without the style sheet."""
    return "".join(row.children[0].html.partition("</style>")[2] for row in explorer._list.children)


# ---- the list --------------------------------------------------------------------------------------------------------


def question(passages: str, **cells: Any) -> dict[str, Any]:
    a, b = passages.split()
    sides = {f"{column}_{side}": None for column in ("outlet", "name", "text", "passage") for side in "ab"}
    told = {"outlet_a": "A", "outlet_b": "B", "passage_a": a, "passage_b": b, "question": "?", "evidence": f"{a} | {b}"}
    return sides | told | cells


def test_two_passages_are_asked_about_once_by_the_first_frame(
    alaska: wb.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        asking,
        "ASKED",
        (
            ("conflicts", lambda _: [question("a-1 b-2")]),
            ("facts", lambda _: [question("b-2 a-1"), question("a-1 b-3")]),
        ),
    )
    rows = wb.to_check(alaska)
    assert rows[["kind", "passage_b"]].to_numpy().tolist() == [["conflicts", "b-2"], ["facts", "b-3"]]
    assert set(rows["standing"]) == {TO_CHECK}


def test_every_question_has_its_passages_and_a_row_that_is_to_check(corpora: dict[str, wb.Corpus]) -> None:
    for corpus in corpora.values():
        rows = wb.to_check(corpus)
        assert len(rows)
        for row in rows.to_dict("records"):
            assert row["question"].endswith("?")
            assert wb.evidence(corpus, row["passage_a"])["text"].iloc[0] in row["text_a"]
            frame = getattr(wb, row["kind"])(corpus)
            if isinstance(row["evidence"], str):
                assert TO_CHECK in set(frame.loc[frame["evidence"].eq(row["evidence"]), "standing"])


# ---- what a reader decides -------------------------------------------------------------------------------------------


def test_a_screen_shows_twelve_and_says_how_many_more_there_are(folder: Path) -> None:
    explorer = opened(folder)
    every = len(wb.to_check(wb.load(folder)))
    assert every > MOST_TO_CHECK
    assert len(explorer._list.children) == MOST_TO_CHECK
    assert f"{every - MOST_TO_CHECK} more are in wb.to_check" in explorer.views["told"].value
    assert pages(explorer).count("<blockquote") >= 2 * MOST_TO_CHECK - 1


def test_a_confirmed_row_counts_and_a_rejected_one_is_gone_on_every_later_load(folder: Path) -> None:
    before = wb.fact_pairs(wb.load(folder))
    explorer = opened(folder, kind="fact_pairs")
    explorer.who.value = "Ada Lopez"
    said = explorer.settle(1, "confirm", "both say it")
    for words in ("Confirmed by Ada Lopez.", "A line was added to corrections.csv in", "loaded again"):
        assert words in said
    explorer.settle(2, "reject", "another day")
    again = wb.load(folder)
    after = wb.fact_pairs(again)
    assert after["standing"].eq(CONFIRMED).sum() == 1
    assert len(after) == len(before) - 1
    assert "Readers have confirmed 1 and rejected 1." in opened(folder).views["told"].value
    told = wb.facts(again)
    assert len(told) == len(wb.facts(wb.load(folder, corrections=False)))
    assert set(told.loc[told["standing"].eq(CONFIRMED), "told"]) == {"elsewhere", "nothing like it"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("fact_pairs", "rumours"), "no frame is called 'rumours'"),
        (("antiwar-com-1a12d944:", "antiwar-com-00000000:"), "leads nowhere"),
        (("antiwar-com-1a12d944:", "antiwar-com-1a12d944"), "address"),
    ],
)
def test_a_decision_that_fits_nothing_is_stale_aloud(folder: Path, change: tuple[str, str], reason: str) -> None:
    explorer = opened(folder, kind="fact_pairs")
    explorer.who.value = "Ada Lopez"
    explorer.settle(1, "confirm", "both say it")
    file = folder / "corrections.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace(*change), encoding="utf-8-sig")
    with pytest.warns(StaleCorrection):
        corpus = wb.load(folder)
    assert list(corpus.corrections["status"]) == ["stale"]
    assert reason in corpus.corrections["reason"].iloc[0]
    assert not wb.fact_pairs(corpus)["standing"].eq(CONFIRMED).any()


def test_without_who_or_why_nothing_is_written_and_it_says_so(folder: Path) -> None:
    explorer = opened(folder)
    assert "say who decides" in explorer.settle(1, "confirm", "both say it")
    explorer.who.value = "Ada Lopez"
    assert "say why" in explorer.settle(1, "confirm")
    assert "Nothing is written yet" in explorer._list.children[0].children[-1].value
    assert not (folder / "corrections.csv").exists()
    with pytest.raises(ValueError, match="no action 'maybe'; there are confirm, reject"):
        explorer.settle(1, "maybe", "why not")


def test_the_buttons_do_what_settle_does(folder: Path) -> None:
    explorer = opened(folder)
    explorer.who.value = "Ada Lopez"
    confirm, reject, why = explorer._list.children[0].children[1].children
    assert (confirm.description, reject.description) == ("confirm", "reject")
    why.value = "both say it, “so”"
    reject.click()
    text = (folder / "corrections.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "address,field,before,after,who,when,why"
    assert '"reject"' in text.splitlines()[1]
    assert "both say it, “so”" in text.splitlines()[1]
    reject.click()
    assert len((folder / "corrections.csv").read_text(encoding="utf-8-sig").splitlines()) == 2
    assert "already" in explorer._list.children[0].children[-1].value


def test_where_nothing_can_be_written_the_line_is_shown_to_copy(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    explorer = wb.explore.to_check(wb.load(folder), folder=tmp_path / "elsewhere")
    assert explorer.folder is None
    explorer.who.value = "Ada Lopez"
    said = explorer.settle(1, "confirm", "both say it")
    assert "Nothing could be written" in said
    assert "Ada Lopez" in said.partition("Add this line")[2]
    assert not (tmp_path / "elsewhere" / "corrections.csv").exists()


def test_a_folder_is_the_one_that_was_read_only_while_its_files_are_the_same(folder: Path) -> None:
    corpus = wb.load(folder)
    assert source_folder(corpus, folder) == folder
    next(folder.glob("*.txt")).write_text("Other words.", encoding="utf-8")
    assert source_folder(corpus, folder) is None


def test_lines_follow_those_that_are_there_and_other_columns_are_left_alone(tmp_path: Path) -> None:
    line = correction_line(
        address="a-1:0-2 | b-2:0-3", field="confirm", before="conflicts", who="A\nB", when="", why="=1"
    )
    assert line == '"a-1:0-2 | b-2:0-3","confirm","conflicts","","A B","","\'=1"'
    header = "address,field,before,after,who,when,why"
    file = tmp_path / "corrections.csv"
    file.write_text(f"{header}\nx:1-2,kind,direct,scare,me,,", encoding="cp1252")
    add_correction(tmp_path, line)
    assert file.read_text(encoding="utf-8-sig").splitlines() == [header, "x:1-2,kind,direct,scare,me,,", line]
    file.write_text(header.replace(",", ";"), encoding="utf-8")
    with pytest.raises(WorkbenchError, match="has the columns"):
        add_correction(tmp_path, line)


def test_a_student_decides_without_knowing_the_outlets_and_the_line_has_their_own_addresses(folder: Path) -> None:
    explorer = opened(folder, mode="student")
    shown = pages(explorer)
    assert "Outlet X" in shown
    assert not [name for name in ("Antiwar", "antiwar", "James Smith", "james-smith") if name in shown]
    explorer.who.value = "Ada Lopez"
    assert explorer.settle(1, "reject", "another day").startswith("Rejected")
    line = (folder / "corrections.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert set(re.findall(r"[a-z-]+-[0-9a-f]{8}", line)) <= set(wb.load(folder).articles["article_id"])


def test_in_a_blind_corpus_the_line_has_the_addresses_of_the_folder(folder: Path, tmp_path: Path) -> None:
    named = wb.load(folder)
    explorer = wb.explore.to_check(wb.blind(named), folder=folder)
    explorer.who.value = "Ada Lopez"
    assert explorer.settle(1, "confirm", "both say it").startswith("Confirmed")
    assert list(wb.load(folder).corrections["status"]) == ["applied"]
    (tmp_path / "empty").mkdir()
    lost = wb.explore.to_check(wb.blind(named), folder=tmp_path / "empty")
    lost.who.value = "Ada Lopez"
    assert "the line names the outlet" in lost.settle(1, "confirm", "both say it")


def test_words_from_articles_are_text_in_the_list(folder: Path) -> None:
    for file in folder.glob("*.txt"):
        file.write_text(file.read_text(encoding="utf-8").replace("Moscow", "<b>Moscow</b>"), encoding="utf-8")
    assert "<b>Moscow" not in pages(opened(folder))


# ---- decisions on frames ---------------------------------------------------------------------------------------------


def decided(corpus: wb.Corpus, *lines: tuple[str, str]) -> wb.Corpus:
    """The corpus with these decisions on rows of `conflicts`: action and evidence."""
    row: dict[str, Any] = dict.fromkeys(corpus.corrections.columns)
    row |= {"file": "corrections.csv", "line": 2, "before": "conflicts", "status": "applied"}
    return replace(corpus, corrections=pd.DataFrame([row | {"action": a, "address": at} for a, at in lines]))


def rows_with(*evidence: str) -> pd.DataFrame:
    return pd.DataFrame({"evidence": list(evidence), "standing": TO_CHECK})


def test_a_decision_holds_for_all_rows_with_its_passages_in_any_order_and_the_last_one_counts(
    alaska: wb.Corpus,
) -> None:
    one, other = (f"{article}:0-5" for article in alaska.articles["article_id"])
    frame = rows_with(f"{one} | {other}", f"{other} | {one}", one)
    confirmed = settled(
        decided(alaska, ("reject", f"{other} | {one}"), ("confirm", f"{one} | {other}")), "conflicts", frame
    )
    assert list(confirmed["standing"]) == [CONFIRMED, CONFIRMED, TO_CHECK]
    left = settled(decided(alaska, ("reject", one)), "conflicts", frame)
    assert list(left["evidence"]) == [f"{one} | {other}", f"{other} | {one}"]
    assert list(frame["standing"].unique()) == [TO_CHECK]


def test_a_decision_whose_row_is_gone_says_so_but_not_in_a_part_of_the_corpus_without_its_articles(
    alaska: wb.Corpus,
) -> None:
    one, other = alaska.articles["article_id"]
    corpus = decided(alaska, ("confirm", f"{one}:0-5 | {other}:0-5"))
    with pytest.warns(StaleCorrection, match="a reader's confirm of conflicts at .* fits no row any more"):
        settled(corpus, "conflicts", rows_with(f"{one}:0-9"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        settled(corpus.where(article_id=one), "conflicts", rows_with(f"{one}:0-9"))
        settled(corpus, "facts", rows_with(f"{one}:0-9"), also="conflicts")


def test_a_blind_corpus_has_the_same_decisions(alaska: wb.Corpus) -> None:
    one, other = (f"{article}:0-5" for article in alaska.articles["article_id"])
    hidden = wb.blind(decided(alaska, ("reject", f"{one} | {other}")))
    assert hidden.corrections["address"].iloc[0] == "outlet-x-6359824f:0-5 | outlet-y-1a12d944:0-5"


# ---- only what is stated is counted ----------------------------------------------------------------------------------


def test_what_is_right_less_often_than_nine_times_in_ten_is_never_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = Claim(("conflicts",), {"kind": ("different speakers",)}, "…", LEAST - 0.001, 40, 0.8, 0.95)
    monkeypatch.setattr(standing, "CLAIMS", {"two speakers": weak})
    rows = pd.DataFrame(
        {"kind": ["different speakers", "only one attributes"], "standing": STATED, "evidence": ["a", "b"]}
    )
    assert list(settled(wb.load(), "conflicts", rows)["standing"]) == [TO_CHECK, STATED]


@pytest.mark.parametrize("name", CONCLUDING)
def test_no_frame_states_a_kind_of_claim_that_is_weak(name: str, corpora: dict[str, wb.Corpus]) -> None:
    for corpus in corpora.values():
        if name in ("fidelity", "departures") and "reference" not in set(corpus.articles["kind"]):
            continue
        frame = getattr(wb, name)(corpus)
        for claim in CLAIMS.values():
            if claim.weak and name in claim.frames:
                assert not frame.loc[made_by(claim, frame), "standing"].eq(STATED).any()


@pytest.mark.parametrize("name", CLAIMS)
def test_every_measured_claim_has_its_number_its_events_and_an_interval_around_it(name: str) -> None:
    claim = CLAIMS[name]
    if claim.precision is None:
        pytest.skip("not measured")
    assert claim.n
    assert claim.on
    assert claim.low is not None
    assert claim.high is not None
    assert claim.low <= claim.precision <= claim.high


@pytest.mark.parametrize(
    "name", [name for name, figure in FIGURES.items() if "standing" in RESULTS[figure.source].columns]
)
def test_a_chart_of_what_is_to_check_alone_is_empty(name: str, alaska: wb.Corpus) -> None:
    if FIGURES[name].shows_questions:
        pytest.skip("has a sign of its own for it")
    frame = getattr(wb, FIGURES[name].source)(alaska).assign(standing=TO_CHECK)
    assert not wb.charts.__getattr__(name)(frame).to_dict().get("datasets") or "Nothing" in str(
        wb.charts.__getattr__(name)(frame).to_dict()
    )


def test_the_report_asks_at_most_twelve_questions_and_names_them_nowhere_else(folder: Path) -> None:
    corpus = wb.load(folder)
    page = wb.report.report(corpus)
    section = page.partition('id="to-check"')[2].partition("</section>")[0]
    assert section.count('class="pair"') == min(MOST_TO_CHECK, len(wb.to_check(corpus)))
    assert "counted nowhere" in section
