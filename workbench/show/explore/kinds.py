"""The explorers around a chart: for each what it draws, its controls, and what stands above it."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from workbench.compare.keyness import UNITS
from workbench.compare.speech import MANNERS, WITHIN
from workbench.compare.words import PARTS
from workbench.corpus import Corpus
from workbench.schema import CUE_CLASSES
from workbench.show import views
from workbench.show.charts.coverage import PLURALS
from workbench.show.charts.speech import MANNER_NAMES, NO_CLASS
from workbench.show.explore import cleaning_view
from workbench.show.explore.controls import FIELD, Ticks
from workbench.show.explore.linked import Kind

_TICK = {"width": "auto", "margin": "2px 22px 2px 2px"}
_MOST = 20  # how high the least count can be set


def _none(_: Corpus) -> dict[str, Any]:
    return {}


def _person() -> widgets.Text:
    return widgets.Text(description="Name contains", placeholder="any", continuous_update=False, **FIELD)


def _minimum(what: str, *, value: int = 1) -> widgets.IntSlider:
    return widgets.IntSlider(value=value, min=1, max=_MOST, description=what, continuous_update=False, **FIELD)


def _participants(corpus: Corpus) -> dict[str, Any]:
    kinds = {kind: kind + "s" for kind in corpus.participants["kind"].unique()}
    return {
        "kinds": Ticks(kinds, {}, value=tuple(kinds)),
        "minimum": _minimum("At least … times"),
        "person": _person(),
    }


def _share(what: str) -> widgets.FloatSlider:
    return widgets.FloatSlider(value=0, min=0, max=1, step=0.05, description=what, continuous_update=False, **FIELD)


def _quotes(_: Corpus) -> dict[str, Any]:
    shown = {manner: MANNER_NAMES[manner] for manner in MANNERS[1:]}
    return {"manners": Ticks(shown, {}, value=tuple(shown)), "person": _person(), "per_hundred": _tick("Per 100 words")}


def _cues(corpus: Corpus) -> dict[str, Any]:
    present = set(corpus.quotes.loc[corpus.quotes["cue"].notna(), "cue_class"].fillna(NO_CLASS))
    classes = {name: name for name in (*CUE_CLASSES, NO_CLASS) if name in present}
    return {"classes": Ticks(classes, {}, value=tuple(classes)), "minimum": _minimum("At least … times")}


def _order(_: Corpus) -> dict[str, Any]:
    shown = {manner: MANNER_NAMES[manner] for manner in MANNERS}
    return {"manners": Ticks(shown, {}, value=tuple(shown)), "person": _person()}


def _comentions(_: Corpus) -> dict[str, Any]:
    return {
        "within": widgets.Dropdown(options=list(WITHIN), description="In the same", **FIELD),
        "minimum": _minimum("At least … times"),
        "person": _person(),
    }


def _same_words(_: Corpus) -> dict[str, Any]:
    return {
        "shared": _tick("In more than one outlet", value=True),
        "least": _share("Similar at least"),
        "person": _person(),
    }


def _facts(_: Corpus) -> dict[str, Any]:
    text = widgets.Text(description="Sentence contains", placeholder="anything", continuous_update=False, **FIELD)
    return {"least": _share("Probability at least"), "contains": text}


def _coverage(corpus: Corpus) -> dict[str, Any]:
    kinds = {kind: PLURALS[kind] for kind in views.KINDS_OF_ITEMS}
    where = [views.ANYWHERE, views.SHARED, *dict.fromkeys(corpus.articles["outlet_label"])]
    text = widgets.Text(description="Item contains", placeholder="anything", continuous_update=False, **FIELD)
    return {
        "kinds": Ticks(kinds, {}, value=tuple(kinds)),
        "only": widgets.Dropdown(options=where, description="Only in", **FIELD),
        "contains": text,
    }


def _words(_: Corpus) -> dict[str, Any]:
    return {
        "unit": widgets.Dropdown(options=list(UNITS), description="Count", **FIELD),
        "part": widgets.Dropdown(options=list(PARTS), description="In", **FIELD),
        "least": _minimum("At least … times", value=3),
        "function_words": _tick("Words such as “the” and “of” too"),
    }


def _rates(_: Corpus) -> dict[str, Any]:
    kinds = {"hedge": "hedges", "intensifier": "intensifiers", "evaluation": "evaluations", "say-verb": "say-verbs"}
    return {"kinds": Ticks(kinds, {}, value=tuple(kinds))}


def _tick(label: str, *, value: bool = False) -> widgets.Checkbox:
    return widgets.Checkbox(value=value, description=label, indent=False, layout=_TICK)


KINDS: dict[str, Kind] = {
    "overview": Kind(views.overview, _none, lambda corpus, names: cleaning_view.cards(corpus, hidden=not names)),
    "participants": Kind(views.participants, _participants),
    "quotes": Kind(views.quotes, _quotes),
    "cues": Kind(views.cues, _cues),
    "order": Kind(views.order_view, _order),
    "whose_words": Kind(views.whose_words, _none),
    "comentions": Kind(views.comentions, _comentions),
    "same_words": Kind(views.same_words, _same_words),
    "coverage": Kind(views.coverage, _coverage),
    "facts": Kind(views.facts, _facts),
    "words": Kind(views.words, _words),
    "rates": Kind(views.rates, _rates),
}
"""The name of an explorer → what it is."""
