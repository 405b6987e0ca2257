"""News Workbench: compare how news outlets cover the same event, every number leading back to its words.

>>> import workbench as wb
>>> corpus = wb.load()
>>> list(corpus.articles["outlet_label"])
['unnamed outlet (James Smith)', 'Antiwar.com']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.compare.cleaning import cleaning as cleaning
    from workbench.compare.collate import collate as collate
    from workbench.compare.collate import word_edits as word_edits
    from workbench.compare.collate import word_errors as word_errors
    from workbench.compare.evidence import evidence as evidence
    from workbench.compare.overview import overview as overview
    from workbench.compare.overview import strip as strip
    from workbench.compare.people import labels as labels
    from workbench.compare.people import people as people
    from workbench.compare.quoting import cues as cues
    from workbench.compare.quoting import order as order
    from workbench.compare.quoting import speaking as speaking
    from workbench.compare.same_facts import fact_pairs as fact_pairs
    from workbench.compare.same_facts import same_facts as same_facts
    from workbench.compare.same_words import same_words as same_words
    from workbench.corpus import Corpus as Corpus
    from workbench.corpus import load as load
    from workbench.corpus import rebuild as rebuild
    from workbench.errors import LawError as LawError
    from workbench.errors import LoadError as LoadError
    from workbench.errors import WorkbenchError as WorkbenchError
    from workbench.show import charts as charts
    from workbench.show import explore as explore

__version__ = "0.1.0"

_WHERE = {
    "Corpus": "workbench.corpus",
    "LawError": "workbench.errors",
    "LoadError": "workbench.errors",
    "WorkbenchError": "workbench.errors",
    "cleaning": "workbench.compare.cleaning",
    "collate": "workbench.compare.collate",
    "cues": "workbench.compare.quoting",
    "evidence": "workbench.compare.evidence",
    "fact_pairs": "workbench.compare.same_facts",
    "labels": "workbench.compare.people",
    "load": "workbench.corpus",
    "order": "workbench.compare.quoting",
    "overview": "workbench.compare.overview",
    "people": "workbench.compare.people",
    "rebuild": "workbench.corpus",
    "same_facts": "workbench.compare.same_facts",
    "same_words": "workbench.compare.same_words",
    "speaking": "workbench.compare.quoting",
    "strip": "workbench.compare.overview",
    "word_edits": "workbench.compare.collate",
    "word_errors": "workbench.compare.collate",
}
"""Public name → the module that holds it. They are imported when first used, so that `import workbench` stays fast."""

_MODULES = {"charts": "workbench.show.charts", "explore": "workbench.show.explore"}

__all__ = [*sorted([*_WHERE, *_MODULES]), "__version__"]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    if name in _MODULES:
        return import_module(_MODULES[name])
    raise AttributeError(f"module 'workbench' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return __all__
