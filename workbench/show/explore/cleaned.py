"""The cleaning explorer: the file beside the article under a setting of the rules; and the cards of the articles."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple

import ipywidgets as widgets
import pandas as pd

from workbench.compare.articles import cleaning as cleaning_frame
from workbench.compare.shared import expect_corpus
from workbench.corpus import Corpus, rebuild
from workbench.corpus.blind import blind
from workbench.parse.rules import RULES
from workbench.phrasing import plural, snippet
from workbench.schema import ARTICLE_PARTS
from workbench.show import html, theme
from workbench.show.charts.articles import cleaning as cleaning_chart
from workbench.show.charts.parts import Chart, row_names
from workbench.show.explore.controls import WIDE, Explorer, Line, Ticks, known, pasted
from workbench.show.widgets import Drawing, specified

# Cleaning takes a tenth of a second per article. Larger corpora are cleaned anew for the article on view only.
AT_ONCE = 8
_SETTINGS = 32  # settings of the rules remembered: going back to one is immediate
MOST_CARDS = 60  # more than anybody reads


class Cleaned(NamedTuple):
    """One article under a setting of the rules: HTML, the chart of all, a line of Python, and a sentence."""

    text: str
    chart: Chart
    code: str
    told: str


def cleaned(before: Corpus, now: Corpus, article: int, keep: Collection[str], *, spacing: bool = False) -> Cleaned:
    """The article at that position of `now`, the corpus whose rules `keep` were switched off; `before` has all applied."""
    row = now.articles.iloc[article]
    edits = edits_and_back(before, now, article)
    paragraphs = now.paragraphs[now.paragraphs["article_id"] == row["article_id"]]
    frame = cleaning_frame(now)
    own = frame[frame["article_id"] == row["article_id"]]
    kept, words = int(own.loc[own["part"] == "kept", "words"].sum()), int(own["words"].sum())
    share = f"{kept:,} of {plural(words, 'word')} count as the article, {words - kept:,} are set aside."
    told = f"{row['outlet_label']}: {share} {put_back(before, now, keep)}".strip()
    text = html.page(html.beside(row, edits, paragraphs, spacing=spacing))
    return Cleaned(text, cleaning_chart(frame), setting(keep), told)


def edits_and_back(before: Corpus, now: Corpus, article: int) -> pd.DataFrame:
    """The edits to the article at that position and, as edits of the kind `put back`, those no longer made to it."""
    then, made = (c.edits[c.edits["article_id"] == c.articles["article_id"].iloc[article]] for c in (before, now))
    again = set(zip(made["rule"], made["raw_start"], strict=True))
    gone = [(rule, start) not in again for rule, start in zip(then["rule"], then["raw_start"], strict=True)]
    back = then[pd.Series(gone, index=then.index, dtype=bool) & then["kind"].ne("spacing")]
    both: pd.DataFrame = pd.concat([made, back.assign(kind=html.PUT_BACK)])
    return both.sort_values("raw_start", kind="stable")


def setting(keep: Collection[str]) -> str:
    """The line of Python that loads the corpus with these rules switched off.

    >>> setting(["author-bio"])
    'corpus = wb.load(FOLDER, keep={"author-bio"})'
    """
    names = ", ".join(f'"{name}"' for name in keep)
    return f"corpus = wb.load(FOLDER, keep={{{names}}})" if keep else "corpus = wb.load(FOLDER)"


def put_back(before: Corpus, now: Corpus, keep: Collection[str]) -> str:
    """Which rules no longer remove what they did `before`, and by how much the corpus is longer now."""
    frame = cleaning_frame(before)
    then, still = words_by_rule(frame), words_by_rule(cleaning_frame(now))
    where = frame.groupby("rule")["outlet_label"].agg(lambda labels: ", ".join(dict.fromkeys(labels)))
    back = [f"{rule} (in {where[rule]})" for rule in then if rule in keep and still.get(rule) != then[rule]]
    if not back:
        return ""
    more = int(now.articles["words"].sum() - before.articles["words"].sum())
    return f"Put back: {', '.join(back)}. The corpus is {plural(more, 'word')} longer."


def words_by_rule(frame: pd.DataFrame) -> dict[str, int]:
    """The rules that removed something that can be seen, and how many words."""
    removed = frame[frame["part"] == "removed"].groupby("rule", sort=False)["words"].sum()
    return {str(rule): int(words) for rule, words in removed.items()}


def cards(corpus: Corpus, *, hidden: bool = False) -> str:
    """A card per article with what is known about it and where that was found; if `hidden`, not who published it."""
    shown = corpus.articles.head(MOST_CARDS)
    colors = theme.outlet_colors(shown["outlet_label"])
    color = dict(zip(colors["domain"], colors["range"], strict=True))
    note = f"The first {len(shown)} of {plural(len(corpus.articles), 'article')}; wb.overview has them all."
    more = html.quiet(note) if len(shown) < len(corpus.articles) else ""
    return html.page(html.article_cards(shown, color=color.__getitem__, hidden=hidden), more)


def cleaning_explorer(corpus: Corpus, *, mode: str | None = None) -> Explorer:
    """The file beside the article, what each rule removed struck through, and a checkbox per rule that puts it back.

    The file is shown as it was received, so in the mode `student`, too, it may tell whose it is.
    """
    corpus = blind(corpus) if known(mode) == "student" else expect_corpus(corpus)
    everything = corpus if set(corpus.paragraphs["kind"]) <= set(ARTICLE_PARTS) else rebuild(corpus)
    controls = _cleaning_controls(everything)
    text, code, chart = widgets.HTML(), widgets.HTML(), Drawing()

    together = len(everything.articles) <= AT_ONCE

    @lru_cache(_SETTINGS)
    def built(article: int | None, keep: tuple[str, ...]) -> tuple[Corpus, Corpus]:
        ids = everything.articles["article_id"]
        before = everything if article is None else everything.where(article_id=ids.iloc[article])
        return before, rebuild(before, keep=keep) if keep else before

    @lru_cache(_SETTINGS)
    def seen(article: int, keep: tuple[str, ...], spacing: bool) -> Cleaned:
        before, now = built(None if together else article, keep)
        with theme.drawn(theme.LOOKS["screen"]):
            return cleaned(before, now, article if together else 0, keep, spacing=spacing)

    def draw(article: int | None, keep: tuple[str, ...], spacing: bool) -> str:
        if article is None:
            return "The corpus has no article."
        view = seen(article, keep, spacing)
        text.value = view.text
        with theme.drawn(theme.LOOKS["screen"]):
            chart.spec = specified(view.chart)
        code.value = pasted(view.code)
        return view.told

    line = Line(draw, **{name: controls[name] for name in ("article", "keep", "spacing")})
    none = "No rule removed anything that can be seen."
    what = "Tick a rule to put back the words that it removed:" if controls["keep"].boxes else none
    intro = html.page(html.quiet(what))
    buttons = widgets.HBox([controls["reset"], controls["spacing"]], layout=widgets.Layout(flex_flow="row wrap"))
    return Explorer(
        [controls["article"], widgets.HTML(intro), controls["keep"], buttons, line, code, chart, text],
        controls=controls,
        views={"text": text, "chart": chart, "code": code, "told": line},
    )


def _cleaning_controls(corpus: Corpus) -> dict[str, Any]:
    named, options = row_names(corpus.articles)[0], []
    for place, (name, title) in enumerate(zip(named["row_name"], named["title"], strict=True)):
        options.append((f"{name}: {snippet(title, 70)}" if isinstance(title, str) else name, place))
    removed = words_by_rule(cleaning_frame(corpus))
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
