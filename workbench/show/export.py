"""Frames as files for a spreadsheet, and links that hold a file."""

from __future__ import annotations

import csv
import io
import re
from base64 import b64encode
from io import StringIO
from typing import Any

import altair as alt
import pandas as pd
from markupsafe import Markup

from workbench.corpus.model import rows_of
from workbench.show.charts.parts import Chart
from workbench.show.html import download, sentence

# ---- Result frames as CSV that is the same on every machine and that no spreadsheet takes for formulas ---------------


# Where a cell begins with one of these, spreadsheets compute it: a headline could run a formula on a reader's machine. The
# wide forms count too, in spreadsheets set to Chinese, Japanese or Korean.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")
_DIGITS = 12  # of 17: machines differ in the last ones of a logarithm, and no reader needs them


def sheet(data: pd.DataFrame) -> bytes:
    """The frame as CSV: UTF-8 with a byte-order mark, every field in quotation marks, a missing value empty.

    A text that a spreadsheet would compute has an apostrophe before it, which `unquoted` takes away again. Numbers are
    written with twelve digits.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(data.columns)
    for row in rows_of(data, *data.columns):
        writer.writerow([_field(value) for value in row])
    return text.getvalue().encode("utf-8-sig", "surrogatepass")


def quoted(text: str) -> str:
    """The text as no spreadsheet computes it.

    >>> quoted("=1+1"), quoted("-- he said"), quoted("It's 5 = 5")
    ("'=1+1", "'-- he said", "It's 5 = 5")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unquoted(text: str) -> str:
    """The text that `quoted` was given.

    >>> unquoted(quoted("=1+1")), unquoted("'Tis the season")
    ('=1+1', "'Tis the season")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def rounded(number: float) -> float:
    """The number with as many digits as all machines agree on.

    >>> rounded(0.1 + 0.2)
    0.3
    """
    return float(f"{number:.{_DIGITS}g}")


def _field(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return repr(rounded(value))
    return quoted(value) if isinstance(value, str) else str(value)


# ---- What is shown, to be kept: the figure and its data as links that hold them, so that saving needs no server and no network


def links(name: str, chart: Chart, frame: pd.DataFrame) -> Markup:
    """A link each that saves the figure (SVG) and the frame (CSV) exactly as they are now."""
    svg = StringIO()
    with alt.data_transformers.enable("default", max_rows=None):
        chart.save(svg, format="svg")
    figure = _link(f"{name}.svg", "image/svg+xml", svg.getvalue().encode("utf-8"))
    return sentence("{} {}", figure, table_link(name, frame))


def table_link(name: str, frame: pd.DataFrame) -> Markup:
    """A link that saves the frame (CSV, in which no spreadsheet finds a formula)."""
    return _link(f"{name}.csv", "text/csv", sheet(frame))


def _link(file: str, kind: str, content: bytes) -> Markup:
    return download(file, kind, b64encode(content).decode("ascii"))
