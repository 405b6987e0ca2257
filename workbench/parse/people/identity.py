"""Who is who inside one article: full names gathered into people, short forms given to their bearers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.parse.lexicon import FIRST, HONORIFIC, PLACE, SEX_F, SEX_M, TITLE, WORD, lexicon
from workbench.parse.people.candidates import Candidate, Run, candidates, headline_names
from workbench.parse.people.evidence import ENOUGH, ENOUGH_SINGLE, POINTS
from workbench.parse.people.names import SUFFIX, UPPER, fold, word_kind

Key = tuple[str, ...]

MALE = frozenset({"Mr.", "Mr", "Sir", "Lord"})
FEMALE = frozenset({"Mrs.", "Ms.", "Miss", "Mrs", "Ms", "Lady", "Dame", "Madam"})
_AND_NAME = re.compile(rf"(?:,? and|,| or) ([{UPPER}][\w’'-]+) ([{UPPER}][\w’'-]*?)(?:[’']s)?\b")


@dataclass(slots=True, eq=False)
class Person:
    """A person in the making: the fullest name so far, its variants and what was found with it."""

    words: Key  # as printed
    keys: Key  # as compared, without suffix
    first_seen: int
    suffixed: bool = False
    variants: set[Key] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    kin: bool = False

    @property
    def sex(self) -> int:
        """What the first name list says: SEX_M, SEX_F or 0; used only to keep "Mr. X" from "Mrs. X"."""
        return word_kind(self.words[0]) & (SEX_M | SEX_F) if len(self.keys) > 1 else 0


def find_people(text: str, body: Iterable[Run], headings: Iterable[Run] = ()) -> list[Person]:
    """The people a text names in full or with a title, before their shorter namings are looked for."""
    full: dict[Key, list[Candidate]] = defaultdict(list)
    single: dict[str, list[Candidate]] = defaultdict(list)
    alone: list[Run] = []
    for run in body:
        if len(run) == 1:
            alone.append(run)
            continue
        for c in candidates(text, run):
            key = c.key
            if len(key) > 1:
                full[key].append(c)
            elif key:
                single[key[0]].append(c)
    # A lone word that is a sure person's surname needs no evidence of its own, and most lone words are.
    sure = {key[-1] for key, found in full.items() if any(c.points >= ENOUGH for c in found)}
    for run in alone:
        if fold(run[0].word) not in sure:
            for c in candidates(text, run):
                single[c.key[0]].append(c)
    surnames = {key[-1] for key in full}
    for run in headings:
        for c in headline_names(run):
            if c.key not in full and (c.key[-1] in single or c.key[-1] in surnames):
                full[c.key].append(c)
    evidence = {key: _gather(key, found, single) for key, found in full.items()}
    accepted = {key for key, e in evidence.items() if sum(POINTS[x] for x in e) >= ENOUGH}
    _among(text, full, accepted, evidence)
    people: list[Person] = []
    for key, found in full.items():
        if key in accepted:
            _enter(text, people, found, evidence[key])
    for word, found in sorted(single.items(), key=lambda item: item[1][0].title is not None):
        _single(text, people, word, found)
    return people


def _gather(key: Key, found: list[Candidate], single: dict[str, list[Candidate]]) -> set[str]:
    evidence = {e for c in found for e in c.evidence}
    short = single.get(key[-1], [])
    if len(short) > 1:
        evidence.add("short-often")
    for c in short:
        evidence.add("short-titled" if "title" in c.evidence else "short-speech" if "speech" in c.evidence else "short")
    return evidence


def _among(text: str, full: dict[Key, list[Candidate]], accepted: set[Key], evidence: dict[Key, set[str]]) -> None:
    """Accept names that stand in a list beside an accepted one ("Ana Lee, Zorvan Quill and Bo Day")."""
    spans = {c.start: c for key in accepted for c in full[key]}
    ends = {c.end for c in spans.values()}
    for key, found in full.items():
        if key in accepted or "unlisted" not in evidence[key]:
            continue
        for c in found:
            after = next(
                (n for n in (2, 5, 6) if text[c.end : c.end + n] in (", ", " and ", ", and ") and c.end + n in spans), 0
            )
            before = any(
                text[c.start - n : c.start] in (", ", " and ", ", and ") and c.start - n in ends for n in (2, 5, 6)
            )
            if after or before:
                evidence[key].add("among-people")
        if sum(POINTS[x] for x in evidence[key]) >= ENOUGH:
            accepted.add(key)


def _enter(text: str, people: list[Person], found: list[Candidate], evidence: set[str]) -> None:
    """Add a full name to the people: to the one it agrees with, or as a new one."""
    c = found[0]
    keys, words = c.key, tuple(t.word for t in c.words)
    suffixed = any(t.kind & SUFFIX for x in found for t in x.words)
    plain = any(not any(t.kind & SUFFIX for t in x.words) for x in found)
    if suffixed and plain and len(keys) == 2 and any(x.words[-1].word[0] in "JS" for x in found):
        # "Sam Lee" and "Sam Lee Jr." in the body of one article are father and son: a lone "Jr." is dropped at the second naming.
        junior = [x for x in found if x.words[-1].kind & SUFFIX]
        elder = [x for x in found if not x.words[-1].kind & SUFFIX]
        if len(elder) > 1:
            people.append(_person(text, junior, evidence, suffixed=True))
            found = elder
            c, words = found[0], tuple(t.word for t in found[0].words)
    same = [p for p in people if agree(p.keys, keys) and not (p.suffixed and p.keys == keys)]
    if len(same) != 1:
        people.append(_person(text, found, evidence))
        return
    person = same[0]
    person.evidence |= evidence
    person.variants.add(keys)
    new = _person(text, found, evidence)
    person.titles |= new.titles
    person.kin |= new.kin
    if len(words) > len(person.words):
        person.words, person.keys = words, keys
    person.first_seen = min(person.first_seen, c.start)


def _person(text: str, found: list[Candidate], evidence: set[str], *, suffixed: bool = False) -> Person:
    first = found[0]
    longest = max(found, key=lambda c: len(c.words))
    titles = {c.title.word for c in found if c.title is not None}
    kin = any(_kin(text, c) for c in found)
    words = tuple(t.word for t in longest.words)
    suffixed = suffixed or all(any(t.kind & SUFFIX for t in c.words) for c in found)
    return Person(words, first.key, first.start, suffixed, {first.key}, titles, set(evidence), kin)


_KIN_BEFORE = re.compile(r"([\w-]+),? $")
_KIN_AFTER = re.compile(r",(?: \d+,)? (?:the |his |her |their |[\w.]+[’']s )?(?:\w+ )?([\w-]+)")


def _kin(text: str, c: Candidate) -> bool:
    """Whether the name stands as somebody's relative ("his son, Sam Lee", "first lady Ana Lee")."""
    before, after = _KIN_BEFORE.search(text, max(0, c.start - 20), c.start), _KIN_AFTER.match(text, c.end)
    return (before is not None and before[1].lower() in lexicon().kin) or (
        after is not None and after[1].lower() in lexicon().kin
    )


def agree(one: Key, two: Key) -> bool:
    """Whether two full names may be one person's: same surname, and given names that do not contradict each other.

    >>> agree(("joe", "oakes"), ("joseph", "r.", "oakes")), agree(("bill", "day"), ("ana", "day"))
    (True, False)
    >>> agree(("sam", "w.", "lee"), ("sam", "h.d.", "lee"))
    False
    """
    if one[-1] != two[-1]:
        return False
    if len(one) < 2 or len(two) < 2:
        return True
    a, b = one[0], two[0]
    middles = [[k for k in keys[1:-1] if len(k) > 1] for keys in (one, two)]
    if all(middles) and middles[0][0][0] != middles[1][0][0]:
        return False
    long = lexicon().nicknames
    if a == b or long.get(a, a) == long.get(b, b):
        return True
    for initial, name in ((a, b), (b, a)):
        if len(initial) == 2 and initial[1] == "." and name[0] == initial[0]:
            return True
    return a in two[1:-1] or b in one[1:-1]


def _single(text: str, people: list[Person], word: str, found: list[Candidate]) -> None:
    """Add a person named by one word only, with a title or other strong evidence ("President Oakes", "Mara, 16, …")."""
    evidence = {e for c in found for e in c.evidence}
    inside = sum(not c.words[0].first for c in found)
    if inside and "sentence-start" in evidence and len(re.findall(rf"\b{re.escape(word)}\b", text)) < inside / 2:
        evidence -= {"ordinary-first", "sentence-start"}  # a name wherever it stands, and never the word
    titles = {c.title.word for c in found if c.title is not None and c.title.kind & TITLE}
    bearers = [p for p in people if p.keys[-1] == word]
    if bearers:
        if titles and _another(titles, found, bearers):
            people.append(
                Person((found[0].words[0].word,), (word,), found[0].start, False, {(word,)}, titles, evidence)
            )
        return
    if owner := next((p for p in people if word in p.keys or any(word in v for v in p.variants)), None):
        if word in owner.keys[1:-1] and "title" in evidence:
            owner.variants.add((owner.keys[0], word))  # "Ana Roja Paz", then "Ms. Roja"
        return
    points = sum(POINTS[e] for e in evidence) + 0.5 * (len(found) > 2)
    certain = (
        evidence & {"role-before", "age", "suffix"}
        or {"said-before", "listed-surname"} <= evidence
        or evidence & {"who", "pronoun"}
    )
    words = tuple(t.word for t in found[0].words)
    if sibling := next((p for c in found if (p := _pairs(text, c, people))), None):
        pair = Person(
            (*words, sibling.words[-1]), (word, sibling.keys[-1]), found[0].start, evidence=evidence, kin=True
        )
        sibling.kin = True
        people.append(pair)
    elif "title" in evidence or (points >= ENOUGH_SINGLE and certain):
        people.append(Person(words, (word,), found[0].start, False, {(word,)}, titles, evidence))


def _another(titles: set[str], found: list[Candidate], bearers: list[Person]) -> bool:
    """Whether "President X" is somebody else than the people fully named X: his relatives, or women where he is Mr."""
    if any(p.titles & titles for p in bearers):
        return False
    courtesy = {c.title.word for c in found if c.title is not None and c.title.kind & HONORIFIC}
    for p in bearers:
        contradicted = bool(p.sex == SEX_F and courtesy & MALE and not courtesy & FEMALE) or bool(
            p.sex == SEX_M and courtesy & FEMALE and not courtesy & MALE
        )
        junior = p.suffixed and len(p.variants) == 1 and found[0].start < p.first_seen
        if not (p.kin or contradicted or junior):
            return False
    return True


def _pairs(text: str, c: Candidate, people: list[Person]) -> Person | None:
    """The person whose surname a single first name shares by "and" ("Mara and Lena Oakes"), if it does."""
    word = c.words[0]
    if not word.kind & FIRST or word.kind & (WORD | PLACE) or (m := _AND_NAME.match(text, c.end)) is None:
        return None
    return next((p for p in people if len(p.keys) > 1 and p.keys[0] == fold(m[1]) and p.keys[-1] == fold(m[2])), None)
