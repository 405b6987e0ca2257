"""What kind of word a capitalised word can be, from the packaged lists."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from workbench.parse.text import word_set

# One bit per kind: a word may be of several ("Jordan": first name and place; "Grant": first name and ordinary word).
FIRST, WORD, PLACE, DEMONYM, TITLE, HONORIFIC, ORG = (1 << i for i in range(7))
THING, CALENDAR, PLACE_FIRST, PLACE_LAST, GROUP, SEX_M, SEX_F = (1 << i for i in range(7, 14))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists, read once."""

    kinds: dict[str, int]  # capitalised word -> bits
    ordinary: frozenset[str]  # lower-case English words
    place_pairs: frozenset[str]  # place names of two words or more, and each of their beginnings
    homes: dict[str, str]  # demonym, country, state or abbreviation -> country or state
    abbreviations: frozenset[str]  # capitalised words printed with a full stop, without it
    attributive: frozenset[str]
    role_nouns: frozenset[str]
    role_modifiers: frozenset[str]
    groups: frozenset[str]
    verbs: frozenset[str]
    speech: frozenset[str]
    listed_surnames: frozenset[str]  # lower case
    loose_titles: frozenset[str]
    stops: frozenset[str]  # words that break a phrase before a name
    breaks: frozenset[str]  # words after which a phrase has no head
    kin: frozenset[str]
    offices: frozenset[str]  # last words of offices written small ("secretary of state")
    nicknames: dict[str, str]  # short first name -> long one, in lower case
    openers: frozenset[str]
    called: dict[str, tuple[str, ...]]  # title or role noun -> what else its bearer is called
    surnames: frozenset[str]

    def kind(self, word: str) -> int:
        """The bits of a capitalised word as printed.

        >>> lexicon().kind("Austin") & FIRST > 0, lexicon().kind("Austin") & PLACE > 0, lexicon().kind("Zxqy")
        (True, True, 0)
        """
        bits = self.kinds.get(word, 0)
        return bits | WORD if word.lower() in self.ordinary else bits


def read_list(name: str) -> str:
    """The text of a packaged list."""
    return (resources.files("workbench.parse") / "lexicons" / name).read_text(encoding="utf-8")


def list_lines(name: str) -> list[str]:
    """The lines of a packaged list, without blank ones and comments, which begin with "# "."""
    return [line for line in read_list(name).split("\n") if line.strip() and not line.startswith("# ")]


def names_in(entries: str) -> list[str]:
    """The names of a list that is parted by commas or line ends."""
    return [name.strip() for name in entries.replace("\n", ",").split(",") if name.strip()]


def home_lines(listed: str) -> Iterator[tuple[str, list[str]]]:
    """Each country or state of a list, with its demonyms and other names."""
    for line in listed.strip().splitlines():
        home, _, others = line.partition(":")
        yield home, names_in(others)


def _read_places(table: dict[str, str], kinds: dict[str, int]) -> tuple[set[str], dict[str, str]]:
    """Fill `kinds` with places and demonyms; return the beginnings of long place names and the home of each word."""
    homes: dict[str, str] = {}
    long: set[str] = set()

    def enter(name: str, bit: int) -> None:
        parts = name.split()
        if len(parts) == 1:
            kinds[name] = kinds.get(name, 0) | bit
        long.update(" ".join(parts[: n + 1]) for n in range(len(parts)) if len(parts) > 1)

    for name in names_in(table["cities"]):
        enter(name, PLACE)
    for name in names_in(table["peoples"]):
        enter(name, DEMONYM)
        if name[-1] not in "shax":
            enter(f"{name}s", DEMONYM | GROUP)
    for key, bit in (("countries", DEMONYM), ("states", PLACE)):
        for home, others in home_lines(table[key]):
            enter(home, PLACE)
            homes[home] = home
            for other in others:
                enter(other, bit)
                homes[other] = home
                if bit == DEMONYM and other[-1] not in "shAK.":
                    enter(other + "s", DEMONYM | GROUP)
    for key, bit in (("first", PLACE_FIRST), ("last", PLACE_LAST)):
        for name in table[key].split():
            kinds[name] = kinds.get(name, 0) | bit
    return long, homes


@cache
def lexicon() -> Lexicon:
    """The packaged lists as one object; the first call reads them (about 30 ms)."""
    places, roles, bodies = (tomllib.loads(read_list(f"{n}.toml")) for n in ("places", "roles", "organisations"))
    kinds: dict[str, int] = {}
    long, homes = _read_places(places, kinds)
    sexes = {"m": FIRST | SEX_M, "f": FIRST | SEX_F, "b": FIRST}
    entries: list[tuple[str, int]] = []
    for line in list_lines("first_names.txt"):
        sex, _, names = line.partition(": ")
        entries += [(name, sexes[sex]) for name in names.split()]
    titles = roles["titles"].split()
    plural = [f"{w}s" for w in titles if w.isalpha() and w[-1] not in "sxh"]
    entries += [(w, TITLE) for w in titles + plural] + [(w, HONORIFIC) for w in roles["honorifics"].split()]
    entries += [(w, ORG) for w in bodies["heads"].split()] + [(w, THING) for w in bodies["things"].split()]
    entries += [(w, CALENDAR) for line in list_lines("calendar.txt") for w in line.split()]
    entries += [(w.capitalize(), GROUP) for w in bodies["groups"].split()]
    for word, bit in entries:
        kinds[word] = kinds.get(word, 0) | bit
    nicknames = [w for line in list_lines("nicknames.txt") for w in line.split()]
    printed_with_stop = {w[:-1] for w in kinds if w.endswith(".") and w[:-1].isalpha() and len(w) > 2}
    return Lexicon(
        kinds=kinds,
        ordinary=word_set(" ".join(list_lines("words.txt"))),
        place_pairs=frozenset(long),
        homes=homes,
        abbreviations=frozenset(printed_with_stop | {"Jr"}),
        attributive=word_set(bodies["attributive"]),
        role_nouns=word_set(roles["nouns"]),
        role_modifiers=word_set(roles["modifiers"]),
        groups=word_set(bodies["groups"]),
        verbs=word_set(roles["verbs"]),
        speech=word_set(roles["speech"]),
        called={title: tuple(names.split()) for title, names in roles["called"].items()},
        openers=word_set(" ".join(list_lines("openers.txt"))),
        listed_surnames=word_set(" ".join(list_lines("surnames.txt"))),
        stops=word_set(roles["stops"]),
        breaks=word_set(roles["breaks"]),
        offices=word_set(roles["offices"]),
        kin=word_set(roles["kin"]),
        nicknames=dict(zip(nicknames[::2], nicknames[1::2], strict=True)),
        loose_titles=word_set(roles["loose"]),
        surnames=word_set(roles["surnames"]),
    )
