"""The words of a text as the taggers see them: each marked stretch folded into one token, each word as a column of numbers.

With its quotations folded, a sentence is read around them.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, pairwise
from operator import itemgetter

import numpy as np

from workbench.parse.lexicon import list_lines
from workbench.parse.marks import Marked, marked
from workbench.parse.quotations.cues import cue_priors
from workbench.parse.text import Span, count_words

# Finer than `text.WORD`: possessive ’s stands alone ("Lee|’s word") and an abbreviated title keeps its full stop.
TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Jr|Sr|St|No|vs)\."
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?"
    r"|[^\W_]+(?:[’'‑-](?!s\b|S\b)[^\W_]+)*"
    r"|[’']s\b|[’']S\b|''|``|--+|\.\.+|\S"
)
TokenRange = tuple[int, int]
"""A half-open range of token numbers."""
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
    sentences: list[TokenRange]
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

    def chars(self, run: TokenRange) -> Span:
        """The characters of a token range."""
        return self.starts[run[0]], self.ends[run[1] - 1]


def join(texts: Sequence[Tokens]) -> Tokens:
    """The texts one after another, so that the taggers can read them in one go."""
    if len(texts) == 1:
        return texts[0]
    first = list(accumulate((len(t.words) for t in texts[:-1]), initial=0))
    joined = Tokens([], [], [], [])
    for text, n in zip(texts, first, strict=True):
        joined.words.extend(text.words)
        joined.inside.extend([n + at for at in text.inside])
        joined.sentences.extend([(a + n, b + n) for a, b in text.sentences])
        joined.paragraph.extend(text.paragraph)
    return joined


def is_speech(inner: str) -> bool:
    """Has a marked stretch the form of speech of its own: some words, or a short sentence (“Yes,” “No way.”)?

    >>> [is_speech(s) for s in ("Yes,", "a disgrace", "no", "a man of the people")]
    [True, False, False, True]
    """
    return (inner[-1] in ",.?!" and inner[0].isupper()) or count_words(inner) >= FOLD_WORDS


class _Chunks(dict[str, list[str]]):
    """A run of characters without white space -> its tokens; most runs of a text have been read before."""

    def __missing__(self, chunk: str) -> list[str]:
        if len(self) >= 1 << 16:
            self.clear()
        self[chunk] = tokens = TOKEN.findall(chunk)
        return tokens


_CHUNKS = _Chunks()


def fold_quotations(text: str, sentences: Sequence[Span], marks: Sequence[Marked] | None = None) -> Shallow:
    """The tokens of `text`, with each outermost marked stretch of `FOLD_WORDS` words or more folded into one token.

    A sentence break inside a folded stretch is no break here.

    >>> t = "“I like it a lot,” he said. “Very much so, yes.” She left."
    >>> s = fold_quotations(t, [(0, 27), (28, 48), (49, 58)])
    >>> [s.words[a:b] for a, b in s.sentences]
    [['“”,', 'he', 'said', '.'], ['“”.'], ['She', 'left', '.']]
    """
    outer = [m for m in (marked(text) if marks is None else marks) if not m.depth]
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
    breaks = [m.start() for m in re.finditer("\n", text)]
    ranges = _ranges(breaks, starts, ends, sentences)
    paragraph = [bisect_right(breaks, starts[a]) for a, _ in ranges]
    low = list(map(str.lower, words))
    return Shallow(words, inside, ranges, paragraph, text, low, starts, ends, quotes, outer, folded, anchors)


def _plain_tokens(text: str, a: int, b: int) -> Iterator[str]:
    return chain.from_iterable(map(_CHUNKS.__getitem__, text[a:b].split()))


_VISIBLE = np.array([not chr(code).isspace() for code in range(0x3002)])


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


def _last(text: str, a: int, b: int) -> str:
    tail = text[a:b].rstrip()[-1:]
    return tail if tail and tail in ",.?!—-:;" else ""


def _ranges(breaks: list[int], starts: list[int], ends: list[int], sentences: Sequence[Span]) -> list[TokenRange]:
    """The sentences as token ranges, cut at line breaks too."""
    cuts = {0, len(starts)}
    for a, _ in sentences:
        i = bisect_left(starts, a)
        if i == 0 or ends[i - 1] <= a:
            cuts.add(i)
    cuts.update(bisect_left(starts, at) for at in breaks)
    return list(pairwise(sorted(cuts)))


CLAUSE = (
    *("that", "which", "who", "and", "but", "because", "if", "whether", "as", "while", "when", "after"),
    *(";", ":", "to", "–", "—", "--"),
)
"""Words that open a clause: content seldom reaches over one that does not belong to it."""


@cache
def word_classes() -> dict[str, tuple[int, int]]:
    """Word -> (fine class, coarse class), from `lexicons/word_classes.txt`; classes count from 1."""
    rows = [line.split(" ") for line in list_lines("word_classes.txt")]
    return {word: (n, int(coarse) + 1) for n, (coarse, *words) in enumerate(rows, 1) for word in words}


@cache
def finite_verbs() -> frozenset[str]:
    """Words of the classes of was, took and told: in news hardly ever anything but finite verbs."""
    classes = word_classes()
    wanted = {classes[w][0] for w in ("was", "took", "told", "defended", "entered") if w in classes}
    return frozenset(w for w, (fine, _) in classes.items() if fine in wanted and w[0].isalpha())


def shape_of(word: str) -> int:
    """The look of a word as a small number: folded quotation, number, capitals, capitalised, lower case, sign."""
    if word.startswith("“”"):
        if word == "“”,":
            return 7
        return 8 if word[2:] in (".", "?", "!") else 9
    if word[0].isdecimal():
        return 6
    if not word[0].isalpha():
        return 5
    if word[0].isupper():
        if word.isupper() and len(word) > 1:
            return 3
        return 4 if "-" in word else 2
    return 1


WORD_COLUMNS = ("word", "fine", "coarse", "shape", "suffix", "prior", "clause")
_BLANK_COLUMNS = (1, 999, 99, 0, 1, 0, 0)


def columns_of(word: str) -> tuple[int, ...]:
    """Identity, fine and coarse class, shape, ending, cue prior and clause word of one token.

    A capitalised word outside the word classes is only "a name": no model weight may hang on a particular one.
    """
    low, shape = word.lower(), shape_of(word)
    known = word_classes().get(low) or word_classes().get(low.replace("’", "'"))
    if known is None and "-" in low and shape in (1, 4):
        known = word_classes().get(low.rpartition("-")[2])
    if shape == 6:
        identity, ending = "<number>", "<number>"
    elif known is None and shape in (2, 3, 4):
        identity, ending = f"<name{shape}>", "<name>"
    elif known is None and shape == 1:
        identity, ending = "<rare>" + low[-3:], low[-3:]
    else:
        identity, ending = low.replace("’", "'"), low[-3:]
    fine, coarse = known or (300 + shape, 60 + shape)
    clause = CLAUSE.index(low) + 1 if low in CLAUSE else 0
    return identity_of(identity), fine, coarse, shape, identity_of(ending), cue_priors().get(low, 0), clause


def identity_of(word: str) -> int:
    """A word as a number; a damaged one (a lone surrogate) has one too."""
    return zlib.crc32(word.encode(errors="surrogatepass"))


class Vocabulary(dict[str, int]):
    """Word -> its number, which is that of its column in `table`; a word is looked into once. Number 0 is the blank.

    `era` changes when the words are forgotten, and their numbers with them.
    """

    def __init__(self) -> None:
        self.table = np.zeros((len(WORD_COLUMNS), 1 << 13), np.uint32)
        self.table[:, 0] = _BLANK_COLUMNS
        self.era = 0

    def clear(self) -> None:
        """Forget all words."""
        super().clear()
        self.era += 1

    def __missing__(self, word: str) -> int:
        number = len(self) + 1
        if number == self.table.shape[1]:
            self.table = np.concatenate([self.table, np.zeros_like(self.table)], axis=1)
        self.table[:, number] = columns_of(word)
        self[word] = number
        return number


VOCABULARY = Vocabulary()
"""All words read so far, some five hundred bytes for each with what the taggers keep of it."""
