"""Names that a quotation beside them shows to be somebody's, whatever the lists know of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from workbench.parse.lexicon import (
    CALENDAR,
    DEMONYM,
    FIRST,
    HONORIFIC,
    ORG,
    PLACE,
    PLACE_LAST,
    THING,
    TITLE,
    WORD,
    lexicon,
)
from workbench.parse.people import names
from workbench.parse.people.candidates import SPEAKS_BEHIND, Candidate, acts, candidates, place_words
from workbench.parse.people.names import OPENER, SUFFIX, NameRun, NameToken
from workbench.parse.text import word_set

SPEAKS = frozenset(("quoted", "short-tags"))
"""Either is enough for a full name, whatever speaks against its words."""
_CUES = (
    "said|says|asked|asks|added|adds|told|tells|replied|replies|wrote|writes|tweeted|tweets|posted|posts|continued|explained|answered"
    "|argued|insisted|warned|joked|recalled|declared|stated|responded|countered|shouted|cried|quipped|concluded|noted|remarked"
)
_CUE_BEHIND = re.compile(
    rf"(?: \w+ly| also| later| then)? (?:{_CUES})\b(?P<more>[^.?!;:“\"\n]{{0,60}}(?:[:,] )?[“\"])?"
)
_CUE_BEFORE = re.compile(rf"[,?!.…][”\"] (?:{_CUES}) $")
_LONGEST_CUE = 16


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a quotation and a verb that only introduces speech stand beside the name at `start:end`.

    >>> [is_quoted(t, t.index("Zo"), t.index("ll") + 2) for t in ("Zo Quill said: “No.”", "“No,” Zo Quill said.", "“No,” said Zo Quill.")]
    [True, True, True]
    >>> [is_quoted(t, 0, 8) for t in ("Zo Quill said no.", "Zo Quill read “No.”")]
    [False, False]
    """
    if _CUE_BEFORE.search(text, max(0, start - _LONGEST_CUE), start):
        return True
    behind = _CUE_BEHIND.match(text, end)
    if behind is None:
        return False
    return behind["more"] is not None or text[start - 2 : start] in ("” ", '" ')


def _said(text: str, end: int) -> bool:
    """Whether what ends at `end` is said to have spoken, directly or behind an apposition."""
    if _CUE_BEHIND.match(text, end):
        return True
    m = SPEAKS_BEHIND.match(text, end)
    return m is not None and m[1] in lexicon().speech


_NO_SPEAKER = ORG | THING | CALENDAR | PLACE_LAST | names.ACRONYM
_LONGEST_SPEAKER = 4  # words


def speaking_name(text: str, run: NameRun, tagging: Set[str] = frozenset()) -> Candidate | None:
    """The run as a person's name, whatever its words are in the lists: a quotation beside it shows that somebody speaks.

    So does a quotation beside its surname alone (`tagging`), which is the last word or, of a name that begins with it, the first.

    >>> from workbench.parse.people.names import runs
    >>> lines = ("“No,” Sun Grace said.", "“No,” Justice Department said.", "“No,” said Officer Sun Grace.")
    >>> [(c.key, sorted(c.evidence)) if (c := speaking_name(t, runs(t)[-1])) else None for t in lines]
    [(('sun', 'grace'), ['quoted']), None, (('sun', 'grace'), ['quoted', 'title'])]
    """
    first = max(
        [n + 1 for n, t in enumerate(run[:-1]) if t.kind & (TITLE | HONORIFIC) and not t.kind & FIRST], default=0
    )
    while first < len(run) and _before_name(run[first], first == 0):
        first += 1
    words, title = tuple(run[first:]), run[first - 1] if first else None
    named = [t for t in words if not t.kind & SUFFIX]
    if not 2 <= len(named) <= _LONGEST_SPEAKER or words[-1].possessive or not _may_speak(run, words, tagging):
        return None
    if is_quoted(text, run[0].start, words[-1].end):
        evidence = {"quoted"}
    elif named[0].kind & FIRST and named[0].kind & OPENER and _said(text, words[-1].end):
        evidence = {
            "first-name-or-word",
            "speech",
        }  # "Will Oakes, a clerk, said so": no question, since "said" is no infinitive
    elif not tagging or not (text.startswith(", ", words[-1].end) or acts(text, words[-1].end)):
        return None
    elif named[-1].key in tagging or (
        named[0].key in tagging and not named[-1].kind & (PLACE | DEMONYM | named[0].kind & WORD)
    ):
        evidence = {"short-tags"}
    else:
        return None
    if (
        text[words[0].start - 2 : words[0].start] == "& "
        or text[max(0, words[0].start - 4) : words[0].start].lower() == "the "
    ):
        return None
    if title is not None and title.kind & (TITLE | HONORIFIC):
        evidence.add("title")
        return Candidate(words, title, evidence)
    return Candidate(words, None, evidence)


_NEVER_BEFORE = word_set("He She Do Long Can Man Sue")
"""Words that open sentences and do not stand directly before the name of a speaker, so that they belong to it: “We wait,” He Tao said."""


def _before_name(token: NameToken, opens: bool) -> bool:
    """Whether a capitalised word stands before a name and is no part of it: a title, a role, a word that opens the sentence."""
    if (token.kind & FIRST and not token.kind & (TITLE | HONORIFIC)) or token.word in _NEVER_BEFORE:
        return False
    if token.kind & (TITLE | HONORIFIC | DEMONYM | names.NOUN | names.MODIFIER):
        return True
    return opens and token.first and bool(token.kind & OPENER)


def _may_speak(run: NameRun, words: Sequence[NameToken], tagging: Set[str]) -> bool:
    """Whether these words of a run may be a person: none is a body's, and they are no place."""
    places = place_words(run)
    for n, token in enumerate(run):
        if token in words and n in places:
            return False
    before: NameToken | None = None
    for token in words:
        surname_too = token.kind & names.NAME_TOO and not token.kind & (ORG | THING | names.ACRONYM)
        month = token.kind & CALENDAR and before is not None and before.kind & FIRST  # "Bill March"
        if token.kind & _NO_SPEAKER and not (surname_too or month or token.kind & FIRST or token.key in tagging):
            return False
        before = token
    return not all(t.kind & (PLACE | DEMONYM | TITLE) for t in words)


def candidates_and_speakers(text: str, run: NameRun) -> Iterator[Candidate]:
    """The possible names of a run, by the lists and by who is quoted."""
    usual = candidates(text, run)
    speaker = speaking_name(text, run) if len(run) > 1 else None
    if speaker is None:
        yield from usual
        return
    seen = False
    for found in usual:
        if found.words == speaker.words:
            found.evidence |= speaker.evidence
            seen = True
        if found.words == speaker.words or found.end <= speaker.start:
            yield found
    if not seen:
        yield speaker
