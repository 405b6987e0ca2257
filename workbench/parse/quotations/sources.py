"""What the words that name a source show by themselves: pronoun, document, name, description; and what stands around a naming."""

from __future__ import annotations

import re

from workbench.parse.lexicon import lexicon
from workbench.parse.people.phrases import singular
from workbench.parse.quotations.descriptions import HEAD_END, PARTIES, WORD, is_role

MALE, FEMALE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
RELATIVE = frozenset({"who", "whom", "that", "which", "whose"})
NEUTRAL = frozenset({"it", "they", "them", "their", "we", "our", "us", "its"})
FIRST = frozenset({"i", "my", "me"})
AFTER_RELATIVE = MALE | FEMALE | NEUTRAL | {"the", "a", "an"}
"""A source may begin with the object of its cue: "which the senator |called …"."""
JOINT = frozenset({"both", "neither", "either"})

SOURCE_WORD = re.compile(r"[\w’'.-]+")
CLITIC = re.compile(r"[’'](?:s|d|ll|re|ve|m)$")
DOCUMENT = re.compile(
    r"\b(?:statement|tweet|post|letter|account|memo|email|apology|release|office|message|filing|speech|video|remarks)s?$",
    re.I,
)
THE_DOCUMENT = re.compile(r"(?:the|this|that)\s+(?:[a-z]+\s+)?(?!office)[a-z]+$", re.I)
SENT = re.compile(
    r"(?:the|an?)\s[^,;]{0,40}?\b(?:statement|letter|tweet|post|memo|email|message)\b[^;]{0,40}?\b(?:from|by)\s+", re.I
)
SEVERAL = re.compile(r"(?:the |its |his |her )?(?:other |top )?(?:two|three|four|five|several|some|many)\b", re.I)
"""With these a phrase that names two means both: "two analysts, Ana Lee and Bo Day"."""
AND = re.compile(r"\s+and\s+$")
SIDE = re.compile(r"\s*(?:[,;:(\[–—]|\b(?:who|which|whose)\b)")
DATELINE = re.compile(r"[A-Z][A-Z.,\s]+[―—–-]+\s+(?=\S)")
NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w.’'-]*)*\s+[A-Z][\w’'-]+$")
CAPITALISED = re.compile(r"[A-Z]\w+\s+$")
COPULA = (" is ", " was ", " became ", " remains ")
LIKE = ("Like ", "like ", "Unlike ", "unlike ")
"""Before the source: "Like Day, |Lee" is Lee."""
APPOSITION = (",", "-", "–", "—")

CLAUSE_END = re.compile(
    r"[.?!](?:\s|$)|[“”\"\n:;,—–]|\b(?:after|as|because|before|but|if|since|though|when|where|which|while|who|whom)\b"
)
"""Where the clause of a pronoun ends, or another’s words begin."""

BEFORE_RELATIVE = re.compile(r"\b[Tt]he (?:[\w’'-]+ ){0,3}?([a-z-]+),? $")
"""A description that a relative pronoun follows: "Lee wrote to the mayor, |who said"."""

# Around a naming.
OWNS, OWNER = re.compile(r"[’']s\b|[’']\s"), re.compile(r"[’']s\b|[’'](?!\w)")
GOVERNED = re.compile(r"\b(?:of|by|with|for|to|against|from|about|on|at|and)\s+$")
OPENED = re.compile(r"(?:^|[.?!,”\"\n]\s*)\b(?:But|And|Yet|So|Still|Then|Meanwhile,|However,)\s+$")
"""A name after a conjunction that opens the sentence heads it, too."""


def begins(words: list[str]) -> str:
    """The first word of a source as it is compared: "she's" is "she"."""
    return CLITIC.sub("", words[0].lower()).strip(".’'") if words else ""


def nouns_of(raw: str) -> list[str]:
    """The words of a description up to its first apposition or clause."""
    cut = HEAD_END.search(raw, 1)
    return WORD.findall(raw[: cut.start()] if cut else raw)


# Who may belong to somebody without a title or office.
_THEIRS = frozenset(
    ("campaign", "team", "staff", "office", "family", "party", "administration", "company", "camp", "organization")
)


def is_of_another(raw: str) -> bool:
    """Does "his …" or "her …" name somebody else ("her aides"), and not what is one's own ("her words")?

    >>> [is_of_another(raw) for raw in ("his wife", "her top aides", "his campaign", "her words", "his tweet")]
    [True, True, True, False, False]
    """
    noun = nouns_of(raw)[-1:]
    return bool(noun) and (noun[0].lower() in _THEIRS or is_role(noun[0]) or is_role(singular(noun[0].lower())))


UNRELATED = frozenset(
    (
        "man",
        "woman",
        "spokesman",
        "spokeswoman",
        "father",
        "mother",
        "son",
        "daughter",
        "husband",
        "wife",
        "brother",
        "sister",
    )
)
"""Nouns that tell a man or a woman, but not that one was named before: "the man shouted"."""
# With these a description means a body, or one of many.
_BODIES = frozenset(
    ("board", "commission", "committee", "campaign", "agency", "source", "host", "moderator", "judge", "lady")
)
_LEANING = PARTIES | {"gop", "christian", "supreme", "senate", "house", "presidential"}
_YEARS = re.compile(r"-years?-olds?$", re.I)
_ANOTHER = re.compile(
    r"\b(?:first (?!lady|secretary|president)|(?:second|third|other|same) "
    r"|former (?!secretary|president|first|gov|sen|state|\w+ (?:gov|sen)))",
    re.I,
)


def is_bare(raw: str) -> bool:
    """Is it a noun alone: "the senator"? An age says more: "the 43-year-old"."""
    return len(nouns_of(raw)) < 3 and _YEARS.search(raw) is None


def may_go_on(raw: str, before: str) -> bool:
    """May a description that no role tells go on about who is already there: "the gambling tycoon", "the 43-year-old"?

    Not if it has a name of its own ("the Lee adviser"), counts ("the second official"), or was just brought up as anybody (`before`).

    >>> may_go_on("the gambling tycoon", "He spoke."), may_go_on("the second official", ""), may_go_on("the tycoon", "A tycoon spoke.")
    (True, False, False)
    """
    nouns = nouns_of(raw)
    noun = nouns[-1].lower() if nouns else ""
    if noun in _BODIES or not (is_role(noun) or _YEARS.search(raw)):
        return False
    homes = lexicon().homes
    if any(w[0].isupper() and w.lower() not in _LEANING and w not in homes for w in nouns[1:-1]) or _ANOTHER.search(
        raw
    ):
        return False
    return re.search(rf"\b(?:an?|another|one|two|some)\s(?:[\w-]+\s){{0,3}}{noun}\b", before, re.I) is None
