"""The words of a text with each marked stretch folded into one token, so that a sentence is read around its quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from operator import itemgetter

import numpy as np

from workbench.parse.marks import Marked, marked
from workbench.parse.text import Span, count_words

# Finer than `text.WORD`: possessive ’s stands alone ("Lee|’s word") and an abbreviated title keeps its full stop.
TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Jr|Sr|St|No|vs)\."
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?"
    r"|[^\W_]+(?:[’'‑-](?!s\b|S\b)[^\W_]+)*"
    r"|[’']s\b|[’']S\b|''|``|--+|\.\.+|\S"
)
FOLD_WORDS = 4
"""A marked stretch of this many words or more becomes one token: shorter ones are part of the reporter's syntax."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the taggers see of one text, or of several one after another.

    The tokens, and which of them stand in a marked stretch that is not folded; the sentences as token ranges, and the
    paragraph of each sentence in its own text.
    """

    words: list[str]
    inside: list[int]
    sentences: list[tuple[int, int]]
    paragraph: list[int]


@dataclass(frozen=True, slots=True)
class Shallow(Tokens):
    """A text with its tokens as parallel lists, and its marked stretches.

    A token is a word, a mark, or a folded quotation; `quotes` holds the number of the folded one, else -1. `low` is
    `words` in lower case. `anchors` has the token that each marked stretch is or begins with.
    """

    text: str
    low: list[str]
    starts: list[int]
    ends: list[int]
    quotes: list[int]
    marks: list[Marked]
    folded: list[bool]
    anchors: list[int]

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_right(self.sentences, token, key=itemgetter(0)) - 1

    def chars(self, run: Span) -> Span:
        """The characters of a token range."""
        return self.starts[run[0]], self.ends[run[1] - 1]


def join(texts: Sequence[Tokens]) -> Tokens:
    """The texts one after another, so that the taggers can read them in one go."""
    if len(texts) == 1:
        return texts[0]
    first = list(accumulate((len(t.words) for t in texts[:-1]), initial=0))
    return Tokens(
        list(chain.from_iterable([t.words for t in texts])),
        [n + at for t, n in zip(texts, first, strict=True) for at in t.inside],
        [(a + n, b + n) for t, n in zip(texts, first, strict=True) for a, b in t.sentences],
        list(chain.from_iterable([t.paragraph for t in texts])),
    )


def outermost(marks: Sequence[Marked]) -> list[Marked]:
    """The marked stretches that stand in no other."""
    return [m for m in marks if m.depth == 0]


def is_speech(inner: str) -> bool:
    """Has a marked stretch the form of speech of its own: some words, or a short sentence (“Yes,” “No way.”)?

    >>> [is_speech(s) for s in ("Yes,", "a disgrace", "no", "a man of the people")]
    [True, False, False, True]
    """
    return (inner[-1] in ",.?!" and inner[0].isupper()) or count_words(inner) >= FOLD_WORDS


class _Chunks(dict[str, list[str]]):
    """A run of characters without white space -> its tokens; most runs of a text have been read before."""

    def __missing__(self, chunk: str) -> list[str]:
        if len(self) >= CHUNKS_KEPT:
            self.clear()
        self[chunk] = tokens = TOKEN.findall(chunk)
        return tokens


CHUNKS_KEPT = 1 << 16
_CHUNKS = _Chunks()


def fold(text: str, sentences: Sequence[Span], marks: Sequence[Marked] | None = None) -> Shallow:
    """The tokens of `text`, with each outermost marked stretch of `FOLD_WORDS` words or more folded into one token.

    A sentence break inside a folded stretch is no break here.

    >>> t = "“I like it a lot,” he said. “Very much so, yes.” She left."
    >>> s = fold(t, [(0, 27), (28, 48), (49, 58)])
    >>> [s.words[a:b] for a, b in s.sentences]
    [['“”,', 'he', 'said', '.'], ['“”.'], ['She', 'left', '.']]
    """
    outer = outermost(marked(text) if marks is None else marks)
    folded = [is_speech(text[m.start : m.end]) for m in outer]
    words: list[str] = []
    stops: list[int] = []
    anchors: list[int] = []
    position = 0
    for m, whole in zip(outer, folded, strict=True):
        words += _plain_tokens(text, position, m.outer_start if whole else m.start)
        anchors.append(len(words))
        words += ["“”" + _last(text, m.start, m.end)] if whole else _plain_tokens(text, m.start, m.end)
        stops.append(len(words))
        position = m.outer_end if whole else m.end
    words += _plain_tokens(text, position, len(text))
    quotes, inside = [-1] * len(words), list[int]()
    for number, (first, stop) in enumerate(zip(anchors, stops, strict=True)):
        if folded[number]:
            quotes[first] = number
        else:
            inside += range(first, stop)
    starts, ends = _token_places(text, words, {anchors[i]: m for i, m in enumerate(outer) if folded[i]})
    ranges, paragraph = _ranges(text, starts, ends, sentences)
    low = list(map(str.lower, words))
    return Shallow(words, inside, ranges, paragraph, text, low, starts, ends, quotes, outer, folded, anchors)


def _plain_tokens(text: str, a: int, b: int) -> Iterator[str]:
    return chain.from_iterable(map(_CHUNKS.__getitem__, text[a:b].split()))


def _token_places(text: str, words: list[str], folded: dict[int, Marked]) -> tuple[list[int], list[int]]:
    """Where each token begins and ends.

    Tokens hold no white space and leave nothing else out, so the first character of each is the one that has as many
    visible characters before it as the tokens before it are long. A folded quotation counts as its first character.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    visible = _VISIBLE.take(codes, mode="clip")
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    for n, m in folded.items():
        visible[m.outer_start + 1 : m.outer_end] = False
        lengths[n] = 1
    starts = np.flatnonzero(visible)[np.cumsum(lengths) - lengths]
    ends = starts + lengths
    for n, m in folded.items():
        ends[n] = m.outer_end
    return starts.tolist(), ends.tolist()


_VISIBLE = np.array([not chr(code).isspace() for code in range(0x3002)])


def _last(text: str, a: int, b: int) -> str:
    tail = text[a:b].rstrip()[-1:]
    return tail if tail and tail in ",.?!—-:;" else ""


def _ranges(
    text: str, starts: list[int], ends: list[int], sentences: Sequence[Span]
) -> tuple[list[tuple[int, int]], list[int]]:
    """The sentences as token ranges, cut at line breaks too, and the line that each begins in."""
    cuts = {0, len(starts)}
    for a, _ in sentences:
        i = bisect_left(starts, a)
        if i == 0 or ends[i - 1] <= a:
            cuts.add(i)
    breaks = [m.start() for m in re.finditer("\n", text)]
    cuts.update(bisect_left(starts, at) for at in breaks)
    ranges = list(pairwise(sorted(cuts)))
    return ranges, [bisect_right(breaks, starts[a]) for a, _ in ranges]
