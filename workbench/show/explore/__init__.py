"""Explorers: `corpus → widget`. They only wire controls to functions that work without them.

Each noun of `nouns.NOUNS` has one, named like its frame and its chart; beside them are the reader, the concordance, and what shows
single articles and passages. Each returns an `Explorer`; its `controls` and `views` can be read and set from Python as well as with
the mouse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbench.compare.shared import WORD_OF_MANNER, evidence
from workbench.compare.speech import MANNER_OF
from workbench.corpus import Corpus
from workbench.corpus.blind import blind
from workbench.errors import unknown
from workbench.phrasing import plural
from workbench.show import html as pages
from workbench.show.explore.checking import Checking
from workbench.show.explore.cleaned import cards
from workbench.show.explore.controls import WIDE, Explorer, Line, cited, explained, known
from workbench.show.explore.finding import Telling
from workbench.show.explore.linked import Linked
from workbench.show.explore.reading import Reading
from workbench.show.explore.searching import Searching
from workbench.show.widgets import Pane

OTHERS = ("card", "concordance", "everything", "findings", "passage", "passages", "reader", "to_check")
"""The explorers that are of no noun."""
TABS = {
    "Findings": (),
    "Articles": ("00", "01"),
    "People": ("02",),
    "Speech": ("03",),
    "Same words": ("04",),
    "Not found": ("05",),
    "Words": ("06",),
}
"""The tabs of `everything` → the numbers of the notebooks whose nouns it holds."""


def card(corpus: Corpus, *, mode: str | None = None) -> widgets.HTML:
    """What is known about each article, and where each piece was found; what no file states is said to be missing."""
    student = known(mode) == "student"
    return widgets.HTML(cards(blind(corpus) if student else corpus, hidden=student))


def passage(corpus: Corpus, address: str = "", *, mode: str | None = None) -> Explorer:
    """A field for any id of the corpus, and the words it means, in their context."""
    mode = known(mode)
    field = widgets.Text(value=address, description="Address", continuous_update=False, **WIDE)
    text = Pane()

    def draw(address: str) -> str:
        if not address.strip():
            return "Paste any id of this corpus, of an article, paragraph, sentence or quotation, and press Enter."
        found = corpus.passage(address.strip())
        text.html = pages.page(pages.passage_html(found, explained(mode)(corpus).get(address.strip(), "")))
        return f"{plural(len(found.words), 'character')} of {found.outlet_label}."

    line = Line(draw, address=field)
    return Explorer([field, line, text], controls={"address": field}, views={"text": text, "told": line})


def passages(corpus: Corpus, addresses: str | Iterable[str] = (), *, mode: str | None = None) -> Pane:
    """The words behind a number, each marked in its paragraph and cited: a cell or column `evidence`, or any ids."""
    mode = known(mode)
    given = list(evidence(corpus, addresses)["address"])
    manner = dict(zip(corpus.quotes["quote_id"], corpus.quotes["kind"].map(MANNER_OF).map(WORD_OF_MANNER), strict=True))
    tags = manner if mode != "teacher" else {}  # who is told how a passage was decided is told its manner, too
    shown = cited(corpus, given, mode, tags={a: tag for a, tag in tags.items() if isinstance(tag, str)})
    return Pane(html=pages.page(shown or pages.quiet("No passage.")))


def concordance(corpus: Corpus, pattern: str = "", *, mode: str | None = None, **settings: Any) -> Searching:
    """Every place where words stand, one line each.

    Settings: `how` (words, letters or regex), `sort`, `whose` (words, anywhere or in quotations), `case`, `outlets`, `names`.
    """
    return Searching(corpus, {**settings, "pattern": pattern}, mode)


def reader(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Reading:
    """Articles beside each other with layers to switch on.

    Settings: `articles` (ids, at most four are shown), `layers`, `against` (the article whose other words are marked), `names`.
    Click marked words, or select any: what corresponds to them in the other articles comes into view.
    """
    return Reading(corpus, settings, mode)


def findings(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Telling:
    """What differs between the outlets, in sentences, as in `wb.findings`; a button opens the passages behind each.

    Settings: `every` (all findings, not the first six) and `names`.
    """
    return Telling(corpus, settings, mode)


def to_check(corpus: Corpus, *, mode: str | None = None, folder: str | Path | None = None, **settings: Any) -> Checking:
    """The twelve most telling questions that the workbench does not answer, both passages beside each other, with two buttons each.

    *Confirm* says yes, *reject* says no: a line with who and why is added to `corrections.csv` in the `folder` that the corpus was
    read from (without one, that of the default corpus), or shown to copy where nothing can be written. Loading again replays it.
    Settings: `kind`, the frame that raises the questions (`conflicts`, `same_words` …), and `names`.
    """
    return Checking(corpus, folder, settings, mode)


def everything(corpus: Corpus, *, mode: str | None = None) -> Explorer:
    """All explorers on one page, behind seven tabs and made when first opened, all in the same `mode`."""
    mode, tabs_shown = known(mode), tabs_of()
    tabs = widgets.Tab([widgets.VBox() for _ in tabs_shown], titles=list(tabs_shown))

    def show(_: object = None) -> None:
        at = tabs.selected_index or 0
        box = tabs.children[at]
        if not box.children:
            box.children = _one_of(corpus, list(tabs_shown.values())[at], mode)

    tabs.observe(show, names="selected_index")
    show()
    title = [widgets.HTML(pages.page(pages.heading(corpus.title)))] if corpus.title and mode != "student" else []
    return Explorer([*title, tabs], controls={"tabs": tabs}, views={})


def _one_of(corpus: Corpus, opens: Mapping[str, Callable[..., Explorer]], mode: str | None) -> list[Any]:
    """What a tab holds: a choice of explorers, where there are several, and the one chosen, each made when it is first chosen."""
    made: dict[str, Explorer] = {}
    place = widgets.VBox()
    choice = widgets.ToggleButtons(options=list(opens), style={"button_width": "auto"})

    def show(_: object = None) -> None:
        name = choice.value
        if name not in made:
            place.children = [widgets.HTML(pages.page(pages.quiet("Working …")))]
            made[name] = opens[name](corpus, mode=mode)
        place.children = [made[name]]

    choice.observe(show, names="value")
    show()
    return [choice, place] if len(opens) > 1 else [place]


def tabs_of() -> dict[str, dict[str, Callable[..., Explorer]]]:
    """The titles of the tabs of `everything`, and what each holds: a title → what makes its explorer.

    A noun stands in the tab of the notebook that is about it.
    """
    from workbench.show.nouns import NOUNS

    tabs: dict[str, dict[str, Callable[..., Explorer]]] = {}
    for title, notebooks in TABS.items():
        tabs[title] = dict(FIRST_IN.get(title, {}))
        for name, noun in NOUNS.items():
            if noun.notebook.startswith(notebooks):
                tabs[title][noun.tab] = explorer(name)
    tabs["Words"]["Search"] = concordance
    return tabs


FIRST_IN: dict[str, dict[str, Callable[..., Explorer]]] = {
    "Findings": {"Findings": findings, "To check": to_check},
    "Articles": {"Reader": reader},
}
"""What stands first in a tab, before its nouns."""


@cache
def explorer(name: str) -> Callable[..., Explorer]:
    """The explorer of a noun: `(corpus, *, mode=None, **settings)`, with the settings in its signature and its documentation."""
    from workbench.show.nouns import NOUNS  # which knows the controls below this package

    noun = NOUNS[name]
    if noun.explorer:
        return noun.explorer

    def opened(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
        return Linked(corpus, name, noun, settings, mode)

    own = [p for p in signature(noun.kept).parameters.values() if p.kind is Parameter.KEYWORD_ONLY] if noun.kept else []
    shared = [Parameter(n, Parameter.KEYWORD_ONLY, default=d) for n, d in (("outlets", None), ("names", True))]
    given = [p for p in signature(opened).parameters.values() if p.kind is not Parameter.VAR_KEYWORD]
    every = [*given, *own, *shared]
    opened.__name__ = opened.__qualname__ = name
    opened.__doc__ = (
        f"{noun.question} A click on a mark shows its words in context.\n\n"
        f"Settings: {', '.join(f'`{p.name}`' for p in [*own, *shared])}. With `names` off the outlets are called Outlet X, Outlet Y …, "
        "so that you can look before you know."
    )
    opened.__signature__ = Signature(every)  # type: ignore[attr-defined]  # what `help` and the tab key show
    return opened


def __getattr__(name: str) -> Callable[..., Any]:
    from workbench.show.nouns import NOUNS

    if name == "__all__":
        return __dir__()  # type: ignore[return-value]
    if name not in NOUNS:
        raise unknown(__name__, name, __dir__())
    return explorer(name)


def __dir__() -> list[str]:
    from workbench.show.nouns import NOUNS

    return sorted([*NOUNS, *OTHERS])
