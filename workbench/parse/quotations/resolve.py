"""From the words that name a source to the participant who speaks: names, pronouns, descriptions."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.parse.people.records import Mention, Participant
from workbench.parse.quotations.find import Quotation
from workbench.parse.text import Span

MALE, FEMALE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
RELATIVE = frozenset({"who", "whom", "that", "which", "whose"})
NEUTRAL = frozenset({"it", "they", "them", "their", "we", "our", "us", "its"})
FIRST = frozenset({"i", "my", "me"})
# What ends the head of a noun phrase: after it come appositions and relative clauses with names of others.
HEAD_END = re.compile(
    r"[,;:(\[–—]|\s-+\s|\b(?:who|whom|which|that|whose|of|for|in|at|from|with|on|to|by|about|near|during|after|as|this|last|next|late|early"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
MR, MS = (
    re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Father|Rev|Brother)\b"),
    re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Sister)\b"),
)
MALE_ROLE = re.compile(
    r"\b(?:man|congressman|chairman|spokesman|businessman|father|son|husband|brother|king|prince|actor)\b", re.I
)
FEMALE_ROLE = re.compile(
    r"\b(?:woman|congresswoman|chairwoman|spokeswoman|businesswoman|mother|daughter|wife|sister|queen|princess|actress|first lady)\b",
    re.I,
)
# The noun of a description and the titles it stands for.
NOUN_OF = {
    "gov": "governor", "sen": "senator", "rep": "representative", "congressman": "representative", "pres": "president",
    "congresswoman": "representative", "lawmaker": "representative", "premier": "prime minister", "gen": "general",
    "nominee": "candidate", "chairwoman": "chairman", "spokeswoman": "spokesman", "attorney": "lawyer", "chair": "chairman",
}  # fmt: skip
DOCUMENT = re.compile(
    r"\b(?:statement|tweet|post|letter|account|memo|email|apology|release|office|message|filing|speech|video|remarks)s?$",
    re.I,
)
GOVERNED = re.compile(r"\b(?:of|by|with|for|to|against|from|about|on|at|and)\s+$")
SIDE = re.compile(r"\s*(?:[,;:(\[–—]|\b(?:who|which|whose)\b)")
DATELINE = re.compile(r"[A-Z][A-Z.,\s]+[―—–-]+\s+(?=\S)")
NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w.’'-]*)*\s+[A-Z][\w’'-]+$")
LOOK_BACK = 1200
"""A pronoun finds its name within this many characters: three or four paragraphs of news."""


@dataclass(frozen=True, slots=True)
class Speaker:
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
        self.mentions: list[tuple[int, int, int, Mention]] = sorted(
            ((m.start, m.end, n, m) for n, p in enumerate(participants) for m in p.mentions), key=lambda row: row[:3]
        )
        self.starts = [row[0] for row in self.mentions]
        self.gender = [self._gender(p) for p in participants]
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

    def _gender(self, p: Participant) -> str | None:
        labels = [self.text[m.label_start : m.end] for m in p.mentions] + [self.text[r.start : r.end] for r in p.roles]
        male = sum(bool(MR.search(x) or MALE_ROLE.search(x)) for x in labels)
        female = sum(bool(MS.search(x) or FEMALE_ROLE.search(x)) for x in labels)
        return None if male == female else "m" if male > female else "f"

    def _resolve(self, span: Span) -> Speaker:
        words = re.findall(r"[\w’'.-]+", self.text[span[0] : span[1]])
        first = words[0].lower().strip(".’'") if words else ""
        if first in RELATIVE:
            if len(words) > 1 and (words[1][0].isupper() or words[1].lower() in MALE | FEMALE | NEUTRAL):
                at = self.text.index(words[1], span[0] + len(words[0]))
                return self._resolve((at, span[1]))
            return self._last_before(span[0], "relative")
        if first in MALE | FEMALE:
            return self._pronoun(span[0], "m" if first in MALE else "f")
        if first in FIRST and len(words) == 1:
            return Speaker(None, "first person", "the author or a speaker within a speech")
        if first in NEUTRAL and len(words) == 1:
            return self._neutral(span[0])
        return self._named(span) or self._document(span) or self._described(span)

    def _document(self, span: Span) -> Speaker | None:
        """The owner of a document speaks in it (Lee’s statement); "the statement" is that of who spoke last."""
        if not DOCUMENT.search(self.text[span[0] : span[1]]):
            return None
        owners = [row for row in self._within(*span) if re.match(r"[’']", self.text[row[1] : row[1] + 1])]
        if owners:
            return Speaker(owners[0][2], "document of")
        last = [n for at, n in self.spoken if span[0] - LOOK_BACK < at < span[0]]
        return Speaker(last[-1], "document") if last and re.match(r"the\b", self.text[span[0] :], re.I) else None

    def _within(self, a: int, b: int) -> list[tuple[int, int, int, Mention]]:
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
        free = [row for row in self._within(*span) if not re.match(r"[’']s\b|[’']\s", self.text[row[1] : row[1] + 3])]
        inside = [row for row in free if row[0] < head]
        if inside:
            return Speaker(inside[-1][2], "named")
        beside = [row for row in free if re.search(r",\s*$", self.text[span[0] : row[3].label_start])]
        if beside:
            return Speaker(beside[0][2], "named")
        stop = SIDE.search(raw)
        end = span[0] + stop.start() if stop else span[1]
        last = [row for row in free if row[1] == end and re.search(r"[A-Z]\w+\s+$", self.text[span[0] : row[3].start])]
        if last:
            # "Secretary of the Interior Ryan Day": a title may hold an "of".
            return Speaker(last[-1][2], "named")
        name = NAME.search(self.text[span[0] : head])
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
        for start, _, n, m in self.mentions[
            bisect.bisect_left(self.starts, at - LOOK_BACK) : bisect.bisect_left(self.starts, at)
        ]:
            if self.people[n].kind != "person" or self.gender[n] not in (None, gender):
                continue
            score = (
                self._salience(start, m, at, line)
                - 2.0 * _holds(self.marked, start)
                - 1.0 * _holds(self.reported, start)
                + (1.0 if self.gender[n] == gender else 0.0)
            )
            if best is None or score >= top:
                best, top = n, score
        for start, n in self.spoken:
            if at - LOOK_BACK < start < at and self.gender[n] in (None, gender) and self.people[n].kind == "person":
                score = 3.0 - (at - start) / 300 + (1.0 if self.gender[n] == gender else 0.0)
                if best is None or score >= top:
                    best, top = n, score
        if best is None:
            return Speaker(None, "pronoun", "nobody of that gender named before")
        self.gender[best] = self.gender[best] or gender
        return Speaker(best, "pronoun")

    def _salience(self, start: int, m: Mention, at: int, line: int) -> float:
        """Near, at the head of its sentence, in this paragraph, and not owned or governed: each counts."""
        before = self.text[max(m.label_start - 2, 0) : m.label_start]
        head = not before.strip() or before.strip()[-1:] in (".", "”", '"', "?", "!", ",")
        owned = re.match(r"[’']s\b", self.text[m.end : m.end + 3])
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
        """The participant last named whose role has the noun of the phrase: "the senator"."""
        raw = self.text[span[0] : span[1]]
        cut = HEAD_END.search(raw, 1)
        nouns = re.findall(r"[^\W\d_]+", raw[: cut.start()] if cut else raw)
        if not nouns or not re.match(r"(?:the|this|that)\b", raw, re.I):
            return Speaker(None, "described", "a description of nobody named")
        noun = NOUN_OF.get(nouns[-1].lower(), nouns[-1].lower())
        fits = {n for n, p in enumerate(self.people) if any(_has_noun(r.phrase, noun) for r in p.roles)}
        for _, _, n, _ in reversed(self.mentions[: bisect.bisect_left(self.starts, span[0])]):
            if n in fits:
                return Speaker(n, "described")
        gender = "f" if FEMALE_ROLE.search(nouns[-1]) else "m" if MALE_ROLE.search(nouns[-1]) else None
        return self._pronoun(span[0], gender) if gender else Speaker(None, "described", "a description of nobody named")


def _has_noun(phrase: str, noun: str) -> bool:
    """Is `noun` the head of a role phrase? A vice president is no president, a former one still is."""
    words = [NOUN_OF.get(w, w) for w in re.findall(r"[^\W\d_]+", phrase.lower())]
    return any(
        w == noun and (i == 0 or words[i - 1] not in ("vice", "deputy", "assistant")) for i, w in enumerate(words)
    )


def _holds(spans: Sequence[Span], at: int) -> bool:
    """Is `at` within somebody's speech? A name there is seldom the next speaker."""
    i = bisect.bisect_right(spans, (at, 1 << 60)) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]
