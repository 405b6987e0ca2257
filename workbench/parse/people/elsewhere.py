"""Who is a participant of one article only because another article of the corpus says who it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from workbench.parse.lexicon import FIRST, PLACE, WORD
from workbench.parse.people.candidates import NEVER
from workbench.parse.people.evidence import acts
from workbench.parse.people.find import gathered
from workbench.parse.people.forms import forms_of
from workbench.parse.people.identity import agree
from workbench.parse.people.mentions import Reader
from workbench.parse.people.names import Token, headlines, name_key, runs
from workbench.parse.people.person import Person
from workbench.parse.people.records import Participant
from workbench.parse.people.words import SUFFIX

NAMED = "named-elsewhere"
"""The rule of namings in an article that does not tell by itself that somebody is named."""

Run = tuple[Token, ...]


def bearers(people: Iterable[Participant]) -> dict[str, Run]:
    """Surname → the fullest name of the one person in all these articles who bears it; surnames of several people are left out.

    >>> from workbench.parse.people.find import find_participants
    >>> found = find_participants("Gov. Ana Lee met Bo Day and Ana M. Lee’s aide, Eva Day.")
    >>> {surname: [t.word for t in words] for surname, words in bearers(found).items()}
    {'lee': ['Ana', 'M.', 'Lee']}
    """
    named: dict[str, list[Run]] = defaultdict(list)
    for name in dict.fromkeys(p.name for p in people if p.kind == "person"):
        words = tuple(t for run in runs(name) for t in run)
        if len(words) > 1 and len(name_key(words)) > 1:
            named[name_key(words)[-1]].append(words)
    longest = {surname: max(names, key=len) for surname, names in named.items()}
    return {
        surname: words
        for surname, words in longest.items()
        if all(agree(name_key(words), name_key(other)) for other in named[surname])
    }


def known_elsewhere(text: str, here: Sequence[Participant], known: Mapping[str, Run]) -> list[Participant]:
    """The people of `known` (`bearers`) whom `text` names, but who are not among its participants `here`.

    They are named in full, or by the surname and act. Nobody is taken whose surname is part of a name here, and none by a
    surname that is an ordinary word, a place or a first name.

    >>> from workbench.parse.people.find import find_participants
    >>> known = bearers(find_participants("Gov. Ana Quillfeather spoke."))
    >>> text = "The way Quillfeather won was new. Bo Day left the Quillfeather campaign."
    >>> [(p.name, [(m.start, m.rule) for m in p.mentions]) for p in known_elsewhere(text, find_participants(text), known)]
    [('Quillfeather', [(8, 'named-elsewhere')])]
    """
    every = runs(text)
    own = {t.key for p in here for run in runs(f"{p.name} {' '.join(p.aliases)}") for t in run}
    printed = {t.key for run in every for t in run}
    wanted = {surname: known[surname] for surname in sorted((printed & known.keys()) - own)}
    if not wanted:
        return []
    taken = [(m.label_start, m.end) for p in here for m in p.mentions]
    people = [_person(words) for words in wanted.values()]
    alone = {surname for surname, words in wanted.items() if _means_nobody_else(words)}
    ways = forms_of(people)
    forms = {way: o for way, o in ways.items() if o[0][1] == "full" or (o[0][1] == "surname" and way[-1] in alone)}
    found = gathered(Reader(text, forms), every, headlines(text), people)
    return [p for person in found if (p := _free(person, taken)) and _is_somebody(text, p)]


def _person(words: Run) -> Person:
    key = name_key(words)
    return Person(tuple(t.word for t in words), key, 1 << 60, variants={key})


def _is_somebody(text: str, person: Participant) -> bool:
    """Whether the full name stands here, or somebody of this surname acts: else it may be a firm's or a paper's."""
    return any(m.form == "full" or acts(text, m.end) for m in person.mentions)


def _means_nobody_else(words: Run) -> bool:
    """Whether the surname is no ordinary word, place, body or first name."""
    surname = [t for t in words if not t.kind & SUFFIX][-1]
    return not surname.kind & (NEVER | WORD | PLACE | FIRST) and "-" not in surname.word


def _free(person: Participant, taken: Sequence[tuple[int, int]]) -> Participant | None:
    """The person with the namings that are no part of somebody else's label."""
    mentions = tuple(
        m._replace(rule=NAMED) for m in person.mentions if not any(a < m.end and m.start < b for a, b in taken)
    )
    return replace(person, name=max(person.aliases, key=len), mentions=mentions) if mentions else None
