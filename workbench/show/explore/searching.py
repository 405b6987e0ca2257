"""The concordance explorer: every place where words stand, one line each, and the paragraph of the line that is chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets
import pandas as pd

from workbench.compare.concordance import HOW, SORTS, concordance
from workbench.compare.shared import once_per_corpus
from workbench.corpus import Corpus
from workbench.corpus.blind import blind_names
from workbench.corpus.model import rows_of
from workbench.errors import AddressError
from workbench.phrasing import plural
from workbench.show import html
from workbench.show.charts.parts import brief
from workbench.show.explore import controls as modes
from workbench.show.explore.controls import FIELD, Explorer
from workbench.show.explore.linked import chosen
from workbench.show.export import table_link
from workbench.show.widgets import Pane

MOST_LINES = 200  # lines of a concordance on one screen; the frame has them all
_FIT = 44  # characters before a match that fit on its line; those after it are cut by the page
_OUTLET = 130  # pixels for the name of an outlet, whose middle is cut
_LIKE = 70  # of 100, as rapidfuzz counts; below it the nearest words have nothing in common with what was asked
_HTML = html.Templates("explore/concordance.html.j2")
WHOSE = ("anywhere", "inside quotations", "outside quotations")
"""Whose words a match may be: anybody's, those of people who are quoted or reported, or the outlet's own."""


class Searching(Explorer):
    """A concordance with its controls; `lines` and `passage` are panes."""

    def __init__(self, corpus: Corpus, settings: Mapping[str, Any], mode: str | None = None) -> None:
        self._given, mode = mode, modes.known(mode)
        self._mode = mode
        self._corpora = chosen(corpus)
        self._seen = corpus
        self._rows = pd.DataFrame()
        controls = _controls(corpus, named=mode != "student")
        self._labels = blind_names(corpus.articles["outlet_label"])
        self._outlets = controls["outlets"]
        self._defaults = {n: control.value for n, control in controls.items()}
        modes.give(controls, settings)
        self.lines, self.passage, self.code, self.saved = Pane(), Pane(), widgets.HTML(), widgets.HTML()
        self.lines.on_pick(self.choose)
        told = modes.Line(self._redraw, **controls)
        asked = [controls[n] for n in ("pattern", "how", "sort", "whose", "case")]
        rows = [modes.row(*asked), modes.corpus_row(controls, mode, several=len(self._labels) > 1)]
        self.reset = modes.reset_button(self, self._defaults)
        self.save = modes.button("Save these lines", "download", "As a table", self._export)
        foot = widgets.HBox([self.reset, self.save, self.saved])
        super().__init__(
            [*rows, told, self.lines, self.passage, foot, self.code],
            controls=controls,
            views={"told": told, "lines": self.lines, "passage": self.passage, "code": self.code},
        )

    def _export(self) -> None:
        self.saved.value = html.page(table_link("concordance", self._rows))

    def choose(self, address: str) -> None:
        """Show the paragraph around the words at this address."""
        try:
            found = self._seen.passage(address)
        except AddressError:
            return
        how = modes.explained(self._mode)(self._seen)
        quoted = self._rows.set_index("address")["quote_id"].get(address) if len(self._rows) else None
        self.passage.html = html.page(html.passages_html([(found, how.get(str(quoted), ""))]))

    def _redraw(self, pattern: str, whose: str, outlets: tuple[str, ...], names: bool, **values: Any) -> str:
        self.passage.html = self.saved.value = ""
        self._outlets.rename({label: label if names else hidden for label, hidden in self._labels.items()})
        if self._labels and not outlets:
            raise ValueError("no outlet is ticked; tick at least one")
        self._seen = self._corpora(names, outlets)
        if not pattern.strip():
            self.lines.html, self._rows = "", pd.DataFrame()
            return "Type words and press Enter. As “regex”, (?:deal|agreement) finds either word."
        rows = concordance(self._seen, pattern, **values)
        if whose != WHOSE[0]:
            rows = rows[rows["quote_id"].notna() == (whose == WHOSE[1])]
        self._rows = rows
        self.lines.html = html.page(_table(rows))
        given = {"pattern": pattern, "whose": whose, "outlets": outlets, "names": names, **values}
        self.code.value = modes.in_python("concordance", self._given, given, self._defaults)
        each = rows.groupby("outlet_label", sort=False).size()
        by = ", ".join(f"{outlet} {n:,}" for outlet, n in each.items())
        return f"{plural(len(rows), 'match', 'matches')}{': ' + by if by else ''}.{'' if len(rows) else self._near(pattern)}"

    def _near(self, pattern: str) -> str:
        """The words of these texts that look most like one that was not found."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            pattern.strip().casefold(), vocabulary(self._seen), scorer=fuzz.ratio, limit=3, score_cutoff=_LIKE
        )
        near = [word for word, *_ in found]
        return f" The nearest words here: {', '.join(near)}." if near else ""


@once_per_corpus
def vocabulary(corpus: Corpus) -> list[str]:
    """Every word of the texts, once, in small letters."""
    return sorted({word.casefold() for text in corpus.articles["text"] for word in re.findall(r"\w[\w’'-]*", text)})


def _controls(corpus: Corpus, *, named: bool) -> dict[str, Any]:
    outlets = {label: label for label in corpus.articles["outlet_label"]}
    return {
        "pattern": widgets.Text(description="Look for", continuous_update=False, **FIELD),
        "how": widgets.Dropdown(options=list(HOW), description="as", **FIELD),
        "sort": widgets.Dropdown(options=list(SORTS), description="Order by", **FIELD),
        "whose": widgets.Dropdown(options=list(WHOSE), description="Where", **FIELD),
        "case": modes.toggle("Capitals matter")(corpus),
        "outlets": modes.several(outlets, value=tuple(outlets)),
        "names": modes.names_box(shown=named),
    }


def _end(words: str) -> str:
    """The words nearest to the match, as many as fit: what is cut off is cut off at the far end."""
    return words if len(words) <= _FIT else f"…{words[-_FIT:].partition(' ')[2] or words[-_FIT:]}"


def _table(rows: pd.DataFrame) -> str:
    """Keywords in context: the matches below each other, the words beside them on both sides."""
    outlets = pd.Series(rows["outlet_label"].unique(), dtype="str")
    called = dict(zip(outlets, brief(outlets, _OUTLET), strict=True))
    lines = []
    columns = ("address", "outlet_label", "before", "text", "after")
    for address, outlet, before, text, after in rows_of(rows.head(MOST_LINES), *columns):
        place = {"address": address, "outlet": outlet, "brief": called[outlet]}
        lines.append({**place, "before": _end(before), "text": text, "after": after})
    return _HTML.concordance(lines, len(rows)) if lines else ""
