"""The reader: articles beside each other, with layers to switch on, scrolled to the passages that correspond."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from workbench.address import Address
from workbench.compare.counterparts import counterparts
from workbench.corpus import Corpus
from workbench.errors import AddressError
from workbench.show import layered, layers, reader
from workbench.show.linked import MOST_COLUMNS, NEAR
from workbench.show.pane import Pane
from workbench.show.rows import numbered, plural
from workbench.show.wire import Explorer, Ticks, give, wire

FIRST = ("quotations", "people")
"""The layers that are on when the reader opens."""


class Reading(Explorer):
    """An explorer around articles. `choose(address)` does what a click on words does."""

    def __init__(self, corpus: Corpus, settings: Mapping[str, Any]) -> None:
        self._corpus = corpus
        self._ids = list(corpus.articles["article_id"])
        names = dict(zip(self._ids, numbered(corpus.articles["outlet_label"]), strict=True))
        labels = {name: layer.label for name, layer in layers.LAYERS.items()}
        hints = {name: layer.meaning for name, layer in layers.LAYERS.items()}
        controls = {
            "articles": Ticks(names, {}, value=tuple(self._ids[: min(2, MOST_COLUMNS)])),
            "layers": Ticks(labels, hints, value=FIRST),
        }
        give(controls, settings)
        self._ticked = controls
        self._chosen: list[str] = []
        self.pane, self.cited = Pane(), Pane()
        self.pane.on_pick(self.choose)
        told = wire(self._redraw, **controls)
        intro = widgets.HTML(reader.page('<p class="quiet">Articles, and what to mark in them:</p>'))
        super().__init__(
            [intro, *controls.values(), told, self.pane, self.cited],
            controls=controls,
            views={"told": told, "text": self.pane, "cited": self.cited},
        )

    def choose(self, address: str) -> None:
        """Mark the words at this address, and in the other articles those that tell or quote the same."""
        try:
            Address.parse(address)
        except AddressError:
            return
        shown = set(self._ticked["articles"].value)
        others = [a for a in counterparts(self._corpus, address) if Address.parse(a).article in shown]
        self._chosen = [address, *others]
        self._draw()
        cited = [
            (self._corpus.passage(a, context=NEAR), "chosen" if a == address else "its counterpart")
            for a in self._chosen
        ]
        self.cited.html = reader.page(reader.passages(cited))

    def _redraw(self, articles: tuple[str, ...], layers: tuple[str, ...]) -> str:
        if not articles:
            raise ValueError("no article is ticked; tick at least one")
        self._draw()
        more = (
            f" The first {MOST_COLUMNS} of {plural(len(articles), 'article')} are shown."
            if len(articles) > MOST_COLUMNS
            else ""
        )
        return f"Click marked words, or select any words with the mouse: their counterparts come into view.{more}"

    def _draw(self) -> None:
        names = self._ticked["layers"].value
        shown = list(self._ticked["articles"].value)[:MOST_COLUMNS]
        chosen = [layers.Mark(Address.parse(a), layers.CHOSEN, layers.CHOSEN, "") for a in self._chosen]
        chosen = [mark for mark in chosen if mark.at.article in shown]
        found = layers.marks(self._corpus, names)
        self.pane.html = reader.page(layered.legend(names), layered.columns(self._corpus, shown, found, chosen))
