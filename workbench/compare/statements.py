"""What participants are said to have said, and what reporters tell in their own voice, by what it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.compare.content import Content, content
from workbench.compare.wording import wording
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
    headings = set(corpus.paragraphs.loc[corpus.paragraphs["kind"].isin(["title", "deck"]), "paragraph_id"])
    quotes = corpus.quotes[corpus.quotes["participant_id"].notna() & corpus.quotes["kind"].ne("title").fillna(True)]
    found = []
    for row in records(quotes):
        about = content(wording(row["text"]))
        if len(about) < shortest:
            continue
        made = "headline" if row["paragraph_id"] in headings else "by position" if row["inherited"] else "by cue"
        found.append(
            Statement(
                address=row["quote_id"],
                article_id=row["article_id"],
                start=row["start"],
                end=row["end"],
                text=row["text"],
                content=about,
                who=row["participant_id"],
                made=made,
                cue=None if pd.isna(row["cue"]) else row["cue"],
                confidence=None if pd.isna(row["confidence"]) else float(row["confidence"]),
                marked=row["marks"] != "none",
                against=row["marks"] == "none" and row["cue_class"] in _AGAINST,
            )
        )
    return found


def unattributed(corpus: Corpus) -> list[Statement]:
    """The sentences of the reporters in which nothing is said to be anybody's: no quotation or report touches them."""
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article, start, end in zip(
        corpus.quotes["article_id"], corpus.quotes["start"], corpus.quotes["end"], strict=True
    ):
        taken[article].append((start, end))
    found = []
    for row in records(corpus.sentences):
        about = content(wording(row["text"]))
        touched = any(a < row["end"] and row["start"] < b for a, b in taken[row["article_id"]])
        if len(about) >= SHORTEST and not touched:
            found.append(
                Statement(
                    address=row["sentence_id"],
                    article_id=row["article_id"],
                    start=row["start"],
                    end=row["end"],
                    text=row["text"],
                    content=about,
                    **_NOBODY,
                )
            )
    return found


def by_wording(every: Sequence[Statement]) -> list[list[Statement]]:
    """The statements of each speaker in the same words, whatever the marks: many outlets print the very same ones."""
    classes: dict[tuple[str | None, tuple[str, ...]], list[Statement]] = defaultdict(list)
    for s in every:
        classes[s.who, tuple(_LETTERS.findall(s.text.casefold()))].append(s)
    return list(classes.values())
