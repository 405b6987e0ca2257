"""The versions of each utterance side by side: word under word, edit by edit, and in numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, zip_longest
from typing import Any

import pandas as pd

from workbench.address import Address
from workbench.compare.align import AlignedPart, count_errors, edits, refined_parts
from workbench.compare.passages import DIRECT, ComparedPassage, without_repeats
from workbench.compare.same_words import utterance_of, utterance_pairs
from workbench.compare.shared import expect_corpus, once_per_corpus, reports_only
from workbench.compare.standing import STATED, TO_CHECK, countable, settled
from workbench.compare.words import PlainWord, Wording, wording
from workbench.corpus.model import Corpus, article_order, frame, join_cell, outlet_of
from workbench.results import RESULTS

ENOUGH_WORDS = 5
"""Of shorter versions little can be said."""
_BETWEEN = 12
"""Of an utterance with more versions than this, each is compared with the longest that it is paired with: all would be too many to read."""

_Joins = frozenset[frozenset[str]]
"""The pairs of pieces, by their addresses, of which `same_words` states that they are one utterance."""


@dataclass(frozen=True, slots=True)
class Version:
    """An utterance, or a stretch of it, as one article prints it: its pieces in reading order, and their words as one wording."""

    utterance: str
    witness: str
    article_id: str
    pieces: tuple[ComparedPassage, ...]
    wording: Wording

    def address(self, span: tuple[int, int]) -> str | None:
        """The addresses of a stretch of plain words, one for each piece that it touches; none for an empty one."""
        numbers = sorted({word.printed for word in self.wording.words[slice(*span)]})
        found, at = [], 0
        for piece in self.pieces:
            inside = [n for n in numbers if at <= n < at + len(piece.wording.spans)]
            if inside:
                first, last = piece.wording.spans[inside[0] - at], piece.wording.spans[inside[-1] - at]
                found.append(str(Address(piece.article_id, piece.start + first[0], piece.start + last[1])))
            at += len(piece.wording.spans)
        return join_cell(found)

    def words(self, span: tuple[int, int]) -> str | None:
        """The printed words of a stretch; none for an empty one."""
        numbers = sorted({word.printed for word in self.wording.words[slice(*span)]})
        if not numbers:
            return None
        return self.wording.text[self.wording.spans[numbers[0]][0] : self.wording.spans[numbers[-1]][1]]


def collate(corpus: Corpus) -> pd.DataFrame:
    """The versions of each utterance word under word: one row per version and word (columns: docs/tables.md).

    A version is what stands between marks in one article, its pieces joined; a quotation that the article repeats is a
    version of its own. Words are aligned before punctuation, contractions as the words they stand for, so “That’s” fills
    the columns of “That” and “is”. Words in the same `column` stand for each other; a version without a row there has
    nothing in that place. A version is laid only against those that a stated pair of `same_words` joins it with; two that only a
    third one joins are a chain, each beside the third. The result does not depend on the order of the articles: the longest
    version is laid down first.

    >>> import workbench as wb
    >>> rows = wb.collate(wb.load())
    >>> first = rows[rows["utterance"] == rows["utterance"][rows["word"] == "heat"].iloc[0]]
    >>> first.groupby("column", sort=False)["word"].agg("/".join).head(6).tolist()
    ['that/that', 'is/is', 'an/an', 'interesting/interesting', 'one/one', 'i/i']
    """
    outlets = outlet_of(expect_corpus(corpus))
    rows: list[dict[str, Any]] = []
    for group in utterance_versions(corpus):
        together = _together(group, _joins(reports_only(corpus)))
        for version, columns in zip(group, word_columns([v.wording for v in group], together), strict=True):
            for n, (word, column) in enumerate(zip(version.wording.words, columns, strict=True)):
                whose = {"utterance": version.utterance, "witness": version.witness, "article_id": version.article_id}
                place = {"outlet_label": outlets[version.article_id], "column": column, "word": word.plain}
                at, printed = version.address((n, n + 1)), version.words((n, n + 1))
                rows.append({**whose, **place, "address": at, "text": printed, "standing": STATED, "evidence": at})
    return settled(corpus, "collate", frame(rows, RESULTS["collate"]))


def word_edits(corpus: Corpus) -> pd.DataFrame:
    """What differs between two versions of an utterance: one row per edit, in reading order (columns: docs/tables.md).

    Made in order, the edits turn the words of the first version into those of the second; the first is only the one that
    comes first in the corpus. `kind` says what sort of difference it is; the kinds are in docs/method.md. Where two versions are
    given to different speakers, a row of the kind `speaker` comes first, with the speakers as printed; it is to check, because
    `conflicts` says when that is sure.

    >>> import workbench as wb
    >>> rows = wb.word_edits(wb.load())
    >>> rows.loc[rows["words_b"] == "see", ["kind", "words_a"]].values.tolist()
    [['substitution', 'envision']]
    """
    quotes = expect_corpus(corpus).quotes
    quotes = quotes[quotes["speaker"].notna()]
    printed = dict(zip(quotes["quote_id"], zip(quotes["speaker"], quotes["speaker_at"], strict=True), strict=True))
    rows: list[dict[str, Any]] = []
    for a, b in _compared(corpus):
        one, other = _speaker(a), _speaker(b)
        if one and other and one.speaker != other.speaker:
            said = [printed.get(p.address, (None, None)) for p in (one, other)]
            rows.append(_edit(a, b, "speaker", said))
        for edit in edits(a.wording, b.wording):
            words = [(v.words(span), v.address(span)) for v, span in ((a, edit.a), (b, edit.b))]
            rows.append(_edit(a, b, edit.kind, words))
    return settled(corpus, "word_edits", frame(rows, RESULTS["word_edits"]))


def _speaker(version: Version) -> ComparedPassage | None:
    """The first piece whose speaker is known."""
    return next((piece for piece in version.pieces if piece.speaker), None)


def _edit(a: Version, b: Version, kind: str, words: Sequence[tuple[str | None, str | None]]) -> dict[str, Any]:
    row: dict[str, Any] = {"utterance": a.utterance, "kind": kind}
    for side, version, (printed, address) in zip("ab", (a, b), words, strict=True):
        row |= {f"witness_{side}": version.witness, f"words_{side}": printed, f"address_{side}": address}
    where = [row["address_a"] or a.witness, row["address_b"] or b.witness]
    return row | {"standing": TO_CHECK if kind == "speaker" else STATED, "evidence": join_cell(where)}


def word_errors(corpus: Corpus) -> pd.DataFrame:
    """How far apart two versions of an utterance are: one row per pair of versions and way of counting (columns: docs/tables.md).

    Two versions are held against each other only where a stated pair of `same_words` joins them directly, and only over the
    stretch that both have: their paired pieces, without what one has before the other begins or after it ends, and what an
    ellipsis leaves out. `errors` is the fewest words to replace, add or drop between these stretches, and `rate` is `errors` per
    word of the longer of the two. So it is the same in both directions and never more than 1, which a word error rate per word
    of one side can be. `counted` is `as printed`, or `expanded`, with contractions as the words they stand for. Without a
    reference neither version is the wrong one.

    >>> import workbench as wb
    >>> rows = wb.word_errors(wb.load()).query("words_b == 21")
    >>> rows[["counted", "errors", "words_a", "words_b"]].values.tolist()
    [['as printed', 13, 18, 21], ['expanded', 9, 20, 21]]
    """
    outlets = outlet_of(expect_corpus(corpus))
    rows: list[dict[str, Any]] = []
    for a, b in _compared(corpus):
        found = edits(a.wording, b.wording)
        for counted, expanded in (("as printed", False), ("expanded", True)):
            n = count_errors(a.wording, b.wording, found, expanded=expanded)
            rows.append(
                {
                    "utterance": a.utterance,
                    "witness_a": a.witness,
                    "outlet_a": outlets[a.article_id],
                    "witness_b": b.witness,
                    "outlet_b": outlets[b.article_id],
                    "counted": counted,
                    **n._asdict(),
                    "rate": n.errors / max(n.words_a, n.words_b) if n.words_a or n.words_b else None,
                    "standing": STATED,
                    "evidence": join_cell(piece.address for version in (a, b) for piece in version.pieces),
                }
            )
    return settled(corpus, "word_errors", frame(rows, RESULTS["word_errors"]))


def utterance_versions(corpus: Corpus) -> list[list[Version]]:
    """The utterances that have two versions or more, each as its versions in the order of the corpus."""
    return [list(group) for group in _versions(reports_only(corpus))]


@once_per_corpus
def _versions(corpus: Corpus) -> tuple[tuple[Version, ...], ...]:
    found = utterance_pairs(corpus)
    groups = utterance_of(found)
    passages = {p.address: p for pair in found for p in (pair.a, pair.b) if p.manner == DIRECT}
    order = article_order(corpus)
    pieces: dict[tuple[str, str], list[ComparedPassage]] = defaultdict(list)
    for passage in sorted(passages.values(), key=lambda p: (order[p.article_id], p.start)):
        pieces[groups[passage.address], passage.utterance].append(passage)
    gathered: dict[str, list[Version]] = defaultdict(list)
    for (utterance, witness), every in pieces.items():
        parts = without_repeats(every)
        text = " ".join(p.text for p in parts)  # the pieces of a quotation that the reporter interrupts
        gathered[utterance].append(Version(utterance, witness, parts[0].article_id, tuple(parts), wording(text)))
    return tuple(tuple(group) for group in gathered.values() if len(group) > 1)


@once_per_corpus
def _joins(corpus: Corpus) -> _Joins:
    return frozenset(frozenset((p.a.address, p.b.address)) for p in utterance_pairs(corpus) if p.standing == STATED)


def _together(group: Sequence[Version], joins: _Joins) -> set[tuple[int, int]]:
    """The versions (their numbers, both ways) of which a piece of the one is paired with a piece of the other."""
    found = set()
    for (i, one), (j, other) in combinations(enumerate(group), 2):
        if _paired(one, other, joins):
            found |= {(i, j), (j, i)}
    return found


def _paired(one: Version, other: Version, joins: _Joins) -> Version | None:
    """The stretch of the one that is paired with the other: the pieces that have a pair there, with an ellipsis for those between."""
    kept = [
        n
        for n, piece in enumerate(one.pieces)
        if any(frozenset((piece.address, p.address)) in joins for p in other.pieces)
    ]
    if not kept or len(kept) == len(one.pieces):
        return one if kept else None
    text = one.pieces[kept[0]].text
    for before, n in pairwise(kept):
        text += (" " if n == before + 1 else " … ") + one.pieces[n].text
    pieces = tuple(one.pieces[n] for n in kept)
    return replace(one, pieces=pieces, wording=wording(text))


def _compared(corpus: Corpus) -> Iterator[tuple[Version, Version]]:
    """The versions that are held against each other, each the stretch that is paired with the other."""
    joins = _joins(reports_only(corpus))
    for group in utterance_versions(corpus):
        together = _together(group, joins)
        chosen = {(i, j) for i, j in together if i < j}
        if len(group) > _BETWEEN:
            chosen = set()
            laid = _laid([v.wording for v in group])
            for i in laid[1:]:
                longest = next((j for j in laid if (i, j) in together), None)
                chosen |= set() if longest is None else {(min(i, longest), max(i, longest))}
        for i, j in sorted(chosen):
            one, other = (_paired(group[x], group[y], joins) for x, y in ((i, j), (j, i)))
            if one and other:
                yield one, other


def _laid(group: Sequence[Wording]) -> list[int]:
    """The order in which versions are laid down: by length and words, whatever their outlets."""
    return sorted(range(len(group)), key=lambda n: (-len(group[n].words), group[n].key, group[n].text))


def word_columns(group: Sequence[Wording], together: Container[tuple[int, int]] | None = None) -> list[list[int]]:
    """The column of every word of every version; each is laid against those that it is `together` with, or against all.

    >>> from workbench.compare.words import wording
    >>> word_columns([wording("a big tent"), wording("we need a big tent"), wording("a very big tent")])
    [[2, 4, 5], [0, 1, 2, 4, 5], [2, 3, 4, 5]]
    """
    distinct: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n in _laid(group):
        distinct[tuple(w.plain for w in group[n].words)].append(n)
    laid: list[_Column] = []
    for same in distinct.values():
        version = group[same[0]]
        near = [c for c in laid if together is None or any((n, m) in together for n in same for m in c.versions)]
        base = Wording("", (), tuple(column.usual for column in near), frozenset())
        new: dict[int, list[_Column]] = defaultdict(
            list
        )  # how many of the near columns come before → new columns there
        for part in refined_parts(base, version) if near else [AlignedPart("equal", (0, 0), (0, len(version.words)))]:
            columns, words = near[slice(*part.a)], range(*part.b)
            for column, m in zip_longest(columns, words):
                if m is not None:
                    if column is None:
                        column = _Column()
                        new[part.a[1]].append(column)
                    column.add(same, m, version.words[m])
        laid = _with_new(laid, near, new)
    columns_by_version = [[0] * len(version.words) for version in group]
    for number, column in enumerate(laid):
        for n, m in column.members:
            columns_by_version[n][m] = number
    return columns_by_version


def _with_new(laid: list[_Column], near: list[_Column], new: dict[int, list[_Column]]) -> list[_Column]:
    """All columns in order: new ones right after the near column that they follow, or at the end where there is none before."""
    if not near:
        return laid + new[0]
    places = {id(column): n for n, column in enumerate(near, start=1)}
    grown = list(new[0])
    for column in laid:
        grown.append(column)
        if id(column) in places:
            grown += new[places[id(column)]]
    return grown


class _Column:
    """Words that stand for each other: which word of which version, and the one that most versions have."""

    def __init__(self) -> None:
        self.members: list[tuple[int, int]] = []
        self.versions: set[int] = set()
        self.counts: Counter[PlainWord] = Counter()
        self.usual = PlainWord("", "", 0)

    def add(self, versions: Sequence[int], at: int, word: PlainWord) -> None:
        """Word number `at` of each of these versions, which are equal word by word."""
        self.members += [(n, at) for n in versions]
        self.versions |= set(versions)
        self.counts[PlainWord(word.plain, word.stem, 0)] += len(versions)
        self.usual = min(self.counts, key=lambda w: (-self.counts[w], w.plain))


@once_per_corpus
def version_pairs(corpus: Corpus) -> pd.DataFrame:
    """The pairs of versions that two outlets print between marks, as far as they are stated, contractions as the words they stand for.

    The most different come first, but those of a few words after all others: little can be held against little. Two that have no
    word in common are pieces of one utterance, not versions of the same piece, and left out.
    """
    errors = countable(word_errors(corpus))
    pairs = errors[errors["counted"].eq("expanded") & errors["outlet_a"].ne(errors["outlet_b"])]
    shorter = pairs[["words_a", "words_b"]].min(axis=1)
    pairs, long = pairs[pairs["errors"].lt(shorter)], shorter.ge(ENOUGH_WORDS)
    return pairs.assign(long=long).sort_values(["long", "errors"], ascending=False, kind="stable").drop(columns="long")
