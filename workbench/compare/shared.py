"""What comparisons share: results kept per corpus, reports and references, the scale, groups, and addresses as evidence."""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from workbench.corpus.model import JOINT as JOINT
from workbench.corpus.model import Corpus, frame
from workbench.results import RESULTS

_T = TypeVar("_T")


def once_per_corpus(function: Callable[[Corpus], _T]) -> Callable[[Corpus], _T]:
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
    kept: dict[int, tuple[weakref.ref[Corpus], _T]] = {}

    @wraps(function)
    def remembered(corpus: Corpus) -> _T:
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

    A reference, such as a transcript, is a witness to what was said, and no outlet among others. `TypeError` when it is no corpus.
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
        remedy = (
            'put a transcript into the folder and write in corpus.toml   [files."its name.txt"]   kind = "reference"'
        )
        raise ValueError(f"no article of this corpus is a reference, so nobody's words can be measured: {remedy}")
    return corpus.where(kind="reference")


class Step(NamedTuple):
    """A step of the scale: its one word, and the value that stands for it in each of the frames; None where a frame has none."""

    word: str
    manner: str | None
    """In `order`, `whose_words`, `speaking` and `people`: how one passage tells it."""
    rung: str | None
    """In `ladder`: the most that an outlet gives of an utterance."""
    status: str
    """In `ledger`: the most that an outlet gives of an item."""


SCALE = (
    Step("not found", None, "absent", "not found"),
    Step("mentioned", "mentioned", None, "mentioned"),
    Step("paraphrased", "paraphrased", "indirect", "paraphrased"),
    Step("in fragments", "fragment", "part", "quoted in fragments"),
    Step("in full", "quoted", "full", "quoted in full"),
)
"""How somebody's words are told, from not at all to all of them: every frame, chart and caption has these words and this order."""

WORD_OF_MANNER = {step.manner: step.word for step in SCALE if step.manner}
WORD_OF_RUNG = {step.rung: step.word for step in SCALE if step.rung}
WORD_OF_STATUS = {step.status: step.word for step in SCALE}
STATUS_OF_MANNER = {step.manner: step.status for step in SCALE if step.manner}
STATUS_OF_RUNG = {step.rung: step.status for step in SCALE if step.rung}


_K = TypeVar("_K", bound=Hashable)


def joined_groups(members: Iterable[_K], pairs: Iterable[tuple[_K, _K]]) -> dict[_K, list[_K]]:
    """The members in groups, two being in one group when pairs lead from one to the other: the head of each group → the group.

    Members keep their order, and a group comes where its first member does. Where a pair joins two groups, the head of the first
    stays. A member of no pair is a group of its own. `KeyError` when a pair names no member.

    >>> joined_groups("abcde", [("e", "b"), ("b", "d")])
    {'a': ['a'], 'e': ['b', 'd', 'e'], 'c': ['c']}
    """
    given = list(members)
    above = {member: member for member in given}

    def head(member: _K) -> _K:
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    for one, other in pairs:
        above[head(other)] = head(one)
    groups: dict[_K, list[_K]] = defaultdict(list)
    for member in given:
        groups[head(member)].append(member)
    return dict(groups)


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
    parts = [part.strip() for cell in given for part in cell.split(JOINT.strip())]  # spaces or not
    for address in filter(None, parts):
        found = corpus.passage(address)
        place = {"address": address, "outlet_label": found.outlet_label, "paragraph": found.paragraph}
        printed = {"before": found.before, "text": found.words, "after": found.after}
        rows.append({**place, **printed, "citation": found.citation})
    return frame(rows, RESULTS["evidence"])
