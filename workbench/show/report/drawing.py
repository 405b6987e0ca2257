"""A chart in a page: drawn once as a picture for wide screens and paper, once for a phone, its marks links to their passages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd
import vl_convert
from altair.utils.schemapi import debug_mode

from workbench.corpus import Corpus
from workbench.show import theme
from workbench.show.charts.coverage_rows import RUNG_NAMES
from workbench.show.charts.speech_rows import MANNER_NAMES
from workbench.show.explore.view import View
from workbench.show.figures.letters import pinned
from workbench.show.page.reader import esc
from workbench.show.report.parts import plain

LOOKS = {"wide": theme.LOOKS["screen"], "narrow": theme.Look(330, 10.5)}
"""How each chart is drawn: for screens from a tablet on and for paper, and for a phone, whose screen is 360 pixels wide."""

_CALLED = {"rung": RUNG_NAMES, "manner": MANNER_NAMES}  # in the table as in the chart
_MARK = re.compile(r'<(\w+) aria-label="mark (\d+)"[^>]*?(?:/>|>.*?</\1>)', re.DOTALL)
_NAMED = re.compile(r' aria-label="mark \d+" role="graphics-symbol" aria-roledescription="[^"]*"')
_PLACES = re.compile(r'(?<= d=")[^"]*|(?<= transform=")[^"]*')
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_FONT = re.compile(r' font-family="[^"]*"')  # the style sheet of the page says it once
_MEANT_BELOW = re.compile(r' role="graphics-[a-z]+"| aria-roledescription="[^"]*"')


class Drawing(NamedTuple):
    """A chart of the report: what draws it, what says its numbers in words, and which columns of its frame the table has."""

    draw: Callable[[Corpus], View]
    told: Callable[[pd.DataFrame], str]
    columns: Mapping[str, str]
    seen: bool = False
    """Whether the words are for all, not only for those who do not see the chart: they say what is in no other place."""


def figure(corpus: Corpus, name: str, drawing: Drawing) -> str:
    """The chart with its caption, the passages behind its marks, and the same numbers as a table; nothing without rows."""
    views = {}
    for width, look in LOOKS.items():
        with (
            theme.drawn(look),
            debug_mode(False),
        ):  # the tests hold charts to the schema; here that takes half of the time
            view = drawing.draw(corpus)
            views[width] = (view, view.chart.to_dict())
    view, spec = views["wide"]
    if view.frame.empty:
        return ""
    title, notes = _titles(spec)
    keys = list(dict.fromkeys(key for v, s in views.values() for _, key in _marks(v, s) if key))
    drawn = "".join(
        f'<div class="draw {width}" role="group" aria-label="{esc(title)} (chart)">{svg(v, s, keys, f"{name}-{width}")}</div>'
        for width, (v, s) in views.items()
    )
    behind = json.dumps({n: view.behind[key] for n, key in enumerate(keys) if view.behind.get(key)})
    told, below = esc(drawing.told(view.frame)), esc(" ".join(notes))
    said = f"{told} {below}" if drawing.seen else f'{below}<span class="unseen">{told}</span>'
    caption = f"<b>{esc(title)}.</b> {said}"
    shown = plain(view.frame.replace(_CALLED), drawing.columns, title)
    return (
        f'<figure class="chart" id="figure-{esc(name)}"><figcaption>{caption}</figcaption>{drawn}<div class="after"></div>'
        f'<details class="table"><summary>The same as a table</summary>{shown}</details>'
        f'<script type="application/json">{inert(behind)}</script>{_beside(view, keys)}</figure>'
    )


def svg(view: View, spec: dict[str, Any], keys: list[str], prefix: str) -> str:
    """The chart as SVG whose marks are links: to the first passage behind each, and by script to all of them."""
    marks = _marks(view, spec)
    number = 0
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            if isinstance(row.get("told"), str):
                row["told"], number = f"mark {number}", number + 1
    spec.pop("title", None)  # it stands in the caption, where it can wrap
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(spec))
    drawn = re.sub(r'(?<= id=")|(?<=url\(#)', f"{prefix}-", drawn)
    drawn = _FONT.sub("", pinned(_PLACES.sub(lambda places: _LONG.sub(_rounded, places[0]), drawn)))
    seen: set[int] = set()

    def link(found: re.Match[str]) -> str:
        n = int(found[2])
        told, key = marks[n]
        shape = _NAMED.sub(' aria-hidden="true"', found[0])
        again = ' tabindex="-1" aria-hidden="true"' if n in seen else ""
        seen.add(n)
        if not key:
            return f'<g role="img" aria-label="{esc(told)}"{again}><title>{esc(told)}</title>{shape}</g>'
        where = next(iter(view.behind.get(key, ())), f"figure-{prefix.rsplit('-', 1)[0]}")
        label = f' data-key="{keys.index(key)}" aria-label="{esc(told)}"'
        return f'<a href="#{esc(where)}"{label}{again}><title>{esc(told)}</title>{shape}</a>'

    # Vega's names for groups and axes would be read out before each mark; the caption and the table say what they say.
    return _MEANT_BELOW.sub("", _MARK.sub(link, drawn))


def inert(given: str) -> str:
    """JSON as it can stand in a page: nothing in it ends the script, opens a comment, or is a line end to JavaScript.

    >>> inert('{"a": "</script><!--"}')
    '{"a": "\\\\u003c/script\\\\u003e\\\\u003c!--"}'
    """
    for character in "<>&\u2028\u2029":
        given = given.replace(character, f"\\u{ord(character):04x}")
    return given


def _rounded(number: re.Match[str]) -> str:
    """A place on the drawing to a hundredth of a pixel: Vega writes sixteen digits."""
    return f"{round(float(number[0]), 2):g}"


def _marks(view: View, spec: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is told of each mark and its key, in order; a mark that has nothing to open has no key."""
    rows = (row for data in spec.get("datasets", {}).values() for row in data if isinstance(row.get("told"), str))
    marks = [(row["told"], row.get("key") or "") for row in rows]
    opens = {key for _, key in marks if key and (view.behind.get(key) or (view.beside and view.beside((key,))))}
    return [(told, key if key in opens else "") for told, key in marks]


def _beside(view: View, keys: list[str]) -> str:
    """What stands above the passages of a mark, such as the versions of an utterance, kept until it is asked for."""
    parts = ((n, view.beside((key,))) for n, key in enumerate(keys)) if view.beside else ()
    return "".join(f'<template data-key="{n}"><div class="nw">{html}</div></template>' for n, html in parts if html)


def _titles(spec: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The title of a chart and the lines below it."""
    title = spec.get("title", "")
    if isinstance(title, str):
        return title, []
    below = title.get("subtitle", [])
    return title["text"], [below] if isinstance(below, str) else list(below)
