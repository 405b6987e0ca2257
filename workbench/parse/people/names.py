"""Capitalised words and runs of them, names as compared, and the records of what was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from workbench.parse.lexicon import CALENDAR, DEMONYM, FIRST, PLACE, THING, TITLE, WORD, lexicon
from workbench.parse.text import Span, paragraphs, word_set

SUFFIXES = word_set("Jr. Jr Sr. Sr II III IV V VI VII VIII XIV XVI XXIII")

# What its shape shows: kinds beside those of the lexicon.
ACRONYM, INITIAL, SUFFIX = 1 << 20, 1 << 21, 1 << 22
# What else the lists know of it: it opens sentences; it is a country, state or people; a listed surname; a title, body or
# place word that is a surname too; the beginning of a longer place name; what modifies a role noun, or is one; a month.
OPENER, HOME, LISTED, NAME_TOO, PLACE_OPENS, MODIFIER, NOUN, MONTH = (1 << i for i in range(23, 31))


_MONTHS = word_set("January February March April May June July August September October November December")


class NameWord(NamedTuple):
    """A capitalised word by itself: without possessive, its kinds (bits), as compared with others."""

    word: str
    kind: int
    key: str
    possessive: bool


@lru_cache(maxsize=1 << 15)
def read_word(printed: str) -> NameWord:
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
        (MONTH, word in _MONTHS),
    )
    return NameWord(word, word_kind(word) | sum(bit for bit, holds in listed if holds), fold(word), possessive)


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
    glued = _GLUED.fullmatch(word)
    return bits or (WORD | THING if glued and not lexicon().kind(glued[1]) & FIRST else 0)


# Two words that a page's code ran together ("OakesThe", "OakesLenard"); some names are written so ("McOakes", "VanderOak", "AnaLee").
_GLUED = re.compile(r"(?!Vand)([A-Z][a-z]{4,})[A-Z][a-z]\w*")


# What is tied to a name with a hyphen to make a word of it ("Oakes-backed"), unlike a second syllable ("Mi-young", "Mei-ling").
_TIED = re.compile(
    r"\w{2,}ed|\w{3,}ing|\w+(?:ish|esque|ism|ist|ite)|wide|like|style|era|led|run|born|made|held|type|free|area|only|elect|first|proof|friendly"
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


UPPER = "".join(chr(c) for c in range(0x41, 0x250) if chr(c).isupper())
PARTICLES = (
    "von der|von dem|von den|van der|van den|van de|de la|de los|de las|bin|bint|ibn|von|van|der|den|ter|ten|zu|del|della"
    "|di|da|dos|du|de|el|al|la|le"
)


class NameToken(NamedTuple):
    """A capitalised word in its place: its span without possessive, its word, kinds (bits) and key, and how it stands."""

    start: int
    end: int
    word: str
    kind: int
    key: str  # the word as compared
    possessive: bool
    first: bool  # opens a sentence, a line or a quotation


NameRun = list[NameToken]
"""Capitalised words that follow each other, as `runs` gives them."""

# The first letter stands first in the pattern so that the engine can skip to the next capital: 5 times as fast.
_TOKEN = re.compile(
    rf"[{UPPER}](?<![\w@#/&.].)(?:\.(?:[{UPPER}]\.)*(?!\w)|[^\W_]*(?:(?<=Ã)[\x80-\xbf][^\W_]*)*(?:[’'‑-][^\W_]+)*)"
)
_ARABIC = re.compile(r"(?<![\w-])(?:al|el|ul|ad|as|ash|at|an|ar)[-‑]$")
_PARTICLE_GAP = re.compile(rf"[ \xa0]((?:{PARTICLES})[ \xa0])$")
_LONGEST_GAP = 11  # " von der " and a little more
_HYPHENS = ("-", "‑")
_ENDINGS = (".", "’", "'")
_MARKS = frozenset("“”\"‘’'()")
_NO_NAMES = word_set("I A I’m I'm I’ve I've I’ll I'll I’d I'd")
_OPENS = frozenset('.?!:;…—–―\n“‘"•*|-')


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a capital at `start` is owed to its position: start of a sentence, line or quotation."""
    at = start - 1
    while at >= 0 and text[at] in " \xa0(['":
        at -= 1
    return at < 0 or text[at] in _OPENS or (text[at] in '”’")' and at > 0 and text[at - 1] in ".?!…")


def runs(text: str) -> list[list[NameToken]]:
    """Capitalised words that follow each other with nothing but a space, a particle or an initial's full stop between.

    >>> [[t.word for t in run] for run in runs("Sen. Ulla von der Heide met Mr. O’Leary’s Aunt May, Jr. in March.")]
    [['Sen.', 'Ulla', 'von der Heide'], ['Mr.', 'O’Leary'], ['Aunt', 'May', 'Jr.'], ['March']]
    """
    found: list[list[NameToken]] = []
    last_end, closed = -9, True
    for m in _TOKEN.finditer(text):
        start, end = m.span()
        printed = m[0]
        before = text[start - 1 : start]
        if before in _HYPHENS and text[start - 2 : start - 1].isalnum():
            if (prefix := _ARABIC.search(text, max(0, start - 5), start)) is None:
                continue  # "anti-Oakes"
            start = prefix.start()
            printed = text[start:end]
        word, kind, key, possessive = read_word(printed)
        if word in _NO_NAMES:
            closed = True
            continue
        if possessive:
            end -= 2
        elif text[end : end + 1] in _ENDINGS:
            word, kind, key, possessive, end = _ending(text, word, kind, key, end)
        if not closed and start - last_end <= _LONGEST_GAP:
            gap = text[last_end:start]
            if gap != " " and len(gap) == 2 and gap[1] in _MARKS and _nickname(text, start, end):
                last_end = end + 1  # John “Red” Oakes: the nickname joins the names around it
                continue
            if gap == "] " and text[found[-1][0].start - 1] == "[":  # “[Ana] Lee”: the editor gives the first name
                found[-1][0] = found[-1][0]._replace(start=found[-1][0].start - 1)
                gap = " "
            if gap == " " or _joins(gap, word):
                if gap == " " and word[-1] == "." and found[-1][-1].kind & FIRST and kind & (TITLE | HOME | CALENDAR):
                    word, kind, key, possessive = read_word(
                        word[:-1]
                    )  # "the trader Pat Colo. “We wait”": no abbreviation
                    end -= 1
                if len(gap) > 3:  # a particle between: it belongs to the word after it
                    start = last_end + 1
                    word, kind, key, _ = read_word(text[start:end])
                found[-1].append(NameToken(start, end, word, kind, key, possessive, False))
                last_end, closed = end, possessive
                continue
        # Most stand after a word in small letters: no need to look further back.
        opens = not (before == " " and text[start - 2].isalpha()) and _opens_sentence(text, start)
        if opens and kind & OPENER and not possessive and not text[end + 1 : end + 2].isupper():
            closed = True  # "The house", "When they": the commonest capitals, and no names
            continue
        found.append([NameToken(start, end, word, kind, key, possessive, opens)])
        last_end, closed = end, possessive
    return found


def _ending(text: str, word: str, kind: int, key: str, end: int) -> tuple[str, int, str, bool, int]:
    """The word with the full stop of an abbreviation ("Sen."), or as the owner of what follows ("the Oakes’ house")."""
    if text[end] == ".":
        if word in lexicon().abbreviations:
            return *read_word(f"{word}."), end + 1
        return word, kind, key, False, end
    return word, kind, key, word[-1] == "s" and text[end + 1 : end + 2] in (" ", "\xa0"), end


def _nickname(text: str, start: int, end: int) -> bool:
    """Whether the word between marks at `start:end` is a nickname, a capitalised word following ("John “Red” Oakes")."""
    return text[end : end + 1] in _MARKS and text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].isupper()


def _joins(gap: str, word: str) -> bool:
    if gap == ", ":
        return word in SUFFIXES and word[0] in "JSI"
    return gap in ("\xa0", "  ") or _PARTICLE_GAP.match(gap) is not None


def name_key(words: Sequence[NameToken]) -> tuple[str, ...]:
    """The words of a name as compared: without "Jr.", a ruler's number joined to the one name it counts.

    >>> [name_key(runs(name)[0]) for name in ("Sam Lee Jr.", "Elizabeth II", "Ulla von der Heide")]
    [('sam', 'lee'), ('elizabeth ii',), ('ulla', 'von der heide')]
    """
    if len(words) == 1:
        return () if words[0].kind & SUFFIX else (words[0].key,)
    if len(words) == 2 and words[1].kind & SUFFIX and words[1].word.isupper():
        return (f"{words[0].key} {words[1].key}",)
    return tuple([t.key for t in words if not t.kind & SUFFIX])


def suffix_of(last: NameToken) -> str:
    """What a name's last word tells of its bearer's generation: "Jr", "III", or nothing."""
    return last.word.rstrip(".") if last.kind & SUFFIX else ""


# A line without a closing full stop, shorter than this, may be a headline (the longest of 75 BASIL titles has 120 characters).
HEADLINE_LONGEST = 200
# What title case leaves small.
_SMALL_IN_TITLES = word_set("a an the of to in on and for at by with from as or but is over after into")
_LONG_WORD = re.compile(r"(?<![\w’'-])[^\W\d_][\w’'-]{3,}")


def headlines(text: str) -> list[Span]:
    """The lines in which capitals tell nothing: in title case or in capitals throughout.

    >>> headlines("Oakes Invites Lenard to Moscow After Summit\\nOn Friday he went home.")
    [(0, 43)]
    """
    return [(a, b) for a, b in paragraphs(text) if b - a <= HEADLINE_LONGEST and _in_title_case(text[a:b])]


def _in_title_case(line: str) -> bool:
    """Whether the long words of a line are capitalised: most of them, or all where it ends with a mark as sentences do."""
    if line[0] in "-–—":
        return False  # a signature: "— Ana Lee (@analee) March 4, 2025"
    closed = line[-1] in '.,;:”"'
    if closed and any(w[0].islower() and w not in _SMALL_IN_TITLES for w in line.split()):
        return False
    words: list[str] = _LONG_WORD.findall(line)
    return len(words) >= 3 and (closed or sum(w[0].isupper() for w in words) >= 0.65 * len(words))


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
