"""The people, places, numbers, quotations and facts of the story, and who tells each of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from rapidfuzz import fuzz, process

from workbench.address import Address
from workbench.compare.align import count_errors, edits
from workbench.compare.conflicts import sentence_contents
from workbench.compare.fact_links import ROUNDING, sentence_links
from workbench.compare.facts import stated_links, told_by, words_looked_for
from workbench.compare.passages import (
    INDIRECT,
    ComparedPassage,
    ContentIndex,
    content,
    quotation_passages,
    report_passages,
    without_repeats,
)
from workbench.compare.same_words import utterance_of, utterance_pairs
from workbench.compare.shared import STATUS_OF_MANNER, STATUS_OF_RUNG, WORD_OF_STATUS, once_per_corpus
from workbench.compare.speech import order
from workbench.compare.standing import TO_CHECK
from workbench.compare.words import wording
from workbench.corpus.model import Corpus, outlet_of, records, rows_of, split_cell
from workbench.parse.places import gazetteer, places
from workbench.parse.quantities import quantities
from workbench.parse.text import Span

STATUSES = tuple(reversed(WORD_OF_STATUS))
"""How an outlet has an item, from the most to nothing."""
_ROUNDED = 100.0  # below this, numbers are not rounded: 12 percent is not 12.2 percent


@dataclass(slots=True)
class CoverageItem:
    """Something that outlets may have: its kind and name, the forms looked for, and outlet → status → addresses."""

    kind: str
    item_id: str
    name: str
    forms: tuple[str, ...]
    found: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    unit: str = ""
    value: float | str | None = None
    """Of numbers and dates."""
    perhaps: set[str] = field(default_factory=set)
    """Outlets with something of which it is to check whether it is this: a passage that may be the utterance, a dateline."""

    def add(self, outlet: str, status: str, address: str) -> None:
        """Note a passage of an outlet; each once."""
        passages = self.found.setdefault(outlet, {}).setdefault(status, [])
        if address not in passages:
            passages.append(address)


@dataclass(frozen=True, slots=True)
class QuantityPlace:
    """A number, date or place where it stands, with its outlet."""

    outlet: str
    address: str
    text: str
    unit: str
    value: float | str


@once_per_corpus
def people_and_bodies(corpus: Corpus) -> tuple[CoverageItem, ...]:
    """Participants: persons, then organisations and groups that have a name: of “lawmakers” no outlet can be said to have none."""
    items: dict[str, CoverageItem] = {}
    for person in records(corpus.participants):
        forms = tuple(dict.fromkeys([person["name"], *split_cell(person["aliases"])]))
        kind = "person" if person["kind"] == "person" else "body"
        if person["kind"] == "group" and person["name"].rpartition(" ")[2].islower():
            continue
        items[person["participant_id"]] = CoverageItem(kind, person["participant_id"], person["name"], forms)
    for row in records(order(corpus).dropna(subset=["participant_id"])):
        if row["participant_id"] in items:
            items[row["participant_id"]].add(row["outlet_label"], STATUS_OF_MANNER[row["manner"]], row["address"])
    return tuple(item for item in items.values() if item.found)


@once_per_corpus
def named_places(corpus: Corpus) -> tuple[CoverageItem, ...]:
    """Places that the articles name."""
    taken: dict[str, list[Span]] = defaultdict(list)  # where participants are named
    for article_id, start, end in rows_of(corpus.mentions, "article_id", "start", "end"):
        taken[article_id].append((start, end))
    items: dict[str, CoverageItem] = {}
    for article in records(corpus.articles):
        for place in places(article["text"], taken.get(article["article_id"], ())):
            if place.name not in items:
                forms = tuple(gazetteer().forms_of(place.name))
                items[place.name] = CoverageItem("place", place.name, place.name, forms)
            address = str(Address(article["article_id"], place.start, place.end))
            items[place.name].add(article["outlet_label"], "mentioned", address)
    outlets, datelines = outlet_of(corpus), corpus.edits[corpus.edits["kind"].eq("dateline")]
    for article_id, line in rows_of(datelines, "article_id", "before"):
        for place in (*places(line, ()), *places(line.title(), ())):
            if place.name in items:
                items[place.name].perhaps.add(outlets[article_id])
    return tuple(items.values())


@once_per_corpus
def numbers_in_place(corpus: Corpus) -> tuple[tuple[str, QuantityPlace], ...]:
    """Every number and date of the articles, with its kind, in reading order."""
    found = []
    for article in records(corpus.articles):
        for q in quantities(article["text"]):
            address = str(Address(article["article_id"], q.start, q.end))
            text = article["text"][q.start : q.end]
            found.append((q.kind, QuantityPlace(article["outlet_label"], address, text, q.unit, q.value)))
    return tuple(found)


@once_per_corpus
def numbers_and_dates(corpus: Corpus) -> tuple[CoverageItem, ...]:
    """Numbers and dates as items: those of one unit and value are one, and so are two of which one is the other, rounded."""
    groups: dict[tuple[str, str], dict[float | str, list[QuantityPlace]]] = defaultdict(lambda: defaultdict(list))
    for kind, named in numbers_in_place(corpus):
        groups[kind, named.unit][named.value].append(named)
    items = []
    for (kind, unit), by_value in groups.items():
        for together in _rounded(by_value):
            first = together[0]
            forms = tuple(dict.fromkeys(n.text for n in together))
            item = CoverageItem(kind, f"{unit} {first.value}".strip(), first.text, forms, unit=unit, value=first.value)
            for named in together:
                item.add(named.outlet, "mentioned", named.address)
            items.append(item)
    return tuple(items)


def _rounded(by_value: dict[float | str, list[QuantityPlace]]) -> list[list[QuantityPlace]]:
    """The values that are one number, told more or less exactly."""
    numbers = sorted(v for v in by_value if isinstance(v, float))
    together: list[list[QuantityPlace]] = [named for value, named in by_value.items() if not isinstance(value, float)]
    first: float | None = None
    for value in numbers:
        if first is not None and value >= _ROUNDED and value - first <= ROUNDING * value:
            together[-1] += by_value[value]
        else:
            together.append(list(by_value[value]))
            first = value
    return together


HALF = 0.5
"""Share of the longest version's words from which an outlet quotes an utterance in full: outlets cut a tail or a “he said”."""
_ALIKE_OF_SAME = 0.35
"""Share of the shorter statement's content that a report of the same speaker must have to be taken for the same. Lower than for a
conflict: that the same person says it is half of the evidence."""
_THREE = 3
"""Content words that a report must share with what it is taken to report, two of them no names. On 25 labelled events, of the reports
with three or more 8 in 10 are of the same statement, with two 4 in 14."""
_PLAIN = 2
_CANDIDATE_REPORTS = 40  # reports that an utterance is compared with


@dataclass
class Utterance:
    """An act of speech: its first passage, who speaks, its quotations by outlet, and what is printed of it without marks.

    `direct` names the outlets that have more than a fragment of it. The quotations are complete before anything is counted.
    """

    key: str
    speaker: str | None
    quoted: dict[str, list[ComparedPassage]] = field(default_factory=dict)
    direct: set[str] = field(default_factory=set)
    told: dict[str, list[str]] = field(default_factory=dict)
    perhaps: set[str] = field(default_factory=set)
    """Outlets with a passage of which it is to check whether it is this utterance: they may not be said to have nothing of it."""

    @cached_property
    def own(self) -> dict[str, list[ComparedPassage]]:
        """The quotations of each outlet without those that stand in a longer one of it: what it prints twice counts once."""
        return {outlet: without_repeats(passages) for outlet, passages in self.quoted.items()}

    @cached_property
    def words(self) -> dict[str, int]:
        """Words between marks in each outlet."""
        return {outlet: sum(map(_words, passages)) for outlet, passages in self.own.items()}

    @cached_property
    def longest(self) -> list[ComparedPassage]:
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

    def alike(self, outlet: str) -> tuple[int, int]:
        """How many words of an outlet's version are those of the longest, of how many where both have words, as `word_errors` counts."""
        pieces = self.own[outlet]
        own, longest = (wording(" ".join(p.text for p in version)) for version in (pieces, self.longest))
        if all(p.wording.spaced in longest.spaced for p in pieces):
            return len(own.words), len(own.words)
        n = count_errors(own, longest, edits(own, longest), expanded=True)
        both = max(n.words_a, n.words_b)
        return (both - n.errors, both) if both else (0, len(own.words))


def _words(passage: ComparedPassage) -> int:
    return len(passage.wording.spans)


def utterance_list(corpus: Corpus) -> list[Utterance]:
    """Every utterance that somebody quotes, in the order of its first passage."""
    outlets = outlet_of(corpus)
    found = utterance_pairs(corpus)
    groups = utterance_of(found)
    unspoken = set(corpus.quotes.loc[corpus.quotes["speaker"].isna() & corpus.quotes["kind"].eq("scare"), "quote_id"])
    kinds = dict(zip(corpus.quotes["quote_id"], corpus.quotes["kind"], strict=True))
    every: dict[str, Utterance] = {}
    for passage in quotation_passages(corpus):
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
            elif quoted and pair.standing == TO_CHECK:
                quoted.perhaps.add(outlets[other.article_id])
    _add_reports(corpus, list(every.values()), outlets)
    return list(every.values())


def _add_reports(corpus: Corpus, every: list[Utterance], outlets: dict[str, str]) -> None:
    """Reports of the same speaker in other outlets with much of the content, two words or more."""
    spoken = report_passages(corpus)
    index = ContentIndex([content(p.wording) for p in spoken])
    for one in every:
        if one.speaker is None:
            continue
        for passage in one.longest:
            about = content(passage.wording)
            for n in index.candidates(about, _CANDIDATE_REPORTS):
                report, shared = spoken[n], index.shared(about, index.contents[n])
                outlet = outlets[report.article_id]
                plain = sum(not next(iter(about.groups[g].values()))[0].isupper() for g in shared.groups)
                alike = shared.similarity >= _ALIKE_OF_SAME and len(shared.groups) >= _THREE and plain >= _PLAIN
                if alike and report.speaker == one.speaker and outlet not in one.quoted:
                    one.told.setdefault(outlet, []).append(report.address)


def rung(one: Utterance, outlet: str) -> str:
    """`full`, `part`, `indirect` or `absent`: how much room an outlet gives the speaker's own words."""
    if outlet in one.quoted:
        return "full" if outlet in one.direct and one.words[outlet] >= HALF * one.most else "part"
    return "indirect" if one.told.get(outlet) else "absent"


def passages_of(one: Utterance, outlet: str) -> list[str]:
    """The addresses of what an outlet has of an utterance."""
    return [p.address for p in one.quoted.get(outlet, ())] or list(dict.fromkeys(one.told.get(outlet, ())))


@once_per_corpus
def quotation_items(corpus: Corpus) -> tuple[tuple[Utterance, CoverageItem], ...]:
    """Utterances, each with the item that it is."""
    items = []
    for one in utterance_list(corpus):
        item = CoverageItem("quotation", one.key, one.text, searched_words(one.text, one.longest), perhaps=one.perhaps)
        for outlet in dict.fromkeys([*one.quoted, *one.told]):
            item.found[outlet] = {STATUS_OF_RUNG[rung(one, outlet)]: passages_of(one, outlet)}
        items.append((one, item))
    return tuple(items)


def searched_words(text: str, pieces: list[ComparedPassage]) -> tuple[str, ...]:
    """The content words that are looked for, as printed."""
    words = [next(iter(group.values())) for p in pieces for group in content(p.wording).groups.values()]
    return tuple(dict.fromkeys(words)) or (text,)


@once_per_corpus
def fact_items(corpus: Corpus) -> tuple[CoverageItem, ...]:
    """Facts as items: a sentence, the most widely told first, with those that are linked to it directly.

    No chains: what is linked to another sentence of an item, and not to that which gives it its name, is an item of its own.
    """
    found = sentence_links(corpus)
    others = stated_links(found)
    articles = [sentence.passage.article_id for sentence in found.sentences]
    outlets = outlet_of(corpus)
    taken: set[int] = set()
    items: dict[int, CoverageItem] = {}
    widest = sorted(
        range(len(articles)), key=lambda n: -len({articles[m] for m in others[n]})
    )  # of equal ones, the first
    for n in widest:
        if n not in taken:
            group = sorted({n, *others[n]})
            first = found.sentences[n]
            items[n] = CoverageItem("fact", first.passage.address, first.full.text, words_looked_for(first))
            for sentence in (found.sentences[m] for m in group):
                items[n].add(outlets[sentence.passage.article_id], "mentioned", sentence.passage.address)
            taken.update(group)
    return tuple(items[n] for n in sorted(items))


Miss = tuple[str, str]
"""Words, and their address."""

_SIMILAR = 84  # per cent: one letter in six differs, as between spellings of a foreign name
_CANDIDATE_SENTENCES = 400  # in which an utterance or fact is looked for: those that share most of it
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’'-]{3,}")


class Nearest:
    """What comes nearest to an item in an outlet that does not have it. The texts are read once for all items."""

    def __init__(self, corpus: Corpus) -> None:
        """Note the texts, the capitalised words and the numbers of each outlet."""
        # Of each outlet: its articles, their texts, and these without case.
        self.texts: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self.capitals: dict[str, dict[str, Miss]] = defaultdict(dict)
        for article in records(corpus.articles):
            outlet, key, text = article["outlet_label"], article["article_id"], article["text"]
            self.texts[outlet].append((key, text, text.casefold()))
            for m in _CAPITAL.finditer(text):
                word = re.sub(r"[’']s$", "", m[0])
                self.capitals[outlet].setdefault(word, (word, str(Address(key, m.start(), m.start() + len(word)))))
        self.numbers: dict[tuple[str, str, str], list[QuantityPlace]] = defaultdict(list)
        for kind, named in numbers_in_place(corpus):
            self.numbers[kind, named.outlet, named.unit].append(named)
        self.roles = {p["participant_id"]: p["role"] for p in records(corpus.participants) if not pd.isna(p["role"])}
        self.outlets = outlet_of(corpus)
        found = sentence_links(corpus)
        self._number = {sentence.passage.address: n for n, sentence in enumerate(found.sentences)}
        self._likely: dict[
            tuple[int, str], tuple[float, Miss]
        ] = {}  # of a sentence and an outlet: what most probably tells it
        for (n, there), (near, probability) in found.nearest.items():
            key = n, self.outlets[there]
            if key not in self._likely or probability > self._likely[key][0]:
                passage = found.sentences[near].passage
                self._likely[key] = probability, (passage.text, passage.address)
        told = sentence_contents(corpus)
        self.told = [passage for passage, _ in told]
        self.index = ContentIndex([about for _, about in told])
        self._capitals = list(dict.fromkeys(word for known in self.capitals.values() for word in known))
        self._close: dict[str, dict[str, float]] = {}  # of each name: the capitalised words spelt nearly so
        self._best: dict[str, dict[str, Miss]] = {}  # of each item's words, by outlet: the sentence nearest in content

    def of(self, item: CoverageItem, outlet: str) -> Miss | None:
        """What the outlet has that comes nearest to an item it does not have; none where nothing is near."""
        return _BY_KIND[item.kind](self, item, outlet)

    def name(self, item: CoverageItem, outlet: str) -> Miss | None:
        """The name where it is no naming (“the Lee campaign”), a name spelt nearly so, or the role without the name."""
        for form in item.forms:
            if found := self.words(form, outlet):
                return found
        known = self.capitals[outlet]
        for word in (w for w in item.name.split()[-1:] if len(w) > 3):
            alike = self._spelt_alike(word)
            best = max((score for other, score in alike.items() if other in known), default=None)
            if best is not None:
                return next(miss for other, miss in known.items() if alike.get(other) == best)
        role = self.roles.get(item.item_id, "")
        words = role.removeprefix("the ").removeprefix("The ").split()
        for phrase in (" ".join(words), " ".join(words[-2:])):
            if len(phrase.split()) > 1 and (found := self.words(phrase, outlet, any_case=True)):
                return found
        return None

    def _spelt_alike(self, word: str) -> dict[str, float]:
        if word not in self._close:
            found = process.extract(word, self._capitals, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=None)
            self._close[word] = {other: score for other, score, _ in found}
        return self._close[word]

    def place(self, item: CoverageItem, outlet: str) -> Miss | None:
        """The people or adjective of the place (“Russian”), or its name where it is part of another."""
        for form in (*item.forms, *gazetteer().demonyms.get(item.item_id, ())):
            if found := self.words(form, outlet) or self.words(f"{form}s", outlet):
                return found
        return None

    def number(self, item: CoverageItem, outlet: str) -> Miss | None:
        """The number of the same unit nearest in value, or the first date of the same kind."""
        others = self.numbers.get((item.kind, outlet, item.unit), [])
        if not others:
            return None
        first = min(others, key=lambda n: _distance(n.value, item.value))  # of equally far ones, the first
        return first.text, first.address

    def fact(self, item: CoverageItem, outlet: str) -> Miss | None:
        """The sentence that most probably tells the same; where none has a word in common, what shares most of the content."""
        _, miss = self._likely.get((self._number[item.item_id], outlet), (0.0, None))
        return miss or self.content(item, outlet)

    def told_there(self, item: CoverageItem, outlet: str) -> str:
        """Of a fact that an outlet was not found to tell: `perhaps`, or `nothing like it`."""
        probability, _ = self._likely.get((self._number[item.item_id], outlet), (0.0, None))
        return told_by(probability)

    def content(self, item: CoverageItem, outlet: str) -> Miss | None:
        """The sentence that shares most of the content, rare words counting more."""
        if item.name not in self._best:
            about = content(wording(item.name))
            best: dict[str, tuple[float, Miss]] = {}
            for n in self.index.candidates(about, _CANDIDATE_SENTENCES):
                passage, shared = self.told[n], self.index.shared(about, self.index.contents[n])
                where = self.outlets[passage.article_id]
                near = shared.worth * shared.similarity  # much in common, and little besides
                if where not in best or near > best[where][0]:
                    best[where] = near, (passage.text, passage.address)
            self._best[item.name] = {where: miss for where, (_, miss) in best.items()}
        return self._best[item.name].get(outlet)

    def words(self, phrase: str, outlet: str, *, any_case: bool = False) -> Miss | None:
        """The first place where an outlet prints these words, whole."""
        sought = phrase.casefold() if any_case else phrase
        for key, text, small in self.texts[outlet]:
            line = small if any_case else text
            at = line.find(sought)
            while at >= 0:
                end = at + len(sought)
                if not line[at - 1 : at].isalnum() and not line[end : end + 1].isalnum():
                    return text[at:end], str(Address(key, at, end))
                at = line.find(sought, end)
        return None


@once_per_corpus
def nearest_elsewhere(corpus: Corpus) -> Nearest:
    """What comes nearest in each outlet of a corpus."""
    return Nearest(corpus)


def _distance(one: float | str, other: float | str | None) -> float:
    return abs(one - other) if isinstance(one, float) and isinstance(other, float) else 0.0


_BY_KIND: dict[str, Callable[[Nearest, CoverageItem, str], Miss | None]] = {
    "person": Nearest.name,
    "body": Nearest.name,
    "place": Nearest.place,
    "number": Nearest.number,
    "date": Nearest.number,
    "quotation": Nearest.content,
    "fact": Nearest.fact,
}
