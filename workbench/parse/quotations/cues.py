"""Cue words: what class of speech act a cue belongs to."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from workbench.parse.inflect import verb_forms
from workbench.parse.lexicon import list_lines

CUE_NOUNS = {
    "neutral": "statement comment comments remarks interview tweet",
    "announcement": "announcement",
    "claim": "assertion allegation allegations",
    "criticism": "accusation accusations criticism complaint",
    "denial": "denial refusal",
    "admission": "admission apology",
    "praise": "gratitude endorsement",
    "demand": "proposal suggestion recommendation invitation",
    "promise": "commitment",
    "warning": "threat threats warnings concern concerns",
    "belief": "confidence belief opinion",
    "prediction": "hope",
    "answer": "response",
}
"""Nouns that head a cue ("his call for", "expressed hope"), by the class of the verb they stand for."""


@cache
def cue_classes() -> dict[str, str]:
    """Every form of a cue word -> its class, from `lexicons/cue_classes.txt`.

    >>> [cue_classes()[w] for w in ("said", "claimed", "denies", "admitting", "praised", "urged")]
    ['neutral', 'claim', 'denial', 'admission', 'praise', 'demand']
    """
    out: dict[str, str] = {}
    for name, *verbs in map(str.split, list_lines("cue_classes.txt")):
        for verb in verbs:
            for form in verb_forms(verb):
                out.setdefault(form, name)
    nouns = {noun: name for name, listed in CUE_NOUNS.items() for noun in listed.split()}
    return {**nouns, **out, "according": "neutral"}


@lru_cache(maxsize=1 << 14)
def cue_class(text: str, head: str) -> str | None:
    """The class of a cue: that of its head word, else of any other word in it; None if it has none.

    >>> cue_class("expressed hope", "expressed"), cue_class("has denied", "denied"), cue_class(":", ":")
    ('prediction', 'denial', None)
    """
    classes = cue_classes()
    inside = [w.lower() for w in re.findall(r"[^\W\d_]+", text)]
    found = classes.get(head.lower()) or next((classes[w] for w in inside if w in classes), None)
    # "called for" asks for something; "called it" does not.
    return "demand" if re.search(r"\bcall\w*\s+(?:for|on|upon)\b", text, re.IGNORECASE) else found


@cache
def cue_priors() -> dict[str, int]:
    """Word -> how often it is a cue where it stands (1 rarely … 4 mostly), from `lexicons/cue_words.txt`."""
    rows = [line.split(" ") for line in list_lines("cue_words.txt")]
    return {word: int(level) for level, *words in rows for word in words}
