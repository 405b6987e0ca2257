"""How often each outlet hedges, drives home, rates, and which of several words for a thing it takes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pandas as pd

from workbench.address import Address
from workbench.compare.shared import reports_only
from workbench.compare.speech import cue_word, spoken_quotes
from workbench.compare.words import PARTS, ArticleWords, marked_spans, printed_words
from workbench.corpus.model import Corpus, frame, join_cell, outlet_of, outlet_order, records
from workbench.parse.inflect import stem
from workbench.parse.stance import find, groups
from workbench.results import RESULTS
from workbench.schema import CUE_CLASSES

SAY_VERB = "say-verb"
_PARTS = PARTS[1:]  # the two that make up all


class _Use(NamedTuple):
    """A listed word in an article: the list, the word in small letters, whose words it is among, and its address."""

    article: str
    kind: str
    group: str | None
    word: str
    part: str
    address: str


def rates(corpus: Corpus) -> pd.DataFrame:
    """How often each outlet hedges, intensifies, evaluates and uses say-verbs of each class, per thousand words.

    One row per outlet, list and part of its text: the reporter's words apart from those between quotation marks. Lists
    come in the order of `parse/lexicons/stance.toml`, which says what is in them, what was left out and why; then the
    classes of say-verbs. A list that an outlet never uses has its row, with a count of 0. Counts of lists add up to those of their
    `kind`. Words are counted, not understood: read the evidence before you quote a number. References are left out.

    >>> import workbench as wb
    >>> rows = wb.rates(wb.load())
    >>> rows[rows["count"].gt(0) & rows["kind"].eq("hedge")][["group", "part", "count", "words", "forms"]].values.tolist()
    [['possibility', 'reporter', 1, 475, 'could'], ['possibility', 'quoted', 1, 183, 'potentially'], \
['approximation', 'reporter', 1, 475, 'approximately'], ['possibility', 'reporter', 1, 341, 'could'], \
['possibility', 'quoted', 1, 79, 'possibly'], ['generality', 'reporter', 1, 341, 'often']]
    """
    reports = reports_only(corpus)
    read = printed_words(reports)
    order = outlet_order(reports)
    outlets = outlet_of(reports)
    sizes: Counter[tuple[str, str]] = Counter()
    for article, every in read:
        quoted = sum(t.marked for t in every)
        sizes.update({(outlets[article], "quoted"): quoted, (outlets[article], "reporter"): len(every) - quoted})
    used: dict[tuple[str, str, str | None, str], list[_Use]] = defaultdict(list)
    for use in [*_listed(reports, read, "stance"), *_say_verbs(reports)]:
        used[outlets[use.article], use.kind, use.group, use.part].append(use)
    lists = [*product(groups("stance"), _PARTS), *(((SAY_VERB, c), "reporter") for c in (*CUE_CLASSES, None))]
    lists += sorted({((k, g), p) for _, k, g, p in used} - set(lists), key=str)  # a say-verb inside a quotation
    rows = []
    for outlet, ((kind, group), part) in product(order, lists):
        these, words = used.get((outlet, kind, group, part), []), sizes[outlet, part]
        forms = Counter([use.word for use in these]).most_common() if these else []
        key = {"outlet_label": outlet, "kind": kind, "group": group, "part": part}
        rate = {"count": len(these), "words": words, "per_1000": 1000 * len(these) / words if words else None}
        evidence = join_cell(use.address for use in these)
        rows.append({**key, **rate, "forms": join_cell(form for form, _ in forms), "evidence": evidence})
    return frame(rows, RESULTS["rates"])


def word_choices(corpus: Corpus) -> pd.DataFrame:
    """Which of several words for the same kind of thing each outlet takes: “summit”, “meeting” or “talks”; “war” or “conflict”.

    One row per field, word of it and outlet, for every word that at least one outlet uses. Fields and words are in
    `parse/lexicons/word_choices.toml`. They are near-synonyms, and nothing checks that a word is about the event at hand:
    the evidence shows it. `share` is of all words that the outlet uses from the field. References are left out.

    >>> import workbench as wb
    >>> rows = wb.word_choices(wb.load())
    >>> rows[rows["field"] == "war"][["word", "outlet_label", "count"]].values.tolist()
    [['war', 'unnamed outlet (James Smith)', 1], ['war', 'Antiwar.com', 5], ['conflict', 'unnamed outlet (James Smith)', 2], \
['conflict', 'Antiwar.com', 1], ['invasion', 'unnamed outlet (James Smith)', 0], ['invasion', 'Antiwar.com', 3]]
    """
    reports = reports_only(corpus)
    read = printed_words(reports)
    outlets = outlet_of(reports)
    sizes: Counter[str] = Counter()
    for article, every in read:
        sizes[outlets[article]] += len(every)
    used: dict[tuple[str, str], dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    in_field: Counter[tuple[str, str]] = Counter()
    for use in _listed(reports, read, "word_choices"):
        field = str(use.group)
        used[field, " ".join([*use.word.split()[:-1], stem(use.word.split()[-1])])][outlets[use.article]].append(use)
        in_field[field, outlets[use.article]] += 1
    order = outlet_order(reports)
    place = {group: n for n, (_, group) in enumerate(groups("word_choices"))}
    rows: list[dict[str, Any]] = []
    ordered = sorted(used.items(), key=lambda item: (place[item[0][0]], -sum(map(len, item[1].values())), item[0]))
    for (field, _), by_outlet in ordered:
        forms = Counter(use.word for these in by_outlet.values() for use in these)
        for outlet in order:
            these = by_outlet.get(outlet, [])
            rows.append(
                {
                    "field": field,
                    "word": max(forms, key=lambda form: (forms[form], form)),
                    "outlet_label": outlet,
                    "count": len(these),
                    "count_quoted": sum(use.part == "quoted" for use in these),
                    "share": len(these) / in_field[field, outlet] if in_field[field, outlet] else None,
                    "words": sizes[outlet],
                    "per_1000": 1000 * len(these) / sizes[outlet],
                    "evidence": join_cell(use.address for use in these),
                }
            )
    return frame(rows, RESULTS["word_choices"])


def _listed(corpus: Corpus, read: ArticleWords, lexicon: str) -> Iterator[_Use]:
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    for article, these in read:
        for hit in find(texts[article], [(t.start, t.end) for t in these], lexicon):
            first, last = these[hit.first], these[hit.last - 1]
            if first.sentence == last.sentence:
                address = str(Address(article, first.start, last.end))
                part = "quoted" if first.marked else "reporter"
                yield _Use(article, hit.entry.kind, hit.entry.group, " ".join(hit.entry.words), part, address)


def _say_verbs(corpus: Corpus) -> Iterator[_Use]:
    """The cues that `wb.cues` counts, each once."""
    marks = marked_spans(corpus)
    for row in records(spoken_quotes(corpus).dropna(subset=["cue_at"]).drop_duplicates("cue_at")):
        if any(map(str.isalpha, row["cue"])):
            group = None if pd.isna(row["cue_class"]) else row["cue_class"]
            at = Address.parse(row["cue_at"])
            inside = any(start <= at.start < end for start, end in marks.get(at.article, []))
            part = "quoted" if inside else "reporter"
            yield _Use(row["article_id"], SAY_VERB, group, cue_word(row["cue"], group), part, row["cue_at"])
