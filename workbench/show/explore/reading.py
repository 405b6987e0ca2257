"""The reader: articles beside each other, with layers to switch on, scrolled to the passages that correspond."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from workbench.address import Address
from workbench.compare.facts import counterparts
from workbench.corpus import Corpus
from workbench.corpus.blind import blind_ids, blind_names
from workbench.errors import AddressError
from workbench.phrasing import plural
from workbench.show import html, layers
from workbench.show.charts.parts import numbered
from workbench.show.explore import controls as modes
from workbench.show.explore.controls import FIELD, Explorer, Ticks
from workbench.show.explore.linked import MOST_COLUMNS, chosen
from workbench.show.widgets import Pane

_FIRST = ("quotations", "people")
"""The layers that are on when the reader opens."""
ANY = "every other article"
"""What words are held against, unless it is one article."""
_SPOKEN = {"quotations", "reported"}  # the layers whose marks carry a speaker


class Reading(Explorer):
    """An explorer around articles. `choose(address)` does what a click on words does."""

    def __init__(self, corpus: Corpus, settings: Mapping[str, Any], mode: str | None = None) -> None:
        self._given, mode = mode, modes.known(mode)
        self._mode = mode
        self._corpora = chosen(corpus)
        self._outlets = tuple(corpus.articles["outlet_label"].unique())
        self._ids = blind_ids(corpus)
        labels = corpus.articles["outlet_label"]
        self._labels = {
            True: dict(zip(self._ids, numbered(labels), strict=True)),
            False: dict(zip(self._ids, numbered(labels.map(blind_names(labels))), strict=True)),
        }
        controls = _controls(self._labels[True], named=mode != "student")
        self._defaults = {n: control.value for n, control in controls.items()}
        modes.give(controls, settings)
        self._seen = corpus
        self._chosen: list[str] = []
        self.pane, self.cited, self.code = Pane(), Pane(), widgets.HTML()
        self.pane.on_pick(self.choose)
        self.cited.on_pick(self.choose)
        self._ticked = controls
        told = modes.Line(self._redraw, **controls)
        intro = widgets.HTML(html.page(html.quiet("Articles, and what to mark in them:")))
        self.reset = modes.reset_button(self, self._defaults)
        names = modes.veil(controls["names"], mode)
        rows = [intro, controls["articles"], controls["layers"], widgets.HBox([controls["against"], names])]
        super().__init__(
            [*rows, told, self.pane, self.cited, self.reset, self.code],
            controls=controls,
            views={"told": told, "text": self.pane, "cited": self.cited, "code": self.code},
        )

    def choose(self, address: str) -> None:
        """Mark the words at this address, and in the other articles those that tell or quote the same."""
        try:
            others = counterparts(self._seen, address)
        except AddressError:
            return
        shown = set(self._articles())
        self._chosen = [address, *(a for a in others if Address.parse(a).article in shown)]
        self._draw()
        self._cite()

    def _cite(self) -> None:
        tags = {address: "its counterpart" if n else "chosen" for n, address in enumerate(self._chosen)}
        shown = modes.cited(self._seen, self._chosen, self._mode, tags=tags)
        self.cited.html = html.page(shown) if shown else ""

    def _redraw(self, articles: tuple[str, ...], names: bool, **values: Any) -> str:
        if not articles:
            raise ValueError("no article is ticked; tick at least one")
        seen = self._corpora(names, self._outlets)
        if seen is not self._seen:  # the ids of a blind corpus are others
            ids = {hidden: own for own, hidden in self._ids.items()} if names else self._ids
            parts = (address.partition(":") for address in self._chosen)
            self._seen, self._chosen = seen, [f"{ids[article]}:{place}" for article, _, place in parts]
            self._cite()
        self._ticked["articles"].rename(self._labels[names])
        self._ticked["against"].options = [(ANY, ""), *((label, a) for a, label in self._labels[names].items())]
        self._ticked["against"].value = values["against"]
        self._draw()
        given = {"articles": articles, "names": names, **values}
        self.code.value = modes.in_python("reader", self._given, given, self._defaults)
        most = f" The first {MOST_COLUMNS} of {plural(len(articles), 'article')} are shown."
        more = most if len(articles) > MOST_COLUMNS else ""
        return f"Click marked words, or select any words with the mouse: their counterparts come into view.{more}"

    def _articles(self) -> list[str]:
        """The ids of the articles shown, as the corpus on view has them."""
        ticked = self._ticked["articles"].value[:MOST_COLUMNS]
        return [a if self._ticked["names"].value else self._ids[a] for a in ticked]

    def _draw(self) -> None:
        names, against = self._ticked["layers"].value, self._ticked["against"].value
        shown = self._articles()
        held = against and (against if self._ticked["names"].value else self._ids[against])
        marked = [layers.Mark(Address.parse(a), layers.CHOSEN, layers.CHOSEN, "") for a in self._chosen]
        found = layers.marks(self._seen, names, against=held)
        voices = layers.heard(self._seen, shown) if _SPOKEN & set(names) else {}
        columns = layers.columns(self._seen, shown, found, [mark for mark in marked if mark.at.article in shown])
        self.pane.html = html.page(layers.layer_legend(names, voices), columns)


def _controls(names: Mapping[str, str], *, named: bool) -> dict[str, Any]:
    labels = {name: layer.label for name, layer in layers.LAYERS.items()}
    hints = {name: layer.meaning for name, layer in layers.LAYERS.items()}
    against = [(ANY, ""), *((label, article) for article, label in names.items())]
    return {
        "articles": modes.several(names, value=tuple(names)[: min(2, MOST_COLUMNS)]),
        "layers": Ticks(labels, hints, value=_FIRST),
        "against": widgets.Dropdown(options=against, description="Other words than in", **FIELD),
        "names": modes.names_box(shown=named),
    }
