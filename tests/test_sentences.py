"""Sentences: what ends one in news prose, what only looks like it, and what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.parse.sentences import sentences
from workbench.parse.text import paragraphs


def parts(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


# The bar stands where a sentence ends; “~” is a place where the white space was lost.
CASES = [
    # titles, initials, names
    "Mr. Lane met Mrs. Ortiz and Dr. Wu.|They left.",
    "Then-Sen. Ana Ruiz and Lt. Gov. Bo Park spoke.|Gov. Hall did not.",
    "Retired Lt. Gen. Ray Cole agreed with Rep. Kim Vance, Jr. of Ohio.|Nobody else did.",
    "J. D. Vance met Donald J. Trump.|George H.W. Bush was there.",
    "It was signed by L. Frank Moss.|I. M. Pei drew it.",
    "Samuel Poe Jr. wrote it.|His son, Samuel Poe III, read it.",
    "Gov. C.L. “Tubby” Moss left early.|Few saw it.",
    "He met Amb. Lee vs. The State at St. Louis.|Mt. Hood was closed.",
    # abbreviations that may end a sentence
    "He lives in the U.S. Senate offices.|She lives in the U.S.|He does not.",
    "Police in Washington, D.C. said so.|They moved to Washington, D.C.|The rest stayed.",
    "It was built by Acme Corp. engineers.|It was sold to Acme Corp.|In May it closed.",
    "They met on Sept. 11 and Jan. 3.|It rained.",
    "He works in Hereford, Ariz.|It is hot there.",
    "Voters in Lodi, Calif. wanted more.|“We need it,” one said.",
    "He moved to Reno, Nev.|“We like it,” he said of the town.",
    "Come at 5 p.m. Friday or 10 a.m. Eastern.|Leave at 9 p.m.|Nobody minds.",
    "It starts at 9 p.m.|Polls close at 8 p.m. Sept. 3 in most places.",
    "He is the No. 2 man.|Is he?|No.|He is No. 3.",
    "The F.B.I. agents left.|They told the F.B.I.|Nothing happened.",
    "They ate at Sylvia's.|Poe’s.|Barr paid.",
    # party tags, brackets
    "Sen. Harry Reid (D-Nev.) spoke, and Ann Lee (R-N.H.), who did not, left.|Both won.",
    "Rep. Max Gold (D-Calif.) said no.|Jo Lane, R-Tenn.; Al Poe, D-Va., agreed.",
    "Sheriff Moe of Pima County (Ariz.) Marshal Dee agreed.|So did others.",
    "He left (nobody knows why).|(He had asked.)|She stayed.",
    "He left (why?) and came back.|It was late.",
    "The tax rose.|[AP.]|Prices fell.",
    # questions and exclamations inside marks
    "“You’re reprimanded, okay?” Trump said.|He left.",
    '"Is that all?" Maria Borger asked.|"That is all."',
    "“Stop!” Rep. Ann Lee of Ohio shouted.|Nobody did.",
    "“Why?” he asked.|“Why not?”|She did not know.",
    "“Who are they?” said Ms. Diaz.|“Who are we?”",
    "“Is it bad?”|He replied, “It is good.”",
    "“Is it bad?”|The crowd that he had told roared.",
    "“Well…” Lane said.|He sat down.",
    # a stop inside the closing mark
    "He said, “It is over.”|Then he left.",
    "''It is over.''|''It is not.''|She left.",
    "“He told me, ‘It is over.’”|Then he left.",
    "He said it was “over.”|“We know,” she said.",
    "“Is it over?“ he asked.|“It is.”",
    "“Is it over? ”|Then he left.",
    # lost white space
    "It rained yesterday.”~|Next he left.",
    "It rained on the poll.~|Trump said so.|See Antiwar.com or 3.5 of it.",
    "“It is over.”~|“It is not.”",
    'He left.~|"We won," she said.',
    'She said "It is over."~|Then he left.',
    # dots
    "We won ... and then we lost.|It hurt.",
    "He is … Donald Trump.|She is not.",
    "I was glad. . . .|I still am.",
    "They lost. …|Everybody saw it.",
    "They lost….|Everybody saw it.",
    "I love it ...|I mean, I did.",
    "He was . . . well, late.|We left.",
    # datelines and lists
    "MANCHESTER, N.H. — Donald Lane won.|WASHINGTON (AP) — Ann Lee lost.",
    "ST. LOUIS — The hall was full.|It was hot.",
    "7. MURDER rates fell.|They rose again.",
    "1. Marco Rubio.|He lost.",
    "a. The first.|It is short.",
    "Prices rose 3.5 percent to $1,200.50 in v. 2.0 of it.|Visit www.example.com now.",
    # across lines
    "One line.\n|Two lines.|Three.\n\n|no stop here",
]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_a_reader_would_end_it(case: str) -> None:
    text = case.replace("~|", "").replace("\n|", "\n").replace("|", " ")
    assert parts(text) == [piece.strip("~").strip() for piece in case.split("|")]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\n\n"])
def test_no_words_no_sentences(text: str) -> None:
    assert sentences(text) == []


def test_known_limit_an_abbreviation_before_a_name_does_not_end_a_sentence() -> None:
    assert parts("He left the U.S. Trump stayed.") == ["He left the U.S. Trump stayed."]


texts = st.text(st.sampled_from(list("aTs.?!…\"“”'‘’)( ([]\n\xa0\u20281"))) | st.text()
prose = st.lists(st.sampled_from(["Mr.", "U.S.", "He", "said", "p.m.", "“No?”", "(R-Va.)", ". . .", "7.", "\n", "Ann"]))


@given(texts | prose.map(" ".join))
def test_sentences_are_in_order_trimmed_and_lose_only_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@given(texts)
def test_no_sentence_crosses_a_paragraph_and_each_paragraph_is_read_alone(text: str) -> None:
    alone = [(start + a, start + b) for start, stop in paragraphs(text) for a, b in sentences(text[start:stop])]
    assert sentences(text) == alone
