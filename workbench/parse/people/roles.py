"""Where a role stands: directly before a name, behind it, or on the other side of a comma."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from workbench.parse.inflect import singular
from workbench.parse.lexicon import CALENDAR, DEMONYM, HONORIFIC, ORG, PLACE, TITLE, lexicon
from workbench.parse.people import phrases
from workbench.parse.people.names import ACRONYM, Role, word_kind
from workbench.parse.people.phrases import is_role_noun
from workbench.parse.text import word_set


def role_of(text: str, start: int, end: int, rule: str) -> Role:
    """The stretch of text as a role, with the affiliation it names."""
    phrase = text[start:end]
    return Role(start, end, rule, phrases.affiliation_of(phrase), phrase)


_PARTY = re.compile(
    r" ?\(((?:[RDI](?:-|, |\.,? ?|/)[A-Z][\w. -]{0,18}?|[RDI]|Republican|Democrat))\)|, ((?:[RDI])-[A-Z](?:[a-z]+\.?|\.?[A-Z]\.?))"
)
_STATE_IN_BRACKETS = re.compile(r" \(([A-Z][\w.]+(?: [A-Z][\w.]+)?)\)")  # "Rep. Ana Lee (Ohio)"
_AGE_OR_ORIGIN = re.compile(
    r", (?:age )?\d{1,3}(?:-year-old)?(?=,)|,? (?:of|from) [A-Z][\w.]+(?: [A-Z][\w.]+)*(?:, [A-Z][\w.]+)?(?=,)"
)
_RELATIVE = re.compile(
    r",? who (?:(?:also|now|still|once|previously|formerly|currently|has) )?"
    r"(?:(?:is|was|serves as|served as|worked as|works as|been) (?:now |also )?(?=[\w“])"
    r"|(?=(?:chairs|chaired|heads|headed|runs|directs|directed|oversees|oversaw|founded|represents|represented|manages|managed"
    r"|hosts|hosted|edits|edited|teaches|taught|commands|commanded|owns) (?:the|an?(?! kind)|his|her|its|[A-Z]))"
    r"|(?=(?:leads|led) (?:the|an?|his|her|its) ))"
)
_KNOWN_AS = re.compile(
    r",? (?:(?:is|was|been) )?(?:widely |also |often |best )?"
    r"(?:regarded|known|seen|described|considered|viewed|hailed|billed|[Ii]dentified) [Aa]s "
)
_COPULA = re.compile(
    r" (?:is|was|became|remains|serves as|served as|works as|worked as)(?: currently| now| once| also| still)?"
    r" (?=(?:the|an?|one of) |(?:[a-z-]+ ){1,5}(?:at|of|for) (?:the )?[A-Z])"  # "is senior editor at Example.org"
)
_BARE_OFFICE = re.compile(
    r" (?:is|was|became|becomes|served as|serves as|being|as) "
    r"((?>(?:vice |deputy )?(?:president|governor|mayor|premier|prime minister|chancellor|senator|speaker"
    r"|secretary of state|secretary of defense|defense secretary|attorney general|chief of staff|ambassador|party leader"
    r"|Secretary of State)"
    r"(?: of (?:the )?[A-Z]\w+(?:(?: of| for| and)? [A-Z]\w+)*)?))\b(?! (?:of|[a-z]+ (?:candidate|race)))"
)
_TENURE = re.compile(
    r"[’']s? (?:\w+ )?(?:tenure|time|stint|role|work|years|service|job|record|career|past|decision) as (?=\w)"
)
_APPOINTED = re.compile(r" (?:as|to be|to serve as) (?=(?:his|her|the|its|their|our|an?|[A-Z]|[a-z]+[’']s) ?)")
_APPOINTING = re.compile(
    r"(?:\bwith|appoint|nominat|nam|pick|cho|select|tap|hir|elect|introduc|describ|install|promot)\w*"
    r"(?: of)?(?: former)?(?: [A-Z][\w.]+){0,3} $",
    re.I,
)
_FINITE = re.compile(r" (?:is|are|has|have|needs|wants) ")
_OPENS_SUBORDINATE = re.compile(r"\b(?:who|whose|that|which|where|when|whom|what|how|to|he|she|it)\b")
_NAME_BACK = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}$")
# What a role after a name without a comma begins with.
_OPENS_ROLE = word_set("""
    who is was became becomes remains serves served works worked being as to of from regarded known seen described
    considered viewed hailed billed identified Identified widely also often best been — – ― -- -
""")
# What stands between a name and a role that follows it.
BEFORE_ROLE = frozenset(" ,(—–\xa0’'")
_START = re.compile(r"(?:,[ \xa0]{1,2}| ?[—–―] | --? | \()(?=[\w“])")
# The ways to word a role after a name, the first that fits is taken; with what each can begin with.
_ROLE_PATTERNS = (
    (" ,", _RELATIVE, "relative"),
    (" ,", _KNOWN_AS, "known-as"),
    (" ", _COPULA, "copula"),
    ("’'s", _TENURE, "tenure"),
    (" ", _APPOINTED, "appointed"),
    (", \xa0—–―", _START, "apposition"),
)


def after_name(text: str, end: int) -> list[Role]:
    """The roles that follow a name ending at `end`: party label, apposition, relative clause, "is the …", "known as …".

    >>> s = "Ana Lee (D-Ohio), 41, a former head of research who left, met Bo Day, who chairs the Rules Committee."
    >>> [(s[r.start:r.end], r.rule) for r in after_name(s, 7)]
    [('D-Ohio', 'party'), ('a former head of research', 'apposition')]
    >>> [(s[r.start:r.end], r.rule) for r in after_name(s, s.index("Day") + 3)]
    [('chairs the Rules Committee', 'clause')]
    >>> s = "Ana Lee (Ohio), chair of the Rules Committee, left."
    >>> [(s[r.start:r.end], r.rule, r.affiliation) for r in after_name(s, 7)]
    [('Ohio', 'state', 'Ohio'), ('chair of the Rules Committee', 'apposition', 'Rules Committee')]
    >>> s = "Ana Lee is senior editor at Example.org. To please Bo Day, the next leader needs money."
    >>> [(s[r.start:r.end], r.rule) for r in after_name(s, 7)], after_name(s, s.index("Day") + 3)
    ([('senior editor at Example.org', 'copula')], [])
    """
    found: list[Role] = []
    following = text[end : end + 1]
    if following == " ":
        word = text[end + 1 : end + 15].partition(" ")[0]
        if word not in _OPENS_ROLE and word[:1] != "(":
            return found  # what follows most names: "said", "and"
    elif following not in BEFORE_ROLE:
        return found
    if following in " ,(" and (party := _PARTY.match(text, end)):
        start, stop = party.span(party.lastindex or 1)
        found.append(role_of(text, start, stop, "party"))
        end = party.end()
    elif following == " " and (state := _STATE_IN_BRACKETS.match(text, end)) and state[1] in lexicon().homes:
        found.append(role_of(text, *state.span(1), "state"))
        end = state.end()
    if age := _AGE_OR_ORIGIN.match(text, end):
        end = age.end()
    following = text[end : end + 1]
    if following == " " and (office := _BARE_OFFICE.match(text, end)):
        return [*found, role_of(text, *office.span(1), "copula")]
    for marks, pattern, rule in _ROLE_PATTERNS:
        if following not in marks or (m := pattern.match(text, end)) is None:
            continue
        if rule == "appointed" and not _appointing(text, end):
            continue
        span = phrases.noun_phrase(text, m.end(), clause=rule == "relative" and m[0].endswith("who "))
        if rule == "apposition" and span is not None and _next_clause(text, *span):
            break
        if span is not None and (rule != "apposition" or m[0] != " (" or text[span[1] : span[1] + 1] == ")"):
            found.append(role_of(text, *span, "clause" if rule == "relative" and m[0].endswith("who ") else rule))
        break
    return found


def _next_clause(text: str, start: int, end: int) -> bool:
    """Whether a main verb makes the words behind a comma the next clause ("To please Lee, the leader needs …") and no role."""
    verb = _FINITE.search(text, start, end)
    return verb is not None and _OPENS_SUBORDINATE.search(text, start, verb.start()) is None


def _appointing(text: str, end: int) -> bool:
    """Whether a verb of naming or choosing governs the name that ends at `end` ("his choice of Ana Lee as …")."""
    name = _NAME_BACK.search(text, max(0, end - 70), end)
    return name is not None and _APPOINTING.search(text, max(0, name.start() - 40), name.start()) is not None


# Longest stretch before a name in which a role is looked for.
BEFORE = 110
# What ends the look back from a name; a full stop may belong to an abbreviation.
_MARK = re.compile(r"""[\n,;:()“”"—–―\[\]!?]|[.](?=\s+[“"A-Z])|\s[-‐]+\s""")
_KIND_OF = ("kind of ", "sort of ", "type of ")
_LOWER_OFFICE = re.compile(
    r"\b(?:secretary|undersecretary|assistant secretary|minister|chief|speaker|head|director|commissioner) of (?:the )?(\w+) $"
)


def before_name(text: str, start: int, *, headline: bool = False) -> tuple[int, Role | None]:
    """Where the label of a name that begins at `start` begins, and the role in it, if one stands directly before the name.

    >>> s = "He met the Hungarian Prime Minister Viktor, Lee’s personal lawyer John and Mr. Smith."
    >>> label, role = before_name(s, s.index("Viktor")); s[role.start:role.end], role.affiliation
    ('Hungarian Prime Minister', 'Hungary')
    >>> label, role = before_name(s, s.index("John")); s[role.start:role.end]
    'Lee’s personal lawyer'
    >>> label, role = before_name(s, s.index("Smith")); s[label:], role
    ('Mr. Smith.', None)
    """
    if text[start - 1 : start] not in (" ", "\xa0") or text[start - 2 : start - 1].isspace():
        return start, None
    low = max(0, start - BEFORE)
    last = text[low:start].rsplit(None, 2)
    previous = last[-1] if last else ""
    kind = _leads_to_name(previous)
    if kind == "nothing":
        return start, None
    if kind == "courtesy" and len(last) > 1 and _leads_to_name(last[-2]) == "nothing":
        return start - len(previous) - 1, None  # "said Mr. Lee"
    low = _phrase_start(text, low, start)
    words = [(*m.span(), m[0]) for m in phrases.PHRASE_WORDS.finditer(text, low, start)]
    if not words or words[-1][1] != start - 1:
        return start, None
    label = start
    while words and word_kind(words[-1][2]) & HONORIFIC and not word_kind(words[-1][2]) & TITLE:
        label = words.pop()[0]
    if not words or text[words[-1][1] : label].strip() or phrases.ends_sentence(words[-1][2]):
        return label, None
    head = len(words) - 1 if is_role_noun(words[-1][2]) else _title_left(words, len(words))
    if head is None and previous in lexicon().offices and (office := _LOWER_OFFICE.search(text, low, start)):
        head = next((n for n, w in enumerate(words) if w[0] == office.start()), None)
    ahead = _NAME_AHEAD.match(text, start)
    following = (ahead[1] if ahead else "") or ""
    if head is None or (head == len(words) - 1 and phrases.relative_clause(words[-1][2], following)):
        return label, None
    first = _both(words, _leftmost(words, head, headline), head, headline)
    begin, end = words[first][0], words[-1][1]
    if text.endswith(_KIND_OF, 0, begin):
        return label, None  # "what kind of candidate Lee will become"
    return begin, role_of(text, begin, end, "before-name")


_MODIFYING = ("-leaning", "-based", "-born")  # "right-leaning journalist"


@lru_cache(maxsize=1 << 14)
def _leads_to_name(word: str) -> str:
    """What the word before a name tells of a role there, as printed: "nothing" ("and", "said"), "courtesy" ("Mr.") or "perhaps"."""
    if word[-1:].isalnum() or word[-1:] in (".", "’", "'"):
        if word_kind(word) & HONORIFIC and not word_kind(word) & TITLE:
            return "courtesy"
        if not word[:1].islower() or is_role_noun(word) or word in lexicon().offices:
            return "perhaps"
    return "nothing"


def _phrase_start(text: str, low: int, start: int) -> int:
    """Where the phrase before `start` can begin at the earliest: after the last mark that ends another."""
    for m in _MARK.finditer(text, low, start):
        if m[0] != "." or (m.end() < start and not phrases.abbreviated(text[low:start], m.start() - low)):
            low = m.end()
    return low


_NAME_AHEAD = re.compile(r"[^\W_][\w.’'-]*(?: [^\W_a-z][\w.’'-]*)*(, | a)?")


_Step = tuple[int, bool]
"""Where a role phrase begins as far as it has been looked at, and whether more words before it may belong to it."""


class _Look(NamedTuple):
    """A look at the word before a role phrase, which the rules of `_LEFTWARD` take in or leave."""

    words: list[tuple[int, int, str]]
    begin: int  # the index of the first word of the phrase so far
    capital_head: bool  # the head of the phrase is capitalised
    headline: bool

    @property
    def word(self) -> str:
        """The word before the phrase."""
        return self.words[self.begin - 1][2]

    def take(self, *, go_on: bool) -> _Step:
        """The phrase with the word before it."""
        return self.begin - 1, go_on

    def leave(self) -> _Step:
        """The phrase as it is."""
        return self.begin, False


def _capital_word(look: _Look) -> _Step | None:
    """A title, body or place: "|Ohio Gov. Ana Lee"; all words of an owner, and nothing before: "on |Ana Lee’s lawyer"."""
    if not look.word[0].isupper():
        return None
    kind = word_kind(look.word)
    in_title = kind & (TITLE | ORG | DEMONYM | PLACE | ACRONYM) or look.word.lower() in lexicon().role_modifiers
    if kind & (CALENDAR | HONORIFIC) or (look.headline and not in_title):
        return look.leave()
    if not look.word.endswith(("’s", "'s")):
        return look.take(go_on=True)
    begin = look.begin - 1
    while begin > 0 and look.words[begin - 1][2][0].isupper() and not word_kind(look.words[begin - 1][2]) & CALENDAR:
        begin -= 1
    return begin, False


def _long_title(look: _Look) -> _Step | None:
    """A title with an "of" or "and" inside: "|Secretary of State Ana Lee"."""
    if look.word.lower() not in ("of", "and") or not look.capital_head:
        return None
    title = _title_left(look.words, look.begin - 1)
    return None if title is None else (title, True)


def _long_body(look: _Look) -> _Step | None:
    """A body with an "of" or "at" inside: "|Institute of Peace fellow Ana Lee"."""
    if look.word.lower() not in ("of", "at"):
        return None
    body = _body_left(look.words, look.begin - 1)
    return None if body is None else (body, True)


def _determiner(look: _Look) -> _Step | None:
    """What opens the phrase: "|his lawyer Ana Lee"; an article only before a head in small letters."""
    small = look.word.lower()
    opens = small in phrases.POSSESSIVES or (small in phrases.DETERMINERS and not look.capital_head)
    return look.take(go_on=False) if opens else None


def _modifier(look: _Look) -> _Step | None:
    """A modifier or another role noun: "|former |campaign aide Ana Lee", "|party chair Bo Day"; "Party" is part of a name."""
    word, small = look.word, look.word.lower()
    modifies = small in lexicon().role_modifiers or word == "party" or is_role_noun(word)
    if not modifies and not small.startswith(("then-", "ex-", "co-")) and not small.endswith(_MODIFYING):
        return None
    return look.leave() if small in lexicon().stops or small in ("on", "one") else look.take(go_on=True)


def _unlisted(look: _Look) -> _Step:
    """Unlisted words that a determiner opens: "|a dapper lawyer Ana Lee"; else nothing more belongs to the phrase."""
    small = look.word.lower()
    if look.capital_head or small in lexicon().stops or small in phrases.DETERMINERS:
        return look.leave()
    determiner = _determiner_left(look.words, look.begin - 1)
    return look.leave() if determiner is None else (determiner, False)


_LEFTWARD: list[Callable[[_Look], _Step | None]] = [
    *(_capital_word, _long_title, _long_body, _determiner, _modifier, _unlisted)
]
"""Whether the word before a role phrase belongs to it: the first rule that does not answer None decides."""


def _leftmost(words: list[tuple[int, int, str]], head: int, headline: bool) -> int:
    """The index of the first word of the role phrase that ends the list, `head` being that of its head."""
    capital_head = words[head][2][0].isupper()
    begin, go_on = head, True
    while begin > 0 and go_on:
        look = _Look(words, begin, capital_head, headline)
        steps = (rule(look) for rule in _LEFTWARD)
        begin, go_on = next(step for step in steps if step is not None)
    while begin < len(words) - 1 and _is_opener(words[begin][2]) and words[begin + 1][2] != "lady":
        begin += 1  # but not in "First lady Ana Lee"
    return begin


def _both(words: list[tuple[int, int, str]], first: int, head: int, headline: bool) -> int:
    """Where "lobbyist and former aide" begins, `first` being the index of "former": two roles of one person, one role phrase."""
    if first < 2 or words[first - 1][2] != "and":
        return first
    noun = words[first - 2][2]
    small = noun.lower()
    if not is_role_noun(noun) or singular(small) != small or small in lexicon().kin:
        return first
    other = _leftmost(words, first - 2, headline)
    # "the governor and Sen. Bo Day", "My husband and President Day" are two people.
    return first if words[other][2].lower() in phrases.DETERMINERS and words[head][2][0].isupper() else other


def _is_opener(word: str) -> bool:
    """Whether a capitalised first word is only the start of the sentence ("When Sen. …"), not of the role."""
    small, lex = word.lower(), lexicon()
    if not word[0].isupper():
        return False
    if small in lex.openers:
        return not word_kind(word) & (TITLE | ORG | DEMONYM | PLACE)
    if is_role_noun(word) or small in lex.role_modifiers:
        return False
    return small in lex.stops or small in phrases.DETERMINERS - phrases.POSSESSIVES


def _title_left(words: list[tuple[int, int, str]], at: int) -> int | None:
    """Where the title of "Secretary of State" or "Director of National Intelligence" begins, `at` being its "of"."""
    for n in range(at - 1, max(-1, at - 5), -1):
        word = words[n][2]
        if word_kind(word) & TITLE:
            return n if any(w[2] in ("of", "for") for w in words[n : at + 1]) else None
        if not word[0].isupper() and word not in ("of", "for", "and", "the"):
            return None
    return None


def _body_left(words: list[tuple[int, int, str]], at: int) -> int | None:
    """Where a body begins whose name goes on behind "of" or "at" ("Institute of Peace fellow"), `at` being that word."""
    for n in range(at - 1, max(-1, at - 6), -1):
        word = words[n][2]
        if word_kind(word) & ORG:
            return n
        if not word[0].isupper() and word not in ("of", "at", "the"):
            return None
    return None


def _determiner_left(words: list[tuple[int, int, str]], at: int) -> int | None:
    """Where a phrase with unlisted words begins, if a determiner opens it within five words and nothing breaks it."""
    for n in range(at, max(-1, at - 5), -1):
        small = words[n][2].lower()
        if small in phrases.DETERMINERS or small.endswith(("’s", "'s")):
            return n
        plural = small.endswith("s") and not small.endswith(("ous", "less"))  # "his glamorous wife"
        if plural and small not in lexicon().role_modifiers and not is_role_noun(small):
            return None
        participle = small.endswith(("ing", "ed", "ly")) and small not in lexicon().role_modifiers
        if participle or small in lexicon().stops or small in lexicon().verbs:
            return None
    return None


_OPENS = r"[Tt]he|[Oo]ne|[Aa]n?|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur"
_BEFORE_COMMA = re.compile(
    rf"(?:^|(?<=[\s“\"(—–]))((?:{_OPENS}|(?:(?:Mr|Mrs|Ms)\. )?[A-Z][\w.-]*(?: [A-Z][\w.-]*){{0,3}}[’']s)"
    r" (?:[^,;:.!?()“”\"\n—–]|(?<=[A-Z])\.|(?<=Sen|Rep|Gov|Mrs)\.|(?<=Mr|Ms|Dr|St)\.){2,90}(?<! )), $"
)
_COMMA_OPENERS = re.compile(rf"(?<![\w’'-])(?:{_OPENS}|[A-Z][\w.’'-]*)(?= )")
_CAPITALISED_WORDS = re.compile(r"(?:[A-Z][\w.-]* )+")
_INNER_MARK = re.compile(r"[,;:!?()“”\"\n—–]")  # what a role before a comma has not
_CLOSES_NAME = frozenset((",", ".", ";", ")", "”", "—", "\n", ""))
_IDENTIFIED = re.compile(r"[Ii]dentified ((?:the|an?) [\w -]{3,40}?)(?: (?:to|by) [^,.;]{2,30})? as $")


def before_comma(text: str, start: int, end: int) -> Role | None:
    """The role of "her doctor, Lisa Smith," or "identified the suspect as Lisa Smith", the label starting at `start`.

    >>> s = "On Monday her doctor, Lisa Smith, spoke."
    >>> r = before_comma(s, s.index("Lisa"), s.index(", spoke")); s[r.start:r.end]
    'her doctor'
    """
    if text[start - 2 : start] != ", " and text[start - 4 : start] != " as ":
        return None
    if text[start - 1] != " ":
        return None
    tail = text[max(0, start - 130) : start]
    if tail[-2] == "," and text[end : end + 1] not in _CLOSES_NAME and not _heads_list(text, tail, end):
        return None
    low = start - len(tail)
    if tail.endswith(" as "):
        m = _IDENTIFIED.search(tail)
        return role_of(text, low + m.start(1), low + m.end(1), "identified-as") if m else None
    inner = 0
    for m in _INNER_MARK.finditer(tail, 0, len(tail) - 2):
        inner = m.end()
    opens = (m.start() for m in _COMMA_OPENERS.finditer(tail, inner))
    pieces = [m for at in opens if (m := _BEFORE_COMMA.match(tail, at))]
    for m in reversed(pieces):
        if _is_role(m[1]):
            wider = (p.start(1) for p in pieces if _CAPITALISED_WORDS.fullmatch(tail, p.start(1), m.start(1)))
            return role_of(text, low + min(wider, default=m.start(1)), low + m.end(1), "before-comma")
    return None


_PLURAL = re.compile(r"([a-z]{3,}s), $")
_NEXT_IN_LIST = re.compile(r" and [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}[,.;)\n]")


def _heads_list(text: str, tail: str, end: int) -> bool:
    """Whether a plural role noun before the comma heads a list of two names ("his chief rivals, Ana Lee and Bo Day,")."""
    m = _PLURAL.search(tail)
    return m is not None and is_role_noun(m[1]) and _NEXT_IN_LIST.match(text, end) is not None


def _is_role(phrase: str) -> bool:
    """Whether a phrase before a comma is a role: a role noun heads it, and it is no clause."""
    words = list(phrases.PHRASE_WORDS.finditer(phrase))
    head = phrases.head_of(words)
    if head is None or head < 1 or " -- " in phrase:
        return False
    verbs = lexicon().verbs
    for n, w in enumerate(words):
        beside = words[n - 1 : n + 2 : 2]  # role nouns in "the founder and chairman of …"
        joins = 0 < n < len(words) - 1 and all(is_role_noun(word[0]) for word in beside)
        if w[0] in ("that", "but") or (w[0] == "and" and not joins):
            return False
        if w[0].lower() in verbs and not (n == 1 and w[0].endswith("ed")):
            return False
    return True
