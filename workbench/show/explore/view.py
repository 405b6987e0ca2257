"""What an explorer shows for given settings: pure functions `corpus, settings → View`, tested without any widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from workbench.compare.articles.overview import strip
from workbench.compare.common.evidence import JOINT
from workbench.compare.common.once import once_per_corpus
from workbench.compare.speech import quoting
from workbench.compare.speech.comentions import WITHIN
from workbench.compare.speech.comentions import comentions as comentions_frame
from workbench.compare.speech.people import people as people_in_articles
from workbench.compare.speech.quoting import MANNERS
from workbench.compare.speech.whose_words import whose_words as whose_words_of
from workbench.corpus import Corpus
from workbench.show import charts
from workbench.show.charts import speech
from workbench.show.charts.arcs import comentions as comentions_chart
from workbench.show.charts.marks import Behind
from workbench.show.charts.rows import plural
from workbench.show.charts.speech_rows import NO_CLASS

# A control changes what is shown of these frames, not the frames: each is made once per corpus. Nothing here changes them.
strip_frame, people_frame, order_frame, speaking_frame, cues_frame, whose_words_frame = map(
    once_per_corpus, (strip, people_in_articles, quoting.order, quoting.speaking, quoting.cues, whose_words_of)
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


def order(corpus: Corpus, *, manners: tuple[str, ...] = MANNERS, person: str = "") -> View:
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
