"""The people, organisations and groups of an article as records: who, named where, in which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Role(NamedTuple):
    """A role phrase of a participant: where it stands, which rule read it, the country or body it names, and its words."""

    start: int
    end: int
    rule: str
    affiliation: str | None
    phrase: str = ""


class Mention(NamedTuple):
    """One naming of a participant: the name's span, its form, and the label as printed with title or role."""

    start: int
    end: int
    form: str
    label_start: int
    label_end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A person, organisation or group of an article."""

    name: str
    kind: str
    roles: tuple[Role, ...]
    aliases: tuple[str, ...]
    affiliation: str | None
    mentions: tuple[Mention, ...]
