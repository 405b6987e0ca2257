"""A figure as a page that works from a folder, without a network: the picture, and the words behind each of its marks."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import vl_convert

from workbench.corpus.frames import records
from workbench.show.charts.rows import plural
from workbench.show.page.reader import esc

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
