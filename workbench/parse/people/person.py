"""A person in the making: who the namings of one article turn out to be."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.parse.lexicon import SEX_F, SEX_M
from workbench.parse.people.candidates import Candidate
from workbench.parse.people.words import word_kind

Key = tuple[str, ...]
"""The words of a name as compared."""

MALE = frozenset({"Mr.", "Mr", "Sir", "Lord"})
FEMALE = frozenset({"Mrs.", "Ms.", "Miss", "Mrs", "Ms", "Lady", "Dame", "Madam"})


@dataclass(slots=True, eq=False)
class Person:
    """A person in the making: the fullest name so far, its variants and what was found with it."""

    words: Key  # as printed
    keys: Key  # as compared, without suffix
    first_seen: int
    suffix: str = ""  # of every naming in full: "Jr", "III"
    variants: set[Key] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    kin: bool = False  # shares the surname with a sibling
    namings: list[Candidate] = field(default_factory=list)  # in full

    @property
    def sex(self) -> int:
        """What the first name list says: SEX_M, SEX_F or 0; used only to keep "Mr. X" from "Mrs. X"."""
        return word_kind(self.words[0]) & (SEX_M | SEX_F) if len(self.keys) > 1 else 0
