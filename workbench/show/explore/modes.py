"""For whom an explorer is opened: a student who looks before knowing whose articles these are, a teacher, a full room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import ipywidgets as widgets
import pandas as pd

from workbench.compare.common.once import once_per_corpus
from workbench.corpus import Corpus
from workbench.corpus.frames import records
from workbench.show.explore.wire import button
from workbench.show.page import reader

MOST_PASSAGES = 40  # more than anybody reads at once
NEAR = 110  # characters on each side: what a list of passages has room for

MODES: dict[str, str] = {
    "student": "outlets are called Outlet X, Outlet Y … until they are revealed, and where there is a question it comes first",
    "teacher": "outlets have their names, and beside each passage stands how it was decided",
    "projector": "large letters and charts, the controls folded away",
}
"""The name of a mode → what it changes."""


def known(mode: str | None) -> str | None:
    """The mode, if there is such a mode. `ValueError` lists them.

    >>> known("lecture")
    Traceback (most recent call last):
        ...
    ValueError: no mode 'lecture'; there are student, teacher, projector
    """
    if mode is not None and mode not in MODES:
        raise ValueError(f"no mode {mode!r}; there are {', '.join(MODES)}")
    return mode


def folded(rows: list[Any], mode: str | None) -> list[Any]:
    """The rows of controls; for a projector behind a line that opens them."""
    return [widgets.Accordion([widgets.VBox(rows)], titles=("Controls",))] if mode == "projector" else rows


W = TypeVar("W", bound=widgets.DOMWidget)


def enlarged(explorer: W, mode: str | None) -> W:
    """The explorer, in large letters if the mode asks for them."""
    if mode == "projector":
        explorer.add_class("nw-projector")  # which the style sheet makes large
    return explorer


def veil(names: widgets.Checkbox, mode: str | None) -> Any:
    """The control for the names of the outlets; for a student a button that reveals them, and then stays the checkbox."""
    if mode != "student" or names.value:
        return names

    def reveal() -> None:
        names.value = True

    box = widgets.Box([button("Reveal the outlets", "eye", "Show whose articles these are", reveal)])

    def revealed(_: object) -> None:
        box.children = (names,)

    names.observe(revealed, names="value")
    return box


def plain(_: Corpus) -> dict[str, str]:
    """No word on how anything was decided."""
    return {}


@once_per_corpus
def decided(corpus: Corpus) -> dict[str, str]:
    """How each quotation and naming was decided, by its address: what it was taken for, by which rule, how surely.

    >>> import workbench as wb
    >>> next(iter(decided(wb.load()).values()))
    'indirect · rule cue · confidence 0.57'
    """
    told: dict[str, str] = {}
    for row in records(corpus.quotes):
        why = f"rule {row['rule']}" if isinstance(row["rule"], str) else None
        reason = row["reason"] if isinstance(row["reason"], str) else None
        sure = None if pd.isna(row["confidence"]) else f"confidence {row['confidence']:.2f}"
        kind = row["kind"] if isinstance(row["kind"], str) else None
        told[row["quote_id"]] = " · ".join(part for part in (kind, why, sure, reason) if part)
    for row in records(corpus.mentions):
        told.setdefault(row["mention_id"], f"named by {row['form']} · rule {row['rule']}")
    return told


def explained(mode: str | None) -> Callable[[Corpus], dict[str, str]]:
    """For a mode, the function that tells how what stands at an address was decided."""
    return decided if mode == "teacher" else plain


def cited(corpus: Corpus, addresses: Sequence[str], mode: str | None, *, tags: Mapping[str, str] | None = None) -> str:
    """The passages at these addresses as HTML, the first of many, each with its tag and, for a teacher, how it was decided."""
    how, given = explained(mode)(corpus), tags or {}
    shown = [
        (corpus.passage(a, context=NEAR), " · ".join(filter(None, [given.get(a), how.get(a)])))
        for a in addresses[:MOST_PASSAGES]
    ]
    left_out = f"The first {len(shown)} of {len(addresses):,}; wb.evidence has them all."
    more = f'<p class="quiet">{left_out}</p>' if len(addresses) > len(shown) else ""
    return f"{reader.passages(shown)}{more}" if shown else ""
