"""Articles as HTML, in pure functions: what was removed stays readable, and nothing from a text is ever markup.

Every word from outside goes through `esc`. The functions give strings; `page` puts the style sheet around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pandas as pd

from workbench.corpus import Passage
from workbench.parse.rules import RULES
from workbench.schema import ARTICLE_PARTS, METADATA
from workbench.show.page.style import CSS

PUT_BACK = "put back"
"""The kind of an edit that is not made: its words are shown as words that a rule would remove."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_READ_AT = re.compile(r".* (\d+)-(\d+)")  # how a `…_from` column tells where in the file a value was read
_FOLD = 3  # paragraphs; fewer are shorter than the line that would stand for them
_SIGNS = {"\n": "¶\n", "\r": "␍", " ": "·", "\t": "⇥", "\xa0": "⍽"}


class Found(NamedTuple):
    """Where in the file a metadatum was read."""

    start: int
    end: int
    field: str


def esc(text: object) -> str:
    """The text as HTML shows it, whatever is in it.

    >>> esc("<script>alert('x')</script>")
    '&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;'
    """
    return escape(_SURROGATE.sub("\ufffd", str(text)), quote=True)


def page(*parts: str) -> str:
    """The parts of a page, below each other, with the style sheet."""
    return f'<style>{CSS}</style><div class="nw">{"".join(parts)}</div>'


def said(value: Any) -> str:
    """A value, or in words that it is missing.

    >>> said("Ada Lopez"), said(float("nan"))
    ('<bdi>Ada Lopez</bdi>', '<span class="missing">not stated</span>')
    """
    return '<span class="missing">not stated</span>' if pd.isna(value) else f"<bdi>{esc(value)}</bdi>"


def found(article: pd.Series) -> list[Found]:
    """Where in the file each metadatum of an article was read, in order; those given beside the file are not in it."""
    read = ((field, _READ_AT.fullmatch(str(article[f"{field}_from"]))) for field in METADATA)
    return sorted(Found(int(m[1]), int(m[2]), field) for field, m in read if m)


def raw(article: pd.Series, edits: pd.DataFrame, *, spacing: bool = False, span: tuple[int, int] | None = None) -> str:
    """The file as received, or a `span` of it: what was removed is struck through and carries the name of its rule.

    `edits` are the changes to this article. With `spacing`, removed spaces and line ends show as `·` and `¶`.
    """
    start, end = span or (0, len(article["raw"]))
    text, fields = article["raw"], found(article)
    pieces = []
    inside = edits[(edits["raw_start"] < end) & (edits["raw_end"] > start)]
    for edit in inside.to_dict("records"):
        a, b = max(start, edit["raw_start"]), min(end, edit["raw_end"])
        if a >= b:  # an edit inside words that were put back
            continue
        pieces.append(_words(text, start, a, fields))
        if _visible(edit):
            pieces.append(_marked(text, a, b, edit, fields))
        else:
            pieces.append(_space(text[a:b], edit["rule"]) if spacing else esc(text[a:b]))
        start = b
    return "".join(pieces) + _words(text, start, end, fields)


def paragraph(row: pd.Series) -> str:
    """A paragraph of the article with its number; one that was put back, or is no plain body text, says what it is."""
    kind = row["kind"]
    tag = (
        ""
        if kind == "body"
        else f'<span class="tag">{esc(kind if kind in ARTICLE_PARTS else f"{PUT_BACK}: {kind}")}</span>'
    )
    look = kind if kind in ARTICLE_PARTS else "back"
    number = f'<span class="number">{row["position"] + 1}</span>'
    return f'<p class="text {esc(look)}" dir="auto">{number}{esc(row["text"])}{tag}</p>'


def clean(paragraphs: pd.DataFrame) -> str:
    """The article: its paragraphs, numbered, each of the kind it is."""
    return "".join(paragraph(row) for _, row in paragraphs.iterrows())


def beside(article: pd.Series, edits: pd.DataFrame, paragraphs: pd.DataFrame, *, spacing: bool = False) -> str:
    """The file on the left, the article on the right, each paragraph beside the part of the file it came from.

    Long runs of paragraphs that no rule touched are folded, to be opened with a click, unless `spacing` is shown.
    """
    starts = {int(row["raw_start"]): row for _, row in paragraphs.iterrows()}
    spans = [(int(row["raw_start"]), int(row["raw_end"])) for row in starts.values()]
    touched = [edit["raw_start"] for edit in edits.to_dict("records") if _visible(edit)]
    cuts = {0, *starts, *(at for at in touched if not any(a < at <= b for a, b in spans))}
    told = [*touched, *(at.end - 1 for at in found(article))]
    rows = []
    for a, b in pairwise([*sorted(cuts), len(article["raw"])]):
        left = raw(article, edits, spacing=spacing, span=(a, b)).strip("\n")
        right = paragraph(starts[a]) if a in starts else '<p class="quiet">— set aside</p>' if left.strip() else ""
        cells = f'<div class="left text" dir="auto">{left}</div><div class="right">{right}</div>'
        if left.strip() or right:
            rows.append((cells, spacing or any(a <= at < b for at in told)))
    head = '<div class="head left">The file as received</div><div class="head right">The article</div>'
    return f'<div class="beside">{head}{"".join(_folded(rows))}</div>'


def passage(given: Passage, tag: str = "") -> str:
    """The words of an address, marked, with the words around them and a citation to copy; before it a tag, if any.

    In a `Pane` the button copies the citation, and a click on the words chooses them.
    """
    words = f'{esc(given.before)}<mark data-mark="{esc(given.address)}">{esc(given.words)}</mark>{esc(given.after)}'
    label = f'<span class="tag">{esc(tag)}</span> ' if tag else ""
    button = f'<button type="button" data-copy="{esc(given.citation)}">Copy citation</button>'
    return f'<blockquote class="text" dir="auto">{words}</blockquote><p class="quiet">{label}{esc(given.citation)} {button}</p>'


def passages(given: Iterable[tuple[Passage, str]]) -> str:
    """Passages with their tags below each other, each within its own paragraph."""
    own = (
        passage(replace(p, before=p.before.rpartition("\n")[2], after=p.after.partition("\n")[0]), tag)
        for p, tag in given
    )
    return f'<div class="passages">{"".join(own)}</div>'


def cards(articles: pd.DataFrame, *, color: Callable[[str], str], hidden: bool = False) -> str:
    """A card per article: what is known about it, and where that was found; `hidden` leaves out who published it."""
    return f'<div class="cards">{"".join(_card(a, color(a["outlet_label"]), hidden) for _, a in articles.iterrows())}</div>'


def _card(article: pd.Series, color: str, hidden: bool) -> str:
    fields = [f for f in METADATA if not (hidden and f in ("outlet", "byline", "url"))]
    lines = [f"<dt>words</dt><dd>{article['words']:,}</dd>"]
    for field in fields:
        place = article[f"{field}_from"]
        where = "" if pd.isna(place) else f' <span class="quiet">(<bdi>{esc(place)}</bdi>)</span>'
        lines.append(f"<dt>{field}</dt><dd>{said(article[field])}{where}</dd>")
    if not hidden:
        lines.append(f"<dt>file</dt><dd>{esc(article['source'])}</dd>")
    head = f'<h4 dir="auto">{esc(article["outlet_label"])}</h4>'
    return f'<div class="card" style="--nw-outlet:{esc(color)}">{head}<dl>{"".join(lines)}</dl></div>'


def _words(text: str, start: int, end: int, fields: list[Found]) -> str:
    """The words there; those from which a metadatum was read are underlined and carry its name."""
    pieces = []
    for at in fields:
        a, b = max(start, at.start), min(end, at.end)
        if a < b:
            label = f'<span class="tag">{at.field} ↑</span>' if b == at.end else ""
            hint = f"the {at.field} was read here, before cleaning"
            words = f'<span class="found" title="{hint}">{esc(text[a:b])}</span>{label}'
            pieces += [esc(text[start:a]), words]
            start = b
    return "".join(pieces) + esc(text[start:end])


def _folded(rows: list[tuple[str, bool]]) -> Iterator[str]:
    """The cells of all rows; runs of rows that have nothing to tell go into one that opens with a click."""
    for telling, run in groupby(rows, key=lambda row: row[1]):
        cells = [row[0] for row in run]
        if telling or len(cells) < _FOLD:
            yield from cells
        else:
            what = f"{len(cells)} paragraphs that no rule touched"
            yield f'<details><summary>{what}</summary><div class="beside">{"".join(cells)}</div></details>'


def _visible(edit: Mapping[Any, Any]) -> bool:
    return bool(edit["before"].strip()) and edit["kind"] != "spacing"


def _marked(text: str, start: int, end: int, edit: Mapping[Any, Any], fields: list[Found]) -> str:
    """Words that a rule removed, struck through, or words put back, underlined; with the name of the rule."""
    rule = edit["rule"]
    shown = start + len(text[start:end].rstrip())
    words, rest = _words(text, start, shown, fields), esc(text[shown:end])
    reason = RULES[rule].reason if rule in RULES else ""
    if edit["kind"] == PUT_BACK:
        words, look, label = f"<u>{words}</u>", "put", f"put back: {rule}"
    else:
        words, look, label = f"<del>{words}</del>", "cut", rule
    return f'<span class="{look}" title="{esc(label)}: {esc(reason)}">{words}<span class="tag">{esc(label)}</span></span>{rest}'


def _space(text: str, rule: str) -> str:
    signs = "".join(_SIGNS.get(c, f"[U+{ord(c):04X}]") for c in text)
    return f'<span class="space" title="{esc(rule)}">{signs}</span>'
