"""Every question that is put to learners: those of the notebooks, with where the answers are to be found, and those on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.answers import AnswerPlace, place_of, words_of
from workbench.compare.articles import strip
from workbench.compare.facts import NOTHING_LIKE, fact_pairs, facts
from workbench.compare.same_words import same_words
from workbench.compare.shared import reports_only
from workbench.compare.speech import cues, order, people
from workbench.compare.standing import countable
from workbench.corpus.model import Corpus, frame, split_cell
from workbench.results import RESULTS


class ComputedQuestion(NamedTuple):
    """What is asked, and the function that finds every answer in a corpus; one right answer is enough."""

    asks: str
    finds: Callable[[Corpus], Iterable[AnswerPlace]]


# Between marks in several outlets: the relations of `same_words` that join two passages with quotation marks.
_MARKED = ("verbatim", "excerpt", "altered")
# What leads and what is buried: a third of the words before it at most, and two thirds at least. `wb.facts` has the numbers.
_EARLY, _LATE = 1 / 3, 2 / 3
_NOT_THE_ARTICLE = ("junk", "bio", "boilerplate", "byline", "caption", "dateline", "repeat", "metadata")


def computed_key(corpus: Corpus, question: str) -> pd.DataFrame:
    """Every answer to a question of `QUESTIONS`, as an answer key; `ValueError` lists the questions.

    What the rules of the workbench find is in it, and nothing that they miss. References are left out.
    """
    if question not in QUESTIONS:
        raise ValueError(f"no question {question!r}; there are {', '.join(QUESTIONS)}")
    corpus = reports_only(corpus)
    labels = corpus.articles.set_index("article_id")["outlet_label"]
    rows = []
    for place in dict.fromkeys(QUESTIONS[question].finds(corpus)):
        address = str(place.at)
        of = {"kind": question, "article_id": place.at.article, "outlet_label": labels[place.at.article]}
        where = {"address": None if place.raw else address, "raw": address if place.raw else None}
        rows.append({"item": None, **of, **where, "counterpart": None, "hint": None, "text": words_of(corpus, place)})
    return frame(rows, RESULTS["answer_key"])


def _places(corpus: Corpus, addresses: Iterable[str]) -> list[AnswerPlace]:
    return [place_of(corpus, a) for cell in addresses for a in split_cell(cell)]


def _one_word(corpus: Corpus) -> list[AnswerPlace]:
    rows = strip(corpus)
    return _places(corpus, rows.loc[rows["words"] == 1, "quote_id"])


def _pairs(corpus: Corpus, *relations: str) -> list[AnswerPlace]:
    rows = countable(same_words(corpus))
    rows = rows[rows["relation"].isin(relations) & (rows["article_a"] != rows["article_b"])]
    return _places(corpus, [*rows["passage_a"], *rows["passage_b"]])


def _set_aside(corpus: Corpus) -> list[AnswerPlace]:
    rows = corpus.edits[corpus.edits["kind"].isin(_NOT_THE_ARTICLE) & (corpus.edits["words"] > 0)]
    rows = rows[rows["rule"] != "front-matter"]  # of a page or a row it is written by the loader, not by the outlet
    found = []
    for row in rows.itertuples():
        before = str(row.before)
        start = int(row.raw_start) + len(before) - len(before.lstrip())  # type: ignore[arg-type]
        found.append(AnswerPlace(Address(str(row.article_id), start, start + len(before.strip())), raw=True))
    return found


def _not_heard(corpus: Corpus) -> list[AnswerPlace]:
    """Namings of persons who do not speak in that article, and do in another."""
    rows = people(corpus)
    rows = rows[rows["participant_id"].isin(corpus.participants.query("kind == 'person'")["participant_id"])]
    heard = rows[["paraphrased", "fragments", "quoted"]].sum(axis=1) > 0
    elsewhere = set(rows.loc[heard, "participant_id"])
    silent = rows[~heard & rows["participant_id"].isin(elsewhere)]
    pairs = set(zip(silent["participant_id"], silent["article_id"], strict=True))
    namings = order(corpus).query("manner == 'mentioned'")
    mine = [p in pairs for p in zip(namings["participant_id"], namings["article_id"], strict=True)]
    return _places(corpus, namings.loc[mine, "address"])


def _reported(corpus: Corpus) -> list[AnswerPlace]:
    return _places(corpus, corpus.quotes.loc[corpus.quotes["kind"].isin(["indirect", "mixed"]), "quote_id"])


def _only_one_tells(corpus: Corpus) -> list[AnswerPlace]:
    rows = countable(facts(corpus))
    return _places(corpus, rows.loc[rows["told"] == NOTHING_LIKE, "sentence_id"]) if len(corpus.articles) > 1 else []


def _told_late(corpus: Corpus) -> list[AnswerPlace]:
    """Sentences in the last third of an article whose fact another tells in its first."""
    rows = facts(corpus).merge(corpus.articles[["article_id", "words"]], on="article_id")
    share = dict(zip(rows["sentence_id"], rows["words_before"] / rows["words"], strict=True))
    pairs = countable(fact_pairs(corpus))
    ones = [*pairs["sentence_a"], *pairs["sentence_b"]]
    others = [*pairs["sentence_b"], *pairs["sentence_a"]]
    pairs_both_ways = zip(ones, others, strict=True)
    return _places(
        corpus,
        [other for one, other in pairs_both_ways if share.get(one, 1) <= _EARLY and share.get(other, 0) >= _LATE],
    )


def _coloured(corpus: Corpus) -> list[AnswerPlace]:
    rows = cues(corpus)
    return _places(corpus, rows.loc[rows["cue_class"].notna() & (rows["cue_class"] != "neutral"), "evidence"])


QUESTIONS: dict[str, ComputedQuestion] = {
    "one word": ComputedQuestion("a single word between quotation marks", _one_word),
    "quoted twice": ComputedQuestion(
        "words between quotation marks that another outlet quotes, too", lambda corpus: _pairs(corpus, *_MARKED)
    ),
    "not the article": ComputedQuestion("words of a file that cleaning sets aside", _set_aside),
    "named, not heard": ComputedQuestion(
        "the name of a person who does not speak here, and does in another report", _not_heard
    ),
    "reported": ComputedQuestion("what somebody said, in the reporter's words", _reported),
    "worded differently": ComputedQuestion(
        "a quotation that another outlet prints with other words between the marks",
        lambda corpus: _pairs(corpus, "altered"),
    ),
    "only one tells": ComputedQuestion("a sentence nothing like which is found in another report", _only_one_tells),
    "told late": ComputedQuestion(
        "a fact in the last third of a report that another tells in its first third", _told_late
    ),
    "coloured verb": ComputedQuestion("a verb of saying that says more than “said”", _coloured),
}
"""The name of a question → what is to be found. `wb.lesson.check` grades answers to them on any corpus."""


PLANTED: dict[str, str] = {
    "verbatim": "a quotation that is word for word what was said",
    "truncated": "a quotation that leaves out part of what was said",
    "cleaned up": "a quotation without the stumbling of speech",
    "altered": "a quotation with words between its marks that were not said",
    "spliced": "one quotation made of two that stood apart",
    "misattributed": "the right words, given to somebody who did not say them",
    "paraphrase": "a quotation of others that is retold here, without marks",
    "buried": "a fact at the end that another report begins with",
    "only here": "a sentence whose fact no other report has",
    "number": "a number that differs from all others",
    "say-verb": "a verb of saying that says more than “said”",
    "label": "a name or title that tells you what to think of somebody",
    "correction": "a correction",
    "boilerplate": "words of a file that are not the article",
    "copy": "a report that is another's, printed again",
    "credit": "where a report says that it is another's",
}
"""The kinds of the practice corpus's answer key, as questions. A key may have kinds of its own."""


class Task(NamedTuple):
    """A question for a class with two reports on paper: its heading, minutes, and what is asked.

    `then` is asked of what is shown with it; `instead` where the reports give no cause for it.
    """

    heading: str
    minutes: int
    asks: str
    then: str = ""
    instead: str = ""


ON_PAPER: dict[str, Task] = {
    "predict": Task(
        "Predict, before you read",
        5,
        "Read only the headlines. Which report will let people speak in their own words more? Why?",
    ),
    "who speaks": Task(
        "Who speaks?",
        10,
        "How does each report have these people? Write one of: not found · mentioned · paraphrased · quoted in fragments · "
        "quoted in full. Who is only spoken about, and never speaks?",
    ),
    "same words": Task(
        "Are the words the same?",
        15,
        "Both reports quote this. Underline every word that differs.",
        then="Does each difference change the meaning? Vote before you discuss. Which one would you ask about?",
        instead="Is there anything that both reports quote? Find the place where they come nearest to it.",
    ),
    "whose word": Task(
        "Whose word is this?",
        10,
        "Whose words are these: the reporter’s, or somebody’s whom the reporter quotes? Whose? How do you know?",
    ),
    "only here": Task(
        "What has only one of them?",
        10,
        "Look for each in both reports. Write the paragraph, or a cross. Is it missing, or there in other words?",
    ),
    "what leads": Task(
        "What leads, what is buried?",
        10,
        "What does each report tell first? Write each in one sentence of your own.",
        then="Where does the other report tell this? What would change if it stood there first?",
        instead="What would change if the last paragraph of each came first?",
    ),
    "coloured verb": Task(
        "The verbs", 5, f"Find three times {QUESTIONS['coloured verb'].asks}. Would “said” have done?"
    ),
    "against the record": Task(
        "Against the record",
        5,
        "There is a record of what was said. Which quotation would you check first, and what would you look for?",
    ),
    "need to know": Task(
        "What would you need to know?",
        5,
        "What would you need to know to decide which version is right? Who could tell you?",
    ),
    "finding": Task("Finding", 10, "Your finding, with a passage behind every claim. It begins “In these two texts …”"),
}
"""The name of a question → the question, in the order of a lesson (docs/teaching.md). `wb.report.handout` prints them."""
