"""How sure a conclusion is: `stated`, `to check`, or settled by a reader; and how often each kind of claim was right."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from workbench.compare.shared import once_per_corpus
from workbench.corpus.corrections import StaleCorrection
from workbench.corpus.model import JOINT, Corpus, records, split_cell
from workbench.results import RESULTS

STATED, TO_CHECK, CONFIRMED = "stated", "to check", "confirmed by a reader"
"""`stated`: its kind is right nine times in ten or more on events that it was not fitted to. `to check`: worth a look, and counted
nowhere. `confirmed by a reader`: it was to check, and a line of corrections.csv confirms it; counted apart from what is stated."""
CONFIRM, REJECT = "confirm", "reject"
"""The actions of corrections.csv that settle a row: its `address` is the row's `evidence`, its `before` the name of the frame."""
MOST_TO_CHECK = 12
"""Rows to check that one screen shows, the most telling first. More of them are not read."""


LEAST = 0.9
"""The share of a kind of claim that must be right on events it was not fitted to before any of its rows is `stated`: nine in ten."""
DATE = "2026-12-01"
"""When the shares of `CLAIMS` were measured."""


class Claim(NamedTuple):
    """A kind of claim: the frames and rows that make it, what it says, and how often it is right on events it was not fitted to."""

    frames: tuple[str, ...]
    rows: Mapping[str, tuple[Any, ...]]
    """Column → the values that rows of this kind have there; empty where all rows are of it."""
    says: str
    precision: float | None = None
    """Missing where it was not measured."""
    n: int | None = None
    low: float | None = None
    high: float | None = None
    """The interval in which 95 of 100 draws of the same many events have their share."""
    on: str = ""
    """What was counted, on which events."""

    @property
    def weak(self) -> bool:
        """Whether it was measured, and is right less often than `LEAST`: then it is never stated."""
        return self.precision is not None and self.precision < LEAST


_KINDS: dict[str, Claim] = {
    "person of the story": Claim(
        ("participants",), {"kind": ("person",)}, "this person acts, speaks or is named in the story"
    ),
    "speaker": Claim(("quotes",), {"kind": ("direct", "mixed")}, "who said the words of a whole quotation"),
    "speaker of a few words": Claim(
        ("quotes",), {"kind": ("fragment", "scare")}, "whose a word or phrase between marks is"
    ),
    "person not found": Claim(
        ("ledger",), {"kind": ("person",), "status": ("not found",)}, "the outlet does not name this person"
    ),
    "body or place not found": Claim(
        ("ledger",),
        {"kind": ("body", "place"), "status": ("not found",)},
        "the outlet does not have this body or place",
    ),
    "number or date not found": Claim(
        ("ledger",),
        {"kind": ("number", "date"), "status": ("not found",)},
        "the outlet does not have this number or date",
    ),
    "the same words, quoted": Claim(
        ("same_words",), {"relation": ("verbatim", "excerpt", "altered")}, "two quotations are of one act of speech"
    ),
    "the same words, without marks": Claim(
        ("same_words",),
        {"relation": ("direct-vs-unmarked",)},
        "a sentence prints without marks what another outlet quotes",
    ),
    "the same words, reported": Claim(
        ("same_words", "ladder", "ledger"),
        {
            "relation": ("direct-vs-indirect", "indirect-vs-indirect"),
            "rung": ("indirect",),
            "kind": ("quotation",),
            "status": ("paraphrased",),
        },
        "a report or sentence tells what another quotes or reports",
    ),
    "words that differ": Claim(
        ("word_errors", "word_edits", "collate"), {}, "two outlets print these words of one utterance differently"
    ),
    "two speakers": Claim(
        ("conflicts",), {"kind": ("different speakers",)}, "two outlets give one statement to two speakers"
    ),
    "as in the record": Claim(
        ("fidelity",), {"verdict": ("verbatim", "excerpt", "cleaned up")}, "the record has these words of this speaker"
    ),
    "not as in the record": Claim(
        ("fidelity", "departures"),
        {"verdict": ("altered", "spliced", "speaker differs")},
        "the record has this in other words, or of another speaker",
    ),
    "told elsewhere": Claim(
        ("facts", "fact_pairs"), {"told": ("elsewhere",)}, "another article tells this, in whole or in part"
    ),
    "nothing like it found": Claim(("facts",), {"told": ("nothing like it",)}, "no other article tells this"),
    "quotation not found": Claim(
        ("ledger", "ladder"),
        {"kind": ("quotation",), "status": ("not found",), "rung": ("absent",)},
        "the outlet neither quotes nor reports these words",
    ),
}


class Measured(NamedTuple):
    """How often a kind of claim was right, of how many, the interval by event, and what was counted, on which events."""

    precision: float
    n: int
    low: float
    high: float
    on: str


_BEFORE = "before the rules that they led to"
MEASURED: dict[str, Measured] = {
    "person of the story": Measured(0.93, 142, 0.88, 0.99, f"participants of 4 events, {_BEFORE}"),
    "speaker": Measured(0.935, 449, 0.92, 0.95, f"stretches between marks of 4 events, {_BEFORE}"),
    "person not found": Measured(0.941, 506, 0.90, 0.99, f"rows of 4 events, {_BEFORE}"),
    "body or place not found": Measured(0.972, 316, 0.94, 0.99, "rows of 4 events"),
    "the same words, quoted": Measured(0.99, 302, 0.97, 1.0, "pairs of 29 events, weights by fold, but not the rules"),
    "the same words, without marks": Measured(0.966, 29, 0.82, 1.0, "pairs of 7 events; the interval is by pair"),
    "the same words, reported": Measured(0.591, 44, 0.56, 0.62, f"pairs of 4 events, {_BEFORE}"),
    "words that differ": Measured(
        1.0, 230, 1.0, 1.0, "versions of 4 events that a pair joins; judged by that pair, not by the stretch"
    ),
    "as in the record": Measured(1.0, 14, 1.0, 1.0, "quotations against 2 records"),
    "not as in the record": Measured(0.395, 43, 0.38, 0.42, f"rows against 2 records, {_BEFORE}"),
    "told elsewhere": Measured(0.936, 171, 0.89, 0.98, "pairs of 15 events, each judged by a model of the others"),
    "nothing like it found": Measured(
        0.973, 368, 0.94, 0.99, "sentences of 15 events, each judged by a model of the others"
    ),
    "quotation not found": Measured(0.975, 40, 0.93, 1.0, "rows of 4 events"),
}
"""What was counted on events that no rule or threshold was fitted to, as far as such a count can be had: a kind whose rules were mended
since keeps the number that it had before, and one that is not here is not measured."""

CLAIMS: dict[str, Claim] = {
    name: kind._replace(**MEASURED[name]._asdict()) if name in MEASURED else kind for name, kind in _KINDS.items()
}
"""Every kind of claim, with how often it was right. `docs/method.md` has them as its table, and `settled` holds the frames to them."""


def made_by(claim: Claim, frame: pd.DataFrame) -> pd.Series:
    """Which rows of a frame make this claim."""
    mine = pd.Series(True, frame.index)
    for column, values in claim.rows.items():
        if column in frame:
            mine &= frame[column].isin(values)
    return mine


def countable(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that may be counted, drawn and named: what is stated, and what a reader confirmed. Other frames as they are."""
    return frame[frame["standing"].ne(TO_CHECK)] if "standing" in frame else frame


def stated(make: Callable[[Corpus], pd.DataFrame]) -> Callable[[Corpus], pd.DataFrame]:
    """What `make` gives of a corpus without the rows that are to check, made once per corpus."""
    return once_per_corpus(lambda corpus: countable(make(corpus)))


def open_questions(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that are to check; none of other frames."""
    return frame[frame["standing"].eq(TO_CHECK)] if "standing" in frame else frame.iloc[:0]


def settled(corpus: Corpus, claim: str, frame: pd.DataFrame, *, also: str = "") -> pd.DataFrame:
    """The rows of a frame after the readers' decisions: confirmed ones say so, rejected ones are gone. A weak claim is to check.

    `claim` is the name of the frame, such as `conflicts`; a row is known by its `evidence`, whatever the order of the addresses,
    and a decision holds for all rows with that evidence. One whose row is not there any more is told by a `StaleCorrection`
    warning; one on articles that are not in this part of a corpus says nothing here. `also` is another frame whose decisions hold
    for these rows where they fit: two sentences that tell the same are settled once.
    """
    frame = _held(claim, frame)
    own, others = decisions_on(corpus, claim), decisions_on(corpus, also)
    if not (own or others):
        return frame
    rows: dict[frozenset[str], list[Any]] = {}
    for label, cell in frame["evidence"].items():
        rows.setdefault(frozenset(split_cell(cell)), []).append(label)
    there = set(corpus.articles["article_id"])
    gone: list[Any] = []
    frame = frame.copy()
    for passages, action in (others | own).items():
        if not {passage.partition(":")[0] for passage in passages} <= there:
            continue
        if passages not in rows:
            if passages not in own:
                continue
            message = f"a reader's {action} of {claim} at {JOINT.join(sorted(passages))} fits no row any more"
            warnings.warn(message, StaleCorrection, stacklevel=3)
        elif action == CONFIRM:
            frame.loc[rows[passages], "standing"] = CONFIRMED
        else:
            gone += [label for label in rows[passages] if frame.at[label, "standing"] != CONFIRMED]
    return frame.drop(index=gone).reset_index(drop=True)


def _held(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame, with what is weak by its kind to check, whatever its own threshold."""
    weak = pd.Series(False, frame.index)
    for claim in CLAIMS.values():
        if claim.weak and name in claim.frames:
            weak |= made_by(claim, frame)
    return frame.assign(standing=frame["standing"].mask(weak, TO_CHECK)) if weak.any() else frame


def decisions_on(corpus: Corpus, claim: str) -> dict[frozenset[str], str]:
    """The readers' decisions on the rows of one frame: the addresses of a row → `confirm` or `reject`, the last one made."""
    found: dict[frozenset[str], str] = {}
    for row in records(corpus.corrections):
        if row["action"] in (CONFIRM, REJECT) and row["before"] == claim and row["status"] == "applied":
            found[frozenset(split_cell(row["address"]))] = row["action"]
    return found


def decided_in_all(corpus: Corpus) -> tuple[int, int]:
    """How many rows of all frames readers confirmed, and how many they rejected: the last decision on each counts."""
    actions = [action for claim in RESULTS for action in decisions_on(corpus, claim).values()]
    return actions.count(CONFIRM), actions.count(REJECT)
