"""From the words that name a source ("she", "the minister") to the participant who is meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from workbench.parse.inflect import singular
from workbench.parse.lexicon import SEX_F, SEX_M, TITLE, lexicon
from workbench.parse.people.names import Mention, Participant
from workbench.parse.quotations.find import Quotation
from workbench.parse.quotations.overruled import DENIED, IN_A_TURN
from workbench.parse.text import Span, word_set

_WORD = re.compile(r"[^\W\d_]+")
# What ends the head of a noun phrase: after it come appositions and relative clauses with names of others.
HEAD_END = re.compile(
    r"[,;:(\[–—]|\s-+\s|\b(?:who|whom|which|that|whose|of|for|in|at|from|with|on|to|by|about|near|during|after|as|this|last|next|late|early"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
MALE_LABEL = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Father|Rev|Brother)\b"
    r"|(?i:\b(?:man|congressman|chairman|spokesman|businessman|father|son|husband|brother|king|prince|actor)\b)"
)
FEMALE_LABEL = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Sister)\b"
    r"|(?i:\b(?:woman|congresswoman|chairwoman|spokeswoman|businesswoman|mother|daughter|wife|sister|queen|princess|actress|first lady)\b)"
)
PARTIES = word_set("republican democrat democratic conservative liberal")
# The noun of a description and the titles it stands for.
NOUN_OF = {
    "gov": "governor", "sen": "senator", "rep": "representative", "congressman": "representative", "pres": "president",
    "congresswoman": "representative", "lawmaker": "representative", "premier": "prime minister", "gen": "general",
    "nominee": "candidate", "chairwoman": "chairman", "spokeswoman": "spokesman", "attorney": "lawyer", "chair": "chairman",
}  # fmt: skip


def gender_of(text: str, p: Participant) -> str | None:
    """Whether titles and roles tell a man ("m") or a woman ("f"); None where they tell neither."""
    spans = [(m.label_start, m.end) for m in p.mentions] + [(r.start, r.end) for r in p.roles]
    surplus = sum([_masculine(text[start:end]) for start, end in spans])
    if not surplus:
        return None
    return "m" if surplus > 0 else "f"


@lru_cache(maxsize=1 << 14)
def _masculine(label: str) -> int:
    """How many more words of a label tell a man than a woman."""
    return len(MALE_LABEL.findall(label)) - len(FEMALE_LABEL.findall(label))


def fits_first_name(p: Participant, gender: str) -> bool | None:
    """Whether the first name is one of that gender; None where it is of both or not listed."""
    sex = lexicon().kind(p.name.partition(" ")[0]) & (SEX_M | SEX_F)
    if sex not in (SEX_M, SEX_F):
        return None
    return sex == (SEX_M if gender == "m" else SEX_F)


def _told(p: Participant, noun: str, more: Sequence[str]) -> int:
    """How much of a description the participant's roles tell: 0 without its noun, else one more than its other words.

    A country or state is told by the affiliation too, and excludes who belongs to another.
    """
    homes, wanted = lexicon().homes, NOUN_OF.get(noun.lower(), noun.lower())
    roles = [r.phrase for r in p.roles if has_noun(r.phrase, wanted)]
    if not roles:
        return 0
    known = {w.lower() for phrase in roles for w in _WORD.findall(phrase)}
    home = {homes[w] for w in more if w in homes}
    if home and p.affiliation is not None and p.affiliation in homes.values() and p.affiliation not in home:
        return 0
    return 1 + sum(w.lower() in known or homes.get(w, "") == p.affiliation for w in more)


def is_role(word: str) -> bool:
    """Is it a title or another noun for what somebody is?"""
    return bool(lexicon().kind(word) & TITLE) or word.lower() in lexicon().role_nouns


def has_noun(phrase: str, noun: str) -> bool:
    """Is `noun` the head of a role phrase? A vice president is no president, a former one still is.

    The name of a party and any word that is no role count as its last word only: a Republican National Committee chairman is
    not "the Wisconsin Republican", and a campaign manager is not "the campaign".
    """
    if noun in PARTIES or not is_role(noun):
        return _WORD.findall(HEAD_END.split(phrase)[0].lower())[-1:] == [noun]
    return noun in _head_nouns(phrase)


@lru_cache(maxsize=1 << 14)
def _head_nouns(phrase: str) -> frozenset[str]:
    """The words of a phrase up to its first apposition or clause, each as the title it stands for."""
    words = [NOUN_OF.get(w, w) for w in _WORD.findall(HEAD_END.split(phrase)[0].lower())]
    deputies = ("vice", "deputy", "assistant")
    return frozenset(w for i, w in enumerate(words) if i == 0 or words[i - 1] not in deputies)


_MALE_NOUNS, _FEMALE_NOUNS = word_set("he him his himself"), word_set("she her hers herself")
_RELATIVE = word_set("who whom that which whose")
NEUTRAL = word_set("it they them their we our us its")
_FIRST = word_set("i my me")
AFTER_RELATIVE = _MALE_NOUNS | _FEMALE_NOUNS | NEUTRAL | {"the", "a", "an"}
"""A source may begin with the object of its cue: "which the senator |called …"."""
_JOINT = word_set("both neither either")

SOURCE_WORD = re.compile(r"[\w’'.-]+")
CLITIC = re.compile(r"[’'](?:s|d|ll|re|ve|m)$")
DOCUMENT = re.compile(
    r"(?i)\b(?:statement|tweet|post|letter|account|memo|email|apology|release|office|message|filing|speech|video|remarks)s?$"
)
THE_DOCUMENT = re.compile(r"(?:the|this|that)\s+(?:[a-z]+\s+)?(?!office)[a-z]+$", re.I)
SENT = re.compile(
    r"(?i)(?:the|an?)\s[^,;]{0,40}?\b(?:statement|letter|tweet|post|memo|email|message)\b[^;]{0,40}?\b(?:from|by)\s+"
)
SEVERAL = re.compile(r"(?:the |its |his |her )?(?:other |top )?(?:two|three|four|five|several|some|many)\b", re.I)
"""With these a phrase that names two means both: "two analysts, Ana Lee and Bo Day"."""
AND = re.compile(r"\s+and\s+$")
_ANYBODY = re.compile(r"(?:an?|another|one)\s", re.I)
_TELLING = re.compile(r" \w+ing\b")
_TOLD_OF = re.compile(
    r"[’'](?:s)? (?:account|version|recollection|memory|story|description|report|video|recording) of "
)
_SIDE = re.compile(r"\s*(?:[,;:(\[–—]|\b(?:who|which|whose)\b)")
DATELINE = re.compile(r"[A-Z][A-Z.,\s]+[―—–-]+\s+(?=\S)")
_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w.’'-]*)*\s+[A-Z][\w’'-]+$")
_TITLE_OF = re.compile(
    r"(?:[Tt]he\s+|[Ff]ormer\s+)+(?:[A-Z]\S*\s+)+(?:of|for|on|at)\s|(?:[A-Z]\S*\s+)+of\s|(?:[A-Z]\S*\s+){2,}(?:for|on|at)\s"
)
"""A capitalised title: "the former Secretary of", "Assistant Secretary for"; "Spokesman for" opens the sentence."""
CAPITALISED = re.compile(r"[A-Z]\w+\s+$")
COPULA = (" is ", " was ", " became ", " remains ")
LIKE = ("Like ", "like ", "Unlike ", "unlike ")
"""Before the source: "Like Day, |Lee" is Lee."""
APPOSITION = (",", "-", "–", "—")
COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Dame)\.? $")

CLAUSE_END = re.compile(
    r"[.?!](?:\s|$)|[“”\"\n:;,—–]|\b(?:after|as|because|before|but|if|since|though|when|where|which|while|who|whom)\b"
)
"""Where the clause of a pronoun ends, or another’s words begin."""

ASKS = re.compile(r"\bask(?:ed|s|ing)?\b|\bquestion(?:ed|ing)\b", re.I)
WAS_ASKED = re.compile(r"\b(?:was|were|been|when|being) (?:asked|questioned)\b", re.I)
ANSWERED = 250
"""Within this many characters behind a question its answer stands."""
ANSWER_ENDS, ANSWERS = 450, 3.0
"""Within this many characters it ends, and what it is worth for a pronoun to have been asked: as much as having spoken last."""
THE_NOUN = re.compile(r"\b[Tt]he ([a-z]+)(?:[’']s)?\b")

BEFORE_RELATIVE = re.compile(r"\b[Tt]he (?:[\w’'-]+ ){0,3}?([a-z-]+),? $")
"""A description that a relative pronoun follows: "Lee wrote to the mayor, |who said"."""

# Around a naming.
OWNS, OWNER = re.compile(r"[’']s\b|[’']\s"), re.compile(r"[’']s\b|[’'](?!\w)")
GOVERNED = re.compile(r"\b(?:of|by|with|for|to|against|from|about|on|at|and)\s+$")
_OPENED = re.compile(r"(?:^|[.?!,”\"\n]\s*)\b(?:But|And|Yet|So|Still|Then|Meanwhile,|However,)\s+$")
"""A name after a conjunction that opens the sentence heads it, too."""


def begins(words: list[str]) -> str:
    """The first word of a source as it is compared: "she's" is "she"."""
    return CLITIC.sub("", words[0].lower()).strip(".’'") if words else ""


def _nouns_of(raw: str) -> list[str]:
    """The words of a description up to its first apposition or clause."""
    cut = HEAD_END.search(raw, 1)
    return _WORD.findall(raw[: cut.start()] if cut else raw)


# Who may belong to somebody without a title or office.
_THEIRS = word_set("campaign team staff office family party administration company camp organization")


def is_of_another(raw: str) -> bool:
    """Does "his …" or "her …" name somebody else ("her aides"), and not what is one's own ("her words")?

    >>> [is_of_another(raw) for raw in ("his wife", "her top aides", "his campaign", "her words", "his tweet")]
    [True, True, True, False, False]
    """
    noun = _nouns_of(raw)[-1:]
    return bool(noun) and (noun[0].lower() in _THEIRS or is_role(noun[0]) or is_role(singular(noun[0].lower())))


UNRELATED = word_set("man woman spokesman spokeswoman father mother son daughter husband wife brother sister")
"""Nouns that tell a man or a woman, but not that one was named before: "the man shouted"."""
# With these a description means a body, or one of many.
_BODY_NOUNS = word_set("board commission committee campaign agency source host moderator judge lady")
_LEANING = PARTIES | {"gop", "christian", "supreme", "senate", "house", "presidential"}
_YEARS = re.compile(r"-years?-olds?$", re.I)
_ANOTHER = re.compile(
    r"\b(?:first (?!lady|secretary|president)|(?:second|third|other|same) "
    r"|former (?!secretary|president|first|gov|sen|state|\w+ (?:gov|sen)))",
    re.I,
)


def is_bare(raw: str) -> bool:
    """Is it a noun alone: "the senator"? An age says more: "the 43-year-old"."""
    return len(_nouns_of(raw)) < 3 and _YEARS.search(raw) is None


def may_go_on(raw: str, before: str) -> bool:
    """May a description that no role tells go on about who is already there: "the gambling tycoon", "the 43-year-old"?

    Not if it has a name of its own ("the Lee adviser"), counts ("the second official"), or was just brought up as anybody (`before`).

    >>> may_go_on("the gambling tycoon", "He spoke."), may_go_on("the second official", ""), may_go_on("the tycoon", "A tycoon spoke.")
    (True, False, False)
    """
    nouns = _nouns_of(raw)
    noun = nouns[-1].lower() if nouns else ""
    if noun in _BODY_NOUNS or not (is_role(noun) or _YEARS.search(raw)):
        return False
    named = any(w[0].isupper() and w.lower() not in _LEANING and w not in lexicon().homes for w in nouns[1:-1])
    if named or _ANOTHER.search(raw):
        return False
    return re.search(rf"\b(?:an?|another|one|two|some)\s(?:[\w-]+\s){{0,3}}{noun}\b", before, re.I) is None


NamingRow = tuple[int, int, int, Mention]
"""Start and end of a naming, the number of the participant, and the naming."""
AT_HEAD, OWNER_COSTS, GOVERNED_COSTS = 2.0, 0.9, 0.9


class Namings:
    """All namings of a text in order."""

    def __init__(self, text: str, people: Sequence[Participant]) -> None:
        self.text = text
        rows = ((m.start, m.end, n, m) for n, p in enumerate(people) for m in p.mentions)
        self.rows: list[NamingRow] = sorted(rows, key=lambda row: row[:3])
        self.starts = [row[0] for row in self.rows]
        self.known: dict[int, float] = {}

    def between(self, a: int, b: int) -> list[NamingRow]:
        """Those that begin in `a:b`."""
        return self.rows[bisect_left(self.starts, a) : bisect_left(self.starts, b)]

    def touching(self, a: int, b: int) -> list[NamingRow]:
        """Those that share a character with `a:b`."""
        first = bisect_left(self.starts, a)
        if first and self.rows[first - 1][1] > a:
            first -= 1
        return self.rows[first : bisect_left(self.starts, b)]

    def last_before(self, at: int) -> NamingRow | None:
        """The last one that begins before `at`."""
        first = bisect_left(self.starts, at)
        return self.rows[first - 1] if first else None

    def owns(self, row: NamingRow) -> bool:
        """Is what follows somebody's own: "Lee’s aide"?"""
        return OWNS.match(self.text, row[1], row[1] + 3) is not None

    def governed(self, row: NamingRow) -> bool:
        """Does a preposition or "and" stand before it: "a spokesman for Lee"?"""
        label = row[3].label_start
        return GOVERNED.search(self.text[max(label - 9, 0) : label]) is not None

    def prominence(self, row: NamingRow) -> float:
        """What its place in the sentence is worth: at its head, and neither an owner nor governed."""
        start, end, _, m = row
        if start not in self.known:
            before = self.text[max(m.label_start - 2, 0) : m.label_start].strip()
            owner = OWNER.match(self.text, end, end + 3) is not None
            opened = not owner and _OPENED.search(self.text[max(m.label_start - 12, 0) : m.label_start]) is not None
            head = not before or before[-1] in '.”"?!,' or opened
            self.known[start] = AT_HEAD * head - OWNER_COSTS * owner - GOVERNED_COSTS * self.governed(row)
        return self.known[start]


def _holds(spans: Sequence[Span], at: int) -> bool:
    """Is `at` within one of the ordered spans?"""
    i = bisect_right(spans, (at, 1 << 60)) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]


TOLD, _LISTED, UNLISTED = 1.0, 0.5, 0.3
"""What a pronoun's gender is worth when a title or role tells it, the first name alone, or nothing in a name of one word."""
PASSAGE = 400
"""A description may go on about the last speaker within this many characters, if nobody else was named since."""
NEARER, HERE = 300, 0.8
"""So many characters nearer are worth as much as the unit of the other signs; a name in the pronoun's paragraph, this much."""
IN_MARKS, _REPORTED = 3.0, 1.0
"""A name inside somebody's quotation is seldom whom the next pronoun means; one in a report less often than others."""
SPOKEN_OF = 2.0  # whom a quotation names seldom says it: “Lee will win,” he said
RELATIVE_REACH = 200  # “who” and “which” follow their name within this many characters
LOOK_BACK = 1200  # a pronoun finds its name within this many characters: three or four paragraphs of news


class Speaker(NamedTuple):
    """Who a quotation is attributed to: the participant's number, or None with the reason; and the rule.

    `name` is the source as printed where it looks like a name but is nobody's among the participants.
    """

    participant: int | None
    rule: str
    reason: str | None = None
    name: str | None = None


class _Phrase(NamedTuple):
    """The words of a source that may name somebody, and the namings that touch them."""

    span: Span
    raw: str
    head: int  # where its head ends, and appositions and what the head governs begin
    rows: list[NamingRow]
    free: list[NamingRow]  # without owners ("Lee’s aide")
    heading: list[NamingRow]  # of the free ones those in the head, or whose label begins before it ends


NOBODY = Speaker(None, "described", "a description of nobody named")
TOGETHER = Speaker(None, "joint", "several speak together")


def resolve(text: str, quotations: Sequence[Quotation], participants: Sequence[Participant]) -> list[Speaker]:
    """The speaker of each quotation, in the order given; the same source span always has the same speaker."""
    return _Resolver(text, participants, quotations).run(quotations)


def _asks(text: str, q: Quotation) -> bool:
    """Does somebody ask somebody else, who is named?"""
    return q.addressee is not None and q.cue is not None and ASKS.search(text, *q.cue) is not None


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
        # Who asks without a name asked may well go on himself: “Who will pay?” he asked.
        self.asking = [
            q.speaker for q in quotations if q.speaker and q.cue and (WAS_ASKED.search(text, *q.cue) or _asks(text, q))
        ]
        self.asked = sorted({q.addressee for q in quotations if q.addressee and _asks(text, q)})
        self.asked += [(m.start() - 2, m.start()) for m in WAS_ASKED.finditer(text)]  # "|Day was asked"
        self.questions = {q.speaker for q in quotations if q.speaker and q.cue and ASKS.search(text, *q.cue)}
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
        given = [self.done[q.speaker] if q.speaker else missing for q in quotations]
        overruled = (DENIED, IN_A_TURN)
        return [
            Speaker(None, "overruled", q.reason) if q.reason in overruled else s
            for q, s in zip(quotations, given, strict=True)
        ]

    def _may_be(self, n: int, gender: str) -> bool:
        """May a pronoun of that gender mean the participant? Titles and roles tell, else earlier pronouns, else the first name."""
        told = self._gender(n)
        return told == gender or (told is None and fits_first_name(self.people[n], gender) is not False)

    def _fit(self, n: int, gender: str) -> float:
        """How surely a pronoun of that gender fits a participant that it may mean."""
        p = self.people[n]
        if self._gender(n) == gender:
            return TOLD
        if fits_first_name(p, gender):
            return _LISTED
        return 0.0 if " " in p.name else UNLISTED

    def _gender(self, n: int) -> str | None:
        if n not in self.gender:
            self.gender[n] = gender_of(self.text, self.people[n])
        return self.gender[n]

    def _resolve(self, span: Span) -> Speaker:
        words = SOURCE_WORD.findall(self.text, *span)
        first = begins(words)
        if first in _RELATIVE:
            if len(words) > 1 and (words[1][0].isupper() or words[1].lower() in AFTER_RELATIVE):
                at = self.text.index(words[1], span[0] + len(words[0]))
                return self._resolve((at, span[1]))
            return self._last_before(span[0], first)
        if first in ("his", "her") and len(words) > 1 and (other := self._belonging(span)):
            return other
        if first in _MALE_NOUNS | _FEMALE_NOUNS:
            return self._pronoun(span, "m" if first in _MALE_NOUNS else "f")
        if first in _FIRST and len(words) == 1:
            return Speaker(None, "first person", "the author or a speaker within a speech")
        if first in NEUTRAL and len(words) == 1:
            return self._neutral(span[0])
        if first in _JOINT:
            return TOGETHER
        found = self._predicate(span) or self._named(span) or self._document(span) or self._surname(span)
        return found or self._described(span)

    def _surname(self, span: Span) -> Speaker | None:
        """Whose surname the source is, where it marks a thing and names nobody by itself: "the |Lee quote"."""
        word = self.text[span[0] : span[1]]
        bearers = [n for n, p in enumerate(self.people) if self._is_person(n) and p.name.rpartition(" ")[2] == word]
        return Speaker(bearers[0], "named") if len(bearers) == 1 and word[:1].isupper() else None

    def _belonging(self, span: Span) -> Speaker | None:
        """Somebody who belongs to the one a pronoun means ("his wife, Jane", "her aides"); None for what is his own ("her words")."""
        raw = self.text[span[0] : span[1]]
        found = self._named((span[0] + len(raw) - len(raw.partition(" ")[2].lstrip()), span[1]))
        if found and (found.participant is not None or found.name):
            return found
        return Speaker(None, "described", "somebody of another's") if is_of_another(raw) else None

    def _predicate(self, span: Span) -> Speaker | None:
        """What somebody was is no source of its own: "Ms. Lee, who was |a spokeswoman for Day, saying"."""
        if not self.text.endswith(COPULA, 0, span[0]):
            return None
        line = max(self.text.rfind("\n", 0, span[0]), self.text.rfind(". ", 0, span[0]), span[0] - 300)
        before = next(filter(self._free, self.namings.between(line, span[0])), None)
        return Speaker(self._owner(before), "predicate") if before else None

    def _free(self, row: NamingRow) -> bool:
        """Does a naming stand for itself, and not own or serve what stands beside it?"""
        return not self.namings.owns(row) and not self.namings.governed(row)

    def _owner(self, row: NamingRow) -> int:
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
        if sent := SENT.match(raw):
            rest = span[0] + sent.end(), span[1]
            return found if (found := self._named(rest)) and found.participant is not None else None
        if not DOCUMENT.search(raw):
            return None
        owners = [row for row in self.namings.touching(*span) if self.text[row[1] : row[1] + 1] in ("’", "'")]
        if owners:
            return Speaker(owners[0][2], "document of")
        last = [n for at, n in self.spoken if span[0] - LOOK_BACK < at < span[0]]
        return Speaker(last[-1], "document") if last and THE_DOCUMENT.match(raw) else None

    def _named(self, span: Span) -> Speaker | None:
        """The participant whose name or description heads the phrase, or stands in apposition to its head.

        An owner does not ("Lee’s aide"), nor one whom the head serves ("a spokesman for Lee").
        """
        if line := DATELINE.match(self.text, span[0], span[1]):
            span = line.end(), span[1]
        if self.text.endswith(LIKE, 0, span[0]) and (comma := self.text.find(", ", *span)) >= 0:
            span = comma + 2, span[1]
        phrase = self._phrase(span)
        for rule in (self._claim_of, self._several, self._heading, self._beside, self._behind_title, self._stranger):
            if found := rule(phrase):
                return found
        return None

    def _phrase(self, span: Span) -> _Phrase:
        raw = self.text[span[0] : span[1]]
        cut = HEAD_END.search(raw, 1)
        head = span[0] + cut.start() if cut else span[1]
        rows = self.namings.touching(*span)
        free = [row for row in rows if not self.namings.owns(row)]
        # The label may hold an "of": "former secretary of state Ana Lee".
        heading = [row for row in free if row[0] < head or row[3].label_start <= span[0]]
        return _Phrase(span, raw, head, rows, free, heading)

    def _claim_of(self, phrase: _Phrase) -> Speaker | None:
        """The owner of what the phrase ends with: "Lee’s |claim"."""
        last, stop = phrase.rows[-1:], phrase.span[1]
        told = _TOLD_OF.match(self.text, phrase.rows[0][1]) if last else None
        of = self.namings.touching(told.end(), told.end() + 1) if told else ()
        if of and _TELLING.match(self.text, of[0][1]):
            return Speaker(self._owner(of[0]), "told of")  # "Day’s account of |Lee telling them"
        if last and last[0][1] < stop and OWNER.fullmatch(self.text, last[0][1], stop):
            return Speaker(self._owner(last[0]), "owner")
        return None

    def _several(self, phrase: _Phrase) -> Speaker | None:
        """More than one, by number or "and": "two analysts, Ana Lee and Bo Day", "Ana Lee and Bo Day"."""
        if len(phrase.free) > 1 and SEVERAL.match(phrase.raw):
            return TOGETHER
        for row, following in pairwise(phrase.heading):
            if row[2] != following[2] and AND.match(self.text[row[1] : following[3].label_start]):
                return TOGETHER
        return None

    def _heading(self, phrase: _Phrase) -> Speaker | None:
        """Whose name or label heads the phrase: "|Mayor Ana Lee, a friend of Bo Day"."""
        return Speaker(self._owner(phrase.heading[-1]), "named") if phrase.heading else None

    def _beside(self, phrase: _Phrase) -> Speaker | None:
        """Whose name stands in apposition to the head: "a friend of the mayor, |Ana Lee"."""
        for row in phrase.free:
            before = COURTESY.sub("", self.text[phrase.span[0] : row[3].label_start])
            if before.rstrip()[-1:] in APPOSITION:
                return Speaker(row[2], "named")
        return None

    def _behind_title(self, phrase: _Phrase) -> Speaker | None:
        """Whose name a capitalised title with an "of" leads to: "Secretary of the Interior |Ryan Day"."""
        side = _SIDE.search(phrase.raw)
        begin, end = phrase.span[0], phrase.span[0] + side.start() if side else phrase.span[1]
        for row in reversed(phrase.free):
            if row[1] == end and CAPITALISED.search(self.text[begin : row[3].start]):
                sure = _TITLE_OF.match(phrase.raw) or not self._is_person(row[2])
                return Speaker(row[2], "named") if sure else None  # "an aide to Senator |Ryan Day" is not Day
        return None

    def _stranger(self, phrase: _Phrase) -> Speaker | None:
        """A name that is no participant's: "Zorvan Quillfeather"; not a title, as in "The Russian President"."""
        name = _NAME.search(self.text[phrase.span[0] : phrase.head])
        if name is None or (phrase.raw.lower().startswith("the ") and is_role(name[0].rpartition(" ")[2])):
            return None
        return Speaker(None, "named", "a name that is no participant's", name[0])

    def _last_before(self, at: int, pronoun: str) -> Speaker:
        last = self.namings.last_before(at)
        before = None if pronoun == "which" else BEFORE_RELATIVE.search(self.text, max(at - RELATIVE_REACH, 0), at)
        if before and is_role(before[1]) and (last is None or last[1] <= before.start()):
            return self._described((before.start(), before.end(1)))
        if last and at - last[1] < RELATIVE_REACH and (pronoun != "which" or not self._is_person(last[2])):
            return Speaker(last[2], "relative")
        return Speaker(None, "relative", "no name before the pronoun")

    def _pronoun(self, span: Span, gender: str) -> Speaker:
        """The person the passage is about: who spoke last or heads a sentence, recently, and of that gender."""
        if self._after_somebody(span):
            return Speaker(None, "pronoun", "somebody unnamed spoke before")
        at, others = span[0], self._others(span)
        spoken_of = {self._owner(row) for words in self.words[span] for row in self.namings.between(*words)}
        asked = set() if span in self.questions else self._just_asked(at)
        line = self.text.rfind("\n", 0, at) + 1
        best, top = None, 0.0
        named = [(row, self._owner(row)) for row in self.namings.between(at - LOOK_BACK, at)]
        spoken = [(start, n) for start, n in self.spoken if at - LOOK_BACK < start < at]
        fits: dict[int, float] = {}
        for _, n in (*named, *spoken):
            if n not in fits and n not in others and self._is_person(n) and self._may_be(n, gender):
                fits[n] = self._fit(n, gender) - SPOKEN_OF * (n in spoken_of) + ANSWERS * (n in asked)
        for row, n in named:
            if n in fits:
                start = row[0]
                near = 2.0 - (at - start) / NEARER + HERE * (start >= line)
                speech = IN_MARKS * _holds(self.marked, start) + _REPORTED * _holds(self.reported, start)
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

    def _after_somebody(self, span: Span) -> bool:
        """Did somebody unnamed speak last, so that "he" may go on about them: "said a delegate. |He added"?"""
        last = max((s for s in self.done if span[0] - PASSAGE < s[0] < span[0]), default=None)
        if last is None or last in self.questions or self.done[last] != NOBODY:
            return False
        raw = self.text[last[0] : last[1]]
        noun = (_nouns_of(raw) or [""])[-1].lower()
        one = _ANYBODY.match(raw) and noun not in _BODY_NOUNS and (noun in UNRELATED or is_role(noun))
        heads = self.words[last] or self.text[max(last[0] - 2, 0) : last[0]].strip()[-1:] in ("", ".", "”", '"')
        since = (row for row in self.namings.between(last[1], span[0]) if not _holds(self.marked, row[0]))
        return bool(one and heads) and not any(self._is_person(row[2]) for row in since)

    def _others(self, span: Span) -> set[int]:
        """Whom a pronoun that is a subject cannot mean: who is named after it in its clause ("he told Lee")."""
        if self.text[span[0] : span[1]].lower() not in ("he", "she"):
            return set()  # "His office told Lee" may mean Lee’s
        end = CLAUSE_END.search(self.text, span[1])
        stop = end.start() if end else len(self.text)
        others = {self._owner(row) for row in self.namings.between(span[1], stop)}
        for m in THE_NOUN.finditer(self.text, span[1], stop):  # "he called |the mayor’s plan a mess" is not the mayor
            fits = [n for n, p in enumerate(self.people) if is_role(m[1]) and _told(p, m[1], ())]
            others |= set(fits) if len(fits) == 1 else set()
        return others if span in self.questions else others | self._askers(span[0])

    def _just_asked(self, at: int) -> set[int]:
        """Who was asked in the sentences before, and so answers: "Ann Lee asked |Day if it was fair. “It is,” he said"."""
        spans = [span for span in self.asked if at - ANSWER_ENDS < span[0] < at]
        return {self._owner(row) for span in spans for row in self.namings.touching(*span)}

    def _askers(self, at: int) -> set[int]:
        """Who asked in the sentences right before does not answer, if who was asked is named there, too."""
        asked = [span for span in self.asking if at - ANSWERED < span[0] < at]
        if not asked:
            return set()
        who = {self.done[span].participant for span in asked if span in self.done} - {None}
        start = self.text.rfind("\n", 0, at) + 1
        beside = {self._owner(row) for row in self.namings.between(max(start, at - ANSWERED), at)}
        return {n for n in who if n is not None} if beside - who else set()

    def _neutral(self, at: int) -> Speaker:
        before = reversed(self.namings.between(at - LOOK_BACK, at))
        n = next((n for _, _, n, _ in before if not self._is_person(n)), None)
        return Speaker(n, "pronoun", "no group or body named before" if n is None else None)

    def _described(self, span: Span) -> Speaker:
        """The participant last named whose role has the noun of the phrase and what the phrase says of it: "the senator"."""
        raw = self.text[span[0] : span[1]]
        nouns = _nouns_of(raw)
        if len(nouns) < 2 or nouns[0].lower() not in ("the", "this", "that"):
            return NOBODY
        fits = [_told(p, nouns[-1], nouns[1:-1]) for p in self.people]
        most = max(fits, default=0)
        inside = {self._owner(row) for words in self.words[span] for row in self.namings.between(*words)}
        best = [n for n, fit in enumerate(fits) if most and fit == most]
        if len(best) > 1:
            best = [n for n in best if n not in inside] or best  # nobody speaks of himself by name
        for row in reversed(self.namings.between(0, span[0])):
            if self._owner(row) in best:
                return Speaker(self._owner(row), "described")
        if nouns[-1].lower() in UNRELATED:
            return NOBODY
        label = "first lady" if nouns[-1] == "lady" else nouns[-1]
        if FEMALE_LABEL.search(label):
            return self._pronoun(span, "f")
        if MALE_LABEL.search(label):
            return self._pronoun(span, "m")
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
        if not may_go_on(raw, self.text[max(at - PASSAGE, 0) : at]):
            return NOBODY
        reach = PASSAGE // 2 if is_bare(raw) else PASSAGE
        free = filter(self._free, self.namings.between(at - reach, at))
        own = (row for row in free if not _holds(self.marked, row[0]) and not _holds(self.reported, row[0]))
        who = {self._owner(row) for row in own} | {n for a, n in last if at - reach < a}
        people = [n for n in who if self._is_person(n)]
        return Speaker(people[0], "passage") if len(people) == 1 else NOBODY

    def _is_person(self, n: int) -> bool:
        return self.people[n].kind == "person"
