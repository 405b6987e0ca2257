"""Captions of figures: what is counted, and the numbers, all of them computed from the frame that is drawn."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.corpus import Corpus
from workbench.show.charts.rows import plural
from workbench.show.charts.speech_rows import UNRESOLVED
from workbench.show.figures.words import listed
from workbench.show.page.collation import differing, printed

_NAMED = 6  # outlets named one by one; a caption of more is a table
_WORDS = 4  # words of an outlet's own that a caption names


def overview(_: Corpus, frame: pd.DataFrame) -> str:
    """How long the articles are and how much of them stands between marks."""
    told = [
        f"{outlet}, {plural(words, 'word')}, {share:.0%} of them between quotation marks"
        for outlet, words, share in _first(frame[["outlet_label", "words", "quoted_share"]])
    ]
    return f"{plural(len(frame), 'article')}: {'; '.join(told)}{_more(frame)}."


def strip(_: Corpus, frame: pd.DataFrame) -> str:
    """How many stretches stand where."""
    return (
        f"{plural(len(frame), 'stretch', 'stretches')} between quotation marks, {plural(int(frame['words'].sum()), 'word')} "
        f"together: {_by_outlet(frame)}."
    )


def people(_: Corpus, frame: pd.DataFrame) -> str:
    """How many are in the story, in how many articles, and how many of them speak."""
    articles = frame.groupby("participant_id", sort=False)["article_id"].nunique()
    quoted = frame[frame[["quoted", "fragments"]].sum(axis=1).gt(0)]["participant_id"].nunique()
    most = frame.groupby("name", sort=False)["mentions"].sum().sort_values(ascending=False, kind="stable")
    return (
        f"{plural(len(articles), 'participant')}, {int(articles.gt(1).sum())} of them in more than one article; {quoted} are quoted, "
        f"in full or in fragments. Named most often: {most.index[0]}, {plural(int(most.iloc[0]), 'time')}."
    )


def order(_: Corpus, frame: pd.DataFrame) -> str:
    """Who speaks first in each article, and where."""
    spoken = frame[frame["manner"].isin(["quoted", "fragment"])]
    first = spoken.sort_values("first_word", kind="stable").drop_duplicates("article_id").sort_index()
    told = [
        f"in {outlet} {UNRESOLVED if pd.isna(name) else name}, after {plural(after, 'word')}"
        for outlet, name, after in _first(first[["outlet_label", "name", "first_word"]])
    ]
    who = f" First between quotation marks: {'; '.join(told)}{_more(first)}." if told else " Nobody is quoted."
    return f"{plural(len(frame), 'passage')} in which somebody is named, paraphrased or quoted.{who}"


def speaking(_: Corpus, frame: pd.DataFrame) -> str:
    """How many words each outlet quotes, and of whom most."""
    marked = frame.assign(marked=frame["quoted_words"] + frame["fragment_words"])
    told = []
    for outlet, own in marked.groupby("outlet_label", sort=False):
        most = own.sort_values("marked", ascending=False, kind="stable").iloc[0]
        who = UNRESOLVED if pd.isna(most["name"]) else most["name"]
        of = f", {most['marked']} of them {who}’s" if most["marked"] else ""
        told.append(f"{outlet} {own['marked'].sum():,}{of}")
    return f"Words between quotation marks: {'; '.join(told[:_NAMED])}{_more(told)}."


def whose_words(_: Corpus, frame: pd.DataFrame) -> str:
    """Of each outlet how much is in whose words."""
    told = []
    for outlet, own in frame.groupby("outlet_label", sort=False):
        parts = [f"{n:,} {_WHOSE[manner]}" for manner, n in own[["manner", "words"]].itertuples(index=False, name=None)]
        told.append(f"{outlet}: {plural(int(own['outlet_words'].iloc[0]), 'word')}, of which {listed(parts)}")
    return f"{'; '.join(told[:_NAMED])}{_more(told)}."


_WHOSE = {
    "quoted": "are quoted in full",
    "fragment": "in fragments",
    "paraphrased": "paraphrased",
    "rest": "are the rest",
}


def cues(_: Corpus, frame: pd.DataFrame) -> str:
    """How many verbs, and the most frequent of each outlet."""
    told = []
    for outlet, own in frame.groupby("outlet_label", sort=False):
        most = own.sort_values("count", ascending=False, kind="stable").iloc[0]
        told.append(f"{outlet} {plural(int(own['count'].sum()), 'time')}, most often “{most['cue']}” ({most['count']})")
    return f"{plural(frame['cue'].nunique(), 'verb')} of speech: {'; '.join(told[:_NAMED])}{_more(told)}."


def ladder(_: Corpus, frame: pd.DataFrame) -> str:
    """How many utterances, in how many outlets, and on which rung."""
    there = frame[frame["rung"].ne("absent")]
    outlets = there.groupby("utterance", sort=False)["outlet_label"].nunique()
    told = [
        f"{outlet} gives {int(own['rung'].eq('full').sum())} in full, {int(own['rung'].eq('part').sum())} in part and "
        f"{int(own['rung'].eq('indirect').sum())} in other words"
        for outlet, own in there.groupby("outlet_label", sort=False)
    ]
    return (
        f"{plural(len(outlets), 'utterance')}, {int(outlets.gt(1).sum())} of them in more than one outlet: "
        f"{'; '.join(told[:_NAMED])}{_more(told)}."
    )


def collate(_: Corpus, frame: pd.DataFrame) -> str:
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


def word_edits(_: Corpus, frame: pd.DataFrame) -> str:
    """How many differences, and of which kinds."""
    kinds = [f"{kind} {count}" for kind, count in frame["kind"].value_counts().items()]
    return (
        f"{plural(len(frame), 'difference')} between versions of {plural(frame['utterance'].nunique(), 'utterance')}: "
        f"{listed(kinds)}."
    )


def ledger(_: Corpus, frame: pd.DataFrame) -> str:
    """How many items, and how many only one outlet has."""
    items = frame.drop_duplicates(["kind", "item_id"])
    alone = frame[frame["outlets"].eq(1) & frame["count"].gt(0)]
    return (
        f"{plural(len(items), 'item')}: {int(items['outlets'].gt(1).sum())} in more than one outlet, the others in one alone "
        f"({_by_outlet(alone)}). What is “not found” was not found by these rules; the data say what was looked for."
    )


def fact_pairs(_: Corpus, frame: pd.DataFrame) -> str:
    """How many facts, and which moved furthest."""
    apart = (frame["rank_a"] - frame["rank_b"]).abs().sort_values(ascending=False, kind="stable")
    far = frame.loc[apart.index].iloc[0]
    return (
        f"{plural(len(frame), 'pair')} of sentences tell the same fact. Furthest apart are sentence {far['rank_a']} of "
        f"{far['outlet_a']} and sentence {far['rank_b']} of {far['outlet_b']}."
    )


def keyness(_: Corpus, frame: pd.DataFrame) -> str:
    """Of each outlet the surest words, with their counts."""
    told = []
    for outlet, own in frame.groupby("group", sort=False):
        words = [f"{r.word} ({r.count_} : {r.rest})" for r in own.head(_WORDS).rename(columns=_PLAIN).itertuples()]
        told.append(f"{outlet}: {', '.join(words)}")
    return f"Counts here : elsewhere. {'; '.join(told[:_NAMED])}{_more(told)}. With few articles these are hints, not proofs."


_PLAIN = {"count": "count_", "count_rest": "rest"}  # `count` is a method of the rows


def rates(_: Corpus, frame: pd.DataFrame) -> str:
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
