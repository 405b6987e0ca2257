"""From labels to attributions: who says what, with which cue, and how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.parse.quotations.tagger import CueReading, Doubles, acceptance, chains, read_cues, tag
from workbench.parse.quotations.tokens import Shallow, TokenRange, finite_verbs
from workbench.parse.text import word_set

PUNCTUATION = frozenset(",.;:?!—–-()[]\"'“”‘’…") | {"--", "''", "``", "..", "..."}

SOURCE_FLOOR = 0.15  # a source needs this probability at its likeliest token (cross-validated)
GUESS_FLOOR = 0.03  # words in quotation marks have a speaker: for them a source this likely is better than none


@dataclass(slots=True)
class Attribution:
    """One attribution in one sentence; runs are token ranges.

    `chance` is the probability of the cue, `guess` the likeliest source where none is likely enough to be named.
    """

    head: int
    cue: TokenRange
    source: TokenRange | None
    content: list[TokenRange]
    sentence: int
    chance: float = 0.0
    guess: TokenRange | None = None
    source_chance: float = 0.0
    content_chance: float = 0.0
    act: bool = False


def bridge(words: list[str], pieces: list[TokenRange], head: int) -> list[TokenRange]:
    """Pieces on one side of the cue that only punctuation parts are one piece; edges lose their punctuation."""
    out: list[TokenRange] = []
    for a, b in pieces:
        if out and (out[-1][1] <= head) == (b <= head) and PUNCTUATION.issuperset(words[out[-1][1] : a]):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return [run for piece in out if (run := trim(words, piece))]


def trim(words: list[str], run: TokenRange) -> TokenRange | None:
    """The run without the punctuation at its edges; None if nothing is left."""
    a, b = run
    while a < b and words[a] in PUNCTUATION:
        a += 1
    while a < b and words[b - 1] in PUNCTUATION:
        b -= 1
    return (a, b) if a < b else None


ADVERBS = word_set("also not then later just again once never now")
NO_SUBJECT = ADVERBS | word_set("who which that whom and or the a an")
"""After these words a verb form belongs to the phrase ("Day, who attacked Lee") or is no finite verb ("the wounded")."""


def _source_phrase(words: list[str], run: TokenRange) -> TokenRange:
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


def assemble(words: list[str], read: CueReading) -> Attribution:
    """The attribution that a reading spells out."""
    head, content = read.head, bridge(words, read.content, read.head)
    made = Attribution(head, _ended(words, read.cue, head), None, content, read.sentence, read.chance)
    made.source_chance = read.source_chance
    if read.source_chance >= GUESS_FLOOR:
        made.guess = trim(words, _source_phrase(words, read.source))
        made.source = made.guess if read.source_chance >= SOURCE_FLOOR else None
    if made.guess:
        first, stop = made.guess
        made.content = [r for r in content if r[0] < first or r[1] > stop]
    if made.content:
        made.content_chance = read.content_chance(made.content)
    return made


_OPENS_PHRASE = word_set("a an the his her their its")
_BEFORE_PHRASE = word_set("with in at on by of to")


def _ended(words: Sequence[str], cue: TokenRange, head: int) -> TokenRange:
    """A cue that the tagger broke off within a phrase (“responded with a | smile”) ends before the phrase."""
    start, end = cue
    if end - 1 > head and words[end - 1].lower() in _OPENS_PHRASE:
        end -= 1
        if end - 1 > head and words[end - 1].lower() in _BEFORE_PHRASE:
            end -= 1
    return start, end


CUE_FLOOR = 0.2
"""A token is looked at as a cue from this probability on. From 0.12 to 0.2 one in seven gives a row; without them the
end-to-end F1 of a cross-validation changes by less than 0.002, and a sixth of the frames is spared."""
SPEECH_ACT = 0.5  # an invitation is an act of speech whatever the tagger, which has seen few, makes of it
INVITE = word_set("invite invites invited inviting")
EXTEND = word_set("extend extends extended extending issue issues issued issuing")
INVITING = INVITE | {"invitation"}
PASSIVE = word_set("was were been be being is are")


def speech_acts(shallow: Shallow) -> set[int]:
    """The tokens that say somebody invites: the verb, or "extend" before "an invitation"."""
    low, out = shallow.low, set[int]()
    if ("nvit" not in shallow.text and "NVIT" not in shallow.text) or INVITING.isdisjoint(low):
        return out
    for i, word in enumerate(low):
        if word in INVITE and (i == 0 or low[i - 1] not in PASSIVE):
            out.add(i)
        elif word == "invitation" and i > 1 and low[i - 2] in EXTEND:
            out.add(i - 2)
    return out


QUOTING_FLOOR = 0.02
"""In a sentence that quotes, or brings a quotation with its colon, the likeliest cue is one from this probability on."""


def quoting_cues(shallow: Shallow, heads: Sequence[float]) -> list[int]:
    """The likeliest cue of each sentence that holds a folded quotation, or ends in a colon before one.

    `heads` is the probability of each token to head a cue; of several that are equal the first counts.
    """
    quoting = set[int]()
    for i, token in enumerate(shallow.anchors):
        if shallow.folded[i]:
            sentence = shallow.sentence_of(token)
            quoting.add(sentence)
            if shallow.sentences[sentence][0] == token and token and shallow.words[token - 1] == ":":
                quoting.add(sentence - 1)
    out = []
    for a, b in (shallow.sentences[s] for s in quoting):
        best = max(range(a, b), key=heads.__getitem__)
        if heads[best] > QUOTING_FLOOR:
            out.append(best)
    return out


def attributions_of(texts: Sequence[Shallow]) -> list[list[Attribution]]:
    """The attributions of each text in order of their cues. Many texts in one go cost two thirds of what they cost one by one."""
    if not any(text.words for text in texts):
        return [[] for _ in texts]
    first, second = chains()
    tagged = tag(texts, first, CUE_FLOOR)
    acts = [speech_acts(text) for text in texts]
    cues = list(map(_cues, texts, tagged.likely, tagged.heads, acts))
    return list(map(_spelt_out, texts, read_cues(tagged, second, cues), acts))


def _cues(shallow: Shallow, likely: Sequence[int], heads: Sequence[float], acts: Collection[int]) -> list[int]:
    """The tokens of a text that are looked at as heads of cues, in order; `likely` are those above `CUE_FLOOR`."""
    outside = [i for i in (*likely, *quoting_cues(shallow, heads)) if shallow.quotes[i] < 0]
    return sorted({*outside, *acts})


def _spelt_out(shallow: Shallow, read: Sequence[CueReading], acts: Collection[int]) -> list[Attribution]:
    """The attributions of a text with what the words around the cue tell, without those of nouns that are no cues."""
    found = [assemble(shallow.words, one) for one in read]
    for a in found:
        if a.head in acts:
            a.act, a.chance = True, max(a.chance, SPEECH_ACT)
        if subject := quoted_as(shallow, a) or fronted(shallow, a):
            a.source = a.guess = subject
    return [a for a in found if not determined(shallow, a)]


QUOTED = word_set("quoted quotes quoting cited cites citing")
SAYING = word_set("saying telling")
QUOTED_TOKENS = 14  # how many words at most name the one quoted between "quoted" and "as saying"


def quoted_as(shallow: Shallow, a: Attribution) -> TokenRange | None:
    """Who is quoted as saying something, not who quotes: "The report quoted |Ms. Lee as saying “…”"."""
    low, (start, end) = shallow.low, shallow.sentences[a.sentence]
    if low[a.head] in QUOTED:
        verb = a.head
    elif low[a.head] in SAYING and low[a.head - 1] == "as":
        before = range(a.head - 2, max(a.head - QUOTED_TOKENS - 2, start - 1), -1)
        verb = next((i for i in before if low[i] in QUOTED), -1)
    else:
        return None
    if verb < 0 or (verb and low[verb - 1] in PASSIVE):
        return None
    after = range(verb + 2, min(verb + QUOTED_TOKENS + 2, end - 1))
    stop = next((i for i in after if low[i] == "as" and low[i + 1] in SAYING), -1)
    return (verb + 1, stop) if stop > 0 else None


_DETERMINERS = word_set("this that these those the a an")


def determined(shallow: Shallow, a: Attribution) -> bool:
    """Is the cue a noun, and what was taken for its source the article before it? "This |call brought together"."""
    if a.source is None or a.source[1] > a.head:
        return False
    return _DETERMINERS.issuperset(shallow.low[a.source[0] : a.source[1]]) and a.head - a.source[1] <= 1


SUBJECTS = word_set("he she they it we i who")
FRONT_TOKENS = 4
"""A participle clause at the head of a sentence has this many words at most before the participle: "A day after telling"."""


def fronted(shallow: Shallow, a: Attribution) -> TokenRange | None:
    """The subject that follows a participle at the head of its sentence: "After calling it “a mess,” |Ms. Lee left"."""
    start, end = shallow.sentences[a.sentence]
    words = shallow.words
    if not words[a.head].endswith("ing") or a.head - start > FRONT_TOKENS:
        return None
    if a.head > start and shallow.low[start] in SUBJECTS:
        return None
    if any(w[0].isupper() for w in words[start + 1 : a.head + 1]):
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


Facts = tuple[float, float, float, int, bool, bool, bool, int]


def confidence(rows: Sequence[Facts]) -> list[float]:
    """For each attribution the chance that cue, source and content are all right.

    It is fitted on attributions the taggers had not seen.
    """
    weights = acceptance()
    scores = attribution_signs(rows) @ weights[1:] + weights[0]
    right: list[float] = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).tolist()
    return right


def attribution_facts(shallow: Shallow, found: Sequence[Attribution], quoting: Collection[int | None]) -> list[Facts]:
    """What the confidence depends on: three probabilities, characters of content, what kind of attribution it is, and its pieces.

    `quoting` holds the numbers of those that marked words belong to.
    """
    rows: list[Facts] = []
    for n, a in enumerate(found):
        size = sum([shallow.ends[stop - 1] - shallow.starts[first] for first, stop in a.content])
        titled = shallow.paragraph[a.sentence] == 0
        kind = (n in quoting, a.source is None, titled)
        rows.append((a.chance, a.source_chance, a.content_chance, size, *kind, len(a.content) - 1))
    return rows


def attribution_signs(rows: Sequence[Facts]) -> Doubles:
    """The numbers the confidence is a function of, a row for each attribution."""
    table = np.array(rows, float).reshape(-1, 8)
    chances, size = table[:, :3], table[:, 3] / 6
    logit = np.log(np.maximum(chances, 1e-3) / np.maximum(1 - chances, 1e-3))
    marked, missing, titled, pieces = table[:, 4:].T
    return np.column_stack([logit, marked, missing, np.log1p(size), size <= 2.5, titled, pieces, chances.prod(axis=1)])
