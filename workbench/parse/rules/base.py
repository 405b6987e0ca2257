"""What a rule is, and the lines that most rules look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from workbench.parse.text import count_words, paragraphs

Change = tuple[int, int, str]
"""`(start, end, after)`: the text there becomes `after`, which is empty or one character. Ordered and disjoint."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to find what should change in a text: `find(text, title)`. `kind` says what it removes, `reason` why it may."""

    find: Callable[[str, str | None], list[Change]]
    kind: str
    reason: str


class Line(NamedTuple):
    """A line that is not blank: its trimmed words and where they stand."""

    start: int
    end: int
    words: str


@lru_cache(maxsize=4)  # most rules in a row change nothing and look at the same text
def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order; shared, so not to be changed."""
    return [Line(start, end, text[start:end]) for start, end in paragraphs(text)]


def drop(text: str, lines: Sequence[Line], chosen: Iterable[int]) -> list[Change]:
    """The changes that remove the chosen lines (by index, ascending), each with the white space up to the next line."""
    return [(lines[i].start, lines[i + 1].start if i + 1 < len(lines) else len(text), "") for i in chosen]


# A paragraph of running text: the header ends where the first one stands. Decks are shorter or end without a full stop.
_PROSE_WORDS = 15
_LONG_PROSE_WORDS = 40  # this long it is running text even without a full stop
_HEADER_LINES = 12  # no page of the labelled articles has more lines above its text
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")


def is_prose(words: str) -> bool:
    """Is this a paragraph of running text, rather than a line of a page?"""
    count = count_words(words)
    return count >= _LONG_PROSE_WORDS or (count >= _PROSE_WORDS and bool(_CLOSED.search(words)))


def header(lines: Sequence[Line]) -> range:
    """The indices of the lines above the first paragraph of running text, the title among them."""
    for i, line in enumerate(lines[: _HEADER_LINES + 1]):
        if is_prose(line.words):
            return range(i)
    return range(min(len(lines), _HEADER_LINES + 1))


# What an article says is reported by somebody; what a page says of itself is not.
REPORTED = re.compile(r"\b(?:said|says|told|according to|asked|added|wrote|announced|argued)\b|[“”\"«»„]", re.I)

# A person's name as a byline prints it: two to five parts, at least two of them capitalised words.
_PART = r"(?:[A-Z][\w’'.-]+|[A-Z]\.?)"
NAME = rf"{_PART}(?:[ \xa0](?:{_PART}|de|del|der|den|van|von|bin|al|el|la|le|da|dos)){{1,4}}"
