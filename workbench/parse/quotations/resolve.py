"""From the words that name a source to the participant who speaks: names, pronouns, descriptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.parse.people.records import Participant
from workbench.parse.quotations import sources as src
from workbench.parse.quotations.descriptions import (
    FEMALE_LABEL,
    HEAD_END,
    MALE_LABEL,
    fits_first_name,
    gender_of,
    is_role,
    told,
)
from workbench.parse.quotations.find import Quotation
from workbench.parse.quotations.namings import Namings, Row, holds
from workbench.parse.text import Span

TOLD, LISTED, UNLISTED = 1.0, 0.5, 0.3
"""What a pronoun's gender is worth when a title or role tells it, the first name alone, or nothing in a name of one word."""
PASSAGE = 400
"""A description may go on about the last speaker within this many characters, if nobody else was named since."""
NEARER, HERE = 300, 0.8
"""So many characters nearer are worth as much as the unit of the other signs; a name in the pronoun's paragraph, this much."""
IN_MARKS, REPORTED = 3.0, 1.0
"""A name inside somebody's quotation is seldom whom the next pronoun means; one in a report less often than others."""
SPOKEN_OF = 2.0
"""Whom a quotation names seldom says it: “Lee will win,” he said."""
RELATIVE_REACH = 200
"""“who” and “which” follow their name within this many characters."""
LOOK_BACK = 1200
"""A pronoun finds its name within this many characters: three or four paragraphs of news."""


class Speaker(NamedTuple):
    """Who a quotation is attributed to: the participant's number, or None with the reason; and the rule.

    `name` is the source as printed where it looks like a name but is nobody's among the participants.
    """

    participant: int | None
    rule: str
    reason: str | None = None
    name: str | None = None


NOBODY = Speaker(None, "described", "a description of nobody named")


def resolve(text: str, quotations: Sequence[Quotation], participants: Sequence[Participant]) -> list[Speaker]:
    """The speaker of each quotation, in the order given; the same source span always has the same speaker."""
    return _Resolver(text, participants, quotations).run(quotations)


class _Resolver:
    def __init__(self, text: str, participants: Sequence[Participant], quotations: Sequence[Quotation]) -> None:
        self.text = text
        self.people = participants
        self.namings = Namings(text, participants)
        self.gender: dict[int, str | None] = {}
        self.marked = sorted((q.start, q.end) for q in quotations if q.kind == "direct")
        self.reported = sorted((q.start, q.end) for q in quotations if q.kind in ("indirect", "mixed"))
        self.words: dict[Span, list[Span]] = defaultdict(list)  # what each source says in marks
        for q in quotations:
            if q.speaker and q.kind in ("direct", "fragment"):
                self.words[q.speaker].append((q.start, q.end))
        self.spoken: list[tuple[int, int]] = []
        self.doubtful = any(row[3].rule == "named-first" for row in self.namings.rows)
        self.sure: list[tuple[int, int]] = []  # if so: who spoke and was named by more than order
        self.done: dict[Span, Speaker] = {}

    def run(self, quotations: Sequence[Quotation]) -> list[Speaker]:
        for span in sorted({q.speaker for q in quotations if q.speaker}):
            self.done[span] = found = self._resolve(span)
            if found.participant is not None:
                self.spoken.append((span[0], found.participant))
                named = self.namings.touching(*span) if self.doubtful else ()
                if any(row[2] == found.participant and row[3].rule != "named-first" for row in named):
                    self.sure.append((span[0], found.participant))
        missing = Speaker(None, "none", "no source in the text")
        return [self.done[q.speaker] if q.speaker else missing for q in quotations]

    def _may_be(self, n: int, gender: str) -> bool:
        """May a pronoun of that gender mean the participant? Titles and roles tell, else earlier pronouns, else the first name."""
        told = self._gender(n)
        return told == gender or (told is None and fits_first_name(self.people[n], gender) is not False)

    def _fit(self, n: int, gender: str) -> float:
        """How surely a pronoun of that gender fits a participant that it may mean."""
        p = self.people[n]
        if self._gender(n) == gender:
            return TOLD
        return LISTED if fits_first_name(p, gender) else 0.0 if " " in p.name else UNLISTED

    def _gender(self, n: int) -> str | None:
        if n not in self.gender:
            self.gender[n] = gender_of(self.text, self.people[n])
        return self.gender[n]

    def _resolve(self, span: Span) -> Speaker:
        words = src.SOURCE_WORD.findall(self.text, *span)
        first = src.begins(words)
        if first in src.RELATIVE:
            if len(words) > 1 and (words[1][0].isupper() or words[1].lower() in src.AFTER_RELATIVE):
                at = self.text.index(words[1], span[0] + len(words[0]))
                return self._resolve((at, span[1]))
            return self._last_before(span[0], first)
        if first in ("his", "her") and len(words) > 1 and (other := self._belonging(span)):
            return other
        if first in src.MALE | src.FEMALE:
            return self._pronoun(span, "m" if first in src.MALE else "f")
        if first in src.FIRST and len(words) == 1:
            return Speaker(None, "first person", "the author or a speaker within a speech")
        if first in src.NEUTRAL and len(words) == 1:
            return self._neutral(span[0])
        if first in src.JOINT:
            return Speaker(None, "joint", "several speak together")
        return self._predicate(span) or self._named(span) or self._document(span) or self._described(span)

    def _belonging(self, span: Span) -> Speaker | None:
        """Somebody who belongs to the one a pronoun means ("his wife, Jane", "her aides"); None for what is his own ("her words")."""
        raw = self.text[span[0] : span[1]]
        found = self._named((span[0] + len(raw) - len(raw.partition(" ")[2].lstrip()), span[1]))
        if found and (found.participant is not None or found.name):
            return found
        return Speaker(None, "described", "somebody of another's") if src.is_of_another(raw) else None

    def _predicate(self, span: Span) -> Speaker | None:
        """What somebody was is no source of its own: "Ms. Lee, who was |a spokeswoman for Day, saying"."""
        if not self.text.endswith(src.COPULA, 0, span[0]):
            return None
        line = max(self.text.rfind("\n", 0, span[0]), self.text.rfind(". ", 0, span[0]), span[0] - 300)
        before = next(filter(self._free, self.namings.between(line, span[0])), None)
        return Speaker(self._owner(before), "predicate") if before else None

    def _free(self, row: Row) -> bool:
        """Does a naming stand for itself, and not own or serve what stands beside it?"""
        return not self.namings.owns(row) and not self.namings.governed(row)

    def _owner(self, row: Row) -> int:
        """Who is named. Of two bearers of a surname between whom nothing but order chose, the one who spoke last."""
        start, _, n, m = row
        if m.rule != "named-first":
            return n
        surname = self.people[n].name.rpartition(" ")[2]
        last = (p for at, p in reversed(self.sure) if start - LOOK_BACK < at < start)
        return next((p for p in last if self.people[p].name.rpartition(" ")[2] == surname), n)

    def _document(self, span: Span) -> Speaker | None:
        """The owner of a document speaks in it (Lee’s statement, a letter from Lee); "the statement" is that of who spoke last."""
        raw = self.text[span[0] : span[1]]
        if sent := src.SENT.match(raw):
            rest = span[0] + sent.end(), span[1]
            return found if (found := self._named(rest)) and found.participant is not None else None
        if not src.DOCUMENT.search(raw):
            return None
        owners = [row for row in self.namings.touching(*span) if self.text[row[1] : row[1] + 1] in ("’", "'")]
        if owners:
            return Speaker(owners[0][2], "document of")
        last = [n for at, n in self.spoken if span[0] - LOOK_BACK < at < span[0]]
        return Speaker(last[-1], "document") if last and src.THE_DOCUMENT.match(raw) else None

    def _named(self, span: Span) -> Speaker | None:
        """The participant whose name or description heads the phrase, or stands in apposition to its head.

        An owner does not ("Lee’s aide"), nor one whom the head serves ("a spokesman for Lee").
        """
        if line := src.DATELINE.match(self.text, span[0], span[1]):
            span = line.end(), span[1]
        if self.text.endswith(src.LIKE, 0, span[0]) and (comma := self.text.find(", ", *span)) >= 0:
            span = comma + 2, span[1]
        raw = self.text[span[0] : span[1]]
        cut = HEAD_END.search(raw, 1)
        head = span[0] + cut.start() if cut else span[1]
        rows = self.namings.touching(*span)
        if rows and rows[-1][1] < span[1] and src.OWNER.fullmatch(self.text, rows[-1][1], span[1]):
            return Speaker(self._owner(rows[-1]), "owner")  # "Lee’s |claim"
        free = [row for row in rows if not self.namings.owns(row)]
        # The label may hold an "of": "former secretary of state Ana Lee".
        inside = [row for row in free if row[0] < head or row[3].label_start <= span[0]]
        if len(free) > 1 and src.SEVERAL.match(raw):
            return Speaker(None, "joint", "several speak together")
        if any(a[2] != b[2] and src.AND.match(self.text[a[1] : b[3].label_start]) for a, b in pairwise(inside)):
            return Speaker(None, "joint", "several speak together")
        if inside:
            return Speaker(self._owner(inside[-1]), "named")
        beside = [row for row in free if self.text[span[0] : row[3].label_start].rstrip()[-1:] in src.APPOSITION]
        if beside:
            return Speaker(beside[0][2], "named")
        stop = src.SIDE.search(raw)
        end = span[0] + stop.start() if stop else span[1]
        last = [row for row in free if row[1] == end and src.CAPITALISED.search(self.text[span[0] : row[3].start])]
        if last:
            # "Secretary of the Interior Ryan Day": a title may hold an "of".
            return Speaker(last[-1][2], "named")
        name = src.NAME.search(self.text[span[0] : head])
        if name and raw.lower().startswith("the ") and is_role(name[0].rpartition(" ")[2]):
            return None  # "The Russian President"
        return Speaker(None, "named", "a name that is no participant's", name[0]) if name else None

    def _last_before(self, at: int, pronoun: str) -> Speaker:
        last = self.namings.last_before(at)
        before = None if pronoun == "which" else src.BEFORE_RELATIVE.search(self.text, max(at - RELATIVE_REACH, 0), at)
        if before and is_role(before[1]) and (last is None or last[1] <= before.start()):
            return self._described((before.start(), before.end(1)))
        if last and at - last[1] < RELATIVE_REACH and (pronoun != "which" or not self._is_person(last[2])):
            return Speaker(last[2], "relative")
        return Speaker(None, "relative", "no name before the pronoun")

    def _pronoun(self, span: Span, gender: str) -> Speaker:
        """The person the passage is about: who spoke last or heads a sentence, recently, and of that gender."""
        at, others = span[0], self._others(span)
        spoken_of = {self._owner(row) for words in self.words[span] for row in self.namings.between(*words)}
        line = self.text.rfind("\n", 0, at) + 1
        best, top = None, 0.0
        named = [(row, self._owner(row)) for row in self.namings.between(at - LOOK_BACK, at)]
        spoken = [(start, n) for start, n in self.spoken if at - LOOK_BACK < start < at]
        fits = {
            n: self._fit(n, gender) - SPOKEN_OF * (n in spoken_of)
            for n in {n for _, n in named} | {n for _, n in spoken}
            if n not in others and self._is_person(n) and self._may_be(n, gender)
        }
        for row, n in named:
            if n in fits:
                start = row[0]
                near = 2.0 - (at - start) / NEARER + HERE * (start >= line)
                speech = IN_MARKS * holds(self.marked, start) + REPORTED * holds(self.reported, start)
                score = near + self.namings.prominence(row) - speech + fits[n]
                if best is None or score >= top:
                    best, top = n, score
        for start, n in spoken:
            if n in fits:
                score = 3.0 - (at - start) / NEARER + HERE * (start >= line) + fits[n]
                if best is None or score >= top:
                    best, top = n, score
        if best is None:
            return Speaker(None, "pronoun", "nobody of that gender named before")
        self.gender[best] = self._gender(best) or gender
        return Speaker(best, "pronoun")

    def _others(self, span: Span) -> set[int]:
        """Whom a pronoun that is a subject cannot mean: who is named after it in its clause ("he told Lee")."""
        if self.text[span[0] : span[1]].lower() not in ("he", "she"):
            return set()  # "His office told Lee" may mean Lee’s
        end = src.CLAUSE_END.search(self.text, span[1])
        return {self._owner(row) for row in self.namings.between(span[1], end.start() if end else len(self.text))}

    def _neutral(self, at: int) -> Speaker:
        before = reversed(self.namings.between(at - LOOK_BACK, at))
        n = next((n for _, _, n, _ in before if not self._is_person(n)), None)
        return Speaker(n, "pronoun", "no group or body named before" if n is None else None)

    def _described(self, span: Span) -> Speaker:
        """The participant last named whose role has the noun of the phrase and what the phrase says of it: "the senator"."""
        raw = self.text[span[0] : span[1]]
        nouns = src.nouns_of(raw)
        if len(nouns) < 2 or nouns[0].lower() not in ("the", "this", "that"):
            return NOBODY
        fits = [told(p, nouns[-1], nouns[1:-1]) for p in self.people]
        most = max(fits, default=0)
        for row in reversed(self.namings.between(0, span[0])):
            if most and fits[self._owner(row)] == most:
                return Speaker(self._owner(row), "described")
        label = "first lady" if nouns[-1] == "lady" else nouns[-1]
        gender = "f" if FEMALE_LABEL.search(label) else "m" if MALE_LABEL.search(label) else None
        if nouns[-1].lower() in src.UNRELATED:
            return NOBODY
        if gender:
            return self._pronoun(span, gender)
        return self._passage(raw, span[0], nouns)

    def _passage(self, raw: str, at: int, nouns: Sequence[str]) -> Speaker:
        """Whom alone the passage before a description is about, if no role tells it."""
        last = [(a, n) for a, n in self.spoken if at - PASSAGE < a < at]
        # "the retired neurosurgeon" says more of who has just spoken, if nobody else was named since.
        if len(nouns) > 2 and nouns[-1].islower() and is_role(nouns[-1]) and last and self._is_person(last[-1][1]):
            begin, n = last[-1]
            between = self.namings.between(begin, at)
            if all(self._owner(row) == n or not self._is_person(row[2]) for row in between):
                return Speaker(n, "passage")
        if not src.may_go_on(raw, self.text[max(at - PASSAGE, 0) : at]):
            return NOBODY
        reach = PASSAGE // 2 if src.is_bare(raw) else PASSAGE
        free = filter(self._free, self.namings.between(at - reach, at))
        own = (row for row in free if not holds(self.marked, row[0]) and not holds(self.reported, row[0]))
        who = {self._owner(row) for row in own} | {n for a, n in last if at - reach < a}
        people = [n for n in who if self._is_person(n)]
        return Speaker(people[0], "passage") if len(people) == 1 else NOBODY

    def _is_person(self, n: int) -> bool:
        return self.people[n].kind == "person"
