"""Checking what a learner found against the answer key, and grading it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.corpus.model import JOINT, Corpus, Passage, frame, join_cell, records, rows_of, split_cell
from workbench.errors import AddressError, Problem
from workbench.loaders.beside import AnswerKeyError, Planted
from workbench.parse.text import count_words
from workbench.parse.text import words as word_spans
from workbench.results import RESULTS

_ADDRESS = re.compile(r"[a-z0-9-]+-[0-9a-f]{8}(?:-\d+)?:\d+-\d+")
_ARTICLE = re.compile(r"[a-z0-9-]+(-[0-9a-f]{8}(?:-\d+)?)")


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """Words of an article, in its clean text or in the file as received (`raw`)."""

    at: Address
    raw: bool = False

    def overlaps(self, other: AnswerPlace) -> bool:
        """Whether they have words in common."""
        return self.raw == other.raw and self.at.overlaps(other.at)


def answer_key(corpus: Corpus, planted: Iterable[Planted], problems: Iterable[Problem] = ()) -> pd.DataFrame:
    """The key as a frame, each line with its place in this corpus; `AnswerKeyError` lists every line that leads nowhere.

    A line without an address gets the one place where its words stand in the article of its outlet. Ids are those of the
    corpus given, so a key also fits the blind corpus.
    """
    rows, wrong = [], list(problems)
    for line in planted:
        try:
            rows.append(_row(corpus, line))
        except (AddressError, ValueError) as error:
            wrong.append(Problem(line.where, str(error), "correct the outlet, the words or the address"))
    if wrong:
        raise AnswerKeyError(wrong)
    return frame(rows, RESULTS["answer_key"])


def place_of(corpus: Corpus, address: str, *, raw: bool = False) -> AnswerPlace:
    """The place that an id means, also one of the blind corpus; `AddressError` when it leads nowhere here."""
    name, colon, span = address.strip().partition(":")
    article = same_article(corpus, name)
    if raw:
        at = Address.parse(f"{article}:{span}")
        files = dict(rows_of(corpus.articles, "article_id", "raw"))
        if at.end > len(files.get(at.article, "")):
            raise AddressError(f"{at}: no article of this corpus has these characters in its file")
        return AnswerPlace(at, raw=True)
    return AnswerPlace(corpus.passage(f"{article}{colon}{span}").address)


def same_article(corpus: Corpus, article: str) -> str:
    """The id that an article has in this corpus, given the one it has here or in the blind corpus: both end with the digits of its text."""
    known = corpus.articles["article_id"].tolist()
    digits = _ARTICLE.fullmatch(article)
    same = [k for k in known if digits and k.endswith(digits[1])]
    return same[0] if article not in known and len(same) == 1 else article


def where_said(corpus: Corpus, answer: str, *, raw: bool = False) -> list[AnswerPlace]:
    """The places that a learner's answer means; none when its words stand nowhere.

    An answer is an address, a citation that holds one, the id of an article, or words, whose quotation marks, case and spacing need not
    be the same, unless somewhere they are; `Outlet: words` means the words in that outlet. A transcript counts only where no report
    has the words. With `raw` words are looked for in the files as received, else only where the clean text does not have them.
    """
    if address := _ADDRESS.search(answer):
        return [place_of(corpus, address[0], raw=raw)]
    known, bare = set(corpus.articles["article_id"]), answer.strip()
    if (article := same_article(corpus, bare)) in known:
        return [place_of(corpus, article)]
    articles, text = _named(corpus.articles, bare)
    found = [p for row in rows_of(articles, "article_id", "text", "raw") for p in _said_in(row, text, raw=raw)]
    kinds = dict(rows_of(articles, "article_id", "kind"))
    found = [p for p in found if kinds[p.at.article] == "report"] or found
    return [p for p in found if _as_written(corpus, p, text)] or found


def words_of(corpus: Corpus, place: AnswerPlace) -> str:
    """The words at a place."""
    column = "raw" if place.raw else "text"
    text: str = corpus.articles.set_index("article_id").at[place.at.article, column]  # type: ignore[assignment]
    return text[place.at.start : place.at.end]


def find_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Each place of the words in the text, whatever their punctuation, case and spacing.

    >>> list(find_words("“We won’t,” she words_of.", "we won't"))
    [(1, 9)]
    """
    wanted = [_folded(words, span) for span in word_spans(words)]
    spans = list(word_spans(text))
    there = [_folded(text, span) for span in spans]
    for i in range(len(there) - len(wanted) + 1) if wanted else ():
        if there[i : i + len(wanted)] == wanted:
            yield spans[i][0], spans[i + len(wanted) - 1][1]


def _folded(text: str, span: tuple[int, int]) -> str:
    return text[slice(*span)].casefold().replace("’", "'").replace("‑", "-")


def _said_in(row: tuple[Any, ...], words: str, *, raw: bool = False) -> list[AnswerPlace]:
    """Where an article (id, text, raw) has the words; in the file as received only when asked, or its clean text has them nowhere."""
    article, text, file = row
    clean = [] if raw else [AnswerPlace(Address(article, *span)) for span in find_words(text, words)]
    return clean or [AnswerPlace(Address(article, *span), raw=True) for span in find_words(file, words)]


def _as_written(corpus: Corpus, place: AnswerPlace, words: str) -> bool:
    """Whether the words stand there letter by letter, with all that stands before the first word and after the last."""
    wanted = words.strip()
    spans = list(word_spans(wanted))
    before, after = spans[0][0], len(wanted) - spans[-1][1]
    at = Address(place.at.article, max(0, place.at.start - before), place.at.end + after)
    return words_of(corpus, AnswerPlace(at, place.raw)) == wanted


def _named(articles: pd.DataFrame, answer: str) -> tuple[pd.DataFrame, str]:
    """The articles of the outlet that stands before the words, if one does, and the words."""
    for label in sorted(set(articles["outlet_label"]), key=len, reverse=True):
        if answer.casefold().startswith(f"{label.casefold()}:"):
            return articles[articles["outlet_label"] == label], answer[len(label) + 1 :]
    return articles, answer


def _row(corpus: Corpus, line: Planted) -> dict[str, Any]:
    place = _placed(corpus, line)
    article = corpus.articles.set_index("article_id").loc[place.at.article]
    whole = not place.raw and (place.at.start, place.at.end) == (0, len(article["text"]))
    words = article["title"] if whole else words_of(corpus, place)
    if line.words and not whole and list(find_words(str(words), line.words))[:1] == []:
        raise ValueError(f"{place.at} are the words {words!r}, not {line.words!r}")
    others = [str(place_of(corpus, a).at) for a in line.counterpart.split(JOINT.strip()) if a.strip()]
    at = place.at.article if whole else str(place.at)
    return {
        "item": line.item or None,
        "kind": line.kind,
        "article_id": place.at.article,
        "outlet_label": article["outlet_label"],
        "address": None if place.raw else at,
        "raw": at if place.raw else None,
        "counterpart": join_cell(others),
        "hint": line.hint or None,
        "text": words,
    }


def _placed(corpus: Corpus, line: Planted) -> AnswerPlace:
    if line.address:
        return place_of(corpus, line.address)
    if line.raw:
        return place_of(corpus, line.raw, raw=True)
    articles = corpus.articles[corpus.articles["outlet_label"] == line.outlet]
    if articles.empty:
        known = ", ".join(dict.fromkeys(corpus.articles["outlet_label"]))
        raise ValueError(f"no outlet is called {line.outlet!r}; there are {known}")
    if not line.words:
        return place_of(corpus, articles["article_id"].iloc[0])
    found = [p for row in rows_of(articles, "article_id", "text", "raw") for p in _said_in(row, line.words)]
    if len(found) != 1:
        raise ValueError(f"{line.words!r} stands {len(found)} times in {line.outlet}, not once")
    return found[0]


# An answer that lies inside the passage is right when it has so much of its words: a comma, a “the” or a “said” may be
# missing, half of a sentence may not, since a truncated quotation is what the lessons are about. On the other side an answer
# may go on to the end of the sentence, which is what a reader marks; a whole paragraph says too little about where.
_ENOUGH_WORDS = 0.75

RIGHT, PARTLY, NOT, UNCLEAR = "right", "partly", "not", "unclear"
HINTS = (0, 1, 2)
"""No hint; the outlet and paragraph of the next thing to find; its words."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One answer: as given, how it was graded, why, and the rows of the key that it found."""

    given: str
    verdict: str
    told: str
    found: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """What came of the answers to a question: `verdict`, how many of the things to find are `found`, how many are `missing`.

    `shown` is the passage that the second hint shows; the first is in `hint`.
    """

    question: str
    answers: tuple[Graded, ...]
    found: int
    wanted: int
    there: int
    hint: str = ""
    shown: Passage | None = None
    note: str = ""

    @property
    def missing(self) -> int:
        """How many are still to be found."""
        return max(0, self.wanted - self.found)

    @property
    def verdict(self) -> str:
        """`right` when every answer is, `partly` when some of them is or is in part, `unclear`, else `not`; "" without any."""
        told = {answer.verdict for answer in self.answers}
        if len(told) <= 1:
            return next(iter(told), "")
        if told & {RIGHT, PARTLY}:
            return PARTLY
        return UNCLEAR if UNCLEAR in told else NOT

    @property
    def complete(self) -> bool:
        """Whether everything is found, and no answer is wrong."""
        return self.verdict == RIGHT and not self.missing

    @property
    def said(self) -> list[str]:
        """What to tell the learner of each answer."""
        return [f"{_SIGNS[answer.verdict]} {answer.told}" for answer in self.answers]

    @property
    def standing(self) -> list[str]:
        """How many are found, the hint and the note."""
        if not self.there:
            return [self.note]
        count = f"{self.found} of {self.wanted} found{'' if self.missing else ': that is all'}."
        if self.there > self.wanted:
            count = f"{'One is enough' if self.missing else 'Found'}; there are {self.there} here."
        return [line for line in (count, self.hint, self.note) if line]

    @property
    def lines(self) -> list[str]:
        """What to tell of each answer, then how many are found, the hint and the note: a line each."""
        return [*self.said, *self.standing]

    def __str__(self) -> str:
        return "\n".join([*self.lines, *([str(self.shown)] if self.shown else [])])


_SIGNS = {RIGHT: "Right:", PARTLY: "Partly:", NOT: "Not this:", UNCLEAR: "Which one?"}


def grade(corpus: Corpus, key: pd.DataFrame, question: str, answers: str | Iterable[str], *, hint: int = 0) -> Grade:
    """Answers to the question where something of that kind stands, held against the rows of the key that are of it.

    `question` is a kind or an item of the key. `answers` are what `where_said` reads, several on lines of their own. An answer is
    right when it is the passage, or goes on to the end of its sentence at most. `ValueError` where the key has no such
    kind, or there is no such hint.
    """
    if hint not in HINTS:
        raise ValueError(f"hint is {hint!r}; it is 0 (none), 1 (where to look) or 2 (the passage)")
    asked = (key["kind"] == question) | (key["item"] == question)
    if not asked.any():
        kinds = ", ".join(dict.fromkeys(key["kind"]))
        raise ValueError(f"nothing is {question!r} in the answer key; there are {kinds}")
    rows = _Rows(corpus, key, asked.tolist())
    graded = tuple(rows.graded(piece) for piece in answers_in(answers))
    found = {row for answer in graded for row in answer.found}
    next_row = next((row for row in rows.asked if row not in found), None)
    told, shown = rows.hint(next_row, hint) if hint and next_row is not None else ("", None)
    return Grade(question, graded, len(found), len(rows.asked), len(rows.asked), told, shown)


def answers_in(answers: str | Iterable[str]) -> list[str]:
    """The answers one by one, without the empty ones.

    >>> answers_in("so they say | and so on\\n a-00000000:1-9 | a-00000000:20-30\\n\\n")
    ['so they say | and so on', 'a-00000000:1-9', 'a-00000000:20-30']
    """
    given = [answers] if isinstance(answers, str) else list(answers)
    pieces = []
    for line in (line.strip() for text in given for line in text.splitlines()):
        parts = split_cell(line)
        pieces += parts if all(_ADDRESS.fullmatch(part.strip()) for part in parts) else [line]
    return [piece for piece in pieces if piece]


class _Rows:
    """The rows of a key with their places."""

    def __init__(self, corpus: Corpus, key: pd.DataFrame, asked: list[bool]) -> None:
        self._corpus, self._rows = corpus, records(key)
        self._places = []
        for row in self._rows:
            raw = pd.isna(row["address"])
            self._places.append(place_of(corpus, row["raw"] if raw else row["address"], raw=raw))
        self.asked = [row for row, wanted in enumerate(asked) if wanted]

    def graded(self, given: str) -> Graded:
        try:
            where = where_said(self._corpus, given, raw=all(self._places[row].raw for row in self.asked))
        except AddressError as error:
            return Graded(given, NOT, str(error))
        if not where:
            told = f"“{_short(given)}” stands in no article. Paste the words as they are printed, or an address."
            return Graded(given, NOT, told)
        each = [self._one(given, place) for place in where]
        found = tuple(dict.fromkeys(row for answer in each for row in answer.found))
        if len({answer.verdict for answer in each}) == 1:
            return Graded(given, each[0].verdict, each[0].told, found)
        names = " and ".join(dict.fromkeys(self._outlet(place) for place in where))
        told = f"“{_short(given)}” stands in {len(where)} places ({names}). Give the address, or write “Outlet: words”."
        return Graded(given, UNCLEAR, told)

    def _one(self, given: str, place: AnswerPlace) -> Graded:
        """How a place is graded: it is a row that is asked for, part of one, the counterpart of one, a row of another kind, or nothing."""
        matches = [(row, *self._match(place, row)) for row in self.asked]
        right = tuple(row for row, verdict, _ in matches if verdict == RIGHT)
        if right:
            words = str(self._rows[right[0]]["text"])
            return Graded(given, RIGHT, f"“{_short(words)}” in {self._outlet(place)}.", right)
        for _, verdict, reason in matches:
            if verdict == PARTLY:
                return Graded(given, PARTLY, reason)
        for row in self.asked:
            if any(place.overlaps(place_of(self._corpus, a)) for a in split_cell(self._rows[row]["counterpart"])):
                told = "this is what to lay beside it. Where, in another outlet, is what differs from it?"
                return Graded(given, PARTLY, told)
        other = [row for row in range(len(self._rows)) if self._match(place, row)[0] == RIGHT]
        if other:
            return Graded(given, NOT, "something is to be found here, but it is of another kind. What do you see?")
        return Graded(given, NOT, f"the key has nothing of this kind at “{_short(given)}”. What made you say so?")

    def _match(self, place: AnswerPlace, row: int) -> tuple[str, str]:
        """How an answer fits a row, and why it is not right."""
        own = self._places[row]
        if self._whole(row):
            return (RIGHT, "") if place.at.article == own.at.article else (NOT, "")
        if not place.overlaps(own):
            return NOT, ""
        a, b = max(place.at.start, own.at.start), min(place.at.end, own.at.end)
        shared, wanted = (count_words(self._text(own)[x:y]) for x, y in ((a, b), (own.at.start, own.at.end)))
        if shared < _ENOUGH_WORDS * wanted:
            return PARTLY, f"your answer has {shared} of the {wanted} words of the passage."
        start, end = self._sentences(own)
        if place.at.start < start or place.at.end > end:
            longer = count_words(self._text(own)[place.at.start : place.at.end])
            told = f"the passage is in it, but your answer has {longer} words, and the passage {wanted}. Where exactly?"
            return PARTLY, told
        return RIGHT, ""

    def _sentences(self, place: AnswerPlace) -> tuple[int, int]:
        """From the start of the sentence in which a passage begins to the end of the one in which it ends."""
        if place.raw:
            text = self._text(place)
            end = text.find("\n", place.at.end)
            return text.rfind("\n", 0, place.at.start) + 1, len(text) if end < 0 else end
        rows = self._corpus.sentences
        rows = rows[rows["article_id"] == place.at.article]
        own = rows[(rows["start"] < place.at.end) & (rows["end"] > place.at.start)]
        return (int(own["start"].min()), int(own["end"].max())) if len(own) else (place.at.start, place.at.end)

    def hint(self, row: int, level: int) -> tuple[str, Passage | None]:
        """Where to look for a row, and at level 2 its passage."""
        data, place = self._rows[row], self._places[row]
        thought = "" if pd.isna(data["hint"]) else f" {data['hint']}"
        if self._whole(row):
            return (f"Hint: it is a whole article.{thought}", self._passage(place) if level == 2 else None)
        if place.raw:
            line = self._text(place).count("\n", 0, place.at.start) + 1
            shown = f" It is: “{_short(words_of(self._corpus, place))}”" if level == 2 else ""
            return f"Hint: look in the file of {data['outlet_label']} as received, line {line}.{thought}{shown}", None
        passage = self._passage(place)
        told = f"Hint: look in {data['outlet_label']}, paragraph {passage.paragraph}.{thought}"
        return told, passage if level == 2 else None

    def _passage(self, place: AnswerPlace) -> Passage:
        if place.at.start == 0 and place.at.end > _LONGEST:
            place = AnswerPlace(type(place.at)(place.at.article, 0, _LONGEST))
        return self._corpus.passage(place.at)

    def _whole(self, row: int) -> bool:
        data = self._rows[row]
        return not pd.isna(data["address"]) and data["address"] == data["article_id"]

    def _text(self, place: AnswerPlace) -> str:
        column = "raw" if place.raw else "text"
        return str(self._corpus.articles.set_index("article_id").at[place.at.article, column])

    def _outlet(self, place: AnswerPlace) -> str:
        return str(self._corpus.articles.set_index("article_id").at[place.at.article, "outlet_label"])


_LONGEST = 200  # characters of an article that a hint shows


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:78].rsplit(" ", 1)[0] + " …"
