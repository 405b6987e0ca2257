"""Charts as SVG whose marks are links to the words behind them, and the page of a figure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import vl_convert
from altair.utils.schemapi import debug_mode

from workbench.corpus import Corpus
from workbench.corpus.model import records
from workbench.show import theme
from workbench.show.figures.render import pinned
from workbench.show.html import esc, plain
from workbench.show.phrasing import MANNER_NAMES, RUNG_NAMES, plural
from workbench.show.views import View

# ---- A chart in a page: drawn once as a picture for wide screens and paper, once for a phone, its marks links to their passages


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


# ---- A figure as a page that works from a folder, without a network: the picture, and the words behind each of its marks


SCRIPT = "vega.js"
"""The script that all pages of a folder share; where it is missing, they show the picture and the words without clicks."""

_OWN = Path(__file__).with_name("page.js")
_LICENCES = Path(__file__).with_name("vega-licences.txt")

# Nothing is loaded but the script beside the page, and no code runs but that: words of an article cannot become code.
_POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_STYLE = """
body{margin:0;background:#fff;color:#1f1f1f;font:16px/1.55 Liberation Sans,Arial,Helvetica,sans-serif}
main{max-width:900px;margin:0 auto;padding:24px 20px 60px;overflow-wrap:anywhere}
h1{font-size:22px;line-height:1.3;margin:0 0 16px}h2{font-size:17px;margin:30px 0 8px}
figure{margin:0}figcaption{margin-top:12px;max-width:75ch}
#picture svg{max-width:100%;height:auto;overflow:visible}
.quiet{color:#595959;font-size:14px}
details{border-top:1px solid #d5d5d5;padding:6px 0}summary{cursor:pointer}
details p{margin:6px 0 8px 18px}mark{background:#ffe08a;color:inherit;padding:0 2px}
code{font-size:13px;background:#f0f0f0;padding:1px 4px;border-radius:3px}
button{font:inherit;font-size:14px;padding:1px 10px;margin-left:8px}
@media print{details:not([open]),button,#hint{display:none}}
"""


def page(question: str, caption: str, svg: str, spec: dict[str, Any], evidence: pd.DataFrame) -> str:
    """The page of one figure. Everything from outside is escaped, and the page's own policy forbids any other code."""
    data = json.dumps(spec, ensure_ascii=True, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")
    marks = "\n".join(_mark(key, rows) for key, rows in evidence.groupby("mark", sort=False))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{esc(question)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{esc(question)}</h1>
<figure>
<div id="picture">
{svg.strip()}
</div>
<figcaption>{esc(caption)}</figcaption>
</figure>
<h2>The words behind each mark</h2>
<p class="quiet">{plural(evidence["mark"].nunique(), "mark")}, {plural(len(evidence), "passage")}.
<span id="hint" hidden>Click a mark of the picture to read what it counts.</span>
<button id="all" type="button" hidden>Show all</button></p>
<p id="none" hidden>This mark counts nothing: no passage was found for it.</p>
{marks}
</main>
<script type="application/json" id="spec">{data}</script>
<script src="../{SCRIPT}"></script>
</body>
</html>
"""


@cache
def script() -> bytes:
    """The script of the pages: Vega as it comes with vl-convert, under its licences, and what the pages do themselves."""
    licences = _LICENCES.read_text(encoding="utf-8").strip()
    bundle = vl_convert.javascript_bundle(_OWN.read_text(encoding="utf-8"))
    return f"/*\n{licences}\n*/\n{bundle}".encode()


def _mark(key: Any, rows: pd.DataFrame) -> str:
    told = rows["told"].iloc[0]
    passages = "\n".join(map(_passage, records(rows)))
    count = plural(len(rows), "passage")
    return f'<details data-mark="{esc(key)}"><summary>{esc(told)} <span class=quiet>{count}</span></summary>\n{passages}</details>'


def _passage(row: dict[str, Any]) -> str:
    where = "" if pd.isna(row["paragraph"]) else f", paragraph {row['paragraph']}"
    cited = f"<bdi>{esc(row['outlet_label'])}</bdi>{where} <code>{esc(row['address'])}</code>"
    return f"<p>{esc(row['before'])}<mark>{esc(row['text'])}</mark>{esc(row['after'])} <span class=quiet>{cited}</span></p>"
