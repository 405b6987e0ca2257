"""What differs between the outlets, in sentences: what a reader most wants to know first, each number counted here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.collate import collate, version_pairs
from workbench.compare.conflicts import conflicts
from workbench.compare.copies import copies
from workbench.compare.facts import NOTHING_LIKE, fact_pairs, facts
from workbench.compare.fidelity import fidelity
from workbench.compare.sensitivity import TOO_CLOSE, coloured_verbs, nothing_like_it, quoted_share
from workbench.compare.shared import once_per_corpus, reports_only
from workbench.compare.speech import cues, people, speaking
from workbench.compare.standing import STATED, TO_CHECK, countable, open_questions, stated
from workbench.compare.too_close import too_close
from workbench.corpus.model import Corpus, frame, join_cell, outlet_order, records, split_cell
from workbench.parse.text import count_words
from workbench.phrasing import in_words, plural, snippet
from workbench.results import RESULTS

AS_IN = ("verbatim", "excerpt", "cleaned up")
"""Verdicts on a quotation that leave the words of the reference as they are, but for what tidying leaves out."""
NOT_IN_IT = ("not found", "outside")
"""Verdicts on a quotation that the record does not have: they count for nothing."""
FEW = 4
"""Outlets that a sentence names one by one; of more it names those at both ends."""
SHOWN_FIRST = 6
"""Findings that a page shows until all are asked for: what a screen holds."""
MOST_OF_A_KIND = 3
"""Findings of one kind in the list; the frame of that kind has them all."""
CLOSE = f"{TOO_CLOSE.capitalize()}."
_LEAST_QUOTED = 3  # quotations in full: from so many on it tells something that another outlet has none
_LEAST_IN_A_ROW = 3  # sentences: of fewer, one that was told elsewhere after all would change the finding
_APART = 0.3  # of an article: what stands farther from its place elsewhere is told early in one and late in the other
_NEAR = 2  # sentences: a fact told in several sentences is told early or late once
_VERBS = 3  # examples in a sentence
_NAMES = 8  # in a sentence
_SAID = ("mentions", "paraphrased", "fragments", "quoted", "quoted_words")
_QUOTED = 150  # characters of a passage in a sentence

# Each is made once per corpus: findings, tables and charts ask for the same frames.
judged, alike = map(once_per_corpus, (fidelity, copies))
given_apart = stated(conflicts)
"""What two outlets give to different speakers, as far as it is stated."""


class Finding(NamedTuple):
    """A sentence with the addresses behind it; for both sides, where it has two, the outlet and how much stands behind it there."""

    sentence: str
    evidence: str | None
    sides: Sequence[tuple[str, float]] = ()
    standing: str = STATED


def findings(corpus: Corpus) -> pd.DataFrame:
    """What differs between the outlets, one row per finding: the best of each kind first, then the second of each, at most three.

    The kinds come in the order of `KINDS_OF_FINDING`; what is too close to call comes last. `count_a` and `count_b` are what stands
    behind the sentence on both sides, in the unit that the sentence names (words, quotations, sentences …); of more outlets than
    two, the sides are the two that differ most. A row that is `to check` says so, and is the only one of its kind. A corpus of one
    article has only what can be said of one. Columns: `wb.RESULTS["findings"]`.

    >>> import workbench as wb
    >>> list(wb.findings(wb.load())["kind"][:3])
    ['other words', 'another speaker', 'speaks in one']
    """
    ranked: list[tuple[bool, int, int, dict[str, Any]]] = []
    for place, (kind, tell) in enumerate(KINDS_OF_FINDING.items()):
        for nth, found in enumerate(tell(corpus)):
            if nth == MOST_OF_A_KIND:
                break
            row: dict[str, Any] = {"kind": kind, "sentence": found.sentence, "standing": found.standing}
            row |= dict.fromkeys(("outlet_a", "count_a", "outlet_b", "count_b"))
            for side, (label, count) in zip("ab", found.sides, strict=False):
                row |= {f"outlet_{side}": label, f"count_{side}": count}
            ranked.append((found.sentence.endswith(CLOSE), nth, place, row | {"evidence": found.evidence}))
    ranked.sort(key=lambda one: one[:3])
    return frame([row for *_, row in ranked], RESULTS["findings"])


def _other_words(corpus: Corpus) -> Iterator[Finding]:
    """Utterances that two outlets print in different words, between marks, as far as both have them."""
    reports = reports_only(corpus)
    pairs = version_pairs(reports)
    speaker = reports.labelled("quotes").set_index("quote_id")["name"]
    versions = dict(iter(collate(reports).groupby("witness", sort=False)))
    for row in records(pairs[pairs["errors"].gt(0)].drop_duplicates("utterance")):
        who = speaker.get(row["witness_a"])
        both = [versions[row[f"witness_{side}"]] for side in "ab"]
        held = set(both[0]["column"]) & set(both[1]["column"])
        sides, printed = [], []
        for side, own in zip("ab", both, strict=True):
            label = row[f"outlet_{side}"]
            printed.append(f"“{_cut(_between(reports, row['evidence'], own, min(held), max(held)))}” in {label}")
            sides.append((label, row[f"words_{side}"]))
        differ = f"{row['errors']} of {plural(max(row['words_a'], row['words_b']), 'word')}"
        whose = f"{who}, word under word" if isinstance(who, str) else "Word under word"
        stand = "differs" if row["errors"] == 1 else "differ"
        yield Finding(f"{whose}: {in_words(printed)}. {differ} {stand}.", row["evidence"], sides)


def _between(corpus: Corpus, evidence: str, version: pd.DataFrame, first: int, last: int) -> str:
    """What a version prints from one column of the collation to another, `…` between its pieces."""
    held = version[version["column"].between(first, last)]
    words = [Address.parse(address) for address in held["address"]]
    parts = []
    for piece in map(Address.parse, split_cell(evidence)):
        inside = [word for word in words if piece.overlaps(word)]
        if inside:
            ends = min(word.start for word in inside), max(word.end for word in inside)
            parts.append(corpus.passage(f"{piece.article}:{ends[0]}-{ends[1]}", context=0).words)
    return " … ".join(parts)


def _cut(words: str) -> str:
    """The words of a passage as a sentence quotes them: on one line, at most some 150 characters, without marks at their ends."""
    return snippet(words.strip('“”"„«» '), _QUOTED)


def _another_speaker(corpus: Corpus) -> Iterator[Finding]:
    """Statements that are given to different people; the first one to check where none is stated."""
    rows = given_apart(corpus)
    rows = rows[rows["kind"].eq("different speakers")]
    asked = rows.empty
    if asked:
        rows = open_questions(conflicts(corpus)).head(1)
    for row in records(rows):
        given = [f"{row[f'name_{s}']}’s in {row[f'outlet_{s}']} (“{_cut(row[f'text_{s}'])}”)" for s in "ab"]
        told = f"One statement is {' and '.join(given)}. Which is right, the articles do not say."
        if asked:
            told = f"To check: is one statement {' and '.join(given)}?"
        if isinstance(row["record_says"], str):
            told += f" Nearest in the record: {row['record_says']}."
        sides = [(row[f"outlet_{s}"], count_words(row[f"text_{s}"])) for s in "ab"]
        yield Finding(told, row["evidence"], sides, standing=TO_CHECK if asked else STATED)


def _speaks_in_one(corpus: Corpus) -> Iterator[Finding]:
    """Who is quoted in full in one outlet, and in another neither quoted nor reported."""
    reports = reports_only(corpus)
    everybody = people(reports).merge(reports.participants[["participant_id", "kind"]], on="participant_id")
    labels = list(outlet_order(reports))
    contrasts: list[tuple[int, Finding]] = []
    for _, own in everybody[everybody["kind"].eq("person")].groupby("participant_id", sort=False):
        by = own.groupby("outlet_label")[list(_SAID)].sum().reindex(labels, fill_value=0)
        counts = {row["outlet_label"]: row for row in records(by.rename_axis("outlet_label").reset_index())}
        most = max(labels, key=lambda label: counts[label]["quoted_words"])
        silent = {n: row["mentions"] for n, row in counts.items() if not any(row[manner] for manner in _SAID[1:4])}
        quoted = int(counts[most]["quoted"])
        if quoted >= _LEAST_QUOTED and silent:
            shown = own[own["outlet_label"].isin([most, *silent])]
            said = f"{own['name'].iloc[0]}: {plural(quoted, 'quotation')} in full in {most}"
            told = f"{said}, {', '.join(_silent(silent))}."
            other = max(silent, key=lambda label: silent[label])
            sides = (most, quoted), (other, 0)
            contrasts.append((-counts[most]["quoted_words"], Finding(told, join_cell(shown["evidence"]), sides)))
    return iter([finding for _, finding in sorted(contrasts, key=lambda one: one[0])])


def _silent(mentions: dict[str, int]) -> list[str]:
    """How outlets name somebody of whom they print no word: each, or how many of many."""
    named = [label for label, count in mentions.items() if count]
    absent = [label for label, count in mentions.items() if not count]
    told = []
    for label in named[:FEW]:
        bare = "one bare mention" if mentions[label] == 1 else f"{mentions[label]:,} mentions and no word"
        told.append(f"{bare} in {label}")
    if len(named) > FEW:
        told = [f"named without a word in {plural(len(named), 'outlet')}"]
    if absent:
        told.append(f"not found in {in_words(absent) if len(absent) <= FEW else plural(len(absent), 'outlet')}")
    return told


def _alone_in_a_row(corpus: Corpus) -> Iterator[Finding]:
    """For each outlet the longest row of sentences nothing like which was found in another article; the longest of all first."""
    reports = reports_only(corpus)
    if len(reports.articles) < 2:
        return
    told = countable(facts(reports)).set_index("sentence_id")["told"]
    sentences = reports.labelled("sentences")
    sentences = sentences.assign(alone=sentences["sentence_id"].map(told).eq(NOTHING_LIKE))
    longest: dict[str, tuple[int, list[dict[str, Any]]]] = {}
    for _, own in sentences.groupby("article_id", sort=False):
        for alone, group in groupby(records(own), key=lambda row: row["alone"]):
            run = list(group)
            words = sum(count_words(row["text"]) for row in run)
            label = str(run[0]["outlet_label"])
            if alone and len(run) >= _LEAST_IN_A_ROW and words > longest.get(label, (0, []))[0]:
                longest[label] = words, run
    elsewhere = "the other article" if len(reports.articles) == 2 else "any other article"
    for label, (words, run) in sorted(longest.items(), key=lambda one: -one[1][0]):
        first = _cut(run[0]["text"])
        sized = f"{len(run)} sentences in a row in {label} ({plural(words, 'word')})"
        told_so = f"Nothing like {sized} was found in {elsewhere}; they begin “{first}”."
        yield Finding(told_so, join_cell([row["sentence_id"] for row in run]), [(label, len(run))])


def _headlines(corpus: Corpus) -> Iterator[Finding]:
    """What each headline says."""
    titles = reports_only(corpus).paragraphs
    titles = titles[titles["kind"].eq("title")].drop_duplicates("article_id")
    if not 1 < len(titles) <= FEW:
        return
    labels = reports_only(corpus).articles.set_index("article_id")["outlet_label"]
    each = [f"“{_cut(row['text'])}” ({labels[row['article_id']]})" for row in records(titles)]
    yield Finding(f"The headlines: {in_words(each)}.", join_cell(titles["paragraph_id"]))


def _early_or_late(corpus: Corpus) -> Iterator[Finding]:
    """What one tells early and another late."""
    reports = reports_only(corpus)
    told: list[dict[str, Any]] = []
    for row in records(apart(reports)):
        if any(_side_by_side(row, other) for other in told):
            continue
        told.append(row)
        sides = []
        for side in "ab" if row["place_a"] < row["place_b"] else "ba":
            words = _cut(reports.passage(row[f"sentence_{side}"], context=0).words)
            place = f"sentence {row[f'rank_{side}']} of {row[f'of_{side}']}"
            sides.append((row[f"outlet_{side}"], row[f"rank_{side}"], f"{place} (“{words}”)"))
        (one, first, early), (other, second, late) = sides
        what = f"What {one} tells early, {other} tells late: in {early}, and in {late}."
        yield Finding(what, row["evidence"], [(one, first), (other, second)])


def _side_by_side(row: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two pairs of sentences are of the same passage: they stand near each other in both articles."""
    same = all(row[f"article_{side}"] == other[f"article_{side}"] for side in "ab")
    return same and all(abs(row[f"rank_{side}"] - other[f"rank_{side}"]) <= _NEAR for side in "ab")


def _same_words(corpus: Corpus) -> Iterator[Finding]:
    """How many utterances several outlets quote, and how many of them in other words."""
    reports = reports_only(corpus)
    if reports.articles["outlet_label"].nunique() < 2:
        return
    pairs = version_pairs(reports)
    if pairs.empty:
        marked = reports.quotes[reports.quotes["marks"].ne("none")]
        if len(marked):
            compared = f"{plural(len(marked), 'stretch', 'stretches')} were compared"
            told = f"No utterance was found between quotation marks in two outlets; {compared}."
            yield Finding(told, join_cell(marked["quote_id"]))
        return
    most = pairs.drop_duplicates("utterance")
    differ = int(most["errors"].gt(0).sum())
    stand = "is" if len(most) == 1 else "are"
    parts = [f"{differ} in different words"] if differ else []
    if len(most) > differ:
        parts.append(f"{len(most) - differ} in the same words, as far as both print them")
    told = f"{plural(len(most), 'utterance')} {stand} quoted in more than one outlet: {in_words(parts)}."
    yield Finding(told, join_cell(pairs["evidence"]))


def _record(corpus: Corpus) -> Iterator[Finding]:
    """How many quotations the reference has, and how many of these are worded as in it."""
    if "reference" not in set(corpus.articles["kind"]):
        return
    every = judged(corpus)
    rows = countable(every)
    rows = rows[~rows["verdict"].isin(NOT_IN_IT)]
    if every.empty:
        return
    asked = int(every["standing"].eq(TO_CHECK).sum())
    stand = "stands" if len(rows) == 1 else "stand"
    told = f"{len(rows)} of {plural(len(every), 'quotation')} {stand} in the record"
    told += f"; {asked} {'is' if asked == 1 else 'are'} to check." if asked else "."
    if 2 * (len(rows) + asked) < len(every):
        told += " It covers little of what these articles quote: the others may have been said elsewhere."
    as_in = rows["verdict"].isin(AS_IN)
    if len(rows) and as_in.all():
        told += " Of these, all are worded as in it, or only tidied or cut."
    elif len(rows):
        told += (
            f" Worded as in it, or only tidied or cut: {int(as_in.sum())}; in other words, or given to somebody else:"
        )
        told += f" {int((~as_in).sum())}."
    yield Finding(told, join_cell(rows["quote_id"] if len(rows) else every["quote_id"]))


def _quoted_most(corpus: Corpus) -> Iterator[Finding]:
    """Who is quoted most in each outlet, and who in one outlet only."""
    reports = reports_only(corpus)
    said = speaking(reports)
    quoted = said[said["name"].notna()].assign(own=said["quoted_words"] + said["fragment_words"])
    quoted = quoted[quoted["own"].gt(0)].sort_values("own", ascending=False, kind="stable")
    first = quoted.drop_duplicates("outlet_label")
    if first.empty:
        return
    order, evidence = outlet_order(reports), join_cell(first["evidence"])
    if len(first) > FEW:
        by = first.groupby("name", sort=False)["evidence"].agg(["size", join_cell])
        by = by.sort_values("size", ascending=False, kind="stable")
        told = (
            f"{by.index[0]} is quoted most in {by['size'].iloc[0]} of {len(first)} outlets that quote somebody by name."
        )
        evidence = str(by["join_cell"].iloc[0])
    else:
        each = []
        for row in sorted(records(first), key=lambda row: order[row["outlet_label"]]):
            each.append(f"{row['name']} in {row['outlet_label']} ({plural(row['own'], 'word')}, {row['share']:.0%})")
        told = f"Quoted most: {in_words(each)}."
    yield Finding(told, evidence)
    single = quoted[quoted.groupby("participant_id", sort=False)["outlet_label"].transform("nunique").eq(1)]
    if len(order) < 2 or single.empty:
        return
    named = []
    for label, own in single.head(_NAMES).groupby("outlet_label", sort=False):
        named.append(f"{in_words(own['name'])} in {label}")
    more = f"; and {plural(len(single) - _NAMES, 'other')}" if len(single) > _NAMES else ""
    yield Finding(f"Quoted in one outlet only: {'; '.join(named)}{more}.", join_cell(single["evidence"]))


def _by_outlet(
    corpus: Corpus, says: str, shares: pd.DataFrame, tell: Callable[[str, pd.Series], str]
) -> Iterator[Finding]:
    """A share of each outlet as a finding: of few outlets each, of many both ends, and whether these are too close to call."""
    known = shares[shares["value"].notna()].sort_values("value", kind="stable")
    if not shares["count"].sum() or known.empty:
        return
    shown = [label for label in shares.index if label in known.index] if len(known) <= FEW else [*known.index[[0, -1]]]
    each = [f"{tell(str(label), known.loc[label])} in {label}" for label in shown]
    told = f"{says}: {in_words(each)}." if len(known) <= FEW else f"{says}: from {each[0]} to {each[1]}."
    if len(known) < 2:
        yield Finding(told, join_cell(known["evidence"].dropna()))
        return
    low, high = records(known.iloc[[0, -1]].reset_index())
    if too_close(int(low["count"]), int(low["of"]), int(high["count"]), int(high["of"])):
        told = f"{told} {CLOSE}"
    sides = [(row["outlet_label"], row["count"]) for row in (high, low)]
    yield Finding(told, join_cell(known["evidence"].dropna()), sides)


def _part(_: str, row: pd.Series) -> str:
    return f"{row['count']:,} of {row['of']:,.0f}" if row["count"] else "none"


def _alone(corpus: Corpus) -> Iterator[Finding]:
    """How much of each outlet has nothing like it in another."""
    if len(reports_only(corpus).articles) < 2:
        return iter(())
    says = "Sentences nothing like which was found in another article, of those that could be told"
    return _by_outlet(corpus, says, nothing_like_it(reports_only(corpus)), _part)


def _between_marks(corpus: Corpus) -> Iterator[Finding]:
    """How much of each outlet is somebody's own words."""
    reports = reports_only(corpus)
    shares = quoted_share(reports)
    if not shares["count"].sum():
        told = "Nothing stands between quotation marks"
        if len(reports.quotes):
            said = plural(len(reports.quotes), "statement")
            told = f"{told}: {said} of somebody stand in the reporters' words"
        return iter([Finding(f"{told}.", join_cell(reports.quotes["quote_id"]))])

    def tell(_: str, row: pd.Series) -> str:
        marked = plural(len(split_cell(row["evidence"])), "stretch", "stretches")
        return f"{row['value']:.0%} ({marked})"

    return _by_outlet(corpus, "Share of the words that stand between quotation marks", shares, tell)


def _verbs(corpus: Corpus) -> Iterator[Finding]:
    """How often speech is introduced by a verb that does more than say, with the first of them."""
    reports = reports_only(corpus)
    used = cues(reports)
    used = used[used["cue_class"].notna() & used["cue_class"].ne("neutral")]

    def tell(label: str, row: pd.Series) -> str:
        few = in_words(used[used["outlet_label"].eq(label)]["cue"].head(_VERBS))
        return f"{_part(label, row)}{f' ({few} …)' if few else ''}"

    return _by_outlet(corpus, "Speech introduced by a verb that does more than say", coloured_verbs(reports), tell)


def _one_text(corpus: Corpus) -> Iterator[Finding]:
    """Which articles are mostly the same text."""
    rows = alike(reports_only(corpus))
    for row in records(rows[rows["relation"].eq("copy")]):
        stand = f"{row['shared_a']:,} of {plural(row['words_a'], 'word')} of the first stand in the second too"
        sides = ((row["outlet_a"], row["shared_a"]), (row["outlet_b"], row["shared_a"]))
        told = f"{row['outlet_a']} and {row['outlet_b']} print largely one text: {stand}."
        yield Finding(told, row["evidence_a"], sides)


@once_per_corpus
def apart(corpus: Corpus) -> pd.DataFrame:
    """Facts that stand in different places of two outlets' articles, the most different first; each sentence once."""
    rows = countable(fact_pairs(corpus))
    rows = rows[rows["outlet_a"].ne(rows["outlet_b"])]
    sizes = corpus.sentences.groupby("article_id").size()
    rows = rows.assign(**{f"of_{s}": rows[f"article_{s}"].map(sizes).astype("int64") for s in "ab"})
    rows = rows.assign(**{f"place_{s}": (rows[f"rank_{s}"] - 1) / (rows[f"of_{s}"] - 1).clip(lower=1) for s in "ab"})
    rows = rows.assign(gap=(rows["place_a"] - rows["place_b"]).abs())
    # A fact that an article tells twice is told where it stands nearest to its place elsewhere.
    nearest = rows.sort_values("gap", kind="stable")
    nearest = nearest.drop_duplicates(["sentence_a", "article_b"]).drop_duplicates(["sentence_b", "article_a"])
    far = nearest[nearest["gap"].ge(_APART)]
    far = far.sort_values("gap", ascending=False, kind="stable")
    return far.drop_duplicates("sentence_a").drop_duplicates("sentence_b")


KINDS_OF_FINDING: dict[str, Callable[[Corpus], Iterable[Finding]]] = {
    "one text": _one_text,
    "other words": _other_words,
    "another speaker": _another_speaker,
    "speaks in one": _speaks_in_one,
    "nothing like it": _alone_in_a_row,
    "record": _record,
    "headlines": _headlines,
    "early or late": _early_or_late,
    "same words": _same_words,
    "quoted most": _quoted_most,
    "how much is alone": _alone,
    "between marks": _between_marks,
    "verbs": _verbs,
}
"""The kinds of finding → what tells them, in the order in which readers want to know them; what has nothing to say is left out."""
