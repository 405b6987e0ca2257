"""Places: where an article names a country, state, city or region."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from workbench.parse import lexicon
from workbench.parse.text import Span, overlaps, word_set


class PlaceNaming(NamedTuple):
    """A naming of a place: where it stands, and the place's usual name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The packaged place names: each form → its usual name, by its first word; and the demonyms of each."""

    forms: dict[str, tuple[tuple[str, str], ...]]
    demonyms: dict[str, tuple[str, ...]]

    def forms_of(self, name: str) -> list[str]:
        """Every form of a place's name, the usual one first."""
        every = (form for group in self.forms.values() for form, usual in group if usual == name)
        return list(dict.fromkeys([name, *every]))


_ALIASES = {"America": "United States"}
_NAMES = word_set("Britain EU UK U.K. US U.S. USA")  # among the demonyms, what names the country itself
# A state's abbreviation stands after a town (“Portland, Ore.”), or says whom somebody represents: “(R-Fla.)”, “(Tex.)”.
_BEFORE_STATE = re.compile(r"(?:[a-z], |\b[DRI]-|\()$")
_CUE = re.compile(
    r"\b(?:in|at|from|near|to|of|across|outside|inside|towards?|through|around|over|leave|left|visit(?:ed)?),? (?:the )?$"
)
# What makes a place name part of the name of a paper, school or carrier: “the Boston Globe”.
_BODY_WORDS = word_set("""
    Times Post Globe Herald Tribune Journal Star News Chronicle Gazette Sun Dispatch Examiner Inquirer Observer Register Sentinel
    Airlines Airways University College Institute Police Department Legislature Magazine Review Telegraph Mail Mirror
""")
_SENTENCE = re.compile(r"(?:^|[.!?:\n])[\s“\"]*$")
_OTHER = re.compile(
    r"\b(?:in|near|outside|throughout|around) (?P<name>[A-Z][a-zà-ÿ’'-]{2,}(?: [A-Z][a-zà-ÿ’'-]{2,}){0,2})(?![\w’'-]*[A-Z])"
)
_CAPITAL = re.compile(r"(?<![\w.])(?![DRI]-[A-Z])[A-ZÀ-Þ][\w.’'-]*")
_NEXT = re.compile(r" ([A-Z][\w’'-]*)")


@cache
def gazetteer() -> Gazetteer:
    """The packaged list of places as a gazetteer; the first call reads it."""
    table = tomllib.loads(lexicon.read_list("places.toml"))
    forms: dict[str, str] = {}
    demonyms: dict[str, list[str]] = defaultdict(list)
    for key in ("countries", "states"):
        for home, others in lexicon.home_lines(table[key]):
            forms[home] = home
            for other in others:
                if other in _NAMES or (key == "states" and other.endswith(".")):
                    forms[other] = home
                elif len(other) > 2:
                    demonyms[home].append(other)
    for name in lexicon.names_in(table["cities"]):
        forms.setdefault(name, _ALIASES.get(name, name))
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, name in forms.items():
        by_first[form.split()[0]].append((form, name))
    ordered = {first: tuple(sorted(group, key=lambda f: -len(f[0]))) for first, group in by_first.items()}
    return Gazetteer(ordered, {home: tuple(d) for home, d in demonyms.items()})


def places(text: str, names: Sequence[Span] = ()) -> list[PlaceNaming]:
    """The namings of places in `text`, in order; `names` are the spans of participants' names, in which there are none.

    Known places are those of the packaged list, under any form; a capitalised name after “in” or “near” that is no
    body, calendar word, people or ordinary word is taken for a place too. Adjectives (“Russian”) name no place. A word
    that is also in a participant's name, or an ordinary word at the head of a sentence, needs a preposition or a state beside it.

    >>> [p.name for p in places("Chad Lee met Chad in Chad, in Portland, Ore., and near Zelbury. The Boston Globe left.", [(0, 8)])]
    ['Chad', 'Portland', 'Oregon', 'Zelbury']
    """
    found: list[PlaceNaming] = []
    at = 0
    inside = sorted(names)
    borne = frozenset(word for a, b in inside for word in text[a:b].split())
    for m in _CAPITAL.finditer(text):
        if m.start() >= at and (place := _known(text, m, borne)) and not overlaps(inside, place.start, place.end):
            found.append(place)
            at = place.end
    taken = [(p.start, p.end) for p in found] + inside
    for m in _OTHER.finditer(text):
        name = re.sub(r"[’']s$", "", m["name"])
        start = m.start("name")
        if not overlaps(taken, start, start + len(name)) and _may_be(name.split()):
            found.append(PlaceNaming(start, start + len(name), name))
    return sorted(found)


def _known(text: str, m: re.Match[str], borne: frozenset[str]) -> PlaceNaming | None:
    known = gazetteer()
    word = re.sub(r"(?:[’']s|[’'-].*)$", "", m[0])
    for first in dict.fromkeys((m[0], word, word.rstrip("."))):
        for form, name in known.forms.get(first, ()):
            end = m.start() + len(form)
            stands = text.startswith(form, m.start()) and not text[end : end + 1].isalnum()
            if stands and _meant(text, (m.start(), end), form, borne):
                return PlaceNaming(m.start(), end, name)
    return None


def _meant(text: str, span: Span, form: str, borne: frozenset[str]) -> bool:
    """Whether the place is meant there, and not part of the name of a body or person."""
    start, end = span
    before = text[max(0, start - 24) : start]
    if form.endswith(".") and form not in _NAMES:
        return _BEFORE_STATE.search(before) is not None and not before.endswith("Washington, ")
    following = _NEXT.match(text, end)
    kind = lexicon.lexicon().kind(following[1]) if following else 0
    if following and (
        following[1] in _BODY_WORDS or (kind & (lexicon.ORG | lexicon.THING) and not kind & lexicon.CALENDAR)
    ):
        return False
    first = _SENTENCE.search(before) is not None and lexicon.lexicon().kind(form) & lexicon.WORD and form not in _NAMES
    if not first and form not in borne:
        return True
    return _CUE.search(before) is not None or re.match(r", [A-Z]", text[end : end + 3]) is not None


def _may_be(words: Sequence[str]) -> bool:
    other = (
        lexicon.ORG
        | lexicon.THING
        | lexicon.CALENDAR
        | lexicon.DEMONYM
        | lexicon.GROUP
        | lexicon.TITLE
        | lexicon.HONORIFIC
        | lexicon.FIRST
    )
    kinds = [lexicon.lexicon().kind(w) for w in words]
    if kinds[-1] & lexicon.PLACE_LAST and len(words) > 1:
        return True
    ordinary = [k & lexicon.WORD for k in kinds]
    return not any(k & other for k in kinds) and not all(ordinary)
