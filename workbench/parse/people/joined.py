"""What "and" beside a name tells: relatives who share a surname, and a lone surname among people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.parse.lexicon import FIRST, PLACE, WORD
from workbench.parse.people.candidates import Candidate
from workbench.parse.people.names import UPPER
from workbench.parse.people.person import Person
from workbench.parse.people.words import fold

_AND_NAME = re.compile(rf"(?:,? and|,| or) ([{UPPER}][\w’'-]+) ([{UPPER}][\w’'-]*?)(?:[’']s)?\b")


def sibling_of(text: str, c: Candidate, people: Sequence[Person]) -> Person | None:
    """The person whose surname a single first name shares by "and" ("Mara and Lena Oakes"), if it does."""
    word = c.words[0]
    if not word.kind & FIRST or word.kind & (WORD | PLACE) or (m := _AND_NAME.match(text, c.end)) is None:
        return None
    return next((p for p in people if len(p.keys) > 1 and p.keys[0] == fold(m[1]) and p.keys[-1] == fold(m[2])), None)


_JOINED_BEFORE = re.compile(rf"(?<![\w’'-])([{UPPER}][\w-]+) (?:and|or) $")
_JOINED_AFTER = re.compile(rf" (?:and|or) (?:[{UPPER}][\w-]+ )?([{UPPER}][\w-]+)(?![\w’'-]*[’'-])")
# What shows that the word joined belongs to something else ("the head of Oakes and Lee", "in Oakes and Lee County").
_NOT_JOINED = (" in ", " at ", " by ", " from ", " of ", " the ", "’s ", "'s ")


def among_people(text: str, c: Candidate, people: Sequence[Person]) -> bool:
    """Whether a lone surname is joined to somebody's ("Lenard and Oakes" beside "Ana Lenard"), neither owning anything."""
    word = c.words[0]
    if "state-after" in c.evidence or word.kind & (WORD | PLACE) or word.possessive:
        return False
    if not word.word[1:].islower() or word.word.endswith("esque"):
        return False
    names = {p.keys[-1] for p in people if len(p.keys) > 1}
    if (m := _JOINED_BEFORE.search(text, max(0, c.start - 30), c.start)) and fold(m[1]) in names:
        return True
    m = _JOINED_AFTER.match(text, c.end)
    return m is not None and fold(m[1]) in names and not text[max(0, c.start - 6) : c.start].endswith(_NOT_JOINED)
