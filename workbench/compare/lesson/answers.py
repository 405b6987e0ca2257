"""Answers as places: where a learner's words stand, and where the key says that something is to be found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.compare.common.evidence import JOINT
from workbench.corpus.frames import frame, rows_of
from workbench.corpus.model import Corpus
from workbench.errors import AddressError, Problem
from workbench.loaders.answer_key import AnswerKeyError, Planted
from workbench.parse.text import words as word_spans
from workbench.schema import RESULTS

_ADDRESS = re.compile(r"[a-z0-9-]+-[0-9a-f]{8}(?:-\d+)?:\d+-\d+")
_ARTICLE = re.compile(r"[a-z0-9-]+(-[0-9a-f]{8}(?:-\d+)?)")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an article, in its clean text or in the file as received (`raw`)."""

    at: Address
    raw: bool = False

    def overlaps(self, other: Place) -> bool:
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


def places(corpus: Corpus, key: pd.DataFrame) -> list[Place]:
    """The place of each row of the key."""
    own = zip(key["address"].tolist(), key["raw"].tolist(), strict=True)
    return [place_of(corpus, raw, raw=True) if pd.isna(at) else place_of(corpus, at) for at, raw in own]


def place_of(corpus: Corpus, address: str, *, raw: bool = False) -> Place:
    """The place that an id means, also one of the blind corpus; `AddressError` when it leads nowhere here."""
    name, colon, span = address.strip().partition(":")
    article = same_article(corpus, name)
    if raw:
        at = Address.parse(f"{article}:{span}")
        files = dict(rows_of(corpus.articles, "article_id", "raw"))
        if at.end > len(files.get(at.article, "")):
            raise AddressError(f"{at}: no article of this corpus has these characters in its file")
        return Place(at, raw=True)
    return Place(corpus.passage(f"{article}{colon}{span}").address)


def is_addresses(line: str) -> bool:
    """Is this nothing but addresses, joined as in a column `evidence`?"""
    return all(_ADDRESS.fullmatch(part.strip()) for part in line.split(JOINT))


def same_article(corpus: Corpus, article: str) -> str:
    """The id that this article has here, whether its outlet is named there or not: the digits of its text are the same."""
    known = corpus.articles["article_id"].tolist()
    digits = _ARTICLE.fullmatch(article)
    same = [k for k in known if digits and k.endswith(digits[1])]
    return same[0] if article not in known and len(same) == 1 else article


def where_said(corpus: Corpus, answer: str, *, raw: bool = False) -> list[Place]:
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


def said(corpus: Corpus, place: Place) -> str:
    """The words at a place."""
    column = "raw" if place.raw else "text"
    text: str = corpus.articles.set_index("article_id").at[place.at.article, column]  # type: ignore[assignment]
    return text[place.at.start : place.at.end]


def find(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Each place of the words in the text, whatever their punctuation, case and spacing.

    >>> list(find("“We won’t,” she said.", "we won't"))
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


def _said_in(row: tuple[Any, ...], words: str, *, raw: bool = False) -> list[Place]:
    """Where an article (id, text, raw) has the words; in the file as received only when asked, or its clean text has them nowhere."""
    article, text, file = row
    clean = [] if raw else [Place(Address(article, *span)) for span in find(text, words)]
    return clean or [Place(Address(article, *span), raw=True) for span in find(file, words)]


def _as_written(corpus: Corpus, place: Place, words: str) -> bool:
    """Do the words stand there letter by letter, with all that stands before the first word and after the last?"""
    wanted = words.strip()
    spans = list(word_spans(wanted))
    before, after = spans[0][0], len(wanted) - spans[-1][1]
    at = Address(place.at.article, max(0, place.at.start - before), place.at.end + after)
    return said(corpus, Place(at, place.raw)) == wanted


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
    words = article["title"] if whole else said(corpus, place)
    if line.words and not whole and list(find(str(words), line.words))[:1] == []:
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
        "counterpart": JOINT.join(others) or None,
        "hint": line.hint or None,
        "text": words,
    }


def _placed(corpus: Corpus, line: Planted) -> Place:
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
