"""The same corpus with neutral names for its outlets, to be read without knowing whose article is whose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from workbench.corpus.model import JOINT, Corpus

_LETTERS = "XYZABCDEFGHIJKLMNOPQRSTUVW"
_TELLING = ("outlet", "byline", "url", "outlet_from", "byline_from", "url_from")
_HASH = 8  # digits at the end of an article's id, which come from its text and tell no outlet
# The columns whose values are ids, beside all those whose names end in `_id` or `_at`.
_ADDRESSES = ("repeats", "address")


def blind(corpus: Corpus) -> Corpus:
    """The same corpus with outlets called Outlet X, Outlet Y …: labels, ids and metadata are neutral, the texts are not changed.

    A text may still name its outlet. Ids lead nowhere in the corpus that they were blinded from: `blind_ids` has both.

    >>> import workbench as wb
    >>> hidden = wb.blind(wb.load())
    >>> hidden.articles["article_id"].tolist()
    ['outlet-x-6359824f', 'outlet-y-1a12d944']
    """
    names = blind_names(corpus.articles["outlet_label"])
    ids = blind_ids(corpus)
    parts: dict[str, Any] = {}
    for table, data in corpus.tables():
        holding_ids = [c for c in data.columns if c.endswith(("_id", "_at")) or c in _ADDRESSES]
        parts[table] = data.assign(**{c: data[c].map(lambda v: _renamed(v, ids)) for c in holding_ids})
    articles: pd.DataFrame = parts["articles"]
    hidden = {c: pd.Series(pd.NA, articles.index, dtype="str") for c in _TELLING}
    labels = articles["outlet_label"].map(names)
    sources = [f"article {n}" for n in range(1, len(articles) + 1)]
    parts["articles"] = articles.assign(**hidden, outlet_label=labels, source=sources)
    return replace(corpus, **{name: data.astype(getattr(corpus, name).dtypes) for name, data in parts.items()})


def blind_ids(corpus: Corpus) -> dict[str, str]:
    """Each article's id → its id in the blind corpus."""
    names = blind_names(corpus.articles["outlet_label"])
    ids: dict[str, str] = {}
    for article, label in zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True):
        stem = names[label].lower().replace(" ", "-")
        digits = article.rsplit("-", 1)[1]
        # Equal texts have equal hashes, and a number of their own after them.
        ids[article] = f"{stem}-{digits if len(digits) == _HASH else '-'.join(article.rsplit('-', 2)[1:])}"
    return ids


def blind_names(labels: Iterable[str]) -> dict[str, str]:
    """A neutral name for each outlet, in order of appearance.

    >>> blind_names(["Antiwar.com", "unnamed outlet (James Smith)", "Antiwar.com"])
    {'Antiwar.com': 'Outlet X', 'unnamed outlet (James Smith)': 'Outlet Y'}
    """
    seen = dict.fromkeys(labels)
    letters = (_LETTERS[i] if i < len(_LETTERS) else str(i + 1) for i in range(len(seen)))
    return {label: f"Outlet {letter}" for label, letter in zip(seen, letters, strict=True)}


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    if not isinstance(value, str):
        return value
    parts = []
    for part in value.split(JOINT):  # a decision on a row of a frame has several addresses
        article, colon, place = part.partition(":")
        parts.append(f"{ids[article]}{colon}{place}" if article in ids else part)
    return JOINT.join(parts)
