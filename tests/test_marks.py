"""Quotation marks: what is found in the ways outlets type them, what is not, and what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.parse.marks import SIGN, Marked, marked
from workbench.parse.text import paragraphs


def words(text: str) -> list[str]:
    return [text[m.start : m.end] for m in marked(text)]


FOUND = [
    # double marks of every shape
    ('"We won," he said. "We won big."', ["We won,", "We won big."]),
    ("“We won,” he said. “We won big.”", ["We won,", "We won big."]),
    ("''We won,'' he said. ``We won big.''", ["We won,", "We won big."]),
    ("‘‘We won,’’ he said.", ["We won,"]),
    ("„Wir haben gewonnen“, sagte er. „Ja.”", ["Wir haben gewonnen", "Ja."]),
    ("« Oui », dit-il. «Non», dit-elle.", ["Oui", "Non"]),
    ("«\u202fOui\u202f», dit-il.", ["Oui"]),
    ("»Ja«, sagte er. »Nein.«", ["Ja", "Nein."]),
    ("”We won,” he said. “We won big.“", ["We won,", "We won big."]),
    ('“We won," he said. "We won big.”', ["We won,", "We won big."]),
    ('""We won,"" he said.', ["We won,"]),
    # marks glued to something else
    ('a "deal"(so called), a ("pact"), a—"truce"—again', ["deal", "pact", "truce"]),
    ("He said:“We won.”Then he left.", ["We won."]),
    ('"...and then he left," she said', ["...and then he left,"]),
    ('He said "We won."Next day he left.', ["We won."]),
    ("a “so-called”-deal", ["so-called"]),
    ('the "deal"/"pact" question', ["deal", "pact"]),
    ("“ We won, ” he said.", ["We won,"]),
    # single marks as the outlet's own
    ("'Jail!' crowd shouts at rally", ["Jail!"]),
    ("‘We won,’ he said. ‘We won big.’", ["We won,", "We won big."]),
    ("Senator calls deal 'a disgrace'", ["a disgrace"]),
    ("She called it ‘great’; he called it ’bad’, and left.", ["great", "bad"]),
    ("‘the workers’ rights,’ he said", ["the workers’ rights,"]),
    ("'The bosses' money,' he said", ["The bosses' money,"]),
    ("the ‘dreamers’ in Texas", ["dreamers"]),
    ("the ‘dreamers’, ‘doers’ and ‘fixers’ of Texas", ["dreamers", "doers", "fixers"]),
    ("‘We ain’t goin’ home,’ he said", ["We ain’t goin’ home,"]),
    ("‘I was—’ he said", ["I was—"]),
    ("‘We told ’em in the ’90s,’ he said", ["We told ’em in the ’90s,"]),
    ("‘Cause of death’ is blank", ["Cause of death"]),
    ("'20% of us' is wrong, 'T-shirt' too", ["20% of us", "T-shirt"]),
    ("He said ‘yes.’Then he left.", ["yes."]),
    # nested
    ("“He said ‘no,’ and left,” she said.", ["He said ‘no,’ and left,", "no,"]),
    ("\"'No,' he said,\" she said. \"He said 'no.'\"", ["'No,' he said,", "No,", "He said 'no.'", "no."]),
    ("''It was 'Fox and Friends,''' he said.", ["It was 'Fox and Friends,'", "Fox and Friends,"]),
    ("‘He called it “great” news,’ she said", ["He called it “great” news,", "great"]),
    ("“Il a dit « non » hier,” he said", ["Il a dit « non » hier,", "non"]),
    ("“the ‘workers’” rights", ["the ‘workers’", "workers"]),
    # what is not closed
    ("“We won. He left.", ["We won. He left."]),
    ("“We won. \n\nHe left.”", ["We won."]),
    ("‘We won.\n‘We lost,’ he said.", ["We won.", "We lost,"]),
    ("“He said, ‘We won.\n\nNothing", ["He said, ‘We won.", "We won."]),
    # feet and inches
    ('"I am 6\'2" and proud," he said.', ["I am 6'2\" and proud,"]),
    ('"It has a 5" gun," he said.', ['It has a 5" gun,']),
    ('"Only 5" of us, he said. "Never."', ["Only 5", "Never."]),
]

NOTHING = [
    "",
    '"',
    '""',
    "“ ”",
    "Rock ’n’ roll, rock 'n' roll",
    "the ’90s, the '90s, the ‘90s, the class of ’08",
    "’Tis true. ‘Tis true. 'Twas ever so.",
    "Get ’em. Get 'em. Get ‘em all.",
    "the workers’ rights and the bosses’ fears",
    "Goin’ home, takin’ time",
    "O’Rourke, don't, Hawai‘i, Qur’an, l’État",
    "He is 6'2\" tall; a 5\" gun and a 6' man.",
    "He do n't know ; it 's true",
    "'the wall is high and nothing closes it",
    'He left.” She stayed."',
]


@pytest.mark.parametrize(("text", "inside"), FOUND)
def test_the_words_between_marks_are_found(text: str, inside: list[str]) -> None:
    assert words(text) == inside


@pytest.mark.parametrize("text", NOTHING)
def test_apostrophes_inches_and_lone_closing_marks_open_nothing(text: str) -> None:
    assert words(text) == []


def test_a_quotation_over_three_paragraphs_is_one_open_two_open_again_and_the_last_closed() -> None:
    text = "He said:\n“We came.\n\n“We saw.\n  \n“We won.”\n\n“No,” she said."
    assert [(m.ending, m.continues) for m in marked(text)] == [
        ("continued", False),
        ("continued", True),
        ("closed", True),
        ("closed", False),
    ]


def test_a_paragraph_between_two_open_ones_breaks_the_speech() -> None:
    assert [m.continues for m in marked("“We came.\nHe paused.\n“We won.”")] == [False, False]


def test_a_quotation_inside_another_is_continued_with_it() -> None:
    found = marked("“‘We came.\n“‘We won,’ he wrote,” she said.")
    assert [(m.depth, m.mark, m.ending, m.continues) for m in found] == [
        (0, "double", "continued", False),
        (1, "single", "continued", False),
        (0, "double", "closed", True),
        (1, "single", "closed", True),
    ]


def test_an_open_mark_in_mid_paragraph_is_not_what_the_next_paragraph_continues_in_mid_paragraph() -> None:
    assert [m.continues for m in marked("“We came.\nHe said “We won.”")] == [False, False]


# Texts dense in marks, so that a few characters reach the odd cases.
texts = st.text(st.sampled_from(list("\"“”„«»‹›'‘’‚`aZs5 .,:\n\u2028\t(—"))) | st.text()


def inside(inner: Marked, outer: Marked) -> bool:
    return outer.start <= inner.outer_start and inner.outer_end <= outer.end


@given(texts)
def test_marked_stretches_are_in_order_in_bounds_trimmed_and_never_empty(text: str) -> None:
    found = marked(text)
    assert [m.outer_start for m in found] == sorted(m.outer_start for m in found)
    for m in found:
        assert 0 <= m.outer_start < m.start < m.end <= m.outer_end <= len(text)
        assert text[m.start : m.end] == text[m.start : m.end].strip()


@given(texts)
def test_every_stretch_begins_with_one_opening_mark_and_ends_with_one_or_with_its_paragraph(text: str) -> None:
    stops = {end for _, end in paragraphs(text)}
    for m in marked(text):
        assert SIGN.fullmatch(text[m.outer_start : m.start].strip())
        assert m.mark in ("double", "single")
        if m.ending == "closed":
            assert SIGN.fullmatch(text[m.end : m.outer_end].strip())
        else:
            assert m.ending == "continued"
            assert m.end == m.outer_end
            assert m.end in stops


@given(texts)
def test_every_stretch_lies_inside_one_paragraph(text: str) -> None:
    for m in marked(text):
        assert any(a <= m.outer_start and m.outer_end <= b for a, b in paragraphs(text))


@given(texts)
def test_stretches_of_one_depth_do_not_overlap_and_deeper_ones_lie_inside_one_of_the_depth_above(text: str) -> None:
    found = marked(text)
    for depth in {m.depth for m in found}:
        level = [m for m in found if m.depth == depth]
        assert all(a.outer_end <= b.outer_start for a, b in pairwise(level))
    for m in found:
        if m.depth:
            assert any(inside(m, outer) for outer in found if outer.depth == m.depth - 1)


@given(texts)
def test_a_paragraph_is_read_the_same_alone_as_in_company_but_for_what_it_continues(text: str) -> None:
    alone = [
        Marked(m.start + a, m.end + a, m.outer_start + a, m.outer_end + a, *m[4:7], False)
        for a, b in paragraphs(text)
        for m in marked(text[a:b])
    ]
    assert [m._replace(continues=False) for m in marked(text)] == alone


@given(texts)
def test_what_continues_comes_right_after_a_paragraph_that_left_the_same_marks_open(text: str) -> None:
    spans = paragraphs(text)
    found = marked(text)
    for m in (m for m in found if m.continues):
        here = next(i for i, (a, b) in enumerate(spans) if a <= m.outer_start < b)
        before = [was for was in found if was.ending == "continued" and was.end == spans[here - 1][1]]
        assert any(was.mark == m.mark and was.depth == m.depth for was in before)
