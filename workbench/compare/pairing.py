"""Which quotations are of the same utterance: a small model over wording, speaker, neighbourhood and rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp, log1p

from workbench.compare.alignment import Alignment, agreement, align, worth
from workbench.compare.candidates import candidates
from workbench.compare.passages import Passage

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


def links(passages: Sequence[Passage]) -> list[Link]:
    """Every plausible pair of quotations, with its signals; those from `SURE` on are of one utterance."""
    classes, aligned = _alignments(passages)
    plausible = [
        link
        for (x, y), found in aligned.items()
        for i, j in _members(classes[x], classes[y], same=x == y)
        if (link := _link(passages, (i, j), found) if i < j else _link(passages, (j, i), found.turned))
    ]
    return list(_with_rivals(passages, _with_neighbours(passages, plausible)))


def _alignments(passages: Sequence[Passage]) -> tuple[list[list[int]], dict[Pair, Alignment]]:
    """The passages by wording, and the alignments of those wordings that may belong together."""
    by_wording: dict[tuple[tuple[str, ...], frozenset[int]], list[int]] = defaultdict(list)
    for n, passage in enumerate(passages):
        by_wording[tuple(w.plain for w in passage.wording.words), passage.wording.gaps].append(n)
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


def _link(passages: Sequence[Passage], pair: Pair, found: Alignment) -> Link | None:
    a, b = passages[pair[0]], passages[pair[1]]
    if a.utterance == b.utterance or found.score <= 0:
        return None
    known = a.speaker is not None and b.speaker is not None
    if not (known and a.speaker == b.speaker) and _loose(a, b):
        return None
    signals = {
        "shared": log1p(found.score),
        "agreement": agreement(a.wording, b.wording, found),
        "covered": found.score / min(worth(a.wording.words), worth(b.wording.words)),
        "same": float(known and a.speaker == b.speaker),
        "other": float(known and a.speaker != b.speaker),
        "rival": 0.0,
        "near": 0.0,
    }
    return Link(*pair, found, signals)


def _loose(a: Passage, b: Passage) -> bool:
    """Whether the one is a word or two that the other has among more: anybody may use them, so it takes the same speaker.

    On 25 events half of six such pairs without a common speaker were wrong, and 3 of about 45 with one.
    """
    lengths = sorted((len(a.wording.words), len(b.wording.words)))
    return lengths[0] < _FRAGMENT <= lengths[1] and a.wording.key != b.wording.key


def _with_neighbours(passages: Sequence[Passage], given: Sequence[Link]) -> list[Link]:
    """The links, with the support of other pieces of the same two utterances."""
    scores: dict[tuple[str, str], list[tuple[float, Pair]]] = defaultdict(list)
    for link in given:
        scores[_utterances(passages, link)].append((link.found.score, (link.i, link.j)))
    changed = []
    for link in given:
        others = [s for s, pair in scores[_utterances(passages, link)] if pair != (link.i, link.j)]
        near = float(max(others, default=0.0) > _NEAR)
        changed.append(replace(link, signals={**link.signals, "near": near}))
    return changed


def _utterances(passages: Sequence[Passage], link: Link) -> tuple[str, str]:
    one, other = sorted((passages[link.i].utterance, passages[link.j].utterance))
    return one, other


def _with_rivals(passages: Sequence[Passage], given: Sequence[Link]) -> Iterator[Link]:
    """The links, each with how much better another quotation of the same article has the same words.

    Somebody who says nearly the same twice is quoted twice: each quotation then belongs to the one nearest to it. Headings
    have no rivals, because they shorten.
    """
    seen: dict[tuple[int, str], list[tuple[int, Alignment]]] = defaultdict(list)
    for link in given:
        seen[link.i, passages[link.j].article_id].append((link.j, link.found))
        seen[link.j, passages[link.i].article_id].append((link.i, link.found.turned))
    for link in given:
        a, b = passages[link.i], passages[link.j]
        if a.heading or b.heading or a.article_id == b.article_id:
            yield link
            continue
        more = max(
            _more(link.found, (z for n, z in seen[link.i, b.article_id] if n != link.j and not passages[n].heading)),
            _more(
                link.found.turned, (z for n, z in seen[link.j, a.article_id] if n != link.i and not passages[n].heading)
            ),
        )
        yield replace(link, signals={**link.signals, "rival": min(more, 3.0)})


def _more(own: Alignment, rivals: Iterable[Alignment]) -> float:
    low, high = own.runs[0].i, own.runs[-1].i + own.runs[-1].length
    mine = _within(own, low, high)
    return max((_within(rival, low, high) - mine for rival in rivals), default=0.0) if own.runs else 0.0


def _within(found: Alignment, low: int, high: int) -> float:
    return sum(w for run in found.runs for n, w in enumerate(run.worths, run.i) if low <= n < high)
