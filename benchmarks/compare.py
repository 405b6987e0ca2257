"""What every comparison costs on many articles of one event: `python benchmarks/compare.py TEXT_DIR [N …]`.

The event is made up from the texts of the folder, the same way each time. Every article draws blocks of paragraphs
from all of them; a few are drawn by very many, as a news agency's are, and most by few. Words are dropped or replaced on the
way, quotations are shortened and contractions expanded, so that an utterance recurs in many versions. Every comparison in
the registry of `workbench` that needs nothing but a corpus is run: CPU seconds on one core, and the most memory the process
has held up to then. What the comparisons share is computed once and timed by itself, before them.
"""

from __future__ import annotations

import argparse
import hashlib
import inspect
import random
import re
import resource
import time
from collections.abc import Callable, Iterator, Sized
from functools import partial
from math import log
from pathlib import Path
from typing import Any

import workbench as wb
from workbench.compare.fact_links import sentence_links
from workbench.compare.same_words import utterance_pairs
from workbench.corpus import Corpus, build
from workbench.loaders.files import Document

SIZES = (50, 100, 200, 500)
BLOCKS = 8  # an article's; with the texts of `basil-open` that makes about 600 words
POPULAR = 12.0  # block n of the shuffled pool is drawn by 1 / (n + this): the first by one article in nine, most by one or two
CHANGED = 0.3  # share of drawn paragraphs that are changed on the way, in each of the ways below
EXPANDED = {"It’s": "It is", "it’s": "it is", "don’t": "do not", "We’re": "We are", "we’re": "we are", "I’m": "I am"}
MARKS = re.compile('["“”]')


def blocks(text: str) -> list[list[str]]:
    """The paragraphs of a text, cut before each that has no quotation marks: what follows one may lean on it for its speaker."""
    cut: list[list[str]] = []
    for line in (line for line in text.split("\n") if line.strip()):
        if not cut or not MARKS.search(line):
            cut.append([])
        cut[-1].append(line)
    return cut


def event(texts: list[str], size: int) -> list[Document]:
    """`size` articles on one event."""
    rng = random.Random(size)
    titles = [blocks(text)[0][0] for text in texts]
    pool = [block for text in texts for block in blocks(text)[1:]]
    random.Random(0).shuffle(pool)
    words = sorted({w for text in texts for w in re.findall(r"[a-z]{5,}", text)})
    weights = [1 / (n + POPULAR) for n in range(len(pool))]
    documents = []
    for n in range(size):
        drawn = sorted(set(rng.choices(range(len(pool)), weights, k=BLOCKS)))
        body = [changed(paragraph, words, rng) for m in drawn for paragraph in pool[m]]
        documents.append(document(f"{n:03}.txt", "\n\n".join([rng.choice(titles), *body]) + "\n"))
    return documents


def changed(paragraph: str, words: list[str], rng: random.Random) -> str:
    """The paragraph as another newsroom prints it."""
    if rng.random() < CHANGED:
        paragraph = re.sub("|".join(EXPANDED), lambda m: EXPANDED[m[0]], paragraph)
    if rng.random() < CHANGED:  # a quotation, or a sentence, ends early
        paragraph = re.sub(r"(“[^”]{60,}?) [^”]*”", r"\1”", paragraph, count=1)
    if rng.random() < CHANGED:
        paragraph = re.sub(r"[a-z]{5,}", lambda m: rng.choice(words) if rng.random() < 0.1 else m[0], paragraph)
    if rng.random() < CHANGED and ". " in paragraph:
        paragraph = paragraph[: paragraph.rindex(". ") + 1]
    return paragraph


def document(name: str, text: str) -> Document:
    return Document(name, text, "utf-8", "benchmark", hashlib.sha256(text.encode()).hexdigest())


def comparisons() -> Iterator[tuple[str, Callable[[Corpus], Any]]]:
    """What is shared, then every public comparison that needs nothing but a corpus."""
    yield "pairs (shared)", utterance_pairs
    yield "sentence links (shared)", sentence_links
    for name, module in wb._WHERE.items():
        if module.startswith("workbench.compare."):
            function = getattr(wb, name)
            first, *rest = inspect.signature(function).parameters.values()
            if first.name != "corpus" or any(p.default is p.empty and p.kind is not p.VAR_KEYWORD for p in rest):
                print(f"  (not timed, needs more than a corpus: {name})")
            else:
                yield name, partial(function)


def measured(corpus: Corpus) -> dict[str, tuple[float, int, float]]:
    """CPU seconds, rows and the most memory so far (MB) of each comparison."""
    found = {}
    for name, function in comparisons():
        start = time.process_time()
        try:
            rows = function(corpus)
        except ValueError as error:  # such as the comparisons with a reference, which a made-up event has none of
            print(f"  (not timed: {name}: {str(error)[:80]} …)")
            continue
        spent = time.process_time() - start
        found[name] = (
            spent,
            len(rows) if isinstance(rows, Sized) else 0,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    given = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(given.texts.glob("*.txt"))]
    spent: dict[str, dict[int, float]] = {}
    for size in given.sizes:
        start = time.process_time()
        corpus = build(event(texts, size))
        print(
            f"\n{size} articles, {corpus.articles['words'].sum():,} words; read in {time.process_time() - start:.1f} s"
        )
        for name, (seconds, rows, memory) in measured(corpus).items():
            spent.setdefault(name, {})[size] = seconds
            print(f"  {name:26} {seconds:7.2f} s {rows:8,} rows {memory:6.0f} MB", flush=True)
        print(f"  {'all':26} {sum(times[size] for times in spent.values()):7.2f} s")
    if len(given.sizes) > 1:
        low, high = given.sizes[-2], given.sizes[-1]
        print(f"growth from {low} to {high} articles: seconds ~ articles to the power of")
        total = {n: sum(times[n] for times in spent.values()) for n in (low, high)}
        for name, times in [*spent.items(), ("all", total)]:
            if times[high] > 0.5:  # shorter ones are noise
                print(f"  {name:26} {log(times[high] / times[low]) / log(high / low):7.2f}")


if __name__ == "__main__":
    main()
