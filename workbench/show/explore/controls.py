"""The controls of an explorer, how they are wired to what is drawn, and the modes of a classroom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ClassVar, Self

import ipywidgets as widgets
import pandas as pd
import traitlets

from workbench.compare.shared import once_per_corpus
from workbench.corpus import Corpus
from workbench.corpus.model import records
from workbench.errors import WorkbenchError
from workbench.show import html
from workbench.show.html import code, page, quiet, sentence, status
from workbench.show.stills import Bundle, Stills, picture
from workbench.show.widgets import Pane

# Looks are dicts, from which each control makes a `Layout` of its own: one shared by all would be unknown to a page that is
# loaded again while its kernel runs, and every control that has it would be shown as an error there.
FIELD = {"style": {"description_width": "initial"}, "layout": {"width": "300px"}}
"""How a control among others looks."""
WIDE = {"style": {"description_width": "initial"}, "layout": {"width": "min(620px, 98%)"}}
"""How a control on a line of its own looks."""

MOST_BOXES = 24  # three lines of them; each is a widget, and a thousand took two seconds to rename
_ROWS = 6  # of a list
_MOST_TEXTS = 2  # what is told, and the passages or the articles
NEEDS_KERNEL = "An explorer: run this cell to use it. What it showed stands below."
"""What is read in place of a widget where there are none."""


class Explorer(widgets.VBox):  # type: ignore[misc]  # ipywidgets is published without types
    """What an explorer gives: a widget that JupyterLab shows, with its `controls` and `views` by name."""

    def __init__(self, rows: list[Any], *, controls: dict[str, Any], views: dict[str, Any]) -> None:
        super().__init__(rows)
        self.add_class("nw-explorer")  # where the keyboard belongs to the controls (pane.js)
        self.controls = controls
        self.views = views
        self.stills = Stills(self._stills)
        for view in views.values():
            view.observe(self.stills.soon, names=["spec", "html", "value"])

    def _ipython_display_(self) -> None:
        """Show it, and below it what stays in the notebook when it is opened without a kernel."""
        from IPython.display import display

        form = self._repr_mimebundle_()
        display({**form, "text/plain": NEEDS_KERNEL}, raw=True)  # type: ignore[no-untyped-call]
        self.stills.show()

    def covered(self) -> bool:
        """Is what it shows still to be guessed?"""
        return False

    def _stills(self) -> list[Bundle]:
        """The chart as it is now, and the passages or the text beside it, each in an output of its own."""
        chart, told = self.views.get("chart"), self.views.get("told")
        drawn, words = {"text/plain": "Nothing is shown yet."}, {"text/plain": ""}
        if self.covered():
            return [drawn, words]
        if chart and chart.spec:
            drawn = picture(chart.spec)
        texts = [told.value] if told else []
        texts += [view.html for view in self.views.values() if isinstance(view, Pane) and view.html]
        if any(texts):
            words = {"text/html": "\n".join(texts[:_MOST_TEXTS]), "text/plain": ""}
        return [drawn, words]

    def set(self, settings: Mapping[str, Any]) -> Self:
        """Give controls these values, and draw once. `ValueError` lists the controls, or says what one expects."""
        with self.views["told"].held():
            give(self.controls, settings)
        return self


class Ticks(widgets.Box):  # type: ignore[misc]
    """Checkboxes that are one control: `value` is the tuple of the names ticked, in the order of `labels`."""

    value = traitlets.Tuple()

    def __init__(self, labels: Mapping[str, str], hints: Mapping[str, str], *, value: tuple[str, ...] = ()) -> None:
        look = {"indent": False, "layout": widgets.Layout(width="auto", margin="0 22px 0 0")}
        self.boxes = {n: widgets.Checkbox(description=of, tooltip=hints.get(n), **look) for n, of in labels.items()}
        self._filling = False
        super().__init__(list(self.boxes.values()), layout=widgets.Layout(flex_flow="row wrap"))
        for box in self.boxes.values():
            box.observe(self._read, names="value")
        self.value = value

    @traitlets.validate("value")
    def _known(self, proposal: Mapping[str, Any]) -> tuple[str, ...]:
        return _in_order(proposal["value"], self.boxes, "checkbox")

    @traitlets.observe("value")
    def _fill(self, change: Mapping[str, Any]) -> None:
        self._filling = True
        for name, box in self.boxes.items():
            box.value = name in change["new"]
        self._filling = False

    def rename(self, labels: Mapping[str, str]) -> None:
        """Show the names under these labels."""
        for name, label in labels.items():
            self.boxes[name].description = label

    def _read(self, _: object) -> None:
        if not self._filling:
            self.value = tuple(name for name, box in self.boxes.items() if box.value)


class Listed(widgets.Box):  # type: ignore[misc]
    """A list that is used like `Ticks`, for more names than checkboxes would be handy for; none chosen in it means all."""

    value = traitlets.Tuple()

    def __init__(self, labels: Mapping[str, str], *, value: tuple[str, ...] = ()) -> None:
        self._names = tuple(labels)
        self._filling = False
        tip = "None chosen: all. Ctrl or Shift chooses several"
        self.list = widgets.SelectMultiple(options=_pairs(labels), rows=_ROWS, tooltip=tip, **WIDE)
        super().__init__([self.list])
        self.list.observe(self._read, names="value")
        self.value = value

    def rename(self, labels: Mapping[str, str]) -> None:
        """Show the names under these labels."""
        if self.list.options != _pairs(labels):
            self._filling = True
            self.list.options = _pairs(labels)
            self._fill(None)

    @traitlets.validate("value")
    def _known(self, proposal: Mapping[str, Any]) -> tuple[str, ...]:
        return _in_order(proposal["value"], self._names, "name")

    @traitlets.observe("value")
    def _fill(self, _: object) -> None:
        self._filling = True
        self.list.value = () if self.value == self._names else self.value
        self._filling = False

    def _read(self, change: Mapping[str, Any]) -> None:
        if not self._filling:
            self.value = change["new"] or self._names


def _in_order(chosen: Iterable[str], names: Iterable[str], what: str) -> tuple[str, ...]:
    """The names chosen, in the order of all. `TraitError` lists them when one is unknown."""
    known = tuple(names)
    wanted = set(chosen)
    if unknown := sorted(wanted - set(known)):
        raise traitlets.TraitError(f"no {what} {unknown[0]!r}; there are {', '.join(known) or 'none'}")
    return tuple(name for name in known if name in wanted)


def _pairs(labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, name) for name, label in labels.items())


def several(labels: Mapping[str, str], *, value: tuple[str, ...] = ()) -> Ticks | Listed:
    """A control of which several names can be chosen: a checkbox each, or a list when there are many."""
    return Ticks(labels, {}, value=value) if len(labels) <= MOST_BOXES else Listed(labels, value=value)


# What makes a control of a noun for a corpus, as the entries of `nouns.NOUNS` name it.
Make = Callable[[Corpus], Any]
Labels = Mapping[str, str] | Callable[[Corpus], Mapping[str, str]]

_MOST_TIMES = 20  # how high the least count can be set


def ticks(labels: Labels) -> Make:
    """A checkbox for each name, all ticked; `labels` may depend on the corpus."""

    def make(corpus: Corpus) -> Ticks:
        shown = labels(corpus) if callable(labels) else labels
        return Ticks(shown, {}, value=tuple(shown))

    return make


def choice(
    label: str, options: Iterable[str] | Callable[[Corpus], Iterable[str]], told: Mapping[str, str] | None = None
) -> Make:
    """A list of which one is chosen, at first the first; `told` says what an option is called, where that is not its name."""

    def make(corpus: Corpus) -> widgets.Dropdown:
        given = dict.fromkeys(options(corpus) if callable(options) else options)
        named = [((told or {}).get(option, option), option) for option in given]
        return widgets.Dropdown(options=named, description=label, **FIELD)

    return make


def count_control(label: str, *, value: int = 1) -> Make:
    """A slider for the least count."""
    given = {"value": value, "min": 1, "max": _MOST_TIMES, "description": label, "continuous_update": False}
    return lambda _: widgets.IntSlider(**given, **FIELD)


def part(label: str) -> Make:
    """A slider from 0 to 1."""
    given = {"value": 0, "min": 0, "max": 1, "step": 0.05, "description": label, "continuous_update": False}
    return lambda _: widgets.FloatSlider(**given, **FIELD)


def words_control(label: str, placeholder: str) -> Make:
    """A field for words."""
    return lambda _: widgets.Text(description=label, placeholder=placeholder, continuous_update=False, **FIELD)


def toggle(label: str, *, value: bool = False) -> Make:
    """A checkbox of its own."""
    layout = {"width": "auto", "margin": "2px 22px 2px 2px"}
    return lambda _: widgets.Checkbox(value=value, description=label, indent=False, layout=layout)


def give(controls: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
    """Give controls these values. `ValueError` lists the controls, or says why a value does not fit one."""
    for name, value in settings.items():
        if name not in controls:
            raise ValueError(f"no setting {name!r}; there are {', '.join(controls)}")
        try:
            controls[name].value = value
        except traitlets.TraitError as error:
            raise ValueError(f"{name}={value!r} does not fit this control: {error}") from error


class Line(widgets.HTML):  # type: ignore[misc]
    """Calls `draw` with the value of each control, now and at each change, and is the line that says how it went.

    `draw` changes what is seen and returns a sentence about it. While it works the line says so, and when it cannot,
    why; what was seen before stays. Faults of the program are raised as ever.
    """

    def __init__(self, draw: Callable[..., str], **controls: Any) -> None:
        super().__init__()
        self._draw, self._controls, self._held = draw, controls, False
        for control in controls.values():
            control.observe(self._redraw, names="value")
        self._redraw()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Draw once after several changes, not after each."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
            self._redraw()

    def _redraw(self, _: object = None) -> None:
        if self._held:
            return
        self.value = page(html.paragraph("Working …", "quiet late"))  # seen after 0.2 seconds
        try:
            told = self._draw(**{name: control.value for name, control in self._controls.items()})
        except (WorkbenchError, ValueError) as error:
            told = sentence("{} {}", html.bold("This cannot be shown:"), error)
        self.value = page(status(told))


def in_python(name: str, mode: str | None, values: Mapping[str, Any], defaults: Mapping[str, Any]) -> str:
    """As HTML, the line of Python that opens an explorer with the values that are not its defaults.

    >>> in_python("order", None, {"person": "Lee", "names": True}, {"person": "", "names": True}).split("code>")[1]
    'wb.explore.order(corpus, person=&#x27;Lee&#x27;)</'
    """
    changed = {n: value for n, value in values.items() if value != defaults.get(n)}
    given = {**({"mode": mode} if mode else {}), **changed}
    return pasted(f"wb.explore.{name}({', '.join(['corpus', *(f'{n}={value!r}' for n, value in given.items())])})")


def pasted(line: str) -> str:
    """HTML that shows a line of Python to paste into a cell."""
    return page(quiet(sentence("The same in Python: {}", code(line))))


def button(description: str, icon: str, tooltip: str, pressed: Callable[[], object]) -> widgets.Button:
    """A button that does what it says."""
    look = widgets.Layout(width="auto", align_self="flex-start", margin="2px 10px 2px 2px")
    made = widgets.Button(description=description, icon=icon, tooltip=tooltip, layout=look)
    made.on_click(lambda _: pressed())
    return made


def reset_button(explorer: Explorer, defaults: Mapping[str, Any]) -> widgets.Button:
    """A button that gives the controls of an explorer their first values."""
    return button("Reset", "undo", "All controls as they were", lambda: explorer.set(defaults))


def names_box(*, shown: bool) -> widgets.Checkbox:
    """The control for the names of the outlets."""
    return widgets.Checkbox(value=shown, description="Show the names of the outlets", indent=False, **WIDE)


def row(*controls: Any) -> widgets.Box:
    """Controls beside each other, in as many lines as they need."""
    return widgets.Box(controls, layout=widgets.Layout(flex_flow="row wrap", align_items="center"))


def corpus_row(controls: Mapping[str, Any], mode: str | None, *, several: bool) -> widgets.Box:
    """The controls for which outlets are seen, if there are several, and whether with their names."""
    return row(controls["outlets"] if several else widgets.HTML(), veil(controls["names"], mode))


MOST_PASSAGES = 40  # more than anybody reads at once
NEAR = 110  # characters on each side: what a list of passages has room for

MODES: dict[str, str] = {
    "student": "outlets are called Outlet X, Outlet Y … until they are revealed, and where there is a question it comes first",
    "teacher": "outlets have their names, and beside each passage stands how it was decided",
}
"""The name of a mode → what it changes."""


class Mode(AbstractContextManager[None]):
    """A mode that holds from when it is made until the block that it opens ends, or for good where it opens none."""

    current: ClassVar[str | None] = None
    # Not a context variable: a notebook runs its cells, and the events of its widgets, in contexts of their own.

    def __init__(self, name: str | None) -> None:
        self._before, self._name = Mode.current, name
        Mode.current = name

    def __exit__(self, *_: object) -> None:
        Mode.current = self._before

    def __repr__(self) -> str:
        return f"mode {self._name}: {MODES[self._name]}" if self._name else "no mode: for nobody in particular"


def mode(name: str | None) -> Mode:
    """For whom explorers and lessons are from here on, unless a call says otherwise with `mode=`: student, teacher, or None.

    As a statement it holds for the rest of a notebook; in `with wb.mode("student"):` it holds inside the block.

    >>> import workbench as wb
    >>> with wb.mode("student"):
    ...     print(known(None))
    student
    >>> print(known(None))
    None
    """
    return Mode(known(name) if name else None)


def known(name: str | None) -> str | None:
    """The mode, if there is such a mode; where none is given, the one that holds. `ValueError` lists them.

    >>> known("lecture")
    Traceback (most recent call last):
        ...
    ValueError: no mode 'lecture'; there are student, teacher
    """
    if name is not None and name not in MODES:
        raise ValueError(f"no mode {name!r}; there are {', '.join(MODES)}")
    return name or Mode.current


def veil(names: widgets.Checkbox, mode: str | None) -> Any:
    """The control for the names of the outlets; for a student a button that reveals them, and then stays the checkbox."""
    if mode != "student" or names.value:
        return names

    def reveal() -> None:
        names.value = True

    box = widgets.Box([button("Reveal the outlets", "eye", "Show whose articles these are", reveal)])

    def revealed(_: object) -> None:
        box.children = (names,)

    names.observe(revealed, names="value")
    return box


@once_per_corpus
def decided(corpus: Corpus) -> dict[str, str]:
    """How each quotation and naming was decided, by its address: what it was taken for, by which rule, how surely.

    >>> import workbench as wb
    >>> next(iter(decided(wb.load()).values()))
    'indirect · rule cue · confidence 0.57'
    """
    told: dict[str, str] = {}
    for quote in records(corpus.quotes):
        why = f"rule {quote['rule']}" if isinstance(quote["rule"], str) else None
        reason = quote["reason"] if isinstance(quote["reason"], str) else None
        sure = None if pd.isna(quote["confidence"]) else f"confidence {quote['confidence']:.2f}"
        kind = quote["kind"] if isinstance(quote["kind"], str) else None
        told[quote["quote_id"]] = " · ".join(part for part in (kind, why, sure, reason) if part)
    for mention in records(corpus.mentions):
        told.setdefault(mention["mention_id"], f"named by {mention['form']} · rule {mention['rule']}")
    return told


def explained(mode: str | None) -> Callable[[Corpus], dict[str, str]]:
    """The function that tells how what stands at an address was decided: a teacher is told, others are not."""
    return decided if mode == "teacher" else lambda _: {}


def cited(corpus: Corpus, addresses: Sequence[str], mode: str | None, *, tags: Mapping[str, str] | None = None) -> str:
    """The passages at these addresses as HTML, the first of many, each with its tag and, for a teacher, how it was decided."""
    how, given = explained(mode)(corpus), tags or {}
    shown = []
    for address in addresses[:MOST_PASSAGES]:
        notes = filter(None, [given.get(address), how.get(address)])
        shown.append((corpus.passage(address, context=NEAR), " · ".join(notes)))
    left_out = f"The first {len(shown)} of {len(addresses):,}; wb.evidence has them all."
    more = quiet(left_out) if len(addresses) > len(shown) else ""
    return sentence("{}{}", html.passages_html(shown), more) if shown else ""
