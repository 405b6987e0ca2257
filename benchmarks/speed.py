"""How many articles a second are read on one core: `python benchmarks/speed.py TEXT_DIR`."""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from pathlib import Path

from workbench.parse.marks import marked
from workbench.parse.people import find_participants
from workbench.parse.quotations import find_quotations, resolve
from workbench.parse.sentences import sentences

STEPS = ("sentences", "marks", "participants", "quotations", "speakers")
ROUNDS = 3  # the fastest of these counts: what else the machine does only ever slows it down


def once(texts: list[str]) -> list[float]:
    """CPU seconds for each step over all texts."""
    spent = [0.0] * len(STEPS)
    for text in texts:
        clock = [time.process_time()]
        spans = sentences(text)
        clock.append(time.process_time())
        marks = [m for m in marked(text) if not m.depth]
        clock.append(time.process_time())
        people = find_participants(text)
        clock.append(time.process_time())
        found = find_quotations(text, sentences=spans, marks=marks)
        clock.append(time.process_time())
        resolve(text, found, people)
        clock.append(time.process_time())
        spent = [s + b - a for s, (a, b) in zip(spent, pairwise(clock), strict=True)]
    return spent


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
