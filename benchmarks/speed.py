"""How many articles a second are read on one core: `python benchmarks/speed.py TEXT_DIR`."""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from pathlib import Path

from workbench.parse.marks import marked
from workbench.parse.people import find_participants
from workbench.parse.quotations import find_all, resolve
from workbench.parse.sentences import sentences

STEPS = ("sentences", "marks", "participants", "quotations", "speakers")
ROUNDS = 7  # the fastest of these counts: what else the machine does only ever slows it down


def once(texts: list[str]) -> list[float]:
    """CPU seconds for each step over all texts."""
    clock = [time.process_time()]
    spans = [sentences(text) for text in texts]
    clock.append(time.process_time())
    marks = [[m for m in marked(text) if not m.depth] for text in texts]
    clock.append(time.process_time())
    people = [find_participants(text) for text in texts]
    clock.append(time.process_time())
    found = list(find_all(zip(texts, spans, marks, strict=True)))
    clock.append(time.process_time())
    for given in zip(texts, found, people, strict=True):
        resolve(*given)
    clock.append(time.process_time())
    return [b - a for a, b in pairwise(clock)]


def main(folder: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    once(texts[:2])  # lexicons and weights are loaded once
    best = [min(step) for step in zip(*(once(texts) for _ in range(ROUNDS)), strict=True)]
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} articles of {size:.0f} characters: {len(texts) / sum(best):.0f} a second on one core")
    for name, spent in zip(STEPS, best, strict=True):
        print(f"  {name:13} {1000 * spent / len(texts):6.2f} ms an article")


if __name__ == "__main__":
    main(sys.argv[1])
