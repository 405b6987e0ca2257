"""Where the people of an article are named, and the roles that stand beside each name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from workbench.parse.lexicon import CALENDAR, FIRST, HONORIFIC, ORG, PLACE, PLACE_LAST, THING, TITLE, WORD, lexicon
from workbench.parse.people.candidates import Run
from workbench.parse.people.evidence import attributive, in_work, marks_a_thing
from workbench.parse.people.forms import Forms, Owners, bearer
from workbench.parse.people.names import HEADLINE_LONGEST, SUFFIX, Token, fold, name_key
from workbench.parse.people.records import Mention, Role
from workbench.parse.people.role_before import before_comma, before_name
from workbench.parse.people.roles import after_name

# The longest name in words that is looked up ("Ana Maria Lee de la Paz").
LONGEST_NAME = 5


@dataclass(slots=True)
class Spot:
    """A known name at `run[n:stop]`: what stands around it decides whether it names the person."""

    run: Run
    n: int
    stop: int
    headline: bool

    @property
    def start(self) -> int:
        """Where the name begins."""
        return self.run[self.n].start

    @property
    def end(self) -> int:
        """Where the name ends, without possessive."""
        return self.run[self.stop - 1].end

    @property
    def last(self) -> Token:
        """The last word of the name."""
        return self.run[self.stop - 1]

    @property
    def before(self) -> Token | None:
        """The capitalised word directly before."""
        return self.run[self.n - 1] if self.n else None

    @property
    def after(self) -> Token | None:
        """The capitalised word directly after."""
        return self.run[self.stop] if self.stop < len(self.run) else None


@dataclass(slots=True)
class Reader:
    """Reads the runs of a text in order and collects the mentions and roles of each person, by the person's identity."""

    text: str
    forms: Forms
    mentions: dict[int, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[int, list[Role]] = field(default_factory=lambda: defaultdict(list))
    recent: dict[int, int] = field(default_factory=dict)  # who was named in this paragraph, and where
    paragraph: int = -1
    last: tuple[int, Role | None] = (-9, None)  # where the last name ended, and the role before it

    def read(self, run: Run, keys: list[str], *, headline: bool) -> None:
        """Record the known people a run names, the longest form first."""
        n = 0
        while n < len(run):
            for stop in range(min(len(run), n + LONGEST_NAME), n, -1):
                owners = self.forms.get(name_key(run[n:stop]) if run[stop - 1].kind & SUFFIX else tuple(keys[n:stop]))
                if owners is None or run[n].kind & SUFFIX:
                    continue
                spot = Spot(run, n, stop, headline)
                if self._names(spot, owners):
                    if stop < len(run) and run[stop].kind & SUFFIX:
                        spot.stop = stop = stop + 1
                    self._record(spot, owners)
                    break
            else:
                stop = n + 1
            n = stop

    def _names(self, spot: Spot, owners: Owners) -> bool:
        """Whether the known form names the person here, and not a thing or a namesake."""
        if attributive(self.text, spot.last) or in_work(self.text, spot.start) or _another_follows(spot):
            return False
        single = spot.stop - spot.n == 1
        before = spot.before
        if before is None and single and marks_a_thing(self.text, spot.last):
            return False
        if before is None and self.text[max(0, spot.start - 4) : spot.start].lower().endswith(("the ", " a ", " an ")):
            return False
        if before is not None and single and not spot.headline and _longer(before):
            return False
        return not single or self._single(spot, owners)

    def _single(self, spot: Spot, owners: Owners) -> bool:
        """Whether a known word alone is the name, and not an ordinary word or a place."""
        token = spot.last
        if all(form == "first" for _, form in owners):
            return len(owners) == 1 and not token.kind & (WORD | PLACE | TITLE)
        if token.first and token.word.lower() in lexicon().openers and len(spot.run) == 1:
            return False
        before = self.text[max(0, token.start - 3) : token.start]
        return not (token.kind & PLACE and spot.before is None and before in ("in ", "at "))

    def _record(self, spot: Spot, owners: Owners) -> None:
        text, start, end = self.text, spot.start, spot.end
        if (line := text.rfind("\n", 0, start)) != self.paragraph:
            self.paragraph = line
            self.recent.clear()
        person, form, rule = bearer(_suffixed(owners, spot.last), spot.before, self.recent)
        if form != "full" and spot.before is not None and spot.before.kind & (TITLE | HONORIFIC):
            form = f"title+{form}"
        label, role = before_name(text, start, headline=spot.headline)
        role = role or self._shared_title(start)
        beside = [] if spot.headline or _untold(text, end) else after_name(text, end)
        comma = before_comma(text, label, end)
        if comma is not None and 0 <= comma.start - self.last[0] <= 2:
            comma = None  # "A, a former director, B": the apposition of the name before
        self.roles[id(person)] += [r for r in (role, comma, *beside) if r]
        self.mentions[id(person)].append(Mention(start, end, form, label, end, rule))
        self.recent[id(person)] = start
        self.last = (end, role)
        person.first_seen = min(person.first_seen, start)

    def _shared_title(self, start: int) -> Role | None:
        """The plural title before an earlier name of a list ("Sens. Ana Lee and Bo Day"), for a later one without its own."""
        end, before = self.last
        if before is None or not 0 <= start - end < 40 or _AND.match(self.text[end:start]) is None:
            return None
        title = before.phrase.rstrip(".").rpartition(" ")[2]
        return replace(before, rule="shared-title") if title.endswith("s") and not title.endswith("ss") else None


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
    single = spot.stop - spot.n == 1
    return single and not spot.headline and not after.kind & (WORD | TITLE | PLACE | CALENDAR | FIRST)


def _untold(text: str, at: int) -> bool:
    """Whether the line is short and ends without a mark, as a headline in sentence case: what follows a comma there is no role."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else None].rstrip()
    return len(line) <= HEADLINE_LONGEST and bool(line) and line[-1] not in ".?!”\"’')…" and end >= 0


def _suffixed(owners: Owners, last: Token) -> Owners:
    """The owners who bear "Jr." where the name is printed with it, else those who do not, when there are both."""
    wanted = bool(last.kind & SUFFIX)
    return [o for o in owners if o[0].suffixed == wanted] or owners


def keys_of(run: Run) -> list[str]:
    """The words of a run as compared."""
    return [fold(t.word) for t in run]
