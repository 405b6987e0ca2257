"""Explorers: `corpus → widget`. They only wire controls to functions that work without them.

Each returns an `Explorer`; its `controls` and `views` can be read and set from Python as well as with the mouse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import ipywidgets as widgets

from workbench.compare.articles import cleaning as cleaning_frame
from workbench.compare.shared import evidence
from workbench.compare.speech import MANNER_OF
from workbench.corpus import Corpus, rebuild
from workbench.corpus.blind import blind
from workbench.parse.rules import RULES
from workbench.schema import ARTICLE_PARTS
from workbench.show import html as pages
from workbench.show.charts.parts import row_names
from workbench.show.charts.speech import MANNER_NAMES
from workbench.show.explore import cleaning_view
from workbench.show.explore.controls import (
    WIDE,
    Explorer,
    Ticks,
    cited,
    enlarged,
    explained,
    folded,
    known,
    pasted,
    wire,
)
from workbench.show.explore.kinds import KINDS
from workbench.show.explore.linked import Linked
from workbench.show.explore.reading import Reading
from workbench.show.explore.searching import Searching
from workbench.show.phrasing import plural, snippet
from workbench.show.theme import LOOKS, drawn
from workbench.show.widgets import Drawing, Pane, specified

# Cleaning takes a tenth of a second per article. Larger corpora are cleaned anew for the article on view only.
AT_ONCE = 8
_SETTINGS = 32  # settings of the rules remembered: going back to one is immediate


def card(corpus: Corpus, *, mode: str | None = None) -> widgets.HTML:
    """What is known about each article, and where each piece was found; what no file states is said to be missing."""
    student = known(mode) == "student"
    return enlarged(widgets.HTML(cleaning_view.cards(blind(corpus) if student else corpus, hidden=student)), mode)


def passage(corpus: Corpus, address: str = "", *, mode: str | None = None) -> Explorer:
    """A field for any id of the corpus, and the words it means, in their context."""
    field = widgets.Text(value=address, description="Address", continuous_update=False, **WIDE)
    text = Pane()

    def draw(address: str) -> str:
        if not address.strip():
            return "Paste any id of this corpus, of an article, paragraph, sentence or quotation, and press Enter."
        found = corpus.passage(address.strip())
        text.html = pages.page(pages.passage(found, explained(mode)(corpus).get(address.strip(), "")))
        return f"{plural(len(found.words), 'character')} of {found.outlet_label}."

    line = wire(draw, address=field)
    made = Explorer([field, line, text], controls={"address": field}, views={"text": text, "told": line})
    return enlarged(made, known(mode))


def passages(corpus: Corpus, addresses: str | Iterable[str] = (), *, mode: str | None = None) -> Pane:
    """The words behind a number, each marked in its paragraph and cited: a cell or column `evidence`, or any ids."""
    given = list(evidence(corpus, addresses)["address"])
    manner = dict(zip(corpus.quotes["quote_id"], corpus.quotes["kind"].map(MANNER_OF).map(MANNER_NAMES), strict=True))
    tags = manner if known(mode) != "teacher" else {}  # who is told how a passage was decided is told its manner, too
    shown = cited(corpus, given, mode, tags={a: tag for a, tag in tags.items() if isinstance(tag, str)})
    return enlarged(Pane(html=pages.page(shown or pages.quiet("No passage."))), mode)


def overview(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """The articles and where the stretches between quotation marks stand; a click on one shows its words in context.

    With `names` off the outlets are called Outlet X, Outlet Y …, so that you can look before you know.
    """
    return _linked("overview", corpus, settings, mode)


def participants(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """Who is mentioned, paraphrased and quoted in each article; settings: `minimum`, `kinds`, `person`, `outlets`, `names`."""
    return _linked("participants", corpus, settings, mode)


def quotes(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """Who speaks how much in each outlet; settings: `manners`, `person`, `per_hundred`, `outlets`, `names`."""
    return _linked("quotes", corpus, settings, mode)


def cues(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """With which verbs speech is introduced; settings: `classes`, `minimum`, `outlets`, `names`."""
    return _linked("cues", corpus, settings, mode)


def whose_words(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """In whose words each outlet tells the story: its own, reported, or between marks; settings: `outlets`, `names`."""
    return _linked("whose_words", corpus, settings, mode)


def comentions(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """Who is named together with whom; settings: `within` (sentence or paragraph), `minimum`, `person`, `outlets`, `names`."""
    return _linked("comentions", corpus, settings, mode)


def order(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """Where in each story participants are named and speak; settings: `manners`, `person`, `outlets`, `names`."""
    return _linked("order", corpus, settings, mode)


def same_words(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """What became of each utterance in each outlet, its versions word under word.

    Settings: `shared`, `least` (similarity, 0 to 1), `person`, `outlets`, `names`.
    """
    return _linked("same_words", corpus, settings, mode)


def coverage(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """Who has which people, places, numbers, quotations and facts; settings: `kinds`, `only`, `contains`, `outlets`, `names`.

    A click on a cross tells what was looked for there, and what comes nearest.
    """
    return _linked("coverage", corpus, settings, mode)


def facts(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """Where each story has the facts that another tells, too; settings: `least` (probability), `contains`, `outlets`, `names`."""
    return _linked("facts", corpus, settings, mode)


def words(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """Which words are an outlet's own; settings: `unit`, `part`, `least`, `function_words`, `outlets`, `names`."""
    return _linked("words", corpus, settings, mode)


def rates(corpus: Corpus, *, mode: str | None = None, **settings: Any) -> Linked:
    """Hedges, intensifiers, evaluations and say-verbs per 1,000 words; settings: `kinds`, `outlets`, `names`."""
    return _linked("rates", corpus, settings, mode)


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


def cleaning(corpus: Corpus, *, mode: str | None = None) -> Explorer:
    """The file beside the article, what each rule removed struck through, and a checkbox per rule that puts it back.

    The file is shown as it was received, so in the mode `student`, too, it may tell whose it is.
    """
    corpus = blind(corpus) if known(mode) == "student" else corpus
    everything = corpus if set(corpus.paragraphs["kind"]) <= set(ARTICLE_PARTS) else rebuild(corpus)
    controls = _cleaning_controls(everything)
    text, code, chart = widgets.HTML(), widgets.HTML(), Drawing()
    look = LOOKS["projector" if mode == "projector" else "screen"]

    together = len(everything.articles) <= AT_ONCE

    @lru_cache(_SETTINGS)
    def built(article: int | None, keep: tuple[str, ...]) -> tuple[Corpus, Corpus]:
        ids = everything.articles["article_id"]
        before = everything if article is None else everything.where(article_id=ids.iloc[article])
        return before, rebuild(before, keep=keep) if keep else before

    @lru_cache(_SETTINGS)
    def seen(article: int, keep: tuple[str, ...], spacing: bool) -> cleaning_view.Cleaned:
        before, now = built(None if together else article, keep)
        with drawn(look):
            return cleaning_view.cleaned(before, now, article if together else 0, keep, spacing=spacing)

    def draw(article: int | None, keep: tuple[str, ...], spacing: bool) -> str:
        if article is None:
            return "The corpus has no article."
        view = seen(article, keep, spacing)
        text.value = view.text
        with drawn(look):
            chart.spec = specified(view.chart)
        code.value = pasted(view.code)
        return view.told

    line = wire(draw, **{name: controls[name] for name in ("article", "keep", "spacing")})
    none = "No rule removed anything that can be seen."
    what = "Tick a rule to put back the words that it removed:" if controls["keep"].boxes else none
    intro = pages.page(pages.quiet(what))
    buttons = widgets.HBox([controls["reset"], controls["spacing"]], layout=widgets.Layout(flex_flow="row wrap"))
    rows = folded([controls["article"], widgets.HTML(intro), controls["keep"], buttons], mode)
    made = Explorer(
        [*rows, line, code, chart, text],
        controls=controls,
        views={"text": text, "chart": chart, "code": code, "told": line},
    )
    return enlarged(made, mode)


def _cleaning_controls(corpus: Corpus) -> dict[str, Any]:
    named = row_names(corpus.articles)[0]
    options = [(_option(row["row_name"], row["title"]), i) for i, (_, row) in enumerate(named.iterrows())]
    removed = cleaning_view.words_by_rule(cleaning_frame(corpus))
    labels = {rule: f"{rule}: {plural(words, 'word')}" for rule, words in removed.items()}
    keep = Ticks(labels, {rule: RULES[rule].reason for rule in removed})
    spacing = widgets.Checkbox(description="Show removed spaces (·) and line ends (¶)", indent=False, **WIDE)
    whole = widgets.Layout(width="auto", flex="0 0 auto", margin="2px 22px 2px 2px")
    reset = widgets.Button(description="Remove all again", icon="undo", tooltip="Untick every rule", layout=whole)

    def clear(_: object) -> None:
        keep.value, spacing.value = (), False

    reset.on_click(clear)
    article = widgets.Dropdown(options=options, description="Article", **WIDE)
    return {"article": article, "keep": keep, "spacing": spacing, "reset": reset}


def _option(name: str, title: object) -> str:
    return f"{name}: {snippet(title, 70)}" if isinstance(title, str) else name


def _linked(name: str, corpus: Corpus, settings: Mapping[str, Any], mode: str | None) -> Linked:
    return Linked(corpus, name, KINDS[name], settings, mode)


def everything(corpus: Corpus, *, mode: str | None = None) -> Explorer:
    """All explorers on one page, each behind a tab and made when its tab is first opened, all in the same `mode`."""
    known(mode)
    tabs = widgets.Tab([widgets.VBox() for _ in PAGES], titles=list(PAGES))

    def show(_: object = None) -> None:
        at = tabs.selected_index or 0
        box = tabs.children[at]
        if not box.children:
            box.children = [widgets.HTML(pages.page(pages.quiet("Working …")))]
            box.children = [list(PAGES.values())[at](corpus, mode=mode)]

    tabs.observe(show, names="selected_index")
    show()
    return Explorer([tabs], controls={"tabs": tabs}, views={})


PAGES: dict[str, Callable[..., Explorer]] = {
    "Overview": overview,
    "Reader": reader,
    "Participants": participants,
    "Who speaks": quotes,
    "Whose words": whose_words,
    "Together": comentions,
    "Where": order,
    "Say-verbs": cues,
    "Same words": same_words,
    "Coverage": coverage,
    "Same facts": facts,
    "Words": words,
    "Rates": rates,
    "Search": concordance,
    "Cleaning": cleaning,
}
"""The titles of the tabs of `everything`, and what each opens."""
