"""The concordance explorer: every place where words stand, one line each, and the paragraph of the line that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets
import pandas as pd

from workbench.compare.concordance import HOW, SORTS, concordance
from workbench.corpus import Corpus
from workbench.errors import AddressError
from workbench.show import reader
from workbench.show.linked import setting
from workbench.show.pane import Pane
from workbench.show.rows import plural
from workbench.show.wire import FIELD, Explorer, give, wire

MOST_LINES = 200  # lines of a concordance on one screen; the frame has them all
_FIT = 44  # characters before a match that fit on its line; those after it are cut by the page


class Searching(Explorer):
    """A concordance with its controls; `lines` and `passage` are panes."""

    def __init__(self, corpus: Corpus, settings: Mapping[str, Any]) -> None:
        self._corpus = corpus
        controls = {
            "pattern": widgets.Text(description="Look for", continuous_update=False, **FIELD),
            "how": widgets.Dropdown(options=list(HOW), description="as", **FIELD),
            "sort": widgets.Dropdown(options=list(SORTS), description="Order by", **FIELD),
            "case": widgets.Checkbox(description="Capitals matter", indent=False, layout=widgets.Layout(width="auto")),
        }
        give(controls, settings)
        self.lines, self.passage, self.code = Pane(), Pane(), widgets.HTML()
        self.lines.on_pick(self.choose)
        told = wire(self._redraw, **controls)
        row = widgets.Layout(flex_flow="row wrap", align_items="center")
        super().__init__(
            [widgets.Box(list(controls.values()), layout=row), told, self.lines, self.passage, self.code],
            controls=controls,
            views={"told": told, "lines": self.lines, "passage": self.passage, "code": self.code},
        )

    def choose(self, address: str) -> None:
        """Show the paragraph around the words at this address."""
        try:
            found = self._corpus.passage(address)
        except AddressError:
            return
        self.passage.html = reader.page(reader.passages([(found, "")]))

    def _redraw(self, pattern: str, how: str, sort: str, case: bool) -> str:
        self.passage.html = ""
        if not pattern.strip():
            self.lines.html = ""
            return "Type words and press Enter. As “regex”, (?:deal|agreement) finds either word."
        rows = concordance(self._corpus, pattern, how=how, case=case, sort=sort)
        self.lines.html = reader.page(table(rows))
        changed = {n: v for n, v in {"how": how, "sort": sort, "case": case}.items() if v != _PLAIN[n]}
        line = setting("concordance", {"pattern": pattern, **changed})
        self.code.value = reader.page(f'<p class="quiet">The same in Python: <code>{reader.esc(line)}</code></p>')
        each = rows.groupby("outlet_label", sort=False).size()
        by = ", ".join(f"{outlet} {n:,}" for outlet, n in each.items())
        return f"{plural(len(rows), 'match', 'matches')}{': ' + by if by else ''}."


def _end(words: str) -> str:
    """The words nearest to the match, as many as fit: what is cut off is cut off at the far end."""
    return words if len(words) <= _FIT else f"…{words[-_FIT:]}"


_PLAIN = {"how": HOW[0], "sort": SORTS[0], "case": False}


def table(rows: pd.DataFrame) -> str:
    """Keywords in context: the matches below each other, the words beside them on both sides."""
    lines = "".join(
        f'<tr><td class="left">{reader.esc(_end(before))}</td>'
        f'<td><mark data-mark="{reader.esc(address)}" tabindex="0" role="button">{reader.esc(text)}</mark></td>'
        f'<td class="right">{reader.esc(after)}</td><td class="quiet"><bdi>{reader.esc(outlet)}</bdi></td></tr>'
        for address, outlet, before, text, after in rows[["address", "outlet_label", "before", "text", "after"]]
        .head(MOST_LINES)
        .itertuples(index=False, name=None)
    )
    more = f'<p class="quiet">The first {MOST_LINES} of {len(rows):,}.</p>' if len(rows) > MOST_LINES else ""
    return f'<table class="kwic">{lines}</table>{more}' if lines else ""
