"""A guess before the chart: what is asked of each explorer, and how a guess is held against the count."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, MutableMapping
from contextlib import redirect_stdout
from io import StringIO
from numbers import Real
from typing import Any, NamedTuple

import altair as alt
import ipywidgets as widgets
import pandas as pd

from workbench.compare.answers import find_words
from workbench.corpus import Corpus
from workbench.errors import WorkbenchError
from workbench.phrasing import plural
from workbench.show import views
from workbench.show.explore import controls
from workbench.show.explore.controls import WIDE
from workbench.show.html import bold, frame_of_pandas, page, paragraph, quiet, sentence, status
from workbench.show.widgets import Drawing, specified

NUMBER, _WORDS, CHOICE = "number", "words", "choice"

_GUESSES: dict[str, str] = {}  # question → guess, while Python runs: a guess is made once, and Run All does not lose it
_SHOWN = 8  # values of a long answer
_NOT_YET = "No guess yet: the question stands above."


class Question(NamedTuple):
    """A question, what can be answered (`predict` says how), what is true, and the numbers behind that as a sentence."""

    asks: str
    choices: Iterable[str] | str
    truth: Any
    numbers: str = ""


class Prediction(widgets.VBox):  # type: ignore[misc]  # ipywidgets is published without types
    """The question as a widget. `guess`, `truth`, `right` and `told` are None or say that there is no guess until one is made.

    `remembered` holds earlier guesses by question: what is found there is not asked again.
    """

    def __init__(
        self,
        question: Question,
        *,
        reveal: Callable[[], Any] | None = None,
        mode: str = "student",
        remembered: MutableMapping[str, str] | None = None,
    ) -> None:
        self.question, self._reveal = question, reveal
        self._remembered = {} if remembered is None else remembered
        self.guess: Any = None
        self.truth: Any = None
        self.right: bool | None = None
        self.told = _NOT_YET
        self.opened = False
        self._waiting: list[tuple[widgets.VBox, Callable[[], Any]]] = []
        self.field, self._kind = _field(question.choices)
        self.show = widgets.Button(description="Show me", icon="eye", disabled=True, button_style="primary")
        self.again = widgets.Button(description="Guess anew", icon="undo", layout=widgets.Layout(display="none"))
        self.line, self.below = widgets.HTML(), widgets.VBox()
        asks = widgets.HTML(page(paragraph(question.asks, "ask")))
        super().__init__([asks, self.field, widgets.HBox([self.show, self.again]), self.line, self.below])
        self.add_class("nw-explorer")  # where the keyboard belongs to the controls (pane.js)
        self.field.observe(self._ready, names="value")
        self.show.on_click(self._pressed)
        self.again.on_click(lambda _: self._anew())
        before = self._remembered.get(question.asks)
        if mode == "teacher":
            self.field.layout.display = self.show.layout.display = "none"
            self._uncover()
        elif before is not None and (self._kind != CHOICE or before in self.field.options):
            self.take(before)

    def take(self, guess: str | None = None) -> None:
        """Take the guess, in the field or given here, and show the truth beside it; without a guess nothing happens.

        `ValueError` lists the choices, if there are any and the guess is none of them.
        """
        if guess is not None and self._kind == CHOICE and guess not in self.field.options:
            raise ValueError(f"no choice {guess!r}; there are {', '.join(self.field.options)}")
        if guess is not None:
            self.field.value = guess
        given = self.field.value
        if not given or not given.strip():
            return
        try:
            self.guess = number(given) if self._kind == NUMBER else given.strip()
        except ValueError as error:
            self.line.value = page(status(bold(error)))
            return
        self._remembered[self.question.asks] = given
        self._uncover()

    def _pressed(self, _: object) -> None:
        self.take()
        if self.opened:
            self.again.focus()  # a button that cannot be pressed again loses the focus, and with it the cell

    def then(self, make: Callable[[], Any]) -> widgets.VBox:
        """What `make` gives, a chart, frame, widget or text, as soon as the guess is made; until then a line that says so."""
        box = widgets.VBox([widgets.HTML(page(quiet("This appears after your guess.")))])
        self._waiting.append((box, make))
        if self.opened:
            _fill(box, make)
        return box

    def _ready(self, _: object) -> None:
        self.show.disabled = self.opened or not (self.field.value or "").strip()

    def _uncover(self) -> None:
        try:
            truth = self.question.truth
            self.truth = truth() if callable(truth) else truth
        except (WorkbenchError, ValueError) as error:
            self.line.value = page(status(sentence("{} {}", bold("This cannot be shown:"), error)))
            return
        self.opened = True
        self.right = None if self.guess is None or absent(self.truth) else is_right(self.guess, self.truth)
        self.told = f"{_told(self.guess, self.truth, self.right)} {self.question.numbers}".rstrip()
        self.line.value = page(status(self.told, "beside-guess"))
        self.field.disabled = self.show.disabled = True
        self.again.layout.display = "none" if self.guess is None else ""
        if self._reveal:
            _fill(self.below, self._reveal)
        for box, make in self._waiting:
            _fill(box, make)

    def _anew(self) -> None:
        self._remembered.pop(self.question.asks, None)
        self.opened, self.guess, self.truth, self.right, self.told = False, None, None, None, _NOT_YET
        self.field.disabled, self.line.value, self.below.children = False, "", []
        self.field.value = None if hasattr(self.field, "options") else ""
        self.field.focus()
        self.again.layout.display = "none"


def predict(
    question: str,
    choices: Iterable[str] | str,
    *,
    truth: Any,
    reveal: Callable[[], Any] | None = None,
    mode: str | None = None,
) -> Prediction:
    """A question that is guessed before it is answered: the guess stands beside the truth, and below it what `reveal` gives.

    `choices` are the answers to choose from, `"number"` or `"words"`. `truth` is the answer or a function that gives it, called once the
    guess is made; several values are all right, none at all (None, missing, empty) means that the corpus has no answer. A
    number is right when the truth rounds to it. `mode="teacher"` shows the truth at once. The guess is remembered while Python
    runs; running the page without one shows nothing and is no fault.

    >>> asked = predict("How many articles are there?", "number", truth=lambda: 2)
    >>> asked.told
    'No guess yet: the question stands above.'
    >>> asked.take("3")
    >>> asked.told, asked.right
    ('You said 3. It is 2.', False)
    """
    asked = Question(question, choices, truth)
    return Prediction(asked, reveal=reveal, mode=controls.known(mode) or "student", remembered=_GUESSES)


def number(given: str) -> float:
    """The number that a learner wrote; `ValueError` when it is none.

    >>> number("12 %"), number("1,200"), number("1,5"), number("about 7")
    (12.0, 1200.0, 1.5, 7.0)
    """
    found = re.findall(r"-?\d[\d,.]*", given)
    if len(found) != 1:
        what = "more than one number" if found else "no number"
        raise ValueError(f"“{given}” is {what}: write digits, such as 12.")
    bare = re.sub(r",(?=\d{3}(?!\d))", "", found[0].rstrip(",.")).replace(",", ".")
    try:
        return float(bare)
    except ValueError:
        raise ValueError(f"“{given}” is no number: write digits, such as 12.") from None


def absent(truth: Any) -> bool:
    """Has the corpus no answer?"""
    if isinstance(truth, (str, Collection)) or hasattr(truth, "__len__"):
        return len(truth) == 0
    return truth is None or bool(pd.isna(truth))


def is_right(guess: Any, truth: Any) -> bool:
    """Is the guess the truth, or one of several? A number is when the truth rounds to it, words when they stand in it.

    >>> is_right(3.0, 3.4), is_right("Lee", ["Ana Lee", "Bo Kim"]), is_right("Le", ["Ana Lee"])
    (True, True, False)
    """
    if isinstance(truth, str):
        return str(guess) == truth or any(True for _ in find_words(truth, str(guess)))
    if isinstance(truth, Real) or not hasattr(truth, "__iter__"):
        decimals = len(f"{guess:g}".partition(".")[2])
        return bool(round(float(truth), decimals) == round(float(guess), decimals))
    return any(is_right(guess, one) for one in truth)


def _told(guess: Any, truth: Any, right: bool | None) -> str:
    """The guess beside the truth.

    >>> _told(3.0, 5, False), _told(None, ["A", "B"], None), _told("A", None, None)
    ('You said 3. It is 5.', 'It is A or B.', 'You said A. This corpus has no answer to that.')
    """
    said = "" if guess is None else f"You said {_written(guess)}. "
    if absent(truth):
        return f"{said}This corpus has no answer to that."
    return f"{said}{'Right: it is' if right else 'It is'} {_written(truth)}."


def shown(thing: Any) -> widgets.Widget:
    """A chart, frame, widget or text as a widget."""
    if isinstance(thing, widgets.Widget):
        return thing
    if isinstance(thing, alt.TopLevelMixin):
        return Drawing(specified(thing))
    if isinstance(thing, pd.DataFrame | pd.Series):
        frame = thing.to_frame() if isinstance(thing, pd.Series) else thing
        return widgets.HTML(page(frame_of_pandas(frame, most=60)))
    return widgets.HTML(page(paragraph(thing, "text")))


def _field(choices: Iterable[str] | str) -> tuple[Any, str]:
    if isinstance(choices, str) and choices not in (NUMBER, _WORDS):
        raise ValueError(f"choices is {choices!r}; it is a list of answers, {NUMBER!r} or {_WORDS!r}")
    if isinstance(choices, str):
        hint = "a number" if choices == NUMBER else "your answer, in a word or two"
        return widgets.Text(description="Your guess", placeholder=hint, **WIDE), choices
    options = list(dict.fromkeys(str(choice) for choice in choices))
    return widgets.RadioButtons(options=options, value=None, description="Your guess", **WIDE), CHOICE


def _fill(box: widgets.VBox, make: Callable[[], Any]) -> None:
    box.children = [widgets.HTML(page(quiet("Working …")))]
    with redirect_stdout(StringIO()) as printed:
        thing = make()
    parts: list[Any] = [text] if (text := printed.getvalue().rstrip("\n")) else []
    box.children = [shown(part) for part in (parts if thing is None else [*parts, thing])]


def _written(value: Any) -> str:
    if isinstance(value, Real):
        return f"{float(value):,.1f}".removesuffix(".0")
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return str(value)
    each = [_written(one) for one in value]
    if len(each) > _SHOWN:
        return f"one of {len(each)}: {', '.join(each[:_SHOWN])} …"
    return " or ".join([", ".join(each[:-1]), each[-1]] if len(each) > 1 else each)


_MOST = 5  # choices; of more, those that come nearest to the answer


def most_frequent(asks: str, counts: pd.Series, unit: str) -> Question | None:
    """Which label has the highest count? None when there is nothing to choose between. The choices stand in alphabetical order.

    >>> most_frequent("Who has most?", pd.Series({"Y": 9, "X": 3}), "word")
    Question(asks='Who has most?', choices=('X', 'Y'), truth=('Y',), numbers='Y: 9 words, X: 3 words.')
    """
    ranked = counts[counts.index.notna()].sort_values(ascending=False, kind="stable").head(_MOST)
    if len(ranked) < 2 or not ranked.max() > 0:
        return None
    truth = tuple(map(str, ranked.index[ranked == ranked.max()]))
    told = ", ".join(f"{label}: {_number(n, unit)}" for label, n in ranked.items())
    return Question(asks, tuple(sorted(map(str, ranked.index))), truth, f"{told}.")


def _number(value: float, unit: str) -> str:
    return plural(int(value), unit) if float(value).is_integer() else f"{value:.1f} {unit}s"


def most_marked(corpus: Corpus) -> Question | None:
    """Which outlet has most words between quotation marks?"""
    words = views.strip_frame(corpus).groupby("outlet_label")["words"].sum()
    every = words.reindex(corpus.articles["outlet_label"].unique(), fill_value=0)
    return most_frequent("Which outlet prints most words between quotation marks?", every, "word")


def most_named(corpus: Corpus) -> Question | None:
    """Who is named most often?"""
    counts = views.people_frame(corpus).groupby("name")["mentions"].sum()
    return most_frequent("Who is named most often?", counts, "naming")


def most_words(corpus: Corpus) -> Question | None:
    """Who has most words between marks?"""
    frame = views.speaking_frame(corpus).dropna(subset=["name"])
    words = (frame["quoted_words"] + frame["fragment_words"]).groupby(frame["name"]).sum()
    return most_frequent("Of whom do these articles print most words between marks?", words, "word")


def most_frequent_verb(corpus: Corpus) -> Question | None:
    """Which verb introduces speech most often?"""
    counts = views.cues_frame(corpus).groupby("cue")["count"].sum()
    return most_frequent("Which verb introduces speech most often?", counts, "time")


def first_heard(corpus: Corpus) -> Question | None:
    """Who is heard first, in the first article where several people speak?"""
    heard = views.order_frame(corpus).dropna(subset=["name"])
    heard = heard[heard["manner"] != "mentioned"]
    for label, rows in heard.groupby("outlet_label", sort=False):
        first = rows.groupby("name")["first_word"].min().sort_values(kind="stable").head(_MOST)
        if len(first) > 1:
            told = ", ".join(f"{name}: word {int(at) + 1:,}" for name, at in first.items())
            names = tuple(map(str, first.index))
            return Question(f"Who is heard first in {label}?", tuple(sorted(names)), names[:1], f"{told}.")
    return None


def most_alone(corpus: Corpus) -> Question | None:
    """Which outlet has most that was not found in any other?"""
    frame = views.sure_ledger_frame(corpus)
    own = frame[frame["outlets"].eq(1) & frame["count"].gt(0)].groupby("outlet_label").size()
    every = own.reindex(corpus.articles["outlet_label"].unique(), fill_value=0)
    asks = "Of which outlet are most people, places, quotations and facts not found in any other?"
    return most_frequent(asks, every, "item")


def most_hedges(corpus: Corpus) -> Question | None:
    """Which outlet hedges most, in a thousand words?"""
    frame = views.rates_frame(corpus)
    hedges = frame[frame["kind"].eq("hedge")].groupby("outlet_label")["count"].sum()
    words = corpus.articles.groupby("outlet_label")["words"].sum()
    rate = (1000 * hedges / words).fillna(0).round(1)
    return most_frequent("Which outlet uses most hedges (may, reportedly …) in 1,000 words?", rate, "hedge")
