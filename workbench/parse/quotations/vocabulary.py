"""What the taggers know of a word: its classes, its look, and how often it is a cue."""

from __future__ import annotations

import re
import zlib
from functools import cache
from importlib.resources import files

import numpy as np

from workbench.parse.quotations.cues import cue_priors

_NUMBER = re.compile(r"\d")

CLAUSE = (
    *("that", "which", "who", "and", "but", "because", "if", "whether", "as", "while", "when", "after"),
    *(";", ":", "to", "–", "—", "--"),
)
"""Words that open a clause: content seldom reaches over one that does not belong to it."""


@cache
def word_classes() -> dict[str, tuple[int, int]]:
    """Word -> (fine class, coarse class), from `lexicons/word_classes.txt`; classes count from 1."""
    lines = (files("workbench.parse") / "lexicons/word_classes.txt").read_text(encoding="utf-8").split("\n")
    rows = [line.split(" ") for line in lines if line and not line.startswith("# ")]
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
        return 7 if word == "“”," else 8 if word[2:] in (".", "?", "!") and len(word) > 2 else 9
    if _NUMBER.match(word):
        return 6
    if not word[0].isalpha():
        return 5
    if word[0].isupper():
        return 3 if word.isupper() and len(word) > 1 else 2 if "-" not in word else 4
    return 1


WORD_COLUMNS = ("word", "fine", "coarse", "shape", "suffix", "prior", "clause")
_BLANK = (1, 999, 99, 0, 1, 0, 0)


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
    """A word as a number."""
    return zlib.crc32(word.encode(errors="surrogatepass"))


class Vocabulary(dict[str, int]):
    """Word -> its number, which is that of its column in `table`; a word is looked into once. Number 0 is the blank.

    `era` changes when the words are forgotten, and their numbers with them.
    """

    def __init__(self) -> None:
        self.table = np.zeros((len(WORD_COLUMNS), 1 << 13), np.uint32)
        self.table[:, 0] = _BLANK
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
