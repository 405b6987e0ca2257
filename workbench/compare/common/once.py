"""What several comparisons need is computed once per corpus."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from workbench.corpus.model import Corpus

T = TypeVar("T")


def once_per_corpus(function: Callable[[Corpus], T]) -> Callable[[Corpus], T]:
    """`function`, computed for a corpus when first asked and kept for as long as that corpus lives.

    A corpus is known by which object it is: one that is equal, or filtered from it, has results of its own. So tables
    must not be changed in place (no function of the workbench does), and results should be values that cannot change,
    such as tuples, because all callers share them.

    >>> import workbench as wb
    >>> from workbench.compare.common.once import once_per_corpus
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
        result = function(corpus)

        def forget(dead: weakref.ref[Corpus]) -> None:
            if number in kept and kept[number][0] is dead:
                del kept[number]

        kept[number] = weakref.ref(corpus, forget), result
        return result

    return remembered
