"""What words say of somebody: the head of a description, the roles that tell it, and whether it is a man or a woman."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workbench.parse.lexicon import SEX_F, SEX_M, TITLE, lexicon
from workbench.parse.people.records import Participant

WORD = re.compile(r"[^\W\d_]+")
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
PARTIES = frozenset({"republican", "democrat", "democratic", "conservative", "liberal"})
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
    return None if not surplus else "m" if surplus > 0 else "f"


@lru_cache(maxsize=1 << 14)
def _masculine(label: str) -> int:
    """How many more words of a label tell a man than a woman."""
    return len(MALE_LABEL.findall(label)) - len(FEMALE_LABEL.findall(label))


def fits_first_name(p: Participant, gender: str) -> bool | None:
    """Whether the first name is one of that gender; None where it is of both or not listed."""
    sex = lexicon().kind(p.name.partition(" ")[0]) & (SEX_M | SEX_F)
    return None if sex not in (SEX_M, SEX_F) else sex == (SEX_M if gender == "m" else SEX_F)


def told(p: Participant, noun: str, more: Sequence[str]) -> int:
    """How much of a description the participant's roles tell: 0 without its noun, else one more than its other words.

    A country or state is told by the affiliation too, and excludes who belongs to another.
    """
    homes, wanted = lexicon().homes, NOUN_OF.get(noun.lower(), noun.lower())
    roles = [r.phrase for r in p.roles if has_noun(r.phrase, wanted)]
    if not roles:
        return 0
    known = {w.lower() for phrase in roles for w in WORD.findall(phrase)}
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
        return WORD.findall(HEAD_END.split(phrase)[0].lower())[-1:] == [noun]
    return noun in _head_nouns(phrase)


@lru_cache(maxsize=1 << 14)
def _head_nouns(phrase: str) -> frozenset[str]:
    """The words of a phrase up to its first apposition or clause, each as the title it stands for."""
    words = [NOUN_OF.get(w, w) for w in WORD.findall(HEAD_END.split(phrase)[0].lower())]
    deputies = ("vice", "deputy", "assistant")
    return frozenset(w for i, w in enumerate(words) if i == 0 or words[i - 1] not in deputies)
