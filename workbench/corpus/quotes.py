"""Quotations of an article as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.corpus.people import Known
from workbench.corpus.spans import Rows, Text
from workbench.parse.marks import marked
from workbench.parse.text import count_words

_POINTERS = ("speaker", "cue", "addressee", "second_hand")


def add_quotes(rows: Rows, text: Text, people: Sequence[Known], paragraphs: Sequence[dict[str, Any]]) -> None:
    """What stands between the outermost marks. Who speaks is not known yet, so it stays missing."""
    inside = iter(paragraphs)
    paragraph = next(inside)
    for mark in marked(text.text):
        if mark.depth:
            continue
        while paragraph["end"] <= mark.start:
            paragraph = next(inside)
        quote_id = text.address(mark.start, mark.end)
        rows["quotes"].append(
            {
                "quote_id": quote_id,
                "paragraph_id": paragraph["paragraph_id"],
                "marks": mark.mark,
                "ending": mark.ending,
                "words": count_words(text.text[mark.start : mark.end]),
                "utterance_id": quote_id,
                "inherited": False,
                "rule": "quotation-marks",
                **dict.fromkeys(("kind", "participant_id", "cue_class", "confidence", "reason")),
                **{k: v for name in _POINTERS for k, v in text.pointer(name, None).items()},
                **text.span(mark.start, mark.end),
            }
        )
