"""Marks laid over the text of an article: what was quoted, named and removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from workbench.address import Address
from workbench.compare.collate import word_edits
from workbench.compare.facts import NOTHING_LIKE, TOLD_ELSEWHERE, facts
from workbench.compare.shared import once_per_corpus
from workbench.compare.standing import CONFIRMED, countable
from workbench.corpus import Corpus
from workbench.corpus.model import records, split_cell
from workbench.schema import ARTICLE_PARTS
from workbench.show.html import Templates


class Mark(NamedTuple):
    """A marked span of an article: the layer it belongs to, how it looks, what is printed before it, and what a pointer tells.

    `other` is the article it was held against, where the layer compares.
    """

    at: Address
    layer: str
    look: str
    told: str
    tag: str = ""
    other: str = ""


class Layer(NamedTuple):
    """A layer: what the legend calls it, what it means, and the function that finds its marks."""

    label: str
    meaning: str
    find: Callable[[Corpus], Iterable[Mark]]


class Voice(NamedTuple):
    """How a speaker is told in the text: by initials and, the most heard, by a colour too."""

    initials: str
    look: str


_COLORS = 7  # speakers with a colour of their own; more could not be told apart


@once_per_corpus
def voices(corpus: Corpus) -> dict[str, Voice]:
    """The speakers by name, most heard first; no two have the same initials.

    >>> import workbench as wb
    >>> [f"{name}: {voice.initials}" for name, voice in list(voices(wb.load()).items())[:2]]
    ['Vladimir Putin: VP', 'Donald J. Trump: DJT']
    """
    counts = corpus.labelled("quotes")["name"].dropna().value_counts(sort=False)
    taken: dict[str, int] = {}
    found = {}
    for n, name in enumerate(counts.sort_values(ascending=False, kind="stable").index):
        short = initials(name)
        taken[short] = taken.get(short, 0) + 1
        number = str(taken[short]) if taken[short] > 1 else ""
        found[name] = Voice(short + number, f"v{n + 1}" if n < _COLORS else "")
    return found


def heard(corpus: Corpus, articles: Iterable[str]) -> dict[str, Voice]:
    """Of the `voices` of a corpus those that speak in these articles."""
    rows = corpus.labelled("quotes")
    names = set(rows.loc[rows["article_id"].isin(list(articles)), "name"].dropna())
    return {name: voice for name, voice in voices(corpus).items() if name in names}


def initials(name: str) -> str:
    """The first letters of a name's words; of one word, its first four.

    >>> initials("Volodymyr Zelensky"), initials("CNN"), initials("Bank of England"), initials("city council")
    ('VZ', 'CNN', 'BE', 'CC')
    """
    words = name.split()
    if len(words) == 1:
        return words[0][:4]
    large = [word for word in words if word[:1].isupper() or word[:1].isdigit()]
    return "".join(word[0].upper() for word in (large if len(large) > 1 else words)[:3])


def _people(corpus: Corpus) -> Iterator[Mark]:
    for row in records(corpus.labelled("mentions")):
        yield Mark(Address.parse(row["mention_id"]), "people", "people", f"{row['name']} (named by {row['form']})")


def _spoken(corpus: Corpus, *, marked: bool) -> Iterator[Mark]:
    quotes = corpus.labelled("quotes")
    kinds = quotes["kind"].fillna("direct")
    chosen = quotes[quotes["marks"].ne("none").eq(marked) & kinds.ne("title")]
    layer, known = "quotations" if marked else "reported", voices(corpus)
    for row in records(chosen):
        name = row["name"] if isinstance(row["name"], str) else None
        why = row["rule"] if name or pd.isna(row["reason"]) else row["reason"]
        told = f"{row['kind']}: {name or 'speaker unresolved'} ({why})"
        tag, color = known[name] if name else ("?", "")
        yield Mark(Address.parse(row["quote_id"]), layer, f"{layer} {color}".strip(), told, tag)


def _cues(corpus: Corpus) -> Iterator[Mark]:
    for row in records(corpus.quotes.dropna(subset=["cue_at"]).drop_duplicates("cue_at")):
        kind = row["cue_class"] if isinstance(row["cue_class"], str) else "no class"
        yield Mark(Address.parse(row["cue_at"]), "cues", "cues", f"cue word: {kind}")


def _facts(corpus: Corpus, *, alone: bool) -> Iterator[Mark]:
    if len(corpus.articles) < 2:
        return
    rows = countable(facts(corpus))
    for row in records(rows[rows["told"].eq(NOTHING_LIKE if alone else TOLD_ELSEWHERE)]):
        told = (
            "nothing like it found elsewhere"
            if alone
            else f"told by {row['articles']} of {len(corpus.articles)} articles"
        )
        if row["standing"] == CONFIRMED:
            told = f"{'not told' if alone else 'told'} elsewhere, {CONFIRMED}"
        layer = "only" if alone else "shared"
        yield Mark(Address.parse(row["sentence_id"]), layer, layer, told)


def _edits(corpus: Corpus) -> Iterator[Mark]:
    edits = countable(word_edits(corpus))
    for row in records(edits[~edits["kind"].isin(("beyond", "sentence"))]):
        for side, other in (("a", "b"), ("b", "a")):
            there = row[f"words_{other}"]
            told = f"{row['kind']}; elsewhere: {there if isinstance(there, str) else 'nothing'}"
            elsewhere = row[f"witness_{other}"].partition(":")[0]
            for n, address in enumerate(split_cell(row[f"address_{side}"])):
                yield Mark(Address.parse(address), "edits", "edits", told, "" if n else row["kind"], elsewhere)


LAYERS: dict[str, Layer] = {
    "people": Layer("participants", "names of people and bodies", _people),
    "quotations": Layer("quotations", "words between marks, with the initials of their speaker", lambda c: _spoken(c, marked=True)),
    "reported": Layer("reported speech", "what somebody said, in the reporter's words", lambda c: _spoken(c, marked=False)),
    "cues": Layer("cue words", "words that introduce speech", _cues),
    "shared": Layer("told elsewhere, too", "sentences that another article tells, in whole or in part", lambda c: _facts(c, alone=False)),
    "only": Layer("nothing like it found", "sentences nothing like which was found in another article", lambda c: _facts(c, alone=True)),
    "edits": Layer("other words elsewhere", "quoted words that another article prints differently", _edits),
}  # fmt: skip
"""What can be laid over an article, in the order of the legend."""


@cache
def _found(name: str) -> Callable[[Corpus], tuple[Mark, ...]]:
    """The marks of a layer, found once per corpus: switching a layer on again costs nothing."""
    return once_per_corpus(lambda corpus: tuple(LAYERS[name].find(corpus)))


CHOSEN = "chosen"
"""The layer of the passages that were chosen, which is always shown."""


def marks(corpus: Corpus, names: Iterable[str], *, against: str = "") -> dict[str, list[Mark]]:
    """The marks of these layers by article; of those that compare, only what was held `against` that article, if one is given.

    `ValueError` lists the layers when there is none of a name.
    """
    found: dict[str, list[Mark]] = {article: [] for article in corpus.articles["article_id"]}
    for name in names:
        if name not in LAYERS:
            raise ValueError(f"no layer {name!r}; there are {', '.join(LAYERS)}")
        for mark in _found(name)(corpus):
            if not against or mark.other in ("", against):
                found[mark.at.article].append(mark)
    return found


_HTML = Templates("layers.html.j2")


def column(article: dict[str, Any], paragraphs: pd.DataFrame, sentences: pd.DataFrame, marks: Sequence[Mark]) -> Markup:
    """One article in a column of its own: its outlet and title, then numbered paragraphs with the marks in them.

    A number before each sentence gives its line, a bolder one each paragraph, so that a class can name a place.
    """
    starts = {int(s): int(n) + 1 for s, n in zip(sentences["start"], sentences["position"], strict=True)}
    return _HTML.column(article, [_paragraph(row, starts, marks) for row in records(paragraphs)])


def columns(
    corpus: Corpus, articles: Iterable[str], marks: dict[str, list[Mark]], chosen: Iterable[Mark] = ()
) -> Markup:
    """Articles beside each other, each with its marks and those chosen."""
    extra: dict[str, list[Mark]] = {}
    for mark in chosen:
        extra.setdefault(mark.at.article, []).append(mark)
    known = {row["article_id"]: row for row in records(corpus.articles)}
    drawn = []
    for article in articles:
        paragraphs = corpus.paragraphs[corpus.paragraphs["article_id"] == article]
        sentences = corpus.sentences[corpus.sentences["article_id"] == article]
        drawn.append(column(known[article], paragraphs, sentences, [*marks.get(article, ()), *extra.get(article, ())]))
    return _HTML.columns(drawn)


def layer_legend(names: Iterable[str], voices: Mapping[str, Voice] | None = None) -> Markup:
    """What each layer's look means, and whose the initials of these `voices` are."""
    return _HTML.legend([(name, LAYERS[name]) for name in names], voices or {})


def _paragraph(row: dict[str, object], starts: dict[int, int], marks: Sequence[Mark]) -> Markup:
    """A paragraph cut where any mark or sentence begins or ends, each piece with the marks that lie over it."""
    start, end = int(str(row["start"])), int(str(row["end"]))
    inside = [m for m in marks if m.at.start < end and m.at.end > start]
    cuts = {start, end, *(at for at in starts if start <= at < end)}
    for mark in inside:
        cuts |= {min(max(at, start), end) for at in (mark.at.start, mark.at.end)}
    text = str(row["text"])
    pieces = []
    for a, b in pairwise(sorted(cuts)):
        if a in starts:
            pieces.append(_HTML.line(starts[a]))
        over = [m for m in inside if m.at.start <= a and b <= m.at.end]
        pieces += [_HTML.tag(m) for m in over if m.at.start == a and m.tag]
        pieces.append(_segment(text[a - start : b - start], a, over))
    look = row["kind"] if row["kind"] in ARTICLE_PARTS else "back"
    return _HTML.paragraph(look, int(str(row["position"])) + 1, pieces)


def _segment(words: str, at: int, over: Sequence[Mark]) -> Markup:
    if not over:
        return _HTML.plain(at, words)
    looks = " ".join(dict.fromkeys(m.look for m in over))
    inner = min(over, key=lambda m: (m.layer == CHOSEN, m.at.end - m.at.start))
    told = "; ".join(dict.fromkeys(m.told for m in over if m.told))
    return _HTML.marked(at, words, looks, inner.at, told, any(m.at.start == at for m in over))
