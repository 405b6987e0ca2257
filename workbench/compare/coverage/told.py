"""The utterances and facts of a corpus, and how each outlet has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from workbench.compare.common.content import Index, content
from workbench.compare.common.once import once_per_corpus
from workbench.compare.common.passages import INDIRECT, Passage, quotations, reports
from workbench.compare.coverage.items import Item
from workbench.compare.facts.same_facts import sentence_links
from workbench.compare.speech.only_attributions import ALIKE_OF_SAME
from workbench.compare.utterances.same_words import pairs, utterances
from workbench.corpus.model import Corpus

HALF = 0.5
"""Share of the longest version's words from which an outlet quotes an utterance in full: outlets cut a tail or a “he said”."""
_THREE = 3
"""Content words that a report must share with what it is taken to report, two of them no names. On 25 labelled events, of the reports
with three or more 8 in 10 are of the same statement, with two 4 in 14."""
_PLAIN = 2
_MOST = 40  # reports that an utterance is compared with


@dataclass
class Utterance:
    """An act of speech: its first passage, who speaks, its quotations by outlet, and what is printed of it without marks.

    `direct` names the outlets that have more than a fragment of it. The quotations are complete before anything is counted.
    """

    key: str
    speaker: str | None
    quoted: dict[str, list[Passage]] = field(default_factory=dict)
    direct: set[str] = field(default_factory=set)
    told: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def own(self) -> dict[str, list[Passage]]:
        """The quotations of each outlet without those that stand in a longer one of it: what it prints twice counts once."""
        return {outlet: _without_repeats(passages) for outlet, passages in self.quoted.items()}

    @cached_property
    def words(self) -> dict[str, int]:
        """Words between marks in each outlet."""
        return {outlet: sum(len(p.wording.spans) for p in passages) for outlet, passages in self.own.items()}

    @cached_property
    def longest(self) -> list[Passage]:
        """The pieces of the longest version; of equal ones, that of the first outlet."""
        return self.own[max(self.words, key=lambda outlet: self.words[outlet])]

    @cached_property
    def most(self) -> int:
        """Words between marks in the longest version."""
        return max(self.words.values())

    @property
    def text(self) -> str:
        """The words of the longest version, its pieces joined."""
        return " … ".join(p.text for p in self.longest)


def _without_repeats(passages: list[Passage]) -> list[Passage]:
    lines = [f" {' '.join(w.plain for w in p.wording.words)} " for p in passages]
    kept = []
    for n, line in enumerate(lines):
        longer = (m for m, other in enumerate(lines) if (len(other), -m) > (len(line), -n))
        if not any(line in lines[m] for m in longer):
            kept.append(passages[n])
    return kept


def utterance_list(corpus: Corpus) -> list[Utterance]:
    """Every utterance that somebody quotes, in the order of its first passage."""
    outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    found = pairs(corpus)
    groups = utterances(found)
    unspoken = set(corpus.quotes.loc[corpus.quotes["speaker"].isna() & corpus.quotes["kind"].eq("scare"), "quote_id"])
    kinds = dict(zip(corpus.quotes["quote_id"], corpus.quotes["kind"], strict=True))
    every: dict[str, Utterance] = {}
    for passage in quotations(corpus):
        if passage.address not in unspoken:
            key = groups.get(passage.address) or groups.get(passage.utterance, passage.utterance)
            one = every.setdefault(key, Utterance(key, passage.speaker))
            one.speaker = one.speaker or passage.speaker
            one.quoted.setdefault(outlets[passage.article_id], []).append(passage)
            one.direct |= {outlets[passage.article_id]} if kinds[passage.address] == "direct" else set()
    for pair in found:
        for passage, other in ((pair.a, pair.b), (pair.b, pair.a)):
            quoted = every.get(groups[passage.address])
            if quoted and pair.relation == "direct-vs-unmarked" and other.manner not in ("direct", INDIRECT):
                quoted.told.setdefault(outlets[other.article_id], []).append(other.address)
    _add_reports(corpus, list(every.values()), outlets)
    return list(every.values())


def _add_reports(corpus: Corpus, every: list[Utterance], outlets: dict[str, str]) -> None:
    """Reports of the same speaker in other outlets with much of the content, two words or more."""
    spoken = reports(corpus)
    index = Index([content(p.wording) for p in spoken])
    for one in every:
        if one.speaker is None:
            continue
        for passage in one.longest:
            about = content(passage.wording)
            for n in index.candidates(about, _MOST):
                report, shared = spoken[n], index.shared(about, index.contents[n])
                outlet = outlets[report.article_id]
                plain = sum(not next(iter(about.groups[g].values()))[0].isupper() for g in shared.groups)
                alike = shared.similarity >= ALIKE_OF_SAME and len(shared.groups) >= _THREE and plain >= _PLAIN
                if alike and report.speaker == one.speaker and outlet not in one.quoted:
                    one.told.setdefault(outlet, []).append(report.address)


def rung(one: Utterance, outlet: str) -> str:
    """`full`, `part`, `indirect` or `absent`: how much room an outlet gives the speaker's own words."""
    if outlet in one.quoted:
        return "full" if outlet in one.direct and one.words[outlet] >= HALF * one.most else "part"
    return "indirect" if one.told.get(outlet) else "absent"


STATUS_OF = {"full": "quoted in full", "part": "quoted in fragments", "indirect": "paraphrased", "absent": "not found"}
"""Rung of the ladder → status in the ledger."""


def passages_of(one: Utterance, outlet: str) -> list[str]:
    """The addresses of what an outlet has of an utterance."""
    return [p.address for p in one.quoted.get(outlet, ())] or list(dict.fromkeys(one.told.get(outlet, ())))


@once_per_corpus
def quotation_items(corpus: Corpus) -> tuple[tuple[Utterance, Item], ...]:
    """Utterances, each with the item that it is."""
    items = []
    for one in utterance_list(corpus):
        item = Item("quotation", one.key, one.text, searched(one.text, one.longest))
        for outlet in dict.fromkeys([*one.quoted, *one.told]):
            item.found[outlet] = {STATUS_OF[rung(one, outlet)]: passages_of(one, outlet)}
        items.append((one, item))
    return tuple(items)


def searched(text: str, pieces: list[Passage]) -> tuple[str, ...]:
    """The content words that are looked for, as printed."""
    words = [next(iter(group.values())) for p in pieces for group in content(p.wording).groups.values()]
    return tuple(dict.fromkeys(words)) or (text,)


@once_per_corpus
def fact_items(corpus: Corpus) -> tuple[Item, ...]:
    """Facts as items: sentences that tell the same main fact, as `same_facts` links them, are one."""
    compared, links = sentence_links(corpus)
    outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
    leader = list(range(len(compared)))

    def lead(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    for link in links:
        first, second = sorted((lead(link.i), lead(link.j)))
        leader[second] = first
    items: dict[int, Item] = {}
    for n, sentence in enumerate(compared):
        first = lead(n)
        if first not in items:
            one = compared[first]
            about = content(one.full)
            forms = tuple(dict.fromkeys(next(iter(group.values())) for group in about.groups.values()))
            items[first] = Item("fact", one.passage.address, one.full.text, forms or (one.full.text,))
        items[first].add(outlets[sentence.passage.article_id], "mentioned", sentence.passage.address)
    return tuple(items.values())
