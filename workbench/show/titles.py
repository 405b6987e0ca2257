"""What the title of a chart says: the finding of its frame in one short sentence, with its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from workbench.compare.too_close import too_close
from workbench.corpus.model import records
from workbench.phrasing import in_words, plural
from workbench.show.told import differing_versions
from workbench.show.views import asked_about

_FEW = 3
"""Outlets that a title names one by one; of more it names both ends."""


def _of_each(values: Mapping[str, float], tell: Callable[[str], str]) -> str:
    """What `tell` says of each outlet; of many, of the one with the least and the one with the most."""
    labels = list(values)
    if len(labels) > _FEW:
        ranked = sorted(labels, key=lambda label: values[label])
        return f"from {tell(ranked[0])} to {tell(ranked[-1])}"
    return in_words(map(tell, labels))


def _firsts(rows: pd.DataFrame, column: str, tell: Callable[[dict[str, object]], str]) -> str:
    """What `tell` says of the first row of each outlet; of many outlets, which value comes first in how many."""
    first = rows.drop_duplicates("outlet_label")
    counts = first[column].value_counts()
    if len(first) > _FEW and counts.iloc[0] > 1:
        return f"{counts.index[0]} in {counts.iloc[0]} of {plural(len(first), 'outlet')}"
    return in_words(tell(row) for row in records(first.head(_FEW)))


def overview_title(frame: pd.DataFrame) -> str:
    """How much of each outlet stands between quotation marks."""
    words = frame.groupby("outlet_label", sort=False)["words"].sum()
    of = frame.drop_duplicates("article_id").groupby("outlet_label", sort=False)["article_words"].sum()
    shares = {str(label): float(words[label] / of[label]) for label in words.index}
    told = _of_each(shares, lambda label: f"{shares[label]:.0%} of {label}")
    return f"Between quotation marks: {told}"


def cleaning_title(frame: pd.DataFrame) -> str:
    """How many words were set aside, and by how many rules."""
    gone = frame[frame["part"].ne("kept")]
    if gone.empty:
        return "Nothing was set aside"
    every, rules = int(frame["words"].sum()), gone["rule"].nunique()
    return f"{int(gone['words'].sum()):,} of {plural(every, 'word')} were set aside, by {plural(rules, 'rule')}"


def people_title(frame: pd.DataFrame) -> str:
    """Who is quoted in full in one outlet, and least in another: the widest difference."""
    widest, told, labels = 1, "", list(dict.fromkeys(frame["outlet_label"]))
    for _, own in frame.groupby("participant_id", sort=False):
        counts = own.groupby("outlet_label")["quoted"].sum().reindex(labels, fill_value=0).to_dict()
        most, least = max(labels, key=lambda label: counts[label]), min(labels, key=lambda label: counts[label])
        if counts[most] - counts[least] > widest:
            widest = counts[most] - counts[least]
            fewest = f"{counts[least]:,} times" if counts[least] else "not once"
            told = f"{own['name'].iloc[0]}: quoted in full {counts[most]:,} times in {most}, {fewest} in {least}"
    if not told:
        articles = frame.groupby("participant_id")["article_id"].nunique()
        everywhere = int(articles.eq(frame["article_id"].nunique()).sum())
        return f"{plural(len(articles), 'participant')}, {everywhere:,} of them in every article"
    return told


def labels_title(frame: pd.DataFrame) -> str:
    """How many participants stand under several labels."""
    each = frame.groupby("participant_id")["label"].nunique()
    return f"{int(each.gt(1).sum()):,} of {plural(len(each), 'participant')} stand under more than one label"


def speaking_title(frame: pd.DataFrame) -> str:
    """Who has most words between marks in each outlet."""
    rows = frame[frame["name"].notna()].assign(own=frame["quoted_words"] + frame["fragment_words"])
    rows = rows[rows["own"].gt(0)].sort_values("own", ascending=False, kind="stable")
    if rows.empty:
        return "Nobody is quoted by name"
    told = _firsts(rows, "name", lambda row: f"{row['name']} in {row['outlet_label']} ({row['own']:,})")
    return f"Most words between quotation marks: {told}"


def whose_words_title(frame: pd.DataFrame) -> str:
    """How much of each outlet is somebody else's words, quoted or retold."""
    sums = frame[frame["manner"].ne("rest")].groupby("outlet_label", sort=False)["share"].sum()
    shares = {str(label): float(share) for label, share in sums.items()}
    told = _of_each(shares, lambda label: f"{shares[label]:.0%} of {label}")
    return f"Somebody else’s words, quoted or retold: {told}"


def sources_title(frame: pd.DataFrame) -> str:
    """How much of what each outlet takes from sources is named persons'."""
    own = frame[frame["source_kind"].eq("person") & frame["share"].notna()]
    shares = {row["outlet_label"]: row["share"] for row in records(own)}
    told = _of_each(shares, lambda label: f"{shares[label]:.0%} of the words that {label} takes from sources")
    return f"Named persons have {told}"


def cues_title(frame: pd.DataFrame) -> str:
    """The most frequent verb of each outlet."""
    rows = frame.sort_values("count", ascending=False, kind="stable")
    told = _firsts(rows, "cue", lambda row: f"“{row['cue']}” in {row['outlet_label']} ({row['count']:,})")
    return f"The most frequent verb: {told}"


def order_title(frame: pd.DataFrame) -> str:
    """Who speaks first between marks in each outlet."""
    rows = frame[frame["manner"].isin(["quoted", "fragment"]) & frame["name"].notna()]
    rows = rows.sort_values("first_word", kind="stable")
    if rows.empty:
        return "Nobody speaks between quotation marks"
    told = _firsts(
        rows, "name", lambda row: f"{row['name']} in {row['outlet_label']} (after {row['first_word']:,} words)"
    )
    return f"First to speak: {told}"


def comentions_title(frame: pd.DataFrame) -> str:
    """Which two are named together most."""
    pairs = [own for _, own in frame.groupby(["participant_a", "participant_b"], sort=False)]
    own = max(pairs, key=lambda rows: int(rows["count"].sum()))
    sums = own.groupby("outlet_label", sort=False)["count"].sum()
    counts = {str(label): int(count) for label, count in sums.items()}
    told = _of_each(counts, lambda label: f"{counts[label]:,} in {label}")
    return f"Most often together: {own['name_a'].iloc[0]} and {own['name_b'].iloc[0]}, {told}"


def same_words_title(frame: pd.DataFrame) -> str:
    """How many utterances stand in more than one outlet."""
    outlets = frame[frame["rung"].ne("absent")].groupby("utterance")["outlet_label"].nunique()
    several = int(outlets.gt(1).sum())
    stand = "stands" if several == 1 else "stand"
    return f"{several:,} of {plural(frame['utterance'].nunique(), 'utterance')} {stand} in more than one outlet"


def collate_title(frame: pd.DataFrame) -> str:
    """In how many places the versions differ."""
    found = differing_versions(frame)
    if not found.differ:
        return "No two versions of an utterance differ"
    utterances, places = plural(found.utterances, "utterance"), plural(found.places, "place")
    return f"The versions of {utterances} differ in {found.differ:,} of {places}"


def ledger_title(frame: pd.DataFrame) -> str:
    """How many of the items of each outlet were not found in another."""
    has = frame[~asked_about(frame) & frame["count"].gt(0)]
    if has.empty:
        return "All items are to check"
    own, alone = (
        has.groupby("outlet_label", sort=False).size(),
        has[has["outlets"].eq(1)].groupby("outlet_label").size(),
    )
    shares = {str(label): float(alone.get(label, 0) / own[label]) for label in own.index}
    told = _of_each(shares, lambda label: f"{alone.get(label, 0):,} of {own[label]:,} in {label}")
    return f"Not found elsewhere: {told}"


def columns_title(frame: pd.DataFrame) -> str:
    """How many sentences of each column have nothing like them in another article."""
    own = frame[frame["kind"].eq("sentence")]
    alone = own[own["told"].eq("nothing like it")].groupby("outlet_a").size()
    told = [
        f"{alone.get(label, 0):,} of {len(rows):,} sentences in {label}"
        for label, rows in own.groupby("outlet_a", sort=False)
    ]
    return f"Nothing like it found elsewhere: {in_words(told)}"


def facts_title(frame: pd.DataFrame) -> str:
    """How many pairs of sentences tell the same, and how far apart they stand."""
    far = records(frame.assign(gap=(frame["rank_a"] - frame["rank_b"]).abs()).nlargest(1, "gap"))[0]
    places = f"sentence {far['rank_a']} in {far['outlet_a']} is sentence {far['rank_b']} in {far['outlet_b']}"
    return f"{plural(len(frame), 'pair')} of sentences tell the same, in whole or in part; {places}"


def keyness_title(frame: pd.DataFrame) -> str:
    """The word that is surest an outlet's own."""
    own = frame[frame["log_ratio"].fillna(0).gt(0) & ~frame["function_word"]].rename(columns={"group": "outlet_label"})
    if own.empty:
        return "No word is more one outlet’s than another’s"
    told = _firsts(
        own, "word", lambda row: f"“{row['word']}” in {row['outlet_label']} ({row['count']:,} : {row['count_rest']:,})"
    )
    return f"Surest an outlet’s own: {told}"


def rates_title(frame: pd.DataFrame) -> str:
    """The kind of word whose rates differ most, if any do by more than chance."""
    best: tuple[float, str] = (0, "")
    for (kind, part), rows in frame.groupby(["kind", "part"], sort=False):
        counts: dict[str, tuple[int, int]] = {}
        for label, own in rows.groupby("outlet_label", sort=False):
            if own["words"].max() > 0:
                counts[str(label)] = int(own["count"].sum()), int(own["words"].max())
        ranked = sorted(counts, key=lambda label: counts[label][0] / counts[label][1])
        if len(ranked) < 2 or too_close(*counts[ranked[-1]], *counts[ranked[0]]):
            continue
        (n, of), (m, among) = counts[ranked[-1]], counts[ranked[0]]
        gap = n / of - m / among
        if gap > best[0]:
            where = "of the reporter’s" if part == "reporter" else "between quotation marks"
            most = f"{n:,} in {plural(of, 'word')} {where} in {ranked[-1]}"
            best = gap, f"Most apart: {kind}s, {most}, {m:,} in {among:,} in {ranked[0]}"
    return best[1] or "No kind of word is clearly commoner in one outlet than in another"
