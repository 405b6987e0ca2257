"""Parts of sections: the charts of the report, and the lists of what only one outlet has."""

from __future__ import annotations

import pandas as pd

from workbench.compare.common.once import once_per_corpus
from workbench.compare.coverage.ledger import ledger
from workbench.compare.speech.people import labels as people_labels
from workbench.compare.words.rates import word_choices
from workbench.corpus import Corpus
from workbench.corpus.frames import records
from workbench.show.charts import told
from workbench.show.charts.rows import plural, snippet
from workbench.show.explore import view, view_words
from workbench.show.figures import captions
from workbench.show.page.reader import esc
from workbench.show.report.drawing import Drawing
from workbench.show.report.parts import addresses, at, joined, outlet, place, said_at, table, words_at
from workbench.show.report.versions import word_under_word

FIELDS = 4
"""Kinds of things with several words for them: those of which most is said."""
MOST_NAMES = 12  # in a sentence
_LABELS = 8  # words for one thing or person in one outlet, the most frequent

chosen, told_items, named = map(once_per_corpus, (word_choices, ledger, people_labels))

_WHERE = {"outlet_label": "Outlet"}
DRAWINGS: dict[str, Drawing] = {
    "quotes": Drawing(
        view.quotes,
        told.speaking,
        {"name": "Speaker", **_WHERE, "utterances": "Utterances", "quoted_words": "Words in full"}
        | {"fragment_words": "in fragments", "paraphrased_words": "paraphrased", "share": "Share of all quoted"},
    ),
    "participants": Drawing(
        view.participants,
        told.people,
        {"name": "Who", **_WHERE, "mentions": "Named", "paraphrased": "Paraphrased", "fragments": "In fragments"}
        | {"quoted": "In full"},
    ),
    "order": Drawing(
        view.order,
        told.order,
        {"name": "Who", **_WHERE, "manner": "How", "first_word": "Words before it", "words": "Words", "text": "Text"},
    ),
    "same_words": Drawing(
        view_words.same_words,
        told.ladder,
        {
            "item": "Utterance",
            "name": "Speaker",
            **_WHERE,
            "rung": "How",
            "words": "Words between marks",
            "count": "Passages",
        },
    ),
    "coverage": Drawing(
        view_words.coverage,
        captions.ledger,
        {"kind": "Kind", "item": "Item", **_WHERE, "status": "How", "count": "Passages", "searched": "Looked for"},
        seen=True,
    ),
    "facts": Drawing(
        view_words.facts,
        captions.fact_pairs,
        {
            "text_a": "One",
            "outlet_a": "Outlet",
            "rank_a": "Sentence",
            "text_b": "Other",
            "outlet_b": "Outlet",
            "rank_b": "Sentence",
        },
        seen=True,
    ),
    "cues": Drawing(
        view.cues,
        told.cues,
        {"cue": "Verb", "cue_class": "Class", **_WHERE, "count": "Times", "printed": "As printed"},
    ),
    "words": Drawing(
        view_words.words,
        captions.keyness,
        {"word": "Word", "group": "Outlet", "count": "Times", "count_rest": "Elsewhere", "per_1000": "Per 1,000 words"},
    ),
}
"""The charts of the report: name → what draws it and what its table shows."""


def version(corpus: Corpus, pairs: pd.DataFrame) -> str:
    """One utterance as its outlets print it, the most different pair counted; `pairs` are its rows of `word_errors`."""
    top = records(pairs)[0]
    who = corpus.labelled("quotes").set_index("quote_id")["name"].get(top["witness_a"])
    speaker = f"<bdi>{esc(who)}</bdi>: " if isinstance(who, str) else ""
    of = f"{plural(top['words_a'], 'word')} in {outlet(top['outlet_a'])} and {top['words_b']:,} in {outlet(top['outlet_b'])}"
    differ = "1 word differs" if top["errors"] == 1 else f"{top['errors']:,} words differ"
    return f"<p>{speaker}{at(top['evidence'], differ)}, of {of}.</p>{laid(corpus, pairs)}"


def laid(corpus: Corpus, pairs: pd.DataFrame) -> str:
    """The versions of one utterance word under word, and how to read them."""
    witnesses = list(dict.fromkeys([*pairs["witness_a"], *pairs["witness_b"]]))
    key = '<p class="quiet">Bold, underlined words differ; · stands where a version has no word.</p>'
    return word_under_word(corpus, witnesses) + key


def alone(corpus: Corpus, label: str, most: int) -> str:
    """What one outlet alone has: people and bodies, then facts, with what was looked for and what comes nearest."""
    frame = told_items(corpus)
    single = frame[frame["outlets"].eq(1)]
    here = single[single["outlet_label"].eq(label) & single["count"].gt(0)]
    if not here["kind"].isin(["person", "body", "fact"]).any():
        return f"<h3>{outlet(label)}</h3><p>No person, body or fact was found that only this outlet has.</p>"
    people = here[here["kind"].isin(["person", "body"])]
    shown = [
        at(row["evidence"], f"<bdi>{esc(row['item'])}</bdi>", row["item"]) for row in records(people.head(MOST_NAMES))
    ]
    more = f" and {plural(len(people) - MOST_NAMES, 'more')}" if len(people) > MOST_NAMES else ""
    names = f"<p>Named here only: {joined(shown)}{more}.</p>" if shown else ""
    facts = here[here["kind"].eq("fact")]
    missed = single[single["item_id"].isin(facts["item_id"]) & single["nearest"].notna()]
    items = [_fact(corpus, row, missed[missed["item_id"].eq(row["item_id"])]) for row in records(facts.head(most))]
    rest = [addresses(cell)[0] for cell in facts["evidence"][most:]]
    left = (
        f"<p class='quiet'>And {at(rest, plural(len(facts) - most, 'more sentence'))} of this kind.</p>" if rest else ""
    )
    told = f"<ul>{''.join(items)}</ul>" if items else ""
    return f"<h3>{outlet(label)}</h3>{names}{told}{left}"


def _fact(corpus: Corpus, row: dict[str, str], missed: pd.DataFrame) -> str:
    at_home = f"{words_at(corpus, addresses(row['evidence'])[0], 260)} {place(corpus, addresses(row['evidence'])[0], named=False)}"
    near = ""
    if len(missed):
        near = f'<br><span class="quiet">Nearest elsewhere: {said_at(corpus, str(missed["nearest_at"].iloc[0]), 160)}</span>'
    return f"<li>{at_home}{near}</li>"


def choices(corpus: Corpus) -> str:
    """Different words for the same kind of thing: how often each outlet uses each."""
    frame = chosen(corpus)
    total = frame.groupby("field")["count"].sum().sort_values(ascending=False, kind="stable")
    words = frame[frame["count"].gt(0)].groupby("field")["word"].nunique()
    fields = [field for field in total.index if words.get(field, 0) > 1][:FIELDS]
    if not fields:
        return ""
    rows = []
    for field in fields:
        used = frame[frame["field"].eq(field) & frame["count"].gt(0)]
        rows.append([f"<bdi>{esc(field)}</bdi>", _by_outlet(corpus, used, "word")])
    return table(["Kind of thing", "Words for it"], rows, "Different words for the same kind of thing")


def called(corpus: Corpus) -> str:
    """What each outlet calls those whom several name, where they differ."""
    frame = named(corpus)
    rows = []
    for (_, name), own in frame.groupby(["participant_id", "name"], sort=False):
        if own["outlet_label"].nunique() < 2 or own["label"].nunique() < 2:
            continue
        rows.append([f"<bdi>{esc(name)}</bdi>", _by_outlet(corpus, own, "label")])
    return table(["Who", "Called"], rows, "What each outlet calls the same people", noun="name") if rows else ""


def _by_outlet(corpus: Corpus, rows: pd.DataFrame, column: str) -> str:
    """A line for each outlet: its most frequent words of that column, each with its count."""
    lines = []
    for label in dict.fromkeys(corpus.articles["outlet_label"]):
        own = rows[rows["outlet_label"].eq(label)].sort_values("count", ascending=False, kind="stable")
        if len(own):
            lines.append(f"{outlet(label)}: " + ", ".join(_counted(row, column) for row in records(own.head(_LABELS))))
    return "<br>".join(lines)


def _counted(row: dict[str, str], column: str) -> str:
    return f"<bdi>{esc(snippet(row[column], 90))}</bdi> {at(row['evidence'], str(row['count']) + '×')}"
