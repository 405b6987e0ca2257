"""Frames as files for a spreadsheet, and links that hold a file."""

from __future__ import annotations

from io import StringIO
from typing import Any

import altair as alt
import pandas as pd
from markupsafe import Markup

from workbench.files import csv_bytes
from workbench.files import quoted as quoted
from workbench.files import unquoted as unquoted
from workbench.show.charts.parts import Chart
from workbench.show.html import download, sentence

_DIGITS = 12  # of 17: machines differ in the last ones of a logarithm, and no reader needs them


def sheet(data: pd.DataFrame) -> bytes:
    """The frame as CSV: UTF-8 with a byte-order mark, every field in quotation marks, a missing value empty.

    A text that a spreadsheet would compute has an apostrophe before it, which `unquoted` takes away again. Numbers are
    written with twelve digits.
    """
    columns = [map(_value, data[name].tolist()) for name in data.columns]
    return csv_bytes(data.columns, zip(*columns, strict=True))


def rounded(number: float) -> float:
    """The number with as many digits as all machines agree on.

    >>> rounded(0.1 + 0.2)
    0.3
    """
    return float(f"{number:.{_DIGITS}g}")


def _value(value: Any) -> Any:
    """A value of a frame as it is written: none where it is missing, and a number with the digits that count."""
    if pd.isna(value):
        return None
    return rounded(value) if isinstance(value, float) else value


def links(name: str, chart: Chart, frame: pd.DataFrame) -> Markup:
    """A link each that saves the figure (SVG) and the frame (CSV) exactly as they are now: they hold them, so no server is needed."""
    svg = StringIO()
    with alt.data_transformers.enable("default", max_rows=None):
        chart.save(svg, format="svg")
    figure = download(f"{name}.svg", "image/svg+xml", svg.getvalue().encode("utf-8"))
    return sentence("{} {}", figure, table_link(name, frame))


def table_link(name: str, frame: pd.DataFrame) -> Markup:
    """A link that saves the frame (CSV, in which no spreadsheet finds a formula)."""
    return download(f"{name}.csv", "text/csv", sheet(frame))
