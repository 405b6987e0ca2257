"""The turns of a transcript: who speaks where, and what in the text is not speech."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from workbench.parse.text import Span, count_words, paragraphs, word_set


class Turn(NamedTuple):
    """What one speaker says until the next: the span of the words, the label as printed, and the asides among the words."""

    start: int
    end: int
    speaker: Span | None
    asides: tuple[Span, ...]


class _Label(NamedTuple):
    """A label at the start of a paragraph: where the name stands, and where the words after it begin."""

    start: int
    name: Span
    key: str  # the name as compared
    words: int
    sure: bool  # in capitals, or one of the words that stand for a speaker; else it must come twice


_TIMESTAMP = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?"
_NOTE = rf"(?:\s*(?:\([^)\n]{{1,60}}\)|\[[^\]\n]{{1,60}}\]|{_TIMESTAMP}))*"
_OPENING = re.compile(rf"[*_]{{0,3}}(?:{_TIMESTAMP}\s*[-–—|]?\s*)?[*_]{{0,3}}")
_NAMED = re.compile(rf"(?P<name>[^:\n\[(“”\"?!]{{1,90}}?){_NOTE}\s*[*_]{{0,3}}:[*_]{{0,3}}(?=\s|$|[^\W\d_a-z])\s*")
_QUESTION = re.compile(r"(?P<name>Q)[.:]?\s+(?=\S)")  # the White House prints the question's letter without a colon
# The Congressional Record: a stop.
_RECORD = re.compile(r"(?P<name>(?:Mr|Mrs|Ms|The)\.? [A-Z’'-]{3,}(?: [A-Z’'-]{2,})*)\. ")
_PARTICLES = word_set("de da del der den di du la le van von bin al el and the of to for in on at")
# Lines of a page's head that look like a label but name nobody.
_NOBODY = word_set("""
    note notes editor transcript date time location place venue source sources subject re topic watch video photo caption updated
    published posted participants speakers remarks present attendees contact release copyright duration length language
    recorded edited translation summary title event http https
""")
# Who speaks under no name.
_ROLES = word_set("""
    q a question answer questioner reporter journalist moderator host interviewer interpreter translator speaker voice
    audience president chairman chairwoman chair clerk witness male female unidentified
""")
_MC = re.compile(r"(?:Mc|Mac|O[’'])[^\W\d_a-z]{2,}[’'s]*|\d+|&")
_STAGE = re.compile(
    r"laugh|applau|cheer|crosstalk|cross[- ]talk|inaudible|indiscernible|unintelligible|off[- ]mi(?:c|ke)|pause|silence|music|"
    r"sic\b|ph\b|through|via|speak(?:s|ing) |in (?:russian|french|spanish|german|arabic|chinese|ukrainian|hebrew|foreign)|"
    r"translat|interpret|video|clip|begin|end\b|break|phonetic|overlapping|shout",
    re.I,
)
_BRACKETED = re.compile(r"\[(?P<square>[^\]\n]{1,120})\]|\((?P<round>[^()\n]{1,120})\)")
_LONGEST = 10  # words of a label: “DONALD TRUMP, PRESIDENT OF THE UNITED STATES OF AMERICA” is one of the longer ones
_STAND_ALONE = re.compile(rf"(?:{_TIMESTAMP}|#{{2,}}|-*\s*END\b[^a-z\n]*|\*{{3,}})\s*", re.M)


def split_turns(text: str) -> list[Turn]:
    """The turns of a transcript, in order; a text without any label is one turn of nobody in particular.

    A label stands at the start of a paragraph and ends with a colon: `NAME:`, `PRESIDENT NAME:`, `THE PRESIDENT:`,
    `MR. NAME (through interpreter):`, `Name (00:12):`, `NAME, ROLE:`, `SPEAKER 1:`, `Q:`; the words follow it or begin on the next
    line, and go on over paragraphs until the next label. What stands before the first label is the page's head. Asides
    are stage directions (“[applause]”, “(Laughter.)”) and times: their spans are given, and nobody says them.

    >>> text = "Remarks\\nMR. LEE (through interpreter): We met. [Applause.]\\nIt was good.\\nQ: Why?\\nMR. LEE: Why not?"
    >>> [(text[slice(*t.speaker)], text[t.start : t.end]) for t in split_turns(text)]
    [('MR. LEE', 'We met. [Applause.]\\nIt was good.'), ('Q', 'Why?'), ('MR. LEE', 'Why not?')]

    Limits: a name in small letters counts as a label when it comes twice or is of two words; a speaker who is
    introduced in mid-paragraph is not told from the one before.
    """
    labels = [label for start, end in paragraphs(text) if (label := _label(text, start, end))]
    times = Counter(label.key for label in labels)
    labels = [label for label in labels if label.sure or times[label.key] > 1]
    if not labels:
        return [t for t in [_turn_between(text, 0, len(text), None, [])] if t]
    found: list[Turn | None] = []
    groups: list[list[_Label]] = []
    for label in labels:
        # A label repeated (with every time stamp, in some transcripts) goes on the same turn.
        if groups and groups[-1][0].key == label.key and label.key not in ("q", "question"):
            groups[-1].append(label)
        else:
            groups.append([label])
    ends = [group[0].start for group in groups[1:]] + [len(text)]
    for (first, *again), end in zip(groups, ends, strict=True):
        found.append(_turn_between(text, first.words, end, first.name, [(same.start, same.words) for same in again]))
    return [t for t in found if t]


def _label(text: str, start: int, end: int) -> _Label | None:
    opening = _OPENING.match(text, start, end)
    at = opening.end() if opening else start
    question = _QUESTION.match(text, at, end)
    if question:
        return _Label(start, question.span("name"), "q", question.end(), sure=True)
    record = _RECORD.match(text, at, end)
    named = _NAMED.match(text, at, end) or record
    if not named or not text[slice(*named.span("name"))].strip(" *_"):
        return None
    low, high = named.span("name")
    name = text[low:high].rstrip(" *_")
    kind = "sure" if named is record else _kind(name)
    return _Label(start, (low, low + len(name)), name.casefold(), named.end(), kind == "sure") if kind else None


def _kind(name: str) -> str | None:
    """`sure`, `maybe`, or none: whether these words before a colon can name a speaker."""
    words = name.split()
    first = re.sub(r"\W", "", words[0]).casefold()
    if len(words) > _LONGEST or first in _NOBODY or not any(c.isalpha() for c in name):
        return None
    if all(w.upper() == w or w.casefold() in _PARTICLES or _MC.fullmatch(w) for w in words):
        return "sure" if any(len(w) > 1 for w in words) or first in _ROLES else None
    head = name.partition(",")[0].split()
    if len(head) > 5 or not all(w[:1].isupper() or w[:1].isdigit() or w in _PARTICLES for w in head):
        return None
    if first in _ROLES or (len(head) > 1 and head[-1][:1].isdigit()):
        return "sure"
    # “And The Answer: …” is the start of a sentence.
    sentence = any(w.casefold() in _PARTICLES for w in (head[0], head[-1]) if w != "The")
    return "sure" if len(head) > 1 and not head[0].endswith(",") and not sentence else "maybe"


def _turn_between(text: str, start: int, end: int, speaker: Span | None, again: list[Span]) -> Turn | None:
    """The turn between these places, without white space around it; none when nobody says anything in it."""
    asides = tuple(_asides(text, start, end, again))
    if not count_words(spoken(text, start, end, asides)):
        return None
    words = text[start:end]
    low = start + len(words) - len(words.lstrip())
    return Turn(low, start + len(words.rstrip()), speaker, tuple(a for a in asides if a[0] >= low))


def _asides(text: str, start: int, end: int, again: list[Span]) -> Iterator[Span]:
    """Stage directions, times, and the label where it is repeated."""
    found = list(again)
    for m in _BRACKETED.finditer(text, start, end):
        inner = m["square"] if m["square"] is not None else m["round"]
        stage = m["square"] is not None or inner.rstrip().endswith(".") or inner.isupper()
        if stage or _STAGE.match(inner.strip()) or re.fullmatch(r"[\d:. ]+", inner):
            found.append(m.span())
    for low, high in paragraphs(text[start:end]):
        if alone := _STAND_ALONE.fullmatch(text, start + low, start + high):
            found.append(alone.span())
    at = start
    for low, high in sorted(found):
        if low >= at:
            yield low, high
            at = high


def spoken(text: str, start: int, end: int, asides: tuple[Span, ...]) -> str:
    """The text of a turn with spaces for what nobody says; offsets stay.

    >>> spoken("Yes. [Applause.] No.", 0, 20, ((5, 16),))
    'Yes.             No.'
    """
    words = text[start:end]
    for low, high in asides:
        a, b = max(low - start, 0), min(high - start, len(words))
        words = words[:a] + re.sub(r"\S", " ", words[a:b]) + words[b:]
    return words
