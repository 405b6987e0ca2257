"""Role phrases that stand directly before a name: "Hungarian Prime Minister …", "Lee’s personal lawyer …"."""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.parse.lexicon import CALENDAR, DEMONYM, HONORIFIC, ORG, PLACE, THING, TITLE, WORD, lexicon
from workbench.parse.people.phrases import (
    DETERMINERS,
    POSSESSIVES,
    WORDS,
    abbreviated,
    ends_sentence,
    is_role_noun,
    relative_clause,
    singular,
)
from workbench.parse.people.records import Role
from workbench.parse.people.roles import role_of
from workbench.parse.people.words import ACRONYM, word_kind

# Longest stretch before a name in which a role is looked for.
BEFORE = 110

# What ends the look back from a name; a full stop may belong to an abbreviation.
_MARK = re.compile(r"""[\n,;:()“”"—–―\[\]!?]|[.](?=\s+[“"A-Z])|\s[-‐]+\s""")


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
    words = [(*m.span(), m[0]) for m in WORDS.finditer(text, low, start)]
    if not words or words[-1][1] != start - 1:
        return start, None
    label = start
    while words and word_kind(words[-1][2]) & HONORIFIC and not word_kind(words[-1][2]) & TITLE:
        label = words.pop()[0]
    if not words or text[words[-1][1] : label].strip() or ends_sentence(words[-1][2]):
        return label, None
    head = len(words) - 1 if is_role_noun(words[-1][2]) else _title_left(words, len(words))
    if head is None and previous in lexicon().offices and (office := _LOWER_OFFICE.search(text, low, start)):
        head = next((n for n, w in enumerate(words) if w[0] == office.start()), None)
    if head is None or (head == len(words) - 1 and _plural_alone(text, start, words[-1][2])):
        return label, None
    first = _both(words, _leftmost(words, head, headline), head, headline)
    begin, end = words[first][0], words[-1][1]
    if text.endswith(_KIND_OF, 0, begin):
        return label, None  # "what kind of candidate Lee will become"
    return begin, role_of(text, begin, end, "before-name")


_MODIFYING = ("-leaning", "-based", "-born")  # "right-leaning journalist"
_KIND_OF = ("kind of ", "sort of ", "type of ")


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
        if m[0] != "." or (m.end() < start and not abbreviated(text[low:start], m.start() - low)):
            low = m.end()
    return low


_NAME_AHEAD = re.compile(r"[^\W_][\w.’'-]*(?: [^\W_a-z][\w.’'-]*)*(, | a)?")


def _plural_alone(text: str, start: int, word: str) -> bool:
    m = _NAME_AHEAD.match(text, start)
    return relative_clause(word, (m[1] if m else "") or "")


_LOWER_OFFICE = re.compile(
    r"\b(?:secretary|undersecretary|assistant secretary|minister|chief|speaker|head|director|commissioner) of (?:the )?(\w+) $"
)


def _leftmost(words: list[tuple[int, int, str]], at: int, headline: bool) -> int:
    """The index of the first word of the role phrase that ends the list, `at` being that of its head."""
    lex = lexicon()
    capital_head = words[at][2][0].isupper()
    while at > 0:
        word = words[at - 1][2]
        small = word.lower()
        if word[0].isupper():
            kind = word_kind(word)
            if kind & (CALENDAR | HONORIFIC) or (headline and not _in_title(word)):
                break
            at -= 1
            if word.endswith(("’s", "'s")):
                while at > 0 and words[at - 1][2][0].isupper() and not word_kind(words[at - 1][2]) & CALENDAR:
                    at -= 1
                break
        elif small in ("of", "and") and capital_head and (title := _title_left(words, at - 1)) is not None:
            at = title
        elif small in ("of", "at") and (body := _body_left(words, at - 1)) is not None:
            at = body
        elif small in POSSESSIVES or (small in DETERMINERS and not capital_head):
            at -= 1
            break
        elif (
            small in lex.role_modifiers
            or word == "party"  # "Party" is part of a name
            or is_role_noun(word)
            or small.startswith(("then-", "ex-", "co-"))
            or small.endswith(_MODIFYING)
        ):
            if small in lexicon().stops or small in ("on", "one"):
                break
            at -= 1
        elif (
            small in lexicon().stops
            or small in DETERMINERS
            or (jump := _determiner_left(words, at - 1)) is None
            or capital_head
        ):
            break
        else:
            at = jump
            break
    while at < len(words) - 1 and _is_opener(words[at][2]) and words[at + 1][2] != "lady":  # "First lady Ana Lee"
        at += 1
    return at


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
    return first if words[other][2].lower() in DETERMINERS and words[head][2][0].isupper() else other


def _in_title(word: str) -> bool:
    """Whether a capitalised word of a headline may belong to the role phrase behind it."""
    return bool(word_kind(word) & (TITLE | ORG | DEMONYM | PLACE | ACRONYM)) or word.lower() in lexicon().role_modifiers


def _is_opener(word: str) -> bool:
    """Whether a capitalised first word is only the start of the sentence ("When Sen. …"), not of the role."""
    if word[0].isupper() and word.lower() in lexicon().openers:
        return not word_kind(word) & (TITLE | ORG | DEMONYM | PLACE)
    if not word[0].isupper() or is_role_noun(word) or word.lower() in lexicon().role_modifiers:
        return False
    kind = word_kind(word)
    return (
        word.lower() in lexicon().stops
        or word.lower() in DETERMINERS - POSSESSIVES
        or (kind & WORD > 0 and not kind & (ORG | THING | DEMONYM | PLACE) and word.lower() in lexicon().openers)
    )


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
        if small in DETERMINERS or small.endswith(("’s", "'s")):
            return n
        plural = small.endswith("s") and not small.endswith(("ous", "less"))  # "his glamorous wife"
        if plural and small not in lexicon().role_modifiers and not is_role_noun(small):
            return None
        if (
            small in lexicon().stops
            or small in lexicon().verbs
            or (small.endswith(("ing", "ed", "ly")) and small not in lexicon().role_modifiers)
        ):
            return None
    return None
