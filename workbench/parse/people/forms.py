"""The ways a person may be named, and which of several bearers of a name is meant."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from workbench.parse.lexicon import FIRST, SEX_F, SEX_M
from workbench.parse.people.family import generation
from workbench.parse.people.names import Token
from workbench.parse.people.person import FEMALE, MALE, Key, Person
from workbench.parse.people.words import word_kind

Owners = list[tuple[Person, str]]
Forms = dict[Key, Owners]


def forms_of(people: list[Person]) -> Forms:
    """Every way each person may be named, as compared words, with the form's name."""
    forms: Forms = defaultdict(list)
    for p in people:
        first = "first" if word_kind(p.words[0]) & FIRST else "surname"
        ways: dict[Key, str] = {keys: "full" for keys in p.variants if len(keys) > 1}
        for keys in sorted(p.variants | {p.keys}, key=len, reverse=True):
            for way, form in ways_of(keys, first):
                ways.setdefault(way, form)
        for way, form in ways.items():
            forms[way].append((p, form))
    return forms


@lru_cache(maxsize=1 << 12)
def ways_of(keys: Key, first: str) -> tuple[tuple[Key, str], ...]:
    """The ways to name somebody of this name, each with its form; the first name alone has the form `first`.

    >>> ways_of(("ana", "m.", "lee"), "first")
    ((('ana', 'm.', 'lee'), 'full'), (('ana', 'lee'), 'full'), (('lee',), 'surname'), (('ana',), 'first'))
    """
    ways: dict[Key, str] = {keys: "full" if len(keys) > 1 else "surname"}
    if len(keys) > 1:
        bare = tuple(k for k in keys if not (len(k) == 2 and k[1] == "."))
        if bare:
            ways.setdefault(bare, "full")
        ways.setdefault((keys[0], keys[-1]), "full")
        for n in range(1, len(bare)):
            ways.setdefault(bare[n:], "surname")
        if " " in keys[-1] and len(last := keys[-1].rpartition(" ")[2]) > 3:
            ways.setdefault((last,), "surname")
        ways.setdefault(keys[:1], first)
    return tuple(ways.items())


def of_generation(text: str, owners: Owners, wanted: str) -> Owners:
    """Those of the owners who can be "the younger" or "the elder" one: who is said to be, else who is not said to be the other."""
    told = [(o, generation(text, o[0].suffix, o[0].namings)) for o in owners if o[1] != "first"]
    sure = [o for o, age in told if age == wanted]
    if sure or len(told) < 2:
        return sure  # where one bearer alone is named, the other is somebody else
    return [o for o, age in told if age is None]


def bearer(owners: Owners, before: Token | None, recent: dict[int, int]) -> tuple[Person, str, str]:
    """Which of the people with this form is meant, the form's name, and the rule that chose.

    A title or courtesy title decides first; then the one who is known by the surname alone; then the one named in full in the
    same paragraph; then the one named first in the article. `recent` says how far back each was last named in this paragraph.
    """
    chosen = owners if len(owners) == 1 else [o for o in owners if o[1] != "first"] or owners
    if len(chosen) == 1:
        return *chosen[0], "only-bearer"
    if before is not None:
        if titled := [o for o in chosen if before.word in o[0].titles]:
            chosen = titled
        wrong = SEX_F if before.word in MALE else SEX_M if before.word in FEMALE else 0
        chosen = [o for o in chosen if o[0].sex != wrong or not wrong] or chosen
        if len(chosen) == 1:
            return *chosen[0], "title" if titled else "courtesy-title"
    known = [o for o in chosen if len(o[0].keys) == 1]
    if len(known) == 1 and known[0][0].first_seen >= 0:
        return *known[0], "known-by-surname"
    here = [o for o in chosen if id(o[0]) in recent]
    if here:
        return *max(here, key=lambda o: recent[id(o[0])]), "same-paragraph"
    return *min(chosen, key=lambda o: o[0].first_seen), "named-first"
