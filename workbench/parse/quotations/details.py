"""What else an attribution says: to whom, at second hand, and which word somebody "termed" so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workbench.parse.quotations.attributions import PUNCTUATION, Attribution
from workbench.parse.quotations.cues import forms
from workbench.parse.quotations.reading import Run
from workbench.parse.quotations.shallow import Shallow
from workbench.parse.text import Span


def _all_forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in forms(verb))


ADDRESSING = _all_forms("tell ask inform assure remind notify warn advise brief urge")
"""Verbs whose object is the one spoken to: "told reporters that"."""
SPEAKING = _all_forms("say write speak talk complain explain joke reply respond tweet")
"""Verbs that take the one spoken to with "to"."""
NAMING = _all_forms("call term dub label describe characterize brand deem name refer style") | {"so-called"}
"""Verbs that give a thing a word: "what he termed a “friendly” approach"."""
JUDGING = _all_forms("brand deem denounce deride")
"""Verbs that give no name but a judgement: what follows them is no title, however it is written."""
NO_ADDRESSEE = frozenset(
    [
        *("that", "if", "whether", "to", "how", "why", "what", "when", "in", "on", "at", "about", "for", "of", "by"),
        *("and", "or", "as", "not", "no", "the following"),
    ]
)
ADDRESSEE_TOKENS = 8
SECOND_HAND = re.compile(
    r"\b(?P<cue>(?i:as\s+(?:first\s+|previously\s+)?(?:reported|quoted|cited|told)\s+(?:by|in|to)|according\s+to(?:\s+an?\s+report\s+(?:in|by))?))\s+"
    r"(?P<source>(?:[Tt]he\s+|[Aa]\s+)?[A-Z](?:[\w’'&-]|\.(?=\w))*(?:\s+(?:of\s+|for\s+|the\s+)?[A-Z](?:[\w’'&-]|\.(?=\w))*)*)"
)


def addressee(shallow: Shallow, a: Attribution) -> Run | None:
    """The tokens that name the one spoken to: right after "told", or after "said to"."""
    low = shallow.low
    head, i = low[a.head], a.head + 1
    if head not in SPEAKING and head not in ADDRESSING:
        return None
    stop = min([r[0] for r in a.content if r[0] > a.head] + [i + ADDRESSEE_TOKENS, len(low)])
    if head in SPEAKING and i < stop and low[i] == "to":
        i += 1
    elif head not in ADDRESSING or (a.source and a.source[0] == i):
        return None
    end = i
    while end < stop and low[end] not in PUNCTUATION and shallow.quotes[end] < 0:
        if low[end] in NO_ADDRESSEE and (end == i or low[end] != "of"):
            break
        end += 1
    return (i, end) if end > i else None


Relay = tuple[Span, Span, Span]
"""A phrase that names a medium besides the speaker, its cue and its source: "as reported by CNN"."""


def relayed(shallow: Shallow, found: Sequence[Attribution], numbers: Iterable[int]) -> dict[int, Relay]:
    """The second-hand phrase in the sentence of each of the attributions with these numbers, where there is one."""
    low = shallow.low
    phrases = [i for i, word in enumerate(low) if word in RELAYING and not RELAYED.isdisjoint(low[i + 1 : i + 3])]
    sentences = {shallow.sentence_of(i) for i in phrases}
    some = [(n, found[n]) for n in numbers if found[n].sentence in sentences]
    return {n: relay for n, a in some if (relay := _second_hand(shallow, a))}


def _second_hand(shallow: Shallow, a: Attribution) -> Relay | None:
    sentence = shallow.sentences[a.sentence]
    first, last = shallow.chars(sentence)
    own, named = shallow.chars(a.cue), shallow.chars(a.source) if a.source else (0, 0)
    for m in SECOND_HAND.finditer(shallow.text, first, last):
        cue, source = m.span("cue"), m.span("source")
        quoted = (shallow.marks[i] for i in shallow.quotes[slice(*sentence)] if i >= 0)
        inside = any(mark.start <= cue[0] < mark.end for mark in quoted)
        if not inside and not _meet(named, source) and not _meet(own, cue):
            return m.span(), cue, source
    return None


RELAYING, RELAYED = frozenset({"as", "according"}), frozenset({"to", "reported", "quoted", "cited", "told"})
"""A phrase that names a medium begins with one of the first, and has one of the second as its next word or the one after it."""


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


ARTICLES = frozenset(["a", "an", "the", "as", "his", "her", "its", "their", "very", "so", "more", "“", '"', "'"])
SUBJECTS = frozenset(["he", "she", "they", "it", "we", "i", "you", "who"])
BEFORE_VERB = frozenset(["has", "had", "have", "also", "once", "repeatedly"])


def termed(shallow: Shallow, mark_token: int) -> tuple[Run, Run] | None:
    """The subject and the verb right before a marked word that the verb bestows; None if there is no such pair.

    >>> from workbench.parse.quotations.shallow import fold
    >>> t = "Ms. Ames praised what he termed a “friendly” approach."
    >>> s = fold(t, [(0, len(t))])
    >>> [s.words[a:b] for a, b in termed(s, s.words.index("friendly"))]
    [['he'], ['termed']]
    """
    words, low = shallow.words, shallow.low
    i = mark_token - 1
    while i > 0 and low[i] in ARTICLES:
        i -= 1
    if i < 1 or low[i] not in NAMING:
        return None
    verb = (i, i + 1)
    subject = i - 1
    while subject > 0 and low[subject] in BEFORE_VERB:
        subject -= 1
    if low[subject] in SUBJECTS:
        return (subject, subject + 1), verb
    start = subject + 1
    while start > 0 and words[start - 1][0].isupper():
        start -= 1
    return ((start, subject + 1), verb) if start <= subject else None


HEADLINE = re.compile(
    r"\A\s*(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})(?P<when>[^:“”\"\n]{0,60})(?P<cue>:) "
    r"(?P<what>(?=[^\n]*\b(?:I|We|My|Our|Me|Us)\b)[^“”\"\n]+?)(?P<stop>[.!]?)\s*(?:\n|\Z)"
)


def headline(text: str) -> tuple[Span, Span, Span] | None:
    """Source, cue and content of a first line that gives somebody's own words after a colon, without marks.

    Only words in the first person are somebody's own for sure.

    >>> t = "Ames on the vote: We Did Well"
    >>> [t[a:b] for a, b in headline(t)], headline("Ames on the vote: A Disaster")
    (['Ames', ':', 'We Did Well'], None)
    """
    m = HEADLINE.match(text)
    return (m.span("who"), m.span("cue"), m.span("what")) if m else None
