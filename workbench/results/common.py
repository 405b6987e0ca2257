"""Columns that several comparisons have."""

from __future__ import annotations

from workbench.columns import Column, text

ARTICLE = text("the article it stands in")
OUTLET = text("how charts name its outlet")
WORDS_THERE = text("the words at that address")
EXAMPLE = {
    "example": text("the longest quotation; where there is none, the longest statement, or naming"),
    "example_at": text("its address"),
}


def who(doc: str, *, missing: bool = False) -> dict[str, Column]:
    """Who somebody is: the participant and the name."""
    return {"participant_id": text(doc, missing=missing), "name": text("the fullest form of the name", missing=missing)}


def addresses(doc: str) -> Column:
    """The evidence of a row."""
    return text(f"the addresses of {doc}, in reading order, joined by ` | `; `wb.evidence` gives their words")
