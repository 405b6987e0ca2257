"""Cue words: what class of speech act a cue belongs to."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from workbench.parse.lexicon import list_lines

IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "speak": "speaks spoke spoken speaking",
    "read": "reads read reading",
    "put": "puts put putting",
    "go": "goes went gone going",
    "swear": "swears swore sworn swearing",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "see": "sees saw seen seeing",
    "know": "knows knew known knowing",
    "understand": "understands understood understanding",
    "find": "finds found finding",
    "hold": "holds held holding",
    "foresee": "foresees foresaw foreseen foreseeing",
    "commit": "commits committed committing",
    "admit": "admits admitted admitting",
    "cast": "casts cast casting",
    "show": "shows showed shown showing",
    "label": "labels labeled labelled labeling labelling",
    "refer": "refers referred referring",
    "quiz": "quizzes quizzed quizzing",
    "prefer": "prefers preferred preferring",
    "rebut": "rebuts rebutted rebutting",
    "forecast": "forecasts forecast forecasting",
}

NOUNS = {
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
            for form in forms(verb):
                out.setdefault(form, name)
    nouns = {noun: name for name, listed in NOUNS.items() for noun in listed.split()}
    return {**nouns, **out, "according": "neutral"}


def forms(verb: str) -> list[str]:
    """The base form and the inflected forms of a verb.

    >>> forms("deny"), forms("argue")
    (['deny', 'denies', 'denied', 'denying'], ['argue', 'argues', 'argued', 'arguing'])
    >>> forms("slam"), forms("report")[2]
    (['slam', 'slams', 'slammed', 'slamming'], 'reported')
    """
    if verb in IRREGULAR:
        return [verb, *IRREGULAR[verb].split()]
    if re.search(r"[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if re.fullmatch(r"[^aeiou]*[^aeiou\W][aeiou][bdgmnprt]|[^aeiou]*qui[pz]", verb):
        return [verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    third = verb + ("es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else "s")
    return [verb, third, verb + "ed", verb + "ing"]


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
