"""The list of what is to check: each question with both passages beside each other, and two buttons that settle it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbench.compare.answers import same_article
from workbench.compare.standing import CONFIRM, MOST_TO_CHECK, REJECT
from workbench.corpus import Corpus, load
from workbench.corpus.blind import blind_ids, blind_names
from workbench.corpus.model import JOINT, records, split_cell
from workbench.errors import WorkbenchError
from workbench.loaders.beside import CORRECTIONS, add_correction, correction_line
from workbench.paths import default_corpus
from workbench.show import html, views
from workbench.show.explore import controls as modes
from workbench.show.explore.controls import FIELD, WIDE, Explorer
from workbench.show.explore.linked import chosen
from workbench.show.widgets import Pane

EVERY = "everything"
"""What stands for all kinds of question."""
_DONE = {CONFIRM: "Confirmed", REJECT: "Rejected"}
_HINT = {CONFIRM: "Yes: it is so", REJECT: "No: it is not so"}
_HOW = "Words that both have are underlined. Confirm says yes, it is so; reject says no. Each needs your name and why."
_ABSENT = "Nothing was found there, so there is no passage to settle it by: read the article."
_HTML = html.Templates("explore/to_check.html.j2")


class Checking(Explorer):
    """Questions to settle. `settle(number, action)` does what the buttons beside question `number`, 1 for the first, do.

    `folder` is where `corrections.csv` is written: only where the files are that the corpus was read from.
    """

    def __init__(
        self, corpus: Corpus, folder: str | Path | None, settings: Mapping[str, Any], mode: str | None = None
    ) -> None:
        mode = modes.known(mode)
        self._corpus, self._corpora = corpus, chosen(corpus)
        self._ids = {hidden: own for own, hidden in blind_ids(corpus).items()}
        self.folder = source_folder(corpus, folder)
        self._rows: list[dict[str, Any]] = []
        self._lines, self._said = dict[str, str](), dict[Any, str]()
        counts = Counter(views.to_check_frame(corpus)["kind"])
        kinds = [(f"{views.NAMED_QUESTIONS[kind]} ({n})", kind) for kind, n in counts.items()]
        controls: dict[str, Any] = {
            "kind": widgets.Dropdown(options=[(EVERY, EVERY), *kinds], description="Questions about", **FIELD),
            "names": modes.names_box(shown=mode != "student"),
        }
        modes.give(controls, settings)
        self.who = widgets.Text(description="Who decides", placeholder="your name", **WIDE)
        self._list = widgets.VBox()
        told = modes.Line(self._redraw, **controls)
        hint = widgets.HTML(html.page(html.quiet(_HOW)))
        rows = [modes.row(controls["kind"], modes.veil(controls["names"], mode)), self.who, told, hint, self._list]
        super().__init__(rows, controls=controls, views={"told": told})

    def settle(self, number: int, action: str, why: str = "") -> str:
        """Write the line of `corrections.csv` that confirms or rejects a question, or show it to copy; gives what happened."""
        if action not in _DONE:
            raise ValueError(f"no action {action!r}; there are {', '.join(_DONE)}")
        row = self._rows[number - 1]
        if not isinstance(row["evidence"], str):
            return self._tell(number, _ABSENT)
        who, why = self.who.value.strip(), why.strip()
        if not (who and why):
            lacking = "who decides, at the top" if not who else "why, beside the buttons"
            return self._tell(number, f"Nothing is written yet: say {lacking}.")
        own = JOINT.join(self._own(part) for part in split_cell(row["evidence"]))
        today = datetime.now(UTC).date().isoformat()
        line = correction_line(address=own, field=action, before=row["kind"], who=who, when=today, why=why)
        if line in self._lines.values():
            return self._tell(number, f"This is in {CORRECTIONS} already.")
        done = f"{_DONE[action]} by {who}."
        again = "It counts when the corpus is loaded again, and on every load after that; of two decisions the last one holds."
        try:
            if self.folder is None:
                raise WorkbenchError("the folder of these articles is not known here")
            path = add_correction(self.folder, line)
        except WorkbenchError as error:
            hidden = not self.controls["names"].value or self._blind
            shown = "(the line names the outlet: show the names first)" if hidden else html.code(line)
            first = f"{done} Nothing could be written: {error}. Add this line to {CORRECTIONS} beside the articles:"
            return self._tell(number, first, shown, again)
        self._lines[own] = line
        return self._tell(number, f"{done} A line was added to {path.name} in {path.parent}. {again}")

    def _pressed(self, number: int, action: str, why: widgets.Text) -> None:
        self.settle(number, action, why.value)

    @property
    def _blind(self) -> bool:
        labels = self._corpus.articles["outlet_label"]
        return set(labels) == set(blind_names(labels).values())

    @cached_property
    def _named(self) -> Corpus:
        """The corpus with the ids that its articles have in their folder: those of a blind one are others."""
        return load(self.folder, on_error="report") if self._blind and self.folder else self._corpus

    def _own(self, address: str) -> str:
        """An address of the corpus as it is shown, in the folder of its articles."""
        article, colon, place = address.partition(":")
        return f"{same_article(self._named, self._ids.get(article, article))}{colon}{place}"

    def _tell(self, number: int, *lines: str) -> str:
        said = html.page(html.news(lines))
        self._said[self._rows[number - 1]["evidence"]] = said
        self._list.children[number - 1].children[-1].value = said
        return " ".join(lines)

    def _redraw(self, kind: str, names: bool) -> str:
        seen = self._corpora(names, tuple(self._corpus.articles["outlet_label"].unique()))
        every = views.to_check_frame(seen)
        if kind != EVERY:
            every = every[every["kind"].eq(kind)]
        self._rows = records(every.head(MOST_TO_CHECK))
        self._list.children = [self._question(n, seen, row, names) for n, row in enumerate(self._rows, start=1)]
        return views.to_check_told(self._corpus, len(self._rows), len(every))

    def _question(self, number: int, corpus: Corpus, row: dict[str, Any], names: bool) -> widgets.VBox:
        why = widgets.Text(placeholder="why", layout={"width": "min(380px, 60%)"})
        buttons: list[Any] = []
        for action, icon in ((CONFIRM, "check"), (REJECT, "times")):
            pressed = partial(self._pressed, number, action, why)
            buttons.append(modes.button(action, icon, _HINT[action], pressed))
        parts = views.both_sides(corpus, row), views.in_the_record(corpus, row), row["signs"]
        asked = Pane(html=html.page(_HTML.question(number, row["question"], *parts, names)))
        settles = widgets.HBox([*buttons, why])
        if not isinstance(row["evidence"], str):  # what was not found has no passage by which a decision would know it
            settles = widgets.HTML(html.page(html.quiet(_ABSENT)))
        return widgets.VBox([asked, settles, widgets.HTML(self._said.get(row["evidence"], ""))])


def source_folder(corpus: Corpus, given: str | Path | None = None) -> Path | None:
    """The folder that the corpus was read from: the one given, or that of the default corpus; none where it holds other files.

    A blind corpus does not tell the names of its files: then all that the folder holds are tried.
    """
    folder = Path(given) if given else default_corpus()
    named = [folder / source.partition("#")[0] for source in corpus.articles["source"]]
    files = named if all(file.is_file() for file in named) else folder.rglob("*")
    there = {sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()}
    return folder if set(corpus.articles["sha256"]) <= there else None
