"""Charts as SVG whose marks are links to the words behind them: in a report, and on the page of a figure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import vl_convert
from altair.utils.schemapi import debug_mode
from markupsafe import Markup

from workbench.compare.shared import WORD_OF_MANNER, WORD_OF_RUNG
from workbench.corpus import Corpus
from workbench.corpus.model import records
from workbench.show import theme
from workbench.show.figures.render import pinned
from workbench.show.html import Templates, frame_table
from workbench.show.views import View

_HTML = Templates("figures/page.html.j2")
_MARK = re.compile(r'<(\w+) aria-label="mark (\d+)"[^>]*?(?:/>|>.*?</\1>)', re.DOTALL)
_NAMED = re.compile(r' aria-label="mark \d+" role="graphics-symbol" aria-roledescription="[^"]*"')
_PLACES = re.compile(r'(?<= d=")[^"]*|(?<= transform=")[^"]*')
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_FONT = re.compile(r' font-family="[^"]*"')  # the style sheet of the page says it once
_MEANT_BELOW = re.compile(r' role="graphics-[a-z]+"| aria-roledescription="[^"]*"')


class DrawnMark(NamedTuple):
    """A mark of a chart: what is told of it, its key, and the anchor that it leads to; without an anchor it is no link."""

    told: str
    key: str
    anchor: str = ""


def marks_in(spec: Mapping[str, Any]) -> list[DrawnMark]:
    """The marks of a chart, given as its specification, in the order in which they are drawn."""
    rows = (row for data in spec.get("datasets", {}).values() for row in data)
    return [DrawnMark(row["told"], row.get("key") or "") for row in rows if isinstance(row.get("told"), str)]


def svg(spec: dict[str, Any], marks: Sequence[DrawnMark], prefix: str, keys: Sequence[str] = ()) -> Markup:
    """The chart as SVG with its `marks`, those of `marks_in`, as links; every id in it begins with `prefix`.

    A mark whose key is one of `keys` carries its place among them, for a script. Without `keys` no script joins the marks to
    one stop of the Tab key, so of several that lead to the same place only the first is one. Changes `spec`.
    """
    number = 0
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            if isinstance(row.get("told"), str):
                row["told"], number = f"mark {number}", number + 1
    spec.pop("title", None)  # it stands beside the drawing, where it can wrap
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(spec))
    drawn = re.sub(r'(?<= id=")|(?<=url\(#)', f"{prefix}-", drawn)
    drawn = _FONT.sub("", pinned(_PLACES.sub(lambda places: _LONG.sub(_rounded, places[0]), drawn)))
    seen: set[int | str] = set()

    def link(found: re.Match[str]) -> str:
        n = int(found[2])
        shape = Markup(_NAMED.sub(' aria-hidden="true"', found[0]))
        mark = marks[n]
        again = n in seen or (not keys and mark.anchor in seen)
        seen.update((n, mark.anchor) if mark.anchor else (n,))
        place = keys.index(mark.key) if mark.key in keys else None
        return _HTML.mark(mark, shape, again, place)

    # Vega escapes the words that it draws. Its names for groups and axes would be read out before each mark; the caption and the
    # table say what they say.
    return Markup(_MEANT_BELOW.sub("", _MARK.sub(link, drawn)))


def titles(spec: Mapping[str, Any]) -> tuple[str, str]:
    """The title of a chart and the lines below it, each as one line."""
    title = spec.get("title", "")
    if isinstance(title, str):
        return title, ""
    lines = (title["text"], title.get("subtitle", []))
    above, below = (line if isinstance(line, str) else " ".join(line) for line in lines)
    return above, below


def _rounded(number: re.Match[str]) -> str:
    """A place on the drawing to a hundredth of a pixel: Vega writes sixteen digits."""
    return f"{round(float(number[0]), 2):g}"


_WIDTHS = {"wide": theme.LOOKS["screen"], "narrow": theme.PHONE}  # for paper and screens from a tablet on; for a phone
_CALLED = {"rung": WORD_OF_RUNG, "manner": WORD_OF_MANNER}  # in the table as in the chart


class ReportChart(NamedTuple):
    """A chart of the report: what draws it, what says its numbers in words, and which columns of its frame the table has."""

    draw: Callable[[Corpus], View]
    told: Callable[[pd.DataFrame], str]
    columns: Mapping[str, str]
    seen: bool = False
    """Whether the words are for all, not only for those who do not see the chart: they say what is in no other place."""


def figure(corpus: Corpus, name: str, drawing: ReportChart) -> str:
    """The chart with its caption, the passages behind its marks, and the same numbers as a table; nothing without rows."""
    drawn = {}
    for width, look in _WIDTHS.items():
        # The tests hold charts to the schema; here that takes half of the time.
        with theme.drawn(look), debug_mode(False):
            view = drawing.draw(corpus)
            spec = view.chart.to_dict()
            drawn[width] = (view, spec, _opening(view, marks_in(spec), f"figure-{name}"))
    view, spec, _ = drawn["wide"]
    if view.frame.empty:
        return ""
    title, notes = titles(spec)
    keys = list(dict.fromkeys(mark.key for _, _, marks in drawn.values() for mark in marks if mark.anchor))
    pictures = [(width, svg(spec, marks, f"{name}-{width}", keys)) for width, (_, spec, marks) in drawn.items()]
    return _HTML.in_report(
        name,
        {"title": title, "notes": notes, "told": drawing.told(view.frame), "seen": drawing.seen},
        pictures,
        frame_table(view.frame.replace(_CALLED), drawing.columns, title),
        {n: view.behind[key] for n, key in enumerate(keys) if view.behind.get(key)},
        [(n, html) for n, key in enumerate(keys) if view.beside and (html := view.beside((key,)))],
    )


def _opening(view: View, marks: Sequence[DrawnMark], figure: str) -> list[DrawnMark]:
    """The marks with the first passage behind each as their anchor; the figure itself where only something beside it opens."""
    found = []
    for mark in marks:
        behind = view.behind.get(mark.key) if mark.key else None
        if behind:
            found.append(mark._replace(anchor=behind[0]))
        elif mark.key and view.beside and view.beside((mark.key,)):
            found.append(mark._replace(anchor=figure))
        else:
            found.append(mark)
    return found


class PageText(NamedTuple):
    """What a figure says beside its picture: the question that it answers, its caption, and the picture in words."""

    question: str
    caption: str
    alt: str


def figure_page(
    name: str, words: PageText, specs: Mapping[str, dict[str, Any]], evidence: pd.DataFrame, files: Sequence[str]
) -> str:
    """The page of one figure: the picture, whose marks lead to the words below that they count, and links to its `files`.

    `specs` are the drawings by width (`wide`, `narrow`), `evidence` the rows of `behind_marks` for all their marks.
    """
    groups = [(str(key), records(rows)) for key, rows in evidence.groupby("mark", sort=False)]
    anchors = {key: f"mark-{n}" for n, (key, _) in enumerate(groups)}
    title, notes = titles(next(iter(specs.values())))
    pictures = []
    for width, spec in specs.items():
        marks = [mark._replace(anchor=anchors.get(mark.key, "")) for mark in marks_in(spec)]
        pictures.append((width, svg(spec, marks, f"{name}-{width}")))
    listed = [(anchors[key], rows[0]["told"], rows) for key, rows in groups]
    return str(_HTML.page(words, (title, notes), pictures, listed, len(evidence), files))
