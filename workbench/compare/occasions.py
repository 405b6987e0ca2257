"""Whether two quotations were said on one occasion: the day, the place where it was said, who was spoken to, and the question before."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from workbench.address import Address
from workbench.compare.passages import ROOT, ComparedPassage
from workbench.compare.shared import once_per_corpus
from workbench.compare.words import marked_spans, wording
from workbench.corpus.model import Corpus, records, rows_of
from workbench.parse.quantities import quantities

MEDIA = {
    "interview": r"interview(?:s|ed)?\b",
    "testimony": r"testif\w+|testimony|(?:congressional|senate|house|committee|public) hearing",
    "debate": r"(?:the|a|presidential|primary|town-hall) debate\b",
}
"""How something was said → the words that tell it; these exclude each other. Statements, posts and news conferences do not: one is
read out, printed and posted (three of three such pairs on four events were one)."""
_MEDIA = {name: re.compile(rf"(?i)\b(?:{words})") for name, words in MEDIA.items()}
_WITH = re.compile(r"\binterview(?:ed)? (?:with|by|on) (?:the )?((?:[A-Z][\w.’'&-]*\s?)+)")
_ASKED = re.compile(
    r"(?i)\b(?:asked|pressed|questioned|question|queried)\b[^.!?“”\"]{0,20}?\b(?:about|whether|if|how|why|what|who|on|by)\b([^.,:;!?“”\"]*)"
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the reporter says of the occasion, in the sentences of a quotation and of its attribution; empty where nothing."""

    days: frozenset[str]
    weekdays: frozenset[str]
    media: frozenset[str]
    addressees: frozenset[str]
    questions: tuple[frozenset[str], ...]
    """The content roots of each question that is said to be answered."""


@once_per_corpus
def occasions(corpus: Corpus) -> dict[str, Occasion]:
    """The first piece of each quotation between marks → its occasion."""
    sentences: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for article, start, end, text in rows_of(corpus.sentences, "article_id", "start", "end", "text"):
        sentences[article].append((start, end, text))
    marked = marked_spans(corpus)
    pieces: dict[str, list[dict[str, object]]] = defaultdict(list)
    for quote in records(corpus.quotes[corpus.quotes["marks"].ne("none")]):
        pieces[quote["utterance_id"]].append(quote)
    found = {}
    for utterance, quotes in pieces.items():
        article = str(quotes[0]["article_id"])
        spans = [(int(str(q["start"])), int(str(q["end"]))) for q in quotes]
        attributed = [Address.parse(q["cue_at"]) for q in quotes if isinstance(q["cue_at"], str)]
        spans += [(at.start, at.end) for at in attributed if at.article == article]
        told = []
        for start, end, text in sentences[article]:
            if any(a < end and start < b for a, b in spans):
                told.append(_outside(text, start, marked.get(article, [])))
        addressees = [str(q["addressee"]) for q in quotes if isinstance(q["addressee"], str)]
        found[utterance] = _read(" ".join(told), addressees)
    return found


def _outside(text: str, start: int, marked: list[tuple[int, int]]) -> str:
    for low, high in marked:
        first, last = max(low - start, 0), min(high - start, len(text))
        if first < last:
            text = text[:first] + " " * (last - first) + text[last:]
    return text


def _read(told: str, addressees: list[str]) -> Occasion:
    days: dict[str, set[str]] = defaultdict(set)
    for quantity in quantities(told):
        if quantity.unit in ("day", "weekday"):
            days[quantity.unit].add(str(quantity.value))
    addressees = [*addressees, *_WITH.findall(told)]
    named = [word for words in addressees for word in re.findall(r"\b[A-Z][\w&]+", words)]
    questions = [frozenset(s[:ROOT] for s in wording(words).content_stems) for words in _ASKED.findall(told)]
    return Occasion(
        days=frozenset(days["day"]),
        weekdays=frozenset(days["weekday"]),
        media=frozenset(name for name, words in _MEDIA.items() if words.search(told)),
        addressees=frozenset(word.casefold() for word in named if word not in ("The", "Reporters")),
        questions=tuple(roots for roots in questions if roots),
    )


def another_occasion(corpus: Corpus, a: ComparedPassage, b: ComparedPassage) -> str | None:
    """Why two quotations may be of two occasions, in words; None where nothing that is told of them differs.

    What only one article tells says nothing; so most pairs have no reason here.
    """
    known = occasions(corpus)
    if a.utterance not in known or b.utterance not in known:
        return None
    one, other = known[a.utterance], known[b.utterance]
    if one.questions and other.questions and not any(x & y for x in one.questions for y in other.questions):
        return "another question before"
    if _apart(one.days, other.days) or _apart(one.weekdays, other.weekdays):
        return "another day"
    if _apart(one.addressees, other.addressees):
        return "said to somebody else"
    return "said in another way" if _apart(one.media, other.media) else None


def _apart(these: frozenset[str], those: frozenset[str]) -> bool:
    return bool(these) and bool(those) and not these & those
