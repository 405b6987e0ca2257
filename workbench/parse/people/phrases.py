"""A role as a noun phrase ("former aide", "head of the agency"), and the body that it names."""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.parse.inflect import singular
from workbench.parse.lexicon import CALENDAR, DEMONYM, HONORIFIC, ORG, PLACE_LAST, THING, TITLE, WORD, lexicon
from workbench.parse.people.names import ACRONYM, word_kind
from workbench.parse.text import word_set

POSSESSIVES = word_set("his her their its my our whose")
DETERMINERS = word_set("the a an another") | POSSESSIVES
# Longest stretch after a name in which a role is read (the longest of 130 labelled phrases has 160 characters).
AFTER = 220

PHRASE_WORDS = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_][^\W_]*(?:[’'&‑-][^\W_]+)*[’']?\.?")


@lru_cache(maxsize=1 << 15)
def is_role_noun(word: str) -> bool:
    """Whether a word as printed can head a role phrase: a title, a role noun or its plural.

    >>> [w for w in ("Sen.", "spokeswoman", "actresses", "table", "then-Director") if is_role_noun(w)]
    ['Sen.', 'spokeswoman', 'actresses', 'then-Director']
    """
    lex = lexicon()
    if word_kind(word) & TITLE:
        return True
    small = word.lower().rstrip(".")
    for form in (small, singular(small), small.rpartition("-")[2]):
        if form in lex.role_nouns:
            return True
    return "-" in word and word_kind(word.rpartition("-")[2]) & TITLE > 0


def relative_clause(word: str, following: str) -> bool:
    """Whether a plural noun before one name opens a clause ("refugees Lee wants to …") and is no role of the name.

    >>> relative_clause("refugees", " w"), relative_clause("candidates", ", "), relative_clause("Sens.", " a")
    (True, False, False)
    """
    plural = word[0].islower() and word[-1] == "s" and word not in lexicon().role_nouns
    return plural and following not in (", ", " a")


def ends_sentence(word: str) -> bool:
    """Whether the full stop a word ends with closes the sentence."""
    bare = word[:-1].rpartition("-")[2]  # "then-Sen."
    return word[-1] == "." and bare not in lexicon().abbreviations and "." not in bare


_LONGEST_WORD = 40
_DOTTED = re.compile(r"(?:^|\W)\w{1,2}\.\w{1,2}(?:\.|$)")  # "U.S", "Ph.D", but no "Example.org"


def abbreviated(text: str, dot: int) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation ("Sen.", "U.S.", "Fla.").

    >>> [abbreviated(text, len(text) - 1) for text in ("then-Sen.", "the U.S.", "editor of Example.org.", "the end.")]
    [True, True, False, False]
    """
    if not dot or text[dot - 1].isspace():
        return False
    word = text[max(0, dot - _LONGEST_WORD) : dot].rsplit(None, 1)[-1]
    bare = word.lstrip('(“"').rpartition("-")[2]  # "then-Sen."
    letter = len(word) == 1 and word.isalpha()
    return letter or bare in lexicon().abbreviations or _DOTTED.search(word) is not None


_SERVED = (
    r"(?:also |now |once |then |has |had )?"
    r"(?:served|serves|worked|works|is|was|led|leads|ran|runs|heads|headed|chairs|chaired|represents|covers|teaches)"
)
_SPEAKING = "said|says|told|wrote|tweeted|added|called|stated|noted|argued|explained|responded|announced"
# Where a role phrase ends at the latest: punctuation, the main verb, a clause that tells something else.
_END = re.compile(
    r",(?!\d)|[;:!?()\n—–―“”\"]|\.(?=\s|$|[”\"’'])| -- | [-‐] | and (?=(?:also|has|was|is|had|having|I|he|she|we|they|it)\b)"
    rf"| (?:{_SPEAKING}) | who (?!{_SERVED}\b)| (?:was|were|will|would|could) | perhaps | (?:best|better|widely) known "
    r"| (?:when|while|before|after|because|although|though|until) "
)
_LAST_STOP = re.compile(r"\.(?:\s*\n|$)")
VERB_ENDS = frozenset({" was ", " were ", " will ", " would ", " could "})
_RELATIVE_PRONOUN = re.compile(r"\b(?:who|whose|that|which|where|when)\b")


def noun_phrase(text: str, start: int, *, clause: bool = False) -> tuple[int, int] | None:
    """The span of the role phrase that begins at `start`, or None when the words there have no role noun as their head."""
    limit = min(len(text), start + AFTER)
    stop = limit
    for m in _END.finditer(text, start, limit):
        abbreviates = m[0] == "." and abbreviated(text[start : m.start()], m.start() - start)
        if abbreviates and not _LAST_STOP.match(text, m.start()):
            continue
        if m[0] in VERB_ENDS and _RELATIVE_PRONOUN.search(text, start, m.start()):
            continue
        stop = m.start()
        break
    words = list(PHRASE_WORDS.finditer(text, start, stop))
    if not words or words[0][0] == "whose" or (not clause and _starts_clause(words[0][0])):
        return None
    stop = words[-1].end() if text[words[-1].end() : stop].isspace() else stop
    if clause and words[0][0].islower() and words[0][0] not in DETERMINERS:
        return (start, stop) if words[-1][0] not in DETERMINERS else None
    head = head_of(words, singular=True)
    if head is None and not _agent(words, text[stop : stop + 1]):
        return None
    if head is not None and head + 1 < len(words) and words[head + 1][0] in lexicon().verbs:
        return None  # "the governor pointed to …": a clause
    while stop > start and text[stop - 1] in " \xa0":
        stop -= 1
    return start, stop


_AGENT = re.compile(r"\w{3,}(?:er|or|ist|ian|yst|eer|ant|aholic|buff|fan|man|woman)$")


def _agent(words: list[re.Match[str]], closing: str) -> bool:
    """Whether an unlisted noun closes "a …," and is formed as nouns of persons are ("another avid court watcher,")."""
    if words[0][0] not in ("a", "an", "another") or closing not in (",", "."):
        return False
    stop = next((n for n, m in enumerate(words) if m[0] in lexicon().breaks), len(words))
    return 1 < stop < 7 and _AGENT.match(words[stop - 1][0]) is not None


def _starts_clause(word: str) -> bool:
    """Whether a phrase beginning with this word is a clause ("becomes the …", "and Republicans") and no role."""
    lex = lexicon()
    if word[0].isupper() or word in lex.role_modifiers or word in DETERMINERS or word == "one" or is_role_noun(word):
        return False
    formed = word.endswith(("ed", "ing", "ly", "s")) and not word.endswith(("’s", "'s"))
    return formed or word in lex.stops or word in lex.verbs


# What somebody leans to is a noun or only says it of the noun that follows, unless that is a participle ("a Republican trying to …").
_LEANINGS = word_set("republican democratic conservative liberal libertarian independent")
_PLAIN_NOUN = re.compile(r"[a-z]{3,}(?<!ing)(?<!ed)")
_HEAD_WITHIN = 14  # words of a phrase in which its head is looked for


def head_of(words: list[re.Match[str]], *, singular: bool = False) -> int | None:
    """The index of the role noun that heads the phrase, looked for before any preposition, verb or relative pronoun."""
    printed = [m[0] for m in words[: _HEAD_WITHIN + 1]]
    size = min(len(printed), _HEAD_WITHIN)
    lex = lexicon()
    if size > 1 and printed[0].lower() == "one" and printed[1].lower() == "of":
        return next((n for n in range(2, min(len(printed), 10)) if is_role_noun(printed[n])), None)
    for n in range(size):
        word, follows = printed[n].lower(), printed[n + 1] if n + 1 < len(printed) else ""
        if n and word in lex.breaks:
            if not (follows[:1].isupper() and printed[n - 1][0].isupper() and word in ("of", "for")):
                return None
        elif is_role_noun(printed[n]):
            if follows[:1].isupper() and word_kind(follows) & (ORG | THING):
                continue  # "the Justice Department"
            if word in _LEANINGS and _PLAIN_NOUN.fullmatch(follows) and follows not in lex.breaks:
                continue  # "the Republican establishment"
            after = follows.lower() if n + 1 < size else ""
            if after and after not in lex.breaks and (is_role_noun(after) or after in lex.role_modifiers):
                continue
            plural = word[-1] == "s" and word not in lex.role_nouns and word[:-1] in lex.role_nouns
            return None if plural and singular else n
    return None


_CAPITALISED_STRETCH = re.compile(
    r"(?:\b(of|for|at|with|from|to) (?:the )?)?"
    r"([A-Z][\w.’'&-]*(?:(?: (?:of|for|and|on|of the|for the|and the))? [A-Z][\w.’'&-]*)*)"
)
_PARTY_LABEL = re.compile(r"(?:[RDI]|Republican|Democrat)\.?[-‑/, ]+(?:of )?(.+)")
_FROM = re.compile(r"\b(?:U\.S\.|US|United States) \w+ from ([A-Z]\w+(?: [A-Z]\w+)?)")


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
    for m in _CAPITALISED_STRETCH.finditer(phrase):
        body = _body(m[2].split(), m[1] is not None)
        if body is not None and not _follower(body, phrase[m.end() : m.end() + 24]):
            return homes.get(body, body)
    return None


_SEEKER = re.compile(r" (?:front-?runner|hopeful|contender|candidate|aspirant|nominee|rival|challenger|bid|run|race)\b")


def _follower(body: str, following: str) -> bool:
    """Whether a lone unlisted word only says whose follower someone is ("an Oakes appointee"), or a house what someone runs for."""
    if body == "White House":
        return _SEEKER.match(following) is not None
    if " " in body or body in lexicon().homes or word_kind(body) & (ORG | ACRONYM):
        return False
    m = re.match(r"(?:[’']s?)? (?:[a-z]+ )*?([a-z]+)\b", following)
    return m is not None and m[1] in lexicon().attributive


_LEADING = word_set("former then acting late prime vice first mr mrs ms")
# Words of a body's name that name none by themselves.
_PART_OF_BODY = word_set("GOP G.O.P. Homeland Police PAC Super")


def _body(words: list[str], after_preposition: bool) -> str | None:
    """The country, state or body in a stretch of capitalised words, without the titles around it.

    >>> _body(["Former", "Ohio", "Governor"], False), _body(["The", "Harbor", "Council"], True), _body(["Power", "Day"], True)
    ('Ohio', 'Harbor Council', None)
    """
    homes, modifiers = lexicon().homes, lexicon().role_modifiers
    words = _without_marks(words)
    while words and word_kind(words[-1]) & (TITLE | HONORIFIC) and words[-1] != "Council":
        words = words[:-1]  # "Ohio |Lieutenant Governor"; a council is a body
    if len(words) > 2 and word_kind(words[0]) & TITLE and words[1] in ("of", "for"):
        words = words[3:] if words[2] == "the" else words[2:]  # "Director of the Harbor Council"
        if words[0].lower() in lexicon().offices or (len(words) == 1 and word_kind(words[0]) & WORD):
            return None  # "Secretary of State"
    while words and words[0].lower().rstrip(".") in _LEADING:
        words = words[1:]
    if words[:2] == ["White", "House"]:
        return "White House"
    # "Harbor |Council", "|NATO"; countries that are acronyms are no bodies.
    if not any(word_kind(w) & (ORG | ACRONYM | PLACE_LAST) and w not in homes for w in words):
        begins = (" ".join(words[:size]) for size in (3, 2, 1))
        if home := next((begin for begin in begins if begin in homes), None):
            return home  # "New York Mayor"
        words = [w for w in words if w.lower() not in modifiers and not word_kind(w) & (TITLE | HONORIFIC | CALENDAR)]
        if all(word_kind(w) & (WORD | DEMONYM) for w in words) or not (after_preposition or len(words) == 1):
            return None
    known = all(w in _PART_OF_BODY or w.lower() in modifiers for w in words)
    return None if known else " ".join(words)


def _without_marks(words: list[str]) -> list[str]:
    """The words without possessive endings and the article before them: "The Gazette’s" is "Gazette"."""
    plain = [w.removesuffix("’s").removesuffix("'s").rstrip("’'") for w in words]
    return plain[1:] if plain[0] in ("A", "The", "An") else plain


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
        return next((homes[at] for at in (m[1], here, here.rstrip("."), f"{here}.", m[2]) if at in homes), None)
    if not text[max(0, start - 3) : start].endswith(_POSSESSIVES):
        return None
    m = _EMPLOYER.search(text, max(0, start - 40), start)
    return _employer(m[1], of=text.endswith(" of ", 0, m.start())) if m else None


def _employer(owner: str, *, of: bool) -> str | None:
    """The state, country or body among the capitalised words before "’s"; whether an "of" stands before them."""
    words, homes = owner.split(), lexicon().homes
    opens = next((n for n in range(len(words) - 1, 0, -1) if ends_sentence(words[n - 1])), 0)  # "of Iowa. Ohio’s …"
    words = words[opens:]
    # "Then Ohio’s Ana Lee" is of Ohio, "the Bank of America’s Ana Lee" of no country.
    ends = (" ".join(words[n:]) for n in range(len(words)))
    if (opens or not of) and (home := next((homes[end] for end in ends if end in homes), None)):
        return home
    if owner.endswith("."):
        return None  # a quotation ends there
    body = word_kind(words[-1]) & (ACRONYM | ORG) and not any(word_kind(w) & (HONORIFIC | CALENDAR) for w in words)
    return " ".join(words) if body else None
