"""A field for an answer, graded, with hints; and a hunt for everything that an answer key says is to be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets as widgets
import pandas as pd

from workbench.compare.lesson.grading import RIGHT, Grade, grade
from workbench.compare.lesson.questions import PLANTED
from workbench.corpus import Corpus, Passage
from workbench.show.charts.rows import plural
from workbench.show.explore.reading import Reading
from workbench.show.explore.wire import WIDE, Explorer
from workbench.show.page import reader

_BUTTON = {"layout": {"width": "auto", "margin": "2px 10px 2px 2px"}}
_FIRST = "Paste words from an article, or an address, first."


class Exercise(Explorer):
    """A question with a field for the answer. `answer(words)` and `ask()` do what the buttons do; `grade` is how far it has come.

    `graded(answers, hint)` grades. Right answers are kept, so that several can be found one after the other.
    """

    def __init__(self, asks: str, graded: Callable[[list[str], int], Grade]) -> None:
        self._graded, self._kept, self._hint = graded, list[str](), 0
        self.grade = graded([], 0)
        self.field = widgets.Text(
            description="Your answer",
            placeholder="words from an article, or an address",
            continuous_update=False,
            **WIDE,
        )
        self.check = widgets.Button(description="Check", icon="check", button_style="primary", **_BUTTON)
        self.hint = widgets.Button(description="Hint", icon="lightbulb-o", **_BUTTON)
        self.told = widgets.HTML()
        self.check.on_click(lambda _: self.answer(self.field.value))
        self.hint.on_click(lambda _: self.ask())
        head = widgets.HTML(reader.page(f'<p class="ask">Find {reader.esc(asks)}.</p>'))
        rows = [head, self.field, widgets.HBox([self.check, self.hint]), self.told]
        super().__init__(rows, controls={"answer": self.field}, views={"told": self.told})
        if not self.grade.there:
            self.field.disabled = self.check.disabled = self.hint.disabled = True
            self.told.value = page(self.grade.lines, None)

    def answer(self, words: str) -> Grade:
        """Grade an answer; a right one is kept."""
        this = self._graded([words], 0)
        if this.verdict == RIGHT:
            self._kept.append(words)
        self._hint = 0
        self._tell(this.said if this.answers else [_FIRST])
        return this

    def ask(self) -> None:
        """The next hint to the next thing that is not found yet: where to look, and then the passage."""
        self._hint = min(self._hint + 1, 2)
        self._tell([])

    def _tell(self, first: Iterable[str]) -> None:
        """What the last answer was, and how far the exercise has come."""
        self.grade = self._graded(self._kept, self._hint)
        self.told.value = page([*first, *self.grade.standing], self.grade.shown)


class Hunt(Explorer):
    """Articles beside each other, and one exercise for each kind of thing that is to be found in them; words chosen are the answer."""

    def __init__(self, corpus: Corpus, key: pd.DataFrame, settings: Mapping[str, Any]) -> None:
        self._corpus, self._key, self._exercises = corpus, key, dict[str, Exercise]()
        counts = (
            key["kind"].value_counts(sort=False).sort_values(kind="stable")
        )  # what there is least of is the quickest hunt
        options = [(f"{kind} ({count})", kind) for kind, count in counts.items()]
        self.kind = widgets.Dropdown(options=options, description="What to find", **WIDE)
        self.score, self._box = widgets.HTML(), widgets.VBox()
        self.reading = Reading(corpus, {"layers": (), "articles": _first(corpus), **settings})
        self.reading.views["text"].on_pick(self._picked)
        self.kind.observe(lambda _: self._turn(), names="value")
        super().__init__(
            [self.kind, self._box, self.score, self.reading],
            controls={"kind": self.kind, **self.reading.controls},
            views={"score": self.score, "told": self.reading.views["told"]},
        )
        self._turn()

    @property
    def exercise(self) -> Exercise:
        """The one that is on view."""
        kind = self.kind.value
        if kind not in self._exercises:
            asks = PLANTED.get(kind, kind)
            made = Exercise(asks, lambda answers, hint: grade(self._corpus, self._key, kind, answers, hint=hint))
            made.told.observe(lambda _: self._count(), names="value")
            self._exercises[kind] = made
        return self._exercises[kind]

    def _turn(self) -> None:
        self._box.children = [self.exercise]
        self._count()

    def _picked(self, address: str) -> None:
        self.exercise.field.value = address

    def _count(self) -> None:
        done = {kind: exercise.grade.found for kind, exercise in self._exercises.items() if exercise.grade.found}
        each = ", ".join(f"{kind} {count}" for kind, count in done.items())
        line = f"Found so far: {sum(done.values())} of {plural(len(self._key), 'thing')}{f' ({each})' if each else ''}."
        self.score.value = reader.page(f'<p class="quiet">{reader.esc(line)}</p>')


def _first(corpus: Corpus) -> tuple[str, ...]:
    """What the hunt opens with: the first report, and beside it the record of what was said or else the next report."""
    order = corpus.articles.sort_values("kind", key=lambda kinds: kinds != "reference", kind="stable")[
        "article_id"
    ].tolist()
    reports = corpus.articles.loc[corpus.articles["kind"] == "report", "article_id"].tolist()
    return tuple(dict.fromkeys([*reports[:1], *order]))[:2]


def page(lines: Iterable[str], passage: Passage | None) -> str:
    """What came of an answer, and the passage of a hint, as a page."""
    told = f'<div role="status">{"".join(f"<p>{reader.esc(line)}</p>" for line in lines)}</div>'
    if passage is None:
        return reader.page(told)
    words = f"{reader.esc(passage.before)}<mark>{reader.esc(passage.words)}</mark>{reader.esc(passage.after)}"
    cited = f'<p class="quiet">{reader.esc(passage.citation)}</p>'
    return reader.page(told, f'<blockquote class="text" dir="auto">{words}</blockquote>{cited}')
