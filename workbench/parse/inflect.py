"""Inflection of English words: the forms of a verb, the stem of a word, the singular of a noun."""

from __future__ import annotations

import re
from functools import cache

IRREGULAR_VERBS = {
    "admit": "admits admitted admitting", "be": "am is are was were been being",
    "begin": "begins began begun beginning", "bring": "brings brought", "build": "builds built", "buy": "buys bought",
    "can": "could", "cast": "casts cast casting", "come": "comes came coming",
    "commit": "commits committed committing", "die": "dies died dying", "do": "does did done doing",
    "fall": "falls fell fallen", "feel": "feels felt feeling", "find": "finds found finding",
    "forecast": "forecasts forecast forecasting", "foresee": "foresees foresaw foreseen foreseeing",
    "get": "gets got gotten getting", "give": "gives gave given", "go": "goes went gone going",
    "grow": "grows grew grown", "have": "has had having", "hold": "holds held holding", "keep": "keeps kept",
    "know": "knows knew known knowing", "label": "labels labeled labelled labeling labelling", "lead": "leads led",
    "leave": "leaves left leaving", "lie": "lies lied lying", "lose": "loses lost losing",
    "make": "makes made making", "may": "might", "mean": "means meant", "meet": "meets met meeting",
    "pay": "pays paid", "prefer": "prefers preferred preferring", "put": "puts put putting",
    "quiz": "quizzes quizzed quizzing", "read": "reads read reading", "rebut": "rebuts rebutted rebutting",
    "refer": "refers referred referring", "run": "runs ran running", "say": "says said saying",
    "see": "sees saw seen seeing", "seek": "seeks sought", "sell": "sells sold", "send": "sends sent",
    "shall": "should", "show": "shows showed shown showing", "speak": "speaks spoke spoken speaking",
    "spend": "spends spent", "stand": "stands stood", "swear": "swears swore sworn swearing",
    "take": "takes took taken", "tell": "tells told telling", "think": "thinks thought thinking",
    "understand": "understands understood understanding", "will": "would", "win": "wins won winning",
    "write": "writes wrote written writing",
}  # fmt: skip
"""Verb → its inflected forms, where they do not follow from the rules below. A verb that introduces speech has all of them, in the
order third person, past, participle, -ing; of the others some regular ones are left out."""

_OTHER_IRREGULAR = {
    "women": "woman", "men": "man", "children": "child", "people": "person", "an": "a", "meetings": "meet",
}  # fmt: skip
_LEFT_TO_THE_RULES = (
    "swore sworn seeing understood foresees foresaw foreseen foreseeing labelled labelling quizzes quizzed quizzing"
)
"""Forms of the table that `stem` does not take back to their verb: the models and thresholds of `compare` were fitted without them."""
_BASE = dict(_OTHER_IRREGULAR)
for _verb, _forms in IRREGULAR_VERBS.items():
    _BASE |= {form: _verb for form in _forms.split() if form not in _LEFT_TO_THE_RULES.split()}

_PLURALS = (("men", "man"), ("sses", "ss"), ("ches", "ch"), ("ies", "y"), ("s", ""))


def verb_forms(verb: str) -> list[str]:
    """The base form and the inflected forms of a verb.

    >>> verb_forms("deny"), verb_forms("argue")
    (['deny', 'denies', 'denied', 'denying'], ['argue', 'argues', 'argued', 'arguing'])
    >>> verb_forms("slam"), verb_forms("report")[2]
    (['slam', 'slams', 'slammed', 'slamming'], 'reported')
    """
    if verb in IRREGULAR_VERBS:
        return [verb, *IRREGULAR_VERBS[verb].split()]
    if re.search(r"[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if re.fullmatch(r"[^aeiou]*[^aeiou\W][aeiou][bdgmnprt]|[^aeiou]*qui[pz]", verb):
        return [verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    third = verb + ("es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else "s")
    return [verb, third, verb + "ed", verb + "ing"]


@cache
def stem(word: str) -> str:
    """The word without its inflection, roughly; what words are formed from others by -ly, -ive or -tion is kept apart.

    >>> [stem(w) for w in ("running", "stopped", "countries", "showing", "said", "constructively", "news", "bus")]
    ['run', 'stop', 'country', 'show', 'say', 'constructively', 'news', 'bus']
    """
    if word in _BASE:
        return _BASE[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) > 2 and re.search("[aeiouy]", base):
            if base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            return base.removesuffix("e")
    if len(word) > 4 and word.endswith("es") and word[-3] in "sxzh":
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "suiw":
        return word[:-1].removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def singular(word: str) -> str:
    """A noun in lower case without the ending of its plural.

    >>> [singular(word) for word in ("aides", "actresses", "coaches", "celebrities", "congresswomen", "boss")]
    ['aide', 'actress', 'coach', 'celebrity', 'congresswoman', 'boss']
    """
    if word.endswith("ss"):
        return word
    return next((word.removesuffix(many) + one for many, one in _PLURALS if word.endswith(many)), word)
