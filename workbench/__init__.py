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
    from workbench.compare.articles.cleaning import cleaning as cleaning
    from workbench.compare.articles.overview import overview as overview
    from workbench.compare.articles.overview import strip as strip
    from workbench.compare.articles.sensitivity import holds as holds
    from workbench.compare.articles.sensitivity import sensitivity as sensitivity
    from workbench.compare.common.evidence import evidence as evidence
    from workbench.compare.copies.copies import copies as copies
    from workbench.compare.copies.copies import copy_groups as copy_groups
    from workbench.compare.copies.copies import reused as reused
    from workbench.compare.copies.copies import without_copies as without_copies
    from workbench.compare.coverage.ladder import ladder as ladder
    from workbench.compare.coverage.ledger import ledger as ledger
    from workbench.compare.facts.same_facts import fact_pairs as fact_pairs
    from workbench.compare.facts.same_facts import same_facts as same_facts
    from workbench.compare.reference.fidelity import departures as departures
    from workbench.compare.reference.fidelity import fidelity as fidelity
    from workbench.compare.reference.turns import turns as turns
    from workbench.compare.speech.comentions import comentions as comentions
    from workbench.compare.speech.conflicts import conflicts as conflicts
    from workbench.compare.speech.only_attributions import only_attributions as only_attributions
    from workbench.compare.speech.people import labels as labels
    from workbench.compare.speech.people import people as people
    from workbench.compare.speech.quoting import cues as cues
    from workbench.compare.speech.quoting import order as order
    from workbench.compare.speech.quoting import speaking as speaking
    from workbench.compare.speech.whose_words import whose_words as whose_words
    from workbench.compare.utterances.collate import collate as collate
    from workbench.compare.utterances.collate import word_edits as word_edits
    from workbench.compare.utterances.collate import word_errors as word_errors
    from workbench.compare.utterances.counterparts import counterparts as counterparts
    from workbench.compare.utterances.same_words import same_words as same_words
    from workbench.compare.words.concordance import concordance as concordance
    from workbench.compare.words.keyness import keyness as keyness
    from workbench.compare.words.rates import rates as rates
    from workbench.compare.words.rates import word_choices as word_choices
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
    from workbench.show.page.table import table as table

__version__ = "0.1.0"

_WHERE = {
    "Corpus": "workbench.corpus",
    "LawError": "workbench.errors",
    "LoadError": "workbench.errors",
    "WorkbenchError": "workbench.errors",
    "blind": "workbench.corpus.blind",
    "cleaning": "workbench.compare.articles.cleaning",
    "collate": "workbench.compare.utterances.collate",
    "comentions": "workbench.compare.speech.comentions",
    "concordance": "workbench.compare.words.concordance",
    "conflicts": "workbench.compare.speech.conflicts",
    "counterparts": "workbench.compare.utterances.counterparts",
    "copies": "workbench.compare.copies.copies",
    "copy_groups": "workbench.compare.copies.copies",
    "cues": "workbench.compare.speech.quoting",
    "departures": "workbench.compare.reference.fidelity",
    "evidence": "workbench.compare.common.evidence",
    "fact_pairs": "workbench.compare.facts.same_facts",
    "fidelity": "workbench.compare.reference.fidelity",
    "holds": "workbench.compare.articles.sensitivity",
    "keyness": "workbench.compare.words.keyness",
    "labels": "workbench.compare.speech.people",
    "ladder": "workbench.compare.coverage.ladder",
    "ledger": "workbench.compare.coverage.ledger",
    "load": "workbench.corpus",
    "only_attributions": "workbench.compare.speech.only_attributions",
    "order": "workbench.compare.speech.quoting",
    "overview": "workbench.compare.articles.overview",
    "people": "workbench.compare.speech.people",
    "rates": "workbench.compare.words.rates",
    "rebuild": "workbench.corpus",
    "reused": "workbench.compare.copies.copies",
    "same_facts": "workbench.compare.facts.same_facts",
    "same_words": "workbench.compare.utterances.same_words",
    "sensitivity": "workbench.compare.articles.sensitivity",
    "speaking": "workbench.compare.speech.quoting",
    "strip": "workbench.compare.articles.overview",
    "table": "workbench.show.page.table",
    "turns": "workbench.compare.reference.turns",
    "whose_words": "workbench.compare.speech.whose_words",
    "without_copies": "workbench.compare.copies.copies",
    "word_choices": "workbench.compare.words.rates",
    "word_edits": "workbench.compare.utterances.collate",
    "word_errors": "workbench.compare.utterances.collate",
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
