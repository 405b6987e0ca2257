"""Quotations of an article as rows, each with its speaker as a participant where one can be told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.corpus.people import Known
from workbench.corpus.spans import Rows, Text
from workbench.parse.marks import Marked, marked
from workbench.parse.quotations import Quotation, Speaker, find_all, resolve
from workbench.parse.text import Span, count_words

Row = dict[str, Any]


def add_quotes(rows: Rows, texts: Sequence[Text], known: Sequence[Sequence[Known]]) -> None:
    """Fill `quotes`: a row for every stretch between outermost marks, and for every reported statement."""
    paragraphs, sentences = (_by_article(rows[name], texts) for name in ("paragraphs", "sentences"))
    marks = [[m for m in marked(text.text) if not m.depth] for text in texts]
    spans = [[(s["start"], s["end"]) for s in mine] for mine in sentences]
    given = zip((text.text for text in texts), spans, marks, strict=True)
    for text, people, mine, signs, found in zip(texts, known, paragraphs, marks, find_all(given), strict=True):
        speakers = resolve(text.text, found, [person.participant for person in people])
        new = list(_rows(text, _distinct(found, speakers), people, mine, signs))
        _mark_repeats(new)
        rows["quotes"] += new


def _by_article(rows: Sequence[Row], texts: Sequence[Text]) -> list[list[Row]]:
    found: dict[str, list[Row]] = {text.article_id: [] for text in texts}
    for row in rows:
        found[row["article_id"]].append(row)
    return list(found.values())


def _rows(
    text: Text,
    found: dict[Span, tuple[Quotation, Speaker]],
    people: Sequence[Known],
    paragraphs: Sequence[Row],
    marks: Sequence[Marked],
) -> Iterator[Row]:
    between = {(m.start, m.end): m for m in marks}
    starts = [p["start"] for p in paragraphs]
    first: dict[int, str] = {}
    for (start, end), (quotation, speaker) in sorted(found.items()):
        key = text.address(start, end)
        yield {
            "quote_id": key,
            "paragraph_id": paragraphs[bisect_right(starts, start) - 1]["paragraph_id"],
            "utterance_id": first.setdefault(quotation.utterance, key),
            **_marking(between.get((start, end))),
            **_attribution(text, quotation, speaker, people),
            **text.span(start, end),
            "words": count_words(text.text[start:end]),
            "repeats": None,
        }


_WORDS = re.compile(r"[\w’-]+")
_REPEATED_WORDS = 2  # one word alone may well be used twice: “constructive” on two things is no repetition


def _mark_repeats(quotes: list[dict[str, Any]]) -> None:
    """A fragment whose words stand in a longer quotation of the same speaker is part of that one, and not to be counted twice."""
    folded = [" ".join(["", *_WORDS.findall(q["text"].casefold()), ""]) for q in quotes]
    whole = [(i, q) for i, q in enumerate(quotes) if q["kind"] == "direct"]
    for i, quote in enumerate(quotes):
        if quote["kind"] in ("fragment", "scare") and quote["participant_id"] and quote["words"] >= _REPEATED_WORDS:
            for j, longer in whole:
                if longer["participant_id"] == quote["participant_id"] and folded[i] in folded[j]:
                    quote["repeats"], quote["utterance_id"] = longer["quote_id"], longer["utterance_id"]
                    break


def _distinct(found: Sequence[Quotation], speakers: Sequence[Speaker]) -> dict[Span, tuple[Quotation, Speaker]]:
    """One quotation for each place: the surest, where two attributions claim the same words."""
    best: dict[Span, tuple[Quotation, Speaker]] = {}
    for quotation, speaker in zip(found, speakers, strict=True):
        place = (quotation.start, quotation.end)
        if place not in best or quotation.confidence > best[place][0].confidence:
            best[place] = (quotation, speaker)
    return best


def _marking(mark: Marked | None) -> dict[str, str | None]:
    return {"marks": mark.mark if mark else "none", "ending": mark.ending if mark else None}


def _attribution(text: Text, quotation: Quotation, speaker: Speaker, people: Sequence[Known]) -> dict[str, Any]:
    """Who speaks, by which words and rule; why a speaker is missing."""
    who = people[speaker.participant].participant_id if speaker.participant is not None else None
    unspoken = quotation.kind in ("title", "scare") and quotation.speaker is None
    return {
        "kind": quotation.kind,
        "participant_id": who,
        **text.pointer("speaker", quotation.speaker),
        **text.pointer("cue", quotation.cue),
        "cue_class": quotation.cue_class,
        **text.pointer("addressee", quotation.addressee),
        **text.pointer("second_hand", quotation.second_hand),
        "inherited": quotation.inherited,
        "rule": quotation.rule,
        "confidence": quotation.confidence,
        "reason": None if who or unspoken else quotation.reason or speaker.reason,
    }
