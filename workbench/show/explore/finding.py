"""The list of findings: each a sentence, with a button that opens the passages behind it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import ipywidgets as widgets

from workbench.compare.findings import SHOWN_FIRST
from workbench.corpus import Corpus
from workbench.corpus.model import records, split_cell
from workbench.phrasing import plural
from workbench.show import html
from workbench.show.explore import controls as modes
from workbench.show.explore.controls import Explorer
from workbench.show.explore.linked import chosen
from workbench.show.stills import Bundle
from workbench.show.versions import collate_frame, word_under_word
from workbench.show.views import findings_frame
from workbench.show.widgets import Pane

_HTML = html.Templates("explore/finding.html.j2")


class Telling(Explorer):
    """An explorer around sentences. `show(number)` does what the button beside finding `number`, 1 for the first, does."""

    def __init__(self, corpus: Corpus, settings: Mapping[str, Any], mode: str | None = None) -> None:
        self._mode = mode = modes.known(mode)
        self._corpora, self._seen = chosen(corpus), corpus
        self._outlets = tuple(corpus.articles["outlet_label"].unique())
        self._rows: list[dict[str, Any]] = []
        self._opened: dict[int, str] = {}
        self._list = widgets.VBox()
        controls = {
            "every": widgets.Checkbox(value=False, description="All findings", indent=False),
            "names": modes.names_box(shown=mode != "student"),
        }
        modes.give(controls, settings)
        told = modes.Line(self._redraw, **controls)
        foot = modes.row(controls["every"], modes.veil(controls["names"], mode))
        super().__init__([told, self._list, foot], controls=controls, views={"told": told})

    def show(self, number: int) -> None:
        """Show the passages behind a finding, or hide them again."""
        self._turn(number)
        self.stills.soon()

    def _turn(self, number: int) -> None:
        head, pane = self._list.children[number - 1].children
        if self._opened.pop(number, None) is None:
            self._opened[number] = self._behind(self._rows[number - 1])
        pane.html = self._opened.get(number, "")
        head.children[0].icon = "caret-down" if pane.html else "caret-right"

    def _behind(self, row: dict[str, Any]) -> str:
        """The passages of a finding: versions of one utterance word under word, and each passage in its context."""
        pieces = split_cell(row["evidence"])
        frame = collate_frame(self._seen)
        witnesses = [at for at in pieces if at in set(frame["witness"])] if row["kind"] == "other words" else []
        laid = word_under_word(self._seen, witnesses) if len(witnesses) > 1 else ""
        return html.page(laid, modes.cited(self._seen, pieces, self._mode))

    def _redraw(self, every: bool, names: bool) -> str:
        self._seen = self._corpora(names, self._outlets)
        found = records(findings_frame(self._seen))
        self._rows = found if every else found[:SHOWN_FIRST]
        self._opened = {}
        self._list.children = [self._line(n, row) for n, row in enumerate(self._rows, start=1)]
        if self._rows:
            self._turn(1)
        if not found:
            return "Nothing was found in which outlets differ: there may be one article only."
        if len(self._rows) == len(found):
            return f"{plural(len(found), 'finding')}; a button opens the passages behind each."
        return (
            f"The first {len(self._rows)} of {plural(len(found), 'finding')}; a button opens the passages behind each."
        )

    def _line(self, number: int, row: dict[str, Any]) -> widgets.VBox:
        count = plural(len(split_cell(row["evidence"])), "passage")
        opens = modes.button(str(number), "caret-right", f"Show or hide {count}", partial(self.show, number))
        told = widgets.HTML(html.page(_HTML.finding(row, count)), layout=widgets.Layout(flex="1 1 0", min_width="0"))
        return widgets.VBox([widgets.HBox([opens, told]), Pane()])

    def _stills(self) -> list[Bundle]:
        """The sentences, and the passages that are open."""
        told = [{"text/html": html.page(_HTML.findings(self._rows)), "text/plain": self._plain()}]
        words = "\n".join(self._opened.values())
        return [*told, {"text/html": words, "text/plain": ""} if words else {"text/plain": ""}]

    def _plain(self) -> str:
        return "\n".join(f"{n}. {row['sentence']}" for n, row in enumerate(self._rows, start=1))
