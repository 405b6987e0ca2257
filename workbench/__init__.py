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
    from workbench.compare.articles import cleaning as cleaning
    from workbench.compare.articles import overview as overview
    from workbench.compare.articles import strip as strip
    from workbench.compare.collate import collate as collate
    from workbench.compare.collate import word_edits as word_edits
    from workbench.compare.collate import word_errors as word_errors
    from workbench.compare.concordance import concordance as concordance
    from workbench.compare.conflicts import conflicts as conflicts
    from workbench.compare.copies import copies as copies
    from workbench.compare.copies import copy_groups as copy_groups
    from workbench.compare.copies import reused as reused
    from workbench.compare.copies import without_copies as without_copies
    from workbench.compare.facts import counterparts as counterparts
    from workbench.compare.facts import fact_pairs as fact_pairs
    from workbench.compare.facts import same_facts as same_facts
    from workbench.compare.fidelity import departures as departures
    from workbench.compare.fidelity import fidelity as fidelity
    from workbench.compare.keyness import keyness as keyness
    from workbench.compare.ledger import ladder as ladder
    from workbench.compare.ledger import ledger as ledger
    from workbench.compare.rates import rates as rates
    from workbench.compare.rates import word_choices as word_choices
    from workbench.compare.reference import turns as turns
    from workbench.compare.same_words import same_words as same_words
    from workbench.compare.sensitivity import holds as holds
    from workbench.compare.sensitivity import sensitivity as sensitivity
    from workbench.compare.shared import evidence as evidence
    from workbench.compare.speech import comentions as comentions
    from workbench.compare.speech import cues as cues
    from workbench.compare.speech import labels as labels
    from workbench.compare.speech import order as order
    from workbench.compare.speech import people as people
    from workbench.compare.speech import speaking as speaking
    from workbench.compare.speech import whose_words as whose_words
    from workbench.corpus import Corpus as Corpus
    from workbench.corpus import load as load
    from workbench.corpus import rebuild as rebuild
    from workbench.corpus.blind import blind as blind
    from workbench.errors import LawError as LawError
    from workbench.errors import LoadError as LoadError
    from workbench.errors import WorkbenchError as WorkbenchError
    from workbench.show import charts as charts
    from workbench.show import explore as explore
    from workbench.show import figures as figures
    from workbench.show import lesson as lesson
    from workbench.show import report as report
    from workbench.show.html import table as table

__version__ = "0.1.0"

_WHERE = {
    "Corpus": "workbench.corpus",
    "LawError": "workbench.errors",
    "LoadError": "workbench.errors",
    "WorkbenchError": "workbench.errors",
    "blind": "workbench.corpus.blind",
    "cleaning": "workbench.compare.articles",
    "collate": "workbench.compare.collate",
    "comentions": "workbench.compare.speech",
    "concordance": "workbench.compare.concordance",
    "conflicts": "workbench.compare.conflicts",
    "counterparts": "workbench.compare.facts",
    "copies": "workbench.compare.copies",
    "copy_groups": "workbench.compare.copies",
    "cues": "workbench.compare.speech",
    "departures": "workbench.compare.fidelity",
    "evidence": "workbench.compare.shared",
    "fact_pairs": "workbench.compare.facts",
    "fidelity": "workbench.compare.fidelity",
    "holds": "workbench.compare.sensitivity",
    "keyness": "workbench.compare.keyness",
    "labels": "workbench.compare.speech",
    "ladder": "workbench.compare.ledger",
    "ledger": "workbench.compare.ledger",
    "load": "workbench.corpus",
    "order": "workbench.compare.speech",
    "overview": "workbench.compare.articles",
    "people": "workbench.compare.speech",
    "rates": "workbench.compare.rates",
    "rebuild": "workbench.corpus",
    "reused": "workbench.compare.copies",
    "same_facts": "workbench.compare.facts",
    "same_words": "workbench.compare.same_words",
    "sensitivity": "workbench.compare.sensitivity",
    "speaking": "workbench.compare.speech",
    "strip": "workbench.compare.articles",
    "table": "workbench.show.html",
    "turns": "workbench.compare.reference",
    "whose_words": "workbench.compare.speech",
    "without_copies": "workbench.compare.copies",
    "word_choices": "workbench.compare.rates",
    "word_edits": "workbench.compare.collate",
    "word_errors": "workbench.compare.collate",
}
"""Public name → the module that holds it. They are imported when first used, so that `import workbench` stays fast."""

_MODULES = {
    "charts": "workbench.show.charts",
    "explore": "workbench.show.explore",
    "figures": "workbench.show.figures",
    "lesson": "workbench.show.lesson",
    "report": "workbench.show.report",
}

__all__ = [*sorted([*_WHERE, *_MODULES]), "__version__"]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    if name in _MODULES:
        return import_module(_MODULES[name])
    raise AttributeError(f"module 'workbench' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return __all__
