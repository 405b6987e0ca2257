"""Which quotations are of the same utterance: a small model over wording, speaker, neighbourhood and rivals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log1p

from workbench.compare.common.alignment import Alignment, agreement, align
from workbench.compare.common.candidates import candidates
from workbench.compare.common.passages import Passage
from workbench.compare.common.wording import CONTENT, Wording

WEIGHTS = {
    "shared": 2.05,
    "agreement": 5.95,
    "covered": 6.27,
    "same": 0.45,
    "other": -2.07,
    "rival": -0.81,
    "near": 0.18,
}
"""What each signal is worth, as log-odds: a logistic regression on 868 quotation pairs of 25 labelled events, by
`benchmarks/train_pairs.py`. Judged by models that have not seen the event, F1 is .966 to .973 at thresholds from .2 to .4."""
BIAS = -12.28
SURE = 0.35
"""From this probability on two quotations are taken for the same utterance: within the range where unseen events score alike."""

_NEAR = 2.0  # score of a neighbouring alignment that counts as support: two content words in a row
_FRAGMENT = 3  # words; fewer are a fragment that needs more than its own words
_PHRASE = 3.0
"""Worth of words that two people may use without quoting each other: “not quite there yet”, “law and order”. Of 13 such pairs of two
known speakers on 73 events 9 are two utterances; in the others one quotes the other."""
_SHORT = 5  # words; of fewer, each content word counts: “abolish the fees” is no version of “the fees, though”
_EVERY = 12
"""More quotations of one wording than this are paired with the first of them only; of two wordings, when there would be more
pairs than twice this, only the first of each are. So the number of rows does not grow with the square of the outlets."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages (their numbers), how their words stand to each other, and how sure it is that they are one utterance."""

    i: int
    j: int
    found: Alignment
    signals: dict[str, float]

    @property
    def probability(self) -> float:
        """By the model, 0 to 1."""
        return 1 / (1 + exp(-BIAS - sum(WEIGHTS[name] * value for name, value in self.signals.items())))


def links(passages: Sequence[Passage], ordinary: Container[str] = ()) -> list[Link]:
    """Every plausible pair of quotations, with its signals; those from `SURE` on are of one utterance.

    `ordinary` are the stems that the reporters use themselves: one of them alone, between marks, may be anybody's.
    """
    classes, aligned = _alignments(passages)
    plausible = []
    for (x, y), found in aligned.items():
        one, other = passages[classes[x][0]].wording, passages[classes[y][0]].wording
        if found.score <= 0 or _thin(one, other, found, ordinary):
            continue
        alike = _alike(one, other, found)
        for i, j in _members(classes[x], classes[y], same=x == y):
            link = Link(i, j, found, alike) if i < j else Link(j, i, found.turned, alike)
            if _possible(passages[link.i], passages[link.j]):
                plausible.append(link)
    near, rivals = _neighbours(passages, plausible), _rivals(passages, plausible)
    return [
        Link(link.i, link.j, link.found, {**link.signals, **_speakers(passages, link), "rival": rival, "near": beside})
        for link, beside, rival in zip(plausible, near, rivals, strict=True)
    ]


def _alignments(passages: Sequence[Passage]) -> tuple[list[list[int]], dict[Pair, Alignment]]:
    """The passages by wording, and the alignments of those wordings that may belong together."""
    by_wording: dict[tuple[tuple[str, ...], frozenset[int]], list[int]] = defaultdict(list)
    for n, passage in enumerate(passages):
        by_wording[passage.wording.plains, passage.wording.gaps].append(n)
    classes = list(by_wording.values())
    wordings = [passages[members[0]].wording for members in classes]
    aligned = {pair: align(wordings[pair[0]], wordings[pair[1]]) for pair in sorted(set(candidates(wordings)))}
    aligned |= {(n, n): align(w, w) for n, w in enumerate(wordings) if len(classes[n]) > 1}
    return classes, aligned


def _members(these: Sequence[int], those: Sequence[int], *, same: bool) -> Iterator[Pair]:
    """Pairs of passages, one of each wording; where there are very many, only those of the first passage of a wording."""
    if len(these) * len(those) <= (_EVERY**2 if same else 2 * _EVERY):
        yield from ((i, j) for i in these for j in those if i < j or not same)
    elif same:
        yield from ((these[0], j) for j in those[1:])
    else:
        yield these[0], those[0]


def _alike(a: Wording, b: Wording, found: Alignment) -> dict[str, float]:
    """The signals of the wordings alone."""
    return {
        "shared": log1p(found.score),
        "agreement": agreement(a, b, found),
        "covered": found.score / min(a.worth, b.worth),
    }


def _speakers(passages: Sequence[Passage], link: Link) -> dict[str, float]:
    one, other = passages[link.i].speaker, passages[link.j].speaker
    known = one is not None and other is not None
    return {"same": float(known and one == other), "other": float(known and one != other)}


def _thin(a: Wording, b: Wording, found: Alignment, ordinary: Container[str]) -> bool:
    """Whether the shorter of two wordings is too little to know an utterance by: one ordinary word, or few of which one is missing."""
    short, starts = (
        (a, [run.i for run in found.runs]) if len(a.words) <= len(b.words) else (b, [run.j for run in found.runs])
    )
    if a.key == b.key or len(short.words) >= _SHORT:
        return False
    if len(short.words) == 1 and short.stems[0] in ordinary:
        return True
    if len(short.words) < _FRAGMENT and found.score < short.worth:
        return True
    shared = {n for start, run in zip(starts, found.runs, strict=True) for n in range(start, start + run.length)}
    return any(n not in shared and worth == CONTENT for n, worth in enumerate(short.worths))


def _possible(a: Passage, b: Passage) -> bool:
    if a.utterance == b.utterance:
        return False
    return (a.speaker is not None and a.speaker == b.speaker) or not (_loose(a, b) or _phrase(a, b))


def _phrase(a: Passage, b: Passage) -> bool:
    """Whether two people, both known, have but a phrase in common: the one all of it, the other among more."""
    known = a.speaker is not None and b.speaker is not None
    return known and min(a.wording.worth, b.wording.worth) <= _PHRASE and a.wording.key != b.wording.key


def _loose(a: Passage, b: Passage) -> bool:
    """Whether the one is a word or two that the other has among more: anybody may use them, so it takes the same speaker.

    On 25 events half of six such pairs without a common speaker were wrong, and 3 of about 45 with one.
    """
    lengths = sorted((len(a.wording.words), len(b.wording.words)))
    return lengths[0] < _FRAGMENT <= lengths[1] and a.wording.key != b.wording.key


def _neighbours(passages: Sequence[Passage], given: Sequence[Link]) -> list[float]:
    """For each link, whether other pieces of the same two utterances support it: 1 or 0."""
    utterances = [frozenset((passages[link.i].utterance, passages[link.j].utterance)) for link in given]
    strong = Counter(two for two, link in zip(utterances, given, strict=True) if link.found.score > _NEAR)
    return [float(strong[two] > (link.found.score > _NEAR)) for two, link in zip(utterances, given, strict=True)]


def _rivals(passages: Sequence[Passage], given: Sequence[Link]) -> Iterator[float]:
    """For each link, how much better another quotation of the same article has the same words, at most 3.

    Somebody who says nearly the same twice is quoted twice: each quotation then belongs to the one nearest to it. Headings
    have no rivals, because they shorten.
    """
    seen: dict[tuple[int, str], list[tuple[int, Alignment]]] = defaultdict(list)
    for link in given:
        a, b = passages[link.i], passages[link.j]
        if not b.heading:
            seen[link.i, b.article_id].append((link.j, link.found))
        if not a.heading:
            seen[link.j, a.article_id].append((link.i, link.found.turned))
    for link in given:
        a, b = passages[link.i], passages[link.j]
        if a.heading or b.heading or a.article_id == b.article_id:
            yield 0.0
            continue
        of_a = [found for n, found in seen[link.i, b.article_id] if n != link.j]
        of_b = [found for n, found in seen[link.j, a.article_id] if n != link.i]
        yield min(3.0, max(_more(link.found, of_a), _more(link.found.turned, of_b)))


def _more(own: Alignment, rivals: Sequence[Alignment]) -> float:
    if not rivals or not own.runs:
        return 0.0
    low, high = own.runs[0].i, own.runs[-1].i + own.runs[-1].length
    return max(_within(rival, low, high) for rival in rivals) - _within(own, low, high)


def _within(found: Alignment, low: int, high: int) -> float:
    inside: list[float] = []
    for i, _, worths in found.runs:
        inside += worths[max(0, low - i) : max(0, high - i)]
    return sum(inside)
