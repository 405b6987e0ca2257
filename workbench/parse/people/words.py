"""What a capitalised word can be, by its letters and the packaged lists. Each word is looked at once, however often it stands."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from workbench.parse.lexicon import CALENDAR, DEMONYM, FIRST, PLACE, THING, TITLE, WORD, lexicon

SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "V", "VI", "VII", "VIII", "XIV", "XVI", "XXIII"})

# What its shape shows: kinds beside those of the lexicon.
ACRONYM, INITIAL, SUFFIX = 1 << 20, 1 << 21, 1 << 22
# What else the lists know of it: it opens sentences; it is a country, state or people; a listed surname; a title, body or
# place word that is a surname too; the beginning of a longer place name; what modifies a role noun, or is one.
OPENER, HOME, LISTED, NAME_TOO, PLACE_OPENS, MODIFIER, NOUN = (1 << i for i in range(23, 30))


class Word(NamedTuple):
    """A capitalised word by itself: without possessive, its kinds (bits), as compared with others."""

    word: str
    kind: int
    key: str
    possessive: bool


@lru_cache(maxsize=1 << 15)
def read_word(printed: str) -> Word:
    """A capitalised word as the text prints it.

    >>> read_word("O’Leary’s")[:1] + read_word("O’Leary’s")[2:]
    ('O’Leary', "o'leary", True)
    """
    possessive = printed[-2:] in ("’s", "'s", "’S", "'S")
    word = printed[:-2] if possessive else printed
    lex, small = lexicon(), word.lower()
    listed = (
        (OPENER, small in lex.openers),
        (HOME, word in lex.homes),
        (LISTED, small in lex.listed_surnames),
        (NAME_TOO, word in lex.surnames),
        (PLACE_OPENS, word in lex.place_pairs),
        (MODIFIER, small in lex.role_modifiers),
        (NOUN, small in lex.role_nouns),
    )
    return Word(word, word_kind(word) | sum(bit for bit, holds in listed if holds), fold(word), possessive)


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """A name's word as compared with others.

    >>> fold("O’Leary") == fold("O'LEARY"), fold("De Luca"), fold("Raúl")
    (True, 'de luca', 'raul')
    """
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=1 << 15)
def word_kind(word: str) -> int:
    """The bits of a capitalised word, with those its shape shows (initial, acronym, suffix)."""
    if word in SUFFIXES:
        return SUFFIX
    if word.startswith("Then-"):
        return word_kind(word[5:])
    bits = lexicon().kind(word)
    if len(word) == 2 and word[1] == ".":
        return INITIAL
    if bits & ~WORD:
        return bits if len(word) < 2 or not word.isupper() or "." in word else bits | ACRONYM
    if len(word) == 1:
        return CALENDAR  # "A", "I": no part of a name without a full stop
    letters = word.replace(".", "")
    if "." in word:
        # "J.R." may be initials, "F.B.I." a body: two letters are initials until a name does not follow.
        return ACRONYM | (INITIAL if len(letters) == 2 else 0)
    if letters.isupper():
        return bits | (lexicon().kind(word.title()) & ~FIRST) | ACRONYM
    if "-" in word and not bits:
        return _hyphened(word)
    return bits


# What is tied to a name with a hyphen to make a word of it ("Oakes-backed", "Oakes-era"), unlike a second syllable ("Mi-young").
_TIED = re.compile(
    r"\w+(?:ed|ing|ish|esque|ism|ist|ite)|wide|like|style|era|led|run|born|made|held|type|free|area|only|elect|first|proof|friendly"
    r"|centric|skeptic|themed|year|old|day|level|bound|loyal|term|time|size|tie|care|land|go|in|out|up|on|off|by|s"
)


def _hyphened(word: str) -> int:
    """The bits of an unlisted capitalised word with a hyphen."""
    head, _, tail = word.rpartition("-")
    if head in ("Co", "Vice", "Ex", "Then", "Sub", "Deputy"):
        return TITLE if word_kind(tail.capitalize()) & TITLE or tail in lexicon().role_nouns else WORD
    if tail in ("elect", "Elect", "designate", "in-Chief"):
        return word_kind(head) & TITLE
    if head in ("Anti", "Pro", "Non", "Pre", "Post", "Mid", "Multi", "Self", "Semi", "Super", "Un", "Re"):
        return WORD | THING
    if (word_kind(head) | word_kind(tail)) & (DEMONYM | PLACE) and not (word_kind(head) | word_kind(tail)) & FIRST:
        return DEMONYM
    return WORD | THING if tail.islower() and (_TIED.fullmatch(tail) or tail in lexicon().role_nouns) else 0
