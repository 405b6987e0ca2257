"""From the words that name a source to the participant who speaks: names, pronouns, descriptions."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.parse.people.records import Mention, Participant
from workbench.parse.quotations.descriptions import (
    FEMALE_LABEL,
    HEAD_END,
    MALE_LABEL,
    WORD,
    fits_first_name,
    gender_of,
    is_role,
    told,
)
from workbench.parse.quotations.find import Quotation
from workbench.parse.text import Span

MALE, FEMALE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
RELATIVE = frozenset({"who", "whom", "that", "which", "whose"})
NEUTRAL = frozenset({"it", "they", "them", "their", "we", "our", "us", "its"})
FIRST = frozenset({"i", "my", "me"})
AFTER_RELATIVE = MALE | FEMALE | NEUTRAL | {"the", "a", "an"}
"""A source may begin with the object of its cue: "which the senator |called …"."""
JOINT = frozenset({"both", "neither", "either"})
DOCUMENT = re.compile(
    r"\b(?:statement|tweet|post|letter|account|memo|email|apology|release|office|message|filing|speech|video|remarks)s?$",
    re.I,
)
THE_DOCUMENT = re.compile(r"(?:the|this|that)\s+(?:[a-z]+\s+)?(?!office)[a-z]+$", re.I)
SENT = re.compile(
    r"(?:the|an?)\s[^,;]{0,40}?\b(?:statement|letter|tweet|post|memo|email|message)\b[^;]{0,40}?\b(?:from|by)\s+", re.I
)
AND = re.compile(r"\s+and\s+$")
GOVERNED = re.compile(r"\b(?:of|by|with|for|to|against|from|about|on|at|and)\s+$")
SIDE = re.compile(r"\s*(?:[,;:(\[–—]|\b(?:who|which|whose)\b)")
DATELINE = re.compile(r"[A-Z][A-Z.,\s]+[―—–-]+\s+(?=\S)")
NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w.’'-]*)*\s+[A-Z][\w’'-]+$")
COPULA = re.compile(r"\b(?:is|was|became|remains)\s+$")
SOURCE_WORD = re.compile(r"[\w’'.-]+")
OWNS, OWNER = re.compile(r"[’']s\b|[’']\s"), re.compile(r"[’']s\b")
CAPITALISED = re.compile(r"[A-Z]\w+\s+$")
PASSAGE = 400
"""A description may go on about the last speaker within this many characters, if nobody else was named since."""
IN_MARKS = 3.0
"""A name inside somebody's quotation is seldom whom the next pronoun means."""
LOOK_BACK = 1200
"""A pronoun finds its name within this many characters: three or four paragraphs of news."""


Row = tuple[int, int, int, Mention]
"""Start and end of a naming, the number of the participant, and the naming."""


class Speaker(NamedTuple):
    """Who a quotation is attributed to: the participant's number, or None with the reason; and the rule.

    `name` is the source as printed where it looks like a name but is nobody's among the participants.
    """

    participant: int | None
    rule: str
    reason: str | None = None
    name: str | None = None


def resolve(text: str, quotations: Sequence[Quotation], participants: Sequence[Participant]) -> list[Speaker]:
    """The speaker of each quotation, in the order given; the same source span always has the same speaker."""
    return _Resolver(text, participants, quotations).run(quotations)


class _Resolver:
    def __init__(self, text: str, participants: Sequence[Participant], quotations: Sequence[Quotation]) -> None:
        self.text = text
        self.people = participants
        self.mentions: list[Row] = sorted(
            ((m.start, m.end, n, m) for n, p in enumerate(participants) for m in p.mentions), key=lambda row: row[:3]
        )
        self.starts = [row[0] for row in self.mentions]
        self.gender: dict[int, str | None] = {}
        self.marked = sorted((q.start, q.end) for q in quotations if q.kind == "direct")
        self.reported = sorted((q.start, q.end) for q in quotations if q.kind in ("indirect", "mixed"))
        self.spoken: list[tuple[int, int]] = []
        self.done: dict[Span, Speaker] = {}

    def run(self, quotations: Sequence[Quotation]) -> list[Speaker]:
        for span in sorted({q.speaker for q in quotations if q.speaker}):
            self.done[span] = found = self._resolve(span)
            if found.participant is not None:
                self.spoken.append((span[0], found.participant))
        missing = Speaker(None, "none", "no source in the text")
        return [self.done[q.speaker] if q.speaker else missing for q in quotations]

    def _may_be(self, n: int, gender: str) -> bool:
        """May a pronoun of that gender mean the participant? Titles and roles tell, else earlier pronouns, else the first name."""
        told = self._gender(n)
        return told == gender or (told is None and fits_first_name(self.people[n], gender) is not False)

    def _gender(self, n: int) -> str | None:
        if n not in self.gender:
            self.gender[n] = gender_of(self.text, self.people[n])
        return self.gender[n]

    def _resolve(self, span: Span) -> Speaker:
        words = SOURCE_WORD.findall(self.text, *span)
        first = words[0].lower().strip(".’'") if words else ""
        if first in RELATIVE:
            if len(words) > 1 and (words[1][0].isupper() or words[1].lower() in AFTER_RELATIVE):
                at = self.text.index(words[1], span[0] + len(words[0]))
                return self._resolve((at, span[1]))
            return self._last_before(span[0], "relative")
        if first in MALE | FEMALE:
            return self._pronoun(span[0], "m" if first in MALE else "f")
        if first in FIRST and len(words) == 1:
            return Speaker(None, "first person", "the author or a speaker within a speech")
        if first in NEUTRAL and len(words) == 1:
            return self._neutral(span[0])
        if first in JOINT:
            return Speaker(None, "joint", "several speak together")
        return self._predicate(span) or self._named(span) or self._document(span) or self._described(span)

    def _predicate(self, span: Span) -> Speaker | None:
        """What somebody was is no source of its own: "Ms. Lee, who was |a spokeswoman for Day, saying"."""
        if not COPULA.search(self.text[max(span[0] - 9, 0) : span[0]]):
            return None
        line = max(self.text.rfind("\n", 0, span[0]), self.text.rfind(". ", 0, span[0]), span[0] - 300)
        i = bisect.bisect_left(self.starts, line)
        before = [row for row in self.mentions[i : bisect.bisect_left(self.starts, span[0])] if self._free(row)]
        return Speaker(self._owner(before[0]), "predicate") if before else None

    def _free(self, row: Row) -> bool:
        """Does a naming stand for itself, and not own or serve what stands beside it?"""
        if OWNS.match(self.text, row[1], row[1] + 3):
            return False
        return not GOVERNED.search(self.text[max(row[3].label_start - 9, 0) : row[3].label_start])

    def _owner(self, row: Row) -> int:
        """Who is named. Of two bearers of a surname between whom nothing but order chose, the one who spoke last."""
        start, _, n, m = row
        if m.rule != "named-first":
            return n
        surname = self.people[n].name.rpartition(" ")[2]
        last = (p for at, p in reversed(self.spoken) if start - LOOK_BACK < at < start)
        return next((p for p in last if self.people[p].name.rpartition(" ")[2] == surname), n)

    def _document(self, span: Span) -> Speaker | None:
        """The owner of a document speaks in it (Lee’s statement, a letter from Lee); "the statement" is that of who spoke last."""
        raw = self.text[span[0] : span[1]]
        if sent := SENT.match(raw):
            rest = span[0] + sent.end(), span[1]
            return found if (found := self._named(rest)) and found.participant is not None else None
        if not DOCUMENT.search(raw):
            return None
        owners = [row for row in self._within(*span) if self.text[row[1] : row[1] + 1] in ("’", "'")]
        if owners:
            return Speaker(owners[0][2], "document of")
        last = [n for at, n in self.spoken if span[0] - LOOK_BACK < at < span[0]]
        return Speaker(last[-1], "document") if last and THE_DOCUMENT.match(raw) else None

    def _within(self, a: int, b: int) -> list[Row]:
        i = bisect.bisect_left(self.starts, a)
        out = []
        while i < len(self.mentions) and self.mentions[i][0] < b:
            out.append(self.mentions[i])
            i += 1
        if i0 := bisect.bisect_left(self.starts, a):
            before = self.mentions[i0 - 1]
            if before[1] > a:
                out.insert(0, before)
        return out

    def _named(self, span: Span) -> Speaker | None:
        """The participant whose name or description heads the phrase, or stands in apposition to its head.

        An owner does not ("Lee’s aide"), nor one whom the head serves ("a spokesman for Lee").
        """
        if line := DATELINE.match(self.text, span[0], span[1]):
            span = line.end(), span[1]
        raw = self.text[span[0] : span[1]]
        cut = HEAD_END.search(raw, 1)
        head = span[0] + cut.start() if cut else span[1]
        free = [row for row in self._within(*span) if not OWNS.match(self.text, row[1], row[1] + 3)]
        inside = [row for row in free if row[0] < head]
        if any(a[2] != b[2] and AND.match(self.text[a[1] : b[3].label_start]) for a, b in pairwise(inside)):
            return Speaker(None, "joint", "several speak together")
        if inside:
            return Speaker(self._owner(inside[-1]), "named")
        beside = [row for row in free if self.text[span[0] : row[3].label_start].rstrip()[-1:] == ","]
        if beside:
            return Speaker(beside[0][2], "named")
        stop = SIDE.search(raw)
        end = span[0] + stop.start() if stop else span[1]
        last = [row for row in free if row[1] == end and CAPITALISED.search(self.text[span[0] : row[3].start])]
        if last:
            # "Secretary of the Interior Ryan Day": a title may hold an "of".
            return Speaker(last[-1][2], "named")
        name = NAME.search(self.text[span[0] : head])
        if name and raw.lower().startswith("the ") and is_role(name[0].rpartition(" ")[2]):
            return None  # "The Russian President"
        return Speaker(None, "named", "a name that is no participant's", name[0]) if name else None

    def _last_before(self, at: int, rule: str) -> Speaker:
        i = bisect.bisect_left(self.starts, at) - 1
        if i >= 0 and at - self.mentions[i][1] < 200:
            return Speaker(self.mentions[i][2], rule)
        return Speaker(None, rule, "no name before the pronoun")

    def _pronoun(self, at: int, gender: str) -> Speaker:
        """The person the passage is about: who spoke last or heads a sentence, recently, and of that gender."""
        line = self.text.rfind("\n", 0, at) + 1
        best, top = None, 0.0
        first, stop = bisect.bisect_left(self.starts, at - LOOK_BACK), bisect.bisect_left(self.starts, at)
        named = [(row, self._owner(row)) for row in self.mentions[first:stop]]
        spoken = [(start, n) for start, n in self.spoken if at - LOOK_BACK < start < at]
        # Whom the pronoun may mean, and whether more than the first name says so.
        fits = {
            n: self._gender(n) == gender
            for n in {n for _, n in named} | {n for _, n in spoken}
            if self.people[n].kind == "person" and self._may_be(n, gender)
        }
        for row, n in named:
            if n in fits:
                start = row[0]
                score = (
                    self._salience(start, row[3], at, line)
                    - IN_MARKS * _holds(self.marked, start)
                    - 1.0 * _holds(self.reported, start)
                    + fits[n]
                )
                if best is None or score >= top:
                    best, top = n, score
        for start, n in spoken:
            if n in fits:
                score = 3.0 - (at - start) / 300 + fits[n]
                if best is None or score >= top:
                    best, top = n, score
        if best is None:
            return Speaker(None, "pronoun", "nobody of that gender named before")
        self.gender[best] = self._gender(best) or gender
        return Speaker(best, "pronoun")

    def _salience(self, start: int, m: Mention, at: int, line: int) -> float:
        """Near, at the head of its sentence, in this paragraph, and not owned or governed: each counts."""
        before = self.text[max(m.label_start - 2, 0) : m.label_start]
        head = not before.strip() or before.strip()[-1:] in (".", "”", '"', "?", "!", ",")
        owned = OWNER.match(self.text, m.end, m.end + 3)
        governed = GOVERNED.search(self.text[max(m.label_start - 9, 0) : m.label_start])
        return 2.0 - (at - start) / 300 + 2.0 * head + 0.8 * (start >= line) - 0.9 * bool(owned) - 0.9 * bool(governed)

    def _neutral(self, at: int) -> Speaker:
        for start, _, n, _ in reversed(self.mentions[: bisect.bisect_left(self.starts, at)]):
            if at - start > LOOK_BACK:
                break
            if self.people[n].kind != "person":
                return Speaker(n, "pronoun")
        return Speaker(None, "pronoun", "no group or body named before")

    def _described(self, span: Span) -> Speaker:
        """The participant last named whose role has the noun of the phrase and what the phrase says of it: "the senator"."""
        raw = self.text[span[0] : span[1]]
        cut = HEAD_END.search(raw, 1)
        nouns = WORD.findall(raw[: cut.start()] if cut else raw)
        nobody = Speaker(None, "described", "a description of nobody named")
        if len(nouns) < 2 or nouns[0].lower() not in ("the", "this", "that"):
            return nobody
        fits = [told(p, nouns[-1], nouns[1:-1]) for p in self.people]
        most = max(fits, default=0)
        for row in reversed(self.mentions[: bisect.bisect_left(self.starts, span[0])]):
            if most and fits[self._owner(row)] == most:
                return Speaker(self._owner(row), "described")
        gender = "f" if FEMALE_LABEL.search(nouns[-1]) else "m" if MALE_LABEL.search(nouns[-1]) else None
        if gender:
            return self._pronoun(span[0], gender)
        # A bare "the senator" may be anybody; "the retired neurosurgeon" says more of somebody already there.
        return self._passage(span[0]) if len(nouns) > 2 and nouns[-1].islower() and is_role(nouns[-1]) else nobody

    def _passage(self, at: int) -> Speaker:
        """Who alone was named or spoke in the passage before a description that no role tells."""
        since = [(a, n) for a, n in self.spoken if at - PASSAGE < a < at]
        if not since or self.people[since[-1][1]].kind != "person":
            return Speaker(None, "described", "a description of nobody named")
        begin, n = since[-1]
        between = self.mentions[bisect.bisect_left(self.starts, begin) : bisect.bisect_left(self.starts, at)]
        if any(self._owner(row) != n and self.people[row[2]].kind == "person" for row in between):
            return Speaker(None, "described", "a description of nobody named")
        return Speaker(n, "passage")


def _holds(spans: Sequence[Span], at: int) -> bool:
    """Is `at` within somebody's speech? A name there is seldom the next speaker."""
    i = bisect.bisect_right(spans, (at, 1 << 60)) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]
