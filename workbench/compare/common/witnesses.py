"""Reports and references: an article that is a transcript is a witness to what was said, not an outlet among others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.compare.common.once import once_per_corpus
from workbench.corpus.model import Corpus

NO_REFERENCE = (
    "no article of this corpus is a reference, so nobody's words can be measured: put a transcript into the folder "
    'and write in corpus.toml   [files."its name.txt"]   kind = "reference"'
)


def reports_only(corpus: Corpus) -> Corpus:
    """The corpus without its references: what outlets are compared in. The same object where there is none."""
    return _reports(corpus) if "reference" in set(corpus.articles["kind"]) else corpus


@once_per_corpus  # so that what is computed once for the reports is found again
def _reports(corpus: Corpus) -> Corpus:
    if "report" in set(corpus.articles["kind"]):
        return corpus.where(kind="report")
    nothing: dict[str, Any] = {name: table.iloc[:0] for name, table in corpus.tables()}
    return replace(corpus, **nothing)


def references_only(corpus: Corpus) -> Corpus:
    """The references alone; `ValueError` says how to add one where there is none."""
    if "reference" not in set(corpus.articles["kind"]):
        raise ValueError(NO_REFERENCE)
    return corpus.where(kind="reference")
