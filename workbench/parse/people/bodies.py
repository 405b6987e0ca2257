"""Organisations and groups that act or speak: "the Justice Department said", "according to the NAACP", "Republicans argue"."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from workbench.parse.lexicon import CALENDAR, DEMONYM, GROUP, HONORIFIC, ORG, PLACE, PLACE_LAST, THING, TITLE, lexicon
from workbench.parse.people.names import ACRONYM, FIRST, INITIAL, Token, fold
from workbench.parse.people.records import Mention, Participant

Run = list[Token]

_LINKS = {" of ": "of", " of the ": "of", " for ": "of", " for the ": "of", " on ": "of", " and ": "and", " & ": "and"}
_AUXILIARIES = frozenset(
    [
        "has",
        "had",
        "was",
        "is",
        "did",
        "does",
        "will",
        "would",
        "could",
        "can",
        "should",
        "may",
        "might",
        "appeared",
        "appears",
        "seemed",
        "seems",
        "knows",
        "lost",
    ]
)
_PREPOSITION_BEFORE = re.compile(r"\b(?:on|in|to|with|for|at|from|about|of|against|via|through|and|or)(?: the)? $")
_ACRONYM_AFTER = re.compile(r",? \(((?:[A-Z]\.?){2,7})\)")
_VERB_AFTER = re.compile(r"(?: \w+ly| also| later| then| has| have| had)? ([a-z]+)\b")
_SPEAKS_BEFORE = re.compile(
    r"(?:according to|said|says|reported by|stated by|announced by|issued by|statement (?:by|from))(?: the)? $", re.I
)
_DETERMINER = re.compile(r"(?:^|(?<=[ (“\"\n]))(?:the|[Tt]hose|[Tt]hese|[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|The) $")
_MODIFIER = re.compile(r"((?:[A-Z][\w.’-]*|[a-z][a-z-]+)) $")
# Words of which "the French …" is a body, not a group.
_STATE_BODIES = frozenset({"government", "military", "police"})


def find_bodies(text: str, all_runs: list[Run], taken: Iterable[tuple[int, int]]) -> list[Participant]:
    """The organisations and groups that act or speak somewhere in `text`, with all their mentions; `taken` are people's labels.

    >>> from workbench.parse.people.names import runs
    >>> s = "The Justice Department said so. Senior Republicans argue that the FBI, not the Justice Department, has denied it."
    >>> [(p.name, p.kind, len(p.mentions)) for p in find_bodies(s, runs(s), ())]
    [('Justice Department', 'organisation', 2), ('Senior Republicans', 'group', 1)]
    """
    spans = sorted(taken)
    free = [segment for run in _joined(text, all_runs, spans) for segment in _segments(text, run, spans)]
    bodies = _gather(text, free, "organisation")
    used = [(m.start, m.end) for p in bodies for m in p.mentions]
    return sorted(
        bodies + _gather(text, _groups(text, all_runs, sorted(spans + used)), "group"),
        key=lambda p: p.mentions[0].start,
    )


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of the ordered, disjoint spans touches `start:end`."""
    n = bisect.bisect_right(spans, (start, 1 << 60))
    return (n > 0 and spans[n - 1][1] > start) or (n < len(spans) and spans[n][0] < end)


def _joined(text: str, all_runs: Iterable[Run], taken: list[tuple[int, int]]) -> Iterable[Run]:
    """The runs, those of one name across "of", "for" or "and" as one ("Department of Justice", "Fish and Wildlife Service")."""
    joined: Run = []
    for run in all_runs:
        if joined and (gap := _LINKS.get(text[joined[-1].end : run[0].start])) and _links(gap, joined, run, taken):
            joined = [*joined, *run]
            continue
        if joined:
            yield joined
        joined = run
    if joined:
        yield joined


def _links(gap: str, left: Run, right: Run, taken: list[tuple[int, int]]) -> bool:
    if left[-1].possessive or _overlaps(taken, left[-1].start, right[0].end):
        return False
    if gap == "of":
        return bool(left[-1].kind & ORG) and not left[-1].kind & THING and not right[0].kind & CALENDAR
    plain = not left[-1].kind & (ORG | PLACE | DEMONYM | ACRONYM | TITLE | CALENDAR | GROUP)
    return plain and not left[-1].first and bool(right[-1].kind & ORG) and len(right) > 1


def _segments(text: str, run: Run, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of a run that are the name of an organisation."""
    lex = lexicon()
    if not any(t.kind & (ORG | ACRONYM) for t in run) or f"{run[0].word} {run[-1].word}" in lex.homes:
        return []
    tokens = [t for t in run if not _overlaps(taken, t.start, t.end)]
    while tokens and tokens[0].first and fold(tokens[0].word) in lex.openers:
        tokens.pop(0)
    while tokens and tokens[-1].kind & CALENDAR:
        tokens.pop()
    if not tokens:
        return []
    if tokens[-1].kind & (HONORIFIC | INITIAL) or (tokens[-1].kind & TITLE and not any(t.kind & ORG for t in tokens)):
        return []
    bits = 0
    for t in tokens:
        bits |= t.kind
    acronym = (
        len(tokens) == 1
        and tokens[0].kind & ACRONYM
        and not tokens[0].kind & (PLACE | DEMONYM | CALENDAR | THING | FIRST)
    )
    named = bits & ORG and not tokens[-1].kind & (THING | GROUP)
    if not (acronym or named) or (
        len(tokens) == 1 and tokens[0].word.lower() in lex.ordinary and not tokens[0].kind & PLACE_LAST
    ):
        return []
    return [(tokens[0].start, tokens[-1].end)]


def _acts(text: str, start: int, end: int) -> bool:
    """Whether the phrase is the subject of a verb of speaking or acting, or is named as a source."""
    m = _VERB_AFTER.match(text, end)
    before = text[max(0, start - 14) : start]
    if (
        m is not None
        and not _PREPOSITION_BEFORE.search(before)
        and (
            m[1] in lexicon().verbs - _AUXILIARIES
            or m[1] in ("say", "argue", "believe", "insist", "deny", "fear", "think", "want")
        )
    ):
        return True
    return _SPEAKS_BEFORE.search(text, max(0, start - 24), start) is not None


def _gather(text: str, spans: Iterable[tuple[int, int]], kind: str) -> list[Participant]:
    """Participants from spans: one for each phrase that acts at least once, with all the places where it stands."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in spans:
        places[fold(text[start:end]).replace(".", "")].append((start, end))
    short: dict[str, str] = {}
    for key, found in places.items():
        for _, end in found:
            if (m := _ACRONYM_AFTER.match(text, end)) and (acronym := fold(m[1]).replace(".", "")) in places:
                short[acronym] = key
    for acronym, key in short.items():
        if acronym != key and acronym in places and key in places:
            places[key] += places.pop(acronym)
    bodies = []
    for found in places.values():
        if not any(_acts(text, *span) for span in found):
            continue
        found.sort()
        mentions = tuple(
            Mention(a, b, "full" if i == 0 else "repeated", a, b, "acts-or-speaks") for i, (a, b) in enumerate(found)
        )
        longest = max((text[a:b] for a, b in found), key=len)
        aliases = tuple(dict.fromkeys(text[a:b] for a, b in found))
        bodies.append(Participant(longest, kind, (), aliases, None, mentions))
    return bodies


def _groups(text: str, all_runs: list[Run], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The plural phrases that name a group ("House Republicans", "law enforcement officials", "the French government")."""
    lex = lexicon()
    found = []
    for at, end in _plurals(text, all_runs):
        noun, start, modifiers = text[at:end], at, 0
        while modifiers < 4 and (before := _MODIFIER.search(text, max(0, start - 24), start)):
            word = before[1]
            if not (
                (word[0].isupper() and lex.kind(word) & (ORG | DEMONYM | PLACE | PLACE_LAST))
                or word.lower() in lex.role_modifiers
            ):
                break
            start, modifiers = before.start(1), modifiers + 1
        if noun.lower() in _STATE_BODIES and not modifiers:
            continue
        if not _overlaps(taken, start, end):
            found.append((start, end))
    return sorted(found)


def _plurals(text: str, all_runs: Iterable[Run]) -> Iterator[tuple[int, int]]:
    """Where a noun for a group stands: the listed ones in lower case, and capitalised ones ("Republicans", "Ukrainians")."""
    for noun in (*lexicon().groups, *_STATE_BODIES):
        at = text.find(noun) if noun.islower() else -1
        while at >= 0:
            end = at + len(noun)
            if not text[at - 1 : at].isalpha() and not text[end : end + 1].isalpha():
                yield at, end
            at = text.find(noun, end)
    for run in all_runs:
        last = run[-1]
        if (last.kind & GROUP and not last.kind & TITLE) or last.word in lexicon().groups:
            yield last.start, last.end
