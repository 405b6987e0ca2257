"""The quotations of the reports, measured against what was said according to a reference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from rapidfuzz.distance import Levenshtein

from workbench.address import Address
from workbench.compare.reference import (
    MeasuredQuotation,
    Reference,
    exact_places,
    is_nameless,
    measured_quotations,
    share_found,
)
from workbench.compare.standing import STATED, TO_CHECK, settled
from workbench.compare.words import Wording, printed_key
from workbench.corpus.model import Corpus, frame, join_cell, name_of, outlet_of, split_cell
from workbench.results import RESULTS

VERDICTS = ("verbatim", "excerpt", "cleaned up", "altered", "spliced", "not found", "speaker differs", "outside")
"""What the reference says of a quotation; the first six are about its words."""

_TELLING = 3  # words of a quotation that says something where it is found in another's mouth: “peace” says nothing
_LONG = 5  # words of a quotation of which the nearest words may be a version: fewer are a phrase
_NOT_THERE = {"not found", "outside"}
SLIGHT = 0.1
"""Word edits, per word of the record, with which a quotation is stated to be an altered version of it (or a single one); with more it
may be what the speaker said in another place, and is to check. On two records 3 of 3 such are right, and 1 of 3 with more."""
LIKELY = 0.35
"""Share of a quotation's worth that the nearest words must have, in order, for a quotation that was not found to be to check."""
_SAME_WORDS = {"verbatim", "excerpt", "cleaned up", "altered", "spliced"}


def fidelity(corpus: Corpus, *, speakers: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Every quotation of the reports against the reference: one row each, in reading order (columns: docs/tables.md).

    `wording` says what happened to the words: `verbatim` (equal but for punctuation and case), `excerpt` (equal, with words left
    out or put in brackets where the report says so), `cleaned up` (without fillers and false starts, contractions written out),
    `altered`, `spliced` (pieces from separate places in one pair of marks, and no ellipsis between), `not found` (the nearest
    passage is shown). `verdict` is `speaker differs` where the words are another's, and `outside` where the reference has no
    word of that speaker, so that it can say nothing; else it is `wording`. `errors` of `of` words is the word error rate:
    the fewest words to replace, add or drop, contractions expanded. `speakers` is that of `wb.turns`. Not found here is not
    never said: somebody quoted may have said it elsewhere, so `not found` and `outside` count for nothing; `covers` says in a sentence
    how much the record has. For these two every speaker of the record is searched, and the nearest words are shown with whose
    they are; where they come near, the row is to check. `altered` and `spliced` take three words of the record in common, or all
    content words, and at most half of the words different; they are stated where little differs. British and American spelling
    are one. `ValueError` without a reference.

    >>> import workbench as wb
    >>> wb.fidelity(wb.load())
    Traceback (most recent call last):
    ...
    ValueError: no article of this corpus is a reference, so nobody's words can be measured: put a transcript into the folder \
and write in corpus.toml   [files."its name.txt"]   kind = "reference"
    """
    reference, found = measured_quotations(corpus, speakers)
    outlets = outlet_of(corpus)
    names = name_of(corpus)
    complete = all(said.speaker or (said.label and is_nameless(said.label)) for said in reference.turns)
    speaking = {said.speaker for said in reference.turns}
    rows = []
    for m in found:
        verdict = _verdict(reference, m, outside=complete and m.passage.speaker not in speaking)
        said = [(reference.turns[s.turn], s) for s in m.stretches]
        spans = [(t, _span(t.wording, (0, s.end - s.start), s.start)) for t, s in said]
        speaker = next((names.get(t.speaker or "") or t.label for t, _ in said), None)
        own = names.get(m.passage.speaker or "")
        counted = _counted(reference, m)
        rows.append(
            {
                "quote_id": m.passage.address,
                "article_id": m.passage.article_id,
                "outlet_label": outlets[m.passage.article_id],
                "utterance": m.passage.utterance,
                "participant_id": m.passage.speaker,
                "name": own,
                "verdict": verdict,
                "wording": m.wording,
                "text": m.passage.text,
                "reference": " … ".join(t.wording.text[slice(*span)] for t, span in spans if span) or None,
                "reference_at": join_cell(str(_address(t.article_id, t.start, span)) for t, span in spans if span),
                "speaker": speaker,
                "places": len(exact_places(reference, m.quote)),
                **counted,
                "finding": _finding(verdict, m, counted, (own, speaker)),
                "standing": _standing(reference, m, verdict, counted),
            }
        )
        rows[-1]["evidence"] = join_cell([m.passage.address, *split_cell(rows[-1]["reference_at"])])
    return settled(corpus, "fidelity", frame(rows, RESULTS["fidelity"]))


def departures(corpus: Corpus, *, speakers: Mapping[str, str] | None = None) -> pd.DataFrame:
    """What each quotation does to the words of the reference: one row per difference, in reading order (columns: docs/tables.md).

    Made in order, they turn the words of the reference into those of the report. Only quotations that were found have rows.
    `ValueError` without a reference.
    """
    reference, found = measured_quotations(corpus, speakers)
    outlets = outlet_of(corpus)
    rows: list[dict[str, Any]] = []
    for m in found:
        for stretch, edit in m.edits if m.wording != "not found" else ():
            said = reference.turns[stretch.turn]
            there = _span(said.wording, edit.a, stretch.start)
            here = _span(m.quote, edit.b, stretch.low)
            whose = {"quote_id": m.passage.address, "outlet_label": outlets[m.passage.article_id], "kind": edit.kind}
            source = said.wording.text[slice(*there)] if there else None
            report = m.passage.text[slice(*here)] if here else None
            source_at = _address(said.article_id, said.start, there)
            report_at = _address(m.passage.article_id, m.passage.start, here)
            of_reference = {"reference": source, "reference_at": source_at}
            where = [source_at or said.turn_id, report_at or m.passage.address]
            row = {**whose, **of_reference, "report": report, "report_at": report_at}
            standing = _standing(reference, m, m.wording, _counted(reference, m))
            rows.append({**row, "standing": standing, "evidence": join_cell(where)})
    return settled(corpus, "departures", frame(rows, RESULTS["departures"]))


def covers(rows: pd.DataFrame) -> str:
    """How much of what the reports quote the record has, in a sentence, from a frame of `fidelity`.

    >>> import pandas as pd
    >>> covers(pd.DataFrame({"verdict": ["verbatim", "not found", "outside"]}))
    'This record covers little: 2 of 3 quotations are not in it, and of these it says nothing.'
    """
    absent = int(rows["verdict"].isin(_NOT_THERE).sum())
    if not absent:
        return f"This record has all {len(rows)} quotations." if len(rows) else "There is no quotation to measure."
    how = "This record covers little" if 2 * absent > len(rows) else "This record does not have everything"
    are = "is" if absent == 1 else "are"
    return f"{how}: {absent} of {len(rows)} quotations {are} not in it, and of these it says nothing."


def _standing(reference: Reference, m: MeasuredQuotation, verdict: str, counted: dict[str, int]) -> str:
    if verdict in _NOT_THERE:
        near = sum(share_found(reference, s, m.quote) for s in m.stretches)
        return TO_CHECK if near >= LIKELY and len(m.quote.words) >= _LONG else STATED
    if verdict in ("altered", "spliced"):
        slight = counted["errors"] <= max(1, SLIGHT * counted["of"])
        return STATED if slight and verdict == "altered" else TO_CHECK
    return TO_CHECK if verdict == "speaker differs" else STATED


def _verdict(reference: Reference, m: MeasuredQuotation, *, outside: bool) -> str:
    there = {reference.turns[s.turn].speaker for s in m.stretches}
    own = m.passage.speaker
    if m.wording in _SAME_WORDS and own and None not in there and own not in there:
        if len(m.quote.words) >= _TELLING:
            return "speaker differs"
        return "outside" if outside else "not found"
    return "outside" if outside and own and (m.wording == "not found" or own not in there) else m.wording


def _counted(reference: Reference, m: MeasuredQuotation) -> dict[str, int]:
    """The word edits to what the reference has there, both ways of counting; nothing there: every word is one too many."""
    theirs = [w.plain for s in m.stretches for w in reference.turns[s.turn].wording.words[s.start : s.end]]
    mine = [w.plain for w in m.quote.words]
    printed = [key for s in m.stretches for key in _printed(reference.turns[s.turn].wording, s.start, s.end)]
    return {
        "errors": Levenshtein.distance(mine, theirs),
        "of": len(theirs),
        "errors_as_printed": Levenshtein.distance(_printed(m.quote, 0, len(mine)), printed),
        "of_as_printed": len(printed),
    }


def _printed(side: Wording, start: int, end: int) -> list[str]:
    numbers = sorted({word.printed for word in side.words[start:end]})
    return [printed_key(side.text[slice(*side.spans[n])]) for n in numbers]


def _finding(verdict: str, m: MeasuredQuotation, counted: dict[str, int], who: tuple[str | None, str | None]) -> str:
    own, there = who
    much = f"{counted['errors']} of {counted['of']} words"
    nearest = f"; nearest there, in the words of {there or 'nobody named'}, is what is shown" if m.stretches else ""
    said = {
        "verbatim": "as in the reference",
        "excerpt": "as in the reference, with words left out where the report says so",
        "cleaned up": f"tidied: departs from the reference by {much}",
        "altered": f"departs from the reference by {much}",
        "spliced": f"pieced together from {len(m.stretches)} places of the reference, without an ellipsis",
        "not found": f"not in this record{nearest}",
        "outside": f"this record has no word of {own}{nearest}",
    }
    if verdict == "not found" and m.wording != "not found":
        return f"not found in the words of {own}; {there} uses it"
    if verdict == "speaker differs":
        how = "word for word" if m.wording == "verbatim" else said[m.wording]
        return f"given to {own}; in the reference {there} says it ({how})"
    return said[verdict]


def _span(side: Wording, words: tuple[int, int], offset: int) -> tuple[int, int] | None:
    """The characters of a stretch of plain words, counted from word `offset`."""
    low, high = words[0] + offset, words[1] + offset
    if low >= high:
        return None
    return side.spans[side.words[low].printed][0], side.spans[side.words[high - 1].printed][1]


def _address(article: str, start: int, span: tuple[int, int] | None) -> str | None:
    return str(Address(article, start + span[0], start + span[1])) if span else None
