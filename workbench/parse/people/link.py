"""The same person, organisation or group across the articles of a corpus, each link with its evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.parse.lexicon import FIRST
from workbench.parse.people.descriptions import nouns_of
from workbench.parse.people.identity import Key, agree
from workbench.parse.people.names import Token, fold, name_key, runs, word_kind
from workbench.parse.people.records import Participant

# How a surname alone may be linked; printed beside each link.
RULES = {
    "first-seen": "the first article that names this participant",
    "same-name": "the same name, word for word",
    "same-given-name": "the same surname and first name; middle names, initials or “Jr.” differ or are missing",
    "short-given-name": "the same surname, and one first name is short for the other",
    "only-bearer": "a surname alone, and one person in the whole corpus bears it",
    "same-role": "a surname alone, and one bearer of it has the same title",
    "same-alias": "the same organisation under its name or its initials",
    "kept-apart": "may be the same as somebody else, but several people bear the name, or the article itself tells two apart",
}


@dataclass(frozen=True, slots=True)
class LinkedTo:
    """Whom a participant of one article is in the corpus: a number, the fullest name, and the rule with its evidence."""

    person: int
    name: str
    rule: str
    evidence: str


@dataclass(slots=True)
class _Entry:
    """A participant of the corpus in the making."""

    number: int
    name: str
    kind: str
    keys: Key
    articles: set[int] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    junior: bool = False  # "Sam Lee Jr." of an article that names another Lee: not to be taken for Sam Lee


@dataclass(slots=True)
class _Index:
    """The entries so far, and those with a given last word."""

    entries: list[_Entry] = field(default_factory=list)
    by_word: dict[str, list[_Entry]] = field(default_factory=lambda: defaultdict(list))


_JUNIOR = re.compile(r"\b(?:Jr|Sr)\b|\b[IV]{2,}$")


def _tokens(name: str) -> list[Token]:
    return [t for run in runs(name) for t in run]


def _key(p: Participant) -> Key:
    tokens = _tokens(p.name) if p.kind == "person" else []
    return name_key(tokens) if tokens else (fold(p.name).replace(".", ""),)


def _juniors(row: Sequence[Participant]) -> set[str]:
    """The names with "Jr." in an article that names somebody else with the same surname."""
    people = [(p.name, _key(p)[-1]) for p in row if p.kind == "person"]
    return {name for name, last in people if _JUNIOR.search(name) and sum(last == other for _, other in people) > 1}


def link_participants(articles: Sequence[Sequence[Participant]]) -> list[list[LinkedTo]]:
    """For each participant of each article, whom it is in the corpus; two people with one surname are never merged silently.

    Full names come first, so that an article that only says "Lee" finds its bearer wherever it stands. A surname alone is
    linked when one person of the corpus bears it, or one of several has the same title; else it stays a participant of its own.

    >>> from workbench.parse.people.find import find_participants
    >>> texts = ["Sen. Ana Lee spoke. “No,” Lee said.", "President Lee spoke.", "Ana M. Lee met Bo Lee, a dentist."]
    >>> links = link_participants([find_participants(t) for t in texts])
    >>> [[(x.person, x.name, x.rule) for x in row] for row in links][::2]
    [[(0, 'Ana M. Lee', 'first-seen')], [(0, 'Ana M. Lee', 'same-given-name'), (1, 'Bo Lee', 'first-seen')]]
    >>> [(x.person, x.rule, x.evidence) for x in links[1]]
    [(2, 'kept-apart', 'Ana M. Lee, Bo Lee')]
    """
    index = _Index()
    found: dict[tuple[int, int], tuple[_Entry, str, str]] = {}
    juniors = [_juniors(row) for row in articles]
    order = [(a, n, p) for a, row in enumerate(articles) for n, p in enumerate(row)]
    for full in (True, False):
        for a, n, p in order:
            key = _key(p)
            if (len(key) > 1 or p.kind != "person") is full:
                found[a, n] = _place(p, key, a, p.name in juniors[a], index)
    return [
        [
            LinkedTo(entry.number, entry.name, rule, evidence)
            for entry, rule, evidence in (found[a, n] for n in range(len(row)))
        ]
        for a, row in enumerate(articles)
    ]


def _place(p: Participant, key: Key, article: int, junior: bool, index: _Index) -> tuple[_Entry, str, str]:
    """The entry a participant belongs to, new or old, with the rule and its evidence."""
    same_kind = [e for e in index.by_word[key[-1]] if e.kind == p.kind and e.junior == junior]
    fits = [(e, rule) for e in same_kind if (rule := _rule(p, key, e))]
    free = [(e, rule) for e, rule in fits if article not in e.articles]
    if len(fits) > 1 and len(key) == 1 and p.kind == "person":
        titled = [(e, "same-role") for e, _ in free if e.titles & _titles(p)]
        free = [(e, rule) for e, rule in titled if len(e.keys) > 1] or titled
    if len(free) == 1:
        entry, rule = free[0]
        evidence = f"{p.name} = {entry.name}"
        if len(p.name) > len(entry.name) and len(key) >= len(entry.keys):
            entry.name, entry.keys = p.name, key
    else:
        rule, evidence = ("kept-apart", ", ".join(e.name for e, _ in fits)) if fits else ("first-seen", p.name)
        entry = _Entry(len(index.entries), p.name, p.kind, key, junior=junior)
        index.entries.append(entry)
        for word in {key[-1], *(_initials(p.name) if p.kind == "organisation" else ())}:
            index.by_word[word].append(entry)
    entry.articles.add(article)
    entry.titles |= _titles(p)
    return entry, rule, evidence


def _rule(p: Participant, key: Key, entry: _Entry) -> str | None:
    """How the participant may be the entry, or None."""
    if p.kind != "person":
        return "same-name" if key == entry.keys else "same-alias"
    if key == entry.keys:
        return "same-name"
    if len(key) == 1 or len(entry.keys) == 1:
        # A first name alone ("his wife, Margaret") is nobody's surname.
        return None if word_kind(_tokens(p.name)[0].word) & FIRST and not _titles(p) else "only-bearer"
    if not agree(key, entry.keys):
        return None
    return "same-given-name" if key[0] == entry.keys[0] else "short-given-name"


def _titles(p: Participant) -> set[str]:
    """What the person may be called by the roles of this article ("president", "prime minister")."""
    return {noun for role in p.roles for noun in nouns_of(role.phrase)}


def _initials(name: str) -> tuple[str, ...]:
    """The initials of an organisation of three words or more ("National Rifle Association": nra)."""
    capitals = "".join(w[0] for w in name.split() if w[0].isupper())
    return (capitals.casefold(),) if len(capitals) > 2 else ()
