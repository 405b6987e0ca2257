"""The passages of a corpus that may hold the same utterance: quotations, reports of speech, and the reporter's sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.compare.common.once import once_per_corpus
from workbench.compare.common.wording import Wording, wording
from workbench.corpus.frames import records
from workbench.corpus.model import Corpus
from workbench.parse.quotations.vocabulary import finite_verbs
from workbench.schema import SEVERAL

DIRECT, INDIRECT, UNMARKED = "direct", "indirect", "unmarked"
"""How a passage stands in its article: between marks, as reported speech, or as a sentence of the reporter."""


@dataclass(frozen=True, slots=True)
class Passage:
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


def quotations(corpus: Corpus) -> list[Passage]:
    """What stands between marks and is not a title of a work, article by article, in reading order."""
    return list(_quotations(corpus))


@once_per_corpus
def _quotations(corpus: Corpus) -> tuple[Passage, ...]:
    quotes = corpus.quotes
    marked = quotes["marks"].ne("none") & quotes["kind"].ne("title").fillna(True)
    return tuple(_passages(corpus, quotes[marked], DIRECT, {}))


def reports(corpus: Corpus) -> list[Passage]:
    """Reported statements, without the words between marks inside them; of one inside another, only the inner one.

    A few words without a verb (“cited |the nomination”) are no statement that another passage could repeat.
    """
    return list(_reports(corpus))


@once_per_corpus
def _reports(corpus: Corpus) -> tuple[Passage, ...]:
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
    return tuple(_passages(corpus, inner[says], INDIRECT, _marked_spans(corpus)))


NOUN_PHRASE = 4
"""Words; so few without a verb are a phrase that the tagger cut out of a statement: none of 23 pairs that have such a report on 48
stories, but one, says the same."""
_VERBAL = re.compile(
    r"\b(?:to|that|if|whether|not|he|she|they|it|we|I|you|who|what|how|why|be|been)\b|[’'](?:re|ll|d|t)\b|[a-z]{2}ed\b",
    re.IGNORECASE,
)


def _is_statement(text: str) -> bool:
    """Whether words say something, and not only name it.

    >>> [_is_statement(s) for s in ("the party’s nomination", "to endorse Lee", "he was tired", "Lee resigned", "the mayor")]
    [False, True, True, True, False]
    """
    words = text.split()
    return len(words) > NOUN_PHRASE or _VERBAL.search(text) is not None or not finite_verbs().isdisjoint(words)


def sentences(corpus: Corpus, *, blank_marked: bool = True) -> list[Passage]:
    """The sentences of every article, without what stands between marks unless that is to be kept."""
    whole = _sentences(corpus)
    if not blank_marked:
        return list(whole)
    marked = _marked_spans(corpus)
    blanked = (_blanked(passage, marked.get(passage.article_id, [])) for passage in whole)
    return [passage for passage in blanked if passage.wording.words]


@once_per_corpus
def _sentences(corpus: Corpus) -> tuple[Passage, ...]:
    return tuple(_passages(corpus, corpus.sentences, UNMARKED, {}))


def _blanked(passage: Passage, spans: list[tuple[int, int]]) -> Passage:
    text = _without(passage.text, passage.start, spans)
    return passage if text == passage.text else replace(passage, wording=wording(text))


def _marked_spans(corpus: Corpus) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    marked = corpus.quotes[corpus.quotes["marks"].ne("none")]
    for article, start, end in zip(marked["article_id"], marked["start"], marked["end"], strict=True):
        spans[article].append((start, end))
    return {article: sorted(found) for article, found in spans.items()}


def _passages(
    corpus: Corpus, rows: pd.DataFrame, manner: str, blank: dict[str, list[tuple[int, int]]]
) -> list[Passage]:
    headings = set(corpus.paragraphs.loc[corpus.paragraphs["kind"].isin(["title", "deck"]), "paragraph_id"])
    order = {article: i for i, article in enumerate(corpus.articles["article_id"])}
    key = "sentence_id" if manner == UNMARKED else "quote_id"
    together = _together(corpus, rows) if "reason" in rows else {}
    found = []
    for row in sorted(records(rows), key=lambda r: (order[r["article_id"]], r["start"], r["end"])):
        text = _without(row["text"], row["start"], blank.get(row["article_id"], []))
        speaker = _known(row.get("participant_id"))
        found.append(
            Passage(
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
    joint = rows[rows["reason"].eq(SEVERAL) & ~denies.astype(bool) & rows["speaker_at"].notna()]
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
