"""Questions of the notebooks whose answers can be computed from any corpus: what is asked, and where it is to be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.answers import Place, place_of, said
from workbench.compare.articles import strip
from workbench.compare.facts import fact_pairs, facts
from workbench.compare.same_words import same_words
from workbench.compare.shared import JOINT, reports_only
from workbench.compare.speech import cues, order, people
from workbench.corpus.model import Corpus, frame
from workbench.results import RESULTS


class Question(NamedTuple):
    """What is asked, and the function that finds every answer in a corpus; one right answer is enough."""

    asks: str
    finds: Callable[[Corpus], Iterable[Place]]


# Between marks in several outlets: the relations of `same_words` that join two passages with quotation marks.
_MARKED = ("verbatim", "excerpt", "altered")
# What leads and what is buried: a third of the words before it at most, and two thirds at least. `wb.facts` has the numbers.
_EARLY, _LATE = 1 / 3, 2 / 3
_NOT_THE_ARTICLE = ("junk", "bio", "boilerplate", "byline", "repeat", "metadata")


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
        rows.append(
            {
                "item": None,
                "kind": question,
                "article_id": place.at.article,
                "outlet_label": labels[place.at.article],
                "address": None if place.raw else address,
                "raw": address if place.raw else None,
                "counterpart": None,
                "hint": None,
                "text": said(corpus, place),
            }
        )
    return frame(rows, RESULTS["answer_key"])


def _places(corpus: Corpus, addresses: Iterable[str]) -> list[Place]:
    return [place_of(corpus, a) for cell in addresses for a in cell.split(JOINT)]


def _one_word(corpus: Corpus) -> list[Place]:
    rows = strip(corpus)
    return _places(corpus, rows.loc[rows["words"] == 1, "quote_id"])


def _pairs(corpus: Corpus, *relations: str) -> list[Place]:
    rows = same_words(corpus)
    rows = rows[rows["relation"].isin(relations) & (rows["article_a"] != rows["article_b"])]
    return _places(corpus, [*rows["passage_a"], *rows["passage_b"]])


def _set_aside(corpus: Corpus) -> list[Place]:
    rows = corpus.edits[corpus.edits["kind"].isin(_NOT_THE_ARTICLE) & (corpus.edits["words"] > 0)]
    rows = rows[rows["rule"] != "front-matter"]  # of a page or a row it is written by the loader, not by the outlet
    found = []
    for row in rows.itertuples():
        before = str(row.before)
        start = int(row.raw_start) + len(before) - len(before.lstrip())  # type: ignore[arg-type]
        found.append(Place(Address(str(row.article_id), start, start + len(before.strip())), raw=True))
    return found


def _not_heard(corpus: Corpus) -> list[Place]:
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


def _reported(corpus: Corpus) -> list[Place]:
    return _places(corpus, corpus.quotes.loc[corpus.quotes["kind"].isin(["indirect", "mixed"]), "quote_id"])


def _only_one_tells(corpus: Corpus) -> list[Place]:
    rows = facts(corpus)
    return _places(corpus, rows.loc[rows["told"] == "only here", "sentence_id"]) if len(corpus.articles) > 1 else []


def _told_late(corpus: Corpus) -> list[Place]:
    """Sentences in the last third of an article whose fact another tells in its first."""
    rows = facts(corpus).merge(corpus.articles[["article_id", "words"]], on="article_id")
    share = dict(zip(rows["sentence_id"], rows["words_before"] / rows["words"], strict=True))
    pairs = fact_pairs(corpus)
    both = list(zip(pairs["sentence_a"], pairs["sentence_b"], strict=True))
    return _places(
        corpus, [b for a, b in [*both, *((b, a) for a, b in both)] if share[a] <= _EARLY and share[b] >= _LATE]
    )


def _coloured(corpus: Corpus) -> list[Place]:
    rows = cues(corpus)
    return _places(corpus, rows.loc[rows["cue_class"].notna() & (rows["cue_class"] != "neutral"), "evidence"])


QUESTIONS: dict[str, Question] = {
    "one word": Question("a single word between quotation marks", _one_word),
    "quoted twice": Question(
        "words between quotation marks that another outlet quotes, too", lambda corpus: _pairs(corpus, *_MARKED)
    ),
    "not the article": Question("words of a file that cleaning sets aside", _set_aside),
    "named, not heard": Question(
        "the name of a person who does not speak here, and does in another report", _not_heard
    ),
    "reported": Question("what somebody said, in the reporter's words", _reported),
    "worded differently": Question(
        "a quotation that another outlet prints with other words between the marks",
        lambda corpus: _pairs(corpus, "altered"),
    ),
    "only one tells": Question("a sentence whose fact no other report has", _only_one_tells),
    "told late": Question("a fact in the last third of a report that another tells in its first third", _told_late),
    "coloured verb": Question("a verb of saying that says more than “said”", _coloured),
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
