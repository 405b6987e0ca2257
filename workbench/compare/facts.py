"""What each sentence tells, who else tells it, and what comes nearest where nobody was found to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.compare.fact_links import FactLink, FactSentence, SentenceLinks, sentence_links
from workbench.compare.passages import Content, content, shared_as_printed
from workbench.compare.same_words import same_words
from workbench.compare.shared import reports_only
from workbench.compare.standing import CONFIRM, CONFIRMED, STATED, TO_CHECK, countable, decisions_on, settled
from workbench.corpus.model import Corpus, frame, join_cell, outlet_of, rows_of, split_cell
from workbench.parse.quantities import quantities
from workbench.parse.text import count_words
from workbench.results import RESULTS

TOLD_ELSEWHERE, TOLD_PERHAPS, NOTHING_LIKE = "elsewhere", "perhaps", "nothing like it"
"""Of a sentence: others tell it, in whole or in part; perhaps they do; nothing like it was found. `perhaps` counts on neither side."""
ELSEWHERE_FROM, NOTHING_BELOW = 0.7, 0.045
"""Bounds of the probability of the nearest sentence elsewhere, between which it is `perhaps`. Of 15 events, each judged by a model of
the others (1 December 2026): from .7 on .976 of 249 sentences are told elsewhere in whole or in part (.87 to 1 by event), and .907 of the
205 pairs; below .045, without headings and sentences of a name and one word, some 10 of 360 are told elsewhere all the same (.028),
and 60 of 100 that nobody else tells are among them. At .051 it is .039 and 65 of 100, at .027 .018 and 50 of 100."""
_FEWEST_ROOTS = 2
"""Roots besides names that a sentence must have for a search to fail: of “He said no.” nothing can be looked for."""
_FEWEST_SHARED = 3
"""Roots besides names and titles that two sentences must share to be stated to tell the same, unless the same words are quoted in both:
“Yes,” Lee replied, and Lee replied: “That is right”. On the 15 events, at .7, the pairs that have something in common are then .936 of
172 instead of .907 of 205, and the sentences .991 of 220; on four other events read by hand 14 of 14 such pairs are right (2 more are
arguable), where without it 17 of 20 are."""


def told_by(probability: float) -> str:
    """What the probability of the nearest sentence elsewhere says of a sentence with no stated link: `perhaps`, or `nothing like it`.

    >>> [told_by(p) for p in (0.3, 0.01)]
    ['perhaps', 'nothing like it']
    """
    return NOTHING_LIKE if probability < NOTHING_BELOW else TOLD_PERHAPS


def facts(corpus: Corpus) -> pd.DataFrame:
    """What each sentence tells and who else tells it: one row per sentence, in reading order (columns: docs/tables.md).

    `told` is `elsewhere` when another article has a sentence that tells the same, in whole or in part; `perhaps`, with the nearest
    sentence beside it, when that cannot be said; else `nothing like it`, which is what was found and no proof: read the nearest, and
    the other articles. `by_all` says whether it is linked directly to a sentence in every other article. `rank` is its place in the
    article, 1 for the first; `words_before` is how far in it stands.

    >>> import workbench as wb
    >>> rows = wb.facts(wb.load())
    >>> set(rows["told"]) <= {"elsewhere", "perhaps", "nothing like it"}
    True
    """
    reports = reports_only(corpus)
    found = sentence_links(reports)
    outlets = outlet_of(reports)
    others = stated_links(found)
    nearest = _nearest(found)
    decisions = decisions_on(corpus, "fact_pairs") | decisions_on(corpus, "facts")
    before: dict[str, int] = defaultdict(int)
    rows: list[dict[str, Any]] = []
    for n, sentence in enumerate(found.sentences):
        article = sentence.passage.article_id
        by = {found.sentences[m].passage.article_id for m in others[n]} | {article}
        near, probability = nearest.get(n, (None, 0.0))
        told = TOLD_ELSEWHERE if others[n] else told_by(probability)
        short = sentence.passage.heading or len(sentence.plain) < _FEWEST_ROOTS
        if told == NOTHING_LIKE and short and len(outlets) > 1:
            told = TOLD_PERHAPS  # too little to be looked for; a heading repeats, shorter, what the text tells
        place = {"sentence_id": sentence.passage.address, "article_id": article, "outlet_label": outlets[article]}
        depth = {"rank": sentence.position + 1, "words_before": before[article]}
        said = {"told": told, "by_all": 1 < len(by) == len(outlets), "articles": len(by), "text": sentence.full.text}
        beside = found.sentences[near] if near is not None and told != TOLD_ELSEWHERE else None
        words = {"searched": ", ".join(words_looked_for(sentence)), "probability": probability}
        words |= {"nearest": beside and beside.full.text, "nearest_at": beside and beside.passage.address}
        cited = [n, *sorted(others[n])] if told != TOLD_PERHAPS or near is None else [n, near]
        evidence = join_cell(found.sentences[m].passage.address for m in cited)
        standing = TO_CHECK if told == TOLD_PERHAPS else STATED
        decision = decisions.get(frozenset(split_cell(evidence)))
        if told == TOLD_PERHAPS and decision:  # the sentence stays, whatever a reader found of it and the nearest
            said["told"], standing = TOLD_ELSEWHERE if decision == CONFIRM else NOTHING_LIKE, CONFIRMED
        rows.append({**place, **depth, **said, **words, "standing": standing, "evidence": evidence})
        before[article] += count_words(sentence.full.text)
    return settled(corpus, "facts", frame(rows, RESULTS["facts"]), also="fact_pairs")


def stated_links(found: SentenceLinks) -> dict[int, list[int]]:
    """Each sentence → those of other articles that are stated to tell the same, in whole or in part; no chains."""
    others: dict[int, list[int]] = defaultdict(list)
    for link in found.links:
        if _is_stated(found.sentences, link):
            others[link.i].append(link.j)
            others[link.j].append(link.i)
    return others


def _is_stated(compared: Sequence[FactSentence], link: FactLink) -> bool:
    """Whether two linked sentences are stated to tell the same: likely enough, and with enough in common besides names."""
    enough = len(compared[link.i].plain & compared[link.j].plain) >= _FEWEST_SHARED or link.signals["quoted"] > 0
    return link.probability >= ELSEWHERE_FROM and enough


def _nearest(found: SentenceLinks) -> dict[int, tuple[int, float]]:
    """Each sentence → the sentence nearest to it in any other article, and the probability; the first of equally near ones."""
    best: dict[int, tuple[int, float]] = {}
    for (n, _), (m, probability) in found.nearest.items():
        if n not in best or (probability, -m) > (best[n][1], -best[n][0]):
            best[n] = m, probability
    return best


def words_looked_for(sentence: FactSentence) -> tuple[str, ...]:
    """The content words, names and numbers of a sentence, as printed: what others are searched for."""
    words = [next(iter(group.values())) for group in content(sentence.full).groups.values()]
    return tuple(dict.fromkeys(words)) or (sentence.full.text,)


def fact_pairs(corpus: Corpus) -> pd.DataFrame:
    """The sentences of two articles that tell the same, in whole or in part: one row per pair, in reading order (columns: docs/tables.md).

    Method: a logistic model over the TF-IDF cosine of sequences of four letters, rare words shared, like openings, the same utterance
    quoted, equal and unequal numbers, people in common, different speakers, and both standing at the top; of those likely enough,
    the ones of which one is the other's nearest in its article (docs/method.md). Rounded numbers are equal (“$43,885,310”,
    “nearly $44 million”).
    A sentence is where a fact stands, and not the fact: `shared` has the words that both have, `only_a` and `only_b` those that
    one has. `rank_a` and `rank_b` show what leads here and is buried there.

    >>> import workbench as wb
    >>> rows = wb.fact_pairs(wb.load())
    >>> bool((rows["article_a"] != rows["article_b"]).all())
    True
    """
    reports = reports_only(corpus)
    compared, links, _ = sentence_links(reports)
    outlets = outlet_of(reports)
    published = {
        key: day[:10] if isinstance(day, str) else ""
        for key, day in rows_of(reports.articles, "article_id", "published")
    }
    rows: list[dict[str, Any]] = []
    for link in links:
        row: dict[str, Any] = {}
        for side, sentence in (("a", compared[link.i]), ("b", compared[link.j])):
            row |= {
                f"sentence_{side}": sentence.passage.address,
                f"article_{side}": sentence.passage.article_id,
                f"outlet_{side}": outlets[sentence.passage.article_id],
                f"rank_{side}": sentence.position + 1,
                f"text_{side}": sentence.full.text,
            }
        row |= _words_of_both(compared[link.i], compared[link.j])
        days = [published[row["article_a"]], published[row["article_b"]]]
        row |= {"probability": link.probability, "signs": _signs(compared, link), "other_day": _other_day(row, days)}
        row["standing"] = STATED if _is_stated(compared, link) else TO_CHECK
        rows.append(row | {"evidence": join_cell([row["sentence_a"], row["sentence_b"]])})
    return settled(corpus, "fact_pairs", frame(rows, RESULTS["fact_pairs"]), also="facts")


def _words_of_both(a: FactSentence, b: FactSentence) -> dict[str, str | None]:
    """The words, names and numbers that two sentences share, and those that one of them has."""
    one, other = content(a.full), content(b.full)
    common = [group for group in one.groups if group in other.groups]
    own, others = (_printed(x, (g for g in x.groups if g not in common)) for x in (one, other))
    return {"shared": shared_as_printed(one, other, common) or None, "only_a": own, "only_b": others}


def _printed(one: Content, groups: Iterable[str]) -> str | None:
    return ", ".join([next(iter(one.groups[group].values())) for group in groups]) or None


def _other_day(row: dict[str, Any], published: list[str]) -> str | None:
    """That two sentences may be of different days: they name different ones, or their articles appeared on different ones."""
    named = [_days(row[f"text_{side}"]) for side in "ab"]
    for unit in ("day", "weekday"):
        here, there = (days.get(unit, []) for days in named)
        if here and there and not set(here) & set(there):
            return f"named: {here[0]}; {there[0]}"
    if all(published) and published[0] != published[1]:
        return f"published: {published[0]}; {published[1]}"
    return None


def _days(text: str) -> dict[str, list[str]]:
    days: dict[str, list[str]] = defaultdict(list)
    for found in quantities(text):
        if found.unit in ("day", "weekday") and isinstance(found.value, str):
            days[found.unit].append(found.value)
    return days


def _signs(compared: Sequence[FactSentence], link: FactLink) -> str:
    shared, numbers = len(compared[link.i].stems & compared[link.j].stems), round(link.signals["numbers"])
    signs = ["1 content word" if shared == 1 else f"{shared} content words"]
    if numbers:
        signs.append("1 number" if numbers == 1 else f"{numbers} numbers")
    signs += ["the same words quoted"] if link.signals["quoted"] else []
    signs += ["both at the top"] if link.signals["lead"] else []
    return ", ".join(signs)


def counterparts(corpus: Corpus, address: str) -> list[str]:
    """The addresses, in other articles, of passages that correspond to the words at this address; the nearest kind first.

    First quotations of the same utterance (`same_words`), then sentences that tell the same (`fact_pairs`) in articles that no
    quotation led to; what is to check leads nowhere. Empty when nothing corresponds. `AddressError` when the address leads nowhere here.

    >>> import workbench as wb
    >>> corpus = wb.load()
    >>> pair = wb.same_words(corpus).query("relation == 'altered'").iloc[0]
    >>> pair["passage_b"] in wb.counterparts(corpus, pair["passage_a"])
    True
    """
    at = corpus.passage(address, context=0).address
    quoted = list(_others(countable(same_words(corpus)), "passage", at))
    reached = {Address.parse(a).article for a in quoted}
    told = [
        a for a in _others(countable(fact_pairs(corpus)), "sentence", at) if Address.parse(a).article not in reached
    ]
    return list(dict.fromkeys([*quoted, *told]))


def _others(pairs: pd.DataFrame, column: str, at: Address) -> Iterator[str]:
    for here, there in (("a", "b"), ("b", "a")):
        mine = pairs[pairs[f"article_{here}"].eq(at.article) & pairs[f"article_{there}"].ne(at.article)]
        for own, other in zip(mine[f"{column}_{here}"], mine[f"{column}_{there}"], strict=True):
            if Address.parse(own).overlaps(at):
                yield other
