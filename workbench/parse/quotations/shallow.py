"""The text as attribution sees it: tokens in sentences, with every long quotation folded into one token."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from workbench.parse.marks import Marked, marked
from workbench.parse.text import Span, count_words

# Finer than `text.WORD`: possessive ’s stands alone ("Obama|’s word") and an abbreviated title keeps its full stop.
TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Jr|Sr|St|No|vs)\."
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?"
    r"|[^\W_]+(?:[’'‑-](?!s\b|S\b)[^\W_]+)*"
    r"|[’']s\b|[’']S\b|''|``|--+|\.\.+|\S"
)
FOLD_WORDS = 4
"""A marked stretch of this many words or more becomes one token: shorter ones are part of the reporter's syntax."""


class Token(NamedTuple):
    """One token: a word, a mark, or a folded quotation (`quote` is then its number, else -1)."""

    start: int
    end: int
    word: str
    quote: int = -1


@dataclass(frozen=True, slots=True)
class Shallow:
    """Tokens, the sentences as token ranges, the paragraph number of each sentence, and the marked stretches."""

    text: str
    tokens: list[Token]
    sentences: list[tuple[int, int]]
    paragraph: list[int]
    marks: list[Marked]
    folded: list[bool]
    inside: list[bool]


def outermost(marks: Sequence[Marked]) -> list[Marked]:
    """The marked stretches that stand in no other."""
    return [m for m in marks if m.depth == 0]


def is_speech(inner: str) -> bool:
    """Has a marked stretch the form of speech of its own: some words, or a short sentence (“Yes,” “No way.”)?

    >>> [is_speech(s) for s in ("Yes,", "a disgrace", "no", "a man of the people")]
    [True, False, False, True]
    """
    return count_words(inner) >= FOLD_WORDS or (inner[0].isupper() and inner[-1] in ",.?!")


def fold(text: str, sentences: Sequence[Span], marks: Sequence[Marked] | None = None) -> Shallow:
    """The tokens of `text`, with each outermost marked stretch of `FOLD_WORDS` words or more folded into one token.

    A sentence break inside a folded stretch is no break here.

    >>> t = "“I like it a lot,” he said. “Very much so, yes.” She left."
    >>> s = fold(t, [(0, 27), (28, 48), (49, 58)])
    >>> [[t.word for t in s.tokens[a:b]] for a, b in s.sentences]
    [['“”,', 'he', 'said', '.'], ['“”.'], ['She', 'left', '.']]
    """
    outer = outermost(marked(text) if marks is None else marks)
    folded = [is_speech(text[m.start : m.end]) for m in outer]
    tokens: list[Token] = []
    inside: list[bool] = []

    def plain(a: int, b: int, *, within: bool) -> None:
        found = [Token(m.start(), m.end(), m[0]) for m in TOKEN.finditer(text, a, b)]
        tokens.extend(found)
        inside.extend([within] * len(found))

    position = 0
    for number, m in enumerate(outer):
        if folded[number]:
            plain(position, m.outer_start, within=False)
            tokens.append(Token(m.outer_start, m.outer_end, "“”" + _last(text, m.start, m.end), number))
            inside.append(False)
            position = m.outer_end
        else:
            plain(position, m.start, within=False)
            plain(m.start, m.end, within=True)
            position = m.end
    plain(position, len(text), within=False)
    ranges, paragraph = _ranges(text, tokens, sentences)
    return Shallow(text, tokens, ranges, paragraph, outer, folded, inside)


def _last(text: str, a: int, b: int) -> str:
    tail = text[a:b].rstrip()[-1:]
    return tail if tail and tail in ",.?!—-:;" else ""


def _ranges(text: str, tokens: list[Token], sentences: Sequence[Span]) -> tuple[list[tuple[int, int]], list[int]]:
    starts = [t.start for t in tokens]
    cuts = {0, len(tokens)}
    for a, _ in sentences:
        i = bisect_left(starts, a)
        if i == 0 or tokens[i - 1].end <= a:
            cuts.add(i)
    breaks = [m.start() for m in re.finditer("\n", text)]
    for at in breaks:
        cuts.add(bisect_left(starts, at))
    ordered = sorted(cuts)
    ranges = [(a, b) for a, b in pairwise(ordered) if a < b]
    return ranges, [bisect_right(breaks, tokens[a].start) for a, _ in ranges]
