"""Text of articles as HTML: escaped, with its marks, tables and styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.shared import JOINT, once_per_corpus
from workbench.corpus import Corpus, Passage
from workbench.corpus.model import outlet_of, records
from workbench.parse.quantities import MONTHS
from workbench.parse.rules import RULES
from workbench.results import RESULTS
from workbench.schema import ARTICLE_PARTS, METADATA, TABLES, Column
from workbench.show.phrasing import plural, snippet

# ---- The one style sheet of everything that is shown as HTML; it follows JupyterLab's light and dark theme -----------


CSS = """
.jp-OutputArea-output pre{word-break:normal!important;overflow-wrap:anywhere}
.nw{container-type:inline-size;color:var(--jp-ui-font-color1,#1f1f1f);font:14px/1.55 var(--jp-ui-font-family,sans-serif);
 --nw-quiet:var(--jp-ui-font-color2,#595959);--nw-line:var(--jp-border-color2,#d5d5d5);
 --nw-soft:var(--jp-layout-color2,#f0f0f0);max-width:1100px;overflow-wrap:anywhere}
.widget-hbox>.widget-html:has(.nw){flex:1 1 0}
.nw a[download]{color:var(--jp-content-link-color,#00538a);text-decoration:underline;margin-right:10px}
.nw p,.nw h4,.nw dl,.nw dd,.nw blockquote{margin:0;padding:0}
.nw h4{font-size:15px;font-weight:600;line-height:1.35}
.nw .quiet{color:var(--nw-quiet);font-size:12.5px}
.nw code{font-family:var(--jp-code-font-family,monospace);font-size:12px;background:var(--nw-soft);color:inherit;
 padding:1px 4px;border-radius:3px}
.nw .text{white-space:pre-wrap;unicode-bidi:isolate;text-align:start}
.nw .tag{display:inline-block;font-size:11px;line-height:1.35;padding:0 5px;margin:0 3px;border:1px solid var(--nw-quiet);
 border-radius:3px;color:var(--jp-ui-font-color1,#1f1f1f);background:var(--jp-layout-color1,#fff);white-space:nowrap;
 font-family:var(--jp-ui-font-family,sans-serif);font-weight:400;font-style:normal;text-decoration:none}
.nw .cut{background:var(--nw-soft);cursor:help}
.nw .cut del{text-decoration:line-through;text-decoration-thickness:1.5px;color:var(--nw-quiet)}
.nw .put u{text-decoration:underline;text-underline-offset:4px}
.nw .found{border-bottom:2px dotted currentColor;cursor:help}
.nw .space{color:var(--nw-quiet);background:var(--nw-soft);font-size:11px;cursor:help}
.nw mark{background:#ffe08a;color:#1f1f1f;padding:1px 2px;border-radius:2px}
.nw .beside{display:grid;grid-template-columns:1fr 1fr}
.nw .beside>div{padding:5px 14px;min-width:0}
.nw .beside>.left{padding-left:0}.nw .beside>.right{border-left:1px solid var(--nw-line)}
.nw .beside>.head{font-weight:600;border-top:1px solid var(--nw-line);border-bottom:1px solid var(--nw-line)}
.nw .beside>details{grid-column:1/-1;border-top:1px dashed var(--nw-line);border-bottom:1px dashed var(--nw-line);margin:4px 0}
.nw summary{cursor:pointer;color:var(--nw-quiet);font-size:12.5px;padding:3px 0}
.nw .number{color:var(--nw-quiet);font-size:11px;display:inline-block;min-width:20px;user-select:none}
.nw .title{font-weight:700;font-size:15.5px}.nw .deck{font-style:italic}
.nw .back{border-left:3px double currentColor;padding-left:8px}
.nw .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:14px}
.nw .card{border:1px solid var(--nw-line);border-top:4px solid var(--nw-outlet,#595959);border-radius:4px;padding:10px 14px 12px}
.nw .card dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 14px;margin-top:8px}
.nw .card dt,.nw .card dd{float:none;width:auto;margin:0;padding:0;font-weight:400;min-width:0}
.nw .card dt{color:var(--nw-quiet)}
.nw .missing{font-style:italic;color:var(--nw-quiet)}
.nw blockquote{border-left:3px solid var(--nw-line);padding-left:12px}
.nw .passages{max-height:min(60vh,480px);overflow-y:auto;overscroll-behavior:contain}.nw .passages>p{margin-bottom:12px}
.nw button{font:inherit;font-size:12px;color:inherit;background:var(--jp-layout-color1,#fff);border:1px solid var(--nw-line);
 border-radius:3px;padding:0 7px;cursor:pointer}
.nw .columns{display:grid;grid-template-columns:repeat(var(--nw-columns,1),minmax(0,1fr));gap:14px}
.nw .column{max-height:min(70vh,620px);overflow-y:auto;position:relative;border:1px solid var(--nw-line);border-radius:4px;
 padding:0 14px 12px;overscroll-behavior:contain}
.nw .column>header{position:sticky;top:0;background:var(--jp-layout-color1,#fff);padding:7px 0 5px;margin-bottom:5px;
 border-bottom:1px solid var(--nw-line);z-index:1}
.nw .column p{margin-bottom:9px;line-height:1.75}
.nw .line{color:var(--nw-quiet);font-size:9.5px;margin-right:2px;user-select:none}
.nw .column .tag,.nw .column .number{user-select:none}
.nw .l[data-mark]{cursor:pointer}
.nw .people{border-bottom:2px dotted #0072b2}
.nw .quotations{background:color-mix(in srgb,var(--nw-voice,#8a8a8a) 26%,transparent)}
.nw .v1{--nw-voice:#0072b2}.nw .v2{--nw-voice:#d55e00}.nw .v3{--nw-voice:#009e73}.nw .v4{--nw-voice:#cc79a7}
.nw .v5{--nw-voice:#e69f00}.nw .v6{--nw-voice:#56b4e9}.nw .v7{--nw-voice:#9a6f00}
.nw .tag.quotations,.nw .tag.reported,.nw .tag.edits{outline:none;border:1px solid var(--nw-voice,var(--nw-quiet));font-weight:600}
.nw .reported{border-bottom:2px dashed #8a5a00}
.nw .cues{font-weight:700}
.nw .shared{box-shadow:inset 0 -7px 0 color-mix(in srgb,#009e73 22%,transparent)}
.nw .only{box-shadow:inset 0 -7px 0 color-mix(in srgb,#e69f00 34%,transparent)}
.nw .edits{outline:1.5px solid #d55e00;outline-offset:1px;border-radius:2px}
.nw .chosen{background:#ffe08a;color:#1f1f1f;outline:none}
.nw table.collation{border-collapse:collapse;margin:0 0 10px;font-size:13.5px;display:block;overflow-x:auto;overflow-wrap:normal}
.nw table.collation th{font-weight:400;color:var(--nw-quiet);text-align:start;padding:2px 14px 2px 0;white-space:nowrap;
 max-width:260px;overflow:hidden;text-overflow:ellipsis}
.nw table.collation td{padding:2px 6px;text-align:center;border:0}
.nw table.collation td.differs{font-weight:700;border-bottom:2.5px solid #d55e00;background:var(--nw-soft)}
.nw table.kwic{border-collapse:collapse;table-layout:fixed;width:100%;font-size:13px}
.nw table.kwic td{padding:1px 4px;border:0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.nw table.kwic td:nth-child(2){width:130px;text-align:center;cursor:pointer}.nw table.kwic td:nth-child(4){width:170px}
.nw table.kwic .left{text-align:right}.nw table.kwic .right{text-align:left}
.nw table.rows{border-collapse:collapse;font-size:13px;line-height:1.4}
.nw table.rows th,.nw table.rows td{text-align:start;vertical-align:top;padding:3px 12px 3px 0;border-bottom:1px solid var(--nw-line);
 white-space:normal;overflow-wrap:break-word;min-width:2.5em;max-width:34em}
.nw table.rows thead th{font-weight:600;border-bottom:2px solid var(--nw-line);overflow-wrap:normal}.nw table.rows th[title]{cursor:help}
.nw table.rows tbody th{font-weight:400;color:var(--nw-quiet)}.nw table.rows td.count{text-align:end;font-variant-numeric:tabular-nums}
.nw .voice{margin-right:12px;white-space:nowrap}
.nw .ask{font-size:16px;font-weight:600}
.nw .late{animation:nw-late 0s .2s both}@keyframes nw-late{from{visibility:hidden}to{visibility:visible}}
.nw-explorer .jupyter-widgets.jupyter-widget-tab>.lm-TabBar .lm-TabBar-tab{flex:0 0 auto}
.nw-explorer .jupyter-widget-tab>.lm-TabBar>.lm-TabBar-content{flex-wrap:wrap}
.nw-projector .nw{font-size:21px;max-width:1500px}.nw-projector .nw .quiet,.nw-projector .nw table{font-size:18px}
.nw-projector .nw .tag,.nw-projector .nw .number,.nw-projector .nw .line{font-size:15px}
.nw-projector .widget-label,.nw-projector .widget-label-basic,.nw-projector select,.nw-projector button,.nw-projector .lm-TabBar-tabLabel,
.nw-projector .jp-Collapse-header{font-size:18px;height:auto}
.nw .legend .l{margin-right:14px;padding:0 3px;color:var(--jp-ui-font-color1,#1f1f1f)}
@container (max-width:620px){.nw .columns{grid-template-columns:1fr}.nw .beside{grid-template-columns:1fr}.nw .beside>.left{padding:5px 0}
 .nw .beside>.right{border-left:3px solid var(--nw-line);margin-bottom:8px}}
"""

# A chart wider than its cell shrinks to it instead of being cut off.
CHART_CSS = """
.vega-embed{max-width:100%;overflow:visible}
.vega-embed svg.marks{max-width:100%;height:auto;border-radius:4px}
"""

# ---- Articles as HTML, in pure functions: what was removed stays readable, and nothing from a text is ever markup ----


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


# ---- A frame as a table that can be read: whole texts in lines that wrap, missing values said, each column explained -


MOST = 60
"""Rows that are shown; nobody reads more on a page, and the frame has them all."""


@dataclass(frozen=True)
class Readable:
    """A frame that a notebook shows as a table to read."""

    frame: pd.DataFrame

    def _repr_html_(self) -> str:
        shown = self.frame.head(MOST)
        kept = list(shown.index.names) == [None]  # plain numbers of rows, not the groups of a summary
        own = shown if kept else shown.reset_index()
        decimals = [_decimals(own.iloc[:, n]) for n in range(own.shape[1])]
        docs = _meanings([str(name) for name in own.columns])
        heads = "".join(_head(str(name), docs) for name in own.columns)
        number = '<th scope="col" aria-label="number of the row"></th>' if kept else ""
        rows = []
        for n, values in zip(shown.index, own.itertuples(index=False, name=None), strict=True):
            cells = "".join(_readable_cell(value, places) for value, places in zip(values, decimals, strict=True))
            rows.append(f"<tr>{f'<th scope=row>{n}</th>' if kept else ''}{cells}</tr>")
        left = len(self.frame) - len(shown)
        note = f'<p class="quiet">The first {MOST} of {len(self.frame):,} rows; the frame has them all.</p>'
        none = '<p class="quiet">No rows.</p>'
        body = f'<table class="rows"><thead><tr>{number}{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
        return page(body, note if left else "" if len(shown) else none)

    def __repr__(self) -> str:
        return repr(self.frame)


def table(frame: pd.DataFrame) -> Readable:
    """The frame to be read in a notebook: whole texts, flush left, in lines that wrap; the frame itself stays as it is.

    Missing values are a dash, numbers have two decimals, column heads tell their meaning when pointed at. Of more than 60 rows the
    first 60 are shown, and that is said. Words from articles are text in it, never markup.

    >>> import workbench as wb
    >>> corpus = wb.load()
    >>> wb.table(corpus.quotes[["text", "words"]]).frame.shape
    (70, 2)
    """
    return Readable(frame)


def _meanings(names: list[str]) -> dict[str, Column]:
    """The columns of that table of the schema which has most of these names."""
    schemas = [t.columns for t in (*TABLES.values(), *RESULTS.values())]
    best = max(schemas, key=lambda columns: sum(name in columns for name in names))
    return {name: best[name] for name in names if name in best}


def _head(name: str, docs: dict[str, Column]) -> str:
    title = f' title="{esc(docs[name].doc)}"' if name in docs else ""
    return f'<th scope="col"{title}>{esc(name)}</th>'


def _decimals(column: pd.Series[Any]) -> int:
    known = column.dropna()
    return 2 if pd.api.types.is_float_dtype(column) and not (known == known.round()).all() else 0


def _readable_cell(value: Any, decimals: int) -> str:
    if not isinstance(value, (list, tuple, dict)) and pd.isna(value):
        return '<td class="missing"><span aria-label="missing">–</span></td>'
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, (int, float)):
        return f'<td class="count">{value:,.{decimals}f}</td>'
    return f"<td><bdi>{esc(value)}</bdi></td>"


# ---- What the pages of a report are put together from: escaped words, links to passages, tables, lists in words ------


FEW = 4
"""Outlets that a sentence names one by one; of more it names those at both ends."""
MOST_LINES = 40
"""Rows of a table; longer ones nobody reads on paper, and the tables of the corpus have them all."""

_DAY = len("2031-03-12")


class Section(NamedTuple):
    """A part of the page: the anchor that leads to it, its heading, and its HTML."""

    name: str
    heading: str
    html: str


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Several things as a list in words.

    >>> joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    given = list(parts)
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} {last} {given[-1]}" if given else ""


def outlet(label: str) -> str:
    """The name of an outlet."""
    return f'<bdi class="outlet">{esc(label)}</bdi>'


def dated(value: Any) -> str:
    """A date or a time in ISO 8601 as it is read, in an element that machines read; what is neither stays as it is.

    >>> dated("2031-03-12T07:15+01:00")
    '<time datetime="2031-03-12T07:15+01:00">12 March 2031, 07:15 (UTC+1)</time>'
    >>> dated("2031-03-12"), dated(None)
    ('<time datetime="2031-03-12">12 March 2031</time>', '<span class="missing">not stated</span>')
    """
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return said(value)
    told = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    if len(value) > _DAY:
        zone = moment.strftime("%z")  # +0530 and the like; nothing where none is stated
        hours = f"{int(zone[:3]):+d}{f':{zone[3:5]}' if zone[3:5] != '00' else ''}" if zone.strip("+-0") else ""
        told += f", {moment:%H:%M}{f' (UTC{hours})' if zone else ''}".replace("-", "−")
    return f'<time datetime="{esc(value)}">{told}</time>'


def addresses(evidence: Any) -> list[str]:
    """The addresses in a cell of a column `evidence`; none where it is missing."""
    return evidence.split(JOINT) if isinstance(evidence, str) else []


def at(evidence: Any, words: str, told: str = "") -> str:
    """Words (HTML) that open the passages they stand on: `evidence` is a cell of addresses, or a list of them.

    Without scripts the link leads to the first of them.
    """
    found = list(dict.fromkeys(evidence if isinstance(evidence, list) else addresses(evidence)))
    if not found:
        return words
    hint = f' data-told="{esc(told)}"' if told else ""
    return f'<a class="n" href="#{esc(found[0])}" data-at="{esc(" ".join(found))}"{hint}>{words}</a>'


def place(corpus: Corpus, address: str, *, named: bool = True) -> str:
    """Where words stand, as a link to them: outlet and paragraph."""
    paragraph = corpus.passage(address, context=0).paragraph
    label = outlet(labels(corpus)[Address.parse(address).article]) + " " if named else ""
    return f'{label}<a class="at" href="#{esc(address)}" title="{esc(address)}">¶ {paragraph or "–"}</a>'


def words_at(corpus: Corpus, address: str, length: int = 200) -> str:
    """The words of an address, in italics, cut when they are long.

    Not between quotation marks: whether an article has such marks there is what the page is about.
    """
    words = snippet(corpus.passage(address, context=0).words, length).rstrip(", ")
    return f"<cite><bdi>{esc(words)}</bdi></cite>"


def said_at(corpus: Corpus, address: str, length: int = 200) -> str:
    """The words of an address, and where they stand."""
    return f"{words_at(corpus, address, length)} ({place(corpus, address)})"


@once_per_corpus
def labels(corpus: Corpus) -> Mapping[str, str]:
    """Article → how its outlet is called."""
    return outlet_of(corpus)


def each(values: Sequence[tuple[str, float, str]]) -> str:
    """Values by outlet (name, number, words) as the middle of a sentence; of many outlets only both ends.

    >>> each([("A", 3, "3"), ("B", 1, "none")])
    '3 in <bdi class="outlet">A</bdi> and none in <bdi class="outlet">B</bdi>'
    """
    told = [f"{words} in {outlet(name)}" for name, _, words in values]
    if len(values) <= FEW:
        return joined(told)
    ranked = sorted(range(len(values)), key=lambda n: values[n][1])
    return f"from {told[ranked[0]]} to {told[ranked[-1]]}"


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, noun: str = "row") -> str:
    """A table of cells that are HTML, in a box of its own that scrolls; of a long one the first rows, said so."""
    body = list(rows)
    shown = body[:MOST_LINES]
    cells = "".join(f"<tr>{_row(row)}</tr>" for row in shown)
    heads = "".join(f'<th scope="col">{h}</th>' for h in head)
    more = f" The first {len(shown)} of {plural(len(body), noun)}." if len(body) > len(shown) else ""
    scroll = f'<div class="scroll" tabindex="0" role="region" aria-label="{esc(caption)}">'
    above = f"<caption>{esc(caption)}{more}</caption>"
    return f"{scroll}<table>{above}<thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table></div>"


def _row(cells: Sequence[str]) -> str:
    first, *rest = cells
    return f'<th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}'


def plain(frame: pd.DataFrame, columns: Mapping[str, str], caption: str) -> str:
    """A result frame as a table: column → its heading; numbers that have an `evidence` beside them lead to it."""
    there = {column: head for column, head in columns.items() if column in frame}
    rows = []
    for row in records(frame.head(MOST_LINES + 1)):
        cells = []
        for column in there:
            cell = _report_cell(row[column])
            words = plural(row[column], "utterance") if column == "utterances" else cell
            counted = column in ("count", "utterances") and row[column] and "evidence" in row
            cells.append(at(row["evidence"], words) if counted else cell)
        rows.append(cells)
    if len(frame) > MOST_LINES:
        rows = [*rows, *[[""] * len(there)] * (len(frame) - len(rows))]  # only counted: `table` leaves them out
    return html_table([esc(head) for head in there.values()], rows, caption)


def _report_cell(value: Any) -> str:
    if isinstance(value, str):
        return f"<bdi>{esc(snippet(value.replace(JOINT, '; ')))}</bdi>"
    if pd.isna(value):
        return '<span class="quiet">–</span>'
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
