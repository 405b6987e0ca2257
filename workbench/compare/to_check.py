"""What is to check: the questions that frames raise and do not answer, each with both passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd

from workbench.compare.conflicts import conflicts
from workbench.compare.facts import fact_pairs, facts
from workbench.compare.fidelity import fidelity
from workbench.compare.ledger import ledger
from workbench.compare.passages import content
from workbench.compare.same_words import same_words
from workbench.compare.shared import expect_corpus
from workbench.compare.standing import TO_CHECK, open_questions
from workbench.compare.words import wording
from workbench.corpus.model import Corpus, frame, outlet_of, records, split_cell
from workbench.results import RESULTS

_Row = dict[str, Any]
_UNKNOWN = dict.fromkeys(("signs", "record_says", "record_at"))
_QUOTED = ("verbatim", "excerpt", "altered")
"""Relations of two quotations; the others are of a report or a sentence without marks."""


def to_check(corpus: Corpus) -> pd.DataFrame:
    """The questions that only a reader can answer: one row each, the most telling first (columns: docs/tables.md).

    Each is a row of another frame, `kind`, whose `standing` there is `to check`: likely enough to be worth a look, and counted
    nowhere. Conflicts come first, then the same words that may have been said on two occasions, quotations beside a record,
    statements in other words, facts that another article perhaps tells, and what was not found; within a kind the order is that of
    its frame. Two passages are asked about once. To confirm is to answer yes: a line of `corrections.csv`, whose `field` is `confirm`
    or `reject`, `address` the `evidence` and `before` the `kind`, settles a row. `wb.explore.to_check` writes it.

    >>> import workbench as wb
    >>> wb.to_check(wb.load())["standing"].unique().tolist()
    ['to check']
    """
    expect_corpus(corpus)
    asked: set[frozenset[str]] = set()
    rows = []
    for kind, ask in ASKED:
        for row in ask(corpus):
            passages = frozenset([*split_cell(row["passage_a"]), *split_cell(row["passage_b"])])
            if len(passages) < 2 or passages not in asked:
                asked.add(passages)
                rows.append({"kind": kind, **_UNKNOWN, **row, "standing": TO_CHECK})
    return frame(rows, RESULTS["to_check"])


def _likeliest(frame: pd.DataFrame) -> pd.DataFrame:
    return open_questions(frame).sort_values("probability", ascending=False, kind="stable")


def _two(row: _Row, question: str) -> _Row:
    """A question about a row that has both sides."""
    told: _Row = {"question": question, "signs": row["signs"], "evidence": row["evidence"]}
    for side in "ab":
        told |= {f"{column}_{side}": row.get(f"{column}_{side}") for column in ("outlet", "name", "text", "passage")}
    return told


def _conflicts(corpus: Corpus) -> Iterator[_Row]:
    for row in records(open_questions(conflicts(corpus))):
        given = (f"{row[f'name_{side}']} in {row[f'outlet_{side}']}" for side in "ab")
        asked = f"Is one statement given to {' and to '.join(given)}?"
        yield _two(row, asked) | {"record_says": row["record_says"], "record_at": row["record_at"]}


def _said_twice(corpus: Corpus) -> Iterator[_Row]:
    for row in _alike(corpus):
        if row["relation"] in _QUOTED:
            yield _two(row, "Are these the same words, said once and not on two occasions?")


def _reported(corpus: Corpus) -> Iterator[_Row]:
    for row in _alike(corpus):
        if row["relation"] not in _QUOTED:
            yield _two(row, "Do both give the same statement, one of them in other words?")


def _alike(corpus: Corpus) -> list[_Row]:
    """The pairs of `same_words` that are to check, the most alike first."""
    return records(open_questions(same_words(corpus)).sort_values("similarity", ascending=False, kind="stable"))


def _fidelity(corpus: Corpus) -> Iterator[_Row]:
    if "reference" not in set(corpus.articles["kind"]):
        return
    outlets = outlet_of(corpus)
    for row in records(open_questions(fidelity(corpus))):
        there = split_cell(row["reference_at"])
        record = outlets[there[0].partition(":")[0]] if there else "the record"
        asked = f"Does {row['outlet_label']} print here, in other words, what {record} has there?"
        if row["verdict"] == "speaker differs":
            asked = f"Does {row['outlet_label']} give to {row['name']} what {row['speaker']} says in {record}?"
        a = {
            "outlet_a": row["outlet_label"],
            "name_a": row["name"],
            "text_a": row["text"],
            "passage_a": row["quote_id"],
        }
        b = {"outlet_b": record, "name_b": row["speaker"], "text_b": row["reference"], "passage_b": row["reference_at"]}
        yield {"question": asked, **a, **b, "signs": row["finding"], "evidence": row["evidence"]}


def _fact_pairs(corpus: Corpus) -> Iterator[_Row]:
    for row in records(_likeliest(fact_pairs(corpus))):
        row |= {f"passage_{side}": row[f"sentence_{side}"] for side in "ab"}
        yield _two(row, "Do these two sentences tell the same, in whole or in part?")


def _facts(corpus: Corpus) -> Iterator[_Row]:
    outlets = outlet_of(corpus)
    for row in records(_likeliest(facts(corpus))):
        near = row["nearest_at"]
        other = outlets[near.partition(":")[0]] if isinstance(near, str) else None
        asked = f"Does {other or 'another article'} tell this too, in whole or in part?"
        a = {"outlet_a": row["outlet_label"], "name_a": None, "text_a": row["text"], "passage_a": row["sentence_id"]}
        b = {"outlet_b": other, "name_b": None, "text_b": row["nearest"], "passage_b": near}
        yield {"question": asked, **a, **b, "evidence": row["evidence"]}


def _ledger(corpus: Corpus) -> Iterator[_Row]:
    every = ledger(corpus)
    has = every[every["count"].gt(0)].drop_duplicates(["kind", "item_id"])
    first = {(row["kind"], row["item_id"]): row for row in records(has)}
    for row in records(open_questions(every[every["kind"].ne("fact")])):
        one = first.get((row["kind"], row["item_id"]))
        if one is None or one["outlet_label"] == row["outlet_label"]:
            continue
        at = split_cell(one["evidence"])[0]
        words = corpus.passage(at, context=0).words
        asked = f"Is “{row['item']}” really not in {row['outlet_label']}?"
        a = {"outlet_a": one["outlet_label"], "name_a": None, "text_a": words, "passage_a": at}
        b = {"outlet_b": row["outlet_label"], "name_b": None, "text_b": row["nearest"], "passage_b": row["nearest_at"]}
        yield {"question": asked, **a, **b, "evidence": row["evidence"]}


ASKED: tuple[tuple[str, Callable[[Corpus], Iterable[_Row]]], ...] = (
    ("conflicts", _conflicts),
    ("same_words", _said_twice),
    ("fidelity", _fidelity),
    ("same_words", _reported),
    ("fact_pairs", _fact_pairs),
    ("facts", _facts),
    ("ledger", _ledger),
)
"""The frame that raises questions, and its questions, in the order of the list: who said something, and whether it was said so,
weighs more than whether it was told."""


def in_common(one: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
    """The content words, as printed, that two passages share by root or near-synonym: those of the one, and of the other.

    >>> [sorted(words) for words in in_common("repair the ties", "restore old relations")]
    [['repair', 'ties'], ['relations', 'restore']]
    """
    mine, theirs = (content(wording(text)).groups for text in (one, other))
    shared = mine.keys() & theirs.keys()
    mine_printed = frozenset(word for group in shared for word in mine[group].values())
    return mine_printed, frozenset(word for group in shared for word in theirs[group].values())
