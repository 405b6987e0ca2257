"""What a class is asked about two reports, and the answers: chosen and counted from the corpus, printed by `handout`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.common.witnesses import reports_only
from workbench.compare.utterances.collate import word_edits
from workbench.corpus import Corpus
from workbench.corpus.frames import records
from workbench.show.report.details import told_items
from workbench.show.report.findings import alike, apart, links
from workbench.show.report.parts import addresses
from workbench.show.report.versions import ENOUGH, shared

SPEAKERS = 5  # rows to fill in; more are work, not thought
UTTERANCES = 2
_STATUS = ("quoted in full", "quoted in fragments", "paraphrased", "mentioned")
_SORTS = {
    "person": 0,
    "number": 1,
    "body": 2,
    "date": 3,
    "place": 4,
}  # what can be looked for on paper, the telling first


class Pair(NamedTuple):
    """Two reports, and their articles in the order of the letters that stand for them; and the corpus they come from."""

    corpus: Corpus
    whole: Corpus
    articles: tuple[str, str]

    def letter(self, article: str) -> str:
        """X or Y, as `wb.blind` calls two outlets."""
        return "XY"[self.articles.index(article)]


class Look(NamedTuple):
    """Something to look for in both reports, and where each has it."""

    item: str
    kind: str
    found: dict[str, dict[str, Any]]


def pair(corpus: Corpus) -> Pair:
    """The two reports that have most to hold against each other: most quotations in different words, then in the same, then facts.

    Two of one outlet, or two that share their text, are taken only when there are no others.
    `ValueError` when the corpus has fewer than two reports.
    """
    reports = reports_only(corpus)
    articles = list(reports.articles["article_id"])
    if len(articles) < 2:
        raise ValueError(
            f"a handout holds two reports against each other, and the corpus has {len(articles)}: "
            "put a second article on the same event into the folder"
        )
    outlets = dict(zip(reports.articles["article_id"], reports.articles["outlet_label"], strict=True))
    pairs, facts = shared(reports), _counts(links(reports), "sentence_a", "sentence_b")
    differ, quoted = (_counts(rows, "witness_a", "witness_b") for rows in (pairs[pairs["errors"].gt(0)], pairs))
    same_text = {frozenset(couple) for couple in alike(reports)[["article_a", "article_b"]].itertuples(index=False)}

    def in_common(couple: tuple[str, str]) -> tuple[int, ...]:
        key, one = frozenset(couple), outlets[couple[0]] == outlets[couple[1]]
        return (-one, -(key in same_text), differ.get(key, 0), quoted.get(key, 0), facts.get(key, 0))

    first, second = max(combinations(articles, 2), key=in_common)
    both = reports.where(article_id=[first, second])
    return Pair(both, corpus, (first, second))


def speakers(two: Pair) -> list[Look]:
    """Who says or is said to do most in both reports together."""
    frame = told_items(two.corpus)
    people = _looks(two, frame[frame["kind"].isin(["person", "body"])])
    return sorted(people, key=lambda look: (_height(look), -sum(cell["count"] for cell in look.found.values())))[
        :SPEAKERS
    ]


def to_find(two: Pair) -> list[Look]:
    """What to look for in both: two things that only each one has, and one that both have."""
    frame = told_items(two.corpus)
    known = {look.item for look in speakers(two)}
    looks = sorted(
        (look for look in _looks(two, frame[frame["kind"].isin(list(_SORTS))]) if look.item not in known),
        key=lambda look: _SORTS[look.kind],
    )
    chosen = []
    for article, number in ((two.articles[0], 2), (two.articles[1], 2)):
        only = [look for look in looks if [a for a, cell in look.found.items() if cell["count"]] == [article]]
        kinds: dict[str, Look] = {}
        for look in only:
            kinds.setdefault(look.kind, look)
        chosen += [*kinds.values(), *(look for look in only if look not in kinds.values())][:number]
    both = [look for look in looks if all(cell["count"] for cell in look.found.values())][:1]
    return sorted([*chosen, *both], key=lambda look: look.item.casefold())  # so that the order gives nothing away


def utterances(two: Pair) -> list[dict[str, Any]]:
    """The shared quotations that differ most: rows of `word_errors`."""
    rows = shared(two.corpus)
    rows = rows[rows["errors"].gt(0) & rows[["words_a", "words_b"]].min(axis=1).ge(ENOUGH)]
    return records(rows.drop_duplicates("utterance").head(UTTERANCES))


def differences(two: Pair, witnesses: Iterable[str]) -> pd.DataFrame:
    """How these two versions differ: the rows of `word_edits` that change words."""
    edits = word_edits(two.corpus)
    both = edits[edits["witness_a"].isin(list(witnesses)) & edits["witness_b"].isin(list(witnesses))]
    return both[~both["kind"].isin(["beyond", "sentence", "punctuation"])]


def short_words(two: Pair) -> list[dict[str, Any]]:
    """Of each report the shortest words between marks that have a speaker: whose are they?"""
    quotes = two.corpus.labelled("quotes")
    some = quotes[quotes["kind"].isin(["fragment", "scare"]) & quotes["name"].notna()]
    some = some.sort_values("words", kind="stable").drop_duplicates(["article_id"])
    return records(some.sort_values("article_id", key=lambda a: a.map(two.articles.index), kind="stable"))


def buried(two: Pair) -> dict[str, Any] | None:
    """The shared fact that stands in the most different places, the early place first; none where there is none."""
    found = records(apart(two.corpus).head(1))
    if not found:
        return None
    row = found[0]
    early, late = ("a", "b") if row["place_a"] < row["place_b"] else ("b", "a")
    return {
        name: {k: row[f"{k}_{s}"] for k in ("sentence", "article", "rank", "of")}
        for name, s in (("early", early), ("late", late))
    }


def _counts(rows: pd.DataFrame, a: str, b: str) -> dict[frozenset[str], int]:
    counts: dict[frozenset[str], int] = {}
    for one, other in rows[[a, b]].itertuples(index=False, name=None):
        key = frozenset((Address.parse(one).article, Address.parse(other).article))
        counts[key] = counts.get(key, 0) + 1
    return counts


def _looks(two: Pair, frame: pd.DataFrame) -> list[Look]:
    """Items with what each of the two articles has of them; the ledger counts by outlet, so this is told from addresses."""
    looks = []
    for (kind, _, name), rows in frame.groupby(["kind", "item_id", "item"], sort=False):
        every = [address for cell in rows["evidence"] for address in addresses(cell)]
        cells = {}
        for article in two.articles:
            own = [address for address in every if Address.parse(address).article == article]
            label = two.corpus.articles.set_index("article_id")["outlet_label"][article]
            row = records(rows[rows["outlet_label"].eq(label)])[0]
            status = row["status"] if own else "not found"
            cells[article] = {"count": len(own), "status": status, "at": own[:1], "nearest_at": row["nearest_at"]}
        looks.append(Look(str(name), str(kind), cells))
    return looks


def _height(look: Look) -> int:
    there = [_STATUS.index(cell["status"]) for cell in look.found.values() if cell["status"] in _STATUS]
    return min(there, default=len(_STATUS))
