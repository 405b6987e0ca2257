"""Who says what in the transcripts of a corpus, turn by turn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from rapidfuzz.distance import Levenshtein

from workbench.address import Address
from workbench.corpus.frames import frame, records
from workbench.corpus.model import Corpus
from workbench.parse.lexicon import FIRST, HONORIFIC, TITLE, lexicon
from workbench.parse.text import count_words
from workbench.parse.transcript import Turn, spoken
from workbench.parse.transcript import turns as parse
from workbench.schema import RESULTS

_ONE_LETTER = 6  # from so many letters on, a name may differ in one: transcripts and reports romanise differently
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NAMELESS = (
    r"speaker|voice|question(?:er)?|reporter|journalist|moderator|host|interpreter|translator|clerk|audience|member|q|a"
)
_NUMBERED = re.compile(rf"(?:(?:fe)?male |unidentified |the )?(?:{_NAMELESS})\b[\s\d.]*", re.I)


def turns(corpus: Corpus, *, speakers: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Who says what in the references of the corpus: one row per turn, in reading order (columns: docs/tables.md).

    A reference is an article with `kind = "reference"` in `corpus.toml`; without one the frame is empty. Labels are linked to
    participants by name (`name` is missing where several or none fit); `speakers` says who is meant by others, as
    `{"THE PRESIDENT": "name of a participant"}`. A reference without labels is one turn without a speaker. `words` leaves
    out stage directions and times.

    >>> import workbench as wb
    >>> len(wb.turns(wb.load()))  # the default corpus has no reference
    0
    """
    given = _given(corpus, speakers or {})
    people = records(corpus.participants)
    rows: list[dict[str, Any]] = []
    for article in records(corpus.articles[corpus.articles["kind"] == "reference"]):
        text = article["text"]
        found = parse(text)
        labels = [text[slice(*t.speaker)] if t.speaker else None for t in found]
        who = {label: given.get(label.casefold()) or _who(label, labels, people) for label in labels if label}
        names = {p["participant_id"]: p["name"] for p in people}
        for position, (turn, label) in enumerate(zip(found, labels, strict=True)):
            speaker = who.get(label) if label else None
            rows.append(
                {
                    "turn_id": str(Address(article["article_id"], turn.start, turn.end)),
                    "article_id": article["article_id"],
                    "outlet_label": article["outlet_label"],
                    "position": position,
                    "participant_id": speaker,
                    "name": names.get(speaker) if speaker else None,
                    "speaker": label,
                    "speaker_at": str(Address(article["article_id"], *turn.speaker)) if turn.speaker else None,
                    "words": count_words(spoken(text, turn.start, turn.end, turn.asides)),
                    "text": text[turn.start : turn.end],
                }
            )
    return frame(rows, RESULTS["turns"])


def spoken_turns(corpus: Corpus) -> dict[str, tuple[Turn, str]]:
    """The id of each turn → the turn, and its words with spaces for what nobody says."""
    found = {}
    for article in records(corpus.articles[corpus.articles["kind"] == "reference"]):
        text = article["text"]
        for turn in parse(text):
            key = str(Address(article["article_id"], turn.start, turn.end))
            found[key] = turn, spoken(text, turn.start, turn.end, turn.asides)
    return found


def asks_only(label: str) -> bool:
    """Whether a label stands for somebody without a name: `Q`, `REPORTER`, `SPEAKER 2`."""
    return _NUMBERED.fullmatch(label.strip()) is not None


def _given(corpus: Corpus, speakers: Mapping[str, str]) -> dict[str, str]:
    ids = dict(zip(corpus.participants["name"], corpus.participants["participant_id"], strict=True))
    for name in speakers.values():
        if name not in ids:
            raise ValueError(f"speakers: no participant {name!r}; there are {', '.join(sorted(ids)) or 'none'}")
    return {label.casefold(): ids[name] for label, name in speakers.items()}


def _who(label: str, labels: Sequence[str | None], people: Sequence[dict[str, Any]]) -> str | None:
    """The one participant that a label can mean: by name, else by title; of several bearers of a name, the one with that title."""
    if asks_only(label):
        return None
    titles, name = _parts(label)
    if not name:
        holders = [p for p in people if titles and p["kind"] == "person" and _holds(p, titles)]
        return _only(holders)
    fits = [p for p in people if p["kind"] == "person" and _fits(name, p)] or _by_surname(name, people)
    if len(fits) > 1:
        longer = {parts[1] for other in labels if other and (parts := _parts(other))[1][-1:] == name[-1:]} - {name}
        named = [p for p in fits if any(_fits(more, p) for more in longer if len(more) > len(name))]
        fits = named or [p for p in fits if _holds(p, titles)] if titles or named else fits
    return _only(fits) if not _junior(fits, name, people) else None


def _junior(fits: Sequence[dict[str, Any]], name: Sequence[str], people: Sequence[dict[str, Any]]) -> bool:
    """Whether only a “Jr.” fits, whom the label does not call so, and somebody else has the surname: then it may be either."""
    juniors = [p for p in fits if _fold(p["name"].split()[-1]) in _SUFFIXES]
    others = [p for p in people if p["kind"] == "person" and p not in fits and _fits(name[-1:], p)]
    return bool(juniors) and bool(others) and name[-1] not in _SUFFIXES


def _by_surname(name: Sequence[str], people: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bearers of the last word, where the words before it are a description (“HARBOR CHIEF DAY”) and no other first name."""
    described = len(name) > 1 and not any(lexicon().kind(w.capitalize()) & FIRST for w in name[:-1])
    return [p for p in people if described and p["kind"] == "person" and _fits(name[-1:], p)]


def _only(found: Sequence[dict[str, Any]]) -> str | None:
    return found[0]["participant_id"] if len(found) == 1 else None


def _parts(label: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles and the name of a label, folded: “PRESIDENT DAY” has both."""
    words = [w for w in label.partition(",")[0].split() if any(c.isalnum() for c in w)]
    known = lexicon()
    titled = [bool(known.kind(w.capitalize()) & (TITLE | HONORIFIC)) or w.casefold() == "the" for w in words]
    at = next((i for i, t in enumerate(titled) if not t), len(words))
    name = tuple(_fold(w) for w in words[at:])
    return tuple(_fold(w) for w, t in zip(words[:at], titled, strict=False) if t and w.casefold() != "the"), name


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if c.isalnum())


def _fits(name: Sequence[str], person: dict[str, Any]) -> bool:
    """Whether every word of the label's name is one of the participant's, the last one the last of one of its forms."""
    forms = [person["name"], *([] if pd.isna(person["aliases"]) else person["aliases"].split(" | "))]
    for form in forms:
        words = [_fold(w) for w in form.split()]
        while len(words) > 1 and words[-1] in _SUFFIXES:
            words.pop()
        if _near(name[-1], words[-1]) and all(any(_near(w, x) or w[:1] == x for x in words) for w in name):
            return True
    return False


def _near(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= _ONE_LETTER and Levenshtein.distance(one, other) <= 1)


def _holds(person: dict[str, Any], titles: Sequence[str]) -> bool:
    role = "" if pd.isna(person["role"]) else person["role"]
    held = {_fold(w) for w in role.split()}
    return bool(titles) and titles[-1] in held
