"""The layers that the reader lays over an article: each a function from corpus to marked spans, addresses included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.collate import word_edits
from workbench.compare.evidence import JOINT
from workbench.compare.once import once_per_corpus
from workbench.compare.same_facts import same_facts
from workbench.corpus import Corpus
from workbench.corpus.frames import records


class Mark(NamedTuple):
    """A marked span of an article: the layer it belongs to, how it looks, what is printed before it, and what a pointer tells."""

    at: Address
    layer: str
    look: str
    told: str
    tag: str = ""


class Layer(NamedTuple):
    """A layer: what the legend calls it, what it means, and the function that finds its marks."""

    label: str
    meaning: str
    find: Callable[[Corpus], Iterable[Mark]]


UNRESOLVED = "speaker unresolved"


def _people(corpus: Corpus) -> Iterator[Mark]:
    for row in records(corpus.labelled("mentions")):
        yield Mark(Address.parse(row["mention_id"]), "people", "people", f"{row['name']} (named by {row['form']})")


def _spoken(corpus: Corpus, *, marked: bool) -> Iterator[Mark]:
    quotes = corpus.labelled("quotes")
    kinds = quotes["kind"].fillna("direct")
    chosen = quotes[quotes["marks"].ne("none").eq(marked) & kinds.ne("title")]
    layer = "quotations" if marked else "reported"
    for row in records(chosen):
        name = row["name"] if isinstance(row["name"], str) else None
        why = row["rule"] if name or pd.isna(row["reason"]) else row["reason"]
        told = f"{row['kind']}: {name or UNRESOLVED} ({why})"
        yield Mark(Address.parse(row["quote_id"]), layer, layer, told, name or "?")


def _cues(corpus: Corpus) -> Iterator[Mark]:
    quotes = corpus.quotes.dropna(subset=["cue_at"]).drop_duplicates("cue_at")
    for row in records(quotes):
        kind = row["cue_class"] if isinstance(row["cue_class"], str) else "no class"
        yield Mark(Address.parse(row["cue_at"]), "cues", "cues", f"cue word: {kind}")


def _facts(corpus: Corpus, *, alone: bool) -> Iterator[Mark]:
    if len(corpus.articles) < 2:
        return
    rows = same_facts(corpus)
    for row in records(rows[rows["told"].eq("only here") == alone]):
        told = row["told"] if alone else f"told by {row['articles']} of {len(corpus.articles)} articles"
        layer = "only" if alone else "shared"
        yield Mark(Address.parse(row["sentence_id"]), layer, layer, told)


def _edits(corpus: Corpus) -> Iterator[Mark]:
    edits = word_edits(corpus)
    shown = edits[~edits["kind"].isin(("beyond", "sentence"))]
    for row in records(shown):
        for side, other in (("a", "b"), ("b", "a")):
            if not isinstance(row[f"address_{side}"], str):
                continue
            there = row[f"words_{other}"]
            told = f"{row['kind']}; elsewhere: {there if isinstance(there, str) else 'nothing'}"
            for address in row[f"address_{side}"].split(JOINT):
                yield Mark(Address.parse(address), "edits", "edits", told)


LAYERS: dict[str, Layer] = {
    "people": Layer("participants", "names of people and bodies", _people),
    "quotations": Layer("quotations", "words between marks, with their speaker", lambda c: _spoken(c, marked=True)),
    "reported": Layer("reported speech", "what somebody said, in the reporter's words", lambda c: _spoken(c, marked=False)),
    "cues": Layer("cue words", "words that introduce speech", _cues),
    "shared": Layer("told elsewhere, too", "sentences whose main fact another article has", lambda c: _facts(c, alone=False)),
    "only": Layer("only here", "sentences with no counterpart found", lambda c: _facts(c, alone=True)),
    "edits": Layer("other words elsewhere", "quoted words that another article prints differently", _edits),
}  # fmt: skip
"""What can be laid over an article, in the order of the legend."""


@cache
def _found(name: str) -> Callable[[Corpus], tuple[Mark, ...]]:
    """The marks of a layer, found once per corpus: switching a layer on again costs nothing."""
    return once_per_corpus(lambda corpus: tuple(LAYERS[name].find(corpus)))


CHOSEN = "chosen"
"""The layer of the passages that were chosen, which is always shown."""


def marks(corpus: Corpus, names: Iterable[str]) -> dict[str, list[Mark]]:
    """The marks of these layers by article. `ValueError` lists the layers when there is none of a name."""
    found: dict[str, list[Mark]] = {article: [] for article in corpus.articles["article_id"]}
    for name in names:
        if name not in LAYERS:
            raise ValueError(f"no layer {name!r}; there are {', '.join(LAYERS)}")
        for mark in _found(name)(corpus):
            found[mark.at.article].append(mark)
    return found
