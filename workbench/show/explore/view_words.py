"""What the explorers of wording and coverage show: pure functions `corpus, settings → View`."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from workbench.compare.common.once import once_per_corpus
from workbench.compare.common.tokens import PARTS
from workbench.compare.coverage.ladder import ladder
from workbench.compare.coverage.ledger import COLLECTED, ledger
from workbench.compare.facts.same_facts import fact_pairs
from workbench.compare.utterances.collate import collate as collate_frame
from workbench.compare.utterances.same_words import same_words as same_words_of
from workbench.compare.words.keyness import UNITS, keyness
from workbench.compare.words.rates import rates as rates_of
from workbench.corpus import Corpus
from workbench.corpus.frames import records
from workbench.show.charts import coverage as coverage_charts
from workbench.show.charts import wordings
from workbench.show.charts.marks import Behind
from workbench.show.charts.rows import plural, snippet
from workbench.show.explore.view import View, named
from workbench.show.page import reader
from workbench.show.page.collation import collation

# A control changes what is shown of these frames, not the frames: each is made once per corpus. Nothing here changes them.
ladder_frame, ledger_frame, versions_frame, facts_frame, rates_frame, same_words_frame = map(
    once_per_corpus, (ladder, ledger, collate_frame, fact_pairs, rates_of, same_words_of)
)

# How often a word must stand changes no other number of its row.
keyness_frames = {
    (unit, part): once_per_corpus(partial(keyness, unit=unit, part=part, least=1)) for unit in UNITS for part in PARTS
}

ANYWHERE, SHARED = "anywhere", "more than one outlet"
"""Which items are shown: all, or those that more than one outlet has; else the name of an outlet that alone has them."""


def same_words(corpus: Corpus, *, shared: bool = True, person: str = "", least: float = 0) -> View:
    """What became of each utterance in each outlet; with `shared`, only those that more than one outlet has.

    With `least`, only those of which two passages are at least so similar, from 0 to 1.
    """
    frame = ladder_frame(corpus)
    if least:
        pairs = same_words_frame(corpus)
        frame = frame[frame["utterance"].isin(pairs.loc[pairs["similarity"].ge(least), "utterance"])]
    told = frame["rung"].ne("absent").groupby(frame["utterance"]).transform("sum")
    kept = frame[(told.gt(1) | (not shared)) & named(frame, person)]
    versions = versions_frame(corpus)
    behind = Behind(kept, ["utterance", "outlet_label"])

    def beside(keys: tuple[str, ...]) -> str:
        utterances = dict.fromkeys(key.split("|")[0] for key in keys)
        shown = [versions[versions["utterance"].eq(u)] for u in utterances]
        tables = "".join(collation(rows) for rows in shown if rows["witness"].nunique() > 1)
        return tables + _missed(behind.rows(keys))

    count = kept["utterance"].nunique()
    hint = " Untick “in more than one outlet” or lower the similarity to see more." if not count else ""
    told_by = f"{plural(count, 'utterance')} that more than one outlet has" if shared else plural(count, "utterance")
    return View(coverage_charts.ladder(kept), kept, f"{told_by}.{hint}", behind, beside)


def coverage(corpus: Corpus, *, kinds: tuple[str, ...] = (), only: str = ANYWHERE, contains: str = "") -> View:
    """The coverage ledger: who has which people, places, numbers, quotations and facts, and how."""
    frame = ledger_frame(corpus)
    kept = frame[frame["kind"].isin(kinds or KINDS_OF_ITEMS)]
    kept = kept[kept["item"].str.casefold().str.contains(contains.casefold().strip(), regex=False)]
    if only == SHARED:
        kept = kept[kept["outlets"].gt(1)]
    elif only != ANYWHERE:
        has = kept["outlet_label"].eq(only) & kept["count"].gt(0)
        kept = kept[kept["outlets"].eq(1) & has.groupby([kept["kind"], kept["item_id"]]).transform("any")]
    behind = Behind(kept, ["kind", "item_id", "outlet_label"])

    def beside(keys: tuple[str, ...]) -> str:
        return _missed(behind.rows(keys))

    count = len(kept.drop_duplicates(["kind", "item_id"]))
    empty = " Nothing is left with these settings: loosen one of them, or press Reset." if not count else ""
    return View(coverage_charts.ledger(kept), kept, f"{plural(count, 'item')}.{empty}", behind, beside)


def facts(corpus: Corpus, *, least: float = 0, contains: str = "") -> View:
    """The sentences of two articles that tell the same fact, by their place in each story.

    With `least`, only those that do so with at least this probability; with `contains`, only those where these words stand.
    """
    every = facts_frame(corpus)
    frame = every[every["probability"].ge(least)]
    if wanted := contains.casefold().strip():
        frame = frame[(frame["text_a"] + " " + frame["text_b"]).str.casefold().str.contains(wanted, regex=False)]
    sides = ["sentence_a", "sentence_b"]
    behind = Behind(frame, sides, sides)

    def beside(keys: tuple[str, ...]) -> str:
        return "".join(
            f'<p class="quiet">Probability {row["probability"]:.2f}; signs: {reader.said(row["signs"])}</p>'
            for row in records(behind.rows(keys))
        )

    return View(
        coverage_charts.fact_pairs(frame),
        frame,
        f"{plural(len(frame), 'pair')} of sentences tell the same fact.{_surest(every, frame)}",
        behind,
        beside,
    )


def _surest(every: pd.DataFrame, kept: pd.DataFrame) -> str:
    """What to say when a setting leaves no pair of sentences."""
    if len(kept) or every.empty:
        return ""
    return f" The surest of {plural(len(every), 'pair')} has the probability {every['probability'].max():.2f}."


def words(
    corpus: Corpus, *, unit: str = "stem", part: str = "all", least: int = 3, function_words: bool = False
) -> View:
    """The words that are more one outlet's own than the others'."""
    frame = keyness_frames[unit, part](corpus)
    often = (frame["count"] + frame["count_rest"]).ge(least)
    kept = frame[often & frame["log_ratio"].fillna(0).gt(0) & (~frame["function_word"] | function_words)]
    told = f"{plural(len(kept), 'word')} in {plural(kept['group'].nunique(), 'outlet')}; the surest are shown."
    if kept.empty:
        told = "No word stands so often: lower the least count, or look at all words."
    return View(wordings.keyness(kept), kept, told, Behind(kept, ["group", "word"]))


def rates(corpus: Corpus, *, kinds: tuple[str, ...] = ()) -> View:
    """Hedges, intensifiers, evaluations and say-verbs per thousand words of each outlet."""
    frame = rates_frame(corpus)
    kept = frame[frame["kind"].isin(kinds) | (not kinds)]
    found = int(kept["count"].sum())
    told = f"{plural(found, 'word')} of these lists."
    return View(wordings.rates(kept), kept, told, Behind(kept, ["outlet_label", "kind", "group", "part"]))


def _missed(rows: pd.DataFrame) -> str:
    """Of what was not found: the forms that were looked for and what comes nearest."""
    return "".join(map(_miss, records(rows[rows["evidence"].isna()])))


def _miss(row: dict[str, Any]) -> str:
    forms = f" Looked for: {reader.said(row['searched'])}." if "searched" in row else ""
    near = "Nothing in it comes near."
    if isinstance(row["nearest"], str):
        at = f'<code data-mark="{reader.esc(row["nearest_at"])}">{reader.esc(row["nearest_at"])}</code>'
        near = f"The nearest: “{reader.esc(snippet(row['nearest']))}” {at}"
    return f"<p>Not found in {reader.said(row['outlet_label'])}.{forms} {near}</p>"


KINDS_OF_ITEMS = tuple(COLLECTED)
"""What the ledger can list."""
