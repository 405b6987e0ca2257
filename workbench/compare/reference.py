"""Where in a transcript or other record a quotation stands, and how far its words are from it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
from rapidfuzz.distance import LCSseq, Levenshtein

from workbench.address import Address
from workbench.compare.align import REWORDED, WordEdit, align, edits, worth_of
from workbench.compare.passages import ComparedPassage, quotation_passages
from workbench.compare.shared import references_only, reports_only
from workbench.compare.words import FUNCTION_WORDS, PlainWord, Wording, printed_key, wording
from workbench.corpus.model import Corpus, frame, records, rows_of, split_cell
from workbench.parse.lexicon import FIRST, HONORIFIC, TITLE, lexicon
from workbench.parse.text import count_words
from workbench.parse.transcript import split_turns as parse
from workbench.parse.transcript import spoken
from workbench.results import RESULTS

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
    ids = dict(zip(corpus.participants["name"], corpus.participants["participant_id"], strict=True))
    given = {}
    for label, name in (speakers or {}).items():
        if name not in ids:
            raise ValueError(f"speakers: no participant {name!r}; there are {', '.join(sorted(ids)) or 'none'}")
        given[label.casefold()] = ids[name]
    people = records(corpus.participants)
    names = {p["participant_id"]: p["name"] for p in people}
    rows: list[dict[str, Any]] = []
    for article in records(corpus.articles[corpus.articles["kind"] == "reference"]):
        text = article["text"]
        found = parse(text)
        labels = [text[slice(*t.speaker)] if t.speaker else None for t in found]
        who = {label: given.get(label.casefold()) or _who(label, labels, people) for label in labels if label}
        for position, (turn, printed) in enumerate(zip(found, labels, strict=True)):
            speaker = who.get(printed) if printed else None
            rows.append(
                {
                    "turn_id": str(Address(article["article_id"], turn.start, turn.end)),
                    "article_id": article["article_id"],
                    "outlet_label": article["outlet_label"],
                    "position": position,
                    "participant_id": speaker,
                    "name": names.get(speaker) if speaker else None,
                    "speaker": printed,
                    "speaker_at": str(Address(article["article_id"], *turn.speaker)) if turn.speaker else None,
                    "words": count_words(spoken(text, turn.start, turn.end, turn.asides)),
                    "text": text[turn.start : turn.end],
                }
            )
    return frame(rows, RESULTS["turns"])


def is_nameless(label: str) -> bool:
    """Whether a label stands for somebody without a name: `Q`, `REPORTER`, `SPEAKER 2`."""
    return _NUMBERED.fullmatch(label.strip()) is not None


def _who(label: str, labels: Sequence[str | None], people: Sequence[dict[str, Any]]) -> str | None:
    """The one participant that a label can mean: by name, else by title; of several bearers of a name, the one with that title."""
    if is_nameless(label):
        return None
    titles, name = _parts(label)
    if not name:
        holders = [p for p in people if titles and p["kind"] == "person" and _holds(p, titles)]
        return _only(holders)
    persons = [p for p in people if p["kind"] == "person"]
    fits = [p for p in persons if _fits(name, p)]
    by_surname = [p for p in persons if _fits(name[-1:], p)]
    # In “HARBOR CHIEF DAY” the words before the surname describe; a first name there would be another person's.
    if not fits and not any(lexicon().kind(w.capitalize()) & FIRST for w in name[:-1]):
        fits = by_surname
    if len(fits) > 1:
        other_names = {_parts(other)[1] for other in labels if other}
        longer = [other for other in other_names if other[-1:] == name[-1:] and len(other) > len(name)]
        if named := [p for p in fits if _fits_any(longer, p)]:
            fits = named
        elif titles:
            fits = [p for p in fits if _holds(p, titles)]
    # Only a “Jr.” fits, whom the label does not call so, and somebody else has the surname: then it may be either.
    juniors = [p for p in fits if _fold(p["name"].split()[-1]) in _SUFFIXES]
    others = [p for p in by_surname if p not in fits]
    if juniors and others and name[-1] not in _SUFFIXES:
        return None
    return _only(fits)


def _only(found: Sequence[dict[str, Any]]) -> str | None:
    return found[0]["participant_id"] if len(found) == 1 else None


def _parts(label: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles and the name of a label, folded: “PRESIDENT DAY” has both."""
    words = [w for w in label.partition(",")[0].split() if any(map(str.isalnum, w))]
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
    for form in (person["name"], *split_cell(person["aliases"])):
        words = [_fold(w) for w in form.split()]
        while len(words) > 1 and words[-1] in _SUFFIXES:
            words.pop()
        if _near(name[-1], words[-1]) and all(_one_of(word, words) for word in name):
            return True
    return False


def _one_of(word: str, words: Sequence[str]) -> bool:
    """Whether a word of a label is one of these, or begins with one that is a letter: “J. Lee”."""
    return any(_near(word, other) or word[:1] == other for other in words)


def _fits_any(names: Sequence[Sequence[str]], person: dict[str, Any]) -> bool:
    return any(_fits(name, person) for name in names)


def _near(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= _ONE_LETTER and Levenshtein.distance(one, other) <= 1)


def _holds(person: dict[str, Any], titles: Sequence[str]) -> bool:
    role = "" if pd.isna(person["role"]) else person["role"]
    held = {_fold(w) for w in role.split()}
    return bool(titles) and titles[-1] in held


PHRASES = ("you know", "i mean", "you see", "let us see", "as you know")
"""What speech is padded with. “I think” and “sort of” are not here: who drops them makes a statement surer than it was."""
OPENERS = frozenset({"well", "so", "okay", "oh", "now", "and", "but", "look", "right", "like", "yes", "yeah", "no"})
"""Words that only open a sentence, or stand between commas. Elsewhere they mean something, and dropping them is an edit."""
_PURE = frozenset({"uh", "um", "er", "ah", "eh", "hm", "hmm", "mm", "mhm", "huh", "erm", "uhm", "oh"})
_LONGEST = 6  # words of a false start: a longer one that is dropped is a sentence left out
_STOP = re.compile(r"[.!?,…–—-][\s”\"]*$")  # what stands before an opener
_BROKEN = re.compile(r"[-–—,…]|\.\.")  # how a transcript shows that the speaker starts again


def filler_flags(words: Sequence[PlainWord]) -> list[bool]:
    """For each word, whether it is a filler.

    >>> from workbench.compare.words import wording
    >>> filler_flags(wording("We, uh, know, you know, him").words)
    [False, True, False, True, True, False]
    """
    plain = [w.plain for w in words]
    found = [w in _PURE for w in plain]
    for phrase in PHRASES:
        parts = phrase.split()
        for n in range(len(plain) - len(parts) + 1):
            if plain[n : n + len(parts)] == parts:
                found[n : n + len(parts)] = [True] * len(parts)
    return found


def tidied(said: Wording, found: Iterable[WordEdit]) -> Iterator[WordEdit]:
    """The edits between what was said and a quotation, with `dropped` words called `filler` or `false start` where they are that.

    >>> from workbench.compare.align import edits
    >>> from workbench.compare.words import wording
    >>> a, b = wording("And we have, uh, we have a, you know, good chance"), wording("And we have a good chance")
    >>> [(e.kind, a.text[a.spans[e.a[0]][0]:][:7]) for e in tidied(a, edits(a, b)) if e.kind != "punctuation"]
    [('false start', 'we have'), ('filler', 'you kno')]
    """
    for edit in found:
        if edit.kind != "dropped":
            yield edit
        elif _filler(said, edit):
            yield edit._replace(kind="filler")
        elif _false_start(said, edit):
            yield edit._replace(kind="false start")
        else:
            yield edit


def _filler(said: Wording, edit: WordEdit) -> bool:
    words = [w.plain for w in said.words[slice(*edit.a)]]
    line = f" {' '.join(words)} "
    for phrase in PHRASES:
        line = line.replace(f" {phrase} ", "  ")
    left = [word for word in line.split() if word not in _PURE]
    if not left:
        return True
    first, last = (said.spans[said.words[n].printed] for n in (edit.a[0], edit.a[1] - 1))
    opens = _STOP.search(said.text[max(0, first[0] - 4) : first[0]]) or first[0] == 0
    return all(word in OPENERS for word in left) and bool(opens) and said.text[last[1] : last[1] + 1] != "."


def _false_start(said: Wording, edit: WordEdit) -> bool:
    """Whether the words dropped are said again right after, or just before, and the speech breaks off there."""
    low, high = edit.a
    dropped = [w.plain for w in said.words[low:high] if w.plain not in _PURE]
    if not dropped or len(dropped) > _LONGEST:
        return False
    after = [w.plain for w in said.words[high : high + len(dropped)]]
    before = [w.plain for w in said.words[max(0, low - len(dropped)) : low]]
    if dropped in (after, before):
        return True
    last = said.spans[said.words[high - 1].printed][1]
    following = said.text[last : last + 3]
    return bool(after) and dropped[0] == after[0] and _BROKEN.search(following) is not None


FOUND = 0.5
"""Share of a quotation's worth (content words 1, function words 0.35) that the reference must have, in order, for its place."""
_COMMON = 400  # a key in more places of the references finds nothing by itself; sequences of three words hardly are
_TRIED = 6  # places that a quotation is held against, those with the most rare words first
_AS_GOOD = 0.01  # difference of two scores that says nothing
_SLACK = 12  # words on either side: what rewording may add before the first equal word
_FEWEST = 8  # words of a quotation that is looked for beside another: in fewer, three function words are a frame
_FILLER = 0.3  # what dropping a filler costs, as a share of any other word: speech is full of them, and print is not
_NEXT = 4  # words; what lies between a piece and the next one, if no more than this, belongs to the next
_PIECE = 4  # words of a piece that may come from elsewhere; fewer are a turn of phrase
_PIECE_WORTH = 2.0  # and two content words' worth of them


class ReferenceTurn(NamedTuple):
    """A turn of a reference: its id, article and place, who speaks, and the words without stage directions."""

    turn_id: str
    article_id: str
    start: int
    speaker: str | None
    label: str | None
    wording: Wording


class Stretch(NamedTuple):
    """Words `start` to `end` of a turn (its number), against words `low` to `high` of a quotation, and the word edits between."""

    turn: int
    start: int
    end: int
    low: int
    high: int
    errors: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The turns of all references, and where each word and each sequence of three stands in them."""

    turns: tuple[ReferenceTurn, ...]
    index: dict[str, list[tuple[int, int]]]


def reference_of(turns: Sequence[ReferenceTurn]) -> Reference:
    """The turns with their index."""
    index: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, turn in enumerate(turns):
        for key, at in _keys(turn.wording.words):
            index[key].append((n, at))
    return Reference(tuple(turns), dict(index))


def _keys(words: Sequence[PlainWord]) -> Iterator[tuple[str, int]]:
    for at, word in enumerate(words):
        yield word.stem, at
        if at + 2 < len(words):
            yield " ".join(w.stem for w in words[at : at + 3]), at


def part_of(whole: Wording, low: int, high: int) -> Wording:
    """Words `low` to `high` of a wording, as a wording without ellipses: in a transcript they are pauses, and at the ends nothing."""
    return Wording(whole.text, whole.spans, whole.words[low:high], frozenset())


def nearest_stretch(
    reference: Reference, quote: Wording, speaker: str | None, beside: Stretch | None = None
) -> Stretch | None:
    """The stretch of the reference with most of the words in order; of equal ones, the speaker's own, then the one nearest by.

    None when no word or sequence of the quotation leads anywhere.
    """
    length = len(quote.words)
    exact = [Stretch(turn, at, at + length, 0, length, 0) for turn, at in exact_places(reference, quote)]
    if exact:
        return min(exact, key=lambda s: _rank(reference, s, speaker, beside))
    scored = []
    for turn, middle in _places(reference, quote.words):
        words = reference.turns[turn].wording
        low, high = max(0, middle - _SLACK), min(len(words.words), middle + length + _SLACK)
        scored.append((align(quote, part_of(words, low, high)).score, (turn, low, high)))
    most = max((score for score, _ in scored), default=0.0)
    places = [place for score, place in scored if score >= most - _AS_GOOD]
    best = [fitted_stretch(reference.turns[place[0]].wording, place, quote) for place in places]
    return min(best, key=lambda s: (s.errors, *_rank(reference, s, speaker, beside)), default=None)


def _rank(reference: Reference, stretch: Stretch, speaker: str | None, beside: Stretch | None) -> tuple[int, ...]:
    """What is better among stretches that are equally alike: the speaker's own, the nearest to the piece before, the first."""
    said = reference.turns[stretch.turn]
    near = beside is not None and beside.turn == stretch.turn
    far = abs(stretch.start - beside.end) if beside and near else len(said.wording.words) + 1
    return int(speaker is None or said.speaker != speaker), int(not near), far, stretch.turn, stretch.start


def _places(reference: Reference, words: Sequence[PlainWord]) -> list[tuple[int, int]]:
    """Turns and words in them where the quotation may begin, those with the most rare keys first."""
    votes: dict[tuple[int, int], float] = defaultdict(float)
    bucket = max(8, len(words) // 2)
    for key, at in _keys(words):
        found = reference.index.get(key, ())
        if len(found) > _COMMON or (key in FUNCTION_WORDS and len(words) > 2):
            continue
        for turn, place in found:
            votes[turn, max(0, place - at) // bucket] += 1.0 / len(found)
    first = nsmallest(_TRIED, votes, key=lambda place: (-votes[place], place))
    return [(turn, n * bucket) for turn, n in first]


def fitted_stretch(said: Wording, place: tuple[int, int, int], quote: Wording) -> Stretch:
    """Of the words `low` to `high` of a turn, those that fewest word edits turn into the quotation (Sellers' algorithm).

    >>> from workbench.compare.words import wording
    >>> s = fitted_stretch(wording("Well, we said that we will win in the end."), (0, 0, 10), wording("we win in the end"))
    >>> s.start, s.end, s.errors
    (4, 10, 1)
    """
    turn, low, high = place
    there = [w.plain for w in said.words[low:high]]
    dropped = [_FILLER if filler else 1.0 for filler in filler_flags(said.words[low:high])]
    # Each cell: edits so far, where the stretch begins. It may begin, and end, anywhere at no cost.
    row = [(0.0, n) for n in range(len(there) + 1)]
    for number, word in enumerate(quote.words, 1):
        above, row = row, [(float(number), 0)]
        for n, other in enumerate(there):
            diagonal = (above[n][0] + (other != word.plain), above[n][1])
            up, left = (above[n + 1][0] + 1, above[n + 1][1]), (row[n][0] + dropped[n], row[n][1])
            row.append(min(diagonal, up, left))
    least = min(row)
    end = max(n for n, cell in enumerate(row) if cell == least)
    errors = Levenshtein.distance([w.plain for w in quote.words], there[least[1] : end])
    return Stretch(turn, low + least[1], low + end, 0, len(quote.words), errors)


def share_found(reference: Reference, stretch: Stretch, quote: Wording) -> float:
    """The share of the quotation's worth that the stretch has, in order."""
    said = reference.turns[stretch.turn].wording
    total = worth_of(quote.words)
    return max(0.0, align(quote, part_of(said, stretch.start, stretch.end)).score) / total if total else 0.0


def exact_places(reference: Reference, quote: Wording) -> list[tuple[int, int]]:
    """The turns and words in them where exactly these words stand, one after the other."""
    plain = [w.plain for w in quote.words]
    keys = [(len(reference.index.get(key, ())), key, at) for key, at in _keys(quote.words)]
    if not keys:
        return []
    _, key, at = min(keys)
    found = []
    for turn, place in reference.index.get(key, ()):
        words, start = reference.turns[turn].wording.words, place - at
        if start >= 0 and [w.plain for w in words[start : start + len(plain)]] == plain:
            found.append((turn, start))
    return found


def pieced_together(reference: Reference, quote: Wording, speaker: str | None) -> list[Stretch]:
    """The stretches that a quotation is made of, in the order of its words: between ellipses, one each, or more where it is spliced.

    What the reference does not have is in no stretch.
    """
    cuts = sorted({0, *quote.gaps, len(quote.words)})
    found: list[Stretch] = []
    for low, high in pairwise(cuts):
        if low < high:
            found += _pieces(reference, quote, (low, high), speaker, found[-1] if found else None)
    there = sum(share_found(reference, s, part := part_of(quote, s.low, s.high)) * worth_of(part.words) for s in found)
    enough = there >= FOUND * worth_of(quote.words) or any(_holds_run(reference, s, quote) for s in found)
    return found if enough else []


def _pieces(
    reference: Reference, quote: Wording, span: tuple[int, int], speaker: str | None, beside: Stretch | None
) -> list[Stretch]:
    part = part_of(quote, *span)
    first = nearest_stretch(reference, part, speaker, beside)
    if first is None or (share_found(reference, first, part) < FOUND and not _holds_run(reference, first, part)):
        return []
    rest = [s for s in _uncovered(reference, first, part) if _heavy(part.words[slice(*s)])]
    others = []
    for low, high in rest:
        other = nearest_stretch(reference, part_of(part, low, high), speaker, first)
        if other and other.errors <= (high - low) // 4:
            others.append(_shrunk(reference, other._replace(low=low, high=high), part))
    if not others:
        return [first._replace(low=span[0], high=span[1])]
    kept = _shrunk(reference, _trimmed(reference, first, part, others), part)
    ordered = sorted([kept, *others], key=lambda s: s.low)
    return [s._replace(low=s.low + span[0], high=s.high + span[0]) for s in ordered]


def _shrunk(reference: Reference, stretch: Stretch, part: Wording) -> Stretch:
    """The stretch without words at its ends that differ: those that tie a piece to the rest."""
    words = reference.turns[stretch.turn].wording.words
    start, end, low, high = stretch.start, stretch.end, stretch.low, stretch.high
    while low < high and start < end and words[start].plain != part.words[low].plain:
        start, low = start + 1, low + 1
    while low < high and start < end and words[end - 1].plain != part.words[high - 1].plain:
        end, high = end - 1, high - 1
    return stretch._replace(start=start, end=end, low=low, high=high) if low < high and start < end else stretch


def _heavy(words: Sequence[PlainWord]) -> bool:
    return len(words) >= _PIECE and worth_of(words) >= _PIECE_WORTH


def _holds_run(reference: Reference, stretch: Stretch, part: Wording) -> bool:
    """Whether at least one long run of the part stands there: the rest may come from elsewhere, or from nowhere."""
    runs = align(part, part_of(reference.turns[stretch.turn].wording, stretch.start, stretch.end)).runs
    return any(_heavy(part.words[run.i : run.i + run.length]) for run in runs)


def _uncovered(reference: Reference, stretch: Stretch, part: Wording) -> list[tuple[int, int]]:
    """The stretches of the part's words before, between and after the words that the place has."""
    said = reference.turns[stretch.turn].wording
    at, open_ = 0, []
    for run in align(part, part_of(said, stretch.start, stretch.end)).runs:
        open_.append((at, run.i))
        at = run.i + run.length
    return [(a, b) for a, b in [*open_, (at, len(part.words))] if a < b]


def _trimmed(reference: Reference, first: Stretch, part: Wording, others: Sequence[Stretch]) -> Stretch:
    """The first stretch against the words that no other piece takes: from its first word before or after them."""
    taken = {n for s in others for n in range(s.low, s.high)}
    free = [n for n in range(len(part.words)) if n not in taken]
    low, high = free[0], free[-1] + 1
    said = reference.turns[first.turn].wording
    start, end = max(0, first.start - _SLACK), min(len(said.words), first.end + _SLACK)
    return fitted_stretch(said, (first.turn, start, end), part_of(part, low, high))._replace(low=low, high=high)


def stretch_beside(reference: Reference, quote: Wording, beside: Stretch, step: int) -> Stretch | None:
    """The words right after (`step` 1) or before a stretch, if they have the frame of the quotation: reworded in place."""
    said = reference.turns[beside.turn].wording
    reach = len(quote.words) * 3 // 2 + 2
    low, high = (beside.end, beside.end + reach) if step > 0 else (beside.start - reach, beside.start)
    low, high = max(0, low), min(len(said.words), high)
    mine, theirs = [w.stem for w in quote.words], [w.stem for w in said.words[low:high]]
    if len(mine) < _FEWEST or not theirs or LCSseq.similarity(mine, theirs) < REWORDED * len(mine):
        return None
    found = fitted_stretch(said, (beside.turn, low, high), quote)
    if step > 0:
        return found._replace(start=beside.end) if found.start - beside.end <= _NEXT else found
    return found._replace(end=beside.start) if beside.start - found.end <= _NEXT else found


NEAR_THERE = 0.2
"""Share of a quotation's worth that the reference must have, in order, to be shown as what comes nearest there."""
ALTERED_WORDS = 3
"""Words of a quotation that the reference must have, or all its content words: of 8 quotations of two or three words that were held
against one word of a transcript (“new footing”, “new administration”) 2 were that place."""
ALTERED_DIFFERENT = 0.5
"""Word edits, per word of the quotation, with which it may still be an altered version of the place; with more it is something else."""
SURELY = 0.8
"""Share of a quotation's worth that must stand in another's turn before it is taken for their words. Of 1,083 quotations held
against others of the same event, 8 of another speaker had half of it, and 2 this much."""
_TOGETHER = 4  # words; pieces with no more between them in the reference stand in one place
_BRACKETS = re.compile(r"\[[^\]\n]*\]")
_LITTLE = {"punctuation", "sentence"}
_TIDY = {"contraction", "spelling", "masking", "filler", "false start"}


@dataclass(frozen=True, slots=True)
class MeasuredQuotation:
    """A quotation, the stretches of the reference that it stands for, and what was done to the words."""

    passage: ComparedPassage
    quote: Wording
    stretches: tuple[Stretch, ...]
    wording: str
    edits: tuple[tuple[Stretch, WordEdit], ...]


def reference_in(corpus: Corpus, *, speakers: Mapping[str, str] | None = None) -> Reference | None:
    """The turns of the references of a corpus, without stage directions; None where it has no reference."""
    if "reference" not in set(corpus.articles["kind"]):
        return None
    references = references_only(corpus)
    who = {row["turn_id"]: row for row in records(turns(corpus, speakers=speakers))}
    said = []
    for article, text in rows_of(references.articles, "article_id", "text"):
        for turn in parse(text):
            key = str(Address(article, turn.start, turn.end))
            known = None if pd.isna(who[key]["participant_id"]) else who[key]["participant_id"]
            label = None if pd.isna(who[key]["speaker"]) else who[key]["speaker"]
            words = wording(spoken(text, turn.start, turn.end, turn.asides))
            said.append(ReferenceTurn(key, article, turn.start, known, label, words))
    return reference_of(said)


def address_in(said: ReferenceTurn, stretch: Stretch) -> str | None:
    """The address of a stretch of a turn."""
    return str(Address(said.article_id, *_span(said, stretch))) if stretch.start < stretch.end else None


def _span(said: ReferenceTurn, stretch: Stretch) -> tuple[int, int]:
    spans, words = said.wording.spans, said.wording.words
    return said.start + spans[words[stretch.start].printed][0], said.start + spans[words[stretch.end - 1].printed][1]


def measured_quotations(
    corpus: Corpus, speakers: Mapping[str, str] | None
) -> tuple[Reference, list[MeasuredQuotation]]:
    """The turns of the references, and every quotation of the reports held against them; `ValueError` without a reference."""
    references_only(corpus)
    reference = reference_in(corpus, speakers=speakers) or reference_of([])
    unspoken = set(corpus.quotes.loc[corpus.quotes["speaker"].isna() & corpus.quotes["kind"].eq("scare"), "quote_id"])
    found: list[MeasuredQuotation] = []
    before: dict[tuple[str, str | None], MeasuredQuotation] = {}  # many outlets print the very same words
    for passage in quotation_passages(reports_only(corpus)):
        if passage.address not in unspoken:
            same = before.get((passage.text, passage.speaker))
            if same:
                found.append(replace(same, passage=passage))
            else:
                quote = wording(_BRACKETS.sub(lambda m: "…".ljust(len(m[0])), passage.text))
                stretches = pieced_together(reference, quote, passage.speaker)
                found.append(_judged(reference, passage, quote, stretches))
            before[passage.text, passage.speaker] = found[-1]
    return reference, list(_beside(reference, found))


def _beside(reference: Reference, found: Sequence[MeasuredQuotation]) -> Iterator[MeasuredQuotation]:
    """The quotations; those that were not found are looked for beside the other pieces of their utterance."""
    for n, m in enumerate(found):
        beside = None
        if m.wording == "not found":
            for step, other in ((1, n - 1), (-1, n + 1)):
                near = found[other] if 0 <= other < len(found) else None
                if near and near.passage.utterance == m.passage.utterance and near.wording != "not found":
                    beside = beside or stretch_beside(reference, m.quote, near.stretches[-1 if step > 0 else 0], step)
        yield _judged(reference, m.passage, m.quote, [beside]) if beside else m


def _judged(
    reference: Reference, passage: ComparedPassage, quote: Wording, stretches: Sequence[Stretch]
) -> MeasuredQuotation:
    made: list[tuple[Stretch, WordEdit]] = []
    for s in stretches:
        said = part_of(reference.turns[s.turn].wording, s.start, s.end)
        part = part_of(quote, s.low, s.high)
        found = [e for e in edits(said, part) if not _british(said, part, e)]
        made += [(s, edit) for edit in tidied(said, _named(found))]
    judged = MeasuredQuotation(passage, quote, tuple(stretches), "not found", tuple(made))
    # Words in the turn of somebody else are theirs only where they agree well: two people may say something alike.
    speakers = {reference.turns[s.turn].speaker for s in stretches}
    too_little = False
    if passage.speaker is not None and None not in speakers and passage.speaker not in speakers:
        shares = [share_found(reference, s, part_of(quote, s.low, s.high)) for s in stretches]
        too_little = sum(shares) < SURELY * len(stretches)
    kind = _wording(quote, stretches, {edit.kind for _, edit in made}) if stretches else "not found"
    too_little = too_little or (kind in ("altered", "spliced") and not _enough(reference, quote, stretches))
    if kind == "not found" or too_little:
        close = nearest_stretch(reference, quote, passage.speaker) if quote.words else None
        near = close and share_found(reference, close, quote) >= NEAR_THERE
        return replace(judged, stretches=(close,) if close and near else (), edits=())
    return replace(judged, wording=kind)


def _enough(reference: Reference, quote: Wording, stretches: Sequence[Stretch]) -> bool:
    """Whether so much of a quotation is there that it is altered, and not something else: by words alike, and words that differ."""
    alike: list[PlainWord] = []
    theirs: list[str] = []
    for s in stretches:
        there = reference.turns[s.turn].wording.words[s.start : s.end]
        theirs += [w.plain for w in there]
        stems = {w.stem for w in there}
        alike += [w for w in quote.words[s.low : s.high] if w.stem in stems]
    told = [w for w in alike if w.plain not in FUNCTION_WORDS]
    if not told or (len(alike) < ALTERED_WORDS and len(told) < quote.content):
        return False
    return Levenshtein.distance([w.plain for w in quote.words], theirs) <= ALTERED_DIFFERENT * len(quote.words)


def _british(said: Wording, quote: Wording, edit: WordEdit) -> bool:
    """Whether an edit is between British and American spelling: these are one."""
    if edit.kind != "spelling":
        return False
    sides = []
    for side, span in ((said, edit.a), (quote, edit.b)):
        numbers = sorted({word.printed for word in side.words[slice(*span)]})
        sides.append([printed_key(side.text[slice(*side.spans[n])]) for n in numbers])
    return sides[0] == sides[1]


def _named(found: Sequence[WordEdit]) -> Iterator[WordEdit]:
    """The edits, with what is `beyond` called dropped, added or a substitution: the stretch ends where the quotation does."""
    waiting: WordEdit | None = None
    for edit in found:
        if edit.kind != "beyond":
            if waiting:
                yield waiting
            waiting = None
            yield edit
        elif waiting and waiting.kind == "dropped" and edit.a[0] == edit.a[1]:
            yield WordEdit("substitution", waiting.a, edit.b)
            waiting = None
        else:
            if waiting:
                yield waiting
            waiting = edit._replace(kind="added" if edit.a[0] == edit.a[1] else "dropped")
    if waiting:
        yield waiting


def _wording(quote: Wording, stretches: Sequence[Stretch], kinds: set[str]) -> str:
    """What happened to the words, by the places they come from and the kinds of edits."""
    for one, other in pairwise(stretches):
        between = other.start - one.end if one.turn == other.turn else None
        backwards = between is not None and between < 0
        if backwards or (other.low not in quote.gaps and (between is None or between > _TOGETHER)):
            return "spliced"
    missing = set(range(len(quote.words))) - {n for s in stretches for n in range(s.low, s.high)}
    if missing or kinds - _LITTLE - _TIDY - {"left-out"}:
        return "altered"
    if kinds & _TIDY:
        return "cleaned up"
    return "excerpt" if quote.gaps - {0, len(quote.words)} or len(stretches) > 1 or "left-out" in kinds else "verbatim"
