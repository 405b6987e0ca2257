"""Role phrases that a comma parts from the name behind it: "her doctor, …,", "his chief rivals, … and …,"."""

from __future__ import annotations

import re

from workbench.parse.lexicon import lexicon
from workbench.parse.people.phrases import WORDS, head_of, is_role_noun
from workbench.parse.people.records import Role
from workbench.parse.people.roles import role_of

_BEFORE_COMMA = re.compile(
    r"(?:^|(?<=[\s“\"(—–]))((?:[Tt]he|[Oo]ne|[Aa]n?|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur"
    r"|(?:(?:Mr|Mrs|Ms)\. )?[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}[’']s)"
    r" (?:[^,;:.!?()“”\"\n—–]|(?<=[A-Z])\.|(?<=Sen|Rep|Gov|Mrs)\.|(?<=Mr|Ms|Dr|St)\.){2,90}(?<! )), $"
)
_COMMA_OPENERS = re.compile(
    r"(?<![\w’'-])(?:[Tt]he|[Oo]ne|[Aa]n?|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur|[A-Z][\w.’'-]*)(?= )"
)
_CAPITALS = re.compile(r"(?:[A-Z][\w.-]* )+")
_INNER_MARK = re.compile(r"[,;:!?()“”\"\n—–]")  # what a role before a comma has not
_CLOSES_NAME = frozenset((",", ".", ";", ")", "”", "—", "\n", ""))
_IDENTIFIED = re.compile(r"[Ii]dentified ((?:the|an?) [\w -]{3,40}?)(?: (?:to|by) [^,.;]{2,30})? as $")


def before_comma(text: str, start: int, end: int) -> Role | None:
    """The role of "her doctor, Lisa Smith," or "identified the suspect as Lisa Smith", the label starting at `start`.

    >>> s = "On Monday her doctor, Lisa Smith, spoke."
    >>> r = before_comma(s, s.index("Lisa"), s.index(", spoke")); s[r.start:r.end]
    'her doctor'
    """
    if text[start - 2 : start] != ", " and text[start - 4 : start] != " as ":
        return None
    if text[start - 1] != " ":
        return None
    tail = text[max(0, start - 130) : start]
    if tail[-2] == "," and text[end : end + 1] not in _CLOSES_NAME and not _heads_list(text, tail, end):
        return None
    low = start - len(tail)
    if tail.endswith(" as "):
        m = _IDENTIFIED.search(tail)
        return role_of(text, low + m.start(1), low + m.end(1), "identified-as") if m else None
    inner = 0
    for m in _INNER_MARK.finditer(tail, 0, len(tail) - 2):
        inner = m.end()
    opens = (m.start() for m in _COMMA_OPENERS.finditer(tail, inner))
    pieces = [m for at in opens if (m := _BEFORE_COMMA.match(tail, at))]
    for m in reversed(pieces):
        if _is_role(m[1]):
            begin = min(
                (p.start(1) for p in pieces if _CAPITALS.fullmatch(tail, p.start(1), m.start(1))), default=m.start(1)
            )
            return role_of(text, low + begin, low + m.end(1), "before-comma")
    return None


_PLURAL = re.compile(r"([a-z]{3,}s), $")
_NEXT_IN_LIST = re.compile(r" and [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}[,.;)\n]")


def _heads_list(text: str, tail: str, end: int) -> bool:
    """Whether a plural role noun before the comma heads a list of two names ("his chief rivals, Ana Lee and Bo Day,")."""
    m = _PLURAL.search(tail)
    return m is not None and is_role_noun(m[1]) and _NEXT_IN_LIST.match(text, end) is not None


def _is_role(phrase: str) -> bool:
    """Whether a phrase before a comma is a role: a role noun heads it, and it is no clause."""
    words = list(WORDS.finditer(phrase))
    head = head_of(words)
    if head is None or head < 1 or " -- " in phrase:
        return False
    verbs = lexicon().verbs
    return not any(
        w[0] in ("that", "but")
        or (w[0] == "and" and not _joins_nouns(words, n))
        or (w[0].lower() in verbs and not (n == 1 and w[0].endswith("ed")))
        for n, w in enumerate(words)
    )


def _joins_nouns(words: list[re.Match[str]], n: int) -> bool:
    """Whether a word stands between two role nouns ("the founder and chairman of …")."""
    return 0 < n < len(words) - 1 and is_role_noun(words[n - 1][0]) and is_role_noun(words[n + 1][0])
