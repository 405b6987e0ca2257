"""How fast an explorer answers in the kernel: `python benchmarks/explorers.py [CORPUS] [--articles N]`.

For each explorer the milliseconds to open it, from a change of a control to the finished chart, back to a setting seen before,
and from a click on a mark to its passages: the median of several, after the first, which pays for imports and for what is
computed once per corpus. What is remembered for a setting is forgotten before each redraw.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import workbench as wb
from workbench.show.explore.linked import Linked
from workbench.show.nouns import NOUNS

ROUNDS = 5
# What is changed, and to and fro: of an explorer the control named here, else the first of these that it has, else the names.
_OWN = {"same_words": ("shared", (False, True)), "facts": ("least", (0.8, 0.0))}
_CHANGES = {
    "minimum": (2, 1),
    "least": (4, 3),
    "manners": (("quoted",), ("quoted", "fragment")),
}


def milliseconds(run: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


def measured(name: str, corpus: wb.Corpus) -> tuple[float, float, float, float]:
    """Milliseconds to open an explorer, to redraw it, to go back to what was seen, and to show the passages behind a mark."""
    made: list[Linked] = []
    opened = milliseconds(lambda: made.append(getattr(wb.explore, name)(corpus)))
    explorer = made[0]
    usual = next(((c, v) for c, v in _CHANGES.items() if c in explorer.controls), ("names", (False, True)))
    control, values = _OWN.get(name, usual)

    def change(value: object) -> None:
        explorer.controls[control].value = value

    def pick(key: str) -> None:
        explorer.pick([key])

    for value in values:
        change(value)
    redrawn = []
    for value in values * ROUNDS:
        explorer.drawn.cache_clear()
        redrawn.append(milliseconds(lambda: change(value)))  # noqa: B023
    for value in values:
        change(value)
    again = [milliseconds(lambda: change(value)) for value in values * ROUNDS]  # noqa: B023
    keys = list(explorer.marks.options)[1 : 1 + ROUNDS]
    picked = [milliseconds(lambda: pick(key)) for _, key in keys]  # noqa: B023
    return opened, median(redrawn), median(again), median(picked or [0.0])


def many(source: Path, articles: int) -> wb.Corpus:
    """A corpus of so many articles, made from those in a folder under numbered names."""
    texts = sorted(source.rglob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        for n in range(articles):
            text = texts[n % len(texts)]
            shutil.copy(text, Path(folder) / f"{n:05d}_{text.name}")
        return wb.load(folder)


def main() -> None:
    """Measure every explorer and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", nargs="?", type=Path, help="a folder of articles; without it the default corpus")
    options.add_argument("--articles", type=int, help="repeat the articles of the folder until there are so many")
    given = options.parse_args()
    corpus = many(given.corpus, given.articles) if given.articles else wb.load(given.corpus)
    print(
        f"{len(corpus.articles)} articles\n{'explorer':14}{'open':>9}{'redraw':>9}{'again':>9}{'passages':>10}  (milliseconds)"
    )
    for name in [n for n, noun in NOUNS.items() if noun.explorer is None]:
        opened, redrawn, again, picked = measured(name, corpus)
        print(f"{name:14}{opened:9.0f}{redrawn:9.0f}{again:9.0f}{picked:10.0f}", flush=True)


if __name__ == "__main__":
    main()
