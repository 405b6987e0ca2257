"""Who acts and speaks in an article: participants, each with every naming and every role phrase."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence, Set
from itertools import chain

from workbench.parse.people.affiliation import origin
from workbench.parse.people.bodies import ELSEWHERE, find_bodies
from workbench.parse.people.candidates import Run
from workbench.parse.people.descriptions import with_descriptions
from workbench.parse.people.forms import forms_of
from workbench.parse.people.identity import find_people
from workbench.parse.people.mentions import Reader
from workbench.parse.people.names import headlines, runs
from workbench.parse.people.person import Person
from workbench.parse.people.records import Participant, Role
from workbench.parse.people.words import fold
from workbench.parse.text import Span


def find_participants(text: str) -> list[Participant]:
    """The people of `text` with all their mentions and roles, then the bodies and groups that act or speak, each in order.

    >>> found = find_participants("Texas Sen. Ana Lee met Bo Day, a lobbyist. “No,” Lee said. Day’s team left the Lee campaign.")
    >>> [(p.name, [m.form for m in p.mentions], p.affiliation) for p in found]
    [('Ana Lee', ['full', 'surname'], 'Texas'), ('Bo Day', ['full', 'surname'], None)]
    """
    titles, every = headlines(text), runs(text)
    inside = _in_headlines(every, titles)
    people = find_people(
        text,
        [run for run, headline in zip(every, inside, strict=True) if not headline],
        [run for run, headline in zip(every, inside, strict=True) if headline],
    )
    persons = with_descriptions(text, gathered(Reader(text, forms_of(people)), every, titles, people))
    return persons + find_bodies(text, every, [(m.label_start, m.label_end) for p in persons for m in p.mentions])


def gathered(reader: Reader, every: list[Run], titles: list[Span], people: list[Person]) -> list[Participant]:
    """The people whom the reader finds in the runs, in order, each with its namings and roles; `titles` are the headlines."""
    for run, headline in zip(every, _in_headlines(every, titles), strict=True):
        reader.read(run, headline=headline)
    known = {" ".join(way) for way in reader.forms}
    starts = _starts(reader.text, reader)
    named = sorted((p for p in people if reader.mentions[id(p)]), key=lambda p: p.first_seen)
    return [_participant(p, reader, starts, known) for p in named]


def only_named(text: str, people: Sequence[Participant], wanted: Set[str]) -> list[Participant]:
    """The bodies and groups of `wanted` (`body_key`) that `text` names and that do not act or speak in it.

    >>> text = "The suspect, Bo Day, had been questioned by the F.B.I."
    >>> [(p.name, p.mentions[0].rule) for p in only_named(text, find_participants(text), {"fbi"})]
    [('F.B.I.', 'acts-elsewhere')]
    """
    labels = [(m.label_start, m.label_end) for p in people if p.kind == "person" for m in p.mentions]
    return [p for p in find_bodies(text, runs(text), labels, wanted) if p.mentions[0].rule == ELSEWHERE]


def _in_headlines(every: list[Run], titles: list[Span]) -> list[bool]:
    """For each run, whether it stands in a headline."""
    inside = [False] * len(every)
    starts = [run[0].start for run in every] if titles else []
    for start, end in titles:
        for n in range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)):
            inside[n] = True
    return inside


def _starts(text: str, reader: Reader) -> set[int]:
    """Where names and their labels begin, but for those that only own something ("Lee’s closest ally")."""
    return {
        at
        for mentions in reader.mentions.values()
        for m in mentions
        if text[m.end : m.end + 1] not in ("’", "'")
        for at in (m.start, m.label_start)
    }


def _participant(p: Person, reader: Reader, names: set[int], known: set[str]) -> Participant:
    """The finished record of a person: each role phrase once, each form of the name once."""
    text, mentions = reader.text, reader.mentions[id(p)]
    roles: dict[str, Role] = {}
    for role in sorted(reader.roles[id(p)], key=lambda r: r.start):
        if role.rule == "apposition" and _next_name(text, role, names):
            continue
        if role.affiliation is not None and fold(role.affiliation) in known:
            role = role._replace(affiliation=None)  # "an adviser to Mr. Lee" belongs to no body
        roles.setdefault(role.phrase.lower().removeprefix("the "), role)
    aliases = tuple(dict.fromkeys(text[m.start : m.end] for m in mentions))
    told = chain(
        (r.affiliation for r in roles.values() if r.rule != "clause"),
        (origin(text, m.start, m.end) for m in mentions),
        (r.affiliation for r in roles.values() if r.rule == "clause"),
    )
    affiliation = next(filter(None, told), None)
    return Participant(" ".join(p.words), "person", tuple(roles.values()), aliases, affiliation, tuple(mentions))


def _next_name(text: str, role: Role, names: set[int]) -> bool:
    """Whether what follows a name is the next name of a list with its label ("A, former director B, …"), and no role of the first."""
    inside = min((at for at in names if role.start <= at < role.end), default=None)
    return inside is not None and _LINK.search(text, role.start, inside) is None


_LINK = re.compile(r"\b(?:of|to|for|at|with|by|and|in|from|who|whose|which|that|against|under)\b")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.I)


def main_role(participant: Participant) -> Role | None:
    """The role that says most: a phrase of several words before a single title, either before a clause, then a label; then the first.

    >>> s = "Rep. Ana Lee (D-Ohio), a former judge, spoke."
    >>> p = find_participants(s)[0]
    >>> role = main_role(p); role.phrase
    'a former judge'
    """
    rank = {"party": 3, "state": 3, "clause": 2, "copula": 1}
    return min(
        participant.roles,
        key=lambda r: (rank.get(r.rule, 0), len(_ARTICLE.sub("", r.phrase).split()) < 2, r.start),
        default=None,
    )
