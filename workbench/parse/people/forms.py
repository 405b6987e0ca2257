"""The ways a person may be named, and which of several bearers of a name is meant."""

from __future__ import annotations

from collections import defaultdict

from workbench.parse.lexicon import FIRST, SEX_F, SEX_M
from workbench.parse.people.identity import FEMALE, MALE, Key, Person
from workbench.parse.people.names import Token, word_kind

Owners = list[tuple[Person, str]]
Forms = dict[Key, Owners]


def forms_of(people: list[Person]) -> Forms:
    """Every way each person may be named, as compared words, with the form's name."""
    forms: Forms = defaultdict(list)
    for p in people:
        ways: dict[Key, str] = {}
        for keys in p.variants | {p.keys}:
            ways.setdefault(keys, "full" if len(keys) > 1 else "surname")
            if len(keys) < 2:
                continue
            bare = tuple(k for k in keys if not (len(k) == 2 and k[1] == "."))
            if bare:
                ways.setdefault(bare, "full")
            ways.setdefault((keys[0], keys[-1]), "full")
            for n in range(1, len(bare)):
                ways.setdefault(bare[n:], "surname")
            if " " in keys[-1] and len(last := keys[-1].rpartition(" ")[2]) > 3:
                ways.setdefault((last,), "surname")
            ways.setdefault(keys[:1], "first" if word_kind(p.words[0]) & FIRST else "surname")
        for way, form in ways.items():
            forms[way].append((p, form))
    return forms


def bearer(owners: Owners, before: Token | None, recent: dict[int, int]) -> tuple[Person, str, str]:
    """Which of the people with this form is meant, the form's name, and the rule that chose.

    A title or courtesy title decides first; then the one who is known by the surname alone; then the one named in full in the
    same paragraph; then the one named first in the article. `recent` says how far back each was last named in this paragraph.
    """
    chosen = [o for o in owners if o[1] != "first"] or owners
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
