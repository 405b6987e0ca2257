"""What a chart shows, in a few sentences for those who do not see it: what is counted, and the numbers that matter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pandas as pd

from workbench.show.charts.coverage import RUNG_NAMES
from workbench.show.charts.speech import MANNER_NAMES
from workbench.show.phrasing import plural

MOST = 6  # things that are named one by one; of more, the rest is counted


def listed(parts: list[str]) -> str:
    """The parts as one phrase; of more than `MOST`, the first and how many follow.

    >>> listed(["a", "b"]), listed(list("abcdefgh"))
    ('a, b', 'a, b, c, d, e, f and 2 more')
    """
    return ", ".join(parts[:MOST]) + (f" and {len(parts) - MOST} more" if len(parts) > MOST else "")


def overview(data: pd.DataFrame) -> str:
    """Of each article its six measures."""
    sentences = []
    for name, own in _first(data.groupby("row_name", sort=False)):
        values = [f"{measure.lower()} {value}" for measure, value in zip(own["measure"], own["value"], strict=True)]
        sentences.append(f"{name}: {', '.join(values)}.")
    return _cut(sentences, len(data.drop_duplicates("row_name")), "article")


def strip(data: pd.DataFrame) -> str:
    """Of each article how many stretches, and how much of it they are."""
    sentences = []
    for name, own in _first(data.groupby("row_name", sort=False)):
        words, of = int(own["words"].sum()), int(own["article_words"].iloc[0])
        sentences.append(f"{name}: {plural(len(own), 'stretch', 'stretches')}, {words:,} of {plural(of, 'word')}.")
    return _cut(sentences, len(data.drop_duplicates("row_name")), "article")


def cleaning(data: pd.DataFrame) -> str:
    """Of each file the words of each state."""
    sentences = []
    for name, own in _first(data.groupby("row_name", sort=False)):
        states = own.groupby("state", sort=False)["words"].sum()
        sentences.append(f"{name}: {', '.join(f'{words:,} {state}' for state, words in states.items())}.")
    return _cut(sentences, len(data.drop_duplicates("row_name")), "article")


def _first(groups: Any) -> Iterator[tuple[Any, pd.DataFrame]]:
    """The groups of which there is a sentence: of a thousand, no more are made."""
    return islice(groups, MOST)


def _cut(sentences: list[str], count: int, noun: str) -> str:
    more = count - len(sentences)
    return " ".join(sentences) + (f" And {plural(more, noun)} more." if more > 0 else "")


def ledger(frame: pd.DataFrame) -> str:
    """Of each kind how many items, and how many several outlets have; of each outlet how many."""
    items = frame.drop_duplicates(["kind", "item_id"])
    kinds = [
        f"{kind} {len(own)}, {int(own['outlets'].gt(1).sum())} shared"
        for kind, own in items.groupby("kind", sort=False)
    ]
    has = frame[frame["count"].gt(0)].groupby("outlet_label", sort=False).size()
    outlets = [f"{outlet} has {count:,}" for outlet, count in has.items()]
    return f"{plural(len(items), 'item')}: {'; '.join(kinds)}. {listed(outlets)}."


def ladder(frame: pd.DataFrame) -> str:
    """Of each outlet how many utterances stand on each rung."""
    count = frame["utterance"].nunique()
    sentences = []
    for outlet, own in _first(frame.groupby("outlet_label", sort=False)):
        rungs = own["rung"].value_counts()
        counts = [f"{rungs[rung]:,} {name}" for rung, name in reversed(RUNG_NAMES.items()) if rung in rungs]
        sentences.append(f"{outlet}: {', '.join(counts)}.")
    shared = frame[frame["rung"].ne("absent")].groupby("utterance")["outlet_label"].nunique().gt(1).sum()
    every = f"{plural(count, 'utterance')}, {shared} of them in more than one outlet."
    return f"{every} {_cut(sentences, len(frame.drop_duplicates('outlet_label')), 'outlet')}"


def fact_pairs(frame: pd.DataFrame) -> str:
    """Of each pair of articles how many facts they share, and which stand farthest apart."""
    sentences = []
    for _, own in _first(frame.groupby(["article_a", "article_b"], sort=False)):
        far = own.iloc[int((own["rank_a"] - own["rank_b"]).abs().argmax())]
        sentences.append(
            f"{far['outlet_a']} and {far['outlet_b']} share {plural(len(own), 'fact')}; the farthest apart is sentence "
            f"{far['rank_a']} of the one and {far['rank_b']} of the other."
        )
    return _cut(sentences, len(frame.drop_duplicates(["article_a", "article_b"])), "pair")


def people(frame: pd.DataFrame) -> str:
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
    own_words = _cut(sentences, len(frame.drop_duplicates("outlet_label")), "outlet")
    return f"{own_words} In every article: {plural(everywhere, 'participant')} of {len(articles):,}."


def speaking(frame: pd.DataFrame) -> str:
    """Of each outlet its words between marks and in paraphrase, and who has most of the former."""
    sentences = []
    for name, own in _first(frame.groupby("outlet_label", sort=False)):
        marked = own["quoted_words"] + own["fragment_words"]
        most = own.iloc[int(marked.argmax())]
        who = most["name"] if isinstance(most["name"], str) else "nobody who could be found"
        sentences.append(
            f"{name}: {plural(int(own['quoted_words'].sum()), 'word')} in full, {int(own['fragment_words'].sum()):,} in "
            f"fragments, {int(own['paraphrased_words'].sum()):,} paraphrased; most between marks: {who}, {marked.max():,}."
        )
    return _cut(sentences, len(frame.drop_duplicates("outlet_label")), "outlet")


def cues(frame: pd.DataFrame) -> str:
    """Of each outlet how many cues, with its most frequent verbs."""
    sentences = []
    for name, own in _first(frame.groupby("outlet_label", sort=False)):
        verbs = own.sort_values("count", ascending=False, kind="stable").head(3)
        said = [f"{cue} {n:,}" for cue, n in zip(verbs["cue"], verbs["count"], strict=True)]
        sentences.append(f"{name}: {plural(int(own['count'].sum()), 'cue')}; most: {', '.join(said)}.")
    return _cut(sentences, len(frame.drop_duplicates("outlet_label")), "outlet")


def order(frame: pd.DataFrame) -> str:
    """Of each article its passages, who is named first, and where somebody first speaks between marks."""
    sentences = []
    for name, own in _first(frame.groupby("outlet_label", sort=False)):
        speech = own[own["manner"].isin(["quoted", "fragment"])]
        first = own.iloc[0]
        said = f"{name}: {plural(len(own), 'passage')}; first {_who(first)}"
        if len(speech):
            one = speech.iloc[int(speech["first_word"].argmin())]
            said += f"; the first between marks is {_who(one)} after {one['first_word']:,} of {one['article_words']:,} words"
        sentences.append(f"{said}.")
    return _cut(sentences, len(frame.drop_duplicates("outlet_label")), "outlet")


def _who(row: pd.Series) -> str:
    return row["name"] if isinstance(row["name"], str) else "somebody unresolved"


def word_edits(data: pd.DataFrame) -> str:
    """How many differences, of each kind; and how many change words."""
    changing = int(data.loc[data["what"].eq("changes words"), "value"].sum())
    total = int(data["value"].sum())
    kinds = [f"{kind} {n:,}" for kind, n in zip(data["kind"], data["value"], strict=True)]
    return f"{plural(total, 'difference')}, of which {changing:,} change words: {', '.join(kinds)}."


def keyness(data: pd.DataFrame) -> str:
    """Of each outlet the words that are surest its own, with their counts here and elsewhere."""
    sentences = []
    for name, own in _first(data.groupby("row_name", sort=False)):
        words = [f"{word} ({shown})" for word, shown in zip(own["word"], own["shown"], strict=True)]
        sentences.append(f"{name}: {listed(words)}.")
    return (
        f"In brackets the counts here and elsewhere. {_cut(sentences, len(data.drop_duplicates('row_name')), 'outlet')}"
    )


def rates(data: pd.DataFrame) -> str:
    """Of each part and kind of word the rates of all outlets."""
    sentences = []
    for (panel, kind), own in data.groupby(["panel", "kind"], sort=False):
        sums = own.groupby("outlet_label", sort=False).agg(count=("count", "sum"), words=("words", "max"))
        each = [f"{o} {c:,} ({1000 * c / w:.1f})" for o, c, w in sums.itertuples(name=None)]
        sentences.append(f"{panel}, {kind}: {listed(each)}.")
    return f"Counts, and in brackets times per 1,000 words. {' '.join(sentences)}"


def collate(data: pd.DataFrame, shown: int) -> str:
    """How many utterances, and the words that differ, version against version."""
    words = data[data["what"].eq("word") & data["key"].notna()]
    differing = words[words["differs"]]
    each = [f"“{text}” in {outlet}" for text, outlet in zip(differing["text"], differing["outlet"], strict=True)]
    found = f"Of {plural(len(words), 'printed word')} {len(differing):,} differ from one version to the next"
    return f"{plural(shown, 'utterance')}. {found}{': ' + listed(each) if each else ''}."


def comentions(frame: pd.DataFrame) -> str:
    """Of each article how many pairs, and the most frequent."""
    sentences = []
    for name, own in _first(frame.groupby("outlet_label", sort=False)):
        most = own.sort_values("count", ascending=False, kind="stable").head(3)
        pairs = [f"{a} and {b} {n:,}" for a, b, n in zip(most["name_a"], most["name_b"], most["count"], strict=True)]
        sentences.append(f"{name}: {plural(len(own), 'pair')}; most often {', '.join(pairs)}.")
    return _cut(sentences, len(frame.drop_duplicates("outlet_label")), "outlet")


def whose_words(frame: pd.DataFrame) -> str:
    """Of each outlet the share of each manner."""
    sentences = []
    for outlet, own in _first(frame.groupby("outlet_label", sort=False)):
        parts = [
            f"{MANNER_NAMES.get(manner, 'all the rest')} {share:.0%}"
            for manner, share in zip(own["manner"], own["share"].fillna(0), strict=True)
        ]
        sentences.append(f"{outlet}, {plural(int(own['outlet_words'].iloc[0]), 'word')}: {', '.join(parts)}.")
    return _cut(sentences, len(frame.drop_duplicates("outlet_label")), "outlet")


def word_errors(data: pd.DataFrame) -> str:
    """How many pairs of outlets, and which are nearest and farthest."""
    ordered = data.sort_values("rate", kind="stable")
    ends = [
        f"{which} are {row['outlet_a']} and {row['outlet_b']}, {row['errors']:,} of {plural(row['words'], 'word')}"
        for which, (_, row) in zip(("Nearest", "farthest"), ordered.iloc[[0, -1]].iterrows(), strict=True)
    ]
    return f"{plural(len(data), 'pair')} of outlets print the same utterances. {'; '.join(ends)}."
