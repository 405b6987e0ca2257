"""Explorers: `corpus → widget`. They only wire controls to functions that work without them.

Each noun of `nouns.NOUNS` has one, named like its frame and its chart; beside them are the reader, the concordance, and what shows
single articles and passages. Each returns an `Explorer`; its `controls` and `views` can be read and set from Python as well as with
the mouse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from workbench.show import html as pages
from workbench.show.explore.checking import Checking
from workbench.show.explore.cleaned import cards
from workbench.show.explore.controls import WIDE, Explorer, Line, cited, explained, known
from workbench.show.explore.linked import Linked
from workbench.show.explore.reading import Reading
from workbench.show.explore.searching import Searching
from workbench.show.phrasing import plural
from workbench.show.widgets import Pane

OTHERS = ("card", "concordance", "everything", "passage", "passages", "reader", "to_check")
"""The explorers that are of no noun."""


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


def to_check(corpus: Corpus, *, mode: str | None = None, folder: str | Path | None = None, **settings: Any) -> Checking:
    """The twelve most telling questions that the workbench does not answer, both passages beside each other, with two buttons each.

    *Confirm* says yes, *reject* says no: a line with who and why is added to `corrections.csv` in the `folder` that the corpus was
    read from (without one, that of the default corpus), or shown to copy where nothing can be written. Loading again replays it.
    Settings: `kind`, the frame that raises the questions (`conflicts`, `same_words` …), and `names`.
    """
    return Checking(corpus, folder, settings, mode)


def everything(corpus: Corpus, *, mode: str | None = None) -> Explorer:
    """All explorers on one page, each behind a tab and made when its tab is first opened, all in the same `mode`."""
    mode, opens = known(mode), tabs_of()
    tabs = widgets.Tab([widgets.VBox() for _ in opens], titles=list(opens))

    def show(_: object = None) -> None:
        at = tabs.selected_index or 0
        box = tabs.children[at]
        if not box.children:
            box.children = [widgets.HTML(pages.page(pages.quiet("Working …")))]
            box.children = [list(opens.values())[at](corpus, mode=mode)]

    tabs.observe(show, names="selected_index")
    show()
    return Explorer([tabs], controls={"tabs": tabs}, views={})


def tabs_of() -> dict[str, Callable[..., Explorer]]:
    """The titles of the tabs of `everything`, and what each opens: the reader stands second, what is to check and the search last."""
    from workbench.show.nouns import NOUNS

    first, *rest = ((noun.tab, explorer(name)) for name, noun in NOUNS.items())
    return dict([first, ("Reader", reader), *rest, ("To check", to_check), ("Search", concordance)])


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
