"""Organisations and groups that act or speak: "the Justice Department said", "according to the NAACP", "Republicans argue"."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cache, lru_cache

from workbench.parse.lexicon import (
    CALENDAR,
    DEMONYM,
    FIRST,
    GROUP,
    HONORIFIC,
    ORG,
    PLACE,
    PLACE_LAST,
    THING,
    TITLE,
    lexicon,
)
from workbench.parse.people.names import ACRONYM, INITIAL, Mention, NameRun, Participant, fold
from workbench.parse.text import word_set

ACTS, ELSEWHERE = "acts-or-speaks", "acts-elsewhere"
"""Why a body is a participant: it acts or speaks in this article, or only in another of the corpus."""

_BODY_KINDS = ORG | ACRONYM

_LINKS = {" of ": "of", " of the ": "of", " for ": "of", " for the ": "of", " on ": "of", " and ": "and", " & ": "and"}
_LONGEST_LINK = max(map(len, _LINKS))
# Verbs of the list that tell nothing of an actor, and plain forms that do.
_AUXILIARIES = word_set("""
    has had was is did does will would could can should may might appeared appears seemed seems knows lost
""")
_PLAIN_VERBS = word_set("say argue believe insist deny fear think want")
_PREPOSITIONS = word_set("on in to with for at from about of against via through and or")
_ACRONYM_AFTER = re.compile(r",? \(((?:[A-Z]\.?){2,7})\)")
_VERB_AFTER = re.compile(r"(?: \w+ly| also| later| then| has| have| had)? ([a-z]+)\b")
_SOURCES = (
    "according to", "said", "says", "reported by", "stated by", "announced by", "issued by", "statement by", "statement from"
)  # fmt: skip
_MODIFIER = re.compile(r"(?:[A-Z][\w.’-]*|[a-z][a-z-]+)$")
# Words of which "the French …" is a body, not a group.
_STATE_BODIES = word_set("government military police")


def find_bodies(
    text: str, all_runs: list[NameRun], taken: Iterable[tuple[int, int]], also: Set[str] = frozenset()
) -> list[Participant]:
    """The organisations and groups that act or speak somewhere in `text`, with all their mentions; `taken` are people's labels.

    Those whose name is in `also` (`body_key`) are found where they are only named, too.

    >>> from workbench.parse.people.names import runs
    >>> s = "The Justice Department said so. Senior Republicans argue that the FBI, not the Justice Department, has denied it."
    >>> [(p.name, p.kind, len(p.mentions)) for p in find_bodies(s, runs(s), ())]
    [('Justice Department', 'organisation', 2), ('Senior Republicans', 'group', 1)]
    """
    spans = sorted(taken)
    holding = filter(_holds_body_word, _joined_runs(text, all_runs, spans))
    free = [span for run in holding if (span := _segment(run, spans))]
    bodies = _participants_at(text, free, "organisation", also)
    used = [(m.start, m.end) for p in bodies for m in p.mentions]
    groups = _participants_at(text, _groups(text, all_runs, sorted(spans + used)), "group", also)
    return sorted(bodies + groups, key=lambda p: p.mentions[0].start)


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of the ordered, disjoint spans touches `start:end`."""
    n = bisect.bisect_right(spans, (start, 1 << 60))
    return (n > 0 and spans[n - 1][1] > start) or (n < len(spans) and spans[n][0] < end)


def _joined_runs(text: str, all_runs: Iterable[NameRun], taken: list[tuple[int, int]]) -> Iterable[NameRun]:
    """The runs, those of one name across "of", "for" or "and" as one ("Department of Justice", "Fish and Wildlife Service")."""
    joined: NameRun = []
    for run in all_runs:
        if joined:
            end, start = joined[-1].end, run[0].start
            gap = _LINKS.get(text[end:start]) if start - end <= _LONGEST_LINK else None
            if gap and _links(gap, joined, run, taken):
                joined = [*joined, *run]
                continue
            yield joined
        joined = run
    if joined:
        yield joined


def _links(gap: str, left: NameRun, right: NameRun, taken: list[tuple[int, int]]) -> bool:
    if left[-1].possessive or _overlaps(taken, left[-1].start, right[0].end):
        return False
    if gap == "of":
        return bool(left[-1].kind & ORG) and not left[-1].kind & THING and not right[0].kind & CALENDAR
    plain = not left[-1].kind & (ORG | PLACE | DEMONYM | ACRONYM | TITLE | CALENDAR | GROUP)
    return plain and not left[-1].first and bool(right[-1].kind & ORG) and len(right) > 1


def _holds_body_word(run: NameRun) -> bool:
    """Whether a word of bodies or an acronym is in the run."""
    for t in run:  # noqa: SIM110  (a generator would take half the time of the whole search)
        if t.kind & _BODY_KINDS:
            return True
    return False


def _segment(run: NameRun, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The stretch of a run that is the name of an organisation, if one is."""
    lex = lexicon()
    if f"{run[0].word} {run[-1].word}" in lex.homes:
        return None
    tokens = [t for t in run if not _overlaps(taken, t.start, t.end)] if taken else run.copy()
    while tokens and tokens[0].first and tokens[0].key in lex.openers:
        tokens.pop(0)
    while tokens and tokens[-1].kind & CALENDAR:
        tokens.pop()
    if not tokens:
        return None
    head, last, bits = tokens[0], tokens[-1].kind, 0
    for t in tokens:
        bits |= t.kind
    if last & (HONORIFIC | INITIAL) or (last & TITLE and not bits & ORG):
        return None
    if len(tokens) == 1:
        acronym = last & ACRONYM and not last & (PLACE | DEMONYM | CALENDAR | THING | FIRST)
        named = last & ORG and not last & (THING | GROUP)
        if not (acronym or named) or (head.word.lower() in lex.ordinary and not last & PLACE_LAST):
            return None
    elif not bits & ORG or last & (THING | GROUP):
        return None
    return head.start, tokens[-1].end


def _acts(text: str, start: int, end: int) -> bool:
    """Whether the phrase is the subject of a verb of speaking or acting, or is named as a source."""
    before = text[max(0, start - 26) : start].lower().removesuffix("the ")
    if before[-1:] == " " and before[:-1].endswith(_SOURCES):
        return True
    m = _VERB_AFTER.match(text, end)
    if m is None or not _is_act(m[1]):
        return False
    return before[-1:] != " " or (before.rsplit(None, 1) or [""])[-1].lstrip("“\"‘'(—–-") not in _PREPOSITIONS


@cache
def _is_act(verb: str) -> bool:
    return verb in _PLAIN_VERBS or (verb in lexicon().verbs and verb not in _AUXILIARIES)


def body_key(name: str) -> str:
    """The name as bodies are compared: without case, accents and full stops."""
    return fold(name).replace(".", "")


def _participants_at(text: str, spans: Iterable[tuple[int, int]], kind: str, also: Set[str]) -> list[Participant]:
    """Participants from spans: one for each phrase that acts at least once, or is in `also`, with all the places where it stands."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in spans:
        places[body_key(text[start:end])].append((start, end))
    short: dict[str, str] = {}
    for key, found in places.items():
        for _, end in found:
            if (m := _ACRONYM_AFTER.match(text, end)) and (acronym := body_key(m[1])) in places:
                short[acronym] = key
    for acronym, key in short.items():
        if acronym != key and acronym in places and key in places:
            places[key] += places.pop(acronym)
    bodies = []
    for found in places.values():
        acts = any(_acts(text, *span) for span in found)
        if not acts and (not also or also.isdisjoint(body_key(text[a:b]) for a, b in found)):
            continue
        found.sort()
        rule = ACTS if acts else ELSEWHERE
        mentions = tuple(Mention(a, b, "full" if i == 0 else "repeated", a, b, rule) for i, (a, b) in enumerate(found))
        longest = max((text[a:b] for a, b in found), key=len)
        aliases = tuple(dict.fromkeys(text[a:b] for a, b in found))
        bodies.append(Participant(longest, kind, (), aliases, None, mentions))
    return bodies


def _groups(text: str, all_runs: list[NameRun], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The plural phrases that name a group ("House Republicans", "law enforcement officials", "the French government")."""
    found = []
    for at, end in _plurals(text, all_runs):
        start, modifiers = at, 0
        while modifiers < 4 and text[start - 1 : start] == " ":
            word = (text[max(0, start - 24) : start].rsplit(None, 1) or [""])[-1]
            if (before := _MODIFIER.search(word)) is None or not _modifies(before[0]):
                break
            start, modifiers = start - 1 - len(before[0]), modifiers + 1
        if not modifiers and text[at:end].lower() in _STATE_BODIES:
            continue
        if not _overlaps(taken, start, end):
            found.append((start, end))
    return sorted(found)


@lru_cache(maxsize=1 << 14)
def _modifies(word: str) -> bool:
    """Whether a word before the noun says which group is meant ("House Republicans", "senior officials")."""
    lex = lexicon()
    named = word[0].isupper() and lex.kind(word) & (ORG | DEMONYM | PLACE | PLACE_LAST)
    return bool(named) or word.lower() in lex.role_modifiers


def _plurals(text: str, all_runs: Iterable[NameRun]) -> Iterator[tuple[int, int]]:
    """Where a noun for a group stands: the listed ones in lower case, and capitalised ones ("Republicans", "Ukrainians")."""
    for noun in _small_nouns():
        at = text.find(noun)
        while at >= 0:
            end = at + len(noun)
            if not text[at - 1 : at].isalpha() and not text[end : end + 1].isalpha():
                yield at, end
            at = text.find(noun, end)
    groups = lexicon().groups
    for run in all_runs:
        last = run[-1]
        if (last.kind & GROUP and not last.kind & TITLE) or last.word in groups:
            yield last.start, last.end


@cache
def _small_nouns() -> tuple[str, ...]:
    """The nouns for groups that are written in lower case."""
    return tuple(noun for noun in (*sorted(lexicon().groups), *sorted(_STATE_BODIES)) if noun.islower())
