"""What comes nearest in an outlet that does not have an item: the other half of “not found”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

import pandas as pd
from rapidfuzz import fuzz, process

from workbench.address import Address
from workbench.compare.common.alignment import Alignment
from workbench.compare.common.content import Index, content
from workbench.compare.common.once import once_per_corpus
from workbench.compare.common.passages import Passage
from workbench.compare.common.wording import wording
from workbench.compare.coverage.items import Item, Named, counted
from workbench.compare.speech.statements import sentence_contents
from workbench.compare.utterances.same_words import pairs
from workbench.corpus.frames import records
from workbench.corpus.model import Corpus
from workbench.parse.places import gazetteer

Miss = tuple[str, str]
"""Words, and their address."""

_SIMILAR = 84  # per cent: one letter in six differs, as between spellings of a foreign name
_MOST = 400  # sentences that an utterance or fact is looked for in, those that share most of it; of them the best of each outlet
_VERSIONS = frozenset({"verbatim", "excerpt", "altered"})  # relations of two quotations of one utterance
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’'-]{3,}")


class Nearest:
    """What comes nearest, by outlet; texts are read once."""

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
        self.numbers: dict[tuple[str, str, str], list[Named]] = defaultdict(list)
        for kind, named in counted(corpus):
            self.numbers[kind, named.outlet, named.unit].append(named)
        self.roles = {p["participant_id"]: p["role"] for p in records(corpus.participants) if not pd.isna(p["role"])}
        self.outlets = dict(zip(corpus.articles["article_id"], corpus.articles["outlet_label"], strict=True))
        told = sentence_contents(corpus)
        self.told = [passage for passage, _ in told]
        self.index = Index([about for _, about in told])
        self._capitals = list(dict.fromkeys(word for known in self.capitals.values() for word in known))
        self._close: dict[str, dict[str, float]] = {}  # of each name: the capitalised words spelt nearly so
        self._best: dict[str, dict[str, Miss]] = {}  # of each item's words, by outlet: the sentence nearest in content
        self._quoted: dict[str, dict[str, Miss]] = {}  # and the version of what is quoted in it
        self.versions: dict[str, list[tuple[Passage, Passage, Alignment]]] = defaultdict(list)
        for pair in pairs(corpus):
            if pair.relation in _VERSIONS:
                self.versions[pair.a.article_id].append((pair.a, pair.b, pair.found))
                self.versions[pair.b.article_id].append((pair.b, pair.a, pair.found.turned))

    def of(self, item: Item, outlet: str) -> Miss | None:
        """What the outlet has that comes nearest to an item it does not have; none where nothing is near."""
        return _BY_KIND[item.kind](self, item, outlet)

    def name(self, item: Item, outlet: str) -> Miss | None:
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

    def place(self, item: Item, outlet: str) -> Miss | None:
        """The people or adjective of the place (“Russian”), or its name where it is part of another."""
        for form in (*item.forms, *gazetteer().demonyms.get(item.item_id, ())):
            if found := self.words(form, outlet) or self.words(f"{form}s", outlet):
                return found
        return None

    def number(self, item: Item, outlet: str) -> Miss | None:
        """The number of the same unit nearest in value, or the first date of the same kind."""
        others = self.numbers.get((item.kind, outlet, item.unit), [])
        if not others:
            return None
        first = min(others, key=lambda n: _distance(n.value, item.value))  # of equally far ones, the first
        return first.text, first.address

    def fact(self, item: Item, outlet: str) -> Miss | None:
        """Another version of an utterance that one of the sentences quotes; else the sentence that shares most of the content."""
        if item.item_id not in self._quoted:
            best: dict[str, tuple[int, Miss]] = {}
            addresses = (a for by_status in item.found.values() for found in by_status.values() for a in found)
            for at in map(Address.parse, addresses):
                for here, there, found in self.versions.get(at.article, ()):
                    where, shared = self.outlets[there.article_id], _within(here, found, at)
                    if shared and (where not in best or shared > best[where][0]):
                        best[where] = shared, (there.text, there.address)
            self._quoted[item.item_id] = {where: miss for where, (_, miss) in best.items()}
        return self._quoted[item.item_id].get(outlet) or self.content(item, outlet)

    def content(self, item: Item, outlet: str) -> Miss | None:
        """The sentence that shares most of the content, rare words counting more."""
        if item.name not in self._best:
            about = content(wording(item.name))
            best: dict[str, tuple[float, Miss]] = {}
            for n in self.index.candidates(about, _MOST):
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
def nearest(corpus: Corpus) -> Nearest:
    """What comes nearest in each outlet of a corpus."""
    return Nearest(corpus)


def _within(passage: Passage, found: Alignment, at: Address) -> int:
    """How many aligned words of a quotation stand in those characters."""
    if at.end <= passage.start or passage.end <= at.start:
        return 0
    words = [n for run in found.runs for n in range(run.i, run.i + run.length)]
    starts = (passage.start + passage.wording.spans[passage.wording.words[n].printed][0] for n in words)
    return sum(at.start <= start < at.end for start in starts)


def _distance(one: float | str, other: float | str | None) -> float:
    return abs(one - other) if isinstance(one, float) and isinstance(other, float) else 0.0


_BY_KIND: dict[str, Callable[[Nearest, Item, str], Miss | None]] = {
    "person": Nearest.name,
    "body": Nearest.name,
    "place": Nearest.place,
    "number": Nearest.number,
    "date": Nearest.number,
    "quotation": Nearest.content,
    "fact": Nearest.fact,
}
