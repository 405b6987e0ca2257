"""How often an attribution like this one is right, source and content together."""

from __future__ import annotations

import math

import numpy as np

from workbench.parse.quotations.attributions import Attribution, chars
from workbench.parse.quotations.model import acceptance
from workbench.parse.quotations.shallow import Shallow


def confidence(shallow: Shallow, a: Attribution, *, quoting: bool) -> float:
    """The chance that cue, source and content are all right, fitted on attributions the taggers had not seen."""
    weights = acceptance()
    score = float(np.dot(weights[1:], evidence(shallow, a, quoting=quoting)) + weights[0])
    return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))


def evidence(shallow: Shallow, a: Attribution, *, quoting: bool) -> list[float]:
    """The numbers the confidence is a function of: three probabilities, the length and shape of the content."""
    spans = [chars(shallow, run) for run in a.content]
    size = sum(e - s for s, e in spans) / 6
    return [
        _logit(a.chance),
        _logit(a.source_chance),
        _logit(a.content_chance),
        float(quoting),
        float(a.source is None),
        math.log1p(size),
        float(size <= 2.5),
        float(shallow.paragraph[a.sentence] == 0),
        float(len(a.content) - 1),
        a.chance * a.source_chance * a.content_chance,
    ]


def _logit(p: float) -> float:
    return math.log(max(p, 1e-3) / max(1 - p, 1e-3))
