"""The sections of the report, with their tables and details."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.compare.ledger import ledger
from workbench.compare.rates import word_choices
from workbench.compare.shared import once_per_corpus
from workbench.compare.speech import labels as people_labels
from workbench.corpus import Corpus
from workbench.corpus.model import records
from workbench.schema import METADATA
from workbench.show.figures.page import Drawing, figure
from workbench.show.html import (
    addresses,
    at,
    dated,
    esc,
    html_table,
    joined,
    labels,
    outlet,
    place,
    said,
    said_at,
    words_at,
)
from workbench.show.nouns import NOUNS
from workbench.show.phrasing import plural, snippet
from workbench.show.report.findings import alike, apart, hints, judged
from workbench.show.versions import shared, word_under_word

# ---- Parts of sections: the charts of the report, and the lists of what only one outlet has --------------------------


FIELDS = 4
"""Kinds of things with several words for them: those of which most is said."""
MOST_NAMES = 12  # in a sentence
_LABELS = 8  # words for one thing or person in one outlet, the most frequent

chosen, told_items, named = map(once_per_corpus, (word_choices, ledger, people_labels))

DRAWINGS = {
    name: Drawing(noun.view, noun.sentence, noun.table, noun.seen) for name, noun in NOUNS.items() if noun.table
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
    return html_table(["Kind of thing", "Words for it"], rows, "Different words for the same kind of thing")


def called(corpus: Corpus) -> str:
    """What each outlet calls those whom several name, where they differ."""
    frame = named(corpus)
    rows = []
    for (_, name), own in frame.groupby(["participant_id", "name"], sort=False):
        if own["outlet_label"].nunique() < 2 or own["label"].nunique() < 2:
            continue
        rows.append([f"<bdi>{esc(name)}</bdi>", _by_outlet(corpus, own, "label")])
    return html_table(["Who", "Called"], rows, "What each outlet calls the same people", noun="name") if rows else ""


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


# ---- The sections of the report: each a function `corpus → HTML`, empty where there is nothing to say ----------------


MOST_PAIRS = 5  # of utterances, conflicts and the like; a page that shows all of them is not read
_FIELDS = {"outlet": "publisher", "published": "date", "url": "web address", "byline": "author"}
MOST_ARTICLES = 12  # that have a panel or a line of their own
MOST_OUTLETS = 6  # outlets that are taken one by one


def articles(corpus: Corpus) -> str:
    """What is compared."""
    rows = [
        [
            f'<a href="#{esc(row["article_id"])}">{outlet(row["outlet_label"])}</a>',
            said(row["title"]),
            said(row["byline"]),
            dated(row["published"]),
            f"{row['words']:,}",
        ]
        for row in records(corpus.articles)
    ]
    unknown = [
        _FIELDS.get(field, field) for field in METADATA if field != "deck" and corpus.articles[field].isna().all()
    ]
    note = f" No article states its {joined(unknown, 'or')}." if unknown else ""
    told = "What a text does not state stays unstated: nothing was filled in or looked up."
    return f"{html_table(['Outlet', 'Headline', 'Author', 'Date', 'Words'], rows, 'The articles', noun='article')}<p>{told}{note}</p>"


def voices(corpus: Corpus) -> str:
    """Who speaks, how long, and where in the story."""
    if corpus.quotes.empty and corpus.mentions.empty:
        return "<p>No person or body was found that is named or speaks.</p>"
    if len(corpus.articles) > MOST_ARTICLES:
        left_out = f"Who is named and speaks where in each of {len(corpus.articles)} articles is left out here: it would be a wall."
        return f"{figure(corpus, 'speaking', DRAWINGS['speaking'])}<p class='quiet'>{left_out}</p>"
    return "".join(figure(corpus, name, DRAWINGS[name]) for name in ("speaking", "people", "order"))


def same(corpus: Corpus) -> str:
    """The utterances that several outlets quote, word under word."""
    if corpus.articles["outlet_label"].nunique() < 2:
        return ""
    pairs = shared(corpus)
    if pairs.empty:
        marked = int(corpus.quotes["marks"].ne("none").sum())
        if not marked:
            return "<p>Nothing stands between quotation marks, so there are no versions to lay side by side.</p>"
        return (
            f"<p>No two outlets were found to quote the same utterance. Held against each other were all "
            f"{plural(marked, 'stretch', 'stretches')} between quotation marks, by the words they share and their order, "
            f"and every sentence without marks.</p>{figure(corpus, 'same_words', DRAWINGS['same_words'])}"
        )
    differ = pairs[pairs["errors"].gt(0)].drop_duplicates("utterance")["utterance"]
    every = {utterance: pairs[pairs["utterance"].eq(utterance)] for utterance in differ}
    above, wanted = "", list(every.values())
    if wanted:  # its most different pair stands at the top of the page; here it has all its versions
        first, *wanted = wanted
        link = '<p>The one that differs most stands <a href="#twice">above, in short</a>'
        above = f"{link}; here are all its versions.</p>{laid(corpus, first)}" if len(first) > 1 else f"{link}.</p>"
    versions = [version(corpus, rows) for rows in wanted[:MOST_PAIRS]]
    rest = [address for rows in wanted[MOST_PAIRS:] for cell in rows["evidence"] for address in addresses(cell)]
    note = (
        f"<p>{at(rest, plural(len(wanted) - MOST_PAIRS, 'more utterance'))} with differing words.</p>" if rest else ""
    )
    return f"{above}{''.join(versions)}{note}{figure(corpus, 'same_words', DRAWINGS['same_words'])}"


def whose(corpus: Corpus) -> str:
    """What is given to different people."""
    rows = hints(corpus)
    if rows.empty:
        return ""
    items = []
    for row in records(rows.head(MOST_PAIRS)):
        sides = []
        for s in "ab":
            who = (
                f"<bdi>{esc(row[f'name_{s}'])}</bdi>"
                if isinstance(row[f"name_{s}"], str)
                else "nobody: the reporter tells it"
            )
            by_place = " (told only from where the words stand)" if row[f"made_{s}"] == "by position" else ""
            sides.append(f"<dt>{who}{by_place}</dt><dd>{said_at(corpus, row[f'passage_{s}'])}</dd>")
        items.append(f'<dl class="sides">{"".join(sides)}</dl>')
    rest = [address for row in records(rows[MOST_PAIRS:]) for address in (row["passage_a"], row["passage_b"])]
    more = (
        f"<p>Found besides: {at(rest, plural(len(rows) - MOST_PAIRS, 'more pair'))} of this kind.</p>" if rest else ""
    )
    told = "Found by like content and different speakers. These are hints, not findings: two people may have said much the same."
    return f"<p>{told}</p>{''.join(items)}{more}"


def only(corpus: Corpus) -> str:
    """What one outlet alone tells, with what comes nearest elsewhere."""
    if corpus.articles["outlet_label"].nunique() < 2:
        return ""
    outlets = list(dict.fromkeys(corpus.articles["outlet_label"]))
    each = 4 if len(outlets) <= 3 else 2
    parts = [alone(corpus, label, each) for label in outlets[:MOST_OUTLETS]]
    left = len(outlets) - MOST_OUTLETS
    note = f"<p>{plural(left, 'more outlet')}: see the chart.</p>" if left > 0 else ""
    told = (
        "A sentence is listed when no sentence elsewhere was found to tell its main fact; the first ones of each article "
        "stand here. “Not found” is not “left out”: look at the nearest."
    )
    return f"<p>{told}</p>{''.join(parts)}{note}{figure(corpus, 'ledger', DRAWINGS['ledger'])}"


def placed(corpus: Corpus) -> str:
    """How each article begins, and what stands early in one and late in another."""
    body = corpus.sentences.merge(corpus.paragraphs[["paragraph_id", "kind"]], on="paragraph_id")
    first = body[body["kind"].eq("body")].drop_duplicates("article_id")
    titles = corpus.articles.set_index("article_id")["title"]
    rows = []
    for article, sentence in (
        first[["article_id", "sentence_id"]].head(MOST_ARTICLES).itertuples(index=False, name=None)
    ):
        begins = f"<b>{said(titles[article])}</b><br>{words_at(corpus, sentence, 320)} {place(corpus, sentence, named=False)}"
        rows.append(f"<dt>{outlet(labels(corpus)[article])}</dt><dd>{begins}</dd>")
    title = (
        f"How {'each article begins' if len(first) <= MOST_ARTICLES else f'the first {MOST_ARTICLES} articles begin'}"
    )
    opening = f'<h3>{title}</h3><dl class="sides">{"".join(rows)}</dl>' if rows else ""
    if len(corpus.articles) < 2:
        return opening
    found = apart(corpus).head(MOST_PAIRS)
    far = [
        [
            *(
                f"{said_at(corpus, row[f'sentence_{s}'], 160)}<br>sentence {row[f'rank_{s}']} of {row[f'of_{s}']}"
                for s in order
            )
        ]
        for row in records(found)
        for order in ("ab" if row["place_a"] < row["place_b"] else "ba",)
    ]
    late = html_table(["Early in one", "Late in another"], far, "The same fact in different places") if far else ""
    none = "" if far else "<p>No fact that two articles share stands early in one and late in the other.</p>"
    return f"{opening}{late}{none}{figure(corpus, 'facts', DRAWINGS['facts'])}"


def wording(corpus: Corpus) -> str:
    """Verbs of saying, names for the same thing, words of one's own."""
    charts = "".join(figure(corpus, name, DRAWINGS[name]) for name in ("cues", "keyness"))
    return f"{choices(corpus)}{called(corpus)}{charts}"


def reference(corpus: Corpus) -> str:
    """Each quotation against the record."""
    if "reference" not in set(corpus.articles["kind"]):
        return ""
    rows = judged(corpus)
    apart_first = rows.sort_values("verdict", key=lambda v: v.isin(["verbatim", "excerpt", "outside"]), kind="stable")
    body = [
        [
            f"{outlet(row['outlet_label'])} {place(corpus, row['quote_id'], named=False)}",
            words_at(corpus, row["quote_id"]),
            at(row["reference_at"], f"<bdi>{esc(row['reference'])}</bdi>")
            if isinstance(row["reference"], str)
            else "–",
            esc(row["finding"]),
        ]
        for row in records(apart_first)
    ]
    head = ["Outlet", "Printed", "In the reference", "Finding"]
    return html_table(head, body, "Every quotation against the reference, those that depart first", noun="quotation")


def copied(corpus: Corpus) -> str:
    """Text that articles share."""
    rows = alike(corpus)
    if rows.empty:
        return ""
    body = []
    for row in records(rows):
        counts = [
            f"{at(row[f'evidence_{s}'], plural(row[f'shared_{s}'], 'word'))} of {row[f'words_{s}']:,}" for s in "ab"
        ]
        body.append([f"{outlet(row['outlet_a'])} and {outlet(row['outlet_b'])}", *counts])
    told = "The words do not tell who took from whom, or whether both took from an agency."
    return (
        html_table(
            ["Pair", "Words of the first that the second has", "and the other way round"],
            body,
            "Pairs of articles with much of the same text",
        )
        + f"<p>{told}</p>"
    )


SECTIONS: dict[str, tuple[str, Callable[[Corpus], str]]] = {
    "articles-compared": ("What is compared", articles),
    "same": ("The same words?", same),
    "reference": ("Against the record", reference),
    "whose": ("Whose words?", whose),
    "only": ("What only one of them tells", only),
    "voices": ("Who speaks", voices),
    "place": ("What comes first, what comes late", placed),
    "wording": ("How it is said", wording),
    "copies": ("Shared text", copied),
}
"""Anchor → heading and what writes the section, in the order of the page."""
