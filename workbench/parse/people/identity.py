"""Which namings in one article are of one person, by forms of names, families and joint namings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from workbench.parse.lexicon import FIRST, HONORIFIC, PLACE, SEX_F, SEX_M, TITLE, WORD, lexicon
from workbench.parse.people import candidates
from workbench.parse.people.candidates import Candidate, worth
from workbench.parse.people.names import UPPER, NameRun, NameToken, fold, word_kind
from workbench.parse.people.quoted import SPEAKS, candidates_and_speakers, speaking_name
from workbench.parse.text import word_set

Key = tuple[str, ...]
"""The words of a name as compared."""

_MALE = word_set("Mr. Mr Sir Lord")
_FEMALE = word_set("Mrs. Ms. Miss Mrs Ms Lady Dame Madam")


@dataclass(slots=True, eq=False)
class Person:
    """A person in the making: the fullest name so far, its variants and what was found with it."""

    words: Key  # as printed
    keys: Key  # as compared, without suffix
    first_seen: int
    suffix: str = ""  # of every naming in full: "Jr", "III"
    variants: set[Key] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    kin: bool = False  # shares the surname with a sibling
    namings: list[Candidate] = field(default_factory=list)  # in full

    @property
    def sex(self) -> int:
        """What the first name list says: SEX_M, SEX_F or 0; used only to keep "Mr. X" from "Mrs. X"."""
        return word_kind(self.words[0]) & (SEX_M | SEX_F) if len(self.keys) > 1 else 0


YOUNGER = word_set("son daughter grandson granddaughter nephew niece")
ELDER = word_set("father mother uncle aunt grandfather grandmother dad mom")

_BEFORE = re.compile(r"([\w-]+),? $")
_KIN_AFTER = re.compile(r",(?: \d+,)? (?:the |his |her |their |[\w.]+[’']s )?(?:\w+ )?([\w-]+)")
_PHRASE = re.compile(r"\b[Tt]he (younger|elder|older) (?:(?:Mr|Mrs|Ms)\. )?$")
_REACH = 20  # "the younger Mrs. " and a little more


def kin_words(text: str, namings: Sequence[Candidate]) -> set[str]:
    """What the bearer of these names is said to be to somebody ("his son, Sam Lee", "first lady Ana Lee")."""
    kin = lexicon().kin
    found = set()
    for c in namings:
        for m in (_BEFORE.search(text, max(0, c.start - _REACH), c.start), _KIN_AFTER.match(text, c.end)):
            if m is not None and m[1].lower() in kin:
                found.add(m[1].lower())
    return found


def told_apart(text: str, start: int) -> str | None:
    """Which of two relatives the words before a surname mean: "younger", "elder", or nothing said of it.

    >>> told_apart("the younger Mr. Lee", 16), told_apart("The older Lee", 10), told_apart("younger Lee", 8)
    ('younger', 'elder', None)
    """
    if "er " not in text[max(0, start - 9) : start]:
        return None
    m = _PHRASE.search(text, max(0, start - _REACH), start)
    if m is None:
        return None
    return "younger" if m[1] == "younger" else "elder"


def generation(text: str, suffix: str, namings: Sequence[Candidate]) -> str | None:
    """Whether the bearer of these names is the "younger" or the "elder" of two, by "Jr." or by what kin he is said to be."""
    if suffix:
        return "elder" if suffix == "Sr" else "younger"
    kin = kin_words(text, namings)
    younger, elder = bool(kin & YOUNGER), bool(kin & ELDER)
    if younger == elder:
        return None
    return "younger" if younger else "elder"


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


def bearer(owners: Owners, before: NameToken | None, recent: dict[int, int]) -> tuple[Person, str, str]:
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
        if before.word in _MALE:
            chosen = [o for o in chosen if o[0].sex != SEX_F] or chosen
        elif before.word in _FEMALE:
            chosen = [o for o in chosen if o[0].sex != SEX_M] or chosen
        if len(chosen) == 1:
            return *chosen[0], "title" if titled else "courtesy-title"
    known = [o for o in chosen if len(o[0].keys) == 1]
    if len(known) == 1 and known[0][0].first_seen >= 0:
        return *known[0], "known-by-surname"
    here = [o for o in chosen if id(o[0]) in recent]
    if here:
        return *max(here, key=lambda o: recent[id(o[0])]), "same-paragraph"
    return *min(chosen, key=lambda o: o[0].first_seen), "named-first"


_AND_NAME = re.compile(rf"(?:,? and|,| or) ([{UPPER}][\w’'-]+) ([{UPPER}][\w’'-]*?)(?:[’']s)?\b")


def sibling_of(text: str, c: Candidate, people: Sequence[Person]) -> Person | None:
    """The person whose surname a single first name shares by "and" ("Mara and Lena Oakes"), if it does."""
    word = c.words[0]
    if not word.kind & FIRST or word.kind & (WORD | PLACE) or (m := _AND_NAME.match(text, c.end)) is None:
        return None
    return next((p for p in people if len(p.keys) > 1 and p.keys[0] == fold(m[1]) and p.keys[-1] == fold(m[2])), None)


_JOINED_BEFORE = re.compile(rf"(?<![\w’'-])([{UPPER}][\w-]+) (?:and|or) $")
_JOINED_AFTER = re.compile(rf" (?:and|or) (?:[{UPPER}][\w-]+ )?([{UPPER}][\w-]+)(?![\w’'-]*[’'-])")
# What shows that the word joined belongs to something else ("the head of Oakes and Lee", "in Oakes and Lee County").
_NOT_JOINED = (" in ", " at ", " by ", " from ", " of ", " the ", "’s ", "'s ")


def among_people(text: str, c: Candidate, people: Sequence[Person]) -> bool:
    """Whether a lone surname is joined to somebody's ("Lenard and Oakes" beside "Ana Lenard"), neither owning anything."""
    word = c.words[0]
    if "state-after" in c.evidence or word.kind & (WORD | PLACE) or word.possessive:
        return False
    if not word.word[1:].islower() or word.word.endswith("esque"):
        return False
    names = {p.keys[-1] for p in people if len(p.keys) > 1}
    if (m := _JOINED_BEFORE.search(text, max(0, c.start - 30), c.start)) and fold(m[1]) in names:
        return True
    m = _JOINED_AFTER.match(text, c.end)
    return m is not None and fold(m[1]) in names and not text[max(0, c.start - 6) : c.start].endswith(_NOT_JOINED)


def find_people(text: str, body: Iterable[NameRun], headings: Iterable[NameRun] = ()) -> list[Person]:
    """The people a text names in full or with a title, before their shorter namings are looked for."""
    full: dict[Key, list[Candidate]] = defaultdict(list)
    single: dict[str, list[Candidate]] = defaultdict(list)
    alone: list[NameRun] = []
    longer: list[NameRun] = []
    for run in body:
        (alone if len(run) == 1 else longer).append(run)
    for run in longer:
        for c in candidates_and_speakers(text, run):
            if len(c.key) > 1:
                full[c.key].append(c)
            elif c.key:
                single[c.key[0]].append(c)
    # A lone word that is a sure person's surname needs no evidence of its own, and most lone words are.
    sure = {key[-1] for key, found in full.items() if any(worth(c.evidence) >= candidates.ENOUGH for c in found)}
    for run in alone:
        if run[0].key not in sure and candidates.nameable(run)[0]:
            for c in candidates.candidates(text, run):
                single[c.key[0]].append(c)
    tagging = {run[0].key for run in alone if candidates.tags(text, run[0])} - sure
    for run in longer if tagging else ():
        if speaker := speaking_name(text, run, tagging):
            full[speaker.key].append(speaker)
    surnames = {key[-1] for key in full}
    for run in headings:
        for c in candidates.headline_names(run):
            if c.key not in full and (c.key[-1] in single or c.key[-1] in surnames):
                full[c.key].append(c)
    evidence = {key: _gather_evidence(key, found, single, full) for key, found in full.items()}
    accepted = {key for key, found in evidence.items() if worth(found) >= candidates.ENOUGH or found & SPEAKS}
    _among(text, full, accepted, evidence)
    people: list[Person] = []
    for key, found in full.items():
        if key in accepted:
            _enter(people, found, evidence[key])
            _add_nickname(text, people, found)
    for word, found in sorted(single.items(), key=lambda item: item[1][0].title is not None):
        _single(text, people, word, found)
    return people


def _gather_evidence(
    key: Key, found: list[Candidate], single: dict[str, list[Candidate]], full: dict[Key, list[Candidate]]
) -> set[str]:
    evidence = set().union(*[c.evidence for c in found])
    short = single.get(key[-1], ())
    if evidence == {"borrowed"} and not short and sum(k[0] == key[0] for k in full) == 1:
        short = single.get(key[0], ())  # "Ana Lee supporters", then "for Ana"
    if len(short) > 1:
        evidence.add("short-often")
    for c in short:
        if "title" in c.evidence:
            evidence.add("short-titled")
        else:
            evidence.add("short-speech" if "speech" in c.evidence else "short")
    return evidence


_LIST_GAPS = frozenset((", ", " and ", ", and "))


def _among(text: str, full: dict[Key, list[Candidate]], accepted: set[Key], evidence: dict[Key, set[str]]) -> None:
    """Accept names that stand in a list beside an accepted one ("Ana Lee, Zorvan Quill and Bo Day", "Will Quill, Ana Lee")."""
    doubtful = [key for key in full if key not in accepted and (len(key) == 2 or "unlisted" in evidence[key])]
    if not doubtful:
        return
    sure = [c for key in accepted for c in full[key]]
    starts, ends = {c.start for c in sure}, {c.end for c in sure}
    sizes = {len(gap) for gap in _LIST_GAPS}
    for key in doubtful:
        for c in full[key]:
            after = any(text[c.end : c.end + n] in _LIST_GAPS and c.end + n in starts for n in sizes)
            if after or any(text[c.start - n : c.start] in _LIST_GAPS and c.start - n in ends for n in sizes):
                evidence[key].add("among-people")
        if worth(evidence[key]) >= candidates.ENOUGH:
            accepted.add(key)


def _enter(people: list[Person], found: list[Candidate], evidence: set[str]) -> None:
    """Add a full name to the people: to the one it agrees with, or as a new one."""
    *others, found = _generations(found)
    people += [_person_from(namings, evidence) for namings in others]
    keys = found[0].key
    same = [p for p in people if p.keys[-1] == keys[-1] and agree(p.keys, keys) and not (p.suffix and p.keys == keys)]
    new = _person_from(found, evidence)
    if len(same) != 1:
        people.append(new)
        return
    person = same[0]
    person.evidence |= evidence
    person.variants.add(keys)
    person.titles |= new.titles
    person.namings += found
    if len(found[0].words) > len(person.words):
        person.words, person.keys = _printed_words(found[0]), keys
    person.first_seen = min(person.first_seen, found[0].start)


_IN_MARKS = re.compile(rf"[“\"‘'(]([{UPPER}][\w’'-]+)[”\"’')]")


def _add_nickname(text: str, people: Sequence[Person], found: Sequence[Candidate]) -> None:
    """Give a person the nickname that stands between marks inside the name: “Robert ‘Bo’ Day” is Bo, and Bo Day.

    >>> from workbench.parse.people.find import find_participants
    >>> found = find_participants("Robert “Bo” Day, a baker, agreed. “It was cold,” Bo said.")
    >>> [(p.name, p.aliases) for p in found]
    [('Robert Day', ('Robert “Bo” Day', 'Bo'))]
    """
    for c in found:
        inside = _IN_MARKS.search(text, c.words[0].end, c.end)
        owner = next((p for p in people if c in p.namings), None)
        if inside and owner:
            owner.variants.add((fold(inside[1]), c.key[-1]))


def _generations(found: list[Candidate]) -> list[list[Candidate]]:
    """The namings by one full name, those of each bearer: "Sam Lee Jr." and "Sam Lee Sr." in one article are son and father.

    So are "Sam Lee" and "Sam Lee Jr.", where the first stands more than once: a lone "Jr." is dropped at the second naming.
    """
    by_suffix: dict[str, list[Candidate]] = defaultdict(list)
    for c in found:
        by_suffix[c.suffix].append(c)
    plain = by_suffix.pop("", [])
    told = len(by_suffix) == 1 and len(plain) > 1 and len(found[0].key) == 2 and next(iter(by_suffix))[0] in "JS"
    if len(by_suffix) < 2 and not told:
        return [found]
    bearers = list(by_suffix.values())
    if len(plain) > 1:
        return [*bearers, plain]
    return [bearers[0] + plain, *bearers[1:]]


def _person_from(found: list[Candidate], evidence: set[str]) -> Person:
    first = found[0]
    longest = max(found, key=lambda c: len(c.words)) if len(found) > 1 else first
    titles = {c.title.word for c in found if c.title is not None}
    suffix = first.suffix if all(c.suffix for c in found) else ""
    words, variants = _printed_words(longest), {first.key}
    return Person(words, first.key, first.start, suffix, variants, titles, set(evidence), False, list(found))


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
    middle = next((k for k in one[1:-1] if len(k) > 1), None)
    other_middle = next((k for k in two[1:-1] if len(k) > 1), None)
    if middle and other_middle and middle[0] != other_middle[0]:
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
    first = found[0]
    titles = {c.title.word for c in found if c.title is not None and c.title.kind & TITLE}
    bearers = [p for p in people if p.keys[-1] == word]
    if bearers and not (titles and _another(text, titles, found, bearers)):
        return
    evidence = _evidence(text, word, found)
    new = Person((first.words[0].word,), (word,), first.start, "", {(word,)}, titles, evidence)
    if bearers:
        people.append(new)
    elif owner := next((p for p in people if word in p.keys or any(word in variant for variant in p.variants)), None):
        # The word is in the owner's name, though not as the last one.
        if word in owner.keys[1:-1] and "title" in evidence:
            owner.variants.add((owner.keys[0], word))  # "Ana Roja Paz", then "Ms. Roja"
    elif sibling := next((p for c in found if (p := sibling_of(text, c, people))), None):
        sibling.kin = new.kin = True
        new.words, new.keys = (*_printed_words(first), sibling.words[-1]), (word, sibling.keys[-1])
        new.variants, new.titles = set(), set()
        people.append(new)
    elif "title" not in evidence and _is_paper(text, found):
        return
    elif (
        _enough(evidence, len(found))
        or _goes_by(text, found, evidence)
        or any(among_people(text, c, people) for c in found)
    ):
        new.words = _printed_words(first)
        people.append(new)


def _goes_by(text: str, found: Sequence[Candidate], evidence: set[str]) -> bool:
    """Whether the lone name of one who speaks was given to somebody before: a man who goes by the name “Skip”; said Skip."""
    given = rf"\b(?:go(?:es|ing)? by|went by|nicknamed|known as)(?: the name)? [“\"‘']{re.escape(found[0].words[0].word)}[.,]?[”\"’']"
    return not evidence.isdisjoint(("said-before", "speech")) and re.search(given, text) is not None


_PAPER_BEHIND = re.compile(r" (?:first |also |previously |has |had )?reported\b| [Mm]agazine\b")


def _is_paper(text: str, found: Sequence[Candidate]) -> bool:
    """Whether a lone name reports or is a magazine's: "Oakes first reported", "Oakes magazine"."""
    return any(_PAPER_BEHIND.match(text, c.end) for c in found)


def _printed_words(c: Candidate) -> Key:
    """The words as printed."""
    return tuple([t.word for t in c.words])


def _evidence(text: str, word: str, found: list[Candidate]) -> set[str]:
    """What the namings by one word tell together."""
    evidence = set().union(*[c.evidence for c in found])
    inside = sum([not c.words[0].first for c in found])
    if inside and "sentence-start" in evidence:
        in_lower_case = len(re.findall(rf"\b{re.escape(word)}\b", text)) if word in text else 0
        if in_lower_case < inside / 2:
            evidence -= {"ordinary-first", "sentence-start"}  # a name wherever it stands, and never the word
    return evidence


_SURE = word_set("title tags")  # one of these is enough for a name of one word
_PERSONAL = word_set("role-before age suffix who pronoun")  # what nothing but a person has


def _enough(evidence: set[str], namings: int) -> bool:
    """Whether the evidence suffices for a person of whom so many namings by one word tell."""
    if not evidence.isdisjoint(_SURE):
        return True
    certain = not evidence.isdisjoint(_PERSONAL) or evidence >= {"said-before", "listed-surname"}
    return certain and worth(evidence) + 0.5 * (namings > 2) >= candidates.ENOUGH_SINGLE


def _another(text: str, titles: set[str], found: list[Candidate], bearers: list[Person]) -> bool:
    """Whether "President X" is somebody else than the people fully named X: his relatives, or women where he is Mr."""
    if any(p.titles & titles for p in bearers):
        return False
    courtesy = {c.title.word for c in found if c.title is not None and c.title.kind & HONORIFIC}
    men, women = bool(courtesy & _MALE), bool(courtesy & _FEMALE)
    for p in bearers:
        contradicted = men != women and p.sex == (SEX_F if men else SEX_M)
        junior = p.suffix and len(p.variants) == 1 and found[0].start < p.first_seen
        if not (contradicted or junior or p.kin or kin_words(text, p.namings)):
            return False
    return True
