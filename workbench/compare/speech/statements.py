"""What participants are said to have said, and what reporters tell in their own voice, by what it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.compare.common.content import Content, content
from workbench.compare.common.once import once_per_corpus
from workbench.compare.common.passages import Passage, sentences
from workbench.compare.common.wording import Wording, wording
from workbench.corpus.frames import records
from workbench.corpus.model import Corpus

_LETTERS = re.compile(r"\w+")
SHORTEST = 4
"""Content words of a passage that says enough to be compared; with fewer there is nothing to be given to anybody."""
_AGAINST = frozenset({"denial", "criticism", "question"})  # what is reported after these is not what the speaker holds


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage that somebody is said to have said, or (without `who`) a sentence of the reporter."""

    address: str
    article_id: str
    start: int
    end: int
    text: str
    wording: Wording
    content: Content
    who: str | None
    made: str | None
    cue: str | None
    confidence: float | None
    marked: bool
    against: bool


_NOBODY: dict[str, Any] = {
    "who": None,
    "made": None,
    "cue": None,
    "confidence": None,
    "marked": False,
    "against": False,
}


def statements(corpus: Corpus, *, shortest: int = SHORTEST) -> list[Statement]:
    """What participants are said to have said: quotations and reports with a known speaker and that many content words."""
    return [s for s in _statements(corpus) if len(s.content) >= shortest]


@once_per_corpus
def _statements(corpus: Corpus) -> tuple[Statement, ...]:
    headings = set(corpus.paragraphs.loc[corpus.paragraphs["kind"].isin(["title", "deck"]), "paragraph_id"])
    quotes = corpus.quotes[corpus.quotes["participant_id"].notna() & corpus.quotes["kind"].ne("title").fillna(True)]
    found = []
    for row in records(quotes):
        words = wording(row["text"])
        made = "headline" if row["paragraph_id"] in headings else "by position" if row["inherited"] else "by cue"
        found.append(
            Statement(
                address=row["quote_id"],
                article_id=row["article_id"],
                start=row["start"],
                end=row["end"],
                text=row["text"],
                wording=words,
                content=content(words),
                who=row["participant_id"],
                made=made,
                cue=None if pd.isna(row["cue"]) else row["cue"],
                confidence=None if pd.isna(row["confidence"]) else float(row["confidence"]),
                marked=row["marks"] != "none",
                against=row["marks"] == "none" and row["cue_class"] in _AGAINST,
            )
        )
    return tuple(found)


@once_per_corpus
def sentence_contents(corpus: Corpus) -> tuple[tuple[Passage, Content], ...]:
    """Every sentence, in reading order, with what it is about."""
    return tuple((passage, content(passage.wording)) for passage in sentences(corpus, blank_marked=False))


@once_per_corpus
def unattributed(corpus: Corpus) -> tuple[Statement, ...]:
    """The sentences of the reporters in which nothing is said to be anybody's: no quotation or report touches them."""
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article, start, end in zip(
        corpus.quotes["article_id"], corpus.quotes["start"], corpus.quotes["end"], strict=True
    ):
        taken[article].append((start, end))
    found = []
    for passage, about in sentence_contents(corpus):
        touched = any(a < passage.end and passage.start < b for a, b in taken[passage.article_id])
        if len(about) >= SHORTEST and not touched:
            found.append(
                Statement(
                    address=passage.address,
                    article_id=passage.article_id,
                    start=passage.start,
                    end=passage.end,
                    text=passage.text,
                    wording=passage.wording,
                    content=about,
                    **_NOBODY,
                )
            )
    return tuple(found)


def by_wording(every: Sequence[Statement]) -> list[list[Statement]]:
    """The statements of each speaker in the same words, whatever the marks: many outlets print the very same ones."""
    classes: dict[tuple[str | None, tuple[str, ...]], list[Statement]] = defaultdict(list)
    for s in every:
        classes[s.who, tuple(_LETTERS.findall(s.text.casefold()))].append(s)
    return list(classes.values())
