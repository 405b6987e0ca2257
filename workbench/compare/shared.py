"""What comparisons share: what is made once per corpus, which articles are compared, and addresses as evidence."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar

import pandas as pd

from workbench.corpus.model import Corpus, frame
from workbench.results import RESULTS

# ---- What several comparisons need is computed once per corpus -------------------------------------------------------


T = TypeVar("T")


def once_per_corpus(function: Callable[[Corpus], T]) -> Callable[[Corpus], T]:
    """`function`, computed for a corpus when first asked and kept for as long as that corpus lives.

    A corpus is known by which object it is: one that is equal, or filtered from it, has results of its own. So tables
    must not be changed in place (no function of the workbench does), and results should be values that cannot change,
    such as tuples, because all callers share them.

    >>> import workbench as wb
    >>> from workbench.compare.shared import once_per_corpus
    >>> asked = []
    >>> size = once_per_corpus(lambda corpus: asked.append(1) or len(corpus.articles))
    >>> corpus = wb.load()
    >>> size(corpus), size(corpus), len(asked)
    (2, 2, 1)
    """
    # By weak reference, because a corpus has no hash; the reference's callback forgets the result with its corpus.
    kept: dict[int, tuple[weakref.ref[Corpus], T]] = {}

    @wraps(function)
    def remembered(corpus: Corpus) -> T:
        number = id(corpus)
        if number in kept and kept[number][0]() is corpus:
            return kept[number][1]
        result = function(expect_corpus(corpus))

        def forget(dead: weakref.ref[Corpus]) -> None:
            if number in kept and kept[number][0] is dead:
                del kept[number]

        kept[number] = weakref.ref(corpus, forget), result
        return result

    return remembered


# ---- Reports and references: an article that is a transcript is a witness to what was said, not an outlet among others


NO_REFERENCE = (
    "no article of this corpus is a reference, so nobody's words can be measured: put a transcript into the folder "
    'and write in corpus.toml   [files."its name.txt"]   kind = "reference"'
)


def looks_like(given: pd.DataFrame) -> str | None:
    """The comparison whose frame this seems to be: of those all of whose columns it has, the one with the most.

    >>> import workbench as wb
    >>> looks_like(wb.cues(wb.load()))
    'cues'
    """
    columns = set(given.columns)
    fitting = [name for name, table in RESULTS.items() if set(table.columns) <= columns]
    return max(fitting, key=lambda name: len(RESULTS[name].columns), default=None)


def expect_corpus(given: Any) -> Corpus:
    """What was given, when it is a corpus; a `TypeError` that says what it seems to be when it is not."""
    if isinstance(given, Corpus):
        return given
    like = looks_like(given) if isinstance(given, pd.DataFrame) else None
    what = f"a frame like that of wb.{like}(corpus)" if like else f"of the type {type(given).__name__}"
    raise TypeError(f"this compares a corpus, such as wb.load() gives; what was given is {what}")


def reports_only(corpus: Corpus) -> Corpus:
    """The corpus without its references: what outlets are compared in. The same object where there is none.

    `TypeError` when it is no corpus.
    """
    corpus = expect_corpus(corpus)
    return _reports(corpus) if "reference" in set(corpus.articles["kind"]) else corpus


@once_per_corpus  # so that what is computed once for the reports is found again
def _reports(corpus: Corpus) -> Corpus:
    if "report" in set(corpus.articles["kind"]):
        return corpus.where(kind="report")
    nothing: dict[str, Any] = {name: table.iloc[:0] for name, table in corpus.tables()}
    return replace(corpus, **nothing)


def references_only(corpus: Corpus) -> Corpus:
    """The references alone; `ValueError` says how to add one where there is none."""
    if "reference" not in set(expect_corpus(corpus).articles["kind"]):
        raise ValueError(NO_REFERENCE)
    return corpus.where(kind="reference")


# ---- From the number in a cell back to the words that it was counted from --------------------------------------------


JOINT = " | "
"""What stands between the addresses in a column `evidence`."""


def evidence(corpus: Corpus, addresses: str | Iterable[str] = ()) -> pd.DataFrame:
    """The words behind a number, each in its context and with a citation: one row per address, in the order given.

    `addresses` is a cell of a column `evidence`, a whole column of addresses, or any ids of this corpus.
    `AddressError` when one leads nowhere here.

    >>> import workbench as wb
    >>> corpus = wb.load()
    >>> rows = wb.labels(corpus).query("name == 'Joe Biden'")
    >>> wb.evidence(corpus, rows["evidence"])["text"].tolist()
    ['former US President Joe Biden', 'Biden']
    """
    given = [addresses] if isinstance(addresses, str) else list(addresses)
    rows = []
    for address in (a.strip() for cell in given for a in cell.split(JOINT.strip()) if a.strip()):
        found = corpus.passage(address)
        rows.append(
            {
                "address": address,
                "outlet_label": found.outlet_label,
                "paragraph": found.paragraph,
                "before": found.before,
                "text": found.words,
                "after": found.after,
                "citation": found.citation,
            }
        )
    return frame(rows, RESULTS["evidence"])
