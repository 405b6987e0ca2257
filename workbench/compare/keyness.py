"""Which words one outlet uses more than the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from workbench.address import Address
from workbench.compare.shared import reports_only
from workbench.compare.words import (
    FUNCTION_WORDS,
    PARTS,
    PrintedWord,
    belongs,
    checked_choice,
    plain_words,
    printed_words,
)
from workbench.corpus.model import Corpus, frame, join_cell
from workbench.parse.inflect import stem
from workbench.parse.text import word_set
from workbench.results import RESULTS

LEAST_COUNT = 3
"""How often a word must stand in the whole corpus. Of a word used once or twice nothing can be said but where it stands."""
HOUSE_STYLE = word_set(
    "mr mrs ms dr monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " jan feb apr jun jul aug sep sept oct nov dec us u.s u.s. usa uk u.k u.k. eu e.u e.u. un u.n u.n. percent per cent pct"
)
"""Words that an outlet's style book decides, not the story: titles before names, days, abbreviated months and countries, per cent."""
_SPLIT = 1.0
"""One more occurrence, divided between the outlet and the rest in proportion to their words, smooths the log ratio: equal
rates stay equal to the last digit, and a word that the rest never uses has a finite ratio."""

Unit = tuple[str, str, int, int]
"""What is counted: the key that its forms share, the form as printed, and its place."""


def keyness(
    corpus: Corpus, *, by: str = "outlet_label", unit: str = "stem", part: str = "all", least: int = LEAST_COUNT
) -> pd.DataFrame:
    """Which words each outlet uses more, and which less, than all others together: one row per outlet and word in it.

    `log_ratio` says how much more: 1 is twice as often per thousand words as in the rest, -1 half as often. `g2` and `z` say
    how sure that is, given so few words: Dunning's log-likelihood ratio, and the weighted log-odds with an informative
    Dirichlet prior of Monroe, Colaresi and Quinn (2008), the prior being one article more of the corpus's own mix of
    words on each side. Outlets come in their order, in each the surest first; words used less come last.

    `by` is any column of `articles`. `unit` is `stem` (inflected forms count together), `printed` (each form by itself) or
    `phrase` (two neighbouring words of a sentence). `part` is `all`, `reporter` (outside quotation marks) or `quoted`
    (between them). `least` is how often a word must stand in the corpus. Every occurrence is in the `evidence` of its row,
    so `count_rest` is the sum of `count` over the other rows with the word. Transcripts given as reference are left out. Where
    there is nothing to compare with, the comparisons are missing.

    >>> import workbench as wb
    >>> rows = wb.keyness(wb.load(), part="reporter")
    >>> rows[~rows["function_word"]].groupby("group", sort=False).head(2)[["word", "count", "count_rest"]].values.tolist()
    [['Zelensky', 8, 1], ['remarked', 4, 0], ['Russian', 6, 1], ['Biden', 4, 0]]
    """
    reports = reports_only(corpus)
    checked_choice("by", by, list(corpus.articles.columns))
    checked_choice("part", part, PARTS)
    read = UNITS[checked_choice("unit", unit, UNITS)]
    groups = dict(zip(reports.articles["article_id"], reports.articles[by], strict=True))
    order: dict[str | None, int] = {}
    sizes: Counter[int] = Counter()
    found: dict[tuple[int, str], list[tuple[str, str, str]]] = defaultdict(list)  # form, article and address of each
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for article, these in printed_words(reports):
        group = order.setdefault(None if pd.isna(groups[article]) else str(groups[article]), len(order))
        for key, form, start, end in read([t for t in these if belongs(t, part)]):
            sizes[group] += 1
            printed[key][form] += 1
            found[group, key].append((form, article, str(Address(article, start, end))))
    shown = {key: _shown(key, forms) for key, forms in printed.items() if forms.total() >= least}
    kept = [(group, shown[key], uses) for (group, key), uses in found.items() if key in shown]
    if not kept:
        return frame([], RESULTS["keyness"])
    names = list(order)
    rows = []
    for group, word, uses in kept:
        forms, articles, addresses = zip(*uses, strict=True)
        rows.append(
            {
                "n": group,
                "group": names[group],
                "words": sizes[group],
                **word,
                "count": len(uses),
                "articles": len(set(articles)),
                "forms": join_cell(form for form, _ in Counter(forms).most_common()),
                "evidence": join_cell(addresses),
            }
        )
    return frame(_compared(pd.DataFrame(rows), len(reports.articles), sizes.total()), RESULTS["keyness"])


@cache
def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").replace("‑", "-")


@cache
def _stem(word: str) -> str:
    return " ".join(stem(plain) for plain in plain_words(word))


def _single_words(these: Sequence[PrintedWord], key: Callable[[str], str]) -> Iterator[Unit]:
    for t in these:
        yield key(t.text), t.text, t.start, t.end


def _phrases(these: Sequence[PrintedWord]) -> Iterator[Unit]:
    for a, b in pairwise(these):
        # Words with a quotation between them are no neighbours when that quotation is not counted.
        if a.sentence == b.sentence and b.start - a.end <= _NEIGHBOURS:
            words = f"{a.text} {b.text}"
            yield _folded(words), words, a.start, b.end


_NEIGHBOURS = 3  # characters between two words of a phrase: a blank, with a comma and a quotation mark at most

UNITS: dict[str, Callable[[Sequence[PrintedWord]], Iterator[Unit]]] = {
    "stem": lambda these: _single_words(these, _stem),
    "printed": lambda these: _single_words(these, _folded),
    "phrase": _phrases,
}
"""What can be counted → how it is read from the words of an article."""


def _shown(key: str, forms: Counter[str]) -> dict[str, Any]:
    """The word as a reader would write it: in its most frequent spelling, and there with as few capitals as it is printed with."""
    spelt: Counter[str] = Counter()
    for form, n in forms.items():
        spelt[form.lower()] += n
    usual = max(spelt, key=lambda low: (spelt[low], low))
    word = min((f for f in forms if f.lower() == usual), key=lambda f: (sum(map(str.isupper, f)), -forms[f], f))
    function_word = all(plain in FUNCTION_WORDS for part in key.split() for plain in plain_words(part))
    return {"word": word, "key": key, "function_word": function_word}


def _compared(rows: pd.DataFrame, articles: int, total: int) -> pd.DataFrame:
    """The rows with the rest beside each, and how far and how surely the two differ."""
    whole = rows.groupby("key")["count"].transform("sum")
    rows = rows.assign(
        per_1000=1000 * rows["count"] / rows["words"],
        count_rest=whole - rows["count"],
        words_rest=total - rows["words"],
        articles_rest=rows.groupby("key")["articles"].transform("sum") - rows["articles"],
    )
    n, m = rows["words"].to_numpy(float), rows["words_rest"].to_numpy(float)
    c, d = rows["count"].to_numpy(float), rows["count_rest"].to_numpy(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        measures = {
            "per_1000_rest": 1000 * d / m,
            "log_ratio": np.log2((c + _SPLIT * n / total) / n) - np.log2((d + _SPLIT * m / total) / m),
            "g2": log_likelihood(c, d, n, m),
            "z": log_odds(c, d, n, m, prior=total / articles),
        }
    known = {name: np.where((m > 0) & np.isfinite(v), v, np.nan) for name, v in measures.items()}
    rows = rows.assign(**known)
    rows = rows.sort_values(["n", "z", "count", "key"], ascending=[True, False, False, True], kind="stable")
    return rows[list(RESULTS["keyness"].columns)]


def log_likelihood(c: np.ndarray, d: np.ndarray, n: np.ndarray, m: np.ndarray) -> np.ndarray:
    """Dunning's G² of the table word × group: `c` of `n` words here, `d` of `m` in the rest; 0 where the rates are equal.

    >>> round(float(log_likelihood(np.array([10.0]), np.array([2.0]), np.array([100.0]), np.array([100.0]))[0]), 3)
    6.163
    """
    whole = n + m
    cells = [(c, n, c + d), (d, m, c + d), (n - c, n, whole - c - d), (m - d, m, whole - c - d)]
    ratios = [np.divide(seen * whole, of * row, out=np.ones_like(seen), where=seen > 0) for seen, of, row in cells]
    terms = [seen * np.log(ratio) for (seen, _, _), ratio in zip(cells, ratios, strict=True)]
    return np.asarray(np.maximum(2 * sum(terms[1:], start=terms[0]), 0.0))


def log_odds(c: np.ndarray, d: np.ndarray, n: np.ndarray, m: np.ndarray, *, prior: float) -> np.ndarray:
    """The difference of two log-odds in its standard deviations, each count having `prior` words of the whole mix added.

    >>> round(float(log_odds(np.array([10.0]), np.array([2.0]), np.array([100.0]), np.array([100.0]), prior=50)[0]), 2)
    1.92
    """
    alpha = prior * (c + d) / (n + m)
    here = np.log((c + alpha) / (n + prior - c - alpha))
    there = np.log((d + alpha) / (m + prior - d - alpha))
    return np.asarray((here - there) / np.sqrt(1 / (c + alpha) + 1 / (d + alpha)))
