"""How sure a conclusion is: `stated`, `to check`, or settled by a reader; and the claims that may be stated at all."""

from __future__ import annotations

import warnings

import pandas as pd

from workbench.corpus.corrections import StaleCorrection
from workbench.corpus.model import Corpus, records, split_cell

STATED, TO_CHECK, CONFIRMED = "stated", "to check", "confirmed by a reader"
"""`stated`: its kind is right nine times in ten or more on events that it was not fitted to. `to check`: worth a look, and counted
nowhere. `confirmed by a reader`: it was to check, and a line of corrections.csv confirms it; counted apart from what is stated."""
CONFIRM, REJECT = "confirm", "reject"
"""The actions of corrections.csv that settle a row: its `address` is the row's `evidence`, its `before` the name of the frame."""
MOST_TO_CHECK = 12
"""Rows to check that one screen shows, the most telling first. More of them are not read."""


def settled(corpus: Corpus, claim: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of a frame after the readers' decisions: confirmed ones say so, rejected ones are gone.

    `claim` is the name of the frame, such as `conflicts`; a row is known by its `evidence`, whatever the order of the addresses.
    A decision whose row is not there any more is told by a `StaleCorrection` warning.
    """
    decisions = decisions_on(corpus, claim)
    if not decisions:
        return frame
    rows = {frozenset(split_cell(cell)): label for label, cell in frame["evidence"].items()}
    gone = []
    frame = frame.copy()
    for passages, action in decisions.items():
        if passages not in rows:
            message = f"a reader's {action} of {claim} at {' | '.join(sorted(passages))} fits no row any more"
            warnings.warn(message, StaleCorrection, stacklevel=3)
        elif action == CONFIRM:
            frame.loc[rows[passages], "standing"] = CONFIRMED
        else:
            gone.append(rows[passages])
    return frame.drop(index=gone).reset_index(drop=True)


def decisions_on(corpus: Corpus, claim: str) -> dict[frozenset[str], str]:
    """The readers' decisions on the rows of one frame: the addresses of a row → `confirm` or `reject`, the last one made."""
    found: dict[frozenset[str], str] = {}
    for row in records(corpus.corrections):
        if row["action"] in (CONFIRM, REJECT) and row["before"] == claim and row["status"] == "applied":
            found[frozenset(split_cell(row["address"]))] = row["action"]
    return found


def rejected(corpus: Corpus, claim: str) -> int:
    """How many rows of a frame readers rejected."""
    return sum(action == REJECT for action in decisions_on(corpus, claim).values())
