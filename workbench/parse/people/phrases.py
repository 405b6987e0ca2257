"""Role phrases as noun phrases: where one that begins at a given place ends, and whether it has a role noun as its head."""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.parse.lexicon import ORG, THING, TITLE, lexicon
from workbench.parse.people.words import word_kind

POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "whose"})
DETERMINERS = frozenset({"the", "a", "an", "another"}) | POSSESSIVES
# Longest stretch after a name in which a role is read (the longest of 130 labelled phrases has 160 characters).
AFTER = 220

WORDS = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_][^\W_]*(?:[’'&‑-][^\W_]+)*[’']?\.?")


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


_PLURALS = (("men", "man"), ("sses", "ss"), ("ches", "ch"), ("ies", "y"), ("s", ""))


def singular(word: str) -> str:
    """A noun in lower case without the ending of its plural.

    >>> [singular(word) for word in ("aides", "actresses", "coaches", "celebrities", "congresswomen", "boss")]
    ['aide', 'actress', 'coach', 'celebrity', 'congresswoman', 'boss']
    """
    if word.endswith("ss"):
        return word
    return next((word.removesuffix(many) + one for many, one in _PLURALS if word.endswith(many)), word)


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


_LONGEST_WORD = 40
_DOTTED = re.compile(r"(?:^|\W)\w{1,2}\.\w{1,2}(?:\.|$)")  # "U.S", "Ph.D", but no "Example.org"


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
        if (
            m[0] == "."
            and abbreviated(text[start : m.start()], m.start() - start)
            and not _LAST_STOP.match(text, m.start())
        ):
            continue
        if m[0] in VERB_ENDS and _RELATIVE_PRONOUN.search(text, start, m.start()):
            continue
        stop = m.start()
        break
    words = list(WORDS.finditer(text, start, stop))
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
    if (
        word[0].isupper()
        or word in lexicon().role_modifiers
        or word in DETERMINERS
        or word == "one"
        or is_role_noun(word)
    ):
        return False
    return (
        word in lexicon().stops
        or word in lexicon().verbs
        or (word.endswith(("ed", "ing", "ly", "s")) and not word.endswith(("’s", "'s")))
    )


# What somebody leans to is a noun or only says it of the noun that follows, unless that is a participle ("a Republican trying to …").
_LEANINGS = frozenset(("republican", "democratic", "conservative", "liberal", "libertarian", "independent"))
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
