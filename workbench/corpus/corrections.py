"""Readers' decisions, replayed on the tables that the rules made: they win, and what no longer fits is reported."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.corpus.model import JOINT, Corpus, join_cell, records, split_cell
from workbench.errors import AddressError
from workbench.loaders.beside import Decision
from workbench.results import RESULTS
from workbench.schema import CUE_CLASSES, QUOTE_KINDS

RULE = "correction"
_WITH_PARTICIPANT = ("links", "mentions", "roles", "quotes")


class StaleCorrection(UserWarning):
    """Some of the readers' decisions do not fit the texts any more; `corpus.corrections` says which and why."""


class _Stale(Exception):
    """Raised with the reason when a decision does not fit the tables."""


def correct(corpus: Corpus, decisions: Sequence[Decision]) -> Corpus:
    """The corpus after the decisions, in their order; `corrections` tells for each whether it was applied.

    A decision fits when its address is there and what it wants to change is what it says was before. One that does not is left out,
    kept as a row with status `stale` and the reason, and announced by a `StaleCorrection` warning.
    """
    tables = {name: data.copy() for name, data in corpus.tables()}
    rows: list[dict[str, Any]] = []
    for decision in decisions:
        trial = {name: data.copy() for name, data in tables.items()}
        try:
            _ACTIONS[decision.action](trial, decision)
            tables, status, reason = trial, "applied", None
        except _Stale as stale:
            status, reason = "stale", str(stale)
        blank = {k: v if v != "" else None for k, v in asdict(decision).items()}
        rows.append({**blank, "status": status, "reason": reason})
    stale_rows = sum(row["status"] == "stale" for row in rows)
    if stale_rows:
        message = f"{stale_rows} of {len(rows)} corrections no longer fit the texts"
        warnings.warn(f"{message}; corpus.corrections says which and why", StaleCorrection, stacklevel=3)
    return replace(corpus, **{**tables, "corrections": rows})  # type: ignore[arg-type]  # the corpus makes frames


def decision_of(row: dict[str, Any]) -> Decision:
    """The decision that a row of `corrections` records."""
    values: dict[str, Any] = {f.name: "" if pd.isna(row[f.name]) else row[f.name] for f in fields(Decision)}
    return Decision(**values)


def _who(tables: dict[str, pd.DataFrame], name: str) -> str:
    """The id of the participant with that name, or else that only alias."""
    people = records(tables["participants"])
    called = [p for p in people if name in (p["name"], p["participant_id"])]
    also_called = [p for p in people if name in split_cell(p["aliases"])]
    for fits in (called, also_called):
        if len(fits) == 1:
            return str(fits[0]["participant_id"])
        if fits:
            raise _Stale(f"{len(fits)} participants are called {name!r}")
    raise _Stale(f"no participant is called {name!r}")


def _merge(tables: dict[str, pd.DataFrame], decision: Decision) -> None:
    old, new = _who(tables, decision.before), _who(tables, decision.after)
    if old == new:
        raise _Stale(f"{decision.before!r} and {decision.after!r} are one participant already")
    people: Any = tables["participants"].set_index("participant_id")
    for column in ("role", "affiliation"):
        if pd.isna(people.at[new, column]):
            people.loc[new, column] = people.at[old, column]
    forms = [*split_cell(people.at[new, "aliases"]), people.at[old, "name"], *split_cell(people.at[old, "aliases"])]
    people.loc[new, "aliases"] = JOINT.join(dict.fromkeys(form for form in forms if form != people.at[new, "name"]))
    tables["participants"] = people.drop(index=old).reset_index()
    for name in _WITH_PARTICIPANT:
        data = tables[name]
        moved = data["participant_id"] == old
        if name == "links":
            data.loc[moved, ["rule", "evidence"]] = [RULE, f"{decision.before} = {decision.after}"]
        data.loc[moved, "participant_id"] = new


def _rename(tables: dict[str, pd.DataFrame], decision: Decision) -> None:
    key = _who(tables, decision.before)
    people = tables["participants"]
    row = people["participant_id"] == key
    forms = [decision.before, *split_cell(people.loc[row, "aliases"].iloc[0])]
    people.loc[row, "aliases"] = join_cell(dict.fromkeys(form for form in forms if form != decision.after))
    people.loc[row, "name"] = decision.after


def _row(data: pd.DataFrame, key: str, address: str) -> Any:
    """The row label of that id."""
    fits = data.index[data[key] == address]
    if not len(fits):
        why = "its words have moved, or the rules read them otherwise now"
        raise _Stale(f"no {key.removesuffix('_id')} stands at {address}; {why}")
    return fits[0]


def _split(tables: dict[str, pd.DataFrame], decision: Decision) -> None:
    """The naming at the address, and the quotations that it introduces, go to another participant, if need be a new one."""
    mentions = tables["mentions"]
    row = _row(mentions, "mention_id", decision.address)
    old = mentions.at[row, "participant_id"]
    if decision.before and _who(tables, decision.before) != old:
        raise _Stale(f"the naming at {decision.address} is not {decision.before!r} any more")
    rest = mentions[(mentions["participant_id"] == old) & (mentions.index != row)]
    if rest.empty:
        raise _Stale(f"{decision.address} is the only naming; use rename")
    if old == decision.address:  # the id is the address of a naming that goes: take the next one's
        for name in ("participants", *_WITH_PARTICIPANT):
            tables[name].loc[tables[name]["participant_id"] == old, "participant_id"] = rest["mention_id"].iloc[0]
    try:
        new = _who(tables, decision.after)
    except _Stale:
        new = decision.address
        kind = tables["participants"].set_index("participant_id")["kind"].get(old, "person")
        person = {"participant_id": new, "name": decision.after, "kind": kind}
        unknown = dict.fromkeys(("role", "affiliation", "aliases"))
        new_row = pd.DataFrame([{**person, **unknown}])
        tables["participants"] = pd.concat([tables["participants"], new_row], ignore_index=True)
    mentions.loc[row, ["participant_id", "rule"]] = [new, RULE]
    quotes = tables["quotes"]
    quotes.loc[quotes["speaker_at"] == decision.address, ["participant_id", "rule"]] = [new, RULE]


def _expect(found: Any, decision: Decision) -> None:
    """The value that the reader saw must be the one that is there."""
    there = "" if pd.isna(found) else str(found)
    if there != decision.before:
        change = f"{there or 'missing'!r} now, not {decision.before or 'missing'!r}"
        raise _Stale(f"the {decision.action} at {decision.address} is {change}")


def _set(tables: dict[str, pd.DataFrame], decision: Decision) -> None:
    """The kind or cue class of a quotation."""
    known = {"kind": QUOTE_KINDS, "cue_class": CUE_CLASSES}[decision.action]
    if decision.after and decision.after not in known:
        raise _Stale(f"{decision.after!r} is no {decision.action}; it is one of {', '.join(known)}")
    quotes = tables["quotes"]
    row = _row(quotes, "quote_id", decision.address)
    _expect(quotes.at[row, decision.action], decision)
    quotes.loc[row, [decision.action, "rule", "confidence"]] = [decision.after or None, RULE, None]


def _speaker(tables: dict[str, pd.DataFrame], decision: Decision) -> None:
    quotes = tables["quotes"]
    row = _row(quotes, "quote_id", decision.address)
    names = tables["participants"].set_index("participant_id")["name"]
    _expect(names.get(quotes.at[row, "participant_id"]), decision)
    who = _who(tables, decision.after) if decision.after else None
    quotes.loc[row, ["participant_id", "rule", "confidence"]] = [who, RULE, None]
    quotes.loc[row, "reason"] = None if who else decision.why or "a reader found that it cannot be told"


def _utterance(tables: dict[str, pd.DataFrame], decision: Decision) -> None:
    quotes = tables["quotes"]
    row = _row(quotes, "quote_id", decision.address)
    _expect(quotes.at[row, "utterance_id"], decision)
    after = decision.after or decision.address
    _row(quotes, "quote_id", after)
    quotes.loc[row, ["utterance_id", "rule"]] = [after, RULE]


def _mention(tables: dict[str, pd.DataFrame], decision: Decision) -> None:
    """Whom a naming means; without a new name it is no naming at all."""
    if decision.after:
        _split(tables, replace(decision, action="split"))
        return
    mentions = tables["mentions"]
    row = _row(mentions, "mention_id", decision.address)
    key = mentions.at[row, "participant_id"]
    names = tables["participants"].set_index("participant_id")["name"]
    _expect(names.get(key), decision)
    if key == decision.address or (mentions["participant_id"] == key).sum() == 1:
        raise _Stale(f"{decision.address} is what {decision.before} is known by; name another participant instead")
    tables["mentions"] = mentions.drop(index=row)


def _decide(tables: dict[str, pd.DataFrame], decision: Decision) -> None:
    """Whether a row of a frame is so: nothing changes here, where no frame is made yet. The comparison says if its row is gone."""
    ends = {row["article_id"]: len(row["text"]) for row in records(tables["articles"][["article_id", "text"]])}
    if decision.before not in RESULTS:
        raise _Stale(f"no frame is called {decision.before!r}; `before` is the kind of the question, such as conflicts")
    for address in split_cell(decision.address):
        try:
            at = Address.parse(address)
        except AddressError as error:
            raise _Stale(str(error)) from error
        if at.end > ends.get(at.article, -1):
            raise _Stale(f"{address} leads nowhere: the text of its article has changed, or it is not there")


_ACTIONS: dict[str, Callable[[dict[str, pd.DataFrame], Decision], None]] = {
    "alias": _merge,
    "merge": _merge,
    "rename": _rename,
    "split": _split,
    "kind": _set,
    "cue_class": _set,
    "participant": _speaker,
    "utterance": _utterance,
    "mention": _mention,
    "confirm": _decide,
    "reject": _decide,
}
