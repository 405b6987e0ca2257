"""The passages that are compared, the words they are about, and which pairs are worth a look."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from heapq import nlargest, nsmallest
from importlib import resources
from itertools import pairwise
from math import log
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.compare.shared import once_per_corpus
from workbench.compare.words import CONTENT_WORTH, FUNCTION_WORDS, FUNCTION_WORTH, Wording, marked_spans, wording
from workbench.corpus.model import Corpus, article_order, records
from workbench.parse.inflect import stem
from workbench.parse.quotations.tokens import finite_verbs
from workbench.schema import SEVERAL_SPEAK

ROOT = 5
"""Letters that a word shares with those formed from it: resolution, resolve; Ukraine, Ukrainian."""
NEAR_SYNONYM = 0.8
"""What near-synonyms (“ties”, “relations”) are worth beside equal roots."""
_COMMON = 400  # passages that a root may stand in and still lead to candidates


@cache
def synonyms() -> dict[str, str]:
    """The stem of each word of the packaged list → the first word of its group."""
    text = resources.files("workbench.parse").joinpath("lexicons", "near_synonyms.txt").read_text(encoding="utf-8")
    groups = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {stem(form): group[0] for group in groups for word in group for form in (f"{word}s", word)}


@dataclass(frozen=True, slots=True, eq=False)  # known by which object it is, so that an index can note what it is worth
class Content:
    """The content words of a passage: group (or root) → root → the word as printed, at its first place."""

    groups: dict[str, dict[str, str]]
    order: tuple[str, ...]
    """The groups of all content words, in reading order."""

    def __len__(self) -> int:
        return len(self.groups)


def content(wording: Wording) -> Content:
    """The content words of a passage.

    >>> from workbench.compare.words import wording
    >>> content(wording("They restored the relations.")).groups
    {'=repair': {'resto': 'restored'}, '=tie': {'relat': 'relations'}}
    """
    groups: dict[str, dict[str, str]] = {}
    order: list[str] = []
    known = synonyms()
    for plain, stemmed, printed in wording.words:
        if plain not in FUNCTION_WORDS and (len(plain) > 1 or not plain.isdigit()):
            group, root = known.get(stemmed), stemmed[:ROOT]
            key = f"={group}" if group else root
            order.append(key)
            roots = groups.setdefault(key, {})
            if root not in roots:
                start, end = wording.spans[printed]
                roots[root] = wording.text[start:end]
    return Content(groups, tuple(order))


@dataclass(frozen=True, slots=True)
class SharedContent:
    """What two passages have in common: worth of it over that of the smaller one, and the groups."""

    similarity: float
    groups: tuple[str, ...]
    worth: float


class ContentIndex:
    """Passages by what they are about."""

    def __init__(self, contents: Sequence[Content]) -> None:
        """Note in which passages each group stands."""
        self.contents = contents
        self.places: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(contents):
            for group in one.groups:
                self.places[group].append(n)
        self.total = len(contents)
        self._rarity = {group: log(1 + self.total / len(found)) for group, found in self.places.items()}
        self._worth: dict[Content, float] = {}

    def rarity(self, group: str) -> float:
        """What a group is worth: the fewer passages it stands in, the more."""
        return self._rarity.get(group) or log(1 + self.total)

    @property
    def unique(self) -> float:
        """What a group is worth that two passages have and no other."""
        return log(1 + self.total / 2)

    def worth(self, one: Content) -> float:
        """What all of a passage is worth."""
        if one not in self._worth:
            self._worth[one] = sum([self.rarity(group) for group in one.groups])
        return self._worth[one]

    def shared(self, one: Content, other: Content) -> SharedContent:
        """What two passages have in common."""
        mine, theirs = one.groups, other.groups
        common = [group for group in mine if group in theirs]
        worth = 0.0
        for group in common:
            near = group.startswith("=") and mine[group].keys().isdisjoint(theirs[group])  # other groups have one root
            worth += self.rarity(group) * (NEAR_SYNONYM if near else 1.0)
        least = min(self.worth(one), self.worth(other))
        rarest_first = tuple(sorted(common, key=lambda group: -self.rarity(group)))
        return SharedContent(worth / least if least else 0.0, rarest_first, worth)

    def candidates(self, one: Content, most: int) -> list[int]:
        """The passages that share most of it, by rarity; those that only share what stands everywhere are left out."""
        votes: dict[int, float] = defaultdict(float)
        for group in one.groups:
            found, worth = self.places.get(group, []), self.rarity(group)
            if len(found) <= _COMMON:
                for n in found:
                    votes[n] += worth
        return nlargest(most, votes, key=lambda n: (votes[n], -n))


_BESIDE = 2  # content words on: a verb and its object, with an adjective between


def phrases(one: Content, other: Content) -> list[tuple[str, str]]:
    """The pairs of groups that stand close by in both passages, in one order: “repair the ties”, “restore old relations”.

    >>> from workbench.compare.words import wording
    >>> a, b = wording("They met to repair the ties"), wording("to restore the old relations, they met")
    >>> phrases(content(a), content(b))
    [('=repair', '=tie')]
    """
    return sorted(close_pairs(one) & close_pairs(other))


def close_pairs(one: Content) -> set[tuple[str, str]]:
    """The pairs of groups of which the second comes soon after the first."""
    return {
        (first, second)
        for n, first in enumerate(one.order)
        for second in one.order[n + 1 : n + 1 + _BESIDE]
        if first != second
    }


def shared_as_printed(one: Content, other: Content, groups: Iterable[str]) -> str:
    """The words that two passages share, as printed in the first; near-synonyms as `word/word`.

    >>> from workbench.compare.words import wording
    >>> a, b = content(wording("repair the old ties")), content(wording("restore old relations"))
    >>> shared_as_printed(a, b, ["=repair", "=tie"])
    'repair/restore, ties/relations'
    """
    words = []
    for group in groups:
        mine, theirs = one.groups[group], other.groups[group]
        equal = [printed for root, printed in mine.items() if root in theirs]
        words.append(equal[0] if equal else f"{next(iter(mine.values()))}/{next(iter(theirs.values()))}")
    return ", ".join(words)


COMMON = 60
"""A word or sequence in more wordings than this leads to no candidates: it would lead to all. On 500 articles the sequences do."""
MOST_CANDIDATES = 60
"""Candidates kept for a wording, those that share the most rare words; in a handful of articles that is nearly all."""
BUDGET = 30_000
"""Comparisons of all wordings together, so that cost grows with the articles and not with their square. Above
500 wordings each is held against fewer, but at least against `LEAST_CANDIDATES`; versions of one utterance stay joined through others."""
LEAST_CANDIDATES = 4
LEAST_SHARED = 0.3
"""Of the shorter wording's worth, what two quotations must share; the model accepts nothing that shares less."""
_SHARED_LONG = 3.0  # or they share this much altogether


def candidates_each(wordings: int, budget: int = BUDGET) -> int:
    """How many candidates each of so many wordings may have."""
    return max(LEAST_CANDIDATES, min(MOST_CANDIDATES, budget // max(1, wordings)))


def likely_pairs(
    these: Sequence[Wording], *, budget: int = BUDGET, share: float = LEAST_SHARED
) -> Iterator[tuple[int, int]]:
    """Pairs of numbers, i < j, of wordings that are worth comparing: with rare words or sequences in common, and enough of them.

    `share` is the least that must be shared, of the worth of the shorter wording; pairs may come twice.
    """
    alike: dict[Wording, list[int]] = defaultdict(list)  # what several articles print is looked up and judged once
    for j, given in enumerate(these):
        alike[given].append(j)
    members = list(alike.values())
    keyed = [dict.fromkeys([*wording.content_stems, *wording.triples]) for wording in alike]
    index: dict[str, list[int]] = defaultdict(list)
    uses: Counter[str] = Counter()
    for n, found in enumerate(keyed):
        for key in found:
            index[key].append(n)
            uses[key] += len(members[n])
    bags = [(wording, Counter(wording.stems)) for wording in alike]
    kept = candidates_each(len(these), budget)
    for n in range(len(members)):
        votes: dict[int, float] = defaultdict(float)
        for key in keyed[n]:
            if 1 < uses[key] <= COMMON:
                weight = 1.0 / uses[key]
                for m in index[key]:
                    votes[m] += weight
        first = nsmallest(kept + 1, [(-vote, j, m) for m, vote in votes.items() for j in members[m]])
        tried = {m for _, _, m in first}
        enough = {m for m in tried if _enough(bags[n], bags[m], share)} if share else tried
        # Symmetric: a pair is tried when either wording has the other among its first.
        for i in members[n]:
            for _, j, m in [found for found in first if found[1] != i][:kept]:
                if m in enough:
                    yield min(i, j), max(i, j)


def _enough(one: tuple[Wording, Counter[str]], other: tuple[Wording, Counter[str]], share: float) -> bool:
    (small, _), (_, large) = (one, other) if len(one[0].words) <= len(other[0].words) else (other, one)
    left = dict(large)
    content = function = 0
    for word, worth in zip(small.stems, small.worths, strict=True):
        if left.get(word, 0) > 0:
            left[word] -= 1
            if worth == CONTENT_WORTH:
                content += 1
            else:
                function += 1
    gained = CONTENT_WORTH * content + FUNCTION_WORTH * function
    return gained >= _SHARED_LONG or gained >= share * small.worth


DIRECT, INDIRECT, UNMARKED = "direct", "indirect", "unmarked"
"""How a passage stands in its article: between marks, as reported speech, or as a sentence of the reporter."""


@dataclass(frozen=True, slots=True)
class ComparedPassage:
    """A passage, its words and what is known of who says it."""

    address: str
    article_id: str
    start: int
    end: int
    manner: str
    wording: Wording
    utterance: str
    speaker: str | None
    speakers: frozenset[str]
    """Who may be speaking: the speaker; of a joint source those whom it names, else every person of the article."""
    deed: str
    """What is asked of somebody is half in the cue: “invited him to Moscow”. The cue of a report of the class `demand`, else empty."""
    heading: bool
    """Whether it stands in the title or deck, where words are shortened."""

    @property
    def text(self) -> str:
        """The words as printed; those of a report or sentence without what stands between marks inside it."""
        return self.wording.text


def without_repeats(passages: Sequence[ComparedPassage]) -> list[ComparedPassage]:
    """The passages without those whose words stand in a longer one, or in an equal one before: what is printed twice counts once."""
    lines = [passage.wording.spaced for passage in passages]
    kept = []
    for n, line in enumerate(lines):
        holders = [other for m, other in enumerate(lines) if (len(other), -m) > (len(line), -n)]
        if not any(line in other for other in holders):
            kept.append(passages[n])
    return kept


@once_per_corpus
def quotation_passages(corpus: Corpus) -> tuple[ComparedPassage, ...]:
    """What stands between marks and is not a title of a work, article by article, in reading order."""
    quotes = corpus.quotes
    marked = quotes["marks"].ne("none") & quotes["kind"].ne("title").fillna(True)
    return tuple(_passages(corpus, quotes[marked], DIRECT, {}))


@once_per_corpus
def report_passages(corpus: Corpus) -> tuple[ComparedPassage, ...]:
    """Reported statements, without the words between marks inside them; of one inside another, only the inner one.

    A few words without a verb (“cited |the nomination”) are no statement that another passage could repeat.
    """
    quotes = corpus.quotes
    rows = quotes[quotes["marks"].eq("none")]
    outer = set()
    for _, group in rows.groupby("article_id", sort=False):
        spans = sorted(zip(group["start"], -group["end"], group["quote_id"], strict=True))
        for (start, end, key), (other_start, other_end, _other) in pairwise(spans):
            if start <= other_start and -other_end <= -end:
                outer.add(key)
    inner = rows[~rows["quote_id"].isin(outer)]
    asked = inner["cue_class"].eq("demand").fillna(False)  # “invited |Lee to Oslo”
    says = [bool(demand) or _is_statement(text) for demand, text in zip(asked, inner["text"], strict=True)]
    return tuple(_passages(corpus, inner[says], INDIRECT, marked_spans(corpus)))


NOUN_PHRASE = 4
"""Words; so few without a verb are a phrase that the tagger cut out of a statement: none of 23 pairs that have such a report on 48
stories, but one, says the same."""
_VERBAL = re.compile(
    r"(?i)\b(?:to|that|if|whether|not|he|she|they|it|we|I|you|who|what|how|why|be|been)\b|[’'](?:re|ll|d|t)\b|[a-z]{2}ed\b"
)


def _is_statement(text: str) -> bool:
    """Whether words say something, and not only name it.

    >>> [_is_statement(s) for s in ("the party’s nomination", "to endorse Lee", "he was tired", "Lee resigned", "the mayor")]
    [False, True, True, True, False]
    """
    words = text.split()
    return len(words) > NOUN_PHRASE or _VERBAL.search(text) is not None or not finite_verbs().isdisjoint(words)


def sentence_passages(corpus: Corpus, *, blank_marked: bool = True) -> list[ComparedPassage]:
    """The sentences of every article, without what stands between marks unless that is to be kept."""
    whole = _sentences(corpus)
    if not blank_marked:
        return list(whole)
    marked = marked_spans(corpus)
    found = []
    for passage in whole:
        text = _without(passage.text, passage.start, marked.get(passage.article_id, []))
        blanked = passage if text == passage.text else replace(passage, wording=wording(text))
        if blanked.wording.words:
            found.append(blanked)
    return found


@once_per_corpus
def _sentences(corpus: Corpus) -> tuple[ComparedPassage, ...]:
    return tuple(_passages(corpus, corpus.sentences, UNMARKED, {}))


def _passages(
    corpus: Corpus, rows: pd.DataFrame, manner: str, blank: dict[str, list[tuple[int, int]]]
) -> list[ComparedPassage]:
    headings = set(corpus.paragraphs.loc[corpus.paragraphs["kind"].isin(["title", "deck"]), "paragraph_id"])
    order = article_order(corpus)
    key = "sentence_id" if manner == UNMARKED else "quote_id"
    together = _together(corpus, rows) if "reason" in rows else {}
    found = []
    for row in sorted(records(rows), key=lambda r: (order[r["article_id"]], r["start"], r["end"])):
        text = _without(row["text"], row["start"], blank.get(row["article_id"], []))
        speaker = _known(row.get("participant_id"))
        found.append(
            ComparedPassage(
                **{name: row[name] for name in ("article_id", "start", "end")},
                address=row[key],
                manner=manner,
                wording=wording(text),
                utterance=row.get("utterance_id", row[key]),
                speaker=speaker,
                speakers=frozenset([speaker]) if speaker else together.get(row[key], frozenset()),
                deed=(_known(row["cue"]) or "") if manner == INDIRECT and row["cue_class"] == "demand" else "",
                heading=row["paragraph_id"] in headings,
            )
        )
    return [passage for passage in found if passage.wording.words]


def _together(corpus: Corpus, rows: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Who may be speaking where the source is more than one: “Lee and Doe said”, or “both leaders said”, who have no name there."""
    denies = rows["speaker"].str.lower().str.startswith("neither", na=False)
    joint = rows[rows["reason"].eq(SEVERAL_SPEAK) & ~denies.astype(bool) & rows["speaker_at"].notna()]
    persons = set(corpus.participants.loc[corpus.participants["kind"].eq("person"), "participant_id"])
    named = corpus.mentions[corpus.mentions["participant_id"].isin(persons)]
    found = {}
    for quote_id, at in zip(joint["quote_id"], map(Address.parse, joint["speaker_at"]), strict=True):
        there = named[named["article_id"] == at.article]
        inside = there[(there["start"] < at.end) & (there["end"] > at.start)]
        found[quote_id] = frozenset((there if inside.empty else inside)["participant_id"])
    return found


def _without(text: str, start: int, spans: list[tuple[int, int]]) -> str:
    """The text that begins at `start`, with spaces for what stands inside the spans; offsets stay."""
    end = start + len(text)
    for first, last in spans[max(0, bisect_left(spans, (start, 0)) - 1) :]:
        if first >= end:
            break
        low, high = max(first - start, 0), min(last - start, len(text))
        if low < high:
            text = text[:low] + " " * (high - low) + text[high:]
    return text


def _known(value: Any) -> str | None:
    return None if value is None or pd.isna(value) else str(value)
