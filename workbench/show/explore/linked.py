"""The wiring that all explorers share: controls, a chart whose marks open their passages, and the way back.

controls → noun.view(corpus, **values) → View → chart        a click on a mark → its passages, and the articles around them
words chosen there → the marks that count them stay bright
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import ipywidgets as widgets
import pandas as pd
from altair.utils.schemapi import debug_mode

from workbench.address import Address
from workbench.compare.shared import once_per_corpus, reports_only
from workbench.corpus import Corpus
from workbench.corpus.blind import blind, blind_names
from workbench.errors import AddressError
from workbench.phrasing import plural, snippet
from workbench.show import html, layers, theme
from workbench.show.charts.parts import marks_of
from workbench.show.explore import controls as modes
from workbench.show.explore.controls import WIDE, Explorer
from workbench.show.explore.predict import Prediction
from workbench.show.export import links
from workbench.show.views import View
from workbench.show.widgets import Drawing, Pane, specified

if TYPE_CHECKING:
    from workbench.show.nouns import Noun

MOST_LISTED = 300  # marks; a longer list is of no help
MOST_COLUMNS = 4  # articles beside each other; more are too narrow to read
_SETTINGS = 32  # of which what was drawn is remembered


_CHOOSE = "— click a mark in the chart, or choose one here —"


class Shown(NamedTuple):
    """What an explorer shows for some settings: the corpus as it is named then, the view, its specification, and its marks."""

    corpus: Corpus
    view: View
    spec: dict[str, Any]
    marks: dict[str, str]


class Linked(Explorer):
    """An explorer around one chart. `pick(keys)` does what a click on marks does, `choose(address)` what choosing words does.

    In the mode `student` a question may come first: `ask`, or None. `ask.take(choice)` answers it, and `ask.guess` is the answer.
    """

    def __init__(
        self, corpus: Corpus, name: str, noun: Noun, settings: Mapping[str, Any], mode: str | None = None
    ) -> None:
        corpus, given, mode = reports_only(corpus), mode, modes.known(mode)
        self._noun, self._name, self._given, self._mode = noun, name, given, mode
        controls = {setting: make(corpus) for setting, make in noun.controls.items()}
        outlets = dict(zip(corpus.articles["outlet_label"], corpus.articles["outlet_label"], strict=True))
        self._labels, self._outlets = blind_names(outlets), modes.several(outlets, value=tuple(outlets))
        every = {**controls, "outlets": self._outlets, "names": modes.names_box(shown=mode != "student")}
        self._defaults = {n: control.value for n, control in every.items()}
        modes.give(every, settings)
        self.drawn = _drawn(noun, chosen(corpus))
        self._shown: Shown | None = None
        self._reading: tuple[Corpus, list[str]] = corpus, []
        self._keys: tuple[str, ...] = ()
        self._make_views()
        told = modes.Line(self._redraw, **every)
        rows = [modes.row(*controls.values()), modes.corpus_row(every, mode, several=len(outlets) > 1)]
        self.reset = modes.reset_button(self, self._defaults)
        self.save = modes.button("Save figure and data", "download", "As they are shown here", self._export)
        foot = widgets.VBox([widgets.HBox([self.reset, self.save, self.saved]), self.code])
        sides = widgets.Box([widgets.VBox([self.chart, self.marks]), widgets.VBox([self.count, self._tabs])])
        sides.add_class("nw-sides")  # beside each other where there is room (page.css)
        whole = [*rows, self.head, told, sides, foot]
        question = noun.asks(chosen(corpus)(False, tuple(outlets))) if mode == "student" and noun.asks else None
        self.ask = Prediction(question) if question else None
        views = {"told": told, "chart": self.chart, "passages": self.passages, "reader": self.reader}
        super().__init__(
            [self.ask, self.ask.then(lambda: widgets.VBox(whole))] if self.ask else whole,
            controls=every,
            views={**views, "code": self.code, "count": self.count, "head": self.head},
        )
        if self.ask:
            self.ask.line.observe(self.stills.soon, names="value")

    def _make_views(self) -> None:
        self.chart = Drawing()
        self.chart.on_click(self._clicked)
        self.passages, self.reader, self.count, self.head = Pane(), Pane(), widgets.HTML(), widgets.HTML()
        self.marks = widgets.Dropdown(options=[(_CHOOSE, "")], description="Mark", **WIDE)
        self.marks.observe(self._listed, names="value")
        self.code, self.saved = widgets.HTML(), widgets.HTML()
        self._below = {Pane(): read for read in self._noun.below.values()}
        panes = [self.passages, self.reader, *self._below]
        for pane in panes:
            pane.on_pick(self.choose)
        self._tabs = widgets.Tab(panes, titles=("Passages", "In the articles", *self._noun.below))
        self._tabs.observe(lambda _: self._read(*self._reading), names="selected_index")

    def covered(self) -> bool:
        """Is the question above the chart still unanswered?"""
        return bool(self.ask and not self.ask.opened)

    def pick(self, keys: Iterable[str]) -> None:
        """Show the passages behind these marks; none, when there are no keys."""
        assert self._shown
        corpus, view = self._shown.corpus, self._shown.view
        self._keys = tuple(dict.fromkeys(key for key in keys if key in self._shown.marks))
        addresses = list(dict.fromkeys(a for key in self._keys for a in view.behind.get(key, ())))
        self.chart.focus = list(self._keys)
        alone = self._keys[0] if len(self._keys) == 1 else ""
        if alone not in dict(self.marks.options).values():
            name = f"{len(self.marks.options)}. {snippet(self._shown.marks[alone], 90)}"
            self.marks.options = [*self.marks.options, (name, alone)]
        self.marks.value = alone
        beside = view.beside(self._keys) if view.beside and self._keys else ""
        shown = modes.cited(corpus, addresses, self._mode)
        told = f"{plural(len(addresses), 'passage')} behind this mark."
        hint = "Click a mark in the chart: the passages that it counts appear here."
        self.count.value = html.page(html.status(told if self._keys else hint))
        self.passages.html = html.page(beside, shown) if shown or beside else ""
        self._read(corpus, addresses)

    def choose(self, address: str) -> None:
        """Dim all marks but those that count words at this address."""
        assert self._shown
        corpus, view, marks = self._shown.corpus, self._shown.view, self._shown.marks
        try:
            at = Address.parse(address)
        except AddressError:
            return
        keys = [key for key in marks if any(at.overlaps(Address.parse(a)) for a in view.behind.get(key, ()))]
        self.chart.focus = keys
        drawn = f"{plural(len(keys), 'mark')} of this chart {'counts' if len(keys) == 1 else 'count'} these words."
        self.count.value = html.page(html.status(drawn))
        self._read(corpus, [address])

    def _redraw(self, names: bool, outlets: tuple[str, ...], **values: Any) -> str:
        if self._labels and not outlets:
            raise ValueError("no outlet is ticked; tick at least one")
        shown = self._shown = self.drawn(names, outlets, tuple(values.items()))
        self._keys = tuple(key for key in self._keys if key in shown.marks)
        with self.chart.hold_sync():  # one message: a focus without its chart would dim the old one
            self.chart.focus = list(self._keys)
            self.chart.spec = shown.spec
        self.head.value = self._noun.head(shown.corpus, names) if self._noun.head else ""
        self._outlets.rename({label: label if names else hidden for label, hidden in self._labels.items()})
        self._list(shown.marks)
        given = {**values, "outlets": outlets, "names": names}
        self.code.value = modes.in_python(self._name, self._given, given, self._defaults)
        self.saved.value = ""
        self.pick(self._keys)
        told: str = shown.view.told
        return told

    def _list(self, marks: Mapping[str, str]) -> None:
        """The marks once more as a list, for those who choose with the keyboard."""
        more = f" (the first {MOST_LISTED} of {len(marks)})" if len(marks) > MOST_LISTED else ""
        options, seen = [(_CHOOSE + more, "")], Counter[str]()
        for key, told in islice(marks.items(), MOST_LISTED):
            name = snippet(told, 90)
            seen[name] += 1  # of two with the same name a list finds only the first
            options.append((f"{name} ({seen[name]})" if seen[name] > 1 else name, key))
        self.marks.options = options

    def _listed(self, change: Any) -> None:
        if change["new"] and (change["new"],) != self._keys:
            self.pick([change["new"]])

    def _clicked(self, keys: list[str]) -> None:
        self.pick(keys)
        shown = self._tabs.children[self._tabs.selected_index or 0]
        if self._keys and isinstance(shown, Pane):
            shown.reveal()

    def _read(self, corpus: Corpus, addresses: list[str]) -> None:
        """The articles of these passages beside each other, with the passages marked; drawn only while they can be seen."""
        self._reading = corpus, addresses
        shown = self._tabs.children[self._tabs.selected_index or 0]
        if shown is self.reader:
            self.reader.html = reading(corpus, addresses)
        elif shown in self._below:
            shown.html = html.page(self._below[shown](corpus))

    def _export(self) -> None:
        assert self._shown
        self.saved.value = html.page(html.quiet("Working …"))
        view = self._shown.view
        self.saved.value = html.page(links(self._name, view.chart, view.frame))


def reading(corpus: Corpus, addresses: Iterable[str], names: Iterable[str] = ("quotations",)) -> str:
    """The articles in which the passages stand, at most four beside each other, with the passages chosen."""
    chosen = [layers.Mark(Address.parse(a), layers.CHOSEN, layers.CHOSEN, "") for a in addresses]
    articles = list(dict.fromkeys(mark.at.article for mark in chosen)) or list(corpus.articles["article_id"])
    shown = articles[:MOST_COLUMNS]
    only = corpus.where(article_id=shown)
    note = f"{len(shown)} of {plural(len(articles), 'article')} are shown." if len(articles) > len(shown) else ""
    quiet = html.quiet(note) if note else ""
    found = layers.marks(only, names)
    return html.page(quiet, layers.layer_legend(names, layers.voices(only)), layers.columns(only, shown, found, chosen))


blinded = once_per_corpus(blind)  # so that all explorers of a corpus share what is found in it


def chosen(corpus: Corpus) -> Callable[[bool, tuple[str, ...]], Corpus]:
    """The corpus with these outlets only, named or not; each made once."""

    @lru_cache(_SETTINGS)
    def only(names: bool, outlets: tuple[str, ...]) -> Corpus:
        wanted = corpus.articles["outlet_label"].isin(outlets)
        whole = corpus if names else blinded(corpus)
        if wanted.all():
            return whole
        return whole.where(article_id=list(whole.articles.loc[wanted.to_numpy(), "article_id"]))

    return only


def _drawn(noun: Noun, corpora: Callable[[bool, tuple[str, ...]], Corpus]) -> Any:
    """What is shown for given settings; going back to settings seen before is immediate."""

    @lru_cache(_SETTINGS)
    def drawn(names: bool, outlets: tuple[str, ...], values: tuple[tuple[str, Any], ...]) -> Shown:
        corpus = corpora(names, outlets)
        # Altair names views by what a frame prints, four times a chart: as little as possible.
        brief = pd.option_context("display.max_columns", 1, "display.max_rows", 1)
        with theme.drawn(theme.LOOKS["screen"]), debug_mode(False), brief:
            view = noun.view(corpus, **dict(values))
            spec = specified(view.chart)
        return Shown(corpus, view, spec, marks_of(spec))

    return drawn  # a cached function, which has `cache_clear`
