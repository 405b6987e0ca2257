"""The frames that the comparisons give: their columns, their types and what they mean."""

from __future__ import annotations

from workbench.columns import Table
from workbench.results.articles import ARTICLES
from workbench.results.coverage import COVERAGE
from workbench.results.ledger import LEDGER
from workbench.results.lesson import LESSON
from workbench.results.speech import SPEECH
from workbench.results.wording import WORDING
from workbench.results.words import WORDS

RESULTS: dict[str, Table] = {**ARTICLES, **SPEECH, **WORDING, **COVERAGE, **LEDGER, **WORDS, **LESSON}
"""Comparison → the frame that it gives."""
