"""The people of one article: every naming of each, and every role."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from workbench.parse.lexicon import CALENDAR, FIRST, HONORIFIC, ORG, PLACE, PLACE_LAST, THING, TITLE, WORD, lexicon
from workbench.parse.people import identity, names
from workbench.parse.people.bodies import ELSEWHERE, find_bodies
from workbench.parse.people.candidates import attributive, in_work, marks_a_thing, tags
from workbench.parse.people.identity import Owners, Person
from workbench.parse.people.names import SUFFIX, Mention, NameRun, NameToken, Participant, Role
from workbench.parse.people.phrases import affiliation_of, is_role_noun, origin
from workbench.parse.people.roles import BEFORE_ROLE, after_name, before_comma, before_name
from workbench.parse.text import Span, word_set

LONGEST_NAME = 5  # words: the longest name that is looked up ("Ana Maria Lee de la Paz")
_ARTICLE_BEFORE = ("the ", " a ", " an ")
_OPENING_ARTICLES = word_set("The A An")
_DATELINE_MARKS = (" (", " —", " –", " -")


class Spot(NamedTuple):
    """A known name in a run: what stands around it decides whether it names the person."""

    start: int
    end: int  # without possessive
    words: NameRun
    before: NameToken | None  # the capitalised word directly before
    after: NameToken | None  # and the one directly after
    headline: bool


def _spot(run: NameRun, n: int, stop: int, headline: bool) -> Spot:
    before, after = run[n - 1] if n else None, run[stop] if stop < len(run) else None
    return Spot(run[n].start, run[stop - 1].end, run[n:stop], before, after, headline)


_AND = re.compile(r"(?: of [A-Z][\w.]+(?: [A-Z]\w+)?| \([^()]{1,12}\))?(?:,| and|, and| or) $")


@dataclass(slots=True)
class NamingReader:
    """Reads the runs of a text in order and collects the mentions and roles of each person, by the person's identity."""

    text: str
    forms: identity.Forms
    heads: set[str] = field(init=False)  # the words that names begin with
    mentions: dict[int, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[int, list[Role]] = field(default_factory=lambda: defaultdict(list))
    recent: dict[int, int] = field(default_factory=dict)  # who was named in this paragraph, and where
    paragraph: int = -2  # where the line before it ends; none yet
    untold: bool = False  # it is a headline in sentence case: what follows a comma there is no role
    last: tuple[int, Role | None] = (-9, None)  # where the last name ended, and the role before it

    def __post_init__(self) -> None:
        """Note the heads; a ruler's number is joined to the name."""
        self.heads = {way[0].partition(" ")[0] for way in self.forms} | {way[0] for way in self.forms}

    def read(self, run: NameRun, *, headline: bool) -> None:
        """Record the known people a run names, the longest form first."""
        n, size, heads = 0, len(run), self.heads
        while n < size:
            n = self._read_name(run, n, headline) if run[n].key in heads else n + 1

    def _read_name(self, run: NameRun, n: int, headline: bool) -> int:
        """Record the person named at `run[n]`, if one is; where to go on."""
        if run[n].kind & SUFFIX or self._title_of_another(run, n):
            return n + 1
        for stop in range(min(len(run), n + LONGEST_NAME), n, -1):
            key = (run[n].key,) if stop == n + 1 else names.name_key(run[n:stop])
            if (owners := self.forms.get(key)) is None:
                continue
            spot = _spot(run, n, stop, headline)
            if self._names(spot, owners):
                if spot.after is not None and spot.after.kind & SUFFIX:
                    stop += 1
                    spot = _spot(run, n, stop, headline)
                owners, rule = self._meant(spot, owners)
                if owners:
                    self._record(spot, owners, rule)
                return stop
            if stop > n + 1 and attributive(self.text, run[stop - 1]):
                return stop  # "the Ana Lee campaign" does not name Ana either
        return n + 1

    def _title_of_another(self, run: NameRun, n: int) -> bool:
        """Whether the word is a title before somebody's name, and no naming of who bears it as a surname ("Major Bo Day")."""
        if not run[n].kind & TITLE or run[n].kind & FIRST:
            return False
        return any(names.name_key(run[n + 1 : stop]) in self.forms for stop in range(n + 3, min(len(run), n + 4) + 1))

    def _names(self, spot: Spot, owners: Owners) -> bool:
        """Whether the known form names the person here, and not a thing or a namesake."""
        text, start, before, last = self.text, spot.start, spot.before, spot.words[-1]
        if attributive(text, last) or in_work(text, start) or _another_follows(spot):
            return False
        single = len(spot.words) == 1
        if before is None or before.word in _OPENING_ARTICLES:
            if single and marks_a_thing(text, last):
                return False
            if before is None and text[max(0, start - 4) : start].lower().endswith(_ARTICLE_BEFORE):
                return False
        elif single and not spot.headline and not before.kind & (TITLE | HONORIFIC):
            # Somebody else's name or a body's: "Sam Oakes", "National Oakes".
            return (
                not before.kind & (ORG | THING)
                and (not before.kind & FIRST or before.first)
                and self._single(spot, owners)
            )
        return not single or self._single(spot, owners)

    def _meant(self, spot: Spot, owners: Owners) -> tuple[Owners, str | None]:
        """The owners that "Jr." or "the younger" leaves, none where somebody else is meant, and the rule if there was one."""
        if len(owners) > 1:
            suffix = names.suffix_of(spot.words[-1])
            owners = [o for o in owners if o[0].suffix == suffix] or owners
        if wanted := identity.told_apart(self.text, spot.start):
            return identity.of_generation(self.text, owners, wanted), "generation"
        return owners, None

    def _single(self, spot: Spot, owners: Owners) -> bool:
        """Whether a known word alone is the name, and not an ordinary word or a place."""
        token = spot.words[0]
        kind = token.kind
        if owners[0][1] == "first" and all(form == "first" for _, form in owners):
            return len(owners) == 1 and (not kind & (WORD | PLACE | TITLE) or tags(self.text, token))
        if token.first and kind & names.OPENER and spot.before is None and spot.after is None:
            return False
        dateline = token.word.isupper() and self.text[token.end : token.end + 2] in _DATELINE_MARKS
        if dateline and not self.text[self.text.rfind("\n", 0, token.start) + 1 : token.start].strip():
            return False  # "WASHINGTON (AP) —"
        if not kind & PLACE or spot.before is not None:
            return True
        return self.text[max(0, token.start - 3) : token.start] not in ("in ", "at ")

    def _record(self, spot: Spot, owners: Owners, told: str | None) -> None:
        text, start, end, before = self.text, spot.start, spot.end, spot.before
        if (line := text.rfind("\n", 0, start)) != self.paragraph:
            self.paragraph = line
            self.untold = _untold(text, start)
            self.recent.clear()
        person, form, rule = identity.bearer(owners, before, self.recent)
        if form != "full" and before is not None and before.kind & (TITLE | HONORIFIC):
            form = f"title+{form}"
        label, role = before_name(text, start, headline=spot.headline)
        role = role or self._shared_title(start)
        comma = before_comma(text, label, end)
        if comma is not None and 0 <= comma.start - self.last[0] <= 2:
            comma = None  # "A, a former director, B": the apposition of the name before
        roles = self.roles[id(person)]
        roles += [r for r in (role, comma) if r]
        if not spot.headline and text[end : end + 1] in BEFORE_ROLE and not self.untold:
            roles += after_name(text, end)
        self.mentions[id(person)].append(Mention(start, end, form, label, end, told or rule))
        if form != "first":  # after "Ana" alone, "Lee" is the other Lee
            self.recent[id(person)] = start
        self.last = (end, role or comma)
        person.first_seen = min(person.first_seen, start)

    def _shared_title(self, start: int) -> Role | None:
        """The plural title before an earlier name of a list ("Sens. Ana Lee and Bo Day"), for a later one without its own."""
        end, before = self.last
        if before is None or not 0 <= start - end < 40 or _AND.match(self.text[end:start]) is None:
            return None
        title = before.phrase.rstrip(".").rpartition(" ")[2]
        return before._replace(rule="shared-title") if title.endswith("s") and not title.endswith("ss") else None


def _another_follows(spot: Spot) -> bool:
    """Whether the capitalised word after the name makes it part of a longer one ("Oakes Foundation", "Paul Lee" for Paul)."""
    after = spot.after
    if after is None or after.kind & SUFFIX:
        return False
    if after.kind & (ORG | THING | PLACE_LAST) and not (spot.headline and after.kind & WORD and not after.kind & ORG):
        return True
    return len(spot.words) == 1 and not spot.headline and not after.kind & (WORD | TITLE | PLACE | CALENDAR | FIRST)


def _untold(text: str, at: int) -> bool:
    """Whether the line is short and ends without a mark, as a headline in sentence case: what follows a comma there is no role."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else None].rstrip()
    return len(line) <= names.HEADLINE_LONGEST and bool(line) and line[-1] not in ".?!”\"’')…" and end >= 0


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
    return [_with_roles(p, extra[id(p)]) if id(p) in extra else p for p in people]


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
        before = _spaced(text[start:end])
        named = [p for p in people if any(_spaced(alias) in before for alias in p.aliases)]
        if len(named) != 1 or any(w in lex.stops or w in lex.verbs for w in words):
            continue
        role = Role(*m.span(1), "description", affiliation_of(m[1]), m[1])
        if not m["office"] or (role.affiliation is not None and named[0].affiliation in (None, role.affiliation)):
            yield named[0], role


_GAP = re.compile(r"\W+")


def _spaced(words: str) -> str:
    """The words between single spaces, so that a name is found in them also where it only marks a thing ("the Lee campaign")."""
    return f" {_GAP.sub(' ', words).strip()} "


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


def _with_roles(person: Participant, roles: list[Role]) -> Participant:
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


def find_participants(text: str) -> list[Participant]:
    """The people of `text` with all their mentions and roles, then the bodies and groups that act or speak, each in order.

    >>> found = find_participants("Texas Sen. Ana Lee met Bo Day, a lobbyist. “No,” Lee said. Day’s team left the Lee campaign.")
    >>> [(p.name, [m.form for m in p.mentions], p.affiliation) for p in found]
    [('Ana Lee', ['full', 'surname'], 'Texas'), ('Bo Day', ['full', 'surname'], None)]
    """
    titles, every = names.headlines(text), names.runs(text)
    inside = _in_headlines(every, titles)
    body = [run for run, headline in zip(every, inside, strict=True) if not headline]
    people = identity.find_people(text, body, [run for run, headline in zip(every, inside, strict=True) if headline])
    persons = with_descriptions(text, gathered(NamingReader(text, identity.forms_of(people)), every, titles, people))
    return persons + find_bodies(text, every, [(m.label_start, m.label_end) for p in persons for m in p.mentions])


def gathered(reader: NamingReader, every: list[NameRun], titles: list[Span], people: list[Person]) -> list[Participant]:
    """The people whom the reader finds in the runs, in order, each with its namings and roles; `titles` are the headlines."""
    for run, headline in zip(every, _in_headlines(every, titles), strict=True):
        reader.read(run, headline=headline)
    known = {" ".join(way) for way in reader.forms}
    starts = set()
    for m in chain.from_iterable(reader.mentions.values()):
        if reader.text[m.end : m.end + 1] not in ("’", "'"):  # but not of "Lee’s closest ally"
            starts |= {m.start, m.label_start}
    named = sorted((p for p in people if reader.mentions[id(p)]), key=lambda p: p.first_seen)
    return [_participant(p, reader, starts, known) for p in named]


def only_named(text: str, people: Sequence[Participant], wanted: Set[str]) -> list[Participant]:
    """The bodies and groups of `wanted` (`body_key`) that `text` names and that do not act or speak in it.

    >>> text = "The suspect, Bo Day, had been questioned by the F.B.I."
    >>> [(p.name, p.mentions[0].rule) for p in only_named(text, find_participants(text), {"fbi"})]
    [('F.B.I.', 'acts-elsewhere')]
    """
    labels = [(m.label_start, m.label_end) for p in people if p.kind == "person" for m in p.mentions]
    return [p for p in find_bodies(text, names.runs(text), labels, wanted) if p.mentions[0].rule == ELSEWHERE]


def _in_headlines(every: list[NameRun], titles: list[Span]) -> list[bool]:
    """For each run, whether it stands in a headline."""
    inside = [False] * len(every)
    starts = [run[0].start for run in every] if titles else []
    for start, end in titles:
        for n in range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)):
            inside[n] = True
    return inside


def _participant(p: Person, reader: NamingReader, starts: set[int], known: set[str]) -> Participant:
    """The finished record of a person: each role phrase once, each form of the name once."""
    text, mentions = reader.text, reader.mentions[id(p)]
    roles: dict[str, Role] = {}
    for role in sorted(reader.roles[id(p)], key=lambda r: r.start):
        if role.rule == "apposition" and _next_name(text, role, starts):
            continue
        if role.affiliation is not None and names.fold(role.affiliation) in known:
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


_LINK = re.compile(r"\b(?:of|to|for|at|with|by|and|in|from|who|whose|which|that|against|under)\b")


def _next_name(text: str, role: Role, starts: set[int]) -> bool:
    """Whether what follows a name is the next name of a list with its label ("A, former director B, …"), and no role of the first."""
    inside = min((at for at in starts if role.start <= at < role.end), default=None)
    return inside is not None and _LINK.search(text, role.start, inside) is None


_ARTICLE = re.compile(r"^(?:the|an?) ", re.I)


def main_role(participant: Participant) -> Role | None:
    """The role that says most: a phrase of several words before a single title, either before a clause, then a label; then the first.

    >>> s = "Rep. Ana Lee (D-Ohio), a former judge, spoke."
    >>> p = find_participants(s)[0]
    >>> role = main_role(p); role.phrase
    'a former judge'
    """
    rank = {"party": 3, "state": 3, "clause": 2, "copula": 1}

    def order(role: Role) -> tuple[int, bool, int]:
        return rank.get(role.rule, 0), len(_ARTICLE.sub("", role.phrase).split()) < 2, role.start

    return min(participant.roles, key=order, default=None)
