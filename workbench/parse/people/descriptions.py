"""People meant without their name: "the senator", "the Russian leader", "the former governor"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from workbench.parse.lexicon import lexicon
from workbench.parse.people.affiliation import affiliation_of
from workbench.parse.people.phrases import is_role_noun
from workbench.parse.people.records import Participant, Role

_PHRASE_END = re.compile(r"\b(?:of|for|at|in|with|to|from|who|whose|which|that|on)\b")
_WORD = re.compile(r"[^\W\d_][\w’'-]*\.?")
# "the" and at most five words: long enough for "the former Alaska governor", too short for a clause.
_DEFINITE = re.compile(r"[\w.’-]+(?: [\w.’-]+){0,4}")
# Without a name in it no country, state or body is told. It begins with plain letters, which the engine looks up fast.
_THE = re.compile(r"he (?<=\b[Tt]he )(?=(?:[a-z-]+ ){0,2}[A-Z])")
_NAME_FOLLOWS = re.compile(r" [A-Z][a-z]|,? [A-Z][\w.]* [A-Z]|[’']s? [A-Z][a-z]+ [A-Z]")


@lru_cache(maxsize=1 << 12)
def nouns_of(phrase: str) -> frozenset[str]:
    """The nouns a person with this role may be called by.

    >>> sorted(nouns_of("Vermont Sen.")), sorted(nouns_of("Hungarian Prime Minister")), sorted(nouns_of("a former head of research"))
    (['lawmaker', 'senator'], ['leader', 'minister', 'prime minister'], ['head'])
    """
    lex = lexicon()
    head = _PHRASE_END.split(phrase, maxsplit=1)[0]
    found: set[str] = set()
    before = ""
    for m in _WORD.finditer(head):
        word = m[0]
        small = word.lower() if word[:-1] in lex.abbreviations else word.lower().rstrip(".")
        if is_role_noun(word):
            found.update(lex.called.get(small, ()))
            if not small.endswith("."):
                found.add(small)
                if before in ("prime", "vice", "press", "foreign", "attorney"):
                    found.add(f"{before} {small}")
        before = small
    return frozenset(found)


def describe(participants: Sequence[Participant]) -> dict[str, list[Participant]]:
    """For each role noun, the people it may mean, in the order of their first mention: one of them means it is unambiguous.

    >>> from workbench.parse.people.find import find_participants
    >>> s = "Texas Sen. Ana Lee met Bo Day, a lobbyist."
    >>> {noun: [p.name for p in people] for noun, people in describe(find_participants(s)).items()}
    {'lawmaker': ['Ana Lee'], 'senator': ['Ana Lee'], 'lobbyist': ['Bo Day']}
    """
    found: dict[str, list[Participant]] = defaultdict(list)
    for p in participants:
        nouns = {noun for role in p.roles for noun in nouns_of(role.phrase)}
        for noun in sorted(nouns):
            found[noun].append(p)
    return dict(found)


def with_descriptions(text: str, people: list[Participant]) -> list[Participant]:
    """The people with the roles that a description adds to them: "the Russian leader" beside "Russian President Ana Lee".

    It goes to the one person of that country, state or body whose title fits, or on from the paragraph before (`_continued`).
    Two wider rules were tried and dropped: giving the rest to whoever is named nearby (9 of 15 wrong), and "the former …" to the
    main person without a role (5 of 18 wrong).
    """
    extra: dict[int, list[Role]] = defaultdict(list)
    for person, role in _continued(text, people):
        extra[id(person)].append(role)
    if not extra and not any(p.affiliation for p in people):
        return people
    called = describe(people)
    for start, end, noun, before in _definite(text, called):
        if text[start - 2 : start] == ", ":
            continue  # an apposition, read as such
        home = affiliation_of(" ".join(w for w in before if w != "former"))
        fits = [p for p in called.get(noun, ()) if home is not None and p.affiliation == home]
        if len(fits) == 1 and not any(r.start <= start < r.end for r in fits[0].roles):
            extra[id(fits[0])].append(Role(start, end, "description", home, text[start:end]))
    return [_joined(p, extra[id(p)]) if id(p) in extra else p for p in people]


# Who runs for something or is rich is called so without a name; an office needs the home that tells whose it is.
_CONTINUES = re.compile(
    r"\n(The (?P<words>(?:[\w’'.-]+ ){0,4}?)(?:candidate|front-?runner|nominee|contender|hopeful|businessman|mogul"
    r"|magnate|tycoon|developer|(?P<office>senator|governor|congressman|congresswoman|lawmaker|mayor)))"
    r" (?!(?:who|of|for|that|in|to|and|from|at|on|with|whose|which|by|or|behind|known|field|race)\b)[a-z]"
)


def _continued(text: str, people: Sequence[Participant]) -> Iterator[tuple[Participant, Role]]:
    """Each description that opens a paragraph, with the person meant: the only one named in the paragraph before.

    >>> from workbench.parse.people.find import find_participants
    >>> s = "Ana Lee left early.\\nThe Ohio senator was ill.\\nAna Lee met Bo Day.\\nThe candidate was late."
    >>> [(p.name, [r.phrase for r in p.roles], p.affiliation) for p in find_participants(s)]
    [('Ana Lee', ['The Ohio senator'], 'Ohio'), ('Bo Day', [], None)]
    """
    lex = lexicon()
    for m in _CONTINUES.finditer(text):
        words = m["words"].split()
        end = len(text[: m.start()].rstrip())
        start = text.rfind("\n", 0, end) + 1
        before = _plain(text[start:end])
        named = [p for p in people if any(_plain(alias) in before for alias in p.aliases)]
        if len(named) != 1 or any(w in lex.stops or w in lex.verbs for w in words):
            continue
        role = Role(*m.span(1), "description", affiliation_of(m[1]), m[1])
        if not m["office"] or (role.affiliation is not None and named[0].affiliation in (None, role.affiliation)):
            yield named[0], role


def _plain(words: str) -> str:
    """The words between single spaces, so that a name is found in them also where it only marks a thing ("the Lee campaign")."""
    return f" {_GAP.sub(' ', words).strip()} "


_GAP = re.compile(r"\W+")


def _definite(text: str, called: dict[str, list[Participant]]) -> Iterator[tuple[int, int, str, list[str]]]:
    """Each "the … noun" that no name follows: its span, its role noun and the words before the noun."""
    lex = lexicon()
    nouns, stops, verbs = lex.role_nouns, lex.stops, lex.verbs
    for the in _THE.finditer(text):
        if (m := _DEFINITE.match(text, the.end())) is None:
            continue
        words = m[0].split(" ")
        for n, word in enumerate(words):
            small = word.lower()
            if n and (small in nouns or small in called):
                end = m.start() + len(" ".join(words[: n + 1]))
                if not _NAME_FOLLOWS.match(text, end) and not (n + 1 < len(words) and words[n + 1].lower() in nouns):
                    yield the.start() - 1, end, small, words[:n]
                break
            if small in stops or small in verbs:
                break


def _joined(person: Participant, roles: list[Role]) -> Participant:
    seen = {r.phrase.lower().removeprefix("the ") for r in person.roles}
    new = []
    for role in roles:
        phrase = role.phrase.lower().removeprefix("the ")
        if phrase not in seen:
            seen.add(phrase)
            new.append(role)
    every = sorted((*person.roles, *new), key=lambda r: r.start)
    affiliation = person.affiliation or next((r.affiliation for r in every if r.affiliation), None)
    return replace(person, roles=tuple(every), affiliation=affiliation)
