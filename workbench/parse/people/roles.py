"""Role phrases that follow a name: party label, apposition, relative clause, "is the …", "known as …", "his choice of … as …"."""

from __future__ import annotations

import re

from workbench.parse.lexicon import lexicon
from workbench.parse.people.affiliation import affiliation_of
from workbench.parse.people.phrases import noun_phrase
from workbench.parse.people.records import Role


def role_of(text: str, start: int, end: int, rule: str) -> Role:
    """The stretch of text as a role, with the affiliation it names."""
    phrase = text[start:end]
    return Role(start, end, rule, affiliation_of(phrase), phrase)


_PARTY = re.compile(
    r" ?\(((?:[RDI](?:-|, |\.,? ?|/)[A-Z][\w. -]{0,18}?|[RDI]|Republican|Democrat))\)|, ((?:[RDI])-[A-Z](?:[a-z]+\.?|\.?[A-Z]\.?))"
)
_STATE = re.compile(r" \(([A-Z][\w.]+(?: [A-Z][\w.]+)?)\)")  # "Rep. Ana Lee (Ohio)"
_AGE = re.compile(
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
_OPENS_ROLE = frozenset(
    (
        "who", "is", "was", "became", "becomes", "remains", "serves", "served", "works", "worked", "being", "as",
        "to", "of", "from", "regarded", "known", "seen", "described", "considered", "viewed", "hailed", "billed",
        "identified", "Identified", "widely", "also", "often", "best", "been", "—", "–", "―", "--", "-"
    )
)  # fmt: skip
# What stands between a name and a role that follows it.
BEFORE_ROLE = frozenset(" ,(—–\xa0’'")
_START = re.compile(r"(?:,[ \xa0]{1,2}| ?[—–―] | --? | \()(?=[\w“])")


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
    elif following == " " and (state := _STATE.match(text, end)) and state[1] in lexicon().homes:
        found.append(role_of(text, *state.span(1), "state"))
        end = state.end()
    if age := _AGE.match(text, end):
        end = age.end()
    following = text[end : end + 1]
    if following == " " and (office := _BARE_OFFICE.match(text, end)):
        return [*found, role_of(text, *office.span(1), "copula")]
    for marks, pattern, rule in _AFTER:
        if following not in marks or (m := pattern.match(text, end)) is None:
            continue
        if rule == "appointed" and not _appointing(text, end):
            continue
        span = noun_phrase(text, m.end(), clause=rule == "relative" and m[0].endswith("who "))
        if rule == "apposition" and span is not None and _next_clause(text, *span):
            break
        if span is not None and (rule != "apposition" or m[0] != " (" or text[span[1] : span[1] + 1] == ")"):
            found.append(role_of(text, *span, "clause" if rule == "relative" and m[0].endswith("who ") else rule))
        break
    return found


# The ways to word a role after a name, the first that fits is taken; with what each can begin with.
_AFTER = (
    (" ,", _RELATIVE, "relative"),
    (" ,", _KNOWN_AS, "known-as"),
    (" ", _COPULA, "copula"),
    ("’'s", _TENURE, "tenure"),
    (" ", _APPOINTED, "appointed"),
    (", \xa0—–―", _START, "apposition"),
)


def _next_clause(text: str, start: int, end: int) -> bool:
    """Whether a main verb makes the words behind a comma the next clause ("To please Lee, the leader needs …") and no role."""
    verb = _FINITE.search(text, start, end)
    return verb is not None and _OPENS_SUBORDINATE.search(text, start, verb.start()) is None


def _appointing(text: str, end: int) -> bool:
    """Whether a verb of naming or choosing governs the name that ends at `end` ("his choice of Ana Lee as …")."""
    name = _NAME_BACK.search(text, max(0, end - 70), end)
    return name is not None and _APPOINTING.search(text, max(0, name.start() - 40), name.start()) is not None
