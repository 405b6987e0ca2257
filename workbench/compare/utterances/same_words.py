"""The same utterance in several articles: who prints which of its words, and how."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from workbench.compare.common.alignment import Alignment, agreement
from workbench.compare.common.once import once_per_corpus
from workbench.compare.common.passages import INDIRECT, Passage, quotations, reports, sentences
from workbench.compare.common.witnesses import reports_only
from workbench.compare.utterances.continued import continued
from workbench.compare.utterances.pairing import SURE, Link, links
from workbench.compare.utterances.relation import relation
from workbench.compare.utterances.reported import Known, Report, name_roots, reported, unmarked
from workbench.corpus.frames import frame
from workbench.corpus.model import Corpus
from workbench.schema import RESULTS

ORDINARY = 0.03
"""Share of the sentences, without what stands between marks, that have a word which the reporters use as their own (at least three):
“new” alone between marks is then no sign of an utterance."""
_FEWEST = 3
TWICE = 0.9
"""Share of the shorter quotation that must stand in a version with other words, although the article has it word for word elsewhere too:
an article that prints an utterance twice changes a word of it, one that reports two utterances more. On 73 events this drops three
pairs, all of two utterances."""


class Pair(NamedTuple):
    """Two passages of one utterance, what they are to each other, how alike, and by which signs."""

    a: Passage
    b: Passage
    relation: str
    found: Alignment
    similarity: float
    signs: str


def same_words(corpus: Corpus) -> pd.DataFrame:
    """Where two passages give the same utterance: one row per pair, across articles and within one (columns: docs/tables.md).

    `relation` is `verbatim` (equal but for punctuation, case and spacing), `excerpt` (equal where both have words: contained,
    overlapping, or shortened by an ellipsis) or `altered` (both between marks, and worded differently); then
    `direct-vs-unmarked` (the same words printed without marks), `direct-vs-indirect` and `indirect-vs-indirect` (the same
    speaker, reported). The pieces of a quotation that a “he said” splits have a row each and share `utterance`, which
    gathers all passages of one act of speech over all outlets. Nobody is measured against anybody: `a` is only the one
    that comes first in the corpus. Utterances come in the order of their first passage. The last two relations are hints:
    they rest on few shared words; `similarity` and `signs` say on how many.

    Method: alignment of word runs, judged by a logistic model over shared words, agreement, speaker, neighbouring pieces
    and rival passages (docs/method.md). With more than 12 passages of one wording, each is paired with the first of them only.

    >>> import workbench as wb
    >>> rows = wb.same_words(wb.load())
    >>> rows[rows["relation"].isin(["verbatim", "excerpt", "altered"]) & (rows["article_a"] != rows["article_b"])]["text_a"].tolist()
    ['That’s an interesting one,', 'I’ll receive some criticism for that one. However, I can envision it potentially occurring.', \
'constructive']
    """
    return frame(_rows(corpus, pairs(corpus)), RESULTS["same_words"])


def pairs(corpus: Corpus) -> list[Pair]:
    """The pairs, in the order of their passages in the corpus; found once per corpus."""
    return list(_pairs(reports_only(corpus)))


@once_per_corpus
def _pairs(corpus: Corpus) -> tuple[Pair, ...]:
    quotes, spoken = quotations(corpus), reports(corpus)
    told = sentences(corpus)
    marked = list(_marked(quotes, _ordinary(told)))
    named = [*corpus.participants["name"], *corpus.participants["aliases"].dropna()]
    known = Known(name_roots(named), [(p.a, p.b) for p in marked if p.a.article_id != p.b.article_id])
    found = [*marked, *_unmarked(quotes, told)]
    printed = {(p.a.address, p.b.article_id) for p in found if p.relation == "direct-vs-unmarked"}
    found += (p for p in _reported(quotes, spoken, known) if (p.a.address, p.b.article_id) not in printed)
    order = {article: n for n, article in enumerate(corpus.articles["article_id"])}

    def place(passage: Passage) -> tuple[int, int, int]:
        return order[passage.article_id], passage.start, passage.end

    turned = [p if place(p.a) <= place(p.b) else p._replace(a=p.b, b=p.a, found=p.found.turned) for p in found]
    return tuple(sorted(turned, key=lambda p: (place(p.a), place(p.b))))


def _ordinary(told: Sequence[Passage]) -> frozenset[str]:
    """The stems that the reporters use themselves, outside marks, and not seldom."""
    count = Counter(stem for sentence in told for stem in set(sentence.wording.content_stems))
    least = max(_FEWEST, ORDINARY * len(told))
    return frozenset(stem for stem, n in count.items() if n >= least)


def _marked(quotes: Sequence[Passage], ordinary: frozenset[str]) -> Iterator[Pair]:
    plausible = links(quotes, ordinary)
    sure = [link for link in plausible if link.probability >= SURE]
    related = [(link, relation(quotes[link.i].wording, quotes[link.j].wording, link.found)) for link in sure]
    twice = _said_twice(quotes, related)
    kept = [(link, kind) for link, kind in related if (link.i, link.j) not in twice]
    for link, kind in kept:
        a, b = quotes[link.i], quotes[link.j]
        yield Pair(a, b, kind, link.found, link.signals["agreement"], _signs(a, b, link))
    for link in continued(quotes, [link for link, _ in kept]):
        if (link.i, link.j) not in twice:  # their place may be the same, too
            a, b = quotes[link.i], quotes[link.j]
            alike = agreement(a.wording, b.wording, link.found)
            yield Pair(a, b, "altered", link.found, alike, _signs(a, b, link) + ", same place")


def _said_twice(quotes: Sequence[Passage], related: Sequence[tuple[Link, str]]) -> set[tuple[int, int]]:
    """Altered pairs of which one stands word for word in another utterance of the other's article: somebody said it twice.

    “We will win it” elsewhere is no version of “I say it again: we shall win” in an article that quotes “Yes, we will win it” too.
    """
    # The utterances of an article that have all words of a quotation.
    homes: dict[tuple[int, str], set[str]] = defaultdict(set)
    for link, kind in related:
        if kind != "altered":
            for n, other in _ends(quotes, link):
                if link.found.matched == len(quotes[n].wording.words) and not other.heading:
                    homes[n, other.article_id].add(other.utterance)
    return {
        (link.i, link.j)
        for link, kind in related
        if kind == "altered" and link.signals["covered"] < TWICE
        for n, other in _ends(quotes, link)
        if not other.heading and other.utterance not in homes.get((n, other.article_id), {other.utterance})
    }


def _ends(quotes: Sequence[Passage], link: Link) -> tuple[tuple[int, Passage], tuple[int, Passage]]:
    return (link.i, quotes[link.j]), (link.j, quotes[link.i])


def _signs(a: Passage, b: Passage, link: Link) -> str:
    signs = [_wording(link.found, a, b)]
    if a.speaker and b.speaker:
        signs.append("same speaker" if a.speaker == b.speaker else "another speaker")
    if link.signals.get("near"):
        signs.append("the words beside it match")
    return ", ".join(signs)


def _wording(found: Alignment, a: Passage, b: Passage) -> str:
    shared = "1 word" if found.matched == 1 else f"{found.matched} words"
    return f"{shared} of {len(a.wording.words)} and {len(b.wording.words)}"


def _unmarked(quotes: Sequence[Passage], told: Sequence[Passage]) -> Iterator[Pair]:
    for report in unmarked(quotes, told):
        a, b = quotes[report.i], told[report.j]
        yield Pair(a, b, "direct-vs-unmarked", report.found, report.similarity, _wording(report.found, a, b))


def _reported(quotes: Sequence[Passage], spoken: Sequence[Passage], known: Known) -> Iterator[Pair]:
    for report in reported(quotes, spoken, known):
        a, b = quotes[report.i], spoken[report.j]
        yield Pair(a, b, "direct-vs-indirect", report.found, report.similarity, _reported_signs(a, b, report))
    for report in reported(spoken, spoken, known):
        a, b = spoken[report.i], spoken[report.j]
        if report.i < report.j:
            yield Pair(a, b, "indirect-vs-indirect", report.found, report.similarity, _reported_signs(a, b, report))


def _reported_signs(a: Passage, b: Passage, report: Report) -> str:
    speaker = "same speaker" if a.speaker and b.speaker else "one of several speakers"
    return f"{speaker}, {report.shared} {'root' if report.shared == 1 else 'roots'} in common"


def utterances(found: Sequence[Pair]) -> dict[str, str]:
    """Each passage's utterance, by address: the first passage of all that pairs join. Reports join nothing."""
    leader: dict[str, str] = {}

    def lead(address: str) -> str:
        while leader.setdefault(address, address) != address:
            leader[address] = leader[leader[address]]
            address = leader[address]
        return address

    def join(one: str, other: str) -> None:
        first, second = lead(one), lead(other)
        if first != second:
            leader[second] = first

    for pair in found:  # in the order of the corpus, so that the leader is the first passage
        for passage in (pair.a, pair.b):
            lead(passage.address)
            if passage.manner != INDIRECT:
                join(passage.utterance, passage.address)
        if INDIRECT not in (pair.a.manner, pair.b.manner):
            join(pair.a.address, pair.b.address)
    return {address: lead(address) for address in leader}


def _rows(corpus: Corpus, found: Sequence[Pair]) -> list[dict[str, object]]:
    outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    names = dict(zip(corpus.participants["participant_id"], corpus.participants["name"], strict=True))
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    groups = utterances(found)
    rows: list[dict[str, object]] = []
    for pair in found:
        row: dict[str, object] = {"utterance": groups[pair.a.address], "relation": pair.relation}
        for side, passage in (("a", pair.a), ("b", pair.b)):
            row |= {
                f"passage_{side}": passage.address,
                f"article_{side}": passage.article_id,
                f"outlet_{side}": outlets[passage.article_id],
                f"name_{side}": names.get(passage.speaker) if passage.speaker else None,
                f"text_{side}": texts[passage.article_id][passage.start : passage.end],
            }
        rows.append(row | {"similarity": pair.similarity, "shared_words": pair.found.matched, "signs": pair.signs})
    first = {group: n for n, group in reversed(list(enumerate(row["utterance"] for row in rows)))}
    return sorted(rows, key=lambda row: first[row["utterance"]])
