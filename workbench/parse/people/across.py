"""The same person in several articles, and people of one article where another only names them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from workbench.parse.lexicon import FIRST, PLACE, WORD
from workbench.parse.people.bodies import body_key
from workbench.parse.people.candidates import NEVER, acts
from workbench.parse.people.find import NamingReader, gathered, nouns_of
from workbench.parse.people.identity import Key, Person, agree, forms_of
from workbench.parse.people.names import LISTED, SUFFIX, NameToken, Participant, headlines, name_key, runs, word_kind
from workbench.parse.people.spellings import same_given, same_surname, sound
from workbench.parse.text import overlaps

NAMED = "named-elsewhere"
"""The rule of namings in an article that does not tell by itself that somebody is named."""

FullName = tuple[NameToken, ...]


def bearers(people: Iterable[Participant]) -> dict[str, FullName]:
    """Surname → the fullest name of the one person in all these articles who bears it; surnames of several people are left out.

    >>> from workbench.parse.people.find import find_participants
    >>> found = find_participants("Gov. Ana Lee met Bo Day and Ana M. Lee’s aide, Eva Day.")
    >>> {surname: [t.word for t in words] for surname, words in bearers(found).items()}
    {'lee': ['Ana', 'M.', 'Lee']}
    """
    named: dict[str, list[FullName]] = defaultdict(list)
    for name in dict.fromkeys(p.name for p in people if p.kind == "person"):
        words = _name_words(name)
        if len(words) > 1 and len(name_key(words)) > 1:
            named[name_key(words)[-1]].append(words)
    fullest = {}
    for surname, names in named.items():
        key = name_key(longest := max(names, key=len))
        if all(agree(key, name_key(other)) for other in names):
            fullest[surname] = longest
    return fullest


@lru_cache(maxsize=1 << 14)
def _name_words(name: str) -> FullName:
    """The words of a name; the same names come in many articles."""
    return tuple(t for run in runs(name) for t in run)


def known_elsewhere(text: str, here: Sequence[Participant], known: Mapping[str, FullName]) -> list[Participant]:
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
    people = []
    for words in wanted.values():
        key = name_key(words)
        people.append(Person(tuple(t.word for t in words), key, 1 << 60, variants={key}))
    alone = {surname for surname, words in wanted.items() if _means_nobody_else(words)}
    ways = forms_of(people)
    forms = {way: o for way, o in ways.items() if o[0][1] == "full" or (o[0][1] == "surname" and way[-1] in alone)}
    found = gathered(NamingReader(text, forms), every, headlines(text), people)
    free = [p for person in found if (p := _free(person, taken))]
    # By the surname alone, without an act, a firm or a paper may be meant.
    return [p for p in free if any(m.form == "full" or _acts(text, m.end) for m in p.mentions)]


_ACTS = re.compile(
    r"[’']s | (?:\w+ly )?(?!reported)(?:\w+ed|is|was|has|had|will|would|did|does|could|should|might|must|made|took|went|came)\b"
)


def _acts(text: str, end: int) -> bool:
    """Whether a verb of speaking, acting or being follows, or something of theirs."""
    return acts(text, end) or _ACTS.match(text, end) is not None


def _means_nobody_else(words: FullName) -> bool:
    """Whether the surname is no ordinary word, place or body, and no first name that is not listed as a surname too."""
    surname = [t for t in words if not t.kind & SUFFIX][-1]
    first_name = surname.kind & FIRST and not surname.kind & LISTED
    return not surname.kind & (NEVER | WORD | PLACE) and not first_name and "-" not in surname.word


def _free(person: Participant, taken: Sequence[tuple[int, int]]) -> Participant | None:
    """The person with the namings that are no part of somebody else's label."""
    mentions = tuple(m._replace(rule=NAMED) for m in person.mentions if not overlaps(taken, m.start, m.end))
    return replace(person, name=max(person.aliases, key=len), mentions=mentions) if mentions else None


# How a surname alone may be linked; printed beside each link.
LINK_RULES = {
    "first-seen": "the first article that names this participant",
    "same-name": "the same name, word for word",
    "same-given-name": "the same surname and first name; middle names, initials or “Jr.” differ or are missing",
    "short-given-name": "the same surname, and one first name is short for the other",
    "same-spelling": "the same name spelt in another way, and the title, country or body agrees",
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
    titles: Counter[str] = field(default_factory=Counter)  # in how many articles
    homes: set[str] = field(default_factory=set)  # countries and bodies of the roles
    suffix: str = ""  # "Sam Lee Jr.", where an article names another Lee beside him: not to be taken for Sam Lee
    variants: set[Key] = field(default_factory=set)  # every full name under which he was found


@dataclass(slots=True)
class _Index:
    """How many entries there are, and those that an article can mean by a word."""

    count: int = 0
    by_word: dict[str, list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    by_opening: dict[str, list[_Entry]] = field(default_factory=lambda: defaultdict(list))  # of the surname's sound


_SUFFIX = re.compile(r"\b(?:Jr|Sr)\b|\b[IV]{2,}$")


@lru_cache(maxsize=1 << 14)
def _name_key(name: str, kind: str) -> Key:
    words = _name_words(name) if kind == "person" else ()
    return name_key(words) if words else (body_key(name),)


def _key(p: Participant) -> Key:
    return _name_key(p.name, p.kind)


def _told_apart(articles: Sequence[Sequence[Participant]]) -> set[tuple[Key, str]]:
    """The names with "Jr." and the like that stand in some article beside another bearer of the surname."""
    apart = set()
    for row in articles:
        keys = [(p.name, _key(p)) for p in row if p.kind == "person"]
        for name, key in keys:
            if (suffix := _suffix_in(name)) and sum(key[-1] == other[-1] for _, other in keys) > 1:
                apart.add((key, suffix))
    return apart


def _suffix_in(name: str) -> str:
    m = _SUFFIX.search(name)
    return m[0] if m else ""


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
    apart = _told_apart(articles)
    order = [(a, n, p) for a, row in enumerate(articles) for n, p in enumerate(row)]
    for full in (True, False):
        for a, n, p in order:
            key = _key(p)
            if (len(key) > 1 or p.kind != "person") is full:
                suffix = _suffix_in(p.name)
                found[a, n] = _entry_for(p, key, a, suffix if (key, suffix) in apart else "", index)
    links: list[list[LinkedTo]] = []
    for a, row in enumerate(articles):
        links.append([])
        for n in range(len(row)):
            entry, rule, evidence = found[a, n]
            links[a].append(LinkedTo(entry.number, entry.name, rule, evidence))
    return links


def _entry_for(p: Participant, key: Key, article: int, suffix: str, index: _Index) -> tuple[_Entry, str, str]:
    """The entry a participant belongs to, new or old, with the rule and its evidence."""
    same_kind = [e for e in index.by_word[key[-1]] if e.kind == p.kind and e.suffix == suffix]
    fits = [(e, rule) for e in same_kind if (rule := _rule(p, key, e))] or _spelt_otherwise(p, key, index)
    free = [(e, rule) for e, rule in fits if article not in e.articles]
    lone = len(key) == 1 and p.kind == "person"
    if len(fits) > 1 and lone:
        namesakes = [e for e, _ in free]
        free = [(e, "same-role") for e in _by_title(namesakes, _titles(p))]
    elif len(free) > 1:
        free = [(e, "same-name") for e, _ in free if key in e.variants] or free
    if len(free) == 1:
        entry, rule = free[0]
        evidence = f"{p.name} = {entry.name}"
        if _is_fuller(p.name, key, entry) and (rule != "same-spelling" or len(key) > len(entry.keys)):
            entry.name, entry.keys = p.name, key
    else:
        bearers = dict.fromkeys(e.name for e, _ in fits)
        rule, evidence = ("kept-apart", ", ".join(bearers)) if fits else ("first-seen", p.name)
        entry = _Entry(index.count, p.name, p.kind, key, suffix=suffix)
        index.count += 1
        # Who may be any of several bearers of a name is nobody that another article could mean, unless a title tells.
        ambiguous = len(fits) > 1 and not _titles(p) if lone else sum(key in e.variants for e, _ in fits) > 1
        if not ambiguous:
            for word in {key[-1], *(_initials(p.name) if p.kind == "organisation" else ())}:
                index.by_word[word].append(entry)
            if p.kind == "person":
                index.by_opening[sound(key[-1])[:_OPENING]].append(entry)
    entry.articles.add(article)
    entry.titles.update(_titles(p))
    entry.homes |= {p.affiliation} if p.affiliation else set()
    entry.variants.add(key)
    return entry, rule, evidence


_OPENING = 2  # letters


def _spelt_otherwise(p: Participant, key: Key, index: _Index) -> list[tuple[_Entry, str]]:
    """The entries whose name may be this one in another spelling, where role, country or body agree.

    >>> from workbench.parse.people.find import find_participants
    >>> texts = ["Premier Serhiy Kovalenskyy spoke.", "“No,” Premier Kovalenski said.", "Premier Sergei Kovalenski left."]
    >>> [x.rule for row in link_participants([find_participants(t) for t in texts]) for x in row]
    ['first-seen', 'same-spelling', 'same-spelling']
    """
    if p.kind != "person":
        return []
    found = []
    for entry in index.by_opening[sound(key[-1])[:_OPENING]]:
        if not same_surname(key[-1], entry.keys[-1]) or not _same_role(p, entry):
            continue
        if (
            len(key) == 1
            or len(entry.keys) == 1
            or agree(key[:-1], entry.keys[:-1])
            or same_given(key[0], entry.keys[0])
        ):
            found.append((entry, "same-spelling"))
    return found


def _same_role(p: Participant, entry: _Entry) -> bool:
    """Whether a title, or the country or body of a role, agrees with the entry's."""
    return bool(_titles(p) & entry.titles.keys()) or (p.affiliation is not None and p.affiliation in entry.homes)


def _is_fuller(name: str, key: Key, entry: _Entry) -> bool:
    """Whether a name says more than the entry's: a first name more than its initial, then the longer one."""
    initial, initial_before = (len(words[0]) == 2 and words[0][1] == "." for words in (key, entry.keys))
    if len(key) > 1 and len(entry.keys) > 1 and initial != initial_before:
        return initial_before
    return len(name) > len(entry.name) and len(key) >= len(entry.keys)


# Of the articles that give a title to bearers of a surname, how many must give it to one for "President Lee" to be him. One
# misread role in 840 articles kept 121 namings of a president apart from the 95 articles that name him in full.
_SURE_TITLE = 0.9


def _by_title(bearers: list[_Entry], titles: set[str]) -> list[_Entry]:
    """Whom a title before the surname means: the one who has it in nearly all articles, those with a full name first."""
    titled = [e for e in bearers if not titles.isdisjoint(e.titles)]
    shared = [(sum(map(e.titles.__getitem__, titles)), e) for e in titled]
    shared = [(n, e) for n, e in shared if len(e.keys) > 1] or shared
    total = sum(n for n, _ in shared)
    return [e for n, e in shared if n >= _SURE_TITLE * total] or [e for _, e in shared]


def _rule(p: Participant, key: Key, entry: _Entry) -> str | None:
    """How the participant may be the entry, or None."""
    if p.kind != "person":
        return "same-name" if key == entry.keys else "same-alias"
    if key == entry.keys:
        return "same-name"
    if len(key) == 1 or len(entry.keys) == 1:
        # A first name alone ("his wife, Margaret") is nobody's surname.
        first_name = word_kind(_name_words(p.name)[0].word) & FIRST and p.mentions[0].rule != NAMED
        return None if first_name and not _titles(p) else "only-bearer"
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
