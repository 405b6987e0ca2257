"""Where the same statement has different speakers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

import pandas as pd

from workbench.compare.align import align
from workbench.compare.passages import (
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
from workbench.compare.shared import once_per_corpus, reports_only
from workbench.compare.standing import TO_CHECK, settled
from workbench.compare.words import Wording, wording
from workbench.corpus.model import Corpus, article_order, frame, join_cell, name_of, outlet_of, records, rows_of
from workbench.results import RESULTS

_LETTERS = re.compile(r"\w+")
SHORTEST = 4
"""Content words of a passage that says enough to be compared; with fewer there is nothing to be given to anybody."""
_AGAINST = frozenset({"denial", "criticism", "question"})  # what is reported after these is not what the speaker holds


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage that somebody is said to have said, or (without `who`) a sentence of the reporter."""

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


@once_per_corpus
def unattributed(corpus: Corpus) -> tuple[Statement, ...]:
    """The sentences of the reporters in which nothing is said to be anybody's: no quotation or report touches them."""
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for article, start, end in rows_of(corpus.quotes, "article_id", "start", "end"):
        taken[article].append((start, end))
    found = []
    for passage, about in sentence_contents(corpus):
        touched = any(a < passage.end and passage.start < b for a, b in taken[passage.article_id])
        if len(about) >= SHORTEST and not touched:
            found.append(
                Statement(
                    address=passage.address,
                    article_id=passage.article_id,
                    start=passage.start,
                    end=passage.end,
                    text=passage.text,
                    wording=passage.wording,
                    content=about,
                    who=None,
                    made=None,
                    cue=None,
                    confidence=None,
                    marked=False,
                    against=False,
                )
            )
    return tuple(found)


def by_wording(every: Sequence[Statement]) -> list[list[Statement]]:
    """The statements of each speaker in the same words, whatever the marks: many outlets print the very same ones."""
    classes: dict[tuple[str | None, tuple[str, ...]], list[Statement]] = defaultdict(list)
    for s in every:
        classes[s.who, tuple(_LETTERS.findall(s.text.casefold()))].append(s)
    return list(classes.values())


ALIKE = 0.6
"""Share of the shorter one's content, rare words counting more, from which two passages say nearly the same."""
ALIKE_BY_POSITION = 0.25
"""… where one of them is attributed by its position only, the weaker claim and the likelier slip, both are short, and both have a
phrase in common that is worded otherwise (an equal one may be a set phrase) and that no reporter and no third speaker has."""
_SHORT = 15  # content words; longer statements have some phrase in common with anything on their subject
STATED = 0.7
"""… where nobody says it in the other outlet: the reporter's sentences are many, and some are alike by chance."""
FEWEST = 4
"""Content words that must be shared, or one fewer with a number among them. On 25 labelled events, three or fewer gave a dozen
pairs on one subject (“the intent of the law”) and one of one statement."""
_PLAIN = 2  # of these, words in small letters: names and titles alone are a subject
_TRIED = 12  # passages of each wording: two of them that stand in different outlets are enough
_CANDIDATES_OF_CONFLICT = 20  # candidates a passage is compared with, those that share most rare content first


class Conflict(NamedTuple):
    """Two passages, what they share, and how many outlets print each in these words."""

    one: Statement
    other: Statement
    shared: SharedContent
    outlets_one: int
    outlets_other: int


def conflicts(corpus: Corpus) -> pd.DataFrame:
    """Nearly the same content with another speaker in another outlet: one row per pair, the likeliest first (columns: docs/tables.md).

    `different speakers`: two outlets give it to two participants. `only one attributes`: one gives it to somebody, the other
    tells it in its own voice. Direct and reported speech alike. `made_a` and `made_b` say how each is attributed: `by cue`
    in its own sentence, `by position` only (it stands after words of that speaker), or in a `headline`. The same
    words by the same speaker in several outlets are one row; `outlets_a` and `outlets_b` count them. A conflict is a question,
    not a finding that somebody is wrong: both may have said it, the content may be less alike than its words, and the
    attribution may have been read wrongly here; `confidence_a` and `confidence_b` say how often such a reading is right. A
    pair is left out when either article gives the shared words to the other's speaker as well.

    Method: content words by root and near-synonym, weighted by rarity in the corpus; `similarity` is what is shared over what
    the shorter one has. Candidates come from an index.

    >>> import workbench as wb
    >>> rows = wb.conflicts(wb.load()).query("kind == 'different speakers'")
    >>> rows[["name_a", "made_a", "name_b", "shared"]].values.tolist()[0]
    ['Donald J. Trump', 'by position', 'Vladimir Putin', 'revitalizing/repair, relations/ties']
    """
    given, corpus = corpus, reports_only(corpus)
    spoken = attributed_statements(corpus)
    every = [*(s for s in spoken if len(s.content) >= SHORTEST), *unattributed(corpus)]
    classes = by_wording(every)
    index = ContentIndex([same[0].content for same in classes])
    order = article_order(corpus)
    outlets = outlet_of(corpus)
    names = name_of(corpus)
    found: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    for pair in _distinct(list(_pairs(classes, spoken, index, outlets))):
        one, other, shared = pair.one, pair.other, pair.shared
        many = {one.address: pair.outlets_one, other.address: pair.outlets_other}
        a, b = sorted((one, other), key=lambda s: (order[s.article_id], s.start))
        kind = "different speakers" if a.who and b.who else "only one attributes"
        row: dict[str, Any] = {"kind": kind}
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
            "signs": _signs(a, b, shared),
            "standing": TO_CHECK,
            "evidence": join_cell([a.address, b.address]),
        }
        found.append(((kind != "different speakers", -shared.similarity, order[a.article_id], a.start, b.address), row))
    likeliest_first = [row for _, row in sorted(found, key=lambda pair: pair[0])]
    return settled(given, "conflicts", frame(likeliest_first, RESULTS["conflicts"]))


def _pairs(
    classes: Sequence[list[Statement]], spoken: Sequence[Statement], index: ContentIndex, outlets: dict[str, str]
) -> Iterator[Conflict]:
    """Wordings that are alike enough and not of one speaker, each pair once, and none that is explained."""
    own: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    speakers: dict[tuple[str, str], set[str | None]] = defaultdict(set)  # of each phrase; None is a reporter
    for s in spoken:
        own[s.article_id, s.who or ""].append(s)
    for same in classes:
        for phrase in close_pairs(same[0].content):
            speakers[phrase].add(same[0].who)
    done = set()
    for i, same in enumerate(classes):
        for j in index.candidates(same[0].content, _CANDIDATES_OF_CONFLICT) if same[0].who else ():
            one, other = same[0], classes[j][0]
            pair = (min(i, j), max(i, j))
            if pair in done or one.who == other.who:
                continue
            done.add(pair)
            shared = index.shared(one.content, other.content)
            if not _alike(one, other, shared, index, speakers):
                continue
            outlets_one, outlets_other = ({outlets[s.article_id] for s in these} for these in (same, classes[j]))
            for a, b in product(same[:_TRIED], classes[j][:_TRIED]):
                if outlets[a.article_id] != outlets[b.article_id] and not _explained(a, b, shared, own, index):
                    yield Conflict(a, b, shared, len(outlets_one), len(outlets_other))
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
    if "by position" in (one.made, other.made) and other.who and shared.similarity >= ALIKE_BY_POSITION:
        short = max(len(one.content), len(other.content)) <= _SHORT
        found = phrases(one.content, other.content) if short else []
        if any(speakers[p] == {one.who, other.who} and _reworded(one, other, p) for p in found):
            return True
    printed = [next(iter(one.content.groups[group].values())) for group in shared.groups]
    fewest = FEWEST - any(word[0].isdigit() and word[-1].isdigit() for word in printed)
    plain = sum(not word[0].isupper() for word in printed)
    return len(printed) >= fewest and plain >= _PLAIN and shared.similarity >= (ALIKE if other.who else STATED)


def _reworded(one: Statement, other: Statement, phrase: tuple[str, str]) -> bool:
    return any(not one.content.groups[g].keys() & other.content.groups[g].keys() for g in phrase)


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
    """The pairs, the most alike of those whose passages overlap on both sides."""
    kept: list[tuple[Statement, Statement]] = []
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pair in sorted(found, key=lambda p: (-p.shared.similarity, -p.shared.worth, p.one.address, p.other.address)):
        a, b = sorted((pair.one, pair.other), key=lambda s: s.article_id)
        key = (a.article_id, b.article_id)
        if not any(_overlap(a, kept[n][0]) and _overlap(b, kept[n][1]) for n in places[key]):
            places[key].append(len(kept))
            kept.append((a, b))
            yield pair


def _overlap(one: Statement, other: Statement) -> bool:
    return one.start < other.end and other.start < one.end


def _signs(a: Statement, b: Statement, shared: SharedContent) -> str:
    run = max((r.length for r in align(a.wording, b.wording).runs), default=0)
    signs = [f"{len(shared.groups)} content words of {len(a.content)} and {len(b.content)}"]
    signs += [f"{run} words in a row"] if run > 2 else []
    signs += ["between marks in both"] if a.marked and b.marked else []
    signs += ["attributed by position only"] if "by position" in (a.made, b.made) else []
    return ", ".join(signs)
