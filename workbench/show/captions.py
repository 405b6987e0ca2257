"""Captions of figures: what is counted, and the numbers, all computed from the frame that is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from workbench.show.phrasing import plural
from workbench.show.versions import differing, printed

# ---- Words around figures: lists as sentences have them, and captions as Markdown ------------------------------------


_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$])")

_ESCAPED = re.compile(r"\\(.)")


def listed(parts: Iterable[str]) -> str:
    """The parts as a sentence lists them.

    >>> listed(["3 here"]), listed(["3 here", "2 there", "none elsewhere"])
    ('3 here', '3 here, 2 there and none elsewhere')
    """
    *first, last = list(parts) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def markdown(question: str, caption: str, name: str) -> str:
    """The caption as Markdown, nothing in it taken for markup, and where its data lie."""
    return (
        f"**{_safe(question)}** {_safe(caption)}\n\n"
        f"Data: `{name}.csv`. The words behind each mark, with their addresses: `{name}.evidence.csv`.\n"
    )


def plain(line: str) -> tuple[str, str]:
    """The question and the caption of the first line of such Markdown, without its markup.

    >>> plain(markdown("Who speaks?", "2 of 3 (*)", "people").splitlines()[0])
    ('Who speaks?', '2 of 3 (*)')
    """
    question, _, caption = line.removeprefix("**").partition("** ")
    return _ESCAPED.sub(r"\1", question), _ESCAPED.sub(r"\1", caption)


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


# ---- Captions of figures: what is counted, and the numbers, all of them computed from the frame that is drawn --------


_NAMED = 6  # outlets named one by one; a caption of more is a table
_WORDS = 4  # words of an outlet's own that a caption names


def overview(frame: pd.DataFrame) -> str:
    """How long the articles are and how much of them stands between marks."""
    told = [
        f"{outlet}, {plural(words, 'word')}, {share:.0%} of them between quotation marks"
        for outlet, words, share in _first(frame[["outlet_label", "words", "quoted_share"]])
    ]
    return f"{plural(len(frame), 'article')}: {'; '.join(told)}{_more(frame)}."


def strip(frame: pd.DataFrame) -> str:
    """How many stretches stand where."""
    return (
        f"{plural(len(frame), 'stretch', 'stretches')} between quotation marks, {plural(int(frame['words'].sum()), 'word')} "
        f"together: {_by_outlet(frame)}."
    )


def collate(frame: pd.DataFrame) -> str:
    """How many versions of how many utterances, and in how many places they differ."""
    versions = places = differ = utterances = 0
    for _utterance, rows in frame.groupby("utterance", sort=False):
        words = {str(witness): printed(own) for witness, own in rows.groupby("witness", sort=False)}
        columns = sorted(rows["column"].unique())
        varying = differing(words, columns)
        if len(words) > 1 and varying:
            versions, places, differ = versions + len(words), places + len(columns), differ + len(varying)
            utterances += 1
    return (
        f"{plural(versions, 'version')} of {plural(utterances, 'utterance')}, word under word: in {differ} of "
        f"{plural(places, 'place')} they differ. Without a reference, nobody is shown to be wrong."
    )


def word_edits(frame: pd.DataFrame) -> str:
    """How many differences, and of which kinds."""
    kinds = [f"{kind} {count}" for kind, count in frame["kind"].value_counts().items()]
    return (
        f"{plural(len(frame), 'difference')} between versions of {plural(frame['utterance'].nunique(), 'utterance')}: "
        f"{listed(kinds)}."
    )


def ledger(frame: pd.DataFrame) -> str:
    """How many items, and how many only one outlet has."""
    items = frame.drop_duplicates(["kind", "item_id"])
    alone = frame[frame["outlets"].eq(1) & frame["count"].gt(0)]
    return (
        f"{plural(len(items), 'item')}: {int(items['outlets'].gt(1).sum())} in more than one outlet, the others in one alone "
        f"({_by_outlet(alone)}). What is “not found” was not found by these rules; the data say what was looked for."
    )


def fact_pairs(frame: pd.DataFrame) -> str:
    """How many facts, and which moved furthest."""
    apart = (frame["rank_a"] - frame["rank_b"]).abs().sort_values(ascending=False, kind="stable")
    far = frame.loc[apart.index].iloc[0]
    return (
        f"{plural(len(frame), 'pair')} of sentences tell the same fact. Furthest apart are sentence {far['rank_a']} of "
        f"{far['outlet_a']} and sentence {far['rank_b']} of {far['outlet_b']}."
    )


def keyness(frame: pd.DataFrame) -> str:
    """Of each outlet the surest words, with their counts."""
    told = []
    for outlet, own in frame.groupby("group", sort=False):
        words = [f"{r.word} ({r.count_} : {r.rest})" for r in own.head(_WORDS).rename(columns=_PLAIN).itertuples()]
        told.append(f"{outlet}: {', '.join(words)}")
    return f"Counts here : elsewhere. {'; '.join(told[:_NAMED])}{_more(told)}. With few articles these are hints, not proofs."


_PLAIN = {"count": "count_", "count_rest": "rest"}  # `count` is a method of the rows


def rates(frame: pd.DataFrame) -> str:
    """How many words of these lists each outlet has, in its own words and in quotations."""
    told = []
    for outlet, own in frame.groupby("outlet_label", sort=False):
        parts = own.drop_duplicates("part").set_index("part")["words"]
        found = own.groupby("part", sort=False)["count"].sum()
        told.append(f"{outlet} {listed(f'{found[p]} in {parts[p]:,} {_PARTS[p]} words' for p in parts.index)}")
    return f"Words of these lists: {'; '.join(told[:_NAMED])}{_more(told)}."


_PARTS = {"reporter": "own", "quoted": "quoted"}


def _by_outlet(frame: pd.DataFrame) -> str:
    counts = [f"{count} in {outlet}" for outlet, count in frame.groupby("outlet_label", sort=False).size().items()]
    return f"{listed(counts[:_NAMED])}{_more(counts)}"


def _first(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(frame.head(_NAMED).itertuples(index=False, name=None))


def _more(things: object) -> str:
    left = len(things) - _NAMED  # type: ignore[arg-type]
    return f" and {left} more" if left > 0 else ""
