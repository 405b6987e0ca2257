"""Whether every copy is found among many articles, and at what cost: `python benchmarks/copies.py [N]`.

The articles are made up, the same way each time: most are written on their own, a third take one or more stretches from another
article, with words replaced, left out and put in, and some end with the same lines. Told are the CPU seconds and memory of finding
the pairs worth comparing, how many these are, and how many of the pairs that share what `wb.copies` reports are among them, all
pairs having been compared.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import accumulate, combinations

from workbench.compare.copies import PART, Printed, covered_words, likely_copies, printed_articles
from workbench.compare.words import PrintedWord
from workbench.parse.text import words

ARTICLES = 500
SENTENCES = 26  # of an article: about 400 words
TAKEN = 0.35  # share of the articles that take from another
FAMILY = 9  # articles on, at most, from which one takes: so that groups of copies form, and stay apart
SAME_END = 0.2  # share of the articles that end with the same lines
FORMS = (
    "The # of # said that a # # had # its # before the # in # .",
    "No # was # when # and # met the # # on the # .",
    "In # , two # # of the # # for a # that had # the # .",
    "It # the # , but # # will not # until the # of # has # .",
)
SYLLABLES = "ba co du fen gri hol jat ke lom mir nos pra quil rud sten tor ul ven wex yon"
END = (
    "This report was first published by the agency and may not be printed without leave of the agency and its partners."
)


def made(n: int, seed: int = 11) -> list[str]:
    """The texts of `n` articles."""
    draw = random.Random(seed)
    lexicon = ["".join(draw.choices(SYLLABLES.split(), k=draw.choice((2, 2, 3)))) for _ in range(3000)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(lexicon))))  # few words are frequent, most are rare

    def word() -> str:
        return draw.choices(lexicon, cum_weights=weights)[0]

    def sentence() -> str:
        return " ".join(word() if part == "#" else part for part in draw.choice(FORMS).split())

    texts: list[list[str]] = []
    for i in range(n):
        lines = [sentence() for _ in range(SENTENCES)]
        if i and draw.random() < TAKEN:
            source = texts[max(0, i - draw.randint(1, FAMILY))]
            first, length = draw.randrange(len(source)), draw.randint(4, SENTENCES)
            taken = [_changed(line, draw, word()) for line in source[first : first + length]]
            lines[: len(taken)] = taken
        if draw.random() < SAME_END:
            lines.append(END)
        texts.append(lines)
    return [" ".join(lines) for lines in texts]


def _changed(line: str, draw: random.Random, new: str) -> str:
    """The line with about one word in seven left out, replaced or followed by another."""
    kept = []
    for word in line.split():
        way = draw.choices(("kept", "left out", "replaced", "followed"), (18, 1, 1, 1))[0]
        kept += {"kept": [word], "left out": [], "replaced": [new], "followed": [word, new]}[way]
    return " ".join(kept)


def _tokens(text: str) -> Iterator[PrintedWord]:
    for start, end in words(text, 0, len(text)):
        yield PrintedWord(start, end, text[start:end], 0, False)


def _alike(a: Printed, b: Printed) -> bool:
    return any(one.words and covered_words(one, other).sum() >= PART * one.words for one, other in ((a, b), (b, a)))


def main(n: int) -> None:
    articles = printed_articles((str(i), tuple(_tokens(text))) for i, text in enumerate(made(n)))
    memory, clock = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = set(likely_copies(articles, PART))
    spent = time.process_time() - clock
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    alike = {(i, j) for i, j in combinations(range(n), 2) if _alike(articles[i], articles[j])}
    print(
        f"{n} articles of {sum(a.words for a in articles) / n:.0f} words: {len(found)} pairs in {spent:.2f} s, {grown:.0f} MB"
    )
    print(f"{len(alike & found)} of the {len(alike)} pairs that share {PART:.0%} or more are among them")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
