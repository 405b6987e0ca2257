"""Who is named, who speaks, how much, where and with which verbs; who is named together; in whose words a story is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pandas as pd

from workbench.compare.shared import WORD_OF_MANNER, once_per_corpus, reports_only
from workbench.corpus.model import (
    Corpus,
    article_order,
    frame,
    join_cell,
    name_of,
    outlet_of,
    outlet_order,
    participant_order,
    records,
    rows_of,
)
from workbench.parse.quotations.cues import cue_classes
from workbench.parse.text import Span, count_words, words
from workbench.results import RESULTS
from workbench.schema import CUE_CLASSES

MANNERS = tuple(WORD_OF_MANNER)
"""The ways in which a participant can be in a story, from the one that gives least room for their own words."""

MANNER_OF = {
    "direct": "quoted",
    "fragment": "fragment",
    "scare": "fragment",  # single words of a speaker; those that are nobody's in particular are left out
    "indirect": "paraphrased",
    "mixed": "paraphrased",  # the marked words inside have rows of their own
}
"""Kind of quotation → manner. Titles of works are nobody's speech."""

_WEAK = frozenset({"go", "goes", "going", "gone", "went"})  # “went on to say” says; where nothing else does, it goes
_LETTER = re.compile(r"[^\W\d_]")
_NOT_LETTERS = re.compile(r"^[\W_]+|[\W_]+$")


def order(corpus: Corpus) -> pd.DataFrame:
    """Where in each story somebody is named, reported or quoted: one row each, in reading order, measured in words.

    Every other number on people and quotations is a count or a sum over these rows. `words` of a paraphrase are the
    reporter's: those between marks have rows of their own, and where one statement of a speaker stands inside
    another, the inner one has the words. So no word counts twice for one speaker. A speaker who is no participant
    is missing. Left out are titles of works, and words set at a distance that nobody is said to have said.

    >>> import workbench as wb
    >>> rows = wb.order(wb.load())
    >>> rows[["name", "manner", "first_word", "text"]].values.tolist()[0]
    ['Vladimir Putin', 'mentioned', 0, 'Putin']
    """
    return _order(reports_only(corpus)).copy()


@once_per_corpus  # people, speaking and the ledger count over the same rows
def _order(corpus: Corpus) -> pd.DataFrame:
    named = corpus.mentions.assign(address=corpus.mentions["mention_id"], manner="mentioned", speaker=None)
    spoken = spoken_quotes(corpus).assign(address=lambda d: d["quote_id"])
    kept = ["address", "article_id", "participant_id", "manner", "start", "end", "text"]
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in records(pd.concat([named[kept], spoken[kept]])):
        by_article[row["article_id"]].append(row)
    names = name_of(corpus)
    rows: list[dict[str, Any]] = []
    for article in records(corpus.articles):
        these = by_article.get(article["article_id"], [])
        own = _own_words(article["text"], [row for row in these if row["manner"] != "mentioned"])
        starts = [start for start, _ in words(article["text"])]
        for row in sorted(these, key=lambda r: (r["start"], -r["end"])):
            who = None if pd.isna(row["participant_id"]) else row["participant_id"]
            rows.append(
                {
                    **{column: row[column] for column in ("address", "article_id", "manner", "text")},
                    "outlet_label": article["outlet_label"],
                    "participant_id": who,
                    "name": names.get(who) if who else None,
                    "first_word": bisect_left(starts, row["start"]),
                    "last_word": bisect_left(starts, row["end"]),
                    "words": count_words(row["text"]) if row["manner"] == "mentioned" else own[row["address"]],
                    "article_words": len(starts),
                }
            )
    return frame(rows, RESULTS["order"])


def spoken_quotes(corpus: Corpus) -> pd.DataFrame:
    """The quotations that are somebody's speech, with their `manner`: quoted in full, in fragments, or paraphrased."""
    quotes = corpus.quotes
    nobody = quotes["kind"].eq("scare") & quotes["participant_id"].isna() & quotes["speaker"].isna()
    manner = quotes["kind"].map(MANNER_OF).astype("str")
    return quotes.assign(manner=manner)[manner.notna() & ~nobody]


def speaking(corpus: Corpus) -> pd.DataFrame:
    """Who speaks how much in which outlet: words quoted in full, in fragments, and reported in other words.

    One row per outlet and speaker in it; the speaker with the most words between marks, over all outlets, first.
    Where no participant could be found the name is missing: that row comes last, and its words are among those of
    which everybody has a `share`. Words are as printed: what an outlet prints twice counts twice.

    >>> import workbench as wb
    >>> rows = wb.speaking(wb.load())
    >>> rows[rows["name"] == "Donald J. Trump"][["outlet_label", "quoted_words", "fragment_words"]].values.tolist()
    [['unnamed outlet (James Smith)', 44, 5], ['Antiwar.com', 66, 2]]
    """
    corpus = reports_only(corpus)
    rows = order(corpus)
    rows = rows[rows["manner"] != "mentioned"]
    utterance = dict(zip(corpus.quotes["quote_id"], corpus.quotes["utterance_id"], strict=True))
    examples = best_example(rows, ["participant_id", "outlet_label"])
    own = {m: rows["words"].where(rows["manner"] == m, 0) for m in MANNERS[1:]}
    counted = rows.assign(
        utterances=rows["address"].map(utterance),
        quoted_words=own["quoted"],
        fragment_words=own["fragment"],
        paraphrased_words=own["paraphrased"],
    )
    summed = counted.groupby(["participant_id", "name", "outlet_label"], sort=False, dropna=False, as_index=False).agg(
        utterances=("utterances", "nunique"),
        quoted_words=("quoted_words", "sum"),
        fragment_words=("fragment_words", "sum"),
        paraphrased_words=("paraphrased_words", "sum"),
        evidence=("address", join_cell),
    )
    summed = summed.merge(examples, how="left", on=["participant_id", "outlet_label"])
    summed["marked"] = summed["quoted_words"] + summed["fragment_words"]
    in_outlet = summed.groupby("outlet_label")["marked"].transform("sum")
    summed["share"] = summed["marked"] / in_outlet.where(in_outlet > 0)
    ranked = summed.assign(
        resolved=summed["participant_id"].notna(),
        all=summed.groupby("participant_id", dropna=False)["marked"].transform("sum"),
        who=summed["participant_id"].map(participant_order(corpus)),
        place=summed["outlet_label"].map(outlet_order(corpus)),
    )
    ranked = ranked.sort_values(["place", "resolved", "all", "who"], ascending=[True, False, False, True])
    return frame(ranked[list(RESULTS["speaking"].columns)], RESULTS["speaking"])


SOURCES = ("person", "body", "group", "document", "anonymous", None)
"""The kinds of sources in their order; of the last nothing is known."""


def sources(corpus: Corpus, *, marked: bool = False) -> pd.DataFrame:
    """What kind of sources each outlet has, by the words that it takes from them, quoted or reported: one row per outlet and kind.

    An outlet has a row for every kind, with a count of 0 for what it does not have. A person is a named one; “a senior official” is
    anonymous. With `marked`, only words between quotation marks count. Words are those of `order`.

    >>> import workbench as wb
    >>> rows = wb.sources(wb.load())
    >>> rows[rows["source_kind"] == "group"][["outlet_label", "quotations", "words"]].values.tolist()
    [['unnamed outlet (James Smith)', 4, 51], ['Antiwar.com', 0, 0]]
    """
    corpus = reports_only(corpus)
    rows = order(corpus)
    kind = dict(zip(corpus.quotes["quote_id"], corpus.quotes["source_kind"].fillna(""), strict=True))
    rows = rows[rows["manner"].isin(_WORDS.values()) | (rows["manner"].eq("paraphrased") & (not marked))]
    rows = rows.assign(kind=rows["address"].map(kind).astype("str"))
    found: list[dict[str, Any]] = []
    for outlet in outlet_order(corpus):
        of_outlet = rows[rows["outlet_label"].eq(outlet)]
        every = int(of_outlet["words"].sum())
        for source in SOURCES:
            own = of_outlet[of_outlet["kind"].eq(source or "")]
            words_of = int(own["words"].sum())
            size = {"quotations": len(own), "words": words_of, "share": words_of / every if every else None}
            quoted = int(own.loc[own["manner"].ne("paraphrased"), "words"].sum())
            evidence = {"quoted_words": quoted, "evidence": join_cell(own["address"])}
            found.append({"outlet_label": outlet, "source_kind": source, **size, **evidence})
    return frame(found, RESULTS["sources"])


def cues(corpus: Corpus) -> pd.DataFrame:
    """With which verbs each outlet introduces what others say: say-verbs by class, with how often each is used.

    One row per outlet and verb. Classes are in the order of `schema.CUE_CLASSES`, cues without a class come last; in a
    class the verb that is most frequent over all outlets comes first. A cue that introduces several quotations
    counts once, and a bare colon not at all. The verb is the word of the cue that has the class.

    >>> import workbench as wb
    >>> rows = wb.cues(wb.load())
    >>> rows[rows["cue_class"] == "answer"][["outlet_label", "cue", "count", "printed"]].values.tolist()
    [['unnamed outlet (James Smith)', 'responded', 1, 'responded'], ['Antiwar.com', 'replied', 1, 'replied']]
    """
    corpus = reports_only(corpus)
    used = spoken_quotes(corpus).dropna(subset=["cue_at"]).drop_duplicates("cue_at")
    used = used[used["cue"].str.contains(_LETTER)]  # a colon introduces speech, but is no verb
    used = used.assign(
        outlet_label=used["article_id"].map(corpus.articles.set_index("article_id")["outlet_label"]),
        cue=[cue_word(c, None if pd.isna(k) else k) for c, k in zip(used["cue"], used["cue_class"], strict=True)],
        printed=used["cue"],
    )
    summed = used.groupby(["cue_class", "cue", "outlet_label"], sort=False, dropna=False, as_index=False).agg(
        count=("cue_at", "size"),
        printed=("printed", lambda cues: join_cell(dict.fromkeys(cues))),
        evidence=("cue_at", join_cell),
    )
    summed["rank"] = summed["cue_class"].map({name: i for i, name in enumerate(CUE_CLASSES)})
    summed["all"] = summed.groupby(["cue_class", "cue"], dropna=False)["count"].transform("sum")
    summed["place"] = summed["outlet_label"].map(outlet_order(corpus))
    summed = summed.sort_values(["place", "rank", "all", "cue"], ascending=[True, True, False, True])
    return frame(summed[list(RESULTS["cues"].columns)], RESULTS["cues"])


def best_example(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """For each value of `keys`, the words of the order that say most: the longest quotation, else statement, else naming."""
    ranked = rows.assign(step=rows["manner"].map({manner: step for step, manner in enumerate(MANNERS)}))
    best = ranked.sort_values(["step", "words"], ascending=False, kind="stable").drop_duplicates(keys)
    return best[[*keys, "text", "address"]].rename(columns={"text": "example", "address": "example_at"})


def cue_word(cue: str, cue_class: str | None) -> str:
    """The verb of a cue, in lower case: its first word of that class, else the whole cue.

    >>> cue_word("has often claimed", "claim"), cue_word("went on to say", "neutral"), cue_word("Put it:", None)
    ('claimed', 'say', 'put it')
    """
    whole = _NOT_LETTERS.sub("", cue.lower())
    each = [whole[start:end] for start, end in words(whole)]
    fitting = [word for word in each if cue_class and cue_classes().get(word) == cue_class]
    return next((w for w in fitting if w not in _WEAK), next(iter(fitting), whole or cue))


def _own_words(text: str, rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Address → the words that count for this row: marked rows first, then paraphrases from the shortest."""
    counts: dict[str, int] = {}
    marked: list[Span] = []
    taken: dict[str | None, list[Span]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r["manner"] == "paraphrased", r["end"] - r["start"])):
        span = row["start"], row["end"]
        if row["manner"] != "paraphrased":
            marked.append(span)
            counts[row["address"]] = count_words(text[slice(*span)])
            continue
        who = None if pd.isna(row["participant_id"]) else row["participant_id"]
        counts[row["address"]] = sum(count_words(text[a:b]) for a, b in _outside(span, [*marked, *taken[who]]))
        taken[who].append(span)
    return counts


def _outside(span: Span, holes: Iterable[Span]) -> list[Span]:
    """The parts of a span that lie in none of the holes.

    >>> _outside((0, 10), [(6, 8), (2, 4), (3, 5)])
    [(0, 2), (5, 6), (8, 10)]
    """
    at, end = span
    parts = []
    for a, b in sorted(holes):
        if a < end and b > at:
            parts.append((at, a))
            at = max(at, b)
    return [(a, b) for a, b in [*parts, (at, end)] if a < b]


_COUNTS = dict(zip(("mentions", "paraphrased", "fragments", "quoted"), MANNERS, strict=True))
_WORDS = {"quoted_words": "quoted", "fragment_words": "fragment"}


def people(corpus: Corpus) -> pd.DataFrame:
    """Who is in each story: how often mentioned, paraphrased, quoted in fragments and quoted in full, kept apart.

    One row per participant and article; a participant that an article neither names nor lets speak has no row for it.
    The four counts are rows of `order`, so `evidence` has as many addresses as they are together. Descriptions and
    pronouns (“the president”, “he”) are not namings; what is said under them counts for the speaker they stand for.

    >>> import workbench as wb
    >>> rows = wb.people(wb.load())
    >>> rows[rows["name"] == "Joe Biden"][["outlet_label", "mentions", "quoted", "first_word"]].values.tolist()
    [['Antiwar.com', 2, 0, 108]]
    """
    corpus = reports_only(corpus)
    rows = order(corpus).dropna(subset=["participant_id"])
    counted = rows.assign(
        **{column: rows["manner"].eq(manner).astype("int64") for column, manner in _COUNTS.items()},
        **{column: rows["words"].where(rows["manner"] == manner, 0) for column, manner in _WORDS.items()},
        named_at=rows["first_word"].where(rows["manner"] == "mentioned").astype("Int64"),
    )
    keys = ["participant_id", "name", "article_id", "outlet_label"]
    summed = counted.groupby(keys, sort=False, as_index=False).agg(
        **{column: (column, "sum") for column in (*_COUNTS, *_WORDS)},
        first_word=("first_word", "first"),
        named_at=("named_at", "min"),
        evidence=("address", join_cell),
    )
    summed = summed.merge(best_example(rows, ["participant_id", "article_id"]), on=["participant_id", "article_id"])
    summed["first_word"] = summed["named_at"].fillna(summed["first_word"])
    who = participant_order(corpus)
    ordered = summed.sort_values("participant_id", key=lambda ids: ids.map(who), kind="stable")
    return frame(ordered[list(RESULTS["people"].columns)], RESULTS["people"])


def labels(corpus: Corpus) -> pd.DataFrame:
    """What each outlet calls each participant: every label as printed, and how often.

    A label is the name with the title or role beside it. One row per participant, outlet and label, in the order of
    the participants; within an outlet the most frequent first. `corpus.roles` has the descriptions that stand
    apart from a name (“the Russian leader”).

    >>> import workbench as wb
    >>> rows = wb.labels(wb.load())
    >>> rows[rows["name"] == "Volodymyr Zelensky"][["outlet_label", "label", "count"]].values.tolist()
    [['unnamed outlet (James Smith)', 'Zelensky', 6], \
['unnamed outlet (James Smith)', 'Ukrainian President Volodymyr Zelensky', 2], \
['Antiwar.com', 'Ukrainian President Zelensky', 1]]
    """
    corpus = reports_only(corpus)
    keys = ["participant_id", "name", "outlet_label", "label"]
    by_label = corpus.labelled("mentions").groupby(keys, sort=False, as_index=False)
    summed = by_label.agg(count=("mention_id", "size"), evidence=("label_at", join_cell))
    summed["who"] = summed["participant_id"].map(participant_order(corpus))
    summed["place"] = summed["outlet_label"].map(outlet_order(corpus))
    ordered = summed.sort_values(["who", "place", "count"], ascending=[True, True, False], kind="stable")
    return frame(ordered[list(RESULTS["labels"].columns)], RESULTS["labels"])


WITHIN = ("sentence", "paragraph")
"""What two participants have to share."""


def comentions(corpus: Corpus, *, within: str = "sentence") -> pd.DataFrame:
    """Which participants are named in the same sentence, or paragraph: one row per pair and article (columns: docs/tables.md).

    A sentence counts once for a pair, however often it names them, and `evidence` has its address; titles are sentences,
    too. Only namings count: “he” or “the president” names nobody. The pair with the most sentences in all articles stands
    first; of a pair the one who comes first in `participants` is `a`. Sharing a sentence says nothing about how the two
    stand to each other: read the sentences.

    >>> import workbench as wb
    >>> rows = wb.comentions(wb.load())
    >>> rows[["name_a", "name_b", "outlet_label", "count"]].values.tolist()[0]
    ['Vladimir Putin', 'Donald J. Trump', 'unnamed outlet (James Smith)', 7]
    """
    if within not in WITHIN:
        raise ValueError(f"within={within!r}: expected one of {', '.join(map(repr, WITHIN))}")
    corpus = reports_only(corpus)
    who = participant_order(corpus)
    named = corpus.mentions[corpus.mentions["participant_id"].isin(who)]
    inside: dict[str, list[tuple[int, str]]] = {}
    for article, start, participant in rows_of(named, "article_id", "start", "participant_id"):
        inside.setdefault(article, []).append((start, participant))
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    columns = ("article_id", "start", "end", f"{within}_id", "text")
    together: Counter[tuple[str, str]] = Counter()
    for article, start, end, address, text in rows_of(getattr(corpus, f"{within}s"), *columns):
        own = {participant for at, participant in inside.get(article, ()) if start <= at < end}
        for a, b in combinations(sorted(own, key=who.__getitem__), 2):
            found.setdefault((a, b, article), []).append((address, text))
            together[a, b] += 1
    names = name_of(corpus)
    outlets = outlet_of(corpus)
    place = article_order(corpus)
    rows: list[dict[str, object]] = []
    for a, b, where in sorted(found, key=lambda key: (-together[key[:2]], who[key[0]], who[key[1]], place[key[2]])):
        addresses = [address for address, _ in found[a, b, where]]
        pair = {"participant_a": a, "name_a": names[a], "participant_b": b, "name_b": names[b]}
        example, evidence = found[a, b, where][0][1], join_cell(addresses)
        here = {"article_id": where, "outlet_label": outlets[where]}
        rows.append({**pair, **here, "count": len(addresses), "example": example, "evidence": evidence})
    return frame(rows, RESULTS["comentions"])


REST = "rest"
_OWNERS = MANNERS[1:]  # of a word in several, the last has it


def whose_words(corpus: Corpus) -> pd.DataFrame:
    """In whose words each outlet tells the story: quoted in full, in fragments, paraphrased, and all the rest.

    Four rows per outlet; together they have each of its words once. A word between marks is not counted again with the
    paraphrase around it, nor with a second speaker. `count` is the number of passages that have these words, with an
    address each in `evidence`; the rest has none. Titles of works, and words set at a distance that nobody said, are
    part of the rest.

    >>> import workbench as wb
    >>> wb.whose_words(wb.load())[["manner", "words", "outlet_words"]].values.tolist()[:2]
    [['quoted', 149, 658], ['fragment', 34, 658]]
    """
    corpus = reports_only(corpus)
    spoken = dict(iter(spoken_quotes(corpus).groupby("article_id", sort=False)))
    counted: dict[str, dict[str, int]] = {}
    behind: dict[tuple[str, str], list[str]] = {}
    for article in records(corpus.articles):
        starts = [start for start, _ in words(article["text"])]
        owner: list[tuple[str, str | None]] = [(REST, None)] * len(starts)
        own = records(spoken[article["article_id"]]) if article["article_id"] in spoken else []
        for quote in sorted(own, key=lambda q: _OWNERS.index(q["manner"])):
            first, last = bisect_left(starts, quote["start"]), bisect_left(starts, quote["end"])
            owner[first:last] = [(quote["manner"], quote["quote_id"])] * (last - first)
        sums = counted.setdefault(article["outlet_label"], dict.fromkeys((*reversed(_OWNERS), REST), 0))
        for manner, _ in owner:
            sums[manner] += 1
        for manner, address in dict.fromkeys(owner):
            if address:
                behind.setdefault((article["outlet_label"], manner), []).append(address)
    rows: list[dict[str, Any]] = []
    for outlet in sorted(counted, key=outlet_order(corpus).__getitem__):
        all_words = sum(counted[outlet].values())
        for manner, count in counted[outlet].items():
            addresses = behind.get((outlet, manner), [])
            share = count / all_words if all_words else None
            size = {"words": count, "outlet_words": all_words, "share": share}
            passages = {"count": len(addresses), "evidence": join_cell(addresses)}
            rows.append({"outlet_label": outlet, "manner": manner, **size, **passages})
    return frame(rows, RESULTS["whose_words"])
