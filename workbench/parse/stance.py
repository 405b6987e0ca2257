"""Words of the packaged lists in a text: hedges, intensifiers, evaluations, and choices between near-synonyms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from workbench.parse.lexicon import read_list
from workbench.parse.text import Span, word_set

_FIGURE = re.compile(
    r"[$£€]?\d.*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|hundreds|thousand|thousands|million|billion"
    r"|half|quarter|dozen|dozens|a)(?:-.*)?"
)
_POSSESSIVE = re.compile("[’']s$")
_ARTICLED = word_set("half quarter third dozen hundred thousand million billion")  # “about a third”


class LexiconEntry(NamedTuple):
    """A word or phrase of a list, and where it does not count."""

    kind: str
    group: str
    words: tuple[str, ...]
    before_number: bool
    not_before: frozenset[str]
    not_after: frozenset[str]
    as_printed: bool


class Hit(NamedTuple):
    """An entry of a list in a text: its first word and one past its last, by number, and the entry."""

    first: int
    last: int
    entry: LexiconEntry


def find(text: str, words: Sequence[Span], lexicon: str) -> Iterator[Hit]:
    """What of a packaged list, `stance` or `word_choices`, stands among these words of `text`; hits do not overlap.

    >>> from workbench.parse.text import words
    >>> text = "In May it could not go on; about 40 may, and he talked about it very much."
    >>> spans = list(words(text))
    >>> [(hit.entry.group, text[spans[hit.first][0] : spans[hit.last - 1][1]]) for hit in find(text, spans, "stance")]
    [('approximation', 'about'), ('possibility', 'may'), ('degree', 'very')]
    """
    index = entries(lexicon)
    printed = [text[a:b] for a, b in words]
    low = [_POSSESSIVE.sub("", word.lower().replace("‑", "-")) for word in printed]
    at = 0
    while at < len(low):
        for entry in index.get(low[at], ()):
            if _stands(entry, at, low, printed):
                yield Hit(at, at + len(entry.words), entry)
                at += len(entry.words) - 1
                break
        at += 1


def _stands(entry: LexiconEntry, at: int, low: list[str], printed: list[str]) -> bool:
    end = at + len(entry.words)
    if tuple(low[at:end]) != entry.words or (entry.as_printed and printed[at] != entry.words[0]):
        return False
    after = low[end] if end < len(low) else ""
    if entry.before_number:
        further = low[end + 1] if end + 1 < len(low) else ""
        if not _FIGURE.fullmatch(after) or (after == "a" and further not in _ARTICLED):
            return False
    return after not in entry.not_before and (not at or low[at - 1] not in entry.not_after)


@cache
def entries(lexicon: str) -> dict[str, list[LexiconEntry]]:
    """First word → the entries that begin with it, the longest first."""
    found: dict[str, list[LexiconEntry]] = {}
    for (kind, group), listed in _lists(lexicon).items():
        for line in filter(None, (part.strip() for part in re.split(r"[,\n]", listed))):
            entry = _entry(kind, group, line)
            found.setdefault(entry.words[0], []).append(entry)
    return {word: sorted(these, key=lambda e: -len(e.words)) for word, these in found.items()}


def groups(lexicon: str) -> list[tuple[str, str]]:
    """Kind and group of every list, in the order of the file."""
    return list(_lists(lexicon))


@cache
def _lists(lexicon: str) -> dict[tuple[str, str], str]:
    found = {}
    for kind, listed_by_group in tomllib.loads(read_list(f"{lexicon}.toml")).items():
        for group, listed in listed_by_group.items():
            found[kind, group] = listed if isinstance(listed, str) else listed["words"]
    return found


def _entry(kind: str, group: str, line: str) -> LexiconEntry:
    rest, _, after = line.partition("<")
    rest, _, before = rest.partition("~")
    words = tuple(rest.removeprefix("=").split())
    number = words[-1] == "#"
    printed = words[:-1] if number else words
    return LexiconEntry(kind, group, printed, number, word_set(before), word_set(after), rest.startswith("="))
