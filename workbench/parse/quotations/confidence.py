"""How often an attribution like this one is right, source and content together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from workbench.parse.quotations.attributions import Attribution
from workbench.parse.quotations.model import Doubles, acceptance
from workbench.parse.quotations.shallow import Shallow

Facts = tuple[float, float, float, int, bool, bool, bool, int]


def confidence(rows: Sequence[Facts]) -> list[float]:
    """For each attribution the chance that cue, source and content are all right.

    It is fitted on attributions the taggers had not seen.
    """
    weights = acceptance()
    scores = _columns(rows) @ weights[1:] + weights[0]
    right: list[float] = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).tolist()
    return right


def facts(shallow: Shallow, found: Sequence[Attribution], quoting: Collection[int | None]) -> list[Facts]:
    """What the confidence depends on: three probabilities, characters of content, what kind of attribution it is, and its pieces.

    `quoting` holds the numbers of those that marked words belong to.
    """
    starts, ends = shallow.starts, shallow.ends
    return [
        (
            *(a.chance, a.source_chance, a.content_chance, sum([ends[y - 1] - starts[x] for x, y in a.content])),
            *(n in quoting, a.source is None, shallow.paragraph[a.sentence] == 0, len(a.content) - 1),
        )
        for n, a in enumerate(found)
    ]


def evidence(shallow: Shallow, found: Sequence[Attribution], quoting: Collection[int | None]) -> Doubles:
    """The numbers the confidence is a function of, a row for each attribution."""
    return _columns(facts(shallow, found, quoting))


def _columns(rows: Sequence[Facts]) -> Doubles:
    table = np.array(rows, float).reshape(-1, 8)
    chances, size = table[:, :3], table[:, 3] / 6
    logit = np.log(np.maximum(chances, 1e-3) / np.maximum(1 - chances, 1e-3))
    marked, missing, titled, pieces = table[:, 4:].T
    return np.column_stack([logit, marked, missing, np.log1p(size), size <= 2.5, titled, pieces, chances.prod(axis=1)])
