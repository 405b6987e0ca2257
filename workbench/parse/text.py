"""Spans and words: the smallest things the other parsers are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""A half-open `(start, end)` pair of code-point offsets."""

# A word keeps its inner apostrophes, hyphens, full stops and thousands marks: O’Rourke, don’t, U.S., p.m., 5:30, 1,500.
# The first letter or digit stands first in the pattern so that the engine can skip to the next one.
_WORD = re.compile(r"[^\W_](?:(?<=\d)\d*(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?|\.(?:[^\W\d_]\.)+|[^\W_]*(?:[’'‑-][^\W_]+)*)")


_LINE = re.compile(r"\S(?:.*\S)?")


def paragraphs(text: str) -> list[Span]:
    """The spans of the lines of `text` that hold more than white space, trimmed, in order.

    >>> paragraphs("Title\\n\\n  First. \\nSecond.")
    [(0, 5), (9, 15), (17, 24)]
    """
    return [m.span() for m in _LINE.finditer(text)]


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The spans of the words of `text[start:end]`, in order.

    >>> [("Mr. O’Rourke’s 1,500 votes, 5:30 p.m."[a:b]) for a, b in words("Mr. O’Rourke’s 1,500 votes, 5:30 p.m.")]
    ['Mr', 'O’Rourke’s', '1,500', 'votes', '5:30', 'p.m.']
    """
    for m in _WORD.finditer(text, start, len(text) if end is None else end):
        yield m.span()


def around(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """What stands before and after `text[start:end]`, at most so many characters on each side; a word that would be cut is left out.

    >>> around("The talks ended on Friday.", 10, 15, 8)
    ('talks ', ' on')
    """
    low, high = max(0, start - most), min(len(text), end + most)
    if low and not text[low - 1].isspace():
        blank = re.compile(r"[ \n]").search(text, low, start)
        low = blank.end() if blank else start
    if high < len(text) and not text[high].isspace():
        high = max(text.rfind(" ", end, high), text.rfind("\n", end, high))
    return text[low:start], text[end : max(end, high)]


def overlaps(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether any of the spans shares a character with `start:end`."""
    return any(a < end and start < b for a, b in spans)


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that is written with white space between them."""
    return frozenset(listed.split())


def count_words(text: str) -> int:
    """How many words `text` has, by the same rule as `words`."""
    return len(_WORD.findall(text))
