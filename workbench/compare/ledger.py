"""Who tells what, and how: a row for each item and outlet; and what became of the same words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

import pandas as pd

from workbench.compare import coverage
from workbench.compare.facts import NOTHING_LIKE
from workbench.compare.shared import WORD_OF_RUNG, reports_only
from workbench.compare.standing import STATED, TO_CHECK, settled
from workbench.corpus.model import Corpus, frame, join_cell, name_of
from workbench.results import RESULTS

CELLS = 20_000
"""Cells of a kind of item, about: with many outlets, only so many of the most widely told items as fill these. Nobody reads more,
and looking for what comes nearest costs time for every empty cell."""
_FEWEST_ITEMS = 20  # items of a kind that are kept even so
_LISTED = 12  # forms that `searched` names

COLLECTED: dict[str, Callable[[Corpus], Iterable[coverage.CoverageItem]]] = {
    "person": lambda corpus: (item for item in coverage.people_and_bodies(corpus) if item.kind == "person"),
    "body": lambda corpus: (item for item in coverage.people_and_bodies(corpus) if item.kind == "body"),
    "place": coverage.named_places,
    "number": lambda corpus: (item for item in coverage.numbers_and_dates(corpus) if item.kind == "number"),
    "date": lambda corpus: (item for item in coverage.numbers_and_dates(corpus) if item.kind == "date"),
    "quotation": lambda corpus: (item for _, item in coverage.quotation_items(corpus)),
    "fact": coverage.fact_items,
}
"""Kind of item → how its items are found."""

# Groups without a name (“lawmakers”) are called by other words elsewhere: they are to check (see `ledger`).
ABSENT_STATED = frozenset({"person", "body", "place", "quotation"})
"""Kinds of item of which `not found` is right nine times in ten on four events that were judged by hand; of a fact, where nothing like
it was found. Of numbers and dates nobody has judged it: it is to check."""


def ledger(corpus: Corpus, *, kinds: Collection[str] | None = None, most: int | None = None) -> pd.DataFrame:
    """What is in all versions and what in only one: one row per item and outlet, kind by kind (columns: docs/tables.md).

    `status` is the most that the outlet gives: a person or body may be quoted in full, in fragments, paraphrased or mentioned;
    an utterance the same, but for `mentioned`; places, numbers, dates and facts are `mentioned` or `not found`. `evidence` has
    the addresses of all passages, `count` is their number. `not found` is a claim, and backed: `searched` names the forms that
    were looked for, `nearest` what comes nearest in that outlet; read it before you say that an outlet leaves something out.
    `kinds` chooses kinds of items, `most` how many of each, those that most outlets have first; without it as many as give about
    20,000 rows a kind.

    >>> import workbench as wb
    >>> rows = wb.ledger(wb.load(), kinds=["person"])
    >>> rows.loc[rows["item"] == "Joe Biden", ["outlet_label", "status", "count"]].values.tolist()
    [['unnamed outlet (James Smith)', 'not found', 0], ['Antiwar.com', 'mentioned', 2]]
    """
    chosen = list(COLLECTED) if kinds is None else [kind for kind in COLLECTED if kind in kinds]
    if unknown := set(kinds or ()) - set(COLLECTED):
        raise ValueError(f"no kind of item {sorted(unknown)[0]!r}; there are {', '.join(COLLECTED)}")
    whole, corpus = corpus, reports_only(corpus)
    outlets = list(dict.fromkeys(corpus.articles["outlet_label"]))
    kept = most if most is not None else max(_FEWEST_ITEMS, CELLS // max(1, len(outlets)))
    near = coverage.nearest_elsewhere(corpus)
    rows: list[dict[str, Any]] = []
    for kind in chosen:
        for item in sorted(COLLECTED[kind](corpus), key=lambda item: -len(item.found))[:kept]:
            for outlet in outlets:
                by_status = item.found.get(outlet, {})
                statuses = [status for status in coverage.STATUSES if by_status.get(status)]
                addresses = [address for status in statuses for address in by_status[status]]
                miss = near.of(item, outlet) if not addresses else None
                about = {"kind": item.kind, "item_id": item.item_id, "item": item.name, "outlets": len(item.found)}
                about |= {"searched": ", ".join(item.forms[:_LISTED]), "outlet_label": outlet}
                status = statuses[0] if statuses else coverage.STATUSES[-1]
                told = near.told_there(item, outlet) if not addresses and kind == "fact" else None
                stated = kind in ABSENT_STATED and outlet not in item.perhaps
                sure = bool(addresses) or stated or told == NOTHING_LIKE
                rows.append({**about, "status": status, "told": told, **_found(addresses, miss, sure)})
    return settled(whole, "ledger", frame(rows, RESULTS["ledger"]))


def _found(addresses: list[str], miss: coverage.Miss | None, sure: bool) -> dict[str, Any]:
    """The columns with what an outlet has of an item, and what comes nearest where it has nothing."""
    nearest, nearest_at = miss or (None, None)
    evidence = {"count": len(addresses), "evidence": join_cell(addresses)}
    return {**evidence, "nearest": nearest, "nearest_at": nearest_at, "standing": STATED if sure else TO_CHECK}


_RUNGS = tuple(WORD_OF_RUNG)  # from the bottom
_FEWEST_UTTERANCES = 20  # as in the ledger


def ladder(corpus: Corpus) -> pd.DataFrame:
    """How each outlet gives each utterance: one row per utterance and outlet, the most widely told first (columns: docs/tables.md).

    `full`: at least half of the words that the longest version has between marks. `part`: fewer, or only a word or two.
    `indirect`: reported, or printed without marks. `absent`: not found, with what comes nearest in that outlet. `text` is the
    outlet's own version; it is worded differently from the longest where `alike` is less than `compared`. Utterances are those of
    `wb.same_words`, and those that only one outlet quotes; with many outlets, the most widely told.

    >>> import workbench as wb
    >>> rows = wb.ladder(wb.load())
    >>> rows.loc[rows["item"].str.contains("heat"), ["outlet_label", "rung", "words", "alike", "compared"]].values.tolist()
    [['unnamed outlet (James Smith)', 'full', 18, 12, 21], ['Antiwar.com', 'full', 21, 21, 21]]
    """
    whole, corpus = corpus, reports_only(corpus)
    outlets = list(dict.fromkeys(corpus.articles["outlet_label"]))
    names = name_of(corpus)
    near = coverage.nearest_elsewhere(corpus)
    kept = max(_FEWEST_UTTERANCES, CELLS // max(1, len(outlets)))
    rows: list[dict[str, Any]] = []
    for one, item in sorted(coverage.quotation_items(corpus), key=lambda p: -len(p[1].found))[:kept]:
        for outlet in outlets:
            step, addresses = coverage.rung(one, outlet), coverage.passages_of(one, outlet)
            miss = near.of(item, outlet) if step == "absent" else None
            said = {"utterance": one.key, "participant_id": one.speaker, "name": names.get(one.speaker or "")}
            given = {"rung": step, "height": _RUNGS.index(step), "words": one.words.get(outlet, 0)}
            given |= dict(zip(("alike", "compared"), one.alike(outlet) if outlet in one.own else (0, 0), strict=True))
            own = [p.text for p in one.own.get(outlet, ())] or [corpus.passage(address).words for address in addresses]
            given["text"] = " … ".join(own) or None
            sure = step != "absent" or ("quotation" in ABSENT_STATED and outlet not in one.perhaps)
            rows.append({**said, "item": item.name, "outlet_label": outlet, **given, **_found(addresses, miss, sure)})
    return settled(whole, "ladder", frame(rows, RESULTS["ladder"]))
