"""Explorers: `corpus → widget`. They only wire controls to functions that work without them.

Each returns an `Explorer`; its `controls` and `views` can be read and set from Python as well as with the mouse.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import altair as alt
import ipywidgets as widgets

from workbench.compare.cleaning import cleaning as cleaning_frame
from workbench.compare.evidence import evidence
from workbench.compare.overview import strip as strip_frame
from workbench.compare.quoting import MANNER_OF
from workbench.corpus import Corpus, rebuild
from workbench.parse.rules import RULES
from workbench.show import charts, reader, views
from workbench.show.rows import ARTICLE_PARTS, plural, row_names, snippet
from workbench.show.speech_rows import MANNER_NAMES
from workbench.show.theme import EMBED
from workbench.show.wire import Explorer, Ticks, wire

# Cleaning takes a tenth of a second per article. Larger corpora are cleaned anew for the article on view only.
AT_ONCE = 8
MOST_PASSAGES = 40  # more than anybody reads at once
_NEAR = 110  # characters on each side: what a list of passages has room for
_SETTINGS = 32  # settings of the rules remembered: going back to one is immediate
_WIDE = {"layout": widgets.Layout(width="min(620px, 98%)"), "style": {"description_width": "initial"}}


def card(corpus: Corpus) -> widgets.HTML:
    """What is known about each article, and where each piece was found; what no file states is said to be missing."""
    return widgets.HTML(views.cards(corpus))


def passage(corpus: Corpus, address: str = "") -> Explorer:
    """A field for any id of the corpus, and the words it means, in their context."""
    field = widgets.Text(value=address, description="Address", continuous_update=False, **_WIDE)
    text = widgets.HTML()

    def draw(address: str) -> str:
        if not address.strip():
            return "Paste any id of this corpus, of an article, paragraph, sentence or quotation, and press Enter."
        found = corpus.passage(address.strip())
        text.value = reader.page(reader.passage(found))
        return f"{plural(len(found.words), 'character')} of {found.outlet_label}."

    line = wire(draw, address=field)
    return Explorer([field, line, text], controls={"address": field}, views={"text": text, "told": line})


def passages(corpus: Corpus, addresses: str | Iterable[str] = ()) -> widgets.HTML:
    """The words behind a number, each marked in its paragraph and cited: a cell or column `evidence`, or any ids."""
    given = list(evidence(corpus, addresses)["address"])
    manner = dict(zip(corpus.quotes["quote_id"], corpus.quotes["kind"].map(MANNER_OF).map(MANNER_NAMES), strict=True))
    tags = [tag if isinstance(tag := manner.get(address), str) else "" for address in given]
    shown = [(corpus.passage(a, context=_NEAR), tag) for a, tag in zip(given[:MOST_PASSAGES], tags, strict=False)]
    left_out = f"The first {len(shown)} of {len(given)}; wb.evidence has them all." if len(given) > len(shown) else ""
    note = left_out if shown else "No passage."
    return widgets.HTML(reader.page(reader.passages(shown), f'<p class="quiet">{note}</p>' if note else ""))


def overview(corpus: Corpus, *, names: bool = True) -> Explorer:
    """The articles and where the stretches between quotation marks stand; a click on one shows its words in context.

    With `names` off the outlets are called Outlet X, Outlet Y …, so that you can look before you know.
    """
    frame = strip_frame(corpus)
    shown = widgets.Checkbox(value=names, description="Show the names of the outlets", indent=False, **_WIDE)
    choices = [("— click a mark in the chart, or choose here —", "")]
    for i, row in enumerate(row_names(frame)[0].to_dict("records"), 1):
        choices.append((f"{i}. “{snippet(row['text'], 60)}” ({plural(row['words'], 'word')})", row["quote_id"]))
    picked = widgets.Dropdown(options=choices, description="Stretch", **_WIDE)
    cards, text, chart = widgets.HTML(), widgets.HTML(), _chart(charts.strip(frame))

    def pick(change: Any) -> None:
        chosen = [mark["quote_id"] for mark in change["new"].value if "quote_id" in mark]
        hidden = views.blind(frame, corpus)["quote_id"]
        known = {**dict(zip(hidden, frame["quote_id"], strict=True)), **{i: i for i in frame["quote_id"]}}
        picked.value = known.get(chosen[0], "") if chosen else ""

    def draw(names: bool) -> str:
        cards.value = views.cards(corpus, names=names)
        chart.chart = charts.strip(frame if names else views.blind(frame, corpus))
        if hasattr(chart.selections, "pick"):  # each new chart has selections of its own
            chart.selections.observe(pick, names="pick")
        return views.without_marks(corpus)

    def read(names: bool, picked: str) -> str:
        if not picked:
            text.value = ""
            return "" if len(choices) > 1 else "No stretch to choose."
        found = corpus.passage(picked)
        text.value = reader.page(reader.passage(found if names else views.blind_passage(found, corpus)))
        return ""

    lines = wire(draw, names=shown), wire(read, names=shown, picked=picked)
    return Explorer(
        [shown, cards, chart, lines[0], picked, lines[1], text],
        controls={"names": shown, "picked": picked},
        views={"cards": cards, "chart": chart, "text": text, "told": lines[0]},
    )


def cleaning(corpus: Corpus) -> Explorer:
    """The file beside the article, what each rule removed struck through, and a checkbox per rule that puts it back."""
    everything = corpus if set(corpus.paragraphs["kind"]) <= set(ARTICLE_PARTS) else rebuild(corpus)
    controls = _cleaning_controls(everything)
    text, code, chart = widgets.HTML(), widgets.HTML(), _chart(charts.cleaning(cleaning_frame(everything)))

    together = len(everything.articles) <= AT_ONCE

    @lru_cache(_SETTINGS)
    def built(article: int | None, keep: tuple[str, ...]) -> tuple[Corpus, Corpus]:
        ids = everything.articles["article_id"]
        before = everything if article is None else everything.where(article_id=ids.iloc[article])
        return before, rebuild(before, keep=keep) if keep else before

    @lru_cache(_SETTINGS)
    def seen(article: int, keep: tuple[str, ...], spacing: bool) -> views.Cleaned:
        before, now = built(None if together else article, keep)
        return views.cleaned(before, now, article if together else 0, keep, spacing=spacing)

    def draw(article: int | None, keep: tuple[str, ...], spacing: bool) -> str:
        if article is None:
            return "The corpus has no article."
        view = seen(article, keep, spacing)
        text.value, chart.chart = view.text, view.chart
        code.value = reader.page(f'<p class="quiet">The same in Python: <code>{reader.esc(view.code)}</code></p>')
        return view.told

    line = wire(draw, **{name: controls[name] for name in ("article", "keep", "spacing")})
    none = "No rule removed anything that can be seen."
    what = "Tick a rule to put back the words that it removed:" if controls["keep"].boxes else none
    intro = reader.page(f'<p class="quiet">{what}</p>')
    return Explorer(
        [
            controls["article"],
            widgets.HTML(intro),
            controls["keep"],
            widgets.HBox([controls["reset"], controls["spacing"]], layout=widgets.Layout(flex_flow="row wrap")),
            line,
            code,
            chart,
            text,
        ],
        controls=controls,
        views={"text": text, "chart": chart, "code": code, "told": line},
    )


def _cleaning_controls(corpus: Corpus) -> dict[str, Any]:
    named = row_names(corpus.articles)[0]
    options = [(_option(row["row_name"], row["title"]), i) for i, (_, row) in enumerate(named.iterrows())]
    removed = views.words_by_rule(cleaning_frame(corpus))
    labels = {rule: f"{rule}: {plural(words, 'word')}" for rule, words in removed.items()}
    keep = Ticks(labels, {rule: RULES[rule].reason for rule in removed})
    spacing = widgets.Checkbox(description="Show removed spaces (·) and line ends (¶)", indent=False, **_WIDE)
    whole = widgets.Layout(width="auto", flex="0 0 auto", margin="2px 22px 2px 2px")
    reset = widgets.Button(description="Remove all again", icon="undo", tooltip="Untick every rule", layout=whole)

    def clear(_: object) -> None:
        keep.value, spacing.value = (), False

    reset.on_click(clear)
    article = widgets.Dropdown(options=options, description="Article", **_WIDE)
    return {"article": article, "keep": keep, "spacing": spacing, "reset": reset}


def _option(name: str, title: object) -> str:
    return f"{name}: {snippet(title, 70)}" if isinstance(title, str) else name


def _chart(chart: charts.Chart) -> alt.JupyterChart:
    return alt.JupyterChart(chart, embed_options=EMBED)
