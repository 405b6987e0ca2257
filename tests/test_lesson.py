"""Guesses before charts, answers graded against a key or against what is computed, hints that point to the passage."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench as wb
from tests.conftest import ROOT
from workbench.compare.answers import NOT, PARTLY, RIGHT, UNCLEAR, find_words, grade, where_said
from workbench.compare.questions import PLANTED, QUESTIONS, computed_key
from workbench.loaders.beside import AnswerKeyError
from workbench.show.explore import predict as guesses

NORTH = """---
outlet: North Daily
---
Council closes the library

The council closed the library on Monday. “We will open a smaller one,” Ana Lee said. It has “modern” rooms.

The roof had leaked since May, an engineer wrote.

The rain came in through two holes, and nobody had mended them before the winter.
"""
SOUTH = """---
outlet: South Post
---
Rain came in through the roof of the library

The roof had leaked since May, an engineer wrote. The council closed the library on Monday.

“We will open a smaller library,” Bo Kim said. “Books are no luxury.”
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("town")
    (path / "north.txt").write_text(NORTH, encoding="utf-8")
    (path / "south.txt").write_text(SOUTH, encoding="utf-8")
    (path / "answer_key.csv").write_text(
        "kind,outlet,words,hint,note\n"
        "altered,North Daily,We will open a smaller one,Which word is another?,mine\n"
        "altered,South Post,We will open a smaller library,,\n"
        "loaded,North Daily,modern,,\n"
        "copy,South Post,,Read both.,\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def town(folder: Path) -> wb.Corpus:
    return wb.load(folder)


@pytest.fixture(scope="module")
def key(town: wb.Corpus, folder: Path) -> pd.DataFrame:
    return wb.lesson.key(town, folder)


@pytest.fixture(autouse=True)
def no_guesses() -> Iterator[None]:
    guesses._GUESSES.clear()
    yield
    guesses._GUESSES.clear()


# ---- the answer key --------------------------------------------------------------------------------------------------


def test_a_key_of_kind_outlet_and_words_gets_its_addresses(town: wb.Corpus, key: pd.DataFrame) -> None:
    assert list(key["kind"]) == ["altered", "altered", "loaded", "copy"]
    for row in key.head(3).itertuples():
        assert town.passage(str(row.address)).words == row.text
    assert key["address"].iloc[3] == key["article_id"].iloc[3]


def test_a_corpus_without_a_key_has_an_empty_one(alaska: wb.Corpus, tmp_path: Path) -> None:
    assert wb.lesson.key(alaska, tmp_path).empty


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "kind,outlet,words\naltered,East News,Books\n",
            "no outlet is called 'East News'; there are North Daily, South Post",
        ),
        ("kind,outlet,words\naltered,South Post,Books are cheap\n", "stands 0 times in South Post, not once"),
        ("kind,outlet,words\naltered,North Daily,the\n", "times in North Daily, not once"),
        ("kind,address\naltered,nowhere-00000000:1-2\n", "no article nowhere-00000000"),
        ("kind,outlet,words\n,South Post,Books\n", "line 2: has no kind"),
        ("kind,outlet,words\naltered,,Books\n", "line 2: says no place"),
        ("kind,words\naltered,Books\n", "has no column 'address', and no 'outlet'"),
        ("outlet,words\nSouth Post,Books\n", "has no column 'kind'"),
        ("kind,outlet,words\naltered,South Post,Books, cheap\n", "too many fields"),
    ],
)
def test_a_line_that_leads_nowhere_says_where_and_what_to_do(
    town: wb.Corpus, tmp_path: Path, lines: str, expected: str
) -> None:
    (tmp_path / "answer_key.csv").write_text(lines, encoding="utf-8")
    with pytest.raises(AnswerKeyError, match=r"answer_key\.csv") as raised:
        wb.lesson.key(town, tmp_path)
    assert expected in str(raised.value)


def test_all_problems_of_a_key_are_told_at_once(town: wb.Corpus, tmp_path: Path) -> None:
    (tmp_path / "answer_key.csv").write_text(
        "kind,outlet,words\na,East,x\n,South Post,y\nb,South Post,zzz\n", encoding="utf-8"
    )
    with pytest.raises(AnswerKeyError) as raised:
        wb.lesson.key(town, tmp_path)
    assert [p.where for p in raised.value.problems] == [
        "answer_key.csv line 3",
        "answer_key.csv line 2",
        "answer_key.csv line 4",
    ]


def test_words_that_are_not_at_the_address_are_a_problem(town: wb.Corpus, key: pd.DataFrame, tmp_path: Path) -> None:
    with (tmp_path / "answer_key.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [["kind", "address", "words"], ["altered", key["address"].iloc[0], "quite other words"]]
        )
    with pytest.raises(AnswerKeyError, match="not 'quite other words'"):
        wb.lesson.key(town, tmp_path)


def test_a_key_fits_the_blind_corpus_too(town: wb.Corpus, key: pd.DataFrame, folder: Path) -> None:
    hidden = wb.lesson.key(wb.blind(town), folder)
    assert list(hidden["text"]) == list(key["text"])
    assert set(hidden["outlet_label"]) == {"Outlet X", "Outlet Y"}
    assert (
        grade(wb.blind(town), hidden, "loaded", key["address"].iloc[2]).verdict == RIGHT
    )  # seen before the names were hidden


# ---- what an answer means --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("we will open a smaller one", ["We will open a smaller one"]),
        ("“We will open a smaller one,” ana lee said.", ["We will open a smaller one,” Ana Lee said"]),
        ("The council   closed the library", ["The council closed the library"] * 2),
        ("South Post: the council closed the library", ["The council closed the library"]),
        ("the council closed the museum", []),
        ("council close", []),
        ("", []),
        ("…", []),
    ],
)
def test_words_mean_the_places_where_they_stand(town: wb.Corpus, answer: str, said: list[str]) -> None:
    assert [town.passage(p.at).words for p in where_said(town, answer)] == said


def test_an_address_may_stand_in_a_copied_citation(town: wb.Corpus, key: pd.DataFrame) -> None:
    passage = town.passage(key["address"].iloc[0])
    assert [p.at for p in where_said(town, passage.citation)] == [passage.address]


@given(st.text(alphabet="ab’“” .,-", max_size=30), st.text(alphabet="ab’“” .,-", max_size=12))
def test_what_is_found_has_the_same_words(text: str, words: str) -> None:
    for start, end in find_words(text, words):
        assert next(find_words(text[start:end], words)) == (0, end - start)


# ---- grading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case",
    [
        ("altered", "We will open a smaller one", RIGHT, 1),
        ("altered", "“We will open a smaller one,” Ana Lee said.", RIGHT, 1),  # to the end of its sentence
        ("altered", "We will open a smaller one\nWe will open a smaller library", RIGHT, 2),
        ("altered", "We will open a smaller one\nBooks are no luxury", PARTLY, 1),
        ("altered", "will open a smaller one", RIGHT, 1),  # five of six words
        ("altered", "a smaller one", PARTLY, 0),  # three of six
        (
            "altered",
            "the library on Monday. “We will open a smaller one,” Ana Lee said",
            PARTLY,
            0,
        ),  # longer than its sentence
        ("altered", "Books are no luxury", NOT, 0),
        ("altered", "The council closed the library", NOT, 0),
        ("altered", "modern", NOT, 0),  # something else is planted there
        ("altered", "no such words", NOT, 0),
        ("altered", "nowhere-00000000:1-2", NOT, 0),
        ("loaded", "modern", RIGHT, 1),
        ("loaded", "It has “modern” rooms.", RIGHT, 1),
        ("copy", "South Post: books are no luxury", RIGHT, 1),  # any passage names its article
        ("altered", "", "", 0),
    ],
)
def test_answers_are_graded(town: wb.Corpus, key: pd.DataFrame, case: tuple[str, str, str, int]) -> None:
    question, answer, verdict, found = case
    done = grade(town, key, question, answer)
    assert (done.verdict, done.found) == (verdict, found)
    assert done.missing == done.there - done.found


def test_words_that_stand_in_several_places_ask_which(town: wb.Corpus, key: pd.DataFrame) -> None:
    rows = key.assign(address=[str(p.at) for p in where_said(town, "North Daily: council closed")] * 4).head(1)
    done = grade(town, rows, "altered", "council closed")
    assert done.verdict == UNCLEAR
    assert "North Daily and South Post" in str(done)
    assert grade(town, rows, "altered", "North Daily: council closed").verdict == RIGHT


def test_something_planted_as_another_kind_is_told(town: wb.Corpus, key: pd.DataFrame) -> None:
    assert "of another kind" in str(grade(town, key, "altered", "modern"))


def test_a_share_of_the_words_is_told(town: wb.Corpus, key: pd.DataFrame) -> None:
    assert "3 of the 6 words" in str(grade(town, key, "altered", "a smaller one"))


def test_an_unknown_kind_lists_the_kinds(town: wb.Corpus, key: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="there are altered, loaded, copy"):
        grade(town, key, "spliced", "x")


@pytest.mark.parametrize("hint", [-1, 3, True + True + True])
def test_an_unknown_hint_lists_the_hints(town: wb.Corpus, key: pd.DataFrame, hint: int) -> None:
    with pytest.raises(ValueError, match="where to look"):
        grade(town, key, "altered", "", hint=hint)


def test_hints_lead_to_the_next_thing_that_is_missing(town: wb.Corpus, key: pd.DataFrame) -> None:
    first = grade(town, key, "altered", "", hint=1)
    assert "North Daily, paragraph 2. Which word is another?" in first.hint
    assert "smaller" not in str(first)
    assert first.shown is None
    second = grade(town, key, "altered", "We will open a smaller one", hint=2)
    assert second.shown is not None
    assert second.shown.words == "We will open a smaller library"
    done = grade(town, key, "altered", "We will open a smaller one\nWe will open a smaller library", hint=2)
    assert done.complete
    assert done.hint == ""


def test_every_address_of_a_key_is_a_right_answer_to_its_kind(town: wb.Corpus, key: pd.DataFrame) -> None:
    for kind, rows in key.groupby("kind"):
        assert grade(town, key, str(kind), list(rows["address"])).complete


@given(start=st.integers(0, 400), length=st.integers(1, 200))
def test_no_answer_finds_more_than_there_is(start: int, length: int, town: wb.Corpus, key: pd.DataFrame) -> None:
    article = town.articles["article_id"].iloc[0]
    end = min(start + length, len(town.articles["text"].iloc[0]))
    done = grade(town, key, "altered", f"{article}:{min(start, end)}-{end}")
    assert done.found + done.missing == done.there == 2
    assert (done.verdict == RIGHT) == (done.found > 0)


# ---- questions that are computed -------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_computed_answer_is_graded_as_right(question: str, alaska: wb.Corpus) -> None:
    rows = computed_key(alaska, question)
    assert len(rows), f"the default corpus has no {question}: the notebook's exercise would have no answer"
    for row in rows.head(12).itertuples():
        answer = str(row.text) if pd.isna(row.address) else str(row.address)
        done = wb.lesson.check(alaska, question, answer, key=rows.head(0))
        assert (done.verdict, done.missing) == (RIGHT, 0), (row.outlet_label, row.text)


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_article_alone_has_no_answer_to_what_takes_two(question: str, town: wb.Corpus, tmp_path: Path) -> None:
    one = town.where(outlet="South Post")
    done = wb.lesson.check(one, question, "Books", key=tmp_path)
    takes_two = {"quoted twice", "worded differently", "only one tells", "told late", "named, not heard"}
    assert question not in takes_two or (done.there == 0 and "finds no such place" in str(done))


def test_a_computed_question_says_that_its_rules_err(alaska: wb.Corpus) -> None:
    assert "rules err" in str(wb.lesson.check(alaska, "one word", "summit"))
    assert "rules err" not in str(wb.lesson.check(alaska, "one word", "friendly"))


def test_without_a_key_it_says_how_to_make_one(alaska: wb.Corpus) -> None:
    done = wb.lesson.check(alaska, "spliced", "any words")
    assert done.verdict == ""
    assert "kind, outlet and words are enough" in str(done)
    with pytest.raises(ValueError, match="one word"):
        wb.lesson.check(alaska, "no such question", "x")


def test_what_is_shown_of_an_answer_is_escaped(town: wb.Corpus, key: pd.DataFrame) -> None:
    shown = wb.lesson.check(town, "altered", "<script>alert(1)</script>", key=key)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


# ---- the practice corpus ---------------------------------------------------------------------------------------------


def test_every_thing_planted_can_be_found_and_graded() -> None:
    pytest.importorskip("trafilatura", reason="one of the articles is a web page")
    corpus = wb.load(wb.lesson.PRACTICE)
    rows = wb.lesson.key(corpus, wb.lesson.PRACTICE)
    assert set(rows["kind"]) == set(PLANTED)
    for kind, own in rows.groupby("kind"):
        answers = [f"{r.outlet_label}: {r.text}" if pd.isna(r.address) else r.address for r in own.itertuples()]
        assert grade(corpus, rows, str(kind), answers).complete, kind
        assert grade(corpus, rows, str(kind), "", hint=1).hint


# ---- exercises and hunts ---------------------------------------------------------------------------------------------


def test_an_exercise_keeps_what_was_found_and_gives_hints(town: wb.Corpus, key: pd.DataFrame) -> None:
    asked = wb.lesson.exercise(town, "altered", key=key)
    asked.field.value = "We will open a smaller one"
    asked.check.click()
    assert "Right:" in asked.told.value
    assert "1 of 2 found." in asked.told.value
    asked.hint.click()
    assert "look in South Post, paragraph 3" in asked.told.value
    assert "<mark>" not in asked.told.value
    asked.hint.click()
    assert "<mark>We will open a smaller library</mark>" in asked.told.value
    asked.answer("South Post: we will open a smaller library")
    assert asked.grade.complete
    asked.answer("  ")
    assert "first" in asked.told.value


def test_an_exercise_without_an_answer_says_so(town: wb.Corpus, tmp_path: Path) -> None:
    asked = wb.lesson.exercise(town.where(outlet="South Post"), "quoted twice", key=tmp_path)
    assert asked.check.disabled
    assert "finds no such place" in asked.told.value


def test_a_hunt_takes_words_chosen_in_the_articles_and_counts(town: wb.Corpus, key: pd.DataFrame) -> None:
    hunt = wb.lesson.hunt(town, key)
    assert hunt.kind.value == "loaded"  # what there is least of comes first
    hunt.kind.value = "altered"
    hunt.reading.views["text"].choose(key["address"].iloc[0])
    assert hunt.exercise.field.value == key["address"].iloc[0]
    hunt.exercise.check.click()
    hunt.kind.value = "loaded"
    hunt.exercise.answer("modern")
    assert "Found so far: 2 of 4 things (loaded 1, altered 1)." in hunt.score.value


def test_a_hunt_without_a_key_says_how_to_make_one(alaska: wb.Corpus) -> None:
    assert "answer_key.csv" in wb.lesson.hunt(alaska).views["told"].value


def test_solutions_are_the_rows_of_the_key_folded_for_all_but_the_teacher(town: wb.Corpus, key: pd.DataFrame) -> None:
    folded = wb.lesson.solution(town, "altered", key=key, note="Expect <b>much</b>.\n\nAnd\nmore.")
    assert folded.selected_index is None
    note, answers = folded.children[0].children
    assert "<p>Expect &lt;b&gt;much&lt;/b&gt;.</p><p>And more.</p>" in note.value
    head, passages = answers.children
    assert "2 answers" in head.value
    assert passages.html.count("<mark") == 2
    whole = wb.lesson.solution(town, key=key, mode="teacher")
    assert whole.selected_index == 0
    assert "modern" in whole.children[0].children[0].value


# ---- predict first ---------------------------------------------------------------------------------------------------


def test_nothing_is_computed_or_shown_before_the_guess() -> None:
    def never() -> Any:
        raise AssertionError("asked too early")

    asked = wb.lesson.predict("How many?", "number", truth=never, reveal=never)
    waiting = asked.then(never)
    asked.show.click()
    asked.take("  ")
    assert (asked.guess, asked.truth, asked.right) == (None, None, None)
    assert "after your guess" in waiting.children[0].value
    assert asked.show.disabled


def test_a_guess_stands_beside_the_truth_and_opens_what_waits() -> None:
    asked = wb.lesson.predict("How many?", "number", truth=lambda: 5, reveal=lambda: pd.DataFrame({"a<b": [1]}))
    waiting = asked.then(lambda: "the chart")
    asked.field.value = "3"
    assert not asked.show.disabled
    asked.show.click()
    assert (asked.guess, asked.truth, asked.right, asked.told) == (3, 5, False, "You said 3. It is 5.")
    assert "a&lt;b" in asked.below.children[0].value
    assert "the chart" in waiting.children[0].value
    assert "the chart, later" in asked.then(lambda: "the chart, later").children[0].value


@pytest.mark.parametrize(
    ("choices", "guess", "truth", "right", "told"),
    [
        (["A", "B"], "A", "A", True, "You said A. Right: it is A."),
        (["A", "B"], "A", ["A", "B"], True, "You said A. Right: it is A or B."),
        (["A", "B"], "B", ["A"], False, "You said B. It is A."),
        ("number", "7 %", 7.4, True, "You said 7. Right: it is 7.4."),
        ("number", "7.0", 7.4, True, "You said 7. Right: it is 7.4."),
        ("number", "7.1", 7.4, False, "You said 7.1. It is 7.4."),
        ("number", "1,200", 1200, True, "You said 1,200. Right: it is 1,200."),
        ("number", "0", 0, True, "You said 0. Right: it is 0."),
        ("words", "lee", ["Ana Lee", "Bo Kim"], True, "You said lee. Right: it is Ana Lee or Bo Kim."),
        ("words", "le", ["Ana Lee"], False, "You said le. It is Ana Lee."),
        ("words", "x", list("abcdefghij"), False, "You said x. It is one of 10: a, b, c, d, e, f, g, h …."),
        (["A"], "A", None, None, "You said A. This corpus has no answer to that."),
        (["A"], "A", [], None, "You said A. This corpus has no answer to that."),
        ("number", "3", float("nan"), None, "You said 3. This corpus has no answer to that."),
        ("words", "x", pd.Series([], dtype="str"), None, "You said x. This corpus has no answer to that."),
    ],
)
def test_guesses_of_every_kind(choices: Any, guess: str, truth: Any, right: bool | None, told: str) -> None:
    asked = wb.lesson.predict("What?", choices, truth=truth)
    asked.take(guess)
    assert (asked.right, asked.told) == (right, told)


@pytest.mark.parametrize("given", ["many", "3 or 4", "-", "1.2.3"])
def test_what_is_no_number_is_told_and_nothing_shown(given: str) -> None:
    asked = wb.lesson.predict("How many?", "number", truth=lambda: 1 / 0)
    asked.take(given)
    assert asked.guess is None
    assert "write digits" in asked.line.value


def test_a_guess_survives_running_the_page_again_until_it_is_made_anew() -> None:
    make: Callable[[], Any] = lambda: wb.lesson.predict("Which?", ["A", "B"], truth="A")  # noqa: E731
    make().take("B")
    again = make()
    assert (again.guess, again.right) == ("B", False)
    again.again.click()
    assert (again.guess, again.told, again.field.value) == (None, "No guess yet: the question stands above.", None)
    assert make().guess is None


def test_a_guess_that_is_no_choice_any_more_is_asked_anew() -> None:
    wb.lesson.predict("Which?", ["A", "B"], truth="A").take("B")
    assert wb.lesson.predict("Which?", ["A", "C"], truth="A").guess is None


def test_a_teacher_sees_the_truth_at_once() -> None:
    asked = wb.lesson.predict("Which?", ["A", "B"], truth="A", reveal=lambda: "why", mode="teacher")
    assert (asked.guess, asked.told) == (None, "It is A.")
    assert "why" in asked.below.children[0].value


def test_a_truth_that_cannot_be_had_is_told() -> None:
    def truth() -> Any:
        raise ValueError("no article <here>")

    asked = wb.lesson.predict("Which?", ["A"], truth=truth)
    asked.take("A")
    assert "no article &lt;here&gt;" in asked.line.value


@pytest.mark.parametrize("wrong", ["numbers", "pupil"])
def test_an_unknown_form_or_mode_lists_the_known_ones(wrong: str) -> None:
    with pytest.raises(ValueError, match="number"):
        wb.lesson.predict("Which?", wrong, truth=1)
    with pytest.raises(ValueError, match="student, teacher"):
        wb.lesson.predict("Which?", "number", truth=1, mode=wrong)


def test_what_is_printed_appears_too() -> None:
    asked = wb.lesson.predict("Which?", ["A"], truth="A")
    box = asked.then(lambda: print("one\ntwo"))
    asked.take("A")
    assert "one\ntwo" in box.children[0].value


def test_the_default_key_is_that_of_the_default_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_CORPUS", str(ROOT / "data" / "alaska-summit"))
    assert wb.lesson.key(wb.load()).empty
