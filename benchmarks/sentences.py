"""How well and how fast sentences are split, beside the nupunkt library where it is installed.

    python benchmarks/sentences.py GOLD_DIR TEXT_DIR [--show 20]

GOLD_DIR holds `sentence_alignment.jsonl` (one row per sentence: `article`, `start`, `end`) and `text/<article>.txt`.
TEXT_DIR holds any `.txt` files: they time the splitters, and where the two disagree is counted and sampled.
A boundary is the end of a sentence with another after it in its paragraph; ends of paragraphs are not counted.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from workbench.parse.sentences import sentences
from workbench.parse.text import Span, paragraphs

Splitter = Callable[[str], list[Span]]
CONTEXT = 45  # characters shown on either side of a boundary


def splitters() -> dict[str, Splitter]:
    try:
        from nupunkt import sent_spans
    except ImportError:
        return {"workbench": sentences}

    def nupunkt(text: str) -> list[Span]:
        pieces = [(first + a, first + b) for first, stop in paragraphs(text) for a, b in sent_spans(text[first:stop])]
        return [(b - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in pieces if text[a:b].strip()]

    nupunkt("Loads its model. Once.")
    return {"workbench": sentences, "nupunkt": nupunkt}


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def boundaries(text: str, spans: list[Span]) -> set[int]:
    stops = {stop for _, stop in paragraphs(text)}
    return {end for _, end in spans if end not in stops}


def shown(text: str, end: int) -> str:
    return f"{text[max(end - CONTEXT, 0) : end]} | {text[end : end + CONTEXT]}".replace("\n", "⏎")


def accuracy(gold: Path, split: Splitter) -> tuple[dict[str, float], list[str]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for line in (gold / "sentence_alignment.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans[row["article"]].append((row["start"], row["end"]))
    hits = found = wanted = 0
    errors: list[str] = []
    for article, right in spans.items():
        text = read(gold / "text" / f"{article}.txt")
        mine, theirs = boundaries(text, split(text)), boundaries(text, right)
        hits, found, wanted = hits + len(mine & theirs), found + len(mine), wanted + len(theirs)
        errors += [f"extra   {shown(text, end)}" for end in sorted(mine - theirs)]
        errors += [f"missed  {shown(text, end)}" for end in sorted(theirs - mine)]
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    return {"P": precision, "R": recall, "F": 2 * hits / max(found + wanted, 1)}, errors


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("texts", type=Path, metavar="TEXT_DIR")
    parser.add_argument("--show", type=int, default=0, help="how many errors and disagreements to print")
    args = parser.parse_args()
    texts = [read(path) for path in sorted(args.texts.glob("*.txt"))]
    size = sum(map(len, texts)) / 1e6
    ends: dict[str, list[set[int]]] = {}
    for name, split in splitters().items():
        scores, errors = accuracy(args.gold, split)
        began = time.perf_counter()
        spans = [split(text) for text in texts]
        speed = size / (time.perf_counter() - began)
        ends[name] = [boundaries(text, found) for text, found in zip(texts, spans, strict=True)]
        print(f"{name:10}", *(f"{key} {value:.3f}" for key, value in scores.items()), f"{speed:.1f} MB/s")
        for error in errors[: args.show]:
            print("  ", error)
    for name, other in (("workbench", "nupunkt"), ("nupunkt", "workbench")):
        if name in ends and other in ends:
            only = [(t, e) for t, a, b in zip(texts, ends[name], ends[other], strict=True) for e in sorted(a - b)]
            print(f"only {name}: {len(only)} of {sum(map(len, ends[name]))}")
            for text, end in random.Random(1).sample(only, min(args.show, len(only))):
                print("  ", shown(text, end))


if __name__ == "__main__":
    main()
