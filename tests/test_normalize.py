"""What cleaning promises for every text, as laws."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.parse.normalize import normalize
from workbench.parse.rules import RULES
from workbench.parse.text import count_words, paragraphs

# Lines that rules look for, so that the laws are tried where rules fire, with odd spacing and line ends between them.
FRAGMENTS = st.sampled_from(
    [
        "Ministers meet again",
        "By Ada Lopez",
        "- James Smith",
        "- 0",
        "Posted on",
        "March 3, 2025",
        "12 Comments",
        "5 min read",
        "Advertisement",
        "Sign up for our newsletter today",
        "Facebook | Twitter",
        "Related: another story",
        "© 2025 Example. All rights reserved",
        "Follow Ada on Twitter @ada",
        "Join the Discussion!",
        "Please see our comment policy.",
        "Ada Lopez is the editor of Example.org.",
        "(Reporting by Ada Lopez)",
        "The ministers of the two countries met for the third time this month, and they parted again without a deal.",
        "“We won,” he said. “We",
        "It was late.”]} }}",
        "---\ntitle: x\n---\n",
        "a line that is just as long as the lines of a wrapped text\nare",
        "👩\u200d🚀",
    ]
)
SPACES = st.text(st.sampled_from(" \t\n\r\xa0\u200b\ufeff\u2028\x0c\x1c\x85"), max_size=4)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(FRAGMENTS, SPACES, st.just("\n"), st.just("\n\n"), st.text(max_size=8)), max_size=25).map(
        "".join
    ),
)
KEPT = st.sets(st.sampled_from(sorted(RULES)), max_size=4)


@given(TEXTS, KEPT)
def test_cleaning_twice_is_cleaning_once(raw: str, keep: set[str]) -> None:
    text = normalize(raw, keep=keep).text
    assert normalize(text, keep=keep).text == text


@given(TEXTS, KEPT)
def test_applying_the_edits_to_the_raw_text_gives_the_clean_text(raw: str, keep: set[str]) -> None:
    cleaned = normalize(raw, keep=keep)
    text, at = "", 0
    for edit in cleaned.edits:
        assert raw[edit.raw_start : edit.raw_end] == edit.before
        text += raw[at : edit.raw_start] + edit.after
        at = edit.raw_end
    assert text + raw[at:] == cleaned.text


@given(TEXTS)
def test_outside_edits_every_character_is_its_own_origin(raw: str) -> None:
    cleaned = normalize(raw)
    edited = {(e.raw_start, e.raw_end) for e in cleaned.edits}
    for i, character in enumerate(cleaned.text):
        span = cleaned.raw_span(i, i + 1)
        assert span in edited or raw[slice(*span)] == character


@given(TEXTS)
def test_edits_are_in_order_and_do_not_overlap(raw: str) -> None:
    edits = normalize(raw).edits
    assert all(e.raw_start < e.raw_end for e in edits)
    assert all(a.raw_end <= b.raw_start for a, b in pairwise(edits))


@given(TEXTS)
def test_with_every_rule_switched_off_nothing_changes(raw: str) -> None:
    assert normalize(raw, keep=set(RULES)).text == raw


@given(TEXTS)
def test_clean_text_has_one_paragraph_a_line_and_no_space_at_either_end(raw: str) -> None:
    text = normalize(raw).text
    assert text == text.strip()
    assert [text[slice(*span)] for span in paragraphs(text)] == (text.split("\n") if text else [])


@given(TEXTS, KEPT)
def test_a_rule_that_is_switched_off_makes_no_edit(raw: str, keep: set[str]) -> None:
    assert not keep & {e.rule for e in normalize(raw, keep=keep).edits}


@given(TEXTS, KEPT)
def test_rules_of_spacing_remove_no_words(raw: str, keep: set[str]) -> None:
    """What removes a line has its reason, whatever is kept beside it: spacing never takes the words over."""
    for edit in normalize(raw, keep=keep).edits:
        if RULES[edit.rule].kind == "spacing":
            assert count_words(edit.before) <= count_words(edit.after)


@given(TEXTS, st.data())
def test_the_origin_of_a_stretch_spans_the_origins_of_its_characters(raw: str, data: st.DataObject) -> None:
    cleaned = normalize(raw)
    if cleaned.text:
        start = data.draw(st.integers(0, len(cleaned.text) - 1))
        end = data.draw(st.integers(start + 1, len(cleaned.text)))
        assert cleaned.raw_span(start, end) == (
            cleaned.raw_span(start, start + 1)[0],
            cleaned.raw_span(end - 1, end)[1],
        )


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 2), (3, 2), (0, 99)])
def test_a_stretch_that_is_not_there_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is not a stretch"):
        normalize("Some words").raw_span(start, end)
