"""Who is in the story: who is only mentioned, who speaks, and what the outlets call them."""

from __future__ import annotations

import pandas as pd

from workbench.compare.common.evidence import JOINT
from workbench.compare.common.witnesses import reports_only
from workbench.compare.speech.quoting import example, order, outlet_order
from workbench.corpus.frames import frame
from workbench.corpus.model import Corpus
from workbench.schema import RESULTS

_COUNTS = {"mentions": "mentioned", "paraphrased": "paraphrased", "fragments": "fragment", "quoted": "quoted"}
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
        evidence=("address", JOINT.join),
    )
    summed = summed.merge(example(rows, ["participant_id", "article_id"]), on=["participant_id", "article_id"])
    summed["first_word"] = summed["named_at"].fillna(summed["first_word"])
    who = {key: i for i, key in enumerate(corpus.participants["participant_id"])}
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
    summed = (
        corpus.labelled("mentions")
        .groupby(keys, sort=False, as_index=False)
        .agg(count=("mention_id", "size"), evidence=("label_at", JOINT.join))
    )
    who = {key: i for i, key in enumerate(corpus.participants["participant_id"])}
    summed["who"] = summed["participant_id"].map(who)
    summed["place"] = summed["outlet_label"].map(outlet_order(corpus))
    ordered = summed.sort_values(["who", "place", "count"], ascending=[True, True, False], kind="stable")
    return frame(ordered[list(RESULTS["labels"].columns)], RESULTS["labels"])
