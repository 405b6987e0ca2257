"""How often an attribution like this one is right, source and content together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from workbench.parse.quotations.attributions import Attribution
from workbench.parse.quotations.model import Doubles, acceptance
from workbench.parse.quotations.shallow import Shallow


def confidence(shallow: Shallow, found: Sequence[Attribution], quoting: Collection[int | None]) -> list[float]:
    """For each attribution the chance that cue, source and content are all right.

    It is fitted on attributions the taggers had not seen. `quoting` holds the numbers of those that marked words belong to.
    """
    weights = acceptance()
    scores = evidence(shallow, found, quoting) @ weights[1:] + weights[0]
    right: list[float] = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).tolist()
    return right


def evidence(shallow: Shallow, found: Sequence[Attribution], quoting: Collection[int | None]) -> Doubles:
    """The numbers the confidence is a function of: three probabilities, the length and shape of the content."""
    chances = np.array([(a.chance, a.source_chance, a.content_chance) for a in found]).reshape(-1, 3)
    size = np.array([sum(shallow.ends[y - 1] - shallow.starts[x] for x, y in a.content) for a in found]) / 6
    logit = np.log(np.maximum(chances, 1e-3) / np.maximum(1 - chances, 1e-3))
    shape = [
        (n in quoting, a.source is None, shallow.paragraph[a.sentence] == 0, len(a.content) - 1)
        for n, a in enumerate(found)
    ]
    marked, missing, titled, pieces = np.array(shape, float).reshape(-1, 4).T
    return np.column_stack([logit, marked, missing, np.log1p(size), size <= 2.5, titled, pieces, chances.prod(axis=1)])
