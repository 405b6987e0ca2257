"""What an explorer shows for given settings: pure functions from a corpus and values to words, HTML and charts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from workbench.compare.articles import cleaning
from workbench.corpus import Corpus
from workbench.show import charts, html, theme
from workbench.show.phrasing import plural

MOST_CARDS = 60  # more than anybody reads


@dataclass(frozen=True)
class Cleaned:
    """One article under a setting of the rules: HTML, the chart of all, a line of Python, and a sentence."""

    text: str
    chart: charts.Chart
    code: str
    told: str


def cleaned(before: Corpus, now: Corpus, article: int, keep: Collection[str], *, spacing: bool = False) -> Cleaned:
    """The article at that position of `now`, the corpus whose rules `keep` were switched off; `before` has all applied."""
    row = now.articles.iloc[article]
    edits = edits_and_back(before, now, article)
    paragraphs = now.paragraphs[now.paragraphs["article_id"] == row["article_id"]]
    frame = cleaning(now)
    return Cleaned(
        text=html.page(html.beside(row, edits, paragraphs, spacing=spacing)),
        chart=charts.cleaning(frame),
        code=setting(keep),
        told=f"{_share(frame, row)} {put_back(before, now, keep)}".strip(),
    )


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
    frame = cleaning(before)
    then, still = words_by_rule(frame), words_by_rule(cleaning(now))
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
    return html.page(html.cards(shown, color=color.__getitem__, hidden=hidden), more)


def _share(frame: pd.DataFrame, article: pd.Series) -> str:
    own = frame[frame["article_id"] == article["article_id"]]
    kept, words = int(own.loc[own["part"] == "kept", "words"].sum()), int(own["words"].sum())
    return f"{article['outlet_label']}: {kept:,} of {plural(words, 'word')} count as the article, {words - kept:,} are set aside."
