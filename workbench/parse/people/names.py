"""Capitalised words and the runs they form: the raw material of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.parse.lexicon import (
    CALENDAR,
    DEMONYM,
    FIRST,
    PLACE,
    PLACE_FIRST,
    PLACE_LAST,
    THING,
    TITLE,
    WORD,
    lexicon,
)
from workbench.parse.text import Span

UPPER = "".join(chr(c) for c in range(0x41, 0x250) if chr(c).isupper())
PARTICLES = (
    "von der|von dem|von den|van der|van den|van de|de la|de los|de las|bin|bint|ibn|von|van|der|den|ter|ten|zu|del|della"
    "|di|da|dos|du|de|el|al|la|le"
)
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "V", "VI", "VII", "VIII", "XIV", "XVI", "XXIII"})

ACRONYM, INITIAL, SUFFIX = 1 << 20, 1 << 21, 1 << 22


class Token(NamedTuple):
    """A capitalised word: its span without possessive, its word, its kinds (bits) and how it meets the one before."""

    start: int
    end: int
    word: str
    kind: int
    possessive: bool
    first: bool  # opens a sentence, a line or a quotation


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """A name's word as compared with others.

    >>> fold("O’Leary") == fold("O'LEARY"), fold("De Luca"), fold("Raúl")
    (True, 'de luca', 'raul')
    """
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


# The first letter stands first in the pattern so that the engine can skip to the next capital: 5 times as fast.
_TOKEN = re.compile(rf"[{UPPER}](?<![\w@#/&.].)(?:\.(?:[{UPPER}]\.)*(?!\w)|[^\W_]*(?:[’'‑-][^\W_]+)*)")
_ARABIC = re.compile(r"(?<![\w-])(?:al|el|ul|ad|as|ash|at|an|ar)[-‑]$")
_PARTICLE_GAP = re.compile(rf"[ \xa0]((?:{PARTICLES})[ \xa0])$")
_MARKS = frozenset("“”\"‘’'()")
_NO_NAMES = frozenset(("I", "A", "I’m", "I'm", "I’ve", "I've", "I’ll", "I'll", "I’d", "I'd"))
_OPENS = frozenset('.?!:;…—–―\n“‘"•*|-')


@lru_cache(maxsize=1 << 15)
def word_kind(word: str) -> int:
    """The bits of a capitalised word, with those its shape shows (initial, acronym, suffix)."""
    if word in SUFFIXES:
        return SUFFIX
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


def _opens(text: str, start: int) -> bool:
    """Whether a capital at `start` is owed to its position: start of a sentence, line or quotation."""
    at = start - 1
    while at >= 0 and text[at] in " \xa0(['":
        at -= 1
    return at < 0 or text[at] in _OPENS or (text[at] in '”’")' and at > 0 and text[at - 1] in ".?!…")


def runs(text: str) -> list[list[Token]]:
    """Capitalised words that follow each other with nothing but a space, a particle or an initial's full stop between.

    >>> [[t.word for t in run] for run in runs("Sen. Ulla von der Heide met Mr. O’Leary’s Aunt May, Jr. in March.")]
    [['Sen.', 'Ulla', 'von der Heide'], ['Mr.', 'O’Leary'], ['Aunt', 'May', 'Jr.'], ['March']]
    """
    found: list[list[Token]] = []
    last_end, closed = -9, True
    openers = lexicon().openers
    for m in _TOKEN.finditer(text):
        start, end, word, possessive = _word(text, *m.span())
        if not word or word in _NO_NAMES:
            closed = closed or word in _NO_NAMES
            continue
        gap = text[last_end:start]
        if not closed and len(gap) == 2 and gap[1] in _MARKS and _nickname(text, start, end):
            last_end = end + 1  # John “Red” Oakes: the nickname joins the names around it
            continue
        if not closed and (gap == " " or (len(gap) < 12 and _joins(gap, word))):
            if len(gap) > 3:  # a particle between: it belongs to the word after it
                start = last_end + 1
                word = text[start:end]
            found[-1].append(Token(start, end, word, word_kind(word), possessive, False))
        else:
            opens = _opens(text, start)
            if opens and not possessive and word.lower() in openers and not text[end + 1 : end + 2].isupper():
                closed = True  # "The house", "When they": the commonest capitals, and no names
                continue
            found.append([Token(start, end, word, word_kind(word), possessive, opens)])
        last_end, closed = end, possessive
    return found


def _word(text: str, start: int, end: int) -> tuple[int, int, str, bool]:
    """A capitalised word with its Arabic article and its abbreviation's full stop, without its possessive; "" for "anti-Oakes"."""
    word = text[start:end]
    if text[start - 1 : start] in ("-", "‑") and text[start - 2 : start - 1].isalnum():
        if (prefix := _ARABIC.search(text, max(0, start - 5), start)) is None:
            return start, end, "", False
        start = prefix.start()
        word = text[start:end]
    if word[-2:] in ("’s", "'s", "’S", "'S"):
        return start, end - 2, word[:-2], True
    following = text[end : end + 1]
    if following == "." and word in lexicon().abbreviations:
        return start, end + 1, f"{word}.", False
    return start, end, word, following in ("’", "'") and word[-1] == "s" and text[end + 1 : end + 2] in (" ", "\xa0")


def _nickname(text: str, start: int, end: int) -> bool:
    """Whether the word between marks at `start:end` is a nickname, a capitalised word following ("John “Red” Oakes")."""
    return text[end : end + 1] in _MARKS and text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].isupper()


def _joins(gap: str, word: str) -> bool:
    if gap == ", ":
        return word in SUFFIXES and word[0] in "JSI"
    return gap in ("\xa0", "  ") or _PARTICLE_GAP.match(gap) is not None


def name_key(words: Sequence[Token]) -> tuple[str, ...]:
    """The words of a name as compared: without "Jr.", a ruler's number joined to the one name it counts.

    >>> [name_key(runs(name)[0]) for name in ("Sam Lee Jr.", "Elizabeth II", "Ulla von der Heide")]
    [('sam', 'lee'), ('elizabeth ii',), ('ulla', 'von der heide')]
    """
    if len(words) == 2 and words[1].kind & SUFFIX and words[1].word.isupper():
        return (fold(f"{words[0].word} {words[1].word}"),)
    return tuple(fold(t.word) for t in words if not t.kind & SUFFIX)


# A line without a closing full stop, shorter than this, may be a headline (the longest of 75 BASIL titles has 120 characters).
HEADLINE_LONGEST = 200
# What title case leaves small.
_SMALL = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "and",
        "for",
        "at",
        "by",
        "with",
        "from",
        "as",
        "or",
        "but",
        "is",
        "over",
        "after",
        "into",
    )
)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LONG_WORD = re.compile(r"(?<![\w’'-])[^\W\d_][\w’'-]{3,}")


def headlines(text: str) -> list[Span]:
    """The lines in which capitals tell nothing: in title case or in capitals throughout.

    >>> headlines("Oakes Invites Lenard to Moscow After Summit\\nOn Friday he went home.")
    [(0, 43)]
    """
    found: list[Span] = []
    for m in _LINE.finditer(text):
        line = m[0].strip()
        if len(line) > HEADLINE_LONGEST:
            continue
        words = _LONG_WORD.findall(line)
        if line[-1] in '.,;”"':
            title_case = all(w in _SMALL or not w[0].islower() for w in line.split())
        else:
            title_case = sum(w[0].isupper() for w in words) >= 0.65 * len(words)
        if len(words) >= 3 and title_case:
            found.append(m.span())
    return found


__all__ = [
    "ACRONYM",
    "FIRST",
    "HEADLINE_LONGEST",
    "INITIAL",
    "PARTICLES",
    "PLACE",
    "PLACE_FIRST",
    "PLACE_LAST",
    "SUFFIX",
    "SUFFIXES",
    "UPPER",
    "WORD",
    "Token",
    "fold",
    "headlines",
    "name_key",
    "runs",
    "word_kind",
]  # fmt: skip
