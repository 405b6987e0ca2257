"""What figures are made from, as digests: the articles, what readers decided about them, and the versions at work."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib import metadata
from typing import Any

import pandas as pd

from workbench import __version__
from workbench.corpus import Corpus
from workbench.corpus.frames import records
from workbench.schema import METADATA

# What decides the words, the numbers and the picture. Python's last number mends faults only.
_PACKAGES = ("altair", "numpy", "pandas", "vl-convert-python")
_SHORT = 16  # characters of a digest that only names something


def inputs(corpus: Corpus) -> dict[str, Any]:
    """Articles, corrections and versions, as they stand in a manifest."""
    articles = [_article(row) for row in records(corpus.articles)]
    decisions = records(corpus.corrections)
    of = {"title": corpus.title, "articles": articles}
    return {
        "corpus": {"fingerprint": digest(of), **of},
        "corrections": {"count": len(decisions), "digest": digest([_plain(row) for row in decisions])},
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """The versions that a figure may depend on."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"workbench": __version__, "python": python, **{name: metadata.version(name) for name in _PACKAGES}}


def digest(value: bytes | Any) -> str:
    """The SHA-256 of bytes, or of anything that JSON can write."""
    if not isinstance(value, bytes):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return hashlib.sha256(value).hexdigest()


def name_of(given: dict[str, Any]) -> str:
    """A short name for inputs, the same wherever they are the same."""
    return digest(given)[:_SHORT]


def differences(then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What has changed from the inputs of a manifest to these, each in a sentence; empty when nothing has."""
    before, after = ({a["source"]: a for a in side["corpus"]["articles"]} for side in (then, now))
    told = [f"article {source} is no longer in the corpus" for source in before if source not in after]
    told += [f"article {source} is new in the corpus" for source in after if source not in before]
    told += [_changed(source, before[source], after[source]) for source in before if source in after]
    if list(before) != list(after) and set(before) == set(after):
        told.append("the articles stand in another order")
    if then["corpus"]["title"] != now["corpus"]["title"]:
        told.append("the title of the corpus has changed")
    if then["corrections"] != now["corrections"]:
        counts = [side["corrections"]["count"] for side in (then, now)]
        told.append(f"the readers' corrections have changed ({counts[0]} then, {counts[1]} now)")
    was, is_now = then["versions"], now["versions"]
    for name in dict.fromkeys([*was, *is_now]):
        if was.get(name) != is_now.get(name):
            told.append(f"{name} was {was.get(name, 'not there')} and is {is_now.get(name, 'not there')}")
    return [sentence for sentence in told if sentence]


def _article(row: dict[str, Any]) -> dict[str, str]:
    told = _plain({name: row[name] for name in ("outlet_label", "kind", *METADATA)})
    return {
        "article_id": row["article_id"],
        "source": row["source"],
        "file": row["sha256"],
        "text": digest(row["text"]),
        "metadata": digest(told),
    }


def _changed(source: str, then: dict[str, str], now: dict[str, str]) -> str:
    """What became of one article: the first of file, text and metadata that differs tells it."""
    if then["file"] != now["file"]:
        same = " (its cleaned words are the same)" if then["text"] == now["text"] else ""
        return f"article {source} has changed{same}"
    if then["text"] != now["text"]:
        return f"article {source} is the same file, cleaned in another way"
    if then["metadata"] != now["metadata"]:
        return f"what is known about article {source} has changed: its outlet, title, author, date, address or kind"
    return "" if then == now else f"article {source} has another id"


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if pd.isna(value) else value for name, value in row.items()}
