"""What is shown, to be kept: the figure and its data as links that hold them, so that saving needs no server and no network."""

from __future__ import annotations

from base64 import b64encode
from io import StringIO

import altair as alt
import pandas as pd

from workbench.show.charts.parts import Chart
from workbench.show.page.reader import esc
from workbench.show.sheets import sheet


def links(name: str, chart: Chart, frame: pd.DataFrame) -> str:
    """A link each that saves the figure (SVG) and the frame (CSV) exactly as they are now."""
    svg = StringIO()
    with alt.data_transformers.enable("default", max_rows=None):
        chart.save(svg, format="svg")
    return f"{_link(f'{name}.svg', 'image/svg+xml', svg.getvalue().encode('utf-8'))} {table_link(name, frame)}"


def table_link(name: str, frame: pd.DataFrame) -> str:
    """A link that saves the frame (CSV, in which no spreadsheet finds a formula)."""
    return _link(f"{name}.csv", "text/csv", sheet(frame))


def _link(file: str, kind: str, content: bytes) -> str:
    data = b64encode(content).decode("ascii")
    return f'<a download="{esc(file)}" href="data:{kind};base64,{data}">Save {esc(file)}</a>'
