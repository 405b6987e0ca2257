"""Digests of all that the workbench gives for its two corpora: `python benchmarks/golden.py > before.txt`, then after a change `diff`.

Run it with `PYTHONHASHSEED=0` and with another, too: nothing may depend on it.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from typing import Any

import workbench as wb
from workbench.results import RESULTS
from workbench.show.explore.controls import MODES
from workbench.show.figures import FIGURES, Format, files_of
from workbench.show.nouns import NOUNS

ARGUMENTS = {"concordance": "the", "sensitivity": "quoted_share"}
"""What a comparison needs beside the corpus."""


def digest(thing: Any) -> str:
    """The first letters of the SHA-256 of bytes, of a text, or of what JSON can write."""
    if not isinstance(thing, (bytes, str)):
        thing = json.dumps(thing, sort_keys=True, default=str)
    content = thing if isinstance(thing, bytes) else thing.encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:16]


def say(*parts: object) -> None:
    print(*parts, flush=True)


def frames(name: str, corpus: wb.Corpus) -> None:
    """The tables of a corpus, and what every comparison gives."""
    for table, data in corpus.tables():
        say(name, "table", table, digest(data.to_csv(index=False)))
    for result in RESULTS:
        function = getattr(wb, result, None)
        if function is None:
            continue
        asked = list(inspect.signature(function).parameters.values())[1:]
        needed = [p for p in asked if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
        if needed and result not in ARGUMENTS:
            continue
        try:
            made = function(corpus, ARGUMENTS[result]) if result in ARGUMENTS else function(corpus)
        except ValueError as error:
            say(name, "frame", result, "ValueError", digest(str(error)))
        else:
            say(name, "frame", result, digest(made.to_csv(index=False)))


def drawings(name: str, corpus: wb.Corpus) -> None:
    """Every chart, and every explorer in each mode."""
    for chart, figure in FIGURES.items():
        say(name, "chart", chart, digest(figure.chart(getattr(wb, figure.source)(corpus)).to_dict()))
    for noun in (noun for noun in NOUNS if NOUNS[noun].explorer is None):
        for mode in (None, *MODES):
            explorer = getattr(wb.explore, noun)(corpus, mode=mode)
            told = explorer.views["told"].value
            say(name, "explorer", noun, mode, digest(explorer.chart.spec), digest(told))


def main() -> None:
    for name, folder in (("default", None), ("practice", wb.lesson.PRACTICE)):
        corpus = wb.load(folder) if folder else wb.load()
        frames(name, corpus)
        drawings(name, corpus)
        if name == "default":
            for figure in FIGURES:
                for file, content in files_of(figure, corpus, Format()).items():
                    say(name, "figure", file, digest(content))
        say(name, "report", digest(wb.report.report(corpus)))
        for whom in wb.report.FOR:
            say(name, "handout", whom, digest(wb.report.handout(corpus, whom)))


if __name__ == "__main__":
    main()
