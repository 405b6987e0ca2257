"""The country, state or body a person is said to belong to."""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.parse.lexicon import CALENDAR, DEMONYM, HONORIFIC, ORG, PLACE_LAST, TITLE, WORD, lexicon
from workbench.parse.people.phrases import ends_sentence
from workbench.parse.people.words import ACRONYM, word_kind

_CAPITALS = re.compile(
    r"(?:\b(of|for|at|with|from|to) (?:the )?)?"
    r"([A-Z][\w.’'&-]*(?:(?: (?:of|for|and|on|of the|for the|and the))? [A-Z][\w.’'&-]*)*)"
)
_PARTY_LABEL = re.compile(r"(?:[RDI]|Republican|Democrat)\.?[-‑/, ]+(?:of )?(.+)")


@lru_cache(maxsize=1 << 12)
def affiliation_of(phrase: str) -> str | None:
    """The country, state or body a role phrase names first.

    >>> affiliation_of("Hungarian Prime Minister"), affiliation_of("NATO Secretary-General"), affiliation_of("R-Tenn.")
    ('Hungary', 'NATO', 'Tennessee')
    >>> affiliation_of("European Commission President"), affiliation_of("Washington Post columnist"), affiliation_of("envoy")
    ('European Commission', 'Washington Post', None)
    >>> affiliation_of("a former U.S. senator from Ohio")
    'Ohio'
    >>> affiliation_of("the opinion editor of Example.org and a reader"), affiliation_of("former national security adviser")
    ('Example.org', None)
    """
    homes = lexicon().homes
    if (state := _FROM.search(phrase)) and state[1] in homes:
        return homes[state[1]]  # "a U.S. senator from Ohio"
    if (label := _PARTY_LABEL.fullmatch(phrase)) and label[1] in homes:
        return homes[label[1]]
    for m in _CAPITALS.finditer(phrase):
        body = _body(m[2].split(), m[1] is not None)
        if body is not None and not _follower(body, phrase[m.end() : m.end() + 24]):
            return homes.get(body, body)
    return None


_FROM = re.compile(r"\b(?:U\.S\.|US|United States) \w+ from ([A-Z]\w+(?: [A-Z]\w+)?)")
_SEEKER = re.compile(r" (?:front-?runner|hopeful|contender|candidate|aspirant|nominee|rival|challenger|bid|run|race)\b")


def _follower(body: str, following: str) -> bool:
    """Whether a lone unlisted word only says whose follower someone is ("an Oakes appointee"), or a house what someone runs for."""
    if body == "White House":
        return _SEEKER.match(following) is not None
    if " " in body or body in lexicon().homes or word_kind(body) & (ORG | ACRONYM):
        return False
    m = re.match(r"(?:[’']s?)? (?:[a-z]+ )*?([a-z]+)\b", following)
    return m is not None and m[1] in lexicon().attributive


def _body(words: list[str], after_preposition: bool) -> str | None:
    """The country, state or body in a stretch of capitalised words, without the titles around it."""
    lex = lexicon()
    words = [w.removesuffix("’s").removesuffix("'s").rstrip("’'") for w in words]
    if words[0] in ("A", "The", "An"):
        words = words[1:]
    while len(words) and word_kind(words[-1]) & (TITLE | HONORIFIC) and words[-1] not in ("Council",):
        words.pop()
    if len(words) > 2 and word_kind(words[0]) & TITLE and words[1] in ("of", "for"):
        words = words[2:] if words[2] != "the" else words[3:]
        if words[0].lower() in lex.offices or (len(words) < 2 and word_kind(words[0]) & WORD):
            return None  # "Secretary of State"
    while words and words[0].lower().rstrip(".") in (
        "former",
        "then",
        "acting",
        "late",
        "prime",
        "vice",
        "first",
        "mr",
        "mrs",
        "ms",
    ):
        words = words[1:]
    if not words:
        return None
    if words[:2] == ["White", "House"]:
        return "White House"
    if not any(word_kind(w) & (ORG | ACRONYM | PLACE_LAST) and w not in lex.homes for w in words):
        for size in (3, 2, 1):
            if (home := " ".join(words[:size])) in lex.homes:
                return home
        words = [
            w
            for w in words
            if w.lower() not in lex.role_modifiers and not word_kind(w) & (TITLE | HONORIFIC | CALENDAR)
        ]
        if (
            not words
            or all(word_kind(w) & (WORD | DEMONYM) for w in words)
            or not (after_preposition or len(words) == 1)
        ):
            return None
    if all(
        w.lower() in lex.role_modifiers or w in ("GOP", "G.O.P.", "Homeland", "Police", "PAC", "Super") for w in words
    ):
        return None
    return " ".join(words)


_ORIGIN = re.compile(r",? (?:of|from) ((?:[A-Z][\w.]+)(?: [A-Z][\w.]+)*)(?:, ([A-Z][\w.]+(?: [A-Z][\w.]+)?))?")
_PAPER = re.compile(r",? (?:of|from) The ([A-Z][\w.]+(?: [A-Z][\w.]+){0,3})")
_POSSESSIVES = ("’s ", "'s ", "’ ", "' ")
_EMPLOYER = re.compile(r"([A-Z][\w.&]*(?: [A-Z][\w.&]*)*)[’']s? $")


def origin(text: str, start: int, end: int) -> str | None:
    """The state, country or body a name is given without a role phrase: "Zoe Lee of California", "of The Gazette", "NATO’s Ana Lee".

    >>> s = "NATO’s Ana Lee met Bo Day of Ohio. Texas’ Lou Poe left."
    >>> origin(s, 7, 14), origin(s, 19, 25), origin(s, 42, 49)
    ('NATO', 'Ohio', 'Texas')
    """
    governed = text.startswith((" of ", ", of ", " from "), end)
    if governed and (paper := _PAPER.match(text, end)):
        return paper[1]
    if governed and (m := _ORIGIN.match(text, end)):
        homes = lexicon().homes
        here = m[1].partition(". ")[0]  # "of Ohio. Both …"
        return next(
            (homes[place] for place in (m[1], here, here.rstrip("."), f"{here}.", m[2]) if place in homes), None
        )
    if text[max(0, start - 3) : start].endswith(_POSSESSIVES) and (
        m := _EMPLOYER.search(text, max(0, start - 40), start)
    ):
        words, homes = m[1].split(), lexicon().homes
        opens = next((n for n in range(len(words) - 1, 0, -1) if ends_sentence(words[n - 1])), 0)  # "of Iowa. Ohio’s …"
        words = words[opens:]
        # "Then Ohio’s Ana Lee" is of Ohio, "the Bank of America’s Ana Lee" of no country.
        ends = (" ".join(words[n:]) for n in range(len(words)))
        served = not opens and text.endswith(" of ", 0, m.start())
        if not served and (home := next((homes[end] for end in ends if end in homes), None)):
            return home
        if m[1].endswith("."):
            return None  # a quotation ends there
        if word_kind(words[-1]) & (ACRONYM | ORG) and not any(word_kind(w) & (HONORIFIC | CALENDAR) for w in words):
            return " ".join(words)
    return None
