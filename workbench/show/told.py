"""What frames say, in sentences: each noun has one, and its chart, its figure, its caption and the report all say it.

A function takes the frame that is drawn and gives what is counted and the numbers that matter, for those who do not see the
chart too. It is not called with an empty frame.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import islice
from typing import Any, NamedTuple

import pandas as pd

from workbench.compare.shared import WORD_OF_MANNER, WORD_OF_RUNG
from workbench.compare.standing import CONFIRMED, TO_CHECK
from workbench.compare.too_close import too_close
from workbench.corpus.model import records
from workbench.phrasing import plural
from workbench.results import RESULTS
from workbench.show.charts.parts import by_rule, in_file, numbered, row_names
from workbench.show.versions import differing, printed

MOST = 6  # things that are named one by one; of more, the rest is counted


def rows_sentence(name: str, frame: pd.DataFrame) -> str:
    """How many rows the frame of `wb.NAME` has, and what one is: for a noun that has no sentence of its own.

    >>> rows_sentence("same_words", pd.DataFrame({"count": [1]})).partition(":")[0]
    '1 row'
    """
    return f"{plural(len(frame), 'row')}: one per {RESULTS[name].row}."


def _listed(parts: list[str]) -> str:
    """The parts as one phrase; of more than `MOST`, the first and how many follow.

    >>> _listed(["a", "b"]), _listed(list("abcdefgh"))
    ('a, b', 'a, b, c, d, e, f and 2 more')
    """
    return ", ".join(parts[:MOST]) + (f" and {len(parts) - MOST} more" if len(parts) > MOST else "")


def _and_confirmed(tell: Callable[[pd.DataFrame], str]) -> Callable[[pd.DataFrame], str]:
    """What `tell` says of a frame, and how many of its rows count only because a reader confirmed them."""

    @wraps(tell)
    def sentences(frame: pd.DataFrame) -> str:
        confirmed = int(frame["standing"].eq(CONFIRMED).sum()) if "standing" in frame else 0
        return tell(frame) + (f" {plural(confirmed, 'row')} of these {CONFIRMED}." if confirmed else "")

    return sentences


def _of_each_outlet(tell: Callable[[str, pd.DataFrame], str]) -> Callable[[pd.DataFrame], str]:
    """What `tell` says of an outlet and its rows, for each outlet of a frame."""

    @wraps(tell)
    def sentences(frame: pd.DataFrame) -> str:
        told = [tell(outlet, own) for outlet, own in _first(frame.groupby("outlet_label", sort=False))]
        return _cut(told, frame["outlet_label"].nunique(), "outlet")

    return sentences


PART_NAMES = {"reporter": "In the reporter's own words", "quoted": "Between quotation marks"}
"""Part of an article → how the chart of rates calls it."""


def overview_sentence(frame: pd.DataFrame) -> str:
    """How many stretches stand between quotation marks, and of each article how many, and how much of it they are."""
    sentences = []
    articles = frame.drop_duplicates("article_id")
    names = numbered(articles["outlet_label"])
    for article, name in zip(articles["article_id"].head(MOST), names, strict=False):
        own = frame[frame["article_id"].eq(article)]
        words, of = int(own["words"].sum()), int(own["article_words"].iloc[0])
        sentences.append(f"{name}: {plural(len(own), 'stretch', 'stretches')}, {words:,} of {plural(of, 'word')}.")
    stretches, together = plural(len(frame), "stretch", "stretches"), plural(int(frame["words"].sum()), "word")
    return f"{stretches} between quotation marks, {together} together. {_cut(sentences, len(articles), 'article')}"


def cleaning_sentence(frame: pd.DataFrame) -> str:
    """How many words were kept and removed, of each file the words of each state, and what each rule removed."""
    rows, _ = row_names(frame)
    placed, rules = in_file(rows, low=True), by_rule(rows)
    every, removed = int(rows["words"].sum()), int(rules["words"].sum())
    sentences = []
    for name, own in _first(placed.groupby("row_name", sort=False)):
        states = own.groupby("state", sort=False)["words"].sum()
        sentences.append(f"{name}: {', '.join(f'{words:,} {state}' for state, words in states.items())}.")
    files = _cut(sentences, len(placed.drop_duplicates("row_name")), "article")
    return f"{every - removed:,} of {plural(every, 'word')} kept, {removed:,} removed. {files} {' '.join(rules['told'])}".rstrip()


def people_sentence(frame: pd.DataFrame) -> str:
    """Of each article how many participants it names, and who is named most; and how many all articles share."""
    sentences = []
    for name, own in _first(frame.groupby("outlet_label", sort=False)):
        most = own.sort_values("mentions", ascending=False, kind="stable").head(3)
        named = [f"{who} {plural(n, 'time')}" for who, n in zip(most["name"], most["mentions"], strict=True)]
        sums = own[["mentions", "paraphrased", "fragments", "quoted"]].sum()
        sentences.append(
            f"{name}: {plural(own['participant_id'].nunique(), 'participant')}, {plural(int(sums['mentions']), 'naming')}; "
            f"what they say is paraphrased {plural(int(sums['paraphrased']), 'time')}, quoted in fragments "
            f"{plural(int(sums['fragments']), 'time')} and in full {plural(int(sums['quoted']), 'time')}; "
            f"named most: {', '.join(named)}."
        )
    articles = frame.groupby("participant_id")["article_id"].nunique()
    everywhere = int(articles.eq(frame["article_id"].nunique()).sum())
    own_words = _cut(sentences, frame["outlet_label"].nunique(), "outlet")
    return f"{own_words} In every article: {plural(everywhere, 'participant')} of {len(articles):,}."


@_of_each_outlet
def speaking_sentence(outlet: str, own: pd.DataFrame) -> str:
    """Of each outlet its words between marks and in paraphrase, and who has most of the former."""
    marked = own["quoted_words"] + own["fragment_words"]
    most = own.iloc[int(marked.argmax())]
    who = most["name"] if isinstance(most["name"], str) else "nobody who could be found"
    return (
        f"{outlet}: {plural(int(own['quoted_words'].sum()), 'word')} in full, {int(own['fragment_words'].sum()):,} in "
        f"fragments, {int(own['paraphrased_words'].sum()):,} paraphrased; most between marks: {who}, {marked.max():,}."
    )


@_of_each_outlet
def whose_words_sentence(outlet: str, own: pd.DataFrame) -> str:
    """Of each outlet the share of each manner."""
    parts = [
        f"{WORD_OF_MANNER.get(manner, 'all the rest')} {share:.0%}"
        for manner, share in zip(own["manner"], own["share"].fillna(0), strict=True)
    ]
    return f"{outlet}, {plural(int(own['outlet_words'].iloc[0]), 'word')}: {', '.join(parts)}."


SOURCE_NAMES = {"person": "named persons", "body": "bodies", "group": "groups", "document": "documents"}
SOURCE_NAMES |= {"anonymous": "anonymous sources", "": "not resolved"}
"""Kind of a source → how it is called; the last is missing in frames."""


def sources_sentence(frame: pd.DataFrame) -> str:
    """In which kind of source two outlets differ most, unless too few passages decide; and of each outlet its kinds."""
    told = []
    for outlet, own in _first(frame.groupby("outlet_label", sort=False)):
        there = own[own["quotations"].gt(0)]
        names = there["source_kind"].fillna("").map(SOURCE_NAMES)
        kinds = [f"{name} {share:.0%}" for name, share in zip(names, there["share"].fillna(0), strict=True)]
        told.append(f"{outlet}, {plural(int(own['words'].sum()), 'word')} of sources: {', '.join(kinds) or 'none'}.")
    every = _cut(told, frame["outlet_label"].nunique(), "outlet")
    return f"{_widest(frame)} {every}".lstrip()


def _widest(frame: pd.DataFrame) -> str:
    """The kind of source whose share differs most between two outlets: first one that more than chance decides, then one unnamed."""
    passages = frame.groupby("outlet_label")["quotations"].sum()
    gaps = []
    for kind, own in frame.dropna(subset=["source_kind", "share"]).groupby("source_kind", sort=False):
        ranked = records(own.sort_values("share", ascending=False, kind="stable"))
        a, b = ranked[0], ranked[-1]
        of_a, of_b = (int(passages[row["outlet_label"]]) for row in (a, b))
        close = too_close(a["quotations"], of_a, b["quotations"], of_b)
        said = (
            f"{SOURCE_NAMES[str(kind)].capitalize()} have {a['share']:.0%} of the words that {a['outlet_label']} takes from "
            f"sources, {b['share']:.0%} of {b['outlet_label']}’s"
        )
        counts = f"{a['quotations']} of {of_a} passages and {b['quotations']} of {of_b}"
        gap = a["share"] - b["share"]
        said += f": too close to call, {counts}." if close else "."
        gaps.append((gap > 0, not close, kind != "person", gap, said))
    differ, *_, said = max(gaps, default=(False, ""))
    return str(said) if differ else ""


@_and_confirmed
def same_words_sentence(frame: pd.DataFrame) -> str:
    """Of each outlet how many utterances stand on each rung."""
    sentences = []
    for outlet, own in _first(frame.groupby("outlet_label", sort=False)):
        rungs = own["rung"].value_counts()
        counts = [f"{rungs[rung]:,} {name}" for rung, name in reversed(WORD_OF_RUNG.items()) if rung in rungs]
        sentences.append(f"{outlet}: {', '.join(counts)}.")
    shared = frame[frame["rung"].ne("absent")].groupby("utterance")["outlet_label"].nunique().gt(1).sum()
    every = f"{plural(frame['utterance'].nunique(), 'utterance')}, {shared} of them in more than one outlet."
    return f"{every} {_cut(sentences, frame['outlet_label'].nunique(), 'outlet')}"


class Differences(NamedTuple):
    """How many versions of how many utterances differ, in how many of their places, and the words there."""

    versions: int
    utterances: int
    differ: int
    places: int
    words: list[str]


def differing_versions(frame: pd.DataFrame) -> Differences:
    """What differs between the versions of a frame of `wb.collate`."""
    versions = places = differ = utterances = 0
    words: list[str] = []
    for _, rows in frame.groupby("utterance", sort=False):
        outlets = dict(rows.drop_duplicates("witness")[["witness", "outlet_label"]].itertuples(index=False, name=None))
        cells = {str(witness): printed(own) for witness, own in rows.groupby("witness", sort=False)}
        columns = sorted(rows["column"].unique())
        varying = differing(cells, columns)
        if len(cells) < 2 or not varying:
            continue
        versions, places, differ = versions + len(cells), places + len(columns), differ + len(varying)
        utterances += 1
        for column in sorted(varying):
            there = [(witness, own[column][1]) for witness, own in cells.items() if column in own]
            words += [f"“{text}” in {outlets[witness]}" for witness, text in there if text]
    return Differences(versions, utterances, differ, places, words)


@_and_confirmed
def collate_sentence(frame: pd.DataFrame) -> str:
    """How many versions of how many utterances, in how many places they differ, and by which words."""
    versions, utterances, differ, places, words = differing_versions(frame)
    return (
        f"{plural(versions, 'version')} of {plural(utterances, 'utterance')}, word under word: in {differ} of "
        f"{plural(places, 'place')} they differ{': ' + _listed(words) if words else ''}. Without a reference, nobody is shown to be "
        "wrong."
    )


@_and_confirmed
def ledger_sentence(frame: pd.DataFrame) -> str:
    """Of each kind how many items, and how many several outlets have; of each outlet how many, and how many nowhere else were found.

    Items of which a cell is to check are counted on neither side.
    """
    open_items = frame["standing"].eq(TO_CHECK).groupby([frame["kind"], frame["item_id"]]).transform("any")
    asked = int(frame[open_items].drop_duplicates(["kind", "item_id"]).shape[0])
    frame = frame[~open_items]
    items = frame.drop_duplicates(["kind", "item_id"])
    kinds = [
        f"{kind} {len(own)}, {int(own['outlets'].gt(1).sum())} shared"
        for kind, own in items.groupby("kind", sort=False)
    ]
    has = frame[frame["count"].gt(0)]
    outlets = [
        f"{outlet} has {len(own):,}, of which {int(own['outlets'].eq(1).sum()):,} were not found elsewhere"
        for outlet, own in has.groupby("outlet_label", sort=False)
    ]
    shared = int(items["outlets"].gt(1).sum())
    more = f" and {plural(len(outlets) - MOST, 'outlet')} more" if len(outlets) > MOST else ""
    return (
        f"{plural(len(items), 'item')}, {shared:,} of them in more than one outlet: {'; '.join(kinds)}. "
        f"{'; '.join(outlets[:MOST])}{more}. "
        f"{plural(asked, 'item')} more {'is' if asked == 1 else 'are'} to check. "
        "What is “not found” was not found by these rules; the data say what was looked for."
    )


def keyness_sentence(frame: pd.DataFrame) -> str:
    """Of each outlet the words that are surest its own, with their counts here and elsewhere."""
    own_words = frame[frame["log_ratio"].fillna(0).gt(0)]
    sentences = []
    for outlet, own in _first(own_words.groupby("group", sort=False)):
        words = [
            f"{w} ({n:,} : {rest:,})" for w, n, rest in zip(own["word"], own["count"], own["count_rest"], strict=True)
        ]
        sentences.append(f"{outlet}: {_listed(words)}.")
    every = _cut(sentences, own_words["group"].nunique(), "outlet")
    return f"In brackets the counts here and elsewhere. {every} With few articles these are hints, not proofs."


def _first(groups: Any) -> Iterator[tuple[Any, pd.DataFrame]]:
    """The groups of which there is a sentence: of a thousand, no more are made."""
    return islice(groups, MOST)


def _cut(sentences: list[str], count: int, noun: str, nouns: str | None = None) -> str:
    more = count - len(sentences)
    return " ".join(sentences) + (f" And {plural(more, noun, nouns)} more." if more > 0 else "")


_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$])")
_ESCAPED = re.compile(r"\\(.)")


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
