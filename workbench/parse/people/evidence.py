"""What speaks for and against a capitalised sequence being a person's name, and what each piece is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from workbench.parse.lexicon import FIRST, PLACE, TITLE, WORD, lexicon
from workbench.parse.people.names import Token
from workbench.parse.people.phrases import is_role_noun, relative_clause
from workbench.parse.people.roles import after_name
from workbench.parse.people.words import INITIAL, LISTED, OPENER, SUFFIX

# What each piece of evidence is worth for "this capitalised sequence is a person". Set by hand on one half of the open gold and
# read on the other: what a style guide makes certain (a title, an age, a party label) outweighs all, a word's shape is weak.
POINTS = {
    # before the name
    "title": 4.0, "role-before": 3.0, "said-before": 2.0, "tags": 3.0, "place-preposition": -1.5, "of": -0.5,
    # after it
    "role-after": 3.0, "age": 3.0, "who": 2.0, "pronoun": 2.0, "speech": 1.5, "verb": 0.5, "possessive": 0.5, "state-after": -2.5,
    # its words
    "first-name": 3.0, "first-name-or-word": 2.0, "first-name-or-place": 1.0, "later-first-name": 1.5, "listed-surname": 1.0,
    "initial": 2.5, "suffix": 3.0, "unlisted": 1.0, "ordinary-first": -2.5, "ordinary": -1.5, "ordinary-last": -0.5,
    "place-word": -2.0, "long": -2.0, "in-marks": -2.0, "sentence-start": -0.5,
    # elsewhere in the article: its last word alone, its neighbours in a list, a thing that bears the name
    "short-titled": 4.0, "short-speech": 1.5, "short": 1.5, "short-often": 1.0, "among-people": 2.0, "borrowed": 0.5,
}  # fmt: skip
# What a full name must reach: a first name and nothing against it, or a title.
ENOUGH = 2.9
# What a name of one word must reach: a title, or two independent cues.
ENOUGH_SINGLE = 4.5

_AGE = re.compile(r", (?:age )?\d{1,3}(?:-year-old)?[,.]| \(\d{1,3}\)")
_WHO = re.compile(r",? who(?:se|m)? |, (?:RDI)-")
_VERB = re.compile(r"(?: \w+ly| also| later| then| once| himself| herself)? ([a-z]+)\b")
_CAPITALS = re.compile(r", ([A-Z][\w.]+)(?: [A-Z][\w.]+)?")
_ASIDE = re.compile(r", [a-z][^,.;:“”\"\n]{3,90}, (?:who )?([a-z]+)\b")  # "…, a spokeswoman for the campaign, said"
_PRONOUN = re.compile(r"(?: [a-z]+){1,5}? (?:he|she|his|her|him|himself|herself)\b")
_PLACE_PREPOSITIONS = frozenset(["in", "at", "near", "across", "throughout", "outside", "around", "downtown", "inside"])


def worth(evidence: Iterable[str]) -> float:
    """What pieces of evidence are worth together."""
    return sum([POINTS[e] for e in evidence])


def titled(title: str, words: Sequence[Token]) -> str | None:
    """What the title before a name tells: nothing for one word after a loose or plural title ("Democrats Abroad", "Miss Universe")."""
    return _titled(title, len(words) > 1 or bool(words[0].kind & FIRST), bool(words[0].kind & WORD))


@lru_cache(maxsize=1 << 12)
def _titled(title: str, sure: bool, ordinary: bool) -> str | None:
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


@lru_cache(maxsize=1 << 14)
def shape(kinds: tuple[int, ...], first: bool, titled: bool) -> frozenset[str]:
    """What the words alone tell, by their kinds: `first` opens a sentence, `titled` stands behind a title."""
    head, rest = kinds[0], [k for k in kinds[1:] if not k & SUFFIX]
    evidence: set[str] = set()
    if len(rest) < len(kinds) - 1:
        evidence.add("suffix")
    if rest and any(k & INITIAL for k in kinds):
        evidence.add("initial")
    if head & LISTED or (rest and rest[-1] & LISTED):
        evidence.add("listed-surname")
    if head & FIRST:
        alone = not head & OPENER if len(rest) == 1 else bool(rest) and not rest[-1] & WORD
        plain = not head & (WORD | PLACE) or (not head & PLACE and not first and alone)
        evidence.add("first-name" if plain else "first-name-or-place" if head & PLACE else "first-name-or-word")
    elif head & WORD and (rest or first) and (not titled or (rest and all(k & WORD for k in rest))):
        evidence.add("ordinary-first")
    if first and head & WORD:
        evidence.add("sentence-start")
    for n, kind in enumerate(rest, 1):
        if kind & FIRST and not kind & WORD and not head & (FIRST | WORD):
            evidence.add("later-first-name")
        if kind & WORD and not kind & FIRST and (not titled or "ordinary-first" in evidence):
            if n < len(rest) or (head & WORD and not head & FIRST):
                if not ("first-name" in evidence and n == 1 and len(rest) == 2 and not rest[1] & WORD):
                    evidence.add("ordinary")  # but not "Ana Powers Quillfeather"
            elif not head & FIRST:
                evidence.add("ordinary-last")
        if kind & PLACE and not head & FIRST:
            evidence.add("place-word")
    if len(kinds) > 4:
        evidence.add("long")
    if len(kinds) > 1 and not any(k & (WORD | PLACE | FIRST) for k in kinds):
        evidence.add("unlisted")
    return frozenset(evidence)


_REPORTING = frozenset(("reported", "reports"))


def tags(text: str, word: Token) -> bool:
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


def what_follows(text: str, last: Token, evidence: set[str], full: bool) -> None:
    """What follows the name."""
    end = last.end
    if last.possessive:
        evidence.add("possessive")
        return
    following = text[end : end + 1]
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
    if _AGE.match(text, end):
        evidence.add("age")
    elif _WHO.match(text, end):
        evidence.add("who")
    elif (m := _ASIDE.match(text, end)) and m[1] in lexicon().speech:
        evidence.add("speech")
    elif text[end + 2 : end + 3].isupper() and (m := _CAPITALS.match(text, end, end + 40)):
        homes = lexicon().homes
        evidence |= {"state-after"} if m[1] in homes or m[0][2:] in homes else set()


_WORK = re.compile(
    r"(?:Show|Tonight|Hour|Morning|Live|Report|Week|Nation|Daily|Press|Radio|Podcast)(?: \w+)? (?:[Ww]ith|[Ss]tarring) $|\bv(?:s?\.)? $"
)


def in_work(text: str, start: int) -> bool:
    """Whether the name at `start` is part of a programme's or a court case's name ("The Late Show with …", "U.S. v. …")."""
    return (
        text[start - 5 : start].endswith(("ith ", "ing ", " v ", " v. ", " vs ", " vs. "))
        and _WORK.search(text, max(0, start - 30), start) is not None
    )


_MARKED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ss]ome|[Ss]everal|[Oo]ther|[Aa]ny|[Tt]hese|[Tt]hose)"
    r" (?:\d+-year-old )?"
    r"(?:(?:[a-z]+-)?(?:[a-z]+(?:ed|ing|ic|al|ive|ous|ful|less|ish)|early|staunch|key|major|new|old|top|former|loyal) )?$"
)
_PLAIN_WORD = re.compile(r" ([a-z-]{3,})\b")


def marks_a_thing(text: str, last: Token) -> bool:
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
    lex = lexicon()
    return not (
        word in lex.verbs or word in lex.stops or word in ("then", "more", "now") or word.endswith(("ly", "ed"))
    )


_JOINING = frozenset(" \xa0-–")
# "Oakes financial network", "Oakes super PAC": a word that is no verb may stand before the thing.
_NEXT_WORD = re.compile(
    r"[ \xa0](?:(?:super|senior|top|economic|financial|foreign|political|national|media|legal|digital|presidential|election) ){0,2}"
    r"([a-z-]+|[A-Z][a-z]+|PACs?)\b"
)


def attributive(text: str, last: Token) -> bool:
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
