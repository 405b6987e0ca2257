"""What differs, in sentences: what comes first, what is only asked, what is too close to call, and that each number is counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import workbench as wb
from workbench.compare.findings import CLOSE, KINDS_OF_FINDING, MOST_OF_A_KIND
from workbench.compare.standing import STATED, TO_CHECK
from workbench.corpus.model import records, split_cell
from workbench.show.report.page import SECTION_OF

NORTH = """Ferry line to close in May

The ferry between Orrin and Vale will close in May, the harbour board said on Tuesday.

“We have tried to keep the boats running for eleven years, and the money is gone,” board chair Nadia Brook said.

“Nobody on this board wanted to see the last boat leave,” Brook said. “We asked the county for help three times.”

Councillor Tomas Grell was at the meeting.

The pier at Vale was built by hand in 1911 out of oak from a forest inland. Its lamps burned whale oil until the war. \
A plaque on the oldest post names the four carpenters who drowned there in a gale.
"""
SOUTH = """Harbour board ends ferry

Boats to Vale have three weeks left: members voted on Tuesday evening to end the crossing this spring.

“We have tried to keep the boats going for eleven long years, and the money is gone,” board chair Nadia Brook said.

“The county offered us two million and the board never answered,” Councillor Tomas Grell said. “I read the letter aloud \
in that room,” Grell said. “They will regret this by the autumn,” Grell said.
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> wb.Corpus:
    folder = tmp_path_factory.mktemp("harbour")
    for name, text in (("north", NORTH), ("south", SOUTH)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    told = '[files."{}.txt"]\noutlet = {{value = "{}", evidence = "invented"}}\n'
    study = told.format("north", "North Post") + told.format("south", "South Post")
    (folder / "corpus.toml").write_text(study, encoding="utf-8")
    return wb.load(folder)


def of_kind(corpus: wb.Corpus, kind: str) -> list[dict[str, object]]:
    rows = wb.findings(corpus)
    return records(rows[rows["kind"].eq(kind)])


def test_words_that_differ_inside_marks_come_first_with_both_wordings(harbour: wb.Corpus) -> None:
    first = records(wb.findings(harbour))[0]
    assert first["kind"] == "other words"
    assert "keep the boats running for eleven years" in first["sentence"]
    assert "keep the boats going for eleven long years" in first["sentence"]
    assert first["sentence"].startswith("Nadia Brook, word under word")
    assert re.search(r"2 of \d+ words differ\.$", first["sentence"])
    assert (first["outlet_a"], first["outlet_b"], first["standing"]) == ("North Post", "South Post", STATED)


def test_who_speaks_in_one_and_is_only_named_in_the_other(harbour: wb.Corpus) -> None:
    (found,) = of_kind(harbour, "speaks in one")
    assert found["sentence"] == "Tomas Grell: 3 quotations in full in South Post, one bare mention in North Post."
    assert (found["outlet_a"], found["count_a"], found["count_b"]) == ("South Post", 3, 0)


def test_the_longest_row_of_sentences_that_the_other_does_not_have(harbour: wb.Corpus) -> None:
    found = of_kind(harbour, "nothing like it")[0]
    words = " ".join(harbour.passage(at).words for at in split_cell(found["evidence"]))
    assert found["count_a"] >= 3
    assert "four carpenters who drowned" in words
    assert "in the other article" in found["sentence"]


def test_what_few_things_decide_is_too_close_to_call_and_comes_last(harbour: wb.Corpus) -> None:
    sentences = list(wb.findings(harbour)["sentence"])
    close = [sentence.endswith(CLOSE) for sentence in sentences]
    assert any(close)
    assert close == sorted(close)


def test_each_kind_has_its_best_first_and_no_more_than_a_few(alaska: wb.Corpus) -> None:
    for corpus in (alaska, wb.load(wb.lesson.PRACTICE)):
        found = wb.findings(corpus)
        assert found["kind"].value_counts().max() <= MOST_OF_A_KIND
        assert set(found["kind"]) <= set(KINDS_OF_FINDING)


def test_the_default_corpus_begins_with_what_matters_most(alaska: wb.Corpus) -> None:
    words, speaker, silent = records(wb.findings(alaska).head(3))
    assert "I’ll receive some criticism" in words["sentence"]
    assert "I will get a little heat" in words["sentence"]
    assert speaker["standing"] == TO_CHECK
    assert "revitalizing pragmatic relations" in speaker["sentence"]
    assert "Donald J. Trump’s in" in speaker["sentence"]
    assert "Vladimir Putin’s in" in speaker["sentence"]
    assert silent["sentence"].startswith("Volodymyr Zelensky: 5 quotations in full")
    assert silent["sentence"].endswith("one bare mention in Antiwar.com.")


def test_all_evidence_is_words_and_what_is_to_check_says_so(alaska: wb.Corpus, harbour: wb.Corpus) -> None:
    for corpus in (alaska, harbour, wb.load(wb.lesson.PRACTICE)):
        for row in records(wb.findings(corpus)):
            assert all(corpus.passage(address).words for address in split_cell(row["evidence"]))
            assert (row["standing"] == TO_CHECK) == row["sentence"].startswith("To check")


def test_each_kind_has_its_section_in_the_report() -> None:
    assert set(SECTION_OF) == set(KINDS_OF_FINDING)


def test_a_caller_may_change_the_frame_that_is_given(alaska: wb.Corpus) -> None:
    given = wb.findings(alaska)
    given["sentence"] = ""
    assert wb.findings(alaska)["sentence"].str.len().gt(0).all()


def test_one_article_and_none_that_speaks(tmp_path: Path, alaska: wb.Corpus) -> None:
    alone = wb.findings(alaska.where(outlet="Antiwar.com"))
    assert set(alone["kind"]) <= {"quoted most", "between marks", "verbs"}
    (tmp_path / "a.txt").write_text("Rain fell on the town for three days and the river rose.\n", encoding="utf-8")
    assert list(wb.findings(wb.load(tmp_path))["sentence"]) == ["Nothing stands between quotation marks."]


def test_counts_of_a_share_are_those_of_its_ends(alaska: wb.Corpus) -> None:
    (found,) = of_kind(alaska, "how much is alone")
    for side in "ab":
        label, sentence = str(found[f"outlet_{side}"]), str(found["sentence"])
        match = re.search(rf"(\d+) of \d+ in {re.escape(label)}", sentence)
        assert match
        assert int(match[1]) == found[f"count_{side}"]
