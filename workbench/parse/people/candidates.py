"""Capitalised runs that may name a person, and the evidence for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.parse.lexicon import (
    CALENDAR,
    DEMONYM,
    FIRST,
    HONORIFIC,
    ORG,
    PLACE,
    PLACE_FIRST,
    PLACE_LAST,
    THING,
    TITLE,
    WORD,
    lexicon,
)
from workbench.parse.people.evidence import (
    ENOUGH_SINGLE,
    attributive,
    before_word,
    in_work,
    shape,
    tags,
    titled,
    what_follows,
    worth,
)
from workbench.parse.people.names import Token, name_key, suffix_of
from workbench.parse.people.role_comma import before_comma
from workbench.parse.people.words import ACRONYM, HOME, INITIAL, MODIFIER, NAME_TOO, NOUN, OPENER, PLACE_OPENS, SUFFIX

Run = list[Token]
NEVER = ORG | THING | TITLE | HONORIFIC | CALENDAR | DEMONYM | ACRONYM | PLACE_LAST


@dataclass(slots=True, eq=False)
class Candidate:
    """A sequence of capitalised words that may be a name, with what speaks for and against it."""

    words: tuple[Token, ...]
    title: Token | None  # the title or courtesy title directly before
    evidence: set[str]
    key: tuple[str, ...] = ()  # the words as compared, without suffix
    suffix: str = ""  # "Jr" or a number, where it ends with one

    def __post_init__(self) -> None:
        """Note the name as compared."""
        self.key = name_key(self.words)
        self.suffix = suffix_of(self.words[-1])

    @property
    def start(self) -> int:
        """Where the name begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.words[-1].end


def place_words(run: Run) -> tuple[int, ...]:
    """The positions in a run that belong to a place name of two words or more ("New York", "Saudi Arabia")."""
    found: set[int] = set()
    for n, token in enumerate(run[:-1]):
        if token.kind & PLACE_OPENS:
            pairs, size = lexicon().place_pairs, 1
            while n + size < len(run) and " ".join(t.word for t in run[n : n + size + 1]) in pairs:
                size += 1
            if size > 1 or " ".join(t.word for t in run[n : n + 2]) in lexicon().homes:
                found.update(range(n, n + max(size, 2)))
        elif token.kind & PLACE_FIRST and not (n and run[n - 1].kind & FIRST):
            found.update((n, n + 1))
    return tuple(sorted(found)) if found else ()


def nameable(run: Run) -> tuple[bool, ...]:
    """For each word of a run, whether it can be part of a person's name.

    >>> from workbench.parse.people.names import runs
    >>> [nameable(run) for run in runs("Sen. Ana Lee of New York met Oakes, a Democrat.")]
    [(False, True, True), (False, False), (True,), (False,)]
    """
    head = run[0]
    if len(run) == 1:
        return _nameable((head.kind,), (), head.first)
    return _nameable(tuple([t.kind for t in run]), place_words(run), head.first)


@lru_cache(maxsize=1 << 14)
def _nameable(kinds: tuple[int, ...], places: tuple[int, ...], first: bool) -> tuple[bool, ...]:
    """The same by the kinds of the words, the positions of those in long place names, and whether the first opens a sentence."""
    able: list[bool] = []
    for n, kind in enumerate(kinds):
        before = kinds[n - 1] if n else 0
        last = n + 1 == len(kinds)
        following = 0 if last else kinds[n + 1]
        after_first = n > 0 and able[-1] and bool(before & (FIRST | INITIAL))
        if kind & SUFFIX:
            ok = n > 0 and able[-1]
        elif kind & INITIAL:
            ok = len(kinds) > 1
        elif n in places:
            ok = False
        elif after_first and kind & NAME_TOO and not following & (ORG | THING | PLACE_LAST):
            ok = not (kind & PLACE_LAST and n > 1 and able[n - 2])  # "Anna Hill", not "Ana Maria Lee Park"
        elif kind & DEMONYM and kind & HOME and last and n and (after_first or before & HONORIFIC):
            ok = not before & PLACE  # "Mr. English", "Mark German"
        elif kind & NEVER:
            ok = bool(kind & FIRST) and not kind & HONORIFIC and not last and not following & NEVER
            ok = ok and not (kind & CALENDAR and following & WORD)
        elif kind & PLACE:
            ok = after_first or (bool(kind & FIRST) and not last and not following & (NEVER | PLACE))
        elif not n and first:
            ok = not _opener(kinds)
        else:
            ok = bool(kind & FIRST) or not kind & OPENER or (after_first and last and n == 1)  # "Ana Read"
        able.append(ok)
    return tuple(able)


def _opener(kinds: tuple[int, ...]) -> bool:
    """Whether the first word, at the start of a sentence, is capitalised for that alone ("But Lee", "Asked Tuesday")."""
    head, follows = kinds[0], len(kinds) > 1
    if (head & WORD and head & OPENER) or (follows and head & MODIFIER):
        return True
    if len(kinds) > 2 and head & NOUN and kinds[1] & FIRST:
        return True  # "Filmmaker Ana Lee"
    return bool(follows and head & WORD and not head & FIRST and (not kinds[1] & (WORD | NEVER) or kinds[1] & FIRST))


def candidates(text: str, run: Run) -> Iterator[Candidate]:
    """The possible names of a run, each with the evidence of its place in the text."""
    able = nameable(run)
    n, size = 0, len(run)
    while n < size:
        if not able[n]:
            n += 1
            continue
        stop = n + 1
        while stop < size and able[stop]:
            stop += 1
        while stop - n > 2 and run[n].kind & (WORD | PLACE) and not run[n].kind & FIRST and run[n + 1].kind & FIRST:
            n += 1  # "Marine John Smith", "Staff Jake Lee"
        words = tuple(run[n:stop])
        before = run[n - 1] if n else None
        if stop < size and run[stop].kind & (ORG | THING | PLACE_LAST | TITLE):
            found = _borrowed(words)
        elif _no_name(words) or _body_before(before, words[0]):
            found = None
        else:
            found = _candidate(text, words, before)
        if found is not None:
            yield found
        n = stop


def _no_name(words: tuple[Token, ...]) -> bool:
    """Whether no word is more than an initial or a suffix, or the last is an initial."""
    if words[-1].kind & INITIAL:
        return True
    return bool(words[0].kind & (INITIAL | SUFFIX)) and all(t.kind & (INITIAL | SUFFIX) for t in words)


def headline_names(run: Run) -> Iterator[Candidate]:
    """The first and last names that stand side by side in a line where capitals tell nothing.

    >>> from workbench.parse.people.names import runs
    >>> [c.key for c in headline_names(runs("Cecile Oakes Defends Story")[0])]
    [('cecile', 'oakes')]
    """
    for one, two, three in zip(run, run[1:], [*run[2:], None], strict=False):
        plain = not one.kind & (WORD | PLACE | NEVER) and not two.kind & (WORD | PLACE | NEVER | FIRST)
        if one.kind & FIRST and plain and not (three and three.kind & (ORG | THING | PLACE_LAST)):
            yield Candidate((one, two), None, {"first-name"})


def _word_before(text: str, start: int) -> str:
    """The word directly before, or nothing where a mark or a line's end stands between."""
    if text[start - 1 : start] not in (" ", "\xa0"):
        return ""
    word = (text[max(0, start - 24) : start].rsplit(None, 1) or [""])[-1]
    return word if word[-1:].isalnum() else ""


def _body_before(before: Token | None, head: Token) -> bool:
    """Whether the capitalised word before makes the name part of a body's ("AB Ana Lee", "Republic Steel")."""
    if before is None or before.kind & TITLE:
        return False
    return bool(before.kind & (ORG | THING) and not head.kind & FIRST) or (
        bool(before.kind & ACRONYM) and len(before.word) == 2 and before.word not in lexicon().homes
    )


def _borrowed(words: tuple[Token, ...]) -> Candidate | None:
    """The name that a thing bears ("The Ana Lee Show", "Ana Lee supporters"): a person, if the surname is used alone."""
    if len(words) == 2 and words[0].kind & FIRST and not words[0].kind & (WORD | PLACE) and not words[1].kind & PLACE:
        return Candidate(words, None, {"borrowed"})
    return None


_ARTICLES = frozenset(("the", "The", "a", "an", "A", "An", "this", "every", "any"))


def _candidate(text: str, words: tuple[Token, ...], before: Token | None) -> Candidate | None:
    """The words as a candidate with its evidence, unless their place shows that no person is named."""
    head, last = words[0], words[-1]
    start, end = head.start, last.end
    if text[start - 2 : start] == "& " or text[end : end + 2] == " &":
        return None  # "Lee & Day"
    if before is not None and before.word in _ARTICLES:
        return _borrowed(words)  # "The Oakes Show"
    full = len(words) > 1
    title = before if before is not None and before.kind & (TITLE | HONORIFIC) else None
    evidence: set[str] = set()
    if title is not None:
        if rank := titled(title.word, words):
            evidence.add(rank)
    elif before is None and (word := _word_before(text, start)):
        if word in _ARTICLES:
            return _borrowed(words)  # "the Lee investigation", "a Buick"
        if word[0].islower():
            before_word(word, text[end : end + 2], evidence, full and bool(head.kind & FIRST))
    if attributive(text, last) or in_work(text, start):
        return _borrowed(words)
    evidence |= shape(tuple([t.kind for t in words]), head.first, "title" in evidence)
    comma = before is None and text[start - 2 : start] == ", "
    if comma and worth(evidence) < ENOUGH_SINGLE and before_comma(text, start, end):
        evidence.add("role-before")
    what_follows(text, last, evidence, full)
    if not full and tags(text, last):
        evidence.add("tags")
    if text[start - 1 : start] in "“\"‘'" and text[end : end + 1] in "”\"’'" and start and end < len(text):
        evidence.add("in-marks")
    return Candidate(words, title, evidence)
