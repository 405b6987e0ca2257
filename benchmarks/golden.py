"""Digests of everything that the workbench gives for its two corpora: each table, result frame, chart, explorer, figure, page.

Run it before and after a change that should change nothing, and compare:

    PYTHONHASHSEED=0 python benchmarks/golden.py > before.txt
    PYTHONHASHSEED=1 python benchmarks/golden.py > after.txt
    diff before.txt after.txt

Each line names one thing and ends in the digest of its content; a line that differs names what has changed.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Callable
from typing import Any

import pandas as pd

import workbench as wb
from workbench.results import RESULTS
from workbench.show import charts
from workbench.show.explore.kinds import KINDS
from workbench.show.figures import FIGURES, Format, files_of

CORPORA = {"default": None, "practice": wb.lesson.PRACTICE}
MODES = [None, "student", "teacher", "projector"]
# What a result function needs beside the corpus; one that needs something else is left out.
ARGUMENTS = {"concordance": "the", "sensitivity": "quoted_share"}


def main() -> None:
    for name, folder in CORPORA.items():
        corpus = wb.load(folder) if folder else wb.load()
        tables(name, corpus)
        draw(name, results(name, corpus))
        explore(name, corpus)
        if name == "default":
            figures(name, corpus)
        pages(name, corpus)


def say(*parts: object) -> None:
    print(*parts, flush=True)


def digest(content: object) -> str:
    """The start of the SHA-256 of bytes, of a text, or of anything else as JSON."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()[:16]
    text = content if isinstance(content, str) else json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def tables(name: str, corpus: wb.Corpus) -> None:
    for table, rows in corpus.tables():
        say(name, "table", table, digest(rows.to_csv(index=False)))


def results(name: str, corpus: wb.Corpus) -> dict[str, pd.DataFrame]:
    """The result frames that can be had of the corpus, by name."""
    frames = {}
    for noun in RESULTS:
        measure = getattr(wb, noun, None)
        if measure is None or (needs_more(measure) and noun not in ARGUMENTS):
            continue
        try:
            frames[noun] = measure(corpus, ARGUMENTS[noun]) if noun in ARGUMENTS else measure(corpus)
        except ValueError as error:
            say(name, "frame", noun, "ValueError", digest(str(error)))
        else:
            say(name, "frame", noun, digest(frames[noun].to_csv(index=False)))
    return frames


def needs_more(measure: Callable[..., Any]) -> bool:
    """Whether the function has to be given more than a corpus."""
    further = list(inspect.signature(measure).parameters.values())[1:]
    return any(p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD for p in further)


def draw(name: str, frames: dict[str, pd.DataFrame]) -> None:
    for noun, chart in charts.CHARTS.items():
        say(name, "chart", noun, digest(chart(frames[noun]).to_dict()))


def explore(name: str, corpus: wb.Corpus) -> None:
    for kind in KINDS:
        for mode in MODES:
            explorer = getattr(wb.explore, kind)(corpus, mode=mode)
            say(name, "explorer", kind, mode, digest(explorer.chart.spec), digest(explorer.views["told"].value))


def figures(name: str, corpus: wb.Corpus) -> None:
    for figure in FIGURES:
        for file, content in files_of(figure, corpus, Format()).items():
            say(name, "figure", file, digest(content))


def pages(name: str, corpus: wb.Corpus) -> None:
    say(name, "report", digest(wb.report.report(corpus)))
    for whom in wb.report.FOR:
        say(name, "handout", whom, digest(wb.report.handout(corpus, whom)))


if __name__ == "__main__":
    main()
