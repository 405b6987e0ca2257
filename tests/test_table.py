"""A frame as a table to read."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import workbench as wb
from workbench.show.html import MOST_ROWS


def cells(frame: pd.DataFrame) -> list[str]:
    return re.findall(r"<td[^>]*>(.*?)</td>", wb.table(frame)._repr_html_())


def test_texts_stand_whole_and_are_never_markup() -> None:
    long = "word " * 40 + "<script>alert(1)</script>"
    assert cells(pd.DataFrame({"text": [long]})) == [f"<bdi>{'word ' * 40}&lt;script&gt;alert(1)&lt;/script&gt;</bdi>"]
    assert "<img" not in wb.table(pd.DataFrame({"<img src=x>": [1]}))._repr_html_()


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([1.0, 0.5], ["1.00", "0.50"]),
        ([1.0, 2.0], ["1", "2"]),
        ([1234, 5], ["1,234", "5"]),
        ([True, False], ["yes", "no"]),
        ([1.5, np.nan], ["1.50", '<span aria-label="missing">–</span>']),
        (["a", None], ["<bdi>a</bdi>", '<span aria-label="missing">–</span>']),
    ],
)
def test_values_are_told_in_the_same_way_down_a_column(values: list[object], shown: list[str]) -> None:
    assert cells(pd.DataFrame({"value": values})) == shown


def test_what_is_left_out_is_said(alaska: wb.Corpus) -> None:
    whole = wb.table(corpus_rows := alaska.quotes[["text"]])._repr_html_()
    assert whole.count("<tr>") == MOST_ROWS + 2, "the rows, and the heads of what is seen at once and of the rest"
    assert f"The first {MOST_ROWS} of {len(corpus_rows)} rows" in whole
    assert "No rows." in wb.table(corpus_rows.head(0))._repr_html_()


def test_heads_tell_what_a_column_means_and_groups_keep_their_names(alaska: wb.Corpus) -> None:
    html = wb.table(alaska.quotes[["quote_id", "cue"]])._repr_html_()
    assert re.search(r'<th scope="col" title="[^"]+">cue</th>', html)
    grouped = alaska.quotes.groupby("kind").size().to_frame("count")
    assert "<bdi>direct</bdi>" in wb.table(grouped)._repr_html_()
    filtered = alaska.quotes[alaska.quotes["kind"].eq("direct")][["kind"]]
    assert ">index<" not in wb.table(filtered)._repr_html_()
