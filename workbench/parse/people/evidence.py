"""What speaks for and against a capitalised sequence being a person's name, and what each piece is worth."""

from __future__ import annotations

import re

from workbench.parse.lexicon import FIRST, PLACE, TITLE, WORD, lexicon
from workbench.parse.people.names import INITIAL, SUFFIX, Token
from workbench.parse.people.phrases import is_role_noun, relative_clause
from workbench.parse.people.roles import after_name

# What each piece of evidence is worth for "this capitalised sequence is a person". Set by hand on one half of the open gold and
# read on the other: what a style guide makes certain (a title, an age, a party label) outweighs all, a word's shape is weak.
POINTS = {
    # before the name
    "title": 4.0, "role-before": 3.0, "said-before": 2.0, "place-preposition": -1.5, "of": -0.5,
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
_ASIDE = re.compile(r", [a-z][^,.;:“”\"\n]{3,90}, (?:who )?([a-z]+)\b")  # "…, a spokeswoman for the campaign, said"
_PRONOUN = re.compile(r"(?: [a-z]+){1,5}? (?:he|she|his|her|him|himself|herself)\b")
_PLACE_PREPOSITIONS = frozenset(["in", "at", "near", "across", "throughout", "outside", "around", "downtown", "inside"])


def titled(before: Token, words: tuple[Token, ...]) -> set[str]:
    """What the title before a name is worth: little for one word after a loose or plural title ("Democrats Abroad", "Miss Universe")."""
    lex, word = lexicon(), before.word
    singular = word.removesuffix("s")
    loose = word in lex.loose_titles or singular in lex.loose_titles
    if len(words) > 1 or words[0].kind & FIRST:
        return {"role-before"} if loose else {"title"}
    if (
        loose
        or (singular != word and lex.kind(singular) & TITLE)
        or (word in ("Miss", "Mister") and words[0].kind & WORD)
    ):
        return set()
    return {"title"}


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


def shape(words: tuple[Token, ...], evidence: set[str]) -> None:
    """What the words alone tell."""
    head, rest = words[0], [t for t in words[1:] if not t.kind & SUFFIX]
    if len(rest) < len(words) - 1:
        evidence.add("suffix")
    if len(words) > 1 and any(t.kind & INITIAL for t in words):
        evidence.add("initial")
    if head.word.lower() in lexicon().listed_surnames or (rest and rest[-1].word.lower() in lexicon().listed_surnames):
        evidence.add("listed-surname")
    if head.kind & FIRST:
        plain = not head.kind & (WORD | PLACE) or (
            not head.kind & PLACE and not head.first and rest and not rest[-1].kind & WORD
        )
        evidence.add("first-name" if plain else "first-name-or-place" if head.kind & PLACE else "first-name-or-word")
    elif (
        head.kind & WORD
        and (rest or head.first)
        and ("title" not in evidence or (rest and all(t.kind & WORD for t in rest)))
    ):
        evidence.add("ordinary-first")
    if head.first and head.kind & WORD:
        evidence.add("sentence-start")
    for t in rest:
        if t.kind & FIRST and not t.kind & WORD and not head.kind & (FIRST | WORD):
            evidence.add("later-first-name")
        if t.kind & WORD and not t.kind & FIRST and ("title" not in evidence or "ordinary-first" in evidence):
            if t is not rest[-1] or (head.kind & WORD and not head.kind & FIRST):
                evidence.add("ordinary")
            elif not head.kind & FIRST:
                evidence.add("ordinary-last")
        if t.kind & PLACE and not head.kind & FIRST:
            evidence.add("place-word")
    if len(words) > 4:
        evidence.add("long")
    if len(words) > 1 and not any(t.kind & (WORD | PLACE | FIRST) for t in words):
        evidence.add("unlisted")


def what_follows(text: str, last: Token, evidence: set[str], full: bool) -> None:
    """What follows the name."""
    end = last.end
    if last.possessive:
        evidence.add("possessive")
        return
    following = text[end : end + 1]
    if following == " ":
        if text.startswith(" who", end) and _WHO.match(text, end):
            evidence.add("who")
        elif m := _VERB.match(text, end):
            if m[1] in lexicon().speech:
                evidence.add("speech")
            elif m[1] in lexicon().verbs:
                evidence.add("verb")
            if not full and _PRONOUN.match(text, end):
                evidence.add("pronoun")
    if following == ",":
        if _AGE.match(text, end):
            evidence.add("age")
        elif _WHO.match(text, end):
            evidence.add("who")
        elif (m := _ASIDE.match(text, end)) and m[1] in lexicon().speech:
            evidence.add("speech")
        elif text[end + 2 : end + 3].isupper():
            word = re.match(r", ([A-Z][\w.]+)(?: [A-Z][\w.]+)?", text[end : end + 40])
            if word and (word[1] in lexicon().homes or word[0][2:] in lexicon().homes):
                evidence.add("state-after")
    if full and following in " ,(—" and sum(POINTS[e] for e in evidence) < ENOUGH and after_name(text, end):
        evidence.add("role-after")


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
    r" (?:(?:[a-z]+-)?(?:[a-z]+(?:ed|ing|ic|al|ive|ous|ful|less|ish)|early|staunch|key|major|new|old|top|former|loyal) )?$"
)
_PLAIN_WORD = re.compile(r" ([a-z-]{3,})\b")


def marks_a_thing(text: str, last: Token) -> bool:
    """Whether a lone surname stands between an article or quantifier and a noun ("a staunch Oakes critic", "some Oakes holdovers").

    >>> from workbench.parse.people.names import runs
    >>> [marks_a_thing(t, runs(t)[0][-1]) for t in ("a staunch Oakes critic", "some Oakes holdovers", "the ailing Oakes said")]
    [True, True, False]
    """
    if last.possessive or _MARKED.search(text, max(0, last.start - 26), last.start) is None:
        return False
    m = _PLAIN_WORD.match(text, last.end)
    lex = lexicon()
    return (
        m is not None
        and m[1] not in lex.verbs
        and m[1] not in lex.stops
        and m[1] not in ("then", "more", "now")
        and not m[1].endswith(("ly", "ed"))
    )


_JOINING = frozenset(" \xa0-–")
_NEXT_WORD = re.compile(r"[ \xa0]([a-z-]+|[A-Z][a-z]+)\b")


def attributive(text: str, last: Token) -> bool:
    """Whether a name ending with `last` only marks a thing ("Oakes administration", "Oakes–era"), so that no person is named.

    >>> from workbench.parse.people.names import runs
    >>> [attributive(t, runs(t)[0][-1]) for t in ("Oakes administration", "Oakes’ administration", "Oakes said", "Oakes–era")]
    [True, False, False, True]
    """
    if last.possessive:
        return False
    following = text[last.end : last.end + 30]
    if following[:1] not in _JOINING or not following[1:2].isalpha():
        return False
    if following[:1] in ("-", "–") and following[1:2].islower():
        return True
    m = _NEXT_WORD.match(following)
    return m is not None and m[1].lower() in lexicon().attributive
