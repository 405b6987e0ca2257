"""Participants of the articles as rows: who they are in the whole corpus, where each is named, in which role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from workbench.address import Address
from workbench.corpus.spans import Rows, Text
from workbench.parse.people import (
    ELSEWHERE,
    Mention,
    Participant,
    bearers,
    body_key,
    known_elsewhere,
    link_participants,
    main_role,
    only_named,
)
from workbench.parse.text import Span


class Known(NamedTuple):
    """A participant of one article and its id in the corpus."""

    participant: Participant
    participant_id: str


def add_people(rows: Rows, texts: Sequence[Text], found: Sequence[Sequence[Participant]]) -> list[list[Known]]:
    """Fill `participants`, `links`, `mentions` and `roles`; gives each article's participants with their ids.

    A body that acts or speaks in one article is a participant wherever it is named, but a speaker only where it does so; a person of one
    article is one wherever the name cannot mean anybody else.
    """
    known_people = bearers(p for people in found for p in people)
    found = [
        [*people, *known_elsewhere(text.text, people, known_people)] for text, people in zip(texts, found, strict=True)
    ]
    found = [_distinct([*people, *named]) for people, named in zip(found, _only_named(texts, found), strict=True)]
    links = link_participants(found)
    members: dict[int, list[tuple[Text, Participant]]] = {}
    for text, people, linked in zip(texts, found, links, strict=True):
        for person, link in zip(people, linked, strict=True):
            members.setdefault(link.person, []).append((text, person))
    ids = {number: _fullest(group) for number, group in members.items()}
    names = {link.person: link.name for linked in links for link in linked}
    for number, group in members.items():
        rows["participants"].append(_participant(ids[number], names[number], group))
    known = []
    for text, people, linked in zip(texts, found, links, strict=True):
        known.append([Known(person, ids[link.person]) for person, link in zip(people, linked, strict=True)])
        for (person, key), link in zip(known[-1], linked, strict=True):
            shared = {"article_id": text.article_id, "participant_id": key}
            rows["links"].append({**shared, "name_here": person.name, "rule": link.rule, "evidence": link.evidence})
        _add_mentions(rows, text, known[-1])
    return [[k for k in people if k.participant.mentions[0].rule != ELSEWHERE] for people in known]


def _only_named(texts: Sequence[Text], found: Sequence[Sequence[Participant]]) -> list[list[Participant]]:
    """Of each article the bodies that it names and that act or speak in another article only."""
    bodies = [
        {body_key(form) for p in people if p.kind != "person" for form in (p.name, *p.aliases)} for people in found
    ]
    wanted = frozenset().union(*bodies)
    return [
        only_named(text.text, people, wanted - own) if wanted > own else []
        for text, people, own in zip(texts, found, bodies, strict=True)
    ]


def _distinct(people: Sequence[Participant]) -> list[Participant]:
    """The participants with no naming counted for two of them: the first keeps it."""
    owner: dict[Span, tuple[int, Mention]] = {}
    for number, person in enumerate(people):
        for m in person.mentions:
            owner.setdefault((m.start, m.end), (number, m))
    own = [tuple(m for n, m in owner.values() if n == number) for number in range(len(people))]
    return [replace(person, mentions=mentions) for person, mentions in zip(people, own, strict=True) if mentions]


def _fullest(group: list[tuple[Text, Participant]]) -> str:
    """The address of the first full naming, else of the first naming."""
    namings = [(m.form != "full", n, m.start, text, m) for n, (text, p) in enumerate(group) for m in p.mentions]
    _, _, _, text, mention = min(namings, key=lambda naming: naming[:3])
    return str(Address(text.article_id, mention.start, mention.end))


def _participant(key: str, name: str, group: list[tuple[Text, Participant]]) -> dict[str, Any]:
    people = [p for _, p in group]
    roles = [text.text[r.start : r.end] for text, p in group if (r := main_role(p))]
    aliases = dict.fromkeys(form for p in people for form in (p.name, *p.aliases) if form != name)
    return {
        "participant_id": key,
        "name": name,
        "kind": people[0].kind,
        "role": next(iter(roles), None),
        "affiliation": next((p.affiliation for p in people if p.affiliation), None),
        "aliases": " | ".join(aliases) or None,
    }


def _add_mentions(rows: Rows, text: Text, known: list[Known]) -> None:
    mentions: list[tuple[Mention, str]] = [(m, key) for person, key in known for m in person.mentions]
    for m, key in sorted(mentions, key=lambda pair: pair[0].start):
        rows["mentions"].append(
            {
                "mention_id": text.address(m.start, m.end),
                "participant_id": key,
                "form": m.form,
                **text.pointer("label", (m.label_start, m.label_end)),
                **text.span(m.start, m.end),
                "rule": m.rule,
            }
        )
    roles = [(r, key, r is main_role(person)) for person, key in known for r in person.roles]
    for r, key, main in sorted(roles, key=lambda found: found[0].start):
        shared = {"article_id": text.article_id, "participant_id": key, "affiliation": r.affiliation, "rule": r.rule}
        rows["roles"].append({**shared, **text.pointer("role", (r.start, r.end)), "main": main})
