"""What an explorer shows for given settings: pure functions `corpus, settings → View`, and the words behind each mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from workbench.compare import speech as frames_of_speech
from workbench.compare.articles import strip
from workbench.compare.collate import collate as collate_frame
from workbench.compare.facts import fact_pairs
from workbench.compare.keyness import UNITS, keyness
from workbench.compare.ledger import COLLECTED, ladder, ledger
from workbench.compare.rates import rates as rates_of
from workbench.compare.same_words import same_words as same_words_of
from workbench.compare.shared import JOINT, once_per_corpus
from workbench.compare.shared import evidence as passages
from workbench.compare.speech import MANNERS, WITHIN
from workbench.compare.speech import comentions as comentions_frame
from workbench.compare.speech import order as order_of
from workbench.compare.speech import people as people_in_articles
from workbench.compare.speech import whose_words as whose_words_of
from workbench.compare.words import PARTS
from workbench.corpus import Corpus
from workbench.corpus.model import records
from workbench.show import charts, html
from workbench.show.charts import coverage as coverage_charts
from workbench.show.charts import speech, wordings
from workbench.show.charts.parts import Behind, marks_of
from workbench.show.charts.speech import NO_CLASS
from workbench.show.charts.speech import comentions as comentions_chart
from workbench.show.phrasing import plural, snippet
from workbench.show.versions import collation

# ---- What an explorer shows for given settings: pure functions `corpus, settings → View`, tested without any widget --


# A control changes what is shown of these frames, not the frames: each is made once per corpus. Nothing here changes them.
strip_frame, people_frame, order_frame, speaking_frame, cues_frame, whose_words_frame = map(
    once_per_corpus,
    (
        strip,
        people_in_articles,
        frames_of_speech.order,
        frames_of_speech.speaking,
        frames_of_speech.cues,
        whose_words_of,
    ),
)

comentions_frames = {within: once_per_corpus(partial(comentions_frame, within=within)) for within in WITHIN}


@dataclass(frozen=True)
class View:
    """A chart, the frame it was drawn from, a sentence, and for the key of each mark the addresses of what it counts."""

    chart: charts.Chart
    frame: pd.DataFrame
    told: str
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: Callable[[tuple[str, ...]], str] | None = None
    """For the keys of marks, HTML that stands above their passages: a collation, or how something was searched."""


def overview(corpus: Corpus) -> View:
    """Where the stretches between quotation marks stand in each article."""
    frame = strip_frame(corpus)
    absent = corpus.articles[~corpus.articles["article_id"].isin(frame["article_id"])]
    without = (
        f" Nothing stands between quotation marks in {plural(len(absent), 'article')}, which the chart leaves out."
    )
    told = f"{plural(len(frame), 'stretch', 'stretches')} between quotation marks.{without if len(absent) else ''}"
    return View(charts.strip(frame), frame, told, Behind(frame, ["quote_id"], ["quote_id"]))


def participants(corpus: Corpus, *, minimum: int = 1, kinds: tuple[str, ...] = (), person: str = "") -> View:
    """Who is mentioned, paraphrased and quoted in each article, at least `minimum` times in all of them together."""
    frame = people_frame(corpus)
    counts = frame[["mentions", "paraphrased", "fragments", "quoted"]].sum(axis=1)
    kind = frame["participant_id"].map(corpus.participants.set_index("participant_id")["kind"])
    kept = frame[
        counts.groupby(frame["participant_id"]).transform("sum").ge(minimum)
        & (kind.isin(kinds) | (not kinds))
        & named(frame, person)
    ]
    who = kept["participant_id"].nunique()
    told = (
        f"{plural(who, 'participant')} in {plural(len(corpus.articles), 'article')}." if who else nobody(frame, person)
    )
    return View(speech.people(kept), kept, told, _behind_people(corpus))


def quotes(
    corpus: Corpus, *, manners: tuple[str, ...] = MANNERS[1:], person: str = "", per_hundred: bool = False
) -> View:
    """How many words of each speaker each outlet prints, in full, in fragments and paraphrased."""
    frame = speaking_frame(corpus)
    columns = {"quoted": "quoted_words", "fragment": "fragment_words", "paraphrased": "paraphrased_words"}
    absent = [column for manner, column in columns.items() if manner not in manners]
    kept = frame.assign(**dict.fromkeys(absent, 0))
    kept = kept[kept[list(columns.values())].sum(axis=1).gt(0) & named(kept, person)]
    if per_hundred:
        words = corpus.articles.groupby("outlet_label")["words"].sum()
        of = 100 / kept["outlet_label"].map(words)
        kept = kept.assign(**{c: (kept[c] * of).round(2) for c in columns.values()})
    where = order_frame(corpus)
    unit = "words in 100 of the outlet" if per_hundred else "words"
    shown = where[where["manner"].isin(manners)]
    told = f"{plural(len(shown), 'passage')}; bars in {unit}." if len(kept) else nobody(frame, person)
    return View(speech.speaking(kept), kept, told, _behind_speakers(corpus))


def cues(corpus: Corpus, *, classes: tuple[str, ...] = (), minimum: int = 1) -> View:
    """Which verbs introduce speech in each outlet, used at least `minimum` times in all outlets together."""
    frame = cues_frame(corpus)
    total = frame.groupby("cue")["count"].transform("sum")
    kept = frame[total.ge(minimum) & (frame["cue_class"].fillna(NO_CLASS).isin(classes) | (not classes))]
    count = int(kept["count"].sum())
    most = f" The most frequent verb stands {plural(int(total.max()), 'time')}." if len(frame) and kept.empty else ""
    return View(
        speech.cues(kept), kept, f"{plural(count, 'cue')}.{most}", Behind(kept, ["cue_class", "cue", "outlet_label"])
    )


def whose_words(corpus: Corpus) -> View:
    """In whose words each outlet tells the story."""
    frame = whose_words_frame(corpus)
    told = f"{plural(int(frame['count'].sum()), 'passage')} with words of somebody else."
    return View(speech.whose_words(frame), frame, told, Behind(frame, ["outlet_label", "manner"]))


def comentions(corpus: Corpus, *, within: str = WITHIN[0], minimum: int = 1, person: str = "") -> View:
    """Which participants are named in the same sentence or paragraph, in all articles together at least `minimum` times."""
    frame = comentions_frames[within](corpus)
    total = frame.groupby(["participant_a", "participant_b"])["count"].transform("sum")
    one, other = (named(frame.assign(name=frame[side]), person) for side in ("name_a", "name_b"))
    kept = frame[total.ge(minimum) & (one | other)]
    names = pd.concat([frame["name_a"], frame["name_b"]]).to_frame("name")
    shared = {address for addresses in kept["evidence"] for address in addresses.split(JOINT)}
    joined = f"{plural(len(kept), 'pair')} in {plural(len(shared), within)}."
    told = joined if shared else nobody(names, person)
    behind = Behind(kept, ["participant_a", "participant_b", "article_id"])
    return View(comentions_chart(kept), kept, told, behind)


def order_view(corpus: Corpus, *, manners: tuple[str, ...] = MANNERS, person: str = "") -> View:
    """Where in each story participants are named and speak."""
    frame = order_frame(corpus)
    kept = frame[frame["manner"].isin(manners) & named(frame, person)]
    told = f"{plural(len(kept), 'passage')}." if len(kept) else nobody(frame, person)
    return View(speech.order(kept), kept, told, Behind(kept, ["address"], ["address"]))


def named(frame: pd.DataFrame, person: str) -> pd.Series:
    """Which rows are of a participant whose name holds the words, in any case."""
    wanted = " ".join(person.split()).casefold()
    holds: pd.Series = frame["name"].fillna("unresolved").str.casefold().str.contains(wanted, regex=False)
    return holds


def nobody(frame: pd.DataFrame, person: str) -> str:
    """What to say when nothing is left: the names nearest to the one asked for."""
    from rapidfuzz import process

    names = list(frame["name"].dropna().unique())
    if not names:
        return "No participant was found in these articles."
    if not person:
        return "Nothing is left with these settings: loosen one of them, or press Reset."
    near = [name for name, *_ in process.extract(person, names, limit=3)]
    return f"Nobody here is called {person!r}; the nearest are {', '.join(near)}."


@once_per_corpus
def _behind_people(corpus: Corpus) -> Behind:
    return Behind(order_frame(corpus), ["participant_id", "article_id", "manner"], ["address"])


@once_per_corpus
def _behind_speakers(corpus: Corpus) -> Behind:
    return Behind(order_frame(corpus), ["participant_id", "outlet_label", "manner"], ["address"])


# ---- What the explorers of wording and coverage show: pure functions `corpus, settings → View` -----------------------


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
        tables = [collation(rows) for rows in shown if rows["witness"].nunique() > 1]
        return html.glued([*tables, _missed(behind.rows(keys))])

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
        return html.glued(
            html.quiet(html.sentence("Probability {}; signs: {}", f"{row['probability']:.2f}", html.said(row["signs"])))
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
    return html.glued(map(_miss, records(rows[rows["evidence"].isna()])))


def _miss(row: dict[str, Any]) -> str:
    forms = html.sentence(" Looked for: {}.", html.said(row["searched"])) if "searched" in row else ""
    near = "Nothing in it comes near."
    if isinstance(row["nearest"], str):
        there = html.code(row["nearest_at"], mark=row["nearest_at"])
        near = html.sentence("The nearest: “{}” {}", snippet(row["nearest"]), there)
    return html.paragraph(html.sentence("Not found in {}.{} {}", html.said(row["outlet_label"]), forms, near))


KINDS_OF_ITEMS = tuple(COLLECTED)
"""What the ledger can list."""

# ---- From the marks of a figure to the words that they count ---------------------------------------------------------


Found = Mapping[str, tuple[str, ...]]
"""The key of a mark → the addresses of what it counts."""

_CONTEXT = 60  # characters on each side: enough to see who speaks, short enough that a page of hundreds stays small


def behind_marks(corpus: Corpus, spec: Mapping[str, Any], behind: Found) -> pd.DataFrame:
    """One row per mark that is drawn and passage that it counts, mark by mark: its key, what is told of it, address and words.

    A mark that counts nothing, such as one for “not found”, has no row.
    """
    told = marks_of(spec) or dict(zip(behind, behind, strict=True))  # a chart without keys draws all that it is given
    pairs = [(key, said, address) for key, said in told.items() for address in behind.get(key, ())]
    marks = pd.DataFrame(pairs, columns=["mark", "told", "address"], dtype="str")
    found = passages(corpus, marks["address"].unique()).set_index("address")
    short = {address: corpus.passage(address, context=_CONTEXT) for address in found.index}
    found["before"] = [short[address].before for address in found.index]
    found["after"] = [short[address].after for address in found.index]
    return marks.join(found, on="address")


def by_columns(*columns: str) -> Callable[[Corpus, pd.DataFrame], Found]:
    """Marks that stand for a row: their key is in those columns, their addresses in the column `evidence`."""
    return lambda _, frame: Behind(frame, columns)


def by_manner(*columns: str) -> Callable[[Corpus, pd.DataFrame], Found]:
    """Marks that stand for a manner of one row: mentioned, paraphrased, in fragments, in full."""
    return lambda corpus, _: Behind(order_of(corpus), [*columns, "manner"], ["address"])


def by_itself(column: str) -> Callable[[Corpus, pd.DataFrame], Found]:
    """Marks that stand for one passage, whose address is in that column and is their key."""
    return lambda _, frame: Behind(frame, [column], [column])


def of_pairs(_: Corpus, frame: pd.DataFrame) -> Found:
    """Marks that stand for two sentences with the same fact."""
    sides = ["sentence_a", "sentence_b"]
    return Behind(frame, sides, sides)


def of_edits(_: Corpus, frame: pd.DataFrame) -> Found:
    """Marks that stand for a kind of difference: the words on both sides of each."""
    return Behind(frame, ["kind"], ["address_a", "address_b"])


def of_overview(corpus: Corpus, frame: pd.DataFrame) -> Found:
    """What the overview counts in each article: its paragraphs, its sentences, its stretches between quotation marks."""
    stretches = strip(corpus)
    counted = {
        "paragraphs": corpus.paragraphs[["article_id", "paragraph_id"]],
        "sentences": corpus.sentences[["article_id", "sentence_id"]],
        "stretches in quotation marks": stretches[["article_id", "quote_id"]],
    }
    labels = dict(zip(frame["article_id"], frame["outlet_label"], strict=True))
    found: dict[str, list[str]] = {}
    for what, rows in counted.items():
        for article, address in rows.itertuples(index=False, name=None):
            if article in labels:
                found.setdefault(f"{labels[article]}, {what} [{article}]", []).append(address)
    return {key: tuple(addresses) for key, addresses in found.items()}
