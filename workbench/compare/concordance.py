"""Every place where words stand, with the words beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.compare.shared import expect_corpus
from workbench.compare.words import checked_choice
from workbench.corpus.model import Corpus, frame, outlet_of, records
from workbench.parse.text import around, words
from workbench.results import RESULTS

HOW = ("words", "letters", "regex")
"""How a pattern is read: as whole words, as letters that may stand inside a word, or as a regular expression."""
SORTS = ("reading", "before", "after")
"""In which order matches come: as they stand in the corpus, or by the words before or after them, nearest first."""
_CONTEXT = 80  # characters on each side: what fits beside the match on one line of a notebook


def concordance(
    corpus: Corpus, pattern: str, *, how: str = "words", case: bool = False, sort: str = "reading"
) -> pd.DataFrame:
    """Every place where `pattern` stands, with the words on both sides, outlet, paragraph and speaker: one row per match.

    `how` says what the pattern is: `words` (whole words: “deal” finds no “dealer”), `letters` (anywhere, also inside words) or
    `regex` (a regular expression of Python). In words and letters a blank stands for any space, an apostrophe for either
    shape; signs such as $ and . are just signs. Upper and lower case are the same unless `case` is True. A match lies in one
    paragraph, matches do not overlap, and an empty match is none. `sort` is `reading`, `before` or `after`.

    `quote_id`, `quote_kind` and `name` say whose words these are, where the whole match stands in a quotation or report.
    `ValueError` when the pattern is empty or no regular expression.

    >>> import workbench as wb
    >>> rows = wb.concordance(wb.load(), "deal")
    >>> [f"{before[-10:]}[{text}]{after[:6]}" for before, text, after in rows[["before", "text", "after"]].values]
    ['alizing a [deal], as r', 'here’s no [deal] until', 'there’s a [deal],” he ']
    """
    checked_choice("sort", sort, SORTS)
    wanted = _compiled(pattern, checked_choice("how", how, HOW), case)
    outlets = outlet_of(expect_corpus(corpus))
    quotes = _quotes(corpus)
    rows: list[dict[str, Any]] = []
    for paragraph in records(corpus.paragraphs):
        article, text, at = paragraph["article_id"], paragraph["text"], paragraph["start"]
        for found in wanted.finditer(text):
            start, end = found.span()
            if start == end:
                continue
            before, after = around(text, start, end, _CONTEXT)
            around_it = quotes.get(paragraph["paragraph_id"], [])
            quote = next((q for q in around_it if q["start"] <= at + start and at + end <= q["end"]), {})
            place = {"address": str(Address(article, at + start, at + end)), "article_id": article}
            place |= {"outlet_label": outlets[article], "paragraph": paragraph["position"] + 1}
            whose = {"quote_id": quote.get("quote_id"), "quote_kind": quote.get("kind"), "name": quote.get("name")}
            rows.append({**place, "before": before, "text": found[0], "after": after, **whose})
    if sort != "reading":
        rows.sort(key=lambda row: _nearest_words(row[sort], backwards=sort == "before"))
    return frame(rows, RESULTS["concordance"])


def _compiled(pattern: str, how: str, case: bool) -> re.Pattern[str]:
    if not pattern.strip():
        raise ValueError(f"the pattern is {pattern!r}; give the words to look for")
    any_apostrophe = [re.sub("[’'‘]", "[’'‘]", re.escape(word)) for word in pattern.split()]
    spelt = pattern if how == "regex" else r"\s+".join(any_apostrophe)
    if how == "words":
        spelt = rf"(?<!\w){spelt}(?!\w)"
    try:
        return re.compile(spelt, re.NOFLAG if case else re.IGNORECASE)
    except re.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        fault = f"{pattern!r} is no regular expression: {error.msg}{where}"
        raise ValueError(f"{fault}; mend it, or look for plain words with how='words'") from error


def _nearest_words(text: str, *, backwards: bool) -> list[str]:
    found = [text[a:b].casefold() for a, b in words(text)]
    return found[::-1] if backwards else found


def _quotes(corpus: Corpus) -> dict[str, list[dict[str, Any]]]:
    """Paragraph → its quotations and reports, those between marks first, then the shorter ones."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for quote in records(corpus.labelled("quotes")):
        found[quote["paragraph_id"]].append(quote)
    for these in found.values():
        these.sort(key=lambda q: (q["marks"] == "none", q["end"] - q["start"]))
    return found
