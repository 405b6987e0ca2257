"""The words of a corpus one by one: where each stands, in which sentence, and whether it stands between quotation marks."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from workbench.compare.common.once import once_per_corpus
from workbench.corpus.model import Corpus
from workbench.parse.text import Span, words

PARTS = ("all", "reporter", "quoted")
"""Whose words are counted: all, those outside quotation marks, or those between outermost marks (speech or not)."""


class Token(NamedTuple):
    """A word as printed, its place, the number of its sentence in the article, and whether it stands between marks."""

    start: int
    end: int
    text: str
    sentence: int
    marked: bool


Read = tuple[tuple[str, tuple[Token, ...]], ...]
"""Each article's id and its words."""


@once_per_corpus
def tokens(corpus: Corpus) -> Read:
    """Each article's id and its words, in reading order; as many as `articles.words` says."""
    marks = marked_spans(corpus)
    by_article: dict[str, list[Span]] = {}
    read: list[tuple[str, tuple[Token, ...]]] = []
    sentences = corpus.sentences
    for article, start, end in zip(sentences["article_id"], sentences["start"], sentences["end"], strict=True):
        by_article.setdefault(article, []).append((start, end))
    for article, text in zip(corpus.articles["article_id"], corpus.articles["text"], strict=True):
        spans, at, found = marks.get(article, []), 0, []
        for number, (start, end) in enumerate(by_article.get(article, [])):
            for a, b in words(text, start, end):
                while at < len(spans) and spans[at][1] <= a:
                    at += 1
                inside = at < len(spans) and spans[at][0] <= a
                found.append(Token(a, b, text[a:b], number, inside))
        read.append((article, tuple(found)))
    return tuple(read)


def marked_spans(corpus: Corpus) -> dict[str, list[Span]]:
    """Article → its stretches between outermost quotation marks, in reading order."""
    quotes = corpus.quotes[corpus.quotes["marks"] != "none"]
    spans: dict[str, list[Span]] = {}
    for article, start, end in zip(quotes["article_id"], quotes["start"], quotes["end"], strict=True):
        spans.setdefault(article, []).append((start, end))
    return {article: sorted(found) for article, found in spans.items()}


def belongs(token: Token, part: str) -> bool:
    """Whether a word is of that part: `all`, `reporter` or `quoted`."""
    return part == "all" or token.marked == (part == "quoted")


def choose(name: str, value: str, choices: Collection[str]) -> str:
    """The value, if it is one of the choices; else a `ValueError` that lists them.

    >>> choose("part", "quotes", PARTS)
    Traceback (most recent call last):
    ValueError: part is 'quotes'; it is one of 'all', 'reporter', 'quoted'
    """
    if value not in choices:
        raise ValueError(f"{name} is {value!r}; it is one of {', '.join(map(repr, choices))}")
    return value
