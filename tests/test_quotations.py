"""Quotations: spans, kinds, speakers, cues; tables of near misses, and laws that hold for any text."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.parse.marks import marked
from workbench.parse.people import find_participants
from workbench.parse.quotations import Quotation, cues, find_all, find_quotations, tagger
from workbench.parse.quotations.find import is_title
from workbench.parse.quotations.overruled import DENIED
from workbench.parse.quotations.sources import source_kind
from workbench.parse.quotations.speakers import resolve
from workbench.parse.quotations.tokens import fold_quotations, word_classes
from workbench.parse.sentences import sentences

KINDS = {"direct", "fragment", "scare", "title", "indirect", "mixed"}


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None


def only(text: str, kind: str) -> list[tuple[str, str | None, str | None]]:
    """Content, speaker and cue of the quotations of one kind."""
    rows = [q for q in find_quotations(text) if q.kind == kind]
    return [(text[q.start : q.end], words(text, q.speaker), words(text, q.cue)) for q in rows]


DIRECT = {
    "before": ("Ms. Ames said, “We will not wait for them.”", "We will not wait for them.", "Ms. Ames", "said"),
    "after": ("“We will not wait for them,” Ms. Ames said.", "We will not wait for them,", "Ms. Ames", "said"),
    "inverted": (
        "“We will not wait for them,” said Dora Ames, a senator.", "We will not wait for them,", "Dora Ames", "said",
    ),
    "pronoun": ("“We will not wait for them,” she told reporters.", "We will not wait for them,", "she", "told"),
    "question": ("“Will you really wait for them?” Ms. Ames asked.", "Will you really wait for them?", "Ms. Ames", "asked"),
    "straight": ('"We will not wait for them," he wrote.', "We will not wait for them,", "he", "wrote"),
    "typewriter": ("''We will not wait for them,'' he added.", "We will not wait for them,", "he", "added"),
    "short": ("“Nonsense,” Ms. Ames replied.", "Nonsense,", "Ms. Ames", "replied"),
}  # fmt: skip


@pytest.mark.parametrize("case", DIRECT.values(), ids=DIRECT.keys())
def test_a_direct_quotation_has_its_words_its_speaker_and_its_cue(case: tuple[str, str, str, str]) -> None:
    text, content, speaker, cue = case
    [(found, who, verb)] = only(text, "direct")
    assert found == content
    assert who is not None
    assert who.startswith(speaker)
    assert verb is not None
    assert cue in verb


WHOSE = {
    # text, then for each stretch between marks whose it is
    "signed behind": ("“The wall will hold the water.” — Dora Ames, mayor\n", ["Dora Ames"]),
    "a dash goes on": ("“The wall will hold the water” — so it was said in Norwick.\n", [None]),
    "one word first": ("Dora Ames, the mayor, opened.\n“And,” added Ames, “we go on.”", ["Dora Ames", "Dora Ames"]),
    "denied": ("Dora Ames, the mayor, never said “the wall is lost”.", [None]),
    "not denied": ("Dora Ames, the mayor, said “the wall is not lost”.", ["Dora Ames"]),
    "denied with not": ("Dora Ames did not say “it is all over now”.", [None]),
    "cited": ("Dora Ames cited the Quill quote, “I am finished,” from the page. Bo Quill had denied it. Mr. Quill left.", ["Bo Quill"]),
    "read aloud": ("Dora Ames read from the page: “I am finished with you.” Bo Quill had denied it.", ["Dora Ames"]),
    "asked by": (
        "Mayor Dora Ames was asked by Ann Tilden of Harbour Radio if she was sure. She replied: “I would be, in any case.”",
        ["Dora Ames"],
    ),
    "was asked": (
        "Bo Day, a senator, spoke. Ann Quill’s chair was angry.\nLast month, Scott Tilden asked Day whether questions about his age were fair.\n"
        "“It is fair to all,” he said.",
        ["Bo Day"],
    ),
    "asks and goes on": ("Ann Tilden met Dora Ames. “Who will pay?” Tilden asked. “It is our money,” she said.", ["Ann Tilden", "Ann Tilden"]),
    "named inside": (
        "President Bo Quill posted on Monday. “President Dora Ames thought that she would win,” the president wrote later.",
        ["Bo Quill"],
    ),
    "of another": (
        "President Bo Quill was met with a statement from Sen. Max Oakes, who was ill. He called the president’s speech “a disgrace.”",
        ["Max Oakes"],
    ),
    "relative clause": (
        "There are two parts, said Mayor Dora Ames:\n• “A new wall by winter.”\n• “A school for divers,” which Bo Quill called “a joke”.",
        ["Dora Ames", "Dora Ames", "Bo Quill"],
    ),
    "interview": (
        "Ann Tilden met the press.\nQ: Why now?\nA: Because of the wall.\nQ: And the mayor?\nA: She said, “Do what you can.” I will.",
        [None],
    ),
    "courtesy": ("The judge, Mr Justice Quillfeather, said: “I am not satisfied.”", ["Quillfeather"]),
}  # fmt: skip


@pytest.mark.parametrize("case", WHOSE.values(), ids=WHOSE.keys())
def test_the_words_around_a_quotation_tell_whose_it_is(case: tuple[str, list[str | None]]) -> None:
    text, expected = case
    people = find_participants(text)
    found = find_quotations(text)
    speakers = resolve(text, found, people)
    marked_ones = [
        people[s.participant].name if s.participant is not None else None
        for q, s in zip(found, speakers, strict=True)
        if text[q.start - 1] in "“"
    ]
    assert marked_ones == expected


def test_a_nickname_is_no_title() -> None:
    text = "Robert “Bo” Day left. A man who goes by the name “Skipper” stayed. They watched “The Long Night” at home."
    assert [(text[q.start : q.end], q.kind) for q in find_quotations(text) if text[q.start - 1] == "“"] == [
        ("Bo", "scare"),
        ("Skipper", "scare"),
        ("The Long Night", "title"),
    ]


def test_a_post_that_stands_as_a_block_is_its_writers() -> None:
    text = "Ames wrote on X:\nWe will rebuild it all. No one gets left behind. pic.twitter.com/Ab12\n— Dora Ames (@doraames) March 4, 2025\n"
    people, found = find_participants(text), find_quotations(text)
    [post] = [q for q in found if q.rule == "posted"]
    assert text[post.start : post.end] == "We will rebuild it all. No one gets left behind."
    [speaker] = resolve(text, [post], people)
    assert people[speaker.participant or 0].name == "Dora Ames"
    assert [q for q in find_quotations("We will rebuild.\n— the mayor, in a post\n") if q.rule == "posted"] == []


def test_a_denial_says_so() -> None:
    text = "Dora Ames, the mayor, never said “the wall is lost”."
    assert [s.reason for s in resolve(text, find_quotations(text), find_participants(text))] == [DENIED]


def test_the_day_of_an_act_and_a_bullet_are_no_words_of_it() -> None:
    [(content, _, _)] = only("The council of Norwick voted on Tuesday night to rebuild the old wall.", "indirect")
    assert content == "to rebuild the old wall"
    assert only("» “It is a start,” Dora Ames, the mayor, said.", "mixed") == []


def test_a_question_of_an_interview_is_no_report() -> None:
    text = "They met.\nQ: What did the mayor tell you?\nA: Nothing much.\nQ: Was she there?\nA: I doubt it."
    assert [words(text, q.speaker) for q in find_quotations(text) if words(text, q.speaker) in ("Q", "A")] == []


def test_two_pieces_around_the_cue_are_one_utterance() -> None:
    rows = [q for q in find_quotations("“I like it a lot,” he said. “Very much so, in fact.”") if q.kind == "direct"]
    assert [q.rule for q in rows] == ["cue", "continues"]
    assert [q.inherited for q in rows] == [False, True]
    assert rows[0].utterance == rows[1].utterance
    assert rows[0].speaker == rows[1].speaker


def test_a_paragraph_that_resumes_an_open_quotation_keeps_its_speaker() -> None:
    text = "“We came here for work,” Ms. Ames said. “There was none to be had.\n\n“So we left for the coast again.”"
    rows = [q for q in find_quotations(text) if q.kind == "direct"]
    assert {words(text, q.speaker) for q in rows} == {"Ms. Ames"}
    assert rows[-1].rule == "resumed"


def test_a_colon_introduces_the_next_paragraph() -> None:
    text = "Ms. Ames wrote to the paper on Monday:\n\n“There is no money left for any of this.”"
    [(_, who, _)] = only(text, "direct")
    assert who == "Ms. Ames"


def test_a_signature_below_names_the_speaker() -> None:
    text = "The plan is old.\n\n“There is no money left for any of this.”\n\n— Dora Ames"
    [row] = [q for q in find_quotations(text) if q.kind == "direct"]
    assert words(text, row.speaker) == "Dora Ames"
    assert row.rule == "signed"


def test_words_that_nobody_says_have_no_speaker_but_a_reason() -> None:
    text = "“There is no money left for any of this.”"
    [row] = find_quotations(text)
    assert row.speaker is None
    assert row.reason


INDIRECT = {
    "that": ("Ms. Ames said that the plan would fail.", "that the plan would fail", "Ms. Ames"),
    "bare": ("Ms. Ames said the plan would fail.", "the plan would fail", "Ms. Ames"),
    "after": ("The plan would fail, Ms. Ames said.", "The plan would fail", "Ms. Ames"),
    "according to": ("According to the report, the plan would fail.", "the plan would fail", "the report"),
    "infinitive": ("The senator vowed to block the bill.", "to block the bill", "The senator"),
}


@pytest.mark.parametrize("case", INDIRECT.values(), ids=INDIRECT.keys())
def test_reported_speech_has_its_clause_and_its_source(case: tuple[str, str, str]) -> None:
    text, content, speaker = case
    [(found, who, _)] = only(text, "indirect")
    assert (found, who) == (content, speaker)


NOT_SPEECH = {
    "title": ("Her book, “Bridge Over Quiet Water,” sold well.", "title"),
    "programme": ("They watched “The Late Quiet Show” on Monday night.", "title"),
    "scare": ("The “compromise” took a year.", "scare"),
    "goes by": ("Bo Day, who goes by “Skip,” said so.", "scare"),
    "inches": ('The 27" screen and the 24" screen cost the same.', None),
    "apostrophes": ("It’s the workers’ party, and ’tis old.", None),
}


@pytest.mark.parametrize("case", NOT_SPEECH.values(), ids=NOT_SPEECH.keys())
def test_marks_that_hold_no_speech_have_no_speaker(case: tuple[str, str | None]) -> None:
    text, kind = case
    rows = [q for q in find_quotations(text) if q.kind != "indirect"]
    assert [q.kind for q in rows] == ([kind] if kind else [])
    assert all(q.speaker is None for q in rows)


def test_a_title_beside_a_verb_of_speech_leaves_the_rest_to_the_speaker() -> None:
    text = "In his memoir, “A Life of Storms,” Bo Day said the road was long."
    assert [q.kind for q in find_quotations(text)] == ["title", "indirect"]
    assert only("She told us of a play entitled “The Wall Will Hold Water,” and left.", "direct") == []
    assert only("In a letter, “A Life of Storms Awaits,” Bo Day said.", "title") == []


def test_what_somebody_was_asked_is_no_statement_of_theirs() -> None:
    assert only("Bo Day was asked whether the wall would hold.", "indirect") == []
    assert only("Voters were asked who would mend the wall.", "indirect") == []
    assert [who for _, who, _ in only("Bo Day asked whether the wall would hold.", "indirect")] == ["Bo Day"]


def test_a_source_ends_where_its_bracket_closes() -> None:
    rows = find_quotations("“We will wait here,” said Representative Bo Day (I-Vt.). It was late (R-Fla.).")
    assert [words("“We will wait here,” said Representative Bo Day (I-Vt.).", q.speaker) for q in rows] == [
        "Representative Bo Day (I-Vt.)"
    ]


KINDS_OF_SOURCE = {
    "one of those advisers": "anonymous", "one of Lee’s aides": "anonymous", "one of them": None, "one of the reports": None,
    "a source speaking to Harbour Radio": "anonymous", "a court filing": "document", "an official familiar with it": "anonymous",
    "an army of workers": "group", "a number of local families": "group", "a number of studies": "document", "the army": "body",
}  # fmt: skip


@pytest.mark.parametrize("source", KINDS_OF_SOURCE)
def test_the_words_of_a_source_tell_its_kind(source: str) -> None:
    assert source_kind(source) == KINDS_OF_SOURCE[source]


def test_what_somebody_terms_a_thing_is_theirs_even_inside_anothers_thanks() -> None:
    text = "Ms. Ames thanked Mr. Bo for what she termed a “friendly” and “open” approach."
    rows = [q for q in find_quotations(text) if q.kind in ("scare", "fragment")]
    assert [(text[q.start : q.end], words(text, q.speaker), words(text, q.cue)) for q in rows] == [
        ("friendly", "she", "termed"),
        ("open", "she", "termed"),
    ]


def test_the_one_spoken_to_is_named() -> None:
    text = "Ms. Ames told reporters that the plan would fail."
    assert [words(text, q.addressee) for q in find_quotations(text)] == ["reporters"]


def test_a_medium_is_kept_beside_the_speaker() -> None:
    text = "“We will not wait for them,” Ms. Ames said, according to The Daily Post."
    row = next(q for q in find_quotations(text) if q.kind == "direct")
    assert words(text, row.speaker) == "Ms. Ames"
    assert words(text, row.second_hand) == "according to The Daily Post"


CLASSES = {
    "said": "neutral", "according": "neutral", "claimed": "claim", "denies": "denial", "admitted": "admission",
    "praising": "praise", "slammed": "criticism", "urged": "demand", "vowed": "promise", "warns": "warning",
    "asked": "question", "replied": "answer", "believes": "belief", "announced": "announcement", "walked": None,
}  # fmt: skip


@pytest.mark.parametrize(("word", "name"), CLASSES.items())
def test_a_cue_has_the_class_of_its_verb(word: str, name: str | None) -> None:
    assert cues.cue_class(word, word) == name


def test_a_call_for_something_is_a_demand_and_calling_names_is_not() -> None:
    assert cues.cue_class("called for", "called") == "demand"
    assert cues.cue_class("called", "called") == "neutral"


def test_a_verb_stands_in_one_class_only() -> None:
    path = Path(cues.__file__).parents[1] / "lexicons/cue_classes.txt"
    lines = [line.split() for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    assert len(lines) > 10
    verbs = [verb for line in lines for verb in line[1:]]
    assert len(set(verbs)) == len(verbs)


def test_words_of_one_class_are_alike() -> None:
    classes = word_classes()
    assert classes["monday"] == classes["tuesday"]
    assert classes["told"] != classes["monday"]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [("The Art of the Quiet Deal,", True), ("We will win", False), ("a Big deal", False), ("!", False)],
)
def test_a_title_capitalises_its_longer_words(inner: str, expected: bool) -> None:
    assert is_title(inner) is expected


def test_pronouns_and_descriptions_find_their_participant() -> None:
    text = (
        "Gov. Ana Lee (D-Ohio) met Bo Day, a lobbyist, on Monday. “We will not wait for them,” she said. "
        "Mr. Day disagreed. “They will have to wait,” he said. “We shall see about that,” the governor replied."
    )
    rows = [q for q in find_quotations(text) if q.kind == "direct"]
    people = find_participants(text)
    who = [people[s.participant].name if s.participant is not None else None for s in resolve(text, rows, people)]
    assert who == ["Ana Lee", "Bo Day", "Ana Lee"]


SPEAKERS = {
    "the country tells": (
        "Finnish President Ana Lee met President Bo Day. “We will not wait for them,” the Finnish president said. “Nor will we,” Day said.",
        ["Ana Lee", "Bo Day"],
    ),
    "capitals": (
        "Finnish President Ana Lee met President Bo Day. Day smiled. “We will not wait for them,” the Finnish President said.",
        ["Ana Lee"],
    ),
    "from": (
        "The statement on her health, from Dr. Ana Lee, an internist, said she has “a very mild form of asthma.”",
        ["Ana Lee"],
    ),
    "goes on": (
        "“We will not wait for them,” Ana Lee said. “It is late.”\n\n“There is no money,” the retired surgeon said.",
        ["Ana Lee"] * 3,
    ),
    "bare": ("“We will not wait for them,” Ana Lee said.\n\n“There is no money,” the moderator said.", ["Ana Lee", None]),
    "two": ("“We will not wait for them,” Ana Lee and Bo Day said.", [None]),
    "both": ("Ana Lee met Bo Day. “We will not wait for them,” both leaders said.", [None]),
    "newspaper": ("Ana Lee, a Post publisher, spoke. “We will not wait for them,” The Oakland Post said.", ["The Oakland Post"]),
    "of another": (
        "Gov. Maria Lee met Sen. Bo Day. “We will not wait for them,” her main rival, Bo Day, said. “It is late,” her aides said.",
        ["Bo Day", "aides"],
    ),
    "her own": ("Gov. Maria Lee met Bo Day. In her words, it was “a good day for all of us.”", ["Maria Lee"]),
    "anybody": ("Gov. Maria Lee spoke. “We will not wait for them,” the woman shouted.", [None]),
    "owner": ("Gov. Maria Lee spoke. Lee’s response was that it was “a good day for all of us.”", ["Maria Lee"]),
    "of in a title": ("“We will not wait for them,” former secretary of state Maria Lee said.", ["Maria Lee"]),
    "like": ("Bo Day left. Like Day, Maria Lee said “we will not wait for them.”", ["Maria Lee"]),
    "tycoon": (
        "Bo Day spoke to reporters on Monday about Maria Lee’s plan.\n\n“We will not wait for them,” the gambling tycoon said.",
        ["Bo Day"],
    ),
    "another tycoon": (
        "Bo Day spoke on Monday. A tycoon called in.\n\n“We will not wait for them,” the gambling tycoon said.",
        [None],
    ),
    "party of a body": (
        "Republican National Committee Chairman Bo Day left. Ana Lee left. “We will not wait for them,” the Ohio Republican said.",
        [None],
    ),
    "told": ("Bo Day met Sam Lee. Day smiled. “We will not wait for them,” he told Day.", ["Sam Lee"]),
    "spoken of": (
        "“Day will not wait for them,” said Sam Lee, who has known Bo Day since 1990. “Day has a plan for us,” he said.",
        ["Sam Lee"] * 2,
    ),
    "several": ("Two analysts, Ana Lee and Bo Day, said “we will not wait for them.”", [None]),
    "who": (
        "Finnish President Ana Lee met Bo Day. Day wrote to the Finnish president, who said “we will not wait for them.”",
        ["Ana Lee"],
    ),
    "a campaign": ("Campaign manager Bo Day left. “We will not wait for them,” the Lee campaign said.", [None]),
    "but": (
        "Bo Day said nothing. But Sam Lee said at length that it was late. “We will not wait for them,” he said.",
        ["Sam Lee"],
    ),
    "first name": ("Gov. Maria Lee met Sen. Robert Day. “We will not wait for them,” she said.", ["Maria Lee"]),
    "an aide": ("Gov. Ana Lee left. “We will not wait for them,” an aide to Governor Lee said.", [None]),
    "a spokesman": ("Sen. Ana Lee left. “We will not wait for them,” said a spokesman for Senator Ana Lee.", [None]),
    "opens the line": ("Sen. Ana Lee left.\nSpokesmen for Senator Ana Lee said: “We will not wait for them.”", [None]),
    "a title with of": ("“We will not wait for them,” said Secretary of the Interior Ryan Day.", ["Ryan Day"]),
    "a title with for": ("“We will not wait for them,” said Assistant Secretary for Health Ryan Day.", ["Ryan Day"]),
    "an account": ("Ana Lee met us. Lee’s account of Bo Day telling them, “We will not wait for you,” was long.", ["Bo Day"]),
    "an account by another": ("Ana Lee met us. “We will not wait for you” was Lee’s account of Bo Day.", ["Ana Lee"]),
    "he after somebody": (
        "Ana Lee came, and Bo Day met her. A delegate from Ohio said: “We will not wait for them.” He said: “It is late in the year.”",
        [None, None],
    ),
    "he after a name since": (
        "A delegate from Ohio said: “We will not wait for them.” Bo Day was angry. He said: “It is late in the year.”",
        [None, "Bo Day"],
    ),
    "he after who asked": (
        "Bo Day came. “Will you wait for them?” a reporter asked. “It is late in the year,” he said.",
        [None, "Bo Day"],
    ),
    "put to somebody": (
        "Ana Lee came. Mayor Bo Day was asked, “Will you really wait for them?” “It is late in the year,” he said.",
        [None, "Bo Day"],
    ),
    "put by somebody": ("Bo Day came. “Will you really wait for them?” Ana Lee asked.", ["Ana Lee"]),
}  # fmt: skip


@pytest.mark.parametrize("case", SPEAKERS.values(), ids=SPEAKERS.keys())
def test_a_source_is_the_participant_that_the_text_means(case: tuple[str, list[str | None]]) -> None:
    text, expected = case
    rows = [q for q in find_quotations(text) if q.kind in ("direct", "fragment")]
    people = find_participants(text)
    who = [people[s.participant].name if s.participant is not None else None for s in resolve(text, rows, people)]
    assert who == expected


def test_one_of_two_bearers_of_a_surname_is_the_one_who_spoke_last() -> None:
    text = (
        "Gov. Ana Lee spoke on Monday. Her brother, Bo Lee, disagreed.\n\n“I love her,” Bo Lee said. “But she is wrong.”\n\n"
        "Lee grew up on a farm.\n\n“We had no money at all,” he said."
    )
    rows = [q for q in find_quotations(text) if q.kind == "direct"]
    people = find_participants(text)
    assert {people[s.participant or 0].name for s in resolve(text, rows, people)} == {"Bo Lee"}


def test_who_was_asked_at_the_head_of_a_sentence_has_said_only_the_answer() -> None:
    text = "Asked whether she would resign, Mayor Ana Lee said that she would stay."
    assert [text[q.start : q.end] for q in find_quotations(text) if q.kind == "indirect"] == ["that she would stay"]


SOURCES = {
    "fronted": ("After calling the bill “a burden on families,” Ms. Ames left the room.", "Ms. Ames"),
    "quoted": ("“How about the mayor starts it off?” Mr. Ames was quoted as saying.", "Mr. Ames"),
    "quoted as saying": ("The report quoted Ms. Ames as saying “we will not wait for them.”", "Ms. Ames"),
    "medium": ("Ms. Ames pledged to “wait for as long as it takes,” The Gazette reported.", "Ms. Ames"),
    "tag of its own": ("“We will not wait for them.” Ms. Ames said.", "Ms. Ames"),
    "paragraph alone": (
        "Ms. Ames explained that the plan would not work.\n\n“There is no money left for any of this.”",
        "Ms. Ames",
    ),
    "colon": (
        "Ms. Ames used nearly the same words on Monday:\n\n“There is no money left for any of this.”",
        "Ms. Ames",
    ),
}


@pytest.mark.parametrize("case", SOURCES.values(), ids=SOURCES.keys())
def test_marked_words_have_the_source_of_the_nearest_act_of_speech(case: tuple[str, str]) -> None:
    text, expected = case
    [row] = [q for q in find_quotations(text) if q.kind in ("direct", "fragment")]
    assert words(text, row.speaker) == expected


def test_who_looks_up_after_a_question_has_not_asked_it() -> None:
    [row] = [q for q in find_quotations("“We won?” Ms. Ames looked up at the board and left.") if q.kind == "direct"]
    assert row.speaker is None
    assert row.rule == "unattributed"


def test_a_noun_after_its_article_is_no_cue_and_a_pronoun_no_content() -> None:
    rows = find_quotations("This call brought the leaders together. It was what Ms. Ames described as a success.")
    assert "call" not in [words("This call brought the leaders together.", q.cue) for q in rows]
    assert all(q.end - q.start > len("what") for q in rows)


PIECES = st.lists(
    st.sampled_from(
        [
            "“",
            "”",
            '"',
            "''",
            "‘",
            "’",
            "said",
            "Ames",
            "he",
            "that",
            ",",
            ".",
            "?",
            "\n",
            "\n\n",
            " ",
            ":",
            "(",
            ")",
            "the plan",
        ]
    )
    | st.text(max_size=4),
    max_size=40,
)


@given(PIECES.map(" ".join) | PIECES.map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_error_and_every_span_lies_in_it(text: str) -> None:
    rows = find_quotations(text)
    assert [q.start for q in rows] == sorted(q.start for q in rows)
    for q in rows:
        assert q.kind in KINDS
        assert 0 <= q.start < q.end <= len(text)
        assert 0 <= q.confidence <= 1
        assert q.rule
        for span in (q.speaker, q.cue, q.addressee, q.second_hand):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


def test_a_damaged_character_is_a_word_like_others() -> None:
    text = "“We will not \ud800 wait for them,” Ms. Ames said."
    [row] = [q for q in find_quotations(text) if q.kind == "direct"]
    assert words(text, row.speaker) == "Ms. Ames"


@given(PIECES.map(" ".join))
@settings(max_examples=50, deadline=None)
def test_reading_twice_gives_the_same_rows(text: str) -> None:
    first: list[Quotation] = find_quotations(text)
    assert find_quotations(text) == first


@given(PIECES.map(" ".join))
@settings(max_examples=50, deadline=None)
def test_every_visible_character_lies_in_one_token(text: str) -> None:
    shallow = fold_quotations(text, [])
    covered = "".join(text[start:end] for start, end in zip(shallow.starts, shallow.ends, strict=True))
    assert "".join(covered.split()) == "".join(text.split())


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_label_probabilities_equal_those_of_all_paths_added_up(sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = [min(n, 4) for n in sizes]
    weights, scale = np.zeros((1, tagger.LANES), np.int8), np.ones(3, np.float32)
    chain = tagger.Chain(("a", "b", "c"), weights, scale, rng.normal(size=(3, 3)).astype(np.float32))
    scores = rng.normal(size=(sum(sizes), 3)).astype(np.float32)
    ends = np.cumsum(sizes)
    ranges = [(int(e - n), int(e)) for n, e in zip(sizes, ends, strict=True)]
    found = chain.probabilities(scores, ranges)
    for a, b in ranges:
        expected = np.zeros((b - a, 3))
        for path in np.ndindex(*(3,) * (b - a)):
            score = sum(scores[a + i, x] for i, x in enumerate(path)) + sum(
                chain.steps[x, y] for x, y in pairwise(path)
            )
            expected[np.arange(b - a), list(path)] += np.exp(score)
        assert np.allclose(found[a:b], expected / expected.sum(axis=1, keepdims=True), atol=1e-4)


@given(st.integers(1, 70), st.integers(1, 40), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_a_score_is_the_scaled_sum_of_the_weights_of_its_slots(templates: int, tokens: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights = np.zeros((50, tagger.LANES), np.int8)
    weights[:, :3] = rng.integers(-127, 128, (50, 3))
    scale = rng.random(3).astype(np.float32)
    slots = rng.integers(0, 50, (templates, tokens))
    found = tagger.Chain(("a", "b", "c"), weights, scale, np.zeros((3, 3), np.float32)).scores(slots)
    assert np.allclose(found, weights[slots, :3].astype(int).sum(axis=0) * scale, rtol=1e-5)


@given(st.lists(PIECES.map(" ".join), max_size=20))
@settings(max_examples=30, deadline=None)
def test_texts_read_together_give_what_each_gives_alone(texts: list[str]) -> None:
    together = find_all((text, sentences(text), marked(text)) for text in texts)
    assert list(together) == [find_quotations(text) for text in texts]


@given(st.lists(PIECES.map(" ".join), min_size=2, max_size=4), st.integers(0, 1))
@settings(max_examples=30, deadline=None)
def test_weights_kept_for_each_word_add_up_to_those_of_all_slots(texts: list[str], which: int) -> None:
    plans = tagger.TOKEN_TEMPLATES, tagger.FRAME_TEMPLATES
    reader = tagger.ChainReader(tagger.chains()[which], plans[which])
    for text in texts:  # words met later are added to those kept
        shallow = fold_quotations(f"{text} end", [])
        seen = tagger.token_sheet(shallow)
        if which:
            certain = np.tile([0.6, 0.1, 0.1, 0.1, 0.1], (len(shallow.words), 1))
            seen = tagger.frame_sheet(seen, certain, tagger.frames(shallow, [0, len(shallow.words) - 1]))
        slots = seen.slots(plans[which])[:, seen.at]
        assert np.array_equal(reader.scores(seen), reader.chain.scores(slots))


@given(PIECES.map(" ".join), PIECES.map(" ".join))
@settings(max_examples=50, deadline=None)
def test_a_text_is_read_alike_whatever_was_read_before(first: str, second: str) -> None:
    def slots(text: str) -> list[list[int]]:
        seen = tagger.token_sheet(fold_quotations(f"{text} end", []))
        return list(seen.slots(tagger.TOKEN_TEMPLATES)[:, seen.at].tolist())

    alone = slots(second)
    slots(first)
    assert slots(second) == alone


def test_no_window_reaches_over_the_end_of_a_sentence() -> None:
    def slots(text: str, sentences: list[tuple[int, int]]) -> list[list[int]]:
        seen = tagger.token_sheet(fold_quotations(text, sentences))
        return list(seen.slots(WORDS_ONLY)[:, seen.at].T.tolist())

    a, b = "Ames said no.", "She left the room at once."
    together = slots(f"{a} {b}", [(0, len(a)), (len(a) + 1, len(a) + 1 + len(b))])
    assert together == slots(a, [(0, len(a))]) + slots(b, [(0, len(b))])


WORDS_ONLY = tagger.plan(tagger.TOKEN_COLUMNS, tagger.TOKEN_PAD, [g for g in tagger.TOKEN_GROUPS if len(g[0]) > 1])


def test_the_shipped_model_is_small_and_holds_no_words() -> None:
    path = Path(tagger.__file__).parents[1] / "models/attribution.npz"
    assert path.stat().st_size < 2_000_000
    with np.load(path) as stored:
        assert all(stored[name].dtype.kind in "iuf" for name in stored.files)


def test_nothing_heavy_is_imported() -> None:
    for name in ("find", "attributions", "speakers", "tagger"):
        tree = ast.parse((Path(tagger.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
        modules = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        modules |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        assert not {m.split(".")[0] for m in modules} & {"pandas", "scipy", "sklearn", "spacy", "pycrfsuite"}
