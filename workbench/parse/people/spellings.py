"""One name in several spellings: “Sergei” and “Serhiy”, “Kovalenski” and “Kovalenskyy”."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from workbench.parse.people.names import fold

# What transliterations write in several ways, in this order.
_SOUNDS = (
    (r"[^a-z]", ""),
    (r"(?:off|ow|ev|eff|ew)$", "ov"),
    (r"iy|yi|ij|ji|yy|ii|ey|ei|ie|ee|y|j", "i"),
    (r"ck|cq|q|k", "k"),
    (r"c(?=[eis])", "s"),
    (r"c(?!h)", "k"),
    (r"ph", "f"),
    (r"kh|gh", "h"),
    (r"tz|zz", "ts"),
    (r"w", "v"),
    (r"ou|oo", "u"),
    (r"(.)\1+", r"\1"),
)
_LONG = 6  # letters of a surname from which one may differ: shorter ones are too often another name
_LONG_GIVEN = 4


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """A name's word as it sounds, about: equal for the usual ways to write one name of another alphabet.

    >>> sound("Kovalenski") == sound("Kovalenskyy") == sound("Kovalenskiy"), sound("Sergei"), sound("Lee") == sound("Li")
    (True, 'sergi', True)
    """
    word = fold(word)
    for pattern, written in _SOUNDS:
        word = re.sub(pattern, written, word)
    return word


def same_surname(one: str, other: str) -> bool:
    """Whether two surnames may be one, spelt in two ways.

    >>> same_surname("Kovalenski", "Kovalenskyy"), same_surname("Oakes", "Oates"), same_surname("Haddad", "Hadad")
    (True, False, True)
    """
    a, b = sound(one), sound(other)
    if a == b:
        return len(a) > 2
    return (
        a[:2] == b[:2] and min(len(a), len(b)) >= _LONG and Levenshtein.distance(a, b) == 1 and a[-1:] != "s" != b[-1:]
    )


def same_given(one: str, other: str) -> bool:
    """Whether two first names may be one, spelt in two ways.

    >>> same_given("Sergei", "Serhiy"), same_given("Jon", "John"), same_given("Jim", "Tim"), same_given("Maria", "Mario")
    (True, True, False, False)
    """
    a, b = sound(one), sound(other)
    if a == b:
        return True
    if a[:1] != b[:1] or a[-1:] != b[-1:]:
        return False
    return min(len(a), len(b)) >= _LONG_GIVEN - 1 and Levenshtein.distance(a, b) == 1
