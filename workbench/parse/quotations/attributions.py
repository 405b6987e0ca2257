"""Who says what, sentence by sentence: a cue, its source and its content, tagged by two small chains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from workbench.parse.quotations.features import TOKEN_TEMPLATES, Index, sheet
from workbench.parse.quotations.frames import FRAME_TEMPLATES, Frames, frame_sheet, frames
from workbench.parse.quotations.model import Doubles, chains
from workbench.parse.quotations.shallow import Shallow
from workbench.parse.quotations.vocabulary import word_classes

Run = tuple[int, int]
"""A half-open range of token numbers."""

PUNCTUATION = frozenset(",.;:?!—–-()[]\"'“”‘’…") | {"--", "''", "``", "..", "..."}

FAVOUR = np.array([1, 1, 1, 1, 1.5, 1.5, 1])
"""Content wins a token before it is likelier than nothing: the cue is already there (cross-validated)."""
SOURCE_FLOOR, SOURCE_SHARE = 0.15, 0.2
"""A source needs this probability at its likeliest token; its neighbours need this share of it (cross-validated)."""

GUESS_FLOOR = 0.03
"""Words in quotation marks have a speaker: for them a source this likely is better than none."""


@dataclass(slots=True)
class Attribution:
    """One attribution in one sentence; runs are token ranges.

    `chance` is the probability of the cue, `guess` the likeliest source where none is likely enough to be named.
    """

    head: int
    cue: Run
    source: Run | None
    content: list[Run]
    sentence: int
    chance: float = 0.0
    guess: Run | None = None
    source_chance: float = 0.0
    content_chance: float = 0.0
    act: bool = False


def bridge(words: list[str], pieces: list[Run], head: int) -> list[Run]:
    """Pieces on one side of the cue that only punctuation parts are one piece; edges lose their punctuation."""
    out: list[Run] = []
    for a, b in pieces:
        if out and (out[-1][1] <= head) == (b <= head) and PUNCTUATION.issuperset(words[out[-1][1] : a]):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return [run for piece in out if (run := trim(words, piece))]


def trim(words: list[str], run: Run) -> Run | None:
    """The run without the punctuation at its edges; None if nothing is left."""
    a, b = run
    while a < b and words[a] in PUNCTUATION:
        a += 1
    while a < b and words[b - 1] in PUNCTUATION:
        b -= 1
    return (a, b) if a < b else None


def noun_phrase(words: list[str], run: Run) -> Run:
    """The run up to the reporter's verb, if it was carried over one: "Lee |attacked Day and", "The aide |also took"."""
    first, verbs = run[0], finite_verbs()
    for i in range(first + 1, run[1]):
        word = words[i]
        past = word.endswith("ed") and i + 1 < run[1] and words[i + 1] != "by" and word.islower()
        if not past and word not in verbs:
            continue
        subject = i - 1 if words[i - 1] in ADVERBS and i - 1 > first else i
        before = words[subject - 1]
        if before.lower() in NO_SUBJECT or before in PUNCTUATION:
            continue
        if word in verbs or before[0].isupper():
            return first, subject
    return run


ADVERBS = frozenset({"also", "not", "then", "later", "just", "again", "once", "never", "now"})
NO_SUBJECT = frozenset({"who", "which", "that", "whom", "and", "or", "the", "a", "an", *ADVERBS})
"""After these words a verb form belongs to the phrase ("Day, who attacked Lee") or is no finite verb ("the wounded")."""


@cache
def finite_verbs() -> frozenset[str]:
    """Words of the classes of was, took and told: in news hardly ever anything but finite verbs."""
    classes = word_classes()
    wanted = {classes[w][0] for w in ("was", "took", "told", "defended", "entered") if w in classes}
    return frozenset(w for w, (fine, _) in classes.items() if fine in wanted and w[0].isalpha())


def assemble(shallow: Shallow, f: Frames, q: Doubles) -> list[Attribution]:
    """The attributions that the label probabilities `q` of the frames spell out."""
    starts = np.array([a for a, _ in f.ranges], np.int64)
    chance, inside = q[:, 2] + q[:, 3], q[:, 4] + q[:, 5]
    guesses, peaks = likeliest(chance, starts)
    inside_upto = np.concatenate(([0.0], np.cumsum(inside))).tolist()
    pieces = labelled_runs((q * FAVOUR).argmax(axis=1), starts)
    first = f.token[starts].tolist()
    out = []
    words = shallow.words
    for n, (head, (start, _)) in enumerate(zip(f.cues.tolist(), f.ranges, strict=True)):
        shift = first[n] - start
        runs = [(label, (a + shift, b + shift)) for label, a, b in pieces[n] if label > 3]
        content = bridge(words, [r for label, r in sorted(runs) if label < 6], head)
        cue = next((r for label, r in runs if label == 6 and r[0] <= head < r[1]), (head, head + 1))
        made = Attribution(head, _ended(words, cue, head), None, content, f.sentences[n], source_chance=peaks[n])
        if peaks[n] >= GUESS_FLOOR:
            a, b = guesses[n]
            made.guess = trim(words, noun_phrase(words, (a + shift, b + shift)))
            made.source = made.guess if peaks[n] >= SOURCE_FLOOR else None
        if made.guess:
            content[:] = [r for r in content if r[0] < made.guess[0] or r[1] > made.guess[1]]
        if content:
            covered = sum(inside_upto[b - shift] - inside_upto[a - shift] for a, b in content)
            made.content_chance = covered / sum(b - a for a, b in content)
        out.append(made)
    return out


def likeliest(chance: Doubles, starts: Index) -> tuple[list[Run], list[float]]:
    """For each frame the run around the token most likely to belong to the source, and that token's probability."""
    sizes = np.diff(starts, append=len(chance))
    peak = np.maximum.reduceat(chance, starts)
    enough = chance >= np.repeat(peak * SOURCE_SHARE, sizes)
    top = np.flatnonzero(chance == np.repeat(peak, sizes))
    top = top[np.searchsorted(top, starts)]  # the first of several
    stops = np.flatnonzero(~enough)
    after = np.searchsorted(stops, top)
    stops = np.concatenate(([-1], stops, [len(chance)]))
    left = np.maximum(stops[after] + 1, starts)
    right = np.minimum(stops[after + 1], starts + sizes)
    return list(zip(left.tolist(), right.tolist(), strict=True)), peak.tolist()


def labelled_runs(labels: npt.NDArray[np.intp], starts: Index) -> list[list[tuple[int, int, int]]]:
    """For each frame its maximal runs of one label: label, start, end."""
    changes = np.concatenate(([True], labels[1:] != labels[:-1]))
    changes[starts] = True
    begins = np.flatnonzero(changes)
    runs = list(zip(labels[begins].tolist(), begins.tolist(), [*begins[1:].tolist(), len(labels)], strict=True))
    cuts = [*np.searchsorted(begins, starts).tolist(), len(runs)]
    return [runs[a:b] for a, b in pairwise(cuts)]


_ARTICLES = frozenset({"a", "an", "the", "his", "her", "their", "its"})
_BEFORE_ARTICLES = frozenset({"with", "in", "at", "on", "by", "of", "to"})


def _ended(words: Sequence[str], cue: Run, head: int) -> Run:
    """A cue that the tagger broke off within a phrase (“responded with a | smile”) ends before the phrase."""
    start, end = cue
    if end - 1 > head and words[end - 1].lower() in _ARTICLES:
        end -= 1
        if end - 1 > head and words[end - 1].lower() in _BEFORE_ARTICLES:
            end -= 1
    return start, end


CUE_FLOOR = 0.2
"""A token is looked at as a cue from this probability on. From 0.12 to 0.2 one in seven gives a row; without them the
end-to-end F1 of a cross-validation changes by less than 0.002, and a sixth of the frames is spared."""
SPEECH_ACT = 0.5
"""An invitation is an act of speech whatever the tagger, which has seen few, makes of it."""
INVITE = frozenset({"invite", "invites", "invited", "inviting"})
EXTEND = frozenset(["extend", "extends", "extended", "extending", "issue", "issues", "issued", "issuing"])
INVITING = INVITE | {"invitation"}
PASSIVE = frozenset(["was", "were", "been", "be", "being", "is", "are"])


def speech_acts(shallow: Shallow) -> set[int]:
    """The tokens that say somebody invites: the verb, or "extend" before "an invitation"."""
    low, out = shallow.low, set[int]()
    if INVITING.isdisjoint(low):
        return out
    for i, word in enumerate(low):
        if word in INVITE and (i == 0 or low[i - 1] not in PASSIVE):
            out.add(i)
        elif word == "invitation" and i > 1 and low[i - 2] in EXTEND:
            out.add(i - 2)
    return out


QUOTING_FLOOR = 0.02
"""In a sentence that quotes, or brings a quotation with its colon, the likeliest cue is one from this probability on."""


def quoting_cues(shallow: Shallow, p: Doubles) -> list[int]:
    """The likeliest cue of each sentence that holds a folded quotation, or ends in a colon before one."""
    out = []
    for a, b in shallow.sentences:
        after = shallow.quotes[b] if b < len(shallow.quotes) else -1
        if max(shallow.quotes[a:b]) >= 0 or (after >= 0 and shallow.words[b - 1] == ":"):
            best = a + int(p[a:b, 3].argmax())
            if p[best, 3] > QUOTING_FLOOR:
                out.append(best)
    return out


def attributions(shallow: Shallow) -> list[Attribution]:
    """The attributions in the sentences of `shallow`, in order of their cues."""
    first, second = chains()
    if not shallow.words:
        return []
    text = sheet(shallow)
    p = first.probabilities(first.scores(text.slots(TOKEN_TEMPLATES))[text.at], shallow.sentences)
    acts = speech_acts(shallow)
    likely = [*np.flatnonzero(p[:, 3] > CUE_FLOOR).tolist(), *quoting_cues(shallow, p)]
    cues = sorted({*(i for i in likely if shallow.quotes[i] < 0), *acts})
    if not cues:
        return []
    f = frames(shallow, cues)
    seen = frame_sheet(text, p, f)
    q = second.probabilities(second.scores(seen.slots(FRAME_TEMPLATES))[seen.at], f.ranges)
    found = assemble(shallow, f, q)
    for a, chance in zip(found, p[cues, 3].tolist(), strict=True):
        a.act = a.head in acts
        a.chance = max(chance, SPEECH_ACT if a.act else 0.0)
        if subject := fronted(shallow, a):
            a.source = a.guess = subject
    return [a for a in found if not determined(shallow, a)]


def determined(shallow: Shallow, a: Attribution) -> bool:
    """Is the cue a noun, and what was taken for its source the article before it? "This |call brought together"."""
    if a.source is None or a.source[1] > a.head:
        return False
    return DETERMINERS.issuperset(shallow.low[a.source[0] : a.source[1]]) and a.head - a.source[1] <= 1


DETERMINERS = frozenset({"this", "that", "these", "those", "the", "a", "an"})


SUBJECTS = frozenset({"he", "she", "they", "it", "we", "i", "who"})
FRONT_TOKENS = 4
"""A participle clause at the head of a sentence has this many words at most before the participle: "A day after telling"."""


def fronted(shallow: Shallow, a: Attribution) -> Run | None:
    """The subject that follows a participle at the head of its sentence: "After calling it “a mess,” |Ms. Lee left"."""
    start, end = shallow.sentences[a.sentence]
    words = shallow.words
    if not words[a.head].endswith("ing") or a.head - start > FRONT_TOKENS:
        return None
    if any(w[0].isupper() for w in words[start + 1 : a.head + 1]) or (
        a.head > start and shallow.low[start] in SUBJECTS
    ):
        return None
    quoted = next((t + 1 for t in range(a.head + 1, end) if shallow.quotes[t] >= 0), end)
    said = i = a.content[-1][1] if a.content else quoted
    while i < end and words[i] in PUNCTUATION:
        i += 1
    if i >= end or "," not in shallow.text[shallow.ends[said - 1] - 2 : shallow.starts[i]]:
        return None
    stop = i
    while stop < end and words[stop][0].isupper():
        stop += 1
    if stop == i and shallow.low[i] in SUBJECTS:
        stop += 1
    return (i, stop) if stop > i else None
