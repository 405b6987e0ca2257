"""The same utterance in several articles: pairs of passages that give the same words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log1p
from typing import NamedTuple

import pandas as pd
from rapidfuzz.distance import LCSseq

from workbench.address import Address
from workbench.compare.align import REWORDED, Alignment, EqualRun, agreement, align, relation_of
from workbench.compare.occasions import another_occasion
from workbench.compare.passages import (
    INDIRECT,
    ComparedPassage,
    likely_pairs,
    quotation_passages,
    report_passages,
    sentence_passages,
)
from workbench.compare.reported import BESIDE, Report, name_roots, reported_statements, telling, unmarked_copies
from workbench.compare.shared import joined_groups, once_per_corpus, reports_only
from workbench.compare.standing import STATED, TO_CHECK, settled
from workbench.compare.words import CONTENT_WORTH, FUNCTION_WORDS, Wording
from workbench.corpus.model import Corpus, article_order, frame, join_cell, name_of, outlet_of
from workbench.results import RESULTS

QUOTATION_WEIGHTS = {
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
QUOTATION_BIAS = -12.28
QUOTATION_SURE = 0.35
"""From this probability on two quotations are taken for the same utterance: within the range where unseen events score alike."""

QUOTATION_STATED = 0.65
"""From this probability on it is stated, and below it to check. By folds over 25 events 4 of 126 pairs above it are of two utterances,
and 2 of 7 below it."""
_ENOUGH = 5
"""Words in common that need not be all of the shorter quotation. Of pairs with fewer, which differ or only overlap, 7 of 9 on 29
events are one utterance; of pairs of one word 26 of 32."""

_NEAR = 2.0  # score of a neighbouring alignment that counts as support: two content words in a row
_FRAGMENT = 3  # words; fewer are a fragment that needs more than its own words
_PHRASE = 3.0
"""Worth of words that two people may use without quoting each other: “not quite there yet”, “law and order”. Of 13 such pairs of two
known speakers on 73 events 9 are two utterances; in the others one quotes the other."""
_SHORT = 5  # words; of fewer, each content word counts: “abolish the fees” is no version of “the fees, though”
_EVERY = 12
"""More quotations of one wording than this are paired with the first of them only; of two wordings, when there would be more
pairs than twice this, only the first of each are. So the number of rows does not grow with the square of the outlets."""


@dataclass(frozen=True, slots=True)
class QuotationLink:
    """Two passages (their numbers), how their words stand to each other, and how sure it is that they are one utterance."""

    i: int
    j: int
    found: Alignment
    signals: dict[str, float]

    @property
    def probability(self) -> float:
        """By the model, 0 to 1."""
        log_odds = QUOTATION_BIAS + sum(QUOTATION_WEIGHTS[name] * value for name, value in self.signals.items())
        return 1 / (1 + exp(-log_odds))


def quotation_links(passages: Sequence[ComparedPassage], ordinary: Container[str] = ()) -> list[QuotationLink]:
    """Every plausible pair of quotations, with its signals; those from `QUOTATION_SURE` on are of one utterance.

    `ordinary` are the stems that the reporters use themselves: one of them alone, between marks, may be anybody's.
    """
    by_wording: dict[tuple[tuple[str, ...], frozenset[int]], list[int]] = defaultdict(list)
    for n, passage in enumerate(passages):
        by_wording[passage.wording.plains, passage.wording.gaps].append(n)
    classes = list(by_wording.values())
    wordings = [passages[members[0]].wording for members in classes]
    aligned = {(x, y): align(wordings[x], wordings[y]) for x, y in sorted(set(likely_pairs(wordings)))}
    aligned |= {(n, n): align(w, w) for n, w in enumerate(wordings) if len(classes[n]) > 1}
    plausible = []
    for (x, y), found in aligned.items():
        one, other = wordings[x], wordings[y]
        if found.score <= 0 or _thin(one, other, found, ordinary):
            continue
        covered = found.score / min(one.worth, other.worth)
        alike = {"shared": log1p(found.score), "agreement": agreement(one, other, found), "covered": covered}
        for i, j in _members(classes[x], classes[y], same=x == y):
            link = QuotationLink(i, j, found, alike) if i < j else QuotationLink(j, i, found.turned, alike)
            if _possible(passages[link.i], passages[link.j]):
                plausible.append(link)
    utterances = [frozenset((passages[link.i].utterance, passages[link.j].utterance)) for link in plausible]
    strong = Counter(two for two, link in zip(utterances, plausible, strict=True) if link.found.score > _NEAR)
    links = []
    for link, two, rival in zip(plausible, utterances, _rivals(passages, plausible), strict=True):
        speaker, other_speaker = passages[link.i].speaker, passages[link.j].speaker
        known = speaker is not None and other_speaker is not None
        same, differ = known and speaker == other_speaker, known and speaker != other_speaker
        near = strong[two] > (link.found.score > _NEAR)  # other pieces of the same two utterances support it
        more = {"same": float(same), "other": float(differ), "rival": rival, "near": float(near)}
        links.append(QuotationLink(link.i, link.j, link.found, {**link.signals, **more}))
    return links


def _members(these: Sequence[int], those: Sequence[int], *, same: bool) -> Iterator[tuple[int, int]]:
    """Pairs of passages, one of each wording; where there are very many, only those of the first passage of a wording."""
    if len(these) * len(those) <= (_EVERY**2 if same else 2 * _EVERY):
        yield from ((i, j) for i in these for j in those if i < j or not same)
    elif same:
        yield from ((these[0], j) for j in those[1:])
    else:
        yield these[0], those[0]


def _thin(a: Wording, b: Wording, found: Alignment, ordinary: Container[str]) -> bool:
    """Whether the shorter of two wordings is too little to know an utterance by: one ordinary word, or few of which one is missing."""
    short, runs = (a, found.runs) if len(a.words) <= len(b.words) else (b, found.turned.runs)
    if a.key == b.key or len(short.words) >= _SHORT:
        return False
    if len(short.words) == 1 and short.stems[0] in ordinary:
        return True
    if len(short.words) < _FRAGMENT and found.score < short.worth:
        return True
    shared = {n for run in runs for n in range(run.i, run.i + run.length)}
    return any(n not in shared and worth == CONTENT_WORTH for n, worth in enumerate(short.worths))


def _possible(a: ComparedPassage, b: ComparedPassage) -> bool:
    """Whether two passages may be one utterance: unless they are pieces of one, or have too little in common for two speakers."""
    if a.utterance == b.utterance:
        return False
    if (a.speaker is not None and a.speaker == b.speaker) or a.wording.key == b.wording.key:
        return True
    # The one is a word or two that the other has among more: anybody may use them, so it takes the same speaker.
    # On 25 events half of six such pairs without a common speaker were wrong, and 3 of about 45 with one.
    lengths = sorted((len(a.wording.words), len(b.wording.words)))
    few_words = lengths[0] < _FRAGMENT <= lengths[1]
    # Two people, both known, have but a phrase in common: the one all of it, the other among more.
    known = a.speaker is not None and b.speaker is not None
    phrase = known and min(a.wording.worth, b.wording.worth) <= _PHRASE
    return not (few_words or phrase)


def _rivals(passages: Sequence[ComparedPassage], given: Sequence[QuotationLink]) -> Iterator[float]:
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


_LENGTHS = 0.6  # the shorter must have this share of the longer's words: an utterance reworded keeps about its length
_FEWEST_WORDS_OF_REST = 5  # words; a shorter rest is a tag such as “he is, though”


def continued_links(passages: Sequence[ComparedPassage], accepted: Sequence[QuotationLink]) -> Iterator[QuotationLink]:
    """Links for pieces that no wording links: next to a linked piece of their utterance, and in the frame of the same sentence.

    The piece is held against what the other article's quotation has left on that side, or against its next piece there.
    """
    pieces: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        pieces[passage.utterance].append(number)
    ends = [(link.i, link.j, link.found) for link in accepted]
    ends += [(link.j, link.i, link.found.turned) for link in accepted]
    linked = {(here, passages[there].article_id) for here, there, _ in ends}
    done: set[tuple[int, int]] = set()
    for here, there, found in ends:
        for step in (-1, 1):
            n = _beside(pieces[passages[here].utterance], here, step)
            if n is None or (n, passages[there].article_id) in linked:
                continue
            if passages[here].article_id == passages[there].article_id:
                continue
            for m, low, high in _rests(passages, pieces, (there, found), step):
                pair = (min(n, m), max(n, m))
                if pair not in done and (frame := _frame(passages[n].wording, passages[m].wording, low, high)):
                    done.add(pair)
                    yield QuotationLink(*pair, frame if n < m else frame.turned, {"near": 1.0})


def _beside(pieces: Sequence[int], n: int, step: int) -> int | None:
    at = pieces.index(n) + step
    return pieces[at] if 0 <= at < len(pieces) else None


def _rests(
    passages: Sequence[ComparedPassage], pieces: dict[str, list[int]], end: tuple[int, Alignment], step: int
) -> Iterator[tuple[int, int, int]]:
    """What the other article has next on that side: the rest of the quotation, else the next piece, as word spans."""
    there, found = end
    words = len(passages[there].wording.words)
    low, high = found.runs[0].j, found.runs[-1].j + found.runs[-1].length
    rest = (high, words) if step > 0 else (0, low)
    if rest[1] - rest[0] >= _FEWEST_WORDS_OF_REST:
        yield there, *rest
        return
    beside = _beside(pieces[passages[there].utterance], there, step)
    if beside is not None:
        yield beside, 0, len(passages[beside].wording.words)


def _frame(piece: Wording, other: Wording, low: int, high: int) -> Alignment | None:
    """The alignment with words `low` to `high` of the other, if the two are about as long with one frame: a long common subsequence."""
    lengths = sorted((len(piece.words), high - low))
    if lengths[0] < _FEWEST_WORDS_OF_REST or lengths[0] < _LENGTHS * lengths[1]:
        return None
    mine, theirs = [w.stem for w in piece.words], [w.stem for w in other.words[low:high]]
    runs = tuple(
        EqualRun(op.src_start, op.dest_start + low, (1.0,) * (op.src_end - op.src_start))
        for op in LCSseq.opcodes(mine, theirs)
        if op.tag == "equal"
    )
    matched = sum(run.length for run in runs)
    return Alignment(runs, float(matched)) if matched >= REWORDED * lengths[0] else None


ORDINARY = 0.03
"""Share of the sentences, without what stands between marks, that have a word which the reporters use as their own (at least three):
“new” alone between marks is then no sign of an utterance."""
_FEWEST_SENTENCES = 3
TWICE = 0.9
"""Share of the shorter quotation that must stand in a version with other words, although the article has it word for word elsewhere too:
an article that prints an utterance twice changes a word of it, one that reports two utterances more. On 73 events this drops three
pairs, all of two utterances."""


class WordsPair(NamedTuple):
    """Two passages of one utterance, what they are to each other, how alike, by which signs, and how sure that is."""

    a: ComparedPassage
    b: ComparedPassage
    relation: str
    found: Alignment
    similarity: float
    signs: str
    standing: str


def same_words(corpus: Corpus) -> pd.DataFrame:
    """Where two passages give the same utterance: one row per pair, across articles and within one (columns: docs/tables.md).

    `relation` is `verbatim` (equal but for punctuation, case and spacing), `excerpt` (equal where both have words: contained,
    overlapping, or shortened by an ellipsis) or `altered` (both between marks, and worded differently); then
    `direct-vs-unmarked` (the same words printed without marks), `direct-vs-indirect` and `indirect-vs-indirect` (the same
    speaker, reported). The pieces of a quotation that a “he said” splits have a row each and share `utterance`, which
    gathers all passages of one act of speech over all outlets. Nobody is measured against anybody: `a` is only the one
    that comes first in the corpus. Utterances come in the order of their first passage. The last two relations are hints:
    they rest on few shared words; `similarity` and `signs` say on how many.

    Method: alignment of word runs, judged by a logistic model over shared words, agreement, speaker, neighbouring pieces
    and rival passages (docs/method.md). With more than 12 passages of one wording, each is paired with the first of them only.

    >>> import workbench as wb
    >>> rows = wb.same_words(wb.load())
    >>> rows[rows["relation"].isin(["verbatim", "excerpt", "altered"]) & (rows["article_a"] != rows["article_b"])]["text_a"].tolist()
    ['That’s an interesting one,', 'I’ll receive some criticism for that one. However, I can envision it potentially occurring.', \
'constructive']
    """
    found = utterance_pairs(corpus)
    outlets = outlet_of(corpus)
    names = name_of(corpus)
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    groups = utterance_of(found)
    rows: list[dict[str, object]] = []
    first: dict[str, int] = {}
    for pair in found:
        utterance = groups[pair.a.address]
        first.setdefault(utterance, len(first))
        row: dict[str, object] = {"utterance": utterance, "relation": pair.relation}
        for side, passage in (("a", pair.a), ("b", pair.b)):
            row |= {
                f"passage_{side}": passage.address,
                f"article_{side}": passage.article_id,
                f"outlet_{side}": outlets[passage.article_id],
                f"name_{side}": names.get(passage.speaker) if passage.speaker else None,
                f"text_{side}": texts[passage.article_id][passage.start : passage.end],
            }
        row |= {"similarity": pair.similarity, "shared_words": pair.found.matched, "signs": pair.signs}
        row["standing"] = pair.standing
        rows.append(row | {"evidence": join_cell([pair.a.address, pair.b.address])})
    ordered = sorted(rows, key=lambda row: first[str(row["utterance"])])
    return settled(corpus, "same_words", frame(ordered, RESULTS["same_words"]))


def utterance_pairs(corpus: Corpus) -> list[WordsPair]:
    """The pairs, in the order of their passages in the corpus; found once per corpus."""
    return list(_pairs(reports_only(corpus)))


@once_per_corpus
def _pairs(corpus: Corpus) -> tuple[WordsPair, ...]:
    quotes, reports, sentences = quotation_passages(corpus), report_passages(corpus), sentence_passages(corpus)
    # The stems that the reporters use themselves, outside marks, and not seldom.
    count = Counter(stem for sentence in sentences for stem in set(sentence.wording.content_stems))
    least = max(_FEWEST_SENTENCES, ORDINARY * len(sentences))
    found = list(_marked(corpus, quotes, frozenset(stem for stem, n in count.items() if n >= least)))
    names = name_roots([*corpus.participants["name"], *corpus.participants["aliases"].dropna()])
    quoted_alike = [(p.a, p.b) for p in found if p.a.article_id != p.b.article_id]
    for report in unmarked_copies(quotes, sentences):
        a, b = quotes[report.i], sentences[report.j]
        signs = _words_in_common(report.found, a, b)
        found.append(WordsPair(a, b, "direct-vs-unmarked", report.found, report.similarity, signs, STATED))
    printed = {(p.a.address, p.b.article_id) for p in found if p.relation == "direct-vs-unmarked"}
    for report in reported_statements(quotes, reports, names, quoted_alike):
        a, b = quotes[report.i], reports[report.j]
        if (a.address, b.article_id) not in printed and telling(report):
            found.append(_reported("direct-vs-indirect", a, b, report))
    for report in reported_statements(reports, reports, names, quoted_alike):
        a, b = reports[report.i], reports[report.j]
        if report.i < report.j and (a.address, b.article_id) not in printed and telling(report):
            found.append(_reported("indirect-vs-indirect", a, b, report))
    order = article_order(corpus)

    def place(passage: ComparedPassage) -> tuple[int, int, int]:
        return order[passage.article_id], passage.start, passage.end

    turned = [p if place(p.a) <= place(p.b) else p._replace(a=p.b, b=p.a, found=p.found.turned) for p in found]
    return tuple(sorted(turned, key=lambda p: (place(p.a), place(p.b))))


def _marked(corpus: Corpus, quotes: Sequence[ComparedPassage], ordinary: frozenset[str]) -> Iterator[WordsPair]:
    plausible = quotation_links(quotes, ordinary)
    sure = [link for link in plausible if link.probability >= QUOTATION_SURE]
    related = [(link, relation_of(quotes[link.i].wording, quotes[link.j].wording, link.found)) for link in sure]
    twice = _said_twice(quotes, related)
    kept = [(link, kind) for link, kind in related if (link.i, link.j) not in twice]
    undecided = _either(quotes, plausible)
    for link, kind in kept:
        a, b = quotes[link.i], quotes[link.j]
        why = another_occasion(corpus, a, b)
        if why and len(link.found.runs) and min(len(a.wording.words), len(b.wording.words)) < _FRAGMENT:
            continue  # a word or two on another occasion are other words
        why = why or undecided.get((link.i, link.j)) or _doubt(a, b, kind, link)
        signs = _signs(a, b, link) + (f", {why}" if why else "")
        yield WordsPair(a, b, kind, link.found, link.signals["agreement"], signs, TO_CHECK if why else STATED)
    for link in continued_links(quotes, [link for link, _ in kept]):
        if (link.i, link.j) not in twice:  # their place may be the same, too
            a, b = quotes[link.i], quotes[link.j]
            alike = agreement(a.wording, b.wording, link.found)
            yield WordsPair(a, b, "altered", link.found, alike, _signs(a, b, link) + ", same place", STATED)


def _doubt(a: ComparedPassage, b: ComparedPassage, kind: str, link: QuotationLink) -> str | None:
    """Why the words of two quotations are too little to state that they are one utterance; None where they are enough."""
    shared, shorter = link.found.matched, min(len(a.wording.words), len(b.wording.words))
    if shorter == 1:
        return "one word"
    if any(_capitals(p) for p in (a, b)):
        return "perhaps a name or title"
    if shared < min(shorter, _ENOUGH):
        return "few words in common"
    if kind == "altered" and not (a.speaker and b.speaker):
        return "a speaker is not known"
    return "not sure" if link.probability < QUOTATION_STATED else None


def _capitals(passage: ComparedPassage) -> bool:
    """Whether all content words begin with a capital, as in “Bridges for All”: a work, a programme or a slogan, which anybody may name."""
    words = passage.wording
    printed = [words.text[words.spans[w.printed][0]] for w in words.words if w.plain not in FUNCTION_WORDS]
    return not passage.heading and len(printed) > 1 and all(letter.isupper() for letter in printed)


def _either(quotes: Sequence[ComparedPassage], plausible: Sequence[QuotationLink]) -> dict[tuple[int, int], str]:
    """The pairs of which one quotation has its words in two utterances of the other's article, neither of them the other's version.

    Somebody who says the same twice is quoted twice; which of the two is meant elsewhere nobody can tell from the words.
    """
    seen: dict[tuple[int, str], list[tuple[int, Alignment]]] = defaultdict(list)
    within = set()
    for link in plausible:
        a, b = quotes[link.i], quotes[link.j]
        if a.article_id == b.article_id and link.probability >= QUOTATION_SURE:
            within.add(frozenset((a.utterance, b.utterance)))
        for n, other, found in ((link.i, link.j, link.found), (link.j, link.i, link.found.turned)):
            if not quotes[other].heading:
                seen[n, quotes[other].article_id].append((other, found))
    twice: dict[tuple[int, int], str] = {}
    for (n, _), every in seen.items():
        if len(every) > 1:
            covers = {m: _words_of(found) for m, found in every}
            for m, found in every:
                rivals = [
                    k
                    for k, other in every
                    if other.score >= TWICE * found.score and 2 * len(covers[k] & covers[m]) >= len(covers[m])
                ]
                homes = {quotes[k].utterance for k in rivals}
                if len(homes) > 1 and not any(pair <= homes for pair in within):
                    twice[min(n, m), max(n, m)] = "said twice there"
    return twice


def _words_of(found: Alignment) -> set[int]:
    return {n for run in found.runs for n in range(run.i, run.i + run.length)}


def _said_twice(
    quotes: Sequence[ComparedPassage], related: Sequence[tuple[QuotationLink, str]]
) -> set[tuple[int, int]]:
    """Altered pairs of which one stands word for word in another utterance of the other's article: somebody said it twice.

    “We will win it” elsewhere is no version of “I say it again: we shall win” in an article that quotes “Yes, we will win it” too.
    """
    # The utterances of an article that have all words of a quotation.
    homes: dict[tuple[int, str], set[str]] = defaultdict(set)
    for link, kind in related:
        if kind != "altered":
            for n, other in _ends(quotes, link):
                if link.found.matched == len(quotes[n].wording.words) and not other.heading:
                    homes[n, other.article_id].add(other.utterance)
    return {
        (link.i, link.j)
        for link, kind in related
        if kind == "altered" and link.signals["covered"] < TWICE
        for n, other in _ends(quotes, link)
        if not other.heading and other.utterance not in homes.get((n, other.article_id), {other.utterance})
    }


def _ends(
    quotes: Sequence[ComparedPassage], link: QuotationLink
) -> tuple[tuple[int, ComparedPassage], tuple[int, ComparedPassage]]:
    return (link.i, quotes[link.j]), (link.j, quotes[link.i])


def _signs(a: ComparedPassage, b: ComparedPassage, link: QuotationLink) -> str:
    signs = [_words_in_common(link.found, a, b)]
    if a.speaker and b.speaker:
        signs.append("same speaker" if a.speaker == b.speaker else "another speaker")
    if link.signals.get("near"):
        signs.append("the words beside it match")
    return ", ".join(signs)


def _words_in_common(found: Alignment, a: ComparedPassage, b: ComparedPassage) -> str:
    shared = "1 word" if found.matched == 1 else f"{found.matched} words"
    return f"{shared} of {len(a.wording.words)} and {len(b.wording.words)}"


def _reported(relation: str, a: ComparedPassage, b: ComparedPassage, report: Report) -> WordsPair:
    speaker = "same speaker" if a.speaker and b.speaker else "one of several speakers"
    signs = f"{speaker}, {report.shared} {'root' if report.shared == 1 else 'roots'} in common"
    return WordsPair(a, b, relation, report.found, report.similarity, signs, TO_CHECK)


def utterance_of(found: Sequence[WordsPair]) -> dict[str, str]:
    """The address of each passage → that of its utterance: of the first passage that stated pairs, and pieces, join to it.

    What is to check joins nothing. The pieces of a quotation are one utterance unless another article has them in two places.
    """
    members: dict[str, None] = {}
    joined: list[tuple[str, str]] = []
    order: dict[str, int] = {}  # the first passages of pairs come in the order of the corpus
    parted = _parted(found)
    for pair in found:
        for passage in (pair.a, pair.b):
            if passage.manner != INDIRECT and passage.utterance not in parted:
                members[passage.utterance] = None
                joined.append((passage.utterance, passage.address))
            members[passage.address] = None
        order.setdefault(pair.a.article_id, len(order))
        if pair.standing == STATED and INDIRECT not in (pair.a.manner, pair.b.manner):
            joined.append((pair.a.address, pair.b.address))

    def place(address: str) -> tuple[int, int]:
        at = Address.parse(address)
        return order.get(at.article, len(order)), at.start

    return {address: min(group, key=place) for group in joined_groups(members, joined).values() for address in group}


def _parted(found: Sequence[WordsPair]) -> set[str]:
    """The quotations whose pieces stand in two places of another article, not side by side: each piece is an utterance of its own."""
    places: dict[tuple[str, str], list[ComparedPassage]] = defaultdict(list)
    for pair in found:
        if pair.standing == STATED and INDIRECT not in (pair.a.manner, pair.b.manner):
            for here, there in ((pair.a, pair.b), (pair.b, pair.a)):
                if here.article_id != there.article_id and not there.heading:
                    places[here.utterance, there.article_id].append(there)
    return {utterance for (utterance, _), there in places.items() if not _side_by_side(there)}


def _side_by_side(passages: Sequence[ComparedPassage]) -> bool:
    ordered = sorted(set(passages), key=lambda p: p.start)
    return all(
        one.utterance == other.utterance
        or other.start - one.end <= BESIDE
        or one.wording.spaced in other.wording.spaced
        or other.wording.spaced in one.wording.spaced
        for one, other in pairwise(ordered)
    )
