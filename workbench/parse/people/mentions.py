"""Where the people of an article are named, and the roles that stand beside each name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.parse.lexicon import CALENDAR, FIRST, HONORIFIC, ORG, PLACE, PLACE_LAST, THING, TITLE, WORD
from workbench.parse.people.candidates import Run
from workbench.parse.people.evidence import attributive, in_work, marks_a_thing
from workbench.parse.people.family import told_apart
from workbench.parse.people.forms import Forms, Owners, bearer, of_generation
from workbench.parse.people.names import HEADLINE_LONGEST, Token, name_key, suffix_of
from workbench.parse.people.records import Mention, Role
from workbench.parse.people.role_before import before_name
from workbench.parse.people.role_comma import before_comma
from workbench.parse.people.roles import BEFORE_ROLE, after_name
from workbench.parse.people.words import OPENER, SUFFIX

# The longest name in words that is looked up ("Ana Maria Lee de la Paz").
LONGEST_NAME = 5


_ARTICLES = ("the ", " a ", " an ")
_OPENING_ARTICLES = frozenset(("The", "A", "An"))
_DATELINE = (" (", " —", " –", " -")


class Spot(NamedTuple):
    """A known name in a run: what stands around it decides whether it names the person."""

    start: int
    end: int  # without possessive
    words: Run
    before: Token | None  # the capitalised word directly before
    after: Token | None  # and the one directly after
    headline: bool


def _spot(run: Run, n: int, stop: int, headline: bool) -> Spot:
    before, after = run[n - 1] if n else None, run[stop] if stop < len(run) else None
    return Spot(run[n].start, run[stop - 1].end, run[n:stop], before, after, headline)


@dataclass(slots=True)
class Reader:
    """Reads the runs of a text in order and collects the mentions and roles of each person, by the person's identity."""

    text: str
    forms: Forms
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

    def read(self, run: Run, *, headline: bool) -> None:
        """Record the known people a run names, the longest form first."""
        n, size, heads = 0, len(run), self.heads
        while n < size:
            n = self._read_name(run, n, headline) if run[n].key in heads else n + 1

    def _read_name(self, run: Run, n: int, headline: bool) -> int:
        """Record the person named at `run[n]`, if one is; where to go on."""
        if run[n].kind & SUFFIX:
            return n + 1
        for stop in range(min(len(run), n + LONGEST_NAME), n, -1):
            key = (run[n].key,) if stop == n + 1 else name_key(run[n:stop])
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

    def _names(self, spot: Spot, owners: Owners) -> bool:
        """Whether the known form names the person here, and not a thing or a namesake."""
        text, start, before, last = self.text, spot.start, spot.before, spot.words[-1]
        if attributive(text, last) or in_work(text, start) or _another_follows(spot):
            return False
        single = len(spot.words) == 1
        if before is None or before.word in _OPENING_ARTICLES:
            if single and marks_a_thing(text, last):
                return False
            if before is None and text[max(0, start - 4) : start].lower().endswith(_ARTICLES):
                return False
        elif single and not spot.headline and _longer(before):
            return False
        return not single or self._single(spot, owners)

    def _meant(self, spot: Spot, owners: Owners) -> tuple[Owners, str | None]:
        """The owners that "Jr." or "the younger" leaves, none where somebody else is meant, and the rule if there was one."""
        owners = _suffixed(owners, spot.words[-1])
        if wanted := told_apart(self.text, spot.start):
            return of_generation(self.text, owners, wanted), "generation"
        return owners, None

    def _single(self, spot: Spot, owners: Owners) -> bool:
        """Whether a known word alone is the name, and not an ordinary word or a place."""
        token = spot.words[0]
        kind = token.kind
        if owners[0][1] == "first" and all(form == "first" for _, form in owners):
            return len(owners) == 1 and not kind & (WORD | PLACE | TITLE)
        if token.first and kind & OPENER and spot.before is None and spot.after is None:
            return False
        if token.word.isupper() and self.text[token.end : token.end + 2] in _DATELINE and self._opens_line(token.start):
            return False  # "WASHINGTON (AP) —"
        if not kind & PLACE or spot.before is not None:
            return True
        return self.text[max(0, token.start - 3) : token.start] not in ("in ", "at ")

    def _opens_line(self, start: int) -> bool:
        return not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip()

    def _record(self, spot: Spot, owners: Owners, told: str | None) -> None:
        text, start, end, before = self.text, spot.start, spot.end, spot.before
        if (line := text.rfind("\n", 0, start)) != self.paragraph:
            self.paragraph = line
            self.untold = _untold(text, start)
            self.recent.clear()
        person, form, rule = bearer(owners, before, self.recent)
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


_AND = re.compile(r"(?: of [A-Z][\w.]+(?: [A-Z]\w+)?| \([^()]{1,12}\))?(?:,| and|, and| or) $")


def _longer(before: Token) -> bool:
    """Whether the word before a surname makes it somebody else's or a body's ("Sam Oakes", "National Oakes")."""
    if before.kind & (TITLE | HONORIFIC):
        return False
    return bool(before.kind & (ORG | THING)) or bool(before.kind & FIRST and not before.first)


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
    return len(line) <= HEADLINE_LONGEST and bool(line) and line[-1] not in ".?!”\"’')…" and end >= 0


def _suffixed(owners: Owners, last: Token) -> Owners:
    """The owners who bear "Jr." where the name is printed with it, else those who do not, when there are both."""
    if len(owners) == 1:
        return owners
    wanted = suffix_of(last)
    return [o for o in owners if o[0].suffix == wanted] or owners
