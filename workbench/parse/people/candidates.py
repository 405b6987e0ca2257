"""Capitalised runs that may name a person, and the evidence for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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
    POINTS,
    attributive,
    before_word,
    in_work,
    shape,
    titled,
    what_follows,
)
from workbench.parse.people.names import ACRONYM, INITIAL, SUFFIX, Token, name_key
from workbench.parse.people.role_before import before_comma

Run = list[Token]
NEVER = ORG | THING | TITLE | HONORIFIC | CALENDAR | DEMONYM | ACRONYM | PLACE_LAST


@dataclass(slots=True)
class Candidate:
    """A sequence of capitalised words that may be a name, with what speaks for and against it."""

    words: tuple[Token, ...]
    title: Token | None  # the title or courtesy title directly before
    evidence: set[str] = field(default_factory=set)

    @property
    def start(self) -> int:
        """Where the name begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.words[-1].end

    @property
    def points(self) -> float:
        """What its own evidence is worth."""
        return sum(POINTS[e] for e in self.evidence)

    @property
    def key(self) -> tuple[str, ...]:
        """The words as compared, without suffix."""
        return name_key(self.words)


def place_words(run: Run) -> set[int]:
    """The positions in a run that belong to a place name of two words or more ("New York", "Saudi Arabia")."""
    pairs, homes = lexicon().place_pairs, lexicon().homes
    found: set[int] = set()
    for n, token in enumerate(run):
        if token.word in pairs and n + 1 < len(run):
            size = 1
            while n + size < len(run) and " ".join(t.word for t in run[n : n + size + 1]) in pairs:
                size += 1
            if size > 1 or " ".join(t.word for t in run[n : n + 2]) in homes:
                found.update(range(n, n + max(size, 2)))
        elif token.kind & PLACE_FIRST and n + 1 < len(run) and not (n and run[n - 1].kind & FIRST):
            found.update((n, n + 1))
    return found


def nameable(run: Run) -> list[bool]:
    """For each word of a run, whether it can be part of a person's name."""
    places = place_words(run) if len(run) > 1 else set()
    surnames, homes = lexicon().surnames, lexicon().homes
    able: list[bool] = []
    for n, t in enumerate(run):
        after_first = n > 0 and able[-1] and bool(run[n - 1].kind & (FIRST | INITIAL))
        kind = t.kind
        following = run[n + 1].kind if n + 1 < len(run) else 0
        if kind & SUFFIX:
            ok = n > 0 and able[-1]
        elif kind & INITIAL:
            ok = len(run) > 1
        elif n in places:
            ok = False
        elif after_first and t.word in surnames and not following & (ORG | THING | PLACE_LAST):
            ok = not (kind & PLACE_LAST and n > 1 and able[n - 2])  # "Anna Hill", not "Ana Maria Lee Park"
        elif (
            kind & DEMONYM
            and t.word in homes
            and n + 1 == len(run)
            and n
            and (after_first or run[n - 1].kind & HONORIFIC)
        ):
            ok = not run[n - 1].kind & PLACE  # "Mr. English", "Mark German"
        elif kind & NEVER:
            ok = bool(kind & FIRST) and not kind & HONORIFIC and n + 1 < len(run) and not following & NEVER
            ok = ok and not (kind & CALENDAR and following & WORD)
        elif kind & PLACE:
            ok = after_first or (bool(kind & FIRST) and (n + 1 < len(run) and not following & (NEVER | PLACE)))
        elif t.first:
            ok = not _opener(t, run)
        else:
            ok = bool(kind & FIRST) or t.word.lower() not in lexicon().openers
        able.append(ok)
    return able


def _opener(token: Token, run: Run) -> bool:
    """Whether a word at the start of a sentence is capitalised for that alone ("But Lee", "Asked Tuesday")."""
    small = token.word.lower()
    lex = lexicon()
    if (token.kind & WORD and small in lex.openers) or (len(run) > 1 and small in lex.role_modifiers):
        return True
    if len(run) > 2 and small in lex.role_nouns and run[1].kind & FIRST:
        return True  # "Filmmaker Ana Lee"
    return (
        len(run) > 1
        and token.kind & WORD > 0
        and not token.kind & FIRST
        and (not run[1].kind & (WORD | NEVER) or bool(run[1].kind & FIRST))
    )


def candidates(text: str, run: Run) -> Iterator[Candidate]:
    """The possible names of a run, each with the evidence of its place in the text."""
    if len(run) == 1 and run[0].kind & (NEVER | PLACE | INITIAL | SUFFIX):
        return
    able = nameable(run)
    n = 0
    while n < len(run):
        if not able[n]:
            n += 1
            continue
        stop = n
        while stop < len(run) and able[stop]:
            stop += 1
        while stop - n > 2 and run[n].kind & (WORD | PLACE) and not run[n].kind & FIRST and run[n + 1].kind & FIRST:
            n += 1  # "Marine John Smith", "Staff Jake Lee"
        words = tuple(run[n:stop])
        following = run[stop].kind if stop < len(run) else 0
        before = run[n - 1] if n else None
        if following & (ORG | THING | PLACE_LAST | TITLE):
            yield from _borrowed(words)
        elif (
            not words[-1].kind & INITIAL
            and not all(t.kind & (INITIAL | SUFFIX) for t in words)
            and not _body_before(before, words[0])
        ):
            yield from _candidate(text, words, before)
        n = stop


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


def _borrowed(words: tuple[Token, ...]) -> Iterator[Candidate]:
    """The name that a thing bears ("The Ana Lee Show", "Ana Lee supporters"): a person, if the surname is used alone."""
    if len(words) == 2 and words[0].kind & FIRST and not any(t.kind & (WORD | PLACE) for t in words):
        yield Candidate(words, None, {"borrowed"})


def _candidate(text: str, words: tuple[Token, ...], before: Token | None) -> Iterator[Candidate]:
    """The words as a candidate with its evidence, unless their place shows that no person is named."""
    start, end = words[0].start, words[-1].end
    if text[start - 2 : start] == "& " or text[end : end + 2] == " &":
        return  # "Lee & Day"
    has_title = before is not None and bool(before.kind & (TITLE | HONORIFIC))
    found = Candidate(words, before if has_title else None)
    evidence = found.evidence
    if has_title and before is not None:
        evidence |= titled(before, words)
    elif before is None and (word := _word_before(text, start)):
        if word in ("the", "The", "a", "an", "A", "An", "this", "every", "any"):
            yield from _borrowed(words)  # "the Lee investigation", "a Buick"
            return
        if word[0].islower():
            before_word(word, text[end : end + 2], evidence, len(words) > 1 and bool(words[0].kind & FIRST))
    if attributive(text, words[-1]) or in_work(text, start):
        yield from _borrowed(words)
        return
    shape(words, evidence)
    comma = before is None and text[start - 2 : start] == ", "
    if comma and sum(POINTS[e] for e in evidence) < ENOUGH_SINGLE and before_comma(text, start, end):
        evidence.add("role-before")
    what_follows(text, words[-1], evidence, len(words) > 1)
    if text[start - 1 : start] in "“\"‘'" and text[end : end + 1] in "”\"’'" and start and end < len(text):
        evidence.add("in-marks")
    yield found
