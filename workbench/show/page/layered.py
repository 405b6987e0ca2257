"""An article with marks laid over it, as HTML: overlapping spans are cut where any begins or ends, and every word is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from workbench.corpus import Corpus
from workbench.corpus.frames import records
from workbench.schema import ARTICLE_PARTS
from workbench.show.page.layers import CHOSEN, LAYERS, Mark, Voice
from workbench.show.page.reader import esc


def column(article: dict[str, Any], paragraphs: pd.DataFrame, sentences: pd.DataFrame, marks: Sequence[Mark]) -> str:
    """One article in a column of its own: its outlet and title, then numbered paragraphs with the marks in them.

    A number before each sentence gives its line, a bolder one each paragraph, so that a class can name a place.
    """
    starts = {int(s): int(n) + 1 for s, n in zip(sentences["start"], sentences["position"], strict=True)}
    body = "".join(_paragraph(row, starts, marks) for row in records(paragraphs))
    head = f'<header><b dir="auto">{esc(article["outlet_label"])}</b> <span class="quiet">{article["words"]:,} words</span></header>'
    return f'<article class="column" data-article="{esc(article["article_id"])}" tabindex="0">{head}{body}</article>'


def columns(corpus: Corpus, articles: Iterable[str], marks: dict[str, list[Mark]], chosen: Iterable[Mark] = ()) -> str:
    """Articles beside each other, each with its marks and those chosen."""
    extra: dict[str, list[Mark]] = {}
    for mark in chosen:
        extra.setdefault(mark.at.article, []).append(mark)
    known = {row["article_id"]: row for row in records(corpus.articles)}
    parts = []
    for article in articles:
        paragraphs, sentences = (
            table[table["article_id"] == article] for table in (corpus.paragraphs, corpus.sentences)
        )
        parts.append(column(known[article], paragraphs, sentences, [*marks.get(article, ()), *extra.get(article, ())]))
    return f'<div class="columns" style="--nw-columns:{len(parts)}">{"".join(parts)}</div>'


def legend(names: Iterable[str], voices: Mapping[str, Voice] | None = None) -> str:
    """What each layer's look means, and whose the initials of these `voices` are."""
    items = [
        f'<span class="l {name}" title="{esc(LAYERS[name].meaning)}">{esc(LAYERS[name].label)}</span>' for name in names
    ]
    heard = [
        f'<span class="voice"><span class="tag quotations {esc(voice.look)}">{esc(voice.initials)}</span><bdi>{esc(name)}</bdi></span>'
        for name, voice in (voices or {}).items()
    ]
    who = f'<p class="legend quiet">{" ".join(heard)}</p>' if heard else ""
    return f'<p class="legend quiet">{" ".join(items)}</p>{who}'


def _paragraph(row: dict[str, object], starts: dict[int, int], marks: Sequence[Mark]) -> str:
    start, end = int(str(row["start"])), int(str(row["end"]))
    inside = [m for m in marks if m.at.start < end and m.at.end > start]
    numbers = [at for at in starts if start <= at < end]
    cuts = sorted({start, end, *numbers, *(min(max(at, start), end) for m in inside for at in (m.at.start, m.at.end))})
    text = str(row["text"])
    pieces = []
    for a, b in pairwise(cuts):
        if a in starts:
            pieces.append(f'<sup class="line" aria-hidden="true">{starts[a]}</sup>')
        over = [m for m in inside if m.at.start <= a and b <= m.at.end]
        pieces += [
            f'<span class="tag {esc(m.look)}" data-mark="{esc(m.at)}">{esc(m.tag)}</span>'
            for m in over
            if m.at.start == a and m.tag
        ]
        pieces.append(_segment(text[a - start : b - start], a, over))
    kind = str(row["kind"])
    look = kind if kind in ARTICLE_PARTS else "back"
    number = f'<span class="number">{int(str(row["position"])) + 1}</span>'
    return f'<p class="text {esc(look)}" dir="auto">{number}{"".join(pieces)}</p>'


def _segment(words: str, at: int, over: Sequence[Mark]) -> str:
    if not over:
        return f'<span data-at="{at}">{esc(words)}</span>'
    looks = " ".join(dict.fromkeys(m.look for m in over))
    inner = min(over, key=lambda m: (m.layer == CHOSEN, m.at.end - m.at.start))
    told = "; ".join(dict.fromkeys(m.told for m in over if m.told))
    # The first segment of a mark can be reached with the keyboard; the others belong to it.
    stop = ' tabindex="0" role="button"' if any(m.at.start == at for m in over) else ""
    keys = f'data-at="{at}" data-mark="{esc(inner.at)}"'
    return f'<span class="l {esc(looks)}" {keys} title="{esc(told)}"{stop}>{esc(words)}</span>'
