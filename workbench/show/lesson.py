"""Lessons: exercises with an answer key, and what a class found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd

from workbench.compare.answers import RIGHT, Grade, answer_key, grade
from workbench.compare.questions import PLANTED
from workbench.compare.questions import QUESTIONS as QUESTIONS
from workbench.compare.questions import computed_key as computed_key
from workbench.corpus import Corpus, Passage, load
from workbench.corpus.blind import blind_names
from workbench.loaders.beside import ANSWER_KEY_COLUMNS, ANSWER_KEY_FILE, read_answer_key
from workbench.paths import default_corpus, shared_folder
from workbench.phrasing import plural, snippet
from workbench.show import html
from workbench.show.explore import passages
from workbench.show.explore.controls import WIDE, Explorer, known
from workbench.show.explore.predict import Prediction as Prediction
from workbench.show.explore.predict import predict as predict
from workbench.show.explore.predict import shown
from workbench.show.explore.reading import Reading

__all__ = ["PRACTICE", "QUESTIONS", "check", "computed_key", "exercise", "hunt", "key", "most", "predict", "solution"]


def __dir__() -> list[str]:
    return __all__


_BUTTON = {"layout": {"width": "auto", "margin": "2px 10px 2px 2px"}}
_FIRST = "Paste words from an article, or an address, first."


class Exercise(Explorer):
    """A question with a field for the answer. `answer(words)` and `ask()` do what the buttons do; `grade` is how far it has come.

    `graded(answers, hint)` grades. Right answers are kept, so that several can be found one after the other.
    """

    def __init__(self, asks: str, graded: Callable[[list[str], int], Grade]) -> None:
        self._graded, self._kept, self._hint = graded, list[str](), 0
        self.grade = graded([], 0)
        given = {"placeholder": "words from an article, or an address", "continuous_update": False}
        self.field = widgets.Text(description="Your answer", **given, **WIDE)
        self.check = widgets.Button(description="Check", icon="check", button_style="primary", **_BUTTON)
        self.hint = widgets.Button(description="Hint", icon="lightbulb-o", **_BUTTON)
        self.told = widgets.HTML()
        self.check.on_click(lambda _: self.answer(self.field.value))
        self.hint.on_click(lambda _: self.ask())
        head = widgets.HTML(html.page(html.paragraph(f"Find {asks}.", "ask")))
        rows = [head, self.field, widgets.HBox([self.check, self.hint]), self.told]
        super().__init__(rows, controls={"answer": self.field}, views={"told": self.told})
        if not self.grade.there:
            self.field.disabled = self.check.disabled = self.hint.disabled = True
            self.told.value = _page(self.grade.lines, None)

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
        self.told.value = _page([*first, *self.grade.standing], self.grade.shown)


class Hunt(Explorer):
    """Articles beside each other, and one exercise for each kind of thing that is to be found in them; words chosen are the answer."""

    def __init__(self, corpus: Corpus, key: pd.DataFrame, settings: Mapping[str, Any]) -> None:
        self._corpus, self._key, self._exercises = corpus, key, dict[str, Exercise]()
        # What there is least of is the quickest hunt.
        counts = key["kind"].value_counts(sort=False).sort_values(kind="stable")
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
        self.score.value = html.page(html.quiet(line))


def _first(corpus: Corpus) -> tuple[str, ...]:
    """What the hunt opens with: the first report, and beside it the record of what was said or else the next report."""
    articles = corpus.articles
    reports = articles.loc[articles["kind"] == "report", "article_id"].tolist()
    order = articles.sort_values("kind", key=lambda kinds: kinds != "reference", kind="stable")["article_id"].tolist()
    return tuple(dict.fromkeys([*reports[:1], *order]))[:2]


def _page(lines: Iterable[str], passage: Passage | None) -> str:
    """What came of an answer, and the passage of a hint, as a page."""
    hint = [html.hint_html(passage)] if passage else []
    return html.page(html.news(lines), *hint)


PRACTICE = shared_folder() / "data" / "practice"
"""The folder of the practice corpus: a made-up event with an answer key. `wb.load(wb.lesson.PRACTICE)` reads it."""

_MAKE_ONE = (
    f"There is no {ANSWER_KEY_FILE} beside this corpus, so nothing is known to be right. To make one, write a table with the columns "
    f"{', '.join(ANSWER_KEY_COLUMNS)}; kind, outlet and words are enough (data/README.md)."
)
_RULES_ERR = "This is held against what the workbench finds, and its rules err: if you can show it, you are right."


class Checked(Grade):
    """How answers were graded, as JupyterLab and Voilà show it: `verdict`, `found`, `missing`, `hint`; see `Grade`."""

    @property
    def lines(self) -> list[str]:
        """What to tell the learner, and how to ask for a hint."""
        ask = ["For a hint, add hint=1, and for the passage hint=2."] if self.missing and not self.shown else []
        return [*super().lines, *ask]

    def _repr_html_(self) -> str:
        return _page(self.lines, self.shown)

    def __repr__(self) -> str:
        return str(self)


def key(corpus: Corpus, folder: str | Path | None = None) -> pd.DataFrame:
    """What there is to find, from the `answer_key.csv` of that folder: one row per thing; empty where there is no key.

    Without a folder that of the default corpus. `AnswerKeyError` lists every line that leads nowhere in this corpus.

    >>> import workbench as wb
    >>> len(wb.lesson.key(wb.load()))
    0
    """
    place = Path(folder) if folder else default_corpus()
    planted, problems = read_answer_key(place)
    if planted and set(corpus.articles["outlet_label"]) == set(blind_names(corpus.articles["outlet_label"]).values()):
        named = answer_key(load(place), planted, problems)  # the key names outlets, and a blind corpus does not
        own = zip(planted, named["address"].fillna(""), named["raw"].fillna(""), strict=True)
        planted = [replace(line, outlet="", address=address, raw=raw) for line, address, raw in own]
    return answer_key(corpus, planted, problems)


def check(
    corpus: Corpus,
    question: str,
    answers: str | Iterable[str],
    *,
    key: str | Path | pd.DataFrame | None = None,
    hint: int = 0,
) -> Checked:
    """Answers graded: right, partly or not, what is missing, and with `hint=1` where to look, with `hint=2` the passage.

    An answer is an address, a copied citation, or words as they are printed (`Outlet: words`, when several have them); several
    stand on lines of their own. `question` is a kind or an item of the answer key in the folder `key`, or one of
    `wb.lesson.QUESTIONS`, for which one answer is enough and which are held against what the workbench itself finds.
    `ValueError` lists the questions.

    >>> import workbench as wb
    >>> done = wb.lesson.check(wb.load(), "one word", "friendly")
    >>> done.verdict, done.found, done.missing
    ('right', 1, 0)
    """
    planted = _key(corpus, key)
    rows, computed = _asked(corpus, question, planted)
    if rows.empty:
        note = f"The workbench finds no such place here ({QUESTIONS[question].asks})." if computed else _MAKE_ONE
        return Checked(question, (), 0, 0, 0, note=note)
    done = grade(corpus, rows if computed else planted, question, answers, hint=hint)
    if computed:
        note = "" if done.verdict in ("", "right") else _RULES_ERR
        done = replace(done, wanted=1, note=note)
    return Checked(**{f.name: getattr(done, f.name) for f in fields(Grade)})


def exercise(corpus: Corpus, question: str, *, key: str | Path | pd.DataFrame | None = None) -> Exercise:
    """A field for an answer to a question that `check` grades, with buttons to check it and to ask for a hint."""
    own = _key(corpus, key)
    asks = QUESTIONS[question].asks if question in QUESTIONS else PLANTED.get(question, question)
    return Exercise(asks, lambda answers, hint: check(corpus, question, answers, key=own, hint=hint))


def hunt(corpus: Corpus, key: str | Path | pd.DataFrame | None = None, **settings: Any) -> Explorer:
    """Articles beside each other, and what an answer key says is to be found in them: select words, check, ask for hints.

    `key` is the folder with `answer_key.csv`; settings are those of `wb.explore.reader`, such as `articles`.
    """
    own = _key(corpus, key)
    if own.empty:
        line = widgets.HTML(_page([_MAKE_ONE], None))
        return Explorer([line], controls={}, views={"told": line})
    return Hunt(corpus, own, settings)


def solution(
    corpus: Corpus,
    question: str | None = None,
    *,
    key: str | Path | pd.DataFrame | None = None,
    mode: str | None = None,
    note: str = "",
) -> widgets.Accordion:
    """For those who teach: a note, and every answer to a question that `check` grades with its passage; or the whole key.

    It is folded, since learners read the same page; in the mode `teacher` it is open.
    """
    planted = _key(corpus, key)
    parts = [widgets.HTML(_page([" ".join(part.split()) for part in note.split("\n\n")], None))] if note.strip() else []
    if question is not None:
        rows, computed = _asked(corpus, question, planted)
        none = "The workbench finds no such place here." if computed else _MAKE_ONE
        parts.append(widgets.HTML(_page([none], None)) if rows.empty else _answers(corpus, question, rows))
    elif len(planted):
        parts.append(shown(planted[["kind", "outlet_label", "text", "hint"]].set_index("kind")))
    open_now = 0 if known(mode) == "teacher" else None
    return widgets.Accordion([widgets.VBox(parts)], titles=["For the teacher"], selected_index=open_now)


def _answers(corpus: Corpus, question: str, rows: pd.DataFrame) -> widgets.VBox:
    asks = QUESTIONS[question].asks if question in QUESTIONS else PLANTED.get(question, question)
    apart = rows["address"].isna() | (rows["address"] == rows["article_id"])
    files = [f"{r.outlet_label}: “{snippet(str(r.text), 160)}”" for r in rows[apart].itertuples()]
    parts = [widgets.HTML(_page([f"{plural(len(rows), 'answer')}: {asks}.", *files], None))]
    return widgets.VBox([*parts, *([] if apart.all() else [passages(corpus, rows.loc[~apart, "address"])])])


def most(frame: pd.DataFrame, column: str, label: str = "outlet_label") -> list[str]:
    """The labels whose numbers in a column add up to most; several, when they tie, and none where there is nothing to count.

    >>> most(pd.DataFrame({"outlet_label": ["A", "B", "A"], "words": [2, 4, 2]}), "words")
    ['A', 'B']
    """
    sums = frame.groupby(label, sort=False)[column].sum()
    return [str(name) for name in sums.index[sums == sums.max()]] if len(sums) and sums.max() > 0 else []


def _asked(corpus: Corpus, question: str, key: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """The rows that answer a question, and whether they were computed. `ValueError` lists the questions."""
    if question in {*key["kind"], *key["item"].dropna()}:
        return key[(key["kind"] == question) | (key["item"] == question)].reset_index(drop=True), False
    if question in QUESTIONS:
        return computed_key(corpus, question), True
    if key.empty and question in PLANTED:
        return key, False
    raise ValueError(f"no question {question!r}; there are {', '.join([*dict.fromkeys(key['kind']), *QUESTIONS])}")


def _key(corpus: Corpus, given: str | Path | pd.DataFrame | None) -> pd.DataFrame:
    return given if isinstance(given, pd.DataFrame) else key(corpus, given)
