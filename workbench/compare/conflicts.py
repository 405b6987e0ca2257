"""Where the same statement has different speakers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

import pandas as pd

from workbench.compare.align import align
from workbench.compare.passages import (
    DIRECT,
    ComparedPassage,
    Content,
    ContentIndex,
    SharedContent,
    close_pairs,
    content,
    phrases,
    sentence_passages,
    shared_as_printed,
)
from workbench.compare.reference import NEAR_THERE, Reference, address_in, nearest_stretch, reference_in, share_found
from workbench.compare.same_words import utterance_of, utterance_pairs
from workbench.compare.shared import once_per_corpus, reports_only
from workbench.compare.standing import STATED, TO_CHECK, settled
from workbench.compare.words import Wording, wording
from workbench.corpus.model import Corpus, article_order, frame, join_cell, name_of, outlet_of, records
from workbench.results import RESULTS

_LETTERS = re.compile(r"\w+")
SHORTEST = 4
"""Content words of a passage that says enough to be compared; with fewer there is nothing to be given to anybody."""
_AGAINST = frozenset({"denial", "criticism", "question"})  # what is reported after these is not what the speaker holds


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage that somebody is said to have said."""

    address: str
    article_id: str
    start: int
    end: int
    text: str
    wording: Wording
    content: Content
    who: str | None
    made: str | None
    cue: str | None
    confidence: float | None
    marked: bool
    against: bool


@once_per_corpus
def attributed_statements(corpus: Corpus) -> tuple[Statement, ...]:
    """What participants are said to have said: quotations and reports with a known speaker and a content word or more."""
    headings = set(corpus.paragraphs.loc[corpus.paragraphs["kind"].isin(["title", "deck"]), "paragraph_id"])
    quotes = corpus.quotes[corpus.quotes["participant_id"].notna() & corpus.quotes["kind"].ne("title").fillna(True)]
    found = []
    for row in records(quotes):
        words = wording(row["text"])
        made = "by position" if row["inherited"] else "by cue"
        if row["paragraph_id"] in headings:
            made = "headline"
        found.append(
            Statement(
                address=row["quote_id"],
                article_id=row["article_id"],
                start=row["start"],
                end=row["end"],
                text=row["text"],
                wording=words,
                content=content(words),
                who=row["participant_id"],
                made=made,
                cue=None if pd.isna(row["cue"]) else row["cue"],
                confidence=None if pd.isna(row["confidence"]) else float(row["confidence"]),
                marked=row["marks"] != "none",
                against=row["marks"] == "none" and row["cue_class"] in _AGAINST,
            )
        )
    return tuple(s for s in found if s.content.groups)


@once_per_corpus
def sentence_contents(corpus: Corpus) -> tuple[tuple[ComparedPassage, Content], ...]:
    """Every sentence, in reading order, with what it is about."""
    return tuple((passage, content(passage.wording)) for passage in sentence_passages(corpus, blank_marked=False))


def by_wording(every: Sequence[Statement]) -> list[list[Statement]]:
    """The statements of each speaker in the same words, whatever the marks: many outlets print the very same ones."""
    classes: dict[tuple[str | None, tuple[str, ...]], list[Statement]] = defaultdict(list)
    for s in every:
        classes[s.who, tuple(_LETTERS.findall(s.text.casefold()))].append(s)
    return list(classes.values())


ALIKE = 0.6
"""Share of the shorter one's content, rare words counting more, from which two passages say nearly the same; and half of the words of
the longer one. With the shorter alone, what is said in five words is found in any long statement on its subject."""
ALIKE_BY_POSITION = 0.25
"""… where one of them is attributed by its position only, the weaker claim and the likelier slip, both are short, and both have a
phrase in common that is worded otherwise (an equal one may be a set phrase) and that no third speaker has."""
_SHORT = 15  # content words; longer statements have some phrase in common with anything on their subject
FEWEST = 4
"""Content words that must be shared, or one fewer with a number among them. On 25 labelled events, three or fewer gave a dozen
pairs on one subject (“the intent of the law”) and one of one statement."""
_PLAIN = 2  # of these, words in small letters: names and titles alone are a subject
_TRIED = 12  # passages of each wording: two of them that stand in different outlets are enough
_CANDIDATES_OF_CONFLICT = 20  # candidates a passage is compared with, those that share most rare content first
FIRM = 0.9
"""How often attributions made as either one is must be right, for the row to be stated."""
LEAST_SURE = 0.6
"""… and for it to be shown at all: below, it is the speaker that was not found out here, and no question to a reader."""
_FEWEST_WORDS = 3  # in common, for words to be the same and not a phrase
_WORDS = 5  # of the same words, for a row that is stated: fewer may be anybody's
OWN_READING = "all other outlets agree: probably this page's own reading, or ours"
"""The sign of a row whose speaker stands on one page, and another one's on two or more."""


class Conflict(NamedTuple):
    """Two passages, what they share, how many outlets print each in these words, whether both are sure, and a word on that."""

    one: Statement
    other: Statement
    shared: SharedContent
    outlets_one: int
    outlets_other: int
    firm: bool
    note: str | None = None


def conflicts(corpus: Corpus) -> pd.DataFrame:
    """One statement with another speaker in another outlet: one row per pair, what is stated first (columns: docs/tables.md).

    `stated` are only the same words between marks, of which both speakers are named by a cue beside them. To check are words whose
    speaker is taken from their position or read with less certainty, quotations and reports that say nearly the same in other
    words, and rows where all other outlets agree against one page: that is probably this page's own reading, or ours. `made_a` and
    `made_b` say how each is attributed: `by cue` in its own sentence, `by position` only (it stands after words of that
    speaker), or in a `headline`; `confidence_a` and `confidence_b` how often such a reading is right. The same words are one row,
    however many outlets print them; `outlets_a` and `outlets_b` count these. With a reference, `record_says` is who says there
    what comes nearest to the passage that is less surely attributed, and `record_at` where; that is no verdict. A pair is left
    out when either article gives the shared words to the other's speaker as well.

    Method: pairs of `same_words`; and content words by root and near-synonym, weighted by rarity in the corpus, where
    `similarity` is what is shared over what the shorter one has. Candidates come from an index.

    >>> import workbench as wb
    >>> rows = wb.conflicts(wb.load())
    >>> rows[["name_a", "made_a", "name_b", "shared", "standing"]].values.tolist()[0]
    ['Donald J. Trump', 'by position', 'Vladimir Putin', 'revitalizing/repair, relations/ties', 'to check']
    """
    given, corpus = corpus, reports_only(corpus)
    spoken = attributed_statements(corpus)
    classes = by_wording([s for s in spoken if len(s.content) >= SHORTEST])
    index = ContentIndex([same[0].content for same in classes])
    order, outlets, names = article_order(corpus), outlet_of(corpus), name_of(corpus)
    record = reference_in(given)
    found: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    same = list(_same_words(corpus, spoken, outlets))
    taken = {address for _, every in same for address in every}
    alike = [p for p in _pairs(classes, spoken, index, outlets) if not taken & {p.one.address, p.other.address}]
    for pair in [*(pair for pair, _ in same), *_distinct(alike)]:
        one, other, shared = pair.one, pair.other, pair.shared
        many = {one.address: pair.outlets_one, other.address: pair.outlets_other}
        a, b = sorted((one, other), key=lambda s: (order[s.article_id], s.start))
        row: dict[str, Any] = {"kind": "different speakers"}
        for side, s in (("a", a), ("b", b)):
            row |= {
                f"passage_{side}": s.address,
                f"outlet_{side}": outlets[s.article_id],
                f"name_{side}": names.get(s.who or ""),
                f"made_{side}": s.made,
                f"confidence_{side}": s.confidence,
                f"cue_{side}": s.cue,
                f"text_{side}": s.text,
                f"outlets_{side}": many[s.address],
            }
        row |= {
            "similarity": min(1.0, shared.similarity),
            "shared": shared_as_printed(a.content, b.content, shared.groups),
            "signs": ", ".join([*_signs(a, b, shared), *([pair.note] if pair.note else [])]),
            **_in_the_record(record, a, b, names),
            "standing": STATED if pair.firm else TO_CHECK,
            "evidence": join_cell([a.address, b.address]),
        }
        rank = not pair.firm, pair.note is not None, -shared.similarity
        found.append(((*rank, order[a.article_id], a.start, b.address), row))
    ordered = [row for _, row in sorted(found, key=lambda pair: pair[0])]
    return settled(given, "conflicts", frame(ordered, RESULTS["conflicts"]))


def _same_words(
    corpus: Corpus, spoken: Sequence[Statement], outlets: dict[str, str]
) -> Iterator[tuple[Conflict, list[str]]]:
    """The utterances that have two speakers, as a pair of passages for each two of them, and the addresses of all their passages.

    Of several pairs the surest, then the most alike one stands for all.
    """
    said = {s.address: s for s in spoken}
    index, own = ContentIndex([s.content for s in spoken]), _own_words(spoken)
    pairs = [p for p in utterance_pairs(corpus) if p.a.address in said and p.b.address in said]
    pairs = [p for p in pairs if p.a.manner == p.b.manner == DIRECT and p.found.matched >= _FEWEST_WORDS]
    groups = utterance_of([p._replace(standing=STATED) for p in pairs])
    telling: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # utterance → speaker → outlets
    for address in {p.address for pair in pairs for p in (pair.a, pair.b)}:
        one = said[address]
        telling[groups[address]][str(one.who)].add(outlets[one.article_id])
    best: dict[tuple[str, frozenset[str | None]], tuple[tuple[Any, ...], Conflict]] = {}
    for pair in pairs:
        one, other = said[pair.a.address], said[pair.b.address]
        speakers = telling[groups[one.address]]
        mine, theirs = speakers[str(one.who)], speakers[str(other.who)]
        if one.who == other.who or mine & theirs or not _sure([one, other], LEAST_SURE):
            continue
        alone = min(len(mine), len(theirs)) == 1 < max(len(mine), len(theirs))
        firm = _sure([one, other], FIRM) and one.made == other.made == "by cue" and not alone
        firm = firm and pair.found.matched >= _WORDS and pair.standing == STATED
        shared = index.shared(one.content, other.content)
        if _explained(one, other, shared, own, index):
            continue
        found = Conflict(one, other, shared, len(mine), len(theirs), firm, OWN_READING if alone else None)
        key = groups[one.address], frozenset((one.who, other.who))
        rank = firm, min(one.confidence or 0, other.confidence or 0), pair.similarity
        if key not in best or rank > best[key][0]:
            best[key] = rank, found
    for (utterance, _), (_, found) in best.items():
        yield found, [address for address, head in groups.items() if head == utterance]


def _sure(statements: Sequence[Statement], least: float) -> bool:
    return all((s.confidence or 0.0) >= least for s in statements)


def _in_the_record(
    record: Reference | None, a: Statement, b: Statement, names: Mapping[str, str]
) -> dict[str, str | None]:
    """Who says in the reference what is nearest to the passage that is less surely attributed, and where; whoever speaks there."""
    doubtful = min((a, b), key=_doubt)
    near = nearest_stretch(record, doubtful.wording, None) if record else None
    if record is None or near is None or share_found(record, near, doubtful.wording) < NEAR_THERE:
        return {"record_says": None, "record_at": None}
    turn = record.turns[near.turn]
    return {"record_says": names.get(turn.speaker or "") or turn.label, "record_at": address_in(turn, near)}


def _pairs(
    classes: Sequence[list[Statement]], spoken: Sequence[Statement], index: ContentIndex, outlets: dict[str, str]
) -> Iterator[Conflict]:
    """Wordings that are alike enough and not of one speaker, each pair once, and none that is explained."""
    own = _own_words(spoken)
    speakers: dict[tuple[str, str], set[str | None]] = defaultdict(set)  # of each phrase
    for same in classes:
        for phrase in close_pairs(same[0].content):
            speakers[phrase].add(same[0].who)
    done = set()
    for i, same in enumerate(classes):
        for j in index.candidates(same[0].content, _CANDIDATES_OF_CONFLICT):
            one, other = same[0], classes[j][0]
            pair = (min(i, j), max(i, j))
            if pair in done or one.who == other.who or not _sure([one, other], LEAST_SURE):
                continue
            done.add(pair)
            shared = index.shared(one.content, other.content)
            if not _alike(one, other, shared, index, speakers):
                continue
            outlets_one, outlets_other = ({outlets[s.article_id] for s in these} for these in (same, classes[j]))
            for a, b in product(same[:_TRIED], classes[j][:_TRIED]):
                if outlets[a.article_id] != outlets[b.article_id] and not _explained(a, b, shared, own, index):
                    yield Conflict(a, b, shared, len(outlets_one), len(outlets_other), firm=False)
                    break


def _alike(
    one: Statement,
    other: Statement,
    shared: SharedContent,
    index: ContentIndex,
    speakers: dict[tuple[str, str], set[str | None]],
) -> bool:
    """Whether two passages say nearly the same, with at least as much in common as a word that only they have."""
    if shared.worth < index.unique or one.against or other.against:
        return False
    if one.marked and other.marked and one.wording.key == other.wording.key:
        return False  # these are the same words
    if "by position" in (one.made, other.made) and shared.similarity >= ALIKE_BY_POSITION:
        short = max(len(one.content), len(other.content)) <= _SHORT
        found = phrases(one.content, other.content) if short else []
        if any(speakers[p] == {one.who, other.who} and _reworded(one, other, p) for p in found):
            return True
    printed = [next(iter(one.content.groups[group].values())) for group in shared.groups]
    fewest = FEWEST - any(word[0].isdigit() and word[-1].isdigit() for word in printed)
    plain = sum(not word[0].isupper() for word in printed)
    longer = 2 * len(printed) >= max(len(one.content), len(other.content))
    return len(printed) >= fewest and plain >= _PLAIN and shared.similarity >= ALIKE and longer


def _reworded(one: Statement, other: Statement, phrase: tuple[str, str]) -> bool:
    return any(not one.content.groups[g].keys() & other.content.groups[g].keys() for g in phrase)


def _own_words(spoken: Sequence[Statement]) -> dict[tuple[str, str], list[Statement]]:
    """What each article gives to each speaker."""
    own: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in spoken:
        own[s.article_id, s.who or ""].append(s)
    return own


def _explained(
    one: Statement,
    other: Statement,
    shared: SharedContent,
    own: dict[tuple[str, str], list[Statement]],
    index: ContentIndex,
) -> bool:
    """Whether an article gives the shared words to the other's speaker as well: then the two do not disagree."""
    whole = sum(index.rarity(group) for group in shared.groups)
    for article, who in ((one.article_id, other.who), (other.article_id, one.who)):
        for s in own.get((article, who or ""), ()):
            if sum(index.rarity(group) for group in shared.groups if group in s.content.groups) >= whole / 2:
                return True
    return False


def _distinct(found: list[Conflict]) -> Iterator[Conflict]:
    """The pairs, for each passage and other speaker the most alike one: a question is asked once."""
    kept: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
    for pair in sorted(found, key=lambda p: (-p.shared.similarity, -p.shared.worth, p.one.address, p.other.address)):
        doubtful, other = sorted((pair.one, pair.other), key=_doubt)
        before = kept[doubtful.article_id, other.who]
        if not any(_overlap(doubtful, s) for s in before):
            before.append(doubtful)
            yield pair


def _doubt(one: Statement) -> tuple[bool, float, str]:
    """Orders statements, the less surely attributed one first."""
    return one.made == "by cue", one.confidence or 0.0, one.address


def _overlap(one: Statement, other: Statement) -> bool:
    return one.start < other.end and other.start < one.end


def _signs(a: Statement, b: Statement, shared: SharedContent) -> list[str]:
    run = max((r.length for r in align(a.wording, b.wording).runs), default=0)
    signs = [f"{len(shared.groups)} content words of {len(a.content)} and {len(b.content)}"]
    signs += [f"{run} words in a row"] if run > 2 else []
    signs += ["between marks in both"] if a.marked and b.marked else []
    signs += ["attributed by position only"] if "by position" in (a.made, b.made) else []
    return signs
