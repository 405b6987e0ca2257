"""A quotation in its place in the reference: where its words come from, and what was done to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from workbench.compare.common.edits import Edit, edits
from workbench.compare.common.passages import Passage, quotations
from workbench.compare.common.witnesses import references_only, reports_only
from workbench.compare.common.wording import Wording, wording
from workbench.compare.reference.located import (
    Reference,
    Said,
    Stretch,
    continued,
    covered,
    nearest,
    pieces,
    reference_of,
    within,
)
from workbench.compare.reference.tidying import tidied
from workbench.compare.reference.turns import spoken_turns, turns
from workbench.corpus.frames import records
from workbench.corpus.model import Corpus

SURELY = 0.8
"""Share of a quotation's worth that must stand in another's turn before it is taken for their words. Of 1,083 quotations held
against others of the same event, 8 of another speaker had half of it, and 2 this much."""
_TOGETHER = 4  # words; pieces with no more between them in the reference stand in one place
_BRACKETS = re.compile(r"\[[^\]\n]*\]")
_LITTLE = {"punctuation", "sentence"}
_TIDY = {"contraction", "spelling", "masking", "filler", "false start"}


@dataclass(frozen=True, slots=True)
class Measured:
    """A quotation, the stretches of the reference that it stands for, and what was done to the words."""

    passage: Passage
    quote: Wording
    stretches: tuple[Stretch, ...]
    wording: str
    edits: tuple[tuple[Stretch, Edit], ...]


def measured(corpus: Corpus, speakers: Mapping[str, str] | None) -> tuple[Reference, list[Measured]]:
    """The turns of the references, and every quotation of the reports held against them; `ValueError` without a reference."""
    references_only(corpus)  # says what to do where there is none
    who = {row["turn_id"]: row for row in records(turns(corpus, speakers=speakers))}
    said = []
    for key, (turn, words) in spoken_turns(corpus).items():
        row = who[key]
        known = None if pd.isna(row["participant_id"]) else row["participant_id"]
        label = None if pd.isna(row["speaker"]) else row["speaker"]
        said.append(Said(key, row["article_id"], turn.start, known, label, wording(words)))
    reference = reference_of(said)
    quotes = quotations(reports_only(corpus))
    unspoken = set(corpus.quotes.loc[corpus.quotes["speaker"].isna() & corpus.quotes["kind"].eq("scare"), "quote_id"])
    found: list[Measured] = []
    before: dict[tuple[str, str | None], Measured] = {}  # many outlets print the very same words
    for passage in quotes:
        if passage.address not in unspoken:
            same = before.get((passage.text, passage.speaker))
            found.append(replace(same, passage=passage) if same else _measure(reference, passage))
            before[passage.text, passage.speaker] = found[-1]
    return reference, list(_beside(reference, found))


def _measure(reference: Reference, passage: Passage) -> Measured:
    """The quotation in its place, by its own words."""
    quote = wording(_BRACKETS.sub(lambda m: "…".ljust(len(m[0])), passage.text))
    stretches = pieces(reference, quote, passage.speaker)
    return _judged(reference, passage, quote, stretches)


def _beside(reference: Reference, found: Sequence[Measured]) -> Iterator[Measured]:
    """The quotations; those that were not found are looked for beside the other pieces of their utterance."""
    for n, m in enumerate(found):
        beside = None
        if m.wording == "not found":
            for step, other in ((1, n - 1), (-1, n + 1)):
                near = found[other] if 0 <= other < len(found) else None
                if near and near.passage.utterance == m.passage.utterance and near.wording != "not found":
                    beside = beside or continued(reference, m.quote, near.stretches[-1 if step > 0 else 0], step)
        yield _judged(reference, m.passage, m.quote, [beside]) if beside else m


def _judged(reference: Reference, passage: Passage, quote: Wording, stretches: Sequence[Stretch]) -> Measured:
    made = tuple((s, edit) for s in stretches for edit in _edits(reference, s, quote))
    judged = Measured(passage, quote, tuple(stretches), "not found", made)
    if not stretches or _anothers(reference, passage, quote, stretches):
        close = nearest(reference, quote, passage.speaker) if quote.words else None
        return replace(judged, stretches=(close,) if close else ())
    return replace(judged, wording=_wording(quote, stretches, {edit.kind for _, edit in made}))


def _anothers(reference: Reference, passage: Passage, quote: Wording, stretches: Sequence[Stretch]) -> bool:
    """Whether the place is another's and the words only alike: two people may well say something alike."""
    speakers = {reference.turns[s.turn].speaker for s in stretches}
    if passage.speaker is None or None in speakers or passage.speaker in speakers:
        return False
    return sum(covered(reference, s, within(quote, s.low, s.high)) for s in stretches) < SURELY * len(stretches)


def _edits(reference: Reference, stretch: Stretch, quote: Wording) -> Iterator[Edit]:
    said = within(reference.turns[stretch.turn].wording, stretch.start, stretch.end)
    part = within(quote, stretch.low, stretch.high)
    return tidied(said, _named(edits(said, part)))


def _named(found: Sequence[Edit]) -> Iterator[Edit]:
    """The edits; what is `beyond` in two versions is here dropped, added or replaced: the stretch ends where the quotation does."""
    waiting: Edit | None = None
    for edit in found:
        if edit.kind != "beyond":
            if waiting:
                yield waiting
            waiting = None
            yield edit
        elif waiting and waiting.kind == "dropped" and edit.a[0] == edit.a[1]:
            yield Edit("substitution", waiting.a, edit.b)
            waiting = None
        else:
            if waiting:
                yield waiting
            waiting = edit._replace(kind="added" if edit.a[0] == edit.a[1] else "dropped")
    if waiting:
        yield waiting


def _wording(quote: Wording, stretches: Sequence[Stretch], kinds: set[str]) -> str:
    """What happened to the words, by the places they come from and the kinds of edits."""
    for one, other in pairwise(stretches):
        between = other.start - one.end if one.turn == other.turn else None
        backwards = between is not None and between < 0
        if backwards or (other.low not in quote.gaps and (between is None or between > _TOGETHER)):
            return "spliced"
    missing = set(range(len(quote.words))) - {n for s in stretches for n in range(s.low, s.high)}
    if missing or kinds - _LITTLE - _TIDY - {"left-out"}:
        return "altered"
    if kinds & _TIDY:
        return "cleaned up"
    return "excerpt" if quote.gaps - {0, len(quote.words)} or len(stretches) > 1 or "left-out" in kinds else "verbatim"
