"""Capitalised runs that may name a person, and what speaks for and against each: `POINTS`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

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
from workbench.parse.people import names
from workbench.parse.people.names import INITIAL, OPENER, SUFFIX, NameRun, NameToken
from workbench.parse.people.phrases import is_role_noun, relative_clause
from workbench.parse.people.roles import after_name, before_comma
from workbench.parse.text import word_set

# What each piece of evidence is worth for "this capitalised sequence is a person". Set by hand on one half of the open gold and
# read on the other: what a style guide makes certain (a title, an age, a party label) outweighs all, a word's shape is weak.
POINTS = {
    # before the name
    "quoted": 4.0, "title": 4.0, "role-before": 3.0, "said-before": 2.0, "tags": 3.0, "place-preposition": -1.5, "of": -0.5,
    # after it
    "handle": 4.0,
    "role-after": 3.0, "age": 3.0, "who": 2.0, "pronoun": 2.0, "speech": 1.5, "verb": 0.5, "possessive": 0.5, "state-after": -2.5,
    # its words
    "first-name": 3.0, "first-name-or-word": 2.0, "first-name-or-place": 1.0, "later-first-name": 1.5, "listed-surname": 1.0,
    "initial": 2.5, "suffix": 3.0, "unlisted": 1.0, "ordinary-first": -2.5, "ordinary": -1.5, "ordinary-last": -0.5,
    "place-word": -2.0, "long": -2.0, "in-marks": -2.0, "sentence-start": -0.5,
    # elsewhere in the article: its last word alone, its neighbours in a list, a thing that bears the name
    "short-titled": 4.0, "short-tags": 3.0, "short-speech": 1.5, "short": 1.5, "short-often": 1.0, "among-people": 2.0, "borrowed": 0.5,
}  # fmt: skip
# What a full name must reach: a first name and nothing against it, or a title.
ENOUGH = 2.9
# What a name of one word must reach: a title, or two independent cues.
ENOUGH_SINGLE = 4.5

_AGE_BEHIND = re.compile(r", (?:age )?\d{1,3}(?:-year-old)?[,.]| \(\d{1,3}\)")
_WHO = re.compile(r",? who(?:se|m)? |, (?:RDI)-")
_VERB = re.compile(r"(?: \w+ly| also| later| then| once| himself| herself)? ([a-z]+)\b")
_CAPITALS_BEHIND_COMMA = re.compile(r", ([A-Z][\w.]+)(?: [A-Z][\w.]+)?")
SPEAKS_BEHIND = re.compile(
    r", (?:[A-Z]{2,} )?[a-z][^,.;:“”\"\n]{3,90}, (?:who )?([a-z]+)\b"
)  # "…, a spokeswoman for Lee, said"
_PRONOUN = re.compile(r"(?: [a-z]+){1,5}? (?:he|she|his|her|him|himself|herself)\b")
_PLACE_PREPOSITIONS = word_set("in at near across throughout outside around downtown inside")


def worth(evidence: Iterable[str]) -> float:
    """What pieces of evidence are worth together."""
    return sum([POINTS[e] for e in evidence])


def titled(title: str, words: Sequence[NameToken]) -> str | None:
    """What the title before a name tells: nothing for one word after a loose or plural title ("Democrats Abroad", "Miss Universe")."""
    return _title_evidence(title, len(words) > 1 or bool(words[0].kind & FIRST), bool(words[0].kind & WORD))


@lru_cache(maxsize=1 << 12)
def _title_evidence(title: str, sure: bool, ordinary: bool) -> str | None:
    lex = lexicon()
    singular = title.removesuffix("s")
    loose = title in lex.loose_titles or singular in lex.loose_titles
    if sure:
        return "role-before" if loose else "title"
    plural = singular != title and lex.kind(singular) & TITLE
    if loose or plural or (title in ("Miss", "Mister") and ordinary):
        return None
    return "title"


def before_word(word: str, following: str, evidence: set[str], full: bool) -> None:
    """Add what the lower-case word before a name tells; `following` are the two characters after the name."""
    if is_role_noun(word) and not relative_clause(word, following):
        evidence.add("role-before")
    elif word in ("said", "says", "told", "asked", "added", "wrote"):
        evidence.add("said-before")
    elif word in _PLACE_PREPOSITIONS and not full:
        evidence.add("place-preposition")
    elif word == "of" and not full:
        evidence.add("of")


class NameShape(NamedTuple):
    """The words of a possible name by their kinds, which is all that the rules of `SHAPE_RULES` look at."""

    kinds: tuple[int, ...]
    head: int  # the first word
    rest: tuple[int, ...]  # those after it, without suffixes ("Jr.")
    opens: bool  # the first word opens a sentence, where any word has a capital
    titled: bool  # a title stands before it

    @property
    def last(self) -> int:
        """The last word that is no suffix."""
        return self.rest[-1] if self.rest else self.head

    @property
    def ordinary_head(self) -> bool:
        """Whether the first word is an ordinary one and no first name."""
        return bool(self.head & WORD) and not self.head & FIRST

    @property
    def ordinary_rest(self) -> list[bool]:
        """For each later word whether it is an ordinary one and no first name; behind a title such words are surnames."""
        counts = not self.titled or _ordinary_first(self)
        return [counts and bool(kind & WORD) and not kind & FIRST for kind in self.rest]

    def any_of(self, kinds: int) -> bool:
        """Whether any word is of one of these kinds."""
        return any(kind & kinds for kind in self.kinds)


def _sure_first_name(name: NameShape) -> bool:
    """A first name that is nothing else, or an ordinary word too ("Grant") where its neighbours show that it is the name."""
    if not name.head & FIRST or name.head & PLACE:
        return False
    if not name.head & WORD:
        return True
    if name.opens or not name.rest:
        return False
    if len(name.rest) == 1:
        return not name.head & OPENER  # "Grant Oakes", but not "Will Oakes"
    return not name.last & WORD  # "Will Ana Oakes", but not "Will Ana Power"


def _ordinary_first(name: NameShape) -> bool:
    """An ordinary word that others follow or that opens a sentence; behind a title, only where all words are ordinary."""
    if not name.ordinary_head or not (name.rest or name.opens):
        return False
    return not name.titled or (bool(name.rest) and all(kind & WORD for kind in name.rest))


def _ordinary(name: NameShape) -> bool:
    """An ordinary word inside the name, or at its end where the first is one too ("Power Station")."""
    *inner, last = name.ordinary_rest or [False]
    if last and name.ordinary_head:
        return True
    middle_name = len(inner) == 1 and not name.last & WORD and _sure_first_name(name)  # "Ana Powers Quillfeather"
    return any(inner) and not middle_name


def _later_first_name(name: NameShape) -> bool:
    """A first name that is nothing else, behind an unlisted word."""
    return not name.head & (FIRST | WORD) and any(kind & FIRST and not kind & WORD for kind in name.rest)


def _unsure_first_name(name: NameShape, *, place: bool) -> bool:
    """A first name that may as well be a place, or, if it is none, an ordinary word."""
    return bool(name.head & FIRST) and bool(name.head & PLACE) == place and not _sure_first_name(name)


class ShapeRule(NamedTuple):
    """A piece of evidence (a key of `POINTS`), a text whose last run of capitalised words shows it, and the test for it."""

    evidence: str
    example: str
    holds: Callable[[NameShape], bool]


SHAPE_RULES = (
    ShapeRule("suffix", "We met Ana Oakes Jr. there.", lambda name: len(name.rest) < len(name.kinds) - 1),
    ShapeRule("initial", "We met Ana P. Oakes.", lambda name: bool(name.rest) and name.any_of(INITIAL)),
    ShapeRule("listed-surname", "We met Zorvan Oakes.", lambda name: bool((name.head | name.last) & names.LISTED)),
    ShapeRule("first-name", "We met Ana Oakes.", _sure_first_name),
    ShapeRule("first-name-or-place", "We met Austin Oakes.", partial(_unsure_first_name, place=True)),
    ShapeRule("first-name-or-word", "We met Will Oakes.", partial(_unsure_first_name, place=False)),
    ShapeRule("later-first-name", "We met Zorvan Ana Quillfeather.", _later_first_name),
    ShapeRule("sentence-start", "Grant Oakes met us.", lambda name: name.opens and bool(name.head & WORD)),
    ShapeRule("ordinary-first", "We met Power Quillfeather.", _ordinary_first),
    ShapeRule("ordinary", "We met Zorvan Power Quillfeather.", _ordinary),
    ShapeRule("ordinary-last", "We met Zorvan Power.", lambda name: any(name.ordinary_rest[-1:]) and not name.head & (FIRST | WORD)),
    ShapeRule("place-word", "We met Zorvan Berlin.", lambda name: not name.head & FIRST and any(k & PLACE for k in name.rest)),
    ShapeRule("long", "We met Ana Lena Mara Oakes Lee.", lambda name: len(name.kinds) > 4),
    ShapeRule("unlisted", "We met Zorvan Quillfeather.", lambda name: len(name.kinds) > 1 and not name.any_of(WORD | PLACE | FIRST)),
)  # fmt: skip
"""What the words of a name tell by themselves."""


@lru_cache(maxsize=1 << 14)
def shape(kinds: tuple[int, ...], first: bool, titled: bool) -> frozenset[str]:
    """What the words alone tell, by their kinds: `first` opens a sentence, `titled` stands behind a title."""
    name = NameShape(kinds, kinds[0], tuple([k for k in kinds[1:] if not k & SUFFIX]), first, titled)
    return frozenset([rule.evidence for rule in SHAPE_RULES if rule.holds(name)])


_REPORTING = word_set("reported reports")


def tags(text: str, word: NameToken) -> bool:
    """Whether a lone word tells whose the quotation before it is: “I do,” Oakes said. Newspapers only "reported" it.

    >>> from workbench.parse.people.names import runs
    >>> [tags(t, runs(t)[-1][0]) for t in ("“I do,” Oakes said.", "“No!” Oakes said.", "“No!” Critics said so.", "“I do.” Oakes said no.")]
    [True, True, False, False]
    """
    if text[word.start - 2 : word.start] not in ("” ", '" ') or word.possessive:
        return False
    mark = text[word.start - 3]
    if mark != "," and (mark not in "?!" or word.kind & WORD):
        return False
    return acts(text, word.end)


def acts(text: str, end: int) -> bool:
    """Whether a verb of speaking or acting follows what ends at `end`, other than the "reported" of newspapers."""
    m, lex = _VERB.match(text, end), lexicon()
    return m is not None and m[1] not in _REPORTING and (m[1] in lex.speech or m[1] in lex.verbs)


def what_follows(text: str, last: NameToken, evidence: set[str], full: bool) -> None:
    """What follows the name."""
    end = last.end
    if last.possessive:
        evidence.add("possessive")
        return
    following = text[end : end + 1]
    if text.startswith(" (@", end):
        evidence.add("handle")
    if following == " ":
        _next_words(text, end, evidence, full)
    elif following == ",":
        _behind_comma(text, end, evidence)
    if full and following in " ,(—" and worth(evidence) < ENOUGH and after_name(text, end):
        evidence.add("role-after")


def _next_words(text: str, end: int, evidence: set[str], full: bool) -> None:
    if text.startswith(" who", end) and _WHO.match(text, end):
        evidence.add("who")
    elif m := _VERB.match(text, end):
        lex, verb = lexicon(), m[1]
        if verb in lex.speech:
            evidence.add("speech")
        elif verb in lex.verbs:
            evidence.add("verb")
        if not full and _PRONOUN.match(text, end):
            evidence.add("pronoun")


def _behind_comma(text: str, end: int, evidence: set[str]) -> None:
    if _AGE_BEHIND.match(text, end):
        evidence.add("age")
    elif _WHO.match(text, end):
        evidence.add("who")
    elif (m := SPEAKS_BEHIND.match(text, end)) and m[1] in lexicon().speech:
        evidence.add("speech")
    elif text[end + 2 : end + 3].isupper() and (m := _CAPITALS_BEHIND_COMMA.match(text, end, end + 40)):
        homes = lexicon().homes
        evidence |= {"state-after"} if m[1] in homes or m[0][2:] in homes else set()


_WORK = re.compile(
    r"(?:Show|Tonight|Hour|Morning|Live|Report|Week|Nation|Daily|Press|Radio|Podcast)(?: \w+)? (?:[Ww]ith|[Ss]tarring) $|\bv(?:s?\.)? $"
)


def in_work(text: str, start: int) -> bool:
    """Whether the name at `start` is part of a programme's or a court case's name ("The Late Show with …", "U.S. v. …")."""
    if not text[start - 5 : start].endswith(("ith ", "ing ", " v ", " v. ", " vs ", " vs. ")):
        return False
    return _WORK.search(text, max(0, start - 30), start) is not None


_MARKED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ss]ome|[Ss]everal|[Oo]ther|[Aa]ny|[Tt]hese|[Tt]hose)"
    r" (?:\d+-year-old )?"
    r"(?:(?:[a-z]+-)?(?:[a-z]+(?:ed|ing|ic|al|ive|ous|ful|less|ish)|early|staunch|key|major|new|old|top|former|loyal) )?$"
)
_PLAIN_WORD = re.compile(r" ([a-z-]{3,})\b")


def marks_a_thing(text: str, last: NameToken) -> bool:
    """Whether a lone surname stands between an article or quantifier and a noun ("a staunch Oakes critic", "some Oakes holdovers").

    >>> from workbench.parse.people.names import runs
    >>> [marks_a_thing(t, runs(t)[0][-1]) for t in ("a staunch Oakes critic", "some Oakes holdovers", "the ailing Oakes said")]
    [True, True, False]
    """
    if last.possessive or (m := _PLAIN_WORD.match(text, last.end)) is None or not _may_be_thing(m[1]):
        return False
    return _MARKED.search(text, max(0, last.start - 26), last.start) is not None


@lru_cache(maxsize=1 << 14)
def _may_be_thing(word: str) -> bool:
    listed = word in lexicon().verbs or word in lexicon().stops or word in ("then", "more", "now")
    return not listed and not word.endswith(("ly", "ed"))


_JOINING = frozenset(" \xa0-–")
# "Oakes financial network", "Oakes super PAC": a word that is no verb may stand before the thing.
_NEXT_WORD = re.compile(
    r"[ \xa0](?:(?:super|senior|top|economic|financial|foreign|political|national|media|legal|digital|presidential|election) ){0,2}"
    r"([a-z-]+|[A-Z][a-z]+|PACs?)\b"
)


def attributive(text: str, last: NameToken) -> bool:
    """Whether a name ending with `last` only marks a thing ("Oakes administration", "Oakes–era"), so that no person is named.

    >>> from workbench.parse.people.names import runs
    >>> [attributive(t, runs(t)[0][-1]) for t in ("Oakes administration", "Oakes’ administration", "Oakes said", "Oakes–era")]
    [True, False, False, True]
    >>> [attributive(t, runs(t)[0][-1]) for t in ("Oakes super PACs", "Oakes financial network", "Oakes senior year")]
    [True, True, False]
    """
    if last.possessive:
        return False
    end = last.end
    joint, letter = text[end : end + 1], text[end + 1 : end + 2]
    if joint not in _JOINING or not letter.isalpha():
        return False
    if joint in "-–":
        return letter.islower()
    m = _NEXT_WORD.match(text, end)
    return m is not None and m[1].lower() in lexicon().attributive


NEVER = ORG | THING | TITLE | HONORIFIC | CALENDAR | DEMONYM | names.ACRONYM | PLACE_LAST


@dataclass(slots=True, eq=False)
class Candidate:
    """A sequence of capitalised words that may be a name, with what speaks for and against it."""

    words: tuple[NameToken, ...]
    title: NameToken | None  # the title or courtesy title directly before
    evidence: set[str]
    key: tuple[str, ...] = ()  # the words as compared, without suffix
    suffix: str = ""  # "Jr" or a number, where it ends with one

    def __post_init__(self) -> None:
        """Note the name as compared."""
        self.key = names.name_key(self.words)
        self.suffix = names.suffix_of(self.words[-1])

    @property
    def start(self) -> int:
        """Where the name begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.words[-1].end


def place_words(run: NameRun) -> tuple[int, ...]:
    """The positions in a run that belong to a place name of two words or more ("New York", "Saudi Arabia")."""
    found: set[int] = set()
    for n, token in enumerate(run[:-1]):
        if token.kind & names.PLACE_OPENS:
            pairs, size = lexicon().place_pairs, 1
            while n + size < len(run) and " ".join(t.word for t in run[n : n + size + 1]) in pairs:
                size += 1
            if size > 1 or " ".join(t.word for t in run[n : n + 2]) in lexicon().homes:
                found.update(range(n, n + max(size, 2)))
        elif token.kind & PLACE_FIRST and not (n and run[n - 1].kind & FIRST):
            found.update((n, n + 1))
    return tuple(sorted(found)) if found else ()


def nameable(run: NameRun) -> tuple[bool, ...]:
    """For each word of a run, whether it can be part of a person's name.

    >>> from workbench.parse.people.names import runs
    >>> [nameable(run) for run in runs("Sen. Ana Lee of New York met Oakes, a Democrat.")]
    [(False, True, True), (False, False), (True,), (False,)]
    """
    head = run[0]
    if len(run) == 1:
        return _nameable((head.kind,), (), head.first)
    return _nameable(tuple([t.kind for t in run]), place_words(run), head.first)


class Position(NamedTuple):
    """A word of a run as the rules of `NAMEABLE_RULES` see it."""

    kinds: tuple[int, ...]  # those of all words of the run
    at: int  # which of them the word is
    able: Sequence[bool]  # whether the words before it can be part of a name
    in_place: bool  # part of a long place name
    opens: bool  # the run opens a sentence

    @property
    def kind(self) -> int:
        """The kinds of the word."""
        return self.kinds[self.at]

    @property
    def before(self) -> int:
        """The kinds of the word before; none for the first."""
        return self.kinds[self.at - 1] if self.at else 0

    @property
    def following(self) -> int:
        """The kinds of the next word; none for the last."""
        return 0 if self.is_last else self.kinds[self.at + 1]

    @property
    def is_last(self) -> bool:
        """Whether the run ends with the word."""
        return self.at + 1 == len(self.kinds)

    @property
    def behind_first_name(self) -> bool:
        """Whether a first name or an initial that can be part of the name stands before the word."""
        return any(self.able[-1:]) and bool(self.before & (FIRST | INITIAL))


def _suffix_word(word: Position) -> bool | None:
    """A suffix belongs to the name before it: "Ana Lee |Jr."."""
    return any(word.able[-1:]) if word.kind & SUFFIX else None


def _initial(word: Position) -> bool | None:
    """An initial does not stand alone: "Ana |P. Lee"."""
    return len(word.kinds) > 1 if word.kind & INITIAL else None


def _long_place(word: Position) -> bool | None:
    """The words of a long place name are no person's name: "|New York"."""
    return False if word.in_place else None


def _surname_too(word: Position) -> bool | None:
    """A word for a place, body or title that is a surname too: "Ana |Hill", but not behind two names ("Ana Lee |Park")."""
    if not word.behind_first_name or not word.kind & names.NAME_TOO or word.following & (ORG | THING | PLACE_LAST):
        return None
    return not (word.kind & PLACE_LAST and word.at > 1 and word.able[word.at - 2])


def _month_too(word: Position) -> bool | None:
    """A month behind a first name that ends the run: "Ana |March". The lists know no weekday or month as a surname."""
    if not word.kind & names.MONTH or not word.is_last or not word.at or not any(word.able[-1:]):
        return None
    return True if word.before & FIRST and not word.before & (WORD | PLACE | CALENDAR) else None


def _people_too(word: Position) -> bool | None:
    """A people's name as a surname: "Mr. |English", "Mark |German", but not behind a place ("Austin |German")."""
    if not (word.kind & DEMONYM and word.kind & names.HOME and word.is_last and word.at):
        return None
    return not word.before & PLACE if word.behind_first_name or word.before & HONORIFIC else None


def _never(word: Position) -> bool | None:
    """A word for something else is at most a first name before a word that can be one: "|May Lee", but not "|May Day"."""
    if not word.kind & NEVER:
        return None
    if not word.kind & FIRST or word.kind & HONORIFIC or word.is_last or word.following & NEVER:
        return False
    return not (word.kind & CALENDAR and word.following & WORD)


def _place_too(word: Position) -> bool | None:
    """A place behind a first name, or one that is a first name before another word: "Ana |Berlin", "|Austin Lee"."""
    if not word.kind & PLACE:
        return None
    first_name = bool(word.kind & FIRST) and not word.is_last and not word.following & (NEVER | PLACE)
    return word.behind_first_name or first_name


def _opening(word: Position) -> bool | None:
    """The first word of a sentence, unless it is capitalised for that alone: "|Zorvan said", but not "|But Lee said"."""
    return not _opener(word.kinds) if word.opens and not word.at else None


def _other(word: Position) -> bool:
    """Any word but those that open sentences, and these behind a lone first name: "Ana |Oakes", "Ana |Read"."""
    if word.kind & FIRST or not word.kind & OPENER:
        return True
    return word.behind_first_name and word.is_last and word.at == 1


NAMEABLE_RULES: list[Callable[[Position], bool | None]] = [
    *(_suffix_word, _initial, _long_place, _surname_too, _month_too, _people_too, _never, _place_too, _opening, _other)
]
"""Whether a word can be part of a person's name: the first rule that does not answer None decides."""


@lru_cache(maxsize=1 << 14)
def _nameable(kinds: tuple[int, ...], places: tuple[int, ...], first: bool) -> tuple[bool, ...]:
    """The same by the kinds of the words, the positions of those in long place names, and whether the first opens a sentence."""
    able: list[bool] = []
    for at in range(len(kinds)):
        word = Position(kinds, at, able, at in places, first)
        answers = (rule(word) for rule in NAMEABLE_RULES)
        able.append(next(answer for answer in answers if answer is not None))
    return tuple(able)


def _opener(kinds: tuple[int, ...]) -> bool:
    """Whether the first word, at the start of a sentence, is capitalised for that alone ("But Lee", "Asked Tuesday")."""
    head, follows = kinds[0], len(kinds) > 1
    if (head & WORD and head & OPENER) or (follows and head & names.MODIFIER):
        return True
    if len(kinds) > 2 and head & names.NOUN and kinds[1] & FIRST:
        return True  # "Filmmaker Ana Lee"
    return bool(follows and head & WORD and not head & FIRST and (not kinds[1] & (WORD | NEVER) or kinds[1] & FIRST))


def candidates(text: str, run: NameRun) -> Iterator[Candidate]:
    """The possible names of a run, each with the evidence of its place in the text."""
    able = nameable(run)
    n, size = 0, len(run)
    while n < size:
        if not able[n]:
            n += 1
            continue
        stop = n + 1
        while stop < size and able[stop] and (run[stop].key != run[n].key or run[n].kind & INITIAL):
            stop += 1
        if stop < size and run[stop].key == run[n].key and not run[n].kind & INITIAL:
            size = stop  # "Ana Oakes Ana Maria OakesMayor": a page's code repeats the name, and what follows is no name
        while stop - n > 2 and run[n].kind & (WORD | PLACE) and not run[n].kind & FIRST and run[n + 1].kind & FIRST:
            n += 1  # "Marine John Smith", "Staff Jake Lee"
        words = tuple(run[n:stop])
        before = run[n - 1] if n else None
        if stop < size and run[stop].kind & (ORG | THING | PLACE_LAST | TITLE):
            found = _borrowed(words)
        elif (
            words[-1].kind & INITIAL
            or all(t.kind & (INITIAL | SUFFIX) for t in words)
            or _body_before(before, words[0])
        ):
            found = None
        else:
            found = _candidate(text, words, before)
        if found is not None:
            yield found
        n = stop


def headline_names(run: NameRun) -> Iterator[Candidate]:
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


def _body_before(before: NameToken | None, head: NameToken) -> bool:
    """Whether the capitalised word before makes the name part of a body's ("AB Ana Lee", "Republic Steel")."""
    if before is None or before.kind & TITLE:
        return False
    if before.kind & (ORG | THING) and not head.kind & FIRST:
        return True
    return bool(before.kind & names.ACRONYM) and len(before.word) == 2 and before.word not in lexicon().homes


def _borrowed(words: tuple[NameToken, ...]) -> Candidate | None:
    """The name that a thing bears ("The Ana Lee Show", "Ana Lee supporters"): a person, if the surname is used alone."""
    if len(words) == 2 and words[0].kind & FIRST and not words[0].kind & (WORD | PLACE) and not words[1].kind & PLACE:
        return Candidate(words, None, {"borrowed"})
    return None


_THING_ARTICLES = word_set("the The a an A An this every any")


_AND_ANOTHER = re.compile(r"(?:, [A-Z][\w’'-]+)*,? and [A-Z][\w’'-]+")
_BEHIND_TITLES = re.compile(r"\b([A-Z][a-z]+s\.?) (?:[A-Z][\w’'-]+, )*[A-Z][\w’'-]+,? and $")


def _of_two(title: str) -> bool:
    """Is it the plural of a title that nobody but persons bear: "|Presidents Oakes and Lenard"?"""
    lex, one = lexicon(), re.sub(r"s(?=\.?$)", "", title)
    return one != title and bool(lex.kind(one) & TITLE) and one not in lex.loose_titles


def _candidate(text: str, words: tuple[NameToken, ...], before: NameToken | None) -> Candidate | None:
    """The words as a candidate with its evidence, unless their place shows that no person is named."""
    head, last = words[0], words[-1]
    start, end = head.start, last.end
    if text[start - 2 : start] == "& " or text[end : end + 2] == " &":
        return None  # "Lee & Day"
    if last.kind & names.MONTH and text[end + 1 : end + 2].isdigit():
        return None  # "told Ana May 3"
    if before is not None and before.word in _THING_ARTICLES:
        return _borrowed(words)  # "The Oakes Show"
    full = len(words) > 1
    title = before if before is not None and before.kind & (TITLE | HONORIFIC) else None
    evidence: set[str] = set()
    if title is not None:
        if rank := titled(title.word, words):
            evidence.add(rank)
        elif not full and _of_two(title.word) and _AND_ANOTHER.match(text, end):
            evidence.add("title")
    elif not (before or full) and (m := _BEHIND_TITLES.search(text, max(0, start - 60), start)) and _of_two(m[1]):
        evidence.add("title")
    elif before is None and (word := _word_before(text, start)):
        if word in _THING_ARTICLES:
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
