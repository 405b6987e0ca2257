"""Who says what, sentence by sentence: a cue, its source and its content, tagged by two small chains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from workbench.parse.quotations.features import grid, layout, token_slots, word_classes
from workbench.parse.quotations.frames import frame_slots, frames
from workbench.parse.quotations.model import Floats, chains
from workbench.parse.quotations.shallow import Shallow

Run = tuple[int, int]
"""A half-open range of token numbers."""

PUNCTUATION = frozenset(",.;:?!—–-()[]\"'“”‘’…") | {"--", "''", "``", "..", "..."}

FAVOUR = np.array([1, 1, 1, 1, 1.5, 1.5, 1], np.float32)
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


def runs(labels: list[int], wanted: int, offset: int) -> list[Run]:
    """The maximal runs of one label, as token ranges that begin at `offset`."""
    out: list[Run] = []
    start = -1
    for i, label in enumerate([*labels, -1]):
        if label == wanted:
            start = i if start < 0 else start
        elif start >= 0:
            out.append((start + offset, i + offset))
            start = -1
    return out


def bridge(shallow: Shallow, pieces: list[Run], head: int) -> list[Run]:
    """Pieces on one side of the cue that only punctuation parts are one piece; edges lose their punctuation."""
    out: list[Run] = []
    for a, b in pieces:
        gap = shallow.tokens[out[-1][1] : a] if out else []
        if out and (out[-1][1] <= head) == (b <= head) and all(t.word in PUNCTUATION for t in gap):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    words = ([i for i in range(a, b) if shallow.tokens[i].word not in PUNCTUATION] for a, b in out)
    return [(inner[0], inner[-1] + 1) for inner in words if inner]


def likeliest(chance: list[float], offset: int, floor: float) -> Run | None:
    """The run of tokens around the one most likely to belong to the source, if that is likelier than `floor`."""
    peak = max(range(len(chance)), key=chance.__getitem__)
    if chance[peak] < floor:
        return None
    enough = chance[peak] * SOURCE_SHARE
    a, b = peak, peak + 1
    while a > 0 and chance[a - 1] >= enough:
        a -= 1
    while b < len(chance) and chance[b] >= enough:
        b += 1
    return a + offset, b + offset


def noun_phrase(shallow: Shallow, run: Run) -> Run:
    """The run up to the reporter's verb, if it was carried over one: "Lee |attacked Day and", "The aide |also took"."""
    words = [t.word for t in shallow.tokens[run[0] : run[1]]]
    for i in range(1, len(words)):
        subject = i - 1 if words[i - 1] in ADVERBS and i > 1 else i
        before = words[subject - 1]
        if before.lower() in NO_SUBJECT or before in PUNCTUATION:
            continue
        past = words[i].endswith("ed") and words[i].islower() and before[0].isupper()
        if words[i] in finite_verbs() or (past and i + 1 < len(words) and words[i + 1] != "by"):
            return run[0], run[0] + subject
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


def assemble(shallow: Shallow, head: int, q: Floats, offset: int, sentence: int) -> Attribution:
    """The attribution that the label probabilities `q` of one frame spell out; its first token is `offset`."""
    labels = (q * FAVOUR).argmax(axis=1).tolist()
    content = bridge(shallow, runs(labels, 4, offset) + runs(labels, 5, offset), head)
    cues = [r for r in runs(labels, 6, offset) if r[0] <= head < r[1]]
    chance = (q[:, 2] + q[:, 3]).tolist()
    guess = likeliest(chance, offset, GUESS_FLOOR)
    trimmed = bridge(shallow, [noun_phrase(shallow, guess)], head) if guess else []
    guess = trimmed[0] if trimmed else None
    source = guess if guess and max(chance) >= SOURCE_FLOOR else None
    made = Attribution(head, cues[0] if cues else (head, head + 1), source, content, sentence)
    made.guess, made.source_chance = guess, max(chance)
    if content:
        inside = q[:, 4] + q[:, 5]
        size = sum(b - a for a, b in content)
        made.content_chance = float(sum(inside[a - offset : b - offset].sum() for a, b in content)) / size
    return made


def chars(shallow: Shallow, run: Run) -> tuple[int, int]:
    """The characters of a token range."""
    return shallow.tokens[run[0]].start, shallow.tokens[run[1] - 1].end


CUE_FLOOR = 0.12
"""A token is looked at as a cue from this probability on: below it one in twenty is a cue."""
SPEECH_ACT = 0.5
"""An invitation is an act of speech whatever the tagger, which has seen few, makes of it."""
INVITE = frozenset({"invite", "invites", "invited", "inviting"})
EXTEND = frozenset(["extend", "extends", "extended", "extending", "issue", "issues", "issued", "issuing"])


def speech_acts(shallow: Shallow) -> set[int]:
    """The tokens that say somebody invites: the verb, or "extend" before "an invitation"."""
    words = [t.word.lower() for t in shallow.tokens]
    out = set()
    for i, word in enumerate(words):
        if word in INVITE and (i == 0 or words[i - 1] not in ("was", "were", "been", "be", "being", "is", "are")):
            out.add(i)
        elif word == "invitation" and i > 1 and words[i - 2] in EXTEND:
            out.add(i - 2)
    return out


def attributions(shallow: Shallow) -> list[Attribution]:
    """The attributions in the sentences of `shallow`, in order of their cues."""
    first, second = chains()
    if not shallow.tokens:
        return []
    g = grid(shallow)
    lay = layout(shallow, g)
    p = first.probabilities(first.scores(token_slots(g, lay)), shallow.sentences)
    acts = speech_acts(shallow)
    cues = [int(i) for i in np.flatnonzero(p[:, 3] > CUE_FLOOR) if shallow.tokens[i].quote < 0]
    cues = sorted({*cues, *acts})
    if not cues:
        return []
    f = frames(shallow, cues)
    q = second.probabilities(second.scores(frame_slots(g, lay, p, f)), f.ranges)
    starts = np.array([a for a, _ in shallow.sentences])
    out = []
    for head, (a, b) in zip(cues, f.ranges, strict=True):
        sentence = int(np.searchsorted(starts, head, side="right")) - 1
        found = assemble(shallow, head, q[a:b], int(f.token[a]), sentence)
        found.act = head in acts
        found.chance = max(float(p[head, 3]), SPEECH_ACT if head in acts else 0.0)
        out.append(found)
    return out
