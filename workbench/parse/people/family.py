"""Relatives with one surname: who is called somebody's son or mother, and who "the younger Lee" is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.parse.lexicon import lexicon
from workbench.parse.people.candidates import Candidate

YOUNGER = frozenset(("son", "daughter", "grandson", "granddaughter", "nephew", "niece"))
ELDER = frozenset(("father", "mother", "uncle", "aunt", "grandfather", "grandmother", "dad", "mom"))

_BEFORE = re.compile(r"([\w-]+),? $")
_AFTER = re.compile(r",(?: \d+,)? (?:the |his |her |their |[\w.]+[’']s )?(?:\w+ )?([\w-]+)")
_PHRASE = re.compile(r"\b[Tt]he (younger|elder|older) (?:(?:Mr|Mrs|Ms)\. )?$")
_REACH = 20  # "the younger Mrs. " and a little more


def kin_words(text: str, namings: Sequence[Candidate]) -> set[str]:
    """What the bearer of these names is said to be to somebody ("his son, Sam Lee", "first lady Ana Lee")."""
    kin = lexicon().kin
    found = set()
    for c in namings:
        for m in (_BEFORE.search(text, max(0, c.start - _REACH), c.start), _AFTER.match(text, c.end)):
            if m is not None and m[1].lower() in kin:
                found.add(m[1].lower())
    return found


def told_apart(text: str, start: int) -> str | None:
    """Which of two relatives the words before a surname mean: "younger", "elder", or nothing said of it.

    >>> told_apart("the younger Mr. Lee", 16), told_apart("The older Lee", 10), told_apart("younger Lee", 8)
    ('younger', 'elder', None)
    """
    if "er " not in text[max(0, start - 9) : start]:
        return None
    m = _PHRASE.search(text, max(0, start - _REACH), start)
    return None if m is None else "younger" if m[1] == "younger" else "elder"


def generation(text: str, suffix: str, namings: Sequence[Candidate]) -> str | None:
    """Whether the bearer of these names is the "younger" or the "elder" of two, by "Jr." or by what kin he is said to be."""
    if suffix:
        return "elder" if suffix == "Sr" else "younger"
    kin = kin_words(text, namings)
    younger, elder = bool(kin & YOUNGER), bool(kin & ELDER)
    return None if younger == elder else "younger" if younger else "elder"
